"""Which lines of a page stand over others as a title does, and which stand in one card (DESIGN 3.24, 5.3). Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from monitor.extract.elements.tree import Element, classes_of, sort_of
from monitor.model import Block, BlockKind
from monitor.model.frozen import replace

_LABEL = 120  # characters of a line over others
_BADGE = 80  # characters of a line above a card's title
_CARD = 24  # lines: a box with more is no card
_TITLED_CARD = 5  # lines of one that only its first line in bold tells
_DIGITS = "0123456789"
_LISTS = frozenset(["ul", "ol", "menu", "dl", "table", "thead", "tbody", "tr", "main", "body", "p"])


_TABS, _TOGGLES = ("tab", "pill"), ("data-toggle", "data-bs-toggle")
_CONTROLS = frozenset(["a", "button"])
_BOXES = ("div", "li", "section", "article")


class Spanned(Protocol):
    """An element, by the runs [start, end) that it holds, and by its and its parent's places among all."""

    el: Element
    name: str
    attrs: dict[str, Any]
    level: int | None
    order: int
    parent: int
    start: int
    end: int
    last: int


class Spans(Protocol):
    """The runs of a page, by block, and the kinds of these."""

    block: list[int]
    kinds: list[BlockKind]

    @property
    def boxes(self) -> Sequence[Spanned]: ...

    def having(self, names: Iterable[str], attributes: Iterable[str] = ()) -> Sequence[Spanned]: ...

    def joined(self, box: Any) -> str: ...


class IsLed(Protocol):
    """Whether the block that begins at a run stands over others or, where *bold* may tell, stands out as a whole."""

    def __call__(self, run: int, *, bold: bool) -> bool: ...


def with_titles(
    found: list[tuple[int, Block]], is_led: IsLed, is_of_next: Callable[[int, int], bool], rank: Callable[[int], int | None]
) -> list[tuple[int, Block]]:
    """The blocks *found*, each with its first run, with `title`, `of_next` and, of headings, `depth` set; *rank* is their level."""
    above: list[int] = []  # the levels of the headings that the next may stand under
    for n, (run, block) in enumerate(found):
        if block.kind == "heading" and (level := rank(run)):
            above = [*(higher for higher in above if higher < level), level]
            found[n] = (run, replace(block, depth=len(above) - 1)) if len(above) > 1 else (run, block)
    for n in range(len(found) - 1, -1, -1):  # upwards: of several lines above a heading each is its own
        run, block = found[n]
        if block.kind == "heading" or len(block.text) > _LABEL:
            continue
        if is_led(run, bold=block.kind == "paragraph"):
            found[n] = run, replace(block, title=True)
        elif block.kind == "paragraph" and len(block.text) <= _BADGE and n + 1 < len(found):
            below, title = found[n + 1]
            if (title.kind == "heading" or title.of_next) and is_of_next(run, below):
                found[n] = run, replace(block, of_next=True)
    return found


def boxes_over(spans: Spans) -> Iterator[Spanned]:
    """The boxes that stand over what comes next by their tag, their place or what they do.

    What opens a panel, but several by one name, « Voir le détail »; a caption, a head over all columns of a table, a term that is
    in no row; the first of the two boxes of which others alike are made, the second of several lines.
    """
    boxes = [
        box for box in spans.having(("summary", "dt", "caption", "th"), ("role", "aria-controls", *_TOGGLES)) if box.end > box.start
    ]
    named = Counter(spans.joined(box).strip() for box in boxes)
    for box in boxes:
        if (
            box.name in ("summary", "caption")
            or (box.name in ("dt", "th") and spans.kinds[spans.block[box.start]] != "table_row")
            or any(box.attrs.get(of) in _TABS for of in ("role", *_TOGGLES))
            or ("aria-controls" in box.attrs and box.name in _CONTROLS and named[spans.joined(box).strip()] == 1)
        ):
            yield box
    heads = defaultdict[Hashable, list[tuple[Spanned, bool]]](
        list
    )  # by what the box and its two parts are; whether of several lines
    for box in spans.having(_BOXES):
        if "class" not in box.attrs or box.last < box.order + 2 or box.end < box.start + 2:
            continue
        head = spans.boxes[box.order + 1]
        if head.level is not None or head.last >= box.last or not box.start == head.start < head.end:
            continue
        rest = spans.boxes[head.last + 1]
        lines = spans.block[rest.end - 1] - spans.block[rest.start] if rest.end > rest.start else -1
        is_whole = rest.last == box.last and rest.start == head.end and rest.end == box.end
        if is_whole and lines >= 0 and spans.block[head.start] == spans.block[head.end - 1] < spans.block[rest.start]:
            sorts = sort_of(box.el), sort_of(head.el), sort_of(rest.el)
            if sorts[1] != sorts[2] and spans.kinds[spans.block[head.start]] == "paragraph":
                heads[sorts].append((head, lines > 0))
    for group in heads.values():  # what several say is no name, a badge say, nor is a number
        said = Counter(spans.joined(head).strip() for head, _ in group)
        own = [head for head, _ in group if said[text := spans.joined(head).strip()] == 1 and any(map(str.isalpha, text))]
        if len(own) == len(group) > 1 and 2 * sum(is_of_lines for _, is_of_lines in group) >= len(group):
            yield from own


class _Cards:
    """Which boxes around lines are cards: entries, and boxes of several lines, titled or beside others of their kind."""

    def __init__(self, found: Sequence[tuple[int, Block]], boxes: Sequence[Spanned]) -> None:
        self._found, self._boxes = found, boxes
        self._starts = [run for run, _ in found]
        self._kinds = dict[int, Counter[Any]]()  # by the order of a box, how many of each kind directly in it have several lines
        self._fields = dict[int, Any]()  # by the same, the kind of which its title and what is below it are, each with its own name
        self._around = {0: frozenset[int]()}  # by the order of a box, the cards around it and itself

    def around(self, order: int) -> frozenset[int]:
        """The cards around the box of this *order*, and itself where it is one, by their orders."""
        boxes, around, way = self._boxes, self._around, list[Spanned]()
        while order not in around and boxes[order].parent >= 0:
            way.append(boxes[order])
            order = boxes[order].parent
        cards = around.setdefault(order, frozenset())
        for box in reversed(way):
            around[box.order] = cards = cards | {box.order} if self._is_card(box) else cards
        return cards

    def _is_card(self, box: Spanned) -> bool:
        if box.name in _LISTS or box.parent < 0 or not 1 < (many := self._lines(box)) <= _CARD:
            return False
        if box.name == "li" or (self._found[bisect_left(self._starts, box.start)][1].title and many <= _TITLED_CARD):
            return box.name == "li" or many < self._lines(self._boxes[box.parent])
        if box.parent not in self._kinds:
            self._look_into(self._boxes[box.parent])
        if self._fields.get(box.parent) == sort_of(box.el) and self._is_list(box):
            return False
        return any(self._kinds[box.parent][kind] > 1 for kind in self._kinds_of(box))

    def _look_into(self, around: Spanned) -> None:
        """Note of what kinds the boxes directly in *around* are."""
        of, inside = self._kinds.setdefault(around.order, Counter()), list[Spanned]()
        for box in self._directly_in(around):
            many = self._lines(box)
            for kind in self._kinds_of(box):
                of[kind] += many > 1
            inside += [box] if many else []
        alike = [one for one in inside if sort_of(one.el) == sort_of(inside[0].el)]
        if self._lines(inside[0]) == 1 and len({classes_of(one.el) for one in alike}) == len(alike):
            self._fields[around.order] = sort_of(inside[0].el)

    def _is_list(self, box: Spanned) -> bool:
        """Whether all that stands directly in *box* is of one class, as the values of one field."""
        sorts = {classes_of(one.el) for one in self._directly_in(box) if self._lines(one)}
        return len(sorts) == 1 and sorts != {()}

    def _kinds_of(self, box: Spanned) -> Iterator[Any]:
        """By what *box* is like others: tag and first class; or that without a number, « bloc-21 », and those of its first part."""
        tag, classes = sort_of(box.el)
        yield tag, classes
        if classes and classes[0][-1:].isdigit() and box.last > box.order and classes_of(first := self._boxes[box.order + 1].el):
            yield tag, classes[0].rstrip(_DIGITS), sort_of(first)

    def _directly_in(self, around: Spanned) -> Iterator[Spanned]:
        order = around.order + 1
        while order <= around.last:
            yield self._boxes[order]
            order = self._boxes[order].last + 1

    def _lines(self, box: Spanned) -> int:
        return bisect_left(self._starts, box.end) - bisect_left(self._starts, box.start)


def in_cards(found: list[tuple[int, Block]], boxes: Sequence[Spanned], holder: Sequence[int]) -> list[tuple[int, Block]]:
    """The blocks *found*, each with its first run, with `opens` and `closes` where a card begins and ends, and `goes_on`, set.

    *holder*: by runs, the order of the innermost of *boxes* around it.
    """

    def entry(run: int) -> int:
        """The order of the innermost entry around *run*."""
        box = boxes[holder[run]]
        while box.name != "li" and box.parent >= 0:
            box = boxes[box.parent]
        return box.order

    # A box of one run has no two lines: its cards are those of the box that it stands in, as of most lines (DESIGN §9).
    cards, inner = _Cards(found, boxes), [boxes[holder[run]] for run, _ in found]
    orders = [box.order if box.end > box.start + 1 else max(0, box.parent) for box in inner]
    around = {order: cards.around(order) for order in dict.fromkeys(orders)}  # few: most lines stand in the same box
    if not any(around.values()):
        return found
    paths = list(map(around.__getitem__, orders))
    for n, (run, block) in enumerate(found):
        own, before, after = paths[n], paths[n - 1] if n else (), paths[n + 1] if n + 1 < len(paths) else ()
        goes_on = n > 0 and own == before != frozenset() and block.kind == "list_item" and entry(run) == entry(found[n - 1][0])
        if own is before is after and not goes_on:  # as most lines of a text
            continue
        opens, closes = len(own.difference(before)), len(own.difference(after))
        if opens or closes or goes_on:
            found[n] = run, replace(block, opens=opens, closes=closes, goes_on=goes_on)
    return found
