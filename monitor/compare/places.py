"""Where on the pages an edit or a changed region stands, as kept in `facts` (DESIGN 5.5), and back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from monitor.model import SURE, Change, Edit, OrgChart, Place, Side

_OF_BOX, _LARGER = 0.6, 6.0  # of a painted place and a box: what both have of the smaller one, how much larger the other may be


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


def regions_json(places: Iterable[Place], chart: OrgChart | None = None) -> list[dict[str, Any]]:
    """Return *places* as `regions` of the JSON, each with the title of the unit of *chart* whose box it is, where that is sure."""
    units = [unit for unit in (chart.units if chart else ()) if unit.confidence_title >= SURE]
    found = []
    for place in places:
        shares = [(0.0, "")]  # how much of the smaller one of the place and the unit's box is of the other too
        for unit in (unit for unit in units if unit.page == place.page):
            (a0, a1, a2, a3), (b0, b1, b2, b3) = place.bbox, unit.bbox
            across, down = min(a2, b2) - max(a0, b0), min(a3, b3) - max(a1, b1)
            smaller, larger = sorted(((a2 - a0) * (a3 - a1), (b2 - b0) * (b3 - b1)))
            if across > 0 and down > 0 and larger <= _LARGER * smaller:  # a band behind many boxes is nobody's
                shares.append((across * down / smaller, unit.title))
        share, title = max(shares)
        of_unit = {"unit": title} if share >= _OF_BOX else {}
        found.append({"page": place.page, "bbox": list(place.bbox), **of_unit})
    return found


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
