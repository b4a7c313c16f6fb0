"""Which failures may pass by themselves, and how long to wait before asking again (few times, bounded, jittered). Pure."""

from __future__ import annotations

from monitor.model import Fetched, FetchFailed, FetchOutcome

ATTEMPTS = 3
FIRST_WAIT_S = 0.5
# 408 and 425 invite a repeat (RFC 9110 §15.5.9, RFC 8470); 52x are Cloudflare's for an origin that did not answer it.
PASSING = frozenset({408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524})


def is_transient(outcome: FetchOutcome) -> bool:
    """Whether the same request may work in a moment. What names a time to come back, or a decision (4xx, tls, robots), does not."""
    if isinstance(outcome, Fetched):
        return outcome.cut is not None
    if not isinstance(outcome, FetchFailed) or outcome.retry_after is not None:
        return False
    if outcome.kind == "http_error":
        return outcome.http is not None and outcome.http.status in PASSING
    return outcome.kind in ("dns", "connect", "timeout", "truncated")


def wait_before(attempt: int, chance: float) -> float:
    """Seconds before *attempt* (2 is the first repeat): doubling, spread by *chance* (0 to 1) over half of it up to all of it."""
    return float(FIRST_WAIT_S * 2 ** (attempt - 2) * (1 + chance))


def better(before: FetchOutcome, after: FetchOutcome) -> FetchOutcome:
    """Return the outcome that tells more: the newer, unless it failed or was cut sooner while a cut body is at hand."""
    if not isinstance(before, Fetched):
        return after
    if isinstance(after, FetchFailed) or (isinstance(after, Fetched) and after.cut and len(after.body) < len(before.body)):
        return before
    return after
