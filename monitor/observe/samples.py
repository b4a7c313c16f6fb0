"""Figures as Prometheus knows them: families of samples, without the library that writes them down. Pure."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, TypeAlias

from monitor import __version__
from monitor.model import Figures
from monitor.model.frozen import dataclass
from monitor.observe.standing import Standing

Kind: TypeAlias = Literal["gauge", "counter", "summary", "info"]
Value: TypeAlias = float | tuple[float, float]  # of a summary: count and sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One metric with its samples: a value for each tuple of label values."""

    name: str  # without the suffix that its kind gets, as _total
    help: str
    kind: Kind = "gauge"
    labels: tuple[str, ...] = ()
    samples: tuple[tuple[tuple[str, ...], Value], ...] = ()


def families(figures: Figures | None, standings: Sequence[Standing], *, since: datetime) -> Iterator[Family]:
    """Every metric of an installation that has run since *since*; *figures* None: the database cannot be read."""
    labels = {"version": __version__, "python": platform.python_version(), "implementation": sys.implementation.name}
    yield Family(name="monitor_build", help="What runs.", kind="info", labels=(*labels,), samples=(((*labels.values(),), 1.0),))
    yield _one("monitor_start_timestamp_seconds", "When the service started.", since.timestamp())
    yield _one("monitor_database_readable", "1 where the database could be read for this scrape.", float(figures is not None))
    if figures is None:
        return
    yield _one("monitor_database_bytes", "Size of the database, its write-ahead log included.", float(figures.database_bytes))
    states = (("pending", figures.outbox.pending), ("delivered", figures.outbox.delivered), ("failed", figures.outbox.failed))
    yield Family(
        name="monitor_outbox_alerts",
        help="Alerts by state; failed: given up until somebody mends something.",
        labels=("state",),
        samples=tuple(((state,), float(number)) for state, number in states),
    )
    oldest = figures.outbox.oldest_pending_at
    age = max(0.0, (figures.at - oldest).total_seconds()) if oldest else 0.0
    yield _one("monitor_outbox_oldest_pending_age_seconds", "How long the oldest pending alert has waited; 0: none waits.", age)
    yield from _watches([s for s in standings if s.watched])


def _one(name: str, help: str, value: float) -> Family:
    return Family(name=name, help=help, samples=(((), value),))


def _watches(standings: Sequence[Standing]) -> Iterator[Family]:
    known = [(s.watch, s.figures) for s in standings if s.figures]
    yield _times("last_success", "When the page was last read.", ((name, f.last_good_at) for name, f in known))
    yield _times("last_check", "When the page was last visited, whatever came of it.", ((name, f.newest_at) for name, f in known))
    yield _times("next_check", "When the page is to be visited next.", ((s.watch, s.next_at) for s in standings))
    yield Family(
        name="monitor_watch_overdue_seconds",
        help="How long a visit has been due, beyond its grace; 0: it is not.",
        labels=("watch",),
        samples=tuple(((s.watch,), s.overdue.total_seconds() if s.overdue else 0.0) for s in standings),
    )
    yield Family(
        name="monitor_watch_consecutive_failures",
        help="Failures in a row: of the page (item empty), and of each item that fails now.",
        labels=("watch", "item"),
        samples=tuple(
            ((s.watch, item), float(number))
            for s in standings
            for item, number in sorted({"": 0, **{f.failure.item or "": f.consecutive for f in s.failures}}.items())
        ),
    )
    yield Family(
        name="monitor_checks",
        help="Visits ever made, by what came of them; imported captures count.",
        kind="counter",
        labels=("watch", "outcome"),
        samples=tuple(((name, outcome), float(number)) for name, f in known for outcome, number in sorted(f.visits.items())),
    )
    yield Family(
        name="monitor_check_seconds",
        help="How long visits took, documents included.",
        kind="summary",
        labels=("watch",),
        samples=tuple(((name,), (float(f.timed), f.seconds)) for name, f in known if f.timed),
    )
    yield Family(
        name="monitor_watch_last_check_seconds",
        help="How long the newest visit took.",
        labels=("watch",),
        samples=tuple(((name,), f.last_seconds) for name, f in known if f.last_seconds is not None),
    )


def _times(what: str, help: str, times: Iterable[tuple[str, datetime | None]]) -> Family:
    """A time per watch; those that have none are left out, as Prometheus wants it."""
    samples = tuple(((name,), at.timestamp()) for name, at in times if at is not None)
    return Family(name=f"monitor_watch_{what}_timestamp_seconds", help=help, labels=("watch",), samples=samples)
