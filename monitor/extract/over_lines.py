"""Which lines of a page stand over others as a title does, without being a heading (DESIGN 5.3). Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from monitor.model import Block
from monitor.model.frozen import replace

_LABEL = 120  # characters of a line over others
_BADGE = 80  # characters of a line above a card's title


class IsLed(Protocol):
    """Whether the block that begins at a run opens a panel or, where *bold* may tell, stands out as a whole."""

    def __call__(self, run: int, *, bold: bool) -> bool: ...


def with_titles(
    found: list[tuple[int, Block]], is_led: IsLed, is_of_next: Callable[[int, int], bool], rank: Callable[[int], int | None]
) -> list[tuple[int, Block]]:
    """The blocks *found*, each with its first run, with `title`, `of_next` and, of headings, `depth` set; *rank* is their level."""
    above: list[int] = []  # the levels of the headings that the next may stand under
    for n, (run, block) in enumerate(found):
        if block.kind == "heading" and (level := rank(run)):
            above = [*(higher for higher in above if higher < level), level]
            found[n] = (run, replace(block, depth=len(above) - 1)) if len(above) > 1 else (run, block)
    for n in range(len(found) - 1, -1, -1):  # upwards: of several lines above a heading each is its own
        run, block = found[n]
        if block.kind == "heading" or len(block.text) > _LABEL:
            continue
        if is_led(run, bold=block.kind == "paragraph"):
            found[n] = run, replace(block, title=True)
        elif block.kind == "paragraph" and len(block.text) <= _BADGE and n + 1 < len(found):
            below, title = found[n + 1]
            if (title.kind == "heading" or title.of_next) and is_of_next(run, below):
                found[n] = run, replace(block, of_next=True)
    return found
