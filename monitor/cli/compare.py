"""`monitor compare OLD NEW`: two PDFs, or one section of two HTML pages (DESIGN 5.7)."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from monitor.cli.options import argument, described, json_option, option, png_option, write_png
from monitor.confine import Confined
from monitor.errors import NothingFound
from monitor.i18n.locale import Foreign
from monitor.model import Change, Failure
from monitor.pipeline.chart_file import is_drawn
from monitor.pipeline.two_files import ComparedDocuments, compare_documents
from monitor.report.failures import failure_seen
from monitor.report.lines import change_lines
from monitor.report.terminal import line_text
from monitor.report.words import summary
from monitor.terminal.output import json_line, localized, note, terminal, terminal_language

_MOST_PAGES = 50  # drawn at once


@described("compare")
@argument("old", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="old")
@argument("new", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="new")
@option("--heading", help="help.compare.heading")
@option("--css", help="help.compare.css")
@png_option("cli.compare.png_help")
@json_option
def command(old: Path, new: Path, heading: str | None, css: str | None, png: Path | None, as_json: bool) -> int:
    """Print what differs; status 1 where a file can't be read."""
    if png and (heading or css):
        raise click.UsageError(localized("cli.compare.png_for_pdfs"))
    before, after = old.read_bytes(), new.read_bytes()
    if png and not (is_drawn(before) and is_drawn(after)):
        raise click.UsageError(localized("cli.compare.png_for_pdfs"))
    result: Change | Failure | None
    with Confined() as reader:
        if heading or css:
            from monitor.pipeline.two_pages import compare_pages

            result = compare_pages(before, after, reader, heading=heading, css=css)
        else:
            found = compare_documents(before, after, reader)
            result = found.change if isinstance(found, ComparedDocuments) else found
            if png and isinstance(found, ComparedDocuments):
                _draw(found, before, after, reader, png)
    if as_json:
        from monitor.report.as_json import compare_json

        change, failure = (None, result) if isinstance(result, Failure) else (result, None)
        print(json_line(compare_json(change, failure, terminal_language())))
    elif isinstance(result, Failure):
        file = {"before": old, "after": new}.get(str(result.facts.get("side")), f"{old}, {new}")
        detail: str | Foreign = Foreign(result.detail)
        remedy = localized("cli.compare.failed_do")
        if not result.kind.startswith("document_"):  # what a page is instead, as a visit says it (DESIGN 3.14, 3.22)
            seen = failure_seen(result, terminal_language())
            detail = seen[:1].lower() + seen[1:]
            lacks = result.kind == "item_missing"  # the page was read, and has no such section
            remedy = f"monitor outline {shlex.quote(str(file))}" if lacks else localized("cli.compare.page_do")
        raise NothingFound(localized("cli.compare.failed", file=file, detail=detail), remedy=remedy)
    elif result is None:
        print(localized("cli.compare.identical"))
    else:
        told = [summary(result, terminal_language())]
        if result.significance != "cosmetic":
            to = terminal(sys.stdout, terminal_language(), "UTC")
            told += ["", *(line_text(line, to) for line in change_lines(result, terminal_language()))]
        print("\n".join(told))
    return 1 if isinstance(result, Failure) else 0


def _draw(found: ComparedDocuments, before: bytes, after: bytes, reader: Confined, png: Path) -> None:
    """Write each page where the change is seen, before and after side by side; of several, each has its number in its name."""
    from monitor.alerts.pictures import change_pictures
    from monitor.report.change_picture import side_by_side

    shown = change_pictures(found.change, before, after, pages=found.pages, pdf=reader, most_pages=_MOST_PAGES)
    many = len(shown.pages) + shown.more > 1
    headings = {
        "before": localized("cli.compare.old_metavar"),
        "after": localized("cli.compare.new_metavar"),
    }  # Pillow's letters have no accents
    for pair in shown.pages:
        gone = "" if pair.after else localized("cli.compare.old_file")  # its number is another page's now
        path = png.with_stem(f"{png.stem}-{pair.page}{gone}") if many else png
        write_png(path, side_by_side([(headings[page.side], page) for page in pair.sides]))
        note(str(path))
    # Which pages are not drawn, and why.
    if shown.problem:
        note(localized("cli.compare.no_picture", problem=shown.problem))
    elif shown.more:
        note(localized("cli.compare.not_drawn", n=shown.more))
    elif not shown.pages:
        note(localized("cli.compare.nothing_to_outline"))
