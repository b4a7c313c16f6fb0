"""A page's tree as BeautifulSoup's: soupsieve, which knows all selectors, looks for elements in no other. Pure.

It is made where a recipe has a selector of more than tags, ids and classes, once for a page; bs4 is large (DESIGN §9).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import NavigableString

from monitor.extract.elements.tree import Element, Remark


class Soup:
    """The same page for soupsieve."""

    def __init__(self, root: Element) -> None:
        self._soup = BeautifulSoup("", builder=LXMLTreeBuilder)
        self._elements: dict[int, Element] = {}  # by the id of what stands for them
        newest: Any = self._soup
        around: list[tuple[Any, Any]] = [(self._soup, iter(root.contents))]
        while around:
            parent, children = around[-1]
            node = next(children, None)
            if node is None:
                around.pop()
            elif isinstance(node, Element):
                newest = _linked(Tag(name=node.name, attrs=node.attrs, is_xml=False), parent, newest)
                self._elements[id(newest)] = node
                around.append((newest, iter(node.contents)))
            else:
                newest = _linked(Comment(node) if isinstance(node, Remark) else NavigableString(node), parent, newest)

    def select(self, selector: str) -> Iterator[Element]:
        """What *selector* picks out. Raises what soupsieve does for one that is none."""
        return (self._elements[id(el)] for el in self._soup.select(selector))

    def close(self) -> None:
        """Let go of all, as `Page.close` does."""
        for one in [*self._soup.descendants, self._soup]:
            vars(one).clear()


def _linked(new: Any, parent: Any, before: Any) -> Any:
    """*new*, the last within *parent* so far, right behind *before* in the document."""
    new.setup(parent, before)
    parent.contents.append(new)
    return new
