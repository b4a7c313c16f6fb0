"""Rows « Title – Name »: no row heads the others, no title is somebody's post, and names of ordinary words are names."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.rows import names_put_behind, parted, rows_apart, titles_of_rows
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.orgchart.test_written import lines
from tests.pdf.pdfs import drawn

Rows = list[tuple[str, str]]


def _framed(poles: list[tuple[str, str, Rows]], *, joined: bool) -> bytes:
    """A head over poles; beside each a frame with its services, the names in a column or behind dashes."""

    def draw(canvas: Canvas) -> None:
        def box(x: float, y: float, width: float, title: str, name: str) -> None:
            canvas.rect(x, y, width, 36)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + width / 2, y + 21, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + width / 2, y + 9, name)

        box(40, 770, 500, "Direction générale", "Mme Irma SOLAND")
        top = 740.0
        for title, name, rows in poles:
            height = 16 * len(rows) + 16
            box(40, top - height / 2 - 18, 160, title, name)
            canvas.rect(220, top - height, 320, height)
            canvas.line(200, top - height / 2, 220, top - height / 2)
            for place, (service, who) in enumerate(rows):
                y = top - 20 - 16 * place
                canvas.setFont("Helvetica" if joined else "Helvetica-Bold", 8)
                canvas.drawString(228, y, f"• {service} – {who}" if joined else service)
                canvas.setFont("Helvetica", 8)
                canvas.drawString(420, y, "" if joined else who)
            top -= height + 24

    return drawn(draw)


POLES: list[tuple[str, str, Rows]] = [
    (
        "Pôle Rivière",
        "M. Yann CORDIER",
        [("Ponts", "Mme Lise ABEL"), ("Digues et quais", "M. Noé FABRI"), ("Écluses", "Mme Ida ROLL")],
    ),
    ("Pôle Accueil", "Mme Rita MALO", [("Courrier", "M. Paul VIAN"), ("Standard", "Mme Olga TELL")]),
]


def test_no_row_of_a_frame_heads_the_others() -> None:
    """3.27: rows of one look in the frame beside their pole are siblings."""
    chart = chart_of(_framed(POLES, joined=False))
    read, people = tree(chart), names(chart)
    for _, _, rows in POLES:
        services = [service for service, _ in rows]
        assert len({read[service] for service in services}) == 1 and read[services[0]] not in services
        assert [people[service] for service in services] == [[who] for _, who in rows]


def test_a_title_of_one_word_among_rows_is_no_post_of_the_unit_above() -> None:
    """3.27: « Mayores » begins like the word for a mayor, the titles beside it do not."""
    rows = lines("• Mayores – Dña. Elsa Pardo Ruiz", "• Igualdad – D. Iván Soto Gil", "• Vivienda – Dña. Rosa Mora Paz")
    assert [*titles_of_rows([rows])] == ["Mayores", "Igualdad", "Vivienda"]
    posts = lines("• Directrice : Mme Elsa Pardo", "• Adjoint : M. Ivan Soto", "• Accueil : Mme Rosa Mora")
    assert [*titles_of_rows([posts])] == []


@pytest.mark.parametrize(
    ("rows", "titles"),
    [
        (["Voirie : M. Luc Petit", "Eau potable", "Parcs"], ["Voirie"]),
        (["Voirie : M. Luc Petit", "Eau potable"], []),
        (["Responsable : M. Luc Petit", "Eau potable", "Parcs"], []),
        (["Accueil : M. Luc Petit", "03 80 11 22 33", "Bureau 12"], []),
        (["Accueil : M. Luc Petit", "Mme Rosa Mora", "M. Paul Noir"], []),
        (["Accueil : M. Luc Petit", "ouvert le matin", "fermé le samedi"], []),
    ],
    ids=["titles", "too few", "a post", "ways to call", "people", "sentences"],
)
def test_a_row_over_titles_of_its_look_that_nobody_has_is_one_of_them(rows: list[str], titles: list[str]) -> None:
    """3.27: « Voirie » was the post of who headed the pole, for certain, where « Eau potable » below it had nobody."""
    assert [*titles_of_rows([lines(*rows)])] == titles


@pytest.mark.parametrize("first", ["M. Luc Petit", ""], ids=["the first row has a name", "the second"])
def test_a_panel_with_one_name_beside_its_services_has_that_of_one_service(first: str) -> None:
    """3.27: whichever it is level with; and names that no list has, in a column of names, are no units."""
    panels = {
        "Pôle cadre de vie": [("Voirie", first), ("Eau potable", "" if first else "M. Luc Petit"), ("Parcs", ""), ("Propreté", "")],
        "Pôle population": [("Sports", "Jo Blin"), ("Écoles", "Anne Morel"), ("Crèches", "Kim Orr"), ("État civil", "Tom Albe")],
        "Pôle ressources": [("Finances", "Nadia Sel"), ("Achats", "Ida Moss"), ("Paie", "Guy Roux"), ("Courrier", "Marc Lund")],
    }

    def draw(canvas: Canvas) -> None:
        canvas.rect(300, 520, 240, 36)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawCentredString(420, 535, "Direction générale des services")
        canvas.line(420, 520, 420, 500)
        canvas.line(140, 500, 700, 500)
        for number, (pole, rows) in enumerate(panels.items()):
            x = 40 + 280 * number
            canvas.line(x + 100, 500, x + 100, 480)
            canvas.rect(x, 380, 200, 100)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(x + 100, 466, pole)
            canvas.setFont("Helvetica", 7)
            for row, (service, name) in enumerate(rows):
                canvas.drawString(x + 6, 445 - 14 * row, service)
                canvas.drawString(x + 106, 445 - 14 * row, name)

    chart = chart_of(drawn(draw, size=(842, 595)))
    people = names(chart)
    assert {title: people.get(title) for rows in panels.values() for title, _ in rows} == {
        title: [name] if name else [] for rows in panels.values() for title, name in rows
    }


@pytest.mark.parametrize(
    ("below", "heads"),
    [
        (
            [
                ["Service voirie", "Tom Duval", "Service eau", "Poste vacant"],
                ["Service paie", "Aude Faur", "Service achats", "Léa Roy"],
            ],
            True,
        ),
        ([["Service voirie", "Service eau", "Service parcs"], ["Service paie", "Service achats", "Service courrier"]], False),
    ],
    ids=["of the titles over the frames", "titles without names of their own"],
)
def test_a_bold_name_at_the_head_of_a_frame_is_of_the_title_over_it(below: list[list[str]], heads: bool) -> None:
    """13.3: she headed the first service, for certain, beside its own head."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(300, 520, 240, 36)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawCentredString(420, 535, "Direction générale des services")
        for number, (pole, name, written) in enumerate(
            zip(("PÔLE TECHNIQUE", "PÔLE MOYENS"), ("Lise Brun", "Ida Gall"), below, strict=True)
        ):
            middle = 220 + 400 * number
            canvas.rect(middle - 90, 340, 180, 110)
            canvas.lines([(420, 520, 420, 490), (middle, 490, 420, 490), (middle, 490, middle, 470)])
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(middle, 458, pole)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(middle, 438, name)
            for row, text in enumerate(written):
                canvas.setFont("Helvetica", 8 if text.startswith("Service") else 7)
                canvas.drawCentredString(middle, 420 - 13 * row, text)

    people = names(chart_of(drawn(draw, size=(842, 595))))
    assert (people["PÔLE TECHNIQUE"], people["PÔLE MOYENS"]) == ((["Lise Brun"], ["Ida Gall"]) if heads else ([], []))
    assert not heads or people["Service voirie"] == ["Tom Duval"]


def test_the_first_of_several_rows_of_a_unit_and_a_name_is_no_post_of_the_title_above() -> None:
    """3.27, 13.3: « Personnel », « Bâtiment » headed the direction, or the row was lost and the next one did, for certain."""
    rows = {
        "Direction technique": {"Bâtiment": "Mme Roy", "Voirie": "M. Petit", "Réseaux": "Mme Leroy"},
        "Direction des moyens": {"Bureau 12": "M. Faure", "Courrier": "Mme Caron"},
        "Direction des talents": {"Personnel": "M. Vial", "Formation": "Mme Dax"},
        "Direction des usages": {"Accueil": "Mme Colin", "Téléphone": "M. Henry"},
    }

    def draw(canvas: Canvas, first: dict[str, str]) -> None:
        for place, (title, own) in enumerate(rows.items()):
            canvas.rect(20 + 200 * place, 100, 180, 80)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(26 + 200 * place, 166, title)
            canvas.setFont("Helvetica", 8)
            for row, (word, name) in enumerate((first | own).items(), 1):
                canvas.drawString(26 + 200 * place, 166 - 12 * row, word)
                canvas.drawString(106 + 200 * place, 166 - 12 * row, name)

    expected: dict[str, list[str]] = {title: [] for title in rows} | {
        word: [name] for own in rows.values() for word, name in own.items()
    }
    assert names(chart_of(drawn(lambda canvas: draw(canvas, {}), size=(820, 200)))) == expected
    told = names(chart_of(drawn(lambda canvas: draw(canvas, {"Directrice": "Mme Odile Bon"}), size=(820, 200))))
    assert told == expected | {title: ["Mme Odile Bon"] for title in rows}


@pytest.mark.parametrize(
    ("texts", "parted"),
    [
        (["Tiefbau : Herr Ole Bergson", "Bauhof : Frau Finja Waldner"], True),
        (["Direktor : Herr Ole Bergson", "Sekretariat : Frau Finja Waldner"], False),
        (["**Service voirie : M. Noé FABRI**", "Paie : Mme Ida ROLL"], False),  # of two looks: the first may head the other
    ],
)
def test_rows_of_one_look_alone_are_a_list(texts: list[str], parted: bool) -> None:
    """3.27."""
    assert bool(rows_apart(lines(*texts))) is parted


def test_names_of_ordinary_words_behind_dashes_are_names_less_than_sure() -> None:
    """3.27: where most lines of the sheet are « Title – Name »; never a title that is sure with the name in it."""
    rows = [
        ("Pôle Rivière", "M. Yann CORDIER", [("Ponts", "Claire Abelard"), ("Quais", "Thomas Maire"), ("Écluses", "Rose Maison")]),
        ("Pôle Accueil", "Mme Rita MALO", [("Courrier", "Paul Vianney"), ("Standard", "Hélène Tellier"), ("Fax", "Zélie Bureau")]),
    ]
    chart = chart_of(_framed(rows, joined=True))
    told = names(chart)
    assert told["Quais"] == ["Thomas Maire"] and told["Écluses"] == ["Rose Maison"] and told["Ponts"] == ["Claire Abelard"]
    sure = {person.name: person.confidence >= 0.9 for unit in chart.units for person in unit.people}
    assert sure["Claire Abelard"] and not sure["Thomas Maire"] and not sure["Rose Maison"]
    assert not [unit.title for unit in chart.units if "–" in unit.title and unit.confidence_title >= 0.9]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("dott. Ugo Ferrero", "civility"),
        ("dott.ssa Anna Bini", "civility"),
        ("isp. Marta Galli", "civility"),
        ("com. Interna Esterna", None),
    ],
)
def test_italian_ranks_stand_in_small_letters_too(text: str, form: str | None) -> None:
    """13.5: « com. » may stand for communication as well."""
    named = named_in(text)
    assert (named.form if named and named.sure else None) == form


@pytest.mark.parametrize("line", ["Paie – 2.1", "Paie | 12.", "Paie – (4)", "Paie : 5 -", " – Mme Roy", "Paie – "])
def test_nothing_but_a_number_behind_a_mark_is_no_name(line: str) -> None:
    """A sheet with such a line could not be read at all (3.25)."""
    assert parted(line) is None
    assert list(titles_of_rows([lines(line, "Voirie – Mme Ida Roca", "Port – M. Luc Daumas")])) == []


@pytest.mark.parametrize("dash", ["–", "-"])
def test_a_list_with_who_has_each_unit_before_it_is_one_of_units(dash: str) -> None:
    """13.2, 13.3: « Mme Caron – Budget », « (vacant) – Achats », « Carrières »: all was one title, or nothing was read of it."""
    lists = (
        (f"Mme Inès Caron {dash} Budget", f"(vacant) {dash} Achats", f"M. Karim Haddad {dash} Paie"),
        ("Accueil social", f"Mme Anne Petit {dash} Logement", "Parentalité"),
    )
    boxes = [lines(*texts) for texts in lists]
    assert [[line.text for line in names_put_behind(boxes)[number]] for number in range(2)] == [
        ["• Budget : Mme Inès Caron", "• Achats : vacant", "• Paie : M. Karim Haddad"],
        ["• Accueil social", "• Logement : Mme Anne Petit", "• Parentalité"],
    ]
    assert names_put_behind(boxes[1:]) == {}  # one such line is no custom


@pytest.mark.parametrize(
    "texts",
    [
        ("Mme Inès Caron – directrice", "M. Karim Haddad – adjoint"),
        ("Mme Inès Caron – M. Paul Roy", "M. Karim Haddad – Mme Anne Petit"),
        ("Mme Inès Caron – Dijon", "M. Karim Haddad – Talant"),
    ],
)
def test_names_with_a_post_another_name_or_a_place_behind_a_dash_are_no_such_list(texts: tuple[str, ...]) -> None:
    """13.3."""
    assert names_put_behind([lines(*texts)]) == {}


@pytest.mark.parametrize(
    ("box", "read"),
    [
        (
            ("**Service paie**", "Mme Inès Caron – Budget", "M. Karim Haddad – Achats"),
            ["Service paie", "Mme Inès Caron (Budget)", "M. Karim Haddad (Achats)"],
        ),
        (
            ("**Pôle technique**", "Luc Roy", "Mme Inès Caron – Budget", "M. Karim Haddad – Achats"),
            ["Pôle technique", "Luc Roy", "• Budget : Mme Inès Caron", "• Achats : M. Karim Haddad"],
        ),
        (
            ("**Service paie**", "Mme Inès Caron – Budget", "Poste vacant – Achats"),
            ["Service paie", "Mme Inès Caron (Budget)", "Poste vacant (Achats)"],
        ),
        (
            ("**Service culture**", "Luc Roy", "Mme Inès Caron – Musées", "M. Karim Haddad – Théâtre"),
            ["Service culture", "Luc Roy", "Mme Inès Caron (Musées)", "M. Karim Haddad (Théâtre)"],
        ),
        (("**Service culture**", "Mme Inès Caron – Service des musées", "M. Karim Haddad – Régie du théâtre"), None),
        (("**Pôle technique**", "Luc Roy", "Mme Inès Caron – directrice", "M. Karim Haddad – adjoint"), None),
        (("**Pôle technique**", "Mme Inès Caron – Service paie"), None),
        (("**Direction des sports**", "Piscine – Mme Inès Caron", "Stade – M. Karim Haddad"), None),
        (("**Direction des sports**", "Jardin – Espaces verts", "Jaurès – Piscine"), None),
    ],
    ids=["service", "pole", "vacant", "fields", "kinds of units", "posts", "a unit", "title first", "no names"],
)
def test_what_stands_behind_names_below_a_title_is_what_they_do_or_have(box: tuple[str, ...], read: list[str] | None) -> None:
    """13.3: nothing was read of « Karim Haddad – Voirie » in the box of « Services techniques »: who went there was missed."""
    told = names_put_behind([lines(*box)])
    assert [line.text for line in told[0]] == read if read else not told


def test_what_is_said_behind_names_in_box_after_box_is_no_unit_of_each() -> None:
    """13.3: « Marie Roy – Ville », « Jean Duval – Métropole »: whose agents they are; a service stands once."""
    people = [("Marie Roy", "Jean Duval"), ("Anne Morel", "Lise Roux"), ("Yves Brun", "Xq Orrzt")]
    titles = ("**Direction des routes**", "**Direction technique**", "**Direction des sports**")

    def read(*behind: tuple[str, str]) -> list[list[str]]:
        boxes = [
            lines(title, *(f"{name} – {said}" for name, said in zip(names, both, strict=True)))
            for title, names, both in zip(titles, people, behind, strict=True)
        ]
        found = names_put_behind(boxes)
        return [[line.text for line in found.get(number, box)][1:] for number, box in enumerate(boxes)]

    employers = read(*[("Ville", "Métropole")] * 3)
    assert employers[0] == ["Marie Roy (Ville)", "Jean Duval (Métropole)"] and not any(
        "•" in text for box in employers for text in box
    )
    services = read(("Voirie", "Eau"), ("Garage", "Bâtiments"), ("Piscine", "Stade"))
    assert services == [
        ["• Voirie : Marie Roy", "• Eau : Jean Duval"],
        ["• Garage : Anne Morel", "• Bâtiments : Lise Roux"],
        ["• Piscine : Yves Brun", "• Stade : Xq Orrzt"],
    ]


def test_who_one_row_of_a_box_names_is_not_surely_of_what_another_names() -> None:
    """3.27: « Directeur du musée : M. Pic » below « Médiathèque : Mme Lac »; « Contact » where others' first row is their head."""
    culture = ["Médiathèque : Mme Lac", "Directeur du musée : M. Pic", "Adjointe : Mme Mas"]
    boxes = {
        "Direction des moyens": ["Responsable|M. Vial", "Budget|Mme Roy", "Courrier|M. Noel"],
        "Direction de la ville": ["Responsable|M. Girard", "Voirie|Mme Leroy", "Parcs|M. Fabre"],
        "Direction sociale": ["Contact|Mme Marin", "Seniors|M. Picard", "Crèches|Mme Masson"],
        "": culture,
    }

    def draw(canvas: Canvas) -> None:
        for place, (title, rows) in enumerate(boxes.items()):
            canvas.rect(20 + 200 * place, 100, 180, 80)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(26 + 200 * place, 166, title)
            canvas.setFont("Helvetica", 8)
            for number, row in enumerate(rows, 1):
                word, _, name = row.partition("|")
                canvas.drawString(26 + 200 * place, 166 - 12 * number, word)
                canvas.drawString(106 + 200 * place, 166 - 12 * number, name)

    chart = chart_of(drawn(draw, size=(820, 200)))
    doubted = {person.name for unit in chart.units for person in unit.people if person.confidence < 0.7}
    assert doubted == {"M. Pic", "Mme Marin"}
    assert {unit.title for unit in chart.units if unit.confidence_title < 0.9} == {"Contact"}


@pytest.mark.parametrize(
    ("alone", "read"), [("Voirie : M. Luc Petit", ["voirie"]), ("Directeur : M. Luc Petit", []), ("Voirie M. Luc Petit", [])]
)
def test_one_row_alone_is_as_those_of_the_other_boxes_are(alone: str, read: list[str]) -> None:
    """13.3: « Voirie : M. Luc Petit » over services without names was the head of the pole, « Voirie » his post."""
    others = [
        lines(f"**Pôle {n}**", f"{first} : Mme Anne Roy", f"{second} : M. Paul Blin")
        for n, (first, second) in enumerate((("Finances", "Paie"), ("Sports", "Écoles"), ("Musées", "Archives")))
    ]
    told = {*titles_of_rows([*others, lines("**Pôle cadre de vie**", alone, "Eau potable")])}
    assert sorted({title.casefold() for title in told} - {"finances", "paie", "sports", "écoles", "musées", "archives"}) == read
    assert not {*titles_of_rows([lines("**Pôle cadre de vie**", alone, "Eau potable")])}


@pytest.mark.parametrize(
    ("bold", "is_unit"), [(False, True), (True, False)], ids=["titles are set as names are", "titles are bold"]
)
def test_a_title_that_may_be_a_name_is_one_where_titles_are_set_as_names_are(bold: bool, is_unit: bool) -> None:
    """13.3: « Fab Lab » and who heads it were people of the box above, for certain; it is a unit, its title in doubt.

    Where titles are bold, two such lines in the look of names are two people.
    """
    poles = {"Pôle moyens": ("Finances", "Fab Lab", "Achats"), "Pôle technique": ("Voirie", "Eau", "Parcs")}
    names_ = iter(("Ida Smith", "Anne Lambert", "Marc Moss", "Paul Gale", "Rita Black", "Eva Colin"))

    def draw(canvas: Canvas) -> None:
        def box(x: float, y: float, title: str, name: str, *, strong: bool) -> None:
            canvas.rect(x, y, 160, 30)
            canvas.setFont("Helvetica-Bold" if strong else "Helvetica", 8)
            canvas.drawCentredString(x + 80, y + 18, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 80, y + 7, name)

        box(240, 420, "Direction générale", "Claire Aubert", strong=True)
        canvas.lines([(320, 420, 320, 400), (120, 400, 520, 400)])
        for number, (pole, services) in enumerate(poles.items()):
            x = 40 + 400 * number
            canvas.line(x + 80, 400, x + 80, 380)
            box(x, 350, pole, ("Luc Petit", "Nadia Sel")[number], strong=True)
            for row, service in enumerate(services):
                y = 300 - 42 * row
                canvas.lines([(x + 8, 350, x + 8, y + 15), (x + 8, y + 15, x + 20, y + 15)])
                box(x + 20, y, service, next(names_), strong=bold and service != "Fab Lab")

    units = {unit.title: unit for unit in chart_of(drawn(draw, size=(660, 480))).units}
    assert ("Fab Lab" in units) is is_unit
    assert [person.name for person in units["Finances"].people][:1] == ["Ida Smith"]
    if is_unit:
        assert [person.name for person in units["Fab Lab"].people] == ["Anne Lambert"] and units["Fab Lab"].confidence_title < SURE
        assert len(units["Finances"].people) == 1
