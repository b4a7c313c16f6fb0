"""Plans whose lines begin with codes, in columns: each coded line is a unit, its code says under which other one (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.units.doubts import doubt_ranks
from monitor.pdf.orgchart.vocabulary import is_vacant
from tests.pdf.orgchart.test_brackets import parents
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

ROMAN = (
    ("II A", "II A 1", "II A 2"),
    ("II B", "II B 1", "II B 2"),
    ("III A", "III A 1", "III A 2"),
    ("III B", "III B 1", "III B 2"),
)
FIGURES = tuple(tuple(f"{over}{part}" for part in ("", ".1", ".2")) for over in ("10", "11", "20", "21"))
COUNTED = tuple(tuple(f"{over}{part}" for part in ("", ".1", ".2")) for over in (1, 2, 3, 4))
WORDS = tuple((f"Abt. {over}", f"Ref. {over}1", f"Ref. {over}2") for over in (1, 2, 3, 4))
TITLES = (
    ("Innerer Dienst", "Poststelle", "Fuhrpark"),
    ("Soziale Hilfen", "Wohngeld", "Unterhalt"),
    ("Stadtgrün", "Baumpflege", "Spielplätze"),
    ("Tiefbau", "Brücken", "Kanalnetz"),
)
PARTS = ("Nord", "Süd")
NAMES = ("Anke Reimers", "Birte Lohmann", "Gesa Tietjen")


def plan(codes: Sequence[Sequence[str]], *, framed: bool = False, vacancy: str = "nicht besetzt") -> OrgChart:
    """Two columns: heads in bold over their names, groups with theirs at the right end of the line; one post is vacant."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(black)
        for place, (own, titles) in enumerate(zip(codes, TITLES, strict=True)):
            x, y = 40 + 260 * (place // 2), 420 - 130 * (place % 2)
            if framed and place % 2 == 0:
                canvas.rect(x - 6, 180, 246, 270)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(x, y, f"{own[0]} {titles[0]}")
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x, y - 12, vacancy if place == 1 else f"Frau {NAMES[0]}")
            canvas.drawString(x, y - 24, f"Tel. 0491 77-{place}10")
            for row in (1, 2):
                canvas.drawString(x, y - 28 - 12 * row, f"{own[row]} {titles[row]}")
                canvas.drawRightString(x + 230, y - 28 - 12 * row, f"Frau {NAMES[row]}")

    return chart_of(drawn(draw, size=(600, 480)))


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("codes", [ROMAN, FIGURES, COUNTED, WORDS])
def test_a_code_says_what_a_line_stands_under(codes: Sequence[Sequence[str]], framed: bool) -> None:
    """(3.27) In frames or none, « II A 1 » stands under « II A », « 10.2 » under « 10 », « Ref. 12 » under « Abt. 1 ».

    So it is where they count from 1 on, as lists do, too, with who heads them apart in the row.
    """
    found = plan(codes, framed=framed)
    assert {title: head for title, head in parents(found).items() if head} == {
        title: head for head, *under in TITLES for title in under
    }
    people = {unit.title: [person.name for person in unit.people if person.name] for unit in found.units}
    heads = {head: [] if head == "Soziale Hilfen" else [f"Frau {NAMES[0]}"] for head, *_ in TITLES}
    assert people == heads | {titles[row]: [f"Frau {NAMES[row]}"] for titles in TITLES for row in (1, 2)}


@pytest.mark.parametrize(
    "said", ["nicht besetzt", "z. Zt. unbesetzt", "derzeit nicht besetzt", "nicht besetzt seit 1. Mai", "N. N."]
)
def test_a_post_that_nobody_holds_is_no_part_of_a_title(said: str) -> None:
    """(3.27) In German, too."""
    assert is_vacant(said)
    titles = {unit.title for unit in plan(ROMAN, vacancy=said).units}
    assert titles == {title for own in TITLES for title in own}


@pytest.mark.parametrize("filled", [True, False])
def test_cards_with_codes_are_of_the_column_they_stand_in(filled: bool) -> None:
    """A plan in cards below filled heads: « 11 » is a sister of « 10 », not under « 10.2 », and both are the head’s (3.27).

    The sheet could not be read at all: « Datei unlesbar ».
    """
    width, high, heads = 144, 400, ("Zentrale Steuerung", "Bildung", "Soziales", "Bauen")

    def draw(canvas: Canvas) -> None:
        for place, (head, titles) in enumerate(zip(heads, TITLES, strict=True)):
            x, over = 20 + (width + 8) * place, 10 * (place + 1)
            canvas.setFillGray(0.85)
            canvas.rect(x, high - 70, width, 30, fill=int(filled))
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 4, high - 51, f"Dezernat {head}")
            canvas.setFont("Helvetica", 7)
            canvas.drawString(x + 4, high - 64, f"Herr {NAMES[place % 3].split()[1]}")
            for row in (0, 1):
                low = high - 74 - 78 * row - 72
                canvas.rect(x, low, width, 72)
                canvas.line(x + 4, low + 32, x + width - 4, low + 32)
                canvas.setFont("Helvetica", 5)
                canvas.drawString(x + 3, low + 65, f"{over + row}")
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawString(x + 4, low + 53, f"{titles[0]} {row + 1}")
                canvas.setFont("Helvetica", 7)
                canvas.drawString(x + 4, low + 40, f"Frau {NAMES[row].split()[1]}")
                canvas.drawString(x + 6, low + 24, f"{over + row}.1 {titles[1]} {row + 1}")
                canvas.drawString(x + 6, low + 12, f"{over + row}.2 {titles[2]} {row + 1}")

    hung = parents(chart_of(drawn(draw, size=(640, high))))
    for head, titles in zip(heads, TITLES, strict=True):
        for row in ("1", "2"):
            assert hung[f"{titles[0]} {row}"] == f"Dezernat {head}"
            assert hung[f"{titles[1]} {row}"] == hung[f"{titles[2]} {row}"] == f"{titles[0]} {row}"


@pytest.mark.parametrize("numbered", [True, False])
def test_cards_with_codes_hang_under_the_heads_that_have_none(numbered: bool) -> None:
    """Cards packed under linked heads without codes are theirs, entries the cards’; under coded heads it is in doubt (3.27)."""
    width, high, heads = 144, 400, ("Zentrale Steuerung", "Bildung", "Soziales", "Bauen")

    def card(canvas: Canvas, x: float, low: float, tall: float, lines: Sequence[str]) -> None:
        canvas.rect(x, low, width, tall)
        for row, text in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 8 if row == 0 else 7)
            canvas.drawString(x + 5, low + tall - 11 - 11 * row, text)

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(black)
        card(canvas, 250, high - 60, 30, ("Oberbürgermeisterin", "Frau Ulrike Reents"))
        canvas.line(322, high - 60, 322, high - 75)
        canvas.line(92, high - 75, 548, high - 75)
        for place, (head, titles) in enumerate(zip(heads, TITLES, strict=True)):
            x, over = 20 + (width + 8) * place, 10 * (place + 1)
            canvas.line(x + 72, high - 75, x + 72, high - 85)
            card(canvas, x, high - 115, 30, (f"{over if numbered else 'Dezernat'} {head}", f"Herr {NAMES[place % 3].split()[1]}"))
            for row in (0, 1):
                code = over + row + 1
                entries = [f"{code}.{n} Abteilung {titles[n]} {PARTS[row]}" for n in (1, 2)]
                own = (f"{code} Fachbereich {titles[0]} {PARTS[row]}", f"Frau {NAMES[row].split()[1]}", *entries)
                card(canvas, x, high - 185 - 68 * row, 56, own)

    chart = chart_of(drawn(draw, size=(640, high)))
    hung = parents(chart)
    sure = {unit.title: unit.confidence_parent for unit in chart.units}
    for head, titles in zip(heads, TITLES, strict=True):
        for part in PARTS:
            title = f"Fachbereich {titles[0]} {part}"
            if numbered:
                assert sure[title] < SURE  # « 11 » and « 12 » may be sisters of « 10 »
            else:
                assert hung[title] == f"Dezernat {head}"
            for n in (1, 2):
                assert hung[f"Abteilung {titles[n]} {part}"] == title


@pytest.mark.parametrize(("how", "doubted"), [("number", False), ("weighed", True)])
def test_a_number_outweighs_the_words_for_ranks(how: str, doubted: bool) -> None:
    """« 12.1 Direction … » is under « 12 Service … »; without numbers a direction under a service is in doubt (3.27)."""
    over, node = (
        Node(title, [], Box(20, top, 120, top + 20)) for title, top in (("Service des eaux", 20), ("Direction des lacs", 50))
    )
    node.hang(over, how, 0.98)
    doubt_ranks([over, node])
    assert (node.confidence < SURE) is doubted
