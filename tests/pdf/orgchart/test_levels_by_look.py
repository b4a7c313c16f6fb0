"""Levels of lines in one frame, told by looks that take turns all over the sheet; and looks that tell something else (3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model.frozen import replace
from monitor.pdf.ink import Box
from monitor.pdf.lines import Line as PrintedLine
from monitor.pdf.orgchart.arrangement.levels import hang_by_levels
from monitor.pdf.orgchart.nodes import Node
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

POLES = {
    "Pôle Rivière": {
        "Petite enfance": ["Crèches", "Relais parents"],
        "Jeunesse et familles": ["Ludothèque"],
        "Sports et loisirs": ["Piscines", "Gymnases"],
    },
    "Pôle Bourg": {"Voirie et réseaux": ["Signalisation", "Balayage", "Éclairage"], "Bâtiments": ["Énergie", "Maintenance"]},
    "Pôle Landes": {"Finances et achats": ["Budget", "Dette"], "Ressources humaines": ["Paie", "Formation"]},
}
SHORT = {"Pôle Bourg": {"Voirie et réseaux": ["Signalisation", "Balayage"], "Bâtiments": ["Énergie", "Maintenance"]}}
PLAIN = {pole: [title for head, under in groups.items() for title in (head, *under)] for pole, groups in POLES.items()}
SIZE = (842, 595)


class Line(NamedTuple):
    """A line of a frame, and how it is set."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 8
    colour: tuple[float, float, float] = (0, 0, 0)
    ruled: bool = False
    white: float = 0


LOOKS = {
    "plain": Line(""),
    "bold": Line("", bold=True),
    "colour": Line("", colour=(0.5, 0.1, 0.2)),
    "rule": Line("", ruled=True),
    "italics": Line("", italic=True),
    "larger": Line("", size=9),
}


def frames(canvas: Canvas, *, poles: Mapping[str, Sequence[Line]], cells: bool = False, legend: str = "") -> None:
    """A frame for each pole, its title in a strip at its head, or in a cell of its own over it; at the foot a *legend*."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(20, 60, legend)
    canvas.rect(300, 530, 240, 30)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawCentredString(420, 541, "Direction générale des services")
    for number, (pole, lines) in enumerate(poles.items()):
        x, y = 20 + 205 * (number % 4), 480.0 - 150 * (number // 4)
        top = y
        canvas.setFillGray(0.85)
        canvas.rect(x, y, 190, 20, fill=1, stroke=cells)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 9.5)
        canvas.drawCentredString(x + 95, y + 6, pole)
        for line in lines:
            y -= 13 + line.white
            font = {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}[line.bold, line.italic]
            canvas.setFont(f"Helvetica{font}", line.size)
            canvas.setFillColorRGB(*line.colour)
            canvas.drawString(x + 6, y, line.text)
            canvas.setFillGray(0)
            if line.ruled:
                canvas.line(x + 6, y - 2, x + 6 + canvas.stringWidth(line.text, "Helvetica", line.size), y - 2)
        canvas.rect(x, y - 8, 190, (top if cells else top + 20) - y + 8)


def set_as(heads: Line, poles: Mapping[str, Mapping[str, Sequence[str]]] = POLES, own: str = "plain") -> dict[str, list[Line]]:
    """The lines of each frame, with heads set as *heads* are, and what is theirs as *own* is."""
    return {
        pole: [
            line
            for head, under in groups.items()
            for line in (heads._replace(text=head), *(LOOKS[own]._replace(text=title) for title in under))
        ]
        for pole, groups in poles.items()
    }


def hung(poles: Mapping[str, Sequence[Line]], *, cells: bool = False, legend: str = "") -> dict[str, tuple[str | None, float]]:
    """Under what each unit hangs, and how sure that is."""
    units = chart_of(drawn(partial(frames, poles=poles, cells=cells, legend=legend), size=SIZE)).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: (titles.get(unit.parent or ""), unit.confidence_parent) for unit in units}


def heads_of(poles: Mapping[str, Mapping[str, Sequence[str]]] = POLES) -> dict[str, str]:
    told = {title: head for groups in poles.values() for head, under in groups.items() for title in under}
    return told | {head: pole for pole, groups in poles.items() for head in groups}


def flat(poles: Mapping[str, Sequence[Line]]) -> dict[str, str]:
    return {line.text: pole for pole, lines in poles.items() for line in lines}


@pytest.mark.parametrize(
    ("look", "cells"), [("bold", False), ("bold", True), ("colour", True), ("rule", False), ("italics", False), ("larger", True)]
)
def test_lines_hang_under_those_in_the_look_of_heads(look: str, *, cells: bool) -> None:
    """All hung under the pole, for certain, where no words tell ranks."""
    told = hung(set_as(LOOKS[look]), cells=cells)
    assert {title: told[title][0] for title in heads_of()} == heads_of()


def test_capitals_are_a_look_though_acronyms_are_in_them() -> None:
    poles = {pole: {head.upper(): [f"{head[:1]}TSEM", *under] for head, under in groups.items()} for pole, groups in POLES.items()}
    told = hung(set_as(LOOKS["plain"], poles))
    assert {title: told[title][0] for title in heads_of(poles)} == heads_of(poles)


def test_one_word_in_capitals_may_be_a_head() -> None:
    words = iter(("SPORTS", "VOIRIE", "PAIE", "EAU", "CULTES", "JEUNES"))
    columns = [read_as(frame("A", 200 * n), "hsshs", x=20 + 200 * n, h={}, s={}) for n in range(3)]
    for node in (node for column in columns for node in column if node.label[0] == "h"):
        node.label = next(words)
    assert [told == "A" for told in settled(*columns)] == [True, False, False, True, False] * 3


@pytest.mark.parametrize(
    ("look", "legend"),
    [
        (LOOKS["bold"], "En gras : services qui accueillent du public"),
        (LOOKS["bold"], "In bold: open to the public"),
        (LOOKS["italics"], "Kursiv: zurzeit nicht besetzt"),
        (LOOKS["rule"], "Soulignés : services qui accueillent du public"),
        (LOOKS["colour"], "En rouge : services mutualisés"),
        (LOOKS["colour"], "En couleur : services mutualisés"),
        (LOOKS["colour"], "Légende : en rouge, les services mutualisés"),
        (LOOKS["colour"], "Services mutualisés : en rouge"),
        (LOOKS["colour"], "Services mutualisés avec l’agglomération : en rouge"),
        (LOOKS["bold"], "Services en gras : ouvert le samedi"),
        (LOOKS["colour"], "En gras : les directions – En rouge : services mutualisés"),
        (Line("", colour=(0, 0.5, 0)), "En vert : services mutualisés"),
        (Line("", colour=(0.5, 0.5, 0.5)), "En gris : services délégués"),
        (Line("", colour=(0.1, 0.1, 0.8), ruled=True), ""),
    ],
)
def test_looks_that_a_legend_names_and_that_of_links_head_nothing(look: Line, legend: str) -> None:
    told = hung(set_as(look), legend=legend)
    assert {title: told[title][0] for title in heads_of()} == flat(set_as(look))


@pytest.mark.parametrize(
    ("look", "legend"),
    [
        (LOOKS["bold"], "En gras : les directions"),
        (LOOKS["bold"], "En italique : postes vacants"),
        (LOOKS["bold"], "Pas gras"),
        (LOOKS["bold"], "En gras : services – en maigre : bureaux"),
        (LOOKS["bold"], "Légende : en gras, les secteurs"),
        (LOOKS["colour"], "En rouge : les services"),
        (LOOKS["colour"], "Les chefs : en rouge"),
        (LOOKS["colour"], "Pensez à la planète : évitez d’imprimer ce document en couleur"),
        (LOOKS["colour"], "Document disponible en couleur à l’accueil de la mairie"),
        (LOOKS["colour"], "En bleu : services mutualisés"),
        (Line("", colour=(0.1, 0.1, 0.8)), ""),
        (Line("", colour=(0.5, 0.1, 0.2), ruled=True), ""),
        (Line("", bold=True, colour=(0.1, 0.1, 0.8), ruled=True), ""),
    ],
)
def test_looks_of_heads_are_so_beside_legends_of_others(look: Line, legend: str) -> None:
    told = hung(set_as(look), legend=legend)
    assert {title: told[title][0] for title in heads_of()} == heads_of()


@pytest.mark.parametrize(
    "legend",
    [
        "Les services en gras accueillent du public",
        "En gras : les responsables d’unité encadrent les agents listés dessous",
        "En gras : ce qui est ouvert au public le samedi de neuf heures à midi",
        "Les agents de tous les services en gras : voir au verso",
        "Attention : en gras ce qui ferme le samedi",
    ],
)
def test_a_sentence_about_a_look_leaves_its_heads_in_doubt(legend: str) -> None:
    """3.27: it may say what sets them apart; where it does not, they are heads."""
    told = hung(set_as(LOOKS["bold"]), legend=legend)
    assert {title: told[title][0] for title in heads_of()} == heads_of()
    listed = {title for groups in POLES.values() for some in groups.values() for title in some}
    assert {told[title][1] for title in listed} == {0.8}
    assert all(told[title][1] > 0.8 for title in heads_of().keys() - listed)


@pytest.mark.parametrize(
    "legend",
    ["Les services en gras accueillent du public", "Document disponible en couleur à l’accueil", "En rouge : les services"],
)
def test_a_sentence_about_another_look_or_colours_leaves_heads_certain(legend: str) -> None:
    told = hung(set_as(LOOKS["colour"]), legend=legend)
    assert all(told[title][0] == head and told[title][1] > 0.8 for title, head in heads_of().items())


def test_a_sentence_about_a_look_leaves_levels_told_otherwise_certain() -> None:
    """What is listed by its bullet below a line set as it is."""
    columns = [read_as(frame("ABC"[n], 200 * n), "hssshss", x=20 + 200 * n, **BOLD) for n in range(3)]
    _, over, below, *_ = columns[0]
    below.hang(over, "item", 0.95)
    settled(*columns, notes=["Les services en gras accueillent du public"])
    assert below.parent is over and (over.confidence, below.confidence) == (0.8, 0.95)


def test_capitals_that_a_legend_names_head_nothing() -> None:
    poles = {pole: {head.upper(): under for head, under in groups.items()} for pole, groups in POLES.items()}
    told = hung(set_as(LOOKS["plain"], poles), legend="En majuscules : services certifiés")
    assert {title: told[title][0] for title in heads_of(poles)} == flat(set_as(LOOKS["plain"], poles))


def test_words_of_rank_hold_against_a_legend() -> None:
    """« Direction de la voirie », bold, heads « Service balayage » though bold lines are said to be open to the public."""
    own = {
        f"Pôle {n}": {f"Direction {n}{o}": [f"Service {n}{o}{p}" for p in "xy"] for o in ("de l'eau", "des parcs")} for n in "ABC"
    }
    told = hung(set_as(LOOKS["bold"], own), legend="En gras : ouvert le samedi")
    assert {title: told[title][0] for title in heads_of(own)} == heads_of(own)


def test_what_places_hang_stays_where_a_legend_names_the_look() -> None:
    column = read_as(frame("A"), "hss", **BOLD)
    for how, parent in (("column", "h"), ("item", "A")):
        for node in column[1:]:
            node.hang(column[0], how, 0.95)
        assert settled(column, notes=["En gras : accueil"])[1:] == [parent] * 2


@pytest.mark.parametrize(("looks", "head"), [("sss", {}), ("hss", {"bold": True, "size": 10.0})])
def test_what_other_signs_hang_stays_where_a_legend_names_a_look(looks: str, head: dict[str, Any]) -> None:
    """Lines set alike, listed by their bullets, say; and those under a head that is larger, too."""
    column = read_as(frame("A"), looks, h=head, s={})
    for node in column[1:]:
        node.hang(column[0], "item", 0.95)
    assert settled(column, notes=["En gras : accueil"])[1:] == [looks[0]] * 2


def test_acronyms_are_no_heads_for_their_capitals() -> None:
    words = iter(("CCAS", "MSAP", "DRH", "DSI", "SSIAD", "ALSH"))
    columns = [read_as(frame("A", 200 * n), "hsshs", x=20 + 200 * n, h={}, s={}) for n in range(3)]
    for node in (node for column in columns for node in column if node.label[0] == "h"):
        node.label = next(words)
    assert set(settled(*columns)) == {"A"}


def test_white_tells_where_few_lines_are_set_as_heads() -> None:
    """Two of six lines in a colour may be so for another reason, but hardly with as much more white over the second."""
    poles = {pole: [Line(title) for title in titles] for pole, titles in PLAIN.items()} | set_as(LOOKS["colour"], SHORT)
    told = hung(poles)
    assert {title: told[title][0] for title in flat(poles)} == flat(poles)
    poles["Pôle Bourg"] = [line._replace(white=6 * (line.text == "Bâtiments")) for line in poles["Pôle Bourg"]]
    told = hung(poles)
    assert {title: told[title][0] for title in heads_of(SHORT)} == heads_of(SHORT)


def test_words_that_tell_ranks_have_a_say() -> None:
    """Of seven such lines two may well be first and fourth by chance, unless they are directions and the others services."""
    services = ("signalisation", "balayage", "énergie", "maintenance", "travaux")
    first, last = (f"Service {title}" for title in services[:2]), (f"Service {title}" for title in services[2:])
    own = {"Pôle Bourg": {"Direction de la voirie": [*first], "Direction des bâtiments": [*last]}}
    others = {pole: [Line(title) for title in PLAIN[pole]] for pole in ("Pôle Rivière", "Pôle Landes")}
    told = hung(others | set_as(LOOKS["colour"], own))
    assert {title: told[title][0] for title in heads_of(own)} == heads_of(own)
    against = {
        pole: {f"Bureau {n}": [f"Direction {n}{o}" for o in "ab"] for n in places}
        for pole, places in zip(POLES, ((1, 2), (3, 4), (5, 6)), strict=True)
    }
    told = hung(set_as(LOOKS["colour"], against))
    assert {title: told[title][0] for title in heads_of(against)} == flat(set_as(LOOKS["colour"], against))


@pytest.mark.parametrize(
    "marked", [("Passeurs", "Turbines", "Étals", "Glacières", "Dette"), ("Petite enfance", "Balayage", "Finances et achats")]
)
def test_lines_set_otherwise_here_and_there_head_nothing(marked: Sequence[str]) -> None:
    """Services shared by all in a colour, vacant ones in italics."""
    poles = {
        pole: [Line(o, colour=(0.5, 0.1, 0.2) if o in marked else (0, 0, 0)) for o in titles] for pole, titles in PLAIN.items()
    }
    told = hung(poles)
    assert {title: told[title][0] for title in flat(poles)} == flat(poles)


def test_rules_that_part_lines_make_no_heads_of_all_but_the_last() -> None:
    titles = ["Crèches", "Relais parents", "Piscines", "Gymnases", "Signalisation", "Balayage", "Budget", "Dette"]
    titles += ["Énergie", "Maintenance", "Paie", "Formation"]
    own = [titles[at : at + 2] for at in range(0, len(titles), 2)]
    poles = {f"Pôle {n}": [Line(a, ruled=True), Line(b)] for n, (a, b) in enumerate(own, 1)}
    told = hung(poles)
    assert {title: told[title][0] for title in flat(poles)} == flat(poles)


def test_what_is_set_lighter_than_the_lines_below_it_is_no_head_of_them() -> None:
    poles = set_as(LOOKS["plain"], own="bold")
    told = hung(poles)
    own = {title: pole for title, pole in flat(poles).items() if pole != "Pôle Rivière"}
    assert {title: told[title][0] for title in own} == own


def line(label: str, top: float, head: Node | None, *, how: str = "item", x: float = 20, **look: Any) -> Node:
    """A node for a line that begins at *x*, at so many points from the top; it hangs under *head*."""
    frame = Box(x, top - 8, x + 60, top + 2)
    way = {"bold": False, "italic": False, "size": 8.0, "angle": 0, "colour": (0, 0, 0), **look}
    node = Node(label, [], frame, first=PrintedLine(label, frame, base=top, order=0, **way), drawn=False)
    if head is not None:
        node.hang(head, how, 0.95)
    return node


def frame(title: str, x: float = 10, *, head: Node | None = None, **look: Any) -> Node:
    node = line(title, 20, head, how="line", x=x + 20, **look)
    node.box, node.drawn = Box(x, 10, x + 100, 200), True
    return node


def read_as(head: Node, looks: str, *, x: float = 20, **ways: Any) -> list[Node]:
    """Lines of *head*, each in the look that its letter has in *ways*."""
    return [line(f"{letter}{head.label}{n}", 40 + 12 * n, head, **{"x": x, **ways[letter]}) for n, letter in enumerate(looks)]


def settled(*columns: list[Node], boxes: Sequence[Node] = (), notes: Sequence[str] = ()) -> list[str | None]:
    """By what each line hangs under, in the end: the first letter of that."""
    nodes = [node for column in columns for node in column]
    said = [first for note in notes if (first := line(note, 500, None).first)]
    hang_by_levels(nodes, [], [box.box for box in boxes], said)
    return [node.parent.label[:1] if node.parent else None for node in nodes]


BOLD: dict[str, Any] = {"h": {"bold": True}, "s": {}}


def test_a_look_is_that_of_heads_by_where_it_stands_in_all_columns() -> None:
    ways = enumerate(("hsshs", "hshss", "hhsss"))
    columns = [read_as(frame("ABC"[n], 200 * n), looks, x=20 + 200 * n, **BOLD) for n, looks in ways]
    first, *_, last = columns[0]
    last.hang(first, "item", 0.9)  # as it was read
    columns[1][1].hang(columns[1][0], "below", 0.99)
    columns[0][2].hang(columns[0][1], "item", 0.9)  # of a level below
    plain = read_as(frame("D", 600), "sss", x=620, **BOLD)
    plain[2].hang(plain[1], "item", 0.9)
    assert "".join(filter(None, settled(*columns, plain))) == "AhsAhBhBhhCChhhDDs"
    assert last.parent is columns[0][3]
    assert columns[1][1].confidence == 0.99


def test_lines_on_one_axis_begin_anywhere() -> None:
    columns = [read_as(frame("A", 200 * n), "hsshs", x=20 + 200 * n, **BOLD) for n in range(3)]
    for column in columns:
        for node, aside in zip(column, (0, 9, 20, 5, 14), strict=True):
            assert node.first is not None
            box = node.first.frame
            node.first = replace(node.first, frame=box._replace(x0=box.x0 + aside, x1=box.x1 - aside))
    assert "".join(filter(None, settled(*columns))) == "AhhAh" * 3


@pytest.mark.parametrize(("looks", "how", "sure"), [("shss", "item", 0.8), ("shss", "column", 0.95), ("hsss", "item", 0.95)])
def test_what_is_listed_under_a_line_amid_others_is_doubted(looks: str, how: str, sure: float) -> None:
    """It may be bold as it is new, or vacant: but not where nothing in its look begins a column, or places tell."""
    column = read_as(frame("A"), looks, **BOLD)
    for node in column[2:]:
        node.hang(column[looks.index("h")], how, 0.95)
    settled(column)
    assert [node.confidence for node in column[2:]] == [sure] * 2


@pytest.mark.parametrize(("head", "own"), [({"italic": True}, {}), ({"size": 9.0}, {}), ({}, {"x": 30})])
def test_what_is_larger_slanted_or_further_out_heads_the_rest(head: dict[str, Any], own: dict[str, Any]) -> None:
    columns = [read_as(frame("A", 200 * n), "hsshs", h={"x": 20 + 200 * n, **head}, s={"x": 20 + 200 * n, **own}) for n in range(3)]
    if "x" in own:
        for n, column in enumerate(columns):
            for node in column:
                assert node.first is not None
                place = node.first.frame._replace(x0=20 + 200 * n + 10 * (node.label[0] == "s"), x1=80 + 200 * n)
                node.first = replace(node.first, frame=place)
    assert "".join(filter(None, settled(*columns))) == "AhhAh" * 3


def test_lighter_lines_head_no_bolder_ones_though_they_take_turns() -> None:
    ways: dict[str, Any] = {"h": {"italic": True}, "s": {"bold": True}}
    columns = [read_as(frame("A", 200 * n), "hsshs", x=20 + 200 * n, **ways) for n in range(3)]
    assert set(settled(*columns)) == {"A"}


def test_lines_head_nothing_that_stands_out_more() -> None:
    """« Gleichstellung », bold, over « Dezernat 1 », larger, in a column that begins with it: no head of that."""
    ways: dict[str, Any] = {**BOLD, "d": {"bold": True, "size": 10.0}}
    columns = [read_as(frame("A", 200 * n), "hdshsshs", x=20 + 200 * n, **ways) for n in range(4)]
    assert set(settled(*columns)) == {"A"}


def test_lines_of_one_head_each_are_no_levels() -> None:
    """The first of each frame is bold, say the secretariat: nothing shows that it heads the others."""
    columns = [read_as(frame("A", 200 * n), "hsss", x=20 + 200 * n, **BOLD) for n in range(5)]
    assert set(settled(*columns)) == {"A"}


def test_boxes_of_their_own_and_turned_lines_are_no_lines_of_a_column() -> None:
    columns = [read_as(frame("A", 200 * n), "hsshs", x=20 + 200 * n, **BOLD) for n in range(3)]
    head = columns[0][0].parent
    turned = [line(f"s{n}", 45 + 12 * n, head, angle=90) for n in range(3)]
    assert settled(*columns, turned)[-3:] == ["A"] * 3
    columns = [read_as(frame("A", 200 * n), "hsshs", x=20 + 200 * n, **BOLD) for n in range(3)]
    assert set(settled(*columns, boxes=[node for column in columns for node in column])) == {"A"}
    columns = [read_as(frame("A", 200 * n), "hsshs", x=20 + 200 * n, **BOLD) for n in range(3)]
    for node in columns[2]:
        node.how = "line"
    assert set(settled(*columns)) == {"A"}


def test_the_first_line_of_a_cell_that_all_others_hang_under_is_one_of_its_lines() -> None:
    top = frame("T", 500)
    cells = [frame("hA", 0, head=top, bold=True), frame("hB", 200, head=top, bold=True)]
    told = settled(read_as(cells[0], "sshshs", x=20, **BOLD), read_as(cells[1], "shss", x=220, **BOLD))
    assert told[2] == told[4] == told[7] == "T"
    again = [frame(f"h{n}", 200 * n, head=top, bold=True) for n in range(4)]
    titled = settled(*(read_as(o, "hss" if n == 3 else "sshs", x=20 + 200 * n, **BOLD) for n, o in enumerate(again)))
    assert titled[-3:] == ["h"] * 3  # under the title of the frame, which is set as what is right below it
