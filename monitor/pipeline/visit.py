"""One visit: page and documents asked for and read, nothing decided and nothing written. Runs in a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from monitor.documents.kinds import CSV, READ, is_prose, is_table, prose
from monitor.errors import Damaged, check_machine
from monitor.model import (
    EMBED,
    ERASED,
    Document,
    DocumentContent,
    DocumentLink,
    DocumentReading,
    Extraction,
    Failure,
    FailureKind,
    Fetched,
    FetchFailed,
    FetchOutcome,
    Known,
    LastPage,
    NotModified,
    PageFindings,
    Reading,
    Recipe,
    Unreadable,
    Validators,
    Watch,
    WatchState,
)
from monitor.model.frozen import dataclass, replace
from monitor.normalize import storable
from monitor.pdf.orgchart.corrections import corrected
from monitor.pdf.sniff import TEXT, sniff
from monitor.pipeline.doors import PdfReader, Web
from monitor.placeholders import address_with_values, is_whole, with_names

log = logging.getLogger(__name__)


_LEAST = timedelta(seconds=1)  # for reading what arrived at the last moment
NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one visit is made with. `state.last` was read under the watch's recipe, or is None."""

    watch: Watch
    state: WatchState
    web: Web
    pdf: PdfReader
    at: datetime
    last_page: LastPage | None = None  # None: ask for it where it matters (`Reading.undecided`); few visits do
    now: Callable[[], datetime] | None = None  # None: the visit has no end, its page came long ago
    named: bool = False  # the user asked for this watch by name: a stored Retry-After does not hold (DESIGN 4.4)

    @property
    def deadline(self) -> datetime:
        """When page, documents and retries must be done."""
        return self.at + self.watch.visiting.visit_timeout

    @property
    def left(self) -> timedelta | None:
        """How much of the visit is left for reading what has arrived; None: it has no end."""
        return None if self.now is None else max(_LEAST, self.deadline - self.now())

    @property
    def short_cut(self) -> bool:
        """Whether an unchanged answer means unchanged items: the last revision stands for the newest well-read page."""
        last = self.state.last
        if last is None or self.state.flapping is not None or self.state.failures:
            return False
        return not any(ERASED in (d.link.url or "") for d in last.documents)  # such an address is known from the page alone


def read(visit: Visit) -> Reading:
    """Return what *visit* shows, without what was erased. Expected failures are in it; only a bug raises."""
    answer = _ask(visit)
    if any(d.is_self for d in visit.watch.recipe.documents):
        found = read_self(visit, answer)
    elif isinstance(answer, FetchFailed):
        found = failed(visit, answer)
    elif isinstance(answer, NotModified) or (
        visit.short_cut and answer.cut is None and answer.sha256 == visit.state.page_sha256  # the same bytes
    ):
        found = _unchanged(visit, answer)
    else:
        found = _read_page(visit, answer)
    return _to_be_kept(visit, found)


def _to_be_kept(visit: Visit, reading: Reading) -> Reading:
    """*reading* without the names that were erased, and must not come back (DESIGN 5.17)."""
    if not visit.state.stops or reading.undecided:
        return reading
    from monitor.erasure.values import reading_without  # few installations have erased anything (DESIGN §9)

    return reading_without(visit.state.stops, reading)


def read_outlined(visit: Visit) -> Reading | None:
    """What *visit*, whose state is outlined, shows where that is what the last one did, documents too; None: it must be read."""
    if any(d.is_self for d in visit.watch.recipe.documents):
        return _quiet(visit, read_self(visit, _ask(visit)))
    answer = _ask(visit)
    if isinstance(answer, FetchFailed):
        return None
    if isinstance(answer, NotModified) or (answer.cut is None and answer.sha256 == visit.state.page_sha256):
        return _quiet(visit, _unchanged(visit, answer))
    if visit.state.page_glance is None:
        return None
    from monitor.pipeline.glanced import at_a_glance  # a page of the same bytes needs none of it (DESIGN §9)

    found = at_a_glance(visit.watch.recipe, visit.state, answer)
    if found is None:
        return None
    return _quiet(visit, replace(_unchanged(visit, answer), closed=found.closed, glance=found.glance))


def _quiet(visit: Visit, reading: Reading) -> Reading | None:
    """*reading*, unless more than that all is as it was can be said of it."""
    last = visit.state.last
    held = {id(d.content) for d in last.documents} if last else set()
    known = all(d.failure is None and id(d.content) in held for d in reading.documents)
    return reading if known and reading.failure is None else None


def _read_page(visit: Visit, answer: Fetched) -> Reading:
    """Decode, extract, judge; then ask for the documents of a page that is well."""
    from monitor.pipeline.page import FetchedPage, findings  # a page that shows what it did needs none of it (DESIGN §9)

    # What earlier versions said is asked only where the verdict leans on them (3.17).
    known = replace(visit.state, history=visit.state.history if visit.last_page else (), known=())
    judged = FetchedPage(watch=visit.watch, state=known, answer=answer, last_page=visit.last_page)
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
        covered=found.covered,
        sought=found.sought,
        closed=found.closed,
        title=found.title,
        glance=found.glance,
    )


def last_page(kept: tuple[bytes, str] | None) -> LastPage:
    """What `Book.newest_page` gave, for `Visit.last_page`."""
    return LastPage(body=kept[0], content_type=kept[1]) if kept else LastPage()


def read_again(visit: Visit, undecided: Reading, kept: tuple[bytes, str] | None) -> Reading:
    """Return *undecided* judged beside the last good page, without asking for the page again."""
    assert isinstance(undecided.page, Fetched)
    reading = _to_be_kept(visit, _read_page(replace(visit, last_page=last_page(kept)), undecided.page))
    return replace(reading, seconds=undecided.seconds)


def failed(visit: Visit, answer: FetchFailed) -> Reading:
    """The reading of a visit that got no usable answer."""
    failure = Failure(kind=answer.kind, detail=answer.detail)
    return Reading(at=visit.at, page=None, extraction=None, failure=failure, http=answer.http, retry_after=answer.retry_after)


def of_bug(watch: Watch, at: datetime, bug: Exception) -> Reading:
    """The reading of a visit that met a bug of ours (logged with its trace) or a damaged past: kept to its own watch.

    Raises Exhausted where the machine lacks what any visit needs (11.3): a module that is loaded late needs an open file, too.
    """
    check_machine(bug)
    if isinstance(bug, Damaged):
        log.error("damaged watch=%s error=%s", watch.name, str(bug))
        said = str(bug)
    else:
        log.error("bug watch=%s", watch.name, exc_info=bug)
        said = f"{type(bug).__name__}: {bug}"
    kind: FailureKind = "internal_error"
    if isinstance(bug, MemoryError | Damaged):
        kind = "too_large" if isinstance(bug, MemoryError) else "database_damaged"
    failure = Failure(kind=kind, detail=storable(said[:200]))
    return Reading(at=at, page=None, extraction=None, failure=failure)


def _ask(visit: Visit) -> FetchOutcome:
    validators = visit.state.page_validators if visit.short_cut else NO_VALIDATORS
    return visit.web.page(visit.watch, validators=validators, deadline=visit.deadline, named=visit.named)


def _unchanged(visit: Visit, answer: Fetched | NotModified) -> Reading:
    """The page is as it was: its items are the last revision's, only the documents are asked for."""
    last = visit.state.last
    assert last is not None  # `short_cut` said so; a 304 is only asked for then
    extraction = Extraction(sections=last.sections, documents=tuple(d.link for d in last.documents), missing=())
    documents = read_documents(visit, extraction)
    return Reading(at=visit.at, page=answer, extraction=extraction, documents=documents, http=answer.http)


HTML, PDF = "text/html", "application/pdf"


def read_documents(visit: Visit, extraction: Extraction) -> tuple[DocumentReading, ...]:
    """Every linked document of *extraction*, in its order; one failing hides no other (DESIGN 3.16).

    One that two items name is asked for once, its answer kept for the second.
    """
    answers: dict[str, FetchOutcome | None] = {}
    found = list[DocumentReading]()
    for link in extraction.documents:
        answer = None
        if link.url is not None and link.format != EMBED:
            if link.url not in answers:
                held = _held(visit, link.url)
                validators = held[0].validators if held else Validators()
                answers[link.url] = visit.web.document(
                    visit.watch, link, validators=validators, deadline=visit.deadline, named=visit.named
                )
            answer = answers[link.url]
        if answer is None:
            found.append(DocumentReading(link=link, content=None))
        elif isinstance(answer, FetchFailed):
            detail = answer.detail if answer.kind == "http_error" else f"{answer.kind}: {answer.detail}"
            found.append(_failed(link, "document_unavailable", detail))
        else:
            found.append(_read_answer(visit, link, answer))
    return tuple(found)


def read_self(visit: Visit, answer: FetchOutcome) -> Reading:
    """The reading where the watched address is itself the document (DESIGN 3.7)."""
    item = visit.watch.recipe.documents[0].item
    if isinstance(answer, FetchFailed):
        return failed(visit, answer)
    real = _file_name(address_with_values(visit.watch.placeholders, visit.watch.url))
    extension = real.rsplit(".", 1)[-1].upper() if "." in real else None
    link = DocumentLink(item=item, label=self_label(visit.watch), format=extension, size_text=None, url=visit.watch.url)
    document = _read_answer(visit, link, answer)
    if document.failure:
        page = answer if isinstance(answer, Fetched) else None
        failure = replace(document.failure, item=None)  # the address is the page: there is no rest to tell of (DESIGN 5.2)
        return Reading(at=visit.at, page=page, extraction=None, failure=failure, http=answer.http)
    extraction = Extraction(sections=(), documents=(link,), missing=())
    return Reading(at=visit.at, page=answer, extraction=extraction, documents=(document,), http=answer.http)


def self_label(watch: Watch) -> str:
    """The file name of the watched address, with the `${NAME}`s in it; the watch's name where it has none."""
    known, shown = watch.placeholders, _file_name(watch.url)
    if known is not None and is_whole(known):
        shown = with_names(known, _file_name(known.asked))
    return shown or watch.name


def _file_name(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])


def _read_answer(visit: Visit, link: DocumentLink, answer: Fetched | NotModified) -> DocumentReading:
    """What *answer* brought: bytes that are known, by their digest or as ones judged the same before, are not read again."""
    held = _held(visit, link.url or visit.watch.url)
    if isinstance(answer, NotModified):
        last = held[1] if held else _content_held(visit, lambda d: d.item == link.item)
        if last is None:
            return _failed(link, "document_unavailable", "HTTP 304")
        return DocumentReading(link=link, content=last, validators=answer.validators)
    if answer.cut:
        return _failed(link, "document_unavailable", answer.cut)
    resaved = held[1] if held and held[0].sha256 == answer.sha256 else None
    known = _content_held(visit, lambda d: d.content is not None and d.content.sha256 == answer.sha256) or resaved
    content = known or _read_bytes(visit, link, answer)
    if isinstance(content, Failure):
        return DocumentReading(link=link, content=None, failure=content)
    return DocumentReading(link=link, content=content, fetched=answer, validators=answer.validators)


def _read_bytes(visit: Visit, link: DocumentLink, answer: Fetched) -> DocumentContent | Failure:
    """Read new bytes; HTML behind a link to a file is a page that says the file is gone."""
    media_type = sniff(answer.body)
    if not answer.body:
        return Failure(kind="document_unavailable", detail="0 bytes", item=link.item)
    was_html = _content_held(visit, lambda d: d.item == link.item and d.content is not None and d.content.media_type == HTML)
    if media_type == HTML and not was_html:
        return Failure(kind="document_unavailable", detail="HTML", item=link.item)
    called = urlsplit(answer.http.final_url).path.lower().endswith(".pdf") or (link.format or "").upper() == "PDF"
    # What can be read is what its bytes say, whatever it is called.
    if media_type not in READ and (called or answer.content_type.lower().startswith(PDF)):
        return Failure(kind="document_unreadable", detail=f"no %PDF header ({media_type})", item=link.item)
    recipe = visit.watch.recipe.document(link.item)
    assert recipe is not None  # it was found by one
    kind = recipe.kind
    if visit.state.outlined:
        return Failure(kind="document_unreadable", detail="", item=link.item)  # it is read by the visit that knows all
    if is_prose(media_type, answer.http.final_url, len(answer.body), kind):
        return _unless_notice(visit, link, prose(answer.body))
    if media_type not in READ and not is_table(media_type, answer.http.final_url, answer.content_type, kind):
        return DocumentContent(sha256=answer.sha256, size=len(answer.body), media_type=media_type)
    content = visit.pdf.read(answer.body, kind, replace(visit.watch.visiting.document_caps, left=visit.left))
    if isinstance(content, Unreadable):
        return Failure(kind="document_unreadable", detail=content.detail, item=link.item)
    read = _unless_notice(visit, link, content)
    return read if isinstance(read, Failure) else corrected_content(read, visit.watch.recipe, link.item)


def _unless_notice(visit: Visit, link: DocumentLink, content: DocumentContent) -> DocumentContent | Failure:
    """*content*; that failure where it is an error or a notice in the place of what the item was, which is kept (3.14)."""
    last = _content_held(visit, lambda d: d.item == link.item)
    if last is None or content.media_type not in (TEXT, CSV):
        return content
    from monitor.quality.stand_ins import in_place_of_file  # with all that reads pages: few files need it (DESIGN §9)

    notice = in_place_of_file(last, content)
    return Failure(kind="document_unavailable", detail=notice, item=link.item) if notice else content


def corrected_content(content: DocumentContent, recipe: Recipe, item: str) -> DocumentContent:
    """*content* with the user's own corrections of that item's chart applied, where it has a chart and there are some."""
    watched = recipe.document(item)
    if content.orgchart is None or watched is None or not watched.corrections:
        return content
    return replace(content, orgchart=corrected(content.orgchart, watched.corrections))


def _failed(link: DocumentLink, kind: str, detail: str) -> DocumentReading:
    failure = Failure(
        kind="document_unavailable" if kind == "document_unavailable" else "document_unreadable", detail=detail, item=link.item
    )
    return DocumentReading(link=link, content=None, failure=failure)


def _content_held(visit: Visit, fits: Callable[[Document], bool]) -> DocumentContent | None:
    """The first content held of the documents that *fits*: those of the last revision, then those that are gone."""
    documents = (*visit.state.last_documents, *visit.state.removed_documents)
    return next((d.content for d in documents if d.content and fits(d)), None)


def _held(visit: Visit, url: str) -> tuple[Known, DocumentContent] | None:
    """What we hold of *url*: only then may we ask "only if it changed".

    The bytes last seen there may be a re-saved copy of those that the last revision was read from: judged the same once, at a visit
    that was well (`short_cut`), they are the same still.
    """
    known = next((k for k in visit.state.known if k.url == url), None)
    if known is None:
        return None
    content = _content_held(visit, lambda d: d.content is not None and d.content.sha256 == known.sha256)
    if content is None and visit.short_cut and visit.state.last:
        content = next((d.content for d in visit.state.last.documents if d.link.url == url and d.content), None)
    return (known, content) if content else None
