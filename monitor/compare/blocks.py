"""Two lists of blocks -> edits in reading order: blocks aligned, then words within a block (DESIGN 5.3, 5.13). Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import Any, TypeAlias

from monitor.compare.alignment import Alignment, Piece, Run, aligned, headings, heads_over
from monitor.compare.cells import moved_cells
from monitor.compare.exchanges import exchanged, label_beside
from monitor.compare.people import Succession, is_count, is_same_post, name_of, people_in, reaches, succession
from monitor.compare.words import ComparedText, diff, joined, text_of, texts_of, word_diff
from monitor.expressions import expression
from monitor.model import Edit, Words
from monitor.model.frozen import replace
from monitor.normalize import canonical, key, visible

# Of what a column is headed that holds posts, or who holds them.
_HEAD_WORDS = """nom noms prenom prenoms titulaire titulaires elu elue elus fonction fonctions poste postes mandat delegation
delegations qualite name names holder person post posts role position title office inhaber funktion amt ansprechpartner"""
_HOLD_PEOPLE = frozenset(_HEAD_WORDS.split())
_NAME_WORDS = "nom noms prenom prenoms titulaire titulaires elu elue elus name names holder person inhaber"
_HOLDERS = frozenset(_NAME_WORDS.split())
_POST = expression(r"[^\W\d_][^@\n]{3,}")  # no telephone, no address of a mail
_LONG_NAME = 80  # characters: a longer first cell does not name its row
_LINES_OF_CARD = 5
_MOST_CARDS = 50  # edits: of more, nobody reads whose each is
_MOST_SET = 2  # entries: of more, the only ones within another's list, that list is drawn otherwise
Step: TypeAlias = tuple[tuple[int, int, int], Edit]  # where in the new text, for the order


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
    steps: list[Step] = []
    for o, n in alignment.placed.items():
        names = bool(heads[0] and heads[1]) and _cells(olds[o]) in heads[0] and _cells(news[n]) in heads[1]
        edits = _replaced(olds[o], news[n], alignment.posts.get(n), names_columns=names)
        steps += [((n, 0, 0), edit if _is_of_one_post(edit, alignment.new) else _unsaid(edit)) for edit in edits]
    swapped = _swapped_between_cards(alignment)
    for o, n in swapped.items():
        steps += [
            ((n, 0, 0), edit if _is_of_one_post(edit, alignment.new) else _unsaid(edit)) for edit in _replaced(olds[o], news[n])
        ]
    above = heads_over(alignment.old), heads_over(alignment.new)
    for o, n in (alignment.moved | _under_others(alignment, above)).items():
        if o not in swapped:
            under, over = above[0].get(o), above[1].get(n)
            same = under and (alignment.placed.get(under.at), alignment.moved.get(under.at))
            stays = under and over and (over.at in (same or ()) or canonical(under.raw) == canonical(over.raw))
            told = {} if stays or not (under or over) else {"headings": [piece and visible(piece.raw) for piece in (under, over)]}
            edits = _replaced(olds[o], news[n], alignment.posts.get(n))
            # A post that another person holds now is the `replace` alone: in a list by names its line stands elsewhere (3.25).
            if not any("holders" in edit.facts for edit in edits):
                text, facts = olds[o].text, {"from": o, "to": n, **told, **at([olds[o]], [news[n]])}
                edits = [Edit(op="move", before=text, after=text, words=(("=", text),), facts=facts), *edits]
            steps += [((n, 0, k), edit) for k, edit in enumerate(edits)]
    steps += [((n, 0, 1), edit) for n, edit in moved_cells(alignment)]
    steps += [((p.at, 0, 0), _came(p)) for p in alignment.news()]
    for run in alignment.runs:
        steps += _rewrapped(*run)
    steps = _under_titles(steps, alignment)
    before = sorted(alignment.placed), sorted(alignment.placed.values())
    for piece in alignment.olds():
        behind = bisect_left(before[0], piece.at)
        place = before[1][behind - 1] if behind else -1
        steps += _under_titles([((place, 1, piece.at), _went(piece))], alignment)
    return steps


def _under_titles(steps: list[Step], alignment: Alignment) -> list[Step]:
    """*steps*, those of a short line of a card with what the card is titled, or what post stands beside the name (3.25)."""
    # Of these nothing says whose they are
    bare = (
        (n, edit)
        for n, (_, edit) in enumerate(steps)
        if edit.op in ("replace", "insert", "delete") and edit.facts.keys().isdisjoint(("parts", "holders", "under", "cells"))
    )
    short = [n for n, edit in bare if all(len(t) <= _LONG_NAME and t[-1] not in ".!?" for t in (edit.before, edit.after) if t)]
    if not short or len(short) > _MOST_CARDS:
        return steps
    titles = _card_titles(alignment.old), _card_titles(alignment.new)
    found = list(steps)
    for n in short:
        place, edit = steps[n]
        sides = list(zip(edit.facts["at"], (alignment.old, alignment.new), titles, strict=True))
        known = next((side for side in reversed(sides) if side[0]), None)
        if known is None or known[0][1] - known[0][0] != 1:
            continue
        title = known[2].get(known[0][0], "")
        named = [bool(name_of(text or "")) for text in (edit.before, edit.after)]
        if title and name_of(title) and any(named):
            title = ""  # a card called by somebody says others too: which of its posts they hold is not told by its title
        if (
            title
            and edit.op == "replace"
            and name_of(title)
            and canonical(sides[0][2].get(edit.facts["at"][0][0], "")) != canonical(title)
        ):
            title = ""  # the card was somebody else's: of neither of them both texts were said
        if not title and edit.op == "replace" and named[0] != named[1]:
            # The post beside a name that came where nobody was named, or went so: « Vacant » above « Directeur des eaux »
            (start, _), run, _ = sides[named[1]]
            at = next(n for n, p in enumerate(run) if p.at == start)
            label = label_beside([p.text for p in run], headings(run), at)
            texts = sorted((key(edit.before or ""), key(edit.after or "")), key=len)
            same = texts[0] and texts[0] in texts[1]  # « Salle Auffret », now « Salle Auffret (rénovée) », is no name
            title = "" if same or reaches(label) or is_count(label) else label  # « Room 4 » is nobody's post
        if title:
            found[n] = place, replace(edit, facts={"under": visible(title), **edit.facts})
    return found


def _swapped_between_cards(alignment: Alignment) -> dict[int, int]:
    """By their places, the lines of cards that gave way to a line of another card, with what stands there now (3.25).

    « Assistant: Jo Nash » moved from one card to another says of neither whose assistant she is: each card has another line.
    """
    if not 1 < len(alignment.moved) <= _MOST_CARDS:
        return {}
    was, now = _card_titles(alignment.old), _card_titles(alignment.new)
    left: dict[str, list[int]] = {}
    came: dict[str, list[int]] = {}
    for o, n in alignment.moved.items():
        if (here := canonical(was.get(o, ""))) != (there := canonical(now.get(n, ""))) and here and there:
            left.setdefault(here, []).append(o)
            came.setdefault(there, []).append(n)
    pairs = {left[title][0]: came[title][0] for title in left if len(left[title]) == len(came.get(title, ())) == 1}
    # All of a line's places are told: what left one card for a pair's has to be of a pair itself.
    whole = {alignment.moved[o] for o in pairs} == set(pairs.values())
    return pairs if whole else {}


def _card_titles(pieces: Run) -> dict[int, str]:
    """By their places, the lines of cards with the title over them: of two or more headings with one to a few short lines each."""
    groups: list[tuple[Piece, list[Piece]]] = []
    for piece in pieces:
        if piece.block is not None and piece.block.kind == "heading":
            groups.append((piece, []))
        elif groups:
            groups[-1][1].append(piece)
    cards = [
        (title, lines)
        for title, lines in groups
        if 0 < len(lines) <= _LINES_OF_CARD and all(len(line.raw) <= _LONG_NAME and "\t" not in line.raw for line in lines)
    ]
    if 2 * len(cards) <= len(groups) or len(cards) < 2:
        return {}
    last = cards[-1][1]
    if last is groups[-1][1] and all(len(lines) != len(last) for _, lines in cards[:-1]):
        del last[1:]  # where the last card ends is not known: what comes after it may be nobody's
    return {line.at: title.raw for title, lines in cards for line in lines if len(title.raw) <= _LONG_NAME}


def _is_of_one_post(edit: Edit, pieces: Run) -> bool:
    """Whether the post that passed from one to another is the label of no second line: of two directors, one alone is another."""
    if "post" not in edit.facts:
        return True
    post = key(edit.facts["post"])
    return not post or sum(key(p.raw.partition(":")[0]) == post for p in pieces if ":" in p.raw and "\t" not in p.raw) < 2


def _unsaid(edit: Edit) -> Edit:
    return replace(edit, facts={name: fact for name, fact in edit.facts.items() if name not in ("post", "holders")})


def _heads(pieces: Run) -> set[tuple[str, ...]]:
    """What the columns of the tables among *pieces* are headed."""
    return {tuple(map(canonical, columns)) for columns in {p.block.columns for p in pieces if p.block} if columns}


def _cells(piece: Piece) -> tuple[str, ...]:
    return tuple(map(canonical, piece.raw.split("\t")))


def _came(piece: Piece) -> Edit:
    facts = {**_under(piece), **_row_of(piece), **at(None, [piece])}
    return Edit(op="insert", after=piece.text, words=(("+", piece.text),), facts=facts)


def _went(piece: Piece) -> Edit:
    facts = {**_under(piece), **_row_of(piece), **at([piece], None)}
    return Edit(op="delete", before=piece.text, words=(("-", piece.text),), facts=facts)


def _row_of(piece: Piece) -> dict[str, list[str]]:
    """The cells of a row that came or went whole, by which it is told (3.24)."""
    cells = [visible(cell) for cell in piece.raw.split("\t")] if not piece.ignored else []
    return {"cells": [cell for cell in cells if cell]} if len(cells) > 1 else {}


def _under(piece: Piece) -> dict[str, str]:
    """What reaches down from rows above into the row that *piece* is: without it nobody knows whose row that is."""
    above = piece.block.above if piece.block is not None else ()
    return {"under": visible(", ".join(above))} if above else {}


def _replaced(old: Piece, new: Piece, under: str | None = None, *, names_columns: bool = False) -> list[Edit]:
    """Return the one `replace` of a block that was reworded; nothing where only its typography differs.

    *under*: its post. *names_columns*: it is the row of a table's heads, whose cells are no more than that.
    """
    if old.raw == new.raw and old.ignored == new.ignored:
        return []
    cut = old.ignored or new.ignored or ("cut" in vars(old) and "cut" in vars(new))
    sides = (old.cut, new.cut) if cut else texts_of(old.text, new.text)
    found = _edit_of(*(sides or (old.plain, new.plain)))
    if found and (old.ignored or new.ignored):  # what is told is quoted as it stood
        found = _edit_of(old.plain, new.plain)
    parts = differing_parts(old, new) if found else []
    if names_columns:
        parts = [{name: part[name] for name in part if name not in ("row", "column")} | {"heads": True} for part in parts]
    # Of a table that names its columns, none of which says that it is people's, the name in a row holds no post of its first cell:
    # « Salle des fêtes », gardien : M. Bour. With « Fonction » and « Nom » over them, that is the post.
    heads = [key(head) for head in new.block.columns if head] if found and new.block is not None else []
    headed = len(heads) > 1 and all(_HOLD_PEOPLE.isdisjoint(head.split()) for head in heads)
    plain = not (names_columns or old.ignored or new.ignored or headed)
    passed = succession(old.raw, new.raw) if found and plain else None
    named: dict[str, str] = {}
    if found and under is not None:
        (before, _, role), (after, _, other) = old.text.partition(","), new.text.partition(",")
        names = (before, after) if role == other else (old.text, new.text)
        passed = Succession(post=under, before=names[0], after=names[1])
        if old.holder != old.text or new.holder != new.text:
            same = _below(old) == _below(new)
            passed = Succession(post=under, before=old.holder, after=new.holder) if same else None
            parts = [{"row": visible(under), **part} for part in parts]
            named = {} if passed or parts else {"under": visible(under)}
    facts = {
        **named,
        **({"parts": parts} if parts else {}),
        **({"post": passed.post, "holders": [passed.before, passed.after]} if passed else {}),
        **at([old], [new]),
    }
    return [Edit(op=edit.op, before=edit.before, after=edit.after, words=edit.words, facts=facts) for edit in found]


def _below(piece: Piece) -> list[str]:
    return [canonical(line) for line in piece.raw.split("\n")[1:]]


def _edit_of(old: ComparedText, new: ComparedText) -> list[Edit]:
    if old.keys == new.keys:
        return []
    before, after, words = word_diff(old, new)
    return [Edit(op="replace", before=before, after=after, words=words)]


def _under_others(alignment: Alignment, heads: tuple[dict[int, Piece], dict[int, Piece]]) -> dict[int, int]:
    """By their places, entries that stand where they stood and in the list of another entry, or out of one: of one that stays.

    Not where all lists within lists are one now, or the other way: that is how they are set.
    """
    became, found = {**alignment.placed, **alignment.moved}, dict[int, int]()
    for o, n in alignment.placed.items():
        was, now = heads[0].get(o), heads[1].get(n)
        stay = (was is None or was.at in became) and (now is None or now.at in became.values())
        entries = any(head is not None and head.block is not None and head.block.kind == "list_item" for head in (was, now))
        if stay and entries and (was and became[was.at]) != (now and now.at):
            found[o] = n
    nested = [any(piece.block and piece.block.depth for piece in run) for run in (alignment.old, alignment.new)]
    return found if all(nested) or len(found) <= _MOST_SET else {}


def _rewrapped(olds: Run, news: Run) -> Iterator[Step]:
    """Cut both runs wherever both begin a new block after the same word; say what differs between two such cuts."""
    before, after = joined([p.cut for p in olds]), joined([p.cut for p in news])
    starts_old, starts_new = _starts(olds), _starts(news)
    same = [(h.a0 + k, h.b0 + k) for h in diff(before.keys, after.keys) if h.same for k in range(h.a1 - h.a0 + 1)]
    cuts = [(0, 0), *((a, b) for a, b in same if a in starts_old and b in starts_new), (len(before.keys), len(after.keys))]
    for (a0, b0), (a1, b1) in pairwise(dict.fromkeys(cuts)):
        gone, come = olds[starts_old[a0] : starts_old[a1]], news[starts_new[b0] : starts_new[b1]]
        place = come[0].at if come else news[min(starts_new[b0], len(news) - 1)].at
        if gone and come:
            found = _edit_of(joined([p.cut for p in gone]), joined([p.cut for p in come]))
            edits = [replace(edit, facts=at(gone, come)) for edit in found]
        else:
            edits = [*map(_came, come), *map(_went, gone)]
        yield from (((place, 0, a0), edit) for edit in edits)


def _starts(run: Run) -> dict[int, int]:
    """At which word each block of a run begins -> its index, and at which the run ends; blocks without words are passed over."""
    word, starts = 0, dict[int, int]()
    for n, piece in enumerate(run):
        starts.setdefault(word, n)
        word += len(piece.keys)
    starts[word] = len(run)
    return starts


_ENDS = expression("[\n\t]")


def differing_parts(old: Piece, new: Piece) -> list[dict[str, Any]]:
    """Return the lines or cells in which *old* and *new* differ, in order; [] where neither has any, or all of them do.

    Of each: `before`, `after` (only where it is there), `words`; in a row `column` (the head of its column) and `row` (its first
    cell), where it has them and they are not what changed. Rows of the same columns are compared column by column: what two cells
    exchanged has changed in both.
    """
    if old.ignored or new.ignored or not ("\n" in old.raw or "\t" in old.raw or "\n" in new.raw or "\t" in new.raw):
        return []
    # Rows of more than one cell under the same heads, or under none with as many cells, are told by their columns.
    heads = [[canonical(head) for head in piece.block.columns] if piece.block else [] for piece in (old, new)]
    tabs = sorted(piece.raw.count("\t") for piece in (old, new))
    if heads[0] == heads[1] and tabs[1] and (tabs[0] == tabs[1] or heads[0]):
        return _by_column(old, new)
    before, after = _ENDS.split(old.raw), _ENDS.split(new.raw)
    labels = exchanged(before, after)
    if labels[0] and {n: part for n, part in enumerate(before) if n not in labels[0]} == {
        n: part for n, part in enumerate(after) if n not in labels[1]
    }:
        return [{"row": visible(labels[0][n]), **said} for n in sorted(labels[0]) for said in _text_edits(before[n], after[n])]
    was, now = ([canonical(part) for part in parts] for parts in (before, after))
    hunks = diff(was, now)
    if not any(hunk.same for hunk in hunks):
        return []
    apart = [hunk for hunk in hunks if not hunk.same]
    moves = Counter(was[a] for h in apart for a in range(h.a0, h.a1)) & Counter(now[b] for h in apart for b in range(h.b0, h.b1))
    left, came = (Counter() if "\t" in old.raw + new.raw else Counter(moves) for _ in range(2))  # cells stand under their heads
    found: list[dict[str, Any]] = []
    for hunk in apart:
        gone = [a for a in range(hunk.a0, hunk.a1) if not _taken(left, was[a])]
        come = list[int]()
        for b in range(hunk.b0, hunk.b1):
            if _taken(came, now[b]):
                line = visible(after[b])
                found.append({"before": line, "after": line, "words": [["=", line]], "moved": True})
            else:
                come.append(b)
        for a, b in zip_longest(gone, come):
            sides = before[a] if a is not None else "", after[b] if b is not None else ""
            where = _where(new, b) if b is not None else _where(old, a or 0)
            found += [{**where, **said} for said in _text_edits(*sides)]
    return found


def _taken(counts: Counter[str], line: str) -> bool:
    """Whether *line* is among *counts*, of which it is taken."""
    counts[line] -= 1
    return counts[line] >= 0


def _by_column(old: Piece, new: Piece) -> list[dict[str, Any]]:
    """Each cell that differs beside the one that stood in its column; [] where all do, and none went to another column."""
    most = max(piece.raw.count("\t") for piece in (old, new))  # the last ones of a row say nothing where it ends before them
    before, after = ((piece.raw + "\t" * (most - piece.raw.count("\t"))).split("\t") for piece in (old, new))
    was, now = ([canonical(cell) for cell in cells] for cells in (before, after))
    columns = new.block.columns if new.block and len(new.block.columns) >= len(after) else ("",) * len(after)
    went = any(columns) and {*was} & {*now} - {""}  # to another column
    if not (went or any(a == b for a, b in zip(was, now, strict=True)) or sorted(was) == sorted(now)):
        return []
    post = ""  # what names a row whose first cell is another name: of the cells that stay the post, or the first words
    if people_in(after[0]) or not _HOLDERS.isdisjoint(key(columns[0]).split()):
        stay = [n for n, (a, b) in enumerate(zip(was, now, strict=True)) if a == b and n]
        words = [n for n in stay if len(after[n]) <= _LONG_NAME and _POST.match(after[n]) and not people_in(after[n])]
        called_posts = (n for n in words if not (_HOLD_PEOPLE - _HOLDERS).isdisjoint(key(columns[n]).split()))
        best = next(called_posts, next(iter(words), None))
        post = visible(after[best]) if best is not None else ""
    own = post or (visible(after[0]) if is_same_post(before[0], after[0]) else "")  # « 1er adjoint », « 1re adjointe »
    part, found = 0, list[dict[str, Any]]()
    for n, cell in enumerate(after):
        where = _where(new, part)
        if was[0] != now[0]:
            where.pop("row", None)
            where |= {"row": row} if (row := own if n else post) else {}
        elif n > 1 and "column" not in where and name_of(after[0]) and any(map(name_of, (before[n], cell))):
            where["row"] = visible(", ".join(filter(None, after[:n])))  # « Ann Pole, replaces: … »: who is beside whom, and how
        part += len(_ENDS.split(cell))
        if was[n] != now[n]:
            lines = before[n].split("\n"), cell.split("\n")
            hunks = diff(*([canonical(line) for line in side] for side in lines))
            apart = [(lines[0][h.a0 : h.a1], lines[1][h.b0 : h.b1]) for h in hunks if not h.same]
            pairs = [both for sides in apart for both in zip_longest(*sides, fillvalue="")]
            if not any(hunk.same for hunk in hunks):
                pairs = [(before[n], cell)]  # no line of it stays
            found += [{**where, **said} for both in pairs for said in _text_edits(*both)]
    return found


def _where(piece: Piece, part: int) -> dict[str, str]:
    """Column and row of the *part*-th line or cell of *piece*."""
    cells = piece.raw.split("\t")
    if len(cells) < 2:
        return {}
    ends = [len(_ENDS.split("\t".join(cells[: n + 1]))) for n in range(len(cells))]
    cell = next((n for n, end in enumerate(ends) if part < end), len(cells) + part - ends[-1])  # the last ones may be empty
    columns = piece.block.columns[cell : cell + 1] if piece.block and len(piece.block.columns) >= len(cells) else ()
    own = (cells[0],) if cell and len(cells[0]) <= _LONG_NAME else ()
    row = visible(", ".join((*(piece.block.above if piece.block else ()), *own)))
    named = {"column": visible("".join(columns)), "row": row}
    return {name: text for name, text in named.items() if text}


def _text_edits(old: str, new: str) -> Iterator[dict[str, Any]]:
    old, new = visible(old), visible(new)
    if not (old or new):
        return
    words: Words
    if old and new:
        before, after, words = word_diff(text_of(old), text_of(new))
        yield {"before": before, "after": after, "words": [list(word) for word in words]}
    elif new:
        yield {"after": new, "words": [["+", new]]}
    else:
        yield {"before": old, "words": [["-", old]]}
