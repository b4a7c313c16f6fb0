"""A page's bytes become sections, links and a verdict. Imported where one comes: an unchanged page needs none of it (DESIGN §9)."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from monitor.model import Extraction, Failure, Fetched, PageFindings, Reading, Revision, Visiting, Watch
from monitor.normalize import storable
from monitor.pipeline.documents import read_documents
from monitor.pipeline.doors import PdfReader
from monitor.pipeline.findings import Found, Judged
from monitor.pipeline.page_wire import from_wire
from monitor.pipeline.visit import Visit

FoundT = TypeVar("FoundT")
_FoundT_co = TypeVar("_FoundT_co", covariant=True)

_LARGE = 500_000  # bytes; ordinary pages have less, and pay nothing
_MANY_TAGS = 8_000  # of one page, end tags counted too
_DEEP = 200  # elements within each other; ordinary pages have thirty
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that end without an end tag, or that have none (HTML § 13.1.2): how deep a page is can't be told by them.
_UNCLOSED = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd td th tr tbody thead tfoot option optgroup "
    b"colgroup rt rp html head body".split()
)
_MEMORY_OF_A_BYTE = 100  # bytes of address space a byte of `max_page`: a page of nothing but tags takes as much
_LEAST_MEMORY = 600_000_000


def read_page(visit: Visit, answer: Fetched) -> Reading:
    """Decode, extract, judge; then ask for the documents of a page that is well."""
    known = replace(visit.state, history=(), known=())
    judged = Judged(watch=visit.watch, state=known, answer=answer, last_page=visit.last_page)
    found = findings(judged, PageFindings, visit.pdf, visit.watch.visiting, visit.left)
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


class Question(Protocol[_FoundT_co]):
    """Something that is asked of pages, by pickle perhaps."""

    @property
    def bodies(self) -> tuple[bytes, ...]: ...
    def findings(self) -> _FoundT_co: ...


def findings(
    question: Question[FoundT], kind: type[FoundT], reader: PdfReader, visiting: Visiting, left: timedelta | None = None
) -> FoundT | Failure:
    """What *question* finds, a *kind*, or why it could not be answered; a heavy page is read in a confined process, within caps.

    *left*: of the visit, None where it has no end. The process is asked by pickle, which it may believe, and answers in JSON, which
    we check.
    """
    if not any(map(is_heavy, question.bodies)):
        return question.findings()
    timeout, overdue = visiting.page_timeout, f"{visiting.page_timeout.total_seconds():g} s allowed (page_timeout)"
    if left is not None and left < timeout:
        timeout, overdue = left, "visit_timeout"
    memory = max(_LEAST_MEMORY, visiting.max_page * _MEMORY_OF_A_BYTE)
    asked = pickle.dumps(question, protocol=pickle.HIGHEST_PROTOCOL)

    def understood(said: dict[str, Any]) -> FoundT | Failure:
        if said.get("out_of_memory"):
            return Failure(kind="too_large", detail=f"out of memory: {memory / 1e6:g} MB allowed (max_page)")
        if "bug" in said:
            return Failure(kind="internal_error", detail=storable(str(said["bug"])))
        return from_wire(kind, said)

    return reader.page(asked, understood, timeout=timeout, memory=memory, overdue=overdue)


def is_heavy(body: bytes) -> bool:
    """Whether reading *body* may take long: it is large, has many tags, or elements within each other without end."""
    tags = body.count(b"<")
    return len(body) > _LARGE or tags > _MANY_TAGS or (tags > _DEEP and _is_deep(body))


def _is_deep(body: bytes) -> bool:
    depth = 0
    for closing, name in _TAG.findall(body):
        if closing:
            depth = max(0, depth - 1)
        elif name.lower() not in _UNCLOSED:
            depth += 1
            if depth > _DEEP:
                return True
    return False


def found_on(
    body: bytes, content_type: str, url: str, watch: Watch, last: Revision | None, *, reader: PdfReader
) -> Extraction | None:
    """What the recipe of *watch* finds on a page kept since; None where it cannot be read within its caps.

    *url*: what its links are relative to; *last* leads the search.
    """
    question = Found(body=body, content_type=content_type, url=url, recipe=watch.recipe, last=last, placeholders=watch.placeholders)
    found = findings(question, PageFindings, reader, watch.visiting)
    return found.extraction if isinstance(found, PageFindings) else None
