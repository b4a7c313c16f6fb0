"""Visits as rows, and episodes of failures (DESIGN 7.4, 3.18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.model import Cosmetic, Failure, Flapping, OpenFailure, Plan, Recipe, Schedule
from monitor.store import Store
from tests.store.town import HOUR, T0, edited, failed, failing, page, seen, unchanged, watch

FLAPS = Flapping(since=T0, between=(1, 2))


def rows(store: Store, *columns: str) -> list[tuple[Any, ...]]:
    return store._db.tuples(f"SELECT {', '.join(columns)} FROM checks ORDER BY id")


def test_unchanged_visits_share_a_row(store: Store) -> None:
    """7.4: first_at, last_at, count, longest_gap_s, cosmetic rules seen."""
    markup, query = Cosmetic(item="mutualisation", rule="3.11 markup"), Cosmetic(item="organigramme", rule="3.11 query")
    store.write(seen(1, T0, "Un"), watch())
    for hours, hidden in ((1, ()), (2, (markup,)), (4, (markup, query)), (5, ())):
        store.write(unchanged(T0 + hours * HOUR, cosmetic=hidden), watch())
    assert rows(store, "outcome", "first_at", "last_at", "count", "longest_gap_s", "cosmetic", "snapshot")[1:] == [
        (
            "unchanged",
            "2026-11-24T08:00:03.120Z",
            "2026-11-24T12:00:03.120Z",
            4,
            2 * 3600.0,
            '{"mutualisation":{"3.11 markup":2},"organigramme":{"3.11 query":1}}',
            1,
        )
    ]


@pytest.mark.parametrize(
    ("between", "counts"),
    [
        pytest.param([], [1, 2], id="nothing"),
        pytest.param([failed(T0 + 2 * HOUR, T0 + 2 * HOUR, 1)], [1, 1, 1, 1], id="a failure"),
        pytest.param([seen(2, T0 + 2 * HOUR, "Deux", changes=(edited("a", "b"),))], [1, 1, 1, 1], id="a change"),
        pytest.param([unchanged(T0 + 2 * HOUR, source="import")], [1, 1, 1, 1], id="an import"),
        pytest.param([unchanged(T0 + 2 * HOUR, flapping=FLAPS)], [1, 1, 1, 1], id="flapping"),
        pytest.param(
            [unchanged(T0 + 2 * HOUR, failures=(failing(T0, T0, 1, item="organigramme", kind="document_unavailable"),))],
            [1, 1, 1, 1],
            id="a failure of one item",
        ),
    ],
)
def test_what_closes_a_row(store: Store, between: list[Plan], counts: list[int]) -> None:
    """7.4: a failure, an import, a change; live and imported checks are told apart."""
    for plan in (seen(1, T0, "Un"), unchanged(T0 + HOUR), *between, unchanged(T0 + 3 * HOUR)):
        store.write(plan, watch())
    assert [count for (count,) in rows(store, "count")] == counts
    assert store.watches()[0].visits == sum(counts)


def test_a_new_recipe_starts_counting_again(store: Store) -> None:
    """7.4: what a row counts was looked for in one way."""
    store.write(seen(1, T0, "Un"), watch())
    store.write(unchanged(T0 + HOUR), watch())
    store.write(unchanged(T0 + 2 * HOUR), watch(recipe=Recipe(hash="r2")))
    assert [count for (count,) in rows(store, "count")] == [1, 1, 1]


def test_an_episode_goes_from_the_first_failure_to_the_recovery(store: Store) -> None:
    """3.18: since, how many in a row, told once; `recovered` says that it ended."""
    store.write(seen(1, T0, "Un"), watch())
    for n in (1, 2, 3):
        store.write(failed(T0 + n * HOUR, T0 + HOUR, n, alerted=("",) if n == 3 else ()), watch())
    state = store.state(watch())
    assert (state.failures, state.alerted) == ((failing(T0, T0 + HOUR, 3),), ("",))
    result = store.write(unchanged(T0 + 4 * HOUR), watch())
    assert result.recovered == (failing(T0, T0 + HOUR, 3),)
    assert store.state(watch()).failures == ()
    assert store._db.tuples("SELECT item, consecutive, alerted, ended_at FROM episodes") == [("", 3, 1, "2026-11-24T11:00:03.120Z")]


def test_page_and_items_have_episodes_of_their_own(store: Store) -> None:
    """3.16: a document that can't be read does not hide what happened to the rest."""
    chart = failing(T0, T0, 1, item="organigramme", kind="document_unavailable")
    store.write(seen(1, T0, "Un", failures=(chart,)), watch())
    store.write(replace(failed(T0 + HOUR, T0 + HOUR, 1), failures=(failing(T0, T0 + HOUR, 1), chart)), watch())
    assert store.state(watch()).failures == (failing(T0, T0 + HOUR, 1), chart)
    result = store.write(unchanged(T0 + 2 * HOUR, failures=(replace(chart, consecutive=2),)), watch())
    assert result.recovered == (failing(T0, T0 + HOUR, 1),)
    assert store.state(watch()).failures == (replace(chart, consecutive=2),)


def test_a_failed_visit_before_the_first_good_one_stores_nothing_to_compare_with(store: Store) -> None:
    """3.20, 3.16."""
    result = store.write(failed(T0, T0, 1), watch())
    state = store.state(watch())
    assert (result.snapshot, state.last, state.page_sha256, state.newest_at) == (None, None, None, T0)


def test_a_failed_visit_changes_no_revision(store: Store) -> None:
    """3.16: nor page, validators, documents, flapping."""
    store.write(seen(1, T0, "Un"), watch())
    store.write(unchanged(T0 + HOUR, page("Un", 5), flapping=FLAPS), watch())
    before = store.state(watch())
    result = store.write(failed(T0 + 2 * HOUR, T0 + 2 * HOUR, 1), watch())
    after = store.state(watch())
    assert result.snapshot == 1
    assert replace(after, failures=(), newest_at=before.newest_at, newest_live_at=before.newest_live_at) == before


def test_a_429_holds_the_host_and_a_503_its_address(store: Store) -> None:
    """3.18: kept with the visit that was told."""
    store.write(failed(T0, T0, 1), watch())
    assert store.holds.until(watch().url) == T0 + HOUR
    assert store.holds.until(watch().url + "other") is None


def test_imported_visits_do_not_count_as_live(store: Store) -> None:
    """7.4, 5.8: where live visits exist, older captures are refused; the state tells."""
    store.write(seen(1, T0, "Un", source="import"), watch())
    assert (store.state(watch()).newest_at, store.state(watch()).newest_live_at) == (T0, None)
    store.write(unchanged(T0 + HOUR), watch())
    state = store.state(watch())
    assert (state.newest_at, state.newest_live_at) == (T0 + HOUR, T0 + HOUR)


def test_a_hole_closes_a_row_so_that_coverage_knows_where_it_lies(store: Store) -> None:
    """7.4, 5.21: a day skipped in March takes nothing from a period in April; a period that it reaches into counts its part."""
    daily, day = replace(watch(), schedule=Schedule(every=24 * HOUR)), 24 * HOUR
    store.write(seen(1, T0, "Un"), daily)
    for n in (1, 2, 3, 6, 7, 8, 9):
        store.write(unchanged(T0 + n * day), daily)
    assert [count for (count,) in rows(store, "count")] == [1, 3, 4]
    assert store.coverage("valmont", T0 + 7 * day, T0 + 9 * day).longest_gap == day
    assert store.coverage("valmont", T0 + 4.5 * day, T0 + 9 * day).longest_gap == 1.5 * day
    assert store.coverage("valmont", T0 + 2 * day, T0 + 7 * day).longest_gap == 3 * day


def test_a_hole_of_hours_closes_the_row_of_a_page_visited_often(store: Store) -> None:
    """7.4, 5.21: a night without visits takes nothing from the proof of the day after; a visit that is late closes nothing."""
    store.write(seen(1, T0, "Un"), watch())
    hours = (1, 2, 3.5, 4, 14, 15, 16)
    for n in hours:
        store.write(unchanged(T0 + n * HOUR), replace(watch(), schedule=Schedule(every=HOUR)))
    assert [count for (count,) in rows(store, "count")] == [1, 4, 3]
    assert store.coverage("valmont", T0 + 14 * HOUR, T0 + 16 * HOUR).longest_gap == HOUR
    assert store.coverage("valmont", T0 + 3 * HOUR, T0 + 16 * HOUR).longest_gap == 10 * HOUR


# --------------------------------------------------------------------------------------------------------------------- coverage


def test_coverage_proves_the_negative(store: Store) -> None:
    """Checks, failures, longest gap, and the rules that hid a difference, per watch and period."""
    hidden = (Cosmetic(item="mutualisation", rule="3.10"),)
    plans = [seen(1, T0, "Un"), *(unchanged(T0 + n * HOUR, cosmetic=hidden) for n in (1, 2, 3))]
    plans += [failed(T0 + 4 * HOUR, T0 + 4 * HOUR, 1), unchanged(T0 + 9 * HOUR), unchanged(T0 + 10 * HOUR)]
    for plan in plans:
        store.write(plan, watch())
    found = store.coverage("valmont", T0, T0 + 12 * HOUR)
    assert (found.checks, found.failed, found.changes, found.exact) == (7, 1, 0, True)
    assert (found.failures, found.hidden) == ({"http_error": 1}, {"mutualisation": {"3.10": 3}})
    assert (found.first_at, found.last_at, found.longest_gap) == (T0, T0 + 10 * HOUR, 6 * HOUR)


def test_coverage_counts_the_visits_at_which_documents_were_not_read(store: Store) -> None:
    """7.4: two that were unavailable at one visit are one visit without a whole reading."""
    missing = tuple(failing(T0, T0, 1, item=item, kind="document_unavailable") for item in ("organigramme", "plan"))
    for plan in (seen(1, T0, "Un"), unchanged(T0 + HOUR, failures=missing), unchanged(T0 + 2 * HOUR, failures=missing[:1])):
        store.write(plan, watch())
    found = store.coverage("valmont", T0, T0 + 3 * HOUR)
    assert (found.checks, found.failed, found.partly, found.failures) == (3, 0, 2, {"document_unavailable": 2})


def test_a_page_that_was_not_read_is_no_failure_of_its_documents(store: Store) -> None:
    """3.16, 3.18: their episode stays open, and neither the check nor the coverage says that they were asked for."""
    page = failed(T0 + HOUR, T0 + HOUR, 1)
    waiting = OpenFailure(failure=Failure(kind="document_unavailable", detail="HTTP 404", item="plan"), since=T0, consecutive=1)
    store.write(seen(1, T0, "Un"), watch())
    told = store.write(replace(page, failures=(*page.failures, waiting)), watch())
    assert told.failures == page.failures
    assert store.coverage("valmont", T0, T0 + 2 * HOUR).failures == {"http_error": 1}
    assert len(store.state(watch()).failures) == 2


@pytest.mark.parametrize(
    ("since", "until", "checks", "gap", "exact"),
    [
        pytest.param(-10 * HOUR, -5 * HOUR, 0, 5 * HOUR, True, id="before everything"),
        pytest.param(-10 * HOUR, 30 * HOUR, 12, 19 * HOUR, True, id="around everything"),
        pytest.param(2 * HOUR, 5 * HOUR, 4, HOUR, False, id="inside a row"),
        pytest.param(timedelta(minutes=150), 30 * HOUR, 9, 19 * HOUR, False, id="from the middle of a row"),
    ],
)
def test_coverage_of_a_part_says_when_it_is_an_estimate(
    store: Store, since: timedelta, until: timedelta, checks: int, gap: timedelta, exact: bool
) -> None:
    """7.4: a row that reaches over the end of a period is taken as evenly spread."""
    store.write(seen(1, T0, "Un"), watch())
    for n in range(1, 12):
        store.write(unchanged(T0 + n * HOUR), watch())
    found = store.coverage("valmont", T0 + since, T0 + until)
    assert (found.checks, found.longest_gap, found.exact) == (checks, gap, exact)
