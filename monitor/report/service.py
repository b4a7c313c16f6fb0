"""Notices about the watch itself: what stands still, what it means, what to do. Pure."""

from __future__ import annotations

from datetime import datetime

from monitor.i18n.typography import clean
from monitor.model import Language, Message
from monitor.model.shapes import machine_time
from monitor.report.letter import Letter, about_all, message
from monitor.report.terminal import Terminal

KINDS = ("disk_full", "database", "outbox_stuck", "crashed", "damaged")
DAILY = ("outbox_stuck", "damaged")


def service_message(kind: str, detail: str, *, language: Language, timezone: str, now: datetime) -> Message:
    """Word a notice of *kind*, one of KINDS, or one that begins like it ("crashed_visits"). *detail*: what was seen."""
    to = Terminal(width=72, language=language, timezone=timezone)
    name = next((k for k in KINDS if kind.startswith(k)), "crashed")
    often = to.locale.text("notices.service.daily" if name in DAILY else "notices.service.hourly")
    about = to.locale.text("notices.service.about", moment=to.locale.moment(now, timezone), often=often)
    seen = tuple(clean(line) for line in detail.splitlines() if line.strip())
    letter = Letter(
        subject=to.locale.text(f"notices.service.{name}"),
        lead=to.locale.text(f"notices.service.{name}_lead"),
        to=to,
        parts=(
            *([(to.locale.text("notices.service.seen"), seen)] if seen else []),
            (to.locale.text("notices.service.do"), (to.locale.text(f"notices.service.{name}_do"),)),
            ("", (about,)),
        ),
    )
    return message(letter, about_all(machine_time(now), "service", {"kind": kind, "detail": detail}))
