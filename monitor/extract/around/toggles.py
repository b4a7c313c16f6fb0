"""Controls that say nothing but that they show more or less: « Lire la suite », « Réduire » (DESIGN 3.5). Pure.

What such a one says tells whether its panel stands open when the page is read, and nothing of the page.
"""

from __future__ import annotations

from monitor.extract.around.panels import opens_box
from monitor.extract.elements.layout import INLINE, Layout, LayoutBox
from monitor.extract.lists import kinds_of
from monitor.normalize import key

_LONGEST, _MOST = 60, 7  # characters, words
_TITLES = ("dt", "th", "caption", "legend")
_SIGNS = frozenset("+−-–—▾▴▸▼▲►▶◀⌄⌃∨∧›‹»«…. ")  # signs of what is open or shut
_NONE: frozenset[str] = frozenset()
_KEPT = ("tab", "option", "menuitem")  # roles of what is one of several to choose from


def is_toggle(box: LayoutBox, layout: Layout) -> bool:
    """Whether *box* is a control that names a box of its page, in no title, and all it says is that this shows more or less.

    Words of the page's beside these (« Afficher les missions ») are its panel's title, and so is what a summary says.
    """
    if not 0 < box.chars <= _LONGEST or box.attrs.get("role") in _KEPT or not opens_box(box.el):
        return False
    block = next((a for a in layout.ancestors(box) if a.name not in INLINE), None)
    if block is None or any(a.level is not None or a.name in _TITLES for a in (block, *layout.ancestors(block))):
        return False
    # Amid a sentence a link is one of its words; a button may stand at the end of the paragraph that it shows the rest of
    line, gap, start, end = layout.block, layout.gap, box.start, box.end
    ends = end == len(line) or bool(gap[end]) or line[end] != line[end - 1]
    begins = start == 0 or bool(gap[start]) or line[start - 1] != line[start]
    said, leads = layout.line_of(box), box.name == "a" and "role" not in box.attrs
    return ends and (begins or box.name != "a") and not (leads and _SIGNS.issuperset(said)) and _says_more_or_less(said)


def _says_more_or_less(line: str) -> bool:
    """« Voir plus », « Weniger anzeigen », « + »: a word that shows or hides, or says how much, and none that says of what."""
    if _SIGNS.issuperset(line):
        return True
    said = key(line).split()
    kinds = [kinds_of("toggles").get(word, _NONE) for word in said]
    return 0 < len(said) <= _MOST and all(kinds) and any("does" in of or (len(said) > 1 and "may" in of) for of in kinds)
