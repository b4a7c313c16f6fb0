"""A page becomes sections and document links (DESIGN 3.1-3.9). Pure."""

from __future__ import annotations

from monitor.extract.documents import find_documents
from monitor.extract.page import Page
from monitor.extract.sections import find_section
from monitor.model import Extraction, Recipe, Revision, Section


def extract(page: Page, *, recipe: Recipe, last: Revision | None, removed: tuple[Section, ...] = ()) -> Extraction:
    """Return what *recipe* finds on *page*, and the names of what it does not.

    *last* is the last good revision, None on a first visit; *removed* holds the last text of sections that went since, so that one
    which comes back is known again. What is found is not judged here: half a section is one, and `quality` says so.
    """
    past = {s.item: s for s in (*removed, *(last.sections if last else ()))}
    sections = [s for r in recipe.sections if (s := find_section(page, r, past.get(r.item)))]
    documents = find_documents(page, recipe)
    found = {s.section.item for s in sections} | {d.item for d in documents}
    return Extraction(
        sections=tuple(s.section for s in sections),
        documents=documents,
        missing=tuple(i for i in recipe.items if i not in found),
        relocated=tuple(s.section.item for s in sections if s.relocated),
        moved=tuple((s.section.item, s.moved_to) for s in sections if s.moved_to),
        headings=tuple((s.section.item, s.headings) for s in sections if s.headings > 1),
    )
