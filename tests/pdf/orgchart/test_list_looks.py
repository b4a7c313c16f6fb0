"""Typed lists of poles and services: whatever sign sets the ones apart from the others tells who is under whom (3.27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.model import SURE
from tests.pdf.orgchart.test_tables_of_units import chart_of
from tests.pdf.pdfs import drawn

TOP = "Direction générale des services"
AREAS = {
    "Pôle ressources": ["Finances", "Achats", "Paie"],
    "Pôle technique": ["Voirie", "Eau potable"],
    "Pôle population": ["Sports", "Écoles", "État civil"],
}
LOOKS = ("", "bold", "capitals", "red", "under", "large", "dash", "white")


def _typed(
    areas: Mapping[str, Sequence[str]], signs: str, *, columns: int = 1, centred: bool = False
) -> dict[str, tuple[str | None, bool]]:
    """Under whom each title is read of a page typed in one size, and whether for certain; *signs*: how titles of areas are set."""

    def draw(canvas: Canvas) -> None:
        y, half = 790.0, -(-len(areas) // columns)

        def write(text: str, x: float, *, size: float = 9, bold: bool = False) -> None:
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            (canvas.drawCentredString if centred else canvas.drawString)(x + 180 * centred, y, text)

        write(TOP, 60, size=11, bold=True)
        for number, (title, entries) in enumerate(areas.items()):
            x = 60 + 260 * (number // half)
            y = 764.0 if number % half == 0 else y - 14 - 8 * ("white" in signs)
            canvas.setFillColorRGB(0.8 * ("red" in signs), 0, 0)
            write(title.upper() if "capitals" in signs else title, x, size=11 if "large" in signs else 9, bold="bold" in signs)
            canvas.setFillGray(0)
            if "under" in signs:
                canvas.line(x, y - 2, x + canvas.stringWidth(title, "Helvetica", 9), y - 2)
            for entry in entries:
                y -= 14
                write(f"- {entry}" if "dash" in signs else entry, x)

    units = chart_of(drawn(draw, size=(595, 842))).units
    titles = {unit.id: unit.title for unit in units}
    return {unit.title: (titles.get(unit.parent or ""), unit.confidence_parent >= SURE) for unit in units}


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("signs", LOOKS[1:])
def test_any_sign_of_titles_over_a_list_tells_who_is_under_whom(signs: str, columns: int) -> None:
    """Services typed below their pole hung under the general direction, for certain, where red or capitals set poles apart."""
    areas = {title.upper() if signs == "capitals" else title: entries for title, entries in AREAS.items()}
    expected: dict[str, str | None] = {TOP: None} | dict.fromkeys(areas, TOP)
    for title, entries in areas.items():
        expected |= dict.fromkeys(entries, title)
    read = _typed(areas, signs, columns=columns)
    assert {title: head for title, (head, _) in read.items()} == expected


def test_a_centred_list_needs_no_edge() -> None:
    """Where each line begins tells nothing there: two signs, red and white, do."""
    read = _typed(AREAS, "red white", centred=True)
    assert read["Voirie"] == ("Pôle technique", True)
    assert read["Pôle technique"] == (TOP, True)


@pytest.mark.parametrize(
    ("areas", "signs"),
    [
        ({"Service achats": ["Service paie", "Service eau"], "Service voirie": ["Service parcs", "Service eaux"]}, "red"),
        ({"Pôle ressources": ["Paie", "Achats"], "Direction de la mer": ["Voirie", "Parcs"], "Pôle vert": ["Eau", "Ports"]}, "red"),
        ({"Finances": ["Paie", "Achats"], "Archives": ["Voirie", "Parcs"], "Musées": ["Sports", "Logement"]}, "bold"),
    ],
    ids=["one rank in two colours", "two ranks in one colour", "one sign, and no rank in words"],
)
def test_signs_that_words_speak_against_tell_nothing_for_certain(areas: Mapping[str, Sequence[str]], signs: str) -> None:
    """What is red may be shared, new or vacant; and « Direction de la mer » may be under « Pôle ressources »."""
    read = _typed(areas, signs)
    heads = {title for title, (head, sure) in read.items() if sure and head in areas}
    assert not heads


def test_how_a_service_is_reached_is_no_entry_of_the_list() -> None:
    """« voirie@valmont.fr » was a unit below « Voirie », and made other titles doubtful."""
    areas = {pole: [line for one in own for line in (one, f"{one[:4].lower()}@valmont.fr")] for pole, own in AREAS.items()}
    assert set(_typed(areas, "red")) == {TOP, *AREAS, *(one for own in AREAS.values() for one in own)}


def test_telephones_in_a_column_of_their_own_are_no_list() -> None:
    """A column of nothing else broke off the reading."""
    areas = {f"Pôle {word}": AREAS["Pôle ressources"] for word in ("vert", "bleu")} | {"Contacts": ["Tél. 03 80 11 22 33"]}
    assert {"Pôle vert", "Pôle bleu"} <= set(_typed(areas, "red", columns=2))
