"""Tables that say by marks for whom each row works: « X », « ● », a dot, a tick or a colour under « Ville », « Métropole ».

A mark stands in the column of what heads it and in the row of a title at its left; a bullet does not, as its words follow it. Each
unit of such a table has what heads its marks for its category, and neither the marks nor their heads are units.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Grid, Letter, PageInk, bounds, median, runs_of
from monitor.pdf.letters import GUESSED_SPACE
from monitor.pdf.lines import KnownLines, Line, joined, lines_of, turned_back
from monitor.pdf.orgchart.nodes import PageNodes
from monitor.pdf.orgchart.units.categories import is_whose
from monitor.pdf.orgchart.units.column_heads import heading_holds
from monitor.pdf.orgchart.vocabulary import folded
from monitor.pdf.orgchart.words.rows import names_somebody

_SIGN = expression(r"x|oui|non|yes|no|ja|nein|nee|si|sim|nao|[–—•●○◯◦⚫⚪■□▪▫◼◻◆▲★☆☐☑☒✓✔✕✖✗✘×√\ue000-\uf8ff-]")  # folded
_NOT = frozenset(["non", "no", "nein", "nee", "nao", "–", "—", "-", "□", "▫", "◻", "☐"])  # what says that a row is not for them
_DASHES = frozenset("–—-")  # of a whole column: nothing is said there
_CROSSED, _HOLLOW = frozenset("✕✖✗✘×☒"), frozenset("○◯◦⚪☆")  # and these, where anything else, or what is drawn, says yes
_LONGEST = 4  # letters of a sign
_EXPLAINS = re.compile(r"(\S{1,4})\s*[:=]\s.+")
_FAR = 1e6  # points: further than a page is wide
# Times the size of letters: white that parts two cells; how far apart marks of one column stand, and of one row; how far a head
# ends beside its marks, or where none ends there; from one line of heads to the next; from what heads several columns to their
# heads; from a bullet to its words
_APART_EM, _COLUMN_EM, _ROW_EM, _CROSS_EM, _HEAD_EM, _LINE_EM, _OVER_EM, _BULLET_EM = 0.4, 1.0, 0.5, 0.3, 2.0, 0.5, 2.0, 2.0
_CUT_EM = 0.12  # white in which no space stands
_SMALLEST, _LARGEST, _ROUND = 0.3, 1.7, 2.2  # the sides of a drawn mark; times the shorter one, the longer one
_LEADING_EM = 1.26  # from one line of a cell to the next
_ALONE_EM = 8.0  # how wide the only column is, at most
_LARGER = 1.2  # times the letters of heads, what is no title of the sheet
_HIGHEST = 4.0  # a cell in colour
_COLOURED = 24  # of 255: how far the parts of a colour are apart; grey and pale stripes mark nothing
_ROWS = 2.5  # times as far apart as most, rows of two tables
_BESIDE_EM = 4.0  # how far right of its last marks a table ends, at most
_FEWEST, _MOSTLY = 3, 0.8  # marks; of their rows, those that have a title at the left


class _Mark(NamedTuple):
    """A sign, folded, "" where it is drawn; in which colour; with the place of its path or picture, None of letters."""

    box: Box
    sign: str
    place: int | None = None
    colour: object = None


class RowMark(NamedTuple):
    """A mark of a table, with what heads its column; "" where it says that the row is not for them."""

    box: Box
    said: str
    size: float  # of the letters of its page


class _Heads(NamedTuple):
    """What heads columns, by their number, and where."""

    box: Box
    said: Mapping[int, str]


def take_marks(page: PageInk, known: KnownLines) -> tuple[PageInk, list[RowMark], list[Line]]:
    """*page* without the marks of its tables and what heads their columns; what each says; these heads. *known*: see `lines_of`."""
    size = median(letter.size for letter in page.letters) if page.letters else 0.0
    lines = lines_of(page.letters, gap_em=_APART_EM, columns_em=_APART_EM, known=known)
    signs = {id(line): said for line in lines if (said := _sign(line))}
    words = [line for line in lines if id(line) not in signs]
    written = [_Mark(line.box, signs[id(line)]) for line in lines if id(line) in signs]
    drawn, coloured = _drawn(page, words, size), _coloured(page, words, size)
    ways: list[Sequence[_Mark]] = [written, drawn, coloured]
    if {mark.sign for mark in written} <= _NOT | _CROSSED | _HOLLOW and max(len(drawn), len(coloured)) >= _FEWEST:
        # What is drawn says yes, what is written no; in cells as wide as those in colour
        cells = [
            next((mark.box._replace(x0=o.box.x0, x1=o.box.x1) for o in coloured if o.box.x0 < mark.box.cx < o.box.x1), mark.box)
            for mark in written
        ]
        within = [mark._replace(box=box) for mark, box in zip(written, cells, strict=True)]
        ways = [[*own, *marks] for own, marks in ((written, drawn), (within, coloured)) if marks]
    for marks in ways:
        tables = _tables_of(marks, words, page.letters, size)
        marked = [mark for table in tables for mark in table.marked()]
        if not any(mark.said for mark in marked):  # what says nothing stays a word
            continue
        aside, read = [line for table in tables for line in table.aside], [mark for table in tables for mark in table.marks]
        taken = {mark.place for mark in read}
        gone = Grid((box, None) for box in (*(o.box for o in aside), *(o.box for o in read if o.place is None)))
        boxes = (turned_back(Box(o.x0, o.top, o.x1, o.bottom), o.angle) for o in page.letters)
        kept = tuple(o for o, box in zip(page.letters, boxes, strict=True) if not gone.at(box.cx, box.cy))
        paths = tuple(path for n, path in enumerate(page.paths) if n not in taken)
        pictures = tuple(picture for n, picture in enumerate(page.pictures) if ~n not in taken)
        return replace(page, letters=kept, paths=paths, pictures=pictures), marked, aside
    return page, [], []


def give_marked(found: PageNodes, marked: Sequence[RowMark]) -> list[Box]:
    """Give each unit beside which marks of one row stand what they say: of those at their left the last one, the lowest.

    The marks that are told so, and where.
    """
    nodes = [*found.nodes, *found.tabled] if marked else []
    grid = Grid((node.box, n) for n, node in enumerate(nodes))
    rows = defaultdict[int, list[RowMark]](list)
    for mark in marked:
        slack = _ROW_EM * mark.size
        level = grid.near(Box(mark.box.x0 - _FAR, mark.box.cy, mark.box.x0, mark.box.cy), slack)
        left = [(nodes[n].box.x0, -nodes[n].box.height, -n) for n in level if nodes[n].box.x0 < mark.box.x0]
        if left:
            rows[-max(left)[2]].append(mark)
    told = list[Box]()
    for n, own in rows.items():
        if max(mark.box.cy for mark in own) - min(mark.box.cy for mark in own) <= _ROW_EM * own[0].size:
            own.sort(key=lambda mark: mark.box.cx)
            nodes[n].category = " + ".join(dict.fromkeys(mark.said for mark in own if mark.said)) or nodes[n].category
            told += [mark.box for mark in own]
    return told


def _sign(line: Line) -> str | None:
    said = folded(line.text) or line.text
    return said if line.angle == 0 and len(line.text) <= _LONGEST and _SIGN.fullmatch(said) else None


def _drawn(page: PageInk, words: Sequence[Line], size: float) -> list[_Mark]:
    """The small paths and pictures on which no words stand: dots, ticks."""
    said, found = Grid((line.box, line) for line in words), list[_Mark]()
    drawn = [(n, path.box, path.fill or path.stroke) for n, path in enumerate(page.paths) if path.fill or path.stroke]
    drawn += [(~n, picture.box, None) for n, picture in enumerate(page.pictures)]
    for place, box, colour in drawn:
        short, long = sorted((box.width, box.height))
        if _SMALLEST * size <= long <= min(_LARGEST * size, _ROUND * short) and not any(True for _ in said.touching(box)):
            found.append(_Mark(box, "", place, colour))
    return found


def _coloured(page: PageInk, words: Sequence[Line], size: float) -> list[_Mark]:
    """The cells of the one colour in which no words stand."""
    said, worded, found = Grid((line.box, line.box) for line in words), set[object](), list[_Mark]()
    for place, path in enumerate(page.paths):
        if path.fill is None or max(path.fill) - min(path.fill) < _COLOURED:
            continue
        if any(path.box.holds(box.cx, box.cy) for box in said.near(path.box)):
            worded.add(path.fill)
        elif size <= path.box.height <= _HIGHEST * size <= _HIGHEST * path.box.width:
            found.append(_Mark(path.box, "", place, path.fill))
    found = [mark for mark in found if mark.colour not in worded]
    return found if len({mark.colour for mark in found}) == 1 else []


def _tables_of(marks: Sequence[_Mark], words: Sequence[Line], letters: Sequence[Letter], size: float) -> list[_Table]:
    """The tables that *marks* stand in: all in one, or in several under or beside each other."""
    if len(marks) < _FEWEST or len(words) < _FEWEST:
        return []
    if (whole := _Table(marks, words, letters, size)).is_one:
        return [whole]
    parts = list(_parted(marks, words, size))
    tables = [_Table(own, beside, letters, size) for own, beside in parts if len(own) >= _FEWEST] if len(parts) > 1 else []
    return [table for table in tables if table.is_one]


def _parted(marks: Sequence[_Mark], words: Sequence[Line], size: float) -> Iterator[tuple[list[_Mark], list[Line]]]:
    """*marks* and the *words* around them, cut where several rows would fit between two, and where titles stand between columns."""
    ordered = sorted(marks, key=lambda mark: mark.box.cy)
    steps = [step for a, b in pairwise(ordered) if (step := b.box.cy - a.box.cy) > _ROW_EM * size]
    pitch, near, above = median(steps) if steps else 0.0, Grid((line.box, line) for line in words), float("-inf")
    for rows in runs_of(ordered, lambda a, b: b.box.cy - a.box.cy <= _ROWS * pitch):
        foot = max(mark.box.bottom for mark in rows) + _ROW_EM * size
        level = [line for line in words if above < line.box.cy <= foot]
        columns = runs_of(sorted(rows, key=lambda mark: mark.box.cx), lambda a, b: b.box.cx - a.box.cx <= _COLUMN_EM * size)
        tables = [columns[0]]
        for before, run in pairwise(columns):
            x = max(mark.box.x1 for mark in before)
            between = (near.touching(Box(x, o.box.cy, o.box.x0, o.box.cy)) for o in run)
            titled = sum(
                any(line.box.x0 >= x and line.box.x1 <= o.box.cx for line in some) for o, some in zip(run, between, strict=True)
            )
            tables[-1:] = [tables[-1], run] if 2 * titled > len(run) else [tables[-1] + run]
        left = float("-inf")
        for own in tables:
            right = max(mark.box.x1 for mark in own) + _BESIDE_EM * size
            yield own, [line for line in level if left < line.box.cx <= right]
            left = right
        above = foot


def are_bullets(dots: Sequence[Box], marks: Grid[Box], words: Grid[Line], size: float) -> bool:
    """Whether *words* follow some *dots* of a column, before the next of the *marks* in their rows; no cell in colour is one.

    What is drawn of several paths is one mark.
    """
    if min(box.width for box in dots) > _LARGEST * size:
        return False
    rows = runs_of(sorted(dots, key=lambda o: o.cy), lambda a, b: b.cy - a.cy <= _ROW_EM * size)
    led = 0
    for box in (min(row, key=lambda o: o.width) for row in rows):
        reach = Box(box.x1, box.cy, box.x1 + _BULLET_EM * size, box.cy)
        level = (o.x0 for o in marks.near(reach, _ROW_EM * size) if o.x0 >= box.x1 and abs(o.cy - box.cy) <= _ROW_EM * size)
        reach = reach._replace(x1=min((reach.x1, *level)))
        led += any(line.box.x0 >= box.cx for line in words.touching(reach))
    return led > (1 - _MOSTLY) * len(rows)


class _Table:
    """Marks in columns under what heads each; `aside`: the lines that head them, and those that head several or explain a mark."""

    def __init__(self, marks: Sequence[_Mark], words: Sequence[Line], letters: Sequence[Letter], size: float) -> None:
        self._size, self._words = size, words
        self._near = Grid((line.box, line) for line in words)
        ordered = sorted(marks, key=lambda mark: mark.box.cx)
        runs = runs_of(ordered, lambda a, b: b.box.cx - a.box.cx <= _COLUMN_EM * size)
        near = Grid((mark.box, mark.box) for mark in marks)
        self._columns, self._led = list[list[_Mark]](), list[_Mark]()  # without those that words follow
        for run in runs:
            if are_bullets([mark.box for mark in run], near, self._near, size):
                self._led += run if self._columns else ()
            elif not _DASHES.issuperset(o.sign for o in run):
                self._columns.append(run)
        self._places = [median(mark.box.cx for mark in run) for run in self._columns]
        self._words = [one for line in words for one in self._cells(line, letters)]
        self._near = Grid((line.box, line) for line in self._words)
        self.aside = list[Line]()
        self._heads = [*self._headed()]
        self._read = [(said, mark) for n, run in enumerate(self._columns) for mark in run if (said := self._over(n, mark.box))]
        self.marks = [mark for _, mark in self._read]
        self.aside += self._explaining()

    @property
    def is_one(self) -> bool:
        """Whether marks stand in rows, nearly each with a title at its left."""
        rows = runs_of(sorted(self.marks, key=lambda o: o.box.cy), lambda a, b: b.box.cy - a.box.cy <= _ROW_EM * self._size)
        titled, colours = 0, defaultdict[str, set[object]](set)
        for said, mark in self._read:
            colours[said] |= {mark.colour} if mark.place is not None else set()
        for row in rows:
            first = min((mark.box for mark in row), key=lambda box: box.x0)
            left = self._near.touching(Box(-_FAR, first.cy, first.x0, first.cy), _LINE_EM * self._size)
            titled += any(line.angle == 0 and len(line.text) > 1 and line.box.x1 <= first.cx for line in left)
        alike = all(len(some) < 2 for some in colours.values())  # else it matters in which one
        known = {id(mark) for mark in self.marks}
        every = (mark for run in (*self._columns, self._led) for mark in run)
        others = [mark.box for mark in every if id(mark) not in known]  # a row would lack a word
        level = Grid((mark.box._replace(x0=-_FAR, x1=_FAR), None) for mark in self.marks)
        alike = alike and not any(level.at(box.cx, box.cy) for box in others)
        return len(self.marks) >= _FEWEST and len(rows) > 1 and titled >= _MOSTLY * len(rows) and alike

    def marked(self) -> list[RowMark]:
        """What each mark says: its head, with the sign where they differ."""
        kinds = {mark.sign for mark in self.marks} - _NOT
        kinds = kinds - _CROSSED - (_HOLLOW if "" in kinds else frozenset()) or kinds
        told = list[RowMark]()
        for said, mark in self._read:
            said = f"{said} ({mark.sign})" if len(kinds) > 1 else said
            told.append(RowMark(mark.box, said if mark.sign in kinds else "", self._size))
        return told

    def _crossed(self, line: Line) -> list[int]:
        """The columns in which *line* stands."""
        slack = _CROSS_EM * self._size
        return [n for n, x in enumerate(self._places) if line.box.x0 - slack <= x <= line.box.x1 + slack]

    def _own(self, line: Line) -> list[int]:
        """The columns in which *line* stands; of several the one whose marks begin where it does."""
        some = self._crossed(line)
        flush = [n for n in some if abs(line.box.x0 - min(o.box.x0 for o in self._columns[n])) <= _ROW_EM * self._size]
        return flush if len(some) > 1 == len(flush) else some

    def _fits(self, line: Line, column: int) -> bool:
        """Whether *line* stands in the cell of its *column* alone: flush with its marks, or above their middle."""
        x = self._places[column]
        pitch = min((abs(x - other) for n, other in enumerate(self._places) if n != column), default=_ALONE_EM * self._size)
        left = min(mark.box.x0 for mark in self._columns[column])
        return abs(line.box.cx - x) <= pitch / 2 or abs(line.box.x0 - left) <= self._size

    def _beside(self, line: Line) -> list[int]:
        """The column beside which a turned *line* stands, the nearest one."""
        apart = [(max(line.box.x0 - x, x - line.box.x1), n) for n, x in enumerate(self._places)] if line.angle else []
        return [n for far, n in [min(apart)] if far <= _HEAD_EM * self._size] if apart else []

    def _cells(self, line: Line, letters: Sequence[Letter]) -> list[Line]:
        """The words of *line* in each of the columns that it crosses, where none but white parts them; else the line."""
        if line.angle or len(self._crossed(line)) < 2:
            return [line]
        own = [o for o in letters if o.angle == 0 and line.box.holds((o.x0 + o.x1) / 2, (o.top + o.bottom) / 2)]
        parts = list[list[Letter]]()
        for letter in sorted(own, key=lambda o: o.x0):
            if not parts or (letter.x0 - parts[-1][-1].x1 > _CUT_EM * line.size and letter.text != GUESSED_SPACE):
                parts.append([])
            if letter.text != GUESSED_SPACE:
                parts[-1].append(letter)
        lines = [one for part in parts for one in lines_of(part)]
        crossed = [self._own(one) for one in lines]
        return lines if all(len(some) == 1 for some in crossed) and len({some[0] for some in crossed}) == len(lines) else [line]

    def _headed(self) -> Iterator[_Heads]:
        """The rows of heads, from top to bottom; `aside` is filled. Those further down say what the first do, or whose a row is."""
        bands = list[list[tuple[Line, int]]]()
        bottom, first = float("-inf"), frozenset[str]()
        single = [(line, some[0]) for line in self._words if len(some := self._crossed(line) or self._beside(line)) == 1]
        single = [(line, column) for line, column in single if line.angle or self._fits(line, column)]
        for line, column in sorted(single, key=lambda o: o[0].box.top):
            if line.box.top - bottom > _LINE_EM * self._size:
                bands.append([])
                bottom = float("-inf")
            bands[-1].append((line, column))
            bottom = max(bottom, line.box.bottom)
        marks = [mark.box for run in self._columns for mark in run]
        for band in bands:
            box = bounds([line.box for line, _ in band])
            if not any(mark.cy > box.bottom for mark in marks) or any(box.top <= mark.cy <= box.bottom for mark in marks):
                continue
            lines = self._with_those_beside(band, box)
            said = {n: joined(sorted(own, key=lambda o: (o.angle, o.base))) for n, own in lines.items()}
            texts = frozenset(said.values())
            whose = all(map(is_whose, texts))
            if (
                self._are_over_words(lines)
                or any(map(names_somebody, texts))
                or len(texts) < len(said)
                or not (whose or (len(said) > 1 and texts >= first))
            ):
                continue
            first = first or texts
            yield _Heads(box, said)
            low = max(mark.bottom for mark in marks)
            self.aside += [line for own in lines.values() for line in own]
            self.aside += self._over_several(box, lines) + self._level(box, lines, low, [line for line, _ in band])

    def _with_those_beside(self, band: Sequence[tuple[Line, int]], box: Box) -> dict[int, list[Line]]:
        """The lines of *band* by column, and for columns without one the line near its marks that stands as high."""
        lines = defaultdict[int, list[Line]](list)
        for line, column in sorted(band, key=lambda o: o[0].base, reverse=True):
            own = lines[column]
            if line.angle or not own or own[-1].base - line.base <= _LEADING_EM * line.size:
                own.append(line)
        for n, run in enumerate(self._columns):
            if n not in lines:
                near = bounds([mark.box for mark in run]).grown(_HEAD_EM * self._size)
                level = self._near.near(Box(near.x0, box.top, near.x1, box.bottom))
                alone = [line for line in level if self._own(line) in ([], [n]) and line.box.cy >= box.top]
                if len(alone) == 1:
                    lines[n] = alone
        return lines

    def _are_over_words(self, lines: Mapping[int, Sequence[Line]]) -> bool:
        """Whether words stand below one of the heads *lines*, level with most marks of its column: titles of cards do so."""
        for n, own in lines.items():
            box = bounds([line.box for line in own])
            below = [mark.box for mark in self._columns[n] if mark.box.cy > box.bottom]
            reach = [Box(box.x0, mark.cy, box.x1, mark.cy) for mark in below]
            if not own[0].angle and 2 * sum(any(True for _ in self._near.touching(one)) for one in reach) > len(reach):
                return True
        return False

    def _over_several(self, box: Box, lines: Mapping[int, Sequence[Line]]) -> list[Line]:
        """What heads several columns, right over the heads of each, and is set no larger."""
        own = [line for some in lines.values() for line in some]
        left, largest = min(line.box.x0 for line in own) - _OVER_EM * self._size, max(line.size for line in own)
        near = self._near.near(box._replace(top=box.top - _OVER_EM * self._size))
        return [o for o in near if o.box.bottom <= box.top + 1 and o.box.x0 >= left and o.size <= _LARGER * largest]

    def _level(self, box: Box, lines: Mapping[int, Sequence[Line]], low: float, band: Sequence[Line]) -> list[Line]:
        """The other heads beside: of titles, and of columns in which neither a mark nor anything else stands."""
        own = [line for some in lines.values() for line in some]
        known, left, angles = {id(line) for line in own}, min(line.box.x0 for line in own), {line.angle for line in own}
        found, titles = list[Line](), list[Line]()
        for line in self._near.near(Box(-_FAR, box.top, _FAR, box.bottom)):
            below = line.box._replace(top=line.box.bottom + 1, bottom=low)
            turned = line.angle != 0 and line.angle in angles
            empty = turned or (line.box.x0 > left and not self._crossed(line) and not self._near.near(below))
            if id(line) not in known and (empty or line in band):
                found.append(line)
            elif id(line) not in known:
                titles.append(line)
        return found + (titles if len(titles) == 1 and heading_holds(folded(titles[0].text)) == "unit" else [])

    def _over(self, column: int, mark: Box) -> str:
        """What heads a mark of *column*; "" where nothing does."""
        above = [heads.said for heads in self._heads if heads.box.bottom <= mark.cy]
        return above[-1].get(column, "") if above else ""

    def _explaining(self) -> list[Line]:
        """The lines that say what a mark means: « ● : service commun »."""
        signs = {mark.sign for mark in self.marks if mark.sign}
        return [o for o in self._words if (said := _EXPLAINS.fullmatch(o.text)) and folded(said[1]) in signs | {said[1]} & signs]
