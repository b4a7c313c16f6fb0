"""How many lines of the list tell of text reworded, added, removed, moved: what a summary says of the edits of a text. Pure.

The list counts (10.8): each of its lines is one here too, and all are called after what they hold: sentences, lines
of a list or table, or passages, where one holds several sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from monitor.i18n.locale import Locale
from monitor.model import Edit
from monitor.model.frozen import dataclass
from monitor.normalize import canonical
from monitor.report.beside import part_lines
from monitor.report.chart_edits import is_of_field

# A full stop ends a sentence before a capital, an opening quote or a digit, but not after one letter ("M. Dupont", "J. Roy")
# and not after the usual abbreviations; list items without punctuation are sentences of their own.
_END = re.compile(r"(?<!\b\w)(?<!\bMme)(?<!\bart)(?<!\bcf)(?<!\bDr)(?<!\bMr)(?<!\bno)[.!?]+[\")\]]*\s+(?=[\"(]?\s*[^\W_a-zà-öø-ÿ])")

_ENDED = re.compile(r"[.!?…;:][»”\")\]\s]*$")
_NUMBER = re.compile(r"\s*\d+[.)]\s+")  # of a list item: no sentence
_TEXT_OPS = ("insert", "delete", "replace", "move")
_OF_MARK = {"+": "added", "-": "removed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Lines of the list by what they tell of; `noun` is the phrase book's: "sentences", "lines", "passages"."""

    edited: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    noun: str = "sentences"


def counted(edits: Iterable[Edit], locale: Locale) -> Counted:
    """What the text ops of *edits* (DESIGN 5.3) come to, each line of the list counted once."""
    text = [e for e in edits if e.op in _TEXT_OPS and not is_of_field(e)]
    steps = [step for e in text if e.op != "move" for step in _steps(e, locale)]
    moved = [e.before or "" for e in text if e.op == "move"]
    turns = Counter(turn for turn, _, _ in steps)
    said = [*(s for _, gone, come in steps for s in (*gone, *come)), *moved]
    if not any(_ENDED.search(s) for s in said):
        noun = "lines"
    else:
        noun = "passages" if any(max(len(gone), len(come)) > 1 for _, gone, come in steps) else "sentences"
    return Counted(edited=turns["edited"], added=turns["added"], removed=turns["removed"], moved=len(moved), noun=noun)


def _steps(edit: Edit, locale: Locale) -> Iterator[tuple[str, list[str], list[str]]]:
    """Of each line that tells of *edit*: what became of the text there, its sentences that went, and those that came."""
    if edit.op != "replace" or "holders" in edit.facts or not (lines := part_lines(edit, locale)):
        yield _step(edit.before or "", edit.after or "")
        return
    for line in lines:
        before, after = ("".join(s.text for s in line.spans if s.role in ("=", role)) for role in "-+")
        turn, gone, come = _step(before, after)
        yield _OF_MARK.get(line.mark, turn), gone, come


def _step(before: str, after: str) -> tuple[str, list[str], list[str]]:
    pairs = list(_differing(split(before), split(after)))
    gone, come = [s for went, _ in pairs for s in went], [s for _, came in pairs for s in came]
    turn = "added" if come and not gone else "removed" if gone and not come else "edited"
    return turn, gone, come


def split(text: str) -> list[str]:
    """The sentences of *text*, folded for comparing (DESIGN 3.10)."""
    folded = canonical(text)
    number = _NUMBER.match(folded)
    ends = [0, *(m.end() for m in _END.finditer(folded, number.end() if number else 0)), len(folded)]
    return [s for s in (folded[a:b].strip() for a, b in pairwise(ends)) if s]


def _differing(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The stretches that differ: the sentences of the old text, those of the new one."""
    for op, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op != "equal":
            yield before[a0:a1], after[b0:b1]
