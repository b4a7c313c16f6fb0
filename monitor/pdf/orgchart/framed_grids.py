"""Blocks in rows and columns below the strip of a frame, as several frames have them: units under the one on the strip (3.27)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from monitor.pdf.ink import SIDE, bounds, runs_of
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.people import is_name
from monitor.pdf.orgchart.records import names_person
from monitor.pdf.orgchart.vocabulary import folded, is_role, starts_like_unit
from monitor.pdf.orgchart.wording import is_contact

_FEWEST = 2  # frames, and columns
_SAME_EM, _CLOSE_EM = 0.4, 1.45  # between the places where words of a column begin; between lines of one title
_NAMED = 0.3  # of the blocks, those that name somebody, where not most titles begin like a unit's
_Frame: TypeAlias = tuple[TextBox, list[Line], list[Line]]  # with what stands on its strip, and below


def part_grids(text: PageText) -> None:
    """Make boxes of the blocks in such frames, each a title in one look over who heads it, in another.

    So where words begin at the same few places in two frames or more, as wide, and none reaches into the next column.
    """
    alike: dict[tuple[int, int], list[_Frame]] = defaultdict(list)
    for frame in text.boxes:
        if frame.strip is not None and not frame.inner and all(line.angle == 0 for line in frame.lines):
            strip = sorted((o for o in frame.lines if o.box.cy < (frame.strip or 0.0)), key=lambda line: (line.frame.x0, line.base))
            body = [line for line in frame.lines if line not in strip]
            if strip and body and not names_person(strip[0]):
                alike[round(frame.box.x0 / SIDE), round(frame.box.x1 / SIDE)].append((frame, strip, body))
    for frames in alike.values():
        blocks = _blocks(frames) if len(frames) >= _FEWEST else []
        for (frame, strip, _), own in zip(frames, blocks, strict=False):
            frame.lines = strip
            frame.inner = [TextBox(bounds([o.box for o in block]), drawn=False, lines=block, outer=frame) for block in own]
            text.boxes += frame.inner


def _blocks(frames: Sequence[_Frame]) -> list[list[list[Line]]]:
    """The blocks below the strip of each of *frames*; [] where their words stand in no such grid."""
    lines = sorted((line for _, _, body in frames for line in body), key=lambda line: line.frame.x0)
    runs = runs_of(lines, lambda a, b: b.frame.x0 - a.frame.x0 <= _SAME_EM * b.size)
    sides = [run[0].frame.x0 for run in runs]
    if len(runs) < _FEWEST or any(line.frame.x1 > side for run, side in zip(runs, sides[1:], strict=False) for line in run):
        return []
    tops = [min(body, key=lambda line: line.base) for _, _, body in frames]
    title = tops[0].style

    def goes_on(above: Line, line: Line) -> bool:
        """Whether *line* is under the title *above* or in its block: a title may go on in the next line, set close."""
        return line.style != title or (above.style == title and line.base - above.base <= _CLOSE_EM * line.size)

    found: list[list[list[Line]]] = []
    columns: list[list[list[Line]]] = [[] for _ in runs]
    for _, _, body in frames:
        own: list[list[Line]] = []
        for run, blocks_of_column in zip(runs, columns, strict=True):
            column = sorted((line for line in run if line in body), key=lambda line: line.base)
            blocks_of_column += (parted := runs_of(column, goes_on))
            own += parted
            if column and column[0].style != title:
                return []
        found.append(own)
    blocks = [block for own in found for block in own]
    named = sum(any(map(names_person, block[1:])) for block in blocks)
    units = sum(starts_like_unit(block[0].text) for block in blocks)
    said = [folded(block[0].text) for block in blocks]
    plain = all(line.style != title or not (is_contact(line.text) or is_name(line.text)) for line in lines)
    again = len(said) - len(set(said)) > len(said) / 2  # « Missions », « Effectif », in each
    posts = sum(is_role(block[0].text) for block in blocks)  # of whoever is named below them, in the unit on the strip
    titled = all(
        any(starts_like_unit(block[0].text) or any(map(names_person, block[1:])) for block in column) for column in columns
    )
    told = titled and 2 * posts < len(blocks) and (named >= _NAMED * len(blocks) or 2 * units > len(blocks))
    return found if plain and told and not again and len({line.style for line in lines}) > 1 else []
