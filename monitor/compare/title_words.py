"""When two titles mean the same: accents, case, hyphens and abbreviations don’t count (13.5); and who heads a town (10.8). Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from string import ascii_letters

from monitor.expressions import expression, remembered
from monitor.normalize import key

AND = frozenset({"et", "and", "und"})
_HALF = 0.5  # of the letters of a word: with fewer it is another word
_ABBREVIATIONS = {
    "dir": "direction", "serv": "service", "svc": "service", "sce": "service", "dpt": "departement", "dept": "departement",
    "div": "division", "sect": "secteur", "secr": "secretariat", "gal": "general", "gale": "generale", "adj": "adjoint",
    "resp": "responsable", "admin": "administratif", "dga": "direction generale adjointe",
    "dgs": "direction generale des services", "drh": "direction des ressources humaines", "rh": "ressources humaines",
    "abt": "abteilung", "st": "saint", "ste": "sainte",
}  # fmt: skip
_LIGATURES = frozenset({"ff", "fi", "fl", "ffi", "ffl"})
_RARE_LIGATURES = frozenset({"tt", "ti", "tti", "tf", "st", "ct", "Th"})  # beside those that begin with an f
_IN_RARE_LIGATURES = "".join(_RARE_LIGATURES).encode()
ENCODINGS = ("cp1252", "mac_roman")  # that are taken for each other where a font does not tell
_SIGNS = frozenset({"Co", "Cn", "Cc", "Cf", "So", "Mn"})  # private, of no letter, boxes, accents without one
_LONGEST = 400  # letters in which two texts differ
_CLOSE = 0.7  # less alike no two texts are that only lost letters
TELEPHONE = expression(  # "02 31 55 22 00", "+33 (0)2 31 55 22 00", "030 90298-2345"
    r"(?<![\d.,])(?:\+\d{1,3}[ .\-/]?(?:\(0\) ?)?\d(?:[ .\-/]?\d{2,3}){3,4}|0\d(?:[ .\-/]?\d\d){4}|0\d{2,5}[ .\-/]\d{3,9})(?!\d)"
)
# « 3e adjoint », « 1re vice-présidente », « 2. Beigeordneter », folded: what an elected member is, no count and no floor.
RANK = expression(
    r"\d{1,2}(?:i?emes?|ers?|e?res?|e|n?de|st|nd|rd|th|ste|te|[oa])? (?:(?:maire )?adj|vice|echevin|schepen|beigeord|tenient)"
)
_STOP_WORDS = """a au aux d de des du en et l la le les par pour sur un une der die das des und für fur von zu of and the for"""
_SEPARATOR = expression(r"\s[-–—]\s|\s*[:;,(\[]\s*")
_STOP = frozenset(_STOP_WORDS.split())
_BETWEEN_WORDS = "och oraz del dei con por per para dla van het een voor bei beim mit vom"  # they join the words of a title, too
_BETWEEN = frozenset(_BETWEEN_WORDS.split())
_GENERIC_WORDS = """direction generale general adjointe adjoint service services pole mission missions cellule bureau departement
unite secteur division centre secretariat delegation sous affaires abteilung amt referat fachbereich
beauftragte sekretariat department office unit"""
_GENERIC = frozenset(_GENERIC_WORDS.split())

_FUNCTION_WORDS = """directeur directrice directeurs directrices responsable responsables chef cheffe adjoint adjointe
general generale gestionnaire referent referente coordinateur coordinatrice coordonnateur coordonnatrice president presidente
delegue deleguee secretaire interim pi ff head director manager deputy acting leiter leiterin kommissarisch"""
# Who stands beside a head, in the languages that charts were met in: beginnings of words.
_BESIDE_HEAD = expression(
    r"(?:adjoint|deput|assist|secretariat|stellv|stv|vice|vize|subdirec|souschef|suppleant|supplent|sostitut|zastepc|zastupc)"
)
_FOR_NOW_WORDS = (
    "acting komm kommissarisch kommissarische kommissarischer waarnemend wnd interino interina reggente tillforordnad vikarierende"
)
_INTERIM = frozenset({"interim", "pi", "ff", *_FOR_NOW_WORDS.split()})
_FOR_NOW = expression(
    rf"^int$|\b(?:(?:par |ad )?interim(?:aire)?|p ?i|a i|f f|ff|faisant fonction|en funciones|em substituicao|kommissarisch\w*"
    rf"|{_FOR_NOW_WORDS.replace(' ', '|')})\b"
)
_ELECTED = frozenset({"elu", "elue", "concejal", "concejala", "councillor"})
_FUNCTIONS = frozenset(_FUNCTION_WORDS.split())
_OFFICE_WORDS = "maire mayor bourgmestre burgermeister alcalde alcaldesa sindaco tresorier tresoriere councillor clerk"
_IN_OFFICE = frozenset(_OFFICE_WORDS.split())
# A civility before a name, initials, a family name in capitals beside a first name.
SIGN_OF_NAME = expression(
    r"(?<![\w.])(?:(?:M|MM|Mme|Mmes|Mlle|Mr|Mrs|Ms|Dr|Hr|Fr|Herr|Frau)\b\.?\s*(?=[A-ZÀ-Þ])|[A-ZÀ-Þ]{1,2}\.\s?(?=[A-ZÀ-Þ][\w’']{2}))"
    r"|(?<=[a-zß-ÿ] )(?:[A-ZÀ-Þ][A-ZÀ-Þ’'-]{4,} [A-ZÀ-Þ][a-zß-ÿ]+|[A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][A-ZÀ-Þ’'-]{4,}$)"
)
# A post's title follows its holder: who somebody is, not what a unit is called.
_OF_HIM = {
    "directrice": "directeur", "adjointe": "adjoint", "cheffe": "chef", "referente": "referent", "coordinatrice": "coordinateur",
    "coordonnatrice": "coordonnateur", "presidente": "president", "deleguee": "delegue", "chargee": "charge",
    "conseillere": "conseiller", "leiterin": "leiter", "generale": "general", "assistante": "assistant",
    "inspectrice": "inspecteur", "administratrice": "administrateur", "conservatrice": "conservateur", "animatrice": "animateur",
    "technicienne": "technicien", "directora": "director", "coordinadora": "coordinador", "jefa": "jefe",
}  # fmt: skip
_LINE = 160  # characters of a line that is about one person
_CHIEF_OFFICE = expression(
    r"\bdirect(?:ion|eur|rice) générale?\b(?!\s+des\s+(?!services))|\bDGS\b"
    r"|\bsecrétaire (?:générale? )?de mairie\b|\bmaire\b|\bprésidente? (?:de la (?:métropole|communauté)|de l['’]agglomération)"
    r"|\bchief executive\b|\btown clerk\b|\bmayor\b|bürgermeister|\bsindac[oa]\b|\balcald(?:e|esa)\b"
)
_BESIDE_OFFICE = expression(
    r"adjoint|délégué|\bvice\b|auprès|cabinet|assistant|ancien|secrétariat|conseill|publication|deputy|former|stellvertret"
)


@remembered
def title_key(title: str) -> str:
    """*title* as compared: folded, abbreviations written out, words apart by one space."""
    words = [_ABBREVIATIONS.get(word, word) for word in key(title.replace("&", " et ")).split()]
    return " ".join(words)


@remembered
def letters_key(title: str) -> str:
    """*title* without spaces either: a word that a line broke reads the same as one that it did not."""
    return title_key(title).replace(" ", "")


@remembered
def post_key(title: str) -> str:
    """*title* whoever holds it: « Directrice des sports », « Directeur des sports »."""
    return "".join(_OF_HIM.get(word, word) for word in title_key(title).split())


def is_other_rank(one: str | None, other: str | None) -> bool:
    """Whether two titles are one but for the rank of whom it is: « 3e adjoint délégué aux sports », « 2e adjointe … »."""
    was, now = key(one or ""), key(other or "")
    if not (RANK.match(was) and RANK.match(now)):
        return False
    (rank, _, post), (today, _, rest) = was.partition(" "), now.partition(" ")
    return rank.strip(ascii_letters) != today.strip(ascii_letters) and post_key(post) == post_key(rest)


@remembered
def same_but_for_lost_letters(a: str, b: str) -> bool:
    """Whether two texts are one that programs wrote with and without the text of its ligatures and accents.

    « Officer », « O cer » and « Oƒcer »: a font that is packed anew may lose what a ligature spells, and tell marks, or the letters
    of another encoding, for those beyond ASCII. Such letters are never a difference; two that can both be read are: « Müller »,
    « Möller ». Texts that differ over more than a title's length are not looked into.
    """
    if a == b:
        return True
    if "f" not in a and "f" not in b and _never_lost(a) != _never_lost(b):  # as of most that differ: in a fiftieth of the time (§9)
        return False
    if max(len(a), len(b)) > _LONGEST:
        from rapidfuzz import distance

        # Without what both begin with, and both end in
        start = distance.Prefix.similarity(a, b)
        end = distance.Postfix.similarity(a[start:], b[start:])
        a, b = a[start : len(a) - end], b[start : len(b) - end]
        if max(len(a), len(b)) > _LONGEST:
            return False
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return all(
        kind == "equal"
        or (_is_lost(a[i:j], b[k:m]) or _is_lost(b[k:m], a[i:j]))
        or (_is_numbered(a[i:j], b, k, m) or _is_numbered(b[k:m], a, i, j))
        for kind, i, j, k, m in blocks
    )


def _never_lost(text: str) -> bytes:
    """What no font loses of *text*, which has no « f »: letters and marks of ASCII, in their order, but for those of ligatures."""
    return text.encode("ascii", "ignore").translate(None, _IN_RARE_LIGATURES)


def _is_lost(spelt: str, printed: str) -> bool:
    """Whether *printed* is what remains of *spelt*: of a ligature nothing, a blank, a mark, an odd letter; of odd ones as many.

    Ghostscript numbers the letters of a font anew, from « ! » on, and may leave these numbers for the text: « a'aires »; where that
    is a digit, see `_is_numbered`.
    """
    odd = bool(printed) and not any(letter.isascii() for letter in printed)
    if spelt in _LIGATURES and not printed.strip():
        return True
    if spelt in _RARE_LIGATURES or (spelt[:1] == "f" and spelt.isascii() and spelt.isalpha() and 2 <= len(spelt) <= 3):
        return len(printed) == 1 and (
            odd or (spelt[:1] == "f" and printed.isascii() and printed.isprintable() and not printed.isalnum())
        )
    if not odd or len(spelt) != len(printed) or any(letter.isascii() for letter in spelt):
        return False
    return all(one == other or is_unread(one, other) for one, other in zip(spelt, printed, strict=True))


def _is_numbered(spelt: str, printed: str, start: int, end: int) -> bool:
    """Whether a digit amid the letters of a word, *printed* from *start* to *end*, is the number left of a ligature: « La5ont »."""
    around = printed[start - 1 : start] + printed[end : end + 1]
    ligature = spelt in _LIGATURES or (spelt[:1] == "f" and spelt.isascii() and spelt.isalpha() and len(spelt) in (2, 3))
    return (
        ligature
        and printed[start:end].isdecimal()
        and end == start + 1
        and len(around) == 2
        and around.isalpha()
        and around[1].islower()
    )


@remembered
def is_unread(one: str, other: str) -> bool:
    """Whether one of two letters is no letter (a box, a mark, a private sign), or one byte stands for both in two encodings."""
    if one.isalpha() != other.isalpha() or not {unicodedata.category(one), unicodedata.category(other)}.isdisjoint(_SIGNS):
        return True
    return not _bytes_of(one).isdisjoint(_bytes_of(other))


def _bytes_of(letter: str) -> set[bytes]:
    return {code for encoding in ENCODINGS if len(code := letter.encode(encoding, "ignore")) == 1}


@lru_cache(maxsize=100_000)
def title_likeness(a: str, b: str) -> float:
    """How like two titles are, 0 to 1; generic words (« direction ») alone don't make them so."""
    from rapidfuzz import fuzz

    one, two = title_key(a), title_key(b)
    if one == two or letters_key(a) == letters_key(b):
        return 1.0
    one, two = (" ".join(_OF_HIM.get(word, word) for word in said.split()) for said in (one, two))
    words, others = _content(one), _content(two)
    shared = words & others
    edit = max(fuzz.ratio(one, two), fuzz.token_sort_ratio(one, two)) / 100
    contained = len(shared) / max(1, min(len(words), len(others)))
    jaccard = len(shared) / max(1, len(words | others))
    if edit > _CLOSE and same_but_for_lost_letters(a, b):
        return 1.0
    score = 0.6 * edit + 0.25 * contained + 0.15 * jaccard
    return score if shared - _GENERIC else 0.6 * score


def content_words(text: str) -> Counter[str]:
    """The words of a title or a role that say something, each as often as it stands there."""
    return Counter(word for word in title_key(text).split() if word not in _STOP)


def is_function(words: Iterable[str]) -> bool:
    """Whether *words* (folded) only say who somebody is: « directrice générale », « par intérim ». False for none."""
    said = [word for word in words if word not in _STOP]
    return bool(said) and all(word in _FUNCTIONS for word in said)


def tells_function(text: str) -> bool:
    """Whether a word of *text* says who somebody is, as « Cheffe du service eau », « 1 directrice » and « Maire » do."""
    words = {word.rstrip("s") for word in title_key(text).split()} - {"general", "generale"}
    return not words.isdisjoint(_FUNCTIONS | _OF_HIM.keys() | {*_OF_HIM.values()} | _IN_OFFICE)


def is_beside_head(role: str, title: str) -> bool:
    """Whether *role* is that of a deputy, an assistant or a secretary, of a unit whose own *title* says no such thing.

    Or that of an elected member, and no more: « Élu : M. Petit ».
    """
    if key(role) in _ELECTED:
        return True
    said, called = ({match[0] for word in title_key(text).split() if (match := _BESIDE_HEAD.match(word))} for text in (role, title))
    return bool(said - called)


def is_interim(words: Iterable[str]) -> bool:
    """Whether one of *words* (folded) says that somebody holds a post for the time being."""
    said = [*words]
    return not _INTERIM.isdisjoint(said) or _FOR_NOW.search(" ".join(said)) is not None


def without_interim(role: str) -> str | None:
    """*role* folded, without « p.i. », « par intérim »; None where nothing says that it is held for the time being."""
    said, found = _FOR_NOW.subn(" ", title_key(role))
    return " ".join(said.split()) if found else None


def is_generic(words: Iterable[str]) -> bool:
    """Whether *words* (folded) only say what kind of unit it is: « direction générale adjointe », as a legend does."""
    said = [word for word in words if word not in _STOP]
    return bool(said) and all(word in _GENERIC for word in said)


@remembered
def telling_words(title: str) -> frozenset[str]:
    """The words of *title* that tell one unit from others: not those that only say of what kind it is."""
    return frozenset(word for word in content_words(title) if not is_generic([word]))


def is_joined(title: str) -> bool:
    """Whether *title* begins anew in its middle: « Bureau garage Stationnement », two titles that were read as one."""
    cut = title.split()
    steps = [(key(before), after) for before, after in pairwise(cut) if before.islower() and len(before) > 2]  # no « y Calidad »
    return any(
        before not in _STOP | _GENERIC | _BETWEEN and after[:1].isupper() and after[1:].islower() and len(after) > 3
        for before, after in steps
    )


def last_part(title: str) -> str:
    """What stands behind the last separator of *title*, or its last bracket, without it; "" where there is none."""
    parts = _SEPARATOR.split(title.rstrip(" )]"))
    return parts[-1] if len(parts) > 1 else ""


def is_ragged(title: str) -> bool:
    """Whether *title* ends in the middle, or in a function: part of what stands beside it was read as its end."""
    return title.count("(") != title.count(")") or is_function(title_key(last_part(title)).split())


def _content(folded: str) -> frozenset[str]:
    return frozenset(word for word in folded.split() if word not in _STOP)


def joins(title: str, other: str) -> bool:
    """Whether *title* goes on with what the *other* says, with no « et » before it: two titles that were read as one."""
    said, part = _words_of(title)[0], _words_of(other)[1]
    starts = (n for n in range(1, len(said) - len(part) + 1) if part and said[n : n + len(part)] == part)
    return any(AND.isdisjoint(said[:n]) for n in starts)


@remembered
def _words_of(title: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of *title* that say something, « et » with them; and those from the first that says what it is about."""
    said = tuple(word for word in title_key(title).split() if word in AND or content_words(word))
    part = said
    while part and (part[0] in AND or is_generic(part[:1]) or is_function(part[:1])):
        part = part[1:]
    return said, part


def lost_letters(one: str, other: str) -> bool:
    """Whether the words in which two titles differ are the same but for letters that one lacks: « abinet », « Cabinet »."""
    said, told = (Counter(title_key(title).split()) for title in (one, other))
    gone, come = [*(said - told).elements()], [*(told - said).elements()]
    pairs = list(zip(gone, come, strict=False))
    return len(gone) == len(come) > 0 and (all(_lacks(a, b) for a, b in pairs) or all(_lacks(b, a) for a, b in pairs))


def _lacks(short: str, long: str) -> bool:
    """Whether *short* is *long* without a few of its letters."""
    letters = iter(long)
    return _HALF * len(long) <= len(short) < len(long) and all(letter in letters for letter in short)


def says_who_heads(said: str) -> bool:
    """Who heads a town's administration, or its council (10.8): « Mme Durand en assure la direction générale ».

    No deputy, no staff, no former holder, no text that speaks of more.
    """
    plain = said.lower().replace("dgs", "DGS")
    return len(said) <= _LINE and _CHIEF_OFFICE.search(plain) is not None and not _BESIDE_OFFICE.search(plain)
