"""Which unit of the old chart is which of the new one (13.5). Pure; the same whichever way round the charts are given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from monitor.compare.charts.mergers import Merger, mergers
from monitor.compare.person_names import person_key
from monitor.compare.title_words import is_generic, letters_key, post_key, title_key, title_likeness
from monitor.expressions import expression
from monitor.model import SURE, OrgChart, Unit
from monitor.model.frozen import cached_property
from monitor.normalize import key

_ACCEPT = 0.45
_ALIKE = 0.72  # likeness of two titles that are one, renamed
_A_LITTLE = 0.05  # what it counts that two boxes begin at the same place, or name the same people, or nobody
_MOST_PAIRS = 40_000  # of units without a match yet
_NEAREST = 20  # of so many more, those with the most alike titles are looked at
_STEM = 6  # letters that words of one stem begin with: « comptabilité », « comptable »
_CODE = expression(r"(?:[A-Z]{1,3}[ .-]?)?\d{1,3}(?:[./-]\d{1,3})*\.?(?:\s+[–—-])?\s+(?=[^\W\d_])")
_SHARE = 0.6  # of a unit's matched children that now hang under another one: the two are one unit, renamed


class Side:
    """One chart with its family relations."""

    def __init__(self, chart: OrgChart) -> None:
        self.units = chart.units
        self.by_id = {unit.id: unit for unit in chart.units}
        self.titles = Counter(letters_key(unit.title) for unit in chart.units)
        self.children: dict[str | None, list[Unit]] = defaultdict(list)
        for unit in chart.units:
            self.children[unit.parent].append(unit)
        self._paths: dict[str, tuple[str, ...]] = {}

    def parent(self, unit: Unit) -> Unit | None:
        """The unit that *unit* hangs under; None at the top."""
        return self.by_id.get(unit.parent) if unit.parent is not None else None

    def place(self, unit: Unit) -> float:
        """How sure it is where *unit* hangs and how that one is called: a sentence says both, and nothing of the head of all."""
        if unit is self.apex:
            return 1.0
        parent = self.parent(unit)
        return min(unit.confidence_parent, parent.confidence_title if parent else 1.0)

    @cached_property
    def apex(self) -> Unit | None:
        """The only unit that hangs under none, if it heads any."""
        tops = [unit for unit in self.by_id.values() if self.parent(unit) is None]
        return tops[0] if len(tops) == 1 < len(self.by_id) else None

    def path(self, unit: Unit) -> tuple[str, ...]:
        """The folded titles from the top down to *unit*."""
        if unit.id not in self._paths:
            parent = self.parent(unit)
            self._paths[unit.id] = (*(self.path(parent) if parent else ()), letters_key(unit.title))
        return self._paths[unit.id]


def matched(old: Side, new: Side) -> dict[str, str]:
    """Return old id -> new id, one to one: same path, then same title and parent, same title, likeness, shared children."""
    return Matching(old, new).pairs


def twins_of(old: OrgChart, new: OrgChart) -> list[tuple[Unit, Unit]]:
    """The units that two charts have in common, as the old one has them and as the new one does."""
    before, after = Side(old), Side(new)
    return [(before.by_id[one], after.by_id[other]) for one, other in matched(before, after).items()]


class Matching:
    """Which units of two charts are the same: `pairs`, old id -> new id, one to one.

    `doubted`: old ids of pairs that only the place on the sheet made, among several of one title, or of titles that have
    little in common. `merged`: new id -> the old ids of the units that are one now, `split`: old id -> the new ids of those that
    were one, in the order of its title. One of them is a pair with it, the others are in none.
    """

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.pairs: dict[str, str] = {}
        self.doubted: set[str] = set()
        self.merged: dict[str, tuple[str, ...]] = {}
        self.split: dict[str, tuple[str, ...]] = {}
        self._taken: set[str] = set()
        self._by(lambda side, unit: side.path(unit))
        self._by(lambda side, unit: (letters_key(unit.title), letters_key(p.title) if (p := side.parent(unit)) else ""))
        self._by(lambda side, unit: (letters_key(unit.title), *_names(unit)) if _names(unit) else None)
        self._by(lambda side, unit: letters_key(unit.title))
        self._by(lambda side, unit: post_key(unit.title))
        self._by_uncoded_title()
        self._by_merger()
        self._by_words()
        self._by_likeness()
        self._by_children()
        self._by_people()
        self._by_likeness()
        self._by_spot()
        self._by_child()
        self._by_turn()
        self._by_heads()

    def _pair(self, a: Unit, b: Unit, *, doubted: bool = False) -> None:
        self.pairs[a.id] = b.id
        self._taken.add(b.id)
        if doubted:
            self.doubted.add(a.id)

    def _left(self) -> tuple[list[Unit], list[Unit]]:
        gone, come = ({at for ids in found.values() for at in ids} for found in (self.merged, self.split))
        before = [unit for unit in self.old.units if unit.id not in self.pairs and unit.id not in gone]
        return before, [unit for unit in self.new.units if unit.id not in self._taken and unit.id not in come]

    def _by_uncoded_title(self) -> None:
        """Units that moved and took the code of their place, « B1.2 Geodaten », « A1.3 Geodaten »; in doubt if others head them."""
        was, now = _uncoded(self.old.units), {title: at for at, title in _uncoded(self.new.units).items()}
        for unit in self._left()[0]:
            heir = self.new.by_id.get(now.get(was.get(unit.id, ""), ""))
            if heir is not None and heir.id not in self._taken:
                self._pair(unit, heir, doubted=bool(_names(unit) and _names(heir)) and not self._same_people(unit, heir))

    def _by_merger(self) -> None:
        """Units that became one, or of which one became several: the one that goes on is a pair."""
        before = [unit for unit in self._left()[0] if not self.new.titles[letters_key(unit.title)]]
        after = [unit for unit in self._left()[1] if not self.old.titles[letters_key(unit.title)]]
        for merger in [*mergers(after, _without_heirs(before, after))]:
            self.merged[merger.whole.id] = tuple(part.id for part in merger.parts)
            self._pair(_heir(merger), merger.whole)
        for merger in [*mergers(before, _without_heirs(after, before))]:
            self.split[merger.whole.id] = tuple(part.id for part in merger.parts)
            self._pair(merger.whole, _heir(merger))

    def _by(self, sign: Callable[[Side, Unit], Hashable | None]) -> None:
        """Units of one sign; where several have it, those of the same people first, then by their place."""
        before, after = self._left()
        here, there = _grouped(self.old, before, sign), _grouped(self.new, after, sign)
        by_place = list[tuple[Unit, Unit]]()
        for mark in (mark for mark in here if mark in there):
            ours, theirs = list(here[mark]), list(there[mark])
            for unit in here[mark] if len(ours) > 1 or len(theirs) > 1 else ():
                same = next((other for other in theirs if _names(unit) and _names(other) == _names(unit)), None)
                if same is not None:
                    self._pair(unit, same)
                    ours.remove(unit)
                    theirs.remove(same)
            several = len(ours) > 1 or len(theirs) > 1
            for one, other in zip(sorted(ours, key=_place), sorted(theirs, key=_place), strict=False):
                self._pair(one, other)
                if several:
                    by_place.append((one, other))
        # Once all heads are paired, whichever of the two sheets has them before those below them
        self.doubted |= {one.id for one, other in by_place if not self._same_parent(one, other)}

    def merger(self, side: Side, unit: Unit) -> dict[str, object]:
        """What an edit of *unit*, one of several of *side* that are one on the other, says of that; {}: it is no such unit.

        Of the one that goes on `merged` or `split`, the titles of all; of another `merged_into` or `split_from`, that of the one.
        """
        gone = side is self.old
        found, other, words = (self.merged, self.new, ("merged", "into")) if gone else (self.split, self.old, ("split", "from"))
        whole = next((other.by_id[at] for at, parts in found.items() if unit.id in parts), None)
        if whole is None:
            return {}
        parts = [side.by_id[at] for at in found[whole.id]]
        doubt = {"uncertain": True} if min(one.confidence_title for one in (whole, *parts)) < SURE else {}
        goes_on = self.pairs.get(unit.id) == whole.id if gone else self.pairs.get(whole.id) == unit.id
        return {words[0]: [part.title for part in parts], **doubt} if goes_on else {"_".join(words): whole.title, **doubt}

    def _by_words(self) -> None:
        """Units of which one says all that the other says: a name or a role was read into the title of one of them."""
        before, after = self._left()
        said = {id(unit): (words_of(unit), title_words(unit)) for unit in (*before, *after)}
        times = Counter(word for _, title in said.values() for word in title)
        rarest = {one: min(title, key=times.__getitem__) for one, (_, title) in said.items() if title}
        having, telling = defaultdict[str, list[Unit]](list), defaultdict[str, list[Unit]](list)
        for b in after:
            for word in said[id(b)][1]:
                (telling if word == rarest[id(b)] else having)[word].append(b)

        def near(a: Unit) -> Iterable[Unit]:
            """Those that have the rarest word of *a*, and those whose own rarest word *a* has: no other says all of it."""
            words = said[id(a)][1]
            return [*having[rarest[id(a)]], *(b for word in words for b in telling[word])] if words else ()

        def holds(a: Unit, b: Unit) -> bool:
            return all(one <= other for one, other in zip(said[id(a)], said[id(b)], strict=True))

        found = [(a, b) for a in before for b in near(a) if holds(a, b) or holds(b, a)]
        mine, theirs = (Counter(pair[side].id for pair in found) for side in (0, 1))
        for a, b in found:
            if mine[a.id] == theirs[b.id] == 1 and title_likeness(a.title, b.title) >= _ACCEPT:
                self._pair(a, b)

    def _by_likeness(self) -> None:
        """The most alike first; of nearly as like ones what stands on its spot, or has its head (a unit was split)."""
        before, after = self._left()
        scored = list[tuple[float, Unit, Unit]]()
        for a, b in self._comparable(before, after):
            like, siblings = title_likeness(a.title, b.title), self._same_parent(a, b)
            person, shared = self._same_people(a, b), self._shared_children(a, b)
            near = (like >= 0.5 and (siblings or person)) or (like >= 0.4 and siblings and person)
            score = 0.62 * like + 0.14 * siblings + 0.16 * person + 0.14 * shared
            if score >= _ACCEPT and (like >= _ALIKE or near or shared >= 0.8):
                score = score + _A_LITTLE * (_spot_of(a) == _spot_of(b)) + _A_LITTLE * (_names(a) == _names(b))
                scored.append((score, a, b))
        scored.sort(
            key=lambda s: (
                -round(s[0], 6),
                *sorted((letters_key(s[1].title), letters_key(s[2].title))),
                _place(s[1]) + _place(s[2]),
            )
        )
        for _, a, b in scored:
            if a.id not in self.pairs and b.id not in self._taken:
                self._pair(a, b)
                if title_likeness(a.title, b.title) < _ALIKE and not (self._same_people(a, b) or self._shared_children(a, b)):
                    self.doubted.add(a.id)

    def _comparable(self, before: list[Unit], after: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
        """All pairs; of very many those of which the titles are most alike, or who have people or children in common."""
        if len(before) * len(after) <= _MOST_PAIRS:
            yield from product(before, after)
            return
        from rapidfuzz import fuzz, process

        titles = {n: title_key(unit.title) for n, unit in enumerate(after)}
        heads, places = defaultdict[tuple[str, ...], list[int]](list), {unit.id: n for n, unit in enumerate(after)}
        for n, unit in enumerate(after):
            for name in _names(unit):
                heads[name].append(n)
        for a in before:
            near = {n for _, _, n in process.extract(title_key(a.title), titles, scorer=fuzz.token_sort_ratio, limit=_NEAREST)}
            near |= {n for name in _names(a) for n in heads[name]}
            heirs = (self.new.by_id[self.pairs[c.id]].parent for c in self.old.children[a.id] if c.id in self.pairs)
            near |= {places[heir] for heir in heirs if heir in places}
            yield from ((a, after[n]) for n in sorted(near))

    def _same_people(self, a: Unit, b: Unit) -> bool:
        return bool(set(_names(a)) & set(_names(b)))

    def _same_parent(self, a: Unit, b: Unit) -> bool:
        p, q = self.old.parent(a), self.new.parent(b)
        if p is None or q is None:
            return p is None and q is None
        return self.pairs.get(p.id) == q.id

    def _shared_children(self, a: Unit, b: Unit) -> float:
        """The share of the children of both that are pairs; 0 where there are fewer than two."""
        mine, theirs = self.old.children[a.id], {u.id for u in self.new.children[b.id]}
        shared = sum(self.pairs.get(u.id) in theirs for u in mine)
        return shared / max(len(mine), len(theirs)) if shared >= 2 else 0.0

    def _by_children(self) -> None:
        """X, whose matched children now mostly hang under an unmatched Y, is Y."""
        before, after = self._left()
        open_after = {u.id: u for u in after}
        for unit in before:
            heirs = Counter(self.new.by_id[m].parent for child in self.old.children[unit.id] if (m := self.pairs.get(child.id)))
            best = [(heir, n) for heir, n in heirs.most_common(1) if heir in open_after and n >= 2 and n >= _SHARE * heirs.total()]
            for heir, n in best:
                own = [c for c in self.new.children[heir] if c.id in self._taken]
                if n >= _SHARE * len(own) and heir is not None and heir not in self._taken:
                    self._pair(unit, open_after[heir])

    def _by_child(self) -> None:
        """X and Y in one place, with the same below them, be it one unit: X is Y, whoever heads it; a pair in doubt."""
        before, after = self._left()
        heirs = {frozenset(child.id for child in self.new.children[unit.id]): unit for unit in after if self.new.children[unit.id]}
        for unit in before:
            heir = heirs.get(frozenset(self.pairs.get(child.id, "") for child in self.old.children[unit.id]))
            if heir is not None and self._same_parent(unit, heir):
                self._pair(unit, heir, doubted=True)

    def _by_people(self) -> None:
        """Another title in the same place with the same people in it, and with nobody else's: a unit renamed."""
        before, after = self._left()
        for unit in before:
            heirs = [other for other in after if _names(unit) and _names(other) == _names(unit) and self._same_parent(unit, other)]
            rivals = [o for o in before if heirs and _names(o) == _names(unit) and self._same_parent(o, heirs[0])]
            if len(heirs) == 1 and len(rivals) == 1 and heirs[0].id not in self._taken:
                self._pair(unit, heirs[0])

    def _by_spot(self) -> None:
        """Another title on the very spot, between the same neighbours, with nobody in it before and after: a unit renamed."""
        before, after = self._left()
        spots = {spot: unit for unit in after if (spot := self._spot(self.new, unit, {u: u for u in self._taken})) is not None}
        for unit in before:
            other = spots.get(spot) if (spot := self._spot(self.old, unit, self.pairs)) is not None else None
            if other is not None and other.id not in self._taken:
                self._pair(unit, other, doubted=True)

    def _by_turn(self) -> None:
        """Another title and another head between the same neighbours, alone under one head to go and to come: a pair in doubt.

        Of one kind, a direction as before, with nothing below it or some of the same.
        """
        before, after = self._left()
        for unit in before:
            heirs = [other for other in after if other.id not in self._taken and self._same_parent(unit, other)]
            rivals = [other for other in before if other.parent == unit.parent and other.id not in self.pairs]
            if len(heirs) != 1 or len(rivals) != 1 or unit.parent is None:
                continue
            (heir,) = heirs
            kinds = [title_key(one.title).split()[:1] for one in (unit, heir)]
            below = [self.pairs.get(child.id) for child in self.old.children[unit.id]]
            kept = {child.id for child in self.new.children[heir.id]} & {*below}
            alike = kinds[0] == kinds[1] and is_generic(kinds[0]) and bool(kept or not (below or self.new.children[heir.id]))
            turns = self._turn(self.old, unit, self.pairs), self._turn(self.new, heir, {new: new for new in self._taken})
            if alike and turns[0] == turns[1]:
                self._pair(unit, heir, doubted=True)

    def _by_heads(self) -> None:
        """X and Y of one kind, wherever they hang, whose people are nobody else's, and a word of whose titles begins alike.

        A pair in doubt: « Service comptabilité », « Service exécution comptable », drawn anew by another hand.
        """
        before, after = self._left()
        for unit in before:
            heirs = [other for other in after if _names(unit) and _names(other) == _names(unit) and other.id not in self._taken]
            rivals = [other for other in (*self.old.units, *self.new.units) if heirs and {*_names(other)} & {*_names(unit)}]
            if len(heirs) != 1 or len(rivals) != 2:
                continue
            one, other = title_key(unit.title).split(), title_key(heirs[0].title).split()
            starts = [{word[:_STEM] for word in said[1:] if len(word) >= _STEM and not is_generic([word])} for said in (one, other)]
            if one[:1] == other[:1] and is_generic(one[:1]) and not starts[0].isdisjoint(starts[1]):
                self._pair(unit, heirs[0], doubted=True)

    def _turn(self, side: Side, unit: Unit, names: Mapping[str, str]) -> tuple[str | None, ...]:
        """The neighbours of *unit* under its head, by what *names* calls them; None: there is none."""
        row = [u.id for u in side.children[unit.parent]]
        at = row.index(unit.id)
        return tuple(names.get(row[n], row[n]) if 0 <= n < len(row) else None for n in (at - 1, at + 1))

    def _spot(self, side: Side, unit: Unit, names: dict[str, str]) -> Hashable | None:
        """Parent and neighbours of *unit*, by what *names* calls them; None where somebody, or something, is in it."""
        row = [u.id for u in side.children[unit.parent]]
        at = row.index(unit.id)
        beside = [*row[max(0, at - 1) : at], *row[at + 1 : at + 2]]
        if unit.parent not in names or not beside or side.children[unit.id] or _names(unit) or not all(u in names for u in beside):
            return None
        return names[unit.parent], at == 0, tuple(names[u] for u in beside), bool(unit.people)


def halves(side: Side, other: Side) -> set[str]:
    """The folded titles of *side* that are, with another one of its own, one title on the *other*: two lines read as two units."""
    found = set[str]()
    for whole in other.titles:
        for n in range(len(whole) + 1):
            for said, rest in ((whole[:n], whole[n:].strip()), (whole[n:], whole[:n].strip())):
                if said in side.titles and side.titles[rest] > (rest == said):
                    found.add(said)
    return found


def is_above(was: Sequence[str], now: Sequence[str]) -> bool:
    """Whether one of two parents, each by its path, stands above the other in its own chart, whatever the links are worth."""
    return was[-1] in now[:-1] or now[-1] in was[:-1]


def are_exchanged(ways: Iterable[tuple[str, str]]) -> bool:
    """Whether of two parents each has some that were the other's."""
    known = {*ways}
    return any((now, was) in known for was, now in known)


def _uncoded(units: Sequence[Unit]) -> dict[str, str]:
    """The titles behind the codes that tell the places of *units*, by id, each that stands once and tells what the unit does.

    {} where less than most have a code.
    """
    coded = {unit.id: title_key(unit.title[code.end() :]) for unit in units if (code := _CODE.match(unit.title))}
    often = Counter(coded.values())
    usual = len(coded) >= _SHARE * len(units)
    return {at: title for at, title in coded.items() if often[title] == 1 and not is_generic(title.split())} if usual else {}


def _without_heirs(units: Iterable[Unit], others: Iterable[Unit]) -> Iterator[Unit]:
    """Those of *units* that are not perhaps one of *others* under another title: the same people are in it, and another word."""
    headed = defaultdict[Sequence[tuple[str, ...]], list[Unit]](list)
    for one in others:
        headed[_names(one)].append(one)
    for unit in units:
        heirs = headed.get(_names(unit), ()) if _names(unit) else ()
        if all(title_words(unit) <= title_words(one) for one in heirs):
            yield unit


def _heir(merger: Merger) -> Unit:
    """The part that goes on in the whole, or the other way round: the one that has its people, else the first of its title."""
    return next((part for part in merger.parts if _names(part) and _names(part) == _names(merger.whole)), merger.parts[0])


def _grouped(side: Side, units: Iterable[Unit], sign: Callable[[Side, Unit], Hashable | None]) -> dict[Hashable, list[Unit]]:
    groups: dict[Hashable, list[Unit]] = defaultdict(list)
    for unit in units:
        mark = sign(side, unit)
        if mark is not None:
            groups[mark].append(unit)
    return groups


def _names(unit: Unit) -> Sequence[tuple[str, ...]]:
    return tuple(sorted(person_key(p.name) for p in unit.people if not p.vacant))


def title_words(unit: Unit) -> Counter[str]:
    """The words of a unit's title, folded, each as often as it stands there."""
    return Counter(title_key(unit.title).split())


def share_nothing(old: Unit, new: Unit) -> bool:
    """Whether nothing of the two units says that they are one, no word of what they do and nobody: only what hangs near them."""
    was, now = ({word for word in title_words(unit) if not is_generic([word])} for unit in (old, new))
    people = ({word for person in unit.people for word in key(person.name).split()} for unit in (old, new))
    return was.isdisjoint(now) and next(people).isdisjoint(next(people))


def words_of(unit: Unit) -> Counter[str]:
    """All words of a unit, whatever they were read as."""
    people = (text for person in unit.people for text in (person.name, person.role or ""))
    return Counter(word for text in (unit.title, *people) for word in title_key(text).split())


def _spot_of(unit: Unit) -> tuple[float, ...]:
    return unit.page, round(unit.bbox[0]), round(unit.bbox[1])


def _place(unit: Unit) -> tuple[float, ...]:
    return unit.page, round(unit.bbox[1]), unit.bbox[0]


def places_of(side: Side, unit: Unit, old: Unit | None, new: Unit | None) -> dict[str, object]:
    """What an edit tells of where *unit* of *side* stands, *old* on one side and *new* on the other."""
    twins = {"same_title": True} if side.titles[letters_key(unit.title)] > 1 else {}
    at = {name: {"page": u.page, "bbox": list(u.bbox)} for name, u in (("before", old), ("after", new)) if u}
    ids = [old.id if old else None, new.id if new else None]
    # The titles of the units above, from the top, up to the first link that is not sure
    path, below = list[str](), unit
    while (above := side.parent(below)) is not None and side.place(below) >= SURE:
        path.append(above.title)
        below = above
    return {"page": unit.page, "bbox": unit.bbox, "path": tuple(reversed(path)), **twins, "at": at, "ids": ids}
