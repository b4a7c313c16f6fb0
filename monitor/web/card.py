"""A change as a picture of 1200 by 630, for whoever passes its address on (DESIGN 5.15). Pure but for reading fonts."""

from __future__ import annotations

import io
import unicodedata
from bisect import bisect_right
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

SIZE = (1200, 630)
_MARGIN = 72
_PAPER, _INK, _SOFT = (251, 250, 247), (29, 31, 36), (92, 98, 112)
_LARGEST, _LEAST, _STEP = 68, 34, 4  # pixels of the sentence's letters
_SMALL = 27
_LINE = 1.22
_MOST = 600  # letters: more than the smallest would show
# By what systems call the same shapes; where there is none, Pillow's own letters, which have no accents.
_SERIF = (
    "Charter Bold.ttf", "Georgia Bold.ttf", "georgiab.ttf", "NotoSerif-Bold.ttf", "DejaVuSerif-Bold.ttf",
    "LiberationSerif-Bold.ttf", "FreeSerifBold.ttf", "timesbd.ttf", "Times New Roman Bold.ttf",
)  # fmt: skip
_SANS = (
    "NotoSans-Regular.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "FreeSans.ttf", "segoeui.ttf", "arial.ttf", "Arial.ttf",
)  # fmt: skip


def card(page: str, sentence: str, window: str, site: str) -> bytes:
    """PNG: the *page*, what happened in a *sentence* as large as fits, between which visits, and whose pages they are."""
    from PIL import Image, ImageDraw

    page, sentence, window, site = (text[:_MOST] for text in (page, sentence, window, site))
    picture = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(picture)
    width, height = SIZE[0] - 2 * _MARGIN, SIZE[1]
    pen.rectangle((_MARGIN, 62, SIZE[0] - _MARGIN, 64), fill=_INK)
    _write(pen, (_MARGIN, 84), [_shortened(pen, page, _font(_SANS, _SMALL), width)], _SANS, _SMALL, _SOFT)
    below = _wrapped(pen, window, _font(_SANS, _SMALL), width)[:2]
    foot = height - 62 - round(_SMALL * _LINE)
    top, bottom = 156, foot - 30 - round(len(below) * _SMALL * _LINE)
    for size in range(_LARGEST, _LEAST - 1, -_STEP):
        lines = _wrapped(pen, sentence, _font(_SERIF, size), width)
        room = int((bottom - top) // (size * _LINE))
        if len(lines) <= room:
            break
    if len(lines) > room:
        lines = [*lines[: room - 1], _shortened(pen, " ".join(lines[room - 1 :]), _font(_SERIF, size), width)]
    end = _write(pen, (_MARGIN, top), lines, _SERIF, size, _INK)
    _write(pen, (_MARGIN, min(end + 26, bottom)), below, _SANS, _SMALL, _SOFT)
    _write(pen, (_MARGIN, foot), [_shortened(pen, site, _font(_SERIF, _SMALL), width)], _SERIF, _SMALL, _INK)
    out = io.BytesIO()
    picture.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(
    pen: ImageDraw, at: tuple[int, int], lines: list[str], names: tuple[str, ...], size: int, ink: tuple[int, int, int]
) -> int:
    """Write *lines* below each other; returns where the last one ends."""
    x, y = at
    for line in lines:
        # As its letters can draw it: no-break spaces as spaces; without a font of the system no accents.
        said = "".join(" " if c in "\u00a0\u202f" else c for c in line)
        if _found(names, _SMALL) is None:
            plain = unicodedata.normalize("NFKD", said.replace("œ", "oe").replace("Œ", "Oe").replace("–", "-").replace("—", "-"))
            said = "".join(c for c in plain if not unicodedata.combining(c))
        pen.text((x, y), said, font=_font(names, size), fill=ink)
        y += round(size * _LINE)
    return y


def _wrapped(pen: ImageDraw, text: str, font: FreeTypeFont | ImageFont, width: int) -> list[str]:
    """*text* in lines of at most *width* pixels; a word longer than that is cut."""
    lines: list[str] = []
    for word in text.split(" "):
        while word and pen.textlength(word, font=font) > width:
            cut = max(1, _fitting(pen, word, font, width))
            lines.append(word[:cut])
            word = word[cut:]
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and pen.textlength(joined, font=font) <= width:
            lines[-1] = joined
        elif word:
            lines.append(word)
    return lines


def _shortened(pen: ImageDraw, text: str, font: FreeTypeFont | ImageFont, width: int) -> str:
    if pen.textlength(text, font=font) <= width:
        return text
    return f"{text[: _fitting(pen, text, font, width, end='…')].rstrip()}…"


def _fitting(pen: ImageDraw, text: str, font: FreeTypeFont | ImageFont, width: int, *, end: str = "") -> int:
    """How many letters of *text*, which is too long, fit within *width* pixels with *end* behind them."""
    return bisect_right(range(1, len(text)), width, key=lambda n: ceil(pen.textlength(text[:n] + end, font=font)))


@cache
def _font(names: tuple[str, ...], size: int) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    return _found(names, size) or ImageFont.load_default(size=size)


@cache
def _found(names: tuple[str, ...], size: int) -> FreeTypeFont | None:
    from PIL import ImageFont

    for name in names:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return None
