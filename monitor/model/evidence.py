"""Why an org chart was read as it was: what spoke for each title and each parent (DESIGN 5.6)."""

from __future__ import annotations

from typing import NamedTuple


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
    """Of one unit: its title, and the parents that were weighed; the chosen one first, then the likeliest others."""

    title: Weighed
    parents: tuple[PossibleParent, ...]
