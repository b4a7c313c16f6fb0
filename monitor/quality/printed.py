"""What programs print word for word where a text should stand: sentences of their catalogues, names and numbers (DESIGN 3.14).

Pure but for reading our phrases. `phrases` has words that hint, which owners use as well; these are no stems but sentences from end
to end, so that one word more or less is another: « Zu viele Anfragen für Gärten » is by who has gardens to let.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from monitor.model import FailureKind
from monitor.normalize import key
from monitor.quality.news import SENTENCES
from monitor.quality.phrases import tables

_LONGEST = 120  # words of a page that a program printed
_WORD = re.compile(r"\w+")
_SLOT = re.compile(r"<(\w+)>")


@cache
def _ways(table: Literal["marks", "certain", "whole", "lists", "beside"]) -> Mapping[FailureKind, re.Pattern[str]]:
    """An expression for each kind of failure in *table*."""
    file = tables("printed.toml")
    slots = file["slots"]

    def filled(way: str) -> str:
        return _SLOT.sub(lambda slot: f"(?:{filled(slots[slot[1]])})", way)

    return {kind: re.compile("|".join(f"(?:{filled(way)})" for way in ways)) for kind, ways in file[table].items()}


def printed_kind(lines: Sequence[str], *, of_all: bool = True) -> FailureKind | None:
    """The kind of failure that *lines*, which came where a text stood, are printed for; None where somebody may have written them.

    A name with its number (« Ray ID: 7d3f… »), or a sentence that no town has a use for, suffices. Else each sentence is one that
    programs print; of a list that has no entry, only where nothing else is left of the text (*of_all*).
    """
    text = "\n".join(lines)
    if not text or len(_WORD.findall(text)) > _LONGEST:
        return None
    for kind, marks in _ways("marks").items():
        if marks.search(text):
            return kind
    said = [part for line in lines for one in SENTENCES.split(line) if (part := key(one))]
    for kind, ways in _ways("certain").items():
        if any(map(ways.fullmatch, (*said, *map(key, lines)))):
            return kind
    known = [_ways("whole"), *([_ways("lists")] if of_all else [])]
    kinds = [next((kind for table in known for kind, ways in table.items() if ways.fullmatch(part)), None) for part in said]
    beside = _ways("beside")["empty"]
    if not all(kind or beside.fullmatch(part) for kind, part in zip(kinds, said, strict=True)):
        return None
    return next(filter(None, kinds), None)
