"""A section that is an org chart in HTML, nested lists or cards -> its entries, each under its head (DESIGN 3.31). Pure.

A box is told by what it holds: lines of its own, and boxes. An item of a list is one; so is an element that has lines and beside
them elements with lines of theirs; a heading begins one. What stands in it belongs under it. What its lines mean, title or name,
is for the reader of charts to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extract.elements.layout import INLINE
from monitor.extract.elements.tree import Element, classes_of
from monitor.extract.page import Page
from monitor.model import ChartEntry

_LISTS, _TITLES = ("ul", "ol", "menu"), ("dt", "summary", "caption", "legend")
_PROSE = 15  # words: a line with more is no title and no name
_DEEPEST = 60  # elements within each other
_MOST = 3_000  # entries
_SET_APART = (" \t\u00a0\u202f–—-:,;|•·/", ("strong", "b"))  # signs between a title and a name; elements that a title stands in


class _Part:
    """What follows in the element *holder*: words of its own, or a child *el*, with its runs."""

    def __init__(self, holder: Element, el: Element | None, runs: list[int]) -> None:
        self.holder, self.el, self.runs = holder, el, runs


def entries_of(page: Page, runs: Sequence[int]) -> tuple[ChartEntry, ...]:
    """The entries that *runs* of *page* hold, heads first; () where they hold fewer than two."""
    if not runs:
        return ()
    reader = _Reader(page, runs)
    reader.read(reader.root(), None, 0)
    return tuple(reader.entries) if len(reader.entries) > 1 else ()


class _Reader:
    """Walks the elements that hold the runs of a section."""

    def __init__(self, page: Page, runs: Sequence[int]) -> None:
        self._page, self._runs = page, list(runs)
        self.entries: list[ChartEntry] = []

    def root(self) -> Element:
        """The innermost element that holds all runs."""
        boxes = self._page.layout.boxes
        around = [b for b in boxes if b.start <= self._runs[0] and self._runs[-1] < b.end]
        return max(around, key=lambda b: b.order).el

    def read(self, el: Element, head: int | None, depth: int) -> None:
        """Add what *el* holds under *head*, the number of an entry."""
        if depth > _DEEPEST or len(self.entries) > _MOST:
            return
        parts = list(self._parts(el))
        # Whether the leaves are boxes of one kind side by side, rather than the lines of one.
        leaves = [part.el for part in parts if part.el is not None and self._is_leaf(part) and self._level(part) is None]
        looks = {(el.name, classes_of(el)[:1]) for el in leaves}
        peers = len(leaves) > 1 and len(looks) == 1 and bool(classes_of(leaves[0])) and all(part.el is not None for part in parts)
        if not peers and (first := self._lid(parts)) is not None:
            head = self._add(self._lines(first), head)
            parts = parts[1:]
        unit, closed = None, False
        levels: list[tuple[int, int | None]] = []  # headings above: level, number of the entry
        for part in parts:
            below = unit if unit is not None else head
            level = self._level(part)
            if level is not None:
                levels = [(above, number) for above, number in levels if above < level]
                unit, closed = self._add(self._lines(part), levels[-1][1] if levels else head), False
                levels.append((level, unit))
            elif part.el is not None and part.el.name in _LISTS:
                self._list(part, below, depth)
                closed = True
            elif peers and part.el is not None and self._is_leaf(part):
                self._add(self._lines(part), below)
            elif self._is_leaf(part):
                lines = self._lines(part)
                if sum(len(line.split()) for line in lines) > _PROSE * max(1, len(lines)):
                    continue
                if unit is None or closed:
                    unit, closed = self._add(lines, levels[-1][1] if levels else head), False
                else:
                    entry = self.entries[unit]
                    self.entries[unit] = ChartEntry((*entry.lines, *lines), entry.head)
            elif part.el is not None:
                self.read(part.el, below, depth + 1)
                closed = True

    def _list(self, part: _Part, head: int | None, depth: int) -> None:
        assert part.el is not None
        for item in self._parts(part.el):
            if item.el is not None and item.el.name == "li" and not self._is_leaf(item):
                self.read(item.el, head, depth + 1)
            elif item.el is not None and item.el.name in _LISTS:
                self._list(item, len(self.entries) - 1 if self.entries else head, depth + 1)  # a list beside its item, not in it
            else:
                self._add(self._lines(item), head)

    def _add(self, lines: list[str], head: int | None) -> int | None:
        """The number of a new entry; of one without words its head's, else the first one's, so that what follows stands there."""
        if not lines:
            return head if head is not None or not self.entries else 0
        self.entries.append(ChartEntry(tuple(lines), head))
        return len(self.entries) - 1

    # -------------------------------------------------------------------------------------------------------------- elements

    def _parts(self, el: Element) -> Iterator[_Part]:
        """What *el* holds of the section, in order: its children that are blocks, or hold some, and the words between."""
        own = self._page.layout.box(el)
        held = [run for run in self._runs if own.start <= run < own.end] if own is not None else []
        children = [box for box in map(self._page.layout.box, self._blocks(el)) if box is not None]
        at = 0
        for box in children:
            inside = [run for run in held if box.start <= run < box.end]
            before = [run for run in held[at:] if run < box.start]
            if before:
                yield _Part(el, None, before)
            if inside:
                yield _Part(el, box.el, inside)
            at += len(before) + len(inside)
        if held[at:]:
            yield _Part(el, None, held[at:])

    def _blocks(self, el: Element) -> list[Element]:
        return [child for child in el.children if isinstance(child, Element) and (child.name not in INLINE or self._blocks(child))]

    def _is_leaf(self, part: _Part) -> bool:
        return part.el is None or not any(inner.el is not None for inner in self._parts(part.el))

    def _level(self, part: _Part) -> int | None:
        """The level of a heading, below all of them of a title of another kind; None: it is none."""
        if part.el is None:
            return None
        box = self._page.layout.box(part.el)
        if box is not None and box.level is not None:
            return box.level
        return 9 if part.el.name in _TITLES else None

    def _lid(self, parts: Sequence[_Part]) -> _Part | None:
        """The first of *parts* where it is a box of lines and the rest, of another look, are what stands under it."""
        if len(parts) < 2 or any(part.el is None or self._level(part) is not None for part in parts):
            return None
        first, second = parts[0], parts[1]
        assert first.el is not None and second.el is not None
        inner = list(self._parts(first.el))
        of_lines = bool(inner) and all(self._is_leaf(part) for part in inner) and any(part.el is not None for part in inner)
        other = (first.el.name, classes_of(first.el)[:1]) != (second.el.name, classes_of(second.el)[:1])
        return first if of_lines and other and first.el.name not in _LISTS and not self._is_leaf(second) else None

    # ----------------------------------------------------------------------------------------------------------------- words

    def _lines(self, part: _Part) -> list[str]:
        """The lines of *part*, a title apart from the name that follows it in the same line."""
        cuts = set(self._cuts(part.el or part.holder, part.runs)) if self._is_leaf(part) else set[int]()
        pieces: list[list[int]] = []
        for run in part.runs:
            if not pieces or run in cuts:
                pieces.append([])
            pieces[-1].append(run)
        said = (block.text for runs in pieces for block in self._page.layout.gathered(runs))
        return [line for text in said for raw in text.replace("\t", "\n").split("\n") if (line := raw.strip(_SET_APART[0]))]

    def _cuts(self, el: Element, runs: Sequence[int]) -> Iterator[int]:
        """Where an element of the line with a name of its own begins or ends, or a bold one that the line begins with."""
        for child in el.children:
            box = self._page.layout.box(child) if isinstance(child, Element) else None
            if box is None or not isinstance(child, Element) or box.start == box.end or child.name not in INLINE:
                continue
            if (child.name in _SET_APART[1] and box.start == runs[0]) or (child.name == "span" and classes_of(child)):
                yield from (box.start, box.end)
            yield from self._cuts(child, runs)
