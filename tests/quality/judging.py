"""A page of bytes through extraction to a verdict, as the pipeline does it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from monitor.extract.items import extract
from monitor.extract.page import Page
from monitor.model import (
    Document,
    DocumentRecipe,
    Extraction,
    Fetched,
    HttpFacts,
    OpenFailure,
    PastState,
    Recipe,
    Revision,
    Schedule,
    SectionRecipe,
    Validators,
    Watch,
)
from monitor.quality.verdict import Verdict, judge

URL = "https://valmont.example/mairie/organigramme/"
NOW = datetime(2026, 5, 12, 7, tzinfo=UTC)
SECTION_BY_HEADING = SectionRecipe(item="mutualisation", heading="La mutualisation des services")
CHART = DocumentRecipe(item="organigramme", link="Organigramme")


def watch(*sections: SectionRecipe, documents: tuple[DocumentRecipe, ...] = (CHART,)) -> Watch:
    """A watch on the invented page."""
    return Watch(name="w", url=URL, schedule=Schedule(), recipe=Recipe(sections=sections, documents=documents))


BOTH = watch(SECTION_BY_HEADING)
SECTION_ONLY = watch(SECTION_BY_HEADING, documents=())
CHART_ONLY = watch()


def answer(
    body: bytes, *, url: str = URL, status: int = 200, content_type: str = "text/html; charset=utf-8", cut: str | None = None
) -> Fetched:
    """*body* as fetched, the visit having ended at *url*."""
    http = HttpFacts(
        url=URL,
        final_url=url,
        status=status,
        request_headers=(),
        response_headers=(),
        redirects=(),
        started_at=NOW,
        finished_at=NOW,
    )
    return Fetched(http=http, body=body, sha256="", content_type=content_type, validators=Validators(), cut=cut)


def read(text: str, of: Watch, last: Revision | None = None, url: str = URL) -> tuple[Page, Extraction]:
    """The page and what the recipe finds."""
    page = Page.parse(text, url)
    return page, extract(page, recipe=of.recipe, last=last)


def revision(text: str, of: Watch) -> Revision:
    """*text* as the last good state."""
    return _revision(text, of.recipe)


@lru_cache(maxsize=32)  # many cases of a table begin with one page
def _revision(text: str, recipe: Recipe) -> Revision:
    found = extract(_before(text), recipe=recipe, last=None)
    documents = tuple(Document(link=link, content=None) for link in found.documents)
    return Revision(snapshot=1, taken_at=NOW, url=URL, sections=found.sections, documents=documents)


@lru_cache(maxsize=32)
def _before(text: str) -> Page:
    return Page.parse(text, URL)


def verdict(
    text: str,
    of: Watch,
    last: Revision | None,
    *,
    url: str = URL,
    cut: str | None = None,
    closed: bool | None = None,
    problem: str | None = None,
    status: int = 200,
    before: str | None = None,
    met: tuple[OpenFailure, ...] = (),
    past: tuple[PastState, ...] = (),
) -> Verdict:
    """What `judge` says of *text*."""
    page, found = read(text, of, last, url)
    fetched = answer(text.encode(), url=url, cut=cut, status=status)
    return judge(
        page=page,
        fetched=fetched,
        text=text,
        decode_problem=problem,
        extraction=found,
        last=last,
        watch=of,
        last_page_closed=closed,
        before=None if before is None else _before(before),
        met=met,
        past=past,
    )


def kind(found: Verdict) -> str:
    """The failure's kind, "lost", "odd" or "well"."""
    if found.failure:
        return found.failure.kind
    return "lost" if found.lost else "odd" if found.odd else "well"
