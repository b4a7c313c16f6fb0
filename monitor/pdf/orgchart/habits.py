"""How the names of people are set on a page: what is seen of the certain ones decides about the doubtful ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from monitor.model import Person
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.people import Named, may_be_name, named_in
from monitor.pdf.orgchart.sheet_words import NO_WORDS, SheetWords
from monitor.pdf.orgchart.vocabulary import is_role
from monitor.pdf.orgchart.wording import is_contact, unbulleted, without_numbers

_FEW = 3  # lines that make no habit yet
_MOST = 0.8  # of all names, those with a civility where that is the habit
_MANY = 0.15  # of all boxes, those with several entries where there are lists
_OWN = 0.6  # of the lines of one look, those that are names where the look is theirs
_SET_AS_NAME = 0.8  # how sure it is that what is set like names is one
_TIMES = 4  # as many titles as names in a look that is theirs
_SURE = 0.25  # of these, those that more than their look tells: titles in an unknown language look like names

Place: TypeAlias = Literal["first", "last"]
Look: TypeAlias = tuple[bool, bool, int]  # bold, italic, size in half points


class Habits(NamedTuple):
    """`civil`: names have a civility here. `looks`: those of names alone; `others`: those in which no name is certain.

    `weights`: bold and italic of lines that are names whatever their size. `lists`: lines after the names are entries of lists.
    `place`: where in a box names stand; `placed`: the looks that they have there. `words`: what the sheet's words are.
    `titles`: the looks of titles alone.
    """

    civil: bool
    looks: frozenset[Look]
    others: frozenset[Look]
    weights: frozenset[tuple[bool, bool]] = frozenset()
    lists: bool = False
    place: Place | None = None
    placed: frozenset[Look] = frozenset()
    words: SheetWords = NO_WORDS
    titles: frozenset[Look] = frozenset()

    def deny(self, line: Line) -> bool:
        """Whether a line that only looks like a name is none: names here have a civility, or another look."""
        return self.civil or (bool(self.looks) and look_of(line) in self.others)

    def awaits(self, lines: Sequence[Line], line: Line) -> bool | None:
        """Whether *line*, one of those of a box, stands where names do here; None where they stand anywhere."""
        said = [other for other in lines if _may_name(other)]
        if self.place is None or len(said) < 2:
            return None
        return line is said[0 if self.place == "first" else -1] and look_of(line) in self.placed

    def expects(self, lines: Sequence[Line], line: Line) -> Named | None:
        """The name that *line*, in which nothing shows one, may be: set where names are and as they are, and no title is."""
        if all(other is line or other.text.startswith("(") or not _may_name(other) for other in lines):
            return None  # what would be the title?
        own = look_of(line) in self.looks and look_of(line) not in self.titles
        if not own or not self.titles or not self.awaits(lines, line) or not may_be_name(line.text):
            return None
        return Named((Person(name=line.text.strip(), confidence=_SET_AS_NAME),), "look")

    def confirm(self, line: Line) -> bool:
        """Whether a line is set as names are here."""
        return not self.civil and (look_of(line) in self.looks or look_of(line)[:2] in self.weights)


UNKNOWN = Habits(civil=False, looks=frozenset(), others=frozenset())


def habits_of(lines: Iterable[Line]) -> Habits:
    """The habits of the page that *lines* are the boxes' text of."""
    named: dict[Look, list[Named]] = defaultdict(list)
    written: Counter[Look] = Counter()
    for line in lines:
        if is_contact(line.text) or unbulleted(line.text) is not None:
            continue
        written[look_of(line)] += 1
        found = named_in(without_numbers(line.text))
        if found is not None and not all(person.vacant for person in found.people):
            named[look_of(line)].append(found)
    sure = [one for looked in named.values() for one in looked if one.sure]
    civil = sum(one.civil for one in sure)
    looks = {look for look, found in named.items() if _are_names(found, written[look])}
    lines_of, in_weight = Counter[tuple[bool, bool]](), defaultdict[tuple[bool, bool], list[Named]](list)
    for look, count in written.items():
        lines_of[look[:2]] += count
        in_weight[look[:2]] += named[look]
    weights = frozenset(weight for weight, found in in_weight.items() if _are_names(found, lines_of[weight]))
    others = {look for look, count in written.items() if count >= _FEW and not any(one.sure for one in named[look])}
    return Habits(civil >= _FEW and civil >= _MOST * len(sure), frozenset(looks), frozenset(others - looks), weights)


def _are_names(found: Sequence[Named], of: int) -> bool:
    """Whether most *of* so many lines set alike are names, those *found*."""
    return len(found) >= max(_FEW, _OWN * of) and sum(one.sure for one in found) >= _SURE * len(found)


def with_place(habits: Habits, boxes: Iterable[Sequence[Line]]) -> Habits:
    """*habits*, and where in most *boxes* of several lines the one certain name stands, if it is the same place in them."""
    places: dict[Place, list[Line]] = {"first": [], "last": []}
    several = 0
    beside, names = Counter[Look](), Counter[Look]()
    for lines in boxes:
        said = [line for line in lines if _may_name(line)]
        sure = [line for line in said if (named := named_in(without_numbers(line.text))) is not None and named.sure]
        several += len(said) > 1
        names.update(map(look_of, sure))
        beside.update({look_of(line) for line in said if line not in sure} if sure else ())
        if len(said) > 1 and len(sure) == 1 and sure[0] in (said[0], said[-1]):
            places["first" if sure[0] is said[0] else "last"].append(sure[0])
    titles = frozenset(look for look, often in beside.items() if often >= max(_FEW, _TIMES * names[look]))
    habits = habits._replace(titles=titles)
    place: Place = "first" if len(places["first"]) > len(places["last"]) else "last"
    if len(places[place]) < max(_FEW, _OWN * several):
        return habits
    return habits._replace(place=place, placed=frozenset(map(look_of, places[place])))


def _may_name(line: Line) -> bool:
    return not (is_contact(line.text) or is_role(line.text) or unbulleted(line.text) is not None)


def are_lists(left: Sequence[Sequence[Line]]) -> bool:
    """Whether lines *left* over in the boxes of a page, after titles and names, are entries: some boxes have several, all others.

    One line in each would be a post or an abbreviation.
    """
    boxes = [lines for lines in left if lines]
    if sum(len(lines) > 1 for lines in boxes) < max(2, _MANY * len(left)):
        return False
    texts = [line.text for lines in boxes for line in lines]
    capital = sum(text[:1].isupper() for text in texts)
    return len(boxes) >= _FEW and len(texts) > _FEW and len(set(texts)) >= _OWN * len(texts) and capital >= _MOST * len(texts)


def look_of(line: Line) -> Look:
    return line.bold, line.italic, round(2 * line.size)
