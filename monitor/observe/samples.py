"""Figures as Prometheus knows them: its families, with a value for each tuple of labels. Its library is loaded with the first."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from monitor import __version__
from monitor.model import Figures
from monitor.observe.standing import Standing

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
