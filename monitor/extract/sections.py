"""Finding a section: the ways its recipe names, in their order; where none finds text, by what it said (DESIGN 3.4). Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from monitor.extract.by_css import by_css, selected
from monitor.extract.by_heading import by_heading
from monitor.extract.cut import LEFT, Cut, likeness, words_of
from monitor.extract.ignored import ignored_parts
from monitor.extract.lost import looked_for, place_of
from monitor.extract.page import Page
from monitor.model import Section, SectionRecipe
from monitor.normalize import key

_TOGETHER = 0.85  # of the old words stand together in their new place (3.4)
_COVERED = 0.9  # of what the dead selector held (3.4)
_REGAINED = 0.1  # of the old words: by so much more a run of blocks must hold than the heading (3.4)
_HEADED = ("heading", "text")  # Section.found_by: by the heading


@dataclass(frozen=True, slots=True)
class Found:
    """A section as it stands on the page, and what its text alone does not tell."""

    section: Section
    relocated: bool = False  # not found by its first named way
    moved_to: str | None = None  # the heading under which the old words stand now, where few are left here
    headings: int = 1  # how many headings that read the same hold it


def find_section(page: Page, recipe: SectionRecipe, last: Section | None) -> Found | None:
    """Return the section as it stands on *page*, or None. *last* is its last known text; None on a first visit.

    What the user named and what is found is the section, however much was added before, beside or after the old words.
    """
    excluded = page.runs_of(selected(page, recipe.exclude)) if recipe.exclude else set()
    box = by_css(page, recipe, excluded)
    if box is not None and last is not None and box.blocks == last.blocks:  # nearly every visit
        return _found(recipe, box)
    old = Counter(words_of(last.blocks)) if last is not None else Counter[str]()
    cut = _named(page, recipe, box, last, excluded, old)
    if cut is None and last is not None:
        cut = looked_for(page, recipe, last, excluded, old)
    if cut is None:
        return None
    return _found(recipe, cut, _new_place(page, cut, last, excluded, old) if last is not None else None)


def _found(recipe: SectionRecipe, cut: Cut, moved_to: str | None = None) -> Found:
    parts = ignored_parts(cut.blocks, recipe.ignore)
    section = Section(item=recipe.item, heading=cut.heading, blocks=cut.blocks, found_by=cut.by, ignored=parts)
    first = ("css", "range") if recipe.css or recipe.start else _HEADED
    return Found(section, relocated=cut.by not in first, moved_to=moved_to, headings=cut.headings)


def _named(
    page: Page, recipe: SectionRecipe, box: Cut | None, last: Section | None, excluded: set[int], old: Counter[str]
) -> Cut | None:
    """What the first way that the recipe names brings home: the selector's *box*, else the heading's text."""
    kept = likeness(box, old).kept if box is not None else 0.0
    if box is not None and (not old or kept >= LEFT):
        return box
    if recipe.heading is None:
        return box and ((last and _gone_elsewhere(page, box, last, excluded, old)) or box)
    head = by_heading(page, recipe.heading, excluded, last, old)
    if head is None or last is None:
        return box or head
    head = _entitled(head, last.heading)
    if box is not None:
        return head if likeness(head, old).kept > 2 * kept else box
    held = likeness(head, old).kept  # of what the selector held that died
    other = looked_for(page, recipe, last, excluded, old) if held < _COVERED and last.found_by not in _HEADED else None
    return other if other is not None and likeness(other, old).kept >= held + _REGAINED else head


def _entitled(head: Cut, title: str | None) -> Cut:
    """*head* under the heading that the selector's box began with, where that is another than the one named: it never was text."""
    first = head.blocks[0]
    if title is None or first.kind != "heading" or key(first.text) != key(title) or len(head.blocks) == 1:
        return head
    return replace(head, blocks=head.blocks[1:], heading=first.text)


def _gone_elsewhere(page: Page, box: Cut, last: Section, excluded: set[int], old: Counter[str]) -> Cut | None:
    """The text under the section's old heading where that left the selector's box and took the old words along."""
    if last.heading is None or key(last.heading) in {key(text) for text in (box.heading or "", *(b.text for b in box.blocks))}:
        return None
    there = by_heading(page, last.heading, excluded, last, old)
    return there if there is not None and likeness(there, old).kept >= _TOGETHER else None


def _new_place(page: Page, cut: Cut, last: Section, excluded: set[int], old: Counter[str]) -> str | None:
    """The heading under which the old words stand together now, where few are left in *cut*: a fact to tell, no place to go."""
    if likeness(cut, old).kept >= LEFT:
        return None
    return place_of(page, last, excluded, old, share=_TOGETHER)
