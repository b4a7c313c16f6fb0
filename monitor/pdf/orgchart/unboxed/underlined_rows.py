"""Lists in columns whose rows are ruled off: a title at the left end of each, who heads it flush with the right one (3.27)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from monitor.model import Person
from monitor.model.frozen import dataclass, replace
from monitor.pdf.ink import SIDE, Box, bounds, runs_of
from monitor.pdf.lines import LEVEL_EM, Line, joined, same_look
from monitor.pdf.orgchart.units.names_beside import is_named, is_set_under
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import folded, is_role
from monitor.pdf.orgchart.words.name_forms import may_be_name
from monitor.pdf.orgchart.words.people import OPEN, named_in
from monitor.pdf.orgchart.words.run_on import is_of_people
from monitor.pdf.orgchart.words.wording import is_contact

_FEWEST, _SURELY = 4, 0.6  # rows with a name at their end; of these, names that are sure
_FEWEST_LISTS = 2  # side by side
_ELECTED = ("representant", "delegue", "membre")  # folded: a list of these is none of units
_EDGE_EM = 1.5  # between words and the end of their row
_HIGHEST_EM, _USUAL_EM = 5.0, 2.4  # how high a row is between two rules, and the one before the first or behind the last


@dataclass(slots=True)
class _Row:
    """What stands between two rules: its words, and the filled cells that they stand in, if any."""

    box: Box
    cells: list[TextBox]
    lines: list[Line]

    def parts(self) -> tuple[list[Line], Line | None] | None:
        """The lines of the title and who is named at the far end, if anybody; None where it holds something else."""
        lines = sorted(self.lines, key=lambda line: line.base)
        edge = _EDGE_EM * lines[0].size
        title = [line for line in lines if line.frame.x0 - self.box.x0 <= edge]
        ends = [line for line in lines if line not in title]
        if not title or any(line.angle or is_contact(line.text) for line in lines) or any(map(is_named, title)):
            return None
        flush = all(self.box.x1 - line.frame.x1 <= edge for line in ends) and all(same_look(a, b) for a, b in pairwise(ends))
        level = not ends or any(abs(line.base - ends[0].base) <= LEVEL_EM * line.size for line in title)
        whole = all(is_set_under(below, line) for line, below in pairwise(title))
        name = replace(ends[0], text=joined(ends), frame=bounds([line.frame for line in ends])) if ends else None
        told = name is None or named_in(name.text) is not None or may_be_name(name.text)
        return (title, name) if flush and level and whole and told else None


def take_underlined_rows(text: PageText) -> None:
    """Make a box of each row of such lists, from end to end, with who is named in it, where several of them stand side by side.

    So where what stands at the far ends is mostly names. Of rows that share a fill both cells are one box; a post is of whoever is
    named behind it, « Directrice : Mme Roy ». A list with a row of another kind stays as it is, and so does one of elected people
    or the staff's representatives, as the box over it says.
    """
    found: list[list[tuple[_Row, list[Line], Line | None]]] = []
    for rows in _lists(text):
        parts = [row.parts() for row in rows]
        over = [
            o for o in text.boxes if o.lines and rows and 0 <= rows[0].box.top - o.box.bottom + SIDE <= _USUAL_EM * o.lines[0].size
        ]
        captions = [folded(joined(o.lines)) for o in over if o.box.is_flush_with(rows[0].box, SIDE)]
        if any(is_of_people(said) or said.startswith(_ELECTED) for said in captions):
            continue
        if None not in parts and any(part and part[1] for part in parts):
            found.append([(row, *part) for row, part in zip(rows, parts, strict=True) if part])
    names = [name for rows in found for _, _, name in rows if name]
    if len(found) < _FEWEST_LISTS or sum(map(is_named, names)) < max(_FEWEST, _SURELY * len(names)):
        return
    for row, title, name in (one for rows in found for one in rows):
        box = TextBox(row.box, row.cells[0].fill if row.cells else None, (0, 0, 0), lines=title)
        if name is not None and is_role(joined(title)):
            box.lines = [replace(title[0], text=f"{joined(title).rstrip(' :')} : {name.text}")]
        elif name is not None and is_named(name):
            box.beneath = [name]
        elif name is not None:  # no known name, where others end in names
            box.people = [Person(name=name.text, confidence=OPEN)]
        text.boxes = [box for box in text.boxes if box not in row.cells]
        text.take(row.lines, box)


def _lists(text: PageText) -> Iterator[list[_Row]]:
    """The rows of each column of level rules as wide, from top to bottom; pieces of rules end on end are one."""
    level = sorted((rule for rule in text.rules if rule.level), key=lambda rule: (round(rule.y0), rule.x0))
    frames = [box.box for box in text.boxes if box.inner and not box.lines]
    columns: dict[tuple[int, int, Box | None], list[Box]] = defaultdict(list)
    for own in runs_of(level, lambda a, b: round(a.y0) == round(b.y0) and -SIDE <= b.x0 - a.x1 <= SIDE):
        rule = Box(own[0].x0, own[0].y0, own[-1].x1, own[0].y0)
        around = next((o for o in frames if o.encloses(rule) and o.top + SIDE < rule.top < o.bottom - SIDE), None)
        columns[round(rule.x0 / SIDE), round(rule.x1 / SIDE), around].append(rule)
    for (_, _, around), rules in columns.items():
        x0, x1 = rules[0].x0 - SIDE, rules[0].x1 + SIDE
        free = [line for line in text.free if x0 <= line.frame.x0 and line.frame.x1 <= x1]
        cells = [box for box in text.boxes if box.lines and box.fill and x0 <= box.box.x0 and box.box.x1 <= x1]
        cells = [box for box in cells if not (box.inner or box.outer)]
        size = max((line.size for line in free), default=0.0)
        first, last = rules[0].top - _USUAL_EM * size, rules[-1].top + _USUAL_EM * size
        over = any(first < line.base <= rules[0].top for line in free) or any(
            abs(o.box.bottom - rules[0].top) <= SIDE for o in cells
        )
        over = over or (around is not None and any(around.top < line.base <= rules[0].top for line in free))
        first = first if around is None else around.top
        sides = [*((first,) if over else ()), *(rule.top for rule in rules), *(() if over else (last,))]
        rows: list[_Row] = []
        for top, foot in pairwise(sides):
            within = [box for box in cells if abs(box.box.bottom - foot) <= SIDE]
            lines = [line for box in within for line in box.lines] or [line for line in free if top < line.base <= foot]
            box = Box(rules[0].x0, min((o.box.top for o in within), default=top), rules[0].x1, foot)
            if len({o.fill for o in within}) > 1 or (box.height > _HIGHEST_EM * size and around is None):
                lines = []
            if lines:
                rows.append(_Row(box, within, lines))
        yield rows
