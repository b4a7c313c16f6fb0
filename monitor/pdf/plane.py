"""From PDF coordinates to the page as displayed: one affine map, ISO 32000-1, 8.3.3."""

from __future__ import annotations

import math
from typing import NamedTuple

from monitor.pdf.ink import Box


class Plane(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f. `width` and `height` are those of the page as displayed, points."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    @classmethod
    def of_page(cls, left: float, bottom: float, right: float, top: float, *, turns: int) -> Plane:
        """The map for a crop box and /Rotate given in quarter turns clockwise."""
        width, height = right - left, top - bottom
        if turns == 1:
            return cls(0, 1, 1, 0, -bottom, -left, height, width)
        if turns == 2:
            return cls(-1, 0, 0, 1, right, -bottom, width, height)
        if turns == 3:
            return cls(0, -1, -1, 0, top, right, height, width)
        return cls(1, 0, 0, -1, -left, top, width, height)

    @property
    def scale(self) -> float:
        """How much longer a length becomes, on the mean of both axes."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def is_upright(self) -> bool:
        """Whether it only moves, and turns the y axis over: the page is displayed as it was written."""
        return self[:4] == (1, 0, 0, -1)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where (x, y) stands on the page as displayed."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The upright box around a rectangle of PDF coordinates."""
        a, b, c, d, e, f, _, _ = self
        x0, x1 = a * left + c * bottom + e, a * right + c * top + e
        y0, y1 = b * left + d * bottom + f, b * right + d * top + f
        return Box(x0 if x0 < x1 else x1, y0 if y0 < y1 else y1, x1 if x0 < x1 else x0, y1 if y0 < y1 else y0)

    def after(self, a: float, b: float, c: float, d: float, e: float, f: float) -> Plane:
        """The map that first applies the matrix [a b c d e f], then this one."""
        return Plane(
            self.a * a + self.c * b,
            self.b * a + self.d * b,
            self.a * c + self.c * d,
            self.b * c + self.d * d,
            self.a * e + self.c * f + self.e,
            self.b * e + self.d * f + self.f,
            self.width,
            self.height,
        )
