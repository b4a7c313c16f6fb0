"""Whether a sentence alone in the place of a text is of a town, where people meet, and not of the web (DESIGN 3.14). Pure.

Whoever writes that a post stays vacant, or that one comes in through the yard, uses no word that pages and programs have. A
failure hardly ever does without one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import repeat

from monitor.model import Section
from monitor.normalize import key
from monitor.quality.language import small_words
from monitor.quality.news import CLAUSE_ENDS, MOST, SENTENCES, is_about, is_anchored, names_day, names_somebody, orders
from monitor.quality.phrases import (
    CLOCK,
    after_cry,
    begins_with_none,
    could_not,
    is_code,
    is_of_search,
    names_host,
    names_way,
    other_kind,
    says_list_is_empty,
    speaks_of_consent,
    tables,
    tells_of_site,
    without_mild,
)
from monitor.quality.printed import printed_kind

_TOWN = ("chosen", "when", "there", "held", "struck", "papers")
_IN_ALL = ("nothing_here", "invalid_request", "no_hits", "session_over", "crashed", "at_our_end")  # whole lines
_NO_TOWN = re.compile(
    r"\b(?:(?:a|ont|avait|avez)(?: pas| plus| encore){0,2} ete|door (?=(?:de|een|uw|het|andere)\b))"
)  # « a été » is no summer
_SHORT = 14  # words
_TELLING = 4  # letters
_OF_PAPER = re.compile(r"\bpages? \d+ (?:du|de|des|d|of)\b")
_ZEROS = re.compile(r"(?:\+\d\d )?(?:00[ .-]?){5}|0{3,5}[ /-]?0{5,7}")  # of a telephone that nobody has
_LABELS = (":", "_", "…")  # what ends a line of a form to fill in
_GOES_ON = re.compile(r"[?:;]\s")  # who points elsewhere, or tells what then, wrote that for his readers
_QUOTED = re.compile(r"[«“„‹\"]")
_TEXT = 3  # sentences or entries
_WHOLE = 4  # words of a sentence
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _words(of: str, file: str = "town.toml") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(tables(file)[of])})")


def speaks_of_subject(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the part of which *lines* say that it is off, or what is loaded, is one of which *texts* spoke: a block of flats."""
    said = key("\n".join(lines))
    named = [
        found.group() for of in ("program_part", "this_block", "loading") for found in _words(of, "itself.toml").finditer(said)
    ]
    return is_about(" ".join(named), texts)


@cache
def _rules(of: str) -> list[list[str]]:
    """What goes together in a line that speaks of the text itself."""
    return [rule.split() for rule in tables("itself.toml")["rules"][of]]


def is_of_itself(line: str) -> bool:
    """Whether a short *line* says of the text that stood there, its display, or its reader's visit that it is barred, off or gone.

    « Diese Komponente wurde vom Administrator deaktiviert »: no one word tells that, and no owner says it of what his town does;
    who names a day, a season, an office or a post does.
    """
    if len(_WORD.findall(line)) > _SHORT:
        return False
    said = key(line)
    if _GOES_ON.search(line) and not any(_words(of, "itself.toml").search(said) for of in ("sitemap", "seen_by_authors")):
        return False
    if any(_words(of, "itself.toml").match(said) for of in _IN_ALL if of != "no_hits" or _QUOTED.search(line)):
        return True
    if not (
        any(map(_has_all, _rules("always"), repeat(said)))
        or any(_has_all(r, said) and not telling_words(said, r) for r in _rules("alone"))
    ):
        return False
    said = _NO_TOWN.sub(" ", said)
    return not (is_of_town_s(said) or names_day(line))


def _has_all(rule: Sequence[str], said: str) -> bool:
    return all(_words(of, "itself.toml").search(said) for of in rule)


def telling_words(said: str, but: Sequence[str] = ()) -> list[str]:
    """The words of *said*, a key, neither of the web nor such as tell of nothing, nor (*but*) of these of `itself.toml`."""
    for words in (*(_words(of, "itself.toml") for of in but), _words("web"), _words("plain", "itself.toml")):
        said = words.sub(" ", said)
    return [word for word in _WORD.findall(said) if len(word) >= _TELLING and word not in small_words()]


def speak_of_themselves(lines: Sequence[str]) -> bool:
    """Whether each of *lines* does (`is_of_itself`), or they are what a template left, or what programs print."""
    return bool(lines) and (all(map(is_of_itself, lines)) or _is_left_over(lines) or printed_kind(lines) is not None)


def _is_left_over(lines: Sequence[str]) -> bool:
    """Whether *lines* are what a template has for those who write: “Type your text here”, « Exemple de titre », 00 00 00 00 00.

    By what they are made of: every word says what is to stand there, that it is an example, or to write here, or for « your » text.
    A name and a post, and that somebody is to write them, is what forms and contests ask for as well, but for the number that
    nobody has; and who draws lots for a name and a number.
    """
    if any(line.rstrip().endswith(_LABELS) or "\t" in line for line in lines):
        return False
    found, zeros = set[str](), False
    for line in lines:
        rest = key(line)
        if len(lines) > 1 and _ZEROS.fullmatch(line.strip()):
            zeros, rest = True, ""
        sorts = {"placed"} if _words("placed", "itself.toml").search(rest) else set[str]()
        for of in ("samples", "names", "roles", "layout", "fields", "writes", "small"):
            rest, times = _words(of, "itself.toml").subn(" ", rest)
            sorts |= {of} if times else set()
        if rest.strip() or ("writes" in sorts and not {"names", "fields"}.isdisjoint(sorts)):
            return False
        found |= sorts
    of_text = not {"names", "roles", "layout"}.isdisjoint(found)
    return (of_text and ("samples" in found or {"writes", "placed"} <= found)) or (zeros and {"names", "roles"} <= found)


def is_written_anew(old: Section, new: Section) -> bool:
    """Whether *new*, in hardly any word of *old*, is a text all the same: somebody of the town wrote it anew (3.15).

    It has three sentences or entries, of which two in three at least say neither that something of a site is lost, at fault or
    waits, nor ask for consent, nor are links and nothing else. As programs, hosts and who breaks in write whole texts as well, two
    of them speak of what *old* did, or name a street, a date, somebody or an office, and no more speak to a reader who was not
    spoken to; and none offers the domain for sale.
    """
    parts = {
        (part, any(key(link.text) == key(block.text) for link in block.links))
        for block in new.blocks
        if block.kind != "heading"
        for part in SENTENCES.split(block.text)
        if len(_WORD.findall(part)) > 1
    }
    plain = [
        part
        for part, leads in parts
        if not (leads or tells_of_site(part) or could_not(part) or is_code(part) or speaks_of_consent(part))
    ]
    texts = [old.heading or "", *(block.text for block in old.blocks)]
    # A day of the week is anybody's: « Livraison le samedi ».
    own = sum(
        is_about(without_mild(part), texts) or (is_anchored([part], texts) and (names_somebody(part) or not names_way(part)))
        for part in plain
    )
    to_reader = sum(orders([part], texts) for part in plain)
    if other_kind("empty", new.text) == "parked":
        return False
    return len(plain) >= _TEXT and 3 * len(plain) >= 2 * len(parts) and own > max(1, to_reader)


def is_of_town_s(line: str, *, but_a_day: bool = False) -> bool:
    """Whether *line* names a thing of a town's: who was chosen, a season, where one comes in or with what, the weather.

    *but_a_day*: more than one day or season, which are anybody's.
    """
    said = key(line)
    if but_a_day and len(_words("when").findall(said)) == 1:
        said = _words("when").sub(" ", said)
    return any(_words(of).search(said) for of in _TOWN)


def is_of_web(line: str) -> bool:
    """Whether *line* has a word for what pages, programs and their readers have, or for what goes wrong with them.

    That a convention ran out, or page 12 of a report, is of no program's.
    """
    said = _words("papers").sub(" ", _OF_PAPER.sub(" ", key(line)))
    return _words("web").search(said) is not None


def is_of_program(line: str) -> bool:
    """Whether *line* has a word of the web or of who runs a site, a cry, is what programs write, or waits."""
    by_words = is_of_web(line) or names_host(line) or after_cry(line) is not None
    return by_words or is_code(line) or line.rstrip().endswith(("…", "..."))


def is_plain(lines: Sequence[str]) -> bool:
    """Whether nothing in *lines* is what programs say, in words or in form: the time, that there is none, orders, mere labels.

    Of three words or fewer without a full stop programs print more than people: « Unbekannter Parameter ». An order behind a
    clause that says something to nobody is somebody's: « The hall has been empty since the fire, go to the yard. »
    """
    begins = [first for line in lines if len(_WORD.findall(first := CLAUSE_ENDS.split(line)[0])) >= _WHOLE]
    if CLOCK.search("\n".join(lines)) or (orders(lines, ()) and all(orders([first], ()) for first in begins)):
        return False
    labels = any(len(_WORD.findall(line)) < _WHOLE and not line.rstrip().endswith((".", "!")) for line in lines)
    none = any(says_list_is_empty(line) or (begins_with_none(line) and len(_WORD.findall(line)) < _WHOLE) for line in lines)
    of_site = any(tells_of_site(line) and not is_of_town_s(line) for line in lines)
    return not (labels or none or of_site or any(map(is_of_program, lines)))


def is_of_people(lines: Sequence[str], texts: Sequence[str], *, named: bool = False) -> bool:
    """Whether *lines* have no word of the web and nothing else that programs say: they are told, to be checked, and no failure.

    Who runs a site speaks of « our », « your » and gives orders, with a door or a season for ornament; programs begin by saying
    that there is none, and tell the time. Such lines name two things of a town: who was chosen, a season, where one comes in or
    with what, the weather; or a day or a month. So where a box says by role that a program speaks, or hardly anything else stands
    (*named*), of any line: two, or one in a sentence about what *texts* are.
    """
    said = "\n".join(lines)
    if not 0 < len(_WORD.findall(said)) <= MOST or any(map(is_of_program, lines)):
        return False
    whole, to_reader = len(_WORD.findall(said)) >= _WHOLE, orders(lines, ())
    folded = _words("today").sub(" ", key(said))  # what broke this morning, or was read this month
    found = {word for of in _TOWN for word in _words(of).findall(folded)}
    dated = names_day(said) and not CLOCK.search(said)
    if found or dated:
        things = len(found) + dated + (_words("in_person").search(folded) is not None)
        things += _words("chosen").search(folded) is not None  # « we look for a successor, come forward »
        if named and whole and not to_reader:
            besides = set(folded.split()) - {part for word in found for part in word.split()}
            things += is_about(" ".join(besides), texts)
        enough = 1 if dated or (whole and not (named or to_reader)) else 2
        if things >= enough:
            return not any(map(is_of_search, lines))
    return not named and is_plain(lines)
