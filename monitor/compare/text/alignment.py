"""Which block of an older text became which of a newer one: unchanged, reworded, moved, wrapped otherwise (DESIGN 5.3). Pure.

1. Blocks that stand in both, in the same order, are anchors. 2. A block that stands elsewhere has moved. 3. Between two anchors,
blocks are paired by likeness; where the same words only stand in other blocks, the wrapping is no change. 4. The rest came or went.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterator
from operator import eq

from monitor.compare.people import name_of, people_in, rank_in
from monitor.compare.text.bearers import ranks_of
from monitor.compare.text.card_names import firsts_of_cards
from monitor.compare.text.cards import rank_of
from monitor.compare.text.exchanges import exchanged
from monitor.compare.text.numbered import numbered_again, without_bullets, without_numbers, without_row_numbers
from monitor.compare.text.over_headings import renamed_titles, titles_over_headings
from monitor.compare.text.parted import parted_otherwise
from monitor.compare.text.pieces import Piece, Run, called, called_once, named_by, rows_named
from monitor.compare.text.roll import Roll
from monitor.compare.text.titles import but_boxed_titles, heads_over, label_of, marked, titles_of, uncounted
from monitor.compare.words import MATRIX_CELLS, diff, distance, joined, like, passed_on, uncrossed, wrapped_first
from monitor.model.frozen import dataclass, field
from monitor.normalize import canonical, visible

PAIRED = 0.4  # as like as this, a block between two anchors was reworded
MOVED = 0.7  # as like as this, a block elsewhere was moved and reworded
MOVED_WORDS = 6  # fewer say too little: "Direction générale" stands anywhere
REWRAPPED = 0.6  # a gap is one text wrapped otherwise where that leaves less than this share of the words that differ by blocks
FEW = 12  # so many blocks on each side are compared each with each; more only where they share rare words
_LONG_NAME = 80  # characters: a longer cell names no row
RARE = 20  # a word in more blocks than this tells nothing


@dataclass(slots=True)
class Alignment:
    """Which old block became which new one, by their places."""

    old: Run
    new: Run
    roll: Roll
    placed: dict[int, int] = field(default_factory=dict)  # old -> new: in place, unchanged or reworded; ascending on both sides
    moved: dict[int, int] = field(default_factory=dict)  # old -> new: elsewhere
    runs: list[tuple[Run, Run]] = field(default_factory=list)  # in place, wrapped in other blocks
    posts: dict[int, str] = field(default_factory=dict)  # new -> the line before, of which another person is named here now

    def stays(self) -> Iterator[tuple[Run, Run]]:
        """What stands on both sides, in the order of the new text; several blocks on a side where wrapped otherwise."""
        olds, news = {p.at: p for p in self.old}, {p.at: p for p in self.new}
        pairs: list[tuple[Run, Run]] = [((olds[o],), (news[n],)) for o, n in (*self.placed.items(), *self.moved.items())]
        yield from sorted([*pairs, *self.runs], key=lambda pair: pair[1][0].at)

    def olds(self) -> list[Piece]:
        """What of the old has no counterpart yet."""
        taken = {p.at for run, _ in self.runs for p in run}
        return [p for p in self.old if p.at not in self.placed and p.at not in self.moved and p.at not in taken]

    def news(self) -> list[Piece]:
        taken = {*self.placed.values(), *self.moved.values(), *(p.at for _, run in self.runs for p in run)}
        return [p for p in self.new if p.at not in taken]

    def gaps(self) -> list[tuple[Run, Run]]:
        """What has no counterpart yet from anchor to anchor, where something of both sides has none."""
        heads = [*self.placed.items(), *((olds[0].at, news[0].at) for olds, news in self.runs)]
        anchors = sorted(o for o, _ in heads), sorted(n for _, n in heads)
        gaps: dict[int, tuple[list[Piece], list[Piece]]] = defaultdict(lambda: ([], []))
        for side, pieces in enumerate((self.olds(), self.news())):
            for piece in pieces:
                gaps[bisect_left(anchors[side], piece.at)][side].append(piece)
        return [gaps[n] for n in sorted(gaps) if all(gaps[n])]


def aligned(old: Run, new: Run) -> Alignment:
    """Return which block of *old* became which of *new*."""
    plain = rows_named(*without_row_numbers(*without_bullets(*titles_over_headings(old, new))))
    old, new = without_numbers(*plain)
    alignment = Alignment(old, new, Roll({p.at: p.row for p in old}, {p.at: p.row for p in new}))
    before, after = (["" if "\t" in p.raw else p.holder for p in run] for run in (old, new))  # a row says its own post
    held = zip("on", (old, new), exchanged(before, after, (marked(old), marked(new))), strict=True)
    posts = {side: but_boxed_titles(of, run) for side, run, of in held}
    under = {id(run[n]): label for run, side in ((old, "o"), (new, "n")) for n, label in posts[side].items()}

    # A title is the same however many entries it counts
    counted = {id(p): said for run in (old, new) for of in [uncounted(run)] for p in run if (said := of.get(p.at))}

    def same(piece: Piece) -> str:
        said = piece.row if piece.above or piece.reach else counted.get(id(piece), piece.whole)
        return f"{under[id(piece)]}\0" if id(piece) in under else said

    alignment.placed |= _unchanged(old, new, same)
    if any(piece.above or piece.reach for piece in (*old, *new)):  # rows below a name that is another one stand where they stood
        for gap in alignment.gaps():
            alignment.placed |= _unchanged(*gap, lambda piece: piece.whole)
    alignment.runs += [pair for gap in alignment.gaps() for pair in parted_otherwise(*gap)]
    if under:
        _move_unchanged(alignment, lambda piece: f"{under[id(piece)]}\0" if id(piece) in under else piece.whole)
        alignment.posts = {new[n].at: label for n, label in posts["n"].items()}
    _move_unchanged(alignment, lambda piece: piece.whole)
    _place_successors(alignment)
    _place_named(alignment)
    _place_called(alignment)
    _place_ranks(alignment)
    renamed = renamed_titles(old, new, alignment.placed, alignment.moved)
    alignment.placed = dict(sorted((alignment.placed | renamed).items()))
    _place_alone(alignment)
    for olds, news in alignment.gaps():  # the same words in other typography (DESIGN 3.10)
        alignment.placed |= _unchanged(olds, news, lambda piece: piece.folded)
    for olds, news in alignment.gaps():
        _place_alike(alignment, olds, news)
    _move_unchanged(alignment, lambda piece: piece.folded)
    # What was moved and reworded: very like something elsewhere, and long enough for that to mean something.
    olds = [p for p in alignment.olds() if len(p.keys) >= MOVED_WORDS and p.row == p.raw]
    news = [p for p in alignment.news() if len(p.keys) >= MOVED_WORDS and p.row == p.raw]
    if pairs := _pairs(olds, news, MOVED, alignment.roll):
        # « Jeudi 25 juin 2026, 18 h 30 », last of a list of such days, is none that was first: they share no word of their own
        own = _own_words(old) & _own_words(new)
        was, now = ({p.at: own & {*p.keys} for p in run} for run in (olds, news))
        names = [{p.at: canonical(named_by(p)) for p in run} for run in (olds, news)]
        alignment.moved |= {o: n for o, n in pairs if was[o] & now[n] and names[0][o] == names[1][n]}
    _place_alone(alignment)
    # What is left on both sides and names one person with a rank: who has another one now neither went nor came
    olds, news = ([piece for piece in run if rank_in(piece.text)] for run in (alignment.olds(), alignment.news()))
    alignment.moved |= dict(_same_people(olds, news)) if olds and news else {}
    _place_ranks(alignment)
    _place_labelled(alignment)
    _keep_together(alignment)
    _keep_heads(alignment)
    # Numbers that only count lines are no news beside a line that came, went or moved.
    shifted = alignment.moved or alignment.olds() or alignment.news()
    became = {**alignment.placed, **alignment.moved} if shifted else {}
    alignment.old, alignment.new = numbered_again((old, new), plain, became)
    return alignment


def _place_successors(alignment: Alignment) -> None:
    """A line about a post that other people hold now became the line about it, wherever that stands (3.25)."""
    succeeded = alignment.roll.successions([p.at for p in alignment.olds()], [p.at for p in alignment.news()])
    stayed = _same_people(alignment.olds(), alignment.news()) if succeeded else []
    if len(uncrossed(stayed)) > len(uncrossed(succeeded)):  # who goes up a rank, in the same order, got nobody's post
        succeeded = stayed
    for gap_olds, gap_news in alignment.gaps() if succeeded else ():
        here, there = {p.at for p in gap_olds}, {p.at for p in gap_news}
        alignment.placed |= uncrossed([(o, n) for o, n in succeeded if o in here and n in there])
    alignment.moved |= {o: n for o, n in succeeded if o not in alignment.placed}


def _same_people(olds: Run, news: Run) -> list[tuple[int, int]]:
    """The places of lines that name one person, who stands in no other of these, in old order."""
    once = list[dict[str, int]]()
    for run in (olds, news):
        named = defaultdict[str, list[int]](list)
        for piece in run:
            if len(people := people_in(piece.raw)) == 1:
                named[canonical(piece.raw[slice(*people[0])])].append(piece.at)
        once.append({name: places[0] for name, places in named.items() if len(places) == 1})
    return sorted((o, once[1][name]) for name, o in once[0].items() if name in once[1])


def _own_words(run: Run) -> set[str]:
    """The words that stand in one block of *run* alone."""
    times = Counter(word for piece in run for word in {*piece.keys})
    return {word for word, blocks in times.items() if blocks == 1}


def _place_ranks(alignment: Alignment) -> None:
    """The one line with a rank of somebody who stays became the one that he has now: « 3e adjointe » over her is « 2e adjointe ».

    And none went over to somebody else: a rank that others have, too, is no thing that moves.
    """
    if not (alignment.moved or alignment.olds() or alignment.news()):
        return
    was, now = ranks_of(alignment.old), ranks_of(alignment.new)
    became = alignment.placed | alignment.moved
    both = [(ranks, now.get(became.get(at, -1), [])) for at, ranks in was.items()]
    _become(alignment, {o[0]: n[0] for o, n in both if len(o) == len(n) == 1 and became.get(o[0]) != n[0]})
    his, hers = ({at: bearer for bearer, ranks in side.items() for at in ranks} for side in (was, now))
    for o in [o for o, n in alignment.moved.items() if o in his and n in hers and became.get(his[o]) != hers[n]]:
        del alignment.moved[o]


def _place_labelled(alignment: Alignment) -> None:
    """Of lines called alike, « Statut : commun », each that has one so called under its title on the other side became that one.

    Where two services exchange their status, neither line moved.
    """
    if not (alignment.moved or alignment.olds() or alignment.news()):
        return
    called = list[dict[tuple[int, str], int]]()
    for run in (alignment.old, alignment.new):
        over, found = heads_over(run), defaultdict[tuple[int, str], list[int]](list)
        for piece in run:
            if piece.at in over and (label := label_of(piece)):
                found[over[piece.at].at, label].append(piece.at)
        called.append({key: places[0] for key, places in found.items() if len(places) == 1})
    became = {**alignment.placed, **alignment.moved}
    wrapped = {piece.at for olds, _ in alignment.runs for piece in olds}, {piece.at for _, news in alignment.runs for piece in news}
    pairs = {o: called[1].get((became.get(head, -1), label)) for (head, label), o in called[0].items() if o not in wrapped[0]}
    apart = {o: n for o, n in pairs.items() if n is not None and n not in wrapped[1] and became.get(o) != n}
    _become(alignment, apart)


def _become(alignment: Alignment, pairs: dict[int, int]) -> None:
    """Let *pairs* be what became what, whatever either was taken for."""
    taken = {*pairs.values()}
    for o, n in [*alignment.placed.items(), *alignment.moved.items()] if pairs else ():
        if o in pairs or n in taken:
            alignment.placed.pop(o, None)
            alignment.moved.pop(o, None)
    _put(alignment, pairs)
    alignment.placed = dict(sorted(alignment.placed.items()))


def _keep_together(alignment: Alignment) -> None:
    """Of lines that say the same, « Écrire » in each card, « Services » under each heading, each stays with its title, or first."""
    runs = alignment.old, alignment.new
    if len({piece.raw for piece in alignment.new}) == len(alignment.new) and not (alignment.olds() or alignment.news()):
        return  # each says something else, and became something
    over, titles = [heads_over(run) | firsts_of_cards(run) for run in runs], [titles_of(run) for run in runs]
    for are_titles in (True, False):  # those first that lines stand under
        was, now = (
            {place: title for place, title in side.items() if (place in own) is are_titles}
            for side, own in zip(over, titles, strict=True)
        )
        _exchange_under_titles(alignment, was, now)
        _take_own_title(alignment, was, now)
    alignment.placed = dict(sorted(alignment.placed.items()))


def _exchange_under_titles(alignment: Alignment, was: dict[int, Piece], now: dict[int, Piece]) -> None:
    """Two lines of which either stands under the title that the other had became one another."""
    became, said = {**alignment.placed, **alignment.moved}, {p.at: p.raw for p in alignment.new}
    # The new place of the title that each had, and that of the one over it now
    titles = {o: (became.get(was[o].at), now[n].at) for o, n in became.items() if o in was and n in now}
    apart = defaultdict[tuple[str, int], list[int]](list)  # by what is said, and under what: what another title was over
    for o, (wanted, at) in titles.items():
        if wanted != at:
            apart[said[became[o]], at].append(o)
    for o, (wanted, at) in titles.items():
        if wanted is None or wanted == at or not (there := apart.get((said[became[o]], wanted))):
            continue
        if o in apart[said[became[o]], at]:
            other = there.pop(0)
            apart[said[became[o]], at].remove(o)
            became[o], became[other] = became[other], became[o]
            titles[other] = titles[other][0], at
            if titles[other][0] != at:
                apart[said[became[o]], at].append(other)
            _put(alignment, {one: became[one] for one in (o, other)})


def _take_own_title(alignment: Alignment, was: dict[int, Piece], now: dict[int, Piece]) -> None:
    """A line that went is the one under the title that it had, as another one was taken for; so is one that came."""
    became = {**alignment.placed, **alignment.moved}
    free = [defaultdict[str, list[int]](list) for _ in range(2)]
    for side, run, titles in zip(free, (alignment.olds(), alignment.news()), (was, now), strict=True):
        for piece in run:
            if piece.at in titles:
                side[piece.raw].append(piece.at)
    before, after = ({p.at: p.raw for p in run} for run in (alignment.old, alignment.new))
    for o, n in became.items() if any(free) else ():
        if o not in was or n not in now or (wanted := became.get(was[o].at)) == now[n].at:
            continue
        own = next((p for p in free[0][after[n]] if became.get(was[p].at) == now[n].at), None)
        there = next((q for q in free[1][before[o]] if now[q].at == wanted), None)
        if own is not None:
            free[0][after[n]].remove(own)
            alignment.placed.pop(o, None)
            alignment.moved.pop(o, None)
            _put(alignment, {own: n})
        elif there is not None:
            free[1][before[o]].remove(there)
            _put(alignment, {o: there})


def _put(alignment: Alignment, pairs: dict[int, int]) -> None:
    """Let *pairs* be what became what: in place where that crosses nothing that is, else moved."""
    for o, n in pairs.items():
        alignment.placed.pop(o, None)
        alignment.moved[o] = n
    for o, n in [*pairs.items(), *alignment.moved.items()]:  # what they crossed may be in place now
        if o in alignment.moved and all((a < o) == (b < n) for a, b in alignment.placed.items()):
            alignment.placed[o] = alignment.moved.pop(o)


def _keep_heads(alignment: Alignment) -> None:
    """Where a title changed places with what stands under one, it stays: « Paie », last of one list and now first of the next.

    A heading is one with nothing under it, too: « Service commun » below « Finances » goes below the next, « Paie ». So does a line
    under the title that it had, that changed places with lines which stand under another one now.
    """
    if not alignment.moved:
        return
    runs = alignment.old, alignment.new
    was, now = (heads_over(run) for run in runs)
    sides = [
        {head.at: head for head in (*over.values(), *(p for p in run if p.at in titles))}
        for run, over, titles in zip(runs, (was, now), map(titles_of, runs), strict=True)
    ]
    became = {**alignment.placed, **alignment.moved}
    stays = {o: became.get(was[o].at) == now[n].at for o, n in became.items() if o in was and n in now}
    for o, n in list(alignment.moved.items()):
        is_head = o in sides[0] and n in sides[1]
        if not is_head and not stays.get(o):
            continue
        crossed = {a: b for a, b in alignment.placed.items() if (a < o) != (b < n)}
        ranks = [
            rank_of(side[one]) for side, ones in zip(sides, (crossed, crossed.values()), strict=True) for one in ones if one in side
        ]
        if all(rank > rank_of(sides[1][n]) for rank in ranks) if is_head else not any(stays.get(a, True) for a in crossed):
            placed = {a: b for a, b in alignment.placed.items() if a not in crossed} | {o: alignment.moved.pop(o)}
            alignment.placed = dict(sorted(placed.items()))
            alignment.moved |= crossed


def _unchanged(old: Run, new: Run, by: Callable[[Piece], str]) -> dict[int, int]:
    """Return the places of what stands in both, in the same order; *by* says what makes two blocks the same."""
    same = [hunk for hunk in diff([by(p) for p in old], [by(p) for p in new]) if hunk.same]
    return {old[h.a0 + n].at: new[h.b0 + n].at for h in same for n in range(h.a1 - h.a0)}


def _move_unchanged(alignment: Alignment, by: Callable[[Piece], str]) -> None:
    """A block found elsewhere has moved there; among equal ones the first to the first."""
    olds, places = alignment.olds(), defaultdict[str, deque[int]](deque)
    for piece in alignment.news() if olds else ():
        places[by(piece)].append(piece.at)
    for piece in olds if places else ():
        if places.get(by(piece)):
            alignment.moved[piece.at] = places[by(piece)].popleft()


def _place_named(alignment: Alignment) -> None:
    """Rows of a table called alike, each once, are one, whatever their figures: « Paie » did not become « Finances » (DESIGN 3.24).

    First those under the same heads, as a page may have a table for each year.
    """
    for olds, news in alignment.gaps():
        for is_headed in (True, False):
            named = [defaultdict[tuple[str, ...], list[int]](list) for _ in range(2)]
            taken = alignment.placed.keys(), {*alignment.placed.values()}
            for side, run, done in zip(named, (olds, news), taken, strict=True):
                for row in run:
                    is_row = row.is_row or (row.block and row.block.kind == "table_row")
                    if row.at in done or row.ignored or not is_row:  # « Paie », whose other cell is empty
                        continue
                    name = tuple(map(canonical, (*row.above, *row.raw.split("\t")[: row.names])))
                    if any(map(str.isalpha, name[-1])) and len(name[-1]) <= _LONG_NAME:  # no number, no longer text
                        side[(*row.block.columns, *name) if is_headed and row.block else name].append(row.at)
            once = [{name: places[0] for name, places in side.items() if len(places) == 1} for side in named]
            pairs = sorted((o, once[1][name]) for name, o in once[0].items() if name in once[1])
            alignment.placed |= uncrossed(pairs) if pairs else {}
    alignment.placed = dict(sorted(alignment.placed.items()))


def _place_called(alignment: Alignment) -> None:
    """Lines called alike between two anchors, each once, are one, whatever they say: « Lundi : fermé » became no « Mardi : fermé ».

    But a text of some length goes with its words: « Préambule : La Ville et la Métropole … » may get another name.
    """
    gaps = [gap for gap in alignment.gaps() if len(gap[0]) + len(gap[1]) > 2]
    runs = [[piece for piece in run if not (piece.is_row or piece.ignored)] for run in (alignment.old, alignment.new) if gaps]
    names = [{run[n].at: name for name, n in called_once(piece.raw for piece in run).items()} for run in runs]
    for gap in gaps:
        said = [{text for piece in run if len(text := called(piece.raw)[1]) > _LONG_NAME} for run in gap]
        if said[0].isdisjoint(said[1]):
            here = {names[1][piece.at]: piece.at for piece in gap[1] if piece.at in names[1]}
            pairs = [(piece.at, here.get(names[0].get(piece.at, ""))) for piece in gap[0]]
            alignment.placed |= uncrossed([(o, n) for o, n in pairs if n is not None])
    alignment.placed = dict(sorted(alignment.placed.items()))


def _place_alone(alignment: Alignment) -> None:
    """One block on each side between two anchors: the one became the other, unless each names somebody else (DESIGN 3.25).

    Nor does a row of a table become a sentence that says something else: the one went, the other came.
    """
    for olds, news in alignment.gaps():
        if not (len(olds) == len(news) == 1):
            continue
        if alignment.roll.apart(olds[0].at, news[0].at):
            # Unless of two rows of names in the same columns one stays: « Luc Petit | Marie Roy » under two services
            heads = [piece.block.columns if piece.block else () for piece in (olds[0], news[0])]
            names = [[name_of(visible(cell)) for cell in piece.raw.split("\t")] for piece in (olds[0], news[0])]
            if not (any(heads[0]) and heads[0] == heads[1] and all(map(all, names)) and any(map(eq, *names))):
                continue
        if ("\t" in olds[0].raw) == ("\t" in news[0].raw) or like(olds[0].keys, news[0].keys) >= MOVED:
            alignment.placed[olds[0].at] = news[0].at


def _place_alike(alignment: Alignment, olds: Run, news: Run) -> None:
    """Pair what is most alike without crossing; or, where that explains the gap far better, say that it is wrapped otherwise."""
    if passed_on([p.keys for p in olds], [p.keys for p in news]):
        alignment.placed |= {o.at: n.at for o, n in zip(olds, news, strict=True)}
        return
    if (ends := wrapped_first([p.keys for p in olds], [p.keys for p in news])) != (0, 0):
        alignment.runs.append((olds[: ends[0]], news[: ends[1]]))
        olds, news = olds[ends[0] :], news[ends[1] :]
        if olds and news:
            _place_alike(alignment, olds, news)
        return
    # Each with its neighbour, where all of them fit well: no need to look further
    if len(olds) == len(news) and all(
        like(o.keys, n.keys) >= MOVED and not alignment.roll.apart(o.at, n.at) for o, n in zip(olds, news, strict=True)
    ):
        alignment.placed |= {o.at: n.at for o, n in zip(olds, news, strict=True)}
        return
    pairs = uncrossed(_pairs(olds, news, PAIRED, alignment.roll))
    # A list of people, whose every line names somebody, or of acts is no text that runs on.
    if not all(alignment.roll.is_entry(n, p.at) for n, run in enumerate((olds, news)) for p in run):
        before, after = joined([p.cut for p in olds]).keys, joined([p.cut for p in news]).keys
        if len(before) * len(after) <= MATRIX_CELLS:
            by_new, placed = {p.at: p for p in news}, set(pairs.values())
            apart = sum(len(p.keys) for p in olds if p.at not in pairs) + sum(len(p.keys) for p in news if p.at not in placed)
            apart += sum(distance(p.keys, by_new[pairs[p.at]].keys) for p in olds if p.at in pairs)
            floor = PAIRED if min(len(olds), len(news)) == 1 else MOVED
            # Far fewer words differ between the two runs taken whole than block by block
            if distance(before, after) < REWRAPPED * apart and like(before, after) >= floor:
                alignment.runs.append((olds, news))
                return
    alignment.placed |= pairs


def _pairs(olds: Run, news: Run, floor: float, roll: Roll) -> list[tuple[int, int]]:
    """(old place, new place) of the most alike, each once, in old order; of many, those with rare words or nearby."""
    likely: dict[int, Collection[int]] = {i: range(len(news)) for i in range(len(olds))}
    if len(olds) * len(news) > FEW * FEW:
        holders: dict[str, list[int]] = defaultdict(list)
        for j, piece in enumerate(news):
            for word in dict.fromkeys(piece.keys):
                holders[word].append(j)
        for i, piece in enumerate(olds):
            words = dict.fromkeys(piece.keys)  # in order: of as many shared the first are looked at, whatever the process
            shared = Counter(j for word in words if len(holders.get(word, ())) <= RARE for j in holders.get(word, ()))
            about = i * len(news) // len(olds)
            near = range(max(0, about - 2), min(len(news), about + 3))
            likely[i] = {*near, *(j for j, _ in shared.most_common(4))}
    both = ((i, j, olds[i], news[j]) for i, others in likely.items() for j in others)
    scored = sorted(((like(o.keys, n.keys), -abs(i - j), o.at, n.at) for i, j, o, n in both), reverse=True)
    rows = [{p.at for p in run if "\t" in p.raw} for run in (olds, news)]
    taken_old, taken_new, out = set[int](), set[int](), list[tuple[int, int]]()
    for score, _, o, n in scored:
        if score < (floor if (o in rows[0]) == (n in rows[1]) else MOVED):
            continue
        if o not in taken_old and n not in taken_new and not roll.apart(o, n):
            taken_old.add(o)
            taken_new.add(n)
            out.append((o, n))
    return sorted(out)
