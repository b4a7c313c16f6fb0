"""Where a text holds one of the forms of a stop list, and the text without them (DESIGN 5.17). Pure.

A name may run over the end of a line, from one cell into the next, from one block into the next; but « MARTIN Anne » above « DUPONT
Claire » names no Anne Dupont. So beyond the end of a line or cell a name goes on only where one side holds nothing else, or where a
civility or a hyphen says so. And « Jean-Marc DUPONT » is no Marc Dupont: what a hyphen joins to a further word is another name, and
so is what has a given name of its own beside it (`neighbours`), or a given name in capitals where the family name has none. But in
« cv-Marc-Dupont-juin.pdf » hyphens are spaces: what they join is in small letters, or may be nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Literal, TypeAlias

from monitor.compare.people import is_civility
from monitor.erasure.forms import AT, COMMA, EXACT, FAMILY, GIVEN, form_digest, hint, rejoined, role_form
from monitor.erasure.named import may_be_name
from monitor.erasure.neighbours import JOINS_BEFORE, JOINS_BEHIND, MOST_JOINING, is_slug, is_somebody_else
from monitor.erasure.personal_words import POST
from monitor.erasure.words import BROKEN, RUN, Word, cut, field_of, is_broken, mended, parts, placed, steps_of
from monitor.model import ERASED, StopList
from monitor.model.frozen import dataclass
from monitor.normalize import APOSTROPHES, DASHES, joined_spans

Other: TypeAlias = Literal["joined", "beside", "swapped", "civility"]

_ELIDING = tuple(APOSTROPHES)
_MOST_KNOWN = 200_000
_BESIDE = 4  # words before and after a name that say where it ends
_SHORT = 3  # signs between two words of one name, spaces aside
_END = re.compile("[\t\n\r\x1e]")  # of a line, a cell, a block
_BRACKETS = {"(": ")", "[": "]"}
_CLOSING = {closing: opening for opening, closing in _BRACKETS.items()}
_STEP = re.compile(r"[)\]]?/[(\[]?")  # « elus/dupont/anne »
_PARTED = re.compile(r"[,;:/|()\[\]<>{}=&\"«»“”•·!?]")
_AT = re.compile(r"\s*(?:@|%40|\(at\)|\[at\]|\barobase\b)", re.I)
_INTO_PATH = "/@#=_"
_HYPHENED = re.compile(rf"\s*[{re.escape(DASHES)}\u00ad]\s*[\n\r]\s*")
_LABELLED = re.compile(rf"[\t\n\r\x1e:•]|\s[{re.escape(DASHES)}]\s")  # what ends before a cell's, a line's or a label's content
_PIECE = re.compile("[^\t\n\r\x1e]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a text that is a form, with the civilities before it. `form`: as folded, for who knows the names."""

    start: int
    end: int
    form: str
    other: Other | None = None  # why it may be another person's: a hyphen, a further given name, capitals, « M. »


def matches(stop: StopList, text: str, *, loose: bool = False, others: bool = False) -> list[Match]:
    """The forms that *text* holds, first to last, none within another. *loose*: lines and cells count as spaces. *others*: also
    those that are part of another person's name.
    """
    found = list(_as_written(stop, text, loose, others))
    steps = steps_of(text)
    read = _as_written(stop, steps[-1].text, loose, others) if steps else ()
    found += [Match(*placed(steps, match.start, match.end), match.form, match.other) for match in read]
    # The cells of a row that are one name together, nobody's name between them: « Anne │ Directrice │ DUPONT »
    cells = list(_PIECE.finditer(text)) if text.count("\t") > 1 else []
    for n, m in combinations([n for n, cell in enumerate(cells) if may_be_part((stop,), cell[0])], 2):
        if m == n + 1 or any(may_be_name(cell[0]) and not POST.match(f"{cell[0]} ") for cell in cells[n + 1 : m]):
            continue
        both = f"{cells[n][0].strip()} {cells[m][0].strip()}"
        whole = (match for match in _as_written(stop, both, False, False) if not both[: match.start] + both[match.end :])
        found += (Match(*cell.span(), match.form) for match in whole for cell in (cells[n], cells[m]))
    apart: list[Match] = []
    for match in sorted(found, key=lambda one: (one.start, -one.end, one.other is not None)):
        if not apart or match.start >= apart[-1].end:
            apart.append(match)
    return apart


def _as_written(stop: StopList, text: str, loose: bool, others: bool) -> Iterator[Match]:
    """The forms that the letters of *text* make."""
    written = RUN.findall(text)
    for start, end in _places(stop, text, written):
        near = text[start:end]
        words = cut(near)
        for listed in dict.fromkeys((tuple(words), tuple(mended(near, words)))):
            for m in _matches(stop, near, listed, loose, others):
                yield Match(m.start + start, m.end + start, m.form, m.other)
    for start, end, whole in rejoined(stop, text):
        for m in _matches(stop, text[start:end], whole, loose, others):
            yield Match(m.start + start, m.end + start, m.form, m.other)


def _places(stop: StopList, text: str, written: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of *text* that may hold a form, with some words on either side: most of it need not be looked at closely."""
    known = _known(stop)
    if len(known) > _MOST_KNOWN:
        known.clear()
    for run in set(written).difference(known):
        known[run] = _parts_of_forms(stop, run)
    told = [known[run] for run in written]
    broken = BROKEN.search(text) is not None
    if not broken and max(told, default=0) < 2 and not any(a and b for a, b in pairwise(told)):
        return []
    runs = list(RUN.finditer(text))
    if broken:
        for n in range(len(runs) - 1):
            if is_broken(text, runs[n].end(), runs[n + 1].start()):
                told[n] = told[n + 1] = max(told[n], told[n + 1], _parts_of_forms(stop, written[n] + written[n + 1]))
    found: list[tuple[int, int]] = []
    for n, count in enumerate(told):
        if count > 1 or (count and n + 1 < len(told) and told[n + 1]):
            first, last = n - _BESIDE, n + stop.longest + _BESIDE
            start = runs[first].start() if first > 0 else 0
            end = runs[last].end() if last < len(runs) else len(text)
            found.append((start, end))
    return joined_spans(found)


@lru_cache(maxsize=8)
def _known(stop: StopList) -> dict[str, int]:
    """What `_parts_of_forms` said of *stop*: texts repeat their words, and versions of a page its text."""
    return {}


def _parts_of_forms(stop: StopList, run: str) -> int:
    """How many words of *run* may be part of a form; 2 where it may be one by itself."""
    words = [word for word in parts(run) if _is_hinted(stop, word)]
    if not words:
        return 0
    alone = (words[0], f"{EXACT} {words[0]}", f"{words[0]} {AT}", f"{AT} {words[0]}")
    return max(len(words), 2 if any(form_digest(stop.key, form) in stop.digests for form in alone) else 1)


@dataclass(frozen=True, slots=True)
class _Run:
    """The words of a text from *at* to *last*, which make a form."""

    text: str
    words: Sequence[Word]
    at: int
    last: int

    def written(self, n: int) -> str:
        return self.text[self.words[n].start : self.words[n].end]

    def gap(self, n: int) -> str:
        """What stands between the word *n* and the next."""
        return self.text[self.words[n].end : self.words[n + 1].start]

    def sayings(self, form: str) -> list[str]:
        """*form*, and what it is where it begins a mail address or ends a step of a path."""
        said = [form]
        if self.at == self.last:
            if _AT.match(self.text, self.words[self.last].end):
                said.append(f"{form} {AT}")
            if self.words[self.at].start and self.text[self.words[self.at].start - 1] in _INTO_PATH:
                said.append(f"{AT} {form}")
        return said

    def other(self, stop: StopList, form: str) -> Other | None:
        """Why the words, which make *form*, name somebody else; None: they do not."""
        if is_somebody_else(self.text, self.words, self.at, self.last, form):
            return "beside"
        if self.is_called():
            return "civility"
        return "swapped" if COMMA not in form.split() and self.is_swapped(stop) else None

    def is_called(self) -> bool:
        """Whether the initial before a family name reads as a civility: « M. Martin » is hardly Marie Martin."""
        at = self.at
        if self.last == at or len(self.words[at].folded) > 1 or not is_civility(self.written(at)):
            return False
        alone = not self.gap(at).strip(". \u00a0\u202f\n")  # « M.-A. Martin »
        before = at and is_civility(self.written(at - 1))
        return alone and not before and not _AT.match(self.text, self.words[self.last].end)

    def is_swapped(self, stop: StopList) -> bool:
        """Whether capitals make a given name the family name: « Martin PAUL » is no Paul Martin; « MARTIN PAUL » may be."""
        name = range(self.at, self.last + 1)
        long = [n for n in name if len(self.words[n].folded) > 1]
        capitals = [self.words[n].folded for n in long if self.written(n).isupper()]
        if not 0 < len(capitals) < len(long):
            return False
        whole = [self.words[n].folded for n in name]
        family, given = ([form_digest(stop.key, role_form(what, word, whole)) for word in capitals] for what in (FAMILY, GIVEN))
        return stop.digests.isdisjoint(family) and stop.digests.issuperset(given)

    def is_one(self, ends: Sequence[int]) -> bool:
        """Whether the words belong together. *ends*: words before which a line or cell ends."""
        initials = (n for n in range(self.at, self.last + 1) if len(self.words[n].folded) == 1)
        return all(map(self.goes_over, ends)) and all(map(self.is_initial, initials))

    def is_initial(self, n: int) -> bool:
        """Whether the letter *n* is an initial, « d' », or the « i » of « Roig i Font »: no « à » before or « a » behind a name."""
        text, word = self.text, self.words[n]
        if self.at < n < self.last and min(len(self.words[end].folded) for end in (self.at, self.last)) > 1:
            return True  # initials stand first or last in a form: this letter is one of the name itself
        after = self.gap(n) if n < self.last else text[word.end : word.end + 1]
        if self.at < n < self.last and text[word.start - 1] in _ELIDING:
            return True  # J. van 't Hoff
        if n < self.last and not after:
            return True  # dHérouville
        before = self.gap(n - 1) if n > self.at else " "
        if after[:1] in _ELIDING or (after and not after.isspace() and not any(map(str.isspace, after))):
            return True
        if before and not any(map(str.isspace, before)):
            return True
        if not self.written(n).isupper():
            return False
        if text[word.end : word.end + 1] == ".":
            return True
        if n == self.at:
            return self.begins() or text[: word.start].rstrip()[-1:] in "(,;–-/"
        return n < self.last or self.ends() or text[word.end :].lstrip()[:1] in ",;)–-/"

    def goes_over(self, n: int) -> bool:
        """Whether the words are one name though a line or a cell ends before the word *n*."""
        gap = self.gap(n - 1)
        left, right = self.begins(), self.ends()
        by_line = "\t" not in gap and "\x1e" not in gap
        called = self.at > 0 and is_civility(self.written(self.at - 1))
        return (left and right) or (by_line and (left or right or called or self.stands_alone()))

    def stands_alone(self) -> bool:
        """Whether no word of a name stands right before or behind: « …, Anne / Dupont, … », « la maire Anne / Dupont a dit »."""
        at, last, words = self.at, self.last, self.words
        before = self.gap(at - 1) if at else ","
        behind = self.gap(last) if last + 1 < len(words) else ","
        if self.text[words[at].start].islower() or self.text[words[last].start].islower():
            return bool(_PARTED.search(before) and _PARTED.search(behind))
        return all(
            _PARTED.search(gap) or _END.search(gap) or self.text[words[n].start].islower()
            for gap, n in ((before, at - 1), (behind, last + 1))
        )

    def begins(self) -> bool:
        """Whether nothing but civilities stands before the words in their line or cell."""
        at = self.at
        while at and is_civility(self.written(at - 1)):
            at -= 1
        return not at or bool(_LABELLED.search(self.gap(at - 1)))

    def ends(self) -> bool:
        return self.last + 1 == len(self.words) or bool(_END.search(self.gap(self.last)))

    def bracketed(self) -> tuple[int, int] | None:
        """Where the name stands, with the other one of a bracket in it, « MARTIN (Paul) »; None where that stands further."""
        text, start, end = self.text, self.words[self.at].start, self.words[self.last].end
        for sign in text[start:end]:
            if sign in _BRACKETS and _BRACKETS[sign] not in text[start:end]:
                return (start, end + 1) if text[end : end + 1] == _BRACKETS[sign] else None
            if sign in _CLOSING and text[start - 1 : start] == _CLOSING[sign]:
                return start - 1, end
        return start, end

    def with_civility(self) -> int:
        """Where the name begins, with the civilities before it."""
        at, start = self.at, self.words[self.at].start
        while at and is_civility(self.written(at - 1)):
            gap = self.gap(at - 1)
            if gap.strip(". ’'\u00a0\u202f") or not gap:
                break
            at -= 1
            start = self.words[at].start
        return start


def _matches(stop: StopList, text: str, words: Sequence[Word], loose: bool, others: bool) -> Iterator[Match]:
    told = [_is_hinted(stop, word.folded) for word in words]
    at = 0
    while at < len(words):
        match = _longest(stop, text, words, told, at, loose, others) if told[at] else None
        if match is None:
            at += 1
            continue
        last, form, other = match
        run = _Run(text, words, at, last)
        start, end = run.bracketed() or (words[at].start, words[last].end)
        yield Match(min(start, run.with_civility()), end, form, other)
        at = last + 1


def _longest(
    stop: StopList, text: str, words: Sequence[Word], told: Sequence[bool], at: int, loose: bool, others: bool
) -> tuple[int, str, Other | None] | None:
    """The last word of the longest form that begins with the word *at*, the form, and why it is another's (*others*)."""
    said: list[str] = [""]  # the forms that the words may make
    exact = EXACT
    found: tuple[int, str, Other | None] | None = None
    before = text[max(0, words[at].start - MOST_JOINING) : words[at].start]
    continues = JOINS_BEFORE.search(before) is not None
    ends: list[int] = []  # words before which a line or cell ends
    for last in range(at, min(at + stop.longest, len(words))):
        if not told[last]:
            break
        gap = text[words[last - 1].end : words[last].start] if last > at else ""
        if len("".join(gap.split())) > _SHORT:
            break
        if last > at and not loose and _END.search(gap) and not _HYPHENED.fullmatch(gap):
            ends.append(last)
        # What may stand for the gap between two words of a form; nothing: no name goes over it
        if last == at:
            joints: tuple[str, ...] = ("",)
        elif not _PARTED.search(gap) or _STEP.fullmatch(gap):
            joints = (" ",)
        elif gap.strip() == COMMA:
            joints = (f" {COMMA} ",)
        else:
            joints = (f" {COMMA} ", " ") if gap.strip() in _BRACKETS else ()
        said = [form + joint + words[last].folded for form in said for joint in joints]
        exact += f" {words[last].folded}"
        run = _Run(text, words, at, last)
        joined = (continues or JOINS_BEHIND.match(text, words[last].end)) and not is_slug(text, words, at, last)
        if joined and not others:
            continue
        if form_digest(stop.key, exact) in stop.digests:
            found = last, exact, "joined" if joined else None
        for one in (one for form in said for one in run.sayings(form)):
            if form_digest(stop.key, one) not in stop.digests or not run.is_one(ends):
                continue
            if run.bracketed() is not None:
                other = "joined" if joined else run.other(stop, one)
                if others or other in (None, "joined"):
                    found = last, one, other
    return found


def _is_hinted(stop: StopList, word: str) -> bool:
    return hint(stop.key, word) in stop.hints


# ------------------------------------------------------------------------------------------------------------------------ without


def holds(stops: Sequence[StopList], text: str, *, loose: bool = False) -> bool:
    """Whether *text* holds a form of one of *stops*."""
    return any(matches(stop, text, loose=loose) for stop in stops)


def without(stops: Sequence[StopList], text: str) -> str:
    """*text* with « [effacé] » for every form of *stops*; the very same where it holds none. Lines and cells stay as many."""
    for start, end in spans(stops, text)[::-1]:
        text = text[:start] + _PIECE.sub(ERASED, text[start:end]) + text[end:]
    return text


def spans(stops: Sequence[StopList], text: str) -> list[tuple[int, int]]:
    """The stretches of *text* that `without` takes out, in order, none within another."""
    if not text:
        return []
    found = sorted((match.start, match.end) for stop in stops for match in matches(stop, text))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def place_without(stops: Sequence[StopList], text: str, place: int) -> int:
    """Where what stands at *place* in *text* stands in `without`; what stands within a name, at the beginning of « [effacé] »."""
    shift = 0
    for start, end in spans(stops, text):
        if place <= start:
            break
        if place < end:
            return start + shift
        shift += len(_PIECE.sub(ERASED, text[start:end])) - (end - start)
    return place + shift


_FEW = 8  # words of a block that may hold nothing but part of a name


def blocks_without(stops: Sequence[StopList], texts: Sequence[str]) -> list[str]:
    """*texts*, that stand one below the other, without the forms of *stops*; a name may be two or three whole ones."""
    found = [without(stops, text) for text in texts]
    if len(texts) < 2 or not stops:
        return found
    hinted = [may_be_part(stops, text) for text in texts]
    for at in range(len(texts) - 1):
        for end in (at + 2, at + 3):
            if end > len(texts) or not all(hinted[at:end]) or found[at:end] != list(texts[at:end]):
                continue
            joined = "\x1e".join(texts[at:end])
            words = cut(joined)
            if (words[0].start, words[-1].end) in spans(stops, joined):
                found[at:end] = [ERASED] * (end - at)
    for at, (one, other) in enumerate(pairwise(map(field_of, texts))):
        if one and other and one.is_given != other.is_given:  # « Nom │ Dupont » above « Prénom │ Anne »
            both = f"{texts[at][one.start :].strip()} {texts[at + 1][other.start :].strip()}"
            if spans(stops, both) == [(0, len(both))]:
                found[at : at + 2] = [texts[at][: one.start] + ERASED, texts[at + 1][: other.start] + ERASED]
    return found


def may_be_part(stops: Sequence[StopList], text: str) -> bool:
    """Whether *text* may be nothing but part of a name of *stops*."""
    words = [word for word in cut(text) if not is_civility(text[word.start : word.end])] if len(text) < 100 else []
    return 0 < len(words) <= _FEW and any(all(_is_hinted(stop, word.folded) for word in words) for stop in stops)
