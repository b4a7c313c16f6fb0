"""Columns of words below a row of drawn boxes, each title with its names and its list: units of the box over them (3.27)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import Literal

from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, bounds
from monitor.pdf.lines import LEVEL_EM, Line, joined, same_weight
from monitor.pdf.orgchart.arrangement.heads import NetReading
from monitor.pdf.orgchart.arrangement.stacks import look
from monitor.pdf.orgchart.nodes import CLEAR, Node, PageNodes
from monitor.pdf.orgchart.units.column_heads import heading_holds
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.orgchart.units.legends import is_foot
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import folded, is_bare_post, is_chart_word, is_role, level, starts_like_unit
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.titles import names_body, names_chart
from monitor.pdf.orgchart.words.wording import is_contact, unbulleted, without_numbers

_LESS = 0.5  # of all letters, those in boxes: with more, a chart is one of boxes
_FEWEST_UNITS, _MOSTLY = 4, 0.6  # below a row of heads; of heads and units, those that words tell
_POLE, _FEWEST_HEADS = 4, 2  # the lowest rank of what heads a column by its word; columns
_CLOSE_EM, _APART = 1.45, 1.15  # between lines of one title, at most; times the step within units, white that parts them
_FOOT_EM = 2.0  # from the last line of all columns to the date of the sheet, set as they are
_FAR = 2.5  # times the step, or the letters, to what is no title
_INSET_EM = 0.4  # how much further right than its title a list begins


def listed_columns(text: PageText) -> list[tuple[TextBox, list[TextBox]]]:
    """The boxes of one row, each with the units that stand below it without a box, which are added to *text*; [] without such.

    Of a sheet on which most words stand so. Columns begin with a title each, in one weight; the next unit begins with one in
    that, flush with it or on its axis, below a list or white, or where titles are set heavier than all else.
    """
    drawn = [
        box
        for box in text.boxes
        if (box.drawn or (box.outer is not None and box.outer.drawn))
        and box.lines
        and not box.inner
        and all(o.angle == 0 for o in box.lines)
    ]
    boxed = sum(len(line.text) for box in text.boxes for line in box.lines)
    if boxed >= _LESS * (boxed + sum(len(line.text) for line in text.free)):
        return []
    rows: list[list[TextBox]] = []  # of boxes that begin at one height
    for box in sorted(drawn, key=lambda box: (round(box.box.top), box.box.x0)):
        if rows and abs(rows[-1][0].box.top - box.box.top) <= SIDE:
            rows[-1].append(box)
        else:
            rows.append([box])
    found: list[tuple[TextBox, list[list[Line]]]] = []
    for row in (sorted(row, key=lambda box: box.box.x0) for row in rows if len(row) > 1):
        columns = _columns_below(row, drawn, text.free)
        ends = [(_kind(column[0]), _kind(column[-1])) for column in columns if column]
        over = 2 * sum(first == "holder" != last for first, last in ends) >= len(ends) > 0
        if any(first == "holder" for first, _ in ends) and not over:
            continue  # who heads the box above
        units = [_units(column, over=over) for column in columns]
        if sum(map(bool, units)) > 1 and _are_units(row, [unit for own in units for unit in own]):
            found += zip(row, units, strict=True)
    taken = [line for _, own in found for unit in own for line in unit]
    if not taken:
        return []
    # Over a strip of heads stands who heads all
    top = min(head.box.top if head.outer is not None else -inf for head, _ in found)
    for line in [line for line in text.free if line not in taken and line.base > top]:
        said = without_numbers(line.text)
        told = named_in(said) is not None or is_role(said) or (level(said) is not None and not names_chart(said))
        if told and not (is_foot(line.text) or names_body(line.text)):
            return []  # of who heads all, or of a column, in another place
    made: list[tuple[TextBox, list[TextBox]]] = []
    for head, own in found:
        made.append((head, []))
        for unit in own:  # its title is as deep as that of the first one, though a name behind it is set otherwise
            first = next(line for line in own[0] if _kind(line) == "title")
            at = next((n for n, line in enumerate(unit) if _kind(line) == "title"), 0)
            lines = [*unit[:at], replace(unit[at], size=first.size, bold=first.bold), *unit[at + 1 :]]
            made[-1][1].append(TextBox(bounds([line.box for line in unit]), drawn=False, lines=lines))
    text.take(taken, *(box for _, own in made for box in own))
    return made


def hang_under_column_heads(found: PageNodes, readings: Sequence[NetReading]) -> None:
    """Hang words in columns under the title that each begins with, where these stand in one row and rank above all below.

    As spreadsheets and pages without a table's rules have them: « Pôle ressources », « Pôle technique », and below each, flush
    with it or on its axis, « Finances », « Voirie ». Not where *readings* tell of strokes, one column holds something that ranks
    as its head, or looks or words tell that some of what is below heads the rest: « Direction des finances », « Paie ».
    """
    if any(reading.usable for reading in readings) or not found.open:
        return
    foot = max(node.box.top for node in found.open)
    nodes = [node for node in found.nodes if node.box.top <= foot]
    ranks = {id(node): level(node.label) for node in nodes}
    rows = defaultdict[tuple[int, str], list[Node]](list)
    for node in nodes:
        if (rank := ranks[id(node)]) is not None and 0 < rank <= _POLE:
            rows[rank, node.label.split()[0]].append(node)
    heads = max((sorted(row, key=lambda node: node.box.x0) for row in rows.values()), key=len, default=[])
    tops = [node.box.top for node in heads]
    if len(heads) < _FEWEST_HEADS or max(tops) - min(tops) > heads[0].size:
        return
    below = [node for node in nodes if node.box.top > max(tops) + SIDE and node.how != "item"]
    own = _columns_of(heads, below, attrgetter("x0")) or _columns_of(heads, below, attrgetter("cx"))
    told = {ranks[id(node)] for node in below}
    lower = all(rank is None or rank > (ranks[id(heads[0])] or 0) for rank in told)
    several = len({*map(look, below)}) > 1 or len(told) > (1 if any(rank and rank <= _POLE for rank in told) else 2)
    if lower and not several and len(own) >= 2 * len(heads):
        for node, head in zip(below, own, strict=True):
            node.hang(head, "below", CLEAR)


def _columns_of(heads: Sequence[Node], below: Sequence[Node], side: Callable[[Box], float]) -> list[Node]:
    """Of each of *below* that of *heads*, from left to right, in whose column its *side* is; [] where they stand in no columns."""
    own, lines = list[Node](), dict[int, float]()
    for node in below:
        at = side(node.box)
        head = next((o for o in reversed(heads) if o.box.x0 - 0.5 * o.size <= at <= o.box.x1), None)
        if head is None or abs(lines.setdefault(id(head), at) - at) > 0.5 * head.size:
            return []
        own.append(head)
    return own


def _columns_below(row: Sequence[TextBox], drawn: Sequence[TextBox], free: Sequence[Line]) -> list[list[Line]]:
    """The *free* lines within the width of each of *row*, down to the next box there or a line across columns."""
    gaps = [right.box.x0 - left.box.x1 for left, right in pairwise(row)]
    if min(gaps) < -SIDE:
        return [[] for _ in row]
    halves = [max(gap, SIDE) / 2 for gap in (gaps[0], *gaps, gaps[-1])]
    spans = [(box.box.x0 - a, box.box.x1 + b) for box, a, b in zip(row, halves, halves[1:], strict=False)]
    ends = [min((o.box.top for o in drawn if o.box.top >= box.box.bottom - SIDE and o.box.x0 < x1 and x0 < o.box.x1), default=inf)
            for box, (x0, x1) in zip(row, spans, strict=True)]  # fmt: skip
    columns: list[list[Line]] = [[] for _ in row]
    foot = min(box.box.bottom for box in row)
    others = [line for line in free if not is_foot(line.text)]
    last, looks = max((line.base for line in others), default=inf), {line.look for line in others}
    for line in sorted(free, key=lambda line: (round(line.base), line.frame.x0)):
        far = line.base > last + _FOOT_EM * line.size or (line.base > last and line.look not in looks)
        if line.box.cy <= foot or line.angle != 0 or (far and is_foot(line.text)):  # the sheet's date, below all else
            continue
        at = next((n for n, (x0, x1) in enumerate(spans) if x0 <= line.frame.x0 and line.frame.x1 <= x1), None)
        if at is not None and line.box.cy < ends[at]:
            columns[at].append(line)
        elif at is None and line.frame.x0 < spans[-1][1] and spans[0][0] < line.frame.x1:
            ends = [min(end, line.box.top) for end in ends]
    return columns


def _units(column: Sequence[Line], *, over: bool) -> list[list[Line]]:
    """The lines of each unit of a *column*, which begin with its title, or who is named *over* that; [] where nothing tells."""
    kinds = [_kind(line) for line in column]
    first = next((line for line, kind in zip(column, kinds, strict=True) if kind == "title"), None)
    for at, (above, line) in enumerate(pairwise(column), 1):  # « – Salle de sports – Annick DE », « SMET »
        if kinds[at - 1] == "entry" and first is not None and first.look != line.look == above.look:
            inset = line.frame.x0 > first.frame.x0 + _INSET_EM * line.size  # else a name may be over the next title
            kinds[at] = "entry" if inset or kinds[at] == "title" else kinds[at]
    if "title" not in kinds or "entry" in kinds[: kinds.index("title")] or is_contact(column[0].text):
        return []
    if any(lower.base - upper.base < LEVEL_EM * upper.size for upper, lower in pairwise(column)):
        return []  # names beside titles
    first = column[begun := kinds.index("title")]
    steps = sorted(lower.base - upper.base for upper, lower in pairwise(column))
    step = steps[len(steps) // 4] if steps else 0.0
    weights = {(line.bold, round(line.size)) for line in column if not same_weight(first, line)}
    heavier = bool(weights) and all((first.bold, first.size) > weight for weight in weights)
    white = max(_APART * step, _CLOSE_EM * first.size)
    names = [line for line, said in zip(column, kinds, strict=True) if said == "holder"]
    begins = [0]
    for at in range(begun + 1, len(column)):
        line, start = column[at], at
        both = bool(entry_parts(line.text)[1])  # a title with who heads it is as bold as most of its letters
        alike = same_weight(first, replace(line, bold=first.bold) if both else line)
        flush = line.frame.x0 <= first.frame.x0 + _INSET_EM * line.size or abs(line.frame.cx - first.frame.cx) <= line.size
        if kinds[at] == "title" and alike and flush:
            while over and kinds[start - 1] == "holder" and start - 1 > begins[-1]:
                start -= 1
            above, close = column[start - 1], _CLOSE_EM * line.size
            gap = column[start].base - above.base
            past = kinds[start - 1] == "entry" or above.frame.x0 > line.frame.x0 + _INSET_EM * line.size or start < at
            if past or (heavier and not same_weight(above, line)) or gap > close:
                begins.append(start)
        elif (
            flush and kinds[at] == "title" and any(same_weight(o, line) for o in names) and line.base - column[at - 1].base > white
        ):
            return []  # perhaps a title without a head, set as names are
        elif (
            named_in(line.text) is not None and not (both or over) and line.base - column[at - 1].base > _FAR * max(step, line.size)
        ):
            return []  # whose it is so far below, nothing tells
    return [list(column[start:end]) for start, end in zip(begins, [*begins[1:], len(column)], strict=True)]


def _kind(line: Line) -> Literal["entry", "holder", "title"]:
    """What a line of a column is: of a list behind bullets, who heads a unit, or a title, perhaps with who heads it."""
    if unbulleted(line.text.rstrip(" –-")) is not None:  # « – Permis de construire – », whose holder is on the next line
        return "entry"
    said = without_numbers(line.text)
    held = is_contact(line.text) or is_bare_post(said) or (named_in(said) is not None and not entry_parts(line.text)[1])
    return "holder" if held else "title"


def _are_units(row: Sequence[TextBox], units: Sequence[Sequence[Line]]) -> bool:
    """Whether words tell that a *row* of heads and the *units* below it are such: no table's columns, no plain lists."""
    if len(units) < _FEWEST_UNITS or any(names_chart(head.lines[0].text) for head in row):
        return False

    def title_of(lines: Sequence[Line]) -> str:
        return next((line for line in lines if _kind(line) == "title"), lines[0]).text

    def told(lines: Sequence[Line]) -> bool:
        label, people = entry_parts(title_of(lines))
        named = bool(people) or any(_kind(line) == "holder" for line in lines)
        worded = starts_like_unit(label) or level(label) is not None or any(map(is_chart_word, label.split()))
        return named or worded or is_role(label)

    said = [joined([line for line in head.lines if _kind(line) == "title"] or head.lines) for head in row]
    heads = [told(head.lines) and heading_holds(folded(text)) is None for head, text in zip(row, said, strict=True)]
    led = sum(any(_kind(line) != "title" for line in unit) or bool(entry_parts(unit[0].text)[1]) for unit in units)
    titles = {joined(unit) for unit in units}
    many = _MOSTLY * len(units)
    return sum(heads) >= _MOSTLY * len(row) and min(sum(map(told, units)), len(titles)) >= many and 2 * led > len(units)
