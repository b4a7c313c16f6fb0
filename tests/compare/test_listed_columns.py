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
        pytest.param(
            (["Lundi", "Mardi", "Jeudi"], ["Paie", "Eau", "Sports"], ["Achats", "Voirie"]),
            (["Lundi", "Mardi", "Jeudi"], ["Paie", "Eau", "Voirie"], ["Achats", "Sports"]),
            id="by day",
        ),
        pytest.param(
            (SERVICES, ["Luc Petit", "Tom Albe", "Guy Blin"], ["Eva Roux", "Zoé Lund"]),
            (SERVICES, ["Luc Petit", "Tom Albe"], ["Guy Blin", "Zoé Lund"]),
            id="somebody takes over another service",
        ),
        pytest.param(
            (["Finances", "Paie", "Achats"], ["Budget", "Soldes"]),
            (["Finances", "Paie", "Budget"], ["Achats", "Soldes"]),
            id="from and to",
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
    heads = (*HEADS, "Pays")[: len(old)]
    said = edits(table(*old, heads=heads), table(*new, heads=heads))
    assert said
    assert all("under" not in edit.facts and "headings" not in edit.facts for edit in said)


ROY, PETIT, BLIN = "Marie Roy<br>Cheffe de service", "Luc Petit<br>Agent", "Jo Blin<br>Agent"
COLIN, MARIN = "Eva Colin<br>Assistante", "Zoé Marin<br>Agente"
STAFF = table([ROY, PETIT, BLIN], [COLIN], heads=("Paie", "Achats"))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        pytest.param(
            table([PETIT, BLIN], [COLIN], heads=("Paie", "Achats")), [("delete", "Marie Roy Cheffe de service", "Paie")], id="gone"
        ),
        pytest.param(
            table([MARIN, ROY, PETIT, BLIN], [COLIN], heads=("Paie", "Achats")), [("insert", "Zoé Marin Agente", "Paie")], id="come"
        ),
        pytest.param(
            table([PETIT, BLIN], [ROY, COLIN], heads=("Paie", "Achats")),
            [("move", "Marie Roy Cheffe de service", ["Paie", "Achats"])],
            id="to the other service",
        ),
        pytest.param(
            table([ROY, PETIT, BLIN], [COLIN.replace("Assistante", "Directrice")], heads=("Paie", "Achats")),
            [("replace", "Eva Colin Assistante", "Achats")],
            id="another post",
        ),
        pytest.param(
            table([MARIN], [ROY, PETIT, BLIN], [COLIN], heads=("Eau", "Paie", "Achats")),
            [("insert", "Eau", None), ("insert", "Zoé Marin Agente", "Eau")],
            id="a service comes",
        ),
        pytest.param(
            table([ROY, PETIT, BLIN], [COLIN], heads=("Rémunérations", "Achats")),
            [("replace", "Paie", None)],
            id="called otherwise",
        ),
    ],
)
def test_people_below_services_are_of_their_column_alone(new: str, said: list[tuple[str, str, object]]) -> None:
    """« colonne « Paie » : [Marie Roy → Luc Petit] », and who stood below gone: of a list with one name less."""
    assert told(STAFF, new) == said


@pytest.mark.parametrize(
    "heads", [("Titulaires", "Suppléants"), ("Responsable", "Adjoint"), ("Directrices", "Assistants"), ("Nom", "Remplaçant")]
)
def test_who_stands_beside_whom_is_told_by_rows(heads: tuple[str, str]) -> None:
    """The counter-examples: what heads both says that the one holds a post beside the other."""
    old = table(["Marie Roy", "Luc Petit", "Jo Blin"], ["Eva Colin", "Zoé Marin"], heads=heads)
    new = table(["Luc Petit", "Jo Blin"], ["Zoé Marin"], heads=heads)
    assert all("under" not in edit.facts and "headings" not in edit.facts for edit in edits(old, new))


def test_columns_of_one_length_may_be_pairs() -> None:
    """« Lundi | Mardi », as « Tuteur | Élève »: who is beside whom."""
    old = table(["Marie Roy", "Luc Petit"], ["Eva Colin", "Zoé Marin"], heads=("Lundi", "Mardi"))
    new = table(["Marie Roy", "Jo Blin"], ["Eva Colin", "Zoé Marin"], heads=("Lundi", "Mardi"))
    assert [[part["column"] for part in edit.facts["parts"]] for edit in edits(old, new)] == [["Lundi"]]
