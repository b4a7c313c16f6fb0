"""Whose each unit is, said by a label that comes again beside titles: kept with the unit, told of it (DESIGN 3.27, 5.5, 5.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.contents import compare_contents
from monitor.model import Change, DocumentContent
from monitor.pdf.read import read
from monitor.report.chart_statements import statements
from tests.pdf.pdfs import drawn

Way = Literal["edge", "foot", "outside", "third", "second", "beside", "corner", "above"]
HEADS = {
    "Finances": "Marie ROY",
    "Ressources humaines": "Lise ROUX",
    "Achats": "Jean DUVAL",
    "Voirie": "Hugo BLANC",
    "Bâtiments": "Karim BENALI",
    "Eau": "Yves BRUN",
    "Archives": "Rita SOL",
}
LABELS = ("COMMUN", "COMMUN", "VILLE", "MÉTROPOLE", "VILLE", "MÉTROPOLE")


def sheet(own: Mapping[str, str], way: Way) -> DocumentContent:
    """Two poles with three services each, a fourth where it has a label; *own*: those of the services, by title."""

    def text(canvas: Canvas, x: float, y: float, said: str, *, size: float = 8, bold: bool = False) -> None:
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        canvas.drawCentredString(x, y, said)

    def draw(canvas: Canvas) -> None:
        canvas.rect(330, 500, 180, 34)
        text(canvas, 420, 521, "Directeur général des services", bold=True)
        text(canvas, 420, 509, "Luc PETIT")
        for pole, x, titles in (("ressources", 60, [*HEADS][:3]), ("technique", 460, [*HEADS][3:])):
            titles = [title for title in titles if title in own]
            canvas.rect(x, 420, 200, 34)
            text(canvas, x + 100, 441, f"Pôle {pole}", bold=True)
            text(canvas, x + 100, 429, "Nina COSTA" if x == 60 else "Paul NOËL")
            canvas.lines([(420, 500, 420, 475), (420, 475, x + 100, 475), (x + 100, 475, x + 100, 454)])
            canvas.line(x + 10, 420, x + 10, 380 - 60 * (len(titles) - 1))
            for row, title in enumerate(titles):
                y, said = 360 - 60 * row, own[title]
                canvas.line(x + 10, y + 20, x + 30, y + 20)
                canvas.rect(x + 30, y, 190, 42)
                high = {"third": 30, "second": 31, "above": 20}.get(way, 27)
                text(canvas, x + 110, y + high, title, bold=True)
                text(canvas, x + 110, y + high - (20 if way == "second" else 11), HEADS[title])
                place = {
                    "edge": (x + 190, y + 40), "foot": (x + 125, y + 3), "outside": (x + 245, y + 20), "third": (x + 110, y + 8),
                    "second": (x + 110, y + 21), "beside": (x + 190, y + 27),
                    "corner": (x + 190, y + 3), "above": (x + 110, y + 32),
                }[way]  # fmt: skip
                if said and way in ("edge", "foot", "outside"):
                    wide = 190 if way == "foot" else 48
                    canvas.rect(place[0] - wide / 2, place[1] - 3 - (10 if way == "foot" else 0), wide, 10)
                if said:
                    text(canvas, place[0], place[1] - (10 if way == "foot" else 0), said, size=6)

    found = read(drawn(draw, size=(842, 595)), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None and found.orgchart.structured
    return found


def with_labels(said: Sequence[str] = LABELS) -> dict[str, str]:
    return dict(zip(HEADS, said, strict=False))


def labels(content: DocumentContent) -> dict[str, str | None]:
    assert content.orgchart is not None
    return {unit.title: unit.category for unit in content.orgchart.units if unit.parent and not unit.title.startswith("Pôle")}


def told(old: DocumentContent, new: DocumentContent, language: str = "fr") -> list[str]:
    """All that is said of the change from *old* to *new*."""
    edits = compare_contents("orgchart", old, new).edits
    change = Change(item="o", item_kind="document", change="replaced", significance="substantive", edits=edits)
    lines = [f"{e.facts['unit']}: {e.before} → {e.after}" for e in edits if e.facts.get("field") == "text"]
    said = (one.text.replace("\u00a0", " ").replace("\u202f", " ") for one in statements(change, language))
    return [*said, *lines]


@pytest.mark.parametrize("way", ["edge", "foot", "outside", "third", "second", "beside", "corner", "above"])
def test_a_label_that_comes_again_is_told_of_its_unit(way: Way) -> None:
    """3.27, 5.5: wherever it stands at the box, it is no unit and no part of a title; two that are exchanged are told of both."""
    before = sheet(with_labels(), way)
    assert labels(before) == with_labels()
    after = sheet(with_labels(("COMMUN", "VILLE", "COMMUN", *LABELS[3:])), way)
    assert told(before, after) == ["Ressources humaines: COMMUN → VILLE", "Achats: VILLE → COMMUN"]


def test_a_unit_comes_and_goes_with_its_label_in_one_sentence() -> None:
    """5.5: the label is said with the unit, and is no line that came."""
    before, after = sheet(with_labels(), "edge"), sheet({**with_labels(), "Archives": "COMMUN"}, "edge")
    assert told(before, after) == ["Les Archives (COMMUN) apparaissent dans le Pôle technique, confiées à Rita SOL."]
    assert told(before, after, "en") == ["The Archives (COMMUN) appear in the Pôle technique, headed by Rita SOL."]
    gone = told(after, before)
    assert len(gone) == 1 and gone[0].startswith("Les Archives (COMMUN), qui relevaient du Pôle technique, n’apparaissent plus")


@pytest.mark.parametrize("said", [("Service commun", "", "", "", "", ""), ("Mutualisé", "", "Mutualisé", "", "", "")])
def test_one_label_on_an_edge_is_enough_where_it_says_how_a_unit_is_run(said: Sequence[str]) -> None:
    """3.27: the few shared services alone have one; another that is shared now has it, too."""
    before, after = sheet(with_labels(said), "edge"), sheet(with_labels((*said[:4], said[0], "")), "edge")
    assert {title: label or "" for title, label in labels(before).items()} == with_labels(said)
    assert told(before, after) == [f"Bâtiments: None → {said[0]}"]


@pytest.mark.parametrize(
    "said",
    [
        ("Poste vacant",) * 3 + ("",) * 3,
        ("Responsable",) * 4 + ("Directrice",) * 2,
        tuple(f"03 80 74 51 {n}1" for n in range(6)),
        ("Hôtel de ville",) * 3 + ("Annexe",) * 3,
        ("3 ETP", "2 ETP", "3 ETP", "3 ETP", "2 ETP", "3 ETP"),
    ],
)
def test_posts_sites_telephones_and_counts_below_names_say_nothing_of_whose_a_unit_is(said: Sequence[str]) -> None:
    """3.27: only words that say who has a unit, or shares it, do so in a line of its box."""
    assert not any(labels(sheet(with_labels(said), "third")).values())


def test_what_ends_titles_is_no_label() -> None:
    """3.27: « Archives de la / Ville », « Relations avec la / Métropole »: set as the line above, or after a title left open."""

    def draw(canvas: Canvas) -> None:
        ends = [("Police", "Ville"), ("Archives de la", "Ville"), ("Relations avec la", "Métropole"), ("Bois", "Métropole")]
        for n, (first, last) in enumerate(ends):
            canvas.rect(20 + 140 * n, 600, 130, 50)
            for row, said in enumerate([first, last, [*HEADS.values()][n]]):
                canvas.setFont("Helvetica-Bold" if row < 2 else "Helvetica", 8)
                canvas.drawCentredString(85 + 140 * n, 636 - 13 * row, said)

    found = read(drawn(draw), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None
    titles = {unit.title: unit.category for unit in found.orgchart.units}
    assert titles == {
        "Police Ville": None,
        "Archives de la Ville": None,
        "Relations avec la Métropole": None,
        "Bois Métropole": None,
    }


def test_bodies_that_several_boxes_list_are_no_labels_of_theirs() -> None:
    """3.27: « Ville », « Métropole » in the box of each theme are whom it works with."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for n, theme in enumerate(["Culture", "Mobilités", "Déchets"]):
            canvas.rect(20 + 190 * n, 600, 170, 80)
            for row, said in enumerate([theme, [*HEADS.values()][n], "Ville", "Métropole"]):
                canvas.drawString(30 + 190 * n, 666 - 14 * row, said)

    found = read(drawn(draw), kind="orgchart")
    assert isinstance(found, DocumentContent) and found.orgchart is not None
    assert not any(unit.category for unit in found.orgchart.units)
