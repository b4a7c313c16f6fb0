"""Returns and texts that go to and fro (DESIGN 3.17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import DocumentReading, Flapping, Plan, Section, WatchState
from tests.compare.make import noisy, section
from tests.decide.make import CHART_2, LINK, READ, T0, A, B, C, Diary, bad, good, started

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
                ("changed", None, True),
                ("unchanged", None, True),
            ],
            id="a-third-text-is-said-and-joins",
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
    again = diary.visit(good(A, day=4)).flapping
    assert again and (again.between, again.since.day) == ((2, 1), 2)


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


SHORT = (("mutualisation", "796 → 37 words"),)


def test_a_text_that_is_back_as_nobody_doubted_it_is_not_to_be_checked() -> None:
    """3.15, 3.17, 3.23: what went is told sentence by sentence, not that little is left of it."""
    diary = started(good(B, day=1))
    diary.visit(good(A, day=2, odd=SHORT), good(A, day=2.1, odd=SHORT))
    (change,) = diary.plans[-1].changes
    assert (change.returns_to, change.suspect) == (1, None)
    assert "delete" in {edit.op for edit in change.edits} or "replace" in {edit.op for edit in change.edits}


def test_a_text_that_was_doubted_then_is_doubted_again() -> None:
    """3.15, 3.17: a notice that stood there for a day, and stands there once more."""
    diary = started()
    for day, text in ((1, C), (5, A), (9, C)):
        odd = SHORT if text is C else ()
        diary.visit(good(text, day=day, odd=odd), *([good(text, day=day + 0.1, odd=odd)] if odd else []))
    (change,) = diary.plans[-1].changes
    assert (change.returns_to, change.suspect) == (2, SHORT[0][1])


def test_of_what_brought_a_text_before_the_history_nothing_is_believed() -> None:
    """3.15: the oldest state that is remembered, unless it is the first version of all."""
    diary = started(good(B, day=1), good(C, day=2))
    diary.state = replace(diary.state, history=tuple(past for past in diary.state.history if past.snapshot > 1))
    diary.visit(good(B, day=3, odd=SHORT), good(B, day=3.1, odd=SHORT))
    (change,) = diary.plans[-1].changes
    assert (change.returns_to, change.suspect) == (2, SHORT[0][1])


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


# --------------------------------------------------------------------------------------------------------------- several in turn

TEXTS = {letter: section(f"Le guichet {letter} ouvre à huit heures.", "Il sert onze communes.") for letter in "BCDEFGX"} | {"A": A}


def outcomes(turns: str, days: Iterable[float] | None = None) -> str:
    """What is said of the texts *turns*, a letter a visit, of which the first is A: c a change, u nothing."""
    diary = Diary()
    for day, letter in zip(days or range(len(turns)), turns, strict=False):
        diary.visit(good(TEXTS[letter], day=day))
    return "".join(plan.outcome[0] for plan in diary.plans)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        pytest.param("ABABABA", "fcccuuu", id="two"),
        pytest.param("ABCABCABC", "fcccccuuu", id="three"),
        pytest.param("ABCDABCDABCD", "fcccccccuuuu", id="four"),
        pytest.param("ABCDEABCDEABCDE", "fccccccccuuuuuu", id="five"),
        pytest.param("ACBACBBBCA", "fcccccuuuu", id="three-in-another-order"),
        pytest.param("ABCBACABBCAC", "fccccccuuuuu", id="three-in-no-order"),
        pytest.param("ABCDBADCABDC", "fcccccccuuuu", id="four-in-no-order"),
        pytest.param("ABABCABDAC", "fccccuucuu", id="each-new-text-is-said-once"),
        pytest.param("ABACAD", "fccccc", id="news-after-news"),
        pytest.param("ABCDEFG", "fcccccc", id="never-the-same"),
        pytest.param("ABABDEDEDE", "fcccccuuuu", id="both-texts-are-rewritten"),
    ],
)
def test_texts_in_turn_are_quiet_once_they_are_known(turns: str, expected: str) -> None:
    """3.17: the second round of two or three, or four of the last six stays in states seen before."""
    assert outcomes(turns) == expected


def test_irregular_times_count_by_the_visits() -> None:
    """3.17: the returns must lie within 30 days."""
    assert outcomes("ABCABCA", [0, 1, 9, 20, 21, 33, 34]) == "fcccccu"
    assert outcomes("ABCABCA", [0, 20, 40, 60, 80, 100, 120]) == "fcccccc"


def test_all_the_texts_are_named_the_one_shown_last() -> None:
    """5.2: by the snapshots that brought them."""
    diary = diary_of(*((day, TEXTS[letter]) for day, letter in enumerate("BCABCAXB", 1)))
    between = [plan.flapping.between if plan.flapping else None for plan in diary.plans]
    assert between[-4:] == [(1, 2, 3), (2, 3, 1), (1, 2, 3, 7), (1, 3, 7, 2)]
    assert diary.plans[-2].outcome == "changed"


def test_a_text_that_stays_thirty_days_ends_it() -> None:
    """3.17: with an alert; then each change is told again."""
    diary = diary_of(*((day, TEXTS[letter]) for day, letter in enumerate("BABAX", 1)), *((day, TEXTS["X"]) for day in (15, 34.9)))
    assert diary.state.flapping is not None
    plan = diary.visit(good(TEXTS["X"], day=35))
    assert (plan.outcome, plan.flapping, [a.kind for a in plan.alerts]) == ("unchanged", None, ["change"])
    assert summary(diary.visit(good(A, day=36)))[::2] == ("changed", False)


def test_back_on_the_last_snapshot_after_a_long_gap_it_ends_with_an_alert() -> None:
    """3.17, 3.21: nobody saw it rest, and there is no change to tell."""
    diary = diary_of((1, B), (2, A), (3, B), (4, A))
    plan = diary.visit(good(B, day=40))
    assert (plan.outcome, plan.flapping, [a.items for a in plan.alerts]) == ("unchanged", None, [("mutualisation",)])


def test_each_item_has_its_own_turn() -> None:
    """3.17: one may begin while the other goes on, and come to rest before it."""
    replaced = DocumentReading(link=LINK, content=CHART_2)
    diary = diary_of((1, B), (2, A), (3, B))
    said = [diary.visit(good((A, B)[n % 2], documents=((replaced, READ)[n % 2],), day=4 + n)) for n in range(5)]
    assert [[c.item for c in plan.changes] for plan in said] == [["organigramme"]] * 3 + [[]] * 2
    assert diary.state.flapping and {t.item: t.item_kind for t in diary.state.flapping.items} == {
        "mutualisation": "section",
        "organigramme": "document",
    }
    for day in (15, 25, 37):
        diary.visit(good((A, B)[day == 25], documents=(replaced,), day=day))
    plan = diary.visit(good(B, documents=(replaced,), day=39))
    assert plan.flapping and [t.item for t in plan.flapping.items] == ["mutualisation"]
    rested = [plan for plan in diary.plans if any(a.items == ("organigramme",) for a in plan.alerts)]
    assert len(rested) == 4, "three changes, then one word of its rest"


def test_what_comes_and_goes_is_not_looked_at_twice() -> None:
    """3.15, 3.17: an item that is not there is one of its states."""
    diary = started()
    for day in (1, 3):
        diary.confirmed(good(day=day))
        diary.visit(good(A, day=day + 1))
    assert diary.state.flapping is not None
    assert [diary.visit(good(*sections, day=day)).outcome for day, sections in ((5, ()), (6, (A,)), (7, ()))] == ["unchanged"] * 3


def test_a_database_of_the_first_edition_knows_two_snapshots() -> None:
    """7.7: whose items went to and fro is seen in the history."""
    diary = diary_of((1, B), (2, A), (3, B))
    diary.state = old_state(diary)
    assert [diary.visit(good(text, day=day)).outcome for day, text in ((4, A), (5, B), (6, C), (7, A))] == [
        "unchanged", "unchanged", "changed", "unchanged",
    ]  # fmt: skip


def old_state(diary: Diary) -> WatchState:
    return replace(diary.state, flapping=Flapping(since=T0 + timedelta(days=1), between=(1, 2)))
