"""One look at the database for one visitor, and a change as lists tell it. Reads, writes nothing."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from monitor.erasure.withheld import PEOPLE, Withheld
from monitor.i18n.typography import clean, shortened
from monitor.model import Called, Change, Config, Revision, Watch
from monitor.model.frozen import dataclass, field
from monitor.model.shapes import machine_time
from monitor.placeholders import with_names
from monitor.report.lines import MarkedLine, change_lines
from monitor.report.page import web_address
from monitor.report.ranking import is_one_line, most_telling, ranked_lines
from monitor.report.spans import Span
from monitor.store import Store
from monitor.store.reading import StoredChange
from monitor.web.words import Words, with_capital

LINES = 3  # of a change, where it is one among many
_LONGEST = 400  # characters of a line in a list
_KEPT = 500  # entries that are kept for whoever asks next: lists show the newest again and again
_FEW_EDITS = 200  # of a change whose entry is kept, and the change with it to know it by


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look at the database for one visitor."""

    store: Store
    config: Config
    words: Words
    withheld: Withheld | None = None  # where people are not to be named (DESIGN 5.17)
    static: bool = False  # for pages that will be files
    known: dict[tuple[str, bool], Called] = field(default_factory=dict)  # how readers know a page, without and with its items

    @property
    def names(self) -> bool:
        """Whether people may be named."""
        return self.withheld is None

    def watch(self, name: str) -> Watch | None:
        """The watch of the configuration; None where it has left it."""
        return self.config.watch(name)

    def title(self, name: str) -> str:
        """What readers see of a watch: the title of the configuration, else what the page calls itself, else its name (§6)."""
        return clean(self._called(name, items=False).page)

    def item(self, name: str, item: str, label: str | None = None) -> str:
        """What readers see of an item: the title of the configuration, else its heading or label as last read, else its name.

        *label*: of the one document that is spoken of, where several may answer to that name (DESIGN 3.9).
        """
        known = self._called(name, items=True)
        own = label if label and item not in known.given else known.item(item)
        return shortened(clean(own), 90)

    def _called(self, name: str, *, items: bool) -> Called:
        if (name, items) not in self.known:
            self.known[name, items] = self.store.called(name, self.watch(name), items=items)
        return self.known[name, items]

    def link(self, url: str | None) -> str | None:
        """*url* where a page may lead there: it is of the web, and names nobody who is withheld."""
        address = web_address(url)
        return None if address is None or (self.withheld and self.withheld.text(address) != address) else address

    def revision(self, name: str, number: int) -> Revision:
        watch = self.watch(name)
        found = self.store.revision(name, number)
        return with_names(watch.placeholders, found, kept=True) if watch else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A change as a list tells it."""

    id: int
    url: str
    at: datetime
    when: str
    machine: str
    page: str
    page_url: str
    item: str
    kicker: str
    sentence: str
    names: bool  # whether the sentence says what it is about: a unit, somebody, a document
    minor: bool
    counts: str = ""  # all of several, where the sentence tells the first
    others: str = ""  # how many more than these words
    marked: MarkedLine | None = None  # the sentence is these words of a text
    lines: tuple[MarkedLine, ...] = ()
    more: str = ""
    picture: str = ""
    picture_alt: str = ""


def newest_first(stored: StoredChange) -> tuple[float, int]:
    """The key by which changes of several watches stand in the order of time."""
    return -stored.taken_at.timestamp(), -stored.id


def entry(seen: Seen, stored: StoredChange, *, whole: bool = False) -> Entry:
    """*stored* in a list; *whole*: on its watch's own page, which need not be named."""
    item, page = seen.item(stored.watch, stored.change.item, stored.change.label), seen.title(stored.watch)
    if len(stored.change.edits) > _FEW_EDITS:
        return _told(_Told(stored), seen.words.today(), page, item, whole)
    return _remembered(_Told(stored), seen.words.today(), page, item, whole)


class _Told:
    """A change to be looked for among those told before: what was erased from it since makes another one."""

    __slots__ = ("stored",)

    def __init__(self, stored: StoredChange) -> None:
        self.stored = stored

    def __hash__(self) -> int:
        return hash((self.stored.watch, self.stored.id))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Told) and self.stored == other.stored


def _told(one: _Told, words: Words, page: str, item: str, whole: bool) -> Entry:
    """The entry of *one* under the titles of its *page* and *item*: of nothing else, so that it may be kept."""
    stored, change, language = one.stored, one.stored.change, words.language
    lines = [as_sentence(line, words) for line in change_lines(change, language, words.timezone) if line.mark != "#"]
    lines = [line for line in lines if said_by(line) != words.doubt(change)]  # the headline says it
    lines = [*most_telling(lines, change, language), *people_lines(change, words)]
    several = len(lines) > 1 if PEOPLE in change.facts else not is_one_line([change], language)
    led = several and words.leads(change)
    cut, first, headline = words.is_cut(change), words.first(change), words.headline(change)
    if led and not cut and first.line and (said := as_sentence(first.line, words)) in lines:
        lines.remove(said)  # the headline has that one, whole
    aside = {as_sentence(one.line, words) for one in ranked_lines(change, language) if one.aside and one.line}
    lines.sort(key=lambda line: line in aside)  # a date or a label of its own, which no headline counts
    most = LINES - 1 if led else LINES
    left = sum(line not in aside for line in lines[most:])
    listed = several or cut or change.suspect or (change.item_kind == "section" and not words.says_all(change))
    more = words.count("others", left) if several and left else ""
    return Entry(
        id=stored.id,
        url=words.to("change", stored.id),
        at=stored.taken_at,
        when=words.short_day(stored.taken_at),
        machine=machine_time(stored.taken_at),
        page=page,
        page_url=words.to("watch", stored.watch),
        item=item,
        kicker=words.phrase("version", item=item, number=stored.snapshot) if whole else item,
        sentence=headline,
        names=item in headline or (first.edit is None and bool(words.leading_words(change))),
        minor=change.significance == "minor",
        counts=words.counts(change) if led else "",
        others=words.others(change) if led else "",
        lines=tuple(with_capital(_short(line)) for line in lines[:most]) if listed else (),
        marked=words.marked(change) if led or not several else None,
        more=more,
    )


_remembered = lru_cache(maxsize=_KEPT)(_told)


def people_lines(change: Change, words: Words) -> list[MarkedLine]:
    """What is said of people who are not named: that so many posts have somebody else (DESIGN 5.17)."""
    number = None if words.is_of_people(change) else change.facts.get(PEOPLE)  # the headline says it
    return [MarkedLine("~", (Span("note", words.sentence(words.count("heads_withheld", number))),))] if number else []


def said_by(line: MarkedLine) -> str:
    """The words of *line*, unmarked."""
    return "".join(span.text for span in line.spans)


def as_sentence(line: MarkedLine, words: Words) -> MarkedLine:
    """A note of ours with a capital and a full stop, where it stands by itself; any other line as it is."""
    if line.mark not in "*!" or [span.role for span in line.spans] != ["note"]:
        return line
    return MarkedLine(line.mark, (Span("note", words.sentence(line.spans[0].text)),), line.number)


def _short(line: MarkedLine) -> MarkedLine:
    """*line* without what is too long for a list."""
    room, spans = _LONGEST, []
    for span in line.spans:
        if room <= 0:
            break
        spans.append(type(span)(span.role, shortened(span.text, room)))
        room -= len(span.text)
    return MarkedLine(line.mark, tuple(spans), line.number)
