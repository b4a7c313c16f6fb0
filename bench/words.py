"""Two texts of 7,000 words set against each other: what finding the words that differ takes (§9)."""

from __future__ import annotations

import gc
import random
import statistics
import time
from pathlib import Path
from typing import Any

from bench.aged import START, WORDS
from monitor.compare.revisions import compare
from monitor.model import Block, Recipe, Revision, Section, SectionRecipe
from monitor.wiring import GARBAGE

LONG, CHANGED = 7000, 300  # words, and how many of them are others
AIM_MS = 10
_RUNS = 15


def measured() -> float:
    """Milliseconds of processor time, the median of some runs; each on texts of its own, so that nothing is remembered."""
    gc.set_threshold(*GARBAGE)  # as a check has it
    costs = []
    for run in range(_RUNS):
        old, new = _texts(random.Random(run))
        last = Revision(snapshot=1, taken_at=START, url="", sections=(old,), documents=())
        recipe = Recipe(sections=(SectionRecipe(item="text", heading="Texte"),), hash="words")
        start = time.process_time()
        (change,) = compare(last, (new,), (), recipe=recipe)
        costs.append(1000 * (time.process_time() - start))
        assert change.edits
    return statistics.median(costs)


def _texts(chance: random.Random) -> tuple[Section, Section]:
    old = [chance.choices(WORDS, k=70) for _ in range(LONG // 70)]
    new = [list(words) for words in old]
    for _ in range(CHANGED):
        words = chance.choice(new)
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    return _section(old), _section(new)


def _section(paragraphs: list[list[str]]) -> Section:
    blocks = tuple(Block("paragraph", " ".join(words)) for words in paragraphs)
    return Section(item="text", heading="Texte", blocks=blocks, found_by="heading")


def run(folder: Path, *, quick: bool = False) -> dict[str, Any]:
    """Print it."""
    cost = measured()
    print(f"word diff of two texts of {LONG:,} words, {CHANGED} of them others: {cost:.1f} ms CPU   aim ≤ {AIM_MS}")
    return {"ms": cost}
