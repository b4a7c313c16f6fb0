"""§9: docs/performance.md says what was measured, and no more."""

from __future__ import annotations

import json

import pytest

from docs.make_performance import KEPT, PAGES, PICTURES, hours, made, picture
from tests.docs.pages import text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_and_the_picture_have_the_figures_that_are_kept(language: str) -> None:
    figures = json.loads(KEPT.read_text("utf-8"))
    assert text(PAGES[language]) == made(figures, language, text(PAGES[language]))
    assert PICTURES[language].read_text("utf-8") == picture(figures, language)


@pytest.mark.parametrize(
    ("language", "again", "first"), [("en", "take 1 minute of", "9 minutes the"), ("fr", "prennent 1 minute de", "9 minutes la")]
)
def test_one_minute_is_singular(language: str, again: str, first: str) -> None:
    """A round of 35,000 sites at 1.7 ms each takes one minute."""
    cost = {"again": 1.7e-3, "first": 15.4e-3}
    rows = [
        {"name": name, "cost": {"cpu_s": each * 3000}, "sites": 3000, "seconds": 17.0, "grown": 3000} for name, each in cost.items()
    ]
    told = hours({"country": {"figures": rows}}, language)
    assert again in told
    assert first in told
