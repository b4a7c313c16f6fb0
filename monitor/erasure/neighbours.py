"""Whose name a match is, by the words beside it: « Jean Paul MARTIN » names no Paul Martin (DESIGN 5.17). Pure.

A given name that stands right before « Paul MARTIN », or right behind « MARTIN Paul », makes it the name of somebody else, unless
it has a family name of its own: « DURAND Jean Paul MARTIN » are two people. « Claire MARTIN, Paul DURAND » are two as well: who has
a given name before the family name has none behind the comma. Given names are those of the list by which charts are read; a name
that is not in it makes nobody of another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from monitor.compare.people import is_civility
from monitor.erasure.forms import COMMA, PARTICLES, is_spaced_out
from monitor.erasure.named import may_be_name
from monitor.erasure.words import UNSEEN, Word
from monitor.normalize import DASHES
from monitor.pdf.orgchart.vocabulary import FIRST_NAMES, ROLE, THEME_WORDS, UNIT_WORDS

_Case: TypeAlias = Literal["upper", "title", "lower"]
_SPACES = re.compile(r"[^\S\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")  # within a line and a cell
_INITIAL = re.compile(r"\.?[^\S\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]?")  # between an initial and what follows
_BREAK = re.compile(r"[^\S\t]*[\n\r][^\S\t]*")  # of a line; between cells and blocks stands more
_SIGNS = frozenset("-_.+")  # that stand for spaces in addresses and names of files
_ACRONYM = 3  # letters of « DGS », which is no name behind « Paul MARTIN »
_SAINTS = frozenset({"saint", "sainte", "st", "ste"})
_FILE_ENDS = re.compile(r"[\w.%+-]*\.[A-Za-z]{2,4}\b")
# a dash without a space on either side, as it stands or encoded; it may stand at the end of a line
_SIGN = r"&#0*(?:45|820[89]|821[0-3])|&#[xX]0*(?:2[dD]|201[0-5])|&(?:hyphen|dash|ndash|mdash)|%2[dD]|%[eE]2%80%9[0-5]"
_DASH = rf"(?:[{re.escape(DASHES)}]|{_SIGN})"
JOINS_BEFORE = re.compile(rf"[^\W\d_][{UNSEEN}]*\.?{_DASH};?(?:\s*[\n\r]\s*)?$")
JOINS_BEHIND = re.compile(rf"[{UNSEEN}]*\.?{_DASH};?(?:\s*[\n\r]\s*)?[^\W\d_]")
MOST_JOINING = 40  # signs of a joint


def is_somebody_else(text: str, words: Sequence[Word], at: int, last: int, form: str) -> bool:
    """Whether the words from *at* to *last* of *text*, which make *form*, are part of another person's name."""
    if at == last:
        return False
    near = _Near(text, words, at, last)
    if near.is_spaced_on() or near.is_choice() or (near.is_bracketed() and near.has_own_given()):
        return True
    if COMMA in form.split():
        return near.has_own_given() or near.is_called_alone()
    order = near.order()
    return (
        (order != "family" and near.given_before())
        or (order != "given" and near.given_behind())
        or (order != "given" and near.has_own_given() and near.is_family(last + 1, behind=True))
        or near.is_within_longer(order)
    )


def is_slug(text: str, words: Sequence[Word], at: int, last: int) -> bool:
    """Whether a hyphen beside the words stands for a space, as in « fiche-anne-dupont.pdf », « cv-Anne-Dupont-juin »."""
    gaps = {text[words[n].end : words[n + 1].start] for n in range(at, last)}
    start, end = words[at].start, words[last].end
    if gaps in ({"-"}, {"_"}) and text[start:end].islower():
        return True
    in_address = "/" in text[:start].split(" ")[-1] or _FILE_ENDS.match(text, end) is not None
    near = _Near(text, words, at, last)
    return gaps <= {"-", "_", " ", "+", "%20"} and near.is_apart_before(in_address) and near.is_apart_behind(in_address)


def line_above(text: str, start: int) -> int:
    """Where the line above begins that what stands at *start* goes on; *start* itself where it begins no line."""
    above = text[:start].rstrip(" ")
    if not above.endswith(("\n", "\r")):
        return start
    return max(above.rstrip().rfind("\n"), above.rstrip().rfind("\t")) + 1


class _Near:
    """A match among its neighbours."""

    def __init__(self, text: str, words: Sequence[Word], at: int, last: int) -> None:
        self._text, self._words, self._at, self._last = text, words, at, last
        gaps = {text[words[n].end : words[n + 1].start] for n in range(at, last)}
        self._sign = gaps.pop() if len(gaps) == 1 and gaps <= _SIGNS else None

    def is_spaced_on(self) -> bool:
        """« Z O É A M B L A R D I E R »: letters spaced out go on, and nobody can tell where the name ends."""
        beside = ((self._at, self._at - 1), (self._last, self._last + 1))
        return any(
            0 <= n < len(self._words)
            and is_spaced_out(self._written(of))
            and len(self._words[n].folded) == 1
            and self._written(n).isupper() == self._written(of).isupper()
            and self._is_spaced(min(n, of))
            for of, n in beside
        )

    def is_choice(self) -> bool:
        """« Paul/Martin »: two given names, of which either may be meant."""
        gaps = (self._text[self._words[n].end : self._words[n + 1].start] for n in range(self._at, self._last))
        ends = self._words[self._at].folded, self._words[self._last].folded
        return any("/" in gap for gap in gaps) and all(word in FIRST_NAMES for word in ends)

    def is_bracketed(self) -> bool:
        """« MARTIN (Paul) »: who is named before it has the family name."""
        return any(sign in self._text[self._words[self._at].end : self._words[self._last].start] for sign in "([")

    def order(self) -> Literal["given", "family"] | None:
        """What the match begins with; None: either may be meant."""
        first, last = self._words[self._at], self._words[self._last]
        if (len(first.folded) == 1) != (len(last.folded) == 1):
            return "given" if len(first.folded) == 1 else "family"
        cases = self._case(self._at), self._case(self._last)
        if cases in (("title", "upper"), ("upper", "title")):
            return "given" if cases[0] == "title" else "family"
        known = first.folded in FIRST_NAMES, last.folded in FIRST_NAMES
        return None if known[0] == known[1] else "given" if known[0] else "family"

    def given_before(self) -> bool:
        """Whether the name goes on to the left of its given name: a further one, or a further initial before an initial."""
        n = self._at - 1
        if n < 0 or self._is_taken_before(n):
            return False
        above = _BREAK.fullmatch(self._text[self._words[n].end : self._words[n + 1].start])
        if above and self._is_given(n, self._case(self._at), behind=True):  # « Jean / Paul MARTIN »: may be the first of two
            return True
        if len(self._words[self._at].folded) == 1:
            return self._is_initial(n) or self._is_given(n, self._case(n))
        return self._is_given(n, self._case(self._at))

    def given_behind(self) -> bool:
        """Whether the name goes on to the right of its given name."""
        n = self._last + 1
        if len(self._words[self._last].folded) == 1:
            return n < len(self._words) and self._is_initial(n) and self._joins(self._last)
        if n >= len(self._words) or not self._joins(self._last) or not self._is_given(n, self._case(self._last), behind=True):
            return False
        further = self._compound(n, 1) + 1
        same = further < len(self._words) and self._joins(further - 1) and self._is_given(further, self._case(n), behind=True)
        return not same and not self.is_family(further, behind=True)

    def has_own_given(self) -> bool:
        """Whether a given name or an initial stands before the family name with which the match begins."""
        n = self._at - 1
        return n >= 0 and (self._is_initial(n) or self._is_given(n, self._case(n))) and not self._is_taken_before(n)

    def is_called_alone(self) -> bool:
        """« Mme MARTIN, Paul DURAND »: the one by the family name alone, the other in full."""
        n = self._at - 1
        called = n >= 0 and is_civility(self._written(n))
        return called and self._case(self._at) == "upper" and self.is_family(self._last + 1, behind=True)

    def is_within_longer(self, order: Literal["given", "family"] | None) -> bool:
        """« Paul MARTIN DUPONT », « ROUX Paul MARTIN Zoé », « Martin-Paul Durand », « Vincent de Paul Martin »: longer, or two."""
        at, last = self._at, self._last
        behind, after = self.is_family(last + 1, behind=True), last + 1
        if behind:  # but no word in capitals that begins what a service does: « URBANISME », « ÉTAT CIVIL »
            longer = after + 1 < len(self._words) and self._joins(after) and self._case(after + 1) == "upper"
            behind = self._words[after].folded not in THEME_WORDS and not (longer and self._case(after) == "upper")
        first_names = self._words[at].folded in FIRST_NAMES and (last - at > 1 or self._words[last].folded in FIRST_NAMES)
        if self._sign == "-" and not self._text[self._words[at].start : self._words[last].end].islower():
            if at > 0 and self._words[at - 1].folded in FIRST_NAMES and self._is_spaced(at - 1):
                return True
            if last + 1 >= len(self._words) or not self._is_spaced(last):
                return False
            folded, written = self._words[last + 1].folded, self._written(last + 1)
            other = len(folded) < 2 or is_civility(written) or folded in UNIT_WORDS or ROLE.match(folded)
            return self._case(last + 1) != "lower" and not other
        if order == "given" and self._is_mixed() and behind and len(self._words[last + 1].folded) > _ACRONYM:
            return True
        if order == "given" and self._is_mixed() and self.is_family(at - 1) and self._is_given(last + 1, "title", behind=True):
            return self._joins(last)
        if len(self._words[last].folded) == 1:
            named = self._words[at].folded in FIRST_NAMES and self._case(at) == "title"
            return named and behind and not self._is_initial(last + 2)
        if not self._is_mixed() and self._case(at) == "title" and first_names and behind:
            return True
        saint = at > 0 and self._words[at - 1].folded in _SAINTS and self._joins(at - 1)
        tied = at > 1 and self._written(at - 1) == "de" and self._joins(at - 1) and self._joins(at - 2)
        return saint or (order != "family" and tied and self._is_given(at - 2, "title"))  # « Vincent de » before « Paul »

    def is_apart_before(self, in_address: bool) -> bool:
        """Whether what a hyphen joins to the name is no part of it: « cv-Anne Dupont », not « Lou-Anne Dupont »."""
        n, begin = self._at - 1, self._words[self._at].start
        if not JOINS_BEFORE.search(self._text[max(0, begin - MOST_JOINING) : begin]):
            return True
        while n > 0 and self._words[n].folded in PARTICLES and self._is_hyphen(n) and self._is_hyphen(n - 1):
            n -= 1  # « delegation-de-Anne-Dupont »
        folded = self._words[n].folded
        if not self._is_hyphen(n) or folded in FIRST_NAMES or folded in _SAINTS or not self._text[begin].isupper():
            return False
        return in_address or self._case(n) == "lower" or self._is_thing(n)

    def is_apart_behind(self, in_address: bool) -> bool:
        """The same of what is joined behind: « Anne-Dupont-juin.pdf », not « Anne Dupont-Moreau »."""
        n = self._last + 1
        if not JOINS_BEHIND.match(self._text, self._words[self._last].end):
            return True
        folded, is_small = self._words[n].folded, self._case(n) == "lower"
        if not self._is_hyphen(self._last) or folded in FIRST_NAMES or folded in PARTICLES:
            return False
        if in_address:
            return is_small or self._is_thing(n)
        return is_small and not may_be_name(self._written(n).title())

    def _is_hyphen(self, n: int) -> bool:
        """Whether the word *n* and the next are parted by a hyphen as addresses have it."""
        return self._text[self._words[n].end : self._words[n + 1].start] == "-"

    def _is_thing(self, n: int) -> bool:
        """Whether the word *n* is a service, a post or an acronym, « CV »: no family name, as « Petit » is."""
        folded, written = self._words[n].folded, self._written(n)
        listed = folded in UNIT_WORDS or folded in THEME_WORDS or ROLE.match(folded) is not None
        return listed or (written.isupper() and len(written) <= _ACRONYM)

    def _is_spaced(self, n: int) -> bool:
        return _SPACES.fullmatch(self._text[self._words[n].end : self._words[n + 1].start]) is not None

    def is_family(self, n: int, *, behind: bool = False) -> bool:
        """Whether the word *n*, beside a given name, is written as the family name of the match is."""
        if not 0 <= n < len(self._words) or not self._joins(n - 1 if behind else n):
            return False
        word, written = self._words[n], self._written(n)
        if len(word.folded) < 2 or is_civility(written) or word.folded in UNIT_WORDS or ROLE.match(word.folded):
            return False
        family = "upper" if self._is_mixed() else self._case(self._at)
        return self._case(n) == family and (self._is_mixed() or word.folded not in FIRST_NAMES)

    def _is_taken_before(self, n: int) -> bool:
        """Whether the given name that ends with the word *n* has a family name before it, or is one."""
        first = self._compound(n, -1)
        before = first - 1
        if before < 0 or not self._joins(before):
            return False
        if self._words[before].folded in _SAINTS:
            return True
        if self.is_family(before):
            return True
        return not self._is_mixed() and self._is_given(before, self._case(before))

    def _is_given(self, n: int, case: _Case, *, behind: bool = False) -> bool:
        """Whether the word *n*, and all that a hyphen joins to it, are given names in letters of *case*."""
        if not 0 <= n < len(self._words) or not (behind or self._joins(n)):
            return False
        other = self._compound(n, 1 if behind else -1)
        return all(self._words[i].folded in FIRST_NAMES and self._case(i) == case for i in range(min(n, other), max(n, other) + 1))

    def _compound(self, n: int, step: Literal[1, -1]) -> int:
        """The last word, going by *step* from *n*, that hyphens join to it."""
        if self._sign is not None:
            return n
        while 0 <= n + step < len(self._words):
            left, right = (n, n + 1) if step == 1 else (n - 1, n)
            gap = self._text[self._words[left].end : self._words[right].start]
            if len(gap) != 1 or gap not in DASHES:
                break
            n += step
        return n

    def _is_initial(self, n: int) -> bool:
        """Whether the word *n* is an initial, no civility, beside what the match begins or ends with."""
        if not 0 <= n < len(self._words) or len(self._words[n].folded) != 1 or is_civility(self._written(n)):
            return False
        if n > self._last:
            return self._sign is not None or self._written(n).isupper()
        gap = self._text[self._words[n].end : self._words[n + 1].start]
        return gap == self._sign if self._sign else self._written(n).isupper() and _INITIAL.fullmatch(gap) is not None

    def _joins(self, n: int) -> bool:
        """Whether the words *n* and the next stand in one name: spaces between them, or what parts the words of the match."""
        if not 0 <= n < len(self._words) - 1:
            return False
        gap = self._text[self._words[n].end : self._words[n + 1].start]
        if len(self._words[n].folded) == 1:
            gap = gap.removeprefix(".")
        return gap == self._sign if self._sign else _SPACES.fullmatch(gap) is not None

    def _is_mixed(self) -> bool:
        """Whether capitals tell the family name, as in « Paul MARTIN »."""
        return {self._case(self._at), self._case(self._last)} == {"upper", "title"}

    def _case(self, n: int) -> _Case:
        written = self._written(n)
        if len(written) > 1 and written.isupper():
            return "upper"
        return "title" if written[:1].isupper() else "lower"

    def _written(self, n: int) -> str:
        return self._text[self._words[n].start : self._words[n].end]
