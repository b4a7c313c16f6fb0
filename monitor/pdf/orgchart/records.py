"""Records parted by white, below a band or in a box, each a name over a title: « Mme Roy », « Service voirie », « Tél. … » (3.27).

Read from top to bottom without that white, each name would be that of the title above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.pdf.ink import Box, bounds
from monitor.pdf.lines import Line, parted_by_white
from monitor.pdf.orgchart.bands import Band
from monitor.pdf.orgchart.boxes import PageText, TextBox
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.habits import Habits, may_name
from monitor.pdf.orgchart.nodes import CLEAR, PageNodes, Written
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.vocabulary import folded, is_bare_post, is_given, is_post_of_rank, is_role, level, starts_like_unit
from monitor.pdf.orgchart.wording import is_contact, is_unit_with_head, unbulleted
from monitor.pdf.orgchart.written import written_in

_WIDER, _WIDER_EM = 1.25, 0.3  # how much further apart records are than their lines
_SURE = 0.5  # of the records, those whose first line surely names somebody
_FEW = 2
_BELOW_EM, _NEXT_EM = 2.6, 4.5  # how far below a band its column begins, and how far apart its lines are at most
_LEVEL_EM = 0.3  # between lines of one row, and between places that are one
_ASIDE = 2.0  # points that words may stick out of their column
_MOST = 0.8
_IN_BAR, _HEAD = 3, 4  # titles side by side in a bar; how far down a direction stands, which heads what is beside it


def records_of(lines: Sequence[Line]) -> list[list[Line]]:
    """*lines*, one below the other, parted where more white is between two than elsewhere; [] where some stand side by side."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda o: (o.base, o.frame.x0)):
        level = bool(rows) and line.base - rows[-1][0].base <= 0.3 * line.size
        if line.angle != 0 or (level and not is_contact(line.text)):
            return []
        rows = [*rows[:-1], [*rows[-1], line]] if level else [*rows, [line]]
    steps = [(below[0].base - row[0].base) / max(row[0].size, below[0].size) for row, below in pairwise(rows)]
    if not steps:
        return []
    apart = max(_WIDER * min(steps), min(steps) + _WIDER_EM)
    records = [list(rows[0])]
    for step, row in zip(steps, rows[1:], strict=True):
        records = [*records, list(row)] if step > apart else [*records[:-1], [*records[-1], *row]]
    return records


def are_led_by_names(records: Sequence[Sequence[Line]]) -> bool:
    """Whether *records* begin with a name each, which stands nowhere else in them, most over something else."""
    firsts, others = [record[0] for record in records], [line for record in records for line in record[1:]]
    sure = sum(names_person(line) for line in firsts)
    titled = sum(any(map(may_name, record[1:])) for record in records)
    led = bool(records) and all(named_in(line.text) is not None for line in firsts) and sure >= _SURE * len(firsts)
    return led and titled >= _SURE * len(records) and not any(map(names_person, others))


def recorded(box: TextBox, habits: Habits, room: float) -> Written | None:
    """What is written in a box of records that names lead, each a unit under what stands over them; None where it is none such."""
    if beside := _side_by_side(box.lines):
        first, *others = [written_in(record, habits, room=room, within=box.box.width) for record in beside]
        if all(unit.label and len(unit.people) == 1 and not (unit.items or unit.more) for unit in (first, *others)):
            ranks = [level(unit.label) for unit in others]
            rank = level(first.label)
            if rank is not None and rank <= _HEAD and all(other is None or other > rank for other in ranks):
                first.items = others
            else:
                first.more = others
            return first
    strip = [line for line in box.lines if box.strip is not None and line.box.cy < box.strip]
    if (titled := _numbered_records(box.lines[len(strip) :])) and not strip:
        first, *others = [written_in(record, habits, room=room, within=box.box.width) for record in titled]
        if all(unit.label and unit.people and not (unit.items or unit.more) for unit in (first, *others)):
            first.more = others
            return first
    records = records_of(box.lines[len(strip) :])
    head = strip if strip else records[0] if records and not names_person(records[0][0]) else []
    records = records if head is strip else records[1:]
    if len(records) < _FEW or not are_led_by_names(records):
        return None
    written = written_in(head, habits, room=room, within=box.box.width) if head else Written()
    for record in records:
        unit = written_in(record, habits, room=room, within=box.box.width)
        unit.listed = True
        if unit.more or (not unit.label and not head):
            return None
        if unit.label and not habits.words.is_post(unit.label):
            written.items.append(unit)
        else:
            written.people += [person for person in unit.people if person not in written.people]
    return written if len(written.items) >= _FEW and not written.more and (written.label or not head) else None


def _numbered_records(lines: Sequence[Line]) -> list[list[Line]]:
    """*lines* as records of a title, in the look of the first line, who has it in another look, and a number; else [].

    What is called by a mere post, « Adjoint », « Assistante », is of the record before it, unless the first one is, too.
    """
    records: list[list[Line]] = []
    for line in lines:
        if line.angle != 0:
            return []
        if not records or (line.look == lines[0].look and not is_contact(line.text) and is_contact(records[-1][-1].text)):
            records.append([])
        records[-1].append(line)
    whole: list[list[Line]] = []
    for record in records:
        title = [line for line in record if line.look == lines[0].look and not is_contact(line.text)]
        names = [line for line in record[len(title) :] if not is_contact(line.text)]
        parted = record[: len(title)] == title and len(names) == 1 and is_contact(record[-1].text)
        if not parted or not names_person(names[0]) or any(map(names_person, title)):
            return []
        first = whole[0][0].text if whole else ""
        if whole and _is_mere_post(title[0].text) and not _is_mere_post(first):
            whole[-1] += record
        else:
            whole.append(record)
    return whole if len(whole) >= _FEW else []


def _side_by_side(lines: Sequence[Line]) -> list[list[Line]]:
    """*lines* as titles side by side in a bar, each with the name right below it; [] where they are none, or a mere post is one."""
    half = len(lines) // 2
    titles, names = lines[:half], lines[half:]
    if half < _IN_BAR or len(names) != half or any(line.angle != 0 for line in lines):
        return []
    rows = all(abs(line.base - row[0].base) <= _LEVEL_EM * line.size for row in (titles, names) for line in row)
    under = all(
        min(abs(a.frame.x0 - b.frame.x0), abs(a.frame.cx - b.frame.cx)) <= a.size and a.base < b.base
        for a, b in zip(titles, names, strict=True)
    )
    told = all(map(names_person, names)) and not any(names_person(line) or _is_mere_post(line.text) for line in titles)
    return [list(pair) for pair in zip(titles, names, strict=True)] if rows and under and told else []


def _is_mere_post(text: str) -> bool:
    return is_bare_post(text) or is_post_of_rank(text)


def join_columns(text: PageText) -> None:
    """Give bands the records below them that names lead, where most columns of words under bands are such records.

    What stands below a band, no wider than it and above the next box, is its column.
    """
    boxes = Grid((box.box, box) for box in text.boxes if box.lines)
    free = Grid((line.box, line) for line in text.free)
    foot = max((line.box.bottom for line in text.free), default=0.0)
    bands = [box for box in text.boxes if box.drawn and box.lines and not box.inner]
    columns = [(band, below) for band in bands if (below := _below(band, foot, boxes, free))]
    parted = [(band, below, records_of(below)) for band, below in columns]
    several = [records for _, _, records in parted if len(records) >= _FEW]
    led = [records for records in several if are_led_by_names(records)]
    if len(led) < max(_FEW, _MOST * len(several)):
        return
    for band, below, records in parted:
        if are_led_by_names(records or [below]):
            band.strip = band.box.bottom
            band.lines = [*band.lines, *below]
            band.box = bounds([band.box, *(line.box for line in below)])
            text.free = [line for line in text.free if line not in below]


def part_rows(text: PageText) -> None:
    """Make boxes of the words in frames, where several have nothing but columns of these and, at their left, a box of their height.

    Units stand in the columns, side by side: the box heads them, and so it does where only one stands there.
    """
    rows: list[tuple[TextBox, list[list[Line]]]] = []
    for frame in text.boxes:
        head = frame.inner[0] if len(frame.inner) == 1 and frame.inner[0].lines else None
        if head is None or head.box.height < _MOST * frame.box.height or any(line.angle for line in frame.lines):
            continue
        columns = parted_by_white(frame.lines, 1.0)
        if columns and all(line.box.x0 >= head.box.x1 for line in frame.lines):
            rows.append((frame, [sorted(column, key=lambda o: o.base) for column in columns]))
    for frame, parts in rows if sum(len(parts) > 1 for _, parts in rows) >= _FEW else ():
        text.boxes += [TextBox(bounds([o.box for o in part]), drawn=False, lines=part, outer=frame.inner[0]) for part in parts]
        frame.lines = []


def part_columns(text: PageText) -> None:
    """Make boxes of the blocks in frames whose words stand in columns: each bold title with what is below it, down to the next one.

    What stands above the columns stays the frame's. Of entries behind dashes, without such titles, nothing is parted.
    """
    for frame in list(text.boxes):
        if frame.gutters is None or frame.inner:
            continue
        base, sides = frame.gutters
        head = [line for line in frame.lines if line.base < base - _LEVEL_EM * line.size]
        columns: list[list[Line]] = [[] for _ in range(len(sides) + 1)]
        for line in frame.lines[len(head) :]:
            columns[sum(line.frame.x0 >= side - _LEVEL_EM * line.size for side in sides)].append(line)
        if head != frame.lines[: len(head)] or not all(column and column[0].bold for column in columns):
            continue
        blocks: list[list[Line]] = []
        for column in columns:
            for above, line in zip([None, *column], column, strict=False):
                if above is None or (line.bold and not above.bold and not names_person(line)):
                    blocks.append([])
                blocks[-1].append(line)
        frame.lines = head
        frame.inner = [_block(lines, frame) for lines in blocks]
        for block in frame.inner:  # a bold word alone in its column may be said of the title beside it
            alone = any(len(column) == 1 and column == block.lines for column in columns)
            block.doubted = block.doubted or (alone and not starts_like_unit(block.lines[0].text))
        text.boxes += frame.inner


def _block(lines: list[Line], frame: TextBox) -> TextBox:
    """The box of a block in *frame*: of a bold title over plain lines which neither names nor posts are among, each is an entry.

    Whether that is a unit with services, « **Finances** », « Budget », « Dette », is doubted where its title has no word for one,
    or where there is but one line below, which may belong to the title.
    """
    title = lines[: next((place for place, line in enumerate(lines) if not line.bold), len(lines))]
    below = lines[len(title) :]
    plain = bool(below) and not any(line.bold or is_contact(line.text) or unbulleted(line.text) is not None for line in below)
    plain = plain and not any(named_in(line.text) for line in below)
    said = [word for line in below for word in line.text.split()]
    listed = plain and not (any(is_role(line.text) for line in below) or any(is_given(folded(word)) for word in said))
    doubted = plain and not (listed and len(below) > 1 and starts_like_unit(title[0].text))
    box = bounds([line.box for line in lines])
    return TextBox(box, drawn=False, lines=lines, outer=frame, doubted=doubted, listing=listed)


def hang_rows(found: PageNodes, boxes: Sequence[TextBox]) -> list[Band]:
    """Hang what `part_rows` made boxes of under the box at the left of each, which are given, each with its row."""
    numbers = {id(box): number for number, box in enumerate(boxes)}
    bands: dict[int, Band] = {}
    for number, node in found.by_box.items():
        outer = boxes[number].outer
        head = found.by_box.get(numbers.get(id(outer), -1)) if outer is not None and not outer.box.overlap(node.box) else None
        if head is not None:
            node.parent = None
            node.hang(head, "strip", CLEAR)
            bands.setdefault(id(head), (head, []))[1].append(node)
    return list(bands.values())


def _below(band: TextBox, foot: float, boxes: Grid[TextBox], free: Grid[Line]) -> list[Line]:
    """The free lines below *band*, in its column."""
    x0, _, x1, bottom = band.box
    others = (o for o in boxes.near(Box(x0, bottom, x1, foot)) if o is not band and o.box.top >= bottom - _ASIDE)
    end = min((o.box.top for o in others), default=foot)
    below: list[Line] = []
    last, reach = bottom, _BELOW_EM
    for line in sorted(free.near(Box(x0, bottom, x1, max(bottom, end))), key=lambda line: line.base):
        aside = line.box.x0 < x0 - _ASIDE or line.box.x1 > x1 + _ASIDE
        if aside or line.base - last > reach * line.size or line.base > end:
            break
        if line.box.top >= bottom - _ASIDE:
            below.append(line)
            last, reach = line.base, _NEXT_EM
    return below


def names_person(line: Line) -> bool:
    """Whether a line names somebody, and no unit that they head."""
    named = named_in(line.text)
    return named is not None and named.sure and not is_unit_with_head(named)
