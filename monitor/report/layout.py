"""Styled text set within a width: wrapped with hanging indents, coloured by hand-written ANSI where asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from monitor.expressions import expression
from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import cells
from monitor.model import Language
from monitor.model.frozen import dataclass

Style: TypeAlias = Literal["plain", "added", "removed", "struck", "quiet", "strong", "good", "bad", "new"]

# Never colour alone (DESIGN 4.2): what matters is also said by brackets, marks and words, and by underline and strike.
_SGR: dict[Style, str] = {
    "plain": "",
    "added": "32;4",
    "removed": "31;9",
    "struck": "9",
    "quiet": "2",
    "strong": "1",
    "good": "32",
    "bad": "1;31",
    "new": "1;33",
}
# No-break spaces hold words together; a number stays with what it counts, a title with the name, « version » with its number.
_TITLES = r"MM?\.|M\./Mme|Mmes?|Mlles?|Mes?|Drs?|Pr|Mrs?\.?|Ms\.?|[nN]°s?|§|pp?\.|art\.|no\.|[vV]ersions?(?= \d)"
_SPACES = re.compile(" {2,}")
_PIECES = expression(rf"[ \n]+|(?:[^\w \n]*(?:\d+|{_TITLES}) )?[^ \n]+(?: [%€‰°](?![^ \n.,;:)\]]))?")


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Where a report is read. `width` in cells; `timezone` an IANA name."""

    width: int = 80
    colour: bool = False
    language: Language = "fr"
    timezone: str = "Europe/Paris"

    @property
    def locale(self) -> Locale:
        return locale_of(self.language)

    def put(self, *runs: Run, first: str = "", rest: str | None = None) -> str:
        """*runs* within the width, with a hanging indent."""
        return wrapped(runs, width=self.width, first=first, rest=first if rest is None else rest, colour=self.colour)

    def note(self, note: str, style: Style = "plain", *, first: str = "", rest: str = "") -> str:
        """*note* within the width; what it has below its first line is there to be copied, and no line of it is broken."""
        said, *lines = note.split("\n")
        return "\n".join([self.put(Run(said, style), first=first, rest=rest), *(rest + line for line in lines)])


def painted(runs: Iterable[Run], *, colour: bool) -> str:
    """*runs* as one string, with SGR sequences (ECMA-48) where *colour*."""
    return "".join(f"\x1b[{_SGR[r.style]}m{r.text}\x1b[0m" if colour and _SGR[r.style] and r.text else r.text for r in runs)


def wrapped(runs: Iterable[Run], *, width: int, first: str = "", rest: str = "", colour: bool = False) -> str:
    """*runs* in lines of *width* cells, broken at ordinary spaces, or within longer words; *first* and *rest* stand before them."""
    room = max(10, width - max(cells(first), cells(rest)))
    whole = [run for run in runs if run.text]
    said = "".join([run.text for run in whole])
    short = said[:1] not in ("", " ") and "\n" not in said and cells(said) <= room
    if short and not colour:  # as most lines of a long list
        return first + "".join([_SPACES.sub(" ", run.text) if "  " in run.text else run.text for run in whole]).rstrip(" ")
    one_line = [Run(_SPACES.sub(" ", run.text), run.style) for run in whole] if short else []
    lines = [painted(line, colour=colour) for line in ([_joined(one_line)] if short else _lines(_words(whole, room), room))]
    return "\n".join([first + lines[0], *(rest + line for line in lines[1:])]) if lines else first.rstrip()


def _words(runs: Iterable[Run], room: int) -> Iterator[list[Run]]:
    """Unbreakable words, each a list of runs; a space is a word [Run(" ")]."""
    word: list[Run] = []
    for run in runs:
        for piece in _PIECES.findall(run.text):
            if piece[0] in " \n":
                yield from _fitting(word, room)
                word = []
                yield [Run(" ", run.style)]
            else:
                word.append(Run(piece, run.style))
    yield from _fitting(word, room)


def _fitting(word: list[Run], room: int) -> Iterator[list[Run]]:
    """*word*, or its parts where it is wider than *room*."""
    if not word:
        return
    if _width(word) <= room:
        yield word
        return
    part: list[Run] = []
    used = 0
    for run in word:
        for character in run.text:
            if used + cells(character) > room:
                yield part
                part, used = [], 0
            part.append(Run(character, run.style))
            used += cells(character)
    yield part


def _width(word: Iterable[Run]) -> int:
    return sum([cells(run.text) for run in word])


def _lines(words: Iterable[list[Run]], room: int) -> Iterator[list[Run]]:
    line: list[Run] = []
    used = 0
    for word in words:
        is_space, width = word[0].text == " ", _width(word)
        if line and not is_space and used + width > room:
            yield _joined(line)
            line, used = [], 0
        if line or not is_space:
            line += word
            used += width
    if line:
        yield _joined(line)


def _joined(line: list[Run]) -> list[Run]:
    """Neighbours of one style as one run, the spaces at the end gone."""
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1].style == run.style:
            joined[-1] = Run(joined[-1].text + run.text, run.style)
        else:
            joined.append(run)
    while joined and not (text := joined[-1].text.rstrip(" ")):
        joined.pop()
    return [*joined[:-1], Run(text, joined[-1].style)] if joined else []
