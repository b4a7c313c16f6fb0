"""Regions that read the same whatever stands around them: of these alone a glance need take a digest (DESIGN §9). Pure.

A region here is the element that a selector picks out. What is text in it is judged box by box, by what each box holds and by the
tags around it; of the rest of the page only a few sums and marks have a say. Where none of these could turn a judgement within the
region, nor stand in the way of finding it, `stand_alone` says so. Asked of a page that was read, once.
"""

from __future__ import annotations

from itertools import accumulate

from monitor.extract.around import LONGEST_QUESTION, may_be_foot
from monitor.extract.by_css import selected
from monitor.extract.glance import paths
from monitor.extract.hiding import HIDING_TAGS, is_hiding
from monitor.extract.layout import INLINE, LayoutBox, words
from monitor.extract.page import Page
from monitor.extract.panels import leans_on_controls
from monitor.extract.twins import may_be_copy
from monitor.model import Recipe, SectionRecipe
from monitor.normalize import key

# Elements whose lines and cells depend on what stands beside them, or which are none of the text's.
_TIED = words("table thead tbody tfoot tr td th dl dt dd li svg text h1 h2 h3 h4 h5 h6 head html")
_TIED_ROLES = words("table grid treegrid rowgroup row cell gridcell columnheader rowheader")
_SENTENCE = 100  # characters of a run that is prose
_AT_THE_EDGE = 4  # boxes within the body in which `overlays` looks for lines with a button


def stand_alone(page: Page, recipe: Recipe) -> bool:
    """Whether all that *recipe* finds on *page* is found by selectors, in regions that read the same whatever is around them."""
    if recipe.documents or not recipe.sections or not page.title or page.is_composed:
        return False
    return all(_stands_alone(page, section) for section in recipe.sections)


def _stands_alone(page: Page, section: SectionRecipe) -> bool:
    if section.start or section.kind == "orgchart" or not section.css:
        return False
    if any(paths(selector) is None for selector in (*section.css, *section.exclude)):
        return False
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
    # Its lines are its own: those of a block, in no row, no heading and no drawing.
    tied = not outer.isdisjoint(_TIED) or any(b.el.attrs.get("role") in _TIED_ROLES for b in (box, *around))
    if box.name in INLINE or tied or any(b.level for b in (box, *around)):
        return False
    if any(b.attrs and (styles.hides(b.el) or styles.sets_aside(b.el) or may_be_copy(b)) for b in inside):
        return False
    # A title that is all of it may be that of the links that follow it on the page.
    if any(b.level and (b.start, b.end) == (box.start, box.end) for b in inside):
        return False
    # A title of the page's rank that stands in furniture is text where the page has no other.
    titles = [b for b in inside if b.level == 1]
    hard = [layout.boxes[order] for order in page.furniture.hard_among(inside)] if titles else []
    if any(t.order <= b.order <= t.last or b.order <= t.order <= b.last for t in titles for b in hard):
        return False
    # It may be taken for what holds the page, whose first or last line lies over it if it has a button.
    if outer.isdisjoint(("main", "article")) and len(around) < _AT_THE_EDGE:
        fixed = any("fixed" in str(b.el.attrs.get("style") or "").lower() for b in inside)
        if fixed or "button" in own or controls.count("answer", box) > 0:
            return False
    # It may be a part of a question to readers, whose answers stand beside it.
    asks = not (own | outer).isdisjoint(("form", "button")) or "?" in "".join(layout.texts[box.start : box.end])
    if asks and box.chars <= LONGEST_QUESTION:
        return False
    if leans_on_controls(layout, box, page.hidden_by_itself) or controls.lean_on_page(box) or controls.lean_on_panels(box):
        return False
    return not _may_be_furniture(page, box)


def _may_be_furniture(page: Page, region: LayoutBox) -> bool:
    """Whether a part of *region* is furniture, or the page's foot, only as the page says more or less around it."""
    layout, furniture, inside = page.layout, page.furniture, page.layout.inside(region)
    least = region.prose  # every page on which it stands has so much
    over = layout.within(page.over)
    prose = [
        len(layout.texts[run])
        if len(layout.texts[run]) >= _SENTENCE and not layout.linked[run] and not over[layout.holder[run]]
        else 0
        for run in range(region.start, region.end)
    ]
    sentences = [0, *accumulate(prose)]
    always = {b.order for b in inside if furniture.is_always_hard(b, least)}
    if may_be_foot(layout, region, sentences, always):
        return True
    past = -1
    for box in inside:
        if box.order <= past:
            continue
        if box.order in always:
            past = box.last
        elif furniture.leans_on_page(box, least, sentences[-1] - sentences[box.end - region.start]):
            return True
    return False
