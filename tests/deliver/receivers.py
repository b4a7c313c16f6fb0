"""What stands at the other end of an alert: a mail server and a web server on loopback that answer as a test wants."""

from __future__ import annotations

import email
import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass(slots=True)
class Mailbox:
    """`answers` are given to the next messages, the last for ever; `refused` recipients get theirs at RCPT."""

    answers: list[str] = field(default_factory=lambda: ["250 OK"])
    refused: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    port: int = 0

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
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def mail_server(*, user: str | None = None) -> Iterator[Mailbox]:
    """A mail server without TLS; with *user* it offers a log-in and refuses every one."""
    box = Mailbox()
    options: dict[str, Any] = {}
    if user:
        options = {
            "authenticator": lambda *_: AuthResult(success=False, handled=False),
            "auth_require_tls": False,
        }
    with socket.create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    controller.start()
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
    """A web server that keeps what is posted; `status` is its answer."""

    def __init__(self) -> None:
        self.status = 204
        self.posted: list[Posted] = []
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(hook: Hook) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Tests read `hook.posted`."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            hook.posted.append(Posted(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(hook.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    return Handler
