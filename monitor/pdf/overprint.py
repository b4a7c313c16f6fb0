"""Letters printed over each other: those printed twice in one place (fake bold) and those of a text's shadow are read once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from monitor.pdf.ink import Colour, Letter

_REACH_EM = 0.12  # two of the same letter no further apart are one
_MOST_REACH = 4.0  # points
_CELL = 2 * _MOST_REACH
_HEAP = 40  # stretches over each other: more than any page that is meant to be read
_RECENT = 16  # of one letter in one cell, those that a new one is compared with

_Cell: TypeAlias = tuple[str, int, int]
_FURTHEST_EM = 0.5  # how far aside a shadow falls; lines of a text stand further apart
_FURTHEST = 6.0  # points
_NEAREST = 0.2  # points: nearer letters are doubles of one colour, told by `once`
_STEP = 0.25  # points between steps that count as the same
_FEWEST = 6  # letters with one step: a chance meeting of a few is no shadow

_Step: TypeAlias = tuple[int, int]
_Places: TypeAlias = dict[tuple[str, int, int], list[int]]


class _Stretch(NamedTuple):
    """Letters that follow each other on one baseline, each clearly right of the last: none of them is another's double."""

    x0: float  # where its first letter begins
    x1: float  # where its last letter begins
    base: float
    reach: float
    places: range


def once(letters: list[Letter]) -> list[Letter]:
    """*letters* without doubles. Neighbours stay: PDFium splits a ligature into two letters of one place.

    Only where two stretches of text lie over each other are their letters looked at one by one.
    """
    doubtful = _overlapping(_stretches(letters))
    if not doubtful:
        return letters
    doubles = _doubles(letters, sorted({place for stretch in doubtful for place in stretch.places}))
    return [letter for place, letter in enumerate(letters) if place not in doubles]


def _stretches(letters: Sequence[Letter]) -> Iterator[_Stretch]:
    start, first, last, base, size, reach = 0, 0.0, float("-inf"), 0.0, 0.0, 0.0
    for place, letter in enumerate(letters):
        if letter.text == " ":
            continue
        x0 = letter.x0
        if x0 - last <= reach or letter.base != base or letter.size != size:
            yield _Stretch(first, last, base, reach, range(start, place))
            start, first, base, size, reach = place, x0, letter.base, letter.size, _reach(letter)
        last = x0
    yield _Stretch(first, last, base, reach, range(start, len(letters)))


def _overlapping(stretches: Iterable[_Stretch]) -> set[_Stretch]:
    """Those that have a part of their line in common with another one, as far as doubles may stand apart."""
    bands: dict[int, list[_Stretch]] = defaultdict(list)
    for stretch in stretches:
        for band in {int((stretch.base - _MOST_REACH) // _CELL), int((stretch.base + _MOST_REACH) // _CELL)}:
            bands[band].append(stretch)
    found: set[_Stretch] = set()
    for row in bands.values():
        before: list[_Stretch] = []
        for stretch in sorted(row, key=attrgetter("x0")):
            before = [other for other in before if stretch.x0 - other.x1 <= _MOST_REACH]
            if len(before) > _HEAP:
                found.update(row)
                break
            for other in before:
                reach = max(stretch.reach, other.reach)
                if abs(stretch.base - other.base) <= reach and stretch.x0 - other.x1 <= reach:
                    found.update((stretch, other))
            before.append(stretch)
    return found


def _doubles(letters: Sequence[Letter], places: Iterable[int]) -> set[int]:
    """Which of *places* repeat a letter that stands there already."""
    seen: dict[_Cell, list[int]] = defaultdict(list)
    found: set[int] = set()
    for place in places:
        letter = letters[place]
        if letter.text == " ":
            continue
        text, reach, x, y = letter.text, _reach(letter), letter.x0, letter.base
        across = {int((x - reach) // _CELL), int((x + reach) // _CELL)}  # mostly one cell, four at most
        down = {int((y - reach) // _CELL), int((y + reach) // _CELL)}
        near = [before for column in across for row in down for before in seen[text, column, row][-_RECENT:]]
        if any(_repeats(letters[before : place + 1]) for before in near):
            found.add(place)
        else:
            seen[text, int(x // _CELL), int(y // _CELL)].append(place)
    return found


def _repeats(run: Sequence[Letter]) -> bool:
    """Whether the last of *run* stands where the first does, and they are no ligature: two letters, three in « Schifffahrt »."""
    first, last = run[0], run[-1]
    reach = _reach(first)
    if first.angle != last.angle or abs(first.x0 - last.x0) > reach or abs(first.base - last.base) > reach:
        return False
    return len(run) > 3 or (len(run) == 3 and any(letter[:4] != ("f", *first[1:4]) for letter in run))


def _reach(letter: Letter) -> float:
    return min(_REACH_EM * max(letter.size, 1.0), _MOST_REACH)


def without_shadows(letters: list[Letter]) -> list[Letter]:
    """*letters* without the second of two texts that are one over the other's shadow.

    Which of both goes makes no difference to what is read. PDFium by itself drops the later of most of them, not of all.
    """
    starts, last = [], None
    for place, letter in enumerate(letters):  # a text of another colour or on another line begins at few letters of a page
        if last is None or ((letter.colour != last.colour or letter.base != last.base) and letter.text != " "):
            starts.append(place)
        last = letter
    steps = {step for _, step, _ in _shifted(letters, starts)}
    if not steps:
        return letters
    pairs = list(_shifted(letters, [place for place, letter in enumerate(letters) if letter.text.strip()]))
    # Between two colours it is the step that most letters take: by another one, two letters of a kind in a word stand apart.
    taken: dict[frozenset[Colour], Counter[_Step]] = defaultdict(Counter)
    for place, step, before in pairs:
        taken[frozenset((letters[place].colour, letters[before].colour))][step] += 1
    cast: set[_Step] = set()
    for counts in taken.values():
        best = max(counts, key=lambda step: (_taken(counts, step), counts[step]))
        if best in steps and _taken(counts, best) >= _FEWEST:
            cast.add(best)
    dropped = {place for place, step, _ in pairs if any(abs(step[0] - x) <= 1 and abs(step[1] - y) <= 1 for x, y in cast)}
    return [letter for place, letter in enumerate(letters) if place not in dropped]


def _shifted(letters: Sequence[Letter], places: Iterable[int]) -> Iterator[tuple[int, _Step, int]]:
    """Those of *places* where a letter stands that stood before in another colour, a small step aside; the step; where it stood."""
    seen: _Places = defaultdict(list)
    for place in places:
        letter = letters[place]
        column, row = int(letter.x0 // _FURTHEST), int(letter.base // _FURTHEST)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                for before in seen.get((letter.text, x, y), ()):
                    first = letters[before]
                    across, down = letter.x0 - first.x0, letter.base - first.base
                    far = min(_FURTHEST, _FURTHEST_EM * first.size)
                    alike = first.angle == letter.angle and abs(first.size - letter.size) < 0.1
                    if alike and first.colour != letter.colour and _NEAREST <= max(abs(across), abs(down)) <= far:
                        yield place, (round(across / _STEP), round(down / _STEP)), before
        seen[letter.text, column, row].append(place)


def _taken(steps: Counter[_Step], step: _Step) -> int:
    """How many letters take *step*, those rounded to one beside it with them."""
    return sum(steps.get((step[0] + x, step[1] + y), 0) for x in (-1, 0, 1) for y in (-1, 0, 1))
