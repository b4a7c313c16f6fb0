"""How the names of people are set on a page: what is seen of the certain ones decides about the doubtful ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from monitor.pdf.lines import Line
from monitor.pdf.orgchart.people import Named, named_in
from monitor.pdf.orgchart.wording import is_contact, unbulleted, without_numbers

_FEW = 3  # lines that make no habit yet
_MOST = 0.8  # of all names, those with a civility where that is the habit
_MANY = 0.15  # of all boxes, those with several entries where there are lists
_OWN = 0.6  # of the lines of one look, those that are names where the look is theirs

Look: TypeAlias = tuple[bool, bool, int]  # bold, italic, size in half points


class Habits(NamedTuple):
    """`civil`: names have a civility here. `looks`: those of names alone; `others`: those in which no name is certain.

    `weights`: bold and italic of lines that are names whatever their size. `lists`: lines after the names are entries of lists.
    """

    civil: bool
    looks: frozenset[Look]
    others: frozenset[Look]
    weights: frozenset[tuple[bool, bool]] = frozenset()
    lists: bool = False

    def deny(self, line: Line) -> bool:
        """Whether a line that only looks like a name is none: names here have a civility, or another look."""
        return self.civil or (bool(self.looks) and look_of(line) in self.others)

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
    looks = {look for look, found in named.items() if len(found) >= _FEW and len(found) >= _OWN * written[look]}
    names, lines_of = Counter[tuple[bool, bool]](), Counter[tuple[bool, bool]]()
    for look, count in written.items():
        lines_of[look[:2]] += count
        names[look[:2]] += len(named[look])
    weights = frozenset(weight for weight, count in names.items() if count >= _FEW and count >= _OWN * lines_of[weight])
    others = {look for look, count in written.items() if count >= _FEW and not any(one.sure for one in named[look])}
    return Habits(civil >= _FEW and civil >= _MOST * len(sure), frozenset(looks), frozenset(others - looks), weights)


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
