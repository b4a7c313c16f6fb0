"""Whether a sentence alone in the place of a text is of a town, where people meet, and not of the web (DESIGN 3.14). Pure.

Whoever writes that a post stays vacant, or that one comes in through the yard, uses no word that pages and programs have. A
failure hardly ever does without one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from monitor.normalize import key
from monitor.quality.news import MOST, is_about, names_day, orders, telling
from monitor.quality.phrases import CLOCK, CODE, after_cry, is_of_search, names_host, says_list_is_empty

_TOWN = ("chosen", "when", "there", "held", "struck")
# What goes together in a line that speaks of the text itself, as `data/itself.toml` has it.
_OF_ITSELF = [
    rule.split()
    for rule in (
        *(
            "pointed itself keepers taken",
            "pointed component down",
            "itself locked another_user",
            "settings taken",
            "taken moderator",
        ),
        *("rest only account", "rights not_enough to_read", "may_not see_this", "sought not_here", "too_much"),
        *("before_you", "something hindered display", "swapped back", "editors this_text back", "limited who_sees"),
    )
]
_IN_ALL = ("nothing_here", "invalid_request", "no_hits", "session_over")  # whole lines
_NO_TOWN = re.compile(r"\b(?:(?:a|ont|avait) ete|door (?=(?:de|een|uw|het|andere)\b))")  # « a été » is no summer
_SHORT = 12  # words
_GOES_ON = re.compile(r"[?:;]\s")  # who points elsewhere, or tells what then, wrote that for his readers
_QUOTED = re.compile(r"[«“„‹\"]")
_WHOLE, _OWN = 4, 2  # words of a sentence, and those that tell
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _words(of: str, file: str = "town.toml") -> re.Pattern[str]:
    tables = tomllib.loads(Path(__file__).with_name("data").joinpath(file).read_text(encoding="utf-8"))
    return re.compile(rf"\b(?:{'|'.join(tables[of])})")


def is_of_itself(line: str) -> bool:
    """Whether a short *line* says of the text that stood there, its display, or its reader's visit that it is barred, off or gone.

    « Diese Komponente wurde vom Administrator deaktiviert »: no one word tells that, and no owner says it of what his town does;
    who names a day, a season, an office or a post does.
    """
    if len(_WORD.findall(line)) > _SHORT or _GOES_ON.search(line):
        return False
    said = key(line)
    if any(_words(of, "itself.toml").match(said) for of in _IN_ALL if of != "no_hits" or _QUOTED.search(line)):
        return True
    if not any(all(_words(of, "itself.toml").search(said) for of in rule) for rule in _OF_ITSELF):
        return False
    said = _NO_TOWN.sub(" ", said)
    return not (any(_words(of).search(said) for of in _TOWN) or names_day(line))


def is_of_web(line: str) -> bool:
    """Whether *line* has a word for what pages, programs and their readers have, or for what goes wrong with them."""
    return _words("web").search(key(line)) is not None


def is_of_people(lines: Sequence[str], texts: Sequence[str], *, named: bool = False) -> bool:
    """Whether *lines* say something of a town and have no word of the web: it is told, to be checked, and no failure.

    They say who was chosen, a day or a season, where one comes in or with what, the weather; or they are about what *texts*
    are, or a whole sentence with telling words of its own. Who runs a site speaks of « our », « your », gives orders or says three
    words, with a door or a season for ornament: of such there must be two. So where hardly anything else stands, or a box says by
    role that a program speaks (*named*): two, or one in a sentence about what *texts* are, or a day of a month, and nothing else.
    """
    said = "\n".join(lines)
    if not 0 < len(_WORD.findall(said)) <= MOST or CODE.search(said) or is_of_web(said) or names_host(said):
        return False
    if any(after_cry(line) is not None for line in lines):
        return False
    whole, to_reader = len(_WORD.findall(said)) >= _WHOLE, orders(lines, ())
    folded = _words("today").sub(" ", key(said))  # what broke this morning, or was read this month
    found = {word for of in _TOWN for word in _words(of).findall(folded)}
    dated = names_day(said) and not CLOCK.search(said)
    if found or dated:
        things = len(found) + dated + (_words("in_person").search(folded) is not None)
        if named and whole and not to_reader:
            besides = set(folded.split()) - {part for word in found for part in word.split()}
            things += is_about(" ".join(besides), texts)
        enough = 1 if (dated or (whole and not named)) and not to_reader else 2
        return things >= enough and not any(map(is_of_search, lines))
    if named or any(map(says_list_is_empty, lines)) or to_reader:
        return False
    return is_about(said, texts) or (whole and said.rstrip().endswith(".") and len(telling(said)) >= _OWN)
