"""One way into all files that can be read: by what their bytes are (DESIGN 3.12, 3.30, 3.31)."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from monitor.documents.docx import docx_blocks
from monitor.documents.kinds import CSV, DOCX, ODT, PICTURES, PPTX, SHEETS, SLIDES, WORDS, XLSX
from monitor.documents.odt import odt_blocks
from monitor.documents.packed import Unfit, unpacked, worn
from monitor.documents.placed import told as told_places
from monitor.documents.row_tables import unit_pages
from monitor.documents.sheet_beside import drawings
from monitor.documents.sheets import MISSING, csv_blocks, sheet_blocks
from monitor.documents.slides import diagram_pages, odf_pages, pptx_pages, shapes_page
from monitor.documents.svg import page_points, root_of, svg_page, view_of
from monitor.model import Block, DocumentContent, DocumentKind, Explanation, OrgChart, Unreadable
from monitor.model.frozen import replace
from monitor.pdf.ink import PageInk
from monitor.pdf.orgchart.chart import ChartReader
from monitor.pdf.pdfium import Limits
from monitor.pdf.picture import MOST_PIXELS, NO_PICTURE, PagePicture
from monitor.pdf.read import content_of_pages
from monitor.pdf.read import explained as explained_pdf
from monitor.pdf.read import picture as pdf_picture
from monitor.pdf.read import read as read_pdf
from monitor.pdf.sniff import OLE, SVG, TEXT, XLS, ZIP, sniff

if TYPE_CHECKING:
    from PIL.Image import Image

_OURS = frozenset({*WORDS, *SHEETS, *SLIDES, *PICTURES, SVG, TEXT, OLE, ZIP})
_MEDIA = re.compile(r"(?:ppt/(?:media|embeddings)|Pictures|media)/.+")
_SEEN = re.compile(r"(?:ppt/media|Pictures|media)/.+")  # of these only pictures: what is embedded is written anew when saved
_MEDIA_OF_ANY = re.compile(r"(?:(?:ppt|word|xl)/media|Pictures|media)/.+")
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a file under a password (MS-OFFCRYPTO, 2.3.4.4)


def read(data: bytes, *, kind: DocumentKind, limits: Limits | None = None) -> DocumentContent | Unreadable:
    """What *data* says: its text or rows, its look and, for kind "orgchart", its tree; `Unreadable` with its evidence.

    A file as a whole or not at all: half a document would look like a changed one. Plain text is taken for a table.
    """
    media_type = sniff(data)
    if media_type not in _OURS:
        return read_pdf(data, kind=kind, limits=limits)
    try:
        if media_type == OLE:
            raise Unfit("encrypted" if _LOCKED in data else f"not read: {media_type}")
        if media_type == SVG or media_type in SLIDES:
            return _drawn(data, media_type, ChartReader() if kind == "orgchart" else None, limits or Limits())
        text, look, hidden = _text(data, media_type)
        chart = _chart_within(data, media_type, text or (), limits or Limits()) if kind == "orgchart" else None
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


def _chart_within(data: bytes, media_type: str, text: Sequence[Block], limits: Limits) -> OrgChart | None:
    """The chart that is drawn in a text or on a sheet, as SmartArt or by shapes, or that its tables are; None where none is."""
    pages: list[PageInk] = []
    if media_type in (DOCX, XLSX):
        with unpacked(data) as package:
            drawn = [shapes_page(root, n) for n, root in enumerate(drawings(package), 1)] if media_type == XLSX else []
            pages = [page for page in drawn if page is not None]
            pages += diagram_pages(package, len(pages) + 1)
    charts = (
        content_of_pages(data, found, media_type, ChartReader(), limits).orgchart for found in (pages, unit_pages(text)) if found
    )
    return next((chart for chart in charts if chart is not None and chart.units), None)


def explained(data: bytes, *, limits: Limits | None = None) -> tuple[DocumentContent, dict[str, Explanation]] | Unreadable:
    """What `read` says of an org chart, and why each unit was read as it was (DESIGN 5.6)."""
    media_type = sniff(data)
    if media_type != SVG and media_type not in SLIDES:
        return explained_pdf(data, limits=limits)
    reader = ChartReader(explaining=True)
    try:
        content = _drawn(data, media_type, reader, limits or Limits())
    except Unfit as unfit:
        return Unreadable(detail=str(unfit))
    return content if isinstance(content, Unreadable) else (content, reader.explained)


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
            seen, places = "\f".join(told for told, _ in drawn), told_places(package, placed)
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


def picture(data: bytes, *, page: int, dpi: float, within: bool = False) -> PagePicture | Unreadable:
    """Page *page* of a PDF, a picture or a drawing as pixels; `Unreadable` with its evidence.

    *within*: of an office file, whose pages are not drawn, the picture of that number, in the order of their names.
    """
    try:
        if within:
            with unpacked(data) as package:
                names = package.names(lambda name: _MEDIA_OF_ANY.fullmatch(name) is not None)
                if not 0 < page <= len(names):
                    return Unreadable(detail=f"{NO_PICTURE} {page}")
                return image_page(package.bytes(names[page - 1]), dpi=dpi)
        media_type = sniff(data)
        if media_type == SVG or media_type in PICTURES:
            return drawing_page(data, dpi=dpi) if media_type == SVG else image_page(data, dpi=dpi)
    except Unfit as unfit:
        return Unreadable(detail=str(unfit))
    return pdf_picture(data, page=page, dpi=dpi)


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


MOST_SOURCE_PIXELS = 50_000_000  # of a picture as it is packed
SHEET = 842.0  # points: the longer side of A4
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")


def image_look(data: bytes) -> str:
    """A digest of the pixels: equal, the picture shows the same to the last one, however it is packed. Raises Unfit."""
    with _opened(data, longest=None) as image:
        return hashlib.sha256(f"{image.width}x{image.height} ".encode() + image.tobytes()).hexdigest()


def image_page(data: bytes, *, dpi: float) -> PagePicture:
    """The picture as a page: at *dpi* on its sheet, but never larger than it is. Raises Unfit."""
    with _opened(data, longest=round(SHEET * dpi / 72)) as image:
        return PagePicture(width=image.width, height=image.height, scale=max(image.size) / SHEET, pixels=image.tobytes())


_DRAWN = 1600  # pixels: the least longer side of a drawing, whatever size it calls its own
_LONGEST_SHAPE = 40  # times as long as wide
_HELD = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)


def drawing_look(data: bytes) -> str:
    """A digest of an SVG, comments, the spelling of its markup and its size aside: equal, it shows the same. Raises Unfit."""
    from lxml import etree

    root = root_of(data)
    for name in ("width", "height", "viewBox"):
        root.attrib.pop(name, None)
    return hashlib.sha256(etree.tostring(root, method="c14n")).hexdigest()


def drawing_page(data: bytes, *, dpi: float) -> PagePicture:
    """An SVG as a page, by resvg; of nothing outside the file but the machine's fonts. Raises Unfit.

    At its own size, but no smaller than makes thin lines tell, and no larger than at *dpi* on its sheet.
    """
    import resvg_py
    from lxml import etree
    from PIL import Image

    root = root_of(data)
    x, y, width, height = view_of(root)
    shape = max(width, height) / min(width, height)
    if not shape <= _LONGEST_SHAPE:
        raise Unfit(f"{width:g} x {height:g}")
    side = min(max(_DRAWN, max(width, height)), round(SHEET * dpi / 72), int((MOST_PIXELS * shape) ** 0.5))
    for element in root.iter():
        for name in [name for name in element.attrib if name.rpartition("}")[2] == "href"]:
            if not (element.attrib[name].lstrip().startswith("#") or _HELD.match(element.attrib[name])):
                del element.attrib[name]  # resvg would look for a file of that name
    scale = side / max(width, height)
    root.set("viewBox", f"{x} {y} {width} {height}")
    root.set("width", f"{max(1, round(width * scale))}")
    root.set("height", f"{max(1, round(height * scale))}")
    try:
        packed = resvg_py.svg_to_bytes(svg_string=etree.tostring(root, encoding="unicode"), background="#ffffff")
        with Image.open(io.BytesIO(packed), formats=("PNG",)) as drawn:
            image = drawn.convert("RGB")
    except (ValueError, OSError) as broken:
        raise Unfit(f"broken: {type(broken).__name__}") from broken
    return PagePicture(
        width=image.width, height=image.height, scale=max(image.size) / page_points(width, height), pixels=image.tobytes()
    )


@contextmanager
def _opened(data: bytes, *, longest: int | None) -> Iterator[Image]:
    """The first frame as red, green and blue on white, upright, at most *longest* pixels a side."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the size is checked here, before a pixel is read
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as packed:
            if packed.width * packed.height > MOST_SOURCE_PIXELS:
                raise Unfit(f"{packed.width} x {packed.height} pixels, {MOST_SOURCE_PIXELS // 1_000_000} million allowed")
            most = int((MOST_PIXELS * max(packed.size) / max(1, min(packed.size))) ** 0.5)
            side = min(longest or most, most)
            packed.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(packed)
            if upright.mode in ("LA", "PA", "RGBA", "RGBa", "La") or "transparency" in upright.info:
                clear = upright.convert("RGBA")
                upright = Image.new("RGBA", clear.size, "white")
                upright.alpha_composite(clear)
            elif upright.mode.startswith("I;16"):
                upright = upright.point([value / 256 for value in range(65536)], "L")
            image = upright.convert("RGB")
            image.thumbnail((side, side), Image.Resampling.LANCZOS)
            yield image
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, IndexError, TypeError) as broken:
        raise Unfit(f"broken: {type(broken).__name__}") from broken
