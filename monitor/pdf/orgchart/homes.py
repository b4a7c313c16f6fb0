"""Which letters stand in which box: each in the smallest that holds its centre, but no word in two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from monitor.pdf.ink import Box, Letter
from monitor.pdf.lines import turned_back
from monitor.pdf.orgchart.grid import Grid

Home: TypeAlias = int | None  # the number of a box; None: outside of all

_MIDDLE_EM = 0.3  # above the baseline: half the height of a small letter
_NOWHERE = Box(float("nan"), float("nan"), float("nan"), float("nan"))  # no point lies in it
_SEAM_EM = 0.15  # letters of one word stand no further apart
_WORDS_EM = 0.6  # nor words of one line
_LEVEL_EM = 0.1


def by_home(letters: Sequence[Letter], boxes: Sequence[Box]) -> tuple[dict[int, list[Letter]], list[Letter]]:
    """The letters in each of *boxes*, by its number, and those in none, both in the file's order.

    A line that is too long for its box sticks out of it: a word begun inside is of the box, and so are words outside beside it.
    """
    homes = _homes(letters, boxes)
    _keep_lines_whole(letters, homes)
    inside: dict[int, list[Letter]] = defaultdict(list)
    outside: list[Letter] = []
    for letter, home in zip(letters, homes, strict=True):
        (outside if home is None else inside[home]).append(letter)
    return inside, outside


def _homes(letters: Sequence[Letter], boxes: Sequence[Box]) -> list[Home]:
    grid = Grid(((box, index) for index, box in enumerate(boxes)), cell=45.0)
    areas = [box.area for box in boxes]
    innermost = frozenset(i for i, box in enumerate(boxes) if all(areas[o] >= areas[i] for o in grid.near(box)))
    homes: list[Home] = []
    home: Home = None
    x0, top, x1, bottom = _NOWHERE  # the home of the last letter, if no smaller box overlaps it: a letter in it has no other
    for letter in letters:
        text, left, _, right, _, base, size, _, _, angle, _, _ = letter
        if not text.isspace():
            x, y = _centre(letter) if angle else ((left + right) / 2, base - _MIDDLE_EM * size)
            if not (x0 <= x <= x1 and top <= y <= bottom):
                home = min(grid.near(Box(x, y, x, y)), key=areas.__getitem__, default=None)
                x0, top, x1, bottom = boxes[home] if home in innermost else _NOWHERE
        homes.append(home)
    return homes


def _centre(letter: Letter) -> tuple[float, float]:
    """The middle of a letter of turned text, on the page."""
    middle = letter.base - _MIDDLE_EM * letter.size
    box = turned_back(Box(letter.x0, middle, letter.x1, middle), letter.angle)
    return box.cx, box.cy


def _keep_lines_whole(letters: Sequence[Letter], homes: list[Home]) -> None:
    words = list(_words(letters))
    for word in words:
        mine = homes[word.start : word.stop]
        if mine.count(mine[0]) < len(mine):
            _settle(word, homes, Counter(home for home in mine if home is not None).most_common(1)[0][0])
    for ordered in (words, words[::-1]):
        for word, following in pairwise(ordered):
            home = homes[word.start]
            if home is not None and homes[following.start] is None and _beside(letters, word, following):
                _settle(following, homes, home)


def _settle(word: range, homes: list[Home], home: Home) -> None:
    for i in word:
        homes[i] = home


def _words(letters: Sequence[Letter]) -> Iterator[range]:
    """The letters of each word, as they follow each other in the file."""
    start: int | None = None
    end = base = size = 0.0
    angle = 0
    for place, letter in enumerate(letters):
        text, x0, _, x1, _, its_base, its_size, _, _, its_angle, _, _ = letter
        if text.isspace():
            if start is not None:
                yield range(start, place)
                start = None
            continue
        if start is None:
            start = place
        else:
            same = its_base == base and its_size == size and its_angle == angle and -0.3 * size <= x0 - end <= _SEAM_EM * size
            if not same and not _level(letters[place - 1], letter, _SEAM_EM):
                yield range(start, place)
                start = place
        end, base, size, angle = x1, its_base, its_size, its_angle
    if start is not None:
        yield range(start, len(letters))


def _beside(letters: Sequence[Letter], one: range, other: range) -> bool:
    """Whether two words that follow each other in the file do so in one line."""
    first, second = (one, other) if one[0] < other[0] else (other, one)
    return _level(letters[first[-1]], letters[second[0]], _WORDS_EM)


def _level(a: Letter, b: Letter, gap_em: float) -> bool:
    size = max(a.size, 1.0)
    near = -0.3 * size <= b.x0 - a.x1 <= gap_em * size
    return near and a.angle == b.angle and abs(a.base - b.base) <= _LEVEL_EM * size and abs(a.size - b.size) <= _LEVEL_EM * size
