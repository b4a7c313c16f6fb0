"""Finding a section: the ways its recipe names, in their order; where none finds text, by what it said (DESIGN 3.4). Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.extract.by_css import by_css, selected
from monitor.extract.by_heading import by_heading
from monitor.extract.counters import ignored_parts
from monitor.extract.cut import LEFT, Cut, PastSection, left, likeness
from monitor.extract.drawings import drawing_among
from monitor.extract.entries import entries_of
from monitor.extract.lost import HELD, looked_for, place_of, rest_of, stands_as_line
from monitor.extract.page import Page
from monitor.model import Section, SectionRecipe
from monitor.normalize import key

_TOGETHER = 0.85  # of the old words stand together in their new place (3.4)
_COVERED = 0.9  # of what the dead selector held (3.4)
_REGAINED = 0.1  # of the old words: by so much more a run of blocks must hold than the heading (3.4)
_HEADED = ("heading", "text")  # Section.found_by: by the heading


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section as it stands on the page, and what its text alone does not tell."""

    section: Section
    relocated: bool = False  # not found by its first named way
    moved_to: str | None = None  # the heading under which the old words stand now, where few are left here
    headings: int = 1  # how many headings that read the same hold it


def find_section(page: Page, recipe: SectionRecipe, last: Section | None, before: Page | None = None) -> FoundSection | None:
    """Return the section as it stands on *page*, or None. *last* is its last known text; None on a first visit.

    *before*: the page it stood on, where it is at hand: a heading that it had already is not the section's under a new name.
    What the user named and what is found is the section, however much was added before, beside or after the old words.
    """
    excluded = page.runs_of(selected(page, recipe.exclude)) if recipe.exclude else set()
    old = PastSection(last) if last is not None else None
    cut = _named(page, recipe, excluded, old) or (_again(page, recipe, excluded, old, before) if old else None)
    if cut is None:
        return None
    drawing = drawing_among(page.layout, cut.runs) if recipe.kind == "orgchart" else None
    section = Section(
        item=recipe.item,
        heading=cut.heading,
        blocks=cut.blocks,
        found_by=cut.by,
        ignored=ignored_parts(cut.blocks, recipe.ignore),
        drawing=drawing or "",
        entries=entries_of(page, cut.runs) if recipe.kind == "orgchart" and drawing is None else (),
    )
    first = ("css", "range") if recipe.css or recipe.start else _HEADED
    moved = _moved_to(page, cut, excluded, old) if old else None
    return FoundSection(section, relocated=cut.by not in first, moved_to=moved, headings=cut.headings)


def _moved_to(page: Page, cut: Cut, excluded: set[int], old: PastSection) -> str | None:
    """The heading under which the *old* words stand that are not under their own any more: all of them, or the rest (3.4)."""
    headed = old.heading is not None and old.by in _HEADED
    if headed and cut.heading is None:
        return place_of(page, excluded, old, share=HELD)
    if left(cut, old) < LEFT:
        return place_of(page, excluded, old, share=_TOGETHER)
    return rest_of(page, cut, excluded, old) if headed and cut.by in _HEADED and cut.runs else None


def _again(page: Page, recipe: SectionRecipe, excluded: set[int], old: PastSection, before: Page | None) -> Cut | None:
    """The old text where no named way finds anything: under its heading's new words, or without a heading of its own (3.4, 3.6)."""
    cut = looked_for(page, recipe, excluded, old)
    if cut is None or old.heading is None or old.by not in _HEADED:
        return cut
    if cut.heading is None:
        return replace(cut, heading=old.heading) if stands_as_line(page, old.heading) else cut
    there_before = before is not None and key(cut.heading) in before.headings_by_key and key(cut.heading) != key(old.heading)
    return replace(cut, heading=None) if there_before else cut


def _named(page: Page, recipe: SectionRecipe, excluded: set[int], old: PastSection | None) -> Cut | None:
    """What the first way that the recipe names brings home: the selector's box, else the heading's text.

    A box in which hardly an old word is left gives way to a heading's text that holds more of them.
    """
    box = by_css(page, recipe, excluded, old)
    if old is None:
        return box or (by_heading(page, recipe.heading, excluded, None) if recipe.heading is not None else None)
    held = left(box, old) if box else 0.0
    if box and held >= LEFT:
        return box
    if recipe.heading is None:
        return (_gone_elsewhere(page, box, excluded, old) or box) if box else None
    head = by_heading(page, recipe.heading, excluded, old)
    if head is None:
        return box
    first = head.blocks[0]
    if old.heading is not None and first.kind == "heading" and key(first.text) == key(old.heading) and len(head.blocks) > 1:
        # The heading that the selector's box began with, where that is another than the one named, never was text.
        head = replace(head, blocks=head.blocks[1:], heading=first.line)
    if box:
        return head if left(head, old) > max(LEFT, 2 * held) else box
    kept = likeness(head, old).kept
    if kept >= _COVERED or old.by in _HEADED or not (recipe.css or recipe.start):
        return head  # as the only named way, its text is the section whatever was followed while it had none (3.4)
    other = looked_for(page, recipe, excluded, old)  # a place that holds more, as the selector did that died
    return other if other is not None and likeness(other, old).kept >= kept + _REGAINED else head


def _gone_elsewhere(page: Page, box: Cut, excluded: set[int], old: PastSection) -> Cut | None:
    """The text under the section's old heading where that left the selector's box and took the old words along."""
    if old.heading is None or key(old.heading) in {key(text) for text in (box.heading or "", *(b.text for b in box.blocks))}:
        return None
    there = by_heading(page, old.heading, excluded, old)
    return there if there is not None and left(there, old) >= _TOGETHER else None
