"""One exchange with a server: what was asked, what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from monitor.model.frozen import dataclass, field
from monitor.model.terms import FailureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the server gave us to ask "only if it changed" (RFC 9110 §8.8), exactly as received."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpFacts:
    """What can be proven about one exchange (DESIGN 7.3)."""

    url: str  # as asked
    final_url: str  # after redirects
    status: int
    request_headers: tuple[tuple[str, str], ...]
    response_headers: tuple[tuple[str, str], ...]
    redirects: tuple[tuple[int, str], ...]  # (status, address that answered it), in order
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A body, with gzip undone. `cut` says how it ended too early, if it did: "3821/10240 bytes"."""

    http: HttpFacts
    body: bytes = field(repr=False)
    sha256: str  # hex, of `body`
    content_type: str  # header as received, "" if none
    validators: Validators
    cut: str | None = None
    withheld: bool = False  # it holds what was erased: its bytes are not kept (DESIGN 5.17)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """304: what we hold is still what the server has."""

    http: HttpFacts
    validators: Validators  # those of the 304, else those we sent


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """The world said no. A value, not an exception: every check is accounted for."""

    kind: FailureKind
    detail: str  # the evidence, short and neutral in language: "HTTP 503", "no route to 192.0.2.1"
    at: datetime
    retry_after: datetime | None = None  # as the server asked (RFC 9110 §10.2.3), with `holds`
    holds: Literal["host", "address"] | None = None  # 429: the host; 503: the address (DESIGN 3.18)
    http: HttpFacts | None = None  # None: no answer came


FetchOutcome: TypeAlias = Fetched | NotModified | FetchFailed
