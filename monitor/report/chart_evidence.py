"""Why a chart was read as it was, in plain words (DESIGN 5.6); as JSON it is in `as_json`. Pure.

And what was recognised, drawn over the page: boxes with their numbers, and lines to what they hang under.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, hypot
from typing import TYPE_CHECKING

from monitor.i18n.locale import locale_of
from monitor.i18n.typography import clean
from monitor.model import Evidence, Explanation, Language, OrgChart, Person, PossibleParent, Unit, Weighed
from monitor.model.frozen import replace

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_WORDS = 3  # on a line, for one parent
_SAID, _TITLE_SAID = 0.15, 0.4  # what weighs less is not worth a word
_HIGHEST = 0.99  # above it, a chance is told as that
_MOST_LETTERS = 48  # of the title of a parent
_CLEAR = 0.9  # a chance below which one says what spoke against, and what for another
_WORTH = 0.01  # a chance below which another parent is not named
_UNSURE = 0.7  # DESIGN 3.27


def why_no_tree(chart: OrgChart, language: Language) -> str | None:
    """Why *chart* has no tree, in a sentence; None where it has one."""
    if chart.reason is None:
        return None
    doubtful = sum(unit.confidence < _UNSURE for unit in chart.units)
    locale, key = locale_of(language), f"evidence.reasons.{chart.reason}"
    if not locale.has(key):
        return clean(chart.reason)
    return locale.text(key, doubtful=doubtful, count=len(chart.units), least=locale.number(_UNSURE))


def explained_lines(unit: Unit, explanation: Explanation, units: Mapping[str, Unit], language: Language) -> Iterator[str]:
    """One line on where *unit* hangs, and one on its title and each of its people in doubt; *units*: those of the chart, by id."""
    lines = _Lines(units, language)
    yield lines.parents(explanation.parents)
    if explanation.title.chance < _CLEAR:
        yield lines.title(explanation.title)
    for person, weighed in zip(unit.people, explanation.people, strict=True):
        if weighed.chance < _CLEAR:
            yield lines.person(person, weighed)


def parent_chance(explanation: Explanation, language: Language) -> str:
    """How likely it is that the unit hangs where it does, as the lines say it."""
    return _Lines({}, language).chance(explanation.parents[0].weighed.chance)


class _Lines:
    """Words for the parents of one unit after the other."""

    def __init__(self, units: Mapping[str, Unit], language: Language) -> None:
        self._units = units
        self._locale = locale_of(language)

    def parents(self, parents: Sequence[PossibleParent]) -> str:
        """« sous X (0,97) : un trait y mène ; sinon sous Y (0,02) »."""
        locale, (chosen, *others) = self._locale, parents
        rival = others[0] if others else None
        parts = [self._sentence("", chosen, _contrast(chosen, rival))]
        if chosen.weighed.chance < _CLEAR:
            against = [one for one in chosen.weighed.evidence if one.weight < -_SAID]
            words = self._words(against[:2], "parents")
            parts += [locale.text("evidence.against", words=words)] if words else []
        if any(other.weighed.chance > chosen.weighed.chance for other in others):
            parts.append(locale.text("evidence.whole"))
        for other in others:
            if other.weighed.chance >= _WORTH:
                close = other.weighed.chance >= 1 - _CLEAR
                parts.append(self._sentence("else_", other, _contrast(other, chosen)[:2] if close else ()))
        return locale.text("evidence.between").join(parts)

    def title(self, title: Weighed) -> str:
        """« intitulé douteux (0,74) : semble contenir un nom »."""
        against = [one for one in title.evidence if one.weight < -_TITLE_SAID]
        where = self._locale.text("evidence.title", chance=self.chance(title.chance))
        return self._because(where, self._words(against[:_WORDS], "titles"))

    def person(self, person: Person, weighed: Weighed) -> str:
        """« Zoé Marin, à vérifier (0,72) : aucun prénom connu »."""
        against = [one for one in weighed.evidence if one.weight < -_SAID]
        key = "evidence.vacant" if person.vacant else "evidence.person"
        where = self._locale.text(key, name=clean(person.name), chance=self.chance(weighed.chance))
        return self._because(where, self._words(against[:_WORDS], "people"))

    def _sentence(self, prefix: str, possible: PossibleParent, evidence: Sequence[Evidence]) -> str:
        unit = self._units.get(possible.parent or "")
        title = clean(unit.title) if unit else ""
        if len(title) > _MOST_LETTERS:
            title = title[: _MOST_LETTERS - 1].rstrip() + "…"
        parent = self._locale.quoted(title) if unit else ""
        key = f"evidence.{prefix}{'under' if unit else 'top'}"
        where = self._locale.text(key, parent=parent, chance=self.chance(possible.weighed.chance))
        # with the rule that spoke in the place of the bare fact that one did
        rules = [one for one in possible.weighed.evidence if one.name.startswith("rule ")]
        by_rule = [rules[0] if one.name == "by rules" and rules else one for one in evidence]
        return self._because(where, self._words(by_rule, "parents"))

    def _because(self, where: str, words: str) -> str:
        return self._locale.text("evidence.for", where=where, words=words) if words else where

    def _words(self, evidence: Sequence[Evidence], table: str) -> str:
        """What has no words yet is told by its name."""
        locale = self._locale
        keys = {one.name: f"evidence.{table}.{one.name}" for one in evidence}
        told = (locale.text(key) if locale.has(key) else clean(name) for name, key in keys.items())
        return locale.text("evidence.and").join(dict.fromkeys(told))

    def chance(self, chance: float) -> str:
        """Two decimals; no figure that would claim to be certain."""
        point = self._locale.number(0.5)[1]
        if chance > _HIGHEST:
            return self._locale.text("evidence.certain", chance=f"{_HIGHEST:.2f}".replace(".", point))
        return f"{chance:.2f}".replace(".", point)


def _contrast(one: PossibleParent, rival: PossibleParent | None) -> list[Evidence]:
    """What spoke for *one*, and more than for *rival*, strongest first."""
    other = {evidence.name: evidence.weight for evidence in rival.weighed.evidence} if rival else {}
    more = [(one.weight - max(0.0, other.get(one.name, 0.0)), one) for one in one.weighed.evidence if one.weight > 0]
    return [evidence for gain, evidence in sorted(more, key=lambda pair: -pair[0]) if gain > _SAID][:_WORDS]


Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]

_INK, _PAPER = (176, 0, 88), (255, 255, 255)
_LINE, _FRINGE = 1.2, 0.9  # points: thickness, and the white beside it that shows it on any ground
_LETTERS, _MARGIN, _DOT = 7.0, 1.5, 2.6  # points
_ASIDE = 5.0  # points: how far beside the boxes a line runs round them
_DASH, _GAP = 5.0, 4.0  # points
_MINIMUM = 9  # pixels: smaller digits can't be read


def mark_units(
    image: Image, chart: OrgChart, *, page: int, scale: float, sure: float, chances: Mapping[str, str] | None = None
) -> None:
    """Draw the units of *page*, from 1, over its *image* (RGB, *scale* pixels a point), numbered from 1 in the tree's order.

    A parent known with less confidence than *sure* has a dashed line; one on another page is told by its number, "12 ↑ 3".
    *chances*: what is written behind the number, by the id of the unit.
    """
    from PIL import ImageDraw, ImageFont

    pen = _Pen(ImageDraw.Draw(image), scale, ImageFont.load_default(size=max(_MINIMUM, _LETTERS * scale)))
    numbers = {unit.id: number for number, unit in enumerate(chart.units, 1)}
    edges = image.width / scale, image.height / scale
    units = {}
    for unit in chart.units:  # as far as on the page: a foreign file may draw miles away, and a dashed line to there never ends
        (x0, x1), (y0, y1) = (sorted(min(max(0.0, unit.bbox[n]), edges[n % 2]) for n in side) for side in ((0, 2), (1, 3)))
        units[unit.id] = replace(unit, bbox=(x0, y0, x1, y1))
    here = [unit for unit in units.values() if unit.page == page]
    for unit in here:
        pen.outline(unit.bbox)
    for unit in here:
        parent = units.get(unit.parent or "")
        if parent and parent.page == page:
            others = [other.bbox for other in here if other.id not in (unit.id, parent.id)]
            pen.link(_route(unit.bbox, parent.bbox, others), dashed=unit.confidence_parent < sure)
    for unit in here:
        label, parent = str(numbers[unit.id]), units.get(unit.parent or "")
        if parent and parent.page != unit.page:
            label += f" ↑ {numbers[parent.id]}"
        pen.label(unit.bbox, " · ".join(part for part in (label, (chances or {}).get(unit.id)) if part))


def _route(lower: Rectangle, upper: Rectangle, others: Sequence[Rectangle]) -> Sequence[Point]:
    """The points of a line between two boxes: straight, or round by the left where it would run down through boxes between them."""
    # From and to the sides that face each other; inside one another, the corners
    x0, x1 = _nearest(lower[0], lower[2], upper[0], upper[2])
    y0, y1 = _nearest(lower[1], lower[3], upper[1], upper[3])
    if (x0, y0) == (x1, y1):
        (x0, y0), (x1, y1) = lower[:2], upper[:2]
    if x0 != x1 or not any(o[0] < x0 < o[2] and min(y0, y1) < o[3] and o[1] < max(y0, y1) for o in others):
        return (x0, y0), (x1, y1)
    beside = min(lower[0], upper[0]) - _ASIDE
    low, high = (lower[1] + lower[3]) / 2, (upper[1] + upper[3]) / 2
    return (lower[0], low), (beside, low), (beside, high), (upper[0], high)


def _nearest(a0: float, a1: float, b0: float, b1: float) -> tuple[float, float]:
    """The points of two stretches that are nearest to each other, in the middle of what they share."""
    if a1 < b0:
        return a1, b0
    if b1 < a0:
        return a0, b1
    middle = (max(a0, b0) + min(a1, b1)) / 2
    return middle, middle


class _Pen:
    """Takes points of the page and draws in pixels."""

    def __init__(self, draw: ImageDraw, scale: float, font: FreeTypeFont | ImageFont) -> None:
        self._draw = draw
        self._scale = scale
        self._font = font

    def outline(self, box: Rectangle) -> None:
        x0, top, x1, bottom = (side * self._scale for side in box)
        for colour, grown in ((_PAPER, self._wide(_FRINGE)), (_INK, 0)):
            self._draw.rectangle(
                (x0 - grown, top - grown, x1 + grown, bottom + grown), outline=colour, width=self._wide(_LINE) + 2 * grown
            )

    def link(self, route: Sequence[Point], *, dashed: bool) -> None:
        """A line through the points of *route* with a dot at its end."""
        strokes = [] if dashed else list(pairwise(route))
        for (x0, y0), (x1, y1) in pairwise(route) if dashed else ():
            length = hypot(x1 - x0, y1 - y0)
            for n in range(ceil(length / (_DASH + _GAP))):
                along = [min(n * (_DASH + _GAP) + part, length) / length for part in (0, _DASH)]
                begin, end = ((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in along)
                strokes.append((begin, end))
        for colour, grown in ((_PAPER, _FRINGE), (_INK, 0.0)):
            for a, b in strokes:
                self._draw.line((*self._at(a), *self._at(b)), fill=colour, width=self._wide(_LINE + 2 * grown))
            self._draw.circle(self._at(route[-1]), (_DOT + grown) * self._scale, fill=colour)

    def label(self, box: Rectangle, text: str) -> None:
        """*text* on a tag to the left of the upper left corner of *box*, where mostly nothing is printed."""
        left, top, right, bottom = self._draw.textbbox((0, 0), text, font=self._font)
        margin = self._wide(_MARGIN)
        wide, high = right - left + 2 * margin, bottom - top + 2 * margin
        corner = self._at((box[0], box[1]))
        x, y = max(0, corner[0] - wide), max(0, corner[1])
        self._draw.rectangle((x, y, x + wide, y + high), fill=_PAPER, outline=_INK, width=max(1, self._wide(_LINE) // 2))
        self._draw.text((x + margin - left, y + margin - top), text, fill=_INK, font=self._font)

    def _at(self, point: Point) -> Point:
        return point[0] * self._scale, point[1] * self._scale

    def _wide(self, points: float) -> int:
        return max(1, round(points * self._scale))
