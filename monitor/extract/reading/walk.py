"""One walk through a page's elements, in which its Layout is filled: what is a block, a line, a cell, a picture. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from monitor.extract.elements.addresses import areas_of, frame_of, lasting_file, link_address, picture_of, shows_file
from monitor.extract.elements.layout import HEADINGS, INLINE, WORDLESS, Layout, LayoutBox, heading_level, words
from monitor.extract.elements.styles import NO_STYLES, Styles, strikes
from monitor.extract.elements.tree import Element, Node, RubyText, TemplateText
from monitor.extract.reading.drawings import drawing_of, labelled
from monitor.extract.reading.marks import marks_of
from monitor.extract.reading.rows import (
    TABLES,
    RowPlace,
    begins_line,
    cells_of_boxes,
    holds,
    is_data_row,
    is_set_apart,
    parts_from_text,
    places_of,
    rows_in,
    tells_of_file,
)
from monitor.extract.reading.states import (
    ANSWERS,
    SIGNS,
    STATED,
    chosen,
    counted_up,
    is_bar,
    is_fixed,
    is_to_write_in,
    number_of,
    said_by,
    said_by_sign,
    spaced,
)
from monitor.model import BlockKind, Frame, Image

_APART = WORDLESS | {"br", "svg", "select"}  # what is no box, or not always
_MERE = words("p li")  # what most blocks are
_GROUPS = words("dl ul ol")  # what may be a row, or hold some, besides what says it is one
_DEEPER = words("tr svg text foreignobject")  # the last, and a text, hold the words of a drawing
_NEAR = 3  # runs: pictures have no letters
_LISTS = words("ul ol menu")
_LEAST_CELLS, _CARD = 3, 400  # of a row of boxes; characters of a card that is as a whole a link by script
_DETAILS, _LINED = words("span small em strong b i"), words("option tspan a")
_TABS = words("tab pill list")  # what stands apart from its neighbours though it is a link
_COUNTED = words("a select sup b strong u big")  # the last four make words stand out
_STRUCK = words("del s strike")
_TELLING = _STRUCK | words("li img svg")  # what says something by its tag
_RAISED = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_FRAMES = words("iframe object embed audio video")
_DRAWN_BOXES = words("div figure section")
_READ = (str, TemplateText, RubyText)
_WORDED = words("text foreignobject")  # in drawings


def laid_out(root: Element, base: str = "", styles: Styles = NO_STYLES) -> Layout:
    """The runs of what *root* holds. Addresses are relative to *base*; *styles*: what classes do on the page."""
    layout = Layout()
    _Walk(layout, base, styles).walk(root)
    return layout


class _Walk:
    """Fills a Layout. No recursion: pages with a thousand unclosed tags exist.

    `walk` goes from node to node. What `_entered` begins, a box and with it a block, a cell or a line, `_left` ends; `_text` and
    `_shows` put what stands between, a text or a picture, as a run behind what is `pending`.
    """

    def __init__(self, layout: Layout, base: str, styles: Styles) -> None:
        self.out = layout
        self.base = base
        self.styles = styles
        self.writes = bool(styles.before or styles.after)
        self.fresh = True  # the current block has no text yet
        self.pending = ""  # what stands before the next text: the end of a line, the borders of cells
        self.breaks = 0  # <br> in a row
        self.context: list[BlockKind] = ["paragraph"]
        self.rows = 0  # inside how many data rows
        self.chars = self.prose = 0  # of all runs so far, of those outside of links
        self.links = 0  # so far
        self.linking = 0  # inside how many of them
        self.bold = 0  # inside how many elements that make words stand out
        self.stands_out = True  # all words of the current block do so far
        self.choices = 0  # inside how many lists to choose from
        self.raised = 0  # inside how many <sup>
        self.asks = False  # the last thing in the current block is a field to write in
        self.drawing = 0  # inside how many <svg> that have words, less those words
        self.striking: set[int] = set()  # orders of the elements around that strike their words out
        self.heads: dict[int, RowPlace] = {}  # by id of a row
        self.tables: set[int] = set()  # whose heads are known
        self.looked_through: set[int] = set()  # elements in which rows of boxes were looked for
        self.marked: set[int] = set()  # whose cells are known that say something by their looks alone
        self.marks: dict[int, str] = {}  # by id of a cell or a picture: what that is
        # By id, cells that are no <td>: whether each is the first and whether it is the last of its row.
        self.cells: dict[int, tuple[bool, bool]] = {}
        self.row = 0  # id of the row around
        self.counted: dict[int, str] = {}  # by the order of a box: what stands there once a script has counted up to it
        self.lists = 0  # inside how many
        self.number = ""  # of the item around, before its text

    def walk(self, root: Element) -> None:
        box, children = self._entered(root, -1), iter(root.contents)
        around: list[tuple[LayoutBox, Iterator[Node]]] = []
        text, entered, left = self._text, self._entered, self._left
        while True:
            for child in children:
                if isinstance(child, Element):
                    if child.name in _MERE and not child.attrs and self._mere(child, box.order):
                        continue
                    if child.name not in _APART or not self._apart(child, box.order):
                        around.append((box, children))
                        box, children = entered(child, box.order), iter(child.contents)
                        break
                elif type(child) in _READ:
                    text(str(child), box.order)
            else:
                left(box)
                if not around:
                    return
                box, children = around.pop()

    def _apart(self, el: Element, holder: int) -> bool:
        """Take *el*, one of `_APART`, as what it is instead of a box; False where it is one all the same: a drawing with words."""
        name = el.name
        if name == "br":
            self.breaks += 1
            self._new_line()
            # An empty line is how pages without <p> part their paragraphs, a line in bold how those without headings give a title.
            if (self.breaks == 2 or (self.stands_out and not self.fresh)) and not self.rows:
                self.fresh = True
                self.pending = ""
        elif name in _FRAMES:
            self._shows(frame_of(el, self.base), holder)
        elif name == "svg":
            if self.drawing or holds(el, _WORDED):
                return False
            self._shows(drawn := drawing_of(el, self.base), holder)
            if not self._sign(el, holder) and drawn is None:
                self.out.drawn.append((len(self.out.texts), holder, el))
        elif name == "select":
            if not is_fixed(el):
                return False
            self._text(spaced(el, chosen(el), after=self.out.texts[-1:]), holder)
        elif name in STATED:
            if said := said_by(el):
                self._text(spaced(el, said, after=self.out.texts[-1:]), holder)
            else:
                self.asks = self.asks or is_to_write_in(el)
        return True

    def _mere(self, el: Element, parent: int) -> bool:
        """Take *el*, one of `_MERE` without attributes, in one step; False where it, or what is around, asks for more (§9)."""
        held, out = el.contents, self.out
        is_numbered = el.name == "li" and (el.parent is None or el.parent.name == "ol")
        if len(held) != 1 or type(raw := held[0]) is not str or is_numbered or self.rows or self.cells or self.marks:
            return False
        if self.linking or self.bold or self.number or self.drawing or self.choices or self.raised or self.counted:
            return False
        out.boxes.append(box := LayoutBox(el, len(out.boxes), parent, len(out.texts), None))
        self.fresh, self.pending, self.breaks = True, "", 0
        if raw.strip():
            self.asks = self.stands_out = False
            kind = self._kind(el, None)
            if self.lists > 1 and kind == "list_item":
                out.depths[len(out.kinds)] = self.lists - 1
            out.kinds.append(kind)
            box.chars = box.prose = len(raw)
            self._run(raw, len(out.kinds) - 1, box.order, bold=False)
            box.end = len(out.texts)
        return True

    def _entered(self, el: Element, parent: int) -> LayoutBox:
        name, attrs, out = el.name, el.attrs, self.out
        self.lists += name in _LISTS
        level = heading_level(el) if name in HEADINGS or "role" in attrs else None
        if name not in INLINE or (self.cells and id(el) in self.cells):
            self._begins(el, level)
        elif self.asks or (name in _LINED and begins_line(el)):
            self._new_line()
        if el.at and not self.fresh and name in INLINE:  # style alone may part it from what was read right before it
            left = next((text for text in reversed(out.texts[-_NEAR:]) if text), "")
            apart = bool(left) and not left[-1].isspace() and is_set_apart(el, left)
            if apart or (name in _DETAILS and tells_of_file(el, out.texts)):
                self._text(" ", max(0, parent))
        # Such an icon is none of what it hides from who listens
        if for_eyes := name in SIGNS and attrs.get("aria-hidden") == "true":
            self._sign(el, max(0, parent))
        box = LayoutBox(el, len(out.boxes), parent, len(out.texts), level)
        out.boxes.append(box)
        box.chars, box.prose, box.links = -self.chars, -self.prose, -self.links  # to all up to its end
        if name in _COUNTED:
            self._count(name, 1)
        if attrs or name in _TELLING or id(el) in self.marks:  # what it says by itself
            if name in _STRUCK or "style" in attrs or (self.styles.struck and "class" in attrs):
                by_itself = strikes(str(attrs["style"])) if "style" in attrs else None
                if (by_itself is not False) if name in _STRUCK else (by_itself or self.styles.strikes(el)):
                    self.striking.add(box.order)
            if name == "li":
                self.number = number_of(el)
            elif attrs.get("role") == "tab" or attrs.get("data-toggle") in _TABS or attrs.get("data-bs-toggle") in _TABS:
                self._new_line()
            elif said := self.marks.get(id(el)) or (said_by(el) if "aria-valuenow" in attrs and is_bar(el) else ""):
                self._text(said, box.order)
                if name == "img" and said.lower() not in ANSWERS and attrs.get("alt"):  # another file may show something else
                    self._shows(picture_of(el, self.base), max(0, parent))
            elif name == "img":
                if attrs.get("alt") or not self._sign(el, box.order):
                    self._shows(picture_of(el, self.base), max(0, parent))
                if "usemap" in attrs:
                    self._areas(el, box.order)
            elif attrs and len(el.contents) < 2 and (said := counted_up(el)):
                self.counted[box.order] = said
                if not el.contents:
                    self._text(said, box.order)
            elif name in _DRAWN_BOXES and attrs.get("role") == "img":
                self._shows(labelled(el, self.base), max(0, parent))
            elif name in SIGNS and name != "svg" and not for_eyes:
                self._sign(el, box.order)
            elif name == "svg" and self.drawing == 1:  # the outermost of those within each other
                self._shows(drawing_of(el, self.base), max(0, parent))
        if self.writes and (said := self.styles.writes(el, self.styles.before)):
            self._text(said, box.order)
        return box

    def _sign(self, el: Element, holder: int) -> bool:
        may_say = self.rows or (el.attrs and (len(el.contents) < 2 or el.name == "svg"))
        if may_say and (said := said_by_sign(el)):
            self._text(spaced(el, said, after=self.out.texts[-1:]), holder)
            return True
        return False

    def _areas(self, img: Element, holder: int) -> None:
        """Each part of a picture that has a name is an entry of its own: what a chart says that one clicks on."""
        self.context.append("table_row" if self.rows else "list_item")
        for area, name in areas_of(img):
            self._edge()
            led = LayoutBox(area, holder, holder, len(self.out.texts), None)
            self._text(name, holder)
            led.end = led.start + 1
            if url := link_address(area, self.base):
                self.out.leads[led.start] = (led, url)
        self.context.pop()
        self._edge()

    def _left(self, box: LayoutBox) -> None:
        el, out, name = box.el, self.out, box.name
        self.lists -= name in _LISTS
        if self.writes and (written := self.styles.writes(el, self.styles.after)):
            self._text(written, box.order)
        led = link_address(el, self.base) if name == "a" and "href" in box.attrs else None
        opened = lasting_file(el, self.base) if box.attrs and led is None and self.links + box.links <= (name == "a") else None
        worded = len(out.texts) > box.start
        if opened and not worded:
            self._shows(Frame("", opened), max(0, box.parent))
        elif led and not worded and led.startswith("http") and shows_file(led):  # so that it has a place
            self._wordless(max(0, box.parent))
        end = box.end = len(out.texts)
        box.last = len(out.boxes) - 1
        box.chars += self.chars
        box.prose += self.prose
        box.links += self.links
        if name in _COUNTED:
            self._count(name, -1)
        self.striking.discard(box.order)
        if (url := led or (opened if worded and box.chars <= _CARD else None)) and end > box.start:
            said = [run for run in range(box.start, end) if out.texts[run].strip()] or [box.start]
            # Of a card that is one link the title leads there
            out.leads[next((run for run in said if out.kinds[out.block[run]] == "heading"), said[0])] = (box, url)
        if name not in INLINE or (self.cells and id(el) in self.cells):
            kind = self.context.pop()
            if name == "li":
                self.number = ""
            if not (self.rows or name in _DEEPER):  # as most blocks of most pages
                self.fresh, self.pending, self.breaks = True, "", 0
            elif self.cells and id(el) in self.cells:
                self.rows -= 1
                if self.cells[id(el)][1]:
                    self._edge()
            else:
                if name in _DEEPER:
                    self._go(el, kind, -1)
                if not (kind == "table_row" and self.rows and name in ("td", "th")):
                    self._edge()
        elif name == "select":
            self._new_line()
        elif name == "span" and end > box.start and "class" in box.attrs and parts_from_text(el, out.texts[-1]):
            self._text(" ", max(0, box.parent))

    def _count(self, name: str, by: int) -> None:
        """Keep count of the elements around of which `_COUNTED` has the names."""
        if name == "a":
            self.linking += by
            self.links += by > 0
        elif name == "select":
            self.choices += by
        elif name == "sup":
            self.raised += by
        else:
            self.bold += by

    def _begins(self, el: Element, level: int | None) -> None:
        """A block begins, or in a row a cell or a line of one."""
        name, cells = el.name, self.cells
        if name in _GROUPS or "role" in el.attrs:
            self._take(rows := [*rows_in(el)])
            self.row = id(el) if rows and el.attrs.get("role") == "row" else self.row
        if name == "div" and not self.rows and len(el.contents) >= _LEAST_CELLS and id(el.parent) not in self.looked_through:
            self.looked_through.add(id(el.parent))
            self._take(cells_of_boxes(el.parent) if el.parent is not None else ())
        if not (self.rows or name in _DEEPER or (cells and id(el) in cells)):  # as most blocks of most pages
            self.fresh, self.pending, self.breaks = True, "", 0
            self.context.append(self._kind(el, level))
            return
        if cells and id(el) in cells:
            if cells[id(el)][0]:
                self._edge()
            else:
                self.pending = self.pending.replace("\n", "") + "\t"
            self.context.append("table_row")
            self.rows += 1
            return
        if not (self.rows and self.context[-1] == "table_row" and name in ("tr", "td", "th")):
            self._edge()
        elif name != "tr" and el.find_previous_sibling(("td", "th")) is not None:
            self.breaks = 0
            self.pending = self.pending.replace("\n", "") + "\t"
        self.context.append(self._kind(el, level))
        if name in _DEEPER:
            self._go(el, self.context[-1], 1)
            self.row = id(el) if name == "tr" else self.row

    def _go(self, el: Element, kind: BlockKind, by: int) -> None:
        """Keep count of the data rows and drawings around, of which `_DEEPER` has the names."""
        if el.name == "tr":
            self.rows += by * (kind == "table_row")
            if by > 0 and kind == "table_row" and (table := el.find_parent("table")) is not None and id(table) not in self.marked:
                self.marked.add(id(table))
                self.marks.update(marks_of(table))
        elif el.name == "svg":
            self.drawing += by
        elif el.name == "text" or el.parent is None or el.parent.name != "switch":  # in a `switch` a `text` says it, too
            self.drawing -= by

    def _take(self, rows: Iterable[list[Element]]) -> None:
        for cells in rows:
            self.cells.update((id(cell), (cell is cells[0], cell is cells[-1])) for cell in cells)

    def _kind(self, el: Element, level: int | None) -> BlockKind:
        around = self.context[-1]
        if around == "table_row":
            return around
        if level is not None:
            return "heading"
        if el.name in ("li", "dt", "dd"):
            return "list_item"
        if el.name == "tr":
            return "table_row" if is_data_row(el) else "paragraph"
        return around if around in ("heading", "list_item") and el.name in ("p", "div") else "paragraph"

    def _edge(self) -> None:
        """A block begins or ends here; inside a row only a line of a cell does."""
        self.breaks = 0
        if self.rows and self.context[-1] == "table_row":
            self._new_line()
        else:
            self.fresh = True
            self.pending = ""

    def _new_line(self) -> None:
        self.pending = self.pending or "\n"

    def _text(self, raw: str, holder: int) -> None:
        if self.counted:
            raw = self.counted.pop(holder, raw)
        blank = not raw.strip()
        if self.drawing or (blank and (self.fresh or self.pending or self.choices)):
            return
        out = self.out
        if self.fresh:
            out.kinds.append(self.context[-1])
            self.fresh, self.pending, self.stands_out = False, self.pending.replace("\n", ""), True
            if self.lists > 1 and self.context[-1] == "list_item":
                out.depths[len(out.kinds) - 1] = self.lists - 1
            if self.rows and (place := self._place()):
                if place.heads:
                    out.columns[len(out.kinds) - 1] = place.heads
                if place.above:
                    out.above[len(out.kinds) - 1] = place.above
        if not blank:
            self.breaks, self.asks, self.stands_out = 0, False, self.stands_out and self.bold > 0
            if self.number:
                number, self.number = self.number, ""
                self._run(number, len(out.kinds) - 1, holder, bold=self.bold > 0)
                self.pending = ""
        if self.raised and not any(c.isalpha() for c in raw):
            raw = raw.translate(_RAISED)
        self._run(raw, len(out.kinds) - 1, holder, bold=self.bold > 0)
        self.pending = ""

    def _run(self, raw: str, block: int, holder: int, *, bold: bool) -> None:
        out = self.out
        if self.striking:
            out.struck.add(len(out.texts))
        is_linked = self.linking > 0 or self.choices > 0
        self.chars += len(raw)
        if not is_linked:
            self.prose += len(raw)
        out.texts.append(raw)
        out.block.append(block)
        out.gap.append(self.pending)
        out.linked.append(is_linked)
        out.bold.append(bold)
        out.holder.append(holder)

    def _shows(self, what: Image | Frame | None, holder: int) -> None:
        if what is not None:
            self.out.shown[len(self.out.texts)] = what
            self._wordless(holder)

    def _wordless(self, holder: int) -> None:
        """Something without a word is a run without letters: within a block one of its own, between two in a block of no text."""
        if self.fresh:
            self.out.kinds.append(self.context[-1])
        pending, self.pending = self.pending, ""
        self._run("", len(self.out.kinds) - 1, holder, bold=not self.fresh)
        self.pending = pending

    def _place(self) -> RowPlace | None:
        """Where the row around stands in its table; None where that tells nothing of it."""
        box = self.out.boxes[-1]
        row = next((b.el for b in chain([box], self.out.ancestors(box)) if id(b.el) == self.row), None)
        if row is None or (table := row.find_parent("table") if row.name == "tr" else row.find_parent(role=TABLES)) is None:
            return None
        if id(table) not in self.tables:
            self.tables.add(id(table))
            self.heads.update(places_of(table))
        return self.heads.get(self.row)
