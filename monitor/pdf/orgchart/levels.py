"""Bands across the sheet that say how high what stands in them is, « Direction », « Pôles », « Niveau 3 »: no units (3.27)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.links import Net
from monitor.pdf.orgchart.people import named_in

_FEWEST = 3  # bands
_SIDE = 2.0  # points between sides that are the same
_MOST_LINES = 3  # of what a band is called
_STEPPED = 0.6  # of the boxes in all bands but the first, those that strokes lead to from the band above


def take_levels(
    text: PageText, nets: Sequence[Net], nets_among: Callable[[Sequence[TextBox], Sequence[Box]], list[Net]]
) -> list[Net]:
    """Take from *text* the bands that strokes lead through, each from a box in one to those in the next, with what they are called.

    *nets_among*: the nets of some boxes, and of others whose borders are none. Returns the nets without those bands, else *nets*.
    """
    stacks: dict[tuple[int, int, int], list[TextBox]] = defaultdict(list)
    for box in text.boxes if nets else ():
        if box.inner:
            stacks[id(box.outer), round(box.box.x0 / _SIDE), round(box.box.x1 / _SIDE)].append(box)
    for stack in stacks.values():
        bands = sorted(stack, key=lambda band: band.box.top)
        if len(bands) < _FEWEST or any(upper.box.bottom > lower.box.top + _SIDE for upper, lower in pairwise(bands)):
            continue
        # what a band is called may stand in its leftmost box, at one place and as wide in all, with nothing in it
        first = [min(band.inner, key=lambda box: box.box.x0) for band in bands]
        at, to = first[0].box.x0, first[0].box.x1
        alike = all(abs(box.box.x0 - at) <= _SIDE and abs(box.box.x1 - to) <= _SIDE and not box.inner for box in first)
        alike = alike and all(len(band.inner) > 1 for band in bands)
        names = [box if alike and not band.lines else None for band, box in zip(bands, first, strict=True)]
        lines = [[*band.lines, *(name.lines if name else ())] for band, name in zip(bands, names, strict=True)]
        named = sum(0 < len(some) <= _MOST_LINES and not any(named_in(line.text) for line in some) for some in lines)
        if named < len(bands) - 1:
            continue
        gone = {id(box) for box in (*bands, *names) if box is not None}
        kept = [box for box in text.boxes if id(box) not in gone]
        inner = [[box for box in band.inner if id(box) not in gone] for band in bands]
        for empty in (text.empty, [*text.empty, *(band.box for band in bands)]):  # whose borders may be strokes, too
            found = nets_among(kept, empty)
            if _are_steps(inner, kept, found):
                for box in kept:
                    box.outer = bands[0].outer if id(box.outer) in gone else box.outer
                text.boxes, text.empty = kept, empty
                text.aside += [line for some in lines for line in some]
                return found
    return list(nets)


def _are_steps(bands: Sequence[Sequence[TextBox]], boxes: Sequence[TextBox], nets: Sequence[Net]) -> bool:
    """Whether strokes lead from one box of a band to most of those in the next one, and not to several bands at once."""
    rungs = {id(box): number for number, band in enumerate(bands) for box in band}
    led: set[int] = set()
    for net in nets:
        ends = {id(boxes[met.box]) for met in net.attachments}
        places = [rungs.get(end, -1) for end in ends]
        if min(places, default=-1) >= 0 and places.count(min(places)) == 1 and set(places) == {min(places), min(places) + 1}:
            led |= {end for end in ends if rungs[end] > min(places)}
    return len(led) >= _STEPPED * sum(map(len, bands[1:])) > 0
