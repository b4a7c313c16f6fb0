"""A page as pixels: as displayed, of bounded size, and believed by nobody who gets it from the child."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from monitor.model import Unreadable
from monitor.pdf.pdfium import picture
from monitor.pdf.picture import MOST_PIXELS, PagePicture, bytes_of
from monitor.pdf.wire import picture_from_wire, picture_to_wire
from tests.pdf import pdfs


def red_corner(canvas: Canvas) -> None:
    """The upper left corner of the page before it is turned."""
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 150, 50, 50, stroke=0, fill=1)


def pixel(of: PagePicture, x: int, y: int) -> tuple[int, ...]:
    at = (y * of.width + x) * 3
    return tuple(of.pixels[at : at + 3])


def turned(data: bytes, degrees: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].Rotate = degrees
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("degrees", "size", "corner"),
    [pytest.param(0, (400, 200), (5, 5), id="upright"), pytest.param(90, (200, 400), (194, 5), id="turned")],
)
def test_a_page_is_drawn_as_displayed(degrees: int, size: tuple[int, int], corner: tuple[int, int]) -> None:
    drawn = picture(turned(pdfs.drawn(red_corner, size=(400, 200)), degrees), page=1, dpi=72)
    assert isinstance(drawn, PagePicture)
    assert (drawn.width, drawn.height, drawn.scale) == (*size, 1.0)
    assert pixel(drawn, *corner) == (255, 0, 0)
    assert pixel(drawn, size[0] // 2, size[1] // 2) == (255, 255, 255)
    assert drawn.image().getpixel(corner) == (255, 0, 0)


@pytest.mark.parametrize("size", [(14_000, 14_000), (14_000, 3)], ids=["huge", "ribbon"])
def test_a_page_of_too_many_pixels_is_drawn_smaller(size: tuple[int, int]) -> None:
    drawn = picture(pdfs.drawn(red_corner, size=size), page=1, dpi=150)
    assert isinstance(drawn, PagePicture)
    assert len(drawn.pixels) == bytes_of(drawn.width, drawn.height) <= 3 * (MOST_PIXELS + drawn.width + drawn.height)
    assert drawn.scale < 150 / 72


@pytest.mark.parametrize(
    ("data", "page", "detail"),
    [
        pytest.param(pdfs.encrypted(), 1, "encrypted", id="encrypted"),
        pytest.param(b"no PDF", 1, "broken: no PDF structure", id="no-pdf"),
        pytest.param(pdfs.letter(), 2, "broken: page 2", id="no-such-page"),
    ],
)
def test_what_cannot_be_drawn_says_why(data: bytes, page: int, detail: str) -> None:
    assert picture(data, page=page, dpi=72) == Unreadable(detail=detail)


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_a_picture_survives_the_wire(width: int, height: int, data: st.DataObject) -> None:
    pixels = data.draw(st.binary(min_size=3 * width * height, max_size=3 * width * height))
    sent = PagePicture(width=width, height=height, scale=1.5, pixels=pixels)
    assert picture_from_wire(picture_to_wire(sent)) == sent


GOOD = picture_to_wire(PagePicture(width=2, height=1, scale=1.0, pixels=b"abcdef"))


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="empty"),
        pytest.param({**GOOD, "width": 3}, id="too-few-pixels"),
        pytest.param({**GOOD, "width": 1}, id="too-many-pixels"),
        pytest.param({**GOOD, "width": 0, "height": 0}, id="no-size"),
        pytest.param({**GOOD, "width": 10_000, "height": 10_000}, id="too-large"),
        pytest.param({**GOOD, "pixels": "§"}, id="no-base64"),
        pytest.param({**GOOD, "pixels": "YWJj"}, id="not-packed"),
        pytest.param({**GOOD, "pixels": None}, id="no-text"),
        pytest.param({**GOOD, "scale": None}, id="no-scale"),
        pytest.param({**GOOD, "scale": 1e9}, id="enormous-scale"),
        pytest.param({**GOOD, "width": float("inf")}, id="infinite"),
    ],
)
def test_the_parent_refuses_what_is_no_picture(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"size|picture|pixels|base64|string"):
        picture_from_wire(said)
