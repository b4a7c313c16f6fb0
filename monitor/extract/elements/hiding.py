"""What an element's own tag and attributes keep from readers' eyes (DESIGN 3.5); trees that a page gives its elements. Pure.

Of these, `<template shadowrootmode>`, browsers show what stands in them (DESIGN 3.28).
"""

from __future__ import annotations

import re

from monitor.extract.elements.styles import read_styles
from monitor.extract.elements.tree import Element, Node, TemplateText

_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PARTS_OF_TEXT = ["p", "li", "tr", "dt", "dd", "h2", "h3", "h4", "h5", "h6"]
_SIGN = 2  # characters: what picks a coloured sign may stand behind it
_ENOUGH_PARTS = 2  # with one it may be any notice
_OF_SCRIPTS = re.compile(r"java ?script|\bjs\b|\bscripts?\b|\bcookies?\b", re.I)
_BULLETS = frozenset("•◦▪‣∙")  # what a list is drawn with that is none; a disc or a tick may be a state
_MARKS = frozenset("✓✔✅☑🗸✗✘✖✕❌❎☒☐×xX●○◉⬤•◦∙·■□▪▫◆◇★☆🟢🔴🟡🟠🔵⚪⚫🟥🟧🟨🟩🟦🟪⬛⬜")  # that a table answers with
_ANSWERED = ("td", "dd")
_ACTS = ("a", "button", "label", "summary")  # the sign of one says what it is for
HIDING_TAGS = ("template", "noscript", "dialog")
HIDING_ATTRIBUTES = ("hidden", "style", "aria-hidden")


def is_hiding(el: Element, chars: int) -> bool:
    """Whether *el*, which holds *chars* characters, is kept from every reader's eyes by its own tag or attributes, listed above."""
    attrs = el.attrs
    if el.name == "template":
        return "shadowrootmode" not in attrs
    if el.name == "noscript":
        return not stands_for_script(el)
    if el.name == "dialog" and "open" not in attrs:
        return True
    if not attrs:
        return False
    # What is hidden until it is found is a closed panel: browsers look for words in it, and open it
    if "hidden" in attrs and str(attrs["hidden"]).lower() != "until-found":
        return True
    if "style" in attrs and _HIDING_STYLE.search(str(attrs["style"])):
        return True
    # Icons and ornaments; a longer aria-hidden text is a closed panel or a copy for the eyes, and both are read.
    if attrs.get("aria-hidden") != "true" or chars > 24 or (chars <= _SIGN and _answers(el)):
        return False
    return el.name not in ("div", "section", "p", "li") or el.get_text(strip=True) in _BULLETS


def _answers(el: Element) -> bool:
    """Whether *el* is a sign, and all that its cell says of what the row is called before it: « Paie », « ✓ »."""
    if (said := el.get_text(strip=True).rstrip("\ufe0e\ufe0f")) not in _MARKS:
        return False
    cell: Element | None = el
    while cell is not None and cell.name not in _ANSWERED and cell.attrs.get("role") not in ("cell", "gridcell"):
        if cell.name in _ACTS or cell.attrs.get("role") == "button":
            return False
        cell = cell.parent
    if cell is None or cell.get_text(strip=True).rstrip("\ufe0e\ufe0f") != said:
        return False
    return any(isinstance(one, Element) and one.get_text(strip=True) for one in cell.previous_siblings)


def stands_for_script(el: Element) -> bool:
    """Whether *el*, a noscript, holds what a script shows to all others, a list or a text, and not a word about scripts."""
    parts = [part for part in el.find_all(_PARTS_OF_TEXT, limit=_ENOUGH_PARTS) if part.get_text(strip=True)]
    return len(parts) == _ENOUGH_PARTS and not _OF_SCRIPTS.search(el.get_text(" "))


_MODES = ("open", "closed")


def has_shadows(html: str) -> bool:
    """Whether a template of the page *html* may be such a tree."""
    return "shadow" in html and ("shadowrootmode" in html or "shadowRootMode" in html)


def compose(page: Element) -> None:
    """Make the tree of its own that an element of *page* has its content, with what it holds itself in the slots of that tree.

    An element has one such tree, its first; what it holds and no slot takes is seen by nobody. From the outside in: what an outer
    tree puts into a slot may itself fill a slot of an element inside.
    """
    for template in page.find_all("template", shadowrootmode=_MODES):
        host = template.parent
        if host is None:
            continue
        for el in (template, *template.descendants):
            el.contents = [str(node) if isinstance(node, TemplateText) else node for node in el.contents]
        # What its own style elements hide and strike is written on its elements: these rules are for no others of the page
        sheets = [style for style in template.find_all("style") if style.find_parent("template") is template]
        styles = read_styles((str(sheet.get("media") or ""), sheet.get_text()) for sheet in sheets)
        for sheet in sheets:
            sheet.extract()
        for el in template.find_all(True) if styles.hidden or styles.struck else ():
            if styles.hides(el):
                el.attrs["style"] = f"{el.get('style', '')};display:none"
            if styles.strikes(el):
                el.attrs["style"] = f"{el.get('style', '')};text-decoration:line-through"
        slots = [slot for slot in template.find_all("slot") if slot.find_parent("template") is template]
        for tree in host.find_all("template", shadowrootmode=_MODES, recursive=False):
            tree.extract()  # the first and those after it, which browsers leave alone
        own = host.cut_from(0)
        for slot in slots:
            name = slot.get("name") or ""
            fitting = [child for child in own if _slot_of(child) == name]
            if any(isinstance(child, Element) or child.strip() for child in fitting):
                slot.cut_from(0)
                slot.put(fitting)
                own = [child for child in own if _slot_of(child) != name]
        host.put(template.cut_from(0))


def _slot_of(child: Node) -> str:
    return str(child.get("slot") or "") if isinstance(child, Element) else ""
