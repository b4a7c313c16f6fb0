"""One request over the network: httpx's transport on sockets that know the visit's deadline and which addresses are allowed.

The transport is used without `httpx.Client`: nothing of a client is wanted here (cookies shared between watches, automatic
redirects, proxies from the environment, whole addresses in the log), and it costs a third of a request: 0.34 against 0.24 ms.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from monitor.fetch.body import Body, read_body
from monitor.fetch.headers import HeaderList
from monitor.fetch.sockets import Network, Patience, Sockets, Trust, load_httpx
from monitor.fetch.trouble import Trouble, innermost, told_as_trouble
from monitor.model import FailureKind, Visiting
from monitor.model.frozen import dataclass

if TYPE_CHECKING:
    import httpx

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
    """All connections. One transport for each way out, for a connection opened under one rule must not serve another."""

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        self._now = now
        self._patience = Patience(now)
        self._trust = Trust()
        self._sockets = Sockets()
        self._transports: dict[tuple[bool, str | None], httpx.HTTPTransport] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close all connections, those too on which another thread is waiting."""
        self._patience.stop()
        self._sockets.shut()
        for transport in self._transports.values():
            transport.close()

    def exchange(
        self, url: str, headers: HeaderList, *, visiting: Visiting, deadline: datetime, max_bytes: int, may_cap: bool = False
    ) -> Answer:
        """Send one GET and return the answer, its body read if it is 2xx. Raises `Trouble` for all that the world does."""
        httpx = load_httpx()
        started_at = self._now()
        with told_as_trouble({httpx.InvalidURL: "blocked_address", UnicodeError: "blocked_address"}, "address"):
            request = httpx.Request("GET", url, headers=_encoded(headers), extensions={"timeout": _timeouts(visiting)})
        with self._patience.until(deadline), self._told(deadline, visiting, request.url.host):
            response = self._transport(visiting).handle_request(request)
            try:
                body = _wanted_body(response, max_bytes, may_cap)
            finally:
                response.close()
        return Answer(
            status=response.status_code,
            sent=_decoded(request.headers.raw),
            headers=_decoded(response.headers.raw),
            body=body,
            started_at=started_at,
            finished_at=self._now(),
        )

    @contextmanager
    def _told(self, deadline: datetime, visiting: Visiting, host: str) -> Iterator[None]:
        httpx = load_httpx()
        try:
            failing: dict[type[Exception], FailureKind] = dict.fromkeys(
                (httpx.NetworkError, httpx.ProtocolError, httpx.ProxyError), "connect"
            )
            with told_as_trouble(failing, host), _flood_of_headers_told(httpx, host):
                yield
        except httpx.TimeoutException as error:
            if self._now() >= deadline:
                raise Trouble("timeout", "visit_timeout") from error
            connecting = isinstance(error, httpx.ConnectTimeout)
            limit = visiting.connect_timeout if connecting else visiting.read_timeout
            raise Trouble("timeout", f"{'connect' if connecting else 'read'}: {limit.total_seconds():g} s") from error

    def _transport(self, visiting: Visiting) -> httpx.HTTPTransport:
        key = (visiting.allow_private_addresses, visiting.proxy)
        with self._lock:
            if key not in self._transports:
                guarded = visiting.proxy is None and not visiting.allow_private_addresses
                self._transports[key] = _new_transport(
                    Network(self._patience, self._trust, self._sockets, guarded=guarded), visiting.proxy
                )
            return self._transports[key]


@contextmanager
def _flood_of_headers_told(httpx: ModuleType, host: str) -> Iterator[None]:
    """Raises Trouble `too_large` where h11 gave up a head that has no end (100 KB): its error hints at status 431 (RFC 6585)."""
    try:
        yield
    except httpx.RemoteProtocolError as error:
        if getattr(innermost(error), "error_status_hint", None) == HEADERS_TOO_LARGE:
            raise Trouble("too_large", f"{host}: headers", final=True) from error
        raise


def _new_transport(network: Network, proxy: str | None) -> httpx.HTTPTransport:
    """An httpx transport on our own sockets: httpx has no argument for them, httpcore's pools do."""
    import httpcore
    import httpx

    empty = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody and costs nothing; a stream brings the real one
    transport = httpx.HTTPTransport(verify=empty, trust_env=False)
    common: dict[str, Any] = {
        "ssl_context": empty,
        "max_keepalive_connections": KEPT_OPEN,
        "keepalive_expiry": KEPT_S,
        "network_backend": network,
    }
    if proxy is None:
        transport._pool = httpcore.ConnectionPool(**common)
        return transport
    via = httpx.Proxy(proxy)
    if via.url.scheme not in ("http", "https"):
        raise Trouble("connect", f"proxy: {via.url.scheme} is not supported")
    address = httpcore.URL(scheme=via.url.raw_scheme, host=via.url.raw_host, port=via.url.port, target=via.url.raw_path)
    proxy_tls = empty if via.url.scheme == "https" else None
    transport._pool = httpcore.HTTPProxy(
        proxy_url=address, proxy_auth=via.raw_auth, proxy_headers=via.headers.raw, proxy_ssl_context=proxy_tls, **common
    )
    return transport


def _timeouts(visiting: Visiting) -> dict[str, float | None]:
    read = visiting.read_timeout.total_seconds()
    return {"connect": visiting.connect_timeout.total_seconds(), "read": read, "write": read, "pool": None}


def _wanted_body(response: httpx.Response, max_bytes: int, may_cap: bool) -> Body | None:
    httpx = load_httpx()
    chunks = cast("Iterable[bytes]", response.stream)
    lost = (httpx.RemoteProtocolError, httpx.NetworkError)
    if not has_body(response.status_code):
        _drain(chunks, (*lost, httpx.TimeoutException, Trouble))
        return None
    length, encoding = response.headers.get("content-length", ""), response.headers.get("content-encoding", "")
    announced = int(length) if length.isascii() and length.isdigit() else None
    return read_body(chunks, encoding=encoding, length=announced, max_bytes=max_bytes, cut_by=lost, may_cap=may_cap)


def has_body(status: int) -> bool:
    """Whether an answer of *status* brings what was asked for. 206 is a part that we never ask for."""
    return 200 <= status < 300 and status != 206


def _drain(chunks: Iterable[bytes], lost: tuple[type[Exception], ...]) -> None:
    seen = 0
    try:
        for chunk in chunks:
            seen += len(chunk)
            if seen > DRAINED:
                break
    except lost:
        return  # the status has told all there is to know


def _encoded(headers: HeaderList) -> list[tuple[bytes, bytes]]:
    return [(name.encode("ascii", "ignore"), _bytes(value)) for name, value in headers]


def _bytes(value: str) -> bytes:
    """Latin-1 gives an ETag back byte for byte (`_decoded`); a configured header may hold more."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8")


def _decoded(raw: list[tuple[bytes, bytes]]) -> HeaderList:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)
