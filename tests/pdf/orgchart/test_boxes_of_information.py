"""When and how to come, write or call, in a box of its own beside the chart, is no unit (3.27)."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.orgchart.words.wording import is_contact, is_information
from tests.pdf.orgchart.test_tables_of_units import chart_of, tree
from tests.pdf.pdfs import drawn

INFORMATION = (
    ("Standard : 02 51 12 34 56", "Accueil du lundi au vendredi,", "de 8 h 30 à 12 h 30 et de 13 h 30 à 17 h 30"),
    ("Horaires d’ouverture", "Du lundi au vendredi : 9 h – 17 h"),
    ("Accès : Métro Duroc, bus 28, 39",),
    ("Accès", "Métro : Duroc, bus 28, 39"),
    ("Adresse", "12 rue de Sèvres, 75007 Paris"),
    ("Openingstijden", "maandag t/m vrijdag 9.00 – 17.00 uur"),
    ("Bezoekadres", "Stadhuisplein 1"),
    ("Öffnungszeiten", "Mo–Fr 8–12 Uhr"),
    ("Opening hours", "Monday to Friday, 9am to 5pm"),
)
UNITS = (
    "Accueil", "Accueil / 02 51 12 34 56", "Standard / 01 40 00 00 00", "Accès aux droits", "Métro et tramway",
    "Openbare werken FR", "Open Data FR", "Fr. Meier, 8–12 Uhr", "Équipe du lundi au mercredi", "Bus 12", "Métro 4",
    "Lignes de bus 5 à 7", "Bus scolaires", "Contact", "Service des permanences", "Direction des lignes 2 et 3",
    "Mairie de quartier 5 à 7",
)  # fmt: skip


def test_hours_addresses_and_ways_to_come_are_told_from_units() -> None:
    assert [lines for lines in INFORMATION if not is_information(lines)] == []
    assert [text for text in UNITS if is_information(text.split(" / "))] == []


def test_a_box_of_information_is_no_unit() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(300, 500, 200, 30)
        canvas.drawCentredString(400, 512, "Direction générale")
        for number, title in enumerate(("Finances", "Voirie", "Sports")):
            x = 60 + 250 * number
            canvas.lines([(400, 500, 400, 480), (x + 90, 480, 400, 480), (x + 90, 480, x + 90, 460)])
            canvas.rect(x, 430, 180, 30)
            canvas.drawCentredString(x + 90, 442, title)
        for number, lines in enumerate(INFORMATION[:4:2]):
            canvas.rect(40 + 260 * number, 40, 230, 56)
            for row, text in enumerate(lines):
                canvas.drawString(46 + 260 * number, 80 - 13 * row, text)

    titles = dict.fromkeys(("Finances", "Voirie", "Sports"), "Direction générale")
    assert tree(chart_of(drawn(draw, size=(842, 595)))) == {"Direction générale": None, **titles}


def test_days_below_a_title_are_no_part_of_it() -> None:
    """3.27: « Accueil », « Du lundi au vendredi » was one title, and other days a unit renamed; a team is called so."""
    said = ("Du lundi au vendredi", "du mardi au samedi", "Lundi et jeudi", "Ouvert : du lundi au vendredi", "Montag bis Freitag")
    assert all(map(is_contact, said)) and not any(
        map(is_contact, ("Équipe du lundi au mercredi", "Marché du samedi", "Lundi vert"))
    )
