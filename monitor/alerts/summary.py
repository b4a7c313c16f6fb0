"""What a person at the terminal is told of alerts that were sent, or were not."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from monitor.alerts.outbox import Row
from monitor.errors import Damaged
from monitor.model import Accepted, Config, Delivery, Later, Refused
from monitor.report.delivery import trouble
from monitor.terminal.say import error_text, localized, note, terminal_language


def say_damaged(error: Damaged) -> None:
    """What is no longer as it was written, and what to do."""
    note(error_text(error), logging.ERROR)


def say_sent(done: Sequence[tuple[Row, Delivery]], config: Config) -> None:
    """Count what arrived, and name each channel that took nothing, with what to do."""
    shown = {c.key: c.shown for c in config.channels}
    sent = sum(isinstance(verdict, Accepted) for _, verdict in done)
    if sent:
        note(localized("cli.sending.sent", n=sent))
    for channel, verdict in {row.channel: verdict for row, verdict in done if not isinstance(verdict, Accepted)}.items():
        note(undelivered(shown.get(channel, channel), verdict))


def undelivered(shown: str, verdict: Delivery) -> str:
    """What a channel that did not take an alert said, and what to do."""
    match verdict:
        case Later():
            why = trouble(verdict.reason, terminal_language())
            said = localized("cli.sending.kept", shown=shown, why=why.what)
        case Refused():
            why = trouble(verdict.reason, terminal_language())
            said = localized("cli.sending.refused", shown=shown, why=why.what)
        case Accepted():
            return ""
    return said + (f"\n  → {why.to_do}" if why.to_do else "")
