"""What two charts, drawn by two hands or in two forms, surely say otherwise beside tree and posts (DESIGN 3.27, 3.31). Pure.

Names written otherwise, telephones, counts: of such sheets the lines can't be set against each other, as neither order nor spacing
tells anything. Told is what neither hand nor form explains: a name most people do not share the way of, a figure that stands on one
sheet only where most stand on both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

from monitor.compare.charts.forms import accents_of, other_accents
from monitor.compare.charts.lines import in_their_boxes
from monitor.compare.charts.match import twins_of
from monitor.compare.charts.owned import KINDS, figures_in, owned_by
from monitor.compare.charts.respelt import of_person
from monitor.compare.documents.words import of_text
from monitor.compare.person_names import are_opposed, has_civility, person_key, same_form, same_person
from monitor.compare.text.blocks import edits_between
from monitor.compare.text.pieces import Piece
from monitor.model import SURE, DocumentContent, Edit, Unit
from monitor.model.frozen import dataclass
from monitor.normalize import key

_FEW = 3  # people who are written in a new way, and as many others who are not: each is told
_MOST = 8  # edits: with more of them the sheet says such things in another way
_SHARED = 0.5  # of the figures of a kind on the sheet that has fewer, those that stand on both


def form_edits(old: DocumentContent, new: DocumentContent, told: Sequence[Edit]) -> list[Edit]:
    """Return the edits of names and of figures beside *told*, each a line of its unit where that is known; accents first.

    Other words that stand beside a chart are another matter on a slide than on a page (DESIGN 3.31).
    """
    if old.orgchart is None or new.orgchart is None:
        return []
    twins = twins_of(old.orgchart, new.orgchart)
    found = [*_names(twins, old, new), *_figures(old, new)]
    found = found if len(found) <= _MOST else []
    # Titles and names that differ in accents alone are told by no edit of the tree
    said = {text for edit in [*told, *found] for text in (edit.before, edit.after)}
    apart = [pair for pair in other_accents(old.orgchart, new.orgchart, accents_of(old, new)) if said.isdisjoint(pair)]
    edits = [of_text(edit) for one, other in apart for edit in edits_between([Piece(0, one)], [Piece(0, other)])]
    return [*in_their_boxes(edits, old.orgchart, new.orgchart), *found]


# ------------------------------------------------------------------------------------------------------------------ names


def _names(twins: Sequence[tuple[Unit, Unit]], old: DocumentContent, new: DocumentContent) -> Iterator[Edit]:
    """Names of who stays in a unit, written otherwise than most now are; civilities of another gender are the people's."""
    kept = []
    for unit, twin in twins:
        for person in unit.people:
            same = next((p for p in twin.people if p.name and person.name and same_person(person.name, p.name)), None)
            if same is not None and min(person.confidence, same.confidence) >= SURE:
                kept.append((unit, twin, person.name, same.name))
    ways = Counter(_way(one, other) for _, _, one, other in kept)
    printed = [Counter(word for block in content.text or () for word in key(block.text).split()) for content in (old, new)]
    for unit, twin, one, other in kept:
        way = _way(one, other)
        if way == "same" or ways[way] > max(_FEW, ways["same"]) or are_opposed(one, other):
            continue
        words = [{*key(name).split()} for name in (one, other)]
        gone, come = (only for only in (words[0] - words[1], words[1] - words[0]))
        if way != "gender" and (_stand_as_often(gone, *printed) or _stand_as_often(come, *reversed(printed))):
            continue  # the rest of the name was read on another line
        yield from (of_person(edit, unit, twin) for edit in _line(one, other, unit, twin))


def _way(one: str, other: str) -> str:
    """In which way a name of one person is written otherwise."""
    if has_civility(one) != has_civility(other):
        return "civility"
    if same_form(one, other):
        return "same"
    words, others = person_key(one), person_key(other)
    if words == others:
        return "gender"
    initials = [{word for word in name if len(word) == 1} for name in (words, others)]
    return "initial" if initials[0] != initials[1] else "longer" if len(others) > len(words) else "shorter"


def _stand_as_often(words: set[str], here: Counter[str], there: Counter[str]) -> bool:
    return any(len(word) > 1 and there[word] >= here[word] for word in words)


# ---------------------------------------------------------------------------------------------------------------- figures


@dataclass(frozen=True, slots=True)
class _Figure:
    """A telephone or a count as printed, with the unit that it stands behind; None: that is not sure."""

    text: str
    home: str | None


def _figures(old: DocumentContent, new: DocumentContent) -> Iterator[Edit]:
    """Telephones and counts that are others, where both sheets have most of theirs in common.

    Not those of a unit that came or went itself; nor, where one did, those of which it is not known whose they are.
    """
    owners, units, _ = owned_by(old, new)
    partial = {home for home, sides in units.items() if None in sides}
    for kind in KINDS:
        read = [
            [(n, figure) for n, block in enumerate(content.text or ()) for figure in figures_in(block.text, [kind])]
            for content in (old, new)
        ]
        sides = [[_Figure(f.text, own.at(n, f.words[0])) for n, f in side] for own, side in zip(owners, read, strict=True)]
        sides = [sorted(side, key=lambda one: one.home in partial) for side in sides]
        # Of each side what the other has not: first of the same unit, then wherever it stands there
        left = _unmatched(sides[0], sides[1], lambda one: (_sign(one.text), one.home))
        left = _unmatched(*left, lambda one: _sign(one.text))
        fewer, shared = min(map(len, sides)), len(sides[0]) - len(left[0])
        rest = [[one for one in side if one.home not in partial and (one.home or not partial)] for side in left]
        homes = [{one.home for one in side} for side in sides]
        if not (shared >= _SHARED * fewer > 0 or (homes[0] == homes[1] and None not in homes[0])):
            continue
        alone = len(rest[0]) == len(rest[1]) == 1 and any(one.home is None for side in rest for one in side)
        known = max((one.home or "" for side in rest for one in side), default="") if alone else ""
        for home in {known or one.home: None for side in rest for one in side}:
            was, now = ([one.text for one in side if (known or one.home) == home] for side in rest)
            unit, twin = units.get(home or "", (None, None))
            one_to_one = len(was) == len(now) == 1 and (home or alone)
            if one_to_one and _measure(was[0]) == _measure(now[0]):  # on one side only, it is what that hand shows of a unit
                yield from _line(was[0], now[0], unit, twin)


def _measure(text: str) -> str:
    return "".join(letter for letter in key(text) if letter.isalpha())


def _unmatched(
    old: Sequence[_Figure], new: Sequence[_Figure], by: Callable[[_Figure], Hashable]
) -> tuple[list[_Figure], list[_Figure]]:
    """Of each side what has no partner of the same key on the other; the first of equals find theirs."""
    keys = [[by(one) for one in side] for side in (old, new)]
    counts = [Counter(side) for side in keys]
    left = [Counter(counts[0] & counts[1]) for _ in keys]
    rest: tuple[list[_Figure], list[_Figure]] = [], []
    for side, of, paired, unpaired in zip((old, new), keys, left, rest, strict=True):
        for one, key_of in zip(side, of, strict=True):
            if paired[key_of] > 0:
                paired[key_of] -= 1
            else:
                unpaired.append(one)
    return rest


def _sign(text: str) -> str:
    return "".join(letter for letter in key(text) if letter.isalnum())


def _line(before: str | None, after: str | None, unit: Unit | None, twin: Unit | None) -> Iterator[Edit]:
    """A line of text with its unit, as `document_words.unexplained_edits` has them."""
    pieces = [[Piece(0, text)] if text else [] for text in (before, after)]
    boxes = {side: {"page": u.page, "bbox": list(u.bbox)} for side, u in (("before", unit), ("after", twin)) if u}
    named = twin or unit
    facts = {**({"unit": named.title} if named else {}), **({"boxes": boxes} if len(boxes) == 2 else {})}
    for edit in edits_between(*pieces):
        yield Edit(op=edit.op, before=edit.before, after=edit.after, words=edit.words, facts={"field": "text", **facts})
