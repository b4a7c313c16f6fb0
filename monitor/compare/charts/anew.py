"""A sheet laid out anew, or drawn by another hand: whether it is, and what is said beside that (DESIGN 3.27, 5.5). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from monitor.compare.charts.boxes import SAME_PLACE, STILL, are_drawn_anew
from monitor.compare.charts.match import Side, are_exchanged, halves, is_above
from monitor.compare.charts.people import OF_LAYOUT, came_or_went, same_people
from monitor.compare.charts.sheet import Sheet
from monitor.compare.person_names import may_be_one, person_key
from monitor.compare.title_words import (
    SIGN_OF_NAME,
    content_words,
    is_function,
    is_generic,
    is_joined,
    is_ragged,
    joins,
    letters_key,
    lost_letters,
    telling_words,
    title_key,
    title_likeness,
)
from monitor.model import SURE, Edit, OrgChart, Unit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key

_STANDING = 1 / 3  # of the units kept, those on their spot: no other hand puts so many there, and leaves share what room is left
_REDRAWN = 0.6  # share of all units, old and new, without a match: another chart
_REDRAWN_MOVES = 0.5  # share of the units kept that moved, where they are many
_MANY_MOVES = 12
_FEW_MOVES, _SHARE_OF_MOVES = 2, 0.1  # of those kept, units that went to another parent: with more, links were read otherwise
_MOST_MOVED = 0.25  # of the units kept
_MANY_EDITS, _SHARE_OF_EDITS = 8, 0.4  # of a sheet laid out anew: with more of them it is drawn anew
SURE_LINK = 0.98  # of one among many of a sheet laid out anew: one in thirty at 0.97 was read otherwise, and fewer units move
_SUREST = 0.995
FAIR = 0.85  # a link less sure than that is no ground for a move, not even one to be checked
_OF_PARENTS = frozenset({"unit_renamed", "unit_added", "unit_removed"})  # ops that tell why a parent has no namesake
_ALIKE = 0.6  # likeness of two titles that one unit may have
_MOST_NAMED = 12  # titles
_HEAD = 3  # words above a column of a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """Two versions of a chart of which one may be laid out anew."""

    before: Side
    after: Side
    pairs: Mapping[str, str]
    sheets: tuple[Sheet, Sheet]
    still: bool  # most units stand where they stood
    drawn_by_another: bool  # most boxes have another size, and not all by one measure: another hand or program drew the sheet

    @classmethod
    def of(cls, before: Side, after: Side, pairs: Mapping[str, str], sheets: tuple[Sheet, Sheet]) -> Anew:
        kept = [(before.by_id[one], after.by_id[other]) for one, other in pairs.items()]
        apart = (max(abs(x - y) for x, y in zip(a.bbox, b.bbox, strict=True)) for a, b in kept if a.page == b.page)
        standing = sum(points <= SAME_PLACE for points in apart)
        still = standing >= STILL * len(kept)
        another = standing < _STANDING * len(kept) and are_drawn_anew(kept)
        return cls(before=before, after=after, pairs=pairs, sheets=sheets, still=still, drawn_by_another=another)

    def is_redrawn(self, edits: Sequence[Edit], others: Sequence[Edit]) -> bool:
        """Whether most units found no match, or most of those that did hang elsewhere.

        Where nothing stayed in place a good many edits, or *others* of the words beside them, do.
        """
        total, kept, edits = len(self.before.units) + len(self.after.units), len(self.pairs), self._without_levels(edits)
        moves = sum(edit.op == "unit_moved" for edit in edits if "uncertain" not in edit.facts or not self.still)
        if total - 2 * kept > _REDRAWN * total or (moves >= _MANY_MOVES and moves > _REDRAWN_MOVES * kept):
            return True
        return not self.still and max(len(edits), len(others)) > max(_MANY_EDITS, _SHARE_OF_EDITS * kept)

    def without_shuffled_moves(self, edits: Sequence[Edit]) -> Iterator[Edit]:
        """*edits*; where the sheet was laid out anew and many units seem to have moved, those alone of which both links are surest.

        The links of the others were read otherwise; so were all, where another hand drew two heads of which each has the other's.
        Of one hand, where nothing but two heads' own changed places, that is to be checked.
        """
        ways = self._ways(edits)
        shuffled, exchanged = not self.still and self._are_shuffled(ways), are_exchanged(ways)
        for edit in edits:
            if edit.op != "unit_moved" or not shuffled:
                yield edit
            elif "uncertain" not in edit.facts and not (exchanged and self.drawn_by_another):
                links = self._move(edit).links
                if links >= SURE_LINK or (links >= SURE and exchanged and len(ways) == 2):
                    yield edit if links >= SURE_LINK else in_doubt(edit)

    def _ways(self, edits: Sequence[Edit]) -> Counter[tuple[str, str]]:
        """How many units went each way: the new ids of the parent they left and of the one they hang under.

        One that came has its units from anywhere, as one that went leaves its own to any: these went one way.
        """
        ways = Counter[tuple[str, str]]()
        for move in (self._move(edit) for edit in self._without_levels(edits) if edit.op == "unit_moved"):
            left = self.pairs.get(move.was.id)
            came = move.now.id not in self.pairs.values()
            ways["" if came else left or f"gone {move.was.id}", "" if left is None else move.now.id] += 1
        return ways

    def _without_levels(self, edits: Sequence[Edit]) -> list[Edit]:
        """*edits* but for the moves that another one of them makes: a level came between a head and its units, or went."""
        went, came = ({e.facts["ids"][n] for e in edits if e.op == op} for n, op in enumerate(("unit_removed", "unit_added")))
        moves = {id(edit): self._move(edit) for edit in edits if edit.op == "unit_moved"}
        levels = {at for at, m in moves.items() if (m.was.id in went or m.now.id in came) and self.is_level(m.was, m.now)}
        return [edit for edit in edits if id(edit) not in levels]

    def is_level(self, was: Unit, now: Unit) -> bool:
        """Whether one of two parents came between the other and its units, or went, and surely hangs under that other."""
        if now.id not in self.pairs.values():
            level, above = now, self.pairs.get(was.id)
        elif was.id not in self.pairs:
            level, above = was, next((old for old, new in self.pairs.items() if new == now.id), None)
        else:
            return False
        return level.parent is not None and level.parent == above and level.confidence_parent >= SURE

    def _are_shuffled(self, ways: Counter[tuple[str, str]]) -> bool:
        """Whether units went all over, or two parents exchanged theirs. What goes together from one parent to another goes once."""
        moves, kept = ways.total(), len(self.pairs)
        if moves <= _FEW_MOVES:
            return False
        return are_exchanged(ways) or moves > _MOST_MOVED * kept or len(ways) > max(_FEW_MOVES, _SHARE_OF_MOVES * kept)

    # ------------------------------------------------------------------------------------------------- what is said of such a sheet

    def reported(
        self,
        edits: Sequence[Edit],
        title: Sequence[Edit],
        others: Sequence[Edit],
        reworded: Callable[[Sequence[Edit]], Sequence[Edit]],
    ) -> Iterator[Edit]:
        """`redrawn`, then those of *edits* that hold whatever became of the layout; where they are few the others, in doubt.

        Then *title*; and *others*, of the words beside the chart, where they are few and nothing of the chart itself differs; else
        what is *reworded* by either hand.
        """
        sure = self._certain(edits)
        kept = {id(edit) for edit in self.without_shuffled_moves(edits)}
        alone = sum(edit.op == "unit_moved" for edit in edits) == 1  # every other link was read as it was
        worth = {n for n, edit in enumerate(edits) if self._is_worth_a_look(edit, alone=alone)}
        worth |= came_or_went(edits, (self.before.units, self.after.units), self.sheets)
        doubtful = {n for n in worth - sure if id(edits[n]) in kept}
        alone_told = {id(edit) for edit in self._without_levels(edits)}
        if sum(id(edits[n]) in alone_told for n in doubtful) > _MANY_EDITS:
            doubtful = set()
        beside = [edit if n in sure else in_doubt(edit) for n, edit in enumerate(edits) if n in sure | doubtful]
        units = [(self.before.by_id[old], self.after.by_id[new]) for old, new in self.pairs.items()]
        # Every unit is one of both, with the same title, under the same one, and with the same people
        same = (
            not edits
            and len(units) == len(self.before.units) == len(self.after.units)
            and all(letters_key(old.title) == letters_key(new.title) for old, new in units)
            and all(self.pairs.get(old.parent or "") == new.parent for old, new in units)
            and all(same_people(old.people, new.people) for old, new in units)
        )
        yield self._redrawn(beside, same=same)
        yield from beside
        yield from title
        # Without the heads of a table's columns, which only one of two hands needs: several short lines of no unit, or one that
        # says no more than what kind of unit, or of post, stands below it
        of_none = {n: e for n, e in enumerate(others) if e.op in ("delete", "insert") and "unit" not in e.facts}
        texts = {n: edit.before or edit.after or "" for n, edit in of_none.items()}
        words = {n: key(t).split() for n, t in texts.items() if not (SIGN_OF_NAME.search(t) or any(map(str.isdigit, t)))}
        short = {n for n, told in words.items() if len(told) <= _HEAD}
        several = Counter(others[n].op for n in short)
        kinds = {n for n, told in words.items() if all(is_function([word]) or is_generic([word]) for word in told)}
        heads = kinds | {n for n in short if several[others[n].op] > 1}
        lines = [edit for n, edit in enumerate(others) if n not in heads]
        yield from lines if same and len(lines) <= _MANY_EDITS else reworded(beside)

    def _redrawn(self, beside: Sequence[Edit], *, same: bool) -> Edit:
        """The one statement: counts, and by name what came and went of which no edit *beside* tells.

        A title that is printed on the other sheet, read as whatever, is kept. By name only what has a word that stands nowhere
        there and is no one's function.
        """
        back = set(self.pairs.values())
        sides = (
            (self.before, self.pairs, self.sheets[1], halves(self.before, self.after)),
            (self.after, back, self.sheets[0], halves(self.after, self.before)),
        )
        lost, new = (
            [u for u in side.units if not (u.id in kept or sheet.prints_title(u.title) or letters_key(u.title) in halves)]
            for side, kept, sheet, halves in sides
        )
        facts: dict[str, object] = {"added": len(new), "removed": len(lost), "kept": len(self.pairs), "ids": [None, None]}
        if same:
            facts["same"] = True
        told = {(edit.op, at) for edit in beside for at in edit.facts["ids"]}
        for name, op, units, sheet in (("lost", "unit_removed", lost, self.sheets[1]), ("new", "unit_added", new, self.sheets[0])):
            left = (unit for unit in units if (op, unit.id) not in told and not is_odd(unit))
            titles = [unit.title for unit in left if any(not sheet.names_word(word) for word in telling_words(unit.title))]
            if titles and len(units) <= _MOST_NAMED and self.pairs:
                facts[name] = titles
        return Edit(op="redrawn", facts=facts)

    def _certain(self, edits: Sequence[Edit]) -> set[int]:
        """Which of *edits* are certain, by their places.

        Not who came or went in no one's place, unless nobody is named any more: another layout names more people, or fewer. Units
        that came and went only where they are few. Moves only where all are: where one link was read otherwise more may be.
        """
        whole = [n for n, edit in enumerate(edits) if edit.op in ("unit_added", "unit_removed") and "uncertain" not in edit.facts]
        samples = [self._whole(edit) for edit in edits if edit.op in ("unit_added", "unit_removed") and "uncertain" in edit.facts]
        sure = {n for n in whole if len(whole) <= len(self.pairs) and self._is_certain_unit(edits[n], samples)}
        for n, edit in enumerate(edits):
            of_kept = edit.op not in (*OF_LAYOUT, "unit_moved", "unit_added", "unit_removed")
            if of_kept and "uncertain" not in edit.facts and self._is_certain_word(edit):
                sure.add(n)
        explained = [{edits[n].facts["ids"][side] for n in sure if edits[n].op in _OF_PARENTS} for side in (0, 1)]
        moves = {n: self._move(edit) for n, edit in enumerate(edits) if edit.op == "unit_moved"}
        doubted = set[int]()
        for n, move in moves.items():
            # Each link sure, and the titles of the unit and of both parents once on each side. A parent that surely came or went,
            # or surely has another title, needs no such title: it is explained.
            units = (move.old, move.new, move.was, move.now)
            heads = [head for head, known in zip((move.was, move.now), explained, strict=True) if head.id not in known]
            times = [side.titles[letters_key(one.title)] for side in (self.before, self.after) for one in (move.old, *heads)]
            surely = "uncertain" not in edits[n].facts and self._is_worth_a_look(edits[n]) and move.links >= SURE_LINK
            surely = surely and min(unit.confidence_title for unit in units) >= SURE
            surely = surely and not any(is_odd(unit) or is_joined(unit.title) for unit in units)
            if not (surely and letters_key(move.old.title) == letters_key(move.new.title) and all(count == 1 for count in times)):
                doubted.add(n)
        if not doubted and not self._are_shuffled(self._ways(edits)):
            sure |= set(moves)
        sheet, named = self.sheets[1], any(person.name for unit in self.after.units for person in unit.people)
        if sheet.is_known and not named:  # all names were taken off
            gone = ((n, edit.before or "") for n, edit in enumerate(edits) if edit.op == "person_removed")
            sure |= {n for n, name in gone if not sheet.prints_person(name)}
        return sure

    def _is_worth_a_look(self, edit: Edit, *, alone: bool = False) -> bool:
        """Of what is not certain: no link that is hardly sure; no level of lines that pass, but *alone*."""
        if edit.op != "unit_moved":
            return edit.op not in OF_LAYOUT
        move = self._move(edit)
        level = is_above(self.before.path(move.was), self.after.path(move.now))
        stands = alone or move.was.id not in self.pairs or move.now.id not in self.pairs.values()  # or that level came, or went
        return move.links >= (SURE_LINK if level else FAIR) and (stands or not level)

    def holds_alone(self, edits: Sequence[Edit]) -> bool:
        """Whether the only one of *edits* that moves a unit is to be told of a sheet on which no letter is another one.

        Of 438 charts drawn by another hand all 67 such moves by fair links were true; by a level, hardly any but by the surest.
        """
        moves = [self._move(edit) for edit in edits if edit.op == "unit_moved"]
        levels = [is_above(self.before.path(move.was), self.after.path(move.now)) for move in moves]
        return len(moves) == 1 and moves[0].links >= (_SUREST if levels[0] else FAIR)

    def _is_certain_unit(self, edit: Edit, samples: Sequence[_Whole]) -> bool:
        """A unit that came or went and that nothing on the other side could be, read surely and hung surely.

        Not what stands in a row with *samples*, which are perhaps no units: a legend's boxes look alike.
        """
        if is_of_merger(edit):
            return True
        one = self._whole(edit)
        if all(is_function([word]) for word in telling_words(one.unit.title)):
            return False  # « Cheffe de service » says who somebody is
        if "uncertain" in edit.facts or not one.hangs():
            return False
        top, above = one.unit, one.side.parent(one.unit)
        while above is not None and above.id not in one.known:
            top, above = above, one.side.parent(above)
        level = len(one.side.path(top))
        if not any(unit.id in one.known and len(one.side.path(unit)) == level for unit in one.side.units):
            return False  # no unit is kept of all that are as far down as it, or as what came or went with it: one sheet shows less
        if any(one.is_in_line_with(sample) for sample in samples) or self._is_there_otherwise(one):
            return False
        if not one.elsewhere.has_words_of(one.unit.title):
            return True
        title, twins = one.unit.title, one.side.titles[letters_key(one.unit.title)] > 1
        return not (is_odd(one.unit) or is_joined(title) or not title[:1].isupper() or twins)

    def _whole(self, edit: Edit) -> _Whole:
        gone, (old, new) = edit.op == "unit_removed", edit.facts["ids"]
        known = frozenset(self.pairs), frozenset(self.pairs.values())
        sides, sheets, at = (self.before, self.after), self.sheets, int(not gone)
        return _Whole(
            unit=sides[at].by_id[old if gone else new],
            side=sides[at],
            other=sides[1 - at],
            known=known[at],
            known_there=known[1 - at],
            sheet=sheets[at],
            elsewhere=sheets[1 - at],
        )

    def _is_there_otherwise(self, one: _Whole) -> bool:
        """Whether the other side has *one* perhaps: in its text, in a title that is new there, or by somebody of the same name."""
        title = one.unit.title
        words, people = telling_words(title), _names(one.unit)
        if one.elsewhere.prints_as_often(title, one.sheet) or any(one.elsewhere.prints_beside([word]) for word in words):
            return True
        for unit in one.other.units:
            new, said = unit.id not in one.known_there, telling_words(unit.title)
            if new and (people & _names(unit) or title_likeness(title, unit.title) >= _ALIKE):
                return True
            shared = said & words if not one.side.titles[letters_key(unit.title)] else None
            if shared and (said <= words or new or is_joined(unit.title) or joins(unit.title, title)):
                return True
            if any(telling_words(p.role or "") & words for p in unit.people if p.name and person_key(p.name) in people):
                return True
        # a title alone stands where the unit above has nobody, who has somebody on the other side, or a vacant post
        above = one.side.parent(one.unit)
        if above is None or above.people or one.unit.people or not one.is_leaf():
            return False
        twin = self.pairs.get(above.id) if one.side is self.before else {new: old for old, new in self.pairs.items()}.get(above.id)
        return twin is not None and bool(one.other.by_id[twin].people)

    def _is_certain_word(self, edit: Edit) -> bool:
        """Of a unit that is kept, whether its new title or its person's new role is more than the same words read otherwise."""
        if is_of_merger(edit):
            return True
        if edit.op == "role_changed":
            moves = ((edit.before, self.sheets[1], self.sheets[0]), (edit.after, self.sheets[0], self.sheets[1]))
            return not all(sheet.prints_as_often(words, own) for words, sheet, own in moves if words)
        if edit.op not in ("unit_renamed", "person_replaced"):
            return True
        old, new = self.before.by_id[edit.facts["ids"][0]], self.after.by_id[edit.facts["ids"][1]]
        if edit.op == "person_replaced":  # who heads it was perhaps read one box further
            back = {new_id: old_id for old_id, new_id in self.pairs.items()}
            ways = ((edit.before, self.after, new, self.before, back), (edit.after, self.before, old, self.after, self.pairs))
            further = (
                (person_key(name), near, there.by_id.get(twins.get(near.id, "")))
                for name, side, unit, there, twins in ways
                for near in (*filter(None, [side.parent(unit)]), *side.children.get(unit.id, ()))
                if name and person_key(name) in _names(near)
            )
            # Unless as many posts are printed there as before, with somebody else or nobody in that one: then the name did move
            return all(
                len(old.people) == len(new.people) and twin and len(twin.people) == len(near.people) and name not in _names(twin)
                for name, near, twin in further
            )
        one, other = content_words(old.title), content_words(new.title)
        if bool(old.people) != bool(new.people) and (one <= other or other <= one):
            return False  # who heads it was perhaps read into the title of one
        sides = ((new, old, self.before, self.after), (old, new, self.after, self.before))
        joined = any(
            joins(one.title, unit.title)
            for one, twin, there, here in sides
            for unit in there.units
            if unit.id != twin.id and not here.titles[letters_key(unit.title)]
        )
        return not (joined or lost_letters(old.title, new.title))

    def _move(self, edit: Edit) -> _Move:
        old_id, new_id = edit.facts["ids"]
        old, new = self.before.by_id[old_id], self.after.by_id[new_id]
        was, now = self.before.parent(old), self.after.parent(new)
        assert was and now
        return _Move(old=old, new=new, was=was, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """A unit that is on one side only, with what is to be known of either."""

    unit: Unit
    side: Side
    other: Side
    known: frozenset[str]  # ids of its side that have a match
    known_there: frozenset[str]
    sheet: Sheet
    elsewhere: Sheet

    def hangs(self) -> bool:
        """Whether it surely has a place in the tree: by its own link, or by its head and the units below it."""
        if self.side.parent(self.unit) is not None and self.unit.confidence_parent >= SURE:
            return True
        return bool(self.unit.people) and not self.is_leaf()

    def is_leaf(self) -> bool:
        return not self.side.children.get(self.unit.id)

    def is_in_line_with(self, sample: _Whole) -> bool:
        """Whether both are boxes with a title only, in one row or one column of one side."""
        one, other = self.unit, sample.unit
        if self.side is not sample.side or one.id == other.id or one.page != other.page or one.people or other.people:
            return False
        if not (self.is_leaf() and sample.is_leaf()):
            return False
        return any(all(abs(one.bbox[n] - other.bbox[n]) <= SAME_PLACE for n in sides) for sides in ((1, 3), (0,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """A unit under another parent: before and after, under which one it was, and is now."""

    old: Unit
    new: Unit
    was: Unit
    now: Unit

    @property
    def links(self) -> float:
        """How sure both links are."""
        return min(self.old.confidence_parent, self.new.confidence_parent)


def is_of_merger(edit: Edit) -> bool:
    """Whether *edit* tells of units that became one, or of one that became several: what joins them is printed."""
    return not edit.facts.keys().isdisjoint(("merged", "merged_into", "split", "split_from"))


def is_odd(unit: Unit) -> bool:
    """Whether a title is hardly a unit's own: it holds a name, breaks off, or is no more than « Responsable », below the top."""
    words = title_key(unit.title).split()
    bare = unit.parent is not None and len(words) == 1 and is_function(words)
    return bare or bool(SIGN_OF_NAME.search(unit.title)) or is_ragged(unit.title)


def _names(unit: Unit) -> set[tuple[str, ...]]:
    return {person_key(person.name) for person in unit.people if person.name}


def in_doubt(edit: Edit) -> Edit:
    """*edit*, to be checked (DESIGN 3.27)."""
    return replace(edit, facts={**edit.facts, "uncertain": True})


def with_reasons(edits: Iterable[Edit], old: OrgChart, new: OrgChart) -> Iterator[Edit]:
    """*edits*, those of units and people that are to be checked with what of them is not read surely, as `doubt`.

    The "title", the "name", the "place" under another unit, whether two are one "person"; else the "match" of the two versions.
    """
    known = [chart.by_id() for chart in (old, new)]
    for edit in edits:
        if "uncertain" not in edit.facts or "ids" not in edit.facts:
            yield edit
            continue
        units = [side[at] for side, at in zip(known, edit.facts["ids"], strict=True) if at in side]
        named = {edit.before, edit.after, edit.facts.get("person")}
        unsure = (
            ("place", edit.op == "unit_moved" and any(unit.confidence_parent < SURE for unit in units)),
            ("title", not units or any(unit.confidence_title < SURE for unit in units)),  # none: a label of which no unit was read
            ("name", any(person.confidence < SURE for unit in units for person in unit.people if person.name in named)),
            ("place", edit.op in ("unit_added", "unit_removed") and any(unit.confidence_parent < SURE for unit in units)),
            ("place", edit.op == "unit_moved" and any(unit.confidence_parent < SURE_LINK for unit in units)),
            ("person", edit.op == "person_replaced" and bool(edit.before and edit.after and may_be_one(edit.before, edit.after))),
            ("match", True),
        )
        yield replace(edit, facts={**edit.facts, "doubt": next(what for what, doubted in unsure if doubted)})
