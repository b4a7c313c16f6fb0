"""Another name of one person: said where the line says so, else to be checked (3.23, 13.5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.compare.charts.edits import compare_charts
from monitor.compare.charts.sheet import Sheet
from monitor.compare.person_names import without_former_name
from monitor.model import Block, Edit, OrgChart, Person
from tests.compare.test_orgchart import chart


def held(name: str, role: str | None = None, *, beside: str = "Hugo Mercier") -> tuple[OrgChart, Sheet]:
    town = chart({"Direction générale": {"Service paie": {}, f"Service formation | {beside}": {}}})
    person = Person(name=name, role=role, vacant=False)
    units = tuple(replace(unit, people=(person,)) if unit.title == "Service paie" else unit for unit in town.units)
    read = replace(town, units=units)
    lines = (text for unit in units for text in (unit.title, *(f"{p.name} {p.role or ''}" for p in unit.people)))
    return read, Sheet(read, [Block("paragraph", line) for line in lines])


def compared(before: tuple[OrgChart, Sheet], after: tuple[OrgChart, Sheet]) -> list[Edit]:
    return [*compare_charts(before[0], after[0], (before[1], after[1]))]


@pytest.mark.parametrize("former", ["née Lefort", "ex-Lefort", "geb. Lefort", "épouse Lefort", "NÉE LEFORT", "Épouse Lefort"])
def test_who_bears_the_former_name_beside_the_new_one_stays(former: str) -> None:
    (edit,) = compared(held("Rose Lefort"), held("Rose Garnier", former))
    assert (edit.op, edit.before, edit.after) == ("replace", "Rose Lefort", f"Rose Garnier ({former})")
    assert edit.facts["person"] == "Rose Garnier" and "uncertain" not in edit.facts
    (edit,) = compared(held("Rose Garnier", former), held("Rose Lefort"))
    assert (edit.op, edit.before, edit.after) == ("replace", f"Rose Garnier ({former})", "Rose Lefort")


def test_a_former_name_ends_where_something_else_is_said() -> None:
    """3.27, 13.5: nobody replaces herself, whatever stands before or behind « née Lefort »; that stays her role (5.14)."""
    for former, rest in (
        ("Cheffe de service (née Lefort)", "Cheffe de service"),
        ("née Lefort, cheffe de service", "cheffe de service"),
        ("(née Lefort) par intérim", "par intérim"),
        ("Cheffe (née Lefort), adjointe", "Cheffe, adjointe"),
        ("Cheffe (née Lefort, adjointe)", "Cheffe (adjointe)"),
        ("Directrice NÉE LEFORT (intérim)", "Directrice (intérim)"),
        ("Cheffe, née Lefort, 03 80 00 00 00", "Cheffe, 03 80 00 00 00"),
        ("née Lefort – 03 80 00 00 00", "03 80 00 00 00"),
        ("née Lefort Cheffe de service", "Cheffe de service"),
        ("née Rose Lefort / cheffe", "cheffe"),
    ):
        (edit,) = compared(held("Rose Lefort", "Cheffe de service"), held("Rose Garnier", former))
        assert (edit.op, edit.before) == ("replace", "Rose Lefort"), former
        assert edit.after and edit.after.casefold().replace("rose lefort", "lefort") == "rose garnier (née lefort)"
        assert without_former_name(former) == rest


def test_a_former_name_may_begin_with_particles() -> None:
    """3.27: « née de la Tour », of somebody who was « Rose de la Tour »."""
    (edit,) = compared(held("Rose de la Tour"), held("Rose Garnier", "née de la Tour, cheffe de service"))
    assert (edit.op, edit.before, edit.after) == ("replace", "Rose de la Tour", "Rose Garnier (née de la Tour)")


@pytest.mark.parametrize(
    ("name", "role"), [("Jean Garnier", "ex-Lefort"), ("Jeanne Garnier", "ex-DGS"), ("Jeanne Garnier", "élue CFDT")]
)
def test_another_first_name_or_a_former_post_is_another_person(name: str, role: str) -> None:
    (edit,) = compared(held("Rose Lefort"), held(name, role))
    assert edit.op == "person_replaced" and "uncertain" not in edit.facts


def test_a_former_post_or_a_place_behind_a_function_is_no_former_name() -> None:
    """3.27: « Rose Garnier », « Responsable, ex-Voirie » was told, for certain, as the new name of « Rose Voirie »."""
    for name, role in (("Rose Voirie", "Responsable, ex-Voirie"), ("Rose Paris", "Chargée du Born Paris")):
        (edit,) = compared(held(name), held("Rose Garnier", role))
        assert (edit.op, edit.facts["uncertain"]) == ("person_replaced", True), role
        assert without_former_name(role) == role
    (edit,) = compared(held("Rose Lefort"), held("Rose Garnier", "Responsable (ex-Lefort)"))
    assert edit.op == "replace"


def test_one_first_name_in_one_post_is_to_be_checked() -> None:
    """3.27: perhaps she married. Not where the one who came was there already, in another post."""
    (edit,) = compared(held("Rose Lefort"), held("Rose Garnier"))
    assert edit.op == "person_replaced" and edit.facts["uncertain"] is True
    edits = compared(held("Rose Lefort", beside="Rose Garnier"), held("Rose Garnier", beside="Rose Lefort"))
    assert [(edit.op, edit.facts.get("uncertain")) for edit in edits] == [("person_replaced", None)] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dott. Carlo Messina", "Dott. Riccardo Benedetti"), ("M. Paul Roy", "M. Paul Martin"), ("Ing. Ana Roy", "Ing. Eva Petit")],
)
def test_one_title_before_two_names_or_two_men_are_no_marriage(one: str, other: str) -> None:
    """« Dott. » was the first name that both had; each such replacement was to be checked."""
    (edit,) = compared(held(one), held(other))
    assert (edit.op, edit.facts.get("uncertain")) == ("person_replaced", None)


@pytest.mark.parametrize(("one", "other"), [("Mme Magali Roy", "Mme Magali Petit"), ("Dott.ssa Ada Lefort", "Dott.ssa Ada Blin")])
def test_one_first_name_behind_a_civility_or_a_title_is_to_be_checked(one: str, other: str) -> None:
    (edit,) = compared(held(one), held(other))
    assert (edit.op, edit.facts.get("uncertain")) == ("person_replaced", True)


def test_a_longer_name_that_was_somebody_elsewhere_is_another_person() -> None:
    """13.5: « Paul Martin-Leroy », who had a post of his own, does not become the name of « Paul Martin » whose post he takes."""
    (edit,) = compared(held("Paul Martin", beside="Paul Martin-Leroy"), held("Paul Martin-Leroy", beside="Paul Martin-Leroy"))
    told = (edit.op, edit.before, edit.after, edit.facts.get("uncertain"))
    assert told == ("person_replaced", "Paul Martin", "Paul Martin-Leroy", True)
    assert not [e for e in compared(held("Paul Martin"), held("Paul Martin-Leroy")) if e.op == "person_replaced"]


def test_another_civility_is_told_whatever_else_changes() -> None:
    """3.27: word by word, « M. » would only have moved from one name to another."""
    before = held("Mme Dominique Morel", beside="M. Noël Gril")
    edits = compared(before, held("M. Dominique Morel", beside="Mme Gril"))
    assert ("replace", "Mme Dominique Morel", "M. Dominique Morel") in [(e.op, e.before, e.after) for e in edits]
