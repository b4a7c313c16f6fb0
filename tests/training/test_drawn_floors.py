"""How well drawn town charts are read and compared: numbers with floors that nobody lowers silently (3.27).

The sample is small, so that it takes seconds; `python -m training.score --generated 200 --pairs 70` gives the whole table. Raise a
floor when the reading has become better for good.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import ROOT
from training.families import FAMILIES
from training.judging import Judged, PairJudged
from training.score import compare_here, drawn, read_here, scored, scored_pairs

FLOORS: dict[str, dict[str, int]] = json.loads((ROOT / "tests" / "quality_floors.json").read_text(encoding="utf-8"))
FIRST = 300
LAYOUTS = tuple(FAMILIES)
# Of which layouts, how many charts, three of each, and how many pairs.
SETS = {
    "drawn": (LAYOUTS[:13], 39, 10),
    "drawn_lists": (LAYOUTS[13:17], 12, 6),
    "drawn_strung": (LAYOUTS[17:20], 12, 6),
    "drawn_runs": (LAYOUTS[20:], 6, 3),
}


def figures(total: Judged, statements: PairJudged) -> dict[str, int]:
    """Counts; what must not grow is negative."""
    sure = [given for given in total.told if given.confidence >= 0.9 and given.right is not None]
    return {
        "units": total.found,
        "not_units": -(total.given - total.found),
        "exact_titles": total.exact,
        "parents": total.parents_right,
        "people": total.people_right,
        "sure_and_right": sum(bool(given.right) for given in sure),
        "sure_and_wrong": -sum(not given.right for given in sure),
        "true_statements": statements.unmarked,
        "false_statements": -len(statements.false),
    }


@pytest.mark.parametrize("name", SETS)
def test_drawn_charts_are_read_as_well_as_ever(name: str, tmp_path: Path) -> None:
    among, charts, pairs = SETS[name]
    sheets, versions = drawn(charts, pairs, FIRST, tmp_path, among=among)
    table, total, _ = scored(sheets, read_here, "family")
    statements, said = scored_pairs(versions, compare_here, "family", show=True)
    found = figures(total, said)
    worse = {key: (number, FLOORS[name][key]) for key, number in found.items() if number < FLOORS[name][key]}
    assert not worse, "\n".join([str(found), *table, *statements])
