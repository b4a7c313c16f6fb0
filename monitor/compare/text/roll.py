"""Two versions of a list, line by line: which line about a post became which (DESIGN 3.25). Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from monitor.compare.people import LONGEST, RANKS, TOKEN, PostLine, are_others, can_label, line_of, name_of, stem
from monitor.expressions import expression
from monitor.model.frozen import cached_property
from monitor.normalize import key

_PROSE = 7  # words shared, from which on two lines are one sentence about somebody else
_SEVERAL = 3  # people in one line, of whom half stay: it is about all of them
_MOST = 10_000  # pairs of lines looked through
_LABEL = expression(r"([^:\t|]{3,80}?)(?:\s*(?::|\t|\|)\s*|\s(?P<dash>[–—])\s)\S")
_ACT = expression(r"\W*(?:n\s?[°o.]+\s*)?(?P<number>(?:19|20)\d\d\s?[-/._]\s?\d{3})(?!\d)", re.I)
_SEGMENT = expression(r"\s*[,:\t\n|(]\s*|\s[–—-]\s")


class _Side:
    """One version of the list, and what is asked of its lines. *read*: lines that were cut into words already."""

    def __init__(self, texts: Mapping[int, str], read: dict[str, PostLine]) -> None:
        self.texts = texts
        self._read = read

    def line(self, at: int) -> PostLine:
        text = self.texts[at]
        if text not in self._read:
            self._read[text] = line_of(text)
        return self._read[text]

    def is_list(self, at: int) -> bool:
        """Whether the block at that place has several lines and names several: what one of these says is true of it alone."""
        return "\n" in self.texts[at] and len(self.line(at).runs) > 1

    @cached_property
    def beside(self) -> dict[int, tuple[str | None, str | None]]:
        """The lines before and after each line, by its place."""
        lines = list(self.texts.values())
        around = zip([None, *lines[:-1]], [*lines[1:], None], strict=True)
        return dict(zip(self.texts, around, strict=True))

    @cached_property
    def functions(self) -> Counter[frozenset[str]]:
        """How many lines have just these words beside their names."""
        return Counter(self.line(at).outside for at in self.texts)

    @cached_property
    def having(self) -> dict[str, list[PostLine]]:
        """The lines by each of their stems."""
        found: dict[str, list[PostLine]] = defaultdict(list)
        for line in map(self.line, self.texts):
            for each in line.stems:
                found[each].append(line)
        return found

    @cached_property
    def times(self) -> Counter[str]:
        """How often each line stands there."""
        return Counter(map(key, self.texts.values()))

    @cached_property
    def begun(self) -> dict[str, int]:
        """The places of lines by their post and name, in either order, where more follows: « 1re adjointe : Ana Silva, écoles »."""
        found = dict[str, int]()
        for at, text in self.texts.items():
            begins = _SEGMENT.split(text, maxsplit=2) if len(text) <= LONGEST else []
            if len(begins) == 3 and sum(bool(name_of(said)) for said in begins[:2]) == 1:
                begun = key(" ".join(begins[:2]))
                found[begun] = -1 if begun in found else at
        return found

    @cached_property
    def alone(self) -> dict[frozenset[str], int]:
        """The places of lines that name one person, by that name; -1 of who stands in several."""
        found = dict[frozenset[str], int]()
        for at in self.texts:
            runs = self.line(at).runs
            for name in runs:
                found[name] = -1 if name in found or len(runs) > 1 else at
        return found

    @cached_property
    def labelled(self) -> dict[str, list[int]]:
        """The places of the lines by their labels: what stands before a colon or the first cell's end, folded."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, text in self.texts.items():
            said = _LABEL.match(text) if len(text) <= LONGEST and not self.is_list(at) else None
            label = said[1] if said and not (said["dash"] and name_of(said[1])) else ""  # « Luc Petit – Paie »
            if any(can_label(token) and stem(token) not in RANKS for token in TOKEN.findall(label)):  # it can tell a post
                found[key(label)].append(at)
        return found


def acts_in(text: str) -> set[str]:
    """The numbers of acts that the lines of *text* begin with, where its first does."""
    if _ACT.match(text) is None:
        return set()
    return {found["number"] for line in text.split("\n") if (found := _ACT.match(line))}


class Roll:
    """Two versions of a list, line by line, each line by its place."""

    def __init__(self, old: Mapping[int, str], new: Mapping[int, str]) -> None:
        read: dict[str, PostLine] = {}
        self._sides = _Side(old, read), _Side(new, read)
        self._found: dict[frozenset[str], tuple[list[PostLine], list[PostLine]]] = {}

    def apart(self, old: int, new: int) -> bool:
        """Whether two lines name other people and nothing tells that they hold one post: then neither became the other.

        Or each begins with the number of an act: « 2027-001 – … » is another one than « 2026-001 – … ». A list of them in one block
        that gets one more is none.
        """
        acts = [acts_in(side.texts[at]) for side, at in zip(self._sides, (old, new), strict=True)]
        if all(acts) and acts[0].isdisjoint(acts[1]):
            return True
        one, other = (side.line(at) for side, at in zip(self._sides, (old, new), strict=True))
        if not are_others(one, other) or self._is_one_post(one, other):
            return False
        if one.outside == other.outside and 2 * len({*one.runs} & {*other.runs}) >= max(_SEVERAL, len(one.runs), len(other.runs)):
            return False
        # Both stand alone between the same lines that name nobody, each of which stands once: these are the post's
        beside = [*zip(*(side.beside[at] for side, at in zip(self._sides, (old, new), strict=True)), strict=True)]
        labels = [a for a, b in beside if a is not None and b is not None and key(a) == key(b)]
        if not labels or not all(a is b is None or a in labels for a, b in beside):
            return True
        once = all(side.times[key(label)] == 1 for side in self._sides for label in labels)
        return not (once and all(not line.names and bool(line.stems - RANKS) for line in map(line_of, labels)))

    def names(self, side: int, at: int) -> bool:
        """Whether the line at that place, 0 in the old list, 1 in the new one, names somebody and is no prose."""
        return self._sides[side].line(at).names

    def is_entry(self, side: int, at: int) -> bool:
        """Whether it does so, or begins with the number of an act."""
        return self.names(side, at) or bool(acts_in(self._sides[side].texts[at]))

    def successions(self, olds: Collection[int], news: Collection[int]) -> list[tuple[int, int]]:
        """Return the places of lines about one post, each once, in old order: somebody else is named there now, or nobody."""
        before = [o for o in olds if self.names(0, o) and not self._sides[0].is_list(o)]
        after = [n for n in news if self.names(1, n) and not self._sides[1].is_list(n)]
        if not (before or after) or len(before) * len(after) > _MOST:
            return []
        found = dict(self._under_one_label({*olds}, {*news}))
        taken = set(found.values())
        for old in before:
            for new in after if old not in found else ():
                one, other = self._sides[0].line(old), self._sides[1].line(new)
                if new not in taken and are_others(one, other) and self._is_one_post(one, other):
                    found[old] = new
                    taken.add(new)
                    break
        return sorted(self._but_who_stays(found, {*olds}, {*news}).items())

    def _but_who_stays(self, found: dict[int, int], olds: set[int], news: set[int]) -> dict[int, int]:
        """*found*, but who keeps name and post, « 1re adjointe : Ana Silva », keeps the line, whatever of it goes elsewhere.

        So does who keeps all posts and gets one more, or gives one away: « Jo Tran – écoles », now « Jo Tran – écoles et sports ».
        """
        if not found:
            return found
        was, now = (side.begun for side in self._sides)
        stay = {o: now[begun] for begun, o in was.items() if o in olds and now.get(begun) in news}
        for name, o in self._sides[0].alone.items():
            n = self._sides[1].alone.get(name, -1)
            if o in olds and n in news:
                less, more = sorted((self._sides[0].line(o), self._sides[1].line(n)), key=lambda line: len(line.words))
                stay |= {o: n} if less.outside - RANKS and less.words <= more.words else {}
        apart = {o: n for o, n in found.items() if stay.get(o, n) != n or any(n == m for s, m in stay.items() if s != o)}
        kept = {o: n for o, n in stay.items() if o in apart or n in apart.values()}
        return {o: n for o, n in found.items() if o not in apart} | kept

    def _under_one_label(self, olds: set[int], news: set[int]) -> Iterator[tuple[int, int]]:
        """« Sports : poste vacant » and « Sports : M. Paul Martin »: under one label that stands once on either side.

        Of several lines under it, no rows, the one that is not as it was, where as many stand there in the same order.
        """
        before, after = (side.texts for side in self._sides)
        for label, old in self._sides[0].labelled.items():
            new = self._sides[1].labelled.get(label, [])
            if len(old) == len(new) == 1 and old[0] in olds and new[0] in news:
                yield from [(old[0], new[0])] if self.names(0, old[0]) or self.names(1, new[0]) else []
            old, new = [o for o in old if "\t" not in before[o]], [n for n in new if "\t" not in after[n]]
            pairs = zip(old, new, strict=True) if len(old) == len(new) > 1 else ()
            apart = [(o, n) for o, n in pairs if key(before[o]) != key(after[n])]
            for o, n in apart if len(apart) == 1 and apart[0][0] in olds and apart[0][1] in news else ():
                beside = (side.beside[at] for side, at in zip(self._sides, (o, n), strict=True))
                above, here = (next(filter(None, lines), "") for lines in beside)  # else below
                if key(above) == key(here) and self.names(0, o) and self.names(1, n):
                    yield o, n

    def _is_one_post(self, one: PostLine, other: PostLine) -> bool:
        """Whether the words beside the names are the same function, and nobody else's; nobody of both holds it on both sides."""
        shared = one.outside & other.outside
        if len(shared) >= _PROSE:
            return True
        if not shared - RANKS:
            return False
        # The lines of either side that have all of the shared stems, of which there is one at least
        if shared not in self._found:
            rarest = [min((side.having.get(each, []) for each in shared), key=len) for side in self._sides]
            old, new = ([line for line in lines if shared <= line.stems] for lines in rarest)
            self._found[shared] = old, new
        holders = self._found[shared]
        if [len(lines) for lines in holders] == [1, 1]:
            return True
        if one.outside != other.outside or any(side.functions[shared] != 1 for side in self._sides):
            return False
        stay = any(run <= line.words for run in one.runs for line in holders[1]) or any(
            run <= line.words for run in other.runs for line in holders[0]
        )
        return not stay
