"""Columns that text flows through, as in a newspaper, laid one under another: a list that one breaks off goes on in the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.model.frozen import replace
from monitor.pdf.ink import Box, PageInk, bounds, median
from monitor.pdf.lines import Line, lines_of, parted_by_white, same_look
from monitor.pdf.orgchart.units.legends import is_foot
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.wording import label_and_people, unbulleted

_MOST_OVER = 3  # lines over all columns: the sheet's title
_FEWEST = 2  # entries before a column's end
_WHITE_EM = 1.5  # between columns
_INSET_EM = 0.5  # how far an entry is set in, at least
_LONGER_EM, _LOWER_EM = 3.0, 3.0  # so much longer than the one before it, and lower at its head, a column may be
_DRAWN_EM = 1.5  # the lesser side of a shape that is neither a rule nor a bullet
_GROUND = 0.85  # of a side of the page: no shape, but its ground
_STEP_EM = 1.4  # between lines, where nothing tells

Move = tuple[Box, float, float]  # a column as it is printed, and how far it was laid to the right, and down


def flowing(page: PageInk) -> tuple[PageInk, Sequence[Move]]:
    """*page* with its columns one under another where one begins amid a list, and how each was moved; else as it is, and ().

    Only words, that no shape or picture divides; columns begin and end no lower than the one before, as text flows. The entry at
    the head of a column is set as those of the one before are. Where no title in the look of theirs comes after it, it has a
    holder, as most of them have, and the column is half as long: remarks beside a directory, « • Ouvert le lundi », are none of it.
    """
    if page.pictures:
        return page, ()
    size = median([letter.size for letter in page.letters]) if page.letters else 0.0
    shapes = [path.box for path in page.paths if min(path.box.width, path.box.height) > _DRAWN_EM * size]
    if any(box.width < _GROUND * page.width for box in shapes):
        return page, ()
    lines = sorted(lines_of(page.letters), key=lambda line: line.base)
    while lines and is_foot(lines[-1].text):
        lines.pop()
    title = len(lines) > 1 and lines[0].size > max(line.size for line in lines[1:])
    ways = ((n, list(parted_by_white(lines[n:], _WHITE_EM))) for n in range(title, _MOST_OVER + 1))
    over, parts = next(((n, own) for n, own in ways if len(own) > 1), (0, []))
    columns = [sorted(own, key=lambda line: line.base) for own in parts]
    pairs = list(pairwise(columns))
    flows = all(
        after[0].base <= before[0].base + _LOWER_EM * size
        and after[-1].base <= before[-1].base + _LONGER_EM * size
        and any(same_look(after[0], line) for line in before)
        for before, after in pairs
    )
    if any(line.angle for line in lines) or not (flows and any(_goes_on(*pair) for pair in pairs)):
        return page, ()
    left = min(line.frame.x0 for line in columns[0])
    moves = [*((line.frame, left - line.frame.x0, 0.0) for line in lines[:over]), *_moves(columns)]
    letters, paths = [], []
    for letter in page.letters:
        right, down = _way(Box(letter.x0, letter.top, letter.x1, letter.bottom), moves)
        x0, x1, top, bottom = letter.x0 + right, letter.x1 + right, letter.top + down, letter.bottom + down
        letters.append(letter._replace(x0=x0, x1=x1, top=top, bottom=bottom, base=letter.base + down))
    for path in page.paths:
        right, down = _way(path.box, moves)
        steps = tuple((op, x + right, y + down) for op, x, y in path.steps)
        paths.append(path._replace(box=_shifted(path.box, right, down), steps=steps))
    return replace(page, letters=tuple(letters), paths=tuple(paths), height=page.height + moves[-1][2]), moves


def printed_at(box: Box, moves: Sequence[Move]) -> Box:
    """Where *box*, on a page laid out by *moves*, is printed; of one over two columns what stands in the first."""
    for column, right, down in reversed(moves):
        if box.top >= column.top + down - 1:
            return _shifted(box, -right, -down)._replace(bottom=max(min(box.bottom - down, column.bottom), box.top - down))
    return box


def _shifted(box: Box, right: float, down: float) -> Box:
    return Box(box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)


def _way(box: Box, moves: Sequence[Move]) -> tuple[float, float]:
    """How far what stands in *box* is moved, to the right and down: with its column, or under all of them."""
    if box.top > max(column.bottom for column, _, _ in moves):
        return 0.0, moves[-1][2]
    return next(((right, down) for column, right, down in moves if column.grown(1).holds(box.cx, box.cy)), (0.0, 0.0))


def _goes_on(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether the column *after* begins with an entry of the list that the one *before* ends in, or with whose title ends that."""
    first = after[0]
    inset, bulleted = _inset(first, after), unbulleted(first.text) is not None
    if is_name(first.text):
        same = [below for title, below in pairwise(before) if same_look(title, before[-1]) and same_look(below, first)]
        return not same_look(before[-1], first) and any(is_name(below.text) for below in same)
    own = [line for line in before if same_look(line, first) and (unbulleted(line.text) is not None) == bulleted]
    own = [line for line in own if bulleted or abs(_inset(line, before) - inset) < 1]
    if len(own) < _FEWEST or not (bulleted or inset >= _INSET_EM * first.size):
        return False
    titles = [line for line in before if line.frame.x0 < own[-1].frame.x0 and (line.size > first.size or line.bold > first.bold)]
    held = sum(bool(label_and_people(line.text)[1]) for line in own)
    named = 2 * held > len(own) and 2 * len(after) > len(before) and bool(label_and_people(first.text)[1])
    return any(named or any(same_look(line, title) for line in after) for title in titles)


def _inset(line: Line, column: Sequence[Line]) -> float:
    return line.frame.x0 - min(o.frame.x0 for o in column)


def _moves(columns: Sequence[Sequence[Line]]) -> list[Move]:
    """How each of *columns* is moved: under the one before it, as far as such a line stands below such a one elsewhere."""
    boxes = [bounds([line.frame for line in own]) for own in columns]
    found, at = [(boxes[0], 0.0, 0.0)], 0.0
    for (before, own), box in zip(pairwise(columns), boxes[1:], strict=True):
        first, last = own[0], before[-1]
        steps = [
            (abs(_inset(upper, some) - _inset(last, before)) >= 1 or not same_look(upper, last), lower.base - upper.base)
            for some in (before, own)
            for upper, lower in pairwise(some)
            if same_look(lower, first) and abs(_inset(lower, some) - _inset(first, own)) < 1
        ]
        at += last.base + min(steps, default=(True, _STEP_EM * first.size))[1] - first.base
        found.append((box, boxes[0].x0 - box.x0, at))
    return found
