"""Tables without upright rules: rows between rules from side to side, or words that stand level (DESIGN 3.12). Pure.

White runs between the columns from the first row to the last. So it does between two lists beside each other, and between columns
of prose: what stands level is a row only where a rule or a band reaches over all columns, or where a column says by its words that
each is of the row it stands in: figures, addresses, people, a few words that come again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from monitor.expressions import expression
from monitor.pdf.gutters import LevelKey
from monitor.pdf.ink import Box, bounds, median, runs_of
from monitor.pdf.lines import Line, joined
from monitor.pdf.orgchart.marks.drawing import Drawing, Segment
from monitor.pdf.paragraphs import BULLET
from monitor.pdf.ruled import Place, RuledTable, cells_between, cells_by_rows, said_by_rows

_TOUCH = 2.0  # points between the ends of rules, or bands, that are one, or have one extent
_GUTTER = 8.0  # points of white between two columns
_FEWEST_ROWS, _FEWEST_BARE = 3, 4  # between rules, without; that of the heads included
_STEP = 1.6  # times the usual one, how far rows without rules between them stand apart at most; the heads twice that
_WRAPPED = 0.8  # times the usual one, how far at most the next line of a cell is
_LEAST_WIDE = 100.0  # points: a rule between rows
_NEAR = 3.0  # times the letters, how far apart rows stand at most
_TALL = 8.0  # times the letters, most rows between rules at most
_MOST_WORDS, _MOST_BARE, _MOST_LINES = 40, 12, 4  # in a cell: words, between rules and without; lines
_FEW_TALL = 0.2  # of the rows between rules, those that are taller, or have a cell of more lines
_BAND = 3.0  # times as high as the words in it, a band behind a row at most
_TYPED, _AGAIN = 0.8, 0.5  # of a column's cells: of one type; different texts where a few come again
_FILLED = 0.7  # of the rows, those in which a column has words
_FIGURES = expression(r"(?:[^\W\d_]{1,4}[.:]?\s*)?[+(]?\d[\d\s.,/()+h-]*(?:%|€|[^\W\d_]{1,4})?|\S+@\S+\.\w+")

_Row = list[Line]  # what stands level, or between two rules
_Span = tuple[float, float]


def aligned_tables(
    lines: Sequence[Line],
    drawing: Drawing | None,
    is_name: Callable[[str], bool],
    going_on: str | None = None,
    *,
    merged: bool = True,
    led: frozenset[float] = frozenset(),
) -> Iterator[RuledTable]:
    """The tables among *lines* of a page, in no order. *is_name*: whether a text is somebody's name.

    *going_on*, *merged*: as `ruled_tables` has them; without merged cells no grounds part rows, either, as boxes have them, too.
    *led*: the baselines of lines in which dots led from one text to the next.
    """
    level = [line for line in lines if line.angle == 0]
    taken = set[int]()
    for rows, places, parts in _between_rules(level, drawing, merged) if drawing else ():
        if any(id(line) in taken for row in rows for line in row):
            continue  # between the rules of a table's merged cells
        if parts:
            found = [_merged_cells(rows, places, parts)]
        else:
            found = [_table_of(part, level, between_rules=True, going_on=going_on) for part in _beside_each_other(rows, is_name)]
        if all(found):
            taken.update(id(line) for row in rows for line in row)
            yield from filter(None, found)
    for run in _runs([line for line in level if id(line) not in taken]):
        for rows in filter(None, _beside_each_other(run, is_name) if run else ()):
            told = len(rows) >= _FEWEST_BARE and (_is_drawn(rows, drawing) or _says_so(rows, is_name))
            if (told or _is_led(rows, led)) and (table := _table_of(rows, level)):
                yield table


def has_rows(lines: Sequence[Line]) -> bool:
    """Whether so many rows of *lines* are of two texts or more that there may be a table."""
    level = sorted((line for line in lines if line.angle == 0), key=attrgetter("base", "frame.x0"))
    return sum(len([*row]) > 1 for _, row in groupby(level, key=LevelKey())) >= _FEWEST_BARE


def _beside_each_other(rows: Sequence[_Row], is_name: Callable[[str], bool]) -> list[list[_Row]]:
    """*rows*, cut where their columns begin anew: lists « 11 mai | Écoles » in two, whose heads, if any, are the same."""
    columns = _columns(rows)
    if len(columns) < 2:
        return [[*rows]]
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


def _between_rules(lines: Sequence[Line], drawing: Drawing, merged: bool) -> Iterator[tuple[list[_Row], list[Box], list[Box]]]:
    """The lines between rules of one extent, with those right above the first: the heads of the columns; with these rules.

    And the shorter ones among them, which end where these do: of merged cells. The widest tables first.
    """
    bands = _bands(lines, drawing) if merged else []
    edges = [edge for band in bands for edge in (band._replace(bottom=band.top), band._replace(top=band.bottom))]
    rules = [o for o in _whole([*(s.box for s in drawing.segments if s.level), *edges]) if o.width >= _LEAST_WIDE]
    for places in _of_one_extent(rules):
        if len(places) < _FEWEST_ROWS:
            continue
        area = bounds(places)
        if any(_crosses(side, area, places[1].bottom) for side in drawing.segments if side.upright):
            continue
        within = [line for line in lines if area.x0 - _TOUCH <= line.box.cx <= area.x1 + _TOUCH]
        steps = [b.cy - a.cy for a, b in pairwise(places)]
        heads = [line for line in within if 0 < places[0].cy - line.box.cy <= min(max(steps), _NEAR * line.size)]
        last = [line for line in within if 0 < line.box.cy - places[-1].cy <= min(max(steps), _NEAR * line.size)]
        rows = [[line for line in within if a.cy < line.box.cy <= b.cy] for a, b in pairwise(places)]
        rows = [row for row in (_of_columns(heads), *rows, _of_columns(last)) if row]
        parts = [o for o in rules if o.width < area.width - _TOUCH and area.holds(o.cx, o.cy) and _ends_in(o, area)]
        if parts and merged:
            yield rows, places, parts
        elif rows:
            tall = _TALL * median(line.size for row in rows for line in row)
            if sum(step > tall for step in steps) <= _FEW_TALL * len(steps):
                yield rows, places, []


def _ends_in(rule: Box, area: Box) -> bool:
    """Whether *rule* goes to one side of *area*, and not past the other."""
    inside = area.x0 - _TOUCH <= rule.x0 and rule.x1 <= area.x1 + _TOUCH
    return inside and min(rule.x0 - area.x0, area.x1 - rule.x1) <= _TOUCH


def _merged_cells(rows: Sequence[_Row], places: Sequence[Box], parts: Sequence[Box]) -> RuledTable | None:
    """The table between rules over all columns, at *places*, and over some, *parts*: a cell goes on where none is below it."""
    own = [line for row in rows for line in row]
    by_place = [[*same] for same in runs_of(sorted([*places, *parts], key=attrgetter("cy")), lambda a, b: b.cy - a.cy <= _TOUCH)]
    tops = [same[0].cy for same in by_place]
    if own and min(line.box.cy for line in own) <= tops[0]:  # heads, over the first rule
        by_place, tops = [[bounds(places)], *by_place], [min(line.box.top for line in own), *tops]
    if own and max(line.box.cy for line in own) >= tops[-1]:
        by_place, tops = [*by_place, [bounds(places)]], [*tops, max(line.box.bottom for line in own)]
    columns = _merged([span for line in own for span in _spans([line])])
    below = [[_reaches(same, column) for column in columns] for same in by_place]
    cell_at = cells_between(below, [[True] * (len(tops) - 1)] * (len(columns) + 1)) if len(columns) > 1 else None
    if cell_at is None:
        return None
    cells = defaultdict[Place, list[Line]](list)
    for line in own:
        cells[cell_at[bisect_right(tops, line.box.cy) - 1, _column_of(line, columns)]].append(line)
    said = {at: joined(lines).strip() for at, lines in cells.items()}
    if max(map(len, cells.values())) > _MOST_LINES or max(len(text.split()) for text in said.values()) > _MOST_WORDS:
        return None
    texts = said_by_rows(said, cell_at, len(tops) - 1, len(columns))
    size = median(line.size for line in own)
    box = bounds([line.box for line in own])
    return RuledTable(box=box, rows=tuple(map("\t".join, texts)), size=size, letters=frozenset(), cells=cells_by_rows(cells))


def _reaches(rules: Sequence[Box], column: _Span) -> bool:
    x0, x1 = column
    return any(rule.x0 - _TOUCH <= x0 and x1 <= rule.x1 + _TOUCH for rule in rules)


def _of_columns(row: _Row) -> _Row:
    """*row*, [] where it is of one column: what stands over a table, or below it."""
    spans = sorted(_spans(row))
    return row if any(a[1] <= b[0] for a, b in pairwise(spans)) else []


def _of_one_extent(rules: Iterable[Box]) -> Iterator[list[Box]]:
    """*rules* that begin and end where others do, from top to bottom; the widest first."""
    left = dict(enumerate(sorted(rules, key=lambda o: (-o.width, o.cy))))
    near = defaultdict[tuple[int, int], list[int]](list)  # numbers of rules by where they begin and end, to within _TOUCH
    for number, rule in left.items():
        near[int(rule.x0 // _TOUCH), int(rule.x1 // _TOUCH)].append(number)
    while left:
        first = next(iter(left.values()))
        x0, x1 = int(first.x0 // _TOUCH), int(first.x1 // _TOUCH)
        places = [(a, b) for a in (x0 - 1, x0, x0 + 1) for b in (x1 - 1, x1, x1 + 1) if (a, b) in near]
        among = [(number, left[number]) for place in places for number in near[place] if number in left]
        same = [(n, o) for n, o in among if max(abs(o.x0 - first.x0), abs(o.x1 - first.x1)) <= _TOUCH]
        for number, _ in same:
            del left[number]
        yield [rule for _, rule in sorted(same, key=lambda one: (one[1].cy, one[0]))]


def _crosses(side: Segment, area: Box, heads: float) -> bool:
    """Whether an upright stroke stands in *area*, and does not go through all of it: of boxes, or of merged cells.

    *heads*: where the first row of it ends, whose cells may be boxes.
    """
    inside = area.x0 - _TOUCH <= side.box.cx <= area.x1 + _TOUCH and side.box.top < area.bottom and area.top < side.box.bottom
    through = min(side.box.bottom, area.bottom) - max(side.box.top, area.top) >= area.height - _TOUCH
    return inside and not through and side.box.bottom > heads + _TOUCH


def _bands(lines: Sequence[Line], drawing: Drawing) -> list[Box]:
    """Grounds as high as a row of *lines* or a few, cell by cell or in one, which part rows as rules do."""
    most = _TALL * median(line.size for line in lines) if lines else 0
    return [o.box for o in drawing.shapes if o.fill is not None and o.box.height <= most]


def _whole(pieces: Iterable[Box]) -> list[Box]:
    """The level strokes that *pieces* are of: one for each cell, perhaps."""
    found: list[Box] = []
    for box in sorted(pieces, key=lambda o: (round(o.cy), o.x0)):
        if found and abs(found[-1].cy - box.cy) <= 1 and box.x0 - found[-1].x1 <= _TOUCH:
            found[-1] = bounds([found[-1], box])
        else:
            found.append(box)
    return found


def _runs(lines: Sequence[Line]) -> Iterator[list[_Row]]:
    """Rows below each other, evenly, of two texts or more that white parts all the way down; what a cell goes on with included.

    The first may be of heads that are set over the middle of columns: whatever white parts, one for each.
    """
    rows = [[*row] for _, row in groupby(sorted(lines, key=attrgetter("base", "frame.x0")), key=LevelKey())]
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
    return [*rows[wide[0] : wide[-1] + 1]] if len(wide) >= _FEWEST_ROWS else []


def _is_led(rows: Sequence[_Row], led: frozenset[float]) -> bool:
    """Whether what most of *rows* begin with leads on: by dots, or by a colon."""
    count = sum(any(line.base in led for line in row) or row[0].text.endswith(":") for row in rows)
    return count >= max(_FEWEST_ROWS, _FILLED * len(rows))


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
    cells = [_cells_of(own, columns) for own in _with_wrapped([_set_in(row, columns) for row in rows], len(columns))[1:]]
    first, *others = ([said for row in cells if (said := row[n])] for n in range(len(columns)))
    if len(first) < len(cells) or len({*first}) < _TYPED * len(first):  # lists of which one is longer
        return False
    if any(column and _are(BULLET.match, column) for column in others):
        return False  # entries of a list
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
    return _cells_of(_set_in(row, columns), columns)


def _cells_of(cells: Mapping[int, Sequence[Line]], columns: Sequence[_Span]) -> list[str]:
    return [joined(cells[n]).strip() if n in cells else "" for n in range(len(columns))]


def _set_in(row: _Row, columns: Sequence[_Span]) -> dict[int, list[Line]]:
    """The lines of *row* by the numbers of *columns*."""
    cells = defaultdict[int, list[Line]](list)
    in_order = len(row) == len(columns) and all(a.frame.x1 < b.frame.x0 for a, b in pairwise(row))
    for n, line in enumerate(row):
        cells[n if in_order else _column_of(line, columns)].append(line)
    return cells


def _with_wrapped(rows: list[dict[int, list[Line]]], count: int) -> list[dict[int, list[Line]]]:
    """*rows* of *count* cells; where typed lines go on in the next, from the left side on, with « communes → 03 80 … », as one.

    So do all that begin in lower case: what stands in them is what is missing in those above.
    """
    wrapped = {n for n, row in enumerate(rows) if n and 0 in row and row[0][0].text[:1].islower()}
    goes_on = all(n - 1 not in wrapped and len(rows[n - 1]) + len(rows[n]) == count + 1 for n in wrapped)
    last = {n: len(rows[n - 1]) - 1 for n in wrapped}
    whole = [
        last[n] in rows[n - 1] and not _FIGURES.fullmatch(rows[n - 1][last[n]][-1].text) for n in wrapped
    ]  # no « 5 000 | dont »
    if not (wrapped and goes_on and all(whole)) or 2 * len(wrapped) > len(rows):
        return rows
    for n in wrapped:
        for place, lines in enumerate(rows[n].values(), len(rows[n - 1]) - 1):
            rows[n - 1].setdefault(place, []).extend(lines)
    return [row for n, row in enumerate(rows) if n not in wrapped]


def _column_of(line: Line, columns: Sequence[_Span]) -> int:
    off = [max(x0 - line.frame.cx, line.frame.cx - x1, 0.0) for x0, x1 in columns]
    return off.index(min(off))


def _table_of(
    rows: Sequence[_Row], lines: Sequence[Line], *, between_rules: bool = False, going_on: str | None = None
) -> RuledTable | None:
    """*rows* as a table; None where it has one column, cells of too many words, or other *lines* among its rows.

    *going_on*: as `aligned_tables` has it.
    """
    columns = _columns(rows)
    if len(columns) < 2:
        return None
    set_in = [_set_in(row, columns) for row in rows]
    set_in = set_in if between_rules else _with_wrapped(set_in, len(columns))
    said = [_cells_of(own, columns) for own in set_in]
    if len(rows) < _FEWEST_ROWS and "\t".join(said[0]) != going_on:
        return None
    own = [line for row in rows for line in row]
    area, held = bounds([line.box for line in own]), {*map(id, own)}
    tall = sum(max(Counter(_column_of(line, columns) for line in row).values()) > _MOST_LINES for row in rows)
    if tall > (_FEW_TALL * len(rows) if between_rules else 0):
        return None  # lists beside each other, in a table that lays them out
    filled = sum(sum(map(bool, column)) >= _FILLED * len(said) for column in zip(*said, strict=True))
    strange = any(area.holds(line.box.cx, line.box.cy) for line in lines if id(line) not in held)
    most = _MOST_WORDS if between_rules else _MOST_BARE
    if filled < 2 or strange or max(len(cell.split()) for row in said for cell in row) > most:
        return None
    size = median(line.size for line in own)
    cells = cells_by_rows({(n, place): lines for n, own in enumerate(set_in) for place, lines in own.items()})
    return RuledTable(box=area, rows=tuple(map("\t".join, said)), size=size, letters=frozenset(), cells=cells)
