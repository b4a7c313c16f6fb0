"""An installation of the invented town, as figures, for the tests of what is observed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.model import Config, Failure, Figures, OpenFailure, OutboxFigures, Recipe, Schedule, Visiting, Watch, WatchFigures

NOW = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)  # 20:00 in Paris
SEVEN = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def watch(name: str, *, enabled: bool = True) -> Watch:
    url = f"https://www.valmont-sur-ource.example/{name}"
    return Watch(name=name, url=url, schedule=Schedule(every=DAY), recipe=Recipe(), enabled=enabled)


def config(*watches: Watch) -> Config:
    return Config(
        path=Path("config.toml"),
        database=Path("monitor.db"),
        timezone="Europe/Paris",
        language="fr",
        contact=None,
        visiting=Visiting(),
        watches=watches,
    )


def seen(
    name: str,
    newest_at: datetime = SEVEN,
    *,
    good_at: datetime | None = None,
    changed_at: datetime | None = None,
    snapshot: int = 1,
    failures: tuple[OpenFailure, ...] = (),
) -> WatchFigures:
    return WatchFigures(
        watch=name,
        snapshot=snapshot,
        newest_at=newest_at,
        last_live_at=newest_at,
        last_good_at=good_at or newest_at,
        changed_at=changed_at,
        changed_snapshot=snapshot if changed_at else None,
        visits={"first": 1, "unchanged": 27, "failed": sum(f.consecutive for f in failures)},
        failures=failures,
        timed=28,
        seconds=21.5,
        last_seconds=0.75,
    )


def failing(since: datetime, consecutive: int, item: str | None = None) -> OpenFailure:
    kind = "document_unavailable" if item else "http_error"
    return OpenFailure(
        failure=Failure(kind=kind, detail="HTTP 503", item=item),  # type: ignore[arg-type]
        since=since,
        consecutive=consecutive,
    )


def figures(*watches: WatchFigures, outbox: OutboxFigures = OutboxFigures(), at: datetime = NOW) -> Figures:  # noqa: B008
    return Figures(at=at, watches={w.watch: w for w in watches}, outbox=outbox, database_bytes=12_400_000)
