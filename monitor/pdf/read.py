"""The bytes of a PDF -> what it says, and a digest of its look (DESIGN 3.12).

Letters become blocks of text in reading order, the same however the file orders them: strips are read from top to bottom, and
columns within those that share a gutter.

Pure, but a foreign file may take any time and memory: see monitor.confine.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from monitor.model import Block, DocumentContent, DocumentKind, Explanation, OrgChart, Unreadable
from monitor.model.frozen import replace
from monitor.pdf.aligned import aligned_tables, has_rows
from monitor.pdf.gutters import by_columns, gutters
from monitor.pdf.ink import Box, Grid, Letter, PageInk, bounds
from monitor.pdf.leaders import lines_between_leaders
from monitor.pdf.lines import KnownLines, Line, lines_of
from monitor.pdf.orgchart.marks.drawing import Drawing, drawing_of
from monitor.pdf.paragraphs import BULLET, Begins, PageWords, begun_by_dots
from monitor.pdf.pdfium import NO_STRUCTURE, Broken, Limits, opened
from monitor.pdf.raised import with_raised_figures
from monitor.pdf.ruled import RuledTable, ruled_tables
from monitor.pdf.sniff import PDF, SVG
from monitor.pdf.struck import parted

if TYPE_CHECKING:
    from monitor.pdf.orgchart.chart import ChartReader

_TAIL = 2048  # bytes: %%EOF stands in the last 1024 (ISO 32000-1, annex H.3, note 18), with some patience for junk behind it
_NO_END = "truncated: no %%EOF"
_LINEARIZED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d{1,12})", re.DOTALL)
_GRID = 2.0  # points; re-saving moves nothing by more than hundredths, an eye sees a move of two
_ASIDE = 0.37  # borders between cells lie where round figures of points and half points don't fall


def read(data: bytes, *, kind: DocumentKind, limits: Limits | None = None) -> DocumentContent | Unreadable:
    """Return text, look and, for kind "orgchart", the tree of a PDF; `Unreadable` with its evidence, short and neutral.

    Encrypted, empty, cut off, broken or over *limits* is unreadable as a whole: half a document would look like a changed one.
    """
    return _read(data, chart_reader() if kind == "orgchart" else None, limits or Limits())


def explained(data: bytes, *, limits: Limits | None = None) -> tuple[DocumentContent, dict[str, Explanation]] | Unreadable:
    """Return what `read` does of an org chart, and why each unit, by its id, was read as it was (DESIGN 5.6)."""
    reader = chart_reader(explaining=True)
    content = _read(data, reader, limits or Limits())
    return content if isinstance(content, Unreadable) else (content, reader.explained)


def chart_reader(*, explaining: bool = False) -> ChartReader:
    """What reads charts: eighty modules that other documents do without (DESIGN §9)."""
    from monitor.pdf.orgchart.chart import ChartReader

    return ChartReader(explaining=explaining)


def _read(data: bytes, chart: ChartReader | None, limits: Limits) -> DocumentContent | Unreadable:
    if not data:
        return Unreadable(detail="0 bytes")
    if b"%PDF-" not in data[:1024]:
        return Unreadable(detail="no %PDF header")
    length = _LINEARIZED.search(data[:1024])
    if length and int(length.group(1)) > len(data):
        return Unreadable(detail=f"truncated: {len(data)}/{int(length.group(1))} bytes")
    try:
        with opened(data, limits) as document:
            # PDFium mends a file without its end by guessing; a reader can't know what is missing, so neither do we
            if document.rebuilt and not _has_end(data):
                raise Broken(_NO_END)
            if document.pages < 1:
                raise Broken("0 pages")
            if document.pages > limits.pages:
                raise Broken(f"{document.pages} pages, {limits.pages} allowed (max_document_pages)")
            pages = (document.page(number) for number in range(1, document.pages + 1))
            return content_of_pages(data, pages, PDF, chart, limits)
    except Broken as broken:
        return Unreadable(detail=_NO_END if str(broken) == NO_STRUCTURE and not _has_end(data) else str(broken))


def _has_end(data: bytes) -> bool:
    return b"%%EOF" in data[-_TAIL:]


def content_of_pages(
    data: bytes, pages: Iterable[PageInk], media_type: str, chart: ChartReader | None, limits: Limits
) -> DocumentContent:
    """What *pages* of *data* say, taken one at a time: the letters of a long report would take gigabytes."""
    text, geometry, count = TextReader(listed=chart is not None), GeometryDigest(), 0
    for page in pages:
        count += 1
        words, drawn = parted(page, stated=media_type != PDF)
        text.take(words, chart.take(drawn) if chart is not None else ())
        geometry.take(page, sheet=media_type != SVG)
        if limits.page_read:
            limits.page_read()
    tree = chart.chart() if chart else None
    if tree and text.is_table and _come_again(tree):
        tree = replace(tree, structured=False, reason="unsure", units=())
    return DocumentContent(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=media_type,
        text=text.blocks(listed=bool(tree and tree.units and (tree.structured or not text.is_table))),
        geometry=geometry.hex(),
        pages=count,
        orgchart=tree,
    )


def _come_again(tree: OrgChart) -> bool:
    """Whether so many units have one title that they are cells of a column: « Ville » behind services, whose table was not seen.

    Of one head, or whatever they hang under where they are many: each pole may have its « Accueil ».
    """
    count, brothers = len(tree.units), len({(unit.title, unit.parent) for unit in tree.units})
    again = count - len({unit.title for unit in tree.units})
    return count - brothers >= max(_FEWEST_AGAIN, _BROTHERS_AGAIN * count) or again >= max(_FEWEST_AGAIN, _MANY_AGAIN * count)


def _without(page: PageInk, boxes: Sequence[Box]) -> PageInk:
    """*page* without the letters in *boxes*."""
    if not boxes:
        return page
    gone = Grid((box, None) for box in boxes)
    kept = (o for o in page.letters if o.angle or not gone.at((o.x0 + o.x1) / 2, (o.top + o.bottom) / 2))
    return replace(page, letters=tuple(kept))


class GeometryDigest:
    """SHA-256 over letters, outlines and pictures of pages, taken one after the other, with their places.

    Left out on purpose: metadata, object order and numbers, fonts, colours, line widths, and the order of drawing.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def take(self, page: PageInk, *, sheet: bool = True) -> None:
        """Add *page*, which follows those taken before; with the size of its *sheet*, of which a drawing on a screen has none."""
        on_line = cache(lambda base, angle: f"{_cell(base)} {angle}")
        letters = [
            f"{letter.text} {round((letter.x0 + _ASIDE) / _GRID)} {on_line(letter.base, letter.angle)}"
            for letter in page.letters
            if not letter.text.isspace()
        ]
        seen = [path for path in page.paths if path.fill is not None or path.stroke is not None]
        drawn = [f"path {_cells(path.box)} {path.fill is not None:d}" for path in seen]
        drawn += [f"picture {_cells(picture.box)} {picture.digest}" for picture in page.pictures]
        size = f"page {page.width:.0f} {page.height:.0f}" if sheet else "page"
        lines = (size, *sorted(letters), *sorted(drawn), "")
        self._digest.update("\n".join(lines).encode("utf-8", "surrogatepass"))

    def hex(self) -> str:
        """The digest of all pages."""
        return self._digest.hexdigest()


def _cells(box: Box) -> str:
    x0, top, x1, bottom = map(_cell, box)
    return f"{x0} {top} {x1} {bottom}"


def _cell(at: float) -> int:
    return round((at + _ASIDE) / _GRID)


_NUMBERED = re.compile(r"^(?:\d{1,2}|[a-zA-Z])[.)]\s")
_GAP_EM, _CLOSE_EM = 1.5, 0.8  # of the size: white between two texts that stand level; between two columns of a table
_MOST = 0.5  # of all letters, those in rows of tables: a sheet that is a table, whatever chart it is read as
# Units of a table with a title that others have: the fewest; as a share of all, those of one head, or of any
_FEWEST_AGAIN, _BROTHERS_AGAIN, _MANY_AGAIN = 2, 0.15, 0.35
_LEADING_EM = 1.6  # lines of one paragraph stand no further apart
_Span: TypeAlias = tuple[float, float]
_Side: TypeAlias = Callable[[Box], float]
_GUTTER = 8.0  # points of white between two columns
_MAX_DEPTH = 12
_DOWN = attrgetter("top"), attrgetter("bottom")
_ACROSS = attrgetter("x0"), attrgetter("x1")


class _Names(NamedTuple):
    """How charts tell who is named in a line, and what goes on in the next."""

    is_name: Callable[[str], bool]
    unfinished: Callable[[str], bool]


def _is_name(text: str) -> bool:
    """As `_names` has it, loaded where a table asks."""
    from monitor.pdf.orgchart.words.people import is_name

    return is_name(text)


def _names() -> _Names:
    from monitor.pdf.orgchart.words.broken_names import unfinished
    from monitor.pdf.orgchart.words.people import is_name

    return _Names(is_name, unfinished)


class TextReader:
    """Takes the pages of a document one after the other, and keeps of each only its words, those of tables row by row.

    *listed*: as in charts, whose boxes may look like tables, who is named on a line of their own is a paragraph, and so is what is
    set in or out from the line above. Whether it is a chart is known at the end: until then all readings are kept.
    """

    def __init__(self, *, listed: bool = False) -> None:
        self._names = _names() if listed else None
        self._rows = PageWords()  # with the rows of tables
        self._lines = PageWords(flowing=False)  # of a chart, on each of whose sheets the same may stand
        self._merged = PageWords()  # of a chart that may be a table: with its rows, cells merged or not
        self._cells = PageWords(flowing=False)  # and with the lines of each of its cells, row by row
        self._letters = Counter[bool]()  # of those lines, whether in cells or not

    @property
    def is_table(self) -> bool:
        """Whether most words stand in rows of tables."""
        return self._rows.share_of_rows > _MOST

    def take(self, page: PageInk, marks: Sequence[Box] = ()) -> None:
        """Read *page*, which follows those taken before; of a chart's lines without what stands in *marks*, which units bear."""
        drawing = drawing_of(page) if page.paths else None
        page = replace(page, letters=with_raised_figures(page.letters, level=True))
        begins = begun_by_dots([mark.box for mark in drawing.marks if not mark.arrow] if drawing else ())
        if self._names is None:
            _, rest, tables = _with_tables(page, drawing, self._rows.heads)
            self._take(rest, tables, page.height, begins, (self._rows,))
            return
        shown = _without(page, marks) if marks else page
        lines, rest, tables = _with_tables(shown, drawing, self._merged.heads, listed=True)
        self._letters[False] += sum(len(line.text) for line in rest)
        self._letters[True] += sum(len(line.text) for table in tables for row in table.cells for own in row for line in own)
        # Without tables all readings are one, but for what stands in marks
        alike = [self._lines] if tables else [self._lines, self._merged, self._cells, *(() if marks else (self._rows,))]
        if tables:
            self._take(rest, tables, page.height, begins, (self._merged,))
            self._take(rest, tables, page.height, begins, (self._cells,), cells=True)
        self._take(lines, [], page.height, begins, alike)
        if tables or marks:
            _, rest, tables = _with_tables(page, drawing, self._rows.heads, merged=False, listed=True)
            self._take(rest, tables, page.height, begins, (self._rows,))

    def blocks(self, *, listed: bool = False) -> tuple[Block, ...]:
        """The blocks of all pages, in the order a reader takes them; no page without letters adds any. *listed*: it is a chart."""
        if self._letters[True] > _MOST * self._letters.total():
            return (self._cells if listed else self._merged).blocks()
        return (self._lines if listed else self._rows).blocks()

    def _take(
        self,
        lines: Iterable[Line],
        tables: Sequence[RuledTable],
        height: float,
        begins: Begins,
        kept: Sequence[PageWords],
        *,
        cells: bool = False,
    ) -> None:
        groups = self._groups(lines, begins)
        boxes = [*(bounds([line.box for line in group.lines]) for group in groups), *(table.box for table in tables)]
        parts: list[RuledTable | list[Line]] = []
        for place in reading_order(boxes):
            if place < len(groups):
                parts.append(groups[place].lines)
            elif cells:
                parts += [
                    own.lines for row in tables[place - len(groups)].cells for cell in row for own in self._groups(cell, begins)
                ]
            else:
                parts.append(tables[place - len(groups)])
        for words in kept:
            words.take(parts, height)

    def _groups(self, lines: Iterable[Line], begins: Begins) -> list[_Group]:
        groups: list[_Group] = []
        still_open: list[_Group] = []
        row: tuple[int, float, float] | None = None
        for line in lines:
            if row != (line.angle, line.base, line.size):  # what is near to one line of a row is near to all
                row = line.angle, line.base, line.size
                still_open = [group for group in still_open if group.is_near(line)]
            x0, _, x1, _ = line.frame
            near = (g for g in reversed(still_open) if g.x0 < x1 and x0 < g.x1)
            above = None if begins(line) else next((g for g in near if g.continued_by(line, self._names)), None)
            if above is None:
                groups.append(_Group(line))
                still_open.append(groups[-1])
            else:
                above.take(line)
        return groups


def _lines_of_columns(letters: Sequence[Letter], known: KnownLines) -> list[Line]:
    """The lines of *letters*, none of which goes over a gutter between columns of prose."""
    lines = lines_of(letters, gap_em=_GAP_EM, known=known)
    if not (found := gutters(lines_of(letters, gap_em=_CLOSE_EM, known=known))):
        return lines
    lines = [line for own in by_columns(letters, found) for line in lines_of(own, gap_em=_GAP_EM, known=known)]
    return sorted(lines, key=lambda line: (line.angle, round(line.base, 1), line.frame.x0))


def _with_tables(
    page: PageInk, drawing: Drawing | None, heads: str | None, *, merged: bool = True, listed: bool = False
) -> tuple[list[Line], list[Line], list[RuledTable]]:
    """The lines of *page*, those of them in no table, and its tables; *heads*: the first row of the last one before it.

    *merged*: as `ruled_tables` has it; *listed*: of a chart, in which there is no prose to have gutters.
    """
    known = KnownLines()
    lines = rest = lines_of(page.letters, gap_em=_GAP_EM, known=known) if listed else _lines_of_columns(page.letters, known)
    tables = [*ruled_tables(page, drawing, heads, merged=merged)]
    if tables:
        inside = frozenset[int]().union(*(table.letters for table in tables))
        rest = lines_of([letter for letter in page.letters if id(letter) not in inside], gap_em=_GAP_EM, known=known)
    aligned = [*aligned_tables(rest, drawing, _is_name, heads, merged=merged)]
    grids = [table.box for table in tables]
    outside = [o for o in page.letters if not any(box.holds((o.x0 + o.x1) / 2, o.base) for box in grids)] if grids else page.letters
    led, bases = lines_between_leaders(outside, _CLOSE_EM, _GUTTER)
    # Columns may stand closer than what else stands level
    close = [(lines_of(outside, gap_em=_CLOSE_EM, known=known), frozenset[float]())] if has_rows(rest) else []
    for found, those in [*close, *([(led, bases)] if led else [])]:
        others = [*aligned_tables(found, drawing, _is_name, heads, merged=merged, led=those)]
        aligned = max(aligned, others, key=lambda each: sum(row.count("\t") for table in each for row in table.rows))
    rest = [line for line in rest if line.angle or not any(table.box.holds(line.box.cx, line.box.cy) for table in aligned)]
    return lines, rest, [*tables, *aligned]


class _Group:
    """Lines under each other that read on."""

    __slots__ = ("last", "lines", "x0", "x1")

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.last = line
        self.x0, self.x1 = line.frame.x0, line.frame.x1

    def take(self, line: Line) -> None:
        self.lines.append(line)
        self.last = line
        self.x0, self.x1 = min(self.x0, line.frame.x0), max(self.x1, line.frame.x1)

    def is_near(self, line: Line) -> bool:
        """Whether it stands above *line*, not so far that nothing will be added any more."""
        last = self.last
        return last.angle == line.angle and line.base - last.base <= 3 * max(line.size, last.size)

    def continued_by(self, line: Line, names: _Names | None) -> bool:
        """Whether *line* reads on; a bullet begins a paragraph of its own, and so does what follows a sentence that ended early.

        *names*: of a chart, in which it may be a name.
        """
        last, frame = self.last, line.frame
        shared = min(self.x1, frame.x1) - max(self.x0, frame.x0)
        if shared <= 0.5 * min(self.x1 - self.x0, frame.width):
            return False
        step = line.base - last.base
        alike = abs(line.size - last.size) <= 0.15 * last.size and line.bold == last.bold
        usual = self.lines[1].base - self.lines[0].base if len(self.lines) > 1 else _LEADING_EM * last.size
        near = 0.5 * last.size < step <= min(1.25 * usual, _LEADING_EM * last.size)
        if not (alike and near) or BULLET.match(line.text) or _NUMBERED.match(line.text):
            return False
        first_word = line.frame.width * (len(line.text.split()[0]) + 1) / max(1, len(line.text))
        moved = abs(frame.x0 - last.frame.x0) > line.size and abs(frame.cx - last.frame.cx) > line.size  # neither flush nor centred
        if names:
            is_name, unfinished = names
            if moved or is_name(line.text) or (is_name(last.text) and not unfinished(last.text)):
                return False
            above = self.lines[-2].text if len(self.lines) > 1 else ""
            if above and unfinished(above) and is_name(f"{above} {last.text}"):
                return False
        early = self.x1 - last.frame.x1 > first_word + last.size
        ended = len(self.lines) > 1 and last.text.endswith((".", "!", "?", ":", ";")) and early
        return not ended


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The indices of *boxes* as read, each once."""
    return _ordered(list(range(len(boxes))), boxes, 0)


def _ordered(indices: list[int], boxes: Sequence[Box], depth: int) -> list[int]:
    if len(indices) < 2 or depth > _MAX_DEPTH:
        return sorted(indices, key=lambda i: (round(boxes[i].top), boxes[i].x0))
    order: list[int] = []
    for strips in _shared_gutters(_parted(indices, boxes, *_DOWN, 0.0), boxes):
        columns = _parted(strips, boxes, *_ACROSS, _GUTTER)
        if len(columns) > 1:
            order.extend(i for column in columns for i in _ordered(column, boxes, depth + 1))
        else:
            order.extend(sorted(strips, key=lambda i: (round(boxes[i].top), boxes[i].x0)))
    return order


def _parted(indices: list[int], boxes: Sequence[Box], starts: _Side, ends: _Side, gap: float) -> list[list[int]]:
    """Blocks cut apart wherever white of *gap* runs through between them."""
    parts: list[list[int]] = []
    end = float("-inf")
    for index in sorted(indices, key=lambda i: starts(boxes[i])):
        if not parts or starts(boxes[index]) - end >= gap:
            parts.append([])
        parts[-1].append(index)
        end = max(end, ends(boxes[index]))
    return parts


def _shared_gutters(strips: list[list[int]], boxes: Sequence[Box]) -> list[list[int]]:
    """Strips below each other that leave a common gutter free, taken together."""
    groups: list[list[int]] = []
    free: list[_Span] = []  # of the last group, with `left` the first end of a box in it, `right` the last beginning
    left = right = 0.0
    for strip in strips:
        own, at = [], float("-inf")
        for x0, x1 in sorted((boxes[i].x0, boxes[i].x1) for i in strip):
            if x0 - at >= _GUTTER:
                own.append((at, x0))
            at = max(at, x1)
        own.append((at, float("inf")))
        first_end, last_start = min(boxes[i].x1 for i in strip), max(boxes[i].x0 for i in strip)
        common, i, j = list[_Span](), 0, 0  # what both leave free, of a gutter's width at least
        while i < len(free) and j < len(own):
            start, end = max(free[i][0], own[j][0]), min(free[i][1], own[j][1])
            if end - start >= _GUTTER:
                common.append((start, end))
            if free[i][1] < own[j][1]:
                i += 1
            else:
                j += 1
        ends, starts = min(left, first_end), max(right, last_start)
        # Only strips that are themselves parted make columns; a lone paragraph under another is simply the next one. The first
        # free span lies left of all boxes and the last one right of them.
        parted = len(free) > 2 or len(own) > 2
        if groups and parted and any(ends <= lo and hi <= starts for lo, hi in common):
            groups[-1].extend(strip)
            free, left, right = common, ends, starts
        else:
            groups.append(list(strip))
            free, left, right = own, first_end, last_start
    return groups
