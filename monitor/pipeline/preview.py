"""The questions what a page offers and how it is laid out, asked of one that nobody watches yet, within the caps of every page."""

from __future__ import annotations

from monitor.extract.elements.labels import chart_word
from monitor.extract.links.documents import find_documents
from monitor.extract.offers import Offers, named_text, offers, unlike_files
from monitor.extract.outline import Outline, outline, own_address, usual_kind
from monitor.extract.page import Page
from monitor.extract.sections.finding import find_section
from monitor.fetch.charset import decode
from monitor.model import DocumentRecipe, Failure, Fetched, Recipe, SectionRecipe
from monitor.model.frozen import dataclass
from monitor.normalize import key
from monitor.quality.why import is_there


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a page offers, or why it is none to watch; what it has of the words that somebody named."""

    failure: Failure | None
    offers: Offers
    headings: tuple[tuple[str, str], ...]  # (words, the heading that they mean)
    kinds: tuple[tuple[str, str], ...]  # (words, what is compared of the document that they find)
    charts: tuple[tuple[str, str], ...]  # (words that find no document, the heading of the org chart in the page that they mean)
    unlike_files: tuple[tuple[str, str], ...]  # (text, address) of links that may be meant: nothing says files


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """The question what *answer* offers, and what it has of *sections*, *documents* and *orgcharts*, in somebody's words."""

    answer: Fetched
    asked: str  # the address
    sections: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    orgcharts: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[bytes, ...]:
        """All that is parsed for it."""
        return (self.answer.body,)

    def findings(self) -> Offered:
        """Decode, list, judge."""
        text = decode(self.answer.body, self.answer.content_type)
        page = Page.parse(text.text, self.answer.http.final_url)
        found = offers(page)
        kinds = []  # what is usually compared of the documents that the words find
        for words in self.documents:
            found_by = find_documents(page, Recipe(documents=(DocumentRecipe(item="-", link=words),)))
            kinds.append((words, next((kind for link in found_by if (kind := usual_kind(link)) != "file"), "file")))
        charts = []  # in the page itself, of its cards, lists or drawing, that the words mean; a document goes before
        for words in self.orgcharts:
            heading = named_text(page, words)
            if heading is None or find_documents(page, Recipe(documents=(DocumentRecipe(item="-", link=words),))):
                continue
            chart = find_section(page, SectionRecipe(item="-", heading=heading, kind="orgchart"), None)
            if chart is not None and (chart.section.entries or chart.section.drawing):
                charts.append((words, heading))
        failure = is_there(
            page, self.answer, text=text.text, decode_problem=text.problem, asked=self.asked, offers=len(found.offers)
        )
        return Offered(
            failure=failure,
            offers=found,
            headings=tuple((words, named_text(page, words) or words) for words in self.sections),
            kinds=tuple(kinds),
            charts=tuple(charts),
            unlike_files=unlike_files(page, self.may_be_meant),
        )

    def may_be_meant(self, text: str) -> bool:
        """Whether a link of that text is what somebody named, or, where nothing was, what is called an org chart."""
        named = [words for words in map(key, (*self.documents, *self.orgcharts)) if words]
        return any(words in key(text) for words in named) if named else chart_word(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """The question what there is to watch on a page."""

    body: bytes
    content_type: str
    url: str
    saved: bool = False  # the page is a copy from disk: the address that it gives itself goes before *url*

    @property
    def bodies(self) -> tuple[bytes, ...]:
        """All that is parsed for it."""
        return (self.body,)

    def findings(self) -> Outline:
        """Decode and outline."""
        page = Page.parse(decode(self.body, self.content_type).text, self.url)
        return outline(Page(page.tree, own_address(page) or self.url) if self.saved else page)
