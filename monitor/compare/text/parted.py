"""Entries of one line each that have a line for each of their parts on the other side: « Paie – M. Benz » (DESIGN 5.3). Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import accumulate
from operator import sub

from monitor.compare.text.pieces import Piece, Run
from monitor.compare.words import uncrossed
from monitor.expressions import expression

_PARTS = range(2, 5)  # lines of an entry
_FEW = 2  # entries: one alone may say by chance what two lines do
_NO_LETTERS = bytes(at for at in range(256) if not chr(at).isalnum())  # in Latin-1
_SIGNS = expression(r"^\W+|\W+$")


def parted_otherwise(olds: Run, news: Run) -> list[tuple[Run, Run]]:
    """The entries that say in one block what several in a row say on the other side, signs between them aside, with these.

    Where they all are cut into as many, one that begins as another does is, too: « Paie – M. Benz » and « Paie », « Mme Simon ».
    """
    letters = [*map(_letters, olds)], [*map(_letters, news)]
    if not (_may_cut(*letters) or _may_cut(*letters[::-1])):
        return []
    said = [*map(_words, olds)], [*map(_words, news)]
    found = _cut(olds, news, *said) or [(many, one) for one, many in _cut(news, olds, *reversed(said))]
    sides = {run[0].at: run for run, _ in found}, {run[0].at: run for _, run in found}
    kept = uncrossed(sorted((old[0].at, new[0].at) for old, new in found)) if found else {}
    return [(sides[0][o], sides[1][n]) for o, n in kept.items()] if len(kept) >= _FEW else []


def _letters(piece: Piece) -> int:
    """How many letters and figures its words have together; of most texts without cutting these."""
    try:  # of these letters and figures none is spelt as two, or none
        western = b"" if piece.ignored else piece.raw.replace("’", "").encode("latin-1")
    except UnicodeEncodeError:
        western = b""
    return len(western.translate(None, _NO_LETTERS)) if western else sum(map(str.isalnum, "".join(piece.keys)))


def _may_cut(whole: list[int], parts: list[int]) -> bool:
    """False where none of *whole*, of so many letters each, is cut into any *parts*: most texts need not be read for it."""
    if len(whole) < _FEW or len(parts) < _FEW * _PARTS[0]:
        return False
    lengths, ahead = {*whole}, [0, *accumulate(parts)]
    return not all(lengths.isdisjoint(map(sub, ahead[n:], ahead)) for n in _PARTS)


def _cut(whole: Run, parts: Run, entries: list[tuple[str, ...]], words: list[tuple[str, ...]]) -> list[tuple[Run, Run]]:
    """Each block of *whole*, which say *entries*, with those of *parts* that it is cut into, which say *words*."""
    places = defaultdict[tuple[str, ...], list[Piece]](list)
    for piece, entry in zip(whole, entries, strict=True):
        places[entry].append(piece)
    once = {said: pieces[0] for said, pieces in places.items() if len(pieces) == 1 and said}
    counts, ahead = {len(said) for said in once}, [0, *accumulate(map(len, words))]
    found, start = list[tuple[int, int, tuple[str, ...]]](), 0  # where, how many, what they say
    while start < len(parts):
        # To join words takes long: where one entry alone may have as many
        likely = (n for n in _PARTS if ahead[min(start + n, len(parts))] - ahead[start] in counts)
        ends = (n for n in likely if all(words[start : start + n]) and sum(words[start : start + n], ()) in once)
        length = next(ends, 0)
        if length and start + length <= len(parts):
            found.append((start, length, sum(words[start : start + length], ())))
        start += length or 1
    lengths = {length for _, length, _ in found}
    if len(found) >= _FEW and len(lengths) == 1:
        found += _begun(words, once.keys() - {said for *_, said in found}, {start for start, *_ in found}, *lengths)
    return [((once[said],), parts[start : start + length]) for start, length, said in found] if len(found) >= _FEW else []


def _begun(
    words: list[tuple[str, ...]], left: set[tuple[str, ...]], taken: set[int], length: int
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Those of *left* that begin with a part, behind or before the entries that are *taken*, of *length* parts each."""
    within = {start + n for start in taken for n in range(length)}
    free = [n for n in range(len(words)) if n not in within and words[n]]
    begin = [(n, [said for said in left if said[: len(words[n])] == words[n] != said]) for n in free]
    times = Counter(said for _, some in begin for said in some)
    return [
        (n, length, some[0])
        for n, some in begin
        if len(some) == 1 and times[some[0]] == 1 and all(n + k in free for k in range(length))
    ]


def _words(piece: Piece) -> tuple[str, ...]:
    return tuple(filter(None, map(_bare, piece.keys)))


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    return _SIGNS.sub("", word)
