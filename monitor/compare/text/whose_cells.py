"""Whose a cell is that was reworded, where no column is headed: its row's, its record's, or nobody knows (DESIGN 3.24, 3.25). Pure.

« Paie | Achats | Voirie » over « Mutualisé | Ville | Ville » says nothing of Paie. What stands first in a row is told as the name
of what follows where that names people, or says things of another kind: figures, how to reach them, the same over and over.
« Nom | Fonction | Téléphone » down the rows, again and again, are the labels of records: what changed is told with the name or
the post that stays in its record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from monitor.compare.people import is_number, people_in, reaches
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.pieces import Piece, Run, Step
from monitor.compare.text.titles import VACANT
from monitor.compare.title_words import tells_function
from monitor.expressions import expression
from monitor.model import Edit
from monitor.model.frozen import replace
from monitor.normalize import canonical, key, visible

_LONG_NAME = 80  # characters: a longer cell names nothing
_MOSTLY = 0.8  # of the rows
_REPEATED = 2 / 3  # of the rows: of as many there are fewer other cells where they say the same over and over
_FEW = 2  # rows: in fewer none says the same over and over
_SENTENCE = 30  # characters
_MOST_ROWS = 8  # of a record
_KINDS = ("name", "post", "words", "said", "figure")
_FIGURE = expression(r"[\W\d]*\d[\W\d]*(?:[^\W\d]{1,4}\W*)?")


def of_whose_cells(steps: list[Step], alignment: Alignment) -> list[Step]:
    """*steps*, the cells of rows under no heads told with what they are of."""
    if not any(edit.op == "replace" and edit.facts.get("parts") for _, edit in steps):
        return steps
    sides = [_tables(run) for run in (alignment.old, alignment.new)]
    if not all(sides):
        return steps
    records = [_records(run) for run in (alignment.old, alignment.new)]
    return [(place, _told(edit, sides, records)) for place, edit in steps]


def _told(edit: Edit, tables: Sequence[Mapping[int, Run]], records: Sequence[Mapping[int, Run]]) -> Edit:
    parts, ats = edit.facts.get("parts"), edit.facts.get("at")
    if edit.op != "replace" or not parts or not ats or not all(ats):
        return edit
    places = [at[0] for at in ats]
    if not all(place in of for place, of in zip(places, tables, strict=True)):
        return edit
    if all(place in of for place, of in zip(places, records, strict=True)):
        return _of_record(edit, [of[place] for place, of in zip(places, records, strict=True)])
    if any(_names_rows(of[place]) for place, of in zip(places, tables, strict=True)):
        return edit
    firsts = {
        canonical(row.raw.split("\t")[0]) for place, of in zip(places, tables, strict=True) for row in of[place] if row.at == place
    }
    if not any(part.get("row") and canonical(part["row"]) in firsts for part in parts):
        return edit
    return replace(edit, facts={name: fact for name, fact in edit.facts.items() if name != "parts"})  # told as a whole


def _tables(run: Run) -> dict[int, Run]:
    """By their places, the rows without heads of *run*, with all that stand together with them."""
    found = dict[int, Run]()
    for is_plain, group in groupby(run, _is_plain):
        rows = list(group) if is_plain else []
        found |= dict.fromkeys((row.at for row in rows), rows)
    return found


def _is_plain(piece: Piece) -> bool:
    return piece.is_row and not piece.ignored and piece.block is not None and not (any(piece.block.columns) or piece.above)


def _names_rows(rows: Run) -> bool:
    """Whether the first cells of *rows* name them: another column says things of another kind."""
    if any("\n" in row.raw for row in rows):
        return True  # each cell says what it is of, or all are a record's
    cells = [[visible(cell) for cell in row.raw.split("\t")] for row in rows]
    if any(said[0] and canonical(said[0]) in map(canonical, said[1:]) for said in cells):
        return False
    width = max(map(len, cells))
    return any(_is_of_another_kind([(said[0], said[n]) for said in cells if said[0] and said[n : n + 1]]) for n in range(1, width))


def _is_of_another_kind(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the second of each of *pairs* is most often of another kind than the first, or says the same over and over."""
    said = [(first, other) for first, other in pairs if other]
    if not said:
        return False
    kinds = [(_kind(first), _kind(other)) for first, other in said]
    if sum(first != other or other == "name" for first, other in kinds) >= _MOSTLY * len(said):
        return True  # who stands in for whom, too
    if sum(len(other) for _, other in said) > max(_SENTENCE * len(said), 2 * sum(len(first) for first, _ in said)):
        return True
    others, firsts = ({canonical(pair[n]) for pair in said} for n in (1, 0))
    return len(said) >= _FEW and len(others) <= _REPEATED * len(said) and len(firsts) > len(others)


def _kind(cell: str) -> str:
    if VACANT.fullmatch(key(cell)) or people_in(cell):
        return "name"
    if _FIGURE.fullmatch(cell) or reaches(cell) or is_number(cell):
        return "figure"
    return "post" if tells_function(cell) else "words" if cell[:1].isupper() else "said"


# ------------------------------------------------------------------------------------------------------------------- records


def _records(run: Run) -> dict[int, Run]:
    """By their places, the rows of a label and what it says that together are a record, of two or more with the same labels."""
    found = dict[int, Run]()
    for is_pair, group in groupby(run, lambda piece: _is_plain(piece) and piece.raw.count("\t") == 1):
        rows = list(group) if is_pair else []
        records = [*_parted(rows)]
        labels = [tuple(map(_label, record)) for record in records]
        alike = Counter(labels).most_common(1)[0] if labels else ((), 0)
        if alike[1] > 1 and 1 < len(alike[0]) <= _MOST_ROWS and alike[1] >= len(records) / 2:
            found |= {row.at: record for record in records for row in record if len({*map(_label, record)}) == len(record)}
    return found


def _parted(rows: Run) -> Iterator[list[Piece]]:
    """*rows*, parted before each that has the label of the first."""
    part = list[Piece]()
    for row in rows:
        if part and _label(row) == _label(rows[0]):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _label(row: Piece) -> str:
    return canonical(row.raw.partition("\t")[0].rstrip(" :"))


def _of_record(edit: Edit, records: Sequence[Run]) -> Edit:
    """*edit* of a row of both *records*, told with the name, else the post or the words that stay in them."""
    said = [[visible(row.raw.partition("\t")[2]) for row in record] for record in records]
    stay = [text for text in said[1] if text in said[0] and 0 < len(text) <= _LONG_NAME]
    owners = sorted((text for text in stay if _kind(text) != "figure"), key=lambda text: _KINDS.index(_kind(text)))
    labels = {_label(row) for record in records for row in record}
    if not owners or VACANT.fullmatch(key(owners[0])):
        return edit
    parts: list[dict[str, Any]] = [
        {**part, "row": f"{owners[0]}, {part['row'].rstrip(' :')}"}
        if canonical(part.get("row", "").rstrip(" :")) in labels
        else part
        for part in edit.facts["parts"]
    ]
    return replace(edit, facts={**edit.facts, "parts": parts})
