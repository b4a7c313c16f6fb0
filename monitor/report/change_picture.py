"""A page, or the part of it where something changed: boxes outlined, each with its number in the list of statements. Pure.

Nothing is said by colour alone: what was before is dashed with a hollow number, what is now has a double line and a filled one.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf, sqrt
from typing import TYPE_CHECKING

from monitor.model import Box, MarkedPage, PageMark
from monitor.model import Side as When
from monitor.model.frozen import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

MOST_PIXELS = 4_000_000  # a larger page is scaled down: A0 is then 2,378 pixels wide
LIGHT = 300_000  # bytes of a page that a mail can carry; reached by fewer colours, then by fewer pixels
ON_A_SCREEN = 500_000  # of one that is looked at where it was drawn: a sheet of 300 units, which is not to be packed twice

_PAPER, _DESK = (255, 255, 255), (226, 224, 218)
_INKS: dict[When, tuple[int, int, int]] = {"before": (143, 20, 40), "after": (0, 84, 60)}
_COLOURS = (64, 12)  # of the page itself: what is mostly light enough, and what a photo needs
_FEWEST_PIXELS = 400_000  # smaller, no name could be read
_LETTERS, _ACROSS = 60, 40  # a number is a 60th of the longer side, a 40th of the width: read when the picture is a phone's column
_SMALLEST = 13  # pixels
_MANY, _OF_BOX = 12, 0.5  # outlined boxes from which on a number is half as high as most of them, at most
_LESS_LIKELY = 0.015  # what a place less likely than another may have more printed on it, of 1
_THINNEST, _HIDDEN = 2, 0.05  # pixels of a line; printed pixels that an outline may hide, for each pixel around its box
_EDGE, _INK = 70, b"\xff"  # of 255: what is printed, when a place for a number is looked for; and how that is marked

_AROUND, _LEAST_AROUND = 2.0, 48.0  # room beside what is outlined: heights of an outlined box, and points
_WIDEST, _NARROWEST = 2.2, 1.2  # width for height of what is cut out: read in a phone's column, and beside another on a desk
_LEAST_WIDE = 600  # pixels: of a picture that has few, a small part would be a blur
_NEAR = 0.15  # of the part cut out
_OF_PART, _BESIDE, _ROUNDS = 0.5, 2.0, 3  # of the part cut out: a box that is a frame of many is cut; points; how often it grows
_WORTH_CUTTING = 0.75  # of what would be shown else: a cut that leaves more is none
_NEIGHBOURS = 1.6  # letters of a number: room beside what is shown by itself, so that its number is in it
_NEAR_WIDE = 420  # pixels: of a part that is shown by itself, at least
_RIM = 12.0  # points of paper beside what is printed
_FAINT = 24  # of 255: what differs less from the paper is paper


@dataclass(frozen=True, slots=True)
class _Rect:
    """Pixels."""

    x0: float
    y0: float
    x1: float
    y1: float

    def grown(self, by: float) -> _Rect:
        return _Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def shared(self, other: _Rect) -> float:
        """The area that both cover."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(0.0, wide) * max(0.0, high)

    def bounding(self, other: _Rect) -> _Rect:
        """The smallest that holds both."""
        return _Rect(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x0, self.y0, self.x1, self.y1

    @property
    def pixels(self) -> tuple[int, int, int, int]:
        return round(self.x0), round(self.y0), round(self.x1), round(self.y1)


def around(marks: Sequence[PageMark]) -> Box | None:
    """The part of a page that *marks* are seen in: they, and room for their neighbours; None where nothing is outlined."""
    if not marks:
        return None
    boxes = [(min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])) for b in (mark.bbox for mark in marks)]
    room = max(_LEAST_AROUND, _AROUND * sorted(bottom - top for _, top, _, bottom in boxes)[len(boxes) // 2])
    return (
        min(box[0] for box in boxes) - room,
        min(box[1] for box in boxes) - room,
        max(box[2] for box in boxes) + room,
        max(box[3] for box in boxes) + room,
    )


def worth_showing(pages: Sequence[tuple[Image, float]], wanted: Box | None, boxes: Sequence[Box] = ()) -> Box:
    """Of pages of one size, each with its pixels a point: the part to show of all, in points, *wanted* and what is printed beside.

    Paper without print at the edges is left out; of *boxes* none is cut through that is small beside the part. Without *wanted*, or
    where that would leave little out, it is all that is printed.
    """
    printed = [box for image, scale in pages if (box := _printed(image, scale))]
    sheet = 0.0, 0.0, *(min(side) for side in zip(*((i.width / s, i.height / s) for i, s in pages), strict=True))
    if wanted:
        left, top, right, bottom = (min(max(0.0, wanted[n]), sheet[2 + n % 2]) for n in range(4))
        wanted = (left, top, right, bottom) if left < right and top < bottom else None  # a foreign file may draw miles away
    whole = _within(_joined([*printed, wanted] if wanted else printed), sheet) if printed else sheet
    if wanted is None:
        return whole
    wide, high = wanted[2] - wanted[0], wanted[3] - wanted[1]
    least = max(wide, _NARROWEST * high, _LEAST_WIDE / min(scale for _, scale in pages))
    more_wide, more_high = (least - wide) / 2, max(0.0, least / _WIDEST - high) / 2
    cut = _within((wanted[0] - more_wide, wanted[1] - more_high, wanted[2] + more_wide, wanted[3] + more_high), whole)
    # Up to the end of the paper where little is left of it: no line of letters is cut through for that.
    near = [_NEAR * (cut[2 + n % 2] - cut[n % 2]) for n in range(4)]
    left, top, right, bottom = (w if abs(w - c) < most else c for c, w, most in zip(cut, whole, near, strict=True))
    most_wide, most_high = _OF_PART * (right - left), _OF_PART * (bottom - top)
    small = [box for box in boxes if box[2] - box[0] <= most_wide and box[3] - box[1] <= most_high]
    for _ in range(_ROUNDS):  # a part that grew may come to cut another one
        part = left, top, right, bottom
        cut_through = [box for box in small if _Rect(*box).shared(_Rect(*part)) and _joined([box, part]) != part]
        left, top, right, bottom = _within(_joined([part, *(_Rect(*box).grown(_BESIDE).box for box in cut_through)]), whole)
    area, all_of_it = (right - left) * (bottom - top), (whole[2] - whole[0]) * (whole[3] - whole[1])
    return (left, top, right, bottom) if area < _WORTH_CUTTING * all_of_it else whole


def _printed(page: Image, scale: float) -> Box | None:
    """Where *page* is not bare paper, in points, with a rim; all where its corners are of several colours; None: nowhere."""
    from PIL import Image, ImageChops

    corners = {page.getpixel((x, y)) for x in (0, page.width - 1) for y in (0, page.height - 1)}
    if len(corners) > 1:
        return 0.0, 0.0, page.width / scale, page.height / scale
    if (paper := corners.pop()) == _PAPER:  # mostly, and told by its greys alone in a quarter of the time
        found = page.convert("L").point([255 * (255 - value > _FAINT) for value in range(256)]).getbbox()
    else:
        apart = ImageChops.difference(page, Image.new("RGB", page.size, paper)).convert("L")
        found = apart.point([255 * (value > _FAINT) for value in range(256)]).getbbox()
    if found is None:
        return None
    return found[0] / scale - _RIM, found[1] / scale - _RIM, found[2] / scale + _RIM, found[3] / scale + _RIM


def _joined(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _within(box: Box, outer: Box) -> Box:
    """*box*, moved into *outer* where it reaches beyond it, and as large as that at most."""
    wide, high = min(box[2] - box[0], outer[2] - outer[0]), min(box[3] - box[1], outer[3] - outer[1])
    left, top = min(max(box[0], outer[0]), outer[2] - wide), min(max(box[1], outer[1]), outer[3] - high)
    return left, top, left + wide, top + high


def marked_page(
    page: Image,
    marks: Sequence[PageMark],
    *,
    scale: float,
    number: int,
    side: When,
    most: int = LIGHT,
    part: Box | None = None,
    finest: float = inf,
) -> MarkedPage:
    """Return *page* (RGB, *scale* pixels a point) with *marks* drawn in, as a PNG of at most about *most* bytes.

    *number*: the page's own, from 1. *part*: what is shown of it, in points. A picture of more than *finest* pixels a point, or
    of more than MOST_PIXELS, is scaled down; one that stays too heavy, as a photo does, gets fewer colours, then fewer pixels.
    """
    told = tuple(marks)
    if part:
        left, top = part[0], part[1]
        x0, y0 = (min(round(part[n] * scale), page.size[n] - 1) for n in (0, 1))
        x1, y1 = (min(page.size[n], max(round(part[n + 2] * scale), least + 1)) for n, least in enumerate((x0, y0)))
        page = page.crop((x0, y0, x1, y1))
        marks = [PageMark((b[0] - left, b[1] - top, b[2] - left, b[3] - top), m.numbers) for m in marks for b in [m.bbox]]
    shrink = min(1.0, finest / scale, sqrt(MOST_PIXELS / (page.width * page.height)))
    while True:
        drawn, paper = _drawn(page, marks, scale, shrink, side)
        png = b""
        for colours in _COLOURS:  # as many as *most* bytes allow, else the fewest
            png = _packed(drawn, paper, colours, _INKS[side])
            if len(png) <= most:
                break
        if len(png) <= most or drawn.width * drawn.height < _FEWEST_PIXELS:
            return MarkedPage(
                side=side,
                page=number,
                png=png,
                width=drawn.width,
                height=drawn.height,
                marks=told,
                origin=(part[0], part[1]) if part else (0.0, 0.0),
                scale=scale * shrink,
            )
        shrink *= max(0.5, 0.95 * sqrt(most / len(png)))


def close_up(page: MarkedPage, number: int) -> bytes | None:
    """The part of *page* where the boxes of *number* are, as a PNG for a phone's column; None where none is."""
    from PIL import Image

    left, top = page.origin
    boxes = [
        (b[0] - left, b[1] - top, b[2] - left, b[3] - top) for mark in page.marks if number in mark.numbers for b in [mark.bbox]
    ]
    if not boxes:
        return None
    image = Image.open(io.BytesIO(page.png))
    whole = _joined([_on_page(box, page.scale, image.size).box for box in boxes])
    room = max(_SMALLEST, max(image.size) / _LETTERS, image.width / _ACROSS) * _NEIGHBOURS
    wide = max(whole[2] - whole[0] + 2 * room, _NEAR_WIDE)
    high = max(whole[3] - whole[1] + 2 * room, wide / _WIDEST)
    middle, centre = (whole[0] + whole[2]) / 2, (whole[1] + whole[3]) / 2
    wanted = middle - wide / 2, centre - high / 2, middle + wide / 2, centre + high / 2
    x0, y0, x1, y1 = _within(wanted, (0.0, 0.0, float(image.width), float(image.height)))
    out = io.BytesIO()
    image.crop((round(x0), round(y0), round(x1), round(y1))).save(out, "PNG")  # packed harder it takes six times as long for a 20th
    return out.getvalue()


def side_by_side(pages: Sequence[tuple[str, MarkedPage]]) -> bytes:
    """Pages from left to right on one sheet, each under its heading, as a PNG."""
    from PIL import Image, ImageDraw, ImageFont

    images = [Image.open(io.BytesIO(page.png)).convert("RGB") for _, page in pages]
    letters = max(_SMALLEST, round(max(max(image.size) for image in images) / _LETTERS))
    margin, head = letters, 3 * letters
    wide, high = sum(image.width + margin for image in images) + margin, max(image.height for image in images) + head + margin
    sheet = Image.new("RGB", (wide, high), _DESK)
    pen, font, x = ImageDraw.Draw(sheet), ImageFont.load_default(size=1.3 * letters), margin
    for (heading, _), image in zip(pages, images, strict=True):
        pen.text((x, head / 2), heading, fill=(29, 31, 36), font=font, anchor="lm", stroke_width=letters / 48)
        sheet.paste(image, (x, head))
        x += image.width + margin
    out = io.BytesIO()
    sheet.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(page: Image, marks: Sequence[PageMark], scale: float, shrink: float, side: When) -> tuple[Image, Image]:
    """The page with its marks, and without them, at *shrink* of its size."""
    from PIL import Image, ImageDraw, ImageFont

    size = max(1, round(page.width * shrink)), max(1, round(page.height * shrink))
    paper = page if shrink == 1 else page.resize(size, Image.Resampling.HAMMING)  # as sharp, in a third of the time
    sheet = paper.copy()
    letters = max(_SMALLEST, round(max(size) / _LETTERS), round(size[0] / _ACROSS))
    if len(marks) > _MANY:  # so many would hide the names beside their boxes
        heights = sorted(abs(mark.bbox[3] - mark.bbox[1]) for mark in marks)
        letters = max(_SMALLEST, min(letters, round(heights[len(heights) // 2] * scale * shrink * _OF_BOX)))
    pen = _Pen(ImageDraw.Draw(sheet), ImageFont.load_default(size=letters), letters, _INKS[side])
    boxes = [_on_page(mark.bbox, scale * shrink, size) for mark in marks]
    ink = _ink(paper)
    for box in boxes:
        pen.outline(box, side, ink)
    told = [(mark, box) for mark, box in zip(marks, boxes, strict=True) if mark.numbers]
    # What is in a box of the same number, as the services of a department that went, is outlined and not numbered again.
    numbered = [
        (", ".join(map(str, mark.numbers)), box)
        for mark, box in told
        if not any(set(mark.numbers) <= set(one.numbers) and box != outer.bounding(box) == outer for one, outer in told)
    ]
    sizes = [(pen.badge_size(label), box) for label, box in numbered]
    # Where each number goes: beside its box, where least is printed and no other number or marked box is.
    taken: list[_Rect] = []
    for size, box in sizes:
        small = box.y1 - box.y0 < size[1]  # a line: any part of the number on it hides words that it is about
        around = box.grown(pen.line + 2 * max(size))
        others = [other for other in (*(one for one in boxes if small or one is not box), *taken) if around.shared(other)]
        taken.append(_cheapest(_spots(box.grown(pen.line), *size, ink.size), others, ink))
    for (label, _), place in zip(numbered, taken, strict=True):
        pen.badge(place, label, filled=side == "after")
    return sheet, paper


def _on_page(box: Box, scale: float, size: tuple[int, int]) -> _Rect:
    """The part of *box* on the page: a foreign file may draw miles away."""
    xs = sorted(min(max(0.0, x * scale), size[0] - 1.0) for x in (box[0], box[2]))
    ys = sorted(min(max(0.0, y * scale), size[1] - 1.0) for y in (box[1], box[3]))
    return _Rect(xs[0], ys[0], xs[1], ys[1])


# ------------------------------------------------------------------------------------------------------- a place for the number


def _ink(paper: Image) -> Image:
    """White where something is printed: edges, whatever the colour of the ground."""
    from PIL import ImageFilter

    return paper.convert("L").filter(ImageFilter.FIND_EDGES).point([255 * (value > _EDGE) for value in range(256)])


def _spots(box: _Rect, wide: int, high: int, sheet: tuple[int, int]) -> Iterator[_Rect]:
    """Places at the rims of *box*, moved onto the *sheet*, the likeliest first: outer corners, middles of sides, inside."""
    middle, centre = (box.y0 + box.y1 - high) / 2, (box.x0 + box.x1 - wide) / 2
    for x, y in (
        (box.x0 - wide * 0.7, box.y0 - high * 0.7),
        (box.x1 - wide * 0.3, box.y0 - high * 0.7),
        (box.x0, box.y0 - high),
        (box.x0 - wide, box.y0),
        (box.x1, box.y0),
        (box.x1 - wide, box.y0 - high),
        (box.x0 - wide, middle),
        (box.x1, middle),
        (box.x0 - wide * 0.7, box.y1 - high * 0.3),
        (box.x1 - wide * 0.3, box.y1 - high * 0.3),
        (box.x0, box.y1),
        (box.x1 - wide, box.y1),
        (centre, box.y0 - high),
        (centre, box.y1),
        (box.x1 - wide, box.y0),
        (box.x0, box.y0),
        (box.x1 - wide, box.y1 - high),
        (box.x0, box.y1 - high),
    ):
        left, top = round(min(max(0.0, x), max(0.0, sheet[0] - wide))), round(min(max(0.0, y), max(0.0, sheet[1] - high)))
        yield _Rect(left, top, left + wide, top + high)


def _cheapest(spots: Iterable[_Rect], others: Sequence[_Rect], ink: Image) -> _Rect:
    """Of *spots*, the likeliest first, that with least printed on it and least of *others* in it; at least one is given."""
    best, least = None, inf
    for n, spot in enumerate(spots):
        area = (spot.x1 - spot.x0) * (spot.y1 - spot.y0)
        cost = n * _LESS_LIKELY + 2 * sum(spot.shared(other) for other in others) / area
        if cost < least:  # else it is dearer even where nothing is printed
            x0, y0, x1, y1 = spot.pixels
            below = ink.crop((x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))).tobytes()
            cost += below.count(_INK) / len(below)
        if best is None or cost < least:
            best, least = spot, cost
    assert best is not None
    return best


# ---------------------------------------------------------------------------------------------------------------------- drawing


class _Pen:
    """Draws in pixels, all sizes from that of the numbers."""

    def __init__(self, draw: ImageDraw, font: FreeTypeFont | ImageFont, letters: int, ink: tuple[int, int, int]) -> None:
        self._draw = draw
        self._font = font
        self._ink = ink
        self._letters = letters
        self.line = max(2, round(letters / 7))

    def outline(self, box: _Rect, side: When, ink: Image) -> None:
        """Round *box*, with white beside it that shows it on any ground: dashes, or two lines.

        Thin ones round small print, and where thick ones would hide what *ink* has close by: the name below a title.
        """
        line = max(1, min(self.line, round((box.y1 - box.y0) / 10)))
        most = _HIDDEN * 2 * (box.x1 - box.x0 + box.y1 - box.y0)
        own = ink.crop(box.grown(_THINNEST).pixels).histogram()[255]  # with the rim of the box itself
        while line > _THINNEST and ink.crop(box.grown(2 * line + 2 * (line // 2)).pixels).histogram()[255] - own > most:
            line -= 1
        thin = line // 2
        if side == "before":
            self._ring(box.grown(line + thin), _PAPER, line + 2 * thin)
            # Dashes as long as fit a side in whole, each side ending in them: corners stay corners
            x0, y0, x1, y1 = box.grown(line).box
            for (ax, ay), (bx, by) in pairwise(((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))):
                length = abs(bx - ax) + abs(by - ay)
                count = max(1, round((length / line - 2) / 6))  # pairs of a dash and a gap, and one dash more
                step = 1 / (count + 0.6)
                for n in range(count + 1):
                    a, b = n * step, min(1.0, n * step + 0.6 * step)
                    ends = (ax + (bx - ax) * a, ay + (by - ay) * a, ax + (bx - ax) * b, ay + (by - ay) * b)
                    self._draw.line(ends, fill=self._ink, width=line)
        else:
            self._ring(box.grown(2 * line + 2 * thin), _PAPER, 2 * line + 3 * thin)
            self._ring(box.grown(2 * line + thin), self._ink, line)
            self._ring(box.grown(thin), self._ink, max(1, thin))

    def badge_size(self, text: str) -> tuple[int, int]:
        left, _, right, _ = self._measured(text)
        high = round(self._letters * 1.25)
        return max(high, round(right - left + self._letters * 0.7)), high

    def badge(self, place: _Rect, text: str, *, filled: bool) -> None:
        """*text* on a pill: white on ink, or ink on white with a rim."""
        radius = (place.y1 - place.y0) / 2
        self._draw.rounded_rectangle(place.grown(max(1, self.line // 2)).box, radius=radius, fill=_PAPER)
        self._draw.rounded_rectangle(
            place.box, radius=radius, fill=self._ink if filled else _PAPER, outline=self._ink, width=max(2, self.line - 1)
        )
        left, top, right, bottom = self._measured(text)
        x, y = (place.x0 + place.x1 - left - right) / 2, (place.y0 + place.y1 - top - bottom) / 2
        ink = _PAPER if filled else self._ink
        self._draw.text((x, y), text, fill=ink, font=self._font, stroke_width=self._letters / 36, stroke_fill=ink)

    def _measured(self, text: str) -> tuple[float, float, float, float]:
        return self._draw.textbbox((0, 0), text, font=self._font)

    def _ring(self, box: _Rect, colour: tuple[int, int, int], width: int) -> None:
        self._draw.rectangle(box.box, outline=colour, width=width)


def _packed(drawn: Image, paper: Image, colours: int, ink: tuple[int, int, int]) -> bytes:
    """A PNG with a palette: *colours* of the page as it is, and those that the marks need."""
    from PIL import Image

    sample = paper.resize((max(1, paper.width // 2), max(1, paper.height // 2)), Image.Resampling.NEAREST)
    palette = sample.quantize(colours, dither=Image.Dither.NONE).getpalette() or []
    own = [round(c + (255 - c) * share) for share in (0, 0.25, 0.5, 0.75, 1) for c in ink]
    swatch = Image.new("P", (1, 1))
    swatch.putpalette([*own, *palette[: 3 * colours]])
    out = io.BytesIO()
    # As far as is quick: `optimize` takes six times as long for a twentieth less, which is half of a second for a page.
    drawn.quantize(palette=swatch, dither=Image.Dither.NONE).save(out, "PNG", compress_level=6)
    return out.getvalue()
