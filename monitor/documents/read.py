"""One way into all files that can be read: by what their bytes are (DESIGN 3.12, 3.30, 3.31).

Most are PDFs: what reads the others is loaded for the first of them.
"""

from __future__ import annotations

from monitor.documents.kinds import PICTURES, SHEETS, SLIDES, WORDS
from monitor.model import DocumentContent, DocumentKind, Explanation, Unreadable
from monitor.pdf.pdfium import Limits
from monitor.pdf.read import explained as explained_pdf
from monitor.pdf.read import read as read_pdf
from monitor.pdf.sniff import OLE, SVG, TEXT, ZIP, sniff

_NO_PDFS = frozenset({*WORDS, *SHEETS, *SLIDES, *PICTURES, SVG, TEXT, OLE, ZIP})


def read(data: bytes, *, kind: DocumentKind, limits: Limits | None = None) -> DocumentContent | Unreadable:
    """What *data* says: its text or rows, its look and, for kind "orgchart", its tree; `Unreadable` with its evidence.

    A file as a whole or not at all: half a document would look like a changed one.
    """
    media_type = sniff(data)
    if media_type not in _NO_PDFS:
        return read_pdf(data, kind=kind, limits=limits)
    from monitor.documents import by_kind

    return by_kind.content(data, media_type, kind=kind, limits=limits or Limits())


def explained(data: bytes, *, limits: Limits | None = None) -> tuple[DocumentContent, dict[str, Explanation]] | Unreadable:
    """What `read` says of an org chart, and why each unit was read as it was (DESIGN 5.6)."""
    media_type = sniff(data)
    if media_type != SVG and media_type not in SLIDES:
        return explained_pdf(data, limits=limits)
    from monitor.documents import by_kind

    return by_kind.explained(data, media_type, limits=limits or Limits())
