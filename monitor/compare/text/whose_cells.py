"""Whose a cell is that was reworded, where no column is headed: its row's, its record's, or nobody knows (DESIGN 3.24, 3.25). Pure.

« Paie | Achats | Voirie » over « Mutualisé | Ville | Ville » says nothing of Paie. What stands first in a row is told as the name
of what follows where that names people, or says things of another kind: figures, how to reach them, the same over and over.
« Nom | Fonction | Téléphone » down the rows, again and again, are the labels of records: what changed is told with the name or
the post that stays in its record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from monitor.compare.people import is_number, people_in, reaches
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.exchanges import is_site
from monitor.compare.text.label_records import is_headless, label_of, records_of
from monitor.compare.text.pieces import Piece, Run, Step, called
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
_KINDS = ("name", "post", "words", "said", "figure")
_FIGURE = expression(r"[\W\d]*\d[\W\d]*(?:[^\W\d]{1,4}\W*)?")


def of_whose_cells(steps: list[Step], alignment: Alignment) -> list[Step]:
    """*steps*, the cells of rows under no heads told with what they are of."""
    if not any(edit.op == "replace" and edit.facts.get("parts") for _, edit in steps):
        return steps
    blocks = [{piece.at: piece for piece in run} for run in (alignment.old, alignment.new)]
    steps = [(place, _of_lines(edit, blocks)) for place, edit in steps]
    sides = [_tables(run) for run in (alignment.old, alignment.new)]
    if not all(sides):
        return steps
    records = [records_of(run) for run in (alignment.old, alignment.new)]
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
    for is_plain, group in groupby(run, is_headless):
        rows = list(group) if is_plain else []
        found |= dict.fromkeys((row.at for row in rows), rows)
    return found


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


def _of_lines(edit: Edit, blocks: Sequence[Mapping[int, Piece]]) -> Edit:
    """*edit*, the lines of a block that have labels, « Téléphone : … », told with the name or post that stays in it.

    A line that is told with another one that came with it is told with what stays, too: what it said was not of that.
    """
    parts, ats = edit.facts.get("parts"), edit.facts.get("at")
    if edit.op != "replace" or not parts or not ats or not all(ats):
        return edit
    sides = [[visible(line) for line in of[at[0]].raw.split("\n")] for at, of in zip(ats, blocks, strict=True) if at[0] in of]
    if any("\t" in of[at[0]].raw for at, of in zip(ats, blocks, strict=True) if at[0] in of) or min(map(len, sides), default=0) < 2:
        return edit
    values = [[_said_by(line) for line in side] for side in sides]
    if any(sum(_kind(text) == "name" and not is_site(text) for text in side) != 1 for side in values):
        return edit  # a list of people, or nobody's
    owners = [text for text in _owners([text for text in values[-1] if text in values[0]]) if _kind(text) in ("name", "post")]
    told = [_told_with(part, owners, sides) for part in parts]
    return replace(edit, facts={**edit.facts, "parts": told}) if told != parts else edit


def _told_with(part: dict[str, Any], owners: Sequence[str], sides: Sequence[Sequence[str]]) -> dict[str, Any]:
    row = part.get("row", "")
    before, after = (str(part.get(side) or "") for side in ("before", "after"))
    if not (before and after) or (row and row not in sides[-1]):
        return part
    stays = row in sides[0] and _said_by(row) == row
    if stays or not (row or _said_by(after) != after):
        return part
    rest = {name: said for name, said in part.items() if name != "row"}
    owner = next((text for text in owners if text not in (_said_by(before), _said_by(after))), "")
    return {"row": owner, **rest} if owner else rest if row not in sides[0] else part


def _said_by(line: str) -> str:
    """What *line* says behind its label, « Fonction : … »; all of it where it has none."""
    return line.partition(":")[2].strip() if ":" in line and called(line)[0] else line


def _owners(stay: Sequence[str]) -> list[str]:
    """Of the texts that *stay* in a record those that say whose it is: a name, else a post, else other words."""
    known = [text for text in stay if 0 < len(text) <= _LONG_NAME and _kind(text) != "figure" and not VACANT.fullmatch(key(text))]
    known = [text for text in known if not is_site(text)]
    return sorted(known, key=lambda text: _KINDS.index(_kind(text)))


def _of_record(edit: Edit, records: Sequence[Run]) -> Edit:
    """*edit* of a row of both *records*, told with the name, else the post or the words that stay in them."""
    said = [[visible(row.raw.partition("\t")[2]) for row in record] for record in records]
    owners = _owners([text for text in said[1] if text in said[0]])
    labels = {label_of(row) for record in records for row in record}
    if not owners:
        return edit
    parts: list[dict[str, Any]] = [
        {**part, "row": f"{owners[0]}, {part['row'].rstrip(' :')}"}
        if canonical(part.get("row", "").rstrip(" :")) in labels
        else part
        for part in edit.facts["parts"]
    ]
    return replace(edit, facts={**edit.facts, "parts": parts})
