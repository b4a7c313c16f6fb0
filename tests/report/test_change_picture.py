"""Changed boxes outlined and numbered on a page (13.7: not by colour alone; 10.5: light enough for a mail)."""

from __future__ import annotations

import io
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from monitor.model import Box, MarkedPage, PageMark, Side
from monitor.report.change_picture import MOST_PIXELS, around, close_up, marked_page, side_by_side, worth_showing
from tests import sweeps

SIZE = (800, 600)
BOX: Box = (200, 200, 500, 260)


def paper(size: tuple[int, int] = SIZE) -> Image.Image:
    return Image.new("RGB", size, "white")


def drawn(*marks: PageMark, side: Side = "after", page: Image.Image | None = None, scale: float = 1.0) -> MarkedPage:
    return marked_page(page or paper(), marks, scale=scale, number=1, side=side)


def grey(page: MarkedPage) -> Image.Image:
    return Image.open(io.BytesIO(page.png)).convert("L")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels of *box* are dark."""
    return sum(image.crop(box).point(lambda value: int(value < 150)).tobytes())


def test_before_is_dashed_and_after_has_two_lines_in_black_and_white() -> None:
    before, after = (grey(drawn(PageMark(BOX, ()), side=side)) for side in ("before", "after"))
    across = (350, 180, 351, 200)  # a cut through the upper side
    cut = after.crop(across).tobytes()
    assert sum(1 for a, b in pairwise(cut) if a >= 150 > b) == 2
    edge = (210, 188, 490, 200)
    assert 0 < ink(before, edge) < 0.8 * ink(after, edge)
    rows = [before.crop((210, y, 490, y + 1)).tobytes() for y in range(190, 200)]
    assert max(sum(1 for a, b in pairwise(row) if a >= 150 > b) for row in rows) >= 8, "no dashes"


def test_nothing_is_drawn_inside_the_box() -> None:
    assert ink(grey(drawn(PageMark(BOX, (3,)))), (202, 202, 498, 258)) == 0


def test_of_many_boxes_the_numbers_hide_no_words_of_their_neighbours() -> None:
    """13.7: on a dense sheet numbers as large as on one of few boxes covered the names above and below."""
    boxes = [(40 + 210 * x, 30 + 75 * y, 190 + 210 * x, 88 + 75 * y) for x in range(9) for y in range(26)]
    page = paper((1930, 2000))
    for left, top, right, bottom in boxes:
        ImageDraw.Draw(page).rectangle((left, top, right, bottom), outline="black")
    marks = [PageMark(box, (n,)) for n, box in enumerate(boxes[::6], 1)]
    without = grey(drawn(*(PageMark(mark.bbox, ()) for mark in marks), page=page))
    covered = ImageChops.difference(grey(drawn(*marks, page=page)), without).point(lambda value: 255 * (value > 40))
    words = [(left + 12, top + 12, right - 12, bottom - 12) for left, top, right, bottom in boxes]
    assert [box for box in words if covered.crop(box).getbbox()] == []


def test_a_number_stands_beside_its_box_where_nothing_is_printed() -> None:
    page = paper()
    ImageDraw.Draw(page).rectangle((0, 100, 199, 400), fill="black")  # all that is left of the box
    for n in range(0, 200, 4):
        ImageDraw.Draw(page).line((n, 100, n, 400), fill="white")
    with_number, without = (grey(drawn(PageMark(BOX, numbers), page=page)) for numbers in ((7,), ()))
    where = ImageChops.difference(with_number, without).point(lambda value: 255 * (value > 40)).getbbox()
    assert where is not None
    assert where[0] >= 199 and where[2] - where[0] < 60 and 140 < where[1] < where[3] < 320


def test_numbers_of_neighbours_do_not_cover_each_other() -> None:
    """A list of short lines, each removed."""
    marks = [PageMark((300, 200 + 14 * n, 420, 212 + 14 * n), (n + 1,)) for n in range(4)]
    every = [ImageChops.difference(grey(drawn(*marks)), grey(drawn(*marks[:n], *marks[n + 1 :]))) for n in range(4)]
    places = [image.point(lambda value: 255 * (value > 90)).getbbox() for image in every]
    assert None not in places


def test_what_is_in_a_box_of_the_same_number_has_no_number_of_its_own() -> None:
    """13.7: of a department that went with its services, a number at each hid the names around."""
    inner: Box = (220, 230, 300, 240)
    whole, alone = PageMark(BOX, (3, 4)), PageMark((600, 400, 700, 420), (3,))
    assert drawn(whole, PageMark(inner, (3,)), alone).png == drawn(whole, PageMark(inner, ()), alone).png
    assert drawn(whole, PageMark(inner, (5,)), alone).png != drawn(whole, PageMark(inner, ()), alone).png


@pytest.mark.parametrize("side", ["before", "after"])
def test_an_outline_is_thin_where_a_thick_one_would_hide_the_name_below(side: Side) -> None:
    """13.7: a title in a filled box, the name of who heads it right below, on a large page."""
    page, large = paper((2200, 1600)), (1000, 800, 1400, 860)
    for left in range(1020, 1380, 6):
        ImageDraw.Draw(page).line((left, 867, left, 885), fill="black", width=2)
    name = (1015, 868, 1385, 886)
    shown = grey(drawn(PageMark(large, (1,)), side=side, page=page))
    assert sum(ImageChops.difference(shown, page.convert("L")).crop(name).histogram()[40:]) == 0


def test_a_hollow_number_is_told_from_a_filled_one() -> None:
    before, after = (grey(drawn(PageMark(BOX, (1,)), side=side)) for side in ("before", "after"))
    bare_before, bare_after = (grey(drawn(PageMark(BOX, ()), side=side)) for side in ("before", "after"))
    hollow, filled = (ink(a, (0, 0, *SIZE)) - ink(b, (0, 0, *SIZE)) for a, b in ((before, bare_before), (after, bare_after)))
    assert filled > hollow > 0


def test_one_box_of_several_statements_has_all_their_numbers() -> None:
    one, both = (
        ImageChops.difference(grey(drawn(PageMark(BOX, n))), grey(drawn(PageMark(BOX, ())))).getbbox() for n in ((2,), (2, 14))
    )
    assert one and both and both[2] - both[0] > one[2] - one[0]


def test_a_poster_is_scaled_down() -> None:
    page = drawn(PageMark((3000, 2000, 3300, 2100), (1,)), page=paper((3370, 2384)), scale=1.0)
    assert page.width * page.height <= MOST_PIXELS * 1.01
    assert Image.open(io.BytesIO(page.png)).size == (page.width, page.height)
    assert ink(grey(page), (round(0.85 * page.width), round(0.8 * page.height), page.width, page.height)) > 100


def test_a_photo_stays_light_enough_for_a_mail() -> None:
    noise = Image.frombytes("RGB", SIZE, random.Random(1).randbytes(800 * 600 * 3))
    page = marked_page(noise, [PageMark(BOX, (1,))], scale=1.0, number=1, side="after", most=220_000)
    assert len(page.png) < 220_000
    assert page.width < 800


def test_colours_of_the_marks_survive_the_palette() -> None:
    """A page of many colours: the outline must not fade into them."""
    page = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    after = Image.open(io.BytesIO(drawn(PageMark(BOX, (1,)), page=page).png)).convert("RGB")
    assert (0, 84, 60) in {colour for _, colour in after.getcolors(1 << 20) or []}


@settings(max_examples=sweeps.times(10, 100), deadline=None)
@given(st.lists(st.tuples(*[st.floats(-1e300, 1e300)] * 4), max_size=4), st.sampled_from(["before", "after"]))
def test_boxes_miles_away_end_at_the_page(boxes: list[Box], side: Side) -> None:
    page = marked_page(paper((120, 90)), [PageMark(box, (n,)) for n, box in enumerate(boxes)], scale=1.5, number=1, side=side)
    assert (page.width, page.height) == (120, 90)


def test_two_pages_stand_side_by_side() -> None:
    one, other = drawn(side="before"), drawn(side="after", page=paper((400, 700)))
    sheet = Image.open(io.BytesIO(side_by_side([("Old", one), ("New", other)])))
    assert sheet.width > 1200 and sheet.height > 700


@pytest.mark.parametrize("side", ["before", "after"])
def test_the_same_marks_give_the_same_bytes(side: Side) -> None:
    assert drawn(PageMark(BOX, (1,)), side=side).png == drawn(PageMark(BOX, (1,)), side=side).png


def chart_at_the_top(size: tuple[int, int] = (842, 1191)) -> Image.Image:
    """An A3 page whose drawing ends in its upper third."""
    page = paper(size)
    for column in range(5):
        for row in range(4):
            ImageDraw.Draw(page).rectangle((40 + 160 * column, 40 + 80 * row, 160 + 160 * column, 80 + 80 * row), fill="black")
    return page


def test_of_a_page_the_part_around_the_marks_is_shown() -> None:
    """13.7: with room for the neighbours, in a shape that a phone's column can show."""
    page = chart_at_the_top().resize((1684, 2382))
    left, top, right, bottom = worth_showing([(page, 2.0)], around([PageMark((200, 120, 320, 160), (1,))]))
    assert left < 160 and top < 80 and right > 360 and bottom > 200
    assert right - left < 842 / 2 and 1.2 <= (right - left) / (bottom - top) <= 2.2


def test_no_box_is_cut_through_at_the_edge_of_the_part() -> None:
    """13.7: a neighbour that stands partly in it is shown whole; a frame that half the chart stands in is cut."""
    page = chart_at_the_top().resize((1684, 2382))
    wanted = around([PageMark((200, 120, 320, 160), (1,))])
    bare = worth_showing([(page, 2.0)], wanted)
    neighbour, frame = (bare[2] - 5, 120.0, bare[2] + 60, 160.0), (20.0, 20.0, bare[2] + 100, 300.0)
    part = worth_showing([(page, 2.0)], wanted, [neighbour, frame, (bare[2] + 66, 100.0, bare[2] + 90, 110.0)])
    assert bare[2] + 60 <= part[2] < bare[2] + 90 and part[:2] == bare[:2] and part[3] == bare[3]


def test_what_is_bare_paper_is_not_shown() -> None:
    """13.7: where marks stand all over the chart, or nothing is marked, all that is drawn is shown and no more."""
    everywhere = around([PageMark((40, 40, 160, 80), (1,)), PageMark((680, 280, 800, 320), (2,))])
    for wanted in (everywhere, None):
        left, top, right, bottom = worth_showing([(chart_at_the_top(), 1.0)], wanted)
        assert left <= 40 and top <= 40 and right >= 800 and 320 <= bottom < 480
    assert worth_showing([(paper(), 1.0)], None) == (0, 0, *SIZE)


def test_two_sheets_are_shown_by_one_part() -> None:
    """13.7: a picture of few pixels is not cut to a blur."""
    less = chart_at_the_top()
    ImageDraw.Draw(less).rectangle((0, 200, 842, 1191), fill="white")
    left, top, right, bottom = worth_showing([(less, 1.0), (chart_at_the_top(), 1.0)], around([PageMark((40, 200, 60, 210), (1,))]))
    assert right - left >= 600 and top <= 200 and bottom >= 320


def test_marks_are_drawn_where_they_are_in_the_part() -> None:
    part = marked_page(paper(), [PageMark(BOX, ())], scale=1.0, number=1, side="after", part=(150, 150, 550, 310))
    assert (part.width, part.height, part.marks) == (400, 160, (PageMark(BOX, ()),))
    outlined = grey(part).point(lambda value: 255 * (value < 150)).getbbox()
    assert outlined and all(abs(a - b) < 12 for a, b in zip(outlined, (50, 50, 350, 110), strict=True))


@settings(max_examples=sweeps.times(25, 300), deadline=None)
@given(st.lists(st.tuples(*[st.floats(-1e300, 1e300)] * 4), max_size=4))
def test_the_part_is_on_the_page_whatever_a_file_says(boxes: list[Box]) -> None:
    page = chart_at_the_top((200, 300))
    left, top, right, bottom = worth_showing([(page, 1.0)], around([PageMark(box, (1,)) for box in boxes]))
    assert 0 <= left < right <= 200.5 and 0 <= top < bottom <= 300.5


def test_a_number_up_close_is_the_part_where_its_boxes_are() -> None:
    """5.11: as large as on the page, with room for its number; whatever part of the page is shown, and however much smaller."""
    marks = [PageMark((600, 300, 700, 340), (1,)), PageMark((100, 500, 160, 530), (2, 3))]
    parts: tuple[Box | None, ...] = (None, (50.0, 100.0, 842.0, 595.0))
    for part in parts:
        page = marked_page(paper((1684, 1190)), marks, scale=2.0, number=1, side="after", part=part)
        whole = Image.open(io.BytesIO(page.png)).convert("RGB")
        for mark, number in ((marks[0], 1), (marks[1], 3)):
            shown = close_up(page, number)
            assert shown is not None
            near = Image.open(io.BytesIO(shown)).convert("RGB")
            assert near.width < whole.width and near.height < whole.height
            assert near.width >= (mark.bbox[2] - mark.bbox[0]) * page.scale
            ink = {colour: times for times, colour in near.getcolors(near.width * near.height) or ()}
            assert ink[(0, 84, 60)] > 500, "the outline is in it"
    assert close_up(page, 4) is None
