"""A webhook: the JSON of DESIGN 5.12, signed over time stamp and body."""

from __future__ import annotations

import hashlib
import hmac
import json
import time

from monitor import __version__
from monitor.model import Accepted, Channel, Config, Delivery, Later, Message, Refused

TIMEOUT_S = 20.0
AGENT = f"city-page-monitor/{__version__}"


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """POST *message*; 2xx is taken, 408, 425, 429 and 5xx are tried again, anything else needs a person."""
    import httpx

    body = json.dumps(dict(message.payload), ensure_ascii=False, separators=(",", ":")).encode()
    try:
        # Streamed and closed: the status says all, and an answer without end must not hold up the other alerts.
        with httpx.stream("POST", channel.to, content=body, headers=_headers(channel, key, body), timeout=TIMEOUT_S) as answer:
            return _verdict(channel, answer.status_code)
    except httpx.HTTPError as error:
        return Later(f"{channel.shown}: {type(error).__name__}")
    except httpx.InvalidURL:
        return Refused(f"{channel.shown}: not an address")


def _verdict(channel: Channel, status: int) -> Delivery:
    if 200 <= status < 300:
        return Accepted()
    detail = f"{channel.shown}: HTTP {status}"
    return Later(detail) if status in (408, 425, 429) or status >= 500 else Refused(detail)


def _headers(channel: Channel, key: str, body: bytes) -> dict[str, str]:
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": AGENT, "Idempotency-Key": key}
    if channel.secret:
        headers["Monitor-Signature"] = signature(channel.secret, body, int(time.time()))
    return headers


def signature(secret: str, body: bytes, at: int) -> str:
    """`t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">` (DESIGN 5.12)."""
    digest = hmac.new(secret.encode(), str(at).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"
