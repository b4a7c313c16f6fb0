"""Columns of a table put in order: heads left of what they head, and names, of whatever level, right of their titles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.orgchart.tables.columns import heading_of, is_somebody, look_of_cell
from monitor.pdf.orgchart.tables.grid import Cell, TableGrid
from monitor.pdf.orgchart.units.column_heads import heading_holds
from monitor.pdf.orgchart.units.text_boxes import Holds
from monitor.pdf.orgchart.vocabulary import folded, is_role, level, steps_down

_TELLS = expression(r"\w+ (?:l[ea]s? |l['’])", re.IGNORECASE)  # what somebody does, « Prépare le budget »
_LOW = 9  # how low a title stands that tells no rank
_FEWEST_HEADS = 2  # cells over several rows
_FEWEST_NAMES, _MOSTLY = 4, 0.6  # right of their titles; of the rows, those that have them there


def with_names_last(grid: TableGrid) -> TableGrid:
    """*grid* with the names in a column of their own, where they stand in the one right of their titles, whatever its level.

    « Pôle social | Mme Roy », and in the next row, one column further right, « Service seniors | M. Petit »: columns hold both.
    """
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in sorted(grid.cells, key=lambda cell: cell.column):
        rows[cell.top].append(cell)
    titles = [row[0] for row in rows.values() if row and not is_somebody(row[0].text)]
    names = [row[1] for row in rows.values() if len(row) == 2 and is_somebody(row[1].text) and not is_somebody(row[0].text)]
    beside = sum(name.column == row[0].until for row in rows.values() for name in names if row[-1] is name)
    mixed = {cell.column for cell in names} & {cell.column for cell in titles}
    alone = any(is_somebody(cell.text) for cell in grid.cells if cell not in names)
    if alone or not mixed or beside < max(_FEWEST_NAMES, _MOSTLY * len(rows)):
        return grid
    last, side = len(grid.columns), grid.columns[-1][1]
    moved = [replace(cell, column=last, until=last + 1) if cell in names else cell for cell in grid.cells]
    return replace(grid, cells=moved, columns=[*grid.columns, (side, side + 1)], zones=[*grid.zones, last] if grid.zones else [])


def put_heads_first(
    grid: TableGrid, cells: Sequence[Cell], held: Sequence[Holds], said: Mapping[int, str], turned: bool | None
) -> list[Holds]:
    """Put the columns of *grid*, and its cells, in the order of the levels, the highest first; what they now hold, of *held*.

    « Service | Responsable | Pôle | Directeur »: most titles of the column further right stand beside several of the other, printed
    once or in each row, and outrank these by the words of most, or by those over the columns, *said*: a column whose head is more
    than a kind, « Ancienne direction », « Direction partenaire », heads nothing, nor does one whose titles each stand beside one of
    the other, « Secteur | Service | Agent », as parts of it. Names, posts and what else is said go with the title left of them.
    *turned*: whether they stood so on the page before; None if the table begins here.
    """
    levels = [column for column, kind in enumerate(held) if kind == "unit"]
    if turned is False or len(levels) < 2 or any(cell.until - cell.column > 1 for cell in cells):
        return [*held]
    by_column: dict[int, list[Cell]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: cell.top):
        by_column[cell.column].append(cell)
    for lower, upper in pairwise(levels if turned is None else ()):
        titles, beside = by_column[lower], by_column[upper]
        pairs = [(cell, [o.text for o in beside if o.top <= cell.top][-1:]) for cell in titles]
        runs = [len([*run]) for _, run in groupby(over for _, over in pairs)]
        several = 2 * sum(run > 1 for run in runs) > len(runs) == len({folded(cell.text) for cell in beside})
        steps = [steps_down(over[0], cell.text) if over else 0 for cell, over in pairs]
        told = [step for step in steps if step is not None]
        if 2 * len(told) < len(steps):  # « Payroll Team » under “Department”, “Team”
            told = [steps_down(said.get(upper, ""), said.get(lower, "")) or 0]
        headed = upper not in said or heading_holds(folded(said[upper])) == "unit"
        of = {(folded(over[0]), folded(cell.text)) for cell, over in pairs if over}
        headed = headed and not len({text for _, text in of}) < len(of) == len({over for over, _ in of})
        if not (several and headed) or min(told) < 1:
            return [*held]
    ends = [*levels[1:], len(held)]
    groups = [range(first, end) for first, end in zip(levels, ends, strict=True)]
    order = [*range(levels[0]), *(column for group in reversed(groups) for column in group)]
    for cell in grid.cells:
        if cell.until - cell.column == 1:
            cell.column = order.index(cell.column)
            cell.until = cell.column + 1
    grid.columns, grid.zones = [grid.columns[column] for column in order], []
    return [held[column] for column in order]


def none_heads_next(grid: TableGrid, cells: Sequence[Cell], held: Sequence[Holds], headings: Mapping[int, str]) -> bool:
    """Whether titles side by side may head none of each other: their cells go over several columns, or what stands right of them
    comes again, row for row, beside one after the other: « Service voirie | Direction partenaire ». Not « Accueil » beside one pole
    after the other, where each has a head of its own and the heading over them says « Service », not « Lieu ».
    """
    across = Counter(cell.top for cell in cells if grid.ruled and not grid.zones and cell.until - cell.column > 1)
    said: dict[int, dict[int, str]] = defaultdict(dict)
    for cell in cells:
        said[cell.column] |= dict.fromkeys(range(cell.top, cell.end), cell.text)
    for left, right in pairwise(column for column, kind in enumerate(held) if kind == "unit"):
        rows = sorted(said[left].keys() & said[right].keys())
        ranks = {
            (column, row): _LOW if (own := level(said[column][row])) is None else own for column in (left, right) for row in rows
        }
        of_units = heading_holds(folded(headings.get(right, ""))) == "unit"
        heads = said[right + 1] if of_units and held[right + 1 : right + 2] == ["name"] else {}
        again = sum(
            below == row + 1
            and said[right][row] == said[right][below]
            and said[left][row] != said[left][below]
            and (heads.get(row) == heads.get(below) or ranks[left, row] >= ranks[right, row])
            for row, below in pairwise(rows)
        )
        if again and 2 * again >= len(rows) - 1:
            return True
    return any(count > 1 for count in across.values())


def depths_of_columns(titles: Sequence[Cell], columns: Sequence[int], heads: Mapping[int, str]) -> dict[int, int]:
    """How deep the *titles* of each of *columns* stand: as those left of them where all are of their rank by words.

    Not where the columns' *heads* call them by other words.
    """
    in_row = {(cell.top, cell.column): cell.text for cell in titles}
    depths = {columns[0]: 0}
    for left, column in pairwise(columns):
        pairs = [(over, text) for (row, at), text in in_row.items() if at == column and (over := in_row.get((row, left)))]
        brothers = bool(pairs) and all(steps_down(over, text) == 0 for over, text in pairs)
        depths[column] = depths[left] + (not brothers or heads.get(left) != heads.get(column))
    return depths


def is_grid_of_boxes(grid: TableGrid) -> bool:
    """Whether *grid* is no table but boxes: cells over several rows in a look of their own, beside rows of cells alike.

    No row names the columns, no cell is nothing but a name, and no title of such a row is lower in rank than the one left of it.
    """
    cells = [cell for cell in grid.cells if cell.until - cell.column == 1]
    tall = {look_of_cell(cell) for cell in cells if cell.end - cell.top > 1}
    heads = [cell for cell in cells if look_of_cell(cell) in tall]
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: cell.column):
        if look_of_cell(cell) not in tall:
            rows[cell.top].append(cell)
    alike = len(tall) == 1 == len({look_of_cell(cell) for row in rows.values() for cell in row})
    if not (grid.ruled and alike) or len(heads) < _FEWEST_HEADS or any(is_somebody(cell.text) for cell in cells):
        return False
    columns: dict[int, list[tuple[int, str]]] = defaultdict(list)  # with the row of the last head above, or level
    begun = sorted({cell.top for cell in heads})
    for row in rows.values():
        for cell in row:
            columns[cell.column].append((sum(top <= cell.top for top in begun), cell.text))
    for said in columns.values():  # what tells of the titles beside, and may come back beside one head: « Commun », « Ville »
        told = sum(is_role(text) or bool(_TELLS.match(text)) for _, text in said)  # « Cheffe de service », « Prépare le budget »
        if len(set(said)) < len(said) or 2 * len({text for _, text in said}) < len(said) or 2 * told > len(said):
            return False
    several = [pair for row in rows.values() for pair in pairwise(row)]
    falls = any((steps_down(left.text, right.text) or 0) > 0 for left, right in several)
    return 2 * sum(len(row) > 1 for row in rows.values()) > len(rows) and not falls and heading_of(grid) < 0
