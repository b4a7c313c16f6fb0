"""Who else may be meant: what is not erased by itself, and shown to who decides (DESIGN 5.17). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from monitor.compare.people import is_civility, people_in
from monitor.erasure.forms import COMMA, EXACT, PARTICLES, Name, exact_forms, family_forms, initial_forms, stop_list, whole_forms
from monitor.erasure.matching import Match, matches
from monitor.erasure.neighbours import line_above
from monitor.erasure.words import Word, around, cut, words_of
from monitor.model import StopList
from monitor.model.frozen import dataclass
from monitor.pdf.orgchart.vocabulary import FIRST_NAMES

Why: TypeAlias = Literal[
    "initial", "family", "near", "between", "part", "joined", "beside", "swapped", "user", "slip", "short", "civility", "typed"
]
_KEY = b"\x00" * 32  # of lists that are used here and kept nowhere
_ALIKE = 0.75  # likeness of a given name and a slip of it
_TWICE = re.compile(r"(.)\1")
_LEAST_SLIP = 5  # letters of a family name of which one is told from another name
_INITIALS = 3  # more letters are a word spaced out
_AWAY = 4  # words between two parts of a name that are told as one
_COUPLE = re.compile(r"\b([^\W\d_]+(?:-[^\W\d_]+)*)\s+(?:et|and|&|ou|or)\s+[^\W\d_]+(?:-[^\W\d_]+)*\s+")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.;!?]\s+")  # its end, where no initial does
_NEAR = 3  # signs between two words of one name


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """A place where the person may be meant, or somebody else. `why`: with another one's initial too, the family name alone,
    what is written almost as the given name, a word between, a part of a compound name alone, a hyphen that joins a further word
    to the name, a further given name beside, capitals that make the given name the family name, what is written almost as the
    family name, its initial behind the given name, « M. » that is the initial or Monsieur, the very words of which one is a letter
    that may be a word of the sentence."""

    why: Why
    text: str  # what stands there, with some words around it
    named: str | None  # the name itself as written there, to be erased as it stands; None: a family name alone, which others have
    watch: str | None
    item: str | None
    snapshot: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """`forms`: what is erased; initials are left out where a namesake has the same."""

    forms: frozenset[str]
    uncertain: tuple[Ambiguity, ...]
    namesakes: int  # others who have the family name, alone or with another word


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text and where it stood first."""

    text: str
    watch: str | None
    item: str | None
    snapshot: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sought:
    """What is looked for of a name."""

    sure: StopList
    initials: StopList
    family: StopList
    parts: StopList  # the given name with a part of a compound family name
    users: StopList  # « tdupont », which may be an ordinary word
    typed: StopList  # whatever each word is taken for

    @classmethod
    def of(cls, name: Name) -> _Sought:
        words = [word for word in name.family if word not in PARTICLES and len(word) > 2]
        partial = {form for word in words for form in whole_forms(Name(given=name.given, family=(word,))) if len(words) > 1}
        first, last = "".join(name.given), "".join(name.family)
        joined = {first + last, last + first, first[0] + last, last + first[0]} if len(last) > 2 else set()
        return cls(
            sure=stop_list(whole_forms(name), _KEY),
            initials=stop_list(initial_forms(name), _KEY),
            family=stop_list(family_forms(name), _KEY),
            parts=stop_list(partial - whole_forms(name), _KEY),
            users=stop_list({f"{EXACT} {word}" for word in joined}, _KEY),
            typed=stop_list(frozenset[str]().union(*map(exact_forms, name.said)), _KEY),
        )


def doubts(name: Name, texts: Iterable[StoredText]) -> Doubts:
    """What *texts* say of people who may be *name*."""
    sought = _Sought.of(name)
    others: set[str] = set()
    found: list[tuple[Why, StoredText, Match]] = []
    for seen in texts:
        families, pieces = matches(sought.family, seen.text, others=True), matches(sought.parts, seen.text, others=True)
        told = matches(sought.sure, seen.text)
        short = matches(sought.initials, seen.text)
        longer = [match for stop in (sought.sure, sought.initials) for match in matches(stop, seen.text, others=True)]
        longer = [
            m for m in _apart(longer, [*told, *short]) if m.other in ("joined", "civility") or COMMA not in m.form
        ]  # « Claire X, Paul Y »
        kin, namesakes = _of_family(name, seen.text, _apart(families, [*told, *short, *longer]))
        found += [(why, seen, match) for why, match in kin]
        others |= namesakes
        found += [("user", seen, match) for match in _apart(matches(sought.users, seen.text), [*told, *short, *longer])]
        found += [("initial", seen, match) for match in short]
        found += [("part", seen, match) for match in _apart(pieces, [*told, *longer])]
        found += [(match.other or "joined", seen, match) for match in longer]
        found += [
            (why, seen, match) for why, match in _slips(name, seen.text) if _apart([match], [*told, *short, *longer, *families])
        ]
        if literal := _apart(matches(sought.typed, seen.text), [*told, *short, *longer]):
            known = [match for _, at, match in found if at is seen]
            found += [("typed", seen, match) for match in _apart(literal, known)]
        for match in (match for match in longer if match.other not in ("swapped", "civility")):
            # The words of a longer name beside the family name, « jean paul » of « Jean-Paul MARTIN »
            said = words_of(_named(seen.text, match) or "")
            words = [word for word in said if word not in name.family and not is_civility(word.title())]
            if words and tuple(words) != name.given and sum(len(word) == 1 for word in words) <= _INITIALS:
                others.add(" ".join(words))
    same_initial = any(other[0] == name.given[0][0] for other in others if other not in (" ".join(name.given), "".join(name.given)))
    return Doubts(
        forms=whole_forms(name) | (frozenset() if same_initial else initial_forms(name)),
        uncertain=tuple(
            dict.fromkeys(
                Ambiguity(
                    why=why,
                    text=around(seen.text, match.start, match.end),
                    named=_named(seen.text, match),
                    watch=seen.watch,
                    item=seen.item,
                    snapshot=seen.snapshot,
                )
                for why, seen, match in found
                if why != "initial" or same_initial
            )
        ),
        namesakes=len(others),
    )


def _of_family(name: Name, text: str, families: Iterable[Match]) -> tuple[list[tuple[Why, Match]], set[str]]:
    """What is said where the family name stands, *families*; with it the given names of others who bear it."""
    found: list[tuple[Why, Match]] = []
    others: set[str] = set()
    for match in families:
        given = _given(text, match)
        if given is None or given[0] in name.given:
            # « Anne, Dupont », « Anne │ Chef │ DUPONT »: the given name stands in one line with it, a few words away
            words = cut(text)
            first = next(n for n, word in enumerate(words) if word.end > match.start)
            last = max(n for n, word in enumerate(words) if word.start < match.end)
            near = (*words[max(0, first - _AWAY) : first], *words[last + 1 : last + 1 + _AWAY])
            given_near = given is not None or any(
                word.folded == name.given[0]
                and not re.search(r"[\n\r\x1e.;!?]", text[min(word.end, match.end) : max(word.start, match.start)])
                for word in near
            )
            found.append(("between" if given_near else "family", match))
        elif _is_like(given, name):
            found.append(("near", match))
        elif "".join(given) != "".join(word[0] for word in name.given):
            others.add(" ".join(given))
            # « Anne et Paul Dupont »: both may be called so
            before = [one for one in _COUPLE.finditer(text, 0, match.start) if one.end() == match.start]
            if before and tuple(words_of(before[-1][1])) == name.given:
                found.append(("between", Match(before[-1].start(1), match.end, match.form)))
    return found, others


def _slips(name: Name, text: str) -> list[tuple[Why, Match]]:
    """Where the given name, its initial or a civility stands beside a slip of the family name, « Vauzeles », or its initial."""
    from rapidfuzz.distance import DamerauLevenshtein

    family, words = "".join(name.family), cut(text)
    found: list[tuple[Why, Match]] = []
    for n, word in enumerate(words):
        is_initial = word.folded == family[0] and text[word.start : word.end].isupper()
        if not is_initial and (
            len(family) < _LEAST_SLIP
            or abs(len(word.folded) - len(family)) > 1
            or word.folded == family
            or DamerauLevenshtein.distance(word.folded, family, score_cutoff=1) > 1
        ):
            continue
        for m in (n - 1, n + 1) if not is_initial else (n - 1,):
            if 0 <= m < len(words) and _is_called_beside(name, text, words, m, n, is_initial):
                first, last = min(m, n), max(m, n)
                found.append(("short" if is_initial else "slip", Match(words[first].start, words[last].end, EXACT)))
                break
    return found


def _is_called_beside(name: Name, text: str, words: list[Word], m: int, n: int, is_initial: bool) -> bool:
    """Whether the word *m*, right beside *n*, says that the person may be meant there."""
    gap = text[min(words[m].end, words[n].end) : max(words[m].start, words[n].start)]
    if len(gap.strip()) > (not is_initial) or any(c in gap for c in "\n\r\t\x1e;:/|!?"):
        return False
    beside = words[m].folded
    if beside == name.given[-1] or (len(beside) > 2 and not is_initial and _is_like((beside,), name)):
        return True
    written = text[words[m].start : words[m].end]
    return not is_initial and ((beside == name.given[0][0] and written.isupper()) or (m < n and is_civility(written)))


def _apart(found: Iterable[Match], taken: Iterable[Match]) -> list[Match]:
    known = list(taken)
    return [one for one in found if not any(one.start < other.end and other.start < one.end for other in known)]


def _given(text: str, match: Match) -> tuple[str, ...] | None:
    """The given names or initials beside a family name; None: there are none, or a civility alone."""
    words = cut(text)
    first = next(n for n, word in enumerate(words) if word.end > match.start)
    last = max(n for n, word in enumerate(words) if word.start < match.end)
    while first < last and is_civility(text[words[first].start : words[first].end]):
        first += 1
    before = _name_word(text, words, first - 1, first) if first else None
    if before is not None:
        further = _name_word(text, words, first - 2, first - 1) if first > 1 else None
        return (further, before) if further is not None else (before,)
    capitals = text[words[last].start : words[last].end].isupper() or words[min(last + 1, len(words) - 1)].folded in FIRST_NAMES
    after = _name_word(text, words, last, last + 1, of=last + 1) if last + 1 < len(words) else None
    return (after,) if after is not None and (capitals or len(after) <= 2) else None


def _is_like(given: tuple[str, ...], name: Name) -> bool:
    """Whether *given* is no name of its own, and written almost as the given name: a slip, a letter that was lost, « Alex »."""
    from rapidfuzz import fuzz

    one, other = "".join(given), "".join(name.given)
    if one != other and _TWICE.sub(r"\1", one) == _TWICE.sub(r"\1", other):
        return True  # « Philipe », « Ane »: a name too, and a slip
    if one in FIRST_NAMES or min(len(one), len(other)) < 2:
        return False
    return other.startswith(one) or fuzz.ratio(one, other) >= 100 * _ALIKE


def _name_word(text: str, words: list[Word], left: int, right: int, of: int | None = None) -> str | None:
    """The word *of* (else the left one) where both stand together and it may be a given name or an initial."""
    gap, word = text[words[left].end : words[right].start], words[left if of is None else of]
    written = text[word.start : word.end]
    slug = gap in (".", "-", "_") and text[words[left].start : words[right].end].islower() and word.folded in FIRST_NAMES
    if (
        len(gap.strip()) > _NEAR
        or any(c in gap for c in ",;:/|\n\t()")
        or not (written[:1].isupper() or slug)
        or is_civility(written)
    ):
        return None
    if gap.strip().startswith(".") and len(word.folded) > 2 and of is None and not slug:
        return None  # the end of a sentence
    return word.folded


def _named(text: str, match: Match) -> str | None:
    """The whole name of which *match* is a part; None where it is one word."""
    first = line_above(text, match.start) if match.other == "beside" else match.start
    begins = max((end.end() for end in _SENTENCE.finditer(text, 0, first)), default=0)
    ends = found.start() + 1 if (found := _SENTENCE.search(text, match.end)) else len(text)
    people = [(max(start, begins), min(end, ends)) for start, end in people_in(text)]
    whole = [span for span in [*people, (first, match.end)] if span[0] < match.end and match.start < span[1]]
    start, end = min([match.start, *(a for a, _ in whole)]), max([match.end, *(b for _, b in whole)])
    named = " ".join(text[start:end].split())
    return named if len(cut(named)) > 1 or match.form.startswith(EXACT) else None


def lists_of(forms: Iterable[str]) -> tuple[StopList, ...]:
    """A list for looking through what is no part of the database: configuration, feeds."""
    return (stop_list(forms, _KEY),)
