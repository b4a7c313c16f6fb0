"""Names broken over two lines of a cell, and titles over a head whom they are no part of (13.3, 3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.sheet_words import SheetWords
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SPANISH = {
    "Intervención": ("D.ª Ana Isabel Núñez",), "Tesorería": ("D.ª Paloma Cano Vera",), "Parques": ("D. Tomás Molina Prats",),
    "Servicio de Vías": ("D.ª María Dolores", "Romero Sanz"), "Juventud": ("D. Luis Miguel", "Iglesias Cobo"),
}  # fmt: skip
TWO = SPANISH | {"Juventud": ("D. Luis Miguel Gil", "Carmen Iglesias")}
PLACE = {
    "Bauamt": ("Herr Paul Huber",),
    "Hauptamt": ("Frau Anne Roth",),
    "Kämmerei": ("Herr Luc Weiss",),
    "Juventud": ("Frau Zita Marin", "Ortsteil Nord"),
}
GIVEN = {
    title: tuple(line.replace("D.ª", "Mme").replace("D. ", "M. ") for line in lines) for title, lines in list(SPANISH.items())[:3]
}
GIVEN |= {"Juventud": ("M. Jean-Baptiste", "LEROY MARTIN")}
WHOLE = SPANISH | {"Juventud": ("D. Luis Gil Cobo", "Xurxo Pena")}
BARE = {title: tuple(line.removeprefix("D.ª ").removeprefix("D. ") for line in lines) for title, lines in TWO.items()}


def table(rows: dict[str, tuple[str, ...]], canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 9)
    for column, (text, width) in enumerate((("Servicio", 120), ("Jefatura", 95))):
        canvas.rect(40 + 120 * column, 300, width, 16)
        canvas.drawString(44 + 120 * column, 305, text)
    canvas.setFont("Helvetica", 9)
    for place, (title, lines) in enumerate(rows.items(), 1):
        y = 300 - 26 * place
        canvas.rect(40, y, 120, 26)
        canvas.rect(160, y, 95, 26)
        canvas.drawString(44, y + 16, title)
        for row, line in enumerate(lines):
            canvas.drawString(164, y + 16 - 11 * row, line)


def test_what_has_no_civility_in_a_cell_of_people_who_have_is_the_rest_of_a_name() -> None:
    """13.3: « D.ª María Dolores », « Romero Sanz »; what names somebody whole ends there."""
    for rows, joined in ((SPANISH, True), (TWO, False), (BARE, False), (PLACE, False), (WHOLE, False), (GIVEN, True)):
        found = names(chart_of(drawn(partial(table, rows), size=(300, 340))))
        assert found["Juventud"] == ([" ".join(rows["Juventud"])] if joined else [*rows["Juventud"]]), rows["Juventud"]


def frames(canvas: Canvas) -> None:
    canvas.rect(20, 20, 560, 180)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawCentredString(300, 182, "Composantes")
    for place, (title, head) in enumerate(FACULTIES.items()):
        canvas.rect(30 + 180 * place, 60, 170, 90)
        canvas.setFont("Helvetica-Bold", 8.5)
        canvas.drawCentredString(115 + 180 * place, 110, title)
        canvas.setFont("Helvetica", 8.5)
        canvas.drawCentredString(115 + 180 * place, 98, f"Doyenne : {head}")


FACULTIES = {
    "Sciences et techniques": "Mme Zoé Pereira", "Faculté de droit et de science politique": "Mme Marie-Laure Martin",
    "Médecine": "Mme Ida Noel",
}  # fmt: skip


def test_a_title_over_a_post_and_a_name_is_a_unit_within_a_frame() -> None:
    """3.27: of words that only together with the line below are a post and somebody, the first line is the title."""
    chart = chart_of(drawn(frames, size=(600, 220)))
    assert tree(chart) == dict.fromkeys(FACULTIES, "Composantes") | {"Composantes": None}
    assert names(chart) == {title: [head] for title, head in FACULTIES.items()} | {"Composantes": []}


def pairs(rows: Mapping[str, tuple[str, ...]], canvas: Canvas) -> None:
    """A head over boxes of titles on colour, each with a white one as high that touches it at the right."""
    canvas.rect(100, 300, 120, 20)
    canvas.setFont("Helvetica-Bold", 8)
    canvas.drawCentredString(160, 307, "Direction générale")
    canvas.line(160, 300, 20, 300)
    for place, (title, lines) in enumerate(rows.items()):
        y = 262 - 40 * place
        canvas.line(20, 300 if not place else y + 52, 20, y + 12)
        canvas.line(20, y + 12, 40, y + 12)
        canvas.setFillColorRGB(0.8, 0.9, 1)
        canvas.rect(40, y, 110, 24, fill=1)
        canvas.rect(150, y, 70, 24)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(95, y + 9, title)
        canvas.setFont("Helvetica", 8)
        for row, line in enumerate(lines):
            canvas.drawCentredString(185, y + (14 if len(lines) > 1 else 9) - 9 * row, line)


def test_a_name_broken_over_the_lines_of_the_box_beside_a_title_is_one() -> None:
    """3.27: without civility or capitals, too; among civilities « Rosa », « Marsh » may be a house, doubted as in one line."""
    bare = {
        "Ressources": ("Louis-Marie", "Vidal"), "Aménagement": ("Jean-François Van", "Acker"), "Population": ("Inès Da Silva",),
        "Marchés": ("Mamadou El", "Khoury"), "Voirie": ("Propreté", "urbaine"), "Finances": ("Chef de", "service"),
    }  # fmt: skip
    found = names(chart_of(drawn(partial(pairs, bare), size=(300, 340))))
    named = {title: [" ".join(lines)] for title, lines in list(bare.items())[:4]}
    assert {title: own for title, own in found.items() if title in bare} == {**named, "Voirie": [], "Finances": []}
    other = {**bare, "Finances": ("Mme Fatima Gautier", "Fourrière")}  # a whole name and a service
    assert not [o for own in names(chart_of(drawn(partial(pairs, other), size=(300, 340)))).values() for o in own if "Four" in o]
    for lines in (("Rosa", "Marsh"), ("Rosa Marsh",)):
        civil = {"Eau": ("M. Luc Blin",), "Routes": ("Mme Eva Nash",), "Achats": ("M. Tom Albe",), "Maison de quartier": lines}
        units = {unit.title: unit.people for unit in chart_of(drawn(partial(pairs, civil), size=(300, 340))).units}
        assert [(person.name, person.confidence < 0.9) for person in units["Maison de quartier"]] == [("Rosa Marsh", True)]


def test_two_lines_that_had_room_on_one_are_no_sure_name() -> None:
    """3.27: « Vidal », « Lambert » may be two surnames, « Rose », « Lis » two flowers; names that most boxes break so are sure."""

    def sure(rows: Mapping[str, tuple[str, ...]]) -> list[str]:
        chart = chart_of(drawn(partial(pairs, rows), size=(300, 340)))
        return [person.name for unit in chart.units for person in unit.people if person.confidence >= 0.9]

    doubted = {"Voirie": ("Vidal", "Lambert"), "Port": ("Marine", "Pêche"), "Parcs": ("Rose", "Lis")}
    assert sure({**doubted, "Achats": ("Inès Da Silva",), "Eau": ("Luc Roy",)}) == ["Inès Da Silva", "Luc Roy"]
    broken = {"Achats": ("Inès", "Roy"), "Eau": ("Luc", "Petit"), "Routes": ("Anne", "Caron")}
    assert sure({**broken, "Voirie": ("Vidal", "Lambert")}) == ["Inès Roy", "Luc Petit", "Anne Caron", "Vidal Lambert"]


def cards(people: Mapping[str, str], canvas: Canvas) -> None:
    """Cards of a name in bold, « / » where it is broken, over a title, on a bus below a head."""
    canvas.setFont("Helvetica-Bold", 8)
    canvas.rect(400, 340, 120, 30)
    canvas.drawString(420, 352, "Alcaldía")
    canvas.lines([(460, 340, 460, 320), (80, 320, 805, 320)])
    for place, (title, name) in enumerate(people.items()):
        x, y = 20 + 145 * place, 250
        canvas.line(x + 60, 320, x + 60, y + 50)
        canvas.rect(x, y, 120, 50)
        canvas.setFont("Helvetica-Bold", 8)
        for row, line in enumerate(lines := name.split(" / ")):
            canvas.drawString(x + 8, y + 38 - 10 * row, line)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(x + 8, y + 38 - 10 * len(lines), title)


def test_a_name_goes_on_where_nearly_all_others_have_as_many_words() -> None:
    """13.3: « Concepción PASTOR », « ZAFRA » among people with two surnames; with one, it is in doubt."""
    two = ("Lorenzo CARMONA VEGA", "Fátima OSUNA CALVO", "César VILLAR MAS", "Amparo PALACIOS REY", "Pilar MANZANO CID")
    told = {f"Servicio de {word}": name for word, name in zip(("Playas", "Rentas", "Aguas", "Obras", "Vías"), two, strict=True)}
    found = chart_of(drawn(partial(cards, told | {"Servicio de Mujer": "Concepción PASTOR / ZAFRA"}), size=(900, 400)))
    print([(u.title, u.people) for u in found.units])
    mujer = next(unit for unit in found.units if unit.title.endswith("Mujer"))
    assert [(person.name, person.confidence >= SURE) for person in mujer.people] == [("Concepción PASTOR ZAFRA", True)]
    assert mujer.title == "Servicio de Mujer"
    one = {title: name.rpartition(" ")[0] for title, name in told.items()}
    found = chart_of(drawn(partial(cards, one | {"Servicio de Mujer": "Concepción PASTOR / ZAFRA"}), size=(900, 400)))
    assert not [p.name for unit in found.units for p in unit.people if "PASTOR" in p.name and p.confidence >= SURE]


def test_a_surname_in_capitals_below_an_entry_ends_its_name() -> None:
    """13.3, 3.27: « • Service seniors : Mme Virginie », « DOS SANTOS » were two people, the second for certain."""

    def draw(canvas: Canvas, second: str) -> None:
        canvas.rect(200, 240, 160, 40)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(206, 262, "Direction générale")
        for place, title in enumerate(("Action sociale", "Petite enfance", "Vie associative")):
            canvas.rect(20 + 190 * place, 60, 170, 110)
            canvas.lines([(105 + 190 * place, 170, 105 + 190 * place, 200), (105 + 190 * place, 200, 280, 200)])
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(26 + 190 * place, 152, title)
            canvas.setFont("Helvetica", 9)
            lines = (f"• Service {'ABC'[place]} : Mme Virginie", second, f"• Service {'DEF'[place]} : M. Luc FAURE")
            for row, words in enumerate(lines):
                canvas.drawString((26 if row != 1 else 33) + 190 * place, 132 - 12 * row, words)
        canvas.line(280, 200, 280, 240)

    found = names(chart_of(drawn(partial(draw, second="DOS SANTOS"), size=(600, 300))))
    assert [found[f"Service {letter}"] for letter in "ABC"] == [["Mme Virginie DOS SANTOS"]] * 3
    assert "Mme Virginie ANNE ROY" not in str(names(chart_of(drawn(partial(draw, second="ANNE ROY"), size=(600, 300)))))


LED = ["Direction de la Jeunesse", "Direction des Finances", "Direction des Sports", "Direction des Parcs"]
SURNAMES = ["M. ROY", "Mme PETIT", "M. BLANC", "Mme DENIS"]


def headed(heads: Sequence[str], under: Mapping[int, Sequence[tuple[str, float]]], canvas: Canvas) -> None:
    for place, (title, head) in enumerate(zip(LED, heads, strict=True)):
        x = 30 + 170 * place
        canvas.rect(x, 180, 155, 90)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(x + 6, 255, title)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(x + 6, 243, head)
        for row, (line, size) in enumerate(under.get(place, [("Accueil", 8), ("Budget", 8)])):
            canvas.setFont("Helvetica", size)
            canvas.drawString(x + 6, 230 - 11 * row, line)


@pytest.mark.parametrize(
    ("heads", "lines", "person"),
    [
        pytest.param(SURNAMES, ["Aide alimentaire", "Logement"], "Mme DENIS", id="a-service-below-a-surname-that-is-a-first-name"),
        pytest.param(SURNAMES, ["Énergie"], "Mme DENIS", id="one-word"),
        pytest.param([*SURNAMES[:3], "Mme Denis"], ["Énergie", "Logement"], "Mme Denis", id="without-capitals"),
    ],
)
def test_a_service_below_who_is_named_by_the_surname_is_no_part_of_the_name(
    heads: list[str], lines: list[str], person: str
) -> None:
    """3.27: « Mme DENIS Aide (alimentaire) » was somebody, and « Aide alimentaire » no unit."""
    found = names(chart_of(drawn(partial(headed, heads, {3: [(line, 8.0) for line in lines]}), size=(720, 300))))
    assert found["Direction des Parcs"] == [person]
    assert set(lines) <= set(found)


@pytest.mark.parametrize(
    ("name", "below", "whole"),
    [
        ("Mme Lucie BOUCHER", "Séjours", True),
        ("Mme Lucie BOUCHER", "ROY", False),
        ("Nathalie Legrand", "Séjours", True),
        ("Mme Lucie", "Séjours", False),
        ("Jean Le", "Goff", False),
        ("Espace jeunes", "Séjours", False),
        ("Nathalie Legrand", "par intérim", False),
    ],
)
def test_a_name_is_whole_where_others_have_no_more_words(name: str, below: str, *, whole: bool) -> None:
    """3.27: « Espace jeunes · Nathalie Legrand », « Séjours » named somebody who is called so nowhere."""
    sheet = SheetWords(short_names=1.0, mixed=True)
    assert sheet.is_whole(name, below) == whole
    assert not sheet._replace(short_names=0.5).is_whole(name, below)
    assert not sheet.is_whole("Nathalie Legrand", "Séjours", full=True)
    assert not sheet._replace(short_names=0.9).is_whole("Ana María", "Ruiz")


def test_a_list_led_to_its_names_by_dots_goes_on_with_the_next_entry() -> None:
    """3.27: at the right edge every name has no room for the next line's first word."""

    def draw(canvas: Canvas) -> None:
        for row, (x, title, name) in enumerate(DOTTED):
            canvas.setFont("Helvetica-Bold" if x < 80 else "Helvetica", 9)
            canvas.drawString(x, 560 - 14 * row, title)
            if name:
                canvas.drawRightString(480, 560 - 14 * row, "." * int((470 - x - 5 * len(title + name)) / 2.6) + name)

    found = names(chart_of(drawn(draw, size=(520, 600))))
    assert found["Espace jeunes"] == ["Nathalie Legrand"]
    assert {"Séjours", "Dette", "Accueil"} <= set(found)


DOTTED = [
    (40, "Direction générale des services", "Élodie Marchand"), (60, "Direction de la Jeunesse", "Nadège Haddad"),
    (80, "Espace jeunes", "Nathalie Legrand"), (80, "Séjours", ""), (60, "Direction des Finances", "Hélène Renaud"),
    (80, "Comptabilité", "Denis Dufour"), (80, "Dette", ""), (60, "Direction des Sports", "Damien Saïdi"),
    (80, "Piscine", "Bruno Vincent"), (80, "Accueil", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["LBDir König", "TRDir’in Dr. Beck", "RegDir von Bredow", "OStR'in Prof. Dr. Haas", "Reg.Dir. Weber"]
)
def test_an_official_s_rank_stands_before_the_name(text: str) -> None:
    """13.3: « Referat 11 Kulturbauten LBDir » was a title."""
    named = named_in(text)
    assert named is not None and named.form == "civility" and [person.name for person in named.people] == [text]
    assert named_in("Pressestelle TRDir") is None and named_in("EDir Verkehr") is None
