"""Pages kept as files, without configuration or database: the main content of one, a section of two side by side (DESIGN 5.7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from monitor.decide import decide
from monitor.decide.case import missing_item
from monitor.decide.judgement import RELOCATED
from monitor.model import (
    EXTRACTOR,
    Block,
    Change,
    DocumentContent,
    Edit,
    Failure,
    Fetched,
    HttpFacts,
    LastPage,
    PageFindings,
    Plan,
    Reading,
    Recipe,
    Revision,
    Schedule,
    Section,
    SectionRecipe,
    Unreadable,
    Validators,
    Visiting,
    Watch,
    WatchState,
)
from monitor.model.frozen import replace
from monitor.pdf.sniff import HTML
from monitor.pipeline.doors import PdfReader
from monitor.pipeline.page import FetchedPage, KeptPage, Question, findings
from monitor.quality.why import LEAST

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
    """What differs between the sections of two pages that *heading* or *css* names, or their main content; None: nothing.

    As two visits tell it, of which the second was confirmed: a page that is not itself, or shows something in its text's place for
    now, is a failure (3.14), and what is believed only when seen again has `suspect` (3.15). No time passes between the two.
    """
    ways = (css,) if css else () if heading else (_MAIN,)
    recipe = Recipe(sections=(SectionRecipe(item="section", heading=heading, css=ways),))
    watch = Watch(name="saved", url=f"{_NOWHERE}/", schedule=Schedule(every=timedelta(days=1)), recipe=recipe)
    unseen = WatchState(watch=watch.name)
    first = _visited(before, watch, unseen, None, pdf)
    if isinstance(first, Failure):
        return replace(first, facts={**first.facts, "side": "before"})
    sections = first.found.sections
    last = Revision(snapshot=1, taken_at=_AT, url=watch.url, sections=sections, documents=(), recipe_hash=recipe.hash)
    known = replace(unseen, last=last, extractor=EXTRACTOR, page_closed=first.closed)
    second = _visited(after, watch, known, LastPage(body=before), pdf)
    if isinstance(second, Failure):
        return replace(second, facts={**second.facts, "side": "after"})
    plan = decide(known, second, watch=watch, channels=(), source="import", now=_AT, second=second)
    assert isinstance(plan, Plan)
    for change in plan.changes:
        return replace(change, edits=tuple(map(_as_saved, change.edits)))
    rules = [one.rule for one in plan.cosmetic if one.rule != RELOCATED]
    return Change(item="section", item_kind="section", change="edited", significance="cosmetic", rule=rules[0]) if rules else None


def _as_saved(edit: Edit) -> Edit:
    """*edit* with addresses as the files have them: none says where it was saved from."""
    if edit.op not in ("link", "picture", "frame"):
        return edit
    before, after = (side and side.removeprefix(_NOWHERE) for side in (edit.before, edit.after))
    return replace(edit, before=before, after=after)


def _visited(data: bytes, watch: Watch, state: WatchState, last_page: LastPage | None, pdf: PdfReader) -> Reading | Failure:
    """What a visit to *watch* that is answered with *data* reads, or why it has nothing to set beside *state*."""
    http = HttpFacts(
        url=watch.url,
        final_url=watch.url,
        status=200,
        request_headers=(),
        response_headers=(),
        redirects=(),
        started_at=_AT,
        finished_at=_AT,
    )
    answer = Fetched(http=http, body=data, sha256=sha256(data).hexdigest(), content_type="", validators=Validators())
    asked: Question[PageFindings] = FetchedPage(watch=watch, state=state, answer=answer, last_page=last_page)
    found = findings(asked, PageFindings, pdf, watch.visiting)
    failure = _failure(found)
    if failure and failure.kind in ("empty", "other_page") and sum(len(s.text) for s in state.last_sections) < LEAST:
        # That a page has too little, or is another one, is said beside a text that was more.
        before = last_page.body or b"" if last_page else b""
        asked = KeptPage(body=data, content_type="", url=watch.url, recipe=watch.recipe, last=state.last, last_body=before)
        found = findings(asked, PageFindings, pdf, watch.visiting)
    if failure := _failure(found):
        return failure
    assert isinstance(found, PageFindings)
    if found.covered:
        return replace(found.covered[0], item=None)
    if found.extraction is None or not found.extraction.sections:
        sought = _section(data, watch.recipe, pdf)  # which says what the page has instead
        return sought if isinstance(sought, Failure) else _not_there(watch.recipe, found)
    return Reading(at=_AT, page=answer, extraction=found.extraction, odd=found.odd, closed=found.closed)


def _failure(found: PageFindings | Failure) -> Failure | None:
    return found if isinstance(found, Failure) else found.failure


def _not_there(recipe: Recipe, found: PageFindings) -> Failure:
    (one,) = recipe.sections
    return replace(missing_item(one.item, found, never=True), detail=one.heading or ", ".join(one.css))


def _section(data: bytes, recipe: Recipe, pdf: PdfReader) -> Section | Failure:
    """The one section of *recipe* in a page, within the caps that hold for every page."""
    found = findings(KeptPage(body=data, content_type="", url=f"{_NOWHERE}/", recipe=recipe), PageFindings, pdf, Visiting())
    if isinstance(found, Failure):
        return found
    if found.extraction and found.extraction.sections:
        return found.extraction.sections[0]
    return _not_there(recipe, found)
