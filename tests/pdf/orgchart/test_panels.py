"""Tinted areas and words without strokes: who heads what stands there, and what is no unit (3.27, 13.1)."""

from __future__ import annotations

from functools import partial
from itertools import cycle

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, DocumentContent
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.units.bands import hang_firsts_alike, part_cards
from monitor.pdf.orgchart.units.legends import is_of_the_sheet
from monitor.pdf.read import read
from tests.pdf.orgchart.test_drawn_ways import Parents, box, parents
from tests.pdf.orgchart.test_rosters import chart_of, tree
from tests.pdf.pdfs import drawn

WIDE = (860.0, 500.0)
TOP = "Direction générale des services"
AREAS = {
    "Solidarités": ("Direction du patrimoine", "Direction de l’autonomie", "Direction des bâtiments"),
    "Ressources": ("Direction des espaces verts", "Direction de la voirie"),
    "Culture": ("Direction de la paie", "Direction des arts", "Direction du port"),
}
TREE: Parents = {TOP: None, **dict.fromkeys(AREAS, TOP), **{title: pole for pole, titles in AREAS.items() for title in titles}}


def area(canvas: Canvas, x: float, top: float, height: float, *, width: float = 240) -> None:
    canvas.setFillColorRGB(0.88, 0.93, 0.98)
    canvas.rect(x, top - height, width, height, stroke=0, fill=1)


def test_a_box_that_a_stroke_leads_to_heads_what_stands_in_its_area() -> None:
    """Slanting strokes lead from the top to the highest box of each area alone; titles tell no rank (3.27)."""
    areas = {
        "Services à la population": ("Enfance", "Ressources humaines", "Petite enfance", "Voirie"),
        "Solidarités": ("Affaires juridiques", "Sports", "Tourisme", "Patrimoine"),
        "Éducation": ("Bâtiments", "Eau"),
    }

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        box(canvas, TOP, 360, 440, fill=1)
        for place, (pole, titles) in enumerate(areas.items()):
            x = 20 + 280 * place
            area(canvas, x, 380, 50 + 40 * len(titles))
            canvas.setFillGray(1)
            box(canvas, pole, x + 18, 345, width=204, fill=1)
            canvas.line(430, 440, x + 120, 375)
            for row, title in enumerate(titles):
                canvas.setFillGray(1)
                box(canvas, title, x + 8, 305 - 40 * row, width=224, fill=1)

    found = parents(drawn(draw, size=WIDE))
    assert found == {TOP: None, **dict.fromkeys(areas, TOP), **{title: pole for pole, titles in areas.items() for title in titles}}


def test_words_under_a_coloured_strip_hang_under_the_title_in_it() -> None:
    """Directions with their heads stand in the area, in no boxes and as the pole is set; strokes lead to the strips (3.27)."""

    def words(canvas: Canvas, x: float, y: float, title: str, name: str) -> None:
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x, y, title)
        canvas.setFont("Helvetica", 7)
        canvas.drawCentredString(x, y - 9, name)

    first, last = ("Inès", "Bruno", "Odile", "Karim"), ("Roche", "Aubert", "Lemaître")
    names = iter(f"{one} {other}" for other in last for one in first)

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        box(canvas, TOP, 360, 440)
        canvas.line(430, 440, 430, 420)
        canvas.line(140, 420, 700, 420)
        for place, (pole, titles) in enumerate(AREAS.items()):
            x = 20 + 280 * place
            canvas.line(x + 120, 420, x + 120, 400)
            area(canvas, x, 400, 50 + 40 * len(titles))
            canvas.setFillColorRGB(0.6, 0.75, 0.9)
            canvas.rect(x, 370, 240, 30, stroke=0, fill=1)
            words(canvas, x + 120, 388, f"Pôle {pole.lower()}", next(names))
            for row, title in enumerate(titles):
                words(canvas, x + 120, 350 - 40 * row, title, next(names))

    expected = {title: head if head is None or head == TOP else f"Pôle {head.lower()}" for title, head in TREE.items()}
    expected = {f"Pôle {title.lower()}" if title in AREAS else title: head for title, head in expected.items()}
    assert parents(drawn(draw, size=WIDE)) == expected


def test_frames_that_touch_hold_what_stands_in_them_whatever_their_colours() -> None:
    """Three columns side by side, each with its title in a strip: none hangs under its neighbour (3.27)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        box(canvas, TOP, 340, 440, fill=1)
        for place, (pole, titles) in enumerate(AREAS.items()):
            x, colour = 20 + 260 * place, (0.85 + 0.05 * place, 0.9, 0.98 - 0.05 * place)
            canvas.setFillColorRGB(*colour)
            canvas.rect(x, 100, 260, 300, stroke=0, fill=1)
            canvas.setFillColorRGB(*(part - 0.25 for part in colour))
            box(canvas, f"Pôle {pole.lower()}", x, 370, width=260, border=0, fill=1)
            for row, title in enumerate(titles):
                canvas.setFillGray(1)
                box(canvas, title, x, 320 - 45 * row, width=260, border=0, fill=1)

    found = parents(drawn(draw, size=WIDE))
    assert {title: found[title] for titles in AREAS.values() for title in titles} == {
        title: f"Pôle {pole.lower()}" for pole, titles in AREAS.items() for title in titles
    }
    assert not {found[f"Pôle {pole.lower()}"] for pole in AREAS} & {f"Pôle {pole.lower()}" for pole in AREAS}


def test_an_area_that_a_stroke_leads_to_from_a_pole_is_headed_by_none_of_its_boxes() -> None:
    """The first box in each is set off by its colour and a direction like the others: all are the pole's (3.27)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        box(canvas, TOP, 360, 460, fill=1)
        canvas.lines([(430, 460, 430, 445), (140, 445, 700, 445)])
        for place, (pole, titles) in enumerate(AREAS.items()):
            x = 20 + 280 * place
            canvas.lines([(x + 120, 445, x + 120, 430), (x + 120, 400, x + 120, 370)])
            canvas.setFillGray(0.9)
            box(canvas, f"Pôle {pole.lower()}", x + 10, 400, width=220, fill=1)
            area(canvas, x, 370, 15 + 45 * len(titles))
            for row, title in enumerate(titles):
                canvas.setFillColorRGB(1, 1, 1 if row else 0.5)
                box(canvas, title, x + 8, 330 - 45 * row, width=224, fill=1)

    found = parents(drawn(draw, size=WIDE))
    assert {found[title] for titles in AREAS.values() for title in titles} == {f"Pôle {pole.lower()}" for pole in AREAS}


def test_lines_of_one_look_under_a_box_are_brothers_whatever_their_words() -> None:
    """« Sachgebiet … » stands over « Team … » elsewhere; beneath their box, set alike and flush, neither heads the other (3.27)."""
    first, second = ("Sachgebiet Kanal", "Team Denkmalpflege", "Abteilung Friedhöfe"), ("Team Kitas", "Sachgebiet Wohngeld")
    lines = {"Amt für Tiefbau": first, "Amt für Jugend": second}

    def draw(canvas: Canvas) -> None:
        box(canvas, "Dezernat Bauen", 230, 330, "Frau Elke Lindner", "Herr Bernd Clausen")
        canvas.lines([(300, 330, 300, 315), (130, 315, 470, 315), (130, 315, 130, 304), (470, 315, 470, 304)])
        for x, (title, services) in zip((60, 400), lines.items(), strict=True):
            box(canvas, title, x, 262, "Frau Monika Schröter", "Herr Lothar Opitz")
            canvas.setFont("Helvetica", 7)
            for row, service in enumerate(services):
                canvas.drawCentredString(x + 70, 250 - 9 * row, service)

    found = parents(drawn(draw, size=(600.0, 400.0)))
    assert {found.get(service) for service in lines["Amt für Tiefbau"]} == {"Amt für Tiefbau"}
    assert {found.get(service) for service in lines["Amt für Jugend"]} == {"Amt für Jugend"}


def test_a_title_whose_every_line_begins_as_a_title_is_none_for_certain() -> None:
    """Words close together in no box may be one unit or two (3.27)."""

    def draw(canvas: Canvas) -> None:
        box(canvas, "Dezernat Bauen", 230, 340)
        canvas.lines([(300, 340, 300, 325), (130, 325, 470, 325), (130, 325, 130, 310), (470, 325, 470, 310)])
        for x, title, services in ((60, "Amt für Tiefbau", ("Sachgebiet Kanal", "Team Denkmal")), (400, "Amt für Jugend", ())):
            box(canvas, title, x, 280)
            canvas.setFont("Helvetica", 7)
            for row, service in enumerate((*services, "Abteilung Friedhöfe")):
                canvas.drawCentredString(x + 70, 268 - 9 * row, service)

    content = read(drawn(draw, size=(600.0, 400.0)), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    fused = [unit for unit in content.orgchart.units if "Kanal" in unit.title and "Team" in unit.title]
    assert all(unit.confidence_title < SURE for unit in fused)


NOTES = [
    "Logo",
    "Document établi par la direction des ressources humaines",
    "Réalisation : service communication",
    "Adopté par la résolution 2024-11-388 – Ville de Marlhac",
    "Zoom sur le pôle Culture",
    "Lecture : chaque cadre montre un service, et qui le dirige.",
    "Effectif au 1er janvier 2026 : 1 243 agents",
    "Direction de la communication – janvier 2026",
]
LIKE_NOTES = [
    "Crèche gérée par le CCAS",
    "Plan climat",
    "Documentation et archives",
    "Conception et travaux",
    "Vote et élections",
    "Logopédie",
    "Direction de la vie associative, des sports et des loisirs.",
    "Gestion des effectifs : budget et paie",
    "Mission Jeux – horizon 2030",
    "Service commun – tél. 12 34",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_box_that_tells_of_the_sheet_is_no_unit(note: str) -> None:
    """Where a logo is to stand, and who made the sheet (3.27)."""

    def draw(canvas: Canvas) -> None:
        box(canvas, note, 20, 20, width=300)
        for title, x, y in ((TOP, 230, 330), ("Pôle ressources", 60, 230), ("Pôle culture", 400, 230)):
            box(canvas, title, x, y)
        canvas.lines([(300, 330, 300, 295), (130, 295, 470, 295), (130, 295, 130, 260), (470, 295, 470, 260)])

    assert parents(drawn(draw, size=(600.0, 400.0))) == {TOP: None, "Pôle ressources": TOP, "Pôle culture": TOP}


@pytest.mark.parametrize("title", LIKE_NOTES)
def test_what_only_reads_like_a_note_on_the_sheet_is_a_unit(title: str) -> None:
    """A body may be run by another, and a direction be called after plans and documents (3.27)."""
    assert not is_of_the_sheet(title)


def test_who_stands_first_below_a_glued_strip_heads_it() -> None:
    """Strips glued over boxes: the name above the hairline is the direction's, not that of the first service (3.27)."""
    heads = {"Direction du port": ("Paul ROUX", "Voirie", "Quais"), "Direction des arts": ("Inès PETIT", "Musées", "Danse")}

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 360, 440)
        for place, (title, (name, *services)) in enumerate(heads.items()):
            x = 160 + 360 * place
            canvas.setFillGray(0.8)
            canvas.rect(x, 340, 200, 20, stroke=0, fill=1)
            canvas.rect(x, 270, 200, 70)
            canvas.line(x + 4, 322, x + 196, 322)
            canvas.setFillGray(0)
            for text, y in (
                (title, 346),
                (f"M. {name}", 328),
                *((f"Service {one}", 308 - 12 * n) for n, one in enumerate(services)),
            ):
                canvas.drawString(x + 5, y, text)
            canvas.line(430, 440, 430, 400)
            canvas.line(430, 400, x + 100, 400)
            canvas.line(x + 100, 400, x + 100, 360)

    content = read(drawn(draw, size=WIDE), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    told = {unit.title: [person.name for person in unit.people] for unit in content.orgchart.units}
    assert all(told[title] == [f"M. {name}"] for title, (name, *_) in heads.items())
    assert parents(drawn(draw, size=WIDE)) == {
        TOP: None,
        **dict.fromkeys(heads, TOP),
        **{f"Service {one}": title for title, (_, *services) in heads.items() for one in services},
    }


HELD = {
    TOP: [("Directrice générale", "Mme Inès CARON")],
    "Pôle culture": [("Directeur", "M. J-M. ROCHE"), ("Adjointe", "Mme Odile PRAT")],
    "Pôle sports": [("Directrice", "Mme A-S. GARNIER")],
    "Pôle port": [("Directeur", "M. Paul MOREL"), ("Adjointe", "Mme Claire AUBIN"), ("Secrétaire", "M. Luc BESSON")],
}


@pytest.mark.parametrize("way", ["ruled", "filled", "framed", "on a rail"])
def test_cells_side_by_side_under_a_title_name_its_people(way: str) -> None:
    """3.27, 5.14: each was a unit called « Directeur », and a deputy who came took the head away from the unit."""

    def card(canvas: Canvas, x: float, y: float, title: str) -> None:
        width = 250 / len(HELD[title])
        canvas.rect(x, y - 32, 250, 52) if way == "framed" else None
        canvas.setFillGray(0.8)
        canvas.rect(x, y, 250, 20, stroke=way != "framed", fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(x + 125, y + 7, title)
        for place, (post, name) in enumerate(HELD[title]):
            left, inset = x + place * width, 4 if way == "framed" else 0
            canvas.setFillGray(0.95)
            canvas.rect(
                left + inset,
                y - 30,
                width - 2 * inset,
                30 - inset,
                stroke=way in ("ruled", "on a rail"),
                fill=way in ("filled", "framed"),
            )
            canvas.setFillGray(0)
            for font, down, text in ((5.5, 11, post), (7, 23, name)):
                canvas.setFont("Helvetica", font)
                canvas.drawCentredString(left + width / 2, y - down, text)

    def draw(canvas: Canvas) -> None:
        card(canvas, 305, 420, TOP)
        canvas.line(430, 388, 430, 350)
        canvas.line(145, 350, 715, 350)
        for place, title in enumerate(list(HELD)[1:]):
            canvas.line(145 + 285 * place, 350, 145 + 285 * place, 320)
            card(canvas, 20 + 285 * place, 300, title)
            if way == "on a rail":
                canvas.lines([(32 + 285 * place, 270, 32 + 285 * place, 235), (32 + 285 * place, 235, 50 + 285 * place, 235)])
                box(canvas, f"Service {place + 1}", 50 + 285 * place, 220)

    content = read(drawn(draw, size=WIDE), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart is not None
    held = {
        unit.title: [(person.role, person.name) for person in unit.people] for unit in content.orgchart.units if unit.title in HELD
    }
    assert held == HELD
    assert len(content.orgchart.units) == len(HELD) + (3 if way == "on a rail" else 0)


def test_cells_that_strokes_lead_on_from_are_units_of_their_own() -> None:
    """3.27: whoever heads what hangs below is no deputy of the title above."""

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 230, 420, width=400)
        for place, (area_, post) in enumerate(
            (("ressources", "Directeur général adjoint"), ("technique", "Directrice générale adjointe"))
        ):
            x = 230 + 200 * place
            canvas.rect(x, 390, 200, 30)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 100, 408, f"{post} {area_}")
            canvas.drawCentredString(x + 100, 397, ("M. Paul MOREL", "Mme Claire AUBIN")[place])
            canvas.line(x + 100, 390, x + 100, 360)
            box(canvas, ("Finances", "Voirie")[place], x + 10, 335, width=180)

    found = parents(drawn(draw, size=WIDE))
    assert found["Finances"] == "Directeur général adjoint ressources"
    assert found["Voirie"] == "Directrice générale adjointe technique"


TWO_CELLS = {
    "fields": (("Responsable piscine", "Mme Inès CARON"), ("Responsable stades", "M. Luc BESSON")),
    "two heads": (("Directrice", "Mme Rosa PRAT"), ("Directeur", "M. Paul MOREL")),
    "no posts": (("", "Jules Morin"), ("", "Marie Garnier")),
    "sectors": (("Chef de secteur", "Grand Large"), ("Chef de secteur", "Beau Rivage")),
    "a stroke": (("Directrice", "Mme Inès CARON"), ("Adjoint", "M. Luc BESSON")),
    "few boxes": (("Directrice", "Mme Inès CARON"), ("Adjoint", "M. Luc BESSON")),
}


@pytest.mark.parametrize("kind", TWO_CELLS)
def test_cells_side_by_side_are_the_people_of_a_title_only_as_head_and_deputy(kind: str) -> None:
    """3.27, 5.14: places became people, services lost who heads them, and a chart of few boxes was none any more."""

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 360, 440)
        canvas.line(430, 440, 430, 400)
        if kind != "few boxes":
            canvas.line(145, 400, 715, 400)
            for x, title in ((145, "Pôle culture"), (715, "Pôle port")):
                canvas.line(x, 400, x, 370)
                box(canvas, title, x - 70, 345)
        canvas.line(430, 400, 430, 340)
        canvas.rect(330, 320, 200, 20)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(430, 327, "Pôle des sports")
        canvas.setFont("Helvetica", 8)
        for place, (post, name) in enumerate(TWO_CELLS[kind]):
            canvas.rect(330 + 100 * place, 285, 100, 35)
            canvas.drawCentredString(380 + 100 * place, 308, post)
            canvas.drawCentredString(380 + 100 * place, 295, name)
        if kind == "a stroke":
            canvas.line(480, 285, 480, 260)
            box(canvas, "Piscines", 410, 235)

    content = read(drawn(draw, size=WIDE), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart is not None and content.orgchart.structured
    held = {unit.title: [person.name for person in unit.people if person.confidence >= 0.9] for unit in content.orgchart.units}
    assert len(held["Pôle des sports"]) < 2
    if kind == "fields":
        assert held["Responsable piscine"] == ["Mme Inès CARON"] and held["Responsable stades"] == ["M. Luc BESSON"]


@pytest.mark.parametrize("way", ["glued", "astride", "above"])
def test_who_stands_alone_at_the_upper_right_of_an_area_heads_it(way: str) -> None:
    """3.27: the first row below had two people for certain, and the pole of the title nobody."""
    heads = {"Pôle culture": "Inès CARON", "Pôle port": "Luc BESSON"}
    areas = {
        "Pôle culture": [("Musées", "Paul MOREL"), ("Danse", "Odile PRAT")],
        "Pôle port": [("Quais", "Claire AUBIN"), ("Grues", ""), ("Pilotage", "Anne ROCHE")],
    }

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 360, 440)
        canvas.line(430, 440, 430, 400)
        canvas.line(230, 400, 630, 400)
        for place, (title, rows) in enumerate(areas.items()):
            x = 60 + 400 * place
            canvas.line(x + 170, 400, x + 170, 360)
            canvas.rect(x, 330 - 16 * len(rows), 340, 12 + 16 * len(rows) + (9 if way == "astride" else 0))
            if way != "above":
                canvas.setFillGray(0.8)
                canvas.rect(x + (20 if way == "astride" else 0), 342, 340 if way == "glued" else 120, 18, stroke=0, fill=1)
                canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 30, 348, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawRightString(x + 334, 332, heads[title])
            for row, (service, name) in enumerate(rows, 1):
                canvas.drawString(x + 6, 332 - 16 * row, service)
                canvas.drawRightString(x + 334, 332 - 16 * row, name)

    content = read(drawn(draw, size=WIDE), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart is not None
    told = {unit.title: [person.name for person in unit.people] for unit in content.orgchart.units}
    services = {service: [name] if name else [] for rows in areas.values() for service, name in rows}
    assert told == {TOP: [], **{title: [head] for title, head in heads.items()}, **services}
    found = parents(drawn(draw, size=WIDE))
    assert {title: found[title] for title in services} == {s: title for title, rows in areas.items() for s, _ in rows}


@pytest.mark.parametrize("pill", [True, False])
@pytest.mark.parametrize(
    ("caption", "size", "linked", "unit"),
    [
        ("Services communs", 6.5, True, False),
        ("Site Jaurès", 6.5, True, False),
        ("Direction mutualisée", 6.5, True, True),  # higher than the services in the frame by its words
        ("Services communs", 8.5, True, True),
        ("Services communs", 6.5, False, True),  # no stroke leads past it
    ],
)
def test_a_small_caption_on_the_edge_of_a_dashed_frame_that_strokes_lead_past_is_no_unit(
    caption: str, size: float, *, linked: bool, unit: bool, pill: bool
) -> None:
    """It hung under the card nearest to it, for certain, and came or went with the frame (3.27)."""
    services = ("Service voirie", "Service propreté", "Service éclairage")

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 360, 440)
        canvas.lines([(430, 440, 430, 420), (140, 420, 700, 420)])
        for x, title in ((70, "Direction technique"), (360, "Direction des écoles"), (630, "Direction culture")):
            canvas.line(x + 70, 420, x + 70, 400)
            box(canvas, title, x, 370)
        if linked:
            canvas.line(76, 370, 76, 215)
        for row, service in enumerate(services):
            box(canvas, service, 92, 320 - 60 * row)
            if linked:
                canvas.line(76, 335 - 60 * row, 92, 335 - 60 * row)
        canvas.setDash(3, 2)
        canvas.rect(84, 190, 160, 105)
        canvas.setDash()
        if pill:
            canvas.setFillGray(0.95)
            canvas.rect(100, 290, 100, 10, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica", size)
        canvas.drawString(104, 292.5, caption)

    assert (caption in parents(drawn(draw, size=WIDE))) == unit


@pytest.mark.parametrize(
    ("title", "numbers", "linked", "unit"),
    [
        ("Numéros utiles", "03 80 11 22 3{}", False, False),
        ("Nous joindre", "+33 3 80 11 22 3{}", False, False),
        ("Service proximité", "03 80 11 22 3{}", False, True),
        ("Proximité", "03 80 11 22 3{}", True, True),
        ("Proximité", "", False, True),
    ],
)
def test_numbers_to_call_in_a_box_that_no_stroke_leads_to_are_no_unit(
    title: str, numbers: str, *, linked: bool, unit: bool
) -> None:
    """« Numéros utiles » was one with « Standard » under it, for certain (3.27)."""

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 360, 440)
        canvas.lines([(430, 440, 430, 420), (140, 420, 700, 420)])
        for x, pole in ((70, "Direction technique"), (360, "Direction des écoles"), (630, "Direction culture")):
            canvas.line(x + 70, 420, x + 70, 400)
            box(canvas, pole, x, 370)
        if linked:
            canvas.line(700, 370, 700, 146)
        box(canvas, title, 620, 90, "Standard", "Police", "Piscine", width=200)
        for row in range(3):
            canvas.drawRightString(812, 124 - 11 * row, numbers.format(row))

    found = parents(drawn(draw, size=WIDE))
    assert (title in found) == unit
    assert {"Direction technique", "Direction des écoles", "Direction culture"} <= found.keys()


def test_equal_cards_in_a_grid_head_their_lists_and_not_the_cards_below_them() -> None:
    """3.27: of cards three by two none is another’s, under a head of all or under none; columns of services are no cards."""
    areas = {
        "Finances": ("Budget", "Achats"),
        "Culture": ("Musée", "Archives"),
        "Travaux": ("Voirie", "Parcs"),
        "Sport": ("Piscine", "Stades"),
        "Logement": ("Régie", "Aides"),
        "Jeunesse": ("Crèches", "Écoles"),
    }

    def cards(*, headed: bool) -> dict[str, str | None]:
        def draw(canvas: Canvas) -> None:
            if headed:
                canvas.rect(40, 760, 500, 30)
                canvas.drawCentredString(290, 772, "Direction générale")
            for number, (area, services) in enumerate(areas.items()):
                x, y = 40 + 180 * (number % 3), 690 - 120 * (number // 3)
                canvas.setFillGray(0.9)
                canvas.rect(x, y, 140, 40, fill=1)
                canvas.setFillGray(0)
                canvas.setFont("Helvetica-Bold", 9)
                canvas.drawString(x + 8, y + 24, area)
                canvas.setFont("Helvetica", 9)
                canvas.drawString(x + 8, y + 10, "Mme Anne Roy" if number % 2 else "M. Luc Bailly")
                for place, service in enumerate(services):
                    canvas.drawString(x + 8, y - 14 - 12 * place, f"• {service}")

        return tree(drawn(draw))

    of_lists = {service: area for area, services in areas.items() for service in services}
    assert cards(headed=False) == {**dict.fromkeys(areas), **of_lists}
    assert cards(headed=True) == {"Direction générale": None, **dict.fromkeys(areas, "Direction générale"), **of_lists}
    rows = [
        [Node(f"{name} {n}", [], Box(90 * n, top, 90 * n + 80, top + 20)) for n in range(2)] for name, top in (("A", 0), ("B", 40))
    ]
    heads, services = rows
    entries = [Node("Accueil", [], service.box, listed=True) for service in services]
    for head, service, entry in zip(heads, services, entries, strict=True):
        service.hang(head, "stack", 0.6)
        entry.hang(service, "item", 0.95)
    part_cards([*heads, *services, *entries])
    assert [service.parent for service in services] == heads


def test_titles_free_in_a_panel_head_the_boxes_beneath_them() -> None:
    """A panel's title heads those in columns under it, each with a name and a row of chips; a silhouette is no sample (3.27)."""
    poles = {
        "Pôle Ressources": {
            "Direction des finances": ("Régies", "Budget"),
            "Direction du numérique": ("Support", "Réseaux", "Données"),
        },
        "Pôle Solidarités": {
            "Direction des aînés": ("Aides", "Repas"),
            "Direction de la santé": (),
            "Direction du logement": ("Baux",),
        },
    }
    named = ("Anne Roche", "Paul Petit", "Inès Caron", "Luc Morel", "Odile Roy", "Marc Noir", "Jeanne Blanc")
    heads = dict(zip((title for pole, groups in poles.items() for title in (pole, *groups)), named, strict=True))

    def words(canvas: Canvas, x: float, y: float, title: str, *, beside: bool, centred: bool = False) -> None:
        draw = canvas.drawCentredString if centred else canvas.drawString
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 8)
        draw(x, y, title)
        canvas.setFont("Helvetica", 8)
        draw(x + (140 if beside else 0), y if beside else y - 10, heads[title])

    def sheet(*, columns: int, beside: bool = False, centred: bool = False, tint: bool = False) -> bytes:
        def draw(canvas: Canvas) -> None:
            for number, (pole, groups) in enumerate(poles.items()):
                top = 440 - 180 * number
                area(canvas, 20, top, 160, width=820)
                for colour, shape in ((0.85, (24, top - 30, 26, 26)), (0.3, (30, top - 16, 10, 10)), (0.1, (28, top - 29, 16, 9))):
                    canvas.setFillColorRGB(colour, 0.5, colour)
                    canvas.ellipse(shape[0], shape[1], shape[0] + shape[2], shape[1] + shape[3], stroke=0, fill=1)
                words(canvas, 60, top - 14, pole, beside=False)
                for place, (title, chips) in enumerate(groups.items()):
                    x, y = 30 + 810 / columns * (place % columns), top - 50 - 55 * (place // columns)
                    words(canvas, x + (100 if centred else 0), y, title, beside=beside, centred=centred)
                    x += 100 - 35 * len(chips) if centred else 0
                    for row, chip in enumerate(chips):
                        canvas.setFillGray(0.7 if tint else 1)
                        canvas.roundRect(x + 70 * row, y - 32, 66, 14, 6, stroke=not tint, fill=1)
                        canvas.setFillGray(0)
                        canvas.setFont("Helvetica", 7)
                        canvas.drawString(x + 70 * row + 8, y - 28, chip)

        return drawn(draw, size=WIDE)

    expected: Parents = dict.fromkeys(poles) | {title: pole for pole, groups in poles.items() for title in groups}
    expected |= {chip: title for groups in poles.values() for title, chips in groups.items() for chip in chips}
    for data in (
        sheet(columns=2),
        sheet(columns=3, tint=True),
        sheet(columns=2, beside=True),
        sheet(columns=3, centred=True),
    ):
        assert parents(data) == expected
        read_of = {unit.title: [person.name for person in unit.people] for unit in chart_of(data).units if unit.title in heads}
        assert read_of == {title: [name] for title, name in heads.items()}


def test_titles_side_by_side_over_boxes_of_neither_column_are_no_title() -> None:
    """Boxes that stand under both of two titles hang under none of them, nor under both as one (3.27)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        box(canvas, TOP, 360, 440)
        area(canvas, 20, 400, 160, width=700)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(40, 380, "Direction des finances")
        canvas.drawString(360, 380, "Direction du numérique")
        for place, title in enumerate(("Budget", "Support", "Réseaux")):
            canvas.setFillGray(1)
            box(canvas, title, 90 + 190 * place, 300, fill=1)

    assert not any(
        "Direction des finances" in (title, head or "") or "numérique" in f"{title} {head}"
        for title, head in parents(drawn(draw, size=WIDE)).items()
    )


def test_columns_begin_at_their_strips_and_rules_between_their_units_lead_nowhere() -> None:
    """3.27, 13.1: in frames that begin with the elected, the chart was refused; without frames, rules joined columns."""
    poles = {
        "Pôle Ressources": ("Finances", "Personnel", "Achats"),
        "Pôle Aménagement|et transitions": ("Voirie", "Permis", "Parcs"),
        "Pôle Éducation": ("Écoles", "Crèches", "Sports"),
        "Pôle Culture": ("Musées", "Théâtre", "Fêtes"),
    }
    expected: dict[str, str | None] = {"Direction générale": None}
    for pole, directions in poles.items():
        expected[pole.replace("|", " ")] = "Direction générale"
        expected |= {f"Direction {title}": pole.replace("|", " ") for title in directions}
        expected |= {f"Service {n} {title}": f"Direction {title}" for title in directions for n in (1, 2)}

    def write(canvas: Canvas, x: float, y: float, text: str, *, bold: bool = False, size: float = 7, grey: float = 0) -> None:
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        canvas.setFillGray(grey)
        canvas.drawString(x, y, text)

    def draw(canvas: Canvas, *, framed: bool, headed: bool) -> None:
        names = cycle(("Mme Anne ROY", "M. Luc BEL", "Mme Eva NASH", "M. Tom ALBE", "Mme Zoé MARIN"))
        write(canvas, 30, 572, "Organigramme des services", bold=True, size=14)
        canvas.setFillGray(0.9)
        canvas.rect(30, 540, 782, 24, stroke=0, fill=1)
        write(canvas, 300, 548, f"Direction générale – {next(names)}", bold=True, size=10)
        for place, (pole, directions) in enumerate(poles.items()):
            x, y = 33 + 196 * place, 520 - 24 * framed
            if framed:
                canvas.rect(x, 60, 190, 460)
                write(canvas, x + 4, 510, "Adjointe au maire", size=6)
                write(canvas, x + 4, 502, next(names), size=6)
            high = 14 * len(pole.split("|"))
            canvas.setFillColorRGB(0.2 + 0.1 * place, 0.3, 0.5)
            canvas.rect(x, y - high, 190, high, stroke=0, fill=1)
            for row, line in enumerate(pole.split("|")):
                write(canvas, x + 4, y - 10 - 12 * row, line, bold=True, size=8 - framed, grey=1)
            if headed:
                write(canvas, x + 4, y - high - 9, f"{next(names)}, poste 4012")
            y -= high + (15 if headed else 8)
            for title in directions:
                canvas.line(x + 4, y, x + 186, y)
                write(canvas, x + 4, y - 10, f"Direction {title}", bold=True)
                write(canvas, x + 4, y - 19, f"{next(names)}, poste 4101")
                for n in (1, 2):
                    write(canvas, x + 8, y - 19 - 9 * n, f"• Service {n} {title}")
                y -= 42

    for framed, headed in ((True, True), (False, True), (False, False)):
        data = drawn(partial(draw, framed=framed, headed=headed), size=(842.0, 595.0))
        assert not [person for unit in chart_of(data).units for person in unit.people if person.role], framed
        assert (framed, headed, tree(data)) == (framed, headed, expected)


def band(y: float, *, filled: bool = True) -> tuple[Node, list[Node]]:
    """A filled strip over two cards of half its width, which hang under it."""
    strip = Node("Pôle", [], Box(0, y, 300, y + 14), 1, drawn=True, size=8, fill=(40, 60, 90) if filled else None)
    cards = [Node("Service", [], Box(x, y + 20, x + 140, y + 40), 1, drawn=True, size=8) for x in (0.0, 160.0)]
    for card in cards:
        card.hang(strip, "stack", 0.97)
    return strip, cards


@pytest.mark.parametrize(
    ("aside", "filled", "chained", "expected"),
    [(None, True, False, True), (None, True, True, True), (160.0, True, False, False), (None, False, False, False)],
    ids=["none hangs anywhere", "one under another", "another card stands beside the first", "cards in frames"],
)
def test_bands_alike_over_cards_hang_under_the_one_card_above_them_all(
    aside: float | None, *, filled: bool, chained: bool, expected: bool
) -> None:
    """13.1: some hung nowhere and one under another; without a card alone on top, nothing says where they hang."""
    top = [Node("Direction", [], Box(x, 0, x + 140, 20), 1, drawn=True, size=8) for x in (0.0, *([aside] if aside else []))]
    staff = [Node("Cabinet", [], Box(x, 30, x + 140, 50), 1, drawn=True, size=8) for x in (0.0, 160.0)]
    bands = [band(60 + 50 * row, filled=filled) for row in range(3)]
    strips = [strip for strip, _ in bands]
    if chained:
        strips[2].hang(strips[1], "weighed", 0.34)
    hang_firsts_alike([], [*top, *staff, *(node for strip, cards in bands for node in (strip, *cards))])
    assert [strip.parent is top[0] for strip in strips] == [expected] * 3
    assert all(card.parent is strip and strip.confidence < SURE for strip, cards in bands for card in cards)
