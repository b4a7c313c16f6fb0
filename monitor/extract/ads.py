"""What is paid for among a page's words: a small label, a link, its picture (DESIGN 3.5). Pure.

Who sells a place says so to readers by the label, and to search engines by `rel="sponsored"`: that alone is set on patrons and
ticket offices, too. Partners whom a town thanks stand in a list, or in a sentence. « Anzeige » is a report to the police,
« Reclame » a shop's sign: over a link in words such a label is a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from monitor.extract.controls import Controls
from monitor.extract.layout import Layout, LayoutBox, words
from monitor.extract.lists import named
from monitor.normalize import key

_ALONE, _ABOVE = named("ad_labels"), named("ad_labels_above")  # labels by themselves; over a picture that leads away
_PAID, _OF_LINKS = named("ad_paid"), named("ad_of")  # said of a link that is sold; what it is called
_STEMS = ("pub", "adver", "spons", "anzeig", "werb", "annon", "reklam", "reclam", "patroc", "mainos", "hirdet")
_LIKE_AD = re.compile("|".join(_STEMS), re.I)  # ASCII without any of these is no such label
LABEL = 24  # characters of « Publicité » with what may stand around it
_TAGS = words("p span div small aside ins figcaption")
_ENTRIES = words("li dd td th")
_HOLDERS = words("body html main article ul ol dl table tbody tr li dd td th section")
_PICTURES = ["img", "picture", "svg", "video"]
_SHOWN = [*_PICTURES, "iframe", "ins", "script", "a"]  # what an ad is made of
_WIDE = 100  # characters of prose around links that are one list
_FEW = 2  # of them: a third makes a list
_NEAR = 4  # boxes around
_LARGE = 60  # boxes in one


def is_label(layout: Layout, box: LayoutBox) -> bool:
    """Whether all that *box* says is « Publicité ». As all that an item or a cell holds, that is an entry of a list."""
    if not 0 < box.chars <= LABEL or box.name not in _TAGS:
        return False
    text = layout.line_of(box)
    if not ((_LIKE_AD.search(text) is not None or not text.isascii()) and key(text) in _ALONE):
        return False
    entry = next((b for b in islice(layout.ancestors(box), _NEAR) if b.name in _ENTRIES), None)
    return entry is None or entry.chars > box.chars or entry.el.find(_SHOWN) is not None


def slots(layout: Layout, controls: Controls) -> Iterator[int]:
    """The orders of the boxes that hold an ad with its label and no other word."""
    for link in layout.having((), ("rel",)):
        if link.name == "a" and _is_sponsored(link) and (slot := _around(layout, link)) is not None:
            yield slot.order
    for run in layout.runs_with(_STEMS, 0, len(layout.texts), longest=LABEL):
        if key(layout.texts[run]) in _ALONE | _ABOVE:
            for box in islice(layout.ancestors(layout.boxes[layout.holder[run]]), 2):
                if box.name in _HOLDERS or box.prose > LABEL:
                    break
                away = controls.count("elsewhere", box) == controls.count("all", box)
                if len(_addresses(box)) == 1 and away and any(a.find(_PICTURES) for a in box.el.find_all("a", href=True)):
                    yield box.order
                    break


def _is_sponsored(link: LayoutBox) -> bool:
    said = link.attrs.get("rel") or ""
    return "sponsored" in (" ".join(map(str, said)) if isinstance(said, list | tuple) else str(said)).lower().split()


def _addresses(box: LayoutBox) -> set[str]:
    return {str(el.attrs.get("href")) for el in box.el.find_all("a", href=True)}


def _around(layout: Layout, link: LayoutBox) -> LayoutBox | None:
    """The widest box that holds *link*, its label and no more; None: it is of a list or a sentence, or no label says « ad »."""
    slot, sponsored = link, {str(link.attrs.get("href"))}
    for around in islice(layout.ancestors(link), _NEAR):
        if around.prose > _WIDE:
            break
        if around.name in _ENTRIES or around.last - around.order > _LARGE:
            return None
        inside = [b for b in layout.inside(around) if b.name == "a"]
        if len({str(b.attrs.get("href")) for b in inside if _is_sponsored(b)}) > _FEW:
            return None
        titled = any(b.level is not None for b in (around, *layout.inside(around)))
        if around.prose <= LABEL and not titled and around.name not in _HOLDERS and _addresses(around) == sponsored:
            slot = around
    beside = " ".join(layout.texts[r] for r in range(slot.start, slot.end) if not layout.linked[r])
    said = set(key(beside).split())
    return slot if said & (_ALONE | _ABOVE | _PAID) and said <= _ALONE | _ABOVE | _PAID | _OF_LINKS else None
