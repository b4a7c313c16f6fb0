"""A new recipe re-reads what is stored first, so that our own change never looks like the page's (DESIGN 3.19)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from monitor.compare import pair_documents
from monitor.model import (
    Document,
    DocumentContent,
    DocumentKind,
    DocumentLink,
    Recipe,
    Revision,
    Section,
    Validators,
    Watch,
    WatchState,
)
from monitor.pipeline.documents import corrected_content
from monitor.pipeline.doors import Book, PdfReader

PDF = "application/pdf"
log = logging.getLogger(__name__)


def under_recipe(watch: Watch, state: WatchState, book: Book, pdf: PdfReader) -> WatchState:
    """Return *state* with its last revision as today's recipe reads the newest well-read page and the documents kept.

    Where that page is not kept, or holds nothing the recipe looks for, the old texts stay and the next good visit is compared with
    them by likeness. Short cuts (304, same bytes) are off then: they would vouch for a reading that was never made.
    """
    last = state.last
    if last is None or last.recipe_hash == watch.recipe.hash:
        return state
    unvouched = replace(state, page_sha256=None, page_validators=Validators())
    try:
        reread, unfound = _reread(watch, last, book, pdf)
        return replace(unvouched, last=reread, unfound=unfound)
    except Exception:  # a bug of ours in one watch: its visit will meet it too and record it, the others go on
        log.exception("bug watch=%s step=%s", watch.name, "reread")
        return unvouched


def _reread(watch: Watch, last: Revision, book: Book, pdf: PdfReader) -> tuple[Revision, tuple[str, ...]]:
    """*last* as the recipe would have read it then, and the items it would not have found (all, where no page is kept).

    The old texts don't guide the search: what the user points at now counts.
    """
    is_self = any(d.is_self for d in watch.recipe.documents)
    kept = None if is_self else book.newest_page(watch.name)
    sections, documents, unfound = last.sections, last.documents, () if is_self else watch.recipe.items
    if kept:
        sections, documents, unfound = _found(watch, last, *kept)
    return replace(last, sections=sections, documents=tuple(_document(d, watch.recipe, book, pdf) for d in documents)), unfound


def _found(
    watch: Watch, last: Revision, body: bytes, content_type: str
) -> tuple[tuple[Section, ...], tuple[Document, ...], tuple[str, ...]]:
    from monitor.pipeline.page import found_on

    found = found_on(body, content_type, last.url, watch.recipe)
    sections = found.sections + tuple(s for s in last.sections if s.item in found.missing)
    documents = tuple(d for item in watch.recipe.items for d in _with_contents(item, found.documents, last.documents))
    return sections, documents + tuple(d for d in last.documents if d.item in found.missing), found.missing


def _with_contents(item: str, links: tuple[DocumentLink, ...], held: tuple[Document, ...]) -> Iterator[Document]:
    """The links of *item*, each with what is held of its address, else of the document it was before."""
    by_url = {d.link.url: d.content for d in held if d.link.url and d.content}
    now = [Document(link=link, content=by_url.get(link.url or "")) for link in links if link.item == item]
    before = [d for d in held if d.item == item]
    for old, new in pair_documents(before, now):
        if new is not None:
            yield new if new.content or old is None else replace(new, content=old.content)


def _document(document: Document, recipe: Recipe, book: Book, pdf: PdfReader) -> Document:
    content, watched = document.content, next((d for d in recipe.documents if d.item == document.item), None)
    if content is None or content.media_type != PDF or watched is None:
        return document
    return replace(document, content=corrected_content(_content(content, watched.kind, book, pdf), recipe, document.item))


def _content(content: DocumentContent, kind: DocumentKind, book: Book, pdf: PdfReader) -> DocumentContent:
    """The same bytes read as *kind*; as they were read then where they are no longer kept, or can't be read now."""
    body = book.kept(content.sha256)
    read = pdf.read(body, kind) if body is not None else None
    return read if isinstance(read, DocumentContent) else content
