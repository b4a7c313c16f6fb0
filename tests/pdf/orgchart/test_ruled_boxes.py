"""One frame in which rules from side to side part units: each row is one, with who is named in it."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

ROWS = (
    (("Paie et", "carrières"), "Mme Odile Serre"),
    (("Formation",), None),
    (("Santé au travail",), "M. Yann Prat"),
    (("Archives et", "courrier"), None),
)


def _frames(canvas: Canvas, *, beside: bool, inset: float) -> None:
    """Two frames under a box; *beside*: names at the right of titles; *inset*: how far before its sides rules end."""
    canvas.setFont("Helvetica", 8)
    canvas.rect(200, 700, 150, 34)
    canvas.drawString(206, 720, "Direction générale")
    canvas.drawString(206, 708, "M. Ronan Le Goff")
    for x, head, name in ((60, "Direction du personnel", "Mme Inès Caron"), (320, "Direction du port", "M. Karim Haddad")):
        canvas.lines([(275, 700, 275, 680), (275, 680, x + 90, 680), (x + 90, 680, x + 90, 660)])
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(x + 6, 648, head)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(x + 6, 636, name)
        y = 630.0
        for titles, who in ROWS:
            canvas.setLineWidth(0.3)
            canvas.line(x + inset, y, x + 180 - inset, y)
            for row, text in enumerate(titles):
                canvas.drawString(x + 6, y - 11 - 10 * row, text if head.endswith("personnel") else f"Port, {text.lower()}")
            last = y - 11 - 10 * len(titles)
            if who and beside:
                canvas.drawRightString(x + 174, y - 11, who)
            elif who:
                canvas.drawString(x + 6, last, who)
                last -= 10
            y = last + 4
        canvas.rect(x, y, 180, 660 - y)


@pytest.mark.parametrize("inset", [0, 3])
@pytest.mark.parametrize("beside", [False, True])
def test_rules_from_side_to_side_part_the_units_of_a_frame(beside: bool, inset: float) -> None:
    """Names were those of the last row, or of the whole frame, and two rows one title (3.27)."""
    units = chart_of(drawn(lambda canvas: _frames(canvas, beside=beside, inset=inset))).units
    head = next(unit for unit in units if unit.title == "Direction du personnel")
    rows = [(unit.title, [person.name for person in unit.people]) for unit in units if unit.parent == head.id]
    assert [person.name for person in head.people] == ["Mme Inès Caron"]
    assert rows == [(" ".join(titles), [name] if name else []) for titles, name in ROWS]


def test_a_rule_under_a_title_and_one_over_a_telephone_part_no_units() -> None:
    """A card has rules, too: between its title, who heads it and how to reach them (13.3)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for x, title, name in ((40, "Direction du port", "Mme Odile Serre"), (240, "Direction des quais", "M. Yann Prat")):
            canvas.rect(x, 600, 160, 60)
            for y, text in ((646, title), (626, name), (616, "Directeur"), (604, "Tél. 03 80 11 22 33")):
                canvas.drawString(x + 6, y, text)
            canvas.line(x, 640, x + 160, 640)
            canvas.line(x, 612, x + 160, 612)
            canvas.lines([(220, 700, 220, 680), (220, 680, x + 80, 680), (x + 80, 680, x + 80, 660)])
        canvas.rect(140, 700, 160, 30)
        canvas.drawString(146, 712, "Direction générale")

    assert {unit.title: [p.name for p in unit.people] for unit in chart_of(drawn(draw)).units} == {
        "Direction générale": [],
        "Direction du port": ["Mme Odile Serre"],
        "Direction des quais": ["M. Yann Prat"],
    }


CARDS = {
    "AREA FINANZE": ("Ivano Galli", {"Bilancio": "Bruno Colombo", "Tributi": ""}),
    "AREA TECNICA": ("Paola Riva", {"Strade": "Marco Vitale", "Verde": "…"}),
    "AREA SOCIALE": ("", {"Casa": "", "Asili": "Chiara Donati", "Anziani": "Nadia Testa"}),
    "AREA CULTURA": ("Renato Piras", {"Musei": "Oscar Leoni", "Archivio": "Simona Nardi"}),
}


def _cards(canvas: Canvas, below: str) -> None:
    """Four cards, each with its title and head over a rule and its services; *below*: what stands under « Verde »."""
    canvas.rect(230, 700, 140, 24)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawCentredString(300, 709, "SEGRETERIA GENERALE")
    for number, (title, (head, services)) in enumerate(CARDS.items()):
        x = 20 + 140 * number
        canvas.rect(x, 520, 130, 140)
        canvas.lines([(300, 700, 300, 680), (300, 680, x + 65, 680), (x + 65, 680, x + 65, 660)])
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawCentredString(x + 65, 645, title)
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(x + 65, 633, head)
        canvas.line(x + 5, 624, x + 125, 624)
        y = 612
        for service, name in services.items():
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 6, y, service)
            if name:
                canvas.setFont("Helvetica", 7.5)
                canvas.drawString(x + 6, y := y - 10, below if service == "Verde" else name)
            y -= 16


def _read(below: str = "Ida Bini") -> dict[str, tuple[str | None, list[str]]]:
    units = chart_of(drawn(lambda canvas: _cards(canvas, below))).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in units}


def test_a_rule_below_a_title_without_a_head_parts_it_from_the_services_below() -> None:
    """« AREA SOCIALE Casa Asili » was one title, with the head of the third line, for certain (3.27, 13.3)."""
    read = _read()
    assert {title: read[title] for title in ("AREA SOCIALE", "Casa", "Asili", "Anziani")} == {
        "AREA SOCIALE": ("SEGRETERIA GENERALE", []),
        "Casa": ("AREA SOCIALE", []),
        "Asili": ("AREA SOCIALE", ["Chiara Donati"]),
        "Anziani": ("AREA SOCIALE", ["Nadia Testa"]),
    }


def test_an_unknown_name_below_a_service_in_the_look_of_all_names_is_no_unit() -> None:
    """« Xhuljano De Wlosko » was a unit under « Verde »: nothing but its place and its look tells that it is somebody (13.3)."""
    name = "Xhuljano De Wlosko"
    assert _read(name)["Verde"] == ("AREA TECNICA", [name])
    assert name not in _read(name)
    assert [_read(other)["Verde"][1] for other in ("Parchi e giardini", "Ufficio Vivai", "Vivai")] == [[], [], []]
