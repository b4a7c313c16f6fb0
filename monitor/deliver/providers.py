"""Mail providers as data (`providers.toml`): which server takes mail from programs, and what password it wants."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from monitor.model.frozen import dataclass

if TYPE_CHECKING:
    from dns.resolver import Resolver

PATIENCE_S = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One mail provider."""

    id: str
    name: str
    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    wants: Literal["own", "app", "none"]  # that of the mailbox, one made for programs, or none at all
    domains: tuple[str, ...] = ()  # of addresses that are surely this provider's
    exchangers: tuple[str, ...] = ()  # where the domains of towns and firms have their mail delivered that have it there
    page: str | None = None  # where a password for programs is made
    source: str | None = None  # the page that its settings were compared with; None: nobody compared them


@cache
def providers() -> tuple[Provider, ...]:
    """All that are known, in the order in which they are offered."""
    lists = ("domains", "exchangers")
    return tuple(Provider(**{**one, **{key: tuple(one[key]) for key in lists}}) for one in _data()["provider"])


def checked_on() -> date:
    """The day on which what has a source was last compared with it."""
    found: date = _data()["checked"]
    return found


def provider_of(address: str) -> Provider | None:
    """Whose mailbox *address* is, where its domain tells."""
    domain = address.rpartition("@")[2].strip().casefold()
    return next((one for one in providers() if domain in one.domains), None)


def mail_exchangers(address: str, resolver: Resolver | None = None) -> tuple[str, ...]:
    """Where mail to *address* is delivered (MX, RFC 5321 section 5.1), the preferred one first; () where nobody can tell."""
    from dns.exception import DNSException
    from dns.resolver import Resolver

    try:
        asked = resolver or Resolver()
        found = asked.resolve(address.rpartition("@")[2].strip(), "MX", lifetime=PATIENCE_S)
    except (DNSException, OSError):
        return ()
    preferred = sorted(found, key=lambda mx: (mx.preference, str(mx.exchange)))
    return tuple(str(mx.exchange).rstrip(".").casefold() for mx in preferred)


def provider_by_exchangers(hosts: Sequence[str]) -> Provider | None:
    """Whose mail exchanger the first of *hosts* is, where that is known."""
    first = hosts[0] if hosts else ""
    return next((one for one in providers() if any(f".{first}".endswith(f".{end}") for end in one.exchangers)), None)


def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("providers.toml").read_text("utf-8"))
