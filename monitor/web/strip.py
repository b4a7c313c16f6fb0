"""Visits on a line of time: thin while they go well, broken where there was none, hatched where the page could not be read. Pure.

A tick for each change, taller and darker the larger it is; those of one size are one path, or many of them would be most of a page.
No style stands in a page: where something is, is said in per cent or in places of a strip.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from monitor.model.frozen import dataclass
from monitor.store.timeline import PLACES, ChangeMark, LineOfTime

NARROW = 130  # places of a strip beside a text
LARGE = 6  # edits: a change of the largest size
_LAST = 0.98  # where a mark that is a few pixels wide begins at the latest
_HEIGHTS = {1: 0.37, 2: 0.65, 3: 1.0}


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
    ticks: tuple[tuple[str, str], ...]  # class and path, in places across and pixels down
    places: int
    height: int
    here: str | None = None  # where the dot stands, in per cent


def size_of(mark: ChangeMark) -> int:
    """1 small, 2, 3 large."""
    if not mark.substantive:
        return 1
    return 3 if mark.edits >= LARGE else 2


def strip(line: LineOfTime, *, height: int = 20, places: int = PLACES, here: datetime | None = None) -> Strip:
    """*line* as drawn; *places*: two marks of one place are one; *here*: a dot under that time."""
    span = (line.end - line.start) / timedelta(seconds=1)

    def at(when: datetime) -> float:
        return min(1.0, max(0.0, ((when - line.start) / timedelta(seconds=1)) / span))

    bars = [
        Bar("q", _percent(a), str(height - 3), _percent(max(b - a, 0.002)), "2")
        for a, b in ((at(first), at(last)) for first, last in line.covered)
    ]
    # What failed in runs that are one bar each: no further apart than they usually are, or than a place of the line
    apart = sorted(later - earlier for earlier, later in pairwise(line.failed))
    place_of_time = (line.end - line.start) / places
    most = max(place_of_time, 1.5 * apart[len(apart) // 2]) if apart else place_of_time
    runs: list[list[datetime]] = []
    for when in line.failed:
        if runs and when - runs[-1][-1] <= most:
            runs[-1].append(when)
        else:
            runs.append([when])
    for run in runs:
        first, last = round(at(run[0]) * places), round(at(run[-1]) * places)
        alone = first == last
        width = "5" if alone else _percent((last - first + 1) / places)
        bars.append(Bar("f", _percent(min(first / places, _LAST) if alone else first / places), str(height - 9), width, "8"))
    changed: dict[int, int] = {}
    for mark in line.changed:
        place = round(at(mark.at) * places)
        changed[place] = max(size_of(mark), changed.get(place, 0))
    ticks = []
    for size, share in _HEIGHTS.items():
        here_of_size = sorted(place for place, one in changed.items() if one == size)
        if here_of_size:
            tall = round((height - 1) * share)
            ticks.append((f"c{size}", "".join(f"M{place} {height - 1}v-{tall}" for place in here_of_size)))
    return Strip(tuple(bars), tuple(ticks), places, height, _percent(at(here)) if here else None)


def years(first_at: datetime, timezone: str, now: datetime, most: int = 5) -> list[tuple[int, datetime, datetime]]:
    """The years to be shown of a watch that was first visited at *first_at*, newest first, each with its beginning and end."""
    zone = ZoneInfo(timezone)
    newest = now.astimezone(zone).year
    shown = range(newest, max(first_at.astimezone(zone).year, newest - most + 1) - 1, -1)
    return [(y, datetime(y, 1, 1, tzinfo=zone).astimezone(UTC), datetime(y + 1, 1, 1, tzinfo=zone).astimezone(UTC)) for y in shown]


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"
