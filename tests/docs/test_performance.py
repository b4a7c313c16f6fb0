"""§9: docs/performance.md says what was measured, and no more."""

from __future__ import annotations

import json

import pytest

from docs.make_performance import KEPT, PAGES, PICTURES, made, picture
from tests.docs.pages import text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_and_the_picture_have_the_figures_that_are_kept(language: str) -> None:
    figures = json.loads(KEPT.read_text("utf-8"))
    assert text(PAGES[language]) == made(figures, language, text(PAGES[language]))
    assert PICTURES[language].read_text("utf-8") == picture(figures, language)
