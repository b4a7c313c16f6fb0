"""Tables whose columns are lists side by side: what their rows have in common says nothing (DESIGN 3.24). Pure.

« Ville | Métropole » over what either does: a competence goes to the other column, all below it stand a row higher, and beside
others. Such columns end where they are full, at different rows; so may « Service | Site », and that an entry went from one to the
other is what proves them lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import ne
from typing import Any, TypeAlias

from monitor.compare.alignment import Alignment
from monitor.compare.cells import HOLD_PEOPLE
from monitor.compare.pieces import Piece, Run, Step
from monitor.model import Edit
from monitor.normalize import canonical, key, visible

_Place: TypeAlias = tuple[int, int]  # of a cell: its column, and the place of its row
_STAY = 0.5  # of the cells of the larger side: as many say the same on both


def told_by_column(steps: list[Step], alignment: Alignment) -> list[Step]:
    """*steps*, of tables whose columns are lists with each cell that went, came or has another column, and no rows."""
    if not any(piece.is_row for piece in alignment.new) or not steps:
        return steps
    tables = _tables(alignment.old), _tables(alignment.new)
    for heads, new in tables[1].items():
        old = tables[0].get(heads)
        before, after = (_cells(rows) if rows else None for rows in (old, new))
        is_of_people = any(not HOLD_PEOPLE.isdisjoint(key(head).split()) for head in heads)  # who stands in for whom
        if is_of_people or not (old and before and after and _are_lists(before, after)):
            continue
        inside = [{row.at for row in rows} for rows in (old, new)]
        kept = [step for step in steps if not _is_within(step[1], inside)]
        steps = [*kept, *_steps(before, after, [visible(head) for head in new[0].block.columns] if new[0].block else [])]
    return steps


def _tables(run: Run) -> dict[tuple[str, ...], list[Piece]]:
    """The rows of tables by their heads, of several columns, each of which has one; not of two with the same heads."""
    found = dict[tuple[str, ...], list[Piece]]()
    twice = set[tuple[str, ...]]()
    for heads, rows in groupby(run, lambda p: tuple(map(canonical, p.block.columns)) if p.block and p.is_row else ()):
        if len(heads) > 1 and all(heads):
            twice |= {heads} & found.keys()
            found[heads] = [row for row in rows if tuple(map(canonical, row.raw.split("\t"))) != heads]
    return {
        heads: rows for heads, rows in found.items() if heads not in twice and not any(row.ignored or row.above for row in rows)
    }


def _cells(rows: Sequence[Piece]) -> dict[str, _Place] | None:
    """Where each cell stands; None where one stands twice, or an empty one over another of its column: these are no lists."""
    found, ended = dict[str, _Place](), set[int]()
    for row in rows:
        texts = row.raw.split("\t")
        width = len(row.block.columns) if row.block else len(texts)
        for column, text in enumerate([*texts, *[""] * (width - len(texts))]):
            said = canonical(text)
            if (said and column in ended) or said in found:
                return None
            ended |= set() if said else {column}
            found |= {said: (column, row.at)} if said else {}
    return found


def _are_lists(old: Mapping[str, _Place], new: Mapping[str, _Place]) -> bool:
    """Whether columns end at different rows, one cell went to another of them, and one that stays is beside one from elsewhere.

    Not where cells of one column changed places: which is beside which is then all there is.
    """
    uneven = any(len({sum(c == column for c, _ in side.values()) for column, _ in side.values()}) > 1 for side in (old, new))
    stay = [text for text, (column, _) in old.items() if text in new and new[text][0] == column]
    known = [text for text in new if text in old]
    orders = ([*sorted(stay, key=lambda text: side[text])] for side in (old, new))
    if not uneven or len(stay) == len(known) or len(stay) < _STAY * max(len(old), len(new)) or ne(*orders):
        return False
    return any(new[a][1] == new[b][1] and old[a][1] != old[b][1] for a in stay for b in known if a != b)


def _is_within(edit: Edit, inside: Sequence[set[int]]) -> bool:
    """Whether all that *edit* is about are rows of the table."""
    ats = edit.facts.get("at") or (None, None)
    places = [(side, place) for side, at in enumerate(ats) if at for place in range(*at)]
    return bool(places) and all(place in inside[side] for side, place in places)


def _steps(old: Mapping[str, _Place], new: Mapping[str, _Place], heads: Sequence[str]) -> list[Step]:
    found = list[Step]()
    last = min((at for _, at in new.values()), default=0)
    for text, (column, o) in old.items():
        last = new[text][1] if text in new else last
        if text not in new:
            facts: dict[str, Any] = {"under": heads[column], "at": [[o, o + 1], None]}
            found.append(((last, 1, o), Edit(op="delete", before=text, words=(("-", text),), facts=facts)))
        elif new[text][0] != column:
            n = new[text][1]
            facts = {"from": o, "to": n, "headings": [heads[column], heads[new[text][0]]], "at": [[o, o + 1], [n, n + 1]]}
            found.append(((n, 0, 0), Edit(op="move", before=text, after=text, words=(("=", text),), facts=facts)))
    for text, (column, n) in new.items():
        if text not in old:
            facts = {"under": heads[column], "at": [None, [n, n + 1]]}
            found.append(((n, 0, 0), Edit(op="insert", after=text, words=(("+", text),), facts=facts)))
    return found
