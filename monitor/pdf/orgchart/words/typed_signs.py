"""Signs typed around titles: branches of a tree, « ├── Finances », and brackets, « [ Finances ] Luc Roy » (13.1). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from monitor.expressions import expression
from monitor.pdf.ink import Letter, runs_of
from monitor.pdf.orgchart.words.name_forms import may_be_name
from monitor.pdf.orgchart.words.people import named_in

_PAIRS = (("[", "]"), ("{", "}"), ("<", ">"), ("⟨", "⟩"), ("〈", "〉"), ("【", "】"), ("❲", "❳"))
_FEWEST = 4  # titles in brackets; lines behind branches
_MOSTLY = 0.8  # of titles in brackets, those that differ; of what stands behind these, what are names
_LEVEL_EM, _GAP_EM, _BLANK_EM, _ROUND_EM = 0.3, 1.6, 0.12, 0.3  # letters of a line; white in it, between words; a round bracket
_PARTS = " :–—-,|•·"
_SIGN = r"[\u2500-\u257f|+`\\_-]"
_BRANCH = expression(rf"(?={_SIGN}*(?:[\u2500-\u257f]|[|+`\\][-_])){_SIGN}+")  # « ├── », « |-- », « +-- », « │ »


def without_branches(letters: Sequence[Letter]) -> Sequence[Letter]:
    """*letters* without the signs of a typed tree before the words of its lines: what is set in further is deeper."""
    lines = _lines_of(letters) if any("\u2500" <= letter.text <= "\u257f" or letter.text in "|+" for letter in letters) else ()
    heads = [(line, _BRANCH.match("".join(letter.text for letter in line))) for line in lines]
    if sum(found is not None for _, found in heads) < _FEWEST:
        return letters
    signs = {letter for line, found in heads if found for letter in line[: found.end()]}
    return [letter for letter in letters if letter not in signs]


def with_bracketed_titles(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """*letters*, titles in brackets bold, and, where most have a name behind them, in none: « **Finances** (Luc Roy) ».

    So where several lines begin with brackets. Not of marks that come again, « [Ville] », also but for their digits, « [B143] »,
    « [poste 4243] », of names, nor where a title follows.
    """
    signs = Counter(letter.text for letter in letters)
    for opens, closes in _PAIRS:
        if min(signs[opens], signs[closes]) >= _FEWEST:
            letters = _with_titles(opens, closes, letters)
    return tuple(letters)


def _with_titles(opens: str, closes: str, letters: Sequence[Letter]) -> Sequence[Letter]:
    lines = _lines_of(letters)
    begun = [(line, at) for line in lines if line[0].text == opens for at, o in enumerate(line) if o.text == closes]
    titles = [" ".join(word for word in _said(line[1:at]).split() if not any(map(str.isdigit, word))) for line, at in begun]
    behind = [text for line, at in begun if (text := _said(line[at + 1 :]).lstrip(_PARTS))]
    names = sum(may_be_name(text) or bool(named_in(text)) for text in behind)
    if len({*titles}) < max(_FEWEST, _MOSTLY * len(titles)) or names < _MOSTLY * len(behind):
        return letters
    changed = {letter: [letter._replace(bold=True)] for line, at in begun for letter in line[: at + 1]}
    for line, at in begun if 2 * len(behind) >= len(titles) else ():
        first = next((n for n in range(at + 1, len(line)) if line[n].text not in _PARTS), len(line))
        changed |= {letter: [] for letter in (line[0], *line[at:first])}
        for name, last in zip(line[first : first + 1], line[-1:], strict=False):
            changed[name] = [name._replace(text="(", x0=name.x0 - _ROUND_EM * name.size, x1=name.x0), name]
            changed[last] = [last, last._replace(text=")", x0=last.x1, x1=last.x1 + _ROUND_EM * last.size)]
    return [kept for letter in letters for kept in changed.get(letter, [letter])]


def _lines_of(letters: Sequence[Letter]) -> list[list[Letter]]:
    """The letters of each line, without spaces, from left to right."""

    def goes_on(last: Letter, letter: Letter) -> bool:
        level = last.angle == letter.angle and abs(last.base - letter.base) <= _LEVEL_EM * letter.size
        return level and letter.x0 - last.x1 <= _GAP_EM * letter.size

    printed = [letter for letter in letters if not letter.text.isspace()]
    return runs_of(sorted(printed, key=lambda o: (o.angle, round(o.base), o.x0)), goes_on)


def _said(letters: Sequence[Letter]) -> str:
    """The words of a line's *letters*."""
    last, said = None, ""
    for letter in letters:
        said += " " if last is not None and letter.x0 - last.x1 > _BLANK_EM * letter.size else ""
        said, last = said + letter.text, letter
    return said
