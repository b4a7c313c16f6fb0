"""Which column each cell of a table's row stands in, and what the column is headed (DESIGN 3.24). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_MOST_CELLS = 1000  # a span is a number that a page may write at will
_LONG_HEAD = 80  # characters: more is no head


def column_heads(table: Tag) -> dict[int, tuple[str, ...]]:
    """For each row that says something under a head, by its `id`: the head of the column of each cell, "" where there is none.

    Heads are the cells of thead and of the rows above the first one with a plain cell; under a head that spans several columns, or
    one above another, the lowest counts.
    """
    heads: dict[int, str] = {}
    found: dict[int, tuple[str, ...]] = {}
    reaching: dict[int, int] = {}  # column -> rows that a cell above still fills
    heading = True
    for row in _rows(table):
        cells = row.find_all(["td", "th"], recursive=False)
        parent = row.parent
        in_head = parent is not None and parent.name == "thead"
        heading = in_head or (heading and len(cells) > 1 and all(cell.name == "th" for cell in cells))
        places = _places(cells, reaching)
        if heading:
            for cell, (start, end) in zip(cells, places, strict=True):
                text = " ".join(cell.get_text(" ").split())
                heads.update((column, text) for column in range(start, end) if text and len(text) <= _LONG_HEAD)
        elif heads:
            found[id(row)] = tuple([heads.get(start, "") for start, _ in places])
    return found


def _rows(table: Tag) -> list[Tag]:
    rows = list(table.find_all("tr", recursive=False))
    groups = table.find_all(["thead", "tbody", "tfoot"], recursive=False)
    if not rows:
        return [row for group in groups for row in group.find_all("tr", recursive=False)]
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _places(cells: list[Tag], reaching: dict[int, int]) -> list[tuple[int, int]]:
    """First column and the one after the last of each of *cells*, past what rows above fill; *reaching* goes down a row."""
    taken = {column for column, rows in reaching.items() if rows > 0}
    for column in taken:
        reaching[column] -= 1
    places, column = list[tuple[int, int]](), 0
    for cell in cells:
        while column in taken:
            column += 1
        wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
        places.append((column, column + wide))
        if deep > 1:
            reaching.update((filled, deep - 1) for filled in range(column, column + wide))
        column += wide
    return places


def _span(cell: Tag, name: str) -> int:
    said = str(cell.attrs.get(name) or "1").strip()
    return min(max(1, int(said)), _MOST_CELLS) if said.isdecimal() else 1
