"""What pages say that are not the page: kinds of failure by their usual words, walls by the marks in their source (DESIGN 3.14).

Pure but for reading our words: they are data (`data/phrases.toml`, `data/walls.toml`), read when the first page is suspect. A
phrase never decides alone: `why` asks where it stands and what else is there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from monitor.expressions import expression
from monitor.model import FailureKind
from monitor.normalize import key
from monitor.quality.language import small_words

KINDS: tuple[FailureKind, ...] = ("bot_wall", "soft_404", "maintenance", "login_redirect", "js_shell", "redirected")
NOWHERE: FailureKind = "empty"  # of headlines alone: a server's own page, a domain that is for sale
_LABEL = 5  # words of a button
LONGEST_HEADLINE = 14  # words; an error's title is short, a news article's is not
CLOCK = expression(r"\b\d{1,2} ?(?:h|:\d\d|uhr|[ap]\.?m)\b", re.I)
SETTINGS = r"\[[a-z][\w-]* [\w-]+=[^\]\n]{1,200}\]"  # a shortcode: « [contacts view="list"] »
FILLER = r"\b[Ll]orem ipsum\b"
# Letters as programs write them and people do not: names joined by signs, calls, places in a source.
_PROGRAMS = r"(?:php|py|js|jsp|aspx?|java|rb)"
CODE = expression(
    r"\w::\w|\$\w+->\w|\)->\w|\w->\w+\(|\bSQLSTATE\[|[A-Za-z]\[[A-Z][A-Za-z_]\w*\]|\b[A-Za-z]\w*(?:Error|Exception)\b"
    r"|\w\((?:['\"$][^()]{0,60}|[\w.]+, ?[^()]{0,60})['\"]\)"
    rf"|[\\/][\w.-]+\.{_PROGRAMS}\b|\b[\w-]+\.{_PROGRAMS}(?=:\d|\(\d|['\"]?,? (?:on )?line\b)|(?m:^)[\w-]+\.{_PROGRAMS}(?m:$)"
    r"|(?m:^)(?:null|undefined|NaN)(?m:$)|\b(?:is|of|on|was|got|to) (?:null|undefined)\b"
    r"|\b(?:instance of an object|stack ?trace|on line \d+)\b"
    rf"|{SETTINGS}|{FILLER}"
    r"|\bORA-\d{4,5}\b|\bFATAL: |\bERROR \d{4}\b|\bTNS:|\b0x[\da-fA-F]{4,}\b|\[object \w+\]|\{\{[^\n]{0,200}?\}\}"
    r"|</\w+>|<(?:p|div|span|br|hr|a|b|i|em|strong|ul|ol|li|table|t[rdh]|h[1-6]|pre|code|script|html|body|head|title|img)/?>"
    r"|\$\{[\w.]{1,60}\}|\w\(\): "
    # What a template or a server's tag is written in, and files by their place: « <%= … %> », « [[*title]] », 'file:a/b.tpl'
    r"|<%[^%\n]{1,80}%>|<!--#|\[\[[~!]?[*$+%~][^\[\]\n]{1,120}\]\]|\{%[^%\n]{1,80}%\}"
    r"|\{(?:[#/]\w+|\w+(?::\w+)+)(?: [^{}\n]{1,80})?\}"
    r"|['\"](?:\w+:|[A-Z]:[\\/]|\.{0,2}/)?(?:[\w.-]+[\\/])+[\w.-]*"
    r"\.(?:tpl|php|inc|js|py|rb|twig|liquid|json|ya?ml|jinja2?|erb|ejs|hbs|vue|phtml)['\"]|'\./[\w/-]+'"
)
# Sorts of names and numbers as programs write them. People write one of them at times: « #1146 - Table 'town.pages' »
_SIGNS = expression(
    r"(\bline \d+\b|(?m:^)#\d{4} - |\(\d{4}, ['\"])|(?<!\w)(['\"][a-z_]\w*\.[a-z_]\w*['\"])"
    r"|(?<![\w./@-])([a-z]\w*(?:/\w+)+\.(?!pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|zip)[a-z]+)\b(?![./])"
    r"|\b([a-z]\w*(?:\.[a-z]\w*)+\.[A-Z]\w+)|(?<![\w$])(\$[a-z_]\w*)|(?<![\w.@])(@\w+\()|\b(\w+=[\"'])|\b(null|undefined|NaN)\b"
)
_SORTS = 2
# « www.town.example/loans.php »
_ADDRESS = expression(r"(?<![\w./\\-])(?:https?://|www\.|(?:[\w-]+\.)+[a-z]{2,12}/)[^\s\"'<>]*")
_CLAUSE = expression(r"\W{0,8}(\w[^,!.…?:]{0,40})[,!.…]")  # of bounded length: a line may be a million dashes
_CLAUSES = re.compile(r"[.!?:;,\n]")
_PARTS = expression(r"\s[|–—·•»:-]\s|\s?[|•»]\s?|\s::\s|: ")


@cache
def tables(file: str) -> dict[str, Any]:
    """What *file* of our words holds, by its names."""
    return tomllib.loads((Path(__file__).with_name("data") / file).read_text(encoding="utf-8"))


@cache
def phrases(of: Literal["headlines", "sentences", "stems", "hints"]) -> Mapping[FailureKind, str]:
    """A regular expression for each kind, in the order of the file."""
    return {kind: "|".join(ways) for kind, ways in tables("phrases.toml")[of].items()}


@cache
def _words(table: str, of: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(tables('phrases.toml')[table][of])})")


@cache
def _headline(kind: FailureKind) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:desole|sorry|oups|oops|erreur|error|attention|ce|cette|this|the|la|le|votre|your|notre|our)\s)*(?:{phrases('headlines')[kind]})"
    )


@cache
def _sentence(kind: FailureKind) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases('sentences')[kind]})")


def _saying(*lists: tuple[str, str], how: Literal["search", "match", "fullmatch"] = "search") -> Callable[[str], bool]:
    """Whether a line speaks of something: by words of one of *lists* (table, list) that it holds, begins with, or is."""

    def says(line: str) -> bool:
        folded = key(line)
        return any(getattr(_words(table, of), how)(folded) for table, of in lists)

    return says


# What a line, or a label, may speak of
asks_to_read_on = _saying(("buttons", "more"), how="fullmatch")  # « En savoir plus », “Read more” and no word besides
asks_to_wait = _saying(("buttons", "waits"), how="fullmatch")  # of a picture: « Loading… » and no word besides
asks_to_sign_in = _saying(("buttons", "signs_in"))  # of a dialog over a page: who its reader is
is_of_failing = _saying(("told", "broken"), ("alone", "failing"))  # something broke, or could not be done
names_office = _saying(("alone", "offices"))  # an office, or what becomes of it
is_of_places = _saying(("alone", "places"))  # those who sit in an office, or where one is
is_of_showing = _saying(("alone", "showing"))  # pages, programs, or a while to wait
could_not = _saying(("widgets", "failed"), ("alone", "failing"), ("alone", "instants"))  # be done; how many minutes it takes
names_host = _saying(("alone", "run_by"))  # who runs a site, what it stands on, how many come to it at once
names_way = _saying(("alone", "days"), ("alone", "counters"))  # a day, a season, a counter: when, and where, people serve one
is_of_nobody = _saying(("alone", "nobody"), how="fullmatch")  # a post is vacant, or there is nothing to say, and no more
is_of_search = _saying(("alone", "sought"))  # a search, or a choice among a list's entries
begins_with_none = _saying(("alone", "nothing"), how="match")  # there is none of something
speaks_of_consent = _saying(("told", "consent"), ("told", "terms"))  # cookies, robots, terms of use; to accept or refuse all


def is_code(text: str) -> bool:
    """Whether *text* has letters as programs write them and people do not, by their form alone; addresses are anybody's."""
    text = _ADDRESS.sub(" ", text)
    return CODE.search(text) is not None or len({found.lastindex for found in _SIGNS.finditer(text)}) >= _SORTS


def is_rewritten(line: str) -> bool:
    """Whether *line* says that somebody is at work on the text: not that this failed, goes by itself or is to be waited for."""
    said = key(line)
    return _words("alone", "rewritten").search(said) is not None and _words("alone", "not_rewritten").search(said) is None


def says_it_failed(line: str) -> bool:
    """Whether a short *line* says that something of the page, a map or a feed, could not be shown or loaded."""
    folded = key(line)
    return _words("widgets", "failed").search(folded) is not None or _sentence("maintenance").match(folded) is not None


def is_to_press(label: str) -> bool:
    """Whether *label*, of a button or a link, says what is done with any text: print it, hear it, read on; or nothing.

    What names something besides is its own: « Partage des bassins », « Écoutez le maire ».
    """
    said = key(label)
    besides = _words("buttons", "tools").sub("", said, 1).split() if len(said.split()) <= _LABEL else [said]
    is_tool = besides != said.split() and all(_words("buttons", "of_any").fullmatch(word) for word in besides)
    return not said or is_tool or asks_to_read_on(label)


def is_of_offices(line: str) -> bool:
    """The same, and not of pages and programs."""
    return names_office(line) and not is_of_showing(line)


def is_of_town(clause: str, *, dated: bool, known: bool) -> bool:
    """Whether *clause* says of a place, and of nothing that a site has, that it is shut or under repair: « Pont fermé ».

    Doors are closed, for a reason or of what the page spoke of before (*known*): « Connection closed » is neither. Ways are shut to
    those who go there. A state that pages have as well (« en maintenance ») wants something else that it is said of, and a day
    (*dated*) or one that comes each week.
    """
    folded = key(clause)
    state, closed = (_words("alone", of).search(folded) for of in ("states", "closed"))
    rest = _words("alone", "states").sub(" ", folded)
    weekly = _words("alone", "weekly").search(folded)
    if said_of_showing(rest) or (_words("alone", "hosted").search(folded) and not weekly):
        return False
    subject = any(word not in small_words() and len(word) > 2 for word in folded[: state.start()].split()) if state else False
    if closed and (state or known):
        return True
    return _words("alone", "shut_to").search(folded) is not None or (subject and (dated or weekly is not None))


def names_showing(line: str) -> bool:
    """Whether *line* names what pages and programs have, those words left out that are said of a boiler as of a page."""
    rest = _words("alone", "mild").sub(" ", key(line))
    return any(_words("alone", what).search(rest) for what in ("showing", "notices"))


def tells_of_site(line: str) -> bool:
    """Whether *line* says of what no town has but on its site that it is lost, at fault, asks or waits; or that this one is.

    « Le site de la tour accueille une exposition » names one as well, and says nothing of the kind.
    """
    folded, named = key(line), headline_kind(line)
    if any(_sentence(kind).search(folded) or kind == named for kind in KINDS if kind != "maintenance"):
        return True
    for of in ("installed", "elsewhere"):
        folded = _words("alone", of).sub(" ", folded)
    return names_showing(folded) and is_at_fault(line)


def is_at_fault(line: str) -> bool:
    """Whether *line* says what goes wrong, asks or waits, denies, speaks to its reader, or points: « this page », « our site »."""
    folded = key(line)
    return begins_with_none(line) or any(_words("alone", of).search(folded) for of in ("faults", "failing", "instants", "pointing"))


def without_mild(line: str) -> str:
    """The key of *line* without what is said of a boiler as of a page, what a town has besides its site, and days."""
    folded = key(line)
    for of in ("installed", "mild", "days"):
        folded = _words("alone", of).sub(" ", folded)
    return folded


def says_failed_besides(clause: str) -> bool:
    """Whether *clause* names a failure in more than words that are said of bridges, too."""
    rest = _words("alone", "states").sub(" ", key(clause))
    return headline_kind(rest) is not None or bool(kinds_said(rest))


def says_site_is_down(text: str) -> bool:
    """Whether *text* speaks of a pause or a wall, and of a site alone."""
    return spoken_kind(text) in ("maintenance", "bot_wall", "js_shell") and is_of_site(text)


def is_of_site(text: str) -> bool:
    """Whether *text* says something of a site, its pages or programs, or has one ask for them again, and none of doors, offices.

    « Merci », « travaux » are said of a counter as well, and « sur notre site » is where its hours stand.
    """
    clauses = (_words("alone", "elsewhere").sub(" ", key(clause)) for clause in _CLAUSES.split(text))
    said = any(_words("alone", "of_sites").search(clause) for clause in clauses)
    return said and _words("alone", "closed").search(key(text)) is None and not (names_office(text) or is_of_places(text))


def says_list_is_empty(line: str) -> bool:
    """Whether *line* begins by saying that there is none, of what programs call the entries of a list: « Keine Einträge … »."""
    folded = key(line)
    return _words("alone", "nothing").match(folded) is not None and (
        _words("alone", "entries").search(folded) is not None or _words("alone", "sought").search(folded) is not None
    )


def is_house_rule(line: str) -> bool:
    """Whether *line* says what there is not at an hour or each week: « Aucune entrée après 17 h 30 ». No list does."""
    folded = key(line)
    begins = _words("alone", "nothing").match(folded)
    if begins is None:
        return False
    rest = folded[begins.end() :].strip().partition(" ")[2]  # behind what there is none of
    at = _words("alone", "weekly").search(folded) or CLOCK.search(line)
    return at is not None and not said_of_showing(rest) and _words("alone", "sought").search(folded) is None


def after_cry(line: str) -> str | None:
    """What *line* says after a cry with which hardly anybody begins who writes for a town: « Oups, … »; None: it has none."""
    first = _CLAUSE.match(line)
    return line[first.end() :] if first and _words("alone", "cries").fullmatch(key(first[1])) else None


def said_of_showing(line: str) -> int:
    """How many words of *line* speak of pages and programs, of what did not come, or of a while to wait."""
    folded = key(line)
    return sum(1 for what in ("showing", "notices") for _ in _words("alone", what).finditer(folded))


def headline_kind(line: str) -> FailureKind | None:
    """The kind of failure that a title or heading names, where that is all that it, or a part of it between dashes, says."""
    said = [words for words in map(key, (line, *_PARTS.split(line))) if words and words.count(" ") < LONGEST_HEADLINE]
    return next((kind for kind in (*KINDS, NOWHERE) if any(map(_headline(kind).fullmatch, said))), None)


def parts_of(title: str) -> tuple[str, ...]:
    """What stands between the dashes and bars of a *title*, as keys."""
    return tuple(k for part in _PARTS.split(title) if (k := key(part)))


def spoken_kind(text: str) -> FailureKind | None:
    """The kind of failure that *text*, known to be one, speaks of most; None where of none, or of two as much."""
    folded = key(text)
    weights = {kind: 2 * _times(stems, folded) for kind, stems in phrases("stems").items()}
    for kind, stems in phrases("hints").items():
        weights[kind] += _times(stems, folded)
    most = max(weights.values())
    spoken = [kind for kind, weight in weights.items() if weight == most > 0]
    return spoken[0] if len(spoken) == 1 else None


def _times(stems: str, folded: str) -> int:
    """How many different words of *folded* are among *stems*."""
    return len({found.group() for found in re.finditer(rf"\b(?:{stems})", folded)})


def kinds_said(text: str) -> list[FailureKind]:
    """The kinds of failure that `sentence_in` finds in *text*."""
    lines = [key(line) for line in text.split("\n")]
    return [kind for kind in KINDS if any(map(_sentence(kind).search, lines))]


def sentence_in(text: str, kind: FailureKind) -> bool:
    """Whether a line of running *text* holds words of *kind*: « … des services » above « Actuellement fermé » says nothing."""
    return any(_sentence(kind).search(key(line)) for line in text.split("\n"))


def other_kind(kind: FailureKind, said: str) -> Literal["refused", "consent", "broken", "parked", ""]:
    """What a failure of *kind* is said to be where *said*, all that stands there, is not what its name says; "" where it is.

    A wall that speaks of no robot refuses its readers, or wants their consent; an error is no maintenance and no lost page.
    """
    words = key(said)
    if kind == "empty":
        return "parked" if _words("told", "parked").search(words) else ""
    if kind == "bot_wall" and not _words("told", "certain").search(words):
        asks = _words("told", "consent").search(words) and _words("told", "answers").search(words)
        if asks:  # of a browser, or of somebody's security, it may speak all the same
            return "consent"
    if kind == "bot_wall" and not _words("told", "robots").search(words):
        if _words("told", "refused").search(words):
            return "refused"
        return "consent" if _words("told", "consent").search(words) else ""
    if not _words("told", "broken").search(words) or kind not in ("maintenance", "soft_404"):
        return ""
    plain = _words("told", "interjections").sub(" ", words)
    named = _words("told", "pause").search(plain) if kind == "maintenance" else re.search(rf"\b(?:{phrases('stems')[kind]})", plain)
    return "" if named or (kind == "soft_404" and _sentence(kind).search(plain)) else "broken"


def wall(source: str) -> str | None:
    """The vendor whose mark *source* bears; None for none. Only to be asked of a page without text of its own."""
    return next((vendor for vendor, mark in tables("walls.toml").items() if re.search(mark, source, re.IGNORECASE)), None)
