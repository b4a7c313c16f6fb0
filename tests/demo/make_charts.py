"""Draws the org charts of the invented town that `monitor demo` serves: python -m tests.demo.make_charts FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

BOX = (170.0, 40.0)
BEFORE = {
    "DGA Ressources": [
        "Direction des finances|Mme Claire Aubert",
        "Direction des achats|M. Bruno Martin",
        "Direction du numérique|M. Karim Haddad",
    ],
    "DGA Projets urbains": ["Direction de l’urbanisme|Mme Inès Caron", "Direction de l’habitat|M. Paul Vasseur"],
    "DGA Vie locale": [
        "Direction de la culture|Mme Léa Fontaine",
        "Direction des sports|M. Hugo Perrin",
        "Direction de l’éducation|Mme Rose Lemaire",
    ],
}
AFTER = {
    "DGA Ressources": ["Direction des finances|Mme Claire Aubert", "Direction du numérique|M. Karim Haddad"],
    "DGA Projets urbains": [
        "Direction de l’urbanisme|Mme Inès Caron",
        "Direction de l’habitat|M. Paul Vasseur",
        "Direction des achats|Mme Anne Durand",
    ],
    "DGA Vie locale": [
        "Direction de la culture|Mme Léa Fontaine",
        "Direction des sports|M. Hugo Perrin",
        "Direction de l’éducation|Mme Rose Lemaire",
    ],
}
HEADS = {"DGA Ressources": "M. Denis Royer", "DGA Projets urbains": "Mme Sofia Blanc", "DGA Vie locale": "M. Yann Le Goff"}


def _box(page: Canvas, x: float, y: float, title: str, name: str, fill: str) -> None:
    width, height = BOX
    page.setFillColor(HexColor(fill))
    page.roundRect(x, y, width, height, 4, stroke=1, fill=1)
    page.setFillColor(HexColor("#1b2733") if fill != "#1f4e79" else white)
    page.setFont("Helvetica-Bold", 10)
    page.drawCentredString(x + width / 2, y + 23, title)
    page.setFont("Helvetica", 9)
    page.drawCentredString(x + width / 2, y + 10, name)


def draw(path: Path, date: str, chart: dict[str, list[str]]) -> None:
    """Write one A4 landscape page: a head, three deputies in a row, their services in columns under them."""
    page = Canvas(str(path), pagesize=landscape(A4), invariant=True)
    page.setTitle(f"Organigramme - {date}")
    page.setAuthor("Ville de Valmont-sur-Ource")
    width, height = landscape(A4)
    page.setFont("Helvetica-Bold", 15)
    page.drawString(40, height - 45, f"Organigramme – Ville de Valmont-sur-Ource et Ource Métropole – {date}")
    page.setStrokeColor(HexColor("#5b6b7a"))
    top = height - 130
    page.line(width / 2, top, width / 2, top - 25)
    columns = [width / 2 + step * 250 for step in (-1, 0, 1)]
    page.line(columns[0], top - 25, columns[-1], top - 25)
    _box(page, width / 2 - 85, top, "Direction générale des services", "Mme Hélène Morel", "#1f4e79")
    for x, (deputy, services) in zip(columns, chart.items(), strict=True):
        page.line(x, top - 25, x, top - 45)
        _box(page, x - 85, top - 85, deputy, HEADS[deputy], "#cfe2f3")
        trunk = x - 95
        bottom = top - 85 - 65 * len(services) + 20
        page.line(trunk, top - 65, trunk, bottom)
        page.line(trunk, top - 65, x - 85, top - 65)
        for row, service in enumerate(services):
            y = top - 150 - 65 * row
            page.line(trunk, y + 20, x - 65, y + 20)
            title, name = service.split("|")
            _box(page, x - 65, y, title, name, "#ffffff")
    page.save()


def main(folder: str) -> None:
    draw(Path(folder) / "organigramme-2025.pdf", "Juin 2025", BEFORE)
    draw(Path(folder) / "organigramme-2026.pdf", "Janvier 2026", AFTER)


if __name__ == "__main__":
    main(sys.argv[1])
