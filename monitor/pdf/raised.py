"""Figures raised behind words, which mark notes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.normalize import RAISED
from monitor.pdf.ink import Letter

_FIGURES = "0123456789"
_SUPERSCRIPT, _LIFTED = 0.88, (0.12, 0.6)  # times a word's letters, a figure raised behind it; how far it is, and how near


def with_raised_figures(letters: Sequence[Letter], *, level: bool = False) -> tuple[Letter, ...]:
    """*letters* with « ² » for each small « 2 » raised behind a word: it marks a note, as does a comma between two of them.

    « m² » is so, too; what is lowered, « CO₂ », or stands before a word, as notes at the foot begin, stays.
    *level*: they stand as the letters of the word do, in its line.
    """
    sizes = {letter.size for letter in letters}
    least = {size for size in sizes if size <= _SUPERSCRIPT * max(sizes)}
    if not least or not any(letter.text in _FIGURES for letter in letters if letter.size in least):
        return tuple(letters)
    found: list[Letter] = []
    word: Letter | None = None  # the last letter of the usual size, and where what stands raised behind it ends
    end = 0.0
    for letter in letters:
        size = word.size if word is not None else 0.0
        small = word is not None and letter.angle == word.angle and letter.size <= _SUPERSCRIPT * size
        if word is None or not small or not _LIFTED[0] * size <= word.base - letter.base <= _LIFTED[1] * size:
            word, end = (letter, letter.x1) if not letter.text.isspace() else (word, end)
        elif -_LIFTED[1] * size <= letter.x0 - end <= _LIFTED[1] * size:
            end = letter.x1
            if letter.text in _FIGURES and (word.text.isalpha() or word.text in ").»"):
                letter = letter._replace(text=RAISED[int(letter.text)])
                letter = letter._replace(base=word.base, size=word.size) if level else letter
        found.append(letter)
    return tuple(found)
