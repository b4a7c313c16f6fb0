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
        "blind_subject": "Toujours en veille, mais aucune page lue depuis le {since}",
        "quiet": "La veille continue, et rien n'a changé depuis le {day}. Depuis le {since} : {visits}, {failures}.",
        "quiet_all": "La veille continue, et rien n'a changé depuis le {day} : {visits}, {failures}.",
        "changed": "La veille continue ; le dernier changement date du {day}. Depuis le {since} : {visits}, {failures}.",
        "blind": "La veille continue, mais aucune page n'a pu être lue depuis le {since} : {visits}, {failures}.",
        "idle": "La veille continue, mais aucune page n'a été visitée depuis le {since}.",
        "visits": "{n} visite | {n} visites",
        "failures": "{n} échec | {n} échecs",
        "no_failures": "aucun échec",
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
        "blind_subject": "Still watching, but no page read since {since}",
        "quiet": "The watch goes on, and nothing has changed since {day}. Since {since}: {visits}, {failures}.",
        "quiet_all": "The watch goes on, and nothing has changed since {day}: {visits}, {failures}.",
        "changed": "The watch goes on; the last change was on {day}. Since {since}: {visits}, {failures}.",
        "blind": "The watch goes on, but has not been able to read any page since {since}: {visits}, {failures}.",
        "idle": "The watch goes on, but no page has been visited since {since}.",
        "visits": "{n} check | {n} checks",
        "failures": "{n} failure | {n} failures",
        "no_failures": "no failures",
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
    since = _moment(facts["since"])
    checks, failed = (sum(w[name] for w in watches) for name in ("checks", "failed"))
    values = {
        "since": say.day(since, timezone),
        "day": say.day(_quiet_since(watches) or since, timezone),
        "visits": _SAID.count("visits", checks, say),
        "failures": _failures(failed, say),
    }
    subject, lead = _standing(watches, since, checks, failed)
    letter = Letter(
        subject=_SAID.say(subject, say, **values),
        lead=_SAID.say("quiet_all" if lead == "quiet" and values["day"] == values["since"] else lead, say, **values),
        to=to,
        parts=tuple((clean(w["watch"]), tuple(_stands(w, since, to, alone=len(watches) == 1))) for w in watches),
        where=tuple(places(watches, say)),
    )
    return message(letter, about_all(facts["at"], "heartbeat", {"since": facts["since"], "watches": watches}))


def _standing(watches: list[Mapping[str, Any]], since: datetime, checks: int, failed: int) -> tuple[str, str]:
    """Which subject and which sentence: "nothing has changed" is said only by who has looked."""
    if failed >= checks:
        return "blind_subject", "blind" if checks else "idle"
    changed = any(w["changed_at"] and _moment(w["changed_at"]) >= since for w in watches)
    return ("changed_subject", "changed") if changed else ("quiet_subject", "quiet")


def _quiet_since(watches: list[Mapping[str, Any]]) -> datetime | None:
    """The newest change on any of the pages; where none ever changed, the first reading of any: that a page is new is no change."""
    changes = [_moment(w["changed_at"]) for w in watches if w["changed_at"]]
    return max(changes) if changes else min((_moment(w["taken_at"]) for w in watches if w["taken_at"]), default=None)


def _failures(number: int, say: Voice) -> str:
    return _SAID.count("failures", number, say) if number else _SAID.say("no_failures", say)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _stands(watch: Mapping[str, Any], since: datetime, to: Terminal, *, alone: bool) -> Iterator[str]:
    """What of one page is not said by the first sentence; *alone*: it counts this page's visits."""
    say = to.say
    yield _history(watch, say, to.timezone)
    if alone:
        pass
    elif watch["checks"]:
        yield _SAID.say(
            "counted",
            say,
            visits=_SAID.count("visits", watch["checks"], say),
            failures=_failures(watch["failed"], say),
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
