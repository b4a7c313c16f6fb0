"""Users' regular expressions, under a time limit: « (a+)+$ » would keep a visit busy for ever. Pure.

By the `regex` library, which can be told to give up, in its version 0, which reads patterns as `re` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from time import perf_counter  # not the time of the world: only how much of a pattern's own is left
from typing import Any

TIME_LIMIT_S = 1.0  # for one pattern on one page; a sound one takes milliseconds


class TooSlow(Exception):
    """A pattern was given up: it took longer than TIME_LIMIT_S on this page."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern

    def __str__(self) -> str:
        return f"/{self.pattern}/: {TIME_LIMIT_S:g} s"


class Pattern:
    """One pattern on one page: all that it is looked for in shares its time. Raises TooSlow.

    One that does not compile finds nothing; config has told the user.
    """

    def __init__(self, pattern: str, *, ignore_case: bool = False) -> None:
        self.pattern = pattern
        self._compiled = _compiled(pattern, ignore_case)
        self._left_s = TIME_LIMIT_S

    def is_in(self, text: str) -> bool:
        """Whether *text* has it."""
        return next(self.spans(text), None) is not None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in *text* it stands, from left to right; what is empty is left out."""
        if self._compiled is None:
            return
        began = perf_counter()
        try:
            if self._left_s <= 0:
                raise TimeoutError
            found = [m.span() for m in self._compiled.finditer(text, timeout=self._left_s) if m.end() > m.start()]
        except TimeoutError as error:
            raise TooSlow(self.pattern) from error
        self._left_s -= perf_counter() - began
        yield from found


@lru_cache(maxsize=256)
def _compiled(pattern: str, ignore_case: bool) -> Any:
    import regex  # late: most recipes have no pattern

    try:
        return regex.compile(pattern, regex.V0 | (regex.IGNORECASE if ignore_case else 0))
    except regex.error:
        return None
