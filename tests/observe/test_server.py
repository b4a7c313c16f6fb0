"""/healthz and /metrics as Prometheus and a health check ask for them (12.6)."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as metrics

from monitor.errors import MonitorError, StoreError
from monitor.model import Figures, OutboxFigures
from monitor.observe.server import PATIENCE_S, Server, Sources, serve
from monitor.observe.standing import standings
from monitor.records import now as real_now
from monitor.store import Store
from tests.calls import calls_of
from tests.observe.town import DAY, NOW, SEVEN, config, failing, figures, seen, watch
from tests.store import town as visits

STARTED = NOW - DAY
ODD = 'valmont "la\\belle"\nà lire'


@dataclass
class Fake:
    """An installation that a test changes between two questions."""

    figures: Figures | Exception = field(default_factory=lambda: figures(seen("valmont"), seen("ource")))
    trouble: str | None = None
    looks: int = 0

    def sources(self) -> Sources:
        def look() -> tuple[Figures, tuple[object, ...]]:
            self.looks += 1
            if isinstance(self.figures, Exception):
                raise self.figures
            names = [watch(name) for name in self.figures.watches]
            return self.figures, standings(config(*names), self.figures, held=lambda url: None, since=STARTED)

        return Sources(look=look, scheduler=lambda: self.trouble, since=STARTED)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Asking:
    server: Server

    def get(self, path: str, accept: str = "", method: str = "GET") -> tuple[int, str, str]:
        with closing(http.client.HTTPConnection(*self.server.address, timeout=30)) as connection:
            connection.request(method, path, headers={"Accept": accept})
            answer = connection.getresponse()
            return answer.status, answer.headers["Content-Type"], answer.read().decode()


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def ask(fake: Fake) -> Iterator[Asking]:
    with serve(("127.0.0.1", 0), fake.sources()) as server:
        yield Asking(server)


def samples(text: str, parse: Callable[[str], object] = metrics) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {
        (s.name, tuple(sorted(s.labels.items()))): s.value
        for family in parse(text)  # type: ignore[attr-defined]
        for s in family.samples
    }


def test_every_figure_is_a_metric(fake: Fake, ask: Asking) -> None:
    outbox = OutboxFigures(pending=2, delivered=40, failed=1, oldest_pending_at=NOW - timedelta(hours=3))
    failures = (failing(SEVEN, 6), failing(SEVEN, 1, "organigramme"))
    fake.figures = figures(seen("valmont"), seen("ource", SEVEN - 4 * DAY, failures=failures), outbox=outbox)
    status, kind, text = ask.get("/metrics")
    found = samples(text)
    assert (status, kind.partition(";")[0]) == (200, "text/plain")
    valmont, ource = (("watch", "valmont"),), (("watch", "ource"),)
    assert found["monitor_watch_last_success_timestamp_seconds", valmont] == SEVEN.timestamp()
    assert found["monitor_watch_last_check_timestamp_seconds", ource] == (SEVEN - 4 * DAY).timestamp()
    assert found["monitor_watch_next_check_timestamp_seconds", valmont] == (SEVEN + DAY).timestamp()
    assert found["monitor_watch_overdue_seconds", valmont] == 0
    assert found["monitor_watch_overdue_seconds", ource] == DAY.total_seconds()
    assert found["monitor_watch_consecutive_failures", (("item", ""), *valmont)] == 0
    assert found["monitor_watch_consecutive_failures", (("item", ""), *ource)] == 6
    assert found["monitor_watch_consecutive_failures", (("item", "organigramme"), *ource)] == 1
    assert found["monitor_checks_total", (("outcome", "unchanged"), *valmont)] == 27
    assert (found["monitor_check_seconds_count", valmont], found["monitor_check_seconds_sum", valmont]) == (28, 21.5)
    assert found["monitor_watch_last_check_seconds", valmont] == 0.75
    assert [found["monitor_outbox_alerts", (("state", s),)] for s in ("pending", "delivered", "failed")] == [2, 40, 1]
    assert found["monitor_outbox_oldest_pending_age_seconds", ()] == 3 * 3600
    assert found["monitor_database_bytes", ()] == 12_400_000
    assert found["monitor_start_timestamp_seconds", ()] == STARTED.timestamp()
    assert next(dict(labels) for name, labels in found if name == "monitor_build_info").keys() >= {"version", "python"}
    assert not [name for name, _ in found if not name.startswith("monitor_")]


def test_openmetrics_is_spoken_to_who_asks_for_it(ask: Asking) -> None:
    _, kind, text = ask.get("/metrics", "application/openmetrics-text; version=1.0.0; charset=utf-8")
    assert kind.startswith("application/openmetrics-text")
    assert samples(text, openmetrics)["monitor_checks_total", (("outcome", "first"), ("watch", "valmont"))] == 1


def test_a_name_is_escaped(fake: Fake, ask: Asking) -> None:
    fake.figures = figures(seen(ODD))
    assert ("monitor_watch_overdue_seconds", (("watch", ODD),)) in samples(ask.get("/metrics")[2])


def test_health_is_well_though_a_page_fails(fake: Fake, ask: Asking) -> None:
    """A page that fails is no fault of the service; who wants to know asks /metrics."""
    fake.figures = figures(seen("valmont", failures=(failing(SEVEN, 9),)))
    status, kind, text = ask.get("/healthz")
    assert (status, kind, json.loads(text)) == (200, "application/json; charset=utf-8", {"status": "ok", "reasons": []})


def test_health_says_every_reason(fake: Fake, ask: Asking) -> None:
    fake.figures, fake.trouble = figures(seen("valmont"), seen("ource", SEVEN - 9 * DAY)), "it does not run"
    status, _, text = ask.get("/healthz")
    overdue = {"reason": "overdue", "watch": "ource", "overdue_s": DAY.total_seconds()}
    assert (status, json.loads(text)["reasons"]) == (503, [{"reason": "scheduler", "detail": "it does not run"}, overdue])


def test_a_database_that_cannot_be_read_is_a_reason_and_a_metric(fake: Fake, ask: Asking) -> None:
    fake.figures = StoreError("monitor.db is damaged")
    status, _, text = ask.get("/healthz")
    assert (status, json.loads(text)["reasons"]) == (503, [{"reason": "database", "detail": "monitor.db is damaged"}])
    assert samples(ask.get("/metrics")[2])["monitor_database_readable", ()] == 0


def test_a_bug_is_answered_and_logged(fake: Fake, ask: Asking, caplog: pytest.LogCaptureFixture) -> None:
    """12.6: a prober that is hung up on learns nothing; the cause is in the log, not in the answer."""
    fake.figures = FileNotFoundError(2, "gone", "/secret/m.db-wal")
    status, _, body = ask.get("/healthz")
    assert (status, json.loads(body)) == (500, {"status": "failing", "reasons": ["internal_error"]})
    assert "bug path=/healthz" in caplog.text and "m.db-wal" in caplog.text


def test_who_asks_again_soon_costs_nothing(fake: Fake, ask: Asking) -> None:
    for _ in range(5):
        ask.get("/metrics")
        ask.get("/healthz")
    assert fake.looks == 1


def test_other_paths_and_methods(ask: Asking) -> None:
    assert ask.get("/")[0] == 404
    assert ask.get("/healthz", method="HEAD")[::2] == (200, "")
    assert ask.get("/metrics", method="POST")[0] == 501


def test_who_connects_and_says_nothing_holds_up_nobody(ask: Asking) -> None:
    with closing(socket.create_connection(ask.server.address)):
        assert ask.get("/healthz")[0] == 200


def test_it_ends_at_once_and_leaves_the_port(fake: Fake) -> None:
    server = serve(("127.0.0.1", 0), fake.sources())
    before = time.monotonic()
    server.close()
    assert time.monotonic() - before < PATIENCE_S / 2
    assert "listen" not in [t.name for t in threading.enumerate()]
    serve(server.address, fake.sources()).close()


def test_a_port_that_is_taken_is_said(ask: Asking, fake: Fake) -> None:
    with pytest.raises(MonitorError, match=r"--listen 127\.0\.0\.1:"):
        serve(ask.server.address, fake.sources())


def test_a_look_at_a_hundred_watches_is_cheap(tmp_path: Path) -> None:
    """§9: each is looked at once, not against all others: 100 are ten times the work of 10."""

    def work(number: int) -> int:
        path, names = tmp_path / f"{number}.db", [f"page-{n:03}" for n in range(number)]
        with Store.open(path) as store, store.group():
            for name in names:
                store.write(visits.seen(1, visits.T0, "La ville permet", name=name, body=b"<html></html>"), visits.watch(name))
                for n in range(1, 6):
                    plan = replace(visits.failed(visits.T0 + n * visits.HOUR, visits.T0, n), watch=name)
                    store.write(plan, visits.watch(name))
        here = config(*map(watch, names))

        def look() -> None:
            with Store.open(path, create=False, readonly=True, now=real_now) as store:
                assert len(standings(here, store.figures(), held=store.holds.until)) == number

        look()
        return calls_of(look)

    assert work(100) < 12 * work(10)
