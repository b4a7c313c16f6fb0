"""An SVG (2, and what 1.1 programs write) -> the ink of one page, as it would be drawn.

Texts are placed by the letters' usual widths, since fonts are not in the file; a run that is followed by another one on its line
ends where that begins. Styles are attributes, `style`, and rules of one class or element. Nothing is fetched.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from monitor.documents.marks import MOST_LETTERS, DrawnPage, width_of
from monitor.documents.packed import Unfit, attribute, local, parsed
from monitor.documents.svg_paths import Matrix, outline, product, transform_of
from monitor.model.frozen import dataclass, field, replace
from monitor.pdf.ink import Colour, Letter, PageInk, PathStep
from monitor.pdf.struck import marked

_MOST_ELEMENTS, _DEEPEST, _MOST_COPIES = 200_000, 60, 5_000
_UNSEEN_NAMES = "defs clipPath mask marker pattern symbol title desc metadata style script linearGradient radialGradient filter"
_INHERITED_NAMES = """fill stroke stroke-width stroke-dasharray font-size font-weight text-anchor visibility dominant-baseline
white-space text-decoration text-decoration-line"""
_UNSEEN, _INHERITED = frozenset(_UNSEEN_NAMES.split()), frozenset(_INHERITED_NAMES.split())
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_UNITS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAMED: dict[str, Colour] = {"black": (0, 0, 0), "white": (255, 255, 255), "red": (255, 0, 0), "blue": (0, 0, 255)}
_GREY: Colour = (128, 128, 128)
_LONGEST = 1684.0  # points of the longer side of the page: A2
_SAME_LINE = 0.12  # of the size: two runs whose feet differ by less stand on one line
_MEETS = (-1.2, 1.0)  # sizes before and behind the end of a run, within which the next one follows on


def root_of(data: bytes) -> Any:
    """The root of *data*; raises Unfit."""
    root = parsed(data, "svg", entities=True)
    if local(root) != "svg":
        raise Unfit("broken: no svg")
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise Unfit(f"more than {_MOST_ELEMENTS} objects")
    return root


def svg_page(data: bytes) -> PageInk:
    """The page of *data*; raises Unfit."""
    root = root_of(data)
    x, y, width, height = view_of(root)
    scale = page_points(width, height) / max(width, height)
    drawing = _Drawing(root, DrawnPage(width * scale, height * scale))
    drawing.walk(root, _Style(), (scale, 0.0, 0.0, scale, -x * scale, -y * scale), 0)
    drawing.close_runs()
    return drawing.sheet.page(1)


def page_points(width: float, height: float) -> float:
    """How long the longer side of its page is, in points, in which its boxes and pictures are measured."""
    return min(max(width, height), _LONGEST)


def view_of(root: Any) -> tuple[float, float, float, float]:
    """What of the drawing is shown: left, top, width, height in its own measure."""
    box = [float(n) for n in _NUMBER.findall(root.get("viewBox") or "")]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[0], box[1], box[2], box[3]
    width, height = (_length(root.get(side), 0.0) for side in ("width", "height"))
    return 0.0, 0.0, width or 1000.0, height or 1000.0


def _length(raw: str | None, usual: float, size: float = 16.0) -> float:
    match = re.fullmatch(rf"\s*({_NUMBER.pattern})\s*([a-z%]*)\s*", raw or "")
    if match is None or match[2] == "%":
        return usual
    return float(match[1]) * (size if match[2] == "em" else _UNITS.get(match[2], 1.0))


@dataclass(frozen=True, slots=True)
class _Style:
    """What an element inherits, as written."""

    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> float:
        return _length(self.said.get("font-size"), 16.0)

    @property
    def bold(self) -> bool:
        weight = self.said.get("font-weight", "")
        return weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)

    @property
    def strikes(self) -> bool:
        return any("line-through" in self.said.get(name, "") for name in ("text-decoration", "text-decoration-line"))

    @property
    def fill(self) -> Colour | None:
        return _colour(self.said.get("fill", "black"))

    @property
    def stroke(self) -> Colour | None:
        return _colour(self.said.get("stroke", "none"))


def _colour(raw: str) -> Colour | None:
    said = raw.strip().lower()
    if said in ("none", "transparent", ""):
        return None
    if match := re.fullmatch(r"#([0-9a-f]{3})(?:[0-9a-f])?", said):
        return int(match[1][0] * 2, 16), int(match[1][1] * 2, 16), int(match[1][2] * 2, 16)
    if match := re.fullmatch(r"#([0-9a-f]{6})(?:[0-9a-f]{2})?", said):
        return int(match[1][:2], 16), int(match[1][2:4], 16), int(match[1][4:], 16)
    if said.startswith("rgb"):
        parts = [min(255, round(float(n) * (2.55 if "%" in said else 1))) for n in _NUMBER.findall(said)]
        if len(parts) >= 4 and parts[3] == 0:
            return None
        return (parts[0], parts[1], parts[2]) if len(parts) >= 3 else _GREY
    return _NAMED.get(said, _GREY)


@dataclass(slots=True)
class _Run:
    """Letters that follow each other, with where they would end."""

    text: str
    x: float
    base: float
    size: float
    style: _Style
    plane: Matrix


class _Drawing:
    """Walks the elements and draws what they show."""

    def __init__(self, root: Any, sheet: DrawnPage) -> None:
        self.sheet = sheet
        self._rules = _rules(root)
        self._named = {e.get("id"): e for e in root.iter() if e.get("id")}
        self._copies = 0
        self._runs: list[_Run] = []

    def walk(self, element: Any, outer: _Style, plane: Matrix, depth: int) -> None:
        name = local(element)
        if not name or name in _UNSEEN or depth > _DEEPEST:
            return
        said = self._declared(element)
        if said.get("display") == "none" or _is_clear(said.get("opacity")):
            return
        style = replace(outer, said={**outer.said, **{k: v for k, v in said.items() if k in _INHERITED and v != "inherit"}})
        plane = product(plane, transform_of(element.get("transform") or ""))
        if style.said.get("visibility") in ("hidden", "collapse") and name not in ("g", "svg", "a", "switch"):
            return
        match name:
            case "text":
                at = [_length(_first(element.get("x")), 0.0), _length(_first(element.get("y")), 0.0)]
                began = len(self._runs)
                self._pieces(element, style, plane, at, top=True)
                self._anchor(began)
            case "foreignObject":
                self._foreign(element, style, plane)
            case "switch":
                inner = next((e for e in element if local(e)), None)
                if inner is not None:
                    self.walk(inner, style, plane, depth + 1)
            case "use":
                self._copies += 1
                if self._copies > _MOST_COPIES:
                    raise Unfit(f"more than {_MOST_COPIES} copies")
                target = self._named.get((attribute(element, "href") or "").removeprefix("#"))
                plane = product(plane, (1.0, 0.0, 0.0, 1.0, _length(element.get("x"), 0.0), _length(element.get("y"), 0.0)))
                for one in () if target is None else target if local(target) == "symbol" else (target,):
                    self.walk(one, style, plane, depth + 5)
            case "g" | "a" | "svg":
                if name == "svg" and depth:
                    plane = product(plane, _nested(element))
                for child in element:
                    self.walk(child, style, plane, depth + 1)
            case _:
                self._shape(element, name, said, style, plane)

    def _declared(self, element: Any) -> dict[str, str]:
        """The declarations of an element: attributes, rules of its name and classes, its style."""
        said = {k: v for k, v in element.attrib.items() if "}" not in k}
        for selector in (local(element), *(f".{c}" for c in (element.get("class") or "").split())):
            said.update(self._rules.get(selector, {}))
        said.update(_declarations(element.get("style") or ""))
        if element.getparent() is not None and element.getparent().get("class") == "SlideGroup":
            said.pop("visibility", None)  # LibreOffice shows its slides by a script, one after the other
        return {k: v.strip() for k, v in said.items()}

    def _shape(self, element: Any, name: str, said: Mapping[str, str], style: _Style, plane: Matrix) -> None:
        fill = None if _is_clear(said.get("fill-opacity")) else style.fill
        stroke = None if _is_clear(said.get("stroke-opacity")) else style.stroke
        width = _length(style.said.get("stroke-width"), 1.0) * _scale(plane)
        dashed = style.said.get("stroke-dasharray", "none") not in ("none", "0", "")
        if name == "line":
            fill = None
        for steps in outline(name, element, lambda raw: _length(raw, 0.0)):
            drawn: tuple[PathStep, ...] = tuple((op, *_point(plane, x, y)) for op, x, y in steps)
            if fill is not None or stroke is not None:
                self.sheet.path(drawn, fill=fill, stroke=stroke, width=width, dashed=dashed)
        if len(self.sheet.paths) > MOST_LETTERS:
            raise Unfit(f"more than {MOST_LETTERS} objects")

    # ---------------------------------------------------------------------------------------------------------------- texts

    def _pieces(self, element: Any, style: _Style, plane: Matrix, at: list[float], *, top: bool = False) -> None:
        """The runs of a text: each place given begins one; *at*: the pen."""
        size = style.size
        if not top:
            for n, name in enumerate(("x", "y")):
                if element.get(name):
                    at[n] = _length(_first(element.get(name)), at[n], size)
        for n, name in enumerate(("dx", "dy")):
            at[n] += _length(_first(element.get(name)), 0.0, size)
        placed = [_length(raw, 0.0) for raw in re.split(r"[\s,]+", (element.get("x") or "").strip()) if raw]
        if len(placed) > 1:
            # Letters that have each a place of its own, as programs write that make SVG of a PDF.
            for n, letter in enumerate(element.text or ""):
                if n < len(placed):
                    at[0] = placed[n]
                self._run(letter, style, plane, at, keep=True)
        else:
            self._run(element.text or "", style, plane, at)
        for child in element:
            if local(child) in ("tspan", "a", "textPath"):
                said = self._declared(child)
                inner = replace(style, said={**style.said, **{k: v for k, v in said.items() if k in _INHERITED}})
                if said.get("display") != "none":
                    self._pieces(child, inner, plane, at)
            self._run(child.tail or "", style, plane, at)

    def _run(self, raw: str, style: _Style, plane: Matrix, at: list[float], *, keep: bool = False) -> None:
        text = raw if keep or style.said.get("white-space") == "pre" else re.sub(r"\s+", " ", raw)
        if not text or (not text.strip() and "\n" in raw):
            return
        base = at[1]
        if style.said.get("dominant-baseline") in ("middle", "central"):
            base += 0.33 * style.size
        elif style.said.get("dominant-baseline") in ("hanging", "text-before-edge", "text-top"):
            base += 0.75 * style.size
        self._runs.append(_Run(text, at[0], base, style.size, style, plane))
        at[0] += width_of(text, style.size, bold=style.bold)

    def _anchor(self, began: int) -> None:
        """Move each line of the text that begins at a place of its own, from there to its middle or end."""
        runs = self._runs[began:]
        lines: list[list[_Run]] = []
        for run in runs:
            last = lines[-1][-1] if lines else None
            follows = last is not None and abs(last.base - run.base) < 0.01 and abs(_end(last) - run.x) < 0.01
            if follows:
                lines[-1].append(run)
            else:
                lines.append([run])
        for line in lines:
            anchor = line[0].style.said.get("text-anchor", "start")
            text = "".join(run.text for run in line)
            blank = width_of(text[len(text.rstrip()) :], line[-1].size)
            wide = _end(line[-1]) - line[0].x - blank
            for run in line:
                run.x -= wide / 2 if anchor == "middle" else wide if anchor == "end" else 0.0

    def _foreign(self, element: Any, style: _Style, plane: Matrix) -> None:
        """HTML in its place: its lines in the middle of the box that it, or its style, names (draw.io, Mermaid)."""
        box = [_length(element.get(side), 0.0) for side in ("x", "y", "width", "height")]
        placed = _declarations(next((e.get("style") or "" for e in element.iter() if "margin-left" in (e.get("style") or "")), ""))
        if placed and (box[2] <= 1.0 or "%" in (element.get("width") or "")):
            left, top, wide = (_length(placed.get(name), 0.0) for name in ("margin-left", "padding-top", "width"))
            box = [left, top, wide, 0.0]
        lines = list(_html_lines(element))
        sizes = (_declarations(e.get("style") or "").get("font-size") for e in element.iter())
        size = next((found for said in sizes if said and (found := _length(said, 12.0)) > 0), 12.0)  # draw.io: 0 around it
        base = box[1] + box[3] / 2 - (len(lines) - 1) * size * 0.6 + 0.33 * size
        for n, (line, bold) in enumerate(lines):
            said = {**style.said, "font-size": f"{size}", "font-weight": "bold" if bold else "normal"}
            x = box[0] + box[2] / 2 - width_of(line, size, bold=bold) / 2
            self._runs.append(_Run(line, x, base + n * size * 1.2, size, _Style(said), plane))

    def close_runs(self) -> None:
        """Draw the letters of all runs, each made as wide as the next one on its line leaves room."""
        for n, run in enumerate(self._runs):
            after = self._runs[n + 1] if n + 1 < len(self._runs) else None
            wide = width_of(run.text, run.size, bold=run.style.bold)
            stretch = 1.0
            if after is not None and after.plane == run.plane and abs(after.base - run.base) < _SAME_LINE * run.size and wide:
                gap = (after.x - run.x - wide) / run.size
                stretch = (after.x - run.x) / wide if _MEETS[0] < gap < _MEETS[1] and after.x > run.x else 1.0
            scale = _scale(run.plane)
            if not math.isfinite(sum(run.plane) + scale):
                continue
            angle = round(math.degrees(math.atan2(run.plane[1], run.plane[0])) / 5) * 5 % 360
            colour, x = run.style.fill or _GREY, run.x
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            for letter in run.text:
                wide = width_of(letter, run.size, bold=run.style.bold) * stretch
                px, py = _point(run.plane, x, run.base)
                u, v = px * cos + py * sin, py * cos - px * sin  # in the text's own frame (Letter.angle)
                size = run.size * scale
                box = (u, v - 0.75 * size, u + wide * scale, v + 0.22 * size)
                said = marked(letter, struck=run.style.strikes)
                self.sheet.letters.append(
                    Letter(said, *box, v, size, run.style.bold, False, angle, colour, len(self.sheet.letters))
                )
                x += wide
            if len(self.sheet.letters) > MOST_LETTERS:
                raise Unfit(f"more than {MOST_LETTERS} characters")


def _end(run: _Run) -> float:
    return run.x + width_of(run.text, run.size, bold=run.style.bold)


def _first(raw: str | None) -> str | None:
    return re.split(r"[\s,]+", raw.strip())[0] if raw else None


def _is_clear(raw: str | None) -> bool:
    return raw is not None and re.fullmatch(r"0*\.?0*%?", raw.strip() or "1") is not None


def _scale(plane: Matrix) -> float:
    return math.sqrt(abs(plane[0] * plane[3] - plane[1] * plane[2])) or 1.0


def _point(plane: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = plane
    return a * x + c * y + e, b * x + d * y + f


def _nested(element: Any) -> Matrix:
    """Where an svg within the svg stands."""
    x, y = (_length(element.get(name), 0.0) for name in ("x", "y"))
    box = [float(n) for n in _NUMBER.findall(element.get("viewBox") or "")]
    width = _length(element.get("width"), 0.0)
    if len(box) != 4 or not box[2] or not width:
        return 1.0, 0.0, 0.0, 1.0, x, y
    scale = width / box[2]
    return scale, 0.0, 0.0, scale, x - box[0] * scale, y - box[1] * scale


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";") if ":" in part)
    return {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs}


def _rules(root: Any) -> dict[str, dict[str, str]]:
    """The rules of the style elements whose selector is one class or one element."""
    found: dict[str, dict[str, str]] = {}
    for style in (e for e in root.iter() if local(e) == "style"):
        text = re.sub(r"/\*.*?\*/", "", "".join(style.itertext()), flags=re.DOTALL)
        for selectors, body in _RULE.findall(text):
            for selector in selectors.split(","):
                last = selector.strip().split()[-1:] or [""]
                if re.fullmatch(r"\.?[\w-]+", last[0]):
                    found.setdefault(last[0], {}).update(_declarations(body))
    return found


def _html_lines(element: Any) -> Iterator[tuple[str, bool]]:
    """The lines of HTML within an SVG, and whether they are bold."""
    lines: list[list[Any]] = [["", False]]

    def take(text: str | None, bold: bool) -> None:
        if text and text.strip():
            lines[-1][0] += re.sub(r"\s+", " ", text)
            lines[-1][1] = lines[-1][1] or bold

    def walk(one: Any, bold: bool) -> None:
        name = local(one)
        bold = bold or name in ("b", "strong") or _declarations(one.get("style") or "").get("font-weight") in ("bold", "700")
        if name in ("br", "div", "p", "li") and lines[-1][0]:
            lines.append(["", False])
        take(one.text, bold)
        for child in one:
            walk(child, bold)
            take(child.tail, bold)
        if name in ("div", "p", "li") and lines[-1][0]:
            lines.append(["", False])

    for child in element:
        walk(child, False)
    yield from ((" ".join(text.split()), bold) for text, bold in lines if text.strip())
