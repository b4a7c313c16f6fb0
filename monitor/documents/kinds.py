"""Which files can be read, by their media type as `monitor.pdf.sniff` tells it, and what can be compared of each."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor.model import DocumentKind
from monitor.pdf.sniff import PDF, TEXT, XLS, ZIP

_OOXML, _ODF = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
DOCX, ODT = _OOXML + "wordprocessingml.document", _ODF + "text"
XLSX, ODS = _OOXML + "spreadsheetml.sheet", _ODF + "spreadsheet"
PPTX, ODG, ODP = _OOXML + "presentationml.presentation", _ODF + "graphics", _ODF + "presentation"
CSV = "text/csv"

WORDS = frozenset({DOCX, ODT})
SHEETS = frozenset({XLSX, ODS, XLS})
SLIDES = frozenset({PPTX, ODG, ODP})
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff", "image/avif"})
READ = frozenset({PDF, CSV, ZIP, *WORDS, *SHEETS})

# What a link's address ends with, or the page says beside it -> what is compared where nobody says.
_BY_NAME: dict[str, DocumentKind] = {
    **dict.fromkeys(("pdf", "docx", "odt", "pptx", "odp", "odg", "svg"), "text"),
    **dict.fromkeys(("xlsx", "xls", "ods", "csv"), "table"),
}
_CHARTS = frozenset({"pdf", "svg", "pptx", "odp", "odg"})
_EXTENSION = re.compile(r"\.([a-z0-9]{2,5})$")


def extension(url: str | None, shown: str | None) -> str:
    """What kind of file a link leads to, as far as the page tells: "xlsx"; "" where it does not."""
    named = _EXTENSION.search(urlsplit(url).path.lower()) if url else None
    known = named.group(1) if named else ""
    return known if known in _BY_NAME or not shown else shown.lower().lstrip(".")


def usual_kind(url: str | None, shown: str | None) -> DocumentKind:
    """What to compare of a link's file: the words of a text, the rows of a table, of anything else its bytes or look."""
    return _BY_NAME.get(extension(url, shown), "file")


def may_be_chart(url: str | None, shown: str | None) -> bool:
    """Whether a file of that kind can hold an org chart that is read as a tree."""
    return extension(url, shown) in _CHARTS


def is_table(media_type: str, url: str, content_type: str, kind: DocumentKind) -> bool:
    """Whether plain text is the rows of a table: nothing in the bytes says so."""
    said = kind == "table" or urlsplit(url).path.lower().endswith((".csv", ".tsv")) or "csv" in content_type.lower()
    return media_type == TEXT and said
