"""What is said of one change is asked for by subject, first sentence, list, count and notes: it is put into words once. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from monitor.model import Change, Language

_Said = TypeVar("_Said")
_LATEST = 4  # changes: a message tells of few at a time, and a change of 20,000 edits is not to be kept for long


def remembered(worded: Callable[[Change, Language], _Said]) -> Callable[[Change, Language], _Said]:
    """*worded*, asked once for each of the latest changes. Told apart by identity: comparing two of 20,000 edits takes long too."""
    latest: deque[tuple[Change, Language, _Said]] = deque(maxlen=_LATEST)

    @wraps(worded)
    def said(change: Change, language: Language) -> _Said:
        for known, spoken, words in tuple(latest):
            if known is change and spoken == language:
                return words
        words = worded(change, language)
        latest.append((change, language, words))
        return words

    return said
