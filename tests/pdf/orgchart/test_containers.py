"""A department's box with its services in it: bold titles, holders at the far end of their rows, teams in small letters."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE, OrgChart
from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

TOP = "Direction générale"
Service = tuple[tuple[str, ...], str | None, tuple[str, ...]]
SERVICES: dict[str, tuple[Service, ...]] = {
    "Pôle patrimoine": (
        (("Service voirie",), "Mme Inès Caron", ("Équipe nord", "Équipe des berges")),
        (("Service éclairage et", "grands équipements"), "M. Luc Tessier", ("Atelier lumière",)),
        (("Service garage",), None, ("Cellule pneus", "Cellule achats")),
    ),
    "Pôle jeunesse": (
        (("Service crèches",), None, ("Antenne gare", "Antenne colline")),
        (("Service vacances",), "Mme Odile Prat", ("Unité séjours",)),
        (("Service animation et", "vie associative"), "M. Yann Morel", ("Secteur plaine",)),
    ),
}
HOLDERS = {"Pôle patrimoine": "M. Karim Haddad", "Pôle jeunesse": "Mme Maud Guyot"}


def _chart(*, strip: bool, rules: bool, indent: float) -> OrgChart:
    """*strip*: the department stands on colour, its head in the middle; *rules*: between services; *indent*: of teams."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(220, 740, 160, 30)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(226, 752, TOP)
        canvas.lines([(300, 740, 300, 725), (150, 725, 450, 725)])
        for x, (pole, services) in zip((20, 320), SERVICES.items(), strict=True):
            canvas.line(x + 130, 725, x + 130, 710)
            canvas.setFillGray(0.4)
            canvas.rect(x, 680, 260, 30, stroke=0, fill=strip)
            canvas.setFillGray(1 if strip else 0)
            for font, text, at, level in (("Helvetica-Bold", pole, x + 6, 698), ("Helvetica", HOLDERS[pole], x + 6, 686)):
                canvas.setFont(font, 9 if text == pole else 8)
                canvas.drawString(at, level, text)
            canvas.setFillGray(0)
            y = 680.0
            for place, (titles, who, teams) in enumerate(services):
                y -= 14
                canvas.setFont("Helvetica", 8)
                canvas.drawRightString(x + 254, y, who or "")
                canvas.setFont("Helvetica-Bold", 8)
                for row, title in enumerate(titles):
                    canvas.drawString(x + 6, y - 10 * row, title)
                y -= 10 * (len(titles) - 1)
                canvas.setFont("Helvetica", 6.5)
                for team in teams:
                    y -= 9
                    canvas.drawString(x + 6 + indent, y, team)
                y -= 5
                if rules and place < len(services) - 1:
                    canvas.line(x, y, x + 260, y)
            canvas.rect(x, y, 260, 710 - y)

    return chart_of(drawn(draw))


@pytest.mark.parametrize("indent", [0, 10])
@pytest.mark.parametrize(("strip", "rules"), [(True, True), (True, False), (False, True)])
def test_who_and_what_stands_in_a_services_row_and_below_it_is_of_that_service(strip: bool, rules: bool, indent: float) -> None:
    """For certain the last team had the names of all services, or the department the teams, or the top the services (3.27)."""
    units = {unit.id: unit for unit in _chart(strip=strip, rules=rules, indent=indent).units}
    expected: dict[str, tuple[str | None, str | None]] = {TOP: (None, None)} | {pole: (TOP, who) for pole, who in HOLDERS.items()}
    for pole, services in SERVICES.items():
        for titles, who, teams in services:
            expected |= {" ".join(titles): (pole, who)} | dict.fromkeys(teams, (" ".join(titles), None))
    read = {
        unit.title: (units[unit.parent].title if unit.parent else None, unit.people[0].name if unit.people else None)
        for unit in units.values()
    }
    assert read == expected
    assert sum(unit.confidence_parent >= SURE for unit in units.values()) > 0.8 * len(units)


def test_a_row_of_unknown_words_before_a_name_is_a_unit_and_nobodys_post() -> None:
    """3.27: « Plan climat : Mme Roy » below « Logement », who has no head, was Logement's head for certain."""
    rows = {
        "Logement": None,
        "Plan climat": "Mme Inès Roy",
        "Secrétariat": "M. Luc Tessier",
        "Voirie": "M. Yann Morel",
        "Achats": None,
    }

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        canvas.rect(60, 700, 220, 40)
        canvas.drawCentredString(170, 715, "Pôle patrimoine")
        canvas.rect(60, 700 - 22 * len(rows), 220, 22 * len(rows))
        canvas.setFont("Helvetica", 9)
        for row, (title, name) in enumerate(rows.items()):
            canvas.rect(64, 681 - 22 * row, 212, 19)
            canvas.drawCentredString(170, 687 - 22 * row, f"{title} : {name}" if name else title)

    read = {unit.title: [person.name for person in unit.people] for unit in chart_of(drawn(draw)).units}
    assert read == {"Pôle patrimoine": []} | {title: [name] if name else [] for title, name in rows.items()}
