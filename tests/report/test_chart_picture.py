"""What was read, drawn over the page (13.7: boxes, numbers, links; not by colour alone)."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from monitor.model import OrgChart, Unit
from monitor.report.chart_evidence import mark_units

SIZE = (400, 300)


def unit(id_: str, parent: str | None, bbox: tuple[float, float, float, float], *, confidence: float = 1.0, page: int = 1) -> Unit:
    return Unit(id=id_, title=id_, people=(), parent=parent, confidence_parent=confidence, page=page, bbox=bbox)


HEAD = unit("dgs", None, (150, 20, 250, 60))
BELOW = (150.0, 200.0, 250.0, 240.0)


def drawn(*units: Unit, page: int = 1, scale: float = 1.0) -> Image.Image:
    image = Image.new("RGB", (round(SIZE[0] * scale), round(SIZE[1] * scale)), "white")
    chart = OrgChart(title=None, date=None, pages=2, structured=True, reason=None, units=units)
    mark_units(image, chart, page=page, scale=scale, sure=0.5)
    return image.convert("L")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels of *box* are not white."""
    return sum(image.crop(box).point(lambda value: int(value < 200)).tobytes())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_box_is_outlined_where_it_stands(scale: float) -> None:
    edge = tuple(round(side * scale) for side in (195, 17, 205, 23))
    inside = tuple(round(side * scale) for side in (170, 30, 230, 50))
    image = drawn(HEAD, scale=scale)
    assert ink(image, (edge[0], edge[1], edge[2], edge[3])) >= edge[2] - edge[0]
    assert ink(image, (inside[0], inside[1], inside[2], inside[3])) == 0


def test_a_doubtful_line_is_dashed() -> None:
    between = (190, 70, 210, 190)
    sure, unsure = (ink(drawn(HEAD, unit("da", "dgs", BELOW, confidence=c)), between) for c in (0.5, 0.4))
    assert 0.3 * sure < unsure < 0.8 * sure
    assert ink(drawn(HEAD, unit("da", None, BELOW)), between) == 0


def test_a_line_ends_in_a_dot_at_the_upper_unit() -> None:
    image = drawn(HEAD, unit("da", "dgs", BELOW))
    assert ink(image, (185, 58, 215, 68)) > 2 * ink(image, (185, 192, 215, 199))


def test_a_line_goes_round_the_boxes_between() -> None:
    middle = unit("db", None, (150, 100, 250, 140))
    image = drawn(HEAD, middle, unit("da", "dgs", BELOW))
    assert ink(image, (155, 105, 245, 135)) == 0
    assert ink(image, (140, 150, 149, 190)) >= 40


def test_a_box_inside_another_is_linked_at_their_corners() -> None:
    frame, inside = unit("dga", None, (50, 50, 350, 250)), (100.0, 120.0, 200.0, 160.0)
    with_line, without = (drawn(frame, unit("da", parent, inside)) for parent in ("dga", None))
    assert ImageChops.difference(with_line, without).getbbox() is not None


def test_a_parent_on_another_page_is_told_by_its_number() -> None:
    """5.5: places are those of a page."""
    alone, below = (drawn(HEAD, unit("da", parent, BELOW, page=2), page=2) for parent in (None, "dgs"))
    assert ink(below, (0, 0, 400, 190)) == 0
    assert ink(below, (100, 195, 150, 220)) > ink(alone, (100, 195, 150, 220))


def test_a_box_miles_away_ends_at_the_page() -> None:
    far = unit("da", "dgs", (-1e15, 200, 1e15, 1e300), confidence=0.0)
    assert drawn(HEAD, far).size == SIZE


def test_units_are_numbered_in_the_order_of_the_tree() -> None:
    first, second = drawn(HEAD), drawn(unit("x", None, (0, 0, 1, 1), page=2), HEAD)
    assert ImageChops.difference(first, second).getbbox() is not None
    assert ImageChops.difference(first, drawn(HEAD, unit("x", None, (0, 0, 1, 1), page=2))).getbbox() is None
