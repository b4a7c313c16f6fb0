"""Charts of a mayor and adjoints: rank, name and delegation in each box, and no stroke between them (DESIGN 3.24, 3.25, 3.27)."""

from __future__ import annotations

from functools import cache

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.compare.title_words import is_other_rank
from monitor.model import DocumentContent, Edit
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

Elected = tuple[str, str, str]  # rank, name, delegation
BEFORE: tuple[Elected, ...] = (
    ("1er adjoint", "Luc Blanchet", "Finances"), ("2e adjointe", "Eva Morin", "Éducation"), ("3e adjoint", "Jo Tran", "Voirie"),
    ("4e adjointe", "Lia Perez", "Culture"), ("5e adjoint", "Sam Okoye", "Sports"), ("6e adjointe", "Ada Blin", "Solidarités"),
    ("Conseiller municipal délégué", "Max Vial", "Numérique"), ("Conseillère municipale déléguée", "Ida Coste", "Eau"),
)  # fmt: skip
UP = (  # Luc Blanchet resigns, those after him go up one rank
    ("1re adjointe", "Eva Morin", "Éducation"), ("2e adjoint", "Jo Tran", "Voirie"), ("3e adjointe", "Lia Perez", "Culture"),
    ("4e adjoint", "Sam Okoye", "Sports"), ("5e adjointe", "Ada Blin", "Solidarités"), ("6e adjoint", "Max Vial", "Finances"),
    ("Conseillère municipale déléguée", "Ida Coste", "Eau"),
)  # fmt: skip
EXCHANGED = (*BEFORE[:2], ("3e adjoint", "Jo Tran", "Sports"), BEFORE[3], ("5e adjoint", "Sam Okoye", "Voirie"), *BEFORE[5:])


@cache
def sheet(elected: tuple[Elected, ...], order: str) -> DocumentContent:
    """A chart of *elected*, four boxes in a row; *order*: of rank (r), name (n) and delegation (d) in them, the first one bold."""

    def draw(canvas: Canvas) -> None:
        rows = [(321.0, 500.0, ["Le Maire", "Guy Lenoir"])]
        for place, (rank, name, delegation) in enumerate(elected):
            said = {"r": rank, "n": name, "d": delegation}
            lines = [f"{rank} {delegation}", name] if order == "rd n" else [said[what] for what in order]
            rows.append((20 + place % 4 * 202.0, 400 - place // 4 * 90.0, lines))
        for x, y, lines in rows:
            canvas.rect(x, y, 190, 60)
            for row, text in enumerate(lines):
                canvas.setFont("Helvetica" if row else "Helvetica-Bold", 8)
                canvas.drawCentredString(x + 95, y + 42 - 12 * row, text)

    content = read(drawn(draw, size=(842, 595)), kind="orgchart")
    assert isinstance(content, DocumentContent)
    return content


def told(before: tuple[Elected, ...], after: tuple[Elected, ...], order: str) -> list[Edit]:
    return [*compare_contents("orgchart", sheet(before, order), sheet(after, order)).edits]


@pytest.mark.parametrize("order", ["rnd", "nrd", "dnr"])
def test_each_one_who_goes_up_a_rank_is_told_with_the_new_one(order: str) -> None:
    """3.25: of five who went up one was told, of nobody; a rank is no count, and « 2e » stands on both sheets."""
    edits = told(BEFORE, UP, order)
    ranks = {edit.facts["person"]: (edit.before, edit.after) for edit in edits if edit.op == "role_changed"}
    was = {name: rank for rank, name, _ in BEFORE[1:6]}
    now = {name: rank for rank, name, _ in UP[:5]}
    assert ranks == {name: (was[name], now[name]) for name in was}
    replaced = [(e.facts["unit"], e.before, e.after, e.facts["role"]) for e in edits if e.op == "person_replaced"]
    assert replaced == [("Finances", "Luc Blanchet", "Max Vial", "6e adjoint")]
    assert not any("uncertain" in edit.facts for edit in edits)


@pytest.mark.parametrize("order", ["rnd", "nrd", "dnr"])
def test_two_who_exchange_their_delegations_are_told_by_name(order: str) -> None:
    """3.25: of a rank over a name nothing was read as the unit, and lines were told of nobody."""
    edits = {(edit.op, edit.facts["unit"], edit.before, edit.after) for edit in told(BEFORE, EXCHANGED, order)}
    assert edits == {("person_replaced", "Sports", "Sam Okoye", "Jo Tran"), ("person_replaced", "Voirie", "Jo Tran", "Sam Okoye")}


def test_a_rank_in_a_title_is_told_where_it_changes() -> None:
    """3.24: « 3e adjoint Voirie » is « 2e adjoint Voirie » now, and each number stands on both sheets."""
    renamed = {(edit.before, edit.after) for edit in told(BEFORE, UP, "rd n") if edit.op == "unit_renamed"}
    assert ("3e adjoint Voirie", "2e adjoint Voirie") in renamed and ("4e adjointe Culture", "3e adjointe Culture") in renamed


def test_a_rank_alone_over_a_name_stays_what_the_box_is_called() -> None:
    """13.3: without a delegation there is no other title."""
    units = sheet(tuple((rank, name, "") for rank, name, _ in BEFORE), "rn").orgchart
    assert units is not None
    assert {unit.title: [person.name for person in unit.people] for unit in units.units} == {
        "Le Maire": ["Guy Lenoir"],
        **{rank: [name] for rank, name, _ in BEFORE},
    }


@pytest.mark.parametrize(("one", "other"), [
    pytest.param("3e adjoint Voirie", "3e adjointe Voirie", id="her title"),
    pytest.param("3e adjoint Voirie", "2e adjoint Sports", id="another delegation"),
    pytest.param("Bureau, 3e étage", "Bureau, 2e étage", id="a floor"),
    pytest.param("12 agents", "11 agents", id="a count"),
    pytest.param("Secteur 3", "Secteur 2", id="a number"),
])  # fmt: skip
def test_what_is_no_other_rank(one: str, other: str) -> None:
    """3.12: a count or a floor that was read into a title renames nothing."""
    assert not is_other_rank(one, other)
    assert is_other_rank("3e adjoint délégué aux sports", "2e adjointe déléguée aux sports")


POLES = (
    ("Pôle ressources", "Luc Blanchet", "Finances et achats"), ("Pôle éducation", "Eva Morin", "Écoles et crèches"),
    ("Pôle technique", "Jo Tran", "Centre technique"), ("Pôle culture", "Lia Perez", "Médiathèque et musée"),
    ("Pôle sports", "Sam Okoye", "Piscine et stades"), ("Pôle social", "Ada Blin", "CCAS"),
)  # fmt: skip


def exchanged(one: int, other: int) -> tuple[Elected, ...]:
    said = [list(box) for box in POLES]
    said[one][2], said[other][2] = said[other][2], said[one][2]
    return tuple((title, name, below) for title, name, below in said)


def test_units_listed_in_two_boxes_are_told_where_they_stand_now() -> None:
    """3.27: who hangs under whom is not sure of these boxes, what stands in each is: « − Lia Perez Médiathèque », of no unit."""
    edits = {(edit.op, edit.facts["unit"], edit.before, edit.after) for edit in told(POLES, exchanged(3, 4), "rnd")}
    assert edits == {
        ("unit_moved", "Médiathèque et musée", "Pôle culture", "Pôle sports"),
        ("unit_moved", "Piscine et stades", "Pôle sports", "Pôle culture"),
    }


def test_where_one_of_two_lines_is_no_unit_both_are_told() -> None:
    """3.24: one move alone would say half of it."""
    before = (*POLES[:4], ("Pôle sports", "Sam Okoye", "Ville"), POLES[5])
    after = (*POLES[:4], ("Pôle sports", "Sam Okoye", "CCAS"), ("Pôle social", "Ada Blin", "Ville"))
    edits = told(before, after, "rnd")
    words = [" ".join(filter(None, (edit.before, edit.after))) for edit in edits if edit.op != "unit_moved"]
    assert sum("Ville" in said for said in words) == 2 and sum("CCAS" in said for said in words) == 2
