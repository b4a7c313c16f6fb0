"""Which language a text is in, by its commonest small words and its letters, for "it is now in Italian" (DESIGN 3.15). Pure."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

ENOUGH = 200  # characters: below it, names and figures outweigh the small words

_WORD = re.compile(r"[^\W\d_]+")

_DATA = Path(__file__).with_name("data") / "languages.toml"


def language(text: str) -> str | None:
    """Return the ISO 639-1 code of *text*'s language, None where it is too short (`ENOUGH`) or not clear."""
    if len(text) < ENOUGH:
        return None
    words = _WORD.findall(text.casefold().replace("’", "'"))
    if _any_script().search(text):
        letters = [c for c in text if c.isalpha()]
        counts: dict[str, int] = {
            code: sum(low <= c <= high for c in letters) for code, (low, high) in _tables()["scripts"].items()
        }
        if counts["ja"] > len(letters) * 0.1:  # kana among Chinese characters
            return "ja"
        most = max(counts, key=lambda c: counts[c])
        if letters and counts[most] > len(letters) * 0.4:
            return most
    if not words:
        return None
    # The language whose small words make up most of the text: at least one word in six, and clearly ahead of the next language.
    seen = Counter(words)
    shares = sorted(((sum(seen[w] for w in small) / len(words), code) for code, small in _profiles().items()), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= 1 / 6 and best >= second * 1.25 else None


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _profiles() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _tables()["small_words"].items()}


@cache
def small_words() -> frozenset[str]:
    """The words that carry a sentence of any language and say nothing of what it is about."""
    return frozenset().union(*_profiles().values())


@cache
def _any_script() -> re.Pattern[str]:
    return re.compile("[" + "".join(f"{low}-{high}" for low, high in _tables()["scripts"].values()) + "]")
