"""Two pictures of a page -> the regions that differ, or whether any does, by edges in tiles (DESIGN 5.5, 13.5). Pure.

Another packing, or a shift by a pixel or two, changes no edge; a name replaced does. Small print may be too small for it.
Which page is which of the new version is told by what stands on them, not by their numbers (13.7).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from colorsys import rgb_to_hsv
from functools import reduce
from itertools import product
from typing import TYPE_CHECKING

from monitor.compare.title_words import letters_key
from monitor.model import DocumentContent

if TYPE_CHECKING:
    from PIL.Image import Image


DPI = 150  # what the figures below were measured at
FINE_DPI = 300  # for `looks_alike`: at 150, two words of 6 points that change places may leave no trace
Region = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the top left
Tile = tuple[int, int]  # column, row

_TILE = 24  # pixels
# Lone edge pixels of a tile: a page packed anew, blurred or half a pixel off mostly has under 25, a small name replaced 52.
_CHANGED = 45
_DOUBTFUL = 20  # a tile beside a changed one belongs to it
_STEEP = 60  # of 255 across two pixels: an edge
_FAINT = 2  # of 255 in one colour across two pixels: letters that differ less from their ground nobody sees
_FLAT = 1  # of 255, as much: paper, or the inside of a box
_AROUND = 16  # pixels: what packing leaves beside an edge is as near, where it halves the colours
_WAYS = ((1, 0), (0, 1), (-1, 0), (0, -1))  # light to dark is another edge than dark to light: small letters are full of both
_NEAR = 2  # pixels: an edge within so many is the same one
_REACH = _NEAR + 1  # pixels around a part that say which of its edges are lone
_SAME_SIZE = 3  # pixels
_ROOM = 4  # pixels around what differs: the letters that both pages have beside it
_TRACE = 30  # lone edge pixels of a tile at 300 dpi: two short words of 5 points that change places leave 34, of 8 points 50
_BAND = 20 * _TILE  # rows compared at once: a large page in one piece would take a third of a gigabyte
_PART = 10 * _TILE  # pixels each way of a part that is looked at by itself, if it differs at all
_PATCH = 4.0  # points: the side of what has one colour; letters and lines in it are its shade
_BOX = 4  # PIL.Image.Resampling.BOX: each pixel is the mean of those in its place
REPAINTED = 24  # of 255 in red, green or blue
MARKED = 30  # of what may have been packed anew, as photographs are
_FEW_PATCHES = 2  # places: these alone are no palette
_HUES, _NO_HUE = 12, -1  # in the circle; of white and greys
_SPACE, _LONG_WORD = 0.12, 12.0  # between words, and a word at most, of the height of what differs
_SAME_INK = 12  # of 255, means of 3 x 3 pixels: scans packed anew mostly differ by under 10, by a letter of 6 points replaced 14


def changed_regions(old: Image, new: Image, *, scale: float) -> tuple[Region, ...]:
    """Return where *new* differs from *old*, both with *scale* pixels a point, from the top; pages of two sizes: everywhere."""
    if not _same_size(old, new):
        return ((0.0, 0.0, round(new.width / scale, 1), round(new.height / scale, 1)),)
    mask = _lone_edges(old, new)
    lone = _counts(mask)
    regions = list[Region]()
    for group in joined_tiles(set(lone)):
        if all(lone[tile] < _CHANGED for tile in group):
            continue
        # What is white in these tiles, with a little room around
        tiles = [(x * _TILE, y * _TILE) for x, y in group]
        found = [(x, y, box) for x, y in tiles if (box := mask.crop((x, y, x + _TILE, y + _TILE)).getbbox())]
        x0 = max(0, min(x + b[0] for x, _, b in found) - _ROOM)
        top = max(0, min(y + b[1] for _, y, b in found) - _ROOM)
        x1 = min(new.width, max(x + b[2] for x, _, b in found) + _ROOM)
        bottom = min(new.height, max(y + b[3] for _, y, b in found) + _ROOM)
        regions.append((round(x0 / scale, 1), round(top / scale, 1), round(x1 / scale, 1), round(bottom / scale, 1)))
    return tuple(sorted(regions, key=lambda r: (r[1], r[0])))


def whole_words(region: Region, pages: Sequence[Image], *, scale: float) -> Region:
    """*region* made as wide as the words that it cuts, up to what is blank on each of *pages*; not along a longer line."""
    from PIL import ImageFilter

    x0, top, x1, bottom = (round(side * scale) for side in region)
    gap, most = max(2, round(_SPACE * (bottom - top))), round(_LONG_WORD * (bottom - top))
    lefts, rights = [x0], [x1]
    for page in pages:
        first, last = max(0, x0 - most), min(page.width, x1 + most)
        edges = page.convert("L").crop((first, top - 1, last, bottom + 1)).filter(ImageFilter.FIND_EDGES)
        steep = edges.point([255 * (value > _STEEP) for value in range(256)]).crop((0, 1, edges.width, edges.height - 1))
        inked = steep.resize((steep.width, 1), _BOX).tobytes()
        before, after = inked[: max(0, x0 - first)][::-1].find(bytes(gap)), inked[max(0, x1 - first) :].find(bytes(gap))
        lefts += [x0 - before - gap // 2] if before > 0 else []
        rights += [x1 + after + gap // 2] if after > 0 else []
    return min(lefts) / scale, region[1], max(rights) / scale, region[3]


def is_flat(page: Image, region: Region, *, scale: float) -> bool:
    """Whether *region* of *page* is of one colour, so that nothing stands there."""
    from PIL import ImageStat

    x0, top, x1, bottom = (round(side * scale) for side in region)
    ranges = ImageStat.Stat(page.convert("RGB").crop((x0, top, x1, bottom))).extrema
    return all(most - least <= _SAME_INK for least, most in ranges)


def repainted_regions(old: Image, new: Image, *, scale: float, least: int = REPAINTED) -> tuple[Region, ...]:
    """Return where an area has another colour, of two pictures of one page with the same words and lines at the same places.

    Not where most of what has a colour has another one, in more than a place or two: a palette of its own, as another way to
    tell colours gives (print for screen), says nothing of any box. Nor does a colour that stands all over the sheet, for which
    another one stands wherever it stood, and which was nobody's: that of all strokes, or of the ground. *least*: of 255, that the
    one differs from the other in red, green or blue.
    """
    from PIL import ImageChops

    if not _same_size(old, new):
        return ()
    size = max(1, round(old.width / scale / _PATCH)), max(1, round(old.height / scale / _PATCH))
    before, after = (page.convert("RGB").resize(size, _BOX) for page in (old, new))
    changed = _painted(ImageChops.difference(before, after), least)
    coloured = {tile for page in (before, after) for tile in _painted(ImageChops.invert(page), REPAINTED)}
    filled = list[tuple[list[Tile], tuple[int, int, int, int]]]()
    exchanged = _exchanged_hues(before, after)
    for group in joined_tiles(changed):
        if 2 * len(exchanged.intersection(group)) > len(group):
            continue
        xs, ys = [x for x, _ in group], [y for _, y in group]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs) + 1, max(ys) + 1
        # What fills its frame, and is no line: that is the edge of a box that another program draws a little aside.
        if min(x1 - x0, y1 - y0) > 1 and 2 * len(group) >= (x1 - x0) * (y1 - y0):
            filled.append((group, (x0, y0, x1, y1)))
    if len(filled) > _FEW_PATCHES and 2 * sum(len(group) for group, _ in filled) > len(coloured):
        return ()
    regions = [(x0 * _PATCH, y0 * _PATCH, x1 * _PATCH, y1 * _PATCH) for _, (x0, y0, x1, y1) in filled]
    return tuple(sorted(regions, key=lambda r: (r[1], r[0])))


def _exchanged_hues(before: Image, after: Image) -> set[Tile]:
    """The pixels whose hue, in several places or over half of the page, is another one wherever it stood, a legend's sample too.

    Another one that stood nowhere before, or went from there: else they came to look as something else does.
    """
    hues = list[dict[Tile, int]]()  # in twelfths of the circle, where there is one
    for page in (before, after):
        pixels = enumerate(zip(*(channel.tobytes() for channel in page.split()), strict=True))
        shown = ((divmod(n, page.width), colour) for n, colour in pixels if max(colour) - min(colour) > REPAINTED / 2)
        hues.append({(x, y): round(rgb_to_hsv(*(part / 255 for part in of))[0] * _HUES) % _HUES for (y, x), of in shown})
    stood = defaultdict[int, set[Tile]](set)
    for tile, hue in hues[0].items():
        stood[hue].add(tile)
    left = {hue: {tile for tile in tiles if hues[1].get(tile) != hue} for hue, tiles in stood.items()}
    gone = {
        hue
        for hue, tiles in left.items()
        if all(2 * len(tiles.intersection(place)) > len(place) for place in joined_tiles(stood[hue]))
    }
    found = set[Tile]()
    for hue in gone:
        came = Counter(hues[1].get(tile, _NO_HUE) for tile in left[hue]).most_common(1)[0][0]
        spread = 2 * len(left[hue]) >= before.width * before.height or len(list(joined_tiles(left[hue]))) > _FEW_PATCHES
        if spread and came != _NO_HUE and (came not in stood or came in gone):
            found |= left[hue]
    return found


def _painted(page: Image, least: int) -> set[Tile]:
    """The pixels of *page* of which one colour is above *least*."""
    from PIL import ImageChops

    most = reduce(ImageChops.lighter, page.split())
    return {(n % page.width, n // page.width) for n, value in enumerate(most.tobytes()) if value > least}


def looks_alike(old: Image, new: Image, *, faint: bool = False) -> bool:
    """Whether two pictures of a page with text, at FINE_DPI, show the same, down to two small words that change places.

    With *faint*, down to a word in any colour, however pale, that stands on one of them where the other is blank.
    """
    from PIL import ImageChops

    if not _same_size(old, new):
        return False
    inner = range(1, _BAND // _TILE + 1)
    for top in range(0, max(old.height, new.height), _BAND):
        # Some rows with a row of tiles above and below, for the edges at their rims
        rows = (page.crop((0, top - _TILE, page.width, min(top + _BAND + _TILE, page.height))) for page in (old, new))
        before, after = rows
        if before.size == after.size and ImageChops.difference(before, after).getbbox() is None:
            continue
        masks = [_lone_edges(before, after)]
        if faint:  # where one page has an edge in some colour, be it faint, and the other is flat around in all of them
            size = _whole_tiles(before, after)
            colours = [[_on_sheet(one, size) for one in page.convert("RGB").split()] for page in (before, after)]
            inked, any_ = (
                [reduce(ImageChops.lighter, (edge for one in page for edge in _edges(one, steep))) for page in colours]
                for steep in (_FAINT, _FLAT)
            )
            masks.append(reduce(ImageChops.lighter, (_without(inked[n], any_[1 - n], _AROUND) for n in (0, 1))))
        if any(count >= _TRACE for mask in masks for (_, row), count in _counts(mask).items() if row in inner):
            return False
    return True


def same_ink(old: Image, new: Image) -> bool:
    """Whether two pictures are one but for the noise of packing: of a scan, where no letters can be read, nothing less will do."""
    from PIL import ImageChops, ImageFilter

    if old.size != new.size:
        return False
    before, after = (page.convert("L").filter(ImageFilter.BoxBlur(1)) for page in (old, new))
    return ImageChops.difference(before, after).point([255 * (value > _SAME_INK) for value in range(256)]).getbbox() is None


def same_beside(old: Image, new: Image, regions: Iterable[Region], *, scale: float) -> bool:
    """Whether two pictures are one, colours too, but for *regions*."""
    from PIL import ImageChops, ImageFilter

    if old.size != new.size:
        return False
    before, after = (page.convert("RGB").filter(ImageFilter.BoxBlur(1)) for page in (old, new))
    differs = ImageChops.difference(before, after)
    room = max(_ROOM, round(_PATCH * scale))  # what a patch at the edge of a region has of it
    for x0, top, x1, bottom in regions:
        left, upper, right, lower = (round(side * scale) for side in (x0, top, x1, bottom))
        differs.paste(0, (left - room, upper - room, right + room, lower + room))
    return all(channel.point([255 * (value > _SAME_INK) for value in range(256)]).getbbox() is None for channel in differs.split())


def _same_size(old: Image, new: Image) -> bool:
    return all(abs(a - b) <= _SAME_SIZE for a, b in zip(old.size, new.size, strict=True))


def _lone_edges(old: Image, new: Image) -> Image:
    """White where only one page has an edge, on a sheet of whole tiles; looked for in the parts that differ at all."""
    from PIL import Image, ImageChops

    size = _whole_tiles(old, new)
    sheets = [_framed(page, size) for page in (old, new)]
    differs = ImageChops.difference(*sheets)
    mask = Image.new("L", size)
    for left, top in product(range(0, size[0], _PART), range(0, size[1], _PART)):
        part = _TILE + left, _TILE + top, _TILE + min(left + _PART, size[0]), _TILE + min(top + _PART, size[1])
        # A pixel that differs moves edges beside it alone: what lies within its reach, and what has to be known of that.
        wide = differs.crop((part[0] - 1, part[1] - 1, part[2] + 1, part[3] + 1)).getbbox()
        if wide is None:
            continue
        x0, y0 = max(part[0], part[0] + wide[0] - 2), max(part[1], part[1] + wide[1] - 2)
        x1, y1 = min(part[2], part[0] + wide[2]), min(part[3], part[1] + wide[3])
        pair = (sheet.crop((x0 - _REACH, y0 - _REACH, x1 + _REACH, y1 + _REACH)) for sheet in sheets)
        before, after = (Image.merge("CMYK", list(_edges(one))) for one in pair)  # all four ways at once
        lone = ImageChops.lighter(_without(before, after), _without(after, before))
        inner = lone.crop((_REACH, _REACH, _REACH + x1 - x0, _REACH + y1 - y0))
        mask.paste(reduce(ImageChops.lighter, inner.split()), (x0 - _TILE, y0 - _TILE))
    return mask


def _on_sheet(page: Image, size: tuple[int, int]) -> Image:
    from PIL import Image

    sheet = Image.new("L", size, "white")
    sheet.paste(page)
    return sheet


def _framed(page: Image, size: tuple[int, int]) -> Image:
    """*page* as grey on a white sheet of *size*, a tile of the opposite rim around it: a part has what is beside it all around."""
    from PIL import Image

    (wide, high), sheet = size, _on_sheet(page.convert("L"), size)
    framed = Image.new("L", (wide + 2 * _TILE, high + 2 * _TILE))
    for x, y in product((_TILE, _TILE - wide, _TILE + wide), (_TILE, _TILE - high, _TILE + high)):
        framed.paste(sheet, (x, y))
    return framed


def _whole_tiles(old: Image, new: Image) -> tuple[int, int]:
    across, down = (-(-max(a, b) // _TILE) * _TILE for a, b in zip(old.size, new.size, strict=True))
    return across, down


def _counts(mask: Image) -> dict[Tile, float]:
    """How many pixels of each tile are white, where they are more than a few."""
    across, means = mask.width // _TILE, mask.reduce(_TILE).tobytes()
    counts = {(n % across, n // across): mean * _TILE * _TILE / 255 for n, mean in enumerate(means)}
    return {tile: count for tile, count in counts.items() if count >= _DOUBTFUL}


def _edges(sheet: Image, steep: int = _STEEP) -> Iterator[Image]:
    """White where the sheet, of greys, is steep in one of the four ways, black elsewhere."""
    from PIL import ImageChops

    for x, y in _WAYS:  # a slope of one more than *steep* is stretched to white, every other to black: powers of two are exact
        yield ImageChops.subtract(ImageChops.offset(sheet, x, y), ImageChops.offset(sheet, -x, -y), 1 / 256, -256 * steep)


def _without(edges: Image, others: Image, near: int = _NEAR) -> Image:
    """*edges* that have none of *others* near."""
    from PIL import ImageChops

    wide = others
    for x, y in ((1, 0), (0, 1)):  # wider by so many pixels each way, first across, then down: the same as a square, and quicker
        shifted = [ImageChops.offset(wide, n * x, n * y) for n in range(-near, near + 1)]
        wide = reduce(ImageChops.lighter, shifted)
    return ImageChops.subtract(edges, wide)


def joined_tiles(tiles: set[Tile]) -> Iterator[list[Tile]]:
    """Tiles that touch, corners included, together; in a row also over a gap of one, as between the words of a name."""
    left = set(tiles)
    while left:
        group = [left.pop()]
        for x, y in group:  # grows while it is walked
            touching = {(x + dx, y + dy) for dx in range(-2, 3) for dy in (-1, 0, 1)} & left
            left -= touching
            group += touching
        yield group


PagePlaces = tuple[tuple[int | None, int | None], ...]
_MOST = 60  # pages: more are paired by their numbers


def page_pairs(old: DocumentContent, new: DocumentContent) -> PagePlaces:
    """Return the pages of both, from 1, in the order of the new document; None: no such page on that side.

    Pages that have titles of units in common are one page; between them, pages of which nothing is known are paired in their order.
    Without charts, or in a book, by their numbers.
    """
    counts = old.pages or 0, new.pages or 0
    titles: list[defaultdict[int, set[str]]] = [defaultdict(set), defaultdict(set)]
    for found, side in zip(titles, (old, new), strict=True):
        for unit in side.orgchart.units if side.orgchart else ():
            found[unit.page].add(letters_key(unit.title))
    before, after = titles
    if max(counts) > _MOST or counts == (1, 1) or not (before and after):
        return tuple((n if n <= counts[0] else None, n if n <= counts[1] else None) for n in range(1, max(counts) + 1))
    # The pairs, in both orders, that have most in common together
    best = [[0.0] * (counts[1] + 2) for _ in range(counts[0] + 2)]
    for i in range(counts[0], 0, -1):
        for j in range(counts[1], 0, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _worth(before[i], after[j]))
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 1
    while i <= counts[0] or j <= counts[1]:
        if i <= counts[0] and j <= counts[1] and best[i][j] == best[i + 1][j + 1] + _worth(before[i], after[j]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif j > counts[1] or (i <= counts[0] and best[i][j] == best[i + 1][j]):
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return tuple(pairs)


def _worth(old: set[str], new: set[str]) -> float:
    """How much speaks for two pages being one: a title in common counts, two pages without one hardly."""
    return len(old & new) / max(1, len(old | new)) or 0.001
