"""The same words at other places of a sheet whose tree does not tell where (DESIGN 3.12, 3.25, 3.27)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monitor.compare.documents.contents import compare_contents
from monitor.model import Block, DocumentContent, OrgChart, Unit
from monitor.model.frozen import replace

SERVICES = [
    "Crèche",
    "Paie",
    "Cimetière",
    "Musée",
    "Piscine",
    "Voirie",
    "Achats",
    "Archives",
    "Sports",
    "Marchés",
    "Forêts",
    "Ports",
]
NAMES = [
    "Mme Odette FABRE", "Mme Ida MOREAU", "M. Jules PETIT", "M. Alex TAHAR", "Mme Lise DURAND", "M. Noé CLÉMENT",
    "Mme Inès VATEL", "M. Éric CORNU", "Mme Lola MENDEZ", "M. Rachid OUMARI", "Mme Jeanne PÉPIN", "M. Luc ROUX",
]  # fmt: skip


def _sheet(lines: Sequence[str], *, structured: bool = True, sure: float = 0.99) -> DocumentContent:
    units = tuple(
        Unit(
            id=f"u{n}", title=line, people=(), parent="u0" if n and structured else None,
            confidence_parent=sure, confidence_title=sure, page=1, bbox=(x, 20.0 * n, x + 160, 20.0 * n + 12),
        )
        for n, line in enumerate(lines)
        for x in [40.0 + 300 * (n % 2)]
    )  # fmt: skip
    chart = OrgChart(title=None, date=None, pages=1, structured=structured, reason=None if structured else "unsure", units=units)
    text = tuple(Block("list_item", line) for line in lines)
    return DocumentContent(sha256=str(hash(tuple(lines))), size=1, media_type="application/pdf", text=text, orgchart=chart)


@pytest.mark.parametrize("mark", [", ", " – "])
@pytest.mark.parametrize("name_first", [True, False])
def test_two_who_exchange_their_lines_are_told(mark: str, *, name_first: bool) -> None:
    """The words are the same, each as often: « aucune différence de contenu » stood there (3.25)."""
    order = 1 if name_first else -1
    lines = ["Mairie", *(mark.join([name, service][::order]) for name, service in zip(NAMES, SERVICES, strict=True))]
    swapped = list(NAMES)
    swapped[2], swapped[7] = swapped[7], swapped[2]
    after = ["Mairie", *(mark.join([name, service][::order]) for name, service in zip(swapped, SERVICES, strict=True))]
    verdict = compare_contents("orgchart", _sheet(lines), _sheet(after))
    said = " ".join(f"{edit.before} {edit.after} {edit.facts}" for edit in verdict.edits)
    assert verdict.of == "different"
    assert NAMES[2] in said
    assert NAMES[7] in said


def test_lines_broken_elsewhere_are_layout() -> None:
    """Words that one line ends with and the next begins with were together before, too (3.11)."""
    lines = ["Mairie", "Direction des ressources", "humaines et de la paie", *SERVICES]
    after = ["Mairie", "Direction des", "ressources humaines et de la paie", *SERVICES]
    assert compare_contents("orgchart", _sheet(lines), _sheet(after)).of == "resaved"


def test_lines_that_stand_elsewhere_on_a_sheet_nobody_could_read_are_to_be_checked() -> None:
    """A service that moved to another pole was « fichier réenregistré, même contenu » where the tree was unsure (3.27)."""
    after = [line for line in SERVICES if line != "Voirie"]
    after.insert(1, "Voirie")
    edits = compare_contents("orgchart", _sheet(SERVICES, structured=False), _sheet(after, structured=False)).edits
    assert [(edit.op, edit.after, edit.facts.get("uncertain")) for edit in edits] == [("move", "Voirie", True)]


def _of_services(sheet: DocumentContent) -> DocumentContent:
    """*sheet*, of whose lines with figures no unit was read."""
    assert sheet.orgchart
    units = tuple(unit for unit in sheet.orgchart.units if not any(map(str.isdigit, unit.title)))
    return replace(sheet, orgchart=replace(sheet.orgchart, units=units))


def _moved(before: list[str], after: list[str]) -> list[str | None]:
    sides = (_sheet(lines, structured=False) for lines in (before, after))
    edits = compare_contents("orgchart", *(_of_services(side) for side in sides)).edits
    assert all(edit.facts.get("uncertain") for edit in edits if edit.op == "move")
    return [edit.after for edit in edits if edit.op == "move"]


@pytest.mark.parametrize("news", [["Mis à jour : mars 2026"], ["Archives", "Mis à jour : mars 2026"]])
def test_a_line_that_moved_is_told_beside_what_came(news: list[str]) -> None:
    """With a new date at its foot a sheet of an unsure tree had nothing but that: a service had another pole (3.27, promise 1)."""
    dated = [*SERVICES, "Mis à jour : janvier 2026", "Page 1"]
    after = [*(line for line in SERVICES if line != "Voirie"), *news, "Page 1"]
    after.insert(1, "Voirie")
    assert _moved(dated, after) == ["Voirie"]


def test_what_is_told_moves_no_line_besides() -> None:
    """3.11: a service renamed, a page's number behind other words, or all read in another order are no lines that moved."""
    dated = [*SERVICES, "Mis à jour : janvier 2026", "Page 1"]
    renamed = ["Voirie et réseaux" if line == "Voirie" else line for line in SERVICES]
    assert _moved(dated, [*renamed, "Mis à jour : mars 2026", "Page 1"]) == []
    assert _moved(dated, ["Page 1", *SERVICES, "Mis à jour : mars 2026"]) == []
    more = replace(_sheet([*renamed, "Eau"], structured=False), pages=2)
    assert not [edit for edit in compare_contents("orgchart", _sheet(SERVICES, structured=False), more).edits if edit.op == "move"]
    assert _moved(dated, [*SERVICES[6:], *SERVICES[:6], "Mis à jour : mars 2026", "Page 1"]) == []


def test_a_sheet_whose_lines_all_stand_elsewhere_was_laid_out_anew() -> None:
    """3.11: what is read in another order is no news."""
    old, new = _sheet(SERVICES, structured=False), _sheet(SERVICES[6:] + SERVICES[:6], structured=False)
    assert compare_contents("orgchart", old, replace(new, sha256="b")).of == "resaved"
