"""Addresses of config.toml: of pages, of the proxy, of people, of alert channels; and how they may be shown (DESIGN §6)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

from monitor.config.values import BadValue
from monitor.expressions import expression
from monitor.model import ChannelKind

HIDDEN = "…"
_MAIL = expression(r"[^\s@<>,;:()\[\]\\\"]+@[^\s@<>,;\"/]+\.?[^\s@<>,;\"/.]+")
_SCHEME = expression(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NAMED = expression(r"\$\{\w+\}")
_DOMAIN = expression(r"(?:[\w-]+\.)+[^\W\d_]{2,}")


def page(text: str) -> str:
    """Return *text* if it is a http(s) address that can be asked for. A password in it would land in the database: refused."""
    parts = _web(text)
    if parts.username is not None or parts.password is not None:
        raise BadValue("url_password")
    return text.strip()


def proxy(text: str) -> str | None:
    """Return a http(s) address, which may hold a password; None for ""."""
    if not text.strip():
        return None
    _web(text)
    return text.strip()


def authority(text: str) -> str:
    """Return *text* if it is a http(s) address without a password, or "": nobody is asked."""
    return page(text) if text.strip() else ""


def ping(text: str) -> str:
    """Return *text* if it is a http(s) address; it is a secret as a whole, and may hold a password."""
    try:
        _web(text)
    except BadValue as wrong:
        raise BadValue("ping") from wrong
    return text.strip()


def contact(text: str) -> str:
    """Return how a webmaster can reach us, as an address: mailto: or http(s); a bare mail address becomes mailto:."""
    if is_mail(text):
        return f"mailto:{text}"
    if text.lower().startswith("mailto:"):
        if not is_mail(text[7:]):
            raise BadValue("contact")
        return text
    try:
        return page(text)
    except BadValue as wrong:
        raise BadValue("contact") from wrong


def is_mail(text: str) -> bool:
    """Whether *text* is one bare mail address. Only a server knows whether it works."""
    return _MAIL.fullmatch(text) is not None


def sender(text: str) -> str:
    """Return *text* if it is "name@example.org" or "A name <name@example.org>"."""
    from email.utils import parseaddr

    if not is_mail(parseaddr(text)[1]) or not text.isprintable():
        raise BadValue("sender")
    return text


def host(text: str) -> str:
    """Return *text* if it is a bare name or address of a machine."""
    if not re.fullmatch(r"[\w.:-]+", text):
        raise BadValue("host")
    return text


def is_loopback(name: str) -> bool:
    """Whether *name* is this machine."""
    import ipaddress

    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name.lower() == "localhost" or name.lower().endswith(".localhost")


def channel(text: str) -> ChannelKind:
    """Return what kind of channel the address *text* leads to; whether Apprise knows it is not asked here."""
    scheme = _SCHEME.match(text)
    if scheme is None or not text.isprintable():
        raise BadValue("to_mail" if is_mail(text) else "to_scheme")
    if scheme[1].lower() == "mailto":
        recipients(text)
        return "mail"
    if scheme[1].lower() in ("http", "https"):
        _web(text)
        return "webhook"
    if scheme[1].lower() == "atom":
        feed(text[scheme.end() :])
        return "feed"
    if not text[scheme.end() :].startswith("//"):
        raise BadValue("to_scheme")
    return "apprise"


def feed(path: str) -> str:
    """Return the path of a feed's file, as an atom: address has it behind its scheme."""
    if not path.strip() or path.startswith("//") or path.rstrip().endswith(("/", "..")) or path.strip() == ".":
        raise BadValue("feed_file")
    return path


def recipients(text: str) -> tuple[str, ...]:
    """Return the mail addresses of a mailto: address (RFC 6068)."""
    found = tuple(unquote(part).strip() for part in text[len("mailto:") :].partition("?")[0].split(","))
    for address in found:
        if not is_mail(address):
            raise BadValue("recipient")
    return found


def channel_addresses(kind: ChannelKind, text: str, written: str) -> Iterator[tuple[str, str]]:
    """Yield each address that the `to` of an [[alert]] leads to, once, and the same as written, before `${NAME}` was replaced.

    Several recipients of one mailto: are several addresses: what one refuses is no matter of the others.
    """
    text, written = text.strip(), written.strip()
    if kind != "mail":
        yield text, written
        return
    found, named = recipients(text), written[len("mailto:") :].partition("?")[0].split(",")
    if written.lower().startswith("mailto:") and len(named) == len(found):
        named = [f"mailto:{part.strip()}" for part in named]
    else:  # one `${NAME}` stands for all
        named = [f"{written}#{n}" if n else written for n in range(len(found))]
    seen: set[str] = set()
    for address, name in zip(found, named, strict=True):
        local, _, domain = address.rpartition("@")
        mailbox = f"mailto:{quote(local)}@{domain.lower()}"
        if mailbox not in seen:
            yield mailbox, name
        seen.add(mailbox)


def apprise_knows(text: str) -> None:
    """Raise `BadValue` where Apprise can't make a channel of the address. Loads Apprise, which takes a while."""
    scheme = text.partition(":")[0].lower()
    with _apprise() as apprise:
        schemes = sorted(apprise.manager_plugins.NotificationManager().schemas())
        if scheme not in schemes:
            raise BadValue("apprise_scheme", near=schemes)
        if apprise.Apprise.instantiate(text) is None:
            raise BadValue("apprise", scheme=scheme)


@contextmanager
def _apprise() -> Iterator[Any]:
    """Apprise, loaded, and silent: it would log the address, and with it the secrets; its plugins warn about old modules."""
    import logging
    import warnings

    log = logging.getLogger("apprise")
    before, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import apprise

            yield apprise
    finally:
        log.disabled = before


def shown(text: str) -> str:
    """Return the address as it may be printed; *text* is as written in config.toml, before `${NAME}` was replaced.

    Mail addresses and the files of feeds are whole but for what comes from the environment. Of all others only scheme and host
    stay, the host only where it is one: path and query of a webhook are its secret, and an Apprise address may keep its token
    anywhere.
    """
    scheme, colon, rest = text.strip().partition(":")
    if not colon or "$" in scheme:
        return HIDDEN
    if scheme.lower() == "mailto":
        return _NAMED.sub(HIDDEN, rest.partition("?")[0])
    if scheme.lower() == "atom":
        return _NAMED.sub(HIDDEN, text.strip())
    where, *more = re.split(r"[/?#]", rest.removeprefix("//"), maxsplit=1)
    where = where.rpartition("@")[2]
    machine = where.partition(":")[0]
    if not (_DOMAIN.fullmatch(machine) or is_loopback(machine)):
        return f"{scheme}://{HIDDEN}"
    return f"{scheme}://{where}" + (f"/{HIDDEN}" if more and more[0] else "")


def channel_key(kind: ChannelKind, written: str) -> str:
    """Return the identity of a channel: the same whatever value the secrets named by `${NAME}` have today."""
    bare = re.sub(r"//[^/@]*@", "//", written.strip())
    return f"{kind}-{hashlib.sha256(bare.encode()).hexdigest()[:12]}"


def _web(text: str) -> SplitResult:
    """Split a http(s) address whose host and port can be used."""
    bare = text.strip()
    if not re.match(r"https?:", bare, re.IGNORECASE):
        raise BadValue("url_scheme")
    try:
        parts = urlsplit(bare)
        port = parts.port
    except ValueError as error:
        raise BadValue("url") from error
    if not parts.hostname or port == 0 or " " in bare or not bare.isprintable():
        raise BadValue("url")
    return parts
