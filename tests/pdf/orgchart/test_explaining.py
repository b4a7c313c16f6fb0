"""Which evidence spoke for each unit (5.6): kept only where it is asked for, and true to what was weighed."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.confine import Confined
from monitor.model import SURE, DocumentContent, Explanation, OrgChart, Person, Unreadable
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.chart import ChartReader, read_page
from monitor.pdf.orgchart.choice import sureness
from monitor.pdf.orgchart.choice.evidence import Candidate, ballots
from monitor.pdf.orgchart.choice.weighing import Model, contributions, learned, weigh
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.pdfium import Limits, opened
from monitor.pdf.read import explained, read
from tests.pdf import pdfs
from tests.pdf.orgchart import charts
from tests.pdf.orgchart.test_drawn_ways import LEFT, RIGHT, SHEET, TOP, box
from tests.pdf.orgchart.test_weighing import linked
from training.score import drawn as drawn_sheets


def explanations(data: bytes) -> tuple[OrgChart, dict[str, Explanation]]:
    found = explained(data)
    assert not isinstance(found, Unreadable)
    content, told = found
    assert content.orgchart is not None
    return content.orgchart, told


def test_each_unit_has_its_title_and_its_parents_explained() -> None:
    """5.6: the chosen parent first; a stroke that leads there speaks for it."""
    chart, told = explanations(pdfs.drawn(linked, size=SHEET))
    ids = {unit.title: unit.id for unit in chart.units}
    assert set(told) == set(ids.values())
    assert told[ids[TOP]].parents[0].parent is None
    for title in (LEFT, RIGHT):
        chosen = told[ids[title]].parents[0]
        weights = dict(chosen.weighed.evidence)
        assert chosen.parent == ids[TOP]
        assert weights["rule line"] > 0
        assert "head of its net" in weights


def test_each_person_has_what_makes_the_confidence() -> None:
    """5.6, 3.27: the chance is what the chart gives; in doubt the signs add up to it, what the tree says among them."""
    style = charts.Style()
    chart, told = explanations(charts.columns(charts.town(3, style=style), style))
    given = [(person, of) for unit in chart.units for person, of in zip(unit.people, told[unit.id].people, strict=True)]
    assert given
    assert all(of.chance == person.confidence for person, of in given)

    node = Node(label="Sports", box=Box(0, 0, 90, 30), people=[Person(name="Zoé MARIN", confidence=0.6)])
    node.people_against["Zoé MARIN"] = ("unknown first name",)
    (of,) = sureness.explanations([node], ["u1"], [])["u1"].people
    assert {"as it was read", "unknown first name"} <= {name for name, weight in of.evidence if weight < 0}
    assert sum(weight for _, weight in of.evidence) == pytest.approx(math.log(0.6 / 0.4), abs=0.02)


def test_the_chance_is_the_confidence_of_the_parent() -> None:
    """5.6, 3.27: no other figure than what the chart gives, where both titles are surer than the link."""
    style = charts.Style()
    chart, told = explanations(charts.columns(charts.town(3, style=style), style))
    titles = {unit.id: unit.confidence_title for unit in chart.units}
    for unit in chart.units:
        chosen = told[unit.id].parents[0]
        least = min(titles[unit.id], titles.get(unit.parent or "", 1.0))
        assert chosen.parent == unit.parent
        assert told[unit.id].title.chance == unit.confidence_title
        assert unit.confidence_parent == pytest.approx(min(chosen.weighed.chance, least), abs=0.006)


def test_what_the_finished_tree_says_against_a_sure_link_is_told_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """3.27, 5.6: sixteen boxes on one bus, where so many under one head are doubted: none is given as sure."""
    monkeypatch.setitem(sureness._weights()["link"], "always", 5.0)

    def draw(canvas: Canvas) -> None:
        box(canvas, TOP, 230, 360)
        canvas.lines([(300, 360, 300, 330), (20, 330, 580, 330)])
        for number in range(16):
            x = 20 + 36 * number
            canvas.line(x + 16, 330, x + 16, 300)
            canvas.rect(x, 200, 32, 100)
            canvas.setFont("Helvetica", 5)
            canvas.drawString(x + 3, 250, f"Zorg{'abcdefghijklmnop'[number]}lub")

    chart, told = explanations(pdfs.drawn(draw, size=SHEET))
    below = [unit for unit in chart.units if unit.parent]
    assert len(below) == 16 and {unit.parent for unit in below} == {chart.units[0].id}
    for unit in below:
        chosen = told[unit.id].parents[0].weighed
        weights = dict(chosen.evidence)
        assert 0.7 < unit.confidence_parent == chosen.chance < SURE
        assert weights["one of many"] < 0 and weights["one of very many"] < 0 < weights["rule line"]


def test_what_is_asked_why_is_read_the_same() -> None:
    """5.6: the explanation changes nothing of the reading, and a reading that is not asked keeps no evidence."""
    style = charts.Style()
    data = charts.columns(charts.town(3, style=style), style)
    found = explained(data)
    assert not isinstance(found, Unreadable)
    assert found[0] == read(data, kind="orgchart")
    reader = ChartReader()
    with opened(data, Limits()) as document:
        reader.take(document.page(1))
    assert reader.chart().units
    assert reader.explained == {}


def test_contributions_add_up_to_the_odds_of_two_parents(tmp_path: Path) -> None:
    """3.27, 5.6: the difference of what speaks for two candidates is the log of how much likelier one is."""
    compared = 0
    for sheet in drawn_sheets(6, 0, 0, tmp_path)[0]:
        with opened(sheet.file.read_bytes(), Limits()) as document:
            found, said, _ = read_page(document.page(1))
        weighed = ballots(found, said)
        weigh(weighed, learned())
        for ballot in weighed:
            one, *others = sorted(ballot.candidates, key=lambda candidate: -candidate.chance)
            for other in others:
                if other.chance > 0.01 and min(c.features.get("alone", 0.0) for c in (one, other)) > math.log(0.002):
                    gap = sum(contributions(one, learned()).values()) - sum(contributions(other, learned()).values())
                    assert gap == pytest.approx(math.log(one.chance / other.chance), abs=1e-6)
                    compared += 1
    assert compared > 5


def test_a_figure_below_zero_is_told_by_what_it_means() -> None:
    """5.6: "larger letters" of -1 are smaller ones."""
    candidate = Candidate(None, {"larger letters": -1.0, "wider": 0.5, "alone": -2.0})
    assert contributions(candidate, Model({"larger letters": 1.0}, {"alone": 0.5, "wider": 2.0})) == {
        "smaller letters": -0.5,
        "wider": 1.0,
    }


def test_a_unit_of_several_pages_is_one_that_is_named() -> None:
    """5.6, 3.14: the parents that are told are units of the chart, also where a head comes back on a later page."""
    style = charts.Style()
    chart, told = explanations(charts.pages(charts.town(1, style=style), style))
    assert chart.pages > 1
    ids = {unit.id for unit in chart.units} | {None}
    for unit in chart.units:
        assert told[unit.id].parents[0].parent == unit.parent
        assert {possible.parent for possible in told[unit.id].parents} <= ids


def test_what_a_rule_over_pages_decided_has_that_rule_as_its_evidence() -> None:
    """5.6: a page headed by the title of a unit shows what hangs under it; nothing was weighed there."""

    def second(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(220, 375, LEFT)
        for title, x, y in (("Service paie", 230, 300), ("Bureau du temps", 60, 200), ("Bureau des primes", 400, 200)):
            box(canvas, title, x, y)
        for x in (130, 470):
            canvas.lines([(300, 300, 300, 265), (300, 265, x, 265), (x, 265, x, 230)])

    data = pdfs.joined(pdfs.drawn(linked, size=SHEET), pdfs.drawn(second, size=SHEET))
    chart, told = explanations(data)
    ids = {unit.title: unit.id for unit in chart.units}
    (only,) = told[ids["Service paie"]].parents
    assert (only.parent, [one.name for one in only.weighed.evidence]) == (ids[LEFT], ["rule page title"])


def test_the_confined_reader_explains_only_when_asked() -> None:
    """5.6, 3.12: through the child process, the same explanation."""
    data = pdfs.drawn(linked, size=SHEET)
    with Confined() as reader:
        found = reader.explained(data)
        assert found == explained(data)
        assert isinstance(reader.read(data, "orgchart"), DocumentContent)
        assert isinstance(reader.explained(pdfs.encrypted()), Unreadable)


def test_a_sheet_without_words_of_charts_says_so() -> None:
    """5.6, 3.27: titles of a process are in doubt, and nothing told why."""

    def process(canvas: Canvas) -> None:
        for step, title in enumerate(("Receive order", "Check stock", "Ship parcel", "Send invoice")):
            canvas.rect(60, 320 - 70 * step, 180, 30)
            canvas.drawString(70, 330 - 70 * step, title)
            if step:
                canvas.line(150, 350 - 70 * step, 150, 390 - 70 * step)

    _, told = explanations(pdfs.drawn(process, size=SHEET))
    weights = [{one.name: one.weight for one in unit.title.evidence} for unit in told.values()]
    assert len(weights) == 4 and all(some["few words of charts here"] < 0 for some in weights)
