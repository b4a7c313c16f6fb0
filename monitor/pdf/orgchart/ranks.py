"""Who hangs under whom where every box looks the same: the word that a title begins with tells its rank. Said with doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.vocabulary import UNIT_WORDS, folded
from monitor.pdf.orgchart.votes import LAYOUT, Votes

HEAD, DEPUTY = 0, 1

_STAFF = re.compile(
    r"cabinet|secretaria[tr]|sekretariat|assistan|beauftragte|[a-z]+beauftragte|referent|pressestelle|personalrat|vorzimmer|buro\b"
)
_CODE = re.compile(r"(?:[A-Z]{1,3}|[IVX]{1,4}|\d{1,3}(?:\.\d{1,3})*)[*.]{0,3}")
_DEPUTIES = re.compile(
    r"(?:dga|dgst)\b|dir(?:ection|ect(?:eur|rice)|\.)? (?:generale?|gal\.?) (?:adjointe?|deleguee?|des services techniques)\b"
    r"|(?:pole|departement|dezernat|abteilung|geschaftsbereich)\b"
)
_HEADS = re.compile(r"(?:dgs|dir(?:ection|ect(?:eur|rice)|\.)? (?:generale?|gal\.?))\b")
_SAME_ROW = 3.0  # points


def rank(label: str) -> int | None:
    """0 for the head of an administration, 1 for its deputies and poles, None for what hangs anywhere below."""
    title = folded(label)
    return DEPUTY if _DEPUTIES.match(title) else HEAD if _HEADS.match(title) else None


@lru_cache(maxsize=20_000)
def is_staff(label: str) -> bool:
    """Whether a title begins like that of a staff office: it stands beside the line of command."""
    return bool(_STAFF.match(folded(label)))


@lru_cache(maxsize=20_000)
def code(label: str) -> tuple[str, ...]:
    """The letters or figures that a title begins with, after the word for its kind: « Abteilung II », « II A »; () without."""
    words = label.split()
    if words and folded(words[0]).strip(".") in UNIT_WORDS:
        words = words[1:]
    found: list[str] = []
    for word in words[:4]:
        if not _CODE.fullmatch(word):
            break
        found.extend(part for part in word.strip("*.").split(".") if part)
    return () if len(found) == len(words) and len(words) > 1 else tuple(found)


def hang_by_titles(boxes: Sequence[Node], above: Callable[[Node], Node | None], votes: Votes) -> None:
    """Put boxes under the deputy at the top of their column, where a row of nothing but deputies heads the columns.

    Only those are moved that had no parent, or were taken for brothers of the box above them because they look like it.
    """
    ranks = {id(node): rank(node.label) for node in boxes}
    heads: set[int] = set()
    for node in boxes:
        if ranks[id(node)] == DEPUTY:
            row = [o for o in boxes if abs(o.box.top - node.box.top) <= _SAME_ROW and o.outer is node.outer]
            if len(row) > 1 and all(ranks[id(other)] == DEPUTY for other in row):
                heads.add(id(node))
    for node in boxes:
        over = above(node)
        if over is None or ranks[id(node)] is not None or node.frame or not _brothers(node, over, heads):
            continue
        head: Node | None = over
        while head is not None and id(head) not in heads and ranks[id(head)] is None:
            head = above(head)
        if head is not None and id(head) in heads:
            votes.hang(node, head, "title", LAYOUT)


def _brothers(node: Node, over: Node, heads: set[int]) -> bool:
    """Whether nothing but looks speaks for where *node* hangs: nowhere, or where the box above it does."""
    if node.parent is None or node.how == "layout":
        return True
    by_looks = node.how in ("stack", "row") and id(node.parent) not in heads
    return by_looks and (node.parent is over.parent or over.how == "title")


def is_apex_by_title(apex: Node, rest: Sequence[Node]) -> bool:
    """Whether *apex* is titled as the head of an administration, and all of *rest* as its deputies."""
    return rank(apex.label) == HEAD and all(rank(node.label) == DEPUTY for node in rest)
