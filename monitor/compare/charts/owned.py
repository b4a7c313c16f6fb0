"""Whose the words of a chart's document are: titles, names, roles, telephones, counts, each of one unit (DESIGN 3.24, 3.27). Pure.

A line of the text of a PDF may run through several boxes. Titles, and names that stand in one unit only, tell whose the words
beside them are, and a telephone or a count is the unit's whose words stand before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Literal, TypeAlias

from monitor.compare.charts.match import Side, matched
from monitor.compare.charts.sheet import as_compared
from monitor.compare.title_words import TELEPHONE
from monitor.expressions import expression
from monitor.model import DocumentContent, OrgChart, Unit
from monitor.model.frozen import dataclass
from monitor.normalize import key

Home: TypeAlias = str  # the id of a unit in the new chart; of one that is only in the old chart "-" and its id there
Homes: TypeAlias = Sequence[Home | None]
Kind: TypeAlias = Literal["telephone", "count"]
KINDS: tuple[Kind, ...] = ("telephone", "count")

_COUNT = expression(r"(?<![\d.,/])(\d{1,4}(?:[.,]\d{1,2})?)\s{0,2}([^\W\d_]{3,})")
_COUNTED = "etp etpt agent agents poste postes personne personnes collaborateur collaborateurs fte staff posts vzae stellen"
_MEASURES = frozenset(_COUNTED.split())
# How many are in a unit, where it sits, how it is reached, whose it is
_OF_BOX = expression(
    r"@|^[\d.,]+ [^\W\d]{2,}$|\b(?:poste|bureau|b[uü]ro|room|office|[ée]tage|floor|piso|piano|rdc|rez-de-chauss[ée]e)\b"
    r"|^(?:la )?(?:ville|commune|m[ée]tropole|r[ée]gie)\b|\b(?:commune?s?|mutualis\w+|partagée?s?|intercommuna\w+)$",
    re.IGNORECASE,
)
_LABEL = 2  # words: « Tél. bureau »
_WORD = expression(r"\S+")
_NEAR = 6  # words between two words of one unit that are its own too, where they stand in another block
_AT_HOME = 0.8  # of the figures of a kind, those that stand right behind a word of some unit
_BEFORE_COUNT = frozenset({"effectif", "effectifs", "headcount", "staff"})
_FEWEST_ROWS = 3
_OF_ONE = 3  # figures of one kind in one unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A telephone or a count as printed, and the half-open range of the words of its text that it takes."""

    kind: Kind
    text: str
    words: tuple[int, int]


def figures_in(text: str, kinds: Sequence[Kind] = KINDS) -> Iterator[Figure]:
    """The figures of *text*, kind by kind; a line break is a space."""
    line = text.replace("\n", " ").replace("\t", " ")
    starts = list[int]()  # of its words
    for kind in kinds:
        for found in (TELEPHONE if kind == "telephone" else _COUNT).finditer(line):
            if kind == "telephone" or key(found[2]) in _MEASURES:
                starts = starts or [word.start() for word in _WORD.finditer(line)]
                joined = found.start() > 0 and not line[found.start() - 1].isspace()  # "(12 agents)"
                yield Figure(kind, found[0], (bisect_left(starts, found.start()) - joined, bisect_left(starts, found.end())))


def kind_of(text: str) -> Kind | None:
    """Of what kind the one figure is that a line consists of but for its label: "Tél. 02 31 55 22 00", "12 agents"."""
    found = list(figures_in(text))
    label = text.replace(found[0].text, " ") if len(found) == 1 else "0"
    return None if len(label.split()) > _LABEL or any(map(str.isdigit, label)) else found[0].kind


class Owned:
    """The words of one document, each with the unit that it surely belongs to."""

    def __init__(self, content: DocumentContent, chart: OrgChart, home: Mapping[str, Home]) -> None:
        texts = [block.text for block in content.text or ()]
        self._words = [(n, word) for n, text in enumerate(texts) for word in _WORD.findall(text)]
        self._starts = [0] * (len(texts) + 1)
        for n, _ in self._words:
            self._starts[n + 1] += 1
        for n in range(len(texts)):
            self._starts[n + 1] += self._starts[n]
        stream = [(folded, at) for at, (_, word) in enumerate(self._words) for folded in key(word).split()]
        said, places = [folded for folded, _ in stream], [at for _, at in stream]
        homes = anchored(said, chart, home)
        owned_roles(homes, said, chart, home)
        self._homes: list[Home | None] = [None] * len(self._words)
        for at, found in groupby(zip(places, homes, strict=True), key=lambda pair: pair[0]):
            of_word = {one for _, one in found}
            self._homes[at] = of_word.pop() if len(of_word) == 1 else None
        # what stands between two words of one unit is its own
        known = [at for at, home in enumerate(self._homes) if home is not None]
        for one, other in pairwise(known):
            near = other - one <= _NEAR or self._words[one][0] == self._words[other][0]
            if near and self._homes[one] == self._homes[other]:
                self._homes[one:other] = [self._homes[one]] * (other - one)
        for start, end in pairwise(
            self._starts
        ):  # in brackets behind all words of a unit that is alone in its line, « Paie (2 ETP) »
            of_line = [at for at in range(start, end) if self._homes[at] is not None]
            rest = range(of_line[-1] + 1, end) if len({self._homes[at] for at in of_line}) == 1 else range(0)
            if rest and self._words[rest[0]][1].startswith("(") and self._words[rest[-1]][1].endswith(")"):
                self._homes[rest[0] : end] = [self._homes[of_line[-1]]] * len(rest)
        for n, row in _facts_of_rows([self.home_of(n) for n in range(len(texts))], content):
            self._homes[self._starts[n] : self._starts[n + 1]] = [row] * (self._starts[n + 1] - self._starts[n])
        self._units = {home[unit.id]: unit for unit in chart.units}
        self._across = set[int]()  # places of words of figures that stand where rows were read across
        self._adopt_figures(texts)

    def home_of(self, block: int) -> Home | None:
        """The unit of all words of *block*; None where they are of several, or of nobody."""
        homes = set(self._homes[self._starts[block] : self._starts[block + 1]])
        return homes.pop() if len(homes) == 1 else None

    def _adopt_figures(self, texts: Sequence[str]) -> None:
        """Give telephones and counts to the unit whose words they stand right behind, kind by kind, where most of a kind do.

        Not of a unit whose words stand apart, others between them, nor where the box beside, which was read just before, may be
        the one that has the figure: rows were read across. The first of a column of figures stands behind another column, and
        those below it behind figures of their own kind.
        """
        runs = Counter(home for home, _ in groupby(home for home in self._homes if home is not None))
        kinds = dict[int, Kind]()
        for kind in KINDS:
            found = list[tuple[range, Home | None]]()
            for n, text in enumerate(texts):
                for start, end in (figure.words for figure in figures_in(text, [kind])):
                    place = range(self._starts[n] + start, self._starts[n] + end)
                    homes = self._before(place.start, kind, kinds)
                    kinds |= dict.fromkeys(place, kind)
                    if homes and self._is_read_across(homes, place.stop):
                        self._across.update(place)
                    else:
                        found.append((place, homes[0] if homes and runs[homes[0]] == 1 else None))
            theirs = Counter(home for _, home in found if home is not None)
            if len(theirs) > 1 and theirs.total() >= _AT_HOME * len(found) and max(theirs.values()) <= _OF_ONE:
                for place, home in found:
                    if home is not None:
                        self._homes[place.start : place.stop] = [home] * len(place)

    def _before(self, at: int, kind: Kind, figures: Mapping[int, Kind]) -> list[Home]:
        """The units of the words between the last of the *figures* of this *kind* and *at*, last first; [] where none is near."""
        found, away = list[Home](), 0
        for place in range(at - 1, -1, -1):
            home, said = self._homes[place], key(self._words[place][1])
            counts = kind == "count" and said and said not in _BEFORE_COUNT  # « Effectif total : 412 agents » is of no unit
            if figures.get(place) == kind or (home is None and not found and place not in figures and (counts or away >= _NEAR)):
                return found
            away += place not in figures
            if home is not None and home not in found:
                found.append(home)
        return found

    def _is_read_across(self, before: Sequence[Home], end: int) -> bool:
        """Whether a figure that ends at *end* may be of a box beside the last of those *before*, or of a column that it cuts."""
        behind = next(filter(None, (self._homes[n] for n in range(end, len(self._homes)))), None)
        home, *others = (self._units[one] for one in before)
        others = [other for other in others if other.page == home.page]
        if any(_share(home, other, 1) and not _share(home, other, 0) for other in others):
            return True
        follows = self._units[behind] if behind else home
        cut = follows.page == home.page and not _share(home, follows, 0)
        return cut and bool(others) and _share(others[0], follows, 0) and not _share(home, others[0], 0)

    def before(self, text: str, blocks: Sequence[int]) -> Home | None:
        """The unit of the word before *text*, which stands in the half-open range of *blocks*; None where nothing tells it."""
        wanted = [key(word) for word in _WORD.findall(text)]
        start, end = self._starts[blocks[0]], self._starts[blocks[1]]
        places = (n for n in range(start, end) if [key(word) for _, word in self._words[n : n + len(wanted)]] == wanted)
        at = next(places, 0)
        return None if not at or not self._across.isdisjoint(range(at, at + len(wanted))) else self._homes[at - 1]

    def between(self, text: str, blocks: Sequence[int]) -> Home | None:
        """The unit of the name right before *text*, where the unit whose title is behind it stands below: it is in that box.

        Or where the title stands right before the name, and *text* says how many are there, where, how to reach them, or for whom.
        """
        start, words = self._starts[blocks[0]], len(_WORD.findall(text))
        homes = self._homes[start - 1 : start + words + 1] if start else []
        if len(homes) <= words or homes[0] is None or any(homes[1 : words + 1]):
            return None
        over, under = self._units[homes[0]], self._units[homes[-1] or homes[0]]
        ends = {key(person.name).split()[-1] for person in over.people if person.name}
        below = over.page == under.page and _share(over, under, 0) and under.bbox[1] >= over.bbox[3]
        if not below and _OF_BOX.search(text):
            at = start - 1
            while at and self._homes[at - 1] == homes[0]:
                at -= 1
            title = key(over.title).split()
            below = [word for _, said in self._words[at:start] for word in key(said).split()][: len(title)] == title
        return homes[0] if below and key(self._words[start - 1][1]) in ends else None

    def at(self, block: int, word: int) -> Home | None:
        """The unit of the word *word* of *block*."""
        return self._homes[self._starts[block] + word]

    def of(self, text: str, blocks: Sequence[int]) -> Homes:
        """The unit of each word of *text*, which stands in the half-open range of *blocks*; all None where it does not."""
        wanted = [key(word) for word in _WORD.findall(text)]
        start, end = self._starts[blocks[0]], self._starts[blocks[1]]
        words = [key(word) for _, word in self._words[start:end]]
        at = next((n for n in range(len(words) - len(wanted) + 1) if words[n : n + len(wanted)] == wanted), None)
        return [None] * len(wanted) if at is None else self._homes[start + at : start + at + len(wanted)]


def _facts_of_rows(homes: Homes, content: DocumentContent) -> Iterator[tuple[int, Home]]:
    """The blocks of a table's columns that tell facts on its rows, each with the unit of its row; *homes*: those of all blocks.

    Such a table is read column by column: between the titles of its rows and those who head them, or behind these to the end, as
    many lines below a heading as there are rows, or several times as many. Where a cell is empty nobody knows which.
    """
    runs = [list(run) for owned, run in groupby(range(len(homes)), key=lambda n: homes[n] is not None) if owned]
    headings = {n for n, block in enumerate(content.text or ()) if block.kind == "heading"}
    for one, other in pairwise(runs):
        rows, step = [homes[n] for n in one], len(one) + 1
        if len(set(rows)) < max(_FEWEST_ROWS, len(rows)) or rows != [homes[n] for n in other]:
            continue
        behind = range(other[-1] + 1, len(homes) if other is runs[-1] else other[-1] + 1)
        for stretch in (range(one[-1] + 1, other[0] - 1), behind):
            facts = [n for n in stretch if n not in headings]
            for place, n in enumerate(facts if len(facts) % step == 0 else ()):
                if place % step and (row := rows[place % step - 1]) is not None:
                    yield n, row


def _share(one: Unit, other: Unit, axis: int) -> bool:
    """Whether two boxes share a stretch across (0) or down (1)."""
    return max(one.bbox[axis], other.bbox[axis]) < min(one.bbox[axis + 2], other.bbox[axis + 2])


def anchored(said: Sequence[str], chart: OrgChart, home: Mapping[str, Home], *, shared: Home | None = None) -> list[Home | None]:
    """The unit of each word that is part of its title, or of a name in it, longest first; *shared* where several units have it."""
    phrases: dict[tuple[str, ...], set[Home]] = defaultdict(set)
    for unit in chart.units:
        for text in (unit.title, *(person.name for person in unit.people)):
            if words := tuple(key(text).split()):
                phrases[words].add(home[unit.id])
    sizes = sorted({len(words) for words in phrases}, reverse=True)
    homes: list[Home | None] = [None] * len(said)
    at = 0
    while at < len(said):
        size = next((size for size in sizes if at + size <= len(said) and tuple(said[at : at + size]) in phrases), 1)
        owners = phrases.get(tuple(said[at : at + size]), ())
        if owners:
            homes[at : at + size] = [*owners] * size if len(owners) == 1 else [shared] * size
        at += size
    return homes


def owned_roles(homes: list[Home | None], said: Sequence[str], chart: OrgChart, home: Mapping[str, Home]) -> None:
    """Give each unit the roles of its people that stand right before, or behind, its other words."""
    roles: dict[Home, list[list[str]]] = defaultdict(list)
    for unit in chart.units:
        found = [key(person.role or "").split() for person in unit.people]
        roles[home[unit.id]] += sorted((role for role in found if role), key=len, reverse=True)
    for at in [n for n, one in enumerate(homes) if one is not None]:
        for role in roles.get(homes[at] or "", ()):
            for start in (at + 1, at - len(role)):
                end = start + len(role)
                if start >= 0 and list(said[start:end]) == role and not any(homes[start:end]):
                    homes[start:end] = [homes[at]] * len(role)


def owned_by(
    old: DocumentContent, new: DocumentContent
) -> tuple[tuple[Owned, Owned], dict[Home, list[Unit | None]], dict[str, str]]:
    """Whose the words of two documents with a chart are; the units of each home, before and after; which unit is which."""
    assert old.orgchart and new.orgchart
    before, after = as_compared(old.orgchart), as_compared(new.orgchart)
    pairs = matched(Side(before), Side(after))
    units: dict[Home, list[Unit | None]] = {unit.id: [None, unit] for unit in after.units}
    for unit in before.units:
        units.setdefault(pairs.get(unit.id, f"-{unit.id}"), [None, None])[0] = unit
    owned = (
        Owned(old, before, {unit.id: pairs.get(unit.id, f"-{unit.id}") for unit in before.units}),
        Owned(new, after, {unit.id: unit.id for unit in after.units}),
    )
    return owned, units, pairs
