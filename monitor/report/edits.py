"""Edits of a text that are told in a way of their own, and how many lines of the list tell of what. Pure.

What changed beside the words (DESIGN 3.28), in which lines or cells (3.24), rows and columns of a table (3.31). The list counts
(10.8): each of its lines is one here too, and all are called after what they hold: sentences, lines of a list or table, or
passages, where one holds several sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import Any

from monitor.expressions import expression
from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean, shortened
from monitor.model import Change, Edit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import canonical
from monitor.report import mail_domains
from monitor.report.chart_edits import is_of_chart, is_of_field
from monitor.report.spans import MarkedLine, Span, marked_words

BESIDE_OPS = frozenset({"struck", "unstruck", "in_one", "in_both", "link", "picture", "frame", mail_domains.OP})
_OF_COPIES = ("in_one", "in_both")
_COUNTED = [f"report.count.{name}" for name in ("mail_domain", "struck_come", "struck_edited", "unstruck_edited")] + [
    *(f"tables.count.{op}" for op in _OF_COPIES),
    *(f"report.count.{op}_{turn}" for op in ("link", "picture", "frame") for turn in ("edited", "come", "gone")),
]
_NOTHING = re.compile(r"[-–—−/.\s]*")  # what a cell holds that says nothing
_MOST_BOXES = 5  # mailboxes that are named
_LONG_NAME = 80  # characters of the words of a link, of the description of a picture


def beside_counts(edits: Iterable[Edit], locale: Locale) -> list[str]:
    """ "1 passage barré", "2 liens modifiés, 1 lien disparu": what came, went and changed counted apart."""
    numbers: Counter[str] = Counter()
    listed = mail_domains.in_one([*edits])
    counted_before = any(edit.op in ("insert", "replace", "row_added") for edit in listed)
    for edit in listed:
        if edit.op == "struck" and edit.facts.get("came") and counted_before:
            numbers["report.count.struck_come"] += 1
        elif edit.op == mail_domains.OP:
            numbers["report.count.mail_domain"] += len(edit.facts["mailboxes"])
        elif edit.op in _OF_COPIES:
            numbers[f"tables.count.{edit.op}"] += 1
        elif edit.op in BESIDE_OPS:
            count = edit.facts.get("count")
            turn = "edited"
            if edit.op not in ("struck", "unstruck"):
                turn = "come" if edit.before is None else "gone" if edit.after is None else "edited"
            numbers[f"report.count.{edit.op}_{turn}"] += count if isinstance(count, int) else 1
    return [locale.text(key, n=number) for key, number in sorted(numbers.items(), key=lambda one: _COUNTED.index(one[0]))]


def address_sentence(change: Change, locale: Locale) -> str:
    """What came of the address of a `readdressed` document; of a content that was not compared nothing is claimed (3.26)."""
    if not change.facts.get("unread"):
        return locale.text("report.readdressed_unsure" if change.facts.get("layout") else "report.readdressed")
    at = next(edit for edit in change.edits if edit.facts.get("field") == "url")
    return locale.text(f"report.readdressed_{'hidden' if at.after is None else 'shown' if at.before is None else 'unread'}")


def beside_line(edit: Edit, locale: Locale) -> MarkedLine:
    """A struck passage, a link, a picture or a frame that came, went or changed."""
    name = shortened(clean(str(edit.facts.get("text") or "")), _LONG_NAME)
    if edit.op in _OF_COPIES:
        opening, _, closing = locale.quoted("\0").partition("\0")
        intro = Span("note", locale.text(f"tables.{edit.op}_line") + opening)
        return MarkedLine("~", (intro, Span("=", clean(str(edit.facts.get("text") or ""))), Span("note", closing)))
    if edit.op in ("struck", "unstruck"):
        opening, _, closing = locale.quoted("\0").partition("\0")
        words = Span("struck" if edit.op == "struck" else "=", clean(str(edit.facts.get("text") or "")))
        row = _key(edit) if edit.facts.get("key") else ""  # of a table's cell
        place = locale.labelled(row) if row and row not in words.text else ""
        said = "struck_come" if edit.op == "struck" and edit.facts.get("came") else edit.op
        intro = Span("note", place + locale.text(f"report.{said}_line") + opening)
        return MarkedLine("~", (intro, words, Span("note", closing)))
    if edit.op == mail_domains.OP:
        boxes = [clean(str(box)) for box in edit.facts["mailboxes"]]
        intro = Span("note", locale.text("report.count.mail_domain_line", n=len(boxes)))
        whose = Span("note", f" ({', '.join(boxes[:_MOST_BOXES])}{'…' if len(boxes) > _MOST_BOXES else ''})")
        return MarkedLine("~", (intro, Span("-", clean(edit.before or "")), Span("+", clean(edit.after or "")), whose))
    entry = shortened(clean(str(edit.facts.get("under") or "")), _LONG_NAME)
    if edit.facts.get("shown") == "drawing":  # its address is ours, and says nothing
        turn = "come" if edit.before is None else "gone" if edit.after is None else "changed"
        called = ", ".join(filter(None, (entry, locale.quoted(name) if name else "")))
        named = locale.labelled(called) if called else ""
        return MarkedLine("~", (Span("note", named + locale.text(f"report.drawing_{turn}")),))
    gone = () if edit.before is None else (Span("-", clean(edit.before) or "–"),)
    come = () if edit.after is None else (Span("+", clean(edit.after) or "–"),)
    of_entry = locale.labelled(entry) if entry else ""
    return MarkedLine("~", (Span("note", of_entry + _intro(edit, name, locale)), *gone, *come))


def _intro(edit: Edit, name: str, locale: Locale) -> str:
    """Which one it is; without a name there is nothing to quote."""
    count = edit.facts.get("count")
    if isinstance(count, int):
        return locale.text("report.count.link_rewritten", n=count)
    what = "come" if edit.before is None else "gone" if edit.after is None else "changed"
    if edit.op != "link" and what == "changed" and (edit.after == edit.facts.get("text") or not name):
        # both sides are descriptions: they say which one it is
        return locale.text(f"report.{edit.op}_{'replaced' if edit.facts.get('urls') or not name else 'described'}")
    return (
        locale.text(f"report.{edit.op}_{what}", name=locale.quoted(name))
        if name
        else locale.text(f"report.{edit.op}_{what}_unnamed")
    )


def part_lines(edit: Edit, locale: Locale) -> tuple[MarkedLine, ...]:
    """The lines or cells in which a block was reworded, each with its row and column; () where the block is said as a whole."""
    return tuple(_part(*one, locale=locale) for one in _parts(edit))


def _parts(edit: Edit) -> list[tuple[Mapping[str, Any], ...]]:
    """The parts of *edit*, the two together of a mark that left one column of a row and came into another: one line tells of it."""
    parts = edit.facts.get("parts")
    found: list[tuple[Mapping[str, Any], ...]] = []
    for part in parts if isinstance(parts, list | tuple) else ():
        if not isinstance(part, Mapping):
            continue
        before = found[-1][0] if found and len(found[-1]) == 1 else {}
        columns = before.get("column"), part.get("column")
        sides, other = ([one.get(side) for side in ("before", "after")] for one in (before, part))
        marks = [side for side in sides if side and not _NOTHING.fullmatch(side)]
        is_same = sides == other[::-1] and len(marks) == 1 and before.get("row") == part.get("row")
        if is_same and all(columns) and columns[0] != columns[1]:
            found[-1] = (before, part) if marks[0] == sides[0] else (part, before)
        else:
            found.append((part,))
    return found


def _part(part: Mapping[str, Any], into: Mapping[str, Any] | None = None, *, locale: Locale) -> MarkedLine:
    if into is not None:
        row, *columns = (shortened(clean(str(one or "")), _LONG_NAME) for one in (part.get("row"), part["column"], into["column"]))
        old, new = map(locale.quoted, columns)
        whose = (Span("note", locale.labelled(row)),) if row else ()
        went = Span("note", locale.text("report.cell_went", old=old, new=new))
        return MarkedLine("~", (*whose, Span("=", clean(str(part["before"]))), went))
    words = tuple((sign, str(text)) for sign, text in part.get("words", ()))
    if part.get("moved"):
        return MarkedLine("^", (Span("note", locale.text("report.moved_line")), Span("=", clean(str(part.get("after") or "")))))
    shown = marked_words(Edit(op="replace", before=part.get("before"), after=part.get("after"), words=words))
    row, column = (shortened(clean(str(part.get(name) or "")), _LONG_NAME) for name in ("row", "column"))
    if (row or column) and sum(span.role == "-" for span in shown) + sum(span.role == "+" for span in shown) > 2:
        old, new = clean(str(part.get("before") or "")), clean(str(part.get("after") or ""))
        if max(len(old), len(new)) <= _LONG_CELL:  # « 14 h - 17 h » that became « 13 h 30 - 18 h » is read as a whole
            shown = (Span("-", old), Span("+", new))
    place = locale.text("report.cell_of", row=row, column=locale.quoted(column)) if row and column else row
    if column and not row:
        place = locale.text("report.cell_in", column=locale.quoted(column))
    if part.get("before") is None or part.get("after") is None:
        came = part.get("before") is None
        if part.get("heads"):
            intro = Span("note", locale.text("tables.column_came" if came else "tables.column_went"))
            return MarkedLine("+" if came else "-", (intro, *shown))
        if not place:  # a line of its own came or went
            return MarkedLine("+" if came else "-", shown)
    note = locale.text("tables.column_called") if part.get("heads") else locale.labelled(place) if place else ""
    return MarkedLine("~", (*((Span("note", note),) if note else ()), *shown))


def in_cells(edit: Edit) -> str:
    """What came or went with *edit*; of a row its cells, told apart (DESIGN 3.24)."""
    cells = edit.facts.get("cells")
    return _cells(cells) if cells else clean(edit.after or edit.before or "")


def as_told(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """*edits* as a list of them says them.

    A block that was moved and reworded is quoted as it reads now: what it said before is not on the page any more. A title that
    came or went with a few lines of it, below or above, is one line with these, « Archives · Service commun de 12 agents ».
    """
    edits = mail_domains.in_one(edits)
    told, n = list[Edit](), 0
    while n < len(edits):
        one, then = edits[n], next(iter(edits[n + 1 : n + 2]), None)
        # Of a row with somebody else in it the name alone is quoted
        reworded = then is not None and then.op == "replace" and not (then.after or "").startswith(f"{one.before} ")
        if then is not None and reworded and one.op == "move" and then.facts.get("at") == one.facts.get("at", ()):
            one = replace(one, after=then.after, words=(("=", then.after or ""),))
        elif len(lines := _of_one_title(edits[n : n + _MOST_BELOW + 2])) > 1:
            cells = [edit.after or edit.before for edit in lines]
            under = next((said for edit in lines if (said := edit.facts.get("under")) not in cells), None)
            rest = {name: fact for name, fact in one.facts.items() if name != "under"}
            one = replace(one, facts={"cells": cells, **rest, **({"under": under} if under else {})})
            n += len(lines) - 1
        told.append(one)
        n += 1
    return tuple(told)


def _of_one_title(edits: Sequence[Edit]) -> Sequence[Edit]:
    """The first of *edits* with those behind that came or went with it under one title, one of them; () of any other."""
    op = edits[0].op
    same = [*takewhile(lambda edit: edit.op == op and "cells" not in edit.facts, edits if op in ("insert", "delete") else ())]
    said = [edit.after or edit.before for edit in same]
    over = [edit.facts.get("under") for edit in same]
    for n, title in enumerate(said):
        called = title, f"{over[n]}, {title}"  # « Direction de l’eau, Contact »
        if any(head not in called for head in over[:n]):
            continue
        below = [*takewhile(lambda head: head in called, over[n + 1 :])]  # noqa: B023
        end = n + 1 + len(below)
        after = edits[end].facts.get("under") if end < len(edits) else None
        if below and after and after == said[end - 1]:
            end -= 1  # it is a title itself
        if 1 < end <= _MOST_BELOW + 1:
            return same[:end]
    return ()


# --------------------------------------------------------------------------------------------------------------------------- tables


_SHEET_OPS = ("sheet_added", "sheet_removed", "sheet_renamed", "sheet_moved")
TABLE_OPS = frozenset({"row_added", "row_removed", "cell_changed", "column_added", "column_removed", "column_renamed", *_SHEET_OPS})
_MOST_BELOW = 5  # lines of a title that are told with it
_SAID = 2  # cells: of so many a summary says what changed, of more how many did
_LONG_KEY, _LONG_CELL = 80, 40  # characters

_ROWS_COUNTED = (*_SHEET_OPS, "row_added", "row_removed", "column_added", "column_removed", "column_renamed")


def table_counts(edits: Sequence[Edit], locale: Locale) -> list[str]:
    """« 3 lignes ajoutées ; Mme Durand, service Achats → Finances »: rows and columns counted, a few cells said; one phrase."""
    cells = [edit for edit in edits if edit.op == "cell_changed"]
    numbers = [(op, sum(edit.op == op for edit in edits)) for op in _ROWS_COUNTED]
    parts = [locale.text(f"tables.count.{op}", n=number) for op, number in numbers if number]
    for edit in cells if len(cells) <= _SAID else ():
        old, new = (shortened(_one_line(text), _LONG_CELL) or locale.text("tables.empty") for text in (edit.before, edit.after))
        parts.append(locale.text("tables.cell", row=_key(edit), column=_column(edit), before=old, after=new))
    if len(cells) > _SAID:
        parts.append(locale.text("tables.count.cell_changed", n=len(cells)))
    return [locale.text("report.semicolon").join(parts)] if parts else []


def table_line(edit: Edit, locale: Locale) -> MarkedLine:
    """A row that came or went with all its cells, a cell before and after, or a column."""
    sheet = clean(str(edit.facts.get("sheet") or ""))
    if edit.op in _SHEET_OPS:
        intro = Span("note", locale.text(f"tables.{edit.op}"))
        match edit.op:
            case "sheet_added":
                return MarkedLine("+", (intro, Span("+", sheet)))
            case "sheet_removed":
                return MarkedLine("-", (intro, Span("-", sheet)))
            case "sheet_renamed":
                return MarkedLine("~", (intro, *_cell_sides(edit, locale)))
            case _:
                return MarkedLine("^", (intro, Span("=", sheet)))
    where = (Span("note", locale.text("tables.in_sheet", sheet=locale.quoted(sheet))),) if sheet else ()
    match edit.op:
        case "row_added":
            return MarkedLine("+", (Span("+", _cells(edit.facts.get("row", ()))), *where))
        case "row_removed":
            return MarkedLine("-", (Span("-", _cells(edit.facts.get("row", ()))), *where))
        case "cell_changed":
            intro = Span("note", locale.text("tables.in_cell", row=_key(edit), column=_column(edit)))
            return MarkedLine("~", (intro, *_cell_sides(edit, locale), *where))
        case "column_renamed":
            return MarkedLine("~", (Span("note", locale.text("tables.column_called")), *_cell_sides(edit, locale), *where))
        case "column_added":
            return MarkedLine("+", (Span("note", locale.text("tables.column_came")), Span("+", _head(edit)), *where))
        case _:
            return MarkedLine("-", (Span("note", locale.text("tables.column_went")), Span("-", _head(edit)), *where))


def _cell_sides(edit: Edit, locale: Locale) -> tuple[Span, Span]:
    empty = locale.text("tables.empty")
    return Span("-", _one_line(edit.before) or empty), Span("+", _one_line(edit.after) or empty)


def _key(edit: Edit) -> str:
    return shortened(_one_line(str(edit.facts.get("key") or "")), _LONG_KEY) or "–"


def _column(edit: Edit) -> str:
    """The head of the column within a sentence: « service », but « RTT » and the letter of a column without one stay."""
    head = _head(edit)
    return head[:1].lower() + head[1:] if head[1:2].islower() else head


def _head(edit: Edit) -> str:
    return shortened(_one_line(str(edit.facts.get("column") or "")), _LONG_KEY)


def _cells(row: Iterable[object]) -> str:
    return " · ".join(text for cell in row if (text := _one_line(str(cell))))


def _one_line(text: str | None) -> str:
    return clean(" ".join((text or "").split()))


# ------------------------------------------------------------------------------------------------------ how many lines tell of what


# A full stop ends a sentence before a capital, an opening quote or a digit, but not after one letter ("M. Dupont", "J. Roy")
# and not after the usual abbreviations; list items without punctuation are sentences of their own.
_END = expression(r"(?<!\b\w)(?<!\bMme)(?<!\bart)(?<!\bcf)(?<!\bDr)(?<!\bMr)(?<!\bno)[.!?]+[\")\]]*\s+(?=[\"(]?\s*[^\W_a-zà-öø-ÿ])")

# A word alone is an abbreviation, « Ing. »; « … » is a text that is withheld (5.17).
_ENDED = expression(r"\s*\S+\s.*[.!?…][»”\")\]\s]*$|(?:…|\.{3})$", re.DOTALL)
_NUMBER = expression(r"\s*\d+[.)]\s+")  # of a list item: no sentence
_TEXT_OPS = ("insert", "delete", "replace", "move")
_OF_MARK = {"+": "added", "-": "removed"}
_COLUMN_OF_MARK = {"+": "column_added", "-": "column_removed", "~": "column_renamed"}
_COLUMN_OPS = tuple(_COLUMN_OF_MARK.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Lines of the list by what they tell of; `noun` is the phrase book's: "sentences", "lines", "passages"."""

    edited: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    noun: str = "sentences"
    columns: tuple[tuple[str, int], ...] = ()  # of tables: what became of how many, by `_COLUMN_OPS`


def counted(edits: Iterable[Edit], locale: Locale) -> Counted:
    """What the text ops of *edits* (DESIGN 5.3) come to, each line of the list counted once."""
    text = [e for e in as_told([*edits]) if e.op in _TEXT_OPS and not (is_of_field(e) or is_of_chart(e) or e.facts.get("order"))]
    all_steps = [step for e in text if e.op != "move" for step in _steps(e, locale)]
    steps = [step for step in all_steps if step.column is None]
    of_columns = Counter(step.column for step in all_steps)
    columns = tuple((op, of_columns[op]) for op in _COLUMN_OPS if of_columns[op])
    moved = [e.before or "" for e in text if e.op == "move"]
    turns = Counter(step.turn for step in steps)
    ended = [*(step.is_sentence for step in steps), *(_ENDED.match(said) is not None for said in moved)]
    if not any(ended):
        noun = "lines"
        turns = Counter("edited" if step.stays else step.turn for step in steps)  # one that lost words is still there
    else:  # rows of a table and sentences are both passages
        several = any(max(len(step.gone), len(step.come)) > 1 for step in steps)
        noun = "passages" if several or not all(ended) else "sentences"
    numbers = {what: turns[what] for what in ("edited", "added", "removed")}
    return Counted(**numbers, moved=len(moved) + turns["moved"], noun=noun, columns=columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What became of the text that a line of the list tells of: its sentences that went, and those that came."""

    turn: str
    gone: list[str]
    come: list[str]
    stays: bool  # it is a line that is still there, with other words
    is_cell: bool = False
    column: str | None = None  # of `_COLUMN_OPS`: it is a column of a table

    @property
    def is_sentence(self) -> bool:
        """Whether what changed ends as sentences do; « Tél. » in a cell does not."""
        return not self.is_cell and any(_ENDED.match(said) for said in (*self.gone, *self.come))


def _steps(edit: Edit, locale: Locale) -> Iterator[_Step]:
    """One for each line that tells of *edit*."""
    if edit.op != "replace" or "holders" in edit.facts or not (lines := part_lines(edit, locale)):
        turn, gone, come = _step(edit.before or "", edit.after or "")
        if cells := edit.facts.get("cells"):  # one line, whatever ends in it
            gone, come = ([" ".join(map(str, cells))] * bool(text) for text in (edit.before, edit.after))
        if edit.before and edit.before == edit.after:  # both are « … », as whose they are is withheld (5.17)
            gone = come = [edit.before]
        yield _Step(turn=turn, gone=gone, come=come, stays=edit.op == "replace", is_cell="cells" in edit.facts)
        return
    for (part, *_), line in zip(_parts(edit), lines, strict=True):
        before, after = ("".join(s.text for s in line.spans if s.role in ("=", role)) for role in "-+")
        turn, gone, come = _step(before, after)
        is_cell = any(part.get(name) for name in ("row", "column", "heads"))
        yield _Step(
            turn="moved" if part.get("moved") else _OF_MARK.get(line.mark, turn),
            gone=gone,
            come=come,
            stays=is_cell or (line.mark not in _OF_MARK and not part.get("moved")),
            is_cell=is_cell,
            column=_COLUMN_OF_MARK[line.mark] if part.get("heads") else None,
        )


def _step(before: str, after: str) -> tuple[str, list[str], list[str]]:
    old, new = split(before), split(after)
    gone, come = list[str](), list[str]()
    for op, a0, a1, b0, b1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op != "equal":
            gone += old[a0:a1]
            come += new[b0:b1]
    turn = "added" if come and not gone else "removed" if gone and not come else "edited"
    return turn, gone, come


def split(text: str) -> list[str]:
    """The sentences of *text*, folded for comparing (DESIGN 3.10)."""
    folded = canonical(text)
    number = _NUMBER.match(folded)
    ends = [0, *(m.end() for m in _END.finditer(folded, number.end() if number else 0)), len(folded)]
    return [s for s in (folded[a:b].strip() for a, b in pairwise(ends)) if s]
