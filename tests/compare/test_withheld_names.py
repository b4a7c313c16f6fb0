"""Sheets that name nobody any more, or do for the first time (DESIGN 5.2)."""

from __future__ import annotations

import pytest

from monitor.compare.charts.sheet import named_facts
from monitor.model import Block, DocumentContent, OrgChart, Person, Unit

NAMES = {"Voirie": "Eva Roux", "Parcs": "Luc Petit", "Eaux": "Ana Gil", "Sports": "Léo Bac"}
TITLES = " ".join(NAMES)


def sheet(names: dict[str, str], text: str = "") -> DocumentContent:
    units = tuple(
        Unit(
            id=title,
            title=title,
            people=(Person(name=name),) if name else (),
            parent=None,
            confidence_parent=1.0,
            page=1,
            bbox=(0, 0, 1, 1),
        )
        for title, name in names.items()
    )
    chart = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=units)
    shown = Block("paragraph", text or " ".join(f"{title} {name}" for title, name in names.items()))
    return DocumentContent(sha256="", size=0, media_type="application/pdf", text=(shown,), orgchart=chart)


SILENT, FEW = dict.fromkeys(NAMES, ""), {f"Bureau {chr(97 + n)}": f"Jean{chr(97 + n)} Roux{chr(97 + n)}" for n in range(20)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(sheet(NAMES), sheet(SILENT), [4, 0], id="nobody"),
        pytest.param(sheet(SILENT), sheet(NAMES), [0, 4], id="everybody"),
        pytest.param(sheet(FEW), sheet({**dict.fromkeys(FEW, ""), "Bureau a": "Jeana Rouxa"}), [20, 1], id="hardly-anybody"),
        pytest.param(sheet(NAMES), sheet({**SILENT, "Voirie": "Eva Roux"}), None, id="one-of-four-is-left"),
        pytest.param(sheet(NAMES), sheet({**SILENT, "Voirie": "Rose Noir"}), None, id="somebody-is-new"),
        pytest.param(sheet(NAMES), sheet(SILENT, f"{TITLES} {' '.join(NAMES.values())}"), None, id="printed-and-not-read"),
        pytest.param(sheet({"Voirie": "Eva Roux"}), sheet({"Voirie": ""}), None, id="two-may-leave-at-once"),
        pytest.param(None, sheet(NAMES), None, id="nothing-before"),
    ],
)
def test_a_sheet_without_names_is_told_as_one(
    old: DocumentContent | None, new: DocumentContent | None, expected: list[int] | None
) -> None:
    """5.2: `named`, how many each names; not where a name stands there unread, nor where people may have left."""
    assert named_facts(old, new) == ({"named": expected} if expected else {})
