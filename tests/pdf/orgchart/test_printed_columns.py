"""Pages of a town's journal: no boxes, columns of text that go on in the next one, services in one line, a folio (3.27)."""

from __future__ import annotations

from functools import partial

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.marks.strokes import without_rules_of
from monitor.pdf.orgchart.units.legends import is_foot
from tests.pdf.orgchart.test_open_layout import _tree
from tests.pdf.orgchart.test_tables_of_units import chart_of
from tests.pdf.pdfs import drawn

SIZE = (595.0, 500.0)
HEAD = ("Direction générale des services", "Odile Roche")
POLES = {
    ("Moyens généraux", "Karim Haddad"): {
        ("Direction des finances", "Anne Roy"): ["Budget", "Dette et trésorerie", "Marchés publics"],
        ("Direction du personnel", "Paul Petit"): ["Paie", "Formation"],
    },
    ("Cadre de vie", "Inès Caron"): {
        ("Direction de la voirie", "Yann Prat"): ["Éclairage public", "Propreté", "Parc auto"],
        ("Direction des bâtiments", "Eva Roux"): ["Énergie", "Travaux"],
        ("Direction des parcs", "Hugo Simon"): ["Serres"],
    },
    ("Éducation et sports", "Ronan Le Goff"): {
        ("Direction des écoles", "Lise Faure"): ["Restauration scolaire", "Garderies"],
        ("Direction de la jeunesse", "Marc Noël"): ["Accueils de loisirs", "Conseil des jeunes"],
    },
}
EXPECTED: dict[str, tuple[str | None, list[str]]] = {HEAD[0]: (None, [HEAD[1]])}
for _pole, _own in POLES.items():
    EXPECTED[_pole[0]] = (HEAD[0], [_pole[1]])
    for _direction, _services in _own.items():
        EXPECTED[_direction[0]] = (_pole[0], [_direction[1]])
        EXPECTED |= {service: (_direction[0], []) for service in _services}


def _page(
    canvas: Canvas,
    *,
    mark: str = ", ",
    bold: bool = True,
    ruled: bool = False,
    folio: str = "Vivre à Valmont – n° 87 – Janvier 2025 – page 14",
) -> None:
    """The page: columns of 180 points, full to the same depth; *ruled*: a bar as wide as its column over each heading."""
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(30, 460, "L’organigramme des services")
    canvas.setFillGray(0.9)
    canvas.rect(30, 405, 535, 34, stroke=0, fill=1)
    canvas.setFillGray(0)
    for up, words, font, size in ((424, HEAD[0], "Helvetica-Bold", 11.0), (411, HEAD[1], "Helvetica-Oblique", 9.0)):
        canvas.setFont(font, size)
        canvas.drawString(40, up, words)
    blocks: list[list[tuple[str, str, float, float]]] = []
    for (pole, head), own in POLES.items():
        blocks.append([(pole, "Helvetica-Bold" if bold else "Helvetica", 13, 0.1), (head, "Helvetica-Oblique", 9, 0)])
        for (direction, name), services in own.items():
            lines = [(direction, "Helvetica-Bold", 9.0, 0.0), (name, "Helvetica", 9.0, 0.0)]
            blocks.append([*lines, (mark.join(services), "Helvetica", 7.5, 0.5)])
    x, y = 30.0, 380.0
    for block in blocks:
        if y - 13 * len(block) < 200:
            x, y = x + 190, 380.0
        if ruled and block[0][2] == 13:
            canvas.rect(x, y + 13, 180, 3, stroke=0, fill=1)
        for words, font, size, grey in block:
            canvas.setFont(font, size)
            canvas.setFillGray(grey)
            canvas.drawString(x, y, words)
            y -= 12
        y -= 10
    if not bold:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(30, 150, "Au service de tous, partout et toute l’année à Valmont")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(30, 20, folio)
    canvas.setFillGray(0.9)
    canvas.rect(410, 60, 150, 60, stroke=0, fill=1)
    canvas.setFillGray(0)
    for row, words in enumerate(("Bon à savoir", "Lundi au vendredi de 8 h 30 à 17 h", "Tél. 03 80 12 34 56")):
        canvas.drawString(418, 108 - 12 * row, words)


@pytest.mark.parametrize(("mark", "bold", "ruled"), [(", ", True, False), (" ; ", False, False), (", ", True, True)])
def test_columns_go_on_services_in_one_line_are_units_and_the_folio_is_none(*, mark: str, bold: bool, ruled: bool) -> None:
    """3.27: « Budget, Dette et trésorerie » was one unit, and so was the folio, which is « renamed » with each issue.

    What goes on at the top of a column was of the first heading of the one before, as certain; it is of the last one. Poles in
    light letters, larger than the bold titles under them, were services. A bar over a heading joins nothing to the title beside its
    end. A box with hours or a line across the foot is none of it.
    """
    chart = chart_of(drawn(partial(_page, mark=mark, bold=bold, ruled=ruled), size=SIZE))
    read = {title: said for title, said in _tree(chart).items() if not title.startswith(("Bon à", "Au service"))}
    assert read == EXPECTED
    assert min(unit.confidence_parent for unit in chart.units if unit.title in EXPECTED) >= SURE


LEFT = ["*Moyens", "Direction des finances", "Direction du personnel", "*Cadre de vie", "Direction de la voirie"]
MIDDLE = ["Direction des parcs", "*Culture", "Direction des musées", "Direction des fêtes", "*Enfance"]
STAFF = ["Direction de la communication", "Direction juridique", "Direction de la qualité"]
NAMES = ("Anne Roy", "Paul Petit", "Inès Caron", "Yann Prat", "Eva Roux", "Hugo Simon", "Lise Faure", "Marc Noël")


def _columns(canvas: Canvas, columns: list[list[tuple[float, str]]]) -> None:
    """The general direction, and in each column titles with names so far below it, in points; with « * » those of headings."""
    for x, own in ((40.0, [(0.0, "*Direction générale")]), *((40.0 + 180 * n, own) for n, own in enumerate(columns))):
        for place, (down, title) in enumerate(own):
            canvas.setFont("Helvetica-Bold", 9 + 4 * title.startswith("*") + 3 * (down == 0))
            canvas.drawString(x, 450 - down, title.lstrip("*"))
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x, 438 - down, NAMES[(place + int(x)) % len(NAMES)])


def _down(titles: list[str]) -> list[tuple[float, str]]:
    return [(60.0 + 34 * place, title) for place, title in enumerate(titles)]


def test_a_column_goes_on_for_certain_only_where_there_was_no_room_and_a_heading_follows() -> None:
    """3.27: a last column without a heading may be of the general direction; under rows of headings nothing goes on.

    Nor does a column that begins with a title above that of the heading, nor surely one with words unlike those of all others.
    """
    sections = [[(60.0, "*Moyens"), (200.0, "*Cadre de vie")], [], []]
    for place, title in enumerate(("finances", "achats", "paie", "voirie", "eau", "parcs")):
        for row in (0, 34):
            sections[place % 3].append((94.0 + 140 * (place > 2) + row, f"Direction {title} {row}"))
    surely = (
        ("the last goes on", [_down(LEFT), _down(MIDDLE), _down([*STAFF, "*Santé"])], ("Cadre de vie", "Enfance")),
        ("no heading", [_down(LEFT[:4]), _down(["*Voirie", "Eau", "*Culture", "Musées"]), _down(STAFF)], (None,)),
        (
            "room below",
            [_down([*LEFT, "Parcs", "Serres", "Halles"]), _down(["*Culture", "Musées"]), _down([*STAFF, "*Santé", "Crèches"])],
            (None,),
        ),
        ("rows of headings", [sorted(own) for own in sections], (None, None)),
        (
            "a higher title",
            [
                _down([*LEFT[:3], "*Pôle vert", "Direction des parcs", "Serres"]),
                _down(["Direction générale des services", *MIDDLE[:4]]),
            ],
            (None,),
        ),
        ("other words", [_down(LEFT), _down(MIDDLE), _down(["Instances", "Syndicats", "*Santé"])], ("Cadre de vie", None)),
    )
    for case, columns, heads in surely:
        units = chart_of(drawn(partial(_columns, columns=columns), size=(600.0, 500.0))).units
        titles = {unit.id: unit.title for unit in units}
        sure = {unit.title: titles.get(unit.parent or "") for unit in units if unit.confidence_parent >= SURE}
        firsts = [own[0][1] for own in columns[1:] if not own[0][1].startswith("*")]
        assert all(sure.get(first) in (head, None) for first, head in zip(firsts, heads, strict=True)), (case, sure)
        assert heads[0] is None or [sure.get(first) for first in firsts] == list(heads), (case, sure)


def test_a_folio_has_two_of_issue_date_and_page() -> None:
    """3.27: one of them may be said of a unit, « École n° 12 », and so may a number behind it."""
    folios = (
        "Le Mag de Valmont | Janvier 2025 | n° 87 | 9", "14 | Vivre à Valmont | hiver 2025", "Amtsblatt Nr. 3/2025 · Seite 5",
        "Valmont Matters – Vol. 12 – Spring 2025 – 11", "Boletín municipal, núm. 14, marzo de 2025", "La Lettre, n° 12, p. 3",
    )  # fmt: skip
    units = (
        "Centre social n° 2 – depuis 2021",
        "Mission Paris 2024 – Équipe n° 1",
        "École n° 1 – p. 12",
        "Ward No 3 – Election 2026",
        "École n° 12", "Crèche n° 3 – 12", "Secteur 1, Secteur 2", "Direction régionale, Nr. 4", "Service voirie – n° 12",
        "Unité 3, n° 12, 14", "Kita 12, Nr. 4", "Bureau 12, Page 3 Conseil, Études",
    )  # fmt: skip
    assert [text for text in folios if not is_foot(text)] + [text for text in units if is_foot(text)] == []
    for folio in ("14 • Vivre à Valmont", "– 14 –"):  # where it is small, and far below all that is larger
        assert set(_tree(chart_of(drawn(partial(_page, folio=folio), size=SIZE)))) - {"Bon à savoir"} == EXPECTED.keys()


def _portraits(canvas: Canvas, *, bullet: str = "– ") -> None:
    """A tree of people in discs, words below in the middle, services flush with the side of columns; one width for each pole."""

    def node(x: float, y: float, title: str, name: str) -> None:
        canvas.circle(x, y, 16, stroke=0, fill=1)
        for row, (words, font) in enumerate(((name, "Helvetica-Bold"), (title, "Helvetica"))):
            canvas.setFont(font, 8)
            canvas.drawCentredString(x, y - 26 - 10 * row, words)

    node(300, 460, "Direction générale", "Odile Roche")
    canvas.line(300, 420, 300, 410)
    canvas.line(150, 410, 450, 410)
    for place, (pole, own) in enumerate(PORTRAITS.items()):
        x, width = 150 + 300 * place, 260 / len(own)
        canvas.line(x, 410, x, 396)
        node(x, 380, *pole)
        canvas.line(x, 340, x, 316 if len(own) == 1 else 330)
        for row, (direction, services) in enumerate(own.items()):
            middle = x + width * (row + 0.5 - len(own) / 2)
            if len(own) > 1:
                canvas.line(x, 330, middle, 330)
                canvas.line(middle, 330, middle, 316)
            node(middle, 300, *direction)
            canvas.setFont("Helvetica", 7)
            for down, service in enumerate(services):
                canvas.drawString(middle - width / 2 + 60 / len(own), 252 - 9 * down, bullet + service)


PORTRAITS = {
    ("Pôle ressources", "Karim Haddad"): {
        ("Direction des finances", "Anne Roy"): ["Budget", "Dette"],
        ("Direction du personnel", "Paul Petit"): ["Paie", "Formation"],
    },
    ("Pôle de la vie sociale et culturelle de Valmont", "Inès Caron"): {("Direction des fêtes", "Hugo Simon"): ["Marchés", "Bals"]},
}


@pytest.mark.parametrize("bullet", ["– ", "• "])
def test_a_list_at_the_side_of_its_column_is_of_the_title_right_above_it(bullet: str) -> None:
    """3.27: of the only direction of a pole it hung at the pole, whose longer title reached over it, and so « moved » there."""
    tree = _tree(chart_of(drawn(partial(_portraits, bullet=bullet), size=(600.0, 500.0))))
    heads = {service: head for own in PORTRAITS.values() for (head, _), services in own.items() for service in services}
    assert {service: tree[service][0] for service in heads} == heads


def test_what_begins_flush_with_words_over_or_under_them_and_meets_nothing_is_a_rule() -> None:
    """3.27: not a stub, what runs at the words' height, what another stroke meets, or a stroke that begins elsewhere."""
    words = Box(100, 50, 200, 62)
    strokes = {
        "bar": (100, 46, 290, 46),
        "underline": (101, 66, 180, 66),
        "stub": (100, 41, 120, 41),
        "at its height": (100, 56, 290, 56),
        "rail": (100, 73, 290, 73),
        "its arm": (290, 73, 290, 300),
        "elsewhere": (130, 69, 290, 69),
    }
    segments = {name: Segment(*ends, 1.0, dashed=False, path=number) for number, (name, ends) in enumerate(strokes.items())}
    kept = without_rules_of([words], list(segments.values()))
    assert [name for name, segment in segments.items() if segment not in kept] == ["bar", "underline"]


# Pole, direction and service by their indent; « | » where a column ends, « || » where a page does
_IN_TWO = """Pôle ressources
 Direction des finances
  – Service budget
  – Service dette
 Direction du personnel
  – Service paie
Pôle cadre de vie
 Direction de la voirie
  – Service propreté
|
 Direction des parcs
  – Service serres
Pôle éducation
 Direction des écoles
  – Service cantines
 Direction de la jeunesse
  – Service loisirs
||
 Direction des crèches
  – Service petite enfance
|
 Direction des sports
  – Service stades"""


def _in_two(canvas: Canvas) -> None:
    """The lists in two columns on two pages; a line in the middle stands over both columns of the first."""
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawCentredString(SIZE[0] / 2, 470, HEAD[0])
    x, y = 40.0, 440.0
    for line in _IN_TWO.splitlines():
        if line.startswith("|"):
            x, y = (40.0, 470.0) if line == "||" else (320.0, 440.0 if y < 400 else 470.0)
            if line == "||":
                canvas.showPage()
            continue
        title = line.lstrip()
        depth = len(line) - len(title)
        canvas.setFont("Helvetica" if depth == 2 else "Helvetica-Bold", (11, 9.5, 8.5)[depth])
        canvas.drawString(x + 10 * depth, y, title)
        y -= 16


def test_columns_go_on_over_the_end_of_a_page_under_a_line_over_both() -> None:
    """At the top of the second page directions had no head, for certain."""
    chart = chart_of(drawn(_in_two, size=SIZE))
    titles = {unit.id: unit.title for unit in chart.units}
    found = {unit.title: titles.get(unit.parent or "") for unit in chart.units}
    assert {found[f"Direction des {those}"] for those in ("écoles", "crèches", "sports")} == {"Pôle éducation"}
    assert found["Service petite enfance"] == "Direction des crèches"
    assert found["Pôle éducation"] == HEAD[0]
