"""Columns of boxes on one stroke, and boxes beside a strip with a turned title: who heads them (3.27, 13.1)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from functools import partial
from typing import Any, TypeAlias

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, DocumentContent
from monitor.pdf.read import read
from tests.pdf.orgchart.test_drawn_ways import SHEET, box, parents
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

HEAD, DIRECTIONS = "Direction générale des services", ("Direction des sports", "Direction de l’eau", "Direction des arts")
GREY = ("Archives", "Égouts", "Serres")
MARKED = {**dict.fromkeys(GREY, "lightgrey"), "Personnel": "yellow"}  # the colours of some boxes
Titles: TypeAlias = Sequence[str]
SERVICES = ("Service piscines", "Service réseaux", "Service musées"), ("Service stades", "Service égouts", "Service danse")


def strand(
    canvas: Canvas, x: float, top: float, titles: Sequence[str], *lines: str, first: str = "white", rest: str = "white"
) -> None:
    """Boxes one beneath the other, each linked with the next from foot to top; *first*, *rest*: their colours."""
    for row, title in enumerate(titles):
        canvas.setFillColor(MARKED.get(title, rest) if row else first)
        box(canvas, title, x, top - 30 - 45 * row, *lines, fill=1)
        if row:
            canvas.line(x + 70, top - 45 * row, x + 70, top - 45 * row + 15)


def columns(
    canvas: Canvas,
    *lines: str,
    rows: Sequence[Titles],
    colours: Titles = ("white",) * 3,
    rest: Titles = ("white",) * 3,
    lower: int = 0,
) -> None:
    """The head over a bus, and under it a strand for each of its directions; *lower*: by how much every second one begins."""
    box(canvas, HEAD, 230, 355)
    canvas.lines([(300, 355, 300, 335), (90, 335, 510, 335)])
    for place, titles in enumerate(itertools.zip_longest(*rows)):
        top = 320 - lower * (place % 2)
        canvas.line(90 + 210 * place, 335, 90 + 210 * place, top)
        strand(canvas, 20 + 210 * place, top, list(filter(None, titles)), *lines, first=colours[place], rest=rest[place])


@pytest.mark.parametrize("lower", ["Cellule", "Bureau"], ids=["another kind", "the same kind"])
def test_two_boxes_on_a_stroke_are_brothers_but_where_the_lower_ones_are_of_another_kind(lower: str) -> None:
    """13.1: « Bureau » and « Cellule » are of one rank elsewhere; a bureau with a cell strung under it heads that."""
    bureaux, cells = [f"Bureau {one}" for one in ("des prêts", "du budget", "des aides")], ("paie", "régie", "dettes")
    below = [f"{lower} {one}" for one in cells]
    found = parents(drawn(lambda canvas: columns(canvas, rows=(bureaux, below)), size=SHEET))
    assert [found[one] for one in below] == ([HEAD] * 3 if lower == "Bureau" else bureaux)


def test_one_strand_alone_does_not_tell_that_its_lower_box_is_of_another_kind() -> None:
    """13.1: « Bureau », « Cellule » may be brothers there."""
    found = parents(drawn(lambda canvas: columns(canvas, rows=(("Bureau des prêts",), ("Cellule paie",))), size=SHEET))
    assert found["Cellule paie"] == HEAD


def test_services_strung_under_a_direction_are_all_its_own() -> None:
    expected: dict[str, str | None] = {HEAD: None, **dict.fromkeys(DIRECTIONS, HEAD)}
    for services in SERVICES:
        expected.update(zip(services, DIRECTIONS, strict=True))
    assert parents(drawn(lambda canvas: columns(canvas, rows=(DIRECTIONS, *SERVICES)), size=SHEET)) == expected


def test_one_direction_alone_under_another_hangs_there_where_strokes_between_two_boxes_lead_to_heads() -> None:
    """3.27: as « Service piscines » does beside it; where all columns are of directions, all are the head's."""
    mixed = ("Service piscines", "Direction des canaux", "Service musées")
    found = parents(drawn(lambda canvas: columns(canvas, rows=(DIRECTIONS, mixed)), size=SHEET))
    assert [found[title] for title in mixed] == list(DIRECTIONS)
    alike = ("Direction des bains", "Direction des canaux", "Direction des musées")
    found = parents(drawn(lambda canvas: columns(canvas, rows=(DIRECTIONS, alike)), size=SHEET))
    assert [found[title] for title in alike] == [HEAD] * 3


def test_a_box_below_another_is_its_own_where_strokes_beside_it_lead_from_such_boxes_to_rows() -> None:
    """3.27: all are services; that the one beside heads three, each on a stroke of its own, tells that strokes mean heads here."""
    tree = {
        "Mairie": {"Service propreté": (100, 330), "Service budget": (420, 330)},
        "Service propreté": {"Service écoles": (20, 260), "Service bâtiments": (100, 260), "Service marchés": (180, 260)},
        "Service budget": {"Service sports": (340, 260), "Service archives": (420, 260), "Service taxes": (500, 260)},
        "Service bâtiments": {"Service crèches": (100, 190)},
    }

    def rows(canvas: Canvas) -> None:
        places = {"Mairie": (260, 380)} | {title: at for below in tree.values() for title, at in below.items()}
        for title, (x, y) in places.items():
            box(canvas, title, x, y - 20, width=76)
        for over, below in tree.items():
            for x, y in below.values():
                canvas.line(places[over][0] + 38, places[over][1] - 20, x + 38, y + 10)

    expected: dict[str, str | None] = {"Mairie": None} | {title: over for over, below in tree.items() for title in below}
    assert parents(drawn(rows, size=SHEET)) == expected


@pytest.mark.parametrize("tops", [("Pôle ressources", "Pôle ville", "Pôle familles"), ("Ressources", "Ville", "Familles")])
def test_boxes_that_tell_no_rank_strung_in_columns_side_by_side_hang_under_the_first_of_theirs(tops: tuple[str, ...]) -> None:
    """3.27: one column alone may be a chain, several of like boxes under one bus are none, whatever colours their heads have."""
    services = ("Finances", "Voirie", "Logement"), ("Budget", "Urbanisme", "Jeunesse"), ("Courrier", "Propreté", "Aînés")
    expected: dict[str, str | None] = {HEAD: None, **dict.fromkeys(tops, HEAD)}
    for row in services:
        expected.update(zip(row, tops, strict=True))
    colours = ("lightblue", "pink", "lightgreen")
    ways: list[dict[str, Any]] = [
        {},
        {"colours": colours},
        {"colours": colours, "rest": colours},
        {"colours": colours, "lower": 14},
    ]
    for drawing in ways:
        assert parents(drawn(partial(columns, rows=(tops, *services), **drawing), size=SHEET)) == expected


def test_one_box_in_grey_on_a_strand_is_a_brother_and_a_level_in_grey_is_none() -> None:
    """3.27: « Archives » alone is grey, say for a vacant post; what follows it, or « Personnel » in yellow, may be its own."""
    tops, colours = ("Ressources", "Ville", "Familles"), ("lightblue", "pink", "lightgreen")
    finances, odd = ("Finances", "Voirie", "Logement"), ("Archives", "Urbanisme", "Jeunesse")
    yellow, below = ("Personnel", "Urbanisme", "Jeunesse"), ("Paie", "Eaux", "Aînés")
    for rows, head, least, most in (
        ((tops, finances, odd), "Ressources", 0.8, 1.0),
        ((tops, finances, odd, ("Courrier",)), "Ressources", 0.0, SURE),
        ((tops, finances, yellow, below), "Ressources", 0.0, SURE),
        ((tops, ("Finances",), ("Achats",), ("Courrier",)), "Ressources", SURE, 1.0),
    ):
        chart = chart_of(drawn(partial(columns, rows=rows, colours=colours), size=SHEET))
        titles = {unit.id: unit.title for unit in chart.units}
        third = next(unit for unit in chart.units if unit.title == rows[2][0])
        assert titles.get(third.parent or "") == head and least <= third.confidence_parent <= most
    found = parents(drawn(partial(columns, rows=(tops, finances, GREY), colours=colours), size=SHEET))
    assert [found[title] for title in GREY] == list(finances)


def test_services_of_one_place_each_are_brothers_though_their_words_come_again_in_every_column() -> None:
    """3.27: « Bains nord », « Quais nord » beside « Bains sud », « Quais sud »; bodies, « Bureau », « Comité », head each other."""
    tops = ("Territoire nord", "Territoire sud", "Territoire est")
    rows = [tuple(f"{kind} {top.split()[1]}" for top in tops) for kind in ("Bains", "Quais", "Foires")]
    chart = chart_of(drawn(partial(columns, rows=(tops, *rows)), size=SHEET))
    titles = {unit.id: unit.title for unit in chart.units}
    below = [unit for unit in chart.units if unit.title.split()[0] in ("Bains", "Quais", "Foires")]
    assert all(titles[unit.parent or ""] == f"Territoire {unit.title.split()[1]}" for unit in below)
    assert min(unit.confidence_parent for unit in below) > 0.85


def test_levels_strung_under_heads_in_colours_of_their_own_are_never_brothers_for_certain() -> None:
    """3.27: their words come again level by level, or tell nothing; themes, one kind again and again, columns of any length do."""
    for tops, *rows in (
        (
            ("Conseil municipal", "Conseil communautaire"),
            ("Bureau", "Bureau communautaire"),
            ("Commission culture", "Commission eau"),
        ),
        (("Nord", "Sud"), ("Plaine", "Coteaux"), ("Bourg", "Village"), ("Hameau", "Lieu-dit")),
        (("Ressources", "Sud"), ("Demande",), ("Instruction",), ("Décision",)),
    ):
        chart = chart_of(drawn(partial(columns, rows=(tops, *rows), colours=("lightblue", "pink")), size=SHEET))
        titles = {unit.id: unit.title for unit in chart.units}
        below = {title for row in rows[1:] for title in row}
        flat = [u for u in chart.units if u.title in below and titles.get(u.parent or "") in tops]
        assert all(unit.confidence_parent < SURE for unit in flat)


def test_a_title_that_has_its_middle_in_that_of_its_box_by_chance_is_set_like_the_others() -> None:
    """3.27: « Comptabilité générale et paie » is as long as the box leaves room; what stands below it begins where it does."""
    tops = ("Ressources", "Ville", "Familles")
    services = (
        ("Finances", "Voirie", "Logement"),
        ("Comptabilité générale et paie", "Habitat, foncier et transports", "Jeunesse"),
        ("Paie", "Eaux", "Aînés"),
    )
    found = parents(drawn(lambda canvas: columns(canvas, "Mme Anne Roche", rows=(tops, *services)), size=SHEET))
    assert all([found[title] for title in row] == list(tops) for row in services)


def test_chains_of_ranks_side_by_side_are_chains() -> None:
    """3.27: each box heads the next where titles say so, in every column."""
    ranks = tuple(tuple(f"{kind} {name}" for name in ("eau", "parcs", "neige")) for kind in ("Direction", "Service", "Bureau"))
    found = parents(drawn(lambda canvas: columns(canvas, rows=ranks), size=SHEET))
    assert all(found[low] == high for over, under in itertools.pairwise(ranks) for high, low in zip(over, under, strict=True))


def test_a_chain_of_ranks_is_a_chain() -> None:
    """Each box heads the next where titles say so, though all look alike."""
    chain = ("Conseil municipal", "Maire", HEAD, "Direction des sports", "Service piscines", "Bureau des entrées")
    found = parents(drawn(lambda canvas: strand(canvas, 230, 390, chain), size=SHEET))
    assert found == dict(zip(chain, (None, *chain), strict=False))


def test_a_chain_that_tells_no_ranks_is_never_certain_to_be_one_of_brothers() -> None:
    chain = ("Alpha", "Bravo", "Charly", "Delta", "Écho")
    content = read(drawn(lambda canvas: strand(canvas, 230, 390, chain), size=SHEET), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    titles = {unit.id: unit.title for unit in content.orgchart.units}
    skipping = {unit.title: unit for unit in content.orgchart.units if titles.get(unit.parent or "") == "Alpha"}
    assert all(unit.confidence_parent < SURE for title, unit in skipping.items() if title != "Bravo")


def strips(canvas: Canvas) -> None:
    box(canvas, HEAD, 230, 350)
    for place, (pole, titles) in enumerate((("Pôle ressources", SERVICES[0]), ("Pôle cadre de vie", SERVICES[1]))):
        low = 210 - 130 * place
        canvas.rect(20, low, 26, 110)
        canvas.saveState()
        canvas.translate(36, low + 20)
        canvas.rotate(90)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(0, 0, pole)
        canvas.restoreState()
        for row, title in enumerate(titles):
            box(canvas, title, 60 + 160 * row, low + 60)


def test_boxes_beside_a_strip_with_a_turned_title_are_its_own() -> None:
    """And no strip heads the one beneath it."""
    found = parents(drawn(strips, size=SHEET))
    assert {found[title] for title in SERVICES[0]} == {"Pôle ressources"}
    assert {found[title] for title in SERVICES[1]} == {"Pôle cadre de vie"}
    assert found["Pôle cadre de vie"] != "Pôle ressources"


def test_columns_in_a_lane_hang_under_their_first_box_and_that_under_the_strip() -> None:
    """3.27: bold directions beside the turned title of a pole, and under each its services in plain letters, set in."""
    lanes = {
        "Pôle ressources": {"Finances": ("Budget", "Dette"), "Achats": ("Marchés",), "Archives": ()},
        "Pôle cadre de vie": {"Voirie": ("Signalisation",), "Parcs": ("Serres", "Arrosage"), "Propreté": ("Collecte",)},
    }
    expected: dict[str, str | None] = {HEAD: None, **dict.fromkeys(lanes, HEAD)}

    def draw(canvas: Canvas) -> None:
        box(canvas, HEAD, 230, 350)
        for place, (pole, columns) in enumerate(lanes.items()):
            low = 200 - 150 * place
            canvas.rect(20, low, 26, 130)
            canvas.saveState()
            canvas.translate(36, low + 20)
            canvas.rotate(90)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(0, 0, pole)
            canvas.restoreState()
            for column, (title, services) in enumerate(columns.items()):
                box(canvas, title, 60 + 160 * column, low + 92)
                expected[title] = pole
                for row, service in enumerate(services):
                    canvas.rect(76 + 160 * column, low + 55 - 38 * row, 124, 28)
                    canvas.setFont("Helvetica", 8)
                    canvas.drawCentredString(138 + 160 * column, low + 66 - 38 * row, service)
                    expected[service] = title

    assert parents(drawn(draw, size=SHEET)) == expected


POLES = ("Pôle ressources", "Pôle ville", "Pôle familles")
ROWS = ("Finances", "Archives", "Courrier"), ("Voirie", "Propreté"), ("Logement", "Jeunesse", "Seniors")


@pytest.mark.parametrize("frames", [False, True])
@pytest.mark.parametrize("strokes", [False, True])
def test_boxes_in_a_row_that_begins_with_a_pole_are_its_own(frames: bool, strokes: bool) -> None:
    """3.27: whatever stands above them, and though only the first box of a row tells a rank; strung in the row or not."""

    def draw(canvas: Canvas) -> None:
        box(canvas, HEAD, 230, 355)
        box(canvas, "Cabinet du maire", 40, 355)
        for place, (pole, row) in enumerate(zip(POLES, ROWS, strict=True)):
            y = 270 - 90 * place
            if frames:
                canvas.rect(5, y - 15, 590, 60)
            for column, title in enumerate((pole, *row)):
                box(canvas, title, 10 + 146 * column, y, width=130)
                if column and strokes:
                    canvas.line(146 * column - 6, y + 15, 146 * column + 10, y + 15)

    found = parents(drawn(draw, size=SHEET))
    assert {title: found.get(title) for row in ROWS for title in row} == {
        title: pole for pole, row in zip(POLES, ROWS, strict=True) for title in row
    }


def test_an_office_that_begins_a_row_of_its_own_look_heads_nobody() -> None:
    """3.27: « Rechtsamt » and the commissioners beside it are all the mayor's."""
    rows = (
        ("Hauptamt", "Pressestelle", "EU-Beauftragte"),
        ("Rechtsamt", "Datenschutzbeauftragter", "Klimaschutzbeauftragte"),
    )

    def draw(canvas: Canvas) -> None:
        box(canvas, "Bürgermeister", 230, 355)
        canvas.lines([(300, 355, 300, 330), (590, 330, 300, 330), (590, 330, 590, 20)])
        for place, row in enumerate(rows):
            for column, title in enumerate(row):
                box(canvas, title, 20 + 190 * column, 270 - 60 * place, width=170)
        for place, title in enumerate(("Amt für Kultur", "Amt für Sport")):
            box(canvas, title, 400, 100 - 60 * place)
            canvas.line(540, 115 - 60 * place, 590, 115 - 60 * place)

    found = parents(drawn(draw, size=SHEET))
    assert not {found[title] for first, *row in rows for title in row} & {first for first, *_ in rows}


def test_cards_of_one_kind_never_head_each_other_however_they_are_coloured() -> None:
    """A second row of DGA cards beneath the first, some of them on a colour."""

    def draw(canvas: Canvas) -> None:
        box(canvas, HEAD, 230, 350)
        canvas.lines([(300, 350, 300, 335), (90, 335, 510, 335), (90, 335, 90, 320), (510, 335, 510, 320)])
        for place, (upper, lower) in enumerate((("DGA Ressources", "DGA Culture"), ("DGA Solidarités", "DGA Technique"))):
            for row, title in enumerate((upper, lower)):
                canvas.setFillGray(0.8 if row == place else 1)
                box(canvas, title, 20 + 420 * place, 270 - 75 * row, "• Service des " + title[4:].lower(), "• Accueil", fill=1)

    found = parents(drawn(draw, size=SHEET))
    assert found["DGA Culture"] != "DGA Ressources"
    assert found["DGA Technique"] != "DGA Solidarités"


@pytest.mark.parametrize("again", ["DGA Culture", "DIRECTION GÉNÉRALE ADJOINTE CULTURE"])
@pytest.mark.parametrize("above", ["", "Direction générale"])
def test_a_deputy_drawn_again_on_the_next_sheet_is_the_same_unit(again: str, above: str) -> None:
    """Also where something stands over it there that the first sheet calls otherwise, by who is named in both."""

    def draw(canvas: Canvas) -> None:
        box(canvas, HEAD, 230, 340)
        canvas.lines([(300, 340, 300, 315), (90, 315, 510, 315), (90, 315, 90, 300), (510, 315, 510, 300)])
        box(canvas, "DGA Culture", 20, 260, "Mme Inès CARON")
        box(canvas, "DGA Ressources", 440, 260, "M. Bruno ROCHE")
        canvas.showPage()
        if above:
            box(canvas, above, 230, 340)
            canvas.line(300, 340, 300, 310)
        box(canvas, again, 200, 280, "Mme Inès CARON", width=200)
        canvas.lines([(300, 280, 300, 255), (90, 255, 510, 255), (90, 255, 90, 240), (510, 255, 510, 240)])
        box(canvas, "Direction des arts", 20, 200, "M. Ronan AUBERT")
        box(canvas, "Direction du livre", 440, 200, "Mme Odile AUBERT")

    found = parents(drawn(draw, size=SHEET))
    assert again not in found or again == "DGA Culture"
    assert found["Direction des arts"] == found["Direction du livre"] == "DGA Culture"


RUNS = {
    "Direction des sports": ("Piscines", "Stades"),
    "Direction de l’eau": ("Réseaux",),
    "Direction des arts": ("Musées", "Danse"),
}


def spine(canvas: Canvas, x: float, top: float, titles: Sequence[str], heads: Sequence[str]) -> None:
    """Boxes of one width beneath each other, each joined to a stroke at their left; *heads* are grey and bold."""
    for row, title in enumerate(titles):
        low = top - 24 - 32 * row
        canvas.setFillGray(0.85 if title in heads else 1)
        canvas.rect(x + 12, low, 140, 24, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold" if title in heads else "Helvetica", 8)
        canvas.drawString(x + 16, low + 9, title)
        canvas.line(x, low + 12, x + 12, low + 12)
    canvas.line(x, top + 8, x, top - 12 - 32 * (len(titles) - 1))


def poles(canvas: Canvas, columns: Sequence[tuple[str, Sequence[str]]], heads: Sequence[str]) -> None:
    box(canvas, HEAD, 230, 355)
    canvas.lines([(300, 355, 300, 335), (90, 335, 390, 335)])
    for place, (pole, titles) in enumerate(columns):
        x = 20 + 300 * place
        canvas.line(x + 70, 335, x + 70, 320)
        box(canvas, pole, x, 290)
        spine(canvas, x + 4, 282, titles, heads)


def test_services_on_the_stroke_of_their_direction_are_not_its_brothers() -> None:
    """None is set in: that directions are set otherwise, come first and come back tells them (3.27)."""
    one, two, three = RUNS
    columns = [("Pôle cadre de vie", (one, *RUNS[one], two, *RUNS[two])), ("Pôle culture", (three, *RUNS[three]))]
    found = parents(drawn(lambda canvas: poles(canvas, columns, list(RUNS)), size=SHEET))
    assert {title: found[title] for services in RUNS.values() for title in services} == {
        title: direction for direction, services in RUNS.items() for title in services
    }
    assert {found[one], found[two]} == {"Pôle cadre de vie"}


def test_a_brother_in_another_colour_heads_nobody() -> None:
    """Directions in grey among others that come first as well: a colour with another meaning."""
    titles = ("Direction des sports", "Direction de l’eau", "Direction des arts"), ("Direction du port", "Direction de la paie")
    columns = [("Pôle cadre de vie", titles[0]), ("Pôle culture", titles[1])]
    grey = ("Direction des sports", "Direction de la paie")
    found = parents(drawn(lambda canvas: poles(canvas, columns, grey), size=SHEET))
    assert [found[title] for column in titles for title in column] == ["Pôle cadre de vie"] * 3 + ["Pôle culture"] * 2


def test_a_wheel_is_read_from_its_hub() -> None:
    """What strokes join all around a hub hangs under it, above it too; what hangs there has its own further out (3.27)."""
    poles = ("Pôle Ressources", "Pôle Solidarités", "Pôle Cadre de vie", "Pôle Culture", "Pôle Sports")
    told: dict[str, str | None] = {"Direction générale": None}

    def draw(canvas: Canvas) -> None:
        centre, cards = (400.0, 300.0), []
        for number, pole in enumerate(poles):
            turn = math.pi / 2 + number * math.tau / len(poles)
            x, y = centre[0] + 150 * math.cos(turn), centre[1] + 120 * math.sin(turn)
            canvas.line(*centre, x, y)
            told[pole] = "Direction générale"
            cards.append((pole, x, y, 9, 0.7))
            for step in (-1, 1):
                service, away = f"Service {pole.split()[-1].lower()} {step + 2}", turn + step * 0.28
                u, v = centre[0] + 320 * math.cos(away), centre[1] + 260 * math.sin(away)
                canvas.line(x, y, u, v)
                told[service] = pole
                cards.append((service, u, v, 7, 1.0))
        for title, x, y, size, grey in [("Direction générale", *centre, 11, 0.5), *cards]:
            canvas.setFillGray(grey)
            canvas.rect(x - 52, y - 13, 104, 26, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawCentredString(x, y - size / 3, title)

    assert parents(drawn(draw, size=(800.0, 600.0))) == told


def test_brothers_on_a_stroke_stay_so_where_the_sheet_is_read_from_a_hub() -> None:
    """(3.27) A service stands above the general direction, two beside it: those strung under directions headed each other."""
    poles = {"Soins": ("Transport", "Rééducation", "Ateliers"), "Travaux": ("Lingerie", "Biomédical", "Sécurité", "Cuisine")}

    def draw(canvas: Canvas) -> None:
        canvas.lines([(300, 361, 300, 349), (210, 342, 250, 342), (350, 338, 390, 338), (300, 331, 300, 312), (150, 312, 450, 312)])
        cards = [("Service juridique", 300, 370, 10, 0.6), ("Direction générale", 300, 340, 10, 0.6)]
        cards += [("Communication", 160, 340, 8, 0.95), ("Secrétariat", 440, 340, 8, 0.95)]
        for (pole, services), x in zip(poles.items(), (150, 450), strict=True):
            canvas.lines([(x, 312, x, 294), *((x, 276 - 26 * place, x, 267 - 26 * place) for place in range(len(services)))])
            cards.append((f"Direction {pole}", x, 285, 9, 0.6))
            cards += [(service, x, 258 - 26 * place, 8, 0.95) for place, service in enumerate(services)]
        for title, x, y, size, grey in cards:
            canvas.setFillGray(grey)
            canvas.rect(x - 50, y - 9, 100, 18, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawCentredString(x, y - size / 3, title)

    read = parents(drawn(draw, size=SHEET))
    assert read["Service juridique"] == "Direction générale"
    assert {read[service] for service in poles["Soins"]} == {"Direction Soins"}
    assert {read[service] for service in poles["Travaux"]} == {"Direction Travaux"}


@pytest.mark.parametrize(("hub", "size", "height", "heads"), [
    pytest.param("Direction générale", 11, 26, True, id="a hub"),
    pytest.param("Mairie", 11, 26, True, id="a hub without a rank"),
    pytest.param("Direction du port", 8, 20, False, id="a box like the others"),
    pytest.param("Service du port", 11, 26, False, id="a larger one of a lower rank"),
])  # fmt: skip
@pytest.mark.parametrize("count", [5, 8])
def test_boxes_around_one_that_stands_out_hang_under_it_without_strokes(
    count: int, hub: str, size: float, height: float, heads: bool
) -> None:
    """3.27: a ring, or nothing, joins them; for certain only where all titles tell it."""
    around = [
        f"Direction {name}"
        for name in ("des arts", "des eaux", "des bains", "du sport", "de la paie", "du bois", "du sel", "du vin")
    ]

    def draw(canvas: Canvas) -> None:
        canvas.ellipse(100, 60, 500, 340)
        for number, title in enumerate([hub, *around[:count]]):
            turn = math.tau * number / count + 0.3
            x, y = (300 + 200 * math.cos(turn), 200 + 140 * math.sin(turn)) if number else (300, 200)
            canvas.setFillGray(1)
            canvas.rect(x - 50, y - (10 if number else height / 2), 100, 20 if number else height, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8 if number else size)
            canvas.drawCentredString(x, y - 3, title)

    chart = chart_of(drawn(draw, size=SHEET))
    key = {unit.id: unit.title for unit in chart.units}
    under = [key.get(unit.parent or "") == hub for unit in chart.units if unit.title != hub]
    assert under == [heads] * len(under) and (not heads or len(under) == count)
    assert {unit.confidence_parent >= SURE for unit in chart.units if unit.parent and heads} <= {hub == "Direction générale"}


def test_two_houses_over_one_service_are_no_wheel() -> None:
    """Of two heads over one box, joined to it both, neither hangs under it, however few stand beside (3.27)."""

    def draw(canvas: Canvas) -> None:
        for title, x, y in (("Ville", 60, 340), ("Métropole", 260, 340), ("Direction commune", 160, 260)):
            box(canvas, title, x, y)
        canvas.lines([(130, 340, 200, 290), (330, 340, 260, 290)])
        for number, title in enumerate(("Paie", "Achats", "Archives")):
            box(canvas, title, 10 + 150 * number, 160)
            canvas.line(230, 260, 80 + 150 * number, 190)

    found = parents(drawn(draw, size=(600.0, 400.0)))
    assert {found[title] for title in ("Paie", "Achats", "Archives")} == {"Direction commune"}
    assert found["Ville"] is None or found["Métropole"] is None
    assert "Direction commune" not in (found["Ville"], found["Métropole"])


def test_of_boxes_down_one_stroke_those_that_are_set_in_hang_under_what_they_are_set_in_under() -> None:
    """Strokes to services touch the one from the pole to their direction: its look and place tell who heads them (3.27)."""
    poles: dict[str, dict[str, tuple[str, ...]]] = {
        "Cluster Mens": {"Dienst ICT": ("Team Wegen", "Team Groen"), "Dienst Wonen": ("Team Onthaal",)},
        "Cluster Ruimte": {"Dienst Milieu": ("Team Water",), "Dienst Sport": ("Team Zwembad",)},
    }
    told: dict[str, str | None] = {"Algemeen directeur": None}

    def card(
        canvas: Canvas, title: str, x: float, y: float, wide: float, high: float, size: float, font: str = "Helvetica-Bold"
    ) -> None:
        canvas.rect(x, y, wide, high)
        canvas.setFont(font, size)
        canvas.drawCentredString(x + wide / 2, y + high / 2 - 3, title)

    def draw(canvas: Canvas) -> None:
        card(canvas, "Algemeen directeur", 225, 360, 150, 32, 9)
        for number, (pole, directions) in enumerate(poles.items()):
            x, y = 60 + 300 * number, 296.0
            canvas.lines([(300, 360, 300, 349), (300, 349, x + 75, 349), (x + 75, 349, x + 75, 338)])
            card(canvas, pole, x, y, 150, 42, 7.5)
            told[pole] = "Algemeen directeur"
            for direction, services in directions.items():
                y -= 42
                card(canvas, direction, x + 13, y, 134, 30, 7)
                canvas.lines([(x, 317, x - 14, 317), (x - 14, 317, x - 14, y + 15), (x - 14, y + 15, x + 13, y + 15)])
                told[direction] = pole
                for service in services:
                    y -= 26
                    card(canvas, service, x + 27, y, 120, 20, 6.5, "Helvetica")
                    canvas.lines([(x - 14, y + 36, x - 14, y + 10), (x - 14, y + 10, x + 27, y + 10)])
                    told[service] = direction

    assert parents(drawn(draw, size=SHEET)) == told


@pytest.mark.parametrize(("inset", "gap"), [(0, 0), (12, 4)], ids=["glued", "apart and set in"])
def test_a_card_under_the_teams_of_another_card_is_its_brother(inset: int, gap: int) -> None:
    """A short stroke leads from the last team down to the next card, which was read under that team at 0.92 (3.27)."""
    columns: dict[str, dict[str, tuple[str, ...]]] = {
        "Ressources": {"Finances": ("Budget", "Achats"), "Personnel": ("Paie", "Carrières", "Formation"), "Réseaux": ("Postes",)},
        "Aménagement": {"Voirie": ("Éclairage", "Propreté"), "Bâtiments": ("Ateliers",)},
    }

    def card(canvas: Canvas, x: float, y: float, title: str) -> None:
        canvas.rect(x, y, 160, 26)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(x + 5, y + 10, title)

    def draw(canvas: Canvas) -> None:
        card(canvas, 220, 560, "Direction générale")
        for x, (head, cards) in zip((40, 400), columns.items(), strict=True):
            canvas.lines([(300, 560, 300, 545), (300, 545, x + 80, 545), (x + 80, 545, x + 80, 526)])
            card(canvas, x, 500, head)
            at = 500
            for title, teams in cards.items():
                canvas.line(x + 80, at, x + 80, at - 12)
                at -= 38
                card(canvas, x, at, title)
                canvas.setFont("Helvetica", 8)
                for team in teams:
                    at -= 16 + gap
                    canvas.rect(x + inset, at, 160 - inset, 16)
                    canvas.drawString(x + inset + 5, at + 5, team)

    expected: dict[str, str | None] = {"Direction générale": None}
    for head, cards in columns.items():
        expected |= {head: "Direction générale", **dict.fromkeys(cards, head)}
        expected |= {team: title for title, teams in cards.items() for team in teams}
    assert parents(drawn(draw, size=(600, 620))) == expected


@pytest.mark.parametrize("gap", [2.0, 2.7, 8.0])
def test_both_lines_of_a_double_border_are_one_box_however_low_and_a_frame_around_a_box_is_none(gap: float) -> None:
    """13.1: a service without a name has a lower box than its neighbours on the strand, of the same border."""
    columned = (DIRECTIONS, *SERVICES, ("Service caisses", "Service lacs", "Service chant"))
    nameless = {"Service réseaux", "Service stades"}

    def draw(canvas: Canvas) -> None:
        def double(title: str, x: float, top: float) -> float:
            height = 18.0 if title in nameless else 30.0
            for inset, width in ((0.0, 1.5), (gap if gap < 4 else 0.0, 0.5)):
                canvas.setLineWidth(width)
                canvas.rect(x + inset, top - height + inset, 150 - 2 * inset, height - 2 * inset)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 75, top - (12 if title in nameless else 13), title)
            canvas.setFont("Helvetica-Oblique", 8)
            canvas.drawCentredString(x + 75, top - 24, "" if title in nameless else "Mme Anne Roy")
            return top - height

        canvas.lines([(300, double(HEAD, 225, 385), 300, 335), (95, 335, 505, 335)])
        for place, titles in enumerate(zip(*columned, strict=True)):
            x, top = 20 + 205.0 * place, 320.0
            canvas.line(x + 75, 335, x + 75, top)
            for title in titles:
                foot = double(title, x, top)
                if title != titles[-1]:
                    canvas.line(x + 75, foot, x + 75, foot - 15)
                top = foot - 15
            if gap > 4:  # around the last box, and its own
                canvas.rect(x - gap, foot - gap, 150 + 2 * gap, top + 15 - foot + (18 if title in nameless else 30) + 2 * gap)

    expected: dict[str, str | None] = {HEAD: None, **dict.fromkeys(DIRECTIONS, HEAD)}
    for services in columned[1:]:
        expected.update(zip(services, DIRECTIONS, strict=True))
    assert parents(drawn(draw, size=SHEET)) == expected
