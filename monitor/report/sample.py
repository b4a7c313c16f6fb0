"""The message of `monitor alerts test`: says that it is one, and that the channel works. Pure."""

from __future__ import annotations

from datetime import datetime

from monitor.model import Language, Message
from monitor.model.shapes import machine_time
from monitor.report.letter import Letter, about_all, message
from monitor.report.terminal import Terminal


def sample_message(shown: str, language: Language, timezone: str, now: datetime) -> Message:
    """A message to the channel *shown* that nobody can take for an alert."""
    to = Terminal(width=72, language=language, timezone=timezone)
    locale = to.locale
    sentences = (
        locale.text("notices.sample.sent", moment=locale.moment(now, timezone)),
        locale.text("notices.sample.reads", shown=shown),
    )
    letter = Letter(
        subject=locale.text("notices.sample.subject"), lead=locale.text("notices.sample.lead"), to=to, parts=(("", sentences),)
    )
    return message(letter, about_all(machine_time(now), "test", True))
