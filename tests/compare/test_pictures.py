"""Where two pictures of a page differ (DESIGN 5.5, 13.5)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from monitor.compare.documents import pictures
from monitor.compare.documents.pictures import DPI, changed_regions, looks_alike, repainted_regions, same_ink, whole_words
from tests import sweeps

SCALE = DPI / 72
SIZE = (700, 500)
NAMES = ("Thomas BENALI", "Claire AUBERT", "Yann LE GOFF", "Sofia BLANC")


def page(*names: str, size: tuple[int, int] = SIZE) -> Image.Image:
    sheet = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=18)
    for row, name in enumerate(names):
        draw.rectangle((100, 40 + 110 * row, 400, 110 + 110 * row), fill=(31, 78, 121))
        draw.text((180, 65 + 110 * row), name, fill="white", font=font)
    return sheet


def packed(image: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return Image.open(out).convert("RGB")


OLD = page(*NAMES)


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(OLD, id="same"),
        pytest.param(packed(OLD, 40), id="packed-anew"),
        pytest.param(ImageChops.offset(OLD, 1, 1), id="shifted"),
        pytest.param(OLD.resize((525, 375)).resize(SIZE), id="blurred"),
        pytest.param(page(*NAMES, size=(702, 501)), id="a-pixel-wider"),
    ],
)
def test_another_copy_of_the_page_differs_nowhere(new: Image.Image) -> None:
    assert changed_regions(OLD, new, scale=SCALE) == ()
    assert changed_regions(new, OLD, scale=SCALE) == ()


@pytest.mark.parametrize("row", range(4))
def test_a_name_replaced_is_found_where_it_stands(row: int) -> None:
    names = [*NAMES[:row], "Nathalie PICARD", *NAMES[row + 1 :]]
    regions = changed_regions(packed(OLD, 75), packed(page(*names), 75), scale=SCALE)
    assert regions
    for x0, top, x1, bottom in regions:
        assert (40 + 110 * row - 24) / SCALE <= top < bottom <= (110 + 110 * row + 24) / SCALE
        assert 140 / SCALE < x0 < x1 < 360 / SCALE


@pytest.mark.parametrize("tall", [14, 40])
def test_an_outline_goes_around_whole_words(tall: int) -> None:
    """13.7: « Juin » and « Janvier » begin alike, and the end of the longer one stands where the other page is blank."""
    before, after = (Image.new("RGB", (900, 120), "white") for _ in range(2))
    font, at = ImageFont.load_default(tall), 60.0
    for sheet, words in ((before, "Services  Juin  2025"), (after, "Services  Janvier  2025")):
        ImageDraw.Draw(sheet).text((at, 40), words, font=font, fill="black")
    first, last = font.getlength("Services  ") + at, font.getlength("Services  Janvier  2025") + at
    cut = first + tall, 38.0, last - tall, 42.0 + tall
    x0, top, x1, bottom = whole_words(cut, (before, after), scale=1.0)
    assert first - tall / 2 < x0 <= first and last <= x1 < last + tall / 2
    assert (top, bottom) == (cut[1], cut[3])
    ImageDraw.Draw(after).line((0, 40, 900, 40), fill="black")
    ImageDraw.Draw(before).line((0, 40, 900, 40), fill="black")
    assert whole_words(cut, (before, after), scale=1.0) == pytest.approx(cut, abs=1), "a rule of the page is no word"


def test_pages_of_two_sizes_differ_everywhere() -> None:
    assert changed_regions(OLD, page(*NAMES, size=(500, 700)), scale=1.0) == ((0.0, 0.0, 500.0, 700.0),)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 200), st.integers(0, 140), st.integers(30, 90), st.integers(30, 90))
def test_regions_mirror_and_lie_on_the_page(x: int, y: int, wide: int, high: int) -> None:
    size = (250, 180)
    blank, drawn = Image.new("L", size, "white"), Image.new("L", size, "white")
    ImageDraw.Draw(drawn).rectangle((x, y, x + wide, y + high), outline="black", width=5)
    found = changed_regions(blank, drawn, scale=1.0)
    assert found == changed_regions(drawn, blank, scale=1.0) != ()
    assert all(0 <= x0 < x1 <= size[0] and 0 <= top < bottom <= size[1] for x0, top, x1, bottom in found)


@settings(max_examples=sweeps.times(10, 200), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 290), st.integers(0, 235), st.integers(1, 40), st.integers(1, 30)), max_size=3), st.booleans()
)
def test_where_pages_are_the_same_no_edge_is_looked_for(places: list[tuple[int, int, int, int]], colour: bool) -> None:
    """DESIGN §9: what differs alone is compared, and is seen as in the whole page, to its rims."""
    old = OLD.crop((80, 30, 380, 270)).convert("RGB" if colour else "L")
    new = old.copy()
    for x, y, wide, high in places:
        ImageDraw.Draw(new).rectangle((x, y, x + wide, y + high), outline="black", fill="white")
    size = pictures._whole_tiles(old, new)
    whole = [list(edges(pictures._framed(page, size))) for page in (old, new)]
    lone = [
        ImageChops.subtract(a, b.filter(ImageFilter.MaxFilter(5)))
        for n in (0, 1)
        for a, b in zip(whole[n], whole[1 - n], strict=True)
    ]
    room = pictures._TILE
    inner = reduce(ImageChops.lighter, lone).crop((room, room, room + size[0], room + size[1]))
    assert pictures._lone_edges(old, new).tobytes() == inner.tobytes()


def edges(page: Image.Image) -> Iterator[Image.Image]:
    """Where a page is steep in each of the four ways, the plain way."""
    for x, y in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        slope = ImageChops.subtract(ImageChops.offset(page, x, y), ImageChops.offset(page, -x, -y))
        yield slope.point(lambda value: 255 * (value > 60))


# ------------------------------------------------------------------------------------------------------- whether anything differs


def test_copies_of_a_print_look_alike() -> None:
    big = OLD.resize((1400, 1000))
    for new in (big, ImageChops.offset(big, 1, 1), packed(big, 90)):
        assert looks_alike(big, new)


def test_two_small_words_that_change_places_are_seen() -> None:
    """At 300 dpi, 7 points: order that is seen is no noise (promise 1)."""

    def line(text: str) -> Image.Image:
        sheet = Image.new("RGB", (600, 1200), "white")
        ImageDraw.Draw(sheet).text((60, 1100), text, fill="black", font=ImageFont.load_default(size=29))
        return sheet

    assert not looks_alike(line("service de la ville"), line("service la de ville"))
    assert not looks_alike(line("service de la ville"), Image.new("RGB", (700, 1200), "white"))


def boxed(text: str, ink: str, box: str) -> Image.Image:
    """A box with a line of 7 points at 300 dpi, beside a logo in black that is no letter."""
    sheet = Image.new("RGB", (900, 400), "white")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((100, 100, 800, 300), fill=box)
    draw.text((150, 180), text, fill=ink, font=ImageFont.load_default(size=29))
    draw.ellipse((20, 20, 80, 80), fill="black")
    return sheet


PALE = [
    ("#ffffff", "#ffd966"),
    ("#1f3864", "#4472c4"),
    ("#c00000", "#548235"),
    ("#c4c4c4", "#ffffff"),
    ("#000000", "#222222"),
    ("#ffffff", "#f4f4f4"),
    ("#fff8f0", "#ffffff"),
    ("#fcfcfc", "#ffffff"),
    ("#102030", "#142434"),
]


@sweeps.over({"ink, box": [pytest.param(*colours, id="-".join(colours)) for colours in PALE], "word": ["par intérim", "adj"]})
def test_a_word_as_pale_as_its_box_is_seen(ink: str, box: str, word: str) -> None:
    """3.12, promise 1: where only a word came or went, the picture is a witness of it in any colours."""
    without, with_it = boxed("Directrice", ink, box), boxed(f"Directrice {word}", ink, box)
    assert not looks_alike(without, with_it, faint=True) and not looks_alike(with_it, without, faint=True)


@pytest.mark.few(4)
@pytest.mark.parametrize(("ink", "box"), [*PALE, ("#ffffff", "#1f4e79"), ("#000000", "#ffffff")])
def test_a_pale_print_that_is_packed_anew_is_the_same(ink: str, box: str) -> None:
    """13.5, 3.21: what another packing leaves, or a shift by a pixel, stands beside what was there: it adds no difference."""
    old = boxed("Directrice adjointe", ink, box)
    assert looks_alike(old, ImageChops.offset(old, 1, 1), faint=True)
    for new in (packed(old, 90), packed(old, 75), packed(old, 60)):
        assert looks_alike(old, new, faint=True) == looks_alike(old, new)


@pytest.mark.parametrize(
    ("new", "same"),
    [
        pytest.param(OLD.filter(ImageFilter.GaussianBlur(0.8)), True, id="packed-anew"),
        pytest.param(page("Thomas BENALl", *NAMES[1:]).filter(ImageFilter.GaussianBlur(0.8)), False, id="a-letter"),
        pytest.param(OLD.resize((600, 400)), False, id="another-size"),
    ],
)
def test_a_scan_is_the_same_only_where_no_letter_differs(new: Image.Image, same: bool) -> None:
    old = packed(OLD.filter(ImageFilter.GaussianBlur(0.8)), 75)
    assert same_ink(old, packed(new, 60)) == same


def painted(*, ground: str = "white", strokes: str = "orange", areas: tuple[str, ...] = ("white",) * 3) -> Image.Image:
    """A sheet with a rail and its teeth under each of three areas, at two pixels a point."""
    sheet = Image.new("RGB", (800, 400), ground)
    draw = ImageDraw.Draw(sheet)
    for place, area in enumerate(areas):
        left = 40 + 260 * place
        draw.rectangle((left, 40, left + 160, 100), area, "black")
        draw.rectangle((left + 10, 120, left + 13, 330), strokes)
        for tooth in range(5):
            draw.rectangle((left + 10, 150 + 40 * tooth, left + 60, 153 + 40 * tooth), strokes)
    return sheet


GREEN = ("lightgreen",) * 3


def with_sample(sheet: Image.Image) -> Image.Image:
    """The same with the sample of a legend, in green."""
    ImageDraw.Draw(sheet).rectangle((40, 370, 64, 386), "lightgreen")
    return sheet


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (painted(), painted(strokes="royalblue"), 0),
        (painted(ground="lightblue", strokes="navy"), painted(ground="moccasin", strokes="navy"), 0),
        (painted(), painted(areas=("white", "lightgreen", "white")), 1),
        (painted(areas=("white", "lightgreen", "white")), painted(areas=("white", "plum", "white")), 1),
        (painted(areas=("plum", "lightgreen", "lightgreen")), painted(areas=("plum", "plum", "plum")), 2),
        (painted(ground="lightblue"), painted(ground="lightblue", areas=("white", "white", "moccasin")), 1),
        (painted(ground="lightgray", areas=GREEN), painted(ground="lightgray", areas=("plum",) * 3), 0),
        (with_sample(painted(ground="lightgray", areas=GREEN)), with_sample(painted(ground="lightgray", areas=("plum",) * 3)), 3),
    ],
    ids=[
        "all strokes",
        "the ground",
        "an area",
        "the one area of a colour",
        "two as a third is",
        "an area on a ground",
        "all of a colour",
        "but a sample",
    ],
)
def test_a_colour_that_is_another_one_wherever_it_stood_says_nothing(old: Image.Image, new: Image.Image, told: int) -> None:
    """3.12: « 1 endroit d’une autre couleur » was told of sheets on which all strokes, or the ground, had another colour."""
    assert len(repainted_regions(old, new, scale=2.0)) == told
