"""Which boxes of a chart wear another colour than before, others that looked like them having kept theirs (DESIGN 3.12). Pure."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from colorsys import rgb_to_hsv
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from monitor.compare.charts.match import Side, matched
from monitor.compare.charts.sheet import as_compared
from monitor.model import OrgChart, Unit
from monitor.normalize import key

if TYPE_CHECKING:
    from PIL.Image import Image

Colour: TypeAlias = tuple[int, int, int]

_ALIKE, _SHADE = 12, 32  # of 255 in red, green or blue; the same of one hue
_STRONG = 40  # of 255 between the most and the least of the three: less is grey, or the edge of a letter
_HUES = 12  # in the circle
_SEEN, _TRACE = 0.004, 0.001  # of the area of a box: what has less of a hue than the first is hardly there, than the other not
_INSET = 3  # pixels: what is as near to the edge may be a neighbour's
_EDGE, _INK = 0.2, 60  # of a side of a box, how much more or less of a line is another one; of 255, what differs from its ground
_GROUND, _TOUCHING = 0.2, 0.1  # of what is not near the edges of a box, how much is of its ground; of the rest, of its ink
_OTHER_INK = 0.25  # of the ink of a row, how much of it may stand elsewhere: its letters are those that they were
_SOLID = 5  # pixels: a mark has as much of one colour each way, no letter has
_GROWN = 0.2  # of the larger of two sides
_SIDES = 3  # of its four: along one another box may stand
_SHARE = 0.5  # of the boxes that looked alike, those that still do: the sheet is set as it was
_ANEW = 2 / 3  # those that have the same new colour where the sheet has other ones
_LEAST, _STILL = 4, 0.6  # boxes that stand on both sheets: so many, and such a share of each, tell what its colours are
_PAPER = 240  # of 255: what is as light has no colour
_FEW = 2  # boxes: fewer that have another colour are no palette
_SEVERAL = 3  # boxes with a colour: fewer are no habit


class _Look(NamedTuple):
    ground: Colour
    hues: frozenset[int]  # of letters and marks
    traces: frozenset[int]  # the same, and those of which next to nothing is there
    sides: tuple[float, ...]  # how much of each is drawn, 0 to 1: a line, dashes, nothing
    size: tuple[int, int]  # pixels


def comparable_units(old: OrgChart, new: OrgChart) -> list[tuple[Unit, Unit]]:
    """The units that both charts call so, and no other one, then those that are the same by what stands around or below them.

    [] of charts that share few of the first.
    """
    sides = [{unit: key(unit.title) for unit in chart.units} for chart in (old, new)]
    counts = [Counter(side.values()) for side in sides]
    by_title = {title: unit for unit, title in sides[0].items() if counts[0][title] == 1}
    pairs = [(by_title[title], unit) for unit, title in sides[1].items() if counts[1][title] == 1 and title in by_title]
    if len(pairs) < max(_LEAST, _STILL * max(len(old.units), len(new.units))):
        return []
    known = {unit.id for pair in pairs for unit in pair[:1]}, {unit.id for pair in pairs for unit in pair[1:]}
    units = old.by_id(), new.by_id()
    same = matched(Side(as_compared(old)), Side(as_compared(new)))
    more = ((one, other) for one, other in same.items() if not (one in known[0] or other in known[1]))
    return [*pairs, *((units[0][one], units[1][other]) for one, other in more)]


def recoloured(
    pictures: Iterable[tuple[Image, Image]], *, reworded: Container[int] = (), vacated: Container[int] = ()
) -> tuple[list[int], bool]:
    """Which of *pictures*, of a box before and after, are of one that has another ground or a colour more or less.

    And whether most kinds of boxes are as they were. None is told where what looked like it before looks like it now: a sheet that
    is set in other colours says nothing of any box, unless it came to look like others that stayed as they were. Of the *reworded*
    nothing is asked of other words than before, nor of a portrait or a mark that goes with a head: their colour is theirs. Of the
    *vacated*, where a post became vacant or was filled, a mark says that.
    """
    looks = list[tuple[_Look, _Look]]()
    for n, pair in enumerate(pictures):
        old, new = map(_look_of, pair, _beside_words(*pair) if n in reworded else pair)
        looks.append((old, new))
    grounds = Counter(old.ground for old, _ in looks)  # several boxes of one ground to the point are a kind, others near it none
    groups = list[list[int]]()
    for n, (old, _) in enumerate(looks):
        kind = old.ground if grounds[old.ground] >= _SEVERAL else None
        near = (group for group in groups if _alike(looks[group[0]][0].ground, old.ground))
        of_kind = {id(group): looks[group[0]][0].ground for group in groups if grounds[looks[group[0]][0].ground] >= _SEVERAL}
        group = next((group for group in near if of_kind.get(id(group)) == kind), None)
        groups.append([n]) if group is None else group.append(n)
    kept = [_new_ground([looks[n] for n in group]) for group in groups]
    # Of the boxes that have a colour, how many look as most of those that looked like them do still
    coloured = [(n, group[0]) for group in groups for n in group if min(looks[group[0]][0].ground) < _PAPER]
    changed = [n for n, first in coloured if not _alike(looks[first][0].ground, looks[n][1].ground)]
    # Another palette is one of colours; a print without grounds has none left
    others = sum(len(changed) == len(coloured) or min(looks[n][1].ground) < _PAPER for n in changed)
    as_it_was = others <= _FEW or 2 * others <= len(coloured)
    found = set[int]()
    for group, ground in zip(groups, kept, strict=True):
        if len(group) == 1 and not as_it_was:
            continue
        was = looks[group[0]][0].ground
        # What all of a kind came to says nothing but where others have it and keep it: the head of a sheet in another accent.
        # Where one of them stays what it was, the others are told, however many
        stays = any(_alike(looks[n][1].ground, was) for n in group)
        as_before = as_it_was and (
            ground is None
            or stays
            or any(all(_alike(side.ground, ground) for side in look) for n, look in enumerate(looks) if n not in group)
        )
        # Paper that most boxes gave up for one colour: those that have it now are told, unless all do
        inked = min(was) >= _PAPER and any(_alike(looks[n][1].ground, was) for n in group)
        usual = was if as_before or inked else ground
        if usual is not None:
            found.update(n for n in group if not _alike(looks[n][1].ground, usual))
        marked = (n for n in _with_other_marks(group, looks) if n not in reworded or _is_of_box(n, looks, reworded))
        found.update((*(n for n in marked if n not in vacated), *_with_other_edges(group, looks)))
    return sorted(found), as_it_was and not _exchanged(looks)


def _new_ground(looks: Sequence[tuple[_Look, _Look]]) -> Colour | None:
    """The ground that most of what looked alike has now; None where there is none."""
    if len(looks) * _SHARE <= sum(_alike(old.ground, new.ground) for old, new in looks):
        return looks[0][0].ground
    best = max((new.ground for _, new in looks), key=lambda one: sum(_alike(one, new.ground) for _, new in looks))
    return best if sum(_alike(best, new.ground) for _, new in looks) >= _ANEW * len(looks) else None


def _with_other_marks(group: Sequence[int], looks: Sequence[tuple[_Look, _Look]]) -> list[int]:
    """Those of *group*, boxes of one ground, in which a colour came or went that stays as it was in most of them.

    A colour that most boxes of the sheet lost which had it is another one now, and so is what came for it unless others kept that.
    """
    kept = {hue for old, new in looks for hue in old.hues & new.hues}
    lost = Counter(hue for old, new in looks if kept.isdisjoint(_beyond(new, old)) for hue in _beyond(old, new))
    had = Counter(hue for old, _ in looks for hue in old.hues)
    anew = {hue for hue, times in lost.items() if times >= _SEVERAL and 2 * times >= had[hue]}
    came = Counter(hue for n in group for hue in _beyond(looks[n][1], looks[n][0]))
    # Where most that have a colour exchanged it, each for another, one that none of these came to says nothing, either
    exchanged = _exchanged(looks)
    palette = {hue for n in exchanged for hue in looks[n][1].hues}
    found = list[int]()
    for old, new, n in ((*looks[n], n) for n in group if n not in exchanged):
        went = _beyond(old, new)
        is_anew = not anew.isdisjoint(went)
        comes = [hue for hue in _beyond(new, old) if 2 * came[hue] < len(group) and (not palette or hue in palette)]
        if _alike(old.ground, new.ground) and (any(hue not in anew for hue in went) or (comes and not is_anew)):
            found.append(n)
    return found


def _exchanged(looks: Sequence[tuple[_Look, _Look]]) -> set[int]:
    """The boxes in which one colour stands for another, where these are most of those that have any: another palette; else none.

    A colour that stays what it is in others says there what it says here: « ● Ville », « ● Métropole ».
    """
    kept = {hue for old, new in looks for hue in old.hues & new.hues}
    pairs = ((n, _beyond(old, new), _beyond(new, old)) for n, (old, new) in enumerate(looks))
    found = {n for n, went, came in pairs if went and came and kept.isdisjoint(came)}
    coloured = sum(bool(old.hues or new.hues) for old, new in looks)
    return found if len(found) >= _SEVERAL and 2 * len(found) > coloured else set()


def _is_of_box(n: int, looks: Sequence[tuple[_Look, _Look]], reworded: Container[int]) -> bool:
    """Whether a mark that came to a box with other words, or went from it, is one that another box wears whose words stayed.

    One in the place of another goes with the head: a disc with initials, a figure of a man or a woman.
    """
    old, new = looks[n]
    ways = [(hue, side) for side, hues in enumerate((_beyond(old, new), _beyond(new, old))) for hue in hues]
    others = [look for at, look in enumerate(looks) if at not in reworded]
    return len({side for _, side in ways}) == 1 and all(any(hue in look[side].hues for look in others) for hue, side in ways)


def _with_other_edges(group: Sequence[int], looks: Sequence[tuple[_Look, _Look]]) -> list[int]:
    """Those of *group* round which much more or less is drawn than was, unless most have it so: dashes for a line."""
    # Of one size, about: else one may be the box of the words alone, the other that of the cell around them
    sizes = {n: list(zip(*(look.size for look in looks[n]), strict=True)) for n in group}
    fits = [n for n in group if all(abs(a - b) <= _GROWN * max(a, b) for a, b in sizes[n])]
    same = [n for n in fits if _alike(looks[n][0].ground, looks[n][1].ground)]
    grown = {n: [after - before for before, after in zip(looks[n][0].sides, looks[n][1].sides, strict=True)] for n in same}
    usual = [sorted(side)[len(side) // 2] for side in zip(*grown.values(), strict=True)]
    apart = {n: [more - most for more, most in zip(sides, usual, strict=True)] for n, sides in grown.items()}
    return [n for n, sides in apart.items() if any(sum(sign * side > _EDGE for side in sides) >= _SIDES for sign in (1, -1))]


def _beyond(one: _Look, other: _Look) -> list[int]:
    """The hues of *one* of which *other* has no trace, nor of one beside them."""
    return [hue for hue in one.hues if other.traces.isdisjoint(((hue - 1) % _HUES, hue, (hue + 1) % _HUES))]


def _beside_words(*pair: Image) -> tuple[Image, ...]:
    """Both pictures of a box, each with its ground over what are no rows of ink of the other one, but for marks of one colour."""
    from PIL import Image as Pictures
    from PIL import ImageChops

    pictures = [picture.convert("RGB") for picture in pair]
    grounds = [Pictures.new("RGB", picture.size, _usual(_colours_of(picture), picture)) for picture in pictures]
    inks = [_differing(*both) for both in zip(pictures, grounds, strict=True)]
    wide, high = (min(sides) for sides in zip(*(picture.size for picture in pictures), strict=True))
    shared = [ink.crop((0, 0, wide, high)) for ink in inks]
    lines = (
        array("f", one.convert("F").resize((1, high), Pictures.Resampling.BOX).tobytes())
        for one in (ImageChops.difference(*shared), *shared)
    )
    same = bytes(255 * (apart <= _OTHER_INK * max(both) > 0) for apart, *both in zip(*lines, strict=True))
    shown: list[Image] = []
    for picture, ground in zip(pictures, grounds, strict=True):
        flat = ImageChops.difference(*(_around(picture, _SOLID, lightest=lightest) for lightest in (True, False)))
        other = reduce(ImageChops.lighter, ImageChops.difference(picture, ground).split())
        solid = ImageChops.darker(
            flat.convert("L").point(lambda value: 255 * (not value)), other.point(lambda v: 255 * (v > _ALIKE))
        )
        kept = _around(solid, 2 * _SOLID - 1, lightest=True)
        kept.paste(255, (0, 0), Pictures.frombytes("L", (1, high), same).resize((wide, high)))
        shown.append(Pictures.composite(picture, ground, kept))
    return tuple(shown)


def _around(picture: Image, size: int, *, lightest: bool) -> Image:
    """The lightest or darkest that each pixel of *picture*, and band, has in the square of *size* pixels around it.

    As Pillow's MaxFilter and MinFilter, in a tenth of their time: of two squares side by side one is made, of twice the width.
    """
    from PIL import Image as Pictures
    from PIL import ImageChops

    most, beyond = (ImageChops.lighter, 0) if lightest else (ImageChops.darker, 255)
    (wide, high), margin = picture.size, size - 1
    found = Pictures.new(picture.mode, (wide + margin, high + margin), (beyond,) * len(picture.getbands()))
    found.paste(picture, (margin // 2, margin // 2))
    for across, down in ((1, 0), (0, 1)):
        done = 1
        while done < size:
            step = min(done, size - done)
            (wide, high), right, below = found.size, across * step, down * step
            found = most(found.crop((0, 0, wide - right, high - below)), found.crop((right, below, wide, high)))
            done += step
    return found


def _differing(picture: Image, ground: Image) -> Image:
    """Where *picture* is something else than its ground: 255, else 0."""
    from PIL import ImageChops

    return ImageChops.difference(picture.convert("RGB"), ground).convert("L").point(lambda value: 255 * (value > _INK))


def _colours_of(picture: Image) -> Counter[Colour]:
    found = picture.convert("RGB").getcolors(picture.width * picture.height)
    return Counter({colour: count for count, colour in cast("list[tuple[int, Colour]]", found)})


def _usual(colours: Counter[Colour], picture: Image) -> Colour:
    """Which of *colours* is met most often; of several the first one in *picture*, row by row."""
    most = max(colours.values())
    often = {colour for colour, count in colours.items() if count == most}
    if len(often) == 1:
        return often.pop()
    data = picture.convert("RGB").tobytes()
    return next(colour for colour in zip(data[::3], data[1::3], data[2::3], strict=True) if colour in often)


def _look_of(picture: Image, shown: Image) -> _Look:
    """The look of a box by its *picture*; its colours by what is *shown* of that."""
    from PIL import Image as Pictures

    inner = shown.crop((_INSET, _INSET, shown.width - _INSET, shown.height - _INSET))
    if min(inner.size) <= 0:
        inner = shown
    whole, colours = _colours_of(shown), _colours_of(inner)
    ground = _usual(colours, inner)
    rim, area = whole - colours, inner.width * inner.height
    edge = _usual(rim, shown) if rim else ground
    if rim[ground] <= _TOUCHING * rim.total() and colours[edge] >= _GROUND * area:
        ground = edge  # of bold words with no box around them most may be ink, which hardly touches the edge
    shares = Counter[int]()
    for colour, count in colours.items():
        if max(colour) - min(colour) > _STRONG and not _alike(colour, ground):
            shares[round(rgb_to_hsv(*(part / 255 for part in colour))[0] * _HUES) % _HUES] += count
    seen, trace = (frozenset(hue for hue, count in shares.items() if count >= least * area) for least in (_SEEN, _TRACE))
    # How much of each side, a few pixels deep, is something else than the ground
    mask, (wide, high) = _differing(picture, Pictures.new("RGB", picture.size, ground)), picture.size
    drawn = list[float]()
    for side in ((0, 0, wide, _INSET), (0, high - _INSET, wide, high), (0, 0, _INSET, high), (wide - _INSET, 0, wide, high)):
        length = max(side[2] - side[0], side[3] - side[1])
        band = mask.crop(side).resize((length, 1) if side[2] - side[0] == wide else (1, length), Pictures.Resampling.BOX)
        drawn.append((length - band.tobytes().count(0)) / length)
    return _Look(ground, seen, trace, tuple(drawn), picture.size)


def _alike(one: Colour, other: Colour) -> bool:
    """Whether two colours look the same, or are one that another way to tell colours gives: print for screen."""
    most = max(abs(a - b) for a, b in zip(one, other, strict=True))
    if most <= _ALIKE or min(max(one) - min(one), max(other) - min(other)) <= _STRONG:
        return most <= _ALIKE
    hues = [rgb_to_hsv(*(part / 255 for part in colour))[0] for colour in (one, other)]
    return most <= _SHADE and min(abs(hues[0] - hues[1]), 1 - abs(hues[0] - hues[1])) < 1 / (4 * _HUES)
