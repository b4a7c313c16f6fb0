"""Who heads a unit, in a box of its own on a stroke from the title's, as programs for flow charts draw it (3.27)."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import SHEET, chart_of, people, tree
from tests.pdf.pdfs import drawn

Chains = Sequence[tuple[str, ...]]  # of each column what stands in its boxes from top to bottom; "a + b" is a row on a rail


def sheet(head: str, chains: Chains, *, across: bool = False) -> bytes:
    """A head over columns (or left of rows, *across*) of boxes, each joined to the one before it by a short stroke.

    « ~ » before who or what is named in a narrower box.
    """
    length = SHEET[across] - 20

    def draw(canvas: Canvas) -> None:
        def at(x: float, y: float) -> tuple[float, float]:
            return (y, SHEET[1] - x) if across else (x, SHEET[1] - y)

        def box(middle: float, start: float, text: str, wide: float) -> float:
            """The box of *text*, which begins at *start* along the way from head to services; where it ends."""
            narrow, deep = (12.0, 84.0) if across else (wide / (3.2 if text[0] == "~" else 2.2), 16.0)
            (x0, y0), (x1, y1) = at(middle - narrow, start), at(middle + narrow, start + deep)
            canvas.rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
            canvas.setFont("Helvetica" if text[0] == "~" else "Helvetica-Bold", 7)
            canvas.drawCentredString((x0 + x1) / 2, (y0 + y1) / 2 - 2.5, text.strip("~"))
            return start + deep

        def stroke(x0: float, y0: float, x1: float, y1: float) -> None:
            canvas.line(*at(x0, y0), *at(x1, y1))

        step, start = length / len(chains), 40.0
        middles = [10 + step * (place + 0.5) for place in range(len(chains))]
        for number, text in enumerate(head.split(" / ")):
            if number:
                stroke(length / 2 + 10, start, length / 2 + 10, start + 8)
            start = box(length / 2 + 10, start + 8 * bool(number), text, 130)
        stroke(length / 2 + 10, start, length / 2 + 10, start + 10)
        stroke(middles[0], start + 10, middles[-1], start + 10)
        for middle, chain in zip(middles, chains, strict=True):
            below = start + 10
            for text in chain:
                row = text.split(" + ")
                places = [middle + step / len(row) * (n - (len(row) - 1) / 2) for n in range(len(row))]
                stroke(middle, below, middle, below + 10)
                if len(row) > 1:
                    stroke(places[0], below + 10, places[-1], below + 10)
                    for place in places:
                        stroke(place, below + 10, place, below + 18)
                ends = [
                    box(place, below + (18 if len(row) > 1 else 10), one, step / len(row))
                    for one, place in zip(row, places, strict=True)
                ]
                below = ends[0]

    return drawn(draw, size=SHEET)


CIVIL: Chains = (
    ("Pôle ressources", "~Mme Anne Roy", "Finances", "~M. Marc Ortiz"),
    ("Pôle technique", "~M. Paul Henry", "Voirie", "~Poste vacant"),
    ("Pôle population", "~Mme Eva Nash", "Sports", "~M. Luc Blin"),
)
BARE: Chains = tuple(tuple(text.replace("Mme ", "").replace("M. ", "") for text in chain) for chain in CIVIL)
READ = {
    "Direction générale": (None, "Mme Odile Roche"),
    "Pôle ressources": ("Direction générale", "Mme Anne Roy"), "Finances": ("Pôle ressources", "M. Marc Ortiz"),
    "Pôle technique": ("Direction générale", "M. Paul Henry"), "Voirie": ("Pôle technique", ""),
    "Pôle population": ("Direction générale", "Mme Eva Nash"), "Sports": ("Pôle population", "M. Luc Blin"),
}  # fmt: skip


def test_the_one_box_on_a_stroke_from_a_title_that_says_nothing_but_a_name_says_who_heads_it() -> None:
    """What hangs at that box hangs at the title, downwards and from left to right, with civilities or without (3.27)."""
    for across in (False, True):
        for chains in (CIVIL, BARE):
            data = sheet(f"Direction générale / ~{'Mme ' * (chains is CIVIL)}Odile Roche", chains, across=across)
            named = {title: [name.split()[-1] for name, _ in own if name] for title, own in people(data).items()}
            assert named == {title: name.split()[-1:] for title, (_, name) in READ.items()}
            assert tree(data) == {title: head for title, (head, _) in READ.items()}
            units = chart_of(data).units  # « Finances » has no rank, nobody a sign: that one name leads on to all is a custom
            assert all(person.confidence >= 0.9 for unit in units for person in unit.people), (across, chains)


def test_names_without_a_sign_are_who_heads_what_hangs_under_them() -> None:
    chains = [
        ("Pôle A", "~Anne Roy", "Paie + Achats"),
        ("Pôle B", "~Luc Blin", "Eau + Rues"),
        ("Pôle C", "~Tom Albe", "Art + Sport"),
    ]
    read = people(sheet("Direction générale / ~Paul Henry", chains))
    assert {title: own for title, own in read.items() if own} == {
        "Direction générale": [("Paul Henry", None)], "Pôle A": [("Anne Roy", None)], "Pôle B": [("Luc Blin", None)],
        "Pôle C": [("Tom Albe", None)],
    }  # fmt: skip


def test_where_names_stand_over_their_titles_none_is_of_the_title_over_it() -> None:
    chains = [
        ("~Mme Anne Roy", "Pôle A", "~M. Luc Blin", "Finances", "~M. Karim Roy", "Paie"),
        ("~M. Tom Albe", "Pôle B", "~Mme Eva Nash", "Voirie", "~Mme Léa Marin", "Rues"),
    ]
    read = people(sheet("~Mme Odile Roche / Direction générale", chains))
    assert not [title for title, own in read.items() if own and own[0][0] != title]


def test_who_is_named_on_the_stroke_from_a_name_is_of_the_unit_and_places_have_heads_where_others_do() -> None:
    chains = [
        ("Pôle A", "~Anne Roy", "~Luc Blin"), ("Pôle B", "~Tom Albe"), ("Pôle C", "~Eva Nash"), ("Médiathèque", "~Ida Noël"),
    ]  # fmt: skip
    units = {unit.title: unit.people for unit in chart_of(sheet("Direction générale / ~Paul Henry", chains)).units}
    assert [person.name for person in units["Pôle A"]] == ["Anne Roy", "Luc Blin"]
    assert [(person.name, person.confidence < 0.9) for person in units["Médiathèque"]] == [("Ida Noël", True)]
    assert all(person.confidence >= 0.9 for title in ("Pôle B", "Pôle C") for person in units[title])


def test_a_name_that_nobody_knows_in_a_box_drawn_like_those_of_names_is_one() -> None:
    chains = [*BARE, ("Pôle culture", "~Dilnoza Yusupova")]
    assert people(sheet("Direction générale / ~Odile Roche", chains))["Pôle culture"] == [("Dilnoza Yusupova", None)]


def test_other_boxes_with_a_name_on_a_stroke_are_units_or_staff() -> None:
    """Places called after people, deputies, districts, agents of whom some services have several (3.27)."""
    table: tuple[tuple[str, Chains], ...] = (
        (
            "places of a kind",
            (("Écoles maternelles", "~Jules Ferry"), ("Crèches", "~Simone Veil"), ("Gymnase", "~Léo Lagrange"),
             ("Accueil", "~Ida Roy")),
        ),
        (
            "places of some directions",
            (("Culture", "~Rosa Parks"), ("Enfance", "~Jean Moulin"), ("Seniors", "~Marie Curie"), ("Eau", "~Puits"),
             ("Routes", "~Voirie"), ("Achats", "~Marchés"), ("Sports", "Gymnases + Piscines")),
        ),
        ("deputies", (("Culture", "~Adjoint : M. Roy"), ("Eau", "~Adjointe : Mme Blin"), ("Routes", "~Adjoint : M. Albe"))),
        ("districts", (("Secteur nord", "~Saint-Martin"), ("Secteur sud", "~Saint Jean"), ("Secteur est", "~Sainte Anne"))),
        (
            "agents",
            (("Paie", "~Mme Anne Roy"), ("Achats", "~M. Luc Blin + ~Mme Ida Noël"), ("Accueil", "~M. Tom Albe"),
             ("Courrier", "~Mme Eva Nash"), ("Juridique", "~M. Karim Roy + ~Mme Léa Marin")),
        ),
    )  # fmt: skip
    for what, chains in table:
        read = people(sheet("Direction générale", chains))
        assert all(read[chain[0]] == [] for chain in chains), what


def test_whom_nothing_shows_to_be_more_than_a_place_s_name_is_in_doubt() -> None:
    """« Simone Vial » under « Accueil de loisirs » is where that is, perhaps; capitals or a direction tell (3.27)."""
    places = ("Accueil de loisirs", "~Simone Vial"), ("Unité de vie 1", "~Marie Cadiou"), ("Restauration", "~Jean Jaouen")
    heads = ("Direction sociale", "~Ida MOSS", "~Luc ORTIZ"), ("Direction technique", "~Paul HENRY"), ("Finances", "~Anne ROY")
    rooms = [(*chain, "Cantine", "Garderie") for chain in places]
    bare = [tuple(text.title() if text[0] == "~" else text for text in chain) for chain in heads]
    for chains, surely in ((places, 0), (rooms, 0), (heads, 3), ((*heads, *places), 3), (bare, 2)):
        named = [person for unit in chart_of(sheet("Direction générale", chains)).units for person in unit.people]
        sure = {person.name for person in named if person.confidence >= 0.9}
        assert len(sure) == surely and {name.title() for name in sure} <= {"Ida Moss", "Paul Henry", "Anne Roy"}
        assert len(named) == sum(text.startswith("~") for chain in chains for text in chain)
