"""The first message to a new channel: which pages are watched for it now, and what is seen there. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean, shortened
from monitor.model import AlertKind, DigestEvery, Failure, Language, Message
from monitor.normalize import key
from monitor.report.letter import PREVIEW, Letter, Place, about_all, message
from monitor.report.page import web_address
from monitor.report.terminal import Terminal
from monitor.report.words import failure_title


def welcome_message(
    facts: Mapping[str, Any], *, on: Sequence[AlertKind], every: DigestEvery | None, language: Language, timezone: str
) -> Message:
    """Word a first message.

    *facts*: {"watches": [{"watch", "title", "url", "snapshot", "taken_at", "next_at", "items", "failure", "failures", "gone"}]};
    alerts of earlier versions lack the last two, `title`, and `called` of an item. *every*: when changes are gathered.
    """
    to = Terminal(width=72, language=language, timezone=timezone)
    locale, watches = to.locale, list(facts["watches"])
    letter = Letter(
        subject=locale.text("notices.welcome.subject", n=len(watches)),
        lead=locale.text("notices.welcome.lead", n=len(watches)),
        preview=shortened(", ".join(map(page_of, watches)), PREVIEW),
        to=to,
        parts=(
            *((page_of(w), tuple(_seen(w, to))) for w in watches),
            (locale.text("notices.welcome.then"), tuple(locale.text(f"notices.welcome.{key}") for key in _promises(on, every))),
        ),
        where=tuple(places(watches, locale)),
    )
    return message(letter, about_all(facts["at"], "welcome", watches))


def _promises(on: Sequence[AlertKind], every: DigestEvery | None) -> Iterator[str]:
    if "change" in on or "minor" in on:
        yield f"digest_{every}" if every else "change"
    if "failure" in on:
        yield "failure"
    yield "heartbeat" if "heartbeat" in on else "silence"


def _seen(watch: Mapping[str, Any], to: Terminal) -> Iterator[str]:
    """Each item, the newest version, what fails, the next visit."""
    locale = to.locale
    for item in watch["items"]:
        what, title = locale.text(f"notices.welcome.{item['item_kind']}", item=item_of(item)), clean(item["title"] or "")
        yield locale.text("notices.welcome.titled", what=what, title=title) if title and key(title) != key(item_of(item)) else what
    failure = watch["failure"]
    why = _why(failure, to) if failure else ""
    if watch["snapshot"] is not None:
        day = locale.day(datetime.fromisoformat(watch["taken_at"]), to.timezone)
        yield locale.text("notices.welcome.version", number=watch["snapshot"], day=day)
        if why:
            yield locale.text("notices.welcome.failing", why=why)
    else:
        yield locale.text("notices.welcome.unread", why=why) if why else locale.text("notices.welcome.unread_bare")
    yield from _not_seen(watch, to)
    if watch["next_at"]:
        yield locale.text("notices.welcome.next", moment=locale.moment(datetime.fromisoformat(watch["next_at"]), to.timezone))


def _not_seen(watch: Mapping[str, Any], to: Terminal) -> Iterator[str]:
    """The items that the configuration names and nobody watches for the moment (DESIGN 3.22, 3.29)."""
    locale = to.locale
    for failure in watch.get("failures", ()):
        if failure.get("item"):
            name = "item_never" if (failure.get("facts") or {}).get("never") else "item_failing"
            yield locale.text(f"notices.welcome.{name}", item=locale.quoted(item_of(failure)), why=_why(failure, to))
    for gone in watch.get("gone", ()):
        yield locale.text("notices.welcome.gone", item=locale.quoted(item_of(gone)))


def _why(failure: Mapping[str, Any], to: Terminal) -> str:
    return failure_title(Failure(kind=failure["kind"], detail=failure["detail"], facts=failure.get("facts") or {}), to.language)


def page_of(watch: Mapping[str, Any]) -> str:
    """What readers see of a page in `facts`."""
    return clean(str(watch.get("title") or watch["watch"]))


def item_of(fact: Mapping[str, Any]) -> str:
    """What readers see of an item in `facts`; "" where they are about the page."""
    return clean(str(fact.get("called") or fact.get("item") or ""))


def places(watches: Sequence[Mapping[str, Any]], locale: Locale) -> Iterator[Place]:
    """The address of each page."""
    for watch in watches:
        what = locale.text("notices.welcome.where", watch=page_of(watch))
        yield Place(what=what, text=clean(watch["url"]), link=web_address(watch["url"]))
