"""What is usually compared of a file, by its name or the format that the page shows beside it (DESIGN 3.12, 3.31). Pure."""

from __future__ import annotations

from monitor.extract.addresses import extension_of
from monitor.model import DocumentKind, DocumentLink

_TEXTS = frozenset({"pdf", "docx", "odt", "pptx", "odp", "odg", "svg", "txt"})
_TABLES = frozenset({"xlsx", "xls", "ods", "csv"})
_CHARTS = frozenset({"pdf", "svg", "pptx", "odp", "odg"})


def usual_kind(link: DocumentLink) -> DocumentKind:
    """The words of a text, the rows of a table, of anything else its bytes or its look."""
    name = _extension(link)
    return "text" if name in _TEXTS else "table" if name in _TABLES else "file"


def may_be_chart(link: DocumentLink) -> bool:
    """Whether such a file can hold an org chart that is read as a tree; of an address that does not say what it is, it may."""
    return _extension(link) in _CHARTS or not _extension(link)


def _extension(link: DocumentLink) -> str:
    """« pdf », "xlsx"; "" where neither address nor page says."""
    named = (extension_of(link.url) if link.url else None) or ""
    return named if named in _TEXTS | _TABLES or not link.format else link.format.lower()
