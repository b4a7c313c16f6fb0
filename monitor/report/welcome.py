"""The first message to a new channel: which pages are watched for it now, and what is seen there. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean, shortened
from monitor.model import AlertKind, Failure, Language, Message
from monitor.report.letter import PREVIEW, Letter, Place, about_all, message
from monitor.report.page import web_address
from monitor.report.phrases import Phrases
from monitor.report.terminal import Terminal
from monitor.report.words import failure_title

_SAID = Phrases(
    fr={
        "subject": "Veille en place : {n} page suivie | Veille en place : {n} pages suivies",
        "lead": "Cette page est désormais surveillée pour vous ; voici ce qu'on y voit. | "
        "Ces {n} pages sont désormais surveillées pour vous ; voici ce qu'on y voit.",
        "section": "Texte « {item} »",
        "document": "Document « {item} »",
        "titled": "{what} : « {title} »",
        "version": "Version {number}, enregistrée le {day}.",
        "unread": "Pas encore lue : {why}.",
        "unread_bare": "Pas encore lue.",
        "failing": "En ce moment, on ne peut pas la lire : {why}.",
        "item_never": "{item} n'a encore été trouvé à aucune visite : rien n'y est surveillé.",
        "item_failing": "{item} n'est pas lisible en ce moment : {why}.",
        "gone": "{item} n'est plus sur la page : rien n'y est surveillé jusqu'à son retour.",
        "next": "Prochaine visite : le {moment}.",
        "then": "Et ensuite",
        "change": "Quand quelque chose change, vous recevez un message qui dit quoi.",
        "digest": "Ce qui change vous est dit une fois par jour, en un seul message.",
        "failure": "Quand une page ne peut plus être lue, un message vous le dit.",
        "heartbeat": "Une fois par mois, un message dit que la veille continue, même si rien n'a changé.",
        "silence": "Le reste du temps, vous ne recevez rien.",
        "where": "{watch} : ",
    },
    en={
        "subject": "Now watching {n} page | Now watching {n} pages",
        "lead": "This page is now watched for you; this is what is seen there. | "
        "These {n} pages are now watched for you; this is what is seen there.",
        "section": "Text “{item}”",
        "document": "Document “{item}”",
        "titled": "{what}: “{title}”",
        "version": "Version {number}, stored on {day}.",
        "unread": "Not read yet: {why}.",
        "unread_bare": "Not read yet.",
        "failing": "It cannot be read at the moment: {why}.",
        "item_never": "{item} has not been found by any visit yet: nothing is watched there.",
        "item_failing": "{item} cannot be read at the moment: {why}.",
        "gone": "{item} is no longer on the page: nothing is watched there until it is back.",
        "next": "Next visit: {moment}.",
        "then": "What comes next",
        "change": "When something changes, you get a message that says what.",
        "digest": "What changes is told once a day, in one message.",
        "failure": "When a page can no longer be read, a message says so.",
        "heartbeat": "Once a month a message says that the watch goes on, even if nothing has changed.",
        "silence": "The rest of the time, you get nothing.",
        "where": "{watch}: ",
    },
)


def welcome_message(
    facts: Mapping[str, Any], *, on: Sequence[AlertKind], digested: bool, language: Language, timezone: str
) -> Message:
    """Word a first message.

    *facts*: {"watches": [{"watch", "url", "snapshot", "taken_at", "next_at", "items", "failure", "failures", "gone"}]}; alerts of
    earlier versions lack the last two.
    """
    to = Terminal(width=72, language=language, timezone=timezone)
    say, watches = to.say, list(facts["watches"])
    letter = Letter(
        subject=_SAID.count("subject", len(watches), say),
        lead=_SAID.count("lead", len(watches), say),
        preview=shortened(", ".join(clean(w["watch"]) for w in watches), PREVIEW),
        to=to,
        parts=(
            *((clean(w["watch"]), tuple(_seen(w, to))) for w in watches),
            (_SAID.say("then", say), tuple(_SAID.say(key, say) for key in _promises(on, digested))),
        ),
        where=tuple(places(watches, say)),
    )
    return message(letter, about_all(facts["at"], "welcome", watches))


def _promises(on: Sequence[AlertKind], digested: bool) -> Iterator[str]:
    if "change" in on or "minor" in on:
        yield "digest" if digested else "change"
    if "failure" in on:
        yield "failure"
    yield "heartbeat" if "heartbeat" in on else "silence"


def _seen(watch: Mapping[str, Any], to: Terminal) -> Iterator[str]:
    """Each item, the newest version, what fails, the next visit."""
    say = to.say
    for item in watch["items"]:
        what = _SAID.say(item["item_kind"], say, item=clean(item["item"]))
        title = clean(item["title"] or "")
        yield _SAID.say("titled", say, what=what, title=title) if title else what
    failure = watch["failure"]
    why = _why(failure, to) if failure else ""
    if watch["snapshot"] is not None:
        day = say.day(datetime.fromisoformat(watch["taken_at"]), to.timezone)
        yield _SAID.say("version", say, number=watch["snapshot"], day=day)
        if why:
            yield _SAID.say("failing", say, why=why)
    else:
        yield _SAID.say("unread", say, why=why) if why else _SAID.say("unread_bare", say)
    yield from _not_seen(watch, to)
    if watch["next_at"]:
        yield _SAID.say("next", say, moment=say.moment(datetime.fromisoformat(watch["next_at"]), to.timezone))


def _not_seen(watch: Mapping[str, Any], to: Terminal) -> Iterator[str]:
    """The items that the configuration names and nobody watches for the moment (DESIGN 3.22, 3.29)."""
    say = to.say
    for failure in watch.get("failures", ()):
        if failure.get("item"):
            key = "item_never" if (failure.get("facts") or {}).get("never") else "item_failing"
            yield _SAID.say(key, say, item=say.quoted(clean(failure["item"])), why=_why(failure, to))
    for gone in watch.get("gone", ()):
        yield _SAID.say("gone", say, item=say.quoted(clean(gone["item"])))


def _why(failure: Mapping[str, Any], to: Terminal) -> str:
    return failure_title(Failure(kind=failure["kind"], detail=failure["detail"], facts=failure.get("facts") or {}), to.language)


def places(watches: Sequence[Mapping[str, Any]], say: Locale) -> Iterator[Place]:
    """The address of each page."""
    for watch in watches:
        what = _SAID.say("where", say, watch=clean(watch["watch"]))
        yield Place(what=what, text=clean(watch["url"]), link=web_address(watch["url"]))
