"""Addresses of the web as strings: what may be asked, where a redirect leads, what may be printed. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}
LONGEST = 65_536  # characters of an address
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_DOTS = re.compile(r"/\.{1,2}(?:/|$)")
_UNSAFE_IN_QUERY = ' "#<>'  # of printable ASCII, to be percent-encoded: https://url.spec.whatwg.org/#query-percent-encode-set
_UNSAFE_IN_PATH = _UNSAFE_IN_QUERY + "?`{}"
_SAFE_IN_QUERY, _SAFE_IN_PATH = (
    "".join(c for c in map(chr, range(0x20, 0x7F)) if c not in unsafe) for unsafe in (_UNSAFE_IN_QUERY, _UNSAFE_IN_PATH)
)


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


def wire_parts(url: str) -> tuple[str, str, int | None, str]:
    """Return *url* as a request says it: scheme, host in ASCII (RFC 5890), port (None: the scheme's own), path with query.

    A fragment and a user are left out. Raises ValueError (UnicodeError included) for what no request can say.
    """
    if len(url) > LONGEST or any(c < " " or c == "\x7f" for c in url):
        raise ValueError("an address with control characters, or too long")
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    port = None if parts.port == PORTS.get(scheme) else parts.port
    path = quote(_without_dots(parts.path), safe=_SAFE_IN_PATH) or "/"
    query = f"?{quote(parts.query, safe=_SAFE_IN_QUERY)}" if "?" in url.partition("#")[0] else ""
    return scheme, _ascii_host(parts.hostname or ""), port, path + query


def _ascii_host(name: str) -> str:
    if ":" in name and "%" not in name:  # a zone means something on one machine only
        return str(IPv6Address(name))
    if name.isascii() and _NAME.fullmatch(name):
        return name.lower()
    if name.isascii():
        raise ValueError(f"no host name: {name[:60]}")
    import idna

    return idna.encode(name.lower()).decode("ascii")


def _without_dots(path: str) -> str:
    """RFC 3986 §5.2.4: "." and ".." are steps, not names."""
    if not _DOTS.search(path):
        return path
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            del steps[max(1, len(steps) - 1) :]
        elif step != ".":
            steps.append(step)
    return "/".join(steps) + ("/" if path.rsplit("/", 1)[-1] in (".", "..") else "")


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
