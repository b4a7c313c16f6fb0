"""Lists: a chart indented by level, with bullets, numbers or nothing before its entries; the title and people of an entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import dropwhile, pairwise
from typing import Literal, NamedTuple

from monitor.expressions import expression
from monitor.model.frozen import replace
from monitor.pdf.ink import bounds, median, runs_of
from monitor.pdf.lines import Line, attached, had_room, in_one, parted_by_white, same_look
from monitor.pdf.orgchart.marks.drawing import Segment
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.unboxed.list_looks import are_level, heads_all, put_over, starts_by_look, starts_of
from monitor.pdf.orgchart.units.entries import custom_of, entry_parts, surname_below
from monitor.pdf.orgchart.units.numbering import after_mark, depths_of
from monitor.pdf.orgchart.vocabulary import folded, is_bare_post, is_post_of_rank, is_role, level, starts_like_unit
from monitor.pdf.orgchart.words.broken_names import so_far, unfinished
from monitor.pdf.orgchart.words.people import doubted, is_name
from monitor.pdf.orgchart.words.sheet_words import SheetWords
from monitor.pdf.orgchart.words.wording import is_contact, open_ended, people_in, without_remarks

_FEWEST = 8  # entries
_LEADING_EM = 2.3
_UNEVEN, _WIDE_EM = 0.1, 4.0  # of the usual step from line to line, how far another differs; the widest where all are even
_STEP_EM, _DEPTHS = 0.6, 3  # an entry is deeper where it begins further right
_BESIDE = 0.06  # of all lines, those that stand beside another one
_COUNT = expression(r"(?<=\w|\))(?:\s+[–—-]\s+|,\s+|\s*\()\d{1,4}(?:[.,]\d{1,2})?\s+(?P<noun>[^\W\d_]{2,}\.?)\)?$")
_COUNTS, _STEM = 3, 3  # entries that end with such a word, and its first letters: « 1 agent », « 2 agents »
_STRENGTH, _GUESSED = 0.95, 0.8
_ALL_NUMBERED = 0.9  # of the lines that are set in by level, those with a number, where the numbers decide
_NUMBERED_EM = 2.0  # that an entry is set in under the one whose number it goes on with, whatever is printed
_HEAD = 2  # how high the title of an administration's head is by its words
_LEVEL_EM = 0.3  # lines of one depth begin no further apart
_HEADING = 1.15  # times the size of most lines, that of the heading over all
_MOST_COLUMNS, _LEAST_LINES = 6, 4  # of a list that goes on from column to column; lines in each
_FEWEST_NAMED, _OFTEN, _MOSTLY = 3, 0.4, 0.8  # entries that are names; of the titles, those after one; of these, those that tell
_APART = 1.15  # times the distance to the title under it, that of a name to the title over it
_ALIKE = 0.85  # of its titles, those that look like most others of their depth
_BEFORE_NAME = expression(r",\s+|\s:\s|\s[–—-]\s|\(")
_UNNAMED = expression(r"\s+[:–—-]$")  # « Service énergie : », and nobody after it


def outline_in(
    lines: Sequence[Line], page: int, *, continued: bool = False, led: bool = False, strokes: Sequence[Segment] = ()
) -> list[Node]:
    """The units of a list that *lines* are, each under the one that it is indented from, or whose number it goes on with; else [].

    The list may go on from column to column. `continued`: whether the page before ended with one; what goes on from there has no
    parent, and `indent` says how far right it begins. `led`: whether strokes lead to its lines, as to the nodes of a tree.
    """
    listed = _list_in(lines, continued=continued, led=led, strokes=strokes)
    if listed is None:
        return []
    columns, starts, depths, posts, strength, looked = listed
    firsts = [column[:2] for column in columns if len(column) > 1 and is_name(column[0].text) and not is_name(column[1].text)]
    heavier = [below for name, below in firsts if below.bold > name.bold or below.size > name.size]  # a title, no bulleted entry
    if len(columns) > 1 and sum(after_mark(below.text) is None for below in heavier) >= _MOSTLY * len(columns):
        return []  # cards side by side, each of who heads it over what that is
    nodes: list[Node] = []
    above: list[tuple[float, Node]] = []
    alone = _posts_alone(columns)
    whole = [entry for column in columns for entry in _entries(column)]
    words = custom_of([" ".join(line.text for line in entry) for entry in whole])
    entries, either = _with_names_over(whole)
    post: str | None = None  # of who is named on the next line
    bulleted, last_line = False, 0  # whether the last unit has a bullet, and which line it begins with
    for (over, entry), (_, following) in zip(entries, [*entries[1:], ([], None)], strict=True):
        begins = id((over or entry)[0])
        if depths and begins not in depths:
            continue  # the heading of the list
        node, indent = _node(entry, page, over, words), starts[begins]
        node.indent, node.depth, node.looked = indent, depths.get(begins), looked
        last = nodes[-1] if nodes else None
        heads = last is not None and last.indent is not None and indent >= last.indent - _STEP_EM * node.size
        marked = after_mark((over or entry)[0].text) is not None
        loose = not marked and last is not None and (bulleted or indent <= starts[last_line] + _LEVEL_EM * node.size)
        if last is not None and loose and following is not None and _is_post_of(node, entry, following, last, alone):
            post = node.label
            continue
        people = people_in(node.label)
        unit = not people or (people[0].vacant and (node.people or marked))  # « • Recrutement » is one
        of_all = not marked and (folded(node.label) in alone or (bool(depths) and folded(node.label) in posts))
        if last is not None and heads and (((loose or marked) and _is_post(node, last, marked=marked, known=of_all)) or not unit):
            last.people += [*(replace(p, role=p.role or post) for p in people), *node.people]  # who heads the entry above
            post = None
            if node.box.top >= last.box.top:
                last.box = last.box._replace(bottom=node.box.bottom)
            continue
        while above and indent <= above[-1][0] + _STEP_EM * node.size:
            above.pop()
        if above:
            node.hang(above[-1][1], "indented", strength)
        above.append((indent, node))
        nodes.append(node)
        bulleted, last_line = marked, begins
    for node in nodes:  # often said under titles is no proof: « Comptabilité » may be a unit of each
        guessed = any(folded(person.role or "") in alone and not is_role(person.role or "") for person in node.people)
        node.people = doubted(node.people) if either or guessed else node.people
    return nodes


class _List(NamedTuple):
    """Lines that are a list. `starts`: where each begins, by its id, as if all columns stood in the place of the first one.

    `depths`: how deep it stands by its number; without the heading; {} where they have none. `posts`: see `_posts_below`.
    """

    columns: list[list[Line]]
    starts: dict[int, float]
    depths: dict[int, int]
    posts: frozenset[str]
    strength: float = _STRENGTH
    looked: float = 0.0  # see Node


def _list_in(lines: Sequence[Line], *, continued: bool, led: bool, strokes: Sequence[Segment]) -> _List | None:
    """*lines* as a list whose levels numbers, what they are set in by, or looks tell; None where nothing does: see `outline_in`."""
    columns = [_without_counts(column) for column in _columns(lines)]
    posts = _posts_below(columns)
    short, counted = columns, False
    if len(columns) == 1 and len(found := _columns(lines, least=1)) > 1:  # numbers, or looks, that go on from column to column
        short = [_without_counts(column) for column in found]
        counted = bool(depths_of(_numbered_texts([line for column in short for line in column], posts)))
        columns = short if counted else columns
    if not lines or not are_level(columns):
        return None
    starts = starts_of(columns)
    spacing = counted or _spacing(columns, starts)
    stepped = bool(spacing) and ((led and spacing == "wide") or _is_stepped(columns, starts))
    numbered = _by_numbers(columns, starts, posts, continued=continued, stepped=stepped) if spacing else {}
    if not (numbered or stepped):
        short, starts = (columns, starts) if short is columns or not are_level(short) else (short, starts_of(short))
        over = put_over(short, lines, starts)
        looked, sure = starts_by_look(short, lambda column: _with_names_over(_entries(column))[0], starts | over, posts, strokes)
        if looked:
            strength = _STRENGTH if sure else _GUESSED
            return _List(_without_contacts(short), starts | over | looked, {}, posts, strength, strength)
        if not (continued and spacing and len(columns) == 1):
            return None
    starts |= (over := put_over(columns, lines, starts))
    numbered |= {line: (-1, start) for line, start in over.items() if numbered}
    starts |= {place: start for place, (_, start) in numbered.items()}
    depths = {place: depth for place, (depth, _) in numbered.items()}
    return _List(_without_contacts(columns), starts, depths, posts)


def _without_contacts(columns: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """*columns* without how somebody is reached, where no bullet makes an entry of that."""
    kept = [[line for line in column if after_mark(line.text) is not None or not is_contact(line.text)] for column in columns]
    return [column for column in kept if column]


def _with_names_over(entries: Sequence[list[Line]]) -> tuple[list[tuple[list[Line], list[Line]]], bool]:
    """Each title with the names that stand over it, where those of this list do; whether they might as well stand under theirs.

    They do where the bullet or number is the name's, and the title under it is set in behind that, or where more white stands over
    the names than under them. With neither, a list that begins with a name and ends with a title may be read both ways.
    """
    said = [" ".join(line.text for line in entry) for entry in entries]
    kinds = [bool(people_in(after_mark(text) or text)) for text in said]
    named = [n for n, is_name in enumerate(kinds) if is_name and n + 1 < len(entries) and not kinds[n + 1]]
    over = 0  # of these names, those that belong to the title under them, and not to the one before
    for n in named:
        first, title, size = entries[n][0], entries[n + 1][0], entries[n][0].size
        gap = title.base - entries[n][-1].base
        bulleted, marked = after_mark(first.text) is not None, after_mark(title.text) is not None
        apart = n > 0 and first.base - entries[n - 1][-1].base > _APART * gap
        set_in = bulleted and not marked and title.frame.x0 > first.frame.x0 + _LEVEL_EM * size
        over += 0 < gap <= _LEADING_EM * size and (set_in if bulleted or marked else apart)
    alone: list[tuple[list[Line], list[Line]]] = [([], entry) for entry in entries]
    if len(named) < _FEWEST_NAMED or len(named) < _OFTEN * (len(entries) - len(named)):
        return alone, False
    if over < _MOSTLY * len(named):
        return alone, kinds[0] and not kinds[-1] and not any(after_mark(entries[n + 1][0].text) for n in named)
    taken = set(named)
    return [(entries[n - 1] if n - 1 in taken else [], entry) for n, entry in enumerate(entries) if n not in taken], False


def _without_counts(lines: Sequence[Line]) -> list[Line]:
    """*lines* without the head counts behind titles, « – 5 pracowników », « (12 agents) », by the word that several end with."""
    found = [_COUNT.search(line.text) for line in lines]
    nouns = Counter(folded(match["noun"])[:_STEM] for match in found if match)
    return [
        replace(line, text=line.text[: match.start()].rstrip())
        if match and nouns[folded(match["noun"])[:_STEM]] >= _COUNTS
        else line
        for line, match in zip(lines, found, strict=True)
    ]


def _is_post_of(node: Node, entry: Sequence[Line], following: Sequence[Line], above: Node, posts: Collection[str]) -> bool:
    """Whether an entry is the post of who alone is named on the *following* line, and of nobody *above*; neither has a bullet."""
    known = is_post_of_rank(node.label) or folded(node.label) in posts
    if node.people or (above.people and above.people[-1].role is None) or not known:
        return False
    bulleted = any(after_mark(lines[0].text) is not None for lines in (entry, following))
    aligned = abs(following[0].frame.x0 - entry[0].frame.x0) <= 0.3 * entry[0].size
    return aligned and not bulleted and bool(people_in(without_remarks(" ".join(line.text for line in following))))


def _numbered_texts(lines: Sequence[Line], posts: Collection[str]) -> list[str | None]:
    """What *lines* say, None of one that only says who heads the unit above, as « M. Roy ». *posts*: see `_posts_below`."""
    bare = (
        after_mark(line.text) is None and (people_in(line.text) or folded(entry_parts(line.text)[0]) in posts) for line in lines
    )
    return [None if of_people else line.text for of_people, line in zip(bare, lines, strict=True)]


def _posts_below(columns: Sequence[Sequence[Line]]) -> frozenset[str]:
    """What stands before names on several lines without a number, in whatever language: « Responsável: Ana Pinto »."""
    parts = (entry_parts(line.text) for column in columns for line in column if after_mark(line.text) is None)
    often = Counter(folded(label) for label, people in parts if people)
    return frozenset(label for label, count in often.items() if count >= _FEWEST_NAMED and not starts_like_unit(label))


def _posts_alone(columns: Sequence[Sequence[Line]]) -> frozenset[str]:
    """What several lines say over or below names, flush under bold titles: « **Paie** », « Manager », « Ana Pinto »."""
    often = Counter[str]()
    for column in columns:
        for title, *two in zip(column, column[1:], column[2:], strict=False):
            names = [is_name(line.text) for line in two]
            flush = (
                abs(two[0].frame.x0 - two[1].frame.x0) <= _LEVEL_EM * title.size
                and two[0].frame.x0 - title.frame.x0 < _STEP_EM * title.size
            )
            if flush and title.bold and not (two[0].bold or two[1].bold) and names[0] != names[1]:
                often[folded(two[names[0]].text)] += 1
    return frozenset(said for said, count in often.items() if count >= _FEWEST_NAMED and not starts_like_unit(said))


def _is_post(node: Node, above: Node, *, marked: bool, known: bool = False) -> bool:
    """Whether an entry is a post in the unit *above* it; who has it, or was named last there, then has it as a role.

    « Adjointe : Mme Roy »; « Directrice » below « Mme Roy », without a bullet of its own. *known*: that it is a post at least.
    """
    if not (known or is_post_of_rank(node.label)):
        return False
    if node.people:
        rank, over = level(node.label), level(above.label)
        if rank is not None and rank < _HEAD and (over is None or over > rank):
            return False  # « Maire : Mme Roy » under the heading of the list
        titled = marked and not is_bare_post(node.label)  # « • Directeur de cabinet : M. Petit » is an entry
        if titled or any(person.role for person in node.people):
            return False
        node.people = [replace(person, role=person.role or node.label) for person in node.people]
        return True
    if marked or not above.people or above.people[-1].role is not None:
        return False
    above.people[-1] = replace(above.people[-1], role=node.label)
    return True


def _columns(lines: Sequence[Line], *, least: int = _LEAST_LINES) -> list[list[Line]]:
    """The columns of *lines*, each from top to bottom, without a larger heading over several; one, where one has under *least*."""
    ordered = sorted(lines, key=lambda line: (line.base, line.frame.x0))
    columns = _parted(ordered, least)
    usual = median(line.size for line in ordered) if ordered else 0.0
    over = len(ordered) - len(list(dropwhile(lambda line: line.size > _HEADING * usual, ordered)))
    for first in range(1, over + 1):  # no more is taken for a heading than stands in the way
        if len(columns) > 1 and (are_level(columns) or not heads_all(ordered[first - 1])):
            break
        columns = below if len(below := _parted(ordered[first:], least)) > 1 else columns
    return columns


def _parted(ordered: list[Line], least: int) -> list[list[Line]]:
    columns = parted_by_white(ordered, 1.0)
    if not 1 < len(columns) <= _MOST_COLUMNS or min(map(len, columns)) < least:
        return [ordered]
    return [sorted(column, key=lambda line: (line.base, line.frame.x0)) for column in columns]


def _spacing(columns: Sequence[Sequence[Line]], starts: Mapping[int, float]) -> Literal["wide", "close"] | None:
    """How the lines of a list follow each other: close, none beside another, or wide, evenly, one level deeper a line at most.

    Trees that are drawn beside strokes are wide. In one from left to right, a title stands between those under it, not over all.
    """
    lines = columns[0]
    gaps = [lower.base - upper.base for upper, lower in pairwise(lines)]
    usual = median(gaps or [0.0])
    even = all(abs(gap - usual) <= _UNEVEN * usual for gap in gaps) and usual <= _WIDE_EM * lines[0].size
    levels: list[float] = []
    for start in sorted(starts.values()):
        if not levels or start > levels[-1] + _LEVEL_EM * lines[0].size:
            levels.append(start)
    depths = [sum(start + 0.01 < starts[id(line)] for start in levels[1:]) for line in lines]
    if len(columns) == 1 and even and depths[0] == 0 and all(lower <= upper + 1 for upper, lower in pairwise(depths)):
        return "wide"
    for column in columns:
        steps = [(lower.base - upper.base) / max(upper.size, lower.size) for upper, lower in pairwise(column)]
        wide = [_WIDE_EM if lower.bold and not upper.bold else _LEADING_EM for upper, lower in pairwise(column)]
        beside, near = sum(step < 0.5 for step in steps), sum(step <= most for step, most in zip(steps, wide, strict=True))
        if beside > _BESIDE * len(column) or near < 0.85 * len(steps):
            return None
    return "close"


def _by_numbers(
    columns: Sequence[Sequence[Line]], starts: Mapping[int, float], posts: Collection[str], *, continued: bool, stepped: bool
) -> dict[int, tuple[int, float]]:
    """How deep each line stands by the numbers of the list, and where it would begin if it were set in so; {} without numbers.

    Of what stands before the first number, the head of an administration, or a title with who heads it, is over it, with titles set
    in below that beside the first number; the rest is the heading of the list. *stepped*: the lines are set in by level, too, which
    tells those without a number. *posts*: see `_posts_below`.
    """
    lines = [line for column in columns for line in column]
    depths = depths_of(_numbered_texts(lines, posts), goes_on=continued)
    if stepped and sum(depth is not None for depth in depths) < _ALL_NUMBERED * (len(lines) - 1):
        return {}
    last: int | None = None
    left = min(starts.values())
    found: dict[int, tuple[int, float]] = {}
    head: Line | None = None  # of what is over the first number, the last that is not set in, as far as numbered lines are
    first = min((starts[id(line)] for line, depth in zip(lines, depths, strict=bool(depths)) if depth is not None), default=0.0)
    for line, depth in zip(lines, depths, strict=bool(depths)):
        own = level(line.text)
        last = last if depth is None else depth
        headed = bool(entry_parts(line.text)[1])
        start, slack = starts[id(line)], _LEVEL_EM * line.size
        set_in = last is None and head is not None and start > starts[id(head)] + slack and start > first - slack
        over = last is None and not set_in and ((own is not None and own <= _HEAD) or headed)
        head = line if over else head
        under = last is None and bool(found) and not headed and bool(people_in(line.text))  # who heads what is over the numbers
        under = under or (set_in and (headed or starts_like_unit(line.text)))
        deep = depth if depth is not None else 0 if under else -1 if over else None if last is None else last + 1
        if deep is not None:
            found[id(line)] = deep, left + _NUMBERED_EM * line.size * deep
    return found


def _is_stepped(columns: Sequence[Sequence[Line]], starts: Mapping[int, float]) -> bool:
    """Whether lines begin at three depths or more that come back.

    In several columns names, posts and telephones do not count, and titles of one depth look alike: else looks tell the levels.
    """
    if len(columns) > 1:
        columns = [[line for line in column if not (people_in(line.text) or is_contact(line.text))] for column in columns]
    lines = [line for column in columns for line in column]
    ordered = sorted(lines, key=lambda line: starts[id(line)])
    depths = runs_of(ordered, lambda a, b: starts[id(b)] - starts[id(a)] <= 0.3 * b.size)
    deep = len(depths) >= _DEPTHS and sum(len(depth) > 1 for depth in depths) >= _DEPTHS - 1
    centred = 0  # these step at both sides
    for column in filter(None, columns):
        middle = median(line.frame.cx for line in column)
        right = median(line.frame.x1 for line in column)
        flush = sum(abs(line.frame.x1 - right) <= 0.3 * line.size for line in column)  # names behind dots that lead to them
        centred += sum(abs(line.frame.cx - middle) <= 0.3 * line.size for line in column) if flush < _MOSTLY * len(column) else 0
    if len(columns) > 1:
        bare = [[(line.size, line.bold) for line in depth if not entry_parts(line.text)[1]] for depth in depths]
        alike = sum(Counter(looks).most_common(1)[0][1] for looks in bare if looks)
        deep = deep and alike >= _ALIKE * sum(map(len, bare))
    stepped = sum(len({round(starts[id(line)] / line.size) for line in column}) > 1 for column in columns)
    return len(lines) >= _FEWEST and deep and 2 * centred <= len(lines) and 2 * stepped > len(columns)


def _entries(lines: Sequence[Line]) -> list[list[Line]]:
    """Each entry with the lines that it is broken over."""
    marked = sum(after_mark(line.text) is not None for line in lines) >= 0.6 * len(lines)
    right, custom = max(line.frame.x1 for line in lines), custom_of([line.text for line in lines])
    entries = [[lines[0]]]
    for line in lines[1:]:
        entry, first, last = entries[-1], entries[-1][0], entries[-1][-1]
        near = line.base - last.base <= 1.7 * line.size and same_look(first, line)
        if not near or after_mark(line.text) is not None or line.frame.x0 < first.frame.x0 - 0.3 * line.size:
            entries.append([line])
            continue
        whole = " ".join(part.text for part in entry)
        behind = "".join(_BEFORE_NAME.split(whole)[1:][-1:])
        broken = behind.isalpha() and " " not in line.text and not (people_in(behind) or people_in(line.text))
        goes_on = _wants_more(whole, behind, line.text) or (broken and is_name(f"{behind} {line.text}"))
        if marked and after_mark(first.text) is not None and line.frame.x0 > first.frame.x0 + 0.3 * line.size:
            goes_on = goes_on or not people_in(line.text)
        elif not goes_on:
            full = not had_room(last, line, right - last.frame.x0, 0)
            goes_on = (full and line.text[:1].islower()) or surname_below(whole, last, line, lines, custom)
        if goes_on:
            entry.append(line)
        else:
            entries.append([line])
    return entries


def _node(entry: Sequence[Line], page: int, over: Sequence[Line], words: SheetWords) -> Node:
    text = entry[0].text
    for line in entry[1:]:
        text = attached(text, line.text)
    label, people = entry_parts(without_remarks(after_mark(text) or text) or text, words)
    label = label if people else _UNNAMED.sub("", label) or label
    if over:
        said = " ".join(line.text for line in over)
        people = [*people_in(after_mark(said) or said), *people]
    box = bounds([line.box for line in (*over, *entry)])
    return Node(label, people, box, page, drawn=False, size=entry[0].size, bold=entry[0].bold)


def whole_entries(lines: Sequence[Line], widest: float) -> list[Line]:
    """*lines* of a list, each entry that is broken over several as one; *widest*: how wide the longest line is there."""
    entries: list[Line] = []
    last: Line | None = None
    for line in lines:
        if last is not None and goes_on(entries[-1], last, line, widest):
            entries[-1] = in_one(entries[-1], line)
        else:
            entries.append(line)
        last = line
    return entries


def goes_on(entry: Line, last: Line, line: Line, widest: float) -> bool:
    """Whether an entry goes on with *line*: it can't end where it does, or the line's first word had no room there."""
    if line.text[:1].islower() or line.text.startswith("("):
        return True
    if _wants_more(entry.text, _BEFORE_NAME.split(entry.text)[-1], line.text):
        return True
    if (entry_parts(entry.text)[1] or is_name(last.text)) and not is_role(line.text):
        return False
    full = last.frame.width > 0.7 * widest and not had_room(last, line, widest)
    words: list[str] = re.findall(r"[^\W\d_]{4,}", entry.text)
    capitals = len(words) > 1 and all(word[0].isupper() for word in words)  # a line that begins with one may go on with it
    return full and not starts_like_unit(line.text) and capitals


def _wants_more(entry: str, name: str, below: str) -> bool:
    """Whether an *entry* with a *name* at its end can't end there; over the title of a unit « Anne Nguyen Van » is whole."""
    if (before := so_far(name)) != name and starts_like_unit(below) and is_name(before):
        return False
    return open_ended(entry) or entry.count("(") > entry.count(")") or (bool(name) and unfinished(name))
