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
        pytest.param(
            ["Écoles", "Culture"],
            ["Sports", "Transports", "Eau", "Déchets", "Assainissement"],
            [("move", "Sports", ["Ville", "Métropole"]), ("move", "Eau", ["Ville", "Métropole"])],
            id="two go to its beginning",
        ),
        pytest.param(
            TOWN, ["Transports", "Voies vertes", "Déchets", "Assainissement"], [("insert", "Voies vertes", "Métropole")], id="comes"
        ),
        pytest.param(TOWN[1:], UNION, [("delete", "Écoles", "Ville")], id="goes"),
    ],
)
def test_what_stands_below_is_not_told(town: list[str], union: list[str], said: list[tuple[str, str, object]]) -> None:
    """« − Sports · Assainissement », « Eau, colonne « Métropole » : [+Sports] »: of neither was anything true."""
    assert told(table(TOWN, UNION), table(town, union)) == said


def test_the_same_words_in_their_order_may_be_of_another_column() -> None:
    """« Musées » went to the other pole, and no word of the table follows another one than it did."""
    old = table(["Archives", "Musées"], ["Paie", "Presse", "Achats"])
    assert told(old, table(["Archives"], ["Paie", "Musées", "Presse", "Achats"])) == [("move", "Musées", ["Ville", "Métropole"])]
    old = table(["Archives"], ["Paie", "Musées", "Presse", "Achats"])
    assert told(old, table(["Archives", "Musées"], ["Paie", "Presse", "Achats"])) == [("move", "Musées", ["Métropole", "Ville"])]


SERVICES, HEADED = ["Service paie", "Achats", "Eau"], ["Marie Roy", "Luc Petit", "Jo Blin"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param((SERVICES, HEADED), ([*SERVICES[:1], "Archives", *SERVICES[1:]], HEADED), id="who heads what"),
        pytest.param(
            (["Service paie", "Achats", "Eau"], ["Carrières", "Marchés"]),
            (["Service paie", "Achats", "Eau"], ["Marchés", "Carrières"]),
            id="exchanged",
        ),
        pytest.param(
            (["Lundi", "Mardi", "Jeudi"], ["Service paie", "Eau", "Sports"], ["Achats", "Voirie"]),
            (["Lundi", "Mardi", "Jeudi"], ["Service paie", "Eau", "Voirie"], ["Achats", "Sports"]),
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
        pytest.param((["Service paie", "Achats", "Eau"], ["12", "8"]), (["Service paie", "Eau"], ["12", "8"]), id="figures"),
        pytest.param((["Service paie", "Achats", "Eau"], ["A", "A"]), (["Service paie", "Eau"], ["A"]), id="one cell twice"),
        pytest.param((SERVICES, ["Valmont", "Sézy"]), (SERVICES, ["Sézy"]), id="shared with whom"),
        pytest.param((SERVICES, ["Mairie", "Annexe"]), (SERVICES, ["Annexe", "Gare"]), id="at which site"),
        pytest.param(
            (["Service paie", "Achats", "Eau"], ["", "Marchés", ""]),
            (["Service paie", "Eau"], ["", "Marchés"]),
            id="empty in between",
        ),
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
STAFF = table([ROY, PETIT, BLIN], [COLIN], heads=("Service paie", "Service achats"))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        pytest.param(
            table([PETIT, BLIN], [COLIN], heads=("Service paie", "Service achats")),
            [("delete", "Marie Roy Cheffe de service", "Service paie")],
            id="gone",
        ),
        pytest.param(
            table([MARIN, ROY, PETIT, BLIN], [COLIN], heads=("Service paie", "Service achats")),
            [("insert", "Zoé Marin Agente", "Service paie")],
            id="come",
        ),
        pytest.param(
            table([PETIT, BLIN], [ROY, COLIN], heads=("Service paie", "Service achats")),
            [("move", "Marie Roy Cheffe de service", ["Service paie", "Service achats"])],
            id="to the other service",
        ),
        pytest.param(
            table([ROY, PETIT, BLIN], [COLIN.replace("Assistante", "Directrice")], heads=("Service paie", "Service achats")),
            [("replace", "Eva Colin Assistante", "Service achats")],
            id="another post",
        ),
        pytest.param(
            table([MARIN], [ROY, PETIT, BLIN], [COLIN], heads=("Service eau", "Service paie", "Service achats")),
            [("insert", "Service eau", None), ("insert", "Zoé Marin Agente", "Service eau")],
            id="a service comes",
        ),
        pytest.param(
            table([ROY, PETIT, BLIN], [COLIN], heads=("Service des rémunérations", "Service achats")),
            [("replace", "Service paie", None)],
            id="called otherwise",
        ),
    ],
)
def test_people_below_services_are_of_their_column_alone(new: str, said: list[tuple[str, str, object]]) -> None:
    """« colonne « Paie » : [Marie Roy → Luc Petit] », and who stood below gone: of a list with one name less."""
    assert told(STAFF, new) == said


@pytest.mark.parametrize(
    "heads",
    [("Titulaires", "Suppléants"), ("Responsable", "Adjoint"), ("Agent", "Tuteur"), ("Absent", "Pouvoir à"), ("Nom", "Remplaçant")],
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


@pytest.mark.parametrize("heads", [("Agent", "Remplacé par"), ("Pôle social", "Pôle technique"), ("Lundi", "Mardi", "Mercredi")])
def test_who_changed_places_with_whom_is_told_by_rows(heads: tuple[str, ...]) -> None:
    """Nobody came or went: which of them is beside which is all that is another."""
    third = [["Tom Albe"]] if len(heads) > 2 else []
    old = table(["Marie Roy", "Luc Petit", "Jo Blin"], ["Eva Colin", "Zoé Marin"], *third, heads=heads)
    new = table(["Marie Roy", "Luc Petit", "Jo Blin"], ["Zoé Marin", "Eva Colin"], *third, heads=heads)
    assert {part["column"] for edit in edits(old, new) for part in edit.facts["parts"]} == {heads[1]}


POLES = ("Pôle population", "Pôle technique", "Pôle ressources")
HELD = (
    ["Sports (Luc Petit)", "Écoles (Eva Roux)", "Accueil (vacant)"],
    ["Voirie (Jo Blin)", "Eau (Ana Sol)"],
    ["Paie (Marie Roy)"],
)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        pytest.param(
            (["Sports (Zoé Marin)", *HELD[0][1:]], *HELD[1:]),
            [("replace", "Sports (Luc Petit)", "Pôle population")],
            id="a new head",
        ),
        pytest.param(
            (HELD[0], ["Parcs (Zoé Marin)", *HELD[1]], HELD[2]),
            [("insert", "Parcs (Zoé Marin)", "Pôle technique")],
            id="comes first",
        ),
        pytest.param(
            (HELD[0][1:], HELD[1], [*HELD[2], HELD[0][0]]),
            [("move", "Sports (Luc Petit)", ["Pôle population", "Pôle ressources"])],
            id="goes to another pole",
        ),
    ],
)
def test_services_below_their_poles_are_told_with_the_pole(
    columns: Sequence[Sequence[str]], said: list[tuple[str, str, object]]
) -> None:
    """« Sports (Luc Petit), colonne « Pôle technique » : … »: of the first cell of the line, which is of another pole."""
    assert told(table(*HELD, heads=POLES), table(*columns, heads=POLES)) == said
