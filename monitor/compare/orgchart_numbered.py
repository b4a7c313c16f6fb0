"""Charts that are numbered lists: « 2.1. Direction des sports ». The numbers say in which order units stand, no more (3.12). Pure.

A unit that came, went or moved changes the numbers of those behind it: no news beside it. Where none did, another order
is told, once for all units under one head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from monitor.compare.orgchart_match import Side
from monitor.compare.words import text_of, word_diff
from monitor.model import DocumentContent, Edit, OrgChart
from monitor.normalize import key

_NUMBER = re.compile(r"(?:(?<=\s)|^)((?:\d{1,2}|[A-Z])(?:\.\d{1,2})*)(?:[.)](?=\s)|(?<=[\d.]\d)(?=\s))\s+(?=[^\W\d_]|[«“\"(])")
_FEWEST = 5  # numbers
_SHARE = 0.6  # of the units, those that stand right behind a number


def without_numbers(content: DocumentContent) -> DocumentContent | None:
    """*content*, a line for each number of its list and without them; None where it is no numbered list.

    It is one where the numbers count on from line to line, each from the one before or for a level more or fewer, and most units
    stand behind one.
    """
    units = {key(unit.title) for unit in content.orgchart.units} if content.orgchart else set()
    last: tuple[int, ...] = ()
    found, blocks = list[str](), list(content.text or ())
    for n, block in enumerate(blocks):
        said, end = "", 0
        for number in _NUMBER.finditer(block.text):
            counted = tuple(int(part) if part.isdigit() else ord(part) - 64 for part in number[1].split("."))
            if _follows(counted, last):
                last = counted
                said, end = f"{said}{block.text[end : number.start()].rstrip()}\n", number.end()
                found.append(key(block.text[end:]))
        if end:
            blocks[n] = replace(block, text=f"{said}{block.text[end:]}".lstrip("\n"))
    headed = {title for title in units if any(f"{line} ".startswith(f"{title} ") for line in found)}
    is_list = len(found) >= _FEWEST and len(headed) >= _SHARE * len(units)
    return replace(content, text=tuple(blocks)) if is_list else None


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    *above, end = number
    if end == 1:
        return tuple(above) == last
    return len(number) <= len(last) and (*above, end - 1) == last[: len(number)]


def reordered(old: OrgChart, new: OrgChart, pairs: Mapping[str, str]) -> Iterator[Edit]:
    """One edit for the units under one head that stand in another order now: their titles as they stood, and as they stand."""
    before, after = Side(old), Side(new)
    for head in new.units:
        above = next((one for one, other in pairs.items() if other == head.id), None)
        if above is None:
            continue
        now = [unit for unit in after.children[head.id] if any(pairs.get(child.id) == unit.id for child in before.children[above])]
        was = [child for child in before.children[above] if pairs.get(child.id) in {unit.id for unit in now}]
        if [pairs[child.id] for child in was] != [unit.id for unit in now]:
            one, other = (", ".join(unit.title for unit in units) for units in (was, now))
            gone, come, words = word_diff(text_of(one), text_of(other))
            facts = {"field": "text", "unit": head.title, "order": True}
            yield Edit(op="replace", before=gone, after=come, words=words, facts=facts)
