"""What the pipeline is handed: the doors to network, disk, processes and clock, as it uses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

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
    Plan,
    Revision,
    Unreadable,
    Validators,
    Watch,
    WatchState,
)
from monitor.pdf.picture import PagePicture

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
    def picture(self, data: bytes, *, page: int, dpi: float) -> PagePicture | Unreadable: ...
    def page(
        self, question: bytes, understood: Callable[[dict[str, Any]], Said], *, timeout: timedelta, memory: int, overdue: str
    ) -> Said | Failure: ...


class Book(Protocol):
    """The database, as a check uses it. Used from one thread."""

    def state(self, watch: Watch) -> WatchState: ...
    def failing(self, watch: Watch) -> WatchState: ...
    def newest_page(self, watch: str) -> tuple[bytes, str] | None: ...
    def page_of(self, watch: str, number: int) -> tuple[bytes, str] | None: ...
    def revision(self, name: str, number: int | None = None) -> Revision: ...
    def keep_states(self, watch: Watch, states: Mapping[int, Mapping[str, str]]) -> None: ...
    def kept(self, sha256: str) -> bytes | None: ...
    def old_charts(self, names: Sequence[str] | None = None, most: int | None = None) -> tuple[OldChart, ...]: ...
    def keep_reading(self, old: OldChart, content: DocumentContent | None, problem: str | None = None) -> None: ...
    def all_read(self) -> None: ...
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
