"""What files say that are no PDFs, each by its kind: office files, drawings, pictures, tables (DESIGN 3.30, 3.31)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, islice, takewhile, zip_longest

from monitor.documents.docx import docx_blocks
from monitor.documents.kinds import CSV, DOCX, ODT, PICTURES, PPTX, SHEETS, SLIDES, XLSX
from monitor.documents.marks import DrawnPage
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
from monitor.pdf.ink import Box, PageInk
from monitor.pdf.orgchart.chart import ChartReader, units_of_table
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.vocabulary import is_chart_word, is_vacant, level, starts_like_unit
from monitor.pdf.pdfium import Limits
from monitor.pdf.read import content_of_pages
from monitor.pdf.sniff import OLE, SVG, TEXT, XLS, ZIP

_MEDIA = re.compile(r"(?:ppt/(?:media|embeddings)|Pictures|media)/.+")
_SEEN = re.compile(r"(?:ppt/media|Pictures|media)/.+")  # of these only pictures: what is embedded is written anew when saved
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a file under a password (MS-OFFCRYPTO, 2.3.4.4)


def content(data: bytes, media_type: str, *, kind: DocumentKind, limits: Limits) -> DocumentContent | Unreadable:
    """What `monitor.documents.read.read` says of *data*, which is no PDF. Plain text is taken for a table."""
    try:
        if media_type == OLE:
            raise Unfit("encrypted" if _LOCKED in data else f"not read: {media_type}")
        if media_type == SVG or media_type in SLIDES:
            return _drawn(data, media_type, ChartReader() if kind == "orgchart" else None, limits)
        text, look, hidden = _text(data, media_type)
        chart: OrgChart | None = None
        if kind == "orgchart":  # drawn in a text or on a sheet, as SmartArt or by shapes, or in tables
            pages: list[PageInk] = []
            if media_type in (DOCX, XLSX):
                with unpacked(data) as package:
                    drawn = [shapes_page(root, n) for n, root in enumerate(drawings(package), 1)] if media_type == XLSX else []
                    pages = [page for page in drawn if page is not None]
                    pages += diagram_pages(package, len(pages) + 1)
            found = (some for some in (pages, _unit_pages(text or ())) if some)
            charts = (content_of_pages(data, some, media_type, ChartReader(), limits).orgchart for some in found)
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
    reader = ChartReader(explaining=True)
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


_MOST_ROWS, _MOST_COLUMNS, _MOST_LETTERS = 1000, 24, 120  # of a table of units; of a line of a cell: longer ones are a text
_NAMES = 0.5  # of the cells of a column of names, those that tell by themselves
_MOST_OVER = 3  # texts over a table that may be its title and its head
_MARGIN, _SIZE, _LEADING, _PAD = 20.0, 8.0, 1.3, 3.0  # points, but the leading
_WIDTH_EM = 0.72  # of a letter, at most, but of capitals that are set bold

Row = tuple[str, ...]


def _unit_pages(blocks: Iterable[Block]) -> list[PageInk]:
    """The tables in *blocks* that name units, each as a page."""
    pages: list[PageInk] = []
    over: list[Row] = []  # the short texts right before a table, each a row of one cell of it
    for of_table, run in groupby(blocks, key=lambda block: block.kind == "table_row"):
        if not of_table:
            near = takewhile(lambda block: len(block.text) <= _MOST_LETTERS, reversed(list(run)))
            over = [Row([block.text]) for block in islice(near, _MOST_OVER)][::-1]
            continue
        rows, over = [*over, *(tuple(block.text.split("\t")) for block in run)], []
        if _may_be_of_units(rows):
            page = _page(rows, len(pages) + 1)
            # Most of the highest titles are somebody's or worded as units are: districts over schools are not
            tops = [node for node in units_of_table(page) if node.parent is None]
            units = sum(
                bool(top.people)
                or starts_like_unit(top.label)
                or level(top.label) is not None
                or any(map(is_chart_word, top.label.split()))
                for top in tops
            )
            if 2 * units > len(tops):
                pages.append(page)
    return pages


def _may_be_of_units(rows: Sequence[Row]) -> bool:
    """Whether each column holds names or titles: where cells are joined across, as in some texts, the rest of a row is shifted."""
    if not 3 < len(rows) <= _MOST_ROWS or not 1 < max(map(len, rows)) <= _MOST_COLUMNS:
        return False
    if any(len(line) > _MOST_LETTERS for row in rows for cell in row for line in cell.split("\n")):
        return False
    for column in zip_longest(*rows[_titles(rows) :], fillvalue=""):
        filled = [cell for cell in column if cell and "\n" not in cell]
        named = sum((found := named_in(cell)) is not None and found.sure for cell in filled)
        if named and named + sum(map(is_vacant, filled)) < _NAMES * len(filled):
            return False
    return True


def _titles(rows: Sequence[Row]) -> int:
    """How many first rows have one cell: what stands over the table."""
    return next((n for n, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)


def _page(rows: Sequence[Row], number: int) -> PageInk:
    """A table as ruled cells; first rows of one cell, its title and its head, stand over it."""
    columns = max(map(len, rows))
    titles = _titles(rows)
    filled = [(*row, *("" for _ in range(columns - len(row)))) for row in rows]
    body = [[cell.split("\n") for cell in row] for row in filled]
    letters = [max(len(line) for row in body[titles:] for line in row[column]) for column in range(columns)]
    edges = list(accumulate((_WIDTH_EM * _SIZE * (count + 1) + 2 * _PAD for count in letters), initial=_MARGIN))
    heights = (_SIZE * _LEADING * max(len(cell) for cell in row) + 2 * _PAD for row in body)
    levels = list(accumulate(heights, initial=_MARGIN))
    sheet = DrawnPage(edges[-1] + _MARGIN, levels[-1] + _MARGIN)
    for place, row in enumerate(body):
        over = place < titles  # words above the table
        for column, lines in enumerate(row):
            if not over:
                sheet.box(Box(edges[column], levels[place], edges[column + 1], levels[place + 1]))
            for n, line in enumerate(lines):
                base = levels[place] + _PAD + _SIZE * (0.9 + n * _LEADING)
                sheet.write(line, _MARGIN if over else edges[column] + _PAD, base, _SIZE)
    return sheet.page(number)
