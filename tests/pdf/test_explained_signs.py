"""Signs that a legend or a note explains are words of the line they stand in, whichever service they pass to (DESIGN 3.12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.model import Change, DocumentContent, DocumentKind
from monitor.pdf.read import read
from monitor.report.lines import change_lines, plain
from tests.pdf.pdfs import drawn

SERVICES = ("Finances", "Achats", "Paie", "Archives", "Voirie", "Logement")
KINDS: tuple[DocumentKind, ...] = ("orgchart", "file")
Form = Literal["raised", "signs"]


def content(form: Form, marks: Mapping[str, str], legend: str, kind: DocumentKind) -> DocumentContent:
    """Boxes in a row below their head, or for a text one line each: *marks* behind, raised, or before the services."""

    font = TTFont("Signs", "Vera.ttf")  # which has no such shapes: they look like letters, and the file says what they are
    font.face.charToGlyph |= {ord("●"): font.face.charToGlyph[ord("O")], ord("■"): font.face.charToGlyph[ord("H")]}
    font.face.name = b"Signs"  # else whoever asks for it gets the font that another test made of that file
    pdfmetrics.registerFont(font)

    def sign(canvas: Canvas, mark: str, x: float, y: float) -> None:
        canvas.setFont("Signs", 9)
        canvas.drawString(x, y, mark)

    def marked(canvas: Canvas, service: str, x: float, y: float) -> None:
        mark = marks.get(service, "")
        if mark and form == "signs":
            sign(canvas, mark, x, y)
            x += 12
        canvas.setFont("Helvetica", 10)
        canvas.drawString(x, y, service)
        if form == "raised":
            canvas.setFont("Helvetica", 6)
            canvas.drawString(x + canvas.stringWidth(service, "Helvetica", 10), y + 4, mark)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(50, 560, "Organigramme")
        canvas.setFont("Helvetica", 10)
        canvas.rect(340, 500, 160, 30)
        canvas.drawString(350, 512, "Direction générale")
        canvas.line(420, 500, 420, 480)
        canvas.line(90, 480, 90 + 125 * 5, 480)
        for n, service in enumerate(SERVICES):
            canvas.line(90 + 125 * n, 480, 90 + 125 * n, 460)
            canvas.rect(40 + 125 * n, 430, 105, 30)
            marked(canvas, service, 52 + 125 * n, 445)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(52 + 125 * n, 434, f"M. Luc {['Petit', 'Roy', 'Sol', 'Brun', 'Noir', 'Morel'][n]}")
        x = 50.0
        for word in legend.split():
            canvas.setFont("Helvetica", 8)
            if word in "●■":
                sign(canvas, word, x, 60)
            else:
                canvas.drawString(x, 60, word)
            x += 4 + (8 if word in "●■" else canvas.stringWidth(word, "Helvetica", 8))

    found = read(drawn(draw, size=(A4[1], A4[0])), kind=kind)
    assert isinstance(found, DocumentContent)
    return found


def told(old: DocumentContent, new: DocumentContent, kind: DocumentKind) -> list[str]:
    edits = compare_contents(kind, old, new).edits
    change = Change(item="x", item_kind="document", change="replaced", significance="substantive", edits=edits)
    return [plain(line).replace("\xa0", " ").replace("\u202f", " ") for line in change_lines(change, "fr")]


BEFORE = {"Finances": "1", "Paie": "1"}
SIGNS = {**dict.fromkeys(SERVICES, "■"), "Finances": "●", "Paie": "●"}


def test_the_figure_of_a_note_that_passes_to_another_service_is_told_of_both() -> None:
    """3.12: it is no line of the box above, nor a word of its own; one that comes is told of its service alone."""
    sides = [content("raised", marks, "1 : service commun", "orgchart") for marks in (BEFORE, {"Finances": "1", "Achats": "1"})]
    assert told(sides[0], sides[1], "orgchart") == ["Achats [+¹]", "Paie [−¹]"]
    more = content("raised", {**BEFORE, "Achats": "1"}, "1 : service commun", "orgchart")
    assert told(sides[0], more, "orgchart") == ["Achats [+¹]"]
    assert "Finances¹" in [block.text for block in content("raised", BEFORE, "1 : service commun", "file").text or ()]


@pytest.mark.parametrize("kind", KINDS)
def test_signs_that_a_legend_explains_are_words(kind: DocumentKind) -> None:
    """3.12: which services are shared is told by a sign before them; where nothing explains it, a bullet is how a list is set."""
    legend = "● service commun ■ service municipal"
    passed, come = {**SIGNS, "Achats": "●", "Paie": "■"}, {**SIGNS, "Achats": "●"}
    old = content("signs", SIGNS, legend, kind)
    assert told(old, content("signs", passed, legend, kind), kind) == ["[■ → ●] Achats", "[● → ■] Paie"]
    assert told(old, content("signs", come, legend, kind), kind) == ["[■ → ●] Achats"]
    assert told(old, old, kind) == []
    bare = content("signs", SIGNS, "Source : mairie", kind)
    assert not any(set(block.text) & {"●", "■"} for block in bare.text or ())


def test_signs_of_a_sheet_that_has_others_now_are_no_news() -> None:
    """3.12: each service behind a square has a disc now, and the legend says so: it is drawn by another hand."""
    shared = {"Finances": "■", "Paie": "■", "Voirie": "■"}
    old = content("signs", shared, "■ : service commun", "orgchart")
    new = content("signs", dict.fromkeys(shared, "●"), "● : service commun", "orgchart")
    assert not [line for line in told(old, new, "orgchart") if any(name in line for name in SERVICES)]


def cards(below: Mapping[str, str]) -> DocumentContent:
    """Two boxes with lists of services, each over its head and what stands *below* these, behind a drawn bullet."""
    poles = {"Pôle Ressources": SERVICES[:3], "Pôle Technique": SERVICES[3:]}

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.rect(300, 500, 160, 30)
        canvas.drawString(310, 512, "Direction générale")
        canvas.line(380, 500, 380, 480)
        canvas.line(180, 480, 580, 480)
        for n, (pole, services) in enumerate(poles.items()):
            x, y = 80 + 400 * n, 445.0
            canvas.line(x + 100, 480, x + 100, 460)
            canvas.rect(x, 300, 200, 160)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(x + 8, y, pole)
            canvas.setFont("Helvetica", 9)
            for m, service in enumerate(services):
                y -= 16
                canvas.circle(x + 12, y + 3, 1.2, stroke=0, fill=1)
                for text in (service, f"M. Luc {['Petit', 'Roy', 'Sol', 'Brun', 'Noir', 'Morel'][3 * n + m]}", below[service]):
                    canvas.drawString(x + 22, y, text)
                    y -= 11

    found = read(drawn(draw, size=(A4[1], A4[0])), kind="orgchart")
    assert isinstance(found, DocumentContent)
    return found


TELEPHONES = {name: f"03 80 11 22 {n}0" for n, name in enumerate(SERVICES, 1)}


def test_what_stands_below_an_entry_is_not_read_with_the_next() -> None:
    """3.12: a browser draws the bullets of lists, which are no letters: a telephone was told of the service behind its own."""
    new = {**TELEPHONES, "Finances": TELEPHONES["Archives"], "Archives": TELEPHONES["Finances"]}
    assert told(cards(TELEPHONES), cards(new), "orgchart") == [
        "Finances : [03 80 11 22 10 → 03 80 11 22 40]",
        "Archives : [03 80 11 22 40 → 03 80 11 22 10]",
    ]


def test_who_employs_services_that_exchange_it_is_told_of_them() -> None:
    """3.12: below each service its employer, which is a unit for who reads boxes alone; the same words, and not the same sheet."""
    old = {name: ("Ville", "Communauté de communes")[n % 2] for n, name in enumerate(SERVICES)}
    new = {**old, "Finances": old["Achats"], "Achats": old["Finances"]}
    assert told(cards(old), cards(new), "orgchart") == [
        "Finances : [Ville → Communauté de communes]",
        "Achats : [Communauté de communes → Ville]",
    ]
    assert told(cards(old), cards(old), "orgchart") == []
