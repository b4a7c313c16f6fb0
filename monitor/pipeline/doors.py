"""What the pipeline is handed: the doors to network, disk, processes and clock, as it uses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

from monitor.fetch.headers import meant_for
from monitor.model import (
    Channel,
    CheckResult,
    Confirm,
    DocumentCaps,
    DocumentContent,
    DocumentKind,
    DocumentLink,
    Failure,
    FetchOutcome,
    OldChart,
    PageCaps,
    Plan,
    Revision,
    StopList,
    Unreadable,
    Validators,
    Visiting,
    Watch,
    WatchState,
)
from monitor.model.frozen import dataclass, field, replace
from monitor.pdf.picture import PagePicture
from monitor.placeholders import address_with_values, with_names

# Python runs one thread at a time: two that read pages side by side, or read and write, only take the interpreter from each other,
# at every tag that lxml finds and every statement of SQLite, and hold more in memory at once (DESIGN §9).
ONE_AT_A_TIME = Lock()
Said = TypeVar("Said")
Step: TypeAlias = Literal["begun", "resting", "done"]  # a visit begins; waits (to be confirmed, or for its turn); is written


class Web(Protocol):
    """Where pages and documents come from: the network, or a folder of captures. Never raises for what the world did."""

    def page(self, watch: Watch, *, validators: Validators, deadline: datetime, named: bool) -> FetchOutcome:
        """What came of asking for the watched address."""

    def document(
        self, watch: Watch, link: DocumentLink, *, validators: Validators, deadline: datetime, named: bool
    ) -> FetchOutcome | None:
        """What came of asking for the file behind *link*; None: it was not asked for (a capture without it)."""


class PdfReader(Protocol):
    """Reads foreign files and large pages in confined processes."""

    def read(self, data: bytes, kind: DocumentKind, caps: DocumentCaps | None = None) -> DocumentContent | Unreadable: ...
    def picture(self, data: bytes, *, page: int, dpi: float, within: bool = False) -> PagePicture | Unreadable: ...
    def page(self, question: bytes, understood: Callable[[dict[str, Any]], Said], caps: PageCaps) -> Said | Failure: ...


class Book(Protocol):
    """The database, as a check uses it. Used from one thread."""

    def state(self, watch: Watch) -> WatchState: ...
    def outlines(self, watches: Sequence[Watch]) -> Mapping[str, WatchState]: ...
    def failing(self, watch: Watch) -> WatchState: ...
    def newest_page(self, watch: str) -> tuple[bytes, str] | None: ...
    def page_of(self, watch: str, number: int) -> tuple[bytes, str] | None: ...
    def revision(self, name: str, number: int | None = None) -> Revision: ...
    def keep_states(self, watch: Watch, states: Mapping[int, Mapping[str, str]]) -> None: ...
    def kept(self, sha256: str) -> bytes | None: ...
    def old_charts(self, names: Sequence[str] | None = None, most: int | None = None) -> tuple[OldChart, ...]: ...
    def keep_reading(self, old: OldChart, content: DocumentContent | None, problem: str | None = None) -> None: ...
    def all_read(self, *, whole: bool = True) -> None: ...
    def stops(self) -> tuple[StopList, ...]: ...
    def group(self) -> AbstractContextManager[object]: ...
    def write(self, plan: Plan, watch: Watch) -> CheckResult: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Everything a check needs besides its watches."""

    web: Web
    pdf: PdfReader
    book: Book
    channels: Sequence[Channel]
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    tell: Callable[[Step, str], None] = lambda step, watch: None  # where each visit stands; called from any thread
    confirming: Callable[[Watch, Confirm], None] = lambda watch, confirm: None  # that a visit is to be made again, and why


class Getter(Protocol):
    """`fetch.Fetcher`, as it is used here."""

    def get(
        self,
        url: str,
        *,
        visiting: Visiting,
        validators: Validators,
        headers: Mapping[str, str],
        max_bytes: int,
        deadline: datetime,
        accept: Literal["page", "document"],
        ignore_holds: bool = False,
    ) -> FetchOutcome: ...


@dataclass(frozen=True, slots=True)
class Network:
    """`doors.Web` over HTTP. Here alone `${NAME}`s have their values: addresses come in and go out with the names."""

    getter: Getter
    contact: tuple[str, str] | None = None  # as sent in the User-Agent, and as kept; None: the same

    def page(self, watch: Watch, *, validators: Validators, deadline: datetime, named: bool) -> FetchOutcome:
        """The watched address; a document's limits hold where it is itself the document."""
        is_document = any(d.is_self for d in watch.recipe.documents)
        return self._get(watch, watch.url, "document" if is_document else "page", validators, deadline, named)

    def document(
        self, watch: Watch, link: DocumentLink, *, validators: Validators, deadline: datetime, named: bool
    ) -> FetchOutcome | None:
        """The file behind *link*, on whatever host."""
        return self._get(watch, link.url, "document", validators, deadline, named) if link.url else None

    def _get(
        self, watch: Watch, url: str, accept: Literal["page", "document"], validators: Validators, deadline: datetime, named: bool
    ) -> FetchOutcome:
        visiting, asked = watch.visiting, address_with_values(watch.placeholders, watch.url)
        url = address_with_values(watch.placeholders, url)
        came = self.getter.get(
            url,
            visiting=visiting,
            validators=validators,
            headers=meant_for(asked, watch.headers, url),
            max_bytes=visiting.max_page if accept == "page" else visiting.max_document,
            deadline=deadline,
            accept=accept,
            ignore_holds=named,
        )
        if self.contact and came.http:
            sent = tuple((name, value.replace(*self.contact)) for name, value in came.http.request_headers)
            came = replace(came, http=replace(came.http, request_headers=sent))
        return with_names(watch.placeholders, came)


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

    def picture(self, data: bytes, *, page: int, dpi: float, within: bool = False) -> PagePicture | Unreadable:
        """A page of *data* as pixels, or a picture *within*."""
        return self.reader.picture(data, page=page, dpi=dpi, within=within)

    def page(self, question: bytes, understood: Callable[[dict[str, Any]], Said], caps: PageCaps) -> Said | Failure:
        """What is found on a large page."""
        return self.reader.page(question, understood, caps)
