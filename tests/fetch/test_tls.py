"""TLS is verified (14.3); localhost.pem is a key and certificate made for these tests alone, for the name localhost."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.model import Fetched, FetchFailed
from tests.fetch.server import Server, reply
from tests.fetch.visitor import Visitor

PEM = Path(__file__).with_name("localhost.pem")


@pytest.fixture
def secure() -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with Server({"/": [reply(200, b"page")]}, tls=context) as running:
        yield running


def test_a_certificate_nobody_vouches_for_is_tls(secure: Server, visitor: Visitor) -> None:
    got = visitor.get(secure.url(host="localhost"))
    assert isinstance(got, FetchFailed)
    assert (got.kind, got.detail) == ("tls", "localhost: self-signed certificate")
    assert secure.connections == 1  # a decision, not an accident: not asked again


def test_a_certificate_that_is_vouched_for_is_believed(secure: Server, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """SSL_CERT_FILE, as OpenSSL reads it: for towns behind their own authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    assert isinstance(visitor.get(secure.url(host="localhost")), Fetched)


def test_a_certificate_for_another_name_is_tls(secure: Server, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    got = visitor.get(secure.url(host="127.0.0.1"))
    assert isinstance(got, FetchFailed)
    assert (got.kind, got.detail[:10]) == ("tls", "127.0.0.1:")
    assert "mismatch" in got.detail


@pytest.mark.parametrize(
    ("says", "kind", "detail"),
    [
        pytest.param(b"HTTP/1.1 400 Bad Request\r\n\r\n", "tls", "WRONG_VERSION_NUMBER", id="plain HTTP"),
        pytest.param(b"", "tls", "UNEXPECTED_EOF_WHILE_READING", id="hung up"),
        pytest.param(None, "connect", "Connection reset by peer", id="reset"),
    ],
)
def test_a_handshake_that_fails_has_its_kind(visitor: Visitor, says: bytes | None, kind: str, detail: str) -> None:
    """Refused or reset before headers is `connect` (DESIGN §3), what is no TLS is `tls`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_greet, args=(listener, says), daemon=True).start()
        got = visitor.get(f"https://127.0.0.1:{listener.getsockname()[1]}/", within_s=0.4)
    assert isinstance(got, FetchFailed)
    assert (got.kind, got.detail) == (kind, f"127.0.0.1: {detail}")


def _greet(listener: socket.socket, says: bytes | None) -> None:
    connection, _ = listener.accept()
    connection.recv(65536)
    if says is None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    else:
        connection.sendall(says)
    connection.close()
