"""Two texts, word by word: how like they are, and what a reader sees go and come (DESIGN 5.3). Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, partial
from itertools import chain, pairwise
from types import ModuleType
from typing import Literal, NamedTuple, TypeAlias

from monitor.model import Section, Words
from monitor.model.frozen import dataclass
from monitor.normalize import pieces, tokens, visible

Sign: TypeAlias = Literal["=", "-", "+"]

MATRIX_CELLS = 400_000_000  # above this a word diff would take more than 50 MB; such a text is said to be replaced
UNLIKE = 0.3  # two texts that share fewer of their words are shown whole: the old one, then the new one
SENTENCE_ENDS = (".", "!", "?")
_SMALL_WORDS = """a à al als am an au aus aux avec bei bij by con d da dal dall dalla dans das de degli dei del dell della delle
dels dem den der des di die do dos du ein eine el em en es for für gli het il im in l la las le les lo los mit
na nell no of on op os par para per por pour s sous sur the to um van vom von voor zu zum zur"""
_SMALL = frozenset(_SMALL_WORDS.split())  # between two changes they are of what changed; « et » between two parts two changes


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text as compared and as shown: `"".join(shown)` is what a reader sees; each piece holds the token of `keys` at its place.

    What is shown but not compared (spaces, ignored parts) hangs on the piece before it, at the start on the first.
    """

    keys: tuple[str, ...]
    shown: tuple[str, ...]

    def __str__(self) -> str:
        return "".join(self.shown)


class Hunk(NamedTuple):
    """A stretch of both texts: equal, or not. Ends are exclusive."""

    same: bool
    a0: int
    a1: int
    b0: int
    b1: int


def text_of(raw: str, ignored: Sequence[tuple[int, int]] = ()) -> ComparedText:
    """Return *raw* cut into its tokens; those that touch one of the spans *ignored* (offsets in `visible(raw)`) aren't compared."""
    text = compared(visible(raw))
    if ignored:
        # What is ignored hangs on the piece before it, or on the first one after it.
        kept: list[str] = []
        out: list[str] = []
        at, waiting = 0, ""
        for word, piece in zip(text.keys, text.shown, strict=True):
            if any(at < end and start < at + len(piece.rstrip()) for start, end in ignored):
                waiting += "" if out else piece
                out[-1:] = [out[-1] + piece] if out else []
            else:
                kept.append(word)
                out.append(waiting + piece)
                waiting = ""
            at += len(piece)
        return ComparedText(tuple(kept), tuple(out))
    return text


def compared(shown: str) -> ComparedText:
    """`text_of` what `visible` gave."""
    return ComparedText(*pieces(shown))


def texts_of(old: str, new: str) -> tuple[ComparedText, ComparedText] | None:
    """Both texts, as `visible` gives them, cut into tokens, a sentence that stands in both being one; None where none does."""
    if ". " not in old and ". " not in new and old != new:
        return None
    a, b = _sentences(old), _sentences(new)
    if set(a).isdisjoint(b):
        return None
    hunks = diff(a, b)
    if not any(hunk.same for hunk in hunks):  # too many to be compared
        return None
    parts: list[tuple[ComparedText, ComparedText]] = []
    for hunk in hunks:
        if hunk.same:
            whole = ComparedText(tuple(a[hunk.a0 : hunk.a1]), tuple(a[hunk.a0 : hunk.a1]))
            parts.append((whole, whole))
        else:
            parts.append((compared("".join(a[hunk.a0 : hunk.a1])), compared("".join(b[hunk.b0 : hunk.b1]))))
    return _concatenated([part for part, _ in parts]), _concatenated([part for _, part in parts])


def _sentences(shown: str) -> list[str]:
    *ended, last = shown.split(". ")
    return [*[f"{sentence}. " for sentence in ended], *([last] if last else [])]


def _concatenated(parts: Sequence[ComparedText]) -> ComparedText:
    return ComparedText(
        tuple(chain.from_iterable([part.keys for part in parts])), tuple(chain.from_iterable([part.shown for part in parts]))
    )


def joined(texts: Sequence[ComparedText]) -> ComparedText:
    """Return *texts* as one, a space between."""
    shown: list[str] = []
    for text in texts:
        if shown and text.shown:
            shown[-1] = shown[-1].rstrip() + " "
        shown.extend(text.shown)
    return ComparedText(tuple([key for text in texts for key in text.keys]), tuple(shown))


@cache
def _measures() -> ModuleType:
    """What measures how far texts are apart: late, as most checks compare none, and once, as the statement takes 3 µs."""
    from rapidfuzz import distance

    return distance


def likeness(a: str | Section, b: str | Section) -> float:
    """Return how like two texts are, 0 to 1: the share of their words and marks that stand in both in the same order."""
    return like(_tokens_of(a), _tokens_of(b))


def like(a: Sequence[str], b: Sequence[str]) -> float:
    """`likeness` of what is already cut into tokens; two empty texts are alike."""
    return float(_measures().Indel.normalized_similarity(a, b)) if a and b else float(len(a) == len(b))


def distance(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many tokens go and come between *a* and *b*."""
    return int(_measures().Indel.distance(a, b))


def _tokens_of(text: str | Section) -> tuple[str, ...]:
    if isinstance(text, str):
        return tokens(text)
    return tuple([token for block in text.blocks for token in tokens(block.text)])


def word_diff(old: ComparedText, new: ComparedText) -> tuple[str, str, Words]:
    """Return (before, after, words): `=` and `-` joined are before, `=` and `+` are after (DESIGN 5.3).

    After is *new* as the page shows it. Before is *old*, except that words which only differ in typography, and ignored parts, look
    as in *new*: nothing but what is compared may look different.
    """
    hunks = _readable(diff(old.keys, new.keys), old, new)
    # Space around a change is marked only where one side has none.
    was, now, last = old.shown, new.shown, len(hunks) - 1
    out: list[tuple[Sign, str]] = []
    equal = gap_gone = gap_come = ""  # the last equal words; the space after them, on either side
    for n, (same, a0, a1, b0, b1) in enumerate(hunks):
        come = "".join(now[b0:b1])
        if same:
            equal += come
            if n < last:
                gap_gone, gap_come = _space_after(was[a1 - 1]), _space_after(now[b1 - 1])
                equal = equal[: len(equal) - len(gap_come)]
            continue
        gone, come, tail = gap_gone + "".join(was[a0:a1]), gap_come + come, ""
        if gone[:1].isspace() and come[:1].isspace():  # space that both begin with, or end with, is shown as the second has it
            bare = come.lstrip()
            equal += come[: len(come) - len(bare)]
            gone, come = gone.lstrip(), bare
        if gone[-1:].isspace() and come[-1:].isspace():
            tail = _space_after(come)
            gone, come = gone.rstrip(), come.rstrip()
        _add(out, "=", equal)
        _add(out, "-", gone)
        _add(out, "+", come)
        equal = tail
    _add(out, "=", equal)
    before, after = "".join([text for sign, text in out if sign != "+"]), "".join([text for sign, text in out if sign != "-"])
    return before, after, tuple(out)


def diff(a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """Return the stretches that turn *a* into *b*, equal and changed in turn, with as few words going and coming as can be.

    What is too long to compare is said to be replaced between its common start and end.
    """
    if len(a) * len(b) <= MATRIX_CELLS:
        hunks: list[Hunk] = []
        at, to, hunk = 0, 0, partial(tuple.__new__, Hunk)  # as `Hunk` makes them, in half the time
        for i, j, size in _measures().LCSseq.opcodes(a, b).as_matching_blocks():  # the last one is empty and stands at both ends
            if at < i or to < j:
                hunks.append(hunk((False, at, i, to, j)))
            if size:
                hunks.append(hunk((True, i, i + size, j, j + size)))
            at, to = i + size, j + size
        return hunks
    start = _common_start(a, b)
    end = min(_common_start(a[::-1], b[::-1]), len(a) - start, len(b) - start)
    a1, b1 = len(a) - end, len(b) - end
    if (a1 - start) * (b1 - start) <= MATRIX_CELLS:
        middle = [Hunk(h.same, h.a0 + start, h.a1 + start, h.b0 + start, h.b1 + start) for h in diff(a[start:a1], b[start:b1])]
    else:
        middle = [Hunk(False, start, a1, start, b1)]
    return [hunk for hunk in (Hunk(True, 0, start, 0, start), *middle, Hunk(True, a1, len(a), b1, len(b))) if _size(hunk)]


def _common_start(a: Sequence[str], b: Sequence[str]) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _readable(hunks: list[Hunk], old: ComparedText, new: ComparedText) -> list[Hunk]:
    """The same difference as a reader would mark it: no wall of single words, whole sentences where sentences came or went."""
    after, changed = len(str(new)), [hunk for hunk in hunks if not hunk[0]]
    kept = after - sum([sum(map(len, new.shown[b0:b1])) for _, _, _, b0, b1 in changed])
    if len(hunks) > 1 and 2 * kept < UNLIKE * (len(str(old)) + after):
        return [Hunk(False, 0, len(old.keys), 0, len(new.keys))]
    if len(changed) == 1 and changed[0].a0 < changed[0].a1 and changed[0].b0 < changed[0].b1:
        return hunks  # one change, as mostly: nothing to join it with, and it stands where it stands
    one_sided = any((a0 == a1) != (b0 == b1) for _, a0, a1, b0, b1 in changed)
    hunks = _of_enumerations(hunks, old.keys, new.keys) if one_sided else hunks
    # Join two changes around an island of one or two short words when much goes or comes on both its sides, around small words,
    # and around a mark in a word: « [dix-neuf → vingt-trois] »; in a number or a date each part is read by itself.
    out: list[Hunk] = []
    for n, hunk in enumerate(hunks):
        same, a0, a1, _, b1 = hunk
        island, length = False, a1 - a0
        if same and 0 < n < len(hunks) - 1 and length <= 2 and sum(map(len, old.keys[a0:a1])) <= 4:
            sides = hunks[n - 1], hunks[n + 1]
            island = sum(map(_size, sides)) >= 4 + 2 * length and any(h.a0 < h.a1 and h.b0 < h.b1 for h in sides)
            island = island or _are_of_one_change(sides, old.keys, new.keys)
            between = old.shown[a0 - 1 : a1] if length == 1 else ()  # with the word before it
            island = island or (
                len(between) == 2 and between[0].isalpha() and not (between[1].isalnum() or between[1][-1:].isspace())
            )
        if (island or not same) and out and not out[-1].same:
            last = out.pop()
            hunk = Hunk(False, last.a0, a1, last.b0, b1)
        out.append(hunk)
    # Where words only came or only went, mark those that make a sentence: "[X. ]" rather than "[. X]".
    for n in range(1, len(out) - 1 if one_sided else 1):
        same, a0, a1, b0, b1 = out[n]
        left, right = out[n - 1], out[n + 1]
        if same or (a0 < a1 and b0 < b1) or not left.same or not right.same:
            continue
        by = _best_slide(old, a0, a1, left, right) if a0 < a1 else _best_slide(new, b0, b1, left, right)
        if not by:
            continue
        out[n - 1] = left._replace(a1=left.a1 + by, b1=left.b1 + by)
        out[n] = Hunk(False, a0 + by, a1 + by, b0 + by, b1 + by)
        out[n + 1] = right._replace(a0=right.a0 + by, b0=right.b0 + by)
    out = _closed(out, old.keys, new.keys) if ")" in old.keys else out
    return [h for h in out if h.a0 < h.a1 or h.b0 < h.b1] if one_sided else out


def _are_of_one_change(sides: tuple[Hunk, Hunk], old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two changes around small words are one: « [Ville de Lérigny → Communauté de communes] »; not of figures."""
    first, last = sides
    changed = (old[first.a0 : first.a1], old[last.a0 : last.a1], new[first.b0 : first.b1], new[last.b0 : last.b1])
    small = all(word.rstrip("'").casefold() in _SMALL for word in old[first.a1 : last.a0])
    return small and all(changed) and not any(letter.isdigit() for words in changed for word in words for letter in word)


def _closed(hunks: list[Hunk], old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """The same difference, where a change opens a bracket on both sides: « [A (maire) → B (adjoint)] », not « [A (maire → …]) »."""
    out = list(hunks)
    for n, (hunk, after) in enumerate(pairwise(hunks)):
        is_between = after.a1 - after.a0 == 1 and n + 2 < len(hunks)  # of what it is made of nothing would be left
        if hunk.same or not after.same or is_between or ")" not in old[after.a0 : after.a1][:1]:
            continue
        sides = old[hunk.a0 : hunk.a1], new[hunk.b0 : hunk.b1]
        if all([*side].count("(") == [*side].count(")") + 1 for side in sides):
            out[n], out[n + 1] = hunk._replace(a1=hunk.a1 + 1, b1=hunk.b1 + 1), after._replace(a0=after.a0 + 1, b0=after.b0 + 1)
    return [hunk for hunk in out if _size(hunk)]


def _of_enumerations(hunks: list[Hunk], old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """The same difference, where the last of an enumeration came or went: « A[et → ,] B [et C] », not « A[, B] et [B → C] »."""
    out = list(hunks)
    for n in range(len(out) - 2):
        first, kept, last = out[n : n + 3]
        if first.same or not kept.same or (came := first.a0 == first.a1) == (first.b0 == first.b1):
            continue
        passed = old[last.a0 : last.a1] if came else new[last.b0 : last.b1]  # the last one before, that stands amid them now
        more = new[first.b0 : first.b1] if came else old[first.a0 : first.a1]
        many = len(passed)
        joint = old[kept.a0 : kept.a1]
        if not many or more[-many:] != passed or sum(map(len, joint)) > sum(map(len, passed)):
            continue
        alike = _common_start(joint[::-1], more[: len(more) - many][::-1])  # « et les », « , les »
        if came:
            at, to = kept.a1 - alike, first.b1 - many - alike
            out[n : n + 3] = [
                Hunk(False, kept.a0, at, first.b0, to),
                Hunk(True, at, last.a1, to, first.b1),
                Hunk(False, last.a1, last.a1, kept.b0, last.b1),
            ]
        else:
            at, to = first.a1 - many - alike, kept.b1 - alike
            out[n : n + 3] = [
                Hunk(False, first.a0, at, kept.b0, to),
                Hunk(True, at, first.a1, to, last.b1),
                Hunk(False, kept.a0, last.a1, last.b1, last.b1),
            ]
    return [hunk for hunk in out if _size(hunk)]


def _size(hunk: Hunk) -> int:
    return (hunk.a1 - hunk.a0) + (hunk.b1 - hunk.b0)


def _best_slide(text: ComparedText, start: int, end: int, left: Hunk, right: Hunk) -> int:
    """Return by how many words the stretch [start, end) may move and reads best: after one sentence and to the end of another."""
    words, first, last = text.keys, 0, 0
    while -first < left.a1 - left.a0 and words[start + first - 1] == words[end + first - 1]:
        first -= 1
    while last < right.a1 - right.a0 and words[start + last] == words[end + last]:
        last += 1
    if first == last:
        return 0

    def is_end(place: int) -> bool:  # but for « valmont.fr »
        shown = text.shown[place]
        bare = shown.rstrip()
        return bare.endswith(SENTENCE_ENDS) and (bare != shown or place == len(words) - 1)

    def reads(by: int) -> tuple[int, int]:
        return (start + by == 0 or is_end(start + by - 1)) + is_end(end + by - 1), -abs(by)

    return max(range(first, last + 1), key=reads)


def _space_after(piece: str) -> str:
    return piece[len(piece.rstrip()) :]


def _add(out: list[tuple[Sign, str]], sign: Sign, text: str) -> None:
    if text and out and out[-1][0] == sign:
        out[-1] = (sign, out[-1][1] + text)
    elif text:
        out.append((sign, text))


def uncrossed(pairs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the most pairs that keep one order on both sides (longest ascending run, by patience)."""
    tops: list[int] = []  # smallest last new place of a run of each length
    ends: list[int] = []  # which pair that is
    before: list[int] = []
    for n, (_, new_at) in enumerate(pairs):
        length = bisect_left(tops, new_at)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1], ends[length : length + 1] = [new_at], [n]
    chain, n = dict[int, int](), ends[-1] if ends else -1
    while n >= 0:
        chain[pairs[n][0]] = pairs[n][1]
        n = before[n]
    return chain


def starts(blocks: Iterable[Sequence[str]]) -> dict[int, int]:
    """At which token each of *blocks* begins -> its index, and at which the last ends; blocks without tokens are passed over."""
    at, n, found = 0, 0, dict[int, int]()
    for n, keys in enumerate(blocks, 1):
        found.setdefault(at, n - 1)
        at += len(keys)
    return found | {at: n}


def passed_on(olds: Sequence[Sequence[str]], news: Sequence[Sequence[str]]) -> bool:
    """Whether entries only passed words on, « Finances (commun) », « Achats » that are « Finances », « Achats (commun) » now.

    Each begins as it did, or each ends so: words that a line wrapped otherwise gives to the next one are its last, and first there.
    """
    if len(olds) != len(news) or len(olds) < 2 or not (all(olds) and all(news)):
        return False
    if not all(_is_within(*sorted(both, key=len)) for both in zip(olds, news, strict=True)):
        return False
    return any(all(old[end] == new[end] for old, new in zip(olds, news, strict=True)) for end in (0, -1))


def _is_within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether *many* has all of *few*, in that order."""
    left = iter(many)
    return all(word in left for word in few)


def wrapped_first(olds: Sequence[Sequence[str]], news: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many first blocks of each say, word for word, what the first block alone says on the other side; (0, 0) where none do."""
    firsts = [_spoken(side[0]) for side in (olds, news)]
    is_new = len(firsts[0]) > len(firsts[1])  # the longer one is the whole, whose beginning the shorter one has to be
    whole, said = firsts if is_new else firsts[::-1]
    for n, keys in enumerate((news if is_new else olds)[1:], 2):
        if len(said) >= len(whole) or said != whole[: len(said)]:
            break
        said = [*said, *_spoken(keys)]
        if said == whole:
            return (1, n) if is_new else (n, 1)
    return 0, 0


def _spoken(keys: Sequence[str]) -> list[str]:
    """*keys* without marks."""
    return [key for key in keys if key.isalnum() or any(map(str.isalnum, key))]
