"""How large a file is, as a text says it beside a link to it (DESIGN 3.11). Pure."""

from __future__ import annotations

import re

from monitor.expressions import expression
from monitor.model import Edit, Link, Section
from monitor.normalize import may_have_figure

_SIZE = expression(  # begins with a set, which re looks for fast: before the first figure stands none
    r"\d(?<![\d.,]\d)\d*(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?\s?"
    r"(?:[kmgt]i?[ob]|(?:kilo|m[ée]ga|giga)?-?octets?|(?:kilo|mega)?bytes?|o)(?!\w)",
    re.I,
)
_BESIDE_LINK = re.compile(r"[^\w.!?]*(?:[^\W\d]{2,7}[^\w.!?]*)?")  # « (PDF, », « – taille : »


def only_sizes_differ(edit: Edit) -> bool:
    """Whether *edit* says of files how large they are, and nothing else: « (PDF, [180 → 181] Ko) »."""
    if edit.op != "replace" or not edit.before or not edit.after or not may_have_figure(edit.before):
        return False
    (before, some), (after, others) = _SIZE.subn("", edit.before), _SIZE.subn("", edit.after)
    return before == after and some == others > 0


def sized_links(edit: Edit, new: Section) -> list[Link]:
    """The links beside which stand the sizes that are all that *edit* changes; none where one stands elsewhere."""
    place = edit.facts["at"][1] if only_sizes_differ(edit) and "at" in edit.facts else None
    if place is None:
        return []
    links, found = [link for block in new.blocks[slice(*place)] for link in block.links if link.text], list[Link]()
    after = " ".join((edit.after or "").split())
    for then, now in zip(_SIZE.findall(" ".join((edit.before or "").split())), _SIZE.finditer(after), strict=False):
        if then != now[0]:
            ends = ((link, at + len(link.text)) for link in links if 0 <= (at := after.find(link.text)) <= now.start())
            near = next((link for link, end in ends if end >= now.end() or _BESIDE_LINK.fullmatch(after, end, now.start())), None)
            if near is None:
                return []
            found.append(near)
    return found
