"""What one file says, without configuration or database, its org chart included (DESIGN 5.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.documents.kinds import DRAWN, READ, has_columns, prose
from monitor.model import DocumentContent, Unreadable
from monitor.pdf.sniff import HTML, TEXT, sniff

if TYPE_CHECKING:
    from monitor.pipeline.doors import PdfReader


def is_drawn(data: bytes) -> bool:
    """Whether the pages of a file can be drawn, if it can be read: those of slides, tables and HTML cannot."""
    return sniff(data) not in (READ | {TEXT, HTML}) - DRAWN


def chart_content(data: bytes, pdf: PdfReader) -> DocumentContent | Unreadable:
    """What a file says, its org chart included; of a page its main content, in which lists or cards may be one (3.31)."""
    if sniff(data) != HTML:
        if sniff(data) == TEXT and not has_columns(data):
            return prose(data)
        return pdf.read(data, "orgchart")
    from monitor.pipeline.two_pages import page_content  # late: what reads pages takes longer to load than a chart to read (§9)

    return page_content(data, pdf)
