"""Trees that a page gives its elements (`<template shadowrootmode>`): browsers show them for what stands there (DESIGN 3.28)."""

from __future__ import annotations

from monitor.extract.styles import read_styles
from monitor.extract.tree import Element, Node, TemplateText

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
