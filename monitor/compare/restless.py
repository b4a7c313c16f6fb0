"""Lines that are others though nobody wrote: a counter, a clock, a date (DESIGN 3.6, 4.5). Pure.

`add` tells them by reading a page twice (`cli/adding/write.py`), a watch by what moved alone at each of its visits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from monitor.expressions import expression
from monitor.model import Block, Change, Moving, Section
from monitor.model.frozen import replace

FEW_WORDS = 12  # of a line that may be a counter, a clock, a number drawn
_OFTEN = 3  # visits, one after the other, at which a line moved alone: then it is offered to be ignored, once
_FEW_LINES = 3
_NUMBER = expression(r"\d+(?:[\s.,:]\d+)*")
_FIGURES = expression(r"[\d\s.,:/-]+")
_LETTERS = expression(r"[^\W\d_]")
_ENOUGH = 3  # letters that stay: they tell which line is meant
_WORDS = expression(r"\S+")
_WEEKDAY = expression(r"(?:\w+di|dimanche|\w+day|\w+tag|mittwoch),?", re.I)


def moved_alone(change: Change, old: Section, new: Section, before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines of *change* where it is nothing but figures in one to three short lines; [] where it is more, or no figure.

    Each as it is, as it was `first`, and the `times` that it moved, visit after visit; *before*: those of the visit before.
    Their words alone are kept, not an expression for them: what is erased must be found there (7.5).
    """
    if change.significance == "cosmetic" or not 0 < len(change.edits) <= _FEW_LINES or old.heading != new.heading:
        return []
    found = []
    for edit in change.edits:
        at = edit.facts.get("at")
        # What is edited in a unit of a chart, cards say, has the places of boxes and no lines (5.13).
        if edit.op != "replace" or edit.facts.get("field") or not isinstance(at, list | tuple) or not all(at):
            return []
        was, now_is = at
        line, earlier = line_of(new.blocks, now_is) or "", line_of(old.blocks, was) or ""
        fitting = ((one, pattern_of(one["first"], earlier)) for one in before if one["line"] == earlier)
        known = next((one for one, pattern in fitting if pattern is not None and re.search(pattern[1:-1], line)), None)
        first = known["first"] if known else earlier
        # What went and what came each have a figure: « samedi 28 », « 1 204 »; a name has none.
        sides = ["".join(text for op, text in edit.words if op == side) for side in "-+"]
        figures = all(any(map(str.isdigit, side)) for side in sides)
        if len(line.split()) > FEW_WORDS or not figures or pattern_of(first, line) is None:
            return []
        found.append({"line": line, "first": first, "times": known["times"] + 1 if known else 1})
    return found


def only_figures_differ(old: Section, new: Section) -> bool:
    """Whether *new* says what *old* said but for figures, in one to three short lines; a link or a picture is no figure."""
    if (old.heading, old.orgchart) != (new.heading, new.orgchart) or len(old.blocks) != len(new.blocks):
        return False
    pairs = [(a, b) for a, b in zip(old.blocks, new.blocks, strict=True) if a != b]
    return 0 < len(pairs) <= _FEW_LINES and all(
        len(b.text.split()) <= FEW_WORDS and a.text != b.text and _without_figures(a) == _without_figures(b) for a, b in pairs
    )


def _without_figures(block: Block) -> Block:
    """*block* with one figure for another in what it says; where its links lead stays."""
    links = tuple(replace(link, text=_NUMBER.sub("0", link.text)) for link in block.links)
    return replace(block, text=_NUMBER.sub("0", block.text), links=links)


def is_often(moves: Sequence[Mapping[str, Any]]) -> bool:
    """Whether one of *moves* is to be offered."""
    return any(one["times"] >= _OFTEN for one in moves)


def moving_of(facts: Mapping[str, Any], *, item: str, watch: str = "") -> Moving | None:
    """What the *facts* of a change offer to be ignored; None: nothing."""
    often = [(one, pattern_of(one["first"], one["line"])) for one in facts.get("moves", ()) if one["times"] >= _OFTEN]
    patterns = [pattern[1:-1] for _, pattern in often if pattern]
    if not patterns:
        return None
    return Moving(
        watch=watch,
        item=item,
        lines=tuple(one["line"] for one, _ in often),
        times=min(one["times"] for one, _ in often),
        ignore=(*facts.get("ignored", ()), *patterns),
        is_new=any(one["times"] == _OFTEN for one, _ in often),
    )


def line_of(blocks: tuple[Block, ...], at: list[int] | None) -> str | None:
    return " ".join(block.line for block in blocks[at[0] : at[1]]) if at else None


def pattern_of(before: str | None, after: str | None) -> str | None:
    """An expression that finds the whole line, whatever stands where the two differ; None where too little of it stays."""
    if before is None or after is None:
        return None
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    tail = next((n for n, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b or n == rest), rest)
    middles = old[head : len(old) - tail], new[head : len(new) - tail]
    # Where they differ: the words before each such place, and its two sides. They are one place unless each has a figure on both
    # sides: what words share by chance goes with them
    places, between = list[tuple[list[str], list[str]]](), list[str]()
    for tag, i, j, k, m in SequenceMatcher(None, *middles, autojunk=False).get_opcodes():
        if tag == "equal":
            between = middles[1][k:m]
        else:
            places.append((between, [" ".join(middles[0][i:j]), " ".join(middles[1][k:m])]))
    if not all(any(map(str.isdigit, side)) for _, sides in places for side in sides):
        places = [([], [" ".join(side) for side in middles])]
    pieces = [new[:head], *(between for between, _ in places), new[len(new) - tail :]]
    if len(_LETTERS.findall("".join(word for piece in pieces for word in piece))) < _ENOUGH:
        return None
    parts = _going_on(pieces[0][::-1])[::-1]
    for between, sides in places:
        hole = r"[\d\s.,:/-]+" if all(_FIGURES.fullmatch(side) for side in sides) else f".{{1,{4 * max(map(len, sides))}}}"
        on, back = _going_on(between), _going_on(between[::-1])[::-1]
        parts += [*(a if a != re.escape(word) else b for word, a, b in zip(between, on, back, strict=True)), hole]
    line = r"\s+".join([*parts, *_going_on(pieces[-1])])
    return rf"/^\W*{line}\W*$/"


def _going_on(words: Sequence[str]) -> list[str]:
    """Expressions for *words*, as they stand away from what moves: the hour and the day beside a minute will be others tomorrow.

    Figures belong to it as long as they follow each other with a word between them at most, « 28 novembre 2026 à 10 h 02 », and
    the name of the day before them.
    """
    figured = [any(map(str.isdigit, word)) for word in words]
    end = 0
    while end < len(words) and any(figured[end : end + 2]):
        end += 1
    moving = [re.sub(r"\d+", r"\\d+", re.escape(word)) if has else r"\S+" for word, has in zip(words[:end], figured, strict=False)]
    day = end if end > 1 and _WEEKDAY.fullmatch("".join(words[end : end + 1])) else None
    return [*moving, *(r"\S+" if n == day else re.escape(word) for n, word in enumerate(words[end:], end))]
