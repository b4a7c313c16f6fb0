"""The sign of life: still watching, so that silence means something. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from monitor.model import Failure, Language, Message
from monitor.report.letter import Letter, about_all, message
from monitor.report.phrases import Phrases
from monitor.report.terminal import Terminal
from monitor.report.typography import clean
from monitor.report.voice import Voice
from monitor.report.welcome import places
from monitor.report.words import failure_title

_SAID = Phrases(
    fr={
        "quiet_subject": "Toujours en veille : rien n'a changé depuis le {day}",
        "changed_subject": "Toujours en veille : dernier changement le {day}",
        "quiet": "La veille continue, et rien n'a changé depuis le {day} : {visits} depuis le {since}, {failures}.",
        "changed": "La veille continue, dernier changement le {day} : {visits} depuis le {since}, {failures}.",
        "visits": "{n} visite | {n} visites",
        "failures": "{n} échec | {n} échecs",
        "unvisited": "Aucune visite depuis le {since}.",
        "counted": "{visits}, {failures}.",
        "same": "Rien n'a changé depuis la première lecture, le {day}.",
        "last": "Dernier changement : le {day} (version {number}).",
        "unread": "Jamais lue jusqu'ici.",
        "failing": "En ce moment, on ne peut pas la lire : {why}.",
        "next": "Prochaine visite : le {moment}.",
    },
    en={
        "quiet_subject": "Still watching: nothing has changed since {day}",
        "changed_subject": "Still watching: last change on {day}",
        "quiet": "The watch goes on, and nothing has changed since {day}: {visits} since {since}, {failures}.",
        "changed": "The watch goes on, with the last change on {day}: {visits} since {since}, {failures}.",
        "visits": "{n} check | {n} checks",
        "failures": "{n} failure | {n} failures",
        "unvisited": "No check since {since}.",
        "counted": "{visits}, {failures}.",
        "same": "Nothing has changed since the first reading, on {day}.",
        "last": "Last change: {day} (version {number}).",
        "unread": "Never read so far.",
        "failing": "It cannot be read at the moment: {why}.",
        "next": "Next visit: {moment}.",
    },
)


def heartbeat_message(facts: Mapping[str, Any], *, language: Language, timezone: str) -> Message:
    """Word a sign of life.

    *facts*: {"at", "since", "watches": [{"watch", "url", "snapshot", "taken_at", "changed_at", "checks", "failed", "next_at",
    "failure"}]}; times as ISO 8601.
    """
    to = Terminal(width=72, language=language, timezone=timezone)
    say, watches = to.say, list(facts["watches"])
    since, last = _moment(facts["since"]), _latest(watches)
    changed = last is not None and last >= since
    day = say.day(last if last is not None else since, timezone)
    values = {
        "since": say.day(since, timezone),
        "day": day,
        "visits": _SAID.count("visits", sum(w["checks"] for w in watches), say),
        "failures": _SAID.count("failures", sum(w["failed"] for w in watches), say),
    }
    letter = Letter(
        subject=_SAID.say("changed_subject" if changed else "quiet_subject", say, day=day),
        lead=_SAID.say("changed" if changed else "quiet", say, **values),
        to=to,
        parts=tuple((clean(w["watch"]), tuple(_stands(w, since, to))) for w in watches),
        where=tuple(places(watches, say)),
    )
    return message(letter, about_all(facts["at"], "heartbeat", {"since": facts["since"], "watches": watches}))


def _latest(watches: list[Mapping[str, Any]]) -> datetime | None:
    """The newest change on any of the pages, or the first reading of those that never changed."""
    times = [w["changed_at"] or w["taken_at"] for w in watches]
    return max((_moment(t) for t in times if t), default=None)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _stands(watch: Mapping[str, Any], since: datetime, to: Terminal) -> Iterator[str]:
    say = to.say
    yield _history(watch, say, to.timezone)
    if watch["checks"]:
        yield _SAID.say(
            "counted",
            say,
            visits=_SAID.count("visits", watch["checks"], say),
            failures=_SAID.count("failures", watch["failed"], say),
        )
    else:
        yield _SAID.say("unvisited", say, since=say.day(since, to.timezone))
    if failure := watch["failure"]:
        why = failure_title(Failure(kind=failure["kind"], detail=failure["detail"]), to.language)
        yield _SAID.say("failing", say, why=why)
    if watch["next_at"]:
        yield _SAID.say("next", say, moment=say.moment(_moment(watch["next_at"]), to.timezone))


def _history(watch: Mapping[str, Any], say: Voice, timezone: str) -> str:
    if watch["snapshot"] is None:
        return _SAID.say("unread", say)
    if watch["changed_at"]:
        return _SAID.say("last", say, day=say.day(_moment(watch["changed_at"]), timezone), number=watch["snapshot"])
    return _SAID.say("same", say, day=say.day(_moment(watch["taken_at"]), timezone))
