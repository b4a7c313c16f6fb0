"""Letters -> lines of text -> running text. A line ends at a gap too wide for a space: neighbouring columns never run together."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import TypeAlias, TypeVar

from monitor.model.frozen import dataclass, replace
from monitor.pdf.ink import Box, Colour, Letter, bounds, runs_of
from monitor.pdf.letters import GUESSED_SPACE
from monitor.pdf.runs import LetterRun, RunsInRows, runs_in, touch

_SPACE_EM = 0.2  # a gap wider than this between two letters is a space
_SPACE_EM_BESIDE_SPACES = 0.33  # where the file has spaces of its own, a gap is mostly a letter narrower than its box
_SPACE_EM_BETWEEN_SEAMLESS = 0.125
_MOST_OVERLAP_EM = 0.06
_SEAM_EM = 0.015  # between two letters of one word, set by their widths alone
_SPACE_AHEAD_EM = 0.08
_OVERHANG_EM = 0.35  # how far a letter may reach left of where it is set, as a slanted J does
_GUESSED_EM = 0.08  # a gap that PDFium takes for a space, kerned before or after

LEVEL_EM = 0.3  # between the baselines of one row
SPACE_EM, ROOMY_EM = 0.3, 0.8  # between two words; what is left where the next one surely had room behind the last

_SMALL_CAPITALS = 0.6, 0.87  # their size, of that of the initials
_FEWEST_INITIALS, _LONGEST_TITLE = 3, 50  # words that begin so; letters to each
_DOTS, _LEADING = "._…·", 6  # of which leaders consist, and the fewest of a line
_MARKS = "—–-:|"  # that stand between a title and a name

_T = TypeVar("_T")
Look: TypeAlias = tuple[bool, bool, int]  # bold, italic, size in half points
LineStyle: TypeAlias = tuple[bool, bool, int, Colour]
# First parts of French compounds that keep their hyphen wherever a line ends: « sous-préfet », « peut-être ».
_COMPOUNDS = """sous vice ex non mi demi semi avant après arrière contre hors peut rendez porte chef là ci par au quasi libre lui
elle eux soi vous nous celui celle ceux moi toi est grand haut bas inter franco socio dit quatre soixante vingt dix plate mot main
"""
_PLURAL = re.compile(r"\w(?:[ae]nts|[aeo]ux)$")  # no syllable within a word ends so: « enfants-parents », « eaux-vannes »
_CONJUNCTIONS = frozenset({"et", "ou", "ni", "und", "oder", "and", "or", "y", "e"})  # « pré- et postscolaire »


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `frame` and `base` are in the text's own frame (see Letter.angle), `box` is on the page."""

    text: str
    frame: Box
    base: float
    size: float
    bold: bool
    italic: bool
    angle: int
    colour: Colour
    order: int

    @property
    def box(self) -> Box:
        """Where the line stands on the page as displayed."""
        return turned_back(self.frame, self.angle)

    @property
    def look(self) -> Look:
        """How its letters are set, whatever their colour."""
        return self.bold, self.italic, round(2 * self.size)

    @property
    def style(self) -> LineStyle:
        """How its letters are set, and in which colour."""
        return self.bold, self.italic, round(2 * self.size), self.colour

    @property
    def first_word(self) -> float:
        """How wide its first word is, by the share of its letters, in points."""
        return self.frame.width * len(self.text.split()[0]) / len(self.text)

    def cut(self, said: str, rest: str) -> tuple[Line, Line]:
        """What is *said* first and the *rest* as two lines, side by side, by the share of the letters."""
        at = self.frame.x0 + self.frame.width * len(said) / len(self.text)
        left, right = self.frame._replace(x1=at), self.frame._replace(x0=at)
        return replace(self, text=said, frame=left), replace(self, text=rest, frame=right)


def turned_back(frame: Box, angle: int) -> Box:
    """The upright box on the page around a box of text turned by *angle* degrees clockwise."""
    if angle == 0:
        return frame
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [(x * cos - y * sin, x * sin + y * cos) for x in (frame.x0, frame.x1) for y in (frame.top, frame.bottom)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def lines_of(
    letters: Sequence[Letter],
    *,
    gap_em: float = 1.6,
    columns_em: float | None = None,
    leaders: bool = False,
    apart: Callable[[Line, Line], bool] | None = None,
    known: KnownLines | None = None,
) -> list[Line]:
    """The lines that *letters* form, from top to bottom, then left to right; each without empty ends.

    *columns_em*: the gap, instead of *gap_em*, across which parts are joined that do not follow each other in the file: columns
    that were written one after the other may stand close. *leaders*: dots that lead from one end of a line to the other have no
    say in how it looks. *apart*: whether what a line begins with and what it ends with in another look are two things: a colon is
    set between, and the line looks like the first. *known*: the lines that the same letters made before, of which most come again.
    """
    if columns_em is None:
        columns_em = gap_em
    asked = gap_em, columns_em, leaders
    if known is not None and apart is None and (held := known.pages.get(asked)) is not None and held[0] == letters:
        return [*held[1]]
    rows = RunsInRows(gap_em)
    for run in sorted(runs_in(letters, gap_em), key=attrgetter("angle", "base", "x0")):  # whatever order the file has them in
        ahead = next((r for r in rows.above(run) if touch(r, run, gap_em, columns_em)), None)
        if ahead is None:
            rows.add(run)
            continue
        rows.join(ahead, run)
        for other in rows.above(ahead):  # it may now reach the next one of its row
            if other is not ahead and touch(ahead, other, gap_em, columns_em):
                rows.join(ahead, other)
    done = rows.runs()
    made = [_line(run, leaders=leaders) if known is None else known.line(run, leaders=leaders) for run in done]
    lines = [line for run, one in zip(done, made, strict=True) if (line := _parted(run, one, apart)).text]
    lines.sort(key=lambda line: (line.angle, round(line.base, 1), line.frame.x0))
    if known is not None and apart is None and isinstance(letters, tuple):  # all that stands on a page
        known.pages[asked] = letters, [*lines]
    return lines


def in_rows(lines: Sequence[Line]) -> list[Line]:
    """*lines*, from top to bottom, those of one row from left to right, though one of them may stand a little higher."""
    rows = runs_of(lines, lambda a, b: a.angle == b.angle and b.base - a.base <= LEVEL_EM * b.size)
    return [line for row in rows for line in (sorted(row, key=lambda line: line.frame.x0) if len(row) > 1 else row)]


def with_small_capitals(letters: Sequence[Letter]) -> Sequence[Letter]:
    """*letters*, small capitals as large as the initials before them: that is the size at which the words are set.

    Such are the letters of one look, all capitals or none, of which many words begin with a larger capital in that look. That
    words begin so may be seen in another look: of the one title in bold there is a single initial, as much larger as the others.
    """
    initials: dict[tuple[int, bool, bool, object, float], Counter[float]] = defaultdict(Counter)
    ratios: Counter[float] = Counter()
    last: Letter | None = None
    least, most = _SMALL_CAPITALS
    for letter in letters:
        if not letter.text.isalpha():
            last = last if letter.text == GUESSED_SPACE else None
            continue
        if last is not None and least * last.size <= letter.size <= most * last.size and last.text.isupper():
            style = _style(letter)
            if style[:-1] == _style(last)[:-1] and abs(letter.base - last.base) <= 0.1 * letter.size:
                initials[style][last.size] += 1
                ratios[round(letter.size / last.size, 2)] += 1
        last = letter
    grown: dict[int, float] = {}
    for style, sizes in initials.items():
        small, large = style[-1], _most(list(sizes.elements()))
        if ratios[round(small / large, 2)] < _FEWEST_INITIALS:
            continue
        group = [letter for letter in letters if letter.text.isalpha() and _style(letter) == style]
        if sizes.total() >= len(group) / _LONGEST_TITLE and len({letter.text.isupper() for letter in group}) == 1:
            grown |= dict.fromkeys(map(id, group), large)
    return [letter._replace(size=grown[id(letter)]) if id(letter) in grown else letter for letter in letters] if grown else letters


def _style(letter: Letter) -> tuple[int, bool, bool, object, float]:
    return letter.angle, letter.bold, letter.italic, letter.colour, round(letter.size, 2)


class KnownLines:
    """The lines that letters of one page have made: a page is read several times over, and most lines are the same each time."""

    def __init__(self) -> None:
        # Of whole pages, by the gaps allowed and whether dots lead: the letters, and the lines they last made so
        self.pages: dict[tuple[float, float, bool], tuple[tuple[Letter, ...], list[Line]]] = {}
        self._made: dict[tuple[int, int, int], tuple[list[Letter], float, Line]] = {}  # by the ends and the count of its letters

    def line(self, run: LetterRun, *, leaders: bool) -> Line:
        letters, base = run.letters, run.base
        ends = letters[0].order, letters[-1].order, len(letters)
        if (held := self._made.get(ends)) is not None and held[1] == base and held[0] == letters:
            return held[2]
        line = _line(run, leaders=leaders)
        if sum(map(line.text.count, _DOTS)) < _LEADING:  # then *leaders* has no say
            self._made[ends] = letters, base, line
        return line


def _line(run: LetterRun, *, leaders: bool) -> Line:
    letters = run.letters
    texts = [letter[0] for letter in letters]
    spaced = " " in texts
    if spaced:  # a space without width (cairo) stands right at the next letter, a hair off
        left = [o[1] - _SPACE_AHEAD_EM * o[6] if o[0].isspace() else o[1] for o in letters]
    else:
        left = [letter[1] for letter in letters]
    if sorted(left) != left:
        for place, (space, after) in enumerate(pairwise(letters)):  # « J » reaches left of where it stands, over such a space
            if space.text == " " and after.order == space.order + 1 and 0 < left[place] - after.x0 <= _OVERHANG_EM * after.size:
                left[place] = after.x0
        letters = [letters[place] for place in sorted(range(len(letters)), key=left.__getitem__)]
        texts = [letter[0] for letter in letters]
    inked = [letter for letter in letters if not letter[0].isspace()] if spaced or any(map(str.isspace, texts)) else letters
    _, x0, tops, x1, bottoms, _, sizes, bold, italic, _, colours, order = zip(*inked, strict=True)
    gaps = [(start - end) / (size if size > 1.0 else 1.0) for end, start, size in zip(x1, x0[1:], sizes[1:], strict=False)]
    within = gaps
    if leaders and sum(map("".join(texts).count, _DOTS)) >= _LEADING:
        _, _, _, _, _, _, _, bold, italic, _, colours, _ = zip(*([o for o in inked if o[0] not in _DOTS] or inked), strict=True)
        within = [gap for gap, (a, b) in zip(gaps, pairwise(inked), strict=True) if a[0] not in _DOTS and b[0] not in _DOTS]
    return Line(
        text=_spelled(texts, gaps, within),
        frame=Box(x0[0], min(tops), max(x1), max(bottoms)),
        base=run.base,
        size=round(sizes[0], 1) if _all_alike(sizes) else _most([round(size, 1) for size in sizes]),
        bold=2 * bold.count(True) > len(bold),
        italic=2 * italic.count(True) > len(italic),
        angle=run.angle,
        colour=_most(colours),
        order=min(order),
    )


def _parted(run: LetterRun, line: Line, apart: Callable[[Line, Line], bool] | None) -> Line:
    """*line*, made of *run*; with a colon between two things in it, each in a look of its own (*apart*: see `lines_of`)."""
    if apart is None or _look(run.letters[0]) == _look(next(o for o in reversed(run.letters) if not o.text.isspace())):
        return line
    parts: list[LetterRun] = []
    for letter in run.letters:
        if letter.text.isspace():
            parts[-1].letters.append(letter)
        elif parts and _look(letter) == _look(parts[-1].letters[0]):
            parts[-1].take(letter)
        else:
            parts.append(LetterRun(letter))
    if len(parts) != 2:
        return line
    first, rest = (_line(part, leaders=False) for part in sorted(parts, key=attrgetter("x0")))
    if not apart(first, rest):
        return line
    marked = first.text[-1] in _MARKS or rest.text[0] in f"{_MARKS}("  # « **Direction du port** — Anne Roy »
    mark = "" if rest.text[0] in ",;" else " " if marked else " : "
    return replace(first, text=f"{first.text}{mark}{rest.text}", frame=line.frame, base=line.base, order=line.order)


def _look(letter: Letter) -> tuple[object, ...]:
    return letter.bold, letter.italic, letter.colour, round(letter.size)


def _all_alike(values: Sequence[_T]) -> bool:
    return values.count(values[0]) == len(values)


def _most(values: Sequence[_T]) -> _T:
    """The value met most often, the first of several."""
    return values[0] if _all_alike(values) else Counter(values).most_common(1)[0][0]


def _spelled(texts: list[str], gaps: list[float], within: list[float]) -> str:
    """What stands in a line of letters and spaces, *texts*; *gaps*: em between each letter and the next, spaces left out.

    *within*: those of them that tell how wide its letters are set: none at the dots that lead to its other end.
    """
    text = "".join(texts)
    ordered, middle, count = sorted(within), len(within) // 2, len(within)
    usual = (ordered[middle] + ordered[~middle]) / 2 if within else 0.0
    tracking = max(0.0, usual - 0.05) if count >= 5 else 0.0  # of letter-spaced titles; 0 where letters stand close
    # Where letters join without a seam, a narrow gap is a space too: browsers kern and write none.
    seamless = count >= 8 and abs(ordered[count // 10]) <= _SEAM_EM and abs(ordered[count * 7 // 10]) <= _SEAM_EM
    if seamless and ordered[-1] > _SPACE_EM_BETWEEN_SEAMLESS:
        wide = tracking + _SPACE_EM_BETWEEN_SEAMLESS
    else:
        overlap = max(min(usual, 0.0), -_MOST_OVERLAP_EM) if count >= 5 else 0.0  # slanted letters reach over each other
        wide = tracking + (_SPACE_EM_BESIDE_SPACES if " " in text else _SPACE_EM + overlap)
    if tracking and 2 * text.count(GUESSED_SPACE) > len(gaps):  # between most letters PDFium tells no words apart
        text = text.replace(GUESSED_SPACE, "")
    guessed = GUESSED_SPACE in text
    narrow = min(wide, tracking + _GUESSED_EM)
    if not gaps or max(gaps) <= (narrow if guessed else wide):
        text = text.replace(GUESSED_SPACE, "") if guessed else text
    elif guessed or not {place for place, gap in enumerate(gaps, 1) if gap > wide} <= {*accumulate(map(len, text.split()))}:
        # a space where a gap is wide, or narrow and PDFium took it for one
        parts: list[str] = []
        place, least = 0, wide
        for letter in text:
            if letter == GUESSED_SPACE:
                least = narrow
            elif letter.isspace():
                parts.append(" ")
            else:
                if place and gaps[place - 1] > least:
                    parts.append(" ")
                parts.append(letter)
                place, least = place + 1, wide
        text = "".join(parts)
    text = " ".join(text.split())
    # A soft hyphen is seen only where a line ends (Unicode 16, 6.2).
    return text[:-1].replace("\u00ad", "") + text[-1:].replace("\u00ad", "-")


def parted_by_white(lines: Iterable[Line], white_em: float) -> list[list[Line]]:
    """*lines* in columns from left to right, where white wider than *white_em* runs down between them."""
    columns: list[list[Line]] = []
    reach = 0.0
    for line in sorted(lines, key=lambda line: line.frame.x0):
        if not columns or line.frame.x0 > reach + white_em * line.size:
            columns.append([])
        columns[-1].append(line)
        reach = max(reach, line.frame.x1)
    return columns


def joined(lines: Sequence[Line]) -> str:
    """One text of *lines*: a space between two, a hyphen at a line's end undone where it only breaks a word."""
    text = ""
    for line in lines:
        text = attached(text, line.text) if text else line.text
    return text


def attached(before: str, after: str) -> str:
    """*before* followed by the next line *after*."""
    if not before.endswith(("-", "\u2010")) or before.endswith((" -", " \u2010")):
        return f"{before} {after}"
    if after.split()[0].lower() in _CONJUNCTIONS:
        return f"{before} {after}"
    first = before[:-1].replace("’", " ").replace("'", " ").replace("-", " ").split()
    keeps = not after[:1].islower() or not first or first[-1].lower() in _COMPOUNDS.split() or not first[-1][-1:].islower()
    keeps = keeps or bool(_PLURAL.search(first[-1].lower()))
    return before + after if keeps else before[:-1] + after


def in_one(above: Line, line: Line) -> Line:
    """What goes on from one line to the next as one, where the lower stands."""
    return replace(above, text=attached(above.text, line.text), base=line.base, frame=bounds([above.frame, line.frame]))


def same_look(a: Line, b: Line) -> bool:
    """Whether two lines are set alike: weight, slant, size."""
    return a.italic == b.italic and same_weight(a, b)


def same_weight(a: Line, b: Line) -> bool:
    """Whether two lines are as bold and as large as each other, slanting or not: a name behind a title may be in italics."""
    return a.bold == b.bold and abs(a.size - b.size) <= 0.06 * max(a.size, b.size)


def same_style(a: Line, b: Line) -> bool:
    """Whether two lines are set alike, and in one colour."""
    return a.colour == b.colour and same_look(a, b)


def had_room(above: Line, line: Line, width: float, spare_em: float = SPACE_EM) -> bool:
    """Whether the first word of *line* had room behind *above*, with *spare_em* besides, where lines are *width* points wide."""
    return above.frame.width + line.first_word + spare_em * line.size < width


def all_centred(lines: Sequence[Line]) -> bool:
    """Lines centred on one axis: where each begins says nothing."""
    if len(lines) < 2:
        return False
    middles, starts = [line.frame.cx for line in lines], [line.frame.x0 for line in lines]
    return max(middles) - min(middles) < min(0.5 * lines[0].size, max(starts) - min(starts))
