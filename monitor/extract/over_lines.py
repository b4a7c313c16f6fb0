"""Which blocks stand over others without being headings, and which belong to the heading below them (DESIGN 3.24, 5.3). Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from monitor.model import Block
from monitor.model.frozen import replace

if TYPE_CHECKING:
    from monitor.extract.layout import Layout

_LABEL = 120  # characters of a line over others
_BADGE = 80  # characters of a line above a card's title


def tell_titles(layout: Layout, found: list[tuple[int, Block]]) -> None:
    """Set `title` and `of_next` of the blocks *found*, each with its first run."""
    opening = {
        run
        for box in layout.having(("summary",), ("role",))
        if box.name == "summary" or box.attrs.get("role") == "tab"
        for run in range(box.start, box.end)
    }
    orders = [box.order for box in layout.headings]
    for n in range(len(found) - 1, -1, -1):  # upwards: of several lines above a heading each is its own
        run, block = found[n]
        if block.kind == "heading" or len(block.text) > _LABEL:
            continue
        if run in opening or (block.kind == "paragraph" and _is_bold(layout, run)):
            found[n] = run, replace(block, title=True)
        elif block.kind == "paragraph" and len(block.text) <= _BADGE and n + 1 < len(found):
            below, title = found[n + 1]
            if (title.kind == "heading" or title.of_next) and _is_of_next(layout, orders, run, below):
                found[n] = run, replace(block, of_next=True)


def _is_bold(layout: Layout, run: int) -> bool:
    """Whether all words of the block that begins at *run* stand out."""
    return layout.bold[run] and all(layout.bold[r] for r in range(run, layout.end_of_block(run)) if layout.texts[r].strip())


def _is_of_next(layout: Layout, orders: list[int], line: int, below: int) -> bool:
    """Whether the line at run *line* stands in the box of the one heading at run *below*, or of what is above that.

    *orders*: those of all headings, ascending.
    """
    for box in layout.ancestors(layout.boxes[layout.holder[below]]):
        if bisect_right(orders, box.last) - bisect_left(orders, box.order) > 1:
            return False
        if box.start <= line:
            return True
    return False
