"""Parents are chosen by all that speaks for and against each (3.27, 5.6): candidates, weights, one head a net, a tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Unit
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.chart import read_page
from monitor.pdf.orgchart.choice.evidence import Ballot, Candidate, ballots
from monitor.pdf.orgchart.choice.sureness import is_unsure
from monitor.pdf.orgchart.choice.weighing import Choice, chosen, hang, learned, set_chances, weigh
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.pdfium import Limits, opened
from tests.pdf.orgchart.test_drawn_ways import LEFT, RIGHT, SHEET, TOP, box, three
from tests.pdf.orgchart.test_rosters import tree as tree_of
from tests.pdf.pdfs import drawn
from training.charts import chart
from training.families import FAMILIES

SAGES = "Conseil des sages"


def ballots_of(draw: Callable[[Canvas], None], size: tuple[float, float] = SHEET) -> dict[str, Ballot]:
    """The boxes of a drawn page, by title, not weighed yet."""
    with opened(drawn(draw, size=size), Limits()) as document:
        found, said, _ = read_page(document.page(1))
    return {ballot.node.label: ballot for ballot in ballots(found, said)}


def named(ballot: Ballot) -> dict[str | None, Candidate]:
    return {candidate.parent.label if candidate.parent else None: candidate for candidate in ballot.candidates}


def linked(canvas: Canvas) -> None:
    three(canvas)
    for x in (130, 470):
        canvas.lines([(300, 330, 300, 295), (300, 295, x, 295), (x, 295, x, 260)])


def tip(canvas: Canvas, *corners: tuple[float, float]) -> None:
    """The filled head of an arrow."""
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


# ---------------------------------------------------------------------------------------------------------------- candidates


def test_a_box_may_hang_at_the_top_or_under_what_strokes_rules_and_nearness_name() -> None:
    ballot = ballots_of(linked)[LEFT]
    assert set(named(ballot)) == {None, TOP, RIGHT}
    head, brother = named(ballot)[TOP].features, named(ballot)[RIGHT].features
    assert (head["stroke leads here"], head["rule line"], "above" in head) == (1.0, 0.95, True)
    assert ("same row" in brother, "another heads that net" in brother, "rule line" in brother) == (True, True, False)


def test_a_general_secretariat_alone_over_all_others_is_no_staff_beside_the_line() -> None:
    """3.27: of the one head of a school authority's chart the poles below hung with .19; beside another head it is staff."""

    def draw(canvas: Canvas, *, beside: bool) -> None:
        box(canvas, "Secrétariat général", 300 if beside else 230, 340)
        if beside:
            box(canvas, "Direction générale", 100, 340)
        for place in range(3):
            box(canvas, f"Pôle numéro {place + 1}", 20 + 190 * place, 250)

    for beside in (False, True):
        ballot = ballots_of(lambda canvas: draw(canvas, beside=beside))["Pôle numéro 1"]  # noqa: B023
        assert ("parent is staff" in named(ballot)["Secrétariat général"].features) == beside


def test_a_page_of_boxes_without_links_has_few_candidates_each() -> None:
    """Cost grows with the boxes, not with their pairs (DESIGN 9)."""

    def draw(canvas: Canvas) -> None:
        for number in range(400):
            box(canvas, f"Service {number}", 10 + 120 * (number % 20), 10 + 60 * (number // 20), width=100)

    assert max(len(ballot.candidates) for ballot in ballots_of(draw, size=(2440, 1240)).values()) <= 20


def test_a_row_that_no_trunk_reaches_may_hang_under_the_box_over_its_middle() -> None:
    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 230, 330)
        for x, title in ((30, "Service paie"), (230, "Service voirie"), (430, "Service des eaux")):
            box(canvas, title, x, 200)
            canvas.line(x + 70, 230, x + 70, 260)
        canvas.line(100, 260, 500, 260)

    found = ballots_of(draw)
    assert all(named(found[f"Service {name}"])[TOP].features.get("stroke ends near") for name in ("paie", "voirie", "des eaux"))


def test_the_tip_of_a_short_arrow_points_away_from_the_box_that_it_leaves() -> None:
    """3.27: the shaft of an arrow between close boxes may be shorter than its tip, and end nearer to the box it comes from."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        box(canvas, "Service paie", 20, 194, width=220)
        canvas.line(130, 230, 130, 227)
        tip(canvas, (128, 227), (132, 227), (130, 224))

    assert named(ballots_of(draw)["Service paie"])[LEFT].features["clear link"] == 1.0


@pytest.mark.parametrize(
    ("other", "arrow", "brothers"), [(SAGES, False, True), (SAGES, True, False), ("Secrétariat", False, False)]
)
def test_a_stroke_between_two_boxes_that_nothing_tells_apart_tells_no_head(other: str, arrow: bool, brothers: bool) -> None:
    """3.27: two councils at the top of a chart are two heads; an arrow, or what the words say, tells who hangs under whom."""

    def draw(canvas: Canvas) -> None:
        linked(canvas)
        for title, x in (("Comité de pilotage", 30), (other, 430)):
            box(canvas, title, x, 350)
        canvas.line(170, 365, 430, 365)
        if arrow:
            tip(canvas, (424, 361), (430, 365), (424, 369))

    features = named(ballots_of(draw)[other])["Comité de pilotage"].features
    assert ("joined as brothers" in features, "stroke leads here" in features) == (brothers, not brothers)


# ---------------------------------------------------------------------------------------------------------------- the choice


def node(title: str) -> Node:
    return Node(title, [], Box(0, 0, 100, 20))


def ballot(child: Node, *chances: tuple[Node | None, float], nets: tuple[int, ...] = ()) -> Ballot:
    candidates = [Candidate(parent, {}) for parent, _ in chances]
    for candidate, (_, chance) in zip(candidates, chances, strict=True):
        candidate.chance = candidate.score = chance
    return Ballot(child, candidates, -1, -1, nets)


def tree(*given: Ballot) -> dict[str, str | None]:
    hang(chosen(given))
    return {b.node.label: b.node.parent.label if b.node.parent else None for b in given}


def test_the_likeliest_is_chosen_and_its_confidence_is_its_chance() -> None:
    a, b = node("a"), node("b")
    assert tree(ballot(a, (None, 1.0)), ballot(b, (None, 0.1), (a, 0.9))) == {"a": None, "b": "a"}
    assert (a.confidence, b.confidence) == (1.0, 0.9)


def test_no_guess_stands_below_the_box() -> None:
    """Poles share what little there is to say for each: staff beside the head hung under one of them (3.27)."""
    head = node("head")
    poles = [node(title) for title in ("one", "two", "three")]
    for number, pole in enumerate(poles):
        pole.box = Box(0, 100 + 50 * number, 100, 120 + 50 * number)

    def over(*chances: float) -> str | None:
        return tree(ballot(node("office"), *zip((*poles, head, None), chances, strict=True)))["office"]

    assert over(0.29, 0.28, 0.28, 0.1, 0.05) == "head"
    assert over(0.29, 0.28, 0.28, 0.05, 0.1) is None
    assert over(0.6, 0.1, 0.1, 0.1, 0.1) == "one"  # no mere guess
    poles[0].box = Box(120, 10, 220, 30)
    assert over(0.29, 0.28, 0.28, 0.1, 0.05) == "one"  # beside


def test_a_ring_is_opened_where_least_is_lost() -> None:
    a, b, c = node("a"), node("b"), node("c")
    ring = ballot(a, (c, 0.6), (None, 0.4)), ballot(b, (a, 0.9), (None, 0.1)), ballot(c, (b, 0.8), (None, 0.2))
    assert tree(*ring) == {"a": None, "b": "a", "c": "b"}


def test_what_hangs_on_one_net_has_one_head() -> None:
    """Two boxes each take the head, the third one of the two: all of them together say who it is."""
    head, other, third = node("head"), node("other"), node("third")
    ends = (
        ballot(head, (None, 0.9), (other, 0.1), nets=(1,)),
        ballot(other, (head, 0.8), (None, 0.2), nets=(1,)),
        ballot(third, (other, 0.5), (head, 0.45), (None, 0.05), nets=(1,)),
    )
    assert tree(*ends) == {"head": None, "other": "head", "third": "head"}


def test_a_trunk_that_goes_through_a_box_leaves_it_its_head() -> None:
    """3.27: two nets that touch in a box are one; the box between them is still as good as certainly under the first head."""
    top, between, third = node("top"), node("between"), node("third")
    ends = (
        ballot(top, (None, 1.0), nets=(1,)),
        ballot(between, (top, 0.97), (None, 0.03), nets=(1,)),
        ballot(third, (between, 0.9), (top, 0.08), (None, 0.02), nets=(1,)),
    )
    assert tree(*ends) == {"top": None, "between": "top", "third": "between"}


@pytest.mark.parametrize(("likelier", "expected"), [(0.55, "ruled"), (0.75, "likelier")])
def test_what_the_rules_chose_stays_unless_another_is_clearly_likelier(likelier: float, expected: str) -> None:
    a, b, child = node("likelier"), node("ruled"), node("child")
    child.parent = b
    chances = (a, likelier), (b, 1 - likelier)
    assert tree(ballot(a, (None, 1.0)), ballot(b, (None, 1.0)), ballot(child, *chances))["child"] == expected


def test_where_the_rules_found_no_parent_the_likeliest_is_taken() -> None:
    """3.27: that no rule spoke is no choice of theirs that would have to be outweighed."""
    a, child = node("likelier"), node("child")
    assert tree(ballot(a, (None, 1.0)), ballot(child, (None, 0.45), (a, 0.55)))["child"] == "likelier"


def test_a_chart_of_mostly_doubtful_units_is_unsure() -> None:
    """More than half below 0.7, whichever of title, parent or person it is that is doubtful (3.27)."""

    def unit(parent: float, title: float = 1.0) -> Unit:
        return Unit(
            id="u", title="a", people=(), parent=None, confidence_parent=parent, confidence_title=title, page=1, bbox=(0, 0, 1, 1)
        )

    assert not is_unsure([])
    assert not is_unsure([unit(0.69), unit(0.7)])
    assert is_unsure([unit(0.69), unit(0.9, title=0.5), unit(0.9)])


def test_chances_are_a_softmax_of_weighed_features() -> None:
    one, other = Candidate(None, {"none": 1.0}), Candidate(node("a"), {"above": 1.0, "unknown": 5.0})
    set_chances([one, other], {"none": 0.0, "above": 2.0})
    assert (round(one.chance, 3), round(other.chance, 3)) == (0.119, 0.881)


def test_weights_are_of_features_that_exist() -> None:
    """A feature that is renamed and not learned again weighs nothing, in silence. Charts are looked at until each was met."""
    used: set[str] = set()
    telling = (5, 17, 9, 18, 19, 121, 2, 14, 15)  # where all were met last time; 121: a list without boxes beneath a head
    only_real = {"code one longer", "joined as brothers", "other code"}  # no town drawn here numbers its services
    wanted = {*learned().first, *learned().second} - only_real
    for number in (*telling, *range(4 * len(FAMILIES))):
        if wanted <= used:
            break
        with opened(chart(number).pdf, Limits()) as document:
            found, said, _ = read_page(document.page(1))
        weighed = ballots(found, said)
        weigh(weighed, learned())
        used.update(name for b in weighed for candidate in b.candidates for name in candidate.features)
    assert wanted - used == set()


@pytest.mark.parametrize(("stroke", "sure"), [(False, False), (True, True)])
def test_a_box_that_only_stands_beside_a_head_is_not_under_it_for_certain(stroke: bool, sure: bool) -> None:
    """A CCAS apart may be of another house, where strokes lead to all that hangs under the head (3.27)."""
    with opened(drawn(linked, size=SHEET), Limits()) as document:
        found, said, _ = read_page(document.page(1))
    weighed = ballots(found, said)
    node = weighed[0].node
    head = next(ballot.node for ballot in weighed if ballot.node is not node)
    features = {"same row": 1.0, "only the parent linked": 1.0, "rule layout": 0.4} | ({"rule line": 0.9} if stroke else {})
    candidate = Candidate(head, features)
    candidate.chance = 0.97
    hang([Choice(Ballot(node, [candidate], -1, -1, ()), candidate)])
    assert node.parent is head
    assert (node.confidence >= 0.9) is sure


def test_one_of_a_row_of_heads_in_the_middle_is_no_line_of_command_that_heads_all_below() -> None:
    """3.27: the deputy right under the director took the cards of all columns, which stand far below the row of deputies."""
    heads = ("DGA Ressources", "DGA Solidarités", "DGA Cadre")

    def write(canvas: Canvas, x: float, y: float, bold: str, plain: str, *, centred: bool) -> None:
        for font, text, at in (("Helvetica-Bold", bold, y), ("Helvetica", plain, y - 9)):
            canvas.setFont(font, 8 if centred else 7)
            (canvas.drawCentredString if centred else canvas.drawString)(x, at, text)

    def draw(canvas: Canvas) -> None:
        write(canvas, 250, 532, "Direction générale", "Odile Roche", centred=True)
        for place, head in enumerate(heads):
            x = 20 + 160 * place
            canvas.lines([(250, 520, 250, 505), (250, 505, x + 70, 505), (x + 70, 505, x + 70, 490)])
            write(canvas, x + 70, 480, head, "Luc Petit", centred=True)
            for row in range(3):
                canvas.setFillGray(0.95)
                canvas.roundRect(x, 362 - 46 * row, 140, 40, 4, stroke=0, fill=1)
                canvas.setFillGray(0)
                write(canvas, x + 20, 392 - 46 * row, f"Direction {head[4:]} {'ABC'[row]}", "Anne Roy", centred=False)
                canvas.drawString(x + 24, 376 - 46 * row, f"Service {row} {head[4:].lower()}")

    found = tree_of(drawn(draw, size=(520, 560)))
    assert {title: over for title, over in found.items() if title[-2] == " "} == {
        f"Direction {head[4:]} {letter}": head for head in heads for letter in "ABC"
    }
