"""Records parted by white, below a band or in a box, each a name over a title: « Mme Roy », « Service voirie », « Tél. … » (3.27).

Read from top to bottom without that white, each name would be that of the title above it. And fields, the word for one left of
what it holds: « Responsable », « Anne ROY »; « Grade », « Attachée » (13.1, 13.3).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, Grid, bounds
from monitor.pdf.lines import LEVEL_EM, Line, LineStyle, had_room, joined, parted_by_white
from monitor.pdf.orgchart.nodes import CLEAR, PageNodes, Written
from monitor.pdf.orgchart.units.bands import Band
from monitor.pdf.orgchart.units.column_heads import heading_holds
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.orgchart.units.habits import Habits, may_name
from monitor.pdf.orgchart.units.legends import LEGEND
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_bare_post, is_post_of_rank, is_role, level
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.run_on import begins_anew
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off, is_unit_with_head, unbulleted

_WIDER, _WIDER_EM = 1.25, 0.3  # how much further apart records are than their lines
_SURE = 0.5  # of the records, those whose first line surely names somebody
_FEW = 2
ONE_TITLE_EM = 1.45  # between the lines of one title there is no more
_BELOW_EM, _NEXT_EM = 2.6, 4.5  # how far below a band its column begins, and how far apart its lines are at most
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
    head = strip or (records.pop(0) if records and not names_person(records[0][0]) else [])
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
            named = (replace(person, role=person.role or unit.label or None) for person in unit.people)
            written.people += (person for person in named if person not in written.people)
    return written if len(written.items) >= _FEW and not written.more and (written.label or not head) else None


def _numbered_records(lines: Sequence[Line]) -> list[list[Line]]:
    """*lines* as records of a title in the first line's look, who has it in another, and a number; a bare post joins; or []."""
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
    rows = all(abs(line.base - row[0].base) <= LEVEL_EM * line.size for row in (titles, names) for line in row)
    under = all(
        min(abs(a.frame.x0 - b.frame.x0), abs(a.frame.cx - b.frame.cx)) <= a.size and a.base < b.base
        for a, b in zip(titles, names, strict=True)
    )
    told = all(map(names_person, names)) and not any(names_person(line) or _is_mere_post(line.text) for line in titles)
    return [list(pair) for pair in zip(titles, names, strict=True)] if rows and under and told else []


def _is_mere_post(text: str) -> bool:
    return is_bare_post(text) or is_post_of_rank(text)


def join_columns(text: PageText) -> None:
    """Give bands the records below them, in their widths, that names lead, where most columns under bands are such.

    So is a box below one, of its width, given to it, where the first has a post, who heads it, and others have services.
    """
    boxes = Grid((box.box, box) for box in text.boxes if box.lines)
    for band in [box for box in text.boxes if box.drawn and box.lines and not box.inner]:
        for box in boxes.near(band.box, SIDE):
            glued = not box.inner and box.box.is_flush_with(band.box, SIDE) and abs(box.box.top - band.box.bottom) <= SIDE
            records = records_of(box.lines) if glued and not any(map(names_person, band.lines)) else []
            posts = [is_role(record[-1].text) for record in records if len(record) == _FEW]
            if len(posts) == len(records) > _FEW and posts[0] and not all(posts) and are_led_by_names(records):
                band.strip, band.lines, band.box = band.box.bottom, [*band.lines, *box.lines], bounds([band.box, box.box])
                text.boxes.remove(box)
    free, foot = Grid((line.box, line) for line in text.free), max((line.box.bottom for line in text.free), default=0.0)
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

    Units stand in the columns, side by side or below each other: the box heads them, and so it does where only one stands there.
    """
    rows: list[tuple[TextBox, list[list[Line]]]] = []
    for frame in text.boxes:
        head = frame.inner[0] if len(frame.inner) == 1 and frame.inner[0].lines else None
        if head is None or head.box.height < _MOST * frame.box.height or any(line.angle for line in frame.lines):
            continue
        columns = [sorted(column, key=lambda o: o.base) for column in parted_by_white(frame.lines, 1.0)]
        if columns and all(line.box.x0 >= head.box.x1 for line in frame.lines):
            ends = [*(min(line.frame.x0 for line in column) for column in columns[1:]), frame.box.x1]
            rows.append((frame, [part for column, end in zip(columns, ends, strict=True) for part in titles_apart(column, end)]))
    for frame, parts in rows if sum(len(parts) > 1 for _, parts in rows) >= _FEW else ():
        if LEGEND.match(folded(joined(frame.inner[0].lines))):
            text.notes += [*frame.inner[0].lines, *frame.lines]
            text.boxes = [box for box in text.boxes if box not in (frame, frame.inner[0])]
            continue
        text.boxes += [TextBox(bounds([o.box for o in part]), drawn=False, lines=part, outer=frame.inner[0]) for part in parts]
        frame.lines = []


def titles_apart(column: Sequence[Line], end: float) -> list[list[Line]]:
    """The lines of a *column*, flush left, parted before each that is as likely a title as the first, with what belongs to it.

    It is set like the first, had room behind the line above, where lines may reach to *end*, and stands further from it than those
    of one title do, or can't go on with it. Where the first is a name or a post, nothing is parted.
    """
    first, parts = column[0], [[column[0]]]
    room = end - first.frame.x0 - first.size
    others = [bool(named_in(o.text)) or is_role(o.text) or is_contact(o.text) or unbulleted(o.text) is not None for o in column]
    for (above, line), other in zip(pairwise(column), others[1:], strict=True):
        flush = abs(line.frame.x0 - first.frame.x0) <= LEVEL_EM * line.size and line.style == first.style
        near = line.base - above.base <= ONE_TITLE_EM * line.size
        bound = is_cut_off(above.text, line.text) or folded(above.text).split()[-1] in KINDS
        short = above.frame.width + line.frame.width < room / 2  # nobody breaks a title there
        bound = bound or (near and not (short or begins_anew(above.text, line.text)))
        if not others[0] and flush and not (other or bound) and had_room(above, line, room):
            parts.append([])
        parts[-1].append(line)
    return parts


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


def heads_list(lines: Sequence[Line]) -> bool:
    """Whether the first of *lines* says by a post who heads what others of them name: « Responsable : Mme Roy », « Paie »."""
    post, people = entry_parts(lines[0].text)
    return bool(people) and is_role(post) and any(not (names_person(line) or is_role(line.text)) for line in lines[1:])


_PART_WORDS = """services unites bureaux sections equipes cellules poles secteurs departements directions divisions abteilungen
referate sachgebiete teams departments units servicios secciones unidades uffici servizi sezioni afdelingen servicos divisoes"""
_PARTS = frozenset(_PART_WORDS.split())  # folded
_FIELD_EM = 2.0  # from a line to the next of a field


def fold_fields(text: PageText) -> None:
    """Put who heads a unit behind the word for it, and what else is told in fields aside: in a box, or in cells under a band."""
    for box in text.boxes:
        if not box.inner:
            box.lines = folded_fields(box.lines)
    text.free = folded_fields(text.free)  # a frame around all that is on the page is no box
    # Cells in rows of two, a word for a field and what it holds, are lines of the cell across them
    plain = [box for box in text.boxes if not box.inner and box.lines]
    grid = Grid((box.box, box) for box in plain)
    words = {id(box): box for box in plain if _holds(joined(box.lines))}

    def right_of(word: TextBox) -> TextBox | None:
        level = (box for box in grid.near(word.box, SIDE) if abs(box.box.x0 - word.box.x1) <= SIDE and id(box) not in words)
        return next((box for box in level if abs(box.box.top - word.box.top) + abs(box.box.bottom - word.box.bottom) <= SIDE), None)

    rows = {own: (word, held) for own, word in words.items() if (held := right_of(word)) is not None}
    for band in [box for box in plain if id(box) not in rows]:
        at, under = band.box, list[tuple[TextBox, TextBox]]()
        while row := next(
            (
                (word, held)
                for word, held in rows.values()
                if abs(word.box.top - at.bottom) <= SIDE and abs(word.box.x0 - at.x0) + abs(held.box.x1 - at.x1) <= 2 * SIDE
            ),
            None,
        ):
            under.append(row)
            at = bounds([word_or_held.box for word_or_held in row])
        kinds = {id(word): _holds(joined(word.lines)) for word, _ in under}
        shown = any(word.fill != held.fill or _shows_field(word.lines, held.lines) for word, held in under)
        if len(under) < _FEW or not shown or not {"post", "aside"}.intersection(kinds.values()):
            continue
        for word, held in sorted(under, key=lambda row: kinds[id(row[0])] == "unit"):  # services are listed last
            band.lines += _lines_of_field(word.lines, held.lines) or []
            text.boxes.remove(word)
            text.boxes.remove(held)
        band.box = bounds([band.box, at])


def folded_fields(lines: Sequence[Line]) -> list[Line]:
    """*lines* of a box, with those of its fields as they are read: « Responsable : Anne ROY »; « Grade » and its like left out."""
    level = [line for line in lines if line.angle == 0]
    words, others = [line for line in level if _holds(line.text) is not None], [o for o in level if _holds(o.text) is None]
    columns: dict[tuple[int, int], list[Line]] = {}  # words for fields, by where they and what they hold begin
    for word in words:
        beside = [o for o in others if o.frame.x0 > word.frame.x1 and abs(o.base - word.base) <= LEVEL_EM * word.size]
        below = [o for o in others if 0 < o.base - word.base <= _FIELD_EM * word.size and abs(o.frame.x0 - word.frame.x0) <= SIDE]
        first = min(beside, key=lambda o: o.frame.x0, default=None)
        if below and (first is None or first.style == word.style != below[0].style):
            first = min(below, key=lambda o: o.base)
        named = first is not None and is_name(first.text) and _holds(word.text) != "name"  # « Bâtiment  Mme Roy » is a service
        if first is not None and not named and (first in beside or first.style != word.style):
            columns.setdefault((round(word.frame.x0), round(first.frame.x0)), []).append(word)
    told: dict[int, list[Line]] = {}
    for (at, to), own in columns.items():
        looks, apart = {word.style for word in own}, to - at
        alike = [some for (x, held), some in columns.items() if held - x == apart and (x == at or abs(x - at) > apart)]
        known = [word for some in alike for word in some if word.style in looks]
        stacked = max(len({folded(word.text) for word in some}) for some in alike) >= _FEW or apart > 0  # or it heads a table
        if len(known) < _FEW or not stacked or {_holds(word.text) for word in known} <= {"name", "unit"}:
            continue
        fields = _fields_at(level, at, to, looks)
        if not any(_shows_field(names, values) for names, values in fields if values):
            continue  # « Bureau  Courrier », « Missions  Achats »: services in two columns
        for names, values in fields:
            if values and (read := _lines_of_field(names, values)) is not None:
                told |= {id(line): [] for line in (*names, *values)} | {id(names[0]): read}
    return [said for line in lines for said in told.get(id(line), [line])]


def _fields_at(lines: Sequence[Line], at: int, to: int, looks: Collection[LineStyle]) -> list[tuple[list[Line], list[Line]]]:
    """The words for fields that begin at *at*, in one of *looks*, and what each holds, which begins at *to*.

    It stands beside the word, or below it where both places are one.
    """
    lines = [line for line in lines if at - SIDE <= line.frame.x0 <= to + SIDE]
    as_word = {id(line) for line in lines if abs(line.frame.x0 - at) <= SIDE and line.style in looks}
    fields: list[tuple[list[Line], list[Line]]] = [([], [])]
    for line in sorted(lines, key=lambda line: line.base - (id(line) in as_word) * LEVEL_EM * line.size):
        word, held = fields[-1]
        above = (word if id(line) in as_word else held or word)[-1:]
        near = bool(above) and line.base - above[0].base <= _FIELD_EM * line.size
        level = [o for o in lines if o is not line and abs(o.base - line.base) <= LEVEL_EM * line.size]
        if id(line) in as_word and (at == to or level):
            fields.append(([line], []))
        elif id(line) in as_word and near and line.frame.x1 < to and _holds(line.text) is None:
            word.append(line)  # « Directeur », « général »
        elif abs(line.frame.x0 - to) > SIDE or not word:
            fields.append(([], []))
        elif (word[0] in level and not held) or (near and not level and (not held or held[-1].style == line.style)):
            held.append(line)  # « 3 rue de la Paix », « 21000 Valmont »
        else:
            fields.append(([], []))
    return fields[1:]


def _shows_field(names: Sequence[Line], values: Sequence[Line]) -> bool:
    """Whether *values* are no titles beside others: set otherwise than *names*, behind a colon, or a name, a post, a number."""
    apart = names[-1].text.endswith(":") or names[0].style != values[0].style
    return apart or any(is_contact(o.text) or is_name(o.text) or is_role(o.text) or any(map(str.isdigit, o.text)) for o in values)


def without_field_names(lines: Sequence[Line]) -> list[Line]:
    """*lines* of a box without « Services » left of the first of a column of services: it names a field, as « Téléphone » does."""
    fields = [line for line in lines if line.angle == 0 and folded(line.text).rstrip(" :") in _PARTS]
    named = {
        id(field)
        for field in fields
        for line in lines
        if line not in fields and abs(line.base - field.base) <= LEVEL_EM * field.size
        if line.frame.x0 > field.frame.x1 and named_in(line.text) is None and not is_contact(line.text)
    }
    return [line for line in lines if id(line) not in named]


def _holds(said: str) -> str | None:
    word = folded(said).rstrip(" :")
    return "unit" if word in _PARTS else heading_holds(word)


def _lines_of_field(word: Sequence[Line], held: Sequence[Line]) -> list[Line] | None:
    """What a field with that *word* tells of a unit: who heads it, a post, its parts, how it is reached; [] for anything else.

    None where the word is not known, and tells no more than what it holds.
    """
    label = joined(word).rstrip(" :")
    kind = _holds(label) or ("name" if is_role(label) else None)
    if kind not in ("name", "unit") and is_name(held[0].text):
        return None  # « Bâtiment », « Mme Roy »: a service and who heads it
    if kind == "unit":
        told: list[Line] = []
        for above, line in zip((None, *held), held, strict=False):
            if above is not None and is_cut_off(above.text, line.text):
                told.append(line)  # « Service petite enfance et », « parentalité »
                continue
            titles = line.text.split(", ")
            titles = titles if all(title[:1].isupper() for title in titles) else [line.text]
            told += [replace(line, text=f"• {title}") for title in titles]
        return told
    if kind == "name" and (is_name(held[0].text) or may_name(held[0])):
        whole = f"{label} : {held[0].text}"
        return [replace(held[0], text=whole, frame=bounds([word[0].frame, held[0].frame])), *held[1:]]
    if kind is None:
        return [*held] if all(is_contact(line.text) for line in held) else None
    return [line for line in held if is_contact(line.text) or (kind == "post" and is_role(line.text)) or kind == "name"]
