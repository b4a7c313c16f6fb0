"""What a person who is named can ask for is on the pages themselves, in both languages (5.15, 5.17)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.house import stand
from tests.site import Site
from tests.web.conftest import Visitor, served


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


@pytest.mark.parametrize(("known", "words"), [(True, "(test@example.org)"), (False, "mentions légales")])
def test_about_says_whom_to_write_to_or_where_to_find_it(tmp_path: Path, known: bool, words: str) -> None:
    """5.15: without `contact` nobody is told to write to an address that stands nowhere."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure()
        house.check()
        if not known:
            written = house.folder / "config.toml"
            written.write_text(
                written.read_text(encoding="utf-8").replace('contact = "mailto:test@example.org"\n', ""), encoding="utf-8"
            )
        for visitor in served(house):
            about = visitor.get("/about").text
            assert words in about
            assert ("écrivez à la" in about) == known
