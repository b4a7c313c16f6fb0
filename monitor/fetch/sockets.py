"""The sockets under httpcore: they know the visit's deadline, which addresses are allowed, and how to be given up."""

from __future__ import annotations

import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from monitor.fetch.guard import resolved
from monitor.fetch.trouble import Trouble, reason, stopped

if TYPE_CHECKING:
    import httpcore


class Patience:
    """The deadline of what this thread is doing: httpcore's time-outs start anew with every byte: a drip would never end."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._mine = threading.local()
        self._stopped = False

    def stop(self) -> None:
        """Let nobody wait for anything any more."""
        self._stopped = True

    @contextmanager
    def until(self, deadline: datetime) -> Iterator[None]:
        self._mine.deadline = deadline
        try:
            yield
        finally:
            del self._mine.deadline

    def seconds(self, timeout: float | None) -> float:
        """Return how long to wait at most: *timeout*, but not beyond the deadline."""
        left: float = (self._mine.deadline - self._now()).total_seconds()
        if self._stopped:
            raise stopped()
        if left <= 0:
            raise Trouble("timeout", "visit_timeout")
        return left if timeout is None else min(timeout, left)


class Trust:
    """The certificates we believe (certifi's, or SSL_CERT_FILE), read when the first https address is visited: 9 ms."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._context: ssl.SSLContext | None = None

    def __call__(self) -> ssl.SSLContext:
        with self._lock:
            if self._context is None:
                self._context = _believed()
                self._context.set_alpn_protocols(["http/1.1"])
            return self._context


def _believed() -> ssl.SSLContext:
    """Certificates of certifi, unless SSL_CERT_FILE or SSL_CERT_DIR names others, as OpenSSL's own programs read them."""
    if named := os.environ.get("SSL_CERT_FILE"):
        return ssl.create_default_context(cafile=named)
    if named := os.environ.get("SSL_CERT_DIR"):
        return ssl.create_default_context(capath=named)
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


class Sockets:
    """The sockets in use: closing one wakes nobody who reads from it, shutting it down does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all: WeakSet[socket.socket] = WeakSet()

    def add(self, one: socket.socket) -> None:
        with self._lock:
            self._all.add(one)

    def shut(self) -> None:
        with self._lock:
            for one in self._all:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)


class Network:
    """An httpcore network backend: resolves, judges and connects in one step, so that no second look-up can answer otherwise."""

    def __init__(self, patience: Patience, trust: Trust, sockets: Sockets, *, guarded: bool) -> None:
        self._patience = patience
        self._trust = trust
        self._sockets = sockets
        self._guarded = guarded

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _Stream:
        import httpcore

        addresses = resolved(host, port, allow_private=not self._guarded, timeout_s=self._patience.seconds(timeout))
        system = httpcore.SyncBackend()
        for address in addresses:
            try:
                stream = system.connect_tcp(address, port, self._patience.seconds(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if address == addresses[-1]:
                    raise
                continue  # the next one may answer: IPv6 is often announced and not routed
            return _Stream(stream, self._patience, self._trust, self._sockets)
        raise AssertionError("a name without addresses is Trouble")


class _Stream:
    """An httpcore network stream under the visit's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, patience: Patience, trust: Trust, sockets: Sockets) -> None:
        self._stream = stream
        self._patience = patience
        self._trust = trust
        self._sockets = sockets
        sockets.add(stream.get_extra_info("socket"))

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._patience.seconds(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._patience.seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> _Stream:
        """Shake hands under our own trust; *ssl_context* is the empty one of `_new_pool`."""
        import httpcore

        try:
            stream = self._stream.start_tls(self._trust(), server_hostname, self._patience.seconds(timeout))
        except (httpcore.ConnectError, ValueError) as error:
            raise _tls_trouble(error, server_hostname or "") from error
        return _Stream(stream, self._patience, self._trust, self._sockets)


def _tls_trouble(error: Exception, host: str) -> Trouble:
    """A hand that was withdrawn is `connect`, one that could not be trusted or understood is `tls`."""
    cause = error.__cause__
    if isinstance(cause, OSError) and not isinstance(cause, ssl.SSLError):
        return Trouble("connect", f"{host}: {reason(error)}")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Trouble("tls", f"{host}: {cause.verify_message}")
    return Trouble("tls", f"{host}: {getattr(cause, 'reason', None) or reason(error)}")
