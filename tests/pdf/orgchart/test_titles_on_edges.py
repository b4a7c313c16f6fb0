"""Frames whose title stands on their upper edge, which leaves room for it, as browsers draw a `fieldset` (13.1, 13.2)."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from monitor.pdf.ink import Box, Letter
from monitor.pdf.orgchart.units.box_words import raised_to_titles
from tests.pdf.orgchart.test_tables_of_units import chart_of, names, tree
from tests.pdf.pdfs import drawn

POLES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "Pôle médecine": {
        "Imagerie médicale": ("M. Rachid Abadie", ["Échographie", "Scanner"]),
        "Maternité": ("", []),
        "Réanimation": ("M. Luc Ortega", []),
    },
    "Pôle chirurgie": {
        "Urologie": ("", ["Ambulatoire", "Lithotripsie"]),
        "Orthopédie": ("Mme Anne Mercœur", []),
        "Néonatologie": ("M. Ludovic Berger", ["Unité protégée"]),
    },
}


def sheet(behind: str) -> OrgChart:
    """Frames of services in frames of poles; *behind* a title: nothing, with a clipped edge, or white over a whole one."""

    def frame(canvas: Canvas, around: Box, title: str, size: float = 8) -> None:
        x, y, width, height = around.x0, around.top, around.width, around.height
        room = stringWidth(title, "Helvetica-Bold", size) + 6
        if behind == "white":
            canvas.rect(x, y, width, height)
            canvas.setFillGray(1)
            canvas.rect(x + 10, y + height - 5, room, 10, stroke=0, fill=1)
            canvas.setFillGray(0)
        else:
            canvas.saveState()
            clip = canvas.beginPath()
            for left, low, wide, high in ((x - 1, y - 1, width + 2, height - 6), (x - 1, y, 11, height + 9)):
                clip.rect(left, low, wide, high)
            clip.rect(x + 10 + room, y, width, height + 9)
            canvas.clipPath(clip, stroke=0)
            canvas.rect(x, y, width, height)
            canvas.restoreState()
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(x + 13, y + height - 0.3 * size, title)

    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(0.7)
        frame(canvas, Box(250, 350, 380, 380), "Direction générale")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(262, 360, "Mme Solène Rey")
        for row, (pole, services) in enumerate(POLES.items()):
            y = 210 - 130 * row
            frame(canvas, Box(20, y, 620, y + 110), pole, 9)
            for place, (service, (name, listed)) in enumerate(services.items()):
                frame(canvas, Box(30 + 195 * place, y + 10, 215 + 195 * place, y + 76), service)
                canvas.setFont("Helvetica-Oblique", 8)
                canvas.drawString(40 + 195 * place, y + 58, name)
                canvas.setFont("Helvetica", 7)
                for line, unit in enumerate(listed):
                    canvas.drawString(50 + 195 * place, y + (45 if name else 60) - 12 * line, unit)

    return chart_of(drawn(draw, size=(640, 400)))


@pytest.mark.parametrize("behind", ["nothing", "white"])
def test_a_title_on_the_edge_of_a_frame_is_that_frames(behind: str) -> None:
    """13.2: neighbours' titles were one, and who heads a frame headed the first entry of its list, for certain."""
    chart = sheet(behind)
    wanted: dict[str, str | None] = {"Direction générale": None}
    heads = {"Direction générale": ["Mme Solène Rey"]}
    for pole, services in POLES.items():
        wanted |= {pole: "Direction générale"} | dict.fromkeys(services, pole)
        heads |= {pole: []} | {service: [name] if name else [] for service, (name, _) in services.items()}
        for service, (_, listed) in services.items():
            wanted |= dict.fromkeys(listed, service)
            heads |= {unit: [] for unit in listed}
    assert tree(chart) == wanted and names(chart) == heads
    assert all(unit.confidence_parent >= SURE for unit in chart.units if unit.title in POLES["Pôle médecine"])


@pytest.mark.parametrize(
    ("x", "base", "others", "raised"),
    [
        (20.0, 22.4, [], True),
        (20.0, 19.0, [], False),  # over the edge
        (20.0, 30.0, [], False),  # in the box
        (8.0, 22.4, [], False),  # begins beside it
        (20.0, 22.4, [Box(16, 12, 60, 28)], False),  # a label in a box of its own
        (20.0, 22.4, [Box(16, 20, 60, 40)], True),  # a box within, flush with its frame
    ],
)
def test_words_on_the_edge_of_a_box(x: float, base: float, others: list[Box], *, raised: bool) -> None:
    """13.1: an edge at half the height of small letters leaves room for them."""
    word = [
        Letter(o, x + 5 * n, base - 7, x + 5 * n + 5, base + 2, base, 8, False, False, 0, (0, 0, 0), n)
        for n, o in enumerate("Paie")
    ]
    assert (raised_to_titles(word, [Box(10, 20, 110, 80), *others])[0].top < 20) == raised
