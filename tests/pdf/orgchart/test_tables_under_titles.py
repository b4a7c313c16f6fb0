"""One table for each department: its title in a row across it, then a row for each service with who heads it and a telephone."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.orgchart.test_rosters import chart_of
from tests.pdf.pdfs import drawn

TOP = ("Direction générale", "Mme Odile Prat")
POLES: dict[str, dict[str, str | None]] = {
    "Pôle patrimoine": {
        "Service voirie": "Mme Inès Caron",
        "Service garage": "M. Luc Tessier",
        "Service éclairage": "M. Paul Roche",
    },
    "Pôle jeunesse": {"Service crèches": "Mme Maud Guyot", "Service vacances": None, "Service animation": "M. Yann Morel"},
    "Pôle solidarité": {"Service insertion": "M. Karim Haddad", "Service handicap": "Mme Awa Quaye"},
}


@pytest.mark.parametrize("gap", [6, 14])
def test_a_row_across_a_table_heads_all_rows_below_it_each_with_who_is_named_in_it(gap: float) -> None:
    """The first row's holder was lost, the second service hung at the top, and one department under the last (3.27)."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 750, 460, 18)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(55, 756, TOP[0])
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(505, 756, TOP[1])
        y = 735.0
        for shade, (pole, services) in enumerate(POLES.items()):
            y -= 17
            canvas.setFillColorRGB(0.9, 0.8 + 0.05 * shade, 1 - 0.1 * shade)
            canvas.rect(50, y, 460, 17, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(55, y + 5, pole)
            canvas.setFont("Helvetica", 8)
            for row, (service, who) in enumerate(services.items()):
                y -= 17
                for x, wide, text in ((50, 200, service), (250, 160, who or ""), (410, 100, f"03 80 {shade}{row} 12")):
                    canvas.rect(x, y, wide, 17)
                    canvas.drawString(x + 5, y + 5, text)
            y -= gap

    units = {unit.id: unit for unit in chart_of(drawn(draw)).units}
    expected: dict[str, tuple[str | None, list[str]]] = {TOP[0]: (None, [TOP[1]])}
    for pole, services in POLES.items():
        expected |= {pole: (TOP[0], [])} | {service: (pole, [who] if who else []) for service, who in services.items()}
    read = {
        unit.title: (units[unit.parent].title if unit.parent else None, [person.name for person in unit.people])
        for unit in units.values()
    }
    assert read == expected


OVER = ["*Direction générale des services", "Mme Gaëlle Gosselin", "*Secrétariat du maire", "Communication : M. Alain Jacquot"]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (OVER, ["Communication", "Direction générale des services", "Secrétariat du maire"]),
        (["*DIRECTION GÉNÉRALE – Mme Gaëlle Gosselin", *OVER[2:]], ["Communication", "DIRECTION GÉNÉRALE", "Secrétariat du maire"]),
        (["*Direction générale des services", "Mme Gaëlle Gosselin"], ["Direction générale des services"]),
        (["*Direction générale des services", "Mme Gaëlle Gosselin", "Les services sont ouverts le lundi"], []),
        (["*Direction générale des services", "Mme Gaëlle Gosselin", "Tél. 03 80 11 22 33"], []),
        (["*Fêtes et cérémonies", "Mme Gaëlle Gosselin", *OVER[2:]], []),
        (["*Direction générale : Mme Gaëlle Gosselin", "*Une équipe à votre service"], []),
        (["*Direction générale : Mme Gaëlle Gosselin", "*Proximité, efficacité, solidarité"], []),
        (["*Direction générale : Mme Gaëlle Gosselin", "*Ville de Valmont"], []),
        (["*Direction générale : Mme Gaëlle Gosselin", "*Projet de service 2030"], []),
        (["*Direction générale : Mme Gaëlle Gosselin", "*Cabinet"], ["Cabinet", "Direction générale"]),
    ],
    ids=["below", "beside", "alone", "prose", "telephone", "no head", "a motto", "themes", "a body", "a number", "staff"],
)
def test_who_heads_a_house_and_its_staff_stand_in_lines_above_the_cells(lines: list[str], read: list[str]) -> None:
    """3.27, promise 1: a new director general was « 1 line added, 1 removed », as these lines were in no unit."""
    cells = {"Services techniques": "Mme Sandrine Valentin", "Administration générale": "M. Olivier Jolivet",
             "Action sociale": "M. Thierry Imbert", "Urbanisme": "Mme Nadège De Sousa"}  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for row, text in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if text.startswith("*") else "Helvetica", 9)
            canvas.drawCentredString(300, 380 - 12 * row, text.lstrip("*"))
        for place, (title, name) in enumerate(cells.items()):
            x, y = 40 + 260 * (place % 2), 240 - 70 * (place // 2)
            canvas.rect(x, y, 260, 70)
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(x + 5, y + 56, title)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 5, y + 45, name)
            for at, entry in enumerate(("Voirie", "Paie")):
                canvas.drawString(x + 9, y + 34 - 11 * at, f"- {entry} {place} : M. Luc Roy")

    chart = chart_of(drawn(draw, size=(600, 420)))
    heads = {unit.id: unit.title for unit in chart.units}
    told = {unit.title: heads.get(unit.parent or "") for unit in chart.units}
    assert sorted(title for title in told if title not in cells and " : " not in title and not title[-1].isdigit()) == read
    if read:
        head = next(title for title in read if title.startswith(("Dir", "DIR")))
        assert {told[title] for title in (*cells, *read) if title != head} == {head}
        assert [p.name for unit in chart.units if unit.title == head for p in unit.people] == ["Mme Gaëlle Gosselin"]
