"""How well drawn town charts are read and compared: numbers with floors that nobody lowers silently (3.27).

Here some charts of each layout and some pairs are read, with floors of their own; `EXAMPLES=soak` tries three times as many
(tests/sweeps.py), `python -m training.score --generated 200 --pairs 70` gives the whole table. Raise both floors when the reading
has become better for good.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import sweeps
from tests.command import ROOT
from training.families import FAMILIES
from training.judging import Judged, PairJudged
from training.score import compare_here, drawn, read_here, scored, scored_pairs

FLOORS: dict[str, dict[str, int]] = json.loads((ROOT / "tests" / "quality_floors.json").read_text(encoding="utf-8"))
FIRST = 300
LAYOUTS = tuple(FAMILIES)
# Of which layouts, how many charts, and how many pairs.
SETS = {
    "drawn": (LAYOUTS[:13], sweeps.times(13, 39), sweeps.times(4, 10)),
    "drawn_lists": (LAYOUTS[13:17], sweeps.times(4, 12), sweeps.times(4, 6)),
    "drawn_strung": (LAYOUTS[17:20], sweeps.times(3, 12), sweeps.times(4, 6)),
    "drawn_runs": (LAYOUTS[20:], sweeps.times(2, 6), sweeps.times(2, 3)),
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
    floors = FLOORS[name if sweeps.WHOLE else f"{name}_sample"]
    worse = {key: (number, floors[key]) for key, number in found.items() if number < floors[key]}
    assert not worse, "\n".join([str(found), *table, *statements])
