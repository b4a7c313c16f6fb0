"""A town's chart as a picture: drawn by Pillow, packed in whatever way."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw, ImageFont

NAMES = ("Mme Claire Durand", "M. Paul Martin", "Mme Lucie Bernard", "M. Jean Petit", "Mme Anne Moreau", "M. Luc Roux")
UNITS = ("Direction générale", "Direction des achats", "Service des finances", "Service juridique", "Voirie", "Petite enfance")


def picture(*names: str, width: int = 1200) -> Image.Image:
    """Six boxes in two rows, the *names* given in place of the first ones."""
    shown = (*names, *NAMES[len(names) :])
    sheet = Image.new("RGB", (1200, 600), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(18)
    for n, (unit, name) in enumerate(zip(UNITS, shown, strict=True)):
        x, y = 20 + 390 * (n % 3), 60 + 270 * (n // 3)
        pen.rectangle((x, y, x + 360, y + 120), fill="#dde8f5", outline="#333")
        pen.text((x + 12, y + 20), unit, fill="black", font=font)
        pen.text((x + 12, y + 60), name, fill="black", font=font)
    return sheet if width == sheet.width else sheet.resize((width, width // 2), Image.Resampling.LANCZOS)


def packed(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
