"""Lines of a chart in which a figure stands for another one: « Budget (15 ETP) », « Budget (17 ETP) » (DESIGN 3.12, 3.23). Pure."""

from __future__ import annotations

from collections import Counter

from monitor.model import DocumentContent, Edit
from monitor.normalize import tokens


def kept_but_for_figures(old: DocumentContent, new: DocumentContent) -> set[tuple[str, ...]]:
    """The words, without those with a digit, of the lines that stand once on either side and begin with a word."""
    sides = (Counter(_wordy(line) for block in side.text or () for line in block.text.split("\n")) for side in (old, new))
    before, after = sides
    return {words for words, times in before.items() if times == after[words] == 1 and any(map(_tells, words))}


def is_of_figures(edit: Edit, lines: set[tuple[str, ...]]) -> bool:
    """Whether *edit* is of one of *lines*, kept but for figures: each tells it of its own, how often the figure stands elsewhere.

    Counts that all grow by two come to what others were: what the sheets have more or fewer of does not tell which did.
    """
    if edit.op != "replace" or not (edit.before and edit.after):
        return False
    changed = [token for sign, text in edit.words if sign != "=" for token in tokens(text) if any(map(str.isalnum, token))]
    if not changed or not all(any(map(str.isdigit, token)) for token in changed):
        return False
    return _wordy(edit.before) == _wordy(edit.after) and _wordy(edit.before) in lines


def _wordy(line: str) -> tuple[str, ...]:
    return tuple(token for token in tokens(line) if any(map(str.isalnum, token)) and not any(map(str.isdigit, token)))


def _tells(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and not word.isupper()
