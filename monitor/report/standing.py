"""Since when each sentence of a text stands on its page, told by the versions before (DESIGN 3.26). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.model import Block
from monitor.normalize import tokens

# As `edits.split` cuts a folded text, for a text as it is shown.
_END = re.compile(
    r"(?<!\b\w)(?<!\bMme)(?<!\bart)(?<!\bcf)(?<!\bDr)(?<!\bMr)(?<!\bno)[.!?…]+[\s\u00a0\u202f]?[»”\")\]]*\s+"
    r"(?=[«“\"(]?\s*[^\W_a-zà-öø-ÿ])"
)
_ONE = ("heading", "table_row")  # kinds of blocks that are one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The version with which a sentence came; `at_least`: no earlier one could be looked at, it may be older."""

    version: int
    at_least: bool = False


def sentences(block: Block) -> list[str]:
    """The sentences of a block as it is shown; joined they are its text."""
    if block.kind in _ONE:
        return [block.text]
    ends = [0, *(found.end() for found in _END.finditer(block.text)), len(block.text)]
    return [block.text[a:b] for a, b in pairwise(ends) if b > a]


def sentence_key(sentence: str) -> str:
    """What two sentences that read the same have in common (DESIGN 3.10)."""
    return " ".join(tokens(sentence))


def stands_since(blocks: Sequence[Block], past: Iterable[tuple[int, Sequence[Block] | None]], first: int) -> dict[str, Since]:
    """By `sentence_key`, since which version it has stood without a break.

    *past*: newest first, each version at which the text changed, with the text before it; None: that one is not to be had. It may
    end early. *first*: the oldest version that was looked at, where nothing changed any more before it.
    """
    left = {sentence_key(sentence) for block in blocks for sentence in sentences(block)}
    found: dict[str, Since] = {}
    for version, before in past:
        if not left:
            break
        if before is None:
            return found | dict.fromkeys(left, Since(version=version, at_least=True))
        stood = {sentence_key(sentence) for block in before for sentence in sentences(block)}
        found |= dict.fromkeys(left - stood, Since(version=version))
        left &= stood
    return found | dict.fromkeys(left, Since(version=first, at_least=first > 1))
