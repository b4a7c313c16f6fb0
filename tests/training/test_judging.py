"""What counts as right in a reading of a chart and in a comparison of two: the figures of 3.27 and 5.5 lean on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests import sweeps
from training.charts import chart, pair
from training.judging import Judged, judged, judged_pair, wilson
from training.score import sheets_of


def reading(truth: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A reading that says what the truth says, sure of all."""
    units = []
    for unit in truth["units"]:
        people = [{"name": p["name"], "vacant": False} for p in unit["people"]] or [{"name": "", "vacant": True}] * unit["vacant"]
        shared = {key: unit[key] for key in ("id", "parent", "page", "bbox")}
        units.append({**shared, "title": unit["label"], "confidence": 1.0, "people": people, **more})
    return {"units": units}


def figures(found: Judged) -> tuple[float, float | None, float | None, bool]:
    return found.f1, found.parent, found.person, all(g.right for g in found.told)


def test_a_reading_that_says_what_the_truth_says_is_all_right() -> None:
    for number in range(sweeps.times(6, 13)):
        truth = chart(number).truth
        f1, parent, person, right = figures(judged(truth, reading(truth)))
        assert (f1, parent, right) == (1, 1, True), number
        assert person in (1, None)


def test_what_is_no_unit_and_who_hangs_wrong_are_counted() -> None:
    truth = chart(0).truth
    wrong = reading(truth)
    wrong["units"].append({"id": "x", "title": "Effectif total", "parent": None, "confidence": 0.95, "people": []})
    wrong["units"][1]["parent"] = None
    lost = wrong["units"].pop(-2)["title"]
    found = judged(truth, wrong)
    assert (found.spurious, found.missed, len(found.hung_wrong)) == (["Effectif total"], [lost], 1)
    assert sum(g.right is False for g in found.told) == 3


def test_a_second_name_that_the_truth_does_not_know_is_neither_right_nor_wrong() -> None:
    truth = {"units": [{"id": "a", "label": "Mairie", "parent": None, "parent_label": None, "person": "Mme Claire Aubert"}]}
    people = [{"name": "AUBERT Claire", "confidence": 0.9}, {"name": "Jean Roche", "confidence": 0.9}]
    found = judged(truth, {"units": [{"id": "1", "title": "MAIRIE", "parent": None, "confidence": 0.9, "people": people}]})
    assert [(g.fact, g.right) for g in found.told] == [("title", True), ("parent", True), ("person", True), ("person", None)]


def test_a_sheet_without_units_is_read_right_where_none_are_given() -> None:
    """3.12, 3.27: a picture or an outlined text has nothing to find; a unit invented there is spurious."""
    empty: dict[str, Any] = {"units": []}
    unit: dict[str, Any] = {"id": "1", "title": "Mairie", "parent": None, "confidence": 0.9, "people": []}
    assert (judged(empty, {}).f1, judged(empty, {"units": [unit]}).f1) == (1, 0)


def test_a_name_that_is_only_also_right_need_not_be_found() -> None:
    """A box that may be read as a name or as a title asks for neither; a name given there is right."""
    unit: dict[str, Any] = {
        "id": "a",
        "label": "Site nord (Joël)",
        "parent": None,
        "parent_label": None,
        "person": None,
        "people": [],
    }
    truth: dict[str, Any] = {"units": [unit], "also": {"people": {"Site nord (Joël)": ["Joël"]}}}
    for names, right in (([], []), (["Joël"], [True]), (["Nord"], [False])):
        people = [{"name": name, "confidence": 0.9} for name in names]
        read = {"units": [{"id": "1", "title": "Site nord (Joël)", "parent": None, "confidence": 0.9, "people": people}]}
        found = judged(truth, read)
        assert (found.people, [g.right for g in found.told if g.fact == "person"]) == (0, right)


def test_wrong_parents_are_told_by_what_they_are_to_the_unit() -> None:
    """3.27: a parent left out is a claim too; which kind of mistake is made as sure says where calibration fails."""
    heads = {"Mairie": None, "DGS": "Mairie", "DRH": "DGS", "Paie": "DRH", "DSI": "DGS", "Garage": "DSI"}
    true: list[dict[str, Any]] = [
        {"id": t, "label": t, "parent": p, "parent_label": p, "person": None, "people": []} for t, p in heads.items()
    ]
    given = {"Mairie": "Paie", "DGS": None, "DRH": "Mairie", "Paie": "Légende", "DSI": "DRH", "Garage": "Paie", "Légende": None}
    units: list[dict[str, Any]] = [
        {"id": t, "title": t, "parent": p, "confidence": 0.95 if t == "DGS" else 0.6, "people": []} for t, p in given.items()
    ]
    assert judged({"units": true}, {"units": units}).astray == {
        ("has none", False): 1,
        ("none given", True): 1,
        ("further up", False): 1,
        ("no unit", False): 1,
        ("brother", False): 1,
        ("another branch", False): 1,
    }


def test_statements_are_said_marked_missed_or_false() -> None:
    """5.5, 3.27: one of each; what the truth allows beside them is not counted."""
    truth = {
        "changes": [
            {"type": "unit_renamed", "old": "Service paie", "new": "Service paie et carrières", "parent": "DRH"},
            {"type": "unit_moved", "unit": "Service courrier", "old_parent": "DRH", "new_parent": "DSI"},
            {"type": "head_changed", "unit": "DSI", "old": "Mme Claire Aubert", "new": None},
        ],
        "also": [{"type": "unit_added", "unit": "Cabinet"}],
    }
    edits = [
        {"op": "unit_renamed", "before": "Service paie", "after": "Service paie et carrières", "unit": "Service paie"},
        {"op": "unit_moved", "unit": "Service courrier", "before": "DRH", "after": "DSI", "uncertain": True},
        {"op": "unit_removed", "unit": "Service accueil", "parent": "DSI"},
        {"op": "person_added", "unit": "DRH", "after": "Jean Roche", "uncertain": True},
        {"op": "unit_added", "unit": "Cabinet", "parent": None},
        {"op": "title_changed", "before": "Juin", "after": "Juillet"},
        {"op": "insert", "field": "text", "after": "unit_added"},
    ]
    found = judged_pair(truth, {"edits": edits})
    assert (found.true, found.unmarked, found.marked, len(found.missed), len(found.false), len(found.false_marked)) == (
        3,
        1,
        1,
        1,
        1,
        1,
    )


def test_the_edits_of_a_drawn_pair_said_as_they_are_are_all_right() -> None:
    for number in range(14):
        changes = pair(number).changes
        edits = [{"op": c["type"], **{k: v for k, v in c.items() if k != "type"}} for c in changes["changes"]]
        found = judged_pair(changes, {"edits": edits})
        assert (found.unmarked, found.missed, found.false) == (found.true, [], []), number


def test_the_lower_bound_of_a_share() -> None:
    """Against published values of the Wilson interval."""
    assert [round(wilson(right, of), 3) for right, of in ((0, 10), (5, 10), (10, 10), (98, 100), (0, 0))] == [
        0.0,
        0.237,
        0.722,
        0.93,
        0.0,
    ]


def test_a_truth_says_itself_that_it_is_partial(tmp_path: Path) -> None:
    """3.27: what a partial truth leaves out is not counted against a reading; a truth.md may say so for it."""
    for name in ("whole", "part", "told"):
        (tmp_path / f"{name}.pdf").write_bytes(b"%PDF-1.4")
        (tmp_path / f"{name}.json").write_text(json.dumps({"units": [], **({"partial": True} if name == "part" else {})}))
    (tmp_path / "truth.md").write_text("told is partial: its lists are left out.")
    assert {sheet.name: sheet.truth["partial"] for sheet in sheets_of(tmp_path, None)} == {
        "part": True,
        "told": True,
        "whole": False,
    }
