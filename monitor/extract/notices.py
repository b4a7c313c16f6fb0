"""Notices on the page itself: « Cette page n'est plus à jour », above its title or right below it (DESIGN 3.6). Pure.

They stand outside of what is watched and say what it is still worth. Told from banners of the whole site (a heat alert, cookies) by
whom they speak of: their sentence begins with this page, this article, this guidance.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from itertools import groupby

from monitor.extract.counters import is_stamp
from monitor.extract.glance import about_page, given_up
from monitor.extract.layout import LayoutBox
from monitor.extract.lists import any_of
from monitor.extract.page import Page
from monitor.model import Block
from monitor.normalize import key

_LONGEST, _SHORTEST = 400, 12  # characters of a block that may be one
_BELOW = 8  # pieces of text below the title
_LEAST = 4  # words of a sentence about the page
_PART = re.compile(r"[.!:;\n\t]\s*|\s[–—-]\s")
_COOKIES = re.compile(r"\bcookies?\b")
_APART = frozenset(("nav", "footer", "button", "label", "select", "menu"))


def notices(page: Page, excluded: Collection[int]) -> tuple[Block, ...]:
    """The notices on *page* itself, in its order; none among the runs *excluded*."""
    layout, title = page.layout, _title(page)
    if title is None:
        return ()
    below = next((b.start for b in layout.headings if b.order > title.last and b.end > b.start), len(layout.texts))
    below = min(below, title.end + _BELOW)
    seen = (r for r in range(below) if page.hidden_in[r] < 0 and r not in excluded and not title.start <= r < title.end)
    found: list[int] = []
    for _, group in groupby(seen, key=lambda run: layout.block[run]):
        runs = list(group)
        text = "".join(layout.texts[r] for r in runs)
        if (
            not _SHORTEST <= len(text) <= _LONGEST
            or "?" in text
            or 2 * sum(len(layout.texts[r]) for r in runs if layout.linked[r]) > len(text)
        ):
            continue
        if speaks_of_page(text, as_closed=runs[0] >= title.end) and not _is_apart(page, layout.boxes[layout.holder[runs[0]]]):
            found += runs
    return tuple(replace(block, kind="paragraph") for block in layout.gathered(found))


def _title(page: Page) -> LayoutBox | None:
    """The page's title: its first h1 that is text."""
    tops = (b for b in page.layout.headings if b.level == 1 and b.end > b.start and page.hidden_in[b.start] < 0)
    return next((b for b in tops if not page.is_furniture(b.el) and not page.is_around(b.el)), None)


def _is_apart(page: Page, box: LayoutBox) -> bool:
    around = (box, *page.layout.ancestors(box))
    return page.is_around(box.el) or any(b.el.name in _APART for b in around)


def speaks_of_page(text: str, *, as_closed: bool) -> bool:
    """Whether a sentence of *text* begins with this page, or with a page that is given up (*as_closed*: with that alone)."""
    return any(_says(part, as_closed=as_closed) for part in _PART.split(text))


@cache
def _begins_given_up() -> re.Pattern[str]:
    return re.compile(rf"(?: {any_of('notice', 'this')})?(?: \w+)?{given_up().pattern}")


def _says(part: str, *, as_closed: bool) -> bool:
    words = f" {key(part)}"
    if _begins_given_up().match(words):
        return True
    if as_closed or len(words.split()) < _LEAST or not about_page().match(words):
        return False
    return not _COOKIES.search(words) and not is_stamp(part)
