"""Lists that stand free under a box, or beside the boxes of a column: units without a border of their own."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from itertools import chain, pairwise

from monitor.model.frozen import replace
from monitor.pdf.ink import SIDE, Box, Grid
from monitor.pdf.lines import Line, all_centred, same_look, same_style
from monitor.pdf.orgchart.arrangement.stacks import alike
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.marks.strokes import Bracket
from monitor.pdf.orgchart.nodes import CLEAR, Node, PageNodes
from monitor.pdf.orgchart.unboxed.borderless import around, blocks_of
from monitor.pdf.orgchart.unboxed.lists import whole_entries
from monitor.pdf.orgchart.units.column_heads import heading_holds
from monitor.pdf.orgchart.units.entries import commas_apart, custom_of, entry_parts
from monitor.pdf.orgchart.units.habits import UNKNOWN
from monitor.pdf.orgchart.units.legends import is_foot
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.units.units import add_free_units
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import folded, is_bare_post, is_listed, level, starts_like_unit, without_footnote
from monitor.pdf.orgchart.words.broken_names import unbroken
from monitor.pdf.orgchart.words.missions import tasks_listed
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.titles import names_chart
from monitor.pdf.orgchart.words.wording import is_contact, open_ended, unbulleted, without_numbers, without_remarks

_BELOW_EM = 2.6  # how far under its heading a list begins
_STEP_DOWN_EM, _EVENLY = 6.0, 3  # how far under an entry the next one begins; steps as long that a list in steps has on a sheet
_FAR_EM = 6.0  # how far right of its box one begins at most
_FEWEST_BESIDE, _WORDED = 3, 0.75  # boxes of a column with a list beside them; of its entries, those that begin like units
_LONG = 70  # letters: a line of a text rather than of a list
_COLUMN = 0.72  # of a heading's width, the least that a list under it may fill
_STEP_EM = (0.7, 5.0)  # how far words are set in from those that they hang under
_SHARED = 0.8  # of the units below headings, those that begin where others do if their places tell depths
_MANY = 6  # lines of a sheet with one at its foot
_SIDE = 6.0  # points between sides that are the same
_LARGER = 1.05  # times the size of what is listed
_FIT, _SLACK_EM, _OVER = 0.85, 0.6, 3.0  # of a sheet's brackets, those beside boxes; how far words may stand over them; points
_AROUND = 45.0  # points before and behind a bracket
_ON_ARM_EM = 0.3  # between the middles of words and of the arm that leads to them
_PLACE = 1.0  # points between words that begin at one place


def add_listed_below(found: PageNodes, page: int) -> None:
    """Units written under a heading box without a border of their own, as its children.

    A block that names neither a kind of unit nor somebody is taken for one where others stand under their headings likewise; so is
    what goes on a column of such blocks in even steps, or one with names in, flush and with as much white over it as over another.
    """
    heads = [node for node in dict.fromkeys(found.by_box.values()) if not node.frame]
    grid = Grid((node.box, (node.box, node)) for node in heads)
    top = min((node.box.top for node in heads), default=0.0)
    foot = _foot_in([line for line in found.free if line.base > top])  # the date under the title may be set as it is
    free = [line for line in found.free if line is not foot]
    blocks = [block for block in blocks_of(free) if not any(is_foot(line.text) or names_chart(line.text) for line in block)]
    above, doubtful = _steps_of(blocks, grid)
    whole = {id(block): unbroken(block) for block in blocks}
    stepped = {*above, *(id(block) for block in above.values())}
    under: dict[int, list[tuple[float, Node]]] = {}
    for block in sorted(blocks, key=lambda block: block[0].base):
        under[id(block)] = _heads_over(block, grid) or under.get(id(above.get(id(block))), [])
    plain = [block for block in blocks if under[id(block)] and _is_plain(whole[id(block)], centred=id(block) in stepped)]
    widest = max((line.frame.width for block in plain for line in block), default=0.0)
    headed = [block for block in blocks if under[id(block)]]
    commas = commas_apart(headed, range(len(headed)))
    parted = {id(headed[n]): parts for n, lines in commas.items() if None not in (parts := [unbulleted(o.text) for o in lines])}
    units: list[Node] = []
    taken: set[int] = set()
    habits = UNKNOWN._replace(words=custom_of([unbulleted(line.text) or line.text for block in headed for line in block]))
    entries = [block[0] for block in plain]
    begun: list[tuple[Node, Line]] = []  # the entries that blocks begin with, behind their bullets
    whites: set[int] = set()  # points over a title that stands below another one
    for block in chain(blocks, (block for block in blocks if id(block) not in taken)):
        box = around(block)
        over = _heads_over(block, grid) or (under[id(block)] if id(above.get(id(block))) in taken else [])
        bottom, head = max(over, key=lambda o: o[0]) if over else (0.0, None)
        white = round(box.top - bottom) if head is not None and abs(head.box.x0 - box.x0) <= _PLACE else -1
        if any(other is not block and same_look(other[0], block[0]) for other in headed):
            head = _last_of_column_before(box, heads) or head
        told = starts_like_unit(block[0].text) or any(is_name(line.text) for line in block[1:])
        goes_on = white in whites and head in units and any(same_style(entry, block[0]) for entry in entries)
        listed = (block in plain and (len(plain) > 1 or told or whites)) or (goes_on and _is_plain(whole[id(block)]))
        bulleted = unbulleted(block[0].text) is not None
        if head is None or is_contact(block[0].text) or not (id(block) in parted or listed or bulleted or told):
            continue
        owner = head.parent if head.how == "below" and head.parent is not None else head
        owner = _head_of_brothers(block[0], head, begun) or owner
        if id(block) in parted:
            made = _add_entries(found, [replace(block[0], text=text) for text in parted[id(block)] if text], owner, page)
        elif listed:
            made = _add_entries(found, whole_entries(whole[id(block)], max(widest, _COLUMN * head.box.width)), owner, page)
        else:
            written = written_in(block, habits, width=_COLUMN * head.box.width)
            staff = bulleted and bool(written.people) and not (written.label or written.items or written.more)
            owner.people += written.people if staff else []  # « • Marie ROY, comptable » does that in the unit over it
            made = [] if staff else add_free_units(found, written, box, page, owner)
        units += [node for node in made if node.how == "below"]
        begun += [(made[0], block[0])] if bulleted and made else []
        whites |= {white} if told and head in units[: len(units) - len(made)] else set()
        for node in made:
            node.doubted = node.doubted or id(block) in doubtful or (plain == [block] and not told)
            column = Box(owner.box.x0, node.box.top, owner.box.x1, max(node.box.bottom, box.bottom))
            grid.add(column, (column, node))
        taken.add(id(block))
        for line in block:
            found.free.remove(line)
    _hang_set_in(units)


def _head_of_brothers(line: Line, over: Node, begun: Sequence[tuple[Node, Line]]) -> Node | None:
    """Whom the entry *line*, below *over*, hangs under: the head of the one that begins with its bullet at its place, in its look.

    So where *over* is that one or stands below it: white parts the entries of one list. *begun*: entries with their lines.
    """
    path = [over]
    while (higher := path[-1].parent) is not None:
        path.append(higher)
    for node, other in reversed(begun):
        level = abs(other.frame.x0 - line.frame.x0) <= _PLACE and other.text[0] == line.text[0] and same_look(other, line)
        if level and node in path and unbulleted(line.text) is not None:
            return node.parent
    return None


def hang_on(found: PageNodes, before: Sequence[Node], enlarged: float) -> None:
    """Hang titles of a list under what stands further left on the page before, or with those of their look, if none is over them.

    On both pages titles stand one under the other, without boxes. *before*: its nodes; those of *found* are *enlarged* as many
    times.
    """
    nodes, upper = (sorted(page, key=lambda node: node.box.top) for page in (found.open, before))
    own = [node for node in upper if not node.listed]
    rows = [pair for page in (nodes, own) for pair in pairwise(page)]
    other = any((o.drawn and not o.listed) or o.depth is not None for o in (*found.nodes, *before))  # boxes, or numbers tell
    if other or any(a.box.bottom > b.box.top + SIDE for a, b in rows):
        return
    left = float("inf")
    for node in nodes:
        if node.box.x0 < left + SIDE:
            places = [(o, enlarged * o.box.x0 - node.box.x0) for o in upper]
            alike = [o for o, right in places if abs(right) <= SIDE and o.bold == node.bold]
            alike = [o for o in alike if abs(enlarged * o.size - node.size) < SIDE / 2]
            over = [o for o, right in places if right < -SIDE]
            if alike and (head := over[-1] if over else alike[-1].parent) is not None:
                node.hang(head, "column", min(CLEAR, alike[-1].confidence))
        left = min(left, node.box.x0)


def take_continued(found: PageNodes, before: Sequence[Node], enlarged: float, page: int, beside: Container[str]) -> None:
    """Entries behind bullets over all boxes of *page*, where the page *before* may end in such a list: units, without a head.

    They begin where the entries do that stand at its foot, or stand under boxes like the one there, and nothing is beside that.
    *before*: its nodes; those of this page are *enlarged* as many times. *beside*: the other words there, as of a running head.
    """
    hang_on(found, before, enlarged)
    last = max(before, key=lambda node: node.box.bottom, default=None)
    if last is None or any(o.box.x0 >= last.box.x1 and o.box.bottom > last.box.top for o in before):
        return
    head = last.parent if last.listed else last
    lists = [enlarged * o.box.x0 for o in before if head and o.listed and o.parent is not None and alike(o.parent, head)]
    top = min((node.box.top for node in found.nodes), default=0.0)
    over = sorted((o for o in found.free if o.box.bottom <= top and o.text not in beside), key=lambda line: line.base)
    entries = whole_entries(over, max((line.frame.width for line in over), default=0.0))
    said = [
        replace(line, text=text) for line in entries if (text := unbulleted(line.text)) and len(text) <= _LONG and text[-1] != "."
    ]
    if len(said) == len(entries) and all(any(abs(line.frame.x0 - x0) <= _PLACE for x0 in lists) for line in said):
        _add_entries(found, said, None, page)
        found.free = [line for line in found.free if line not in over]


def _steps_of(blocks: Sequence[list[Line]], boxes: Grid[tuple[Box, Node]]) -> tuple[dict[int, list[Line]], set[int]]:
    """Of *blocks* set evenly one under the other, with white between and nothing else, the one above each, by its id.

    As far as from one to the next it is elsewhere on the sheet, too, and in all of its list: what follows further down may be
    anything else. And which may be no units: lists without a word of one, « Écoute », « Accueillir », and what has figures.
    """
    grid = Grid((around(block), block) for block in blocks)
    above: dict[int, tuple[list[Line], list[tuple[str, int]]]] = {}  # with how far from it top, middle and white are
    for block in blocks:
        box, size = around(block), block[0].size
        room = Box(box.x0, box.top - _STEP_DOWN_EM * size, box.x1, box.top)
        over = [other for other in grid.near(room) if other is not block and other[0].base < block[0].base]
        last = max(over, key=lambda other: other[-1].base, default=None)
        if last is None or not same_style(last[0], block[0]):
            continue
        upper = around(last)
        aligned = min(abs(upper.x0 - box.x0), abs(upper.cx - box.cx)) <= 0.3 * size and upper.bottom < box.top
        if aligned and not boxes.near(Box(box.x0, upper.bottom, box.x1, box.top)):
            far = ("top", box.top - upper.top), ("middle", box.cy - upper.cy), ("white", box.top - upper.bottom)
            above[id(block)] = last, [(name, round(points)) for name, points in far]
    often = Counter(far for _, each in above.values() for far in each)
    lists: dict[int, list[list[Line]]] = {}  # of each block of a list, all of it
    steps: dict[int, dict[str, int]] = {}  # of each list, how far it is from its first to its second
    for block in sorted(blocks, key=lambda block: block[0].base):
        last, each = above.get(id(block), (None, []))
        evenly = [name for name, points in each if sum(often[name, points + by] for by in (-1, 0, 1)) >= _EVENLY]
        own = lists.get(id(last), [])
        if last is None or not evenly or (own and all(abs(steps[id(own)][name] - points) > 1 for name, points in each)):
            continue
        own = own or lists.setdefault(id(last), [last])
        steps.setdefault(id(own), dict(each))
        own.append(block)
        lists[id(block)] = own
    doubtful = set[int]()
    for own in {id(own): own for own in lists.values()}.values():
        worded = any(is_listed(word) for entry in own for word in entry[0].text.split())
        doubtful |= {
            id(entry)
            for entry in own
            if not worded or any(character.isdigit() for line in entry for character in without_numbers(line.text))
        }
    return {key: above[key][0] for key, own in lists.items() if key != id(own[0])}, doubtful


def take_lists_beside(text: PageText) -> None:
    """Note the lists that stand free right of several boxes of one column, level with them: of units, else, of tasks, put aside.

    Of units are those of which nearly all entries are worded so, with no number: « Bureau 204 » is a room, and under « Service
    juridique » « En lien avec » says whose it is not. What stands no nearer to the box at its left than to one at its right may
    say what joins the two.
    """
    grid = Grid((box.box, box) for box in text.boxes if box.lines and not box.inner and box.lines[0].angle == 0)
    columns: dict[tuple[int, int], list[tuple[TextBox, Line, list[Line]]]] = defaultdict(list)
    for block in blocks_of(text.free) if text.boxes else ():
        whole = [replace(line, text=unbulleted(line.text) or line.text) for line in unbroken(block)]
        if block[0].angle != 0 or not _is_plain(whole) or any(is_foot(line.text) or names_chart(line.text) for line in block):
            continue
        heads = [_level_left_of(line, grid) for line in whole]
        single = {id(head): head for head in heads if head is not None}
        for line, head in zip(whole, [*single.values()] * len(whole) if len(single) == 1 else heads, strict=True):
            if head is not None and (len(single) == 1 or None not in heads):
                key = round(head.box.x1 / _PLACE), round(whole[0].frame.x0 / _PLACE)
                columns[key].append((head, line, block))
    for column in columns.values():
        own: dict[int, tuple[TextBox, list[Line]]] = {}
        for head, line, _ in column:
            own.setdefault(id(head), (head, []))[1].append(line)
        if len(own) < _FEWEST_BESIDE or len(column) <= len(own):
            continue
        tasks = tasks_listed((), (), [replace(line, text=f"• {line.text}") for _, line, _ in column])
        gone = {id(line) for _, _, block in column for line in block}
        begun = [line.text for _, line, _ in column if not line.text[:1].islower()]
        worded = [text for text in begun if level(text) is not None and not any(map(str.isdigit, text))]
        if sum(heading_holds(folded(text.partition(" :")[0])) is None for text in worded) >= _WORDED * len(begun):
            text.beside += own.values()
        elif 2 * len(tasks) >= len(column):
            text.aside += [line for line in text.free if id(line) in gone]
        else:
            continue
        text.free = [line for line in text.free if id(line) not in gone]


def take_held(text: PageText, brackets: Sequence[Bracket]) -> None:
    """Note the lists that brackets hold right of boxes, each at the height of one alone: of the units of the box that it shows at.

    So where nearly all that hold free words do so: others say what several have in common.
    """
    grid = Grid((box.box, box) for box in text.boxes if box.lines and not box.inner and box.lines[0].angle == 0)
    free = Grid((line.frame, line) for line in text.free if line.angle == 0)
    found: list[tuple[TextBox, list[Line]]] = []
    holding = 0
    for bracket in brackets if text.boxes else ():
        within = [line for line in free.near(_beside(bracket)) if bracket.opens > 0 and _is_held(line, bracket)]
        if any(min(abs(o.box.cy - end) for end in (bracket.top, bracket.bottom)) < _ON_ARM_EM * o.size for o in within):
            continue  # a comb, with a tooth to each
        if any(o.box.x0 > bracket.spine and bracket.top <= o.box.cy <= bracket.bottom for o in grid.near(_beside(bracket))):
            continue  # it leads to boxes, and these words stand below them
        alike = within and (unbulleted(within[0].text) is not None or all(same_look(line, within[0]) for line in within))
        if bracket.bar and not (alike and len(within) > 1):
            continue  # the side of a box
        heads = [o for o in grid.near(_beside(bracket)) if bracket.top <= o.box.cy <= bracket.bottom and o.box.cx < bracket.spine]
        holding += bool(within)
        if within and len(heads) == 1 and heads[0].box.top <= bracket.tip <= heads[0].box.bottom:
            found.append((heads[0], sorted(within, key=lambda line: line.base)))
    if len(found) < _FIT * holding:
        return
    text.take(line for _, lines in found for line in lines)
    places = {(round(head.box.x1), round(lines[0].frame.x0)) for head, lines in found}
    placed = [(box, line) for line in text.free if (box := _level_left_of(line, grid) if found else None) is not None]
    often = Counter(id(box) for box, _ in [*placed, *found])
    # One entry alone may have a bracket that is as small as a letter
    found += [(o, [line]) for o, line in placed if often[id(o)] == 1 and (round(o.box.x1), round(line.frame.x0)) in places]
    text.beside += found
    text.take(line for _, lines in found for line in lines)


def _beside(bracket: Bracket) -> Box:
    return Box(bracket.spine - _AROUND, bracket.top, bracket.spine + _AROUND, bracket.bottom)


def _is_held(line: Line, bracket: Bracket) -> bool:
    """Whether *line* begins right behind *bracket*, at its height."""
    slack = _SLACK_EM * line.size
    level = bracket.top - slack <= line.box.cy <= bracket.bottom + slack
    return level and -_OVER <= line.frame.x0 - bracket.spine <= _FAR_EM * line.size


def bring_up_lists_beside(text: PageText, strokes: Sequence[Segment]) -> None:
    """Let each list in a frame of its own begin where the box alone left of it ends: white is between, or an arrow's tip.

    So where several boxes of one column, set as heads of lists, all have one beside them, and no stroke leads there.
    """
    plain = [box for box in text.boxes if box.lines and not box.inner and box.lines[0].angle == 0]
    grid = Grid((box.box, box) for box in plain)
    level = Grid((Box(min(s.x0, s.x1), s.y0, max(s.x0, s.x1), s.y1), s) for s in strokes if s.y0 == s.y1)
    columns: dict[tuple[int, int], list[tuple[TextBox, TextBox, bool]]] = defaultdict(list)
    for panel in plain:
        (x0, top, _, bottom), first = panel.box, panel.lines[0]
        near = [o for o in grid.near(panel.box._replace(x0=x0 - _BELOW_EM * first.size, x1=x0)) if o.box.cx < x0 and o is not panel]
        heads = [o for o in near if min(o.box.bottom, bottom) - max(o.box.top, top) > first.size]
        if len(heads) != 1:
            continue
        head, said = heads[0], [unbulleted(line.text) or line.text for line in panel.lines]
        between = Box(min(head.box.x1, x0) - _PLACE, top, max(head.box.x1, x0) + _PLACE, bottom)
        listed = all(same_look(first, line) for line in panel.lines) and not any(
            is_name(o) or is_contact(o) or o[-1:] == ":" for o in said
        )
        over = (head.lines[0].bold and not first.bold) or head.lines[0].size > _LARGER * first.size
        fits = listed and over and head.fill != panel.fill and not any(True for _ in level.near(between))
        columns[round(head.box.x1 / _PLACE), round(x0 / _PLACE)].append((head, panel, fits))
    for column in columns.values():
        own = {id(head) for head, _, fits in column if fits}
        if len(column) == len(own) > 1 and sum(len(panel.lines) for _, panel, _ in column) > len(column):
            for head, panel, _ in column:
                panel.box = panel.box._replace(x0=head.box.x1)


def add_listed_beside(found: PageNodes, text: PageText) -> None:
    """The units listed beside boxes, as their children."""
    widest = max((line.frame.width for _, lines in text.beside for line in lines), default=0.0)
    for number, box in enumerate(text.boxes):
        for head, lines in text.beside if number in found.by_box else ():
            if head is box:
                _add_entries(found, whole_entries(lines, widest), found.by_box[number], found.by_box[number].page, "strip")


def _level_left_of(line: Line, grid: Grid[TextBox]) -> TextBox | None:
    """The box left of *line* that it is level with, and nearer to than to any box at its right."""
    x0, _, x1, _ = line.box
    reach = _FAR_EM * line.size
    level = [o for o in grid.near(line.box._replace(x0=x0 - reach, x1=x1 + reach)) if o.box.top <= line.box.cy <= o.box.bottom]
    left = max((o for o in level if o.box.x1 <= x0 + 1), key=lambda o: o.box.x1, default=None)
    if left is None or any(o.box.x1 > x0 + 1 and o.box.x0 - x1 <= x0 - left.box.x1 for o in level):
        return None
    return left


def _hang_set_in(units: Sequence[Node]) -> None:
    """Hang *units* below headings under the last one above that begins less far in, where most begin at places of others."""
    units = [node for node in units if node.parent is None or abs(node.box.cx - node.parent.box.cx) > _PLACE]  # centred under it
    insets = {id(node): node.box.x0 - (node.parent or node).box.x0 for node in units}
    places = sorted(insets.values())
    shared = {
        id(node) for node in units if bisect(places, insets[id(node)] + _PLACE) - bisect_left(places, insets[id(node)] - _PLACE) > 1
    }
    if len(shared) < _SHARED * len(units):
        return
    below: dict[int, list[Node]] = defaultdict(list)
    for node in sorted(units, key=lambda node: node.box.top):
        head, inset = node.parent, insets[id(node)]
        if head is None or id(node) not in shared:
            continue
        over = next((o for o in reversed(below[id(head)]) if insets[id(o)] < inset - _STEP_EM[0] * node.size), None)
        below[id(head)].append(node)
        if over is not None and inset - insets[id(over)] <= _STEP_EM[1] * node.size:
            node.hang(over, "below", 0.6)


def _last_of_column_before(block: Box, heads: Sequence[Node]) -> Node | None:
    """The head at the end of the column left of it that a *block* over the first of its own column goes on from; or None."""
    inside = [o for o in heads if o.drawn and o.box.x0 - _SIDE <= block.x0 and block.x1 <= o.box.x1 + _SIDE]
    first = min((o for o in inside if o.box.top >= block.bottom), key=lambda o: o.box.top, default=None)
    if first is None:
        return None
    alike = [o for o in heads if abs(o.box.width - first.box.width) <= _SIDE and (o.size, o.bold) == (first.size, first.bold)]
    left = [o for o in alike if o.box.x1 <= first.box.x0]
    left = [o for o in left if o.box.x0 >= max(o.box.x0 for o in left) - _SIDE]
    begun = min((o.box.top for o in left), default=block.bottom) < block.bottom
    return max(left, key=lambda o: o.box.top) if begun and not any(o in inside and o.box.top < block.top for o in alike) else None


def _heads_over(block: Sequence[Line], grid: Grid[tuple[Box, Node]]) -> list[tuple[float, Node]]:
    box, size = around(block), block[0].size
    near = grid.near(Box(box.x0, box.top - _BELOW_EM * size, box.x1, box.top))
    within = [(o, node) for o, node in near if o.x0 - size <= box.x0 and box.x1 <= o.x1 + size and node.size >= 0.9 * size]
    return [(strip.bottom, node) for strip, node in within if -2 <= box.top - strip.bottom <= _BELOW_EM * size]


def _is_plain(block: Sequence[Line], *, centred: bool = False) -> bool:
    """Whether lines of one look are short entries without bullets, flush or, *centred*, on one axis; none a name alone."""
    first = block[0]
    flush = all(abs(line.frame.x0 - first.frame.x0) <= 0.5 * first.size for line in block)
    centred = centred and all_centred(block) and not any(named_in(line.text) for line in block)
    if not all(same_look(first, line) for line in block) or not (flush or centred):
        return False
    if any(unbulleted(line.text) is not None or is_contact(line.text) or len(line.text) > _LONG for line in block):
        return False
    named = [named_in(line.text) for above, line in pairwise((first, *block)) if not open_ended(above.text)]
    return first.text[:1].isupper() and not any(n is not None and n.sure and not n.people[0].role for n in named)


def _add_entries(found: PageNodes, entries: Sequence[Line], head: Node | None, page: int, how: str = "below") -> list[Node]:
    made: list[Node] = []
    for line in entries:
        said = unbulleted(line.text) or line.text
        label, people = entry_parts(without_footnote(without_remarks(said)))
        below = named_in(said) if made and how == "strip" and not people else None
        if below is not None and below.sure:
            made[-1].people += below.people
        elif people and is_bare_post(label) and made and not made[-1].people:  # « Affari legali », « Responsabile: Dott. Rossi »
            made[-1].people = [replace(person, role=person.role or label) for person in people]
        elif label:
            node = Node(label, people, line.box, page, drawn=False, size=line.size, bold=line.bold, listed=True, first=line)
            if head is not None:
                node.hang(head, how, 0.6)
            found.nodes.append(node)
            made.append(node)
    return made


def _foot_in(lines: Sequence[Line]) -> Line | None:
    """The lowest of many free *lines* where it is broader than all others, in its own look: « Mairie de … · ouverte … »."""
    if len(lines) < _MANY:
        return None
    *others, lowest = sorted(lines, key=lambda line: line.base)
    if lowest.frame.width <= max(line.frame.width for line in others):
        return None
    return None if any(same_style(lowest, line) for line in others) else lowest
