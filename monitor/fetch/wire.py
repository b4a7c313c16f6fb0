"""One request over the network: httpcore's pools on sockets that know the visit's deadline and which addresses are allowed.

httpcore is what httpx stands on. Nothing of httpx's client is wanted on a visit (cookies shared between watches, automatic
redirects, proxies from the environment, whole addresses in the log), it takes no network backend, and importing it costs what
a whole visit does (decision record 0002). Alerts and pings are sent with httpx.
"""

from __future__ import annotations

import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit
from weakref import WeakSet

from monitor.errors import innermost
from monitor.fetch.address import resolved, wire_parts
from monitor.fetch.body import Body, read_body
from monitor.fetch.errors import FetchError, as_fetch_error, reason, stopped
from monitor.fetch.headers import HeaderList
from monitor.model import FailureKind, Visiting
from monitor.model.frozen import dataclass

if TYPE_CHECKING:
    import httpcore


DRAINED = 65_536  # bytes of an unwanted body that are read to keep its connection open
KEPT_OPEN = 8  # idle connections: the pool looks at every one of them for every request
KEPT_S = 30.0
HEADERS_TOO_LARGE = 431


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to one request. `body` is None where none is wanted: everything but 2xx."""

    status: int
    sent: HeaderList
    headers: HeaderList
    body: Body | None
    started_at: datetime
    finished_at: datetime

    def header(self, name: str) -> str | None:
        """The first header of that name, as received."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class Wire:
    """All connections. One pool for each way out, for a connection opened under one rule must not serve another."""

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        self._now = now
        self._deadline = Deadline(now)
        self._trust = Trust()
        self._sockets = Sockets()
        self._pools: dict[tuple[bool, str | None], httpcore.ConnectionPool] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close all connections, those too on which another thread is waiting."""
        self._deadline.stop()
        self._sockets.shut()
        for pool in self._pools.values():
            pool.close()

    def exchange(
        self, url: str, headers: HeaderList, *, visiting: Visiting, deadline: datetime, max_bytes: int, may_cap: bool = False
    ) -> Answer:
        """Send one GET and return the answer, its body read if it is 2xx. Raises `FetchError` for all that the world does."""
        import httpcore

        started_at = self._now()
        with as_fetch_error({ValueError: "blocked_address"}, "address"):
            scheme, host, port, target = wire_parts(url)
        named = f"[{host}]" if ":" in host else host
        sent = (("Host", named if port is None else f"{named}:{port}"), *headers)
        read = visiting.read_timeout.total_seconds()
        request = httpcore.Request(
            "GET",
            httpcore.URL(scheme=scheme.encode(), host=host.encode(), port=port, target=target.encode()),
            # Latin-1 gives an ETag back byte for byte (`_decoded`); a configured header may hold more.
            headers=[
                (name.encode("ascii", "ignore"), value.encode("latin-1" if max(value, default="") <= "\xff" else "utf-8"))
                for name, value in sent
            ],
            extensions={
                "timeout": {"connect": visiting.connect_timeout.total_seconds(), "read": read, "write": read, "pool": None}
            },
        )
        with self._deadline.until(deadline), self._as_fetch_errors(deadline, visiting, host):
            response = self._pool(visiting).handle_request(request)
            try:
                body = _wanted_body(response, max_bytes, may_cap)
            finally:
                response.close()
        return Answer(
            status=response.status,
            sent=_decoded(request.headers),
            headers=_decoded(response.headers),
            body=body,
            started_at=started_at,
            finished_at=self._now(),
        )

    @contextmanager
    def _as_fetch_errors(self, deadline: datetime, visiting: Visiting, host: str) -> Iterator[None]:
        import httpcore

        failing: dict[type[Exception], FailureKind] = dict.fromkeys(
            (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError), "connect"
        )
        try:
            with as_fetch_error(failing, host):
                try:
                    yield
                except httpcore.RemoteProtocolError as error:
                    # h11 gives up a head that has no end (100 KB): its error hints at status 431 (RFC 6585).
                    if getattr(innermost(error), "error_status_hint", None) == HEADERS_TOO_LARGE:
                        raise FetchError("too_large", f"{host}: headers", final=True) from error
                    raise
        except httpcore.TimeoutException as error:
            if self._now() >= deadline:
                raise FetchError("timeout", "visit_timeout") from error
            connecting = isinstance(error, httpcore.ConnectTimeout)
            limit = visiting.connect_timeout if connecting else visiting.read_timeout
            raise FetchError("timeout", f"{'connect' if connecting else 'read'}: {limit.total_seconds():g} s") from error

    def _pool(self, visiting: Visiting) -> httpcore.ConnectionPool:
        key = (visiting.allow_private_addresses, visiting.proxy)
        with self._lock:
            if key not in self._pools:
                guarded = visiting.proxy is None and not visiting.allow_private_addresses
                self._pools[key] = _new_pool(
                    DeadlineBackend(self._deadline, self._trust, self._sockets, guarded=guarded), visiting.proxy
                )
            return self._pools[key]


def _new_pool(backend: DeadlineBackend, proxy: str | None) -> httpcore.ConnectionPool:
    """Connections on our own sockets, straight or through *proxy* ("http://user:password@host:port")."""
    import httpcore

    empty = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody and costs nothing; a stream brings the real one
    common: dict[str, Any] = {
        "ssl_context": empty,
        "max_keepalive_connections": KEPT_OPEN,
        "keepalive_expiry": KEPT_S,
        "network_backend": backend,
    }
    if proxy is None:
        return httpcore.ConnectionPool(**common)
    with as_fetch_error({ValueError: "connect"}, "proxy"):
        scheme, host, port, target = wire_parts(proxy)
    if scheme not in ("http", "https"):
        raise FetchError("connect", f"proxy: {scheme} is not supported")
    user = urlsplit(proxy)
    return httpcore.HTTPProxy(
        proxy_url=httpcore.URL(scheme=scheme.encode(), host=host.encode(), port=port, target=target.encode()),
        proxy_auth=(unquote(user.username), unquote(user.password or "")) if user.username else None,
        proxy_ssl_context=empty if scheme == "https" else None,
        **common,
    )


def _wanted_body(response: httpcore.Response, max_bytes: int, may_cap: bool) -> Body | None:
    import httpcore

    chunks = cast("Iterable[bytes]", response.stream)
    lost = (httpcore.RemoteProtocolError, httpcore.NetworkError)
    if not has_body(response.status):
        seen = 0
        with suppress(*lost, httpcore.TimeoutException, FetchError):  # the status has told all there is to know
            for chunk in chunks:
                seen += len(chunk)
                if seen > DRAINED:
                    break
        return None
    length, encoding = _joined(response.headers, b"content-length"), _joined(response.headers, b"content-encoding")
    announced = int(length) if length.isascii() and length.isdigit() else None
    return read_body(chunks, encoding=encoding, length=announced, max_bytes=max_bytes, cut_by=lost, may_cap=may_cap)


def has_body(status: int) -> bool:
    """Whether an answer of *status* brings what was asked for. 206 is a part that we never ask for."""
    return 200 <= status < 300 and status != 206


def _joined(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str:
    """The value of the header *name*, several joined (RFC 9110 §5.3), "" where there is none."""
    return ", ".join(value.decode("latin-1") for key, value in headers if key.lower() == name)


def _decoded(raw: list[tuple[bytes, bytes]]) -> HeaderList:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


class Deadline:
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
            raise FetchError("timeout", "visit_timeout")
        return left if timeout is None else min(timeout, left)


class Trust:
    """The certificates we believe (certifi's, or SSL_CERT_FILE), read when the first https address is visited: 9 ms."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._context: ssl.SSLContext | None = None

    def __call__(self) -> ssl.SSLContext:
        with self._lock:
            if self._context is None:
                # Certificates of certifi, unless SSL_CERT_FILE or SSL_CERT_DIR names others, as for OpenSSL's own programs
                if file := os.environ.get("SSL_CERT_FILE"):
                    self._context = ssl.create_default_context(cafile=file)
                elif folder := os.environ.get("SSL_CERT_DIR"):
                    self._context = ssl.create_default_context(capath=folder)
                else:
                    import certifi

                    self._context = ssl.create_default_context(cafile=certifi.where())
                self._context.set_alpn_protocols(["http/1.1"])
            return self._context


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


class DeadlineBackend:
    """An httpcore network backend: resolves, judges and connects in one step, so that no second look-up can answer otherwise."""

    def __init__(self, limit: Deadline, trust: Trust, sockets: Sockets, *, guarded: bool) -> None:
        self._deadline = limit
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

        addresses = resolved(host, port, allow_private=not self._guarded, timeout_s=self._deadline.seconds(timeout))
        system = httpcore.SyncBackend()
        for address in addresses:
            try:
                stream = system.connect_tcp(address, port, self._deadline.seconds(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if address == addresses[-1]:
                    raise
                continue  # the next one may answer: IPv6 is often announced and not routed
            return _Stream(stream, self._deadline, self._trust, self._sockets)
        raise AssertionError("a name without addresses is a FetchError")


class _Stream:
    """An httpcore network stream under the visit's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, limit: Deadline, trust: Trust, sockets: Sockets) -> None:
        self._stream = stream
        self._deadline = limit
        self._trust = trust
        self._sockets = sockets
        sockets.add(stream.get_extra_info("socket"))

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.seconds(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> _Stream:
        """Shake hands under our own trust; *ssl_context* is the empty one of `_new_pool`."""
        import httpcore

        try:
            stream = self._stream.start_tls(self._trust(), server_hostname, self._deadline.seconds(timeout))
        except (httpcore.ConnectError, ValueError) as error:
            host, cause = server_hostname or "", error.__cause__
            if isinstance(cause, OSError) and not isinstance(cause, ssl.SSLError):  # a hand withdrawn
                raise FetchError("connect", f"{host}: {reason(error)}") from error
            distrusted = cause.verify_message if isinstance(cause, ssl.SSLCertVerificationError) else None
            raise FetchError("tls", f"{host}: {distrusted or getattr(cause, 'reason', None) or reason(error)}") from error
        return _Stream(stream, self._deadline, self._trust, self._sockets)
