"""Strokes drawn otherwise, a hair aside, twice, from the other end, as thin boxes, show the same tree (13.1, 3.27)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import pytest

from monitor.model.frozen import replace
from monitor.pdf.ink import Box, PageInk, Path, PathStep
from monitor.pdf.orgchart.chart import read_chart
from monitor.pdf.pdfium import Limits, opened
from tests.pdf.orgchart.test_any_size import told
from training.charts import chart
from training.families import FAMILIES

FIRST = 300
ASIDE = 0.15  # points


def stroke(path: Path, *steps: PathStep) -> Path:
    xs, ys = [x for _, x, _ in steps], [y for _, _, y in steps]
    return path._replace(steps=steps, box=Box(min(xs), min(ys), max(xs), max(ys)))


def aside(path: Path, luck: random.Random) -> Iterator[Path]:
    yield stroke(path, *((op, x + luck.uniform(-ASIDE, ASIDE), y + luck.uniform(-ASIDE, ASIDE)) for op, x, y in path.steps))


def twice(path: Path, _luck: random.Random) -> Iterator[Path]:
    yield from (path, path)


def backwards(path: Path, _luck: random.Random) -> Iterator[Path]:
    (_, x0, y0), (_, x1, y1) = path.steps
    yield stroke(path, ("m", x1, y1), ("l", x0, y0))


def as_bar(path: Path, _luck: random.Random) -> Iterator[Path]:
    around = path.box.grown(max(path.width, 0.5) / 2)
    x0, y0, x1, y1 = (around.x0, path.box.top, around.x1, path.box.bottom)
    if path.box.width > path.box.height:
        x0, y0, x1, y1 = path.box.x0, around.top, path.box.x1, around.bottom
    straight = min(path.box.width, path.box.height) < 0.01
    bar = stroke(path, ("m", x0, y0), ("l", x1, y0), ("l", x1, y1), ("l", x0, y1), ("z", x0, y0))._replace(
        fill=path.stroke, stroke=None
    )
    yield bar if straight else path


def drawn_anew(pages: Sequence[PageInk], way: Callable[[Path, random.Random], Iterator[Path]]) -> list[PageInk]:
    luck = random.Random(FIRST)

    def anew(path: Path) -> Iterator[Path]:
        single = path.stroke is not None and not path.dashed and [op for op, _, _ in path.steps] == ["m", "l"]
        return way(path, luck) if single else iter([path])

    return [replace(page, paths=tuple(new for path in page.paths for new in anew(path))) for page in pages]


@pytest.mark.few(4)
@pytest.mark.parametrize("family", FAMILIES)
def test_strokes_drawn_otherwise_show_the_same_tree(family: str) -> None:
    with opened(chart(FIRST, family=family).pdf, Limits()) as document:
        pages = [document.page(number) for number in range(1, document.pages + 1)]
    usual = told(read_chart(pages))
    for way in (aside, twice, backwards, as_bar):
        assert told(read_chart(drawn_anew(pages, way))) == usual, way.__name__
