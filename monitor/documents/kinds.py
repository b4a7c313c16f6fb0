"""Which files can be read, by their media type as `monitor.pdf.sniff` tells it, and what can be compared of each."""

from __future__ import annotations

from urllib.parse import urlsplit

from monitor.model import DocumentKind
from monitor.pdf.sniff import PDF, SVG, TEXT, XLS, ZIP

_OOXML, _ODF = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
DOCX, ODT = _OOXML + "wordprocessingml.document", _ODF + "text"
XLSX, ODS = _OOXML + "spreadsheetml.sheet", _ODF + "spreadsheet"
PPTX, ODG, ODP = _OOXML + "presentationml.presentation", _ODF + "graphics", _ODF + "presentation"
CSV = "text/csv"

WORDS = frozenset({DOCX, ODT})
SHEETS = frozenset({XLSX, ODS, XLS})
SLIDES = frozenset({PPTX, ODG, ODP})
PICTURES = frozenset(f"image/{form}" for form in ("png", "jpeg", "gif", "webp", "bmp", "tiff", "avif"))
DRAWN = frozenset({PDF, SVG, *PICTURES})  # as pages, in pixels
READ = frozenset({PDF, SVG, CSV, ZIP, *WORDS, *SHEETS, *SLIDES, *PICTURES})


def is_table(media_type: str, url: str, content_type: str, kind: DocumentKind) -> bool:
    """Whether plain text is the rows of a table: nothing in the bytes says so."""
    said = kind == "table" or urlsplit(url).path.lower().endswith((".csv", ".tsv")) or "csv" in content_type.lower()
    return media_type == TEXT and said
