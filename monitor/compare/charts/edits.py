"""Two org charts -> what became of units and people (DESIGN 3.27, 5.5, 13.5). Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import permutations

from monitor.compare.charts.anew import FAIR, SURE_LINK, Anew, in_doubt, is_odd
from monitor.compare.charts.boxes import bands_above, is_of_one_layout, is_there, taken_elsewhere
from monitor.compare.charts.match import Matching, Side, is_above, places_of, share_nothing, title_words, words_of
from monitor.compare.charts.people import OF_LAYOUT, exchanges, people_edits, people_facts, people_words, same_people
from monitor.compare.charts.sheet import LIKELY, Sheet, as_compared, title_edits, without_twins
from monitor.compare.person_names import is_civility
from monitor.compare.title_words import (
    SIGN_OF_NAME,
    is_function,
    is_generic,
    is_joined,
    is_other_rank,
    last_part,
    letters_key,
    post_key,
    same_but_for_lost_letters,
    title_key,
)
from monitor.model import SURE, Edit, OrgChart, Unit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key

_FEW_STAY, _SHARE_THAT_STAYS = 2, 0.1  # people read in another unit of a sheet of another hand, of the units that both have
_MISSPELT = 2  # titles


def compare_charts(
    old: OrgChart,
    new: OrgChart,
    sheets: tuple[Sheet, Sheet] | None = None,
    *,
    same_letters: bool = False,
    beside: Callable[[Sequence[Edit]], Sequence[Edit]] = lambda edits: (),
    reworded: Callable[[Sequence[Edit]], Sequence[Edit]] = lambda edits: (),
) -> tuple[Edit, ...]:
    """Return the edits that lead from *old* to *new* in the order of the new chart, a unit's own together, the title's last.

    Empty where only layout, typography, case, accents or abbreviations differ. Both charts must be structured. *sheets*: all
    that is printed on either side, where it is known: what still stands there did not go. *same_letters*: the two documents
    have the same letters, so that at most their arrangement differs. *beside*: what the edits of the chart leave untold of the
    words of the documents; those edits come last. *reworded*: which of that holds whoever drew the two.

    A sheet laid out anew is `redrawn`, with what is certain beside it; where no letter differs it is nothing. A statement that
    leans on a fact less probable than SURE has `uncertain`; one that leans on less than LIKELY is not made: a wrong statement
    is worse than none. Beside DESIGN 5.5 the facts hold `path` (labels of the units above, from the top, as far as they are
    sure), `people`, `acting` of units that came or went, `role` of a person, `same_title` where another unit is called the same.
    """
    both = _Versions.of(old, new, sheets or (Sheet(old), Sheet(new)), same_letters=same_letters)
    edits = tuple(both.without_guesses([*both.edits()]))
    edits = tuple(map(in_doubt, edits)) if both.is_misspelt() else edits
    said = (
        *both.anew.without_shuffled_moves(edits),
        *both.hung_anew(),
        *both.under_other_bands(),
        *(title := tuple(title_edits(old, new, both.sheets))),
    )
    others = tuple(beside(said))
    if both.anew.drawn_by_another and (edits or others):
        found = tuple(both.anew.reported(edits, title, others, reworded))
        if not same_letters:
            return found
        exchanged = {*exchanges(found)}  # with the same letters nothing is news but who, or what, changed places
        lines = any(edit in others and {"field", "unit"} <= edit.facts.keys() for edit in found)
        told = exchanged | {n for n, edit in enumerate(found) if edit.op == "unit_moved" and both.anew.holds_alone(edits)}
        kept = tuple(edit for n, edit in enumerate(found) if "uncertain" not in edit.facts or n in told)
        return kept if exchanged or lines or any(e.op == "unit_moved" for e in kept) else ()
    if both.anew.is_redrawn(() if both.is_of_one_tree(edits) else edits, others):
        return () if same_letters else tuple(both.anew.reported(edits, title, others, reworded))
    return (*said, *others)


def compare_posts(
    old: OrgChart,
    new: OrgChart,
    sheets: tuple[Sheet, Sheet],
    beside: Callable[[Sequence[Edit]], Sequence[Edit]],
    reworded: Callable[[Sequence[Edit]], Sequence[Edit]],
) -> tuple[Edit, ...]:
    """Return what became of the people of two charts of which the tree is not sure, by pairs of title and person (DESIGN 3.27).

    Nothing is said of who hangs under whom, but where units are listed in a box of their head's on either side; nor of units but
    for a rank in a title: their lines are left to the words of the document (*beside*, *reworded*: as of `compare_charts`). Of a
    sheet of another hand, which names more people, or fewer, who came or went in no one's place is to be checked, and nobody went
    whose name the other one has; where many seem to, it is `redrawn`.
    """
    old, new = (replace(chart, units=tuple(_within_boxes(chart.units))) for chart in (old, new))
    both = _Versions.of(old, new, sheets, same_letters=False)
    edits = [*both.edits()]
    posts = ("person_", "role_")
    people = [e for e in edits if e.op.startswith(posts) or (e.op == "unit_renamed" and is_other_rank(e.before, e.after))]
    if not both.anew.drawn_by_another:
        moved = [edit for edit in edits if edit.op == "unit_moved" and "uncertain" not in edit.facts]
        ways = {(edit.before, edit.after) for edit in moved}
        # Of two lines that were exchanged one may be no unit: then lines tell it
        if all((after, before) in ways for before, after in ways) or not beside(people):
            people += moved
        return (*people, *beside(people))
    stay = [
        edit
        for edit in people
        if edit.op.startswith("person_")
        and any(name and sheet.names(name) for name, sheet in zip((edit.before, edit.after), reversed(sheets), strict=True))
    ]
    if len(stay) > max(_FEW_STAY, _SHARE_THAT_STAYS * len(both.pairs)):
        return tuple(both.anew.reported([edit for edit in people if edit not in stay], (), (), reworded))
    left = (edit for edit in people if edit not in stay or edit.op not in OF_LAYOUT)
    people = [in_doubt(edit) if edit.op in OF_LAYOUT or edit in stay else edit for edit in left]
    return (*people, *beside(people))


def _within_boxes(units: Sequence[Unit]) -> Iterator[Unit]:
    """*units*, each under no other but one in whose own box it is surely listed."""
    boxes = {unit.id: (unit.page, unit.bbox) for unit in units}
    for unit in units:
        page, (x0, top, x1, bottom) = boxes.get(unit.parent or "", (0, unit.bbox))
        left, upper, right, lower = unit.bbox
        within = page == unit.page and x0 < left and right < x1 and top < upper and lower <= bottom
        yield unit if within and unit.confidence_parent >= SURE else replace(unit, parent=None)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Versions:
    """Two charts with who is who in them."""

    before: Side
    after: Side
    sheets: tuple[Sheet, Sheet]
    pairs: dict[str, str]
    doubted: set[str]  # old ids of pairs that may be two units
    match: Matching
    anew: Anew
    same_letters: bool
    news: tuple[Counter[str], Counter[str]]  # the words of units that surely went, and came
    astray: set[str]  # the words that went from the title in one box to the title in another, both of which are where they were
    one_layout: bool  # most units stand where they stood, or on the same side of the one above: the sheet made room at most

    @classmethod
    def of(cls, old: OrgChart, new: OrgChart, sheets: tuple[Sheet, Sheet], *, same_letters: bool) -> _Versions:
        before, after = Side(without_twins(as_compared(old))), Side(without_twins(as_compared(new)))
        match = Matching(before, after)
        anew = Anew.of(before, after, match.pairs, sheets)
        both = cls(
            before=before,
            after=after,
            sheets=sheets,
            pairs=match.pairs,
            doubted=match.doubted,
            match=match,
            anew=anew,
            same_letters=same_letters,
            news=(Counter(), Counter()),
            astray={*_gone_astray(before, after, match.pairs)},
            one_layout=anew.still or (not anew.drawn_by_another and is_of_one_layout(before, after, match.pairs)),
        )
        return both if anew.drawn_by_another else replace(both, news=(both._news(before), both._news(after)))

    def _news(self, side: Side) -> Counter[str]:
        known = self.pairs.keys() if side is self.before else {*self.pairs.values()}
        units = (unit for unit in side.units if unit.id not in known and unit.confidence_title >= SURE)
        return Counter(word for unit in units if not self._is_on_both(side, unit) for word in key(unit.title).split())

    def _wandered(self, gone: Iterable[str], come: Iterable[str]) -> bool:
        """Whether each of the words *gone* and *come* (folded) stands as often on the other sheet: it was only read elsewhere.

        What a unit that went, or came, is called counts for nothing there: it is told as that unit's.
        """
        one, other = self.sheets
        known = one.is_known and other.is_known
        return known and one.has_as_often(come, other, self.news[0]) and other.has_as_often(gone, one, self.news[1])

    def edits(self) -> Iterator[Edit]:
        """Unit by unit of the new chart; what went is told where it stood."""
        back = {new: old for old, new in self.pairs.items()}
        # The units without a match by the new id of the unit before them; None: before them there is none
        gone: dict[str | None, list[Unit]] = defaultdict(list)
        last: str | None = None
        for one in self.before.units:
            if one.id in self.pairs:
                last = self.pairs[one.id]
            else:
                gone[last].append(one)
        yield from self._removed(gone[None])
        for unit in self.after.units:
            if unit.id not in back:
                if self.match.merger(self.after, unit) or not self._is_on_both(self.after, unit):
                    yield self._whole("unit_added", self.after, unit)
            else:
                yield from self._kept(self.before.by_id[back[unit.id]], unit)
            yield from self._removed(gone[unit.id])

    def _removed(self, units: Sequence[Unit]) -> Iterator[Edit]:
        for unit in units:
            if self.match.merger(self.before, unit) or not self._is_on_both(self.before, unit):
                yield self._whole("unit_removed", self.before, unit)

    def _is_on_both(self, side: Side, unit: Unit) -> bool:
        """Whether *unit*, without a match, stands on the other sheet: as other words there, or its words elsewhere.

        Or it is one of two by one title that were read of one: the other is right above, below or beside it, with the same people.
        """
        gone, words = side is self.before, key(unit.title).split()
        if self.sheets[gone].prints_title(unit.title) or self._wandered(words if gone else (), () if gone else words):
            return True
        kept = self.pairs if gone else {*self.pairs.values()}
        near = (*filter(None, [side.parent(unit)]), *side.children[unit.id], *(side.children[unit.parent] if unit.parent else ()))
        twins = (one for one in near if one.id != unit.id and one.id in kept and letters_key(one.title) == letters_key(unit.title))
        return any(not (unit.people and twin.people) or same_people(unit.people, twin.people) for twin in twins)

    def _whole(self, op: str, side: Side, unit: Unit) -> Edit:
        """What is to be known of a unit that came or went: where it hung, if that is sure, and its people; None: a vacant post."""
        parent = side.parent(unit) if side.place(unit) >= SURE else None
        named = people_facts([person for person in unit.people if person.confidence >= SURE])
        at = (None, unit) if side is self.after else (unit, None)
        facts = {"unit": unit.title, "parent": parent.title if parent else None, **places_of(side, unit, *at), **named}
        facts |= {"category": unit.category} if unit.category else {}
        if merger := self.match.merger(side, unit):
            return Edit(op=op, facts={**facts, **merger})
        doubtful = self._is_perhaps_none(side, unit) or is_odd(unit)
        return Edit(op=op, facts={**facts, **_doubt(LIKELY if doubtful else unit.confidence_title)})

    def _is_perhaps_none(self, side: Side, unit: Unit) -> bool:
        """Whether what came or went is perhaps no unit: a function beside a name, a surname, a page's title, a legend's sample."""
        hangs = side.parent(unit) is not None and (unit.confidence_parent >= SURE or self.anew.still)
        words = [word for word in title_key(unit.title).split() if not _has_digit(word)]
        bare = is_function(words) or is_generic(words) or any(sheet.is_of_name(words) for sheet in self.sheets)
        return bare or not (hangs or unit.people)

    def _kept(self, old: Unit, new: Unit) -> Iterator[Edit]:
        places = {"unit": new.title, **places_of(self.after, new, old, new)}
        odd = (old.id in self.doubted and not (self.anew.still and is_there(old, new))) or is_odd(old) or is_odd(new)
        sure = min(old.confidence_title, new.confidence_title, LIKELY if odd else 1.0)
        reworded = letters_key(old.title) != letters_key(new.title) and not same_but_for_lost_letters(old.title, new.title)
        if merger := self.match.merger(self.before, old) or self.match.merger(self.after, new):
            known = {name: value for name, value in places.items() if name != "unit"}
            yield Edit(op="unit_renamed", before=old.title, after=new.title, facts={**known, **merger})
            yield from self._moved(old, new, places)
            yield from people_edits(old, new, places, self.sheets, sure=sure, still=self.anew.still)
            return
        shifted = reworded and words_of(old) == words_of(new) and (title_words(old) != title_words(new) or not self.anew.still)
        headed = old.people and new.people and not self.before.children[old.id]  # by another, with nothing below that says the same
        guessed = share_nothing(old, new) and (headed or not (self.anew.still and is_there(old, new)))
        if reworded and (guessed or _is_of_people(old, new) or is_joined(old.title) or is_joined(new.title)):
            sure = min(sure, LIKELY)
        if is_other_rank(old.title, new.title) or (reworded and not (shifted or self._is_read_otherwise(old, new))):
            facts = {**{name: value for name, value in places.items() if name != "unit"}, **_doubt(sure)}
            yield Edit(op="unit_renamed", before=old.title, after=new.title, facts=facts)
        yield from self._moved(old, new, places)
        if not shifted:  # else a word was read as part of the title there and of a name or role here: the unit says the same
            yield from people_edits(old, new, places, self.sheets, sure=sure, still=self.anew.still)

    def _is_read_otherwise(self, old: Unit, new: Unit) -> bool:
        """Whether two titles differ in nothing that renames a unit.

        In figures or civilities alone (a count, a date, an extension); in the name of somebody, read into the title; or in
        words that are printed on the other side as well, beside the title there.
        """
        one, other = title_words(old), title_words(new)
        gone, come = one - other, other - one
        if (gone or come) and all(_has_digit(word) or is_civility(word) for word in (gone + come)):
            return True
        words = Counter(key(old.title).split()), Counter(key(new.title).split())
        if words[0] != words[1] and self._wandered(words[0] - words[1], words[1] - words[0]):
            return not (is_there(old, new) and self.astray & {*(words[0] - words[1]), *(words[1] - words[0])})
        ends = Counter(title_key(f"{last_part(old.title)} {last_part(new.title)}").split())
        known = all(sheet.is_known for sheet in self.sheets)  # else nothing tells of the word that came or went (3.23)
        if known and is_function(gone + come) and (gone + come <= ends or not (gone and come)):
            return True  # who heads it is said in one of the two: « Responsable du logement », « Logement »
        rest = [word for word in (gone + come) if not is_function([word])]
        if rest and all(word in (people_words(new) if word in gone else people_words(old)) for word in rest):
            return True  # a part of a name was read into the title: « Police – Responsable : DA » beside « SILVA Inès »
        if SIGN_OF_NAME.search(old.title) or SIGN_OF_NAME.search(new.title):
            signs = ((title, at) for title in (old.title, new.title) for at in SIGN_OF_NAME.finditer(title))
            # The words of the sign of a name, and the one behind it.
            named = {w for title, at in signs for w in (*key(at[0]).split(), *key(title[at.end() :]).split()[:1])}
            if named & {*gone, *come}:
                return True
        left, right = self.sheets
        everywhere = left.times(old.title) == right.times(new.title) > 1  # on a page for all and on one for each
        everywhere = everywhere and not (left.times(new.title, but=old.title) or right.times(old.title, but=new.title))
        if not everywhere and (right.prints_title(old.title) or left.prints_title(new.title)):
            return True
        if self._is_parted(old.title, right, new.title) or self._is_parted(new.title, left, old.title):
            return True
        sides = ((gone, right, new), (come, left, old))
        return bool(gone or come) and all(sheet.prints_beside(words.elements(), unit) for words, sheet, unit in sides if words)

    def _is_parted(self, whole: str, sheet: Sheet, part: str) -> bool:
        """Whether *whole* is *part* and what is a title of its own on the other *sheet*: two titles, read as one here."""
        one, other = title_key(whole), title_key(part)
        rest = one.removeprefix(other) if one.startswith(f"{other} ") else one.removesuffix(other)
        return rest != one and sheet.has_title(rest.strip())

    def _moved(self, old: Unit, new: Unit, places: dict[str, object]) -> Iterator[Edit]:
        was, now = self.before.parent(old), self.after.parent(new)
        # At the top on one side only: mostly a link that could not be read.
        if was is None or now is None or self.pairs.get(was.id) == now.id:
            return
        if any(sheet.is_of_name(title_key(head.title).split()) for sheet in self.sheets for head in (was, now)):
            return  # somebody's name, read as a unit
        links = min(old.confidence_parent, new.confidence_parent)
        both_kept = was.id in self.pairs and now.id in self.pairs.values()
        if letters_key(was.title) == letters_key(now.title) and not (links >= LIKELY and both_kept):
            return
        taken = self.anew.still and taken_elsewhere(old, new)
        made_room = self.same_letters and self.one_layout and not self.anew.still  # see without_guesses
        if links < LIKELY and not (taken or made_room):
            return
        titles = min(unit.confidence_title for unit in (old, new, was, now))
        doubted = {old.id, was.id} & self.doubted or now.id in {self.pairs[one] for one in self.doubted}
        sure = links >= (SURE if self.one_layout else SURE_LINK) and titles >= SURE and not doubted
        if not (was.id in self.pairs or now.id in self.pairs.values()):  # one head, perhaps, with a name or a role in its title
            one, other = title_words(was), title_words(now)
            sure = sure and not (one <= other or other <= one)
        sure = sure and not any(map(is_odd, (old, new, was, now)))
        sure = sure and not any(
            head.id not in known and (self._is_perhaps_none(side, head) or elsewhere.prints_title(head.title))
            for head, side, known, elsewhere in (
                (was, self.before, self.pairs.keys(), self.sheets[1]),
                (now, self.after, self.pairs.values(), self.sheets[0]),
            )
        )  # a page's heading that is no unit is nobody's head
        known = taken or self.one_layout or self.anew.drawn_by_another or links >= min(FAIR, old.confidence_title)
        if not sure and self.same_letters and not known:
            return  # no letter differs, and its lines are others: it was read otherwise
        below = self.after.by_id.get(self.pairs.get(was.id, ""))
        level = is_above(self.before.path(was), self.after.path(now)) or (below is not None and below.parent == now.id)
        level = level or any(self.pairs.get(unit.id) == now.id for unit in self.before.children[was.id])
        if level and not taken and not (links >= SURE_LINK and self.anew.is_level(was, now)):
            sure = False  # a level more or less: lines that pass a box are read as its own, or not
        yield Edit(op="unit_moved", before=was.title, after=now.title, facts={**places, **({} if sure else {"uncertain": True})})

    def without_guesses(self, edits: Sequence[Edit]) -> Iterator[Edit]:
        """*edits* without moves by a link that is hardly sure, but one alone of a sheet that one hand laid out twice.

        There each other link was read as it was: what can't be told of it is why this one was not. What hung, or hangs, under a
        unit whose own place is to be checked is to be checked too.
        """
        moves = [edit for edit in edits if edit.op == "unit_moved"]
        alone = len(moves) == 1
        doubted = {at for edit in moves if "uncertain" in edit.facts for at in enumerate(edit.facts["ids"])}
        for edit in edits:
            heads = {
                (n, side.by_id[at].parent)
                for n, (side, at) in enumerate(zip((self.before, self.after), edit.facts["ids"], strict=True))
                if at
            }
            if edit.op == "unit_moved" and heads & doubted:
                edit = in_doubt(edit)
            links = (
                side.by_id[at].confidence_parent
                for side, at in zip((self.before, self.after), edit.facts["ids"], strict=True)
                if at
            )
            if edit.op != "unit_moved" or alone or self.anew.still or min(links) >= LIKELY:
                yield edit

    def hung_anew(self) -> Iterator[Edit]:
        """Units of a sheet that one hand laid out twice which stand at another place and hang under a head on one side only.

        There they hang surely; on the other side they stand at the top, or were read as no units. Under which head is to be
        checked; `before`, or `after`, is null where there is none.
        """
        if not (self.anew.still or self.one_layout):
            return
        back = {new: old for old, new in self.pairs.items()}
        for n, (side, other, twins) in enumerate(((self.before, self.after, self.pairs), (self.after, self.before, back))):
            for unit in side.units:
                head, twin = side.parent(unit), other.by_id.get(twins.get(unit.id, ""))
                if head is None or min(unit.confidence_title, unit.confidence_parent) < SURE_LINK:
                    continue
                if twin is not None:
                    (left, top, right, bottom), (x0, y0, x1, y1) = unit.bbox, twin.bbox
                    apart = unit.page != twin.page or x0 >= right or left >= x1 or y0 >= bottom or top >= y1
                    elsewhere = other.parent(twin) is None and apart
                else:  # it is printed behind other words there, and not among the units of its head
                    here, there = (self.sheets[side].words_before(unit.title) for side in (n, 1 - n))
                    elsewhere = self.anew.still and bool(here and there) and here != there
                    beside = (near for near in other.units if elsewhere and {*(there or ())} <= words_of(near).keys())
                    elsewhere = elsewhere and not any(letters_key(head.title) in other.path(near) for near in beside)
                if not elsewhere or self._is_perhaps_none(side, unit) or is_odd(unit):
                    continue
                old, new = (unit, twin) if n == 0 else (twin, unit)
                heads = (head.title, None) if n == 0 else (None, head.title)
                facts = {"unit": (new or unit).title, **places_of(side, unit, old, new), "uncertain": True}
                yield Edit(op="unit_moved", before=heads[0], after=heads[1], facts=facts)

    def under_other_bands(self) -> Iterator[Edit]:
        """Rows of a table read without a head that stand under another band now, each as moved from it, to be checked."""
        was, now = bands_above(self.before.units), bands_above(self.after.units)
        for old, new in ((self.before.by_id[one], self.after.by_id[other]) for one, other in self.pairs.items()):
            if old.id in was and new.id in now and self.pairs.get(was[old.id].id) != now[new.id].id:
                facts = {"unit": new.title, **places_of(self.after, new, old, new), "uncertain": True}
                yield Edit(op="unit_moved", before=was[old.id].title, after=now[new.id].title, facts=facts)

    def is_of_one_tree(self, edits: Sequence[Edit]) -> bool:
        """Whether every unit of a sheet that one hand laid out in one layout stays where it hung: many people who went are news."""
        everyone = len(self.pairs) == len(self.before.units) == len(self.after.units)
        return self.one_layout and everyone and not any(edit.op.startswith("unit_") for edit in edits)

    def is_misspelt(self) -> bool:
        """Whether one version lost letters of several titles: where a font spells wrongly, more was read wrongly."""
        titles = [(self.before.by_id[old].title, self.after.by_id[new].title) for old, new in self.pairs.items()]
        reworded = [pair for pair in titles if letters_key(pair[0]) != letters_key(pair[1])]
        return sum(same_but_for_lost_letters(*pair) for pair in reworded) >= _MISSPELT


def _is_of_people(old: Unit, new: Unit) -> bool:
    """Whether two titles perhaps differ by what belongs to people: a function, or what stands behind a separator, and they too."""
    if post_key(old.title) == post_key(new.title):
        return False  # « Directrice générale des services », « Directeur général des services »
    gone, come = title_words(old) - title_words(new), title_words(new) - title_words(old)
    first = {word for unit in (old, new) for word in title_key(unit.title).split()[:1]}
    if any(is_function([word]) and word not in first for word in gone + come):
        return True
    ends = [title_key(last_part(unit.title)) for unit in (old, new)]
    rests = [letters_key(unit.title).removesuffix(end.replace(" ", "")) for unit, end in zip((old, new), ends, strict=True)]
    one, other = (Counter(word for person in unit.people for word in key(person.name).split()) for unit in (old, new))
    # What came under an unchanged title in a name's place may say, in any language, that nobody has the post.
    ways = ((old, new), (new, old))
    grown = any(a.people and not b.people and letters_key(b.title).startswith(letters_key(a.title)) for a, b in ways)
    return grown or (any(ends) and rests[0] == rests[1] and one != other)


def _doubt(sure: float) -> dict[str, object]:
    return {"uncertain": True} if sure < SURE else {}


def _gone_astray(before: Side, after: Side, pairs: Mapping[str, str]) -> Iterator[str]:
    """The words that went from the title in one box to the title in another, both where they were; no line broken elsewhere."""
    kept = ((before.by_id[one], after.by_id[other]) for one, other in pairs.items())
    titles = [[key(unit.title).split() for unit in pair] for pair in kept if is_there(*pair)]
    for left, entered in permutations((title for title in titles if title[0] != title[1]), 2):
        if left[0] + entered[0] != left[1] + entered[1] and entered[0] + left[0] != entered[1] + left[1]:
            yield from (Counter(left[0]) - Counter(left[1])) & (Counter(entered[1]) - Counter(entered[0]))
