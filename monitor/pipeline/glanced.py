"""Other bytes that show what the last reading found, told at a glance (DESIGN §9).

Imports nothing that reads a page: on most pages that differ from those of the last visit nothing is new, and they need none of it.
"""

from __future__ import annotations

from monitor.extract.glance import glance, is_of_regions
from monitor.fetch.charset import Decoded, decode
from monitor.model import Extraction, Fetched, PageFindings, Recipe, WatchState
from monitor.quality.answer import is_closed, unusable

_LARGE = 500_000  # bytes; ordinary pages have less, and pay nothing
_MANY_TAGS = 8_000  # of one page, end tags counted too


def is_large(body: bytes, tags: int) -> bool:
    """Whether *body*, with as many *tags*, is so much that even a look at it may take long."""
    return len(body) > _LARGE or tags > _MANY_TAGS


def at_a_glance(recipe: Recipe, outline: WatchState, answer: Fetched) -> PageFindings | None:
    """What was found last, where *outline*, which has no texts, is enough to tell that nothing else is there; None: it is not.

    How deep a page is nested is no matter here: the parser ends at a few hundred elements within each other.
    """
    if outline.page_glance is None or not is_of_regions(outline.page_glance) or is_large(answer.body, answer.body.count(b"<")):
        return None
    return as_it_was(recipe, outline, answer, decode(answer.body, answer.content_type))


def as_it_was(recipe: Recipe, state: WatchState, answer: Fetched, decoded: Decoded) -> PageFindings | None:
    """What was found last, where nothing differs of all that a reading of *answer* looks at; None: the page must be read."""
    last, known = state.last, state.page_glance
    if last is None or known is None or state.flapping is not None or state.failures or answer.cut is not None:
        return None
    closed = is_closed(decoded.text)
    if closed is not state.page_closed or unusable(answer, decoded.text, decoded.problem):
        return None
    found = Extraction(sections=last.sections, documents=tuple(d.link for d in last.documents), missing=())
    url, alone = answer.http.final_url, is_of_regions(known)
    if glance(decoded.text, url, recipe, found.sections, found.documents, alone=alone) != known:
        return None
    return PageFindings(extraction=found, closed=closed, glance=known)
