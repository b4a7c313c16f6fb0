"""A chart of many units costs what its units cost: twice as many, about twice as much (13.1)."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from bench.generated import bus_pdf, chart_pdf
from monitor.model import DocumentContent
from monitor.pdf.ink import Box
from monitor.pdf.orgchart.cells import hang_under_headings
from monitor.pdf.orgchart.nodes import Node, Votes
from monitor.pdf.read import read
from tests.calls import calls_of

_SMALL, _LARGE = 50, 400
_MOST = 2.0  # times what growth in proportion would cost; a cost that grows as the square takes eight


@pytest.mark.few("columns")
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


def test_tables_under_titles_of_their_own_cost_what_they_hold() -> None:
    """Each title is set beside what stands below it up to the next title, not beside the whole sheet (13.1)."""

    def calls(tables: int) -> int:
        nodes = []
        for place in range(tables):
            for line in range(3):
                box = Box(20, 60 * place + 14 * line, 100, 60 * place + 14 * line + 12)
                nodes.append(Node(label=f"Service {place}.{line}", people=[], box=box, drawn=line > 0))
        votes = Votes()
        work = calls_of(lambda: hang_under_headings(nodes, votes))
        assert all(vote.parent is nodes[0] for cell in nodes[1:3] for vote in votes.of(cell)) and votes.of(nodes[1])
        return work

    assert calls(400) < _MOST * calls(50) * 8
