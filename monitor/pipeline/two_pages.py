"""Pages kept as files, without configuration or database: the main content of one, a section of two side by side (DESIGN 5.7)."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from monitor.compare.sections import compare_sections
from monitor.decide.case import missing_item
from monitor.model import (
    Block,
    Change,
    DocumentContent,
    Failure,
    PageFindings,
    Recipe,
    Revision,
    Section,
    SectionRecipe,
    Unreadable,
    Visiting,
)
from monitor.model.frozen import replace
from monitor.pdf.sniff import HTML
from monitor.pipeline.doors import PdfReader
from monitor.pipeline.page import KeptPage, findings

_NOWHERE = "http://saved.invalid"  # where links of a saved page lead from: it does not say where it was (RFC 2606)
_AT = datetime(1970, 1, 1, tzinfo=UTC)  # a saved page does not say when either
_MAIN = "main, [role=main], body:not(:has(main, [role=main]))"


def page_content(data: bytes, pdf: PdfReader) -> DocumentContent | Unreadable:
    """What the main content of a page says, in which lists or cards may be an org chart (3.31)."""
    recipe = Recipe(sections=(SectionRecipe(item="section", css=(_MAIN,), kind="orgchart"),))
    section = _section(data, recipe, pdf)
    if isinstance(section, Failure) and section.kind != "item_missing":
        return Unreadable(detail=section.detail)
    found = None if isinstance(section, Failure) else section
    text = tuple(Block(b.kind, b.text, struck=b.struck) for b in found.blocks) if found else ()
    chart = found.orgchart if found else None
    return DocumentContent(sha256=sha256(data).hexdigest(), size=len(data), media_type=HTML, text=text, pages=1, orgchart=chart)


def compare_pages(
    before: bytes, after: bytes, pdf: PdfReader, *, heading: str | None = None, css: str | None = None
) -> Change | Failure | None:
    """What differs between the sections of two pages that *heading* or *css* names; None: nothing."""
    recipe = Recipe(sections=(SectionRecipe(item="section", heading=heading, css=(css,) if css else ()),))
    old = _section(before, recipe, pdf)
    if isinstance(old, Failure):
        return replace(old, facts={**old.facts, "side": "before"})
    new = _section(after, recipe, pdf, last=old, last_body=before)
    if isinstance(new, Failure):
        return replace(new, facts={**new.facts, "side": "after"})
    change = compare_sections(old, new)
    if change is None:
        return None
    edits = list(change.edits)
    for n, edit in enumerate(edits):
        if edit.op in ("link", "picture", "frame"):  # addresses as the files have them: none says where it was saved from
            one, other = (side and side.removeprefix(_NOWHERE) for side in (edit.before, edit.after))
            edits[n] = replace(edit, before=one, after=other)
    return replace(change, edits=tuple(edits))


def _section(
    data: bytes, recipe: Recipe, pdf: PdfReader, *, last: Section | None = None, last_body: bytes = b""
) -> Section | Failure:
    """The one section of *recipe* in a page, within the caps that hold for every page; as a check finds it that knew *last*."""
    url = f"{_NOWHERE}/"
    known = Revision(snapshot=1, taken_at=_AT, url=url, sections=(last,), documents=()) if last else None
    question = KeptPage(body=data, content_type="", url=url, recipe=recipe, last=known, last_body=last_body)
    found = findings(question, PageFindings, pdf, Visiting())
    if isinstance(found, Failure):
        return found
    if found.extraction and found.extraction.sections:
        return found.extraction.sections[0]
    (one,) = recipe.sections
    return replace(missing_item(one.item, found, never=True), detail=one.heading or ", ".join(one.css))
