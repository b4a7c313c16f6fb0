"""What a chart is called: the line that says that it is one, whatever stands larger beside it (13.1)."""

from __future__ import annotations

from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Edit
from monitor.pdf.ink import Box, PageInk
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.words.titles import chart_title, may_be_one, names_body, parted
from monitor.report.chart_edits import date_change
from tests.pdf.orgchart.test_drawn_ways import box, parents
from tests.pdf.pdfs import drawn


def line(text: str, base: float, size: float) -> Line:
    return Line(text, Box(40, base - size, 400, base), base, size, bold=False, italic=False, angle=0, colour=(0, 0, 0), order=0)


@pytest.mark.parametrize(
    "title", ["Organigramme des services", "Organigrama municipal", "Staff organogram", "Organisation der Verwaltung"]
)
def test_the_line_that_calls_itself_a_chart_is_the_title(title: str) -> None:
    lines = [line("Servicios para todos", 60, 30), line(title, 300, 12)]
    assert chart_title(PageInk(number=1, width=842, height=595, letters=()), lines, []) == title


@pytest.mark.parametrize(
    ("foot", "date"),
    [
        ("Actualitzat: 5 d'octubre de 2026", "5 d'octubre de 2026"),
        ("Actualitzat el 2 de març del 2026", "2 de març del 2026"),
        ("Actualizado o 5 de outubro de 2026", "5 de outubro de 2026"),
        ("Eguneratua: 2026ko urriaren 5a", "2026ko urriaren 5a"),
        ("Hizivaet d'ar 5 a viz Here 2026", "5 a viz Here 2026"),
        ("Service 5 2026", None),
    ],
)
def test_a_sheet_s_date_is_told_from_its_text_in_other_languages(foot: str, date: str | None) -> None:
    """13.1: a new one is a new date of the document, and no line that was reworded."""
    assert parted("Organigrama", [foot]) == ("Organigrama", date)
    if date:
        before, after = (f"Organigrama – {one}" for one in (date, date.replace("2026", "2027")))
        assert date_change(Edit(op="title_changed", before=before, after=after)) == (date, date.replace("2026", "2027"))


def test_words_before_a_date_are_no_title_without_it() -> None:
    """13.1: « Mise à jour » over a table was what the chart is called; « Mise à jour des statuts » may be."""
    assert [parted(text, [])[0] for text in ("Mise à jour", "Version :", "Mise à jour des statuts")] == [
        None,
        None,
        "Mise à jour des statuts",
    ]


def test_a_body_is_named_with_the_word_for_its_chart_or_without() -> None:
    """13.1: « Organisation des services – Ville de Marlhac » was the root of all, surely; « Marlhac Métropole », too."""
    for text in (
        "Ville de Marlhac",
        "Organisation des services – Ville de Marlhac",
        "Ville et métropole de Marlhac",
        "Mairie de Marlhac",
        "Ville et CCAS de Marlhac",
        "Comune di Roccaforte",
        "Gemeente Oss",
        "Borough of Easton",
    ):
        assert names_body(text), text
    for text in (
        "Organisation des services",
        "Mairie de quartier – Ville de Marlhac",
        "Sports – Ville de Marlhac",
        "Mairie annexe",
        "Pôle métropole",
        "Direction Agglomération",
        "Conseil de communauté",
        "Comune",
        "Patrimonio della provincia",
    ):
        assert not names_body(text), text


def test_a_town_before_what_it_is_part_of_is_a_body_above_all_alone() -> None:
    """13.1: « Tourisme Métropole » was no unit anywhere, and whoever heads it stood in the next one."""
    for text in ("Marlhac Métropole", "Saint-Aulin Agglomération"):
        assert names_body(text, above=True), text
        assert names_body(f"Organigramme – {text}"), text
        assert not names_body(text), text
    for text in ("Tourisme Métropole", "Projets Agglo", "Habitat Métropole", "Relations Agglomération"):
        assert not names_body(text, above=True), text


def test_a_shape_with_the_bodys_name_beside_the_sheets_title_is_a_logo() -> None:
    """3.27: above who heads all others, « VILLE » or words of the title; « Cabinet » and who is named there are units."""

    def sheet(shape: str, said: str, name: str, canvas: Canvas, *, headed: bool = True) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(110, 440, "Les services de Valmont")
        canvas.setFillGray(0.3)
        canvas.circle(65, 440, 28, stroke=0, fill=1) if shape == "disc" else canvas.rect(30, 420, 70, 40, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(65, 442, said)
        canvas.drawCentredString(65, 430, name)
        canvas.setFillGray(0)
        if headed:
            box(canvas, "Direction générale", 230, 350)
        for x, title in ((60, "Pôle culture"), (230, "Pôle technique"), (400, "Pôle social")):
            box(canvas, title, x, 270)
            canvas.line(x + 70, 300, 300, 350)

    kept = {
        said
        for shape in ("disc", "square")
        for said, name in (("VILLE", ""), ("Valmont", ""), ("Cabinet", ""), ("Ville", "Mme Anne Roy"))
        if said in parents(drawn(partial(sheet, shape, said, name), size=(600.0, 500.0)))
    }
    assert kept == {"Cabinet", "Ville"}
    alone = parents(drawn(partial(sheet, "square", "VILLE", "", headed=False), size=(600.0, 500.0)))
    assert "VILLE" in alone  # nothing else heads the poles

    def staffed(wide: int, canvas: Canvas) -> None:
        sheet("square", "VILLE", "", canvas)
        for x, title in ((60, "Cabinet"), (440, "Audit")):
            box(canvas, title, x, 350, width=wide)

    small, alike = (parents(drawn(partial(staffed, wide), size=(600.0, 500.0))) for wide in (100, 140))
    assert (
        "VILLE" not in small and "VILLE" in alike
    )  # staff at both sides of who heads all; three of one size may be under the town


def test_words_that_are_no_titles_may_go_on_with_those_of_their_number() -> None:
    """3.27: « Espaces », « Verts » were two units, for certain; « Archives », « Tarifs » and one in the singular are titles."""
    assert may_be_one("Espaces", "Verts") and may_be_one("Développement", "Durable") and may_be_one("Relations", "Sociales")
    assert not any((may_be_one("Élections", "Archives"), may_be_one("Paie", "Tarifs"), may_be_one("Finances", "Juridique")))
    assert not may_be_one("Budget", "Publics")
