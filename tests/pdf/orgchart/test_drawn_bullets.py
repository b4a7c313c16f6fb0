"""Bullets that are drawn, in colour or a little off their words, are no legend's samples; each begins one unit (13.2, 13.3)."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.marks.drawing import Drawing, Mark, Segment
from monitor.pdf.orgchart.units.legends import Sample, without_bullets
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

COLOURS = ("#1f618d", "#117a65", "#943126")
POLES: dict[str, dict[str, tuple[str, ...]]] = {
    "Pôle ressources|Odile Vasseur": {
        "Direction des finances|Karim Roche": ("Budget – Inès Aubert", "Fiscalité"),
        "Direction des achats|Pascal Marchal": ("Marchés – Nadia Quéré",),
    },
    "Pôle population|Thibault Perrin": {
        "Direction des écoles|Hélène Dufresne": ("Cantines – Anne-Sophie¶Perrin", "Inscriptions"),
        "Direction des sports|Gaëtan Roche": ("Piscine – Solène Guyot", "Stades – Yannick Tessier"),
    },
    "Pôle aménagement|Maud Cazenave": {
        "Direction des mobilités|Luc Tessier": ("Circulation – Bruno Lemaître", "Stationnement"),
        "Direction du bâti|Claire Guyot": ("Études", "Travaux – Ronan Millet", "Énergie – Luc Aubert"),
    },
}
NOTHING = Drawing((), (), ())
LEGEND = ("régie", "marché", "vacant")


def sheet(canvas: Canvas, *, low: float, legend: bool) -> None:
    """Words without boxes, three columns; a tiny disc before each service, *low* em under the middle of its letters."""

    def write(x: float, base: float, said: str, *, bold: bool = False) -> None:
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 8)
        canvas.drawString(x, SHEET[1] - base, said)

    write(250, 40, "Direction générale", bold=True)
    write(250, 50, "Jean-Marc Roche")
    for place, (pole, directions) in enumerate(POLES.items()):
        x, y = 30 + 195 * place, 90.0
        blocks: list[tuple[str, tuple[str, ...]]] = [(pole, ()), *directions.items()]
        for title, said in blocks:
            for number, text in enumerate(title.split("|")):
                write(x, y, text, bold=not number)
                y += 10
            for entry in said:
                canvas.setFillColor(HexColor(COLOURS[place]))
                canvas.circle(x + 2, SHEET[1] - y + 2.4 - 8 * low, 1.2, fill=1, stroke=0)
                for text in entry.split("¶"):
                    write(x + 7, y, text)
                    y += 10
            y += 8
    for place, word in enumerate(LEGEND if legend else ()):
        canvas.setFillColor(HexColor(("#000080", "#808000", "#ff0000")[place]))
        canvas.circle(40 + 100 * place, SHEET[1] - 437.6, 3.5, fill=1, stroke=0)
        write(50 + 100 * place, 440, word)


@pytest.mark.parametrize("legend", [False, True], ids=["", "with a legend below"])
@pytest.mark.parametrize("low", [0.0, 0.35], ids=["level", "a little low"])
def test_each_drawn_bullet_begins_a_service(low: float, legend: bool) -> None:
    """13.2, 13.3: the last services of the columns were read as a legend, others as the rest of the service above."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, low=low, legend=legend), size=SHEET))
    parents: dict[str, str | None] = {"Direction générale": None}
    people = {"Direction générale": ["Jean-Marc Roche"]}
    for pole, directions in POLES.items():
        for said, over, entries in ((pole, "Direction générale", ()), *((d, pole, own) for d, own in directions.items())):
            title, _, name = said.partition("|")
            parents[title], people[title] = over.partition("|")[0], [name]
            for entry in entries:
                service, _, named = entry.replace("¶", " ").partition(" – ")
                parents[service], people[service] = title, [named] if named else []
    assert tree(chart) == parents and names(chart) == people


def dot(x: float, y: float, fill: tuple[int, int, int]) -> Sample:
    return Sample(Box(x, y, x + 4, y + 4), fill, None, False)


def line(x: float, y: float, text: str) -> Line:
    frame = Box(x + 7, y - 2, x + 60, y + 6)
    return Line(text=text, frame=frame, base=y + 4.4, size=8, bold=False, italic=False, angle=0, colour=(0, 0, 0), order=0)


def test_bullets_stand_in_a_column_again_and_again_samples_once_each() -> None:
    """13.2: of a shape alone in its column, one like bullets elsewhere is a bullet; those of a legend keep their words out."""
    red, green, blue = (200, 0, 0), (0, 160, 0), (0, 0, 200)
    bullets = [dot(10, 10, red), dot(10, 30, red), dot(110, 10, red)]
    legend = [dot(10, 200, green), dot(10, 212, blue), dot(60, 200, green)]
    lines = [line(one.box.x0, one.box.top, f"Service {number}") for number, one in enumerate([*bullets, *legend])]
    samples, marked = without_bullets([*bullets, legend[2]], lines, NOTHING)
    assert samples == [legend[2]] and [one.text[0] for one in marked] == [*"•••", *"SSS"]
    assert without_bullets(legend, lines, NOTHING) == (legend, lines)


def test_arrows_that_branch_off_a_rail_explain_nothing() -> None:
    """13.2: of a sheet without boxes the lists on rails with arrowheads were its legend; the arrow of a legend stands alone."""
    tips = [dot(10, 10, (0, 0, 200)), dot(10, 30, (0, 0, 200)), dot(60, 200, (0, 0, 200))]
    strokes = [Segment(0, y, 10, y, 1, dashed=False, path=0) for y in (12, 32)]
    strokes += [Segment(0, 0, 0, 32, 1, dashed=False, path=0), Segment(40, 202, 60, 202, 1, dashed=True, path=1)]
    lines = [line(one.box.x0, one.box.top, f"Service {number}") for number, one in enumerate(tips)]
    drawing = Drawing((), tuple(strokes), tuple(Mark(one.box, arrow=True) for one in tips))
    assert without_bullets(tips, lines, drawing) == ([tips[2]], lines)


@pytest.mark.parametrize("alone", [False, True], ids=["two entries each", "one entry each"])
def test_lists_on_rails_with_arrowheads_are_units(alone: bool) -> None:
    """13.2, 13.3: on a sheet of discs and strokes, without a box; below it a legend of arrows."""
    heads = {"Pôle ressources": ("Service paie", "Service achats"), "Pôle technique": ("Service voirie", "Service bâti")}
    own = {title: entries[: 1 if alone else 2] for title, entries in heads.items()}

    def arrow(canvas: Canvas, x: float, y: float, said: str) -> None:
        canvas.line(x, y + 3, x + 14, y + 3)
        path = canvas.beginPath()
        path.moveTo(x + 14, y)
        path.lineTo(x + 14, y + 6)
        path.lineTo(x + 21, y + 3)
        path.close()
        canvas.drawPath(path, fill=1, stroke=0)
        canvas.drawString(x + 24, y, said)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.circle(220, 300, 10, fill=1, stroke=0)
        canvas.drawString(236, 297, "Direction générale")
        canvas.line(220, 290, 220, 260)
        canvas.line(100, 260, 340, 260)
        for place, (title, entries) in enumerate(own.items()):
            x = 100 + 240 * place
            canvas.line(x, 260, x, 246)
            canvas.circle(x, 238, 8, fill=1, stroke=0)
            canvas.drawCentredString(x, 218, title)
            canvas.line(x - 30, 206, x - 30, 193 - 20 * (len(entries) - 1))
            for row, entry in enumerate(entries):
                arrow(canvas, x - 30, 190 - 20 * row, entry)
        for place, said in enumerate(("lien hiérarchique", "lien fonctionnel")):
            canvas.setDash([2, 2] if place else [])
            arrow(canvas, 40 + 130 * place, 30, said)

    assert tree(chart_of(drawn(draw, size=(480, 360)))) == {
        "Direction générale": None,
        **dict.fromkeys(own, "Direction générale"),
        **{entry: title for title, entries in own.items() for entry in entries},
    }


def test_marks_at_the_edges_of_boxes_are_explained_by_the_legend_below() -> None:
    """13.2: what stands again and again in a column without words behind it is a sign; its sample below is no bullet."""
    signs = [dot(100, 10, (0, 0, 200)), dot(100, 60, (0, 0, 200)), dot(10, 200, (0, 0, 200))]
    lines = [line(10, 200, "Direction commune")]
    assert without_bullets(signs, lines, NOTHING) == (signs, lines)


def test_arrowheads_before_words_are_no_bullets() -> None:
    """13.2: of a title on two lines beside an arrow the second became a unit, under the first."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(30, 420, 120, 24)
        canvas.drawString(40, 429, "Direction générale")
        canvas.line(40, 420, 40, 250)
        for place, title in enumerate(("Ressources¶humaines", "Affaires¶juridiques", "Marchés¶publics", "Accueil¶du public")):
            y = 400 - 45 * place
            canvas.line(40, y - 5, 60, y - 5)
            path = canvas.beginPath()
            path.moveTo(60, y - 7)
            path.lineTo(60, y - 3)
            path.lineTo(64, y - 5)
            path.close()
            canvas.setFillGray(0.3)
            canvas.drawPath(path, fill=1, stroke=0)
            canvas.setFillGray(0)
            for number, said in enumerate(title.split("¶")):
                canvas.drawString(68, y - 9 * number, said)

    titles = {unit.title for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert {"Ressources humaines", "Affaires juridiques", "Marchés publics", "Accueil du public"} <= titles


@pytest.mark.parametrize("radius", [1.2, 2.0])
def test_rings_begin_the_entries_of_a_list_within_a_list(radius: float) -> None:
    """13.3: browsers draw a disc before an entry and a ring before those set in below it; these were words of its title."""
    cards = {
        "Pôle ressources|Odile Vasseur": ("Service paie", ">Cellule retraites", ">Cellule aides", "Service achats"),
        "Pôle technique|Karim Roche": ("Service voirie", ">Atelier", "Service bâti", ">Bureau d’études"),
    }

    def draw(canvas: Canvas) -> None:
        for place, (title, entries) in enumerate(cards.items()):
            x = 40 + 220 * place
            canvas.rect(x, 200, 180, 120)
            for row, text in enumerate(title.split("|")):
                canvas.setFont("Helvetica" if row else "Helvetica-Bold", 8)
                canvas.drawString(x + 6, 308 - 10 * row, text)
            canvas.setFont("Helvetica", 8)
            for row, entry in enumerate(entries):
                inner, y = entry.startswith(">"), 282 - 12 * row
                left = x + (26 if inner else 12)
                canvas.setLineWidth(0.5)
                canvas.circle(left, y + 2.6, radius, fill=int(not inner), stroke=int(inner))
                canvas.drawString(left + 6, y, entry.removeprefix(">"))

    hung = tree(chart_of(drawn(draw, size=(480, 360))))
    for title, entries in cards.items():
        above = title.split("|")[0]
        last = above
        for entry in entries:
            inner = entry.startswith(">")
            assert hung[entry.removeprefix(">")] == (last if inner else above)
            last = last if inner else entry
