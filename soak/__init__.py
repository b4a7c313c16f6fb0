"""Long trials, never part of the tests: `make soak` runs them all and prints what they measured."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Summary:
    """What a trial counted. `wrong`: a sentence for each promise that was not kept."""

    kills: int = 0  # processes that were killed on their way, restarts included
    lost: int = 0  # changes or visits that are nowhere
    torn: int = 0  # databases that `verify` finds fault with after a kill
    repeated: int = 0  # messages sent twice, under the key of the first
    damages: int = 0  # tried
    shown: int = 0  # damages shown as true
    wrong: list[str] = field(default_factory=list)
