"""Lines of cards and records that are told with what several have, told with what theirs alone says (DESIGN 3.24, 3.25). Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from monitor.compare.people import name_of, people_in, reaches
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.exchanges import is_site
from monitor.compare.text.pieces import Piece, Run, Step, called
from monitor.compare.text.titles import cards_of, ends_sentence, is_plain, titles_of
from monitor.model import Edit
from monitor.model.frozen import replace
from monitor.normalize import canonical, visible

_MOST = 6  # lines of a card
_FEW = 2  # lines of a card that may tell it: its post, its service
_LINE = 60  # characters: a longer line calls no card
_IN_MOST = 0.8  # of the cards of as many lines
_EDITS = 50  # of more, nobody reads whose each is
_PARTED = re.compile(r"[\n\t]")


def with_telling_lines(steps: list[Step], alignment: Alignment) -> list[Step]:
    """*steps*, those of a card or record that no line of it tells, with the first that no other has: « Maire, Voirie : [A → B] ».

    It stands on both sides, and what is said already names no other such line. What came or went is told so where another line of
    its card went or came for it.
    """
    if not 0 < len(steps) <= _EDITS:
        return steps
    runs = alignment.old, alignment.new
    lines = [Counter(canonical(line) for piece in run for line in _lines(piece)) for run in runs]
    cards: list[dict[int, list[str]]] | None = None
    found = list(steps)
    for n, (place, edit) in enumerate(steps):
        ats = edit.facts.get("at") or (None, None)
        if edit.op not in ("replace", "insert", "delete") or any(at and at[1] - at[0] != 1 for at in ats) or "cells" in edit.facts:
            continue
        if cards is None:
            cards = [_cards(run) for run in runs]
        pairs = [(side, of[at[0]]) for side, (of, at) in enumerate(zip(cards, ats, strict=True)) if at and at[0] in of]
        if len(pairs) != 2 - ats.count(None):
            continue
        whole = all(part.keys() >= {"before", "after"} for part in edit.facts.get("parts", ()))
        if not whole or all(called(text)[0] for text in _texts(edit)):
            continue  # a line that came or went is one of a list; « Achats – Hôtel de ville » says it itself
        if edit.op != "replace" and not _differs_in_one(pairs[0], cards):
            continue
        told = canonical("\n".join(_said(edit)))
        texts = {*map(canonical, _texts(edit))}
        own = [line for line in pairs[-1][1] if lines[pairs[-1][0]][canonical(line)] == 1 and canonical(line) not in texts]
        if any(canonical(line) in told for line in own) or any(map(people_in, _of_whom(edit))):
            continue
        if any(_has_title(run, at[0], told) for run, at in zip(runs, ats, strict=True) if at):
            continue
        own = [line for line in own if all(of[canonical(line)] == 1 for of in lines) and all(line in card for _, card in pairs)]
        telling = _telling([line for line in own if _calls(line) and _is_usual(line, pairs[-1], cards, lines)], edit)
        if telling and not _is_title(edit, pairs, telling):
            found[n] = place, _told_with(edit, telling, lines[1])
    return found


def _differs_in_one(known: tuple[int, list[str]], cards: Sequence[Mapping[int, list[str]]]) -> bool:
    """Whether the other side has a card of as many lines, all but one the same."""
    side, card = known
    here = Counter(map(canonical, card))
    others = (Counter(map(canonical, other)) for other in cards[1 - side].values() if len(other) == len(card))
    return any((here & other).total() == len(card) - 1 for other in others)


def _is_title(edit: Edit, pairs: Sequence[tuple[int, list[str]]], telling: str) -> bool:
    """Whether *edit* is of what the card is called by: it begins with that, which is nobody's name, or somebody's is *telling*."""
    firsts = {card[0] for _, card in pairs}
    said = {visible(text) for text in _texts(edit)}
    return bool(firsts & said) and (bool(people_in(telling)) or not all(map(name_of, firsts)))


def _texts(edit: Edit) -> list[str]:
    parts = edit.facts.get("parts") or [{"before": edit.before, "after": edit.after}]
    return [text for part in parts for text in (part.get("before"), part.get("after")) if text]


def _telling(lines: list[str], edit: Edit) -> str:
    """Which of *lines*, that a card alone says, it is told with: a name, else what is one of two at most; "" of a list."""
    names = [line for line in lines if name_of(line)]
    others = [line for line in lines if line not in names]
    if names and not any(map(name_of, _texts(edit))):
        return names[0]
    return others[0] if 0 < len(others) <= _FEW else ""


def _is_usual(
    line: str, known: tuple[int, list[str]], cards: Sequence[Mapping[int, list[str]]], times: Sequence[Mapping[str, int]]
) -> bool:
    """Whether most cards have as many lines, and one in that place that is theirs alone: not « Sur rendez-vous », which one has."""
    side, card = known
    of_all = {id(other): other for other in cards[side].values()}
    at, alike = card.index(line), [other for other in of_all.values() if len(other) == len(card)]
    telling = [other for other in alike if times[side][canonical(other[at])] == 1 and _calls(other[at])]
    return len(alike) > 1 and len(telling) >= _IN_MOST * len(of_all)


def _of_whom(edit: Edit) -> Iterator[str]:
    yield from filter(None, (edit.facts.get("under"), *(part.get("row") for part in edit.facts.get("parts", ()))))


def _has_title(run: Run, at: int, told: str) -> bool:
    """Whether a title stands over that block alone, with which it is told."""
    n, titles = next(n for n, piece in enumerate(run) if piece.at == at), titles_of(run)
    is_alone = n + 1 == len(run) or run[n + 1].at in titles
    return n > 0 and is_alone and run[n - 1].at in titles and canonical(run[n - 1].raw) in told


def _said(edit: Edit) -> Iterator[str]:
    """All that *edit* says, and says it of."""
    yield from filter(None, (edit.before, edit.after) if "parts" not in edit.facts else ())
    yield from filter(None, (edit.facts.get("under"), edit.facts.get("post")))
    for part in edit.facts.get("parts", ()):
        yield from (said for name in ("row", "before", "after") if isinstance(said := part.get(name), str))


def _told_with(edit: Edit, line: str, times: Mapping[str, int]) -> Edit:
    def joined(said: str | None) -> str:
        return ", ".join(filter(None, (said, line)))

    facts: dict[str, Any] = {**edit.facts}
    if "holders" in facts:
        if not facts.get("post") or times[canonical(facts["post"])] < 2:
            return edit
        facts["post"] = joined(facts["post"])
    elif "parts" in facts:
        parts = facts["parts"]
        facts["parts"] = [part if part.keys() & {"column", "heads"} else {**part, "row": joined(part.get("row"))} for part in parts]
    else:
        facts["under"] = joined(facts.get("under"))
    return replace(edit, facts=facts)


def _calls(line: str) -> bool:
    is_short = len(line) <= _LINE and not ends_sentence(line) and ":" not in line and not called(line)[0]
    is_what = not reaches(line) and not any(map(str.isdigit, line)) and any(map(str.isalpha, line))
    return is_short and is_what and not is_site(line)


def _lines(piece: Piece) -> Sequence[str]:
    return [said for line in _PARTED.split(piece.raw) if (said := visible(line))]


def _cards(run: Run) -> dict[int, list[str]]:
    """By the places of blocks, the lines of the card or record that each is in, where that is one of plain lines."""
    found, held, cards = dict[int, list[str]](), defaultdict[int, list[Piece]](list), cards_of(run)
    for piece in run:
        cells = [cell for cell in piece.raw.split("\t") if cell.strip()]
        if len(cells) == 1 and "\n" in piece.raw:
            found[piece.at] = [*_lines(piece)]
        if cards[piece.at]:
            held[cards[piece.at][-1]].append(piece)
    for pieces in held.values():
        lines = [line for piece in pieces for line in _lines(piece)]
        alike = all(is_plain(piece) or (piece.block is not None and piece.block.kind == "heading") for piece in pieces)
        if len(pieces) > 1 and len(lines) <= _MOST and alike:
            found |= {piece.at: lines for piece in pieces}
    return {at: lines for at, lines in found.items() if 1 < len(lines) <= _MOST}
