"""The org charts of a version in columns of text, each unit with its page; versions to choose among. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias

from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean
from monitor.model import SURE, OrgChart, Revision, Unit
from monitor.model.frozen import dataclass
from monitor.report.spans import as_read
from monitor.store.reading import HistoryEntry
from monitor.web.context import Seen
from monitor.web.gone_units import is_gone
from monitor.web.words import Words

VERSIONS = 24  # of a chart, to choose among


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownUnit:
    """A unit of a chart as a page shows it."""

    title: str
    url: str  # its page; "": it has none
    people: tuple[tuple[str, str, str], ...]  # who, the page of that person or "", what stands after it
    unsure: str  # what of it is to be checked, the key of a text; "": nothing
    gone: bool  # it is shown no longer, and stands where it stood
    marks: tuple[tuple[str, int | None], ...]  # class, number in the list
    below: tuple[ShownUnit, ...]
    changed: int  # marks here and below


Keys: TypeAlias = Mapping[str, tuple[str, Sequence[str | None]]]


def all_unsure(chart: OrgChart) -> bool:
    """Whether no unit of *chart*, one of several, is read surely; what went from it is none of its own."""
    own = [unit for unit in chart.units if not is_gone(unit)]
    return len(own) > 1 and all(unit.confidence < SURE for unit in own)


def tree(
    chart: OrgChart,
    marks: Mapping[str, Sequence[tuple[str, int | None]]],
    words: Words,
    name: str = "",
    keys: Keys = MappingProxyType({}),
) -> tuple[ShownUnit, ...]:
    """The units of *chart* under each other, in their order; *marks* and *keys* by a unit's id, of the pages of watch *name*.

    Where all of them are to be checked none is marked so: that is said once (`all_unsure`).
    """
    known, tagged = {unit.id for unit in chart.units}, not all_unsure(chart)
    below: dict[str | None, list[Unit]] = {}
    for unit in chart.units:
        below.setdefault(unit.parent if unit.parent in known else None, []).append(unit)

    def node(unit: Unit, above: frozenset[str]) -> ShownUnit:
        children = tuple(node(u, above | {unit.id}) for u in below.get(unit.id, ()) if u.id not in above)
        own = tuple(marks.get(unit.id, ()))
        own_key, people = keys.get(unit.id, ("", ()))
        pages = [words.to("watch", name, "person", one) if one else "" for one in people]
        pages += [""] * (len(unit.people) - len(pages))
        unsure = ""  # what is not read surely: its title, else its place, else who is in it
        if is_gone(unit):
            unsure = "" if unit.confidence_title >= SURE else "to_check"
        elif tagged and unit.confidence < SURE:
            place = ("to_check_place" if unit.parent else "to_check_top") if unit.confidence_parent < SURE else "to_check_name"
            unsure = "to_check_title" if unit.confidence_title < SURE else place
        return ShownUnit(
            title=clean(unit.title),
            url=words.to("watch", name, "unit", own_key) if own_key else "",
            people=tuple(
                (words.phrase("chart_vacant") if p.vacant else clean(p.name), page, f", {clean(p.role)}" if p.role else "")
                for p, page in zip(unit.people, pages, strict=False)
            ),
            unsure=unsure,
            marks=own,
            gone=is_gone(unit),
            below=children,
            changed=len(own) + sum(c.changed for c in children),
        )

    return tuple(node(u, frozenset({u.id})) for u in below.get(None, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChart:
    """What a version shows an org chart in: a document, or a section of the page."""

    item: str
    label: str
    chart: OrgChart | None  # None: it could not be read as one
    texts: tuple[str, ...]
    sha256: str  # of the document; "": it is a section

    @classmethod
    def all_of(cls, revision: Revision, locale: Locale) -> list[ShownChart]:
        """Those of a version; who could be read as a chart before who could not, documents first."""
        found = [
            cls(
                item=document.link.item,
                label=document.link.label,
                chart=content.tree,
                texts=tuple(as_read(b, locale) for b in (content.text or ())),
                sha256=content.sha256,
            )
            for document in revision.documents
            if (content := document.content) and content.orgchart
        ]
        found += [
            cls(
                item=section.item,
                label=section.heading or section.item,
                chart=section.tree,
                texts=tuple(as_read(b, locale) for b in section.blocks),
                sha256="",
            )
            for section in revision.sections
            if section.orgchart
        ]
        return sorted(found, key=lambda one: one.chart is None)


def orgchart(seen: Seen, name: str, at: datetime | None, asked: str, version: int | None = None) -> dict[str, Any]:
    """The chart of a watch as it stood at *at* (None: now), or in *version*, in columns of text."""
    store, words = seen.store, seen.words
    wanted = version or (store.number_at(name, at) if at else store.snapshot(name).number)
    number = store.kept_number(name, wanted) if version is None else wanted
    if version is not None:
        at = store.snapshot(name, version).taken_at
        asked = words.iso_day(at)
    revision = store.revision(name, number, newest=True)
    shown = ShownChart.all_of(revision, words.locale)
    items, most = dict.fromkeys(one.item for one in shown), None if seen.static else VERSIONS
    versions = {one.snapshot: one for item in items for one in store.history(name, item=item, limit=most)}
    then = {one.snapshot: one for item in items for one in store.history(name, item=item, before=number + 1, limit=1)}
    charts = [_shown_chart(seen, name, number, one, among=len(shown) > 1, now=at is None) for one in shown]
    lede = [words.phrase("chart_erased", day=words.day(revision.taken_at))] if number != wanted else []
    if not shown:
        lede.append(words.phrase("no_chart"))
    elif len(charts) == 1:
        lede.append(charts[0].pop("lede"))
    # As it was seen at the newest good visit until then: of a day at which nobody looked nothing is said.
    until = min(at, words.now) if at else words.now
    seen_at = store.last_good_before(name, until + timedelta(milliseconds=1)) or until
    if charts and all(one["read_at"] for one in charts):  # the page alone was read since
        seen_at = max(one["read_at"] for one in charts)
    day = words.day(revision.taken_at if number != wanted else seen_at)
    return {
        "title": seen.title(name),
        "page_url": words.to("watch", name),
        "heading": words.phrase("charts_title" if len(shown) > 1 else "chart_title", day=day)
        if shown
        else words.phrase("chart_none"),
        "lede": " ".join(lede),
        "charts": charts,
        "asked": asked,
        "versions": _versions_of_chart(
            [versions[n] for n in sorted(versions, reverse=True)[:most]], max(then, default=None), words
        ),
        "action": words.to("watch", name, "orgchart"),
    }


def _shown_chart(seen: Seen, name: str, number: int, shown: ShownChart, *, among: bool, now: bool) -> dict[str, Any]:
    """One chart of version *number*, with since when it is as it is; *among* several: of a document that may share its name.

    *now*: with the last visit at which it could be read, where a later one read the page alone (3.26).
    """
    words, chart, lede = seen.words, shown.chart, list[str]()
    told = seen.store.history(name, item=shown.item, before=number + 1, limit=VERSIONS if among else 1)
    own = (None, "", shown.label)
    since = next((one for one in told if not among or one.snapshot == 1 or any(c.change.label in own for c in one.changes)), None)
    if since:
        values = {"label": clean(shown.label), "number": since.snapshot, "moment": words.moment(since.taken_at)}
        lede.append(words.phrase("chart_since" if among else "chart_lede", **values))
    if chart and chart.date:
        lede.append(words.phrase("chart_dated", date=clean(chart.date)))
    if chart:
        people = words.count("people", chart.posts_held)
        units = words.count("units", len(chart.units))
        lede.append(words.phrase("chart_counts", units=units, people=people) if seen.names else words.sentence(units))
        if all_unsure(chart):
            sealed = [d.content for d in seen.store.revision(name, number).documents if d.content]
            surely = any(c.sha256 == shown.sha256 and c.tree and not all_unsure(c.tree) for c in sealed)  # by an older reader
            lede.append(words.phrase("chart_older" if surely else "chart_unsure"))
    keys = seen.store.keys_at(name, shown.item, number).get(shown.sha256, {})
    read_at, watch = None, seen.watch(name) if now and chart else None
    failing = [one for one in seen.store.failing(watch).failures if one.failure.item == shown.item] if watch else []
    failed = [
        datetime.fromisoformat(dates[shown.label]) if shown.label in (dates := one.failure.facts.get("since_of", {})) else one.since
        for one in failing
        if shown.label in one.failure.facts.get("documents", (shown.label,))
    ]
    if failed:
        read_at = max((s.last_seen for s in seen.store.spells("units", name, {"item": {shown.item}}) if s.current), default=None)
    if read_at and among:
        # Another document of the item may have been read since, and this one changed while that failed
        changed = [one.taken_at for one in told if any(c.change.label == shown.label for c in one.changes)]
        read_at = max([seen.store.last_good_before(name, min(failed)) or read_at, *changed[:1]])
    if read_at:
        lede.append(words.phrase("chart_unread_since", day=words.day(read_at)))
    return {
        "read_at": read_at,
        "id": anchor(shown.sha256),
        "label": clean(shown.label),
        "lede": " ".join(lede),
        "nodes": tree(chart, {}, words, name, keys) if chart else (),
        "lines": [] if chart else [clean(text) for text in shown.texts],
        "unstructured": not chart,
    }


def anchor(sha256: str) -> str:
    """Where the page of the charts has that of a document, or of a section."""
    return f"f-{sha256[:12]}"


def _versions_of_chart(history: Sequence[HistoryEntry], here: int | None, words: Words) -> list[dict[str, Any]]:
    """Links to the chart's versions, oldest first: by the day, or by their number where a later one is of the same day here."""
    found, days = list[dict[str, Any]](), [words.iso_day(one.taken_at) for one in history]
    for place, (one, day) in enumerate(zip(history, days, strict=True)):
        if one.erased:
            continue
        text, is_last = words.short_day(one.taken_at), day not in days[:place]
        if days.count(day) > 1:
            text = words.phrase("moment", date=text, time=words.locale.clock(one.taken_at, words.timezone))
        query = f"at={day}" if is_last else f"version={one.snapshot}"
        found.insert(0, {"text": text, "query": query, "here": one.snapshot == here})
    return found
