"""A webhook: the JSON of DESIGN 5.12, signed over time stamp and body."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.deliver import AGENT
from monitor.model import Accepted, Channel, Config, Delivery, Later, Message, Refused

TIMEOUT_S = 20.0
LONGEST_ASKED = timedelta(days=1)  # a receiver that asks for more is asked daily


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """POST *message*; 2xx is taken, 408, 425, 429 and 5xx are tried again, anything else needs a person."""
    import httpx

    body = json.dumps(dict(message.payload), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": AGENT, "Idempotency-Key": key}
    if channel.secret:
        headers["Monitor-Signature"] = signature(channel.secret, body, int(time.time()))
    try:
        # Streamed and closed: the status says all, and an answer without end must not hold up the other alerts.
        with httpx.stream("POST", channel.to, content=body, headers=headers, timeout=TIMEOUT_S) as answer:
            return verdict(answer.status_code, answer.headers.get("Retry-After"), datetime.now(UTC))
    except httpx.ConnectError as error:
        refused = "CERTIFICATE_VERIFY_FAILED" in str(error)
        return Later(type(error).__name__, cause="certificate" if refused else "unreachable")
    except httpx.HTTPError as error:
        return Later(type(error).__name__, cause="silent" if isinstance(error, httpx.TimeoutException) else "dropped")
    except httpx.InvalidURL:
        return Refused("InvalidURL", "address", whole=True)


def prepare() -> None:
    """Load what sending needs."""
    import httpx  # noqa: F401


def verdict(status: int, retry_after: str | None, now: datetime) -> Delivery:
    """What the *status* of an answer means for the message, its Retry-After honoured."""
    if 200 <= status < 300:
        return Accepted()
    detail = f"HTTP {status}"
    if status in (408, 425, 429) or status >= 500:
        return Later(detail, asked_until(retry_after, now), "busy")
    match status:
        case 401 | 403 | 407:
            return Refused(detail, "unauthorized", whole=True)
        case 404 | 410:
            return Refused(detail, "gone", whole=True)
        case _ if status < 400:
            return Refused(detail, "moved", whole=True)
        case _:
            return Refused(detail, "rejected")


def asked_until(retry_after: str | None, now: datetime) -> datetime | None:
    """Until when a receiver wants nothing (RFC 9110 §10.2.3: seconds or a date), at most a day; None: it said nothing clear."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdecimal():
        return now + min(timedelta(seconds=int(text[:9])), LONGEST_ASKED)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return min(at if at.tzinfo else at.replace(tzinfo=UTC), now + LONGEST_ASKED)


def signature(secret: str, body: bytes, at: int) -> str:
    """`t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">` (DESIGN 5.12)."""
    digest = hmac.new(secret.encode(), str(at).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"
