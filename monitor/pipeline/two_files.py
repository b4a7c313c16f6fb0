"""Two files set side by side, without configuration or database (DESIGN 5.7)."""

from __future__ import annotations

import re
from hashlib import sha256

from monitor.compare.contents import compare_contents, is_charted, painted, repainted, shown_by
from monitor.compare.office_looks import shown_beside
from monitor.compare.orgchart_sheet import named_facts
from monitor.compare.pictures import PagePlaces, page_pairs
from monitor.compare.places import regions_json
from monitor.compare.sections import compare_sections
from monitor.compare.tables import is_table
from monitor.decide.case import missing_item
from monitor.documents.kinds import DRAWN, READ, has_columns, prose
from monitor.model import (
    Block,
    Change,
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
from monitor.model.frozen import dataclass, replace
from monitor.pdf.sniff import HTML, TEXT, sniff
from monitor.pipeline.doors import PdfReader
from monitor.pipeline.looks import look, look_loss, look_regions, settled
from monitor.pipeline.page import KeptPage, findings

_NOWHERE = "http://saved.invalid"  # where links of a saved page lead from: it does not say where it was (RFC 2606)
_ENDS = re.compile(r"[.!?…][\s»\"”’)]*\Z")  # of a sentence
_MAIN = "main, [role=main], body:not(:has(main, [role=main]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedDocuments:
    """What differs between two documents that are not the same bytes, and which page of the new one is which of the old one."""

    change: Change
    pages: PagePlaces


def compare_documents(before: bytes, after: bytes, pdf: PdfReader) -> ComparedDocuments | Failure | None:
    """What differs between two documents of any kind that is read; None: not a byte."""
    if before == after:
        return None
    for side, data in (("before", before), ("after", after)):
        if sniff(data) not in READ and sniff(data) not in (TEXT, HTML):
            return Failure(kind="document_unreadable", detail=f"not read: {sniff(data)}", facts={"side": side})
    old, new = (chart_content(data, pdf) for data in (before, after))
    if isinstance(old, Unreadable):
        return Failure(kind="document_unreadable", detail=old.detail, facts={"side": "before"})
    if isinstance(new, Unreadable):
        return Failure(kind="document_unreadable", detail=new.detail, facts={"side": "after"})
    if any(one.media_type == HTML and _is_prose(one) for one in (old, new)):  # nobody said that a chart is on these pages
        old, new = (replace(one, orgchart=None) if one.media_type == HTML else one for one in (old, new))
    return ComparedDocuments(change=_replaced(old, new, before, after, pdf), pages=page_pairs(old, new))


def is_drawn(data: bytes) -> bool:
    """Whether the pages of a file can be drawn, if it can be read: those of slides, tables and HTML cannot."""
    return sniff(data) not in (READ | {TEXT, HTML}) - DRAWN


def chart_content(data: bytes, pdf: PdfReader) -> DocumentContent | Unreadable:
    """What a file says, its org chart included; of a page its main content, in which lists or cards may be one (3.31)."""
    if sniff(data) != HTML:
        if sniff(data) == TEXT and not has_columns(data):
            return prose(data)
        return pdf.read(data, "orgchart")
    recipe = Recipe(sections=(SectionRecipe(item="section", css=(_MAIN,), kind="orgchart"),))
    section = _section(data, recipe, pdf)
    if isinstance(section, Failure) and section.kind != "item_missing":
        return Unreadable(detail=section.detail)
    found = None if isinstance(section, Failure) else section
    text = tuple(Block(b.kind, b.text, struck=b.struck) for b in found.blocks) if found else ()
    chart = found.orgchart if found else None
    return DocumentContent(sha256=sha256(data).hexdigest(), size=len(data), media_type=HTML, text=text, pages=1, orgchart=chart)


def _is_prose(page: DocumentContent) -> bool:
    """Whether *page* is a text with a list in it, and no chart: half of its words are sentences', or one line heads all others."""
    said = [(b.kind, b.text, len(b.text.split())) for b in page.text or ()]
    spoken = sum(n for kind, text, n in said if kind == "paragraph" and n > 3 and _ENDS.search(text[-8:]))
    heads = {unit.parent for unit in page.orgchart.units if unit.parent} if page.orgchart else set()
    return len(heads) < 2 or 2 * spoken >= sum(n for *_, n in said)


def _replaced(one: DocumentContent, other: DocumentContent, before: bytes, after: bytes, pdf: PdfReader) -> Change:
    if is_table(one) and is_table(other):
        kind: DocumentKind = "table"
    elif is_charted(one, other):
        kind = "orgchart"
    else:  # of a page, or a text, nothing is seen but its words
        kind = "text" if {one.media_type, other.media_type} <= {HTML, TEXT} else "file"
    seen = look(kind, one, other, before, after)
    found = regions_json(look_regions(seen, pdf), other.orgchart if seen.painted else None) if seen else []
    other = (settled(seen, pdf) if seen else None) or other
    other = repainted(other) if seen and seen.painted and found else other
    verdict = compare_contents(kind, one, other)
    if verdict.of == "resaved":
        return Change(item="document", item_kind="document", change="replaced", significance="cosmetic", rule=verdict.rule)
    shown = {**painted(one, other), **(shown_beside if verdict.edits else shown_by)(one, other), **named_facts(one, other)}
    return Change(
        item="document",
        item_kind="document",
        change="replaced",
        significance="substantive",
        edits=verdict.edits,
        suspect=look_loss(seen, pdf) if seen else None,
        facts={"regions": found, **shown} if found else shown,
    )


def compare_pages(
    before: bytes, after: bytes, pdf: PdfReader, *, heading: str | None = None, css: str | None = None
) -> Change | Failure | None:
    """What differs between the sections of two pages that *heading* or *css* names; None: nothing."""
    recipe = Recipe(sections=(SectionRecipe(item="section", heading=heading, css=(css,) if css else ()),))
    found: list[Section] = []
    for side, data in (("before", before), ("after", after)):
        section = _section(data, recipe, pdf)
        if isinstance(section, Failure):
            return replace(section, facts={**section.facts, "side": side})
        found.append(section)
    change = compare_sections(found[0], found[1])
    if change is None:
        return None
    edits = list(change.edits)
    for n, edit in enumerate(edits):
        if edit.op == "link":  # addresses as the files have them, who say nothing of where they were saved from
            one, other = (side and side.removeprefix(_NOWHERE) for side in (edit.before, edit.after))
            edits[n] = replace(edit, before=one, after=other)
    return replace(change, edits=tuple(edits))


def _section(data: bytes, recipe: Recipe, pdf: PdfReader) -> Section | Failure:
    """The one section of *recipe* in a page, within the caps that hold for every page."""
    question = KeptPage(body=data, content_type="", url=f"{_NOWHERE}/", recipe=recipe)
    found = findings(question, PageFindings, pdf, Visiting())
    if isinstance(found, Failure):
        return found
    if found.extraction and found.extraction.sections:
        return found.extraction.sections[0]
    (one,) = recipe.sections
    return replace(missing_item(one.item, found, never=True), detail=one.heading or ", ".join(one.css))
