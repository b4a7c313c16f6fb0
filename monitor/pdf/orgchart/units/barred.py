"""Blocks of text that only a thick bar at their left marks off, as web pages draw cards: what the frame would be, were it drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, Grid, Letter, bounds, runs_of
from monitor.pdf.orgchart.marks.drawing import Drawing, Segment, Shape
from monitor.pdf.orgchart.units.box_words import words_in

_THICK, _WIDEST, _LEAST = 1.4, 9.0, 7.0  # points: a bar, and how high it is
_FEWEST, _MOST_BARS = 3, 0.8  # blocks of a sheet that are marked off so; of its bars beside words, those that mark one off
_MOST_CARDS = 0.6  # of the blocks, those that strokes lead to, or those with a title
_OF_LETTERS = 0.5  # of those that stand in no box, those in such blocks
_BESIDE_EM, _WORDS_EM, _LEADING_EM = 1.5, 1.0, 2.0  # from a bar to its words, between words, between lines
_FLUSH_EM, _HANGS_EM = 0.4, 1.5  # that lines of a block begin apart, most of them; that the others are set in
_REACH = 400.0  # points right of a bar
_WIDER = 1.5  # times the widest words, how far right a stroke may begin
_PAD = 3.0  # points right of the words, where no stroke shows how wide the blocks are


class _Block(NamedTuple):
    """A bar and the words that it marks off."""

    bar: Box
    words: Box
    letters: int
    looks: tuple[object, ...]  # of its lines

    @property
    def titled(self) -> bool:
        """Whether it has a title and what is set otherwise below, once, as cards have: lines all alike are a list."""
        return 1 < len(list(groupby(self.looks))) == len(set(self.looks))


def boxed_by_bars(drawing: Drawing, letters: Sequence[Letter]) -> Drawing:
    """*drawing* with a frame around each block of *letters* that begins at a bar, if the sheet marks its blocks off so.

    So it does where strokes lead to most of them, as to boxes, or most are a title over something set otherwise. They are as wide
    as strokes that begin right of the words show, else as the words. A rule of a table, a spine with teeth, the bar at the side
    of a list and that at an edge of a box as high mark nothing off.
    """
    upright = [s for s in drawing.segments if s.upright and s.width >= _THICK and s.length >= _LEAST]
    bars = [s.box._replace(x0=s.x0 - s.width / 2, x1=s.x0 + s.width / 2) for s in upright]
    bars += [s.box for s in drawing.shapes if s.fill and _THICK <= s.box.width <= _WIDEST and s.box.height >= 2 * s.box.width]
    boxes = Grid((s.box, s.box) for s in drawing.shapes if s.box.width > _WIDEST and s.box.height > _LEAST)
    bars = [bar for bar in bars if not any(bar.is_level_with(o, SIDE) for o in boxes.near(bar))]
    if len(bars) < _FEWEST:
        return drawing
    thick = {s.path for s in upright}
    strokes = [s for s in drawing.segments if s.path not in thick]
    beside = list(_blocks(bars, letters, strokes))
    blocks = [block for block in beside if block is not None]
    told = sum(not (o.text.isspace() or boxes.at((o.x0 + o.x1) / 2, (o.top + o.bottom) / 2)) for o in letters)
    framed = dict(zip(blocks, _frames(blocks, strokes), strict=True)) if len(blocks) >= _FEWEST else {}
    # Those that a stroke ends at: from the left or the right between its corners, from above or below further in
    ends, led = Grid((Box(x, y, x, y), s) for s in strokes for x, y in ((s.x0, s.y0), (s.x1, s.y1))), set[Box]()
    for box in framed.values():
        x0, top, x1, bottom = box
        middle = Box(x0 + _PAD, top - _PAD, x1, top + _PAD), Box(x0 + _PAD, bottom - _PAD, x1, bottom + _PAD)
        sides = Box(x0 - _PAD, top + _PAD, x0 + SIDE, bottom - _PAD), Box(x1 - SIDE, top + _PAD, x1 + _PAD, bottom - _PAD)
        if any(not s.level for part in middle for s in ends.near(part)) or any(not s.upright for o in sides for s in ends.near(o)):
            led.add(box)
    cards = {block: box for block, box in framed.items() if box in led or block.titled}
    shown = max(len(led), sum(block.titled for block in cards)) >= _MOST_CARDS * len(blocks)
    enough = len(cards) >= max(_FEWEST, _MOST_BARS * len(beside)) and sum(o.letters for o in cards) >= _OF_LETTERS * told
    if not (shown and enough):
        return drawing
    last = max((shape.path for shape in drawing.shapes), default=0)
    frames = [Shape(box, None, (0, 0, 0), False, 0, 0.0, last) for box in cards.values()]
    return replace(drawing, shapes=(*drawing.shapes, *frames))


def _blocks(bars: Sequence[Box], letters: Sequence[Letter], strokes: Sequence[Segment]) -> Iterator[_Block | None]:
    """The block that each bar beside words marks off; None where it marks off none."""
    runs = [letters[word.start : word.stop] for word in words_in(letters)]
    words = Grid((Box(run[0].x0, run[0].base - run[0].size, run[-1].x1, run[0].base), run) for run in runs if run[0].angle == 0)
    level = Grid((stroke.box, stroke.box) for stroke in strokes if stroke.level)
    others = Grid((bar, bar) for bar in bars)
    for bar in bars:
        toothed = any(o.x1 > bar.x1 + _PAD and o.x0 <= bar.x1 + SIDE for o in level.near(bar, SIDE))
        right = min((o.x0 for o in others.near(bar._replace(x1=bar.x1 + _REACH)) if o.x0 > bar.x1), default=bar.x1 + _REACH)
        rows, far = list[list[Sequence[Letter]]](), list[Sequence[Letter]]()
        within = [run for run in words.near(bar._replace(x1=right)) if bar.x1 - SIDE <= run[0].x0 < right]
        within = sorted((run for run in within if bar.top <= run[0].base <= bar.bottom), key=lambda run: (run[0].base, run[0].x0))
        for level_ones in runs_of(within, lambda a, b: b[0].base - a[0].base <= SIDE):
            ordered = sorted(level_ones, key=lambda run: run[0].x0)
            near, *beyond = runs_of(ordered, lambda a, b: b[0].x0 - a[-1].x1 <= _WORDS_EM * b[0].size)
            rows.append(near)
            far += [part[-1] for part in beyond[:1]]
        firsts = [row[0][0] for row in rows]
        if not any(o.x0 - bar.x1 <= _BESIDE_EM * o.size for o in firsts):
            continue
        set_in = [(o.x0 - firsts[0].x0) / o.size for o in firsts]  # an entry that goes on below does so behind its bullet
        flush = all(-_FLUSH_EM <= by <= _HANGS_EM for by in set_in) and 2 * sum(by <= _FLUSH_EM for by in set_in) > len(set_in)
        close = all(b.base - a.base <= _LEADING_EM * max(a.size, b.size) for a, b in pairwise(firsts))
        ends = [run[-1].x1 for run in far]  # names flush right in its rows
        far = far if len(far) > 1 and max(ends) - min(ends) <= SIDE else []
        held = [
            Box(run[0].x0, run[0].base - run[0].size, run[-1].x1, run[0].base) for run in (*(o for row in rows for o in row), *far)
        ]
        looks = tuple((o.size, o.bold, o.italic, o.colour) for o in firsts)
        block = _Block(bar, bounds(held), sum(len(run) for row in rows for run in row), looks)
        yield block if flush and close and not toothed else None


def _frames(blocks: Sequence[_Block], strokes: Sequence[Segment]) -> Iterator[Box]:
    """The frame that each of *blocks* would have."""
    starts = [min((s.x0, s.y0), (s.x1, s.y1)) for s in strokes if not s.upright]
    ends = Grid((Box(x, y, x, y), x) for x, y in starts)
    bars = Grid((block.bar, block.bar) for block in blocks)
    widest = max(block.words.x1 - block.bar.x0 for block in blocks)
    shown: list[int | None] = []  # how wide each block is by the stroke that begins nearest right of its words
    for bar, words, *_ in blocks:
        beside = ends.near(Box(words.x1 - SIDE, bar.top, bar.x0 + _WIDER * widest, bar.bottom))
        shown.append(round(min(beside) - bar.x0) if beside else None)
    usual = Counter(width for width in shown if width is not None)
    for (bar, words, *_), own in zip(blocks, shown, strict=True):
        right = min((o.x0 for o in bars.near(bar._replace(x1=bar.x1 + _REACH)) if o.x0 > bar.x1), default=bar.x1 + _REACH)
        fit = [width for width in usual if usual[width] >= _FEWEST and width >= words.x1 - bar.x0 - SIDE]
        width = own or max(fit, key=lambda width: usual[width], default=widest + _PAD)
        yield Box(bar.x0, bar.top, max(words.x1, min(bar.x0 + width, right - SIDE)), bar.bottom)
