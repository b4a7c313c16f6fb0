"""How deep the titles of a list stand, told by how they are set: whatever sign parts two classes of them there (3.27). Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from monitor.pdf.ink import Grid, median, runs_of
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.orgchart.units.numbering import after_mark
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_post_of_rank, is_role, level, starts_like_unit
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.wording import is_contact, people_in, without_remarks

_FEWEST, _MOST_DEPTHS = 5, 4  # titles; classes of them
_WORD = 5  # letters of a word that is no acronym: « CCAS » is in capitals anywhere
_LEVEL_EM, _UNDER_EM = 0.3, 0.45  # titles of one class begin no further apart; how far below its words a title is underlined
_WHITER = 1.2  # times the white over other titles, that over those that begin a part
_KNOWN, _HEADING = 0.5, 0.75  # of the titles, those with a word of units or somebody named; of the heads, those that head some
_LARGER = 1.04  # times the size of other titles, that of larger ones
_APART_EM, _SET_IN_EM = 6.0, 2.0  # lines of a list stand no further apart; how much deeper a level is, whatever is printed
_NEARER, _CENTRED = 1.15, 0.8  # times the white under a name, that over it; of the titles, those over one middle
_HEADED_EM = 2.0  # how much higher a column may begin than the first one
_SENTENCE = 14  # words: more are no title
_HEAD = 2  # how high the title of an administration's head is by its words


class ListTitle(NamedTuple):
    """A title of a list: its first line, its words without mark and names, its bullet or number, where it begins; None: centred."""

    line: Line
    label: str
    mark: str
    start: float | None
    headed: bool
    white: float  # from the line above, in ems; 0 at the head of a column


class _Set(NamedTuple):
    """How a title is set."""

    bold: bool
    italic: bool
    size: int
    colour: object
    capitals: bool
    underlined: bool
    mark: int  # 0 for a number, 2 for a bullet
    place: int  # how far it is set in, of the places where titles begin, from 0
    apart: bool = False  # more white stands over it than over others


_Classes: TypeAlias = Mapping[_Set, Sequence[ListTitle]]


def depths_by_look(titles: Sequence[ListTitle], strokes: Sequence[Segment]) -> tuple[list[int], bool]:
    """How deep each of *titles* stands, in their order, and whether that is sure; [] where their looks tell no levels.

    Each class of titles is one level, in the order in which they first come: so a list begins, and what is under a title follows
    it. Each stands out from the next by more signs than speak against it, whatever these are: weight, size, capitals, colour, a
    stroke beneath, white above, a bullet or a number, where it begins, the rank of its words.
    """
    looks = _looks_of(titles, strokes)
    if titles and len(set(looks[1:])) == 1:  # where white alone parts them
        least = min((title.white for title in titles if title.white), default=0.0)
        apart = (not title.white or title.white > _WHITER * least for title in titles)
        looks = [look._replace(apart=begins) for look, begins in zip(looks, apart, strict=True)]
    classes: dict[_Set, list[ListTitle]] = {}
    for title, look in zip(titles, looks, strict=True):
        classes.setdefault(look, []).append(title)
    order = list(classes)
    ranks = [
        {rank for title in own if title is not titles[0] and (rank := level(title.label)) is not None} for own in classes.values()
    ]
    numbered = sum(any(map(str.isalnum, own[0].mark)) for own in classes.values())
    if numbered > 1 or any(len(some) > 1 for some in ranks) or any(len(title.label.split()) > _SENTENCE for title in titles):
        return [], False  # « Direction des finances », set as « Pôle ressources » is, may hang under it
    known = sum(title.headed or any(map(is_chart_word, title.label.split())) for title in titles)
    if len(titles) < _FEWEST or not 1 < len(order) <= _MOST_DEPTHS or known < _KNOWN * len(titles):
        return [], False
    depths = [order.index(look) for look in looks]
    top = titles[0]
    alone = len(classes[order[0]]) > 1 and _outranks_all(top, titles[1:])
    if alone:  # set as the heads below it are
        depths = [0, *(depth + 1 for depth in depths[1:])]
    first = int(not alone and len(classes[order[0]]) == 1)  # the head of all, which needs no sign
    body = depths[first or int(alone) :]
    counts = Counter(body)
    steps = sum(lower > upper + 1 for upper, lower in pairwise(depths))
    heads = sum(lower > upper for upper, lower in pairwise(body))
    of_heads = sum(count for depth, count in counts.items() if depth < max(counts))
    grows = all(counts[depth] <= counts[depth + 1] for depth in counts if depth + 1 in counts)
    if len(counts) < 2 or min(counts.values()) < 2 or steps or not grows or heads < _HEADING * of_heads:
        return [], False
    votes = [_votes(upper, lower, classes) for upper, lower in pairwise(order[first:])]
    if first and not _outranks_all(top, titles[1:]) and min(votes) < 2:
        return [], False
    again = any(len({folded(title.label) for title in classes[look]}) < len(classes[look]) for look in order[:-1])
    least = 2 if any(look.apart for look in looks) else 1  # white alone may be that over a paragraph
    return ([], False) if again or min(votes) < least else (depths, min(votes) >= 2)


def _outranks_all(top: ListTitle, others: Sequence[ListTitle]) -> bool:
    """Whether the first title of a list is that of an administration's head, and no other is as high."""
    rank = level(top.label)
    return rank is not None and rank <= _HEAD and all((own := level(title.label)) is None or own > rank for title in others)


def _looks_of(titles: Sequence[ListTitle], strokes: Sequence[Segment]) -> list[_Set]:
    """How each of *titles* is set; an acronym has capitals where others set so have."""
    rules = Grid((stroke.box, stroke.box) for stroke in strokes if stroke.level)
    begun = sorted(title.start for title in titles if title.start is not None)
    size = median(title.line.size for title in titles) if titles else 0.0
    places = [run[0] for run in runs_of(begun, lambda a, b: b - a <= _LEVEL_EM * size)]
    looks: list[_Set] = []
    for line, label, mark, start, _, _ in titles:
        frame = line.frame
        beneath = frame._replace(top=line.base + 0.5, bottom=line.base + _UNDER_EM * line.size)
        shared = (min(frame.x1, rule.x1) - max(frame.x0, rule.x0) for rule in rules.near(beneath))
        place = 0 if start is None else sum(start >= at for at in places[1:])
        underlined = any(part > 0.4 * frame.width for part in shared)
        looks.append(
            _Set(
                *line.look, line.colour, label.isupper(), underlined, 1 if not mark else 2 - any(map(str.isalnum, mark)) * 2, place
            )
        )
    words = {look for title, look in zip(titles, looks, strict=True) if any(len(word) >= _WORD for word in title.label.split())}
    return [look if look in words or not look.capitals else _spelt(look, words) for look in looks]


def _spelt(look: _Set, words: set[_Set]) -> _Set:
    plain = look._replace(capitals=False)
    return plain if plain in words else look


def _votes(upper: _Set, lower: _Set, classes: _Classes) -> float:
    """How many signs more speak for titles set as *upper* over those set as *lower* than against."""
    heads, below = classes[upper], classes[lower]
    votes = 0.0
    votes += upper.bold - lower.bold
    votes += (upper.size > _LARGER * lower.size) - (lower.size > _LARGER * upper.size)
    votes += upper.capitals - lower.capitals
    votes += upper.underlined - lower.underlined
    votes += (lower.mark > upper.mark) - (upper.mark > lower.mark)
    votes += (lower.place > upper.place) - (upper.place > lower.place)
    votes += 0.5 * (upper.colour != lower.colour)
    votes += 0.5 * (lower.italic - upper.italic)
    ranks = [[rank for title in some if (rank := level(title.label)) is not None] for some in (heads, below)]
    if all(2 * len(some) > len(own) for some, own in zip(ranks, (heads, below), strict=True)):
        step = median(ranks[1]) - median(ranks[0])
        votes += 1 if step > 0 else -1 if step == 0 else -2
    elif len(ranks[0]) == len(heads) and not ranks[1]:
        votes += 1  # « Pôle ressources » over « Finances »
    whites = [[title.white for title in some if title.white] for some in (heads, below)]
    if all(whites):
        votes += min(whites[0]) > _WHITER * max(whites[1])
        votes -= min(whites[1]) > _WHITER * max(whites[0])
    return votes


def are_level(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether a list goes on at the head of its next column: what stands higher there heads columns of a chart."""
    first = columns[0][0]
    return all(column[0].base >= first.base - _HEADED_EM * first.size for column in columns)


def heads_all(line: Line) -> bool:
    """Whether a line is the title of an administration's head."""
    return level(line.text) in range(_HEAD + 1) and starts_like_unit(line.text)


def put_over(columns: list[list[Line]], lines: Sequence[Line], starts: Mapping[int, float]) -> dict[int, float]:
    """Put what heads all of *columns* at the head of the first; where it begins, by its id."""
    high, left = min(column[0].base for column in columns), min(starts.values())
    over = [o for o in lines if o.base < high and heads_all(o)]
    columns[0][:0] = over
    return {id(line): left - _SET_IN_EM * line.size for line in over}


def starts_of(columns: Sequence[Sequence[Line]]) -> dict[int, float]:
    """Where each line begins, by its id, as if all columns stood in the place of the first one.

    How far a column stands from it, the lines tell that look or begin alike, « Service », in letters of one size.
    """
    starts = {id(line): line.frame.x0 for line in columns[0]}
    known: dict[object, list[float]] = defaultdict(list)
    for line in columns[0]:
        for sign in _signs(line):
            known[sign].append(line.frame.x0)
    slack = _LEVEL_EM * columns[0][0].size
    usual = {sign: median(places) for sign, places in known.items() if max(places) - min(places) <= slack}
    for column in columns[1:]:
        left = min(line.frame.x0 for line in column) - min(line.frame.x0 for line in columns[0])
        shifts = Counter(round(line.frame.x0 - usual[sign]) for line in column for sign in _signs(line) if sign in usual)
        shift = max(shifts, key=lambda one: (shifts[one] + shifts[one - 1] + shifts[one + 1], -one)) if shifts else left
        starts.update((id(line), line.frame.x0 - shift) for line in column)
    return starts


def _signs(line: Line) -> Iterator[object]:
    """By what lines on one level of a list may be known."""
    yield line.size, line.bold, line.italic, line.colour
    rank = level(line.text)
    if rank is not None:
        yield rank


def starts_by_look(
    columns: Sequence[Sequence[Line]],
    entries_of: Callable[[Sequence[Line]], Sequence[tuple[Sequence[Line], Sequence[Line]]]],
    starts: Mapping[int, float],
    posts: Collection[str],
    strokes: Sequence[Segment],
) -> tuple[dict[int, float], bool]:
    """Where each line would begin if it were set in as deep as its look tells, and whether that is sure; {} where it tells nothing.

    *entries_of*: the entries of a column, each after the names that stand over it. *starts*: where each line begins, by its id, as
    if all columns stood in the place of the first one. *posts*: what several lines say before names.
    """
    gaps = {id(line): line.base - above.base for column in columns for above, line in pairwise(column)}
    if not gaps or any(not 0.5 * columns[0][0].size < gap < _APART_EM * columns[0][0].size for gap in gaps.values()):
        return {}, False
    titles: list[ListTitle] = []
    of_title: list[list[Line]] = [[]]  # the lines that each title has, with who is named over or under it; first, those before any
    firsts: list[int] = []  # the number of the title that each column begins with
    for column in columns:
        pairs = entries_of(column)
        above, begun = 0.0, len(titles)
        for over, entry in pairs:
            text = " ".join(line.text for line in entry)
            behind = after_mark(text) or text
            bare, first = without_remarks(behind), (over or entry)[0]
            label, people = entry_parts(bare)
            gap = gaps.get(id(first), 0.0)
            own = bool(people) and not (is_role(label) or folded(label) in posts)  # « Voirie : M. Roy »
            if not own and (not bare or is_contact(bare) or is_name(bare) or people_in(bare) or is_post_of_rank(label)):
                of_title[-1].extend((*over, *entry))
                above = gap
                continue
            if above > _NEARER * gap:
                return {}, False  # who is named above is rather of this title
            titles.append(ListTitle(entry[0], label, text[: -len(behind)], starts[id(entry[0])], bool(people), gap / first.size))
            of_title.append([*over, *entry])
            above = 0.0
        if len(titles) == begun or (column is not columns[0] and titles[begun].line is not column[0]):
            return {}, False  # remarks, or who was elected, beside a list
        firsts.append(begun)
        lines = [title.line for title in titles[begun:]]
        middle = median(line.frame.cx for line in lines)
        near = sum(abs(line.frame.cx - middle) <= _LEVEL_EM * line.size for line in lines)
        if near >= _CENTRED * len(lines) and len({round(line.frame.x0) for line in lines}) > 2:  # over each other's middle
            titles[begun:] = [title._replace(start=None) for title in titles[begun:]]
    depths, sure = depths_by_look(titles, strokes)
    if not depths or any(depths[n] > int(depths.count(0) == 1) for n in firsts[1:] if n < len(depths)):
        return {}, False  # what a column begins with may go on from the one before
    left, step = min(starts.values()), _SET_IN_EM * columns[0][0].size
    return {id(line): left + step * depth for depth, own in zip([0, *depths], of_title, strict=True) for line in own}, sure
