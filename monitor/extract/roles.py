"""What a tag or role says that a box is, `nav`, `menu`, status, button, as far as what it holds bears it out (DESIGN 3.5). Pure.

Pages say it of other things, too: steps of a procedure or addresses of sites in a `nav`, the meals of a week in a `menu`, a town's
own notice with the role of a status, offers with their prices in buttons that choose one. What a box holds decides, and nothing
that stands outside of its parent but the tags around it: it is asked of regions alone as well (`extract.independent_regions`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from monitor.expressions import expression
from monitor.extract.around import PRICED
from monitor.extract.controls import COLON, SERVICES
from monitor.extract.layout import HEADINGS, words
from monitor.extract.lists import any_of, name_words
from monitor.extract.tree import names_of
from monitor.normalize import key

if TYPE_CHECKING:
    from monitor.extract.controls import Controls
    from monitor.extract.layout import Layout, LayoutBox

ROLES = words("navigation contentinfo search menu menubar toolbar tooltip progressbar alertdialog scrollbar status")
_WAYS = ("here", "home", "share", "answer", "menu")  # what menus and bars hold; with them pages of this site that are no files
_FIELDS = ["select", "input", "textarea", "button"]
_LINES = words("p table dl blockquote figure")
_WORDS = 3  # of a line, on average: a menu's entries have fewer
_TRAIL = expression(r"(?:\A|\s)[>›»/|→](?:\s|\Z)|\A\W*\w+\s\d+\s(?:\w+|/)\s\d+\W*\Z")  # « Page 2 sur 14 »
# How often a page was read, and buttons that sort, or hold or fill a cart: « Panier (0,00 €) » beside « Panier bio à 12 € »
_READ = expression(
    r"\b(?:consult\w*|vue?s?|lue?s?|visit\w*|view\w*|read|seen|aufgerufen|gelesen|visto|visitad\w|letto|bekeken|lid[oa])\b"
    r"[^\n]{0,20}?\d[\d\s.,]*(?:fois|times|mal|veces|volte|keer|vezes)\b",
    re.I,
)
_DOES = expression(
    r"\A\W*(?:trier|tri|filtrer|sort|filter|sortieren|sorteren|ordenar|ordina)\b"
    r"|\A\W*(?:(?:mon|votre|my|your) )?(?:panier|cart|basket|warenkorb|carrito|carrello|winkelwagen)\W*\d"
    r"|\b(?:au panier|to (?:(?:the|my|your) )?(?:cart|basket|bag)|in den warenkorb|al carrito|al carrello|in winkelwagen)\b",
    re.I,
)
_BLOCKS = ["p", "ul", "ol", "dl", "table", *HEADINGS]
# Names of what says something of the visit, or is said only to those who do not see it
_PASSING = words("loader loading spinner spin skeleton placeholder toast toasts snackbar cart panier basket warenkorb")
_UNSEEN = expression(r"(?:\bsr|screen-?reader)s?-?(?:only|text)|visually-?hidden|\bassistive|\boff-?screen", re.I)
_LONGEST = 100  # characters of what counts hits, or waits


def is_as_called(box: LayoutBox, layout: Layout, controls: Controls) -> bool:
    """Whether *box*, which is a `nav` or `menu`, or has one of `ROLES`, is that, and none of the text."""
    role = str(box.attrs.get("role") or "")
    if "aria-valuenow" in box.attrs:
        return False  # a bar that says how far something is, not that something comes
    if role == "status" and box.name not in ("nav", "menu"):
        # It says that something comes, what a search found or a cart holds, or is there for who does not see
        said, names = layout.line_of(box), names_of(box.el)
        if not any(map(str.isalnum, said)) or _UNSEEN.search(names) or name_words(names) & _PASSING:
            return True
        if len(said) > _LONGEST:
            return False
        return said.endswith(("…", "...")) or _hits().fullmatch(said) is not None
    if box.name == "menu":
        return role in ROLES or "type" in box.attrs or not _holds_a_list(box, layout, controls)
    if role not in ("", "navigation"):
        return True
    # Whether it is of the main content, or has a title, a paragraph or a table beside it
    in_text = any(a.name in ("main", "article") or a.attrs.get("role") == "main" for a in layout.ancestors(box)) or any(
        b is not box and b.prose and (b.name in _LINES or b.level is not None) for b in layout.children(layout.boxes[box.parent])
    )
    return not (in_text and _holds_a_list(box, layout, controls) and _is_said(box, layout, controls))


@cache
def _hits() -> re.Pattern[str]:
    """« 3 résultats », « Aucune fiche trouvée », “Showing 1 to 10 of 57 entries”."""
    none, hits, showing, what = (any_of("hits", name) for name in ("none", "words", "showing", "for"))
    counted = rf"(?:[^\W\d]+\W+){{0,2}}?(?:\d+(?:[\s.,]\d+)*|{none})\W+(?:[^\W\d]+\W+){{0,2}}?{hits}\W*(?:{what}\b.*)?"
    return re.compile(rf"{counted}|{showing}\b\D*\d+\D+\d+.*", re.I)


def _holds_a_list(box: LayoutBox, layout: Layout, controls: Controls) -> bool:
    """Whether *box* leads nowhere on this site: it has words, files, ways to reach somebody, other sites, and nothing to press."""
    count = controls.count
    if not layout.has_words(box.start, box.end) or any(count(way, box) for way in _WAYS) or box.el.find(_FIELDS) is not None:
        return False
    return count("all", box) == box.links and count("own", box) <= count("files", box)


def _is_said(box: LayoutBox, layout: Layout, controls: Controls) -> bool:
    """Whether a `nav` that leads nowhere on this site says more than what the parts of one are called."""
    files, people, elsewhere = (controls.count(kind, box) for kind in ("files", "reach", "elsewhere"))
    if box.links and 2 * (files + people) >= box.links:
        return True
    lines = list(layout.texts_of(list(range(box.start, box.end))))
    if box.links > 1 and elsewhere == box.links:
        return not any(word in SERVICES for line in lines for word in key(line).split())  # a town's own pages there
    if all(map(_READ.search, lines)):
        return False
    is_told = sum(len(line.split()) for line in lines) >= _WORDS * len(lines) or all(map(COLON.search, lines))
    return is_told and 2 * box.prose >= box.chars and not any(map(_TRAIL.search, lines))


def is_offer(button: LayoutBox, layout: Layout) -> bool:
    """Whether *button* is to be chosen among others by what it says: it says a price, or has a text of blocks, not a label."""
    said = layout.line_of(button)
    return (PRICED.search(said) is not None and _DOES.search(said) is None) or button.el.find(_BLOCKS) is not None
