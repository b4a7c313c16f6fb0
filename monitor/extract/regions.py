"""The watched regions of a page, found without reading it, and what of the page around them has a say (DESIGN §9). Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from monitor.model import SectionRecipe

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = r"[a-zA-Z_][\w-]*"
_COMPOUND = rf"(?:[a-zA-Z][a-zA-Z0-9]*)?(?:#{_NAME})?(?:\.{_NAME})*"
_PLAIN = re.compile(rf"\s*{_COMPOUND}(?:(?:\s*>\s*|\s+){_COMPOUND})*\s*", re.ASCII)
_STEP = re.compile(rf"(\s*>\s*|\s+|\A)(?=[\w#.])([a-zA-Z][a-zA-Z0-9]*)?(#{_NAME})?((?:\.{_NAME})*)", re.ASCII)
_SPACES = "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def found_by(path: str, tree: _Element) -> list[Any]:
    """What the XPath *path* finds in *tree*."""
    found: list[Any] = _compiled(path)(tree)
    return found


@lru_cache(maxsize=64)
def _compiled(path: str) -> Any:
    from lxml import etree

    return etree.XPath(path)


def paths(selector: str) -> list[str] | None:
    """XPaths that pick out what *selector* does, or more; None where it asks for more than tags, ids, classes and ancestors."""
    found = []
    for one in selector.split(","):
        if not one.strip() or not _PLAIN.fullmatch(one):
            return None
        found.append("".join(map(_step, _STEP.finditer(one.strip()))))
    return found


def _step(step: re.Match[str]) -> str:
    around, tag, name, classes = step.groups()
    tests = [f"@id='{name[1:]}'"] if name else []
    listed = f"concat(' ', translate(normalize-space(@class), '{_SPACES}', '{' ' * len(_SPACES)}'), ' ')"
    tests += [f"contains({listed}, ' {one} ')" for one in classes.split(".") if one]
    return f"{'/' if '>' in around else '//'}{(tag or '*').lower()}" + "".join(f"[{test}]" for test in tests)


def regions(tree: _Element, section: SectionRecipe) -> list[_Element] | None:
    """The elements of *tree* that the selectors of *section* pick out, in document order, each once."""
    asked = [path for selector in section.css for path in paths(selector) or [""]]
    return list(found_by(" | ".join(asked), tree)) if asked and all(asked) else None


def frame(tree: _Element) -> list[Any]:
    """What of the page around has a say all the same, as far as *tree* tells: its name and addresses, its rules."""
    said: list[Any] = []
    for root in found_by("/*", tree):
        for el in root.iter("title", "base", "link", "meta", "style"):
            if el.tag == "style" or (el.tag == "title" and not any(one[0] == "title" for one in said)):
                said.append((el.tag, el.get("media"), "".join(el.itertext())))
            elif el.tag == "base" or "canonical" in el.get("rel", "") or el.get("property") == "og:url":
                said.append((el.tag, el.get("href"), el.get("content")))
    return said


def setting(el: _Element, tree: _Element) -> list[Any]:
    """The tags around *el*, inside out, with what tells on the text inside; None for a body that is not the first of *tree*."""
    told = ("role", "class", "id", "style", "aria-modal")
    bodies = found_by("//body", tree)[1:]  # what follows « </html> » is none of the page
    return [None if a in bodies else (a.tag, [a.get(name) for name in told]) for a in (el, *el.iterancestors())]
