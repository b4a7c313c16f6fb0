"""The org charts of a page's sections: their entries drawn as a sheet, or what is drawn there, read like any (DESIGN 3.31)."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.documents.marks import drawn_tree
from monitor.documents.packed import Unfit
from monitor.documents.svg import svg_page
from monitor.model import ChartEntry, Extraction, Section
from monitor.model.frozen import replace
from monitor.normalize import visible
from monitor.pdf.orgchart.chart import read_chart
from monitor.pdf.orgchart.units.legends import are_column_names
from monitor.pdf.orgchart.words.titles import names_chart


def with_charts(extraction: Extraction) -> Extraction:
    """*extraction* with the charts of those sections that have entries, or a drawing, read."""
    return replace(extraction, sections=tuple(_with_chart(section) for section in extraction.sections))


def _with_chart(section: Section) -> Section:
    if section.drawing:
        try:
            drawn = read_chart([svg_page(section.drawing.encode())])
        except Unfit:  # it is none that can be drawn
            return replace(section, drawing="", orgchart=None)
        return replace(section, drawing="", orgchart=replace(drawn, title=drawn.title or section.heading))
    if not section.entries:
        return section
    # Without the row that names a table's columns, what stood under it in its place (3.27), nor what is left out as a counter (3.6)
    counted = {visible(part) for part in section.ignored}
    numbers: dict[int | None, int | None] = {None: None}
    kept: list[ChartEntry] = []
    for n, entry in enumerate(section.entries):
        lines = tuple(line for line in entry.lines if visible(line) not in counted)
        if not lines or are_column_names(lines):
            numbers[n] = numbers[entry.head]
        else:
            numbers[n] = len(kept)
            kept.append(ChartEntry(lines, numbers[entry.head]))
    title, entries = _below_its_title(section.heading, kept)
    chart = read_chart([drawn_tree("", entries)])
    if not chart.structured and all(entry.head is None for entry in entries):
        # Cards of which none stands in another: read as if all hung under one, then cut from it (3.27)
        under = [ChartEntry((_ABOVE_ALL,), None), *(ChartEntry(entry.lines, 0) for entry in entries)]
        read = read_chart([drawn_tree("", under)])
        top = next((unit for unit in read.units if unit.parent is None and unit.title == _ABOVE_ALL), None)
        if read.structured and top is not None:
            units = tuple(replace(unit, parent=None) for unit in read.units if unit is not top)
            chart = replace(chart, units=units, reason="no hierarchy")
    return replace(section, entries=(), orgchart=replace(chart, title=title))


_ABOVE_ALL = "DGS"  # what the units of cards are read under


def _below_its_title(heading: str | None, entries: Sequence[ChartEntry]) -> tuple[str | None, Sequence[ChartEntry]]:
    """The title and entries of the chart: of a box that holds more, what stands under the line that speaks of an org chart."""
    heads = {entry.head for entry in entries}
    top = next((n for n, entry in enumerate(entries) if n in heads and names_chart(entry.lines[0])), None)
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
