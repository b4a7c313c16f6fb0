"""Whose words a short text is: a program's, of a site, its pages and its reader, or its owner's (DESIGN 3.14). Learned; pure.

What an owner says of a ferry a server says of a page, and no list of words holds what the next one says. So each sentence is
weighed: its words, pairs of words and their letters three to five in a row, by weights that training/sentences.py learned in seven
languages, and what our rules find in it, as evidence beside these. The rules go first (`verdict`): what they call a failure is one,
but for what the owner fairly surely says, which is to be checked.
"""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from monitor.normalize import key
from monitor.quality import phrases
from monitor.quality.news import (
    GO_ON,
    MOST,
    NUMBER,
    SENTENCES,
    STREET,
    YEAR,
    names_day,
    names_somebody,
    orders,
    telling,
    words_of_names,
)
from monitor.quality.town import is_of_itself, is_of_town_s, is_of_web, telling_words

SURE = 0.95  # the chance from which a program speaks, where it speaks of what sites have
OWNERS = 0.4  # the chance up to which the owner does
DOUBT = 0.8  # above which it is to be checked whether a program does
_OF_ONE_LINE = 0.9  # the same of one line in the place of less than a third
_PLAIN = 0.04  # up to which it is news without a doubt, where something else vouches for it
_SITES = 0.8  # what a sentence's own words weigh at least that is a program's, whoever it names, where it speaks of what sites have
BUCKETS = 1 << 16
_LETTERS = (3, 4, 5)
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")
_LABELLED = re.compile(r"\W*\w+ ?:")
_MONEY = re.compile(r"[€£$]|\beuros?\b", re.I)
_FILE = Path(__file__).with_name("data") / "speaker.json"
_STEPS = 127  # of a weight, each side of 0
_SHORT, _LONG = 5, 14  # words
_KNOWN = 1.0  # what its own words weigh at least of a sentence that is the owner's though no rule finds his world in it
_OWN, _AGAINST = -1.0, 1.5  # what its words weigh at most where they are the owner's, and what all does, whatever a rule calls it
_SURELY = -2.0  # what its words weigh at most of nothing in his world, with an order or in so many words a failure
_SOME = 0.5  # what they weigh at least where a program surely says it, and at most where the owner does
VOTE = 0.5  # what a rule counts beside a sentence's words, which together count 1

VOTES: Mapping[str, Callable[[str], bool]] = {
    "names what sites have": phrases.names_showing,
    "tells of a site": phrases.tells_of_site,
    "could not": phrases.could_not,
    "is at fault": phrases.is_at_fault,
    "begins with none": phrases.begins_with_none,
    "orders": lambda said: orders([said], ()),
    "names an office": phrases.names_office,
    "names who sits there": phrases.is_of_places,
    "names a day": names_day,
    "names somebody": names_somebody,
    "names a street": lambda said: STREET.search(said) is not None,
    "a word of the web": is_of_web,
    "something failed": phrases.is_of_failing,
    "who runs a site": phrases.names_host,
    "of the text itself": is_of_itself,
    "code": phrases.is_code,
    "a town's thing": is_of_town_s,
    "a kind of failure": lambda said: phrases.spoken_kind(said) is not None,
    "a phrase of failures": lambda said: bool(phrases.kinds_said(said)),
    "money": lambda said: _MONEY.search(said) is not None,
    "figures": lambda said: _FIGURE.search(said) is not None,
    "a clock": lambda said: phrases.CLOCK.search(said) is not None,
    "a year": lambda said: YEAR.search(said) is not None,
    "a way": phrases.names_way,
    "short": lambda said: len(_WORD.findall(said)) < _SHORT,
    "long": lambda said: len(_WORD.findall(said)) > _LONG,
    "goes on": lambda said: said.rstrip().endswith(("…", "...")),
    "asks": lambda said: said.rstrip().endswith("?"),
}
OF_TOWN = frozenset(
    {
        "names an office",
        "names who sits there",
        "names a day",
        "names somebody",
        "names a street",
        "a town's thing",
        "money",
        "a year",
    }
)
_OF_SITE = frozenset({"names what sites have", "a word of the web", "who runs a site", "of the text itself"})

_NEVER = frozenset({"goes on", "of the text itself"})  # by which no sentence is the owner's, whatever it weighs
_WITHOUT_TOWN = frozenset({"orders", "a phrase of failures"})  # nor where nothing in it is of his world, but for what is surely his
_POINTS = re.compile(r"\b(?:cet?|cette|th[eo]se|this|diese[mnrs]?|deze|dit|quest[aeio]|est[ae]s?|ess[ae]s?)$")
_HIS = 2  # words that no program says, of what is news without a doubt
STEM = 6  # letters of a word by which it is known whether programs say it
_RARE = ((1, 0.0), (2, 4.0), (3, 6.0))  # so many words at least that no program says, and what all weighs at most beside them
_RARE_OF_TOWN = ((1, 3.0),)  # the same of what names something of the owner's world
_COMMON = ((0, 1.5), (1, 2.2))  # the other way round
_LIKELY = ((0, 0.8), (1, 1.2))  # the same of what is to be checked
_MOSTLY = 2  # times as many words as what programs say as well
_TELLING = 6  # words of a sentence in which something stands beside what is of a site


class Weights(NamedTuple):
    """What speaks for a program, above 0, and for the owner, below: by bucket (int8 steps) and by rule."""

    words: bytes
    step: float
    votes: Mapping[str, float]
    bias: float
    heard: frozenset[str]  # the beginnings of all words that programs said


@cache
def _learned() -> Weights:
    said = json.loads(_FILE.read_text(encoding="utf-8"))
    words, heard = (zlib.decompress(base64.b64decode(said[of])) for of in ("words", "heard"))
    return Weights(words, said["step"], said["votes"], said["bias"], frozenset(heard.decode().split()))


def features(said: str, *, buckets: int = BUCKETS) -> dict[int, float]:
    """How much each bucket counts in *said*: words and pairs one vector of length 1, parts of words another; figures by length."""
    words = [_FIGURE.sub("0", word) for word in _WORD.findall(key(said))]
    whole = {f"w{word}" for word in words} | {f"b{before} {word}" for before, word in pairwise(words)}
    marked = [f"<{word}>" for word in words]
    letters = {f"c{word[at : at + n]}" for word in marked for n in _LETTERS for at in range(len(word) - n + 1)}
    counts: dict[int, float] = {}
    for side in (whole, letters):
        for bucket in {zlib.crc32(part.encode()) % buckets for part in side}:
            counts[bucket] = counts.get(bucket, 0.0) + 1 / math.sqrt(len(side))
    return counts


def weight_of(counts: Mapping[int, float]) -> float:
    """What *counts* weigh together, above 0 for a program."""
    learned = _learned()
    return weighed_by(counts, learned.words, learned.step)


def weighed_by(counts: Mapping[int, float], words: bytes, step: float) -> float:
    """What *counts* weigh together by *words*, a byte a bucket, in units of *step*."""
    steps = ((words[bucket], count) for bucket, count in counts.items())
    return step * sum(count * (byte - 256 if byte > _STEPS else byte) for byte, count in steps)


class Said(NamedTuple):
    """What one sentence weighs."""

    chance: float  # 0 to 1, that a program says it; one half where its own words say next to nothing, or not what the rules do
    of_town: bool  # a rule finds something of the owner's world in it
    claimed: bool  # and no mere day of the week beside a word of the web, nor a name that programs say: « Internet Explorer »
    of_site: bool  # or something that sites, their pages and their readers have, and its words say so too
    sounds: bool  # its own words say so by themselves
    of_owner: bool  # by its own words the owner fairly surely says it, whatever single words of it are to a rule
    barred: bool  # it speaks of itself, for its reader to go on, or breaks off, whatever it weighs
    unheard: int  # how many of its words no program was ever heard to say
    is_rare: bool  # so many that somebody else says it, whatever a rule calls it
    is_common: bool  # all of them, or all but one, were, and it names nothing of the owner's world
    is_likely: bool  # the same, less surely
    found: frozenset[str]  # the rules (`VOTES`) that find something in it
    words: float  # what its own words weigh, above 0 for a program
    weight: float  # and all of it


@lru_cache(maxsize=256)  # one sentence is asked of in several places
def weighed(said: str) -> Said:
    """The sentence *said*, in the place of a text. No evidence is no evidence: the bias, and rules alone, speak for nobody."""
    learned = _learned()
    found = {name for name, rule in VOTES.items() if rule(said)}
    words = weight_of(features(said))
    weight = learned.bias + VOTE * sum(learned.votes[name] for name in found) + words
    of_town, of_site = (not found.isdisjoint(of) for of in (OF_TOWN, _OF_SITE))
    known = words > 0 if weight > 0 else (of_town and words < _SOME) or (words <= -_KNOWN and not of_site)
    chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, weight)))) if known else 0.5
    if of_town and words <= _SURELY and chance < 0.5:  # « … ne sont plus valables depuis la fusion des deux communes »
        chance = min(chance, OWNERS)
    points = any(is_of_web(word[0]) and _POINTS.search(key(said[: word.start()])) for word in _WORD.finditer(said))  # « this page »
    barred = GO_ON.search(key(said)) is not None or not found.isdisjoint(_NEVER)
    # Whether the owner fairly surely says it, whatever a rule calls it: by what its words weigh, and all that it has
    few = len(_WORD.findall(said)) < _TELLING
    against = ("tells of a site" in found and few) or (not found.isdisjoint(_WITHOUT_TOWN) and (few or words > _SURELY))
    against = (against and not of_town) or (words > _SURELY and found >= _WITHOUT_TOWN)
    owner = not (barred or points or against) and words <= _OWN and weight <= _AGAINST
    names = words_of_names(said)
    words_of_it = {*telling_words(key(said))} - names  # whose name stands in a line tells of nobody who wrote it
    anybody_s = {"names somebody"} if names and {name[:STEM] for name in names} <= learned.heard else set[str]()
    anybody_s |= {"a town's thing"} if is_of_web(said) and not is_of_town_s(said, but_a_day=True) else set[str]()
    claimed = not (found & OF_TOWN).issubset(anybody_s)
    unheard = len({word[:STEM] for word in words_of_it} - learned.heard)
    rare = any(unheard >= least and weight <= most for least, most in (*_RARE, *(_RARE_OF_TOWN if of_town else ())))
    rare = rare and not (points and not of_town) and 2 * unheard <= len(_WORD.findall(said))  # of a language never learned none was
    common, likely = (
        not of_town and any(unheard <= most and weight > least for most, least in bounds) for bounds in (_COMMON, _LIKELY)
    )
    sounds = of_site and words >= _SITES
    return Said(
        chance=chance,
        of_town=of_town,
        claimed=claimed,
        of_site=of_site and words >= _SOME,
        sounds=sounds,
        of_owner=owner,
        barred=barred or (points and not rare),
        unheard=unheard,
        is_rare=rare,
        is_common=common,
        is_likely=likely,
        found=frozenset(found),
        words=words,
        weight=weight,
    )


def _parts(lines: Sequence[str]) -> list[Said]:
    """The sentences of *lines*; none of what is too long, of code, or no words at all."""
    parts = [part for line in lines for part in SENTENCES.split(line) if len(_WORD.findall(part)) > 1]
    if sum(len(_WORD.findall(part)) for part in parts) > MOST or phrases.is_code("\n".join(lines)):
        return []
    return [weighed(part) for part in parts]


def program_chance(lines: Sequence[str]) -> float:
    """The chance that a program says *lines*; one half of what is too long, of code, or no words at all.

    Of several sentences one that the owner says speaks for all where it names something of his world; else each has to be his.
    """
    parts = _parts(lines)
    mean = sum(part.chance for part in parts) / len(parts) if parts else 0.5
    if 2 * mean >= 1:
        return mean
    return min((part.chance for part in parts if part.of_town), default=min(0.5, max(part.chance for part in parts)))


def is_owner_s(lines: Sequence[str]) -> bool:
    """Whether the owner fairly surely says *lines*, each sentence of them, though a rule finds a program's word there.

    A ferry's server, and what is loaded with a crane: what stands beside the word tells. So sure that it is told, to be checked.
    """
    parts = _parts(lines)
    return _are_whole(lines) and bool(parts) and all(part.of_owner for part in parts)


def may_be_owner_s(lines: Sequence[str]) -> bool:
    """Whether a sentence of *lines* is fairly surely the owner's, or has words that no program has, and none is a program's.

    Programs have few words, a town has any: « Échec au concours des villages fleuris ». It is to be checked then.
    """
    parts = _parts(lines)
    rare = any(part.is_rare and not part.barred for part in parts)
    each = (part.of_owner or (rare and not (part.barred or part.is_common)) for part in parts)
    return _are_whole(lines) and bool(parts) and all(each)


def is_nobody_s(lines: Sequence[str], texts: Sequence[str] = ()) -> bool:
    """Whether *lines* hold nothing of the owner's world, and hardly a word that no program was heard to say: it may be one's.

    And they name what sites have and say that it is at fault, or shown: « Ce service n'existe plus » is anybody's.
    With *texts*, a page's, so may a few words that have none of theirs, and nothing to know their owner by.
    """
    parts = _parts(lines)
    tells = (phrases.is_at_fault, phrases.names_showing, phrases.spoken_kind)
    of_web = any(is_of_web(line) and any(tell(line) for tell in tells) for line in lines)
    if not of_web or not parts or any(map(phrases.is_rewritten, lines)):
        return False
    return all(part.is_likely and not part.of_owner for part in parts) or (bool(texts) and _is_unclaimed(lines, texts))


def is_claimed(lines: Sequence[str]) -> bool:
    """Whether a sentence of *lines* names something of the owner's world that is nobody else's (`Said.claimed`)."""
    return any(part.claimed for part in _parts(lines))


def _is_unclaimed(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether nothing in the few words of *lines* shows whose they are: not the owner, nor his town, nor what *texts* are about."""
    parts, said = _parts(lines), "\n".join(lines)
    known = (
        any(part.claimed for part in parts) or NUMBER.search(said) or (phrases.names_host(said) and not phrases.tells_of_site(said))
    )
    if known or len(_WORD.findall(said)) > _LONG or program_chance(lines) <= OWNERS:
        return False
    if any(part.is_rare for part in parts) or sum(part.unheard for part in parts) > (0 if is_owner_s(lines) else _HIS):
        return False
    there = telling(phrases.without_mild("\n".join(texts)))
    return there.isdisjoint(telling(phrases.without_mild(said)))


def _are_whole(lines: Sequence[str]) -> bool:
    return all(len(_WORD.findall(line)) > 1 and phrases.after_cry(line) is None for line in lines)


def is_foreign(lines: Sequence[str]) -> bool:
    """Whether *lines* are in a language never learned: most of their words no program was ever heard to say, nor the owner."""
    return any(2 * weighed(part).unheard > len(_WORD.findall(part)) for line in lines for part in SENTENCES.split(line))


def is_freed(lines: Sequence[str]) -> bool:
    """Whether by that alone *lines* are no failure: then they, and what went with their coming, are to be checked."""
    return is_owner_s(lines) and program_chance(lines) > OWNERS


def may_be_program_s(lines: Sequence[str], *, of_a_third: bool) -> bool:
    """Whether a program may say *lines*, in the place of a third of a text or more (*of_a_third*), or of less.

    By all that speaks for it; or by what one sentence says of a site in its own words, whoever and whatever day it names; or by one
    in words that programs have, with nothing of the owner's world, unless it tells of no fault and most is the owner's: « Dès le
    1er janvier, la Ville reprend seule la gestion de ses services » behind « L’administration de Valmont change ».
    """
    bound = DOUBT if of_a_third else _OF_ONE_LINE
    parts = _parts(lines)
    if program_chance(lines) > bound or any(part.sounds for part in parts):
        return True
    said = [(part, len(_WORD.findall(part)), weighed(part)) for line in lines for part in SENTENCES.split(line)] if parts else []
    common = [(part, words) for part, words, weight in said if weight.is_likely and any(map(str.isalpha, part))]
    owner = sum(words for _, words, weight in said if weight.of_owner and weight.of_town)
    short = any(words < _SHORT for _, words in common)  # « Connexion requise. »
    at_fault = any(phrases.is_at_fault(part) or phrases.is_of_failing(part) or phrases.spoken_kind(part) for part, _ in common)
    return bool(common) and (short or at_fault or _MOSTLY * sum(words for _, words in common) > owner)


def is_vouched_for(lines: Sequence[str], *, stands: bool, shares: bool) -> bool:
    """Whether the owner surely says *lines*, of his world and of nothing of the web, and more than their words tells so.

    They share a telling word with what the page is about (*shares*), and name a day, a street or somebody, or something of a town's
    of which they say nothing at fault. Where they share none, that is shut, or they have words that no program has, and name an
    office, or both, and more than one day; both, too, where nothing else of the page, and no document beside them, *stands*.
    """
    if not is_owner_s(lines) or program_chance(lines) > _PLAIN:
        return False
    if any(is_of_web(line) or phrases.begins_with_none(line) or _LABELLED.match(line) for line in lines):
        return False
    if any(orders([part], ()) and not weighed(part).of_town for line in lines for part in SENTENCES.split(line)):
        return False
    named = any(names_day(line) or names_somebody(line) or STREET.search(line) for line in lines)
    of_office = any(map(phrases.names_office, lines))
    of_town = of_office or any(is_of_town_s(line) or phrases.is_of_places(line) for line in lines)
    his = sum(part.unheard for part in _parts(lines)) >= _HIS
    if not shares:  # « Casino Royal, 12 rue Haute : bonus lundi »
        shut = of_town and any(phrases.is_of_town(line, dated=False, known=True) for line in lines)
        his = his and (of_office or (named and any(is_of_town_s(line, but_a_day=True) for line in lines)))
        return stands and (shut or his)
    if not (his or named) and any(map(phrases.is_at_fault, lines)):
        return False  # « The pool was not found in the register »
    return (named or of_town) if stands else (named and of_town)


def is_program_s(lines: Sequence[str]) -> bool:
    """Whether a program surely says *lines*: something that sites have is spoken of in them, and nothing of a town's."""
    parts = _parts(lines)
    return program_chance(lines) >= SURE and any(part.of_site for part in parts) and not any(part.of_town for part in parts)
