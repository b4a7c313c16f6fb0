"""Mail through [smtp]: one multipart message to all recipients of the channel (RFC 5321, RFC 5322)."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, parseaddr
from urllib.parse import unquote

from monitor.model import Accepted, Channel, Config, Delivery, Later, Message, Refused, Smtp

TIMEOUT_S = 30.0


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """Send *message*; the same *key* gives the same Message-ID."""
    if config.smtp is None:
        return Refused("config.toml: no [smtp]")
    try:
        return _send(config.smtp, recipients(channel.to), _compose(message, channel, config.smtp, key))
    except smtplib.SMTPRecipientsRefused as refused:
        return _refused_recipients(refused)
    except smtplib.SMTPAuthenticationError as error:
        return _by_code(error.smtp_code, f"[smtp] user, password: {_words(error.smtp_error)}")
    except smtplib.SMTPResponseException as error:
        return _by_code(error.smtp_code, _words(error.smtp_error))
    except smtplib.SMTPNotSupportedError as error:
        return Refused(f"{config.smtp.host}: {error}")
    except ssl.SSLCertVerificationError as error:
        return Later(f"{config.smtp.host}: {error.verify_message}")
    except (smtplib.SMTPException, OSError) as error:
        return Later(f"{config.smtp.host}:{config.smtp.port}: {error}")


def recipients(to: str) -> list[str]:
    """The addresses of a mailto: address, each once (RFC 6068)."""
    addresses = unquote(to.removeprefix("mailto:").partition("?")[0]).split(",")
    return list(dict.fromkeys(a.strip() for a in addresses if a.strip()))


def _compose(message: Message, channel: Channel, smtp: Smtp, key: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP_POLICY)
    mail["Subject"] = message.subject
    mail["From"] = smtp.sender
    mail["To"] = ", ".join(recipients(channel.to))
    mail["Date"] = formatdate(localtime=False)
    mail["Message-ID"] = f"<{key}@{_domain(smtp.sender)}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    if message.html:
        mail.add_alternative(message.html, subtype="html")
        _attach_inline(mail, message)
    mail["Content-Language"] = channel.language  # last: setting the content takes such headers away
    return mail


def _attach_inline(mail: EmailMessage, message: Message) -> None:
    """The pictures beside the HTML that shows them (RFC 2387), each with its Content-ID (RFC 2392) and file name."""
    html = mail.get_body(("html",))
    if html is None:
        return
    for picture in message.pictures:
        cid, name = f"<{picture.cid}>", picture.name
        html.add_related(picture.png, maintype="image", subtype="png", cid=cid, filename=name, disposition="inline")


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def _send(smtp: Smtp, to: list[str], mail: EmailMessage) -> Delivery:
    with _connect(smtp) as server:
        if smtp.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if smtp.user:
            server.login(smtp.user, smtp.password or "")
        refused = server.send_message(mail, to_addrs=to)
    return _partly(refused) if refused else Accepted()


def _connect(smtp: Smtp) -> smtplib.SMTP:
    if smtp.security == "tls":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=TIMEOUT_S, context=ssl.create_default_context())
    return smtplib.SMTP(smtp.host, smtp.port, timeout=TIMEOUT_S)


def _partly(refused: dict[str, tuple[int, bytes]]) -> Delivery:
    """Some took it: what the others said must be seen, and those who have it must not get it twice."""
    return Refused("; ".join(f"{address}: {code} {_words(said)}" for address, (code, said) in refused.items()))


def _refused_recipients(error: smtplib.SMTPRecipientsRefused) -> Delivery:
    said = "; ".join(f"{address}: {code} {_words(text)}" for address, (code, text) in error.recipients.items())
    return _by_code(min(code for code, _ in error.recipients.values()), said)


def _by_code(code: int, detail: str) -> Delivery:
    """RFC 5321 §4.2.1: 4yz may work later, 5yz will not."""
    return Refused(f"{code} {detail}") if code >= 500 else Later(f"{code} {detail}")


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
