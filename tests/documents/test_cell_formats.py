"""What a sheet shows is what is compared: number formats, dates, merged cells (3.23, 3.31)."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest

from monitor.documents.read import read
from monitor.documents.sheet_looks import shown_by
from monitor.model import DocumentContent
from tests.documents.office import fixture, sheet, with_part


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0%", 0.09, "9%"),
        ("0.0 %", 0.125, "12.5 %"),
        ("0", 9.4, "9"),
        ("0", 2.5, "3"),
        ("0.00", 12, "12.00"),
        ('#,##0.00 "€"', 1200.5, "1200.50 €"),
        ('0" ETP"', 12, "12 ETP"),
        ("dd/mm/yyyy", date(2023, 5, 1), "01/05/2023"),
        ("[$-40C]d\\ mmmm\\ yyyy;@", date(2023, 5, 1), "01/05/2023"),
        ("mmm yyyy", date(2023, 5, 1), "05/2023"),
        ("DD.MM.YY", datetime(2023, 5, 1), "01.05.23"),  # noqa: DTZ001 as a sheet has it
        ("dd/mm/yyyy", datetime(2023, 5, 1, 8, 30), None),  # noqa: DTZ001
        ("dddd", date(2023, 5, 1), None),
        ("General", 9.4, None),
        ("0;-0;;@", -4.0, None),
        ("# ?/?", 0.5, None),
        ("0", True, None),
        ("0", "neuf", None),
    ],
)
def test_a_value_is_written_as_its_format_shows_it(code: str, value: object, shown: str | None) -> None:
    """3.23: every number and date that is told stands in the sheet; what a format leaves open is not guessed."""
    assert shown_by(code, value) == shown


def rows(data: bytes) -> list[str]:
    said = read(data, kind="table")
    assert isinstance(said, DocumentContent)
    return [block.text for block in said.text or ()]


SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(cells: str, formats: str = "", merged: str = "") -> bytes:
    """A workbook of those rows; `formats` are its number formats from 170 on, which cells take by s="1", s="2" …"""
    part = f"<worksheet {SPACE}><sheetData>{cells}</sheetData>{merged}</worksheet>"
    count = formats.count("<numFmt ")
    kinds = "".join(f'<xf numFmtId="{170 + n}"/>' for n in range(count))
    styles = f'<styleSheet {SPACE}><numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{kinds}</cellXfs></styleSheet>'
    return with_part(with_part(sheet(("A1", "x")), "xl/worksheets/sheet1.xml", part.encode()), "xl/styles.xml", styles.encode())


def text(ref: str, said: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{said}</t></is></c>'


def test_a_workbook_is_read_as_it_shows_its_cells() -> None:
    """3.31: percentages, rounded figures, dates."""
    formats = '<numFmt numFmtId="170" formatCode="0%"/><numFmt numFmtId="171" formatCode="0"/>'
    formats += '<numFmt numFmtId="172" formatCode="dd/mm/yyyy"/>'
    cells = f'<row r="2">{text("B2", "Eau")}<c r="C2" s="1"><v>0.09</v></c><c r="D2" s="2"><v>9.4</v></c>'
    cells += '<c r="E2" s="3"><v>45047</v></c><c r="F2"><v>9.4</v></c></row>'
    assert rows(xlsx(cells, formats)) == ["Eau\t9%\t9\t01/05/2023\t9.4"]


def test_a_cell_merged_over_several_rows_is_said_in_each() -> None:
    """3.31: « Voirie » beside two people is the service of both; rows of nothing else are none."""
    cells = (
        f'<row r="1">{text("A1", "Nom")}{text("B1", "Service")}</row><row r="2">{text("A2", "Roux")}{text("B2", "Voirie")}</row>'
    )
    cells += f'<row r="3">{text("A3", "Petit")}<c r="B3"/></row>'
    merged = '<mergeCells count="1"><mergeCell ref="B2:B9"/></mergeCells>'
    assert rows(xlsx(cells, merged=merged)) == ["Nom\tService", "Roux\tVoirie", "Petit\tVoirie"]


def test_an_ods_says_what_its_cells_show() -> None:
    """3.23: « 9 % » is told as it stands, and « 9 » whatever lies behind it; a merged cell in each of its rows."""
    cell = '<table:table-cell office:value-type="{}" {}><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    values = [("percentage", 'office:value="0.09"', "9 %"), ("float", 'office:value="9.4"', "9")]
    values += [("date", 'office:date-value="2026-03-09"', "9 mars"), ("string", 'table:number-rows-spanned="2"', "Voirie")]
    first = row.format("".join(cell.format(*one) for one in values))
    second = row.format(cell.format("string", "", "autre") + "<table:table-cell/>" * 2 + "<table:covered-table-cell/>")
    import zipfile

    with zipfile.ZipFile(io.BytesIO(fixture("staff-1.ods"))) as packed:
        said = packed.read("content.xml").decode()
    before, _, rest = said.partition("<table:table-row")
    data = with_part(
        fixture("staff-1.ods"),
        "content.xml",
        (before + first + second + "</table:table>" + rest.partition("</table:table>")[2]).encode(),
    )
    assert rows(data) == ["9 %\t9\t9 mars\tVoirie", "autre\t\t\tVoirie"]
