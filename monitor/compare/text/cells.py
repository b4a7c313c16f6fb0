"""Rows of tables by their cells: what was reworded in which column of which row, what went to another (DESIGN 3.24). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from monitor.compare.people import is_number, is_rank, is_same_post, name_of, people_in, post_words, reaches
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.card_names import is_figure
from monitor.compare.text.exchanges import exchanged, is_site
from monitor.compare.text.pieces import Piece, Run, called, called_once
from monitor.compare.text.records import differing_records, text_edits
from monitor.compare.text.side_by_side import HOLD_PEOPLE, are_cards, are_of_one_kind
from monitor.compare.text.table_keys import HOLDERS, UNITS
from monitor.compare.text.titles import VACANT
from monitor.compare.title_words import tells_function
from monitor.compare.words import Hunk, Sign, diff
from monitor.expressions import expression
from monitor.model import Edit
from monitor.model.frozen import replace
from monitor.normalize import DAY, canonical, key, visible

Column: TypeAlias = tuple[str, int]  # its head, and how many before it are headed so; "" and its number where it has no head
# Of what a column is headed that says who holds a post.
_NAME_WORDS = "nom noms prenom prenoms titulaire titulaires elu elue elus name names holder person inhaber"
_HOLDERS = frozenset(_NAME_WORDS.split())
_POST = expression(r"[^\W\d_][^@\n]{3,}")  # no telephone, no address of a mail
SORTED = "3.31 order"  # the rule that hides rows and columns in another order
_SIGNS = "🟥🟧🟨🟩🟦🟪⬛■"  # of colours, as `extract.reading.marks` writes them
_COLOURS = expression(f"[{_SIGNS}]")
_FIGURES = expression(r"\d+")
_CARD = 5  # lines
_MARK = 3  # letters: « X », « oui »
_LONG_NAME = 80  # characters: a longer first cell does not name its row


class _Cell(NamedTuple):
    """A cell that says something."""

    column: Column
    at: int  # its number
    said: str  # as shown


def _cells_of(row: Piece) -> list[_Cell]:
    cells = row.raw.split("\t") if row.is_row and not row.ignored else []
    heads = row.block.columns if row.block else ()
    columns = _columns((*heads, *[""] * (len(cells) - len(heads))))
    return [_Cell(columns[n], n, said) for n, cell in enumerate(cells) if (said := visible(cell))]


def in_other_cells(old: Piece, new: Piece) -> bool:
    """Whether of two rows of the same columns that say the same words one stands in another cell than it did, not alone.

    Of columns without heads a border says little: there it has to be a line of its own that went.
    """
    heads = [[canonical(head) for head in row.block.columns] if row.block else [] for row in (old, new)]
    said = [[canonical(cell.said) for cell in _cells_of(row)] for row in (old, new)]
    if said[0] == said[1] or heads[0] != heads[1]:
        return False
    lines = [sorted(filter(None, map(canonical, _ENDS.split(row.raw)))) for row in (old, new)]
    return any(heads[0]) or (old.raw.count("\t") == new.raw.count("\t") and lines[0] == lines[1])


def _named(row: Piece, cells: int) -> str:
    """What names *row*: what reaches down into it and its first *cells*, unless those are too long for a name."""
    own = row.raw.split("\t")[:cells]
    return visible(", ".join(filter(None, (*row.above, *(own if all(len(cell) <= _LONG_NAME for cell in own) else ())))))


def as_one_row(old: Piece, new: Piece, *, stays: bool) -> tuple[Piece, Piece, int]:
    """Both as what is compared of a row, and how many cells go before the one that names it.

    A cell over several rows stands with the first of them in the page; whichever that is, it says the same of each. What two rows
    have so in common is only their name. Where they differ in it, it is compared with the rest, unless the row *stays* below
    the one in which that was renamed.
    """
    sides = old, new
    if old.ignored or new.ignored or not any(piece.above or piece.reach for piece in sides):
        return old, new, 0
    leads = [piece.lead for piece in sides]
    if list(map(canonical, leads[0])) == list(map(canonical, leads[1])):
        one, other = (_headed(piece, piece.raw.split("\t")[piece.reach :], lead) for piece, lead in zip(sides, leads, strict=True))
        return one, other, 0
    one, other = (_headed(piece, [*piece.above, *piece.raw.split("\t")]) for piece in sides)
    heads = [list(map(canonical, piece.block.columns if piece.block else ())) for piece in (one, other)]
    is_of_table = heads[0] == heads[1] and one.raw.count("\t") == other.raw.count("\t")  # a pole of one row reaches down to none
    if canonical(one.raw) != canonical(other.raw) and (stays or not (is_of_table or len(leads[0]) == len(leads[1]))):
        return old, new, 0
    return one, other, max(map(len, leads))


def _headed(row: Piece, cells: list[str], above: tuple[str, ...] = ()) -> Piece:
    """*row* of these last *cells* of all its cells, *above* reaching down into it."""
    heads = (*row.over, *(row.block.columns if row.block else ()))
    block = row.block and replace(row.block, columns=heads[-len(cells) :] if len(heads) >= len(cells) else (), above=above)
    return replace(row, raw="\t".join(cells), block=block, reach=0, names=max(1, row.names - row.reach))


def _columns(heads: Iterable[str]) -> list[Column]:
    """Those that *heads* stand over, one that reaches over several as one."""
    found, times = list[Column](), Counter[str]()
    for n, head in enumerate(said := [canonical(head) for head in heads]):
        times[head] += n == 0 or said[n - 1] != head
        found.append((head, times[head] - 1) if head else ("", n))
    return found


def in_colours_of(old: Run, new: Run) -> Run:
    """*old* in the colours of *new*, where each of two or more became another one wherever it stood: another palette."""
    sides = ["".join([piece.raw for piece in run]) for run in (old, new)]
    was, now = (_COLOURS.findall(said) if any(sign in said for sign in _SIGNS) else [] for said in sides)  # most have none (§9)
    became = dict(zip(was, now, strict=False))
    if len(was) != len(now) or [became[sign] for sign in was] != now or not 1 < len({*was}) == len({*now}) or {*was} & {*now}:
        return old  # of one alone, or where two were exchanged, the change may be what the colour says
    table = str.maketrans(became)
    return [replace(piece, raw=piece.raw.translate(table)) for piece in old]


def with_columns_of(old: Run, new: Run) -> Run:
    """*old*, rows of a table whose columns were exchanged with their heads in the order of *new*'s: which comes first says nothing.

    Not where more rows say what they said in place: there the heads were exchanged, and each figure is another column's.
    """
    heads = [{row.block.columns: None for row in run if row.block and row.is_row} for run in (old, new)]
    became = dict[tuple[str, ...], tuple[str, ...]]()
    for was in heads[0]:
        others = [now for now in heads[1] if now not in heads[0] and sorted(now) == sorted(was)]
        if was not in heads[1] and len(others) == 1 and len(set(was)) == len(was):
            became[was] = others[0]
    found: dict[int, Piece] = {}
    said = Counter(row.raw.rstrip("\t") for row in new)
    for was, now in became.items():
        order = [was.index(head) for head in now]
        of_table = [row for row in old if row.block and was in (row.block.columns, tuple(map(visible, row.raw.split("\t"))))]
        cells = [[*row.raw.split("\t"), *[""] * len(was)] for row in of_table]
        moved = ["\t".join(map(row.__getitem__, order)).rstrip("\t") for row in cells]
        stay = Counter(row.raw.rstrip("\t") for row in of_table)
        follow = (Counter(moved) & said).total() >= max(1, (stay & said).total())
        if not follow or any(row.ignored or (row.block and row.block.struck) for row in of_table):
            continue
        for row, raw in zip(of_table, moved, strict=True):
            if row.block is not None:
                columns = now if row.block.columns else ()
                found[row.at] = replace(row, raw=raw, block=replace(row.block, text=raw, columns=columns))
    return [found.get(row.at, row) for row in old] if found else old


def columns_key(row: Piece) -> str:
    """In which columns *row* says something, and how much in each, to be hashed; "" where it is no row."""
    return " ".join(f"{head} {number} {sum(map(str.isalnum, said))}" for (head, number), _, said in _cells_of(row))


def moved_cells(alignment: Alignment) -> Iterator[tuple[int, Edit]]:
    """For each row of the same words in which cells changed their columns, its place in the new text and the edit that tells it.

    Which column is which say their heads; where these don't, the rows around: an empty one that comes to keep a distance moves all
    that stands behind it, which is no change of any row.
    """
    olds, news = {p.at: p for p in alignment.old}, {p.at: p for p in alignment.new}
    became = {n: (olds[o], news[n]) for o, n in (*alignment.placed.items(), *alignment.moved.items()) if news[n].is_row}
    if all(old.raw == new.raw and old.block == new.block for old, new in became.values()):
        return
    for is_row, table in groupby(alignment.new, lambda piece: piece.is_row):
        rows = [became[piece.at] for piece in table if piece.at in became] if is_row else []
        went = list[list[tuple[_Cell, _Cell]]]()  # none where rows differ in more than where cells stand, or not in that
        for old, new in rows:
            gone, come = _cells_of(old), _cells_of(new)
            under, over = ([(cell.column, canonical(cell.said)) for cell in cells] for cells in (gone, come))
            exchanged = under != over and sorted(under) == sorted(over)  # two columns, with their heads
            says_same = [said for _, said in under] == [said for _, said in over]
            went.append(list(zip(gone, come, strict=True)) if says_same and not exchanged else [])
        # By their heads where both have one, else by their numbers; what stays the first cell names the row, over however many
        stood = [
            [(a.column, b.column) if a.at + b.at and a.column[0] and b.column[0] else (("", a.at), ("", b.at)) for a, b in pairs]
            for pairs in went
        ]
        votes = Counter(place for places in stood for place in places)
        stay = _heads(old for old, _ in rows) & _heads(new for _, new in rows)
        stay |= {one for one, other in next(iter(stood), ()) if one == other}  # the first row heads the others
        for (old, new), pairs, places in zip(rows, went, stood, strict=True):
            moved = [one != other and _is_another(one, other, votes, stay) for one, other in places]
            if any(moved):
                yield new.at, _told(old, new, pairs, moved)


def _heads(rows: Iterable[Piece]) -> set[Column]:
    """The columns that *rows* stand under, and those that one under no heads may be the heads of."""
    heads = {row.block.columns if row.block and row.block.columns else tuple(row.raw.split("\t")) for row in rows}
    return {column for cells in heads for column in _columns(cells) if column[0]}


def _is_another(old: Column, new: Column, votes: Counter[tuple[Column, Column]], stay: set[Column]) -> bool:
    """Whether *new* is another column than *old*, and not what that became in the whole table."""
    others = [number for (one, other), number in votes.items() if (one == old) != (other == new)]
    return (
        old in stay
        or new in stay
        or max(votes[old, old], votes[new, new]) >= votes[old, new]
        or votes[old, new] < max(others, default=0)
    )


def _told(old: Piece, new: Piece, pairs: list[tuple[_Cell, _Cell]], moved: list[bool]) -> Edit:
    """The row as one edit, with what left a column and what came into one as its parts: of two marks only the one that moved."""
    words, parts = list[tuple[Sign, str]](), list[dict[str, Any]]()
    went, came = ([pair[side] for pair, is_moved in zip(pairs, moved, strict=True) if is_moved] for side in (0, 1))
    stay = {(cell.column, cell.said) for cell in went} & {(cell.column, cell.said) for cell in came}
    cells = 0 if new.above and moved[0] else new.names  # one that moved names no row that another cell names
    named = _named(new, cells)
    for n, ((gone, come), is_moved) in enumerate(zip(pairs, moved, strict=True)):
        said = come.said + " " * (n + 1 < len(pairs))
        words += [("-", said), ("+", said)] if is_moved else [("=", said)]
        for side, sign, cell, piece in (("before", "-", gone, old), ("after", "+", come, new)) if is_moved else ():
            if (cell.column, cell.said) in stay:
                continue
            row = {"row": named} if named and (cell.at or new.above) else {}
            heads = piece.block.columns if piece.block else ()
            alone = cell.column[0] and (cell.column[0], 1) not in _columns(heads)  # headed so; else by its number
            column = visible(heads[cell.at]) if alone else str(cell.at + 1)
            parts.append({"column": column, **row, side: come.said, "words": [[sign, come.said]]})
    shown = tuple((sign, "".join(said for _, said in run)) for sign, run in groupby(words, key=itemgetter(0)))
    place = [[piece.at, piece.at + 1] for piece in (old, new)]
    return Edit(op="replace", before=visible(new.raw), after=visible(new.raw), words=shown, facts={"parts": parts, "at": place})


_ENDS = expression("[\n\t]")


def differing_parts(old: Piece, new: Piece, lead: int = 0) -> list[dict[str, Any]]:
    """Return the lines or cells in which *old* and *new* differ, in order; [] where neither has any, or all of them do.

    Of each: `before`, `after` (only where it is there), `words`; in a row `column` (the head of its column) and `row` (its first
    cell, or that behind *lead* cells), where it has them and they are not what changed. Rows of the same columns are compared
    column by column: what two cells exchanged has changed in both.
    """
    if old.ignored or new.ignored or not ("\n" in old.raw or "\t" in old.raw or "\n" in new.raw or "\t" in new.raw):
        return []
    if (of_records := differing_records(old, new)) is not None:
        return of_records
    # Rows of more than one cell under the same heads, or under none with as many cells, are told by their columns.
    old, new = over_all_columns(old, new, *((piece.block.columns if piece.block else ()) for piece in (old, new)))
    heads = [[canonical(head) for head in piece.block.columns] if piece.block else [] for piece in (old, new)]
    tabs = sorted(piece.raw.count("\t") for piece in (old, new))
    if heads[0] == heads[1] and tabs[1] and (tabs[0] == tabs[1] or heads[0]):
        return _by_column(old, new, lead)
    before, after = _ENDS.split(old.raw), _ENDS.split(new.raw)
    labels = exchanged(before, after)
    if labels[0] and {n: part for n, part in enumerate(before) if n not in labels[0]} == {
        n: part for n, part in enumerate(after) if n not in labels[1]
    }:
        return [{"row": visible(labels[0][n]), **said} for n in sorted(labels[0]) for said in text_edits(before[n], after[n])]
    was, now = ([canonical(part) for part in parts] for parts in (before, after))
    named = [called_once(parts) if "\t" not in old.raw + new.raw else {} for parts in (before, after)]
    stays = [[*said] for said in (was, now)]
    for name in named[0].keys() & named[1].keys():  # « Titulaires : … » stays that, whoever they are
        stays[0][named[0][name]] = stays[1][named[1][name]] = name
    hunks = diff(*stays)
    if not any(hunk.same for hunk in hunks):
        return []
    lines = [(h.a0 + n, h.b0 + n) for h in hunks if h.same for n in range(h.a1 - h.a0)]
    other = [Hunk(False, a, a + 1, b, b + 1) for a, b in lines if was[a] != now[b]]
    apart = sorted((*(hunk for hunk in hunks if not hunk.same), *other), key=lambda hunk: (hunk.b0, hunk.a0))
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
            found += [{**where, **said} for said in text_edits(*sides)]
    return found


def over_all_columns(old: Piece, new: Piece, was: Sequence[str], now: Sequence[str]) -> tuple[Piece, Piece]:
    """Both rows, headed *was* and *now*, with a cell for each column of either where some came or went: « 2024 », « 2025 ».

    As they are where the heads are the same, in another order, or nobody can say which went: none goes on but the first, or not as
    many others stand in the place of some.
    """
    heads = [canonical(head) for head in was], [canonical(head) for head in now]
    if heads[0] == heads[1] or not all(heads) or any(len({*side}) < len(side) for side in heads):
        return old, new
    hunks = diff(heads[0][1:], heads[1][1:])  # what names the rows is headed as it may be
    lengths = [(h.a1 - h.a0, h.b1 - h.b0) for h in hunks if not h.same]
    staying = sum(h.a1 - h.a0 for h in hunks if h.same)
    unsure = any(a != b and a and b for a, b in lengths) or staying < max(1, len({*heads[0][1:]} & {*heads[1][1:]}))
    if unsure or not any(0 in both for both in lengths):
        return old, new
    beyond = [both for h in hunks for both in zip_longest(range(h.a0 + 1, h.a1 + 1), range(h.b0 + 1, h.b1 + 1))]
    pairs = [(0, 0), *beyond]
    columns = tuple(now[b] if b is not None else was[a or 0] for a, b in pairs)
    rows = list[Piece]()
    for piece, side in ((old, 0), (new, 1)):
        cells = piece.raw.split("\t")
        if piece.block is None or len(cells) > len(heads[side]):
            return old, new
        raw = "\t".join("" if pair[side] is None else "".join(cells[pair[side] : pair[side] + 1]) for pair in pairs)
        rows.append(replace(piece, raw=raw, block=replace(piece.block, text=raw, columns=columns if piece.block.columns else ())))
    return rows[0], rows[1]


def _taken(counts: Counter[str], line: str) -> bool:
    """Whether *line* is among *counts*, of which it is taken."""
    counts[line] -= 1
    return counts[line] >= 0


def _by_column(old: Piece, new: Piece, lead: int) -> list[dict[str, Any]]:
    """Each cell that differs beside the one that stood in its column; [] where all do, and none went to another column."""
    most = max(piece.raw.count("\t") for piece in (old, new))  # the last ones of a row say nothing where it ends before them
    before, after = ((piece.raw + "\t" * (most - piece.raw.count("\t"))).split("\t") for piece in (old, new))
    was, now = ([canonical(cell) for cell in cells] for cells in (before, after))
    columns = new.block.columns if new.block and len(new.block.columns) >= len(after) else ("",) * len(after)
    lead = lead or (0 if new.reach else min(new.names, len(after)) - 1)  # a pole before each of its services
    went = any(columns) and {*was} & {*now} - {""}  # to another column
    shared = [(len({*a.split()} & {*b.split()}), len({*a.split()})) for a, b in zip(was, now, strict=True)]
    stays = any(a == b for a, b in zip(was, now, strict=True)) or all(2 * both >= said for both, said in shared)
    if not (went or stays or sorted(was) == sorted(now)):
        return []
    post = ""  # what names a row whose first cell is another name, or day: of the cells that stay the post, or the first words
    dated = all(is_figure(cell) or DAY.search(key(cell)) for cell in (before[0], after[0]))  # « 9 avril », put off, or a number
    vacant = VACANT.fullmatch(key(after[0])) and people_in(before[0])
    if (
        dated
        or people_in(after[0])
        or vacant
        or not _HOLDERS.isdisjoint(key(columns[0]).split())
        or HOLDERS.fullmatch(key(columns[0]))
    ):
        same = (n for n, (a, b) in enumerate(zip(was, now, strict=True)) if a == b and n)
        stay = [n for n in same if len(after[n]) <= _LONG_NAME and not people_in(after[n])]
        words = [n for n in stay if _POST.match(after[n]) or tells_function(after[n])]
        called_posts = [n for n in words if not (HOLD_PEOPLE - _HOLDERS).isdisjoint(key(columns[n]).split())]
        units = [n for n in stay if after[n][:1].isalpha() and UNITS.fullmatch(key(columns[n]))]  # « Eau », before « commun »
        post = visible(after[best]) if (best := next(iter((*called_posts, *units, *words)), 0)) else ""
    less, more = sorted(({*key(before[0]).split()}, {*key(after[0]).split()}), key=len)
    goes_on = less <= more and "\n" not in before[0] + after[0]  # « Paie », « Paie et carrières »
    ranked = any(map(str.isdigit, after[0])) and post_words(before[0]) == post_words(after[0])  # « 1er adjoint », « 1re adjointe »
    is_same = goes_on or ranked or is_same_post(before[0], after[0])
    if not (post or is_same):  # whose rank it is
        whom = (n for n, head in enumerate(columns[: len(was)]) if was[n] == now[n] and not _HOLDERS.isdisjoint(key(head).split()))
        post = visible(after[n]) if (n := next(whom, 0)) else ""
    called = post or (visible(after[0]) if is_same else "")
    part, found = 0, list[dict[str, Any]]()
    cards, whole = are_cards(before, columns) or are_cards(after, columns), replace(new, raw="\t".join(after))
    for n, cell in enumerate(after):
        where = _where(whole, part)
        if lead and was[:lead] != now[:lead]:  # « Chef » names no row, « Chef, Tom Albe » does
            behind = slice(lead, len(after) if tells_function(after[lead]) else lead + 1)
            where |= {"row": visible(", ".join(filter(None, after[behind])))} if was[behind] == now[behind] else {}
        elif lead and was[lead] != now[lead] and n > lead:
            where |= {"row": named} if (named := _named(new, lead)) else {}
        elif not lead and was[0] != now[0]:  # of a pole's first row what is behind that
            first = visible(after[new.reach]) if 0 < new.reach < n and was[new.reach] == now[new.reach] else ", ".join(new.above)
            if not (called or first) and n and _FIGURES.sub("0", was[0]) == _FIGURES.sub("0", now[0]):
                first = " → ".join(map(visible, (before[0], after[0])))  # « Moins de 400 → Moins de 420 »
            where = {**where, "row": (called if n else post) or first}
        elif n > 1 and {"column", "row"} & {*where} == {"row"} and name_of(after[0]) and any(map(name_of, (before[n], cell))):
            where["row"] = visible(", ".join(filter(None, after[:n])))  # « Ann Pole, replaces: … »: who is beside whom, and how
        part += len(_ENDS.split(cell))
        if cards:  # no cell is of another
            own = next((line for line in before[n].split("\n") if canonical(line) in map(canonical, cell.split("\n"))), "")
            where = {name: said for name, said in (("column", where.get("column")), ("row", visible(own))) if said}
        if was[n] != now[n]:
            lines = before[n].split("\n"), cell.split("\n")
            hunks = diff(*([canonical(line) for line in side] for side in lines))
            apart = [(lines[0][h.a0 : h.a1], lines[1][h.b0 : h.b1]) for h in hunks if not h.same]
            pairs = [both for sides in apart for both in zip_longest(*sides, fillvalue="")]
            if not any(hunk.same for hunk in hunks):
                pairs = [(before[n], cell)]  # no line of it stays
            where = {name: said for name, said in where.items() if said}
            found += [{**where, **said} for both in pairs for said in text_edits(*both)]
    return found


def _where(piece: Piece, part: int) -> dict[str, str]:
    """Column and row of the *part*-th line or cell of *piece*."""
    cells = piece.raw.split("\t")
    if len(cells) < 2:  # « 24 » over « services communs »
        lines = piece.raw.split("\n")
        told = visible("".join(lines[part : part + 1]))  # a row's last cells may be empty
        is_named = called(told)[0] and not is_number(told)  # « Achats : 2e étage »
        says = len(lines) <= _CARD and not is_named and (is_figure(told) or reaches(told))
        others = map(visible, (*lines[:part], *lines[part + 1 :])) if says else ()
        said = [line for line in others if not (is_figure(line) or reaches(line))]
        return {"row": min(said, key=lambda line: not name_of(line) or is_site(line))} if said else {}  # whom a number calls
    ends = [len(_ENDS.split("\t".join(cells[: n + 1]))) for n in range(len(cells))]
    return place_of(piece, next((n for n, end in enumerate(ends) if part < end), len(cells) + part - ends[-1]))


def row_facts(piece: Piece) -> dict[str, Any]:
    """Of a block that came or went whole the facts `cells`, what each cell of a row says, and `under`, whose row it is.

    A mark or a figure has what its column is headed, « Paie (X) », where others are empty: nobody knows in which it stands. A row
    is under what reaches down into it from rows above; one of a single cell, not its first, under what its column is headed.
    """
    raw = piece.raw.split("\t")
    heads, above = (piece.block.columns, piece.block.above) if piece.block is not None else ((), ())
    cells = [visible(cell) for cell in raw] if len(raw) > 1 and not piece.ignored else []
    alone = place_of(piece, len(raw) - 1).get("column") if not above and len(raw) > 1 and not any(raw[:-1]) else None
    if cells and not alone and len(heads) >= len(cells) and any(head and not cell for head, cell in zip_longest(heads, cells)):
        for n, (head, cell) in enumerate(zip(map(visible, heads), cells, strict=False)):
            is_mark = cell and sum(map(str.isalpha, cell)) <= _MARK and not reaches(cell)
            cells[n] = f"{head} ({cell})" if n >= piece.names and 0 < len(head) <= _LONG_NAME and is_mark else cell
    under = visible(", ".join(above)) or alone
    return {**({"under": under} if under else {}), **({"cells": [*filter(None, cells)]} if cells else {})}


def place_of(piece: Piece, cell: int) -> dict[str, str]:
    """Column and row of the *cell*-th cell of *piece*, a row; the last ones may be empty."""
    cells = piece.raw.split("\t")
    heads = piece.block.columns if piece.block else ()
    names = min(cell, piece.names)
    ranked = 0 < names < cell and (is_rank(post := cells[names - 1]) or any(map(str.isdigit, post)))
    names += ranked and bool(name_of(visible(cells[names])))  # « 3e adjointe, Eva Roux »
    of_nobody = cell and (are_cards(cells, heads) or are_of_one_kind(cells, heads))  # no card is of another
    row = "" if of_nobody else _named(piece, names)
    column = "".join(heads[cell : cell + 1] if len(heads) >= len(cells) else ())
    return {name: text for name, text in (("column", visible(column)), ("row", row)) if text}
