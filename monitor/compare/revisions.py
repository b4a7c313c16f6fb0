"""A whole revision against what a new visit shows, item by item (DESIGN 3.9-3.12, 3.20, 5.3, 5.4). Pure.

An item as one number, to see that it came back to an earlier state (DESIGN 3.17).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence

from monitor.compare.block_facts import link_key
from monitor.compare.blocks import edits_between
from monitor.compare.documents import compare_documents
from monitor.compare.sections import compare_sections, pieces, section_facts, section_tokens
from monitor.model import EMBED, Change, Document, DocumentContent, DocumentRecipe, Edit, Recipe, Revision, Section
from monitor.normalize import address_key, publication, tokens


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


WORD, FIELD = "\x1f", "\x1e"  # ASCII's own separators; `normalize` leaves neither in a token


def digest(item: Section | Document) -> str:
    """Return a hex SHA-256 of *item* as compared: equal digests, nothing that a reader would call different.

    A document's is over what the page shows of it and its text; over its bytes where it has no text.
    """
    fields = _section_fields(item) if isinstance(item, Section) else _document_fields(item)
    return hashlib.sha256(FIELD.join(fields).encode("utf-8", "surrogatepass")).hexdigest()


def _section_fields(section: Section) -> list[str]:
    facts = section_facts(section)
    return [WORD.join(section_tokens(section)), *([WORD.join(facts)] if facts else [])]


def _document_fields(document: Document) -> list[str]:
    link = document.link
    place = "" if not link.url else publication(link.url) or link_key(link.url) if link.format == EMBED else address_key(link.url)
    shown = [WORD.join(tokens(link.label)), WORD.join(tokens(link.size_text or "")), place]
    return [*shown, _content(document.content)]


def _content(content: DocumentContent | None) -> str:
    if content is None or not content.text:
        return content.sha256 if content else ""
    return WORD.join(word for block in content.text for word in tokens(block.text))


def digests(revision: Revision) -> dict[str, str]:
    """Return the digest of every item of *revision*; documents of one name, in whatever order, have one together."""
    named: dict[str, list[str]] = {}
    for document in revision.documents:
        named.setdefault(document.item, []).append(digest(document))
    return {section.item: digest(section) for section in revision.sections} | {item: _together(n) for item, n in named.items()}


def _together(each: Iterable[str]) -> str:
    several = sorted(each)
    return several[0] if len(several) == 1 else hashlib.sha256(FIELD.join(several).encode()).hexdigest()
