"""Several pages joined into one tree: a head that comes back on a later page is the unit of the same title before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.vocabulary import folded

_CONTINUED = re.compile(r"\s*[(\[]?\b(?:suite|fortsetzung|continued|cont\.|\d+\s*/\s*\d+)\b[)\]]?\s*$")
_DEPUTY = re.compile(r"^dir(?:ection|ect(?:eur|rice)) generale? adjointe?\b(?: (?:a la|au|aux|en charge (?:de la|du|des|de l)))?")
_SERVICES = re.compile(r"^dir(?:ection|ect(?:eur|rice)) generale? des services\b")
_NOT_WORD = re.compile(r"[^\w]+")


def joined_pages(pages: Sequence[list[Node]], titles: Sequence[str | None]) -> list[Node]:
    """All nodes of *pages*; those met again are merged into the first, their children with them."""
    known: dict[str, list[Node]] = {}
    kept: list[Node] = []
    for nodes, title in zip(pages, titles, strict=True):
        first = len(kept)
        _continue_outline(nodes, kept)
        _join_page(nodes, title, known, kept)
        new = set(map(id, kept[first:]))
        for node in nodes:
            if id(node) in new:
                known.setdefault(key(node.label), []).append(node)
    return kept


@lru_cache(maxsize=20_000)
def key(label: str) -> str:
    """A title as looked for on other pages: without case, accents, punctuation and « (suite) », « DGA » for what it stands for."""
    bare = _NOT_WORD.sub(" ", _CONTINUED.sub("", folded(label))).strip()
    return _SERVICES.sub("dgs", _DEPUTY.sub("dga", bare))


def _join_page(nodes: list[Node], title: str | None, known: dict[str, list[Node]], kept: list[Node]) -> None:
    same: dict[int, Node] = {}
    for node in _heads_first(nodes):
        if node.parent is not None and id(node.parent) in same:
            node.parent = same[id(node.parent)]
        twin = _twin(node, known)
        if twin is not None:
            same[id(node)] = node.same_as = twin
            twin.people = twin.people or node.people
        else:
            _under_page_title(node, title, known)
            kept.append(node)


def _continue_outline(nodes: list[Node], kept: Sequence[Node]) -> None:
    """Entries of an indented list that go on from the page before hang where they would have hung there."""
    above = [node for node in kept if node.indent is not None]
    for node in nodes:
        if above and node.indent is not None and node.parent is None:
            head = next((o for o in reversed(above) if o.indent is not None and o.indent < node.indent - 0.6 * node.size), None)
            if head is not None:
                node.hang(head, "indented", 0.9)


def _heads_first(nodes: list[Node]) -> list[Node]:
    depth: dict[int, int] = {}

    def deep(node: Node) -> int:
        if id(node) not in depth:
            depth[id(node)] = 0 if node.parent is None else deep(node.parent) + 1
        return depth[id(node)]

    return sorted(nodes, key=deep)


def _twin(node: Node, known: dict[str, list[Node]]) -> Node | None:
    """The one unit of an earlier page that this is: a head there too, with the same parent, or with the same person in it."""
    found = known.get(key(node.label), [])
    if node.parent is None and len(found) == 1:
        return found[0]
    same = next((other for other in found if other.parent is node.parent and node.parent is not None), None)
    names = {key(person.name) for person in node.people if person.name}
    return same or next((o for o in found if names & {key(person.name) for person in o.people if person.name}), None)


def _under_page_title(node: Node, title: str | None, known: dict[str, list[Node]]) -> None:
    """A page headed by the title of a unit shows what hangs under it."""
    if node.parent is None and title is not None:
        named = [units[0] for label, units in known.items() if len(units) == 1 and label and label in key(title)]
        if named:
            node.hang(max(named, key=lambda unit: len(unit.label)), "page title", 0.7)
