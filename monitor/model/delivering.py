"""An alert in words and pictures, and what a channel said to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypeAlias

from monitor.model.checking import CheckResult
from monitor.model.frozen import dataclass, field
from monitor.model.items import Box
from monitor.model.terms import AlertKind

# Why a channel did not take a message: `report.delivery` says each in words, with what to do.
Cause: TypeAlias = Literal[
    "unreachable", "silent", "dropped", "certificate", "busy", "not_taken", "interrupted", "internal_error",
    "no_smtp", "login", "no_login", "no_starttls", "sender", "recipient", "content",
    "unauthorized", "gone", "moved", "rejected", "address", "unknown_service", "file", "removed",
    "damaged",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that goes with a message."""

    name: str  # its file name, unique in the message: ASCII letters, digits, dots and hyphens
    png: bytes
    alt: str  # what is seen on it

    @property
    def cid(self) -> str:
        """What the HTML calls it, behind "cid:" (RFC 2392)."""
        return f"{self.name}@pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One alert in words."""

    subject: str  # one line, no control characters
    text: str  # says everything
    html: str | None = None  # says the same
    fragment: str | None = None  # the HTML of the letter alone, without styles: for a feed
    link: str | None = None  # the page it tells of
    pictures: tuple[Picture, ...] = ()  # those that the HTML shows
    payload: Mapping[str, Any] = field(default_factory=dict)  # the JSON of DESIGN 5.12, for webhooks


@dataclass(frozen=True, slots=True)
class Accepted:
    """The channel took the message."""

    detail: str = field(default="", compare=False)  # what it said to it, where that is known: "250 2.0.0 Ok: queued as 4C1B"


@dataclass(frozen=True, slots=True)
class Later:
    """The channel may take it another time."""

    detail: str  # the evidence, short and neutral in language: "421 4.3.2 Shutting down"
    not_before: datetime | None = None  # as the channel asked (RFC 9110 §10.2.3)
    cause: Cause | None = None

    @property
    def reason(self) -> str:
        """As the database keeps it."""
        return _reason(self.cause, self.detail)


@dataclass(frozen=True, slots=True)
class Refused:
    """The channel will never take it as things are: somebody must mend something."""

    detail: str
    cause: Cause | None = None
    whole: bool = False  # the channel refuses every message, not only this one

    @property
    def reason(self) -> str:
        """As the database keeps it."""
        return _reason(self.cause, self.detail)


def _reason(cause: Cause | None, detail: str) -> str:
    return f"{cause}: {detail}" if cause else detail


Delivery: TypeAlias = Accepted | Later | Refused


NOT_KEPT = "not kept"  # why there are no pictures: bytes were erased, or never kept
Side: TypeAlias = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class PageMark:
    """An outlined place of a page and the numbers that the list of statements has for it."""

    bbox: Box
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPage:
    """A page, or a part from `origin` (points), as a PNG of *width* × *height* pixels, `scale` a point, its `marks` drawn in."""

    side: Side
    page: int  # from 1
    png: bytes
    width: int
    height: int
    marks: tuple[PageMark, ...]
    origin: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePair:
    """One page before and after; None: no such page on that side."""

    page: int  # from 1
    before: MarkedPage | None
    after: MarkedPage | None

    @property
    def sides(self) -> tuple[MarkedPage, ...]:
        return tuple(side for side in (self.before, self.after) if side)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePictures:
    """The pages on which a change is seen."""

    pages: tuple[PagePair, ...] = ()
    more: int = 0  # changed pages that are not shown
    problem: str | None = None  # why pages are wanting: "not kept", or what the reader of PDFs said, short and neutral


OutboxState: TypeAlias = Literal["pending", "delivered", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One alert to one channel, as the store keeps it."""

    id: int
    key: str  # idempotency key
    channel: str  # Channel.key
    kind: AlertKind
    watch: str | None  # its name today; None: about the whole installation
    items: tuple[str, ...]  # what it tells of; () = the page
    result: CheckResult | None  # None: a heartbeat, which has its facts in `payload`
    payload: Mapping[str, Any]  # the stored JSON
    hash: str | None  # newest hash of the watch when it was written
    created_at: datetime
    due_at: datetime  # not before
    attempts: int  # claims so far
    claimed_until: datetime | None
    error: str | None  # of the last attempt
    delivered_at: datetime | None
    state: OutboxState
    round: str | None = None  # those of one channel that have the same go in one message; None: it is not over, or is none
