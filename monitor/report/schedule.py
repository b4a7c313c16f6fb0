"""The visits to come, and why then (`monitor schedule`). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from monitor.i18n.typography import clean
from monitor.model.shapes import machine_time
from monitor.report.layout import Run
from monitor.report.terminal import Terminal


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
    head = to.put(Run(clean(planned.title or planned.watch), "strong"), Run(" — "), Run(_when(planned, first, now, to)), rest="  ")
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


def _when(planned: Planned, visit: Coming | None, now: datetime, to: Terminal) -> str:
    if visit is None:
        if planned.enabled and planned.paused_until is True:
            return to.locale.text("report.next_paused", name=clean(planned.watch))
        return to.locale.text("report.next_never" if planned.enabled else "report.next_off")
    if visit.why in ("new", "clock"):
        return to.locale.text(f"report.next_{visit.why}")
    if visit.at <= now:
        return to.locale.text("report.next_late", moment=_moment(visit.at, to))
    return to.locale.text("report.next_at", span=to.locale.duration(visit.at - now), moment=_moment(visit.at, to))


def _moment(at: datetime, to: Terminal) -> str:
    weekday = to.locale.text("report.weekdays").split()[at.astimezone(ZoneInfo(to.timezone)).weekday()]
    return f"{weekday} {to.locale.moment(at, to.timezone)}"
