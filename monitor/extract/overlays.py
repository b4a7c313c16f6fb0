"""Dialogs, modals and consent boxes: what lies over a page until its reader answers (DESIGN 3.5). Pure.

They are told by their role, or by their shape: a short box at the body's start or end with a button to close or to accept, or a
box that speaks of cookies and has two answers to press.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from monitor.extract.layout import Layout, LayoutBox

if TYPE_CHECKING:
    from bs4 import Tag

    from monitor.extract.controls import Controls

_CONSENT = re.compile(
    r"cookie|traceur|consent|rgpd|gdpr|donn[ée]es (?:personnelles|de navigation)|vie priv[ée]e|privacy|mesure d.audience", re.I
)
_FIXED = re.compile(r"position\s*:\s*fixed", re.I)
_TEXT_HOLDERS = ("main", "article", "h1")
_SHORT = 900  # characters of a box that asks
_LONG = 4000  # of one that asks with all its purposes listed
_FEW = 300  # of one that is known by its place and its button alone
_LINES = 5
_FETCHES = re.compile(r"t[ée]l[ée]charg|download|consulter|\bpdf\b", re.I)
_SAME = 80  # characters that a box around may hold beside it
_DEEP = 4  # boxes within the body that may hold everything


def is_dialog(el: Tag) -> bool:
    """Whether *el* says itself that it is a dialog."""
    attrs = el.attrs or {}
    return el.name == "dialog" or attrs.get("role") in ("dialog", "alertdialog") or attrs.get("aria-modal") == "true"


def overlays(layout: Layout, controls: Controls) -> set[int]:
    """The orders of the boxes that lie over the page."""
    said = {b.order for b in layout.boxes if is_dialog(b.el)}
    return said | set(_asking(layout, controls)) | set(_at_the_edge(layout, controls))


def _asking(layout: Layout, controls: Controls) -> Iterator[int]:
    """Boxes that ask for consent: they speak of it and have two answers to press, or one where the page's text is elsewhere."""
    seen: set[int] = set()
    for order in sorted(controls.answers):
        for around in layout.ancestors(layout.boxes[order]):
            chars = layout.chars(around.start, around.end)
            if around.order in seen or chars > _LONG or around.el.name in ("body", "html") or _holds_the_page(layout, around):
                break
            seen.add(around.order)
            answers = controls.count("answer", around)
            if _CONSENT.search("".join(layout.texts[around.start : around.end])):
                if answers > 1 or (chars <= _SHORT and not _in_text(layout, around)):
                    yield _widest(layout, around).order
                break


def _widest(layout: Layout, box: LayoutBox) -> LayoutBox:
    """*box*, or the box around it that holds hardly more."""
    best, chars = box, layout.chars(box.start, box.end)
    for around in layout.ancestors(box):
        if around.el.name in ("body", "html", *_TEXT_HOLDERS) or layout.chars(around.start, around.end) > chars + _SAME:
            break
        if _holds_the_page(layout, around):
            break
        best = around
    return best


def _in_text(layout: Layout, box: LayoutBox) -> bool:
    return any(b.el.name in ("main", "article") for b in layout.ancestors(box))


def _at_the_edge(layout: Layout, controls: Controls) -> Iterator[int]:
    """Short boxes among the body's own children, before or after what has the page's text, that can be closed.

    The first and the last of them need not say so: a line or two with a button is enough, where that fetches no file.
    """
    children = [b for b in _body_children(layout) if b.end > b.start]
    total = layout.chars(0, len(layout.texts))
    for box in children:
        chars = layout.chars(box.start, box.end)
        if chars > _SHORT or (chars > _FEW and chars > 0.4 * total) or _holds_the_page(layout, box):
            continue
        if box.el.name in ("header", "p", "ul", "ol", "table") or box.level is not None:
            continue
        fixed = bool(box.el.attrs and _FIXED.search(str(box.el.attrs.get("style") or "")))
        at_an_end = box.order in (children[0].order, children[-1].order)
        if fixed or controls.count("answer", box) or (at_an_end and chars <= _FEW and _is_a_line_with_buttons(layout, box)):
            yield box.order


def _is_a_line_with_buttons(layout: Layout, box: LayoutBox) -> bool:
    buttons = [b for b in layout.inside(box) if b.el.name == "button"]
    lines = layout.block[box.end - 1] - layout.block[box.start] + 1
    return 0 < len(buttons) <= 3 and lines <= _LINES and _FETCHES.search("".join(layout.texts[box.start : box.end])) is None


def _body_children(layout: Layout) -> Iterator[LayoutBox]:
    """The children of the body, and of the one box in it that holds nearly everything, and so on."""
    around = layout.boxes[0]
    for _ in range(_DEEP):
        children = layout.children(around)
        yield from children
        total = layout.chars(around.start, around.end)
        inner = next((b for b in children if layout.chars(b.start, b.end) > 0.9 * total), None)
        if inner is None or inner.el.name in ("main", "article"):
            return
        around = inner


def _holds_the_page(layout: Layout, box: LayoutBox) -> bool:
    return any(b.el.name in _TEXT_HOLDERS for b in (box, *islice(layout.inside(box), 400)))
