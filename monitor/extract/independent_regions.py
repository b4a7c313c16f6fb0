"""Regions that read the same whatever stands around them: of these alone a glance need take a digest (DESIGN §9). Pure.

A region here is the element that a selector picks out. What is text in it is judged box by box, by what each box holds and by the
tags around it; of the rest of the page only a few sums and marks have a say. Where none of these could turn a judgement within the
region, nor stand in the way of finding it, `stand_alone` says so. Asked of a page that was read, once.

So a page that is seen for the first time is read first as if it held nothing else (`regional`): where its regions stand alone on
that page, they do on the whole one, and menus, news and the foot need not be taken for what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from monitor.extract.around.overlays import LONGEST_QUESTION, may_be_foot
from monitor.extract.around.panels import leans_on_controls, opened_by
from monitor.extract.around.twins import may_be_copy
from monitor.extract.elements.addresses import is_protected
from monitor.extract.elements.hiding import HIDING_TAGS, is_hiding
from monitor.extract.elements.layout import INLINE, LayoutBox, words
from monitor.extract.elements.tree import ROOT, Element, Target
from monitor.extract.front import SIGN_BEFORE_BLOCK
from monitor.extract.glance import Marks, found_by, is_plain, noticed, paths
from monitor.extract.page import Page
from monitor.extract.sections.by_css import selected
from monitor.model import Recipe, SectionRecipe
from monitor.normalize import key

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements whose lines and cells depend on what stands beside them, or which are none of the text's.
_TIED = words("table thead tbody tfoot tr td th dl dt dd li svg text h1 h2 h3 h4 h5 h6 head html")
_TIED_ROLES = words("table grid treegrid rowgroup row cell gridcell columnheader rowheader")
_SENTENCE = 100  # characters of a run that is prose
_AT_THE_EDGE = 4  # boxes within the body in which `overlays` looks for lines with a button
_TOLD = ("title", "base", "link", "meta", "style")  # what tells of a page as a whole
_COMPOSED = {"template": "shadowrootmode", "iframe": "srcdoc"}  # where `Page.parse` may put what stands elsewhere, by the attribute
# A document's type and an instruction to a program: amid a text they part it, and the tree has neither.
_PARTING = re.compile(r"<\?|<![dD]")
# Attributes that the tree has with their names as values where the page gives them none, which only a reading tells apart; and what
# `Page.parse` makes legible.
_TOLD_APART = words(
    "checked compact declare defer disabled ismap multiple nohref noresize noshade nowrap readonly selected data-cfemail"
)


def stand_alone(page: Page, recipe: Recipe) -> bool:
    """Whether all that *recipe* finds on *page* is found by selectors, in regions that read the same whatever is around them."""
    if not may_stand_alone(recipe) or not page.title or page.is_composed:
        return False
    return all(_stands_alone(page, section) for section in recipe.sections)


def may_stand_alone(recipe: Recipe) -> bool:
    """Whether `stand_alone` may say so of any page."""
    if recipe.documents or not recipe.sections or not is_plain(recipe):
        return False
    if any(section.start or section.kind == "orgchart" or not section.css for section in recipe.sections):
        return False
    return all(paths(selector) is not None for section in recipe.sections for selector in (*section.css, *section.exclude))


def _stands_alone(page: Page, section: SectionRecipe) -> bool:
    boxes = [page.layout.box(el) for el in selected(page, section.css)]
    found = [b for b in boxes if b is not None]
    if not found or len(found) < len(boxes) or any(a.order < b.order <= a.last for a in found for b in found):
        return False
    if not all(_reads_the_same(page, box) for box in found):
        return False
    for box in (b for one in found for b in (one, *page.layout.ancestors(one)) if len(found) > 1):
        # What hides it, here or on another page, leaves it to count only as far as others do that are seen; how much is hidden
        # with it has a say too.
        hiding = not {"hidden", "aria-hidden"}.isdisjoint(box.attrs) or box.name in HIDING_TAGS or is_hiding(box.el, 0)
        if hiding or page.styles.hides(box.el) or page.styles.sets_aside(box.el) or may_be_copy(box):
            return False
    if section.heading is None:
        return True
    # A heading that is named as well must stand in the region: else it is looked for above.
    runs = page.shown([(b.start, b.end, b.order) for b in found], pointed_at=True)
    first = page.layout.gathered(runs)[:3]
    return not section.exclude and any(b.kind == "heading" and key(b.text) == key(section.heading) for b in first)


def _reads_the_same(page: Page, box: LayoutBox) -> bool:
    """Whether nothing of *page* around *box* could tell on what is text in it: each judgement that looks around is asked."""
    layout, styles, controls = page.layout, page.styles, page.controls
    inside, around = layout.inside(box), list(layout.ancestors(box))
    own, outer = {b.name for b in inside}, {box.name, *(b.name for b in around)}
    telling = [b for b in inside if b.attrs]  # few
    # Its lines are its own: those of a block, in no row, no heading and no drawing.
    tied = not outer.isdisjoint(_TIED) or any(b.el.attrs.get("role") in _TIED_ROLES for b in (box, *around))
    if box.name in INLINE or tied or any(b.level for b in (box, *around)):
        return False
    if any(styles.hides(b.el) or styles.sets_aside(b.el) or may_be_copy(b) for b in telling):
        return False
    # A title that is all of it may be that of the links that follow it on the page.
    headings = [b for b in inside if b.level]
    if any((b.start, b.end) == (box.start, box.end) for b in headings):
        return False
    # A title of the page's rank that stands in boilerplate is text where the page has no other.
    titles = [b for b in headings if b.level == 1]
    hard = [layout.boxes[order] for order in page.boilerplate.hard_among(inside)] if titles else []
    if any(t.order <= b.order <= t.last or b.order <= t.order <= b.last for t in titles for b in hard):
        return False
    # It may be taken for what holds the page, whose first or last line lies over it if it has a button.
    if outer.isdisjoint(("main", "article")) and len(around) < _AT_THE_EDGE:
        fixed = any("fixed" in str(b.el.attrs.get("style") or "").lower() for b in telling)
        if fixed or "button" in own or controls.count("answer", box) > 0:
            return False
    # It may be a part of a question to readers, whose answers stand beside it.
    asks = not (own | outer).isdisjoint(("form", "fieldset", "button")) or "?" in layout.joined(box)
    if asks and box.chars <= LONGEST_QUESTION:
        return False
    # It may be an ad, or one of several partners who stand around it.
    if any("sponsored" in str(b.attrs.get("rel") or "").lower() for b in telling):
        return False
    # What else a form holds tells whether that is the page: then the panels in it are read.
    unseen = any(box.order < order <= box.last for order in page.hidden_by_itself)
    if "form" in own | outer and (unseen or any(opened_by(b) for b in inside)):
        return False
    if leans_on_controls(layout, box, page.hidden_by_itself) or controls.lean_on_page(box) or controls.lean_on_panels(box):
        return False
    return not _may_be_boilerplate(page, box)


def _may_be_boilerplate(page: Page, region: LayoutBox) -> bool:
    """Whether a part of *region* is boilerplate, or the page's foot, only as the page says more or less around it."""
    layout, boilerplate, inside = page.layout, page.boilerplate, page.layout.inside(region)
    least = region.prose  # every page on which it stands has so much
    over = layout.within(page.over)
    runs = slice(region.start, region.end)
    prose = [
        len(text) if len(text) >= _SENTENCE and not linked and not over[holder] else 0
        for text, linked, holder in zip(layout.texts[runs], layout.linked[runs], layout.holder[runs], strict=True)
    ]
    sentences = [0, *accumulate(prose)]
    always = boilerplate.always_hard(inside, least)
    if may_be_foot(layout, region, sentences, always):
        return True
    past = -1
    for box in boilerplate.but_mere(inside, least):
        if box.order <= past:
            continue
        if box.order in always:
            past = box.last
        elif boilerplate.leans_on_page(box, least, sentences[-1] - sentences[box.end - region.start]):
            return True
    return False


# ------------------------------------------------------------------------------------------------------- a page of regions alone


def regional(tree: _Element, text: str, url: str, recipe: Recipe, marks: Marks | None = None) -> Page | None:
    """The page *tree*, of *text*, with nothing in it but the regions of *recipe*, the tags around them and what tells of the page.

    *marks*: the tree's, if they were asked. None where the tree of `Page.parse` would be another one, or there may be a notice on
    the page itself (3.6).
    """
    if not may_stand_alone(recipe) or len(_PARTING.findall(text)) > 1:
        return None
    if marks is not None and len(marks.regions) == 1:
        (found,) = marks.regions
    else:
        asked = [path for section in recipe.sections for selector in section.css for path in paths(selector) or ()]
        found = found_by(" | ".join(asked), tree)
    around = [[*el.iterancestors()][::-1] for el in found]
    if not found or any([el.tag for el in way[:2]] != ["html", "body"] for way in around):
        return None
    if any(el.tag == "a" for way in around for el in way):
        return None  # whether a link is a text's own or a whole card's is told by all that it holds
    if any(isinstance(one.tag, str) for one in tree.itersiblings()):
        return None  # what follows « </html> »
    if any(one is el for way in around for one in way for el in found) or noticed(tree, marks):
        return None
    about = [*tree.iter(*_TOLD, "body", *_COMPOSED)]
    if len([el for el in about if el.tag == "body"]) > 1:
        return None
    if any(name.lower() == _COMPOSED[el.tag] for el in about if el.tag in _COMPOSED for name in el.attrib):
        return None  # what `Page.parse` composes may stand around a region
    told, within = [el for el in about if el.tag in _TOLD], {id(el) for one in found for el in one.iter(*_TOLD)}
    if within.intersection(map(id, found)) or any(id(el) in within for el in told[: -len(within) or None]):
        return None  # what stands within the regions comes last
    root, made = Element(ROOT), list[Element]()
    target = Target(root, made)
    target.start("html", dict(around[0][0].items()))
    target.start("head", {})
    for el in told[: -len(within) or None]:
        _copy(el, target)
    target.end("head")
    opened = around[0][:1]
    for el, way in zip(found, around, strict=True):
        shared = sum(1 for one, other in zip(opened, way) if one is other)  # noqa: B905
        for last in reversed(opened[shared:]):
            target.end(last.tag)
        for one in way[shared:]:
            target.start(one.tag, dict(one.items()))
        opened = way
        _copy(el, target)
    for last in reversed(opened):
        target.end(last.tag)
    target.close()
    for el in made:
        if el.attrs and not (_TOLD_APART.isdisjoint(el.attrs) and (el.name != "a" or not is_protected(el.attrs.get("href", "")))):
            return None
    return Page(root, url, elements=made)


def _copy(copied: _Element, target: Target) -> None:
    """Tell *target* of *copied* and all in it, as a parser would; most elements hold nothing but a text."""
    from lxml import etree

    start, data, end, mere = target.start, target.data, target.end, target.mere
    start(copied.tag, dict(copied.items()))
    if text := copied.text:
        data(text)
    around: list[tuple[Any, Iterator[Any]]] = [(copied, iter(copied))]
    while around:
        el, children = around[-1]
        for child in children:
            if isinstance(tag := child.tag, str):
                items, text = child.items(), child.text  # names with braces are not to be asked one by one
                if text and not items and not len(child):
                    mere(tag, text)
                    if text := child.tail:
                        data(text)
                    continue
                start(tag, dict(items) if items else {})
                if text:
                    data(text)
                if len(child):
                    around.append((child, iter(child)))
                    break
                end(tag)
            elif tag is not etree.Comment:
                target.pi(child.target, child.text or "")
            elif not child.text.startswith(SIGN_BEFORE_BLOCK):
                target.comment(child.text)
            if text := child.tail:
                data(text)
        else:
            around.pop()
            end(el.tag)
            if el is not copied and (text := el.tail):
                data(text)
