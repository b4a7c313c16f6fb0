"""Sections by selector: one, several, or a range, with parts taken out (DESIGN 3.3). Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from monitor.extract.around.twins import may_be_copy
from monitor.extract.elements.layout import LayoutBox
from monitor.extract.elements.tree import Element, classes_of
from monitor.extract.page import Page, Span
from monitor.extract.sections.cut import Cut, PastSection
from monitor.model import Block, SectionRecipe
from monitor.normalize import PARTED, key

_SIMPLE = re.compile(r"(?=.*\w)\s*(?P<tag>[a-zA-Z][a-zA-Z0-9]*)?(?P<id>#[a-zA-Z][\w-]*)?(?P<classes>(?:\.[a-zA-Z_][\w-]*)*)\s*")
_RUBRIC = 80  # characters
_COPIED, _MOSTLY = 0.9, 0.5  # of a box's words stand in what is seen: a panel is a copy, what is for other screens is
_HEADING_WITHIN = 3  # blocks: a date or a rubric may stand above the heading of a box


def selected(page: Page, selectors: Iterable[str]) -> list[Element]:
    """The elements that match any of *selectors*, each once, selector by selector. One that is no selector matches nothing."""
    found: dict[int, Element] = {}
    for selector in selectors:
        if (simple := _SIMPLE.fullmatch(selector)) is None:
            matches = _soupsieved(page, selector)
        else:  # tag, id and classes alone, as most selectors are: soupsieve takes a hundred times as long
            tag, name, classes = _parts(simple)
            having = page.layout.having
            boxes = having((), ("id",)) if name else having((), ("class",)) if classes else having((tag,))
            matches = [b.el for b in boxes if _is_one(b.el, tag, name, classes)]
            if tag == "html":
                matches = [el for el in [page.tree.find("html")] if el is not None]
        found.update((id(el), el) for el in matches)
    return list(found.values())


def picked(page: Page, selector: str) -> list[Element]:
    """All elements of *page* that *selector* matches, those too that hold none of its text, in document order."""
    simple = _SIMPLE.fullmatch(selector)
    if simple is None:
        return _soupsieved(page, selector)
    tag, name, classes = _parts(simple)
    return [el for el in page.tree.descendants if _is_one(el, tag, name, classes)]


def _parts(selector: re.Match[str]) -> tuple[str, str | None, list[str]]:
    return (selector["tag"] or "").lower(), selector["id"], [c for c in selector["classes"].split(".") if c]


def _is_one(el: Element, tag: str, name: str | None, classes: list[str]) -> bool:
    if (tag and el.name != tag) or (name and el.attrs.get("id") != name[1:]):
        return False
    return not classes or all(c in classes_of(el) for c in classes)


def _soupsieved(page: Page, selector: str) -> list[Element]:
    from soupsieve import SelectorSyntaxError

    from monitor.extract.elements.soup import Soup  # bs4 is large, and few pages need it (DESIGN §9)

    soup: Soup = page.kept["soup"] if "soup" in page.kept else page.kept.setdefault("soup", Soup(page.tree))
    try:
        return list(soup.select(selector))
    except (SelectorSyntaxError, NotImplementedError, ValueError):  # config has told the user already
        return []


def by_css(page: Page, recipe: SectionRecipe, excluded: set[int], old: PastSection | None) -> Cut | None:
    """The section that the recipe's selectors hold; None where one finds nothing or nothing is left."""
    start, end = recipe.start, recipe.end
    if start is None or end is None:
        boxes = _without_copies(page, _boxes(page, recipe.css))
        return _cut(page, recipe, [(b.start, b.end, b.order) for b in boxes], excluded, old, "css")
    for first in _boxes(page, [start.css]):
        later = (b for b in _boxes(page, [end.css]) if b.order > first.order and (start.inside or b.start >= first.end))
        if (last := next(later, None)) is not None:
            # They are looked at in the innermost box that holds both: what is around the whole range is what the user asked for.
            around = {b.order for b in page.layout.ancestors(last)}
            order = next((b.order for b in page.layout.ancestors(first) if b.order in around), -1)
            span = (first.start if start.inside else first.end, last.end if end.inside else last.start, order)
            return _cut(page, recipe, [span], excluded, old, "range")
    return None


def _without_copies(page: Page, boxes: list[LayoutBox]) -> list[LayoutBox]:
    """*boxes* but for those that nobody sees, where others are seen: drafts, print versions, templates, copies for phones.

    Panels of one series, of which a script shows one at a time, all count: they stand as the one that is seen does.
    """
    if len(boxes) < 2:
        return boxes

    def is_set_aside(box: LayoutBox) -> bool:
        return any(may_be_copy(b) or page.styles.sets_aside(b.el) for b in (box, *page.layout.ancestors(box)))

    unseen = [page.is_unseen(b) or is_set_aside(b) for b in boxes]
    if not any(unseen):
        return boxes
    seen = [b for b, hidden in zip(boxes, unseen, strict=True) if not hidden and page.layout.has_words(b.start, b.end)]
    if any(page.styles.shown_at(b.el) == (True, False) for b in seen):  # that for telephones is the other one
        pairs = [pair for pair in zip(boxes, unseen, strict=True) if page.styles.shown_at(pair[0].el) != (False, True)]
        boxes, unseen = [box for box, _ in pairs], [hidden for _, hidden in pairs]
    places = {_place(page, b) for b in seen}
    said = Counter(word for b in seen for word in _words(page, b))

    def counts(box: LayoutBox) -> bool:
        own = Counter(_words(page, box))
        again = (own & said).total() >= (_COPIED if page.is_unseen(box) else _MOSTLY) * own.total()
        return not again and (not page.is_unseen(box) or _place(page, box) in places)

    return [b for b, hidden in zip(boxes, unseen, strict=True) if not hidden or counts(b)] if seen else boxes


def _words(page: Page, box: LayoutBox) -> list[str]:
    return key(PARTED.join(page.layout.texts[box.start : box.end])).split()


def _place(page: Page, box: LayoutBox) -> tuple[str, ...]:
    """The tags that *box* stands in, from the outside: those of one series of panels stand in the same."""
    return tuple(b.name for b in reversed([box, *page.layout.ancestors(box)]))


def _cut(page: Page, recipe: SectionRecipe, spans: list[Span], excluded: set[int], old: PastSection | None, by: str) -> Cut | None:
    runs = page.shown(spans, excluded, pointed_at=True)
    blocks = list(page.gathered(runs))
    if not blocks:
        return None
    wanted = recipe.heading  # the element in the box goes before a line above it that reads the same
    named = (at for at, b in enumerate(blocks[:_HEADING_WITHIN]) if wanted and b.kind == "heading" and key(b.text) == key(wanted))
    at, above = next(named, None), None
    if wanted and at is None:  # where it stands just above the box it is the section's, found one way or the other (3.2 too)
        over = [text for box, text in page.headings if box.end <= runs[0]]
        near = [run for run in range(max(0, runs[0] - 8), runs[0]) if page.boilerplate_in[run] < 0]
        lines = [b.text for b in page.layout.gathered(near)]
        above = next((said[-1] for said in (over, lines) if said and key(said[-1]) == key(wanted)), None)
    if at is None and above is None:
        at = _own_heading(blocks, wanted, old)
    if at is None:
        return Cut(tuple(blocks), above, by, runs=tuple(runs))
    heading = blocks.pop(at).line
    return Cut(tuple(blocks), heading, by, runs=tuple(runs)) if blocks else None


def _own_heading(blocks: list[Block], wanted: str | None, old: PastSection | None) -> int | None:
    """Which of *blocks* is the section's heading (3.6): that asked for, or had, else the first, if one; no subhead added above."""
    for at, block in enumerate(blocks[:_HEADING_WITHIN]):
        if wanted and key(block.text) == key(wanted):
            return at
        if len(block.text) > _RUBRIC:
            break
    if old is not None and old.by in ("css", "range"):
        if old.heading is None:
            return None
        kept = [at for at, block in enumerate(blocks) if block.kind == "heading" and key(block.text) == key(old.heading)]
        if kept:
            return kept[0]
    return 0 if blocks[0].kind == "heading" else None


def _boxes(page: Page, selectors: Iterable[str]) -> list[LayoutBox]:
    """The boxes of what *selectors* match; the whole document's is the body's."""
    found = (page.layout.boxes[0] if el.name == "html" else page.layout.box(el) for el in selected(page, selectors))
    return [b for b in found if b is not None]
