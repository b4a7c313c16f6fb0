"""Addresses of the web: how they are written and compared, and which network addresses a visit may reach: public ones."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import suppress
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from monitor.fetch.errors import FetchError

PORTS = {"http": 80, "https": 443}
LONGEST = 65_536  # characters of an address
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_DOTS = re.compile(r"/\.{1,2}(?:/|$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
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
    if len(url) > LONGEST or _CONTROL.search(url):
        raise ValueError("an address with control characters, or too long")
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    port = None if parts.port == PORTS.get(scheme) else parts.port
    path = parts.path
    if _DOTS.search(path):  # RFC 3986 §5.2.4: "." and ".." are steps, not names
        steps: list[str] = []
        for step in path.split("/"):
            if step == "..":
                del steps[max(1, len(steps) - 1) :]
            elif step != ".":
                steps.append(step)
        path = "/".join(steps) + ("/" if path.rsplit("/", 1)[-1] in (".", "..") else "")
    path = quote(path, safe=_SAFE_IN_PATH) or "/"
    query = f"?{quote(parts.query, safe=_SAFE_IN_QUERY)}" if "?" in url.partition("#")[0] else ""
    name = parts.hostname or ""
    if ":" in name and "%" not in name:  # a zone means something on one machine only
        host = str(IPv6Address(name))
    elif not name.isascii():
        import idna

        host = idna.encode(name.lower()).decode("ascii")
    elif _NAME.fullmatch(name):
        host = name.lower()
    else:
        raise ValueError(f"no host name: {name[:60]}")
    return scheme, host, port, path + query


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


NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is really reached
COMPATIBLE = IPv6Network("::/96")  # RFC 4291 §2.5.5.1, deprecated
# Special by IANA's registries and not so in every Python that we run on (3.11.4 knows 192.0.0.0/29 alone).
SPECIAL = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/23", "3fff::/20", "5f00::/16")))
METADATA = frozenset({IPv4Address("168.63.129.16")})  # Azure's, the one cloud whose metadata address counts as public


def refusal(address: str) -> str | None:
    """Return why *address* (IPv4 or IPv6 as text, a zone allowed) must not be reached, None where it may.

    What an IPv6 address carries of an IPv4 one (mapped, NAT64, 6to4, compatible) is judged as that one.
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour
        if carried is None and (ip in NAT64 or (ip in COMPATIBLE and int(ip) > 0xFFFF)):
            carried = IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = carried or ip
    if ip in METADATA or ip.is_link_local:
        return "link-local or metadata address"
    names = {"loopback": ip.is_loopback, "unspecified": ip.is_unspecified, "multicast": ip.is_multicast, "private": ip.is_private}
    for name, holds in names.items():
        if holds:
            return f"{name} address"
    special = any(ip in network for network in SPECIAL) or (isinstance(ip, IPv6Address) and ip.is_site_local)
    return None if ip.is_global and not ip.is_reserved and not special else "reserved address"


def resolved(name: str, port: int, *, allow_private: bool, timeout_s: float) -> list[str]:
    """Return the addresses of *name* that may be reached, in the order to try them.

    Raises `FetchError`: `dns` where it has none or none is found in *timeout_s*, `blocked_address` where none may be reached.
    Names and numbers in any spelling ("127.1", "0x7f000001") go the same way: what is judged is what is connected to.
    """
    addresses = list[str]()
    with suppress(ValueError):
        ip_address(name.partition("%")[0])  # it is none to look up
        addresses = [name]
    addresses = addresses or _looked_up(name, port, timeout_s)
    if allow_private:
        return addresses
    refused = {a: why for a in addresses if (why := refusal(a))}
    if len(refused) == len(addresses):
        raise FetchError("blocked_address", f"{name}: {next(iter(refused.values()))}")
    return [a for a in addresses if a not in refused]


def _looked_up(name: str, port: int, timeout_s: float) -> list[str]:
    """Ask the system's resolver, which knows no time-out of its own, in a thread that is left behind if it takes too long."""
    found: list[list[str] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            entries = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
            found.append(list(dict.fromkeys(str(entry[4][0]) for entry in entries)))
        except (OSError, UnicodeError) as error:
            found.append(error)

    thread = threading.Thread(target=ask, name="resolve", daemon=True)
    thread.start()
    thread.join(timeout_s)
    match found:
        case [list(addresses)] if addresses:
            return addresses
        case [OSError() as error]:
            raise FetchError("dns", f"{name}: {error.strerror}")
        case []:
            raise FetchError("dns", f"{name}: no answer in {timeout_s:.0f} s")
        case _:
            raise FetchError("dns", f"{name}: not a host name")
