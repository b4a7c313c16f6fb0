"""In which forms somebody's name may be written, as words folded; which of them tell somebody else as well (DESIGN 5.17). Pure.

Names in pieces too: letters spaced out, « Z O É  A M B L A R D », or words that a PDF broke, « Zoé Ambl ar d ». A list of what
was erased knows no letters, but it has each name as one word, for addresses. Pieces that make that word, with nothing but
spaces between them, are the name; where the given name ends, its form with a space tells.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, dropwhile, pairwise, product
from operator import add
from urllib.parse import quote
from zlib import crc32

from monitor.compare.people import is_civility
from monitor.erasure.words import LOST, RUN, Word, cut, parts, words_of
from monitor.i18n.particles import particles
from monitor.model import StopList
from monitor.model.frozen import dataclass
from monitor.normalize import DASHES

AT = "@"  # behind a word that begins a mail address; before one, that of a path
COMMA = ","
FAMILY, GIVEN = "^", "~"  # what a word of a name is; see `role_form`
EXACT = "="  # before the words of what is given as it stands
PARTICLES = particles("usual", "small", "loose", "elided", "between") | {"mc", "t"}  # no « das », which is a surname, too
_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t"}
)
_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE"}
)
_IN_TWO = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])[aou]e(?=[bcdfghjkmnpqrstvwxz]|l[^l\W])|\b[AOU]e(?=[bcdfghjkmnpqrstvwxz])", re.I)
_MOST_JOINED = 5  # words of a family name that may be joined in part


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Somebody's name, its words folded. `spelt`: (given, family) as others spell them, « Juergen Weiss » for « Jürgen Weiß ».

    `said`: all its words in their order, as they were given, whatever each is taken for: « Paul M. Durand ».
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    spelt: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    said: frozenset[str] = frozenset()


def name_of(text: str) -> Name | None:
    """The name that *text* is; None where it has no two parts, a given and a family name.

    The family name is what stands in capitals or before a comma, else what follows the first word; a compound with hyphens is one
    word, a particle goes with what follows it.
    """
    before, comma, after = text.partition(COMMA)
    if comma:
        given, family = _parts(after), _parts(before)
        return _name(given, family, text)
    parts = _parts(text)
    letters = {
        part: [c for word in part.split() if word.casefold() not in PARTICLES for c in word if c.isalpha()] for part in parts
    }
    capitals = [part for part in parts if len(letters[part]) > 1 and all(map(str.isupper, letters[part]))]
    if capitals and len(capitals) < len(parts):
        return _name([part for part in parts if part not in capitals], capitals, text)
    return _name(parts[:1], parts[1:], text)


def _name(given: list[str], family: list[str], text: str) -> Name | None:
    """The name of these parts in *text*."""
    spelt = [[tuple(words_of(one)) for one in _respelt(" ".join(parts))] for parts in (given, family)]
    if not (spelt[0] and spelt[1] and spelt[0][0] and spelt[1][0]):
        return None
    own, *others = dict.fromkeys(product(spelt[0], spelt[1]))
    called = " ".join(dropwhile(is_civility, text.split()))
    said = (f" {COMMA} ".join(" ".join(words_of(part)) for part in one.split(COMMA)) for one in _respelt(called))
    return Name(given=own[0], family=own[1], spelt=tuple(others), said=frozenset(said))


def _respelt(text: str) -> list[str]:
    """*text*, and as those write it who lack its letters, or whose machine lost them."""
    if text.isascii():  # it has no letters to lack
        return list(dict.fromkeys([text, _IN_TWO.sub(lambda found: found[0][0], text)]))
    text = unicodedata.normalize("NFC", text)
    plain = text.translate(_PLAIN)
    lost = "".join(c if c.isascii() or not c.isalpha() else LOST for c in text)
    umlaut = _IN_TWO.sub(lambda found: found[0][0], plain)  # who is asked for as Juergen may be printed as Jürgen
    return list(dict.fromkeys([text, plain, text.translate(_TWO_LETTERS).translate(_PLAIN), umlaut, lost]))


def _parts(text: str) -> list[str]:
    """The words of *text* without civilities, particles with what follows them."""
    parts: list[str] = []
    held: list[str] = []
    for word in text.split():
        if is_civility(word) and not held:
            continue
        held.append(word)
        if " ".join(words_of(word)) not in PARTICLES:
            parts.append(" ".join(held))
            held = []
    return [*parts, *([" ".join(held)] if held else [])]


def whole_forms(name: Name) -> frozenset[str]:
    """The forms that say given and family name in full."""
    found = set(name.said)
    for given, family in _all(name):
        found |= _forms(_spellings(given), _spellings(family))
        # What each word of the name is, too: so a print is known in which capitals make another one the family name.
        for first, last in product(map(str.split, _spellings(given)), map(str.split, _spellings(family))):
            found |= {role_form(FAMILY, word, [*first, *last]) for word in last}
            found |= {role_form(GIVEN, word, [*first, *last]) for word in first if word not in last}
    return frozenset(found)


def role_form(what: str, word: str, name: Iterable[str]) -> str:
    """That *word* is the family name, or a given one (*what*), in the *name* of these words in whatever order."""
    return f"{what}{word}{what}{what.join(sorted(name))}"


def _all(name: Name) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(name.given, name.family), *name.spelt]


def initial_forms(name: Name) -> frozenset[str]:
    """Those that say the family name and the initials of all given names: somebody else may have the same."""
    found = (_forms(_spellings(tuple(word[0] for word in given)), _spellings(family)) for given, family in _all(name))
    return frozenset(form for form in frozenset().union(*found) if LOST not in form.split())


def family_forms(name: Name) -> frozenset[str]:
    """The family name by itself."""
    return frozenset(one for _, family in _all(name) for one in _spellings(family))


def _spellings(words: tuple[str, ...]) -> list[str]:
    """*words* apart, as one, joined in part: « d'Hérouville-Petit » is dherouville-petit in an address, « de La Tour » Delatour."""
    if not 2 < len(words) <= _MOST_JOINED:
        return list(dict.fromkeys([" ".join(words), "".join(words)]))
    joints = product((" ", ""), repeat=len(words) - 1)
    return ["".join(map(add, words, (*between, ""))) for between in joints]


def _forms(given: Iterable[str], family: Iterable[str]) -> frozenset[str]:
    """Either order; the family name before a comma; as one word only where an address begins: else it may be a word."""
    found: set[str] = set()
    for first in given:
        for last in family:
            found |= {f"{first} {last}", f"{last} {first}", f"{last} {COMMA} {first}"}
            if " " not in first + last:
                found |= {f"{one} {AT}" for one in (first + last, last + first)}
                found |= {f"{AT} {one}" for one in (first + last, last + first) if len(first) > 1}
    return frozenset(found)


def exact_forms(text: str) -> frozenset[str]:
    """The forms of what is given as it stands, an address or « Mme Dupont »: its words in their order, whatever parts them."""
    written = (text, quote(text, safe=""))
    return frozenset(f"{EXACT} {' '.join(words)}" for one in written if (words := words_of(one)))


def stop_list(forms: Iterable[str], key: bytes) -> StopList:
    """What finds *forms*; with a *key* it no longer holds them."""
    wanted = frozenset(forms)
    return StopList(
        key=key, digests=frozenset(form_digest(key, form) for form in wanted), hints=hints(wanted, key), longest=longest(wanted)
    )


def hints(forms: Iterable[str], key: bytes) -> frozenset[int]:
    """The `hint` of each of the `form_words` of *forms*."""
    return frozenset(hint(key, word) for word in form_words(forms))


def form_words(forms: Iterable[str]) -> set[str]:
    """The words that texts may have of *forms*."""
    return {word for form in forms if form[0] not in (FAMILY, GIVEN) for word in form.split()}


def longest(forms: Iterable[str]) -> int:
    """How many words the longest of *forms* has."""
    return max((len(form.split()) for form in forms), default=0)


@lru_cache(maxsize=65536)  # what a page says is read as it stands, without markup, and block by block
def hint(key: bytes, word: str) -> int:
    """The first byte of the digest of *word*; without a *key* more of it, as then nobody need be kept from guessing."""
    return form_digest(key, word)[0] if key else crc32(word.encode())


def form_digest(key: bytes, form: str) -> bytes:
    """16 bytes that tell *form* to whoever has *key* and the form; without a *key*, of a list that is kept nowhere, the form."""
    if not key:
        return form.encode()
    return hashlib.blake2b(form.encode(), key=key, digest_size=16).digest()


_MOST = 40  # letters of a name, and pieces of it
_PART = 3
_SPACED = 5  # where every piece is a letter
_BETWEEN = re.compile(r"\.?[^\S\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")

_HYPHEN = re.compile(rf"[{re.escape(DASHES)}\u00ad][^\S\t]*")  # at the end of a line, which may be lost: « VAU-ZELLES »
_CHAIN = re.compile(rf"(?:{RUN.pattern})(?:(?:{_BETWEEN.pattern}|{_HYPHEN.pattern})(?:{RUN.pattern}))*")


def rejoined(stop: StopList, text: str) -> Iterator[tuple[int, int, list[Word]]]:
    """Stretches of *text* in which pieces make a name, with their words, the pieces made whole."""
    found = list(_candidates(stop, text))
    runs = list(RUN.finditer(text)) if found else []
    for first, last, letters in found:
        pieces = runs[first : last + 1]
        gaps = [text[one.end() : other.start()] for one, other in pairwise(pieces)]
        hyphens = sum(_HYPHEN.fullmatch(gap) is not None for gap in gaps)
        if not all(_BETWEEN.fullmatch(gap) or _HYPHEN.fullmatch(gap) for gap in gaps):
            continue
        spaced = all(len(piece[0]) == 1 for piece in pieces)
        for split in range(1, len(letters)):
            if form_digest(stop.key, f"{letters[:split]} {letters[split:]}") not in stop.digests:
                continue
            if hyphens and not _is_hyphenated(pieces, gaps, split):
                continue
            if len(letters) >= _SPACED if spaced else min(split, len(letters) - split) >= _PART:
                start = runs[max(0, first - 4)].start()
                end = runs[min(len(runs) - 1, last + 4)].end()
                ends = list(accumulate(len("".join(parts(piece[0]))) for piece in pieces))
                n = next(n for n, at in enumerate(ends) if at >= split)  # the piece in which the first word ends
                cut_at = pieces[n].start() + split - (ends[n - 1] if n else 0)
                middle = (pieces[n].end(), pieces[n + 1].start()) if ends[n] == split else (cut_at, cut_at)
                one, other = (pieces[0].start(), middle[0]), (middle[1], pieces[-1].end())
                whole = [Word(letters[:split], *one), Word(letters[split:], *other)]
                before = cut(text[start : pieces[0].start()])
                behind = [_moved(word, pieces[-1].end()) for word in cut(text[pieces[-1].end() : end])]
                words = [_moved(word, start) for word in before] + whole + behind
                yield start, end, [_moved(word, -start) for word in words]


def _candidates(stop: StopList, text: str) -> Iterator[tuple[int, int, str]]:
    """The first and last of the runs of letters of *text* that make a name as one word, and that word.

    Looked for where nothing but what may stand within a name parts them: else each beginning of a word is tried with all behind it.
    """
    at = 0
    for chain in _CHAIN.finditer(text):
        written = RUN.findall(chain[0])
        pieces = [parts(run) for run in written] if len(written) > 1 else []
        for first in range(len(pieces) - 1):
            if len(written[first]) > 1 and not written[first][0].isupper():
                continue
            letters = "".join(pieces[first])
            for last in range(first + 1, min(first + _MOST, len(written)) if letters else 0):
                letters += "".join(pieces[last])
                if len(letters) > _MOST or not pieces[last]:
                    break
                if len(letters) < _SPACED or hint(stop.key, letters) not in stop.hints:
                    continue
                said = " ".join(word for one in pieces[first : last + 1] for word in one)
                if form_digest(stop.key, f"{letters} {AT}") in stop.digests and form_digest(stop.key, said) not in stop.digests:
                    yield at + first, at + last, letters  # where its pieces are words of it, it is in no pieces
        at += len(written)


def _is_hyphenated(pieces: Sequence[re.Match[str]], gaps: Sequence[str], split: int) -> bool:
    """Whether hyphens part nothing but the two words of a name, which spaces part: « Zoé AMB-LARD », but not « Zoé Amb-Lard »,
    where two words with capitals may be a name of their own.
    """
    ends = accumulate(len("".join(parts(piece[0]))) for piece in pieces[:-1])
    for end, gap, (one, other) in zip(ends, gaps, pairwise(pieces), strict=True):
        if (end == split) is (_HYPHEN.fullmatch(gap) is not None):
            return False
        capital = other[0][0].isupper() and not (one[0].isupper() and other[0].isupper() and len(one[0]) > 1 and len(other[0]) > 1)
        if end != split and capital:
            return False
    return True


def _moved(word: Word, by: int) -> Word:
    return Word(word.folded, word.start + by, word.end + by)


def is_spaced_out(written: str) -> bool:
    """Whether *written*, a word, is letters with spaces between them."""
    pieces = written.split()
    return len(pieces) > 1 and all(len(piece.rstrip(".")) == 1 for piece in pieces)
