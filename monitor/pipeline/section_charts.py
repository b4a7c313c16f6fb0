"""The org charts of a page's sections: their entries drawn as a sheet and read like any (DESIGN 3.31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.documents.marks import drawn_tree
from monitor.model import ChartEntry, Extraction, Section
from monitor.pdf.orgchart.chart import read_chart
from monitor.pdf.orgchart.nodes import names_chart


def with_charts(extraction: Extraction) -> Extraction:
    """*extraction* with the charts of those sections that have entries read."""
    return replace(extraction, sections=tuple(_with_chart(section) for section in extraction.sections))


def _with_chart(section: Section) -> Section:
    if not section.entries:
        return section
    title, entries = _below_its_title(section.heading, section.entries)
    chart = read_chart([drawn_tree("", entries)])
    return replace(section, entries=(), orgchart=replace(chart, title=title))


def _below_its_title(heading: str | None, entries: Sequence[ChartEntry]) -> tuple[str | None, Sequence[ChartEntry]]:
    """The title and entries of the chart: of a box that holds more, what stands under the line that speaks of an org chart."""
    top = next((n for n, entry in enumerate(entries) if names_chart(entry.lines[0]) and _has_below(entries, n)), None)
    if top is None:
        return heading, entries
    numbers = {top: -1}
    kept: list[ChartEntry] = []
    for n, entry in enumerate(entries):
        if entry.head in numbers:
            head = numbers[entry.head]
            numbers[n] = len(kept)
            kept.append(ChartEntry(entry.lines, head if head >= 0 else None))
    return entries[top].lines[0], kept


def _has_below(entries: Sequence[ChartEntry], number: int) -> bool:
    return any(entry.head == number for entry in entries)
