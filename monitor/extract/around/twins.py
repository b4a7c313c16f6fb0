"""Copies of a text, for narrow screens or for machines, beside the one seen on a desktop: read once (DESIGN 3.5). Pure.

Frameworks hide by class names that the page itself does not explain: `visible-xs`, `d-md-none`, `md:hidden`,
`elementor-hidden-desktop`, `coordonnees-mobile`. Such a name alone hides nothing here, for it may be another's word for something
else. But where what it is said to hide from wide screens stands word for word beside it, for those, it is counted once; where all
of it does but a line or what stands there in other words, as once one was forgotten, too, unless it is short: then, and where it
has more of its own, line by line, and what it alone says is read. What the page's own rules hide from desktops alone goes whole
where what they show on desktops alone stands near it, whatever both say: these are two versions of one text. Of two boxes side by
side that say the same, whatever they are called, the first is read: what else may hide one of them is in a style sheet that
nobody asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from monitor.extract.around.panels import named_elsewhere
from monitor.extract.elements.layout import INLINE, folded, lowered, words
from monitor.extract.elements.styles import NO_STYLES, Styles
from monitor.extract.elements.tree import classes_of

if TYPE_CHECKING:
    from monitor.extract.elements.layout import Layout, LayoutBox

_SIZES = {
    size: rank
    for rank, sizes in enumerate(
        (
            "xs mobile phone smartphone handheld",
            "sm s small",
            "md m med medium tablet",
            "lg l large desktop",
            "xl xxl xlarge widescreen",
        )
    )
    for size in sizes.split()
}
_WIDE = 3  # the rank of a screen of a thousand pixels and more
_HIDES = words("hide hidden none invisible")
_HIDDEN = words(  # whatever the screen
    "hidden d-none fr-hidden hide is-hidden u-hidden uk-hidden display-none visuallyhidden visually-hidden element-invisible"
)
_SAYS_HIDDEN = words("hidden hide invisible nodisplay")
_OF_WHAT = words("overflow scroll scrollbar backface x y text label no not un js print max down up only")
_SHOWS = words("show visible unhidden")
_DISPLAYS = words("block inline flex grid table cell row contents inherit initial")
_UPWARDS = words("up d fr uk display desktop")  # of rules that hold for their size and all wider ones
_DISPLAY = words("d display")  # what « none » is said of
_CELLS = words("td th tr tbody thead tfoot col html body")
_MAY = re.compile("hid|none|nodisplay|visible|show|only|mobile|smartphone|handheld")
_PARTS = re.compile(r"[-_:@]+")
_BOXES = words("div section article aside ul ol dl table figure nav header footer")
_SAID = 40  # characters, and
_WORDS = 8  # words: two boxes of so many do not say the same by chance
_LONGEST = 2000  # lines of a copy
_AGED = 8  # lines of which one may have gone from the text that a desktop shows: of more, the copy says something of its own
_DEEP = 6  # boxes within each other, in which a copy that was forgotten in part is told line by line
_PHONES = words("mobile smartphone handheld")
_COPIED = 3  # lines: fewer are no copy of others
_AROUND = 3  # boxes around a copy within which its twin stands
_TRIED = 50  # lines like its first
_BEGINS = 3  # letters by which these are found


def twins(layout: Layout, hidden: set[int], styles: Styles = NO_STYLES) -> tuple[set[int], set[int]]:
    """The orders of the boxes that are copies: what they say stands near them, word for word, for all to see.

    And the numbers of the blocks that one of two copies side by side says and the other lacks.

    *hidden*: what nobody sees is nobody's twin. *styles*: what the page itself says of its classes.
    """
    named = layout.having((), ("class", "id", "aria-hidden"))
    found = (b for b in named if b.end > b.start and b.name not in _CELLS and b.order)
    narrow = {b.order for b in found if may_be_copy(b) or styles.sets_aside(b.el)}
    copies = _of_narrow(layout, narrow, hidden, styles) if narrow else set()
    if styles.turning:  # what only telephones show, near what only desktops show and what has words there
        unseen = layout.within(hidden)
        wide: list[LayoutBox] = []
        phones: list[LayoutBox] = []
        for box in layout.having((), ("class", "id")):
            on_desktop, on_phone = styles.shown_at(box.el)
            if on_desktop != on_phone and box.order and not unseen[box.order] and box.name not in _CELLS and box.name not in INLINE:
                (wide if on_desktop else phones).append(box)
        of_phones = layout.within({box.order for box in phones})
        near = {
            around.order
            for box in wide
            if layout.has_words(box.start, box.end) and not of_phones[box.order]
            for around in islice(layout.ancestors(box), _AROUND)
        }
        copies |= {b.order for b in phones if any(a.order in near for a in islice(layout.ancestors(b), _AROUND))}
    beside, once = _side_by_side(layout, layout.within(hidden | copies))
    return copies | beside, once


def _of_narrow(layout: Layout, narrow: set[int], hidden: set[int], styles: Styles) -> set[int]:
    """Those of *narrow*, or of the boxes in them, whose letters stand near them from where a line begins to where one ends.

    Of a longer one, all but a line or what stands there in other words is enough: a line that went from the text for desktops alone
    stood on in the copy, and was not told, or as moved. One that says more of its own is read, but for what stands near it.

    By letters, whatever the lines and spaces: a row of cells on a desktop, or a card of three lines, is one line for telephones.
    """
    unseen = layout.within(narrow | hidden)
    places: dict[str, list[tuple[int, int]]] = {}  # by the first letters of a line: where they are in *seen*, and its first run
    parts: list[str] = []
    bounds, at = {0}, 0
    for_desktops = list(_lines(layout, (r for r in range(len(layout.texts)) if not unseen[layout.holder[r]])))
    for run, text in for_desktops:
        line = text.replace(" ", "")
        places.setdefault(line[:_BEGINS], []).append((at, run))
        parts.append(line)
        at += len(line)
        bounds.add(at)
    seen = "".join(parts)

    def stands(lines: list[str], around: list[LayoutBox]) -> bool:
        said = "".join(lines).replace(" ", "")
        starts = places.get(lines[0].replace(" ", "")[:_BEGINS], ()) if lines and around else ()
        near = (at for at, run in starts if around[-1].start <= run < around[-1].end)
        return any(at + len(said) in bounds and seen.startswith(said, at) for at in islice(near, _TRIED))

    def alone(apart: list[str], lines: list[str], around: list[LayoutBox]) -> list[str]:
        """Those of *apart* that no line for desktops, which is not among *lines*, says in other words."""
        near = {text for run, text in for_desktops if around[-1].start <= run < around[-1].end}.difference(lines)
        said = [set(text.split()) for text in near]
        told = [(line, set(line.split())) for line in apart]
        return [line for line, own in told if not any(2 * len(own & other) > max(len(own), len(other)) for other in said)]

    def copies_in(box: LayoutBox, own: list[tuple[int, str]], around: list[LayoutBox], depth: int) -> Iterator[int]:
        lines = [text for run, text in own if box.start <= run < box.end]
        if stands(lines, around):
            yield box.order
            return
        apart = [line for line in lines if not stands([line], around)]
        there = len(lines) - len(apart)
        if there < len(apart) or len(lines) < 2:
            return
        said = sum(map(len, lines)) - sum(map(len, apart))
        is_narrow = there > 1 and said >= _SAID and (are_for_narrow(classes_of(box.el)) or styles.sets_aside(box.el))
        if is_narrow and len(alone(apart, lines, around)) <= max(1, len(lines) // _AGED):
            yield box.order  # one of the two was forgotten: a desktop shows the other
        elif depth:
            for child in layout.children(box):
                if child.name not in INLINE and child.name not in _CELLS:
                    yield from copies_in(child, own, around, depth - 1)

    found: set[int] = set()
    called_hidden = {order for order in narrow if _is_called_hidden(classes_of(layout.boxes[order].el))}
    panels = named_elsewhere(layout, called_hidden)
    for order in narrow - panels:
        box = layout.boxes[order]
        own = list(islice(_lines(layout, range(box.start, box.end)), _LONGEST))
        around = list(islice(layout.ancestors(box), _AROUND))
        if order not in called_hidden:
            found.update(copies_in(box, own, around, _DEEP))
        elif stands([text for _, text in own], around) and any(one.level is not None for one in layout.inside(box)):
            found.add(order)  # with its heading, and nothing opens it: a panel may say what another one says
    return found


def _side_by_side(layout: Layout, unseen: list[bool]) -> tuple[set[int], set[int]]:
    """The boxes that say just what the box before them says, or less, with the blocks that only one of the two says."""
    found, once, texts = set[int](), set[int](), layout.texts
    for box in layout.having(_BOXES):
        if box.chars < _SAID or unseen[box.order] or not box.order:
            continue
        after = layout.next_sibling(box)
        while after is not None and (unseen[after.order] or not layout.has_words(after.start, after.end)):
            after = layout.next_sibling(after)
        if after is None or after.name != box.name or max(box.chars, after.chars) > 2 * min(box.chars, after.chars):
            continue
        firsts = {next((t.strip() for t in islice(texts, b.start, b.end) if t.strip()), "") for b in (box, after)}
        if len(firsts) > 1 or any(text.strip() for text in texts[box.end : after.start]):
            continue  # they begin otherwise, or something stands between
        lines, copied = (list(_lines(layout, range(b.start, b.end))) for b in (box, after))
        one, other = [text for _, text in lines], [text for _, text in copied]
        if sum(len(line.split()) for line in one) < _WORDS:
            continue
        if one == other:
            found.add(after.order)
            continue
        lacks = abs(len(one) - len(other))
        if not 0 < 3 * lacks <= min(len(one), len(other)) or min(len(one), len(other)) < _COPIED:
            continue
        shorter, longer = (lines, copied) if lacks and len(lines) < len(copied) else (copied, lines)
        rest = iter(text for _, text in longer)
        if not all(text in rest for _, text in shorter):
            continue  # one has lines in other words
        left = Counter(text for _, text in longer) - Counter(text for _, text in shorter)
        found.add(box.order if shorter is lines else after.order)
        once |= {layout.block[run] for run, text in longer if text in left}
    return found, once


def _is_called_hidden(classes: tuple[str, ...]) -> bool:
    """Whether *classes* keep their element from all screens: so is a panel that is closed, which says what is said of another."""
    sized = any(part in _SIZES for name in classes for part in _PARTS.split(name.lower()))
    return not sized and any(map(_hides, classes))


def _hides(name: str) -> bool:
    """Whether a class of this *name* hides whatever the screen, as frameworks have it or by what it says: « ng-hide »."""
    parts = set(_PARTS.split(name.lower()))
    return name.lower() in _HIDDEN or (
        not parts.isdisjoint(_SAYS_HIDDEN) and parts.isdisjoint(_OF_WHAT) and parts.isdisjoint(_SIZES)
    )


def may_be_copy(box: LayoutBox) -> bool:
    """Whether *box* says by its classes or attributes that readers on a desktop see it elsewhere, if at all."""
    return box.name not in INLINE and (box.attrs.get("aria-hidden") == "true" or are_for_narrow(classes_of(box.el)))


@lru_cache(maxsize=1024)  # a page has few lists of classes, each of them many times
def are_for_narrow(classes: tuple[str, ...]) -> bool:
    """Whether *classes*, read as the usual frameworks mean them, keep their element from wide screens."""
    if not classes or not _MAY.search(lowered(" ".join(classes))):
        return False
    said: dict[int, bool] = {}  # by size, whether it is shown there and on all wider ones
    only: set[int] = set()  # the sizes it is shown at alone
    for name in classes:
        if _hides(name):
            said[-1] = False
            continue
        parts = _PARTS.split(name.lower())
        known = set(parts)
        ranks = [_SIZES[part] for part in parts if part in _SIZES]
        if len(ranks) > 1 or "print" in known or "max" in known or "down" in known or len(parts) > 5:
            continue
        rank = ranks[0] if ranks else -1
        if known & _HIDES == {"none"} and known.isdisjoint(_DISPLAY):
            continue
        if known & _HIDES:
            cascades = bool(known & _UPWARDS) or ":" in name or "@" in name
            if rank < 0:
                continue
            if cascades or rank == _WIDE:
                said[rank] = False
        elif known & _SHOWS and rank >= 0:
            if known & _UPWARDS:
                said[rank] = True
            else:
                only.add(rank)
        elif known & _DISPLAYS and rank >= 0 and (":" in name or parts[0] == "d"):
            said[rank] = True
        elif rank in (0, 1) and ("only" in known or known & _PHONES):
            only.add(rank)  # « coordonnees-mobile »
    if only:
        return max(only) < _WIDE - 1
    decided = [said[rank] for rank in sorted(said) if rank <= _WIDE]
    return bool(decided) and not decided[-1]


def _lines(layout: Layout, runs: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The lines that *runs* make, each with the number of its first; none without words."""
    first, number, parts = -1, -1, [""]
    for run in runs:
        if layout.block[run] != number:
            if text := folded("".join(parts)):
                yield first, text
            first, number, parts = run, layout.block[run], []
        parts.append(layout.texts[run])
    if text := folded("".join(parts)):
        yield first, text
