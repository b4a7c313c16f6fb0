"""Mail providers as data (`providers.toml`): which server takes mail from programs, and what password it wants."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from monitor.model.frozen import dataclass


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
    page: str | None = None  # where a password for programs is made


@cache
def providers() -> tuple[Provider, ...]:
    """All that are known, in the order in which they are offered."""
    return tuple(Provider(**{**one, "domains": tuple(one["domains"])}) for one in _data()["provider"])


def checked_on() -> date:
    """The day on which the data was last compared with what providers publish."""
    found: date = _data()["checked"]
    return found


def provider_of(address: str) -> Provider | None:
    """Whose mailbox *address* is, where its domain tells."""
    domain = address.rpartition("@")[2].strip().casefold()
    return next((one for one in providers() if domain in one.domains), None)


def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("providers.toml").read_text("utf-8"))
