"""The sign of life: still watching, so that silence means something. Pure.

That nothing changed is said only where every visit of the period could read every item (DESIGN 3.26).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean
from monitor.model import Failure, Language, Message
from monitor.report.letter import Letter, about_all, message
from monitor.report.phrases import Phrases
from monitor.report.terminal import Terminal
from monitor.report.welcome import places
from monitor.report.words import failure_title

_SAID = Phrases(
    fr={
        "quiet_subject": "Toujours en veille : rien n'a changé depuis le {since}",
        "seen_subject": "Toujours en veille : aucun changement constaté depuis le {since}",
        "holes_subject": "Toujours en veille, mais {holes}",
        "changed_subject": "Toujours en veille : dernier changement constaté le {day}",
        "blind_subject": "Toujours en veille, mais aucune page lue depuis le {since}",
        "quiet": "La veille continue, et rien n'a changé depuis le {since} : {visits}, {failures}.",
        "seen": "La veille continue ; aucun changement n'a été constaté depuis le {since}, mais toutes les visites n'ont pas pu "
        "lire : {visits}, {failures}.",
        "holes": "La veille continue, mais {holes} (voir plus bas) ; ailleurs, aucun changement n'a été constaté. "
        "Depuis le {since} : {visits}, {failures}.",
        "changed": "La veille continue ; le dernier changement a été constaté le {day}. Depuis le {since} : {visits}, {failures}.",
        "changed_holes": "La veille continue, mais {holes} (voir plus bas) ; le dernier changement a été constaté le {day}. "
        "Depuis le {since} : {visits}, {failures}.",
        "blind": "La veille continue, mais aucune page n'a pu être lue depuis le {since} : {visits}, {failures}.",
        "idle": "La veille continue, mais aucune page n'a été visitée depuis le {since}.",
        "hole": "{n} page n'est pas entièrement suivie | {n} pages ne sont pas entièrement suivies",
        "visits": "{n} visite | {n} visites",
        "failures": "{n} échec | {n} échecs",
        "partly": "{n} lecture incomplète | {n} lectures incomplètes",
        "no_failures": "aucun échec",
        "unvisited": "Aucune visite depuis le {since}.",
        "counted": "{visits}, {failures}.",
        "same": "Aucun changement constaté depuis la première lecture, le {day}.",
        "last": "Dernier changement constaté : le {day} (version {number}).",
        "unread": "Jamais lue jusqu'ici.",
        "failing": "En ce moment, on ne peut pas la lire : {why}.",
        "failing_since": "On ne peut pas la lire depuis le {since} : {why}.",
        "item_failing": "{item} n'est pas lisible depuis le {since} : {why}.",
        "item_never": "{item} n'a encore été trouvé à aucune visite (échecs depuis le {since}).",
        "gone": "{item} n'est plus sur la page (constaté le {since}) : rien n'y est surveillé, jusqu'à son retour ou une autre "
        "description dans config.toml.",
        "gone_bare": "{item} n'est plus sur la page : rien n'y est surveillé, jusqu'à son retour ou une autre description dans "
        "config.toml.",
        "turning": "Elle alterne entre des textes déjà vus ; ces retours ne sont plus signalés.",
        "next": "Prochaine visite : le {moment}.",
    },
    en={
        "quiet_subject": "Still watching: nothing has changed since {since}",
        "seen_subject": "Still watching: no change seen since {since}",
        "holes_subject": "Still watching, but {holes}",
        "changed_subject": "Still watching: last change seen on {day}",
        "blind_subject": "Still watching, but no page read since {since}",
        "quiet": "The watch goes on, and nothing has changed since {since}: {visits}, {failures}.",
        "seen": "The watch goes on; no change was seen since {since}, but not every visit could read: {visits}, {failures}.",
        "holes": "The watch goes on, but {holes} (see below); elsewhere no change was seen. Since {since}: {visits}, {failures}.",
        "changed": "The watch goes on; the last change was seen on {day}. Since {since}: {visits}, {failures}.",
        "changed_holes": "The watch goes on, but {holes} (see below); the last change was seen on {day}. "
        "Since {since}: {visits}, {failures}.",
        "blind": "The watch goes on, but has not been able to read any page since {since}: {visits}, {failures}.",
        "idle": "The watch goes on, but no page has been visited since {since}.",
        "hole": "{n} page is not followed as a whole | {n} pages are not followed as a whole",
        "visits": "{n} check | {n} checks",
        "failures": "{n} failure | {n} failures",
        "partly": "{n} incomplete reading | {n} incomplete readings",
        "no_failures": "no failures",
        "unvisited": "No check since {since}.",
        "counted": "{visits}, {failures}.",
        "same": "No change seen since the first reading, on {day}.",
        "last": "Last change seen: {day} (version {number}).",
        "unread": "Never read so far.",
        "failing": "It cannot be read at the moment: {why}.",
        "failing_since": "It cannot be read since {since}: {why}.",
        "item_failing": "{item} cannot be read since {since}: {why}.",
        "item_never": "{item} has not been found by any check yet (failures since {since}).",
        "gone": "{item} is no longer on the page (seen on {since}): nothing is watched there until it is back or config.toml "
        "describes it otherwise.",
        "gone_bare": "{item} is no longer on the page: nothing is watched there until it is back or config.toml describes it "
        "otherwise.",
        "turning": "It alternates between texts seen before; these returns are no longer reported.",
        "next": "Next visit: {moment}.",
    },
)


def heartbeat_message(facts: Mapping[str, Any], *, language: Language, timezone: str) -> Message:
    """Word a sign of life.

    *facts*: {"at", "since", "watches": [{"watch", "url", "snapshot", "taken_at", "changed_at", "checks", "failed", "partly",
    "next_at", "failure", "failures", "gone", "flapping"}]}; times as ISO 8601; alerts of earlier versions lack "partly" and the
    last three.
    """
    to = Terminal(width=72, language=language, timezone=timezone)
    say, watches = to.say, list(facts["watches"])
    since = _moment(facts["since"])
    checks, failed, partly = (sum(w.get(name, 0) for w in watches) for name in ("checks", "failed", "partly"))
    changed = [_moment(w["changed_at"]) for w in watches if w["changed_at"]]
    values = {
        "since": say.day(since, timezone),
        "day": say.day(max(changed, default=since), timezone),
        "visits": _SAID.count("visits", checks, say),
        "failures": _failures(failed, partly, say),
        "holes": _SAID.count("hole", sum(map(_has_hole, watches)), say),
    }
    subject, lead = _standing(watches, since)
    letter = Letter(
        subject=_SAID.say(subject, say, **values),
        lead=_SAID.say(lead, say, **values),
        to=to,
        parts=tuple((clean(w["watch"]), tuple(_stands(w, since, to, alone=len(watches) == 1))) for w in watches),
        where=tuple(places(watches, say)),
    )
    return message(letter, about_all(facts["at"], "heartbeat", {"since": facts["since"], "watches": watches}))


def _standing(watches: Sequence[Mapping[str, Any]], since: datetime) -> tuple[str, str]:
    """Which subject and which sentence: "nothing has changed" is said only by who has looked everywhere, each time."""
    checks, failed = (sum(w[name] for w in watches) for name in ("checks", "failed"))
    if failed >= checks:
        return "blind_subject", "blind" if checks else "idle"
    holes = any(map(_has_hole, watches))
    if any(w["changed_at"] and _moment(w["changed_at"]) >= since for w in watches):
        return ("holes_subject", "changed_holes") if holes else ("changed_subject", "changed")
    if holes:
        return "holes_subject", "holes"
    return ("seen_subject", "seen") if failed or any(w.get("partly") for w in watches) else ("quiet_subject", "quiet")


def _has_hole(watch: Mapping[str, Any]) -> bool:
    """Whether something of the page cannot be read now, was not looked at, or has texts whose turns are not told."""
    now = watch["failure"] or watch.get("failures") or watch.get("gone") or watch.get("flapping")
    return bool(now) or watch["snapshot"] is None or watch["failed"] >= watch["checks"]


def _failures(failed: int, partly: int, say: Locale) -> str:
    """ "2 échecs, 1 lecture incomplète", "aucun échec"."""
    said = [_SAID.count(name, number, say) for name, number in (("failures", failed), ("partly", partly)) if number]
    return ", ".join(said) or _SAID.say("no_failures", say)


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
            failures=_failures(watch["failed"], watch.get("partly", 0), say),
        )
    else:
        yield _SAID.say("unvisited", say, since=say.day(since, to.timezone))
    yield from _holes(watch, to)
    if watch["next_at"]:
        yield _SAID.say("next", say, moment=say.moment(_moment(watch["next_at"]), to.timezone))


def _holes(watch: Mapping[str, Any], to: Terminal) -> Iterator[str]:
    """What of the page is not followed at the moment, since when, and why."""
    say = to.say
    for failure in watch.get("failures") or filter(None, [watch["failure"]]):
        told = Failure(kind=failure["kind"], detail=failure["detail"], facts=failure.get("facts") or {})
        why = failure_title(told, to.language)
        since = say.day(_moment(failure["since"]), to.timezone) if failure.get("since") else ""
        item = say.quoted(clean(failure.get("item") or ""))
        never = "item_never" if told.facts.get("never") else "item_failing"
        key = never if failure.get("item") else "failing_since" if since else "failing"
        yield _SAID.say(key, say, why=why, since=since, item=item)
    for gone in watch.get("gone", ()):
        since = say.day(_moment(gone["since"]), to.timezone) if gone["since"] else ""
        yield _SAID.say("gone" if since else "gone_bare", say, item=say.quoted(clean(gone["item"])), since=since)
    if watch.get("flapping"):
        yield _SAID.say("turning", say)


def _history(watch: Mapping[str, Any], say: Locale, timezone: str) -> str:
    if watch["snapshot"] is None:
        return _SAID.say("unread", say)
    if watch["changed_at"]:
        return _SAID.say("last", say, day=say.day(_moment(watch["changed_at"]), timezone), number=watch["snapshot"])
    return _SAID.say("same", say, day=say.day(_moment(watch["taken_at"]), timezone))
