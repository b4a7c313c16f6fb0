"""Letters that repeat another text's in another colour, moved aside by one and the same step: a text and its shadow are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from monitor.pdf.ink import Colour, Letter

_FURTHEST_EM = 0.5  # how far aside a shadow falls; lines of a text stand further apart
_FURTHEST = 6.0  # points
_NEAREST = 0.2  # points: nearer letters are doubles of one colour, told by `doubled`
_STEP = 0.25  # points between steps that count as the same
_FEWEST = 6  # letters with one step: a chance meeting of a few is no shadow

_Step: TypeAlias = tuple[int, int]
_Places: TypeAlias = dict[tuple[str, int, int], list[int]]


def without_shadows(letters: list[Letter]) -> list[Letter]:
    """*letters* without the second of two texts that are one over the other's shadow.

    Which of both goes makes no difference to what is read. PDFium by itself drops the later of most of them, not of all.
    """
    starts = [place for place, letter in enumerate(letters) if _begins(letters[place - 1] if place else None, letter)]
    steps = Counter(step for _, step, _ in _doubles(letters, starts))
    if not steps:
        return letters
    inked = [place for place, letter in enumerate(letters) if letter.text.strip()]
    pairs = list(_doubles(letters, inked))
    cast = {step for step in _strongest(letters, pairs) if step in steps}
    dropped = {place for place, step, _ in pairs if any(abs(step[0] - x) <= 1 and abs(step[1] - y) <= 1 for x, y in cast)}
    return [letter for place, letter in enumerate(letters) if place not in dropped]


def _strongest(letters: Sequence[Letter], pairs: Iterable[tuple[int, _Step, int]]) -> Iterator[_Step]:
    """The step that most letters take between two colours: by another one, two letters of a kind in a word stand apart."""
    taken: dict[frozenset[Colour], Counter[_Step]] = defaultdict(Counter)
    for place, step, before in pairs:
        taken[frozenset((letters[place].colour, letters[before].colour))][step] += 1
    for steps in taken.values():
        best = max(steps, key=lambda step: (_taken(steps, step), steps[step]))
        if _taken(steps, best) >= _FEWEST:
            yield best


def _begins(last: Letter | None, letter: Letter) -> bool:
    """Whether a text of another colour or on another line begins here: few letters of a page do."""
    return last is None or ((letter.colour != last.colour or letter.base != last.base) and letter.text != " ")


def _doubles(letters: Sequence[Letter], places: Iterable[int]) -> Iterator[tuple[int, _Step, int]]:
    """Those of *places* where a letter stands that stood before in another colour, a small step aside; the step; where it stood."""
    seen: _Places = defaultdict(list)
    for place in places:
        letter = letters[place]
        column, row = int(letter.x0 // _FURTHEST), int(letter.base // _FURTHEST)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                for before in seen.get((letter.text, x, y), ()):
                    step = _step(letters[before], letter)
                    if step is not None:
                        yield place, step, before
        seen[letter.text, column, row].append(place)


def _step(first: Letter, second: Letter) -> _Step | None:
    reach = min(_FURTHEST, _FURTHEST_EM * first.size)
    across, down = second.x0 - first.x0, second.base - first.base
    aside = max(abs(across), abs(down))
    alike = first.angle == second.angle and abs(first.size - second.size) < 0.1 and first.colour != second.colour
    return (round(across / _STEP), round(down / _STEP)) if alike and _NEAREST <= aside <= reach else None


def _taken(steps: Counter[_Step], step: _Step) -> int:
    """How many letters take *step*, those rounded to one beside it with them."""
    return sum(steps.get((step[0] + x, step[1] + y), 0) for x in (-1, 0, 1) for y in (-1, 0, 1))
