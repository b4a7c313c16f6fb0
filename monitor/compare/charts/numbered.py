"""Charts that are numbered lists: « 2.1. Direction des sports ». The numbers say in which order units stand, no more (3.12). Pure.

A unit that came, went or moved changes the numbers of those behind it: no news beside it. Where none did, another order
is told, once for all units under one head; so is a row that moved in a flat table, whose order is all that tells of heads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import pairwise

from monitor.compare.charts.match import Side
from monitor.compare.words import text_of, word_diff
from monitor.expressions import expression
from monitor.model import DocumentContent, Edit, OrgChart
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key

_NUMBER = expression(r"(?:(?<=\s)|^)((?:\d{1,2}|[A-Z])(?:\.\d{1,2})*)(?:[.)](?=\s)|(?<=[\d.]\d)(?=\s))\s+(?=[^\W\d_]|[«“\"(])")
_AT_HEAD = expression(r"([1-9]\d{0,2}(?:[.\-/][1-9]\d?){1,3})\.?(?:\s|$)")  # of a line: « 12.3 », « 12-3 »
_FEWEST = 5  # numbers
_COUNT_ON = 0.8  # of the numbers of a list, those that come after another one or are the first below theirs
_SIDE = 2.0  # points between the sides of cells in one column
_SHARE = 0.6  # of the units, those that stand right behind a number


def without_numbers(old: DocumentContent, new: DocumentContent) -> tuple[DocumentContent, DocumentContent] | None:
    """The two without the numbers before the titles of their units, a line for each; None where they are no lists numbered alike.

    A numbered list is one whose numbers count on from line to line, each from the one before or for a level more or fewer, and
    where most units stand behind one. A number in other words is theirs, and another scheme (« A.1 » for « 1.1 ») is to be told.
    """
    titles = {key(unit.title) for content in (old, new) if content.orgchart for unit in content.orgchart.units}
    sides = [_Numbers.of(content, titles) for content in (old, new)]
    one, other = (side.shapes for side in sides)
    if not all(side.is_list for side in sides) or any(not one[depth] & other[depth] for depth in one.keys() & other.keys()):
        return None
    return sides[0].content, sides[1].content


def numbers_of_sections(old: DocumentContent, new: DocumentContent) -> tuple[list[str], list[str]]:
    """The numbers of sections, « 12.3 », that head a line of one of the two alone: they count on from others there (3.12).

    They go and come with sections that went, came or moved. No such list are rooms, shares and dates: each number stands once,
    and nearly all count from 1 on.
    """
    found: list[list[str]] = []
    for content in (old, new):
        heads = [line for block in content.text or () for line in block.text.split("\n")]
        printed = [number[1] for line in heads if (number := _AT_HEAD.match(line))]
        counted = {number: tuple(map(int, re.split(r"\D", number))) for number in printed}
        known = set(counted.values())
        own = [number for number, (*above, last) in counted.items() if last == 1 or (*above, last - 1) in known]
        begun = {number[:-1] for number in known}
        firsts = sum((*above, 1) in known for above in begun)
        is_list = len(own) >= max(_FEWEST, _COUNT_ON * len(printed)) and firsts >= _COUNT_ON * len(begun)
        found.append(own if is_list else [])
    before, after = map(set, found)
    return [n for n in found[0] if n not in after], [n for n in found[1] if n not in before]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """What the numbers of one version are like."""

    content: DocumentContent  # without them
    is_list: bool
    shapes: Mapping[int, set[str]]  # by depth, how they are written: « 9.9. », « A) »

    @classmethod
    def of(cls, content: DocumentContent, titles: Collection[str]) -> _Numbers:
        longest = max(map(len, titles), default=0)
        last: tuple[int, ...] = ()
        shapes = defaultdict[int, set[str]](set)
        headed, found, blocks = set[str](), 0, list(content.text or ())
        for n, block in enumerate(blocks):
            said, end = "", 0
            for number in _NUMBER.finditer(block.text):
                counted = tuple(int(part) if part.isdigit() else ord(part) - 64 for part in number[1].split("."))
                *above, end_of_it = counted
                begun = tuple(above) == last
                counts_on = len(counted) <= len(last) and (*above, end_of_it - 1) == last[: len(counted)]
                if not (begun if end_of_it == 1 else counts_on):
                    continue
                last, found = counted, found + 1
                words = key(block.text[number.end() : number.end() + 2 * longest]).split(" ")
                title = next((title for n in range(len(words), 0, -1) if (title := " ".join(words[:n])) in titles), None)
                if title is None:
                    continue
                headed.add(title)
                shapes[len(counted)].add(re.sub(r"\d+", "9", re.sub(r"[A-Z]", "A", number[0].strip())))
                said, end = f"{said}{block.text[end : number.start()].rstrip()}\n", number.end()
            if end:
                blocks[n] = replace(block, text=f"{said}{block.text[end:]}".lstrip("\n"))
        own = {key(unit.title) for unit in content.orgchart.units} if content.orgchart else set()
        is_list = found >= _FEWEST and len(headed & own) >= _SHARE * len(own)
        return cls(content=replace(content, text=tuple(blocks)), is_list=is_list, shapes=shapes)


def reordered(old: OrgChart, new: OrgChart, pairs: Mapping[str, str]) -> Iterator[Edit]:
    """One edit for the units under one head that stand in another order now: their titles as they stood, and as they stand."""
    before, after = Side(old), Side(new)
    was_of = {other: one for one, other in pairs.items()}
    for head in new.units:
        above = was_of.get(head.id)
        if above is None:
            continue
        then, today = before.children[above], after.children[head.id]
        stayed = {pairs.get(child.id) for child in then} & {child.id for child in today}
        was = [child for child in then if pairs.get(child.id) in stayed]
        now = [child for child in today if child.id in stayed]
        if [pairs[child.id] for child in was] != [unit.id for unit in now]:
            one, other = (", ".join(unit.title for unit in units) for units in (was, now))
            gone, come, words = word_diff(text_of(one), text_of(other))
            facts = {"field": "text", "unit": head.title, "order": True}
            yield Edit(op="replace", before=gone, after=come, words=words, facts=facts)


def moved_rows(old: OrgChart, new: OrgChart, pairs: Mapping[str, str]) -> Iterator[Edit]:
    """The units of a table that stand further up or down now, each as a line that moved, where nothing but order tells their heads.

    Such a table is one column of the same units, each with a title of its own, of whose heads the reading is not always sure.
    """
    sides = [sorted(chart.units, key=lambda unit: (unit.page, unit.bbox[1])) for chart in (old, new)]
    titles = {key(unit.title) for unit in new.units}
    for units in sides:
        lefts = [unit.bbox[0] for unit in units]
        below = all((a.page, a.bbox[3]) <= (b.page, b.bbox[1] + _SIDE) or a.page < b.page for a, b in pairwise(units))
        column = below and max(lefts, default=0.0) - min(lefts, default=0.0) <= _SIDE
        if not column or not len(units) == len(pairs) == len(titles):
            return
    order = [pairs[unit.id] for unit in sides[0]]
    kept = SequenceMatcher(None, order, [unit.id for unit in sides[1]], autojunk=False).get_matching_blocks()
    stayed = {n for block in kept for n in range(block.b, block.b + block.size)}
    for n, unit in enumerate(sides[1]):
        if n not in stayed:
            yield Edit(op="move", before=unit.title, after=unit.title, words=(("=", unit.title),), facts={"field": "text"})
