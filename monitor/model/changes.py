"""What differs between two revisions, and why something could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypeAlias

from monitor.model.frozen import dataclass, field
from monitor.model.terms import FailureKind, ItemKind, Significance

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
