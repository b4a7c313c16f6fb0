"""One visit: page and documents asked for and read, nothing decided and nothing written. Runs in a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.errors import Damaged
from monitor.model import (
    Extraction,
    Failure,
    FailureKind,
    Fetched,
    FetchFailed,
    FetchOutcome,
    LastPage,
    NotModified,
    Reading,
    Validators,
    Watch,
    WatchState,
)
from monitor.model.frozen import dataclass
from monitor.normalize import storable
from monitor.pipeline.documents import read_documents, read_self
from monitor.pipeline.doors import PdfReader, Web

log = logging.getLogger(__name__)

_LEAST = timedelta(seconds=1)  # for reading what arrived at the last moment
NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one visit is made with. `state.last` was read under the watch's recipe, or is None."""

    watch: Watch
    state: WatchState
    web: Web
    pdf: PdfReader
    at: datetime
    last_page: LastPage | None = None  # None: ask for it where it matters (`Reading.undecided`); few visits do
    now: Callable[[], datetime] | None = None  # None: the visit has no end, its page came long ago
    named: bool = False  # the user asked for this watch by name: a stored Retry-After does not hold (DESIGN 4.4)

    @property
    def deadline(self) -> datetime:
        """When page, documents and retries must be done."""
        return self.at + self.watch.visiting.visit_timeout

    @property
    def left(self) -> timedelta | None:
        """How much of the visit is left for reading what has arrived; None: it has no end."""
        return None if self.now is None else max(_LEAST, self.deadline - self.now())

    @property
    def short_cut(self) -> bool:
        """Whether an unchanged answer means unchanged items: the last revision stands for the newest well-read page."""
        return self.state.last is not None and self.state.flapping is None and not self.state.failures


def read(visit: Visit) -> Reading:
    """Return what *visit* shows. Expected failures are in it; only a bug raises."""
    if any(d.is_self for d in visit.watch.recipe.documents):
        return read_self(visit, _ask(visit))
    answer = _ask(visit)
    if isinstance(answer, FetchFailed):
        return failed(visit, answer)
    if isinstance(answer, NotModified) or _same_bytes(visit, answer):
        return _unchanged(visit, answer)
    from monitor.pipeline.page import read_page

    return read_page(visit, answer)


def last_page(kept: tuple[bytes, str] | None) -> LastPage:
    """What `Book.newest_page` gave, for `Visit.last_page`."""
    return LastPage(body=kept[0], content_type=kept[1]) if kept else LastPage()


def read_again(visit: Visit, undecided: Reading, kept: tuple[bytes, str] | None) -> Reading:
    """Return *undecided* judged beside the last good page, without asking for the page again."""
    from monitor.pipeline.page import read_page

    assert isinstance(undecided.page, Fetched)
    return replace(read_page(replace(visit, last_page=last_page(kept)), undecided.page), seconds=undecided.seconds)


def failed(visit: Visit, answer: FetchFailed) -> Reading:
    """The reading of a visit that got no usable answer."""
    failure = Failure(kind=answer.kind, detail=answer.detail)
    return Reading(at=visit.at, page=None, extraction=None, failure=failure, http=answer.http, retry_after=answer.retry_after)


def of_bug(watch: Watch, at: datetime, bug: Exception) -> Reading:
    """The reading of a visit that met a bug of ours (logged with its trace) or a damaged past: kept to its own watch."""
    if isinstance(bug, Damaged):
        log.error("damaged watch=%s error=%s", watch.name, str(bug))
        said = str(bug)
    else:
        log.error("bug watch=%s", watch.name, exc_info=bug)
        said = f"{type(bug).__name__}: {bug}"
    kind: FailureKind = "internal_error"
    if isinstance(bug, MemoryError | Damaged):
        kind = "too_large" if isinstance(bug, MemoryError) else "database_damaged"
    failure = Failure(kind=kind, detail=storable(said[:200]))
    return Reading(at=at, page=None, extraction=None, failure=failure)


def _ask(visit: Visit) -> FetchOutcome:
    validators = visit.state.page_validators if visit.short_cut else NO_VALIDATORS
    return visit.web.page(visit.watch, validators=validators, deadline=visit.deadline, named=visit.named)


def _same_bytes(visit: Visit, answer: Fetched) -> bool:
    return visit.short_cut and answer.cut is None and answer.sha256 == visit.state.page_sha256


def _unchanged(visit: Visit, answer: Fetched | NotModified) -> Reading:
    """The page is as it was: its items are the last revision's, only the documents are asked for."""
    last = visit.state.last
    assert last is not None  # `short_cut` said so; a 304 is only asked for then
    extraction = Extraction(sections=last.sections, documents=tuple(d.link for d in last.documents), missing=())
    documents = read_documents(visit, extraction)
    return Reading(at=visit.at, page=answer, extraction=extraction, documents=documents, http=answer.http)
