"""Units that stand in one cell without bullets, one a line: they are told from a title of several lines by the room left."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.units.card_lists import under_titles
from monitor.pdf.orgchart.units.entries import commas_apart
from monitor.pdf.orgchart.units.text_boxes import TextBox
from monitor.pdf.orgchart.words.run_on import listed_apart, run_on_apart
from tests.pdf.orgchart.charts import rows_read
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of
from tests.pdf.orgchart.test_written import lines
from tests.pdf.pdfs import drawn


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Service piscines", "Service des stades"], ["Service piscines", "Service des stades"]),
        (
            ["Service piscines", "Médiathèque", "Service des terrains de", "plein air"],
            ["Service piscines", "Médiathèque", "Service des terrains de plein air"],
        ),
        (["Service des sports", "et de la jeunesse"], []),  # reads on
        (["Service Enfance", "Jeunesse"], []),  # may be one title
        (["Direction des sports", "Service piscines"], []),  # the first heads the other
        (["Service de la gestion du patrimoine bâti", "Service courrier"], []),  # no room behind the first
        (["Service piscines", "Mme Inès Caron"], []),
        (["**Service piscines**", "Service des stades"], []),  # of two looks
    ],
)
def test_units_on_lines_of_their_own_are_told_by_the_room_left(texts: list[str], expected: list[str]) -> None:
    """13.2."""
    assert [" ".join(line.text for line in part) for part in listed_apart(lines(*texts), 170)] == expected


def test_in_a_column_of_such_lists_one_more_is_told_by_less() -> None:
    """13.2."""
    assert len(listed_apart(lines("Réseaux", "Téléphonie"), 170, known=True)) == 2
    assert listed_apart(lines("Réseaux", "Téléphonie"), 170) == []


def test_where_lists_are_awaited_a_paragraph_is_one_without_the_word_for_a_unit() -> None:
    """13.2: in the last column of titles of a table."""
    said = lines("Accueil | Aide aux", "familles | Insertion")
    assert [line.text for line in run_on_apart(said)] == ["Accueil | Aide aux", "familles | Insertion"]
    assert [line.text for line in run_on_apart(said, least=3)] == ["• Accueil", "• Aide aux familles", "• Insertion"]


def _cells(canvas: Canvas, rows: list[list[list[str]]], widths: list[int]) -> None:
    """A table of cells with lines in them, over it the names of its columns."""
    top = SHEET[1] - 40
    canvas.setFont("Helvetica", 8)
    for row in rows:
        height, left = 10 * max(map(len, row)) + 8, 40
        for said, width in zip(row, widths, strict=True):
            canvas.rect(left, top - height, width, height)
            for place, text in enumerate(said):
                canvas.drawString(left + 4, top - 11 - 10 * place, text)
            left += width
        top -= height


def test_services_one_a_line_in_a_cell_are_units_under_the_direction_of_the_row() -> None:
    """3.27, 13.2: also where nobody is named in the direction's cell."""
    rows = [
        [["Direction"], ["Responsable"], ["Services"]],
        [["Direction des sports"], ["Mme Inès Caron"], ["Service piscines", "Service des stades", "Médiathèque"]],
        [["Direction des eaux"], [], ["Service des sources et", "des fontaines", "Service lavoirs"]],
        [["Direction des parcs"], ["M. Paul Roy"], ["Réseaux", "Service serres"]],
    ]
    data = drawn(lambda canvas: _cells(canvas, rows, [140, 120, 200]), size=SHEET)
    assert rows_read(chart_of(data)) == sorted(
        [
            ("Direction des sports", None, ("Mme Inès Caron",)),
            ("Direction des eaux", None, ()),
            ("Direction des parcs", None, ("M. Paul Roy",)),
            *((title, "Direction des sports", ()) for title in ("Service piscines", "Service des stades", "Médiathèque")),
            *((title, "Direction des eaux", ()) for title in ("Service des sources et des fontaines", "Service lavoirs")),
            *((title, "Direction des parcs", ()) for title in ("Réseaux", "Service serres")),
        ],
        key=lambda row: (row[0], row[1] or ""),
    )


def test_a_box_of_services_one_a_line_has_a_unit_for_each() -> None:
    """3.27, 13.2: under the direction whose cells stand above, with a blank one for the name or without."""
    rows = [[["Pôle Cadre de vie"]], [["Direction des sports"]], [["Mme Inès Caron"]], [["Service piscines", "Service des stades"]]]
    data = drawn(lambda canvas: _cells(canvas, rows, [200]), size=SHEET)
    titles = [unit.title for unit in chart_of(data).units]
    assert {"Service piscines", "Service des stades"} <= set(titles)


COMMAS = {  # in each box a title, who heads it, and what is under it, in one paragraph
    "Finances": ("Mme Odile Serre", "Budget, Dette (Mme Anne Roy), Marchés publics, Trésorerie (M. Karim Haddad)", 4),
    "Culture": ("M. Ronan Le Goff", "Musée (M. Yann Prat), Archives, Conservatoire", 3),
    "Technique": ("Mme Inès Caron", "Voirie, eau et éclairage", 1),
}


def _paragraphs(canvas: Canvas, texts: dict[str, tuple[str, str, int]]) -> None:
    for column, (title, (name, paragraph, _)) in enumerate(texts.items()):
        x, words, rows = 30 + 180 * column, paragraph.split(), [""]
        for word in words:
            if len(rows[-1]) + len(word) > 34:
                rows.append("")
            rows[-1] = f"{rows[-1]} {word}".strip()
        canvas.rect(x, 300, 160, 80)
        for row, (text, font) in enumerate([(title, "Helvetica-Bold"), (name, "Helvetica"), *((r, "Helvetica") for r in rows)]):
            canvas.setFont(font, 8)
            canvas.drawString(x + 6, 368 - 10 * row, text)


def test_units_parted_by_commas_under_a_head_are_units_where_several_boxes_have_them() -> None:
    """A name in brackets is that of the item before it, « Voirie, eau et éclairage » are no two units (3.27)."""
    chart = chart_of(drawn(lambda canvas: _paragraphs(canvas, COMMAS), size=SHEET))
    under = {head: [unit for unit in chart.units if unit.parent == top.id] for top in chart.units for head in [top.title]}
    assert [(unit.title, [p.name for p in unit.people]) for unit in under["Finances"]] == [
        ("Budget", []), ("Dette", ["Mme Anne Roy"]), ("Marchés publics", []), ("Trésorerie", ["M. Karim Haddad"]),
    ]  # fmt: skip
    assert under["Technique"] == []
    assert [(unit.title, [p.name for p in unit.people]) for unit in under["Culture"]] == [
        ("Musée", ["M. Yann Prat"]), ("Archives", []), ("Conservatoire", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "boxes",
    [
        pytest.param([["Finances", "Mme Roy", "Budget, Dette, Paie"]], id="one box"),
        pytest.param([["Pôle", "Finances, commande publique et paie"], ["Pôle", "Culture, sports, tourisme"]], id="one title each"),
        pytest.param([["Mme Anne Roy", "1re adjointe", "Culture, Musées, Sports"]] * 3, id="what an elected member answers for"),
        pytest.param([["Élus", "Anne Roy, Paul Petit, Inès Caron"]] * 3, id="people"),
        pytest.param([["Finances", "Mme Roy", "Effectif : 12 – Budget : 3 M€ – Site : Valmont"]] * 3, id="facts"),
        pytest.param([["Finances", "Mme Roy", "Étage 2 | Bureau 12 | Aile A"]] * 3, id="rooms"),
    ],
)
def test_commas_part_no_titles_where_nothing_tells_of_lists(boxes: list[list[str]]) -> None:
    """3.27."""
    assert commas_apart([lines(*box) for box in boxes]) == {}


@pytest.mark.parametrize(
    "said",
    [
        ("Lundi, Mardi, Jeudi", "Mercredi, Vendredi, Samedi"),
        ("Anglais, Espagnol, Arabe", "Russe, Chinois, Basque"),
        ("Dijon, Talant, Fontaine", "Quetigny, Longvic, Ahuy"),
    ],
)
def test_days_and_towns_between_commas_are_no_units(said: tuple[str, str]) -> None:
    """3.27: they became units at 1.0; beside paragraphs of services they are as they were read."""
    boxes = [
        ["Voirie", "M. Paul Roux", said[0]],
        ["Culture", "Mme Eva Roux", said[1]],
        ["Finances", "Mme Roy", "Budget, Dette, Paie"],
    ]
    assert commas_apart([lines(*box) for box in boxes]) == {}
    assert list(commas_apart([lines(*box) for box in (*boxes, boxes[2])])) == [2, 3]


def test_what_goes_on_in_small_letters_behind_a_comma_is_of_the_title_before_it() -> None:
    """3.27: the whole line was one title; without a word that joins them, small letters tell nothing."""
    beside = [["Voirie", "M. Paul Roux", "Éclairage, Propreté, Parc auto"], ["Finances", "Mme Roy", "Budget, Dette, Achats"]]
    cases: tuple[tuple[str, list[str] | None], ...] = (
        ("Paies, Recrutement, mobilité et compétences", ["Paies", "Recrutement, mobilité et compétences"]),
        ("Paie, Hygiene, Jugend, Familie und Senioren", ["Paie", "Hygiene", "Jugend", "Familie und Senioren"]),
        ("Accueil, état civil, Élections", None),
        ("Accueil, état civil et élections", None),
        ("Budget ; dette et achats ; Paie", None),
    )
    for said, titles in cases:
        apart = commas_apart([lines(*box) for box in (*beside, ["Personnel", "Mme Petit", said])]).get(2)
        assert [line.text for line in apart or ()][2:] == [f"• {title}" for title in titles or ()], said


WIDE = (800.0, 480.0)
UNDER = {
    "Finances": ["Budget et dette", "Commande publique", "Comptabilité"],
    "Technique": ["Voirie", "Bâtiments", "Espaces verts", "Eau et assainissement", "Propreté"],
    "Culture": ["Musée", "Archives"],
    "Enfance": ["Petite enfance", "Affaires scolaires", "Restauration"],
    "Solidarités": ["Insertion", "Logement", "Aide à domicile"],
}


def _under_titles(canvas: Canvas, frame: str, rows_of: Callable[[list[str]], list[str]]) -> None:
    for column, (title, services) in enumerate(UNDER.items()):
        x, rows = 30 + 150 * column, rows_of(services)
        canvas.setFillColorRGB(0.8, 0.87, 0.95)
        canvas.rect(x, 340, 140, 34, fill=1)
        canvas.setFillGray(0.97)
        if frame != "none":
            below, inset = {"glued": (0, 0), "apart": (6, 0), "inset": (0, 3)}[frame]
            canvas.rect(x + inset, 330 - below - 11 * len(rows), 140 - 2 * inset, 10 + 11 * len(rows), fill=1)
        canvas.setFillGray(0)
        for y, text, font in [
            (360, title, "Helvetica-Bold"),
            (348, f"Mme Anne {('Roy', 'Petit', 'Caron', 'Prat', 'Haddad')[column]}", "Helvetica"),
        ]:
            canvas.setFont(font, 9)
            canvas.drawCentredString(x + 70, y, text)
        for row, text in enumerate(rows):
            canvas.setFont("Helvetica", 8)
            if any(mark in line for line in rows for mark in (",", ";", " –", " /")):
                canvas.drawString(x + 14, 318 - 11 * row, text)
            else:
                canvas.drawCentredString(x + 70, 318 - 11 * row, text)


def _in_a_run(mark: str) -> Callable[[list[str]], list[str]]:
    return lambda services: textwrap.wrap(mark.join(services), 27)


@pytest.mark.parametrize("frame", ["glued", "apart", "inset", "none"])
@pytest.mark.parametrize("mark", [" ; ", " – ", " / ", ", "])
def test_a_run_of_units_stands_under_the_title_in_the_box_above(mark: str, frame: str) -> None:
    """In a box of its own or in none, all were one title, for certain: of the next sheet, a unit renamed to all (3.27)."""
    chart = chart_of(drawn(lambda canvas: _under_titles(canvas, frame, _in_a_run(mark)), size=WIDE))
    heads = {unit.id: unit.title for unit in chart.units}
    assert {t: [u.title for u in chart.units if u.parent and heads[u.parent] == t] for t in UNDER} == UNDER


@pytest.mark.parametrize("frame", ["glued", "apart", "inset"])
def test_a_unit_a_line_in_the_middle_of_a_box_under_its_title(frame: str) -> None:
    """Two or three were welded into one title, for certain (3.27)."""
    chart = chart_of(drawn(lambda canvas: _under_titles(canvas, frame, lambda services: services), size=WIDE))
    heads = {unit.id: unit.title for unit in chart.units}
    assert {t: [u.title for u in chart.units if u.parent and heads[u.parent] == t] for t in UNDER} == UNDER


def test_titles_broken_in_the_middle_of_boxes_under_others_stay_whole() -> None:
    """Two lines without the word for a unit may be one title, wherever they stand (3.27)."""
    broken = [
        ["Ressources", "Humaines"],
        ["Espaces", "Verts"],
        ["Vie", "Associative"],
        ["Habitat", "Logement"],
        ["Petite", "Enfance"],
    ]
    rows = iter(broken)
    chart = chart_of(drawn(lambda canvas: _under_titles(canvas, "glued", lambda _: next(rows)), size=WIDE))
    assert {" ".join(title) for title in broken} <= {unit.title for unit in chart.units}


def test_smaller_lines_under_a_title_below_a_name_are_what_it_heads() -> None:
    """The name, the title under it in the same letters, then a service a line, smaller: all were one title, for certain (3.27)."""

    def draw(canvas: Canvas) -> None:
        for column, (title, services) in enumerate(UNDER.items()):
            x, y = 30 + 150 * column, 350.0
            canvas.rect(x, y - 30 - 10 * len(services), 140, 50 + 10 * len(services))
            for text, font, size in [
                (f"Anne {('Roy', 'Petit', 'Caron', 'Prat', 'Haddad')[column]}", "Helvetica-Bold", 10),
                (f"Direction {title.lower()}", "Helvetica", 10),
                *((service, "Helvetica", 7) for service in services),
            ]:
                canvas.setFont(font, size)
                canvas.drawCentredString(x + 70, y, text)
                y -= 13 if size == 10 else 10

    chart = chart_of(drawn(draw, size=WIDE))
    heads = {unit.id: unit.title for unit in chart.units}
    under = {title: [u.title for u in chart.units if u.parent and heads[u.parent] == title] for title in heads.values()}
    assert {title: under[f"Direction {title.lower()}"] for title in UNDER} == UNDER


@pytest.mark.parametrize(("gaps", "found"), [((6, 6, 6, 9.5), [1, 3, 5]), ((6, 6, 6, 0), [1, 3, 5, 7]), ((9, 9, 9, 12), [1, 3, 5])])
def test_lists_hang_as_far_below_their_titles_as_the_others_do(gaps: tuple[float, ...], found: list[int]) -> None:
    """3.27: what stands further below is the next box in its column; what is glued on is no other box."""
    boxes = list[TextBox]()
    for column, gap in enumerate(gaps):
        x = 200.0 * column
        boxes.append(TextBox(Box(x, 0, x + 150, 20), lines=lines("**Finances**")))
        boxes.append(TextBox(Box(x + 5, 20 + gap, x + 145, 60 + gap), lines=lines("Budget", "Dette")))
    assert sorted(under_titles(boxes, ())) == found
    assert sorted(under_titles(boxes, (1,))) == found[1:]  # a stroke ends there


def test_bold_titles_go_on_behind_a_dash_with_who_heads_them_wherever_lines_end() -> None:
    """Half of a name was told as a whole one, or as the pole's head; a list of people under a title stays one (3.27, 13.3)."""
    poles = {
        "Pôle éducation": {"Direction de l’éducation": "M. Régis M’BAYE", "Direction des sports": "M. Gaël ROUSSEL-MARTY"},
        "Pôle urbain": {"Direction de l’habitat": "M. Claude CHÂTEAU", "Direction de la voirie": "Mme Sandrine CLOAREC"},
        "Pôle ressources": {"Direction des finances et des achats": "M. Jean-Luc VO VAN", "Direction juridique": "Mme Aude ROY"},
    }
    for width in (90, 130, 170):

        def draw(canvas: Canvas, width: int = width) -> None:
            for number, (pole, units) in enumerate(poles.items()):
                left, y = 20 + 200 * number, 400.0
                canvas.rect(left - 4, y - 160, width + 12, 172)
                for title, name in [(pole, ""), *units.items()]:
                    x, y = float(left), y - 16
                    said = [(word, "Helvetica-Bold") for word in title.split()]
                    said += [(word, "Helvetica") for word in (f"– {name}".replace("-", "- ") if name else "").split()]
                    for word, font in said:
                        canvas.setFont(font, 8)
                        if x + canvas.stringWidth(word, font, 8) > left + width:
                            x, y = left, y - 10
                        canvas.drawString(x, y, word)
                        x += canvas.stringWidth(word if word.endswith("-") else f"{word} ", font, 8)

        chart = chart_of(drawn(draw, size=(640.0, 480.0)))
        titles = {unit.id: unit.title for unit in chart.units}
        read = {unit.title: (titles.get(unit.parent or ""), [person.name for person in unit.people]) for unit in chart.units}
        expected = {title: (pole, [name]) for pole, units in poles.items() for title, name in units.items()}
        assert read == {pole: (None, []) for pole in poles} | expected, width


def test_what_begins_a_line_below_a_whole_name_behind_a_dash_is_no_part_of_it() -> None:
    """Plain lines beneath « **Direction** – Paul Henry » all went into his name or post, and services were lost (13.3, 3.27)."""
    heads = {"Direction de l’enfance": "Paul HENRY", "Direction des sports": "Luc PETIT", "Direction du port": "Eva LUCAS"}
    cases: tuple[tuple[str, ...], ...] = (
        ("Anne ROY",),
        ("Adjointe : Anne ROY",),
        ("Service crèches", "Restauration"),
        ("Ponts", "Quais"),
    )
    for below in cases:

        def draw(canvas: Canvas, below: tuple[str, ...] = below) -> None:
            canvas.rect(200, 200, 160, 24)
            canvas.drawString(204, 208, "Pôle vie locale")
            for number, (title, name) in enumerate(heads.items()):
                x = 20 + 190 * number
                canvas.rect(x, 100, 170, 60)
                canvas.lines([(280, 200, 280, 180), (x + 85, 180, x + 85, 160), (105, 180, 485, 180)])
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawString(x + 4, 146, title)
                canvas.setFont("Helvetica", 8)
                canvas.drawString(x + 6 + canvas.stringWidth(title, "Helvetica-Bold", 8), 146, f"– {name}")
                for row, text in enumerate(below):
                    canvas.drawString(x + 4, 136 - 10 * row, text.replace("Anne", ("Anne", "Zoé", "Ida")[number]))

        chart = chart_of(drawn(draw, size=(600.0, 240.0)))
        people = [[person.name for person in unit.people] for unit in chart.units if unit.title in heads]
        second = [[f"{first} ROY"] if "ROY" in below[0] else [] for first in ("Anne", "Zoé", "Ida")]
        assert people == [[name, *more] for name, more in zip(heads.values(), second, strict=True)], below
        assert ("ROY" in below[0]) or {unit.title for unit in chart.units} >= {*below}, below


def test_a_bold_title_with_something_else_behind_its_dash_is_one_beside_others_with_heads() -> None:
    """3.27: « **Sports** – ouvert le mardi », below two titles with who heads them, was no unit at all."""
    titles = ("Écoles", "Crèches", "Sports"), ("Voirie", "Parcs", "Eau"), ("Finances", "Achats", "Juridique")
    heads = ("Eva LUCAS", "Léa VIDAL"), ("Luc PETIT", "Ida NOEL"), ("Anne ROY", "Paul HENRY")

    def draw(canvas: Canvas) -> None:
        for column, (own, pole) in enumerate(zip(titles, ("Pôle vie locale", "Pôle technique", "Pôle moyens"), strict=True)):
            x = 20 + 190 * column
            canvas.rect(x, 100, 170, 80)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(x + 4, 166, pole)
            for row, (title, behind) in enumerate(zip(own, (*heads[column], "ouvert le mardi"), strict=True)):
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawString(x + 4, 148 - 10 * row, title)
                canvas.setFont("Helvetica", 8)
                canvas.drawString(x + 6 + canvas.stringWidth(title, "Helvetica-Bold", 8), 148 - 10 * row, f"– {behind}")

    found = {unit.title.partition(" – ")[0] for unit in chart_of(drawn(draw, size=(600.0, 240.0))).units}
    assert found >= {title for own in titles for title in own}


def test_who_is_named_below_what_a_unit_does_heads_the_unit() -> None:
    """3.27: he headed a unit of such words, or had them for his post; what is called after somebody goes on in the next line."""
    table: tuple[tuple[tuple[str, ...], dict[str, list[tuple[str, str | None]]]], ...] = (
        (("Pôle technique", "Voirie, eau, parcs, bâtiments", "Zoé MARIN"), {"Pôle technique": [("Zoé MARIN", None)]}),
        (("Pôle population", "Écoles, sports, culture, archives", "Ida MOSS"), {"Pôle population": [("Ida MOSS", None)]}),
        (("Accueil", "Lundi, mardi, jeudi", "Paul HENRY"), {"Accueil": [("Paul HENRY", None)]}),
        (("Culture", "Directrice, cheffe de projet, référente", "Eva NASH"), {}),
        (("Pôle culture", "Musées, théâtre, médiathèque", "Marguerite Duras, archives"), {"Pôle culture": []}),
        (("Direction des arts,", "des fêtes, des musées, du livre", "Ana RUY"), {}),
        (("Jeunesse", "Accueil, sports, école", "Luc Petit, directeur"), {}),
    )

    def draw(canvas: Canvas) -> None:
        for place, (said, _) in enumerate(table):
            x, y = 20 + 190 * (place % 3), 300 - 120 * (place // 3)
            canvas.rect(x, y, 180, 60)
            for row, text in enumerate(said):
                canvas.setFont("Helvetica" if row else "Helvetica-Bold", 8)
                canvas.drawString(x + 6, y + 44 - 10 * row, text)

    chart = chart_of(drawn(draw, size=(600, 400)))
    read = {unit.title: [(person.name, person.role) for person in unit.people] for unit in chart.units}
    for said, people in table:
        assert people.items() <= read.items(), said
    assert [("Eva NASH", "Directrice, cheffe de projet, référente")] in read.values()
    assert [("Luc Petit", "directeur")] in read.values()
    assert not any("Marguerite" in name for own in read.values() for name, _ in own)
    assert not any(title == "Direction des arts" for title in read)
