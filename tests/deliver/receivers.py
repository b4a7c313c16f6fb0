"""What stands at the other end of an alert: a mail server and a web server on loopback that answer as a test wants."""

from __future__ import annotations

import asyncio
import email
import http.server
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

PEM = Path(__file__).parents[1] / "fetch/localhost.pem"  # made for tests alone, for the name localhost


@dataclass(slots=True)
class Mailbox:
    """`answers` are given to the next messages, the last for ever; `refused` recipients get theirs at RCPT, the sender at MAIL.

    "hang" is no answer at all, "drop" a connection cut after the message was taken.
    """

    answers: list[str] = field(default_factory=lambda: ["250 OK"])
    refused: dict[str, str] = field(default_factory=dict)
    sender: str = ""  # the answer to MAIL; "": it is taken
    seen: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    connections: int = 0
    log_in: bool = False  # whether nobody may send without
    port: int = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if self.sender or (self.log_in and not session.authenticated):
            return self.sender or "530 Identifiez-vous"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.raw.append(content)
        self.seen.append((list(envelope.rcpt_tos), message))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == "hang":
            await asyncio.sleep(3600)
        if answer == "drop":
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return answer


class _Listening(Controller):
    """Learns which port the system gave it before aiosmtpd connects to try it."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def mail_server(
    *, user: str | None = None, password: str | None = None, security: str = "none", utf8: bool = True
) -> Iterator[Mailbox]:
    """A mail server; with *user* it offers a log-in, and refuses every one where no *password* is right.

    *security*: none, starttls, or tls, with the certificate of `PEM`. *utf8*: whether it takes addresses that are not ASCII.
    """
    box = Mailbox()
    options: dict[str, Any] = {}
    if user:

        def authenticated(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
            right = password is not None and (given.login, given.password) == (user.encode(), password.encode())
            return AuthResult(success=right, handled=right)

        # aiosmtpd does not see TLS that began with the connection (its issue 281)
        options = {"authenticator": authenticated, "auth_require_tls": security == "starttls"}
        box.log_in = password is not None
    if security != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(PEM)
        options["ssl_context" if security == "tls" else "tls_context"] = context
        options["require_starttls"] = security == "starttls"
    controller = _Listening(box, hostname="127.0.0.1", port=0, ready_timeout=60, enable_SMTPUTF8=utf8, **options)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()


@dataclass(frozen=True, slots=True)
class Posted:
    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes


class Hook:
    """A web server that keeps what is posted; `status` and `headers` are its answer, after `waits` is set."""

    def __init__(self) -> None:
        self.status = 204
        self.headers: dict[str, str] = {}
        self.waits = threading.Event()
        self.waits.set()
        self.posted: list[Posted] = []
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self.waits.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(hook: Hook) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Tests read `hook.posted`."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            hook.posted.append(Posted(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            hook.waits.wait(120)
            self.send_response(hook.status)
            for name, value in hook.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

    return Handler
