"""What files say that are no PDFs, each by its kind: office files, drawings, pictures, tables (DESIGN 3.30, 3.31)."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from monitor.documents.docx import docx_blocks
from monitor.documents.kinds import CSV, DOCX, ODT, PICTURES, PPTX, SHEETS, SLIDES, XLSX
from monitor.documents.odt import odt_blocks
from monitor.documents.packed import Unfit, unpacked, worn
from monitor.documents.pictures import drawing_look, image_look
from monitor.documents.placed import placed_digests
from monitor.documents.sheet_looks import drawings
from monitor.documents.sheets import MISSING, csv_blocks, sheet_blocks
from monitor.documents.slides import diagram_pages, odf_pages, pptx_pages, shapes_page
from monitor.documents.svg import svg_page
from monitor.model import Block, DocumentContent, DocumentKind, Explanation, OrgChart, Unreadable
from monitor.model.frozen import replace
from monitor.pdf.ink import PageInk
from monitor.pdf.pdfium import Limits
from monitor.pdf.read import chart_reader, content_of_pages
from monitor.pdf.sniff import OLE, SVG, TEXT, XLS, ZIP

if TYPE_CHECKING:
    from monitor.pdf.orgchart.chart import ChartReader

_MEDIA = re.compile(r"(?:ppt/(?:media|embeddings)|Pictures|media)/.+")
_SEEN = re.compile(r"(?:ppt/media|Pictures|media)/.+")  # of these only pictures: what is embedded is written anew when saved
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a file under a password (MS-OFFCRYPTO, 2.3.4.4)


def content(data: bytes, media_type: str, *, kind: DocumentKind, limits: Limits) -> DocumentContent | Unreadable:
    """What `monitor.documents.read.read` says of *data*, which is no PDF. Plain text is taken for a table."""
    try:
        if media_type == OLE:
            raise Unfit("encrypted" if _LOCKED in data else f"not read: {media_type}")
        if media_type == SVG or media_type in SLIDES:
            return _drawn(data, media_type, chart_reader() if kind == "orgchart" else None, limits)
        text, look, hidden = _text(data, media_type)
        chart: OrgChart | None = None
        if kind == "orgchart":  # drawn in a text or on a sheet, as SmartArt or by shapes, or in tables
            from monitor.documents.unit_tables import unit_pages  # with all that reads charts (DESIGN §9)

            pages: list[PageInk] = []
            if media_type in (DOCX, XLSX):
                with unpacked(data) as package:
                    drawn = [shapes_page(root, n) for n, root in enumerate(drawings(package), 1)] if media_type == XLSX else []
                    pages = [page for page in drawn if page is not None]
                    pages += diagram_pages(package, len(pages) + 1)
            found = (some for some in (pages, unit_pages(text or ())) if some)
            charts = (content_of_pages(data, some, media_type, chart_reader(), limits).orgchart for some in found)
            chart = next((one for one in charts if one is not None and one.units), None)
    except Unfit as unfit:
        if str(unfit) == MISSING and kind == "file":  # its bytes are compared, as they are of every file that is not read
            return DocumentContent(sha256=hashlib.sha256(data).hexdigest(), size=len(data), media_type=media_type)
        return Unreadable(detail=str(unfit))
    return DocumentContent(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=CSV if media_type == TEXT else media_type,
        text=text,
        geometry=look,
        pages=1 if media_type in PICTURES else None,
        orgchart=chart,
        hidden_sheets=hidden,
    )


def explained(data: bytes, media_type: str, *, limits: Limits) -> tuple[DocumentContent, dict[str, Explanation]] | Unreadable:
    """What `monitor.documents.read.explained` says of the drawing *data*, which is no PDF."""
    reader = chart_reader(explaining=True)
    try:
        found = _drawn(data, media_type, reader, limits)
    except Unfit as unfit:
        return Unreadable(detail=str(unfit))
    return found if isinstance(found, Unreadable) else (found, reader.explained)


def _drawn(data: bytes, media_type: str, chart: ChartReader | None, limits: Limits) -> DocumentContent | Unreadable:
    """What a drawing that is no PDF says: its pages as ink are read as a PDF's are."""
    if media_type == SVG:
        pages, held = [svg_page(data)], drawing_look(data)
        wears = ""
    else:
        with unpacked(data) as package:
            pages, drawn, placed = pptx_pages(package) if media_type == PPTX else odf_pages(package)
            held = package.pictures(lambda name: _MEDIA.fullmatch(name) is not None)
            looks = [look for _, found in drawn for look in found]
            seen, places = "\f".join(told for told, _ in drawn), placed_digests(package, placed)
            wears = worn(package, seen, lambda name: _SEEN.fullmatch(name) is not None, looks, places=places)
    if len(pages) > limits.pages:
        return Unreadable(detail=f"{len(pages)} pages, {limits.pages} allowed (max_document_pages)")
    content = content_of_pages(data, pages, media_type, chart, limits)
    if media_type in SLIDES and content.orgchart is not None:
        # Without the boxes of slides that hold nothing else: one beside a chart's has a title, a text, and no unit
        heads = {unit.parent for unit in content.orgchart.units}
        charted = {unit.page for unit in content.orgchart.units if unit.parent is not None or unit.id in heads or unit.people}
        kept = tuple(unit for unit in content.orgchart.units if unit.page in charted)
        content = replace(content, orgchart=replace(content.orgchart, units=kept) if kept else content.orgchart)
    return replace(content, geometry=hashlib.sha256(f"{content.geometry} {held}".encode()).hexdigest() + wears)


def _text(data: bytes, media_type: str) -> tuple[tuple[Block, ...] | None, str, int]:
    """Its text, a digest of what it shows, and how many sheets it hides."""
    if media_type == TEXT:
        return (*csv_blocks(data), 0)
    if media_type in PICTURES:
        return (), image_look(data), 0
    if media_type == XLS:
        return sheet_blocks(data)
    if media_type in SHEETS:
        with unpacked(data):
            return sheet_blocks(data)
    with unpacked(data) as package:
        if media_type == ZIP:  # of no kind that has words: what is packed is compared
            return None, package.contents(), 0
        return (*{DOCX: docx_blocks, ODT: odt_blocks}[media_type](package), 0)
