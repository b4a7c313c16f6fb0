"""Sheets on which y grows downwards. What is drawn on them is kept, and put on paper at the end, when its extent is known."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4, landscape, portrait
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from training.look import Look
from training.town import Town

Drawing = Callable[[Canvas, float], None]  # the canvas and the height of its page
Rect = tuple[float, float, float, float]  # x, top, width, height
Point = tuple[float, float]


@dataclass
class _Page:
    strokes: list[Drawing] = field(default_factory=list)
    shapes: list[Drawing] = field(default_factory=list)
    text: list[Drawing] = field(default_factory=list)
    natural: list[Drawing] = field(default_factory=list)
    right: float = 0
    bottom: float = 0


class Paper:
    """The sheets of one chart: shapes, strokes and words, and which of the words are no units."""

    def __init__(self, look: Look, luck: random.Random) -> None:
        self.look, self.luck = look, luck
        self.never: list[str] = []  # words on the sheet that are no unit
        self._pages = [_Page()]
        for font in ("Vera", "VeraBd", "VeraIt", "VeraBI"):
            if font not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(font, f"{font}.ttf"))

    # ------------------------------------------------------------------------------------------------------------------ paper

    @property
    def page(self) -> int:
        """The sheet being drawn, from 1."""
        return len(self._pages)

    def turn(self) -> None:
        """Go on to the next sheet."""
        self._pages.append(_Page())

    def extent(self) -> tuple[float, float]:
        """Right and bottom of what the sheet holds so far."""
        return self._pages[-1].right, self._pages[-1].bottom

    def paper(self, town: Town, *, title: str, producer: str) -> tuple[bytes, tuple[float, float]]:
        """The file and the size of its pages; the units' places become points of those pages."""
        right, bottom = max(p.right for p in self._pages) + 24, max(p.bottom for p in self._pages) + 24
        width, height, scale = self._size(right, bottom)
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(width, height), invariant=True)
        canvas.setTitle(title)
        canvas.setProducer(producer)
        for page in self._pages:
            canvas.scale(scale, scale)
            if self.look.order == "natural":
                drawn = page.natural
            elif self.look.order == "lines first":
                drawn = [*page.strokes, *[d for d in page.natural if d not in page.strokes]]
            else:
                drawn = [*page.strokes, *page.shapes, *page.text]
            for draw in drawn:
                draw(canvas, height / scale)
            canvas.showPage()
        canvas.save()
        for unit, _ in town.all():
            if unit.place:
                unit.place = (unit.place[0], *(round(n * scale, 1) for n in unit.place[1:]))  # type: ignore[assignment]
        return out.getvalue(), (width, height)

    def _size(self, right: float, bottom: float) -> tuple[float, float, float]:
        if self.look.paper == "as drawn":
            return right, bottom, 1.0
        best = (right, bottom, 1.0)
        for paper in (A4, A3) if self.look.paper == "A4" else (A3,):
            width, height = landscape(paper) if right >= bottom else portrait(paper)
            scale = min(width / right, height / bottom, 1.4)
            best = (width, height, scale)
            if scale * self.look.size >= 4.5:
                return best
        return best if best[2] * self.look.size >= 3.8 else (right, bottom, 1.0)

    def _add(self, kind: str, drawing: Drawing, right: float = 0, bottom: float = 0) -> None:
        page = self._pages[-1]
        getattr(page, kind).append(drawing)
        page.natural.append(drawing)
        page.right, page.bottom = max(page.right, right), max(page.bottom, bottom)

    # ------------------------------------------------------------------------------------------------------------------ shapes

    def rect(
        self,
        at: Rect,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        width: float = 0.7,
        radius: float = 0,
        dash: bool = False,
    ) -> None:
        x, top, w, h = at

        def draw(canvas: Canvas, page: float) -> None:
            canvas.saveState()
            _pens(canvas, fill, stroke, width, dash)
            if radius:
                canvas.roundRect(x, page - top - h, w, h, min(radius, w / 2, h / 2), stroke=bool(stroke), fill=bool(fill))
            else:
                canvas.rect(x, page - top - h, w, h, stroke=bool(stroke), fill=bool(fill))
            canvas.restoreState()

        self._add("shapes", draw, x + w, top + h)

    def ellipse(self, at: Rect, *, fill: str | None, stroke: str | None, width: float = 0.7) -> None:
        x, top, w, h = at

        def draw(canvas: Canvas, page: float) -> None:
            canvas.saveState()
            _pens(canvas, fill, stroke, width, dash=False)
            canvas.ellipse(x, page - top - h, x + w, page - top, stroke=bool(stroke), fill=bool(fill))
            canvas.restoreState()

        self._add("shapes", draw, x + w, top + h)

    def polygon(
        self, points: Sequence[Point], *, fill: str | None, stroke: str | None = None, width: float = 0.7, kind: str = "shapes"
    ) -> None:
        def draw(canvas: Canvas, page: float) -> None:
            canvas.saveState()
            _pens(canvas, fill, stroke, width, dash=False)
            path = canvas.beginPath()
            path.moveTo(points[0][0], page - points[0][1])
            for x, y in points[1:]:
                path.lineTo(x, page - y)
            path.close()
            canvas.drawPath(path, stroke=bool(stroke), fill=bool(fill))
            canvas.restoreState()

        self._add(kind, draw, max(x for x, _ in points), max(y for _, y in points))

    def gradient(self, at: Rect, colour: str) -> None:
        x, top, w, h = at

        def draw(canvas: Canvas, page: float) -> None:
            canvas.saveState()
            path = canvas.beginPath()
            path.rect(x, page - top - h, w, h)
            canvas.clipPath(path, stroke=0, fill=0)
            canvas.linearGradient(x, page - top, x, page - top - h, (HexColor("#ffffff"), HexColor(colour)), extend=False)
            canvas.restoreState()

        self._add("shapes", draw, x + w, top + h)

    def stroke(
        self,
        points: Sequence[Point],
        *,
        colour: str | None = None,
        width: float | None = None,
        dash: bool | None = None,
        curve: bool = False,
    ) -> None:
        """A line through *points*; *curve*: four points of a Bézier curve."""
        colour, width = colour or self.look.link_colour, self.look.link_width if width is None else width
        dashed = self.look.link_dash if dash is None else dash

        def draw(canvas: Canvas, page: float) -> None:
            canvas.saveState()
            _pens(canvas, None, colour, width, dashed)
            path = canvas.beginPath()
            path.moveTo(points[0][0], page - points[0][1])
            if curve:
                path.curveTo(*(n for x, y in points[1:] for n in (x, page - y)))
            else:
                for x, y in points[1:]:
                    path.lineTo(x, page - y)
            canvas.drawPath(path, stroke=1, fill=0)
            canvas.restoreState()

        self._add("strokes", draw, max(x for x, _ in points), max(y for _, y in points))

    def arrow(self, tip: Point, before: Point) -> None:
        """The head of an arrow that comes from *before*."""
        dx, dy = tip[0] - before[0], tip[1] - before[1]
        length = max((dx * dx + dy * dy) ** 0.5, 0.1)
        ux, uy, size = dx / length, dy / length, 3 + self.look.link_width
        base = (tip[0] - ux * size, tip[1] - uy * size)
        self.polygon(
            [tip, (base[0] - uy * size / 2, base[1] + ux * size / 2), (base[0] + uy * size / 2, base[1] - ux * size / 2)],
            fill=self.look.link_colour,
            kind="strokes",
        )

    # ------------------------------------------------------------------------------------------------------------------ words

    def write(
        self,
        words: str,
        x: float,
        baseline: float,
        font: str,
        size: float,
        *,
        colour: str = "#000000",
        align: str = "left",
        turned: bool = False,
    ) -> None:
        """One line of text at that baseline; *turned*: upwards from there."""
        look, stretch = self.look, self.look.stretch
        width = self.width(words, font, size)
        left = x - width / 2 if align == "center" else x - width if align == "right" else x

        def put(canvas: Canvas, dx: float, y: float, what: str, paint: str) -> None:
            text = canvas.beginText(dx, y)
            text.setFont(font, size)
            text.setHorizScale(stretch)
            text.setFillColor(HexColor(paint))
            text.textOut(what)
            canvas.drawText(text)

        def draw(canvas: Canvas, page: float) -> None:
            if turned:
                canvas.saveState()
                canvas.translate(x, page - baseline)
                canvas.rotate(90)
                put(canvas, -width / 2, 0, words, colour)
                canvas.restoreState()
                return
            y = page - baseline
            for offset, paint in {"bold": ((0, colour), (0.25, colour)), "shadow": ((0.8, "#b0b0b0"), (0, colour))}.get(
                look.twice, ((0, colour),)
            ):
                down = -offset if look.twice == "shadow" else 0
                if look.pieces == "line":
                    put(canvas, left + offset, y + down, words, paint)
                    continue
                done = ""
                for piece in words.split(" ") if look.pieces == "words" else words:
                    if piece.strip():
                        put(canvas, left + offset + self.width(done, font, size), y + down, piece, paint)
                    done += piece + (" " if look.pieces == "words" else "")

        if turned:
            self._add("text", draw, x + size, baseline + width / 2)
        else:
            self._add("text", draw, left + width, baseline + 0.3 * size)

    def width(self, words: str, font: str, size: float) -> float:
        found: float = stringWidth(words, font, size)
        return found * self.look.stretch / 100

    def wrapped(self, words: str, font: str, size: float, room: float) -> list[str]:
        """*words* in lines of at most *room*; a single word may be wider."""
        lines = [""]
        for word in words.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer, font, size) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def note(
        self,
        words: str,
        x: float,
        baseline: float,
        size: float,
        *,
        bold: bool = False,
        colour: str = "#000000",
        align: str = "left",
    ) -> None:
        """Words that are no unit."""
        self.never.append(words)
        self.write(words, x, baseline, self.look.fonts[1 if bold else 0], size, colour=colour, align=align)


def _pens(canvas: Canvas, fill: str | None, stroke: str | None, width: float, dash: bool) -> None:
    if fill:
        canvas.setFillColor(HexColor(fill))
    if stroke:
        canvas.setStrokeColor(HexColor(stroke))
        canvas.setLineWidth(width)
    if dash:
        canvas.setDash(3, 2)


def stable(*parts: object) -> int:
    """A seed made of *parts*, the same in every process."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:6], "big")
