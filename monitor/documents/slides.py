"""Slides and drawings -> the ink of their pages, with the links that connectors say: pptx (ECMA-376), odp and odg (ODF 1.3)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import hypot
from typing import Any, NamedTuple

from monitor.documents.drawingml import DIAGRAM, is_hidden, paragraphs, said_of, smart_art
from monitor.documents.marks import DrawnPage, TextLine, drawn_tree
from monitor.documents.odt import Striking, check_open, paragraph_text, striking_styles
from monitor.documents.packed import Package, Unfit, attribute, local
from monitor.documents.placed import Placed, picture_in, relations
from monitor.model.frozen import dataclass, field
from monitor.normalize import key
from monitor.pdf.ink import Box, PageInk, StatedLink

_EMU = 12_700.0  # in a point
_MOST_SHAPES = 20_000  # of a file
_UNITS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "px": 0.75}
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(cm|mm|in|pt|px)\s*")
_TOP, _LINE = 20.0, 14.0  # points: where words without a place begin, how far apart


@dataclass(slots=True)
class _Shape:
    """A shape with what is written in it; `bare`: it has neither outline nor fill, so it is words and no box."""

    box: Box
    lines: list[TextLine]
    bare: bool = False


@dataclass(slots=True)
class _Slide:
    width: float
    height: float
    shapes: dict[str, _Shape] = field(default_factory=dict)
    connected: list[tuple[str, str]] = field(default_factory=list)  # start, end: names of shapes
    lines: list[tuple[tuple[float, float], ...]] = field(default_factory=list)  # connectors that hold on to nothing
    loose: list[TextLine] = field(default_factory=list)  # words whose place only the layout knows
    looks: list[tuple[str, str]] = field(default_factory=list)  # the colours and lines of each part, and its words
    over: list[tuple[float, float, str]] = field(default_factory=list)  # the middle of each line in `lines`, and its look
    pictures: list[tuple[Box, str]] = field(default_factory=list)  # where each stands, what it is called

    def add(self, name: str, shape: _Shape) -> None:
        self.shapes[name if name and name not in self.shapes else f"{name} {len(self.shapes)}"] = shape
        if len(self.shapes) > _MOST_SHAPES:
            raise Unfit(f"more than {_MOST_SHAPES} shapes")

    def look(self) -> tuple[str, list[str]]:
        """What is drawn of it, wherever it stands, a line by the words that it runs over; and the colours and lines alone."""
        told = [" ".join(one) for one in self.looks]
        for x, y, look in self.over:
            under = (s for s in self.shapes.values() if s.box.x0 <= x <= s.box.x1 and s.box.top <= y <= s.box.bottom)
            told.append(f"line {look} over {sorted(key(words.text) for shape in under for words in shape.lines)}")
        for pair in self.connected:
            ends = sorted(_worn_by(self.shapes[name].lines) for name in pair if name in self.shapes)
            told.append(f"link {ends}")
        return "\n".join([*sorted(told), ""]), [look for look, _ in self.looks]

    def placed(self, number: int, parts: Mapping[str, str]) -> Iterator[Placed]:
        """Its pictures, each with the words of the nearest shape; on a slide without words it is told by the slide's *number*."""
        worded = [shape for shape in self.shapes.values() if shape.lines]
        for box, name in self.pictures:
            near = min(worded, key=lambda one: hypot(one.box.cx - box.cx, one.box.cy - box.cy), default=None)
            words = _worn_by(near.lines if near else self.loose).replace(" ", "")
            yield words or f"slide {number}", parts.get(name, name)

    def ink(self, number: int) -> PageInk:
        """The slide as a page."""
        linked = {name for pair in self.connected for name in pair}
        sheet = DrawnPage(self.width, self.height)
        for n, words in enumerate(self.loose):
            sheet.write(words.text, 20.0, _TOP + n * _LINE, words.size, bold=words.bold)
        for name, shape in self.shapes.items():
            if not shape.bare or name in linked:
                sheet.box(shape.box)
            sheet.words_in(shape.box, shape.lines)
        for head, name in _heads(self.shapes, self.connected):
            box, over = self.shapes[name].box, self.shapes[head].box if head else None
            sheet.links.append(StatedLink(over, box))
            if over is None:
                continue
            if box.top >= over.bottom:  # from the lower edge of one to the upper edge of the other, else from side to side
                middle = (over.bottom + box.top) / 2
                sheet.line([(over.cx, over.bottom), (over.cx, middle), (box.cx, middle), (box.cx, box.top)])
            elif box.x0 >= over.x1:
                sheet.line([(over.x1, over.cy), (box.x0, box.cy)])
            elif box.x1 <= over.x0:
                sheet.line([(over.x0, over.cy), (box.x1, box.cy)])
            else:
                sheet.line([(over.cx, over.cy), (box.cx, box.cy)])
        for points in self.lines:
            sheet.line(points)
        return sheet.page(number)


def _heads(shapes: dict[str, _Shape], connected: Sequence[tuple[str, str]]) -> Iterator[tuple[str | None, str]]:
    """(head, shape) for each shape held by a connector, as these run where that makes a tree, else down from the highest."""
    pairs = [(a, b) for a, b in dict.fromkeys(connected) if a in shapes and b in shapes and a != b]
    near: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    into = defaultdict[str, set[str]](set)
    for a, b in pairs:
        into[b].add(a)
    seen: set[str] = set()
    for start in sorted(near, key=lambda name: (shapes[name].box.top, shapes[name].box.x0)):
        if start in seen:
            continue
        together = [start]  # and all that connectors lead to from there
        for name in together:
            together += [other for other in near[name] if other not in together]
        roots = [name for name in together if not into[name]]
        directed = len(roots) == 1 and all(len(into[name]) == 1 for name in together if name != roots[0])
        root = roots[0] if directed and any(len(near[name]) > 2 for name in together) else start
        yield None, root
        seen.add(root)
        waiting = [root]
        for head in waiting:  # grows while it is walked
            for name in near[head]:
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
                    yield head, name


# ------------------------------------------------------------------------------------------------------------------------- pptx


Looks = list[tuple[str, list[str]]]  # of each page: what is drawn there, its colours and lines alone


def pptx_pages(package: Package) -> tuple[list[PageInk], Looks, list[Placed]]:
    """The slides that are shown, in their order; the trees of SmartArt after them, as their data say; how they look; pictures."""
    show = package.xml("ppt/presentation.xml")
    size = next((e for e in show.iter() if local(e) == "sldSz"), None)
    width, height = (float(attribute(size, side) or 0) / _EMU if size is not None else 0.0 for side in ("cx", "cy"))
    targets = relations(package, "ppt/presentation.xml")
    wanted = [next((str(v) for k, v in e.attrib.items() if k.endswith("}id")), "") for e in show.iter() if local(e) == "sldId"]
    pages: list[PageInk] = []
    looks: Looks = []
    placed: list[Placed] = []
    for target in [targets.get(one, "") for one in wanted]:
        slide = package.xml(target)
        if slide.get("show") not in ("0", "false"):
            found = _Slide(width or 720.0, height or 540.0)
            _walk(slide, found, (1.0, 1.0, 0.0, 0.0))
            pages.append(found.ink(len(pages) + 1))
            looks.append(found.look())
            placed += found.placed(len(pages), relations(package, target))
    pages += diagram_pages(package, len(pages) + 1)
    return pages, looks, placed


def diagram_pages(package: Package, number: int = 1) -> list[PageInk]:
    """The trees of SmartArt within, from page *number* on."""
    trees = (list(smart_art(package.xml(name))) for name in package.names(lambda part: DIAGRAM.fullmatch(part) is not None))
    return [drawn_tree("", entries, n) for n, entries in enumerate(filter(None, trees), number)]


def shapes_page(root: Any, number: int) -> PageInk | None:
    """The shapes of a sheet's drawing as a page, None where none has words; *root*: that of the part (20.5)."""
    found = _drawn_on(root)
    boxes = [shape.box for shape in found.shapes.values()]
    if not any(shape.lines for shape in found.shapes.values()):
        return None
    found.width, found.height = max(box.x1 for box in boxes) + 20.0, max(box.bottom for box in boxes) + 20.0
    return found.ink(number)


def shapes_look(root: Any) -> tuple[str, list[str]]:
    """What is drawn there beside words, and its colours and lines alone."""
    return _drawn_on(root).look()


def _drawn_on(root: Any) -> _Slide:
    found = _Slide(0.0, 0.0)
    _walk(root, found, (1.0, 1.0, 0.0, 0.0))
    return found


_Plane = tuple[float, float, float, float]  # scale across and down, shift across and down


def _walk(parent: Any, slide: _Slide, plane: _Plane) -> None:
    for child in parent:
        if is_hidden(child):
            continue
        match local(child):
            case "bg":
                slide.looks.append((said_of(child), ""))
            case "sp" | "pic":
                _take_shape(child, slide, plane)
            case "cxnSp":
                ends = {local(e): e.get("id", "") for e in child.iter() if local(e) in ("stCxn", "endCxn")}
                box = _frame(child, plane)
                about = next((e for e in child.iter() if local(e) == "xfrm"), None)
                if len(ends) == 2:
                    slide.connected.append((ends["stCxn"], ends["endCxn"]))
                    slide.looks.append((_drawn_like(child), ""))
                elif box is not None and about is not None:
                    flipped = (about.get("flipH") in ("1", "true")) != (about.get("flipV") in ("1", "true"))
                    y0, y1 = (box.bottom, box.top) if flipped else (box.top, box.bottom)
                    slide.lines.append(((box.x0, y0), (box.x1, y1)))
                    slide.over.append((box.cx, box.cy, _drawn_like(child)))
            case "grpSp":
                _walk(child, slide, _inner(child, plane))
            case "graphicFrame":
                _take_table(child, slide, plane)
            case "cSld" | "spTree" | "AlternateContent" | "Choice" | "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor":
                _walk(child, slide, plane)
            case _:
                continue


_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill")


def _worn_by(lines: Iterable[TextLine]) -> str:
    """The words of a part of a slide as they are looked for: of others' letters or apostrophes its colours are no other ones."""
    return key(" ".join(words.text for words in lines))


def _drawn_like(element: Any) -> str:
    """The shape, fill and line of a part of a slide, and the colours of its words."""
    properties = [e for part in element if local(part) in ("spPr", "tcPr") for e in part]
    told = [said_of(e) for e in properties if local(e) in (*_FILLS, "ln") or (local(e) == "prstGeom" and local(element) == "sp")]
    told += [said_of(e) for e in element if local(e) == "style"]
    runs = (e for body in element if local(body) == "txBody" for e in body.iter() if local(e) == "r")
    told += sorted({said_of(e) for run in runs for about in run if local(about) == "rPr" for e in about if local(e) in _FILLS})
    return f"{local(element)} {' '.join(told)}"


def _frame(element: Any, plane: _Plane) -> Box | None:
    """Where a shape stands, in points; None where only its layout says."""
    about = next((e for e in element.iter() if local(e) == "xfrm"), None)
    parts = {local(e): e for e in about} if about is not None else {}
    if "off" not in parts or "ext" not in parts:
        return None
    x, y = (float(parts["off"].get(name, 0)) for name in ("x", "y"))
    across, down = (float(parts["ext"].get(name, 0)) for name in ("cx", "cy"))
    sx, sy, dx, dy = plane
    x0, top = (x * sx + dx) / _EMU, (y * sy + dy) / _EMU
    return Box(x0, top, x0 + across * sx / _EMU, top + down * sy / _EMU)


def _inner(group: Any, plane: _Plane) -> _Plane:
    """The plane of what stands in a group (20.1.7.5)."""
    about = next((e for e in group.iter() if local(e) == "xfrm"), None)
    parts = {local(e): e for e in about} if about is not None else {}
    if not {"off", "ext", "chOff", "chExt"} <= parts.keys():
        return plane
    sx, sy, dx, dy = plane
    of = {name: tuple(float(parts[name].get(key, 0)) for key in keys) for name, keys in
          (("off", ("x", "y")), ("chOff", ("x", "y")), ("ext", ("cx", "cy")), ("chExt", ("cx", "cy")))}  # fmt: skip
    across = of["ext"][0] / of["chExt"][0] if of["chExt"][0] else 1.0
    down = of["ext"][1] / of["chExt"][1] if of["chExt"][1] else 1.0
    return (
        sx * across,
        sy * down,
        dx + sx * (of["off"][0] - across * of["chOff"][0]),
        dy + sy * (of["off"][1] - down * of["chOff"][1]),
    )


def _take_shape(element: Any, slide: _Slide, plane: _Plane) -> None:
    body = next((e for e in element if local(e) == "txBody"), None)
    lines = list(paragraphs(body)) if body is not None else []
    box = _frame(element, plane)
    slide.looks.append((_drawn_like(element), _worn_by(lines)))
    if box is not None and (name := picture_in(element)):
        slide.pictures.append((box, name))
    if box is None:
        slide.loose += lines
        return
    properties = next((e for e in element if local(e) == "spPr"), None)
    marks = {local(e) for e in properties} if properties is not None else set()
    line = next((e for e in properties if local(e) == "ln"), None) if properties is not None else None
    drawn = (line is not None and any(local(e) != "noFill" and local(e).endswith("Fill") for e in line)) or bool(
        marks & {"solidFill", "gradFill", "blipFill", "pattFill"}
    )
    styled = any(local(e) == "style" for e in element) and "noFill" not in marks
    about = next((e for e in element.iter() if local(e) == "cNvPr"), None)
    name = (attribute(about, "id") or "") if about is not None else ""
    slide.add(name, _Shape(box, lines, bare=not (drawn or styled)))


def _take_table(element: Any, slide: _Slide, plane: _Plane) -> None:
    """A table's cells as boxes."""
    table = next((e for e in element.iter() if local(e) == "tbl"), None)
    box = _frame(element, plane)
    if table is None or box is None:
        return
    widths = [float(e.get("w", 0)) / _EMU for e in table.iter() if local(e) == "gridCol"]
    top = box.top
    for row in (e for e in table if local(e) == "tr"):
        x, bottom = box.x0, top + float(row.get("h", 0)) / _EMU
        for width, cell in zip(widths, (e for e in row if local(e) == "tc"), strict=False):
            body = next((e for e in cell if local(e) == "txBody"), None)
            lines = list(paragraphs(body)) if body is not None else []
            slide.looks.append((_drawn_like(cell), _worn_by(lines)))
            slide.add("", _Shape(Box(x, top, x + width, bottom), lines))
            x += width
        top = bottom


# --------------------------------------------------------------------------------------------------------------------- odp, odg


def odf_pages(package: Package) -> tuple[list[PageInk], Looks, list[Placed]]:
    """The pages of a drawing or presentation, in their order, what their parts look like, and their pictures."""
    check_open(package)
    root = package.xml("content.xml")
    # What the styles of the file say, by their names; those of styles.xml are those that all pages have
    bare, bold, drawn_by = set[str](), set[str](), dict[str, str]()
    for style in (e for e in root.iter() if local(e) == "style"):
        name = attribute(style, "name") or ""
        for properties in style:
            if local(properties) == "graphic-properties":
                drawn_by[name] = " ".join(attribute(properties, which) or "" for which in _DRAWN)
                if all(attribute(properties, which) == "none" for which in ("stroke", "fill")):
                    bare.add(name)
            elif local(properties) == "text-properties" and attribute(properties, "font-weight") == "bold":
                bold.add(name)
    common = package.xml("styles.xml") if package.has("styles.xml") else ()
    styles = _Styles(frozenset(bare), frozenset(bold), striking_styles(common, root), drawn_by)
    pages: list[PageInk] = []
    looks: Looks = []
    placed: list[Placed] = []
    for page in (e for e in root.iter() if local(e) == "page"):
        slide = _Slide(0.0, 0.0)
        _walk_odf(page, slide, styles)
        slide.width = max((shape.box.x1 for shape in slide.shapes.values()), default=0.0) + 20.0
        slide.height = max((shape.box.bottom for shape in slide.shapes.values()), default=0.0) + 20.0
        pages.append(slide.ink(len(pages) + 1))
        looks.append(slide.look())
        placed += slide.placed(len(pages), {})
    return pages, looks, placed


class _Styles(NamedTuple):
    bare: frozenset[str]  # graphic styles with neither stroke nor fill
    bold: frozenset[str]  # text styles
    striking: Striking
    looks: dict[str, str]  # of graphic styles


_DRAWN = ("fill", "fill-color", "stroke", "stroke-color", "stroke-dash")


def _walk_odf(parent: Any, slide: _Slide, styles: _Styles) -> None:
    for child in parent:
        if attribute(child, "display") == "none":
            continue
        match local(child):
            case "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "path" | "frame":
                _take_odf(child, slide, styles)
            case "connector" | "line":
                start, end = attribute(child, "start-shape"), attribute(child, "end-shape")
                ends = [_length(child, name) for name in ("x1", "y1", "x2", "y2")]
                if start and end:
                    slide.connected.append((start, end))
                    slide.looks.append((_looks_odf(child, styles), ""))
                elif all(side is not None for side in ends):
                    x1, y1, x2, y2 = (side or 0.0 for side in ends)
                    slide.lines.append(((x1, y1), (x2, y2)))
                    slide.over.append(((x1 + x2) / 2, (y1 + y2) / 2, _looks_odf(child, styles)))
            case "g" | "a":
                _walk_odf(child, slide, styles)
            case _:
                continue


def _length(element: Any, name: str) -> float | None:
    match = _LENGTH.fullmatch(attribute(element, name) or "")
    return float(match[1]) * _UNITS[match[2]] if match else None


def _take_odf(element: Any, slide: _Slide, styles: _Styles) -> None:
    paragraphs = [e for e in element.iter() if local(e) in ("p", "h")]
    lines = [
        TextLine(text, bold=any(attribute(e, "style-name") in styles.bold for e in paragraph.iter()))
        for paragraph in paragraphs
        for line in paragraph_text(paragraph, styles.striking).split("\n")
        if (text := line.strip())
    ]
    x, y, width, height = (_length(element, name) for name in ("x", "y", "width", "height"))
    if width is None or height is None:
        return
    if x is None or y is None:  # turned: where it stands is told by what it was moved by
        moved = re.search(r"translate\s*\(([^)]*)\)", attribute(element, "transform") or "")
        place = [_LENGTH.fullmatch(part) for part in moved[1].split()] if moved else []
        if len(place) < 2 or place[0] is None or place[1] is None:
            return
        x, y = (float(one[1]) * _UNITS[one[2]] for one in place[:2] if one)
    slide.looks.append((_looks_odf(element, styles), _worn_by(lines)))
    if picture := picture_in(element):
        slide.pictures.append((Box(x, y, x + width, y + height), picture))
    words_only = local(element) == "frame" or attribute(element, "style-name") in styles.bare
    slide.add(attribute(element, "id") or "", _Shape(Box(x, y, x + width, y + height), lines, bare=words_only))


def _looks_odf(element: Any, styles: _Styles) -> str:
    return f"{local(element)} {styles.looks.get(attribute(element, 'style-name') or '', '')}"
