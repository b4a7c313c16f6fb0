"""How the names of people are set on a page: what is seen of the certain ones decides about the doubtful ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from monitor.pdf.lines import Line
from monitor.pdf.orgchart.people import Named, named_in
from monitor.pdf.orgchart.wording import is_contact, unbulleted, without_numbers

_FEW = 3  # lines that make no habit yet
_MOST = 0.8  # of all names, those with a civility where that is the habit
_OWN = 0.6  # of the lines of one look, those that are names where the look is theirs

_Look: TypeAlias = tuple[bool, bool, int]  # bold, italic, size in half points


class Habits(NamedTuple):
    """`civil`: names have a civility here. `looks`: those of names alone; `others`: those in which no name is certain."""

    civil: bool
    looks: frozenset[_Look]
    others: frozenset[_Look]

    def deny(self, line: Line) -> bool:
        """Whether a line that only looks like a name is none: names here have a civility, or another look."""
        return self.civil or (bool(self.looks) and _look(line) in self.others)

    def confirm(self, line: Line) -> bool:
        """Whether a line is set as names are here."""
        return not self.civil and _look(line) in self.looks


UNKNOWN = Habits(civil=False, looks=frozenset(), others=frozenset())


def habits_of(lines: Iterable[Line]) -> Habits:
    """The habits of the page that *lines* are the boxes' text of."""
    named: dict[_Look, list[Named]] = defaultdict(list)
    written: Counter[_Look] = Counter()
    for line in lines:
        if is_contact(line.text) or unbulleted(line.text) is not None:
            continue
        written[_look(line)] += 1
        found = named_in(without_numbers(line.text))
        if found is not None and not all(person.vacant for person in found.people):
            named[_look(line)].append(found)
    sure = [one for looked in named.values() for one in looked if one.sure]
    civil = sum(one.civil for one in sure)
    looks = {look for look, found in named.items() if len(found) >= _FEW and len(found) >= _OWN * written[look]}
    others = {look for look, count in written.items() if count >= _FEW and not any(one.sure for one in named[look])}
    return Habits(civil >= _FEW and civil >= _MOST * len(sure), frozenset(looks), frozenset(others - looks))


def _look(line: Line) -> _Look:
    return line.bold, line.italic, round(2 * line.size)
