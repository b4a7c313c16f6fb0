"""Pairs of charts of an invented town as they are drawn, read and compared: what is said of them, and what is not (3.27, 5.5)."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.model import Change, DocumentContent, Edit
from monitor.pdf.read import read
from monitor.report.chart_statements import statements
from training.charts import drawn
from training.look import Look, look
from training.town import Person, Size, Town, Unit, town
from training.words import Name

_SIZE = Size(sectors=(2, 3), directions=(2, 3), services=(1, 2), vacant=0, unnamed=0, several=0, titles="long")


@cache
def style(seed: int) -> Look:
    return replace(
        look(random.Random(seed)),
        written="M. First LAST",
        names="below",
        roles="none",
        twice="",
        portraits=False,
        totals=False,
        legend=False,
        staffing=False,
        phones=False,
    )


@cache
def _before() -> Town:
    made = town(random.Random(4), _SIZE)
    for unit, _ in made.all():
        for person in unit.people:
            person.interim = False
    return made


def after(edit: Callable[[Town], None]) -> Town:
    """The town after *edit*."""
    other = copy.deepcopy(_before())
    edit(other)
    return other


def direction(one: Town, number: int) -> Unit:
    return [unit for unit, _ in one.all() if unit.level == 2 and unit.kind == "box" and unit.people][number]


def content(one: Town, family: str, by: Look, seed: int = 1, producer: str = "a") -> DocumentContent:
    found = read(drawn("town", family, copy.deepcopy(one), by, seed, producer=producer).pdf, kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart and found.orgchart.structured
    return found


def edits(new: Town, *, to: str = "columns", by: int = 1, old: Town | None = None, frm: str = "columns") -> tuple[Edit, ...]:
    """What is said between the town as it was, and *new*, perhaps in another layout or style."""
    before = content(old or _before(), frm, style(1))
    return compare_contents("orgchart", before, content(new, to, style(by), producer="b")).edits


def ops(found: tuple[Edit, ...]) -> list[str]:
    return sorted(edit.op for edit in found)


def sentences(found: tuple[Edit, ...]) -> list[str]:
    change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=found)
    return [one.text.replace("\u00a0", " ").replace("\u202f", " ") for one in statements(change, "fr")]


def test_a_role_that_changes_has_its_edit() -> None:
    """5.5, 3.27: whoever held a post for the time being is confirmed; in a title that says « adjointe » a role is one as well."""
    old = after(lambda one: setattr(direction(one, 0).people[0], "interim", True))
    (edit,) = edits(_before(), old=old)
    head = direction(_before(), 0)
    assert (edit.op, edit.after, edit.facts["unit"], edit.facts.get("uncertain")) == ("role_changed", None, head.title, None)


def test_a_person_who_changes_post_is_one_sentence() -> None:
    """5.5, 13.6."""

    def goes(one: Town) -> None:
        first, second = direction(one, 0), direction(one, 2)
        second.people, first.people = first.people, [Person(None)]

    found = edits(after(goes))
    name = direction(_before(), 0).people[0].name
    assert ops(found) == ["person_replaced", "person_replaced"] and name
    assert sum(name.last.upper() in text for text in sentences(found)) == 1


@pytest.mark.parametrize("family", ["sideways", "roster", "frames", "nested"])
def test_a_chart_drawn_by_another_hand_is_redrawn_first_with_what_is_certain(family: str) -> None:
    """5.5, 3.27: the head who changed is told, nobody is « gone » who is not printed in the new layout, no unit moved."""
    new = after(lambda one: setattr(direction(one, 1), "people", [Person(Name("Solange", "Quercy", True))]))
    found = edits(new, to=family, by=7)
    assert [edit.op for edit in found][:1] == ["redrawn"] or ops(found) == ["person_replaced"]
    told = [edit for edit in found if edit.op not in ("redrawn", "title_changed")]
    assert [(edit.op, edit.facts["unit"], edit.after) for edit in told] == [
        ("person_replaced", direction(new, 1).title, "Mme Solange QUERCY")
    ]
    assert not any("uncertain" in edit.facts for edit in told)


def _a_service_up(one: Town) -> tuple[str, str, str]:
    """The first service that is the last of its direction hangs under the head of that: unit, old parent, new parent."""
    head, home = next((u, d) for u, _ in one.all() for d in u.below if d.level == 2 and d.below and d.below[0].level == 3)
    moved = home.below.pop()
    head.below.append(moved)
    return moved.title, home.title, head.title


def _a_direction_to_the_top(one: Town) -> tuple[str, str, str]:
    home = next(u for u, _ in one.all() if u.level == 1)
    moved = home.below.pop()
    one.head.below.append(moved)
    return moved.title, home.title, one.head.title


@pytest.mark.parametrize(
    ("family", "edit"),
    [
        ("grid", _a_service_up),
        ("sideways", _a_service_up),
        ("roster", _a_service_up),
        ("sideways", _a_direction_to_the_top),
        ("roster", _a_direction_to_the_top),
    ],
)
def test_a_unit_under_another_one_is_never_the_same_content(family: str, edit: Callable[[Town], tuple[str, str, str]]) -> None:
    """3.27, 3.23: not a word differs, one hand drew both sheets, most boxes made room: the move is to be checked, not dropped."""
    new = copy.deepcopy(_before())
    unit, was, now = edit(new)
    before, after_ = (content(one, family, style(3)) for one in (_before(), new))
    for one, other, way in ((before, after_, (was, now)), (after_, before, (now, was))):
        (move,) = compare_contents("orgchart", one, other).edits
        assert (move.op, move.facts["unit"], (move.before, move.after)) == ("unit_moved", unit, way)
        assert move.facts["uncertain"]


@pytest.mark.parametrize("family", ["columns", "rows", "bands", "grid"])
def test_a_sheet_laid_out_anew_is_no_wall_of_moves(family: str) -> None:
    """3.27: larger letters, other gaps, another sheet: not a word differs, and nothing is said."""
    before = content(_before(), family, style(3))
    wide = replace(style(3), size=style(3).size * 1.15, crowded=style(3).crowded * 1.3, paper="A3")
    assert compare_contents("orgchart", before, content(_before(), family, wide)).edits == ()


@pytest.mark.parametrize("family", ["columns", "bands", "frames"])
def test_counts_and_telephones_never_rename_a_service(family: str) -> None:
    """5.5: another number of agents, another extension."""

    def counted(one: Town, agents: int) -> Town:
        for number, (unit, _) in enumerate(one.all()):
            unit.staffing, unit.phone = f"{agents + number} agents", f"poste {4300 + agents + number}"
        return one

    by = replace(style(3), staffing=True, phones=True)
    old, new = (content(counted(copy.deepcopy(_before()), agents), family, by) for agents in (11, 42))
    found = compare_contents("orgchart", old, new).edits
    assert not [edit for edit in found if edit.op.startswith(("unit_", "person_", "role_")) and "uncertain" not in edit.facts]


def test_a_legend_that_changes_renames_no_service() -> None:
    """5.5: a sheet with a legend, and the same without one."""
    with_one, without = (replace(style(3), legend=legend) for legend in (True, False))
    found = compare_contents("orgchart", content(_before(), "columns", with_one), content(_before(), "columns", without)).edits
    assert not [edit for edit in found if edit.op.startswith(("unit_", "person_", "role_"))]
