"""Places called after somebody are no people: what in a box or behind a title looks like a name, and is one of a school (3.27)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_drawn_ways import SHEET
from tests.pdf.orgchart.test_met_in_the_wild import chart_of
from tests.pdf.pdfs import drawn


def sure_people(data: bytes) -> dict[str, list[str]]:
    """Who is surely in each unit."""
    return {unit.title: [p.name for p in unit.people if p.confidence >= SURE] for unit in chart_of(data).units}


def framed(heads: Mapping[str, str], frames: Mapping[str, tuple[str, ...]]) -> bytes:
    """A head over frames, each with a title, the name in *heads* below it, and boxes."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(300, 350, 200, 36)
        canvas.drawCentredString(400, 371, "Hôtel de ville")
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(400, 357, heads["Hôtel de ville"])
        for number, (title, boxes) in enumerate(frames.items()):
            x, high = 20 + 150 * number, 40 + 30 * len(boxes)
            canvas.rect(x, 300 - high, 130, high)
            canvas.lines([(400, 350, 400, 325), (400, 325, x + 65, 325), (x + 65, 325, x + 65, 300)])
            canvas.setFont("Helvetica-Bold", 8.5)
            canvas.drawString(x + 6, 286, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 6, 275, heads.get(title, ""))
            for place, text in enumerate(boxes):
                canvas.rect(x + 10, 235 - 30 * place, 110, 22)
                canvas.drawCentredString(x + 65, 243 - 30 * place, text)

    return drawn(draw, size=SHEET)


HEADS = {"Hôtel de ville": "Mme Odile Garrec", "Pôle sports": "M. Bruno Tanguy"}


def test_a_box_that_looks_like_a_name_beside_titles_in_boxes_alike_heads_no_frame() -> None:
    """First below the title, where a chip with a name stands elsewhere, or between others; whoever else bears a civility."""
    frames = {"Pôle culture": ("Rosa Parks", "Médiathèque", "Musée"), "Pôle sports": ("Piscine", "Louise Michel")}
    for heads in (HEADS, {"Hôtel de ville": "Odile Garrec"}):
        found = sure_people(framed(heads, frames))
        assert found["Pôle culture"] == [] and "Louise Michel" not in found["Pôle sports"]
        assert found["Rosa Parks"] == [] and found["Hôtel de ville"] == [heads["Hôtel de ville"]]
    shown = sure_people(framed(HEADS, {"Pôle culture": ("Mme Rosa Le Bihan", "Médiathèque"), "Pôle sports": ("Piscine",)}))
    assert shown["Pôle culture"] == ["Mme Rosa Le Bihan"]


@pytest.mark.parametrize(
    "head", ["Mme Odile Garrec", "Odile Garrec, directrice", "Odile Garrec"], ids=["civility", "post", "nothing"]
)
def test_frames_of_nothing_but_what_looks_like_names_have_no_sure_head_where_others_bear_a_sign(head: str) -> None:
    frames = {"Écoles": ("Jules Ferry", "Marie Curie", "Paul Bert"), "Crèches": ("Anne Frank", "Rosa Parks")}
    found = sure_people(framed({"Hôtel de ville": head}, frames))
    assert found["Hôtel de ville"] == [head.partition(",")[0]]
    assert found["Écoles"] + found["Crèches"] == []


@pytest.mark.parametrize("bare", ["Rosa Marsh", "M. Karim Haddad"])
def test_a_bare_name_alone_in_a_box_is_doubted_where_most_people_bear_a_civility(bare: str) -> None:
    frames = {"Pôle culture": ("M. Paul Roche",), "Pôle eau": (bare,), "Pôle sports": ("Mme Inès Caron",)}
    found = sure_people(framed({"Hôtel de ville": "Mme Odile Garrec"}, frames))
    assert found == {
        "Hôtel de ville": ["Mme Odile Garrec"], "Pôle culture": ["M. Paul Roche"],
        "Pôle eau": [bare] if bare.startswith("M.") else [], "Pôle sports": ["Mme Inès Caron"],
    }  # fmt: skip
    below = {
        "Hôtel de ville": "Mme Odile Garrec",
        "Pôle culture": "M. Paul Roche",
        "Maison de quartier": bare,
        "Pôle eau": "Luc Roy",
    }
    found = sure_people(framed(below, dict.fromkeys(("Pôle culture", "Maison de quartier", "Pôle eau"), ("Accueil",))))
    assert bool(found["Maison de quartier"]) == bare.startswith("M.") and found["Pôle eau"] == ["Luc Roy"]
    plain = sure_people(framed({"Hôtel de ville": "Odile Garrec"}, {"Pôle culture": ("Paul Roche",), "Pôle eau": ("Rosa Marsh",)}))
    assert plain["Pôle eau"] == ["Rosa Marsh"]  # nothing tells her from the others


def rows(head: tuple[str, str], others: dict[str, str]) -> bytes:
    """A title in bold and what stands behind it in each box."""

    def draw(canvas: Canvas) -> None:
        for number, (title, rest) in enumerate((head, *others.items())):
            x, y = 40 + 40 * bool(number), 380 - 27 * number
            canvas.rect(x, y, 260, 20)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 5, y + 7, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 8 + stringWidth(title, "Helvetica-Bold", 8), y + 7, rest)
            if number:
                canvas.lines([(50, 380, 50, y + 10), (50, y + 10, x, y + 10)])

    return drawn(draw, size=SHEET)


@pytest.mark.parametrize(
    ("head", "heads", "places"),
    [
        (
            ("Direction du port", "Mme Anne Cadiou"),
            {"Service des phares": "Marta Abbate"},
            {"Centre culturel": "Jean Moulin", "École maternelle": "Jules Ferry", "Groupe scolaire": "Paul Bert"},
        ),
        (
            ("Direzione generale", "Dott.ssa Anna Bini"),
            {"Settore tributi": "Marta Bassi"},
            {"Scuola elementare": "Maria Montessori", "Asilo nido": "Gianni Rodari", "Palestra comunale": "Paolo Rossi"},
        ),
        (
            ("Dirección general", "Ana Gil"),
            {"Servicio de deportes": "Carlos Ruiz"},
            {"Colegio público": "Antonio Machado", "Polideportivo municipal": "Rafael Alberti", "Jardín botánico": "Carlos Gardel"},
        ),
        (
            ("Fachbereich Bildung", "Anna Kern"),
            {"Fachbereich Sport": "Thomas Becker"},
            {"Städtische Grundschule": "Anne Frank", "Städtisches Gymnasium": "Sophie Scholl"},
        ),
    ],
    ids=["French", "Italian", "Spanish", "German"],
)
def test_what_stands_behind_a_kind_of_place_in_another_look_is_what_it_is_called_after(
    head: tuple[str, str], heads: dict[str, str], places: dict[str, str]
) -> None:
    """« **Centre culturel** Jean Moulin » is one title, « **Service des phares** Marta Abbate » names who heads it (13.3)."""
    found = sure_people(rows(head, heads | places))
    assert found == {title: [name] for title, name in (head, *heads.items())} | {f"{a} {b}": [] for a, b in places.items()}


def test_names_in_another_look_without_the_civility_that_all_others_bear_are_of_places() -> None:
    """« Halle couverte » is in no list; where one kind stands before several names, it is no unit either."""
    civil = {
        f"Service {what}": name for what, name in (("paie", "M. Luc Roy"), ("voirie", "Mme Awa Quaye"), ("eau", "M. Ali Roche"))
    }
    found = sure_people(rows(("Direction du port", "Mme Anne Cadiou"), {**civil, "Halle couverte": "Jean Moulin"}))
    assert found["Halle couverte Jean Moulin"] == [] and found["Service eau"] == ["M. Ali Roche"]
    twice = rows(
        ("Direction du port", "Anne Cadiou"),
        {"Service eau": "Luc Roy", "Halle couverte": "Jean Moulin", "Halle couverte ": "Marie Curie"},
    )
    assert sure_people(twice) == {
        "Direction du port": ["Anne Cadiou"], "Service eau": ["Luc Roy"],
        "Halle couverte Jean Moulin": [], "Halle couverte Marie Curie": [],
    }  # fmt: skip
    foreign = {"Kaupungin talous": "Anna Niemi", "Kadut ja puistot": "Martin Laine", "Vesi ja jätteet": "Maria Koski"}
    titles = [unit.title for unit in chart_of(rows(("Kaupungin johto", "Anna Virtanen"), foreign)).units]
    assert titles == ["Kaupungin johto", *foreign]  # nothing begins like a unit in a language that is not known


def test_a_bare_name_below_a_kind_of_place_is_doubted_where_most_people_have_capitals() -> None:
    """« Rose Marine » was somebody, for certain, among « ROY Maïwenn » and « KERN Aziliz » (3.27)."""
    below = {
        "Hôtel de ville": "Odile GARREC",
        "Pôle culture": "ROCHE Paul",
        "Maison de quartier": "Rose Marine",
        "Pôle eau": "LE GOFF Enora",
    }
    found = sure_people(framed(below, dict.fromkeys(("Pôle culture", "Maison de quartier", "Pôle eau"), ("Accueil",))))
    assert found["Maison de quartier"] == [] and found["Pôle eau"] == ["LE GOFF Enora"]


@pytest.mark.parametrize("first", ["ROCHE Odile", "Odile ROCHE"])
def test_a_bare_name_or_two_among_capitals_leave_the_tree_readable(first: str) -> None:
    """3.27: « Simone Veil » below « Médiathèque » and a box « Rosa Parks » gave the chart up; who is written as all is sure."""
    names = ["PETIT Anne", "MOREL Luc", "GARREC Inès", first]
    if first != "ROCHE Odile":
        names = [" ".join(name.split()[::-1]) for name in names[:3]] + [first]
    boxes = [("Direction générale", names[0]), ("Médiathèque", "Simone Veil"), ("Musées", names[1]), ("Théâtre", names[2])]
    boxes += [("Rosa Parks", "")]

    def draw(canvas: Canvas) -> None:
        for n, (title, name) in enumerate(boxes):
            x, y = 10 + 145 * (n - 1) if n else 230, 250 if n else 350
            canvas.rect(x, y, 130, 34)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawCentredString(x + 65, y + (20 if name else 13), title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 65, y + 7, name)
            if n:
                canvas.lines([(295, 350, 295, 310), (295, 310, x + 65, 310), (x + 65, 310, x + 65, 284)])

    data = drawn(draw, size=SHEET)
    assert chart_of(data).structured
    found = sure_people(data)
    assert found["Médiathèque Simone Veil"] == found["Rosa Parks"] == [] and found["Musées"] == [names[1]]
    assert found["Théâtre"] == ([names[2]] if first == "ROCHE Odile" else [])


def test_a_title_that_only_looks_like_a_name_is_sure_over_others_where_a_word_of_it_is_a_units() -> None:
    """« Bakary Touré » over a service was a unit for certain; « Juridische Zaken » is one beside « Sociale Zaken » (3.27)."""
    boxes = [
        ("Direction générale", "Mme Odile Garrec"), ("Bakary Touré", ""), ("Service culture", ""), ("Stedelijke Groen", ""),
        ("Service paie", "Paul Roche"), ("Service eau", "Inès Caron"), ("Sociale Groen", "Luc Roy"), ("Service bus", "Anne Vial"),
    ]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for n, (title, name) in enumerate(boxes):
            x, y = (230, 500) if not n else (20 + 190 * ((n - 1) % 3), 380 if n < 4 else 280 if n < 7 else 180)
            canvas.rect(x, y, 160, 34)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 5, y + 20, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 5, y + 7, name)
            if 0 < n < 4:
                canvas.lines([(310, 500, 310, 450), (310, 450, x + 80, 450), (x + 80, 450, x + 80, 414)])
            elif n:
                canvas.line(x + 80, y + 34, x + 80, y + 100)

    sure = {unit.title: unit.confidence_title >= 0.9 for unit in chart_of(drawn(draw)).units}
    assert not sure["Bakary Touré"] and sure["Stedelijke Groen"]


@pytest.mark.parametrize("namesake", ["Simone Veil", "Jules FERRY", "Louis Aragon", "JEANNE D’ARC"])
def test_whom_towns_call_places_after_heads_nothing(namesake: str) -> None:
    """3.27: whatever kind of place is over the name, or the box is linked with; a civility, or other surnames, are somebody's."""
    below = {"Hôtel de ville": "Odile Garrec", "Accueil périscolaire": namesake, "Restauration": "Luc Petit"}
    found = sure_people(framed(below, dict.fromkeys(("Accueil périscolaire", "Restauration"), ("Cuisine",))))
    assert found[f"Accueil périscolaire {namesake}"] == [] and found["Restauration"] == ["Luc Petit"]
    for name in (f"Mme {namesake}", "Simone Vial", "VEIL Simone"):
        assert sure_people(framed({**below, "Accueil périscolaire": name}, {"Accueil périscolaire": ("Cuisine",)}))[
            "Accueil périscolaire"
        ] == [name]


def test_who_is_called_as_schools_are_may_head_what_houses_nothing() -> None:
    """3.27: « Pierre Bonnard » under « Service des sports » does, to be checked; behind a post he does for certain."""
    below = {"Hôtel de ville": "Odile Garrec", "Service des sports": "Pierre Bonnard"}
    for name, sure in (("Pierre Bonnard", False), ("Pierre BONNARD", False), ("Chef de service : Pierre Bonnard", True)):
        chart = chart_of(framed({**below, "Service des sports": name}, {"Service des sports": ("Piscine",)}))
        told = {unit.title: [(p.name, p.confidence >= SURE) for p in unit.people] for unit in chart.units}
        assert told["Service des sports"] == [(name.split(" : ")[-1], sure)]


def test_where_all_boxes_name_a_head_a_place_among_them_does() -> None:
    """3.27: « Médiathèque », « Hugo Blanc » among titles over names; not among schools, nor of whom these are called after."""
    others = [
        ("Finances", "Anne Roy"),
        ("Voirie", "Luc Petit"),
        ("Eau", "Inès Caron"),
        ("Paie", "Marc Denis"),
        ("Achats", "Eva Colin"),
    ]

    def sure(*places: tuple[str, str]) -> list[str]:
        def draw(canvas: Canvas) -> None:
            for n, (title, name) in enumerate((("Direction générale", "Odile Garrec"), *others, *places)):
                x, y = 10 + 90 * (n - 1) if n else 230, 250 if n else 350
                canvas.rect(x, y, 80, 34)
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawCentredString(x + 40, y + 20, title)
                canvas.setFont("Helvetica", 8)
                canvas.drawCentredString(x + 40, y + 7, name)
                if n:
                    canvas.lines([(270, 350, 270, 310), (270, 310, x + 40, 310), (x + 40, 310, x + 40, 284)])

        found = sure_people(drawn(draw, size=(800, 420)))
        return [name for title, _ in places for name in found.get(title, [])]

    assert sure(("Médiathèque", "Hugo Blanc")) == ["Hugo Blanc"]
    assert sure(("Médiathèque", "Louis Aragon")) == []
    assert sure(("École", "Henri Barbier")) == [] == sure(("Gymnase", "Roger Couderc"))  # of the town's own
    assert sure(("École de musique", "Roger Couderc")) == ["Roger Couderc"]
    assert sure(("École", "Paul Marlot"), ("Crèche", "Hélène Bouchet")) == []
