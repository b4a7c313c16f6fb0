"""Other bytes that show what the last reading found, told at a glance (DESIGN §9).

Imports nothing that reads a page: on most pages that differ from those of the last visit nothing is new, and they need none of it.
"""

from __future__ import annotations

from monitor.extract.front import Taken, known_again, taken_in
from monitor.extract.glance import glance, is_of_regions, is_plain, parsed
from monitor.fetch.charset import Decoded, decode, is_sound
from monitor.model import Extraction, Fetched, PageFindings, Recipe, Revision, WatchState
from monitor.model.frozen import replace
from monitor.quality.answer import is_closed, unusable

_LARGE = 500_000  # bytes; ordinary pages have less, and pay nothing
_MANY_TAGS = 8_000  # of one page, end tags counted too
_OTHERS = 3  # times that a page's front was another one: then it is so at every visit, and is not taken in any more


def is_large(body: bytes, tags: int) -> bool:
    """Whether *body*, with as many *tags*, is so much that even a look at it may take long."""
    return len(body) > _LARGE or tags > _MANY_TAGS


def at_a_glance(recipe: Recipe, outline: WatchState, answer: Fetched) -> PageFindings | None:
    """What was found last, where *outline*, which has no texts, is enough to tell that nothing else is there; None: it is not.

    How deep a page is nested is no matter here: the parser ends at a few hundred elements within each other.
    """
    if outline.page_glance is None or not is_of_regions(outline.page_glance):
        return None
    digest, front, others = _taken_apart(outline.page_glance)
    if front and outline.last and outline.page_closed is True and _may_be_kept(outline, answer) and not unusable(answer, "…", None):
        end = known_again(front, answer.body, answer.content_type, answer.http.final_url, recipe)
        if end is not None and is_sound(answer.body, answer.content_type, known=end):  # it begins as it did
            return PageFindings(extraction=_found(outline.last), closed=True, glance=_put_together(digest, front, 0))
    if is_large(answer.body, answer.body.count(b"<")):
        return None
    decoded = decode(answer.body, answer.content_type)
    found = as_it_was(recipe, outline, answer, decoded)
    if found is None or others == _OTHERS:
        return found
    front = taken_of(answer, recipe, sound=decoded.sound).front
    return replace(found, glance=_put_together(digest, front, others + 1 if front else _OTHERS))


def glance_of(
    answer: Fetched,
    decoded: Decoded,
    recipe: Recipe,
    found: Extraction,
    *,
    alone: bool,
    taken: Taken | None,
    around: str | None = None,
) -> str | None:
    """By what `at_a_glance` and `as_it_was` know a page again on which *found* is all that *recipe* finds.

    *alone*: it `stand_alone`s. *taken*: what `taken_of` gave, *around*: what `noticed`, if they were asked. None: it will
    be read.
    """
    if not is_plain(recipe):
        return None
    front, tree, marks = (taken or taken_of(answer, recipe, sound=decoded.sound)) if alone else Taken()
    tree = parsed(decoded.text) if tree is None else tree
    if tree is None:
        return None
    url, sections, documents = answer.http.final_url, found.sections, found.documents
    digest = glance(tree, url, recipe, sections, documents, alone=alone, around=around, marks=marks)
    return digest if front is None or digest is None else _put_together(digest, front, 0)


def taken_of(answer: Fetched, recipe: Recipe, *, sound: bool) -> Taken:
    """The front of the page *answer* and the tree that it was taken in with; *sound*: its bytes are known to be UTF-8."""
    if not (sound or is_sound(answer.body, answer.content_type)):
        return Taken()
    return taken_in(answer.body, answer.content_type, answer.http.final_url, recipe) or Taken()


def _taken_apart(known: str) -> tuple[str, str | None, int]:
    """The digest in *known*; the page's front, if it was taken in; and how many fronts in a row were others than the one before."""
    digest, _, more = known.partition("|")
    front, _, others = more.partition("|")
    return digest, front or None, int(others or 0)


def _put_together(digest: str, front: str | None, others: int) -> str:
    return f"{digest}|{front or ''}|{others}"


def _may_be_kept(state: WatchState, answer: Fetched) -> bool:
    return state.flapping is None and not state.failures and answer.cut is None


def _found(last: Revision) -> Extraction:
    return Extraction(sections=last.sections, documents=tuple(d.link for d in last.documents), missing=())


def as_it_was(recipe: Recipe, state: WatchState, answer: Fetched, decoded: Decoded) -> PageFindings | None:
    """What was found last, where nothing differs of all that a reading of *answer* looks at; None: the page must be read."""
    last, known = state.last, state.page_glance
    if last is None or known is None or not _may_be_kept(state, answer):
        return None
    closed = is_closed(decoded.text)
    if closed is not state.page_closed or unusable(answer, decoded.text, decoded.problem):
        return None
    found = _found(last)
    tree, url, alone = parsed(decoded.text), answer.http.final_url, is_of_regions(known)
    if tree is None or glance(tree, url, recipe, found.sections, found.documents, alone=alone) != _taken_apart(known)[0]:
        return None
    return PageFindings(extraction=found, closed=closed, glance=known)
