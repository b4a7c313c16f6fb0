"""Posts that each unit has, « Directrice », told with the unit: « Paie, Directrice » (DESIGN 3.25). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from monitor.compare.people import is_somebody, name_of, people_in, reaches
from monitor.compare.text.cards import is_plain
from monitor.compare.text.exchanges import is_site
from monitor.compare.text.heads import Titles
from monitor.compare.text.pieces import Piece, Run, Step
from monitor.compare.text.records import names_somebody
from monitor.compare.title_words import telling_words, tells_function
from monitor.model import Edit
from monitor.model.frozen import replace
from monitor.normalize import canonical, visible

_LINES = 6  # of a unit's block: what has more tells of more than one
_LONG = 80  # characters: a longer line is no unit's name


def with_units(steps: list[Step], over: Titles, called: Sequence[Mapping[int, str]]) -> list[Step]:
    """*steps*, those of a post that says no more than what somebody is there, told with the unit where several have such.

    *called*: of both texts, by the places of the blocks, what they stand under, or begin with. What stands behind the one person
    of a unit, « Hôtel de ville », is no post.
    """
    told = [n for n, (_, edit) in enumerate(steps) if edit.facts.get("post") or "parts" in edit.facts]
    if not told:
        return steps
    runs = over.alignment.old, over.alignment.new
    called = [{**of, **_labels(run, heads)} for of, run, heads in zip(called, runs, (over.was, over.now), strict=True)]
    are_several = _units_with_posts(runs[1], called[1]) > 1
    found = list(steps)
    for n in told:
        place, edit = steps[n]
        known = [(side, at[0]) for side, at in enumerate(edit.facts["at"]) if at and at[1] - at[0] == 1]
        units = {visible(called[side].get(at, "")) for side, at in known}
        name = units.pop() if len(units) == 1 and len(known) == 2 else ""
        if name and len(name) <= _LONG and not (name_of(name) and is_somebody(name)):
            held = [_held(runs[side], called[side], (over.was, over.now)[side], at) for side, at in known]
            own = [next(piece for piece in runs[side] if piece.at == at) for side, at in known]
            unit = _Unit(name, are_several, _behind_person(held[1]) | _beside(own[1], held[1], runs[1]), _cells_of_one(own, held))
            found[n] = place, _of_unit(edit, unit)
    return found


def _held(run: Run, called: Mapping[int, str], over: Mapping[int, Piece], at: int) -> Run:
    """What is called as the block at that place is, or stands below the same title: the list below « Marie Roy »."""
    title = head.at if (head := over.get(at)) and head.raw == called[at] else -1
    return [p for p in run if called.get(p.at) == called[at] or ((head := over.get(p.at)) and head.at == title)]


class _Unit(NamedTuple):
    """What a block is of."""

    name: str
    is_one_of_several: bool  # that have posts
    beside: set[str]  # lines of it that call nothing
    cells: set[str]  # of a row the cells that call nothing


def _labels(run: Run, heads: Mapping[int, Piece]) -> dict[int, str]:
    """By their places, the rows that stand each below a line of its own, which is no title, with that: « Paie » over two cells."""
    rows = [piece.at for piece in run if piece.is_row and not (piece.block is not None and any(piece.block.columns))]
    labels = {at: heads[at].raw for at in rows if at in heads and is_plain(heads[at]) and "\n" not in heads[at].raw}
    times = Counter(labels.values())
    return {at: label for at, label in labels.items() if times[label] == 1 and label[-1:] not in ".!?:"}


def _of_unit(edit: Edit, unit: _Unit) -> Edit:
    def says_no_unit(said: str) -> bool:
        return unit.is_one_of_several and is_bare(said) and canonical(unit.name) not in canonical(said)

    facts = {**edit.facts}
    if post := facts.get("post"):
        if canonical(post) in unit.beside and not tells_function(post):
            facts = {name: fact for name, fact in facts.items() if name not in ("post", "holders")} | {"under": unit.name}
        elif says_no_unit(post):
            facts["post"] = f"{unit.name}, {post}"
    parts = list[dict[str, Any]]()
    for part in facts.get("parts", ()):
        row = part.get("row", "")
        if canonical(row) in unit.cells | unit.beside and (canonical(row) in unit.cells or not tells_function(row)):
            row = unit.name
        elif row and says_no_unit(row) and not people_in(row):
            row = f"{unit.name}, {row}"
        parts.append({**part, "row": row} if row else part)
    facts |= {"parts": parts} if parts else {}
    return replace(edit, facts=facts) if facts != edit.facts else edit


def _behind_person(held: Run) -> set[str]:
    """The lines that stand behind the one person whom those of a unit name; {} where they name none, or several, or are many."""
    lines = [visible(line) for piece in held for line in piece.raw.split("\n")]
    named = [n for n, line in enumerate(lines) if _names(line)]
    is_one = len(named) == 1 and not any(piece.is_row for piece in held)
    return {canonical(line) for line in lines[named[0] + 1 :] if not _names(line)} if is_one else set()


def _beside(piece: Piece, held: Run, run: Run) -> set[str]:
    """The lines of *piece* that call nothing, as it is of one unit: each that others have; all, if it is the only block."""
    lines = [visible(line) for line in piece.raw.split("\n")]
    others = [canonical(line) for line in lines if not name_of(line) or is_site(line)]
    if not 1 < len(lines) <= _LINES or piece.is_row or sum(map(_names, lines)) > 1:
        return set()
    if len(held) == 1 and any(map(reaches, lines)):
        return {*others}  # « Annexe Jean-Moulin », where « Archives » sits, is nobody's name
    times = Counter(canonical(visible(line)) for one in run for line in one.raw.split("\n"))
    return {line for line in others if times[line] > 1}


def _names(line: str) -> bool:
    return names_somebody(line) and not is_site(line)


def _cells_of_one(sides: Sequence[Piece], held: Sequence[Run]) -> set[str]:
    """What the cells say of a row under no heads whose first holds lines, « Directrice » over « Marie Roy »: none is its name.

    {}: *sides* are no such rows, or stand below a title with other people.
    """
    rows = [piece.raw.split("\t") for piece in sides]
    headed = any(piece.block is not None and any(piece.block.columns) for piece in sides)
    alone = all(sum(bool(people_in(piece.text)) for piece in run) < 2 for run in held)
    of_lines = alone and not headed and all(len(cells) > 1 and "\n" in cells[0] for cells in rows)
    return {canonical(visible(cell)) for cells in rows for cell in cells} if of_lines else set()


def is_bare(post: str) -> bool:
    """« Directrice », « chef de service »: who is there, and not of what."""
    return tells_function(post) and all(map(tells_function, telling_words(post)))


def _units_with_posts(run: Run, called: Mapping[int, str]) -> int:
    """How many units, as *called*, have such a post."""
    found = set[str]()
    for piece in run:
        if (unit := called.get(piece.at)) and unit not in found and len(piece.raw) <= _LINES * _LONG:
            said = (part for line in piece.raw.split("\n") for part in (line, line.partition(":")[0], line.rpartition(", ")[2]))
            found |= {unit} if any(len(part) <= _LONG and is_bare(part) for part in said) else set()
    return len(found)
