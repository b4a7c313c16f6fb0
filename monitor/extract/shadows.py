"""Trees that a page gives its elements (`<template shadowrootmode>`): browsers show them for what stands there (DESIGN 3.28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.extract.styles import read_styles

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_MODES = ("open", "closed")


def has_shadows(html: str) -> bool:
    """Whether a template of the page *html* may be such a tree."""
    return "shadowrootmode" in html or "shadowRootMode" in html


def compose(soup: BeautifulSoup) -> None:
    """Make the tree of its own that an element of *soup* has its content, with what it holds itself in the slots of that tree.

    An element has one such tree, its first; what it holds and no slot takes is seen by nobody. From the outside in: what an outer
    tree puts into a slot may itself fill a slot of an element inside.
    """
    from bs4 import element

    for template in soup.find_all("template", shadowrootmode=_MODES):
        host = template.parent
        if host is None:
            continue
        for said in template.find_all(string=True):
            if type(said) is element.TemplateString:
                said.replace_with(element.NavigableString(said))
        _apply_styles(template)
        slots = [slot for slot in template.find_all("slot") if slot.find_parent("template") is template]
        for tree in host.find_all("template", shadowrootmode=_MODES, recursive=False):
            tree.extract()  # the first and those after it, which browsers leave alone
        own = [child.extract() for child in list(host.contents)]
        for slot in slots:
            name = slot.get("name") or ""
            fitting = [child for child in own if (getattr(child, "attrs", {}).get("slot") or "") == name]
            if any(str(child).strip() for child in fitting):
                slot.clear()
                slot.extend(fitting)
                own = [child for child in own if child.parent is not slot]
        host.extend(list(template.contents))


def _apply_styles(template: Tag) -> None:
    """Write what the tree's own style elements hide and strike on its elements: these rules are for no others of the page."""
    sheets = [style for style in template.find_all("style") if style.find_parent("template") is template]
    styles = read_styles((str(sheet.get("media") or ""), sheet.get_text()) for sheet in sheets)
    for sheet in sheets:
        sheet.extract()
    for el in template.find_all(True) if styles.hidden or styles.struck else ():
        if styles.hides(el):
            el["style"] = f"{el.get('style', '')};display:none"
        if styles.strikes(el):
            el["style"] = f"{el.get('style', '')};text-decoration:line-through"
