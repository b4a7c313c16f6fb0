"""DESIGN 3.24, 3.25: a cell of a table without heads is told with what it is of, and with nothing where nobody knows that."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.model import Edit
from tests.compare.test_titles import edits

Rows = Sequence[str]
PEOPLE: Rows = ("Marie Roy|Luc Petit|Jo Blin", "Directrice des sports|Chef de la voirie|Responsable de la paie", "310|320|330")


def table(rows: Rows) -> str:
    return "<table>" + "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows) + "</table>"


def said_of(edit: Edit) -> list[tuple[str, str, str]]:
    """What each part is told with, and what it says was and is there; the whole row where it has no parts."""
    parts = edit.facts.get("parts") or [{"row": edit.facts.get("under"), "before": edit.before, "after": edit.after}]
    return [(str(part.get("row") or ""), str(part.get("before") or ""), str(part.get("after") or "")) for part in parts]


def told(old: Rows, new: Rows) -> list[tuple[str, str, str]]:
    return [said for edit in edits(table(old), table(new)) for said in said_of(edit)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            ["Paie|Achats|Voirie", "Mutualisé|Mutualisé|Ville"],
            ["Paie|Marchés|Voirie", "Mutualisé|Mutualisé|Ville"],
            [("", "Achats", "Marchés")],
            id="a service called otherwise",
        ),
        pytest.param(
            ["Paie|Achats|Voirie", "Mutualisé|Mutualisé|Ville"],
            ["Paie|Achats|Voirie", "Mutualisé|Ville|Ville"],
            [("Achats", "Mutualisé", "Ville")],
            id="one run otherwise, which shows no more that they are alike",
        ),
        pytest.param(
            ["Payroll|Procurement|Roads|Sport", "yes|yes|no|yes", "2024|2025|–|2024"],
            ["Payroll|Procurement|Roads|Sport", "yes|yes|yes|yes", "2024|2025|2026|2024"],
            [("Roads", "no", "yes"), ("Roads", "–", "2026")],
            id="two rows say something of each",
        ),
        pytest.param(
            ["Paie|Achats", "commun|commun", "Sports|Eau", "ville|ville"],
            ["Paie|Achats", "commun|commun", "Sports|Eau", "ville|commun"],
            [("Eau", "ville", "commun")],
            id="by turns",
        ),
        pytest.param(
            ["Montag|Dienstag|Mittwoch", "8–12 Uhr|8–12 Uhr|geschlossen"],
            ["Montag|Dienstag|Mittwoch", "8–12 Uhr|8–16 Uhr|geschlossen"],
            [("Dienstag", "8–12 Uhr", "8–16 Uhr")],
            id="days",
        ),
    ],
)
def test_what_rows_say_of_columns_is_told_of_these(old: Rows, new: Rows, expected: list[tuple[str, str, str]]) -> None:
    """« Paie : [Achats → Marchés] » was told, and « Mutualisé : [Mutualisé → Ville] »."""
    assert told(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(["Paie|Achats", "Voirie|Sports"], ["Paie|Marchés", "Voirie|Sports"], id="services two by two"),
        pytest.param(
            ["Paie|Achats|Voirie", "Ville|Métropole|CCAS"], ["Paie|Marchés|Voirie", "Ville|Métropole|CCAS"], id="no value twice"
        ),
        pytest.param(["Payroll|Procurement|Roads"], ["Payroll|Contracts|Roads"], id="a single row"),
    ],
)
def test_where_nobody_knows_the_row_is_told_as_it_stands(old: Rows, new: Rows) -> None:
    (edit,) = edits(table(old), table(new))
    assert "parts" not in edit.facts
    assert next(said for sign, said in edit.words if sign == "=").strip() in ("Paie", "Payroll")


@pytest.mark.parametrize(
    ("rows", "new"),
    [
        (["Paie|Mutualisé", "Achats|Mutualisé", "Voirie|Ville"], "Ville"),
        (["Paie|ville", "Achats|commun"], "commun"),
        (["Paie|12 agents", "Achats|4 agents"], "13 agents"),
        (["Paie|Marie Roy", "Achats|Luc Petit"], "Jo Blin"),
        (["Paie|03 80 11 22 33", "Achats|03 80 11 22 34"], "03 80 11 22 99"),
        (
            ["Paie|Prépare les bulletins de tous les agents de la ville.", "Achats|Passe tous les marchés de la ville."],
            "Verse les payes.",
        ),
    ],
)
def test_what_names_its_row_still_does(rows: Rows, new: str) -> None:
    """The counter-examples: services down the first column, over what is of another kind."""
    ((row, _, after),) = told(rows, [f"Paie|{new}", *rows[1:]])
    assert (row, after) == ("Paie", new)


@pytest.mark.parametrize("labels", [None, ("Nom", "Fonction", "Poste")])
@pytest.mark.parametrize(
    ("row", "column", "new", "expected"),
    [
        (0, 1, "Eva Colin", ("Chef de la voirie", "Luc Petit", "Eva Colin")),
        (0, 1, "Poste vacant", ("Chef de la voirie", "Luc Petit", "Poste vacant")),
        (1, 2, "Responsable des achats", ("Jo Blin", "Responsable de la paie", "Responsable des achats")),
        (2, 0, "399", ("Marie Roy", "310", "399")),
    ],
)
def test_people_across_a_table_are_told_one_by_one(
    labels: tuple[str, ...] | None, row: int, column: int, new: str, expected: tuple[str, str, str]
) -> None:
    """« Directrice des sports : [Chef de la voirie → …] » was told of rows of posts under rows of names."""
    cells = [line.split("|") for line in PEOPLE]
    changed = [[new if (n, m) == (row, column) else cell for m, cell in enumerate(line)] for n, line in enumerate(cells)]
    old, now = (
        ["|".join([*labels[n : n + 1], *line] if labels else line) for n, line in enumerate(side)] for side in (cells, changed)
    )
    ((whose, before, after),) = told(old, now)
    assert (whose, before.split("\n")[0], after) == expected


def test_columns_in_another_order_move_and_say_nothing_false() -> None:
    cells = [line.split("|") for line in PEOPLE]
    moved = edits(table(PEOPLE), table(["|".join([line[2], *line[:2]]) for line in cells]))
    assert {edit.op for edit in moved} == {"move"}


FORMS = {
    "rows": lambda records: "".join(table([f"{label}|{said}" for label, said in record]) for record in records),
    "terms": lambda records: "".join(
        f"<dl>{''.join(f'<dt>{label}</dt><dd>{said}</dd>' for label, said in record)}</dl>" for record in records
    ),
}
LABELS = ("Nom", "Fonction", "Téléphone")
STAFF = [("Marie Roy", "Directrice des sports", "03 80 11 22 01"), ("Luc Petit", "Chef de la voirie", "03 80 11 22 02")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("place", "new", "row"),
    [
        (0, "Eva Colin", "Chef de la voirie"),
        (0, "Poste vacant", "Chef de la voirie"),
        (1, "Chef des parcs", "Luc Petit"),
        (2, "03 80 11 22 99", "Luc Petit"),
    ],
)
def test_a_record_of_labels_is_told_with_whom_it_is_of(form: str, place: int, new: str, row: str) -> None:
    """« Téléphone : [03 80 … → 03 80 …] » was nobody's."""
    changed = tuple(new if n == place else said for n, said in enumerate(STAFF[1]))
    old, now = (FORMS[form]([[*zip(LABELS, one, strict=True)] for one in side]) for side in (STAFF, [STAFF[0], changed]))
    ((whose, _, after),) = (said for edit in edits(old, now) for said in said_of(edit))
    assert (whose, after) == (row, f"{LABELS[place]} : {new}")


@pytest.mark.parametrize("form", FORMS)
def test_two_who_exchange_posts_are_told_each_by_name(form: str) -> None:
    """« déplacé : Nom Luc Petit » said of neither what he is now."""
    swapped = [(STAFF[1][0], *STAFF[0][1:]), (STAFF[0][0], *STAFF[1][1:])]
    old, now = (FORMS[form]([[*zip(LABELS, one, strict=True)] for one in side]) for side in (STAFF, swapped))
    found = {(row, after) for edit in edits(old, now) for row, _, after in said_of(edit)}
    assert {("Luc Petit", f"Fonction : {STAFF[0][1]}"), ("Marie Roy", f"Fonction : {STAFF[1][1]}")} <= found


@pytest.mark.parametrize("form", FORMS)
def test_a_record_of_no_person_is_told_with_what_it_is_of(form: str) -> None:
    services = [("Paie", "ville", "rez-de-chaussée"), ("Achats", "commun", "étage")]
    labels = ("Service", "Statut", "Lieu")
    old, now = (
        FORMS[form]([[*zip(labels, one, strict=True)] for one in side])
        for side in (services, [services[0], ("Achats", "ville", "étage")])
    )
    assert [said for edit in edits(old, now) for said in said_of(edit)] == [("Achats, Statut", "commun", "ville")]


LINES = "<ul>{}</ul>"


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        pytest.param(
            "Nom : Luc Petit|Fonction : Chef des eaux", "Nom : Eva Colin|Fonction : Chef des eaux", "Chef des eaux", id="who"
        ),
        pytest.param("Name: Luc Petit|Role: Head of roads", "Name: vacant|Role: Head of roads", "Head of roads", id="nobody"),
        pytest.param(
            "Nom : Luc Petit|Fonction : Chef des eaux", "Nom : Luc Petit|Fonction : Chef des parcs", "Luc Petit", id="post"
        ),
        pytest.param("Luc Petit|Chef des eaux|Tél. : 310", "Eva Colin|Chef des eaux|Tél. : 399", "Chef des eaux", id="both"),
        pytest.param("Sports : Luc Petit|Paie : Eva Colin", "Sports : Tom Albe|Paie : Eva Colin", "", id="a list of people"),
        pytest.param("Lundi : 9 h – 12 h|Mardi : fermé", "Lundi : 9 h – 17 h|Mardi : fermé", "", id="days"),
        pytest.param("Titulaire : Luc Petit|Suppléante : Eva Colin", "Titulaire : Luc Petit|Suppléante : Zoé Marin", "", id="two"),
    ],
)
def test_lines_with_labels_are_told_with_whom_they_are_of(old: str, new: str, row: str) -> None:
    """« Nom : [Luc Petit → Poste vacant] » was told of no post; of a list of people no line is another's."""
    other = "Nom : Jo Blin|Fonction : Responsable de la paie"
    before, after = (LINES.format("".join(f"<li>{one.replace('|', '<br>')}</li>" for one in (other, side))) for side in (old, new))
    assert {said[0] for edit in edits(before, after) for said in said_of(edit)} == {row}


def test_a_name_in_bold_below_its_post_is_not_told_of_the_next_post() -> None:
    """« Responsable de la paie : [Luc Petit → Eva Colin] », who heads the roads."""
    form = "<div class=carte><p>{1}</p><p><strong>{0}</strong></p><p>{2}</p></div>"
    people = [*STAFF, ("Jo Blin", "Responsable de la paie", "03 80 11 22 03"), ("Tom Albe", "Archiviste", "03 80 11 22 04")]
    changed = [people[0], ("Eva Colin", "Chef de la voirie et des parcs", people[1][2]), *people[2:]]
    old, new = ("".join(form.format(*one) for one in side) for side in (people, changed))
    (edit,) = (edit for edit in edits(old, new) if edit.after == "Eva Colin")
    assert edit.facts.get("under") == "Chef de la voirie et des parcs"


@pytest.mark.parametrize(
    "form", ["<div class=carte><h3>{0}</h3><p>{1}</p><p>Tél. {2}</p></div>", "<h3>{0}</h3><p>{1}</p><p>{2}</p>"]
)
def test_a_card_in_place_of_another_has_no_number_of_that(form: str) -> None:
    """« Tél. [03 80 11 22 02 → 03 80 11 22 09] » was told of nobody, where one left and another came."""
    new = [STAFF[0], ("Eva Colin", "Responsable de la culture", "03 80 11 22 09")]
    told = edits(*("".join(form.format(*one) for one in side) for side in (STAFF, new)))
    numbers = {(edit.op, edit.facts.get("under")) for edit in told if "0" in f"{edit.before} {edit.after}"}
    assert numbers == {("delete", "Luc Petit"), ("insert", "Eva Colin")}


def test_who_left_a_post_is_told_by_it_where_names_stand_first() -> None:
    ((row, before, after),) = told(
        ["Marie Roy|Directrice des sports|310", "Luc Petit|Chef de la voirie|320"],
        ["Marie Roy|Directrice des sports|310", "Poste vacant|Chef de la voirie|320"],
    )
    assert (row, before, after) == ("Chef de la voirie", "Luc Petit", "Poste vacant")


@pytest.mark.parametrize("form", ["<dl>{}</dl>", "<div>{}</div>"])
def test_the_telephone_of_a_post_is_not_told_of_who_came(form: str) -> None:
    """« Eva Colin : [03 80 11 22 02 → 03 80 11 22 77] »: the first was never hers."""
    lines = "<dt>{}</dt><dd>{}</dd><dd>{}</dd>" if "dl" in form else "<h3>{}</h3><p>{}</p><p>{}</p>"
    old, new = (
        form.format("".join(lines.format(*one) for one in side))
        for side in (STAFF, [STAFF[0], ("Eva Colin", STAFF[1][1], "03 80 11 22 77")])
    )
    found = {edit.after: edit.facts.get("under") for edit in edits(old, new)}
    assert found["03 80 11 22 77"] == "Chef de la voirie"
