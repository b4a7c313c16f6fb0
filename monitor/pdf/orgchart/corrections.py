"""What a person corrected in config.toml, applied to a chart after reading: one chart is watched for years (13.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.model import OrgChart
from monitor.model.frozen import replace
from monitor.normalize import key


def corrected(chart: OrgChart, corrections: Sequence[Mapping[str, str]]) -> OrgChart:
    """Return *chart* with `{"unit", "parent"}` (hangs under that one) and `{"unit", "ignore"}` (is no unit) applied in their order.

    Titles are looked for without case, accents and punctuation; a correction that fits nothing changes nothing. What hung under
    an ignored unit hangs under the one above it.
    """
    units = chart.units
    for correction in corrections:
        title = key(correction["unit"])
        if "parent" not in correction:
            while gone := next((unit for unit in units if key(unit.title) == title), None):
                units = tuple(replace(u, parent=gone.parent) if u.parent == gone.id else u for u in units if u is not gone)
            continue
        parent = next((unit for unit in units if key(unit.title) == key(correction["parent"])), None)
        if parent is None:
            continue
        by_id = {unit.id: unit for unit in units}
        line, at = set[str](), by_id.get(parent.id)  # the parent and all above it: none of them may hang under it
        while at is not None and at.id not in line:
            line.add(at.id)
            at = by_id.get(at.parent) if at.parent else None
        hung = {unit.id for unit in units if key(unit.title) == title} - line
        units = tuple(replace(unit, parent=parent.id, confidence_parent=1.0) if unit.id in hung else unit for unit in units)
    return chart if units == chart.units else replace(chart, units=units)
