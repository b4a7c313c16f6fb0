"""Cards of units and the lines between them, in the style of one chart."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from training.look import Border, Look
from training.paper import Paper, Point, Rect
from training.town import Person, Unit
from training.words import role as role_of


@dataclass(frozen=True)
class Line:
    """A line of a card: its words, font and size; `unit` where it is a unit written in its head's card."""

    words: str
    font: str
    size: float
    unit: Unit | None = None
    glued: bool = False  # belongs into the box of names beneath the title's
    indent: float = 0


class Pen(Paper):
    """Draws units, and remembers who was written and how."""

    def __init__(self, look: Look, luck: random.Random) -> None:
        super().__init__(look, luck)
        self.printed: list[tuple[Unit, Person, str]] = []

    def title(self, unit: Unit) -> str:
        return unit.title.upper() if self.look.capitals and unit.level <= 1 else unit.title

    def person(self, unit: Unit, person: Person) -> str:
        """The person as this chart writes them, function in brackets included; remembered for the truth."""
        look = self.look
        if person.name is None:
            return look.vacant
        way = look.written
        written = person.name.written(way)
        if not any(p is person for _, p, _ in self.printed):
            self.printed.append((unit, person, written))
        if person.role:
            return f"{written} ({person.role})" if look.bracket_people else f"{written}, {person.role}"
        if person.interim:
            return f"{written} {look.interim}"
        if look.roles == "brackets" and unit.level and unit.kind == "box":
            return f"{written} ({self.role(unit).lower()})"
        return f"{self.role(unit)} : {written}" if look.roles == "prefix" and unit.kind == "box" else written

    def role(self, unit: Unit) -> str:
        """What this chart calls the head of *unit*: the same however often it is asked."""
        woman = bool(unit.people and unit.people[0].name and unit.people[0].name.woman)
        return role_of(random.Random(f"{unit.key % 3}{unit.level}"), unit.title, woman=woman)

    def lines(self, unit: Unit, width: float, *, items: Sequence[Unit] = (), size: float | None = None) -> list[Line]:
        """What is written in a card *width* wide, *items* as a list at its foot."""
        look, size = self.look, size or self.look.size * (1.15 if unit.level == 0 else 1.05 if unit.level == 1 else 1)
        plain, bold, slanted = look.fonts
        heavy = bold if look.bold else plain
        title, names = self.title(unit), [self.person(unit, p) for p in unit.people]
        if look.names == "inline" and len(names) == 1 and unit.kind != "list_item":
            title, names = f"{title} : {names[0]}" if look.align == "left" else f"{title} – {names[0]}", []
        titled = [Line(part, heavy, size) for part in self.wrapped(title, heavy, size, width - 8)]
        named: list[Line] = []
        for shown in names:
            named += [
                Line(part, plain, size * 0.94, glued=look.names == "glued")
                for part in self.wrapped(shown, plain, size * 0.94, width - 8)
            ]
        if items and look.names == "glued":
            named = [Line(line.words, line.font, line.size) for line in named]
        if (
            len(unit.people) == 1
            and unit.people[0].name
            and look.roles in ("line above", "line below")
            and named
            and unit.kind == "box"
            and unit.level
        ):
            said = Line(self.role(unit), slanted, size * 0.9, glued=look.names == "glued" and not items)
            named = [said, *named] if look.roles == "line above" else [*named, said]
        lines = [*named, *titled] if look.names == "above" else [*titled, *named]
        if look.staffing and unit.staffing:
            self.never.append(unit.staffing)
            lines.append(Line(unit.staffing, plain, size * 0.85, glued=lines[-1].glued))
        if look.phones and unit.phone:
            lines.append(Line(unit.phone, plain, size * 0.85, glued=lines[-1].glued))
        for item in items:
            lines += self.item(item, width, size * 0.9, 0)
        return lines

    def item(self, unit: Unit, width: float, size: float, depth: int) -> list[Line]:
        """A unit as a line of a list, those below it indented."""
        look, font = self.look, self.look.fonts[0]
        shown = unit.title
        if unit.people:
            written = self.person(unit, unit.people[0])
            shown += f" ({written})" if look.bracket_people and "(" not in written else f" : {written}"
        lead, indent = f"{look.bullet} " if look.bullet else "", depth * size * 0.5
        hanging = self.width(lead, font, size)
        first, *rest = self.wrapped(shown, font, size, width - 10 - indent - hanging)
        found = [Line(lead + first, font, size, unit, indent=indent)]
        found += [Line(part, font, size, unit, indent=indent + hanging) for part in rest]
        for below in unit.below:
            found += self.item(below, width, size, depth + 2)
        return found

    def height(self, unit: Unit, width: float, *, items: Sequence[Unit] = (), size: float | None = None) -> float:
        lines = self.lines(unit, width, items=items, size=size)
        return sum(1.22 * line.size for line in lines) + 7 + (3 if any(line.glued for line in lines) else 0) + self._portrait(unit)

    def _portrait(self, unit: Unit) -> float:
        return 26.0 if self.look.portraits and unit.level <= 1 and unit.people and unit.kind == "box" else 0

    def card(
        self,
        unit: Unit,
        x: float,
        top: float,
        width: float,
        *,
        items: Sequence[Unit] = (),
        height: float | None = None,
        border: Border | None = None,
        size: float | None = None,
    ) -> Rect:
        """Draw *unit*, and *items* as a list in it; returns where. Its place and those of the items are kept."""
        look = self.look
        lines = self.lines(unit, width, items=items, size=size)
        natural = self.height(unit, width, items=items, size=size)
        height = max(height or 0, natural)
        kind = border or look.borders[min(unit.level, 3)]
        filled = unit.level <= look.filled_to or (unit.kind == "staff" and look.filled_to >= 2)
        fill = look.palette[unit.band % 8] if unit.level else look.palette[6]
        if unit.shared and look.pictogram == "colour":
            fill, filled = "#fff2b3", True
        glued = [line for line in lines if line.glued]
        if glued:
            upper = height - sum(1.22 * line.size for line in glued) - 4
            self.box((x, top, width, upper), kind, fill if filled else None)
            self.box((x, top + upper, width, height - upper), "outline", None)
        else:
            self.box((x, top, width, height), kind, fill if filled else None)
        dark = filled and _dark(fill) and kind not in ("outline", "white", "gradient", "lines", "bars", "accent")
        y = top + 3 + self._portrait(unit)
        if self._portrait(unit):
            self.ellipse((x + width / 2 - 11, top + 3, 22, 22), fill="#c9b8a8", stroke=None)
            self.ellipse((x + width / 2 - 5, top + 6, 10, 10), fill="#8a6f5a", stroke=None)
        slack = 0.0 if items or look.align == "left" else (height - natural) / 2
        y += slack
        unit.place = (self.page, x, top, x + width, top + height)
        switched = False
        for line in lines:
            if line.glued and not switched:
                switched, y = True, top + height - sum(1.22 * other.size for other in glued) - 2
            y += 1.22 * line.size
            colour = (
                "#ffffff"
                if (dark and not line.glued and kind != "header") or (dark and kind == "header" and line is lines[0])
                else "#000000"
            )
            if line.unit is not None:
                self.listed(line, x + 5, y, x + width - 4, colour=colour)
            elif look.align == "center":
                self.write(line.words, x + width / 2, y - 0.28 * line.size, line.font, line.size, colour=colour, align="center")
            else:
                self.write(line.words, x + 5, y - 0.28 * line.size, line.font, line.size, colour=colour)
        if unit.shared and look.pictogram in ("dot", "square", "star"):
            self.mark(x + width - 5, top + 5)
        return (x, top, width, height)

    def listed(self, line: Line, x: float, bottom: float, right: float, *, colour: str = "#000000") -> None:
        """Write a line of a list; the place of its unit grows by it."""
        self.write(line.words, x + line.indent, bottom - 0.28 * line.size, line.font, line.size, colour=colour)
        unit = line.unit
        if unit:
            begun = unit.place if unit.kind == "list_item" and unit.place else None
            left, top = (begun[1], begun[2]) if begun else (x + line.indent, bottom - 1.1 * line.size)
            unit.place, unit.kind = (self.page, left, top, right, bottom + 0.1 * line.size), "list_item"

    def mark(self, x: float, y: float) -> None:
        """The pictogram of what is mutualised, its centre at that point."""
        if self.look.pictogram == "dot":
            self.ellipse((x - 3, y - 3, 6, 6), fill="#e6007e", stroke=None)
        elif self.look.pictogram == "square":
            self.rect((x - 3, y - 3, 6, 6), fill="#00a19a")
        elif self.look.pictogram == "star":
            self.polygon(
                [
                    (x, y - 4),
                    (x + 1.2, y - 1.2),
                    (x + 4, y - 1),
                    (x + 1.6, y + 1),
                    (x + 2.6, y + 4),
                    (x, y + 2),
                    (x - 2.6, y + 4),
                    (x - 1.6, y + 1),
                    (x - 4, y - 1),
                    (x - 1.2, y - 1.2),
                ],
                fill="#f39200",
            )
        else:
            self.rect((x - 4, y - 3, 8, 6), fill="#fff2b3", stroke="#999999", width=0.4)

    def box(self, at: Rect, kind: Border, fill: str | None) -> None:
        """The outline of a card, drawn in the way *kind*."""
        x, top, w, h = at
        look, pen, wide = self.look, self.look.stroke, self.look.stroke_width
        match kind:
            case "none":
                return
            case "outline":
                self.rect(at, stroke=pen, width=wide)
            case "fill":
                self.rect(at, fill=fill or "#e8eef5")
            case "both":
                self.rect(at, fill=fill or "#ffffff", stroke=pen, width=wide)
            case "round":
                self.rect(at, fill=fill or "#ffffff", stroke=pen, width=wide, radius=5)
            case "ellipse":
                self.ellipse((x - 6, top - 5, w + 12, h + 10), fill=fill, stroke=pen, width=wide)
            case "shadow":
                self.rect((x + 2.5, top + 2.5, w, h), fill="#b5b5b5")
                self.rect(at, fill=fill or "#ffffff", stroke=pen, width=wide)
            case "double":
                self.rect(at, fill=fill, stroke=pen, width=wide)
                self.rect((x + 2, top + 2, w - 4, h - 4), stroke=pen, width=wide)
            case "lines":
                for a, b in (
                    ((x, top), (x + w, top)),
                    ((x + w, top), (x + w, top + h)),
                    ((x + w, top + h), (x, top + h)),
                    ((x, top + h), (x, top)),
                ):
                    self._side((a, b))
            case "bars":
                for bar in ((x, top, w, 0.9), (x, top + h - 0.9, w, 0.9), (x, top, 0.9, h), (x + w - 0.9, top, 0.9, h)):
                    self.rect(bar, fill=pen)
            case "gradient":
                self.gradient(at, fill or "#dbe5f1")
                self.rect(at, stroke=pen, width=wide)
            case "white":
                self.rect((x - 0.5, top - 0.5, w + 1, h + 1), fill="#d0d7e5", radius=2)
                self.rect(at, fill="#ffffff")
            case "accent":
                self.rect(at, fill="#f7f7f7", stroke="#cccccc", width=0.4)
                self.rect((x, top, 3, h), fill=fill or look.palette[0])
            case "header":
                self.rect(at, fill="#ffffff", stroke=pen, width=wide)
                self.rect((x, top, w, min(h, 1.22 * look.size + 5)), fill=fill or "#dddddd")
            case "dashed":
                self.rect(at, fill=fill, stroke=pen, width=wide, dash=True)

    def _side(self, points: tuple[Point, Point]) -> None:
        self.stroke(points, colour=self.look.stroke, width=self.look.stroke_width, dash=False)

    # ------------------------------------------------------------------------------------------------------------------ links

    def down(self, parent: Rect, children: Sequence[Rect], *, at: float | None = None, links: str | None = None) -> None:
        """From the foot of *parent* to the tops of *children* beneath it, in the chart's way. *at*: where its bus runs."""
        look, how = self.look, links or self.look.links
        if not children or how == "none":
            return
        x, bottom = parent[0] + parent[2] / 2, parent[1] + parent[3]
        top = min(child[1] for child in children)
        bus = at if at is not None else bottom + (top - bottom) * 0.5
        ends = [(c[0] + c[2] / 2, c[1] - look.gap) for c in children]
        start = (x, bottom + (look.gap if look.gap > 2 else 0))
        if how == "behind":
            start = (x, parent[1] + parent[3] / 2)
            ends = [(c[0] + c[2] / 2, c[1] + c[3] / 2) for c in children]
        match how:
            case "straight":
                for end in ends:
                    self._led([start, end])
            case "curve":
                for end in ends:
                    self.stroke([start, (start[0], bus), (end[0], bus), end], curve=True)
                    if look.arrows:
                        self.arrow(end, (end[0], bus))
            case "elbow":
                for end in ends:
                    self._led([start, (x, bus), (end[0], bus), end] if abs(end[0] - x) > 0.5 else [start, end])
            case "bars":
                self.rect((x - 0.6, bottom, 1.2, bus - bottom), fill=look.link_colour)
                left, right = min(x, *(e[0] for e in ends)), max(x, *(e[0] for e in ends))
                if right - left > 1:
                    self.rect((left - 0.6, bus - 0.6, right - left + 1.2, 1.2), fill=look.link_colour)
                for end in ends:
                    self.rect((end[0] - 0.6, bus, 1.2, end[1] - bus), fill=look.link_colour)
            case _:
                if how != "no trunk" or len(ends) == 1:
                    self.stroke([start, (x, bus)])
                left, right = min(x, *(e[0] for e in ends)), max(x, *(e[0] for e in ends))
                if how == "no trunk":
                    left, right = min(e[0] for e in ends), max(e[0] for e in ends)
                if right - left > 0.5:
                    self.stroke([(left, bus), (right, bus)])
                for end in ends:
                    self._led([(end[0], bus), end])

    def _led(self, points: list[Point]) -> None:
        self.stroke(points)
        if self.look.arrows:
            self.arrow(points[-1], points[-2])

    def beside(self, parent: Rect, children: Sequence[Rect], *, from_edge: bool = False) -> None:
        """A comb: a line down beside *children*, from *parent*'s foot or, *from_edge*, its left side, and a tooth to each."""
        look = self.look
        if not children or look.side_links == "none":
            return
        x = min(c[0] for c in children) - 6
        ys = [c[1] + min(c[3] / 2, 12) for c in children]
        begin = (
            [(parent[0], parent[1] + parent[3] / 2), (x, parent[1] + parent[3] / 2)] if from_edge else [(x, parent[1] + parent[3])]
        )
        self.stroke([*begin, (x, ys[-1])])
        for child, y in zip(children, ys, strict=True):
            end = (child[0] - (look.gap if look.gap < 4 else 0), y)
            self.stroke([(x, y), end])
            if look.side_links == "arrows":
                self.arrow(end, (x, y))


def _dark(colour: str) -> bool:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue < 140
