"""What one way of finding a section brought home, and how much of an older text it holds (DESIGN 3.4). Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from monitor.model import BLOCK_END, Block
from monitor.normalize import canonical

LEFT = 1 / 3  # of the old words: a way that holds fewer may have found another text (3.4)
_WORD = re.compile(r"\w+")


def words_of(blocks: Iterable[Block]) -> list[str]:
    """The words of *blocks* in order, without case, as likeness counts them."""
    return _WORD.findall(canonical(BLOCK_END.join(b.text for b in blocks)).casefold())


@dataclass(frozen=True)
class Cut:
    """A piece of the page that may be the section. `heading` None: it has none of its own."""

    blocks: tuple[Block, ...]
    heading: str | None
    by: str  # Section.found_by
    headings: int = 1  # how many that read the same have their texts in it

    @cached_property
    def bag(self) -> Counter[str]:
        """How often each word occurs."""
        return Counter(words_of(self.blocks))

    @cached_property
    def size(self) -> int:
        """Number of words."""
        return self.bag.total()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a cut compares with an older text: the share of the old words it holds, and the share of its own words that are old."""

    kept: float
    pure: float

    @property
    def whole(self) -> float:
        """Both in one number, 0 to 1 (F1)."""
        return 2 * self.kept * self.pure / (self.kept + self.pure) if self.kept + self.pure else 0.0


def likeness(cut: Cut, old: Counter[str]) -> Likeness:
    """Return how much *cut* is like the text whose words are *old*."""
    common = (cut.bag & old).total()
    return Likeness(common / max(1, old.total()), common / max(1, cut.size))
