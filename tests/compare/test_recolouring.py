"""DESIGN 3.12: which boxes wear another colour, and which only follow the sheet; by pictures made here."""

from __future__ import annotations

import random
from itertools import product

import pytest
from PIL import Image, ImageDraw, ImageFilter

from monitor.compare.charts.recolouring import _around, _colours_of, _usual, recoloured

WHITE, GREY, BLUE, GREEN, YELLOW, RED = "#ffffff", "#e6e6e6", "#9fc5e8", "#b6d7a8", "#ffd966", "#cc0000"


def box(ground: str, *, dot: str = "", ink: str = "#000000", edge: str = "", high: int = 80, head: str = "") -> Image.Image:
    picture = Image.new("RGB", (200, high), ground)
    pen = ImageDraw.Draw(picture)
    step = 6 if edge == "dashed" else 10
    for at in range(0, 200, 10) if edge else ():
        for y in (1, high - 2):
            pen.line([(at, y), (at + step, y)], fill="black", width=2)
        for x in (1, 198):
            pen.line([(x, at), (x, at + step)], fill="black", width=2)
    pen.text((20, 30), "Service paie", fill=ink, font_size=18)
    pen.text((20, 52), head.removesuffix("!"), fill=RED if head.endswith("!") else ink, font_size=18)
    if dot:
        pen.ellipse((180, 6, 192, 18), fill=dot)
    return picture


def test_of_colours_that_are_met_as_often_the_first_one_is_the_usual_one() -> None:
    """3.12: so that a picture has one ground, and always the same."""
    picture = Image.new("RGB", (10, 10), BLUE)
    ImageDraw.Draw(picture).rectangle((5, 0, 9, 9), fill=RED)
    turned = picture.transpose(Image.Transpose.ROTATE_180)
    first, second = (_usual(_colours_of(one), one) for one in (picture, turned))
    assert [first, second] == [picture.getpixel((0, 0)), turned.getpixel((0, 0))] and first != second


@pytest.mark.parametrize(("wide", "high"), [(1, 1), (2, 7), (40, 23)])
def test_what_is_around_a_pixel_is_found_as_pillow_finds_it(wide: int, high: int) -> None:
    """§9: in a tenth of the time, at the edges, too."""
    noise = random.Random(f"{wide} {high}")
    for mode, size in (("RGB", 5), ("L", 9)):
        picture = Image.frombytes(mode, (wide, high), noise.randbytes(wide * high * len(mode)))
        for lightest, kind in ((True, ImageFilter.MaxFilter), (False, ImageFilter.MinFilter)):
            assert _around(picture, size, lightest=lightest).tobytes() == picture.filter(kind(size)).tobytes()


def which(before: list[Image.Image], after: list[Image.Image]) -> list[int]:
    return recoloured(zip(before, after, strict=True))[0]


@pytest.mark.parametrize("changed", [box(GREEN), box(WHITE, dot=GREEN), box(WHITE, ink=RED), box(GREY)])
def test_one_box_of_many(changed: Image.Image) -> None:
    """Its ground, a mark in it, its letters; and back."""
    plain = [box(WHITE) for _ in range(6)]
    other = [*plain[:3], changed, *plain[4:]]
    assert which(plain, other) == which(other, plain) == [3]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param([WHITE] + [BLUE] * 4 + [GREEN] * 3, [WHITE] + [YELLOW] * 4 + [RED] * 3, [], id="another-palette"),
        pytest.param([BLUE] * 5, [GREEN] * 5, [], id="all-boxes"),
        pytest.param([WHITE] * 4 + [BLUE] * 3 + [GREEN] * 3, [WHITE] * 4 + [GREEN] * 6, [4, 5, 6], id="all-like-others-that-stay"),
        pytest.param([WHITE] * 4 + [BLUE] * 3 + [GREEN] * 3, [WHITE] * 4 + [YELLOW] * 3 + [GREEN] * 3, [], id="one-kind-anew"),
        pytest.param([WHITE] * 6 + [BLUE], [WHITE] * 6 + [GREEN], [], id="the-only-one-of-its-kind"),
        pytest.param([WHITE] * 6 + [BLUE], [WHITE] * 7, [6], id="it-became-like-the-others"),
        pytest.param([BLUE] * 6, [GREEN] * 5 + [BLUE], [5], id="all-but-one"),
        pytest.param([WHITE] * 4 + [GREEN] * 5, [WHITE] * 8 + [GREEN], [4, 5, 6, 7], id="most-of-a-kind-lose-it"),
        pytest.param(
            [GREY] * 8 + [GREEN] * 3, [GREY] * 8 + [YELLOW] * 2 + [GREEN], [8, 9], id="most-of-a-kind-on-a-sheet-as-it-was"
        ),
        pytest.param([WHITE] * 4 + [GREEN] * 5, [WHITE] * 9, [], id="a-print-without-grounds"),
        pytest.param([WHITE] * 9, [WHITE] * 2 + [GREEN] * 7, [2, 3, 4, 5, 6, 7, 8], id="most-came-into-a-colour"),
        pytest.param(["#9fc5e8"] * 4, ["#a5c9ea"] * 4, [], id="a-shade"),
        pytest.param([WHITE] * 6 + ["#8fd18f"], [WHITE] * 6 + ["#81c381"], [], id="its-shade-in-another-profile"),
        pytest.param(["#ececec", *["#f4f4f4"] * 6], ["#e6e6fa", *["#f4f4f4"] * 6], [], id="the-only-one-near-a-kind"),
        pytest.param(["#f4f4f4"] * 7, ["#f4f4f4", GREEN, *["#f4f4f4"] * 5], [1], id="one-of-a-pale-kind"),
        pytest.param([WHITE] + ["#e9f1f2"] * 5, [WHITE] + ["#f7e1e6"] * 5, [], id="pale-ones-too"),
    ],
)
def test_what_looked_alike_and_does_so_still(before: list[str], after: list[str], told: list[int]) -> None:
    assert which([box(colour) for colour in before], [box(colour) for colour in after]) == told


def test_marks_that_all_lose_are_how_the_sheet_is_set() -> None:
    marked, plain = [box(WHITE, dot=GREEN) for _ in range(6)], [box(WHITE) for _ in range(6)]
    assert which(marked, plain) == []
    assert which(marked[:3] + plain[:3], plain[:1] + marked[:2] + plain[:3]) == [0]


def test_marks_that_have_another_colour_on_the_whole_sheet() -> None:
    """Green dots on a third of the boxes that are all red now, as the letters of all are blue."""
    before = [box(WHITE, dot="#00aa00" if n < 4 else "") for n in range(12)]
    after = [box(WHITE, dot="#cc0000" if n < 4 else "", ink="#0000cc") for n in range(12)]
    assert which(before, after) == []
    assert which(before, [*after[:4], box(WHITE, dot="#cc0000", ink="#0000cc"), *after[5:]]) == [4]


def test_a_dashed_edge_is_another_look_and_a_higher_box_is_none() -> None:
    """A legend says what dashes mean; and what stands at the rim may be the bar of the box beside."""
    lined = [box(WHITE, edge="drawn") for _ in range(6)]
    assert which(lined, [*lined[:4], box(WHITE, edge="dashed"), lined[5]]) == [4]
    assert which(lined, [box(WHITE, edge="dashed") for _ in lined]) == []
    assert which(lined, [*lined[:4], box(WHITE, high=200), lined[5]]) == []
    red = [box(WHITE, ink=RED, high=high) for high in (80, 80, 300, 80)]
    assert which(red, [box(WHITE, ink=RED, high=high) for high in (80, 400, 80, 80)]) == []
    beside = box(WHITE)
    ImageDraw.Draw(beside).rectangle((0, 78, 200, 80), fill="#0055aa")
    assert which([box(WHITE) for _ in range(6)], [*[box(WHITE) for _ in range(5)], beside]) == []


@pytest.mark.parametrize(
    ("now", "told"),
    [
        pytest.param(box(GREEN, head="Nina Costa"), True, id="ground"),
        pytest.param(box(WHITE, head="Nina Costa", dot=GREEN), True, id="dot"),
        pytest.param(box(WHITE, head="Nina Costa", dot=YELLOW), True, id="pale dot"),
        pytest.param(box(WHITE, head="Nina Costa", edge="dashed"), True, id="edge"),
        pytest.param(box(WHITE, head="Nina Costa", ink=RED), True, id="title, and name"),
        pytest.param(box(WHITE, head="Nina Costa"), False, id="nothing"),
        pytest.param(box(WHITE, head="Nina Costa!"), False, id="name"),
    ],
)
def test_what_came_with_a_name_is_no_colour_of_the_box(now: Image.Image, told: bool) -> None:
    """The colour of other words is theirs; what hangs on no word, and on those that stayed, is the box's, as it is another's."""
    worn = [box(WHITE, head="Eva Roy", dot=GREEN), box(WHITE, head="Eva Roy", dot=YELLOW), box(WHITE, head="Eva Roy", ink=RED)]
    before = [*(box(WHITE, head="Lise Roux") for _ in range(6)), *worn]
    for old, new in ((before, [*before[:2], now, *before[3:]]), ([*before[:2], now, *before[3:]], before)):
        assert recoloured(zip(old, new, strict=True), reworded={2})[0] == ([2] if told else [])


def test_a_mark_that_goes_with_a_head_is_not_the_box_s() -> None:
    """A disc with initials in another colour, a colour that no other box wears, what says that a post is vacant."""
    plain = [box(WHITE, head="Lise Roux") for _ in range(6)]
    others = [*plain, box(WHITE, head="Eva Roy", dot=GREEN), box(WHITE, head="Eva Roy", dot=BLUE)]
    was, now, plain_now = (
        box(WHITE, head=name, dot=dot) for name, dot in (("Luc Petit", GREEN), ("Ana Gil", BLUE), ("Ana Gil", ""))
    )
    assert recoloured(zip([was, *others], [now, *others], strict=True), reworded={0})[0] == []
    assert recoloured(zip([was, *plain], [plain_now, *plain], strict=True), reworded={0})[0] == []
    assert recoloured(zip([was, *others], [plain_now, *others], strict=True), reworded={0})[0] == [0]
    assert recoloured(zip([was, *others], [plain_now, *others], strict=True), reworded={0}, vacated={0})[0] == []


def test_a_portrait_is_no_mark_of_the_box() -> None:
    """It goes with the name: a picture has no two dots alike."""

    def portrait(seed: int) -> Image.Image:
        made, luck = box(WHITE, head=f"Somebody {seed}"), random.Random(seed)
        for x, y in product(range(150, 195), range(5, 75)):
            made.putpixel((x, y), (150 + luck.randrange(60), 90 + luck.randrange(30), luck.randrange(40)))
        return made

    before = [box(WHITE, head="Lise Roux") for _ in range(6)]
    assert recoloured(zip(before, [*before[:2], portrait(1), *before[3:]], strict=True), reworded={2})[0] == []
    assert recoloured(zip([portrait(2), *before], [portrait(3), *before], strict=True), reworded={0})[0] == []


def test_a_mark_that_goes_from_the_only_box_of_its_kind() -> None:
    before = [*(box(WHITE) for _ in range(6)), box(BLUE, dot="#00aa00")]
    assert which(before, [*before[:6], box(BLUE)]) == [6]


def test_colours_that_each_column_has_for_itself_and_exchanges_for_another() -> None:
    """A strip over each column in a colour of its own, all others now: a palette. One that takes up another's is told."""
    inks = ("#c2185b", "#00838f", "#558b2f", "#ef6c00", "#5e35b1")
    before = [*(box(WHITE, dot=ink) for ink in inks), *(box(WHITE) for _ in range(9))]
    after = [*(box(WHITE, dot=ink) for ink in ("#388e3c", "#d32f2f", "#1976d2", "#7b1fa2", "#f57c00")), *before[5:]]
    assert which(before, after) == []
    assert which(before, [*after[:9], box(WHITE, dot="#d32f2f"), *after[10:]]) == [9]
    assert which(before, [*after[:1], *before[1:]]) == [0]
    of_town = [*(box(WHITE, dot=GREEN) for _ in range(3)), box(WHITE, dot=BLUE), *before[5:]]  # three go to the metropole
    assert which(of_town, [*(box(WHITE, dot=BLUE) for _ in range(4)), *before[5:]]) == [0, 1, 2]


def words(ink: str, *, dense: bool, ground: str = "#ffffff") -> Image.Image:
    """Bold words as high as their line, with no box around them: strokes two pixels apart, or more."""
    picture = Image.new("RGB", (49, 19), ground)
    draw = ImageDraw.Draw(picture)
    for x in range(4, 45, 5 if dense else 9):
        draw.rectangle((x, 4, x + 2, 14), fill=ink)
    return picture


def test_of_bold_words_with_no_box_the_paper_is_the_ground_whatever_typeface_they_are_set_in() -> None:
    """3.12: « SMUR » in another typeface was « 1 place in another colour », as more of its line was ink than paper."""
    others = [words("#1b1b1b", dense=False) for _ in range(5)]
    assert which([words("#1b1b1b", dense=True), *others], [words("#1b1b1b", dense=False), *others]) == []
    assert which([*others], [words("#1b1b1b", dense=True, ground="#ffcc00"), *others[1:]]) == [0]
    assert which([box("#ffffff") for _ in range(5)], [box("#1b1b1b", ink="#ffffff"), *[box("#ffffff")] * 4]) == [0]
