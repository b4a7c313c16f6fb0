"""Blocks in columns in a frame, or in rows and columns below its strip, as several frames have them: units under its own (3.27)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from itertools import takewhile
from typing import TypeAlias

from monitor.pdf.ink import SIDE, bounds, runs_of
from monitor.pdf.lines import LEVEL_EM, Line
from monitor.pdf.orgchart.units.records import ONE_TITLE_EM, names_person
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import folded, is_given, is_role, starts_like_unit
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.wording import is_contact, unbulleted, without_numbers

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


def part_columns(text: PageText) -> None:
    """Make boxes of the blocks in frames whose words stand in columns: each title with what is below it, down to the next one.

    Titles are set as the first of each column are; where these are names, each begins a block. What stands above the columns stays
    the frame's. Of entries behind dashes, without such titles, nothing is parted.
    """
    for frame in list(text.boxes):
        if frame.gutters is None or frame.inner:
            continue
        base, sides, _ = frame.gutters
        head = [line for line in frame.lines if line.base < base - LEVEL_EM * line.size]
        lines: list[list[Line]] = [[] for _ in range(len(sides) + 1)]
        for line in frame.lines[len(head) :]:
            lines[sum(line.frame.x0 >= side - LEVEL_EM * line.size for side in sides)].append(line)
        if head != frame.lines[: len(head)] or not all(lines):
            continue
        columns = [
            [sorted(row, key=lambda o: o.frame.x0) for row in runs_of(column, lambda a, b: b.base - a.base <= LEVEL_EM * b.size)]
            for column in lines
        ]
        firsts = [rows[0][0] for rows in columns]
        bold, look, led = all(line.bold for line in firsts), firsts[0].look, all(map(_names, firsts))
        seconds = [[line for row in rows[:2] for line in row][1:2] for rows in columns]
        told = led or all(line.look != look or _names(line) for some in seconds for line in some)
        if not bold and (any(o.look != look for o in firsts) or not all(seconds) or not told):
            continue
        titled = {id(line) for column in lines for line in column if (line.bold if bold else line.look == look)}
        blocks: list[list[Line]] = []
        for above, (line, *beside) in (
            pair for rows in columns for pair in zip([None, *(row[0] for row in rows)], rows, strict=False)
        ):
            title = id(line) in titled and not _names(line)
            apart = above is not None and line.base - above.base > ONE_TITLE_EM * line.size
            after = above is not None and (apart or id(above) not in titled or _names(above))
            if above is None or (_names(line) if led else title and after and not is_role(line.text)):
                blocks.append([])
            blocks[-1] += [line, *beside]
        frame.lines = head
        frame.inner = [_block(block, frame, titled) for block in blocks]
        for block in frame.inner:  # a bold word alone in its column may be said of the title beside it
            alone = any(len(column) == 1 and column == block.lines for column in lines)
            block.doubted = block.doubted or (alone and not starts_like_unit(block.lines[0].text))
        text.boxes += frame.inner


def _names(line: Line) -> bool:
    return is_name(without_numbers(line.text))


def _block(lines: list[Line], frame: TextBox, titled: Container[int]) -> TextBox:
    """The box of a block in *frame*: of a title (*titled*: ids) over plain lines, no name or post among them, each is an entry.

    Whether that is a unit with services, « **Finances** », « Budget », « Dette », is doubted where its title has no word for one,
    where there is but one line below, which may belong to the title, or where what is below begins as no entry does, « rue Basse ».
    """
    title = list(takewhile(lambda line: id(line) in titled, lines))
    below = lines[len(title) :]
    plain = bool(below) and not any(line.bold or is_contact(line.text) or unbulleted(line.text) is not None for line in below)
    plain = plain and not any(named_in(line.text) for line in lines if line is lines[0] or line in below)
    said = [word for line in below for word in line.text.split()]
    listed = plain and not (any(is_role(line.text) for line in below) or any(is_given(folded(word)) for word in said))
    doubted = plain and not (listed and len(below) > 1 and starts_like_unit(title[0].text) and not below[0].text[0].islower())
    box = bounds([line.box for line in lines])
    return TextBox(box, drawn=False, lines=lines, outer=frame, doubted=doubted, listing=listed)
