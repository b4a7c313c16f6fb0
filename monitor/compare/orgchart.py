"""Two org charts -> what became of units and people (DESIGN 5.5, ORGCHARTS 8). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from monitor.compare.orgchart_match import Side, matched
from monitor.compare.orgchart_words import letters_key, same_person
from monitor.compare.words import text_of, word_diff
from monitor.model import DocumentContent, Edit, OrgChart, Person, Unit
from monitor.normalize import key

SURE = 0.5  # a parent known with less confidence is no ground for saying that a unit moved
_REDRAWN = 0.6  # share of all units, old and new, without a match: another chart
_REDRAWN_MOVES = 0.5  # share of the units kept that moved, where they are many
_MANY_MOVES = 12
_STILL = 0.5  # share of the units kept that stand where they stood: the page was edited, not laid out anew
_SAME_PLACE = 2.0  # points
_FAR_DOWN = 3  # heights of a box: more than one that came above it takes


def compare_charts(old: OrgChart, new: OrgChart) -> tuple[Edit, ...]:
    """Return the edits that lead from *old* to *new* in the order of the new chart, a unit's own together, the title's last.

    Empty where only layout, typography, case, accents or abbreviations differ. Both charts must be structured. A chart drawn
    anew is one edit, `redrawn`. What is known with little confidence is left out or has `uncertain`: a wrong statement is worse
    than none. Beside DESIGN 5.5 the facts hold `path` (labels of the units above, from the top, as far as they are sure),
    `people` of units that came or went, `role` of a person, and `same_title` where another unit is called the same.
    """
    before, after = Side(old), Side(new)
    pairs = matched(before, after)
    edits = tuple(_edits(before, after, pairs))
    if _is_redrawn(before, after, pairs, sum(e.op == "unit_moved" and "uncertain" not in e.facts for e in edits)):
        kept = len(pairs)
        return (Edit(op="redrawn", facts={"added": len(new.units) - kept, "removed": len(old.units) - kept, "kept": kept}),)
    return (*edits, *_title(old, new))


def _is_redrawn(before: Side, after: Side, pairs: dict[str, str], moves: int) -> bool:
    total = len(before.units) + len(after.units)
    lost = total - 2 * len(pairs)
    return lost > _REDRAWN * total or (moves >= _MANY_MOVES and moves > _REDRAWN_MOVES * len(pairs))


def _edits(before: Side, after: Side, pairs: dict[str, str]) -> Iterator[Edit]:
    """Unit by unit of the new chart; what went is told where it stood."""
    back = {new: old for old, new in pairs.items()}
    gone = _gone(before, pairs)
    still = _stands_still(before, pairs, after)
    yield from (_removed(before, unit) for unit in gone[None])
    for unit in after.units:
        if unit.id not in back:
            yield _added(after, unit)
        else:
            old = before.by_id[back[unit.id]]
            yield from (*_renamed(old, unit, after), *_moved(old, unit, before, after, pairs, still=still))
            yield from _people(old, unit, after)
        yield from (_removed(before, lost) for lost in gone[unit.id])


def _gone(before: Side, pairs: dict[str, str]) -> dict[str | None, list[Unit]]:
    """The units without a match by the new id of the unit before them; None: before them there is none."""
    gone: dict[str | None, list[Unit]] = defaultdict(list)
    last: str | None = None
    for unit in before.units:
        if unit.id in pairs:
            last = pairs[unit.id]
        else:
            gone[last].append(unit)
    return gone


def _stands_still(before: Side, pairs: dict[str, str], after: Side) -> bool:
    kept = [_same_place(before.by_id[old], after.by_id[new]) for old, new in pairs.items()]
    return sum(kept) >= _STILL * len(kept)


def _same_place(old: Unit, new: Unit) -> bool:
    return old.page == new.page and all(abs(a - b) <= _SAME_PLACE for a, b in zip(old.bbox, new.bbox, strict=True))


def _taken_elsewhere(old: Unit, new: Unit) -> bool:
    """Whether somebody took the box to another place, and it did not just make room for a neighbour."""
    wide, high = (max(u.bbox[side + 2] - u.bbox[side] for u in (old, new)) for side in (0, 1))
    across, down = (abs(old.bbox[side] - new.bbox[side]) for side in (0, 1))
    return old.page != new.page or across > wide / 2 or down > _FAR_DOWN * high


# ---------------------------------------------------------------------------------------------------------------- units


def _renamed(old: Unit, new: Unit, after: Side) -> Iterator[Edit]:
    if letters_key(old.title) != letters_key(new.title):
        yield Edit(op="unit_renamed", before=old.title, after=new.title, facts=_places(after, new, _at(old, new)))


def _moved(old: Unit, new: Unit, before: Side, after: Side, pairs: dict[str, str], *, still: bool) -> Iterator[Edit]:
    was, now = before.parent(old), after.parent(new)
    # At the top on one side only: mostly a link that could not be read.
    if was is None or now is None or pairs.get(was.id) == now.id:
        return
    sure = min(old.confidence_parent, new.confidence_parent) >= SURE
    matched_parents = was.id in pairs and now.id in pairs.values()
    if letters_key(was.title) == letters_key(now.title) and not (sure and matched_parents):
        return
    if sure or (still and _taken_elsewhere(old, new)):
        doubt = {} if sure else {"uncertain": True}
        facts = {"unit": new.title, **_places(after, new, _at(old, new)), **doubt}
        yield Edit(op="unit_moved", before=was.title, after=now.title, facts=facts)


def _added(after: Side, unit: Unit) -> Edit:
    return Edit(op="unit_added", facts=_whole(after, unit, _at(None, unit)))


def _removed(before: Side, unit: Unit) -> Edit:
    return Edit(op="unit_removed", facts=_whole(before, unit, _at(unit, None)))


def _whole(side: Side, unit: Unit, at: dict[str, object]) -> dict[str, object]:
    """What is to be known of a unit that came or went: its parent, doubtful or not, and its people; None: a vacant post."""
    parent = side.parent(unit)
    people = tuple(None if person.vacant else person.name for person in unit.people)
    doubt = {"uncertain": True} if parent is not None and unit.confidence_parent < SURE else {}
    named = {"people": people} if people else {}
    return {"unit": unit.title, "parent": parent.title if parent else None, **_places(side, unit, at), **named, **doubt}


def _places(side: Side, unit: Unit, at: dict[str, object]) -> dict[str, object]:
    twins = {"same_title": True} if side.titles[letters_key(unit.title)] > 1 else {}
    return {"page": unit.page, "bbox": unit.bbox, "path": _path(side, unit), **twins, "at": at}


def _at(old: Unit | None, new: Unit | None) -> dict[str, object]:
    """Where it stands on either side, each only where it is there."""
    both = (("before", old), ("after", new))
    return {side: {"page": unit.page, "bbox": list(unit.bbox)} for side, unit in both if unit}


def _path(side: Side, unit: Unit) -> tuple[str, ...]:
    """The titles of the units above, from the top, up to the first link that is not sure."""
    path: list[str] = []
    below, above = unit, side.parent(unit)
    while above is not None and below.confidence_parent >= SURE:
        path.append(above.title)
        below, above = above, side.parent(above)
    return tuple(reversed(path))


# --------------------------------------------------------------------------------------------------------------- people


def _people(old: Unit, new: Unit, after: Side) -> Iterator[Edit]:
    gone, come = _unmatched(old.people, new.people)
    facts = {"unit": new.title, **_places(after, new, _at(old, new))}
    for one, other in _successions(gone, come):
        yield _person("person_replaced", one, other, facts)
    for person in gone:
        if not person.vacant:  # nobody named before, or after, is no news of anybody
            yield _person("person_removed", person, None, facts)
    for person in come:
        if not person.vacant:
            yield _person("person_added", None, person, facts)


def _unmatched(old: Sequence[Person], new: Sequence[Person]) -> tuple[list[Person], list[Person]]:
    """Who is named on one side only; a vacant post is nobody on both."""
    gone, come = list(old), list(new)
    for person in old:
        same = next((p for p in come if p.vacant == person.vacant and (p.vacant or same_person(p.name, person.name))), None)
        if same is not None:
            gone.remove(person)
            come.remove(same)
    return gone, come


def _successions(gone: list[Person], come: list[Person]) -> Iterator[tuple[Person, Person]]:
    """Who follows whom, taken out of both lists: in the same role first, then in the order of the box."""
    for same_role in (True, False):
        for old in list(gone):
            new = next((p for p in come if not same_role or (old.role and p.role and key(p.role) == key(old.role))), None)
            if new is not None:
                gone.remove(old)
                come.remove(new)
                yield old, new


def _person(op: str, old: Person | None, new: Person | None, facts: dict[str, object]) -> Edit:
    """*facts* with the role of whoever holds the post now, else of the one who held it."""
    role = next((p.role for p in (new, old) if p is not None and not p.vacant and p.role), None)
    return Edit(op=op, before=_name(old), after=_name(new), facts={**facts, **({"role": role} if role else {})})


def _name(person: Person | None) -> str | None:
    return person.name if person is not None and not person.vacant else None


# ---------------------------------------------------------------------------------------------------------------- title


def _title(old: OrgChart, new: OrgChart) -> Iterator[Edit]:
    """A new title or a new date of the document: one edit."""
    titles = bool(old.title and new.title) and letters_key(old.title or "") != letters_key(new.title or "")
    dates = bool(old.date and new.date) and key(old.date or "") != key(new.date or "")
    if titles or dates:
        before, after = _headed(old, new), _headed(new, old)
        _, _, words = word_diff(text_of(before), text_of(after))
        yield Edit(op="title_changed", before=before, after=after, words=words)


def _headed(chart: OrgChart, other: OrgChart) -> str:
    """Title and date in one line, each only where both charts have one."""
    return " – ".join(part for part, twin in ((chart.title, other.title), (chart.date, other.date)) if part and twin)


def chart_edits(old: DocumentContent, new: DocumentContent) -> tuple[Edit, ...] | None:
    """The edits between two contents by their trees; None where one has none: then the text has to do (DESIGN 3.12)."""
    before, after = old.orgchart, new.orgchart
    if before is None or after is None or not (before.structured and after.structured):
        return None
    return compare_charts(before, after)
