"""DESIGN 3.24, 5.3: a mark in the first column of a table names no row below it, and a number in front of a box no list in it."""

from __future__ import annotations

import pytest

from tests.compare.test_holders import said

ROWS = [("Finances", "Mme Petit"), ("Achats", "M. Morel"), ("Paie", "M. Benz"), ("Voirie", "Mme Blanc"), ("Archives", "M. Noir")]


def table(mark: str, *marked: int, head: bool) -> str:
    first = "<tr><th>Commun</th><th>Service</th><th>Chef</th></tr>" if head else ""
    rows = (f"<tr><td>{mark if n in marked else ''}</td><td>{a}</td><td>{b}</td></tr>" for n, (a, b) in enumerate(ROWS))
    return f"<table>{first}{''.join(rows)}</table>"


@pytest.mark.parametrize("head", [True, False])
@pytest.mark.parametrize("mark", ["X", "Mutualisé", "●"])
def test_a_mark_in_the_first_column_that_comes_or_goes_is_told(mark: str, head: bool) -> None:
    """It was taken for the name of the rows below it: nothing was told."""
    column = ", colonne « Commun »" if head else ""
    old, more, less, other = (table(mark, *marked, head=head) for marked in ((0, 2), (0, 2, 3), (0,), (0, 4)))
    assert said(old, more) == [f"Voirie{column} : [+{mark}]"]
    assert said(old, less) == [f"Paie{column} : [−{mark}]"]
    assert said(old, other) == [f"Paie{column} : [−{mark}]", f"Archives{column} : [+{mark}]"]


def test_a_number_that_a_box_begins_with_is_no_title() -> None:
    """« déplacé de « 01 » à « 02 » : Achats »."""
    units = [("Finances", "Mme Petit", "Paie Achats"), ("Technique", "M. Morel", "Voirie Eau"), ("Culture", "M. Benz", "Musées")]

    def boxes(*services: str) -> str:
        return "".join(
            f"<div><div>0{n}</div><div>{name}</div><div>{who}</div><ul>{''.join(f'<li>{e}</li>' for e in of.split())}</ul></div>"
            for n, ((name, who, _), of) in enumerate(zip(units, services, strict=True))
        )

    lines = said(boxes("Paie Achats", "Voirie Eau", "Musées"), boxes("Paie", "Achats Voirie Eau", "Musées"))
    assert lines and not any("«\u00a001" in line or "« 00 »" in line or "« 01 »" in line for line in lines)


@pytest.mark.parametrize("names", [("12/03", "14/03"), ("1er", "2e"), ("A", "B"), ("1", "2"), ("Pôle A", "Pôle B")])
def test_what_heads_rows_is_no_mark(names: tuple[str, str]) -> None:
    rows = [(names[0], "9h", "Bureau"), ("", "14h", "Comité"), (names[1], "9h", "Conseil"), ("", "14h", "Commission")]
    page = "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"
    (line,) = said(page, page.replace("Comité", "Jury"))
    assert names[0] in line
