"""Copies of a text for narrow screens, beside the one for wide ones: only the latter is read (DESIGN 3.5). Pure.

Frameworks hide by class names that the page itself does not explain: `visible-xs`, `d-md-none`, `md:hidden`,
`elementor-hidden-desktop`. Such a name alone hides nothing here, for it may be another's word for something else. But where what
it is said to hide from wide screens stands word for word beside it, for those, it is counted once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from monitor.extract.layout import folded, words
from monitor.extract.styles import NO_STYLES, Styles

if TYPE_CHECKING:
    from monitor.extract.layout import Layout, LayoutBox

_SIZES = {
    size: rank
    for rank, sizes in enumerate(
        ("xs mobile phone", "sm s small", "md m med medium tablet", "lg l large desktop", "xl xxl xlarge widescreen")
    )
    for size in sizes.split()
}
_WIDE = 3  # the rank of a screen of a thousand pixels and more
_HIDES = words("hide hidden none invisible")
_SHOWS = words("show visible unhidden")
_DISPLAYS = words("block inline flex grid table cell row contents inherit initial")
_UPWARDS = words("up d fr uk display desktop")  # of rules that hold for their size and all wider ones
_DISPLAY = words("d display")  # what « none » is said of
_CELLS = words("td th tr tbody thead tfoot col html body")
_MAY = re.compile("hid|none|invisible|visible|show|only", re.I)
_PARTS = re.compile(r"[-_:@]+")
_AROUND = 3  # boxes around a copy within which its twin stands
_TRIED = 50  # lines like its first


def twins(layout: Layout, hidden: set[int], styles: Styles = NO_STYLES) -> set[int]:
    """The orders of the boxes that are kept from wide screens and say, word for word, what stands near them for those.

    *hidden*: what nobody sees is nobody's twin. *styles*: what the page itself says of its classes.
    """
    found = (b for b in layout.boxes[1:] if b.end > b.start and b.el.name not in _CELLS)
    narrow = {b.order for b in found if is_for_narrow(b) or styles.is_narrow(b.el)}
    if not narrow:
        return set()
    unseen = layout.within(narrow | hidden)
    seen = list(_lines(layout, (r for r in range(len(layout.texts)) if not unseen[layout.holder[r]])))
    places: dict[str, list[int]] = {}
    for at, (_, text) in enumerate(seen):
        places.setdefault(text, []).append(at)

    def stands_beside(box: LayoutBox) -> bool:
        own = [text for _, text in _lines(layout, range(box.start, box.end))]
        around = list(islice(layout.ancestors(box), _AROUND))
        if not own or not around:
            return False
        starts = (at for at in places.get(own[0], ()) if around[-1].start <= seen[at][0] < around[-1].end)
        return any([text for _, text in seen[at : at + len(own)]] == own for at in islice(starts, _TRIED))

    return {order for order in narrow if stands_beside(layout.boxes[order])}


def is_for_narrow(box: LayoutBox) -> bool:
    """Whether the classes of *box*, read as the usual frameworks mean them, keep it from wide screens."""
    classes = box.el.attrs.get("class") if box.el.attrs else None
    if not classes or not _MAY.search(classes if isinstance(classes, str) else " ".join(classes)):
        return False
    said: dict[int, bool] = {}  # by size, whether it is shown there and on all wider ones
    only: set[int] = set()  # the sizes it is shown at alone
    for name in classes.split() if isinstance(classes, str) else classes:
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
            if rank < 0 and parts not in (["hidden"], ["d", "none"], ["fr", "hidden"]):
                continue
            if rank < 0 or cascades or rank == _WIDE:
                said[rank] = False
        elif known & _SHOWS and rank >= 0:
            if known & _UPWARDS:
                said[rank] = True
            else:
                only.add(rank)
        elif known & _DISPLAYS and rank >= 0 and (":" in name or parts[0] == "d"):
            said[rank] = True
        elif "only" in known and rank in (0, 1):
            only.add(rank)
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
