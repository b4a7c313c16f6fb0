"""The sign of life: still watching, so that silence means something. Pure.

That nothing changed is said only where every visit of the period could read every item (DESIGN 3.26).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.i18n.locale import Locale
from monitor.model import Failure, Language, Message
from monitor.report.letter import Letter, about_all, message
from monitor.report.terminal import Terminal
from monitor.report.welcome import item_of, page_of, places
from monitor.report.words import failure_title


def heartbeat_message(facts: Mapping[str, Any], *, language: Language, timezone: str) -> Message:
    """Word a sign of life.

    *facts*: {"at", "since", "watches": [{"watch", "title", "url", "snapshot", "taken_at", "changed_at", "checks", "failed",
    "partly", "next_at", "failure", "failures", "gone", "flapping"}]}; times as ISO 8601; alerts of earlier versions lack "title",
    "partly" and the last three.
    """
    to = Terminal(width=72, language=language, timezone=timezone)
    locale, watches = to.locale, list(facts["watches"])
    since = _moment(facts["since"])
    checks, failed, partly = (sum(w.get(name, 0) for w in watches) for name in ("checks", "failed", "partly"))
    changed = [_moment(w["changed_at"]) for w in watches if w["changed_at"]]
    values = {
        "since": locale.day(since, timezone),
        "day": locale.day(max(changed, default=since), timezone),
        "visits": locale.text("notices.heartbeat.visits", n=checks),
        "failures": _failures(failed, partly, locale),
        "holes": locale.text("notices.heartbeat.hole", n=sum(map(_has_hole, watches))),
    }
    subject, lead = _standing(watches, since)
    letter = Letter(
        subject=locale.text(f"notices.heartbeat.{subject}", **values),
        lead=locale.text(f"notices.heartbeat.{lead}", **values),
        to=to,
        parts=tuple((page_of(w), tuple(_stands(w, since, to, alone=len(watches) == 1))) for w in watches),
        where=tuple(places(watches, locale)),
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


def _failures(failed: int, partly: int, locale: Locale) -> str:
    """ "2 échecs, 1 lecture incomplète", "aucun échec"."""
    said = [
        locale.text(f"notices.heartbeat.{name}", n=number) for name, number in (("failures", failed), ("partly", partly)) if number
    ]
    return ", ".join(said) or locale.text("notices.heartbeat.no_failures")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _stands(watch: Mapping[str, Any], since: datetime, to: Terminal, *, alone: bool) -> Iterator[str]:
    """What of one page is not said by the first sentence; *alone*: it counts this page's visits."""
    locale = to.locale
    yield _history(watch, locale, to.timezone)
    if alone:
        pass
    elif watch["checks"]:
        yield locale.text(
            "notices.heartbeat.counted",
            visits=locale.text("notices.heartbeat.visits", n=watch["checks"]),
            failures=_failures(watch["failed"], watch.get("partly", 0), locale),
        )
    else:
        yield locale.text("notices.heartbeat.unvisited", since=locale.day(since, to.timezone))
    yield from _holes(watch, to)
    if watch["next_at"]:
        yield locale.text("notices.heartbeat.next", moment=locale.moment(_moment(watch["next_at"]), to.timezone))


def _holes(watch: Mapping[str, Any], to: Terminal) -> Iterator[str]:
    """What of the page is not followed at the moment, since when, and why."""
    locale = to.locale
    for failure in watch.get("failures") or filter(None, [watch["failure"]]):
        told = Failure(kind=failure["kind"], detail=failure["detail"], facts=failure.get("facts") or {})
        why = failure_title(told, to.language)
        since = locale.day(_moment(failure["since"]), to.timezone) if failure.get("since") else ""
        item = locale.quoted(item_of(failure))
        never = "item_never" if told.facts.get("never") else "item_failing"
        key = never if failure.get("item") else "failing_since" if since else "failing"
        yield locale.text(f"notices.heartbeat.{key}", why=why, since=since, item=item)
    for gone in watch.get("gone", ()):
        since = locale.day(_moment(gone["since"]), to.timezone) if gone["since"] else ""
        key = "notices.heartbeat.gone" if since else "notices.heartbeat.gone_bare"
        yield locale.text(key, item=locale.quoted(item_of(gone)), since=since)
    if watch.get("flapping"):
        yield locale.text("notices.heartbeat.turning")


def _history(watch: Mapping[str, Any], locale: Locale, timezone: str) -> str:
    if watch["snapshot"] is None:
        return locale.text("notices.heartbeat.unread")
    if watch["changed_at"]:
        return locale.text(
            "notices.heartbeat.last", day=locale.day(_moment(watch["changed_at"]), timezone), number=watch["snapshot"]
        )
    return locale.text("notices.heartbeat.same", day=locale.day(_moment(watch["taken_at"]), timezone))
