"""Finding a section by all the ways its recipe gives, and choosing (DESIGN 3.4). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from monitor.extract.by_css import by_css, selected
from monitor.extract.by_heading import Start, headings, leads_within, lookalikes, panel_of, section_under
from monitor.extract.cut import Cut, Likeness, likeness, words_of
from monitor.extract.ignored import ignored_parts
from monitor.extract.lost import almost, by_words, other_levels
from monitor.extract.page import Page
from monitor.model import Section, SectionRecipe
from monitor.normalize import key

# Shares of words; measured on real histories whose selectors were made to die, and on pages rebuilt by fourteen systems.
_WELL = 0.85  # of the old words: found, no need to look further
_REGAINED = 0.15  # of the old words: by so much more a later way must hold to be believed over an earlier one
_SWOLLEN = 0.4  # a box most of whose words are new has become another box, if a later way holds the old words alone
_CLEAN = 0.9  # of its own words are old ones: such a way holds the old words alone
_CLEARLY = 0.05  # more like the old text: clearly so
_HARDLY = 0.002  # the same, but for a word in five hundred
_TEXT_ALONE = 0.3  # of the old words must stand under what only a line of text names
_TELLING = 30  # words: a shorter text may stand on the page twice, so that finding it elsewhere says nothing against its own box
_BOXED = ("css", "range", "words")  # ways whose bounds are a box's


def find_section(page: Page, recipe: SectionRecipe, last: Section | None) -> Section | None:
    """Return the section as it stands on *page*, or None. *last* is its last known text, with which all ways are compared.

    On a first visit (*last* None) the selector is believed, else the heading.
    """
    excluded = page.runs_of(selected(page, recipe.exclude)) if recipe.exclude else set()
    cut = _first_found(page, recipe, excluded) if last is None else _most_like(page, recipe, last, excluded)
    if cut is None:
        return None
    parts = ignored_parts(cut.blocks, recipe.ignore)
    return Section(item=recipe.item, heading=cut.heading, blocks=cut.blocks, found_by=cut.by, ignored=parts)


def _first_found(page: Page, recipe: SectionRecipe, excluded: set[int]) -> Cut | None:
    return next((c for c in _told(page, recipe, excluded) if c.blocks), None)


def _told(page: Page, recipe: SectionRecipe, excluded: set[int]) -> Iterator[Cut]:
    """The ways the user named, in order: selector, then heading (the most likely first, where several read the same)."""
    cut = by_css(page, recipe, excluded)
    if cut is not None:
        yield cut
    if recipe.heading:
        yield from _by_heading(page, recipe.heading, excluded)


def _by_heading(page: Page, wanted: str, excluded: set[int]) -> list[Cut]:
    same = [s for s in headings(page) if key(s.text) == key(wanted)]
    cuts = [(s, section_under(page, s, excluded, "heading")) for s in same]
    if not any(c.blocks for _, c in cuts):
        cuts += [(s, c) for s in lookalikes(page, wanted) if (c := _under_lookalike(page, s, excluded))]
    cuts.sort(key=lambda found: _likely(page, *found), reverse=True)
    return [c for _, c in cuts if c.blocks]


def _under_lookalike(page: Page, start: Start, excluded: set[int]) -> Cut | None:
    """What a line of text that reads like the heading opens (3.2): a tab its panel, a link in a menu nothing."""
    panel = panel_of(page, start, excluded)
    if panel is None and (page.furniture_in[start.box.start] >= 0 or leads_within(page, start)):
        return None
    return panel or section_under(page, start, excluded, "text")


def _likely(page: Page, start: Start, cut: Cut) -> tuple[bool, bool, int]:
    """A heading of the text rather than of a menu, a hidden copy or another column; then the one with the most words."""
    run, main = start.box.start, page.main_box
    seen = page.furniture_in[run] < 0 and page.hidden_in[run] < 0
    return seen, main.order <= start.box.order <= main.last, cut.size


def _most_like(page: Page, recipe: SectionRecipe, last: Section, excluded: set[int]) -> Cut | None:
    told = _told(page, recipe, excluded)
    first = next(told, None)
    if first is not None and first.blocks == last.blocks:  # nearly every visit
        return first
    old = Counter(words_of(last.blocks))
    best: Cut | None = None
    for cut in chain([first] if first else [], told):
        if _is_it(cut, old) and (best is None or _better(likeness(cut, old), likeness(best, old))):
            best = cut
        if best and _well(likeness(best, old)):
            return _as_boxed(page, _as_ended(page, best, last, excluded, old), last, excluded, old)
    other = _closest(_lost(page, recipe, last, excluded, old), old) if best is None or old.total() >= _TELLING else None
    if best is None or (other is not None and _better(likeness(other, old), likeness(best, old))):
        best = other
    return best and _as_boxed(page, best, last, excluded, old)


def _is_it(cut: Cut, old: Counter[str]) -> bool:
    """Whether *cut* holds words, and, where only a line of text names it, some of the old ones: that may now be a link to them."""
    return bool(cut.blocks) and (cut.by != "text" or likeness(cut, old).kept >= _TEXT_ALONE)


def _as_ended(page: Page, cut: Cut, last: Section, excluded: set[int], old: Counter[str]) -> Cut:
    """*cut*, or its extent to a heading where its own one has become a line of text: after a redesign its look ends nothing."""
    if cut.by != "text" or last.found_by == "text" or cut.heading is None or cut.bag == old:
        return cut
    for start in lookalikes(page, cut.heading):
        for ended in other_levels(page, start, excluded):
            if likeness(ended, old).whole > likeness(cut, old).whole + _HARDLY:
                cut = ended
    return cut


def _as_boxed(page: Page, cut: Cut, last: Section, excluded: set[int], old: Counter[str]) -> Cut:
    """*cut*, or the box that holds the old words, where a box is what was watched and a heading holds more or less than it did."""
    if cut.by in _BOXED or last.found_by not in _BOXED or cut.blocks == last.blocks:
        return cut
    words = by_words(page, last, excluded)
    if words is None or cut.bag == old:
        return cut
    return words if words.bag == old or likeness(words, old).whole > likeness(cut, old).whole + _HARDLY else cut


def _lost(page: Page, recipe: SectionRecipe, last: Section, excluded: set[int], old: Counter[str]) -> Iterator[Cut]:
    """The ways of finding it again that nobody named: other levels, a heading that reads almost the same, the old words."""
    names = [n for n in (recipe.heading, last.heading) if n]
    for name in names:
        yield from _by_heading(page, name, excluded)
    for start in headings(page):
        if key(start.text) in map(key, names):
            yield from other_levels(page, start, excluded)
    yield from almost(page, names, excluded, old)
    words = by_words(page, last, excluded)
    if words is not None:
        yield words


def _closest(cuts: Iterator[Cut], old: Counter[str]) -> Cut | None:
    """The first of *cuts* that no later one beats clearly: the page's own bounds come before trimmed ones."""
    best: Cut | None = None
    for cut in cuts:
        if _is_it(cut, old) and (best is None or likeness(cut, old).whole > likeness(best, old).whole + _CLEARLY):
            best = cut
    return best


def _well(found: Likeness) -> bool:
    return found.kept >= _WELL and found.pure >= _SWOLLEN


def _better(new: Likeness, old: Likeness) -> bool:
    """Whether *new* is believed over a way that comes before it.

    Not simply the greater likeness: a heading that leaves out the paragraph which is new in the selector's box would always be more
    like the old text, and the change would never be seen. It must bring back old words, or be rid of a mass of strange ones.
    """
    if new.kept >= old.kept + _REGAINED:
        return new.whole > old.whole
    return old.pure < _SWOLLEN and new.pure >= _CLEAN and new.kept >= old.kept - 0.02
