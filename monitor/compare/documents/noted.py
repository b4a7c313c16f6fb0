"""Marks at the lines of a chart that a note explains: its titles and names are compared without them (DESIGN 3.12). Pure."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from monitor.compare.charts.lines import in_their_boxes
from monitor.compare.documents.words import of_text
from monitor.compare.text.alignment import Alignment, aligned
from monitor.compare.text.blocks import edits_between
from monitor.compare.text.pieces import Piece
from monitor.expressions import expression
from monitor.model import DocumentContent, Edit
from monitor.model.frozen import replace
from monitor.normalize import RAISED, canonical, key

_BEHIND = expression(rf"(?<=[\w)])\s*([*●■•▪◆▲]{{1,4}}|(?<=\s)[{RAISED}]+|[(\[]\w{{1,2}}[)\]])$")
_BEFORE = expression(r"^(\*{1,4}|[●○■□▪◦✓])\s*(?=\w)")
_NOTE = expression(rf"(?<=[^\W\d_]{{3}})[{RAISED}]+(?!\w)")
_SHEET = 3  # lines with bullets that all lost them, or have them now
# An editor of charts puts and drops them before lines: of those alone nothing else is told.
_SIGNS = frozenset(f"*●○■□•▪◦◆▲✓{RAISED}")


def with_notes_apart(content: DocumentContent) -> DocumentContent:
    """*content*, a figure raised behind a word as a mark of its own: « Achats ¹ » is « Achats » still (3.12); « m² » stays."""
    noted = any(_NOTE.search(block.text) for block in content.text or ())
    blocks = tuple(replace(block, text=_NOTE.sub(r" \g<0>", block.text)) for block in content.text or ()) if noted else content.text
    return replace(content, text=blocks) if noted else content


class _Line(NamedTuple):
    """A line with what it says without its marks, and these, "" where it has none."""

    at: int
    raw: str
    bare: str
    marks: tuple[str, str]  # before and behind it
    listed: bool  # it has a bullet, which may be one of a list

    def worn(self, marks: tuple[str, str]) -> list[Piece]:
        """What it says, with *marks* of its own or others."""
        if marks == self.marks:
            return [Piece(self.at, f"• {self.raw}" if marks[0] == "•" else self.raw)]
        return [Piece(self.at, " ".join(filter(None, (marks[0], self.bare, marks[1]))))]


def noted_edits(old: DocumentContent, new: DocumentContent, moved_units: Collection[str] = ()) -> list[Edit]:
    """Return the lines that bear a mark which they did not, or no longer do: a note explains it, « * service mutualisé ».

    Of lines that stand on both sides, in whatever place, and of those reworded. A mark in a line of its own is of a legend, or of
    who knows which line: one more or less is told as such, but where lines have as many less or more: then the file may only be
    written otherwise; one that stands behind another line than before is told as moved, to be checked.
    """
    sides = [[Piece(n, b.text.strip(), block=b) for n, b in enumerate(side.text or ()) if b.text.strip()] for side in (old, new)]
    elsewhere = {*map(key, moved_units)}  # out of a list, perhaps
    bullets = _bulleted(sides[0], old, elsewhere), _bulleted(sides[1], new, elsewhere)
    noted = bullets[0][1] & bullets[1][1]
    if max(len(of_units) for of_units, _ in bullets) >= _SHEET and not all(of_units for of_units, _ in bullets):
        noted = set()  # as the sheet is now set
    lines = [
        [_line(piece, bulleted=bool(noted) and piece.at in of_units) for piece in side if not set(piece.raw) <= _SIGNS]
        for side, (of_units, _) in zip(sides, bullets, strict=True)
    ]
    marks = [Counter(mark for line in side for mark in line.marks if mark) for side in lines]
    alone = [[piece for piece in side if set(piece.raw) <= _SIGNS] for side in sides]
    edits = list[Edit]()
    if len(alone[0]) != len(alone[1]):
        more = [side[len(other) :] for side, other in zip(alone, reversed(alone), strict=True)]
        if marks[0].total() + len(alone[0]) == marks[1].total() + len(alone[1]):
            return []
        edits = edits_between(*more)
    if not (any(marks) or all(alone)):
        return [of_text(edit) for edit in edits]
    alignment = aligned(*([Piece(line.at, line.bare) for line in side] for side in lines))
    printed = [{line.at: line for line in side} for side in lines]
    moved = marks[0] == marks[1]  # else what came or went is told with the words, but for signs
    edits += _moved_alone(alone[0], alone[1], alignment) if len(alone[0]) == len(alone[1]) else []
    pairs = [(printed[0][one], printed[1][other]) for one, other in sorted({**alignment.placed, **alignment.moved}.items())]
    others = defaultdict[str, list[str]](list)  # what stands for each mark before a line now
    before = {was.marks[0] for was, _ in pairs}
    for was, line in pairs:
        others[was.marks[0]].append(line.marks[0])
    for was, line in pairs:
        anew = len({*others[was.marks[0]]}) == 1 and line.marks[0] not in (before - {""}) and len(others[was.marks[0]]) >= _SHEET
        if anew:  # as the sheet is now set
            was, line = (each._replace(marks=("", each.marks[1])) for each in (was, line))
        if was.listed and line.listed:
            was, line = (each._replace(marks=("", each.marks[1])) for each in (was, line))  # other entries of its list came or went
        if was.marks != line.marks and (moved or all(set(mark) <= _SIGNS for mark in (*was.marks, *line.marks))):
            same = canonical(was.bare) == canonical(line.bare)
            edits += edits_between(was.worn(was.marks) if same else line.worn(was.marks), line.worn(line.marks))
    return in_their_boxes([of_text(edit) for edit in edits], old.orgchart, new.orgchart)


def without_bare_marks(found: Iterable[Edit], noted: Sequence[Edit]) -> Iterator[Edit]:
    """*found* but for marks alone that came or went, where *noted* tells of lines with theirs."""
    for edit in found:
        if not (noted and edit.op in ("insert", "delete") and set(f"{edit.before or ''}{edit.after or ''}") <= _SIGNS):
            yield edit


def _bulleted(pieces: list[Piece], content: DocumentContent, elsewhere: Collection[str]) -> tuple[set[int], set[str]]:
    """Lines behind a bullet, « * » or « • », but for lists of three: places of titles and names of units; others' words, alone."""
    units = content.orgchart.units if content.orgchart is not None else ()
    own = {key(text) for unit in units for text in (unit.title, *(person.name for person in unit.people)) if text}
    listed = {o.at: key(o.raw) for o in pieces if _is_listed(o)}
    of_units, others = ({at for at, said in listed.items() if (said in own) is named} for named in (True, False))
    lists = {at + by for at in of_units if {at - 1, at + 1} <= of_units for by in (-1, 0, 1)}
    of_units -= lists | {at for at in of_units if listed[at] in elsewhere}
    return of_units, {listed[at] for at in others if not {at - 1, at + 1} & others}


def _is_listed(piece: Piece) -> bool:
    return piece.block is not None and piece.block.kind == "list_item"


def _line(piece: Piece, *, bulleted: bool) -> _Line:
    behind = match[1] if (match := _BEHIND.search(piece.raw)) else ""
    before = match[1] if (match := _BEFORE.match(piece.raw)) else "•" if bulleted else ""
    return _Line(piece.at, piece.raw, _BEFORE.sub("", _BEHIND.sub("", piece.raw)), (before, behind), _is_listed(piece))


def _moved_alone(old: list[Piece], new: list[Piece], alignment: Alignment) -> list[Edit]:
    """The marks in lines of their own that stand behind another line than before, where all other lines stand as they did."""
    if alignment.moved or alignment.runs or len(alignment.placed) != len(alignment.old) or alignment.news():
        return []
    places = [
        [bisect([piece.at for piece in run], mark.at) for mark in marks]
        for run, marks in ((alignment.old, old), (alignment.new, new))
    ]
    gone = Counter(zip((o.raw for o in old), places[0], strict=True)) - Counter(zip((o.raw for o in new), places[1], strict=True))
    return [
        Edit(op="move", before=mark, after=mark, words=(("=", mark),), facts={"uncertain": True}) for mark, _ in gone.elements()
    ]
