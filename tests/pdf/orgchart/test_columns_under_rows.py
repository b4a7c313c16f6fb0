"""Lines in columns under a row of titles, on a sheet of boxes: units, however far apart, unless they are something else (13.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model.frozen import replace
from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.unboxed.columns_under_rows import columns_under_rows, mark_columns
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from tests.pdf.orgchart.test_rosters import tree
from tests.pdf.pdfs import drawn

COLUMNS = {
    "Direction de la recherche": ["Valorisation – Rémy Mercadier", "Contrats"],
    "Direction du patrimoine": ["Travaux", "Sécurité incendie – Gilles Kerboul", "Maintenance"],
    "Direction du numérique": ["Réseaux", "Assistance – Lydie Ravel"],
}
SIZE = (842, 595)


def sheet(canvas: Canvas, *, step: float, centred: bool) -> None:
    """Boxes with who heads them above and below, and columns without boxes between these."""
    for y, width, titles in ((540, 180, ("Vice-présidence Formation", "Vice-présidence Vie étudiante", "Vice-présidence Europe")),):
        for number, title in enumerate(titles):
            canvas.rect(40 + 260 * number, y, width, 30)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(40 + 260 * number + width / 2, y + 17, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(40 + 260 * number + width / 2, y + 6, NAMES[number])
    canvas.rect(40, 490, 740, 28)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawCentredString(410, 500, "Direction générale des services")
    put = canvas.drawCentredString if centred else canvas.drawString
    for number, (title, listed) in enumerate(COLUMNS.items()):
        x = 60 + 250 * number + (90 if centred else 0)
        canvas.setFont("Helvetica-Bold", 9)
        put(x, 460, title)
        canvas.setFont("Helvetica-Oblique", 7)
        put(x, 449, f"{('Inès Collet', 'Hugo Fabre', 'Nadia Perrin')[number]}, {('directrice', 'directeur')[number % 2]}")
        canvas.line(60 + 250 * number, 436, 240 + 250 * number, 436)
        canvas.setFont("Helvetica", 7)
        for place, text in enumerate(listed):
            put(x, 419 - step * 7 * place, text)
    for number, title in enumerate(("UFR Santé", "UFR Droit", "Bibliothèque universitaire")):
        canvas.rect(40 + 260 * number, 300, 180, 30)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawCentredString(130 + 260 * number, 317, title)
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(130 + 260 * number, 306, ("Karim Aubry", "Léa Delmas", "Victor Prévost")[number])


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("step", [1.3, 1.7, 2.4])
def test_lines_far_apart_under_a_row_of_titles_are_of_these(step: float, *, centred: bool) -> None:
    told = tree(drawn(partial(sheet, step=step, centred=centred), size=SIZE))
    for title, listed in COLUMNS.items():
        assert told[title] == "Direction générale des services"
        assert [told[text.partition(" – ")[0]] for text in listed] == [title] * len(listed)


def line(text: str, x: float, base: float, *, size: float = 7, bold: bool = False) -> Line:
    frame = Box(x, base - size, x + 4.0 * len(text), base + 2)
    return Line(text, frame, base, size, bold=bold, italic=False, angle=0, colour=(0, 0, 0), order=0)


def page(columns: Mapping[str, Sequence[str]], *, step: float = 12, bold: bool = False, size: float = 7) -> PageText:
    """Titles in a row, 200 points apart, and lines under each."""
    text = PageText([], [])
    for number, (title, listed) in enumerate(columns.items()):
        text.free.append(line(title, 20 + 200 * number, 100, size=9, bold=True))
        text.free += [line(said, 20 + 200 * number, 120 + step * n, bold=bold, size=size) for n, said in enumerate(listed)]
    return text


def test_what_a_column_lists_gets_bullets_and_what_goes_on_none() -> None:
    text = page(COLUMNS)
    long = next(o for o in text.free if o.text.startswith("Sécurité"))
    text.free.insert(text.free.index(long) + 1, line("Le Goff", 220, long.base + 8))
    for after in [o for o in text.free if o.text == "Maintenance"]:
        text.free[text.free.index(after)] = line("Maintenance", 220, after.base + 8)
    assert len(columns_under_rows(text)) == len(text.free)
    mark_columns(text)
    mark_columns(text)
    marked = [o.text[2:] for o in text.free if o.text.startswith("• ")]
    assert marked == [said for listed in COLUMNS.values() for said in listed]


def test_a_title_of_two_lines_moves_its_column_down() -> None:
    text = page({})
    for number, (title, listed) in enumerate(COLUMNS.items()):
        down = 10 * (number == 1)
        text.free += [line(title, 20 + 200 * number, 100, size=9, bold=True)]
        text.free += [line("immobilier", 20 + 200 * number, 110, size=9, bold=True)] if down else []
        text.free += [line("Anne Roy, directrice", 20 + 200 * number, 111 + down)]
        text.free += [line(said, 20 + 200 * number, 130 + down + 12 * n) for n, said in enumerate(listed)]
    assert len(columns_under_rows(text)) == len(text.free)


NAMES = ("Anne Morel", "Luc Caron", "Odile Besson")
OTHERS = {
    "tasks": ["Gérer la formation", "Assurer le recrutement", "Préparer le budget"],
    "people": ["Budget", "Anne Morel", "Luc Caron"],
    "contacts": ["Service accueil, accueil@exemple.fr", "Service formation, paie@exemple.fr", "Service courrier, poste@exemple.fr"],
    "figures": ["Budget 2024", "Formation 12", "Recrutement 30"],
    "words that are no units": ["Abricots", "Myrtilles", "Framboises"],
    "sentences": ["qui suit les dossiers", "des services", "et les réseaux"],
}


@pytest.mark.parametrize("said", OTHERS)
def test_columns_of_something_else_are_none_of_units(said: str) -> None:
    assert columns_under_rows(page(dict.fromkeys(COLUMNS, OTHERS[said]))) == []


@pytest.mark.parametrize(
    "columns",
    [
        {"Couleurs": ["Direction", "Service"], "Cadres": ["Ville", "Service commun"], "Traits": ["Lien hiérarchique", "Projet"]},
        {"Premier adjoint": ["Finances"], "Deuxième adjointe": ["Urbanisme"], "Troisième adjoint": ["Culture"]},
        {"Associations": ["Amicale du personnel"], "Écoles": ["École maternelle"], "Partenaires": ["Département"]},
    ],
)
def test_columns_under_titles_of_no_units_are_a_legend_or_a_list(columns: dict[str, list[str]]) -> None:
    assert columns_under_rows(page(columns)) == []


def test_a_row_of_titles_has_three_and_lighter_lines_below_in_even_steps() -> None:
    assert columns_under_rows(page(COLUMNS))
    assert not columns_under_rows(page(dict(list(COLUMNS.items())[:2])))
    assert not columns_under_rows(page(COLUMNS, size=9, bold=True))
    assert not columns_under_rows(page(COLUMNS, size=10))
    assert len(columns_under_rows(page(COLUMNS, step=60))) == 2 * len(COLUMNS)  # what is far below stands for itself
    fruits = zip(COLUMNS, OTHERS["words that are no units"], NAMES, strict=True)
    named = {title: [f"{fruit} – {name}"] for title, fruit, name in fruits}
    assert columns_under_rows(page(named))
    beside = page(COLUMNS)
    beside.free += [line("DR", 150 + 200 * number, 100) for number in range(3)]
    assert len(columns_under_rows(beside)) == len(beside.free) - 3
    set_in = page(COLUMNS)
    set_in.free = [o if o.bold else line(o.text, o.frame.x0 + 12, o.base) for o in set_in.free]
    assert not columns_under_rows(set_in)
    turned = page(COLUMNS)
    turned.free = [replace(o, angle=90) for o in turned.free]
    assert not columns_under_rows(turned)
    assert not columns_under_rows(page({**{title: [] for title in COLUMNS}, "Direction de la paie": ["Budget", "Paie"]}))
    uneven = page(COLUMNS)
    uneven.free = [o if o.text != "Contrats" else line("Contrats", 20, o.base + 9) for o in uneven.free]
    uneven.free = [o if o.text != "Maintenance" else line("Maintenance", 220, o.base + 6) for o in uneven.free]
    assert not columns_under_rows(uneven)
    staggered = page(COLUMNS)
    lower = [line(o.text, o.frame.x0, o.base + 6 * (o.frame.x0 > 150)) for o in staggered.free if not o.bold]
    staggered.free = [*(o for o in staggered.free if o.bold), *lower]
    assert not columns_under_rows(staggered)


def test_columns_end_at_boxes_and_at_lines_across() -> None:
    text = page(COLUMNS)
    text.boxes = [TextBox(Box(0, 104, 700, 110))]
    assert columns_under_rows(text) == []
    text = page(COLUMNS)
    text.free.append(line("Les services de la direction générale sont joignables par le standard de la mairie " * 2, 20, 110))
    assert columns_under_rows(text) == []
    text = page(COLUMNS)
    text.free.append(line("Les services de la direction générale sont joignables par le standard de la mairie " * 2, 20, 150))
    assert len(columns_under_rows(text)) == len(text.free) - 1
    text = page(COLUMNS)
    text.free = [o if o.bold else line(o.text, o.frame.x0, o.base + 60) for o in text.free]
    assert columns_under_rows(text) == []  # too far below
    text = page(COLUMNS)
    text.free.append(line("Standard", 20, 170))
    assert len(columns_under_rows(text)) == len(text.free) - 1


def test_columns_under_a_box_each_are_lists_of_the_boxes() -> None:
    text = page(COLUMNS)
    text.boxes = [TextBox(Box(10 + 200 * number, 40, 190 + 200 * number, 70)) for number in range(3)]
    assert columns_under_rows(text) == []
    text.boxes = [TextBox(Box(10, 40, 600, 70))]
    assert columns_under_rows(text)
