"""Several units in one box, each with a list of its own behind bullets (13.2, 13.3)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.nodes import Written
from monitor.pdf.orgchart.units.written import written_in


def lines(*texts: str, set_in: float = 6.0, smaller: float = 1.0) -> list[Line]:
    """One line each: bold behind « * », those behind bullets set in and smaller by so many points."""
    made = list[Line]()
    for row, said in enumerate(texts):
        text, bold, size = said.removeprefix("*"), said.startswith("*"), 8.0 - smaller * said.startswith("•")
        x0, base = 10 + set_in * text.startswith("•"), 12.0 * row
        frame = Box(x0, base - size, x0 + 4 * len(text), base + 2)
        made.append(Line(text, frame, base, size, bold, italic=False, angle=0, colour=(0, 0, 0), order=row))
    return made


def told(written: Written) -> dict[str, tuple[list[str], list[str]]]:
    """Of each unit of a box, who heads it and what is listed in it."""
    units = (written, *written.more)
    return {one.label: ([p.name for p in one.people], [item.label for item in one.items]) for one in units}


@pytest.mark.parametrize(
    "said",
    [
        ("*Urologie", "• Consultations", "• Brancardage", "*Diabétologie – M. Luc Roy", "• Bilans"),
        ("*Urologie", "• Consultations", "• Brancardage", "*Diabétologie", "M. Luc Roy", "• Bilans"),
        ("Urologie", "• Consultations", "• Brancardage", "Diabétologie", "M. Luc Roy", "• Bilans"),
    ],
    ids=["names behind titles", "names below bold titles", "all in one weight"],
)
def test_a_title_below_a_list_begins_a_unit_with_its_head_and_list(said: Sequence[str]) -> None:
    """13.3: who heads « Diabétologie » headed « Urologie », for certain, and its list was of that one."""
    assert told(written_in(lines(*said), within=200)) == {
        "Urologie": ([], ["Consultations", "Brancardage"]),
        "Diabétologie": (["M. Luc Roy"], ["Bilans"]),
    }


def test_names_over_titles_stay_with_them_below_a_list() -> None:
    """13.3: « Directeur », over the next name, was the end of the entry above, and that name one of its unit."""
    said = ("Directeur", "M. Luc Roy", "*Urologie", "• Bilans", "Directeur", "Mme Anne Petit", "*Cardiologie", "• Rythmes")
    assert told(written_in(lines(*said), within=200)) == {
        "Urologie": (["M. Luc Roy"], ["Bilans"]),
        "Cardiologie": (["Mme Anne Petit"], ["Rythmes"]),
    }


@pytest.mark.parametrize(
    "said",
    [
        ("*Urologie", "M. Luc Roy", "• Bilans", "• Soins", "Adjointe : Mme Anne Petit"),
        ("Urologie", "M. Luc Roy", "• Bilans", "• Soins", "Adjointe : Mme Anne Petit", "• Accueil"),
        ("*Urologie", "M. Luc Roy", "• Bilans", "• Soins", "Mme Anne Petit, adjointe"),
    ],
)
def test_who_is_named_below_a_list_by_a_post_begins_no_unit(said: Sequence[str]) -> None:
    """13.3: nor does what goes on from an entry, at its place and in its look."""
    written = written_in(lines(*said), within=200)
    assert list(told(written)) == ["Urologie"]


def test_an_entry_on_two_lines_goes_on_though_titles_are_set_alike() -> None:
    """13.2: « Relations » and « Presse » are one entry where lists are set as their titles are, and as far in."""
    said = ("Cabinet", "• Affaires", "• Relations et", "Presse", "• Protocole")
    written = written_in(lines(*said, set_in=0.0, smaller=0.0), within=200)
    assert not written.more


@pytest.mark.parametrize(
    ("said", "heads", "items"),
    [
        (
            ("Service eau", "M. Luc Roy", "• Bilans", "• Soins", "*Ida Moss", "adjointe"),
            {"M. Luc Roy": None, "Ida Moss": "adjointe"},
            2,
        ),
        (("Service eau", "M. Luc Roy", "• Bilans", "• Soins", "*Xq Orrzt", "adjointe"), {"M. Luc Roy": None}, 2),
        (("Service eau", "M. Luc Roy", "directeur", "• Bilans", "• Soins"), {"M. Luc Roy": "directeur"}, 2),
        (
            ("Service eau", "M. Luc Roy", "• Bilans", "• Soins", "Adjointe : Mme Ida Moss"),
            {"M. Luc Roy": None, "Mme Ida Moss": "Adjointe"},
            2,
        ),
    ],
    ids=["known name", "unknown name", "post above the list", "post before the name"],
)
def test_a_post_behind_a_name_below_a_list_is_of_that_name(said: Sequence[str], heads: dict[str, str | None], items: int) -> None:
    """13.3: « Luc Roy [adjointe] », for certain, as he is named above the list."""
    unit = written_in(lines(*said), within=200)
    assert {person.name: person.role for person in unit.people} == heads
    assert len(unit.items) == items


@pytest.mark.parametrize(
    ("said", "title", "heads"),
    [
        (("Street Art", "Jo BLIN"), "Street Art", ["Jo BLIN"]),
        (("Open Data", "Mme Ida Roy-GALL"), "Open Data", ["Mme Ida Roy-GALL"]),
        (("Claire Aubert", "Paul PETIT"), "", ["Claire Aubert", "Paul PETIT"]),
    ],
    ids=["a title", "with civility", "first name"],
)
def test_words_like_a_name_over_one_with_its_surname_in_capitals_are_a_title(
    said: Sequence[str], title: str, heads: list[str]
) -> None:
    """13.3: « Street Art », over « Jo BLIN », was somebody, and the box one of people of the unit above."""
    unit = written_in(lines(*said), within=200)
    assert unit.label == title
    assert [person.name for person in unit.people if person.confidence >= 0.9] == heads
