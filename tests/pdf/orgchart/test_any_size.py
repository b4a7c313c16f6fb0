"""A chart printed smaller or larger is the same chart (3.27): no length of the reading is one of the sheet."""

from __future__ import annotations

import io

import pikepdf
import pytest

from monitor.model import OrgChart
from monitor.pdf.orgchart.chart import read_chart
from monitor.pdf.pdfium import Limits, opened
from training.charts import chart
from training.families import FAMILIES

FIRST = 300


def printed(pdf: bytes, size: float) -> bytes:
    """*pdf* with sheets *size* times as wide and high, and all that stands on them."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page["/MediaBox"] = pikepdf.Array([float(side) * size for side in page.mediabox])
            page.contents_add(document.make_stream(f"q {size} 0 0 {size} 0 0 cm\n".encode()), prepend=True)
            page.contents_add(document.make_stream(b"\nQ\n"))
        document.save(target)
    return target.getvalue()


def read(pdf: bytes) -> OrgChart:
    with opened(pdf, Limits()) as document:
        return read_chart([document.page(number) for number in range(1, document.pages + 1)])


def told(chart: OrgChart) -> list[tuple[str, str | None, tuple[str, ...]]]:
    titles = {unit.id: unit.title for unit in chart.units}
    return [(u.title, titles[u.parent] if u.parent else None, tuple(p.name for p in u.people)) for u in chart.units]


@pytest.mark.few(4)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_chart_of_another_size_has_the_same_tree(family: str) -> None:
    pdf = chart(FIRST, family=family).pdf
    usual = read(pdf)
    for size in (0.5, 0.71, 1.41):
        other = read(printed(pdf, size))
        assert (other.title, told(other)) == (usual.title, told(usual)), f"{size} times as large"


def test_boxes_stand_where_they_are_on_the_sheet() -> None:
    pdf = chart(FIRST, family="columns").pdf
    for usual, other in zip(read(pdf).units, read(printed(pdf, 0.5)).units, strict=True):
        assert other.bbox == pytest.approx([side / 2 for side in usual.bbox], abs=0.2)
