"""A whole revision against what a new visit shows, item by item (DESIGN 3.9-3.12, 3.20, 5.3, 5.4). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from monitor.compare.blocks import edits_between
from monitor.compare.documents import compare_documents
from monitor.compare.sections import compare_sections, pieces
from monitor.compare.targets import link_key
from monitor.model import Change, Document, DocumentRecipe, Edit, Recipe, Revision, Section


def compare(
    old: Revision,
    sections: Sequence[Section],
    documents: Sequence[Document],
    *,
    recipe: Recipe,
    removed_sections: Sequence[Section] = (),
    removed_documents: Sequence[Document] = (),
) -> tuple[Change, ...]:
    """Return every change of the items of *recipe*, in its order, cosmetic ones included with the rule that hides them.

    An item that is neither in *sections* nor in *documents* is `removed`; one that *old* does not have is `added`, or, where it is
    among the removed, `restored` with what differs from its last text. Items no longer in *recipe* are passed over.
    """
    changes: list[Change] = []
    watched = {link_key(d.link.url) for d in (*old.documents, *documents) if d.link.url}
    for section in recipe.sections:
        before, after, gone = _named(section.item, old.sections, sections, removed_sections)
        changes += _section_changes(before, after, gone, watched)
    for document in recipe.documents:
        changes += _document_changes(document, old.documents, documents, removed_documents)
    return tuple(changes)


def _named(item: str, *readings: Sequence[Section]) -> list[Section | None]:
    return [next((s for s in reading if s.item == item), None) for reading in readings]


def _section_changes(
    before: Section | None, after: Section | None, gone: Section | None, watched: Collection[str]
) -> Iterator[Change]:
    if before and after:
        change = compare_sections(before, after, watched)
        yield from [change] if change else []
    elif after and gone:
        yield _whole(after, "restored", edits_between(pieces(gone), pieces(after)))
    elif after:
        yield _whole(after, "added", edits_between([], pieces(after)))
    elif before:
        yield _whole(before, "removed", edits_between(pieces(before), []))


def _whole(section: Section, change: str, edits: Sequence[Edit]) -> Change:
    return Change(item=section.item, item_kind="section", change=change, significance="substantive", edits=tuple(edits))


def _document_changes(
    recipe: DocumentRecipe, old: Sequence[Document], new: Sequence[Document], removed: Sequence[Document]
) -> tuple[Change, ...]:
    before, after, gone = ([d for d in side if d.item == recipe.item] for side in (old, new, removed))
    return compare_documents(recipe.item, recipe.kind, before, after, gone)
