"""Failures in a row, and who is told of what (DESIGN 3.18)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.model import AlertKind, Channel, DocumentReading, Plan, Visiting
from tests.decide.make import CHART, LINK, MAIL, T0, WATCH, A, B, Diary, bad, good, started, unread


def told(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    return [(a.kind, a.items) for a in plan.alerts]


def test_the_third_failure_in_a_row_is_told_once_and_so_is_the_recovery() -> None:
    """3.18."""
    diary = started(*(bad(day=day) for day in range(1, 6)), good(A, day=6), good(A, day=7))
    assert [told(p) for p in diary.plans] == [[], [], [], [("failure", ())], [], [], [("recovery", ())], []]
    assert [f.consecutive for p in diary.plans for f in p.failures] == [1, 2, 3, 4, 5]


def test_a_recovery_is_told_only_after_an_alert() -> None:
    """3.18."""
    diary = started(bad(day=1), bad(day=2), good(A, day=3))
    assert [told(p) for p in diary.plans] == [[], [], [], []]


def test_an_episode_goes_on_whatever_the_kind_of_failure() -> None:
    """3.18."""
    diary = started(bad("dns", day=1), bad("maintenance", day=2))
    (episode,) = diary.state.failures
    assert (episode.failure.kind, episode.consecutive, episode.since.day) == ("maintenance", 2, 2)


def test_a_second_episode_is_told_again_under_another_key() -> None:
    """3.18: once per episode."""
    diary = started(*(bad(day=day) for day in (1, 2, 3)), good(A, day=4), *(bad(day=day) for day in (5, 6, 7)))
    keys = [a.key for p in diary.plans for a in p.alerts if a.kind == "failure"]
    assert len(keys) == len(set(keys)) == 2


def test_an_item_has_an_episode_of_its_own() -> None:
    """3.16, 3.18."""
    visits = [good(A, documents=(unread(),), day=day) for day in (1, 2, 3)]
    diary = started(*visits, good(A, day=4))
    assert [told(p) for p in diary.plans] == [[], [], [], [("failure", ("organigramme",))], [("recovery", ("organigramme",))]]


def test_a_failed_page_says_nothing_of_its_items() -> None:
    """3.18: the item's episode waits, neither longer nor over."""
    diary = started(good(A, documents=(unread(),), day=1), bad(day=2))
    assert [(f.failure.item, f.consecutive) for f in diary.state.failures] == [(None, 1), ("organigramme", 1)]
    assert [f.failure.item for f in diary.plans[-1].met] == [None], "the document was not asked for: nothing is told of it (3.16)"
    diary.visit(good(A, documents=(unread(),), day=3))
    assert [(f.failure.item, f.consecutive) for f in diary.state.failures] == [("organigramme", 2)]


def test_an_item_lost_and_back_again_and_again_is_told_at_the_third_time() -> None:
    """3.15, 3.18."""
    diary = started()
    plans = [diary.visit(good(day=day), good(A, day=day)) for day in (1, 2, 3)]
    assert [told(p) for p in plans] == [[], [], [("failure", ("mutualisation",))]]


def test_imports_tell_nobody() -> None:
    """5.8."""
    diary = started(*(bad(day=day) for day in range(1, 6)), good(B, day=6), source="import")
    assert all(p.alerts == () for p in diary.plans)


def test_an_episode_that_began_in_an_import_is_told_by_the_next_live_visit() -> None:
    """3.18: nothing lost."""
    diary = started(*(bad(day=day) for day in range(1, 6)), source="import")
    diary.source = "live"
    assert told(diary.visit(bad(day=6))) == [("failure", ())]


def channel(*on: AlertKind, watches: tuple[str, ...] = ("*",)) -> Channel:
    return replace(MAIL, on=on, watches=watches)


RENAMED = DocumentReading(link=replace(LINK, label="Organigramme - Juillet 2025"), content=CHART)


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        pytest.param(channel("change", "minor"), [("change", ("mutualisation", "organigramme"))], id="both-in-one"),
        pytest.param(channel("change"), [("change", ("mutualisation",))], id="change-only"),
        pytest.param(channel("minor"), [("minor", ("organigramme",))], id="minor-only"),
        pytest.param(channel("failure"), [], id="failures-only"),
        pytest.param(channel("change", watches=("val*",)), [("change", ("mutualisation",))], id="pattern"),
        pytest.param(channel("change", watches=("dole",)), [], id="another-watch"),
    ],
)
def test_a_channel_hears_of_what_it_asked_for(to: Channel, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    """3.11, §6: `on` and `watches`."""
    assert told(started(channels=(to,)).visit(good(B, documents=(RENAMED,), day=1))) == expected


def test_each_channel_has_its_row_and_the_same_event_the_same_key() -> None:
    """The key makes a repeat harmless."""
    two = (MAIL, replace(MAIL, key="mail-2", to="mailto:b@valmont.example"))
    once, again = (started(channels=two).visit(good(B, day=1)).alerts for _ in range(2))
    assert once == again
    assert len({a.key for a in once}) == 2


@pytest.mark.parametrize(("after", "expected"), [(1, 1), (3, 3)])
def test_how_many_failures_it_takes_is_the_watchs_own(after: int, expected: int) -> None:
    """§6: failure_alert_after."""
    diary = Diary(watch=replace(WATCH, visiting=Visiting(failure_alert_after=after)))
    plans = [diary.visit(bad(day=day)) for day in range(4)]
    assert next(n for n, p in enumerate(plans, 1) if p.alerts) == expected
    assert plans[0].failures[0].since == T0
