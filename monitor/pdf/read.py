"""The bytes of a PDF -> what it says, and a digest of its look (DESIGN 3.12).

Pure, but a foreign file may take any time and memory: see monitor.confine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache

from monitor.model import DocumentContent, DocumentKind, Explanation, Unreadable
from monitor.pdf.ink import Box, PageInk
from monitor.pdf.orgchart.chart import ChartReader
from monitor.pdf.pdfium import NO_STRUCTURE, Broken, Limits, opened
from monitor.pdf.picture import PagePicture
from monitor.pdf.sniff import PDF
from monitor.pdf.struck import parted
from monitor.pdf.text import TextReader

_TAIL = 2048  # bytes: %%EOF stands in the last 1024 (ISO 32000-1, annex H.3, note 18), with some patience for junk behind it
_NO_END = "truncated: no %%EOF"
_LINEARIZED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d{1,12})", re.DOTALL)
_GRID = 2.0  # points; re-saving moves nothing by more than hundredths, an eye sees a move of two
_ASIDE = 0.37  # borders between cells lie where round figures of points and half points don't fall


def read(data: bytes, *, kind: DocumentKind, limits: Limits | None = None) -> DocumentContent | Unreadable:
    """Return text, look and, for kind "orgchart", the tree of a PDF; `Unreadable` with its evidence, short and neutral.

    Encrypted, empty, cut off, broken or over *limits* is unreadable as a whole: half a document would look like a changed one.
    """
    return _read(data, ChartReader() if kind == "orgchart" else None, limits or Limits())


def explained(data: bytes, *, limits: Limits | None = None) -> tuple[DocumentContent, dict[str, Explanation]] | Unreadable:
    """Return what `read` does of an org chart, and why each unit, by its id, was read as it was (DESIGN 5.6)."""
    reader = ChartReader(explaining=True)
    content = _read(data, reader, limits or Limits())
    return content if isinstance(content, Unreadable) else (content, reader.explained)


def _read(data: bytes, chart: ChartReader | None, limits: Limits) -> DocumentContent | Unreadable:
    evidence = _missing_ends(data)
    if evidence:
        return Unreadable(detail=evidence)
    try:
        with opened(data, limits) as document:
            # PDFium mends a file without its end by guessing; a reader can't know what is missing, so neither do we
            if document.rebuilt and not _has_end(data):
                raise Broken(_NO_END)
            if document.pages < 1:
                raise Broken("0 pages")
            if document.pages > limits.pages:
                raise Broken(f"{document.pages} pages, {limits.pages} allowed (max_document_pages)")
            pages = (document.page(number) for number in range(1, document.pages + 1))
            return content_of_pages(data, pages, PDF, chart, limits)
    except Broken as broken:
        return Unreadable(detail=_NO_END if str(broken) == NO_STRUCTURE and not _has_end(data) else str(broken))


def picture(data: bytes, *, page: int, dpi: float) -> PagePicture | Unreadable:
    """Return page *page*, from 1, of a PDF as pixels; `Unreadable` with its evidence."""
    try:
        with opened(data, Limits()) as document:
            return document.picture(page, dpi=dpi)
    except Broken as broken:
        return Unreadable(detail=str(broken))


def _missing_ends(data: bytes) -> str | None:
    if not data:
        return "0 bytes"
    if b"%PDF-" not in data[:1024]:
        return "no %PDF header"
    length = _LINEARIZED.search(data[:1024])
    if length and int(length.group(1)) > len(data):
        return f"truncated: {len(data)}/{int(length.group(1))} bytes"
    return None


def _has_end(data: bytes) -> bool:
    return b"%%EOF" in data[-_TAIL:]


def content_of_pages(
    data: bytes, pages: Iterable[PageInk], media_type: str, chart: ChartReader | None, limits: Limits
) -> DocumentContent:
    """What *pages* of *data* say, taken one at a time: the letters of a long report would take gigabytes."""
    text, geometry, count = TextReader(listed=chart is not None), GeometryDigest(), 0
    for page in pages:
        count += 1
        words, drawn = parted(page, stated=media_type != PDF)
        text.take(words)
        geometry.take(page)
        if chart is not None:
            chart.take(drawn)
        if limits.page_read:
            limits.page_read()
    return DocumentContent(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=media_type,
        text=text.blocks(),
        geometry=geometry.hex(),
        pages=count,
        orgchart=chart.chart() if chart else None,
    )


class GeometryDigest:
    """SHA-256 over letters, outlines and pictures of pages, taken one after the other, with their places.

    Left out on purpose: metadata, object order and numbers, fonts, colours, line widths, and the order of drawing.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def take(self, page: PageInk) -> None:
        """Add *page*, which follows those taken before."""
        on_line = cache(lambda base, angle: f"{_cell(base)} {angle}")
        letters = [
            f"{text} {round((x0 + _ASIDE) / _GRID)} {on_line(base, angle)}"
            for text, x0, _, _, _, base, _, _, _, angle, _, _ in page.letters
            if not text.isspace()
        ]
        seen = [path for path in page.paths if path.fill is not None or path.stroke is not None]
        drawn = [f"path {_cells(path.box)} {path.fill is not None:d}" for path in seen]
        drawn += [f"picture {_cells(picture.box)} {picture.digest}" for picture in page.pictures]
        lines = (f"page {page.width:.0f} {page.height:.0f}", *sorted(letters), *sorted(drawn), "")
        self._digest.update("\n".join(lines).encode("utf-8", "surrogatepass"))

    def hex(self) -> str:
        """The digest of all pages."""
        return self._digest.hexdigest()


def _cells(box: Box) -> str:
    return " ".join(str(_cell(side)) for side in box)


def _cell(at: float) -> int:
    return round((at + _ASIDE) / _GRID)
