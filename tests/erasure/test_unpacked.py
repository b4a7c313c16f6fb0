"""What pictures and pages say of themselves is looked into before bytes are kept (5.17)."""

from __future__ import annotations

import io
from base64 import b64encode
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from monitor.erasure.forms import name_of, stop_list, whole_forms
from monitor.erasure.values import names_in

NAME = "Zoé Amblard"
PICTURE = Image.effect_noise((40, 40), 50).convert("RGB")


def saved(kind: str, **said: Any) -> bytes:
    file = io.BytesIO()
    PICTURE.save(file, kind, **said)
    return file.getvalue()


def png(key: str, text: str, *, international: bool = False, packed: bool = False) -> bytes:
    info = PngImagePlugin.PngInfo()
    (info.add_itxt if international else info.add_text)(key, text, zip=packed)
    return saved("PNG", pnginfo=info)


def exif(tag: int, value: str | bytes) -> Image.Exif:
    made = Image.Exif()
    made[tag] = value
    return made


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("international", [False, True])
def test_a_png_that_names_its_author_is_found(international: bool, packed: bool) -> None:
    assert_named(png("Author", NAME, international=international, packed=packed), png("Author", "Ville", packed=packed))


@pytest.mark.parametrize(
    "named",
    [
        png("XML:com.adobe.xmp", "<dc:creator><rdf:li>Zo&#233; Amblard</rdf:li></dc:creator>", international=True),
        saved("PNG", exif=exif(315, NAME)),
        saved("JPEG", exif=exif(315, NAME)),
        saved("JPEG", exif=exif(0x9C9D, NAME.encode("utf-16-le"))),
        saved("JPEG", comment=NAME.encode()),
    ],
    ids=["png-xmp", "png-exif", "jpeg-exif", "jpeg-exif-of-windows", "jpeg-comment"],
)
def test_what_a_picture_says_of_itself_is_found(named: bytes) -> None:
    assert_named(named, saved("JPEG"))


def assert_named(named: bytes, other: bytes) -> None:
    """Alone, and within a page."""
    name = name_of(NAME)
    assert name is not None
    stops = (stop_list(whole_forms(name), b"k" * 32),)
    for data, expected in ((named, True), (other, False)):
        assert names_in(stops, data) is expected
        assert names_in(stops, b'<img src="data:image/x;base64,' + b64encode(data) + b'">') is expected
