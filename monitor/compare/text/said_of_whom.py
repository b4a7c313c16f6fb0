"""Edits of lines that name nobody, told with the person whose lines these are (DESIGN 3.25). Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from monitor.compare.people import is_rank, name_of, post_words, rank_in, reaches
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.bearers import Bearer, bearers, people_named
from monitor.compare.text.card_names import called_by_card
from monitor.compare.text.cards import cards_of
from monitor.compare.text.pieces import Piece, Step
from monitor.compare.title_words import tells_function
from monitor.model import Edit, Words
from monitor.model.frozen import replace
from monitor.normalize import canonical, visible

_LINE = 80  # characters: a longer text is no line of a card
_CARD = 4  # lines: what is told of a card that moved


def of_whom(steps: list[Step], alignment: Alignment, over: tuple[Mapping[int, Piece], Mapping[int, Piece]]) -> list[Step]:
    """*steps*, those that name nobody with the person whose line they are about, where that is the same on both sides.

    Of a line that went over to another person's, `headings` are the two; not told is one that went along with its person.
    """
    if any(edit.facts.get("parts") for _, edit in steps):
        sides = [{piece.at: piece for piece in run} for run in (alignment.old, alignment.new)]
        steps = [
            (
                place,
                _of_block(edit, *(of[at[0]] for of, at in zip(sides, edit.facts["at"], strict=True)))
                if edit.facts.get("parts")
                else edit,
            )
            for place, edit in steps
        ]
    if any(edit.op == "move" for _, edit in steps):
        steps = _moves_by_card(steps, alignment, over)
    if not any(_names_nobody(edit) for _, edit in steps):
        return steps
    whose = bearers(alignment.old, over[0]), bearers(alignment.new, over[1])
    became = {**alignment.placed, **alignment.moved}
    stay = became.keys(), {*became.values()}
    rows = {piece.at for run in (alignment.old, alignment.new) for piece in run if piece.is_row}
    told = Counter(edit.facts["at"][1][0] for _, edit in steps if edit.facts["at"][1])
    found = list[Step]()
    for place, edit in _passed_on(steps, whose):
        if not _names_nobody(edit):
            found.append((place, edit))
            continue
        places = [at[0] if at and at[1] - at[0] == 1 else -1 for at in edit.facts["at"]]
        known = [(n, of[at]) for n, (at, of) in enumerate(zip(places, whose, strict=True)) if at in of]
        names = {canonical(one.name) for _, one in known}
        if edit.op == "move":
            if len(known) == 2 and len(names) == 1 and (told[known[1][1].at] or told[places[1]] > 1):
                continue
            if len(names) == 2 or (known and "headings" in edit.facts):
                headings = [*edit.facts.get("headings", ("", ""))]
                for n, one in known:
                    headings[n] = one.name
                edit = replace(edit, facts={**edit.facts, "headings": headings})
        elif (
            len(names) == 1
            and len(known) == 2 - edit.facts["at"].count(None)
            and (edit.op == "replace" or all(one.at in stay[n] for n, one in known))
            and (
                known[-1][1].at <= places[known[-1][0]] or any(_is_post(text) for text in (edit.before, edit.after))
            )  # what stands above the name may be more than his
        ):
            edit = _told_of(edit, known[-1][1].name, is_row=places[-1] in rows)
        found.append((place, edit))
    return found


def _moves_by_card(steps: list[Step], alignment: Alignment, over: tuple[Mapping[int, Piece], Mapping[int, Piece]]) -> list[Step]:
    """*steps*, a line that went from card to card told with what these are called, one that took its card along with its post.

    Not told is a line that went along with the first of its card.
    """
    called, cards = (
        (called_by_card(alignment.old), called_by_card(alignment.new)),
        (cards_of(alignment.old), cards_of(alignment.new)),
    )
    came = {n: o for o, n in (*alignment.placed.items(), *alignment.moved.items())}
    held = defaultdict[int, list[Piece]](list)
    for piece in alignment.new:
        if cards[1][piece.at]:
            held[cards[1][piece.at][-1]].append(piece)
    moved = {edit.facts["to"]: edit for _, edit in steps if edit.op == "move" and "to" in edit.facts}
    found = list[Step]()
    for place, edit in steps:
        if edit.op == "move" and edit.facts.get("to") in moved:
            o, n = edit.facts["from"], edit.facts["to"]
            card = held[cards[1][n][-1]] if cards[1][n] else []
            one_card = {cards[0][came[line.at]][-1:] if line.at in came else None for line in card} == {cards[0][o][-1:]}
            names = [of.get(at, "") for of, at in zip(called, (o, n), strict=True)]
            if one_card and card[0].at != n and card[0].at in moved:
                if edit.facts.get("headings") == moved[card[0].at].facts.get("headings"):
                    continue
            elif one_card and 1 < len(card) <= _CARD and card[0].at == n and name_of(card[0].text):
                cells = [line.text for line in card if not reaches(line.text)][:2]
                edit = replace(edit, facts={**edit.facts, "cells": cells}) if len(cells) > 1 else edit
            elif all(names) and canonical(names[0]) != canonical(names[1]) and _are_under_several(edit, called, over):
                edit = replace(edit, facts={**edit.facts, "headings": names})
        found.append((place, edit))
    return found


def _are_under_several(
    edit: Edit, called: tuple[Mapping[int, str], Mapping[int, str]], over: tuple[Mapping[int, Piece], Mapping[int, Piece]]
) -> bool:
    """Whether no title says from where to where that line went, or each is over other cards, too, as « Pôle Ressources » is."""
    if "headings" not in edit.facts:
        return True
    heads = [titles.get(edit.facts[name]) for titles, name in zip(over, ("from", "to"), strict=True)]
    return all(
        head is not None and len({name for at, name in of.items() if (title := titles.get(at)) and title.at == head.at}) > 1
        for head, of, titles in zip(heads, called, over, strict=True)
    )


def _passed_on(steps: list[Step], whose: tuple[Mapping[int, Bearer], Mapping[int, Bearer]]) -> list[Step]:
    """*steps*, a post that is written otherwise where somebody of the other gender holds it told with the two alone.

    « 3e adjoint » over who left and « 3e adjointe » over who came say of one post that it passed from the one to the other.
    """
    gone = {edit.facts["at"][0][0]: n for n, (_, edit) in enumerate(steps) if edit.op == "delete"}
    come = {edit.facts["at"][1][0]: n for n, (_, edit) in enumerate(steps) if edit.op in ("insert", "move")}
    told = {edit.facts["at"][1][0] for _, edit in steps if edit.op == "replace"}
    found = dict(enumerate(steps))
    for n, (place, edit) in enumerate(steps):
        post = edit.after or ""
        if edit.op != "replace" or "parts" in edit.facts or not _is_one_post(edit.before, post):
            continue
        old, new = (of.get(at[0]) for of, at in zip(whose, edit.facts["at"], strict=True))
        if old is None or new is None or canonical(old.name) == canonical(new.name):
            continue
        if new.at in told and new.at != edit.facts["at"][1][0]:
            del found[n]
        elif old.at in gone and new.at in come:
            del found[n]
            names = [name_of(text or "") or "" for text in (steps[gone[old.at]][1].before, steps[come[new.at]][1].after)]
            if all(names) and (rank_in(post) or not is_rank(post)):
                facts = {"post": post, "holders": names, "at": [[old.at, old.at + 1], [new.at, new.at + 1]]}
                words: Words = (("-", names[0]), ("+", names[1]))
                found[come[new.at]] = place, Edit(op="replace", before=names[0], after=names[1], words=words, facts=facts)
                del found[gone[old.at]]
    return [*found.values()]


def _names_nobody(edit: Edit) -> bool:
    """Whether *edit* says of some line what came, went or changed, and not of whom: a rank is many people's."""
    if edit.op not in ("replace", "insert", "delete", "move") or "holders" in edit.facts or not edit.facts.get("at"):
        return False
    parts = edit.facts.get("parts") or [{"before": edit.before, "after": edit.after}]
    said = [part.get(side) or "" for part in parts for side in ("before", "after")]
    if not all(len(text) <= _LINE and text[-1:] not in tuple(".!?") for text in said):
        return False  # it is no line
    called = [
        edit.facts.get("under") or "",
        *(part.get("row") or "" for part in parts),
        *filter(None, edit.facts.get("headings", ())),
    ]
    is_of_rank = all(map(is_rank, filter(None, called))) or all(map(is_rank, filter(None, said)))
    return is_of_rank and not any(map(people_named, (*said, *called)))


def _told_of(edit: Edit, name: str, *, is_row: bool) -> Edit:
    """*edit* with *name* behind the rank that it is told with; of a row that no rank names its own cells tell."""
    if parts := edit.facts.get("parts"):
        named = [
            part
            if is_row and not (part.get("row") or any(_is_post(part.get(side)) for side in ("before", "after")))
            else {**part, "row": ", ".join(filter(None, (_rank_of(part.get("row")), name)))}
            for part in parts
        ]
        return replace(edit, facts={**edit.facts, "parts": named})
    return replace(edit, facts={**edit.facts, "under": ", ".join(filter(None, (_rank_of(edit.facts.get("under")), name)))})


def _rank_of(label: str | None) -> str:
    return label if label and is_rank(label) else ""


def _of_block(edit: Edit, old: Piece, new: Piece) -> Edit:
    """*edit* of lines or cells of one block, those of a block that begins with a name told with that.

    Where the name is another one it is told with the post beside it, and that not once more for being written for another gender.
    """
    parts = edit.facts["parts"]
    first, now = (visible(piece.raw.split("\n")[0]) for piece in (old, new))
    if first == now and name_of(now) and people_named(now) and not (old.is_row or new.is_row):
        own = {"", *(visible(line) for line in new.raw.split("\n"))}
        told = [{**part, "row": now} if part.get("row", "") in own else part for part in parts]
        return replace(edit, facts={**edit.facts, "parts": told})
    names = [part for part in parts if all(name_of(part.get(side) or "") for side in ("before", "after"))]
    if len(names) != 1:
        return edit
    (name,) = names
    kept = [part for part in parts if part is name or not _is_one_post(part.get("before"), part.get("after"))]
    lines = [visible(line) for line in re.split(r"[\t\n]", new.raw)]
    at = lines.index(visible(name["after"])) if visible(name["after"]) in lines else -1
    beside = next(iter(lines[at + 1 :] or lines[:at][-1:]), "") if at >= 0 else ""
    if _is_one_post(beside, beside) and not name.keys() & {"row", "column", "heads"}:
        kept = [{**part, "row": beside} if part is name else part for part in kept]
    return replace(edit, facts={**edit.facts, "parts": kept}) if kept != parts else edit


def _is_one_post(old: str | None, new: str | None) -> bool:
    """Whether both are a post, the same up to gender."""
    return _is_post(new) and post_words(old or "") == post_words(new or "")


def _is_post(text: str | None) -> bool:
    return text is not None and (is_rank(text) or tells_function(text))
