"""A chart written as a list indented by level, with bullets, numbers or nothing before its entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from monitor.pdf.ink import Box
from monitor.pdf.joining import attached
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.entries import entry_parts
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.wording import open_ended, same_look, unbulleted, without_remarks

_FEWEST = 8  # entries
_LEADING_EM = 2.3
_STEP_EM = 0.6  # an entry is deeper where it begins further right
_DEPTHS = 3
_BESIDE = 0.06  # of all lines, those that stand beside another one
_NUMBER = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[IVX]{1,5}[.)]|[a-zA-Z][.)])\s+(?=[^\W\d_])")
_STRENGTH = 0.95


def outline_in(lines: Sequence[Line], page: int, *, continued: bool = False) -> list[Node]:
    """The units of a list that *lines* are, each under the one that it is indented from; [] where they are no such list.

    `continued`: whether the page before ended with one; what goes on from there has no parent, and `indent` says how far right
    it begins.
    """
    ordered = sorted(lines, key=lambda line: (line.base, line.frame.x0))
    if not (_is_even(ordered) and (continued or _is_stepped(ordered))):
        return []
    nodes: list[Node] = []
    above: list[Node] = []
    for entry in _entries(ordered):
        node = _node(entry, page)
        while above and not _deeper(node, above[-1]):
            above.pop()
        if above:
            node.hang(above[-1], "indented", _STRENGTH)
        above.append(node)
        nodes.append(node)
    return nodes


def _is_even(lines: Sequence[Line]) -> bool:
    """Whether lines follow each other evenly, none beside another."""
    steps = [(lower.base - upper.base) / max(upper.size, lower.size) for upper, lower in pairwise(lines)]
    beside, near = sum(step < 0.5 for step in steps), sum(step <= _LEADING_EM for step in steps)
    return bool(lines) and beside <= _BESIDE * len(lines) and near >= 0.85 * len(steps)


def _is_stepped(lines: Sequence[Line]) -> bool:
    """Whether lines begin at three depths or more that come back."""
    starts: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.frame.x0):
        if starts and line.frame.x0 - starts[-1][-1].frame.x0 <= 0.3 * line.size:
            starts[-1].append(line)
        else:
            starts.append([line])
    deep = len(starts) >= _DEPTHS and sum(len(start) > 1 for start in starts) >= _DEPTHS - 1
    return len(lines) >= _FEWEST and deep and _climbs(lines)


def _climbs(lines: Sequence[Line]) -> bool:
    """Whether lines go deeper and back by the left side alone: centred lines don't."""
    middle = median(line.frame.cx for line in lines)
    return 2 * sum(abs(line.frame.cx - middle) <= 0.3 * line.size for line in lines) <= len(lines)


def _entries(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Each entry with the lines that it is broken over."""
    marked = sum(_mark(line.text) is not None for line in lines) >= 0.6 * len(lines)
    right = max(line.frame.x1 for line in lines)
    entry: list[Line] = []
    for line in lines:
        if entry and _goes_on(entry, line, marked=marked, right=right):
            entry.append(line)
            continue
        if entry:
            yield entry
        entry = [line]
    if entry:
        yield entry


def _goes_on(entry: Sequence[Line], line: Line, *, marked: bool, right: float) -> bool:
    last, first = entry[-1], entry[0]
    near = line.base - last.base <= 1.7 * line.size and same_look(first, line)
    if not near or _mark(line.text) is not None or line.frame.x0 < first.frame.x0 - 0.3 * line.size:
        return False
    if marked and _mark(first.text) is not None and line.frame.x0 > first.frame.x0 + 0.3 * line.size:
        return True
    full = last.frame.x1 + _first_word(line) > right
    whole = " ".join(part.text for part in entry)
    return (full and line.text[:1].islower()) or open_ended(whole) or whole.count("(") > whole.count(")")


def _first_word(line: Line) -> float:
    return line.frame.width * len(line.text.split()[0]) / max(1, len(line.text))


def _mark(text: str) -> str | None:
    """*text* without its bullet or number; None where it has none."""
    bare = unbulleted(text)
    number = _NUMBER.match(text)
    return bare if bare is not None else text[number.end() :] if number else None


def _deeper(node: Node, above: Node) -> bool:
    return node.indent is not None and above.indent is not None and node.indent > above.indent + _STEP_EM * node.size


def _node(entry: Sequence[Line], page: int) -> Node:
    text = entry[0].text
    for line in entry[1:]:
        text = attached(text, line.text)
    label, people = entry_parts(without_remarks(_mark(text) or text) or text)
    boxes = [line.box for line in entry]
    first = entry[0]
    return Node(
        label=label,
        people=people,
        box=Box(min(b.x0 for b in boxes), boxes[0].top, max(b.x1 for b in boxes), boxes[-1].bottom),
        page=page,
        drawn=False,
        size=first.size,
        bold=first.bold,
        indent=first.frame.x0,
    )
