"""Who held which post when, as JSON, as a table for spreadsheets and in words (DESIGN 5.14). Pure."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from monitor.compare.title_words import content_words, letters_key
from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean
from monitor.model import Called, Spell
from monitor.model.shapes import machine_time
from monitor.normalize import key
from monitor.report.layout import Run, Terminal

COLUMNS = (
    "watch", "item", "unit", "path", "person", "role", "first_seen", "last_seen", "absent_before", "absent_after",
    "first_snapshot", "last_snapshot", "current", "certain", "unit_key", "person_key",
)  # fmt: skip
AT = ("unit_at", "path_at")  # as printed on the day that was asked for
SHEET = "document"  # its label, where an item has several charts
ABOVE = " › "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def career_rows(
    spells: Sequence[Spell], printed: Sequence[Spell] | None = None, sheets: Mapping[Spell, str] = MappingProxyType({})
) -> Iterator[dict[str, Any]]:
    """The lines of `monitor careers --json`; *printed*: the same with names and titles as on the day that was asked for.

    *sheets*: on which of several charts of an item each stood last; where there is one alone, `document` is absent.
    """
    for n, spell in enumerate(spells):
        row: dict[str, Any] = {}
        for column in COLUMNS:
            value = getattr(spell, column)
            row[column] = machine_time(value) if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value
        if printed is not None:  # `unit` and `path` stay those of the newest version of the spell
            then = printed[n]
            row |= {"person": then.person, "role": then.role, **dict(zip(AT, (then.unit, list(then.path)), strict=True))}
        if sheets:
            row |= {SHEET: sheets[spell]} if spell in sheets else {}
        yield row


def careers_csv(
    spells: Sequence[Spell], printed: Sequence[Spell] | None = None, sheets: Mapping[Spell, str] = MappingProxyType({})
) -> str:
    """The same as a table, one row a spell, path joined; what a spreadsheet would run as a formula is led by an apostrophe."""
    rows: list[list[str]] = []
    columns = (*COLUMNS, *(AT if printed is not None else ()), *((SHEET,) if sheets else ()))
    for row in career_rows(spells, printed, sheets):
        rows.append([])
        for value in (row.get(column) for column in columns):
            if isinstance(value, list):
                value = ABOVE.join(str(part) for part in value)
            rows[-1].append("" if value is None else str(value).lower() if isinstance(value, bool) else str(value))
    return csv_of(columns, rows)


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV (RFC 4180), safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue()


def careers_text(
    spells: Sequence[Spell],
    to: Terminal,
    called: Mapping[str, Called] = MappingProxyType({}),
    sheets: Mapping[Spell, str] = MappingProxyType({}),
) -> str:
    """The spells of each post under its unit, once, where it hung last, in the chart's order.

    *called*: names of pages; *sheets*: on which of several charts of an item each stood last.
    """
    day = cache(lambda at: to.locale.day(at, to.timezone))  # on which one spell ends mostly another begins
    of_charts: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for (watch, item), of_item in groupby(spells, key=lambda s: (s.watch, s.item)):
        of_units: dict[str, list[Spell]] = defaultdict(list)
        for spell in of_item:
            of_units[spell.unit_key].append(spell)
        ordered = sorted(of_units.values(), key=lambda rows: (*_newest(rows).path, _newest(rows).unit))
        for rows in ordered:
            of_charts[watch, item, sheets.get(_newest(rows), "")].append("\n".join(_unit(rows, to, day)))
    parts = []
    for (watch, item, sheet), units in of_charts.items():
        if len(of_charts) > 1:
            names = (called[watch].page, sheet or called[watch].item(item)) if watch in called else (watch, sheet or item)
            parts.append(to.put(Run(" — ".join(map(clean, names)), "strong")))
        parts += units
    return "\n\n".join(parts)


def _newest(rows: Sequence[Spell]) -> Spell:
    return max(rows, key=lambda s: (s.current, s.last_snapshot, s.last_seen, s.first_snapshot))


def _unit(rows: Sequence[Spell], to: Terminal, day: Callable[[datetime], str]) -> Iterator[str]:
    newest = _newest(rows)
    above = [Run(f" — {ABOVE.join(map(clean, newest.path))}", "quiet")] if newest.path else []
    yield to.put(Run(clean(newest.unit), "strong"), *above)
    # As it was: what began first; of what began together what ended first, people before vacant posts. By versions: a
    # clock may have been set back.
    for spell in sorted(rows, key=lambda s: (s.first_snapshot, s.last_snapshot, s.person is None, s.person or "")):
        who = clean(spell.person) if spell.person is not None else to.locale.text("charts.career.vacant")
        role = f", {clean(spell.role)}" if spell.role else ""
        dates = spell_dates(spell, to.locale, day)
        runs = [Run(f"{who}{role}", "plain" if spell.person is not None else "quiet"), Run(f"  {dates}", "quiet")]
        if called := called_then(spell, newest.unit, to.locale, day):
            runs.append(Run(f" ({called})", "quiet"))
        yield to.put(
            *runs,
            *([] if spell.certain else [Run(f"  ({to.locale.text('charts.career.to_check')})", "new")]),
            first="  ",
            rest="    ",
        )


def called_then(spell: Spell, now: str, locale: Locale, day: Callable[[datetime], str]) -> str:
    """ "unité nommée « Eaux » jusqu’au 6 juillet 2026": what the unit of a post was called in its time, unless as it is *now*."""
    other = _is_other_title(spell.unit, now)
    if other and not any(_is_other_title(title, spell.unit) for title, _ in spell.former):
        return locale.text("charts.career.called_then", title=locale.quoted(clean(spell.unit)))
    borne = [one for one in spell.former if _is_other_title(one[0], now)] + ([(spell.unit, spell.last_seen)] if other else [])
    said = [locale.text("charts.career.former", title=locale.quoted(clean(title)), last=day(last)) for title, last in borne]
    return locale.text("charts.career.called", titles=locale.listed(said)) if said else ""


def _is_other_title(one: str, other: str) -> bool:
    """Whether both are no more than spelt otherwise, nor one the other broken off: « Touris », « Tourisme et »."""
    if one == other:
        return False
    short, long = sorted((key(one), key(other)), key=len)
    breaks_off = long[len(short) :][:1].isalnum() or not content_words(short.rpartition(" ")[2])
    return letters_key(one) != letters_key(other) and not (long.startswith(short) and breaks_off)


def spell_dates(spell: Spell, locale: Locale, day: Callable[[datetime], str]) -> str:
    """ "depuis le 24 juin 2025", "du 3 mars au 2 septembre 2024"; without a beginning where it was there at the first reading."""
    first, last = day(spell.first_seen), day(spell.last_seen)
    key = "since" if spell.current else "on" if first == last else "span"
    said = locale.text(f"charts.career.{key}", first=first, last=last)
    return said if spell.absent_before else locale.text("charts.career.from_start", dates=said)
