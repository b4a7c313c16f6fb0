"""What a person who is named can ask for is on the pages themselves, in both languages (5.15, 5.17)."""

from __future__ import annotations

import pytest

from tests.web.conftest import Visitor


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ("article 80", "monitor erase --person", "CNIL")), ("en", ("article 80", "monitor erase --person", "legal advice"))],
)
def test_about_leads_to_it(visitor: Visitor, language: str, words: tuple[str, ...]) -> None:
    about = visitor.get("/about", Accept_Language=language)
    assert 'href="/about/rights"' in about.text
    page = visitor.get("/about/rights", Accept_Language=language)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert [word for word in words if word not in page.text] == []
    assert ".md" not in page.text
