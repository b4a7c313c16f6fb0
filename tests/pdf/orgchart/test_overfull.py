"""Boxes too low for their words: these stand out above and below, evenly led about the middle of the box (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_rosters import SHEET, chart_of, people
from tests.pdf.pdfs import drawn

Lines = Sequence[str]  # « ~ » begins a line that is not bold
Low = tuple[int, Lines]  # how many lines stand above the box, and all lines

_LEAD = 9.6


def slide(boxes: Sequence[Low], *, height: float = 22.0, inside: int = 2) -> bytes:
    """A head over boxes of one *height* in a row, with *inside* lines in each in its middle, the others above and below."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 8)
        canvas.rect(240, 430, 140, 24)
        canvas.drawCentredString(310, 439, "Direction générale")
        canvas.line(310, 430, 310, 410)
        canvas.line(110, 410, 110 + 200 * (len(boxes) - 1), 410)
        for place, (above, lines) in enumerate(boxes):
            x, first = 110 + 200 * place, 330 + (inside - 1) / 2 * _LEAD - 2.4
            canvas.line(x, 410, x, 330 + height / 2)
            canvas.rect(x - 65, 330 - height / 2, 130, height)
            for row, text in enumerate(lines):
                canvas.setFont("Helvetica" if text[0] == "~" else "Helvetica-Bold", 8)
                canvas.drawCentredString(x, first - _LEAD * (row - above), text.strip("~"))

    return drawn(draw, size=SHEET)


def test_words_above_and_below_a_box_that_go_on_with_those_in_its_middle_are_of_it() -> None:
    low: Sequence[Low] = (
        (1, ("Direction de l’autonomie des", "personnes âgées et des", "personnes handicapées", "~Poste vacant")),
        (0, ("Voirie", "~Mme Eva Nash")),
        (1, ("Service de la restauration", "scolaire et des agents", "des collèges", "~M. Tom Albe")),
    )
    assert people(slide(low)) == {
        "Direction générale": [],
        "Direction de l’autonomie des personnes âgées et des personnes handicapées": [("", None)],
        "Voirie": [("Mme Eva Nash", None)],
        "Service de la restauration scolaire et des agents des collèges": [("M. Tom Albe", None)],
    }


def test_captions_above_boxes_and_what_hangs_below_them_are_no_more_words_of_theirs() -> None:
    """A caption in another look, one that is whole, one over a box whose words are in its middle without it; a list below."""
    titles, names = ("Finances", "Voirie", "Sports"), ("~M. Luc Blin", "~Mme Eva Nash", "~M. Tom Albe")
    table: tuple[tuple[str, Sequence[Low]], ...] = (
        ("look", [(1, ("~Rattaché à", title, f"{name},", "~directeur")) for title, name in zip(titles, names, strict=True)]),
        ("whole", [(1, ("Site nord", title, name, "~Bâtiment A")) for title, name in zip(titles, names, strict=True)]),
        ("not in the middle", [(1, ("Pôle de la", title, name)) for title, name in zip(titles, names, strict=True)]),
        ("list", [(0, (title, name, "~Paie", "~Achats")) for title, name in zip(titles, names, strict=True)]),
    )
    for what, boxes in table:
        assert set(people(slide(boxes))) == {"Direction générale", *titles}, what
    captions = ("Services à la population", "Aménagement du territoire", "Ressources et moyens des services")
    low = [(1, (caption, title, name)) for caption, title, name in zip(captions, titles, names, strict=True)]
    assert {*titles} <= set(people(slide(low, height=14, inside=1)))


def test_a_title_that_goes_on_with_a_capital_over_the_edge_is_in_doubt() -> None:
    """Titles in capitals, in Title Case: one title each, which nothing but the room behind the first line shows."""
    titles = (
        ("DIRECTION DES MOYENS", "GÉNÉRAUX"),
        ("Direction des Affaires", "Juridiques"),
        ("Service des Relations", "Internationales"),
    )
    chart = chart_of(slide([(1, (*lines, "~Mme Eva Nash")) for lines in titles], height=14, inside=1))
    assert {unit.title: unit.confidence_title >= SURE for unit in chart.units} == {
        "Direction générale": True,
        **{" ".join(lines): False for lines in titles},
    }
