"""Request headers: what we say of ourselves, what we ask for, and what of it may be kept as evidence. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from monitor import __version__
from monitor.fetch.address import may_carry_secrets
from monitor.fetch.politeness import TOKEN
from monitor.model import Validators
from monitor.model.settings import OUR_HEADERS

Accept: TypeAlias = Literal["page", "document"]
HeaderList: TypeAlias = tuple[tuple[str, str], ...]

_ACCEPT = {"page": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "document": "application/pdf,*/*;q=0.8"}
_HARMLESS = frozenset({"accept", "accept-language", "cache-control", "dnt", "pragma", "referer", "user-agent"})
_ALWAYS_MASKED = frozenset({"authorization", "cookie", "proxy-authorization"})


def user_agent(contact: str | None) -> str:
    """Who asks and whom a webmaster can write to: "city-page-monitor/0.1.0 (+mailto:you@example.org)"."""
    ours = f"{TOKEN}/{__version__}"
    known = "".join(c for c in contact or "" if " " < c <= "~")
    return f"{ours} (+{known})" if known else ours


def asked(*, agent: str, accept: Accept, extra: Mapping[str, str], validators: Validators) -> HeaderList:
    """Return the headers of one request in the order they are sent. *extra* (from the configuration) replaces or follows ours."""
    own = {"User-Agent": agent, "Accept": _ACCEPT[accept], "Accept-Language": "fr-FR,fr;q=0.9,en;q=0.5", "Accept-Encoding": "gzip"}
    wanted = {name: value for name, value in extra.items() if name.lower() not in OUR_HEADERS}
    replaced = {name.lower() for name in wanted}
    conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return (
        *((name, value) for name, value in own.items() if name.lower() not in replaced),
        *wanted.items(),
        *((name, value) for name, value in conditions.items() if value),
    )


def meant_for(url: str, extra: Mapping[str, str], target: str) -> Mapping[str, str]:
    """Return which of the headers configured for *url* may go to *target*: at another origin only what is no secret."""
    if not extra or may_carry_secrets(url, target):
        return extra
    return {name: value for name, value in extra.items() if name.lower() in _HARMLESS}


def evidence(sent: HeaderList, extra: Mapping[str, str]) -> HeaderList:
    """Return *sent* as it may be stored: what the configuration put there can be a secret and is shown as "…"."""
    secret = _ALWAYS_MASKED | ({name.lower() for name in extra} - _HARMLESS)
    return tuple((name, "…" if name.lower() in secret else value) for name, value in sent)
