"""Tables that say by marks for whom each service works: « X », « Oui » under « Ville », « Agglomération » (13.1, 3.27)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import compare_contents
from monitor.model import Block, DocumentContent, OrgChart
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Grid
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.tables.marked_columns import are_bullets
from monitor.pdf.read import read
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, rule, tree, write
from tests.pdf.pdfs import drawn

POLES = {
    "Ressources": {"Finances": "M. Luc Tessier", "Paie": "Mme Anne Roy", "Achats": "M. Jean Petit"},
    "Cadre de vie": {"Voirie": "Mme Inès Aubert", "Espaces verts": "M. Karim Roche"},
    "Population": {"État civil": "Mme Odile Perrin", "Crèches": "M. Ronan Millet"},
}
BODIES = ("Ville", "Agglomération", "CCAS")
UNDER = dict.fromkeys(POLES, None) | {title: pole for pole, services in POLES.items() for title in services}
WHOLE = ((1, 0, 1), (0, 1, 1), (1, 1, 0), (0, 0, 1), (1, 1, 1), (0, 1, 0), (1, 0, 0))


def table(
    canvas: Canvas, yes: str, no: str, *, named: bool, turned: bool = False, whole: Sequence[tuple[int, ...]] = WHOLE
) -> None:
    """A bar a pole, a row a service; a column a body, each headed by its name. *yes*: a dot and a colour are drawn."""
    marks = iter(whole)
    rows: list[tuple[str, ...]] = [("Service", *(("Responsable",) if named else ()), *BODIES)]
    for pole, services in POLES.items():
        rows.append((pole,))
        rows += [(title, *((name,) if named else ()), *(yes if o else no for o in next(marks))) for title, name in services.items()]
    edges = (20, 160, 300, 370, 470, 550) if named else (20, 160, 260, 360, 460)
    for number, row in enumerate(rows):
        top = (70 if turned else 30) + 20 * number
        if len(row) == 1:
            canvas.setFillGray(0.8)
            canvas.rect(20, SHEET[1] - top - 20, edges[-1] - 20, 20, fill=1)
            canvas.setFillGray(0)
        for x, end, text in zip(edges, edges[1:], row, strict=False):
            if len(row) > 1:
                rule(canvas, x, top, end - x, 20)
            if text == "dot" and number:
                canvas.circle(x + 34, SHEET[1] - top - 10, 3, stroke=0, fill=1)
            elif text == "colour" and number:
                canvas.setFillColorRGB(0.3, 0.7, 0.4)
                canvas.rect(x, SHEET[1] - top - 20, end - x, 20, fill=1)
                canvas.setFillGray(0)
            elif turned and number == 0 and text in BODIES:
                canvas.saveState()
                canvas.translate(x + 38, SHEET[1] - top - 16)
                canvas.rotate(90)
                canvas.drawString(0, 0, text)
                canvas.restoreState()
            else:
                write(canvas, x + (30 if text in (yes, no) else 4), top + 10, text, bold=len(row) == 1 or number == 0)


def content_of(draw: Callable[[Canvas], None]) -> DocumentContent:
    content = read(drawn(draw, size=SHEET), kind="orgchart")
    assert isinstance(content, DocumentContent)
    return content


def whose(chart: OrgChart) -> dict[str, str | None]:
    return {unit.title: unit.category for unit in chart.units}


def said(whole: Sequence[tuple[int, ...]] = WHOLE) -> dict[str, str | None]:
    services = [title for own in POLES.values() for title in own]
    of = {
        title: " + ".join(body for body, yes in zip(BODIES, row, strict=True) if yes)
        for title, row in zip(services, whole, strict=True)
    }
    return dict.fromkeys(POLES, None) | of


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("yes", "no"), [("X", ""), ("Oui", "Non"), ("x", "–"), ("•", ""), ("dot", ""), ("colour", "")])
def test_marks_and_the_bodies_over_them_are_no_units(yes: str, no: str, named: bool) -> None:
    """3.27: each « X » was a unit, and no structure was read; « Ville » headed services, for certain."""
    chart = chart_of(drawn(lambda canvas: table(canvas, yes, no, named=named), size=SHEET))
    assert tree(chart) == UNDER
    assert whose(chart) == said()
    if named:
        assert {title: names(chart)[title] for services in POLES.values() for title in services} == {
            title: [name] for services in POLES.values() for title, name in services.items()
        }


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("yes", "no"), [("dot", "Non"), ("dot", "×"), ("colour", "×"), ("colour", "–"), ("X", "×")])
def test_a_written_no_beside_what_is_drawn_is_none_of_the_marks_that_say_yes(yes: str, no: str, named: bool) -> None:
    """13.1: « × » in the empty cells was taken for the mark, and each service for that of the bodies that have it not."""
    assert whose(chart_of(drawn(lambda canvas: table(canvas, yes, no, named=named), size=SHEET))) == said()


def test_marks_of_which_none_says_yes_stay_words() -> None:
    """13.1, 5.5: they were taken from the words and told of no unit: what changed in them was seen by nobody."""
    changed = ((1, 1, 1), *WHOLE[1:])
    old, new = (content_of(partial(table, yes="", no="Non", named=True, whole=whole)) for whole in (WHOLE, changed))
    assert old.text and sum(block.text == "Non" for block in old.text) == sum(not yes for row in WHOLE for yes in row)
    assert compare_contents("orgchart", old, new).edits


@pytest.mark.parametrize("lost", [False, True])
def test_a_table_that_one_version_alone_shows_as_a_chart_has_no_marks_that_came_or_went(lost: bool) -> None:
    """3.12: each « Oui » was told as a line that came, beside the one title that is another one."""
    old = content_of(partial(table, yes="Oui", no="Non", named=True))
    text = tuple(replace(block, text=block.text.replace("Achats", "Recettes")) for block in old.text or ())
    flat = OrgChart(title=None, date=None, pages=1, structured=False, reason="no boxes", units=())
    new = replace(old, sha256="other", geometry=None, text=text, orgchart=flat)
    same = tuple(replace(block, text=block.text.replace("Recettes", "Achats")) for block in text)
    alone = replace(new, text=(*same, Block(kind="paragraph", text="Oui")))
    assert {edit.before or edit.after for edit in compare_contents("orgchart", old, alone).edits} >= {"Oui"}
    edits = compare_contents("orgchart", *((old, new) if lost else (new, old))).edits
    assert {said for edit in edits for sign, said in edit.words if sign != "="} == {"Achats", "Recettes"}


def test_two_words_that_happen_to_be_marks_stay() -> None:
    """3.27: « Si » may be a place; two such words make no column of marks."""

    def draw(canvas: Canvas) -> None:
        for number, title in enumerate(("Direction générale", "Antenne Nord", "Si", "Ja")):
            rule(canvas, 60 + (140 * (number - 1) if number else 140), 20 + (60 if number else 0), 120, 30)
            write(canvas, 66 + (140 * (number - 1) if number else 140), 35 + (60 if number else 0), title)
            if number:
                x = 120 + 140 * (number - 1)
                canvas.lines([(260, SHEET[1] - 50, 260, SHEET[1] - 65), (260, SHEET[1] - 65, x, SHEET[1] - 65)])
                canvas.line(x, SHEET[1] - 65, x, SHEET[1] - 80)

    assert tree(chart_of(drawn(draw, size=SHEET))) == {"Direction générale": None} | dict.fromkeys(
        ("Antenne Nord", "Si", "Ja"), "Direction générale"
    )


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("yes", ["X", "•", "dot", "colour"])
def test_marks_that_two_services_exchange_are_told_of_both(yes: str, turned: bool) -> None:
    """13.1, 3.27: the words of a sheet were read column by column, its marks by nobody; both sheets counted as one."""
    changed = (WHOLE[1], WHOLE[0], *WHOLE[2:])
    old, new = (content_of(partial(table, yes=yes, no="", named=True, turned=turned, whole=whole)) for whole in (WHOLE, changed))
    assert [(e.facts["unit"], e.before, e.after) for e in compare_contents("orgchart", old, new).edits] == [
        ("Finances", "Ville + CCAS", "Agglomération + CCAS"),
        ("Paie", "Agglomération + CCAS", "Ville + CCAS"),
    ]


def test_a_mark_that_is_told_of_its_service_is_no_word_beside() -> None:
    """3.27: « M. Luc Tessier » became « M. Luc Tessier X » besides."""
    changed = ((1, 1, 1), *WHOLE[1:])
    old, new = (content_of(partial(table, yes="X", no="–", named=True, whole=whole)) for whole in (WHOLE, changed))
    edits = compare_contents("orgchart", old, new).edits
    assert [(e.facts["unit"], e.before, e.after) for e in edits] == [("Finances", "Ville + CCAS", "Ville + Agglomération + CCAS")]


def cards(canvas: Canvas, *, at: float) -> None:
    """Three cards side by side, each with its title over services; *at*: how far right of these a dot stands, or left."""
    for column, (pole, services) in enumerate(POLES.items()):
        x = 20 + 200 * column
        rule(canvas, x, 30, 180, 100)
        write(canvas, x + 20, 42, pole, bold=True)
        for number, title in enumerate(services):
            write(canvas, x + 20, 62 + 20 * number, title)
            write(canvas, x + 20 + at, 62 + 20 * number, "•")


@pytest.mark.parametrize("at", [-12, -24, 140])
def test_dots_in_cards_are_under_no_head(at: float) -> None:
    """13.1: a bullet goes before its words, and the title of a card stands over its services, too."""
    assert not any(whose(chart_of(drawn(lambda canvas: cards(canvas, at=at), size=SHEET))).values())


def test_a_table_under_each_title_has_heads_of_its_own() -> None:
    """13.1: their columns stand otherwise, and so may their heads."""

    def draw(canvas: Canvas) -> None:
        for place, (pole, services) in enumerate(POLES.items()):
            top = 30 + 130 * place
            write(canvas, 20, top - 8, pole, bold=True)
            edges = (20, 160 + 13 * place, 240 + 21 * place, 340 + 23 * place)
            for number, row in enumerate((("Service", *BODIES[place % 2 :][:2]), *((title, "X", "X") for title in services))):
                for x, end, text in zip(edges, edges[1:], row, strict=False):
                    rule(canvas, x, top + 20 * number, end - x, 20)
                    write(canvas, x + (30 if text == "X" else 4), top + 10 + 20 * number, text)

    given = whose(chart_of(drawn(draw, size=SHEET)))
    assert {title: given[title] for title in ("Paie", "Voirie", "Crèches")} == {
        "Paie": "Ville + Agglomération", "Voirie": "Agglomération + CCAS", "Crèches": "Ville + Agglomération",
    }  # fmt: skip


def test_a_column_without_a_head_leaves_what_its_marks_say_unsaid() -> None:
    """3.27: « Ville » alone would be false of a service with two marks."""

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(
            (("Service", "Ville", "Agglomération", ""), *((o, "X", "", "X") for o in POLES["Ressources"]))
        ):
            for x, text in zip((20, 160, 260, 420), row, strict=True):
                write(canvas, x, 40 + 20 * number, text)

    assert not any(whose(chart_of(drawn(draw, size=SHEET))).values())


def test_a_dot_before_an_entry_is_a_bullet_though_an_icon_stands_over_both_and_it_is_drawn_twice() -> None:
    """« Stages » behind the first of three dots: the icon above ended its row, so that the list was a column of marks (13.1)."""
    entry = Line("Stages", Box(416, 380, 446, 390), 388, 8, bold=False, italic=False, angle=0, colour=(0, 0, 0), order=0)
    dots = [Box(403, y, 406.5, y + 3.5) for y in (383, 405, 434) for _ in range(3 if y > 383 else 2)]

    def bullets(other: Box, line: Line) -> bool:
        return are_bullets(dots, Grid((box, box) for box in (*dots, other)), Grid([(line.box, line)]), 8)

    assert bullets(Box(412, 322, 420, 330), entry)
    assert not bullets(Box(412, 383, 414, 386), entry)  # a mark between
    assert not bullets(Box(412, 322, 420, 330), replace(entry, frame=Box(316, 380, 346, 390)))
