"""A page looked at before it is watched: asked for once, what it offers, which of its documents are org charts (DESIGN 4.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from monitor.cli.adding.wish import Wish
from monitor.compare.documents.contents import is_image
from monitor.compare.documents.tables import is_table as is_rows
from monitor.documents.kinds import READ, is_prose, is_table, prose
from monitor.errors import NothingFound
from monitor.extract.elements.addresses import extension_of
from monitor.extract.elements.labels import chart_word
from monitor.extract.offers import Offer
from monitor.extract.outline import words_of
from monitor.fetch import Fetcher
from monitor.i18n.typography import clean
from monitor.model import (
    Config,
    DocumentContent,
    DocumentLink,
    Failure,
    Fetched,
    FetchFailed,
    FetchOutcome,
    Recipe,
    Schedule,
    Unreadable,
    Validators,
    Visiting,
    Watch,
)
from monitor.model.frozen import dataclass, replace
from monitor.pdf.sniff import HTML, TEXT, UNKNOWN, sniff
from monitor.pipeline.doors import Once, PdfReader
from monitor.pipeline.page import findings
from monitor.pipeline.preview import Offered, Offering
from monitor.records import now
from monitor.report.failures import failure_seen
from monitor.terminal.output import localized, terminal_language
from monitor.wiring import network

UNANSWERED = ("tls", "connect", "timeout")  # how https:// fails where only http:// is served


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What looking into a document found."""

    kind: str  # of DocumentRecipe
    units: int = 0
    people: int = 0
    rows: int = 0  # of a table
    hidden_sheets: int = 0  # of the workbook that it stands in
    words: int = 0  # of a text
    is_picture: bool = False
    called_so: bool = True  # somebody calls it an org chart: that it is none to read is worth telling
    trouble: str = ""  # in words: why it could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """One page as it answered."""

    wish: Wish  # its address with the scheme that answered
    once: Once  # has its answers
    private: bool  # it lies in a network of its own, and a person typed its address
    unsafe: bool  # https:// did not answer at the address that was typed without a scheme, http:// did
    drawn: Mapping[str, str]  # the wish's words for an org chart that is in the page itself: the heading above it
    named: Mapping[str, str] | None  # what it has of the wish's words: a heading, a document's kind; None: it is itself a document
    title: str
    offers: tuple[Offer, ...]
    charts: dict[str, Chart]  # by the address of the document
    unlike_files: tuple[tuple[str, str], ...] = ()  # (text, address) of links that may be meant, and are not offered


def look(wish: Wish, config: Config, web: Fetcher, pdf: PdfReader) -> LookedAt:
    """Return what there is at the address of *wish*; raises NothingFound where no page or document could be read."""
    once = Once(network(web, config))
    probe = Watch(name="-", url=wish.url, schedule=Schedule(), recipe=Recipe(), visiting=config.visiting)
    answer, private = _asked(probe, once, web, typed=wish.typed)
    unsafe = False
    if isinstance(answer, FetchFailed) and wish.guessed and answer.kind in UNANSWERED:
        plain = replace(wish, url=wish.url.replace("https://", "http://", 1), guessed=False)
        probe = replace(probe, url=plain.url)
        second, private = _asked(probe, once, web, typed=wish.typed)
        if isinstance(second, FetchFailed):
            raise unreadable(wish.url, Failure(kind=answer.kind, detail=answer.detail), also=plain.url)
        wish, answer, unsafe = plain, second, True
    if isinstance(answer, FetchFailed):
        raise unreadable(wish.url, Failure(kind=answer.kind, detail=answer.detail))
    assert isinstance(answer, Fetched)  # no validators were sent, so no 304 came
    if private:
        probe = replace(probe, visiting=replace(probe.visiting, allow_private_addresses=True))
    if (file := _document_itself(wish, once, private, answer, pdf, probe.visiting)) is not None:
        return replace(file, unsafe=unsafe)
    question = Offering(answer=answer, asked=wish.url, sections=wish.sections, documents=wish.documents, orgcharts=wish.orgcharts)
    offered = findings(question, Offered, pdf, probe.visiting)
    if isinstance(offered, Failure):
        raise unreadable(wish.url, offered)
    if offered.failure:
        raise unreadable(wish.url, offered.failure)
    found, site = offered.offers, urlsplit(wish.url)
    charts = {
        o.url: replace(_chart(o, probe, once, pdf), called_so=o.proposed or bool(wish.orgcharts))
        for o in found.offers
        if o.may_be_chart and o.url
    }
    # Each document that was looked into as what it is; what is none though called so is watched all the same.
    offers = (
        replace(o, keys={**o.keys, "kind": chart.kind}, proposed=o.proposed or chart.kind == "orgchart")
        if o.url and (chart := charts.get(o.url))
        else o
        for o in found.offers
    )
    return LookedAt(
        wish=wish,
        once=once,
        private=private,
        unsafe=unsafe,
        named=dict((*offered.headings, *offered.kinds)),
        drawn=dict(offered.charts),
        title=wish.title or " ".join(clean(found.title).split()) or site.netloc + site.path.rstrip("/"),
        offers=tuple(offers),
        charts=charts,
        unlike_files=tuple((text, url) for text, url in offered.unlike_files if url.partition("#")[0] != wish.url),
    )


def unreadable(url: str, failure: Failure, *, also: str = "") -> NothingFound:
    """That there is nothing to watch, in words; *also*: the other address that was tried, likewise in vain."""
    seen = failure_seen(failure, terminal_language())
    if also:
        seen += " " + localized("add.nor_http", also=also)
    refused = failure.kind == "http_error" and failure.detail in ("HTTP 401", "HTTP 403")
    feed = failure.kind == "wrong_type" and re.search(r"(?:rss|atom)\+xml|text/xml|application/xml", failure.detail) is not None
    how = "_password" if refused else "_feed" if feed else "_script" if failure.kind == "js_shell" else ""
    return NothingFound.of(f"add.seen{how}", url=url, seen=seen[:1].lower() + seen[1:])


def _asked(probe: Watch, once: Once, web: Fetcher, *, typed: bool) -> tuple[FetchOutcome, bool]:
    """The answer, and whether only whoever typed the address may ask for it: it is private, and the configuration allows none."""
    deadline = now() + probe.visiting.visit_timeout
    as_document = extension_of(probe.url) is not None
    visiting = probe.visiting
    largest = visiting.max_document if as_document else visiting.max_page
    answer: FetchOutcome = web.get(probe.url, visiting=visiting, max_bytes=largest, deadline=deadline, ignore_holds=True)
    private = False
    if isinstance(answer, FetchFailed) and answer.kind == "blocked_address" and typed:
        answer = web.get(probe.url, visiting=visiting, max_bytes=largest, deadline=deadline, ignore_holds=True, as_typed=True)
        private = True
    once.keep(probe.url, answer)
    return answer, private


def _document_itself(wish: Wish, once: Once, private: bool, answer: Fetched, pdf: PdfReader, visiting: Visiting) -> LookedAt | None:
    """The file as a visit reads it; one that can be a chart, as a chart. None: a page, by its bytes and, else, by its name."""
    media, url = sniff(answer.body), answer.http.final_url
    rows, text = is_table(media, url, answer.content_type, "file"), is_prose(media, url, len(answer.body), "file")
    if media == HTML or (media == TEXT and not (rows or text)) or (media == UNKNOWN and extension_of(url) is None):
        return None
    content: DocumentContent | Unreadable
    if media in READ:
        content = pdf.read(answer.body, "orgchart", visiting.document_caps)
    elif rows:
        content = pdf.read(answer.body, "table", visiting.document_caps)
    elif text:
        content = prose(answer.body)
    else:
        content = DocumentContent(sha256=answer.sha256, size=len(answer.body), media_type=media)
    if not isinstance(content, DocumentContent):
        raise unreadable(wish.url, Failure(kind="document_unreadable", detail=content.detail))
    form = extension_of(wish.url) or "pdf"
    name = unquote(urlsplit(wish.url).path.rpartition("/")[2]).removesuffix(f".{form}").replace("-", " ").replace("_", " ")
    said = (content.orgchart.title if content.orgchart else None) or name
    called_so = bool(wish.orgcharts) or any(map(chart_word, (said, name)))
    chart = replace(_of_content(content), called_so=called_so)
    called = "organigramme" if chart.kind == "orgchart" else "document"
    keys = {"link": "self", "kind": chart.kind}
    offer = Offer("document", called, said, keys, format=form.upper(), url=wish.url, proposed=True)
    title = wish.title or clean(said) or wish.url
    return LookedAt(
        wish=wish,
        once=once,
        private=private,
        unsafe=False,
        named=None,
        drawn={},
        title=title,
        offers=(offer,),
        charts={wish.url: chart},
    )


def _chart(offer: Offer, probe: Watch, once: Once, pdf: PdfReader) -> Chart:
    """Whether the document is an org chart that can be read as one: asked for now, which is the first visit's asking too."""
    visiting = probe.visiting
    link = DocumentLink(item="-", label=offer.title, format=offer.format, size_text=offer.size_text, url=offer.url)
    deadline = now() + visiting.visit_timeout
    answer = once.document(probe, link, validators=Validators(), deadline=deadline, named=True)
    plain = "text" if offer.keys["kind"] == "text" or (offer.format or "PDF").upper() == "PDF" else "file"
    if not isinstance(answer, Fetched) or answer.cut:
        failed = answer if isinstance(answer, FetchFailed) else None
        detail = failed.detail if failed else getattr(answer, "cut", None) or ""
        trouble = failure_seen(Failure(kind="document_unavailable", detail=detail), terminal_language())
        return Chart(kind=offer.keys["kind"] if offer.proposed else plain, trouble=trouble)
    if sniff(answer.body) not in READ:
        return Chart(kind="file")
    content = pdf.read(answer.body, "orgchart", visiting.document_caps)
    if not isinstance(content, DocumentContent):
        return Chart(
            kind="file", trouble=failure_seen(Failure(kind="document_unreadable", detail=content.detail), terminal_language())
        )
    return _of_content(content)


def _of_content(content: DocumentContent) -> Chart:
    if content.tree:
        return Chart(kind="orgchart", units=len(content.tree.units), people=content.tree.posts_held)
    if is_rows(content):
        rows = sum(block.kind == "table_row" for block in content.text or ())
        return Chart(kind="table", rows=rows, hidden_sheets=content.hidden_sheets)
    if content.text:
        return Chart(kind="text", words=words_of(content.text))
    return Chart(kind="file", is_picture=is_image(content))
