"""What a page or a document says, read: sections, documents, org charts, revisions; and why a chart was read as it was (5.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from monitor.model.frozen import dataclass, field, field_names, fields_of, value_of
from monitor.model.terms import BlockKind

SURE = 0.9  # confidence from which a fact is given as sure: a statement that leans on less is uncertain (DESIGN 3.27)
BLOCK_END = "\x1e"  # ASCII's record separator, between blocks joined as one text: a line of a block ends with "\n" (DESIGN 3.24)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str  # as shown, on one line; of a picture alone what it is called
    url: str  # absolute


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that says something; ornaments are none (DESIGN 3.28)."""

    alt: str  # "": the page gives no description
    url: str  # absolute; of one that is loaded later its real address


@dataclass(frozen=True, slots=True)
class Frame:
    """Another page shown within this one."""

    title: str
    url: str  # absolute


IN_USE = "…"  # among the `marks` of a block: an arrow that opens a panel, a wheel that turns: of how the page is used just now


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading or row, and the facts beside its text (DESIGN 3.24, 3.28).

    Of `text`: "\n" where the page begins a new line, "\t" between the cells of a row, all other white space folded; letters as they
    are on the page. A picture that stands between two blocks is a fact of the one it shares a box with, else of the one before.
    """

    kind: BlockKind
    text: str
    struck: tuple[tuple[int, int], ...] = ()  # half-open spans of `text` that are struck out
    links: tuple[Link, ...] = ()
    pictures: tuple[Image, ...] = ()
    frames: tuple[Frame, ...] = ()
    columns: tuple[str, ...] = ()  # of a table's row: the head of the column of each cell, "" where it has none
    above: tuple[
        str, ...
    ] = ()  # of a table's row: what cells of rows above, that reach down into it, say before its own first cell
    once: bool = False  # of a text that the page gives twice: only one of the two says it
    depth: int = 0  # of a list's entry: in how many lists that list stands; of a heading: under how many others of its text
    title: bool = False  # of a line that is no heading: it stands over lines as one does, all in bold or as what opens a panel
    of_next: bool = False  # of a line above a heading: it stands in that heading's box, as a badge in a card
    opens: int = 0  # with how many cards it begins, boxes of a few lines beside others of their kind
    closes: int = 0  # with how many it ends
    goes_on: bool = False  # of a list's entry: it is no further one, but another line of the entry before it
    looks: tuple[str, ...] = ()  # of each cell, or of the line, what a legend of the text calls its look, « en vert »; "" none
    marks: tuple[str, ...] = ()  # icons of a short line, without a word: what each is called by

    @property
    def line(self) -> str:
        """The text as one line, as long: what is matched and searched (DESIGN 3.24)."""
        return self.text.replace("\n", " ").replace("\t", " ")

    @property
    def has_facts(self) -> bool:
        """Whether there is any fact beside the text: most blocks have none."""
        return any(_beside(self))

    def facts(self) -> dict[str, Any]:
        """The facts that are there, as the JSON of show has them."""
        if not self.has_facts:
            return {}
        said = {name: value for name, value in zip(_BESIDE, _beside(self), strict=True) if value}
        return {name: [*map(_PLAIN.get(name, str), value)] if isinstance(value, tuple) else value for name, value in said.items()}


def telling(blocks: Iterable[Block]) -> list[int]:
    """The places of those of *blocks* that have a fact beside their text, told in half of the time of asking each (DESIGN §9)."""
    return [place for place, block in enumerate(blocks) if block != Block(block.kind, block.text)]


def block_with(kind: BlockKind, text: str, facts: Mapping[str, Any]) -> Block:
    """The block whose `facts` are *facts*."""
    said = {name: facts[name] for name in _BESIDE if name in facts}
    made = {name: tuple(map(_READ.get(name, str), value)) if isinstance(value, list) else value for name, value in said.items()}
    return value_of(Block, made, kind=kind, text=text)


_BESIDE = field_names(Block)[2:]
_beside = attrgetter(*_BESIDE)
_PLAIN: dict[str, Callable[[Any], Any]] = {"struck": list, **dict.fromkeys(("links", "pictures", "frames"), fields_of)}
_READ: dict[str, Callable[[Any], Any]] = {
    "struck": tuple,
    "links": lambda said: Link(said["text"], said["url"]),
    "pictures": lambda said: Image(said["alt"], said["url"]),
    "frames": lambda said: Frame(said["title"], said["url"]),
}


class ChartEntry(NamedTuple):
    """A unit as a list or cards of a page have it: its lines, and the number of the entry above it; None: it stands at the top."""

    lines: tuple[str, ...]
    head: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A named piece of prose. `blocks` never repeats the heading (DESIGN 3.6)."""

    item: str
    heading: str | None  # None: found by a selector that holds no heading of its own
    blocks: tuple[Block, ...]
    found_by: str = ""  # css, range, heading, text (3.2), level, likeness, words (3.4)
    ignored: tuple[str, ...] = ()  # the parts of the text that `ignore` and 3.6 leave out of comparing, in order
    facts_known: bool = True  # False: read by a version that looked for no facts beside the text; none is compared (7.7)
    entries: tuple[ChartEntry, ...] = ()  # of an org chart, until it is read; not kept
    drawing: str = ""  # the SVG in the page that is one, until it is read; not kept
    orgchart: OrgChart | None = None  # None: none was wanted, or nothing there is one

    @property
    def text(self) -> str:
        """All blocks as shown, `BLOCK_END` between them."""
        return BLOCK_END.join([b.text for b in self.blocks])

    @property
    def tree(self) -> OrgChart | None:
        """Its org chart where that has a structure."""
        return self.orgchart if self.orgchart and self.orgchart.structured else None


EMBED = "EMBED"  # the format of what a publishing service shows within the page: there are no bytes to read (DESIGN 3.30)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLink:
    """A link to a file as the page shows it, or a picture or frame that the page shows itself (DESIGN 3.30)."""

    item: str
    label: str
    format: str | None  # as displayed, "PDF"; None: not displayed; of a picture by its name, of a frame `EMBED`
    size_text: str | None  # as displayed, "203,05 ko"
    url: str | None  # absolute; None: the page hides it (DESIGN 3.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A document that stands where another one of its item stood, which is elsewhere on the page now (DESIGN 3.9)."""

    link: DocumentLink
    other: str  # the label of the one that stood there, as it is now
    heading: str  # what that stands under now; "" where it is under the same as before
    instead_of: str | None = None  # the address of the one that stood there


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """A page read under a recipe: what was found, and the names of what was not."""

    sections: tuple[Section, ...]
    documents: tuple[DocumentLink, ...]
    missing: tuple[str, ...]  # item names, in the order of the recipe
    relocated: tuple[str, ...] = ()  # items that their first named way did not find, or not all of them (DESIGN 3.4, 3.9)
    placed: tuple[str, ...] = ()  # those among them that are told by the place where they stand alone (3.9)
    joined: tuple[Newcomer, ...] = ()  # what is new in the place of documents that are found elsewhere (3.9)
    followed: tuple[DocumentLink, ...] = ()  # those of `documents` that today's recipe does not find by its own words (3.9)
    told_apart: tuple[tuple[DocumentLink, str], ...] = ()  # of `followed`: what finds it alone, where its label finds others too
    unsure: bool = False  # what the last page says, and where a document stood on it, would tell more
    moved: tuple[tuple[str, str], ...] = ()  # (section, heading): where the words stand that have left it (3.4)
    slow: tuple[tuple[str, str], ...] = ()  # (item, why): its user's pattern was given up; it is neither found nor missing
    headings: tuple[tuple[str, int], ...] = ()  # (section, number) where several headings that read the same hold it (3.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who holds a post, or that nobody does."""

    name: str  # as printed; "" with vacant
    role: str | None = None
    vacant: bool = False
    confidence: float = 1.0  # probability that this person, or nobody, is printed in this unit (DESIGN 3.27)


Box: TypeAlias = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the top left of the page as displayed


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a document's pages something stands."""

    page: int  # from 1
    bbox: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A box of an org chart. Each confidence is the probability that its fact is right, 0 to 1 (DESIGN 3.27)."""

    id: str
    title: str
    people: tuple[Person, ...]
    parent: str | None  # id; None claims that it stands at the top, as a fact of its own
    confidence_parent: float
    confidence_title: float = 1.0  # that a unit of this title is printed here; 1.0 in readings made before it was measured
    page: int  # from 1
    bbox: Box
    category: str | None = None  # what a label that comes again beside units says of it: « Ville », « Services communs »

    @property
    def confidence(self) -> float:
        """The lowest of title, parent and people: whoever leans on the whole unit leans on each of them."""
        return min(self.confidence_title, self.confidence_parent, *(person.confidence for person in self.people))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgChart:
    title: str | None
    date: str | None  # as printed: "Juin 2023"
    pages: int
    structured: bool
    reason: str | None  # why not structured
    units: tuple[Unit, ...]

    def by_id(self) -> dict[str, Unit]:
        """The units by their ids, in their order; made anew each time."""
        return {unit.id: unit for unit in self.units}

    @property
    def posts_held(self) -> int:
        """How many posts have somebody's name."""
        return sum(not person.vacant for unit in self.units for person in unit.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentContent:
    """What the bytes behind a link say. `text` is None for what has no text to read (not a PDF, or kind = "file" and not a PDF)."""

    sha256: str
    size: int
    media_type: str  # sniffed from the bytes: "application/pdf"
    text: tuple[Block, ...] | None = None  # () : a PDF without text (a scan)
    geometry: str | None = None  # hex digests of where letters and strokes stand; equal: it looks the same. Of office files: more
    pages: int | None = None
    orgchart: OrgChart | None = None
    facts_known: bool = field(default=True, compare=False)  # False: read by a version that did not look for struck words
    hidden_sheets: int = field(default=0, compare=False)  # of a workbook, which are not read; not kept, its bytes tell it anew

    @property
    def has_words(self) -> bool:
        """Whether any word can be read in it. None can in a scan, nor where fonts don't say their letters.

        What cannot be read is not gone: such a file is another file, of which no edit is told (DESIGN 3.12).
        """
        return any(letter.isalnum() for block in self.text or () for letter in block.text)

    @property
    def tree(self) -> OrgChart | None:
        """The org chart in it where that has a structure."""
        return self.orgchart if self.orgchart and self.orgchart.structured else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document link together with what is behind it."""

    link: DocumentLink
    content: DocumentContent | None  # None: no address, or never read

    @property
    def item(self) -> str:
        return self.link.item

    @property
    def tree(self) -> OrgChart | None:
        """The org chart in it where that has a structure."""
        return self.content.tree if self.content else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Why a document's bytes could not be read: encrypted, broken, over a limit, crashed the reader."""

    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The items extracted from one snapshot under one recipe, by one version of our reading."""

    snapshot: int
    taken_at: datetime
    url: str
    sections: tuple[Section, ...]
    documents: tuple[Document, ...]
    recipe_hash: str = ""
    extractor: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OldChart:
    """A kept document whose org chart was read by an older version of our reading, and not since (DESIGN 7.6)."""

    watch: str
    item: str
    content: int  # the row of what it said then: all snapshots that show it are read anew together
    sha256: str  # of its bytes


class Evidence(NamedTuple):
    """One thing seen, by the name of its feature. `weight`: what it adds to the log of the odds; below 0 it spoke against."""

    name: str
    weight: float


class Weighed(NamedTuple):
    """How likely a statement was found, and all that spoke for and against it, strongest first."""

    chance: float
    evidence: tuple[Evidence, ...]


class PossibleParent(NamedTuple):
    """A unit, by its id, that another one may hang under; None: it stands at the top."""

    parent: str | None
    weighed: Weighed


class Explanation(NamedTuple):
    """Of one unit: its title, the parents weighed (the chosen first, then the likeliest), its people in their order."""

    title: Weighed
    parents: tuple[PossibleParent, ...]
    people: tuple[Weighed, ...] = ()
