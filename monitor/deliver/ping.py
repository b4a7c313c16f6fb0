"""Tells somebody elsewhere that we are alive, so that a silence of ours is noticed (https://healthchecks.io/docs/http_api/)."""

from __future__ import annotations

from typing import Literal, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from monitor.deliver import AGENT

TIMEOUT_S = 10.0
Signal: TypeAlias = Literal["start", "success", "fail"]


def ping(address: str, signal: Signal, body: str = "") -> str | None:
    """Send *signal*, with *body* for who reads there; None where it was taken, else why not, without the address: it is a secret.

    Success goes to the address itself, the others to /start and /fail below it. Never raises for what the world did.
    """
    import httpx

    try:
        answer = httpx.post(
            signal_address(address, signal),
            content=body.encode(),
            headers={"User-Agent": AGENT, "Content-Type": "text/plain; charset=utf-8"},
            timeout=TIMEOUT_S,
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return type(error).__name__
    return None if answer.is_success else f"HTTP {answer.status_code}"


def prepare() -> None:
    """Load what a ping needs; to be called before threads send any: two that import at once see half a module."""
    import httpx  # noqa: F401


def signal_address(address: str, signal: Signal) -> str:
    """Where *signal* goes; a query stays at the end."""
    if signal == "success":
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{signal}"))
