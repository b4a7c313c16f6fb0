"""How the whole installation stands (`monitor status`) and what it visits next (`monitor schedule`). Pure.

What needs somebody comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from monitor.i18n.typography import NO_BREAK, cells, clean, shortened
from monitor.model import Change, Ended, Figures, Holder
from monitor.model.frozen import dataclass
from monitor.model.shapes import machine_time, optional_time
from monitor.observe.standing import Standing
from monitor.report.as_json import failure_json
from monitor.report.config_hints import moving_note, renamed_note
from monitor.report.failures import failure_title
from monitor.report.layout import Run, Style, Terminal
from monitor.report.words import about


class Coming(Protocol):
    """A visit to come, as the schedule reckons it."""

    @property
    def at(self) -> datetime: ...
    @property
    def why(self) -> Literal["new", "clock", "schedule", "slowed", "held", "paused"]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The next visits of one watch, the soonest first; none where its schedule never comes, or it rests until further notice."""

    watch: str
    visits: Sequence[Coming]
    failing: int = 0  # visits in a row on which the page could not be read
    enabled: bool = True
    paused_until: date | Literal[True] | None = None
    title: str | None = None


def schedule_json(planned: Planned) -> list[dict[str, Any]]:
    """The lines of `monitor schedule --json`, one a visit; one with `at` null where none will come."""
    common = {"watch": planned.watch, "enabled": planned.enabled, "failing": planned.failing}
    common |= {"title": planned.title, "paused_until": pause_json(planned.paused_until)}
    if not planned.visits:
        return [{**common, "at": None, "why": None}]
    return [{**common, "at": machine_time(visit.at), "why": visit.why} for visit in planned.visits]


def pause_json(until: date | Literal[True] | None) -> str | bool | None:
    """`paused_until` as JSON has it: true, a day ("2026-12-31"), or null."""
    return until.isoformat() if isinstance(until, date) else until


def schedule_text(planned: Planned, now: datetime, to: Terminal) -> str:
    """A line for the next visit, one for what moved it, one for each that follows."""
    first = planned.visits[0] if planned.visits else None
    if first is None:
        if planned.enabled and planned.paused_until is True:
            when = to.locale.text("report.next_paused", name=clean(planned.watch))
        else:
            when = to.locale.text("report.next_never" if planned.enabled else "report.next_off")
    elif first.why in ("new", "clock"):
        when = to.locale.text(f"report.next_{first.why}")
    elif first.at <= now:
        when = to.locale.text("report.next_late", moment=_moment(first.at, to))
    else:
        when = to.locale.text("report.next_at", span=to.locale.duration(first.at - now), moment=_moment(first.at, to))
    name = [Run(f" ({clean(planned.watch)})", "quiet")] if planned.title else []  # what commands call it
    head = to.put(Run(clean(planned.title or planned.watch), "strong"), *name, Run(" — "), Run(when), rest="  ")
    moved = {
        "slowed": to.locale.text("report.next_slowed", failures=to.locale.text("report.count.failures", n=planned.failing)),
        "paused": to.locale.text("report.next_rests", name=clean(planned.watch)),
        "held": to.locale.text("report.next_held"),
    }
    why = [to.put(Run(moved[first.why], "new"), first="    ")] if first is not None and first.why in moved else []
    then = [
        to.put(Run(to.locale.text("report.next_then", moment=_moment(v.at, to)), "quiet"), first="    ") for v in planned.visits[1:]
    ]
    return "\n".join([head, *why, *then])


def _moment(at: datetime, to: Terminal) -> str:
    weekday = to.locale.text("report.weekdays").split()[at.astimezone(ZoneInfo(to.timezone)).weekday()]
    return f"{weekday} {to.locale.moment(at, to.timezone)}"


ROWS = 10  # watches shown where nobody asks for all
STUCK = timedelta(hours=6)  # an alert that waits longer has failed more than once
TODAY = timedelta(hours=20)  # nearer than this the time of day alone is clear
_LEAST_NAME = 16  # cells; where less is left for names, the columns stand beneath each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Everything that the screen shows. `changes`: what the newest change of a watch was, for the watches to be shown."""

    figures: Figures
    standings: tuple[Standing, ...]
    holder: Holder | None
    database: str
    changes: Mapping[str, tuple[Change, ...]]
    ended: Ended | None = None  # the service that worked here last, where none does
    has_alerts: bool = True  # whether the configuration has somebody told

    @property
    def service(self) -> Holder | None:
        return self.holder if self.holder and self.holder.is_service else None

    @property
    def attended(self) -> bool:
        """Whether something visits the pages at their times: a service, or whatever has done so since the last one ended."""
        if self.service is not None:
            return True
        end = self.ended
        return any(
            one.in_time and (end is None or (end.until and one.figures and one.figures.newest_at > end.until))
            for one in self.standings
            if one.watched
        )

    @property
    def lost(self) -> bool:
        """Whether the service works without its database: somebody moved it away, or its disk is gone."""
        return self.service is not None and not self.figures.database_bytes


def state(status: Status) -> str:
    """How all stands, in a word: "all_well" only where every page is read, something visits it in time and alerts go out (3.26)."""
    enabled = [s for s in status.standings if s.watched]
    if not status.standings:
        return "none"
    if not enabled:
        return "all_paused"
    if status.lost or any(s.troubled for s in enabled):
        return "in_trouble"
    visited = [s for s in enabled if s.figures is not None]
    if len(visited) < len(enabled):
        return "partly_unvisited" if visited else "unvisited"
    if not status.attended:
        return "unattended"
    waits = status.figures.outbox.oldest_pending_at
    if status.figures.outbox.failed or (waits is not None and status.figures.at - waits > STUCK):
        return "unheard"
    return "all_well"


def shown_first(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """*standings*, the troubled first, then by their newest change, then as configured."""

    def order(one: Standing) -> tuple[bool, bool, float]:
        changed_at = one.figures.changed_at if one.figures else None
        return not one.troubled, not one.watched, -changed_at.timestamp() if changed_at else 0.0

    return tuple(sorted(standings, key=order))


def to_show(standings: Sequence[Standing], *, everything: bool) -> tuple[Standing, ...]:
    """The watches that get lines of their own: all, or the first ROWS and whatever else is in trouble."""
    ordered = shown_first(standings)
    return ordered if everything else tuple(s for n, s in enumerate(ordered) if n < ROWS or s.troubled)


# ------------------------------------------------------------------------------------------------------------------------- JSON


def status_json(status: Status) -> dict[str, Any]:
    """The one object of `monitor status --json`; the watches in the order of the configuration."""
    figures, holder = status.figures, status.service
    outbox = figures.outbox
    return {
        "at": machine_time(figures.at),
        "state": state(status),
        "service": {"pid": holder.pid, "since": optional_time(holder.since)} if holder else None,
        "service_ended": {"since": optional_time(status.ended.since), "until": optional_time(status.ended.until)}
        if status.ended
        else None,
        "database": {"path": status.database, "bytes": figures.database_bytes},
        "alerts": {
            "pending": outbox.pending,
            "failed": outbox.failed,
            "delivered": outbox.delivered,
            "oldest_pending_at": optional_time(outbox.oldest_pending_at),
        },
        "watches": [
            {
                "watch": one.watch,
                "title": one.title,
                "enabled": one.enabled,
                "paused_until": pause_json(one.paused_until),
                "snapshot": known.snapshot if known else None,
                "last_visit_at": optional_time(known.newest_at if known else None),
                "last_success_at": optional_time(known.last_good_at if known else None),
                "next_at": optional_time(one.next_at),
                "overdue_s": one.overdue.total_seconds() if one.overdue else None,
                "last_change": {"at": machine_time(known.changed_at), "snapshot": known.changed_snapshot}
                if known and known.changed_at
                else None,
                "failures": [failure_json(failing) for failing in one.failures],
                "gone": [{"item": g.item, "item_kind": g.item_kind, "since": optional_time(g.seen_at)} for g in one.gone],
                "visits": dict(known.visits) if known else {},
            }
            for one, known in ((one, one.figures) for one in status.standings)
        ],
    }


# ----------------------------------------------------------------------------------------------------------------------- screen


def status_text(status: Status, to: Terminal, *, everything: bool = False) -> str:
    """The screen: what holds for all, then a row for each watch with what is to be said about it beneath."""
    shown = to_show(status.standings, everything=everything)
    words = _Screen(to, status, status.figures.at)
    lines = [*words.head(), "", *words.table(shown)]
    left = len(status.standings) - len(shown)
    if left:
        lines += ["", to.put(Run(words.text("status.more", more=words.text("status.count.more", n=left)), "quiet"), first="  ")]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Screen:
    """The lines of this screen, its phrases, and times beside how far away they are."""

    to: Terminal
    status: Status
    now: datetime

    def text(self, key: str, /, **values: object) -> str:
        return self.to.locale.text(key, **values)

    def past(self, at: datetime) -> str:
        """ "il y a 2 heures (7 h 00)"; of what a clock that ran fast wrote, its date alone."""
        return self._both(at, "status.ago", "status.just_now") if at < self.now + timedelta(minutes=1) else self.absolute(at)

    def future(self, at: datetime) -> str:
        """ "dans 22 heures (7 h 00)", "maintenant"."""
        return self._both(at, "status.in", "status.at_once") if at > self.now else self.text("status.at_once")

    def since(self, at: datetime) -> str:
        """ "depuis 3 jours (21 nov.)"."""
        return self.text("status.for", span=self.to.locale.duration(self.now - at), absolute=self.absolute(at))

    def _both(self, at: datetime, key: str, near: str) -> str:
        span = abs(self.now - at)
        if span < timedelta(minutes=1):
            return self.text(near)
        relative = self.text(key, span=self.to.locale.duration(span))
        return self.text("status.both", relative=relative, absolute=self.absolute(at))

    def absolute(self, at: datetime) -> str:
        """The time of day where it is near, else the day, with its year where that is another one."""
        zone = ZoneInfo(self.to.timezone)
        local = at.astimezone(zone)
        if abs(self.now - at) < TODAY:
            return self.to.locale.clock(at, self.to.timezone)
        return self.day(local.date())

    def day(self, day: date) -> str:
        """*day*, with its year where that is another one."""
        month = self.text("status.months").split()[day.month - 1]
        first = "1er" if day.day == 1 and self.to.language == "fr" else str(day.day)
        this_year = self.now.astimezone(ZoneInfo(self.to.timezone)).year
        said = self.text(
            "status.short_day" if day.year == this_year else "status.short_day_year", day=first, month=month, year=day.year
        )
        return said.replace(" ", NO_BREAK)

    def head(self) -> Iterator[str]:
        to, enabled = self.to, [s for s in self.status.standings if s.watched]
        if not self.status.standings:
            yield to.put(Run(self.text("status.none"), "strong"))
        else:
            said = state(self.status)
            style: Style = "good" if said == "all_well" else "bad" if said == "in_trouble" else "new"
            troubled, unvisited = sum(s.troubled for s in enabled), sum(s.figures is None for s in enabled)
            in_trouble = self.text("status.count.troubled", n=len(enabled) if self.status.lost else troubled)
            not_visited = self.text("status.count.unvisited", n=unvisited)
            number = len(enabled) or len(self.status.standings)
            what = self.text(f"status.state.{said}", n=number, troubled=in_trouble, unvisited=not_visited)
            pages = self.text("status.count.watches" if enabled else "status.count.pages", n=number)
            title, _, rest = self.text("status.title", pages=pages, state="\n").partition("\n")
            yield to.put(Run(title, "strong"), Run(what, style), Run(rest, "strong"))
        labels = [self.text(key) for key in ("status.service", "status.database", "status.alerts")]
        wide = max(map(cells, labels)) + 2
        for label, runs in zip(labels, (self.service(), self.database(), self.alerts()), strict=True):
            first = "  " + label + NO_BREAK * (wide - cells(label))
            yield to.put(*runs, first=first, rest=" " * cells(first))

    def service(self) -> list[Run]:
        holder, service = self.status.holder, self.status.service
        if service is not None and service.since is not None:
            return [Run(self.text("status.running", since=self.since(service.since), pid=service.pid), "good")]
        if holder is not None and holder.pid is not None:
            return [Run(self.text("status.busy", command=shortened(clean(holder.command), 40), pid=holder.pid))]
        if holder is not None:
            return [Run(self.text("status.running_unsigned"))]
        if late := [s.overdue for s in self.status.standings if s.overdue]:
            span = self.to.locale.duration(max(late))
            return [Run(self.text("status.not_running_late", late=self.text("status.count.late", n=len(late)), span=span), "bad")]
        if self.status.attended:
            return [Run(self.text("status.not_running_in_time"))]
        if self.status.ended is not None:
            until = self.status.ended.until
            return [Run(self.text("status.ended", since=self.since(until)) if until else self.text("status.killed"), "bad")]
        return [Run(self.text("status.not_running"), "new")]

    def database(self) -> list[Run]:
        if not self.status.figures.database_bytes:
            return [
                Run(f"{clean(self.status.database)}, "),
                Run(self.text("status.lost" if self.status.lost else "status.none_yet"), "bad" if self.status.lost else "plain"),
            ]
        size = self.to.locale.size(self.status.figures.database_bytes)
        return [Run(f"{clean(self.status.database)}, "), Run(size)]

    def alerts(self) -> list[Run]:
        outbox = self.status.figures.outbox
        runs = [Run(self.text("status.alerts_none" if self.status.has_alerts else "doctor.nobody"))]
        if outbox.oldest_pending_at is not None:
            pending = self.text("status.count.pending", n=outbox.pending)
            runs = [Run(self.text("status.alerts_pending", pending=pending, since=self.since(outbox.oldest_pending_at)), "new")]
        if outbox.failed:
            failed = self.text("status.alerts_failed", failed=self.text("status.count.failed", n=outbox.failed))
            runs += [Run(", "), Run(failed, "bad")]
        return runs

    def table(self, shown: Sequence[Standing]) -> Iterator[str]:
        if not shown:
            return
        read = [one.figures.last_good_at if one.figures else None for one in shown]
        rows = [
            (clean(one.title or one.watch), self.past(at) if at else self.text("status.never"), self.next(one))
            for one, at in zip(shown, read, strict=True)
        ]
        heads = tuple(self.text(key) for key in ("status.watch", "status.read", "status.next"))
        names, reads, nexts = (max(cells(row[n]) for row in [heads, *rows]) for n in range(3))
        room = self.to.width - 2 - 2 - reads - 2 - nexts
        narrow, wide = room < _LEAST_NAME, (min(names, room), reads)
        if not narrow:
            yield self.to.put(Run(_columns(heads, wide), "quiet"), first="  ")
        for one, row in zip(shown, rows, strict=True):
            style: Style
            if not one.watched or (one.figures is None and not one.troubled):
                mark, style = "·", "quiet"
            elif any(failing.failure.item is None for failing in one.failures):
                mark, style = "✗", "bad"
            else:
                mark, style = ("!", "new") if one.troubled else ("✓", "good")
            name, times = row[0], row[1:]
            if narrow or cells(name) > wide[0]:
                yield self.to.put(Run(mark, style), Run(NO_BREAK), Run(name, "strong"), rest="  ")
                mark, name = NO_BREAK, ""
            if narrow:
                for head, time in zip(heads[1:], times, strict=True):
                    yield self.to.put(Run(f"{head}{NO_BREAK * 2}", "quiet"), Run(time), first="    ")
            else:
                rest = _columns(("", *times), (0, wide[1]))
                yield self.to.put(Run(mark, style), Run(NO_BREAK), Run(_padded(name, wide[0]), "strong"), Run(rest))
            yield from self.notes(one, self.status.changes.get(one.watch, ()))

    def next(self, one: Standing) -> str:
        if not one.watched:
            back = one.paused_until
            return (
                self.text("status.paused") if back is None or back is True else self.text("status.paused_until", day=self.day(back))
            )
        return self.future(one.next_at) if one.next_at else self.text("status.no_next")

    def notes(self, one: Standing, changes: Sequence[Change]) -> Iterator[str]:
        """What is to be said about a watch: why it is in trouble, then its newest change; a line each."""
        to = self.to
        for failure in one.failures:
            failing = self.text("status.failing_once", what=failure_title(failure.failure, to.language))
            if failure.consecutive > 1:
                failing = self.text(
                    "status.failing",
                    what=failure_title(failure.failure, to.language),
                    failures=self.text("report.count.failures", n=failure.consecutive),
                    since=self.since(failure.since),
                )
            yield to.put(Run(failing, "bad"), first="    ")
        for gone in one.gone if one.watched else ():
            item = to.locale.quoted(clean(gone.item))
            said = (
                self.text("status.gone", item=item, when=self.past(gone.seen_at))
                if gone.seen_at
                else self.text("status.gone_bare", item=item)
            )
            yield to.put(Run(said, "new"), first="    ")
        for it in one.renamed if one.watched else ():
            yield to.note(renamed_note(it, to.locale), "new", first="    ", rest="    ")
        for line in one.moving if one.watched else ():
            yield to.note(moving_note(line, to.locale), "new", first="    ", rest="    ")
        if one.watched and one.overdue:
            yield to.put(Run(self.text("status.overdue", span=to.locale.duration(one.overdue)), "new"), first="    ")
        named = self.text("status.named", name=clean(one.watch)) if one.title else ""
        yield to.put(Run(named + shortened(self.version(one, changes), 2 * to.width - 12), "quiet"), first="    ")

    def version(self, one: Standing, changes: Sequence[Change]) -> str:
        known = one.figures
        if known is None or known.snapshot is None:
            return self.text("status.unread")
        if known.changed_at is None:
            return self.text("status.same", number=known.snapshot)
        when = self.past(known.changed_at)
        if not changes:
            return self.text("status.changed_bare", number=known.changed_snapshot, when=when)
        what = self.text("report.semicolon").join(about(c, self.to.language) for c in changes)
        return self.text("status.changed", number=known.changed_snapshot, when=when, what=what)


def _columns(row: tuple[str, ...], wide: Sequence[int]) -> str:
    name, read, next_ = (text.replace(" ", NO_BREAK) for text in row)
    return f"{_padded(name, wide[0])}{NO_BREAK * 2}{_padded(read, wide[1])}{NO_BREAK * 2}{next_}"


def _padded(text: str, width: int) -> str:
    return text + NO_BREAK * (width - cells(text))
