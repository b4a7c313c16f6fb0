"""Rows of labels and what these say that are records: « Nom », « Fonction », « Nom », « Fonction » (DESIGN 3.24). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from monitor.compare.text.pieces import Piece, Run
from monitor.normalize import canonical

_MOST_ROWS = 7  # of a record


def records_of(run: Run) -> dict[int, Run]:
    """By their places, the rows without heads that are such, with their record, of two or more with the same labels."""
    found = dict[int, Run]()
    for is_pair, group in groupby(run, lambda piece: is_headless(piece) and piece.raw.count("\t") == 1):
        rows = list(group) if is_pair else []
        records = [*_parted(rows)]
        labels = [tuple(map(label_of, record)) for record in records]
        alike = Counter(labels).most_common(1)[0] if labels else ((), 0)
        if alike[1] > 1 and 1 < len(alike[0]) <= _MOST_ROWS and alike[1] >= len(records) / 2:
            found |= {row.at: record for record in records for row in record if len({*map(label_of, record)}) == len(record)}
    return found


def is_headless(piece: Piece) -> bool:
    """Whether *piece* is a row of which no column is headed, into which nothing reaches."""
    return piece.is_row and not piece.ignored and piece.block is not None and not (any(piece.block.columns) or piece.above)


def label_of(row: Piece) -> str:
    return canonical(row.raw.partition("\t")[0].rstrip(" :"))


def _parted(rows: Run) -> Iterator[list[Piece]]:
    """*rows*, parted before each that has the label of the first."""
    part = list[Piece]()
    for row in rows:
        if part and label_of(row) == label_of(rows[0]):
            yield part
            part = []
        part.append(row)
    if part:
        yield part
