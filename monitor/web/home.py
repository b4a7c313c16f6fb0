"""The home page: what changed lately over all watches, trouble above, the watched pages beside; and the list of all. Reads only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any

from monitor.alerts.pictures import has_pictures, marks_of, pages_between
from monitor.errors import NothingFound
from monitor.i18n.typography import clean
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key
from monitor.observe.standing import Standing, standings
from monitor.report.lines import elided
from monitor.report.ranking import first_of
from monitor.report.status import Status, shown_first
from monitor.store import holder, last_service
from monitor.store.reading import StoredChange
from monitor.web.context import Entry, Seen, entry
from monitor.web.strip import NARROW, strip
from monitor.web.trouble import all_trouble, in_one_line, resting, trouble_of, unattended
from monitor.web.words import Words

NEWS = 40  # changes on the home page
WHOLE = 12  # up to so many are all told whole; of more
NEWEST = 4  # so many, and the others in a line or two each
AROUND = 30  # characters beside what changed in such a line
BESIDE = 12  # watches beside the news
FEW = 3  # changes of a month that has a heading of its own
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitInBrief:
    """What one visit to a page found changed."""

    page: str
    page_url: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayInBrief:
    """The visits of a day that are told in a few lines each."""

    when: str
    machine: str
    visits: tuple[VisitInBrief, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Changes under one heading: the newest told whole, the others by day."""

    heading: str
    whole: tuple[Entry, ...]
    days: tuple[DayInBrief, ...]


def home(seen: Seen, before: int | None) -> dict[str, Any]:
    """What changed lately over all watches, trouble above, the watched pages beside."""
    words = seen.words
    found = seen.store.changes(before_id=before, limit=NEWS + 1)
    visits = groupby(found[:NEWS], key=lambda stored: (stored.watch, stored.snapshot))
    shown = [
        stored for _, inside in visits for stored in sorted(inside, key=lambda one: first_of([one.change], words.language).rank)
    ]
    entries = [entry(seen, stored) for stored in shown]
    if entries and before is None:
        entries[0] = _pictured(seen, shown[0], entries[0])
    whole = {one.id for one in _told_whole(entries, before)}
    figures = seen.store.figures()
    status = Status(
        figures=figures,
        standings=standings(seen.config, figures, held=seen.store.holds.until),
        holder=holder(seen.config.database),
        ended=last_service(seen.config.database),
        database="",
        changes={},
    )
    visited = [f.newest_at for f in figures.watches.values()]
    since = min((s.first_at for s in seen.store.watches()), default=None)
    trouble = list(all_trouble(seen, status))
    lede = ""
    if visited and since:
        pages = words.count("pages", sum(s.watched for s in status.standings) or len(visited))
        lede = words.phrase("home_lede", pages=pages, since=words.day(since), last=words.near(max(visited)))
    quiet = ""  # the visits since each page changed last, in one line
    if before is None and found:
        number = seen.store.quiet_since({name: one.changed_at for name, one in figures.watches.items()})
        if number:
            quiet = words.phrase("quiet_all" if len(figures.watches) > 1 else "quiet_only", visits=words.count("visits", number))
    return {
        "lede": lede,
        "quiet": quiet,
        "groups": [_group(words, heading, inside, whole) for heading, inside in _groups(words, entries)],
        "unattended": unattended(seen, status, max(visited, default=None)),
        "trouble": trouble,
        "troubles": in_one_line(seen, trouble),
        "beside": [_beside(seen, one) for one in shown_first(status.standings)[:BESIDE]],
        "more": len(status.standings) > BESIDE,
        "older": found[NEWS - 1].id if len(found) > NEWS else None,
        "newer": before is not None,
        "first": before is None,
    }


def _pictured(seen: Seen, stored: StoredChange, shown: Entry) -> Entry:
    """The newest entry with the first page on which it is seen, where it is a chart's."""
    pages = marks_of(stored.change, {}, "after") if seen.names and has_pictures(stored.change) else {}
    if not pages or stored.snapshot < 2:
        return shown
    try:
        old, new = (
            seen.revision(stored.watch, number) for number in (stored.change.version_before(stored.snapshot), stored.snapshot)
        )
    except NothingFound:  # erased
        return shown
    made = [after for _, after in pages_between(seen.store, stored.change, old, new) or () if after in pages]
    if not made:
        return shown
    words, page = seen.words, made[0]
    label = clean(stored.change.label or stored.change.item)
    alt = words.phrase("picture_alt", side=words.phrase("after"), page=page, label=label, number=stored.snapshot)
    return replace(shown, picture=words.to("change", stored.id, f"after-{page}.png"), picture_alt=alt)


def _told_whole(entries: list[Entry], before: int | None) -> list[Entry]:
    """The newest of *entries*: all where they are few; of many the first, and what the same visit found; none of older ones."""
    if before is not None:
        return []
    if len(entries) <= WHOLE:
        return entries
    visits = groupby(entries, key=_visit)
    told: list[Entry] = []
    while len(told) < NEWEST:
        told += next(visits)[1]
    return told


def _visit(one: Entry) -> tuple[str, str]:
    return one.page_url, one.machine


def _group(words: Words, heading: str, inside: list[Entry], whole: set[int]) -> Group:
    """*inside* under *heading*: as they are those of *whole*, the others day by day and visit by visit."""
    days = []
    for _, of_day in groupby((one for one in inside if one.id not in whole), key=lambda one: words.iso_day(one.at)):
        listed = list(of_day)
        visits = []
        for _, found in groupby(listed, key=_visit):
            changes = tuple(map(_in_brief, found))
            visits.append(VisitInBrief(page=changes[0].page, page_url=changes[0].page_url, entries=changes))
        days.append(DayInBrief(when=listed[0].when, machine=words.iso_day(listed[0].at), visits=tuple(visits)))
    return Group(heading=heading, whole=tuple(one for one in inside if one.id in whole), days=tuple(days))


def _in_brief(one: Entry) -> Entry:
    """*one* with fewer words around those that changed."""
    if one.marked is None:
        return one
    return replace(one, marked=replace(one.marked, spans=elided(one.marked.spans, AROUND)))


def _groups(words: Words, entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """*entries* under a heading for each month of several, and one for a row of months that have few: the rest of their year."""
    months = [(name, list(inside)) for name, inside in groupby(entries, key=lambda one: words.month(one.at))]
    said = 0  # the year of the heading before
    for (year, few), run in groupby(months, key=lambda month: (words.year(month[1][0].at), len(month[1]) < FEW)):
        listed = list(run)
        if not few or len(listed) == 1:
            yield from listed
        else:
            heading = words.phrase("earlier_in", year=year) if said == year else str(year)
            yield heading, [one for _, inside in listed for one in inside]
        said = year


def _beside(seen: Seen, one: Standing) -> dict[str, Any]:
    words, known = seen.words, one.figures
    if known is None:
        return {"title": seen.title(one.watch), "url": "", "strip": None, "note": words.phrase("read_never")}
    end = words.now
    line = seen.store.line_of_time(one.watch, end - YEAR, end)
    failed, changed = (seen.store.counts(one.watch, outcome, [(end - YEAR, end)])[0] for outcome in ("failed", "changed"))
    notes = [words.phrase("read_never")]
    if known.last_good_at:
        since = words.phrase("changed_last", day=words.day(known.changed_at)) if known.changed_at else words.phrase("changed_never")
        notes = [words.phrase("read_last", when=words.near(known.last_good_at)), since]
    notes += filter(None, [resting(seen, one.watch, one)])
    return {
        "title": seen.title(one.watch),
        "url": words.to("watch", one.watch),
        "strip": strip(line, places=NARROW),
        "alt": words.phrase("strip_alt", versions=words.count("versions", changed), failures=words.count("failures", failed)),
        "note": " ".join(notes),
    }


def in_order(title: str) -> list[tuple[int, str]]:
    """By what a list of titles is in order: words without accents, « Évreux » before « Nantes », and figures by their number."""
    return [(int(word), "") if word.isdecimal() else (1 << 62, word) for word in re.findall(r"\d+|[^\d\s]+", key(title))]


def every_watch(seen: Seen) -> dict[str, Any]:
    """All watches, by title."""
    words = seen.words
    known = {s.watch: s for s in seen.store.standings([w.name for w in seen.store.watches()])}
    now = {one.watch: one for one in standings(seen.config, seen.store.figures(), held=seen.store.holds.until)}
    unwell = {name: one for name, one in now.items() if one.troubled and (one.failures or one.gone)}
    names = dict.fromkeys([*(w.name for w in seen.config.watches), *known])
    rows = []
    for name in sorted(names, key=lambda n: in_order(seen.title(n))):
        standing = known.get(name)
        changed = standing.changed_at if standing else None
        note = words.phrase("changed_last", day=words.day(changed)) if changed else words.phrase("changed_never")
        note = note if standing and standing.snapshot else words.phrase("read_never")
        rows.append(
            {
                "title": seen.title(name),
                "url": words.to("watch", name) if standing else "",
                "note": " ".join(filter(None, [note, resting(seen, name, now.get(name))])),
                "trouble": [*trouble_of(seen, unwell[name], own=True)] if name in unwell else (),
            }
        )
    tags = dict.fromkeys(tag for watch in seen.config.watches for tag in watch.tags)
    feeds = [{"tag": clean(tag), "url": words.to("tag", tag, "feed.xml")} for tag in sorted(tags, key=str.casefold)]
    return {"rows": rows, "feeds": [] if seen.static else feeds}
