"""The items of a page: what a recipe finds on it, section by section, link by link (DESIGN 3.1-3.9). Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from monitor.extract.documents import find_documents
from monitor.extract.lost_documents import Again, documents_again
from monitor.extract.page import Page
from monitor.extract.patterns import TooSlow
from monitor.extract.sections import find_section
from monitor.model import DocumentLink, Extraction, Recipe, Revision, Section

_Found = TypeVar("_Found")


def extract(
    page: Page,
    *,
    recipe: Recipe,
    last: Revision | None,
    removed: tuple[Section, ...] = (),
    known: Sequence[DocumentLink] = (),
    before: Page | None = None,
) -> Extraction:
    """Return what *recipe* finds on *page*, and the names of what it does not.

    *last* is the last good revision, None on a first visit; *removed* holds the last text of sections that went since, so that one
    which comes back is known again. *known*: the documents that this very recipe found before, to be followed where their labels
    change; *before*: the page they stood on, where it is at hand. What is found is not judged here: half a section is one, and
    `quality` says so.
    """
    past = {s.item: s for s in (*removed, *(last.sections if last else ()))}
    slow: dict[str, str] = {}
    sections = [
        s for r in recipe.sections if (s := _timely(slow, r.item, partial(find_section, page, r, past.get(r.item), before)))
    ]
    links = _links(page, recipe, slow)
    again = documents_again(page, recipe, links, [k for k in known if k.item not in slow], before) if known else Again()
    links = tuple(link for document in recipe.documents for link in (*links, *again.links) if link.item == document.item)
    found = {s.section.item for s in sections} | {d.item for d in links} | slow.keys()
    return Extraction(
        sections=tuple(s.section for s in sections),
        documents=links,
        missing=tuple(i for i in recipe.items if i not in found),
        slow=tuple(slow.items()),
        relocated=(*(s.section.item for s in sections if s.relocated), *dict.fromkeys(d.item for d in again.links)),
        placed=again.placed,
        joined=again.joined,
        followed=again.links,
        unsure=again.unsure,
        moved=tuple((s.section.item, s.moved_to) for s in sections if s.moved_to),
        headings=tuple((s.section.item, s.headings) for s in sections if s.headings > 1),
    )


def _links(page: Page, recipe: Recipe, slow: dict[str, str]) -> tuple[DocumentLink, ...]:
    """The document links that *recipe* asks for; where a pattern takes too long, each item by itself, to know whose it is."""
    try:
        return find_documents(page, recipe)
    except TooSlow:
        each = [replace(recipe, documents=(document,)) for document in recipe.documents]
        found = (_timely(slow, one.documents[0].item, partial(find_documents, page, one)) for one in each)
        return tuple(link for links in found for link in links or ())


def _timely(slow: dict[str, str], item: str, find: Callable[[], _Found]) -> _Found | None:
    """What *find* finds of *item*; None where its pattern takes too long, which *slow* then tells."""
    try:
        return find()
    except TooSlow as given_up:
        slow[item] = str(given_up)
        return None
