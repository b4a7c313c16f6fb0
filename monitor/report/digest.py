"""A day's changes in one message: one sentence each, then each one's list. Pure."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from monitor.i18n.locale import Locale, machine_time
from monitor.i18n.typography import clean
from monitor.model import Change, CheckAlertKind, CheckResult, Gone, Language, Message
from monitor.report.alert import alert_message, first_sentence, gone_notes, opening
from monitor.report.letter import Fact, Letter, Place, about_all, message
from monitor.report.news import first_of, number_of
from monitor.report.page import web_address
from monitor.report.terminal import Terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One alert of a digest."""

    result: CheckResult
    kind: CheckAlertKind
    watch: str
    url: str
    items: tuple[str, ...]
    hash: str | None  # newest of the chain when it was written
    gone: tuple[Gone, ...] = ()  # what of the page is not watched any more


def digest_message(alerts: Sequence[Told], *, language: Language, timezone: str) -> Message:
    """Word *alerts*, two or more, oldest first, as one message."""
    to = Terminal(width=72, language=language, timezone=timezone)
    say = to.say
    opened = [opening(a.result, a.kind, a.watch, a.items, to) for a in alerts]
    pages = say.text("notices.digest.pages", n=len({a.watch for a in alerts}))
    day = say.day(alerts[-1].result.at, timezone)
    number = sum(max(1, number_of(changes, language)) for _, changes in opened)  # a back and forth counts as one
    letter = Letter(
        subject=say.text("notices.digest.subject", n=number, pages=pages, day=day),
        lead=_lead([(clean(a.watch), changes) for a, (_, changes) in zip(alerts, opened, strict=True)], number, pages, say),
        preview=opened[0][0],
        points=tuple(lead for lead, _ in opened),
        changes=tuple(
            replace(change, item=say.text("notices.digest.named", watch=clean(alert.watch), item=clean(change.item)))
            for alert, (_, changes) in zip(alerts, opened, strict=True)
            for change in changes
        ),
        parts=((("", notes),) if (notes := _gone(alerts, to)) else ()),
        to=to,
        where=tuple(_places(alerts, say)),
        how=tuple(_facts(alerts, to)),
    )
    return message(letter, about_all(machine_time(alerts[-1].result.at), "digest", _payloads(alerts, to)))


def _lead(told: Sequence[tuple[str, Sequence[Change]]], number: int, pages: str, say: Locale) -> str:
    """The most telling change of all, then how many others there are; *told*: each page with its changes."""
    some = [(watch, changes) for watch, changes in told if changes]
    if not some:
        return say.text("notices.digest.counted", n=number, pages=pages)
    watch, changes = min(some, key=lambda one: first_of(one[1], say.language).rank)
    sentence, left = first_sentence(changes, watch, say)
    others = number - number_of(changes, say.language) + left
    if not others:
        return sentence
    return say.text(
        "notices.digest.lead", sentence=sentence.removesuffix("."), others=say.count("other_changes", others), pages=pages
    )


def _gone(alerts: Sequence[Told], to: Terminal) -> tuple[str, ...]:
    """What is not watched any more, page by page."""
    newest = {alert.watch: alert for alert in alerts}
    return tuple(
        to.say.say("about", item=clean(watch), summary=note) for watch, a in newest.items() for note in gone_notes(a.gone, to)
    )


def _places(alerts: Sequence[Told], say: Locale) -> Iterator[Place]:
    for watch, url in dict.fromkeys((a.watch, a.url) for a in alerts):
        if url:
            yield Place(what=say.text("notices.digest.where", watch=clean(watch)), text=clean(url), link=web_address(url))
        yield Place(
            what=say.text("notices.digest.history", watch=clean(watch)), text=f"monitor history {shlex.quote(clean(watch))}"
        )


def _facts(alerts: Sequence[Told], to: Terminal) -> Iterator[Fact]:
    """Each visit, and the newest hash of each watch."""
    say = to.say
    newest = {alert.watch: alert for alert in alerts}
    for alert in alerts:
        watch, moment = clean(alert.watch), say.moment(alert.result.at, to.timezone)
        yield Fact(
            text=say.text("notices.digest.checked", watch=watch, moment=moment, timezone=to.timezone, number=alert.result.snapshot)
        )
        if alert.hash and newest[alert.watch] is alert:
            yield Fact(text=say.text("notices.digest.chain", watch=watch), digest=alert.hash)


def _payloads(alerts: Sequence[Told], to: Terminal) -> list[dict[str, Any]]:
    """What a webhook would have been told of each, without its texts."""
    found = []
    for a in alerts:
        told = alert_message(
            a.result, kind=a.kind, watch=a.watch, url=a.url, language=to.language, timezone=to.timezone, items=a.items
        )
        found.append({k: v for k, v in told.payload.items() if k not in ("subject", "text", "language")})
    return found
