"""Two lists of blocks -> edits in reading order: blocks aligned, then words within a block (DESIGN 5.3, 5.13). Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from monitor.compare.people import (
    Succession,
    is_reached_by,
    is_somebody,
    name_of,
    other_people,
    people_in,
    rank_in,
    reaches,
    succession,
)
from monitor.compare.text.alignment import Alignment, aligned
from monitor.compare.text.cards import cards_of, rank_of
from monitor.compare.text.cells import (
    as_one_row,
    differing_parts,
    in_other_cells,
    moved_cells,
    over_all_columns,
    row_facts,
)
from monitor.compare.text.exchanges import is_site
from monitor.compare.text.heads import Titles
from monitor.compare.text.listed_columns import told_by_column
from monitor.compare.text.pieces import Piece, Run, Step, called, named_by
from monitor.compare.text.said_of_whom import of_whom
from monitor.compare.text.side_by_side import HOLD_PEOPLE
from monitor.compare.text.telling_lines import with_telling_lines
from monitor.compare.text.titled_parts import headed_by
from monitor.compare.text.titles import heads_over
from monitor.compare.text.told_under import swapped_between_cards, told_apart, under_titles
from monitor.compare.text.whole_cards import whole_cards
from monitor.compare.text.whose_cells import of_whose_cells
from monitor.compare.title_words import telling_words, tells_function
from monitor.compare.words import ComparedText, diff, joined, starts, texts_of, word_diff
from monitor.expressions import expression
from monitor.model import Edit
from monitor.model.frozen import replace
from monitor.normalize import canonical, key, visible

_REACHED_AT = expression(r"\s+(?:t[ée]l\w*\W*)?(?:\+?\d[\d .()/-]{6,}\d|\S+@\S+)$", re.I)  # in the line below a post
_FEW = 2  # entries set otherwise: of more none is told
_BETWEEN_LINES = (":", "–", "—", "-", "·", "|")  # what a line of two has where these are two lines
_BETWEEN_CELLS = expression(r"\s*:\s+|\s+[-–—]\s+")


def edits_between(old: Run, new: Run) -> list[Edit]:
    """Return the edits that turn *old* into *new*, in reading order; none when the same words follow each other on both sides.

    Each says in `at` which blocks of either side it is about, as half-open ranges of their places (DESIGN 5.13).
    """
    return in_order(text_steps(aligned(old, new)))


def in_order(steps: list[Step]) -> list[Edit]:
    """The edits of *steps* in reading order."""
    return [edit for _, edit in sorted(steps, key=lambda step: step[0])]


def at(old: Run | None, new: Run | None) -> dict[str, Any]:
    """The fact `at` of an edit about those pieces; None: it stands on one side only."""
    return {"at": [None if run is None else [run[0].at, run[-1].at + 1] for run in (old, new)]}


def text_steps(alignment: Alignment) -> list[Step]:
    """The edits of the text that *alignment* leads to."""
    olds, news = {p.at: p for p in alignment.old}, {p.at: p for p in alignment.new}
    heads = _heads(alignment.old), _heads(alignment.new)
    leads = [{row.lead for row in run if row.reach or row.above} for run in (alignment.old, alignment.new)]
    steps: list[Step] = []
    held = _held(alignment) if alignment.posts else set()
    for o, n in alignment.placed.items():
        names = bool(heads[0] and heads[1]) and _cells(olds[o]) in heads[0] and _cells(news[n]) in heads[1]
        post = alignment.posts.get(n)
        edits = _replaced(olds[o], news[n], post, names_columns=names, stays=_stays(alignment, leads, olds[o], news[n]))
        steps += [((n, 0, 0), _said(edit, alignment.new, is_held=post is None or post in held)) for edit in edits]
    swapped = swapped_between_cards(alignment)
    for o, n in swapped.items():
        steps += [((n, 0, 0), _said(edit, alignment.new)) for edit in _replaced(olds[o], news[n])]
    titles, rests = Titles(alignment), {_rest(piece) for piece in alignment.old if piece.is_row}
    steps = [((edit.facts["at"][1][0], 0, 0), edit) for edit in titles.line_moves([edit for _, edit in steps])]
    steps = [one for step in steps for one in _of_others(step, titles)]
    for o, n, told in titles.moves():
        if o not in swapped:
            remains = _stays(alignment, leads, olds[o], news[n])
            edits = _replaced(olds[o], news[n], alignment.posts.get(n), stays=remains)
            # « Responsable : … » under another title, of somebody else, is another line
            post = called(olds[o].raw)[0] if told and edits else ""
            others = tells_function(post) and len(telling_words(post)) < 2 and other_people(olds[o].text, news[n].text)
            if others or (told and not edits and titles.is_of_several(o, n)):
                steps += [((n, 0, 0), _went(olds[o])), ((n, 0, 1), _came(news[n]))]
                continue
            # A post that another person holds now is the `replace` alone: in a list by names its line stands elsewhere (3.25).
            # So does a row that goes where another name reaches down.
            said = any("holders" in edit.facts for edit in edits) or (edits and not remains and olds[o].first != news[n].first)
            # And a row that has what another one had: who holds which post was exchanged, whichever is sorted first
            said = said or (bool(edits) and not told and news[n].is_row and _rest(news[n]) in rests - {_rest(olds[o])})
            # Nor who has another rank in a list by ranks: « 1re adjointe : Ana Silva », who was the third
            was, now = (rank_in(piece.text) if edits and not (told or said) else None for piece in (olds[o], news[n]))
            if was is not None and now is not None and was[0] != now[0] and was[1] == now[1]:
                said = bool(people_in(news[n].text))
            text = (news[n] if olds[o].ignored and not edits else olds[o]).text
            # « Logement », that somebody else heads there
            another = bool(told and all(told["headings"]) and (said or (edits and other_people(olds[o].text, news[n].text))))
            if another and (name := named_by(news[n])):
                text, said = name, False
            if told is not None and not said:
                facts = {"from": o, "to": n, **told, **at([olds[o]], [news[n]])}
                edits = [Edit(op="move", before=text, after=text, words=(("=", text),), facts=facts), *edits]
            steps += [((n, 0, k), edit) for k, edit in enumerate(edits)]
    steps += [((n, 0, 1), edit) for n, edit in moved_cells(alignment)] + [((p.at, 0, 0), _came(p)) for p in alignment.news()]
    wrapped = [(step, run) for run in alignment.runs for step in _rewrapped(*run)]
    commas = [step for step, run in wrapped if _parts_at_comma(step[1], *run)]
    signs = [step for step, run in wrapped if len(run[0]) != len(run[1]) and _differs_in_signs(step[1])]
    quiet = [*(commas if len(commas) > 1 else ()), *(signs if len(signs) > _FEW else ())]  # how entries are set
    steps += [step for step, _ in wrapped if step not in quiet]
    before = sorted(alignment.placed), sorted(alignment.placed.values())
    for piece in alignment.olds():
        behind = bisect_left(before[0], piece.at)
        steps.append(((before[1][behind - 1] if behind else -1, 1, piece.at), _went(piece)))
    headed = (headed_by(alignment.old, titles.was), headed_by(alignment.new, titles.now)) if steps else ({}, {})
    named = told_by_column(told_apart(under_titles(steps, titles, headed), titles, headed), alignment)
    over = titles.was, titles.now
    return with_telling_lines(whole_cards(of_whom(of_whose_cells(named, alignment), alignment, over), alignment, over), alignment)


def _of_others(step: Step, titles: Titles) -> list[Step]:
    """*step*; of a line that says how to reach whom it stands below two, where the one of these is gone and the other came.

    « Inès Moreau : [03 80 … 02 → 03 80 … 09] » is told of a card that has nothing of the one that stood there.
    """
    place, edit = step
    at = edit.facts.get("at") or (None, None)
    if edit.op != "replace" or not all(at) or not all(map(reaches, (edit.before or "", edit.after or ""))):
        return [step]
    o, n = edit.facts["at"][0][0], edit.facts["at"][1][0]
    under, over = titles.was.get(o), titles.now.get(n)
    if under is None or over is None or under.at in titles.became or over.at in titles.came:
        return [step]
    return [(place, _went(titles.pieces[0][o])), ((place[0], place[1], place[2] + 1), _came(titles.pieces[1][n]))]


def _rest(row: Piece) -> str:
    """What *row* says behind its first cell."""
    return canonical(row.raw.partition("\t")[2])


def _held(alignment: Alignment) -> set[str]:
    """The posts that people hold: functions, and those from one of them to another.

    « Espaces Verts » under « Pôle technique » looks like a name, and is nobody's. Of two names one may be uncommon where most that
    stand as these do are people's; of what both may be, what is true of a unit as well is said.
    """
    olds, over, cards = {p.at: p.text for p in alignment.old}, heads_over(alignment.new), cards_of(alignment.new)
    became = {n: o for o, n in (*alignment.placed.items(), *alignment.moved.items())}

    def stands(piece: Piece) -> tuple[object, ...]:
        return piece.block and piece.block.kind, len(cards[piece.at]), piece.at in over and rank_of(over[piece.at])

    held, names = set[str](), [p for p in alignment.new if name_of(p.text)]
    for piece in (p for p in alignment.new if p.at in alignment.posts):
        post = alignment.posts[piece.at]
        known = [is_somebody(text) for text in (olds.get(became.get(piece.at, -1), ""), piece.text) if name_of(text)]
        peers = [is_somebody(p.text) for p in names if stands(p) == stands(piece)]
        held |= {post} if tells_function(post) or all(known) or (any(known) and 2 * sum(peers) > len(peers)) else set()
    return held


def _said(edit: Edit, pieces: Run, *, is_held: bool = True) -> Edit:
    """*edit*; that a post passed from one to another not where it is the label of a second line, or of what is nobody (*is_held*).

    Of two directors, one alone is another. Nor where a line that several blocks have, the pole on each card, or a number, « Ligne
    directe : 65 66 », was taken for the post.
    """
    if "post" not in edit.facts:
        return edit
    post = key(edit.facts["post"])
    once = not post or sum(key(p.raw.partition(":")[0]) == post for p in pieces if ":" in p.raw and "\t" not in p.raw) < 2
    of_block = [line for p in pieces if "\n" in p.raw and "\t" not in p.raw for line in p.raw.split("\n")] if post else []
    if is_told := is_held and sum(key(line) == post for line in of_block) < 2:
        told = edit.facts["post"].rpartition(":")[2]
        is_told = not edit.facts["post"] or (any(map(str.isalpha, told)) and not is_reached_by(edit.facts["post"]))
    if once and is_told:
        return edit
    facts = {name: fact for name, fact in edit.facts.items() if name not in ("post", "holders")}
    if is_held and not is_told and "parts" in facts:
        facts["parts"] = [{n: said for n, said in part.items() if n != "row" or key(said) != post} for part in facts["parts"]]
    under = {"under": visible(edit.facts["post"])} if once and not is_held and facts.keys().isdisjoint(("parts", "under")) else {}
    return replace(edit, facts=under | facts)


def _heads(pieces: Run) -> set[tuple[str, ...]]:
    """What the columns of the tables among *pieces* are headed."""
    return {tuple(map(canonical, columns)) for columns in {p.block.columns for p in pieces if p.block} if columns}


def _cells(piece: Piece) -> tuple[str, ...]:
    return tuple(map(canonical, piece.raw.split("\t")))


def _came(piece: Piece) -> Edit:
    facts = {**row_facts(piece), **at(None, [piece])}
    return Edit(op="insert", after=piece.text, words=(("+", piece.text),), facts=facts)


def _went(piece: Piece) -> Edit:
    facts = {**row_facts(piece), **at([piece], None)}
    return Edit(op="delete", before=piece.text, words=(("-", piece.text),), facts=facts)


def _stays(alignment: Alignment, leads: Sequence[set[tuple[str, ...]]], old: Piece, new: Piece) -> bool:
    """Whether a row stays below the one whose first cells name it, called otherwise now perhaps, or below none.

    A name that was there, or is there still, is another one; *leads*: those of both sides (`Piece.lead`).
    """
    if old.lead != new.lead and (new.lead in leads[0] or old.lead in leads[1]):
        return False
    return old.first == new.first == -1 or new.first in (alignment.placed.get(old.first), alignment.moved.get(old.first))


def _replaced(old: Piece, new: Piece, under: str | None = None, *, names_columns: bool = False, stays: bool = True) -> list[Edit]:
    """Return the one `replace` of a block that was reworded; nothing where only its typography differs.

    *under*: its post. *names_columns*: it is the row of a table's heads, whose cells are no more than that. *stays*: it is a row
    that goes on below the one that names it.
    """
    under = under and _REACHED_AT.sub("", under)
    if old.is_row != new.is_row and not (old.ignored or new.ignored):  # « Paie | Marie Roy », now « Paie : Marie Roy »
        old, new = _as_row(old, new), _as_row(new, old)
    old, new, lead = as_one_row(old, new, stays=stays)
    if old.raw == new.raw and old.ignored == new.ignored:
        return []
    cut = old.ignored or new.ignored or ("cut" in vars(old) and "cut" in vars(new))
    sides = (old.cut, new.cut) if cut else texts_of(old.text, new.text)
    found = _edit_of(*(sides or (old.plain, new.plain)))
    if found and (old.ignored or new.ignored):  # what is told is quoted as it stood
        found = _edit_of(old.plain, new.plain)
    rows = over_all_columns(old, new, old.raw.split("\t"), new.raw.split("\t")) if names_columns else (old, new)
    parts = differing_parts(*rows, lead) if found else []
    if not found and old.is_row and in_other_cells(old, new):
        parts = differing_parts(old, new)
        found = [Edit(op="replace", before=old.text, after=new.text, words=(("=", new.text),))] if parts else []
    if names_columns:
        parts = [{name: part[name] for name in part if name not in ("row", "column")} | {"heads": True} for part in parts]
    # Of a table that names its columns, none of which says that it is people's, the name in a row holds no post of its first cell:
    # « Salle des fêtes », gardien : M. Bour. With « Fonction » and « Nom » over them, that is the post.
    heads = [key(head) for head in new.block.columns if head] if found and new.block is not None else []
    headed = len(heads) > 1 and all(HOLD_PEOPLE.isdisjoint(head.split()) for head in heads)
    plain = not (names_columns or old.ignored or new.ignored or headed)
    passed = succession(old.raw, new.raw) if found and plain else None
    named: dict[str, str] = {}
    if found and under is not None:
        (before, _, role), (after, _, other) = old.text.partition(","), new.text.partition(",")
        names = (before, after) if role == other else (old.text, new.text)
        passed = Succession(post=under, before=names[0], after=names[1])
        if not all(map(people_in, names)):
            passed, named = None, {"under": visible(under)}
        if old.holder != old.text or new.holder != new.text:
            same = _below(old) == _below(new)
            passed = Succession(post=under, before=old.holder, after=new.holder) if same else None
            parts = [{"row": visible(under), **part} for part in parts]
            named = {} if passed or parts else {"under": visible(under)}
        if passed and (is_site(passed.before) or is_site(passed.after)):  # where a service sits, which nobody holds
            passed, named = None, {"under": visible(under)}
    facts = {
        **named,
        **({"parts": parts} if parts else {}),
        **({"post": passed.post, "holders": [passed.before, passed.after]} if passed else {}),
        **at([old], [new]),
    }
    return [Edit(op=edit.op, before=edit.before, after=edit.after, words=edit.words, facts=facts) for edit in found]


def _as_row(piece: Piece, other: Piece) -> Piece:
    """*piece*, a line that was a row of two cells, or is one on the other side, as such; else as it is."""
    parted = _BETWEEN_CELLS.sub("\t", piece.raw, count=1)
    is_line = not piece.is_row and other.raw.count("\t") == 1 and "\n" not in piece.raw
    return replace(piece, raw=parted) if is_line and parted != piece.raw else piece


def _below(piece: Piece) -> list[str]:
    return [canonical(line) for line in piece.raw.split("\n")[1:]]


def _edit_of(old: ComparedText, new: ComparedText) -> list[Edit]:
    if old.keys == new.keys:
        return []
    before, after, words = word_diff(old, new)
    return [Edit(op="replace", before=before, after=after, words=words)]


def _differs_in_signs(edit: Edit) -> bool:
    """Whether all of *edit* are signs that stand between the parts of an entry."""
    return all(said.strip() in (*_BETWEEN_LINES, ",", ";", "/") for sign, said in edit.words if sign != "=")


def _parts_at_comma(edit: Edit, olds: Run, news: Run) -> bool:
    """Whether all of *edit* is a comma between a rank and what goes with it: « Voirie, eau » may be two services now."""
    of_text = all(piece.block is not None and piece.block.kind == "paragraph" for piece in (*olds, *news))
    if not of_text or rank_in(edit.before or "") is None:
        return False
    spans = [span[1] - span[0] for span in edit.facts["at"] if span]
    return len({*spans}) == 2 and all(said.strip() == "," for sign, said in edit.words if sign != "=")


def _rewrapped(olds: Run, news: Run) -> Iterator[Step]:
    """Cut both runs wherever both begin a new block after the same word; say what differs between two such cuts."""
    before, after = joined([p.cut for p in olds]), joined([p.cut for p in news])
    starts_old, starts_new = (starts(p.keys for p in run) for run in (olds, news))
    same = [(h.a0 + k, h.b0 + k) for h in diff(before.keys, after.keys) if h.same for k in range(h.a1 - h.a0 + 1)]
    cuts = [(0, 0), *((a, b) for a, b in same if a in starts_old and b in starts_new), (len(before.keys), len(after.keys))]
    for (a0, b0), (a1, b1) in pairwise(dict.fromkeys(cuts)):
        gone, come = olds[starts_old[a0] : starts_old[a1]], news[starts_new[b0] : starts_new[b1]]
        place = come[0].at if come else news[min(starts_new[b0], len(news) - 1)].at
        if gone and come:
            found = _edit_of(joined([p.cut for p in gone]), joined([p.cut for p in come]))
            parted = len(gone) != len(come) and all(
                sign == "=" or said.strip() in _BETWEEN_LINES for e in found for sign, said in e.words
            )
            edits = [] if parted else [replace(edit, facts=at(gone, come)) for edit in found]
        else:
            edits = [*map(_came, come), *map(_went, gone)]
        yield from (((place, 0, a0), edit) for edit in edits)
