"""Met on sheets whose every style was drawn by lot: posts under strips, tables of titles, names broken in lists (13.1, 3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model.frozen import replace
from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.units.box_words import Gutters
from monitor.pdf.orgchart.units.names_beside import in_box
from monitor.pdf.orgchart.units.text_boxes import TextBox
from monitor.pdf.orgchart.words.broken_names import unbroken
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

CARDS = {
    "Archives": ("Directeur", "M. Gaël FABRE", "• Topographie", "• Reliure", "Mme Solène GIRAUD"),
    "Tourisme": ("Directrice", "Mme Claire BERTHELOT", "• Billetterie", "• Congrès"),
    "Éducation": ("Directrice", "Mme Odile BRUN", "• Vie scolaire"),
}
POLES: Mapping[str, tuple[Sequence[str], Mapping[str, Sequence[str]]]] = {
    "DGA Ville durable": (
        (), {"Direction des sports": ("Piscines", "Gymnases"), "Direction du froid": ("Halles", "Glace", "Quais")},
    ),
    "DGA Ressources": (
        ("Mme Inès Tessier",), {"Direction du budget": ("Dette", "Paie"), "Direction du droit": ("Contentieux", "Actes")},
    ),
    "DGA Vie sociale": (
        ("M. Loïc Joly",), {"Direction des quais": ("Grues", "Amarres"), "Direction du guet": ("Rondes", "Clés")},
    ),
}  # fmt: skip

HOLDERS = [f"{first} {last}" for last in ("ROY", "PETIT", "FAURE") for first in ("Anne", "Marc", "Odile", "Jean", "Rose")]


def cards(canvas: Canvas) -> None:
    """A strip with the title over a field with the post, who holds it, and what is listed."""
    canvas.setFont("Helvetica-Bold", 10)
    canvas.rect(200, 420, 200, 30)
    canvas.drawCentredString(300, 432, "Direction générale")
    for place, (title, lines) in enumerate(CARDS.items()):
        x = 40 + 180 * place
        canvas.setFillGray(0.7)
        canvas.rect(x, 340, 150, 20, stroke=0, fill=1)
        canvas.rect(x, 260, 150, 80)
        canvas.setFillGray(0)
        canvas.line(300, 420, x + 75, 360)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawCentredString(x + 75, 346, title)
        canvas.setFont("Helvetica", 9)
        for row, text in enumerate(lines):
            if text[0] == "•":
                canvas.drawString(x + 6, 328 - 12 * row, text)
            else:
                canvas.drawCentredString(x + 75, 328 - 12 * row, text)


def test_a_post_that_stands_over_its_holder_under_a_strip_is_no_unit() -> None:
    """« Directeur » was a unit, and what is listed below hung there, for certain (3.27)."""
    chart = chart_of(drawn(cards, size=(600, 480)))
    found = names(chart)
    assert {title: found[title] for title in CARDS} == {title: [lines[1]] for title, lines in CARDS.items()}
    assert tree(chart) == {"Direction générale": None} | {
        unit: head
        for title, lines in CARDS.items()
        for unit, head in ((title, "Direction générale"), *((o[2:], title) for o in lines if o[0] == "•"))
    }


def table(canvas: Canvas, named: bool) -> None:
    """« Pôle | Direction | Service », each title beside all that it heads, names under the titles of poles, where there are any."""
    heads = ("Pôle", "Direction", "Service", "Responsable") if named else ("Pôle", "Direction", "Service")
    canvas.setFont("Helvetica-Bold", 8)
    for column, head in enumerate(heads):
        canvas.rect(30 + 135 * column, 400, 135, 16)
        canvas.drawString(34 + 135 * column, 405, head)
    top, people = 400.0, iter(HOLDERS)
    for pole, (who, directions) in POLES.items():
        high = 14 * sum(map(len, directions.values()))
        canvas.rect(30, top - high, 135, high)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(34, top - 10, pole)
        canvas.setFont("Helvetica", 8)
        for name in who if named else ():
            canvas.drawString(34, top - 20, name)
        for direction, services in directions.items():
            canvas.rect(165, top - 14 * len(services), 135, 14 * len(services))
            canvas.drawString(169, top - 10, direction)
            for service in services:
                canvas.rect(300, top - 14, 135, 14)
                canvas.drawString(304, top - 10, service)
                if named:
                    canvas.rect(435, top - 14, 135, 14)
                    canvas.drawString(439, top - 10, next(people))
                top -= 14


@pytest.mark.parametrize("named", [True, False], ids=["with names", "titles alone"])
def test_a_table_of_titles_beside_what_they_head_is_read_by_its_rows(named: bool) -> None:
    """With heads under the poles' titles these were none; without names, services hung at what a list of words would do (3.27)."""
    chart = chart_of(drawn(partial(table, named=named), size=(600, 440)))
    assert tree(chart) == {
        unit: head
        for pole, (_, directions) in POLES.items()
        for unit, head in ((pole, None), *((d, pole) for d in directions), *((s, d) for d, own in directions.items() for s in own))
    }
    if named:
        assert {pole: names(chart)[pole] for pole in POLES} == {pole: list(who) for pole, (who, _) in POLES.items()}


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (("• Achats, M. O.", "Roche"), ["• Achats, M. O. Roche"]),
        (("• Achats (Mme V.", "Perrin-Lacaze)"), ["• Achats (Mme V. Perrin-Lacaze)"]),
        (("• Achats", ", M. É. Delaunay"), ["• Achats , M. É. Delaunay"]),
        (("• Achats – DUFOUR", "Claire"), ["• Achats – DUFOUR Claire"]),
        (("Achats – DUFOUR", "Claire"), ["Achats – DUFOUR Claire"]),
        (("• Achats : Marie-", "Laure Roche"), ["• Achats : Marie-Laure Roche"]),
        (("ACHATS (Camille", "ROCHE)"), ["ACHATS (Camille ROCHE)"]),
        (("• Achats : Marie-", "Galante"), None),
        (("ACHATS (Centre", "Bourg)"), None),
        (("• Achats, M. O.", "Service paie"), None),
        (("• Achats, pôle B.", "Piscines"), None),
        (("• Achats – ADN", "Claire Roche"), None),
        (("• Achats – DUFOUR", "Accueil"), None),
        (("• Achats", ", service voirie"), None),
        (("• Achats : Mme Roy", ", M. Petit"), None),
    ],
)
def test_a_name_in_a_list_that_a_line_breaks_is_one_whatever_its_look(texts: tuple[str, str], whole: list[str] | None) -> None:
    """« Achats, *M. O.* », « *Roche* »: the title is not slanting, the rest of the name is."""
    lines = [text_line(text, place, italic=place > 0) for place, text in enumerate(texts)]
    assert [one.text for one in unbroken(lines)] == (whole or list(texts))


def text_line(text: str, place: int, *, italic: bool) -> Line:
    frame = Box(20, 100 + 11 * place, 20 + 5 * len(text), 109 + 11 * place)
    return Line(text, frame, 108 + 11 * place, 9, bold=False, italic=italic, angle=0, colour=(0, 0, 0), order=place)


SIDEWAYS = ("Solidarités et éducation", "Citoyenneté", "Ville durable", "Cadre de vie", "Proximité")
BESIDE = ("Mission Europe", "Cabinet du Maire")


def sideways(canvas: Canvas) -> None:
    """The head at the left of its poles, on a bus that leaves at the right, with staff on a rail below it."""
    canvas.setFont("Helvetica", 8)

    def box(x: float, top: float, text: str) -> None:
        canvas.rect(x, 420 - top - 30, 130, 30)
        canvas.drawCentredString(x + 65, 420 - top - 18, text)

    box(60, 20, "Le Maire")
    box(40, 260, "Direction générale")
    canvas.line(120, 370, 120, 160)
    canvas.line(170, 145, 205, 145)
    canvas.line(205, 365, 205, 65)
    for row, pole in enumerate(SIDEWAYS):
        box(220, 40 + 75 * row, pole)
        canvas.line(205, 365 - 75 * row, 220, 365 - 75 * row)
    for row, staff in enumerate(BESIDE):
        box(60, 300 + 45 * row, staff)
        canvas.line(50, 105 - 45 * row, 60, 105 - 45 * row)
    canvas.line(50, 130, 50, 60)


def test_a_bus_that_leaves_one_box_at_the_side_heads_boxes_above_and_below_it() -> None:
    """The first pole headed the others, for certain, as a stroke that slants upwards leads to no service (3.27)."""
    assert tree(chart_of(drawn(sideways, size=(420, 420)))) == {"Le Maire": None, "Direction générale": "Le Maire"} | dict.fromkeys(
        (*SIDEWAYS, *BESIDE), "Direction générale"
    )


BARRED = {
    "Direction des sports": ("• Piscines", "• Associations", "sportives", "• Gymnases"),
    "Direction du budget": ("• Dette", "• Paie"),
    "Direction du droit": ("• Actes", "• Contentieux de", "l'urbanisme"),
    "Direction du guet": ("• Rondes", "• Clés"),
}


def test_an_entry_that_goes_on_behind_its_bullet_stays_in_the_block_that_a_bar_marks_off() -> None:
    """Where most blocks had such an entry none was a box, and strokes led nowhere (13.1)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(40, 190, 140, 30)
        canvas.drawCentredString(110, 202, "Direction générale")
        canvas.line(180, 205, 200, 205)
        canvas.line(200, 340, 200, 70)
        for place, (title, lines) in enumerate(BARRED.items()):
            top = 370 - 90 * place
            canvas.line(200, top - 30, 220, top - 30)
            canvas.setFillColorRGB(0.2, 0.3, 0.6)
            canvas.rect(220, top - 66, 3, 70, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(230, top - 8, title)
            canvas.setFont("Helvetica", 9)
            for row, text in enumerate(lines):
                canvas.drawString(230 if text[0] == "•" else 236, top - 22 - 12 * row, text)

    found = tree(chart_of(drawn(draw, size=(420, 400))))
    assert {title: found.get(title) for title in BARRED} == dict.fromkeys(BARRED, "Direction générale")
    assert found["Associations sportives"] == "Direction des sports" and len(found) == 14


COLUMNS = (
    (("Direction des mobilités", 80), ("• Restauration scolaire", 93), ("• Centre social", 102), ("• Gymnases", 111)),
    (("Direction Aménagement", 80), ("urbain", 90), ("Fatima Delaunay", 101), ("• Photo", 114), ("• Éclairage", 123)),
)


def test_who_is_named_in_one_column_of_a_frame_heads_nothing_of_the_next() -> None:
    """« • Centre social » was headed by who stands level with it in the column at its right, for certain (3.27)."""
    lines = [
        replace(text_line(text, 0, italic=False), frame=Box(x, base - 8, x + 4 * len(text), base + 2), base=base)
        for x, column in ((20.0, COLUMNS[0]), (160.0, COLUMNS[1]))
        for text, base in column
    ]
    whole = TextBox(Box(10, 60, 300, 140), None, (0, 0, 0), lines=lines)
    assert "• Centre social : Fatima Delaunay" in [line.text for line in in_box(lines, whole)]
    whole.gutters = Gutters(80.0, (160.0,), ())
    assert in_box(lines, whole) == lines


BLOCKS = (
    (
        "Direction de l'habitat et",
        "logement",
        "M. Gaël Martinez",
        "• Fêtes (Mme Odile",
        "Roussel)",
        "• Presse",
        "Direction du droit",
        "M. Bruno Roche",
        "• Actes",
    ),
    (
        "Direction des achats et",
        "commande publique",
        "M. Bernard Gauthier",
        "• Marchés (Poste",
        "vacant)",
        "• Lecture (M. Luc",
        "Petit)",
    ),
)


def test_a_title_over_two_lines_begins_a_block_as_one_over_one_does() -> None:
    """« Direction de l'habitat et », « logement », « M. Martinez »: such frames were read from line to line across (13.1)."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 30, 360, 170)
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawCentredString(220, 185, "Pôle rayonnement")
        canvas.setFont("Helvetica", 8)
        for place, lines in enumerate(BLOCKS):
            x = 60 + 180 * place
            for row, text in enumerate(lines):
                y = 165 - 11 * row - (6 if row > 2 else 0) - (20 if row > 5 and not place else 0)
                if 2 < row not in (6, 7):
                    canvas.drawString(x + 9, y, text.removeprefix("• "))
                    canvas.circle(x + 4, y + 3 if text[0] == "•" else 300, 1.2, stroke=0, fill=1)
                else:
                    canvas.drawCentredString(x + 60, y, text)

    chart = chart_of(drawn(draw, size=(440, 240)))
    found = names(chart)
    assert found["Direction de l'habitat et logement"] == ["M. Gaël Martinez"] and found["Fêtes"] == ["Mme Odile Roussel"]
    assert tree(chart)["Presse"] == "Direction de l'habitat et logement" and found["Lecture"] == ["M. Luc Petit"]


GRADES = ("Col Damien HÉBERT", "Lcl Maëva ZIANI", "Adj/c Mehdi SALAÜN", "Sgt Anne ROY")


def test_grades_are_no_part_of_titles_and_a_stack_hangs_under_the_group_over_it() -> None:
    """« Pôle soutien Col Muriel OLLIVIER » was a unit; services under a « Groupement » hung under its pole (13.1, 13.3)."""

    def draw(canvas: Canvas) -> None:
        def box(x: float, top: float, width: float, texts: tuple[str, ...], grey: float) -> None:
            canvas.setFillGray(grey)
            canvas.rect(x, 400 - top - 32, width, 32, fill=1)
            canvas.setFillGray(0)
            for row, text in enumerate(texts):
                canvas.setFont("Helvetica" if row or grey == 1 else "Helvetica-Bold", 9)
                canvas.drawCentredString(x + width / 2, 400 - top - 14 - 11 * row, text)

        box(220, 20, 160, ("Conseil d'administration",), 0.95)
        box(220, 70, 160, ("Direction départementale", GRADES[0]), 0.6)
        box(20, 70, 120, ("Conseiller juridique", GRADES[2]), 0.8)
        canvas.line(140, 314, 220, 314)
        canvas.lines([(300, 348, 300, 330), (300, 298, 300, 285), (130, 285, 470, 285)])
        for place, pole in enumerate(("Pôle soutien", "Pôle moyens")):
            x = 30 + 340 * place
            canvas.line(x + 100, 285, x + 100, 270)
            box(x, 130, 200, (pole, GRADES[1]), 0.7)
            canvas.lines([(x + 100, 238, x + 100, 228), (x + 45, 228, x + 155, 228)])
            for side, name in enumerate(("technique", "territorial")):
                canvas.line(x + 45 + 110 * side, 228, x + 45 + 110 * side, 220)
                box(x - 5 + 108 * side, 180, 104, (f"Groupement {name} {place + 1}", GRADES[3]), 0.85)
                for row in range(3):
                    box(x + 108 * side, 225 + 40 * row, 94, (f"Service {'ABC'[row]}{2 * place + side + 1}",), 1)

    chart = chart_of(drawn(draw, size=(600, 400)))
    found, people = tree(chart), names(chart)
    groups = [f"Groupement {name} {place}" for place in (1, 2) for name in ("technique", "territorial")]
    assert {group: [s for s, head in found.items() if head == group] for group in groups} == {
        group: [f"Service {row}{place}" for row in "ABC"] for place, group in enumerate(groups, 1)
    }
    assert found["Pôle soutien"] == "Direction départementale" and people["Pôle soutien"] == [GRADES[1]]
    assert found["Direction départementale"] == "Conseil d'administration" and people["Direction départementale"] == [GRADES[0]]
    assert people["Conseiller juridique"] == [GRADES[2]] and people[groups[0]] == [GRADES[3]]


def test_a_code_on_the_edge_of_a_box_is_no_unit_however_large_its_letters_are() -> None:
    """« D08 », set a little smaller than the title, was a unit of the sheet, eight of them (13.1)."""
    titles = ("Archives", "Urbanisme", "Mobilités", "Jeunesse")

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(200, 150, 140, 24)
        canvas.drawCentredString(270, 158, "Direction générale")
        canvas.lines([(270, 150, 270, 130), (75, 130, 465, 130)])
        for place, title in enumerate(titles):
            x = 20 + 130 * place
            canvas.line(x + 55, 130, x + 55, 104)
            canvas.rect(x, 60, 110, 44)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 55, 80, f"Direction {title}")
            canvas.setFillGray(1)
            canvas.rect(x, 100, 24, 10, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 6.9)
            canvas.drawCentredString(x + 12, 102.5, f"D{place + 8:02d}")

    chart = chart_of(drawn(draw, size=(540, 200)))
    assert tree(chart) == {"Direction générale": None} | {f"Direction {title}": "Direction générale" for title in titles}


@pytest.mark.parametrize(
    ("title", "margin", "unit"),
    [
        ("Organisation – Port-Blanc", 0, False),
        ("Les services – Castelnau", 0, False),
        ("Nos services municipaux", 0, False),
        ("Organisation – Port-Blanc", 30, True),
        ("Pôle ressources", 0, True),
        ("Services techniques", 0, True),
        ("Organisation et méthodes", 0, True),
    ],
)
def test_a_band_from_edge_to_edge_that_is_called_as_sheets_are_is_no_unit(title: str, margin: float, unit: bool) -> None:
    """« Organisation – Port-Blanc » in white on a band headed the whole sheet, for certain (3.27); a pole on one is the head."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.2, 0.3, 0.5)
        canvas.rect(margin, 360 - margin, 600 - 2 * margin, 40, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(20 + margin, 374 - margin, title)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica", 9)
        canvas.rect(220, 260, 160, 30)
        canvas.drawCentredString(300, 272, "Direction générale")
        canvas.lines([(300, 260, 300, 240), (95, 240, 505, 240)])
        for place, name in enumerate(("Archives", "Sports", "Voirie")):
            x = 40 + 205 * place
            canvas.line(x + 55, 240, x + 55, 220)
            canvas.rect(x, 190, 110, 30)
            canvas.drawCentredString(x + 55, 202, f"Direction {name}")

    found = tree(chart_of(drawn(draw, size=(600, 400))))
    assert (title in found) == unit
    assert found["Direction Sports"] == "Direction générale" and found["Direction générale"] == (title if unit else None)


def test_nobody_is_no_code() -> None:
    """« N.N. » under « 43  Amt für Jugend » was a unit with such a code, and headed the next office (13.3)."""

    def draw(canvas: Canvas) -> None:
        offices = (("41  Amt für Bau", "Frau Wolff"), ("42  Amt für Kataster", "Herr Vogt"), ("43  Amt für Jugend", "N.N."))
        for place, (title, head) in enumerate(offices):
            top = 380 - 110 * place
            canvas.rect(40, top - 30, 220, 30)
            canvas.rect(40, top - 80, 220, 50)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(46, top - 12, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(46, top - 24, head)
            for row, text in enumerate((f"{title[:2]}.1  Zentrale Dienste", "N.N.", f"{title[:2]}.2  Planung {title[1]}")):
                canvas.drawString(46, top - 44 - 12 * row, text)

    chart = chart_of(drawn(draw, size=(320, 400)))
    assert not [title for title in tree(chart) if "N.N." in title]
    assert [unit.people[0].vacant for unit in chart.units if unit.title.endswith("Jugend")] == [True]


def test_boxes_under_words_that_a_stroke_leads_to_hang_under_these() -> None:
    """The rail of « Pôle fleuve » meets « Direction des quais », words without border; boxes below hung under the pole (3.27)."""
    plan = {
        "Pôle fleuve": {"Direction des quais": ("Grues", "Amarres"), "Direction des crues": ("Digues",)},
        "Pôle bourg": {"Direction des halles": ("Placiers", "Froid", "Octroi"), "Direction du guet": ("Rondes", "Clés")},
    }

    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 560, 150, 26)
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(115, 570, "Direction générale")
        top, tops = 540.0, []
        for pole, directions in plan.items():
            canvas.rect(60, top - 26, 130, 26)
            canvas.drawCentredString(125, top - 16, pole)
            tops.append(top - 13)
            canvas.line(48, top - 13, 60, top - 13)
            start, top = top - 26, top - 40
            for direction, services in directions.items():
                canvas.drawCentredString(135, top - 14, direction)
                canvas.line(66, top - 11, 84, top - 11)
                end, top = top - 11, top - 32
                for service in services:
                    canvas.rect(84, top - 20, 104, 20)
                    canvas.drawCentredString(136, top - 13, service)
                    top -= 34
            canvas.line(66, start, 66, end)
        canvas.line(48, 560, 48, min(tops))

    found = tree(chart_of(drawn(draw, size=(260, 600))))
    assert found == {"Direction générale": None} | {
        unit: head
        for pole, directions in plan.items()
        for unit, head in (
            (pole, "Direction générale"),
            *((direction, pole) for direction in directions),
            *((service, direction) for direction, own in directions.items() for service in own),
        )
    }


def test_a_legend_of_the_chips_that_cards_bear_is_no_unit() -> None:
    """« Ville » and « Ville + Métropole » below the cards, each with its meaning, were two units, for certain (3.27, 3.28)."""
    cards = {"Sports": "Ville + Métropole", "Finances": "Ville", "Jeunesse": "Ville", "Urbanisme": "Ville + Métropole"}

    def chip(canvas: Canvas, x: float, y: float, text: str) -> float:
        width = 8 + float(canvas.stringWidth(text, "Helvetica", 6))
        canvas.setFillColorRGB(*((0.2, 0.5, 0.7) if text == "Ville" else (0.5, 0.2, 0.6)))
        canvas.rect(x, y, width, 10, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(x + 4, y + 3, text)
        canvas.setFillGray(0)
        return x + width

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(220, 220, 160, 24)
        canvas.drawCentredString(300, 228, "Direction générale")
        canvas.line(300, 220, 300, 200)
        canvas.line(75, 200, 525, 200)
        for place, (title, whose) in enumerate(cards.items()):
            x = 10 + 150 * place
            canvas.line(x + 65, 200, x + 65, 170)
            canvas.rect(x, 100, 140, 70)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 6, 142, f"Direction {title}")
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 6, 130, f"Mme {('Ana', 'Inès', 'Rose', 'Zoé')[place]} ROY")
            chip(canvas, x + 136 - 8 - canvas.stringWidth(whose, "Helvetica", 6), 156, whose)
        for left, text, meaning in ((10, "Ville", "service de la ville"), (150, "Ville + Métropole", "service mutualisé")):
            end = chip(canvas, left, 40, text)
            canvas.setFont("Helvetica", 7)
            canvas.drawString(end + 3, 42.5, meaning)

    chart = chart_of(drawn(draw, size=(620, 260)))
    assert tree(chart) == {"Direction générale": None} | {f"Direction {title}": "Direction générale" for title in cards}
    assert {unit.title.split()[-1]: (unit.category or "").split(" – ")[0] for unit in chart.units if unit.parent} == cards


@pytest.mark.parametrize("first", ["– MONSIEUR LE MAIRE – Damien Aubert", "Madame la Maire : Inès Roy"])
def test_who_heads_all_right_below_the_name_of_a_typed_list_is_a_unit(first: str) -> None:
    """It stood so close under « Organigramme des services » that it went with it, and nothing headed the list (13.1)."""
    entries = (
        "Secrétariat général – Luc Petit",
        "Direction des sports",
        "Piscines",
        "Gymnases",
        "Direction du droit",
        "Contentieux",
    )
    depths = (1, 2, 3, 3, 2, 3)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(40, 360, "Organigramme des services")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(40, 347, first)
        for row, (text, depth) in enumerate(zip(entries, depths, strict=True)):
            canvas.drawString(40 + 16 * depth, 334 - 13 * row, f"– {text}")

    found = tree(chart_of(drawn(draw, size=(400, 400))))
    title = first.removeprefix("– ").replace(" :", " –").split(" – ")[0]
    assert found[title] is None and found["Secrétariat général"] == title and found["Piscines"] == "Direction des sports"
