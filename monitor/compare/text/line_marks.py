"""Lines that changed the icons they are marked with: « (✓) Paie » (DESIGN 3.28). Pure.

Sites change their icons at will, all at once. So marks are compared up to their names: what stood where another one stands now,
line by line, is that other one. Only a line that got or lost a mark that both texts know is news.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from monitor.compare.text.alignment import Alignment
from monitor.compare.text.blocks import at
from monitor.compare.text.pieces import Run, Step
from monitor.expressions import expression
from monitor.model import Edit
from monitor.model.items import IN_USE
from monitor.normalize import canonical

_SHAPES = "◆●▲■★✚▼♦"  # for drawings that have no name
_SET_OTHERWISE = 0.75  # share of the lines with marks from which it is the page that is set otherwise, not they that changed
_FEW = 4  # lines
_OF_MOMENT = expression(
    r"\b(?:ouvert|ferm|open|clos|ge[öo]ffnet|geschlossen|abiert|cerrad|apert|chius|aujourd|today|heute|hoy|oggi|en cours|live"
    r"|direct|now|online)",
    re.I,
)

Marks = tuple[str, ...]


def mark_steps(alignment: Alignment, pairs: Sequence[tuple[Run, Run]]) -> Iterator[Step]:
    """Which lines that stay word by word have other marks now, of those that both texts know."""
    if not any(piece.block and piece.block.marks for pair in pairs for run in pair for piece in run):
        return
    lines = [(pair, *_marks(pair)) for pair in pairs if _is_one_line(pair)]
    known = [Counter(sign for piece in run if piece.block for sign in piece.block.marks) for run in (alignment.old, alignment.new)]
    renamed = _renamed([(was, now) for _, was, now in lines], *known)
    nameless = [sign for sign in dict.fromkeys((*known[0], *known[1])) if sign.startswith("#")]
    shapes = {sign: _SHAPES[n % len(_SHAPES)] for n, sign in enumerate(nameless)}
    times = Counter({renamed.get(sign, sign): n for sign, n in known[0].items()}), known[1]
    changed = list[tuple[tuple[Run, Run], Marks, Marks]]()
    for pair, before, now in lines:
        was = tuple(renamed.get(sign, sign) for sign in before)
        if Counter(was) != Counter(now):
            differing = (Counter(was) - Counter(now)) + (Counter(now) - Counter(was))
            if any(map(_OF_MOMENT.search, differing)) or IN_USE in (*was, *now):
                continue  # it is another one at every hour (3.6), or says how the page is used just now
            both = [(times[0][sign], times[1][sign]) for sign in differing]
            if all(map(all, both)) and (1, 1) not in both:  # which one is open, or shown, is said by what stands once
                changed.append((pair, was, now))
    marked = sum(bool(was or now) for _, was, now in lines)
    if len(changed) > _SET_OTHERWISE * marked and marked >= _FEW:
        return
    for pair, was, now in changed:
        text = pair[1][0].raw.replace("\t", " · ").replace("\n", " ")
        said = ["".join(f"({shapes.get(sign, sign)}) " for sign in side) for side in (was, now)]
        words = (*((("-", said[0]),) if was else ()), *((("+", said[1]),) if now else ()), ("=", text))
        facts = at(*pair)
        yield (pair[1][0].at, 2, 0), Edit(op="replace", before=said[0] + text, after=said[1] + text, words=words, facts=facts)


def _is_one_line(pair: tuple[Run, Run]) -> bool:
    """Whether *pair* is one block on each side, of the same words, and of no look that a legend explains: that tells of it."""
    if len(pair[0]) != 1 or len(pair[1]) != 1 or canonical(pair[0][0].raw) != canonical(pair[1][0].raw):
        return False
    return not any(run[0].block is not None and run[0].block.looks for run in pair)


def _marks(pair: tuple[Run, Run]) -> tuple[Marks, Marks]:
    before, after = (run[0].block.marks if run[0].block is not None else () for run in pair)
    return before, after


def _renamed(lines: Sequence[tuple[Marks, Marks]], old: Mapping[str, int], new: Mapping[str, int]) -> dict[str, str]:
    """What signs that only the old text has are called now: by what stands in the place of most of them, and of nothing else.

    Where one is left on each side, it is that one.
    """
    instead: dict[str, Counter[str]] = {}
    for before, now in lines:
        if len(before) == len(now):
            for was, sign in zip(before, now, strict=True):
                if was not in new and sign not in old:
                    instead.setdefault(was, Counter())[sign] += 1
    best = {was: found.most_common(1)[0] for was, found in instead.items()}
    taken = Counter(sign for sign, _ in best.values())
    renamed = {was: sign for was, (sign, n) in best.items() if 2 * n > old[was] and taken[sign] == 1}
    left = [sign for sign in instead if sign not in renamed]
    free = [sign for sign in new if sign not in old and sign not in renamed.values()]
    return renamed | ({left[0]: free[0]} if len(left) == len(free) == 1 and free[0] in instead[left[0]] else {})
