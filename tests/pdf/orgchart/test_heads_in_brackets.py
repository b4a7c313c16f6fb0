"""Boxes of units one under another, each with who heads it in brackets: « Team Advies (Jeroen ter Horst) » (13.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.model import OrgChart
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

DUTCH = (
    ("Afdeling Veiligheid", "Mark de Vries", (
        "Team Brandveilig Leven (Annemiek van den Broek)", "Team Advies en Toezicht (Jeroen Horst)", "Meldkamer (Ruud Janssen)")),
    ("Afdeling Bedrijfsvoering", "Els Bakker", (
        "Team Personeel en Organisatie (Wendy van Dijk)", "Inkoop (Hans Visser)", "Team Informatiemanagement (Fatima el Amrani)")),
    ("Afdeling Sociaal Domein", "Ineke Mulder", ("Team Wmo en Jeugd (Bas Kuipers)", "Team Werk (Lotte van der Meer)")),
)  # fmt: skip
ENGLISH = (
    ("Public Safety", "Mark Devine", ("Fire Prevention Team (Anne Grove)", "Advice and Inspection (Jerome Hurst)")),
    ("Corporate Resources", "Ellis Baker", ("People and Organisation Team (Wendy Dyke)", "Procurement (Hans Fisher)")),
    ("Social Affairs", "Ines Miller", ("Care and Youth (Bas Cooper)", "Work (Lottie Meer)", "Income Team (Keith Prince)")),
)
PORTUGUESE = (
    ("Divisão de Obras", "Rui Tavares", ("Equipa de Estradas (Marta Figueira)", "Jardins (Inês Galvão)", "Frotas (Hugo Lemos)")),
    ("Divisão Financeira", "Carla Neves", ("Equipa de Contas (Tiago Brandão)", "Compras (Sofia Leitão)")),
    ("Divisão Social", "Ana Quintas", ("Equipa de Habitação (Luís Mourão)", "Escolas (Rita Sequeira)")),
)
REMARKS = (
    ("Pôle Moyens", "Élise Boucher", ("Commande publique (marchés, achats)", "Finances", "Archives (2e étage)")),
    ("Pôle Enfance", "Jean Fabre", ("Crèches (multi-accueil)", "Relais petite enfance (RPE)", "Écoles")),
    ("Pôle Ville", "Inès Meunier", ("Voirie", "Éclairage et réseaux (régie)", "Propreté")),
)
Pole: TypeAlias = tuple[str, str, Sequence[str]]
SHEET = (842, 595)


def sheet(poles: Sequence[Pole], width: float, *, apart: bool, centred: bool = False) -> OrgChart:
    """Poles side by side; `apart`: their units stand in a box of their own, on a stroke below."""

    def draw(canvas: Canvas) -> None:
        def text(x: float, top: float, said: str, *, bold: bool = False) -> float:
            font = "Helvetica-Bold" if bold else "Helvetica"
            lines = [""]
            for word in said.split():
                whole = f"{lines[-1]} {word}".strip()
                lines = [*lines, word] if stringWidth(whole, font, 9) > width - 12 else [*lines[:-1], whole]
            canvas.setFont(font, 9)
            for line in lines:
                top += 10.8
                if centred:
                    canvas.drawCentredString(x + width / 2, SHEET[1] - top, line)
                else:
                    canvas.drawString(x + 6, SHEET[1] - top, line)
            return top

        canvas.rect(300, SHEET[1] - 60, 200, 36)
        text(300, 26, "Directie", bold=True)
        text(300, 37, "Johanna Willems")
        canvas.line(400, SHEET[1] - 60, 400, SHEET[1] - 80)
        canvas.line(20 + width / 2, SHEET[1] - 80, max(400, 50 + 2.5 * width), SHEET[1] - 80)
        for place, (title, head, units) in enumerate(poles):
            x, top = 20 + place * (width + 15), 100.0
            canvas.line(x + width / 2, SHEET[1] - 80, x + width / 2, SHEET[1] - top)
            end = text(x, text(x, top, title, bold=True), head if apart else f"({head})") + 5
            if apart:
                canvas.rect(x, SHEET[1] - end, width, end - top)
                canvas.line(x + width / 2, SHEET[1] - end, x + width / 2, SHEET[1] - end - 12)
                top = end = end + 12
            for unit in units:
                end = text(x, end + 3, unit)
            canvas.rect(x, SHEET[1] - end - 5, width, end + 5 - top)

    return chart_of(drawn(draw, size=SHEET))


def test_brackets_around_a_name_end_a_unit() -> None:
    """13.3: what stands behind « Team (Wendy van Dijk) » begins a unit, however full that line is."""
    for poles in (DUTCH, ENGLISH, PORTUGUESE):
        for apart in (True, False):
            for width in (230, 190, 160, *([130] if apart or poles is DUTCH else [])):
                chart = sheet(poles, width, apart=apart)
                wanted: dict[str, str | None] = {"Directie": None} | {title: "Directie" for title, _, _ in poles}
                wanted |= {unit.partition(" (")[0]: title for title, _, units in poles for unit in units}
                people = {title: head for title, head, _ in poles}
                people |= {unit.partition(" (")[0]: unit[:-1].partition(" (")[2] for _, _, units in poles for unit in units}
                assert tree(chart) == wanted, (apart, width)
                assert not apart or width < 190 or tree(sheet(poles, width, apart=True, centred=True)) == wanted, width
                assert {title: "".join(names(chart)[title]) for title in people} == people, (apart, width)


def test_brackets_around_a_remark_name_nobody() -> None:
    """13.3: « (marchés, achats) », « (2e étage) », « (RPE) » are nobody, and what is below them is no other unit for that."""
    for width in (230, 160):
        chart = sheet(REMARKS, width, apart=True)
        assert sum(map(len, names(chart).values())) == 4, width
        assert not {"achats)", "RPE"} & set(tree(chart)), width
