"""A drawing that stands in the page itself (`<svg>`) -> its source, as a file of its own would have it (DESIGN 3.31). Pure.

One without words, its letters drawn as outlines, is a picture (3.30): nothing can be read in it, so all that is drawn is compared.

A parser of HTML tells names in small letters and knows no namespaces; the reader of SVG wants them as SVG writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from monitor.extract.layout import words
from monitor.extract.page import Page

if TYPE_CHECKING:
    from bs4 import Tag

_FEWEST = 6  # texts: with fewer it is an icon, a logo, a diagram
_MOST, _LONGEST = 6_000, 1_000_000  # elements; letters of the source
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CASED = """viewBox preserveAspectRatio clipPath clipPathUnits linearGradient radialGradient gradientTransform gradientUnits
foreignObject textPath textLength lengthAdjust startOffset markerWidth markerHeight markerUnits refX refY patternUnits
patternTransform patternContentUnits maskUnits maskContentUnits pathLength spreadMethod"""
_AS_SVG = {name.lower(): name for name in _CASED.split()}  # HTML § 13.2.6.5


def drawing_among(page: Page, runs: Sequence[int]) -> str | None:
    """The source of the drawing that most of *runs* stand in, "" where it is too large to be read; None where they do not."""
    held = set(runs)
    boxes = (box for box in page.layout.boxes if box.el.name == "svg")
    texts = {box.order: sum(run in held for run in range(box.start, box.end)) for box in boxes}
    at = max(texts, key=lambda order: (texts[order], -order), default=None)
    if at is None or texts[at] < _FEWEST or 2 * texts[at] <= len(held):
        return None
    parts: list[str] = []
    for part in _source(page.layout.boxes[at].el, root=True):
        parts.append(part)
        if len(parts) > 3 * _MOST:
            return ""
    source = "".join(parts)
    return source if len(source) <= _LONGEST else ""


def _source(el: Tag, *, root: bool = False) -> Iterator[str]:
    """The source of *el*, piece by piece, without recursion: a page may be as deep as it likes."""
    from bs4 import Tag, element

    yield _opening(el, root=root)
    stack = [(el, iter(el.contents))]
    while stack:
        here, children = stack[-1]
        for child in children:
            if isinstance(child, Tag):
                if _NAME.fullmatch(_bare(child.name)):
                    yield _opening(child)
                    stack.append((child, iter(child.contents)))
                    break
            elif isinstance(child, element.NavigableString) and not isinstance(child, element.PreformattedString):
                yield escape(_NO_XML.sub("", str(child)))
        else:
            yield f"</{_bare(here.name)}>"
            stack.pop()


def _opening(el: Tag, *, root: bool = False) -> str:
    said = {_bare(name): _value(value) for name, value in el.attrs.items() if _is_read(name)}
    space = ' xmlns="http://www.w3.org/2000/svg"' if root else ""
    return f"<{_bare(el.name)}{space}{''.join(f' {name}={quoteattr(value)}' for name, value in said.items())}>"


def _is_read(name: str) -> bool:
    prefix, _, bare = name.rpartition(":")
    return prefix in ("", "xlink") and name != "xmlns" and _NAME.fullmatch(bare) is not None


def _bare(name: str) -> str:
    bare = name.rpartition(":")[2]
    return _AS_SVG.get(bare, bare)


def _value(value: object) -> str:
    return _NO_XML.sub("", " ".join(map(str, value)) if isinstance(value, list) else str(value))


# ---------------------------------------------------------------------------------------------------------------- without words

_LEAST = (120, 80)  # as large as a picture that is no icon (3.30)
_DRAWN, _WRITTEN = 20, 2_000  # shapes, letters of their outlines: an icon has fewer of both
_SHAPES = words("path polygon polyline line rect circle ellipse use image")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$")
_STYLED = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+(?:\.\d+)?)px", re.I)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_OF_PLACE = words("d points x y x1 y1 x2 y2 cx cy r rx ry dx dy width height transform viewbox preserveaspectratio")
_SEEN = _OF_PLACE | words("href id fill stroke stroke-width style opacity visibility display clip-path mask")
_FIGURE = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", re.I)
_TO_PART = re.compile(r"(?<=url\()['\"]?#([^'\")]+)|\A#(.+)\Z")


def wordless(page: Page) -> list[Tag]:
    """The drawings of *page* without a word that are as large as a picture and drawn with more strokes than an icon."""
    within: set[int] = set()
    found: list[Tag] = []
    for el in page.body.find_all("svg"):
        if id(el) in within:
            continue
        within.update(map(id, el.find_all("svg")))
        if _is_large(el) and not _UNSEEN.search(str(el.get("style") or "")) and el.find(["text", "foreignobject"]) is None:
            shapes = [shape for shape in el.find_all(True) if shape.name in _SHAPES]
            written = sum(len(str(shape.get("d") or shape.get("points") or "")) for shape in shapes)
            found += [el] if len(shapes) >= _DRAWN or written >= _WRITTEN else []
    return found


def look_of(drawing: Tag) -> str:
    """A digest of all that *drawing* draws: equal, it looks the same, however its parts are called and its figures written."""
    numbers: dict[str, int] = {}  # the parts, which programs name anew each time, in the order in which they are first named
    said = sha256()

    def figure(found: re.Match[str]) -> str:
        return f" {float(found[0]):.4g} "

    def part(found: re.Match[str]) -> str:
        return f"#{numbers.setdefault(found[1] or found[2], len(numbers))}"

    for el in (drawing, *drawing.find_all(True)):
        own = _SEEN - {"width", "height", "style", "x", "y"} if el is drawing else _SEEN  # where on the page it is shown is layout
        lines = [el.name]
        for name, value in sorted((_bare(name).lower(), _value(value)) for name, value in el.attrs.items()):
            if name in _OF_PLACE & own:
                lines.append(f"{name} {_FIGURE.sub(figure, value.replace(',', ' '))}")
            elif name in own:
                lines.append(f"{name} {_TO_PART.sub(part, f'#{value}' if name == 'id' else value)}")
        said.update(" ".join(" ".join(lines).split()).encode("utf-8", "surrogatepass") + b"\n")
    return said.hexdigest()[:16]


def _is_large(el: Tag) -> bool:
    """Whether it is shown as large as a picture: by the size it is given, else by that of what it shows."""
    styled = {name.lower(): value for name, value in _STYLED.findall(str(el.get("style") or ""))}
    shown = [_LENGTH.match(styled.get(name) or str(el.get(name) or "")) for name in ("width", "height")]
    box = str(el.get("viewbox") or el.get("viewBox") or "").replace(",", " ").split()
    inner = [_LENGTH.match(side) for side in box[2:4]] or [None, None]
    sides = [one or other for one, other in zip(shown, inner, strict=False)]
    return len(sides) == 2 and all(side and float(side[1]) >= least for side, least in zip(sides, _LEAST, strict=True))
