"""/healthz and /metrics over HTTP, for who watches the watcher. The one door of this room.

Nobody is asked who he is, so it belongs on loopback, or where a firewall decides. `prometheus_client` is imported with the first
scrape: a service that nobody scrapes does not carry it.
"""

from __future__ import annotations

import json
import logging
import platform
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, TypeAlias

from monitor import __version__
from monitor.errors import MonitorError
from monitor.i18n.locale import Foreign
from monitor.model import Figures
from monitor.model.frozen import dataclass
from monitor.observe.standing import Standing, reasons

if TYPE_CHECKING:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

    _Counted: TypeAlias = CounterMetricFamily | GaugeMetricFamily


def families(figures: Figures | None, standings: Sequence[Standing], *, since: datetime) -> Iterator[Metric]:
    """Every metric of an installation that has run since *since*; *figures* None: the database cannot be read."""
    from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily

    runs = {"version": __version__, "python": platform.python_version(), "implementation": sys.implementation.name}
    yield InfoMetricFamily("monitor_build", "What runs.", value=runs)
    yield GaugeMetricFamily("monitor_start_timestamp_seconds", "When the service started.", since.timestamp())
    readable = float(figures is not None)
    yield GaugeMetricFamily("monitor_database_readable", "1 where the database could be read for this scrape.", readable)
    if figures is None:
        return
    size = float(figures.database_bytes)
    yield GaugeMetricFamily("monitor_database_bytes", "Size of the database, its write-ahead log included.", size)
    states = (("pending", figures.outbox.pending), ("delivered", figures.outbox.delivered), ("failed", figures.outbox.failed))
    said = "Alerts by state; failed: given up until somebody mends something."
    alerts = GaugeMetricFamily("monitor_outbox_alerts", said, labels=("state",))
    yield _filled(alerts, (((state,), float(number)) for state, number in states))
    oldest = figures.outbox.oldest_pending_at
    age = max(0.0, (figures.at - oldest).total_seconds()) if oldest else 0.0
    said = "How long the oldest pending alert has waited; 0: none waits."
    yield GaugeMetricFamily("monitor_outbox_oldest_pending_age_seconds", said, age)
    yield from _of_watches([s for s in standings if s.watched])


def _of_watches(standings: Sequence[Standing]) -> Iterator[Metric]:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, SummaryMetricFamily

    def times(what: str, said: str, known: Iterable[tuple[str, datetime | None]]) -> Metric:
        """A time per watch; those that have none are left out, as Prometheus wants it."""
        family = GaugeMetricFamily(f"monitor_watch_{what}_timestamp_seconds", said, labels=("watch",))
        return _filled(family, (((name,), at.timestamp()) for name, at in known if at is not None))

    known = [(s.watch, s.figures) for s in standings if s.figures]
    yield times("last_success", "When the page was last read.", ((name, f.last_good_at) for name, f in known))
    yield times("last_check", "When the page was last visited, whatever came of it.", ((name, f.newest_at) for name, f in known))
    yield times("next_check", "When the page is to be visited next.", ((s.watch, s.next_at) for s in standings))
    said = "How long a visit has been due, beyond its grace; 0: it is not."
    late = GaugeMetricFamily("monitor_watch_overdue_seconds", said, labels=("watch",))
    yield _filled(late, (((s.watch,), s.overdue.total_seconds() if s.overdue else 0.0) for s in standings))
    said = "Failures in a row: of the page (item empty), and of each item that fails now."
    failing = GaugeMetricFamily("monitor_watch_consecutive_failures", said, labels=("watch", "item"))
    rows = ((s, {"": 0, **{f.failure.item or "": f.consecutive for f in s.failures}}) for s in standings)
    yield _filled(failing, (((s.watch, item), float(number)) for s, row in rows for item, number in sorted(row.items())))
    said = "Visits ever made, by what came of them; imported captures count."
    visits = CounterMetricFamily("monitor_checks", said, labels=("watch", "outcome"))
    yield _filled(visits, (((name, one), float(number)) for name, f in known for one, number in sorted(f.visits.items())))
    took = SummaryMetricFamily("monitor_check_seconds", "How long visits took, documents included.", labels=("watch",))
    for name, figures in known:
        if figures.timed:
            took.add_metric((name,), count_value=figures.timed, sum_value=figures.seconds)
    yield took
    newest = GaugeMetricFamily("monitor_watch_last_check_seconds", "How long the newest visit took.", labels=("watch",))
    yield _filled(newest, (((name,), f.last_seconds) for name, f in known if f.last_seconds is not None))


def _filled(family: _Counted, samples: Iterable[tuple[tuple[str, ...], float]]) -> Metric:
    for labels, value in samples:
        family.add_metric(labels, value)
    return family


log = logging.getLogger(__name__)
FRESH_S = 3.0  # as long as a look at the database serves who asks again
PATIENCE_S = 10.0  # with who connects and says nothing
Answer: TypeAlias = tuple[int, str, bytes]  # status, content type, body


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where answers come from. Called from threads of the server, one at a time."""

    look: Callable[[], tuple[Figures, Sequence[Standing]]]  # raises MonitorError where the database cannot be read
    scheduler: Callable[[], str | None]  # what is wrong with it; None: it is alive
    since: datetime  # when the service started


def serve(address: tuple[str, int], sources: Sources) -> Server:
    """Answer at *address* (port 0: any free one) from a thread of its own, until closed. Raises MonitorError."""
    try:
        return Server(address, sources)
    except OSError as error:
        raise MonitorError.of(
            "errors.listen.refused", host=address[0], port=address[1], why=Foreign(error.strerror or error)
        ) from error


class Server(AbstractContextManager["Server"]):
    """A server that sleeps until somebody asks, and that `close` ends."""

    def __init__(self, address: tuple[str, int], sources: Sources) -> None:
        self._view = _View(sources)

        class HTTP(ThreadingHTTPServer):
            address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
            daemon_threads = True

            def server_bind(self) -> None:
                """Without HTTPServer's look-up of our own name, which may take seconds."""
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                self.socket.bind(self.server_address)
                self.server_address = self.socket.getsockname()
                self.server_name, self.server_port = address[0], self.server_address[1]

            def handle_error(self, request: Any, client_address: Any) -> None:
                """Who hangs up early is no news."""
                log.debug("hung up")

        self._http = HTTP(address, _handler(self._view))
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="listen", daemon=True)
        self._thread.start()
        if not is_loopback(address[0]):
            log.warning("listening address=%s port=%d reason=%s", *self.address, "not loopback: anybody who reaches it may ask")
        else:
            log.info("listening address=%s port=%d", *self.address)

    @property
    def address(self) -> tuple[str, int]:
        host, port = self._http.server_address[:2]
        return str(host), int(port)

    def _run(self) -> None:
        """Not `serve_forever`, which wakes up twice a second to see whether it is to end."""
        while not self._closed:
            self._http.handle_request()

    def close(self) -> None:
        """Stop listening; answers under way are not waited for."""
        self._closed = True
        with suppress(OSError):
            socket.create_connection(self.address, timeout=1).close()  # `handle_request` waits for somebody
        self._thread.join(timeout=2)
        self._http.server_close()

    def __exit__(self, *error: object) -> None:
        self.close()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches *host*."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _View:
    """What was last seen of the installation, looked at anew where that is some seconds old."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._lock = threading.Lock()
        self._seen_s: float | None = None
        self._figures: Figures | None = None
        self._standings: Sequence[Standing] = ()
        self._trouble: str | None = None

    def healthz(self) -> Answer:
        with self._lock:
            self._look()
            found = reasons(self._standings, database=self._trouble, scheduler=self._sources.scheduler())
        return (503 if found else 200), *_json({"status": "failing" if found else "ok", "reasons": found})

    def metrics(self, accept: str) -> Answer:
        from prometheus_client import CollectorRegistry
        from prometheus_client.exposition import choose_encoder

        with self._lock:
            self._look()
            found = tuple(families(self._figures, self._standings, since=self._sources.since))

        class Collected:
            def collect(self) -> Iterable[Any]:
                return found

        registry = CollectorRegistry(auto_describe=False)
        registry.register(Collected())
        encode, content_type = choose_encoder(accept)
        return 200, content_type, encode(registry)

    def _look(self) -> None:
        if self._seen_s is not None and time.monotonic() - self._seen_s < FRESH_S:
            return
        try:
            (self._figures, self._standings), self._trouble = self._sources.look(), None
        except MonitorError as error:
            self._figures, self._standings, self._trouble = None, (), str(error.message)
        self._seen_s = time.monotonic()


def _json(value: dict[str, Any]) -> tuple[str, bytes]:
    return "application/json; charset=utf-8", json.dumps(value, ensure_ascii=False).encode()


def _handler(view: _View) -> type[BaseHTTPRequestHandler]:
    class FiguresHandler(BaseHTTPRequestHandler):
        timeout = PATIENCE_S
        server_version, sys_version = "city-page-monitor", ""

        def log_message(self, format: str, *args: object) -> None:
            """A line for every scrape would drown what matters."""

        def do_GET(self) -> None:
            try:
                match self.path.partition("?")[0]:
                    case "/healthz":
                        status, content_type, body = view.healthz()
                    case "/metrics":
                        status, content_type, body = view.metrics(self.headers.get("Accept", ""))
                    case _:
                        status, (content_type, body) = 404, _json({"paths": ["/healthz", "/metrics"]})
            except Exception:  # a bug of ours: who asks is told so, not hung up on, and the log says what it was
                log.exception("bug path=%s", self.path)
                status, (content_type, body) = 500, _json({"status": "failing", "reasons": ["internal_error"]})
            self.send_response(status)
            for name, value in (("Content-Type", content_type), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")):
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def do_HEAD(self) -> None:
            self.do_GET()

    return FiguresHandler
