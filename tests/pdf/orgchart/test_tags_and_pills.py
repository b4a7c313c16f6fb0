"""Labels laid on the edges of boxes: small tags that say where these sit, and the title of a frame over who heads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

TOP = "Direction générale"
POLES = {
    "Pôle patrimoine": ("Service voirie", "Service garage", "Service éclairage"),
    "Pôle jeunesse": ("Service crèches", "Service vacances", "Service animation"),
}


def _box(canvas: Canvas, title: str, x: float, y: float, wide: float, *, fill: float = 1.0, size: float = 8.0) -> None:
    canvas.setFillGray(fill)
    canvas.rect(x, y, wide, 30, fill=1)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold", size)
    canvas.drawCentredString(x + wide / 2, y + 11, title)


def _top(canvas: Canvas) -> None:
    canvas.lines([(290, 740, 290, 722), (140, 722, 440, 722)])
    _box(canvas, TOP, 210, 740, 160)


def _strung(tag: str) -> OrgChart:
    """Two columns of boxes on strokes that run down behind them, each but the first with a *tag* on its upper edge."""

    def draw(canvas: Canvas) -> None:
        _top(canvas)
        for x, (pole, services) in zip((40, 340), POLES.items(), strict=True):
            canvas.line(x + 100, 722, x + 100, 535)
            _box(canvas, pole, x, 680, 200, fill=0.8, size=9)
            for row, service in enumerate(services):
                y = 634 - 46 * row
                _box(canvas, service, x + 10, y, 180)
                canvas.setFillGray(0.95)
                canvas.rect(x + 16, y + 25, 44, 10, fill=1)
                canvas.setFillGray(0)
                canvas.setFont("Helvetica", 5.5)
                canvas.drawCentredString(x + 38, y + 28, tag.format(x + row))

    return chart_of(drawn(draw))


def _heads(chart: OrgChart) -> dict[str, str | None]:
    units = {unit.id: unit for unit in chart.units}
    return {unit.title: units[unit.parent].title if unit.parent else None for unit in chart.units}


TREE = {TOP: None} | dict.fromkeys(POLES, TOP) | {service: pole for pole, services in POLES.items() for service in services}


@pytest.mark.parametrize("tag", ["Bureau {}", "Bât. C, n° {}", "{}"])
def test_tags_with_numbers_on_the_edges_of_boxes_are_no_units_and_the_first_on_a_string_heads_those_below(tag: str) -> None:
    """Each tag was a unit, and all services hung at the top, for certain: the stroke goes on from there behind them all (3.27)."""
    chart = _strung(tag)
    assert _heads(chart) == TREE
    assert all(unit.confidence_parent >= SURE for unit in chart.units if unit.parent)


def test_small_labels_without_numbers_on_the_edges_of_boxes_may_be_units() -> None:
    chart = _strung("Guichet")
    assert sum(unit.title == "Guichet" for unit in chart.units) == 6


@pytest.mark.parametrize("edge", ["title", "frame"])
@pytest.mark.parametrize(
    ("said", "name"), [("(Vacant)", ""), ("Responsable : Mme Inès Caron", "Mme Inès Caron"), ("M. Luc Tessier", "M. Luc Tessier")]
)
def test_who_is_named_in_a_frame_under_the_title_across_its_upper_edge_heads_that(edge: str, said: str, name: str) -> None:
    """« N.N. » or the person was a unit with the services under it; *edge*: where the stroke ends (3.27)."""

    def draw(canvas: Canvas) -> None:
        _top(canvas)
        for x, (pole, services) in zip((40, 340), POLES.items(), strict=True):
            canvas.line(x + 100, 722, x + 100, 700 if edge == "title" else 691)
            canvas.rect(x - 20, 540, 240, 151)
            _box(canvas, pole, x + (30 if edge == "title" else -10), 675, 100 if edge == "frame" else 140, fill=0.8)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 100, 662, said)
            for row, service in enumerate(services):
                _box(canvas, service, x, 625 - 36 * row, 200)

    chart = chart_of(drawn(draw))
    assert _heads(chart) == TREE
    people = {unit.title: [(person.name, person.vacant) for person in unit.people] for unit in chart.units}
    assert people == {title: [(name, not name)] if title in POLES else [] for title in TREE}


PILLED = {
    TOP: "Mme Claire Roy", "Pôle patrimoine": "M. Paul Petit", "Service voirie": "Mme Anne Caron", "Service garage": "",
    "Service éclairage": "M. Marc Faure", "Pôle jeunesse": "Mme Jeanne Morel", "Service crèches": "M. Luc Garnier",
    "Service vacances": "M. Denis Prigent", "Service animation": "Mme Irène Blin",
}  # fmt: skip


def _tree_of_words(pilled: dict[str, str]) -> OrgChart:
    """An indented tree of a web page, who heads each unit in a grey pill behind its title, and a telephone behind that."""

    def draw(canvas: Canvas) -> None:
        for row, (title, name) in enumerate(pilled.items()):
            x, y = 40 + 18 * (0 if title == TOP else 1 if title.startswith("Pôle") else 2), 740 - 18 * row
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x, y, title)
            x += canvas.stringWidth(title, "Helvetica", 8) + 8
            if name:
                wide = canvas.stringWidth(name, "Helvetica", 7) + 10
                canvas.setFillGray(0.9)
                canvas.roundRect(x, y - 4, wide, 12, 5, stroke=0, fill=1)
                canvas.setFillGray(0)
                canvas.setFont("Helvetica", 7)
                canvas.drawString(x + 5, y, name)
                x += wide + 6
            canvas.drawString(x, y, f"03 80 11 22 {30 + row}")

    return chart_of(drawn(draw))


def test_a_name_in_a_pill_behind_words_in_no_box_heads_what_these_say() -> None:
    """The pills were the boxes of the sheet: half of its titles were lost, and each name was a unit (3.27)."""
    chart = _tree_of_words(PILLED)
    assert _heads(chart) == TREE
    assert {unit.title: [person.name for person in unit.people] for unit in chart.units} == {
        title: [name] if name else [] for title, name in PILLED.items()
    }


def test_pills_behind_words_that_hold_no_names_name_nobody() -> None:
    counted = {title: f"{len(title)} agents" if name else "" for title, name in PILLED.items()}
    assert not [person for unit in _tree_of_words(counted).units for person in unit.people]


def _rows_with_chips(
    *, columns: int, ruled: bool, barred: bool, outlined: bool = False, second: str = "", chips: Callable[[str], str] = str
) -> OrgChart:
    """Poles from side to side, in bars or not, and rows of services below; who heads each in a pill at the far end of its row."""

    def row(canvas: Canvas, x: float, y: float, right: float, title: str, *, bold: bool, white: bool = False) -> None:
        canvas.setFillGray(1.0 if white else 0.0)
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 8)
        canvas.drawString(x, y, title)
        for name in filter(None, (second * (title in TWO), CHIPS.get(title, ""))):
            name = chips(name)
            start = right - canvas.stringWidth(name, "Helvetica", 7) - 12
            canvas.setFillGray(0.92)
            canvas.roundRect(start, y - 4, right - start, 12, 5, stroke=int(outlined), fill=int(not outlined))
            canvas.setFillGray(0)
            canvas.setFont("Helvetica", 7)
            canvas.drawString(start + 6, y, name)
            right = start - 4

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.1)
        canvas.rect(30, 754, 535, 18, stroke=0, fill=1)
        row(canvas, 34, 760, 560, TOP, bold=True, white=True)
        y = 730
        for number, (pole, services) in enumerate(DIRECTIONS.items()):
            canvas.setFillColorRGB(0.3 * number, 0.4, 0.3)
            canvas.rect(30, y - 6, 535, 18, stroke=0, fill=int(barred))
            row(canvas, 34, y, 560, pole, bold=True, white=barred)
            wide, low = (525 - 20 * (columns - 1)) / columns, y
            for place, (service, teams) in enumerate(services.items()):
                x, at = 40 + (wide + 20) * (place % columns), (y if place < columns else low) - 22
                row(canvas, x, at, x + wide, service, bold=True)
                if ruled:
                    canvas.line(x, at - 6, x + wide, at - 6)
                for team in teams:
                    at -= 17
                    row(canvas, x + 12, at, x + wide, team, bold=False)
                low = min(low, at) if place % columns else at
            y = low - 28

    return chart_of(drawn(draw))


DIRECTIONS = {
    "Pôle patrimoine": {"Direction des rues": ["Service voirie", "Service garage"], "Aînés": ["Service des fêtes"]},
    "Pôle jeunesse": {"Direction des écoles": ["Service crèches"], "Recettes": []},
    "Pôle des ports": {"Quais": ["Service des digues", "Service pêche"], "Direction du phare": []},
}
CHIPS = {
    TOP: "Mme Claire Roy", "Pôle patrimoine": "M. Paul Petit", "Direction des rues": "Mme Anne Caron",
    "Service voirie": "M. Marc Faure", "Aînés": "Mme Jeanne Morel", "Pôle jeunesse": "M. Luc Garnier",
    "Direction des écoles": "M. Denis Prigent",
    "Recettes": "Mme Irène Blin", "Service crèches": "Mme Odile Vidal", "Pôle des ports": "Mme Ida Roca", "Quais": "M. Omar Haddad",
    "Service pêche": "M. Hugo Lemaire",
}  # fmt: skip

TWO = ("Direction des rues", "Recettes")


@pytest.mark.parametrize("barred", [True, False])
@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("columns", [1, 2])
def test_a_name_in_a_pill_at_the_far_end_of_a_row_heads_what_is_said_there(columns: int, ruled: bool, barred: bool) -> None:
    """Each pill was a unit, and most titles were lost; « Aînés : Mme Morel » would be a post of hers (3.27)."""
    chart = _rows_with_chips(columns=columns, ruled=ruled, barred=barred)
    heads: dict[str, str | None] = {TOP: None} | dict.fromkeys(DIRECTIONS, TOP)
    heads |= {service: pole for pole, services in DIRECTIONS.items() for service in services}
    heads |= {team: service for services in DIRECTIONS.values() for service, teams in services.items() for team in teams}
    assert {unit.title: unit.people[0].name for unit in chart.units if unit.people} == CHIPS
    assert _heads(chart).keys() == heads.keys()
    wrong = {
        unit.title for unit in chart.units if unit.confidence_parent >= SURE and _heads(chart)[unit.title] != heads[unit.title]
    }
    assert not wrong


def test_pills_at_the_far_ends_of_rows_that_hold_no_names_name_nobody() -> None:
    chart = _rows_with_chips(columns=2, ruled=False, barred=True, chips=lambda name: f"{len(name)} agents")
    assert not [person for unit in chart.units for person in unit.people]


def test_pills_may_be_outlined_and_two_in_a_row() -> None:
    """The second of two was a unit, and so were all that are not filled (3.27)."""
    for outlined, second in ((True, ""), (True, "M. Yves Alba"), (False, "M. Yves Alba")):
        chart = _rows_with_chips(columns=2, ruled=False, barred=False, outlined=outlined, second=second)
        people = {unit.title: {person.name for person in unit.people} for unit in chart.units if unit.people}
        assert people == {title: {name, second} - {""} if title in TWO else {name} for title, name in CHIPS.items()}


def test_boxes_of_people_side_by_side_right_of_words_are_none_of_these() -> None:
    """Whoever stands in a tree beside what its levels are called (3.27)."""

    def draw(canvas: Canvas) -> None:
        names = iter(CHIPS.values())
        for row, count in enumerate((1, 3, 3)):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(30, 712 - 60 * row, ("Direction", "Adjoints", "Bureaux")[row])
            for place in range(count):
                x = 300 if count == 1 else 130 + 170 * place
                _box(canvas, next(names), x, 700 - 60 * row, 120)
                if row:
                    canvas.line(x + 60, 730 - 60 * row, x + 60, 740 - 60 * row)

    chart = chart_of(drawn(draw))
    assert not [unit for unit in chart.units if len(unit.people) > 1]


def _cards_with_pills(cards: dict[str, dict[str, str]], *, barred: bool = True, outlined: bool = False) -> OrgChart:
    """Framed cards in a row, as browsers print them: a title, in a bar or not, and rows, of which some have a pill at their end."""

    def draw(canvas: Canvas) -> None:
        for place, (title, rows) in enumerate(cards.items()):
            x, right, y = 20 + 190 * place, 195 + 190 * place, 700.0
            canvas.setFillGray(0)
            canvas.rect(x, y - 8 - 24 * len(rows), right - x, 24 + 24 * len(rows))
            canvas.setFillColorRGB(0.1, 0.3, 0.6)
            canvas.rect(x + 4, y - 4, right - x - 8, 14, stroke=0, fill=int(barred))
            canvas.setFillGray(float(barred))
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 8, y, title)
            for row, pill in rows.items():
                y -= 24
                canvas.setFillGray(0)
                canvas.setFont("Helvetica", 8)
                lines = row.split("/")
                for number, line in enumerate(lines):
                    canvas.drawString(x + 8, y + 5 * (len(lines) - 1) - 10 * number, line)
                end = right - 8
                for said in reversed(pill.split("/") if pill else ()):
                    start = end - 8 - canvas.stringWidth(said, "Helvetica", 7)
                    canvas.setFillGray(0.85)
                    canvas.roundRect(start, y - 3, end - start, 11, 4, stroke=int(outlined), fill=int(not outlined))
                    canvas.setFillGray(0)
                    canvas.setFont("Helvetica", 7)
                    canvas.drawString(start + 4, y, said)
                    end = start - 3

    return chart_of(drawn(draw, size=(790, 760)))


CARDS = {
    "Pôle ressources": {"Finances": "Paul Noël", "Achats": "", "Paie et carrières": "Lise Roux"},
    "Pôle population": {"Direction de la petite/enfance et des écoles": "Hugo Blanc", "Sports": "Ana Silva"},
    "Pôle technique": {"Voirie": "Yves Brun", "Éclairage": "Zoé Marin"},
}


@pytest.mark.parametrize("outlined", [True, False])
@pytest.mark.parametrize("barred", [True, False])
def test_pills_in_framed_cards_say_who_heads_each_row(*, barred: bool, outlined: bool) -> None:
    """3.27: the titles of a card were one unit with all names as its heads, which headed the title of the card, for certain."""
    chart = _cards_with_pills(CARDS, barred=barred, outlined=outlined)
    told = {title: {row.replace("/", " "): name for row, name in rows.items()} for title, rows in CARDS.items()}
    heads = {unit.id: unit.title for unit in chart.units}
    assert {unit.title: heads.get(unit.parent or "") for unit in chart.units} == {
        **dict.fromkeys(CARDS),
        **{row: title for title, rows in told.items() for row in rows},
    }
    people = {unit.title: [person.name for person in unit.people] for unit in chart.units if unit.people}
    assert people == {row: [name] for rows in told.values() for row, name in rows.items() if name}


def test_a_house_with_a_name_in_its_pill_is_not_called_after_somebody() -> None:
    """3.27: « Musée (Jean Gris) » was its title, for certain, and the next row's head was its."""
    cards = {**CARDS, "Pôle culture": {"Musée": "Jean Gris", "Théâtre": "Marc Denis", "Lecture publique": "Paul Noir"}}
    people = {unit.title: [person.name for person in unit.people] for unit in _cards_with_pills(cards).units}
    assert cards["Pôle culture"].items() <= {title: name for title, names in people.items() for name in names}.items()


def test_pills_that_say_what_others_do_are_facts_of_their_rows() -> None:
    """3.27: « Ville » and « Commun » were the units of each card, and what they are said of was lost."""
    whose = {"Paie et carrières": "Commun", "Voirie": "Métropole", "Sports": "Commun"}
    chart = _cards_with_pills({title: {row: whose.get(row, "Ville") for row in rows} for title, rows in CARDS.items()})
    titles = {unit.title for unit in chart.units}
    assert titles >= {"Finances (Ville)", "Achats (Ville)", "Paie et carrières (Commun)", "Voirie (Métropole)", "Sports (Commun)"}


@pytest.mark.parametrize("named", [True, False])
def test_a_pill_that_says_how_a_unit_is_run_is_a_fact_alone_and_beside_a_name(*, named: bool) -> None:
    """3.27: « Mutualisé » was a unit, for certain, where only one or two rows have it."""
    run = {"Sports": "Mutualisé", "Paie et carrières": "Commun"}
    chart = _cards_with_pills(
        {
            title: {row: "/".join(filter(None, (run.get(row), name * named))) for row, name in rows.items()}
            for title, rows in CARDS.items()
        }
    )
    people = {unit.title: [person.name for person in unit.people] for unit in chart.units}
    assert people["Sports (Mutualisé)"] == ["Ana Silva"] * named
    assert people["Paie et carrières (Commun)"] == ["Lise Roux"] * named
    assert people["Voirie"] == ["Yves Brun"] * named
    assert not people.keys() & {*run, *run.values()}


def test_small_boxes_in_frames_that_say_something_else_each_are_no_facts_of_a_row() -> None:
    teams = iter(("Budget", "Marchés", "Carrières", "Crèches", "Piscines", "Garage", "Lampes"))
    chart = _cards_with_pills({title: {row: next(teams) for row in rows} for title, rows in CARDS.items()})
    assert not [unit.title for unit in chart.units if "(" in unit.title]


def test_a_secretariat_in_a_small_box_of_each_card_is_no_fact_of_its_row() -> None:
    chart = _cards_with_pills(
        {title: {row: "Secrétariat" * (n == 0) for n, row in enumerate(rows)} for title, rows in CARDS.items()}
    )
    assert not [unit.title for unit in chart.units if "(" in unit.title]


def test_posts_before_pills_in_a_card_are_no_units() -> None:
    """3.27: « Directrice [Zoé Marin] » says who heads the card."""
    posts = "Directrice", "Assistante"
    names = {title: [name for name in rows.values() if name] for title, rows in CARDS.items()}
    chart = _cards_with_pills({title: dict(zip(posts, some, strict=True)) for title, some in names.items()})
    assert not {unit.title for unit in chart.units} & {*posts}


def _cards_with_pills_below(cards: dict[str, dict[str, str]]) -> OrgChart:
    """Framed cards, each row a title, of lines parted by a stroke, over a pill at the left."""

    def draw(canvas: Canvas) -> None:
        for place, (card, rows) in enumerate(cards.items()):
            x, y = 20 + 190 * place, 690.0
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 8, y, card)
            for row, pill in rows.items():
                canvas.setFont("Helvetica", 8)
                for line in row.split("/"):
                    y -= 14 if line == row.split("/")[0] else 10
                    canvas.drawString(x + 8, y, line)
                if pill:
                    y -= 13
                    canvas.setFillGray(0.85)
                    canvas.roundRect(x + 6, y - 3, 8 + canvas.stringWidth(pill, "Helvetica", 7), 11, 4, stroke=0, fill=1)
                    canvas.setFillGray(0)
                    canvas.setFont("Helvetica", 7)
                    canvas.drawString(x + 10, y, pill)
                    y -= 4
            canvas.rect(x, y - 8, 170, 710 - y)

    return chart_of(drawn(draw, size=(790, 760)))


def test_pills_below_titles_in_a_card_say_who_heads_them() -> None:
    """3.27: each name was a unit, and the titles over them were gone."""
    people = {unit.title: [person.name for person in unit.people] for unit in _cards_with_pills_below(CARDS).units}
    told = {row.replace("/", " "): [name] if name else [] for rows in CARDS.values() for row, name in rows.items()}
    assert people == {title: [] for title in CARDS} | told


def test_boxes_of_names_stacked_under_a_title_in_a_frame_do_not_head_it_one_by_one() -> None:
    """3.27: the first of « Conseillers » is no more its head than those below."""
    cards = {
        "Cabinet": {"Conseillers": "Paul Noël", "": "Hugo Blanc", " ": "Ana Silva"},
        "Appui": {"Assistants": "Yves Brun", "": "Lise Roux", " ": "Zoé Marin"},
    }
    chart = _cards_with_pills_below(cards)
    assert not [unit.title for unit in chart.units if "(" in unit.title]
