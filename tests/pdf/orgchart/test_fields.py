"""Fields of a card or of cells under a band: the word for one is no unit, and what it holds is no title (13.1, 13.3)."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.units.records import folded_fields, without_field_names
from tests.pdf.orgchart.charts import rows_read
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

FIELDS = ("Services", "Responsable", "Grade", "Téléphone")
HELD = {
    "Direction des finances": ("Paie, Budget", "Anne ROY", "Attachée principale", "03 80 12 34 56"),
    "Direction de la culture": ("Musées, Archives", "Inès CARON", "Conservatrice", "03 80 12 34 57"),
}


def test_cells_of_fields_are_of_the_band_over_them() -> None:
    """13.1: « Grade » and « Téléphone » were units for certain, and « Responsable » one that Anne ROY heads."""

    def draw(canvas: Canvas) -> None:
        for number, (title, held) in enumerate(HELD.items()):
            y = 500 - 140 * number
            canvas.rect(40, y, 400, 18)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(46, y + 5, title)
            canvas.setFont("Helvetica", 9)
            for place, (field, value) in enumerate(zip(FIELDS, held, strict=True), 1):
                for x, width, text in ((40, 120, field), (160, 280, value)):
                    canvas.rect(x, y - 16 * place, width, 16)
                    canvas.drawString(x + 6, y - 16 * place + 4, text)

    told = {title: (parent, names) for title, parent, names in rows_read(chart_of(drawn(draw, size=(500, 600))))}
    assert {title: names for title, (_, names) in told.items() if names} == {title: (held[1],) for title, held in HELD.items()}
    listed = {part: title for title, held in HELD.items() for part in held[0].split(", ")}
    assert {title: parent for title, (parent, names) in told.items() if not names} == listed


def test_cells_of_services_in_two_columns_are_no_fields() -> None:
    """13.1: « Emploi » beside « Insertion » was lost with it."""
    bands = {
        "Direction des finances": {"Emploi": "Insertion", "Localisation": "Cartographie"},
        "Direction technique": {"Bâtiment": "Voirie", "Téléphone": "Réseaux"},
    }

    def draw(canvas: Canvas) -> None:
        for number, (band, services) in enumerate(bands.items()):
            y = 500 - 140 * number
            canvas.rect(40, y, 400, 18)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(46, y + 5, band)
            canvas.setFont("Helvetica", 9)
            for place, row in enumerate(services.items(), 1):
                for x, text in zip((40, 240), row, strict=True):
                    canvas.rect(x, y - 16 * place, 200, 16)
                    canvas.drawString(x + 6, y - 16 * place + 4, text)

    told = {title for title, _, _ in rows_read(chart_of(drawn(draw, size=(500, 600))))}
    assert told == {*bands, *(title for services in bands.values() for row in services.items() for title in row)}


def line(text: str, x: float, base: float, grey: int = 0) -> Line:
    box = Box(x, base - 9, x + 5 * len(text), base)
    return Line(text, box, base, 9, bold=False, italic=False, angle=0, colour=(grey, grey, grey), order=0)


def test_fields_on_one_card_are_no_titles_and_a_title_beside_a_word_for_one_stays() -> None:
    """13.1, 13.3: « Téléphone » was a unit; « Responsable » and one telephone show no fields, nor do words in two columns."""
    title, address = line("Service de la paie", 10, 10), line("21000 Valmont", 90, 55)
    words = {"Responsable": "Anne ROY", "Grade": "Principale", "Adresse": "3 rue de la Paix"}
    card = [
        title,
        *(line(text, x, 25 + 10 * n) for n, row in enumerate(words.items()) for x, text in zip((10, 90), row, strict=True)),
        address,
    ]
    assert [o.text for o in folded_fields(card)] == [title.text, "Responsable : Anne ROY", "3 rue de la Paix", address.text]
    for kept in (
        card[:3],
        [title, line("Directeur", 10, 25), line("Anne ROY", 90, 25), line("Adjointe", 10, 35), line("Eva LANG", 90, 35)],
    ):
        assert folded_fields(kept) == kept
    moved = [*card[:3], line("Grade", 40, 35), line("Attachée", 120, 35)]
    assert folded_fields(moved) == moved


def test_each_field_holds_its_own_lines_beside_its_word_or_below_it() -> None:
    """13.1, 13.3: the services of a card were lost with its hours, « Services » and « Telefon » were units."""
    beside = {
        "Directeur": ["Anne ROY"],
        "général": [],
        "Téléphone": ["03 80 12 34 56"],
        "Besuche": ["9 h – 12 h"],
        "Services": ["Service des marchés et", "achats", "Service juridique"],
        "Équipements": ["Piscine Nord"],
    }
    base, card = 10, [line("Direction générale", 10, 0)]
    for word, held in beside.items():
        card += [line(word, 10, base, 128), *(line(text, 90, base + 10 * n) for n, text in enumerate(held))]
        base += 10 * max(1, len(held))
    read = ["Directeur général : Anne ROY", "03 80 12 34 56", "9 h – 12 h", "• Service des marchés et", "achats"]
    unknown = ["Équipements", "Piscine Nord"]  # may be units
    assert [o.text for o in folded_fields(card)] == [card[0].text, *read, "• Service juridique", *unknown]
    fields = {("Leitung", 10): "Petra Lindner", ("Telefon", 110): "0711 1234", ("Hours", 10): "9–12", ("Teams", 110): "Pflege"}
    title = line("Amt für Soziales", 10, 0)
    rows = [
        [line(word, x, 15 + 25 * (n // 2), 128), line(held, x, 25 + 25 * (n // 2))]
        for n, ((word, x), held) in enumerate(fields.items())
    ]
    read = ["Leitung : Petra Lindner", "0711 1234", "9–12", "• Pflege"]
    assert [o.text for o in folded_fields([title, *(part for row in rows for part in row)])] == [title.text, *read]


def test_a_word_for_a_field_beside_a_name_is_a_service_and_who_heads_it() -> None:
    """13.1, 13.3: services called « Bâtiment » and « Emploi » were gone with those beside; who is in no list was in the title."""

    def rows(held: dict[str, str]) -> list[Line]:
        placed = [line(text, x, 25 + 10 * n) for n, row in enumerate(held.items()) for x, text in zip((10, 90), row, strict=True)]
        return [line("Direction technique", 10, 10), *placed]

    services = rows({"Bâtiment": "Mme Anne ROY", "Emploi": "Mme Inès CARON", "Logement": "M. Jean FAURE"})
    assert folded_fields(services) == services
    columns = rows({"Personnel": "Formation", "Missions": "Achats", "Bureau": "Courrier"})  # services in two columns
    assert folded_fields(columns) == columns
    read = folded_fields(rows({"Responsable": "Xhevahire Dukagjini", "Grade": "Attachée", "Téléphone": "03 80 12 34 56"}))
    assert [o.text for o in read[1:]] == ["Responsable : Xhevahire Dukagjini", "Attachée", "03 80 12 34 56"]


def test_a_fields_name_left_of_the_first_service_is_no_part_of_its_title() -> None:
    """3.27: « Services Service études » was a title, for certain."""
    title, first = line("Direction du numérique", 10, 20), line("Service études", 80, 40)
    for word in ("Services", "Services :", "Unités", "Abteilungen"):
        field = line(word, 10, 40)
        assert without_field_names([title, field, first]) == [title, first]
        for other in (line("Service études", 80, 52), line("Mme Anne Roy", 80, 40), line("Bureaux", 80, 40)):
            assert without_field_names([title, field, other]) == [title, field, other]
