"""Whose words a short text is: a program's, of a site, its pages and its reader, or its owner's (DESIGN 3.14). Learned; pure.

What an owner says of a ferry a server says of a page, and no list of words holds what the next one says. So each sentence is
weighed: its words, pairs of words and their letters three to five in a row, by weights that training/sentences.py learned in seven
languages, and what our rules find in it, as evidence beside these. Where one of both surely speaks, the rules need not be asked.
"""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from monitor.normalize import key
from monitor.quality import phrases
from monitor.quality.news import MOST, SENTENCES, STREET, YEAR, names_day, names_somebody, orders
from monitor.quality.town import is_of_itself, is_of_town_s, is_of_web

SURE = 0.95  # the chance from which a program speaks, whatever it says
OWNERS = 0.4  # the chance up to which the owner does; above one half it is to be checked
BUCKETS = 1 << 16
_LETTERS = (3, 4, 5)
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")
_MONEY = re.compile(r"[€£$]|\beuros?\b", re.I)
_FILE = Path(__file__).with_name("data") / "speaker.json"
_STEPS = 127  # of a weight, each side of 0
_SHORT, _LONG = 5, 14  # words
VOTE = 0.5  # what a rule counts beside a sentence's words, which together count 1

VOTES: Mapping[str, Callable[[str], bool]] = {
    "names what sites have": phrases.names_showing,
    "tells of a site": phrases.tells_of_site,
    "could not": phrases.could_not,
    "is at fault": phrases.is_at_fault,
    "begins with none": phrases.begins_with_none,
    "orders": lambda said: orders([said], ()),
    "names an office": phrases.names_office,
    "names who sits there": phrases.is_of_places,
    "names a day": names_day,
    "names somebody": names_somebody,
    "names a street": lambda said: STREET.search(said) is not None,
    "a word of the web": is_of_web,
    "something failed": phrases.is_of_failing,
    "who runs a site": phrases.names_host,
    "of the text itself": is_of_itself,
    "code": lambda said: phrases.CODE.search(said) is not None,
    "a town's thing": is_of_town_s,
    "a kind of failure": lambda said: phrases.spoken_kind(said) is not None,
    "a phrase of failures": lambda said: any(phrases.sentence_in(said, kind) for kind in phrases.KINDS),
    "money": lambda said: _MONEY.search(said) is not None,
    "figures": lambda said: _FIGURE.search(said) is not None,
    "a clock": lambda said: phrases.CLOCK.search(said) is not None,
    "a year": lambda said: YEAR.search(said) is not None,
    "a way": phrases.names_way,
    "short": lambda said: len(_WORD.findall(said)) < _SHORT,
    "long": lambda said: len(_WORD.findall(said)) > _LONG,
    "goes on": lambda said: said.rstrip().endswith(("…", "...")),
    "asks": lambda said: said.rstrip().endswith("?"),
}


class Weights(NamedTuple):
    """What speaks for a program, above 0, and for the owner, below: by bucket (int8 steps) and by rule."""

    words: bytes
    step: float
    votes: Mapping[str, float]
    bias: float


@cache
def _learned() -> Weights:
    said = json.loads(_FILE.read_text(encoding="utf-8"))
    return Weights(zlib.decompress(base64.b64decode(said["words"])), said["step"], said["votes"], said["bias"])


def features(said: str) -> dict[int, float]:
    """How much each bucket counts in the sentence *said*; figures count by their length alone.

    Words and pairs of them are one vector of length 1, parts of words another.
    """
    words = [_FIGURE.sub("0", word) for word in _WORD.findall(key(said))]
    whole = {f"w{word}" for word in words} | {f"b{before} {word}" for before, word in pairwise(words)}
    marked = [f"<{word}>" for word in words]
    letters = {f"c{word[at : at + n]}" for word in marked for n in _LETTERS for at in range(len(word) - n + 1)}
    counts: dict[int, float] = {}
    for side in (whole, letters):
        for bucket in {zlib.crc32(part.encode()) % BUCKETS for part in side}:
            counts[bucket] = counts.get(bucket, 0.0) + 1 / math.sqrt(len(side))
    return counts


def weight_of(counts: Mapping[int, float]) -> float:
    """What *counts* weigh together, above 0 for a program."""
    learned = _learned()
    steps = ((learned.words[bucket], count) for bucket, count in counts.items())
    return learned.step * sum(count * (step - 256 if step > _STEPS else step) for step, count in steps)


@lru_cache(maxsize=256)  # one sentence is asked of in several places
def sentence_chance(said: str) -> float:
    """The chance, 0 to 1, that a program says the sentence *said*, in the place of a text."""
    learned = _learned()
    votes = sum(learned.votes[name] for name, rule in VOTES.items() if rule(said))
    weight = learned.bias + VOTE * votes + weight_of(features(said))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weight))))


def program_chance(lines: Sequence[str]) -> float:
    """The chance that a program says *lines*; one half of what is too long, of code, or no words at all.

    Of several sentences the most owner-like one counts, where the owner says them rather than a program; else all of them do.
    """
    parts = [part for line in lines for part in SENTENCES.split(line) if len(_WORD.findall(part)) > 1]
    if not parts or sum(len(_WORD.findall(part)) for part in parts) > MOST or phrases.CODE.search("\n".join(lines)):
        return 0.5
    chances = [sentence_chance(part) for part in parts]
    mean = sum(chances) / len(chances)
    return min(chances) if 2 * mean < 1 else mean
