"""Where on the pages an edit or a changed region stands, as kept in `facts` (DESIGN 5.5), and back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from monitor.model import Change, Edit, Place, Side


def edit_place(edit: Edit, side: Side) -> Place | None:
    """Return where what *edit* tells of stands on that side; None where it does not stand there, or nobody knows.

    Edits stored before `at` was kept say one place only: of a removed unit the old one, of all else the new one. An edit of the
    words in a unit's box has `boxes`: its `at` counts lines.
    """
    at = edit.facts.get("boxes", edit.facts.get("at"))
    if isinstance(at, Mapping):
        return _place(at.get(side))
    only: Side = "before" if edit.op == "unit_removed" else "after"
    return _place(edit.facts) if side == only else None


def region_places(change: Change) -> tuple[Place, ...]:
    """Return the regions of a picture that *change* names."""
    return tuple(place for region in change.facts.get("regions") or () if (place := _place(region)))


def regions_json(places: Iterable[Place]) -> list[dict[str, Any]]:
    """Return *places* as `regions` of the JSON."""
    return [{"page": place.page, "bbox": list(place.bbox)} for place in places]


def _place(said: object) -> Place | None:
    """What a database holds may be of another version: what is no place is none."""
    if not isinstance(said, Mapping):
        return None
    page, bbox = said.get("page"), said.get("bbox")
    if not isinstance(page, int) or not isinstance(bbox, list | tuple) or len(bbox) != 4:
        return None
    if page < 1 or not all(isinstance(side, int | float) for side in bbox):
        return None
    x0, top, x1, bottom = (float(side) for side in bbox)
    return Place(page, (x0, top, x1, bottom))
