"""A page's bytes become sections, links and a verdict. Imported where one comes: an unchanged page needs none of it (DESIGN §9)."""

from __future__ import annotations

import pickle
from dataclasses import replace

from monitor.model import Extraction, Failure, Fetched, PageFindings, Reading, Revision, Visiting, Watch
from monitor.pipeline.documents import read_documents
from monitor.pipeline.doors import PdfReader
from monitor.pipeline.findings import Found, Judged
from monitor.pipeline.page_wire import findings_from_wire
from monitor.pipeline.visit import Visit

_LARGE = 500_000  # bytes; ordinary pages have less, and pay nothing
_MANY_TAGS = 8_000  # of one page, end tags counted too
_MEMORY_OF_A_BYTE = 100  # bytes of address space a byte of `max_page`: a page of nothing but tags takes as much
_LEAST_MEMORY = 600_000_000


def read_page(visit: Visit, answer: Fetched) -> Reading:
    """Decode, extract, judge; then ask for the documents of a page that is well."""
    known = replace(visit.state, history=(), known=())
    judged = Judged(watch=visit.watch, state=known, answer=answer, last_page=visit.last_page)
    found = findings(judged, visit.pdf, visit.watch.visiting)
    reading = Reading(at=visit.at, page=answer, extraction=None, http=answer.http)
    if isinstance(found, Failure):
        return replace(reading, failure=found)
    if found.extraction is None:
        return replace(reading, failure=found.failure, undecided=found.undecided)
    documents = read_documents(visit, found.extraction)
    return replace(
        reading,
        extraction=found.extraction,
        documents=documents,
        odd=found.odd,
        sought=found.sought,
        closed=found.closed,
    )


def findings(question: Judged | Found, reader: PdfReader, visiting: Visiting) -> PageFindings | Failure:
    """What *question* finds, or why it could not be answered: a large page is read in a confined process, within its caps.

    The process is asked by pickle, which it may believe, and answers in JSON, which we check.
    """
    if all(len(body) <= _LARGE and body.count(b"<") <= _MANY_TAGS for body in question.bodies):
        return question.findings()
    memory = max(_LEAST_MEMORY, visiting.max_page * _MEMORY_OF_A_BYTE)
    asked = pickle.dumps(question, protocol=pickle.HIGHEST_PROTOCOL)
    found = reader.page(asked, findings_from_wire, timeout=visiting.page_timeout, memory=memory)
    if isinstance(found, PageFindings) and found.out_of_memory:
        return Failure(kind="too_large", detail=f"out of memory: {memory / 1e6:g} MB allowed (max_page)")
    return found


def found_on(
    body: bytes, content_type: str, url: str, watch: Watch, last: Revision | None, *, reader: PdfReader
) -> Extraction | None:
    """What the recipe of *watch* finds on a page kept since; None where it cannot be read within its caps.

    *url*: what its links are relative to; *last* leads the search.
    """
    question = Found(body=body, content_type=content_type, url=url, recipe=watch.recipe, last=last, placeholders=watch.placeholders)
    found = findings(question, reader, watch.visiting)
    return found.extraction if isinstance(found, PageFindings) else None
