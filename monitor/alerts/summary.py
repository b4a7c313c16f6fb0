"""What a person at the terminal is told of alerts that were sent, or were not."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from monitor.decide.alerts import unborne_tags
from monitor.deliver import Transport, transport
from monitor.errors import Damaged
from monitor.i18n.typography import clean
from monitor.model import Accepted, Channel, Config, Delivery, Later, OutboxRow, Refused
from monitor.report.notices import sample_message
from monitor.report.outbox import trouble
from monitor.terminal.output import error_text, localized, note, terminal_language


def print_damaged(error: Damaged) -> None:
    """What is no longer as it was written, and what to do."""
    note(error_text(error), logging.ERROR)


def print_sent(done: Sequence[tuple[OutboxRow, Delivery]], config: Config) -> None:
    """Count what arrived, and name each channel that took nothing, with what to do."""
    shown = {c.key: c.shown for c in config.channels}
    sent = sum(isinstance(verdict, Accepted) for _, verdict in done)
    if sent:
        note(localized("cli.sending.sent", n=sent))
    for channel, verdict in {row.channel: verdict for row, verdict in done if not isinstance(verdict, Accepted)}.items():
        note(undelivered(shown.get(channel, channel), verdict))


def print_unborne_tags(config: Config) -> None:
    """Name each tag of an [[alert]] that no page bears: an alert that leads nowhere must not be found out by its silence."""
    for said, to_do in dict.fromkeys(map(unborne_tag, unborne_tags(config.channels, config.watches))):
        note(f"monitor: {said}\n  → {to_do}", logging.WARNING)


def unborne_tag(found: tuple[Channel, str, str | None]) -> tuple[str, str]:
    """What is wrong with a tag that `unborne_tags` has found, and what to do."""
    channel, tag, near = found
    said = localized("cli.sending.no_page_has", tag=tag, shown=channel.shown)
    return said, localized("cli.sending.near_tag", near=near) if near else localized("cli.sending.no_near_tag")


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


def tried(number: int, channel: Channel, config: Config, way: Transport | None = None) -> Delivery:
    """What *channel* said to a sample, printed. *way*: how it is reached, where not as ever."""
    message = sample_message(channel.shown, channel.language, config.timezone, datetime.now(UTC))
    way = way or transport(channel, config)
    try:
        verdict = way.send(message, key=f"test-{secrets.token_hex(8)}")
    finally:
        way.close()
    if isinstance(verdict, Accepted):
        said = localized("cli.alerts.accepted") + (f" ({clean(verdict.detail)})" if verdict.detail else "")
    else:
        why = trouble(verdict.reason, terminal_language())
        said = localized("cli.alerts.not_now" if isinstance(verdict, Later) else "cli.alerts.refused")
        said += localized("cli.alerts.colon") + why.what + (f"\n   → {why.to_do}" if why.to_do else "")
    print(f"{number}  {channel.shown} — {said}", flush=True)
    return verdict
