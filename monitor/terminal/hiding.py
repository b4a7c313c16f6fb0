"""What must not be told: the secrets of a configuration, and what looks like one, left out of whatever is logged (12.6).

Apart from the log, which few commands write: `logging` is a fiftieth of the time in which one starts (§9).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

from monitor.expressions import expression
from monitor.model import Config

HIDDEN = "…"
_SHORT = 6  # characters; shorter secrets are only looked for as whole words, or they would be found everywhere
_SCHEME = expression(r"[A-Za-z][A-Za-z0-9+.-]*://")
_USER = expression(r"(?<=://)[^\s/@?#]+@")
_NAMED = expression(
    r"(?i)(?<=[?&;])((?:[\w-]*(?:token|secret|passw(?:or)?d|pwd|api[_-]?key|signature|auth|session)[\w-]*|key|sig|code)=)[^&#\s\"']+"
)
_HEADER = expression(r"(?i)\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)([\"']?\s*[:=]\s*)[^\r\n]+")


class Secrets:
    """What to leave out of texts; `hide` may be called again when a configuration is read anew."""

    def __init__(self) -> None:
        self._forms: set[str] = set()
        self._found: re.Pattern[str] | None = None

    def hide(self, config: Config) -> None:
        """From now on leave out the secrets of *config* too."""
        self._forms |= {form for secret in secrets(config) for form in _forms(secret)}
        forms = sorted(self._forms, key=len, reverse=True)
        patterns = (re.escape(form) if len(form) >= _SHORT else rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms)
        self._found = re.compile("|".join(patterns)) if forms else None

    def left_out(self, text: str) -> str:
        """*text* with … for every secret, and for whatever looks like one in an address or a header."""
        if self._found:
            text = self._found.sub(HIDDEN, text)
        if "://" in text or "=" in text:
            text = _NAMED.sub(rf"\1{HIDDEN}", _USER.sub(f"{HIDDEN}@", text))
        return _HEADER.sub(rf"\1\2{HIDDEN}", text)


SECRETS = Secrets()  # of this process: no line of its log holds one


def hide(config: Config) -> None:
    """Leave the secrets of *config* out of every line from now on."""
    SECRETS.hide(config)


def secrets(config: Config) -> Iterator[str]:
    """Every secret that *config* holds, as it is sent."""
    yield from config.hidden
    if config.ping:
        # The address whole, and of its path what is long enough to be its secret.
        yield config.ping
        yield from (part for part in urlsplit(config.ping).path.split("/") if len(part) >= _SHORT)
    if config.smtp and config.smtp.password:
        yield config.smtp.password
    for channel in config.channels:
        if channel.secret:  # of a webhook's signature
            yield channel.secret
        if channel.kind in ("mail", "feed"):
            continue  # mail addresses and files are no secrets; of others it is whatever the address holds beyond its host
        yield from _of_user(channel.to)
        rest = _SCHEME.sub("", channel.to)
        shown = _SCHEME.sub("", channel.shown).removesuffix("/" + HIDDEN)
        after = rest.rpartition("@")[2].removeprefix(shown) if shown != HIDDEN else rest
        yield after.strip("/")
        yield from (part for part in re.split(r"[/?&=@]", after) if len(part) >= _SHORT)
    for watch in config.watches:
        for value in watch.headers.values():
            yield value
            yield from value.split()[1:]  # "Bearer …"
        yield from _of_user(watch.visiting.proxy)


def _of_user(address: str | None) -> Iterator[str]:
    try:
        parts = urlsplit(address or "")
        password = parts.password
    except ValueError:
        return
    if password:
        yield password


def _forms(secret: str) -> Iterator[str]:
    """*secret* as it is, percent-encoded and not, and as JSON and repr write it."""
    for text in {secret, unquote(secret)}:
        yield from (form for form in (text, quote(text), quote(text, safe=""), json.dumps(text)[1:-1], repr(text)[1:-1]) if form)
