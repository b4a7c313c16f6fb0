"""Returns and texts that go to and fro (DESIGN 3.17)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import DocumentReading, Plan, Section
from tests.compare.make import noisy, section
from tests.decide.make import CHART_2, LINK, A, B, C, Diary, bad, good, started

Visit = tuple[float, Section]


def diary_of(*visits: Visit) -> Diary:
    return started(*(good(text, day=day) for day, text in visits))


def summary(plan: Plan) -> tuple[str, int | None, bool]:
    return plan.outcome, plan.changes[0].returns_to if plan.changes else None, plan.flapping is not None


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        pytest.param([(1, B), (2, A)], [("changed", None, False), ("changed", 1, False)], id="A-B-A"),
        pytest.param(
            [(1, B), (2, A), (3, B)], [("changed", None, False), ("changed", 1, False), ("changed", 2, True)], id="A-B-A-B"
        ),
        pytest.param(
            [(1, B), (2, A), (3, C), (4, A)],
            [("changed", None, False), ("changed", 1, False), ("changed", None, False), ("changed", 3, False)],
            id="A-B-A-C-A",
        ),
        pytest.param(
            [(1, B), (2, A), (33, B)],
            [("changed", None, False), ("changed", 1, False), ("changed", 2, False)],
            id="a-second-return-after-more-than-30-days",
        ),
        pytest.param(
            [(1, B), (2, A), (3, B), (4, A), (5, A), (6, B)],
            [("changed", None, False), ("changed", 1, False), ("changed", 2, True), *[("unchanged", None, True)] * 3],
            id="quiet-while-it-lasts",
        ),
        pytest.param(
            [(1, B), (2, A), (3, B), (4, C), (5, C)],
            [
                ("changed", None, False),
                ("changed", 1, False),
                ("changed", 2, True),
                ("changed", None, False),
                ("unchanged", None, False),
            ],
            id="a-third-text-ends-it",
        ),
    ],
)
def test_a_return_says_which_and_the_second_one_is_flapping(
    visits: list[Visit], expected: list[tuple[str, int | None, bool]]
) -> None:
    """3.17: said once; while it lasts, visits that show A or B are unchanged."""
    assert [summary(p) for p in diary_of(*visits).plans[1:]] == expected


def test_flapping_names_its_two_snapshots_and_when_it_began() -> None:
    """5.2: the second of them is what the page shows now."""
    diary = diary_of((1, B), (2, A), (3, B))
    assert diary.state.flapping and (diary.state.flapping.between, diary.state.flapping.since.day) == ((1, 2), 2)
    assert diary.visit(good(A, day=4)).flapping == replace(diary.plans[-2].flapping or diary.state.flapping, between=(2, 1))


@pytest.mark.parametrize(
    ("rests_on", "snapshot"), [pytest.param(B, None, id="on-the-last-snapshot"), pytest.param(A, 5, id="on-the-other-text")]
)
def test_it_ends_after_30_quiet_days_with_an_alert_and_no_change(rests_on: Section, snapshot: int | None) -> None:
    """3.17: and what it rests on is what the next visits are compared with."""
    diary = diary_of((1, B), (2, A), (3, B), (4, rests_on), (33.9 if rests_on is A else 32.9, rests_on))
    assert diary.state.flapping is not None
    plan = diary.visit(good(rests_on, day=34))
    assert (plan.outcome, plan.changes, plan.flapping) == ("unchanged", (), None)
    assert [(a.kind, a.items) for a in plan.alerts] == [("change", ("mutualisation",))]
    assert (plan.revision.snapshot if plan.revision else None) == snapshot
    assert diary.visit(good(rests_on, day=35)).outcome == "unchanged"


def test_a_flip_after_30_quiet_days_is_a_change_like_any_other() -> None:
    """3.17: by the times of the visits."""
    diary = diary_of((1, B), (2, A), (3, B))
    plan = diary.visit(good(A, day=40))
    assert (plan.outcome, plan.flapping, plan.changes[0].returns_to) == ("changed", None, 3)


def test_another_item_can_change_while_one_flaps() -> None:
    """3.17: its change is told, the flapping goes on."""
    diary = diary_of((1, B), (2, A), (3, B))
    replaced = DocumentReading(link=LINK, content=CHART_2)
    plan = diary.visit(good(A, documents=(replaced,), day=4))
    assert ([c.item for c in plan.changes], plan.flapping is not None) == (["organigramme"], True)
    assert diary.visit(good(B, documents=(replaced,), day=5)).outcome == "unchanged"


def test_an_item_that_changed_once_meanwhile_does_not_flap() -> None:
    """3.17: its return is a change."""
    replaced = DocumentReading(link=LINK, content=CHART_2)
    diary = started(
        good(B, documents=(replaced,), day=1), good(A, documents=(replaced,), day=2), good(B, documents=(replaced,), day=3)
    )
    plan = diary.visit(good(A, day=4))
    assert [(c.item, c.returns_to) for c in plan.changes] == [("organigramme", 1)]


def test_a_known_other_language_is_not_looked_at_twice() -> None:
    """3.15, 3.17: a server that answers in two languages in turn."""
    diary = diary_of((1, B), (2, A), (3, B))
    assert diary.visit(good(A, day=4, odd=(("mutualisation", "another language"),))).outcome == "unchanged"


@given(
    st.lists(st.sampled_from(("un agent", "deux agents", "l’Ource", "en 2026")), min_size=1, max_size=4, unique=True),
    st.integers(0, 99),
)
def test_there_and_back_is_a_return_whatever_the_typography(words: list[str], seed: int) -> None:
    """3.10, 3.17."""
    there = section(*words)
    back = section(*(noisy(text, seed) for text in words))
    diary = Diary()
    plans = [diary.visit(good(text, day=day)) for day, text in enumerate((there, C, back, there))]
    assert [p.outcome for p in plans] == ["first", "changed", "changed", "unchanged"]
    assert plans[2].changes[0].returns_to == 1


def test_a_failed_visit_does_not_end_it() -> None:
    """3.16."""
    diary = diary_of((1, B), (2, A), (3, B))
    assert diary.visit(bad(day=4)).flapping is not None
    assert diary.visit(good(A, day=5)).outcome == "unchanged"
