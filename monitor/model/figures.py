"""What the database says about the installation as a whole, counted: for `monitor status`, /metrics and /healthz;
and who held which post when (5.14).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from monitor.model.checking import OpenFailure
from monitor.model.frozen import dataclass, field
from monitor.model.terms import FailureKind, ItemKind, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An item recorded as removed and not back since: nothing is watched in its place (DESIGN 3.29)."""

    item: str
    item_kind: ItemKind
    seen_at: datetime | None  # the visit that no longer saw it; None: not recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A document that is followed, though what the configuration looks for does not find it any more (DESIGN 3.9)."""

    watch: str
    item: str
    label: str  # its newest
    wanted: tuple[str, ...]  # the recipe's `link`, else its selectors
    beside: str | None = None  # the kind of its item, where what is looked for finds others of it
    find_by: str | None = None  # what would find it alone, where its label finds others of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Lines of a section that moved at each of the last visits, and nothing else with them: counters, it may be (DESIGN 3.6)."""

    watch: str
    item: str
    lines: tuple[str, ...]  # as they were seen last
    times: int  # visits, one after the other
    ignore: tuple[str, ...]  # all that the section is to ignore then, what it ignores already included; without slashes
    is_new: bool  # one of the lines is offered for the first time


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchFigures:
    """One watch that was ever visited."""

    watch: str
    snapshot: int | None  # number of the last one; None: never read well
    newest_at: datetime  # its newest visit, whatever came of it
    last_live_at: datetime | None  # its newest visit of our own; None: all that is known of it was imported
    last_good_at: datetime | None  # its newest visit at which the page was read; None: never
    changed_at: datetime | None  # its newest visit that found a change; None: nothing ever changed
    changed_snapshot: int | None  # the snapshot which that visit made
    visits: Mapping[Outcome, int]  # ever made, by what came of them
    failures: tuple[OpenFailure, ...] = ()  # open episodes, the page's first
    gone: tuple[Gone, ...] = ()  # in the order of their names; what the configuration no longer names may be among them
    gap: timedelta | None = None  # between its newest live visits, about; None: it has had fewer than two
    timed: int = 0  # visits whose duration is known
    seconds: float = 0.0  # their durations together
    last_seconds: float | None = None  # duration of the newest of them


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxFigures:
    """The alerts of all channels."""

    pending: int = 0
    delivered: int = 0
    failed: int = 0  # given up: somebody must mend something
    oldest_pending_at: datetime | None = None  # when it was written; None: none waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One look at the whole database."""

    at: datetime
    watches: Mapping[str, WatchFigures] = field(default_factory=dict)  # by name; those never visited are left out
    outbox: OutboxFigures = OutboxFigures()
    database_bytes: int = 0  # what is not yet in the file itself (WAL) included


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds the instance lock."""

    pid: int | None  # None: it has the lock but has not signed
    since: datetime | None
    command: str  # as it was called; "" where it has not signed

    @property
    def is_service(self) -> bool:
        """Whether it is `monitor run`, which goes on, and not a command that will end."""
        return "run" in self.command.split()[1:2]


@dataclass(frozen=True, slots=True)
class Ended:
    """A `monitor run` that is no more."""

    since: datetime
    until: datetime | None  # None: it was killed, and nobody has used the database since


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A stretch of time in which a post had the same person, or a unit the same title and place.

    `person`, `role` and `person_key` are of a post, `parent` and `parent_key` of a unit; the others are None.
    """

    watch: str
    item: str
    unit: str
    path: tuple[str, ...]  # titles of the units above, from the top
    first_seen: datetime
    last_seen: datetime  # the newest good visit that shows it
    absent_before: datetime | None  # the newest good visit before it; None: there from the first version that was read
    absent_after: datetime | None  # the first good visit without it; None: none
    first_snapshot: int
    last_snapshot: int
    current: bool  # the newest chart that was read shows it
    certain: bool  # every probability that it leans on is at least 0.9
    unit_key: str
    person: str | None = None  # as printed last; None: printed as vacant
    role: str | None = None
    person_key: str | None = None
    parent: str | None = None  # None: at the top
    parent_key: str | None = None
    former: tuple[tuple[str, datetime], ...] = ()  # titles of the post's unit while it lasted, before `unit`, each as `last_seen`


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Visits of one watch in a period. `longest_gap` counts from and to good visits, and to the ends of the period."""

    watch: str
    since: datetime
    until: datetime
    checks: int
    failed: int  # of `checks`: the page could not be read
    partly: int  # of `checks`: the page was read, an item was not
    failures: Mapping[FailureKind, int]  # visits that met one, by kind, those of items included
    changes: int  # of `checks`: something changed
    hidden: Mapping[str, Mapping[str, int]]  # item -> rule -> visits at which the rule hid a difference
    first_at: datetime | None  # of the visits; None: there were none
    last_at: datetime | None
    longest_gap: timedelta
    exact: bool  # False: a row that counts many visits reaches over an end of the period, its visits are taken as evenly spread
