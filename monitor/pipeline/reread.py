"""A new recipe or extractor re-reads what is stored first, so that our own change never looks like the page's (DESIGN 3.19)."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from typing import TypeAlias

from monitor.compare.documents.of_one_name import pair_documents
from monitor.compare.revisions import digests
from monitor.documents.kinds import READ
from monitor.errors import Damaged
from monitor.model import (
    EXTRACTOR,
    NOT_KEPT,
    Confirm,
    Document,
    DocumentContent,
    DocumentKind,
    OldChart,
    PastState,
    Plan,
    Recipe,
    Revision,
    Unreadable,
    Validators,
    Watch,
    WatchState,
)
from monitor.model.frozen import dataclass, field, replace
from monitor.pipeline.doors import Book, Doors, PdfReader
from monitor.pipeline.visit import corrected_content, self_label
from monitor.placeholders import with_names

log = logging.getLogger(__name__)

REREAD_SPAN, REREAD_MOST = timedelta(days=90), 50  # of a watch's past: more would hold up its visit
_Reader: TypeAlias = "PdfReader | _Seen"


def under_recipe(watch: Watch, state: WatchState, book: Book, pdf: PdfReader) -> WatchState:
    """Return *state* with its last revision as today's recipe and extractor read the newest well-read page and the documents kept.

    Its charts are as today's reader of charts reads them, whatever else is new.

    Where that page is not kept, or holds nothing the recipe looks for, the old texts stay and the next good visit is compared with
    them by likeness. Short cuts (304, same bytes) are off unless the new reading shows the very same: they would vouch for one that
    was never made.
    """
    # `${NAME}` where versions before this one kept the value: no change of the page (DESIGN 7.7). The digests of its past are over
    # the values: they are made anew where they matter
    named = with_names(watch.placeholders, state, kept=True)
    if named is not state:
        if named.last and _is_self(watch):
            documents = tuple(replace(d, link=replace(d.link, label=self_label(watch))) for d in named.last.documents)
            named = replace(named, last=replace(named.last, documents=documents))
        named = replace(named, history=tuple(replace(past, outdated=True) for past in named.history))
    state = with_charts_anew(watch, named, book, pdf)
    last = state.last
    new_recipe = last is not None and last.recipe_hash != watch.recipe.hash
    if last is None or not (new_recipe or state.extractor != EXTRACTOR):
        return state
    unvouched = replace(state, page_sha256=None, page_validators=Validators())
    try:
        if _is_self(watch):
            page = None
        else:  # while a text goes to and fro, the newest page is not the one that *last* stands for
            page = book.page_of(watch.name, last.snapshot) if state.flapping else book.newest_page(watch.name)
        reread, unfound = _reread(watch, last, page, book, pdf, removed=() if new_recipe else state.removed_items)
        same = _shown(reread) == _shown(last)
        if same and not unfound and not new_recipe:
            return state
        return replace(unvouched, last=reread, unfound=unfound, reread=not same)
    except Damaged as error:
        log.error("damaged watch=%s step=%s error=%s", watch.name, "reread", str(error))
        return unvouched
    except Exception:  # a bug of ours in one watch: its visit will meet it too and record it, the others go on
        log.exception("bug watch=%s step=%s", watch.name, "reread")
        return unvouched


def with_past(
    watch: Watch, state: WatchState, planned: Callable[[WatchState], Plan | Confirm], book: Book, pdf: PdfReader
) -> tuple[WatchState, Plan | Confirm]:
    """Return what *planned* makes of *state*, and the state it was made of: with its past read anew where the plan leans on it."""
    outdated = bool(_worth_reading(state))
    if outdated and state.flapping:
        state, outdated = past_read_anew(watch, state, book, pdf), False
    plan = planned(state)
    if outdated and isinstance(plan, Plan) and plan.changes:
        state = past_read_anew(watch, state, book, pdf)
        plan = planned(state)
    return state, plan


def past_read_anew(watch: Watch, state: WatchState, book: Book, pdf: PdfReader) -> WatchState:
    """Return *state* with the digests of its history as today's recipe and extractor read the bytes kept (DESIGN 3.19).

    So texts that come back, and those that go to and fro, are recognised. Kept, so that it is done once, and only for visits that
    need it: most find nothing new. Where the bytes are gone, or hold nothing of an item, its old digest stands.
    """
    try:
        seen = _Seen(pdf)
        anew: dict[int, Mapping[str, str]] = {}
        for past in _worth_reading(state):
            revision = with_names(watch.placeholders, book.revision(watch.name, past.snapshot), kept=True)
            page = None if _is_self(watch) else book.page_of(watch.name, past.snapshot)
            reread, _ = _reread(watch, revision, page, book, seen)
            anew[past.snapshot] = {**past.digests, **digests(reread)}
        book.keep_states(watch, anew)
    except Damaged as error:
        log.error("damaged watch=%s step=%s error=%s", watch.name, "reread", str(error))
        return state
    except Exception:
        log.exception("bug watch=%s step=%s", watch.name, "reread")
        return state
    history = (replace(p, digests=anew[p.snapshot], outdated=False) if p.snapshot in anew else p for p in state.history)
    return replace(state, history=tuple(history))


def _worth_reading(state: WatchState) -> tuple[PastState, ...]:
    """The outdated states of 90 days before the newest visit, at most the newest 50, and the texts in turn."""
    in_turn = state.flapping.between if state.flapping else ()
    since = state.newest_at - REREAD_SPAN if state.newest_at else None
    recent = [p for p in state.history if since is None or p.taken_at >= since]
    wanted = {*in_turn, *(p.snapshot for p in sorted(recent, key=lambda p: p.snapshot, reverse=True)[:REREAD_MOST])}
    return tuple(p for p in state.history if p.outdated and p.snapshot in wanted)


@dataclass(slots=True)
class _Seen:
    """A reader that reads the same bytes once."""

    pdf: PdfReader
    read_before: dict[tuple[str, DocumentKind], DocumentContent | Unreadable] = field(default_factory=dict)

    def read(self, data: bytes, kind: DocumentKind) -> DocumentContent | Unreadable:
        key = hashlib.sha256(data).hexdigest(), kind
        if key not in self.read_before:
            self.read_before[key] = self.pdf.read(data, kind)
        return self.read_before[key]


def _is_self(watch: Watch) -> bool:
    return any(d.is_self for d in watch.recipe.documents)


def _shown(revision: Revision) -> object:
    """All that is shown of *revision*; how a section was found is not."""
    return [(s.item, s.heading, s.blocks, s.ignored) for s in revision.sections], revision.documents


def _reread(
    watch: Watch, last: Revision, page: tuple[bytes, str] | None, book: Book, pdf: _Reader, removed: Collection[str] = ()
) -> tuple[Revision, tuple[str, ...]]:
    """*last* as recipe and extractor would have read it then, and the items they would not have found (all, where no page is kept).

    Under a new recipe the old texts don't guide the search: what the user points at now counts. *removed*: items that readers were
    told are gone; found after all, they are restored by the visit, not by us.
    """
    sections, documents, unfound = last.sections, last.documents, () if _is_self(watch) else watch.recipe.items
    found = None
    if page:
        from monitor.pipeline.page import found_on

        guide, reader = last if last.recipe_hash == watch.recipe.hash else None, pdf.pdf if isinstance(pdf, _Seen) else pdf
        found = found_on(*page, last.url, watch, guide, reader=reader)
    if found is not None:  # else the page can't be read within its caps: as if it were not kept
        unfound = found.missing
        sections = tuple(s for s in found.sections if s.item not in removed)
        sections += tuple(s for s in last.sections if s.item in unfound)
        wanted = [item for item in watch.recipe.items if item not in removed or any(d.item == item for d in last.documents)]
        # The links of each item with what is held of their addresses, else of the documents they were before
        by_url = {d.link.url: d.content for d in last.documents if d.link.url and d.content}
        linked = list[Document]()
        for item in wanted:
            now = [Document(link=link, content=by_url.get(link.url or "")) for link in found.documents if link.item == item]
            pairs = pair_documents([d for d in last.documents if d.item == item], now)
            linked += (new if new.content or old is None else replace(new, content=old.content) for old, new in pairs if new)
        documents = (*linked, *(d for d in last.documents if d.item in unfound))
    return replace(last, sections=sections, documents=tuple(_document(d, watch.recipe, book, pdf) for d in documents)), unfound


def _document(document: Document, recipe: Recipe, book: Book, pdf: _Reader) -> Document:
    content, watched = document.content, recipe.document(document.item)
    if content is None or content.media_type not in READ or watched is None:
        return document
    body = book.kept(content.sha256)
    read = pdf.read(body, watched.kind) if body is not None else None
    if not isinstance(read, DocumentContent):
        read = content  # as it was read then: its bytes are no longer kept, or can't be read now
    return replace(document, content=corrected_content(read, recipe, document.item))


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
        found = _read_anew(old, known.get(old.watch), doors.book, doors.pdf)
        problem = found.detail if isinstance(found, Unreadable) else None
        done = replace(done, read=done.read + (problem is None), unread=(*done.unread, *([(old, problem)] if problem else [])))
    left = done.read + len(done.unread) < len(waiting)
    if waiting:
        log.info("reread documents=%d unread=%d left=%s", done.read, len(done.unread), left)
    if not left:
        doors.book.all_read(whole=names is None)
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
    documents = list(state.last.documents)
    for n, document in enumerate(documents):
        found = read.get(document.content.sha256) if document.content else None
        if isinstance(found, DocumentContent):
            documents[n] = replace(document, content=found)
    return replace(state, last=replace(state.last, documents=tuple(documents)), old_charts=frozenset())


def _read_anew(old: OldChart, watch: Watch | None, book: Book, pdf: PdfReader) -> DocumentContent | Unreadable:
    """What *old* says today, kept; why it can't be read, kept too: it is not tried again by this version."""
    found: DocumentContent | Unreadable = Unreadable(detail=NOT_KEPT)
    try:
        if (body := book.kept(old.sha256)) is not None:
            found = pdf.read(body, "orgchart", watch.visiting.document_caps if watch else None)
    except Damaged as error:
        found = Unreadable(detail=str(error))
    if isinstance(found, Unreadable):
        book.keep_reading(old, None, found.detail)
        return found
    content = corrected_content(found, watch.recipe, old.item) if watch else found
    if stops := book.stops():
        from monitor.erasure.values import value_without  # few installations have erased anything (DESIGN §9)

        content = value_without(stops, content)
    book.keep_reading(old, content)
    return content
