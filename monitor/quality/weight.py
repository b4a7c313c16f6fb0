"""What few words weigh as a whole, for an error or for the town that writes them (DESIGN 3.14, record 24). Learned; pure.

By weights that training/notices.py learned from notices of towns and errors of sites in five languages: their words and these'
letters, what each sentence is to `speaker`, and their shape.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from monitor.quality.news import SENTENCES
from monitor.quality.phrases import after_cry
from monitor.quality.speaker import features, weighed, weighed_by

BUCKETS = 1 << 15
SCALE = 0.7  # what a sign counts beside the words, which together count 1
_WORD = re.compile(r"\w+")
_FILE = Path(__file__).with_name("data") / "unsigned.json"
_SUMS = {"weight": 4.0, "words": 2.0}  # by what each is divided, so that it is as large as a sign
_MOST = 1.5
_OF_PARTS = ("of_town", "of_site", "of_owner", "claimed", "is_rare", "is_common")


class Weights(NamedTuple):
    """What speaks for a failure, above 0, and for the town, below: by bucket (a byte each) and by sign."""

    words: bytes
    step: float
    signs: Mapping[str, float]
    bias: float


@cache
def _learned() -> Weights:
    said = json.loads(_FILE.read_text(encoding="utf-8"))
    return Weights(zlib.decompress(base64.b64decode(said["words"])), said["step"], said["signs"], said["bias"])


def signs(lines: Sequence[str]) -> dict[str, float]:
    """How much each sign counts that *lines* show, besides their words: what their sentences are to `speaker`, and their shape."""
    said = "\n".join(lines)
    parts = [weighed(part) for line in lines for part in SENTENCES.split(line) if _WORD.search(part)]
    words = len(_WORD.findall(said))
    found = dict.fromkeys({name for part in parts for name in part.found}, 1.0)
    for of, scale in _SUMS.items():
        each = [max(-_MOST, min(_MOST, getattr(part, of) / scale)) for part in parts] or [0.0]
        found |= {f"{of}, least": min(each), f"{of}, most": max(each), f"{of}, mean": sum(each) / len(each)}
    unheard = sum(part.unheard for part in parts)
    found |= {"unheard": 2 * unheard / max(1, words)}
    for name in _OF_PARTS:
        each_is = [getattr(part, name) for part in parts]
        found |= {f"{name}, one": float(any(each_is)), f"{name}, each": float(bool(parts) and all(each_is))}
    shape = {
        "none unheard": unheard == 0,
        "two unheard": unheard > 1,
        "four unheard": unheard > 3,
        "a word or four": words <= 4,
        "over ten": words > 10,
        "over eighteen": words > 18,
        "sentences": len(parts) > 1,
        "lines": len(lines) > 1,
        "ends": said.rstrip()[-1:] in tuple(".!?…"),
        "a cry": any(after_cry(line) is not None for line in lines),
        "loud": "!" in said,
    }
    return {name: count for name, count in (found | {name: float(is_so) for name, is_so in shape.items()}).items() if count}


def weight(lines: Sequence[str]) -> float:
    """What *lines* weigh, above 0 for a failure."""
    learned = _learned()
    words = weighed_by(features(" . ".join(lines), buckets=BUCKETS), learned.words, learned.step)
    return learned.bias + words + SCALE * sum(learned.signs.get(name, 0.0) * count for name, count in signs(lines).items())
