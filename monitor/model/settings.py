"""What config.toml says: watches, recipes, channels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Literal

from monitor.model.frozen import dataclass, field
from monitor.model.terms import AlertKind, ChannelKind, DigestEvery, DocumentKind, Language, SectionKind

# Of a request, set by no watch: another encoding could not be capped, the rest would break the exchange or lie about what we hold.
OUR_HEADERS = frozenset(
    {"accept-encoding", "connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade"}
    | {"if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "range"}
)
SHARED = 4  # processes that may want one processor before what is sound is given up
_PAGES = 300  # of a document, which may cost its time-out once more: a plain page takes an eighth of what that allows for it


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCaps:
    """How much reading one document may cost: a foreign file may ask for any time and memory."""

    timeout: timedelta = timedelta(seconds=60)  # document_timeout: of work, whatever else the machine does; each page adds to it
    memory: int = 400_000_000  # max_document_memory: bytes of address space of the process that reads it
    pages: int = 2000  # max_document_pages
    left: timedelta | None = None  # of the visit; None: it has no end

    @property
    def a_page(self) -> timedelta:
        """What each page allows more once it was read: so a long report may take its time, and one endless page may not."""
        return self.timeout / _PAGES

    @property
    def waited(self) -> timedelta:
        """The most that is waited for one of as many pages as are allowed."""
        return _waited(self.timeout + self.pages * self.a_page, self.left)

    def overdue(self, pages: int) -> str:
        """What is said where it takes more work than *pages*, those that were read, allow: the setting that allows more."""
        allowed = (self.timeout + pages * self.a_page).total_seconds()
        read = f" after {pages} page{'s'[: pages != 1]}" if pages else ""
        return f"{allowed:g} s allowed{read} (document_timeout)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCaps:
    """What reading one large page may cost; the properties are those of `DocumentCaps`."""

    timeout: timedelta  # page_timeout: of work
    memory: int  # bytes of address space, by max_page
    left: timedelta | None = None
    a_page = timedelta(0)  # a web page is one

    @property
    def waited(self) -> timedelta:
        return _waited(self.timeout, self.left)

    def overdue(self, _pages: int) -> str:
        return f"{self.timeout.total_seconds():g} s allowed (page_timeout)"


def _waited(timeout: timedelta, left: timedelta | None) -> timedelta:
    """A process among many gets its time late, and one that hangs never works."""
    longest = SHARED * timeout
    return longest if left is None else min(longest, left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visiting:
    """How patiently and how politely pages are visited; each watch has its own, taken from [monitor] where it says nothing."""

    pause: timedelta = timedelta(seconds=1)  # between two requests to one host
    per_host: int = 1  # requests under way at once to one host
    concurrency: int = 8  # visits under way at once; on a watch: its documents fetched at once
    confirm_after: timedelta = timedelta(seconds=30)  # wait before the second visit that confirms a loss
    failure_alert_after: int = 3  # failures in a row before the alert
    jitter: timedelta = timedelta(minutes=1)  # how much later than its crontab line a watch may be visited, each by its own time
    connect_timeout: timedelta = timedelta(seconds=10)
    read_timeout: timedelta = timedelta(seconds=20)  # without a byte
    visit_timeout: timedelta = timedelta(seconds=90)  # page, documents and retries together
    max_page: int = 10_000_000  # bytes, decoded
    max_document: int = 50_000_000  # bytes, decoded
    page_timeout: timedelta = timedelta(seconds=20)  # reading a page: of work
    document_timeout: timedelta = timedelta(seconds=60)  # reading a document
    max_document_memory: int = 400_000_000  # bytes, of the process that reads it
    max_document_pages: int = 2000
    allow_private_addresses: bool = False
    proxy: str | None = None
    robots: bool = True

    @property
    def document_caps(self) -> DocumentCaps:
        """How much reading a document may cost."""
        return DocumentCaps(timeout=self.document_timeout, memory=self.max_document_memory, pages=self.max_document_pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a watch is due: exactly one of the two is set."""

    cron: str | None = None  # five fields of crontab(5), in the configured time zone; 0 and 7 are Sunday
    every: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeEnd:
    """One end of a range (DESIGN 3.3)."""

    css: str
    inside: bool  # start: `from` (True) or `after`; end: `through` (True) or `until`


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecipe:
    """Which prose, found how. At least one of heading, css, start+end is set."""

    item: str
    heading: str | None = None
    css: tuple[str, ...] = ()
    start: RangeEnd | None = None
    end: RangeEnd | None = None
    exclude: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()  # regular expressions, without their slashes: shown, not compared
    kind: SectionKind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecipe:
    """Which links to files. At least one of link, css is set."""

    item: str
    link: str | None = None  # a text, a /regex/, or "self"
    css: tuple[str, ...] = ()
    kind: DocumentKind = "file"
    corrections: tuple[Mapping[str, str], ...] = ()  # [[watch.documents.ITEM.correct]], applied after reading an org chart

    @property
    def is_self(self) -> bool:
        """Whether the watched address is itself the document."""
        return self.link == "self"


# The version of our own reading of pages and documents: one more whenever the same bytes may read differently (DESIGN 3.19).
EXTRACTOR = 50
# The version of our reading of org charts: one more whenever the same PDF may give other units, people or probabilities. What is
# stored is then read anew (DESIGN 7.6); unlike the extractor's it is in no hash and makes no snapshot.
CHART_READER = 78


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What is watched on a page, found how."""

    sections: tuple[SectionRecipe, ...] = ()
    documents: tuple[DocumentRecipe, ...] = ()
    extractor: int = 1  # for ever: the hashes of the first edition hold it (DESIGN 7.7); what counts is `EXTRACTOR`
    hash: str = ""  # hex SHA-256 over canonical JSON of the rest; set by config

    @property
    def items(self) -> tuple[str, ...]:
        """The names of everything watched, in the order of the configuration."""
        return (*(s.item for s in self.sections), *(d.item for d in self.documents))

    def document(self, item: str) -> DocumentRecipe | None:
        """How the document *item* is found and read; None where none of that name is watched."""
        return next((d for d in self.documents if d.item == item), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholders:
    """The `${NAME}`s of one watch, for `monitor.placeholders`: what is asked for, and what is said instead."""

    address: str  # the watch's, with names
    asked: str = field(repr=False)  # the same with values: known to its server, and to nobody else
    values: tuple[tuple[str, str], ...] = field(repr=False)  # (name, value of the environment) of every `${NAME}` of the watch
    headers: frozenset[str] = frozenset()  # names, in lower case, of the request headers that hold one


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One page we look after. The name is its identity; the address may change."""

    name: str
    url: str  # as kept and shown, with `${NAME}`; where `placeholders` is None the one that is asked for
    schedule: Schedule
    recipe: Recipe
    visiting: Visiting = Visiting()
    headers: Mapping[str, str] = field(default_factory=dict)  # extra request headers
    enabled: bool = True
    paused_until: date | Literal[True] | None = None  # True: until somebody resumes it; a date: visited again from that day on
    title: str | None = None  # what readers see; None: nobody gave it one
    titles: Mapping[str, str] = field(default_factory=dict)  # those given to items, by item; no part of the recipe: found the same
    tags: tuple[str, ...] = ()
    placeholders: Placeholders | None = None  # None: nothing of it comes from the environment

    def title_of(self, item: str | None = None) -> str:
        """What readers see of the watch, or of *item*: its title, else its name."""
        return (self.title or self.name) if item is None else self.titles.get(item, item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What readers see instead of names: of one page and of its items."""

    page: str
    items: Mapping[str, str] = field(default_factory=dict)  # by name; what is missing has no other
    given: frozenset[str] = frozenset()  # the items whose title stands in the configuration; the others' is as last read

    def item(self, name: str) -> str:
        return self.items.get(name, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """The mail server of [smtp]. Passwords never leave this value."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    allow_plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """When is told what is gathered: changes once a day or on Mondays, or all that one round of visits found when it is over."""

    every: DigestEvery = "daily"
    at: time = time(8)  # on the wall clock
    timezone: str = "Europe/Paris"  # IANA name


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Whom one [[alert]] tells: an address, each recipient of a mailto: by itself. `key` identifies it, and holds no secret."""

    key: str  # kind and a digest of the address: "mail-3f2a9c…"
    kind: ChannelKind
    to: str = field(repr=False)  # with its secrets
    shown: str = ""  # the address as it may be printed: secrets replaced by …
    on: tuple[AlertKind, ...] = ("change", "minor", "failure", "recovery", "heartbeat")
    watches: tuple[str, ...] = ("*",)  # names or patterns with *
    tags: tuple[str, ...] = ()  # of watches; (): all that `watches` names
    admin: bool = False  # looks after the watch: is told what to mend
    language: Language = "fr"
    secret: str | None = field(default=None, repr=False)
    digest: Digest | None = None  # None: every change is told at once
    mode: int | None = None  # of a feed's file; None: what the umask leaves
    formerly: str | None = None  # the key under which older versions told all recipients of the [[alert]] at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One config.toml, read and checked."""

    path: Path
    database: Path  # absolute
    timezone: str
    language: Language
    contact: str | None
    visiting: Visiting
    watches: tuple[Watch, ...]
    channels: tuple[Channel, ...] = ()
    smtp: Smtp | None = None
    contact_shown: str | None = None  # `contact` with `${NAME}` in it; None: nothing of it comes from the environment
    hidden: tuple[str, ...] = field(default=(), repr=False)  # the values of `${NAME}`s: never shown, never logged
    env_file: Path | None = None  # of values for `${NAME}`
    public_url: str | None = None  # where others reach the history pages, without a slash at its end
    timestamp: str | None = None  # the authority that stamps the newest hashes with the time, daily (DESIGN 5.20)
    ping: str | None = field(default=None, repr=False)  # told of every round, as healthchecks.io is; a secret

    def watch(self, name: str) -> Watch | None:
        """The watch of that name; None where there is none, or no more."""
        return next((w for w in self.watches if w.name == name), None)

    def watch_or_name(self, name: str) -> Watch:
        """The watch of that name; of one that has left the configuration nothing but the name."""
        return self.watch(name) or Watch(name=name, url="", schedule=Schedule(), recipe=Recipe())

    def mends(self, channel: Channel) -> bool:
        """Whether *channel* is told what to mend: who is `admin` in any [[alert]], or everybody where nobody is (DESIGN §6)."""
        admins = {one.to for one in self.channels if one.admin}
        return not admins or channel.to in admins
