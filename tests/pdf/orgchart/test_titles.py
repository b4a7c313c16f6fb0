"""What a chart is called: the line that says that it is one, whatever stands larger beside it (13.1)."""

from __future__ import annotations

import pytest

from monitor.pdf.ink import Box, PageInk
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.titles import chart_title


def line(text: str, base: float, size: float) -> Line:
    return Line(text, Box(40, base - size, 400, base), base, size, bold=False, italic=False, angle=0, colour=(0, 0, 0), order=0)


@pytest.mark.parametrize(
    "title", ["Organigramme des services", "Organigrama municipal", "Staff organogram", "Organisation der Verwaltung"]
)
def test_the_line_that_calls_itself_a_chart_is_the_title(title: str) -> None:
    lines = [line("Servicios para todos", 60, 30), line(title, 300, 12)]
    assert chart_title(PageInk(number=1, width=842, height=595, letters=()), lines, []) == title
