"""A page as pixels, drawn by PDFium. Pure; a foreign file may take any time: see monitor.confine."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from monitor.model.frozen import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

NO_PICTURE = "no picture"  # begins what is said of a file that has not so many
MOST_PIXELS = 16_000_000  # A2 at 150 dpi; a larger page is drawn smaller
_LONGEST = 16_000  # pixels of one side: a ribbon of a page has few pixels and is long
_WHITE = 0xFFFFFFFF
_CHANNELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """`pixels`: red, green, blue, row by row from the top left of the page as displayed; `scale`: pixels a point."""

    width: int
    height: int
    scale: float
    pixels: bytes

    def image(self) -> Image:
        """The same for Pillow."""
        from PIL import Image

        return Image.frombytes("RGB", (self.width, self.height), self.pixels)


def bytes_of(width: int, height: int) -> int:
    """How many bytes of pixels a picture has. Raises ValueError for sides that `render` never gives."""
    if not (0 < width <= _LONGEST and 0 < height <= _LONGEST and width * height <= MOST_PIXELS + width + height):
        raise ValueError(f"{width} x {height} pixels")
    return width * height * _CHANNELS


def render(pdfium: Any, page: Any, *, dpi: float) -> PagePicture | None:
    """Draw a loaded page, annotations included, on white; None where the page has no size or no memory is left."""
    import ctypes  # what reads no PDF doesn't pay for it (DESIGN §9)

    across, down = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not (across > 0 and down > 0):
        return None
    scale = min(dpi / 72, math.sqrt(MOST_PIXELS / (across * down)), _LONGEST / max(across, down))
    width, height = max(1, round(across * scale)), max(1, round(down * scale))
    pixels = ctypes.create_string_buffer(width * height * _CHANNELS)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, pixels, width * _CHANNELS)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return PagePicture(width=width, height=height, scale=scale, pixels=pixels.raw)
