"""Units of which several are one now, or one is several: « Voirie » and « Propreté », « Voirie et propreté » (DESIGN 5.5). Pure.

The one title has all that the others say, nothing else, and what joins them: a word or a mark that none of them has. Without that
it is two titles that were read as one, or one that was read as two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from monitor.compare.orgchart_words import SIGN_OF_NAME, is_ragged, telling_words
from monitor.model import Unit
from monitor.model.frozen import dataclass
from monitor.normalize import canonical, key

_JOINING = re.compile(r"[/&+,;-]|(?<!\w)(?:et|and|und|y|e|ed|en|i|oraz|og|och)(?!\w)", re.IGNORECASE)
_MOST_PARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """A unit of one side, and those of the other that it is made of, in the order of its title."""

    whole: Unit
    parts: tuple[Unit, ...]


def mergers(wholes: Iterable[Unit], parts: Iterable[Unit]) -> Iterator[Merger]:
    """Return which of *wholes* are made of which of *parts*, each of which is part of one; both without a namesake."""
    left = [part for part in parts if telling_words(part.title)]
    usual = Counter(word for part in left for word in telling_words(part.title))
    by_word = defaultdict[str, list[Unit]](list)  # by the rarest word of each: what has all of them has that
    for part in left:
        by_word[min(telling_words(part.title), key=lambda word: (usual[word], word))].append(part)
    found = [Merger(whole=whole, parts=made) for whole in wholes if (made := _parts_of(whole, by_word))]
    times = Counter(part.id for merger in found for part in merger.parts)
    return (merger for merger in found if all(times[part.id] == 1 for part in merger.parts))


def _parts_of(whole: Unit, by_word: dict[str, list[Unit]]) -> tuple[Unit, ...]:
    said = telling_words(whole.title)
    near = {part.id: part for word in said for part in by_word.get(word, ())}
    parts = [part for part in near.values() if telling_words(part.title) < said]
    if not 2 <= len(parts) <= _MOST_PARTS or frozenset[str]().union(*(telling_words(part.title) for part in parts)) != said:
        return ()
    times = Counter(word for part in parts for word in telling_words(part.title))
    own = [[word for word in telling_words(part.title) if times[word] == 1] for part in parts]
    if not all(own) or any(SIGN_OF_NAME.search(unit.title) or is_ragged(unit.title) for unit in (whole, *parts)):
        return ()
    if _joints(whole.title) <= sum(_joints(part.title) for part in parts):
        return ()
    words = key(whole.title).split()
    places = [min((words.index(word) for word in mine if word in words), default=len(words)) for mine in own]
    return tuple(part for _, part in sorted(zip(places, parts, strict=True), key=lambda placed: placed[0]))


def _joints(title: str) -> int:
    return len(_JOINING.findall(canonical(title)))
