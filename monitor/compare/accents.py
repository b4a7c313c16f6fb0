"""Accents that two prints of one text tell apart: matching folds them, equality does not (DESIGN 3.10, 13.5). Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from monitor.model.frozen import dataclass
from monitor.normalize import canonical, key

_WORD = re.compile(r"\w+")
_MANY = 3  # words that lose their accents in one print: by the font, where few others keep theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Accents:
    """Which accents of two texts differ. One text that lost more of them than it kept was printed without: it tells none."""

    sure: bool

    @classmethod
    def of(cls, old: Iterable[str], new: Iterable[str]) -> Accents:
        """From all that is written on either side."""
        sides = [Counter(word for text in side for word in _words(text)) for side in (old, new)]
        pairs = apart_in_accents(sides[0] - sides[1], sides[1] - sides[0])
        kept = sum(not word.isascii() for word in sides[0] & sides[1])
        bare = [sum(pair[n].isascii() for pair in pairs) for n in (0, 1)]
        return cls(sure=max(bare) < _MANY or max(bare) <= kept)

    def differ(self, before: str, after: str) -> bool:
        """Whether the two, the same without accents, surely have other ones. Capitals may go without theirs: « ELODIE »."""
        if not self.sure or before == after:
            return False
        one, other = (Counter(_words(text)) for text in (before, after))
        return any(apart_in_accents(one - other, other - one))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(canonical(text)))


def apart_in_accents(gone: Iterable[str], come: Iterable[str]) -> list[tuple[str, str]]:
    """The words of *gone* with those of *come* that differ from them in nothing but accents; in capitals these may be left out."""
    others = defaultdict[str, list[str]](list)
    for word in come:
        others[key(word)].append(word)
    pairs = [(word, other) for word in gone for other in others[key(word)] if word.casefold() != other.casefold()]
    return [(one, other) for one, other in pairs if one.isupper() == other.isupper() or 1 in (len(one), len(other))]
