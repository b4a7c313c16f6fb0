"""Initials in a disc or a square, which stand for somebody's portrait beside the name: no unit, and no box within its card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.name_forms import is_civility, is_particle
from monitor.pdf.orgchart.vocabulary import folded, latin

_INITIALS = latin(r"[A-ZÀ-Þ]{1,3}")
_LEAST_OFTEN = 3  # a code may happen to be somebody's initials
_MOST = 0.8  # of all boxes with so few letters, those that stand beside the name which they begin
_SQUARE = 1.5  # a portrait is hardly wider than high
_NEAR, _APART = 4.0, 0.4  # points from the card; as a share of its height, how far a portrait stands from the name


def portraits_in(boxes: Sequence[Box], said: Sequence[Sequence[Line]], free: Sequence[Line]) -> set[int]:
    """The numbers of *boxes* that are portraits in letters; *said*: the lines of each, *free*: those in none.

    None where most such letters are a code.
    """
    lettered = {
        number
        for number, (box, lines) in enumerate(zip(boxes, said, strict=True))
        if len(lines) == 1 and _INITIALS.fullmatch(lines[0].text) and 1 / _SQUARE < box.width / max(1.0, box.height) < _SQUARE
    }
    if len(lettered) < _LEAST_OFTEN:
        return set()
    grid = Grid((box, said[number]) for number, box in enumerate(boxes) if number not in lettered)
    for line in free:
        grid.add(line.box, [line])
    found = {
        number
        for number in lettered
        if any(
            folded(said[number][0].text) in set(_initials(line.text))
            for lines in grid.near(boxes[number], max(_NEAR, _APART * boxes[number].height))
            for line in lines
        )
    }
    return found if len(found) >= max(_LEAST_OFTEN, _MOST * len(lettered)) else set()


def _initials(text: str) -> Iterator[str]:
    """With which letters, folded, somebody called *text* may be drawn: « af », « a », « fa » for « Mme Anne-Lise de Fort »."""
    name = text.partition(",")[0].partition("(")[0].replace("-", " ").split()
    words = [folded(word) for word in name if word[0].isalpha() and not (is_civility(word) or is_particle(word))]
    if 2 <= len(words) <= 5:
        letters = "".join(word[0] for word in words)
        yield from (
            letters,
            letters[::-1],
            letters[0],
            letters[0] + letters[-1],
            letters[-1] + letters[0],
            letters[1:] + letters[0],
        )
