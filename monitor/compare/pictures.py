"""Two pictures of a page -> the regions that differ, by edges in tiles (DESIGN 5.5, ORGCHARTS 6). Pure.

Another packing, or a shift by a pixel or two, changes no edge; a name replaced does. Small print may be too small for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 150  # what the figures below were measured at
Region = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the top left
Tile = tuple[int, int]  # column, row

_TILE = 24  # pixels
# Lone edge pixels of a tile: a page packed anew, blurred or half a pixel off mostly has under 25, a small name replaced 52.
_CHANGED = 45
_DOUBTFUL = 20  # a tile beside a changed one belongs to it
_STEEP = 60  # of 255 across two pixels: an edge
_WAYS = ((1, 0), (0, 1), (-1, 0), (0, -1))  # light to dark is another edge than dark to light: small letters are full of both
_NEAR = 2 * 2 + 1  # pixels across: an edge within two pixels is the same one
_SAME_SIZE = 3  # pixels


def changed_regions(old: Image, new: Image, *, scale: float) -> tuple[Region, ...]:
    """Return where *new* differs from *old*, both with *scale* pixels a point, from the top; pages of two sizes: everywhere."""
    if any(abs(a - b) > _SAME_SIZE for a, b in zip(old.size, new.size, strict=True)):
        return (_whole(new, scale),)
    lone = _lone_edges(old, new)
    groups = [group for group in _joined(set(lone)) if any(lone[tile] >= _CHANGED for tile in group)]
    return tuple(sorted((_region(group, new, scale) for group in groups), key=lambda r: (r[1], r[0])))


def _whole(page: Image, scale: float) -> Region:
    return 0.0, 0.0, round(page.width / scale, 1), round(page.height / scale, 1)


def _lone_edges(old: Image, new: Image) -> dict[Tile, float]:
    """How many edge pixels of each tile only one page has, where they are more than a few."""
    from PIL import ImageChops

    across, down = (-(-max(a, b) // _TILE) for a, b in zip(old.size, new.size, strict=True))
    before, after = (list(_edges(page, (across * _TILE, down * _TILE))) for page in (old, new))
    lone = [_without(*pair) for a, b in zip(before, after, strict=True) for pair in ((a, b), (b, a))]
    means = reduce(ImageChops.lighter, lone).reduce(_TILE).tobytes()
    counts = {(n % across, n // across): mean * _TILE * _TILE / 255 for n, mean in enumerate(means)}
    return {tile: count for tile, count in counts.items() if count >= _DOUBTFUL}


def _edges(page: Image, size: tuple[int, int]) -> Iterator[Image]:
    """White where the page is steep in one of the four ways, black elsewhere, on a sheet of *size*."""
    from PIL import Image, ImageChops

    sheet = Image.new("L", size, "white")
    sheet.paste(page.convert("L"))
    for x, y in _WAYS:
        slope = ImageChops.subtract(ImageChops.offset(sheet, x, y), ImageChops.offset(sheet, -x, -y))
        yield slope.point([255 * (value > _STEEP) for value in range(256)])


def _without(edges: Image, others: Image) -> Image:
    """*edges* that have none of *others* near."""
    from PIL import ImageChops, ImageFilter

    return ImageChops.subtract(edges, others.filter(ImageFilter.MaxFilter(_NEAR)))


def _joined(tiles: set[Tile]) -> Iterator[list[Tile]]:
    """Tiles that touch, corners included, together; in a row also over a gap of one, as between the words of a name."""
    left = set(tiles)
    while left:
        group = [left.pop()]
        for x, y in group:  # grows while it is walked
            touching = {(x + dx, y + dy) for dx in range(-2, 3) for dy in (-1, 0, 1)} & left
            left -= touching
            group += touching
        yield group


def _region(group: list[Tile], page: Image, scale: float) -> Region:
    xs, ys = {x for x, _ in group}, {y for _, y in group}
    x1, bottom = min((max(xs) + 1) * _TILE, page.width), min((max(ys) + 1) * _TILE, page.height)
    x0, top = min(xs) * _TILE, min(ys) * _TILE
    return round(x0 / scale, 1), round(top / scale, 1), round(x1 / scale, 1), round(bottom / scale, 1)
