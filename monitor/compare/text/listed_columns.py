"""Tables whose columns are lists side by side: what their rows have in common says nothing (DESIGN 3.24). Pure.

« Ville | Métropole » over what either does: a competence goes to the other column, all below it stand a row higher, and beside
others. Such columns end where they are full, at different rows; so may « Service | Site », and that an entry went from one to the
other is what proves them lists, or that one came or went and all below it in its column, and nothing else, stand a row further. So
do three heads or more, or units, over cells that each name somebody, « Luc Petit » or « Paie
(Luc Petit) », and stay in their order: of two such columns the one may say who stands in for whom is in the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, zip_longest
from operator import ne
from typing import Any, NamedTuple

from monitor.compare.people import people_in
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.pieces import Piece, Run, Step, called
from monitor.compare.text.side_by_side import HOLD_PEOPLE
from monitor.compare.text.table_keys import UNITS
from monitor.compare.title_words import tells_function
from monitor.compare.words import compared, word_diff
from monitor.model import Edit
from monitor.normalize import canonical, key, visible

_PAIR = 2  # columns: the one may say who stands in for whom is in the other
_MOSTLY = 2 / 3  # of the cells
_STAY = 0.5  # of the cells of the larger side: as many say the same on both


class _Entry(NamedTuple):
    """A cell: what its column is headed, the place of its row, what it says."""

    head: str
    at: int
    text: str


_Entries = Mapping[str, _Entry]  # by what is looked for on the other side: all that it says, of a person the name


def told_by_column(steps: list[Step], alignment: Alignment) -> list[Step]:
    """*steps*, of tables whose columns are lists with each cell that went, came or has another column, and no rows."""
    rows = [[piece.raw for piece in run if piece.is_row] for run in (alignment.old, alignment.new)]
    if not all(rows) or rows[0] == rows[1]:
        return steps
    tables = _tables(alignment.old), _tables(alignment.new)
    for heads, below in tables[1].items():
        # The one with these heads, else with half of them
        alike = sorted(tables[0], key=lambda others: len({*others} & {*heads}), reverse=True)
        of_old = heads if heads in tables[0] else next((others for others in alike[:1] if others not in tables[1]), ())
        # What is headed « Titulaires », « Directeur », stands in for, or beside, what is in another column
        says_who = any(not HOLD_PEOPLE.isdisjoint(key(head).split()) or tells_function(head) for head in (*of_old, *heads))
        if not of_old or 2 * len({*of_old} & {*heads}) < len(heads) or says_who:
            continue
        by_name = all(map(_are_people, (tables[0][of_old], below))) and (
            max(len(of_old), len(heads)) > _PAIR or all(UNITS.fullmatch(key(head)) for head in (*of_old, *heads))
        )
        old, new = (_entries(side, by_name=by_name) for side in (tables[0][of_old], below))
        if old is None or new is None:
            continue
        if by_name:
            if ne(*_orders(old, new)) or (of_old == heads and not _are_uneven(old, new)):
                continue
        elif of_old != heads or not _are_lists(old, new):
            continue
        inside = [{row.at for row in side} for side in (tables[0][of_old], below)]
        renamed = _renamed(of_old, heads, old, new)
        old = {name: entry._replace(head=renamed.get(entry.head, entry.head)) for name, entry in old.items()}
        told = _heads_told(of_old, heads, renamed, inside)
        if of_old != heads:
            for side in inside:
                side.add(min(side) - 1)
        steps = [*(step for step in steps if not _is_within(step[1], inside)), *told, *_steps(old, new)]
    return steps


def _renamed(was: Sequence[str], now: Sequence[str], old: _Entries, new: _Entries) -> dict[str, str]:
    """The heads that went, with the one that came over most of those who stood under each."""
    stay = Counter((entry.head, new[name].head) for name, entry in old.items() if name in new)
    many = Counter(entry.head for entry in old.values())
    return {a: b for (a, b), n in stay.items() if a not in now and b not in was and 2 * n > many[a]}


def _tables(run: Run) -> dict[tuple[str, ...], list[Piece]]:
    """The rows of tables by their heads, of several columns, each of which has one; not of two with the same heads."""
    found = dict[tuple[str, ...], list[Piece]]()
    twice = set[tuple[str, ...]]()
    for heads, rows in groupby(run, lambda p: tuple(map(visible, p.block.columns)) if p.block and p.is_row else ()):
        if len(heads) > 1 and all(heads):
            twice |= {heads} & found.keys()
            found[heads] = [row for row in rows if tuple(map(visible, row.raw.split("\t"))) != heads]
    return {
        heads: rows
        for heads, rows in found.items()
        if rows and heads not in twice and not any(row.ignored or row.above for row in rows)
    }


def _are_people(rows: Sequence[Piece]) -> bool:
    """Whether most cells, and one of each column, name somebody: others may be vacant."""
    columns = [
        [cell for cell in column if cell.strip()] for column in zip_longest(*(row.raw.split("\t") for row in rows), fillvalue="")
    ]
    named = [sum(bool(people_in(visible(cell))) for cell in column) for column in columns]
    return all(named) and _MOSTLY * sum(map(len, columns)) <= sum(named)


def _entries(rows: Sequence[Piece], *, by_name: bool) -> dict[str, _Entry] | None:
    """The cells of *rows*; None where one stands twice, or an empty one over another of its column: these are no lists."""
    found, ended = dict[str, _Entry](), set[int]()
    for row in rows:
        heads, texts = row.block.columns if row.block else (), row.raw.split("\t")
        for column, text in enumerate([*texts, *[""] * (len(heads) - len(texts))]):
            first = text.partition("\n")[0]
            said = (called(visible(first))[0] or canonical(first)) if by_name else canonical(text)
            if (said and column in ended) or said in found:
                return None
            ended |= set() if said else {column}
            found |= {said: _Entry(visible(heads[column]), row.at, visible(text))} if said else {}
    return found


def _are_uneven(old: _Entries, new: _Entries) -> bool:
    """Whether the columns of either end at different rows."""
    return any(len({*Counter(entry.head for entry in side.values()).values()}) > 1 for side in (old, new))


def _orders(old: _Entries, new: _Entries) -> Iterator[list[str]]:
    """What stays in its column, in the order of either side."""
    stay = [name for name, entry in old.items() if name in new and new[name].head == entry.head]
    return ([*sorted(stay, key=lambda name: (old[name].head, side[name].at))] for side in (old, new))


def _are_lists(old: _Entries, new: _Entries) -> bool:
    """Whether columns end at different rows, one cell went to another of them, and what stood below it moved up past those beside.

    Not where cells of one column changed places, nor where rows go on with all that stays in them and one cell took the place of
    another, as under « Jour | Matin | Après-midi »: which is beside which is then all there is.
    """
    stay = [text for text, entry in old.items() if text in new and new[text].head == entry.head]
    went = [text for text, entry in old.items() if text in new and new[text].head != entry.head]
    if not _are_uneven(old, new) or ne(*_orders(old, new)):
        return False
    if not went:
        return _is_one_slid(old, new, stay)
    if len(stay) < _STAY * max(len(old), len(new)):
        return False
    beside = [Counter(entry.at for entry in side.values()) for side in (old, new)]
    one_way = len({(old[text].head, new[text].head) for text in went}) == 1
    if one_way and any(1 in (beside[0][old[text].at], beside[1][new[text].at]) for text in went):
        return True  # no row says what it is of
    rows = [{new[text].at for text in row} for _, row in groupby(sorted(stay, key=lambda t: old[t].at), key=lambda t: old[t].at)]
    return any(len(row) > 1 for row in rows) or any(min(a) >= min(b) for a, b in pairwise(rows))


def _is_one_slid(old: _Entries, new: _Entries, stay: Sequence[str]) -> bool:
    """Whether nothing came or went but in one column, of which two cells or more stand in other rows: those beside stay.

    Of columns without people or figures, which are somebody's or something's.
    """
    first = [min((entry.at for entry in side.values()), default=0) for side in (old, new)]
    slid = [old[text].head for text in stay if new[text].at - first[1] != old[text].at - first[0]]
    touched = {entry.head for side, other in ((old, new), (new, old)) for text, entry in side.items() if text not in other}
    if len(slid) < _PAIR or {*slid} != touched or len(touched) > 1:
        return False
    said = [entry.text for side in (old, new) for entry in side.values()]
    return not any(any(map(str.isdigit, text)) or people_in(text) for text in said)


def _is_within(edit: Edit, inside: Sequence[set[int]]) -> bool:
    """Whether all that *edit* is about are rows of the table."""
    ats = edit.facts.get("at") or (None, None)
    places = [(side, place) for side, at in enumerate(ats) if at for place in range(*at)]
    return bool(places) and all(place in inside[side] for side, place in places)


def _heads_told(old: Sequence[str], new: Sequence[str], renamed: Mapping[str, str], inside: Sequence[set[int]]) -> Iterator[Step]:
    """The heads that went, came, or are called otherwise."""
    o, n = map(min, inside)
    for head in old:
        if head in renamed:
            before, after, words = word_diff(compared(head), compared(renamed[head]))
            facts = {"at": [[o - 1, o], [n - 1, n]], "parts": [{"heads": True, "before": before, "after": after, "words": words}]}
            yield (n - 1, 0, 0), Edit(op="replace", before=before, after=after, words=words, facts=facts)
        elif head not in new:
            yield (n - 1, 0, 0), Edit(op="delete", before=head, words=(("-", head),), facts={"at": [[o - 1, o], None]})
    for head in new:
        if head not in old and head not in renamed.values():
            yield (n - 1, 0, 0), Edit(op="insert", after=head, words=(("+", head),), facts={"at": [None, [n - 1, n]]})


def _steps(old: _Entries, new: _Entries) -> list[Step]:
    found = list[Step]()
    last = min((entry.at for entry in new.values()), default=0)
    for name, (head, o, text) in old.items():
        if name not in new:
            facts: dict[str, Any] = {"under": head, "at": [[o, o + 1], None]}
            found.append(((last, 1, o), Edit(op="delete", before=text, words=(("-", text),), facts=facts)))
            continue
        over, n, said = new[name]
        last, at = n, [[o, o + 1], [n, n + 1]]
        if over != head:
            facts = {"from": o, "to": n, "headings": [head, over], "at": at}
            found.append(((n, 0, 0), Edit(op="move", before=text, after=text, words=(("=", text),), facts=facts)))
        if canonical(text) != canonical(said):
            before, after, words = word_diff(compared(text), compared(said))
            found.append(((n, 0, 0), Edit(op="replace", before=before, after=after, words=words, facts={"under": over, "at": at})))
    for name, (head, n, text) in new.items():
        if name not in old:
            facts = {"under": head, "at": [None, [n, n + 1]]}
            found.append(((n, 0, 0), Edit(op="insert", after=text, words=(("+", text),), facts=facts)))
    return found
