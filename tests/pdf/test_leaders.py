"""Dots or a colon that lead on make rows in a PDF; a typed line goes on in the next (DESIGN 3.12, 3.24)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.model import Change, DocumentContent, DocumentKind
from monitor.pdf.read import read
from monitor.report.lines import change_lines, plain
from tests.pdf.pdfs import drawn

LEFT, HIGH, SIZE = 60.0, 18.0, 10
STOPS = 170.0, 270.0, 390.0  # of tabs
STAFF = (
    ("Service", "Responsable", "Employeur", "Téléphone"),
    ("Finances", "Inès Petit", "Communauté de / communes", "03 80 11 22 12"),
    ("Développement social", "Rémi Fontaine", "Ville", "03 80 11 22 13"),  # dots of two letters are left before the stop
    ("Archives", "Léa Fort", "Ville", "03 80 11 22 14"),
    ("Voirie", "Tom Leroy", "Communauté de / communes", "03 80 11 22 15"),
    ("Sports", "Anne Costa", "Ville", "03 80 11 22 16"),
)
MAYOR = (("Maire :", "Paul Haddad"), ("Siège :", "Lans"), ("Effectif :", "400 agents"), ("Adresse :", "56 rue de la Paix"))


def sheet(rows: Sequence[Sequence[str]], lead: str = "", *, stops: Sequence[float] = STOPS) -> bytes:
    """*rows* of words at tab *stops*, filled with *lead*; at « / » the rest begins at the left side of the next line."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(LEFT, 760, "Annuaire des services")
        canvas.setFont("Helvetica", SIZE)
        y = 720.0
        for row in rows:
            x, tabs = LEFT, [*stops]
            for n, cell in enumerate(row):
                if n:
                    at = next(stop for stop in tabs if stop > x)
                    dots = int((at - x) / canvas.stringWidth(lead, "Helvetica", SIZE)) if lead else 0
                    canvas.drawString(x, y, lead * dots)
                    x = at
                first, _, rest = cell.partition(" / ")
                canvas.drawString(x, y, first)
                x += canvas.stringWidth(first, "Helvetica", SIZE)
                if rest:
                    y -= 0.7 * HIGH
                    canvas.drawString(LEFT, y, rest)
                    x = LEFT + canvas.stringWidth(rest, "Helvetica", SIZE)
            y -= HIGH

    return drawn(draw, size=A4)


def text_of(pdf: bytes, kind: DocumentKind = "file") -> DocumentContent:
    found = read(pdf, kind=kind)
    assert isinstance(found, DocumentContent)
    return found


def rows_of(pdf: bytes) -> list[list[str]]:
    return [block.text.split("\t") for block in text_of(pdf).text or () if block.kind == "table_row"]


@pytest.mark.parametrize("lead", [".", ". ", "_", "…"])
def test_dots_that_lead_to_the_next_text_are_white(lead: str) -> None:
    """All lines were one paragraph, « Finances........Inès Petit........Ville »."""
    assert rows_of(sheet(STAFF, lead)) == [[cell.replace(" / ", " ") for cell in row] for row in STAFF]


def test_a_typed_line_goes_on_in_the_next() -> None:
    """« communes » was a row, whose telephone stood below « Responsable »."""
    assert rows_of(sheet(STAFF, stops=(190.0, *STOPS[1:]))) == [[cell.replace(" / ", " ") for cell in row] for row in STAFF]


def test_a_row_in_lower_case_below_a_figure_is_one() -> None:
    rows = [
        ("Poste", "2025", "2026"),
        ("Culture", "5 000"),
        ("dont fêtes", "2 000"),
        ("Sports", "3 000", "4 000"),
        ("Eau", "1 000", "900"),
    ]
    assert [*map(len, rows_of(sheet(rows)))] == [3] * len(rows)


@pytest.mark.parametrize("lead", ["", "."])
def test_who_employs_a_service_is_told_of_it(lead: str) -> None:
    other = [*STAFF[:3], (*STAFF[3][:2], "Communauté de / communes", STAFF[3][3]), *STAFF[4:]]
    edits = compare_contents("text", *(text_of(sheet(rows, lead, stops=(190.0, *STOPS[1:]))) for rows in (STAFF, other))).edits
    change = Change(item="x", item_kind="document", change="replaced", significance="substantive", edits=edits)
    lines = [plain(line).replace("\u00a0", " ") for line in change_lines(change, "fr")]
    assert lines == ["Archives : [Ville → Communauté de communes]"]


def test_labels_with_a_colon_are_of_what_stands_beside_them() -> None:
    """« 400 agents Paul Haddad [56 rue de la Paix → …] » was told without « Adresse »."""
    assert rows_of(sheet(MAYOR)) == [[*row] for row in MAYOR]
    assert rows_of(sheet(MAYOR[:3])) == [[*row] for row in MAYOR[:3]]


@pytest.mark.parametrize(
    "lines",
    [
        [["Je soussigné"], ["demeurant à .................. certifie"], ["que tout est exact."]],
        [["Fait à ............ le ............"], ["Nom : ............"], ["Signature : ............"]],
        [["Article 1 :", "Objet"], ["Les parties partagent leurs moyens."], ["Article 2 :", "Durée"], ["Six ans."]],
    ],
)
def test_forms_and_prose_have_no_rows(lines: list[list[str]]) -> None:
    assert not rows_of(sheet(lines))
