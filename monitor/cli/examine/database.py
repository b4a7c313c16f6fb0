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
from monitor.store import Store, holder
from monitor.terminal.say import pick, tongue

STUCK = timedelta(hours=6)  # the longest wait between two attempts: what waits longer has failed more than once


def database(config: Config, now: datetime) -> Iterator[Finding]:
    """Its structure and newest snapshots, then what it says about the service and the alerts."""
    if not config.database.exists():
        held = holder(config.database)
        if held is not None and held.is_service:
            yield wrong(
                "database",
                pick(
                    fr=f"{config.database} a disparu, alors que monitor run travaille (processus {held.pid})",
                    en=f"{config.database} is gone, though monitor run is at work (process {held.pid})",
                ),
                pick(
                    fr="arrêtez monitor run, remettez-la ou une sauvegarde, puis relancez",
                    en="stop monitor run, put it or a backup back, then start again",
                ),
            )
            return
        yield warning(
            "database",
            pick(fr=f"{config.database} n’existe pas encore", en=f"{config.database} does not exist yet"),
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
    except OlderSchema:
        yield warning(
            "database",
            pick(fr="la base attend une mise à niveau", en="the database waits to be brought up to date"),
            pick(fr="monitor check la fait, après une sauvegarde", en="monitor check does it, after a backup"),
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
            pick(
                fr=f"lisible par d’autres utilisateurs de cette machine : {len(open_)} fichier{'s' if len(open_) > 1 else ''}",
                en=f"readable by other users of this machine: {len(open_)} file{'s' if len(open_) != 1 else ''}",
            ),
            f"chmod 600 {names}",
        )


def _whole(store: Store) -> Iterator[Finding]:
    problems = [p for p in store.verify_newest() if p.broken]
    for problem in problems:
        where = "" if problem.watch is None else f"{problem.watch}@{problem.snapshot}: "
        yield wrong(
            "integrity",
            f"{where}{problem.detail}",
            pick(fr="monitor verify dit tout ; remettez une sauvegarde", en="monitor verify tells all; put back a backup"),
        )
    if not problems:
        count = sum(1 for watch in store.watches() if watch.snapshot is not None)
        yield well(
            "integrity",
            pick(
                fr=f"structure intacte, dernière version de {count} page{'s' if count > 1 else ''} vérifiée",
                en=f"structure intact, newest version of {count} watch{'es' if count != 1 else ''} verified",
            ),
        )


def _values_kept(config: Config, store: Store) -> Iterator[Finding]:
    """Rows of before `${NAME}` was kept as a name (7.7). They are sealed evidence, and stay; what they open can be changed."""
    known = [watch.placeholders for watch in config.watches if watch.placeholders and "${" in watch.url]
    found = store.rows_holding([text for one in known for text in traces(one)])
    if found:
        tables = ", ".join(f"{table} {count}" for table, count in found.items())
        yield warning(
            "secrets",
            pick(
                fr=f"d’anciennes lignes contiennent encore la valeur d’un ${{NOM}} : {tables}",
                en=f"old rows still hold the value of a ${{NAME}}: {tables}",
            ),
            pick(
                fr="changez ce secret auprès du site : l’ancien n’ouvrira plus rien ; les nouvelles lignes ne gardent que le nom",
                en="change that secret with its site: the old one opens nothing then; new rows keep the name only",
            ),
        )


def _service(config: Config, store: Store, figures: Figures) -> Iterator[Finding]:
    """A service, or something that calls `check --due`: either shows in visits that come in time."""
    held = holder(config.database)
    if held is not None and held.is_service:
        yield well("service", pick(fr=f"monitor run, processus {held.pid}", en=f"monitor run, process {held.pid}"))
    found = standings(config, figures, held=store.holds.until)
    late = [s for s in found if s.overdue]
    if late:
        names = ", ".join(s.watch for s in late[:5]) + ("…" if len(late) > 5 else "")
        yield warning(
            "schedule",
            pick(fr=f"visites en retard : {names}", en=f"overdue visits: {names}"),
            pick(
                fr="lancez monitor run, ou monitor check --due toutes les dix minutes par cron",
                en="start monitor run, or monitor check --due every ten minutes from cron",
            ),
        )
    elif held is not None and held.is_service:
        pass
    elif any(s.in_time for s in found):
        yield well(
            "schedule",
            pick(
                fr="dernière visite à l’heure prévue ; monitor run n’est pas en marche",
                en="the last visit came when it was due; monitor run is not running",
            ),
        )
    else:
        yield well(
            "schedule",
            pick(
                fr="aucune visite en retard ; rien ne montre encore qu’un service ou cron fera les prochaines",
                en="no visit is overdue; nothing shows yet that a service or cron will make the next ones",
            ),
        )
    for one in found:
        for gone in one.gone if one.watched else ():
            yield warning(
                "page",
                pick(
                    fr=f"{one.watch} : « {gone.item} » n’est plus sur la page, rien n’y est surveillé",
                    en=f"{one.watch}: “{gone.item}” is no longer on the page, nothing is watched there",
                ),
                pick(
                    fr="corrigez sa description dans config.toml (monitor outline), ou retirez-la",
                    en="correct its description in config.toml (monitor outline), or take it out",
                ),
            )


def _alerts(outbox: OutboxFigures, now: datetime) -> Iterator[Finding]:
    if outbox.failed:
        yield wrong(
            "alerts",
            pick(
                fr=f"{outbox.failed} alerte{'s' if outbox.failed > 1 else ''} refusée{'s' if outbox.failed > 1 else ''}",
                en=f"{outbox.failed} alert{'s' if outbox.failed != 1 else ''} refused",
            ),
            pick(
                fr="monitor alerts dit pourquoi ; corrigez, puis monitor alerts retry",
                en="monitor alerts says why; mend it, then monitor alerts retry",
            ),
        )
    waited = now - outbox.oldest_pending_at if outbox.oldest_pending_at else timedelta(0)
    if waited > STUCK:
        span = locale_of(tongue()).duration(waited)
        yield warning(
            "alerts",
            pick(
                fr=f"{outbox.pending} en attente, la plus ancienne depuis {span}",
                en=f"{outbox.pending} pending, the oldest for {span}",
            ),
            pick(
                fr="monitor alerts dit pourquoi ; monitor alerts send réessaie",
                en="monitor alerts says why; monitor alerts send tries again",
            ),
        )
    if not outbox.failed and waited <= STUCK:
        yield well("alerts", pick(fr=f"{outbox.pending} en attente", en=f"{outbox.pending} pending"))
