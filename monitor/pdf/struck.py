"""Words that are struck out, in any form of file (DESIGN 3.28): by a line through the letters of a page, or by their style.

While letters are put together to words, those that are struck stand 16 planes higher (Unicode's last private area): each stays one
letter, spaces stay spaces, and `block_of` tells them apart again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter

from monitor.model import Block, BlockKind
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, Letter, PageInk, Path

_HIGHER = 0x100000
_PRIVATE = chr(_HIGHER)
_RAISED = (0.12, 0.45)  # of the size, above the feet of the letters: lower is an underline, higher a rule above the line
_THICKEST = 0.22  # of the size: more is a bar
_LEAST = 3.0  # points: shorter is a dash
_SHARE = 0.4  # of the line, what letters take of it: a line that goes on far beyond words is drawn for another reason
_WHITE = 245
_DOT = 18.0  # points: a round shape that links lead to is no larger


def marked(text: str, *, struck: bool) -> str:
    """*text* with its letters marked as struck out, or not."""
    if not text.isascii() and max(text, default="") >= _PRIVATE:
        text = "".join(letter for letter in text if letter < _PRIVATE)
    if not struck:
        return text
    return "".join(letter if letter.isspace() or ord(letter) > 0xFFFF else chr(_HIGHER + ord(letter)) for letter in text)


def is_marked(letter: str) -> bool:
    """Whether *letter* was marked as struck out."""
    return letter >= _PRIVATE


def unmarked(text: str) -> str:
    """*text* as it is read."""
    if text.isascii() or max(text) < _PRIVATE:
        return text
    return "".join(chr(ord(letter) - _HIGHER) if letter >= _PRIVATE else letter for letter in text)


def spans_of(text: str) -> tuple[tuple[int, int], ...]:
    """Which parts of a *text* are marked, as half-open spans; the spaces between two struck words belong to them."""
    spans: list[tuple[int, int]] = []
    for place, letter in enumerate(text):
        if letter >= _PRIVATE:
            joined = bool(spans) and " " * (place - spans[-1][1]) == text[spans[-1][1] : place]
            spans[-1:] = [(spans[-1][0], place + 1)] if joined else [*spans[-1:], (place, place + 1)]
    return tuple(spans)


def block_of(kind: BlockKind, text: str) -> Block:
    """The block of a *text* whose struck letters are marked."""
    if text.isascii() or max(text) < _PRIVATE:
        return Block(kind, text)
    return Block(kind, unmarked(text), struck=spans_of(text))


def text_marked(block: Block) -> str:
    """The text of *block* with what is struck in it marked."""
    text, at = "", 0
    for start, end in block.struck:
        text += block.text[at:start] + marked(block.text[start:end], struck=True)
        at = end
    return text + block.text[at:]


def as_seen(blocks: Iterable[Block]) -> str:
    """What a digest of the look of *blocks* is made of: their words, and what of them is struck out."""
    return "\n".join(f"{block.text}\0{block.struck}" if block.struck else block.text for block in blocks)


# ------------------------------------------------------------------------------------------------------------ lines on a page


def parted(page: PageInk, *, stated: bool) -> tuple[PageInk, PageInk]:
    """*page* as its words are read, letters that are struck out marked; and as its drawing is read, without marks and such lines.

    One and the same where nothing is. *stated*: the file says which letters are (they are marked); else lines through them do.
    """
    if page.letters and max(map(attrgetter("text"), page.letters)) >= _PRIVATE:
        if stated:
            return page, replace(page, letters=tuple(one._replace(text=unmarked(one.text)) for one in page.letters))
        page = replace(page, letters=tuple(one._replace(text=min(one.text, "\ufffd")) for one in page.letters))
    lines = [line for path in page.paths if path.box.width >= _LEAST for line in _level_lines(path)]
    if not lines:
        return page, page
    upright = sorted([one for one in page.letters if one.angle == 0 and not one.text.isspace()], key=attrgetter("base"))
    bases = [letter.base for letter in upright]
    tallest = max(map(attrgetter("size"), upright), default=0.0)
    struck: set[int] = set()
    drawn: set[int] = set()
    for path, line in lines:
        y = line.cy
        near = upright[bisect_left(bases, y + _RAISED[0]) : bisect_right(bases, y + _RAISED[1] * tallest)]
        white = min(path.stroke or path.fill or (0, 0, 0)) >= _WHITE  # on white paper it is seen through white letters alone
        crossed: list[Letter] = []
        for one in near:
            raised, middle, slack = (one.base - y) / max(one.size, 0.1), (one.x0 + one.x1) / 2, 0.1 * one.size
            within = line.x0 - slack <= middle <= line.x1 + slack and line.height <= _THICKEST * one.size
            if within and _RAISED[0] <= raised <= _RAISED[1] and (not white or min(one.colour) >= _WHITE):
                crossed.append(one)
        wide = sum(letter.x1 - letter.x0 for letter in crossed)
        if len(crossed) < 2 or wide < _SHARE * line.width:
            continue
        x0, x1 = min(letter.x0 for letter in crossed), max(letter.x1 for letter in crossed)
        amid = Box((3 * x0 + x1) / 4, path.box.cy, (x0 + 3 * x1) / 4, path.box.cy)
        if any(over.fill is not None and over.order > path.order and over.box.encloses(amid, 0.1) for over in page.paths):
            continue  # something filled was drawn over it where the letters stand: it leads behind a box with a label, say
        if not _leads_on(path, line, page.paths):
            struck.update(map(id, crossed))
            drawn.add(id(path))
    if not struck:
        return page, page
    letters = tuple(one._replace(text=marked(one.text, struck=True)) if id(one) in struck else one for one in page.letters)
    kept = tuple(path for path in page.paths if id(path) not in drawn)
    return replace(page, letters=letters), replace(page, paths=kept)


def _level_lines(path: Path) -> Iterator[tuple[Path, Box]]:
    """The thin level lines and bars that *path* draws."""
    colour = path.stroke if path.stroke is not None else path.fill
    if colour is None:
        return
    starts = [n for n, step in enumerate(path.steps) if step[0] == "m"]
    if len(starts) == 1 and path.box.width < 4 * path.box.height:
        return
    for start, end in pairwise((*starts, len(path.steps))):
        steps = path.steps[start:end]
        if end - start > 6 or any(step[0] == "c" for step in steps):
            continue
        _, xs, ys = zip(*steps, strict=True)
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if box.width >= max(_LEAST, 4 * box.height):
            thick = max(box.height, path.width if path.stroke is not None else 0.0)
            yield path, Box(box.x0, box.cy - thick / 2, box.x1, box.cy + thick / 2)


def _leads_on(path: Path, line: Box, paths: Iterable[Path]) -> bool:
    """Whether *line* is part of a link: it ends where another stroke ends that runs another way, or in a dot."""
    for other in paths:
        x0, top, x1, bottom = other.box
        near = x0 - 1 <= line.x1 and line.x0 <= x1 + 1 and top - 1 <= line.cy <= bottom + 1
        if other is path or bottom - top <= _LEAST or not near:
            continue
        dot = other.fill is not None and max(x1 - x0, bottom - top) <= _DOT
        for x in (line.x0, line.x1):
            met = dot and other.box.holds(x, line.cy)
            if met or any(abs(at - x) <= 1 and abs(y - line.cy) <= 1 for op, at, y in other.steps if op != "z"):
                return True
    return False
