"""Columns of figures beside the services of an org chart that is set as a table: staff, shares, costs (DESIGN 3.12, 5.5). Pure.

The text of such a sheet is read down one column after the other: « Service », « Finances », « Paie », « Achats », then « Agents »,
« 24 », « 12 », « 7 ». Where each column has as many as there are services one below the other, whose each figure is is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from monitor.compare.words import compared, word_diff
from monitor.expressions import expression
from monitor.model import DocumentContent, Edit
from monitor.model.frozen import replace
from monitor.normalize import key, visible

_FEWEST = 3  # services, one below the other
_HEAD = 40  # characters
_OVER = 2  # lines above the first service that look like one: the head of their column, the sheet's title
_FIGURE = expression(r"[+−-]?\d[\d\s.,]*(?:%|€|k€|M€|EUR|CHF|ETP|FTE)?")


class _Cell(NamedTuple):
    """A figure, the place of its block, and what names its row and its column."""

    at: int
    said: str
    row: str
    column: str


def told_by_cell(old: DocumentContent, new: DocumentContent) -> tuple[list[Edit], DocumentContent]:
    """The figures that are others now, each with its service and its column, and *new* with those that it had.

    Of services and columns of both sides, each named once.
    """
    was, now = ({(key(cell.row), key(cell.column)): cell for cell in _cells(content)} for content in (old, new))
    pairs = [(cell, now[place]) for place, cell in was.items() if place in now and key(now[place].said) != key(cell.said)]
    lines = list(new.text or ())
    for before, after in pairs:
        lines[after.at] = replace(lines[after.at], text=before.said)
    return [_edit(*pair) for pair in pairs], replace(new, text=tuple(lines)) if pairs else new


def _cells(content: DocumentContent) -> Iterator[_Cell]:
    titles = {key(unit.title) for unit in (content.orgchart.units if content.orgchart else ())}
    lines = [(n, visible(block.text)) for n, block in enumerate(content.text or ()) if block.text.strip()]
    runs = [[*run] for _, run in groupby(lines, key=lambda line: (key(line[1]) in titles, bool(_FIGURE.fullmatch(line[1]))))]
    figures = [(runs[n - 1][-1][1], run) for n, run in enumerate(runs) if n and len(run) > 1 and _FIGURE.fullmatch(run[0][1])]
    many = len(figures[0][1]) if figures else 0
    named = [run[-many:] for run in runs if key(run[0][1]) in titles and many <= len(run) <= many + _OVER]
    rows = next((run for run in reversed(named) if len({key(said) for _, said in run}) == many), [])
    if len(rows) < _FEWEST or any(len(run) != many or len(head) > _HEAD for head, run in figures):
        return
    services = {said for _, said in rows}
    for head, run in figures:  # one that comes right behind the services has no head
        for (at, said), (_, row) in zip(run, rows, strict=True):
            yield _Cell(at, said, row, "" if head in services else head)


def _edit(before: _Cell, after: _Cell) -> Edit:
    _, _, words = word_diff(compared(before.said), compared(after.said))
    named = {"row": after.row} | ({"column": after.column} if after.column else {})
    part = {**named, "before": before.said, "after": after.said, "words": [[*one] for one in words]}
    facts = {"field": "text", "at": [[before.at, before.at + 1], [after.at, after.at + 1]], "unit": after.row, "parts": [part]}
    return Edit(op="replace", before=before.said, after=after.said, words=words, facts=facts)
