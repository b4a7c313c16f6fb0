"""When two names as printed mean one person: order, capitals, civility, initials don't count (13.5). Pure.

They do where they tell the family name (« Paul MARTIN », « Martin PAUL ») or are all that tells two people apart (« Mme Roux »,
« M. Roux »).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile, groupby, permutations, takewhile
from typing import Literal, TypeAlias

from monitor.compare.title_words import is_function, is_interim, same_but_for_lost_letters
from monitor.expressions import expression, remembered
from monitor.i18n.particles import particles
from monitor.model import Person
from monitor.normalize import DASHES, canonical, key

Key: TypeAlias = tuple[str, ...]

_HE = "m mm mr monsieur maitre me herr hr"
_SHE = "mme mmes mlle mrs ms madame mademoiselle frau fr"
_GENDERS: dict[str, Literal["he", "she"]] = {**dict.fromkeys(_HE.split(), "he"), **dict.fromkeys(_SHE.split(), "she")}
_DEGREES = {"dr": "dr", "pr": "pr", "prof": "pr", "me": "me", "maitre": "me"}
_CIVIL = "|".join([*_HE.split(), *_SHE.split(), "dr", "pr", "prof"])
_CIVILITY = expression(rf"^(?:{_CIVIL})\s+(?:(?!m\s)(?:{_CIVIL})\s+)*")  # in « Mme M. Roux » the second one is an initial
# « M-P. Roux », « M.P. Roux », « Fr.-X. Roux »: first names, as their initials; « M.P.Roux », « M. P. Roux » begin with a civility.
_INITIALS_FIRST = expression(rf"\s*(?:M|Fr)(?:\.?[{DASHES}]\s?[A-ZÀ-Þ]|\.[A-ZÀ-Þ]\.\s)")
# Degrees that stand before a name in some countries, as they are shortened there.
_TITLE_WORDS = "ing mgr bc mudr mvdr judr phdr rndr paeddr thdr doc dott dottssa avv arch geom inz hab lic mag dipl drs dr pr prof"
_TITLES = frozenset((*_TITLE_WORDS.split(), "cdt", "cllr", "rev", "sig", "dhr"))
_SHORTENED = expression(r"[^\W\d_]{2,6}\.(?:[^\W\d_]{1,4}\.?)?")  # another one: « Geol. », « Dott.ssa »; or a first name, « Jos. »
# What says that somebody bore another name.
_FORMERLY = expression(
    r"(?<!\w)\W*(?:ex|n[ée]e?|[ée]p(?:ouse|x)?|veuve|born|formerly|geb(?:orene?)?|nata|nacida"
    r"|N[ÉE]E|NÉ|Née?|[ÉE](?:POUSE|pouse)|V(?:EUVE|euve)|B(?:ORN|orn)|GEBORENE?|NACIDA)\b\W*(?=(?:de[nrs]?\s|du\s|d['’]|la\s|v[ao]n\s)*[A-ZÀ-Þ])"
)
_POST_OR_PLACE = expression(r"\b(?:ex|born|BORN|Born)\b")
_BEHIND_NAME = expression(r"[,;:()\[\]/|·•–—\d\n]|\s-")  # what ends that name: « née Lefort, cheffe », « née Lefort) – 03 80 »
_PARTICLES = particles("usual", "small", "loose")
_TOLD = 2  # words of a name without its degree that tell somebody
_INITIALS = 3  # letters of a word that may stand for as many first names: « JM. Buhour »
_FIRST_LETTERS = frozenset(("ch", "chr", "fr", "ph", "th"))  # of one first name: « Ph. Roux »
_WHOLE = 3  # letters of a word that tells somebody by itself
_MOST_APART = 4  # words of a name that another has not
_MISREAD = (("rn", "m"), ("ii", "u"), ("0", "o"), ("1", "l"), ("5", "s"), ("8", "b"))  # what is taken for what
_NEARLY = 0.8  # likeness of two words of which one is perhaps the other, misspelt


@remembered
def person_key(name: str) -> Key:
    """The words of a name without civility, sorted: « M. Jean DUPONT » and « DUPONT Jean » are one."""
    return tuple(sorted(_parted(name)[1].split() or key(name).split()))


@remembered
def _parted(name: str) -> tuple[str, str]:
    """The civilities before a name, and the rest, both folded; initials that are joined are none: « M-P. Roux »."""
    folded = key(name)
    before = None if _INITIALS_FIRST.match(name) else _CIVILITY.match(folded)
    return (before[0], folded[before.end() :]) if before else ("", folded)


@remembered
def person_sign(name: str) -> str:
    """A name as it is kept beside a key: its words, folded, by the alphabet, with what tells two people apart.

    That is the family name, in capitals where it is printed so and the rest is not (« MARTIN paul »), and before one word, with
    initials or none, the civility of a gender (« mme roux », « m j roux »). What `tell_two` says of two names it says of these.
    """
    words = person_key(name)
    civil = {"he": "m", "she": "mme"}.get(_gender(name) or "", "") if sum(map(_is_word, words)) == 1 else ""
    family = _family_names(name) if len(words) > 1 else frozenset[str]()
    if not civil and words[0] in _GENDERS and len(words) > 1:
        words = (*words[1:], words[0])  # initials, « M-P. Roux »: no sign begins with what would be a civility
    return " ".join((civil, *(word.upper() if word in family else word for word in words))).strip()


def drawn_initials(name: str) -> frozenset[str]:
    """The letters that may stand in a disc for a portrait of *name*: of the first two or three words, or the first and the last.

    Either way round, with particles or without; the reader takes some more, as it sees the discs (`pdf/orgchart/units/badges.py`).
    """
    words = [word for word in _parted(name)[1].split() if word[0].isalpha()]
    found = set[str]()
    for some in (words, [word for word in words if word not in _PARTICLES]):
        letters = "".join(word[0] for word in some).upper()
        pairs = {letters[:2], letters[:1] + letters[-1:]} if len(letters) > 1 else set[str]()
        found |= pairs | {pair[::-1] for pair in pairs} | ({letters[:3]} if pairs else set())
    return frozenset(found)


def same_person(a: str, b: str) -> bool:
    """Whether two names in one post mean one person: what one of them says, the other says too, or its initial.

    A name that leaves out a first name, or adds a degree, is the same; civilities of another gender are not, unless all else is.
    """
    if tell_two(a, b):
        return False
    one, two = person_key(a), person_key(b)
    if one == two or _same_letters(a, b) or same_but_for_lost_letters(a, b):
        return True
    # One but for what stands before it: « Ing. Jana Nováková », « Mgr. Jana Nováková ». An unknown word with a point is one, too,
    # where the other name has none: « Jos. Van Damme » is not « Ant. Van Damme »
    (bare, shortened), (other, short) = _without_titles(a), _without_titles(b)
    is_told = min(len(bare), len(other)) >= _TOLD and not (shortened and short and shortened != short)
    if is_told and bare == other:
        return True
    if is_told and not (shortened or short or are_opposed(a, b)) and (_told_by(bare, other) or _told_by(other, bare)):
        return True
    return not are_opposed(a, b) and (_told_by(one, two) or _told_by(two, one))


def _former_name(role: str | None) -> tuple[int, int, int] | None:
    """Where *role* begins to tell another name of the same person, where that name begins and ends; None where it tells none.

    Behind a name in which only particles are small stands something else: « née Lefort cheffe de service ». Behind a function, and
    in no brackets, « ex » tells of a former post, « Responsable, ex-Voirie », and « Born » of a place.
    """
    found = _FORMERLY.search(role or "")
    if not role or not found:
        return None
    if role[: found.start()].strip(" ,;-–—") and "(" not in found[0] and _POST_OR_PLACE.search(found[0]):
        return None
    end = found.end()
    behind = _BEHIND_NAME.search(role, end)
    for word in re.finditer(r"\S+", role[: behind.start() if behind else None][end:]):
        folded = key(word[0])
        if folded in _PARTICLES:
            continue  # of the name, where more of it follows
        if not (word[0][0].isupper() or word[0][:2].casefold() in ("d'", "d’")) or is_function([folded]) or is_interim([folded]):
            break
        end = found.end() + word.end()
    return found.start(), found.end(), end


def former_name_in(role: str | None) -> str:
    """What tells another name of the same person, as printed beside the name: « née Lefort », of « Directrice (née Lefort) »."""
    found = _former_name(role)
    return (role or "")[found[0] : found[2]].strip(" .,;:/|·•–—-()[]") if found else ""


def former_names(person: Person) -> frozenset[str]:
    """The words, folded, of another name that is printed beside that of *person*: « Rose Garnier (née Lefort) »."""
    found = None if person.vacant else _former_name(person.role)
    return frozenset(key((person.role or "")[found[1] : found[2]]).split()) if found else frozenset()


def bore(name: str, person: str, former: frozenset[str]) -> bool:
    """Whether *name* is that of *person* with the *former* family name: « R. Lefort », of « Rose Garnier (née Lefort) »."""
    words, own = {*person_key(name)}, {*person_key(person)}
    former = former - own or former  # « née Rose Lefort »
    first = words - former
    return (
        bool(former and first)
        and former <= words
        and not are_opposed(name, person)
        and all(any(word == other or (1 in (len(word), len(other)) and word[0] == other[0]) for other in own) for word in first)
    )


def without_former_name(role: str) -> str | None:
    """*role* without the former name that stands beside it: « Directrice (née Lefort) »; None where nothing is left."""
    if (found := _former_name(role)) is None:
        return role or None
    before, behind = role[: found[0]].strip(), role[found[2] :].lstrip()
    if behind.startswith((")", "]")):
        behind = behind[1:].lstrip()
    elif "(" in role[found[0] : found[1]]:  # « Cheffe (née Lefort, adjointe) »
        behind = f"({behind.lstrip(' ,;')}"
    if behind.startswith((",", ";")):
        return (before.rstrip(" ,;") + behind).strip(" ,;") or None
    return (f"{before} {behind}" if before else behind.strip(" .:/|·•–—-")).strip() or None


def may_be_renamed(a: str, b: str) -> bool:
    """Whether two whole names may be one person's, before and after a marriage: the same first name, other family names.

    Not where both are men's by their civilities, who hardly ever take another name.
    """
    words = (dropwhile(lambda word: _SHORTENED.fullmatch(word) or key(word) in _TITLES, _printed(name)) for name in (a, b))
    (one, *family), (other, *families) = ([key(word) for word in name] or [""] for name in words)
    plain = not (_family_names(a) or _family_names(b) or are_opposed(a, b)) and bool(family and families)
    plain = plain and (_gender(a), _gender(b)) != ("he", "he")
    return plain and one == other and len(one) >= _WHOLE and {*family}.isdisjoint(families)


def may_be_fuller(a: str, b: str) -> bool:
    """Whether one name is perhaps the other with a second first name: « Lise Roux », « Lise-Marie Roux », not « Jean-Lise »."""
    one, two = ({*person_key(name)} for name in (a, b))
    begun, other = (key(" ".join(_printed(name))).split()[:1] for name in (a, b))
    return begun == other and (one < two or two < one) and not are_opposed(a, b)


def may_be_one(a: str, b: str) -> bool:
    """Whether two names may be one person's: misspelt in one, or under another name, or a fuller one."""
    return (nearly_same(a, b) and not are_opposed(a, b)) or may_be_renamed(a, b) or may_be_fuller(a, b)


@remembered
def _without_titles(name: str) -> tuple[Key, frozenset[str]]:
    """The words of *name* without the titles before them, and those of these that are unknown."""
    words = name.split()
    bare = list(dropwhile(lambda word: _SHORTENED.fullmatch(word) or key(word) in {*_TITLES, *_GENDERS}, words))
    before = {key(word) for word in words[: len(words) - len(bare)]} - _TITLES - _GENDERS.keys()
    return tuple(sorted(key(" ".join(bare)).split())), frozenset(before)


def same_form(a: str, b: str) -> bool:
    """Whether two names say the very same: no word more or less, none for an initial, no other gender, no other degree."""
    if not same_person(a, b) or are_opposed(a, b) or _degrees(a) != _degrees(b):
        return False
    one, two = person_key(a), person_key(b)
    return _same_letters(a, b) or (len(one) == len(two) and same_but_for_lost_letters(a, b))


def _same_letters(a: str, b: str) -> bool:
    """Whether two names are the same letters, words in any order, gaps anywhere: « DE LATOURSylvie » is « Sylvie DE LA TOUR »."""
    if key(a).replace(" ", "") == key(b).replace(" ", ""):
        return True
    sides = [_parted(name)[1].split() for name in (a, b)]
    shared = {*sides[0]} & {*sides[1]}
    one, two = ([word for word in words if word not in shared] for words in sides)
    if sum(map(len, one)) != sum(map(len, two)) or max(len(one), len(two)) > _MOST_APART:
        return False
    orders = ({"".join(order) for order in permutations(words)} for words in (one, two))
    return not next(orders).isdisjoint(next(orders))


def nearly_same(a: str, b: str) -> bool:
    """Whether two names differ in one word that may be a slip of the pen: « Jean Durant », « Jean Durand »."""
    from rapidfuzz import fuzz

    one, two = person_key(a), person_key(b)
    only, others = sorted({*one} - {*two}), sorted({*two} - {*one})
    if len(one) != len(two) or len(only) != 1 or len(others) != 1:
        return False
    return fuzz.ratio(only[0], others[0]) / 100 >= _NEARLY


def are_two_first_names(a: str, b: str) -> bool:
    """Whether two nearly the same names are those of two people: « Jean Castel », « Jeanne Castel », « Mario », « Maria ».

    Their first names end otherwise, or civilities of two genders say so; two of one gender say that a letter was left out.
    """
    if are_opposed(a, b):
        return True
    words, others = ([key(word) for word in _printed(name)] for name in (a, b))
    apart = [(one, other) for one, other in zip(words, others, strict=False) if one != other]
    if _gender(a) is not None and _gender(a) == _gender(b):
        return False
    family = _family_names(a) | _family_names(b)
    if len(words) != len(others) or len(apart) != 1 or (apart[0][0] in family if family else apart[0][0] != words[0]):
        return False
    one, other = apart[0]
    return one[-1:] != other[-1:] and not misprints(a, b)


def misprints(a: str, b: str) -> bool:
    """Whether one name is the other with letters of a word in another order, or doubled: « Lefrot », « Lefort », « Leffort ».

    No letter is another one or missing: « Marin » is not « Martin », nor « Louise » « Louis ».
    """
    if are_opposed(a, b):
        return False
    only, others = set(person_key(a)) - set(person_key(b)), set(person_key(b)) - set(person_key(a))
    for words, full in ((only, others), (others, only)):  # « R. Lefrot », « Lefort Rose »
        for initial in [word for word in words if len(word) == 1]:
            if len(written := [word for word in full if word[0] == initial and len(word) > 1]) == 1 and len(words) > 1:
                words.remove(initial)
                full.remove(written[0])
    if len(only) != 1 or len(others) != 1 or not nearly_same(*only, *others):
        return False
    (one,), (two,) = only, others
    return Counter(one) == Counter(two) or [letter for letter, _ in groupby(one)] == [letter for letter, _ in groupby(two)]


def read_alike(a: str, b: str) -> bool:
    """Whether two names are one but for a letter or two that a machine takes for others: « Riibén », « Rubén ».

    No two given names are apart by these alone; another letter, or civilities of two genders, make another name.
    """
    return (
        bool(a and b)
        and not are_opposed(a, b)
        and sorted(map(_as_misread, person_key(a))) == sorted(map(_as_misread, person_key(b)))
    )


def _as_misread(word: str) -> str:
    for letters, read in _MISREAD:
        word = word.replace(letters, read)
    return word


def are_opposed(a: str, b: str) -> bool:
    """Whether the civilities of two names are of two genders."""
    return {_gender(a), _gender(b)} == {"he", "she"}


def tell_two(a: str, b: str) -> bool:
    """Whether two names that share their words, or have the words of one in the other, are of two people for all that.

    The same words with another one in capitals, a family name alone or with initials under civilities of two genders, or a part of
    first names that a hyphen joins: « Paul » is not « Jean-Paul ».
    """
    if person_key(a) == person_key(b):
        one, two = _family_names(a), _family_names(b)
        whole = sum(map(_is_word, person_key(a)))  # initials tell nobody: « M. J. Roux », « Mme J. Roux »
        return (whole == 1 and are_opposed(a, b)) or bool(one and two and not one & two)
    return _splits_first_name(a, b) or _splits_first_name(b, a)


@remembered
def _family_names(name: str) -> frozenset[str]:
    """The words of *name* in capitals (folded), where others are not."""
    words = [word for word in _printed(name) if len(key(word)) > 1]
    capitals = [word for word in words if word.isupper()]
    return frozenset(part for word in capitals for part in key(word).split()) if len(capitals) < len(words) else frozenset()


def _printed(name: str) -> list[str]:
    """The words of a name as printed, without civility; those that a hyphen joins are one."""
    words = canonical(name).split()
    bare = len(_parted(name)[1].split())
    while words and len(key(" ".join(words[1:])).split()) >= bare:
        words.pop(0)
    return words


@remembered
def _joined_first_names(name: str) -> tuple[Key, ...]:
    """The first names that a hyphen joins, in parts: not in capitals where the family name is; where nothing is, in front."""
    words, family = _printed(name), _family_names(name)
    first = [word for word in words if not set(key(word).split()) <= family] if family else words[:1] if len(words) > 1 else []
    split = (tuple(key(word).split()) for word in first if "-" in word)
    own = Counter(person_key(name))  # of « Dr.-Ing. Roux » one part is a civility
    return tuple(parts for parts in split if len(parts) > 1 and all(map(_is_word, parts)) and Counter(parts) <= own)


def _is_word(part: str) -> bool:
    return len(part) > 1


def _splits_first_name(whole: str, other: str) -> bool:
    """Whether *other* has a part of first names that a hyphen joins in *whole*, and neither the rest nor its initials."""
    said = person_key(other)
    for parts in _joined_first_names(whole):
        if not _family_names(other).isdisjoint(parts):
            continue  # « Rose DENIS », « Denis-Oudin Rose »
        beside = list(person_key(whole))
        for part in parts:
            beside.remove(part)
        left = [word for word in said if word not in beside]
        begun = [word for word in left if len(word) == 1 or word in _FIRST_LETTERS]
        missing = [part for part in parts if part not in left and not any(map(part.startswith, begun))]
        initials = [word for word in left if len(word) <= _INITIALS and word not in parts]
        named = any(part in left for part in parts)
        if missing and (named or any(w[0] != parts[0][0] and any(p.startswith(w[0]) for p in parts) for w in initials)):
            return True
    return False


@remembered
def _degrees(name: str) -> frozenset[str]:
    """What stands before a name that is more than « M. » or « Mme »."""
    return frozenset(_DEGREES[word] for word in _parted(name)[0].split() if word in _DEGREES)


def has_civility(name: str) -> bool:
    """Whether « M. », « Mme » or a degree stands before the name."""
    return bool(_parted(name)[0])


def is_civility(word: str) -> bool:
    """Whether *word* (folded) is one that stands before names, of either gender."""
    return word in _GENDERS


@remembered
def _gender(name: str) -> Literal["he", "she"] | None:
    words = key(name).split()
    return _GENDERS.get(words[0]) if len(words) > 1 and not _INITIALS_FIRST.match(name) else None


def _told_by(short: Key, full: Key) -> bool:
    """Whether every word of *short* is one of *full* or stands for first ones of it, a whole word among them."""
    left, whole, initials = list(full), list[str](), list[str]()
    for word in short:
        (whole if word in left else initials).append(word)
        if word in left:
            left.remove(word)
    if not any(len(word) >= _WHOLE for word in whole):
        return False
    for word in initials:
        for letter in (word,) if word in _FIRST_LETTERS else word:
            said = next((other for other in left if other.startswith(letter)), None)
            if said is None or len(word) > _INITIALS:
                return False
            left.remove(said)
    return True


def stands_at(words: Sequence[str], at: int, name: str) -> bool:
    """Whether *name* is printed around place *at* of *words* (folded), where its longest word stands: in any order.

    A first name may be its initial there, one of three words or more may be left out. A name of one word does not stand
    behind a civility of the other gender.
    """
    wanted = person_key(name)
    if len(wanted) == 1:
        before = words[at - 1] if at else ""
        return {_GENDERS.get(before), _gender(name)} != {"he", "she"}
    rest = list(wanted)
    rest.remove(longest(wanted))
    # Up to the civility of whoever is named next: « M. » is no initial of « Marie » there
    behind = list(takewhile(lambda word: word not in _GENDERS, words[at + 1 : at + len(wanted)]))
    return any(
        _stand_in(rest, [*words[max(0, start) : at], *behind[: start + size - at - 1]], left_out=len(wanted) - size)
        for size in ({len(wanted), max(2, len(wanted) - 1)})
        for start in range(at - size + 1, at + 1)
    )


def _stand_in(wanted: Sequence[str], words: Sequence[str], *, left_out: int) -> bool:
    """Whether *words* are those of *wanted*, or their initials, without as many as are *left_out*."""
    left = list(words)
    for word in sorted(wanted, key=len, reverse=True):
        initials = [other for other in left if 1 in (len(word), len(other)) and word[0] == other[0]]
        if word in left or initials:
            left.remove(word if word in left else initials[0])
        elif left_out:
            left_out -= 1
        else:
            return False
    return not left


def longest(words: Sequence[str]) -> str:
    """The word of a name that tells most, the longest; "" where there is none."""
    return max(words, key=len, default="")
