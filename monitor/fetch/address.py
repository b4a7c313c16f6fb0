"""Addresses of the web as strings: what may be asked, where a redirect leads, what may be printed. Pure."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urljoin, urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=512)  # asked several times a request
def is_web(url: str) -> bool:
    """Whether *url* is an absolute http or https address with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in PORTS and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a bracket left open, a port that is no number
        return False


def scheme(url: str) -> str:
    """The scheme of *url* in lower case, "" where there is none."""
    head = url.split(":", 1)[0] if ":" in url else ""
    return head.strip().lower() if head.strip().replace("+", "").replace("-", "").replace(".", "").isalnum() else ""


@lru_cache(maxsize=512)
def host(url: str) -> str:
    """Return what 429 and politeness count as one host: its name in lower case, with a port that is not its scheme's own."""
    parts = urlsplit(url)
    name = (parts.hostname or "").rstrip(".")
    name = f"[{name}]" if ":" in name else name
    return name if parts.port in (None, PORTS.get(parts.scheme)) else f"{name}:{parts.port}"


@lru_cache(maxsize=512)
def origin(url: str) -> str:
    """Return scheme, host and port of *url* (RFC 6454 §4): "https://www.example.org"."""
    return f"{urlsplit(url).scheme}://{host(url)}"


def may_carry_secrets(url: str, target: str) -> bool:
    """Whether headers meant for *url* may go to *target*: one origin, or the same host moved from http to https."""
    upgraded = (urlsplit(url).scheme, urlsplit(target).scheme) == ("http", "https")
    return origin(url) == origin(target) or (upgraded and host(url) == host(target))


def joined(url: str, location: str) -> str:
    """Return where *location* (RFC 9110 §10.2.2) leads from *url*; a fragment of *url* is kept where it brings none."""
    target = urljoin(url, location.strip())
    fragment = urlsplit(url).fragment
    return target if "#" in target or not fragment else f"{target}#{fragment}"


def without_user(url: str) -> str:
    """Return *url* without user name and password: what may be stored and what links are relative to."""
    parts = urlsplit(url)
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rsplit("@", 1)[1]))


def shown(url: str) -> str:
    """Return *url* as it may be logged: no user, no query (both can be secrets)."""
    try:
        parts = urlsplit(without_user(url))
    except ValueError:
        return f"{scheme(url)}:…"
    return urlunsplit(parts._replace(query="…" if parts.query else "", fragment=""))
