"""Real captures that were not the page, among those that were: those are failures, and none of the others is (DESIGN 3.14)."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.fetch.charset import decode
from monitor.model import RangeEnd, Revision, SectionRecipe
from monitor.quality.answer import is_closed
from monitor.quality.verdict import judge
from tests.quality.judging import NOW, URL, answer, kind, watch
from tests.shared import shared


def recipe(truth: dict[str, Any]) -> SectionRecipe:
    """What a user would have set up on the first day."""
    select, heading = truth["selectors"][0][1], truth["heading_at_first"]["heading"]
    if not isinstance(select, dict):
        return SectionRecipe(item="text", heading=heading, css=tuple(select) if isinstance(select, list) else (select,))
    ends = {name: RangeEnd(css=css, inside=name in ("startBefore", "endAfter")) for name, css in select.items()}
    start, end = (next(e for n, e in ends.items() if n.startswith(side)) for side in ("start", "end"))
    return SectionRecipe(item="text", heading=heading, start=start, end=end)


@pytest.mark.few(3)
@pytest.mark.parametrize("name", ["dev-instagram-privacy", "dev-ota-privacy", "dev-jdate-privacy", "dev-brevo-privacy"])
def test_what_was_not_the_page_is_told_from_what_was(name: str) -> None:
    """The figures on the visible histories are a gate: all 13 unreadable captures, none of those before them."""
    folder = shared("replay") / name
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    of = watch(recipe(truth), documents=())
    unreadable = [c["file"] for c in truth["captures"] if c["label"] == "unreadable"]
    last, closed, failed = None, None, []
    for capture in [c for c in truth["captures"] if c["file"] <= unreadable[-1]]:
        body = gzip.decompress((folder / capture["file"]).read_bytes())
        text = decode(body, "").text
        page = Page.parse(text, URL)
        found = extract(page, recipe=of.recipe, last=last)
        said = judge(
            page=page,
            fetched=answer(body),
            text=text,
            decode_problem=None,
            extraction=found,
            last=last,
            watch=of,
            last_page_closed=closed,
        )
        if said.failure:
            failed.append(capture["file"])
        elif kind(said) != "lost":
            last = Revision(snapshot=1, taken_at=NOW, url=URL, sections=found.sections, documents=())
            closed = is_closed(text)
    assert failed == unreadable
