"""What differs between two versions of a table, in words: its rows, cells and columns (DESIGN 3.31). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean, shortened
from monitor.model import Edit
from monitor.report.spans import Line, Span

OPS = frozenset({"row_added", "row_removed", "cell_changed", "column_added", "column_removed", "column_renamed"})
_SAID = 2  # cells: of so many a summary says what changed, of more how many did
_LONG_NAME, _LONG_CELL = 80, 40  # characters

_COUNTED = ("row_added", "row_removed", "column_added", "column_removed", "column_renamed")


def table_counts(edits: Sequence[Edit], locale: Locale) -> list[str]:
    """« 3 lignes ajoutées ; Mme Durand : service Achats → Finances »: rows and columns counted, a few cells said; one phrase."""
    cells = [edit for edit in edits if edit.op == "cell_changed"]
    numbers = [(op, sum(edit.op == op for edit in edits)) for op in _COUNTED]
    parts = [locale.text(f"tables.count.{op}", n=number) for op, number in numbers if number]
    if 0 < len(cells) <= _SAID:
        parts += [_cell(edit, locale) for edit in cells]
    elif cells:
        parts.append(locale.text("tables.count.cell_changed", n=len(cells)))
    return [locale.text("report.semicolon").join(parts)] if parts else []


def _cell(edit: Edit, locale: Locale) -> str:
    before, after = (shortened(_one_line(text), _LONG_CELL) or locale.text("tables.empty") for text in (edit.before, edit.after))
    return locale.text("tables.cell", row=_key(edit), column=_column(edit), before=before, after=after)


def table_line(edit: Edit, locale: Locale) -> Line:
    """A row that came or went with all its cells, a cell before and after, or a column."""
    sheet = clean(str(edit.facts.get("sheet") or ""))
    where = (Span("note", locale.text("tables.in_sheet", sheet=locale.quoted(sheet))),) if sheet else ()
    match edit.op:
        case "row_added":
            return Line("+", (Span("+", _cells(edit.facts.get("row", ()))), *where))
        case "row_removed":
            return Line("-", (Span("-", _cells(edit.facts.get("row", ()))), *where))
        case "cell_changed":
            intro = Span("note", locale.text("tables.in_cell", row=_key(edit), column=_column(edit)))
            return Line("~", (intro, *_sides(edit, locale), *where))
        case "column_renamed":
            return Line("~", (Span("note", locale.text("tables.column_called")), *_sides(edit, locale), *where))
        case "column_added":
            return Line("+", (Span("note", locale.text("tables.column_came")), Span("+", _head(edit)), *where))
        case _:
            return Line("-", (Span("note", locale.text("tables.column_went")), Span("-", _head(edit)), *where))


def _sides(edit: Edit, locale: Locale) -> tuple[Span, Span]:
    empty = locale.text("tables.empty")
    return Span("-", _one_line(edit.before) or empty), Span("+", _one_line(edit.after) or empty)


def _key(edit: Edit) -> str:
    return shortened(_one_line(str(edit.facts.get("key") or "")), _LONG_NAME) or "–"


def _column(edit: Edit) -> str:
    """The head of the column within a sentence: « service », but « RTT » and the letter of a column without one stay."""
    head = _head(edit)
    return head[:1].lower() + head[1:] if head[1:2].islower() else head


def _head(edit: Edit) -> str:
    return shortened(_one_line(str(edit.facts.get("column") or "")), _LONG_NAME)


def _cells(row: Iterable[object]) -> str:
    return " · ".join(text for cell in row if (text := _one_line(str(cell))))


def _one_line(text: str | None) -> str:
    return clean(" ".join((text or "").split()))
