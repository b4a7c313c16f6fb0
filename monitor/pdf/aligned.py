"""Tables without upright rules: rows between rules from side to side, or words that stand level (DESIGN 3.12). Pure.

White runs between the columns from the first row to the last. So it does between two lists beside each other, and between columns
of prose: what stands level is a row only where a rule or a band reaches over all columns, or where a column says by its words that
each is of the row it stands in: figures, addresses, people, a few words that come again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from monitor.expressions import expression
from monitor.pdf.ink import Box, bounds, median
from monitor.pdf.lines import Line, joined
from monitor.pdf.orgchart.drawing import Drawing, Segment
from monitor.pdf.ruled import RuledTable

_TOUCH = 2.0  # points between the ends of rules, or bands, that are one, or have one extent
_GUTTER = 8.0  # points of white between two columns
_LEVEL = 0.3  # of the size: between the baselines of one row
_FEWEST_ROWS, _FEWEST_BARE = 3, 4  # between rules, without; that of the heads included
_STEP = 1.6  # times the usual one, how far rows without rules between them stand apart at most; the heads twice that
_WRAPPED = 0.8  # times the usual one, how far at most the next line of a cell is
_LEAST_WIDE = 100.0  # points: a rule between rows
_NEAR = 3.0  # times the letters, how far apart rows stand at most
_TALL = 8.0  # times the letters, a row between rules at most
_MOST_WORDS, _MOST_BARE, _MOST_LINES = 40, 12, 4  # in a cell: words, between rules and without; lines
_BAND = 3.0  # times as high as the words in it, a band behind a row at most
_TYPED, _AGAIN = 0.8, 0.5  # of a column's cells: of one type; different texts where a few come again
_FILLED = 0.7  # of the rows, those in which a column has words
_FIGURES = expression(r"(?:[^\W\d_]{1,4}[.:]?\s*)?[+(]?\d[\d\s.,/()+h-]*(?:%|€|[^\W\d_]{1,4})?|\S+@\S+\.\w+")

_Row = list[Line]  # what stands level, or between two rules
_Span = tuple[float, float]


def aligned_tables(lines: Sequence[Line], drawing: Drawing | None, is_name: Callable[[str], bool]) -> Iterator[RuledTable]:
    """The tables among *lines* of a page, in no order. *is_name*: whether a text is somebody's name."""
    level = [line for line in lines if line.angle == 0]
    taken = set[int]()
    for rows in _between_rules(level, drawing) if drawing else ():
        if table := _table_of(rows, level, _MOST_WORDS):
            taken.update(id(line) for row in rows for line in row)
            yield table
    for run in _runs([line for line in level if id(line) not in taken]):
        for rows in filter(None, _beside_each_other(run, is_name) if run else ()):
            if (_is_drawn(rows, drawing) or _says_so(rows, is_name)) and (table := _table_of(rows, level, _MOST_BARE)):
                yield table


def has_rows(lines: Sequence[Line]) -> bool:
    """Whether so many rows of *lines* are of two texts or more that there may be a table."""
    level = sorted((line for line in lines if line.angle == 0), key=attrgetter("base", "frame.x0"))
    return sum(len([*row]) > 1 for _, row in groupby(level, key=_Level())) >= _FEWEST_BARE


def _beside_each_other(rows: Sequence[_Row], is_name: Callable[[str], bool]) -> list[list[_Row]]:
    """*rows*, cut where their columns begin anew: lists « 11 mai | Écoles » in two, whose heads, if any, are the same."""
    columns = _columns(rows)
    said = [_cells(row, columns) for row in rows]
    kinds = [
        tuple(_are(kind, [cell for cell in own[1:] if cell]) for kind in (_FIGURES.fullmatch, is_name))
        for own in zip(*said, strict=True)
    ]
    count = len(columns)
    for wide in range(2, count // 2 + 1):
        again = count % wide == 0 and len({*kinds[:wide]}) > 1 and kinds == kinds[:wide] * (count // wide)
        heads = said[0]
        headed = kinds != [(bool(_FIGURES.fullmatch(cell)), is_name(cell)) for cell in heads]
        if again and (not headed or heads == heads[:wide] * (count // wide)):
            starts = [columns[n][0] for n in range(0, count, wide)]
            parts = [
                [[line for line in row if bisect_right(starts, line.frame.cx) == n + 1] for row in rows] for n in range(len(starts))
            ]
            return [_trimmed([row for row in part if row]) for part in parts]
    return [[*rows]]


def _between_rules(lines: Sequence[Line], drawing: Drawing) -> Iterator[list[_Row]]:
    """The lines between rules of one extent, with those right above the first: the heads of the columns."""
    rules = _whole(s for s in drawing.segments if s.level)
    rules = sorted((o for o in rules if o.width >= _LEAST_WIDE), key=lambda o: (round(o.x0), round(o.x1), o.cy))
    for _, same in groupby(rules, key=lambda o: (round(o.x0 / _TOUCH), round(o.x1 / _TOUCH))):
        places = [*same]
        if len(places) < _FEWEST_ROWS:
            continue
        area = bounds(places)
        if any(_crosses(side, area) for side in drawing.segments if side.upright):
            continue
        within = [line for line in lines if area.x0 - _TOUCH <= line.box.cx <= area.x1 + _TOUCH]
        steps = [b.cy - a.cy for a, b in pairwise(places)]
        heads = [line for line in within if 0 < places[0].cy - line.box.cy <= min(max(steps), _NEAR * line.size)]
        if all(b.frame.x0 < a.frame.x1 for a, b in pairwise(sorted(heads, key=attrgetter("frame.x0")))):
            heads = []  # of one column: what stands over the table
        rows = [[line for line in within if a.cy < line.box.cy <= b.cy] for a, b in pairwise(places)]
        rows = [row for row in (heads, *rows) if row]
        if rows and max(steps) <= _TALL * median(line.size for row in rows for line in row):
            yield rows


def _crosses(side: Segment, area: Box) -> bool:
    """Whether an upright stroke stands in *area*, and does not go through all of it: of boxes, or of merged cells."""
    inside = area.x0 - _TOUCH <= side.box.cx <= area.x1 + _TOUCH and side.box.top < area.bottom and area.top < side.box.bottom
    return inside and min(side.box.bottom, area.bottom) - max(side.box.top, area.top) < area.height - _TOUCH


def _whole(pieces: Iterator[Segment]) -> list[Box]:
    """The level strokes that *pieces* are of: one for each cell, perhaps."""
    found: list[Box] = []
    for box in sorted((piece.box for piece in pieces), key=lambda o: (round(o.cy), o.x0)):
        if found and abs(found[-1].cy - box.cy) <= 1 and box.x0 - found[-1].x1 <= _TOUCH:
            found[-1] = bounds([found[-1], box])
        else:
            found.append(box)
    return found


def _runs(lines: Sequence[Line]) -> Iterator[list[_Row]]:
    """Rows below each other, evenly, of two texts or more that white parts all the way down; what a cell goes on with included.

    The first may be of heads that are set over the middle of columns: whatever white parts, one for each.
    """
    rows = [[*row] for _, row in groupby(sorted(lines, key=attrgetter("base", "frame.x0")), key=_Level())]
    run, head = list[_Row](), list[_Row]()
    columns: list[_Span] = []
    for row in [*rows, []]:
        merged = _merged([*columns, *_spans(row)])
        near = bool(run) and bool(row) and row[0].base - run[-1][0].base <= _NEAR * max(row[0].size, run[-1][0].size)
        if near and len(merged) == max(len(columns), len(row)):
            run.append(row)
            columns = merged
            continue
        yield from _evenly([*head, *run] if head and len(head[0]) == len(columns) else run)
        head = run if near and sum(len(one) > 1 for one in run) == 1 else []  # with the title of the first group of rows
        run, columns = ([row], _merged(_spans(row))) if len(row) > 1 else ([], [])


class _Level:
    """A key that is the same for lines level with the one before, given from top to bottom."""

    def __init__(self) -> None:
        self._base, self._size = float("-inf"), 0.0

    def __call__(self, line: Line) -> float:
        if line.base - self._base > _LEVEL * max(line.size, self._size):
            self._base, self._size = line.base, line.size
        return self._base


def _evenly(run: Sequence[_Row]) -> Iterator[list[_Row]]:
    """The parts of *run* in which rows stand as far apart as most do, the first perhaps further off, and lines of a cell closer."""
    steps = [b[0].base - a[0].base for a, b in pairwise([row for row in run if len(row) > 1])]
    if not steps:
        return
    usual = median(steps)
    rows: list[_Row] = []
    last = 0.0
    for row in run:
        step = row[0].base - last
        if rows and len(row) == 1 and (step < _WRAPPED * usual or row[0].text[:1].islower()):
            rows[-1] = [*rows[-1], *row]
        elif rows and step > (2 if len(rows) == 1 else 1) * _STEP * usual:
            yield _trimmed(rows)
            rows = [row]
        else:
            rows.append(row)
        last = row[0].base
    yield _trimmed(rows)


def _trimmed(rows: Sequence[_Row]) -> list[_Row]:
    """*rows* without those of one text at the ends."""
    wide = [n for n, row in enumerate(rows) if len(row) > 1]
    return [*rows[wide[0] : wide[-1] + 1]] if len(wide) >= _FEWEST_BARE else []


def _is_drawn(rows: Sequence[_Row], drawing: Drawing | None) -> bool:
    """Whether bands behind some of *rows*, not the first alone, which may head lists, reach over all columns."""
    if not drawing:
        return False
    area = bounds([line.box for row in rows for line in row])
    places = [bounds([line.box for line in row]) for row in rows[1:]]
    fills = [o.box for o in drawing.shapes if o.fill is not None and o.box.height <= _BAND * places[0].height]
    covered = [_covers([o for o in fills if o.top < line.cy < o.bottom], area) for line in places]
    return sum(covered) > 1 and not all(covered)


def _covers(bands: Sequence[Box], area: Box) -> bool:
    spans = _merged([(o.x0, o.x1) for o in bands], _TOUCH)
    return any(x0 <= area.x0 + _TOUCH and area.x1 - _TOUCH <= x1 for x0, x1 in spans)


def _says_so(rows: Sequence[_Row], is_name: Callable[[str], bool]) -> bool:
    """Whether a column holds, below its head, figures or addresses, or one but the first people, or a few texts that come again."""
    columns = _columns(rows)
    cells = [_cells(row, columns) for row in rows[1:]]
    first, *others = ([said for row in cells if (said := row[n])] for n in range(len(columns)))
    if len(first) < len(cells) or len({*first}) < _TYPED * len(first):  # lists of which one is longer
        return False
    others = [column for column in others if len(column) >= max(_FEWEST_ROWS, _FILLED * len(cells))]
    if _are(_FIGURES.fullmatch, first) and others:  # days, telephones
        return True
    if any(len({*column}) <= _AGAIN * len(column) or _are(_FIGURES.fullmatch, column) for column in others):
        return True
    return any(_are(is_name, column) for column in others) and not any(map(is_name, first))


def _are(kind: Callable[[str], object], column: Sequence[str]) -> bool:
    return sum(bool(kind(said)) for said in column) >= _TYPED * len(column)


def _spans(row: _Row) -> list[_Span]:
    return [(line.frame.x0, line.frame.x1) for line in row]


def _merged(spans: Sequence[_Span], gap: float = _GUTTER) -> list[_Span]:
    """*spans* with those as one between which there is less than *gap*."""
    found: list[_Span] = []
    for x0, x1 in sorted(spans):
        if found and x0 - found[-1][1] < gap:
            found[-1] = found[-1][0], max(x1, found[-1][1])
        else:
            found.append((x0, x1))
    return found


def _columns(rows: Sequence[_Row]) -> list[_Span]:
    """Where the columns of *rows* are, by all but the first: heads may stand over their middle."""
    return _merged([span for row in rows[1:] for span in _spans(row)])


def _cells(row: _Row, columns: Sequence[_Span]) -> list[str]:
    """What *row* says in each of *columns*, lines of one cell joined."""
    cells: list[list[Line]] = [[] for _ in columns]
    in_order = len(row) == len(columns) and all(a.frame.x1 < b.frame.x0 for a, b in pairwise(row))
    for n, line in enumerate(row):
        cells[n if in_order else _column_of(line, columns)].append(line)
    return [joined(own).strip() if own else "" for own in cells]


def _column_of(line: Line, columns: Sequence[_Span]) -> int:
    off = [max(x0 - line.frame.cx, line.frame.cx - x1, 0.0) for x0, x1 in columns]
    return off.index(min(off))


def _table_of(rows: Sequence[_Row], lines: Sequence[Line], most: int) -> RuledTable | None:
    """*rows* as a table; None where it has one column, cells of more words than *most*, or other *lines* among its rows."""
    columns = _columns(rows)
    if len(rows) < _FEWEST_ROWS or len(columns) < 2:
        return None
    said = [_cells(row, columns) for row in rows]
    own = [line for row in rows for line in row]
    area, held = bounds([line.box for line in own]), {*map(id, own)}
    if any(count > _MOST_LINES for row in rows for count in Counter(_column_of(line, columns) for line in row).values()):
        return None  # lists beside each other, in a table that lays them out
    filled = sum(sum(map(bool, column)) >= _FILLED * len(rows) for column in zip(*said, strict=True))
    strange = any(area.holds(line.box.cx, line.box.cy) for line in lines if id(line) not in held)
    if filled < 2 or strange or max(len(cell.split()) for row in said for cell in row) > most:
        return None
    return RuledTable(box=area, rows=tuple(map("\t".join, said)), size=median(line.size for line in own), letters=frozenset())
