"""Groups in a panel: titles that stand free in it, over the boxes right beneath in their columns (3.27)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from monitor.model.frozen import replace
from monitor.pdf.ink import Box, bounds
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.borderless import blocks_of
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.grid import runs_of
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.vocabulary import starts_like_unit
from monitor.pdf.orgchart.wording import is_contact

_ROW_EM = 0.4  # between the first lines of one row of groups
_SIDE_EM = 0.8  # between sides, or middles, that are one
_BELOW_EM = 2.5  # how far under the words of a group its boxes begin
_LAID = 2.0  # points that a box may reach into the words over it
_MOSTLY = 0.5  # of the groups of a panel, those that begin like units or name somebody
_Side: TypeAlias = Callable[[Box], float]


class _Group(NamedTuple):
    """A title with what is said under it, and the boxes that it heads."""

    words: list[Line]
    boxes: list[TextBox]

    @property
    def around(self) -> Box:
        """Where all of it stands."""
        return bounds([*(line.box for line in self.words), *(box.box for box in self.boxes)])


def part_panels(text: PageText) -> None:
    """Make frames, not drawn, of the groups in each panel: what stands in them hangs under their titles, these under the panel's.

    So in a panel with two such groups; on a sheet with one of these, also of one group of their look below the panel's own title.
    Where it isn't known which box is of which, titles side by side head none: they are no title of the panel.
    """
    frames = [frame for frame in text.boxes if frame.inner and all(line.angle == 0 for line in frame.lines)]
    panels = [(frame, *_parts_of(frame)) for frame in frames]
    told = {group.words[0].style for _, _, groups in panels if sum(bool(o.boxes) for o in groups) > 1 for group in groups}
    for frame, head, groups in panels:
        if not groups or any(group.words[0].style not in told for group in groups) or not (head or len(groups) > 1):
            top = min(box.box.top for box in frame.inner)
            over = sorted((line for line in frame.lines if line.box.cy < top), key=lambda line: (round(line.base), line.frame.x0))
            rows = runs_of(over, lambda a, b: b.base - a.base <= _ROW_EM * b.size)
            row = min((row[0].base for row in rows if sum(starts_like_unit(line.text) for line in row) > 1), default=inf)
            text.aside += [line for line in frame.lines if line.base >= row]
            frame.lines = [line for line in frame.lines if line.base < row]
            continue
        frame.lines = head
        for group in groups:
            made = TextBox(group.around, drawn=False, lines=group.words, outer=frame, inner=group.boxes)
            for box in group.boxes:
                box.outer = made
            taken = {id(box) for box in group.boxes}
            frame.inner = [*(box for box in frame.inner if id(box) not in taken), made]
            text.boxes.append(made)


def _parts_of(frame: TextBox) -> tuple[list[Line], list[_Group]]:
    """The words that head *frame*, and the groups in it; no groups where it isn't known which box is of which."""
    blocks = _blocks(frame.lines)
    rows = list(runs_of(blocks, lambda a, b: b[0].base - a[0].base <= _ROW_EM * b[0].size))
    if len(blocks) < 2:
        return [], []
    head: list[Line] = []
    if len(rows[0]) == 1:
        first, after = rows[0][0], rows[1][0]
        bare = not any(first[-1].base < box.box.cy < after[0].base for box in frame.inner)
        head = first if bare or first[0].style != after[0].style else []
    own = [block for block in blocks if block is not head]
    looks = {block[0].style for block in own}
    plain = [line for box in frame.inner for line in box.lines[:1]]
    stands_out = all(block[0].bold and not line.bold for block in own for line in plain) or all(
        block[0].size > 1.05 * line.size for block in own for line in plain
    )
    named = [[named_in(line.text) for line in block] for block in own]
    worded = sum(starts_like_unit(block[0].text) or any(some) for block, some in zip(own, named, strict=True))
    if len(looks) > 1 or not stands_out or worded <= _MOSTLY * len(own):
        return [], []
    if any(some[0] is not None or is_contact(block[0].text) for block, some in zip(own, named, strict=True)):
        return [], []
    top = min(block[0].box.top for block in own)
    below = [box for box in frame.inner if box.box.cy > top]
    for side in (attrgetter("x0"), _middle):
        groups = _grouped(own, below, side)
        if groups:
            return head, groups
    return [], []


def _middle(box: Box) -> float:
    return box.cx


def _grouped(blocks: Sequence[list[Line]], boxes: Sequence[TextBox], side: _Side) -> list[_Group]:
    """Each of *blocks* with the *boxes* right beneath it in its column; [] where one has none over it, or two groups overlap.

    *side*: the left one, or the middle, on which titles and their boxes stand.
    """
    size = blocks[0][0].size
    places = sorted((side(bounds([line.box for line in block])), number) for number, block in enumerate(blocks))
    columns = [[number for _, number in run] for run in runs_of(places, lambda a, b: b[0] - a[0] <= _SIDE_EM * size)]
    starts = [min(place for place, number in places if number in column) for column in columns]
    ends = [(a + b) / 2 if side is _middle else b - _SIDE_EM * size for a, b in pairwise(starts)]
    groups = [_Group(block, []) for block in blocks]
    for box in boxes:
        column = columns[sum(end <= side(box.box) for end in ends)]
        over = [groups[n] for n in column if groups[n].words[-1].box.bottom <= box.box.top + _LAID]
        if not over:
            return []
        max(over, key=lambda group: group.words[0].base).boxes.append(box)
    for group in groups:
        if group.boxes:
            words, held = bounds([line.box for line in group.words]), bounds([box.box for box in group.boxes])
            if held.top - words.bottom > _BELOW_EM * size or abs(side(held) - side(words)) > _SIDE_EM * size:
                return []
    overlaps = any(a.around.overlap(b.around) > 0 for number, a in enumerate(groups) for b in groups[:number])
    return groups if any(group.boxes for group in groups) and not overlaps else []


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """The words of a panel by their titles, from top to bottom: a name at the right of a title is said under it."""
    blocks: list[list[Line]] = []
    for block in blocks_of(lines):
        begun = [0, *(n for n, (a, b) in enumerate(pairwise(block), 1) if b.bold and a.style != b.style), len(block)]
        blocks += [block[start:end] for start, end in pairwise(begun)]
    blocks.sort(key=lambda block: (round(block[0].base), block[0].frame.x0))
    kept: list[list[Line]] = []
    for block in blocks:
        level = [o for o in kept if abs(o[0].base - block[0].base) <= _ROW_EM * block[0].size and o[0].frame.x1 < block[0].frame.x0]
        if level and all(named_in(line.text) is not None for line in block):
            level[-1].extend(replace(line, base=level[-1][0].base + line.size) for line in block)
        else:
            kept.append(block)
    return kept
