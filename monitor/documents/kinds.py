"""Which files can be read, by their media type as `monitor.pdf.sniff` tells it; what can be compared of each; plain text (3.31).

A file of plain text becomes its paragraphs. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from urllib.parse import urlsplit

from monitor.expressions import expression
from monitor.model import Block, DocumentContent, DocumentKind
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


LARGEST = 5_000_000  # bytes: a larger one is data, and goes by its bytes
_SIGNS = ("\t", ";", ",", "|")
_QUOTED = expression('"[^"]*"')
_LOOKED_AT = 200  # lines
_ALIKE = 0.8  # of them, those with as many cells
_NAMED = (".txt", ".text", ".md", ".markdown")


def is_prose(media_type: str, url: str, size: int, kind: DocumentKind) -> bool:
    """Whether plain text is words to be read: by its name, or because somebody says so. Code and data go by their bytes."""
    return media_type == TEXT and size <= LARGEST and (kind == "text" or urlsplit(url).path.lower().endswith(_NAMED))


def has_columns(data: bytes) -> bool:
    """Whether plain text that nobody named has cells: most lines as many, with no space behind a comma, as in lists of names."""
    lines = [line for line in decoded(data).replace("\0", "").splitlines()[:_LOOKED_AT] if line.strip()]
    if lines[:1] and lines[0].casefold().startswith("sep="):  # what Excel writes for itself
        return True
    for sign in _SIGNS:
        written = [_QUOTED.sub("", line) for line in lines]
        counts = Counter(line.count(sign) for line in written)
        number, times = max(counts.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        spaced = sum(line.count(f"{sign} ") for line in written)
        listing = sign in ",;" and 2 * spaced > sum(line.count(sign) for line in written)
        if number and len(lines) > 1 and times >= _ALIKE * len(lines) and not listing:
            return True
    return False


def prose(data: bytes) -> DocumentContent:
    """What *data* says, a block for each paragraph, its lines kept; where they break is no change (3.24)."""
    text = decoded(data).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = ([" ".join(line.split()) for line in part.split("\n")] for part in re.split(r"\n[^\S\n]*\n", text))
    blocks = tuple(Block("paragraph", "\n".join(filter(None, lines))) for lines in paragraphs if any(lines))
    return DocumentContent(sha256=sha256(data).hexdigest(), size=len(data), media_type=TEXT, text=blocks)


def decoded(data: bytes) -> str:
    """The text of *data*: by its byte-order mark, else as UTF-8, else as Windows' Western European, which Office writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
