"""`monitor orgchart FILE.pdf`: who hangs under whom, and who is where, as read from one file."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import click

from monitor.cli.options import argument, described, json_option, option, png_option, write_png
from monitor.confine import Confined
from monitor.documents.kinds import PICTURES
from monitor.errors import NothingFound
from monitor.i18n.locale import Foreign
from monitor.model import Explanation, OrgChart, Unreadable
from monitor.pipeline.chart_file import chart_content, is_drawn
from monitor.report.chart_evidence import explained_lines, mark_units, parent_chance, why_no_tree
from monitor.report.layout import Run
from monitor.terminal.output import json_line, localized, note, terminal, terminal_language, terminal_locale

_Found = TypeVar("_Found")

UNSURE = 0.5  # below it, where a unit hangs is to be checked by somebody


@described("orgchart")
@argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="file")
@png_option("cli.orgchart.png_help")
@option("--explain", is_flag=True, help="help.orgchart.explain")
@json_option
def command(file: Path, png: Path | None, explain: bool, as_json: bool) -> int:
    """Print the tree; status 1 where the file can't be read."""
    data = file.read_bytes()
    if png and not is_drawn(data):
        raise click.UsageError(localized("cli.orgchart.png_for_pages", file=file))
    with Confined() as reader:
        explained: dict[str, Explanation] = {}
        if explain:
            content, explained = _readable(file, reader.explained(data))
        else:
            content = _readable(file, chart_content(data, reader))
        chart = content.orgchart or OrgChart(
            title=None,
            date=None,
            pages=content.pages or 0,
            structured=False,
            reason="not a drawing" if content.text else "scan" if content.media_type in PICTURES else "no text",
            units=(),
        )
        if png:  # the pages with recognised boxes, else the first one; of several, each has its number in its name
            chances = {unit: parent_chance(explanation, terminal_language()) for unit, explanation in explained.items()}
            for page in sorted({unit.page for unit in chart.units}) or [1]:
                drawn = _readable(file, reader.picture(data, page=page))
                image = drawn.image()
                mark_units(image, chart, page=page, scale=drawn.scale, sure=UNSURE, chances=chances)
                path = png if chart.pages <= 1 else png.with_stem(f"{png.stem}-{page}")
                packed = io.BytesIO()
                image.save(packed, format="PNG")
                write_png(path, packed.getvalue())
                note(str(path))
    if as_json:
        from monitor.report.as_json import blocks_json, orgchart_json

        print(json_line({**orgchart_json(chart, explained), "text": blocks_json(content.text or ())}))
        return 0
    if chart.reason:
        locale, key = terminal_locale(), f"evidence.short.{chart.reason}"
        note(localized("cli.orgchart.no_structure", reason=locale.text(key) if locale.has(key) else chart.reason))
        if explain:
            note(f"  → {why_no_tree(chart, terminal_language())}")
    as_tree = chart.structured or explained  # a tree that is not believed is shown to who asks why
    shown = _shown(chart, explained, numbered=png is not None) if as_tree else (("", block.text) for block in content.text or ())
    to = terminal(sys.stdout, terminal_language(), "UTC")
    for first, line in shown:  # a program gets each line as one
        rest = " " * (len(first) + 4 * first.isspace())
        print(to.put(Run(line), first=first, rest=rest) if sys.stdout.isatty() else f"{first}{line}")
    return 0


def _readable(file: Path, found: _Found | Unreadable) -> _Found:
    if isinstance(found, Unreadable):
        raise NothingFound.of("cli.orgchart.unreadable", file=file, detail=Foreign(found.detail))
    return found


def _shown(chart: OrgChart, explained: Mapping[str, Explanation], *, numbered: bool) -> Iterator[tuple[str, str]]:
    """(beginning, rest) of each line: title and date, then each unit under its head, with its people, in the order of the tree.

    *explained*: why, for the lines below each unit; *numbered*: with the numbers that `mark_units` draws.
    """
    units = chart.by_id()
    head = ", ".join(part for part in (chart.title, chart.date) if part)
    if head:
        yield "", head
        yield "", ""
    depth: dict[str, int] = {}
    for number, unit in enumerate(chart.units, 1):
        depth[unit.id] = depth.get(unit.parent or "", -1) + 1
        margin = "  " * depth[unit.id]
        people = [
            localized("cli.orgchart.vacant") if p.vacant else ", ".join(t for t in (p.name, p.role) if t) for p in unit.people
        ]
        who = " — " + "\u202f; ".join(people) if people else ""
        doubt = localized("cli.orgchart.to_check") if unit.parent and unit.confidence_parent < UNSURE else ""
        yield margin, (f"{number}. " if numbered else "") + f"{unit.title}{who}{doubt}"
        for line in explained_lines(unit, explained[unit.id], units, terminal_language()) if unit.id in explained else ():
            yield f"{margin}    ↳ ", line
