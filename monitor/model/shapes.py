"""JSON shapes that are both stored and printed, written once (DESIGN §5): times, edits, failures, org charts. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from monitor.model.checking import Edit, OpenFailure
from monitor.model.frozen import fields_of, value_of
from monitor.model.items import OrgChart, Person, Unit


def machine_time(at: datetime) -> str:
    """UTC, ISO 8601, with milliseconds and Z: 2026-11-24T07:00:03.120Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def optional_time(at: datetime | None) -> str | None:
    """The same of a time that may be unknown."""
    return machine_time(at) if at else None


# Ops that say both sides where one is null: nobody held the post, or it had no role (DESIGN 5.5).
_BOTH_SIDES = frozenset({"person_replaced", "role_changed"})


def edit_json(edit: Edit) -> dict[str, Any]:
    """*edit*, flat: its sides, its words and its facts, whatever these are (DESIGN 5.3-5.5)."""
    both, sides = edit.op in _BOTH_SIDES, (("before", edit.before), ("after", edit.after))
    words = {"words": [list(word) for word in edit.words]} if edit.words else {}
    return {"op": edit.op, **{key: value for key, value in sides if both or value is not None}, **words, **edit.facts}


def failure_json(open_failure: OpenFailure) -> dict[str, Any]:
    """A failure with its episode; `item` only where it is one item's (DESIGN 5.2)."""
    failure = open_failure.failure
    item = {} if failure.item is None else {"item": failure.item}
    episode = {"since": machine_time(open_failure.since), "consecutive": open_failure.consecutive}
    return {"kind": failure.kind, "detail": failure.detail, **item, **episode, **failure.facts}


def orgchart_json(chart: OrgChart) -> dict[str, Any]:
    """*chart* as it is stored and as `monitor orgchart --json` prints it, without its text (DESIGN 5.6)."""
    return {**fields_of(chart), "units": [unit_json(unit) for unit in chart.units]}


def unit_json(unit: Unit) -> dict[str, Any]:
    """One unit of `orgchart_json`."""
    return {
        "id": unit.id,
        "title": unit.title,
        "people": [fields_of(person) for person in unit.people],
        "parent": unit.parent,
        "confidence": unit.confidence,
        "confidence_title": unit.confidence_title,
        "confidence_parent": unit.confidence_parent,
        "page": unit.page,
        "bbox": list(unit.bbox),
        **({"category": unit.category} if unit.category else {}),
    }


def orgchart_from(shape: Mapping[str, Any]) -> OrgChart:
    """The chart that `orgchart_json` wrote, in this version or one before."""
    units = []
    for unit in shape["units"]:
        people = tuple(value_of(Person, person) for person in unit["people"])
        # In rows without the three probabilities, `confidence` was the parent's and of the rest nothing was known.
        head = unit.get("confidence_parent", unit["confidence"])
        units.append(value_of(Unit, unit, people=people, confidence_parent=head, bbox=tuple(unit["bbox"])))
    return value_of(OrgChart, shape, units=tuple(units))
