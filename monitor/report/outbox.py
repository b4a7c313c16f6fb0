"""The alerts of `monitor alerts`, and why one was not delivered: a table for people, an object a line for programs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from monitor.i18n.locale import locale_of
from monitor.i18n.typography import cells, clean
from monitor.model import Cause, Language, OutboxRow, OutboxState
from monitor.model.frozen import dataclass
from monitor.model.shapes import machine_time, optional_time
from monitor.report.layout import Run, Style, Terminal

_NARROW = 72
_MARKS: dict[OutboxState, tuple[str, Style]] = {"pending": ("…", "quiet"), "delivered": ("✓", "good"), "failed": ("✗", "bad")}


def alert_json(alert: OutboxRow, to: str, language: Language) -> dict[str, Any]:
    """One line of `monitor alerts --json`; *to*: the channel as it may be shown; the reason in *language*."""
    why = trouble(alert.error, language) if alert.error else None
    return {
        "id": alert.id,
        "state": alert.state,
        "kind": alert.kind,
        "watch": alert.watch,
        "to": to,
        "created_at": machine_time(alert.created_at),
        "due_at": machine_time(alert.due_at),
        "delivered_at": optional_time(alert.delivered_at),
        "attempts": alert.attempts,
        "error": alert.error,
        "reason": why.what if why else None,
        "remedy": (why.to_do if why else "") or None,
        "key": alert.key,
    }


def alert_heading(alert: OutboxRow, channel: str, subject: str, to: Terminal, *, attached: Sequence[str] = ()) -> str:
    """What stands above the text of one alert: to whom, subject, what came of it, its key, the files attached to a mail."""
    state = to.locale.text(f"notices.outbox.states.{alert.state}")
    if alert.delivered_at:
        state += f", {to.locale.moment(alert.delivered_at, to.timezone)}"
    elif alert.error:
        state += f" ({trouble(alert.error, to.language).what})"
    values = {"to": clean(channel), "subject": subject, "state": state, "key": alert.key, "attached": ", ".join(attached)}
    return "\n".join(to.locale.text(f"notices.outbox.{name}") + value for name, value in values.items() if value)


def alerts_table(alerts: Sequence[tuple[OutboxRow, str]], to: Terminal) -> str:
    """One row per alert, in the order given, and the reason beneath where one was not delivered."""
    if not alerts:
        return to.put(Run(to.locale.text("notices.outbox.none")))
    rows = [
        (
            str(alert.id),
            to.locale.moment(alert.created_at, to.timezone),
            to.locale.text(f"notices.outbox.states.{alert.state}"),
            to.locale.text(f"notices.outbox.kinds.{alert.kind}"),
            f"{clean(alert.watch or '—')} → {clean(channel)}",
        )
        for alert, channel in alerts
    ]
    wide = [max(cells(row[column]) for row in rows) for column in range(4)]
    aligned = to.width >= _NARROW  # else columns would only break the lines
    told: list[str] = []
    for (alert, _), row in zip(alerts, rows, strict=True):
        mark, style = _MARKS[alert.state]
        padded = [text + "\u00a0" * (width - cells(text)) * aligned for text, width in zip(row[:4], wide, strict=True)]
        facts = Run(("\u00a0\u00a0" if aligned else "  ").join(padded), "plain")
        told.append(to.put(Run(mark, style), Run("\u00a0 "), facts, Run("\u00a0 "), Run(row[4], "strong"), rest="    "))
        why = trouble(alert.error, to.language) if alert.error and alert.state != "delivered" else None
        lines = [(why.what, "     "), (why.to_do and f"→ {why.to_do}", "       ")] if why else []
        told += (to.put(Run(text, "quiet"), first="     ", rest=rest) for text, rest in lines if text)
    return "\n".join(told)


# ----------------------------------------------------------------------------------------------------- why one was not delivered


@dataclass(frozen=True, slots=True)
class Trouble:
    """An alert that was not delivered, in words."""

    what: str  # with the evidence, if there is any
    to_do: str  # "": nothing, it is tried again by itself


def trouble(error: str, language: Language) -> Trouble:
    """Why, as the database keeps it ("cause: evidence", or evidence alone), in words."""
    name, _, evidence = error.partition(": ")
    cause = next((c for c in get_args(Cause) if c == name), None)
    if cause is None:
        return Trouble(clean(error), "")
    locale, shown = locale_of(language), clean(evidence)
    what = locale.text(f"notices.delivery.{cause}.what")
    return Trouble(what + (f" ({shown})" if shown else ""), locale.text(f"notices.delivery.{cause}.to_do"))
