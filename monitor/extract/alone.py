"""Regions that read the same whatever stands around them: of these alone a glance need take a digest (DESIGN §9). Pure.

A region here is the element that a selector picks out. What is text in it is judged box by box, by what each box holds and by the
tags around it; of the rest of the page only a few sums and marks have a say. Where none of these could turn a judgement within the
region, nor stand in the way of finding it, `stand_alone` says so. Asked of a page that was read, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from monitor.extract.around import LONGEST_QUESTION, may_be_foot
from monitor.extract.by_css import selected
from monitor.extract.glance import paths
from monitor.extract.layout import INLINE, Layout, LayoutBox, words
from monitor.extract.page import Page
from monitor.extract.panels import leans_on_controls
from monitor.extract.twins import is_for_narrow
from monitor.model import Recipe, SectionRecipe
from monitor.normalize import key

# Elements whose lines and cells depend on what stands beside them, or which are none of the text's.
_TIED = words("table thead tbody tfoot tr td th dl dt dd li svg text h1 h2 h3 h4 h5 h6 head html")
_SENTENCE = 100  # characters of a run that is prose
_AT_THE_EDGE = 4  # boxes within the body in which `overlays` looks for lines with a button


def stand_alone(page: Page, recipe: Recipe) -> bool:
    """Whether all that *recipe* finds on *page* is found by selectors, in regions that read the same whatever is around them."""
    if recipe.documents or not recipe.sections or not page.title:
        return False
    return all(_stands_alone(page, section) for section in recipe.sections)


def _stands_alone(page: Page, section: SectionRecipe) -> bool:
    if section.start or section.kind == "orgchart" or not section.css:
        return False
    if any(paths(selector) is None for selector in (*section.css, *section.exclude)):
        return False
    boxes = [page.layout.box(el) for el in selected(page, section.css)]
    found = [b for b in boxes if b is not None]
    if not found or len(found) < len(boxes) or any(a.order < b.order <= a.last for a in found for b in found):
        return False
    return all(_Region(page, box).stands_alone() for box in found) and _names_itself(page, section, found)


def _names_itself(page: Page, section: SectionRecipe, regions: list[LayoutBox]) -> bool:
    """Whether the heading that is named as well stands in the region: else it is looked for above."""
    if section.heading is None:
        return True
    runs = page.shown([(b.start, b.end, b.order) for b in regions], pointed_at=True)
    first = page.layout.gathered(runs)[:3]
    return not section.exclude and any(b.kind == "heading" and key(b.text) == key(section.heading) for b in first)


class _Region:
    """One box, and what of the page around it could tell on what is inside."""

    def __init__(self, page: Page, box: LayoutBox) -> None:
        self.page, self.box = page, box
        self.layout: Layout = page.layout
        self.inside = self.layout.inside(box)
        self.around = list(self.layout.ancestors(box))

    def stands_alone(self) -> bool:
        """Whether nothing could."""
        return (
            self._begins_anew()
            and self._hides_nothing_by_rule()
            and not self._has_hard_title()
            and not self._may_be_an_edge()
            and not self._may_be_asked()
            and not may_be_foot(self.layout, self.box, self._sentences, self._always_hard)
            and not leans_on_controls(self.layout, self.box, self.page.hidden_by_itself)
            and not self.page.controls.lean_on_page(self.box)
            and not any(self.page.furniture.leans_on_page(b, self._least, self._prose_after(b.end)) for b in self._open())
        )

    def _begins_anew(self) -> bool:
        """Whether its lines are its own: a block, in no row, no heading and no drawing."""
        names = {self.box.el.name, *(b.el.name for b in self.around)}
        return self.box.el.name not in INLINE and names.isdisjoint(_TIED) and not any(b.level for b in (self.box, *self.around))

    def _hides_nothing_by_rule(self) -> bool:
        styles = self.page.styles
        return not any(styles.hides(b.el) or styles.is_narrow(b.el) or is_for_narrow(b) for b in self.inside)

    def _has_hard_title(self) -> bool:
        """Whether a title of the page's rank stands in it, and in furniture: it is text where the page has no other."""
        hard = self.page.hard_furniture
        orders = [b.order for b in self.inside if b.order in hard]
        titles = [b for b in self.inside if b.level == 1]
        return any(b.order <= o <= b.last or o <= b.order <= self.layout.boxes[o].last for b in titles for o in orders)

    def _may_be_an_edge(self) -> bool:
        """Whether it may be taken for what holds the page, whose first or last line lies over it if it has a button."""
        if any(b.el.name in ("main", "article") for b in (self.box, *self.around)) or len(self.around) >= _AT_THE_EDGE:
            return False
        return any(b.el.name == "button" or "fixed" in str(b.el.attrs.get("style") or "").lower() for b in self.inside) or (
            self.page.controls.count("answer", self.box) > 0
        )

    def _may_be_asked(self) -> bool:
        """Whether it may be a part of a question to readers, whose answers stand beside it."""
        if self.layout.chars(self.box.start, self.box.end) > LONGEST_QUESTION:
            return False
        names = {b.el.name for b in (self.box, *self.inside, *self.around)}
        return not names.isdisjoint(("form", "button")) or "?" in "".join(self.layout.texts[self.box.start : self.box.end])

    def _prose_after(self, run: int) -> int:
        """Characters of its sentences from *run* to its end."""
        return self._sentences[-1] - self._sentences[run - self.box.start]

    @cached_property
    def _sentences(self) -> list[int]:
        over = self.layout.within(self.page.over)
        texts, linked, holder = self.layout.texts, self.layout.linked, self.layout.holder
        runs = range(self.box.start, self.box.end)
        long = (len(texts[r]) if len(texts[r]) >= _SENTENCE and not linked[r] and not over[holder[r]] else 0 for r in runs)
        return [0, *accumulate(long)]

    @cached_property
    def _least(self) -> int:
        """Characters of prose that every page has on which it stands: its own."""
        return self.page.furniture.prose_of(self.box)

    @cached_property
    def _always_hard(self) -> set[int]:
        return {b.order for b in self.inside if self.page.furniture.is_always_hard(b, self._least)}

    def _open(self) -> Iterator[LayoutBox]:
        """The boxes inside, but for those in what its own tag makes furniture."""
        past = -1
        for box in self.inside:
            if box.order > past:
                if box.order in self._always_hard:
                    past = box.last
                else:
                    yield box
