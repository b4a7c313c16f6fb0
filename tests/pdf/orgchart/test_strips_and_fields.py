"""Cards of two parts, a coloured strip with the title and a field with who heads it and what is under it (3.27, 13.3)."""

from __future__ import annotations

from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.lines import attached
from tests.pdf.orgchart.charts import Row, rows_read
from tests.pdf.orgchart.test_tables_of_units import chart_of
from tests.pdf.pdfs import drawn

TOP = "Direction générale des services"
CARDS = {
    "Direction des finances": ("Mme Karine MICHEL", ("Budget", "Fiscalité")),
    "Direction du numérique": ("Poste vacant", ("Support", "Réseaux", "Données")),
    "Direction des sports": ("M. Paul ROUX", ("Piscine",)),
    "Direction de l’eau": ("Mme Inès PETIT", ()),
    "Direction des arts": ("M. Luc MOREL", ("Musées", "Danse")),
}
HELD = {title: "" if name == "Poste vacant" else name for title, (name, _) in CARDS.items()}
ROWS: list[Row] = [(TOP, None, ("M. Jean ROY",)), *((title, TOP, (name,)) for title, name in HELD.items())]
ROWS += [(service, title, ()) for title, (_, services) in CARDS.items() for service in services]


def cards(side: str, mark: str, outline: bool, bold: bool, canvas: Canvas, *, black: bool = False) -> None:
    """Two rows of cards, the strip on a *side* of the field; *outline*: of the field, in its colour, or of both in black."""
    canvas.rect(300, 440, 260, 34)
    for text, y in ((TOP, 460), ("M. Jean ROY", 446)):
        canvas.drawString(310, y, text)
    for place, (title, (name, services)) in enumerate(CARDS.items()):
        x, y = 40 + 270 * (place % 3), 360 - 150 * (place // 3)
        strip = {"over": (x, y, 240, 22), "left": (x, y - 44, 110, 44), "foot": (x, y - 66, 240, 22)}[side]
        left, width = (x + 110, 130) if side == "left" else (x, 240)
        canvas.setFillColorRGB(0.2, 0.4, 0.6)
        canvas.setStrokeColorRGB(0.2, 0.4, 0.6)
        if black:
            canvas.setStrokeGray(0)
        canvas.rect(*strip, stroke=black, fill=1)
        canvas.setFillGray(1 if outline else 0.95)
        canvas.rect(left, y - 44, width, 44, stroke=outline, fill=1)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 9)
        for row, text in enumerate([title] if side != "left" else [title.rsplit(" ", 1)[0], title.rsplit(" ", 1)[1]]):
            canvas.drawString(strip[0] + 5, strip[1] + strip[3] - 14 - 11 * row, text)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
        canvas.drawString(left + 5, y - 14, name)
        canvas.setFont("Helvetica", 8 if bold else 9)
        canvas.drawString(left + 5, y - 27, mark.join(services))


def test_a_field_begins_with_who_heads_the_strip_that_it_touches_and_lists_what_is_under_it() -> None:
    """3.27, 13.3: strip and field are one card, on whichever side the strip is; two services in a running line are two."""
    for side in ("over", "left", "foot"):
        for mark, outline, bold in ((" • ", True, False), (" | ", side == "foot", True), (" · ", True, True)):
            found = rows_read(chart_of(drawn(partial(cards, side, mark, outline, bold), size=(860, 500))))
            assert found == sorted(ROWS, key=lambda row: (row[0], row[1] or "")), (side, mark)
        chart = chart_of(drawn(partial(cards, side, " • ", True, False, black=True), size=(860, 500)))
        assert rows_read(chart) == sorted(ROWS, key=lambda row: (row[0], row[1] or "")), side


def test_boxes_that_begin_with_names_are_units_of_their_own_where_several_hang_under_a_strip() -> None:
    """3.27, 13.3: the first of them names its own head, and not that of the pole over it."""
    names = iter(("M. Paul ROUX", "Mme Inès PETIT", "M. Luc MOREL", "Mme Rosa PRAT"))
    expected: list[Row] = []

    def draw(canvas: Canvas) -> None:
        for place, (pole, titles) in enumerate({"Pôle culture": ("Musées", "Danse"), "Pôle technique": ("Voirie", "Eau")}.items()):
            x = 40 + 300 * place
            expected.append((pole, None, ()))
            canvas.setFillColorRGB(0.2, 0.4, 0.6)
            canvas.setStrokeColorRGB(0.2, 0.4, 0.6)
            canvas.rect(x, 300, 240, 24, stroke=0, fill=1)
            canvas.setFillGray(1)
            canvas.drawString(x + 5, 307, pole)
            for row, title in enumerate(titles):
                canvas.setFillGray(0)
                canvas.rect(x, 264 - 36 * row, 240, 36)
                canvas.setFont("Helvetica-Bold", 9)
                canvas.drawString(x + 5, 286 - 36 * row, name := next(names))
                canvas.setFont("Helvetica", 9)
                canvas.drawString(x + 5, 272 - 36 * row, f"Service {title}")
                expected.append((f"Service {title}", pole, (name,)))

    found = rows_read(chart_of(drawn(draw, size=(860, 500))))
    assert [(title, people) for title, _, people in found] == sorted((title, people) for title, _, people in expected)


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Accueil enfants-", "parents", "Accueil enfants-parents"),
        ("Eaux-", "vannes", "Eaux-vannes"),
        ("Ser-", "vice", "Service"),
        ("Trans-", "ports", "Transports"),
        ("Arbeits-", "schutz", "Arbeitsschutz"),
    ],
)
def test_a_words_own_hyphen_stays_where_a_line_ends(before: str, after: str, whole: str) -> None:
    """13.1: no syllable within a word ends as « enfants » does."""
    assert attached(before, after) == whole
