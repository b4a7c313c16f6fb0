"""How well sections are found on the pages and histories that judge the product: a floor that nobody lowers silently (3.1-3.6)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from monitor.extract.page import Page
from monitor.extract.sections.finding import find_section
from monitor.model import RangeEnd, Section, SectionRecipe
from monitor.normalize import canonical
from tests.shared import shared

FEW = ("dev-ota-privacy", "dev-bumble-trackers", "dev-tinder-guidelines", "dev-libheros-privacy")  # the smallest pages
RANGE = {"startBefore": ("start", True), "startAfter": ("start", False), "endBefore": ("end", False), "endAfter": ("end", True)}


def _page(path: Path) -> Page:
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return Page.parse(body.decode("utf-8", "replace"), "https://www.example.org/")


def _section(page: Page, wanted: SectionRecipe, last: Section | None) -> Section | None:
    found = find_section(page, wanted, last)
    return None if found is None else found.section


def _said(found: Section | None) -> list[str] | None:
    return None if found is None else [canonical(found.heading or ""), *(canonical(b.text) for b in found.blocks)]


@pytest.mark.few("heading", "css")
@pytest.mark.parametrize("by", ["heading", "css", "both"])
def test_every_section_of_the_visible_pages_is_exact(by: str) -> None:
    """The base page first, as a watch does; real changes, noise and redesigns then."""
    folder = shared("pages") / "dijon"
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows if row.get("truth") and not _is_exact(folder, row, by)] == []


def _is_exact(folder: Path, row: dict[str, Any], by: str) -> bool:
    watch, truth = row["watch"], row["truth"]["section"]
    css = watch["selectors"]["section"] if by != "heading" else None
    heading = watch["section_heading"] if by != "css" or not css else None
    wanted = SectionRecipe(item="m", heading=heading, css=(css,) if css else ())
    last = _section(_page(folder / row["base"]), wanted, None)
    found = _section(_page(folder / row["file"]), wanted, last)
    return _said(found) == (truth and [canonical(truth["heading"]), *map(canonical, truth["paragraphs"])])


@pytest.mark.few(4)
@pytest.mark.parametrize("dies_at", [pytest.param(None, id="as set up on day one"), pytest.param(2, id="selector dead soon after")])
@pytest.mark.parametrize("history", FEW)
def test_in_real_histories_exactly_the_changes_differ(history: str, dies_at: int | None) -> None:
    """3.4: captures in order, the text carried along; blind only where the text is gone."""
    folder = shared("replay") / history
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    wanted, last, wrong = _recipe(truth), None, []
    for at, capture in enumerate(truth["captures"]):
        dead = SectionRecipe(item="t", heading=wanted.heading, exclude=wanted.exclude, css=(".no-such-class",))
        found = _section(_page(folder / capture["file"]), dead if dies_at is not None and at >= dies_at else wanted, last)
        said = "failure" if found is None else "change" if last and _said(found) != _said(last) else "none"
        expected = {"change": "change", "unreadable": "failure", "redesign": said}.get(capture["label"], "none")
        wrong += [capture["file"]] if said != expected else []
        last = found or last
    assert wrong == []


def _recipe(truth: dict[str, Any]) -> SectionRecipe:
    """What a user sets up once: the first selector, and the heading that covers nearly all of its text."""
    _, select, remove = truth["selectors"][0]
    first = truth.get("heading_at_first") or {}
    heading = first.get("heading") if first.get("covers", 0) >= 0.9 else None
    if isinstance(select, dict):
        ends = {RANGE[name][0]: RangeEnd(css=css, inside=RANGE[name][1]) for name, css in select.items()}
        return SectionRecipe(item="t", heading=heading, exclude=tuple(remove), start=ends["start"], end=ends["end"])
    css = (select,) if isinstance(select, str) else tuple(select)
    return SectionRecipe(item="t", heading=heading, exclude=tuple(remove), css=css)
