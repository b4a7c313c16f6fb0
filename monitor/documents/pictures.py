"""Pictures, drawings and pages of a PDF as pixels, and digests of what they show. Imports nothing that reads what they say.

The process that draws two pages for a reader waits for nothing else: what reads org charts takes 0.2 s to be imported (DESIGN §9).
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from monitor.documents.kinds import PICTURES
from monitor.documents.packed import Unfit, unpacked
from monitor.documents.svg import page_points, root_of, view_of
from monitor.model import Unreadable
from monitor.pdf.pdfium import picture as pdf_picture
from monitor.pdf.picture import MOST_PIXELS, NO_PICTURE, PagePicture
from monitor.pdf.sniff import SVG, sniff

if TYPE_CHECKING:
    from PIL.Image import Image

_MEDIA_OF_ANY = re.compile(r"(?:(?:ppt|word|xl)/media|Pictures|media)/.+")


def picture(data: bytes, *, page: int, dpi: float, within: bool = False) -> PagePicture | Unreadable:
    """Page *page* of a PDF, picture or drawing as pixels, or that picture *within* an office file; `Unreadable`, and why."""
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
    """An SVG as a page by resvg, from itself and fonts alone, at its size: thin lines tell, *dpi* is the most. Raises Unfit."""
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
