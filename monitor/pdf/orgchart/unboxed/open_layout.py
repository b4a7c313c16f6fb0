"""Charts without boxes: columns of titles, names and lists, told apart by their look, by gaps, rules and pictograms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from monitor.model.frozen import dataclass, replace
from monitor.pdf.ink import Box, Grid, PageInk, bounds, median
from monitor.pdf.lines import Line, Look, in_one
from monitor.pdf.orgchart.marks.drawing import Drawing, Segment
from monitor.pdf.orgchart.tables.columned import FAR_EM, NEAR_EM, columns_of, listed_under_holders
from monitor.pdf.orgchart.unboxed.lists import goes_on
from monitor.pdf.orgchart.unboxed.trees_without_boxes import ends_before
from monitor.pdf.orgchart.units.column_heads import heading_holds, is_figure
from monitor.pdf.orgchart.units.entries import commas_apart
from monitor.pdf.orgchart.units.habits import Habits, habits_of, titles_with_marks
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_post_of_rank, is_role, starts_like_unit
from monitor.pdf.orgchart.words.broken_names import unbroken
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.titles import are_two, is_broken_at, is_date
from monitor.pdf.orgchart.words.wording import (
    agrees,
    is_contact,
    is_cut_off,
    is_room,
    label_and_people,
    unbulleted,
    without_numbers,
    without_remarks,
)

Kind: TypeAlias = Literal["title", "name", "role", "entry", "aside"]

_CLOSE_EM, _WIDE_EM = 1.45, 2.0  # lines of one title stand no further apart; nor those of one that is broken off between them
_TITLE_EM, _FEWEST_IN_ROW = 8.0, 3  # from a title to the name in a row of them, at most; names of such a row
_PAD = 1.5  # points around the words of a unit
_FEW_NAMES = 6  # fewer tell no look of names
_PICTOGRAM_EM = (1.5, 9.0)  # sides of a pictogram or portrait
_UNDER_EM = 1.5  # how far below its pictogram a title begins
_BESIDE_EM = 3.5  # how far words stand from their pictogram
_FEWEST_ALIKE, _MOSTLY = 4, 0.8  # units with a pictogram and a name; of all of them
_LARGER = 1.15  # times the size of titles: that of headings over them, bold or not
_LEAST_VOTES = 0.15  # of all names, those that a look must head to be one of titles
_THEIRS = 0.25  # of the lines of a look, those that are names where it is one of names
_MANY = 0.4  # the same, of those that only look like names, too


@dataclass(slots=True, eq=False)
class _Said:
    """A line with what it is in its column; `parts`: the printed lines, where it is broken over several."""

    line: Line
    parts: list[Line]
    kind: Kind = "title"
    pictured: bool = False  # a pictogram stands between it and what is above it
    ruled: bool = False  # a rule does


class UnitBlock(NamedTuple):
    """The lines of one unit as printed and as read, entries with a bullet each, and the pictogram that stands with them."""

    printed: list[Line]
    lines: list[Line]
    pictogram: Box | None

    @property
    def box(self) -> Box:
        return bounds([line.box for line in self.printed] + ([self.pictogram] if self.pictogram else [])).grown(_PAD)


def add_open_layout(page: PageInk, drawing: Drawing, text: PageText, body: Sequence[Line]) -> list[TextBox]:
    """Make a box, which is not drawn, of each unit whose words stand free among *body*; returns them."""
    # Round or square shapes and pictures without words; of those over each other the largest
    size = median([letter.size for letter in page.letters] or [9.0])
    least, most = (em * size for em in _PICTOGRAM_EM)
    boxes = [s.box for s in drawing.shapes if s.fill is not None] + [p.box for p in page.pictures]
    kept: list[Box] = []
    for shape in sorted(boxes, key=lambda b: -b.area):
        square = 0.6 <= shape.width / max(1.0, shape.height) <= 1.7
        if square and least <= shape.width <= most and not any(o.overlap(shape) > 0.5 * shape.area for o in kept):
            kept.append(shape)
    blocks = _without_place(blocks_in(body, drawing.segments, kept))
    made = [TextBox(block.box, drawn=False, lines=block.lines) for block in blocks]
    text.take((line for block in blocks for line in block.printed), *made)
    return made


def _without_place(blocks: list[UnitBlock]) -> list[UnitBlock]:
    """*blocks* without the line over all of them that has no pictogram and names nobody, as they do: the town under the heading.

    Unless its words call a unit or a post, « Conseil municipal », « Le Maire ».
    """
    first = min(blocks, key=lambda block: block.box.top, default=None)
    others = [block for block in blocks if block is not first]
    alike = [block for block in others if block.pictogram and any(named_in(line.text) for line in block.lines)]
    if first is None or first.pictogram or len(first.lines) > 1 or len(alike) < max(_FEWEST_ALIKE, _MOSTLY * len(others)):
        return blocks
    text = first.lines[0].text
    calls = starts_like_unit(text) or is_role(text) or any(map(is_chart_word, text.split())) or named_in(text) is not None
    return blocks if calls or any(block.box.top < first.lines[0].base for block in others) else others


# ------------------------------------------------------------------------------------------------------------------ blocks


def blocks_in(lines: Sequence[Line], rules: Sequence[Segment], pictograms: Sequence[Box]) -> list[UnitBlock]:
    """The units that *lines* are of, each with its title, its people and its list."""
    columns: list[list[_Said]] = []
    for column in columns_of(lines):
        columns.append([])
        rest = column
        for line in unbroken(column):  # names and entries broken over several lines whole
            cut = next((n for n, part in enumerate(rest, 1) if part.base >= line.base), len(rest))
            columns[-1].append(_Said(line, rest[:cut]))
            rest = rest[cut:]
    habits = habits_of([said.line for column in columns for said in column])
    marked = titles_with_marks([[said.line for said in column] for column in columns])
    for said in (one for own in columns for one in own):
        said.kind = "title" if id(said.line) in marked else _kind(said.line, habits)
    listed = listed_under_holders([[(said.line, said.kind == "name") for said in own] for own in columns])
    for said in (said for own in columns for said in own if id(said.line) in listed):
        said.kind = "entry"
    _mark_gaps(columns, rules, pictograms)
    _tell_looks(columns)
    _tell_posts(columns)
    led = ends_before(lines, rules)
    for said in (one for column in columns for one in column if id(one.parts[0]) in led):
        said.pictured = True
        said.kind = "title" if said.kind in ("entry", "role") else said.kind
    for own in (column for column in columns if column[0].pictured and column[0].kind == "entry"):
        looks = [said.line.look for said in own]
        own[0].kind = "title" if unbulleted(own[0].line.text) is None else "entry"
        whole = len(set(looks)) > 1  # what follows in the look of the first line is of the title where others are not set so
        for above, said in pairwise(own):
            if above.kind != "title" or said.line.look != looks[0] or not (whole or is_cut_off(above.line.text, said.line.text)):
                break
            said.kind = "title"
    votes = _votes_for_names_above(columns)
    entries = max((part.frame.width for c in columns for s in c if s.kind == "entry" for part in s.parts), default=0.0)
    titles = sorted((part.frame.width, part.look) for c in columns for s in c if s.kind == "title" for part in s.parts)
    rooms = {look: width for width, look in titles}  # the widest of each look
    blocks: list[UnitBlock] = []
    bare: list[list[Line]] = []  # those of the same blocks, entries without bullets
    groups = [group for own in columns for group in _groups(own, votes, rooms)]
    first = min((said.line.base for group in groups for said in group if said.kind == "title"), default=0.0)
    for group in _with_names_far_below(groups, pictograms) if votes <= 0 else groups:
        kinds = {said.kind for said in group}
        # « Responsable : Mme Roy » over all heads what the sheet is called
        before, mark, _ = group[0].line.text.partition(":")
        of_sheet = bool(mark) and kinds.isdisjoint(("title", "entry")) and heading_holds(folded(before)) == "name"
        of_sheet = of_sheet and group[0].line.base < first
        if not kinds.isdisjoint(("title", "name", "entry")) and not of_sheet:
            printed = [part for said in group for part in said.parts]
            blocks.append(UnitBlock(printed, _read(group, max(entries, *(part.frame.width for part in printed))), None))
            bare.append(printed if group[-1].kind == "entry" else [])
    for number, apart in commas_apart(bare).items():  # « Achats, Contentieux » in small letters below a title
        blocks[number] = blocks[number]._replace(lines=apart)
    return _with_pictograms(blocks, pictograms)


def _votes_for_names_above(columns: Sequence[list[_Said]]) -> int:
    """How many more names of a page stand nearest to a title below them than to one above; negative: how many less."""
    votes = 0
    for own in columns:
        for place in (place for place, one in enumerate(own) if one.kind == "name"):
            up, down = _step_to_title(own, place, -1), _step_to_title(own, place, 1)
            if (up is None) != (down is None):
                votes += 1 if up is None else -1
            elif up is not None and down is not None and abs(up - down) > 0.12 * max(up, down):
                votes += 1 if down < up else -1
    return votes


def _kind(line: Line, habits: Habits) -> Kind:
    """What a line is by its words alone: a title where nothing speaks for something else."""
    text = without_remarks(line.text)
    if not text or is_contact(text) or is_date(text) or is_figure(text):
        return "aside"
    if unbulleted(text) is not None:
        return "entry"
    named = named_in(without_numbers(text))
    before = named.people[0].role if named else None
    if before and text.startswith(before) and (not is_role(before) or (" " in before and starts_like_unit(before))):
        return "title"  # « Service paie : Mme Roy »
    if named is not None and (named.sure or habits.confirm(line)) and not (not named.sure and habits.deny(line)):
        return "name"
    return "title"


def _mark_gaps(columns: Sequence[Sequence[_Said]], strokes: Sequence[Segment], pictograms: Sequence[Box]) -> None:
    """Note before which lines a rule or a pictogram stands between them and what is above."""
    level = Grid((stroke.box, stroke) for stroke in strokes if stroke.level and stroke.length > 12)
    round_ones = Grid((box, box) for box in pictograms)
    for column in columns:
        frame, size = column[0].line.frame, column[0].line.size
        over = round_ones.near(frame._replace(top=frame.top - _UNDER_EM * size, bottom=frame.top))
        column[0].pictured = any(abs(box.cx - frame.cx) <= 0.5 * size and box.bottom <= column[0].line.base for box in over)
        for upper, lower in pairwise(column):
            title, next_ = upper.line.frame, lower.line.frame
            between = Box(max(title.x0, next_.x0), upper.line.base, min(title.x1, next_.x1), lower.line.base)
            rules = [r for r in level.near(between) if upper.line.base + 0.3 * upper.line.size < r.y0 < lower.line.box.top + 1]
            # One as long as the title above is its own
            apart = (max(abs(r.box.x0 - title.x0), abs(r.box.x1 - title.x1)) for r in rules)
            ruled = any(upper.kind != "title" or ends > 0.5 * upper.line.size for ends in apart)
            lower.ruled = ruled
            lower.pictured = any(upper.line.base < box.cy < lower.line.base for box in round_ones.near(between))


def _looks_named(line: Line) -> bool:
    """Whether a line looks like a name and nothing else."""
    named = named_in(without_numbers(line.text))
    return named is not None and named.form == "look" and not is_role(line.text)


def _tell_looks(columns: Sequence[Sequence[_Said]]) -> None:
    """Tell titles from entries without bullets, and from posts and grades beside names, by the look that titles have here.

    First lines that only look like names are taken for some where lines set like them are certain ones, and they are many. A column
    without titles and names has no posts.
    """
    of_look: dict[Look, list[_Said]] = defaultdict(list)
    for said in (s for column in columns for s in column if s.kind in ("title", "name")):
        of_look[said.line.look].append(said)
    for lines in of_look.values():
        likely = [s for s in lines if s.kind == "name" or _looks_named(s.line)]
        for said in likely if any(s.kind == "name" for s in lines) and len(likely) >= _MANY * len(lines) else ():
            said.kind = "name"
    written = Counter(said.line.look for column in columns for said in column)
    names = Counter(said.line.look for column in columns for said in column if said.kind == "name")
    for look in [look for look, count in names.items() if count < _THEIRS * written[look]]:
        del names[look]
    heads: Counter[Look] = Counter()
    whole: Counter[Look] = Counter()  # bold titles with who heads them behind on their line
    for column in columns:
        for place, said in enumerate(column):
            if said.kind == "name":
                base, size, around = said.line.base, said.line.size, column[max(0, place - 3) : place + 4]
                near = [o for o in around if abs(o.line.base - base) <= NEAR_EM * max(o.line.size, size) * 1.5]
                beside = [o for o in near if o.kind == "title" and names[o.line.look] == 0]
                bold = [o for o in beside if o.line.bold and not said.line.bold]
                gaps = [abs(o.line.base - base) for o in bold]
                weightiest = max(beside, key=lambda o: _weight(o.line.look), default=None)
                best = bold[gaps.index(min(gaps))] if bold else weightiest
                if best is not None:
                    heads[best.line.look] += 1
            elif said.kind == "title" and said.line.bold and all(label_and_people(said.line.text)):
                whole[said.line.look] += 1
    heads += whole
    if not (total := sum(names.values()) + whole.total()) or sum(heads.values()) < 0.6 * total:
        return
    titles = {look for look, count in heads.items() if count >= max(1, _LEAST_VOTES * total)}
    least = min(_weight(look) for look in titles)
    larger = _LARGER * max(size for _, _, size in titles)
    near_heads = {id(s) for column in columns if any(o.kind == "name" or o.line.look in titles for o in column) for s in column}
    for said in (s for column in columns for s in column if s.kind == "title" and s.line.look not in titles):
        look = said.line.look
        apart = sum(names.values()) >= _FEW_NAMES and not names[look]  # names have a look of their own, which this line has not
        if least[0] and not look[0] and _looks_named(said.line) and not apart:
            said.kind = "name"  # in plain letters, of whatever size, where titles are bold
        elif id(said) in near_heads and names[look] and _weight(look) < least and not all(label_and_people(said.line.text)):
            said.kind = "role"
        elif _weight(look) < least and look[2] <= larger:
            said.kind = "entry"


def _tell_posts(columns: Sequence[Sequence[_Said]]) -> None:
    """Take for a post one that says nothing of its unit under a title or between names; « Bureau 12 » below a name for a room.

    And one that stands over names with a title below them again and again: « Chef de service », « Anne Roy », « Voirie ».
    """
    over = Counter(
        folded(post.line.text)
        for column in columns
        for post, name, title in zip(column, column[1:], column[2:], strict=False)
        if post.kind in ("title", "entry") and (name.kind, title.kind) == ("name", "title")
        if is_role(post.line.text) and not is_role(title.line.text)
    )
    for post, name in (two for column in columns for two in pairwise(column)):
        if name.kind == "name" and over[folded(post.line.text)] >= _FEWEST_IN_ROW:
            post.kind = "role"
    for column in columns:
        for upper, said, lower in zip(column, column[1:], [*column[2:], None], strict=False):
            near = said.line.base - upper.line.base <= _CLOSE_EM * max(said.line.size, upper.line.size) and not said.ruled
            if not near or said.kind not in ("title", "entry") or unbulleted(said.line.text) is not None:
                continue
            if is_room(said.line.text) and upper.kind in ("name", "role", "aside"):
                said.kind = "aside"
            elif is_post_of_rank(said.line.text) and not agrees(upper.line.text, said.line.text):
                titled = upper.kind == "title" and not is_post_of_rank(upper.line.text)
                between = upper.kind in ("name", "aside") and lower is not None and lower.kind == "name"
                said.kind = "role" if titled or between or said.kind == "entry" else said.kind
            elif said.kind == "entry" and upper.kind == "name" and lower is not None and lower.kind == "title":
                # « Anne Roy », « Clustermanager », « Openbare Ruimte »
                said.kind = "role" if is_role(said.line.text) else said.kind


def _weight(look: Look) -> tuple[bool, int]:
    bold, _, size = look
    return bold, size


def _step_to_title(column: Sequence[_Said], place: int, way: int) -> float | None:
    """How far the next title is, over other names and posts; None where something else comes first."""
    at, last = place + way, column[place]
    while 0 <= at < len(column):
        lower = column[at] if way > 0 else last
        if lower.ruled or lower.pictured:
            return None
        if column[at].kind == "title":
            return abs(column[at].line.base - last.line.base) / max(column[at].line.size, last.line.size)
        if column[at].kind not in ("name", "role", "aside"):
            return None
        last, at = column[at], at + way
    return None


def _groups(column: Sequence[_Said], votes: int, rooms: Mapping[Look, float]) -> Iterator[list[_Said]]:
    """A column cut into units; *votes* for names above titles; *rooms*: how wide the longest line of titles in each look is."""
    group: list[_Said] = []
    above = votes > 0
    for said, following in zip(column, [*column[1:], None], strict=True):
        last = group[-1] if group else said
        step = said.line.base - last.line.base - (len(said.parts) - 1) * said.line.size * 1.2
        step /= max(last.line.size, said.line.size)
        titled = any(o.kind in ("title", "entry") for o in group)
        # A rule may underline the title over a name that is nearer to it than to what comes below, or that this is set in from
        near = following is None or (following.line.base - said.line.base > 1.5 * (said.line.base - last.line.base) and not above)
        near = near or (following is not None and following.line.frame.x0 > said.line.frame.x0 + 0.3 * said.line.size)
        underlined = (last.kind, said.kind) == ("title", "name") and step <= _CLOSE_EM and near
        if said.pictured or (said.ruled and said.kind != "entry" and not underlined):
            begins = True
        elif said.kind == "entry":
            begins = step > FAR_EM
        elif said.kind == "title":
            most = _WIDE_EM if group and is_broken_at(group[0].line, last.line, said.line, rooms[said.line.look]) else _CLOSE_EM
            goes_on = last.kind == "title" and last.line.look == said.line.look and step <= most
            begins = step > NEAR_EM or (titled and (not goes_on or are_two(last.line.text, said.line.text)))
            # A telephone or an address ends a unit, and so does a name where names stand below titles
            begins = begins or (last.kind == "aside" and not above) or (last.kind == "name" and votes < 0)
        else:
            named = said.kind == "name" or (said.kind == "role" and following is not None and following.kind == "name")
            set_in = last.kind == "entry" and said.line.frame.x0 > group[0].line.frame.x0 + 0.3 * said.line.size  # who heads that
            begins = step > NEAR_EM or (above and titled and named and not (set_in and step <= _CLOSE_EM))
        if group and begins:
            yield group
            group = []
        group.append(said)
    yield group


def _with_names_far_below(groups: Sequence[list[_Said]], pictograms: Sequence[Box]) -> list[list[_Said]]:
    """*groups*, those of a title alone with whom the one far below it begins with.

    So where others with titles in its row stand in a row with that, or both beside one of *pictograms*, within its height. What is
    set no heavier than the name is an entry of a list, and heads nobody.
    """
    grid = Grid((said.line.box, number) for number, group in enumerate(groups) for said in group)
    named = [said.parts[0].base for group in groups for said in group if said.kind == "name"]  # « (interim) » stands below some
    tops = [group[0].line.base for group in groups if group[0].kind == "title" and group[0].line.bold]
    heads: dict[int, int] = {}  # the title over each group that begins with a name, by their numbers
    for number, group in enumerate(groups):
        line, base, kinds = group[0].line, group[0].parts[0].base, [said.kind for said in group]
        in_row = sum(abs(base - other) <= 0.3 * line.size for other in named)
        if kinds[0] != "name" or "title" in kinds or kinds[1:2] == ["name"]:
            continue
        near = grid.near(line.box._replace(top=line.box.top - _TITLE_EM * line.size))
        over = max((o for o in near if groups[o][-1].line.base < base), key=lambda o: groups[o][-1].line.base, default=number)
        first = groups[over][0].line.frame
        flush = abs(first.x0 - line.frame.x0) <= 0.3 * line.size or abs(first.cx - line.frame.cx) <= 0.5 * line.size
        left = [box for box in pictograms if 0 <= line.frame.x0 - box.x1 <= _BESIDE_EM * line.size and box.top <= first.cy]
        beside = any(line.frame.cy <= box.bottom for box in left)
        level_with = sum(abs(groups[over][0].line.base - top) <= 0.3 * line.size for top in tops)
        heavier = _weight(groups[over][0].line.look) > _weight(line.look)
        in_rows = min(in_row, level_with) >= _FEWEST_IN_ROW and in_row <= level_with
        mates = (g[0].line.base for g in groups for o in g if o.kind == "name" and abs(o.parts[0].base - base) <= 0.3 * line.size)
        captioned = any(first.bottom < top - 0.5 * line.size for top in mates if top < base - 0.3 * line.size)
        if heavier and flush and (beside or (in_rows and not captioned)) and all(said.kind == "title" for said in groups[over]):
            heads[over] = number
    below = set(heads.values())
    whole = ([*group, *(groups[heads[n]] if n in heads else ())] for n, group in enumerate(groups) if n not in below)
    return list(whole)


def _read(group: Sequence[_Said], widest: float) -> list[Line]:
    """The lines of a group, each entry that has no bullet whole and with one; *widest*: that of an entry's longest line."""
    lines: list[Line] = []
    last: Line | None = None  # of the entry that may go on
    for said in group:
        if said.kind != "entry" or unbulleted(said.line.text) is not None:
            lines += [replace(o, text=unbulleted(o.text) or o.text) for o in said.parts] if said.kind == "title" else said.parts
            last = None
        elif lines and last is None and unbulleted(lines[-1].text) is not None and said.line.text[:1].islower():
            lines[-1] = in_one(lines[-1], said.line)  # « • Service marchés », « et achats : Mme Roy »
        elif last is not None and not said.ruled and goes_on(lines[-1], last, said.line, widest):
            lines[-1] = in_one(lines[-1], said.line)
            last = said.line
        else:
            lines.append(replace(said.line, text=f"• {said.line.text}"))
            last = said.line
    return lines


def _with_pictograms(blocks: list[UnitBlock], pictograms: Sequence[Box]) -> list[UnitBlock]:
    """The blocks, each with the pictogram nearest to it: words stand beneath or right of theirs, rather in its middle."""
    pairs = []
    for number, block in enumerate(blocks):
        words, reach = block.box, _BESIDE_EM * block.lines[0].size
        for place, box in enumerate(pictograms):
            over = min(box.x1, words.x1) - max(box.x0, words.x0)
            level = min(box.bottom, words.bottom) - max(box.top, words.top)
            if over > 0.5 * min(box.width, words.width) and words.top >= box.cy:
                apart, aside = max(0.0, words.top - box.bottom), abs(words.cx - box.cx)
            elif level > 0.3 * min(box.height, words.height) and words.x0 >= box.cx:
                apart, aside = max(0.0, words.x0 - box.x1), abs(words.cy - box.cy)
            else:
                continue
            if apart <= reach:
                pairs.append((aside > block.lines[0].size, apart, number, place))
    taken: set[int] = set()
    for _, _, number, place in sorted(pairs):
        if place not in taken and blocks[number].pictogram is None:
            taken.add(place)
            blocks[number] = blocks[number]._replace(pictogram=pictograms[place])
    return blocks
