"""Lists from a spreadsheet in which the look of a row says its rank, in columns « Service | Fonction | Nom | Prénom » (13.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import SHEET, chart_of, names, tree
from tests.pdf.pdfs import drawn

Row: TypeAlias = tuple[int, str, Sequence[tuple[str, ...]]]  # rank, title, who is in its rows: one is merged over these

HEADS = ("Service", "Fonction", "Nom", "Prénom", "Poste")
FILLS: Mapping[int, str] = {1: "#1f3864", 2: "#d9d9d9"}
LIST: Sequence[Row] = (
    (1, "Pôle Ressources", [("Directeur adjoint", "MARCHAL", "Bruno", "21"), ("Assistante", "ROUX", "Léa", "22")]),
    (2, "Direction des finances", [("Directrice", "AUBERT", "Claire", "23")]),
    (3, "Budget", [("Responsable", "ROCHE", "Karim", "24"), ("Agent", "PETIT", "Eva", "25")]),
    (3, "Marchés publics", [("Responsable", "CAMARA", "Oksana", "26")]),
    (2, "Direction des systèmes", [("Directeur", "LEMAITRE", "Pascal", "27")]),
    (3, "Réseaux", [("Responsable", "MILLET", "Hélène", "28")]),
    (3, "Actes administratifs", [("", "", "", "")]),
    (1, "Pôle Technique", [("Directeur adjoint", "QUÉRÉ", "Ronan", "31")]),
    (2, "Direction de la voirie", [("Directeur", "BENHAMOU", "Thibault", "32"), ("Assistante", "DAVID", "Anne", "33")]),
    (3, "Propreté", [("Responsable", "ROCHE", "Odile", "34")]),
    (3, "Éclairage", [("Responsable", "DA SILVA", "Inès", "35")]),
    (1, "Pôle Social", [("Directrice adjointe", "BERNARD", "Julie", "41")]),
    (2, "Direction des aînés", [("Directrice", "COLIN", "Sophie", "42")]),
    (3, "Repas", [("Responsable", "DENIS", "Marc", "43")]),
)


def sheet(
    rows: Sequence[Row],
    heads: Sequence[str] = HEADS,
    fills: Mapping[int, str] = FILLS,
    *,
    bold: Sequence[int] = (1, 2),
    behind: bool = True,
    hues: Mapping[str, str] | None = None,
) -> OrgChart:
    """The chart of a list. *fills*: by rank; *behind*: one fill runs behind all cells of a row; *hues*: of poles, letters white."""
    hues = hues or {}
    widths = (170, 110, 80, 80, 40)

    def draw(canvas: Canvas) -> None:
        def cell(x: float, top: float, width: float, height: float, said: str, fill: str = "", *, heavy: bool = False) -> None:
            if fill and (not behind or not said):
                canvas.setFillColor(HexColor(fill))
                canvas.rect(x, SHEET[1] - top - height, width, height, stroke=0, fill=1)
            if width <= max(widths):
                canvas.rect(x, SHEET[1] - top - height, width, height)
            canvas.setFillGray(1 if fill and (fill in hues.values() or int(fill[1:], 16) < 0x800000) else 0)
            canvas.setFont("Helvetica-Bold" if heavy else "Helvetica", 8)
            canvas.drawString(x + 3, SHEET[1] - top - height / 2 - 3, said)

        top = 40
        if behind:
            cell(20, top - 0.1, sum(widths[: len(heads)]), 14, "", "#999999")
        for at, head in enumerate(heads):
            cell(20 + sum(widths[:at]), top, widths[at], 14, head, "#999999", heavy=True)
        for rank, title, people in rows:
            top += 14
            fill, heavy = hues.get(title, fills.get(rank, "")), rank in bold
            if behind and fill:
                cell(20, top - 0.1, sum(widths[: len(heads)]), 14 * len(people), "", fill)
            cell(20, top, widths[0], 14 * len(people), title, fill, heavy=heavy)
            for number, person in enumerate(people):
                top += 14 * bool(number)
                for at, said in enumerate(person[: len(heads) - 1], 1):
                    cell(20 + sum(widths[:at]), top, widths[at], 14, said, fill, heavy=heavy and not number)

    return chart_of(drawn(draw, size=SHEET))


def parents_of(rows: Sequence[Row]) -> dict[str, str | None]:
    path: dict[int, str] = {}
    found: dict[str, str | None] = {}
    for rank, title, _ in rows:
        path = {at: over for at, over in path.items() if at < rank}
        found[title] = path[max(path)] if path else None
        path[rank] = title
    return found


def test_rows_of_one_look_are_brothers() -> None:
    """13.1, 3.27: what is filled behind the cells of one row is no frame that the row above heads; merged rows change nothing.

    « Nom » beside « Prénom » holds surnames that no list has, and so do columns whose heads are in no list.
    """
    given_first = [(rank, title, [(one[0], one[2], one[1], one[3]) for one in people]) for rank, title, people in LIST]
    english = [(rank, title.replace("Pôle", "Area"), people) for rank, title, people in LIST]
    # each pole in a hue of its own, one of them light; a body of the elected by its name
    youth: list[Row] = [*LIST, (2, "Service jeunesse", [("Directrice", "LEROY", "Emma", "51")])]
    youth += [
        (3, "Conseil municipal des jeunes", [("Responsable", "FABRE", "Hugo", "52")]),
        (3, "Studio", [("Agent", "GIRARD", "Luc", "53")]),
    ]
    alone = [
        (rank, title, people[:1])
        for rank, title, people in LIST
        if title not in ("Direction de la voirie", "Direction des systèmes")
    ]
    for rows, heads, options in (
        (LIST, HEADS, {}),
        (alone, HEADS, {}),
        (LIST, HEADS, {"behind": False}),
        (given_first, ("Service", "Fonction", "Prénom", "Nom"), {}),
        (given_first, ("Service", "Fonction", "Prénom", "Nom", "Poste"), {}),
        (english, ("Service", "Role", "Family", "Given", "Ext."), {}),
        (youth, HEADS, {"hues": {"Pôle Technique": "#b3403f", "Pôle Social": "#f4a261"}}),
        (LIST, ("Servizio", "Incarico", "Cognome", "Nome", "Tel."), {"fills": {1: "#d9d9d9"}}),
    ):
        chart = sheet(rows, heads, **options)
        assert tree(chart) == parents_of(rows), heads
        assert names(chart)["Marchés publics"] == ["Oksana CAMARA"], heads
        assert names(chart)["Budget"][0] == "Karim ROCHE", heads
        assert rows is alone or names(chart)["Budget"][1] == "Eva PETIT", heads


def test_each_pole_in_a_colour_of_its_own_heads_its_rows() -> None:
    """13.1: a dark row heads the pale ones below it whatever its hue; of hues that come again each is a rank."""
    hues = {1: "#0d47a1", 2: "#bbdefb", 11: "#1b5e20", 12: "#c8e6c9", 21: "#b71c1c", 22: "#ffcdd2"}
    plain = [(rank, title, people[:1]) for rank, title, people in LIST]
    pole, own = -10, []
    for rank, title, people in plain:
        pole += 10 * (rank == 1)
        own.append((rank + pole if rank < 3 else 99, title, people))
    assert tree(sheet(own, fills=hues, bold=list(hues))) == parents_of(plain)
    headed = [(0, "Direction générale", [("Directrice", "VASSEUR", "Odile", "1")]), *plain]
    assert tree(sheet(headed, fills={0: "#000000", **FILLS}, bold=(0, 1, 2))) == parents_of(headed)


def test_rows_that_only_stand_out_head_nobody_for_certain() -> None:
    """3.27: new, vacant, striped or last rows of a flat list, and teams on first-name terms: nothing is hung for sure."""
    flat = [
        (3, title, [("Responsable", surname, given, str(at))])
        for at, (title, surname, given) in enumerate((
            ("Accueil", "ROCHE", "Karim"), ("Budget", "GUYOT", "Nadia"), ("Cimetière", "CAMARA", "Oksana"),
            ("Paie", "MILLET", "Hélène"), ("État civil", "PERRIN", "Yannick"), ("Voirie", "TESSIER", "Maud"),
            ("Piscine", "ALLARD", "Jean"), ("Crèches", "DENIS", "Marc"), ("Logement", "FABRE", "Lucie"),
        ))
    ]  # fmt: skip
    given = [(rank, title, [(one[2], one[3]) for one in people]) for rank, title, people in flat]

    def marked(*at: int) -> list[Row]:
        return [(2 if place in at else 3, title, people) for place, (_, title, people) in enumerate(flat)]

    for rows, heads, bold in (
        (marked(2, 5, 7), HEADS, (2,)),
        (marked(0, 4, 7), HEADS, (2,)),
        (marked(1, 3, 5, 7), HEADS, ()),
        (marked(8), HEADS, (2,)),
        (given, ("Équipe", "Prénom", "Téléphone"), ()),
        (given, ("Équipe", "Qui", "Téléphone"), ()),
    ):
        chart = sheet(rows, heads, bold=bold, behind=False)
        wrong = [unit for unit in chart.units if unit.parent is not None or unit.title not in {title for _, title, _ in flat}]
        assert all(min(unit.confidence_parent, unit.confidence_title) < 0.9 for unit in wrong), (heads, rows)
    assert names(sheet(given, ("Équipe", "Qui", "Téléphone"), bold=()))["Budget"] == ["Nadia"]


def test_words_in_the_columns_of_names_name_nobody() -> None:
    """13.3: what « Nom » and « Prénom » say of a post that nobody has is no name, though surnames there may be any word."""
    said = (("Recrutement", "en cours"), ("Poste", "gelé"), ("Prestataire", "extérieur"), ("Voir", "Sports"), ("vacant", ""))
    people = dict(zip((title for _, title, _ in LIST[2:]), said, strict=False))
    rows = [(rank, title, [("Agent", *people[title], "7")] if title in people else holders[:1]) for rank, title, holders in LIST]
    named = names(sheet(rows))
    assert {name for title in people for name in named[title]} <= {""}
    assert named["Éclairage"] == ["Inès DA SILVA"]
