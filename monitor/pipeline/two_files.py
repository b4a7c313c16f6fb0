"""Two files set side by side, without configuration or database (DESIGN 5.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.compare.charts.sheet import named_facts
from monitor.compare.documents.contents import compare_contents, is_charted, painted, repainted, shown_by
from monitor.compare.documents.office_looks import shown_beside
from monitor.compare.documents.pictures import PagePlaces, page_pairs
from monitor.compare.documents.tables import is_table
from monitor.compare.places import regions_json
from monitor.documents.kinds import READ
from monitor.model import Change, DocumentContent, DocumentKind, Failure, Place, Unreadable
from monitor.model.frozen import dataclass, replace
from monitor.pdf.sniff import HTML, TEXT, sniff
from monitor.pipeline.chart_file import chart_content
from monitor.pipeline.looks import look, look_loss, placed_differences, settled

if TYPE_CHECKING:
    from monitor.pipeline.doors import PdfReader

_ENDS = re.compile(r"[.!?…][\s»\"”’)]*\Z")  # of a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedDocuments:
    """What differs between two documents that are not the same bytes, and which page of the new one is which of the old one."""

    change: Change
    pages: PagePlaces


def compare_documents(before: bytes, after: bytes, pdf: PdfReader) -> ComparedDocuments | Failure | None:
    """What differs between two documents of any kind that is read; None: not a byte. Two pages are asked first whether they are."""
    if before == after:
        return None
    for side, data in (("before", before), ("after", after)):
        if sniff(data) not in READ and sniff(data) not in (TEXT, HTML):
            return Failure(kind="document_unreadable", detail=f"not read: {sniff(data)}", facts={"side": side})
    doubted = _doubted(before, after, pdf) if {sniff(before), sniff(after)} == {HTML} else None
    if isinstance(doubted, Failure):
        return doubted
    old, new = (chart_content(data, pdf) for data in (before, after))
    if isinstance(old, Unreadable):
        return Failure(kind="document_unreadable", detail=old.detail, facts={"side": "before"})
    if isinstance(new, Unreadable):
        return Failure(kind="document_unreadable", detail=new.detail, facts={"side": "after"})
    if doubted is not None:
        return ComparedDocuments(change=doubted, pages=page_pairs(old, new))
    if any(one.media_type == HTML and _is_prose(one) for one in (old, new)):  # nobody said that a chart is on these pages
        old, new = (replace(one, orgchart=None) if one.media_type == HTML else one for one in (old, new))
    return ComparedDocuments(change=_replaced(old, new, before, after, pdf), pages=page_pairs(old, new))


def _doubted(before: bytes, after: bytes, pdf: PdfReader) -> Change | Failure | None:
    """Why one of two pages is not itself, or what a visit to the second would only believe when it sees it again (3.14, 3.15)."""
    from monitor.pipeline.two_pages import compare_pages  # late: what judges pages takes longer to load than a chart to read (§9)

    told = compare_pages(before, after, pdf)
    if isinstance(told, Failure):
        return None if told.kind == "item_missing" else told  # no main content, but perhaps words
    return told if told and told.suspect else None


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
    verdict = compare_contents(kind, one, other)
    seen = look(kind, one, other, before, after, verdict=verdict)
    held, places = settled(seen, pdf) if seen else None, tuple[Place, ...]()
    if seen:
        seen, places = placed_differences(seen, held, pdf)
    found = regions_json(places, other.orgchart if seen and seen.painted else None)
    painted_anew = seen is not None and seen.painted and bool(found)
    other = repainted(held or other) if painted_anew else held or other
    if held or (painted_anew and not verdict.edits):  # colours have a say where no word differs
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
