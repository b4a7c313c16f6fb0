"""What a page has instead of an item that was never found: the names nearest to the words looked for (DESIGN 3.22). Pure."""

from __future__ import annotations

from collections.abc import Iterable

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
    from rapidfuzz import fuzz

    words = key(wanted)
    return tuple(sorted(once, key=lambda name: -fuzz.WRatio(words, key(name)))[:MOST])
