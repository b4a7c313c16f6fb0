"""Documents and large pages, read in child processes, each reading within its caps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any, TypeVar

from monitor.confine.process import ChildProcess, Lost, Overdue, Time, TooLong
from monitor.model import DocumentCaps, DocumentContent, DocumentKind, Explanation, Failure, PageCaps, Unreadable
from monitor.pdf.picture import PagePicture
from monitor.pdf.wire import OUT_OF_MEMORY, explained_from_wire, from_wire, picture_from_wire

_Said = TypeVar("_Said")

_CAPS = DocumentCaps()
_MAX_ANSWER = 64_000_000  # bytes of JSON
_FRESH_AFTER = 200  # documents
_FRESH_AFTER_PAGES = 5  # what a page of a million tags took is not all given back


class Confined:
    """Reads documents in one child process and large pages in another; thread-safe, one of a kind at a time.

    A time-out, a crash or an answer too long is `Unreadable`, for a page a `Failure`, with its reason; the next one gets a fresh
    child. Over a cap, the reason names the setting that raises it.
    """

    def __init__(self, *, caps: DocumentCaps = _CAPS, max_answer: int = _MAX_ANSWER) -> None:
        self._caps = caps  # where a call names none
        self._documents = ChildProcess("monitor.documents.child", fresh_after=_FRESH_AFTER, max_answer=max_answer)
        self._pages = ChildProcess("monitor.pipeline.page", fresh_after=_FRESH_AFTER_PAGES, max_answer=max_answer)

    def __enter__(self) -> Confined:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the children, if there are any. Reading again starts new ones."""
        self._documents.close()
        self._pages.close()

    @property
    def pid(self) -> int | None:
        """The process id of the child that reads documents, while there is one."""
        return self._documents.pid

    def read(self, data: bytes, kind: DocumentKind, caps: DocumentCaps | None = None) -> DocumentContent | Unreadable:
        """What `monitor.documents.read` says of *data*, or why it could not say it within *caps*."""
        caps = caps or self._caps
        return self._read(data, {"kind": kind, "pages": caps.pages}, caps, partial(from_wire, **_facts(data)))

    def explained(self, data: bytes) -> tuple[DocumentContent, dict[str, Explanation]] | Unreadable:
        """What `monitor.pdf.read.explained` says of the org chart *data*."""
        about = {"kind": "orgchart", "pages": self._caps.pages, "explain": True}
        return self._read(data, about, self._caps, partial(explained_from_wire, **_facts(data)))

    def picture(self, data: bytes, *, page: int, dpi: float = 150, within: bool = False) -> PagePicture | Unreadable:
        """Page *page*, from 1, of *data* as pixels, or the picture of that number *within*; or why it could not be drawn."""
        return self._answered(data, {"page": page, "dpi": dpi, "within": within}, self._caps, picture_from_wire)

    def page(self, question: bytes, understood: Callable[[dict[str, Any]], _Said], caps: PageCaps) -> _Said | Failure:
        """What *understood* makes of the answer of `monitor.pipeline.page` to *question*, or why there is none."""
        try:
            return self._pages.answered(question, {}, understood, allowed=_time(caps), memory=caps.memory)
        except Overdue as overdue:
            return Failure(kind="timeout", detail=str(overdue))
        except TooLong as long:
            return Failure(kind="too_large", detail=f"{long} (max_page)")
        except Lost as lost:
            if str(lost) == OUT_OF_MEMORY:
                return Failure(kind="too_large", detail=f"{OUT_OF_MEMORY}: {caps.memory / 1e6:g} MB allowed (max_page)")
            return Failure(kind="internal_error", detail=str(lost))

    def _read(
        self, data: bytes, about: dict[str, Any], caps: DocumentCaps, understood: Callable[[dict[str, Any]], _Said | Unreadable]
    ) -> _Said | Unreadable:
        said = self._answered(data, about, caps, understood)
        if isinstance(said, Unreadable) and said.detail == OUT_OF_MEMORY:
            return Unreadable(detail=f"{OUT_OF_MEMORY}: {caps.memory / 1e6:g} MB allowed (max_document_memory)")
        return said

    def _answered(
        self, data: bytes, about: dict[str, Any], caps: DocumentCaps, understood: Callable[[dict[str, Any]], _Said]
    ) -> _Said | Unreadable:
        try:
            return self._documents.answered(data, about, understood, allowed=_time(caps), memory=caps.memory)
        except Lost as lost:
            return Unreadable(detail=str(lost))


def _time(caps: DocumentCaps | PageCaps) -> Time:
    waited = caps.waited
    return Time(
        work=caps.timeout.total_seconds(),
        page=caps.a_page.total_seconds(),
        waited=waited.total_seconds(),
        ends_visit=waited == caps.left,
        overdue=caps.overdue,
    )


def _facts(data: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
