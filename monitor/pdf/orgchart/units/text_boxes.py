"""What a page's boxes are, and the lines that stand in none. Lengths in points, from the top left corner of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from monitor.model import Person
from monitor.model.frozen import dataclass, field
from monitor.pdf.ink import Box, Colour
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.units.box_words import Gutters
from monitor.pdf.orgchart.units.legends import Sample

Holds: TypeAlias = Literal["unit", "name", "first name", "post", "under", "code", "aside", "other"]  # in a column of a table


@dataclass(slots=True, eq=False)
class TextBox:
    """A box and the lines in it; lines of smaller boxes inside it are theirs. `inner`: boxes directly inside."""

    box: Box
    fill: Colour | None = None
    stroke: Colour | None = None
    dashed: bool = False
    border: float = 0.0  # width of the outline, points
    drawn: bool = True  # False: text without a border that a link points to
    lines: list[Line] = field(default_factory=list)
    beneath: list[Line] = field(default_factory=list)  # names that stand right under it
    people: list[Person] = field(default_factory=list)  # named in other cells of its row
    depth: int | None = None  # by the number in another cell of its row, from 0
    doubted: bool = False  # it may name a column of a table, and no unit
    overfull: bool = False  # a line that stands out of it and begins with a capital may be no more of its title
    banded: bool = False  # a box within it, or one on a stroke from it, was made part of it
    strip: float | None = None  # where the coloured strip at its head ends
    foot: float | None = None  # where the one at its foot begins
    rules: tuple[float, ...] = ()  # where rules from side to side part its lines, from top to bottom
    listing: bool = False  # the plain lines under its title are entries
    headed: bool = False  # its title stands in a box over it
    gutters: Gutters | None = None  # between columns in which its lines stand
    words: Box | None = None  # where its words stand, which are beside it: it is the dot of a tree of dots
    outer: TextBox | None = None
    inner: list[TextBox] = field(default_factory=list)


class TableColumn(NamedTuple):
    """A column of a table, from side to side, and what stands in it."""

    x0: float
    x1: float
    holds: Holds
    of_staff: bool = False  # of a table with a row for each person
    head: str = ""  # of such a one: as printed over it
    looks: tuple[tuple[object, int], ...] = ()  # of titles: how deep rows in each look stand
    turned: bool = False  # of one whose highest level stands at the right

    def enlarged(self, by: float) -> TableColumn:
        """With every length *by* times as long."""
        return self._replace(x0=self.x0 * by, x1=self.x1 * by)


@dataclass(slots=True)
class PageText:
    """A page's boxes, and the lines that stand in none."""

    boxes: list[TextBox]
    free: list[Line]
    listed: list[Line] = field(default_factory=list)  # those of an indented list
    tabled: list[Line] = field(default_factory=list)  # those of a table with a row for each unit
    empty: list[Box] = field(default_factory=list)  # cells of a table with nothing in them
    notes: list[Line] = field(default_factory=list)  # what a legend says
    aside: list[Line] = field(default_factory=list)  # telephones, counts, headings of tables, names of levels
    columns: list[TableColumn] = field(default_factory=list)  # of tables that say who belongs to what
    coded: list[tuple[TextBox, TextBox | None, float]] = field(default_factory=list)  # by their codes: a box, its head, how sure
    headed: list[tuple[TextBox, list[TextBox]]] = field(default_factory=list)  # filled cells, each with its column below
    beside: list[tuple[TextBox, list[Line]]] = field(default_factory=list)  # boxes with the units listed beside them
    sections: list[tuple[TextBox | None, list[TextBox]]] = field(default_factory=list)  # bands, each with the blocks under it
    samples: Sequence[Sample] = ()  # small shapes without words
    rules: Sequence[Segment] = ()  # strokes that may part the rows of a table
    categories: list[tuple[Box, str]] = field(default_factory=list)  # boxes of units, each with the label that says whose it is

    def take(self, lines: Iterable[Line], *made: TextBox) -> None:
        """Take *lines* from those that stand in no box; *made*: the boxes that are made of them."""
        taken = set(map(id, lines))
        self.free = [line for line in self.free if id(line) not in taken]
        self.boxes += made
