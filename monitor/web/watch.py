"""The page of one watch: its visits on a line of time, its changes, and between them what was quiet. Reads only."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from monitor.errors import NothingFound
from monitor.i18n.typography import clean
from monitor.model.frozen import dataclass, replace
from monitor.model.shapes import machine_time
from monitor.observe.standing import standings
from monitor.report.failures import failure_title
from monitor.report.ranking import first_of
from monitor.store.reading import HistoryEntry
from monitor.store.timeline import GAP, QuietVisits
from monitor.web.context import Entry, Seen, entry
from monitor.web.strip import strip, years
from monitor.web.trouble import resting, trouble_of
from monitor.web.words import Words

VERSIONS = 40  # on one page
COUNTED = 3000  # versions whose changes are counted for the filters
IN_TABLE = 2000  # newest versions whose changes are in the table to download
QUIET = 2000  # rows of visits between the versions of one page
_SITE = re.compile(r"\s+[–—|·•]\s+(?=\S)")
RUNS = 8  # of visits between two versions, told one by one


def watch(seen: Seen, name: str, item: str | None, major: bool, before: int | None) -> dict[str, Any]:
    """All visits of one page on a line of time, its changes, and between them what was quiet."""
    store, words = seen.store, seen.words
    entries = store.history(name, item=item, before=before, limit=VERSIONS + 1)
    figures = store.figures(name)
    tally = figures.watches[name].visits
    known = store.standings([name])[0]
    later = store.history(name, before=before + 1, limit=1) if before else ()
    upper = later[0].taken_at if later and later[0].snapshot == before else None
    told = _lines_of(seen, name, entries[:VERSIONS], item, major, upper)
    nodes = list(_by_year(told, words.timezone))
    first_at = store.watches(name)[0].first_at
    shown = years(first_at, words.timezone, words.now)
    lines = [store.line_of_time(name, start, end) for _, start, end in shown]
    # How the watch stands now; () where the configuration has it no more.
    alone = replace(seen.config, watches=tuple(one for one in seen.config.watches if one.name == name))
    standing = standings(alone, figures, held=store.holds.until) if alone.watches else ()
    months = _months(seen, name, [year for year, _, _ in shown], {n.anchor for n in nodes})
    stretches = [stretch for line in reversed(lines) for stretch in line.covered]
    gap = max((b[0] - a[1] for a, b in pairwise(stretches) if b[0] - a[1] >= GAP), default=None)  # some meet at the turn of a year
    facts = {
        "since": words.day(first_at),
        "visits": words.count("visits", sum(tally.values())),
        "failures": words.count("failures", tally.get("failed", 0)),
    }
    configured = seen.watch(name)  # of a page on which nothing was found yet: what is looked for
    kinds = {*(s.kind for s in configured.recipe.sections), *(d.kind for d in configured.recipe.documents)} if configured else ()
    watched = [(i.item, i.title) for i in known.items] or [(item, None) for item in (configured.recipe.items if configured else ())]
    title = seen.title(name)
    behind = [found.start() for found in _SITE.finditer(title)][-1:] if seen.names else []  # « — Ville de Valmont »
    return {
        "name": name,
        "title": title,
        "heading": (title[: behind[0]], title[behind[0] :].strip()) if behind else (title, ""),
        "address": clean(known.url),
        "link": seen.link(known.url),
        "items": words.locale.listed([*dict.fromkeys(words.locale.quoted(seen.item(name, one, title)) for one, title in watched)]),
        "changed": words.phrase(
            "watch_versions", versions=words.count("versions", tally.get("changed", 0)), day=words.day(known.changed_at)
        )
        if known.changed_at
        else _unchanged(seen, name, known.taken_at, failing=any(one.failures for one in standing)),
        "rests": resting(seen, name, next(iter(standing), None)),
        "trouble": [line for one in standing for line in trouble_of(seen, one, own=True)],
        "fact": words.phrase("visits_fact_gap", gap=words.span(gap), **facts) if gap else words.phrase("visits_fact", **facts),
        "years": [
            {"year": year, "strip": strip(line, height=30), "months": months[year]}
            for (year, _, _), line in zip(shown, lines, strict=True)
        ],
        "nodes": nodes,
        "filters": _filters(seen, name, item, major),
        "older": entries[VERSIONS - 1].snapshot if len(entries) > VERSIONS else None,
        "newer": before is not None,
        "item": item,
        "feed": words.to("watch", name, "feed.xml"),
        "chart": "orgchart" in kinds,
        "version": known.snapshot,
        "table": words.phrase("changes_csv" if (known.snapshot or 0) <= IN_TABLE else "changes_csv_newest", n=IN_TABLE),
        "first_day": words.iso_day(first_at),
        "today": words.iso_day(words.now),
    }


def version_at(seen: Seen, name: str, at: datetime) -> int | str:
    """The number of the version that stood at *at*; a sentence where nothing had been read by then."""
    try:
        return seen.store.number_at(name, at)
    except NothingFound:
        known = seen.store.watches(name)
        if not known:
            raise
        return seen.words.phrase("not_yet_text", first=seen.words.day(known[0].first_at))


def _unchanged(seen: Seen, name: str, first: datetime | None, *, failing: bool) -> str:
    """What is known of a page of which there is one version, or none: where it can't be read now, until when it was the same."""
    if first is None:
        return seen.words.phrase("watch_unread")
    if failing and (last := seen.store.last_good_before(name, seen.words.now)):
        return seen.words.phrase("watch_same_until", day=seen.words.day(last))
    return seen.words.phrase("watch_same", day=seen.words.day(first))


def _filters(seen: Seen, name: str, item: str | None, major: bool) -> list[dict[str, Any]]:
    words = seen.words
    numbers, minor = seen.store.change_counts(name, COUNTED)
    counted = (seen.store.snapshot(name).number if numbers else 0) <= COUNTED
    here = words.to("watch", name)
    links = [{"text": words.phrase("filter_all"), "query": "", "here": not item and not major}]
    if len(numbers) > 1:
        links += [
            {
                "text": words.phrase("filter_item", item=seen.item(name, one), n=n) if counted else seen.item(name, one),
                "query": {"item": one},
                "here": item == one,
            }
            for one, n in numbers.items()
        ]
    if minor:
        links.append({"text": words.phrase("filter_major"), "query": {"major": "1"}, "here": major})
    return [{**link, "url": here} for link in links] if len(links) > 1 else []


def _months(seen: Seen, name: str, shown: Sequence[int], anchors: Set[str]) -> dict[int, list[dict[str, Any]]]:
    """The months of each year with what they hold; those of *anchors* lead to the list below."""
    words, zone = seen.words, ZoneInfo(seen.words.timezone)
    starts = [datetime(year, month, 1, tzinfo=zone) for year in shown for month in range(1, 13)]
    spans = [(start, start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)) for start in starts]
    changed, failed = (seen.store.counts(name, outcome, spans) for outcome in ("changed", "failed"))
    names = list(words.months())
    months: dict[int, list[dict[str, Any]]] = {year: [] for year in shown}
    for start, changes, failures in zip(starts, changed, failed, strict=True):
        short, long = names[start.month - 1]
        facts = [words.count("versions", changes)] if changes else []
        facts += [words.count("failures", failures)] if failures else []
        anchor = f"m{start.year}-{start.month:02}"
        said = words.phrase("month_facts", month=long, year=start.year, facts=words.locale.listed(facts)) if facts else ""
        months[start.year].append({"first": short[:1], "rest": short[1:], "id": anchor, "facts": said, "linked": anchor in anchors})
    return months


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
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


def _by_year(nodes: Iterable[ListLine], timezone: str) -> Iterator[ListLine]:
    """*nodes* with a heading for each year; the first of a month that a strip may lead to has its anchor."""
    year, anchors = 0, set[str]()
    for node in nodes:
        local = node.at.astimezone(ZoneInfo(timezone))
        if local.year != year:
            year = local.year
            yield ListLine(kind="year", at=node.at, text=str(year))
        anchor = f"m{local.year}-{local.month:02}"
        if node.kind in ("entry", "failed") and anchor not in anchors:
            anchors.add(anchor)
            node = replace(node, anchor=anchor)
        yield node


def _lines_of(
    seen: Seen, name: str, entries: Sequence[HistoryEntry], item: str | None, major: bool, upper: datetime | None
) -> Iterator[ListLine]:
    """Newest first: changes, and one line for each stretch of visits at which nothing changed."""
    words, whole = seen.words, not (item or major)
    oldest = entries[-1].taken_at if entries and entries[-1].snapshot > 1 else None
    quiet = deque(seen.store.quiet_visits(name, after=oldest, before=upper, limit=QUIET) if whole else ())
    for one in entries:
        yield from _between(words, quiet, one.taken_at)
        for stored in sorted(one.changes, key=lambda stored: first_of([stored.change], words.language).rank):
            if item in (None, stored.change.item) and not (major and stored.change.significance == "minor"):
                yield ListLine(kind="entry", at=one.taken_at, entry=entry(seen, stored, whole=True))
        if not one.changes and one.snapshot == 1:
            yield ListLine(
                kind="first",
                at=one.taken_at,
                text=words.phrase("first_read"),
                when=words.short_day(one.taken_at),
                machine=machine_time(one.taken_at),
                url=words.to("watch", name, one.snapshot),
                note=words.phrase("imported") if one.source == "import" else "",
            )
    yield from _between(words, quiet, None)


def _between(words: Words, quiet: deque[QuietVisits], lower: datetime | None) -> Iterator[ListLine]:
    """The first of *quiet* that are later than *lower*, newest first, in runs of one outcome; many runs as one of each."""
    runs: list[list[QuietVisits]] = []
    while quiet and (lower is None or quiet[0].first_at > lower):
        one = quiet.popleft()
        if runs and _why(runs[-1][-1]) == _why(one):
            runs[-1].append(one)
        else:
            runs.append([one])
    if len(runs) > RUNS:
        visits = [one for run in runs for one in run]
        runs = [found for failed in (False, True) if (found := [one for one in visits if bool(one.failure) == failed])]
    for run in runs:
        first, last = words.stretch(run[-1].first_at, run[0].last_at)
        visits_said = words.count("visits", sum(one.count for one in run))
        whys = {_why(one): one.failure for one in run if one.failure}
        why = words.locale.listed([failure_title(failure, words.language) for failure in whys.values() if failure])
        key = "failed" if whys else "quiet"
        text = words.phrase(key if first != last else f"{key}_one", first=first, last=last, visits=visits_said, why=why)
        yield ListLine(kind=key, at=run[0].last_at, text=text)


def _why(one: QuietVisits) -> str | None:
    return one.failure.kind if one.failure else None
