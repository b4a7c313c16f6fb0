"""Which direction a statement about an org chart is listed under. Pure.

The nearest unit above it that is a direction or stands as high; one that would head a single statement gives it to the next above.
What is left alone needs no heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from monitor.compare.orgchart_words import letters_key
from monitor.report.grammar import has_units_below

Chain: TypeAlias = tuple[str, ...]  # labels from the top of the chart down to where something happened

_FEW = 3  # statements that need no headings


def headings(chains: Sequence[Chain]) -> list[str]:
    """Return for each of *chains* the label it is listed under, "" for none; all "" where headings would not help."""
    if len(chains) <= _FEW:
        return [""] * len(chains)
    common = _is_common_top(chains)
    levels = [_levels(chain[1:] if common else chain, chain[:1] if common else ()) for chain in chains]
    places = [0] * len(chains)
    while True:
        current = [_at(level, place) for level, place in zip(levels, places, strict=True)]
        alone = Counter(map(_folded, current))
        lonely = [n for n, chain in enumerate(current) if chain and alone[_folded(chain)] == 1]
        if not lonely:
            break
        deepest = max(len(current[n]) for n in lonely)
        for n in lonely:
            if len(current[n]) == deepest:
                places[n] += 1
    found = [chain[-1] if chain else "" for chain in current]
    return found if len(set(map(_folded, current))) > 1 else [""] * len(chains)


def _is_common_top(chains: Sequence[Chain]) -> bool:
    """Whether one unit stands above all: it heads the chart and tells nothing apart."""
    return len({letters_key(chain[0]) if chain else "" for chain in chains if chain}) == 1


def _levels(chain: Chain, top: Chain) -> list[Chain]:
    """The chains of the units that may be a heading, the nearest first; where none is a direction, the nearest above."""
    ends = [n for n in range(len(chain), 0, -1) if has_units_below(chain[n - 1])] or ([len(chain)] if chain else [])
    return [(*top, *chain[:n]) for n in ends]


def _at(levels: Sequence[Chain], place: int) -> Chain:
    return levels[place] if place < len(levels) else ()


def _folded(chain: Chain) -> Chain:
    return tuple(letters_key(label) for label in chain)
