"""Of an edit of a line, what only stands elsewhere now: parts at its ends that are lines of the other side (DESIGN 3.12). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from monitor.model import Edit
from monitor.model.frozen import replace
from monitor.normalize import tokens

Sides = tuple[Counter[str], Counter[str]]  # words that went, words that came


def is_word(token: str) -> bool:
    return any(letter.isalnum() for letter in token)


def one_sided(text: str, n: int, of: Edit) -> Edit:
    """*text* as what went, or came, of the edit *of*."""
    places = of.facts.get("at")
    facts = {"at": [blocks if side == n else None for side, blocks in enumerate(places)]} if places else {}
    if n == 0:
        return Edit(op="delete", before=text, words=(("-", text),), facts=facts)
    return Edit(op="insert", after=text, words=(("+", text),), facts=facts)


def without_ends(edit: Edit, left: Sides, lines: tuple[set[tuple[str, ...]], ...]) -> Iterator[Edit]:
    """*edit* without words at the ends of its line that only stand somewhere else now, where others differ."""
    words, apart = list(edit.words), list[Edit]()
    for end, beside in ((0, 1), (-1, -2)):
        sign, text = words[end]
        if len(words) < 2 or sign == "=" or words[beside][0] != "=":
            continue
        n = "-+".index(sign)
        said = [token for token in tokens(text) if is_word(token)]
        told = said and not any(left[n][word] for word in said)
        pieces = [] if told else list(without_lines(text.split(), left[n], lines[n]))
        kept = pieces.pop(end - 1 if end == 0 else 0) if pieces else ""
        apart += [one_sided(piece, n, edit) for piece in pieces]
        words[end] = (
            (sign, f"{kept} " if end == 0 and kept else f" {kept}" if kept else "") if kept != text.strip() else (sign, text)
        )
    words = [run for run in words if run[1]]
    if tuple(words) == tuple(edit.words) or all(sign == "=" for sign, _ in words):
        yield edit
        return
    words[0], words[-1] = (words[0][0], words[0][1].lstrip()), (words[-1][0], words[-1][1].rstrip())
    before, after = ("".join(text for sign, text in words if sign in ("=", side)) for side in "-+")
    yield replace(edit, before=before, after=after, words=tuple(words))
    yield from apart


def without_lines(cut: Sequence[str], left: Counter[str], lines: set[tuple[str, ...]]) -> Iterator[str]:
    """The words *cut* from a line without what is a whole line of the other side: that did not go, or come."""
    for size in range(len(cut) - 1, 0, -1):
        for start in range(len(cut) - size + 1):
            words = tokens(" ".join(cut[start : start + size]))
            if words in lines and not any(left[word] for word in words if is_word(word)) and any(map(is_word, words)):
                for rest in (cut[:start], cut[start + size :]):
                    if any(left[token] for token in tokens(" ".join(rest))):
                        yield from without_lines(rest, left, lines)
                return
    yield " ".join(cut)
