"""The channels, as far as they can be tried without sending: the mail server's greeting and log-in, names that must resolve."""

from __future__ import annotations

import os
import smtplib
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from monitor.alerts.summary import unborne_tag
from monitor.cli.examine.finding import Finding, warning, well, wrong
from monitor.decide.alerts import unborne_tags
from monitor.deliver.feed import file_of
from monitor.i18n.locale import Foreign
from monitor.model import Channel, Config, Smtp
from monitor.terminal.say import localized

PATIENCE_S = 15.0
PORTS = {"http": 80, "https": 443}


def tags(config: Config) -> Iterator[Finding]:
    """A finding for each tag of an [[alert]] that leads to no page."""
    for found in unborne_tags(config.channels, config.watches):
        yield warning("channel", *unborne_tag(found))


def channels(config: Config) -> Iterator[Finding]:
    """A finding for the mail server, and one for each other channel."""
    if not config.channels:
        yield warning(
            "channels",
            localized("doctor.nobody"),
            localized("doctor.nobody_do"),
        )
    if config.smtp and any(c.kind == "mail" for c in config.channels):
        yield _mail(config.smtp)
    for channel in config.channels:
        if channel.kind == "feed":
            yield _feed(channel, config)
        elif channel.kind != "mail":
            yield _other(channel)


def _mail(smtp: Smtp) -> Finding:
    """Greeting, TLS, log-in, NOOP; nothing is sent."""
    where = f"{smtp.host}:{smtp.port}"
    try:
        with _connected(smtp) as server:
            if smtp.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if smtp.user:
                server.login(smtp.user, smtp.password or "")
            server.noop()
    except smtplib.SMTPAuthenticationError as error:
        said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return wrong(
            "mail", localized("doctor.smtp_said", where=where, said=f"{error.smtp_code} {said}"), localized("doctor.smtp_login")
        )
    except smtplib.SMTPNotSupportedError as error:
        return wrong("mail", localized("doctor.smtp_said", where=where, said=Foreign(error)), localized("doctor.smtp_security"))
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or str(error)
        return wrong(
            "mail",
            localized("doctor.smtp_tls", where=where, said=Foreign(reason)),
            localized("doctor.smtp_host"),
        )
    except (smtplib.SMTPException, OSError) as error:
        return wrong(
            "mail",
            localized("doctor.smtp_said", where=where, said=Foreign(error)),
            localized("doctor.smtp_unreachable"),
        )
    return well("mail", f"{where} ({smtp.security}{', ' + localized('doctor.smtp_accepted') if smtp.user else ''})")


def _connected(smtp: Smtp) -> smtplib.SMTP:
    if smtp.security == "tls":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=PATIENCE_S, context=ssl.create_default_context())
    return smtplib.SMTP(smtp.host, smtp.port, timeout=PATIENCE_S)


def _feed(channel: Channel, config: Config) -> Finding:
    """Its folder, or the one that it will be made in, must be writable: a new file takes the old one's place."""
    folder = file_of(channel.to, config).parent
    there = folder if folder.exists() else folder.parent  # `deliver.feed` makes the last one
    if there.is_dir() and os.access(there, os.W_OK):
        return well("channel", channel.shown)
    return wrong(
        "channel",
        localized("doctor.feed_folder", channel=channel.shown, folder=folder),
        localized("doctor.feed_folder_do"),
    )


def _other(channel: Channel) -> Finding:
    """Apprise must know the address; a host in it must have an address. Where it keeps a token instead, nothing is asked."""
    if channel.kind == "apprise" and not _known_to_apprise(channel.to):
        return wrong(
            "channel",
            localized("doctor.apprise", channel=channel.shown),
            localized("doctor.apprise_do"),
        )
    host = urlsplit(channel.shown).hostname
    if host is None or "…" in host:
        return well("channel", channel.shown)
    try:
        socket.getaddrinfo(host, PORTS.get(urlsplit(channel.to).scheme, 443))
    except (OSError, UnicodeError):
        return wrong(
            "channel",
            localized("doctor.no_host", channel=channel.shown, host=host),
            localized("doctor.no_host_do"),
        )
    return well("channel", channel.shown)


def _known_to_apprise(address: str) -> bool:
    from monitor.config.addresses import apprise_knows
    from monitor.config.values import BadValue

    try:
        apprise_knows(address)
    except BadValue:
        return False
    return True
