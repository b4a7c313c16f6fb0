"""A line of time shows what visit after visit says, whatever way it is asked for (3.26, §9)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from monitor.errors import Damaged
from monitor.store import Store, timeline
from monitor.store.reading import StoredChange
from monitor.store.timeline import VisitRow
from tests.store.town import HOUR, T0, edited, failed, seen, unchanged, watch

DAY = 24 * HOUR


def lived(store: Store, seed: int, visits: int = 120) -> datetime:
    """Visits at odd times: quiet ones, changes of one to eight edits, failures, weeks in which nobody looked; returns the last."""
    luck, at, number, failing = random.Random(seed), T0, 0, 0
    with store.group():
        for _ in range(visits):
            at += luck.choice((HOUR, 6 * HOUR, DAY, DAY, 2 * DAY, 20 * DAY))
            kind = luck.choice(("quiet", "quiet", "quiet", "changed", "failed")) if number else "changed"
            failing = failing + 1 if kind == "failed" else 0
            if kind == "changed":
                number += 1
                changes = () if number == 1 else tuple(edited(f"{n}", f"{n + number}") for n in range(luck.randint(1, 3)))
                store.write(seen(number, at, f"Version {number}", changes=changes), watch())
            elif kind == "failed":
                store.write(failed(at, at, failing), watch())
            else:
                store.write(unchanged(at), watch())
    return at


def stretches(visits: Sequence[VisitRow], gap: timedelta, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """Joined one after the other, as one would by hand."""
    found: list[tuple[datetime, datetime]] = []
    for first, last in sorted((one.result.at, one.until) for one in visits):
        if found and first - found[-1][1] <= gap:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return [(max(first, start), min(last, end)) for first, last in found if last >= start and first < end]


@pytest.mark.parametrize("seed", range(6))
def test_a_line_shows_what_the_visits_say(store: Store, seed: int) -> None:
    last = lived(store, seed)
    visits = store.visits("valmont")
    for start, end in ((T0, last + DAY), (T0 + 40 * DAY, T0 + 130 * DAY), (T0 - 9 * DAY, T0 + 3 * DAY), (last, last + 99 * DAY)):
        line = store.line_of_time("valmont", start, end)
        inside = [one for one in reversed(visits) if start <= one.result.at < end]
        changed = [one.result for one in inside if one.result.outcome == "changed"]
        gap = max(timeline.GAP, 3 * timeline._usual(store._db, store.watch_id("valmont"), start, end))
        edits = [(one.at, sum(len(change.edits) for change in one.changes)) for one in changed]
        assert [(mark.at, mark.edits) for mark in line.changed] == edits
        assert list(line.failed) == [one.result.at for one in inside if one.result.outcome == "failed"]
        assert list(line.covered) == stretches(visits, gap, start, end)
        for outcome in ("changed", "failed"):
            told = sum(one.count for one in inside if one.result.outcome == outcome)
            assert store.counts("valmont", outcome, [(start, end)]) == [told]


def test_of_very_many_changes_one_is_taken_for_each_place(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place with a change has one, and none that has not."""
    last = lived(store, 1)
    whole = store.line_of_time("valmont", T0, last + HOUR)
    monkeypatch.setattr(timeline, "MOST", 5)
    few = store.line_of_time("valmont", T0, last + HOUR)
    step = (last + HOUR - T0) / timeline.PLACES
    for every, some in (([m.at for m in whole.changed], [m.at for m in few.changed]), (whole.failed, few.failed)):
        assert {(at - T0) // step for at in some} == {(at - T0) // step for at in every}
        assert set(some) <= set(every)


def test_visits_are_counted_and_told_since_a_time(store: Store) -> None:
    last = lived(store, 2)
    visits = store.visits("valmont")
    kinds = ("first", "unchanged", "changed", "failed")
    by_outcome = {kind: sum(one.count for one in visits if one.result.outcome == kind) for kind in kinds}
    assert store.figures("valmont").watches["valmont"].visits == by_outcome
    change = next(one.result.at for one in visits if one.result.outcome == "changed")
    quiet = [one for one in visits if one.result.outcome == "unchanged" and one.result.at > change]
    assert store.quiet_since({"valmont": change}) == sum(one.count for one in quiet)
    assert store.quiet_since({"valmont": None}) == by_outcome["unchanged"]
    told = store.quiet_visits("valmont", after=change, before=last + HOUR, limit=1000)
    assert [(one.first_at, one.count) for one in told if not one.failure] == [(one.result.at, one.count) for one in quiet]


def test_a_line_with_a_damaged_visit_is_not_drawn(store: Store) -> None:
    """7.5."""
    last = lived(store, 3)
    store._db.run("UPDATE checks SET last_at = '2026-12-30T00:00:00.000Z' WHERE id = (SELECT max(id) FROM checks)")
    with pytest.raises(Damaged):
        store.line_of_time("valmont", T0, last + DAY)


def test_changes_of_all_watches_stand_in_the_order_of_time(store: Store) -> None:
    """An imported past lies where it belongs, whenever it was recorded; each page of the list goes on where the last one ended."""
    for name, start in (("valmont", T0 + 100 * DAY), ("valmont-2", T0)):
        for number in range(1, 5):
            changes = () if number == 1 else (edited(f"{number}", f"{number + 1}"),)
            store.write(seen(number, start + number * DAY, f"Version {number}", changes=changes, name=name), watch(name))
    whole = store.changes()
    assert [stored.watch for stored in whole] == ["valmont"] * 3 + ["valmont-2"] * 3
    assert [stored.taken_at for stored in whole] == sorted((stored.taken_at for stored in whole), reverse=True)
    told, before = list[StoredChange](), None
    while page := store.changes(limit=2, before_id=before):
        told += page
        before = page[-1].id
    assert tuple(told) == whole
