"""Figures alone are looked at again after a moment: a counter is another one, what somebody wrote is not (DESIGN 3.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.model import Confirm, Frame, Image, Link, Plan, Reading
from tests.compare.make import PROSE, section
from tests.decide.make import good, started

LINES = (*PROSE[:2], "Vous êtes 123 curieux", "Le service compte 34 agents.")


def _reading(curious: int | str, agents: int | str = 34, day: float = 1, more: str = "") -> Reading:
    text = (*LINES[:2], f"Vous êtes {curious} curieux", f"Le service compte {agents} agents.{more}")
    return good(section(*text), day=day)


def _seen(first: Reading, second: Reading | None = None) -> Plan | Confirm:
    return started(_reading(123, day=0)).ask(first, second)


def test_figures_alone_are_looked_at_again_after_a_moment() -> None:
    """3.6: not as long as what is lost or odd; another word is told at once."""
    asked = _seen(_reading(124))
    assert isinstance(asked, Confirm)
    assert (asked.lost, asked.odd) == ((), ())
    told = [_seen(_reading("124 vrais")), _seen(_reading(124, more=" Deux partent.")), _seen(_reading(123, "trente-quatre"))]
    assert [isinstance(plan, Plan) and plan.outcome for plan in told] == ["changed"] * 3


def test_a_counter_is_no_change_and_is_counted() -> None:
    """3.6, 3.11: the next real change is told."""
    diary = started(_reading(123, day=0))
    plan = diary.visit(_reading(124), _reading(125))
    assert (plan.outcome, plan.changes, plan.alerts, plan.failures) == ("unchanged", (), (), ())
    assert [(one.item, one.rule) for one in plan.cosmetic] == [("mutualisation", "3.6 counter")]
    later = diary.visit(_reading(140, day=2, more=" Deux partent."))
    assert later.outcome == "changed"
    assert "Deux partent" in str(later.changes[0].edits)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(_reading(123, 36), _reading(123, 36), id="somebody wrote it"),
        pytest.param(_reading(124, 36), _reading(125, 36), id="beside a counter"),
        pytest.param(_reading(124), _reading(124), id="a counter that rests"),
        pytest.param(_reading(124), _reading(125, 34, more=" Deux partent."), id="written in between"),
    ],
)
def test_what_is_the_same_a_moment_later_is_told_without_a_doubt(first: Reading, second: Reading) -> None:
    """1, 3.6: « 34 agents » that became « 36 agents » is news, whatever else moves beside it."""
    plan = _seen(first, second)
    assert isinstance(plan, Plan)
    assert (plan.outcome, [c.suspect for c in plan.changes]) == ("changed", [None])


def test_the_second_look_waits_no_longer_than_the_watch_allows() -> None:
    """3.6, 3.15."""
    diary = started(_reading(123, day=0))
    asked = diary.ask(_reading(124))
    assert isinstance(asked, Confirm)
    assert asked.at - _reading(124).at <= timedelta(seconds=2)


FACTS = [
    pytest.param({"links": (Link("registre", "https://valmont.example/2026"),)}, id="where a link leads"),
    pytest.param({"struck": ((0, 4),)}, id="what is struck"),
    pytest.param({"pictures": (Image("Le registre", "https://valmont.example/2026.png"),)}, id="a picture"),
    pytest.param({"frames": (Frame("Carte", "https://valmont.example/carte"),)}, id="a frame"),
]


@pytest.mark.parametrize("line", [2, 3])
@pytest.mark.parametrize("facts", FACTS)
def test_what_is_other_than_figures_is_told_beside_a_counter(facts: dict[str, Any], line: int) -> None:
    """1, 3.6, 3.28: in the counter's own line or in another one."""

    def with_facts(curious: int) -> Reading:
        one = section(*LINES[:2], f"Vous êtes {curious} curieux", "Le service compte 34 agents.")
        blocks = [replace(block, **facts) if n == line else block for n, block in enumerate(one.blocks)]
        return good(replace(one, blocks=tuple(blocks)), day=1)

    plan = _seen(with_facts(124), with_facts(125))
    assert isinstance(plan, Plan)
    assert plan.outcome == "changed"


def test_a_counter_within_a_link_is_a_counter() -> None:
    """3.6: its link leads where it led."""

    def linked(curious: int, day: float = 1) -> Reading:
        one = section(*LINES[:2], f"{curious} curieux", "Le service compte 34 agents.")
        blocks = [replace(b, links=(Link(b.text, "https://valmont.example/"),)) if n == 2 else b for n, b in enumerate(one.blocks)]
        return good(replace(one, blocks=tuple(blocks)), day=day)

    plan = started(linked(123, 0)).ask(linked(124), linked(125))
    assert isinstance(plan, Plan)
    assert (plan.outcome, [one.rule for one in plan.cosmetic]) == ("unchanged", ["3.6 counter"])
