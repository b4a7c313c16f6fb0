"""Numbers before lines and rows that only count these: « Article 3 – Durée », « 3. Paie », a column « N° » (DESIGN 5.3). Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby, pairwise
from typing import TypeAlias

from monitor.compare.text.pieces import Piece, Run
from monitor.compare.text.titles import titles_of
from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.normalize import key

# What is divided, in front of a number that says which part this is. Rooms, lines and classes are called by theirs.
_PART = (
    r"(?:art(?:icle|ikel|[íi]culo|icolo|igo|\.)|chap(?:itre|ter|\.)|cap[íi]tulo|capitolo|kapitel|hoofdstuk|titre|t[íi]tulo|titolo|section"
    r"|secci[óo]n|sezione|abschnitt|afdeling|partie|part|parte|teil|deel|[ée]tape|step|schritt|stap|paso|point|punkt|punto|ponto)"
)
_WORDED = expression(
    rf"(?P<frame>{_PART}|§)\s*(?P<n>\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}|[IVXL]{{1,7}})(?P<mark>\s*[-–—:.)°]*\s+)(?=\S)", re.I
)
_BARE = expression(
    r"(?P<frame>)(?P<n>\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,7}|[a-z])(?P<mark>(?:\s?[-–—]|[.)°]\s?[-–—]?)\s+|(?<=\.\d)\s+)(?=\S)"
)
# Three letters that a line begins with whose number follows: sooner asked of each line than what it is called
_BEGUN = frozenset(re.findall(".{3}", "artchacapkaphootitsecsezabsafdparteideeetasteschstapaspoipunpon"))
_ENTRY, _WORDS = 80, 5  # characters of an entry, words of one that a full stop ends
_MARKED = expression(r"(?P<before>(?:[-–—•·▪►](?=\s+[^\W\d]))?).*?(?P<behind>[;,.]?)", re.S)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMANS = frozenset(a + b for a in _ROMAN for b in _ROMAN)
_HEADS = frozenset({"", "n", "no", "n°", "nº", "nr", "num", "numéro", "numero", "number", "nummer", "número", "rang", "#"})

_Number: TypeAlias = tuple[int, ...]
_Lines: TypeAlias = dict[int, int]  # by the index of a line where its number ends, its mark and the words before it included


def without_numbers(old: Run, new: Run) -> tuple[Run, Run]:
    """Both, the numbers of lines not compared where on either side they count these from one on.

    Then they say no more than the order of the lines, as those that a page draws before the entries of a list.
    """
    sides = _counted(old), _counted(new)
    if not (both := sides[0].keys() & sides[1].keys()):
        return old, new
    first, second = (
        [replace(p, raw=p.text, ignored=((0, ends[n]),)) if n in ends else p for n, p in enumerate(run)]
        for run, side in zip((old, new), sides, strict=True)
        for ends in [{n: end for frame in both for n, end in side[frame].items()}]
    )
    return first, second


def numbered_again(sides: tuple[Run, Run], plain: tuple[Run, Run], pairs: dict[int, int]) -> tuple[Run, Run]:
    """*plain*, but of *pairs*, places that became one another, those of *sides* of which nothing but such a number differs."""
    olds, news = ({p.at: p for p in run} for run in sides)
    same = [(o, n) for o, n in pairs.items() if olds[o].ignored and news[n].ignored and olds[o].keys == news[n].keys]
    silent = {o: olds[o] for o, _ in same}, {n: news[n] for _, n in same}
    first, second = ([kept.get(p.at, p) for p in run] for run, kept in zip(plain, silent, strict=True))
    return first, second


def without_bullets(old: Run, new: Run) -> tuple[Run, Run]:
    """Both, what not compared is that all entries of a list, or short lines, begin or end with on one side: « – Paie », « Paie ; ».

    A mark that some have may say something of them. The last entry may end otherwise.
    """
    bare = _without_bullets(old), _without_bullets(new)
    marks = [{piece.text[slice(*span)] for piece in run for span in piece.ignored} for run in bare]
    return bare if marks[0] != marks[1] else (old, new)


def _without_bullets(run: Run) -> Run:
    found = list(run)
    for is_short, group in groupby(enumerate(run), lambda one: _is_entry(one[1]) and one[1].block and one[1].block.kind):
        if not is_short or len(entries := [*group]) < 2:
            continue
        lines = [(n, piece, _MARKED.fullmatch(piece.text)) for n, piece in entries]
        before, behind = ([mark[side] if mark else "" for _, _, mark in lines] for side in ("before", "behind"))
        begins, ends = len({*before}) == 1 and before[0], len({*behind[:-1]}) == 1 and behind[0] in (";", ",")
        for n, piece, mark in lines if begins or ends else ():
            spans = [mark.span(side) for side, told in (("before", begins), ("behind", ends)) if mark and told and mark[side]]
            found[n] = replace(piece, raw=piece.text, ignored=tuple(spans)) if spans else piece
    return found


def _is_entry(piece: Piece) -> bool:
    """Whether *piece* is one short line, no row and no sentence but perhaps the last entry of a list."""
    is_line = not (piece.is_row or piece.ignored or "\n" in piece.raw or len(piece.raw) > _ENTRY)
    return is_line and piece.raw[-1:] not in ("?", "!", ":") and (piece.raw[-1:] != "." or len(piece.raw.split()) <= _WORDS)


def without_row_numbers(old: Run, new: Run) -> tuple[Run, Run]:
    """Both without the first column of tables where on either side it counts the rows from one on."""
    tables = _counted_tables(old) & _counted_tables(new)
    return (_without_column(old, tables), _without_column(new, tables)) if tables else (old, new)


def _counted(run: Run) -> dict[tuple[str, str, str], _Lines]:
    """The lines of *run* with a number in front, by its style and what stands around it, where all of these count on from one."""
    found = defaultdict[tuple[str, str, str], list[tuple[int, int, _Number]]](list)
    for n, piece in enumerate(run):
        if (
            piece.is_row
            or piece.ignored
            or "\n" in piece.raw
            or _has_no_number(piece.raw)
            or not (match := _WORDED.match(piece.text) or _BARE.match(piece.text))
        ):
            continue
        said, style, number = match["n"], "I", tuple[int, ...]()  # « IV », but for « 2.1 » and « c »
        if said[0].isdigit():
            style, number = "1", tuple(map(int, said.split(".")))
        elif len(said) == 1 and said.islower():
            style, number = "a", (ord(said) - ord("a") + 1,)
        else:
            values = [_ROMAN[letter] for letter in said.upper()]
            number = (sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)),)
        found[style, key(match["frame"]), match["mark"].strip()].append((n, match.end(), number))
    counted, titles = dict[tuple[str, str, str], _Lines](), titles_of(run) if found else set[int]()
    for frame, lines in found.items():
        pairs = pairwise([(-1, 0, (0,)), *lines])
        if len(lines) > 1 and all(
            _follows(before, number) or (set(number) == {1} and any(run[at].at in titles for at in range(n + 1, m)))
            for (n, _, before), (m, _, number) in pairs
        ):
            counted[frame] = {n: end for n, end, _ in lines}
    return counted


def _has_no_number(line: str) -> bool:
    """Whether *line* begins with letters, and not as one with a number in front does: nearly each line of a text."""
    start = line[:3]
    plain = start.isascii() and start.isprintable() and start[:2].isalpha()
    return plain and start[:2] not in _ROMANS and start.lower() not in _BEGUN


def _follows(before: _Number, number: _Number) -> bool:
    """Whether *number* comes next: 3 behind 2, 2.1 behind 2 or 1.4. Lists begin again below a title alone: else 1 is a class."""
    ways = [*((*before[:n], before[n] + 1) for n in range(len(before))), before]
    return number != before and any(number == (*way, *(1,) * (len(number) - len(way))) for way in ways)


def _tables(run: Run) -> list[list[tuple[int, Piece]]]:
    return [list(rows) for is_row, rows in groupby(enumerate(run), lambda one: one[1].is_row and not one[1].ignored) if is_row]


def _columns(row: Piece) -> tuple[str, ...]:
    return tuple(map(key, row.block.columns)) if row.block is not None else ()


def _counted_tables(run: Run) -> set[tuple[str, ...]]:
    """What the columns of tables are headed whose first says which row this is, 1, 2, 3, under « N° », « Rang » or nothing."""
    found, other = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for rows in _tables(run):
        columns = next((_columns(row) for _, row in rows if _columns(row)), ())
        cells = [row.raw.split("\t")[0].strip(" .)°") for _, row in rows]
        body = cells[1:] if not cells[0].isdigit() and key(cells[0]) in _HEADS else cells
        counts = len(body) > 1 and body == [str(n + 1) for n in range(len(body))]
        plain = all(row.block is not None and not (row.block.above or row.block.struck or row.block.looks) for _, row in rows)
        (found if counts and plain and (columns or ("",))[0] in _HEADS else other).add(columns)
    return found - other


def _without_column(run: Run, tables: set[tuple[str, ...]]) -> Run:
    found = list(run)
    for rows in _tables(run):
        if next((_columns(row) for _, row in rows if _columns(row)), ()) in tables:
            for n, row in rows:
                rest = row.raw.partition("\t")[2]
                found[n] = replace(row, raw=rest, block=row.block and replace(row.block, columns=row.block.columns[1:]))
    return found
