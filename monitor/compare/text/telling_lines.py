"""Lines of cards and records that are told with what several have, told with what theirs alone says (DESIGN 3.24, 3.25). Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from monitor.compare.people import is_somebody, name_of, people_in, reaches
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.cards import cards_of
from monitor.compare.text.exchanges import is_site
from monitor.compare.text.pieces import Piece, Run, Step, called
from monitor.compare.text.posts_of_units import is_bare
from monitor.compare.text.titles import ends_sentence, may_hold, titles_of
from monitor.compare.title_words import tells_function
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
    runs, found = (alignment.old, alignment.new), list(steps)
    known: _Cards | None = None
    for n, (place, edit) in enumerate(steps if len(steps) <= _EDITS else ()):
        ats = edit.facts.get("at") or (None, None)
        if edit.op not in ("replace", "insert", "delete") or any(at and at[1] - at[0] != 1 for at in ats) or "cells" in edit.facts:
            continue
        known = known or _cards_known(runs)
        pairs = [(side, of[at[0]]) for side, (of, at) in enumerate(zip(known.cards, ats, strict=True)) if at and at[0] in of]
        if len(pairs) == 2 - ats.count(None) and (telling := _telling_line(edit, pairs, known)):
            found[n] = place, _told_with(edit, telling, known)
    return found


class _Cards(NamedTuple):
    """Of both sides the cards and what they say."""

    runs: tuple[Run, Run]
    cards: tuple[Mapping[int, list[str]], Mapping[int, list[str]]]
    lines: tuple[Mapping[str, int], Mapping[str, int]]  # how many times each line stands there
    calls: Mapping[str, int]  # what lines of the new side are called, likewise
    titles: frozenset[str]

    def is_bare(self, post: str) -> bool:
        """« Amtsleiter »: one word, in whatever language, over no card, says not of what; « Leiter der Kämmerei » does."""
        return is_bare(post) or not (" " in post or visible(post) in self.titles)


def _cards_known(runs: tuple[Run, Run]) -> _Cards:
    old, new = (Counter(canonical(line) for piece in run for line in _lines(piece)) for run in runs)
    calls = Counter(call for piece in runs[1] for line in _lines(piece) if (call := called(line)[0]))
    titles = {visible(piece.raw) for run in runs for at in [titles_of(run)] for piece in run if piece.at in at}
    return _Cards(runs, (_cards(runs[0]), _cards(runs[1])), (old, new), calls, frozenset(titles))


def _telling_line(edit: Edit, pairs: Sequence[tuple[int, list[str]]], known: _Cards) -> str:
    """The line with which *edit* is told, of the cards that it is about; "": none is, or it says itself what it is of."""
    side, card = pairs[-1]
    whole = all(part.keys() >= {"before", "after"} for part in edit.facts.get("parts", ()))
    calls = [called(text)[0] for text in _texts(edit)]
    if not (whole or _is_of_somebody(card)):
        return ""  # a line that came or went is one of a list
    if all(call and known.calls[call] < 2 and not tells_function(call) for call in calls):
        return ""  # « Achats – Hôtel de ville » says it itself
    if edit.op != "replace" and not _differs_in_one(pairs[0], known.cards):
        return ""
    told, texts = canonical("\n".join(_said(edit))), {*map(canonical, _texts(edit))}
    post = edit.facts.get("post") or ""
    bare = {canonical(post)} if known.is_bare(post) else set()
    own = [line for line in card if known.lines[side][canonical(line)] == 1 and not is_bare(line)]
    own = [line for line in own if canonical(line) not in texts | bare]
    if any(canonical(line) in told for line in own) or any(_names_somebody(said, known.titles) for said in _of_whom(edit)):
        return ""
    if any(_has_title(run, at[0], told) for run, at in zip(known.runs, edit.facts["at"], strict=True) if at):
        return ""
    own = [line for line in own if all(of[canonical(line)] == 1 for of in known.lines) and all(line in one for _, one in pairs)]
    telling = _telling(
        [line for line in own if _calls(line) and _is_usual(line, pairs[-1], known.cards, known.lines)], edit, card[0]
    )
    is_sure = whole or telling == card[0]
    return telling if telling and is_sure and not _is_title(edit, pairs, telling) else ""


def _differs_in_one(known: tuple[int, list[str]], cards: Sequence[Mapping[int, list[str]]]) -> bool:
    """Whether the other side has a card of as many lines, all but one the same."""
    side, card = known
    here = Counter(map(canonical, card))
    others = (Counter(map(canonical, other)) for other in cards[1 - side].values() if len(other) == len(card))
    return any((here & other).total() == len(card) - 1 for other in others)


def _is_of_somebody(card: list[str]) -> bool:
    """« Paie », « Marie Roy »: what comes then is no other entry of a list that the card is."""
    return bool(people_in(card[1])) and not people_in(card[0])


def _is_title(edit: Edit, pairs: Sequence[tuple[int, list[str]]], telling: str) -> bool:
    """Whether *edit* is of what the card is called by: it begins with that, which is nobody's name, or somebody's is *telling*."""
    firsts = {card[0] for _, card in pairs}
    said = {visible(text) for text in _texts(edit)}
    return bool(firsts & said) and (bool(people_in(telling)) or not all(may_hold(first) or people_in(first) for first in firsts))


def _texts(edit: Edit) -> list[str]:
    parts = edit.facts.get("parts") or [{"before": edit.before, "after": edit.after}]
    return [text for part in parts for text in (part.get("before"), part.get("after")) if text]


def _telling(lines: list[str], edit: Edit, first: str) -> str:
    """Which of *lines*, that a card alone says, it is told with: the *first* of all, a name, or one of two; "" of a list."""
    of_name = any(map(name_of, _texts(edit)))
    if first in lines and not (of_name and name_of(first)):
        return first
    names = [line for line in lines if name_of(line)]
    others = [line for line in lines if line not in names]
    if names and not of_name:
        return names[0]
    return others[0] if 0 < len(others) <= _FEW else ""


def _is_usual(
    line: str, known: tuple[int, list[str]], cards: Sequence[Mapping[int, list[str]]], times: Sequence[Mapping[str, int]]
) -> bool:
    """Whether most cards have as many lines, and one in that place that is theirs alone: not « Sur rendez-vous », which one has."""
    side, card = known
    of_all = {id(other): other for other in cards[side].values()}
    at = card.index(line)
    alike = [other for other in of_all.values() if len(other) == len(card) or not at]  # some may begin so and say no more
    telling = [other for other in alike if times[side][canonical(other[at])] == 1 and _calls(other[at])]
    return len(alike) > 1 and len(telling) >= _IN_MOST * len(of_all)


def _of_whom(edit: Edit) -> Iterator[str]:
    yield from filter(None, (edit.facts.get("under"), *(part.get("row") for part in edit.facts.get("parts", ()))))


def _names_somebody(said: str, titles: Collection[str]) -> bool:
    """Whether *said* names people: in a title, « Pôle Ressources », only one who is surely somebody."""
    names = [said[start:end] for start, end in people_in(said)]
    return any(is_somebody(name) or not any(name in title for title in titles) for name in names)


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


def _told_with(edit: Edit, line: str, known: _Cards) -> Edit:
    def joined(said: str | None) -> str:
        return ", ".join(filter(None, (said, line)))

    facts: dict[str, Any] = {**edit.facts}
    if "holders" in facts:
        if not (post := facts.get("post")) or (known.lines[1][canonical(post)] < 2 and not known.is_bare(post)):
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
    return is_short and is_what and not (is_site(line) or is_bare(line))


def _lines(piece: Piece) -> Sequence[str]:
    return [said for line in _PARTED.split(piece.raw) if (said := visible(line))]


def _cards(run: Run) -> dict[int, list[str]]:
    """By the places of blocks, the lines of the card or record that each is in, where that is one of plain lines."""
    found, held, cards, titles = dict[int, list[str]](), defaultdict[int, list[Piece]](list), cards_of(run), titles_of(run)
    for piece in run:
        cells = [cell for cell in piece.raw.split("\t") if cell.strip()]
        if len(cells) == 1 and "\n" in piece.raw:
            found[piece.at] = [*_lines(piece)]
        if cards[piece.at]:
            held[cards[piece.at][-1]].append(piece)
    for pieces in held.values():
        lines = [line for piece in pieces for line in _lines(piece)]
        blocks = [piece.block for piece in pieces if piece.block is not None and piece.block.kind not in ("paragraph", "heading")]
        alike = all(block.kind == "list_item" for block in blocks) and sum(not block.goes_on for block in blocks) < 2  # « Ville »
        headed = titles.isdisjoint(piece.at for piece in pieces[2:])  # a unit over a name, and no two units
        if len(pieces) > 1 and len(lines) <= _MOST and alike and headed:
            found |= {piece.at: lines for piece in pieces}
    return {at: lines for at, lines in found.items() if 1 < len(lines) <= _MOST}
