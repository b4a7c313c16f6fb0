"""What of a page nobody sees, however it says so, and the page as it is seen: an error may lie over the text (DESIGN 3.14). Pure.

By an element's own tag and attributes, by any rule of the page's own, whatever that looks at (an id, an attribute, what stands
around) and does (to its place, its size, its ink), or by a class that hides in the usual frameworks, whose style sheets nobody
asked for. What a control opens is seen. That is too much for reading, as a script may show
what the source hides: it is asked only of a text that was seen before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from monitor.extract.around.panels import panels
from monitor.extract.around.twins import are_for_narrow
from monitor.extract.elements.hiding import HIDING_ATTRIBUTES, HIDING_TAGS, is_hiding
from monitor.extract.elements.layout import LayoutBox
from monitor.extract.elements.styles import WAYS, WideRule
from monitor.extract.elements.tree import classes_of
from monitor.extract.page import Page
from monitor.extract.sections.by_css import picked
from monitor.model import Section
from monitor.normalize import key

_ASIDE = re.compile(r"\([^()]*\)|\"[^\"]*\"|:+[\w-]+")  # of a selector: what tells no name that an element must have
_COMPOUND = re.compile(r"[^\s>+~]+$")
_NAMED = re.compile(r"[.#]([a-zA-Z_-][\w-]*)|\[\s*([\w-]+)|^([a-z][a-z0-9]*)", re.I)
_ID = re.compile(r"#[a-zA-Z_-]")
_CLASS = re.compile(r"\.[a-zA-Z_-]|\[|(?<!:):(?!:|not\b|is\b|where\b|has\b)[a-z]", re.I)
_TAG = re.compile(r"(?:^|[\s>+~(])[a-z]", re.I)


def unseen_of(page: Page, sections: Iterable[Section]) -> tuple[Section, ...]:
    """Those of *sections*, found on *page*, most of whose letters stand where nobody sees them, and nowhere else."""
    found = tuple(sections)
    hidden = unseen_boxes(page, min((len(section.text) for section in found), default=0) // 2)
    if not hidden:
        return ()
    layout = page.layout
    within = layout.within({box.order for box in hidden})
    sides: tuple[list[int], list[int]] = ([], [])  # the runs that are seen, and those that are not
    for run, order in enumerate(layout.holder):
        sides[within[order]].append(run)
    here, there = (Counter(key(block.text) for block in layout.gathered(runs)) for runs in sides)

    def is_unseen(section: Section) -> bool:
        said = [key(block.text) for block in section.blocks]
        return 3 * sum(len(text) for text in said if text in there and text not in here) >= 2 * sum(map(len, said)) > 0

    return tuple(filter(is_unseen, found))


def unseen_boxes(page: Page, least: int) -> list[LayoutBox]:
    """The outermost boxes of *page* that hold *least* characters, that nobody sees and nothing opens."""
    layout = page.layout
    named = [box for box in layout.having(HIDING_TAGS, (*HIDING_ATTRIBUTES, "class")) if box.order and box.chars >= least]
    found = {box.order for box in named if box.name in HIDING_TAGS or is_hiding(box.el, box.chars)}
    found |= {b.order for b in named if "style" in b.attrs and any(tells(str(b.attrs["style"])) for tells in WAYS)}
    found |= {b.order for b in named if are_for_narrow(classes_of(b.el))}
    found |= _by_rule(page, [box for box in layout.boxes[1:] if box.chars >= least]) if page.styles.wide else set()
    found -= panels(layout, found, page.styles)
    boxes = [layout.boxes[order] for order in sorted(found)]
    return [box for box in boxes if not any(around.order in found for around in layout.ancestors(box))]


def _by_rule(page: Page, boxes: list[LayoutBox]) -> set[int]:
    """Those of *boxes* that the strongest rule of the page's own which fits them hides, whatever it looks at."""
    names = {name for box in boxes for name in (box.name, str(box.attrs.get("id") or ""), *classes_of(box.el), *box.attrs)}
    orders = {id(box.el): box for box in boxes}
    told: dict[tuple[int, int], tuple[tuple[bool, tuple[int, int, int], int], bool]] = {}
    every = page.styles.wide
    rules = [rule for rule in every if _may_fit(rule, names) and not (rule.hides and _is_opened(rule, every))]
    ways = {rule.way for rule in rules if rule.hides}
    for number, rule in enumerate(rules):
        if rule.way in ways:
            rank = rule.important, _specificity(rule.selector), number
            for el in picked(page, rule.selector):
                known = id(el), rule.way
                if known[0] in orders and (known not in told or told[known][0] < rank):
                    told[known] = rank, rule.hides
    found = set[int]()
    for (own_id, way), (rank, hidden) in told.items():
        box = orders[own_id]
        own = WAYS[way](str(box.attrs["style"])) if "style" in box.attrs else None
        if hidden if own is None or rank[0] else own:
            found.add(box.order)
    return found


def _may_fit(rule: WideRule, names: set[str]) -> bool:
    """Whether all that *rule* asks of the element that it picks out, tag, id, classes, attributes, is among *names*."""
    asked = _asked(rule.selector)
    return asked <= names and (bool(asked) or ":is(" in rule.selector or ":where(" in rule.selector)


def _is_opened(rule: WideRule, rules: Iterable[WideRule]) -> bool:
    """Whether *rule* shuts what another rule shows once a script gives it one class more: « .reveal » and « .reveal.in »."""
    asked = _asked(rule.selector)
    return bool(asked) and any(one.way == rule.way and not one.hides and asked < _asked(one.selector) for one in rules)


@lru_cache(maxsize=4096)
def _asked(selector: str) -> frozenset[str]:
    subject = _COMPOUND.search(_ASIDE.sub("", selector))
    return frozenset(a or b or c for a, b, c in _NAMED.findall(subject[0])) if subject else frozenset()


def _specificity(selector: str) -> tuple[int, int, int]:
    """How many ids, classes and the like, and tags it asks for."""
    return len(_ID.findall(selector)), len(_CLASS.findall(selector)), len(_TAG.findall(selector))


def without(page: Page, boxes: Iterable[LayoutBox]) -> Page:
    """*page* without *boxes*. Of *page* nothing may be asked any more."""
    for box in boxes:
        box.el.extract()
    return Page(page.tree, page.url, is_composed=page.is_composed)
