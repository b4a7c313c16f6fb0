"""Lines that a decimal number begins are units, whatever stands between them, each under the one whose number it goes on with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.units.numbering import are_bare, hang_by_numbers, numbers_joined, parts_numbered, without_number
from tests.pdf.orgchart.test_brackets import parents
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.orgchart.test_written import lines
from tests.pdf.pdfs import drawn

HEAD = ("Presidência", "Rui Valadares")
UNITS = (  # number, title, name
    ("1", "Divisão de Obras", "Ana Quintela"), ("1.1", "Estradas", None), ("1.2", "Oficinas", "Nuno Sampaio"),
    ("1.2.1", "Armazém", None), ("1.2.2", "Frota", "Inês Falcão"), ("2", "Divisão de Cultura", "Joana Serrão"),
    ("2.1", "Museu", None), ("2.2", "Arquivo", None), ("2.3", "Teatro", "Pedro Barros"), ("3", "Divisão de Águas", "Mário Lousã"),
)  # fmt: skip
EXPECTED = {HEAD[0]: (None, [HEAD[1]])} | {
    title: (next((t for n, t, _ in UNITS if n == number.rpartition(".")[0]), HEAD[0]), [name] if name else [])
    for number, title, name in UNITS
}

LISTS = (  # a direction, and what stands under it
    ("Direction des moyens", "Paie", "Carrières", "Formation"), ("Direction de la ville", "Voirie"),
    ("Direction des familles", "Crèches", "Cantines"), ("Direction de la culture", "Archives"),
)  # fmt: skip


def _tree(chart: OrgChart) -> dict[str, tuple[str | None, list[str]]]:
    titles = {unit.id: unit.title for unit in chart.units}
    return {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in chart.units}


def _said(mark: str, post: str) -> dict[str, list[str]]:
    """The lines of each division, by the number that they begin with."""
    found: dict[str, list[str]] = {"1": [], "2": [], "3": []}
    for number, title, name in UNITS:
        found[number[0]] += [f"{number}{mark} {title}", *([f"{post}{name}"] if name else [])]
    return found


def _write(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(x, y, text)


def _in_one_column(canvas: Canvas, said: Sequence[Sequence[str]]) -> None:
    for row, text in enumerate((*HEAD, *(text for part in said for text in part))):
        _write(canvas, 40, 780 - 11 * row, text)


def _in_columns(canvas: Canvas, said: Sequence[Sequence[str]]) -> None:
    """The last of them has two lines; white parts the divisions from what is under them."""
    for row, text in enumerate(HEAD):
        _write(canvas, 40, 800 - 10 * row, text)
    for column, part in enumerate(said):
        for row, text in enumerate(part):
            _write(canvas, 40 + 180 * column, 740 - 10 * row - (20 if row > 1 else 0), text)


def _in_cards(canvas: Canvas, said: Sequence[Sequence[str]]) -> None:
    canvas.rect(230, 530, 120, 34)
    for row, text in enumerate(HEAD):
        _write(canvas, 236, 552 - 10 * row, text)
    for column, part in enumerate(said):
        x, height = 40 + 180 * column, 10 * len(part) + 8
        canvas.rect(x, 480 - height, 150, height)
        canvas.lines([(290, 530, 290, 505), (290, 505, x + 75, 505), (x + 75, 505, x + 75, 480)])
        for row, text in enumerate(part):
            _write(canvas, x + 6, 468 - 10 * row, text)


@pytest.mark.parametrize("laid_out", [_in_one_column, _in_columns, _in_cards])
@pytest.mark.parametrize(("mark", "post"), [("", "Responsável: "), (".", "Zuständig: "), (" -", "Responsável: ")])
def test_numbered_lines_are_units_and_what_names_stand_behind_between_them_are_posts(
    laid_out: Callable[[Canvas, Sequence[Sequence[str]]], None], mark: str, post: str
) -> None:
    """« 1.1.1 A », « 1.1.2 B », « Responsável: C », all at one margin: C heads B alone, which stands under 1.1 (3.27)."""
    chart = chart_of(drawn(lambda canvas: laid_out(canvas, [*_said(mark, post).values()])))
    assert _tree(chart) == EXPECTED


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["Bureau du courrier", "1.5 ETP", "2.5 postes"], id="counts"),
        pytest.param(["Service paie", "3 rue Haute", "2 rue Basse"], id="addresses"),
        pytest.param(["École du 8.5 de Brive", "2.1 Avenue des Tilleuls"], id="one"),
        pytest.param(["Régie", "2.1 Eau", "1.4 Gaz"], id="backwards"),
    ],
)
def test_figures_that_do_not_count_on_from_each_other_are_no_numbers_of_units(texts: list[str]) -> None:
    """Of what only happens to begin with figures nothing is cut (3.27)."""
    assert parts_numbered(lines(*texts)) == []


def test_a_figure_that_begins_a_name_of_a_place_is_no_number_of_a_count() -> None:
    """3.27: « 3 Fontaines » lost it beside a box numbered « 1.1 »; « 1 Obras », « 2 Cultura » count on."""
    boxes = [lines("1. Obras"), lines("3 Fontaines")]
    assert not are_bare(boxes) and without_number(boxes[1], bare=False) == boxes[1]
    assert [line.text for line in without_number(boxes[0], bare=False)] == ["Obras"]
    counted = [lines("1 Obras"), lines("2 Cultura")]
    assert are_bare(counted) and [line.text for line in without_number(counted[1], bare=True)] == ["Cultura"]


@pytest.mark.parametrize("mark", ["{n}.", "{n})", "{n} -", "{a})", "{box}.{n}"])
def test_counted_lines_in_boxes_are_units_each_though_there_is_but_one(mark: str) -> None:
    """(3.27) « 1. Paie » alone in its box is one where others count likewise; « 1 - Paie » over « 2 - Pays » is no « Paie 2 »."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.rect(240, 420, 160, 30)
        canvas.drawCentredString(320, 432, "Direction générale")
        canvas.line(320, 420, 320, 395)
        for place, titles in enumerate(LISTS):
            x = 20 + 150 * place
            canvas.rect(x, 240, 140, 140)
            canvas.lines([(320, 395, x + 70, 395), (x + 70, 395, x + 70, 380)])
            for row, title in enumerate(titles):
                before = mark.format(n=row, a="-abc"[row], box=place + 1) + " " if row else ""
                canvas.drawString(x + 6, 362 - 20 * row, before + title)

    found = parents(chart_of(drawn(draw, size=(640, 480))))
    below = {title: head for head, *titles in LISTS for title in titles}
    assert found == below | {head: "Direction générale" for head, *_ in LISTS} | {"Direction générale": None}


def test_numbered_headings_of_a_report_say_who_is_under_whom_over_pages_too() -> None:
    """3.27: « 1.2 » is under « 1. » whatever stands above it, where no number is missing; a dated « Annexe » is no title."""
    below = {"Finances": ("Budget", "Dette"), "Ville": ("Voirie", "Parcs", "Eau"), "Culture": ("Musée", "Archives")}

    def draw(canvas: Canvas) -> None:
        top = 780.0

        def write(text: str, size: float) -> None:
            nonlocal top
            canvas.setFont("Helvetica-Bold" if size > 8 else "Helvetica", size)
            canvas.drawString(60, top, text)
            top -= 1.5 * size

        write("Annexe à l’arrêté du 12 mars 2026 portant organisation des services", 8)
        write("Direction générale des services", 14)
        for number, (pole, directions) in enumerate(below.items(), 1):
            top -= 8
            write(f"{number}. Pôle {pole}", 11)
            write("Responsable : Mme Anne Roy", 8)
            for place, direction in enumerate(directions, 1):
                if (number, place) == (2, 2):
                    canvas.showPage()
                    top = 780.0
                top -= 6
                write(f"{number}.{place} Direction {direction}", 9)
                write("Responsable : M. Luc Bailly", 8)
                write("Elle conduit la politique de la ville dans son domaine et veille à sa bonne exécution.", 8)
                write(f"    • Service {direction} : M. Jean Fabre", 8)

    expected: dict[str, str | None] = {"Direction générale des services": None}
    for number, (pole, directions) in enumerate(below.items(), 1):
        expected[f"{number}. Pôle {pole}"] = "Direction générale des services"
        expected |= {f"{number}.{place} Direction {one}": f"{number}. Pôle {pole}" for place, one in enumerate(directions, 1)}
        expected |= {f"Service {one}": f"{number}.{place} Direction {one}" for place, one in enumerate(directions, 1)}
    assert parents(chart_of(drawn(draw))) == expected


def test_numbers_that_are_no_headings_of_one_text_hang_nothing() -> None:
    """3.27: one is missing, or there are few; none goes on from another; « 3 Fontaines » is a place; a stroke tells better."""
    whole = ("1. Pôle", "1.1 Paie", "1.2 Dette", "2. Ville", "2.1 Eau", "2.2 Parcs")

    def hung(*titles: str, lined: str = "") -> dict[str, str]:
        nodes = [Node(title, [], Box(0, 0, 9, 9)) for title in titles]
        for node in nodes:
            if node.label == lined:
                node.hang(nodes[0], "line", 0.99)
        hang_by_numbers(nodes)
        return {node.label: node.parent.label for node in nodes if node.parent is not None}

    below = dict.fromkeys(whole[1:3], whole[0]) | dict.fromkeys(whole[4:], whole[3])
    assert hung(*whole) == below
    assert not hung("1. Pôle", "1.1 Paie", "1.3 Dette", *whole[3:])
    assert not hung(*whole[:3], *whole[4:])
    assert not hung(*whole[:4])
    assert not hung(*(f"{n}. Service {n}" for n in range(1, 7)))
    assert not hung(*whole, "3 Fontaines")
    assert hung(*whole, lined="2.2 Parcs") == {**below, "2.2 Parcs": "1. Pôle"}


@pytest.mark.parametrize(
    ("indents", "over"),
    [((0, 12, 12, 0, 12), "Municipalité"), ((0, 12, 12, 24, 36), "Contrôle des finances")],
    ids=["set in further than the numbers", "less far than they are"],
)
def test_what_is_set_in_below_the_head_of_a_numbered_list_heads_none_of_it(indents: Sequence[int], over: str) -> None:
    """13.1: all numbered directions hung under the staff set in before them, for certain, and staff without a head was left out."""
    staff = ["Municipalité : Mehdi Chauvin", "Mission évaluation", "Contrôle des finances : Noémie Verdier"]
    said = list(zip(indents, staff, strict=False))
    for number, title in enumerate(("Sécurité", "Écoles", "Travaux"), 1):
        said += [(indents[3], f"{number}. Direction {title} : Anne Roy"), (indents[4], f"{number}.1 Service routes {number}")]
        said.append((indents[4], f"{number}.2 Service ponts {number} : Luc Petit"))

    def draw(canvas: Canvas) -> None:
        for row, (indent, text) in enumerate(said):
            _write(canvas, 40 + indent, 780 - 11 * row, text)

    tree = _tree(chart_of(drawn(draw)))
    assert [tree[f"Direction {title}"][0] for title in ("Sécurité", "Écoles", "Travaux")] == [over] * 3
    assert tree["Contrôle des finances"] == ("Municipalité", ["Noémie Verdier"])
    assert over != "Municipalité" or tree["Mission évaluation"][0] == over


@pytest.mark.parametrize(
    ("boxes", "read"),
    [
        ([["2.1", "Paie", "2.2", "Achats"], ["3.1", "Parcs"]], [["2.1 Paie", "2.2 Achats"], ["3.1 Parcs"]]),
        ([["Paie", "12.5"], ["Achats", "8.5"]], None),
        ([["12.5", "Paie"], ["8.5", "Achats"]], None),
        ([["1.1", "Paie"], ["1.1", "Parcs"]], None),
        ([["2.1", "Paie"]], None),
    ],
    ids=["count on", "below titles", "posts", "twice", "alone"],
)
def test_a_number_on_a_line_of_its_own_begins_the_title_below_it(boxes: list[list[str]], read: list[list[str]] | None) -> None:
    """3.27: « 2.1 » over « Paie » was a unit for certain, over « Paie »; figures that count nothing on stay where they are."""
    joined = numbers_joined([lines(*texts) for texts in boxes])
    assert [[line.text for line in box] for box in joined] == (read or boxes)
