"""What a page has instead of an item that was never found: the names nearest to the words looked for (DESIGN 3.22). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.extract.documents import all_documents
from monitor.extract.page import Page
from monitor.model import DocumentRecipe, Recipe, SectionRecipe, Sought
from monitor.normalize import key

MOST = 5


def sought(page: Page, recipe: Recipe, items: Iterable[str]) -> tuple[Sought, ...]:
    """What was looked for under each of *items*, and up to `MOST` headings or document labels of *page*, nearest first."""
    wanted = set(items)
    sections = tuple(_section(page, r) for r in recipe.sections if r.item in wanted)
    return sections + tuple(_document(page, r) for r in recipe.documents if r.item in wanted)


def _section(page: Page, recipe: SectionRecipe) -> Sought:
    named = (recipe.heading,) if recipe.heading else _selectors(recipe)
    headings = [text for box, text in page.headings if not page.is_furniture(box.el) and not page.is_hidden(box.el)]
    nearest = _nearest(recipe.heading, headings or [text for _, text in page.headings])
    return Sought(item=recipe.item, by="heading" if recipe.heading else "selector", wanted=named, nearest=nearest)


def _selectors(recipe: SectionRecipe) -> tuple[str, ...]:
    ends = (end.css for end in (recipe.start, recipe.end) if end)
    return recipe.css or tuple(ends)


def _document(page: Page, recipe: DocumentRecipe) -> Sought:
    labels = _nearest(recipe.link, [d.label for d in all_documents(page)])
    return Sought(
        item=recipe.item,
        by="document" if recipe.link else "selector",
        wanted=(recipe.link,) if recipe.link else recipe.css,
        nearest=labels,
    )


def _nearest(wanted: str | None, names: Iterable[str]) -> tuple[str, ...]:
    """The most like *wanted* first, each once; in the order of the page where there are no words to be like."""
    once = list({key(name): name for name in reversed(list(names)) if key(name)}.values())[::-1]
    if wanted is None:
        return tuple(once[:MOST])
    return tuple(sorted(once, key=lambda name: likeness(key(wanted), key(name)), reverse=True)[:MOST])


def likeness(wanted: str, name: str) -> float:
    """How like they are, from 0 to 300: letter by letter, and word by word both ways, wherever in the name a word stands.

    So neither a misspelling, nor words left out or put in, nor another order hides the name that was meant.
    """
    from rapidfuzz import fuzz

    ours, theirs = wanted.split(), name.split()
    return fuzz.ratio(wanted, name) + _found(ours, theirs) + _found(theirs, ours)


def _found(words: Sequence[str], among: Sequence[str]) -> float:
    """How much of *words*, by their letters, stands *among* others, a misspelt one in part: 0 to 100."""
    from rapidfuzz import fuzz

    letters = sum(map(len, words))
    return sum(len(word) * max((fuzz.ratio(word, other) for other in among), default=0.0) for word in words) / max(letters, 1)
