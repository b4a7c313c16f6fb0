"""Boxes of several units in one look, the first of which heads the others (3.27)."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of
from tests.pdf.pdfs import drawn

TOP = "Direction générale"


def _boxes(boxes: list[list[str]], *, headless: bool = False) -> bytes:
    """A chart of *boxes*, each with its titles, and who heads them below; *headless*: nobody heads the first."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(230, 350, 140, 22)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(300, 358, TOP)
        for number, titles in enumerate(boxes):
            x, y = 80 + 140 * number, 302
            canvas.lines([(300, 350, 300, 330), (300, 330, x, 330), (x, 330, x, 316)])
            canvas.rect(x - 65, 200, 130, 116)
            for row, title in enumerate(titles):
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawCentredString(x, y, title)
                if row or not headless:
                    canvas.setFont("Helvetica", 8)
                    canvas.drawCentredString(x, y := y - 11, f"Mme {['Inès', 'Aude', 'Zoé', 'Ida'][number]} {'ABCD'[row]}roy")
                y -= 16 if headless and not row else 11

    return drawn(draw, size=(max(SHEET[0], 660.0), SHEET[1]))


def _heads(data: bytes) -> dict[str, str | None]:
    units = chart_of(data).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: titles.get(unit.parent or "") for unit in units}


@pytest.mark.parametrize(
    "boxes",
    [
        [["Pôle vie locale", "Sports", "Écoles"], ["Pôle technique", "Voirie", "Parcs"], ["Pôle culture", "Musées", "Archives"]],
        [["VIE LOCALE", "Sports", "Écoles"], ["TECHNIQUE", "Voirie", "Parcs"], ["CULTURE", "Musées", "Archives"]],
    ],
    ids=["by its word", "by its capitals"],
)
def test_what_begins_each_box_with_a_higher_word_or_capitals_heads_what_follows(boxes: list[list[str]]) -> None:
    """All in one look; every service hung beside its own pole, at .90."""
    expected: dict[str, str | None] = {TOP: None}
    for first, *others in boxes:
        expected |= {first: TOP} | dict.fromkeys(others, first)
    assert _heads(_boxes(boxes)) == expected
    if boxes[0][0].startswith("Pôle"):
        assert _heads(_boxes(boxes, headless=True)) == expected  # nobody heads the poles, which white parts from the first service


PLAIN = [
    ["Pôle technique", "Voirie", "Eau potable", "Parcs"],
    ["Pôle population", "Sports", "Écoles", "Emploi"],
    ["Pôle culture", "Musées", "Théâtre", "Archives"],
]


def _plain(boxes: list[list[str]], names: str) -> bytes:
    """A chart of *boxes* in one plain look, a name of *names* below every title."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(230, 350, 140, 22)
        canvas.drawCentredString(300, 358, TOP)
        named = iter(names.split("|"))
        for number, titles in enumerate(boxes):
            x = 110 + 190 * number
            canvas.lines([(300, 350, 300, 330), (300, 330, x, 330), (x, 330, x, 316)])
            canvas.rect(x - 90, 316 - 22 * len(titles) - 8, 180, 22 * len(titles) + 8)
            for row, text in enumerate(text for title in titles for text in (title, next(named))):
                canvas.drawCentredString(x, 304 - 11 * row, text)

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize(
    "names",
    [
        "M. Luc Petit|Mme Eva Colin|M. Paul Noir|M. Jean Blanc|Mme Zoé Lund|M. Kim Orr|M. Jo Blin|Mme Rita Costa|M. Guy Roux|"
        "M. Hugo Brun|Mme Nina Faur|M. Yves Gall",
        "L. Petit|E. Colin|P. Noir|J. Blanc|Z. Lund|K. Orr|M. Blin|R. Costa|G. Roux|H. Brun|M. Faur|Y. Gall",
    ],
    ids=["with civilities", "with initials, two of which are M."],
)
def test_an_establishment_stays_under_the_direction_whose_box_it_stands_in(names: str) -> None:
    """« Écoles », and all below it, hung beside « Pôle population »; one « M. Blin » made a title of all names of its box."""
    expected: dict[str, str | None] = {TOP: None}
    for first, *others in PLAIN:
        expected |= {first: TOP} | dict.fromkeys(others, first)
    assert _heads(_plain(PLAIN, names)) == expected


def test_lines_by_turns_with_names_are_titles_where_one_box_alone_has_them() -> None:
    """« Finances », « Achats » were read nowhere, and whoever heads them headed « Pôle ressources », for certain, three at once."""
    found = chart_of(_plain([["Pôle ressources", "Finances", "Achats"], ["CCAS"]], "Mme Sel|Mme Inès Brock|M. Albe|Mme Moss")).units
    named = {unit.title: [person.name for person in unit.people] for unit in found}
    assert named["Pôle ressources"] == ["Mme Sel"]
    assert named["Finances"] == ["Mme Inès Brock"]
    two = _heads(_plain([["Crèches", "Eau potable"], ["Théâtre", "Achats"]], "Tom Colin|Nina Carel|Aude Duval|Luc Faur"))
    assert set(two) == {TOP, "Crèches", "Eau potable", "Théâtre", "Achats"}


@pytest.mark.parametrize(
    "below", [["Adjointe", "Assistante"], ["chargé de mission", "apprentie"], ["Bibliothécaire", "Préventeur"]]
)
def test_lines_by_turns_with_names_that_no_unit_is_called_are_none(below: list[str]) -> None:
    boxes = [["Pôle ressources", *below], ["CCAS"], ["Régie des eaux"]]
    assert set(_heads(_plain(boxes, "Mme Nadia Sel|Mme Inès Brock|M. Tom Albe|Mme Moss|M. Lund"))) == {
        TOP,
        *(box[0] for box in boxes),
    }


LISTS = {"Voirie": ["Signalisation", "Éclairage"], "Finances": ["Budget", "Paie", "Achats"], "Sports": ["Stades"]}


def _parted(boxes: dict[str, list[str]], white: tuple[int, ...], *, named: bool = True) -> bytes:
    """A chart of *boxes* in one plain look, of at least four, who heads each on its line; more white over the rows *white*."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(230, 350, 140, 22)
        canvas.drawCentredString(300, 358, TOP)
        for number, (first, others) in enumerate(boxes.items()):
            x, y = 15 + 150 * number, 290
            canvas.lines([(300, 350, 300, 320), (300, 320, x + 70, 320), (x + 70, 320, x + 70, 304)])
            canvas.rect(x, 230, 140, 74)
            for row, title in enumerate([first, *others]):
                y -= 6 * (row in white)
                canvas.drawString(x + 6, y, f"{title}, M. Luc {'ABCD'[number]}roy" if named or not row else title)
                y -= 10

    return drawn(draw, size=(max(SHEET[0], 640.0), SHEET[1]))


def test_what_one_white_parts_from_the_first_of_nearly_all_boxes_is_listed_under_it() -> None:
    """All hung beside it, for certain; white elsewhere, or over every unit, or over one in each box, tells no head."""
    boxes = {**LISTS, "Habitat": ["Urbanisme", "Foncier"]}
    expected = {TOP: None, **dict.fromkeys(boxes, TOP), **{title: first for first, titles in boxes.items() for title in titles}}
    assert _heads(_parted(boxes, (1,))) == expected
    pairs = {first: titles[:1] for first, titles in boxes.items()}
    services = {f"Service {first.lower()}": [f"Service {title.lower()}" for title in titles] for first, titles in boxes.items()}
    for others, white in ((boxes, ()), (boxes, (1, 2, 3)), (boxes, (2,)), (boxes, (3,)), (pairs, (1,)), (services, (1,))):
        assert set(_heads(_parted(others, white)).values()) == {None, TOP}, (others, white)


@pytest.mark.parametrize(
    ("boxes", "beside"),
    [
        ([["Direction des sports", "Direction des écoles"], ["Direction de l’eau", "Parcs"]], "Direction des écoles"),
        ([["Crèche Pirouette", "Piscine du port"], ["Musée de la mer", "Halle"]], "Piscine du port"),
    ],
    ids=["of one rank", "two establishments"],
)
def test_what_no_direction_stands_over_in_its_box_is_beside_the_title_there(boxes: list[list[str]], beside: str) -> None:
    """Of one rank, or with no word that ranks the first: neither heads the other."""
    names = "M. Luc Petit|Mme Eva Colin|M. Paul Noir|M. Jean Blanc"
    assert _heads(_plain(boxes, names))[beside] == TOP


@pytest.mark.parametrize(
    "boxes",
    [
        [["Pôle vie locale", "Sports"], ["Pôle technique", "Voirie"]],
        [["Service paie", "Achats"], ["Service parcs", "Serres"], ["Service voirie", "Garage"]],
        [["Direction des sports", "Direction des écoles"], ["Direction de l’eau", "Parcs"], ["Direction du port", "Quais"]],
    ],
    ids=["two boxes", "services", "of one rank"],
)
def test_what_begins_boxes_is_beside_what_follows_where_nothing_ranks_it_higher(boxes: list[list[str]]) -> None:
    """Two boxes are no custom; a service's word tells no higher rank; where one box has two of a rank, so may the others."""
    assert set(_heads(_boxes(boxes)).values()) == {None, TOP}


@pytest.mark.parametrize(
    ("firsts", "certain"),
    [
        (["Direction des|Ressources", "Direction de la|Culture", "Direction des|Services Techniques"], True),
        (["Pôle Enfance|Jeunesse", "Pôle Vie Locale|Sports", "Pôle Services|Techniques"], False),
        (["Direction des|Ressources|Achats", "Direction de la|Culture|Musées", "Direction des|Services|Eau"], False),
        (["Direction des|Ressources et des|Achats", "Direction de la|Culture et des|Musées", "Direction|des|Eaux"], True),
    ],
)
def test_a_title_on_several_lines_at_the_head_of_every_box_is_one(firsts: list[str], certain: bool) -> None:
    """« Direction des » over « Ressources » is no unit; « Pôle Enfance », « Jeunesse » may be two, and is told as one in doubt."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(230, 350, 140, 22)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(300, 358, TOP)
        for number, first in enumerate(firsts):
            x, y = 80 + 140 * number, 302
            canvas.lines([(300, 350, 300, 330), (300, 330, x, 330), (x, 330, x, 316)])
            canvas.rect(x - 65, 200, 130, 116)
            for text in [*first.split("|"), "+Mme Aroy", f"Paie {number}", "+M. Broy", f"Accueil {number}", "+Mme Croy"]:
                canvas.setFont("Helvetica" if text[0] == "+" else "Helvetica-Bold", 8)
                canvas.drawCentredString(
                    x, y, text.removeprefix("+").replace(" ", f" {['Inès', 'Aude', 'Zoé'][number]} ", text[0] == "+")
                )
                y -= 11

    units = {unit.title: unit for unit in chart_of(drawn(draw, size=SHEET)).units}
    titles = [first.replace("|", " ") for first in firsts]
    assert [len(units[title].people) for title in titles] == [1, 1, 1]
    assert [units[title].confidence_title >= SURE for title in titles] == [certain] * 3
    assert {units[f"Paie {number}"].parent for number in range(3)} == {units[title].id for title in titles}


@pytest.mark.parametrize(("red", "rule"), [(True, False), (False, True)], ids=["in another colour", "over a rule"])
def test_what_has_another_colour_or_a_rule_below_it_ends_the_title(red: bool, rule: bool) -> None:
    """« Pôle ressources » in red, « Service paie » in black were one title; so were centred lines far apart below a rule."""
    boxes = {"Pôle ressources": ["Service paie", "Service achats"], "Pôle technique": ["Service voirie", "Service parcs"]}
    boxes = {pole: [*services, "Service courrier" if pole < "Pôle s" else "Service garage"] for pole, services in boxes.items()}

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(230, 350, 140, 22)
        canvas.drawCentredString(300, 358, TOP)
        for number, (pole, services) in enumerate(boxes.items()):
            x, y = 140 + 320 * number, 300
            canvas.lines([(300, 350, 300, 330), (300, 330, x, 330), (x, 330, x, 316)])
            canvas.rect(x - 100, 230, 200, 86)
            canvas.setFillColorRGB(0.75 * red, 0, 0)
            canvas.setFont("Helvetica-Bold" if rule else "Helvetica", 8)
            canvas.drawCentredString(x, y, pole)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica", 8)
            if rule:
                canvas.line(x - 100, y - 5, x + 100, y - 5)
            for row, service in enumerate(services):
                canvas.drawCentredString(
                    x, y := y - (18 if rule else 11), service.removeprefix("Service ").capitalize() if rule else service
                )
                if not rule:
                    canvas.drawCentredString(x, y := y - 10, f"Mme {['Inès', 'Aude', 'Zoé'][row]} {'AB'[number]}roy")

    expected: dict[str, str | None] = {TOP: None}
    for pole, services in boxes.items():
        expected |= {pole: TOP} | {service.removeprefix("Service ").capitalize() if rule else service: pole for service in services}
    assert _heads(drawn(draw, size=SHEET)) == expected


@pytest.mark.parametrize("pole", ["Helvetica-Bold", "Helvetica"])
def test_a_pole_set_heavier_heads_the_list_in_its_own_block(pole: str) -> None:
    """Every service hung under the pole before its own, for certain, as its block reaches around its list."""
    blocks = {"Pôle ressources": ["Médiathèque", "Archives"], "Pôle technique": ["Espaces verts", "Propreté", "Musées"]}
    blocks["Pôle population"] = ["État civil", "Sports", "Bâtiments"]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawCentredString(300, 385, "Organigramme des services de Valmont")
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawCentredString(300, 355, f"{TOP} – Jean NOIR")
        y = 310.0
        for title, services in blocks.items():
            for row, text in enumerate([title, *services]):
                canvas.setFont("Helvetica-Oblique" if row else pole, 8)
                canvas.drawCentredString(220, y, text)
                y -= 11.5
            y -= 22

    units = chart_of(drawn(draw, size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    own = {service: title for title, services in blocks.items() for service in services}
    wrong = [u for u in units if u.title in own and titles.get(u.parent or "") != own[u.title] and u.confidence_parent >= SURE]
    assert not (wrong if pole == "Helvetica-Bold" else [u for u in wrong if titles.get(u.parent or "") in own])
