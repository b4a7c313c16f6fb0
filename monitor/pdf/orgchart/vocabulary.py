"""The words of org charts, folded: which name a unit, which a role or a person, which say that a post is empty.

French, German and English well; of the other languages of Europe, Turkish and Indonesian what most charts there have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from itertools import filterfalse, groupby
from pathlib import Path
from typing import Any, cast

from monitor.expressions import expression, lists_in, remembered
from monitor.i18n.first_names import first_names
from monitor.normalize import RAISED

FIRST_NAMES = first_names()
word_list, word_pattern = lists_in(Path(__file__).with_name("words.txt"))
# What Cyrillic and Greek letters, folded, sound like in Latin ones.
_SOUNDS = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэіαβγδεζηικλμνοπρσςτυφω", "abvgdeziklmnoprstufieiavgdeziiklmnoprsstifo", strict=True))
    | {"х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ж": "zh", "ю": "iu", "я": "ia", "є": "ie", "ъ": "", "ь": ""}
    | {"θ": "th", "ξ": "x", "χ": "h", "ψ": "ps"}
)
_SPELLINGS = (("ch", "h"), ("kh", "h"), ("ph", "f"), ("ks", "x"), ("y", "i"), ("j", "i"), ("w", "v"))  # of one sound

UNIT_WORDS = frozenset(word_list("words of units"))
DIRECTORATE = 4  # its `level`: what is listed under a title down to that is of it
KINDS = frozenset(word_list("kinds of units"))  # words that are no unit's whole name
BEFORE_NOUN = frozenset(word_list("adjectives before nouns"))  # none that is a surname, « Petit », « Ancien »
THEME_WORDS = frozenset(word_list("words of themes"))
_NOUN_ENDINGS = re.compile(word_pattern("endings of nouns"))  # how a word ends that is hardly ever part of a name
_NUMERAL = re.compile(r"[IVX\d]+[.:]?")
_UNIT_CODE = re.compile(r"(?:[A-Z]{1,3}|[IVX]{1,5}|\d{1,3})(?:[ .-](?:[A-Z]|\d{1,3})|(?<=[A-Z])\d{1,3})+[.)]?")  # of several parts
_SHORTEST_NOUN, _CODE = 4, 4  # letters: « Hùng » has no ending; « Abteilung ZS » a code of at most so many
# English names posts by their last word: « HR Manager », « Chief Finance Officer ».
_ENGLISH_POST = re.compile(word_pattern("english posts"))
# Posts that are surnames, too: « Mehdi Amiri », "John Warden", "Anna Jesperson"; the first ones only behind the word for a service.
_SURNAME_TOO = expression(r"(?P<of_service>sefi?|baskani?|amiri?|memuru?)|\w*(?:person|keeper|worker|warden)")
_BARE_POST = re.compile(word_pattern("bare posts"))
# Posts that units of one rank all have: what stands between such a one and a name is no part of a unit's title.
_POST_OF_RANK = expression(word_pattern("posts of a rank"))
_ASIDE = re.compile(r"\s*(?:\([^()A-ZÀ-Þ]*\)|\s[–—-]\s[^A-ZÀ-Þ:]+)$")  # « … (01/03/2027) », « … – arrivée prévue le 2 mai »
_ABOLISHED = re.compile(word_pattern("abolished posts"))
_ELECTED = expression(word_pattern("who is elected"))
_RUN = expression(word_pattern("how units are run"))
_COMING = expression(word_pattern("who comes next"))
ROLE = re.compile(word_pattern("roles"), re.VERBOSE)
VACANT = re.compile(word_pattern("vacancies"), re.VERBOSE)
INTERIM = re.compile(word_pattern("acting"), re.IGNORECASE)
# How a post begins that stands beside a head's, folded
DEPUTY = re.compile(r"vice|adjoint|assistant|secretaire|secretariat|suppleant|stellv|stv\b|deputy|adjunct")
# Both genders of one word: « Administrativo/a », « Chargé·e », « Sachbearbeiter:in », « Agent (F/H) ». A plural may be a unit's.
_BOTH_GENDERS = re.compile(
    r"[^\W\d_]{3,}(?:[·•]\w{1,6}|\((?:e|ne|fe|se|in|a|trice|euse|iere)\)|/-?(?:a|e|ne|fe|in|trice|rice|euse|iere)|[:*]in)(?![\w·•]|\(s\))"
    r"|[^\W\d_].* \((?:h/f|f/h|m/f|f/m|[mwd]/[mwd]/[mwd])\)$"
    r"|(?P<post>[^\W\d_]{4})[^\W\d_]*(?: (?:ou|oder|o|of|or|eller|lub) | ?/ ?)(?P=post)[^\W\d_]*(?!\w)"  # « Leiter oder Leiterin »
)
_ONE = re.compile(r"^une?(?:[·.(/]n?e\)?)? ")  # « Un·e chargé·e d'accueil »
# What a post has of the other gender, folded: « chef(fe) de service », « directeur·rice », « directeur/directrice »
_OTHER_GENDER = re.compile(
    r"\([a-z]{1,5}\)|[·•]\w{1,5}|(?<=eur)[.-](?:t?rice|euse)|(?<=\w)\.(?:e|ne|fe)\b|/\w+| \((?:h/f|f/h|m/f|f/m)\)"
)
# « Mme la Première adjointe »: whoever has the post is meant, and nobody's name begins so
BY_POST = re.compile(r"(?:MM?\.?|Mr\.?|Mmes?\.?|MME|Monsieur|Madame|MONSIEUR|MADAME)\s+(?:(?:les?|la|LE|LA)\s+|[lL]['’]\s?)(?=\w)")
LIST_HEADING = re.compile(r"^[\w' -]{3,40}:$")


# What a title begins with, or the post that it names, from the top of an administration down; French, German, English, Spanish.
_LEVEL = tuple(re.compile(word_pattern(f"level {number}"), re.VERBOSE) for number in range(7))


_ALPHABETS = (*range(0x100, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000))  # Latin, Greek, Cyrillic; their accented letters
_UPPER = [place for place in _ALPHABETS if chr(place).isupper()]
_RUNS = [[place for _, place in run] for _, run in groupby(enumerate(_UPPER), lambda pair: pair[1] - pair[0])]
_CAPITALS = "A-ZÀ-Þ" + "".join(f"{chr(run[0])}-{chr(run[-1])}" if len(run) > 2 else "".join(map(chr, run)) for run in _RUNS)
_FURTHER = frozenset(map(chr, _UPPER))
_STROKED = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th"})  # no accent to take off


class _Latin:
    """Stands for an expression with these: few sheets have any but « A-ZÀ-Þ », with which it is made in much less time (§9)."""

    def __init__(self, pattern: str) -> None:
        self._western, self._whole = expression(pattern), expression(pattern.replace("A-ZÀ-Þ", _CAPITALS))

    def __getattr__(self, name: str) -> Any:
        place = int(name == "sub")  # of the text that is looked through

        def asked(*given: Any) -> Any:
            text = given[place]
            return getattr(self._western if text.isascii() or _FURTHER.isdisjoint(text) else self._whole, name)(*given)

        vars(self)[name] = asked
        return asked


def latin(pattern: str) -> re.Pattern[str]:
    """*pattern*, in which « A-ZÀ-Þ » stands for the capitals of all alphabets that have some: « Ş. Yılmaz », « О. В. Орлова »."""
    return cast("re.Pattern[str]", _Latin(pattern))


@remembered
def folded(text: str) -> str:
    """Lower case, without accents, ligatures apart, typographic apostrophes plain, spaces single."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold().replace("æ", "ae").replace("œ", "oe")
    return " ".join("".join(filterfalse(unicodedata.combining, bare)).split()).translate(_STROKED)


def _as_heard(name: str) -> str:
    """How a folded *name* sounds, whatever letters it is written in: « Татьяна » and « Tatiana »."""
    said = name.translate(_SOUNDS)
    for spelling, sound in _SPELLINGS:
        said = said.replace(spelling, sound)
    return "".join(letter for before, letter in zip(f" {said}", said, strict=False) if letter != before)


@cache
def _first_names_heard() -> frozenset[str]:
    return frozenset(map(_as_heard, FIRST_NAMES))


@remembered
def is_given(part: str) -> bool:
    """Whether a folded word is a first name that is known, in Latin, Greek or Cyrillic letters."""
    if part.isascii() or part in FIRST_NAMES:
        return part in FIRST_NAMES
    heard = _as_heard(part)  # in Latin letters, as are all names; to hear all of them takes as long as to read a chart
    return heard.isascii() and heard in _first_names_heard()


_PART_OF_CODE = re.compile(r"(?:[A-Z]{1,3}|[IVX]{1,4}|\d{1,3}(?:\.\d{1,3})*)[*.]{0,3}")
_NOTE_AT_END = re.compile(
    rf"\s*(?:\(?\*+\)?|(?<=\D)\s\d{{1,2}}[)/]|(?<=[)\]])\d{{1,2}}[)/]|(?<!\bm)(?<!\b[cdk]m)(?:\(?[{RAISED}]\)?[\s,]*)+)$"
)
_NOTE_MARK = re.compile(rf"\(?\d{{1,2}}[)/]|\(?\*+\)?|[{RAISED}]+\)?")
_NOTE_BEHIND_NAME = re.compile(r"\s*(?:\(?\*+\)?|(?<![\d/.-])\(?\d{1,2}\))$")
_RAISED_BEHIND = re.compile(rf"(?<=[^\d\s(])(?:[\s,(]*[{RAISED}]\)?)+(?!\w)")  # « Mme Roy¹, ² (80 %) »


@remembered
def without_footnote(text: str) -> str:
    """*text* without the mark of a footnote at its end; "" where it is nothing else."""
    return "" if _NOTE_MARK.fullmatch(text) else _NOTE_AT_END.sub("", text)


def without_note(text: str) -> str:
    """*text*, a name say, without the marks of notes behind any word of it."""
    text = _RAISED_BEHIND.sub("", text)
    return text if text[-1:].isalpha() else _NOTE_BEHIND_NAME.sub("", text)


@remembered
def is_chart_word(word: str) -> bool:
    """Whether *word* belongs to the name of a unit rather than to a person's."""
    bare = folded(word).strip(".,;:()'\"")
    return is_listed(word) or (len(bare) > _SHORTEST_NOUN and bool(_NOUN_ENDINGS.search(bare)))


@remembered
def is_listed(word: str) -> bool:
    """Whether *word* is known from the names of units; else it only may end like those."""
    bare = folded(word).strip(".,;:()'\"")
    return bare in UNIT_WORDS or bare in THEME_WORDS


@remembered
def is_no_name(word: str) -> bool:
    """« Juridique », but not « Dominique »."""
    return is_chart_word(word) and folded(word) not in FIRST_NAMES


def is_listed_no_name(word: str) -> bool:
    return is_listed(word) and folded(word) not in FIRST_NAMES


@remembered
def starts_like_unit(text: str) -> bool:
    """Whether *text* begins with the word that names a kind of unit."""
    words = folded(text).replace("'", " ").split()
    return bool(words) and words[0].strip(".,;:()") in UNIT_WORDS


def begins_with_kind(text: str) -> bool:
    """Whether *text* begins with a word that tells what kind of unit something is: « Mission Europe », and no « Accueil »."""
    return folded(text).partition(" ")[0].strip(".,;:()") in KINDS


def is_numbered_kind(label: str, numbered: Collection[str] = ()) -> bool:
    """Whether *label* says no more than which unit it is, « Abteilung II », « Service 3 », « II A 1 », « 2.3 »: the title goes on.

    Letters may be a title, « Service RH », before the next unit; they are a code, « Abteilung ZS », in kinds *numbered* there, and
    "" is one where other lines are nothing but a code: « A 38 » alone is a road, « C 1 » a room.
    """
    if not starts_like_unit(label):
        return "" in numbered and _UNIT_CODE.fullmatch(label) is not None
    others = [word for word in label.split() if folded(word) not in KINDS]
    coded = folded(label).split()[0] in numbered and not label.isupper()
    return all(_NUMERAL.fullmatch(word) or (coded and len(word) <= _CODE and word.isupper()) for word in others)


def numbered_kind(text: str) -> str | None:
    """Of which kind *text* says no more than the number, « amt » of « Amt 1 », "" of « II A »; None where it says more."""
    if _UNIT_CODE.fullmatch(text):
        return ""
    kind, *words = folded(text).split() or [""]
    return kind if words and kind in UNIT_WORDS and words[-1] not in KINDS and is_numbered_kind(text) else None


@remembered
def is_role(text: str) -> bool:
    """Whether *text* begins like a post held by somebody: « Directrice », « Chef de service »."""
    acting = INTERIM.match(text)
    if acting and acting.end() < len(text) and is_role(text[acting.end() :].lstrip(" )")):
        return True  # « Acting Head of Service »
    said = folded(BY_POST.sub("", text)).lstrip("(")
    if ROLE.match(_ONE.sub("", said)) or is_for_both(text):
        return True
    if not _ENGLISH_POST.fullmatch(said) or starts_like_unit(said):
        return False
    # The post that ends it may be the surname of whom the words before it name: « Mehdi Amiri », « Karim AMIR »
    *before, last = text.lstrip("(").split()
    found = _SURNAME_TOO.fullmatch(folded(last))
    if found is None or not before:
        return True
    set_so = last.isupper() and not any(map(str.isupper, before))
    named = any(map(is_given, re.split("[ -]", folded(" ".join(before)))))
    return not (set_so or named or (found["of_service"] is not None and not any(map(is_chart_word, before))))


@remembered
def is_of_several(post: str) -> bool:
    """Whether *post* is that of several people who head nobody: « Assistantes sociales », « Sachbearbeiterinnen »."""
    words = folded(post).split()
    one = [word.removesuffix("nen" if word.endswith("innen") else "s") for word in words]
    return one[0] != words[0] and is_role(" ".join(one)) and not is_post_of_rank(" ".join(one))


def is_for_both(text: str) -> bool:
    """Whether *text* is a post in both genders, « Un·e chargé·e d'accueil », which no unit is called by."""
    return bool(_BOTH_GENDERS.match(_ONE.sub("", folded(text).lstrip("("))))


def is_bare_post(text: str) -> bool:
    """Whether *text* is a post that says nothing of its unit: « Responsable », « Cheffe de service »."""
    return bool(_BARE_POST.fullmatch(folded(text).strip(" :")))


def is_elected(post: str) -> bool:
    """Whether *post* is one that somebody is elected to, « adjointe au maire », or heads a list of them, « Les élus »."""
    return _ELECTED.fullmatch(folded(post).strip(" :")) is not None


@remembered
def is_post_of_rank(text: str) -> bool:
    """Whether *text* is a post that all units of one rank have: « Directrice générale adjointe », « Chef de service »."""
    said = folded(text).strip(" :–—-,.")
    return bool(_POST_OF_RANK.fullmatch(said) or _POST_OF_RANK.fullmatch(_OTHER_GENDER.sub("", said)))


@remembered
def is_abolished(text: str) -> bool:
    """Whether *text* says that a post is there no more, or is not to be filled: « Poste supprimé », « Stelle gestrichen »."""
    return _ABOLISHED.fullmatch(folded(text).strip(" -–—:.")) is not None


def says_who_comes(text: str) -> bool:
    """Whether *text*, below who heads a unit, says who will, and when: « puis Sam Okoye au 1er mars », and not only when."""
    named = sum(word[:1].isupper() for word in text.split()[1:])
    return named > 1 and _COMING.fullmatch(folded(text)) is not None


def says_how_run(text: str) -> bool:
    """Whether *text* says how a unit is run: « Service mutualisé », « Service commun avec la Métropole », « Régie »."""
    return _RUN.fullmatch(folded(text).strip(" -–—:.")) is not None


@remembered
def is_vacant(text: str) -> bool:
    """Whether *text* says that nobody holds the post: « Poste vacant », « N.N. »."""
    said = {folded(text), folded(_ASIDE.sub("", text))}
    return is_abolished(text) or any(map(VACANT.match, said | {words.strip(" -–—:.") for words in said}))


@remembered
def level(label: str) -> int | None:
    """How far down an administration the word stands that a title begins with, from 0; None where it tells nothing.

    « Services communs » may be over directions: it says how these are run, and is no service.
    """
    title = folded(label)
    if title.startswith("services ") and _RUN.fullmatch(title):
        return None
    return next((depth for depth, words in enumerate(_LEVEL) if words.match(title)), None)


def steps_down(over: str, label: str) -> int | None:
    """How many levels the title *label* stands below the title *over*, by its words; None where one of them tells nothing."""
    upper, lower = level(over), level(label)
    return None if upper is None or lower is None else lower - upper


@remembered
def code(label: str) -> tuple[str, ...]:
    """The letters or figures that a title begins with, after the word for its kind: « Abteilung II », « II A »; () without."""
    words = label.split()
    if words and folded(words[0]).strip(".") in UNIT_WORDS:
        words = words[1:]
    found: list[str] = []
    for word in words[:4]:
        if not _PART_OF_CODE.fullmatch(word):
            break
        found.extend(part for part in word.strip("*.").split(".") if part)
    return () if len(found) == len(words) and len(words) > 1 else tuple(found)
