"""In which box each letter of a page stands: the smallest that holds its centre, but no word in two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from monitor.pdf.ink import Box, Letter
from monitor.pdf.lines import turned_back
from monitor.pdf.orgchart.grid import Grid

Home: TypeAlias = int | None  # the number of a box; None: outside of all
_MIDDLE_EM = 0.3  # above the baseline: half the height of a small letter
_NOWHERE = Box(float("nan"), float("nan"), float("nan"), float("nan"))  # no point lies in it
_SEAM_EM, _WORDS_EM, _LEVEL_EM = 0.15, 0.6, 0.1  # letters of one word stand no further apart, nor words of one line, nor up


def by_home(letters: Sequence[Letter], boxes: Sequence[Box]) -> tuple[dict[int, list[Letter]], list[Letter]]:
    """The letters in each of *boxes*, by its number, and those in none, both in the file's order.

    A line that is too long for its box sticks out of it: a word begun inside is of the box, and so are words outside beside it.
    """
    homes = _homes(letters, boxes)
    words = _words(letters)
    for word in words:
        mine = homes[word.start : word.stop]
        if mine.count(mine[0]) < len(mine):
            mine = [Counter(home for home in mine if home is not None).most_common(1)[0][0]] * len(mine)
            homes[word.start : word.stop] = mine
    for ordered in (words, words[::-1]):
        for word, following in pairwise(ordered):
            home = homes[word.start]
            if home is not None and homes[following.start] is None:
                first, second = sorted((word, following), key=lambda w: w.start)
                if _level(letters[first[-1]], letters[second[0]], _WORDS_EM):
                    homes[following.start : following.stop] = [home] * len(following)
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
            x, y = (left + right) / 2, base - _MIDDLE_EM * size
            if angle:
                turned = turned_back(Box(left, y, right, y), angle)
                x, y = turned.cx, turned.cy
            if not (x0 <= x <= x1 and top <= y <= bottom):
                home = min(grid.at(x, y), key=areas.__getitem__, default=None)
                x0, top, x1, bottom = boxes[home] if home in innermost else _NOWHERE
        homes.append(home)
    return homes


def _words(letters: Sequence[Letter]) -> list[range]:
    """The letters of each word, as they follow each other in the file."""
    words: list[range] = []
    start: int | None = None
    end = base = size = 0.0
    angle = 0
    for place, letter in enumerate(letters):
        text, x0, _, x1, _, its_base, its_size, _, _, its_angle, _, _ = letter
        if text.isspace():
            if start is not None:
                words.append(range(start, place))
                start = None
            continue
        if start is None:
            start = place
        else:
            same = its_base == base and its_size == size and its_angle == angle and -0.3 * size <= x0 - end <= _SEAM_EM * size
            if not same and not _level(letters[place - 1], letter, _SEAM_EM):
                words.append(range(start, place))
                start = place
        end, base, size, angle = x1, its_base, its_size, its_angle
    if start is not None:
        words.append(range(start, len(letters)))
    return words


def _level(a: Letter, b: Letter, gap_em: float) -> bool:
    size = max(a.size, 1.0)
    near = -0.3 * size <= b.x0 - a.x1 <= gap_em * size
    return near and a.angle == b.angle and abs(a.base - b.base) <= _LEVEL_EM * size and abs(a.size - b.size) <= _LEVEL_EM * size
