"""The page of one watch: its visits on a line of time, its changes, and between them what was quiet. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from monitor.i18n.typography import clean
from monitor.model.shapes import machine_time
from monitor.report.page import web_address
from monitor.report.words import failure_title
from monitor.store.reading import HistoryEntry
from monitor.store.timeline import VisitMark
from monitor.web.seen import Entry, Seen, entry
from monitor.web.strip import strip, totals, years
from monitor.web.words import Words

VERSIONS = 60  # on one page


def watch(seen: Seen, name: str, item: str | None, major: bool, before: int | None) -> dict[str, Any]:
    """All visits of one page on a line of time, its changes, and between them what was quiet."""
    store, words = seen.store, seen.words
    marks = store.marks(name)
    entries = store.history(name, item=item, before=before, limit=VERSIONS + 1)
    visits, failed, changed = totals(marks)
    known = store.standings([name])[0]
    address = clean(known.url)
    later = store.history(name, before=before + 1, limit=1) if before else ()
    upper = later[0].taken_at if later and later[0].snapshot == before else None
    told = _told(seen, name, entries[:VERSIONS], () if item or major else marks, item, major, upper)
    nodes = list(_by_year(told, words.timezone))
    first = marks[0].first_at if marks else words.now
    looked = store.coverage(name, first, max(words.now, first))
    return {
        "name": name,
        "title": seen.title(name),
        "address": address,
        "link": web_address(known.url),
        "items": words.locale.listed([words.locale.quoted(seen.item(name, i.item)) for i in known.items]),
        "changed": words.say("watch_changes", changes=words.count("changes", changed), day=words.day(known.changed_at))
        if known.changed_at
        else words.say("watch_same", day=words.day(known.taken_at))
        if known.taken_at
        else words.say("watch_unread"),
        "fact": words.say(
            "visits_fact",
            since=words.day(first),
            visits=words.count("visits", visits),
            failures=words.count("failures", failed),
            gap=words.locale.duration(looked.longest_gap),
        ),
        "years": [
            _year(words, marks, year, start, end, {n.anchor for n in nodes})
            for year, start, end in years(marks, words.timezone, words.now)
        ],
        "nodes": nodes,
        "filters": _filters(seen, name, item, major),
        "older": entries[VERSIONS - 1].snapshot if len(entries) > VERSIONS else None,
        "newer": before is not None,
        "item": item,
        "feed": words.to("watch", name, "feed.xml"),
        "chart": any(i.item_kind == "document" for i in known.items) and _has_chart(seen, name),
        "version": known.snapshot,
    }


def _has_chart(seen: Seen, name: str) -> bool:
    found = seen.watch(name)
    return bool(found and any(d.kind == "orgchart" for d in found.recipe.documents))


def _filters(seen: Seen, name: str, item: str | None, major: bool) -> list[dict[str, Any]]:
    words = seen.words
    counts = seen.store.change_counts(name)
    here = words.to("watch", name)
    links = [{"text": words.say("filter_all"), "query": "", "here": not item and not major}]
    if len(counts) > 1:
        links += [
            {"text": words.say("filter_item", item=seen.item(name, one), n=n), "query": {"item": one}, "here": item == one}
            for one, (n, _) in counts.items()
        ]
    if any(minor for _, minor in counts.values()):
        links.append({"text": words.say("filter_major"), "query": {"major": "1"}, "here": major})
    return [{**link, "url": here} for link in links] if len(links) > 1 else []


def _year(words: Words, marks: Sequence[VisitMark], year: int, start: datetime, end: datetime, anchors: Set[str]) -> dict[str, Any]:
    """A year's strip, and its months with what they hold; those of *anchors* lead to the list below."""
    zone = ZoneInfo(words.timezone)
    inside = [m for m in marks if start <= m.first_at < end and m.outcome in ("changed", "failed")]
    months = []
    for number, (short, long) in enumerate(words.months(), 1):
        here = [m for m in inside if m.first_at.astimezone(zone).month == number]
        _, failed, changed = totals(here)
        facts = [words.count("changes", changed)] if changed else []
        facts += [words.count("failures", failed)] if failed else []
        said = words.say("month_facts", month=long, year=year, facts=words.locale.listed(facts)) if facts else ""
        months.append(
            {
                "first": short[:1],
                "rest": short[1:],
                "id": f"m{year}-{number:02}",
                "facts": said,
                "linked": f"m{year}-{number:02}" in anchors,
            }
        )
    shown = [m for m in marks if m.last_at >= start and m.first_at < end]
    return {"year": year, "strip": strip(shown, start, end, height=30), "months": months}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A line of the list: a year, a change, the first reading, or a stretch of visits at which nothing changed."""

    kind: str  # year, entry, first, quiet, failed
    at: datetime
    text: str = ""
    entry: Entry | None = None
    anchor: str = ""
    when: str = ""
    machine: str = ""
    url: str = ""
    note: str = ""


def _by_year(nodes: Iterable[Node], timezone: str) -> Iterator[Node]:
    """*nodes* with a heading for each year; the first of a month that a strip may lead to has its anchor."""
    year, anchors = 0, set[str]()
    for node in nodes:
        local = node.at.astimezone(ZoneInfo(timezone))
        if local.year != year:
            year = local.year
            yield Node(kind="year", at=node.at, text=str(year))
        anchor = f"m{local.year}-{local.month:02}"
        if node.kind in ("entry", "failed") and anchor not in anchors:
            anchors.add(anchor)
            node = replace(node, anchor=anchor)
        yield node


def _told(
    seen: Seen,
    name: str,
    entries: Sequence[HistoryEntry],
    marks: Sequence[VisitMark],
    item: str | None,
    major: bool,
    upper: datetime | None,
) -> Iterator[Node]:
    """Newest first: changes, and one line for each stretch of visits at which nothing changed."""
    words = seen.words
    for one in entries:
        yield from _between(words, marks, one.taken_at, upper)
        upper = one.taken_at
        for stored in one.changes:
            if item in (None, stored.change.item) and not (major and stored.change.significance == "minor"):
                yield Node(kind="entry", at=one.taken_at, entry=entry(seen, stored, whole=True))
        if not one.changes and one.snapshot == 1:
            yield Node(
                kind="first",
                at=one.taken_at,
                text=words.say("first_read"),
                when=words.short_day(one.taken_at),
                machine=machine_time(one.taken_at),
                url=words.to("watch", name, one.snapshot),
                note=words.say("imported") if one.source == "import" else "",
            )
    if entries and entries[-1].snapshot == 1:
        yield from _between(words, marks, None, upper)


def _between(words: Words, marks: Sequence[VisitMark], lower: datetime | None, upper: datetime | None) -> Iterator[Node]:
    """The visits after *lower* and before *upper* at which nothing changed, newest first, in runs of one outcome."""
    inside = [
        m
        for m in marks
        if m.outcome in ("unchanged", "failed") and (lower is None or m.first_at > lower) and (upper is None or m.first_at < upper)
    ]
    runs: list[list[VisitMark]] = []
    for mark in reversed(inside):
        if runs and _alike(runs[-1][-1], mark):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    for run in runs:
        first, last = words.short_day(run[-1].first_at), words.short_day(run[0].last_at)
        visits = words.count("visits", sum(m.count for m in run))
        failure = run[0].failure
        key = "failed" if run[0].outcome == "failed" else "quiet"
        why = failure_title(failure, words.language) if failure else ""
        text = words.say(key if first != last else f"{key}_one", first=first, last=last, visits=visits, why=why)
        yield Node(kind=key, at=run[0].last_at, text=text)


def _alike(one: VisitMark, other: VisitMark) -> bool:
    kinds = [m.failure.kind if m.failure else None for m in (one, other)]
    return one.outcome == other.outcome and kinds[0] == kinds[1]
