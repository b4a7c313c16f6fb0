"""How deep the titles in one column of a table stand, or rows over all columns: by their words, looks and the white over them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from itertools import pairwise

from monitor.pdf.ink import Colour
from monitor.pdf.orgchart.arrangement.stacks import only_assists, unshrunk
from monitor.pdf.orgchart.tables.columns import look_of_cell
from monitor.pdf.orgchart.tables.grid import DARK, Cell
from monitor.pdf.orgchart.vocabulary import level, steps_down

_WHITE: Colour = (255, 255, 255)
_FEWEST_RANKS, _WHITER = 3, 1.2  # ranks that words tell; how much further below a row one of a higher rank stands
_ODD = 0.1  # of the titles in order, those of a rank that is none of theirs; of the steps down, those over one


def depths_by_words(titles: Sequence[Cell], *, looked: bool) -> tuple[list[int], bool]:
    """How deep *titles* that begin at one place stand by their words, [] where these do not tell, and whether that is sure.

    It is where they come in order, the last ones in a look of their own. *looked*: whether their looks tell: then only these count.
    """
    if ranks := _ranks_in_order(titles):
        looks = {(rank == max(ranks), look_of_cell(cell)) for cell, rank in zip(titles, ranks, strict=True)}
        return ranks, not any((not last, look) in looks for last, look in looks)
    return [] if looked else ranks_by_words(titles), False


def _ranks_in_order(titles: Sequence[Cell]) -> list[int]:
    """Most of each rank but the last stand right over the next one, hardly any over a lower one: no list by the alphabet.

    What tells no rank is of the last one, or below it where all such look otherwise than that.
    """
    known = [level(cell.text) for cell in titles]
    often = Counter(rank for rank in known if rank is not None)
    ranks = sorted(rank for rank, number in often.items() if number > _ODD * len(known) or rank == min(often))
    if not ranks or known[0] != ranks[0]:
        return []
    last = {look_of_cell(cell) for cell, rank in zip(titles, known, strict=True) if rank == ranks[-1]}
    others = {look_of_cell(cell) for cell, rank in zip(titles, known, strict=True) if rank is None}
    if not (others <= last or others.isdisjoint(last)):
        return []
    below = len(ranks) - (others <= last)
    at = {rank: place for place, rank in enumerate(ranks)} | {None: below}
    depths = [at.get(rank, len(ranks) - 1) for rank in known]
    falls = [(over, under) for over, under in pairwise(depths) if over < under]
    led = Counter(over for over, under in falls if under == over + 1)
    skipped = sum(under > over + 1 for over, under in falls)
    in_order = skipped <= _ODD * len(falls) and all(2 * led[n] > depths.count(n) for n in range(max(depths)))
    return depths if in_order and max(depths) + 1 >= _FEWEST_RANKS else []


def ranks_by_words(titles: Sequence[Cell]) -> list[int]:
    """How deep *titles* that begin at one place stand by their words, where looks or the white over them say the same; or []."""
    known = [level(cell.text) for cell in titles]
    ranks_in: dict[object, set[int]] = defaultdict(set)
    for cell, rank in zip(titles, known, strict=True):
        ranks_in[look_of_cell(cell)] |= {rank} if rank is not None else set()
    of_look = [ranks_in[look_of_cell(cell)] for cell in titles]
    told = [min(ranks, default=-1) if rank is None else rank for rank, ranks in zip(known, of_look, strict=True)]
    vague = any(rank is None and len(ranks) != 1 for rank, ranks in zip(known, of_look, strict=True))
    ranks = sorted(set(told))
    if vague or len(ranks) < _FEWEST_RANKS or told[0] != ranks[0] or told.count(ranks[0]) > 1:
        return []
    steps = [below.box.top - above.box.top for above, below in pairwise(titles)]
    by_white = all((step > _WHITER * min(steps)) == (rank != ranks[-1]) for step, rank in zip(steps, told[1:], strict=True))
    by_look = sum(map(len, ranks_in.values())) == len(ranks) and len(ranks_in) >= len(ranks) - 1
    return [ranks.index(rank) for rank in told] if by_white or by_look else []


def ranks_by_weight(titles: Sequence[Cell], places: Sequence[int]) -> list[int]:
    """How deep *titles*, row by row, stand by the *places* of their columns, and those of one column by how heavy they are set.

    Larger, then bold and those on dark ground stand higher. [] where these do not step down, one at a time, with mates but one.
    """
    said = [(place, cell.lines[0], cell.fill) for place, cell in zip(places, titles, strict=True)]
    kinds = [(place, -round(2 * o.size), not o.bold, fill is None or sum(fill) >= DARK) for place, o, fill in said]
    order = sorted(set(kinds))
    ranks = [order.index(kind) for kind in kinds]
    stepped = all(below <= above + 1 for above, below in pairwise(ranks))
    return ranks if stepped and all(ranks.count(rank) > 1 for rank in range(1, len(order))) else []


def ranks_by_look(bands: Sequence[Cell], rows: Container[int]) -> list[int]:
    """How deep rows over the whole table stand by their looks, the first look being the highest; [] where these do not tell.

    Most of each look that heads another have one of that right below them, with none of the table's other *rows* between: else
    looks are those of departments side by side. None is set in larger letters than one that heads it.
    """
    looks = [look_of_cell(cell) for cell in bands]
    order = list(dict.fromkeys(looks))
    ranks = [order.index(look) for look in looks]
    sizes = [max(cell.lines[0].size for cell, rank in zip(bands, ranks, strict=True) if rank == own) for own in range(len(order))]
    if len(order) == len(bands) or any(lower > upper + 0.5 for upper, lower in pairwise(sizes)):
        return []
    for own in range(len(order) - 1):
        heading = sum(
            (ranks[place], ranks[place + 1]) == (own, own + 1) and not any(row in rows for row in range(above.end, below.top))
            for place, (above, below) in enumerate(pairwise(bands))
        )
        if 2 * heading <= ranks.count(own):
            return []
    return ranks


def ranks_of_rows(titles: Sequence[Cell]) -> list[int]:
    """How deep *titles* in one column stand by their looks, where rows that stand out, in a look for each rank, head plain ones.

    [] where looks do not tell: every second row may be filled, or all of a pole, to lead the eye; or, pale, those that are vacant,
    shared or new, unless words put what stands below them lower. Plain ones may stand over the first, and it over the rest.
    """
    lines = [cell.lines[0] for cell in titles]
    own_looks = [(line.bold, line.colour, cell.fill) for cell, line in zip(titles, lines, strict=True)]
    sizes = unshrunk(zip(own_looks, (line.size for line in lines), (cell.text for cell in titles), strict=True))
    looks: list[object] = [(look, round(2 * size)) for look, size in zip(own_looks, sizes, strict=True)]
    # white letters stand on what is dark, be it a light orange
    grounds = [0 if fill in (None, _WHITE) else 2 if sum(fill) < DARK or ink == _WHITE else 1 for _, ink, fill in own_looks]
    weights = [(bold, ground, round(2 * size)) for (bold, _, _), ground, size in zip(own_looks, grounds, sizes, strict=True)]
    letters = {(line.bold, line.colour, size) for line, size in zip(lines, sizes, strict=True)}
    pale = len(letters) == 1 and 2 not in grounds
    # by what is dark, pale or bold where each pole, and what it heads, has a colour of its own
    for styles in (looks, [*weights]):
        ranks = _ranks_of(titles, styles, [weight > min(weights) for weight in weights], pale=pale)
        if ranks:
            return ranks
    return []


def _ranks_of(titles: Sequence[Cell], styles: Sequence[object], heavy: Sequence[bool], *, pale: bool) -> list[int]:
    """How deep *titles* stand where those that are *heavy* have a rank for each of their *styles*; [] where these do not tell."""
    order = list(dict.fromkeys(style for style, stands_out in zip(styles, heavy, strict=True) if stands_out))
    ranks = [order.index(style) if stands_out else len(order) for style, stands_out in zip(styles, heavy, strict=True)]
    own = ranks[1:] if ranks[:2] == [0, 0] else ranks
    steps = list(pairwise(own))
    if not order or any(2 * steps.count((rank, rank + 1)) <= own.count(rank) for rank in range(len(order))):
        return []
    pairs = zip(pairwise(titles), pairwise(ranks), strict=True)
    falls = [steps_down(upper.text, lower.text) for (upper, lower), (a, b) in pairs if a < b]
    upwards = sum(step is not None and step < 0 for step in falls)
    striped = all((a == 0) != (b == 0) for a, b in pairwise(ranks)) and not any(cell.lines[0].bold for cell in titles)
    marked = pale and 2 * sum(step is not None and step > 0 for step in falls) < len(falls)
    if striped or marked or 2 * upwards > len(falls) or ranks.count(len(order)) < 2 or 1 in map(own.count, range(1, len(order))):
        return []
    return [] if _speak_against(titles, ranks) else ranks


def _speak_against(titles: Sequence[Cell], ranks: Sequence[int]) -> bool:
    """Whether one of *titles* that heads others only assists, or words put some of them below their heads, and one in five not."""
    path: list[tuple[str, int]] = []
    steps: list[int] = []
    for cell, rank in zip(titles, ranks, strict=True):
        while path and path[-1][1] >= rank:
            path.pop()
        if path and only_assists(path[-1][0]):
            return True
        step = steps_down(path[-1][0], cell.text) if path else None
        steps += [] if step is None else [step]
        path.append((cell.text, rank))
    return 0 < sum(step >= 1 for step in steps) < 0.8 * len(steps)  # « Conseil municipal des jeunes » is under a service
