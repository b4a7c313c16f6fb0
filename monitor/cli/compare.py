"""`monitor compare OLD NEW`: two PDFs, or one section of two HTML pages (DESIGN 5.7)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click

from monitor.cli.options import json_option
from monitor.cli.say import pick, terminal, tongue
from monitor.compare import compare_sections
from monitor.compare.contents import RESAVED, compare_contents
from monitor.compare.pictures import DPI, changed_regions
from monitor.confine import Confined
from monitor.errors import NothingFound
from monitor.extract import extract
from monitor.extract.page import Page
from monitor.fetch.charset import decode
from monitor.model import Change, DocumentContent, Failure, Recipe, Section, SectionRecipe, Unreadable
from monitor.pdf.picture import PagePicture
from monitor.pdf.sniff import PDF, sniff
from monitor.report.as_json import compare_json
from monitor.report.lines import change_lines
from monitor.report.terminal import line_text
from monitor.report.words import summary

_MOST_PAGES = 20  # pages compared by their look: half a second each


@click.command(
    "compare",
    help=pick(
        fr="""\b
        monitor compare organigramme-2023.pdf organigramme-2024.pdf
        monitor compare avant.html apres.html --heading Mutualisation

        Dit ce qui diffère entre deux fichiers, sans configuration ni base.""",
        en="""\b
        monitor compare chart-2023.pdf chart-2024.pdf
        monitor compare before.html after.html --heading Mutualisation

        Says what differs between two files, without configuration or database.""",
    ),
)
@click.argument("old", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("new", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--heading", help=pick(fr="HTML : la section de ce titre.", en="HTML: the section of that heading."))
@click.option("--css", help=pick(fr="HTML : la section de ce sélecteur.", en="HTML: the section of that selector."))
@json_option
def command(old: Path, new: Path, heading: str | None, css: str | None, as_json: bool) -> int:
    """Print what differs; status 1 where a file can't be read."""
    before, after = old.read_bytes(), new.read_bytes()
    if heading or css:
        result = _between_pages(before, after, heading, css)
    else:
        result = _between_documents(before, after)
    if as_json:
        change, failure = (None, result) if isinstance(result, Failure) else (result, None)
        print(json.dumps(compare_json(change, failure, tongue()), ensure_ascii=False))
    else:
        print(_said(result))
    return 1 if isinstance(result, Failure) else 0


def _between_documents(before: bytes, after: bytes) -> Change | Failure | None:
    if before == after:
        return None
    for data in (before, after):
        if sniff(data) != PDF and data[:5] != b"%PDF-":
            return Failure(kind="document_unreadable", detail=f"no %PDF header ({sniff(data)})")
    with Confined() as reader:
        contents = [reader.read(data, "orgchart") for data in (before, after)]
        for content in contents:
            if isinstance(content, Unreadable):
                return Failure(kind="document_unreadable", detail=content.detail)
        one, other = (content for content in contents if isinstance(content, DocumentContent))
        return _replaced(one, other, lambda: _regions(reader, before, after, max(one.pages or 0, other.pages or 0)))


def _replaced(one: DocumentContent, other: DocumentContent, regions: Callable[[], list[dict[str, object]]]) -> Change:
    verdict = compare_contents("orgchart" if _charts(one, other) else "file", one, other)
    if verdict.of == "resaved":
        return Change(item="document", item_kind="document", change="replaced", significance="cosmetic", rule=RESAVED)
    found = None if one.text or other.text else regions()
    return Change(
        item="document",
        item_kind="document",
        change="replaced",
        significance="substantive",
        edits=verdict.edits,
        facts={"regions": found} if found else {},
    )


def _regions(reader: Confined, before: bytes, after: bytes, pages: int) -> list[dict[str, object]]:
    """Where pages without text differ (DESIGN 5.5); none for a book, nor where a page can't be drawn: the change stays one."""
    found: list[dict[str, object]] = []
    for page in range(1, pages + 1 if pages <= _MOST_PAGES else 1):
        old, new = (reader.picture(data, page=page, dpi=DPI) for data in (before, after))
        if isinstance(old, PagePicture) and isinstance(new, PagePicture):
            where = changed_regions(old.image(), new.image(), scale=new.scale)
            found += [{"page": page, "bbox": list(bbox)} for bbox in where]
    return found


def _charts(one: DocumentContent, other: DocumentContent) -> bool:
    return all(content.orgchart is not None and content.orgchart.structured for content in (one, other))


def _between_pages(before: bytes, after: bytes, heading: str | None, css: str | None) -> Change | Failure | None:
    recipe = Recipe(sections=(SectionRecipe(item="section", heading=heading, css=(css,) if css else ()),))
    found = [_section(data, recipe) for data in (before, after)]
    if found[0] is None or found[1] is None:
        return Failure(kind="item_missing", detail=heading or css or "", item="section")
    return compare_sections(found[0], found[1])


def _section(data: bytes, recipe: Recipe) -> Section | None:
    page = Page.parse(decode(data).text, "")
    return next(iter(extract(page, recipe=recipe, last=None).sections), None)


def _said(result: Change | Failure | None) -> str:
    if isinstance(result, Failure):
        raise NothingFound(
            pick(fr=f"comparaison impossible : {result.detail}", en=f"can't compare: {result.detail}"),
            remedy=pick(
                fr="donnez deux PDF lisibles, ou deux pages HTML avec --heading ou --css",
                en="give two readable PDFs, or two HTML pages with --heading or --css",
            ),
        )
    if result is None:
        return pick(fr="identiques", en="identical")
    if result.significance == "cosmetic":
        return pick(fr="aucune différence de contenu (mise en forme seule)", en="no difference in content (form only)")
    to = terminal(sys.stdout, tongue(), "UTC")
    return "\n".join([summary(result, tongue()), "", *(line_text(line, to) for line in change_lines(result, tongue()))])
