"""What an element's own tag and attributes keep from every reader's eyes (DESIGN 3.5). Pure."""

from __future__ import annotations

import re

from monitor.extract.tree import Element

_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PARTS_OF_TEXT = ["p", "li", "tr", "dt", "dd", "h2", "h3", "h4", "h5", "h6"]
_ENOUGH_PARTS = 2  # with one it may be any notice
_OF_SCRIPTS = re.compile(r"java ?script|\bjs\b|\bscripts?\b|\bcookies?\b", re.I)
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
    if "hidden" in attrs or ("style" in attrs and _HIDING_STYLE.search(str(attrs["style"]))):
        return True
    # Icons and ornaments; a longer aria-hidden text is a closed panel or a copy for the eyes, and both are read.
    return attrs.get("aria-hidden") == "true" and chars <= 24 and el.name not in ("div", "section", "p", "li")


def stands_for_script(el: Element) -> bool:
    """Whether *el*, a noscript, holds what a script shows to all others, a list or a text, and not a word about scripts."""
    parts = [part for part in el.find_all(_PARTS_OF_TEXT, limit=_ENOUGH_PARTS) if part.get_text(strip=True)]
    return len(parts) == _ENOUGH_PARTS and not _OF_SCRIPTS.search(el.get_text(" "))
