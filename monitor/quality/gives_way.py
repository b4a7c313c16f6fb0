"""How a section's text gave way to another: what went of it, what came, and how little is left (DESIGN 3.14, 3.15, 3.29). Pure."""

from __future__ import annotations

import re
from collections import Counter

from monitor.model import Block, Extraction, Revision, Section
from monitor.normalize import canonical, key
from monitor.quality.language import language
from monitor.quality.news import MOST
from monitor.quality.remains import LEFT, share_left, shingles

SEVERAL = 3  # blocks for which one line that speaks to readers stands
_FEW = 3 * MOST  # words
_WORD = re.compile(r"\w+")


def came_in(old: Section, new: Section) -> list[Block]:
    """The blocks of *new* that are not in *old*."""
    there = {key(block.text) for block in old.blocks}
    return [block for block in new.blocks if key(block.text) not in there]


def stands_still(old: Section, new: Section, here: set[str]) -> bool:
    """Whether nearly all of what went from *old* stands elsewhere on the page, whose lines are *here*; or in *new* in other words.

    So much of it, there, that less than a third of its text gave way.
    """
    before, after = ({key(block.text) for block in section.blocks} for section in (old, new))
    lines = before - after
    if 10 * sum(map(len, lines & here)) >= 9 * sum(map(len, lines)) > 0:
        return True
    came = [words for block in new.blocks if key(block.text) not in before and (words := set(words_of(block.text)))]
    if sum(map(len, came)) > _FEW:
        return False  # so many are no stand-in
    gone = [words_of(block.text) for block in old.blocks if key(block.text) in lines]
    left = [words for words in gone if any(2 * len(one & set(words)) > max(len(one), len(set(words))) for one in came)]
    return bool(left) and 3 * (sum(map(len, gone)) - sum(map(len, left))) < size_of(old)


def gives_way(old: Section, new: Section) -> bool:
    """Whether a third of *old*'s words or more stood in blocks that are not in *new*, or one line, or none, stands for several."""
    there, here = ({key(block.text) for block in section.blocks} for section in (old, new))
    gone = [len(words_of(block.text)) for block in old.blocks if key(block.text) not in here]
    return 3 * sum(gone) >= size_of(old) > 0 or (len(gone) >= SEVERAL and len(here - there) < 2)


def words_of(text: str) -> list[str]:
    return _WORD.findall(canonical(text).casefold())


def bag_of(section: Section) -> Counter[str]:
    return Counter(words_of(section.text))


def size_of(section: Section) -> int:
    return len(_WORD.findall(section.text))


def pairs_of(extraction: Extraction, last: Revision | None) -> list[tuple[Section, Section]]:
    """(old, new) of each section that both have and that says something else now."""
    old = {s.item: s for s in last.sections} if last else {}
    return [(old[s.item], s) for s in extraction.sections if s.item in old and old[s.item].text != s.text]


def shrunk(extraction: Extraction, last: Revision | None) -> set[str]:
    """The sections in which under a third of their words are left, or under a fifth in the company they had (3.29)."""
    return {new.item for old, new in pairs_of(extraction, last) if hardly_left(old, new) or _another(old, new)}


def _another(old: Section, new: Section) -> bool:
    """Whether hardly three words in a row are left: texts of one town share many words and say different things."""
    same = {b.text for b in new.blocks}
    kept = sum(len(b.text) for b in old.blocks if b.text in same)
    if 5 * kept >= sum(len(b.text) for b in old.blocks):
        return False
    return share_left(shingles(b.text for b in old.blocks), shingles(b.text for b in new.blocks)) < LEFT


def hardly_left(old: Section, new: Section) -> bool:
    """Whether under a third of *old*'s words are in *new*. Blocks that stand in both mostly tell before all words are counted."""
    here = Counter(block.text for block in new.blocks)
    gone: list[str] = []
    kept: list[str] = []
    for block in old.blocks:
        (kept if here[block.text] > 0 else gone).append(block.text)
        here[block.text] -= 1
    lost, left = sum(len(words_of(text)) for text in gone), 0
    for text in kept:
        left += len(words_of(text))
        if 2 * left >= lost:
            return False
    before = bag_of(old)
    return 3 * (before & bag_of(new)).total() < before.total()


def is_translated(old: Section, new: Section) -> bool:
    """Whether *new* may say in another language what *old* said: half to twice its blocks and words (3.15)."""
    before, after = language(old.text), language(new.text)
    if not before or not after or before == after:
        return False
    sizes = ((len(old.blocks), len(new.blocks)), (size_of(old), size_of(new)))
    return all(max(pair) <= 2 * min(pair) for pair in sizes)
