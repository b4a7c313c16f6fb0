"""Visits on a line of time: thin while they go well, broken where there was none, hatched where the page could not be read. Pure.

A mark for each change, taller and darker the larger it is. Only percentages and classes: no style stands in a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

GAP = timedelta(days=3)  # between two visits, and at least three times what is usual: nobody looked
LARGE = 6  # edits: a change of the largest size
_RASTER = 400  # places on a strip: two marks of one place are one
_HEIGHTS = {1: 0.37, 2: 0.65, 3: 1.0}


class Visited(Protocol):
    """A row of visits."""

    @property
    def first_at(self) -> datetime: ...
    @property
    def last_at(self) -> datetime: ...
    @property
    def count(self) -> int: ...
    @property
    def outcome(self) -> str: ...
    @property
    def longest_gap(self) -> timedelta: ...
    @property
    def snapshot(self) -> int | None: ...
    @property
    def edits(self) -> int: ...
    @property
    def substantive(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle: class, x and width in per cent or pixels, y and height in pixels."""

    kind: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Strip:
    bars: tuple[Bar, ...]
    height: int
    here: str | None = None  # where the dot stands, in per cent


def size_of(mark: Visited) -> int:
    """1 small, 2, 3 large."""
    if not mark.substantive:
        return 1
    return 3 if mark.edits >= LARGE else 2


def strip(marks: Sequence[Visited], start: datetime, end: datetime, *, height: int = 20, here: datetime | None = None) -> Strip:
    """What was seen from *start* to *end*; *here*: a dot under that time."""
    span = (end - start) / timedelta(seconds=1)

    def at(when: datetime) -> float:
        return min(1.0, max(0.0, ((when - start) / timedelta(seconds=1)) / span))

    bars = [
        Bar("q", _percent(a), str(height - 3), _percent(max(b - a, 0.002)), "2")
        for a, b in ((at(first), at(last)) for first, last in covered(marks, start, end))
    ]
    failed = dict.fromkeys(round(at(m.first_at) * _RASTER) for m in marks if m.outcome == "failed" and _inside(m, start, end))
    changed: dict[int, int] = {}
    for mark in marks:
        if mark.outcome == "changed" and _inside(mark, start, end):
            place = round(at(mark.first_at) * _RASTER)
            changed[place] = max(size_of(mark), changed.get(place, 0))
    bars += [Bar("f", _percent(p / _RASTER), str(height - 9), "5", "8") for p in failed]
    bars += [_stroke(place, size, height) for place, size in sorted(changed.items())]
    return Strip(tuple(bars), height, _percent(at(here)) if here else None)


def covered(marks: Sequence[Visited], start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The stretches in which somebody looked at least as often as usual."""
    visits = sorted((m.first_at, m.last_at) for m in marks)
    gap = max(GAP, 3 * _usual(marks))
    first = last = None
    for begin, until in visits:
        if first is None or last is None:
            first, last = begin, until
        elif begin - last <= gap:
            last = max(last, until)
        else:
            yield from _cut(first, last, start, end)
            first, last = begin, until
    if first is not None and last is not None:
        yield from _cut(first, last, start, end)


def years(marks: Sequence[Visited], timezone: str, now: datetime, most: int = 5) -> list[tuple[int, datetime, datetime]]:
    """The years to be shown, newest first, each with its beginning and end."""
    zone = ZoneInfo(timezone)
    newest = now.astimezone(zone).year
    oldest = min((m.first_at for m in marks), default=now).astimezone(zone).year
    shown = range(newest, max(oldest, newest - most + 1) - 1, -1)
    return [(y, datetime(y, 1, 1, tzinfo=zone).astimezone(UTC), datetime(y + 1, 1, 1, tzinfo=zone).astimezone(UTC)) for y in shown]


def _usual(marks: Sequence[Visited]) -> timedelta:
    visits = sum(m.count for m in marks)
    if visits < 2:
        return timedelta(0)
    spans = sorted((b.first_at - a.last_at) for a, b in pairwise(marks))
    within = sorted((m.last_at - m.first_at) / (m.count - 1) for m in marks if m.count > 1)
    known = within or spans
    return known[len(known) // 2] if known else timedelta(0)


def _inside(mark: Visited, start: datetime, end: datetime) -> bool:
    return start <= mark.first_at < end


def _cut(first: datetime, last: datetime, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    if last >= start and first < end:
        yield max(first, start), min(last, end)


def _stroke(place: int, size: int, height: int) -> Bar:
    tall = round((height - 1) * _HEIGHTS[size])
    return Bar(f"c{size}", _percent(place / _RASTER), str(height - 1 - tall), str(size + 2), str(tall))


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def totals(marks: Iterable[Visited]) -> tuple[int, int, int]:
    """Visits, those at which the page could not be read, and those at which something changed."""
    rows = list(marks)
    return (
        sum(m.count for m in rows),
        sum(m.count for m in rows if m.outcome == "failed"),
        sum(m.count for m in rows if m.outcome == "changed"),
    )
