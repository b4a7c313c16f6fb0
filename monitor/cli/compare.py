"""`monitor compare OLD NEW`: two PDFs, or one section of two HTML pages (DESIGN 5.7)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from monitor.alerts.pictures import change_pictures
from monitor.cli.options import json_option
from monitor.cli.pictures import png_option, write_png
from monitor.compare import compare_sections
from monitor.compare.contents import RESAVED, compare_contents, is_charted
from monitor.compare.pictures import PagePlaces, page_pairs
from monitor.compare.places import regions_json
from monitor.compare.tables import is_table
from monitor.confine import Confined
from monitor.documents.kinds import READ
from monitor.errors import NothingFound
from monitor.model import (
    Change,
    ChangePictures,
    DocumentContent,
    DocumentKind,
    Failure,
    PageFindings,
    Recipe,
    Section,
    SectionRecipe,
    Unreadable,
    Visiting,
)
from monitor.pdf.sniff import TEXT, sniff
from monitor.pipeline.looks import look, look_regions, settled
from monitor.pipeline.page import KeptPage, findings
from monitor.report.as_json import compare_json
from monitor.report.change_picture import side_by_side
from monitor.report.lines import change_lines
from monitor.report.terminal import line_text
from monitor.report.words import summary
from monitor.terminal.say import json_line, localized, note, terminal, tongue

_MOST_PAGES = 50  # drawn at once


@click.command(
    "compare",
    help=localized("help.compare.command"),
)
@click.argument("old", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar=localized("help.metavar.old"))
@click.argument("new", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar=localized("help.metavar.new"))
@click.option("--heading", help=localized("help.compare.heading"))
@click.option("--css", help=localized("help.compare.css"))
@png_option(localized("cli.compare.png_help"))
@json_option
def command(old: Path, new: Path, heading: str | None, css: str | None, png: Path | None, as_json: bool) -> int:
    """Print what differs; status 1 where a file can't be read."""
    if png and (heading or css):
        raise click.UsageError(localized("cli.compare.png_for_pdfs"))
    before, after = old.read_bytes(), new.read_bytes()
    if heading or css:
        result = _between_pages(before, after, heading, css)
    else:
        result = _between_documents(before, after, png)
    if as_json:
        change, failure = (None, result) if isinstance(result, Failure) else (result, None)
        print(json_line(compare_json(change, failure, tongue())))
    else:
        print(_said(result))
    return 1 if isinstance(result, Failure) else 0


def _between_documents(before: bytes, after: bytes, png: Path | None) -> Change | Failure | None:
    if before == after:
        return None
    for data in (before, after):
        if sniff(data) not in READ and sniff(data) != TEXT:
            return Failure(kind="document_unreadable", detail=f"not read: {sniff(data)}")
    with Confined() as reader:
        contents = [reader.read(data, "orgchart") for data in (before, after)]
        for content in contents:
            if isinstance(content, Unreadable):
                return Failure(kind="document_unreadable", detail=content.detail)
        one, other = (content for content in contents if isinstance(content, DocumentContent))
        change = _replaced(one, other, before, after, reader)
        if png:
            _draw(change, before, after, page_pairs(one, other), reader, png)
        return change


def _draw(change: Change, before: bytes, after: bytes, pages: PagePlaces, reader: Confined, png: Path) -> None:
    """Write each page where *change* is seen, before and after side by side; of several, each has its number in its name."""
    shown = change_pictures(change, before, after, pages=pages, pdf=reader, most_pages=_MOST_PAGES)
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
    _say_unseen(shown)


def _say_unseen(shown: ChangePictures) -> None:
    """Which pages are not drawn, and why."""
    if shown.problem:
        note(localized("cli.compare.no_picture", problem=shown.problem))
    elif shown.more:
        note(localized("cli.compare.not_drawn", n=shown.more))
    elif not shown.pages:
        note(localized("cli.compare.nothing_to_outline"))


def _replaced(one: DocumentContent, other: DocumentContent, before: bytes, after: bytes, reader: Confined) -> Change:
    kind: DocumentKind = "table" if is_table(one) and is_table(other) else "orgchart" if is_charted(one, other) else "file"
    seen = look(kind, one, other, before, after)
    verdict = compare_contents(kind, one, (settled(seen, reader) if seen else None) or other)
    if verdict.of == "resaved":
        return Change(item="document", item_kind="document", change="replaced", significance="cosmetic", rule=RESAVED)
    found = regions_json(look_regions(seen, reader)) if seen else []
    return Change(
        item="document",
        item_kind="document",
        change="replaced",
        significance="substantive",
        edits=verdict.edits,
        facts={"regions": found} if found else {},
    )


def _between_pages(before: bytes, after: bytes, heading: str | None, css: str | None) -> Change | Failure | None:
    recipe = Recipe(sections=(SectionRecipe(item="section", heading=heading, css=(css,) if css else ()),))
    with Confined() as reader:
        one, other = (_section(data, recipe, reader) for data in (before, after))
    if isinstance(one, Failure):
        return one
    if isinstance(other, Failure):
        return other
    if one is None or other is None:
        return Failure(kind="item_missing", detail=heading or css or "", item="section")
    return compare_sections(one, other)


def _section(data: bytes, recipe: Recipe, reader: Confined) -> Section | Failure | None:
    """The one section of *recipe* in a page, within the caps that hold for every page."""
    question = KeptPage(body=data, content_type="", url="", recipe=recipe)
    found = findings(question, PageFindings, reader, Visiting())
    if isinstance(found, Failure):
        return found
    return found.extraction.sections[0] if found.extraction and found.extraction.sections else None


def _said(result: Change | Failure | None) -> str:
    if isinstance(result, Failure):
        raise NothingFound(
            localized("cli.compare.failed", detail=result.detail),
            remedy=localized("cli.compare.failed_do"),
        )
    if result is None:
        return localized("cli.compare.identical")
    if result.significance == "cosmetic":
        return summary(result, tongue())
    to = terminal(sys.stdout, tongue(), "UTC")
    return "\n".join([summary(result, tongue()), "", *(line_text(line, to) for line in change_lines(result, tongue()))])
