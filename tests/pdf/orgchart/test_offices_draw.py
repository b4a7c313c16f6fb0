"""How administrations and universities draw their charts: lines of command, combs, cards of two boxes, legends in a frame."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from monitor.pdf.orgchart.vocabulary import is_vacant
from tests.pdf.orgchart.test_drawn_ways import box, parents
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

SHEET = (700.0, 460.0)
SERVICES = ("Scolarité", "Vie étudiante", "Bibliothèque", "Immobilier")


def people_of(chart: OrgChart) -> dict[str, list[str]]:
    return {unit.title: [person.name for person in unit.people] for unit in chart.units}


def row(canvas: Canvas, titles: tuple[str, ...], y: float, trunk: float, top: float) -> None:
    """Boxes under a bus that a trunk leads to."""
    xs = [20 + number * 170 for number in range(len(titles))]
    canvas.lines([(trunk, top, trunk, y + 50), (xs[0] + 70, y + 50, xs[-1] + 70, y + 50)])
    for x, title in zip(xs, titles, strict=True):
        box(canvas, title, x, y)
        canvas.line(x + 70, y + 30, x + 70, y + 50)


def test_a_line_of_command_is_no_string_of_brothers() -> None:
    """Of boxes alike under each other each heads the next where the last heads a row and nothing stands beside (13.2)."""
    command = ("Recteur", "Secrétaire général", "Vice-recteur", "Chef du département")

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(command):
            box(canvas, title, 280, 420 - 45 * number)
            if number:
                canvas.line(350, 450 - 45 * number, 350, 465 - 45 * number)
        row(canvas, SERVICES, 150, 350, 285)

    read = parents(drawn(draw, size=SHEET))
    assert [read[title] for title in command] == [None, *command[:-1]]
    assert {read[title] for title in SERVICES} == {command[-1]}


def test_strings_of_brothers_side_by_side_stay_brothers() -> None:
    """Services strung under each of two directions hang under these, though a row follows the last of one (13.2)."""

    def draw(canvas: Canvas) -> None:
        box(canvas, "Direction générale", 280, 420)
        for x, head, rest in (
            (80, "Direction ressources", ("Service paie", "Service achats")),
            (480, "Direction technique", ("Service voirie", "Service eaux")),
        ):
            canvas.lines([(350, 420, 350, 405), (x + 70, 405, 350, 405), (x + 70, 405, x + 70, 390)])
            for number, title in enumerate((head, *rest)):
                box(canvas, title, x, 360 - 45 * number)
                if number:
                    canvas.line(x + 70, 390 - 45 * number, x + 70, 405 - 45 * number)

    read = parents(drawn(draw, size=SHEET))
    assert (read["Service paie"], read["Service achats"]) == ("Direction ressources", "Direction ressources")
    assert (read["Service voirie"], read["Service eaux"]) == ("Direction technique", "Direction technique")


def test_boxes_strung_aside_hang_outwards_from_the_head() -> None:
    """« Juridique – Syndic – Conseil – Adjoints »: from the council, which a trunk leads down from (13.2)."""

    def draw(canvas: Canvas) -> None:
        for x, title in ((10, "Affaires juridiques"), (180, "Syndic"), (350, "Conseil municipal"), (520, "Adjoints")):
            box(canvas, title, x, 400)
        for x in (150, 320, 490):
            canvas.line(x, 415, x + 30, 415)
        row(canvas, SERVICES, 200, 420, 400)

    read = parents(drawn(draw, size=SHEET))
    assert (read["Syndic"], read["Adjoints"], read["Affaires juridiques"]) == ("Conseil municipal", "Conseil municipal", "Syndic")


def test_a_comb_under_its_title_is_no_bracket_of_the_title_beside() -> None:
    """A bracket of two arms shows at a title far to its left as well: its own stands over it (13.1)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(320, 440, "Gouverneur")
        canvas.lines([(350, 430, 350, 410), (90, 410, 590, 410)])
        for x, pole, entries, low in (
            (60, "Pôle médiathèques", ("Marchés", "Éducation", "Jeunesse"), 330),
            (310, "Direction déchets", ("Insertion", "Accueil"), 350),
            (560, "Pôle santé", ("Magasin", "Numérique"), 326),
        ):
            canvas.setFont("Helvetica", 9)
            canvas.line(x + 30, 410, x + 30, low + 35)
            canvas.drawString(x, low + 20, pole)
            canvas.setFont("Helvetica", 7.5)
            for number, entry in enumerate(entries):
                y = low - 16 * number
                canvas.line(x - 10, y + 2, x - 1, y + 2)
                canvas.drawString(x + 7, y, entry)
            canvas.line(x - 10, low + 2, x - 10, low + 2 - 16 * (len(entries) - 1))

    read = parents(drawn(draw, size=SHEET))
    assert (read["Insertion"], read["Accueil"]) == ("Direction déchets", "Direction déchets")
    assert (read["Magasin"], read["Numérique"]) == ("Pôle santé", "Pôle santé")


def test_what_is_set_in_under_a_title_is_its_own_though_others_stand_elsewhere() -> None:
    """Referate set in under an Unterabteilung hang there, though elsewhere such stand right under the Abteilung (13.2)."""

    def draw(canvas: Canvas) -> None:
        box(canvas, "Staatssekretärin", 280, 420)
        canvas.lines([(350, 420, 350, 405), (90, 405, 630, 405)])
        for number, x in enumerate((20, 200, 380, 560)):
            canvas.line(x + 65, 405, x + 65, 390)
            canvas.setFillColor(HexColor("#bdd7ee"))
            box(canvas, f"Abteilung {number + 1}", x, 360, width=130, fill=1)
            y, within = 325.0, number == 1
            for place in range(6):
                if within and place in (0, 3):
                    canvas.setFillColor(HexColor("#ddebf7"))
                    box(canvas, f"Unterabteilung 2 {'AB'[place > 0]}", x, y, width=130, fill=1)
                else:
                    canvas.rect(x + 10 * within, y, 130 - 10 * within, 30)
                    canvas.setFillGray(0)
                    canvas.setFont("Helvetica", 7)
                    canvas.drawString(x + 20, y + 15, f"Referat {number + 1} {place + 1}")
                y -= 35

    read = parents(drawn(draw, size=SHEET))
    assert [read[f"Referat 2 {n}"] for n in (2, 3, 5, 6)] == 2 * ["Unterabteilung 2 A"] + 2 * ["Unterabteilung 2 B"]
    assert read["Unterabteilung 2 B"] == "Abteilung 2"
    assert read["Referat 3 4"] == "Abteilung 3"


def cards(canvas: Canvas, lists: Mapping[str, tuple[str, ...]]) -> None:
    """Titles in filled boxes in a row, each with a plain list glued under it."""
    box(canvas, "Direction générale", 280, 420)
    canvas.lines([(350, 420, 350, 405), (90, 405, 90 + 170 * (len(lists) - 1), 405)])
    for number, (title, entries) in enumerate(lists.items()):
        x = 20.0 + 170 * number
        canvas.line(x + 70, 405, x + 70, 390)
        canvas.setFillColor(HexColor("#dce6f2"))
        box(canvas, title, x, 360, fill=1)
        canvas.rect(x, 352 - 13 * len(entries), 140, 8 + 13 * len(entries))
        canvas.setFont("Helvetica", 8)
        for place, entry in enumerate(entries):
            canvas.drawString(x + 8, 348 - 13 * place, entry)


def test_plain_lines_in_a_box_glued_under_a_title_are_its_services() -> None:
    """No bullet tells them apart, but that each line ends where the next word had room (13.3)."""
    lists = {
        "Direction doctorat": ("Service voirie", "Urbanisme", "Piscines"),
        "Direction sécurité": ("Lecture publique", "Service des assemblées et des", "affaires juridiques", "Entretien"),
        "Direction seniors": ("État civil", "Scolarité"),
    }
    read = parents(drawn(lambda canvas: cards(canvas, lists), size=SHEET))
    assert {read[title] for title in ("Service voirie", "Urbanisme", "Piscines")} == {"Direction doctorat"}
    assert read["Service des assemblées et des affaires juridiques"] == read["Entretien"] == "Direction sécurité"
    assert read["Scolarité"] == "Direction seniors"


def test_titles_broken_over_lines_in_glued_boxes_are_no_lists() -> None:
    """A title that goes on in the next line, with a small letter or for want of room, is one (13.3)."""
    lists = {
        "Direction doctorat": ("Service de la scolarité", "et de la vie étudiante"),
        "Direction sécurité": ("Conservatoire municipal Hector", "Berlioz de Saint-Aubin"),
        "Direction seniors": ("Résidence autonomie pour les", "seniors"),
    }
    read = parents(drawn(lambda canvas: cards(canvas, lists), size=SHEET))
    assert len(read) == 7
    assert read["Conservatoire municipal Hector Berlioz de Saint-Aubin"] == "Direction sécurité"


def test_a_teams_names_glued_under_its_head_are_its_people() -> None:
    """A box of names under a title that names its head already is no unit, « PR » even less (13.3)."""
    team = ("Claire Aubert (PR)", "Bruno Lemaître", "Karim Benhamou")

    def draw(canvas: Canvas) -> None:
        box(canvas, "Direction", 280, 420, "Anne-Sophie Roche")
        canvas.lines([(350, 420, 350, 405), (90, 405, 430, 405)])
        for x, title in ((20, "Équipe Interfaces"), (190, "Équipe Optique"), (360, "Équipe Matière")):
            canvas.line(x + 70, 405, x + 70, 388)
            box(canvas, title, x, 358, "Odile Perrin")
            canvas.rect(x, 300, 140, 58)
            canvas.setFont("Helvetica", 8)
            for place, name in enumerate(team):
                canvas.drawString(x + 16, 344 - 12 * place, name)

    chart = chart_of(drawn(draw, size=SHEET))
    assert {unit.title for unit in chart.units} == {"Direction", "Équipe Interfaces", "Équipe Optique", "Équipe Matière"}
    assert people_of(chart)["Équipe Optique"] == ["Odile Perrin", "Claire Aubert", "Bruno Lemaître", "Karim Benhamou"]


def test_recruiting_is_a_service_and_no_vacant_post() -> None:
    """« Recrutement » heads nothing vacant: only « recrutement en cours » says so (13.3)."""

    def draw(canvas: Canvas) -> None:
        box(canvas, "Ressources humaines", 280, 420)
        row(canvas, ("Recrutement", "Édition", "Paie"), 300, 350, 420)

    chart = chart_of(drawn(draw, size=SHEET))
    assert {unit.title for unit in chart.units} == {"Ressources humaines", "Recrutement", "Édition", "Paie"}
    assert not any(person.vacant for unit in chart.units for person in unit.people)
    assert is_vacant("Recrutement en cours") and is_vacant("(en cours de recrutement)") and not is_vacant("Recrutement")


def legend(canvas: Canvas, colours: tuple[str | None, ...]) -> None:
    canvas.rect(500, 60, 190, 90)
    for place, (words, colour) in enumerate(
        zip(("Conseil municipal", "Bureau du maire", "Directions", "Organismes associés"), colours, strict=True)
    ):
        if colour:
            canvas.setFillColor(HexColor(colour))
            canvas.rect(508, 128 - 18 * place, 8, 8, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 7)
        canvas.drawString(524, 130 - 18 * place, words)


def test_an_entry_of_a_framed_legend_without_its_sample_is_no_unit() -> None:
    """Where most lines of a frame explain samples, so does one set like them (13.1)."""

    def draw(canvas: Canvas) -> None:
        box(canvas, "Maire", 280, 420)
        row(canvas, SERVICES, 300, 350, 420)
        legend(canvas, (None, "#e6b8b7", "#ffffff", "#c6e0b4"))

    assert set(parents(drawn(draw, size=SHEET))) == {"Maire", *SERVICES}


def test_an_unseen_frame_over_a_chart_holds_the_sheets_title() -> None:
    """A text frame of an office program, the years of a mandate in it, is no unit that heads the highest boxes (13.1)."""

    def draw(canvas: Canvas) -> None:
        canvas.setStrokeGray(1)
        canvas.rect(150, 405, 400, 50)
        canvas.setStrokeGray(0)
        canvas.setFont("Helvetica-Bold", 8)
        for place, line in enumerate(("SYNDICAT DES EAUX DE LA LÈZE", "SAINT-AUBIN", "2020-2026")):
            canvas.drawCentredString(350, 440 - 12 * place, line)
        box(canvas, "Président", 280, 370)
        row(canvas, SERVICES, 250, 350, 370)

    chart = chart_of(drawn(draw, size=SHEET))
    assert {unit.title for unit in chart.units} == {"Président", *SERVICES}
    assert chart.title == "SYNDICAT DES EAUX DE LA LÈZE SAINT-AUBIN" and chart.date == "2020-2026"


def test_entries_of_a_comb_hang_under_the_title_over_it() -> None:
    """Words that a comb joins have one head, which no stroke reaches: the title over its top, not larger letters above (13.1)."""
    poles = {"Pôle administration": ("Système", "Réseaux", "Outils"), "Pôle sécurité": ("Veille", "Audit")}

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawCentredString(300, 430, "Infrastructure et réseaux")
        canvas.lines([(300, 425, 300, 410), (240, 410, 420, 410), (240, 410, 240, 395), (420, 410, 420, 395)])
        for x, (pole, entries) in zip((200, 380), poles.items(), strict=True):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(x, 384, pole)
            for place, entry in enumerate(entries):
                y = 350 - 18 * place
                canvas.line(x + 6, y + 3, x + 14, y + 3)
                canvas.drawString(x + 24, y, entry)
            canvas.line(x + 6, 353, x + 6, 353 - 18 * (len(entries) - 1))

    read = parents(drawn(draw, size=SHEET))
    assert {entry: read[entry] for entries in poles.values() for entry in entries} == {
        entry: pole for pole, entries in poles.items() for entry in entries
    }


def test_a_trunk_that_stops_just_short_of_its_bus_leads_to_it() -> None:
    """Two strokes drawn by hand may leave two points between them (13.1)."""

    def draw(canvas: Canvas) -> None:
        for x, title in ((90, "Direction technique"), (450, "Direction culture")):
            box(canvas, title, x, 400)
            canvas.line(x + 70, 400, x + 70, 363)
            canvas.line(x - 10, 360, x + 150, 360)
            for aside, kind in ((-80, "Service"), (80, "Régie")):
                box(canvas, f"{kind} {title.split()[1]}", x + aside, 310)
                canvas.line(x + 70 + aside, 340, x + 70 + aside, 360)

    read = parents(drawn(draw, size=SHEET))
    assert read["Service technique"] == read["Régie technique"] == "Direction technique"
    assert read["Service culture"] == read["Régie culture"] == "Direction culture"


def test_a_stroke_from_above_that_reaches_all_its_boxes_makes_none_the_head() -> None:
    """What it meets from above, and at the side further down, are brothers, whose head meets it somewhere else (13.2)."""

    def draw(canvas: Canvas) -> None:
        box(canvas, "Directeur général", 280, 420)
        canvas.lines([(350, 420, 350, 400), (90, 400, 350, 400), (90, 400, 90, 380)])
        box(canvas, "Chef des études", 20, 350)
        box(canvas, "Responsable audit", 480, 350)
        for y in (250, 200, 150):
            box(canvas, f"Secrétaire {y}", 460, y)
            canvas.line(440, y + 15, 460, y + 15)
        canvas.lines([(550, 380, 550, 395), (440, 395, 550, 395), (440, 395, 440, 165)])

    chart = chart_of(drawn(draw, size=SHEET))
    read = {unit.title: unit for unit in chart.units}
    titles = {unit.id: unit.title for unit in chart.units}
    for y in (200, 150):
        unit = read[f"Secrétaire {y}"]
        assert titles.get(unit.parent or "") != "Secrétaire 250" or unit.confidence < 0.9


def test_cells_of_other_heights_in_columns_under_one_title_are_not_certain() -> None:
    """The first cell of each column may head those under it: only the words tell, and these are asked of a person (3.27)."""
    columns = (("Accompagnement individuel", 40, 60), ("Accompagnement collectif", 70, 45))

    def draw(canvas: Canvas) -> None:
        box(canvas, "Direction", 280, 420)
        box(canvas, "Service accompagnement", 200, 330, width=300)
        canvas.line(350, 420, 350, 360)
        for x, (first, *heights) in zip((200, 350), columns, strict=True):
            low = 330
            for place, height in enumerate((36, *heights)):
                low -= height
                canvas.rect(x, low, 150, height)
                canvas.setFont("Helvetica", 8)
                canvas.drawString(x + 16, low + height / 2, first if not place else f"Groupe {x + place}")

    chart = chart_of(drawn(draw, size=SHEET))
    assert all(unit.confidence < 0.9 for unit in chart.units if unit.title.startswith("Groupe"))
    assert any(unit.confidence >= 0.9 for unit in chart.units)
