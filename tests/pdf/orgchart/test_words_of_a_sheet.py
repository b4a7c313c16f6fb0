"""What a sheet tells of its own words: posts in any language, vacancies, names that a narrow box broke (DESIGN 3.27, 13.3)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, Unit
from monitor.pdf.ink import Box, Letter, PageInk
from monitor.pdf.lines import lines_of
from monitor.pdf.orgchart.readable import signs_of, why_unreadable
from monitor.pdf.orgchart.words.rows import marks_before_names
from monitor.pdf.orgchart.words.sheet_words import SheetWords
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn

HEAD = ("**Direction générale", "Anne Roche")


def read(*boxes: Sequence[str], width: float = 110) -> list[Unit]:
    """The units under a head of as many boxes, *width* wide, with those lines, bold ones with « ** », as the reader has them."""
    step, names = width + 15, [HEAD, *boxes]
    middle = 20 + (len(boxes) * step - 15) / 2

    def draw(canvas: Canvas) -> None:
        for place, lines in enumerate(names):
            x, y = (middle - width / 2, 200) if place == 0 else (20 + (place - 1) * step, 100)
            canvas.rect(x, y, width, 45)
            if place:
                canvas.lines(
                    [(middle, 200, middle, 165), (middle, 165, x + width / 2, 165), (x + width / 2, 165, x + width / 2, 145)]
                )
            for row, text in enumerate(lines):
                canvas.setFont("Helvetica-Bold" if text.startswith("**") else "Helvetica", 8)
                canvas.drawCentredString(x + width / 2, y + 36 - 10 * row, text.removeprefix("**"))

    return list(chart_of(drawn(draw, size=(40 + len(boxes) * step, 280))).units[1:])


def said(units: Sequence[Unit]) -> list[tuple[str, list[tuple[str, str | None]]]]:
    return [(unit.title, [(person.name, person.role) for person in unit.people]) for unit in units]


def test_what_stands_before_a_colon_and_names_in_several_boxes_is_a_post() -> None:
    """« Ombud » is no word that we were told; it is no unit in each of three boxes."""
    units = read(*((f"**{title}", "Ombud: Karim Haddad", "Ställf. ombud: Inès Caron") for title in ("Skolor", "Parker", "Arkivet")))
    assert said(units) == [
        (t, [("Karim Haddad", "Ombud"), ("Inès Caron", "Ställf. ombud")]) for t in ("Skolor", "Parker", "Arkivet")
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("Concejalía", "Concejalía", "Concejalía"), ("D. Álvaro Ruiz", "Dña. Pilar Montero", "D. Javier Cano")),
        (("Direction", "Responsable", "Cheffe de service"), ("M. Karim Haddad", "Mme Inès Caron", "Mme Anne Petit")),
    ],
)
def test_what_stands_before_the_head_under_a_title_is_no_unit_though_units_begin_so(
    words: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """13.3: « Turismo », « Concejalía: D. Álvaro Ruiz ». It was a unit, « Concejalía », for certain, with who heads the title's."""
    titles = ("Turismo", "Archivo", "Parques")
    rows = list(zip(titles, words, names, strict=True))
    assert said(read(*((f"**{t}", f"{word}: {name}") for t, word, name in rows))) == [(t, [(name, word)]) for t, word, name in rows]


def test_workshops_with_their_heads_under_titles_stay_units() -> None:
    """13.2: another word each time, no bare kind of unit."""
    below = ("Atelier : M. Marc Roy", "Piscine : Mme Inès Caron", "Médiathèque : M. Karim Haddad")
    units = read(*((f"**{title}", line) for title, line in zip(("Direction technique", "Jeunesse", "Loisirs"), below, strict=True)))
    assert not any(person.role in ("Atelier", "Piscine", "Médiathèque") for unit in units for person in unit.people)


@pytest.mark.parametrize(
    "held",
    [
        ("**Paie [M. Roy]",),
        ("**Paie", "[Mme Ingrid", "Pelletier]"),
        ("**Paie [Mme Ingrid", "**Pelletier]"),
        ("**Paie", "(Dr Roy [intérim])"),
    ],
)
def test_square_brackets_around_a_name_hold_who_heads_the_unit(held: tuple[str, ...]) -> None:
    """13.3: all was the title, or « Pelletier] » a unit of its own, for certain."""
    [(title, people), *_] = said(read(held, ("**Archives", "Mme Inès Caron"), ("**Parcs [SIG]", "M. Karim Haddad")))
    assert (title, [name.rpartition(" ")[2] for name, _ in people]) == ("Paie", ["Pelletier" if "Ingrid" in str(held) else "Roy"])


def test_square_brackets_around_anything_else_stay_in_the_title() -> None:
    """13.2: as printed."""
    units = read(("**Parcs [SIG]", "M. Karim Haddad"), ("**Archives [2", "**agents]", "Mme Inès Caron"))
    assert units[0].title == "Parcs [SIG]"


def test_what_says_where_a_unit_is_names_nobody() -> None:
    """« Site : Jean Moulin » by its word; « Ilot : Jean Moulin » by its coming again beside names that need no word (3.27)."""
    for word, places in (
        ("Site", ("Jean Moulin", "Simone Veil", "Paul Bert")),
        ("Ilot", ("Jean Moulin", "Paul Bert", "Jean Moulin")),
    ):
        people = zip(("Écoles", "Parcs", "Archives"), ("Karim Haddad", "Inès Caron", "Anne Roche"), places, strict=True)
        units = read(*((f"**{title}", name, f"{word} : {place}") for title, name, place in people))
        assert said(units) == [
            ("Écoles", [("Karim Haddad", None)]),
            ("Parcs", [("Inès Caron", None)]),
            ("Archives", [("Anne Roche", None)]),
        ]


def test_surnames_alone_behind_posts_are_people_where_several_are_and_no_certain_ones() -> None:
    """« Leitung: Kern / Stv. Leitung: N.N. »: only the deputy's post is empty (13.3, 3.27)."""
    lines = ("Leitung: Kern / Stv.: N.N.", "Leitung: Bolz", "Leitung: von Tann", "Leitung: N.N.")
    units = read(
        *((f"**{title}", line) for title, line in zip(("Hauptamt", "Bauamt", "Standesamt", "Forstamt"), lines, strict=True))
    )
    assert [[(p.name, p.role, p.vacant) for p in unit.people] for unit in units] == [
        [("Kern", "Leitung", False), ("N.N.", "Stv.", True)],
        [("Bolz", "Leitung", False)],
        [("von Tann", "Leitung", False)],
        [("N.N.", "Leitung", True)],
    ]
    assert all(person.confidence < SURE for unit in units for person in unit.people if person.name in ("Kern", "Bolz"))


def test_a_name_behind_a_title_and_a_comma_is_apart_from_it_where_others_are_so() -> None:
    """« Print Room, Helen Carter »; « Carter, Helen » elsewhere is one name (13.3)."""
    lines = {
        "Print Room": "Helen Carter",
        "Mail Room": "Paul Turner",
        "Street Lighting": "Anna Cooper",
        "Allotments": "Peter Marsh",
    }
    units = read(*((f"**{title}, {name}",) for title, name in lines.items()), width=150)
    assert said(units) == [(title, [(name, None)]) for title, name in lines.items()]
    units = read(*((f"**{title}", "{1}, {0}".format(*name.split())) for title, name in lines.items()), width=150)
    assert [unit.people[0].name for unit in units] == ["Carter, Helen", "Turner, Paul", "Cooper, Anna", "Marsh, Peter"]


def test_what_several_titles_end_with_is_the_word_for_a_unit() -> None:
    """« Deniz Ofisi », of which Deniz is a first name, is nobody beside « Harita Ofisi » and « Evrak Ofisi » (3.27)."""
    titles = ("Deniz Ofisi", "Harita Ofisi", "Evrak Ofisi", "Garaj Ofisi")
    units = read(
        *(
            (f"**{title}", name)
            for title, name in zip(titles, ("Emine Polat", "Kemal Demir", "Orhan Tekin", "Ahmet Arslan"), strict=True)
        )
    )
    assert [unit.title for unit in units] == list(titles)
    assert not any(person.name in titles for unit in units for person in unit.people)


def test_where_boxes_end_with_what_may_be_names_and_nothing_else_may_be_those_are_names() -> None:
    """In one look throughout: « Allotments », « Tamsyn Hobday » (13.3)."""
    lines = {
        "Allotments": "Tamsyn Hobday",
        "Canvassing": "Piers Attwood",
        "Reprographics": "Helen Farrow",
        "Guildhall": "Orlaith Gale",
        "Stores": "Paul Tranter",
        "Cemeteries": "Anna Marsh",
    }
    units = read(*lines.items())
    assert said(units) == [(title, [(name, None)]) for title, name in lines.items()]


def test_a_post_right_under_a_name_is_none_of_the_title_below_it_where_names_come_first() -> None:
    """« Inès Caron », « Directrice », « Sports »: the post is hers; where the title may be two lines long, it is doubted (3.27)."""
    people = {"Parcs": "Karim Haddad", "Sports": "Inès Caron", "Musées": "Anna Marchal", "Archives": "Paul Lenoir"}
    posts = ("Chef de service", "Directrice", "Régisseuse", "Agent")
    boxes = [(f"**{name}", post, title) for (title, name), post in zip(people.items(), posts, strict=True)]
    assert said(read(*boxes)) == [(title, [(name, post)]) for (title, name), post in zip(people.items(), posts, strict=True)]


def test_a_name_over_a_title_is_doubted_where_names_stand_under_titles() -> None:
    """At the top of a column it may be of the unit at the foot of the last one (3.27)."""
    cards = [
        ("**Parcs", "Karim Haddad"),
        ("**Sports", "Inès Caron"),
        ("**Musées", "Anne Roche"),
        ("Anna Marchal", "**Finances", "Paul Lenoir"),
    ]
    people = {person.name: person.confidence for unit in read(*cards) for person in unit.people}
    assert people["Anna Marchal"] < SURE <= min(people["Paul Lenoir"], people["Karim Haddad"])


def test_a_word_over_names_in_several_boxes_is_their_post() -> None:
    """« Ombud » stands over a name in three boxes, each glued under a title: no unit is called so (13.3)."""
    cards = (("Parker", "Karim Haddad"), ("Skolor", "Anna Marchal"), ("Arkivet", "Paul Lenoir"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(130, 190, 120, 30)
        canvas.drawCentredString(190, 202, "Kommunledning")
        for place, (title, name) in enumerate(cards):
            x = 20 + 125 * place
            canvas.lines([(190, 190, 190, 170), (190, 170, x + 55, 170), (x + 55, 170, x + 55, 150)])
            canvas.rect(x, 130, 110, 20)
            canvas.rect(x, 100, 110, 30)
            for text, y in ((title, 137), ("Ombud", 118), (name, 106)):
                canvas.drawCentredString(x + 55, y, text)

    units = chart_of(drawn(draw, size=(400, 240))).units
    assert said(units[1:]) == [(title, [(name, "Ombud")]) for title, name in cards]


def test_initials_in_boxes_are_portraits_where_those_are_named_who_have_them() -> None:
    """« KH » beside « Karim Haddad » is no unit, « DSI » in their place is one (13.3)."""
    people = (("Parcs", "Karim Haddad"), ("Sports", "Inès Caron"), ("Musées", "Anna Marchal"))
    cards = [(f"**{title}", name) for title, name in people]
    titles = [unit.title for unit in read(*cards, ("KH",), ("IC",), ("AM",))]
    assert titles == ["Parcs", "Sports", "Musées"]
    assert [unit.title for unit in read(*cards, ("DSI",), ("DRH",), ("AM",))][3:] == ["DSI", "DRH", "AM"]


def test_posts_in_cells_under_those_of_names_are_theirs() -> None:
    """A title, a name and a post in three cells of a column: one unit, whose person has the post (13.3)."""
    columns = (
        ("Parcs", "Karim Haddad", "Responsable"),
        ("Sports", "Inès Caron", "Directrice"),
        ("Musées", "Anna Marchal", "Agent"),
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.rect(130, 190, 120, 30)
        canvas.drawCentredString(190, 202, "Direction générale")
        for place, cells in enumerate(columns):
            x = 20 + 125 * place
            canvas.lines([(190, 190, 190, 170), (190, 170, x + 55, 170), (x + 55, 170, x + 55, 150)])
            for row, text in enumerate(cells):
                canvas.rect(x, 130 - 20 * row, 110, 20)
                canvas.drawCentredString(x + 55, 137 - 20 * row, text)

    units = chart_of(drawn(draw, size=(400, 240))).units
    assert said(units[1:]) == [(title, [(name, post)]) for title, name, post in columns]


def test_a_bureau_with_its_head_in_several_boxes_is_none() -> None:
    units = read(*((f"**{title}", "M. Karim Haddad", "Secrétariat : Mme Inès Caron") for title in ("Écoles", "Parcs", "Archives")))
    assert not any(person.role == "Secrétariat" for unit in units for person in unit.people if person.name == "M. Karim Haddad")


def test_what_ends_several_boxes_where_others_name_somebody_says_that_nobody_is_there() -> None:
    """But not for certain, as we don't know the words."""
    named = [(f"**{title}", "Karim Haddad") for title in ("Écoles", "Parcs", "Marchés", "Stades")]
    units = read(*named, ("**Archives", "Ingen utsedd"), ("**Musées", "Ingen utsedd"), width=80)
    empty = [unit for unit in units if unit.title in ("Archives", "Musées")]
    assert [[person.vacant for person in unit.people] for unit in empty] == [[True], [True]]
    assert all(person.confidence < SURE for unit in empty for person in unit.people)


def test_a_word_that_several_boxes_have_under_a_name_is_no_part_of_it() -> None:
    units = read(
        *((f"**{title}", f"Frau {name}", "Fachbereiche:") for title, name in (("Amt A", "Herzig"), ("Amt B", "Dosch"))), width=60
    )
    assert [[person.name for person in unit.people] for unit in units] == [["Frau Herzig"], ["Frau Dosch"]]


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (("Responsable : Maj-Britt", "Åkerman"), [("Maj-Britt Åkerman", "Responsable")]),
        (("Ana Ruiz Valverde &", "Juan Gil"), [("Ana Ruiz Valverde", None), ("Juan Gil", None)]),
        (("Rocío Valverde Cano /", "Directora"), [("Rocío Valverde Cano", "Directora")]),
        (("Mme Anne Valverde Ruiz –", "cheffe de service"), [("Mme Anne Valverde Ruiz", "cheffe de service")]),
        (("Dña. Inmaculada", "Valdivieso"), [("Dña. Inmaculada Valdivieso", None)]),
        (("Mme Fatoumata Diallo", "(par intérim)"), [("Mme Fatoumata Diallo", "par intérim")]),
    ],
)
def test_a_name_that_a_full_line_broke_is_one(lines: Sequence[str], people: list[tuple[str, str | None]]) -> None:
    units = read(("**Archives", *lines), ("**Parcs", "Paul Caron"), width=100)
    assert said(units)[0] == ("Archives", people)


def test_a_whole_name_goes_on_with_a_word_only_where_others_are_as_long() -> None:
    """« Rocío Valverde », « Cano » where people have two surnames; a word that is none of a name else; both in doubt."""
    cut = ("**Archivo", "Rocío Valverde", "Cano")
    others = (("**Obras", "Ana Ruiz Gil"), ("**Aguas", "Juan Gil Sanz"), ("**Parques", "Eva Sanz Ruiz"))
    long, short = read(*others, cut, width=70)[-1], read(("**Obras", "Ana Ruiz"), cut, width=70)[-1]
    assert [person.name for person in long.people] == ["Rocío Valverde Cano"] and long.people[0].confidence < SURE
    assert [person.name for person in short.people] == ["Rocío Valverde"] and short.people[0].confidence < SURE


def test_a_post_before_the_title_is_that_of_who_heads_it() -> None:
    units = read(("**Directeur – Flottes", "M. Karim Haddad"), ("**Directrice – Direction des eaux", "Mme Inès Caron"), width=150)
    assert said(units) == [
        ("Flottes", [("M. Karim Haddad", "Directeur")]),
        ("Direction des eaux", [("Mme Inès Caron", "Directrice")]),
    ]


def test_a_town_in_brackets_behind_a_name_is_no_post() -> None:
    """5.5: who goes from Metz to Nancy has no other role by it."""
    units = read(("**Archives", "M. Loïc Weber (Metz)"), ("**Parcs", "M. Paul Caron (adjoint)"), ("**Eaux", "Mme Anne Roy (DGA)"))
    assert [person.role for unit in units for person in unit.people] == [None, "adjoint", "DGA"]


def test_what_is_set_like_all_names_and_where_they_stand_is_one_not_for_certain() -> None:
    """« Marsh, Brnby »: a first name that nobody told us, and a word like one of a title; titles are bold here, names are not."""
    named = [(f"**{title}", name) for title, name in (("Écoles", "Karim Haddad"), ("Parcs", "Inès Caron"), ("Eaux", "Paul Roy"))]
    unit = read(*named, ("**Archives", "Braithwaite, Brnby"))[-1]
    assert (unit.title, [person.name for person in unit.people]) == ("Archives", ["Braithwaite, Brnby"])
    assert unit.people[0].confidence < SURE


def test_where_most_write_the_surname_first_a_plain_name_is_one() -> None:
    """« Pénzügyi Osztály », « Nagy Gyozo » in one look: the first names behind tell."""
    names = (("Parkok", "Nagy Istvan"), ("Erdok", "Kiss Zoltan"), ("Utak", "Szabo Eva"), ("Hidak", "Varga Anna"))
    assert said(read(*names)) == [(title, [(name, None)]) for title, name in names]


def test_what_stands_before_several_first_names_is_no_surname() -> None:
    units = read(*((f"Sis {name}", f"({town})") for name, town in (("Belinda", "Nord"), ("Anna", "Süd"), ("Eva", "West"))))
    assert [unit.title for unit in units] == ["Sis Belinda (Nord)", "Sis Anna (Süd)", "Sis Eva (West)"]


def test_a_title_called_after_somebody_names_nobody_where_names_are_set_otherwise() -> None:
    named = [
        (f"**{title}", name)
        for title, name in (("Écoles", "K. Haddad"), ("Parcs", "I. Caron"), ("Eaux", "P. Roy"), ("Arbres", "A. Gil"))
    ]
    unit = read(*named, ("**Nelson Mandela Höf", "A. Roche"))[-1]
    assert (unit.title, [person.name for person in unit.people]) == ("Nelson Mandela Höf", ["A. Roche"])
    assert unit.confidence_title >= SURE


def test_a_post_that_several_boxes_have_between_a_name_and_a_title_is_no_part_of_the_title() -> None:
    titles = ("Vermessung", "Stadtkasse", "Standesamt")
    units = read(*(("Frau Inès Caron", "Leiterin", title) for title in titles))
    assert said(units) == [(title, [("Frau Inès Caron", "Leiterin")]) for title in titles]


def test_two_who_share_a_post_over_three_lines_are_two() -> None:
    units = read(("**Standesamt", "Swantje Schulze zur", "Wiesch & Henning von", "der Heide"), ("**Parcs", "Paul Caron"), width=92)
    assert said(units)[0] == ("Standesamt", [("Swantje Schulze zur Wiesch", None), ("Henning von der Heide", None)])


def test_a_vacancy_behind_a_title_that_a_full_line_broke_is_no_part_of_it() -> None:
    cut = [("**Direction des", f"**{title} – À", "**pourvoir") for title in ("assemblées", "archives")]
    named = [(f"**{title}", "Karim Haddad") for title in ("Écoles", "Parcs", "Marchés", "Stades")]
    units = read(*cut, *named, width=130)[:2]
    assert [(unit.title, [person.vacant for person in unit.people]) for unit in units] == [
        ("Direction des assemblées", [True]),
        ("Direction des archives", [True]),
    ]


def test_names_glued_under_a_title_are_not_those_of_the_box_beside_them() -> None:
    boxes = {"Direction générale": (100, 170, 24), "Ressources": (20, 100, 24), "Écoles": (123, 60, 64), "Parcs": (228, 100, 24)}

    def draw(canvas: Canvas) -> None:
        for words, (x, y, height) in boxes.items():
            canvas.rect(x, y, 100, height)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 50, y + height - 15, words)
        for x in (70, 174, 278):
            canvas.lines([(150, 170, 150, 147), (150, 147, x, 147), (x, 147, x, 124)])
        canvas.rect(21.5, 86, 100, 14)  # not quite below its title, and right beside the next one for the whole of its height
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(70, 90, "MASSON Fabrice")

    named = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw, size=(360, 240))).units}
    assert (named["Ressources"], named["Écoles"]) == (["MASSON Fabrice"], [])


def test_what_stands_where_names_do_may_be_a_word_of_units() -> None:
    """13.3: « Camara », « Maire » and « Bureau » are surnames, where others of the sheet are named in that place and that look."""
    names = (
        "Karim Haddad",
        "Inès Caron",
        "Paul Roche",
        "Luc Roy",
        "Cheikh Camara",
        "Élodie Maire",
        "Thi Mai Pham",
        "Yacine Bureau",
    )
    titles = ("Écoles", "Parcs", "Marchés", "Bois", "Stades", "Propreté urbaine", "Archives", "Voirie")
    assert said(read(*zip(titles, names, strict=True))) == [(t, [(n, None)]) for t, n in zip(titles, names, strict=True)]
    assert [unit.title for unit in read(*zip(titles, names, strict=True), ("Bureau Denis",))][-1] == "Bureau Denis"


def test_a_name_unknown_to_us_where_names_stand_leaves_no_certain_title() -> None:
    named = [(title, name) for title, name in (("Écoles", "Karim Haddad"), ("Parcs", "Inès Caron"), ("Marchés", "Paul Roche"))]
    units = read(*named, ("Archives", "Ng de Wit a Campo"))
    assert [unit.confidence_title >= SURE for unit in units] == [True, True, True, False]


def test_surnames_before_a_comma_name_one_person_a_line() -> None:
    people = [("CARON, Inès", "ROCHE, Paul"), ("HADDAD, Karim", "LE GOFF, Maud"), ("BUI, Van Hung", "DU PRÉ, Anne")]
    units = read(*((title, *two) for title, two in zip(("Écoles", "Parcs", "Archives"), people, strict=True)), width=80)
    assert [[person.name for person in unit.people] for unit in units] == [list(two) for two in people]


@pytest.mark.parametrize("names", [("CARON", "HADDAD", "ROCHE", "DE WIT", "BUI"), ("I. C.", "K. H.", "P. R.", "A.-L. D.", "V. B.")])
def test_surnames_or_initials_alone_end_all_boxes_of_a_sheet(names: Sequence[str]) -> None:
    """They are told, but not for certain; what a title is called for short is nobody."""
    titles = ("**Écoles", "**Parcs", "**Archives", "**Stades", "**Marchés")
    units = read(*zip(titles, names, strict=True), ("**Direction des services techniques", "DST"), width=150)
    assert [[person.name for person in unit.people] for unit in units] == [*([name] for name in names), []]
    assert all(person.confidence < SURE for unit in units for person in unit.people)


def test_a_post_that_several_boxes_have_under_a_name_is_one_in_any_language() -> None:
    boxes = [
        (f"**{t}", n, "Skyriaus vedeja") for t, n in (("Turto", "Inès Caron"), ("Teises", "Maud Roche"), ("Sporto", "Anne Roy"))
    ]
    units = read(*boxes, ("**Parkai", "Daiva Petrauskiene", "Skyriaus vedeja"))
    assert [[(person.role, person.vacant) for person in unit.people] for unit in units] == [[("Skyriaus vedeja", False)]] * 4


NAMES = ("Karim HADDAD", "Paul ROCHE", "Luc CARON", "Luc ROY", "Awa QUAYE", "Jean PETIT", "Inès ROCHE", "Maud ROY")


def test_a_name_without_the_capitals_that_all_others_have_goes_on_below() -> None:
    whole = [
        (f"**{t}", f"M. {n}")
        for t, n in zip(("Écoles", "Parcs", "Stades", "Bois", "Marchés", "Eaux", "Haras", "Quais"), NAMES, strict=True)
    ]
    units = read(*whole, ("**Archives", "M. Quoc Bao", "PHAM"), width=80)
    assert [person.name for person in units[-1].people] == ["M. Quoc Bao PHAM"]


def test_brackets_behind_titles_hold_names_where_most_do() -> None:
    named = [f"{t} ({n})" for t, n in (("Écoles", "M. Haddad"), ("Parcs", "Mme Caron"), ("Stades", "M. Roche"))]
    units = read(*((title,) for title in (*named, "Archives centrales (P.-A. Maire)")), width=170)
    assert said(units)[-1] == ("Archives centrales", [("P.-A. Maire", None)])


@pytest.mark.parametrize("field", [(4, 4, 102, 14), (0, 0, 45, 40), (65, 0, 45, 40)])
def test_a_chip_or_a_field_in_the_box_of_a_title_says_who_is_there(field: tuple[float, float, float, float]) -> None:
    """Below the title, left of it, right of it; on two lines where it is narrow."""
    dx, dy, width, height = field
    names = (("Karim", "Haddad"), ("Inès", "Caron"), ("Paul", "Roche"), ("Awa", "Quaye"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for place, (title, name) in enumerate(zip(("Accueil", "Parcs", "Archives", "Stades"), names, strict=True)):
            x, y = (185, 200) if place == 0 else (20 + (place - 1) * 165, 100)
            canvas.rect(x, y, 110, 40)
            if place:
                canvas.lines([(240, 200, 240, 165), (240, 165, x + 55, 165), (x + 55, 165, x + 55, 140)])
            canvas.setFillColorRGB(1, 0.9, 0.5)
            canvas.rect(x + dx, y + dy, width, height, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.drawString(x + (50 if dx == 0 else 6), y + 26, title)
            for row, text in enumerate(name if height > 20 else (" ".join(name),)):
                canvas.drawCentredString(x + dx + width / 2, y + dy + height - 10 - 10 * row, text)

    units = chart_of(drawn(draw, size=(520, 280))).units
    assert [(u.title, [p.name for p in u.people]) for u in units] == [
        (title, [" ".join(name)]) for title, name in zip(("Accueil", "Parcs", "Archives", "Stades"), names, strict=True)
    ]


def test_a_head_keeps_the_post_below_the_name_where_the_next_line_has_its_own() -> None:
    units = read(*((f"**{t}", "Karim Haddad", "Responsable", "Adjointe : Inès Caron") for t in ("Écoles", "Parcs")))
    expected = [("Karim Haddad", "Responsable"), ("Inès Caron", "Adjointe")]
    assert said(units) == [("Écoles", expected), ("Parcs", expected)]
    assert all(person.confidence >= SURE for unit in units for person in unit.people)


def test_whose_telephone_it_is_and_one_on_two_lines_are_no_units() -> None:
    units = read(
        ("**Écoles", "Karim Haddad", "Secrétariat : 05 12 34 56 78"),
        ("**Parcs", "Inès Caron 05 12", "34 56 78"),
        ("**Bois", "3171 – Luc Roy"),
    )
    assert said(units) == [("Écoles", [("Karim Haddad", None)]), ("Parcs", [("Inès Caron", None)]), ("Bois", [("Luc Roy", None)])]


@pytest.mark.parametrize("named", [True, False])
def test_a_band_within_a_box_is_its_title_or_its_head(named: bool) -> None:
    """Whatever the surname stands before, and though some boxes are higher than their words."""
    people = ("Roche Paul", "Caron Inès", "Haddad Karim", "Quaye Anne")
    titles = ("Accueil", "Parcs", "Archives", "Stades")

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for place, (title, name) in enumerate(zip(titles, people, strict=True)):
            x, y, height = (185, 200, 70) if place == 0 else (20 + (place - 1) * 165, 100, 40)
            canvas.rect(x, y, 110, height)
            if place:
                canvas.lines([(240, 200, 240, 165), (240, 165, x + 55, 165), (x + 55, 165, x + 55, 140)])
            canvas.setFillColorRGB(0.7, 0.8, 1)
            canvas.rect(x + 4, y + height - 18, 102, 14, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            for row, text in enumerate((name, title) if named else (title, name)):
                canvas.drawCentredString(x + 55, y + height - 14 - 14 * row, text)

    units = chart_of(drawn(draw, size=(520, 290))).units
    assert said(units) == [(title, [(name, None)]) for title, name in zip(titles, people, strict=True)]


@pytest.mark.parametrize("posts", [("Directeur", "Chef de service"), ("Halvamor", "Kestrimor")], ids=["known", "unknown"])
@pytest.mark.parametrize("banded", [True, False], ids=["band", "line"])
def test_a_post_between_title_and_name_is_no_unit(*, banded: bool, posts: tuple[str, str]) -> None:
    """3.27: in a band of its own or not, in whatever language: several boxes have it there; the names may be of any land."""
    titles = ("Ranvik hestia", "Dakkim mesk", "Sumbar toru", "Kilmad valdi", "Fasten pronk", "Grolam olmu", "Obrend mesk")
    names = ("Kashi Midartel", "Roche Paul", "Rovun Ropequa", "Telka Zoldarqua", "Caron Inès", "Pedar Lomilo", "Miro Darlope")

    def draw(canvas: Canvas) -> None:
        for place, (title, name) in enumerate(zip(titles, names, strict=True)):
            x, y = (20 + (place % 4) * 130, 200 - 90 * (place // 4))
            canvas.rect(x, y, 110, 46)
            if banded:
                canvas.setFillColorRGB(0.9, 0.9, 0.9)
                canvas.rect(x, y + 16, 110, 14, stroke=0, fill=1)
                canvas.setFillColorRGB(0, 0, 0)
            for row, text in enumerate((title, posts[place % 2], name)):
                canvas.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 9)
                canvas.drawCentredString(x + 55, y + 34 - 14 * row, text)
            if place:
                canvas.line(x + 55, y + 46, x + 55, y + 52)

    units = chart_of(drawn(draw, size=(560, 290))).units
    expected = {(title, name, posts[n % 2]) for n, (title, name) in enumerate(zip(titles, names, strict=True))}
    assert {(unit.title, *((p.name, p.role) for p in unit.people)) for unit in units} == {(t, (n, r)) for t, n, r in expected}


@pytest.mark.parametrize("gap", [4, 30], ids=["as-close-as-words", "apart"])
def test_people_side_by_side_have_the_post_below_each(gap: int) -> None:
    """3.27: two names on a line, a post under each, whether or not the space between the names is wider than one between words."""
    titles = ("Écoles", "Parcs", "Archives", "Stades")
    pairs = (("Mme CARON", "M. ROY"), ("C. VASSEUR", "J.-Y. BESSON"), ("Claire PETIT", "Paul ROCHE"), ("Mme VASSEUR", "M. HADDAD"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for place, (title, names) in enumerate(zip(titles, pairs, strict=True)):
            x, y = 20 + place * 175, 100
            canvas.rect(x, y, 165, 45)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 82, y + 34, title)
            canvas.setFont("Helvetica", 8)
            at = x + 8.0
            for name, post in zip(names, ("Directeur", "Adjoint"), strict=True):
                canvas.drawString(at, y + 22, name)
                canvas.drawString(at, y + 10, post)
                at += max(canvas.stringWidth(name, "Helvetica", 8), canvas.stringWidth(post, "Helvetica", 8)) + gap
            if place:
                canvas.line(x - 10, y + 20, x, y + 20)

    expected = {(title, (one, "Directeur"), (other, "Adjoint")) for title, (one, other) in zip(titles, pairs, strict=True)}
    units = chart_of(drawn(draw, size=(740, 260))).units
    assert {(unit.title, *((p.name, p.role) for p in unit.people)) for unit in units} == expected


def test_a_head_count_broken_over_two_lines_is_no_post() -> None:
    """3.27: « Archives (21 », « ETP) » in small letters."""
    units = read(*((f"**{title} (21", "ETP)", "Mme Inès CARON") for title in ("Écoles", "Parcs", "Archives")))
    assert said(units) == [(title, [("Mme Inès CARON", None)]) for title in ("Écoles", "Parcs", "Archives")]


def test_what_ends_boxes_of_unknown_words_may_be_names() -> None:
    """3.27: no word of the sheet is known, and nobody is named: titles are doubted that end with a line of their own."""
    named = (
        ("Dakkim", "miro vel darlope"),
        ("Sumbar", "kashi vel toru"),
        ("Kilmad", "telka vel zoldar"),
        ("Obrend", "pedar vel lomi"),
    )
    units = read(*((f"**{title} mesk", name[0].upper() + name[1:]) for title, name in named), width=130)
    assert units and all(unit.confidence_title < SURE for unit in units if " vel " in unit.title)


def test_one_bullet_in_a_box_stands_before_its_head() -> None:
    """« – Roche Paul » and « – Poste vacant », but not where bullets stand before services."""
    named = ("Roche Paul", "Caron Inès", "Haddad Karim", "Vo Van Hung")
    titles = ("**Écoles", "**Parcs", "**Archives", "**Stades")
    units = read(*((title, f"– {name}") for title, name in zip(titles, named, strict=True)), ("**Bois", "– Poste vacant"))
    assert [[(p.name, p.vacant) for p in unit.people] for unit in units] == [*([(name, False)] for name in named), [("", True)]]
    services = [unit.title for unit in read(*((title, "– Accueil") for title in titles))]
    assert services.count("Accueil") == len(titles)


def test_where_somebody_sits_and_hours_are_no_titles_and_no_posts() -> None:
    boxes = [
        ("Bât. B – bureau 312", "**Écoles", "Karim Haddad (mi-temps)"),
        ("Bât. A – bureau 7", "**Parcs", "Anne Roy", "ville.example"),
    ]
    assert said(read(*boxes)) == [("Écoles", [("Karim Haddad", None)]), ("Parcs", [("Anne Roy", None)])]


def test_a_name_in_small_letters_leaves_no_certain_title() -> None:
    assert all(unit.confidence_title < SURE for unit in read(("**Écoles", "anne roche"), ("**Parcs", "karim haddad")))


def test_a_post_broken_over_lines_keeps_its_last_word() -> None:
    """Set like the lines above it and not like the name, in as many boxes as a post of its own would be."""
    names = ("Jane Carter", "Paul Roche", "Luc Caron", "Maud Petit")
    chiefs = [
        ("**Chief", f"**{what}", "**Officer", name)
        for what, name in zip(("Finance", "People", "Digital", "Risk"), names, strict=True)
    ]
    assert said(read(*chiefs)) == [(f"Chief {box[1][2:]} Officer", [(name, None)]) for box, name in zip(chiefs, names, strict=True)]
    human = [
        (f"**{what}", "**Relations", "**Officer", name)
        for what, name in zip(("Public", "Staff", "Press", "Union"), names, strict=True)
    ]
    assert said(read(*human)) == [
        (f"{box[0][2:]} Relations Officer", [(name, None)]) for box, name in zip(human, names, strict=True)
    ]


def test_a_post_set_like_the_name_under_it_is_that_of_who_bears_it() -> None:
    units = read(
        *((f"**{t}", "Officer", n) for t, n in (("Parks", "Jane Carter"), ("Schools", "Luc Caron"), ("Roads", "Maud Petit")))
    )
    assert said(units) == [
        ("Parks", [("Jane Carter", "Officer")]),
        ("Schools", [("Luc Caron", "Officer")]),
        ("Roads", [("Maud Petit", "Officer")]),
    ]


@pytest.mark.parametrize("first", ["Chief", "Deputy"])
def test_free_words_of_a_post_under_each_other_are_one_title(first: str) -> None:
    """Columns without boxes under one line: three bold lines, the last of them the same in all, and a plain name."""
    named = {"Finance": "Jane Carter", "People": "Paul Roche", "Digital": "Luc Caron", "Works": "Maud Petit"}

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(40, 230, "Chief Executive")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(40, 215, "Anne Roche")
        canvas.line(40, 190, 640, 190)
        for number, (field, name) in enumerate(named.items()):
            canvas.setFont("Helvetica-Bold", 9)
            for row, word in enumerate((first, field, "Officer")):
                canvas.drawString(40 + 150 * number, 172 - 11 * row, word)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(40 + 150 * number, 137, name)

    units = chart_of(drawn(draw, size=(680, 280))).units[1:]
    assert said(units) == [(f"{first} {field} Officer", [(name, None)]) for field, name in named.items()]


def test_a_first_name_that_nobody_told_us_stands_over_its_surname_as_others_of_the_sheet_do() -> None:
    """3.27: « Harpreet », « ROCHE » is one person where « Claire », « AUBERT » and two more stand so."""
    named = {"Écoles": "Claire", "Parcs": "Bruno", "Marchés": "Karim", "Stades": "Tarvik"}
    units = read(*((f"**{title}", first, "AUBERT") for title, first in named.items()))
    assert said(units) == [(title, [(f"{first} AUBERT", None)]) for title, first in named.items()]


def test_cyrillic_and_greek_words_are_no_garbled_text() -> None:
    """13.1: words have vowels in these letters, too; without any they mean nothing."""
    for text, reason in (("Отдел бюджета города", None), ("Τμήμα Προϋπολογισμού", None), ("Бвгд жзклм нпрст", "garbled text")):
        box = Box(0, 0, 5, 8)
        letters = tuple(Letter(c, *box, 8, 8, False, False, 0, (0, 0, 0), n) for n, c in enumerate(text * 3))
        page = PageInk(number=1, width=300.0, height=300.0, letters=letters)
        assert why_unreadable([signs_of(page)]) == reason


def test_first_names_alone_in_brackets_are_people_where_most_brackets_hold_such() -> None:
    """3.27: « Parcs (Claire, Karim) » are two, none of them a surname; but not for certain."""
    named = {"Parcs": "Claire, Karim", "Stades": "Bruno", "Musées": "Odile et Ronan", "Marchés": "Inès"}
    units = read(*((f"**{title} ({names})",) for title, names in named.items()))
    assert said(units) == [
        (title, [(name, None) for name in names.replace(" et ", ", ").split(", ")]) for title, names in named.items()
    ]
    assert all(person.confidence < SURE for unit in units for person in unit.people)


def test_part_of_full_time_behind_a_name_is_no_part_of_it() -> None:
    """3.27: « Mme Roy 80 % »."""
    units = read(("**Parcs", "Mme C. ROY 80 %"), ("**Stades", "M. B. REY - 50%"))
    assert said(units) == [("Parcs", [("Mme C. ROY", None)]), ("Stades", [("M. B. REY", None)])]


def test_a_post_in_a_word_met_once_is_set_as_the_other_posts_are() -> None:
    """3.27: « Braisante » in italics between a title and a name, as « Responsable » is four times, goes with neither."""

    def draw(canvas: Canvas) -> None:
        for place, title in enumerate(
            ("Direction générale", "Parcs et jardins", "Stades de la ville", "Musées de la ville", "Écoles")
        ):
            x, y = (215, 200) if place == 0 else (20 + (place - 1) * 195, 100)
            canvas.rect(x, y, 180, 45)
            if place:
                canvas.lines([(305, 200, 305, 165), (305, 165, x + 90, 165), (x + 90, 165, x + 90, 145)])
            post = "Braisante" if place == 0 else "Responsable"
            for row, (font, text) in enumerate((("-Bold", title), ("-Oblique", post), ("", f"Mme {'ABCDE'[place]}. Roy"))):
                canvas.setFont(f"Helvetica{font}", 7 if row == 1 else 8)
                canvas.drawCentredString(x + 90, y + 34 - 11 * row, text)

    head, *below = chart_of(drawn(draw, size=(820, 280))).units
    assert said([head]) == [("Direction générale", [("Mme A. Roy", "Braisante")])]
    assert [person.role for unit in below for person in unit.people] == ["Responsable"] * 4


def test_a_name_over_a_post_is_of_the_title_it_is_glued_to_though_that_reads_like_a_post() -> None:
    """3.27: « Secretaría general » is a unit with somebody in it, « Concejal delegado » is none."""

    def draw(canvas: Canvas) -> None:
        for place, title in enumerate(("Alcaldía", "Área de Hacienda", "Secretaría general", "Área de Deportes")):
            x, y = (215, 200) if place == 0 else (20 + (place - 1) * 195, 100)
            canvas.rect(x, y + 30, 180, 16)
            canvas.rect(x, y, 180, 30)
            if place:
                canvas.lines([(305, 200, 305, 165), (305, 165, x + 90, 165), (x + 90, 165, x + 90, 146)])
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 90, y + 35, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 90, y + 18, f"JUAN ROCHE {('RUIZ', 'GIL', 'SANZ', 'VIDAL')[place]}")
            canvas.drawCentredString(x + 90, y + 7, "CONCEJAL DELEGADO")

    units = chart_of(drawn(draw, size=(620, 280))).units
    assert {unit.title: [person.name for person in unit.people] for unit in units} == {
        "Alcaldía": ["JUAN ROCHE RUIZ"], "Área de Hacienda": ["JUAN ROCHE GIL"],
        "Secretaría general": ["JUAN ROCHE SANZ"], "Área de Deportes": ["JUAN ROCHE VIDAL"],
    }  # fmt: skip


def test_three_letters_of_a_wide_ligature_are_one_word() -> None:
    """13.1: of « ffi » each letter has the box of all three, as wide as the letters are high."""
    boxes = [(0, 6.8), (6.8, 15.7), (6.8, 15.7), (6.8, 15.7), (15.7, 20.5), (20.5, 26)]
    letters = [
        Letter(text, x0, 0, x1, 8, 8, 8, False, False, 0, (0, 0, 0), place)
        for place, (text, (x0, x1)) in enumerate(zip("Office", boxes, strict=True))
    ]
    assert [line.text for line in lines_of(letters)] == ["Office"]


def test_letters_with_full_stops_that_many_titles_begin_with_are_no_initials() -> None:
    """« U.O. » stands before each office, « U.O. Cardiologia » is nobody; where one title alone has such, nothing tells."""
    offices = ("Anagrafe", "Opere pubbliche", "Tributi", "Cardiologia", "Entrate")
    units = read(*((f"**U.O. {office}", "Marta Bassi" if number % 2 else "") for number, office in enumerate(offices)), width=120)
    assert [unit.title for unit in units] == [f"U.O. {office}" for office in offices]
    assert [[p.name for p in unit.people] for unit in units] == [["Marta Bassi"] if number % 2 else [] for number in range(5)]
    other = read(("**Servizio strade", "J.P. Roy"), ("**Servizio scuole", "Marta Bassi"))
    assert said(other)[0] == ("Servizio strade", [("J.P. Roy", None)])


def test_a_name_behind_a_bold_title_goes_on_over_the_end_of_the_line() -> None:
    """13.3: what is set regular behind it is who heads it, wherever the line ends, in a title of two lines too; no place's name."""
    boxes = {
        ("**Direction des finances ", "Aurélie EL / FASSI"): ("Direction des finances", "Aurélie EL FASSI"),
        ("**Direction du port ", "Piotr MOREAU (par / intérim)"): ("Direction du port", "Piotr MOREAU"),
        ("**Direction de la paie ", "Poste / vacant"): ("Direction de la paie", ""),
        ("**Direction de la voirie ", "Rodolphe LE / CORRE"): ("Direction de la voirie", "Rodolphe LE CORRE"),
        ("**Direction des sports et / de la jeunesse ", "Erwan / LAMBERT"): (
            "Direction des sports et de la jeunesse",
            "Erwan LAMBERT",
        ),
        ("**Direction de l'eau et du / climat ", "Maud RIOU"): ("Direction de l'eau et du climat", "Maud RIOU"),
        ("**Direction des parcs ", "Leïla / VAN HECKE (par / intérim)"): ("Direction des parcs", "Leïla VAN HECKE"),
        ("**École maternelle ", "Pauline / KERGOMARD"): ("École maternelle Pauline KERGOMARD", ""),
    }

    def draw(canvas: Canvas) -> None:
        canvas.rect(700, 180, 170, 30)
        canvas.drawString(710, 190, "Direction générale")
        for place, (title, name) in enumerate(boxes):
            x, y = 20 + 190 * place, 80
            canvas.rect(x, y, 170, 50)
            canvas.lines([(785, 180, 785, 150), (785, 150, x + 85, 150), (x + 85, 150, x + 85, 130)])
            words = canvas.beginText(x + 8, y + 36)
            for text in (title, name):
                words.setFont("Helvetica-Bold" if text.startswith("**") else "Helvetica", 8)
                first, *others = text.removeprefix("**").split(" / ")
                words.textOut(first)
                for other in others:
                    words.setTextOrigin(x + 8, words.getY() - 10)
                    words.textOut(other)
            canvas.drawText(words)

    units = chart_of(drawn(draw, size=(1560, 240))).units[1:]
    assert {unit.title.replace("’", "'"): " ".join(person.name for person in unit.people) for unit in units} == dict(boxes.values())
    sure = [
        unit.title for unit in units if unit.confidence_title >= SURE and all(person.confidence >= SURE for person in unit.people)
    ]
    assert len(sure) == len(boxes) - 1


@pytest.mark.parametrize(("entry", "others", "title", "named"), [
    pytest.param("Écoles – Jo Blin", 6, "Écoles", ["Jo Blin"], id="a name that no list has"),
    pytest.param("Écoles – Sites Nord et Sud", 6, "Écoles – Sites Nord et Sud", [], id="places"),
    pytest.param("Écoles – Jo Blin", 3, "Écoles – Jo Blin", [], id="few entries have names"),
    pytest.param("Écoles : Jo Blin", 6, "Écoles", ["Jo Blin"], id="behind a colon"),
    pytest.param("Écoles: Jo Blin", 6, "Écoles", ["Jo Blin"], id="behind a colon without white"),
    pytest.param("Écoles : Jour et Nuit", 6, "Écoles : Jour et Nuit", [], id="words behind a colon"),
    pytest.param("Accueil : Sites Nord", 6, "Accueil : Sites Nord", [], id="a place behind a colon"),
    pytest.param("Écoles : Jo Blin", 3, "Écoles : Jo Blin", [], id="few entries have names behind colons"),
])  # fmt: skip
def test_what_follows_a_dash_or_a_colon_is_a_name_where_nearly_all_entries_have_one(
    entry: str, others: int, title: str, named: list[str]
) -> None:
    """13.3, 3.27: « Écoles – Jo Blin » was a title for certain among « Sports – Inès Garnier »; who it is stays in doubt."""
    known = ("Finances – Marie Roy", "Paie – Lise Roux", "Achats – Jean Duval", "Voirie – Hugo Blanc", "Eau – Yves Brun")

    def draw(canvas: Canvas) -> None:
        mark = next(mark for mark in (" –", " :", ":") if f"{mark} " in entry)
        heads = [text.replace(" –", mark) for text in [*known, "Sports – Inès Garnier"][:others]]
        said = heads + ["Archives", "Cimetières", "Marchés publics"][: 6 - others]
        for row, text in enumerate(("Pôle ressources", "Luc Petit", *(f"• {text}" for text in (*said, entry)))):
            canvas.setFont("Helvetica" if row else "Helvetica-Bold", 9)
            canvas.drawString(40 + 12 * text.startswith("•"), 260 - 14 * row, text)
        canvas.rect(30, 120, 240, 155)
        canvas.rect(30, 300, 240, 30)
        canvas.drawString(40, 312, "Direction générale des services")
        canvas.line(150, 300, 150, 275)

    units = {unit.title: unit.people for unit in chart_of(drawn(draw, size=(300, 350))).units}
    assert [person.name for person in units[title]] == named
    assert all(person.confidence < SURE for person in units[title])
    assert SheetWords(marks=frozenset("–")).in_brackets("Accueil – Site Nord") is None


def test_a_known_name_behind_a_colon_is_sure_where_names_stand_so_and_no_place_is_called_so() -> None:
    """3.27: « Dette : Jean Duval » was in doubt among others with their heads; « Piscine : Guy Lenoir » may be a swimming pool."""
    rows = ("Finances", "Paie", "Dette", "Voirie", "Usine", "Sports", "Piscine", "Site")
    names = ("Marie Roy", "Lise Roux", "Jean Duval", "Hugo Blanc", "Max Vial", "Inès Garnier", "Guy Lenoir", "Jean Jaurès")
    sure = dict[str, list[bool]]()
    for custom in (True, False):

        def draw(canvas: Canvas, custom: bool = custom) -> None:
            canvas.rect(30, 70, 240, 200)
            for row, (title, name) in enumerate(zip(rows, names, strict=True)):
                mark = " : " if custom or title in ("Dette", "Piscine") else " – "
                canvas.drawString(40, 240 - 18 * row, f"{title}{mark}{name}")
            canvas.rect(30, 300, 240, 30)
            canvas.drawString(40, 312, "Direction générale des services")
            canvas.line(150, 300, 150, 270)

        for unit in chart_of(drawn(draw, size=(300, 350))).units:
            sure.setdefault(unit.title, []).append(all(person.confidence >= SURE for person in unit.people))
    assert sure["Dette"] == [True, False]
    assert not any(sure[title][0] for title in ("Piscine", "Site"))


def test_posts_before_colons_do_not_make_a_title_end_with_a_name() -> None:
    """13.3: « Responsable : Marie Roy » says nothing of what stands behind titles."""
    assert (
        marks_before_names([f"Responsable : {name} Roy" for name in ("Marie", "Lise", "Jean", "Hugo", "Inès", "Paul")])
        == frozenset()
    )
    assert marks_before_names([f"Service {n} : {n} Roy" for n in ("Marie", "Lise", "Jean", "Hugo", "Inès", "Paul")]) == {":"}
    places = [
        *(f"Service {n} : {n} Roy" for n in ("Marie", "Lise", "Jean", "Hugo", "Inès", "Paul")),
        *["Marchés : centre et nord"] * 2,
    ]
    assert marks_before_names(places) == frozenset()


def test_what_stands_before_names_again_and_again_is_no_title() -> None:
    """« Confié à : Marie Roy » below each of many titles: of « : » it says nothing."""
    labels = [f"Confié à : {name}" for name in ("Marie Roy", "Paul Noël", "Luc Petit", "Anne Morel", "Jean Duval", "Claire Aubert")]
    assert marks_before_names(labels) == frozenset()
    named = [
        text.replace("Confié à", unit)
        for text, unit in zip(labels, ("Paie", "Eau", "Voirie", "Sports", "Musée", "Achats"), strict=True)
    ]
    assert marks_before_names(named) == frozenset({":"})
    assert marks_before_names([*labels, *named]) == frozenset({":"})
