"""Below a row of boxes titles with their names and lists, in columns without a box: units of the box over them (3.27, 13.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

TOP = "Direction générale|Claire Aubert"
POLES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "Pôle ressources|Odile Vasseur": {
        "Direction des finances|Karim Roche": ("Budget et prospective", "Dette et trésorerie", "Fiscalité locale"),
        "Direction du numérique|Claire Guyot": ("Réseaux et téléphonie", "Études applicatives"),
        "Direction des achats|": ("Marchés de travaux",),
    },
    "Pôle population|Thibault Perrin": {
        "Hépatologie|": ("Consultations externes", "Explorations fonctionnelles"),
        "Direction des sports|Gaëtan Roche": ("Piscines et patinoire", "Stades et gymnases"),
    },
    "Pôle aménagement|Maud Cazenave": {
        "Direction des mobilités|Luc Tessier": ("Circulation", "Stationnement de surface"),
        "Direction du bâti|Inès Aubert": ("Études et travaux neufs", "Maintenance", "Énergie et fluides"),
    },
}


def sheet(canvas: Canvas, way: str, *, top: bool = True, poles: Mapping[str, Mapping[str, Sequence[str]]] = POLES) -> None:
    """*way*: names "behind" titles, "under" or "over" them. *top*: who heads all has a box, joined to the others, else no place."""
    high = SHEET[1]

    def write(x: float, y: float, text: str, *, bold: bool = False) -> None:
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 8)
        canvas.drawString(x, y, text)

    def boxed(x: float, y: float, width: float, said: str) -> None:
        canvas.rect(x, y, width, 30)
        for row, text in enumerate(said.split("|")[:: -1 if way == "over" else 1]):
            write(x + 5, y + 19 - 11 * row, text, bold=text == said.split("|")[0])

    if top:
        boxed(230, high - 50, 160, TOP)
        canvas.lines([(310, high - 50, 310, high - 64), (110, high - 64, 510, high - 64)])
    for column, (pole, directions) in enumerate(poles.items()):
        x, y = 20 + 200 * column, high - 130.0
        if top:
            canvas.line(x + 90, high - 64, x + 90, high - 78)
        boxed(x, high - 108, 180, pole)
        for said, entries in directions.items():
            title, _, name = said.partition("|")
            lines = [f"{title} – {name}"] if way == "behind" and name else [title, *([name] if name else [])]
            for text in lines[:: -1 if way == "over" else 1]:
                write(x + 5, y, text, bold=text.startswith(title))
                y -= 10
            for entry in entries:
                write(x + 12, y, f"• {entry}")
                y -= 10
            y -= 8


@pytest.mark.parametrize("way", ["behind", "under", "over"])
def test_titles_with_lists_below_a_row_of_boxes_are_units(way: str) -> None:
    """3.27: « structure non lisible : la plupart du texte est hors des encadrés » was all that was said of such sheets."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, way), size=SHEET))
    parents: dict[str, str | None] = {TOP.partition("|")[0]: None}
    people = {TOP.partition("|")[0]: [TOP.partition("|")[2]]}
    for head, directions in POLES.items():
        pole, _, name = head.partition("|")
        parents[pole], people[pole] = TOP.partition("|")[0], [name]
        for said, entries in directions.items():
            title, _, holder = said.partition("|")
            parents[title], people[title] = pole, [holder] if holder else []
            parents |= dict.fromkeys(entries, title)
            people |= {entry: [] for entry in entries}
    assert (tree(chart), names(chart)) == (parents, people)


def test_columns_of_facts_below_the_heads_of_a_table_are_no_units() -> None:
    """3.27: « Téléphone », « Horaires » and « Adresse » head no services."""
    facts = {
        "Téléphone|": {"03 80 74 51 00|": ("Standard ouvert le matin",), "03 80 74 51 01|": ("Urgences techniques la nuit",)},
        "Horaires|": {"Lundi au jeudi|": ("De 8 h 30 à 17 h 30",), "Vendredi|": ("De 8 h 30 à 16 h 30, sans interruption",)},
        "Adresse|": {"Place de la Liberté|": ("Entrée par la cour d’honneur",), "Rue des Tanneurs|": ("Accès par le quai",)},
    }
    assert not tree(chart_of(drawn(lambda canvas: sheet(canvas, "under", top=False, poles=facts), size=SHEET)))


def test_who_is_named_far_below_the_columns_heads_none_of_the_last_entries() -> None:
    """3.27: « Luc Petit » at the foot of « Ressources » is who heads the pole, or signs the sheet."""
    plain = {
        "Ressources|": dict.fromkeys(("Finances|", "Achats|", "Paie|"), ()),
        "Population|": dict.fromkeys(("État civil|", "Élections|"), ()),
        "Technique|": dict.fromkeys(("Voirie|", "Bâtiments|"), ()),
    }

    def draw(canvas: Canvas) -> None:
        sheet(canvas, "under", top=False, poles=plain)
        for column, name in enumerate(("Luc Petit", "Anne Morel", "Zoé Marin")):
            canvas.drawString(60 + 200 * column, 180, name)

    found = names(chart_of(drawn(draw, size=SHEET)))
    assert not any(found.get(title) for title in ("Paie", "Élections", "Bâtiments"))


def test_the_date_of_the_sheet_is_of_no_title_above_it() -> None:
    """3.27: « Direction du bâti Mise à jour : 06/09/2026 » was the last one of the last column."""
    plain = {pole: dict.fromkeys(directions, ()) for pole, directions in POLES.items()}

    def draw(canvas: Canvas) -> None:
        sheet(canvas, "over", poles=plain)
        canvas.setFont("Helvetica-Oblique", 7)
        canvas.drawRightString(600, SHEET[1] - 230, "Mise à jour : 06/09/2026")

    found = tree(chart_of(drawn(draw, size=SHEET)))
    assert found["Direction du bâti"] == "Pôle aménagement"
    assert not [title for title in found if "jour" in title]


@pytest.mark.parametrize("title", ["Crèche du 19 mars 1962", "Effectifs et carrières", "Archives au 01/09/2026"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_date_amid_titles_or_set_as_they_are_is_of_a_title(title: str, place: int) -> None:
    """3.27: a unit so called vanished, whatever stood below it, and its head headed the one above, for certain."""
    poles = dict(POLES)
    pole, directions = list(poles.items())[-1]
    said = list(directions.items())
    said[place] = (f"{title}|Inès Aubert", said[place][1])
    poles[pole] = dict(said)
    chart = chart_of(drawn(lambda canvas: sheet(canvas, "under", poles=poles), size=SHEET))
    (unit,) = [unit for unit in chart.units if unit.title == title]
    assert [person.name for person in unit.people] == ["Inès Aubert"]
    assert tree(chart)[title] == pole.partition("|")[0]


@pytest.mark.parametrize("inset", [0, 8])
def test_entries_that_break_below_names_over_titles_begin_no_unit(inset: int) -> None:
    """3.27: « – Salle de sports – Annick DE », « SMET » below « Département », « enseignement »: « structure non lisible »."""
    heads = (("Département", "enseignement"), ("Département", "technique"), ("Département", "finances"))
    units = (
        (
            ("Zoé PETIT", "Temps libre", "Salle de sports", "Annick DE", "SMET"),
            ("Luc BLIN", "Bâtiments", "Primes", "Régis", "SAUVAGE"),
        ),
        (("Ida MOREL", "Plantations", "Serres", "Yann", "PELTIER"), ("Paul CARON", "Population", "Mariages", "Annick", "VIGNAL")),
        (("Anne ROCHE", "Jeunesse", "Taxi social", "Sophie", "HAUTBOIS"), ("Omar SEL", "Animaux", "Refuge", "Cédric", "MARTIN")),
    )

    def draw(canvas: Canvas) -> None:
        canvas.rect(220, 360, 150, 24)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(226, 369, "Direction générale")
        for number, (head, blocks) in enumerate(zip(heads, units, strict=True)):
            x = 20 + 195 * number
            canvas.rect(x, 300, 180, 30)
            canvas.lines([(295, 360, 295, 345), (295, 345, x + 90, 345), (x + 90, 345, x + 90, 330)])
            canvas.setFont("Helvetica-Bold", 9)
            for row, said in enumerate(head):
                canvas.drawString(x + 4, 318 - 11 * row, said)
            for place, (name, title, entry, first, last) in enumerate(blocks):
                for row, said in enumerate((name, title, f"– {entry} – {first}", last)):
                    canvas.setFont("Helvetica", 8 if row < 2 else 7)
                    canvas.drawString(x + 4 + inset * (row > 1), 280 - 62 * place - 10 * row, said)

    chart = chart_of(drawn(draw, size=(620.0, 400.0)))
    found = tree(chart)
    for head, blocks in zip(heads, units, strict=True):
        for name, title, entry, *_ in blocks:
            assert (found[title], found[entry], names(chart)[title]) == (" ".join(head), title, [name])
    assert len(found) == 1 + len(heads) + 2 * sum(map(len, units))
