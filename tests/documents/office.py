"""The office files of our town, and the same zipped anew or made by hand to be awkward."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from string import ascii_uppercase

FIXTURES = Path(__file__).resolve().parent / "fixtures"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def zipped_anew(data: bytes) -> bytes:
    """The same parts in another order, packed harder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for info in reversed(old.infolist()):
            new.writestr(info.filename, old.read(info))
    return packed.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The file with one of its parts replaced, or one more."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, part)
    return packed.getvalue()


def docx(body: str) -> bytes:
    """A Word document with that in its body; `w:` is the only prefix."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("[Content_Types].xml", "<Types/>")
        new.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


def sheet(*cells: tuple[str, str]) -> bytes:
    """A spreadsheet with those words in those cells, ("A1", "Nom"), one a row; a real program's but for its rows."""
    rows = "".join(
        f'<row r="{ref.lstrip(ascii_uppercase)}"><c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c></row>' for ref, text in cells
    )
    part = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    return with_part(fixture("staff-1.xlsx"), "xl/worksheets/sheet1.xml", part.encode())


def with_hidden_sheets(data: bytes) -> bytes:
    """The spreadsheet with two more sheets, one hidden and one that only a program can show; they hold what the first holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        if "content.xml" in old.namelist():
            part = old.read("content.xml").decode()
            style = (
                '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
            )
            one = '<table:table table:name="{}" table:style-name="gone"><table:table-row>'
            one += (
                '<table:table-cell office:value-type="string">'
                "<text:p>secret</text:p></table:table-cell></table:table-row></table:table>"
            )
            part = part.replace("</office:automatic-styles>", f"{style}</office:automatic-styles>")
            part = part.replace("</office:spreadsheet>", one.format("A") + one.format("B") + "</office:spreadsheet>")
            return with_part(data, "content.xml", part.encode())
        book = old.read("xl/workbook.xml").decode()
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = "".join(
        f'<sheet xmlns:r="{space}" name="{state}" sheetId="{n}" state="{state}" r:id="rId1"/>'
        for n, state in ((7, "hidden"), (8, "veryHidden"))
    )
    return with_part(data, "xl/workbook.xml", book.replace("</sheets>", f"{more}</sheets>").encode())
