"""Charts without boxes: columns of titles and names between rules; and documents that are no charts (DESIGN 3.27)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

SHEET = (900.0, 500.0)
HEAD = ("Direction générale", "Odile Roche")
COLUMNS = (
    ("Finances et", "budget", "Karim Haddad", ("Dette", "Paie")),
    ("Cadre", "de vie", "Inès Caron", ("Voirie",)),
    ("Culture", "et sports", "Ronan Le Goff", ("Musées", "Stades", "Piscine")),
)


def _tree(chart: OrgChart) -> dict[str, tuple[str | None, list[str]]]:
    titles = {unit.id: unit.title for unit in chart.units}
    return {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in chart.units}


EXPECTED = {
    "Direction générale": (None, ["Odile Roche"]),
    **{f"{first} {second}": ("Direction générale", [name]) for first, second, name, _ in COLUMNS},
    **{entry: (f"{first} {second}", []) for first, second, _, entries in COLUMNS for entry in entries},
}


def _columns(canvas: Canvas, *, names_first: bool, bullet: str, ruled: bool) -> None:
    def write(x: float, y: float, lines: Sequence[tuple[str, str, float]]) -> float:
        for words, font, size in lines:
            canvas.setFont(font, size)
            canvas.drawString(x, y, words)
            y -= 1.25 * size
        return y

    def unit(x: float, y: float, title: Sequence[str], name: str, size: float) -> float:
        titled = [(line, "Helvetica-Bold", size) for line in title]
        named = [(name, "Helvetica", 0.9 * size)]
        return write(x, y, named + titled if names_first else titled + named)

    write(40, 460, [("Organigramme de la ville", "Helvetica-Bold", 22)])
    unit(40, 410, (HEAD[0],), HEAD[1], 15)
    if ruled:
        canvas.line(40, 360, 700, 360)
    for place, (first, second, name, entries) in enumerate(COLUMNS):
        x = 40 + 220 * place
        y = unit(x, 330, (first, second), name, 11)
        if ruled:
            canvas.line(x, y, x + 180, y)
        write(x, y - 12, [(f"{bullet}{entry}", "Helvetica", 8) for entry in entries])
    write(600, 30, [("Mise à jour : juin 2023", "Helvetica", 7)])


@pytest.mark.parametrize(
    ("foot", "up"),
    [
        ("Direction des ressources humaines – version 7", 30), ("Direction des ressources humaines – version 7", 236),
        ("Service communication · V7", 30), ("Service communication · V7", 236),
        ("Mairie – 2, place Foch – Tél. 02 31 00 00 00", 30),
        ("Ayuntamiento de Valdehierro – Plaza Mayor, 1", 30), ("Ville d’Orbec | contact@orbec.example", 30),
    ],
)  # fmt: skip
def test_whose_chart_it_is_and_who_made_it_are_no_units(foot: str, up: float) -> None:
    """The place under « Organigramme de la ville » was the head of all, as certain, and a small foot a unit (3.27)."""

    def draw(canvas: Canvas) -> None:
        _columns(canvas, names_first=False, bullet="", ruled=False)
        canvas.setFont("Helvetica", 14)
        canvas.drawString(40, 440, "Saint-Ferréol-le-Vieux")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(40, up, foot)

    read = _tree(chart_of(drawn(draw, size=SHEET)))
    assert read.keys() == EXPECTED.keys()


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("names_first", [True, False])
def test_columns_without_boxes_are_read(names_first: bool, ruled: bool) -> None:
    """Bold titles, plain names before or after them, lists beneath; neither title nor date of the page is a unit."""
    chart = chart_of(drawn(lambda canvas: _columns(canvas, names_first=names_first, bullet="• ", ruled=ruled), size=SHEET))
    assert (chart.title, chart.date, _tree(chart)) == ("Organigramme de la ville", "juin 2023", EXPECTED)


def test_the_name_of_a_column_is_never_joined_to_the_next_columns_title() -> None:
    """A narrow gutter, and lines on one level: the letters of a column stay in it."""
    rows = (("Service des eaux", "Karim Haddad"), ("Service du bâti", "Inès Caron"), ("Régie des halles", "Ronan Le Goff"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(40, 450, "Direction générale des services")
        for place, (title, name) in enumerate(rows):
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(40 + 90 * place, 380 - 11 * place, title)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(40 + 90 * place, 369 - 11 * place, name)

    read = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert read == {"Direction générale des services": [], **{title: [name] for title, name in rows}}


def _report(canvas: Canvas) -> None:
    for part in range(3):
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(60, 450 - 130 * part, f"Direction des finances, partie {part + 1}")
        canvas.setFont("Helvetica", 9)
        for row in range(6):
            canvas.drawString(
                60, 430 - 130 * part - 12 * row, "et le conseil a délibéré sur les travaux que Mme Odile Roche a présentés puis"
            )


def _cv(canvas: Canvas) -> None:
    headings = {
        "Expérience professionnelle": "Directrice des finances",
        "Formation": "Master",
        "Langues": "Anglais",
        "Loisirs": "Escalade",
    }
    for place, (heading, entry) in enumerate(headings.items()):
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(60, 450 - 60 * place, heading)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 432 - 60 * place, f"• {entry}, 2015–2019")


def _site_map(canvas: Canvas) -> None:
    for place, title in enumerate(("CV – Julia Correa", "Accueil", "Expériences", "Compétences", "Contact", "Galerie")):
        canvas.rect(60, 440 - 60 * place, 160, 30)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(70, 450 - 60 * place, title)
        if place:
            canvas.line(140, 470 - 60 * place, 140, 500 - 60 * place)


@pytest.mark.parametrize(("draw", "reason"), [(_report, "mostly prose"), (_cv, "a CV"), (_site_map, "a CV")])
def test_what_is_no_chart_says_so(draw: Callable[[Canvas], None], reason: str) -> None:
    """A document that is no chart has no units, and the reason."""
    chart = chart_of(drawn(draw, size=SHEET))
    assert (chart.structured, chart.reason, chart.units) == (False, reason, ())


@pytest.mark.parametrize("names_first", [True, False])
def test_entries_without_bullets_are_whole_and_keep_their_people(names_first: bool) -> None:
    """In smaller letters than names; « title : name » is an entry with its head, no name of the next."""
    blocks = (
        (
            "Direction du numérique",
            "M. Karim Haddad",
            ("Service des réseaux de la ville", "et télécoms", "Service paie : Mme Inès", "Caron"),
        ),
        ("Direction des sports", "Mme Odile Roche", ("Stades", "Gymnases : M. Ronan Le Goff")),
        ("Direction du bâti", "M. Bruno Martin", ("Chauffage",)),
    )

    def draw(canvas: Canvas) -> None:
        y = 400.0
        for title, name, entries in blocks:
            heads = [("Helvetica-Bold", 10.0, title), ("Helvetica", 9.5, name)]
            for font, size, words in (*(heads[::-1] if names_first else heads), *(("Helvetica", 8.0, entry) for entry in entries)):
                canvas.setFont(font, size)
                canvas.drawString(60, y, words)
                y -= 1.22 * size
            y -= 9
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 30, "Direction des ressources humaines – février 2022")
        canvas.setFillColorRGB(0.9, 0, 0.5)
        canvas.circle(62, 63, 3, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(72, 60, "Direction mutualisée")

    read = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert read == {
        **{title: [name] for title, name, _ in blocks},
        "Service des réseaux de la ville et télécoms": [], "Service paie": ["Mme Inès Caron"],
        "Stades": [], "Gymnases": ["M. Ronan Le Goff"], "Chauffage": [],
    }  # fmt: skip


OUTLINE = (
    (0, "Le maire, président de la métropole, Mme Odile Roche"),
    (1, "Cabinet – vacant"),
    (1, "Direction générale des services – Directeur : M. Karim Haddad"),
    (2, "Pôle ressources (Mme Inès Caron)"),
    (3, "Direction des finances, budget et dette : M. Ronan Le Goff, directeur"),
    (4, "Service paie"),
    (4, "Service dette"),
    (3, "Direction du numérique"),
    (2, "Pôle cadre de vie"),
    (3, "Direction de la voirie"),
    (4, "Service éclairage"),
    (4, "Service propreté"),
)
LISTED = {
    "Le maire, président de la métropole": (None, ["Mme Odile Roche"]),
    "Cabinet": ("Le maire, président de la métropole", [""]),
    "Direction générale des services": ("Le maire, président de la métropole", ["M. Karim Haddad"]),
    "Pôle ressources": ("Direction générale des services", ["Mme Inès Caron"]),
    "Direction des finances, budget et dette": ("Pôle ressources", ["M. Ronan Le Goff"]),
    "Service paie": ("Direction des finances, budget et dette", []),
    "Service dette": ("Direction des finances, budget et dette", []),
    "Direction du numérique": ("Pôle ressources", []),
    "Pôle cadre de vie": ("Direction générale des services", []),
    "Direction de la voirie": ("Pôle cadre de vie", []),
    "Service éclairage": ("Direction de la voirie", []),
    "Service propreté": ("Direction de la voirie", []),
}


def _outline(canvas: Canvas, bullets: Sequence[str], *, turn: int | None) -> None:
    y = 460.0
    for place, (depth, words) in enumerate(OUTLINE):
        if place == turn:
            canvas.showPage()
            y = 460.0
        canvas.setFont("Helvetica-Bold" if depth < 2 else "Helvetica", 9)
        canvas.drawString(40 + 18 * depth, y, f"{bullets[depth]}{words}")
        y -= 13
    canvas.setFont("Helvetica", 8)
    canvas.setFillGray(0.5)
    canvas.circle(44, 62, 4, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(56, 60, "Direction commune ville et métropole")
    canvas.drawString(40, 30, "Total : 1042 ETP")


@pytest.mark.parametrize("turn", [None, 9], ids=["one page", "two pages"])
@pytest.mark.parametrize("bullets", [("", "• ", "– ", "- ", "· "), ("", "", "", "", "")], ids=["bullets", "bare"])
def test_an_indented_list_is_a_tree(bullets: Sequence[str], turn: int | None) -> None:
    """Also over a page's end; a legend and a total at its foot are no entries."""
    assert _tree(chart_of(drawn(lambda canvas: _outline(canvas, bullets, turn=turn), size=SHEET))) == LISTED


@pytest.mark.parametrize("fill", [False, True])
def test_what_stands_on_a_card_is_read_as_if_it_stood_on_the_page(fill: bool) -> None:
    """13.1: a canvas, or the frame of a whole list, is no unit's box, with the chart's name in it or without."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.roundRect(20, 15, 420, 475, 6, stroke=not fill, fill=fill)
        canvas.setFillGray(0)
        canvas.drawString(40, 474, "Organigramme des services" if fill else "")
        _outline(canvas, ("",) * 5, turn=None)

    assert _tree(chart_of(drawn(draw, size=SHEET))) == LISTED


@pytest.mark.parametrize("sheet", ["Organigramme des services", ""])
def test_the_head_of_all_in_letters_as_large_as_a_sheets_title_is_a_unit(sheet: str) -> None:
    """3.27: levels told by sizes alone; what hung under it hung on one another, for certain."""
    titles = ("Direction générale des services", "Pôle fleuve", "Direction des quais", "Pôle bourg", "Direction des halles")

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawString(40, 470, sheet)
        y = 430.0
        for title in titles:
            size = {"Pôle": 13, "Direction": 9}[title.split()[0]] if title != titles[0] else 18
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawString(40, y, title)
            y -= 1.5 * size
            for service in ("Service paie", "Service marchés", "Service accueil") if size == 9 else ():
                canvas.setFont("Helvetica", 9)
                canvas.drawString(40, y, service)
                y -= 13

    found = chart_of(drawn(draw, size=SHEET))
    key = {unit.id: unit.title for unit in found.units}
    told = {unit.title: key.get(unit.parent or "") for unit in found.units if not unit.title.startswith("Service")}
    assert told == {titles[0]: None, titles[1]: titles[0], titles[2]: titles[1], titles[3]: titles[0], titles[4]: titles[3]}


@pytest.mark.parametrize("form", ["M. {}", "Mme Claire {}", "Claire {}"])
def test_names_on_lines_of_their_own_in_an_indented_list_are_people(form: str) -> None:
    """Whoever stands below an entry, at its depth and without a bullet, heads it and is no unit; « M. » is no numbering (13.1)."""
    entries = (
        (0, "Direction générale des services", "LOISEL"),
        (1, "Pôle ressources", "PETIT"),
        (2, "Direction des finances", "ROY"),
        (3, "Service budget", None),
        (3, "Service dette", "FAURE"),
        (2, "Direction du personnel", None),
        (1, "Pôle cadre de vie", "CARON"),
        (2, "Direction des eaux", "REY"),
        (3, "Service réseaux", None),
    )

    def draw(canvas: Canvas) -> None:
        y = 460.0
        for depth, title, name in entries:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(40 + 18 * depth, y, f"• {title}")
            y -= 12
            if name:
                canvas.drawString(46 + 18 * depth, y, form.format(name))
                y -= 11

    found = _tree(chart_of(drawn(draw, size=SHEET)))
    assert {title: people for title, (_, people) in found.items()} == {
        title: [form.format(name)] if name else [] for _, title, name in entries
    }
    assert [found[title][0] for title in ("Pôle cadre de vie", "Direction des eaux", "Service réseaux", "Service dette")] == [
        "Direction générale des services",
        "Pôle cadre de vie",
        "Direction des eaux",
        "Direction des finances",
    ]


@pytest.mark.parametrize("mark", [" – ", " : ", " | ", ", "])
def test_names_behind_any_mark_in_an_indented_list_are_people(mark: str) -> None:
    """A bar parts a name from its title as a dash does (13.3)."""
    entries = (
        (0, "Direction générale des services", "Maud KERLEROUX"), (1, "Pôle ressources", "Ivan BAZIN"),
        (2, "Direction des finances", "Lise MARCHAND"), (3, "Service budget", ""), (3, "Service dette", "Omar VASSEUR"),
        (1, "Pôle cadre de vie", "Nina COLLET"), (2, "Direction des eaux", ""), (3, "Service réseaux", "Yves PASQUIER"),
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for number, (depth, title, name) in enumerate(entries):
            canvas.drawString(40 + 18 * depth, 460 - 13 * number, f"{title}{mark if name else ''}{name}")

    found = _tree(chart_of(drawn(draw, size=SHEET)))
    assert {title: people for title, (_, people) in found.items()} == {title: [name] if name else [] for _, title, name in entries}


def test_posts_in_an_indented_list_are_those_of_the_people_beside_them() -> None:
    """Above the name, below it or before it, a post that says nothing of its unit is none; nor is a vacancy (3.27)."""
    lines = (
        (0, "• Direction générale des services"), (0, "  Directrice générale des services"), (0, "  Mme Odile Roche"),
        (1, "• Direction des finances"), (1, "  M. Karim Haddad"), (1, "  Directeur"), (1, "  Adjointe : Mme Inès Caron"),
        (2, "• Service budget : "), (2, "• Service dette – Poste vacant (Responsable)"),
        (1, "• Direction des eaux"), (1, "  Poste vacant (Directeur)"),
        (2, "• Service réseaux : Mme Anne Rey (cheffe) M. Paul Petit (adjoint)"), (2, "• Service usine"),
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for row, (depth, text) in enumerate(lines):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(40 + 18 * depth + (6 if text.startswith("  ") else 0), 460 - 13 * row, text.strip())

    units = chart_of(drawn(draw, size=SHEET)).units
    assert {unit.title: [(p.name or "-", p.role) for p in unit.people] for unit in units} == {
        "Direction générale des services": [("Mme Odile Roche", "Directrice générale des services")],
        "Direction des finances": [("M. Karim Haddad", "Directeur"), ("Mme Inès Caron", "Adjointe")],
        "Service budget": [],
        "Service dette": [("-", "Responsable")],
        "Direction des eaux": [("-", "Directeur")],
        "Service réseaux": [("Mme Anne Rey", "cheffe"), ("M. Paul Petit", "adjoint")],
        "Service usine": [],
    }


@pytest.mark.parametrize("names_first", [True, False])
def test_posts_and_rooms_between_titles_and_names_part_none_from_its_own(names_first: bool) -> None:
    """On white, in another look than both; the name stays with the title of its own (3.27)."""
    cards = {
        "Direction générale": ("Directrice", "Mme Odile Roche"),
        "Direction des finances": ("Directeur", "M. Karim Haddad"),
        "Service budget": ("Responsable", "Mme Inès Caron"),
        "Service dette": ("Responsable", "M. Ronan Petit"),
        "Direction des eaux": ("Directrice", "Mme Anne Rey"),
    }

    def draw(canvas: Canvas) -> None:
        y = 440.0
        for title, (post, name) in cards.items():
            said = [(f"{name}, {post.lower()}", "Helvetica", 9), ("Bureau 12", "Helvetica", 7), (title, "Helvetica-Bold", 9)]
            listed = [(title, "Helvetica-Bold", 9), (post, "Helvetica-Oblique", 9), (name, "Helvetica", 9)]
            for text, font, size in said if names_first else listed:
                canvas.setFont(font, size)
                canvas.drawString(40, y, text)
                y -= 11
            y -= 14

    units = chart_of(drawn(draw, size=SHEET)).units
    found = {unit.title: [(p.role.capitalize(), p.name) for p in unit.people if p.role] for unit in units}
    assert found == {title: [said] for title, said in cards.items()}


def test_a_direction_in_bold_is_no_entry_beneath_a_larger_title() -> None:
    """One direction under each pole, set like neither it nor its services: the nearest bold line over a name is a title (3.27)."""
    poles = (
        (
            "Pôle Aménagement",
            "Mme Roy",
            "Direction des eaux",
            "M. Petit",
            (("Service réseaux", "Mme Rey"), ("Stations", "M. Loup")),
        ),
        ("Pôle Ressources", "M. Faure", "Direction du personnel", "Mme Caron", (("Service paie", "M. Martin"), ("Carrières", ""))),
    )

    def draw(canvas: Canvas) -> None:
        def write(x: float, y: float, words: str, font: str, size: float) -> float:
            canvas.setFont(font, size)
            canvas.drawString(x, y, words)
            return y - 1.25 * size

        write(330, write(330, 460, "Direction générale", "Helvetica-Bold", 11), "M. Garnier", "Helvetica", 8)
        for column, (pole, head, direction, director, services) in enumerate(poles):
            x = 60 + 380 * column
            y = write(x, write(x, 400, pole, "Helvetica-Bold", 10), head, "Helvetica", 8)
            y = write(x, write(x, y - 8, direction, "Helvetica-Bold", 8), director, "Helvetica", 8)
            for service, name in services:
                y = write(x, y, f"– {service}", "Helvetica", 8)
                y = write(x, y, name, "Helvetica", 8) if name else y

    found = _tree(chart_of(drawn(draw, size=SHEET)))
    assert found == {
        "Direction générale": (None, ["M. Garnier"]),
        **{pole: ("Direction générale", [head]) for pole, head, *_ in poles},
        **{direction: (pole, [director]) for pole, _, direction, director, _ in poles},
        **{title: (direction, [name] if name else []) for *_, direction, _, services in poles for title, name in services},
    }


PORTRAITS = {
    "Direction générale des services": "Odile Roche",
    "Direction générale adjointe ressources": "COULON-HÉBERT Karim",
    "Direction des finances": "Inès Caron",
    "Service de la paie": "Ronan Le Goff",
    "Direction générale adjointe culture": "Nadia El Amrani",
    "Médiathèque": "Paul Meunier",
    "Conservatoire": "Zoé Faure",
}


@pytest.mark.parametrize("beside", [False, True], ids=["beneath", "beside"])
@pytest.mark.parametrize("banded", [False, True], ids=["grid", "bands"])
@pytest.mark.parametrize("names_first", [True, False], ids=["names-above", "titles-above"])
def test_portraits_are_units_with_whom_they_show(*, beside: bool, banded: bool, names_first: bool) -> None:
    """3.27: a picture, a name and a post, in a grid or under the band of a pole; words over two lines, one of them in capitals."""
    picture = ImageReader(Image.new("RGB", (60, 70), "#c08060"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(40, 760, "Organigramme des services")
        for number, (title, name) in enumerate(PORTRAITS.items()):
            row, place = (0, 0) if number == 0 else (1 + (number > 3), (number - 1) % 3)
            x, y = 40 + 200 * place, 690 - 130 * row
            canvas.drawImage(picture, x, y - 45, 45, 45)
            named = [(part, "Helvetica-Bold") for part in (name.split(" ") if "-" in name else [name])]
            at, base = (x + 52, y - 10) if beside else (x, y - 56)
            for words, font in [*named, *wrapped(title)] if names_first else [*wrapped(title), *named]:
                canvas.setFont(font, 8)
                canvas.drawString(at, base, words)
                base -= 10
        for top, pole in ((580, "Pôle ressources"), (450, "Pôle culture"), (710, "Direction")) if banded else ():
            canvas.setFillColorRGB(0.1, 0.3, 0.5)
            canvas.rect(30, top - 5, 640, 18, stroke=0, fill=1)
            canvas.setFillColorRGB(1, 1, 1)
            canvas.drawString(40, top, pole)
            canvas.setFillColorRGB(0, 0, 0)

    def wrapped(title: str) -> list[tuple[str, str]]:
        first, adjoint, rest = title.partition("adjointe")
        return [(first.strip(), "Helvetica"), *([(f"{adjoint}{rest}", "Helvetica")] if adjoint else [])]

    told = {unit.title: [p.name for p in unit.people] for unit in chart_of(drawn(draw, size=(700.0, 800.0))).units if unit.people}
    assert told == {title: [name] for title, name in PORTRAITS.items()}


def test_a_portrait_with_a_name_beside_it_is_no_sample_of_a_legend() -> None:
    """3.27: whatever the colour of its place; no larger than samples may be."""

    def draw(canvas: Canvas) -> None:
        for number, (title, name) in enumerate(PORTRAITS.items()):
            x, y = 40 + 220 * (number % 3), 700 - 60 * (number // 3)
            canvas.setFillColorRGB(0.7, 0.2 + 0.1 * number, 0.7)
            canvas.circle(x + 8, y, 8, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            for base, words, font in ((y + 2, title, "Helvetica-Bold"), (y - 8, name, "Helvetica")):
                canvas.setFont(font, 8)
                canvas.drawString(x + 22, base, words)

    told = {unit.title: [p.name for p in unit.people] for unit in chart_of(drawn(draw, size=(700.0, 800.0))).units}
    assert told == {title: [name] for title, name in PORTRAITS.items()}


def test_columns_under_heads_in_the_middle_are_no_list_that_goes_on_from_one_to_the_next() -> None:
    """The lowest of the heads over them all heads the columns, though another one is set larger (3.27)."""
    poles = {
        "Pôle Solidarités": ("Direction de l’autonomie", "Service aides", "Service repas", "Direction du logement", "Service baux"),
        "Pôle Ressources": (
            "Direction des achats",
            "Service marchés",
            "Direction de la paie",
            "Service carrières",
            "Service retraites",
        ),
        "Pôle Cadre de vie": ("Direction des parcs", "Service serres", "Direction des rues", "Service éclairage", "Service garage"),
        "Pôle Culture": ("Direction des arts", "Service musées", "Direction du livre", "Service prêt", "Service archives"),
    }
    told: dict[str, str | None] = {"Le Président": None, "Direction générale": "Le Président"}

    def draw(canvas: Canvas) -> None:
        for title, y, size in (("Le Président", 440.0, 13.0), ("Direction générale", 412.0, 12.0)):
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawCentredString(450, y, title)
        for number, (pole, below) in enumerate(poles.items()):
            x, y, direction = 30 + 220 * number, 380.0, ""
            told[pole] = "Direction générale"
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(x, y, pole)
            for title in below:
                leads = title.startswith("Direction")
                y -= 22 if leads else 13
                canvas.setFont("Helvetica-Bold" if leads else "Helvetica", 9 if leads else 8)
                canvas.drawString(x if leads else x + 10, y, title)
                direction = title if leads else direction
                told[title] = pole if leads else direction

    assert {title: head for title, (head, _) in _tree(chart_of(drawn(draw, size=SHEET))).items()} == told


def test_a_head_in_large_letters_over_who_holds_the_post_is_no_title_of_the_page() -> None:
    """Where the page has a larger title above it (3.27)."""
    columns = ("Hochbau", "Soziales", "Finanzen", "Schulen"), ("Ines Caron", "Karim Haddad", "Ronan Roche", "Odile Petit")

    def draw(canvas: Canvas) -> None:
        for words, y, font, size in (
            ("Organigramm", 470, "Helvetica-Bold", 22.0),
            ("Gemeindeammann", 430, "Helvetica-Bold", 14.0),
            ("Frau Claire Faure", 414, "Helvetica", 10.0),
        ):
            canvas.setFont(font, size)
            canvas.drawCentredString(450, y, words)
        for number, (title, name) in enumerate(zip(*columns, strict=True)):
            for words, y, font, size in (
                (f"Abteilung {title}", 350, "Helvetica-Bold", 8.5),
                (f"Frau {name}", 339, "Helvetica", 8.0),
            ):
                canvas.setFont(font, size)
                canvas.drawString(40 + 220 * number, y, words)

    assert _tree(chart_of(drawn(draw, size=SHEET)))["Gemeindeammann"] == (None, ["Frau Claire Faure"])


def test_a_name_under_an_underlined_title_heads_that_one_not_the_title_set_in_below() -> None:
    """3.27: a rule right under « Pôle Rivage » underlines it; « Odile Caron », flush with it, heads it."""
    poles = {
        "Pôle Rivage": ("Odile CARON", {"Direction du port": None, "Direction des quais": "Paul SERRE"}),
        "Pôle Bocage": ("Nadia RIVET", {"Direction des haies": None, "Direction des mares": "Inès ROUX"}),
        "Pôle Estuaire": ("Karim BLIN", {"Direction des digues": None, "Direction du bac": "Hugo LAMY"}),
    }

    def draw(canvas: Canvas) -> None:
        for number, (pole, (head, directions)) in enumerate(poles.items()):
            x, y = 40 + 280 * number, 440
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(x, y, pole)
            canvas.line(x, y - 4, x + 240, y - 4)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(x, y - 14, head)
            y -= 14
            for direction, name in directions.items():
                y -= 14
                canvas.setFont("Helvetica-Bold", 9)
                canvas.drawString(x + 10, y, direction)
                if name:
                    y -= 11
                    canvas.setFont("Helvetica", 8.5)
                    canvas.drawString(x + 10, y, name)

    found = _tree(chart_of(drawn(draw, size=SHEET)))
    assert {pole: found[pole][1] for pole in poles} == {pole: [head] for pole, (head, _) in poles.items()}
    under = {direction: (pole, [name] if name else []) for pole, (_, all_) in poles.items() for direction, name in all_.items()}
    assert {direction: found[direction] for direction in under} == under


DIRECTORY = [
    [
        ("M. Pascal RICARD", "Direction de l’eau", ("Usine des Moulières", "Réseaux – Mme Estelle HUET", "Captage Vieux")),
        ("Mme Aïcha PELLETIER", "Direction des rivières", ("Égouts", "Digues – Mme Sandrine MERCIER")),
        ("M. Pascal GROSJEAN", "Direction des déchets", ("Ferme du Bréau", "Recyclerie Nord")),
    ],
    [
        ("Mme Muriel NAUDIN", "Direction des sports", ("Piscines", "Complexe des Trois-Chênes", "Stades")),
        ("M. Luc BESSON", "Direction de l’action sociale", ("Aide à domicile", "Épicerie – M. Jean BAUR")),
        ("Mme Anne ROY", "Direction de la culture", ("Villa Médine", "Théâtre Vert")),
    ],
]


def test_in_a_directory_a_name_over_a_title_is_not_of_the_service_above() -> None:
    """Names stand over bold titles, services between rules below: « Digues – Mme … » had two people, at .98 (3.27)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(40, 470, "Organigramme des services")
        for x, blocks in zip((60, 400), DIRECTORY, strict=True):
            y = 420.0
            for name, title, services in blocks:
                for text, font, size in (
                    (name, "Helvetica", 7),
                    (title, "Helvetica-Bold", 8),
                    ("Tél. 02 98 29 72 19", "Helvetica", 6.5),
                ):
                    canvas.setFont(font, size)
                    canvas.drawString(x, y, text)
                    y -= 9.5
                canvas.setFont("Helvetica", 8)
                for service in services:
                    canvas.drawString(x, y - 1, service)
                    canvas.line(x, y - 4, x + 200, y - 4)
                    y -= 12.5
                y -= 6

    read = _tree(chart_of(drawn(draw, size=SHEET)))
    people = {title: names for title, (_, names) in read.items()}
    for name, title, services in (block for column in DIRECTORY for block in column):
        assert people[title] == [name]
        for service, _, held in (text.partition(" – ") for text in services):
            assert people[service] == ([held] if held else [])


@pytest.mark.parametrize("few", [". .", "..", " … "])
def test_a_long_title_leaves_room_for_few_dots_before_its_name(few: str) -> None:
    """13.3: where three lines of a sheet have leaders."""
    lines = [
        (f"Direction {name}", who)
        for name, who in (("des quais", "Inès Caron"), ("du bourg", "Luc Tessier"), ("du sel", "Paul Roy"))
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for row, (title, who) in enumerate(lines):
            canvas.drawString(40, 400 - 15 * row, f"{title} {'.' * 40} {who}")
        canvas.drawString(40, 340, f"Direction culture, sports et attractivité{few}Odile Roche (par intérim)")

    named = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert named == {**{title: [who] for title, who in lines}, "Direction culture, sports et attractivité": ["Odile Roche"]}


@pytest.mark.parametrize(("words", "nested"), [
    pytest.param(("/Direction du sel", "Service grues", "Service criée", "/Direction du port", "Service quais"), True, id="theirs"),
    pytest.param(("/Direction des quais", "Service grues", "Service criée"), True, id="one direction"),
    pytest.param(("Service grues", "Service criée", "/Cellule sel", "/Cellule quais"), False, id="two teams at the end"),
    pytest.param(("/Mission sel", "Service grues", "Service criée", "/Mission quais", "Service marais"), False, id="lower ranks"),
    pytest.param(("Direction des quais", "Service grues", "Service criée", "Direction du sel"), False, id="one look"),
    pytest.param(("Direction du sel", "/Service grues", "/Service criée", "Direction quai", "/Service quais"), False, id="shared"),
])  # fmt: skip
def test_entries_in_italics_head_those_of_lower_ranks_below_them(words: tuple[str, ...], nested: bool) -> None:
    """3.27: under a pole in bold all were its own, for certain."""
    poles = {"Pôle fleuve": "Inès Caron", "Pôle bourg": "Luc Tessier", "Pôle forêt": "Maud Guyot"}

    def draw(canvas: Canvas) -> None:
        for place, (pole, name) in enumerate(poles.items()):
            canvas.rect(30 + 200 * place, 360, 180, 100)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(40 + 200 * place, 445, pole)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(40 + 200 * place, 432, name)
            for row, word in enumerate(words):
                canvas.setFont("Helvetica-Oblique" if word[0] == "/" else "Helvetica", 9)
                canvas.drawString(40 + 200 * place, 419 - 13 * row, f"{word.strip('/')} {pole.split()[-1]}")

    chart = chart_of(drawn(draw, size=SHEET))
    key = {unit.id: unit.title for unit in chart.units}
    head, expected = "Pôle fleuve", {}
    for word in words:
        title = f"{word.strip('/')} fleuve"
        expected[title] = "Pôle fleuve" if word[0] == "/" or not nested else head
        head = title if word[0] == "/" else head
    read = {unit.title: key.get(unit.parent or "") for unit in chart.units}
    assert {title: read.get(title) for title in expected} == expected
    by_look = [unit for unit in chart.units if expected.get(unit.title, "Pôle fleuve") != "Pôle fleuve"]
    assert bool(by_look) == nested and all(unit.confidence_parent < SURE for unit in by_look)  # italics have other meanings, too


def test_where_titles_without_boxes_are_torn_nothing_hangs_for_certain() -> None:
    """3.27: bold titles on two lines with who heads them at the end; « Voirie » hung under the one above, for certain."""
    lines = (
        ("Direction de l’aménagement, de l’urbanisme, de l’habitat, du patrimoine et des grands projets de la commune", ""),
        ("de Valmont :", "Anne-Sophie DE LA ROCHE-BERNARD"),
        ("Service de la commande publique, des achats, des assurances et du contentieux de la ville et du CCAS de", ""),
        ("Valmont :", "Jean-Christophe MARTINEAU"),
        ("Service des affaires scolaires, périscolaires et de la restauration collective des écoles :", "Marie-"),
        ("", "Françoise LE GUENNEC"),
        *((f"{title} :", name) for title, name in (("Voirie", "Paul HENRY"), ("Eau", "Inès LEROY"), ("Sports", "Luc PETIT"))),
        *((f"{title} :", name) for title, name in (("Culture", "Ida NOEL"), ("Écoles", "Tom BLIN"))),
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(40, 760, "Annuaire des services")
        y = 720.0
        for bold, plain in lines:
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(40, y, bold)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(40 + (canvas.stringWidth(f"{bold} ", "Helvetica-Bold", 9) if bold else 0), y, plain)
            y -= 11 if not plain or plain[-1] == "-" else 17

    chart = chart_of(drawn(draw))
    assert not [unit.title for unit in chart.units if unit.parent and unit.confidence_parent >= SURE]


def test_titles_led_widely_go_on_where_they_are_broken_off_and_lists_in_small_letters_do_not() -> None:
    """3.27: led by one and a half, with who heads each at the same distance below."""
    table: tuple[tuple[tuple[str, ...], list[str]], ...] = (
        (("Action sociale", "et prévention", "M. Luc Blin"), ["Action sociale et prévention"]),
        (("Routes et", "Ouvrages d’art", "Mme Eva Nash"), ["Routes et Ouvrages d’art"]),
        (("Restauration scolaire et entretien", "quotidien", "John Roe"), ["Restauration scolaire et entretien quotidien"]),
        (("Culture", "Sports", "Mme Ida Noël"), ["Culture", "Sports"]),
        (("Finances", "paie", "M. Tom Albe"), ["Finances", "paie"]),
        (("La Fabrique", "Le Lieu", "Mme Zoé Marin"), ["La Fabrique", "Le Lieu"]),
        (("ACCUEIL", "DU PUBLIC", "M. Hugo Blin"), ["ACCUEIL DU PUBLIC"]),
        (("Services Techniques", "& Urbanisme", "Mme Nora Nash"), ["Services Techniques & Urbanisme"]),
        (("entretien scolaire et restauration", "achats", "Mme Léa Marin"), ["entretien scolaire et restauration", "achats"]),
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawCentredString(300, 440, "Direction générale des services")
        for place, (lines, _) in enumerate(table):
            for row, text in enumerate(lines):
                canvas.setFont("Helvetica" if text == lines[-1] else "Helvetica-Bold", 8)
                canvas.drawString(30 + 190 * (place % 3), 390 - 110 * (place // 3) - 12 * row, text)

    read = _tree(chart_of(drawn(draw, size=(620.0, 480.0))))
    assert set(read) == {"Direction générale des services", *(title for _, titles in table for title in titles)}
    assert [read[titles[-1]][1] for _, titles in table] == [[lines[-1]] for lines, _ in table]


POLES = {
    "Ressources": ("Luc Petit", ("Finances", "Achats", "Paie")),
    "Population": ("Anne Morel", ("État civil", "Sports", "Espaces Verts")),
    "Technique": ("Zoé Marin", ("Voirie", "Eau", "Bâtiments")),
}


def _centred(canvas: Canvas, *, names: float = 14, poles: Mapping[str, tuple[str, Sequence[str]]] = POLES) -> None:
    """Titles, who heads them and what they list, centred in columns."""

    def write(x: float, top: float, words: str, *, bold: bool = False) -> None:
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 10 if bold else 9)
        canvas.drawCentredString(x, SHEET[1] - top, words)

    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawCentredString(450, SHEET[1] - 30, "Organigramme")
    write(450, 70, "Directrice générale des services", bold=True)
    write(450, 84, "Claire Aubert")
    for place, (title, (name, listed)) in enumerate(poles.items()):
        x = 170 + 280 * place
        write(x, 130, title, bold=True)
        write(x, 130 + names, name)
        lines = [line for entry in listed for line in (entry.split() if entry == "Espaces Verts" else [entry])]
        for row, entry in enumerate(lines):
            write(x, 152 + names + 14 * row, entry)


def test_an_entry_with_a_capital_of_its_own_is_one_where_titles_go_on_in_small_letters() -> None:
    """3.27: « Finances », « Achats », centred below who heads both, were one unit for certain, as no line is wider."""
    found = _tree(chart_of(drawn(_centred, size=SHEET)))
    assert {title: head for title, (head, _) in found.items() if head in POLES} == {
        entry: title for title, (_, listed) in POLES.items() for entry in listed
    }


@pytest.mark.parametrize(
    ("entries", "read", "sure"),
    [
        (("Sports", "Petite", "Enfance"), ("Sports", "Petite Enfance"), True),
        (("Sports", "Développement", "Durable"), ("Sports", "Développement", "Durable"), False),
        (("Paie", "Port", "Autonome"), ("Paie", "Port", "Autonome"), False),
        (("Paie", "Finances", "Juridique"), ("Paie", "Finances", "Juridique"), True),
        (("Sports", "Élections", "Archives"), ("Sports", "Élections", "Archives"), True),
    ],
)
def test_two_entries_that_may_be_one_title_are_doubted(entries: tuple[str, ...], read: tuple[str, ...], sure: bool) -> None:
    """3.27: « Petite », « Enfance » and « Développement », « Durable » were two units each, for certain."""
    poles = {**POLES, "Population": ("Anne Morel", entries)}
    units = chart_of(drawn(lambda canvas: _centred(canvas, poles=poles), size=SHEET)).units
    found = {unit.title: unit.confidence_title for unit in units}
    assert set(read) < set(found) and (min(found[title] for title in read) >= SURE) == sure


@pytest.mark.parametrize("names", [14, 30, 60])
def test_who_stands_far_below_a_title_over_its_list_heads_that_and_no_entry(names: float) -> None:
    """13.3: the names in a row headed « Finances », « État civil », « Voirie » for certain, and nobody the poles over them."""
    found = _tree(chart_of(drawn(lambda canvas: _centred(canvas, names=names), size=SHEET)))
    assert {title: found[title][1] for title in POLES} == {title: [name] for title, (name, _) in POLES.items()}
    assert not any(people for title, (head, people) in found.items() if head in POLES)


def test_names_over_one_title_each_may_head_these() -> None:
    """13.3: with one line below each name, whose it is stays as it was read; with a name over each line it is that line's."""
    alternating = {title: (name, (f"{title} nord", "M. Luc Roy", f"{title} sud")) for title, (name, _) in POLES.items()}
    found = _tree(chart_of(drawn(lambda canvas: _centred(canvas, names=60, poles=alternating), size=SHEET)))
    assert all(people == [] for title, (_, people) in found.items() if title in POLES)


@pytest.mark.parametrize(
    ("lines", "sure"),
    [(("Marine", "Pêche"), False), (("Ressources", "Humaines"), True), (("Maison", "France"), True)],
    ids=["themes", "adjective", "place"],
)
def test_two_lines_of_a_box_that_had_room_on_one_are_perhaps_two_titles(lines: tuple[str, str], sure: bool) -> None:
    """3.27: « Marine », « Pêche » in a wide box was one unit for certain; an adjective, or what a house is called, goes on."""

    def draw(canvas: Canvas) -> None:
        for place, said in enumerate([("Direction générale des services",), ("Pôle écologie urbaine",), lines, ("Pôle sport",)]):
            x, top = (250, 60) if place == 0 else (30 + 210 * (place - 1), 160)
            canvas.rect(x, SHEET[1] - top - 34, 180, 34)
            canvas.setFont("Helvetica-Bold", 9)
            for row, line in enumerate(said):
                canvas.drawCentredString(x + 90, SHEET[1] - top - 14 - 11 * row, line)
            canvas.lines([(340, 406, 340, 370), (120, 370, 540, 370), *((x, 370, x, 340) for x in (120, 330, 540))])

    (unit,) = (unit for unit in chart_of(drawn(draw, size=SHEET)).units if unit.title == " ".join(lines))
    assert (unit.confidence_title >= SURE) == sure


CARDS: Mapping[str, tuple[str, Mapping[str, str | None]]] = {
    "Cohésion sociale": ("Nicolas Ravel", {"Direction des seniors": None, "Direction du logement": "Laurent Petit"}),
    "Services urbains": ("Quentin Morel", {"Direction des rues": "Paul Meunier", "Direction des parcs": None}),
    "Ressources": ("Patrice Blin", {"Direction des finances": None, "Direction de la paie": None}),
}


def test_names_over_titles_in_columns_head_them_and_their_lists_each_its_own() -> None:
    """3.27, 13.1: cards side by side, each of a name, a title in bold and a list, in which names stand under their entries.

    They were one list that went on from column to column: each name was a unit, under the last entry of the column before.
    """

    def draw(canvas: Canvas) -> None:
        for place, (title, (name, entries)) in enumerate(CARDS.items()):
            x, y = 40 + 200 * place, 400
            lines = [("", name, ""), ("-Bold", title, "")]
            lines += [part for entry, head in entries.items() for part in (("", f"• {entry}", ""), ("-Oblique", head or "", "  "))]
            for font, said, inset in (line for line in lines if line[1]):
                canvas.setFont(f"Helvetica{font}", 8)
                canvas.drawString(x + (8 if inset else 0), y, said)
                y -= 11
            canvas.line(x, 420, x + 160, 420)

    chart = chart_of(drawn(draw, size=SHEET))
    titles = {unit.id: unit.title for unit in chart.units}
    found = {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in chart.units}
    for title, (name, entries) in CARDS.items():
        assert found[title] == (None, [name])
        assert {entry: found[entry] for entry in entries} == {
            entry: (title, [head] if head else []) for entry, head in entries.items()
        }


@pytest.mark.parametrize(
    ("lines", "sure"),
    [(("Paie", "Achats"), False), (("Centre technique", "Déchèterie"), False), (("Écoles", "Maternelles"), True),
     (("Police", "Municipale"), True), (("Archives et", "Patrimoine"), True)],
)  # fmt: skip
def test_two_centred_lines_under_a_title_in_another_box_are_perhaps_two_entries(lines: tuple[str, str], sure: bool) -> None:
    """3.27: « Paie Achats » was one unit for certain, where titles go on with capitals, « Maison France Services »."""

    def draw(canvas: Canvas) -> None:
        said = {"Pôle Cadre de Vie": ("Maison France Services",), "Pôle Ressources": lines, "Pôle Culture": ("Médiathèque Foch",)}
        for place, (title, entries) in enumerate(said.items()):
            x = 30 + 210 * place
            canvas.rect(x, 300, 180, 30)
            canvas.rect(x, 260, 180, 36)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(x + 90, 317, title)
            canvas.setFont("Helvetica", 9)
            canvas.drawCentredString(x + 90, 306, ("Luc Petit", "Nadia Sel", "Anne Roux")[place])
            for row, entry in enumerate(entries):
                canvas.drawCentredString(x + 90, 282 - 11 * row, entry)

    found = {unit.title: unit.confidence_title >= SURE for unit in chart_of(drawn(draw, size=SHEET)).units}
    assert found.get(" ".join(lines)) == sure
