"""Signs that stand for words of a legend: « ◆ service mutualisé » (DESIGN 3.12, 3.24). Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence

from monitor.compare.words import text_of, word_diff
from monitor.model import DocumentContent, Edit
from monitor.normalize import canonical, key

_SIGNS = frozenset("*†‡§#•·°")  # that Unicode calls punctuation, or a letter's
_BULLETS = frozenset("•●○◦▪■□▸►·∙")  # that a reader of text takes off where a line begins with one
_BESIDE = " :=–—-"  # between a sign and its meaning
_FEWEST, _LETTERS = 2, 12  # words, and letters, of a meaning: « (15 ETP) » is none


def exchanged_signs(old: DocumentContent, new: DocumentContent) -> dict[str, tuple[str, str]]:
    """The signs that stand for the same words of both legends, each with its sign of the new one and these words as printed there.

    Of such that units bear on both sides, and that are another one now: « ◆ service mutualisé », « ▲ service mutualisé ».
    """
    before = _legend(old)
    after = _legend(new, {*map(key, before.values())})
    before = _legend(old, {*map(key, after.values())})
    signs = {key(words): sign for sign, words in after.items()}
    pairs = {sign: signs.get(key(words), sign) for sign, words in before.items()}
    here, there = _borne(old), _borne(new)
    return {sign: (now, after[now]) for sign, now in pairs.items() if sign != now and here[sign] and there[now]}


def without_other_signs(edits: Sequence[Edit], old: DocumentContent, new: DocumentContent) -> Sequence[Edit]:
    """*edits* but for lines that differ in nothing but signs that say what others said before; then the legend's lines, once each.

    A line that bears a sign of another meaning, or has one more or less, is told.
    """
    signs = exchanged_signs(old, new)
    if not signs:
        return edits
    ways = str.maketrans({sign: now for sign, (now, _) in signs.items()})
    meanings = {key(words) for _, words in signs.values()}
    texts = [" \n ".join(canonical(line) for line in _lines(side)) for side in (old, new)]

    def says_the_same(edit: Edit) -> bool:
        before, after = edit.before or "", edit.after or ""
        words = [" ".join(_without_signs(text).split()) for text in (before, after)]
        if words[0] == words[1] and any(meaning in key(words[0]) for meaning in meanings):
            return True  # the legend
        if canonical(before.translate(ways)) == canonical(after):
            return True
        for sign, (now, _) in signs.items():  # of one, the sign was read as no part of the line
            whole = [canonical(f"{text} {one}") for text, one in zip(words, (sign, now), strict=True)]
            one_line = canonical(before) in (whole[0], words[0]) and canonical(after) in (whole[1], words[1])
            if one_line and words[0] == words[1] and all(line in text for line, text in zip(whole, texts, strict=True)):
                return True
        return False

    kept = [edit for edit in edits if edit.facts.get("field") != "text" or not says_the_same(edit)]
    return [*kept, *(_legends_line(sign, now, words) for sign, (now, words) in signs.items())]


def _legends_line(sign: str, now: str, words: str) -> Edit:
    before, after, said = word_diff(text_of(f"{sign} {words}"), text_of(f"{now} {words}"))
    return Edit(op="replace", before=before, after=after, words=said, facts={"field": "text"})


def _without_signs(text: str) -> str:
    return "".join(" " if _is_sign(letter) else letter for letter in text)


def _is_sign(text: str) -> bool:
    return len(text) == 1 and (unicodedata.category(text) in ("So", "Sm", "Sk") or text in _SIGNS)


def _lines(content: DocumentContent) -> Iterator[str]:
    for block in content.text or ():
        yield from block.text.replace("\t", "\n").split("\n")


def _legend(content: DocumentContent, known: Container[str] = ()) -> dict[str, str]:
    """The signs that a line begins with, or goes on with, and the words that each of them stands before, and no others.

    Where such a line begins without one, or is a meaning that is *known*, it is the only bullet that stands behind other words.
    """
    found = defaultdict[str, list[str]](list)
    legends = [said for line in _lines(content) if (said := [*_meanings(line)])]
    for said in [said for said in legends if said[0][0]] or legends:
        for sign, meaning in said:
            found[sign].append(meaning)
    found[""] += [line for line in _lines(content) if key(line) in known]
    bullets = {sign for sign, times in _borne(content).items() if times and sign in _BULLETS and sign not in found}
    lost = found.pop("")
    if len({*map(key, lost)}) == len(bullets) == 1:
        found[bullets.pop()] = lost
    once = {sign: words[0] for sign, words in found.items() if len({*map(key, words)}) == 1}  # at the foot of each page
    times = Counter(map(key, once.values()))
    return {sign: words for sign, words in once.items() if times[key(words)] == 1}


def _meanings(line: str) -> Iterator[tuple[str, str]]:
    """Of *line*, if it is one of a legend, each sign with the words behind it; "": none stands before the first ones."""
    parts = list[tuple[str, list[str]]]()
    for word in line.split():
        if _is_sign(word):
            parts.append((word, []))
        elif parts:
            parts[-1][1].append(word)
        else:
            parts.append(("", [word]))
    said = [(sign, " ".join(words).strip(_BESIDE)) for sign, words in parts]
    if all(_is_meaning(words) for _, words in said) and (len(said) > 1 or (said and said[0][0])):
        yield from said


def _is_meaning(words: str) -> bool:
    return words[:1].isalpha() and len(words.split()) >= _FEWEST and sum(map(str.isalpha, words)) >= _LETTERS


def _borne(content: DocumentContent) -> Counter[str]:
    """How often each sign stands behind other words, in lines of no legend."""
    lines = (line.strip() for line in _lines(content))
    return Counter(letter for line in lines if not [*_meanings(line)] for letter in line[1:] if _is_sign(letter))
