"""A page as one line of text runs: who holds which, which block each is of. One walk; every later question is a range of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import accumulate
from typing import Any

from monitor.extract.elements.addresses import name_of_link, shows_file
from monitor.extract.elements.joined_runs import ENDS, Places, lines_folded
from monitor.extract.elements.over_lines import boxes_over, in_cards, with_titles
from monitor.extract.elements.tree import Element
from monitor.model import Block, BlockKind, Frame, Image, Link
from monitor.model.frozen import cached_property, replace


def words(raw: str) -> frozenset[str]:
    """The words of *raw*, parted by spaces."""
    return frozenset(raw.split())


HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LOWEST = 20  # the level of a heading: nobody counts further
# Elements whose words flow in the line around them (HTML § 3.2.5.2.5); all others, unknown ones too, make blocks.
INLINE = words(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img ins kbd label mark nobr o:p output q rb rt ruby s "
    "samp slot small span st1 strike strong sub sup time tt u var wbr select optgroup option tspan textpath"
)
# Never text of the page: what is inside is code, a fallback for old browsers, or what a visitor typed.
WORDLESS = words(
    "script style iframe object embed applet video audio canvas map textarea input datalist head title meta link rp "
    "noembed noframes param source track progress meter desc defs symbol clippath mask pattern"
)
# A run of them, or one that is not a space: what has to become a space. It begins with a set, which re looks for fast.
_HTML_SPACE = re.compile(r"[ \t\n\r\f\v](?:[ \t\n\r\f\v]+|(?<=[\t\n\r\f\v]))")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"


def one_spaced(raw: str) -> str:
    """*raw* with each run of HTML white space as one space; no-break spaces stay as they are."""
    if "  " in raw or "\n" in raw or "\t" in raw or "\r" in raw or "\f" in raw or "\v" in raw:  # `in` takes a tenth of the time
        return _HTML_SPACE.sub(" ", raw)
    return raw


def folded(raw: str) -> str:
    """The same with nothing at its ends."""
    return one_spaced(raw).strip()


def lowered(raw: str) -> str:
    """*raw* in lower case as `re.I` sees it: expressions for lower case find the same in it, in a fifth of the time."""
    return raw.lower() if raw.isascii() else raw.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")


def heading_level(el: Element) -> int | None:
    """1 to 6 for h1-h6, aria-level (2 if unsaid, as ARIA has it) for role=heading, at most LOWEST; else None."""
    if el.name in HEADINGS:
        return HEADINGS[el.name] if el.get("role") not in ("presentation", "none") else None
    if el.attrs and el.get("role") == "heading":
        level = str(el.get("aria-level") or "2")
        return min(int(level[:3]), LOWEST) if level.isdecimal() and level.strip("0") else 2
    return None


class LayoutBox:
    """What the walk learnt of one element: its place in document order, the runs [start, end) it holds, and how much they say."""

    __slots__ = ("attrs", "chars", "el", "end", "last", "level", "links", "name", "order", "parent", "prose", "start")

    def __init__(self, el: Element, order: int, parent: int, start: int, level: int | None) -> None:
        self.el = el
        self.name = el.name
        self.attrs: dict[str, Any] = el.attrs
        self.order = self.last = order  # `last`: order of the last element inside
        self.parent = parent  # order of the parent, -1 for the root
        self.start = self.end = start
        self.level = level  # of a heading
        self.links = 0  # links inside, itself included
        self.chars = self.prose = 0  # of its runs, and of those outside of links


class Layout:
    """The runs of a page. Lists of equal length; run i is `texts[i]`, in block `block[i]`, behind what `gap[i]` says.

    A picture or a frame is a run without letters. What is to be chosen from (option) counts as linked: it is no prose.
    """

    def __init__(self) -> None:
        self.boxes: list[LayoutBox] = []
        self.texts: list[str] = []
        self.block: list[int] = []
        self.gap: list[str] = []  # "": nothing between; "\n": a new line of the block; "\t" once or more: another cell of the row
        self.linked: list[bool] = []
        self.bold: list[bool] = []
        self.holder: list[int] = []  # order of the innermost box around each run
        self.kinds: list[BlockKind] = ["paragraph"]  # of each block
        self.struck: set[int] = set()  # runs
        self.shown: dict[int, Image | Frame] = {}  # by run
        self.drawn: list[tuple[int, int, Element]] = []  # <svg> that are icons: run behind, order of the box around
        self.leads: dict[int, tuple[LayoutBox, str]] = {}  # the first run of a link -> its box, where it leads
        self.columns: dict[int, tuple[str, ...]] = {}  # by block: what the columns of a row are headed
        self.above: dict[int, tuple[str, ...]] = {}  # by block: what cells of rows above say that reach down into a row
        self.depths: dict[int, int] = {}  # by block: in how many lists the list of an entry stands, if in any
        self.labels: set[int] = set()  # runs of what opens a panel, as far as the page knows
        self.once: set[int] = set()  # blocks that one of two copies of a text says and the other does not
        self._ranked: dict[int, list[LayoutBox]] = {}
        self._having_stems: dict[tuple[tuple[str, ...], int], list[int]] = {}

    @cached_property
    def _chars(self) -> list[int]:
        return [0, *accumulate(len(t) for t in self.texts)]

    @cached_property
    def _one_spaced(self) -> list[str]:
        # Of most pages no text has what is to become a space: told of all at once, as each mark of it is one character, or between
        whole = "\0".join(self.texts)
        return self.texts if one_spaced(whole) is whole else list(map(one_spaced, self.texts))

    @cached_property
    def _worded(self) -> list[int]:
        return [0, *accumulate(bool(t.strip().strip(_INVISIBLE)) for t in self.texts)]

    @cached_property
    def _by_id(self) -> dict[int, LayoutBox]:
        return {id(box.el): box for box in self.boxes}

    @cached_property
    def _by_name(self) -> Mapping[str, list[LayoutBox]]:
        found: defaultdict[str, list[LayoutBox]] = defaultdict(list)
        for box in self.boxes:
            found[box.name].append(box)
        return found

    @cached_property
    def _by_attribute(self) -> Mapping[str, list[LayoutBox]]:
        found: defaultdict[str, list[LayoutBox]] = defaultdict(list)
        for box in self.boxes:
            for attribute in box.attrs:
                found[attribute].append(box)
        return found

    def box(self, el: Element) -> LayoutBox | None:
        """The box of *el*; None where the walk never came (inside a script, outside the body)."""
        return self._by_id.get(id(el))

    def having(self, names: Iterable[str], attributes: Iterable[str] = ()) -> list[LayoutBox]:
        """The boxes with one of these tag *names* or *attributes*, in document order: most rules need look at few of a page."""
        lists = [self._by_name[name] for name in names if name in self._by_name]
        lists += [self._by_attribute[name] for name in attributes if name in self._by_attribute]
        if len(lists) < 2:
            return lists[0] if lists else []
        found = {box.order: box for boxes in lists for box in boxes}
        return [found[order] for order in sorted(found)]

    def chars(self, start: int, end: int) -> int:
        """Characters of the runs [start, end)."""
        return self._chars[end] - self._chars[start]

    def has_words(self, start: int, end: int) -> bool:
        """Whether any of the runs [start, end) is more than space and what nobody sees."""
        return self._worded[end] > self._worded[start]

    def runs_with(self, stems: tuple[str, ...], start: int, end: int, *, longest: int) -> list[int]:
        """The runs of [start, end), of *longest* characters at most, that have one of *stems* in them, whatever its case."""
        having = self._having_stems.get((stems, longest))
        if having is None:  # all at once: a page has hundreds of runs, of which one or two have any
            runs = [run for run, text in enumerate(self.texts) if len(text) <= longest]
            said = list(map(self.texts.__getitem__, runs))
            joined = lowered("\n".join(said))
            begins = [0, *accumulate(len(text) + 1 for text in said)]
            found = set[int]()
            for stem in stems:
                at = joined.find(stem)
                while at >= 0:
                    found.add(place := bisect_right(begins, at) - 1)
                    at = joined.find(stem, begins[place + 1])
            having = self._having_stems[stems, longest] = [runs[place] for place in sorted(found)]
        return having[bisect_left(having, start) : bisect_left(having, end)]

    def ancestors(self, box: LayoutBox) -> Iterator[LayoutBox]:
        """The boxes around *box*, inside out."""
        while box.parent >= 0:
            box = self.boxes[box.parent]
            yield box

    def stands_in(self, box: LayoutBox, names: tuple[str, ...]) -> bool:
        """Whether a box around *box* has one of the tags *names*, or the role of the main content."""
        return any(a.name in names or a.attrs.get("role") == "main" for a in self.ancestors(box))

    def joined(self, box: LayoutBox) -> str:
        """What *box* holds, its runs with nothing between."""
        return "".join(self.texts[box.start : box.end])

    def line_of(self, box: LayoutBox) -> str:
        """What *box* holds, on one line, its runs a space apart."""
        return folded(" ".join(self.texts[box.start : box.end]))

    def within(self, orders: Set[int]) -> list[bool]:
        """For each box, by its order, whether it or a box around it is one of *orders*."""
        found = [False] * len(self.boxes)
        past = 0
        for order in sorted(orders):
            if order >= past:
                past = self.boxes[order].last + 1
                found[order:past] = [True] * (past - order)
        return found

    @cached_property
    def headings(self) -> list[LayoutBox]:
        """The boxes of headings, those without words too, in document order."""
        return [b for b in self.having(HEADINGS, ("role",)) if b.level is not None]

    def ranked(self, level: int) -> list[LayoutBox]:
        """The headings of *level* or a higher one, in document order."""
        if level not in self._ranked:
            self._ranked[level] = [b for b in self.headings if b.level is not None and b.level <= level]
        return self._ranked[level]

    def inside(self, box: LayoutBox) -> list[LayoutBox]:
        """The boxes within *box*, without itself, in document order."""
        return self.boxes[box.order + 1 : box.last + 1]

    def link_in(self, box: LayoutBox, near: int) -> LayoutBox | None:
        """The first link among the first *near* boxes within *box*."""
        inside = self.boxes[box.order + 1 : min(box.last, box.order + near) + 1]
        return next((b for b in inside if b.el.name == "a"), None)

    def children(self, box: LayoutBox) -> list[LayoutBox]:
        """The boxes directly within *box*."""
        found, order = [], box.order + 1
        while order <= box.last:
            found.append(self.boxes[order])
            order = self.boxes[order].last + 1
        return found

    def end_of_block(self, run: int) -> int:
        """The run after the block that *run* is in."""
        number = self.block[run]
        while run < len(self.block) and self.block[run] == number:
            run += 1
        return run

    def child_at(self, box: LayoutBox, run: int) -> LayoutBox:
        """The box directly within *box* that holds *run*; *box* itself where the words stand there bare."""
        holder = self.boxes[self.holder[run]]
        while holder is not box and holder.parent != box.order:
            holder = self.boxes[holder.parent]
        return holder

    def rank(self, run: int) -> int | None:
        """The level of the heading that *run* begins, 7 for a short line in bold, None for other text."""
        holder = self.boxes[self.holder[run]]
        level = holder.level or next((b.level for b in self.ancestors(holder) if b.level), None)
        if level is not None:
            return level
        line = range(run, self.end_of_block(run))
        return 7 if sum(len(self.texts[r]) for r in line) <= 120 and all(self.bold[r] for r in line) else None

    def next_sibling(self, box: LayoutBox) -> LayoutBox | None:
        """The box that follows *box* within the same parent."""
        order = box.last + 1
        if order < len(self.boxes) and self.boxes[order].parent == box.parent:
            return self.boxes[order]
        return None

    def texts_of(self, runs: list[int]) -> Iterator[str]:
        """The texts of the blocks that *runs* (ascending) make, without their facts."""
        at = 0
        while at < len(runs):
            first = at
            while at < len(runs) and self.block[runs[at]] == self.block[runs[first]]:
                at += 1
            text = lines_folded(self._parts(runs[first:at]))
            if text.strip().strip(_INVISIBLE):
                yield text

    def gathered(self, runs: list[int]) -> tuple[Block, ...]:
        """The blocks that *runs* (ascending) make; empty ones left out."""
        return tuple(b for _, b in self.numbered(runs))

    def numbered(self, runs: list[int]) -> list[tuple[int, Block]]:
        """As `gathered`, with each block's first run; what stands between two is a fact of the one it shares a box with."""
        found: list[tuple[int, Block]] = []
        waiting: list[int] = []  # runs that show something, for the block that comes
        block, gap, texts, at, past = self.block, self.gap, self._one_spaced, 0, len(runs)
        tells = bool(self.shown or self.leads or self.struck or self.columns or self.above or self.once)
        while at < past:
            run = runs[at]
            number, first = block[run], at
            while at < past and block[runs[at]] == number:
                at += 1
            if at == first + 1 and not (tells or gap[run]):
                text = texts[run].strip(ENDS)
                if text[:1].isalnum():  # one text and nothing beside it, as most blocks are: the short way to the same
                    found.append((run, Block(self.kinds[number], text, depth=self.depths.get(number, 0))))
                    continue
            own = runs[first:at]
            text = lines_folded(self._parts(own))
            if text.strip().strip(_INVISIBLE):
                found.append((own[0], self._block(number, text, own, waiting)))
                waiting = []
            elif loose := [run for run in own if run in self.shown or (run in self.leads and shows_file(self.leads[run][1]))]:
                if waiting or not found or (at < past and self._opens_box_of(runs[at], loose[-1], found[-1][1])):
                    waiting += loose
                else:
                    found[-1] = (found[-1][0], self._showing(found[-1][1], loose))
        if waiting and found:
            found[-1] = (found[-1][0], self._showing(found[-1][1], waiting))
        return in_cards(with_titles(found, self._is_led, self._is_of_next, self.rank), self.boxes, self.holder)

    @cached_property
    def _over_others(self) -> set[int]:
        """The runs of what stands over others by its tag, its place or what it does."""
        return self.labels | {run for box in boxes_over(self) for run in range(box.start, box.end)}

    @cached_property
    def _heading_orders(self) -> list[int]:
        return [box.order for box in self.headings]

    def _is_led(self, run: int, *, bold: bool) -> bool:
        """Whether the block that begins at *run* stands over others or, where *bold* may tell, all its words stand out."""
        if run not in self._over_others and not (bold and self.bold[run]) and not self.texts[run].isspace():
            return False
        runs = [r for r in range(run, self.end_of_block(run)) if self.texts[r].strip()]
        return bool(runs) and (all(r in self._over_others for r in runs) or (bold and all(self.bold[r] for r in runs)))

    def _is_of_next(self, line: int, below: int) -> bool:
        """Whether the line at run *line* stands in the box of the one heading at run *below*, or of what is above that."""
        orders = self._heading_orders
        for box in self.ancestors(self.boxes[self.holder[below]]):
            if bisect_right(orders, box.last) - bisect_left(orders, box.order) > 1:
                return False
            if box.start <= line:
                return True
        return False

    def _opens_box_of(self, text: int, shown: int, before: Block) -> bool:
        """Whether what run *shown* shows belongs to the text at run *text*: a heading is *before*, or their box begins."""
        if before.kind == "heading":
            return True
        for box in (holder := self.boxes[self.holder[shown]], *self.ancestors(holder)):
            if box.start < shown and self.has_words(box.start, shown):
                return False
            if box.end > text:
                return True
        return False

    def _parts(self, runs: list[int]) -> list[str]:
        """What each of the runs of one block says, behind the mark before it; the tabs of empty cells before the first stay.

        Where what stood between two runs is left out, hidden say, the ends of lines and cells before it are there all the same.
        """
        parts: list[str] = []
        first = runs[0]
        while first and self.block[first - 1] == self.block[runs[0]]:
            first -= 1
        past = first - 1
        for run in runs:
            gap, text = self.gap[run], self._one_spaced[run]
            if run > past + 1 and (passed := "".join(self.gap[past + 1 : run])):
                gap = "\t" * tabs if (tabs := (passed + gap).count("\t")) else "\n"
            if gap and (parts or (gap[0] == "\t" and (run == first or self.block[run] in self.columns))):
                text = gap + text
            parts.append(text)
            past = run
        return parts

    def _block(self, number: int, text: str, runs: list[int], before: list[int]) -> Block:
        kind = self.kinds[number]
        showing = [*before, *(run for run in runs if run in self.shown)] if self.shown else []
        leads = [run for run in self._first_of_links(runs) if run not in self.labels] if self.leads else []
        struck = self._struck(text, runs) if self.struck else ()
        columns = self.columns.get(number, ()) if self.columns else ()
        above = self.above.get(number, ()) if self.above else ()
        once = number in self.once if self.once else False
        depth = self.depths.get(number, 0) if self.depths else 0
        if not (showing or leads or struck or columns or above or once):
            return Block(kind, text, depth=depth)
        links = list[Link]()
        for first in leads:  # each by those of its words that stand in the block, else by its own name
            box, url = self.leads[first]
            own = runs[bisect_left(runs, first) : bisect_left(runs, box.end)]
            name = " ".join("".join(self._parts(own)).split()) or name_of_link(box.el)
            if name.strip(_INVISIBLE) or shows_file(url):
                links.append(Link(name.strip(_INVISIBLE), url))
        fits = columns if len(columns) >= text.count("\t") + 1 else ()
        told = Block(kind, text, struck=struck, links=tuple(links), columns=fits, above=above, once=once, depth=depth)
        return self._showing(told, showing)

    def _first_of_links(self, runs: list[int]) -> list[int]:
        """The first runs of the links of which *runs* of one block say something: the first, an icon's name, may be hidden."""
        found, past = list[int](), -1
        for run in runs:
            before = run
            while self.linked[run] and before - 1 > past and before and self.block[before - 1] == self.block[run]:
                before -= 1
                if before in self.leads and self.leads[before][0].end > run:
                    found.append(before)
                    break
            if run in self.leads:
                found.append(run)
            past = run
        return found

    def _showing(self, block: Block, runs: list[int]) -> Block:
        if not runs:
            return block
        pictures = tuple(one for run in runs if isinstance(one := self.shown.get(run), Image))
        frames = tuple(one for run in runs if isinstance(one := self.shown.get(run), Frame))
        led = [(name_of_link(box.el), url) for box, url in (self.leads[run] for run in runs if run in self.leads)]
        told = {link.url for link in block.links}  # by the words of a card, its picture leads there too
        links = tuple(Link(name, url) for name, url in led if (name.strip(_INVISIBLE) or shows_file(url)) and url not in told)
        return replace(block, links=block.links + links, pictures=block.pictures + pictures, frames=block.frames + frames)

    def _struck(self, text: str, runs: list[int]) -> tuple[tuple[int, int], ...]:
        """The spans of *text*, the block that *runs* make, that are struck out."""
        spans: list[tuple[int, int]] = []
        parts = self._parts(runs)
        ends = list(accumulate(map(len, parts)))
        raw = "".join(parts)
        places = Places(raw)
        at = 0
        while at < len(runs):
            start = at
            while at < len(runs) and runs[at] in self.struck:
                at += 1
            if at > start:
                held = raw[ends[start] - len(one_spaced(self.texts[runs[start]])) : ends[at - 1]]
                marked = held.strip()
                first = ends[at - 1] - len(held.lstrip())
                if marked:
                    spans.append((min(places.of(first), len(text)), min(places.of(first + len(marked)), len(text))))
            at += 1
        return tuple(spans)
