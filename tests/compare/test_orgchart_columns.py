"""Columns of figures beside the services of a chart that is set as a table (DESIGN 3.12, 5.5)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.model import Edit
from tests.compare.test_document_words import document
from tests.compare.test_orgchart import Branch

SERVICES = ("Finances", "Paie", "Achats", "Voirie")
AGENTS, SHARES = ("24", "12", "7", "45"), ("60 %", "50 %", "100 %", "0 %")
TREE: Branch = {"Mairie": {service: {} for service in SERVICES}}


def table(agents: Sequence[str] = AGENTS, shares: Sequence[str] = SHARES, *, services: Sequence[str] = SERVICES) -> tuple[str, ...]:
    """As its columns are read, one after the other."""
    return ("Service", *services, "Agents", *agents, "Part Ville", *shares)


def told(old: Sequence[str], new: Sequence[str], *, dates: tuple[str, str] = ("Juin 2025", "Juin 2026")) -> list[Edit]:
    before, after = (document(TREE, (), date=date, printed=lines) for date, lines in zip(dates, (old, new), strict=True))
    return [edit for edit in compare_contents("orgchart", before, after).edits if edit.op != "title_changed"]


def cells(edits: Sequence[Edit]) -> list[tuple[str, str, str | None, str | None]]:
    parts = [(edit, part) for edit in edits for part in edit.facts.get("parts", ())]
    assert len(parts) == len(edits)
    return [(part["row"], part["column"], edit.before, edit.after) for edit, part in parts]


@pytest.mark.parametrize("dates", [("Juin 2025", "Juin 2025"), ("Juin 2025", "Juin 2026")])
@pytest.mark.parametrize(
    ("new", "said"),
    [
        pytest.param(table(("24", "13", "7", "45")), [("Paie", "Agents", "12", "13")], id="one figure"),
        pytest.param(
            table(("12", "24", "7", "45")), [("Finances", "Agents", "24", "12"), ("Paie", "Agents", "12", "24")], id="two exchanged"
        ),
        pytest.param(
            table(("24", "12", "9", "45"), ("60 %", "50 %", "0 %", "100 %")),
            [("Achats", "Agents", "7", "9"), ("Achats", "Part Ville", "100 %", "0 %"), ("Voirie", "Part Ville", "0 %", "100 %")],
            id="in two columns",
        ),
    ],
)
def test_a_figure_is_told_with_its_service_and_its_column(
    new: tuple[str, ...], said: list[tuple[str, str, str, str]], dates: tuple[str, str]
) -> None:
    """3.12: the date alone was told where two services exchanged their figures, « − 45 », « + 44 » of one."""
    assert cells(told(table(), new, dates=dates)) == said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(table(AGENTS[:3]), table(("24", "12", "9")), id="a column with an empty cell"),
        pytest.param(table(services=SERVICES[:2]), table(("24", "12", "9", "45"), services=SERVICES[:2]), id="other lines between"),
        pytest.param(
            ("Budget de la commune voté le 3 mars par le conseil municipal", *table()[5:]),
            ("Budget de la commune voté le 3 mars par le conseil municipal", *table(("24", "12", "9", "45"))[5:]),
            id="no services",
        ),
    ],
)
def test_figures_that_no_column_of_services_names_are_told_alone(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """3.12: what may be another row's is said of none."""
    said = told(old, new)
    assert said
    assert not any(part.get("column") for edit in said for part in edit.facts.get("parts", ()))


def test_a_sheet_printed_anew_is_told_by_its_date_alone() -> None:
    assert told(table(), table()) == []


def test_a_column_without_a_head_is_told_with_its_service_alone() -> None:
    """3.12: « Paie, colonne « Voirie » » was said where the last service stands right before the figures."""
    old = ("Service", *SERVICES, *AGENTS)
    (edit,) = told(old, ("Service", *SERVICES, "24", "13", "7", "45"))
    (part,) = edit.facts["parts"]
    assert (part["row"], part.get("column"), edit.before, edit.after) == ("Paie", None, "12", "13")
