"""Two org charts -> what became of units and people (DESIGN 5.5, ORGCHARTS 8). Pure."""

from __future__ import annotations

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


def compare_charts(old: OrgChart, new: OrgChart) -> tuple[Edit, ...]:
    """Return the edits that lead from *old* to *new*: units in the order of the new tree, then people, then the title.

    Empty where only layout, typography, case, accents or abbreviations differ. Both charts must be structured. A chart drawn
    anew is one edit, `redrawn`. What is known with little confidence is left out: a wrong statement is worse than none.
    """
    before, after = Side(old), Side(new)
    pairs = matched(before, after)
    moves = list(_moves(before, after, pairs))
    if _is_redrawn(before, after, pairs, len(moves)):
        kept = len(pairs)
        return (Edit(op="redrawn", facts={"added": len(new.units) - kept, "removed": len(old.units) - kept, "kept": kept}),)
    units = [*_renames(before, after, pairs), *moves, *_added(after, pairs), *_removed(before, pairs)]
    return (*units, *_people(before, after, pairs), *_title(old, new))


def _is_redrawn(before: Side, after: Side, pairs: dict[str, str], moves: int) -> bool:
    total = len(before.units) + len(after.units)
    lost = total - 2 * len(pairs)
    return lost > _REDRAWN * total or (moves >= _MANY_MOVES and moves > _REDRAWN_MOVES * len(pairs))


def _both(before: Side, after: Side, pairs: dict[str, str]) -> Iterator[tuple[Unit, Unit]]:
    """Matched units, in the order of the new chart."""
    back = {new: old for old, new in pairs.items()}
    return ((before.by_id[back[unit.id]], unit) for unit in after.units if unit.id in back)


# ---------------------------------------------------------------------------------------------------------------- units


def _renames(before: Side, after: Side, pairs: dict[str, str]) -> Iterator[Edit]:
    for old, new in _both(before, after, pairs):
        if letters_key(old.title) != letters_key(new.title):
            yield Edit(op="unit_renamed", before=old.title, after=new.title, facts=_places(new))


def _moves(before: Side, after: Side, pairs: dict[str, str]) -> Iterator[Edit]:
    known = set(pairs.values())
    for old, new in _both(before, after, pairs):
        was, now = before.parent(old), after.parent(new)
        # At the top on one side only: mostly a link that could not be read.
        if was is None or now is None or pairs.get(was.id) == now.id or min(old.confidence, new.confidence) < SURE:
            continue
        alone = was.id not in pairs or now.id not in known
        if alone and letters_key(was.title) == letters_key(now.title):
            continue
        yield Edit(op="unit_moved", before=was.title, after=now.title, facts={"unit": new.title, **_places(new)})


def _added(after: Side, pairs: dict[str, str]) -> Iterator[Edit]:
    known = set(pairs.values())
    for unit in after.units:
        if unit.id not in known:
            yield Edit(op="unit_added", facts={"unit": unit.title, "parent": _title_of(after.parent(unit)), **_places(unit)})


def _removed(before: Side, pairs: dict[str, str]) -> Iterator[Edit]:
    for unit in before.units:
        if unit.id not in pairs:
            yield Edit(op="unit_removed", facts={"unit": unit.title, "parent": _title_of(before.parent(unit)), **_places(unit)})


def _title_of(unit: Unit | None) -> str | None:
    return unit.title if unit else None


def _places(unit: Unit) -> dict[str, object]:
    return {"page": unit.page, "bbox": unit.bbox}


# --------------------------------------------------------------------------------------------------------------- people


def _people(before: Side, after: Side, pairs: dict[str, str]) -> Iterator[Edit]:
    for old, new in _both(before, after, pairs):
        gone, come = _unmatched(old.people, new.people)
        yield from _person_edits(new, gone, come)


def _unmatched(old: Sequence[Person], new: Sequence[Person]) -> tuple[list[Person], list[Person]]:
    """Who is named on one side only; a vacant post is nobody on both."""
    gone, come = list(old), list(new)
    for person in old:
        same = next((p for p in come if p.vacant == person.vacant and (p.vacant or same_person(p.name, person.name))), None)
        if same is not None:
            gone.remove(person)
            come.remove(same)
    return gone, come


def _person_edits(unit: Unit, gone: list[Person], come: list[Person]) -> Iterator[Edit]:
    for old, new in _successions(gone, come):
        yield _person(unit, "person_replaced", old, new)
    for person in gone:
        if not person.vacant:  # nobody named before, or after, is no news of anybody
            yield _person(unit, "person_removed", person, None)
    for person in come:
        if not person.vacant:
            yield _person(unit, "person_added", None, person)


def _successions(gone: list[Person], come: list[Person]) -> Iterator[tuple[Person, Person]]:
    """Who follows whom, taken out of both lists: in the same role first, then in the order of the box."""
    for same_role in (True, False):
        for old in list(gone):
            new = next((p for p in come if not same_role or (old.role and p.role and key(p.role) == key(old.role))), None)
            if new is not None:
                gone.remove(old)
                come.remove(new)
                yield old, new


def _person(unit: Unit, op: str, old: Person | None, new: Person | None) -> Edit:
    return Edit(op=op, before=_name(old), after=_name(new), facts={"unit": unit.title, **_places(unit)})


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
