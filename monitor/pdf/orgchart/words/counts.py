"""How many work in a unit, which names none: « 12 ETP », « 3 H / 7 F », a strip of cells « A | 2 | B | 3 » at its box. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from monitor.expressions import expression, remembered
from monitor.pdf.ink import Box, Grid, bounds, runs_of
from monitor.pdf.lines import LEVEL_EM, Line
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_role, word_pattern

Kind: TypeAlias = Literal["count", "lettered", "label", "number", "money"]

_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})?"
# Who or what is counted, folded, in the languages of charts
_COUNTED = word_pattern("counted")
_MORE = word_pattern("said of those counted")
_TOLD_BEFORE = r"effectifs?(?: total)?|total|etp|e\.t\.p\.|eqtp|fte|vza|vk|headcount|staff|nombre d'(?:agents|etp)"  # « ETP 12 »
_LETTER = r"(?:cat(?:egories?|\.)? ?)?[abcd]\+?|[hfmw]"
_MONEY = rf"{_NUMBER}(?: \d{{3}})* ?(?:[km]?€|[km]?eur(?:os?)?\b|m(?:illions|io)? d'euros)"
_SPENT = r"budgets?(?: annuels?)?|masse salariale|depenses|recettes"
_BY_WORDS = (
    rf"(?:{_SPENT}) ?[:=]? ?{_MONEY}|"
    rf"{_NUMBER} ?(?:{_COUNTED}){_MORE}|(?:{_TOLD_BEFORE}) ?[:=]? ?{_NUMBER}|(?:{_COUNTED}){_MORE} ?[:=] ?{_NUMBER}"
    rf"|(?:{_LETTER}) ?[:=]? ?{_NUMBER} ?(?:{_COUNTED})|{_NUMBER} ?cat(?:egories?|\.)? ?[abcd]\+?"
    r"|cat(?:egories?|\.)? ?[abcd]\+? ?[:=]? ?\d+"
)
_BY_LETTER = rf"(?P<before>{_LETTER}) ?[:=]? ?{_NUMBER}|{_NUMBER} ?(?P<behind>{_LETTER})"
_PART = expression(rf"(?:dont |soit )?(?:(?P<words>{_BY_WORDS})|{_BY_LETTER})(?![\w])")
_BETWEEN = expression(r"\s*(?:[|/,;+·•&()–—-]|\bet\b|\band\b|\bund\b|\by\b|\be\b)?\s*[()]?\s*")
_POSTS = re.compile(r"\d{1,3} [^\W\d_][^\d,;+/|]+")  # « 3 chefs de service », among others
_SEVERAL = expression(r"\s*[,;+/|–—-]\s*|\s(?:et|and|und)\s")
_LABEL = re.compile(rf"{word_pattern('labels of counts')}|{_SPENT}")
_LETTERED = re.compile(
    r"(?P<before>[^\W\d_]{1,4}\.?\+?) ?[:=]? ?\d{1,4}(?:[.,]\d+)?|\d{1,4}(?:[.,]\d+)? ?(?P<behind>[^\W\d_]{1,4}\.?\+?)"
)
_FEW_STAFF = re.compile(r"\d{1,3}")  # in one unit; more digits are a telephone's
_EDGE, _APART = 2.0, 5.0  # points between sides that are one; between cells of one strip, and from it to its unit
_BESIDE = 0.5  # of a count's height, what it shares with the line that it stands at the right of
_BELOW_EM = 1.6  # from a unit's box to the foot of a count that stands free below it
_MOST_LINES = 12  # of a strip that is one box
_SHORT = 4  # letters: longer labels are words for those who are counted
_TWICE, _OFTEN = 2, 3  # strips with the same letters; boxes that end with a bare number


class Counts(NamedTuple):
    """What counts staff.

    `boxes`, `free`: the numbers of boxes and of free lines that do nothing else, each with the number of the box whose unit they
    are of, None where none is near. `lines`: the counts and bare numbers in the boxes of units, by `id`.
    """

    boxes: dict[int, int | None]
    free: dict[int, int | None]
    lines: frozenset[int]


class _Cell(NamedTuple):
    """What may count staff: a box, or a free line, by its number."""

    box: Box
    text: str
    kind: Kind
    number: int
    is_free: bool


@remembered
def is_staff_count(text: str) -> bool:
    """Whether *text* says but how many work there: « 12 ETP », « 3 H / 7 F », « 2A 3B »; « A 2 » alone may be a unit's code."""
    letters = _counted(text)
    return letters is not None and ("" in letters or len(letters) > 1)


def _counted(text: str) -> set[str] | None:
    """The letters of those whom *text* counts, "" of those told by a word; None where it is no count."""
    bare = folded(text).strip(" ()[].:–—-")
    if not any(map(str.isdigit, bare)):
        return None
    parts = _SEVERAL.split(bare)
    posts = [part.partition(" ")[2] if _POSTS.fullmatch(part) else "" for part in parts]
    if len(posts) > 1 and all(post and is_role(" ".join(word.removesuffix("s") for word in post.split())) for post in posts):
        return {""}  # « 1 directeur, 3 chefs de service, 12 agents »
    at, letters = 0, set[str]()
    while at < len(bare):
        found = _PART.match(bare, at)
        if found is None:
            return None
        letters.add(found["before"] or found["behind"] or "")
        between = _BETWEEN.match(bare, found.end())
        at = between.end() if between else found.end()
    return letters


def counts_of_staff(boxes: Sequence[Box], said: Sequence[Sequence[Line]], free: Sequence[Line]) -> Counts:
    """What counts staff on a sheet; *said*: the lines of each of *boxes*, *free*: those in none.

    Cells without a word for what they count do where the same letters stand again elsewhere beside other numbers, bare numbers
    where several stand right below boxes, or end them in letters of their own.
    """
    strips = list(_strips(list(_cells(boxes, said, free))))
    told = list[list[_Cell]]()
    for strip in strips:
        few = [(a.text, b.text) for a, b in pairwise(strip) if b.kind == "money" or _FEW_STAFF.fullmatch(b.text)]
        pairs = (f"{label} : {number}" for label, number in few)  # « Agents | 30 », « Budget | 2 M€ »
        if any("" in (_counted(text) or ()) for text in (" ".join(cell.text for cell in strip), *pairs)):
            told.append(strip)
    told += [strip for strip in strips if strip not in told and any(cell.kind == "count" for cell in strip)]
    plain = [strip for strip in strips if strip not in told and _labels(strip)]
    # « Paie | 8 agents » is a unit beside its count, « ETP | 12 » and « Effectif | 8 agents » are both of it
    for place, strip in enumerate(told):
        numbered = any(cell.kind in ("number", "money") for cell in strip)  # « Budget | 4 agents » is a unit
        words = [] if numbered else [(cell, folded(cell.text)) for cell in strip]
        titles = [o for o, said in words if re.fullmatch(_SPENT, said) or (len(o.text) <= _SHORT and is_chart_word(o.text))]
        told[place] = [cell for cell in strip if cell not in titles]
    often = Counter(map(_labels, plain))
    usual = [set(labels) for labels in often if len(labels) > 1 and often[labels] >= _TWICE and _vary(plain, labels)]
    told += [strip for strip in plain if any(some.issuperset(_labels(strip)) for some in usual)]
    bare = [
        strip
        for strip in strips
        if all(cell.kind == "number" for cell in strip) and abs(strip[0].box.cy - strip[-1].box.cy) <= _EDGE
    ]
    counted = {cell.number for strip in (*told, *bare) for cell in strip if not cell.is_free}
    owners = Grid((box, number) for number, box in enumerate(boxes) if said[number] and number not in counted)

    def is_of_row(cell: _Cell) -> bool:
        """Whether a cell of words is glued to *cell*, as high as that: a telephone, or « – », in the row of a table."""
        level = [o for n in owners.near(cell.box, _EDGE) if (o := boxes[n]).is_level_with(cell.box, _EDGE)]
        return any(min(abs(o.x0 - cell.box.x1), abs(o.x1 - cell.box.x0)) <= _EDGE for o in level)

    bare = [strip for strip in bare if not any(map(is_of_row, strip))]
    under = [strip for strip in bare if (n := _owner(strip, boxes, owners)) is not None and boxes[n].bottom <= strip[0].box.cy]
    told += under if len(under) >= _OFTEN else []
    among = [lines for number, lines in enumerate(said) if len(lines) > 1 and number not in counted]
    beside = [line for lines in among for line in _at_the_right(lines)]
    ends = [last for *_, above, last in among if _FEW_STAFF.fullmatch(last.text) and above.style != last.style]
    plain_beside = [line for line in beside if not is_staff_count(line.text)]
    lines = [line for line in beside if is_staff_count(line.text)]
    called = {id(line): folded(some[0].text) for some in among for line in some}
    for some in (ends, plain_beside):
        of_title = defaultdict[str, list[Line]](list)
        for line in some if len(some) >= _OFTEN else ():
            of_title[called[id(line)]].append(line)
        for alike in of_title.values():
            # « Centre de secours », 1, 2, 3: most stand in boxes of this title, or they run on from 1, each once: that tells apart
            numbers = sorted(int(line.text) for line in alike)
            once = len({*numbers}) == len(numbers) > 1
            apart = once and (2 * len(numbers) > len(some) or numbers == [*range(1, len(numbers) + 1)])
            lines += [] if apart else alike
    found = Counts({}, {}, frozenset(map(id, lines)))
    for strip in told:
        whose = _owner(strip, boxes, owners)
        for cell in strip:
            own = _owner([cell], boxes, owners)
            (found.free if cell.is_free else found.boxes)[cell.number] = whose if own is None else own
    return found


def _at_the_right(lines: Sequence[Line]) -> Iterator[Line]:
    """The counts and bare numbers in a box that stand right of its other words, level with some, all as far right as each other."""
    counts = [o for o in lines if o.angle == 0 and (_FEW_STAFF.fullmatch(o.text) or is_staff_count(o.text))]
    words = [o for o in lines if o.angle == 0 and o not in counts]
    side = max((count.frame.x1 for count in counts), default=0.0)
    for count in counts:
        box, worded = count.frame, _FEW_STAFF.fullmatch(count.text) is None  # then it may be in a corner, for the most part beside
        level = [
            o
            for o in words
            if abs(o.base - count.base) <= LEVEL_EM * count.size
            or (worded and min(box.bottom, o.frame.bottom) - max(box.top, o.frame.top) >= _BESIDE * box.height)
        ]
        flush = side - count.frame.x1 <= count.size or any(
            abs(count.frame.x0 - o.frame.x0) <= _EDGE for o in counts if o is not count
        )
        if level and flush and all(o.frame.x1 <= count.frame.x0 for o in level):
            yield count


def _cells(boxes: Sequence[Box], said: Sequence[Sequence[Line]], free: Sequence[Line]) -> Iterator[_Cell]:
    for number, lines in enumerate(said):
        text = " ".join(line.text for line in sorted(lines, key=lambda line: (round(line.base), line.frame.x0)))
        if 0 < len(lines) <= _MOST_LINES and all(line.angle == 0 for line in lines) and (kind := _kind(text)):
            yield _Cell(boxes[number], text, kind, number, False)
    for number, line in enumerate(free):
        if line.angle == 0 and (kind := _kind(line.text)):
            yield _Cell(line.box, line.text, kind, number, True)


@remembered
def _kind(text: str) -> Kind | None:
    bare = folded(text).strip(" ()[]")
    if is_staff_count(text):
        return "count"
    if re.fullmatch(rf"{_NUMBER}|[–—-]", bare):
        return "number"
    if _LETTERED.fullmatch(bare):
        return "lettered"
    if re.fullmatch(_MONEY, bare):
        return "money"
    return "label" if _LABEL.fullmatch(bare) else None


def _strips(cells: Sequence[_Cell]) -> Iterator[list[_Cell]]:
    """*cells* side by side, level with each other, or one below the other, as wide; each in one of them."""
    ordered = sorted(cells, key=lambda cell: (round(cell.box.cy / _EDGE), cell.box.x0))
    rows = runs_of(
        ordered,
        lambda a, b: (
            abs(a.box.cy - b.box.cy) <= _EDGE
            and -_EDGE <= b.box.x0 - a.box.x1 <= (4 * a.box.height if a.is_free and b.is_free else _APART)
        ),
    )
    alone = [row[0] for row in rows if len(row) == 1]
    several, under = [row for row in rows if len(row) > 1], set[int]()
    for row in several:  # letters over their numbers, cell by cell
        below = [
            other
            for other in several
            if len(other) == len(row) and all(a.kind == "label" and b.kind == "number" for a, b in zip(row, other, strict=True))
            if all(
                a.box.is_flush_with(b.box, _EDGE) and abs(b.box.top - a.box.bottom) <= _EDGE
                for a, b in zip(row, other, strict=True)
            )
        ]
        if id(row) not in under:
            yield [*row, *(cell for other in below[:1] for cell in other)]
            under |= set(map(id, below[:1]))
    alone.sort(key=lambda cell: (round(cell.box.x0 / _EDGE), cell.box.top))
    yield from runs_of(alone, lambda a, b: a.box.is_flush_with(b.box, _EDGE) and -_EDGE <= b.box.top - a.box.bottom <= _APART)


def _labels(strip: Sequence[_Cell]) -> tuple[str, ...]:
    """What the cells of a strip count, in their order, each once, and a number for each of them; () where it is otherwise."""
    labels, numbers = list[str](), 0
    for cell in strip:
        bare = folded(cell.text).strip(" ()[]")
        both = _LETTERED.fullmatch(bare) if cell.kind == "lettered" else None
        if both or cell.kind == "label":
            labels.append((both["before"] or both["behind"]) if both else bare)
        numbers += both is not None or cell.kind == "number"
    whole = len(set(labels)) == len(labels) > 0 and len(labels) <= numbers <= len(labels) + 1 and len(strip) > 1
    return tuple(labels) if whole else ()


def _vary(strips: Sequence[Sequence[_Cell]], labels: tuple[str, ...]) -> bool:
    """Whether the numbers beside the same *labels* are no running ones, as those of codes are: « A 1 | B 1 », « A 2 | B 2 »."""

    def run_on(some: Iterable[int]) -> bool:
        told = sorted(some)
        return len(told) > 1 and told == list(range(told[0], told[0] + len(told)))

    alike = [strip for strip in strips if _labels(strip) == labels]
    numbers = [[int(number) for number in re.findall(r"\d+", " ".join(cell.text for cell in strip))] for strip in alike]
    each = [*zip(*numbers, strict=False)]
    return not (run_on(n for some in numbers for n in some) or all(map(run_on, each)))


def _owner(strip: Sequence[_Cell], boxes: Sequence[Box], owners: Grid[int]) -> int | None:
    """The number of the box that a strip is glued to, or stands in; the one above before those beside and below it."""
    around = bounds([cell.box for cell in strip])
    reach = _BELOW_EM * around.height if strip[0].is_free else _APART
    near = [n for n in owners.near(around, reach) if not boxes[n].encloses(around, _EDGE)]
    across = [n for n in near if min(boxes[n].x1, around.x1) - max(boxes[n].x0, around.x0) > _EDGE]
    level = [n for n in near if min(boxes[n].bottom, around.bottom) - max(boxes[n].top, around.top) > _EDGE]
    over = [n for n in across if abs(around.top - boxes[n].bottom) <= reach]
    under = [n for n in across if abs(boxes[n].top - around.bottom) <= reach]
    best = over or [n for n in level if n not in across] or under
    return min(best, key=lambda n: (abs(boxes[n].cx - around.cx) + abs(boxes[n].cy - around.cy), n)) if best else None
