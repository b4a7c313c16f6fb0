"""The org charts of a page's sections: their entries drawn as a sheet and read like any (DESIGN 3.31)."""

from __future__ import annotations

from dataclasses import replace

from monitor.documents.marks import drawn_tree
from monitor.model import Extraction, Section
from monitor.pdf.orgchart.chart import read_chart


def with_charts(extraction: Extraction) -> Extraction:
    """*extraction* with the charts of those sections that have entries read."""
    return replace(extraction, sections=tuple(_with_chart(section) for section in extraction.sections))


def _with_chart(section: Section) -> Section:
    if not section.entries:
        return section
    chart = read_chart([drawn_tree("", section.entries)])
    return replace(section, entries=(), orgchart=replace(chart, title=section.heading))
