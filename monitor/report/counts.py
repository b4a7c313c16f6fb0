"""How many sentences of a text were reworded, added, removed: what a summary says of the edits of a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from monitor.model import Edit
from monitor.normalize import canonical
from monitor.report.chart_edits import is_of_field

# A full stop ends a sentence before a capital, an opening quote or a digit, but not after one letter ("M. Dupont", "J. Roy")
# and not after the usual abbreviations; list items without punctuation are sentences of their own.
_END = re.compile(r"(?<!\b\w)(?<!\bMme)(?<!\bart)(?<!\bcf)(?<!\bDr)(?<!\bMr)(?<!\bno)[.!?]+[\")\]]*\s+(?=[\"(]?\s*[^\W_a-zà-öø-ÿ])")

_ENDED = re.compile(r"[.!?…;:][»”\")\]\s]*$")
_NUMBER = re.compile(r"\s*\d+[.)]\s+")  # of a list item: no sentence
_TEXT_OPS = ("insert", "delete", "replace", "move")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    edited: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0  # paragraphs
    are_lines: bool = False  # none of them ends as a sentence does: names, titles, rows


def counted(edits: Iterable[Edit]) -> Sentences:
    """Sentences edited, added and removed by the text ops of *edits* (DESIGN 5.3), and paragraphs moved."""
    text = [e for e in edits if e.op in _TEXT_OPS and not is_of_field(e)]
    pairs = [pair for e in text if e.op != "move" for pair in _differing(split(e.before or ""), split(e.after or ""))]
    moved = [e.before or "" for e in text if e.op == "move"]
    sizes = [(len(gone), len(come)) for gone, come in pairs]
    said = [*(s for gone, come in pairs for s in (*gone, *come)), *moved]
    return Sentences(
        edited=sum(min(gone, come) for gone, come in sizes),
        added=sum(max(0, come - gone) for gone, come in sizes),
        removed=sum(max(0, gone - come) for gone, come in sizes),
        moved=len(moved),
        are_lines=not any(_ENDED.search(s) for s in said),
    )


def split(text: str) -> list[str]:
    """The sentences of *text*, folded for comparing (DESIGN 3.10)."""
    folded = canonical(text)
    number = _NUMBER.match(folded)
    ends = [0, *(m.end() for m in _END.finditer(folded, number.end() if number else 0)), len(folded)]
    return [s for s in (folded[a:b].strip() for a, b in pairwise(ends)) if s]


def _differing(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The stretches that differ: as many sentences as both sides have are rewordings, what is left over came or went."""
    for op, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op != "equal":
            yield before[a0:a1], after[b0:b1]
