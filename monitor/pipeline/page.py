"""A page's bytes become sections, links and a verdict. Imported where one comes: an unchanged page needs none of it (DESIGN §9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.extract import extract
from monitor.extract.nearest import sought
from monitor.extract.page import Page
from monitor.fetch.charset import decode
from monitor.model import Extraction, Fetched, Reading, Recipe, Revision, WatchState
from monitor.pipeline.documents import read_documents
from monitor.pipeline.visit import Visit
from monitor.quality import is_closed, judge, leans_on_last_page


def read_page(visit: Visit, answer: Fetched) -> Reading:
    """Decode, extract, judge; then ask for the documents of a page that is well."""
    watch, state = visit.watch, visit.state
    decoded = decode(answer.body, answer.content_type)
    page = Page.parse(decoded.text, answer.http.final_url)
    extraction = extract(page, recipe=watch.recipe, last=state.last, removed=state.removed_sections)
    if visit.last_page is None and leans_on_last_page(extraction, state.last):
        return Reading(at=visit.at, page=answer, extraction=None, http=answer.http, undecided=True)
    verdict = judge(
        page=page,
        fetched=answer,
        text=decoded.text,
        decode_problem=decoded.problem,
        extraction=extraction,
        last=state.last,
        watch=watch,
        last_page_closed=state.page_closed,
        before=_before(visit),
    )
    if verdict.failure:
        return Reading(at=visit.at, page=answer, extraction=None, failure=verdict.failure, http=answer.http)
    extraction = replace(extraction, missing=verdict.lost)
    documents = read_documents(visit, extraction)
    unknown = _unknown(state, watch.recipe, verdict.lost)
    return Reading(
        at=visit.at,
        page=answer,
        extraction=extraction,
        documents=documents,
        http=answer.http,
        odd=verdict.odd,
        sought=sought(page, watch.recipe, unknown) if unknown else (),
        closed=is_closed(decoded.text),
    )


def _before(visit: Visit) -> Page | None:
    kept, last = visit.last_page, visit.state.last
    if kept is None or kept.body is None or last is None:
        return None
    return Page.parse(decode(kept.body, kept.content_type).text, last.url)


def _unknown(state: WatchState, recipe: Recipe, missing: Iterable[str]) -> list[str]:
    """The items among *missing* that no visit found under today's recipe (DESIGN 3.22)."""
    sections = (*(state.last.sections if state.last else ()), *state.removed_sections)
    documents = (*(state.last.documents if state.last else ()), *state.removed_documents)
    new_recipe = state.last is not None and state.last.recipe_hash != recipe.hash  # what a new extractor does not find was found
    found = ({s.item for s in sections} | {d.item for d in documents}) - set(state.unfound if new_recipe else ())
    return [item for item in missing if item not in found]


def found_on(body: bytes, content_type: str, url: str, recipe: Recipe, last: Revision | None = None) -> Extraction:
    """What *recipe* finds on a page kept since, led by what was found before (*last*). *url*: what its links are relative to."""
    return extract(Page.parse(decode(body, content_type).text, url), recipe=recipe, last=last)
