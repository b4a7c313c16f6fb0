"""What kind of file some bytes are, by their own signature. Names and headers are not asked: they are what a server claims."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from io import BytesIO

from monitor.expressions import expression

PDF, HTML, ZIP, TEXT, UNKNOWN = "application/pdf", "text/html", "application/zip", "text/plain", "application/octet-stream"
SVG, XLS = "image/svg+xml", "application/vnd.ms-excel"

OLE = "application/x-ole-storage"  # Word, Excel and PowerPoint before 2007, and whatever is encrypted since
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "Workbook\0".encode("utf-16-le")  # the stream of an Excel file (MS-XLS, 2.1.2)
_OOXML = "application/vnd.openxmlformats-officedocument."
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
)
_OOXML_PARTS: tuple[tuple[str, str], ...] = (
    ("word/", _OOXML + "wordprocessingml.document"),
    ("ppt/", _OOXML + "presentationml.presentation"),
    ("xl/", _OOXML + "spreadsheetml.sheet"),
)
_MANIFEST = b"META-INF/manifest.xml"
_ODF = expression(rb"mimetype(application/[a-z0-9.+-]{1,80})")
_MARKUP = expression(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|script|meta|h1|p|div)\b", re.IGNORECASE | re.DOTALL
)
_SVG = expression(
    rb"\s*(?:<\?xml[^>]{0,200}>)?\s*(?:<!--.{0,2000}?-->\s*)*<(?:(?:svg:)?|!doctype\s+)svg\b", re.IGNORECASE | re.DOTALL
)
_XHTML = expression(rb"\s*<\?xml[^>]{0,200}>.{0,2000}?<html\b", re.IGNORECASE | re.DOTALL)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(data: bytes) -> str:
    """Return the media type of *data*: "application/pdf", "text/html", office formats, pictures, "text/plain" or octet-stream."""
    if not data:
        return UNKNOWN
    head = data[:4096].removeprefix(_BOMS[0])
    if _MARKUP.match(head) or _XHTML.match(head):
        return HTML
    if b"%PDF-" in data[:1024]:  # readers accept junk before the header: ISO 32000-1, annex H.3, note 13
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    if head.startswith(_OLE):
        return XLS if _WORKBOOK in data else OLE
    written = data.startswith(_BOMS) or not any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in data[:4096])
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    if _SVG.match(head):
        return SVG
    signed = next((media_type for signature, media_type in _SIGNATURES if head.startswith(signature)), None)
    return signed or (TEXT if written else UNKNOWN)


def _packed(data: bytes) -> str:
    """An OpenDocument file names its type, usually first (ODF 1.3 part 2, 3.3); an OOXML one shows by the names of its parts."""
    if named := _ODF.search(data[:200]):
        return named.group(1).decode("ascii")
    zipped_anew, may_be_office = _MANIFEST in data, b"[Content_Types].xml" in data
    if not (zipped_anew or may_be_office):
        return ZIP
    from zipfile import BadZipFile, ZipFile  # few files need it (DESIGN §9)

    names, said = tuple[str, ...](), b""
    broken = (BadZipFile, KeyError, ValueError, RuntimeError, EOFError, OSError, zlib.error)
    with suppress(*broken), ZipFile(BytesIO(data)) as packed:
        names = tuple(packed.namelist())
        if zipped_anew:
            with packed.open("mimetype") as part:
                said = part.read(100).strip()
    if named := _ODF.fullmatch(b"mimetype" + said):
        return named.group(1).decode("ascii")
    if not may_be_office or (names and "[Content_Types].xml" not in names):
        return ZIP  # one packed within another has such names too, and is not what this file is
    if names:
        return next((media_type for part, media_type in _OOXML_PARTS if any(name.startswith(part) for name in names)), ZIP)
    return next((media_type for part, media_type in _OOXML_PARTS if part.encode() in data), ZIP)
