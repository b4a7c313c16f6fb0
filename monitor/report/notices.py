"""Messages that are no alerts: signs of life, first messages, notices about the watch itself, tests of a channel. Pure.

That nothing changed is said only where every visit of the period could read every item (DESIGN 3.26).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean, shortened
from monitor.model import AlertKind, DigestEvery, Failure, Language, Message
from monitor.model.shapes import machine_time
from monitor.normalize import key
from monitor.report.failures import failure_title
from monitor.report.layout import Terminal
from monitor.report.message import PREVIEW, Draft, SourceLink, about_all, message
from monitor.report.page import web_address

# ----------------------------------------------------------------------------------------------------------------- signs of life


def heartbeat_message(facts: Mapping[str, Any], *, language: Language, timezone: str) -> Message:
    """Word a sign of life.

    *facts*: {"at", "since", "watches": [{"watch", "title", "url", "snapshot", "taken_at", "changed_at", "checks", "failed",
    "partly", "next_at", "failure", "failures", "gone", "flapping"}]}; times as ISO 8601; alerts of earlier versions lack "title",
    "partly" and the last three. "gap_s" where visits that were due were not made: the longest time without a good one.
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
        "gap": locale.hole(timedelta(seconds=max(w.get("gap_s", 0) for w in watches))),
        "holes": locale.text("notices.heartbeat.hole", n=sum(map(_has_hole, watches))),
    }
    subject, lead = _standing(watches, since)
    draft = Draft(
        subject=locale.text(f"notices.heartbeat.{subject}", **values),
        lead=locale.text(f"notices.heartbeat.{lead}", **values),
        to=to,
        parts=tuple((page_of(w), tuple(_stands(w, since, to, lead if len(watches) == 1 else None))) for w in watches),
        where=tuple(places(watches, locale)),
    )
    return message(draft, about_all(facts["at"], "heartbeat", {"since": facts["since"], "watches": watches}))


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
    if not failed and any(w.get("gap_s") for w in watches):
        return "seen_subject", "gaps"
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


def _stands(watch: Mapping[str, Any], since: datetime, to: Terminal, lead: str | None) -> Iterator[str]:
    """What of one page is not said by the first sentence; *lead*: which one that is, where it counts this page's visits alone."""
    locale = to.locale
    if watch["snapshot"] is None:
        yield locale.text("notices.heartbeat.unread")
    elif watch["changed_at"]:
        day = locale.day(_moment(watch["changed_at"]), to.timezone)
        yield locale.text("notices.heartbeat.last", day=day, number=watch["snapshot"])
    else:
        yield locale.text("notices.heartbeat.same", day=locale.day(_moment(watch["taken_at"]), to.timezone))
    if lead:
        pass
    elif watch["checks"]:
        yield locale.text(
            "notices.heartbeat.counted",
            visits=locale.text("notices.heartbeat.visits", n=watch["checks"]),
            failures=_failures(watch["failed"], watch.get("partly", 0), locale),
        )
    else:
        yield locale.text("notices.heartbeat.unvisited", since=locale.day(since, to.timezone))
    if watch.get("gap_s") and lead != "gaps" and watch["checks"]:
        yield locale.text("report.coverage_gap", gap=locale.hole(timedelta(seconds=watch["gap_s"])))
    # What of the page is not followed at the moment, since when, and why
    for failure in watch.get("failures") or filter(None, [watch["failure"]]):
        why = _why(failure, to)
        begun = locale.day(_moment(failure["since"]), to.timezone) if failure.get("since") else ""
        item = locale.quoted(item_of(failure))
        never = "item_never" if (failure.get("facts") or {}).get("never") else "item_failing"
        key = never if failure.get("item") else "failing_since" if begun else "failing"
        yield locale.text(f"notices.heartbeat.{key}", why=why, since=begun, item=item)
    for gone in watch.get("gone", ()):
        went = locale.day(_moment(gone["since"]), to.timezone) if gone["since"] else ""
        key = "notices.heartbeat.gone" if went else "notices.heartbeat.gone_bare"
        yield locale.text(key, item=locale.quoted(item_of(gone)), since=went)
    if watch.get("flapping"):
        yield locale.text("notices.heartbeat.turning")
    if watch["next_at"]:
        yield locale.text("notices.heartbeat.next", moment=locale.moment(_moment(watch["next_at"]), to.timezone))


# ---------------------------------------------------------------------------------------------------------------- first messages


def welcome_message(
    facts: Mapping[str, Any], *, on: Sequence[AlertKind], every: DigestEvery | None, language: Language, timezone: str
) -> Message:
    """Word a first message.

    *facts*: {"watches": [{"watch", "title", "url", "snapshot", "taken_at", "next_at", "items", "failure", "failures", "gone"}]};
    alerts of earlier versions lack the last two, `title`, and `called` of an item. *every*: when changes are gathered.
    """
    to = Terminal(width=72, language=language, timezone=timezone)
    locale, watches = to.locale, list(facts["watches"])
    promises = [f"digest_{every}" if every else "change"] if "change" in on or "minor" in on else []
    promises += ["failure"] if "failure" in on else []
    promises += ["heartbeat" if "heartbeat" in on else "silence"]
    draft = Draft(
        subject=locale.text("notices.welcome.subject", n=len(watches)),
        lead=locale.text("notices.welcome.lead", n=len(watches)),
        preview=shortened(", ".join(map(page_of, watches)), PREVIEW),
        to=to,
        parts=(
            *((page_of(w), tuple(_seen(w, to))) for w in watches),
            (locale.text("notices.welcome.then"), tuple(locale.text(f"notices.welcome.{key}") for key in promises)),
        ),
        where=tuple(places(watches, locale)),
    )
    return message(draft, about_all(facts["at"], "welcome", watches))


def _seen(watch: Mapping[str, Any], to: Terminal) -> Iterator[str]:
    """Each item, the newest version, what fails, the items that nobody watches for the moment (3.22, 3.29), the next visit."""
    locale = to.locale
    for item in watch["items"]:
        what, title = locale.text(f"notices.welcome.{item['item_kind']}", item=item_of(item)), clean(item["title"] or "")
        yield locale.text("notices.welcome.titled", what=what, title=title) if title and key(title) != key(item_of(item)) else what
    failure = watch["failure"]
    why = _why(failure, to) if failure else ""
    if watch["snapshot"] is not None:
        day = locale.day(_moment(watch["taken_at"]), to.timezone)
        name = "version" if watch["snapshot"] == 1 else "version_later"
        yield locale.text(f"notices.welcome.{name}", number=watch["snapshot"], day=day)
        if why:
            yield locale.text("notices.welcome.failing", why=why)
    else:
        yield locale.text("notices.welcome.unread", why=why) if why else locale.text("notices.welcome.unread_bare")
    for failed in watch.get("failures", ()):
        if failed.get("item"):
            name = "item_never" if (failed.get("facts") or {}).get("never") else "item_failing"
            yield locale.text(f"notices.welcome.{name}", item=locale.quoted(item_of(failed)), why=_why(failed, to))
    for gone in watch.get("gone", ()):
        yield locale.text("notices.welcome.gone", item=locale.quoted(item_of(gone)))
    if watch["next_at"]:
        yield locale.text("notices.welcome.next", moment=locale.moment(_moment(watch["next_at"]), to.timezone))


def _why(failure: Mapping[str, Any], to: Terminal) -> str:
    return failure_title(Failure(kind=failure["kind"], detail=failure["detail"], facts=failure.get("facts") or {}), to.language)


def page_of(watch: Mapping[str, Any]) -> str:
    """What readers see of a page in `facts`."""
    return clean(str(watch.get("title") or watch["watch"]))


def item_of(fact: Mapping[str, Any]) -> str:
    """What readers see of an item in `facts`; "" where they are about the page."""
    return clean(str(fact.get("called") or fact.get("item") or ""))


def places(watches: Sequence[Mapping[str, Any]], locale: Locale) -> Iterator[SourceLink]:
    """The address of each page."""
    for watch in watches:
        what = locale.text("notices.welcome.where", watch=page_of(watch))
        yield SourceLink(what=what, text=clean(watch["url"]), link=web_address(watch["url"]))


# ------------------------------------------------------------------------------------------------ notices about the watch itself

KINDS = ("disk_full", "database", "outbox_stuck", "crashed", "damaged", "not_stamped")
DAILY = ("outbox_stuck", "damaged", "not_stamped")


def service_message(kind: str, detail: str, *, language: Language, timezone: str, now: datetime) -> Message:
    """Word a notice of *kind*, one of KINDS, or one that begins like it ("crashed_visits"). *detail*: what was seen."""
    to = Terminal(width=72, language=language, timezone=timezone)
    name = next((k for k in KINDS if kind.startswith(k)), "crashed")
    often = to.locale.text("notices.service.daily" if name in DAILY else "notices.service.hourly")
    about = to.locale.text("notices.service.about", moment=to.locale.moment(now, timezone), often=often)
    seen = tuple(clean(line) for line in detail.splitlines() if line.strip())
    draft = Draft(
        subject=to.locale.text(f"notices.service.{name}"),
        lead=to.locale.text(f"notices.service.{name}_lead"),
        to=to,
        parts=(
            *([(to.locale.text("notices.service.seen"), seen)] if seen else []),
            (to.locale.text("notices.service.do"), (to.locale.text(f"notices.service.{name}_do"),)),
            ("", (about,)),
        ),
    )
    return message(draft, about_all(machine_time(now), "service", {"kind": kind, "detail": detail}))


# ------------------------------------------------------------------------------------------------------------ tests of a channel


def sample_message(shown: str, language: Language, timezone: str, now: datetime) -> Message:
    """A message to the channel *shown* that nobody can take for an alert."""
    to = Terminal(width=72, language=language, timezone=timezone)
    locale = to.locale
    sentences = (
        locale.text("notices.sample.sent", moment=locale.moment(now, timezone)),
        locale.text("notices.sample.reads", shown=shown),
    )
    draft = Draft(
        subject=locale.text("notices.sample.subject"), lead=locale.text("notices.sample.lead"), to=to, parts=(("", sentences),)
    )
    return message(draft, about_all(machine_time(now), "test", True))
