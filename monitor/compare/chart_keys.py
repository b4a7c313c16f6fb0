"""Who is who over all versions of a chart: units and people keep the key they had before (DESIGN 5.14). Pure; keys are given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

from monitor.compare.orgchart_match import Side, matched
from monitor.compare.orgchart_names import person_key
from monitor.compare.orgchart_words import letters_key
from monitor.model import ERASED, OrgChart

Keyed: TypeAlias = tuple[OrgChart, Mapping[str, str]]  # a chart with the key of each unit, by its id
NOBODY_IN_PARTICULAR = " ".join(person_key(ERASED))  # several people may be printed so: they are told apart by their posts alone
Posts: TypeAlias = dict[tuple[str, str], str]  # (folded name, key of the unit that names it) -> key; unit "": wherever else


def unit_keys(chart: OrgChart, others: Sequence[Keyed], taken: Collection[str], fresh: Callable[[], str]) -> dict[str, str]:
    """Return the key of each unit of *chart*, by its id.

    *others*: charts of the same document, nearest in time first. The one that has most titles in common says which unit is which,
    over renames and moves; of the rest a unit that was away takes its key back by its path. *taken*: keys of other documents of
    the same day. A unit that is new gets a *fresh* one.
    """
    titles = {letters_key(unit.title) for unit in chart.units}
    ranked = sorted(others, key=lambda other: -len(titles & {letters_key(unit.title) for unit in other[0].units}))
    side, keys = Side(chart), dict[str, str]()
    for n, (other, known) in enumerate(ranked):
        pairs = matched(Side(other), side) if n == 0 else _by_path(Side(other), side)
        for before, now in pairs.items():
            if now not in keys and before in known and known[before] not in {*taken, *keys.values()}:
                keys[now] = known[before]
    return {unit.id: keys.get(unit.id) or fresh() for unit in chart.units}


def _by_path(old: Side, new: Side) -> dict[str, str]:
    places = {new.path(unit): unit.id for unit in new.units}
    return {unit.id: places[old.path(unit)] for unit in old.units if old.path(unit) in places}


def person_keys(
    chart: OrgChart, units: Mapping[str, str], posts: Posts, fresh: Callable[[], str]
) -> tuple[dict[str, list[str | None]], Posts]:
    """Return the key of each person of *chart* by the id of the unit, in their order, None for a vacant post; and all new *posts*.

    A folded name is one person wherever it stands; two, where it stands in two posts of one sheet: who held one of them before
    keeps the key.
    """
    known, found = dict(posts), dict[str, list[str | None]]()
    given: dict[tuple[str, str], str] = {}  # on this sheet
    homes = dict.fromkeys((" ".join(person_key(p.name)), units[u.id]) for u in chart.units for p in u.people if p.name)
    for name, post in sorted(homes, key=lambda home: home not in posts):  # who was there before chooses first
        used = {key for (other, _), key in given.items() if other == name}
        elsewhere = "" if name != NOBODY_IN_PARTICULAR else post
        wanted = [key for key in (known.get((name, post)), known.get((name, elsewhere))) if key and key not in used]
        given[name, post] = known[name, post] = wanted[0] if wanted else fresh()
        known.setdefault((name, elsewhere), given[name, post])
    for unit in chart.units:
        found[unit.id] = [given[" ".join(person_key(p.name)), units[unit.id]] if p.name else None for p in unit.people]
    return found, {post: key for post, key in known.items() if posts.get(post) != key}
