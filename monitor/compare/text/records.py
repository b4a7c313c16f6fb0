"""Lines by turns in one block, cells that are cards: records of one unit each, compared unit by unit (DESIGN 3.24). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from monitor.compare.people import people_in
from monitor.compare.text.pieces import Piece
from monitor.compare.text.titles import VACANT
from monitor.compare.words import diff, text_of, uncrossed, word_diff
from monitor.model import Words
from monitor.normalize import canonical, key, visible

_LINE = 80  # characters: a longer line is none of a record
_TURNS = range(2, 7)  # lines of a record
_MOST = 0.8  # of the records: what is so of as many is so of their place
_PARTED = re.compile(r"\s*[:,(–—]\s*")
_CALLS = re.compile(r"[:\d]")  # « Tél. : … », « 4 agents »
_ENDS = (".", "!", "?", ";", ",", ":")


def differing_records(old: Piece, new: Piece) -> list[dict[str, Any]] | None:
    """As `cells.differing_parts`, of texts that are records: each line with what its record is called, `row`; None: they are none.

    A record that came or went is told whole; of one that is called otherwise that alone, where the rest stays.
    """
    if {*_heads(old), *_heads(new)} != {""}:
        return None
    was, now = _records(old), _records(new)
    if not was or not now:
        return None
    called = [[canonical(record[0]) for record in side] for side in (was, now)]
    within = [{canonical(line) for record in side for line in record[1:]} for side in (was, now)]
    if any(call in inner for call, inner in ((c, within[1 - n]) for n, side in enumerate(called) for c in side)):
        return None  # what begins a record on one side stands within another's: they are not parted alike
    if called[0] == called[1]:
        pairs = {n: n for n in range(len(now))}
    else:
        pairs = {b: called[0].index(call) for b, call in enumerate(called[1]) if call in called[0]}
        pairs |= _renamed(was, now, {*pairs.values()}, {*pairs})
    stay = {*uncrossed(sorted((a, b) for b, a in pairs.items())).values()}
    found = list[dict[str, Any]]()
    for a, record in enumerate(was):
        if a not in pairs.values():
            found += text_edits("\n".join(record), "")
    for b, record in enumerate(now):
        if b not in pairs:
            found += text_edits("", "\n".join(record))
            continue
        if b not in stay:
            said = visible(record[0])
            found.append({"before": said, "after": said, "words": [["=", said]], "moved": True})
        found += _within(was[pairs[b]], record)
    return found


def _heads(piece: Piece) -> Sequence[str]:
    return piece.block.columns if piece.block is not None and any(piece.block.columns) else ("",)


def _within(old: Sequence[str], new: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The lines in which a record differs: in place of as many others each of one that stood there."""
    who = next((visible(line) for line in new[1:] if people_in(visible(line)) and line in old), "")
    for hunk in diff(*([canonical(line) for line in side] for side in (old, new))):
        if hunk.same:
            continue
        gone, come = old[hunk.a0 : hunk.a1], new[hunk.b0 : hunk.b1]
        for n in range(max(len(gone), len(come))):
            row = {"row": called} if (called := visible(new[0]) if hunk.b0 + n else who) else {}
            yield from ({**row, **said} for said in text_edits("".join(gone[n : n + 1]), "".join(come[n : n + 1])))


def _renamed(was: Sequence[Sequence[str]], now: Sequence[Sequence[str]], left: set[int], met: set[int]) -> dict[int, int]:
    """By the places of records that are called otherwise now, those that said the rest of it, or all but one line."""
    found = dict[int, int]()
    for b, record in enumerate(now):
        alike = [
            a
            for a, other in enumerate(was)
            if b not in met and a not in left and a not in found.values() and len(other) == len(record)
            if sum(canonical(one) == canonical(said) for one, said in zip(other[1:], record[1:], strict=True))
            >= max(1, len(record) - 2)
        ]
        found |= {b: alike[0]} if len(alike) == 1 else {}
    return found


def _records(piece: Piece) -> list[list[str]]:
    """The records that *piece* says, each by its lines; []: it is no such text."""
    cells = [cell.split("\n") for cell in piece.raw.split("\t")]
    if len(cells) == 1:
        return _by_turns(cells[0])
    parted = [record for lines in cells for record in _by_turns(lines) or [lines]]  # half of a list each, or one
    return parted if all(len(record) > 1 for record in parted) and _are_records(parted) else []


def _by_turns(lines: list[str]) -> list[list[str]]:
    """*lines* as records of as many each, else of a line before a name each, with what follows; []: they are none."""
    for turns in _TURNS if len(lines) > 3 else ():
        parted = [lines[n : n + turns] for n in range(0, len(lines), turns)]
        if len(lines) % turns == 0 and len(parted) > 1 and _are_records(parted) and _take_turns(parted):
            return parted
    named = [n for n, line in enumerate(lines) if names_somebody(line)]  # « Paie », « Marie Roy », « 4 agents », « Achats », …
    parted = [lines[n - 1 : end - 1] for n, end in pairwise([*named, len(lines) + 1])] if named[:1] == [1] else []
    return parted if len(parted) > 1 and min(map(len, parted)) > 1 and _are_records(parted) else []


def _are_records(records: Sequence[Sequence[str]]) -> bool:
    """Whether each begins with a line of its own that names nobody, and in most somebody is named in one and the same place."""
    firsts = [record[0] for record in records]
    short = all(0 < len(line.strip()) <= _LINE and line.rstrip()[-1:] not in _ENDS for record in records for line in record)
    if not short or len({*map(canonical, firsts)}) < len(firsts) or any(_CALLS.search(first) for first in firsts):
        return False
    most = _MOST * len(records)
    if sum(map(names_somebody, firsts)) > len(records) - most:
        return False
    return any(sum(names_somebody("".join(record[n : n + 1])) for record in records) >= most for n in range(1, _TURNS.stop))


def _take_turns(records: Sequence[Sequence[str]]) -> bool:
    """Whether in each place of all records, or of hardly any, somebody is named, or a way to reach somebody or a figure said."""
    most = _MOST * len(records)
    for n in range(len(records[0])):
        lines = [record[n] for record in records]
        for times in (sum(map(names_somebody, lines)), sum(any(map(str.isdigit, line)) for line in lines)):
            if len(records) - most < times < most:
                return False
    return True


def names_somebody(line: str) -> bool:
    """Whether *line* names people, or says that nobody is there: « Directeur : poste vacant »."""
    said = visible(line)
    return bool(people_in(said)) or any(VACANT.fullmatch(key(part)) for part in _PARTED.split(said))


def text_edits(old: str, new: str) -> Iterator[dict[str, Any]]:
    """The one part that says how *old* became *new*, came or went; none where neither says anything."""
    old, new = visible(old), visible(new)
    if not (old or new):
        return
    words: Words
    if old and new:
        before, after, words = word_diff(text_of(old), text_of(new))
        yield {"before": before, "after": after, "words": [list(word) for word in words]}
    elif new:
        yield {"after": new, "words": [["+", new]]}
    else:
        yield {"before": old, "words": [["-", old]]}
