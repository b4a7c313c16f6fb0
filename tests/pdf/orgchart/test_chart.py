"""A chart drawn in many ways reads as the same tree."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from itertools import groupby

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import DocumentContent, OrgChart
from monitor.pdf.ink import Box as Area
from monitor.pdf.ink import PageInk
from monitor.pdf.orgchart.chart import read_chart
from monitor.pdf.pdfium import Limits, opened
from monitor.pdf.read import read
from tests import sweeps
from tests.pdf import pdfs
from tests.pdf.orgchart import charts
from tests.pdf.orgchart.charts import Layout, Style, rows, rows_read, town

CASES: list[tuple[str, Layout, Style]] = [
    *((f"tree-{links}", charts.tree, Style(links=links)) for links in ("elbow", "bus", "straight", "curve", "behind")),
    *(
        (f"tree-{border}", charts.tree, Style(border=border))
        for border in ("round", "ellipse", "fill", "dashed", "lines", "bars", "gradient", "shadow")
    ),
    *((f"tree-name-{names}", charts.tree, Style(names=names)) for names in ("above", "box", "free")),
    ("tree-arrows", charts.tree, Style(links="elbow", arrows=True)),
    ("tree-dashed-links", charts.tree, Style(dashed_links=True)),
    ("tree-capitals", charts.tree, Style(civility=False, capitals=True)),
    ("tree-bare-names", charts.tree, Style(civility=False)),
    ("tree-one-weight", charts.tree, Style(bold=False)),
    ("tree-role-before", charts.tree, Style(role="Responsable : ")),
    ("tree-role-line", charts.tree, Style(role="line")),
    ("tree-a0", charts.tree, Style(size=24)),
    ("tree-tiny", charts.tree, Style(size=5)),
    ("columns", charts.columns, Style()),
    ("columns-round", charts.columns, Style(border="round", civility=False, capitals=True)),
    ("bare-columns", charts.bare_columns, Style()),
    ("stacks", charts.stacks, Style()),
    ("stacks-of-lines", charts.stacks, Style(border="lines")),
    ("sideways", charts.sideways, Style()),
    ("frames", charts.frames, Style()),
    ("pages", charts.pages, Style()),
    ("pages-elbow", charts.pages, Style(links="elbow", civility=False, capitals=True)),
]


def chart_of(data: bytes) -> OrgChart:
    content = read(data, kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


@sweeps.over(
    {
        "layout, style": [pytest.param(layout, style, id=name) for name, layout, style in CASES],
        "seed": [pytest.param(seed, id=str(seed)) for seed in (1, 2)],
    }
)
def test_every_way_of_drawing_reads_as_its_tree(layout: Layout, style: Style, seed: int) -> None:
    """Generated charts with a text layer: every unit, parent and person."""
    head = town(seed, style=style)
    chart = chart_of(layout(head, style))
    vacant = [(title, parent, names) for title, parent, names in rows(head)]
    assert rows_read(chart) == sorted(vacant, key=lambda row: (row[0], row[1] or ""))
    assert (chart.structured, chart.reason) == (True, None)


def test_title_and_date_are_told_apart() -> None:
    """5.6: title and date."""
    chart = chart_of(charts.columns(town(1, style=Style()), Style()))
    assert (chart.title, chart.date) == ("Organigramme de Valmont-sur-Ource", "Mars 2024")


def test_boxes_are_told_in_points_from_the_top_left() -> None:
    """5.6: bbox."""
    head = town(1, style=Style())
    chart = chart_of(charts.columns(head, Style()))
    x, top, width, height = head.at
    assert chart.units[0].bbox == pytest.approx((x, top, x + width, top + height), abs=0.6)


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_a_page_that_is_turned_for_display_reads_the_same(turns: int) -> None:
    """/Rotate: a chart stored lying on its side."""
    style = Style()
    head = town(3, style=style)
    plain = charts.tree(head, style)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        page = pdf.pages[0]
        page.contents_add(_turned(page.MediaBox, turns), prepend=True)
        if turns != 180:
            page.MediaBox = [0, 0, page.MediaBox[3], page.MediaBox[2]]
        page.Rotate = turns
        pdf.save(out)
    assert rows_read(chart_of(out.getvalue())) == rows_read(chart_of(plain))


def _turned(media: pikepdf.Object, turns: int) -> bytes:
    width, height = float(media[2]), float(media[3])
    matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}[turns]
    return (" ".join(f"{number:g}" for number in matrix) + " cm\n").encode()


def test_what_is_no_chart_says_why() -> None:
    """Honesty: no structure, a reason, and the text as blocks."""
    assert (chart_of(pdfs.scan()).structured, chart_of(pdfs.scan()).reason) == (False, "scan")
    assert chart_of(pdfs.letter()).reason == "mostly prose"


def ink_of(data: bytes) -> PageInk:
    with opened(data, Limits()) as document:
        return document.page(1)


def moved(page: PageInk, scale: float, dx: float, dy: float) -> PageInk:
    """The same page, larger and shifted."""

    def area(box: Area) -> Area:
        return Area(box.x0 * scale + dx, box.top * scale + dy, box.x1 * scale + dx, box.bottom * scale + dy)

    letters = tuple(
        c._replace(
            x0=c.x0 * scale + dx, x1=c.x1 * scale + dx, top=c.top * scale + dy, bottom=c.bottom * scale + dy,
            base=c.base * scale + dy, size=c.size * scale,
        )
        for c in page.letters
    )  # fmt: skip
    paths = tuple(
        p._replace(
            box=area(p.box), width=p.width * scale, steps=tuple((op, x * scale + dx, y * scale + dy) for op, x, y in p.steps)
        )
        for p in page.paths
    )
    return replace(page, width=page.width * scale + dx, height=page.height * scale + dy, letters=letters, paths=paths)


PAGES = [ink_of(layout(town(5, style=Style()), Style())) for layout in (charts.columns, charts.tree, charts.frames)]


@settings(max_examples=12, deadline=None)
@given(page=st.sampled_from(PAGES), scale=st.floats(0.9, 3.0), dx=st.floats(0, 200), dy=st.floats(0, 200))
def test_moving_and_scaling_the_page_changes_nothing(page: PageInk, scale: float, dx: float, dy: float) -> None:
    assert rows_read(read_chart([moved(page, scale, dx, dy)])) == rows_read(read_chart([page]))


@settings(max_examples=12, deadline=None)
@given(page=st.sampled_from(PAGES), luck=st.randoms(use_true_random=False))
def test_the_order_of_drawing_changes_nothing(page: PageInk, luck: random.Random) -> None:
    """Neither that of shapes and strokes nor that of the lines of text."""
    paths, texts = list(page.paths), [list(line) for _, line in groupby(page.letters, key=lambda c: c.base)]
    luck.shuffle(paths)
    luck.shuffle(texts)
    shuffled = replace(page, paths=tuple(paths), letters=tuple(c for text in texts for c in text))
    assert rows_read(read_chart([shuffled])) == rows_read(read_chart([page]))
