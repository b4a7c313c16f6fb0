"""Mail through [smtp]: one multipart message to the recipient of the channel (RFC 5321, RFC 5322);
and what is known of the servers of usual providers (`providers.toml`)."""

from __future__ import annotations

import smtplib
import socket
import ssl
import tomllib
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import formatdate, parseaddr
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from monitor.model import Accepted, Channel, Config, Delivery, Later, Message, Refused, Smtp
from monitor.model.frozen import dataclass, replace

if TYPE_CHECKING:
    from dns.resolver import Resolver

TIMEOUT_S = 30.0  # of each answer
TRIED_S = 4.0  # of a port that may not be the one
PROBED_S = 10.0  # of a server that is asked what it offers, while somebody looks on
SHUTTING_DOWN = 421  # RFC 5321 §3.8: to any command
TOO_MANY_NOW = 552  # RFC 5321 §4.5.3.1.10: to RCPT it means "too many recipients", and is to be tried again


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """Send *message*; the same *key* gives the same Message-ID."""
    connection = Transport(channel, config)
    try:
        return connection.send(message, key=key)
    finally:
        connection.close()


class Transport:
    """One connection to the mail server, kept from a message that was accepted to the next one."""

    def __init__(self, channel: Channel, config: Config, patience: float | None = None) -> None:
        self._channel = channel
        self._patience = patience or TIMEOUT_S
        self._smtp = config.smtp
        self._server: _Plain | _Tls | None = None

    def send(self, message: Message, *, key: str) -> Delivery:
        """Send *message*. A connection that the server gave up since the last message is opened anew, once."""
        if self._smtp is None:
            return Refused("config.toml: no [smtp]", "no_smtp", whole=True)
        address = parseaddr(self._smtp.sender)[1]
        sender = self._smtp.sender.replace(address, _with_ascii_domain(address))
        mail = EmailMessage(policy=_SMTP_POLICY)
        mail["Subject"] = message.subject
        mail["From"] = sender
        mail["To"] = ", ".join(recipients(self._channel.to))
        mail["Date"] = formatdate(localtime=False)
        mail["Message-ID"] = f"<{key}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        if message.html:
            mail.add_alternative(message.html, subtype="html")
            html = mail.get_body(("html",))
            assert html is not None
            for picture in message.pictures:  # beside the HTML that shows them (RFC 2387), by Content-ID (RFC 2392)
                cid, name = f"<{picture.cid}>", picture.name
                html.add_related(picture.png, maintype="image", subtype="png", cid=cid, filename=name, disposition="inline")
        mail["Content-Language"] = self._channel.language  # last: setting the content takes such headers away
        kept = self._server is not None
        verdict = self._try(self._smtp, mail)
        # The server waited for the next message for a while, and has closed the door meanwhile.
        given_up = isinstance(verdict, Later) and (verdict.cause == "dropped" or str(SHUTTING_DOWN) in verdict.detail.split()[:2])
        return self._try(self._smtp, mail) if kept and given_up else verdict

    def close(self) -> None:
        """Say goodbye (RFC 5321 §4.1.1.10); whatever the server says to that, what it took it has."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _try(self, smtp: Smtp, mail: EmailMessage) -> Delivery:
        try:
            if self._server is None:
                if smtp.security == "tls":
                    self._server = _Tls(smtp.host, smtp.port, timeout=self._patience, context=ssl.create_default_context())
                else:
                    self._server = _Plain(smtp.host, smtp.port, timeout=self._patience)
                if smtp.security == "starttls":
                    self._server.starttls(context=ssl.create_default_context())
                if smtp.user:
                    _log_in(self._server, smtp.user, smtp.password or "")
            self._server.send_message(mail, to_addrs=recipients(self._channel.to))
            answer = self._server.answer
        except (smtplib.SMTPException, OSError) as error:
            # Nothing is known of the dialogue any more: the next message begins a new one.
            server, self._server = self._server, None
            if server is not None:
                server.close()
            # Without what may come from the environment: servers like to repeat whom they refuse.
            verdict = _verdict(error, smtp)
            if isinstance(verdict, Accepted):
                return verdict
            detail = verdict.detail.replace(smtp.user, "…") if smtp.user else verdict.detail
            for address in recipients(self._channel.to):
                detail = detail.replace(address, self._channel.shown)
            return replace(verdict, detail=detail)
        return Accepted(answer)


class _Plain(smtplib.SMTP):
    """A connection that remembers what the server said to the message: smtplib keeps only that it was taken."""

    answer = ""

    def data(self, msg: Any) -> tuple[int, bytes]:
        code, said = super().data(msg)
        self.answer = f"{code} {_words(said)}"
        return code, said


class _Tls(_Plain, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


def answers(host: str, port: int) -> bool:
    """Whether something takes connections there; a firewall that is silent is waited for a little only."""
    try:
        socket.create_connection((host, port), timeout=TRIED_S).close()
    except OSError:
        return False
    return True


def takes_tls(host: str, port: int) -> bool:
    """Whether the server there offers STARTTLS, with a certificate that can be verified."""
    try:
        with smtplib.SMTP(host, port, timeout=PROBED_S) as server:
            server.ehlo()
            if not server.has_extn("starttls"):
                return False
            server.starttls(context=ssl.create_default_context())
    except (smtplib.SMTPException, OSError):
        return False
    return True


def is_plain(host: str, port: int) -> bool:
    """Whether a server answers there and offers no STARTTLS at all; one whose certificate is wrong is not plain."""
    try:
        with smtplib.SMTP(host, port, timeout=PROBED_S) as server:
            server.ehlo()
            return not server.has_extn("starttls")
    except (smtplib.SMTPException, OSError):
        return False


def recipients(to: str) -> list[str]:
    """The addresses of a mailto: address, each once (RFC 6068), their domains as every server takes them (RFC 3490)."""
    addresses = unquote(to.removeprefix("mailto:").partition("?")[0]).split(",")
    return list(dict.fromkeys(_with_ascii_domain(a.strip()) for a in addresses if a.strip()))


def _with_ascii_domain(address: str) -> str:
    local, at, domain = address.rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    return local + at + domain


class _Policy(EmailPolicy):
    """Python's policy for SMTP, with subjects that keep each space where they are folded.

    Its own folding loses the one between two encoded words (RFC 2047 6.2; gh-92081, gh-144156 of CPython).
    """

    def fold(self, name: str, value: str) -> str:
        """Return the header with its name, folded."""
        if name.lower() == "subject" and not value.isascii():
            coded = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
            return f"{name}: {coded}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return what `fold` does, as it is sent."""
        folded: bytes = self.fold(name, value).encode("ascii") if name.lower() == "subject" else super().fold_binary(name, value)
        return folded


_SMTP_POLICY = _Policy(linesep="\r\n")


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    """smtplib takes ASCII alone; a name or password with other letters goes by PLAIN, in UTF-8 (RFC 4616 §2)."""
    if user.isascii() and password.isascii():
        server.login(user, password)
        return
    server.ehlo_or_helo_if_needed()
    if "PLAIN" not in server.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError("no AUTH PLAIN, which a password with accents needs")
    code, said = server.docmd("AUTH", "PLAIN " + b64encode(f"\0{user}\0{password}".encode()).decode("ascii"))
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, said)


def _verdict(error: smtplib.SMTPException | OSError, smtp: Smtp) -> Delivery:
    """What to make of an error: 4yz may work later, 5yz will not (RFC 5321 §4.2.1); without an answer nothing is lost yet."""
    place = f"{smtp.host}:{smtp.port}"
    match error:
        case smtplib.SMTPRecipientsRefused():
            ((code, text),) = error.recipients.values()
            said = f"{code} {_words(text)}"
            if code == 530:  # "authentication required", told at RCPT by some
                return Refused(said, "login", whole=True)
            return Refused(said, "recipient", whole=True) if code >= 500 and code != TOO_MANY_NOW else Later(said, cause="busy")
        case smtplib.SMTPAuthenticationError(smtp_code=code):
            detail = f"{code} {_words(error.smtp_error)}"
            return Refused(detail, "login", whole=True) if code >= 500 else Later(detail, cause="busy")
        case smtplib.SMTPSenderRefused(smtp_code=code) if code >= 500:
            return Refused(f"{code} {_words(error.smtp_error)}", "login" if code == 530 else "sender", whole=True)
        case smtplib.SMTPConnectError() | smtplib.SMTPHeloError():  # the server itself is unwell: no message was judged
            return Later(f"{place}: {error.smtp_code} {_words(error.smtp_error)}", cause="busy")
        case smtplib.SMTPResponseException(smtp_code=code):
            detail = f"{code} {_words(error.smtp_error)}"
            return Refused(detail, "content") if code >= 500 else Later(detail, cause="busy")
        case smtplib.SMTPNotSupportedError() if "SMTPUTF8" in str(error):
            ours = parseaddr(smtp.sender)[1].rpartition("@")[0]
            return Refused(f"{place}: no SMTPUTF8", "recipient" if ours.isascii() else "sender", whole=True)
        case smtplib.SMTPNotSupportedError():
            return Refused(f"{place}: {error}", "no_starttls" if "STARTTLS" in str(error) else "no_login", whole=True)
        case smtplib.SMTPServerDisconnected():
            return Later(f"{place}: {error}", cause="silent" if isinstance(error.__context__, TimeoutError) else "dropped")
        case ssl.SSLCertVerificationError():
            return Later(f"{place}: {error.verify_message}", cause="certificate")
        case TimeoutError():
            return Later(f"{place}: timed out", cause="silent")
        case ConnectionResetError() | BrokenPipeError():
            return Later(f"{place}: {error.strerror}", cause="dropped")
        case smtplib.SMTPException():
            return Later(f"{place}: {error}", cause="not_taken")
        case _:
            return Later(f"{place}: {error.strerror or error}", cause="unreachable")


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said


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
