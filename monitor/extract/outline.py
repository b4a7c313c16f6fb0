"""What there is to watch on a page, each thing once, with what a recipe for it finds there today (`monitor outline`). Pure.

Headings that only announce other pages, as news beside the text do, are nothing to watch (3.5). Of a section it is said what stands
in its place on the page and is not in its text (3.5, 3.28).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import asdict
from itertools import accumulate, islice, takewhile
from typing import Any, Literal, TypeAlias

from monitor.extract.elements.addresses import extension_of, href_of, leads_to_file
from monitor.extract.elements.labels import chart_word, is_detail, read
from monitor.extract.elements.layout import LayoutBox
from monitor.extract.links.proposed_links import proposed_links
from monitor.extract.page import Page, Span
from monitor.extract.reading.states import STATED, said_by
from monitor.extract.sections.by_heading import Start, reach
from monitor.extract.sections.finding import FoundSection, find_section
from monitor.model import Block, ChartEntry, DocumentKind, DocumentLink, Section, SectionRecipe
from monitor.model.frozen import dataclass
from monitor.model.terms import SectionKind
from monitor.normalize import canonical, key

LONGEST_NAME = 40
# No name ends in one of these.
_BETWEEN = frozenset(("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour", "sur"))
_BETWEEN |= {"and", "at", "for", "in", "of", "on", "the", "to"}
_BEGINS = 160  # characters of a text's first words
_LONG_LABEL = 20  # letters: what begins so is the document's line
_UNITS, _A_UNIT = 4, 24  # units of the smallest chart; words of the longest
_LOOKED_INTO = 6  # sections that are called no chart and look like one
_UNIT = re.compile(  # how the name of a service begins
    r"(?:sous-|sub-?)?(?:direction|p[ôo]le|service|d[ée]partement|division|bureau|cellule|unit[ée]|mission|secr[ée]tariat|cabinet|"
    r"secteur|antenne|centre|atelier|[ée]quipe|d[ée]l[ée]gation|dg[as]|directorate|department|office|team|branch|section|unit|"
    r"head of|director of)\b|(?:[\w&'’-]+ ){1,4}(?:department|office|team|division|services?|directorate|unit|branch)$",
    re.I,
)
_A_LINE = 3  # words: « 120 vues » and « PDF, 203 ko » begin no text
_WEB = re.compile(r"^\s*https?://[^\s/]", re.I)

Reason: TypeAlias = Literal["", "outer", "empty", "document", "same"]


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """A heading that a section can be found by, once for all headings that read the same."""

    name: str  # as a key of config.toml
    level: int
    text: str
    words: int  # of the section that a watch with this heading has today
    unique: bool  # no other heading reads the same
    count: int  # how many headings the section has: all that read the same, of one level
    not_offered: Reason  # why it is only a comment: the sections below it are offered, nothing stands there, but a document does …
    own_words: int  # of them, those before the first heading below
    left_out: dict[Kind, int]  # what stands there and is not in the text
    begins: str  # its first words
    kind: SectionKind = "text"  # "orgchart": nested lists or cards are one


@dataclass(frozen=True, slots=True)
class OutlineDocument:
    """Links to files that one name finds, `link`, without the date that changes; the other fields are the first one's."""

    name: str
    link: str
    label: str
    format: str | None
    size_text: str | None
    url: str | None
    kind: str  # of DocumentRecipe
    count: int  # how many documents `link` finds today


@dataclass(frozen=True, slots=True)
class Outline:
    """All that can be watched on one page, in page order."""

    url: str
    title: str
    headings: tuple[OutlineHeading, ...]
    documents: tuple[OutlineDocument, ...]


def outline(page: Page) -> Outline:
    """Return what can be watched on *page*: pasted as a whole, each item finds what it says and no two the same."""
    names = Names()  # sections and documents share one space of names
    proposed = proposed_links(page)
    labels = {key(p.first.label) for p in proposed} | {key(p.link) for p in proposed}
    headings = tuple(_headings(page, names, labels))
    documents = list[OutlineDocument]()
    for one in proposed:
        link, first = one.link, one.first
        # An org chart where it is called one and can be read as one; else what is usual of such a file
        is_chart_file = may_be_chart(first) and chart_word(f"{first.label} {first.url or ''} {link}")
        kind = "orgchart" if is_chart_file else usual_kind(first)
        name = names.of(plain_words(link))
        documents.append(OutlineDocument(name, link, first.label, first.format, first.size_text, first.url, kind, one.count))
    return Outline(page.url, page.title, headings, tuple(documents))


def _headings(page: Page, names: Names, labels: Set[str]) -> Iterator[OutlineHeading]:
    starts: dict[str, list[Start]] = {}  # the headings of the text by what they say: none of a menu, none hidden, none of news
    for box, text in page.headings:
        if key(text) and not page.is_boilerplate(box.el) and not page.is_hidden(box.el):
            start = Start(box, text, box.level)
            if not is_news(page, start):
                starts.setdefault(key(text), []).append(start)
    left_out = LeftOut(page)
    sections: dict[str, FoundSection | None] = {}
    for word, same in starts.items():  # with its entries, where it may be an org chart
        kind: SectionKind = "orgchart" if chart_word(same[0].text) else "text"
        recipe = SectionRecipe(item="", heading=same[0].text, kind=kind)
        sections[word] = find_section(page, recipe, None)
    charts = _charts(page, starts, sections)
    texts: set[tuple[str, ...]] = set()
    for word, same in starts.items():
        found = sections[word]
        said = tuple(canonical(b.text) for b in found.section.blocks) if found else ()
        blocks = found.section.blocks if found else ()
        labelled = (key(read(b.text).label) in labels for b in blocks if not is_detail(b.text))
        reason: Reason = ""  # why the heading is no item of its own to watch
        if not any(re.search(r"\w", b.text) for b in blocks):
            reason = "empty"
        elif all(labelled) and key(same[0].text) in labels:
            reason = "document"
        elif any(b.kind == "heading" and key(b.text) in starts for b in blocks):
            reason = "outer"
        elif said in texts:
            reason = "same"
        if not reason:
            texts.add(said)
        yield OutlineHeading(
            name=names.of(same[0].text),
            level=same[0].level or 9,
            text=same[0].text,
            words=words_of(found.section.blocks) if found else 0,
            unique=len(same) == 1,
            count=found.headings if found else len(same),
            not_offered=reason,
            own_words=words_of(takewhile(lambda b: b.kind != "heading", found.section.blocks)) if found else 0,
            left_out=left_out.of(reach(page, s) for s in same),
            begins=beginning(found.section.blocks, labels) if found else "",
            kind="orgchart" if word in charts else "text",
        )


def _charts(page: Page, starts: dict[str, list[Start]], sections: dict[str, FoundSection | None]) -> set[str]:
    """Which headings have an org chart of lists or cards below them: those that are called so, and the first few that look it."""
    charts = {word for word, found in sections.items() if found and _is_chart(found.section)}
    looks_it = list[str]()  # most of its blocks begin as the name of a service does, and none is a text
    for word, found in sections.items():
        blocks = found.section.blocks if found and word not in charts else ()
        short = all(len(line.split()) <= _A_UNIT for block in blocks for line in block.text.splitlines())
        if len(blocks) >= _UNITS and short and 2 * sum(_UNIT.match(block.text) is not None for block in blocks) > len(blocks):
            looks_it.append(word)
    for word in looks_it[:_LOOKED_INTO]:
        found = find_section(page, SectionRecipe(item="", heading=starts[word][0].text, kind="orgchart"), None)
        if found and _is_chart(found.section):
            charts.add(word)
    return charts


def _is_chart(section: Section) -> bool:
    """Whether *section* is drawn, or its lists or cards have the shape of an org chart."""
    return bool(section.drawing) or is_chart(section.entries)


def is_chart(entries: Sequence[ChartEntry]) -> bool:
    """Whether *entries* have the shape of an org chart: several, most under another, none a text."""
    below = sum(entry.head is not None for entry in entries)
    short = sum(sum(len(line.split()) for line in entry.lines) <= _A_UNIT for entry in entries)
    return len(entries) >= _UNITS and 2 * below > len(entries) and short == len(entries)


def beginning(blocks: Iterable[Block], labels: Set[str]) -> str:
    """The first words of *blocks*, on one line: a counter above them, and documents by their *labels*, left out."""
    lines = [b.line for b in blocks]
    first = next((n for n, line in enumerate(lines) if says_something(line, labels)), 0)
    return " ".join(lines[first:])[:_BEGINS]


def says_something(line: str, labels: Set[str]) -> bool:
    """Whether *line* is more than a counter, a file's format, or the line of a document that is called one of *labels*."""
    if is_detail(line) or (re.search(r"\d", line) and len(re.findall(r"[^\W\d_]+", line)) < _A_LINE):
        return False
    label = key(read(line).label)
    return not any(label == known or (len(known) > _LONG_LABEL and label.startswith(known)) for known in labels)


def words_of(blocks: Iterable[Block]) -> int:
    """How many words *blocks* have."""
    return sum(len(re.findall(r"\w+", b.text)) for b in blocks)


def plain_words(link: str) -> str:
    """A recipe's `link` without the signs of a pattern."""
    return link.strip("/^$") if link.startswith("/") else link


class Names:
    """Gives each item a name of its own: « Mutualisation des services » is "mutualisation-des-services"."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._given = set(taken)
        self._last: dict[str, int] = {}  # the number that each name was given with last

    def of(self, text: str, end: str = "") -> str:
        """A short name for *text*, a bare key of TOML, not given before: "contacts", then "contacts-2".

        *end*: the last part of *text*, as the town in a page's title, which stays where not all of it finds room.
        """
        words, last = _bare(text) or ["section"], _bare(end)
        whole = "-".join(words)
        name, number = _clipped(words, LONGEST_NAME, len(last)), self._last.get(whole, 1)
        while name in self._given:
            number += 1
            tail = f"-{number}"
            name = _clipped(words, LONGEST_NAME - len(tail), len(last)) + tail
        self._given.add(name)
        self._last[whole] = number
        return name


def _bare(text: str) -> list[str]:
    return [word for part in text.split() if (word := re.sub(r"[^a-z0-9]+", "-", key(part)).strip("-"))]


def _clipped(words: Sequence[str], length: int, last: int = 0) -> str:
    """As many of *words* as fit in *length*, one that is several joined, as a town's name is, whole or not at all.

    Of the *last* of them as many as leave the first of all room, from their end: a town is called by what it ends with.
    """
    whole = "-".join(words)
    if len(whole) <= length:
        return whole
    for at in range(len(words) - last, len(words)) if last else ():
        end = "-".join(words[at:])
        if words[at] not in _BETWEEN and len(words[0]) + 1 + len(end) <= length:
            return f"{_clipped(words[: len(words) - last], length - len(end) - 1)}-{end}"
    kept = sum(end <= length for end in accumulate(map(len, words), lambda end, more: end + 1 + more))
    while kept > 1 and words[kept - 1] in _BETWEEN:
        kept -= 1
    return "-".join(words[:kept]) or whole[: length + 1].rpartition("-")[0] or whole[:length]


def own_address(page: Page) -> str | None:
    """The http(s) address that *page* gives itself, as a saved copy of it still does (RFC 6596; og:url); None: it gives none."""
    for tag, key_, value, where in (("link", "rel", "canonical", "href"), ("meta", "property", "og:url", "content")):
        found = page.tree.find(tag, attrs={key_: value, where: _WEB})
        if found:
            return str(found[where]).strip()
    return None


def as_json(found: Outline) -> dict[str, Any]:
    """*found* for `--json`: {"url", "title", "headings": […], "documents": […]}."""
    return asdict(found)


# -------------------------------------------------------------------------------------------------------------------------- news

_DATE = re.compile(
    r"\b(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|\w+day)?,?\s*\d{1,2}(?:er|st|nd|rd|th)?\s+[^\W\d]{3,9}\.?,?\s+(?:19|20)\d\d\b"
    r"|\b[^\W\d]{3,9}\s+\d{1,2},\s+(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.I,
)
_LITTLE = 0.5  # of the characters: more prose than that beside links and dates is a text with links in it


def is_news(page: Page, start: Start) -> bool:
    """Whether *start* is the title of a list of dated links to other pages, or one such link with little below."""
    if start.level == 1:
        return False
    first, end, _ = reach(page, start)
    layout = page.layout
    texts = layout.texts[first:end]
    dates = sum(len(_DATE.findall(text)) for text in texts)
    links = _links_to_pages(page, first, end)
    itself = not start.box.prose
    itself = itself and _links_to_pages(page, start.box.start, start.box.end) > 0
    if not dates or (links < 2 and not itself):
        return False
    low, high = (bisect_left(page.headings, run, key=lambda heading: heading[0].start) for run in (first, end))
    titles = sum(b.chars for b, _ in page.headings[low:high])
    plain = sum(len(_DATE.sub("", t).strip()) for t, linked in zip(texts, layout.linked[first:end], strict=True) if not linked)
    prose = max(0, plain - titles)
    return 2 * dates >= links and prose <= _LITTLE * (layout.chars(first, end) + start.box.chars)


def _links_to_pages(page: Page, first: int, end: int) -> int:
    """How many links to other pages, no files, have their words in the runs [first, end)."""
    layout = page.layout
    holders = (layout.boxes[layout.holder[run]] for run in range(first, end) if layout.linked[run])
    links = {b.order for holder in holders for b in (holder, *layout.ancestors(holder)) if b.name == "a"}
    urls = (href_of(layout.boxes[order].el, page.base) for order in links)
    return sum(url is not None and not leads_to_file(url) for url in urls)


# -------------------------------------------------------------------------------------------------------------- what is left out

Kind: TypeAlias = Literal["boilerplate", "hidden", "fields", "media"]
_FIELDS = ("input", "textarea")
_UNSEEN = ("hidden", "submit", "button", "image", "reset")
_MEDIA = ("audio", "video", "canvas", "applet")


class LeftOut:
    """Tells what sections of one page do not include."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._fields = self._boxes_around(_FIELDS)
        self._media = self._boxes_around(_MEDIA)

    def of(self, spans: Iterable[Span]) -> dict[Kind, int]:
        """How much of each kind is left out of *spans*: words of boilerplate, hidden ones, fields, sound and film; none: absent."""
        found: dict[Kind, int] = {"boilerplate": 0, "hidden": 0, "fields": 0, "media": 0}
        page = self._page
        for start, end, order in spans:
            shown = set(page.shown([(start, end, order)]))
            for run in range(start, end):
                if run not in shown:
                    kind: Kind = "hidden" if page.hidden_in[run] > order else "boilerplate"
                    found[kind] += len(re.findall(r"\w+", page.layout.texts[run]))
            found["fields"] += _within(start, end, self._fields)
            found["media"] += _within(start, end, self._media)
        return {kind: number for kind, number in found.items() if number}

    def _boxes_around(self, names: tuple[str, ...]) -> list[LayoutBox]:
        """The box around each element of these *names*, which has none itself; left out are fields that nobody fills in."""
        found = list[LayoutBox]()
        for el in self._page.body.find_all(names):
            if str(el.get("type") or "").lower() not in _UNSEEN and not (el.name in STATED and said_by(el)):
                around = (box for p in el.parents if (box := self._page.layout.box(p)) is not None)
                found += islice(around, 1)
        return sorted(found, key=lambda box: box.start)


def _within(start: int, end: int, boxes: list[LayoutBox]) -> int:
    """How many of *boxes*, ordered by their start, stand in the runs [start, end)."""
    low, high = (bisect_left(boxes, run, key=lambda box: box.start) for run in (start, end))
    return sum(b.end <= end for b in boxes[low:high])


# ------------------------------------------------------------------------------------------------------------------------- kinds

_TEXTS = frozenset({"pdf", "docx", "docm", "dotx", "odt", "ott", "pptx", "pptm", "ppsx", "odp", "odg", "svg", "txt"})
_TABLES = frozenset({"xlsx", "xlsm", "xltx", "xls", "ods", "csv"})
_CHARTS = frozenset({"pdf", "svg", "pptx", "pptm", "ppsx", "odp", "odg"})


def usual_kind(link: DocumentLink) -> DocumentKind:
    """The words of a text, the rows of a table, of anything else its bytes or its look."""
    name = _extension(link)
    return "text" if name in _TEXTS else "table" if name in _TABLES else "file"


def may_be_chart(link: DocumentLink) -> bool:
    """Whether such a file can hold an org chart that is read as a tree; of an address that does not say what it is, it may."""
    return _extension(link) in _CHARTS or not _extension(link)


def _extension(link: DocumentLink) -> str:
    """« pdf », "xlsx"; "" where neither address nor page says."""
    named = (extension_of(link.url) if link.url else None) or ""
    return named if named in _TEXTS | _TABLES or not link.format else link.format.lower()
