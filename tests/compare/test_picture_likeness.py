"""Two pictures of one chart: what packing and size do is no change, a letter replaced is one (3.30)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from monitor.compare.documents.picture_likeness import loss, shown_regions, shows_the_same
from monitor.documents.pictures import picture as page_picture
from monitor.documents.read import read
from monitor.model import DocumentContent, Unreadable
from monitor.pdf.picture import PagePicture
from monitor.pipeline.looks import IMAGE_DPI
from tests import sweeps
from tests.documents.drawn import packed, picture


def seen(data: bytes) -> Image.Image:
    found = page_picture(data, page=1, dpi=IMAGE_DPI)
    assert isinstance(found, PagePicture), found
    return found.image()


PACKED = [
    pytest.param("PNG", {}, 1200, id="png"),
    pytest.param("JPEG", {"quality": 50}, 1200, id="poor jpeg"),
    pytest.param("WEBP", {"quality": 70}, 1200, id="webp"),
    pytest.param("GIF", {}, 1200, id="gif"),
    pytest.param("JPEG", {"quality": 80}, 600, id="half as large"),
    pytest.param("PNG", {}, 1800, id="larger"),
    pytest.param("JPEG", {"quality": 75}, 1024, id="a CMS's copy"),
]


@pytest.mark.parametrize(("form", "options", "width"), PACKED)
def test_packing_and_size_are_no_change(form: str, options: dict[str, Any], width: int) -> None:
    """3.30: cosmetic `reencoded`."""
    assert shows_the_same(seen(packed(picture())), seen(packed(picture(width=width), form, **options)))


@sweeps.over({"name": ["M. Hugo Blanc", "Mme Claire Durant", "Poste vacant", ""], "form, options, width": PACKED})
def test_a_name_replaced_is_seen_where_it_stands(name: str, form: str, options: dict[str, Any], width: int) -> None:
    """3.30: small real changes are still seen, and framed: the name stands at 22 to 34 % of the height, left."""
    old, new = seen(packed(picture())), seen(packed(picture(name, width=width), form, **options))
    assert not shows_the_same(old, new)
    ((x0, top, x1, bottom),) = shown_regions(old, new, sheet=1000.0)
    assert 0 <= x0 < x1 <= 0.2 * 1000 + 10 and 90 <= top < bottom <= 140


def large(swapped: bool, **options: Any) -> Image.Image:
    """A plan of the whole staff, 4,000 pixels wide, in small print; a telephone number ends otherwise where it is *swapped*."""
    sheet = Image.new("RGB", (4000, 1200), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(22)
    for n in range(66):
        x, y = 30 + 360 * (n % 11), 40 + 190 * (n // 11)
        pen.rectangle((x, y, x + 330, y + 120), fill=("#dde8f5", "#1f4e79")[n % 2], outline="#333")
        last = 3 if swapped and n == 37 else 8
        pen.text((x + 10, y + 40), f"Service {n}, 03 80 74 51 5{last}", fill=("black", "white")[n % 2], font=font)
    return seen(packed(sheet, **options))


@pytest.mark.few("jpeg")
@pytest.mark.parametrize("options", [{}, {"form": "JPEG", "quality": 60}], ids=["png", "jpeg"])
def test_one_digit_of_a_large_picture_is_seen(options: dict[str, Any]) -> None:
    """3.30: compared as large as they are; packed anew they are the same."""
    old = large(False)
    assert shows_the_same(old, large(False, **options))
    new = large(True, **options)
    assert not shows_the_same(old, new)
    ((x0, top, x1, bottom),) = shown_regions(old, new, sheet=4000.0)
    assert 1470 < x0 < x1 < 1800 and 600 < top < bottom < 740


def test_another_colour_of_the_same_brightness_is_another_picture() -> None:
    """3.30: a map whose districts are coloured anew."""
    one, other = (Image.new("RGB", (600, 300), colour) for colour in ((200, 60, 60), (60, 118, 60)))
    assert one.convert("L").getpixel((0, 0)) == pytest.approx(other.convert("L").getpixel((0, 0)), abs=8)
    assert not shows_the_same(one, other)


def test_a_picture_cropped_is_another_picture() -> None:
    """3.30."""
    whole = picture()
    assert not shows_the_same(whole, whole.crop((0, 0, 1200, 420)))


def test_what_is_transparent_is_white() -> None:
    """3.30: as a page shows it."""
    clear = picture().convert("RGBA")
    clear.putalpha(picture().convert("L").point([255 * (value < 255) for value in range(256)]))
    assert shows_the_same(seen(packed(picture())), seen(packed(clear)))


def test_the_same_pixels_packed_anew_have_the_same_look() -> None:
    """3.30."""
    one, other = (read(packed(picture(), compress_level=level), kind="file") for level in (1, 9))
    assert isinstance(one, DocumentContent) and isinstance(other, DocumentContent)
    assert (one.text, one.pages, one.geometry, one.sha256 == other.sha256) == ((), 1, other.geometry, False)


@pytest.mark.parametrize(
    ("data", "evidence"),
    [
        pytest.param(lambda: packed(picture())[:3000], "broken", id="cut"),
        pytest.param(lambda: packed(Image.new("1", (8_000, 8_000))), "pixels, 50 million allowed", id="bomb"),
        pytest.param(lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "broken", id="rubbish"),
        pytest.param(lambda: b"GIF89a" + b"\xff" * 50, "broken", id="gif"),
    ],
)
def test_a_hostile_picture_is_unreadable_with_its_reason(data: Callable[[], bytes], evidence: str) -> None:
    """11.2."""
    found = read(data(), kind="file")
    assert isinstance(found, Unreadable) and evidence in found.detail


@pytest.mark.parametrize("blank", [(1, 1), (2, 2), (40, 40), (1200, 600), (600, 300)])
def test_a_blank_picture_is_never_the_same(blank: tuple[int, int]) -> None:
    """3.30, 3.15: a pixel of a lazy page, an empty sheet, the grey of a placeholder, either way round."""
    old = seen(packed(picture()))
    for colour in ("white", "#ddd"):
        new = seen(packed(Image.new("RGB", blank, colour)))
        assert not shows_the_same(old, new)
        assert not shows_the_same(new, old)
        assert (loss(old, new), loss(new, old)) == ("blank picture", None)


def test_a_speck_is_never_the_same() -> None:
    """3.30, 3.15: a chart of 60 pixels says nothing; one of a third of its size does."""
    old, speck = seen(packed(picture())), seen(packed(picture(width=60)))
    assert not shows_the_same(old, speck)
    assert not shows_the_same(speck, old)
    assert (loss(old, speck), loss(speck, old)) == ("1200x600 → 60x30 pixels", None)
    assert loss(old, seen(packed(picture(width=400)))) is None
