"""What a workbook shows beside its cells: words of shapes and of printed margins, pictures, cells in colours (DESIGN 3.31).

calamine reads cells alone. Of xls nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from html import unescape
from typing import Any

from monitor.documents.drawingml import diagram_blocks, drawn_beside, shape_blocks
from monitor.documents.odt import check_open, paragraph_text
from monitor.documents.packed import Package, attribute, local, worn
from monitor.documents.placed import relations
from monitor.documents.slides import shapes_look
from monitor.model import Block

BOOK = "xl/workbook.xml"
_CONTENT, _STYLES = "content.xml", "styles.xml"
_PICTURES = re.compile(r"(?:xl/media|Pictures|media)/.+")
_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]+)<")
_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[BIUEXYSOH])")  # fonts, colours, sizes
_FIELD = re.compile(r"&[PNDTFZAG](?:[+-]\d+)?")  # the page, its date, the file's and the sheet's name: they change by themselves
_PARTS = re.compile(r"&[LCR]")
_OF_PAGES = frozenset("page pages seite seiten página pagina pagine pàgina pajenn orrialdea sur of de von di van".split())  # noqa: SIM905


def sheet_parts(package: Package) -> Iterator[tuple[Any, str]]:
    """The sheets of an xlsx in their order, as the workbook tells of them, and the names of their parts."""
    targets = relations(package, BOOK)
    for sheet in (e for e in package.xml(BOOK).iter() if local(e) == "sheet"):
        name = targets.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""), "")
        if package.has(name):
            yield sheet, name


def beside_cells(package: Package, shown: Container[str]) -> list[Block]:
    """What the sheets *shown* say beside their cells, once each."""
    found = list(_of_xlsx(package, shown) if package.has(BOOK) else _of_ods(package, shown))
    return list({block.text: block for block in reversed(found)}.values())[::-1]


def sheets_worn(package: Package, painted: str, colours: Sequence[str]) -> str:
    """Digests of what a viewer sees beside the words of a workbook, of cells that are *painted* in *colours* too."""
    shapes = [shapes_look(root) for root in drawings(package)] if package.has(BOOK) else []
    drawn = "\f".join([painted, drawn_beside(package), *(told for told, _ in shapes)])
    looks = [*colours, *(look for _, found in shapes for look in found)]
    return worn(package, drawn, lambda name: _PICTURES.fullmatch(name) is not None, looks)


def drawings(package: Package, shown: Container[str] | None = None) -> Iterator[Any]:
    """The drawings of the sheets *shown*, None: of all that are not hidden."""
    for sheet, part in sheet_parts(package):
        if sheet.get("name", "") not in shown if shown is not None else sheet.get("state", "visible") != "visible":
            continue
        for target in relations(package, part).values():
            if re.fullmatch(r"xl/drawings/[^/]+\.xml", target) and package.has(target):
                yield package.xml(target)


def _of_xlsx(package: Package, shown: Container[str]) -> Iterator[Block]:
    for drawing in drawings(package, shown):
        yield from shape_blocks(drawing)
    yield from diagram_blocks(package)
    for sheet, part in sheet_parts(package):
        if sheet.get("name", "") in shown:
            for margin in _MARGIN.finditer(package.bytes(part)):
                # A header or footer says three parts (18.3.1.46), some of which change by themselves.
                for said in _PARTS.split(_CODES.sub("", unescape(margin[1].decode("utf-8", "replace")))):
                    yield from _lasting(_FIELD.sub(" ", said).replace("&&", "&"), of_itself=_FIELD.search(said) is not None)


def _lasting(text: str, *, of_itself: bool) -> Iterator[Block]:
    """*text*, unless it only goes with a number that counts pages *of itself*: « Page 1 sur 9 »."""
    words = text.split()
    told = {word.lower() for word in words if any(map(str.isalnum, word))}
    if told and not (of_itself and told <= _OF_PAGES):
        yield Block("paragraph", " ".join(words))


def _of_ods(package: Package, shown: Container[str]) -> Iterator[Block]:
    check_open(package)
    for table in (e for e in package.xml(_CONTENT).iter() if local(e) == "table" and attribute(e, "name") in shown):
        for shapes in (e for e in table.iter() if local(e) in ("shapes", "custom-shape", "text-box")):
            lines = [said for e in shapes.iter() if local(e) == "p" and (said := paragraph_text(e, {}))]
            if lines and local(shapes) != "shapes":
                yield Block("paragraph", "\n".join(lines))
    if package.has(_STYLES):
        used = {attribute(e, "master-page-name") for e in package.xml(_CONTENT).iter() if local(e) == "style"}
        for master in (e for e in package.xml(_STYLES).iter() if local(e) == "master-page" and attribute(e, "name") in used):
            for margin in (e for e in master.iter() if local(e) in ("header", "footer")):
                if attribute(margin, "display") != "false":
                    for paragraph in (e for e in margin.iter() if local(e) == "p"):
                        fields = [e for e in paragraph.iter() if local(e) in _FIELDS]
                        for one in fields:
                            one.text = None
                        yield from _lasting(paragraph_text(paragraph, {}), of_itself=bool(fields))


_FIELDS = ("sheet-name", "title", "page-number", "page-count", "file-name", "date", "time")
