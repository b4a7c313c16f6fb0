"""Directories printed from a web page: bands with what directorates are called, over their services (3.27, 13.1)."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.orgchart.words.wording import is_contact, open_ended, unbulleted
from tests.pdf.orgchart.test_rosters import people, tree
from tests.pdf.pdfs import drawn

TOWN = {
    "Direction des ressources": ("M. Yves Morel", {"Service des finances": "Mme Anne Roy", "Marchés publics": "Mme Odile Caron"}),
    "Direction de l’éducation": ("Mme Lucie Perrot", {"Petite enfance": "Mme Inès Meunier", "Affaires scolaires": "M. Hugo Blanc"}),
    "Direction technique": ("M. Luc Bailly", {"Voirie et réseaux": "M. Éric Jolly", "Espaces verts": "Mme Nora Saïdi"}),
}
TREE = dict.fromkeys(TOWN) | {title: top for top, (_, below) in TOWN.items() for title in below}
PEOPLE = {title: [(head, None)] for title, (head, _) in TOWN.items()}
PEOPLE |= {title: [(name, None)] for _, below in TOWN.values() for title, name in below.items()}


SHEET = (595.0, 842.0)


def write(canvas: Canvas, x: float, top: float, text: str, *, bold: bool = False, size: float = 8) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    canvas.drawString(x, SHEET[1] - top, text)


def directory(
    *,
    width: float = 520,
    filled: bool = True,
    framed: bool = False,
    grid: bool = False,
    hues: bool = False,
    breaks: bool = False,
) -> bytes:
    """Bands, or headings where they are not *filled*, over services with a name, a telephone and an address each.

    `framed`: what stands under a band is in a frame; `grid`: in two columns. `hues`: each band has its own colour.
    `breaks`: a page ends within a section.
    """

    def draw(canvas: Canvas) -> None:
        write(canvas, 36, 40, "Annuaire des services", bold=True, size=16)
        top = 60.0
        for number, (direction, (head, below)) in enumerate(TOWN.items()):
            foot = top + 22
            if filled:
                canvas.setFillColorRGB(0.1 + 0.3 * number * hues, 0.3, 0.5)
                canvas.rect(36, SHEET[1] - top - 22, width, 22, stroke=0, fill=1)
                canvas.setFillGray(1)
            write(canvas, 42, top + 15, direction, bold=True, size=12)
            canvas.setFillGray(0)
            write(canvas, 42, foot + 12, head)
            write(canvas, 42, foot + 22, f"Tél. 03 80 11 22 0{number}")
            for place, (title, name) in enumerate(below.items()):
                if breaks and number == 1 and place == 1:
                    canvas.showPage()
                    foot = 0.0
                y = foot + 38 + (0 if grid else 48 * place * (foot > 0))
                said = (title, name, "T. 03 80 11 22 33", f"courriel{place}@valmont.example", "Mairie annexe, 2 rue des Forges")
                for line, text in enumerate(said):
                    write(canvas, 42 + 250 * place * grid, y + 9 * line, text, bold=line == 0)
            top = y + 48
            if framed:
                canvas.rect(36, SHEET[1] - top + 6, width, top - foot - 6, stroke=1, fill=0)

    return drawn(draw, size=SHEET)


def test_services_hang_under_the_band_of_their_section_whoever_heads_it_and_however_it_is_printed() -> None:
    """3.27, 13.1: across the page or short, over frames or columns, in one colour or several, on two pages, or a heading alone."""
    ways: dict[str, dict[str, bool | float]] = {
        "bands": {},
        "short": {"width": 180},
        "frames": {"framed": True},
        "columns": {"grid": True},
        "colours": {"hues": True},
        "two pages": {"breaks": True},
        "headings": {"filled": False},
    }
    for way, how in ways.items():
        data = directory(**how)  # type: ignore[arg-type]
        assert (way, tree(data)) == (way, TREE)
        assert (way, people(data)) == (way, PEOPLE)


def test_a_darker_band_over_others_heads_them_and_a_stroke_between_bands_makes_them_a_chart() -> None:
    """3.27: poles over directions, without anything between; boxes across the page that a stroke joins are no sections."""

    def bands(*, joined: bool) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            top = 60.0
            for number, (direction, (_, below)) in enumerate(TOWN.items()):
                for title, grey in ((f"Pôle {number + 1}", 0.2), (direction, 0.7)):
                    canvas.setFillGray(grey)
                    canvas.rect(36, SHEET[1] - top - 20, 520, 20, stroke=0, fill=1)
                    canvas.setFillGray(1 if grey < 0.5 else 0)
                    write(canvas, 42, top + 14, title, bold=True, size=11)
                    top += 28
                canvas.setFillGray(0)
                for title, name in below.items():
                    write(canvas, 42, top + 4, title, bold=True)
                    write(canvas, 42, top + 14, name)
                    top += 30
                if joined:
                    canvas.line(300, SHEET[1] - top - 6, 300, SHEET[1] - top + 68)
                top += 6

        return draw

    poles = {direction: f"Pôle {number}" for number, direction in enumerate(TOWN, 1)}
    apart, joined = tree(drawn(bands(joined=False), size=SHEET)), tree(drawn(bands(joined=True), size=SHEET))
    assert apart == {**TREE, **poles, **dict.fromkeys(poles.values())}
    assert joined != apart


def test_a_sign_before_a_number_or_an_address_is_no_bullet_of_a_unit() -> None:
    """13.1: before telephones, addresses and buttons of a printed page; a title may have one, too, or a road, a day, a number."""
    reached = """✉ accueil@valmont.example;📞 03 80 11 22 33 | ✉ x@valmont.example;\uf095 03 80 11 22 33;• contact@valmont.example
    Du lundi au vendredi de 8h30 à 12h;Hôtel de Ville, 1 rue de la Paix;📍 Mairie, 2 place du Marché;En savoir plus +
    Town Hall, High Street;12a Mill Lane, Valmont;Contacter le service;Montag bis Freitag 8 Uhr"""
    for text in (text.strip() for text in re.split("[;\n]", reached)):
        assert is_contact(text), text
        assert unbulleted(text) is None, text
    titles = """📞 Service de l’accueil;✉ Courrier;🌐 Systèmes d’information;📍 Proximité;⌂ Logement;• Service du courrier
    Cellule rue et jardins;Direction des 3 sites;Voirie, 2 cours d’eau;Transport, Parking and Road Safety
    Waste, parks and street cleaning;Environment, Waste and Street Scene;Highways, Traffic and Road
    Marché du samedi, halle 2 haute;Étude du vendredi de 17 h à 18 h;Contacter la mairie"""
    for text in (text.strip() for text in re.split("[;\n]", titles)):
        assert not is_contact(text), text


Said = list[tuple[float, float, str, bool]]  # x, points below the band, words, whether in bold
HEADED = [(42.0, 12.0, "M. Yves Morel", False)]


def banded(*sections: tuple[str, float, float, Said]) -> bytes:
    """Bands with a title of some size and a colour, each over what is said."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 36, 40, "Annuaire des services", bold=True, size=16)
        top = 60.0
        for title, size, hue, said in sections:
            if hue >= 0:  # else a heading
                canvas.setFillColorRGB(hue, 0.3, 0.5)
                canvas.rect(36, SHEET[1] - top - 22, 520, 22, stroke=0, fill=1)
                canvas.setFillGray(1)
            write(canvas, 42, top + 15, title, bold=True, size=size)
            canvas.setFillGray(0)
            for x, below, words, bold in said:
                write(canvas, x, top + 22 + below, words, bold=bold)
            top += 40 + max((below for _, below, _, _ in said), default=0.0)

    return drawn(draw)


def services(*titles: str, name: str = "Mme Anne Roy") -> Said:
    said: Said = []
    for number, title in enumerate(titles):
        said += [(42, 30 + 40.0 * number, title, True), (42, 40 + 40.0 * number, name, False)]
        said.append((42, 50 + 40.0 * number, "Tél. 03 80 11 22 33", False))
    return said


def test_a_band_without_services_a_smaller_title_or_another_colour_is_no_head_of_the_next() -> None:
    """3.27: closed accordions have nothing under them; a long title has less room; colours are one for each directorate."""
    sections = [("Police municipale", 12.0, 0.1, [*HEADED]), ("Ressources", 12.0, 0.4, services("Paie", "Achats"))]
    sections += [("Éducation et réussite", 9.0, 0.7, services("Écoles", "Crèches")), ("Culture", 12.0, 0.4, services("Musée"))]
    found = tree(banded(*sections))
    assert [found[title] for title, *_ in sections] == [None] * 4
    one, two, three = (services(*titles) for titles in (("Paie", "Achats"), ("Écoles", "Crèches"), ("Musée", "Théâtre")))
    closed = [("Cabinet", 12.0, 0.7, []), ("Moyens", 12.0, 0.1, one), ("Police municipale", 12.0, 0.7, [])]
    closed += [("Éducation", 12.0, 0.1, two), ("Culture", 12.0, 0.1, three)]
    headings = [("Direction des moyens", 13.0, -1.0, one), ("Direction des écoles", 11.0, -1.0, two)]
    for kinds in (closed, [*headings, ("Direction de la culture", 13.0, -1.0, three)]):
        found = tree(banded(*kinds))
        assert {found[title] for title, *_ in kinds} == {None}
        assert found["Musée"] == kinds[-1][0]


def test_names_posts_and_titles_in_sections_stay_where_they_are_said() -> None:
    """13.3: said three times, left of titles or over them; so are titles of two lines, and long ones in a list."""
    vacant = banded(*((title, 12.0, 0.1, services("Paie " + title, name="Poste vacant")) for title in ("Nord", "Sud", "Est")))
    assert all(people(vacant)[f"Paie {title}"] for title in ("Nord", "Sud", "Est"))
    left: Said = [*HEADED]
    over: Said = []
    two: Said = [*HEADED]
    for number, (title, name) in enumerate((("Paie", "Mme Anne Roy"), ("Achats", "M. Luc Bailly"), ("Archives", "Mme Léa Brun"))):
        left += [(42, 30 + 14.0 * number, name, False), (230, 30 + 14.0 * number, title, True)]
        over += [(42, 20 + 40.0 * number, f"Ndrek Bytyq{'iou'[number]}", False), (42, 30 + 40.0 * number, title, True)]
        two += [(42, 30 + 40.0 * number, title, True), (42, 40 + 40.0 * number, "Familles et Parentalité", True)]
        two.append((42, 50 + 40.0 * number, name, False))
    for said, titles in (
        (left, ("Paie", "Achats", "Archives")),
        (two, [f"{one} Familles et Parentalité" for one in ("Paie", "Achats")]),
    ):
        found = people(banded(("Ressources", 12.0, 0.1, said), ("Culture", 12.0, 0.1, services("Musée", "Théâtre"))))
        assert [[name for name, _ in found[title]] for title in titles] == [["Mme Anne Roy"], ["M. Luc Bailly"], ["Mme Léa Brun"]][
            : len(titles)
        ]
    below = people(
        banded(("Ressources", 12.0, 0.1, [(42, 6, "M. Yves Morel", False), *over]), ("Culture", 12.0, 0.1, services("Musée")))
    )
    assert "Ndrek Bytyqo" not in [name for name, _ in below["Paie"]]
    long = "Affaires juridiques, assemblées, marchés publics et assurances de la ville"
    plain: Said = [(42, 16 + 12.0 * n, words, False) for n, words in enumerate((long, "Archives", "Courrier", "Imprimerie"))]
    listed = tree(banded(("Ressources", 12.0, 0.1, plain), ("Culture", 12.0, 0.1, services("Musée", "Théâtre"))))
    assert {long, "Archives", "Courrier", "Imprimerie"} <= set(listed)
    assert all(
        map(
            open_ended, ("Service des", "SERVICE À", "Relations avec l’", "Petite", "Grands", "Contratación y", "Casa e", "Obres i")
        )
    )
    assert not any(map(open_ended, ("Service paie A", "Luc Petit", "Petit", "Grande Ourse", "Bâtiment E", "BÂTIMENT E", "Paseo I")))


def test_sections_keep_all_that_is_under_them_and_people_with_posts_make_none() -> None:
    """13.1, 13.3: a secretariat in bold, posts on lines of their own, bare titles in a row, what stands far below, the elected."""
    first, second = services("Paie", "Achats"), services("Musée", "Théâtre", name="M. Luc Bailly")
    kept = [*HEADED, *first, (42, 130, "Secrétariat", True), (42, 140, "Mme Léa Brun", False)]
    kept += [(42, 260, "Archives", True), (42, 270, "M. Jean Petit", False)]
    posts: Said = [(42, 12, "Archives", False), (42, 24, "Courrier", False), (42, 36, "Imprimerie", False)]
    said = ("Responsable", "Mme Nora Saïdi", "Assistante", "Mme Lena Vidal")
    staffed: Said = [(42, 30, "Petite enfance", True), *((42, 40 + 10.0 * n, words, False) for n, words in enumerate(said))]
    data = banded(("Ressources", 12.0, 0.1, kept), ("Éducation", 12.0, 0.1, staffed), ("Culture", 12.0, 0.1, second))
    found, under = people(data), tree(data)
    assert {one: found[one][0][0] for one in ("Achats", "Secrétariat", "Archives", "Musée")} == {
        "Achats": "Mme Anne Roy",
        "Secrétariat": "Mme Léa Brun",
        "Archives": "M. Jean Petit",
        "Musée": "M. Luc Bailly",
    }
    assert [under[one] for one in ("Secrétariat", "Archives", "Petite enfance")] == ["Ressources", "Ressources", "Éducation"]
    assert found["Petite enfance"] == [("Mme Nora Saïdi", "Responsable"), ("Mme Lena Vidal", "Assistante")]
    listed = tree(banded(("Moyens", 12.0, 0.1, [(42, 2, "Tél. 03 80 11 22 33", False), *posts]), ("Culture", 12.0, 0.1, second)))
    assert {"Archives", "Courrier", "Imprimerie"} <= set(listed)
    side: Said = [*HEADED]
    for number, (title, name) in enumerate((("Parcs", "M. Guy Rey"), ("Jardins", "Mme Zoé Blanc"))):
        side += [(42 + 250.0 * number, 38 + 9.0 * n, words, n < 2) for n, words in enumerate((title, "Nature en ville", name))]
    beside = people(banded(("Cadre de vie", 12.0, 0.1, side), ("Culture", 12.0, 0.1, second)))
    assert [beside[f"{one} Nature en ville"][0][0] for one in ("Parcs", "Jardins")] == ["M. Guy Rey", "Mme Zoé Blanc"]
    names = ("Mme Anne Roy", "M. Jean Petit", "Mme Rose Lund", "Mme Nora Saïdi", "M. Guy Rey", "Mme Zoé Blanc")
    elected: list[Said] = [[], []]
    for number, name in enumerate(names):
        top = 14 + 40.0 * (number % 3)
        elected[number // 3] += [(42, top, name, True), (42, top + 9, f"{number + 2}e adjointe", False)]
        elected[number // 3].append((42, top + 18, ("Budget", "Culture", "Sports")[number % 3], False))
    town = people(banded(("Les adjoints", 12.0, 0.1, elected[0]), ("Les conseillers", 12.0, 0.1, elected[1])))
    assert not any("adjointe" in title for title in town)


def test_names_over_titles_are_not_given_to_the_title_before_and_a_head_stays_at_its_band() -> None:
    """13.3: names in no list, with white between records, or with none: then nothing tells whose they are."""
    parted: list[tuple[str, float, float, Said]] = []
    even: list[tuple[str, float, float, Said]] = []
    for place, title in enumerate(("Ressources", "Culture")):
        names = [f"Ndrek Bytyq{end}" for end in "iou"[place:]]
        pairs = list(zip(names, (f"Paie {place}", f"Achats {place}"), strict=False))
        over: Said = [(42, 38 + 40.0 * n, name, False) for n, (name, _) in enumerate(pairs)]
        over += [(42, 47 + 40.0 * n, one, True) for n, (_, one) in enumerate(pairs)]
        parted.append((title, 12.0, 0.1, [*HEADED, *over]))
        over = [(42, 14 + 20.0 * n, name, False) for n, (name, _) in enumerate(pairs)]
        even.append((title, 12.0, 0.1, over + [(42, 24 + 20.0 * n, one, True) for n, (_, one) in enumerate(pairs)]))
    found = people(banded(*parted))
    assert found["Ressources"] == found["Culture"] == [("M. Yves Morel", None)]
    assert found["Achats 0"] == [("Ndrek Bytyqo", None)]
    assert ("Ndrek Bytyqi", None) not in people(banded(*even))["Ressources"]


def test_what_heads_the_columns_of_a_table_in_sections_is_no_unit() -> None:
    """13.2: « Nom », « Fonction » in bold under each band are no services, and nobody is theirs."""
    rows: Said = [(42 + 180.0 * n, 12.0, words, True) for n, words in enumerate(("Nom", "Fonction", "Téléphone"))]
    for number, (name, post) in enumerate((("Anne Roy", "Comptable"), ("Luc Bailly", "Assistant"))):
        cells = enumerate((name, post, "03 80 11 22 33"))
        rows += [(42 + 180.0 * n, 28 + 14.0 * number, words, False) for n, words in cells]
    found = people(banded(*((title, 12.0, 0.1, rows) for title in ("Ressources", "Culture", "Sports"))))
    assert not {"Nom", "Fonction", "Téléphone"} & set(found)


def test_a_band_at_the_foot_of_a_page_heads_what_the_next_one_begins_with_and_the_first_may_head_all() -> None:
    """3.27, 13.1: with one band of three filled no section was seen, all directions of the page were lost, and telephones units."""

    head_of_all = "Direction générale des services"
    town: dict[str, tuple[str, dict[str, str]]] = {head_of_all: ("M. Cédric Roche", {})} | TOWN
    town["Direction du port"] = ("Mme Zoé Marin", {"Service des grues": "M. Paul Garnier", "Criée": "Mme Maud Guyot"})

    def draw(canvas: Canvas) -> None:
        top = 60.0
        for number, (title, (head, below)) in enumerate(town.items()):
            if number == 3:  # below it the page ends
                top = 740
            canvas.setFillColorRGB(0.1, 0.3, 0.5)
            canvas.rect(36, SHEET[1] - top - 20, 520, 20, stroke=0, fill=1)
            canvas.setFillGray(1)
            write(canvas, 42, top + 14, title, bold=True, size=12)
            canvas.setFillGray(0)
            write(canvas, 42, top + 32, f"Responsable : {head}", bold=True)
            write(canvas, 42, top + 44, f"☎ 03 80 11 22 0{number} ✉ accueil{number}@valmont.example")
            if number == 3:
                canvas.showPage()
                top = -40.0
            for service, name in below.items():
                write(canvas, 54, top + 64, service, bold=True, size=10)
                write(canvas, 54, top + 76, f"Responsable : {name}", bold=True)
                write(canvas, 54, top + 88, f"☎ 03 80 11 23 0{number} ✉ service{number}@valmont.example")
                top += 48
            top += 80

    data = drawn(draw, size=SHEET)
    listed = {service: title for title, (_, below) in town.items() for service in below}
    assert tree(data) == {head_of_all: None} | {title: head_of_all for title in town if title != head_of_all} | listed
    named = {title: [name] for _, below in town.values() for title, name in below.items()}
    assert {title: [name for name, _ in own] for title, own in people(data).items()} == named | {
        title: [head] for title, (head, _) in town.items()
    }


def test_bars_of_units_and_their_heads_are_no_bands_wherever_the_page_ends() -> None:
    """3.27, 13.1: poles with their heads at the right over bars set in, as a word processor prints them; no table either.

    The page may end before a bar, or before the last entries of a list, which go on at the top of the next one.
    """
    poles = [f"Pôle {word} de la commune de Valmont" for word in ("des ressources", "technique", "de la population", "culturel")]
    heads = ("Mme Anne Roy", "M. Yves Morel", "Mme Lucie Perrot", "M. Luc Bailly")
    below = [
        f"Direction {word}" for word in ("des finances", "des achats", "de l’eau", "du bâti", "sociale", "scolaire", "du livre")
    ]
    units = {"Direction générale": None} | dict.fromkeys(poles, "Direction générale")
    units |= {title: poles[place // 2] for place, title in enumerate(below)} | {"Direction des fêtes": poles[3]}
    entries = ("Accueil et relations", "Suivi des projets", "Études", "Moyens généraux")
    lists = {title: tuple(f"{o} {n}" for o in entries[: 4 - n % 2]) for n, title in enumerate((*below, "Direction des fêtes"))}
    units |= {entry: title for title, entries in lists.items() for entry in entries}

    def bar(canvas: Canvas, top: float, title: str, name: str, *, step: int, grey: float) -> None:
        canvas.setFillGray(grey)
        canvas.rect(36 + step, SHEET[1] - top - 15, 520 - step, 15, stroke=0, fill=1)
        canvas.setFillGray(0 if grey > 0.5 else 1)
        pole = 0.2 < grey < 0.5
        write(canvas, 42 + step, top + 11, title if pole else f"{title} – {name}", bold=True, size=10 - step / 12)
        if pole:
            write(canvas, 470, top + 11, name)
        canvas.setFillGray(0)

    def draw(canvas: Canvas, ends: str) -> None:
        write(canvas, 40, 24, "Ville de Valmont – mai 2026", size=6)
        write(canvas, 200, 40, "Organigramme", bold=True, size=14)
        bar(canvas, 52, "Direction générale", "Mme Ida Noël", step=0, grey=0.2)
        top = 76.0
        for place, (title, entries) in enumerate(lists.items()):
            if place % 2 == 0:
                bar(canvas, top, poles[place // 2], heads[place // 2], step=0, grey=0.3 + place / 40)
                top += 20
            if title == "Direction des fêtes" and ends == "before a bar":
                canvas.showPage()
                write(canvas, 40, 24, "Ville de Valmont – mai 2026", size=6)
                top = 40
            bar(canvas, top, title, heads[place % 4], step=24, grey=0.95)
            top += 24
            for entry in entries:
                if entry == lists["Direction du livre"][1] and ends == "in a list":
                    canvas.showPage()
                    write(canvas, 40, 24, "Ville de Valmont – mai 2026", size=6)
                    top = 40
                if entry == lists["Direction des fêtes"][0] and ends == "before a list":
                    canvas.showPage()
                    write(canvas, 40, 24, "Ville de Valmont – mai 2026", size=6)
                    top = 40
                write(canvas, 90, top, f"- {entry}")
                top += 11

    for ends in ("nowhere", "before a bar", "in a list", "before a list"):
        assert (ends, tree(drawn(lambda canvas, ends=ends: draw(canvas, ends), size=SHEET))) == (ends, units)  # type: ignore[misc]


FOUR = TOWN | {"Direction de la culture": ("Mme Ada Colin", {"Musées": "M. Paul Petit", "Archives": "Mme Rita Sol"})}
HEADS = dict.fromkeys(FOUR) | {title: top for top, (_, below) in FOUR.items() for title in below}


def site(
    *, strip: tuple[str, ...], post: str = "Responsable : ", foot: str = "Mairie de Valmont – Mis à jour le 24/03/2026"
) -> bytes:
    """A town's page over two sheets: a strip of links, what it is called, headings over services in two columns; a grey foot."""
    odd = iter(("Els Desmedt", "Tine Claes", "Lies Smets", "An Thys"))  # first names that no list has

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.4, 0.1, 0.3)
        canvas.rect(36, SHEET[1] - 62, 520, 26, stroke=0, fill=1)
        canvas.setFillGray(1)
        for place, word in enumerate(strip):
            write(canvas, 46 + 90 * place, 52, word)
        canvas.setFillGray(0)
        write(canvas, 36, 94, "Organigramme des services", bold=True, size=18)
        top = 120.0
        for number, (direction, (head, below)) in enumerate(FOUR.items()):
            write(canvas, 36, top, direction, bold=True, size=12)
            write(canvas, 36, top + 14, post + (head if post.startswith("Resp") else next(odd)))
            write(canvas, 36, top + 26, "T. 03 80 11 22 33 – Du lundi au vendredi, de 8 h 30 à 12 h")
            for place, (title, name) in enumerate(below.items()):
                for line, text in enumerate((title, post + name, "T. 03 80 11 22 44")):
                    write(canvas, 50 + 250 * place, top + 46 + 11 * line, text, bold=line == 0, size=8.5 if line == 0 else 8)
            top += 100
            if number == 2:
                canvas.showPage()
                top = 40.0
        canvas.setFillGray(0.93)
        canvas.rect(36, SHEET[1] - 200, 520, 22, stroke=0, fill=1)
        canvas.setFillGray(0)
        write(canvas, 46, 192, foot)

    return drawn(draw, size=SHEET)


def test_a_strip_of_links_over_the_name_of_the_chart_is_of_the_site_and_headings_go_on_over_the_page() -> None:
    """3.27: « Accueil Ma ville Démarches » was the head of all, and each heading hung under the service before it."""
    data = site(strip=("Accueil", "Ma ville", "Vie quotidienne", "Démarches"))
    assert tree(data) == HEADS
    named = {head: [name] for head, (name, _) in FOUR.items()} | {
        o: [name] for _, below in FOUR.values() for o, name in below.items()
    }
    assert {title: [name for name, _ in said] for title, said in people(data).items()} == named


def test_a_strip_of_names_or_one_word_over_the_name_of_the_chart_is_no_menu() -> None:
    """3.27: who heads a town may stand above what its chart is called."""
    for strip in (("Maire", "M. Guy Lenoir", "Mme Nina Costa"), ("Direction générale",)):
        assert strip[0] in " ".join(tree(site(strip=strip)))


def test_who_stands_behind_the_word_and_colon_that_others_of_the_sheet_stand_behind_is_somebody() -> None:
    """3.23: « Zalkoto: Els Desmedt » below a title was a unit for certain, where the first name is in no list."""
    data = site(strip=("Accueil", "Ma ville", "Vie quotidienne", "Démarches"), post="Zalkoto: ")
    assert tree(data) == HEADS
    assert sorted(name for title in FOUR for name, _ in people(data)[title]) == [
        "An Thys",
        "Els Desmedt",
        "Lies Smets",
        "Tine Claes",
    ]
