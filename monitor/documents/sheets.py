"""A spreadsheet -> its rows, cells apart by tabs: xlsx and ods by calamine, csv by what its bytes say of themselves.

Sheets that are hidden are counted and not read; hidden rows and columns are not read, nor are formulas: what a reader sees is their
last value. A sheet's name is said only where there are several, so that one table is the same as xlsx, ods and csv.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from monitor.documents.kinds import decoded
from monitor.documents.packed import Unfit, digest, unpacked
from monitor.documents.sheet_looks import SheetLook, beside_cells, sheet_looks, sheets_worn, shown_by
from monitor.model import Block
from monitor.pdf.struck import as_seen, block_of

MOST_CELLS = 2_000_000
MISSING = "python-calamine is not installed (city-page-monitor[office])"
_DELIMITERS = ";,\t|"
_LOOKED_AT = 200  # rows, to tell what is between the cells
_FIELD = 1_000_000  # letters of one cell


def sheet_blocks(data: bytes) -> tuple[tuple[Block, ...], str, int]:
    """What an xlsx or ods says, digests of it and of its look, and how many sheets are hidden; raises Unfit."""
    try:
        import python_calamine as calamine
    except ImportError as missing:
        raise Unfit(MISSING) from missing
    try:
        data = _without_strays(data)
        looks = sheet_looks(data) if data.startswith(b"PK") else {}
        with calamine.load_workbook(io.BytesIO(data)) as book:
            visible = [s.name for s in book.sheets_metadata if s.visible == calamine.SheetVisibleEnum.Visible]
            hidden = len(book.sheets_metadata) - len(visible)
            shown = [s for s in visible if s in book.sheet_names]
            tables = [(name, *_rows(book.get_sheet_by_name(name), looks.get(name))) for name in shown]
    except calamine.PasswordError as locked:
        raise Unfit("encrypted") from locked
    except (calamine.CalamineError, ValueError, OSError, OverflowError) as broken:
        raise Unfit(f"broken: {type(broken).__name__}") from broken
    blocks = _row_blocks([(name, rows) for name, rows, _ in tables if rows], named=True)
    if not data.startswith(b"PK"):
        return tuple(blocks), digest(as_seen(blocks)), hidden
    with unpacked(data) as package:
        blocks += beside_cells(package, shown)
        painted, colours = "\n".join(told for *_, (told, _) in tables), [look for *_, (_, found) in tables for look in found]
        return tuple(blocks), digest(as_seen(blocks)) + sheets_worn(package, painted, colours), hidden


_SHEET, _STRINGS = re.compile(r"xl/worksheets/[^/]+\.xml"), "xl/sharedStrings.xml"
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\sr=\"(\d+)\"[^>]*?(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_STRING = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_REPEATED = re.compile(
    rb'(<table:table-row\b[^>]*?table:number-rows-repeated=")\d{4,}("[^>]*>(?:<table:table-cell\b[^>]*/>|<text:p>\s*</text:p>|'
    rb"<table:table-cell\b(?:(?!office:value)[^>])*>|</table:table-cell>)*+</table:table-row>)"
)
_GAP = 1000  # rows: what stands so far below all else, and is a space, was typed by mistake


def _without_strays(data: bytes) -> bytes:
    """*data* without the cells of a sheet that hold a space or nothing, far below all that stands in it.

    One space typed into the last row of a sheet, 1,048,576, would make a table of millions of cells, which no memory holds.
    """
    if not data.startswith(b"PK"):
        return data
    with unpacked(data) as package:
        names = package.names(lambda name: _SHEET.fullmatch(name) is not None or name == "content.xml")
        parts = {name: package.bytes(name) for name in names}
        strings = package.bytes(_STRINGS) if package.has(_STRINGS) else b""
    changed = {name: part for name, old in parts.items() if (part := _trimmed(old, strings)) != old}
    if not changed:
        return data
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as after:
        for info in before.infolist():
            after.writestr(info.filename, changed.get(info.filename) or before.read(info))
    return packed.getvalue()


def _trimmed(part: bytes, strings: bytes) -> bytes:
    """A sheet of xlsx without such rows at its end, one of ods with its empty rows once."""
    rows = list(_ROW.finditer(part)) if b"sheetData" in part else []
    if not rows or int(rows[-1][1]) <= len(rows) + _GAP:
        return _REPEATED.sub(rb"\g<1>1\g<2>", part)
    blank = {n for n, said in enumerate(_STRING.finditer(strings)) if not _TAG.sub(b"", said[1] or b"").strip()}
    kept = len(rows)
    while kept:
        cells = [(_TAG.sub(b"", cell[2]).strip(), b't="s"' in cell[1]) for cell in _CELL.finditer(rows[kept - 1][2] or b"")]
        if any(said and not (shared and said.isdigit() and int(said) in blank) for said, shared in cells):
            break
        kept -= 1
    return part[: rows[kept].start()] + part[rows[-1].end() :] if kept < len(rows) else part


def _rows(sheet: Any, look: SheetLook | None) -> tuple[list[list[str]], tuple[str, list[str]]]:
    """The rows that are shown, and how their cells are painted."""
    cells = sheet.width * sheet.height
    if cells > MOST_CELLS:
        raise Unfit(f"{cells} cells, {MOST_CELLS} allowed")
    down, across = first = sheet.start or (0, 0)
    look = look or SheetLook()
    rows = [[_shown(value, look, (n, m)) for m, value in enumerate(row, across)] for n, row in enumerate(sheet.to_python(), down)]
    painted = look.colours(rows, first)
    # what a cell says that is merged over several is said in every row: a reader sees it beside each of them
    merged = [*(sheet.merged_cell_ranges or ()), *look.spans]
    for (top, left), (bottom, _) in merged:
        at, column = top - first[0], left - first[1]
        if not (0 <= at < len(rows) and 0 <= column < len(rows[at])):
            continue
        for row in rows[at + 1 : bottom - first[0] + 1]:
            if not row[column] and any(row):
                row[column] = rows[at][column]
    return _filled(look.shown(rows, first)), painted


def _shown(value: object, look: SheetLook, place: tuple[int, int]) -> str:
    """A cell as its format shows it, else as people write it: without the noise of binary fractions, times as tools take them."""
    said = look.said.get(place) if not isinstance(value, str) else None
    if said is None and (code := look.codes.get(place)):
        said = shown_by(code, value)
    match value if said is None else said:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.15g}"
        case datetime() as at:
            return at.date().isoformat() if at.time() == time.min else at.isoformat(" ", "minutes")
        case date() | time() as at:
            return at.isoformat()
        case timedelta() as lasts:
            hours, rest = divmod(lasts // timedelta(minutes=1), 60)
            return f"{hours}:{rest:02d}"
        case text:
            return _cell(str(text))


def _cell(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _filled(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """The rows that hold something; columns that hold nothing at the left are left out, as a sheet may begin anywhere."""
    kept = [list(row) for row in rows if any(row)]
    first = min((next(n for n, cell in enumerate(row) if cell) for row in kept), default=0)
    return [row[first:] for row in kept]


_USUAL_NAME = re.compile(
    r"(?:sheet|feuil|feuille|tabelle|hoja|foglio|blad|planilha|folha|full|worksheet|page|export)?\s*_?\d*", re.IGNORECASE
)
_OF_THE_DAY = re.compile(r"\d(?:[\d\s_.:hT-]{4,}\d)+")  # a date or a time, which an export writes anew each time


def _row_blocks(tables: Sequence[tuple[str, list[list[str]]]], *, named: bool = False) -> list[Block]:
    """The rows, each table under its name; one alone only where somebody gave it a name that lasts."""
    blocks: list[Block] = []
    for name, rows in tables:
        if len(tables) > 1 or (named and not (_USUAL_NAME.fullmatch(name.strip()) or _OF_THE_DAY.search(name))):
            blocks.append(Block("heading", name))
        blocks += [block_of("table_row", "\t".join(row).rstrip("\t")) for row in rows]
    return blocks


# -------------------------------------------------------------------------------------------------------------------------- csv


def csv_blocks(data: bytes) -> tuple[tuple[Block, ...], str]:
    """The rows of a csv and a digest of them; raises Unfit for a text that has none."""
    text = decoded(data)
    if text[:4].lower() == "sep=" and "\n" in text:  # what Excel writes for itself
        text = text.partition("\n")[2]
    # What stands between the cells: the sign that gives most rows one and the same number of them, more than one
    sample = "".join(io.StringIO(text).readlines(_LOOKED_AT * 1000)[:_LOOKED_AT])
    best, delimiter = 0.0, ","
    for sign in _DELIMITERS:
        try:
            widths = Counter(len(row) for row in _read(sample, sign) if any(row))
        except Unfit:
            continue
        width, number = max(widths.items(), key=lambda one: one[1], default=(0, 0))
        alike = number / max(1, widths.total()) if width > 1 else 0.0
        if alike > best:
            best, delimiter = alike, sign
    rows = _filled(_read(text, delimiter))
    if sum(map(len, rows)) > MOST_CELLS:
        raise Unfit(f"more than {MOST_CELLS} cells")
    blocks = _row_blocks([("", rows)])
    return tuple(blocks), digest(as_seen(blocks))


def _read(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_FIELD)
    try:
        for row in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter):
            yield [_cell(cell) for cell in row]
    except csv.Error as broken:
        raise Unfit(f"broken: {broken}") from broken
