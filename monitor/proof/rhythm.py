"""How far apart visits were, and how long a time without one that allows (DESIGN 5.21): goes into the verify.py of every proof."""

from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import Any

BESIDE_MS = 14 * 86_400_000  # before and after a period: the visits there show its rhythm too
_DAY_MS = 86_400_000
_WORKDAYS = {0, 1, 4, 5, 6}  # as days since 1970, a Thursday
_LATE_MS = 300_000  # by so much a visit may be late


def coverage(rows: list[dict[str, Any]], start: str, end: str, item: str | None) -> tuple[int, int, bool]:
    """(visits of our own that read *item* between two times, the longest time without one in ms, whether the count is exact).

    *item* None: all items. A row that counts many visits and reaches over an end is taken as evenly spread.
    """
    live = [r for r in rows if r["source"] == "live" and r["last_at"] >= start and r["first_at"] <= end]
    good = [r for r in live if r["outcome"] != "failed" and not any(item in (None, f.get("item", item)) for f in r["failures"])]
    since, until = milliseconds(start), milliseconds(end)
    spans, visits, gap, exact = [], 0, 0, True
    for row in good:
        first, last = milliseconds(row["first_at"]), milliseconds(row["last_at"])
        before = after = 0
        if first < since or last > until:
            exact = False
            step = (last - first) / (row["count"] - 1) if row["count"] > 1 else 0
            if step:
                before, after = max(0, math.ceil((since - first) / step)), max(0, math.ceil((last - until) / step))
        visits += max(0, row["count"] - before - after)
        begins, ends = max(since, first), min(until, last)
        spans.append((begins, ends))
        gap = max(gap, min(math.floor(row["longest_gap_s"] * 1000 + 0.5), ends - begins))
    edges = [since, *(time for span in sorted(spans) for time in span), until]
    return visits, max([gap, *(edges[i + 1] - edges[i] for i in range(0, len(edges), 2))]), exact


def rhythm(rows: list[dict[str, Any]], start: str, end: str) -> tuple[int, int] | None:
    """(how far apart visits were, the longest time without a good one that this allows), in ms; None: too few to show any.

    How far apart: intervals that are at least as long fill half of the time, a night between two days' visits counting as a day.
    A row of visits answers for its longest interval: a longer one than its schedule allowed began another row. Weekdays on which
    there never was a visit are no holes; in less than two weeks that is shown of weekends alone.
    """
    since, until = milliseconds(start) - BESIDE_MS, milliseconds(end) + BESIDE_MS
    spans = sorted(
        (milliseconds(row["first_at"]), milliseconds(row["last_at"]), math.floor(row["longest_gap_s"] * 1000 + 0.5), row["count"])
        for row in rows
        if row["source"] == "live" and milliseconds(row["last_at"]) >= since and milliseconds(row["first_at"]) <= until
    )
    if sum(count for _, _, _, count in spans) < 2:
        return None
    apart = [(gap, last - first) for first, last, gap, count in spans if count > 1]
    between = [max(0, spans[i + 1][0] - spans[i][1]) for i in range(len(spans) - 1)]
    apart += [(gap, max(gap, _DAY_MS)) for gap in between]
    half, filled, usual = (max(last for _, last, _, _ in spans) - spans[0][0]) / 2, 0, 0
    for gap, fills in sorted(apart, reverse=True):
        filled, usual = filled + fills, gap
        if filled >= half:
            break
    days = {
        (day % 7) for first, last, _, _ in spans for day in range(first // _DAY_MS, min(last // _DAY_MS, first // _DAY_MS + 6) + 1)
    }
    if max(last for _, last, _, _ in spans) - spans[0][0] < BESIDE_MS:
        days |= _WORKDAYS
    idle = max(len(run) for run in "".join("x" if day % 7 in days else "." for day in range(14)).split("x"))
    return usual, max(limit(usual) + idle * _DAY_MS, *(gap for gap, _ in apart[: len(apart) - len(between)]), 0)


def limit(interval: int) -> int:
    """The longest time that may pass without a good visit, of visits so far apart, in ms: twice that, and what they are late by."""
    return 2 * interval + min(interval // 12, _LATE_MS)


def milliseconds(text: str) -> int:
    """Since 1970, of a time as it is sealed."""
    at = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)  # noqa: UP017 (for Python 3.9)
    return round(at.timestamp() * 1000)
