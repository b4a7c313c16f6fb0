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
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
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
