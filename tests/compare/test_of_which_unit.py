"""What is said of one of several units names that one: pole, service, entry, in whatever markup (DESIGN 3.24, 3.25)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from tests.compare.test_said_of_whom import told

Unit: TypeAlias = tuple[str, str, str, tuple[str, ...]]  # name, who heads it, a line that others have too, what it does
UNITS: tuple[Unit, ...] = (
    ("Finances", "Mme Inès Petit", "Ville", ("Budget", "Dette")),
    ("Achats", "M. Luc Morel", "Ville", ("Marchés", "Stocks")),
    ("Paie", "M. Guy Brun", "Communauté de communes", ("Carrières", "Retraites")),
    ("Voirie", "Mme Rose Blanc", "Ville", ("Éclairage", "Signaux")),
)
LIST = "<ul>{}</ul>"
FORMS: dict[str, Callable[[Unit], str]] = {
    "entries of lines": lambda u: f"<li>{u[0]}<br>{u[1]}<br>{u[2]}</li>",
    "paragraphs of lines": lambda u: f"<p>{u[0]}<br>{u[1]}<br>{u[2]}</p>",
    "one paragraph": lambda u: f"{u[0]}<br>{u[1]}<br>{u[2]}<br>",
    "cells": lambda u: f"<td>{u[0]}<br>{u[1]}<br>{u[2]}</td>",
    "cards": lambda u: f"<div><div>{u[0]}</div><div>{u[1]}</div><div>{u[2]}</div></div>",
}
AROUND = {"entries of lines": "<ul>{}</ul>", "one paragraph": "<p>{}</p>", "cells": "<table><tr>{}</tr></table>"}
HEADED: dict[str, Callable[[Unit], str]] = {
    "name in bold": lambda u: f"<h3>{u[0]}</h3><p><b>{u[1]}</b><br>Encadrement</p>{_listed(u[3])}",
    "name and lines": lambda u: f"<h3>{u[0]}</h3><p>{u[1]}</p><p>{u[2]}</p>{_listed(u[3])}",
    "row of cells": lambda u: (
        f"<table><tr><td colspan=2>{u[0]}</td></tr><tr><td>Chef<br>{u[1]}</td><td>{'<br>'.join(u[3])}</td></tr></table>"
    ),
}


def _listed(entries: tuple[str, ...]) -> str:
    return LIST.format("".join(f"<li>{entry}</li>" for entry in entries))


def page(form: str, units: tuple[Unit, ...] = UNITS) -> str:
    poles = ("Pôle Ressources", units[:2]), ("Pôle Territoire", units[2:])
    around = AROUND.get(form, "{}")
    return "".join(f"<h3>{pole}</h3>{around.format(''.join(map(FORMS[form], within)))}" for pole, within in poles)


def edited(n: int, *, who: str = "", line: str = "", does: tuple[str, ...] = ()) -> tuple[Unit, ...]:
    name, head, said, entries = UNITS[n]
    return (*UNITS[:n], (name, who or head, line or said, does or entries), *UNITS[n + 1 :])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("n", range(len(UNITS)))
@pytest.mark.parametrize("now", [{"line": "CCAS"}, {"who": "Mme Eva Roux"}, {"who": "Poste vacant"}])
def test_a_line_of_a_unit_is_told_with_it_and_not_with_the_pole_alone(form: str, n: int, now: dict[str, str]) -> None:
    """3.24: « Pôle Ressources : [Ville → CCAS] » read as if all of it had changed."""
    (said,) = told(page(form), page(form, edited(n, who=now.get("who", ""), line=now.get("line", ""))))
    assert UNITS[n][0] in said
    assert not any(name in said for m, (name, *_) in enumerate(UNITS) if m != n)


@pytest.mark.parametrize("form", FORMS)
def test_two_units_that_exchange_a_line_are_told_each(form: str) -> None:
    said = told(page(form), page(form, (UNITS[0], (*UNITS[1][:2], UNITS[2][2], ()), (*UNITS[2][:2], "Ville", ()), UNITS[3])))
    assert len(said) == 2
    assert [any(name in line for line in said) for name in ("Achats", "Paie")] == [True, True]


@pytest.mark.parametrize("form", HEADED)
@pytest.mark.parametrize("n", range(len(UNITS)))
@pytest.mark.parametrize(("who", "does"), [("Mme Eva Roux", ()), ("", ("Budget", "Archives"))])
def test_neither_a_name_nor_a_post_below_a_title_takes_its_place(form: str, n: int, who: str, does: tuple[str, ...]) -> None:
    """3.25: « Encadrement » over a list, « Marie Roy » in bold and what a cell of lines says are no titles."""
    one, other = ("".join(map(HEADED[form], side)) for side in (UNITS, edited(n, who=who, does=does)))
    said = told(one, other)
    assert said
    assert all(UNITS[n][0] in line for line in said)


def test_a_post_that_each_unit_has_is_told_with_the_unit() -> None:
    """3.25: « « directeur » passe de … » said not of what."""
    units, heads = ("Paie", "Eau", "Parcs"), ("M. Guy Brun", "M. Luc Morel", "M. Jean Noir")
    one, other = (
        "".join(f"<h3>{unit}</h3><ul><li>{who}, directeur</li><li>{unit.lower()}@lens.example</li></ul>" for unit, who in pairs)
        for pairs in (zip(units, heads, strict=True), zip(units, (heads[1], heads[0], heads[2]), strict=True))
    )
    assert [any(name in line for name in ("Paie", "Eau")) for line in told(one, other)] == [True, True]


def test_what_stands_behind_all_cards_is_of_none() -> None:
    """3.24: links behind boxes of people, the chart behind lists of communes."""
    people = "".join(f"<div><h4>{name}</h4><p>{who}</p></div>" for name, who, *_ in UNITS)
    links = [f"<h5>{name}</h5><p>Pour qui</p>" for name in ("Garage", "Bornes", "Serres")]
    (said,) = told(f"<div>{people}</div>{''.join(links[:2])}", f"<div>{people}</div>{''.join(links)}")
    assert "Voirie" not in said
    lists = "".join(f"<p><b>{name}</b></p>{_listed(does)}" for name, _, _, does in UNITS)
    (said,) = told(*(f"<div>{lists}<p>Schéma des services {year}</p></div>" for year in (2019, 2020)))
    assert "Voirie" not in said


def test_lists_of_lines_that_are_no_records_stay_lists() -> None:
    """3.24: no first entry is over the others."""
    lists = ("Finances", "Achats", "Paie"), ("Voirie", "Eau", "Parcs")
    one, other = ("".join(f"<p>{'<br>'.join(side)}</p>" for side in sides) for sides in (lists, (lists[0], (*lists[1], "Serres"))))
    (said,) = told(one, other)
    assert not any(name in said for name in (*lists[0], *lists[1]))
