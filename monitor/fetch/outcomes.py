"""An answer as the value that leaves this room. Pure."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Literal

from monitor.fetch.retry_after import retry_at
from monitor.fetch.robots import RobotsCopy
from monitor.fetch.trouble import Trouble
from monitor.fetch.wire import Answer
from monitor.model import Fetched, FetchFailed, FetchOutcome, HttpFacts, NotModified, Validators

_HOLDS: dict[int, Literal["host", "address"]] = {429: "host", 503: "address"}  # DESIGN 3.18
_OF_THE_HOST = ("dns", "connect", "tls", "blocked_address")  # what robots.txt met, the page would have met


def outcome(answer: Answer, facts: HttpFacts, sent: Validators) -> FetchOutcome:
    """Return what *answer* comes to. *sent*: the validators it was asked with; a 304 that nobody asked for is a failure."""
    if answer.status == 304 and sent != Validators():
        return NotModified(http=facts, validators=_validators(answer, sent))
    if answer.body is None:
        return _refused(answer, facts)
    if answer.body.cut and not answer.body.data:
        return FetchFailed(kind="truncated", detail=answer.body.cut, at=answer.finished_at, http=facts)
    return Fetched(
        http=facts,
        body=answer.body.data,
        sha256=hashlib.sha256(answer.body.data).hexdigest(),
        content_type=answer.header("content-type") or "",
        validators=_validators(answer, Validators()),
        cut=answer.body.cut,
    )


def robots_copy(answered: FetchOutcome, now: datetime) -> RobotsCopy:
    """Return what a robots.txt says (RFC 9309 §2.3.1). Raises `Trouble` where it says neither yes nor no: then nothing is asked.

    Not found, forbidden or redirected for ever: everything is allowed. A server error: `robots`. A host that cannot be reached, or
    that asks for patience: the failure the page would have met.
    """
    if isinstance(answered, Fetched) and answered.cut is None:
        return RobotsCopy(fetched_at=now, status=answered.http.status, text=answered.body.decode("utf-8-sig", "replace"))
    if isinstance(answered, Fetched):
        raise Trouble("truncated", f"robots.txt: {answered.cut}", final=True)
    assert isinstance(answered, FetchFailed)  # no validators are sent
    status = answered.http.status if answered.http else 0
    if answered.kind == "redirect_loop" or (answered.kind == "http_error" and 400 <= status < 500 and status != 429):
        return RobotsCopy(fetched_at=now, status=status)
    unclear = answered.kind == "http_error" and answered.retry_after is None
    detail = answered.detail if answered.kind in _OF_THE_HOST else f"robots.txt: {answered.detail}"
    kind = "robots" if unclear else answered.kind
    raise Trouble(kind, detail, retry_after=answered.retry_after, holds=answered.holds, final=True)


def iso(time: datetime) -> str:
    """*time* in UTC to the second, as evidence shows it."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _refused(answer: Answer, facts: HttpFacts) -> FetchFailed:
    """Everything but 2xx; a 429 or 503 may name the time to come back."""
    scope = _HOLDS.get(answer.status)
    until = retry_at(answer.header("retry-after"), answer.finished_at) if scope else None
    return FetchFailed(
        kind="http_error",
        detail=f"HTTP {answer.status}",
        at=answer.finished_at,
        retry_after=until,
        holds=scope if until else None,
        http=facts,
    )


def _validators(answer: Answer, sent: Validators) -> Validators:
    """Those of the answer, byte for byte; a 304 that repeats none leaves those that were sent (RFC 9110 §15.4.5)."""
    received = Validators(etag=answer.header("etag"), last_modified=answer.header("last-modified"))
    return received if received != Validators() else sent
