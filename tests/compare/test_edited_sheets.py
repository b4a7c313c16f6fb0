"""Sheets that a program lays out anew at each edit, read and compared: what was edited is told, and nothing else (3.27, 5.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.charts.boxes import are_drawn_anew
from monitor.compare.charts.edits import compare_charts
from monitor.model import SURE, DocumentContent, OrgChart, Unit
from monitor.model.frozen import replace
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

TOP = "Direction générale"
Departments = Mapping[tuple[str, str], Sequence[tuple[str, str]]]
TOWN: Departments = {
    ("Direction des finances", "Paul Morel"): [("Service budget", "Léa Roy"), ("Service paie", "Jean Petit")],
    ("Direction technique", "Marc Faure"): [
        ("Service voirie", "Eva Noir"),
        ("Service eau", "Tom Girard"),
        ("Parcs", "Zoé Lambert"),
    ],
    ("Direction sociale", "Sophie Henry"): [("Service enfance", "Nina Simon"), ("Service aînés", "Hugo Michel")],
}


def chart_of(data: bytes) -> OrgChart:
    content = read(data, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart is not None
    return content.orgchart


def edits(old: OrgChart, new: OrgChart) -> list[tuple[str, str | None, bool]]:
    return [(e.op, e.after or e.facts.get("unit"), "uncertain" in e.facts) for e in compare_charts(old, new)]


def tree(departments: Departments) -> OrgChart:
    """A tree that grows to the right: its services share the height out, the boxes of the others keep theirs."""
    share = 520 / sum(map(len, departments.values()))

    def draw(canvas: Canvas) -> None:
        def box(x: float, y: float, height: float, title: str, name: str) -> None:
            canvas.rect(x, y - height / 2, 210, height)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(x + 105, y + 3, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 105, y - 9, f"Responsable : {name}")

        y, middles = 560.0, list[float]()
        for (title, name), services in departments.items():
            places = [y - share * (number + 0.5) for number in range(len(services))]
            y -= share * len(services)
            middle = sum(places) / len(places)
            middles.append(middle)
            box(300, middle, 50, title, name)
            canvas.line(510, middle, 535, middle)
            canvas.line(535, places[0], 535, places[-1])
            for place, (service, head) in zip(places, services, strict=True):
                canvas.line(535, place, 560, place)
                box(560, place, 0.8 * share, service, head)
        box(40, sum(middles) / 3, 50, TOP, "Anne Dupré")
        canvas.line(250, sum(middles) / 3, 275, sum(middles) / 3)
        canvas.line(275, middles[0], 275, middles[-1])
        for middle in middles:
            canvas.line(275, middle, 300, middle)

    return chart_of(drawn(draw, size=(842, 595)))


def containers(departments: Departments) -> OrgChart:
    """Departments over frames; in these a row « title : name » a service, as high as its lines."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(300, 540, 240, 34)
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawCentredString(420, 553, TOP)
        for place, ((title, name), services) in enumerate(departments.items()):
            x, y = 40 + 260 * place, 500
            canvas.lines([(420, 540, 420, 520), (x + 90, 520, 420, 520), (x + 90, 520, x + 90, 500)])
            rows = [simpleSplit(f"{service} : M. {head}", "Helvetica", 9, 160) for service, head in services]
            canvas.rect(x, y - 40 - sum(12 * len(row) + 8 for row in rows), 180, 40 + sum(12 * len(row) + 8 for row in rows))
            canvas.setFillGray(0.7)
            canvas.rect(x, y - 34, 180, 34, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawCentredString(x + 90, y - 14, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(x + 90, y - 26, f"M. {name}")
            y -= 34
            for row in rows:
                canvas.rect(x + 5, y - 12 * len(row) - 6, 170, 12 * len(row) + 4)
                for number, line in enumerate(row):
                    canvas.drawCentredString(x + 90, y - 12 - 12 * number, line)
                y -= 12 * len(row) + 8

    return chart_of(drawn(draw, size=(842, 595)))


def test_a_tree_whose_leaves_became_lower_was_drawn_by_the_same_hand() -> None:
    """5.5: the program shared its height out among more services; nothing was redrawn."""
    more = {department: [*services] for department, services in TOWN.items()}
    more["Direction des finances", "Paul Morel"].append(("Service achats", "Yves Roche"))
    more["Direction sociale", "Sophie Henry"].insert(1, ("Service santé", "Clara Perrin"))
    assert edits(tree(TOWN), tree(more)) == [("unit_added", "Service achats", False), ("unit_added", "Service santé", False)]


def test_a_row_that_is_titled_like_a_post_heads_no_rows() -> None:
    """3.27: its letters are as large as they are set; a size that was made up had the rows below it hang there, for certain."""
    town: Departments = {
        ("Pôle ressources", "Paul Morel"): [("Service finances", "Léa Roy"), ("Service achats", "Jean Petit")],
        ("Pôle formation", "Marc Faure"): [
            ("Scolarité", "Nina Simon"),
            ("Service de la vie étudiante", "Hugo Michel"),
            ("Bibliothèque", "Inès Garcia"),
        ],
        ("Pôle recherche", "Eva Noir"): [("Valorisation", "Clara Perrin"), ("Relations internationales", "Yves Roche")],
    }
    more = {department: [*services] for department, services in town.items()}
    more["Pôle formation", "Marc Faure"].insert(1, ("Stages", "Karim Benali"))
    found = containers(more)
    titles = found.by_id()
    for (department, _), services in more.items():
        for service, _ in services:
            (unit,) = (unit for unit in found.units if unit.title == service)
            assert (titles[unit.parent or ""].title, unit.confidence_parent >= SURE) == (department, True)
    assert edits(containers(town), found) == [("unit_added", "Stages", False)]


@pytest.mark.parametrize(
    "title", ["Parcs et jardins", "Parcs y Calidad", "Parcs e Jardins", "Parcs en Tuinen", "Parcs und Gärten", "Parcs du Lac"]
)
def test_a_title_that_goes_on_is_a_new_name_for_certain(title: str) -> None:
    """3.27: the same place, the same head, and small words join the rest to it, in whatever language."""
    longer = {department: [(title if name == "Parcs" else name, head) for name, head in rows] for department, rows in TOWN.items()}
    assert edits(containers(TOWN), containers(longer)) == [("unit_renamed", title, False)]


def test_a_title_that_goes_on_where_nobody_is_named_is_a_new_name_for_certain() -> None:
    """3.27: on its spot, between the same neighbours; with another title there, where all rows made room, it is to be checked."""

    def lines(*titles: str) -> OrgChart:
        def draw(canvas: Canvas) -> None:
            canvas.rect(60, 700, 240, 40)
            canvas.drawCentredString(180, 715, TOP)
            for row, title in enumerate(titles):
                canvas.line(80, 700, 80, 660 - 50 * row)
                canvas.line(80, 660 - 50 * row, 110, 660 - 50 * row)
                canvas.rect(110, 645 - 50 * row, 240, 30)
                canvas.drawString(120, 655 - 50 * row, title)

        return chart_of(drawn(draw))

    kept = ("Service eau", "Service paie", "Service budget", "Service achats")
    old = lines("Service voirie", "Recherche", *kept)
    longer, other = (lines("Accueil", "Service voirie", title, *kept) for title in ("Recherche et innovation", "Stades"))
    assert edits(old, longer) == [("unit_added", "Accueil", False), ("unit_renamed", "Recherche et innovation", False)]
    assert ("unit_renamed", "Stades", False) not in edits(old, other)


def cells(poles: Mapping[str, Mapping[str, Sequence[str]]]) -> OrgChart:
    """A word processor's table: poles over columns of directions, services behind hyphens; rows as high as their fullest cell."""
    columns = [(pole, direction, services) for pole, directions in poles.items() for direction, services in directions.items()]
    wide = 780 / len(columns)
    titles = [simpleSplit(direction, "Helvetica-Bold", 8, wide - 6) for _, direction, _ in columns]
    heads = {pole: simpleSplit(pole, "Helvetica-Bold", 9, wide * len(directions) - 6) for pole, directions in poles.items()}

    def draw(canvas: Canvas) -> None:
        def row(y: float, font: str, size: float, texts: Sequence[tuple[float, float, Sequence[str]]], shade: float) -> float:
            height = (size + 2) * max(len(lines) for _, _, lines in texts) + 6
            for x, width, lines in texts:
                canvas.setFillGray(shade)
                canvas.rect(x, y - height, width, height, fill=1)
                canvas.setFillGray(0)
                canvas.setFont(font, size)
                for number, line in enumerate(lines):
                    left = 4 if line.startswith("-") else (width - stringWidth(line, font, size)) / 2
                    canvas.drawString(x + left, y - size - 2 - (size + 2) * number, line)
            return y - height

        y, x, spans = 540.0, 30.0, list[tuple[float, float, Sequence[str]]]()
        for pole, directions in poles.items():
            spans.append((x, wide * len(directions), heads[pole]))
            x += wide * len(directions)
        y = row(y, "Helvetica-Bold", 11, [(30, 780, [TOP])], 0.6)
        y = row(y, "Helvetica-Bold", 9, spans, 0.75)
        lefts = [30 + wide * number for number in range(len(columns))]
        y = row(y, "Helvetica-Bold", 8, [(x, wide, lines) for x, lines in zip(lefts, titles, strict=True)], 0.9)
        services = [[f"- {service}" for service in column[2]] for column in columns]
        row(y, "Helvetica", 7, [(x, wide, lines) for x, lines in zip(lefts, services, strict=True)], 1)

    return chart_of(drawn(draw, size=(842, 595)))


def test_columns_that_go_to_another_head_are_moves_in_a_table_drawn_by_one_hand() -> None:
    """3.27: boxes as wide as they were in rows that made room for one line; nothing was redrawn, and each move is told."""
    poles: dict[str, dict[str, list[str]]] = {
        "Pôle Ressources": {
            "Direction des finances": ["Comptabilité", "Budget"],
            "Direction des ressources humaines": ["Formation", "Paie"],
            "Direction des achats": ["Marchés", "Magasin"],
        },
        "Pôle Développement urbain et durable": {
            "Direction de l’urbanisme": ["Droit des sols", "Planification"],
            "Direction de l’habitat": ["Parc privé", "Logement social"],
            "Direction du foncier": ["Cadastre", "Acquisitions"],
        },
        "Pôle Services techniques": {
            "Direction de la voirie": ["Études", "Maintenance"],
            "Direction de l’eau": ["Production", "Distribution"],
            "Direction du patrimoine": ["Énergie", "Travaux"],
        },
        "Pôle Proximité": {
            "Direction des quartiers": ["Mairies annexes", "Conseils de quartier"],
            "Direction de la culture": ["Musées", "Spectacle vivant"],
            "Direction des sports": ["Piscines", "Stades"],
        },
    }
    before = cells(poles)
    poles["Pôle Proximité"]["Direction de l’habitat"] = poles["Pôle Développement urbain et durable"].pop("Direction de l’habitat")
    poles["Pôle Ressources"]["Direction des finances"].append(poles["Pôle Proximité"]["Direction des sports"].pop())
    after = cells(poles)
    moved = {
        (edit.op, after.by_id()[edit.facts["ids"][1]].title, "uncertain" in edit.facts) for edit in compare_charts(before, after)
    }
    assert moved == {("unit_moved", "Stades", False), ("unit_moved", "Direction de l’habitat", False)}


def test_leaves_that_share_the_room_below_their_heads_were_drawn_by_the_same_hand() -> None:
    """3.27: leaves are wider or narrower, heads stand where they stood; a move and a new head are told, and nothing is redrawn."""

    def sheet(poles: Mapping[str, Sequence[str]]) -> OrgChart:
        def draw(canvas: Canvas) -> None:
            def box(x: float, y: float, width: float, text: str) -> None:
                canvas.rect(x, y, width, 40)
                for row, line in enumerate(simpleSplit(text, "Helvetica", 7, width - 4)):
                    canvas.drawCentredString(x + width / 2, y + 28 - 9 * row, line)

            canvas.setFont("Helvetica", 7)
            box(320, 500, 200, TOP)
            canvas.lines([(420, 500, 420, 480), (115, 480, 745, 480)])
            for place, (pole, services) in enumerate(poles.items()):
                x, share = 20 + 210 * place, 190 / len(services)
                canvas.lines([(x + 95, 480, x + 95, 460), (x + 95, 420, x + 95, 400)])
                box(x, 420, 190, pole)
                canvas.line(x + share / 2, 400, x + 190 - share / 2, 400)
                for number, service in enumerate(services):
                    canvas.line(x + share * (number + 0.5), 400, x + share * (number + 0.5), 380)
                    box(x + share * number + 2, 340, share - 4, service)

        return chart_of(drawn(draw, size=(842, 595)))

    before = {
        "Pôle Moyens": ["Finances", "Achats", "Accueil"],
        "Pôle Technique": ["Voirie", "Parcs"],
        "Pôle Culture": ["Musée", "Théâtre", "Archives"],
        "Pôle Solidarité": ["Petite enfance"],
    }
    after = {
        **before,
        "Pôle Moyens": ["Finances", "Accueil"],
        "Pôle Technique": ["Voirie"],
        "Pôle Solidarité": ["Petite enfance", "Achats"],
    }
    after["Pôle Culture"] = ["Musée", "Parcs", "Théâtre", "Archives"]
    new = sheet(after)
    told = {(e.op, new.by_id()[e.facts["ids"][1]].title, "uncertain" in e.facts) for e in compare_charts(sheet(before), new)}
    assert told == {("unit_moved", "Achats", False), ("unit_moved", "Parcs", False)}


def test_boxes_of_one_width_in_other_rows_were_drawn_anew() -> None:
    """3.27: a template gives all boxes one width; only where they kept their rows, too, were they drawn by one hand."""
    units = tree(TOWN).units[:8]

    def laid(places: Sequence[tuple[float, float]], height: float, width: float = 80) -> list[Unit]:
        boxes = [(100.0 * x, 60.0 * y, 100.0 * x + width, 60 * y + height) for x, y in places]
        return [replace(unit, bbox=box) for unit, box in zip(units, boxes, strict=True)]

    rows = [(n % 4, n // 4) for n in range(8)]
    before = laid(rows, 20)
    assert are_drawn_anew(list(zip(before, laid([(y, x) for x, y in rows], 34), strict=True)))
    assert not are_drawn_anew(list(zip(before, laid([(3 - x, y) for x, y in rows], 20), strict=True)))
    # Boxes as high in narrower columns: in the rows of the sheet, each in another one, as some came or went; and in other rows
    for off, anew in ((0.0, False), (0.2, True)):
        others = [(0.7 * (3 - x), (1 - y) + off * (x + y)) for x, y in rows]
        assert are_drawn_anew(list(zip(before, laid(others, 20, 60), strict=True))) is anew
