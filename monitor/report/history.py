"""What the visits of a watch came to: the history as a table, and the negative proven, for people and as JSON. Pure.

The latter: how often a page was looked at in a period, and for how long it was not (`monitor coverage`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from monitor.i18n.typography import cells, clean
from monitor.model import Called, Coverage, Failure
from monitor.model.frozen import replace
from monitor.model.shapes import machine_time, optional_time
from monitor.report.as_json import VisitRun
from monitor.report.display_names import as_called
from monitor.report.failures import failure_title
from monitor.report.layout import Run, Terminal
from monitor.report.ranking import by_news, number_of
from monitor.report.terminal import state_words
from monitor.report.words import about, cosmetic

_GAP = "  "
_NARROW = 72
_HEADLINE = 220  # characters


def history_table(
    watch: str, visits: Sequence[VisitRun], to: Terminal, called: Called | None = None, *, within: bool = False
) -> str:
    """One row per check or run of unchanged checks: when, version, what; *called*: names of page and items, if known.

    *within*: only those between certain days were asked for.
    """
    page = clean(called.page if called else watch)
    if not visits:
        return to.put(Run(to.locale.text("report.history_none_then" if within else "report.history_none", watch=page)))
    visits = [replace(v, result=as_called(v.result, called)) for v in visits]
    numbers = ["—" if v.result.snapshot is None else str(v.result.snapshot) for v in visits]
    rows = [(to.locale.moment(v.result.at, to.timezone), number, _what(v, to)) for v, number in zip(visits, numbers, strict=True)]
    name = [] if page == watch else [Run(f" ({clean(watch)})", "quiet")]
    title = to.put(Run(to.locale.text("report.history_of", watch=page), "strong"), *name)
    if to.width < _NARROW:  # the words stand beneath the date
        stacked = [
            part
            for when, number, what in rows
            for part in (to.put(Run(f"{when}{_GAP}{number}", "quiet")), to.put(Run(what), first="  "))
        ]
        return "\n".join([title, "", *stacked])
    heads = (to.locale.text("report.history_when"), to.locale.text("report.history_version"), to.locale.text("report.history_what"))
    wide = [max(cells(row[column]) for row in [heads, *rows]) for column in (0, 1)]
    head = "".join([_padded(heads[0], wide[0]), _GAP, _padded(heads[1], wide[1]), _GAP, heads[2]])
    lines = [title, "", to.put(Run(head.replace(" ", "\u00a0"), "quiet"))]
    for when, number, what in rows:
        first = f"{_padded(when, wide[0])}{_GAP}{_padded(number, wide[1], right=True)}{_GAP}"
        lines.append(to.put(Run(what), first=first, rest=" " * cells(first)))
    return "\n".join(lines)


def _padded(text: str, width: int, *, right: bool = False) -> str:
    fill = " " * (width - cells(text))
    return fill + text if right else text + fill


def _what(visits: VisitRun, to: Terminal) -> str:
    if visits.pruned_at is not None and visits.result.outcome == "changed":
        return to.locale.text("report.history_pruned", day=to.locale.day(visits.pruned_at, to.timezone))
    changes = visits.result.changes
    if not changes:
        what = state_words(visits.result, to.language)
    else:  # all of them in one phrase, the most telling first; where that is too long, their number and the items
        what = to.locale.text("report.semicolon").join(about(change, to.language) for change in by_news(changes, to.language))
        if len(changes) > 1 and len(what) > _HEADLINE:
            items = to.locale.listed(list(dict.fromkeys(clean(change.item) for change in changes)))
            number = to.locale.text("report.count.changes", n=number_of(changes, to.language))
            what = to.locale.text("report.about", item=number, summary=items)
        if any("dated_later" in change.facts for change in changes):
            what = to.locale.text("report.history_dated", what=what)
    if visits.result.outcome != "failed" and visits.result.failures:
        unread = [failure_title(one.failure, to.language) for one in visits.result.failures]
        what = to.locale.text("report.semicolon").join([what, *unread])
    if visits.count > 1 and visits.until:
        until = to.locale.moment(visits.until, to.timezone)
        what = to.locale.text(
            "report.history_until", what=what, checks=to.locale.text("report.count.checks", n=visits.count), until=until
        )
    return to.locale.text("report.history_import", what=what) if visits.source == "import" else what


# ---------------------------------------------------------------------------------------------------------------------- coverage


def coverage_json(covered: Coverage) -> dict[str, Any]:
    """One line of `monitor coverage --json`; `longest_gap_s` is the longest time without a good visit, seconds."""
    return {
        "watch": covered.watch,
        "since": machine_time(covered.since),
        "until": machine_time(covered.until),
        "checks": covered.checks,
        "failed": covered.failed,
        "partly": covered.partly,
        "failures": dict(covered.failures),
        "changes": covered.changes,
        "hidden": {item: dict(rules) for item, rules in covered.hidden.items()},
        "first_at": optional_time(covered.first_at),
        "last_at": optional_time(covered.last_at),
        "longest_gap_s": covered.longest_gap.total_seconds(),
        "exact": covered.exact,
    }


def coverage_text(covered: Coverage, to: Terminal, called: Called | None = None) -> str:
    """What was looked at, what failed, the longest gap, what rules hid: a paragraph per watch, under the names of *called*."""
    locale = to.locale
    since, until = (locale.moment(at, to.timezone) for at in (covered.since, covered.until))
    head = locale.text("report.coverage_of", watch=clean(called.page if called else covered.watch), since=since, until=until)
    facts = [locale.text("report.coverage_none")]
    if covered.checks:
        counts = {"checks": covered.checks, "failures": covered.failed, "versions": covered.changes}
        told = [locale.text(f"report.count.{name}", n=number) for name, number in counts.items()]
        if covered.partly:
            told.insert(2, locale.text("notices.heartbeat.partly", n=covered.partly))
        facts = [locale.listed(told), locale.text("report.coverage_gap", gap=locale.hole(covered.longest_gap))]
        for kind, number in sorted(covered.failures.items(), key=lambda pair: -pair[1]):
            what = failure_title(Failure(kind=kind, detail=""), to.language)
            facts.append(locale.text("report.about", item=what, summary=locale.text("report.count.checks", n=number)))
        if not covered.exact:
            facts.append(locale.text("report.coverage_spread"))
    lines = [to.put(Run(head, "strong")), *(to.put(Run(fact), first="  ") for fact in facts)]
    for item, rules in covered.hidden.items():
        for rule, number in rules.items():
            checks = to.locale.text("report.count.checks", n=number)
            text = to.locale.text(
                "report.about", item=cosmetic(called.item(item) if called else item, rule, to.language), summary=checks
            )
            lines.append(to.put(Run(text, "quiet"), first="  "))
    return "\n".join(lines)
