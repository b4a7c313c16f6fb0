"""Boxes whose places alone say who heads them (3.27): rows of likes, columns in steps."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_drawn_ways import parents
from tests.pdf.orgchart.test_rosters import chart_of, tree
from tests.pdf.pdfs import drawn

SHEET = (842.0, 595.0)


def card(canvas: Canvas, title: str, x: float, y: float, wide: float, high: float, *, size: float = 8, border: float = 0.6) -> None:
    canvas.setLineWidth(border)
    canvas.rect(x, y, wide, high)
    canvas.setFont("Helvetica-Bold", size)
    canvas.drawCentredString(x + wide / 2, y + high / 2 - size / 3, title)


def test_offices_in_small_letters_over_a_row_of_larger_cards_head_none_of_them() -> None:
    """One stroke leads past the offices to the first card of the row, which speaks for the others: they look like it."""
    offices = ("Presse", "Juridique", "Audit", "Protocole")
    poles = ("Finances et personnel", "Écoles et sports", "Espace public", "Solidarités")

    def draw(canvas: Canvas) -> None:
        card(canvas, "Bourgmestre", 350, 520, 160, 50, size=11, border=2)
        for number, title in enumerate(offices):
            card(canvas, title, 20 + 200 * number, 435, 130, 35, size=7.5)
            canvas.line(85 + 200 * number, 490, 85 + 200 * number, 470)
        canvas.line(85, 490, 85 + 200 * 3, 490)
        canvas.line(430, 520, 430, 490)
        for number, title in enumerate(poles):
            card(canvas, title, 60 + 190 * number, 360, 150, 55, size=9.5, border=2)
            for row in range(2):
                card(canvas, f"Service {number}{'ab'[row]}", 60 + 190 * number, 320 - 40 * row, 150, 32, size=8)
        canvas.setLineWidth(2)
        canvas.lines([(450, 520, 450, 428), (450, 428, 70, 428), (70, 428, 70, 415)])

    found = parents(drawn(draw, size=SHEET))
    assert {found[title] for title in poles} == {"Bourgmestre"}
    assert {found[title] for title in offices} == {"Bourgmestre"}


def test_what_is_set_in_under_a_direction_is_its_own_also_below_a_pole() -> None:
    """No stroke at all: a filled pole over each column, directions flush with it, their services a little to the right."""
    columns = {
        "Pôle Solidarités": {"Direction des aînés": ("Repas", "Visites"), "Direction du logement": ("Enquêtes", "Attributions")},
        "DGA Ressources": {"Direction des finances": ("Budget", "Dette"), "Direction des achats": ("Marchés", "Magasin")},
        "DGA Cadre de vie": {
            "Direction des parcs": ("Serres", "Arrosage"),
            "Direction de la voirie": ("Éclairage", "Signalisation"),
        },
    }
    tree: dict[str, str | None] = {"Direction générale des services": None}

    def draw(canvas: Canvas) -> None:
        card(canvas, "Direction générale des services", 330, 540, 180, 30)
        for number, (pole, directions) in enumerate(columns.items()):
            x, y = 40 + 260 * number, 480
            canvas.setFillGray(0.85)
            canvas.rect(x, y, 160, 28, fill=1)
            canvas.setFillGray(0)
            card(canvas, pole, x, y, 160, 28)
            tree[pole] = "Direction générale des services"
            for direction, services in directions.items():
                y -= 34
                card(canvas, direction, x, y, 160, 28)
                tree[direction] = pole
                for row, service in enumerate(services):
                    y -= 34 - 12 * row  # as high as its words
                    card(canvas, service, x + 16, y, 160, 28 - 12 * row)
                    tree[service] = direction

    assert parents(drawn(draw, size=SHEET)) == tree


def test_what_is_set_in_by_a_few_points_in_a_wide_column_is_the_card_s_above() -> None:
    """A frame around each column, its head in a band; all cards end at one side, some begin 10 points later: hardly narrower."""
    tree: dict[str, str | None] = {"Mairie": None}

    def draw(canvas: Canvas) -> None:
        card(canvas, "Mairie", 330, 540, 180, 30)
        for number, pole in enumerate(("Culture", "Solidarités")):
            x, y = 40 + 400 * number, 480
            tree[f"Pôle {pole}"] = "Mairie"
            canvas.rect(x, 300, 360, 208)
            canvas.setFillGray(0.85)
            canvas.rect(x, y, 360, 28, fill=1, stroke=0)
            canvas.setFillGray(0)
            canvas.drawCentredString(x + 180, y + 10, f"Pôle {pole}")
            for row, (title, inset) in enumerate((("Direction", 4), ("Service est", 14), ("Service ouest", 14), ("Mission", 4))):
                title = f"{title} {pole.lower()}"
                card(canvas, title, x + inset, y - 34 - 38 * row, 356 - inset, 28)
                tree[title] = f"Direction {pole.lower()}" if inset > 4 else f"Pôle {pole}"

    assert parents(drawn(draw, size=SHEET)) == tree


def test_cells_under_the_right_part_of_a_wide_one_are_not_set_in() -> None:
    """Two columns glued under rows that go over both: what stands at the right hangs under its own pole."""

    def draw(canvas: Canvas) -> None:
        for row, title in enumerate(("Monsieur le Maire", "Direction générale des services", "Chargée de mission")):
            card(canvas, title, 100, 520 - 24 * row, 400, 24)
        for column, pole in enumerate(("Pôle Ressources", "Pôle Proximité")):
            canvas.setFillGray(0.85)
            canvas.rect(100 + 200 * column, 442, 200, 30, fill=1)
            canvas.setFillGray(0)
            card(canvas, pole, 100 + 200 * column, 442, 200, 30)
            for row in range(2):
                card(canvas, f"Direction {'ABCD'[2 * column + row]} des écoles", 100 + 200 * column, 402 - 40 * row, 200, 40)

    found = parents(drawn(draw, size=SHEET))
    assert [found[f"Direction {letter} des écoles"] for letter in "AB"] == ["Pôle Ressources"] * 2
    assert [found[f"Direction {letter} des écoles"] for letter in "CD"] == ["Pôle Proximité"] * 2


def test_strokes_to_boxes_above_and_below_their_own_height_lead_sideways() -> None:
    """Each child has a stroke of its own, and more staff hangs beneath the head than services stand beside it."""
    poles = {"Pôle technique": ("Voirie", "Parcs", "Eau"), "Pôle social": ("Aînés", "Logement", "Enfance")}
    staff = ("Protection des données", "Communication", "Secrétariat", "Protocole", "Audit")

    def draw(canvas: Canvas) -> None:
        def link(x0: float, y0: float, x1: float, y1: float) -> None:
            path = canvas.beginPath()
            path.moveTo(x0, y0)
            for point in ((x0 + 18, y0), (x0 + 18, y1), (x1, y1)):
                path.lineTo(*point)
            canvas.drawPath(path)

        card(canvas, "Maire", 20, 320, 110, 30)
        card(canvas, "Direction générale", 166, 320, 140, 30)
        link(130, 335, 166, 335)
        for row, title in enumerate(staff):
            card(canvas, title, 166, 275 - 45 * row, 140, 30)
            canvas.line(236, 305 - 45 * row, 236, 320 - 45 * row)
        for number, (pole, services) in enumerate(poles.items()):
            card(canvas, pole, 342, 440 - 240 * number, 140, 30)
            link(306, 335, 342, 455 - 240 * number)
            for row, service in enumerate(services):
                card(canvas, service, 518, 500 - 240 * number - 60 * row, 140, 30)
                link(482, 455 - 240 * number, 518, 515 - 240 * number - 60 * row)

    found = parents(drawn(draw, size=SHEET))
    assert found["Direction générale"] == "Maire"
    assert {pole: found[pole] for pole in poles} == dict.fromkeys(poles, "Direction générale")
    assert all(found[service] == pole for pole, services in poles.items() for service in services)


def test_a_list_whose_names_stand_flush_right_behind_dots_is_set_in_by_level() -> None:
    """3.27: most entries are of one depth, and dots lead all of them from there to one side: they are not set in the middle."""
    rows = [
        (0, "Direction générale"),
        (1, "Pôle Fleuve"),
        (2, "Direction des quais"),
        (3, "Amarrage"),
        (3, "Balisage"),
        (3, "Éclusiers"),
    ]
    rows += [
        (2, "Direction des crues"),
        (3, "Digues"),
        (3, "Alerte"),
        (3, "Pompes"),
        (1, "Pôle Bourg"),
        (2, "Direction des halles"),
    ]
    rows += [(3, "Placiers"), (3, "Propreté"), (3, "Étals"), (3, "Foires")]
    expected: dict[str, str | None] = {}
    for place, (depth, title) in enumerate(rows):
        expected[title] = next((over for at, over in reversed(rows[:place]) if at < depth), None)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for place, (depth, title) in enumerate(rows):
            x, y, name = 40 + 15 * depth, 540 - 15 * place, f"Mme Odile {'ABCDEFGHIJKLMNOP'[place]}ubert"
            canvas.drawString(x, y, title)
            canvas.drawRightString(480, y, name)
            room = 474 - canvas.stringWidth(name) - x - canvas.stringWidth(title)
            canvas.drawRightString(477 - canvas.stringWidth(name), y, "." * int(room / canvas.stringWidth(".")))

    assert tree(drawn(draw, size=SHEET)) == expected


def test_dots_that_lead_to_a_name_have_no_say_in_how_a_title_is_set() -> None:
    """Three columns without boxes: bold titles, dots and names in plain letters; one name stands on a line of its own."""
    columns: dict[str, dict[str, tuple[str, ...]]] = {
        "Pôle Ressources": {"Direction des achats": ("Marchés", "Magasin"), "Direction des finances": ("Budget", "Dette")},
        "Pôle Cadre de vie": {"Direction des parcs": ("Serres", "Arrosage"), "Direction de la voirie": ("Signalisation",)},
        "Pôle Proximité": {"Direction des sports": ("Piscine", "Stades"), "Direction des écoles": ("Inscriptions",)},
    }
    tree: dict[str, str | None] = {"Direction générale des services": None}

    def draw(canvas: Canvas) -> None:
        def line(title: str, name: str, x: float, y: float, wide: float, size: float, font: str) -> None:
            canvas.setFont(font, size)
            canvas.drawString(x, y, title)
            start = x + canvas.stringWidth(title, font, size) + 3
            canvas.setFont("Helvetica", size)
            room = x + wide - canvas.stringWidth(name, "Helvetica", size) - start - 6
            canvas.drawString(start, y, "." * int(room / canvas.stringWidth(".", "Helvetica", size)))
            canvas.drawRightString(x + wide, y, name)

        line("Direction générale des services", "M. Vasseur", 270, 555, 300, 11, "Helvetica-Bold")
        for number, (pole, directions) in enumerate(columns.items()):
            x, y = 30 + 265 * number, 520.0
            tree[pole] = "Direction générale des services"
            if number:
                line(pole, "M. Picard", x, y, 240, 10, "Helvetica-Bold")
            else:
                canvas.setFont("Helvetica-Bold", 10)
                canvas.drawString(x, y, pole)
                canvas.setFont("Helvetica", 9)
                y -= 12
                canvas.drawRightString(x + 240, y, "Mme Ferrand")
            for direction, services in directions.items():
                y -= 20
                line(direction, "Mme Jardin", x, y, 240, 8.5, "Helvetica-Bold")
                tree[direction] = pole
                for service in services:
                    y -= 12
                    line(service, "M. Le Goff", x, y, 240, 7.5, "Helvetica")
                    tree[service] = direction

    assert parents(drawn(draw, size=SHEET)) == tree


@pytest.mark.parametrize("depths", [True, False])
def test_words_set_in_below_a_band_hang_under_those_that_they_are_set_in_from(depths: bool) -> None:
    """Units without a border under the band of their column, which begin at two places; or where they like, all of one depth."""
    columns = {
        "Pôle Culture": ("Service est", "  Bureau des prêts", "  Bureau des livres", "Service du nord-est"),
        "Pôle Solidarités": ("Service ouest", "Service sud", "  Bureau des repas", "Service du grand âge"),
    }
    tree: dict[str, str | None] = {"Mairie": None}

    def draw(canvas: Canvas) -> None:
        card(canvas, "Mairie", 330, 540, 180, 30)
        for number, (pole, units) in enumerate(columns.items()):
            x, y, above = 60 + 380 * number, 470, pole
            canvas.setFillGray(0.85)
            canvas.rect(x, y, 330, 28, fill=1, stroke=0)
            canvas.setFillGray(0)
            canvas.drawCentredString(x + 165, y + 6, "Mme Anne Petit")
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 165, y + 16, pole)
            tree[pole] = "Mairie"
            for row, unit in enumerate(units):
                title, deeper = unit.strip(), unit.startswith(" ") and depths
                above = above if deeper else title
                tree[title] = above if deeper else pole
                left = x + (15 if deeper else 5 if depths else 5 + 7 * (3 * row % 4) + 3 * number)
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawString(left, y - 16 - 32 * row, title)
                canvas.setFont("Helvetica", 8)
                canvas.drawString(left, y - 25 - 32 * row, "M. Jean Roy")

    assert parents(drawn(draw, size=SHEET)) == tree


def _bands(canvas: Canvas, *, titles: Sequence[str], first: str = "Helvetica-Bold", size: float = 9) -> None:
    """Three rows of boxes under the head of all, each begun by one of *titles* in letters of that font and size."""

    def box(x: float, top: float, text: str, font: str = "Helvetica", size: float = 8) -> None:
        canvas.rect(x, 480 - top - 34, 120, 34)
        canvas.setFont(font, size)
        canvas.drawString(x + 5, 480 - top - 14, text)

    box(250, 30, "Direction générale", "Helvetica-Bold", 10)
    for row, title in enumerate(titles):
        box(20, 110 + 70 * row, title, first, size)
        for column, service in enumerate(_BAND_SERVICES[row]):
            box(160 + 130 * column, 110 + 70 * row, service)


_BAND_SERVICES = (("Budget", "Achats", "Paie"), ("Voirie", "Espaces verts"), ("Musées", "Théâtre", "Sports"))


def test_what_begins_rows_under_each_other_heads_them() -> None:
    """Bands without a frame that is seen: poles at the left in bold letters, their directions beside them (3.27)."""
    poles = ("Ressources", "Cadre de vie", "Vie locale")
    found = tree(drawn(lambda canvas: _bands(canvas, titles=poles), size=(620.0, 480.0)))
    assert {found[pole] for pole in poles} == {"Direction générale"}
    assert all(found[service] == pole for pole, services in zip(poles, _BAND_SERVICES, strict=True) for service in services)


def test_the_first_box_of_a_row_of_likes_heads_nothing() -> None:
    """Rows of services set alike: the first one is no head of the others (3.27)."""
    firsts = ("Accueil", "Propreté", "Archives")
    found = tree(drawn(lambda canvas: _bands(canvas, titles=firsts, first="Helvetica", size=8), size=(620.0, 480.0)))
    assert not set(firsts) & set(found.values())


def test_words_of_a_frame_left_of_its_boxes_are_its_title_also_over_a_box_with_a_name() -> None:
    """A colour band: the pole's title on it at the left, who heads it in a small box of her own at its foot (3.27)."""

    def draw(canvas: Canvas) -> None:
        for number, (pole, name) in enumerate((("Pôle Ressources", "Mme Anne Roy"), ("Pôle Technique", "M. Luc Petit"))):
            top = 60 + 120 * number
            canvas.rect(20, 480 - top - 100, 560, 100)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(28, 480 - top - 20, pole)
            canvas.setFont("Helvetica", 8)
            canvas.rect(24, 480 - top - 96, 110, 16)
            canvas.drawString(28, 480 - top - 91, name)
            for column in range(3):
                canvas.rect(150 + 140 * column, 480 - top - 70, 120, 60)
                canvas.drawString(155 + 140 * column, 480 - top - 25, f"Direction {'abc'[column]}{number}")

    chart = chart_of(drawn(draw, size=(620.0, 480.0)))
    heads = {unit.title: [person.name for person in unit.people] for unit in chart.units if unit.parent is None}
    assert heads == {"Pôle Ressources": ["Mme Anne Roy"], "Pôle Technique": ["M. Luc Petit"]}
    assert len(chart.units) == 8


def test_a_column_goes_on_at_the_level_that_the_next_box_is_set_out_to() -> None:
    """Directions glued under the services of the one above, each column linked at its first box alone (3.27)."""
    poles = {
        "Solidarités": {
            "Aînés": ("Repas", "Visites", "Cures"),
            "Logement": ("Enquêtes", "Aides", "Baux"),
            "Écoles": ("Repas de midi",),
        },
        "Ressources": {
            "Finances": ("Budget", "Dette", "Emprunts"),
            "Achats": ("Marchés", "Magasin", "Litiges"),
            "Archives": ("Salle de lecture",),
        },
    }
    told: dict[str, str | None] = {"Présidence": None, "Direction générale": "Présidence", "Secrétariat du conseil": "Présidence"}

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(340, 550, 160, 28, fill=1)
        canvas.setFillGray(0)
        card(canvas, "Présidence", 340, 550, 160, 28, size=10)
        for x, title in ((240, "Direction générale"), (440, "Secrétariat du conseil")):
            card(canvas, title, x, 500, 160, 28, size=9)
            canvas.lines([(x + 80, 538, x + 80, 528)])
        canvas.lines([(420, 550, 420, 538), (320, 538, 520, 538), (320, 500, 320, 485), (130, 485, 710, 485)])
        for number, (pole, directions) in enumerate(poles.items()):
            x, y = 40 + 580 * number, 440
            card(canvas, pole, x, y, 180, 30, size=9)
            canvas.lines([(x + 90, 485, x + 90, 470), (x + 90, 440, x + 90, 425)])
            told[pole] = "Direction générale"
            y = 425
            for direction, services in directions.items():
                y -= 24
                card(canvas, direction, x + 4, y, 172, 24, size=7.5)
                told[direction] = pole
                for service in services:
                    y -= 18
                    canvas.rect(x + 14, y, 162, 18)
                    canvas.setFont("Helvetica", 6.8)
                    canvas.drawCentredString(x + 96, y + 6, service)
                    told[service] = direction

    data = drawn(draw, size=SHEET)
    assert parents(data) == told
    further_down = {"Logement", "Écoles", "Achats", "Archives"}
    assert all(unit.confidence_parent > 0.98 for unit in chart_of(data).units if unit.title in further_down)


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "another beside"])
def test_boxes_alike_centred_over_a_row_are_a_line_of_command(beside: bool) -> None:
    """No stroke at all: the second hangs under the first where nothing stands beside it, and the row under it (3.27, 13.2)."""
    row = ("Ressources", "Solidarités", "Cadre de vie", "Culture")

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(("Le Landrat", "Chancellerie")):
            card(canvas, title, 331, 530 - 50 * number, 180, 30, size=10)
        if beside:
            card(canvas, "Parlement", 600, 480, 180, 30, size=10)
        for number, title in enumerate(row):
            card(canvas, title, 30 + 200 * number, 400, 170, 30, size=9)
            for place in range(3):
                canvas.rect(38 + 200 * number, 370 - 22 * place, 162, 20)
                canvas.setFont("Helvetica", 8)
                canvas.drawCentredString(119 + 200 * number, 377 - 22 * place, f"{title} {'abc'[place]}")

    found = parents(drawn(draw, size=SHEET))
    assert beside or ([found[title] for title in row] == 4 * ["Chancellerie"] and found["Chancellerie"] == "Le Landrat")
    assert not beside or found["Chancellerie"] == found["Parlement"]


@pytest.mark.parametrize("mayor", [True, False], ids=["two over all", "one over all"])
def test_the_darker_larger_box_that_begins_each_row_heads_it_whatever_rank_its_words_have(*, mayor: bool) -> None:
    """« Secteur » is under « Service » by its words; offices beside the head of all, set otherwise, leave it the head."""
    rows = {
        "Secteur Port": ("Service des quais", "Service des écluses"), "Secteur Arts": ("Service du théâtre",),
        "Secteur Terre": ("Service des haies", "Service des serres"),
    }  # fmt: skip
    head, offices = "Stadtverwaltung", ("Datenhaus", "Presse")

    def draw(canvas: Canvas) -> None:
        def filled(title: str, x: float, y: float, wide: float, high: float, size: float, fill: tuple[float, float, float]) -> None:
            canvas.setFillColorRGB(*fill)
            canvas.rect(x, y, wide, high, fill=1, stroke=0)
            canvas.setFillGray(float(sum(fill) < 1.5))
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawCentredString(x + wide / 2, y + high / 2, title)

        for number, title in enumerate(("Maire", head) if mayor else (head,)):
            filled(title, 320, 530 - 40 * number, 200, 30, 9, (0.9, 0.8, 0.4))
        for number, title in enumerate(offices):
            filled(title, 30 + 130 * number, 490 if mayor else 530, 120, 26, 7.5, (0.93, 0.93, 0.93))
        for number, (title, services) in enumerate(rows.items()):
            filled(title, 30, 380 - 100 * number, 150, 80, 9, ((0.6, 0.2, 0.2), (0.2, 0.3, 0.6), (0.2, 0.4, 0.3))[number])
            for place, service in enumerate(services):
                filled(service, 190 + 210 * place, 380 - 100 * number, 200, 80, 8, (0.88, 0.93, 0.94))

    found = parents(drawn(draw, size=SHEET))
    assert {service: found[service] for services in rows.values() for service in services} == {
        service: title for title, services in rows.items() for service in services
    }
    assert {found[office] for office in offices} == {head} and found[head] == ("Maire" if mayor else None)


def test_titles_in_a_framed_column_are_units_under_the_strip_that_is_set_in_at_its_head() -> None:
    """A rounded frame a pole, its title on a strip within, directions as coloured words far apart, services behind dashes.

    Offices of the second of two boxes centred over the columns stand beside it, set otherwise: they are its own (3.27).
    """
    columns: dict[str, dict[str, tuple[str, ...]]] = {
        "Pôle Rivage": {"Service du port": (), "Service des quais": ("Cellule grues",), "Service des phares": ()},
        "Pôle Arts": {"Service du théâtre": ("Unité décors", "Unité billets"), "Service des fêtes": ()},
        "Pôle Sports": {"Service des stades": (), "Service des bassins": (), "Service des clubs": ("Cellule prêts",)},
    }
    tree_: dict[str, str | None] = {
        "Maire": None,
        "Direction générale": "Maire",
        "Presse": "Direction générale",
        "Audit": "Direction générale",
    }

    def draw(canvas: Canvas) -> None:
        def filled(title: str, x: float, y: float, wide: float, size: float, grey: float) -> None:
            canvas.setFillGray(grey)
            canvas.roundRect(x, y, wide, 28, 6, fill=1, stroke=0)
            canvas.setFillGray(float(grey < 0.5))
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawCentredString(x + wide / 2, y + 11, title)

        for number, title in enumerate(("Maire", "Direction générale")):
            filled(title, 320, 530 - 40 * number, 200, 9, 0.2)
        for number, title in enumerate(("Presse", "Audit")):
            filled(title, 40 + 130 * number, 490, 120, 7.5, 0.9)
        for number, (pole, services) in enumerate(columns.items()):
            x, y = 40 + 260 * number, 400.0
            canvas.roundRect(x, 150, 240, 300, 10)
            filled(pole, x + 10, 410, 220, 9, 0.3)
            tree_[pole] = "Direction générale"
            for service, cells in services.items():
                tree_[service] = pole
                y -= 24
                canvas.setFillColorRGB(0.2, 0.4, 0.5)
                canvas.setFont("Helvetica-Bold", 8.5)
                canvas.drawString(x + 12, y, service)
                canvas.setFont("Helvetica", 7.5)
                for cell in cells:
                    y -= 11
                    tree_[cell] = service
                    canvas.drawString(x + 18, y, f"– {cell}")

    assert tree(drawn(draw, size=SHEET)) == tree_


def test_cards_laid_over_each_other_in_steps_hang_where_the_first_of_them_does() -> None:
    """3.27: the last card of a stair, out of its pole's column, hung under the general direction or under a card before it.

    A stair whose titles go down in rank is none of brothers, nor one to whose first card alone a stroke leads.
    """
    poles: dict[str, tuple[str, ...]] = {
        "Pôle ressources": ("Finances", "Personnel", "Juridique"),
        "Pôle technique": ("Voirie", "Eaux", "Parcs", "Bâtiments", "Énergies", "Garage"),
        "Pôle culture": ("Musées", "Théâtre", "Lecture"),
    }

    def draw(canvas: Canvas) -> None:
        card(canvas, "Direction générale", 330, 500, 180, 32)
        canvas.lines([(420, 500, 420, 480), (100, 480, 620, 480)])
        for place, (pole, titles) in enumerate(poles.items()):
            x = 15 + 260 * place
            canvas.line(x + 85, 480, x + 85, 462)
            card(canvas, pole, x, 430, 170, 32)
            for row, title in enumerate(titles):
                canvas.setFillGray(1)
                canvas.rect(x + 6 + 24 * row, 382 - 30 * row, 110, 40, stroke=0, fill=1)
                canvas.setFillGray(0)
                card(canvas, title, x + 6 + 24 * row, 382 - 30 * row, 110, 40)

    found = parents(drawn(draw, size=(842.0, 595.0)))
    assert {title: found[title] for own in poles.values() for title in own} == {
        title: pole for pole, own in poles.items() for title in own
    }
    poles = {
        "Pôle ressources": (),
        "Pôle technique": ("Direction des eaux", "Service usines", "Bureau des plans"),
        "Pôle culture": (),
    }
    chart = chart_of(drawn(draw, size=(842.0, 595.0)))
    lower = [unit for unit in chart.units if unit.title in ("Service usines", "Bureau des plans")]
    assert len(lower) == 2 and max(unit.confidence_parent for unit in lower) < SURE

    def led(canvas: Canvas) -> None:
        card(canvas, "Direction générale", 330, 500, 180, 32)
        canvas.lines([(420, 500, 420, 480), (75, 480, 595, 480)])
        for place, titles in enumerate((("Éducation", "Écoles"), ("Urbanisme", "Permis"), ("Finances", "Budget"))):
            canvas.line(75 + 260 * place, 480, 75 + 260 * place, 422)
            for row, title in enumerate((*titles, f"Accueil {place}", f"Études {place}")):
                canvas.setFillGray(0.9)
                canvas.rect(15 + 260 * place + 18 * row, 388 - 22 * row, 150, 34, fill=1)
                canvas.setFillGray(0)
                canvas.drawString(20 + 260 * place + 18 * row, 412 - 22 * row, title)

    chart = chart_of(drawn(led, size=(842.0, 595.0)))
    sure = {unit.title for unit in chart.units if unit.parent and unit.confidence_parent >= SURE}
    assert sure <= {"Éducation", "Urbanisme", "Finances"}


POLES = {
    "Pôle ressources": ("Luc Petit", ("Finances : Marie Roy", "Paie : Lise Roux", "Achats : Jean Duval")),
    "Pôle technique": ("Paul Noël", ("Voirie : Hugo Blanc", "Bâtiments : Karim Benali", "Parcs : Yves Brun")),
    "Pôle population": ("Anne Morel", ("État civil : Julie Faure", "Écoles : Zoé Marin", "Sports : Inès Garnier")),
}


def test_heads_side_by_side_under_their_poles_head_no_one_another() -> None:
    """13.3: « Paul Noël » was a unit headed by « Anne Morel », level with him over a list of which each line ends with a name."""

    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(421, 540, "Direction générale des services")
        for column, (pole, (head, services)) in enumerate(POLES.items()):
            x = 30 + 265 * column
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(x, 475, pole)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(x, 462, head)
            for row, service in enumerate(services):
                canvas.setFont("Helvetica", 8)
                canvas.drawString(x + 8, 440 - 13 * row, f"• {service}")

    units = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert {pole: units.get(pole) for pole in POLES} == {pole: [head] for pole, (head, _) in POLES.items()}
    assert len(units) == 1 + 4 * len(POLES)


def test_a_title_called_after_somebody_has_the_name_level_with_it() -> None:
    """13.3: the counter-example: the column at the right is of names, and what stands left of it is no head."""
    rows = (
        ("Résidence Claire Aubert", "Luc Petit"),
        ("Médiathèque Jean Jaurès", "Paul Noël"),
        ("Service paie", "Anne Morel"),
        ("Service voirie", "Hugo Blanc"),
        ("École Jules Ferry", "Inès Garnier"),
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(40, 540, "Direction générale des services")
        for row, (title, name) in enumerate(rows):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(60, 500 - 18 * row, title)
            canvas.drawString(400, 500 - 18 * row, name)

    units = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert {title: units.get(title) for title, _ in rows} == {title: [name] for title, name in rows}
