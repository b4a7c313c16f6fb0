"""A chart of many units costs what its units cost: twice as many, about twice as much (13.1)."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from bench.generated import bus_pdf, chart_pdf
from monitor.model import DocumentContent
from monitor.pdf.read import read

_SMALL, _LARGE = 50, 400
_MOST = 2.0  # times what growth in proportion would cost; a cost that grows as the square takes eight


@pytest.mark.parametrize("drawn", [pytest.param(chart_pdf, id="columns"), pytest.param(bus_pdf, id="a stroke for each")])
def test_cost_grows_with_the_units_and_not_with_their_square(drawn: Callable[[int], bytes]) -> None:
    small, large = drawn(_SMALL), drawn(_LARGE)
    least = min(_seconds(small, _SMALL) for _ in range(3))
    assert _seconds(large, _LARGE) < _MOST * least * _LARGE / _SMALL


def _seconds(data: bytes, units: int) -> float:
    """Of processor time, the collector of garbage at rest as it is in the child process."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        content = read(data, kind="orgchart")
        used = time.process_time() - start
    finally:
        gc.enable()
    assert isinstance(content, DocumentContent) and content.orgchart and len(content.orgchart.units) == units
    return used
