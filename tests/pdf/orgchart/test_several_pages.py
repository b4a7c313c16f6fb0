"""Charts of several pages: a page that shows in detail what another one shows as a whole, and one that is another body's (3.27)."""

from __future__ import annotations

from itertools import product

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.pdf.orgchart.several_pages import title_key
from tests import sweeps
from tests.pdf.orgchart.test_drawn_ways import SHEET, box
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

HEAD = "Direction générale"
DIRECTIONS = {
    "Direction des quais": ("Service amarrage", "Service balisage", "Service éclusiers"),
    "Direction des crues": ("Service digues",),
    "Direction des halles": ("Service placiers", "Service propreté"),
    "Direction du guet": (),
}
NEW = {"Direction du port": ("Service grues", "Service criée")}


def _overview(canvas: Canvas) -> None:
    box(canvas, HEAD, 230, 340)
    canvas.lines([(300, 340, 300, 310), (75, 310, 525, 310)])
    for place, title in enumerate(DIRECTIONS):
        box(canvas, title, 10 + 150 * place, 250, width=130)
        canvas.line(75 + 150 * place, 310, 75 + 150 * place, 280)
    canvas.showPage()


def _frames(canvas: Canvas, frames: dict[str, tuple[str, ...]], columns: int) -> None:
    """Frames with their titles on colour, packed: each in the column that is least high."""
    down = [350.0] * columns
    for title, services in frames.items():
        place = max(range(columns), key=lambda one: down[one])
        x, top, high = 20 + 190 * place, down[place], 18 + 13 * len(services) + 4 * bool(services)
        canvas.rect(x, top - high, 170, high)
        canvas.setFillColorRGB(0.2, 0.4, 0.6)
        canvas.rect(x, top - 18, 170, 18, fill=1)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(x + 6, top - 12, title)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica", 8)
        for row, service in enumerate(services):
            canvas.drawString(x + 6, top - 30 - 13 * row, service)
        down[place] -= high + 12


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("frames", [DIRECTIONS, NEW | DIRECTIONS], ids=["all known", "one new"])
def test_frames_of_a_second_page_are_the_units_of_the_first_with_their_services(
    frames: dict[str, tuple[str, ...]], columns: int
) -> None:
    """3.27: packed in columns, caps were read twice, and strung under one another; one without services is one unit, too."""

    def draw(canvas: Canvas) -> None:
        _overview(canvas)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(20, 375, "Détail des directions")
        _frames(canvas, frames, columns)

    chart = chart_of(drawn(draw, size=SHEET))
    titles = {unit.id: unit.title for unit in chart.units}
    under = {service: title for title, services in frames.items() for service in services}
    expected = [(HEAD, None), *((title, HEAD) for title in DIRECTIONS), *under.items()]
    told = [(unit.title, titles.get(unit.parent or "")) for unit in chart.units]
    assert sorted(told, key=str) == sorted([*expected, *((title, None) for title in frames if title in NEW)], key=str)


def test_frames_of_another_body_are_no_units_of_the_first_though_they_are_called_the_same() -> None:
    """3.27: others work there, under another head."""

    def draw(canvas: Canvas) -> None:
        for head, more in ((HEAD, ""), ("Centre d’action sociale", " des aînés")):
            canvas.setFillColorRGB(0.9, 0.8, 0.5)
            box(canvas, head, 20, 362, width=550, fill=1)
            _frames(canvas, {title: tuple(name + more for name in own) for title, own in DIRECTIONS.items()}, 3)
            canvas.showPage()

    titles = [unit.title for unit in chart_of(drawn(draw, size=SHEET)).units]
    assert [titles.count(title) for title in DIRECTIONS] == [2, 2, 2, 2]


def test_sites_that_have_the_same_posts_on_a_page_each_keep_their_own() -> None:
    """3.27: « Accueil » and « Ménage » of the second site are none of the first, though boxes alike and called the same."""

    def draw(canvas: Canvas) -> None:
        for site in ("Service de la gare", "Service du port", "Service des halles"):
            box(canvas, HEAD, 20, 340)
            canvas.lines([(90, 340, 90, 320), (90, 320, 300, 320), (300, 320, 300, 310)])
            box(canvas, site, 230, 280)
            for place, title in enumerate(("Accueil", "Ménage")):
                box(canvas, title, 245, 244 - 36 * place, width=125)
            canvas.showPage()

    titles = [unit.title for unit in chart_of(drawn(draw, size=SHEET)).units]
    assert [titles.count(title) for title in (HEAD, "Accueil", "Ménage")] == [1, 3, 3]


LIST: tuple[tuple[int, str, str], ...] = (
    (0, "Direction générale", "Odile Roche"),
    (1, "Pôle fleuve", "Karim Haddad"),
    (2, "Direction des quais", "Inès Caron"),
    (3, "Service amarrage", "Ronan Le Goff"),
    (3, "Service balisage", "Luc Tessier"),
    (2, "Direction des crues", "Maud Guyot"),
    (3, "Service digues", "Yann Morel"),
    (3, "Service pompes", "Odile Prat"),
    (1, "Pôle bourg", "Claire Aubert"),
    (2, "Direction des halles", "Bruno Vasseur"),
    (3, "Service placiers", "Nadia Cherif"),
    (3, "Service propreté", "Paul Garnier"),
)


@pytest.mark.parametrize(("turn", "way"), sweeps.mixed(range(4, 12), [*product([(0, 0, 0, 18), (0, 12, 24, 36)], [0, 12])]))
def test_a_list_goes_on_over_the_end_of_a_page_as_it_is_set(turn: int, way: tuple[tuple[int, ...], int]) -> None:
    """3.27: how far entries are set in, and in what letters, tells on the next page what it tells on the first one."""
    insets, moved = way

    def draw(canvas: Canvas) -> None:
        y, left = 370.0, 30
        for place, (depth, title, name) in enumerate(LIST):
            if place == turn:
                canvas.showPage()
                y, left = 370.0, 30 + moved
            size = (11, 10, 9, 9)[depth]
            canvas.setFont("Helvetica" if depth == 3 else "Helvetica-Bold", size)
            canvas.drawString(left + insets[depth], y, title)
            start = left + insets[depth] + canvas.stringWidth(title) + 3
            end = 570 - canvas.stringWidth(name) - 3
            canvas.drawString(start, y, "." * int((end - start) / canvas.stringWidth(".")))
            canvas.drawRightString(570, y, name)
            y -= 17 if depth < 3 else 14

    assert _heads(drawn(draw, size=SHEET)) == _expected()


def _heads(pdf: bytes) -> dict[str, str | None]:
    units = chart_of(pdf).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: titles.get(unit.parent or "") for unit in units}


def _expected() -> dict[str, str | None]:
    heads: list[str] = []
    expected: dict[str, str | None] = {}
    for depth, title, _ in LIST:
        heads = [*heads[:depth], title]
        expected[title] = heads[-2] if depth else None
    return expected


@pytest.mark.parametrize("turn", [7, 10])
def test_a_list_goes_on_in_the_next_column_as_it_is_set(turn: int) -> None:
    """3.27: services that stood first in a column hung on the head of all, for certain; a person reads on."""

    def draw(canvas: Canvas) -> None:
        y, left = 370.0, 30
        for place, (depth, title, name) in enumerate(LIST):
            y, left = (370.0, 330) if place == turn else (y, left)
            canvas.setFont("Helvetica" if depth == 3 else "Helvetica-Bold", (14, 11, 9, 9)[depth])
            canvas.drawString(left, y, f"{title} – {name}")
            y -= (20, 16, 12, 12)[depth]

    assert _heads(drawn(draw, size=SHEET)) == _expected()


@pytest.mark.parametrize(
    ("title", "boss", "other"),
    [
        pytest.param("Organigramme du CCAS de Valmont", "Luc Morel", True, id="another body"),
        pytest.param("Organigramme des villages de Valmont", "Luc Morel", False, id="of no body"),
        pytest.param("Organigramme du CCAS de Valmont", "Anne Petit", False, id="the same head"),
    ],
)
def test_a_page_that_is_another_bodys_has_units_of_its_own(title: str, boss: str, *, other: bool) -> None:
    """3.27: « Finances » of the welfare office was the town’s, with what stands under it, for certain."""
    units = "Finances", "Communication", "Ressources humaines"

    def filled(canvas: Canvas, x: float, y: float, width: float, said: tuple[str, ...]) -> None:
        canvas.setFillColorRGB(0.8, 0.87, 0.94)
        canvas.rect(x, y, width, 30, fill=1)
        canvas.setFillGray(0)
        for row, text in enumerate(said):
            canvas.drawCentredString(x + width / 2, y + 18 - 11 * row, text)

    def draw(canvas: Canvas) -> None:
        for over, head, name in (
            ("Organigramme de la Ville de Valmont", "Direction générale", "Anne Petit"),
            (title, "Direction du CCAS", boss),
        ):
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(20, 375, over)
            canvas.setFont("Helvetica-Bold", 8)
            filled(canvas, 230, 320, 140, (head, name))
            for place, unit in enumerate(units):
                x = 20 + 190 * place
                filled(canvas, x, 230, 140, (unit,))
                if over == title:
                    canvas.setFont("Helvetica", 8)
                    box(canvas, f"Cellule {unit.lower()}", x, 190, width=140)
                    canvas.setFont("Helvetica-Bold", 8)
                else:
                    canvas.lines([(300, 320, 300, 290), (300, 290, x + 70, 290), (x + 70, 290, x + 70, 260)])
            canvas.showPage()

    chart = chart_of(drawn(draw, size=SHEET))
    told = [unit.title for unit in chart.units]
    assert [told.count(unit) for unit in units] == [1 + other] * len(units)
    if other:
        (head,) = (unit.id for unit in chart.units if unit.title == "Direction du CCAS")
        below = [(unit.title, unit.confidence_parent < 0.9) for unit in chart.units if unit.parent == head]
        assert sorted(below) == [(unit, True) for unit in sorted(units)]


POLES = {
    "Pôle ressources": ("Direction des finances", "Direction du personnel", "Direction des achats"),
    "Pôle fleuve": ("Direction des quais", "Direction des crues", "Direction du port", "Direction des digues"),
    "Pôle bourg": ("Direction des halles", "Direction du guet"),
}


def _cards(canvas: Canvas, *, turn: int, strips: bool, over: str = "") -> None:
    """Cards two in a row under headings without boxes, or *strips*; a new page before row *turn*, with the title *over* on it."""
    canvas.setFillGray(0.75)
    box(canvas, HEAD, 20, 350, "Mme Odile Roche", width=560, fill=1)
    y, row = 340, 0
    for pole, directions in POLES.items():
        if row == turn:
            canvas.showPage()
            y = 370
        canvas.setFillGray(0.6)
        canvas.rect(20, y - 22, 560, 18, stroke=0, fill=int(strips))
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(24 if strips else 20, y - 17, pole)
        y -= 30
        for place in range(0, len(directions), 2):
            if row == turn and place:
                canvas.showPage()
                canvas.setFont("Helvetica-Bold", 14)
                canvas.drawString(20, 375, over)
                y = 365
            for column, title in enumerate(directions[place : place + 2]):
                canvas.setFillGray(0.95)
                box(canvas, title, 20 + 285 * column, y - 30, "M. Luc Tessier", width=275, fill=1)
            y, row = y - 40, row + 1


def test_a_card_at_the_top_of_a_page_goes_on_the_section_of_the_page_before() -> None:
    """3.27: it was the head of all that follows, for certain, and a heading alone on its page was the page's title."""
    under = {title: pole for pole, titles in POLES.items() for title in titles} | dict.fromkeys(POLES, HEAD) | {HEAD: None}
    for turn, strips in product((3, 4), (False, True)):
        data = drawn(lambda canvas: _cards(canvas, turn=turn, strips=strips), size=SHEET)  # noqa: B023
        assert _heads(data) == under, (turn, strips)


def test_a_page_that_has_a_title_of_its_own_goes_on_nothing() -> None:
    """3.27: whose cards these are, the title says."""
    units = chart_of(drawn(lambda canvas: _cards(canvas, turn=3, strips=False, over="Les services du port"), size=SHEET)).units
    titles = {unit.id: unit.title for unit in units}
    (card,) = (unit for unit in units if unit.title == "Direction du port")
    assert titles.get(card.parent or "") != "Pôle fleuve"


def test_a_bar_in_a_colour_of_its_own_goes_on_the_page_before_where_its_words_are_of_the_rank_of_those_there() -> None:
    """3.27: it was a root for certain; « CCAS de Valmont » is one, in whatever colour."""

    def bar(canvas: Canvas, title: str, y: float, colour: tuple[float, float, float], *, size: float = 9) -> None:
        canvas.setFillColorRGB(*colour)
        canvas.rect(20, y, 560, 18, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(28, y + 5, title)
        canvas.setFillGray(0)

    def services(canvas: Canvas, y: float, *titles: str) -> None:
        for column, title in enumerate(titles):
            box(canvas, title, 40 + 280 * column, y, width=250)

    def heads(title: str) -> dict[str, str | None]:
        def draw(canvas: Canvas) -> None:
            bar(canvas, "Direction générale", 350, (0.1, 0.1, 0.1), size=11)
            bar(canvas, "Pôle ressources", 310, (0.2, 0.4, 0.1))
            services(canvas, 270, "Service paie", "Service achats")
            bar(canvas, "Pôle technique", 230, (0.6, 0.1, 0.2))
            services(canvas, 190, "Service voirie", "Service des eaux")
            canvas.showPage()
            bar(canvas, title, 350, (0.1, 0.2, 0.7))
            services(canvas, 310, "Service des aînés", "Service logement")

        return _heads(drawn(draw, size=SHEET))

    assert heads("Pôle population")["Pôle population"] == "Direction générale"
    assert heads("CCAS de Valmont")["CCAS de Valmont"] is None


STAIR = (
    (0, "Direction générale", 1), (1, "Pôle ressources", 1), (2, "Finances", 1), (3, "Budget", 1), (3, "Fiscalité", 1),
    (2, "Achats", 1), (3, "Marchés", 2), (3, "Magasin", 2), (2, "Informatique", 2), (1, "Pôle technique", 2), (2, "Voirie", 2),
    (3, "Signalisation", 2), (3, "Éclairage", 3), (2, "Bâtiments", 3), (1, "Pôle population", 3), (2, "État civil", 3),
)  # fmt: skip


def _stair(canvas: Canvas, *, beside: bool = False) -> None:
    """A list of boxes of one look as a browser prints it, with rails at their left that go on from page to page."""
    page, y = 1, 380.0
    rails: dict[int, float] = {}
    for level, title, on in STAIR:
        if on > page:
            for depth, top in rails.items():
                if any(rank == depth for rank, _, at in STAIR if at >= on):
                    canvas.line(10 + 25 * depth, top, 10 + 25 * depth, 40)
            canvas.showPage()
            page, y, rails = on, 380.0, dict.fromkeys(rails, 395.0)
        box(canvas, title, 20 + 25 * level, y - 20, width=60 + 5 * len(title))
        if beside and level == 2:
            box(canvas, f"{title} (annexe)", 320, y - 20, width=150)
        if level:
            canvas.lines(
                [(10 + 25 * level, rails[level], 10 + 25 * level, y - 8), (10 + 25 * level, y - 8, 20 + 25 * level, y - 8)]
            )
            rails[level] = y - 8
        rails = {depth: top for depth, top in rails.items() if depth <= level} | {level + 1: y - 20}
        y -= 36


def test_a_stair_of_boxes_goes_on_over_pages_as_it_is_set() -> None:
    """3.27: the first box of a page headed those that hang on its rail, or had no head for certain."""
    path: list[str] = []
    under: dict[str, str | None] = {}
    for level, title, _ in STAIR:
        path = [*path[:level], title]
        under[title] = path[-2] if level else None
    data = drawn(_stair, size=SHEET)
    assert _heads(data) == under
    assert all(unit.confidence_parent >= 0.9 for unit in chart_of(data).units if unit.page > 1)


def test_where_boxes_stand_beside_those_of_a_stair_nothing_is_sure_over_its_pages() -> None:
    """3.27: what begins at the left of two columns may be of either."""
    units = chart_of(drawn(lambda canvas: _stair(canvas, beside=True), size=SHEET)).units
    assert not [
        unit.title for unit in units if unit.title in ("Marchés", "Éclairage") and unit.parent and unit.confidence_parent >= 0.9
    ]


@pytest.mark.parametrize(
    ("boss", "second", "bodies"),
    [
        pytest.param("Jo Blin", {"Tramway": "Max Vidal", "Mobilités": "Eva Simon"}, 2, id="another head, other units"),
        pytest.param(
            "Jo Blin", {"Finances": "Max Vidal", "Mobilités": "Eva Simon"}, 2, id="a unit called alike has another head, too"
        ),
        pytest.param("M. Petit", {"Sports": "Max Vidal", "Culture": "Eva Simon"}, 1, id="the head, written otherwise"),
        pytest.param("", {"Sports": "Max Vidal", "Culture": "Eva Simon"}, 1, id="nobody is named"),
        pytest.param("Jo Blin", {"Finances": "Paul Noël", "Culture": "Eva Simon"}, 1, id="a unit again, with its head"),
        pytest.param("Jo Blin", {}, 1, id="nothing under it"),
        pytest.param("Jo Blin, adjoint", {"Sports": "Max Vidal", "Culture": "Eva Simon"}, 1, id="who stands below the head"),
    ],
)
def test_a_head_that_names_somebody_else_over_other_units_is_another_bodys(boss: str, second: dict[str, str], bodies: int) -> None:
    """3.27: the poles of the Métropole, on a sheet of their own, were under the town’s head of services, for certain."""
    top = "Direction générale des services"

    def draw(canvas: Canvas) -> None:
        for page, (name, units) in enumerate((("Luc Petit", {"Finances": "Paul Noël", "Voirie": "Yves Brun"}), (boss, second))):
            canvas.drawString(20, 380, ("Organigramme des services", "Organigramme de la Métropole")[page])
            box(canvas, top, 230, 320, name)
            for place, (unit, head) in enumerate(units.items()):
                box(canvas, unit, 120 + 220 * place, 230, head)
                canvas.lines(
                    [(300, 320, 300, 290), (300, 290, 190 + 220 * place, 290), (190 + 220 * place, 290, 190 + 220 * place, 260)]
                )
            if not units:
                box(canvas, "Accueil", 20, 100, "Lise Roux")
            canvas.showPage()

    chart = chart_of(drawn(draw, size=SHEET))
    heads = [unit for unit in chart.units if unit.title == top]
    assert len(heads) == bodies
    if bodies > 1:
        titles = {head.id: [unit.title for unit in chart.units if unit.parent == head.id] for head in heads}
        assert [*titles.values()] == [["Finances", "Voirie"], [*second]]


def test_what_stands_alone_on_a_page_without_a_title_heads_nothing_for_certain() -> None:
    """3.27: the last box of a list that a browser broke over pages was surely a root; a page with a title may be another body's."""

    def draw(canvas: Canvas, over: str) -> None:
        box(canvas, "Direction générale", 200, 350)
        for place, title in enumerate(("Service des eaux", "Service voirie")):
            canvas.lines(
                [(260, 350, 260, 330), (260, 330, 160 + 200 * place, 330), (160 + 200 * place, 330, 160 + 200 * place, 320)]
            )
            box(canvas, title, 100 + 200 * place, 290)
        canvas.showPage()
        if over:
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(20, 375, over)
        box(canvas, "Service des aînés", 20, 320, "Mme Odile Roche")

    for over, sure in (("", False), ("Organigramme du CCAS", True)):
        units = chart_of(drawn(lambda canvas: draw(canvas, over), size=SHEET)).units  # noqa: B023
        (alone,) = (unit for unit in units if unit.title == "Service des aînés")
        assert (alone.confidence_parent >= 0.9) == sure, over


def test_what_hangs_on_the_first_page_is_detailed_on_the_second_whoever_is_named() -> None:
    """3.27: « Direction technique » with another name on its own page was a root there, its services under it for certain."""

    def tree(canvas: Canvas, top: tuple[str, str], below: dict[str, str]) -> None:
        box(canvas, top[0], 230, 320, top[1])
        for place, (unit, name) in enumerate(below.items()):
            x = 20 + 190 * place
            box(canvas, unit, x, 230, name)
            canvas.lines([(300, 320, 300, 290), (300, 290, x + 70, 290), (x + 70, 290, x + 70, 260)])

    def draw(canvas: Canvas) -> None:
        tree(canvas, (HEAD, "Luc Petit"), {"Direction technique": "Jo Blin", "Direction des finances": "Paul Noir"})
        box(canvas, "Secrétariat technique", 20, 150, "Léa Faur")
        canvas.line(90, 230, 90, 180)
        canvas.showPage()
        tree(canvas, ("Direction technique", "Ida Moss"), {"Voirie": "Luc Roy", "Parcs": "Marc Denis"})
        canvas.showPage()

    heads = _heads(drawn(draw, size=SHEET))
    assert (heads["Voirie"], heads["Direction technique"]) == ("Direction technique", HEAD)


@pytest.mark.parametrize(
    ("again", "same"),
    [
        ("Area Mense (segue)", True), ("Area Mense (continua)", True), ("Área Mense [continuación]", True),
        ("Area Mense (Forts.)", True),
        ("Area Mense (vervolg)", True), ("Area Mense (cont’d)", True), ("Formazione continua", False),
        ("Area Mense (continuità)", False),
        ("Continuous improvement", False), ("Area Mense (scuole)", False),
    ],
)  # fmt: skip
def test_a_title_that_goes_on_says_so_in_brackets(again: str, same: bool) -> None:
    """3.27: « (segue) » made another unit of the one that the first page shows, for certain, and hung all services under that."""
    bare = again.split(" (")[0].split(" [")[0]
    assert (title_key(again) == title_key(bare)) is (same or bare == again)
