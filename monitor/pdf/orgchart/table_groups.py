"""Tables whose rules part groups of rows, not rows: a title over its head's name, with a title and a name in each row beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from monitor.pdf.lines import Line
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.table_heads import is_figure
from monitor.pdf.orgchart.wording import is_contact

Placed: TypeAlias = tuple[list[Line], int, int]  # the lines of a cell, its first row and the one after its last

_FEWEST = 3  # groups
_LEVEL_EM = 0.4  # between the bases of words of one row
_WHITER = 1.3  # times the distance of two rows: so much white parts groups of them


def groups_parted(cells: Sequence[Placed]) -> list[Placed]:
    """*cells* with a row for each name, where rules part groups of rows; [] where they part rows.

    In most groups several names stand in a column, each level with a line of another one. White from side to side parts them, too.
    """
    groups: dict[tuple[int, int], list[list[Line]]] = defaultdict(list)
    for own, top, end in cells:
        groups[top, end].append(own)
    if 2 * sum(map(bool, map(_names_beside, groups.values()))) < len(groups) or len(groups) < _FEWEST:
        return []
    parted: list[Placed] = []
    last = 0
    for _, group in sorted(groups.items()):
        for columns in _apart_by_white(group):
            rows = [line.base for line in _names_beside(columns)] or [columns[0][0].base]
            for own in columns:
                mixed = len(set(map(is_whole, own))) > 1
                places = [next((n for n, base in enumerate(rows) if abs(base - o.base) <= _LEVEL_EM * o.size), -1) for o in own]
                if mixed or -1 in places or len(set(places)) < len(places):
                    parted.append((own, last, last + len(rows)))
                else:
                    parted += [([line], last + n, last + n + 1) for n, line in zip(places, own, strict=True)]
            last += len(rows)
    return parted


def _names_beside(columns: Sequence[list[Line]]) -> list[Line]:
    """The names in one of *columns* that each stand level with a line of another one which is nothing but titles."""
    titles = [line for own in columns if not any(map(is_whole, own)) for line in own]
    named = (own for own in columns if len(own) > 1 and all(map(is_whole, own)))
    level = (sum(any(abs(a.base - b.base) <= _LEVEL_EM * a.size for b in titles) for a in own) for own in named)
    named = (own for own in columns if len(own) > 1 and all(map(is_whole, own)))
    return next((own for own, many in zip(named, level, strict=True) if many >= max(2, len(own) - 1)), [])


def _apart_by_white(columns: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """*columns* parted where more white than between their rows goes from side to side."""
    names = _names_beside(columns)
    row = min((b.base - a.base for a, b in pairwise(names)), default=float("inf"))
    bases = sorted(line.base for own in columns for line in own)
    cuts = [b for a, b in pairwise(bases) if b - a > _WHITER * row]
    sides = [bases[0], *cuts, float("inf")]
    parts = [[[line for line in own if a <= line.base < b] for own in columns] for a, b in pairwise(sides)]
    return [[own for own in part if own] for part in parts]


def is_whole(line: Line) -> bool:
    return is_contact(line.text) or is_figure(line.text) or named_in(line.text) is not None
