"""A new version of the reader of org charts reads what is kept again (DESIGN 3.19, 7.6).

The last version's charts before they are compared, older ones in the background, a few a round. What is sealed stays as it is; each
document is committed by itself, so that work cut off goes on where it was.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.errors import Damaged
from monitor.model import NOT_KEPT, Document, DocumentContent, OldChart, Unreadable, Watch, WatchState
from monitor.model.frozen import dataclass
from monitor.pipeline.documents import corrected_content
from monitor.pipeline.doors import Book, Doors, PdfReader

log = logging.getLogger(__name__)

MOST_A_ROUND, TIME_A_ROUND = 20, timedelta(seconds=5)  # visits come first; a thousand versions are read within fifty rounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """How far the reading of what is kept has come."""

    read: int = 0
    unread: tuple[tuple[OldChart, str], ...] = ()  # those whose old reading stands, and why
    left: bool = False  # whether there is more


def reread_some(
    watches: Sequence[Watch], doors: Doors, *, names: Sequence[str] | None = None, most: int | None = MOST_A_ROUND
) -> Reread:
    """Read up to *most* documents anew, no more of them after TIME_A_ROUND; None: all, however long it takes.

    *watches*: the configuration, for its corrections; *names*: of the watches whose documents are read, None: all that are kept.
    """
    begun, done, known = doors.now(), Reread(), {watch.name: watch for watch in watches}
    waiting = doors.book.old_charts(names, None if most is None else most + 1)
    for old in waiting[:most]:
        if most is not None and doors.now() - begun > TIME_A_ROUND:
            break
        problem = _problem(_read_anew(old, known.get(old.watch), doors.book, doors.pdf))
        done = replace(done, read=done.read + (problem is None), unread=(*done.unread, *([(old, problem)] if problem else [])))
    left = done.read + len(done.unread) < len(waiting)
    if waiting:
        log.info("reread documents=%d unread=%d left=%s", done.read, len(done.unread), left)
    if names is None and not left:
        doors.book.all_read()
    return replace(done, left=left)


def with_charts_anew(watch: Watch, state: WatchState, book: Book, pdf: PdfReader) -> WatchState:
    """*state* with the charts of its last revision as today's reader reads the bytes kept: what it reads better is no change.

    Where the bytes are gone or unreadable the old reading stands, as uncertain as it is.
    """
    if not state.old_charts or state.last is None:
        return state
    try:
        waiting = {old.sha256: old for old in book.old_charts([watch.name]) if old.sha256 in state.old_charts}
        read = {sha256: _read_anew(old, watch, book, pdf) for sha256, old in waiting.items()}
    except Exception:  # a bug of ours in one watch: the others go on
        log.exception("bug watch=%s step=%s", watch.name, "reread charts")
        return state
    documents = tuple(_anew(document, read) for document in state.last.documents)
    return replace(state, last=replace(state.last, documents=documents), old_charts=frozenset())


def _anew(document: Document, read: Mapping[str, DocumentContent | Unreadable]) -> Document:
    found = read.get(document.content.sha256) if document.content else None
    return replace(document, content=found) if isinstance(found, DocumentContent) else document


def _read_anew(old: OldChart, watch: Watch | None, book: Book, pdf: PdfReader) -> DocumentContent | Unreadable:
    """What *old* says today, kept; why it can't be read, kept too: it is not tried again by this version."""
    found = _read(old, watch, book, pdf)
    if isinstance(found, Unreadable):
        book.keep_reading(old, None, found.detail)
        return found
    content = corrected_content(found, watch.recipe, old.item) if watch else found
    book.keep_reading(old, content)
    return content


def _read(old: OldChart, watch: Watch | None, book: Book, pdf: PdfReader) -> DocumentContent | Unreadable:
    try:
        body = book.kept(old.sha256)
    except Damaged as error:
        return Unreadable(detail=str(error))
    if body is None:
        return Unreadable(detail=NOT_KEPT)
    return pdf.read(body, "orgchart", watch.visiting.document_caps if watch else None)


def _problem(found: DocumentContent | Unreadable) -> str | None:
    return found.detail if isinstance(found, Unreadable) else None
