"""Another page or a notice at the address is a failure for as long as it lasts, set beside the page kept last (DESIGN 3.29)."""

from __future__ import annotations

import pytest

from tests.pipeline.house import House
from tests.site import Page, Site

POOL = (
    "<!doctype html><html><head><title>La piscine - Valmont</title></head><body><main><h1>La piscine</h1>"
    + "".join(f"<p>Le bassin numéro {n} ouvre de dix heures à dix-neuf heures, bonnet obligatoire.</p>" for n in range(12))
    + "</main></body></html>"
)
NOTICE = "<!doctype html><html><head><title>Valmont</title></head><body><main><h1>On repeint les murs</h1></main></body></html>"


def test_another_page_is_told_with_both_titles_and_never_removed(house: House, site: Site) -> None:
    """3.29, 5.2: the stored page is the witness; when the page is back, nothing had changed."""
    whole = site.pages["/"]
    house.check()
    site.pages["/"] = Page(POOL.encode())
    lines = [house.check() for _ in range(3)]
    assert [(line["outcome"], line["failure"]["kind"], line["changes"]) for line in lines] == [("failed", "other_page", [])] * 3
    assert lines[2]["failure"]["titles"][1] == "La piscine - Valmont"
    assert lines[2]["failure"]["consecutive"] == 3
    site.pages["/"] = whole
    line = house.check()
    assert (line["outcome"], line["failure"], line["snapshot"]) == ("unchanged", None, 1)


@pytest.mark.parametrize("visits", [1, 4])
def test_a_notice_in_no_listed_words_is_a_failure_as_long_as_it_lasts(house: House, site: Site, visits: int) -> None:
    """3.29: a second visit that shows the same confirms no loss."""
    house.check()
    site.pages["/"] = Page(NOTICE.encode())
    lines = [house.check() for _ in range(visits)]
    assert {(line["outcome"], line["failure"]["kind"]) for line in lines} == {("failed", "empty")}
