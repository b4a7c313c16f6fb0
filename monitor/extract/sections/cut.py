"""What one way of finding a section brought home, and how much of an older text it holds (DESIGN 3.4). Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from monitor.model import BLOCK_END, Block, Section
from monitor.model.frozen import dataclass
from monitor.normalize import canonical

LEFT = 1 / 3  # of the old words: a way that holds fewer may have found another text (3.4)
_WORD = re.compile(r"\w+")
Triple = tuple[str, ...]


def words_of(blocks: Iterable[Block]) -> list[str]:
    """The words of *blocks* in order, without case, as likeness counts them."""
    return _WORD.findall(canonical(BLOCK_END.join(b.text for b in blocks)).casefold())


def triples(words: list[str]) -> list[Triple]:
    """*words* three by three; all of them together where there are fewer."""
    return [tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))] if words else []


class BlockText:
    """Blocks and what is counted of their words, worked out when asked for."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks

    @cached_property
    def words(self) -> list[str]:
        """In order."""
        return words_of(self.blocks)

    @cached_property
    def bag(self) -> Counter[str]:
        """How often each word occurs."""
        return Counter(self.words)

    @cached_property
    def triples(self) -> frozenset[Triple]:
        """Every three words that follow each other."""
        return frozenset(triples(self.words))


class PastSection(BlockText):
    """A section as it was last read: what it said, under which heading, and how it was found."""

    def __init__(self, section: Section) -> None:
        super().__init__(section.blocks)
        self.heading = section.heading
        self.by = section.found_by


@dataclass(frozen=True)
class Cut:
    """A piece of the page that may be the section. `heading` None: it has none of its own."""

    blocks: tuple[Block, ...]
    heading: str | None
    by: str  # Section.found_by
    headings: int = 1  # how many that read the same have their texts in it
    runs: tuple[int, ...] = ()  # of the page; (): found by what it said, not by a named way

    @cached_property
    def text(self) -> BlockText:
        """Its words."""
        return BlockText(self.blocks)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a cut compares with an older text: the share of the old words it holds, and the share of its own words that are old."""

    kept: float
    pure: float

    @property
    def whole(self) -> float:
        """Both in one number, 0 to 1 (F1)."""
        return 2 * self.kept * self.pure / (self.kept + self.pure) if self.kept + self.pure else 0.0


def likeness(cut: Cut, old: PastSection) -> Likeness:
    """Return how much *cut* is like *old*, wherever in it the words stand."""
    if cut.blocks == old.blocks:
        return Likeness(1.0, 1.0)
    common = (cut.text.bag & old.bag).total()
    return Likeness(common / max(1, len(old.words)), common / max(1, len(cut.text.words)))


def left(cut: Cut, old: BlockText) -> float:
    """Return the share of the words of *old* that stand in *cut* with the same words beside them.

    Any long text holds « de », « la », « service » as often as an old one did: single words don't tell whose they are.
    """
    if cut.blocks == old.blocks:
        return 1.0
    covered: set[int] = set()
    for at, triple in enumerate(triples(old.words)):
        if triple in cut.text.triples:
            covered.update(range(at, at + len(triple)))
    return len(covered) / max(1, len(old.words))
