"""What a chart teaches is what its truth says (3.27): which candidates are right, and which boxes count as wrongly read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from monitor.pdf.orgchart.several_pages import title_key
from training.families import FAMILIES
from training.material import material
from training.score import Sheet, drawn


def sheets(family: str, folder: Path) -> Sheet:
    return drawn(1, 0, list(FAMILIES).index(family), folder, among=tuple(FAMILIES))[0][0]


def test_a_head_printed_again_on_the_sheet_of_its_services_is_no_wrong_unit(tmp_path: Path) -> None:
    """The reader joins it with the unit of the first sheet; a truth tells of it once."""
    sheet = sheets("sheets", tmp_path)
    made = material(sheet, "", real=False)
    printed = Counter(title_key(case.ballot.node.label) for case in made.cases)
    told = Counter(title_key(unit["label"]) for unit in sheet.truth["units"])
    repeated = {title for title, times in printed.items() if times > told[title] > 0}
    again = [case for case in made.cases if title_key(case.ballot.node.label) in repeated]
    assert again
    assert [case.ballot.node.label for case in again if case.ruled is False and not case.known] == []
