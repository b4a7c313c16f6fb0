"""What a page or a document says, read: sections, documents, org charts, revisions."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from monitor.model.frozen import dataclass
from monitor.model.terms import BlockKind


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading or table row as plain text: white space folded, letters as they are on the page."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A named piece of prose. `blocks` never repeats the heading (DESIGN 3.6)."""

    item: str
    heading: str | None  # None: found by a selector that holds no heading of its own
    blocks: tuple[Block, ...]
    found_by: str = ""  # css, range, heading, text (3.2), level, likeness, words (3.4)
    ignored: tuple[str, ...] = ()  # the parts of the text that `ignore` and 3.6 leave out of comparing, in order

    @property
    def text(self) -> str:
        """All blocks, a line each, as shown."""
        return "\n".join(b.text for b in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLink:
    """A link to a file as the page shows it."""

    item: str
    label: str
    format: str | None  # as displayed, "PDF"; None: not displayed
    size_text: str | None  # as displayed, "203,05 ko"
    url: str | None  # absolute; None: the page hides it (DESIGN 3.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """A page read under a recipe: what was found, and the names of what was not."""

    sections: tuple[Section, ...]
    documents: tuple[DocumentLink, ...]
    missing: tuple[str, ...]  # item names, in the order of the recipe
    relocated: tuple[str, ...] = ()  # sections that their first named way did not find (DESIGN 3.4)
    moved: tuple[tuple[str, str], ...] = ()  # (section, heading): where the words stand that have left it (3.4)
    headings: tuple[tuple[str, int], ...] = ()  # (section, number) where several headings that read the same hold it (3.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str  # as printed; "" with vacant
    role: str | None = None
    vacant: bool = False


Box: TypeAlias = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the top left of the page as displayed


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a document's pages something stands."""

    page: int  # from 1
    bbox: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A box of an org chart."""

    id: str
    title: str
    people: tuple[Person, ...]
    parent: str | None
    confidence: float  # of the parent, 0 to 1
    page: int  # from 1
    bbox: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgChart:
    title: str | None
    date: str | None  # as printed: "Juin 2023"
    pages: int
    structured: bool
    reason: str | None  # why not structured
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentContent:
    """What the bytes behind a link say. `text` is None for what has no text to read (not a PDF, or kind = "file" and not a PDF)."""

    sha256: str
    size: int
    media_type: str  # sniffed from the bytes: "application/pdf"
    text: tuple[Block, ...] | None = None  # () : a PDF without text (a scan)
    geometry: str | None = None  # hex digest of where the letters and strokes stand; equal: the pages look the same
    pages: int | None = None
    orgchart: OrgChart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document link together with what is behind it."""

    link: DocumentLink
    content: DocumentContent | None  # None: no address, or never read

    @property
    def item(self) -> str:
        return self.link.item


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
