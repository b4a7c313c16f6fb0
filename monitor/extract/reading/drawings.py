"""A drawing that stands in the page itself (`<svg>`): what it shows as one digest, and its source (DESIGN 3.28, 3.30, 3.31). Pure.

One without words, its letters drawn as outlines, is a document candidate too. Nothing of its strokes can be read, so all that is
drawn is compared, whatever program wrote it. One with words is read as a file of its own would be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from hashlib import sha256

from monitor.expressions import expression
from monitor.extract.counters import ignored_parts
from monitor.extract.elements.layout import INLINE, Layout, words
from monitor.extract.elements.tree import Element, Remark
from monitor.extract.lists import name_words, named
from monitor.extract.reading.states import ACTION, MOST_SAID, is_tool
from monitor.model import Block, Image
from monitor.normalize import drawing_address

_NO_XML = expression(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CASED = """viewBox preserveAspectRatio clipPath clipPathUnits linearGradient radialGradient gradientTransform gradientUnits
foreignObject textPath textLength lengthAdjust startOffset markerWidth markerHeight markerUnits refX refY patternUnits
patternTransform patternContentUnits maskUnits maskContentUnits pathLength spreadMethod"""
_AS_SVG = {name.lower(): name for name in _CASED.split()}  # HTML § 13.2.6.5
_LEAST = (120, 80)  # as large as a picture that is no icon (3.30)
_DRAWN, _WRITTEN = 20, 2_000  # shapes, letters of their outlines: an icon has fewer of both
_SEVERAL = 5  # shapes of a small figure beside a text
_BOXES = 4  # a box and those around it, whose names tell what it is for
_LETTERED = 2  # texts: a drawing with fewer is an icon with its name
_LONG = 20_000  # letters of one outline: compared as it is written
_SHAPES = words("path polygon polyline line rect circle ellipse use image")
_LENGTH = expression(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$")
_STYLED = expression(r"(?:^|;)\s*(width|height)\s*:\s*(\d+(?:\.\d+)?)px", re.I)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_OF_PLACE = words("d points x y x1 y1 x2 y2 cx cy r rx ry dx dy width height transform viewbox preserveaspectratio")
_SEEN = _OF_PLACE | words("href id fill stroke stroke-width style opacity visibility display clip-path mask text-decoration")
_FIGURE = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", re.I)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_TO_PART = re.compile(r"(?<=url\()['\"]?#([^'\")]+)|\A#(.+)\Z")


def wordless(body: Element) -> list[Element]:
    """The drawings in *body* without a word that are as large as a picture and drawn with more strokes than an icon."""
    within: set[int] = set()
    found: list[Element] = []
    for el in body.find_all("svg"):
        if id(el) in within:
            continue
        within.update(map(id, el.find_all("svg")))
        if el.find(["text", "foreignobject"]) is None and _is_drawing(el):
            found.append(el)
    return found


def drawing_of(el: Element, base: str) -> Image | None:
    """The drawing *el* of the page at *base* as a picture in its text, told by its look; None for icons and ornaments.

    Beside a text a plan or a bar chart of a few strokes counts too, one of no stated size that has as many as a document's, and one
    that has a name and is as large as a picture.
    """
    titled = el.find("title", recursive=False)
    name = " ".join((titled.get_text() if titled is not None else str(el.get("aria-label") or "")).split())
    large, style = _is_large(el), str(el.get("style") or "")
    sized = any(_LENGTH.match(str(el.attrs.get(side) or "")) for side in ("width", "height"))
    shapes = sum(part.name in _SHAPES for part in el.descendants) if large or not sized else 0
    if large:
        told = bool(name) or (shapes >= _SEVERAL and not _UNSEEN.search(style)) or _is_drawing(el)
    else:
        told = not sized and shapes >= _DRAWN and not _STYLED.search(style) and not _UNSEEN.search(style)
        # Or words stand in its line: « Paie » and a sign for « mutualisé » behind it
        nodes = el.parent.contents if el.parent is not None else []
        beside = (o.strip() if isinstance(o, str) else o.name in INLINE and o.get_text(strip=True) for o in nodes)
        told = told or (0 < len(name) <= MOST_SAID and any(beside) and not (is_tool(el) or ACTION.search(name)))
    if not told or is_ornament(el):
        return None
    return Image(name, drawing_address(base, look_of(el)))


def labelled(el: Element, base: str) -> Image | None:
    """The picture that a box *el* draws by its style alone and says in its label, a gauge say; None of a control's.

    What as a line would not be compared is none of its name: « 128 vues », « Ouvert · Ferme à 18 h », a box of the weather's (3.6).
    """
    said = " ".join(str(el.attrs.get("aria-label") or "").split())
    if not said or el.get_text(strip=True) or el.find(["img", "svg"]) is not None or is_ornament(el):
        return None
    around = name_words(" ".join(str(box.attrs.get(name) or "") for box in (el, *el.parents)[:_BOXES] for name in ("class", "id")))
    if "°" in said and around & named("weather"):
        return None
    moving = ignored_parts((Block(kind="paragraph", text=said),), ())
    name = " ".join(reduce(lambda left, part: left.replace(part, " "), moving, said).split())
    return Image(name, drawing_address(base, "labelled")) if any(map(str.isalnum, name)) else None


def is_ornament(el: Element) -> bool:
    """Whether a drawing is hidden from readers, or only what a link or a button is known by."""
    hidden = el.get("role") in ("presentation", "none") or el.get("aria-hidden") == "true"
    return hidden or el.find_parent(["a", "button", "summary"]) is not None


def _is_drawing(el: Element) -> bool:
    """Whether it is seen as large as a picture, and holds words, or more strokes than an icon."""
    if not _is_large(el) or _UNSEEN.search(str(el.get("style") or "")):
        return False
    if len(el.find_all(["text", "foreignobject"], limit=_LETTERED)) == _LETTERED:
        return True
    shapes = [shape for shape in el.find_all(True) if shape.name in _SHAPES]
    outlines = sum(len(str(shape.get("d") or shape.get("points") or "")) for shape in shapes)
    return len(shapes) >= _DRAWN or outlines >= _WRITTEN


def look_of(drawing: Element) -> str:
    """A digest of all that *drawing* draws: equal, it looks the same, however its parts are called and its figures written."""
    numbers: dict[str, int] = {}  # the parts, which programs name anew each time, in the order in which they are first named
    said = sha256()

    def figure(found: re.Match[str]) -> str:
        return f" {float(found[0]):.4g} "

    def part(found: re.Match[str]) -> str:
        return f"#{numbers.setdefault(found[1] or found[2], len(numbers))}"

    rules = dict(_RULE.findall(" ".join(style.get_text() for style in drawing.find_all("style"))))
    for el in (drawing, *drawing.find_all(True)):
        own = _SEEN - {"width", "height", "style", "x", "y"} if el is drawing else _SEEN  # where on the page it is shown is layout
        lines = [el.name]
        for name, value in sorted((_bare_name(name).lower(), _written(value)) for name, value in el.attrs.items()):
            if name in _OF_PLACE & own:
                lines.append(f"{name} {_FIGURE.sub(figure, value.replace(',', ' ')) if len(value) < _LONG else value}")
            elif name in own:
                lines.append(f"{name} {_TO_PART.sub(part, f'#{value}' if name == 'id' else value)}")
        lines += [f"by class {' '.join(rules[name].split())}" for name in el.get("class") or () if name in rules]
        said.update(" ".join(" ".join(lines).split()).encode("utf-8", "surrogatepass") + b"\n")
    return said.hexdigest()[:16]


def _is_large(el: Element) -> bool:
    """Whether it is shown as large as a picture: by the size it is given, else by that of what it shows."""
    styled = {name.lower(): value for name, value in _STYLED.findall(str(el.get("style") or ""))}
    shown = [_LENGTH.match(styled.get(name) or str(el.get(name) or "")) for name in ("width", "height")]
    box = str(el.get("viewbox") or el.get("viewBox") or "").replace(",", " ").split()
    inner = [_LENGTH.match(side) for side in box[2:4]] or [None, None]
    sides = [one or other for one, other in zip(shown, inner, strict=False)]
    return len(sides) == 2 and all(side and float(side[1]) >= least for side, least in zip(sides, _LEAST, strict=True))


def _bare_name(name: str) -> str:
    """The name of an element or attribute as SVG writes it."""
    bare = name.rpartition(":")[2]
    return _AS_SVG.get(bare, bare)


def _written(value: object) -> str:
    """The value of an attribute as XML can hold it."""
    return _NO_XML.sub("", " ".join(map(str, value)) if isinstance(value, list) else str(value))


# --------------------------------------------------------------------------------------------------- its source

# A parser of HTML tells names in small letters and knows no namespaces; the reader of SVG wants them as SVG writes them.
_FEWEST = 6  # texts: with fewer it is an icon, a logo, a diagram
_MOST, _LONGEST = 6_000, 1_000_000  # elements; letters of the source
_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def drawing_among(layout: Layout, runs: Sequence[int]) -> str | None:
    """The source of the drawing that most of *runs* stand in, "" where it is too large to be read; None where they do not."""
    held = set(runs)
    boxes = (box for box in layout.boxes if box.el.name == "svg")
    texts = {box.order: sum(run in held for run in range(box.start, box.end)) for box in boxes}
    at = max(texts, key=lambda order: (texts[order], -order), default=None)
    if at is None or texts[at] < _FEWEST or 2 * texts[at] <= len(held):
        return None
    parts: list[str] = []
    for part in _source(layout.boxes[at].el, root=True):
        parts.append(part)
        if len(parts) > 3 * _MOST:
            return ""
    source = "".join(parts)
    return source if len(source) <= _LONGEST else ""


def _source(el: Element, *, root: bool = False) -> Iterator[str]:
    """The source of *el*, piece by piece, without recursion: a page may be as deep as it likes."""
    from xml.sax.saxutils import escape  # brings what asks for addresses, and few pages have a drawing (DESIGN §9)

    yield _opening(el, root=root)
    stack = [(el, iter(el.contents))]
    while stack:
        here, children = stack[-1]
        for child in children:
            if isinstance(child, Element):
                if _NAME.fullmatch(_bare_name(child.name)):
                    yield _opening(child)
                    stack.append((child, iter(child.contents)))
                    break
            elif not isinstance(child, Remark):
                yield escape(_NO_XML.sub("", child))
        else:
            yield f"</{_bare_name(here.name)}>"
            stack.pop()


def _opening(el: Element, *, root: bool = False) -> str:
    from xml.sax.saxutils import quoteattr

    said: dict[str, str] = {}
    for name, value in el.attrs.items():
        prefix, _, bare = name.rpartition(":")
        if prefix in ("", "xlink") and name != "xmlns" and _NAME.fullmatch(bare):
            said[_bare_name(name)] = _written(value)
    space = ' xmlns="http://www.w3.org/2000/svg"' if root else ""
    return f"<{_bare_name(el.name)}{space}{''.join(f' {name}={quoteattr(value)}' for name, value in said.items())}>"
