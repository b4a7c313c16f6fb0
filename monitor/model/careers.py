"""Who held which post when, and what became of a unit, in terms of visits (DESIGN 5.14)."""

from __future__ import annotations

from datetime import datetime

from monitor.model.frozen import dataclass


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
