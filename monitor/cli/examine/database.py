"""The database: is it whole, is it ours, does somebody work with it, do alerts get out?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from shlex import quote

from monitor.cli.examine.finding import Finding, of_error, warning, well, wrong
from monitor.errors import MonitorError, OlderSchema
from monitor.i18n.locale import locale_of
from monitor.model import Config, Figures, OutboxFigures
from monitor.observe.standing import standings
from monitor.placeholders import traces
from monitor.report.words import link_lines
from monitor.store import Store, holder
from monitor.terminal.say import localized, rendered, terminal_language

UNSTAMPED = timedelta(hours=36)  # a daily stamp comes within four hours after midnight, or with the first check of the day
STUCK = timedelta(hours=6)  # the longest wait between two attempts: what waits longer has failed more than once


def database(config: Config, now: datetime) -> Iterator[Finding]:
    """Its structure and newest snapshots, then what it says about the service and the alerts."""
    if not config.database.exists():
        held = holder(config.database)
        if held is not None and held.is_service:
            yield wrong(
                "database",
                localized("doctor.gone", database=config.database, pid=held.pid),
                localized("doctor.gone_do"),
            )
            return
        yield warning(
            "database",
            localized("doctor.no_database", database=config.database),
            "monitor check",
        )
        return
    yield from _readable_by_others(config)
    try:
        with Store.open(config.database, create=False, readonly=True, now=lambda: now) as store:
            yield from _whole(store)
            yield from _values_kept(config, store)
            figures = store.figures()
            yield from _service(config, store, figures)
            yield from _alerts(figures.outbox, now)
            yield from _stamps(config, store, now)
    except OlderSchema:
        yield warning(
            "database",
            localized("doctor.old_schema"),
            localized("doctor.old_schema_do"),
        )
    except MonitorError as error:
        yield from of_error("database", error)


def _readable_by_others(config: Config) -> Iterator[Finding]:
    """Files made by an earlier version keep the mode that the umask gave them (7.7)."""
    beside = sorted(config.database.parent.glob(f"{config.database.name}*"))
    open_ = [path for path in beside if path.is_file() and path.stat().st_mode & 0o077]
    if open_:
        names = " ".join(quote(str(path)) for path in open_[:5])
        yield warning(
            "permissions",
            localized("doctor.readable_by_others", n=len(open_)),
            f"chmod 600 {names}",
        )


def _whole(store: Store) -> Iterator[Finding]:
    problems = [p for p in store.verify_newest() if p.broken]
    for problem in problems:
        where = "" if problem.watch is None else f"{problem.watch}@{problem.snapshot}: "
        yield wrong(
            "integrity",
            f"{where}{rendered(problem.said)}",
            localized("doctor.damaged_do"),
        )
    if not problems:
        count = sum(1 for watch in store.watches() if watch.snapshot is not None)
        yield well(
            "integrity",
            localized("doctor.intact", n=count),
        )


def _values_kept(config: Config, store: Store) -> Iterator[Finding]:
    """Rows of before `${NAME}` was kept as a name (7.7). They are sealed evidence, and stay; what they open can be changed."""
    known = [watch.placeholders for watch in config.watches if watch.placeholders and "${" in watch.url]
    found = store.rows_holding([text for one in known for text in traces(one)])
    if found:
        tables = ", ".join(f"{table} {count}" for table, count in found.items())
        yield warning(
            "secrets",
            localized("doctor.old_secrets", tables=tables),
            localized("doctor.old_secrets_do"),
        )


def _service(config: Config, store: Store, figures: Figures) -> Iterator[Finding]:
    """A service, or something that calls `check --due`: either shows in visits that come in time."""
    held = holder(config.database)
    if held is not None and held.is_service:
        yield well("service", localized("doctor.service", pid=held.pid))
    found = standings(config, figures, held=store.holds.until, renamed=store.renamed())
    late = [s for s in found if s.overdue]
    if late:
        names = ", ".join(s.watch for s in late[:5]) + ("…" if len(late) > 5 else "")
        yield warning(
            "schedule",
            localized("doctor.overdue", names=names),
            localized("doctor.overdue_do"),
        )
    elif held is not None and held.is_service:
        pass
    elif any(s.in_time for s in found):
        yield well(
            "schedule",
            localized("doctor.in_time"),
        )
    else:
        yield well(
            "schedule",
            localized("doctor.not_overdue"),
        )
    for one in found:
        for gone in one.gone if one.watched else ():
            yield warning(
                "page",
                localized("doctor.item_gone", watch=one.watch, item=gone.item),
                localized("doctor.item_gone_do"),
            )
        for renamed in one.renamed if one.watched else ():
            line = link_lines(renamed.item, renamed.label, renamed.beside)
            yield warning(
                "page",
                localized("doctor.item_renamed", watch=one.watch, wanted=", ".join(renamed.wanted), label=renamed.label),
                localized("doctor.item_renamed_do", table=f"[watch.documents.{renamed.item}]", line=line),
            )


def _alerts(outbox: OutboxFigures, now: datetime) -> Iterator[Finding]:
    if outbox.failed:
        yield wrong(
            "alerts",
            localized("doctor.refused", n=outbox.failed),
            localized("doctor.refused_do"),
        )
    waited = now - outbox.oldest_pending_at if outbox.oldest_pending_at else timedelta(0)
    if waited > STUCK:
        span = locale_of(terminal_language()).duration(waited)
        yield warning(
            "alerts",
            localized("doctor.stuck", n=outbox.pending, span=span),
            localized("doctor.stuck_do"),
        )
    if not outbox.failed and waited <= STUCK:
        yield well("alerts", localized("doctor.pending", n=outbox.pending))


def _stamps(config: Config, store: Store, now: datetime) -> Iterator[Finding]:
    """The daily time stamps, where they are asked for (5.20)."""
    last = store.stamped_until()
    if config.timestamp is None or last is None:
        return
    locale = locale_of(terminal_language())
    at, failing = locale.moment(last, config.timezone), store.stamp_failing()
    if failing is not None:
        said = localized("doctor.stamp_fails", n=failing.count, tsa=config.timestamp, at=at, error=failing.error)
        yield warning("stamps", said, localized("doctor.stamp_do"))
    elif now - last > UNSTAMPED:
        yield warning(
            "stamps", localized("doctor.unstamped", span=locale.duration(now - last), at=at), localized("doctor.stamp_do")
        )
    else:
        yield well("stamps", localized("doctor.stamped", at=at))
