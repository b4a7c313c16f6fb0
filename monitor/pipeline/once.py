"""A web that is asked once: what was looked at before it was watched is the first visit too (DESIGN 4.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import Any

from monitor.model import (
    DocumentCaps,
    DocumentContent,
    DocumentKind,
    DocumentLink,
    Failure,
    FetchOutcome,
    Unreadable,
    Validators,
    Watch,
)
from monitor.pdf.picture import PagePicture
from monitor.pipeline.doors import PdfReader, Said, Web


@dataclass(slots=True)
class Once:
    """*web*, each of whose answers is kept, by its address, for whoever asks again.

    Once `spend` was called an answer is given a last time: what is asked for after that, as a visit that confirms a loss does, is
    asked of *web* anew.
    """

    web: Web
    _kept: dict[str, FetchOutcome] = field(default_factory=dict)
    _spending: bool = False
    _lock: Lock = field(default_factory=Lock)

    def keep(self, url: str, answer: FetchOutcome) -> None:
        """Give *answer* to who asks for *url*."""
        with self._lock:
            self._kept[url] = answer

    def spend(self) -> None:
        """Give each answer only once more."""
        self._spending = True

    def page(self, watch: Watch, *, validators: Validators, deadline: datetime, named: bool) -> FetchOutcome:
        """What came of asking for the watched address, then or now."""
        known = self._known(watch.url)
        if known is not None:
            return known
        came = self.web.page(watch, validators=validators, deadline=deadline, named=named)
        return self._new(watch.url, came)

    def document(
        self, watch: Watch, link: DocumentLink, *, validators: Validators, deadline: datetime, named: bool
    ) -> FetchOutcome | None:
        """What came of asking for the file behind *link*, then or now."""
        known = self._known(link.url) if link.url else None
        if known is not None:
            return known
        came = self.web.document(watch, link, validators=validators, deadline=deadline, named=named)
        return came if came is None or link.url is None else self._new(link.url, came)

    def _known(self, url: str) -> FetchOutcome | None:
        with self._lock:
            return self._kept.pop(url, None) if self._spending else self._kept.get(url)

    def _new(self, url: str, came: FetchOutcome) -> FetchOutcome:
        if not self._spending:
            self.keep(url, came)
        return came


@dataclass(frozen=True, slots=True)
class Each:
    """The web for several watches, each with answers of its own, by its name."""

    webs: Mapping[str, Once]

    def page(self, watch: Watch, *, validators: Validators, deadline: datetime, named: bool) -> FetchOutcome:
        """What came of asking for the watched address."""
        return self.webs[watch.name].page(watch, validators=validators, deadline=deadline, named=named)

    def document(
        self, watch: Watch, link: DocumentLink, *, validators: Validators, deadline: datetime, named: bool
    ) -> FetchOutcome | None:
        """What came of asking for the file behind *link*."""
        return self.webs[watch.name].document(watch, link, validators=validators, deadline=deadline, named=named)


@dataclass(slots=True)
class ReadOnce:
    """*reader*, each of whose readings of a document is kept."""

    reader: PdfReader
    _kept: dict[tuple[str, DocumentKind], DocumentContent | Unreadable] = field(default_factory=dict)

    def read(self, data: bytes, kind: DocumentKind, caps: DocumentCaps | None = None) -> DocumentContent | Unreadable:
        """What *reader* says of *data*."""
        known = sha256(data).hexdigest(), kind
        if known not in self._kept:
            self._kept[known] = self.reader.read(data, kind, caps)
        return self._kept[known]

    def picture(self, data: bytes, *, page: int, dpi: float) -> PagePicture | Unreadable:
        """A page of *data* as pixels."""
        return self.reader.picture(data, page=page, dpi=dpi)

    def page(
        self, question: bytes, understood: Callable[[dict[str, Any]], Said], *, timeout: timedelta, memory: int, overdue: str
    ) -> Said | Failure:
        """What is found on a large page."""
        return self.reader.page(question, understood, timeout=timeout, memory=memory, overdue=overdue)
