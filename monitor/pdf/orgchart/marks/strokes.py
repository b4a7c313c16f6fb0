"""Strokes -> what they are: dashes drawn one by one are joined, guides left out, cells of tables and brackets found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from monitor.pdf.ink import Box, Grid, Letter, bounds, runs_of
from monitor.pdf.orgchart.marks.drawing import Drawing, Segment, Shape

_INSIDE, _SHORT = 3.0, 0.03  # points, and of a box's width, that a rule from side to side ends before them at most
_LONGEST = 14.0  # points: a dash
_WIDEST = 9.0  # points: the white between two
_FEWEST_DASHES = 3  # dashes in a row: fewer are pieces of something else
_ASIDE = 0.6
_BEYOND = 1.6  # whites that a stroke may go on after its last dash, where that ends in the open, a part around a corner included
_MEETS = 2.0  # points between strokes that meet, and around a crossing that may be a joint
_OVER, _FLUSH = 12.0, 2.5  # points between a heading and its rule, and between where they begin
_TWO_LINES = 18.0  # points: words that are higher stand on several lines
_FREE = 15.0  # points before and behind the end of a guide at which no box stands
_MOSTLY = 4  # crossings for each joint: a link may happen to end at a guide
_LEAST_GUIDE = 60.0  # points
_JOIN = 1.6  # points between two pieces of one rule, or between a rule and the one it ends on
_LEAST = 6.0  # points: shorter pieces are no rules
_MOST_RULES = 4000
_TITLE, _AROUND_EM = 40.0, 1.2  # points: letters of a frame's title; white before and behind it, and between its words
_TALL, _MOST_COLUMNS = 80.0, 60  # points: a column of a table; how many are looked at
_FEWEST_ROWS, _MOST_ROWS = 4, 0.6  # rows that end at a column's sides; of its rows, those with letters
_LOOK_AHEAD = 60  # crossings looked at to the right and below
_OPENS = {"{": 1, "[": 1, "(": 1, "⎨": 1, "}": -1, "]": -1, ")": -1, "⎬": -1}  # 1 to the right
# Pieces that a higher bracket is set of, from its head to its foot: as Unicode has them, and as the fonts of TeX are read
_LEFT_PIECES = frozenset("⎧⎨⎩⎡⎢⎣⎛⎜⎝\uf8eb\uf8ec\uf8ed\uf8ee\uf8ef\uf8f0\uf8f1\uf8f2\uf8f3")
_RIGHT_PIECES = frozenset("⎫⎬⎭⎤⎥⎦⎞⎟⎠\uf8f6\uf8f7\uf8f8\uf8f9\uf8fa\uf8fb\uf8fc\uf8fd\uf8fe")
_PIECES = _LEFT_PIECES | _RIGHT_PIECES | frozenset("⎪\uf8f4")
_FIRST_PIECES = frozenset("⎧⎡⎛⎫⎤⎞\uf8eb\uf8ee\uf8f1\uf8f6\uf8f9\uf8fc")
_POINTED = frozenset("⎨⎬\uf8f2\uf8fd")
_PIECE_EM = 1.7  # between the feet of two pieces of one bracket
_TYPED = 20.0  # points: the size of a letter that is a bracket around several lines of the usual size
_RISES, _HANGS = 0.74, 0.21  # of its size: how far a bracket reaches over the baseline and below it
_CROWD = 40  # strokes that meet one: more are no bracket's
_BRACE = (3.0, 40.0)  # points: how wide a bracket is, its tip or its stem included
_SPARE = 12.0  # points: a bracket is at least as high
_HEIGHTS = (0.3, 0.7)  # of a bracket: there it is its spine alone
_OFF = 2.0  # points that its spine bends at most
_MOST_STROKES = 3000  # of a page that is looked through for brackets


class Bracket(NamedTuple):
    """A curly or square bracket between a title and those that hang under it, which stand on the side that it is open to."""

    spine: float
    top: float
    bottom: float
    tip: float  # the height of its point or stem; its middle where it has none
    opens: int  # 1 to the right, -1 to the left
    bar: bool = False  # its ends do not turn: a stroke with a stem


def strokes_of(drawing: Drawing) -> tuple[Segment, ...]:
    """The strokes of *drawing*, rows of at least three even dashes made one dashed segment each, without guides.

    These meet nothing with their ends, and others cross them without ending there. A line from which boxes hang is met by the ends
    of their strokes; one that joins two boxes ends at them.
    """
    short = [s for s in drawing.segments if s.length <= _LONGEST and (s.level or s.upright)]
    pieces = Grid((s.box, s) for s in short)
    taken: set[Segment] = set()
    joined: list[Segment] = []
    for row in (*_dashes([s for s in short if s.level]), *_dashes([s for s in short if s.upright])):
        first, around = row[0], bounds([s.box for s in row])
        white = max(max(two.box.x0 - one.box.x1, two.box.top - one.box.bottom) for one, two in pairwise(row))
        # A dash that runs the other way meets this one: the stroke ends at a corner, with no white after its last dash
        before, after = (
            0.0 if any(piece.level != dash.level for piece in pieces.touching(dash.box, dash.width)) else _BEYOND * white
            for dash in (row[0], row[-1])
        )
        x0, x1 = (around.x0 - before, around.x1 + after) if first.level else (first.x0, first.x0)
        y0, y1 = (first.y0, first.y0) if first.level else (around.top - before, around.bottom + after)
        taken.update(row)
        joined.append(Segment(x0, y0, x1, y1, first.width, True, first.path))
    segments = [*(s for s in drawing.segments if s not in taken), *joined]
    grid, boxes = Grid((segment.box, segment) for segment in segments), Grid((shape.box, shape) for shape in drawing.shapes)
    return tuple(s for s in segments if not (_is_guide(s, grid, boxes) or _is_of_relief(s, boxes)))


def _is_of_relief(segment: Segment, boxes: Grid[Shape]) -> bool:
    """Whether a slanting piece joins a corner of a box to that of another of its size behind it: a box in relief, and no link."""
    if segment.length > _LONGEST or segment.level or segment.upright:
        return False
    x, y = segment.x1 - segment.x0, segment.y1 - segment.y0
    one, other = (
        [shape.box for shape in boxes.near(Box(a, b, a, b), 1.0)] for a, b in ((segment.x0, segment.y0), (segment.x1, segment.y1))
    )
    apart = (Box(b.x0 - a.x0, b.top - a.top, b.x1 - a.x1, b.bottom - a.bottom) for a in one for b in other if a != b)
    return any(max(abs(d.x0 - x), abs(d.x1 - x), abs(d.top - y), abs(d.bottom - y)) <= 1 for d in apart)


def _dashes(segments: list[Segment]) -> Iterator[list[Segment]]:
    """The dashes of each stroke from its beginning to its end; *segments* run one way. Dashes drawn twice in one place are one."""
    row: list[Segment] = []
    white, last = 0.0, (0.0, 0.0, 0.0)
    for segment in sorted(segments, key=lambda s: (round(_span(s)[0]), _span(s)[1])):
        this = _span(segment)
        gap = this[1] - last[2]
        even = not white or max(gap, white) <= 1.6 * min(gap, white) + 0.8  # as no borders of boxes in a row are
        if row and _same_place(last, this):
            row.append(segment)
        elif row and abs(last[0] - this[0]) <= _ASIDE and 0.3 <= gap <= _WIDEST and even:
            row.append(segment)
            white = white or gap
        else:
            if _is_dashed(row):
                yield row
            row, white = [segment], 0.0
        last = this
    if _is_dashed(row):
        yield row


def _span(s: Segment) -> tuple[float, float, float]:
    """Where it runs: across, from, to."""
    if s.level:
        return (s.y0 + s.y1) / 2, min(s.x0, s.x1), max(s.x0, s.x1)
    return (s.x0 + s.x1) / 2, min(s.y0, s.y1), max(s.y0, s.y1)


def _same_place(last: tuple[float, float, float], this: tuple[float, float, float]) -> bool:
    return all(abs(a - b) <= _ASIDE for a, b in zip(last, this, strict=True))


def _is_dashed(row: list[Segment]) -> bool:
    return sum(not _same_place(_span(a), _span(b)) for a, b in pairwise(row)) + 1 >= _FEWEST_DASHES


def rules_in(segments: Sequence[Segment], shapes: Sequence[Shape]) -> tuple[list[Segment], list[Segment]]:
    """What of *segments* may be sides of cells: what is seen of them; and what may part rows: those that go behind nothing.

    A filled shape covers what was painted before it; a stroke that goes in behind one is a link, which ends there or goes on.
    """
    grid = Grid((box, (box, shape.path)) for shape in shapes if shape.fill is not None for box in (shape.box.grown(-_INSIDE),))
    seen: list[Segment] = []
    whole: list[Segment] = []
    for segment in segments:
        x0, top, x1, bottom = segment.box
        level = segment.level
        behind = [
            (box.x0, box.x1) if level else (box.top, box.bottom)
            for box, path in grid.near(segment.box)
            if path > segment.path and min(box.width, box.height) > 0
        ]
        if not behind or not (level or segment.upright):
            seen.append(segment)
            whole.append(segment)
            continue
        rest = [(x0, x1) if level else (top, bottom)]
        for start, end in behind:
            rest = [part for p, q in rest for part in ((p, min(q, start)), (max(p, end), q)) if part[1] - part[0] > _INSIDE]
        seen += [segment._replace(x0=p, x1=q) if level else segment._replace(y0=p, y1=q) for p, q in rest]
    return seen, whole


def _is_guide(segment: Segment, grid: Grid[Segment], boxes: Grid[Shape]) -> bool:
    if segment.length < _LEAST_GUIDE or not (segment.level or segment.upright):
        return False
    along, across = (_FREE, _MEETS) if segment.level else (_MEETS, _FREE)
    for x, y in ((segment.x0, segment.y0), (segment.x1, segment.y1)):
        ahead = Box(x - along, y - across, x + along, y + across)
        if any(o is not segment for o in grid.touching(Box(x, y, x, y), _MEETS)) or any(boxes.touching(ahead)):
            return False
    others = [o for o in grid.near(segment.box, _MEETS) if o is not segment and o.level != segment.level]
    crossed = [(o.box, segment.box) if segment.level else (segment.box, o.box) for o in others]  # go on at both sides of each other
    crossings = sum(
        a.top < b.cy - _MEETS and a.bottom > b.cy + _MEETS and b.x0 < a.cx - _MEETS and b.x1 > a.cx + _MEETS for a, b in crossed
    )
    return crossings > 0 and (len(others) - crossings) * _MOSTLY <= crossings


def without_rules_of(words: Sequence[Box], segments: Sequence[Segment], boxes: Sequence[Box] = ()) -> tuple[Segment, ...]:
    """*segments* without the rules of *words*: level, flush with one, near it or between its lines, half as long, alone.

    Most of those of one column meet none of *boxes*.
    """
    over, grid = Grid((box, box) for box in words), Grid((segment.box, segment) for segment in segments)
    near = Grid((box, box) for box in boxes)

    def is_rule(segment: Segment) -> bool:
        x0, x1 = sorted((segment.x0, segment.x1))
        headings = [o for o in over.near(segment.box, _OVER) if abs(o.x0 - x0) <= _FLUSH and 2 * (x1 - x0) >= o.width]
        headings = [o for o in headings if o.height > _TWO_LINES or not o.top + _FLUSH < segment.y0 < o.bottom - _FLUSH]
        return bool(headings) and all(other is segment for other in grid.near(segment.box, _MEETS))

    rules = [segment for segment in segments if segment.level and is_rule(segment)]
    columns: dict[tuple[int, int], list[bool]] = defaultdict(list)  # whether each of those that reach as far meets no box
    for rule in rules:
        columns[round(rule.box.x0), round(rule.box.x1)].append(not any(True for _ in near.touching(rule.box, _OVER)))
    free = {id(rule) for rule in rules if 2 * sum(met := columns[round(rule.box.x0), round(rule.box.x1)]) > len(met)}
    return tuple(segment for segment in segments if id(segment) not in free)


def between_boxes(segments: Sequence[Segment], boxes: Sequence[Box]) -> Iterator[Segment]:
    """The parts of strokes that are not drawn where they go down between two boxes of a row, from its upper side to its lower."""
    grid = Grid((box, box) for box in boxes)
    upright = sorted((s for s in segments if s.upright), key=lambda s: (round(s.x0), s.box.top))
    for upper, lower in pairwise(upright):
        x, top, bottom = upper.x0, upper.box.bottom, lower.box.top
        if abs(lower.x0 - x) > _ASIDE or bottom - top <= _MEETS:
            continue
        row = [o for o in boxes if abs(o.top - top) <= _MEETS and abs(o.bottom - bottom) <= _MEETS]
        within = min((o.x0 for o in row), default=x) < x < max((o.x1 for o in row), default=x)
        met = (
            o for o in grid.near(Box(x, top, x, bottom)) if not (o.top < top - _MEETS and bottom + _MEETS < o.bottom)
        )  # no frame
        if within and not any(met):
            yield upper._replace(x0=x, y0=top, x1=x, y1=bottom)


def without_typed_brackets(letters: Sequence[Letter]) -> tuple[list[Bracket], tuple[Letter, ...]]:
    """Brackets that are letters, « { » set several lines high or of pieces over each other, and *letters* without them."""
    typed = [o for o in letters if o.text in _OPENS and o.size >= _TYPED and o.angle == 0]
    pieces = [o for o in letters if o.text in _PIECES]
    if not typed and not pieces:
        return [], tuple(letters)
    spans = [(o, o.base - _RISES * o.size, o.base + _HANGS * o.size) for o in typed]
    found = [Bracket((o.x0 + o.x1) / 2, top, bottom, (top + bottom) / 2, _OPENS[o.text]) for o, top, bottom in spans]

    def goes_on(last: Letter, piece: Letter) -> bool:
        near = abs(last.x0 - piece.x0) <= 1 and 0 < piece.base - last.base <= _PIECE_EM * piece.size
        return near and piece.text not in _FIRST_PIECES

    for run in runs_of(sorted(pieces, key=lambda o: (round(o.x0), o.base)), goes_on):
        said = {piece.text for piece in run}
        if len(run) > 1 and (said & _LEFT_PIECES or said & _RIGHT_PIECES):
            top, bottom = run[0].base - _RISES * run[0].size, run[-1].base + _HANGS * run[-1].size
            tips = [piece.base + (_HANGS - _RISES) / 2 * piece.size for piece in run if piece.text in _POINTED]
            spine = sum(piece.x0 + piece.x1 for piece in run) / 2 / len(run)
            found.append(Bracket(spine, top, bottom, tips[0] if tips else (top + bottom) / 2, 1 if said & _LEFT_PIECES else -1))
    return found, tuple(letter for letter in letters if letter not in typed and letter.text not in _PIECES)


def brackets_in(segments: Sequence[Segment]) -> list[Bracket]:
    """The upright brackets among *segments*: both ends turn to one side, and nothing but a point or stem leaves the other one."""
    if len(segments) > _MOST_STROKES:
        return []
    narrow = [segment for segment in segments if -_BRACE[1] <= segment.x1 - segment.x0 <= _BRACE[1]]
    boxes = [segment.box for segment in narrow]
    grid = Grid((box, number) for number, box in enumerate(boxes))
    met: set[int] = set()
    found: list[Bracket] = []
    for number in range(len(narrow)):
        if number in met:
            continue
        met.add(number)
        together, crowded = [number], False
        for at in together:
            near = [other for other in grid.near(boxes[at], _JOIN / 2) if other not in met]
            met.update(near)
            crowded = crowded or len(near) > _CROWD  # a bus: what meets it is asked of nothing more
            together += [] if crowded else near
        bracket = None if crowded else _bracket([narrow[at] for at in together])
        if bracket is not None:
            found.append(bracket)
    return found


def _bracket(pieces: Sequence[Segment]) -> Bracket | None:
    """The bracket that strokes which hang together are, None if they are none."""
    box = bounds([piece.box for piece in pieces])
    if not _BRACE[0] <= box.width <= _BRACE[1] or box.height < max(_SPARE, box.width):
        return None
    crossed = [
        piece.box.cx
        for height in _HEIGHTS
        for piece in pieces
        if piece.box.top <= box.top + height * box.height <= piece.box.bottom
    ]
    if not crossed or max(crossed) - min(crossed) > _OFF:
        return None
    spine = sum(crossed) / len(crossed)
    points = [point for p in pieces for point in ((p.x0, p.y0), (p.x1, p.y1))]
    upper = [x - spine for x, y in points if y <= box.top + 1]
    lower = [x - spine for x, y in points if y >= box.bottom - 1]
    inner = [(x - spine, y) for x, y in points if box.top + _HEIGHTS[0] * box.height < y < box.bottom - _HEIGHTS[0] * box.height]
    for opens in (1, -1):
        turned = all(max(opens * x for x in end) > _OFF and min(opens * x for x in end) >= -_OFF for end in (upper, lower))
        bar = all(abs(x) <= _OFF for x in (*upper, *lower))
        tips = [y for x, y in inner if opens * x < -_OFF]
        if (turned or (bar and tips)) and all(opens * x <= _OFF for x, _ in inner):
            return Bracket(spine, box.top, box.bottom, sum(tips) / len(tips) if tips else box.cy, opens, bar)
    return None


class Rule:
    """Collinear pieces of one stroke direction, as one. `at` across, `lo` to `hi` along."""

    __slots__ = ("at", "hi", "lo")

    def __init__(self, at: float, lo: float, hi: float) -> None:
        self.at, self.lo, self.hi = at, lo, hi


def cells(segments: Sequence[Segment], letters: Sequence[Letter] = ()) -> list[Box]:
    """The smallest rectangles whose four sides are drawn by *segments*.

    The rows of a table go on through a column without rules between its rows, where its *letters* stand in most of them; a side
    goes on behind the title that it is interrupted for.
    """
    rows = level_rules([*segments, *_gaps_for_words(segments, letters)])
    columns = _rules_of([(s.x0 / 2 + s.x1 / 2, min(s.y0, s.y1), max(s.y0, s.y1)) for s in segments if s.upright])
    if len(rows) * len(columns) > _MOST_RULES**2 // 4:
        return []
    rows += _rows_gone_on(rows, columns, letters)
    # which columns each row meets, from left to right, and which rows each column, from top to bottom
    order = sorted(range(len(columns)), key=lambda c: columns[c].at)
    places = [columns[c].at for c in order]
    on_row: dict[int, list[int]] = {}
    on_column: dict[int, list[int]] = defaultdict(list)
    for r in sorted(range(len(rows)), key=lambda r: rows[r].at):
        row = rows[r]
        within = order[bisect_left(places, row.lo - _JOIN) : bisect_right(places, row.hi + _JOIN)]
        on_row[r] = [c for c in within if columns[c].lo - _JOIN <= row.at <= columns[c].hi + _JOIN]
        for c in on_row[r]:
            on_column[c].append(r)
    found = [
        cell
        for r, crossing in on_row.items()
        for place, c in enumerate(crossing)
        if (cell := _cell(r, c, place, on_row, on_column, rows, columns))
    ]
    return sorted(set(found), key=lambda b: (b.top, b.x0))


def level_rules(segments: Sequence[Segment]) -> list[Rule]:
    """What runs along the page's width, pieces on one line joined."""
    return _rules_of([(s.y0 / 2 + s.y1 / 2, min(s.x0, s.x1), max(s.x0, s.x1)) for s in segments if s.level])


def _gaps_for_words(segments: Sequence[Segment], letters: Sequence[Letter]) -> Iterator[Segment]:
    """Where the upper side of a frame is interrupted for its title, as a further piece of it: the words fill it at its height."""
    pieces = sorted((round(s.y0), s.box.x0, s.box.x1, s.y0) for s in segments if s.level)
    gaps = [
        (start, end, at)
        for (level, _, start, at), (same, end, _, other) in pairwise(pieces)
        if level == same and abs(at - other) <= _JOIN and end - start > 2 * _JOIN
    ]
    if not gaps:
        return
    upright = sorted([o for o in letters if o.angle == 0 and not o.text.isspace()], key=attrgetter("base"))
    bases = [o.base for o in upright]
    for start, end, at in gaps:
        near = upright[bisect_left(bases, at) : bisect_left(bases, at + _TITLE)]
        words = [(o.x0, o.x1, o.size) for o in near if start < o.x0 and o.x1 < end and o.base - at < o.size]
        ends = [(start, start, 0.0), *sorted(words), (end, end, 0.0)]
        if words and all(b[0] - a[1] <= _AROUND_EM * max(a[2], b[2]) for a, b in pairwise(ends)):
            yield Segment(start, at, end, at, 0.0, False, 0)


def _rows_gone_on(rows: Sequence[Rule], columns: Sequence[Rule], letters: Sequence[Letter]) -> list[Rule]:
    """Through each column that no rule crosses and at whose sides several end: those, if most of its rows have letters.

    Of a cell that spans all the rows the words stand together.
    """
    tall = sorted((column for column in columns if column.hi - column.lo >= _TALL), key=lambda column: column.at)
    added: list[Rule] = []
    for place, left in enumerate(tall[:_MOST_COLUMNS]):
        beside = (o for o in tall[place + 1 :] if o.at > left.at + 5 and min(left.hi, o.hi) - max(left.lo, o.lo) >= _TALL)
        right = next(beside, None)
        if right is None:
            continue
        lo, hi = max(left.lo, right.lo), min(left.hi, right.hi)
        inner = [row for row in rows if lo + _JOIN < row.at < hi - _JOIN]
        across = {row.at for row in inner if row.hi > left.at + 5 and row.lo < right.at - 5}
        ending = {row.at for row in inner if abs(row.hi - left.at) <= _JOIN or abs(row.lo - right.at) <= _JOIN}
        stops = sorted(stop for stop in ending if all(abs(stop - at) > _JOIN for at in across))
        if len(stops) < _FEWEST_ROWS or len(across) * _FEWEST_ROWS > len(stops):
            continue
        levels = sorted({lo, hi, *across, *stops})
        written = {
            bisect_right(levels, letter.base) for letter in letters if left.at < letter.x0 < right.at and lo < letter.base < hi
        }
        if len(written) >= _MOST_ROWS * (len(levels) - 1):
            added += [Rule(stop, left.at, right.at) for stop in stops]
    return added


def _rules_of(pieces: list[tuple[float, float, float]]) -> list[Rule]:
    """Pieces on one line that touch or overlap, joined; then only those long enough to be a side."""
    rules: list[Rule] = []
    tails: list[Rule] = []
    for at, lo, hi in sorted(pieces, key=lambda p: (round(p[0]), p[1])):
        tails = [rule for rule in tails if abs(rule.at - at) <= 2.5]
        joined = next(
            (rule for rule in tails if abs(rule.at - at) <= 1.0 and lo - rule.hi <= _JOIN and rule.lo - hi <= _JOIN), None
        )
        if joined:
            joined.lo, joined.hi = min(joined.lo, lo), max(joined.hi, hi)
        else:
            rule = Rule(at, lo, hi)
            rules.append(rule)
            tails.append(rule)
    return [rule for rule in rules if rule.hi - rule.lo >= _LEAST]


def _cell(
    r: int, c: int, place: int, on_row: dict[int, list[int]], on_column: dict[int, list[int]], rows: list[Rule], columns: list[Rule]
) -> Box | None:
    """The smallest cell with its top left corner where row *r* and column *c* cross."""
    below = on_column[c]
    first = below.index(r) + 1
    for r2 in below[first : first + _LOOK_AHEAD]:
        if rows[r2].at - rows[r].at < 5:
            continue
        for c2 in on_row[r][place + 1 : place + 1 + _LOOK_AHEAD]:
            if columns[c2].at - columns[c].at < 5:
                continue
            if columns[c2].lo - _JOIN <= rows[r].at and rows[r2].at <= columns[c2].hi + _JOIN and c2 in on_row[r2]:
                return Box(columns[c].at, rows[r].at, columns[c2].at, rows[r2].at)
    return None


def rules_across(segments: Sequence[Segment], boxes: Sequence[Box]) -> Iterator[tuple[float, ...]]:
    """Of each of *boxes* how high the rules in it stand that go from side to side, or hardly end before them, top down."""
    grid = Grid((Box(s.x0, s.y0 - 1, s.x1, s.y0 + 1), s) for s in segments if s.level)
    for box in boxes:
        within, slack = box.grown(-_INSIDE), _INSIDE + _SHORT * box.width
        wide = (s.y0 for s in grid.near(within) if min(s.x0, s.x1) <= box.x0 + slack and max(s.x0, s.x1) >= box.x1 - slack)
        yield tuple(sorted({round(y, 1) for y in wide if within.top < y < within.bottom}))
