"""The units that a chart shows no longer, put back where they stood, to be shown struck through. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from monitor.model import Edit, OrgChart, Unit
from monitor.model.frozen import replace

_GONE = "gone:"  # before the id that a unit had in the chart where it stood


def id_of_gone(edit: Edit) -> str | None:
    """The id by which `with_gone` puts back the unit that *edit* tells of; None: it tells of none that went."""
    ids = edit.facts.get("ids")
    went = edit.op == "unit_removed" and isinstance(ids, list | tuple) and len(ids) == 2 and ids[0]
    return f"{_GONE}{ids[0]}" if went and isinstance(ids, list | tuple) else None


def is_gone(unit: Unit) -> bool:
    return unit.id.startswith(_GONE)


def with_gone(new: OrgChart, old: OrgChart, edits: Iterable[Edit]) -> OrgChart:
    """*new* with the units that *edits* say went from *old*, where they stood: under the nearest unit above that is still there,
    behind the one that they stood behind. What stood below it and is still there stays where it is now.
    """
    edits = tuple(edits)
    before = old.by_id()
    going = {found.removeprefix(_GONE): edit for edit in edits if (found := id_of_gone(edit))}
    going = {number: edit for number, edit in going.items() if number in before}
    now = {**_same(old, new, edits), **{number: f"{_GONE}{number}" for number in going}}
    units = list(new.units)
    for unit in old.units:  # those above come before those below, or are sought by their old place all the same
        if unit.id in going:
            sure = 0.0 if going[unit.id].facts.get("uncertain") else 1.0
            parent = _above(unit, before, now)
            put = replace(unit, id=now[unit.id], parent=parent, confidence_title=sure, confidence_parent=1.0)
            units.insert(_place(unit, old, now, units, parent), put)
    return replace(new, units=tuple(units))


def _above(unit: Unit, before: Mapping[str, Unit], now: Mapping[str, str]) -> str | None:
    """The id in the chart of now of the nearest unit above *unit* that it still shows, or that went with it."""
    seen, above = {unit.id}, unit.parent
    while above is not None and above in before and above not in seen:
        if above in now:
            return now[above]
        seen.add(above)
        above = before[above].parent
    return None


def _place(unit: Unit, old: OrgChart, now: Mapping[str, str], units: list[Unit], parent: str | None) -> int:
    """Where in *units* it goes: behind the last one before it under the same unit, else before the first one there."""
    index = {one.id: n for n, one in enumerate(units)}
    beside = [now[one.id] for one in old.units[: old.units.index(unit)] if one.parent == unit.parent and one.id in now]
    ahead = [index[number] for number in beside if number in index and units[index[number]].parent == parent]
    if ahead:
        return ahead[-1] + 1
    return next((n for n, one in enumerate(units) if one.parent == parent), len(units))


def _same(old: OrgChart, new: OrgChart, edits: Iterable[Edit]) -> dict[str, str]:
    """The ids of *old* with those that the same units have in *new*: by the edits, else by what stands above them, else by name."""
    pairs = [edit.facts["ids"] for edit in edits if edit.facts.get("ids")]
    told = {str(pair[0]): str(pair[1]) for pair in pairs if len(pair) == 2 and pair[0] and pair[1]}
    found: dict[str, str] = {}
    for deep in (False, True):  # the surer one speaks last
        ours, theirs = _by_name(old, deep=deep), _by_name(new, deep=deep)
        found |= {number: theirs[name] for name, number in ours.items() if name in theirs}
    return {**found, **told}


def _by_name(chart: OrgChart, *, deep: bool) -> dict[tuple[str, ...], str]:
    """The ids of the units by title, *deep*: with those above them; of those that nothing else is called."""
    units = chart.by_id()
    names = {unit.id: _path(unit, units) if deep else (unit.title,) for unit in chart.units}
    times = Counter(names.values())
    return {name: number for number, name in names.items() if times[name] == 1}


def _path(unit: Unit, units: Mapping[str, Unit]) -> tuple[str, ...]:
    """Its title and those above it, its own first."""
    found, above, seen = [unit.title], unit.parent, {unit.id}
    while above is not None and above in units and above not in seen:
        seen.add(above)
        found.append(units[above].title)
        above = units[above].parent
    return tuple(found)
