"""What a page says under a recipe, and whether it is the page: the work of one reading, without doors (DESIGN 3.1-3.15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.extract import extract
from monitor.extract.nearest import sought
from monitor.extract.page import Page
from monitor.fetch.charset import decode
from monitor.model import Fetched, LastPage, PageFindings, Placeholders, Recipe, Revision, Watch, WatchState
from monitor.model.frozen import dataclass
from monitor.placeholders import address_with_values, with_names, with_values
from monitor.quality import is_closed, judge, leans_on_last_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
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
        return with_names(known, real._findings())

    def _findings(self) -> PageFindings:
        answer, state, watch = self.answer, self.state, self.watch
        decoded = decode(answer.body, answer.content_type)
        page = Page.parse(decoded.text, answer.http.final_url)
        extraction = extract(page, recipe=watch.recipe, last=state.last, removed=state.removed_sections)
        if self.last_page is None and leans_on_last_page(extraction, state.last):
            return PageFindings(undecided=True)
        verdict = judge(
            page=page,
            fetched=answer,
            text=decoded.text,
            decode_problem=decoded.problem,
            extraction=extraction,
            last=state.last,
            watch=watch,
            last_page_closed=state.page_closed,
            before=self._before(),
        )
        if verdict.failure:
            return PageFindings(failure=verdict.failure)
        unknown = _unknown(state, watch.recipe, verdict.lost)
        return PageFindings(
            extraction=replace(extraction, missing=verdict.lost),
            odd=verdict.odd,
            sought=sought(page, watch.recipe, unknown) if unknown else (),
            closed=is_closed(decoded.text),
        )

    def _before(self) -> Page | None:
        kept, last = self.last_page, self.state.last
        if kept is None or kept.body is None or last is None:
            return None
        return Page.parse(decode(kept.body, kept.content_type).text, last.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The question what *recipe* finds on a page kept since, led by what was found before (*last*)."""

    body: bytes
    content_type: str
    url: str  # what the page's links are relative to
    recipe: Recipe
    last: Revision | None = None
    placeholders: Placeholders | None = None

    @property
    def bodies(self) -> tuple[bytes, ...]:
        """All that is parsed for it."""
        return (self.body,)

    def findings(self) -> PageFindings:
        """Decode and extract."""
        known = self.placeholders
        page = Page.parse(decode(self.body, self.content_type).text, address_with_values(known, self.url))
        found = extract(page, recipe=self.recipe, last=with_values(known, self.last))
        return with_names(known, PageFindings(extraction=found))


def _unknown(state: WatchState, recipe: Recipe, missing: Iterable[str]) -> list[str]:
    """The items among *missing* that no visit found under today's recipe (DESIGN 3.22)."""
    sections = (*(state.last.sections if state.last else ()), *state.removed_sections)
    documents = (*(state.last.documents if state.last else ()), *state.removed_documents)
    new_recipe = state.last is not None and state.last.recipe_hash != recipe.hash  # what a new extractor does not find was found
    found = ({s.item for s in sections} | {d.item for d in documents}) - set(state.unfound if new_recipe else ())
    return [item for item in missing if item not in found]
