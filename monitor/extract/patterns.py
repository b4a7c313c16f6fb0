"""What users look for: texts, and regular expressions under a time limit: « (a+)+$ » would keep a visit busy for ever. Pure.

By the `regex` library, which can be told to give up, in its version 0, which reads patterns as `re` does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from time import perf_counter  # not the time of the world: only how much of a pattern's own is left
from typing import Any

from monitor.model.frozen import dataclass
from monitor.normalize import canonical, key

TIME_LIMIT_S = 1.0  # for one pattern on one page; a sound one takes milliseconds


class TooSlow(Exception):
    """A pattern was given up: it took longer than TIME_LIMIT_S on this page."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern

    def __str__(self) -> str:
        return f"/{self.pattern}/: {TIME_LIMIT_S:g} s"


class Pattern:
    """One pattern on one page, whose searches share its time (TooSlow); one that does not compile finds nothing."""

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


@dataclass(frozen=True)
class Wanted:
    """A recipe's `link`: a text or /regex/, looked for without case and accents (DESIGN 3.7)."""

    link: str

    @cached_property
    def pattern(self) -> Pattern:
        """The regular expression of `link`, over texts as `fold` makes them."""
        return Pattern(_plain(self.link[1:-1]), ignore_case=True)

    @cached_property
    def plain(self) -> str:
        """A `link` that is none, as it is looked for."""
        return key(self.link)

    @property
    def is_regex(self) -> bool:
        """Whether `link` is written between slashes."""
        return len(self.link) > 2 and self.link.startswith("/") and self.link.endswith("/")

    def fold(self, text: str) -> str:
        """*text* as it is searched: for a regex its punctuation and case stay."""
        return _plain(canonical(text)) if self.is_regex else key(text)

    def is_in(self, folded: Iterable[str]) -> bool:
        """Whether one of the texts, *folded* as by `fold`, has it. Raises TooSlow for a pattern that takes too long."""
        return any(map(self.pattern.is_in, folded)) if self.is_regex else any(self.plain in text for text in folded)


def _plain(raw: str) -> str:
    """*raw* without accents, typographic characters made plain; punctuation and case stay, for a regex needs them."""
    bare = unicodedata.normalize("NFKD", raw.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " "))
    return "".join(c for c in bare if not unicodedata.combining(c))
