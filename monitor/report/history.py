"""History as a table, for the terminal. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.i18n.locale import Locale
from monitor.i18n.typography import cells, clean
from monitor.model import Change
from monitor.report.as_json import VisitRun
from monitor.report.layout import Run
from monitor.report.ranking import by_news, number_of
from monitor.report.terminal import Terminal, state_words
from monitor.report.words import about

_GAP = "  "
_NARROW = 60
_HEADLINE = 110  # characters


def history_table(watch: str, visits: Sequence[VisitRun], to: Terminal) -> str:
    """One row per check or run of unchanged checks, in the order given: when, version, what happened."""
    if not visits:
        return to.put(Run(to.locale.text("report.history_none", watch=clean(watch))))
    rows = [(to.locale.moment(v.result.at, to.timezone), _number(v), _what(v, to)) for v in visits]
    title = to.put(Run(to.locale.text("report.history_of", watch=clean(watch)), "strong"))
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
    return "\n".join([title, "", to.put(Run(head.replace(" ", "\u00a0"), "quiet")), *(_row(row, wide, to) for row in rows)])


def _row(row: tuple[str, str, str], wide: Sequence[int], to: Terminal) -> str:
    when, number, what = row
    first = f"{_padded(when, wide[0])}{_GAP}{_padded(number, wide[1], right=True)}{_GAP}"
    return to.put(Run(what), first=first, rest=" " * cells(first))


def _padded(text: str, width: int, *, right: bool = False) -> str:
    fill = " " * (width - cells(text))
    return fill + text if right else text + fill


def _number(visits: VisitRun) -> str:
    return "—" if visits.result.snapshot is None else str(visits.result.snapshot)


def _what(visits: VisitRun, to: Terminal) -> str:
    if visits.pruned_at is not None and visits.result.outcome == "changed":
        return to.locale.text("report.history_pruned", day=to.locale.day(visits.pruned_at, to.timezone))
    what = _changes(visits.result.changes, to.locale) if visits.result.changes else state_words(visits.result, to.language)
    if visits.count > 1 and visits.until:
        until = to.locale.moment(visits.until, to.timezone)
        what = to.locale.text(
            "report.history_until", what=what, checks=to.locale.text("report.count.checks", n=visits.count), until=until
        )
    return to.locale.text("report.history_import", what=what) if visits.source == "import" else what


def _changes(changes: Sequence[Change], locale: Locale) -> str:
    """All of *changes* in one phrase, the most telling first; where that is too long, their number and the items."""
    ordered = by_news(changes, locale.language)
    whole = locale.text("report.semicolon").join(about(change, locale.language) for change in ordered)
    if len(changes) < 2 or len(whole) <= _HEADLINE:
        return whole
    items = locale.listed(list(dict.fromkeys(clean(change.item) for change in changes)))
    return locale.text(
        "report.about", item=locale.text("report.count.changes", n=number_of(changes, locale.language)), summary=items
    )
