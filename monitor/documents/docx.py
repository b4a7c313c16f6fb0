"""A Word document -> blocks of text in reading order, its tables as rows (ECMA-376, part 1, 17).

Read as it would be printed: what is struck by a tracked change is gone, what is added is there, hidden text and comments are not.
Words that are struck out by their look are words, and struck (DESIGN 3.28).
Fields that change by themselves (page numbers, the date of printing) are left out. python-docx would give paragraphs and tables
too, but neither text boxes nor tracked changes, and unpacks a file without a cap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from monitor.documents.drawingml import diagram_blocks, drawn_beside
from monitor.documents.packed import Package, attribute, digest, local, worn
from monitor.documents.painted import of_docx, spelt
from monitor.documents.placed import in_text, placed_digests, relations
from monitor.model import Block, BlockKind
from monitor.model.frozen import dataclass, field
from monitor.pdf.struck import as_seen, block_of, marked, text_marked

_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_MARGINS = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_PICTURES = re.compile(r"word/media/.+")
_GONE = frozenset({"del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sectPr", "commentReference", "Fallback", "sdtPr"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "\u2011"}
_VOLATILE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME|SAVEDATE|PRINTDATE|EDITTIME|REVNUM|FILENAME|FILESIZE)\b", re.I)
_HEADING = re.compile(r"(?:heading|titre|überschrift|title|titel)\s*\d*$", re.I)
_LIST = re.compile(r"list|liste|aufzählung", re.I)
_STRIKES = ("strike", "dstrike")
_OFF = ("0", "false", "off", "none")


def docx_blocks(package: Package) -> tuple[tuple[Block, ...], str]:
    """The text of *package*, and digests of its words and of what a viewer sees beside them."""
    body = next((child for child in package.xml(_DOCUMENT) if local(child) == "body"), None)
    styles = _styles(package)
    blocks = list(_blocks(body, styles)) if body is not None else []
    blocks += diagram_blocks(package)
    known = {block.text for block in blocks}
    for name in package.names(lambda part: _MARGINS.fullmatch(part) is not None):
        for block in _blocks(package.xml(name), styles):
            if block.text not in known:  # one header for first, odd and even pages says the same thrice
                known.add(block.text)
                blocks.append(block)
    painted = of_docx(body) if body is not None else []
    drawn, looks = f"{spelt(painted)}\f{drawn_beside(package)}", [look for look, _ in painted]
    places = placed_digests(package, in_text(body, relations(package, _DOCUMENT)) if body is not None else ())
    wears = worn(package, drawn, lambda name: _PICTURES.fullmatch(name) is not None, looks, each=True, places=places)
    return tuple(blocks), digest(as_seen(blocks)) + wears


@dataclass(frozen=True, slots=True)
class _Styles:
    """What paragraphs of each style are, and which styles, of paragraphs or of letters, strike their words out."""

    kinds: Mapping[str, BlockKind] = field(default_factory=dict)
    struck: Mapping[str, bool] = field(default_factory=dict)  # None of those that do not say

    def strikes(self, run: Any, outer: bool) -> bool:
        """Whether the words of *run* are struck out, in a paragraph whose words are by *outer*."""
        about = next((part for part in run if local(part) == "rPr"), None)
        if about is None:
            return outer
        named = next((attribute(part, "val") or "" for part in about if local(part) == "rStyle"), "")
        said = _said_struck(about)
        return self.struck.get(named, outer) if said is None else said


def _said_struck(about: Any) -> bool | None:
    """What properties say of striking out; None: nothing."""
    said = [attribute(part, "val") not in _OFF for part in about if local(part) in _STRIKES]
    return any(said) if said else None


def _styles(package: Package) -> _Styles:
    if not package.has(_STYLES):
        return _Styles()
    own: dict[str, tuple[BlockKind, bool | None, str]] = {}  # its kind, whether it strikes words out, the style that it is based on
    for style in (part for part in package.xml(_STYLES) if local(part) == "style"):
        about = {local(part): attribute(part, "val") or "" for part in style.iter()}
        kind: BlockKind = "list_item" if "numId" in about or _LIST.search(about.get("name", "")) else "paragraph"
        if _HEADING.match(about.get("name", "")) or about.get("outlineLvl", "9") in "012345678":
            kind = "heading"
        strikes = next((_said_struck(part) for part in style if local(part) == "rPr"), None)
        base = next((attribute(part, "val") or "" for part in style if local(part) == "basedOn"), "")
        own[attribute(style, "styleId") or ""] = kind, strikes, base
    struck: dict[str, bool] = {}
    for name in own:
        at, seen = name, set[str]()
        while at in own and at not in seen and own[at][1] is None:
            seen.add(at)
            at = own[at][2]
        if at in own and (said := own[at][1]) is not None:
            struck[name] = said
    return _Styles({name: kind for name, (kind, _, _) in own.items()}, struck)


def _blocks(parent: Any, styles: _Styles) -> Iterator[Block]:
    """The blocks within *parent*, text boxes after the paragraph that they are anchored to."""
    for child in parent:
        name = local(child)
        if name == "p":
            about = next((part for part in child if local(part) == "pPr"), ())
            style = next((attribute(part, "val") or "" for part in about if local(part) == "pStyle"), "")
            reading = _Reading(styles, struck=styles.struck.get(style, False))
            _read(child, reading)
            lines = (" ".join(line.split()) for line in "".join(reading.parts).split("\n"))
            text = "\n".join(lines).strip("\n")
            if text:
                said = {local(part): attribute(part, "val") or "" for part in child[0].iter()}
                kind = styles.kinds.get(said.get("pStyle", ""), "paragraph")
                if said.get("outlineLvl", "9") in "012345678":
                    kind = "heading"
                elif kind == "paragraph" and said.get("numId", "0") != "0":
                    kind = "list_item"
                yield block_of(kind, text)
            for box in _boxes(child):
                yield from _blocks(box, styles)
        elif name == "tbl":
            for cells in _rows(child, styles):
                if any(cells):
                    yield block_of("table_row", "\t".join(cells).rstrip("\t"))
        elif name not in _GONE:
            yield from _blocks(child, styles)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, those of the newer of two ways to write them only."""
    for child in element:
        if local(child) == "txbxContent":
            yield child
        elif local(child) not in _GONE:
            yield from _boxes(child)


def _within(parent: Any, name: str) -> Iterator[Any]:
    """The children called *name*, those in wrappers (content controls, tracked changes) included."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _within(child, name)


def _rows(table: Any, styles: _Styles) -> Iterator[list[str]]:
    """The cells of each row, struck words marked; one that is merged with that above says in each row what both say."""
    above: dict[int, str] = {}  # by its column in the grid what a cell says that others below may go on
    for row in _within(table, "tr"):
        if any(local(mark) == "del" for about in row if local(about) == "trPr" for mark in about):
            continue
        cells: list[str] = []
        own: list[bool] = []
        column, merged = 0, dict[int, str]()
        for cell in _within(row, "tc"):
            marks = {local(mark): mark for about in cell if local(about) == "tcPr" for mark in about}
            begins = attribute(marks["vMerge"], "val") == "restart" if "vMerge" in marks else None
            own.append(begins is not False)
            # A cell's paragraphs are lines, with struck words marked
            cells.append(
                "\n".join(text_marked(block).replace("\t", " ") for block in _blocks(cell, styles))
                if begins is not False
                else above.get(column, "")
            )
            if begins is not None:
                merged[column] = cells[-1]
            wide = attribute(marks["gridSpan"], "val") or "1" if "gridSpan" in marks else "1"
            column += int(wide) if wide.isdigit() else 1
        above = merged
        yield cells if any(said for said, its in zip(cells, own, strict=True) if its) else []


@dataclass(slots=True)
class _Field:
    """A field (17.16): its instruction, then what it shows."""

    instruction: str = ""
    shows: bool = False


@dataclass(slots=True)
class _Reading:
    """The text of a paragraph so far, and the fields that are open. `struck`: what is read now is."""

    styles: _Styles
    struck: bool = False
    parts: list[str] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        return any(not one.shows or _VOLATILE.match(one.instruction) for one in self.fields)


def _read(element: Any, reading: _Reading) -> None:
    for child in element:
        name = local(child)
        if name == "fldChar":
            kind = attribute(child, "fldCharType")
            if kind == "begin":
                reading.fields.append(_Field())
            elif kind == "separate" and reading.fields:
                reading.fields[-1].shows = True
            elif kind == "end" and reading.fields:
                reading.fields.pop()
        elif name == "instrText" and reading.fields:
            reading.fields[-1].instruction += child.text or ""
        elif name in _GONE or name == "txbxContent":
            continue
        elif name == "fldSimple" and _VOLATILE.match(attribute(child, "instr") or ""):
            continue  # a field that changes by itself
        elif name == "r" and any(
            local(mark) == "vanish" and attribute(mark, "val") not in _OFF
            for about in child
            if local(about) == "rPr"
            for mark in about
        ):
            continue  # hidden text
        elif reading.silent:
            _read(child, reading)
        elif name == "t":
            reading.parts.append(marked(child.text or "", struck=reading.struck))
        elif name == "sym":
            code = attribute(child, "char") or ""
            known = re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) and not 0xD800 <= int(code, 16) <= 0xDFFF
            reading.parts.append(marked(chr(int(code, 16)) if known else "", struck=reading.struck))
        elif name == "textpath":  # words as a drawing: WordArt, the « BROUILLON » behind a page (ECMA-376, part 4, 19.1.2.23)
            reading.parts.append(f" {attribute(child, 'string') or ''} ")
        elif name in _BREAKS:
            reading.parts.append(_BREAKS[name] if attribute(child, "type") not in ("page", "column") else " ")
        elif name == "r":
            outer, reading.struck = reading.struck, reading.styles.strikes(child, reading.struck)
            _read(child, reading)
            reading.struck = outer
        else:
            _read(child, reading)
