"""What a workbook shows of its cells beside their values: formats, what is hidden or struck; and beside its cells (3.28, 3.31).

Beside them stand words of shapes and of printed margins, pictures, cells in colours.

A value is shown as its number format has it: percentages, decimals, words beside a number, dates in figures (ECMA-376, part 1,
18.8.30 and 18.8.31). What a code leaves to the reader's own country, as the usual short date does, is not guessed: None, as of a
code that is not known. Dates with a month that is spelt are given in figures, in no language.

calamine gives values alone. Read from the parts of xlsx (ECMA-376, part 1, 18.3 and 18.8) and ods (ODF 1.3, part 3, 9 and 16),
where anything in them says so; most files say nothing of it, and are not parsed for it. Of xls nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import unescape
from typing import Any

from monitor.documents.drawingml import diagram_blocks, drawn_beside, shape_blocks
from monitor.documents.odt import Striking, check_open, paragraph_text, striking_styles
from monitor.documents.packed import Package, attribute, local, unpacked, worn
from monitor.documents.painted import odf_looks, xlsx_looks
from monitor.documents.placed import relations
from monitor.documents.slides import shapes_look
from monitor.expressions import expression
from monitor.model import Block
from monitor.model.frozen import dataclass, field
from monitor.pdf.struck import is_marked, marked, unmarked

BOOK = "xl/workbook.xml"
_ODS_STYLES = "styles.xml"
_PICTURES = re.compile(r"(?:xl/media|Pictures|media)/.+")
_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]+)<")
_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[BIUEXYSOH])")  # fonts, colours, sizes
_FIELD = re.compile(r"&[PNDTFZAG](?:[+-]\d+)?")  # the page, its date, the file's and the sheet's name: they change by themselves
_PARTS = re.compile(r"&[LCR]")
_OF_PAGES = frozenset("page pages seite seiten página pagina pagine pàgina pajenn orrialdea sur of de von di van".split())  # noqa: SIM905


def _sheet_parts(package: Package) -> Iterator[tuple[Any, str]]:
    """The sheets of an xlsx in their order, as the workbook tells of them, and the names of their parts."""
    targets = relations(package, BOOK)
    for sheet in (e for e in package.xml(BOOK).iter() if local(e) == "sheet"):
        name = targets.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""), "")
        if package.has(name):
            yield sheet, name


def beside_cells(package: Package, shown: Container[str]) -> list[Block]:
    """What the sheets *shown* say beside their cells, once each."""
    found = [] if package.has(BOOK) else list(_beside_ods(package, shown))
    if package.has(BOOK):
        found += (block for drawing in drawings(package, shown) for block in shape_blocks(drawing))
        found += diagram_blocks(package)
        for part in (part for sheet, part in _sheet_parts(package) if sheet.get("name", "") in shown):
            for margin in _MARGIN.finditer(package.bytes(part)):
                # A header or footer says three parts (18.3.1.46), some of which change by themselves.
                for said in _PARTS.split(_CODES.sub("", unescape(margin[1].decode("utf-8", "replace")))):
                    found += _lasting(_FIELD.sub(" ", said).replace("&&", "&"), of_itself=_FIELD.search(said) is not None)
    return list({block.text: block for block in reversed(found)}.values())[::-1]


def sheets_worn(package: Package, painted: str, colours: Sequence[str]) -> str:
    """Digests of what a viewer sees beside the words of a workbook, of cells that are *painted* in *colours* too."""
    shapes = [shapes_look(root) for root in drawings(package)] if package.has(BOOK) else []
    drawn = "\f".join([painted, drawn_beside(package), *(told for told, _ in shapes)])
    looks = [*colours, *(look for _, found in shapes for look in found)]
    return worn(package, drawn, lambda name: _PICTURES.fullmatch(name) is not None, looks)


def drawings(package: Package, shown: Container[str] | None = None) -> Iterator[Any]:
    """The drawings of the sheets *shown*, None: of all that are not hidden."""
    for sheet, part in _sheet_parts(package):
        if sheet.get("name", "") not in shown if shown is not None else sheet.get("state", "visible") != "visible":
            continue
        for target in relations(package, part).values():
            if re.fullmatch(r"xl/drawings/[^/]+\.xml", target) and package.has(target):
                yield package.xml(target)


def _lasting(text: str, *, of_itself: bool) -> Iterator[Block]:
    """*text*, unless it only goes with a number that counts pages *of itself*: « Page 1 sur 9 »."""
    words = text.split()
    told = {word.lower() for word in words if any(map(str.isalnum, word))}
    if told and not (of_itself and told <= _OF_PAGES):
        yield Block("paragraph", " ".join(words))


def _beside_ods(package: Package, shown: Container[str]) -> Iterator[Block]:
    check_open(package)
    for table in (e for e in package.xml(_CONTENT).iter() if local(e) == "table" and attribute(e, "name") in shown):
        for shapes in (e for e in table.iter() if local(e) in ("shapes", "custom-shape", "text-box")):
            lines = [said for e in shapes.iter() if local(e) == "p" and (said := paragraph_text(e, {}))]
            if lines and local(shapes) != "shapes":
                yield Block("paragraph", "\n".join(lines))
    if package.has(_ODS_STYLES):
        used = {attribute(e, "master-page-name") for e in package.xml(_CONTENT).iter() if local(e) == "style"}
        for master in (e for e in package.xml(_ODS_STYLES).iter() if local(e) == "master-page" and attribute(e, "name") in used):
            for margin in (e for e in master.iter() if local(e) in ("header", "footer")):
                if attribute(margin, "display") != "false":
                    for paragraph in (e for e in margin.iter() if local(e) == "p"):
                        fields = [e for e in paragraph.iter() if local(e) in _FIELDS]
                        for one in fields:
                            one.text = None
                        yield from _lasting(paragraph_text(paragraph, {}), of_itself=bool(fields))


_FIELDS = ("sheet-name", "title", "page-number", "page-count", "file-name", "date", "time")


BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}

_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_UNSEEN = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours and conditions, gaps as wide as a letter, what fills the cell
_BESIDE = "[\ue000-\uf8ff \u00a0\u202f€$£()+-]*"
_NUMBER = expression(rf"({_BESIDE})[#?,]*0+(?:\.(0+))?({_BESIDE}%?{_BESIDE})")
_DATE = expression(r"(?:(?<!d)d{1,2}(?!d)|(?<!m)m{1,4}(?!m)|(?<!y)(?:yyyy|yy)(?!y)|[/.\- ,\ue000-\uf8ff])+")
_PART = re.compile(r"d+|m+|y+")


def shown_by(code: str, value: object) -> str | None:
    """*value* as *code* shows it; None where that is not known."""
    if isinstance(value, bool):
        return None
    bare, words = _read(code)
    if isinstance(value, int | float):
        found = _NUMBER.fullmatch(bare) if value >= 0 or ";" not in code else None
        if found is None or abs(value) >= 1e15:
            return None
        exact = Decimal(repr(value)) * (100 if "%" in found[3] else 1)
        rounded = exact.quantize(Decimal(1).scaleb(-len(found[2] or "")), ROUND_HALF_UP)
        shown: str | None = f"{found[1]}{rounded:f}{found[3]}"
    elif isinstance(value, date):
        code = bare.lower()
        if not _DATE.fullmatch(code) or not {"d", "m", "y"} & {*code} or "y" not in code:
            return None
        if isinstance(value, datetime) and value.time() != time.min:
            return None
        if "mmm" in code:
            shown = "/".join(_date_part(max(part, part[0] * 2, key=len), value) for part in _PART.findall(code))
        else:
            shown = _PART.sub(lambda part: _date_part(part[0], value), code)
    else:
        return None
    return shown and " ".join(re.sub("[\ue000-\uf8ff]", lambda at: words[ord(at[0]) - 0xE000], shown).split())


@lru_cache(maxsize=512)
def _read(code: str) -> tuple[str, list[str]]:
    """The first part of *code*, with signs in the place of the words in it, and these words."""
    words: list[str] = []

    def sign(said: re.Match[str]) -> str:
        """One that stands for the words *said*, which are no part of the code."""
        words.append(said[1] if said[1] is not None else said[2])
        return chr(0xE000 + len(words) - 1) if len(words) < 1000 else ""

    bare = _LITERAL.sub(sign, code)
    return _UNSEEN.sub("", bare.split(";")[0]), words


def _date_part(part: str, value: date) -> str:
    match part[0]:
        case "d":
            return f"{value.day:0{len(part)}d}"
        case "m":
            return f"{value.month:0{min(len(part), 2)}d}"
        case _:
            return f"{value.year:04d}"[-len(part) :]


_STYLES, _STRINGS, _CONTENT = "xl/styles.xml", "xl/sharedStrings.xml", "content.xml"
_HIDES = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_STRIKES = re.compile(rb"<(?:\w+:)?strike\b")
_SAYS_ODS = re.compile(rb"""visibility\s*=\s*["'](?:collapse|filter)|text-line-through-(?:style|type)\s*=\s*["'](?!none)""")
_SHOWS_ODS = re.compile(
    rb"""value-type\s*=\s*["'](?!string)|number-rows-spanned\s*=\s*["'](?!1["'])|fo:(?:background-)?color\s*=\s*["']#"""
)
_MOST_PARSED = 15_000_000  # bytes
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_CELL_TAG = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""\b([rs])\s*=\s*["']([^"']*)["']""")
_OFF = ("0", "false")
_VALUES = ("float", "percentage", "currency", "date", "time")
_MOST = 20_000  # columns
_MOST_PAINTED = 2_000  # cells of one colour beside and below each other: more are no cells that somebody wrote in


@dataclass(slots=True)
class SheetLook:
    """Of one sheet, by places from 0: what is hidden, and what cells are struck out. `written`: partly struck ones."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    written: dict[tuple[int, int], str] = field(default_factory=dict)
    codes: dict[tuple[int, int], str] = field(default_factory=dict)  # the number formats of cells, in xlsx
    said: dict[tuple[int, int], str] = field(default_factory=dict)  # what cells that hold a number or a date show, in ods
    spans: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)  # first and last cell of merged ones, in ods
    painted: dict[tuple[int, int], str] = field(default_factory=dict)  # the colours of cells, where somebody chose them

    def shown(self, rows: Iterable[list[str]], first: tuple[int, int]) -> list[list[str]]:
        """*rows*, of which the first cell stands at *first*, as they are seen; struck words marked (`pdf.struck`)."""
        found = list[list[str]]()
        for n, row in enumerate(rows, first[0]):
            if n in self.rows:
                continue
            found.append([])
            for m, text in enumerate(row, first[1]):
                written = self.written.get((n, m), "")
                if (n, m) in self.struck:
                    text = marked(text, struck=True)
                elif written and unmarked(written) == text:
                    text = written
                if m not in self.columns:
                    found[-1].append(text)
        return found

    def colours(self, rows: Sequence[Sequence[str]], first: tuple[int, int]) -> tuple[str, list[str]]:
        """How cells of *rows* are painted, in whatever order these stand: an empty one by its column; and the colours alone."""
        down, across = first
        told: dict[str, list[str]] = {}  # by the words of a row
        found = []
        whole = ["\t".join(row) for row in rows] if self.painted else []
        for (n, m), look in self.painted.items():
            row = rows[n - down] if 0 <= n - down < len(rows) and n not in self.rows else ()
            if 0 <= m - across < len(row) and m not in self.columns and whole[n - down].strip():
                told.setdefault(whole[n - down], []).append(f"{look} {row[m - across] or m - across}")
                found.append(look)
        return "\n".join(sorted(f"{row}\0{sorted(looks)}" for row, looks in told.items())), found


def sheet_looks(data: bytes) -> Mapping[str, SheetLook]:
    """By the name of a sheet what it shows, of those that hide or strike something. Raises Unfit."""
    with unpacked(data) as package:
        if package.has(BOOK):
            return dict(_of_xlsx(package))
        if package.has(_CONTENT):  # an ods is parsed where it hides or strikes; or shows its values otherwise and is not huge
            content = package.bytes(_CONTENT)
            if _SAYS_ODS.search(content) or (len(content) <= _MOST_PARSED and _SHOWS_ODS.search(content)):
                return dict(_of_ods(package))
    return {}


# ------------------------------------------------------------------------------------------------------------------------- xlsx


def _of_xlsx(package: Package) -> Iterator[tuple[str, SheetLook]]:
    formats, codes = _formats(package)
    strings: dict[str, str] = {}  # by their numbers the shared strings of which a part is struck out, that part marked
    if package.has(_STRINGS) and _STRIKES.search(package.bytes(_STRINGS)):
        written = ((str(n), _rich(item)) for n, item in enumerate(package.xml(_STRINGS)))
        strings = {number: text for number, text in written if any(map(is_marked, text))}
    looks = xlsx_looks(package, _STYLES)
    for sheet, name in _sheet_parts(package):
        part = package.bytes(name)
        marked = _HIDES.search(part) or formats or strings or _STRIKES.search(part)
        if marked or codes or looks:
            look = _of_sheet(package.xml(name), formats, strings) if marked else SheetLook()
            # Number formats and colours of cells; the tags are gone through as they are, since most sheets are not parsed
            for tag in _CELL_TAG.finditer(part) if codes or looks else ():
                about = dict(_ATTRIBUTE.findall(tag[1]))
                style = about.get(b"s", b"0").decode("ascii", "replace")
                if (style in codes or style in looks) and (place := _place(about.get(b"r", b"").decode("ascii", "replace"))):
                    if style in codes:
                        look.codes[place] = codes[style]
                    if style in looks:
                        look.painted[place] = looks[style]
            yield sheet.get("name", ""), look


def _of_sheet(root: Any, formats: set[str], strings: Mapping[str, str]) -> SheetLook:
    look = SheetLook()
    for element in root.iter():
        match local(element):
            case "col" if element.get("hidden", "0") not in _OFF:
                first, last = (int(element.get(end, "0") or 0) for end in ("min", "max"))
                look.columns.update(range(first - 1, min(last, first + _MOST)))
            case "row" if element.get("hidden", "0") not in _OFF and (element.get("r") or "").isdigit():
                look.rows.add(int(element.get("r")) - 1)
            case "c" if place := _place(element.get("r") or ""):
                if element.get("s", "0") in formats:
                    look.struck.add(place)
                elif element.get("t") == "s" and strings:
                    number = next((e.text or "" for e in element if local(e) == "v"), "")
                    if number in strings:
                        look.written[place] = strings[number]
                elif element.get("t") == "inlineStr":
                    written = next((_rich(e) for e in element if local(e) == "is"), "")
                    if any(map(is_marked, written)):
                        look.written[place] = written
    return look


def _place(name: str) -> tuple[int, int] | None:
    """The row and column of a cell called « B12 », from 0."""
    match = _CELL.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _formats(package: Package) -> tuple[set[str], dict[str, str]]:
    """The numbers of the cell formats whose font strikes out; by number, the codes of those that show a value otherwise."""
    if not package.has(_STYLES):
        return set(), {}
    parts = {local(e): e for e in package.xml(_STYLES)}
    fonts = [any(local(p) == "strike" and p.get("val", "1") not in _OFF for p in font) for font in parts.get("fonts", ())]
    striking = {str(n) for n, strikes in enumerate(fonts) if strikes}
    known = {str(n): code for n, code in BUILT_IN.items()}
    known |= {e.get("numFmtId", ""): e.get("formatCode", "") for e in parts.get("numFmts", ())}
    struck, codes = set[str](), dict[str, str]()
    for n, xf in enumerate(parts.get("cellXfs", ())):
        if xf.get("fontId", "0") in striking:
            struck.add(str(n))
        if (code := known.get(xf.get("numFmtId", "0"))) is not None:
            codes[str(n)] = code
    return struck, codes


def _rich(item: Any) -> str:
    text = ""
    for run in item:
        if local(run) == "t":
            text += marked(run.text or "", struck=False)
        elif local(run) == "r":
            marks = [p for about in run if local(about) == "rPr" for p in about if local(p) == "strike"]
            struck = any(p.get("val", "1") not in _OFF for p in marks)
            text += "".join(marked(e.text or "", struck=struck) for e in run if local(e) == "t")
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


# -------------------------------------------------------------------------------------------------------------------------- ods


def _of_ods(package: Package) -> Iterator[tuple[str, SheetLook]]:
    content = package.xml(_CONTENT)
    styles = striking_styles(package.xml("styles.xml") if package.has("styles.xml") else (), content)
    looks = odf_looks(content)
    for table in (e for e in content.iter() if local(e) == "table"):
        look = SheetLook()
        usual: list[str] = []  # the style of cells that name none, by column
        for column in (e for e in table.iter() if local(e) == "table-column"):
            times = min(_times(column, "number-columns-repeated"), _MOST - len(usual))
            if attribute(column, "visibility") in ("collapse", "filter"):
                look.columns.update(range(len(usual), len(usual) + times))
            usual += [attribute(column, "default-cell-style-name") or ""] * times
        down = 0
        for row in (e for e in table.iter() if local(e) == "table-row"):
            times = _times(row, "number-rows-repeated")
            rows = range(down, down + min(times, _MOST))
            if attribute(row, "visibility") in ("collapse", "filter"):
                look.rows.update(rows)
            _take_cells(row, rows, usual, styles, look, looks)
            down += times
        yield attribute(table, "name") or "", look


def _take_cells(row: Any, rows: range, usual: list[str], styles: Striking, look: SheetLook, looks: Mapping[str, str]) -> None:
    across = 0
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times = _times(cell, "number-columns-repeated")
        if (down := _times(cell, "number-rows-spanned")) > 1 and rows:
            look.spans.append(((rows[0], across), (rows[0] + min(down, _MOST) - 1, across)))
        paragraphs = [e for e in cell if local(e) == "p"]
        own = attribute(cell, "style-name") or (usual[across] if across < len(usual) else "")
        if own in looks and times * len(rows) <= _MOST_PAINTED:
            look.painted.update({(n, m): looks[own] for n in rows for m in range(across, across + times)})
        if paragraphs:
            text = "\n".join(paragraph_text(one, styles) for one in paragraphs)
            places = [(n, m) for n in rows for m in range(across, across + min(times, _MOST))]
            if attribute(cell, "value-type") in _VALUES:
                look.said.update(dict.fromkeys(places, text))
            if styles.get(own):
                look.struck.update(places)
            elif any(map(is_marked, text)):
                look.written.update(dict.fromkeys(places, text))
        across += times


def _times(element: Any, name: str) -> int:
    said = attribute(element, name) or "1"
    return int(said) if re.fullmatch(r"\d{1,7}", said) else 1
