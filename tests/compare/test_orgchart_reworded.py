"""What is told of two charts drawn by two hands, or in two forms, beside tree and posts: names, telephones, counts (3.27, 3.31)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from monitor.compare.charts.edits import compare_charts
from monitor.compare.documents.contents import FORM, compare_contents
from monitor.model import Block, DocumentContent, Edit, OrgChart, Person, Unit
from tests.calls import calls_of
from tests.compare.test_orgchart import Branch, chart
from tests.compare.test_orgchart_anew import drawn, town

PDF, SVG = "application/pdf", "image/svg+xml"
SPORTS = "Mme Sports Roux"
Lines = Callable[[Unit], list[str]]


def content(
    found: OrgChart, sha: str, *, form: str = PDF, lines: Lines = lambda unit: [], last: list[str] | None = None
) -> DocumentContent:
    """A document with that chart: of each unit title, people, then its own *lines*; at the end the *last* ones."""
    said = [[unit.title, *(f"{p.name} {p.role or ''}".strip() for p in unit.people), *lines(unit)] for unit in found.units]
    blocks = [Block("paragraph", text) for texts in [*said, last or []] for text in texts]
    return DocumentContent(sha256=sha, size=1, media_type=form, text=tuple(blocks), geometry=sha, orgchart=found)


def named(found: OrgChart, names: Mapping[str, str]) -> OrgChart:
    """*found*, where who is called as a key of *names* is called otherwise."""
    people = {unit.id: tuple(replace(p, name=names.get(p.name, p.name)) for p in unit.people) for unit in found.units}
    return replace(found, units=tuple(replace(unit, people=people[unit.id]) for unit in found.units))


def told(old: DocumentContent, new: DocumentContent) -> list[tuple[str, str | None, str | None, str | None]]:
    edits = compare_contents("orgchart", old, new).edits
    assert not any("uncertain" in edit.facts for edit in edits)
    return [(edit.op, edit.facts.get("unit"), edit.before, edit.after) for edit in edits if edit.op != "redrawn"]


@pytest.mark.parametrize("form", [PDF, SVG])
@pytest.mark.parametrize("name", ["M. Sports Roux", "Mme Sports Roux-Lanvollon", "Mme S. Roux"])
def test_a_name_written_otherwise_is_told_whoever_drew_it(form: str, name: str) -> None:
    """3.27, 3.31: another civility, a married name, an initial, each of one person."""
    old = content(chart(town()), "a")
    same = compare_contents("orgchart", old, content(drawn(town()), "b", form=form))
    assert same.of == "resaved" and (same.rule == FORM) == (form == SVG)
    new = content(named(drawn(town()), {SPORTS: name}), "b", form=form)
    assert told(old, new) == [("replace", "Direction Sports", SPORTS, name)]


def test_how_a_sheet_now_names_all_its_people_is_no_news_of_anybody() -> None:
    """3.27: without civilities, with initials: another hand's way."""
    old = content(chart(town()), "a")
    people = [person.name for unit in old.orgchart.units for person in unit.people] if old.orgchart else []
    for way in (
        lambda name: name.split(" ", 1)[1],
        lambda name: " ".join([name.split()[0], f"{name.split()[1][0]}.", *name.split()[2:]]),
    ):
        new = content(named(drawn(town()), {name: way(name) for name in people}), "b", form=SVG)
        assert told(old, new) == []


def test_a_name_of_which_the_rest_stands_on_another_line_is_not_shortened() -> None:
    """13.5: what is printed yet did not go."""
    old = content(named(chart(town()), {SPORTS: "Mme Sports Roux-Lanvollon"}), "a")
    assert told(old, content(drawn(town()), "b", form=SVG, last=["Lanvollon"])) == []


def number(unit: Unit) -> str:
    return f"02 97 64 10 {10 + int(unit.id.strip('u') or 0) % 80}"


def with_numbers(changed: str = "", to: str = "") -> Lines:
    """Each unit's telephone and head count; of the unit *changed* one line is *to*."""

    def lines(unit: Unit) -> list[str]:
        own = [number(unit), f"{len(unit.title)} agents"]
        return [to if unit.title == changed and to[-6:].isalpha() == line[-6:].isalpha() else line for line in own]

    return lines


@pytest.mark.parametrize("form", [PDF, SVG])
@pytest.mark.parametrize("to", ["02 97 64 99 99", "88 agents"])
def test_a_figure_of_one_unit_is_told_whoever_drew_it(form: str, to: str) -> None:
    """3.27: telephones and counts that stand on both sheets but one, beside a head that is another one too."""
    old = content(chart(town()), "a", lines=with_numbers())
    new = content(named(drawn(town()), {SPORTS: "M. Gildas Pencréach"}), "b", form=form, lines=with_numbers("Direction Eau", to))
    unit = next(unit for unit in chart(town()).units if unit.title == "Direction Eau")
    before = number(unit) if to.startswith("02") else f"{len(unit.title)} agents"
    assert told(old, new) == [
        ("person_replaced", "Direction Sports", SPORTS, "M. Gildas Pencréach"),
        ("replace", "Direction Eau", before, to),
    ]


def test_figures_that_one_sheet_only_prints_are_how_it_is_laid_out() -> None:
    old = content(chart(town()), "a", lines=with_numbers())
    new = content(named(drawn(town()), {SPORTS: "M. Gildas Pencréach"}), "b")
    assert [op for op, *_ in told(old, new)] == ["person_replaced"]


def test_a_column_of_figures_is_no_units() -> None:
    """3.24: in a table read column by column a number stands behind another one's words."""
    numbers = [number(unit) for unit in chart(town()).units]
    old = content(chart(town()), "a", last=numbers)
    new = content(drawn(town()), "b", form=SVG, last=["02 97 64 99 99", *numbers[1:]])
    assert told(old, new) == [("replace", None, numbers[0], "02 97 64 99 99")]


def deputies(found: OrgChart, number: int) -> OrgChart:
    """*found*, where the first *number* directions have a deputy whom no other sheet names."""
    units, left = [], number
    for unit in found.units:
        if unit.title.startswith("Direction ") and unit.parent and left:
            left -= 1
            unit = replace(
                unit, people=(*unit.people, Person(name=f"M. Ulrich Zy{'abcdefghi'[left]}", role="Adjoint", confidence=0.99))
            )
        units.append(unit)
    return replace(found, units=tuple(units))


@pytest.mark.parametrize(("number", "edits"), [(1, 1), (2, 2), (9, 0)])
def test_a_deputy_whom_the_old_sheet_does_not_name_came(number: int, edits: int) -> None:
    """3.27: few are news, to be checked; many are how the sheet names people."""
    old, new = content(chart(town()), "a"), content(deputies(drawn(town()), number), "b")
    for pair, op in (((old, new), "person_added"), ((new, old), "person_removed")):
        found = [edit for edit in compare_contents("orgchart", *pair).edits if edit.op != "redrawn"]
        assert [edit.op for edit in found] == [op] * edits
        assert all("uncertain" in edit.facts for edit in found)


def ops(edits: tuple[Edit, ...]) -> list[tuple[str, str | None, bool]]:
    return [(edit.op, edit.facts.get("unit"), "uncertain" in edit.facts) for edit in edits]


def test_a_level_that_comes_between_is_told_with_what_it_heads() -> None:
    """3.27: the head is new and surely hangs where its units did, all links sure: nothing was read otherwise."""
    services: Branch = {f"Service {name}": {} for name in ("Achats", "Paie", "Courrier")}
    old = chart(
        {"DGS | Mme Anne Dupré": {"DGA Moyens | M. Jean Roux": services, "DGA Ville | Mme Lise Brun": {"Service Parcs": {}}}}
    )
    level: Branch = {
        "Pôle Administration | Mme Ève Nadir": {name: {} for name in ("Service Achats", "Service Paie")},
        "Service Courrier": {},
    }
    new = chart({"DGS | Mme Anne Dupré": {"DGA Moyens | M. Jean Roux": level, "DGA Ville | Mme Lise Brun": {"Service Parcs": {}}}})
    assert ops(compare_charts(old, new)) == [
        ("unit_added", "Pôle Administration", False),
        ("unit_moved", "Service Achats", False),
        ("unit_moved", "Service Paie", False),
    ]
    loose = replace(new, units=tuple(replace(u, confidence_parent=0.95) if u.title == "Service Paie" else u for u in new.units))
    assert ("unit_moved", "Service Paie", True) in ops(compare_charts(old, loose))


def test_a_unit_renamed_under_another_head_in_one_place_is_one_to_be_checked() -> None:
    """13.5: between the same neighbours, alone to go and to come under its head, of its kind."""
    before: Branch = {
        "DGS | Mme Anne Dupré": {"Direction Eau | M. Luc Roy": {}, "Direction Finances | Mme Zoé Petit": {}, "Service Parcs": {}}
    }
    old = chart(before)
    new = chart(
        {"DGS | Mme Anne Dupré": {"Direction Eau | M. Luc Roy": {}, "Direction Budget | M. Ali Sarr": {}, "Service Parcs": {}}}
    )
    found = compare_charts(old, new)
    assert [(e.op, e.before, e.after, e.facts.get("uncertain")) for e in found] == [
        ("unit_renamed", "Direction Finances", "Direction Budget", True),
        ("person_replaced", "Mme Zoé Petit", "M. Ali Sarr", True),
    ]
    another = chart(
        {"DGS | Mme Anne Dupré": {"Direction Eau | M. Luc Roy": {}, "Mission Paix | M. Ali Sarr": {}, "Service Parcs": {}}}
    )
    assert {e.op for e in compare_charts(old, another)} == {"unit_removed", "unit_added"}, "of another kind it is another unit"


def test_a_telephone_read_into_a_function_is_told_beside_a_new_head() -> None:
    """3.24: it is no part of the function, which the edit of the head tells."""

    def with_role(found: OrgChart, name: str, role: str) -> OrgChart:
        head = (Person(name=name, role=role, confidence=0.99),)
        return replace(found, units=tuple(replace(u, people=head) if u.title == "Direction Sports" else u for u in found.units))

    old, new = (
        with_role(chart(town()), SPORTS, "Cheffe – 02 97 64 10 11"),
        with_role(chart(town()), SPORTS, "Cheffe – 02 97 64 10 99"),
    )
    (edit,) = compare_contents("orgchart", content(old, "a"), content(new, "b")).edits
    assert (edit.op, edit.facts.get("unit")) == ("replace", "Direction Sports")
    other = with_role(chart(town()), "M. Gildas Pencréach", "Chef – 02 97 64 10 99")
    edits = compare_contents("orgchart", content(old, "a"), content(other, "b")).edits
    assert edits[0].op == "person_replaced"
    assert any("02 97 64 10 99" in (e.after or "") for e in edits[1:]), "the number is another one, too"


def test_a_directory_of_thousands_is_set_against_another_without_delay() -> None:
    """3.27, 11.2: each figure finds its own on the other sheet by what it says, not by asking all."""

    def listed(found: OrgChart, form: str, first: str, count: int) -> DocumentContent:
        numbers = [first, *(f"02 97 {n // 1000:02} {n // 10 % 100:02} {n % 10}0" for n in range(count))]
        printed = [f"Poste {number}" for number in numbers]
        return content(found, form, form=form, last=printed if form == PDF else printed[::-1])

    def work(count: int) -> int:
        sides = listed(chart(town()), PDF, "02 99 10 10 10", count), listed(drawn(town()), SVG, "02 99 10 10 11", count)
        found = list[object]()
        calls = calls_of(lambda: found.extend(told(*sides)))
        assert found == [("replace", None, "02 99 10 10 10", "02 99 10 10 11")]
        return calls

    assert work(800) < 6 * work(200)
