"""In which box each letter of a page stands, and in which column of it.

The box is the smallest that holds its centre, but no word is in two. The columns of blocks in one box, however narrow the white
between them (« **Achats** **Écoles** »), are told before letters become lines: by where lines begin again and again that are set
alike, under a title that is set, or names, unlike what is below it, or behind a dash; and by where those of a box as wide begin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple, TypeAlias

from monitor.pdf.ink import SIDE, Box, Colour, Grid, Letter, runs_of
from monitor.pdf.lines import lines_of, turned_back
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_role, starts_like_unit
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off, without_numbers

Home: TypeAlias = int | None  # the number of a box; None: outside of all
Homes: TypeAlias = tuple[dict[int, list[Letter]], list[Letter]]  # the letters in each box, by its number, and those in none
_MIDDLE_EM = 0.3  # above the baseline: half the height of a small letter
_NOWHERE = Box(float("nan"), float("nan"), float("nan"), float("nan"))  # no point lies in it
_SEAM_EM, _WORDS_EM, _UP_EM = 0.15, 0.6, 0.1  # letters of one word stand no further apart, nor words of one line, nor up
_BULLET_EM = 3.0  # from a bullet to its words
_RIVALS = 4  # boxes: more are sooner asked by place
_ON_EDGE, _INDENT, _USUAL = 1.6, 2.0, 7.2  # points from an edge to the middle of words on it, from its corner to these; how large
_TALLEST, _OVER_EM = 16.0, 0.6  # points and times its letters from the edge up, at most, to the first of two lines around it
_LEADING_EM = 0.9, 1.6  # from one line of a title to the next
_HIGH_EM = 4.0  # a box is higher that is none around the one word that it holds


def by_home(letters: Sequence[Letter], boxes: Sequence[Box], words: Sequence[range] | None = None) -> Homes:
    """The letters in each of *boxes*, by its number, and those in none, both in the file's order. *words*: see `words_in`.

    A line that is too long for its box sticks out of it: a word begun inside is of the box, and so are words outside beside it.
    So is a word of a line in a box that stands alone in a smaller one, which strokes may make with the corner of that box.
    A bullet is of the box of the words behind it, where that one holds it too: the tip of an arrow may lie over it.
    """
    homes = _homes(letters, boxes)
    words = words_in(letters) if words is None else words
    for word in words:
        mine = homes[word.start : word.stop]
        if mine.count(mine[0]) < len(mine):
            mine = [Counter(home for home in mine if home is not None).most_common(1)[0][0]] * len(mine)
            homes[word.start : word.stop] = mine
    for word, following in pairwise(words):
        bullet, home = letters[word.start], homes[following.start]
        if home is not None and len(word) == 1 and not bullet.text.isalnum() and homes[word.start] not in (None, home):
            held = boxes[home].holds((bullet.x0 + bullet.x1) / 2, bullet.base - _MIDDLE_EM * bullet.size)
            if held and _level(bullet, letters[following.start], _BULLET_EM):
                homes[word.start] = home
    told = Counter(chain.from_iterable([homes[word.start : word.stop] for word in words]))
    for ordered in (words, words[::-1]):
        for word, following in pairwise(ordered):
            home, other = homes[word.start], homes[following.start]
            if home is not None and other != home:
                first, second = sorted((word, following), key=lambda w: w.start)
                a, b = letters[word.start], letters[following.start]
                alone = other is not None and told[other] == len(following) and boxes[other].height > _HIGH_EM * b.size
                alike = a.colour == b.colour and a.bold == b.bold and boxes[home].holds(b.x0, b.base)
                if (other is None or (alone and alike)) and _level(letters[first[-1]], letters[second[0]], _WORDS_EM):
                    homes[following.start : following.stop] = [home] * len(following)
    inside: dict[int, list[Letter]] = defaultdict(list)
    outside: list[Letter] = []
    for letter, home in zip(letters, homes, strict=True):
        (outside if home is None else inside[home]).append(letter)
    return inside, outside


def raised_to_titles(letters: Sequence[Letter], boxes: Sequence[Box], words: Sequence[range] | None = None) -> list[Box]:
    """*boxes*, each with the words in it that its upper edge leaves room for, as that of a `fieldset` does for its `legend`.

    An edge that runs at half the height of small letters would strike them through. No such words are those of a label with a box
    of its own, those of a line that begins or ends beside the box, small ones, which caption a group, nor the last line of those
    that run down to it out of a box above. Where titles stand so, another edge may run between two lines in the same letters.
    *words*: see `words_in`.
    """
    ends = [(letters[word[0]], letters[word[-1]]) for word in (words_in(letters) if words is None else words)]
    large = [(first, last) for first, last in ends if first.angle == 0 and first.size >= _USUAL]
    by_middle = sorted(((first.base - _MIDDLE_EM * first.size, first, last) for first, last in large), key=itemgetter(0))
    middles = [middle for middle, _, _ in by_middle]
    grid, raised, looks = Grid((box, box) for box in boxes), list[Box](), set[object]()

    def between(low: float, high: float, box: Box) -> list[tuple[Letter, Letter]]:
        level = by_middle[bisect_left(middles, low) : bisect_right(middles, high)]
        return [(first, last) for _, first, last in level if first.x0 < box.x1 and box.x0 < last.x1]

    def alike(first: Letter, box: Box, *, down: int) -> list[Letter]:
        """The words of the line above (-1) or below (1) that are set in the same letters."""
        low, high = sorted(first.base + (down * em - _MIDDLE_EM) * first.size for em in _LEADING_EM)
        return [o for o, _ in between(low, high, box) if _set_as(o) == _set_as(first)]

    def is_held(word: Letter, box: Box) -> bool:
        """Whether it stands in a box above *box* that is not around that one."""
        around = grid.at(word.x0, word.base - _MIDDLE_EM * word.size)
        return any(o.top < box.top - _ON_EDGE and not o.encloses(box, SIDE) for o in around)

    for box in boxes:
        high, level = box.top, between(box.top - _ON_EDGE, box.top + _ON_EDGE, box)
        if level and all(box.x0 + _INDENT < first.x0 and last.x1 < box.x1 - _INDENT for first, last in level):
            labels = (o for first, _ in level for o in grid.at(first.x0, box.top) if o.area < box.area)
            run_out = any(is_held(o, box) for first, _ in level for o in (first, *alike(first, box, down=-1)))
            if not run_out and all(o.top > box.top - _ON_EDGE for o in labels):
                high = min(first.base - first.size for first, _ in level)
                looks |= {_set_as(first) for first, _ in level}
        raised.append(box._replace(top=min(high, box.top)))
    for number, box in enumerate(boxes) if looks else ():
        level = between(box.top - _TALLEST, box.top - _ON_EDGE, box)
        level = [(o, last) for o, last in level if box.top - o.base <= _OVER_EM * o.size and o.x0 > box.x0 and last.x1 < box.x1]
        lines = [[box.holds(o.x0, o.base) for o in alike(first, box, down=1)] for first, _ in level]
        if lines and all(map(any, lines)) and all(_set_as(o) in looks and not is_held(o, box) for o, _ in level):
            raised[number] = box._replace(top=min(first.base - first.size for first, _ in level))
    return raised


def _set_as(letter: Letter) -> tuple[float, bool, bool, Colour]:
    return letter.size, letter.bold, letter.italic, letter.colour


def _homes(letters: Sequence[Letter], boxes: Sequence[Box]) -> list[Home]:
    grid = Grid(((box, index) for index, box in enumerate(boxes)), cell=45.0)
    areas = [box.area for box in boxes]
    rivals: dict[int, list[Box]] = {}  # of the homes of letters: those that may take letters in it from it, smaller or as large
    homes: list[Home] = []
    home: Home = None
    x0, top, x1, bottom = _NOWHERE  # the home of the last letter, if it has few rivals: a letter in it has no other but these
    others: Sequence[Box] = ()
    for letter in letters:
        if not letter.text.isspace():
            x, y = (letter.x0 + letter.x1) / 2, letter.base - _MIDDLE_EM * letter.size
            if letter.angle:
                turned = turned_back(Box(letter.x0, y, letter.x1, y), letter.angle)
                x, y = turned.cx, turned.cy
            within = x0 <= x <= x1 and top <= y <= bottom
            for its_x0, its_top, its_x1, its_bottom in others if within else ():
                if its_x0 <= x <= its_x1 and its_top <= y <= its_bottom:
                    within = False
                    break
            if not within:
                home = min(grid.at(x, y), key=areas.__getitem__, default=None)
                if home is not None and home not in rivals:
                    near = [o for o in grid.near(boxes[home]) if o != home and areas[o] <= areas[home]]
                    rivals[home] = [boxes[o] for o in near] if any(areas[o] < areas[home] for o in near) else []
                others = rivals[home] if home is not None else ()
                x0, top, x1, bottom = boxes[home] if home is not None and len(others) <= _RIVALS else _NOWHERE
        homes.append(home)
    return homes


def words_in(letters: Sequence[Letter]) -> list[range]:
    """The letters of each word, by their places, as they follow each other in the file."""
    words: list[range] = []
    start: int | None = None
    end = base = size = 0.0
    angle = 0
    for place, letter in enumerate(letters):
        if letter.text.isspace():
            if start is not None:
                words.append(range(start, place))
                start = None
            continue
        if start is None:
            start = place
        else:
            same = letter.base == base and letter.size == size and letter.angle == angle
            same = same and -0.3 * size <= letter.x0 - end <= _SEAM_EM * size
            if not same and not _level(letters[place - 1], letter, _SEAM_EM):
                words.append(range(start, place))
                start = place
        end, base, size, angle = letter.x1, letter.base, letter.size, letter.angle
    if start is not None:
        words.append(range(start, len(letters)))
    return words


def _level(a: Letter, b: Letter, gap_em: float) -> bool:
    size = max(a.size, 1.0)
    near = -0.3 * size <= b.x0 - a.x1 <= gap_em * size
    return near and a.angle == b.angle and abs(a.base - b.base) <= _UP_EM * size and abs(a.size - b.size) <= _UP_EM * size


_WHITE_EM = 0.7  # between the words of two columns, at least: more than between two words of a line
_WHITE_AT_LOOK_EM = 0.45  # so, where the next word is set otherwise
_STRIP_EM = 0.5  # how wide a strip of it is that goes on from row to row
_LEVEL_EM, _SAME_EM = 0.3, 0.25  # letters of one row; places where lines begin that are one
_LEAST_LETTERS = 24  # of a box with columns
_FEWEST = 3  # lines in each column, and the fewest that begin at one place
_LED = 2  # of them, those behind a dash, where no titles head the columns
_CODE = 4  # letters of a grade or a mark beside a title
_UNLIKE = 0.5  # how much more of one column names people than of another, where they are none of blocks
_DASHES = "-–—•·▪■◦●○►▸*"


class _Part:
    """Words of one row without wide white between them. Its letters stay as they are from the first question for its text on."""

    def __init__(self, letters: list[Letter]) -> None:
        self.letters = letters
        self.x0, self.x1 = letters[0].x0, max([letter.x1 for letter in letters])
        self.base, self.size, self.bold = letters[0].base, letters[0].size, letters[0].bold

    @cached_property
    def text(self) -> str:
        return " ".join(line.text for line in lines_of(self.letters))

    @property
    def look(self) -> tuple[object, ...]:
        """How its letters are set, whatever their colour."""
        return self.bold, self.letters[0].italic, round(2 * self.size)

    @cached_property
    def kind(self) -> tuple[object, ...]:
        """Its look, and whether it names somebody."""
        return *self.look, is_name(without_numbers(self.text))

    @property
    def led(self) -> bool:
        """Whether it begins with a dash or bullet."""
        return len(self.letters) > 1 and self.letters[0].text in _DASHES


class Gutters(NamedTuple):
    """Where the columns of a box begin: at the base of their first lines, and each but the first at one of `sides`."""

    base: float
    sides: tuple[float, ...]
    kind: tuple[object, ...]  # of those first lines


def in_columns(inside: Mapping[int, list[Letter]], boxes: Sequence[Box]) -> dict[int, tuple[list[list[Letter]], Gutters | None]]:
    """The letters in each of *boxes*, which are *inside* it by its number, by its columns, what stands above these first.

    All in one, and None, where it has none. A box as wide as one with columns has them where that one does.
    """
    found = {number: _columns_of(letters) for number, letters in inside.items()}
    known = [(boxes[number], gutters) for number, (_, gutters) in found.items() if gutters is not None]
    for number in [number for number, (_, gutters) in found.items() if gutters is None]:
        box, letters = boxes[number], inside[number]
        ways = (_columns_at(letters, own, box.x0 - o.x0) for o, own in known if abs(box.width - o.width) <= SIDE)
        found[number] = next((way for way in ways if way is not None), found[number])
    return found


def _columns_of(letters: Sequence[Letter]) -> tuple[list[list[Letter]], Gutters | None]:
    """The *letters* of a box by its columns; all in one, and None, where it has none."""
    if len(letters) < _LEAST_LETTERS or any(map(attrgetter("angle"), letters)):
        return [list(letters)], None
    rows = list(_rows(letters))
    starts = sorted((part for row in rows for part in row[1:]), key=lambda part: part.x0)
    if not starts:
        return [list(letters)], None
    spaces = {id(letter): space for letter, space in pairwise(letters) if space.text.isspace()}
    for part in chain.from_iterable(rows if spaces else ()):
        part.letters[:] = [o for letter in part.letters for o in (letter, spaces.get(id(letter))) if o is not None]
    places = runs_of(starts, lambda a, b: b.x0 - a.x0 <= _SAME_EM * b.size)
    found = [run for run in places if (len(run) >= _FEWEST or _is_short(run, rows)) and _is_clear(run, rows)]
    first = min((part.base for run in found for part in run), default=0.0)
    top, sides = _strips(rows)
    few = bool(sides) and _is_short(next(row for row in rows if row[0].base == top), rows)
    ways = [(top, sides, 1 if few else _FEWEST), (first, [min(part.x0 for part in run) for run in found], 1)]
    for top, sides, least in ways:
        columns = _columns(rows, top, sides)
        if sides and min(map(len, columns)) >= least and _are_alike(columns):
            return _parted(letters, columns), Gutters(top, tuple(sides), columns[0][0].kind)
    return [list(letters)], None


def _columns_at(letters: Sequence[Letter], known: Gutters, shift: float) -> tuple[list[list[Letter]], Gutters] | None:
    """So, of a box as wide as one whose gutters are *known*, so many points further right: where white runs down there, too.

    From a row on whose lines are of the same kind as the first ones there, however few stand below; None where there is none.
    """
    if any(map(attrgetter("angle"), letters)):
        return None
    sides = [side + shift for side in known.sides]
    rows = list(_rows(letters, sides))
    for number, row in enumerate(rows):
        top, firsts = row[0].base, _firsts(row, sides)
        own = sides[: max(firsts)]
        below = [part for other in rows[number:] for part in other]
        crossed = any(part.x0 < side - _SAME_EM * part.size and side < part.x1 for part in below for side in sides)
        if own and not crossed and len(firsts) == len(own) + 1 and {part.kind for part in firsts.values()} == {known.kind}:
            return _parted(letters, _columns(rows, top, own)), Gutters(top, tuple(own), known.kind)
    return None


def _columns(rows: Sequence[Sequence[_Part]], top: float, sides: Sequence[float]) -> list[list[_Part]]:
    """What stands in the *rows* from the base *top* on, left of all *sides*, and right of each."""
    columns: list[list[_Part]] = [[] for _ in range(len(sides) + 1)]
    for row in rows:
        for part in row if row[0].base >= top - _LEVEL_EM * row[0].size else ():
            columns[_column(part, sides)].append(part)
    return columns


def _column(part: _Part, sides: Sequence[float]) -> int:
    return sum(part.x0 >= side - _SAME_EM * part.size for side in sides)


def _firsts(row: Sequence[_Part], sides: Sequence[float]) -> dict[int, _Part]:
    """The first part of a *row* in each column that it has any in."""
    return {_column(part, sides): part for part in reversed(row)}


def _parted(letters: Sequence[Letter], columns: Sequence[Sequence[_Part]]) -> list[list[Letter]]:
    """The *letters* in no column, and those of each."""
    of_column = {id(letter): place for place, column in enumerate(columns, 1) for part in column for letter in part.letters}
    parted: list[list[Letter]] = [[] for _ in range(len(columns) + 1)]
    place = 0
    for letter in letters:  # a space goes with the letter before
        place = place if letter.text.isspace() else of_column.get(id(letter), 0)
        parted[place].append(letter)
    return parted


def _strips(rows: Sequence[Sequence[_Part]]) -> tuple[float, list[float]]:
    """The base of the row from which on white strips part all *rows* to the last, and where words begin right of each strip.

    Those are of the kind that the row begins with: in a row of titles, the names at their right are no columns.
    """
    found: tuple[float, list[float]] = (0.0, [])
    spans: list[tuple[float, float]] = []
    for number, row in enumerate(reversed(rows), 1):
        spans = sorted([*spans, *((part.x0, part.x1) for part in row)])
        ends = accumulate((x1 for _, x1 in spans), max)
        sides = [x0 for (x0, _), end in zip(spans[1:], ends, strict=False) if x0 - end > _STRIP_EM * row[0].size]
        if len(sides) < len(found[1]):
            break
        firsts = _firsts(row, sides)
        own = [(side, firsts[place]) for place, side in enumerate(sides, 1) if place in firsts and firsts[place] is not row[0]]
        alike = [side for side, part in own if part.kind == row[0].kind]
        if number >= _FEWEST and len(alike) >= max(1, len(found[1])):
            found = row[0].base, alike
    return found


def _rows(letters: Sequence[Letter], sides: Sequence[float] = ()) -> Iterator[list[_Part]]:
    """The rows of *letters* from top to bottom, each parted at wide white, or left of *sides*; a dash is of what follows."""
    rows: list[list[Letter]] = []
    base = float("-inf")
    for letter in sorted([letter for letter in letters if not letter.text.isspace()], key=attrgetter("base")):
        last, base = base, letter.base
        if base - last <= _LEVEL_EM * letter.size:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    for row in rows:
        parts: list[list[Letter]] = []
        end = before = float("-inf")  # of the last letter and of the one before it, in one part
        for letter in sorted(row, key=attrgetter("x0")):
            alike = not parts or (parts[-1][-1].bold, parts[-1][-1].italic) == (letter.bold, letter.italic)
            white = (_WHITE_EM if alike else _WHITE_AT_LOOK_EM) * letter.size
            gap = letter.x0 - (end if end > before else before)
            seam = gap > _SEAM_EM * letter.size and any(end <= side <= letter.x0 + _SAME_EM * letter.size for side in sides)
            near = gap <= white and not seam
            if near or (parts and len(parts[-1]) == 1 and parts[-1][0].text in _DASHES):
                parts[-1].append(letter)
                before = end
            else:
                parts.append([letter])
                before = float("-inf")
            end = letter.x1
        yield list(map(_Part, parts))


def _is_short(run: Sequence[_Part], rows: Sequence[Sequence[_Part]]) -> bool:
    """Whether *run*, in few lines, is a column: its bold title stands in a row of titles that all say what kind of unit they are.

    Or none of them does, each has something right below it, and the first a name or an entry.
    """
    top = min(run, key=lambda part: part.base)
    whole = next(row for row in rows if top in row)
    row = [part for part in whole if part.kind == whole[0].kind]
    if whole is rows[-1] or top not in row or not all(part.bold and not part.led for part in row):
        return False
    titles = [part.text for part in row]
    if any(is_name(said) or is_contact(said) or is_role(said) or said[0].islower() for said in titles):
        return False
    if any(kinds := [starts_like_unit(said) for said in titles]):
        return all(kinds)
    below = rows[rows.index(whole) + 1]
    over = all(any(abs(part.x0 - title.x0) <= title.size for part in below) for title in row)
    first = min(below, key=lambda part: part.x0)
    worded = not any((len(said) <= _CODE and said.isupper()) or any(map(str.isdigit, said)) for said in titles)
    return over and worded and (first.led or is_name(first.text))


def _is_clear(run: Sequence[_Part], rows: Sequence[Sequence[_Part]]) -> bool:
    """Whether white runs down left of where the parts of *run* begin, from the first of them to the last."""
    side = min(part.x0 for part in run)
    top, bottom = min(part.base for part in run), max(part.base for part in run)
    between = [part for row in rows for part in row if top <= part.base <= bottom]
    return not any(part.x0 < side - part.size and part.x1 > side - _SAME_EM * part.size for part in between)


def _are_alike(columns: Sequence[Sequence[_Part]]) -> bool:
    """Whether *columns* hold the same things: titles set bold, level with each other, over others; or entries behind dashes.

    Or titles in any look, over or under names (`_are_blocks`), or units that go on in small letters, « Service », « de la voirie »,
    and nothing else.
    """
    if not all(columns) or all(len({round(part.base) for part in column}) < _FEWEST - 1 for column in columns):
        return False
    firsts = [column[0] for column in columns]
    level = all(abs(a.base - b.base) <= _LEVEL_EM * a.size for a, b in pairwise(firsts))
    said = [[part.text for part in column] for column in columns]
    named = [[is_name(without_numbers(text)) or is_contact(text) for text in texts] for texts in said]
    others = [[p for p in column[1:] if not (is_name(p.text) or p.text[0].islower())] for column in columns]
    plain = not any(some and all(part.bold for part in some) for some in others)
    titled = plain and all(first.bold and not first.led for first in firsts)
    led = [sum(part.led for part in column) for column in columns]
    units = all(starts_like_unit(text) or text[0].islower() for texts in said for text in texts)
    worded = units and all(any(text[0].islower() for text in texts) and not texts[0][0].islower() for texts in said)
    blocks = level and len({first.look for first in firsts}) == 1 and _are_blocks(columns, said, named)
    if not ((titled or worded) and level) and (min(led) < _LED or len({first.led for first in firsts}) > 1) and not blocks:
        return False
    # Names and telephones in line with what stands at their left are no column of blocks
    shares = [sum(some) / len(some) for some in named]
    return (blocks or not any(some[0] for some in named)) and max(shares) - min(shares) < _UNLIKE


def _are_blocks(columns: Sequence[Sequence[_Part]], said: Sequence[Sequence[str]], named: Sequence[Sequence[bool]]) -> bool:
    """Whether each of *columns*, with what is *said* in its lines and whether they are names, begins with a title and who heads it.

    The title first, over a name or over what is set otherwise, or each name over one; no post, and no more than a word for units.
    """
    firsts = [some[0] for some in named]
    if any(firsts):  # each name is over a title
        titles = [
            text for texts, some in zip(said, named, strict=True) for text, above in zip(texts[1:], some, strict=False) if above
        ]
        over = all(not some[-1] and not any(a and b for a, b in pairwise(some)) for some in named)
        return all(firsts) and over and not any(map(is_role, titles))
    titles = [texts[0] for texts in said]
    if any(column[0].led or is_role(title) or folded(title) in KINDS for column, title in zip(columns, titles, strict=True)):
        return False
    look = columns[0][0].look
    apart, under = list[bool](), list[bool]()  # each: whether somebody is named right under it
    for column, texts, some in zip(columns, said, named, strict=True):
        end = next((at for at in range(1, len(texts)) if not is_cut_off(texts[at - 1], texts[at])), 0)
        under.append(end > 0 and some[end])
        apart.append(end > 0 and (column[end].look != look or some[end]))
    return all(apart) and (all(map(starts_like_unit, titles)) or all(under))
