"""Whether a chart ceased to say who anybody is, or began to: then that is the news, and nobody's leaving (DESIGN 5.2). Pure."""

from __future__ import annotations

from monitor.compare.orgchart_names import person_key
from monitor.compare.orgchart_sheet import Sheet
from monitor.model import DocumentContent

_LEAST = 3  # names, of which most went or came at once
_LEFT = 0.1  # of them; where more are left, some people went, or came


def named_facts(old: DocumentContent | None, new: DocumentContent | None) -> dict[str, object]:
    """{"named": [before, after]}, how many people each sheet names, where one names hardly anybody of the other's; else {}.

    Not where a name that was read on one stands on the other and was not read there, nor where somebody is new.
    """
    if old is None or new is None or old.orgchart is None or new.orgchart is None:
        return {}
    sides = [
        {person_key(p.name): p.name for unit in side.orgchart.units for p in unit.people if p.name and not p.vacant}
        for side in (old, new)
        if side.orgchart is not None
    ]
    few, many = sorted(sides, key=len)
    if len(many) < _LEAST or len(few) > _LEFT * len(many) or not few.keys() <= many.keys():
        return {}
    silent = old if few is sides[0] else new
    if silent.orgchart is None or not silent.text:
        return {}
    sheet = Sheet(silent.orgchart, silent.text)
    printed = sum(sheet.names(name) for name in many.values())
    return {"named": [len(side) for side in sides]} if printed <= max(len(few), _LEFT * len(many)) else {}
