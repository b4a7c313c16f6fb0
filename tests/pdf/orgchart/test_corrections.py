"""What a person corrected is applied after reading."""

from __future__ import annotations

from monitor.model import OrgChart, Unit
from monitor.pdf.orgchart.corrections import corrected


def unit(number: int, title: str, parent: int | None) -> Unit:
    up = None if parent is None else f"u{parent}"
    return Unit(id=f"u{number}", title=title, people=(), parent=up, confidence_parent=0.4, page=1, bbox=(0, 0, 1, 1))


CHART = OrgChart(
    title=None, date=None, pages=1, structured=True, reason=None,
    units=(unit(1, "Direction générale", None), unit(2, "Légende", 1), unit(3, "Pôle Ressources", 2), unit(4, "Achats", 1)),
)  # fmt: skip


def tree(chart: OrgChart) -> list[tuple[str, str | None, float]]:
    return [(u.title, u.parent, u.confidence_parent) for u in chart.units]


def test_a_unit_hangs_where_a_person_says() -> None:
    found = corrected(CHART, [{"unit": "achats", "parent": "POLE RESSOURCES"}])
    assert tree(found)[3] == ("Achats", "u3", 1.0)


def test_a_box_that_is_no_unit_goes_and_what_it_held_moves_up() -> None:
    found = corrected(CHART, [{"unit": "Légende", "ignore": "true"}])
    assert tree(found) == [("Direction générale", None, 0.4), ("Pôle Ressources", "u1", 0.4), ("Achats", "u1", 0.4)]


def test_what_fits_nothing_or_closes_a_ring_changes_nothing() -> None:
    wrong = [
        {"unit": "Achats", "parent": "Inconnu"},
        {"unit": "Inconnu", "ignore": "true"},
        {"unit": "Légende", "parent": "Pôle Ressources"},
    ]
    assert corrected(CHART, wrong) == CHART
