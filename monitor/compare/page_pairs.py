"""Which page of a document is which of its new version: by what stands on them, not by their numbers (13.7). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from monitor.compare.orgchart_words import letters_key
from monitor.model import DocumentContent, OrgChart

PagePlaces = tuple[tuple[int | None, int | None], ...]
_MOST = 60  # pages: more are paired by their numbers


def page_pairs(old: DocumentContent, new: DocumentContent) -> PagePlaces:
    """Return the pages of both, from 1, in the order of the new document; None: no such page on that side.

    Pages that have titles of units in common are one page; between them, pages of which nothing is known are paired in their order.
    Without charts, or in a book, by their numbers.
    """
    counts = old.pages or 0, new.pages or 0
    before, after = (_titles(side.orgchart) for side in (old, new))
    if max(counts) > _MOST or counts == (1, 1) or not (before and after):
        return tuple((n if n <= counts[0] else None, n if n <= counts[1] else None) for n in range(1, max(counts) + 1))
    return _aligned([before[n] for n in range(1, counts[0] + 1)], [after[n] for n in range(1, counts[1] + 1)])


def _titles(chart: OrgChart | None) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for unit in chart.units if chart else ():
        found[unit.page].add(letters_key(unit.title))
    return found


def _aligned(old: Sequence[set[str]], new: Sequence[set[str]]) -> PagePlaces:
    """The pairs, in both orders, that have most in common together."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _worth(old[i], new[j]))
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and best[i][j] == best[i + 1][j + 1] + _worth(old[i], new[j]) > best[i + 1][j + 1]:
            pairs.append((i + 1, j + 1))
            i, j = i + 1, j + 1
        elif j == len(new) or (i < len(old) and best[i][j] == best[i + 1][j]):
            pairs.append((i + 1, None))
            i += 1
        else:
            pairs.append((None, j + 1))
            j += 1
    return tuple(pairs)


def _worth(old: set[str], new: set[str]) -> float:
    """How much speaks for two pages being one: a title in common counts, two pages without one hardly."""
    return len(old & new) / max(1, len(old | new)) or 0.001
