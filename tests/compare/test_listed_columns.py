"""Tables whose columns are lists side by side, « Ville | Métropole », whose rows have nothing in common (DESIGN 3.24)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import pytest

from tests.compare.test_titles import edits

TOWN, UNION = ["Écoles", "Culture", "Sports", "Eau"], ["Transports", "Déchets", "Assainissement"]
HEADS = ("Ville", "Métropole")


def table(*columns: Sequence[str], heads: Sequence[str] = HEADS) -> str:
    rows = zip_longest(*columns, fillvalue="")
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{body}</table>"


def told(old: str, new: str) -> list[tuple[str, str, object]]:
    return [(e.op, e.before or e.after or "", e.facts.get("headings") or e.facts.get("under")) for e in edits(old, new)]


@pytest.mark.parametrize(
    ("town", "union", "said"),
    [
        pytest.param(
            ["Écoles", "Culture", "Eau"],
            ["Transports", "Déchets", "Sports", "Assainissement"],
            [("move", "Sports", ["Ville", "Métropole"])],
            id="goes to the other column",
        ),
        pytest.param(
            ["Écoles", "Culture", "Archives"],
            ["Eau", "Transports", "Déchets", "Sports", "Assainissement"],
            [("move", "Eau", ["Ville", "Métropole"]), ("insert", "Archives", "Ville"), ("move", "Sports", ["Ville", "Métropole"])],
            id="two go, and another comes",
        ),
    ],
)
def test_what_stands_below_is_not_told(town: list[str], union: list[str], said: list[tuple[str, str, object]]) -> None:
    """« − Sports · Assainissement », « Eau, colonne « Métropole » : [+Sports] »: of neither was anything true."""
    assert told(table(TOWN, UNION), table(town, union)) == said


SERVICES, HEADED = ["Paie", "Achats", "Eau"], ["Marie Roy", "Luc Petit", "Jo Blin"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param((SERVICES, HEADED), ([*SERVICES[:1], "Archives", *SERVICES[1:]], HEADED), id="who heads what"),
        pytest.param(
            (["Paie", "Achats", "Eau"], ["Carrières", "Marchés"]),
            (["Paie", "Achats", "Eau"], ["Marchés", "Carrières"]),
            id="exchanged",
        ),
        pytest.param((["Paie", "Achats", "Eau"], ["12", "8"]), (["Paie", "Eau"], ["12", "8"]), id="figures"),
        pytest.param((["Paie", "Achats", "Eau"], ["A", "A"]), (["Paie", "Eau"], ["A"]), id="one cell twice"),
        pytest.param((SERVICES, ["Valmont", "Sézy"]), (SERVICES, ["Sézy"]), id="shared with whom"),
        pytest.param((SERVICES, ["Mairie", "Annexe"]), (SERVICES, ["Annexe", "Gare"]), id="at which site"),
        pytest.param((["Paie", "Achats", "Eau"], ["", "Marchés", ""]), (["Paie", "Eau"], ["", "Marchés"]), id="empty in between"),
    ],
)
def test_rows_that_say_something_are_told_as_rows(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> None:
    """The counter-examples: what stands beside which is what the table says."""
    said = edits(table(*old), table(*new))
    assert said
    assert all("under" not in edit.facts and "headings" not in edit.facts for edit in said)
