"""A page's bytes become sections, links and a verdict. Imported where one comes: an unchanged page needs none of it (DESIGN §9).

A question is answered here or, for a heavy page, by `main` in a confined process, which answers in JSON.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import timedelta
from functools import cache
from itertools import accumulate
from operator import sub
from typing import Any, Literal, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from monitor.extract.front import Taken
from monitor.extract.independent_regions import may_stand_alone, regional, stand_alone
from monitor.extract.items import extract, sought
from monitor.extract.page import Page
from monitor.extract.unseen import unseen_boxes, unseen_of, without
from monitor.fetch.charset import Decoded, decode
from monitor.model import (
    DocumentLink,
    Extraction,
    Failure,
    Fetched,
    LastPage,
    PageCaps,
    PageFindings,
    Placeholders,
    Recipe,
    Revision,
    Section,
    Visiting,
    Watch,
    WatchState,
)
from monitor.model.frozen import dataclass, field_names, is_value, replace
from monitor.normalize import storable
from monitor.pipeline.doors import ONE_AT_A_TIME, PdfReader
from monitor.pipeline.glanced import as_it_was, glance_of, is_large, taken_of
from monitor.placeholders import address_with_values, with_names, with_values
from monitor.quality.answer import is_closed
from monitor.quality.gives_way import leans_on_last_page
from monitor.quality.laid_over import has_stayed, said_over
from monitor.quality.stand_ins import unnamed
from monitor.quality.verdict import is_small, judge
from monitor.serving import serve

FoundT = TypeVar("FoundT")
_FoundT_co = TypeVar("_FoundT_co", covariant=True)

_DEEP = 200  # elements within each other; ordinary pages have thirty
_AT_ONCE = 64  # tags
_FEW = 32  # signs that are looked at together
_SIGN = re.compile(rb"<(/[a-zA-Z]?|)")  # "/": an end of nothing
_TAG = re.compile(rb"<(/?[a-zA-Z][a-zA-Z0-9]*)")
# Elements that end without an end tag, or that have none (HTML § 13.1.2): how deep a page is can't be told by them.
_UNCLOSED = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd td th tr tbody thead tfoot option optgroup "
    b"colgroup rt rp html head body".split()
)
_USUAL = (
    b"a abbr article aside b button div em fieldset figure footer form h1 h2 h3 h4 h5 h6 header i label main nav ol script "
    b"section select small span strong style sub sup svg g path table textarea title u ul".split()
)
_MEMORY_OF_A_BYTE = 100  # bytes of address space a byte of `max_page`: a page of nothing but tags takes as much
_LEAST_MEMORY = 600_000_000


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
        with ONE_AT_A_TIME:
            return question.findings()
    import pickle  # few pages are heavy (DESIGN §9)

    memory = max(_LEAST_MEMORY, visiting.max_page * _MEMORY_OF_A_BYTE)
    caps = PageCaps(timeout=visiting.page_timeout, memory=memory, left=left)
    asked = pickle.dumps(question, protocol=pickle.HIGHEST_PROTOCOL)

    def understood(said: dict[str, Any]) -> FoundT | Failure:
        if said.get("out_of_memory"):
            return Failure(kind="too_large", detail=f"out of memory: {memory / 1e6:g} MB allowed (max_page)")
        if "bug" in said:
            return Failure(kind="internal_error", detail=storable(str(said["bug"])))
        return from_wire(kind, said)

    return reader.page(asked, understood, caps)


def is_heavy(body: bytes) -> bool:
    """Whether reading *body* may take long: it is large, has many tags, or elements within each other without end."""
    tags = body.count(b"<")
    return is_large(body, tags) or (tags > _DEEP and _is_deep(body))


def _is_deep(body: bytes) -> bool:
    signs = _SIGN.findall(body)
    # With no end of nothing: not deep even if each « < » opens an element, as most pages, is told in a quarter of the time.
    if b"/" not in signs:
        height = low = 0
        for at in range(0, len(signs), _FEW):
            few = signs[at : at + _FEW]
            ends = len(few) - few.count(b"")
            low = min(low, height - ends)
            if height + len(few) - ends - low > _DEEP:
                break
            height += len(few) - 2 * ends
        else:
            return False
    heights = list(accumulate(map(_STEPS.__getitem__, _TAG.findall(body)), initial=0))  # ends of nothing go down, too
    lowest = 0
    for at in range(0, len(heights), _AT_ONCE):
        few = heights[at : at + _AT_ONCE]
        lowest = min(lowest, *few)
        if max(few) - lowest > _DEEP:  # perhaps: the highest may stand before the lowest
            return bool(max(map(sub, heights, accumulate(heights, min))) > _DEEP)
    return False


class _Steps(dict[bytes, int]):
    """How much deeper the elements stand behind a tag than before it; those of most tags are at hand."""

    def __missing__(self, tag: bytes) -> int:
        return -1 if tag.startswith(b"/") else int(tag.lower() not in _UNCLOSED)


_STEPS = _Steps(dict.fromkeys(_UNCLOSED, 0) | {b"/" + name: -1 for name in (*_UNCLOSED, *_USUAL)} | dict.fromkeys(_USUAL, 1))


def found_on(
    body: bytes, content_type: str, url: str, watch: Watch, last: Revision | None, *, reader: PdfReader
) -> Extraction | None:
    """What the recipe of *watch*, led by *last*, finds on a page kept since, at *url*; None: not read within its caps."""
    question = KeptPage(
        body=body, content_type=content_type, url=url, recipe=watch.recipe, last=last, placeholders=watch.placeholders
    )
    found = findings(question, PageFindings, reader, watch.visiting)
    return found.extraction if isinstance(found, PageFindings) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """The question what *answer* shows of *watch*, and whether it is the page."""

    watch: Watch
    state: WatchState
    answer: Fetched
    last_page: LastPage | None  # None: it was not asked for (`PageFindings.undecided`)

    @property
    def bodies(self) -> tuple[bytes, ...]:
        """All that is parsed for it."""
        return (self.answer.body, self.last_page.body or b"" if self.last_page else b"")

    def findings(self) -> PageFindings:
        """Decode, extract, judge: by the addresses as they are asked for, with `${NAME}`s in what is found."""
        known = self.watch.placeholders
        if known is None:
            return self._findings()
        real = replace(
            self,
            watch=replace(self.watch, url=known.asked, placeholders=None),
            state=with_values(known, self.state),
            answer=replace(self.answer, http=with_values(known, self.answer.http)),
        )
        return with_names(known, replace(real._findings(), glance=None))  # it would be a digest of the values

    def _findings(self) -> PageFindings:
        answer, state, watch = self.answer, self.state, self.watch
        decoded = decode(answer.body, answer.content_type)
        if self.last_page is None and (known := as_it_was(watch.recipe, state, answer, decoded)) is not None:
            return known
        taken = None
        if state.last is None and may_stand_alone(watch.recipe):
            taken = taken_of(answer, watch.recipe, sound=decoded.sound)
            if (found := self._read_alone(decoded, taken)) is not None:
                return found
        with ExitStack() as parsed:
            page = parsed.enter_context(closing(Page.parse(decoded.text, answer.http.final_url)))
            before, kept = None, self.last_page
            if kept is not None and kept.body is not None and state.last is not None:
                text = decode(kept.body, kept.content_type).text
                before = parsed.enter_context(closing(Page.parse(text, state.last.url)))
            extraction = self._extracted(page, before)
            found = self._judged(page, extraction, before, decoded, taken)
            if found.failure or state.last is None or not (hidden := unseen_of(page, extraction.sections)):
                return found
            if kept is None:
                return PageFindings(undecided=True)
            return self._as_seen(page, hidden, before, decoded) or found

    def _as_seen(self, page: Page, hidden: Sequence[Section], before: Page | None, decoded: Decoded) -> PageFindings | None:
        """What is found on *page* without what nobody sees, where something is said over *hidden*, seen *before*; else None.

        A failure, as who takes a text off leaves nothing of it; until it has stood for as long as what stands in a text's place.
        """
        boxes = unseen_boxes(page, min(len(section.text) for section in hidden) // 2)
        if before is None or unseen_of(before, hidden) or not (said := said_over(page, boxes, hidden, before)):
            return None
        seen = without(page, boxes)
        found = self._judged(seen, self._extracted(seen, before), before, decoded, None)
        failure = unnamed(said)
        if found.failure or found.covered or has_stayed(failure, self.state.failures, self.answer.http.started_at):
            return found
        return PageFindings(failure=failure) if len(hidden) == len(self.watch.recipe.sections) else None

    def _read_alone(self, decoded: Decoded, taken: Taken) -> PageFindings | None:
        """What is found where nothing of the page but the watched regions is looked at; None: the rest may have a say."""
        tree, recipe = taken.tree, self.watch.recipe
        if tree is None or self.answer.cut is not None:
            return None
        page = regional(tree, decoded.text, self.answer.http.final_url, recipe, taken.marks)
        if page is None:
            return None
        with closing(page):
            if not stand_alone(page, recipe):
                return None
            extraction = self._extracted(page, None)
            if extraction.missing or extraction.slow or is_small(extraction):
                return None
            return self._judged(page, extraction, None, decoded, taken, alone=True)

    def _extracted(self, page: Page, before: Page | None) -> Extraction:
        state, recipe = self.state, self.watch.recipe
        last, known = state.last, tuple[DocumentLink, ...]()
        if last is not None:
            # The documents that today's recipe found before: one that is mistyped adopts nothing that another one found (3.9).
            held = {d.item for d in last.documents}
            gone = (d for d in state.removed_documents if d.item not in held) if last.recipe_hash == recipe.hash else ()
            known = tuple(d.link for d in (*last.documents, *gone) if d.item not in state.unfound)
        return _charted(extract(page, recipe=recipe, last=last, removed=state.removed_sections, known=known, before=before))

    def _judged(
        self, page: Page, extraction: Extraction, before: Page | None, decoded: Decoded, taken: Taken | None, *, alone: bool = False
    ) -> PageFindings:
        answer, state, watch = self.answer, self.state, self.watch
        shown = extraction  # as it is set beside what is kept: without what was erased (5.17)
        if state.stops:
            from monitor.erasure.values import value_without  # few installations have erased anything (DESIGN §9)

            shown = value_without(state.stops, extraction)
        if self.last_page is None and (extraction.unsure or leans_on_last_page(shown, state.last)):
            return PageFindings(undecided=True)
        verdict = judge(
            page=page,
            fetched=answer,
            text=decoded.text,
            decode_problem=decoded.problem,
            extraction=shown,
            last=state.last,
            watch=watch,
            last_page_closed=state.page_closed,
            before=before,
            met=state.failures,
            past=state.history,
        )
        if verdict.failure:
            return PageFindings(failure=verdict.failure)
        # What no visit found under today's recipe (DESIGN 3.22); what only a new extractor does not find was found
        sections, documents = (*state.last_sections, *state.removed_sections), (*state.last_documents, *state.removed_documents)
        new_recipe = state.last is not None and state.last.recipe_hash != watch.recipe.hash
        found = ({s.item for s in sections} | {d.item for d in documents}) - set(state.unfound if new_recipe else ())
        unknown = [item for item in verdict.lost if item not in found]
        # What is said beside the items is said at every visit.
        more = extraction.missing or extraction.slow or extraction.relocated or extraction.moved or extraction.headings
        digest = None
        if not (verdict.odd or verdict.covered or more):
            around = "" if alone else None  # else it would not have been read alone
            alone = alone or stand_alone(page, watch.recipe)
            digest = glance_of(answer, decoded, watch.recipe, extraction, alone=alone, taken=taken, around=around)
        return PageFindings(
            extraction=replace(extraction, missing=verdict.lost),
            odd=verdict.odd,
            covered=verdict.covered,
            sought=sought(page, watch.recipe, unknown) if unknown else (),
            closed=is_closed(decoded.text),
            title=page.own_name or None,
            glance=digest,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """The question what *recipe* finds on a page kept since, led by what was found before (*last*), and the page it was on."""

    body: bytes
    content_type: str
    url: str  # what the page's links are relative to
    recipe: Recipe
    last: Revision | None = None
    last_body: bytes = b""  # the page that *last* is of; none: not at hand
    placeholders: Placeholders | None = None

    @property
    def bodies(self) -> tuple[bytes, ...]:
        """All that is parsed for it."""
        return (self.body, self.last_body)

    def findings(self) -> PageFindings:
        """Decode and extract."""
        known = self.placeholders
        last = with_values(known, self.last)
        links = tuple(d.link for d in last.documents) if last else ()
        with ExitStack() as parsed:
            url = address_with_values(known, self.url)
            page, *before = (
                parsed.enter_context(closing(Page.parse(decode(body, self.content_type).text, url))) for body in self.bodies if body
            )
            found = _charted(extract(page, recipe=self.recipe, last=last, known=links, before=before[0] if before else None))
            never = sought(page, self.recipe, found.missing) if found.missing else ()
        return with_names(known, PageFindings(extraction=found, sought=never))


def _charted(extraction: Extraction) -> Extraction:
    """*extraction* with the org charts of its sections read, where there are some."""
    if not any(section.entries or section.drawing for section in extraction.sections):
        return extraction
    from monitor.pipeline.section_charts import with_charts  # the reader of charts is large, and few pages need it (DESIGN §9)

    return with_charts(extraction)


_Found = TypeVar("_Found")


def to_wire(found: Any) -> dict[str, Any]:
    """Return *found* as plain JSON values: a value of the model is the list of its fields."""
    return {"found": _plain(found)}


def from_wire(kind: type[_Found], said: Mapping[str, Any]) -> _Found:
    """Return what `to_wire` was given, a *kind*. Raises ValueError for anything else."""
    try:
        found = _checked(kind, said["found"])
    except (KeyError, TypeError, ValueError) as odd:
        raise ValueError(f"not a reading: {odd!r}") from odd
    assert isinstance(found, kind)
    return found


def _plain(value: Any) -> Any:
    if is_value(value):
        return [_plain(getattr(value, name)) for name in field_names(value)]
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return value


def _checked(kind: Any, value: Any) -> Any:
    """*value* as a *kind*. Raises TypeError where it is none."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None and type(None) in inner else _checked(inner[0], value)
    if origin is Literal:
        if value not in inner:
            raise TypeError(f"{value!r:.50} is none of {inner}")
        return value
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_checked(inner[0], one) for one in _list(value))
        return tuple(_checked(of, one) for of, one in zip(inner, _list(value), strict=True))
    if kind is Any or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return _storable(value)
    if isinstance(kind, type) and is_value(kind):
        return kind(**{name: _checked(of, one) for (name, of), one in zip(_fields(kind), _list(value), strict=True)})
    if type(value) is not kind:
        raise TypeError(f"{value!r:.50} is no {kind}")
    return storable(value) if kind is str else value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.50} is no list")
    return value


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(one) for one in value]
    return {storable(name): _storable(one) for name, one in value.items()} if isinstance(value, dict) else value


@cache
def _fields(kind: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(name, hints[name]) for name in field_names(kind)]


def main(memory: int) -> None:
    """Serve until stdin ends. *memory*: bytes of address space."""
    Page.parse("<p>", "")  # loads the parser while files may be opened
    serve(memory, _reading)


def _reading(_about: dict[str, Any], data: bytes, _page_read: object) -> dict[str, Any]:
    """What the question in *data* finds. Asked by our own parent, so that its pickle may be believed."""
    import pickle

    try:
        return to_wire(pickle.loads(data).findings())
    except MemoryError:
        return {"out_of_memory": True}
    except Exception as bug:
        return {"bug": f"{type(bug).__name__}: {bug}"[:200]}
