"""Sections by heading (DESIGN 3.1, 3.2): where the heading is, and how far its words reach. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import chain, islice, takewhile, zip_longest

from monitor.expressions import expression
from monitor.extract.around.panels import own_panel
from monitor.extract.around.teasers import related
from monitor.extract.elements.hiding import HIDING_TAGS
from monitor.extract.elements.layout import INLINE, Layout, LayoutBox, lowered
from monitor.extract.elements.tree import Element, classes_of, names_of
from monitor.extract.page import Page, Span
from monitor.extract.sections.cut import LEFT, Cut, PastSection, left, likeness
from monitor.model import Block
from monitor.model.frozen import dataclass, replace
from monitor.normalize import canonical, key

_CLOSED = frozenset({"main", "article", "td", "th", "li", "dd", "details", "dialog", "fieldset", "body"})
_CLOSED_ROLES = frozenset({"main", "article", "tabpanel", "region", "cell"})
_GRID = expression(
    r"(?:^|[\s_-])(?:cols?|columns?|colonnes?|span|grid|large|medium|small|width|w|unit|gauche|droite|left|right|size)(?:[\s_-]|\d|$)",
    re.I,
)
_PLAIN = ("p", "ul", "ol", "dl", "table", "blockquote")
_EYEBROW = 60  # characters above the next heading inside its own box: a rubric or a date, not our text
_STOPS = ".!?…"
_NEAR = 6  # boxes in a heading before the one with its words: a named place, an icon
_COPY = 3  # lines: fewer are no copy of others
_MANY = 8  # lines of the same words: more of them are no headings
Look = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Start:
    """A heading, or what stands for one. `level` None: it is no heading element, its look ends the section (3.2)."""

    box: LayoutBox
    text: str
    level: int | None


def headings(page: Page) -> list[Start]:
    """Every heading element of the page that has words, in document order."""
    return [Start(b, text, b.level) for b, text in page.headings]


def lookalikes(page: Page, wanted: str) -> list[Start]:
    """The smallest elements whose whole text is *wanted*: blocks and tabs, else emphasised words on a line of their own (3.2)."""
    layout, target = page.layout, key(wanted)
    near = 3 * len(wanted) + 40
    boxes = [b for b in layout.boxes if b.level is None and 0 < b.chars <= near]
    same = [b for b in boxes if key(page.name_of(b)) == target]
    blocks = [b for b in same if b.el.name not in INLINE or (b.attrs.get("role") == "tab" and _target(page, b.el) is not None)]
    found = [b for b, after in zip_longest(blocks, blocks[1:]) if after is None or after.order > b.last]  # the smallest
    block, gap = layout.block, layout.gap
    for box in (b for b in same if not found and b.el.name in INLINE):
        opens = bool(gap[box.start]) or box.start == 0 or block[box.start - 1] != block[box.start]
        closes = box.end == len(block) or bool(gap[box.end]) or block[box.end] != block[box.end - 1]
        if opens and closes:
            found = [box]
            break
    return [Start(b, page.name_of(b), None) for b in found[:_MANY]]


def by_heading(page: Page, wanted: str, excluded: set[int], old: PastSection | None) -> Cut | None:
    """The text under *wanted*: under the headings that read so (3.1), else under the line of text that does (3.2); None: nowhere.

    *old* only tells which bounds are meant where the page leaves that open.
    """
    same = (Start(b, text, b.level) for b, text in page.headings_by_key.get(key(wanted), ()))
    cuts = [(s, _as_it_was(page, s, excluded, old)) for s in same]
    cuts = [(s, cut) for s, cut in cuts if cut.blocks]
    if cuts:
        again = by_heading(page, wanted, excluded, None) if old is not None and old.by == "text" else None
        if old is not None and again is not None and again.by == "text" and again.blocks == old.blocks:
            return again  # nothing has moved: it is found as it was
        return _all_of(page, cuts, old)
    lines = [(s, cut) for s in lookalikes(page, wanted) if (cut := _under_line(page, s, excluded, old))]

    def likely(found: tuple[Start, Cut]) -> tuple[object, ...]:
        start, cut = found
        return _likely(page, start), likeness(cut, old).kept if old else 0.0, len(cut.text.words)

    return max(lines, key=likely, default=(None, None))[1]


def _all_of(page: Page, cuts: list[tuple[Start, Cut]], old: PastSection | None) -> Cut:
    """The texts of the headings that are most likely meant, of one level, as one; of equal texts the first.

    The highest level; or one within its text that holds as much of the *old* one: of a page's title and a heading that repeats it
    the latter was watched.
    """
    best = max(_likely(page, s) for s, _ in cuts)
    levels: dict[int, list[Cut]] = {}
    for start, cut in cuts:
        if _likely(page, start) == best:
            levels.setdefault(start.level or 9, []).append(cut)
    chosen, *lower = [_joined(levels[level]) for level in sorted(levels)]
    for cut in lower:
        repeated = any(b.kind == "heading" and key(b.text) == key(cut.heading or "") for b in chosen.blocks)
        if old and repeated and likeness(cut, old).kept >= max(LEFT, likeness(chosen, old).kept):
            chosen = cut
    first, *rest = chosen.blocks  # a title right above its repetition: no text of its own (3.6)
    if rest and first.kind == "heading" and key(first.text) == key(chosen.heading or ""):
        return replace(chosen, blocks=tuple(rest))
    return chosen


def _joined(cuts: list[Cut]) -> Cut:
    """The texts of *cuts* as one: equal ones once, and of a copy that was edited in part only what differs, where it differs."""
    equal = {tuple(canonical(b.text) for b in cut.blocks): cut.blocks for cut in reversed(cuts)}
    texts: list[tuple[tuple[str, ...], tuple[Block, ...]]] = []
    for lines in dict.fromkeys(tuple(canonical(b.text) for b in cut.blocks) for cut in cuts):
        for n, (there, blocks) in enumerate(texts[:_MANY]):
            if both := _with_copy(there, blocks, lines, equal[lines]):
                texts[n] = (tuple(canonical(b.text) for b in both), both)
                break
        else:
            texts.append((lines, equal[lines]))
    return Cut(tuple(chain.from_iterable(blocks for _, blocks in texts)), cuts[0].heading, "heading", len(cuts), cuts[0].runs)


def _with_copy(one: tuple[str, ...], text: tuple[Block, ...], two: tuple[str, ...], other: tuple[Block, ...]) -> tuple[Block, ...]:
    """*text*, which reads *one*, with the lines of *other* (*two*) that differ beside those they stand for; (): it is no copy.

    Two thirds of the lines of both are the same then: what reads so under one heading twice was written once. What one of the two
    says and the other lacks is marked so (`Block.once`): when it goes from one of them, that is told.
    """
    there = set(one)
    if min(len(one), len(two)) < _COPY or 3 * sum(line in there for line in two) < 2 * max(len(one), len(two)):
        return ()
    merged: list[Block] = []
    for op, i, i2, j, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        lacks = op in ("delete", "insert")
        merged += [replace(block, once=True) for block in text[i:i2]] if lacks else text[i:i2]
        if op != "equal":
            merged += [replace(block, once=lacks) for block in other[j:j2]]
    return tuple(merged)


def _likely(page: Page, start: Start) -> tuple[bool, bool]:
    """A heading of the text rather than of a menu, a hidden copy or another column."""
    run, main = start.box.start, page.main_box
    seen = page.boilerplate_in[run] < 0 and page.hidden_in[run] < 0
    return seen, main.order <= start.box.order <= main.last


def _as_it_was(page: Page, start: Start, excluded: set[int], old: PastSection | None) -> Cut:
    """What stands under *start*; or past the box that closes it where the old words stand there: that box held only the heading."""
    cut = section_under(page, start, excluded, "heading")
    if old is None or (held := left(cut, old)) >= LEFT:
        return cut
    level = start.level or 0
    if level > 1:  # titles that were lines of the old text may rank with it now: none of them ends it
        known = {key(b.text) for b in old.blocks if b.kind == "heading"}
        ending = ((b.start, text) for b, text in page.headings if b.order > start.box.last and (b.level or 9) <= level)
        stop = next((run for run, text in ending if key(text) not in known), len(page.layout.texts))
        runs = [run for run in section_under(page, start, excluded, "heading", level - 1).runs if run < stop]
        whole = Cut(page.gathered(runs), start.text, "heading", runs=tuple(runs))
        if left(whole, old) > max(LEFT, 2 * held):
            return whole
    wider = section_under(page, start, excluded, "heading", closed=False)
    return wider if left(wider, old) > max(LEFT, 2 * held) else cut


def _under_line(page: Page, start: Start, excluded: set[int], old: PastSection | None) -> Cut | None:
    """What a line of text that reads like the heading opens (3.2): a tab its panel, a link in a menu nothing.

    Where the section had a heading element until now, some of the old words must stand there: the line may be but a link to them.
    """
    cut = panel_of(page, start, excluded)
    if cut is None:
        if page.boilerplate_in[start.box.start] >= 0 or leads_within(page, start):
            return None
        cut = section_under(page, start, excluded, "text")
        if old is not None and cut.blocks != old.blocks:
            # After a redesign nothing of the old look may be left to end it: a heading does that ranks with the line, one below
            # the one above it, if all the old words stand before that.
            above = [s.level or 0 for s in headings(page) if s.box.end <= start.box.start and page.boilerplate_in[s.box.start] < 0]
            ended = section_under(page, start, excluded, "text", above[-1] + 1 if above else 1)
            if 0 < len(ended.blocks) < len(cut.blocks) and left(ended, old) >= left(cut, old):
                cut = ended
    known = old is None or old.by == "text" or left(cut, old) >= LEFT
    return cut if cut.blocks and known else None


def other_levels(page: Page, start: Start, excluded: set[int], by: str) -> Iterator[Cut]:
    """What *start* holds if it ranked otherwise among the headings that follow, each different extent once."""
    seen: set[tuple[Block, ...]] = set()
    for level in range(1, 7):
        cut = section_under(page, start, excluded, by, level)
        if cut.blocks and cut.blocks not in seen:
            seen.add(cut.blocks)
            yield cut


def section_under(page: Page, start: Start, excluded: set[int], by: str, level: int | None = None, *, closed: bool = True) -> Cut:
    """What stands under *start*, as if it were of *level* where that is given, in any box if not *closed*. May be empty."""
    runs = page.shown([reach(page, start, level, closed=closed)], excluded)
    return Cut(page.gathered(runs), start.text, by, runs=tuple(runs))


def reach(page: Page, start: Start, level: int | None = None, *, closed: bool = True) -> Span:
    """What *start* is the heading of: the runs, before anything in them is left out, and the box in which they are looked at."""
    box = start.box
    around = max(page.boilerplate_in[box.start], page.hidden_in[box.start])
    if page.boilerplate_in[box.start] == box.order or page.hidden_in[box.start] == box.order:
        around = box.order
    return box.end, _end(page, start, level or start.level, closed=closed), around


def panel_of(page: Page, start: Start, excluded: set[int]) -> Cut | None:
    """The panel that a tab or an accordion's button opens (href, aria-controls, data-target), where it is elsewhere on the page.

    Without blocks where it stands empty: what comes after the button is none of it. None: it opens none.
    """
    empty: Cut | None = None
    controls = [b for b in (start.box, *page.layout.ancestors(start.box), *page.layout.inside(start.box)) if b.el.attrs]
    for box in controls[:6]:
        panel = _target(page, box.el)
        if panel is not None and not panel.order <= start.box.order <= panel.last and panel.level is None:
            runs = page.shown([(panel.start, panel.end, panel.order)], excluded)
            blocks = page.layout.gathered(runs)
            if blocks and key(blocks[0].text) == key(start.text):
                blocks = blocks[1:]
            if blocks:
                return Cut(blocks, start.text, "text")
            empty = empty or Cut((), start.text, "text")
    return empty


def leads_within(page: Page, start: Start) -> bool:
    """Whether *start* is but a link to a named place of this page, as an entry of a table of contents is, however short that is."""
    around = [start.box, *page.layout.ancestors(start.box), *page.layout.inside(start.box)]
    links = (str(b.el.attrs.get("href") or "").strip() for b in around if b.el.name == "a" and b.el.attrs)
    return any(href.startswith("#") and href[1:].strip("!0") for href in links)


def _target(page: Page, el: Element) -> LayoutBox | None:
    for name in ("aria-controls", "data-bs-target", "data-target", "href"):
        said = str(el.attrs.get(name) or "")
        if said and (name == "aria-controls" or (said.startswith("#") and len(said) > 1)):
            target = page.by_id.get(said.lstrip("#"))
            if target is not None:
                return target
    return None


def _end(page: Page, start: Start, level: int | None, *, closed: bool) -> int:
    """The run at which the words under *start* end: at the next heading, or with a box of its own where boxes are *closed*."""
    limit = _next_start(page, start, level)
    main, run = page.main_box, start.box.start
    apart = {page.boilerplate_in[run], page.hidden_in[run]}  # a heading in a footer or a closed panel: its section ends there
    declared = main.el.name in ("main", "article") or (bool(main.el.attrs) and main.el.attrs.get("role") == "main")
    for around in page.layout.ancestors(start.box):
        if around.end >= limit:
            break
        if around.order in apart or (around is main and (closed or declared)):
            return around.end
        if closed and has_text(page, start.box.end, around.end) and _closes(page, around):
            return around.end
    if not start.box.end <= main.start < limit:
        return limit
    # Below its title stands the box with most of the prose, and one panel that grows may become that: what follows under a heading
    # of the text, with nothing beside the box, is the section's as before.
    around = next((b for b in page.layout.ancestors(start.box) if b.end >= main.end), main)
    if declared or (start.level or 1) == 1 or around.parent < 0:
        return min(limit, main.end)
    between = takewhile(lambda box: box is not around, (main, *page.layout.ancestors(main)))
    is_alone = not any(has_text(page, main.end, box.end) or _closes(page, box) for box in between)
    return min(limit, around.end if is_alone else main.end)


def _next_start(page: Page, start: Start, level: int | None) -> int:
    """Where the next heading of the same or a higher level (of the same look) begins, or the page ends."""
    layout = page.layout
    panel = own_panel(layout, page.by_id, start.box)
    last = max(start.box.last, panel.last if panel is not None else 0)
    ends: Iterable[LayoutBox] = ()
    if level is not None:
        ranked = layout.ranked(level)
        later = range(bisect_right(ranked, last, key=lambda b: b.order), len(ranked))
        ends = (b for b in map(ranked.__getitem__, later) if layout.has_words(b.start, b.end))
    elif (look := look_of(page, start.box)) is not None:
        fitting = (b for b in layout.boxes[last + 1 :] if b.end > b.start and (b.name, classes_of(b.el)) == look[0])
        ends = (b for b in fitting if look_of(page, b) == look)
    for box in ends:
        inside = page.boilerplate_in[box.start] if box.start < len(layout.texts) else -1
        if inside >= 0 and inside > page.boilerplate_in[start.box.start] and not has_text(page, start.box.end, box.start):
            continue  # « Sommaire » between a heading and its text
        if inside >= 0 and page.hard_in[box.start] >= 0 and _is_amid(page, start, box):
            continue
        if _lies_apart(page, start, box):
            continue
        # Where box begins, or where its wrapper does if only a rubric or a date stands between
        begins = box.start
        for around in layout.ancestors(box):
            if around.order <= start.box.last:  # holds the start too
                break
            if layout.chars(around.start, begins) > _EYEBROW:
                break
            if (said := "".join(layout.texts[around.start : begins]).rstrip()) and said[-1] in _STOPS:
                break  # a sentence ends what stands above, in whatever box
            begins = around.start
        return begins
    return len(layout.texts)


def _is_amid(page: Page, start: Start, title: LayoutBox) -> bool:
    """Whether *title* is over links to pages like this one that stand amid the text under *start*: « À lire aussi ».

    What follows them stands beside what comes before, in boxes that look alike; a column of its own, or a foot, looks otherwise.
    """
    layout = page.layout
    if not related().fullmatch(lowered(layout.joined(title))):
        return False
    worded = [r for r, text in enumerate(layout.texts) if r >= start.box.end and page.boilerplate_in[r] < 0 and text.strip()]
    at = bisect_left(worded, title.start)
    if not 0 < at < len(worded):
        return False
    before, after = worded[at - 1], worded[at]
    around = _box_of_both(layout, before, after)
    one, other = (layout.child_at(around, run) for run in (before, after))
    if one.name in _PLAIN and other.name in _PLAIN:
        return True
    return around is not page.main_box and (one.name, classes_of(one.el)) == (other.name, classes_of(other.el))


def _box_of_both(layout: Layout, before: int, after: int) -> LayoutBox:
    """The innermost box that holds two runs."""
    holder = layout.boxes[layout.holder[before]]
    return next(box for box in (holder, *layout.ancestors(holder)) if box.end > after)


def _lies_apart(page: Page, start: Start, title: LayoutBox) -> bool:
    """Whether *title* stands in a box of its own, over the page or hidden, amid the text under *start*, which goes on behind it."""
    if "apart" not in page.kept:
        page.kept["apart"] = _boxes_apart(page)
        worded = (run for run, text in enumerate(page.layout.texts) if text.strip())
        page.kept["seen"] = [run for run in worded if max(page.boilerplate_in[run], page.hidden_in[run]) < 0]
    layout, boxes, seen = page.layout, page.kept["apart"], page.kept["seen"]
    at, past = (bisect_right(boxes, box.order, key=lambda b: b.order) - 1 for box in (start.box, title))
    if past < 0 or title.order > boxes[past].last or boxes[past].order <= start.box.last:
        return False
    if at >= 0 and start.box.order <= boxes[at].last:
        return False  # it stands in such a box itself, with which its section ends
    apart = boxes[past]
    is_alone = not (layout.has_words(apart.start, title.start) or layout.has_words(title.end, apart.end))
    if is_alone and apart.order not in page.over and apart.name not in HIDING_TAGS:
        return False  # a heading that is hidden alone still says where the next text begins
    at = bisect_left(seen, apart.start)
    past = bisect_left(seen, apart.end)
    if past == len(seen):
        return False
    before, after = seen[at - 1] if at and seen[at - 1] >= start.box.end else start.box.start, seen[past]
    around = _box_of_both(layout, before, after)
    one, other = (layout.child_at(around, run) for run in (before, after))
    if {one.name, other.name} <= {*_PLAIN, "dialog"} or ((one is around or one.level is not None) and other.name in _PLAIN):
        return True
    return (one.name, classes_of(one.el)) == (other.name, classes_of(other.el))


def _boxes_apart(page: Page) -> list[LayoutBox]:
    """The widest boxes that lie over the page, or are hidden, in document order."""
    found = list[LayoutBox]()
    own = {b.order for b in page.layout.having(("dialog",), ("popover",))}
    for order in sorted(page.over | page.hidden | own):
        if not found or order > found[-1].last:
            found.append(page.layout.boxes[order])
    return found


def look_of(page: Page, box: LayoutBox) -> Look | None:
    """Tag and classes of *box* and of what in it holds all its words; None for a plain paragraph, which looks like any other."""
    look = [(box.el.name, classes_of(box.el))]
    worded, around = page.layout.has_words, box
    while inner := next((b for b in islice(page.layout.inside(around), _NEAR) if worded(b.start, b.end)), None):
        if worded(around.start, inner.start) or worded(inner.end, around.end):
            break  # space beside it is none of the look: a line break before `</p>` is nobody's choice
        look.append((inner.el.name, classes_of(inner.el)))
        around = inner
    plain = all(not classes and name in ("p", "div", "span", "li", "td", "a") for name, classes in look)
    return None if plain else tuple(look)


def has_text(page: Page, start: int, end: int) -> bool:
    """Whether words that are no boilerplate stand between two runs."""
    return start < end and page.words_before[end] > page.words_before[start]


def _closes(page: Page, box: LayoutBox) -> bool:
    """Whether a section that has words in *box* ends with it: a box of its own, or one column beside another."""
    role = box.el.attrs.get("role") if box.el.attrs else None
    if box.el.name in _CLOSED or role in _CLOSED_ROLES:
        return True
    after = page.layout.next_sibling(box)
    while after is not None and not has_text(page, after.start, after.end):
        after = page.layout.next_sibling(after)
    if after is None or after.el.name in ("p", "ul", "ol", "table", "blockquote"):
        return False
    if box.el.name == "section" and after.el.name in ("section", "article", "aside"):
        return True
    if after.links > 1:  # little but links to other pages with their titles and dates is news beside the text, whatever its class
        inner = [b for b in page.layout.inside(after) if b.name == "time" or b.level is not None]
        if len(inner) > 1 and 4 * (after.prose - sum(b.prose for b in inner)) <= after.chars:
            return True
    return bool(_GRID.search(names_of(box.el)) and _GRID.search(names_of(after.el)))
