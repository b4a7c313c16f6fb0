"""The tables of office files and of plain text that name units, each drawn as a page, from which charts are read (3.31)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, islice, takewhile, zip_longest

from monitor.documents.marks import DrawnPage
from monitor.model import Block
from monitor.pdf.ink import Box, PageInk
from monitor.pdf.orgchart.chart import units_of_table
from monitor.pdf.orgchart.vocabulary import is_chart_word, is_vacant, level, starts_like_unit
from monitor.pdf.orgchart.words.people import named_in

_MOST_ROWS, _MOST_COLUMNS, _MOST_LETTERS = 1000, 24, 120  # of a table of units; of a line of a cell: longer ones are a text
_NAMES = 0.5  # of the cells of a column of names, those that tell by themselves
_MOST_OVER = 3  # texts over a table that may be its title and its head
_MARGIN, _SIZE, _LEADING, _PAD = 20.0, 8.0, 1.3, 3.0  # points, but the leading
_WIDTH_EM = 0.72  # of a letter, at most, but of capitals that are set bold

Row = tuple[str, ...]


def unit_pages(blocks: Iterable[Block]) -> list[PageInk]:
    """The tables in *blocks* that name units, each as a page."""
    pages: list[PageInk] = []
    over: list[Row] = []  # the short texts right before a table, each a row of one cell of it
    for of_table, run in groupby(blocks, key=lambda block: block.kind == "table_row"):
        if not of_table:
            near = takewhile(lambda block: len(block.text) <= _MOST_LETTERS, reversed(list(run)))
            over = [Row([block.text]) for block in islice(near, _MOST_OVER)][::-1]
            continue
        rows, over = [*over, *(tuple(block.text.split("\t")) for block in run)], []
        if _may_be_of_units(rows):
            page = _page(rows, len(pages) + 1)
            # Most of the highest titles are somebody's or worded as units are: districts over schools are not
            tops = [node for node in units_of_table(page) if node.parent is None]
            units = sum(
                bool(top.people)
                or starts_like_unit(top.label)
                or level(top.label) is not None
                or any(map(is_chart_word, top.label.split()))
                for top in tops
            )
            if 2 * units > len(tops):
                pages.append(page)
    return pages


def _may_be_of_units(rows: Sequence[Row]) -> bool:
    """Whether each column holds names or titles: where cells are joined across, as in some texts, the rest of a row is shifted."""
    if not 3 < len(rows) <= _MOST_ROWS or not 1 < max(map(len, rows)) <= _MOST_COLUMNS:
        return False
    if any(len(line) > _MOST_LETTERS for row in rows for cell in row for line in cell.split("\n")):
        return False
    for column in zip_longest(*rows[_titles(rows) :], fillvalue=""):
        filled = [cell for cell in column if cell and "\n" not in cell]
        named = sum((found := named_in(cell)) is not None and found.sure for cell in filled)
        if named and named + sum(map(is_vacant, filled)) < _NAMES * len(filled):
            return False
    return True


def _titles(rows: Sequence[Row]) -> int:
    """How many first rows have one cell: what stands over the table."""
    return next((n for n, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)


def _page(rows: Sequence[Row], number: int) -> PageInk:
    """A table as ruled cells; first rows of one cell, its title and its head, stand over it."""
    columns = max(map(len, rows))
    titles = _titles(rows)
    filled = [(*row, *("" for _ in range(columns - len(row)))) for row in rows]
    body = [[cell.split("\n") for cell in row] for row in filled]
    letters = [max(len(line) for row in body[titles:] for line in row[column]) for column in range(columns)]
    edges = list(accumulate((_WIDTH_EM * _SIZE * (count + 1) + 2 * _PAD for count in letters), initial=_MARGIN))
    heights = (_SIZE * _LEADING * max(len(cell) for cell in row) + 2 * _PAD for row in body)
    levels = list(accumulate(heights, initial=_MARGIN))
    sheet = DrawnPage(edges[-1] + _MARGIN, levels[-1] + _MARGIN)
    for place, row in enumerate(body):
        over = place < titles  # words above the table
        for column, lines in enumerate(row):
            if not over:
                sheet.box(Box(edges[column], levels[place], edges[column + 1], levels[place + 1]))
            for n, line in enumerate(lines):
                base = levels[place] + _PAD + _SIZE * (0.9 + n * _LEADING)
                sheet.write(line, _MARGIN if over else edges[column] + _PAD, base, _SIZE)
    return sheet.page(number)
