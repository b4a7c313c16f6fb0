"""Two pictures -> whether they show the same, and where they do not: whatever their size and packing (DESIGN 3.30). Pure.

Measured on drawn charts of 700 to 4,000 pixels: packed anew (JPEG from quality 50, WebP, GIF, fewer colours) or resized to half
or double, the two differ by 20 of 255 at most; one letter replaced leaves 33, a name 77, one digit of 22 pixels on a chart of
4,000 at least 43, where the two are not made much smaller than they are: at 1,000 pixels it would leave 22. So a difference is
one above 28, or above what the packing leaves everywhere, as it does of photographs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from monitor.compare.documents.pictures import Region, joined_tiles
from monitor.model.suspects import BLANK

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 4500  # pixels of the longer side up to which both are seen,
_FRAC = 0.8  # of the smaller one's own, at which they are compared, so that both are made smaller and lose as much
_STRETCHED = 0.015  # of the sides' ratio: more, and it is another picture
_CHANGED, _MOST_CHANGED = 28, 60  # of 255
_TIMES_USUAL = 3  # what the packing leaves in 95 of 100 pixels, so many times over, is no difference
_COARSE, _TINTED = 48, 26  # pixels of the longer side for the colours; of 255
_LEGIBLE, _MOST_RESIZED = (
    200,
    2.5,
)  # pixels of the longer side, and times: of a picture so small and so much smaller nothing is sure
_PLAIN = 16  # of 255, between the darkest and the lightest of each colour: nothing is drawn
_TILE, _FRAMED = 8, 1000  # pixels: of a tile, and of the longer side where regions are told


def shows_the_same(old: Image, new: Image) -> bool:
    """Whether a reader would see no difference but in sharpness. No trace of a chart is not its likeness."""
    if _is_illegible(old, new) or _is_illegible(new, old) or _is_blank(old) != _is_blank(new):
        return False
    pair = _levelled(old, new)
    return pair is not None and _mask(*pair).getbbox() is None and not _is_tinted(old, new)


def loss(old: Image, new: Image) -> str | None:
    """Why *new* can hardly be what stands for *old* now: `BLANK`, or its size, "900x500 → 40x40 pixels" (3.14, 3.15)."""
    if _is_blank(new) and not _is_blank(old):
        return BLANK
    return f"{old.width}x{old.height} → {new.width}x{new.height} pixels" if _is_illegible(new, old) else None


def _is_illegible(small: Image, large: Image) -> bool:
    """Whether too little is left in *small* of what *large* shows to tell whether it is the same."""
    return max(small.size) < _LEGIBLE and max(small.size) * _MOST_RESIZED < max(large.size)


def _is_blank(picture: Image) -> bool:
    """Whether it has one colour all over, but for the noise of packing."""
    bounds = cast("tuple[tuple[int, int], ...]", picture.convert("RGB").getextrema())
    return all(most - least <= _PLAIN for least, most in bounds)


def shown_regions(old: Image, new: Image, *, sheet: float) -> tuple[Region, ...]:
    """Where they differ, from the top, in points of a sheet whose longer side is *sheet*; of another shape or tint: everywhere."""
    longest = max(new.size)
    whole = (0.0, 0.0, round(new.width / longest * sheet, 1), round(new.height / longest * sheet, 1))
    pair = _levelled(old, new)
    if pair is None:
        return (whole,)
    mask = _mask(*pair)
    if (times := round(max(mask.size) / _FRAMED)) > 1:  # to about a thousand pixels, white wherever it had any
        mask = mask.reduce(times).point([255 * (value > 0) for value in range(256)])
    scale = max(mask.size) / sheet
    across = -(-mask.width // _TILE)
    means = mask.crop((0, 0, across * _TILE, -(-mask.height // _TILE) * _TILE)).reduce(_TILE).tobytes()
    groups = list(joined_tiles({(n % across, n // across) for n, mean in enumerate(means) if mean}))
    found: list[Region] = []
    for group in groups:
        xs, ys = [x for x, _ in group], [y for _, y in group]
        left, top = max(0, min(xs) * _TILE - 2), max(0, min(ys) * _TILE - 2)
        right, bottom = min(mask.width, (max(xs) + 1) * _TILE + 2), min(mask.height, (max(ys) + 1) * _TILE + 2)
        found.append((round(left / scale, 1), round(top / scale, 1), round(right / scale, 1), round(bottom / scale, 1)))
    return tuple(sorted(found, key=lambda r: (r[1], r[0]))) or ((whole,) if _is_tinted(old, new) else ())


def _levelled(old: Image, new: Image) -> tuple[Image, Image] | None:
    """Both in grey at one size, None where one is stretched."""
    from PIL import Image, ImageFilter

    small, large = sorted((old, new), key=lambda one: one.width)
    apart = abs(large.height * small.width / large.width - small.height) > 1  # more than a pixel lost in rounding
    if apart and abs(old.width * new.height / (old.height * new.width) - 1) > _STRETCHED:
        return None
    longest = _FRAC * min(LONGEST, max(old.size), max(new.size))
    scale = longest / max(new.size)
    size = max(1, round(new.width * scale)), max(1, round(new.height * scale))
    grey = [one.convert("L").resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.BoxBlur(0.5)) for one in (old, new)]
    return grey[0], grey[1]


def _mask(old: Image, new: Image) -> Image:
    """White where the two differ."""
    from PIL import ImageChops

    apart = ImageChops.difference(old, new)
    counts, passed, usual = apart.histogram(), 0, 0
    for value, count in enumerate(counts):
        passed += count
        if passed >= 0.95 * old.width * old.height:
            usual = value
            break
    least = min(max(_CHANGED, _TIMES_USUAL * usual), _MOST_CHANGED)
    return apart.point([255 * (value > least) for value in range(256)])


def _is_tinted(old: Image, new: Image) -> bool:
    """Whether an area has another colour of the same brightness."""
    from PIL import Image, ImageChops

    scale = _COARSE / max(new.size)
    size = max(1, round(new.width * scale)), max(1, round(new.height * scale))
    one, other = (picture.convert("YCbCr").resize(size, Image.Resampling.BOX) for picture in (old, new))
    _, blue, red = ImageChops.difference(one, other).split()
    return any(max(band.tobytes()) > _TINTED for band in (blue, red))
