"""A page's bytes become sections, links and a verdict. Imported where one comes: an unchanged page needs none of it (DESIGN §9)."""

from __future__ import annotations

from dataclasses import replace

from monitor.extract import extract
from monitor.extract.page import Page
from monitor.fetch.charset import decode
from monitor.model import Extraction, Fetched, Reading, Recipe
from monitor.pipeline.documents import read_documents
from monitor.pipeline.visit import Visit
from monitor.quality import is_closed, judge


def read_page(visit: Visit, answer: Fetched) -> Reading:
    """Decode, extract, judge; then ask for the documents of a page that is well."""
    watch, state = visit.watch, visit.state
    decoded = decode(answer.body, answer.content_type)
    page = Page.parse(decoded.text, answer.http.final_url)
    extraction = extract(page, recipe=watch.recipe, last=state.last, removed=state.removed_sections)
    verdict = judge(
        page=page,
        fetched=answer,
        text=decoded.text,
        decode_problem=decoded.problem,
        extraction=extraction,
        last=state.last,
        watch=watch,
        last_page_closed=state.page_closed,
    )
    if verdict.failure:
        return Reading(at=visit.at, page=answer, extraction=None, failure=verdict.failure, http=answer.http)
    extraction = replace(extraction, missing=verdict.lost)
    documents = read_documents(visit, extraction)
    return Reading(
        at=visit.at,
        page=answer,
        extraction=extraction,
        documents=documents,
        http=answer.http,
        odd=verdict.odd,
        closed=is_closed(decoded.text),
    )


def found_on(body: bytes, content_type: str, url: str, recipe: Recipe) -> Extraction:
    """What *recipe* finds on a page kept since, without looking at what was found before. *url*: what its links are relative to."""
    return extract(Page.parse(decode(body, content_type).text, url), recipe=recipe, last=None)
