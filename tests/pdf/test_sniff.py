"""What kind of file some bytes are."""

from __future__ import annotations

import io
import zipfile

import pytest

from monitor.pdf.sniff import sniff
from tests.pdf.pdfs import letter

OOXML = "application/vnd.openxmlformats-officedocument."


def packed(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(letter(), "application/pdf", id="pdf"),
        pytest.param(b"\r\n\r\n" + letter(), "application/pdf", id="pdf-after-empty-lines"),
        pytest.param(b"<!DOCTYPE html><html><p>Le fichier a disparu", "text/html", id="html"),
        pytest.param("\ufeff  <!-- %PDF-1.4 --> <HTML>".encode(), "text/html", id="html-with-bom-and-comment"),
        pytest.param(b'<?xml version="1.0"?>\n<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', "text/html", id="xhtml"),
        pytest.param(b'<?xml version="1.0"?><rss/>', "text/plain", id="other-xml"),
        pytest.param(packed("[Content_Types].xml", "word/document.xml"), OOXML + "wordprocessingml.document", id="docx"),
        pytest.param(packed("[Content_Types].xml", "xl/workbook.xml"), OOXML + "spreadsheetml.sheet", id="xlsx"),
        pytest.param(packed("[Content_Types].xml", "ppt/presentation.xml"), OOXML + "presentationml.presentation", id="pptx"),
        pytest.param(
            packed("content.xml", first=b"application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
            id="odt",
        ),
        pytest.param(packed("plan.txt"), "application/zip", id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "image/png", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0\0", "image/jpeg", id="jpeg"),
        pytest.param(b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp", id="webp"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "application/x-ole-storage", id="doc"),
        pytest.param("Délibération n° 4".encode(), "text/plain", id="text"),
        pytest.param(b"\0\x01\x02\x03", "application/octet-stream", id="binary"),
        pytest.param(b"", "application/octet-stream", id="empty"),
    ],
)
def test_bytes_tell_their_own_type(data: bytes, expected: str) -> None:
    """3.13: HTML behind a PDF link is seen by its bytes, whatever a header claims."""
    assert sniff(data) == expected
