"""A digest of where everything stands on the pages: equal digests mean that the pages look the same (DESIGN 3.12)."""

from __future__ import annotations

import hashlib
from functools import cache

from monitor.pdf.ink import Box, PageInk

_GRID = 2.0  # points; re-saving moves nothing by more than hundredths, an eye sees a move of two
_ASIDE = 0.37  # borders between cells lie where round figures of points and half points don't fall


class GeometryDigest:
    """SHA-256 over letters, outlines and pictures of pages, taken one after the other, with their places.

    Left out on purpose: metadata, object order and numbers, fonts, colours, line widths, and the order of drawing.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def take(self, page: PageInk) -> None:
        """Add *page*, which follows those taken before."""
        lines = (f"page {page.width:.0f} {page.height:.0f}", *sorted(_letters(page)), *sorted(_drawn(page)), "")
        self._digest.update("\n".join(lines).encode("utf-8", "surrogatepass"))

    def hex(self) -> str:
        """The digest of all pages."""
        return self._digest.hexdigest()


def _letters(page: PageInk) -> list[str]:
    on_line = cache(lambda base, angle: f"{_cell(base)} {angle}")
    return [f"{c.text} {round((c.x0 + _ASIDE) / _GRID)} {on_line(c.base, c.angle)}" for c in page.letters if not c.text.isspace()]


def _drawn(page: PageInk) -> list[str]:
    paths = [f"path {_cells(p.box)} {p.fill is not None:d}" for p in page.paths if p.fill is not None or p.stroke is not None]
    return paths + [f"picture {_cells(p.box)} {p.digest}" for p in page.pictures]


def _cells(box: Box) -> str:
    return " ".join(str(_cell(side)) for side in box)


def _cell(at: float) -> int:
    return round((at + _ASIDE) / _GRID)
