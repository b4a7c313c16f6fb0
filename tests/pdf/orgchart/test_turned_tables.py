"""Tables whose columns of units stand the wrong way round, the highest at the right (3.27, 13.1)."""

from __future__ import annotations

from functools import partial

from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

SHEET, EDGES = (600.0, 400.0), (30, 180, 300, 450, 570)
FRENCH = (("Service", "Responsable", "Pôle", "Directeur"), *(
    (title, name, pole, head)
    for pole, head, own in (
        ("Pôle social", "Anne ROY", {"Service familles": "Luc PETIT", "Service seniors": "Ida NOEL", "Bureau d’aide": "Tom BLIN"}),
        ("Pôle technique", "Paul HENRY", {"Service voirie": "Eva LUCAS", "Service des eaux": "Hugo PONS"}),
        ("Pôle culture", "Zoé MARIN", {"Service musées": "Léa VIDAL", "Service fêtes": "Jean BON"}),
    )
    for title, name in own.items()
))  # fmt: skip
ENGLISH = (("Team", "Team leader", "Department", "Director"), *(
    (title, name, "Housing Department" if place > 2 else "Finance Department", "Mary LANE" if place > 2 else "Peter HALE")
    for place, (title, name) in enumerate((("Payroll Team", "Ann ROSE"), ("Audit Team", "Tom HILL"), ("Tax Team", "Eve COLE"),
        ("Repairs Team", "Joe MOSS"), ("Lettings Team", "Kate FORD"), ("Rents Unit", "Sam WOOD")))
))  # fmt: skip

BELOW = ("Luc PETIT", "Ida NOEL", "Tom BLIN", "Eva LUCAS", "Hugo PONS", "Léa VIDAL")


def table(rows: tuple[tuple[str, ...], ...], look: str, canvas: Canvas) -> None:
    """*look*: "ruled", "once" (heads of several rows are printed in the first of them only), or every second row "grey"."""
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(30, 375, "Organigramme")
    for place, row in enumerate(rows):
        y = 340 - 18 * place
        canvas.setFillGray(0.93)
        if look == "grey" and place % 2:
            canvas.rect(EDGES[0], y - 5, EDGES[-1] - EDGES[0], 18, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica" if place else "Helvetica-Bold", 9)
        for column, text in enumerate(row):
            if look == "ruled":
                canvas.rect(EDGES[column], y - 5, EDGES[column + 1] - EDGES[column], 18)
            if not (look == "once" and column > 1 and rows[place - 1][2] == row[2]):
                canvas.drawString(EDGES[column] + 4, y, text)


def test_a_column_that_stands_beside_several_rows_and_outranks_them_is_over_them() -> None:
    """3.27, 13.1: by the words of its titles, or by those over the columns; whoever stands right of a title heads it."""
    for rows, look in ((FRENCH, "ruled"), (FRENCH, "once"), (FRENCH, "grey"), (ENGLISH, "grey")):
        chart = chart_of(drawn(partial(table, rows, look), size=SHEET))
        assert tree(chart) == {row[0]: row[2] for row in rows[1:]} | {row[2]: None for row in rows[1:]}, (rows[0], look)
        assert names(chart) == {row[place]: [row[place + 1]] for row in rows[1:] for place in (0, 2)}, (rows[0], look)


def test_a_sector_with_several_services_is_over_them_though_its_word_is_the_lower_one() -> None:
    """13.1: « Secteur | Service | Nom », a row for each of the staff: « Ressources » was said to be a part of each of its services.

    Of a service that is in several sectors, a row for each of the staff as well, those are parts.
    """
    staff = ("Anne ROY", "Luc PETIT", "Ida NOEL", "Tom BLIN", "Eva LUCAS", "Hugo PONS", "Léa VIDAL", "Jean BON")
    services, sectors = ("Service paie", "Service achats", "Service voirie", "Service des eaux"), ("Ressources", "Technique")
    for look in ("ruled", "grey", "plain"):
        rows = [("Secteur", "Service", "Nom", "Fonction")]
        rows += [(sectors[n // 4], services[n // 2], name, "Chef" if n % 2 == 0 else "Agent") for n, name in enumerate(staff)]
        expected = dict.fromkeys(sectors) | {service: sectors[n // 2] for n, service in enumerate(services)}
        assert tree(chart_of(drawn(partial(table, tuple(rows), look), size=SHEET))) == expected, look
        rows = [("Secteur", "Nom", "Service", "Fonction")]
        rows += [(f"Secteur {n // 2 + 1}", name, services[n // 4], "Chef") for n, name in enumerate(staff)]
        parts = {f"Secteur {n + 1}": services[n // 2] for n in range(4)} | dict.fromkeys(services[:2])
        assert tree(chart_of(drawn(partial(table, tuple(rows), look), size=SHEET))) == parts, look


def test_what_is_beside_several_rows_but_is_no_kind_of_unit_heads_nothing_for_certain() -> None:
    """3.27: former directions, partners and deputies of services, each beside several, stand neither over nor under them."""
    for head in ("Ancienne direction", "Partenaire", "Pôle partenaire", "Rattachement fonctionnel", "Pôle suppléant"):
        for look in ("ruled", "grey"):
            chart = chart_of(drawn(partial(table, ((*FRENCH[0][:2], head, "Contact"), *FRENCH[1:]), look), size=SHEET))
            assert not [unit.title for unit in chart.units if unit.parent and unit.confidence_parent >= SURE], (head, look)


def test_a_service_that_begins_each_pole_hangs_under_each() -> None:
    """3.27: « Secrétariat » in the first row of each of three poles, which are printed there alone, is no partner of theirs.

    Nor is the one of each pole, with a head of its own, where nothing else stands beside the poles.
    """
    rows = [("Pôle", "Service", "Responsable", "Téléphone")]
    for pole, first, second in (
        ("Pôle social", "RSA", "Crèches"),
        ("Pôle technique", "Voirie", "Eau"),
        ("Pôle culture", "Musées", "Fêtes"),
    ):
        rows += [
            (pole, "Secrétariat", FRENCH[len(rows)][1], "10 32"),
            ("", first, "Zoé MARIN", "10 33"),
            ("", second, "Max COLIN", "10 34"),
        ]
    chart = chart_of(drawn(partial(table, tuple(rows), "ruled"), size=SHEET))
    assert [unit.title for unit in chart.units if unit.parent and unit.confidence_parent >= SURE].count("Secrétariat") == 3
    rows = [("Pôle", "Service", "Responsable", "Téléphone")]
    rows += [
        (pole, "Accueil", row[1], "10 32")
        for pole, row in zip(("Pôle social", "Pôle bâti", "Pôle sports"), FRENCH[1:], strict=False)
    ]
    chart = chart_of(drawn(partial(table, (*rows, ("Pôle culture", "Courrier", "Zoé MARIN", "10 33")), "ruled"), size=SHEET))
    assert len([unit for unit in chart.units if unit.parent and unit.confidence_parent >= SURE]) == 4
    names = ("Anne ROY", "Tom BLIN", "Eva LUCAS", "Léa VIDAL", "Paul HENRY", "Ida MOSS")
    directions = [f"Direction {what}" for what in ("voirie", "sports", "culture", "finances", "écoles", "achats")]
    for heading, places in (("Lieu", ["Mairie annexe"] * 3 + ["Mairie"] * 3), ("Partenaire", ["CCAS"] * 3 + ["Agglomération"] * 3)):
        there = [("Direction", heading, "Responsable"), *zip(directions, places, names, strict=True)]
        chart = chart_of(drawn(partial(table, tuple(there), "ruled"), size=SHEET))
        assert not [unit for unit in chart.units if unit.parent and unit.confidence_parent >= SURE], heading


def test_lists_side_by_side_head_nothing_of_each_other() -> None:
    """3.27: three poles beside the first three of seven services; no service is surely under one of them."""
    poles = [(row[2], row[3]) for row in FRENCH[1::3]] + 4 * [("", "")]
    rows = (FRENCH[0], *((*row[:2], *pole) for row, pole in zip(FRENCH[1:], poles, strict=True)))
    for look in ("ruled", "grey"):
        chart = chart_of(drawn(partial(table, rows, look), size=SHEET))
        assert not [unit.title for unit in chart.units if unit.parent and unit.confidence_parent >= SURE], look


def test_a_page_on_which_such_a_table_goes_on_is_read_as_the_one_before() -> None:
    """13.1: one row is left for the second page, which tells nothing of which column is over which."""

    def draw(canvas: Canvas) -> None:
        table(FRENCH[:-1], "ruled", canvas)
        canvas.showPage()
        table(FRENCH[-1:], "ruled", canvas)

    assert tree(chart_of(drawn(draw, size=SHEET)))["Service fêtes"] == "Pôle culture"


def test_a_column_of_words_written_upwards_heads_the_rows_beside_it() -> None:
    """3.27, 13.1: poles or posts with who has them beneath, over several rows of a table; what the chart is called is no unit."""
    below = dict(
        zip(("Direction bâtie", "Direction sociale", "Direction du livre"), ("Zoé MARIN", "Jean BON", "Max COLIN"), strict=True)
    )
    rows = dict(zip(("Voirie", "Parcs", "Crèches", "Seniors", "Musées", "Fêtes"), BELOW, strict=True))

    def cell(canvas: Canvas, left: int, top: int, width: int, high: int, *lines: str, turned: bool = False) -> None:
        canvas.rect(left, 360 - top - high, width, high)
        canvas.saveState()
        canvas.translate(left + (12 if turned else width / 2), 360 - top - high / 2)
        canvas.rotate(90 if turned else 0)
        for line, text in enumerate(lines):
            canvas.drawCentredString(0, -10 * line, text)
        canvas.restoreState()

    def draw(canvas: Canvas, heads: dict[str, str], *, turned: bool) -> None:
        canvas.setFont("Helvetica", 8)
        for top, high, head in zip(
            (0, 200), (200 if heads else 300, 100), heads.items() or [("Organigramme", "2026")], strict=False
        ):
            cell(canvas, 30, top, 100, high, *head, turned=turned)
        for place, direction in enumerate(below.items()):
            cell(canvas, 130, 100 * place, 140, 100, *direction)
        for place, row in enumerate(rows.items()):
            for column, text in enumerate(row):
                cell(canvas, 270 + 140 * column, 50 * place, 140, 50, text)

    poles = {"Pôle social": "Anne ROY", "Pôle technique": "Paul HENRY"}
    posts = {"Chief Finance Officer": "Jane DOYLE", "Director of Works": "Tom HALE"}
    for heads, turned in ((poles, True), (posts, True), (posts, False), ({}, True)):
        chart = chart_of(drawn(partial(draw, heads=heads, turned=turned), size=SHEET))
        over = [None] * 3 if not heads else [*heads][:1] * 2 + [*heads][1:]
        expected = dict.fromkeys(heads) | dict(zip(below, over, strict=True)) | {o: [*below][n // 2] for n, o in enumerate(rows)}
        assert (heads, turned, tree(chart)) == (heads, turned, expected)
        assert names(chart) == {title: [name] for title, name in (heads | below | rows).items()}, heads
