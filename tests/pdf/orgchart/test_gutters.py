"""Words in columns inside one panel, however narrow the white between them: no line is read across it (13.2, 13.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

Block: TypeAlias = tuple[str, str, Sequence[str]]  # a direction, who heads it, « service : name »
PANELS: dict[str, Sequence[Block]] = {
    "Pôle ressources : Mme Odile Vasseur": (
        ("Direction des finances", "M. Karim Roche", ("Budget : Mme Inès Aubert", "Fiscalité")),
        ("Direction du numérique", "Mme Claire Guyot", ("Réseaux : M. Luc Tessier", "Données : M. Ronan Millet")),
        ("Direction des achats", "M. Pascal Marchal", ("Marchés : Mme Nadia Quéré",)),
        ("Direction du personnel", "Mme Maud Cazenave", ("Paie", "Carrières : M. Bruno Lemaître")),
    ),
    "Pôle population : M. Thibault Perrin": (
        ("Direction des écoles", "Mme Hélène Dufresne", ("Cantines : M. Luc Aubert", "Inscriptions")),
        ("Direction des sports", "M. Gaëtan Roche", ("Piscine : Mme Solène Guyot", "Stades : M. Yannick Tessier")),
    ),
}  # fmt: skip
TOP = "Direction générale"
SIZE = 7


def sheet(canvas: Canvas, *, white: float, dash: str) -> None:
    """A panel for each pole, its head on colour, and below two columns of blocks without a frame, written row by row."""
    canvas.setFont("Helvetica-Bold", 8)
    canvas.rect(220, SHEET[1] - 40, 180, 20)
    canvas.drawString(225, SHEET[1] - 33, f"{TOP} : M. Jean-Marc Roche")
    for place, (head, blocks) in enumerate(PANELS.items()):
        texts = [line for title, name, entries in blocks for line in (title, name, *(dash + entry for entry in entries))]
        column = max(stringWidth(text, "Helvetica-Bold", SIZE) for text in texts)
        x, top, width = 20 + 310 * place, 70.0, 2 * column + white * SIZE + 12
        canvas.line(310, SHEET[1] - 40, 310, SHEET[1] - 55)
        canvas.line(310, SHEET[1] - 55, x + width / 2, SHEET[1] - 55)
        canvas.line(x + width / 2, SHEET[1] - 55, x + width / 2, SHEET[1] - top)
        canvas.roundRect(x, SHEET[1] - top - 160, width, 160, 6)
        canvas.setFillGray(0.3)
        canvas.rect(x, SHEET[1] - top - 18, width, 18, fill=1, stroke=0)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(x + 6, SHEET[1] - top - 12, head)
        canvas.setFillGray(0)
        written: list[tuple[float, float, str, str]] = []
        ends = [top + 30, top + 30]
        for number, (title, name, entries) in enumerate(blocks):
            side = number % 2
            fonts = ("Helvetica-Bold", "Helvetica-Oblique", *["Helvetica"] * len(entries))
            for font, said in zip(fonts, (title, name, *(dash + entry for entry in entries)), strict=True):
                written.append((ends[side], x + 6 + side * (column + white * SIZE), font, said))
                ends[side] += 9
            ends[side] += 5
        for base, left, font, said in sorted(written):
            canvas.setFont(font, SIZE)
            canvas.drawString(left, SHEET[1] - base, said)


@pytest.mark.parametrize("white", [1.1, 4.0], ids=["barely an em", "wide"])
@pytest.mark.parametrize("dash", ["- ", "• "])
def test_blocks_in_columns_inside_a_panel_are_units_of_their_own(white: float, dash: str) -> None:
    """13.2, 3.27: « Direction des finances Direction du numérique » was one title, surely, and all services were the pole's."""
    chart = chart_of(drawn(lambda canvas: sheet(canvas, white=white, dash=dash), size=SHEET))
    parents: dict[str, str | None] = {TOP: None}
    people = {TOP: ["M. Jean-Marc Roche"]}
    for head, blocks in PANELS.items():
        pole, _, name = head.partition(" : ")
        parents[pole], people[pole] = TOP, [name]
        for title, holder, entries in blocks:
            parents[title], people[title] = pole, [holder]
            for entry in entries:
                service, _, named = entry.partition(" : ")
                parents[service], people[service] = title, [named] if named else []
    assert tree(chart) == parents and names(chart) == people


SHORT_ONES = (("Santé", ("Dispensaire", "Vaccins")), ("Habitat", ()), ("Musées", ("Réserves", "Visites")), ("Cirque", ("Manège",)))


@pytest.mark.parametrize("kind", ["", "Direction "])
@pytest.mark.parametrize("beside", [None, "Cat. B2", "M. Luc Tessier", "04 12 34 56 78"])
def test_a_column_of_few_lines_is_one_where_a_title_heads_it(kind: str, beside: str | None) -> None:
    """13.2, 3.27: « Habitat » beside « Santé » had « Dispensaire » and « Vaccins », with 0.99; a mark has nothing."""
    heads = ("Mme Nadia Quéré", "M. Bruno Lemaître", "Mme Claire Guyot", "M. Karim Roche")

    def draw(canvas: Canvas) -> None:
        for place, (title, entries) in enumerate(SHORT_ONES):
            panel, side = divmod(place, 2)
            x = 20 + 300 * panel
            if not side:
                canvas.rect(x, 240, 280, 150)
                canvas.setFont("Helvetica-Bold", 8)
                canvas.drawString(x + 6, 378, ("Pôle ressources", "Pôle population")[panel])
            canvas.setFont("Helvetica-Bold", SIZE)
            canvas.drawString(x + 6 + side * 140, 360, (side and beside) or kind + title)
            canvas.setFont("Helvetica", SIZE)
            for number, said in enumerate(() if side and beside else (heads[place], *(f"- {entry}" for entry in entries))):
                canvas.drawString(x + 6 + side * 140, 349 - 10 * number, said)

    chart = chart_of(drawn(draw, size=SHEET))
    found = tree(chart)
    if beside is None:
        assert {entry: found[entry] for _, entries in SHORT_ONES for entry in entries} == {
            entry: kind + title for title, entries in SHORT_ONES for entry in entries
        }
        assert [names(chart)[kind + title] for title, _ in SHORT_ONES] == [[head] for head in heads]
    else:
        assert not {beside, "Cirque"} & found.keys()


NAMED = (("paie", "M. Luc Tessier"), ("achats", "Mme Inès Aubert"), ("voirie", "M. Ronan Millet"))
SHORT = (("paie", "TESSIER L."), ("achats", "AUBERT I."), ("voirie", "MILLET R."))


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("rows", [NAMED, SHORT], ids=["whole names", "initials"])
def test_names_in_line_with_services_are_no_column_of_units(rows: Sequence[tuple[str, str]], bold: bool) -> None:
    """3.27: a place where names begin row after row parts no service from who heads it, though all of the first row is bold."""
    towns = ("est", "nord", "sud")

    def draw(canvas: Canvas) -> None:
        for place, town in enumerate(towns):
            canvas.rect(20 + 200 * place, 300, 190, 60)
            for number, (left, right) in enumerate((("Direction", rows[0][1].replace("Luc", "Jean")), *rows)):
                canvas.setFont("Helvetica-Bold" if bold and not number else "Helvetica", SIZE)
                title = f"Service {left} {town}" if number else f"{left} {town}"
                canvas.drawString(25 + 200 * place, 348 - 12 * number, title)
                canvas.drawString(120 + 200 * place, 348 - 12 * number, right)

    found = names(chart_of(drawn(draw, size=SHEET)))
    for town in towns:
        assert [found[f"Service {left} {town}"] for left, _ in rows] == [[right] for _, right in rows]


@pytest.mark.parametrize("beside", ["Site Montgolfier", "et patinoires", "Responsable", "Rez-de-chaussée"])
def test_bold_words_beside_a_service_are_no_column_of_their_own(beside: str) -> None:
    """3.27, 5.14: « Site Montgolfier » was somebody, with 0.99; « Responsable » was a unit."""

    def draw(canvas: Canvas) -> None:
        for x, panel in ((20, "Pôle des sports"), (320, "Pôle du port")):
            canvas.rect(x, 240, 280, 150)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 6, 378, panel)
            canvas.setFont("Helvetica-Bold", SIZE)
            canvas.drawString(x + 6, 360, ("Service piscines", "Service quais")[x > 20])
            canvas.drawString(x + 116, 360, beside)
            canvas.setFont("Helvetica", SIZE)
            for number, said in enumerate((("Claire Guyot", "Bassin nord"), ("Bruno Lemaître", "Criée"))[x > 20]):
                canvas.drawString(x + 6, 349 - 10 * number, said)

    chart = chart_of(drawn(draw, size=SHEET))
    assert beside not in {*tree(chart)} | {person.name for unit in chart.units for person in unit.people}


def plain_blocks(canvas: Canvas, blocks: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Two panels of two columns each: a bold title over plain lines."""
    for place, (title, entries) in enumerate(blocks):
        panel, side = divmod(place, 2)
        x = 20 + 300 * panel
        if not side:
            canvas.rect(x, 240, 280, 150)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 6, 378, ("Pôle ressources", "Pôle population")[panel])
        canvas.setFont("Helvetica-Bold", SIZE)
        canvas.drawString(x + 6 + side * 120, 360, title)
        canvas.setFont("Helvetica", SIZE)
        for number, entry in enumerate(entries):
            canvas.drawString(x + 6 + side * 120, 348 - 11 * number, entry)


BLOCKS = (
    ("Finances", ("Budget", "Fiscalité", "Dette")),
    ("Achats", ("Marchés publics", "Développement", "durable", "Assurances")),
    ("Sports", ("Piscine", "Stades", "Clubs")),
    ("Culture", ("Musée", "Archives", "Théâtre")),
)


def test_plain_lines_under_a_bold_word_are_services_of_it() -> None:
    """13.2, 3.27: « Finances Budget Fiscalité Dette » was one title, with 1.00, and another service gave the unit another name."""
    chart = chart_of(drawn(lambda canvas: plain_blocks(canvas, BLOCKS), size=SHEET))
    found = tree(chart)
    assert {title: found.get(title) for title, _ in BLOCKS} == {
        "Finances": "Pôle ressources",
        "Achats": "Pôle ressources",
        "Sports": "Pôle population",
        "Culture": "Pôle population",
    }
    assert {one for one, head in found.items() if head == "Finances"} == {"Budget", "Fiscalité", "Dette"}
    assert {one for one, head in found.items() if head == "Achats"} == {"Marchés publics", "Développement durable", "Assurances"}
    sure = {unit.title for unit in chart.units if unit.parent and unit.confidence_parent >= 0.9}
    assert not sure & {*found} - {"Pôle ressources", "Pôle population"}  # « Finances » may be no unit with services


def test_posts_under_a_bold_word_are_no_part_of_a_title_for_certain() -> None:
    """3.27: « Finances » over « Directeur financier », « Acheteuse » was « Finances Acheteuse », with 1.00."""
    blocks = (
        *BLOCKS[2:],
        ("Finances", ("Directeur financier", "Comptable", "Acheteuse")),
        ("Achats", ("Juriste", "Magasinier", "Acheteur")),
    )
    chart = chart_of(drawn(lambda canvas: plain_blocks(canvas, blocks), size=SHEET))
    sure = {unit.title for unit in chart.units if unit.confidence_title >= 0.9}
    assert not {title for title in sure if title.startswith(("Finances ", "Achats "))}


def test_first_names_under_a_bold_word_are_no_units() -> None:
    """3.27: whoever is in a team is no service of it, and what is read of them is not certain."""
    blocks = (*BLOCKS[:3], ("Équipe", ("Nadia", "Karim", "Luc")))
    chart = chart_of(drawn(lambda canvas: plain_blocks(canvas, blocks), size=SHEET))
    assert not {"Nadia", "Karim", "Luc"} & {*tree(chart)}
    assert all(unit.confidence_title < 0.9 for unit in chart.units if unit.title.startswith("Équipe"))


@pytest.mark.parametrize("centred", [True, False], ids=["centred", "flush, with lists set in"])
def test_white_that_runs_down_a_panel_parts_its_columns_wherever_lines_begin(centred: bool) -> None:
    """13.2, 13.3: titles and names broken over lines in narrow columns were read across: « Direction de la Direction de »."""
    blocks = (
        ("Direction des|finances", "Mme Inès|Aubert", ("• Budget", "• Fiscalité locale")),
        ("Direction du|numérique", "M. Luc|Tessier", ("• Réseaux", "• Données")),
        ("Direction|des achats", "M. Ronan|Millet", ("• Marchés", "• Magasin")),
        ("Direction des|archives", "Mme Nadia|Quéré", ("• Lecture", "• Reliure")),
    )

    def draw(canvas: Canvas) -> None:
        width = stringWidth("• Fiscalité locale", "Helvetica", SIZE) + 4
        for panel, title in enumerate(("Pôle ressources", "Pôle population")):
            left = 20 + 220 * panel
            canvas.rect(left, 200, 2 * width + 12, 120)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(left + 6, 306, title)
            for side, (direction, name, entries) in enumerate(blocks[2 * panel : 2 * panel + 2]):
                x, y = left + 5 + side * (width + 1), 288
                for font, said in (("Helvetica-Bold", direction), ("Helvetica", name), ("Helvetica", "|".join(entries))):
                    canvas.setFont(font, SIZE)
                    for text in said.split("|"):
                        if centred and not text.startswith("•"):
                            canvas.drawCentredString(x + width / 2, y, text)
                        else:
                            canvas.drawString(x + 4 * text.startswith("•"), y, text)
                        y -= 9

    chart = chart_of(drawn(draw, size=SHEET))
    expected = dict.fromkeys(("Pôle ressources", "Pôle population"))
    for place, (direction, _, entries) in enumerate(blocks):
        title = direction.replace("|", " ")
        expected |= {title: list(expected)[place // 2], **{entry.removeprefix("• "): title for entry in entries}}
    assert tree(chart) == expected
    assert [names(chart)[one.replace("|", " ")] for one, _, _ in blocks] == [[name.replace("|", " ")] for _, name, _ in blocks]


@pytest.mark.parametrize(("parted", "apart"), [(60, False), (100, False), (100, True)])
def test_units_over_two_lines_stand_in_two_columns_under_a_centred_title(parted: float, *, apart: bool) -> None:
    """3.27: « Service », « de la voirie » beside « Service », « des parcs » was read across, for certain.

    What stands right of whole titles, *apart*, is no column of units.
    """
    left, right = ("voirie", "eau", "paie", "dette"), ("parcs", "ponts", "presse", "écoles")

    def draw(canvas: Canvas) -> None:
        canvas.rect(200, 340, 160, 24)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawCentredString(280, 350, "Direction générale")
        for place in range(2):
            x = 20 + 280 * place
            canvas.rect(x, 200, 240, 100)
            canvas.lines([(280, 340, 280, 320), (280, 320, x + 120, 320), (x + 120, 320, x + 120, 300)])
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(x + 120, 286, f"Pôle {place + 1}")
            canvas.setFont("Helvetica", 7)
            for row in range(4):
                own = left[2 * place + row // 2], "8 agents" if apart else right[2 * place + row // 2]
                for column, title in enumerate(own):
                    said = title if title[0] == "8" else f"de la {title}" if row % 2 else "Service"
                    canvas.drawString(x + 8 + (parted + 50) * column, 268 - 12 * row, said)

    chart = chart_of(drawn(draw, size=(560, 400)))
    services = [unit.title for unit in chart.units if unit.title.startswith("Service")]
    assert sorted(services) == sorted(f"Service de la {title}" for title in (left if apart else left + right))


LOOKS = {  # of the titles and of who heads them: fonts, sizes; which stands above, or whether they are in one row
    "plain titles over bold names": ("Helvetica", "Helvetica-Bold", 8.5, 8.0, "title"),
    "bold names over plain titles": ("Helvetica", "Helvetica-Bold", 8.0, 8.0, "name"),
    "names at the right of their titles": ("Helvetica-Bold", "Helvetica", 8.0, 8.0, "row"),
    "titles in italics over names": ("Helvetica-Oblique", "Helvetica", 8.0, 8.0, "title"),
}
GRIDS: dict[str, Sequence[tuple[str, str, Sequence[str]]]] = {
    "Pôle ressources": (
        ("Direction des finances", "Mme Odile Roche", ("Budget", "Dette", "Recettes")),
        ("Direction du numérique", "M. Luc Tessier", ("Réseaux", "Données")),
    ),
    "Pôle technique": (
        ("Direction de la voirie", "M. Karim Aubert", ("Ponts", "Éclairage", "Trottoirs")),
        ("Direction des parcs", "Mme Inès Marchal", ("Serres", "Jardins")),
        ("Direction des eaux", "M. Bruno Lemaître", ("Réservoirs", "Égouts")),
    ),
    "Pôle culture": (("Direction du livre", "Mme Nadia Perrin", ()), ("Direction des musées", "M. Yann Guyot", ())),
}  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_blocks_in_columns_are_told_by_any_look_that_their_titles_alone_have(look: str) -> None:
    """3.27, 13.2: with titles that aren't bold, services of the first column hung under the last title of the row, with 0.96.

    Two titles that have nothing below but their heads stand where the columns of the other panels do.
    """
    title_font, name_font, title_size, name_size, above = LOOKS[look]

    def draw(canvas: Canvas) -> None:
        canvas.rect(220, SHEET[1] - 40, 180, 20)
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(226, SHEET[1] - 34, TOP)
        for place, (pole, blocks) in enumerate(GRIDS.items()):
            top = SHEET[1] - 60 - 125 * place
            canvas.roundRect(20, top - 115, 560, 115, 4)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(26, top - 12, pole)
            canvas.line(20, top - 18, 580, top - 18)
            for number, (title, name, entries) in enumerate(blocks):
                x, y = 26 + (number % 2) * 280, top - 30 - 50 * (number // 2)
                canvas.setFont(title_font, title_size)
                canvas.drawString(x, y - 10 * (above == "name"), title)
                canvas.setFont(name_font, name_size)
                right = x + 276 - stringWidth(name, name_font, name_size) if above == "row" else x
                canvas.drawString(right, y - 10 * (above == "title"), name)
                canvas.setFont("Helvetica", 7)
                for line, entry in enumerate(entries, 1):
                    canvas.drawString(x + 6, y - 10 * (above != "row") - 9 * line, entry)

    chart = chart_of(drawn(draw, size=SHEET))
    parents: dict[str, str | None] = {TOP: None} | dict.fromkeys(GRIDS, TOP)
    people: dict[str, list[str]] = {pole: [] for pole in (TOP, *GRIDS)}
    for pole, blocks in GRIDS.items():
        for title, name, entries in blocks:
            parents |= {title: pole} | dict.fromkeys(entries, title)
            people |= {title: [name]} | {entry: [] for entry in entries}
    assert tree(chart) == parents and names(chart) == people


HEADS = (("Service", "Direction"), ("Paie", "Personnel"), ("Achats", "Finances"), ("Voirie", "Technique"))
PEOPLE = (("M. Karim Roche", "Mme Inès Aubert"), ("Mme Maud Roy", "M. Luc Petit"))
POSTS = (("Directeur", "Adjointe"), ("Assistante", "Comptable"))
SHEETS = {
    "heads of a table": HEADS,
    "posts over names": (POSTS[0], PEOPLE[0], POSTS[1], PEOPLE[1]),
    "names over posts": (PEOPLE[0], POSTS[0], PEOPLE[1], POSTS[1]),
    "names": (*PEOPLE, ("M. Jean Petit", "Mme Nadia Guyot")),
}


@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_heads_of_tables_posts_and_names_in_columns_are_no_blocks_of_units(rows: Sequence[tuple[str, str]]) -> None:
    """3.27: « Service » over names of services heads none of them; who is at a post is of the unit that the panel is of."""

    def draw(canvas: Canvas) -> None:
        for place, pole in enumerate(("Pôle ressources", "Pôle technique")):
            canvas.rect(20 + 290 * place, 240, 280, 150)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(26 + 290 * place, 376, pole)
            for number, row in enumerate(rows):
                for side, said in enumerate(row):
                    canvas.setFont("Helvetica-Oblique" if number % 2 else "Helvetica", 8)
                    canvas.drawString(26 + 290 * place + 140 * side, 356 - 12 * number, said)

    found = tree(chart_of(drawn(draw, size=SHEET)))
    assert not {title for title, parent in found.items() if parent in {"Service", "Direction"}}
    assert not {"Service", "Direction", "Directeur", "Adjointe", "Assistante", "Comptable"} & found.keys()


@pytest.mark.parametrize("font", ["Helvetica-Oblique", "Helvetica-Bold"])
def test_where_a_place_is_goes_into_no_title_for_certain(font: str) -> None:
    """3.27: « Gymnase », « rue Basse » in other letters, « en semaine » were one title, with 1.00."""
    places = (("Gymnase", ("rue Basse", "en semaine")), ("Stade", ("route de Sézy", "tous les jours")))

    def draw(canvas: Canvas) -> None:
        for panel, pole in enumerate(("Direction des sports", "Direction de la jeunesse")):
            canvas.rect(20 + 290 * panel, 240, 280, 150)
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(26 + 290 * panel, 376, pole)
            for side, (title, below) in enumerate(places):
                for row, said in enumerate((title, *below)):
                    canvas.setFont("Helvetica" if row else font, 8 - row * 0.5)
                    canvas.drawString(26 + 290 * panel + 140 * side, 356 - 11 * row, said)

    units = chart_of(drawn(draw, size=SHEET)).units
    assert not [
        unit.title for unit in units if unit.confidence_title >= 0.9 and any(word in unit.title for word in ("rue", "route"))
    ]
