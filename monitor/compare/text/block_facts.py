"""What changed beside the words: struck ones in any block, links, pictures, frames in those that stay (DESIGN 3.28). Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from monitor.compare.link_keys import frame_key, host_of, is_drawn_anew, is_mail_address, link_key, picture_name, rewriting
from monitor.compare.text.alignment import Alignment
from monitor.compare.text.blocks import at
from monitor.compare.text.cells import columns_key
from monitor.compare.text.explained_looks import look_steps
from monitor.compare.text.line_marks import mark_steps
from monitor.compare.text.marked_entries import Entries, may_mark
from monitor.compare.text.pieces import Piece, Run, Step
from monitor.compare.words import diff, joined
from monitor.model import Block, Edit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import canonical, is_drawing, publication, visible

_CALLS = frozenset({"tel", "callto", "sms", "fax"})
_LOCAL = 6  # last digits of a number, which are the same with and without the country's and the area's
ANY = 3  # links that one rewriting must explain to be said as one
Key: TypeAlias = tuple[str, str]  # what it is called, where it is; both as compared


@dataclass(frozen=True, slots=True)
class _Beside:
    """A link, a picture or a frame."""

    name: str  # its words, description or title, as shown
    url: str
    where: str  # the address as compared

    @property
    def key(self) -> Key:
        return canonical(self.name), self.where


def _links(block: Block) -> list[_Beside]:
    return [_Beside(link.text, link.url, link_key(link.url)) for link in block.links]


def _pictures(block: Block) -> list[_Beside]:
    return [
        _Beside(one.alt, one.url, urlsplit(one.url).fragment if is_drawing(one.url) else picture_name(one.url))
        for one in block.pictures
    ]


def _frames(block: Block) -> list[_Beside]:
    return [_Beside(frame.title, frame.url, publication(frame.url) or frame_key(frame.url)) for frame in block.frames]


@dataclass(frozen=True, slots=True)
class Facts:
    """The steps, and whether links differ in nothing but a rewriting that explains all of them: cosmetic."""

    steps: list[Step]
    rewritten: bool = False


def fact_steps(alignment: Alignment, watched: Collection[str] = ()) -> Facts:
    """What came, went or changed beside the text, in blocks that stay, but for links to *watched*; what came struck out."""
    stays = ((pair, [piece.block for run in pair for piece in run if piece.block is not None]) for pair in alignment.stays())
    pairs = [pair for pair, own in stays if any(map(_has_facts, own))]
    steps = list[Step]()
    # What is struck out now and was not, words that came so included; and what stays and no longer is.
    if any(piece.block and piece.block.struck for run in (alignment.old, alignment.new) for piece in run):
        was, now = (
            Counter(word for piece in run for word, struck in zip(piece.cut.keys, _struck_parts(piece), strict=True) if struck)
            for run in (alignment.old, alignment.new)
        )
        come = now - was
        for olds, news in [*pairs, *(((), (piece,)) for piece in alignment.news())]:
            steps += _struck(olds, news, come)
    if not pairs:
        return Facts(steps)
    steps += look_steps(alignment, pairs)
    steps += mark_steps(alignment, pairs)
    for olds, news in pairs:
        before, after = (all(piece.block is not None and piece.block.once for piece in run) for run in (olds, news))
        if before != after:
            text = " ".join(piece.block.line for piece in news if piece.block)
            steps.append(_step(Edit(op="in_one" if after else "in_both", facts={"text": text, **at(olds, news)}), (olds, news), 0))
    links, rewritten = _as_rewritten(list(_link_changes(alignment, pairs, watched)), alignment)
    steps += links
    called = Entries(alignment.new)
    # What is watched as a document is told there alone: a drawing, a frame of which all addresses are.
    for step in _shown("picture", _differing(alignment, pairs, _pictures), called):
        drawing = step[1].facts.get("shown") == "drawing"
        if not (drawing and link_key(step[1].after or step[1].before or "") in watched):
            steps.append(step)
    for step in _shown("frame", _differing(alignment, pairs, _frames), called):
        addresses = [url for url in step[1].facts.get("urls") or (step[1].before, step[1].after) if url]
        if not (addresses and all(link_key(str(url)) in watched for url in addresses)):
            steps.append(step)
    return Facts(steps, rewritten)


def _has_facts(block: Block) -> bool:
    shown = block.struck or block.links or block.pictures or block.frames
    return bool(shown or block.once or block.looks or block.marks)


def _step(edit: Edit, pair: tuple[Run, Run], rank: int) -> Step:
    return (pair[1][0].at, 2, rank), edit


# --------------------------------------------------------------------------------------------------------------------- struck


def _struck_parts(piece: Piece) -> Iterator[str]:
    """Of each word that is struck out the letters that are, « Faure » of « Faure³ »; "" of the others."""
    spans: Sequence[tuple[int, int]] = piece.block.struck if piece.block else ()
    if spans and len(piece.text) != len(piece.raw):
        # As spans of what is seen, which has no invisible characters; spaces and accents join what stands right before them
        places, before, length, tail = {0: 0}, 0, 0, ""
        for end in sorted({end for span in spans for end in span}):
            joined_to = f"|{tail}" if tail else ""
            seen = visible(f"{joined_to}{piece.raw[before:end]}|")
            length += len(seen) - 1 - len(joined_to)
            places[end], before, tail = length, end, seen[:-1][-1:]
        spans = [(places[begin], places[end]) for begin, end in spans]
    start = at = 0
    for word in piece.cut.shown:
        end = start + len(word.rstrip())
        middle = (start + end) / 2
        within = ""
        if " " in word[: end - start]:  # what is struck between spaces: « 7 » of a cell, which « 284 000 » in the next makes longer
            edged, ways = f" {word} ", [(begin - start + 1, past - start + 1) for begin, past in spans[at:]]
            struck = (edged[a:b] for a, b in ways if 0 < a < b < len(edged) and edged[a - 1] == edged[b] == " ")
            within = next(struck, "")
        while at < len(spans) and spans[at][1] <= middle:  # they follow each other
            at += 1
        if at < len(spans) and spans[at][0] <= middle:
            first, last = max(spans[at][0] - start, 0), min(spans[at][1], end) - start
            while first > 0 and word[first - 1 : first + 1].isalpha():  # a line drawn a little short strikes the name all the same
                first -= 1
            while last < end - start and word[last - 1 : last + 1].isalpha():
                last += 1
            yield word[first : None if start + last >= end else last]
        else:
            yield within
        start += len(word)


def _struck(olds: Run, news: Run, come: Counter[str]) -> Iterator[Step]:
    """*come*: words that more is struck out of than before; of what comes here struck out the rest was so elsewhere."""
    if not any(piece.block and piece.block.struck for piece in (*olds, *news)):
        return
    if [(p.raw, p.block and p.block.struck) for p in olds] == [(p.raw, p.block and p.block.struck) for p in news]:
        return
    before, after = joined([p.cut for p in olds]), joined([p.cut for p in news])
    was, now = ([part for piece in run for part in _struck_parts(piece)] for run in (olds, news))
    same = [hunk for hunk in diff(before.keys, after.keys) if hunk.same]
    then = {hunk.b0 + n: hunk.a0 + n for hunk in same for n in range(hunk.a1 - hunk.a0)}
    facts = at(olds or None, news)
    for is_struck, group in groupby(range(len(now)), lambda n: bool(now[n]) and not (n in then and was[then[n]])):
        places = list(group)
        if is_struck and any(n in then or come[after.keys[n]] for n in places):
            words = "".join(now[n] for n in places).strip()
            came = {} if any(n in then for n in places) else {"came": True}
            yield _step(Edit(op="struck", facts={"text": words, **came, **facts}), (olds, news), places[0])
    gone = {n for n, part in enumerate(was) if part} - set(then.values())
    for hunk in same:
        for is_free, group in groupby(range(hunk.b0, hunk.b1), lambda n: bool(was[then[n]]) and not now[n]):
            places = list(group)
            words = "".join(was[then[n]] for n in places).strip()
            rest = {then[places[0]] - 1, then[places[-1]] + 1} & gone  # the words went: their full stop is another one's now
            if is_free and (not rest or any(letter.isalnum() for letter in words)):
                yield _step(Edit(op="unstruck", facts={"text": words, **facts}), (olds, news), places[0])


# ----------------------------------------------------------------------------------------------------- links, pictures, frames


_Sides: TypeAlias = tuple[list[_Beside], list[_Beside]]


@dataclass(frozen=True, slots=True)
class _Differing:
    """What only one side of a pair of blocks has: `gone` and `come` nowhere in the other text, `moved` somewhere else in it."""

    pair: tuple[Run, Run]
    gone: list[_Beside]
    come: list[_Beside]
    moved: _Sides  # out of the block, into it


def _differing(
    alignment: Alignment, pairs: Sequence[tuple[Run, Run]], held: Callable[[Block], list[_Beside]]
) -> Iterator[_Differing]:
    def of(run: Run) -> list[_Beside]:
        return [one for piece in run if piece.block for one in held(piece.block)]

    whole = [Counter(one.key for one in of(run)) for run in (alignment.old, alignment.new)]
    spare = whole[0] - whole[1], whole[1] - whole[0]
    differing = list[_Differing]()
    for pair in pairs:
        sides = of(pair[0]), of(pair[1])
        only: _Sides = ([], [])
        moved: _Sides = ([], [])
        for n, other in enumerate([Counter(one.key for one in side) for side in reversed(sides)]):
            for one in sides[n]:
                if other[one.key] > 0:
                    other[one.key] -= 1
                elif spare[n][one.key] > 0:  # as often as the whole text has it more than the other text does
                    spare[n][one.key] -= 1
                    only[n].append(one)
                else:
                    moved[n].append(one)
        differing.append(_Differing(pair, *only, moved))
    # Those that changed places with one another, each block as many as it has lost: portraits, between two captions.
    exchanged = all(len(out) == len(into) for out, into in (found.moved for found in differing))
    # And a mark that went from one entry to another, as several have it or its description says: « Mutualisé » behind « Paie »
    called = (Entries(alignment.old), Entries(alignment.new))
    names = [
        [
            canonical(of.called(run)) if held is _pictures and any(found.moved) else ""
            for of, run in zip(called, found.pair, strict=True)
        ]
        for found in differing
    ]
    homes = [
        {(one.key, said[side]) for found, said in zip(differing, names, strict=True) for one in found.moved[side]}
        for side in (0, 1)
    ]
    entries = [
        [[one for one in found.moved[side] if all(said) and (one.key, said[side]) not in homes[1 - side]] for side in (0, 1)]
        for found, said in zip(differing, names, strict=True)
    ]  # but what is set otherwise in its own entry
    marks = Counter(one.key for out, _ in entries for one in out) & Counter(one.key for _, into in entries for one in into)
    shared = whole[0] | whole[1]
    for found, of_entry in zip(differing, entries, strict=True):
        listed = any(of_entry) and all(of.is_listed(run) for of, run in zip(called, found.pair, strict=True))
        out, into = (
            found.moved
            if held is _pictures and exchanged
            else (
                [
                    one
                    for one in side
                    if marks[one.key] and (shared[one.key] > 1 or (len(marks) == 1 and may_mark(one.name) and listed))
                ]
                for side in of_entry
            )
        )
        if found.gone or found.come or out or into:
            yield replace(found, gone=found.gone + out, come=found.come + into)


class _Left:
    """What stands on one side and has found no counterpart yet: one block may hold thousands."""

    def __init__(self, found: Iterable[_Beside]) -> None:
        self._found = dict(enumerate(found))
        self._places: defaultdict[tuple[int, str], deque[int]] = defaultdict(deque)
        for n, one in self._found.items():
            for part, value in enumerate(one.key):
                self._places[part, value].append(n)

    def pop(self, part: int, value: str) -> _Beside | None:
        """Take the first whose key has *value* at *part*; None where there is none, or *value* is empty."""
        places = self._places.get((part, value)) if value else None
        while places:
            if (one := self._found.pop(places.popleft(), None)) is not None:
                return one
        return None

    @property
    def all(self) -> list[_Beside]:
        """All that is left, in order."""
        return list(self._found.values())


@dataclass(frozen=True, slots=True)
class _LinkChange:
    pair: tuple[Run, Run]
    text: str
    before: str | None
    after: str | None

    def step(self, rank: int) -> Step:
        edit = Edit(op="link", before=self.before, after=self.after, facts={"text": self.text, **at(*self.pair)})
        return _step(edit, self.pair, rank)


def _link_changes(alignment: Alignment, pairs: Sequence[tuple[Run, Run]], watched: Collection[str]) -> Iterator[_LinkChange]:
    for found in _differing(alignment, pairs, _links):
        before, after = (canonical(" ".join(p.text for p in run)) for run in found.pair)
        come, left = _Left(found.come), list[_Beside]()
        out, into = map(_Left, found.moved)  # the same words may lead where other words of the text led
        for old in found.gone:
            elsewhere = come.pop(0, old.key[0]) or into.pop(0, old.key[0])
            if elsewhere is None:
                left.append(old)
            elif old.where not in watched and elsewhere.where not in watched:
                yield _LinkChange(found.pair, elsewhere.name, old.url, elsewhere.url)
        for old in [old for old in left if come.pop(1, old.where) is None]:  # of a link under other words the text tells
            renamed = next(
                (new for new in come.all if old.key[0] == new.key[0] or _is_renamed(old.key[0], new.key[0], before, after)), None
            )  # of the same words are those that have none
            if renamed is not None:
                come.pop(1, renamed.where)
                if old.where not in watched and renamed.where not in watched:
                    yield _LinkChange(found.pair, renamed.name, old.url, renamed.url)
            elif old.key[0] in after and _is_reported(old, watched):
                yield _LinkChange(found.pair, old.name, old.url, None)
        for new in come.all:
            if new.key[0] in before and _is_reported(new, watched):
                led = out.pop(0, new.key[0])
                yield _LinkChange(found.pair, new.name, led.url if led else None, new.url)


def _is_renamed(old: str, new: str, before: str, after: str) -> bool:
    """Whether the words of one link are those of the other cut, or lengthened: as plain text they stood in neither block."""
    short, long, text = (new, old, before) if len(new) < len(old) else (old, new, after)
    return bool(short) and f" {short} " in f" {long} " and text.count(short) == text.count(long) * long.count(short)


def _is_reported(link: _Beside, watched: Collection[str]) -> bool:
    """Whether *link*, which came or went, is told: not where it is told elsewhere, nor where its words say where it leads.

    These are the number that it calls or the address that it opens: who reads them knows it already.
    """
    if link.where in watched or is_mail_address(link.name):
        return False
    scheme, _, rest = link.url.partition(":")
    if scheme.lower() in _CALLS:
        said, called = (re.sub(r"\D", "", unquote(text)) for text in (link.name, rest))
        local = said[-_LOCAL:]
        return len(local) != _LOCAL or not called.endswith(local) or re.search(r"[^\W\d_]{3}", link.name) is not None
    said = canonical(link.name).strip().lower()
    address = said.partition("://")[2] or said
    return "." not in address or " " in address or link_key(f"http://{address}") != link.where


def _as_rewritten(changes: list[_LinkChange], alignment: Alignment) -> tuple[list[Step], bool]:
    """One step for what one rewriting explains, if that is three links or more; none, and True, where it explains all."""
    groups: dict[tuple[str, str], list[_LinkChange]] = defaultdict(list)
    for change in changes:
        if change.before and change.after and (rule := rewriting(link_key(change.before), link_key(change.after))):
            groups[rule].append(change)
    large = {rule: group for rule, group in groups.items() if len(group) >= (2 if is_drawn_anew(*rule) else ANY)}
    before_all = [link_key(link.url) for piece in alignment.old if piece.block for link in piece.block.links]
    for (before, _), group in large.items():
        # Where a link to the host that was rewritten still leads there, some were chosen.
        if len(group) == len(changes) and sum(host_of(key) == host_of(before) for key in before_all) <= len(group):
            return [], True
    together = {id(change) for group in large.values() for change in group}
    steps = [change.step(n) for n, change in enumerate(changes) if id(change) not in together]
    for (before, after), group in large.items():
        pair = _span([c.pair[0] for c in group]), _span([c.pair[1] for c in group])
        facts = {"text": group[0].text, "count": len(group), **at(*pair)}
        steps.append(_step(Edit(op="link", before=before, after=after, facts=facts), pair, 0))
    return steps, False


def _span(runs: Sequence[Run]) -> Run:
    ordered = sorted((piece for run in runs for piece in run), key=lambda piece: piece.at)
    return ordered[0], ordered[-1]


# ------------------------------------------------------------------------------------------------------------ pictures and frames


def _shown(op: str, changes: Iterator[_Differing], called: Entries) -> Iterator[Step]:
    rank = 1000 if op == "picture" else 2000  # behind the links of the block
    for found in changes:
        unpaired, left = _Left(found.come), list[_Beside]()
        pairs: list[tuple[_Beside | None, _Beside | None]] = []
        for old in found.gone:  # the same file otherwise described, or another file under the same description
            new = unpaired.pop(1, old.where) or unpaired.pop(0, old.key[0])
            if new is None:
                left.append(old)
            else:
                pairs.append((old, new))
        come = unpaired.all
        if len(left) == len(come) == 1:
            pairs.append((left.pop(), come.pop()))
        pairs += [*((old, None) for old in left), *((None, new) for new in come)]
        for before, after in pairs:
            sides: list[str | None] = [one.url if one else None for one in (before, after)]
            more: dict[str, object] = {}
            renamed = before is not None and after is not None and before.where == after.where
            if not renamed and all(one is None or is_drawing(one.url) for one in (before, after)):
                more = {"shown": "drawing"}
            elif before and after and before.key[0] != after.key[0]:
                # The description differs; where the file is another one, too, `urls` say so
                more = {"urls": [before.url, after.url]} if before.where != after.where else {}
                sides = [before.name, after.name]
            text = (after or before or _Beside("", "", "")).name
            if (before is None or after is None) and _is_cell(text, found.pair[after is not None], found.pair[after is None]):
                continue  # whose description is the cell that the text tells
            entry = called.called(found.pair[1], text) if before is None or after is None else ""
            if entry and canonical(entry) != canonical(text):
                more["under"] = entry
            edit = Edit(op=op, before=sides[0], after=sides[1], facts={"text": text, **more, **at(*found.pair)})
            yield _step(edit, found.pair, rank)
            rank += 1


def _is_cell(text: str, run: Run, other: Run) -> bool:
    """Whether a row of *run* has a cell that says *text*, none that may name the rows below it, and none of *other* has."""
    here, there = (
        {canonical(cell) for piece in side if piece.is_row for cell in piece.raw.split("\t")[1:]} for side in (run, other)
    )
    return canonical(text) in here - there


def fact_keys(told: Iterable[tuple[int, Piece]]) -> list[str]:
    """What of the facts of some of a run is compared, in order: to be hashed with its words. *told*: each with its place."""
    found: list[str] = []
    for n, piece in told:
        if (block := piece.block) is None:
            continue
        if piece.is_row and (columns := columns_key(piece)):
            found.append(f"{n} under {columns}")
        if block.depth and block.kind != "heading":
            found.append(f"{n} deep {block.depth}")
        if block.once:
            found.append(f"{n} once")
        if block.looks:
            found.append(f"{n} looks {' '.join(block.looks)}")
        if block.marks:
            found.append(f"{n} marks {' '.join(block.marks)}")
        if block.struck:
            found.append(f"{n} struck " + " ".join(str(i) for i, part in enumerate(_struck_parts(piece)) if part))
        for held in (_links, _pictures, _frames) if block.links or block.pictures or block.frames else ():
            found += [f"{n} {held.__name__[1:]} {' '.join(one.key)}" for one in held(block)]
    return found
