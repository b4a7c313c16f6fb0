"""Names beside their titles, at the height of the middle of those, or in a column of their own at the far end of the rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from monitor.model.frozen import replace
from monitor.pdf.ink import Grid, bounds, runs_of
from monitor.pdf.lines import LEVEL_EM, Line, joined, parted_by_white, same_look
from monitor.pdf.orgchart.units.habits import may_be_surname
from monitor.pdf.orgchart.units.records import names_person
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import INTERIM, KINDS, folded, is_chart_word, is_role, is_vacant, starts_like_unit
from monitor.pdf.orgchart.words.broken_names import unfinished
from monitor.pdf.orgchart.words.name_forms import is_first_name, may_be_name
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.wording import is_contact, is_cut_off, is_place, is_room, label_and_people, open_ended

_LEADING_EM = 1.5  # lines of one title stand no further apart
_BESIDE_EM = 2.2  # between a box and the name that stands right of it
_SAME_EM = 0.25  # of the place where lines of one column begin
_EDGE_EM = 1.5  # between a name and the right side of its box, where names end
_WHITE_EM = 0.5  # between a title and the name right of it
_IN_TURN = 3  # lines of a title and of a name beside it, where they show that they are two texts
_LETTER_EM = 0.5  # how wide a letter is, about
_FEWEST, _SURE, IN_BOX = 4, 3, 1  # names of a column, or of one look; of one that holds sure ones alone; of a column in a box
_SURELY = 0.6  # of a column, those that are names wherever they stand
_MOSTLY, _MOST_LINES = 0.8, 3  # of the words in one look, those that are names; of one name
_NAME_FIRST = re.compile(r"(?P<bullet>[•▪●–—-]\s+)?(?P<name>[^:•]{4,60}?)\s*:\s+(?P<title>[^:]{2,})")
_ALIKE = 2  # names on two lines, of which the first names nobody: a name beside these may go on as well


def in_box(lines: Sequence[Line], box: TextBox) -> list[Line]:
    """The *lines* of *box*, names behind their titles, two units as two lines, a title and the name level with it as one.

    In a box with columns so in each: who is named in one is level with titles of the next by chance.
    """
    base, sides, _ = box.gutters or (0.0, (), ())
    columns: list[list[Line]] = [[] for _ in range(len(sides) + 2)]
    for line in lines:
        over = box.gutters is None or line.base < base - LEVEL_EM * line.size
        columns[0 if over else 1 + sum(line.frame.x0 >= side - _SAME_EM * line.size for side in sides)].append(line)
    ends = (box.box.x1, *sides, box.box.x1)
    read = [(apart(behind_their_titles(own, box.strip)), end) for own, end in zip(columns, ends, strict=True) if own]
    return [line for own, end in read for line in with_names_joined(own, fewest=IN_BOX, right=end)]


def behind_their_titles(lines: Sequence[Line], strip: float | None = None) -> list[Line]:
    """*lines* of a box, from top to bottom; a name right of a title, at other heights than its lines, comes after all of these.

    So does a number; in a coloured strip at the head, which ends at *strip*, there is but one title.

    « Service des familles et de », « Mme Roy », « la petite enfance »; « Mme Julie », « Service voirie », « ROUVIÈRE »: lines of
    either in turn, closer than those of one text are. A name on several lines is one then, level with the middle of its title.
    """
    ordered = list(lines)
    for number in [line for line in lines if is_contact(line.text)]:  # « Direction des sports et de la », « Tél. 12 34 », « vie »
        titles = [line for line in lines if line.frame.x1 <= number.frame.x0 and not (is_contact(line.text) or is_named(line))]
        for line, below in pairwise(titles):
            off = LEVEL_EM * line.size
            near = line.base - off <= number.base <= below.base + off and is_set_under(below, line)
            one = is_cut_off(line.text, below.text) or (strip is not None and below.box.cy < strip)
            others = any(o is not number and is_contact(o.text) and abs(o.base - below.base) <= off for o in lines)
            if near and one and not others and ordered.index(number) < ordered.index(below):
                ordered.remove(number)
                ordered.insert(ordered.index(below) + 1, number)
    found: list[Line] = []
    lines, place = ordered, 0
    while place < len(lines):
        title, name = _in_turn(lines[place:]) or _level(lines[place:]) or ([lines[place]], [])
        place += len(title) + len(name)
        if len(name) > 1 and is_name(joined(name)) and not any(is_role(o.text) or (o is not name[0] and is_named(o)) for o in name):
            base = sum(line.base for line in name) / len(name)
            name = [replace(name[0], text=joined(name), frame=bounds([line.frame for line in name]), base=base)]
        found += [*title, *name]
    return found


def titles_first(text: PageText) -> None:
    """Turn lines that begin with who heads what stands behind a colon: « Mme Roy – p.i. : Voirie » -> « Voirie : Mme Roy – p.i. ».

    Where most lines of the sheet with a name and a colon are so, no post being behind; the last line of a title gets the name.
    """
    blocks = [*(box.lines for box in text.boxes), text.free]
    turned = [(lines, place, found) for lines in blocks for place, line in enumerate(lines) if (found := _headed_by(line.text))]
    others = sum(is_name(line.text.rpartition(" : ")[2]) and " : " in line.text for lines in blocks for line in lines)
    if len(turned) < max(_FEWEST, _SURELY * (len(turned) + others)):
        return
    for lines, place, (bullet, name, title) in turned:
        below = lines[place + 1] if place + 1 < len(lines) else None
        goes_on = below is not None and ":" not in below.text and is_cut_off(title, below.text)
        lines[place] = replace(lines[place], text=f"{bullet}{title}" if goes_on else f"{bullet}{title} : {name}")
        if below is not None and goes_on:
            lines[place + 1] = replace(below, text=f"{below.text} : {name}")


def _headed_by(text: str) -> tuple[str, str, str] | None:
    """The bullet, the name and the title of « • Mme Roy : Voirie »."""
    found = _NAME_FIRST.fullmatch(text)
    named = named_in(found["name"]) if found else None
    if found is None or named is None or not named.sure or any(p.role and not INTERIM.search(p.role) for p in named.people):
        return None
    title = found["title"]
    told = is_role(title) or is_contact(title) or is_room(title) or named_in(title) is not None or not title[:1].isupper()
    return None if told else (found["bullet"] or "", found["name"], title)


def _in_turn(lines: Sequence[Line]) -> tuple[list[Line], list[Line]] | None:
    """The title and the name that *lines* begin with, a line of either in turn; as they are where they are none, None without."""
    end = 1
    for place, (line, below) in enumerate(pairwise(lines), 1):  # each at the other side of the white than the one before
        size = min(line.size, below.size)
        apart = _are_apart(line, below) or _are_apart(below, line)
        turns = apart and LEVEL_EM * size < below.base - line.base <= _LEADING_EM * size
        if not turns or (place > 1 and not _is_near(below, lines[place - 2])):
            break
        end += 1
    if end < _IN_TURN:
        return None
    sides = list(lines[:end:2]), list(lines[1:end:2])
    title, name = sides if end > 1 and lines[0].frame.x0 < lines[1].frame.x0 else sides[::-1]
    alike = all(same_look(upper, lower) for side in sides for upper, lower in pairwise(side))
    named = any(map(is_named, name)) or is_name(joined(name))  # « Mme Julie », « ROUVIÈRE »; « Cheffe », « Mme Roy »
    told = alike and named and not any(map(is_named, title))
    return (title, name) if told else (list(lines[:end]), [])


def _level(lines: Sequence[Line]) -> tuple[list[Line], list[Line]] | None:
    """The title and the name on several lines that *lines* begin with, side by side from their first ones on; else None.

    « Unité bases de », « Mme Julie », « données », « ROUVIÈRE »: what could begin another is of this title if the name can't end.
    """
    title, name = list(lines[:1]), list(lines[1:2])
    if not name or abs(name[0].base - title[0].base) > LEVEL_EM * name[0].size or not _are_apart(title[0], name[0]):
        return None
    for line in lines[2:]:
        said = joined(name)
        if is_set_under(line, title[-1]) and _are_apart(line, name[0]):
            wanted = unfinished(said) or open_ended(said)
            if not (is_cut_off(title[-1].text, line.text) or folded(title[-1].text) in KINDS or wanted):
                break
            if is_role(line.text) and not unfinished(said):  # « Directrice | Claire Martin », « adjointe | Petit »
                break
            title.append(line)
        elif _is_near(line, name[-1]) and _are_apart(title[0], line) and not is_name(line.text):
            name.append(line)
        else:
            break
    whole = len(name) > 1 and is_name(joined(name)) and not any(map(is_named, title))
    return (title, name) if whole and len(title) > 1 else None


def give_names_beside(text: PageText) -> None:
    """Give names right of boxes that name nobody, level with them, to these, where most of the sheet's free names stand so.

    A wider box may stand close above such a name. None is given where another box or other words stand no further from it.
    """
    grid = Grid((box.box, box) for box in text.boxes if box.lines and not box.inner)
    free = [line for line in text.free if line.angle == 0 and names_person(line)]
    given: list[tuple[Line, TextBox]] = []
    for line in free:
        name, reach = line.box, _BESIDE_EM * line.size
        level = [o for o in grid.near(name, reach) if o.box.top <= name.cy <= o.box.bottom]
        left = [o for o in level if 0 <= name.x0 - o.box.x1 <= reach]
        if len(left) == 1 and left == level and not any(is_name(o.text) for o in left[0].lines):
            given.append((line, left[0]))
    if len(given) < max(_FEWEST, _SURELY * len(free)):
        return
    for line, box in given:
        box.beneath = [*box.beneath, line]
    text.take(line for line, _ in given)


def apart(lines: Sequence[Line]) -> list[Line]:
    """*lines*, one of two units with who heads them as two: « Service paie – Mme Roy Service achats – M. Petit »."""
    return [part for line in lines for part in _parts(line)]


def _parts(line: Line) -> Iterator[Line]:
    words = line.text.split()
    for cut in range(3, len(words) - 2):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        told = [(text, *label_and_people(text)) for text in (first, second) if starts_like_unit(words[cut])]
        units = [text for text, label, people in told if starts_like_unit(label) and len(people) == 1 and is_name(people[0].name)]
        if len(units) == 2 and all(text.endswith(people[0].name) for text, _, people in told):
            one, rest = line.cut(first, second)
            yield one
            yield from _parts(replace(rest, order=line.order + len(first)))
            return
    yield line


def with_names_joined(lines: Sequence[Line], *, fewest: int = _FEWEST, right: float = 0.0) -> list[Line]:
    """*lines* of an open page, or of a box up to *right*, each title with the name level with it in a column of nothing but names.

    The title is one line then, « Service paie : Mme Roy », where its own lines are. A name level with no title, or with several,
    stays where it is, and so do all names of its column; in a box, those that are level with nothing are of no column. Names
    that dots lead to, which lines end with already, are of the column, too.
    """
    lines = _with_ends_of_names(lines, right) if fewest < _FEWEST else lines
    led = {id(line): begins for line in lines if line.angle == 0 and (begins := _name_begins(line)) is not None}
    names = [line for line in lines if line.angle == 0 and id(line) not in led and (is_named(line) or may_be_name(line.text))]
    if fewest < _FEWEST:
        others = [line for line in lines if line.angle == 0 and not is_named(line)]
        names = [name for name in names if _titles_of(name, others, names)]
    read = list(lines)
    for column in (sorted(own, key=lambda line: line.base) for own in parted_by_white(names, 0.0)):
        apart = all(lower.base - upper.base > LEVEL_EM * upper.size for upper, lower in pairwise(column))
        titles = [line for line in read if line.angle == 0 and line not in column]
        rows = [(name, _titles_of(name, titles, column)) for name in column]
        at_edge = 0 <= right - column[0].frame.x1 <= _EDGE_EM * column[0].size
        own = rows[0][1]
        in_panel = at_edge and 1 + len(own) < len(lines)  # the one row of a box, under its head
        in_panel = in_panel and own[0].text[:1].isupper() and not (is_contact(own[0].text) or is_room(own[0].text))
        around = bounds([line.frame for line in column])
        held = [line for line in titles if line.frame.x1 > around.x0 and led.get(id(line), around.x1) < around.x1]
        sure = sum(map(is_named, column))
        needed = fewest if sure < len(column) else min(fewest, _SURE)
        few = len(column) + len(held) < needed or (len(column) == 1 and len(lines) <= _FEWEST and not in_panel)
        if few or not apart or sure < (len(column) / 2 if sure >= _ALIKE else _SURELY * len(column)):
            continue
        taken = [id(line) for line in (*held, *(line for _, own in rows for line in own))]
        others = [line for line in titles if not (fewest < _FEWEST and is_contact(line.text))]
        within = any(line.frame.overlap(around) > 0 and id(line) not in taken for line in others)
        heads = any(is_named(own[0]) for _, own in rows if own)  # each in a column of its own, under its title: none is one
        if within or heads or not all(own for _, own in rows) or len(taken) != len({*taken}):
            continue
        for name, own in rows:
            whole = replace(
                own[0],
                text=f"{joined(own).rstrip(' :')} : {name.text}",
                frame=bounds([line.frame for line in own]),
                base=sum(line.base for line in own) / len(own),
            )
            read[read.index(own[0])] = whole
            read = [line for line in read if line is not name and line not in own[1:]]
    return read


def put_ends_aside(text: PageText) -> None:
    """Put aside what is no name in the column of those that dots lead to: « Bâtiment A », level with « Pôle ressources ».

    A word for the column, « Responsable », a place or a unit's word; who may be somebody stays.
    """
    led = [(line, begins) for line in text.free if (begins := _name_begins(line)) is not None]
    if len(led) < _FEWEST:
        return
    rows = {id(line) for line, _ in led}
    others = [line for line in text.free if id(line) not in rows and line.angle == 0]
    ends: list[Line] = []
    for edges in ([begins for _, begins in led], [line.frame.x1 for line, _ in led]):  # where names begin, or end
        ordered = sorted(zip(edges, led, strict=True), key=lambda one: one[0])
        for run in runs_of(ordered, lambda a, b: b[0] - a[0] <= a[1][0].size / 2):
            names = [one for _, one in run]
            left, right = min(begins for _, begins in names), max(line.frame.x1 for line, _ in names)
            within = (line for line in others if left - line.size <= line.frame.x0 and line.frame.x1 <= right + line.size)
            ends += within if len(names) >= max(_FEWEST, len(led) / 2) else ()
    ends = list(dict.fromkeys(ends))
    said = [line for line in ends if is_role(line.text) or is_place(line.text) or any(map(is_chart_word, line.text.split()))]
    found = [line for line in said if not may_be_name(line.text) and not is_named(line) and _titles_of(line, others, ends)]
    text.take(found)
    text.aside += found


def _name_begins(line: Line) -> float | None:
    """About where the name begins that *line* ends with, behind a title and a colon; None without one."""
    title, mark, name = line.text.rpartition(" : ")
    named = named_in(name) if mark and not is_role(title) else None
    told = named is not None and (named.sure or named.people[0].vacant)
    return line.frame.x1 - _LETTER_EM * line.size * len(name) if told else None


def _with_ends_of_names(lines: Sequence[Line], right: float) -> Sequence[Line]:
    """*lines* of a box, each name right of a title with what it goes on with below: « Anna Bini », « Montanari », « (f.f.) ».

    So does a post or one more name. Left of that stands nothing, the rest of the title, or what is set otherwise than that: a
    section of the unit, without a head. What may be a whole name, says that there is nobody, or had room at the end of the line
    above, before *right* (0: unknown) and what stands there, is of the title at its own height.
    In a column of names, words that nobody listed are such, too.
    """
    found = list(lines)
    for line in lines:
        over = [o for o in found if o is not line and abs(o.frame.x0 - line.frame.x0) <= o.size / 2]
        above = max((o for o in over if 0 < line.base - o.base <= _LEADING_EM * o.size), key=lambda o: o.base, default=None)
        if above is None or is_contact(line.text) or is_contact(above.text) or is_vacant(line.text):
            continue
        column = sum(map(is_named, over)) >= _ALIKE
        cut = above.text.count("(") > above.text.count(")") and line.text.endswith(")")  # « Anna Bini (en », « funciones) »
        begun = replace(above, text=above.text.partition(" (")[0]) if cut else above
        if not (
            is_named(begun) or may_be_name(begun.text) or (column and may_be_surname(begun.text, capitals=begun.text.isupper()))
        ):
            continue
        title, level = (
            [o for o in found if _are_apart(o, name) and abs(o.base - name.base) <= LEVEL_EM * min(o.size, name.size)]
            for name in (above, line)
        )
        sections = [o for o in level if not (title and _goes_on(title[-1], o))]
        surnames = " " not in above.text + line.text and all(" " not in o.text for o in over if o is not above and is_named(o))
        whole_name = is_named(line) or surnames or (may_be_name(line.text) and not unfinished(above.text))
        room = min((o.frame.x0 for o in found if o.frame.x0 > above.frame.x1), default=right) - above.frame.x1 - line.size
        fits = line.frame.width < room and not INTERIM.fullmatch(line.text) and not unfinished(above.text)
        own = whole_name or is_first_name(line.text) or (fits and not is_role(line.text))
        own = own and not (cut or (not fits and " " not in line.text.partition(" (")[0] and line.text.endswith(")")))
        if not title or any(same_look(o, title[-1]) for o in sections) or (sections and own):
            continue
        mark = ", " if is_role(line.text) else " / " if is_named(line) and not level else " "
        named = named_in(whole := f"{above.text}{mark}{line.text}" if mark != " " else joined([above, line]))
        said = line.text.partition(" (")[0].split()
        part = cut or mark != " " or INTERIM.fullmatch(line.text) or not any(map(is_chart_word, said))
        if part and named is not None and (named.sure or column) and (mark == " / " or len(named.people) == 1):
            found[found.index(above)] = replace(above, text=whole, frame=bounds([above.frame, line.frame]))
            found.remove(line)
    return found


def is_named(line: Line) -> bool:
    named = named_in(line.text)
    return named is not None and (named.sure or named.people[0].vacant)


def _are_apart(left: Line, right: Line) -> bool:
    return left.angle == right.angle == 0 and right.frame.x0 >= left.frame.x1 + _WHITE_EM * min(left.size, right.size)


def _is_near(line: Line, above: Line) -> bool:
    beside = max(line.frame.x0, above.frame.x0) >= min(line.frame.x1, above.frame.x1)
    return not beside and 0 < line.base - above.base <= _LEADING_EM * above.size and same_look(line, above)


def _is_between(name: Line, first: Line, second: Line) -> bool:
    """Whether *name* stands right of two lines of one title, lower than the first and higher than the second."""
    off = LEVEL_EM * min(name.size, first.size)
    level = first.base + off < name.base < second.base - off and second.base - first.base <= _LEADING_EM * first.size
    right = name.frame.x0 >= max(first.frame.x1, second.frame.x1) + _WHITE_EM * first.size
    return level and right and first.angle == second.angle == name.angle == 0 and same_look(first, second)


def _titles_of(name: Line, titles: Sequence[Line], column: Sequence[Line]) -> list[Line]:
    """The lines of the nearest title left of *name*, with what that goes on with where no other of the *column* stands; or []."""
    before = [line for line in titles if line.frame.x1 <= name.frame.x0]
    level = [line for line in before if abs(line.base - name.base) <= LEVEL_EM * min(line.size, name.size)]
    near = [] if level else [line for line in before if abs(line.base - name.base) <= 2 * _LEADING_EM * line.size]
    pairs = [
        [first, second] for first in near for second in near if _is_between(name, first, second) and is_set_under(second, first)
    ]
    own = [max(level, key=lambda line: line.frame.x1)] if level else max(pairs, key=lambda pair: pair[0].frame.x1, default=[])
    free = [line for line in before if all(abs(line.base - o.base) > LEVEL_EM * line.size for o in column if o is not name)]
    while own and (above := next((line for line in free if _goes_on(line, own[0])), None)):
        own.insert(0, above)
    while own and (below := next((line for line in free if _goes_on(own[-1], line)), None)):
        own.append(below)
    return own


def is_set_under(line: Line, above: Line) -> bool:
    near = 0 < line.base - above.base <= _LEADING_EM * above.size and abs(line.frame.x0 - above.frame.x0) <= above.size
    return near and same_look(above, line)


def _goes_on(line: Line, below: Line) -> bool:
    """Whether a title that breaks off at the end of *line* goes on *below*."""
    return is_set_under(below, line) and is_cut_off(line.text, below.text)


def join_names_by_look(boxes: Sequence[Sequence[Line]]) -> tuple[list[Sequence[Line]], set[int]]:
    """The lines of each of *boxes*; where nearly all in one look is a name, its lines are one: « Lucía Campos », « Vega ».

    The lines of that look stand under each other, beside others; each of several that is a whole name is somebody of its own.
    A name that may be whole, « Rocío Valverde » over « Cano », goes on where names do so on other cards laid out like its own, or
    where the word below is somebody else's surname, too. Given as well are the numbers of boxes with such a one, joined or not;
    but where nearly all names on one line have as many words as it has with the next one, « Elena Campos Vega », it goes on surely.
    """
    runs: dict[object, list[tuple[int, int, int]]] = defaultdict(list)
    for number, lines in enumerate(boxes):
        looks = [(line.angle, *line.style) for line in lines]
        for look in dict.fromkeys(looks) if len(set(looks)) > 1 else ():
            first, many = looks.index(look), looks.count(look)
            if set(looks[first : first + many]) == {look}:
                runs[look].append((number, first, first + many))
    joined_lines, doubted = list(boxes), set[int]()
    for found in runs.values():
        held: dict[tuple[int, int, int], Literal["names", "name", "part", "whole"] | None] = {}
        named: list[tuple[int, int, int]] = []
        needed = max(_FEWEST, _MOSTLY * len(found))
        for left, (number, start, end) in zip(range(len(found), 0, -1), found, strict=True):
            if len(named) + left < needed:
                break  # a look of titles is known by its first few
            held[number, start, end] = _held_by(boxes[number][start:end])
            named += [(number, start, end)] if held[number, start, end] is not None else []
        if len(named) < needed:
            continue
        surnames = Counter(
            folded(boxes[n][end - 1].text.split()[-1])
            for n, start, end in named
            if end == start + 1 or held[n, start, end] == "names"
        )
        lengths = [len(boxes[n][start].text.split()) for n, start, end in named if end == start + 1]
        open_runs = [run for run in named if held[run] in ("part", "whole")]
        alike = Counter(
            (start > 0, end < len(boxes[n])) for n, start, end in open_runs if end > start + 1 and held[n, start, end] == "part"
        )
        for number, start, end in open_runs:
            run = boxes[number][start:end]
            as_long = [length >= len(joined(run).split()) for length in lengths]
            usual = sum(as_long) >= max(_ALIKE, _MOSTLY * len(as_long))
            grows = held[number, start, end] == "whole" and end > start + 1 and not usual
            doubted |= {number} if grows else set()
            known = all(folded(line.text) in surnames for line in run[1:]) or run[0].text.endswith("-")
            if not grows or known or alike[start > 0, end < len(boxes[number])] >= _ALIKE:
                joint = replace(run[-1], text=joined(run), frame=bounds([line.frame for line in run]))
                joined_lines[number] = [*boxes[number][:start], joint, *boxes[number][end:]]
    return joined_lines, doubted


def _held_by(run: Sequence[Line]) -> Literal["names", "name", "part", "whole"] | None:
    """What the lines of *run* are: names, or one whose first line is a part of it, or may be the whole; None where they are none.

    « name »: they are one together, but the lines below the first are no parts of names.
    """
    if all(map(is_named, run)):
        return "names"
    text = joined(run)
    named = named_in(text) if len(run) <= _MOST_LINES else None
    if named is None or not named.sure or [person.name for person in named.people] != [text]:
        return None
    if is_named(run[0]) and not unfinished(run[0].text):
        capitals = run[0].text.split()[-1].isupper()
        return "whole" if all(may_be_surname(line.text, capitals=capitals) for line in run[1:]) else "name"
    return "name" if any(is_chart_word(word) for line in run[1:] for word in line.text.split()) else "part"
