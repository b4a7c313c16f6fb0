"""What stands in a section's place on the page and is not in its text: said to whoever chooses it (DESIGN 3.5, 3.28). Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias

from monitor.extract.layout import LayoutBox
from monitor.extract.page import Page, Span

if TYPE_CHECKING:
    from bs4 import Tag

Kind: TypeAlias = Literal["furniture", "hidden", "fields", "media"]
_FIELDS = ("input", "textarea")
_UNSEEN = ("hidden", "submit", "button", "image", "reset")
_MEDIA = ("audio", "video", "canvas", "applet")


class LeftOut:
    """Tells what sections of one page do not include."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._fields = self._boxes_around(_FIELDS)
        self._media = self._boxes_around(_MEDIA)

    def of(self, spans: Iterable[Span]) -> dict[Kind, int]:
        """How much of each kind is left out of *spans*: words of furniture, hidden words, fields, sound and film; none: absent."""
        found: dict[Kind, int] = {"furniture": 0, "hidden": 0, "fields": 0, "media": 0}
        page = self._page
        for start, end, order in spans:
            shown = set(page.shown([(start, end, order)]))
            for run in range(start, end):
                if run not in shown:
                    kind: Kind = "hidden" if page.hidden_in[run] > order else "furniture"
                    found[kind] += len(re.findall(r"\w+", page.layout.texts[run]))
            found["fields"] += _within(start, end, self._fields)
            found["media"] += _within(start, end, self._media)
        return {kind: number for kind, number in found.items() if number}

    def _boxes_around(self, names: tuple[str, ...]) -> list[LayoutBox]:
        """The box around each element of these *names*, which has none itself; fields that a reader does not fill in left out."""
        elements = self._page.body.find_all(names)
        around = (self._around(el) for el in elements if str(el.get("type") or "").lower() not in _UNSEEN)
        return sorted((box for box in around if box is not None), key=lambda box: box.start)

    def _around(self, el: Tag) -> LayoutBox | None:
        return next((box for p in el.parents if (box := self._page.layout.box(p)) is not None), None)


def _within(start: int, end: int, boxes: list[LayoutBox]) -> int:
    """How many of *boxes*, ordered by their start, stand in the runs [start, end)."""
    low, high = (bisect_left(boxes, run, key=lambda box: box.start) for run in (start, end))
    return sum(b.end <= end for b in boxes[low:high])
