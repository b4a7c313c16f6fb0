"""One check: the exchange with a server, the reading of what came, what differs from before, why something could not be read.

And what is known of the past, and the plan that all of it leads to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypeAlias

from monitor.model.frozen import dataclass, field
from monitor.model.items import Document, DocumentContent, DocumentLink, Extraction, Place, Revision, Section
from monitor.model.terms import AlertKind, CheckSource, FailureKind, ItemKind, Outcome, Significance

ERASED = "[effacé]"  # what stands in the place of a name, in every language


@dataclass(frozen=True, slots=True, kw_only=True)
class StopList:
    """The forms in which names and addresses must not be stored.

    A form is words, folded, with a space between them; its digest is BLAKE2b under `key`. Who has the list can test a name that he
    has in mind, and reads none.
    """

    key: bytes  # empty: of a list that is kept nowhere, which holds the forms as they are
    digests: frozenset[bytes]  # 16 bytes of each form; without a key the forms themselves
    hints: frozenset[int]  # of every word of a form (`erasure.forms.hint`): most words of a text need not be tried
    longest: int  # words of the longest form
    withheld: frozenset[str] = frozenset()  # SHA-256 of bytes that were taken out: they hold a name however it is written in them


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the server gave us to ask "only if it changed" (RFC 9110 §8.8), exactly as received."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpFacts:
    """What can be proven about one exchange (DESIGN 7.3)."""

    url: str  # as asked
    final_url: str  # after redirects
    status: int
    request_headers: tuple[tuple[str, str], ...]
    response_headers: tuple[tuple[str, str], ...]
    redirects: tuple[tuple[int, str], ...]  # (status, address that answered it), in order
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A body, with gzip undone. `cut` says how it ended too early, if it did: "3821/10240 bytes"."""

    http: HttpFacts
    body: bytes = field(repr=False)
    sha256: str  # hex, of `body`
    content_type: str  # header as received, "" if none
    validators: Validators
    cut: str | None = None
    withheld: bool = False  # it holds what was erased: its bytes are not kept (DESIGN 5.17)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """304: what we hold is still what the server has."""

    http: HttpFacts
    validators: Validators  # those of the 304, else those we sent


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """The world said no. A value, not an exception: every check is accounted for."""

    kind: FailureKind
    detail: str  # the evidence, short and neutral in language: "HTTP 503", "no route to 192.0.2.1"
    at: datetime
    retry_after: datetime | None = None  # as the server asked (RFC 9110 §10.2.3), with `holds`
    holds: Literal["host", "address"] | None = None  # 429: the host; 503: the address (DESIGN 3.18)
    http: HttpFacts | None = None  # None: no answer came


FetchOutcome: TypeAlias = Fetched | NotModified | FetchFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReading:
    """One document link and what came of asking for it.

    content: read now, or known unchanged (304, same bytes). None with `failure` None: nothing to ask for (no address, or
    documents were not visited).
    """

    link: DocumentLink
    content: DocumentContent | None
    failure: Failure | None = None
    fetched: Fetched | None = None  # the bytes to keep; None: not modified or failed
    validators: Validators = Validators()
    regions: tuple[Place, ...] = ()  # of a document without text: where its pictures differ from the last ones (DESIGN 5.5)
    loss: str | None = None  # why a picture can hardly be what stands for the last one now (DESIGN 3.15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What was looked for and not found, and what the page has instead (DESIGN 3.22)."""

    item: str
    by: Literal["heading", "selector", "document"]
    wanted: tuple[str, ...]  # the words, or the selectors, of the configuration
    nearest: tuple[str, ...]  # up to five headings or labels of the page, the most like them first


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFindings:
    """What a page's bytes were found to be; `Reading` has the same, with the visit and the documents."""

    extraction: Extraction | None = None  # None with failure or undecided
    failure: Failure | None = None
    undecided: bool = False
    odd: tuple[tuple[str, str], ...] = ()
    covered: tuple[Failure, ...] = ()
    sought: tuple[Sought, ...] = ()
    closed: bool | None = None
    title: str | None = None
    glance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One visit, read: the answer, the items, and what failed. `failure` set: the page itself could not be read."""

    at: datetime
    page: Fetched | NotModified | None  # None: the visit failed before a body
    extraction: Extraction | None  # None with failure
    documents: tuple[DocumentReading, ...] = ()
    failure: Failure | None = None
    http: HttpFacts | None = None  # of a failed visit too, where there was an answer
    odd: tuple[tuple[str, str], ...] = ()  # (item, reason): found, but unlike itself (DESIGN 3.15)
    covered: tuple[Failure, ...] = ()  # of an item each: on a page that is well, something stands in its place for now (3.14)
    undecided: bool = False  # whether it is the page can be said only beside the last good one, which the visit had not (3.29)
    sought: tuple[Sought, ...] = ()  # what neither this visit nor the last good one found
    retry_after: datetime | None = None
    closed: bool | None = None  # whether the page had its closing tag; None: not fetched anew (304, same bytes), or no page
    title: str | None = None  # what the page calls itself, to be shown to readers; None: not read anew, or nothing
    glance: str | None = None  # the digest by which a page that shows the same is known again; None: as `closed`, or there is none
    seconds: float | None = None  # how long the visit took, its documents included; None: a capture

    @property
    def found(self) -> Extraction:
        """What was extracted; nothing, and nothing missing, of a page that could not be read."""
        return self.extraction or _NOTHING


_NOTHING = Extraction(sections=(), documents=(), missing=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one document's address between visits."""

    url: str
    sha256: str
    validators: Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPage:
    """The newest well-read page as kept. `body` None: none is."""

    body: bytes | None = None
    content_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastState:
    """A snapshot's items as digests of their folded text: to see that something came back (DESIGN 3.17)."""

    snapshot: int
    taken_at: datetime
    digests: Mapping[str, str]  # item -> digest (compare.digest)
    outdated: bool = False  # digests of another recipe or extractor than today's
    doubted: frozenset[str] = frozenset()  # items told in it as to be checked (DESIGN 3.15), or all: it is pruned


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRead:
    """What a document said the last time that something could be read in it: a scan stands there now, say (DESIGN 3.12)."""

    link: DocumentLink  # of the document in which nothing can be read
    snapshot: int
    seen_at: datetime  # of the last good visit that showed it
    content: DocumentContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What decides, besides its schedule, when a watch is visited next."""

    newest_at: datetime | None = None  # None: never visited
    failing: int = 0  # visits in a row on which the page could not be read
    held_until: datetime | None = None  # its server asked to be left alone; may lie in the past


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchState:
    """All that one check needs to know of the past: one read."""

    watch: str
    last: Revision | None = None  # None: never read well
    outlined: bool = False  # `last` has no texts: enough for a visit that finds nothing new, and for no other (DESIGN §9)
    extractor: int = 1  # the version of our reading that `last` stands for: it may show the same as that which it was made with
    reread: bool = False  # `last` is today's reading of what is stored, and shows other things than what was written then
    old_charts: frozenset[str] = (
        frozenset()
    )  # SHA-256 of documents of `last` whose chart an older reader read, and none since (7.6)
    removed_sections: tuple[Section, ...] = ()  # items once seen and now recorded as removed: their last text
    removed_documents: tuple[Document, ...] = ()
    last_read: tuple[LastRead, ...] = ()  # of the documents of `last`, and removed ones, in which nothing can be read
    page_sha256: str | None = None  # of the newest well-read page's bytes
    page_validators: Validators = Validators()
    page_closed: bool | None = None  # whether that page had its closing tag (DESIGN 3.13); None: not known
    page_glance: str | None = None  # the digest of all that its reading looked at; None: it is always read (DESIGN §9)
    known: tuple[Known, ...] = ()
    failures: tuple[OpenFailure, ...] = ()  # open episodes: at most one for the page (item None) and one per item
    alerted: tuple[str, ...] = ()  # the items ("" = page) whose open episode was alerted
    newest_at: datetime | None = None  # newest visit, live or imported
    newest_live_at: datetime | None = None
    history: tuple[PastState, ...] = ()  # newest first, all snapshots of 90 days and at least 50
    flapping: Flapping | None = None
    flapping_seen_at: datetime | None = None  # the last visit on which a text turned
    unfound: tuple[
        str, ...
    ] = ()  # items of `last` read under an old recipe or extractor: not on the stored page for today's (3.19)
    moves: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)  # item -> lines that alone moved last (3.6)
    stops: tuple[StopList, ...] = ()  # what was erased: no visit may bring it back (5.17)

    @property
    def last_sections(self) -> tuple[Section, ...]:
        """Those of `last`; none where it was never read well."""
        return self.last.sections if self.last else ()

    @property
    def last_documents(self) -> tuple[Document, ...]:
        """The same for documents."""
        return self.last.documents if self.last else ()

    @property
    def removed_items(self) -> tuple[str, ...]:
        """The items recorded as removed and not back since."""
        return (*(s.item for s in self.removed_sections), *(d.item for d in self.removed_documents))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One outbox row to be: whom, what, and a key that makes a repeat harmless."""

    channel: str  # Channel.key
    kind: AlertKind
    key: str  # idempotency key: the same for the same event and channel, whenever it is made
    items: tuple[str, ...] = ()  # the items it tells of; () = the page
    due_at: datetime | None = None  # not to be told before; None: at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """Write nothing yet: look again at `at` (DESIGN 3.15)."""

    at: datetime
    reason: str  # one line for the log
    lost: tuple[str, ...] = ()  # the items that are to be confirmed gone
    odd: tuple[str, ...] = ()  # those that are unlike themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one check leads to: what to write, whom to tell, and why."""

    watch: str
    at: datetime
    source: CheckSource
    outcome: Outcome
    reason: str  # one line for the log
    extractor: int = 1  # the version of our reading that the last revision stands for after this check
    revision: Revision | None = None  # set: a new snapshot is made; its number is revision.snapshot
    reread: Revision | None = None  # the last revision read anew, where that shows other things than what was written (3.19)
    changes: tuple[Change, ...] = ()  # substantive and minor only
    unsaid: tuple[Change, ...] = ()  # of items whose texts take turns: followed, not told (DESIGN 3.17)
    failures: tuple[OpenFailure, ...] = ()  # what fails after this check; the first is the page's or that of the first item
    alerted: tuple[str, ...] = ()  # the open episodes that have been alerted, this check included
    cosmetic: tuple[Cosmetic, ...] = ()
    relocated: tuple[str, ...] = ()  # items that their first named way did not find (DESIGN 3.4, 3.9)
    headings: tuple[tuple[str, int], ...] = ()  # first visit only: (section, number) where several that read the same hold it (3.4)
    flapping: Flapping | None = None
    flapping_seen_at: datetime | None = None
    reading: Reading | None = None  # bytes, HTTP facts and validators to keep
    alerts: tuple[Alert, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)  # of `revision`, for PastState

    @property
    def met(self) -> tuple[OpenFailure, ...]:
        """Those of `failures` that this visit met: one that did not read the page asked for none of its documents (3.16)."""
        page = self.outcome == "failed" and bool(self.failures) and self.failures[0].failure.item is None
        return self.failures[:1] if page else self.failures


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A plan after it was written: what `check --json` prints (DESIGN §5)."""

    watch: str
    at: datetime
    outcome: Outcome
    snapshot: int | None  # the last good one
    changes: tuple[Change, ...] = ()
    failures: tuple[OpenFailure, ...] = ()
    cosmetic: tuple[Cosmetic, ...] = ()
    relocated: tuple[str, ...] = ()  # Plan.relocated
    headings: tuple[tuple[str, int], ...] = ()  # Plan.headings
    hidden_sheets: tuple[tuple[str, int], ...] = ()  # first visit only: (document, number) where a workbook hides some (3.31)
    flapping: Flapping | None = None
    recovered: tuple[OpenFailure, ...] = ()  # episodes that ended with this check


Words: TypeAlias = tuple[tuple[Literal["=", "-", "+"], str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One step of a change. `op` and the keys beside it are DESIGN 5.3-5.5; keys that are None or empty are not in the JSON.

    `facts` holds the keys of other ops than the text's: field, unit, parent, added, removed, kept, page, bbox, and those that
    the words of an org chart need: path, people, role, same_title, uncertain (compare.orgchart). `at` says where on the pages
    before and after it stands: {"before": {"page", "bbox"}, "after": ...}, each only where it is there.
    """

    op: str
    before: str | None = None
    after: str | None = None
    words: Words = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs between two revisions of one item."""

    item: str
    item_kind: ItemKind
    change: str  # DESIGN 5.3, 5.4
    significance: Significance
    edits: tuple[Edit, ...] = ()
    label: str | None = None  # documents: the label after, or before where it was removed
    rule: str | None = None  # cosmetic only: which rule hid it, "3.10" or "3.11 query"
    suspect: str | None = None
    returns_to: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)  # optional further keys for the JSON: regions
    id: int | None = None  # under which it is recorded; None: it is not, or not yet (DESIGN 5.2)

    @property
    def is_doubted(self) -> bool:
        """Whether all that can be said of it is that it is to be checked, and why (3.15)."""
        return bool(self.suspect) and (self.change in ("edited", "replaced", "added", "removed") or self.item_kind == "section")

    @property
    def is_between_files(self) -> bool:
        """Whether its edits set two files against each other: a document's before and after, or its edition beside it (3.9)."""
        return self.item_kind == "document" and (self.change == "replaced" or "edition_of" in self.facts)

    def version_before(self, snapshot: int) -> int:
        """The number of the version that the edits of this change, told by *snapshot*, set against it.

        That before it, or where nothing could be read in that one, the last in which something could (DESIGN 3.12).
        """
        since = self.facts.get("compared_with")
        return int(since["snapshot"]) if since else snapshot - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why something could not be read. `item` is None when it is the whole page.

    `facts` holds optional further keys for the JSON (DESIGN 3.22, 3.29): `never` (True: no visit has found it yet), with what was
    looked for (`wanted`) and what the page has instead (`nearest`); `titles` ([old, new]) of another page at the address.
    """

    kind: FailureKind
    detail: str  # evidence, short, neutral in language: "HTTP 503", "« Page introuvable »"
    item: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFailure:
    """A failure with its episode: since when, how many in a row."""

    failure: Failure
    since: datetime
    consecutive: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """Visits of one watch that share a row, and whether a server answered them, well or not."""

    watch: str
    first: datetime
    last: datetime
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosmetic:
    item: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Texts of one item that take turns (DESIGN 3.17), each named by the first snapshot that shows it."""

    item: str
    item_kind: ItemKind
    since: datetime  # the first visit that showed the second of them
    between: tuple[int, ...]  # snapshot numbers
    shown: int  # of `between`: what the newest visit showed
    turned_at: datetime  # the newest visit that showed another text than the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class Flapping:
    """What takes turns on a watch, all items together."""

    since: datetime
    between: tuple[int, ...]  # snapshot numbers of all the texts in turn, last what the page shows now
    items: tuple[Turning, ...] = ()  # not known of visits of the past
