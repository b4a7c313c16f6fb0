"""In which forms somebody's name may be written, as words folded; which of them tell somebody else as well (DESIGN 5.17). Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from operator import add
from urllib.parse import quote
from zlib import crc32

from monitor.compare.people import is_civility
from monitor.erasure.readings import LOST
from monitor.erasure.words import words_of
from monitor.model import StopList
from monitor.model.frozen import dataclass
from monitor.normalize import DASHES

AT = "@"  # behind a word that begins a mail address; before one, that of a path
COMMA = ","
FAMILY, GIVEN = "^", "~"  # what a word of a name is; see `told_form`
EXACT = "="  # before the words of what is given as it stands
_PARTICLE_WORDS = "de du des d la le les l van von der den di da do dos del della al el ben y e ter ten bin"
PARTICLES = frozenset(_PARTICLE_WORDS.split())
_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t"}
)
_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE"}
)
_IN_TWO = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])[aou]e(?=[bcdfghjkmnpqrstvwxz]|l[^l\W])|\b[AOU]e(?=[bcdfghjkmnpqrstvwxz])", re.I)
_MOST_JOINED = 5  # words of a family name that may be joined in part
_DASH = re.compile(f"[{re.escape(DASHES)}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Somebody's name, its words folded. `spelt`: (given, family) as others spell them, « Juergen Weiss » for « Jürgen Weiß »."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    spelt: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


def name_of(text: str) -> Name | None:
    """The name that *text* is; None where it has no two parts, a given and a family name.

    The family name is what stands in capitals or before a comma, else what follows the first word; a compound with hyphens is one
    word, a particle goes with what follows it.
    """
    before, comma, after = text.partition(COMMA)
    if comma:
        given, family = _parts(after), _parts(before)
        return _name(given, family)
    parts = _parts(text)
    letters = {
        part: [c for word in part.split() if word.casefold() not in PARTICLES for c in word if c.isalpha()] for part in parts
    }
    capitals = [part for part in parts if len(letters[part]) > 1 and all(map(str.isupper, letters[part]))]
    if capitals and len(capitals) < len(parts):
        return _name([part for part in parts if part not in capitals], capitals)
    return _name(parts[:1], parts[1:])


def _name(given: list[str], family: list[str]) -> Name | None:
    spelt = [[tuple(words_of(one)) for one in _respelt(" ".join(parts))] for parts in (given, family)]
    if not (spelt[0] and spelt[1] and spelt[0][0] and spelt[1][0]):
        return None
    own, *others = dict.fromkeys(product(spelt[0], spelt[1]))
    return Name(given=own[0], family=own[1], spelt=tuple(others))


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
    found: set[str] = set()
    for given, family in _all(name):
        found |= _forms(_spellings(given), _spellings(family))
        # What each word of the name is, too: so a print is known in which capitals make another one the family name.
        for first, last in product(map(str.split, _spellings(given)), map(str.split, _spellings(family))):
            found |= {told_form(FAMILY, word, [*first, *last]) for word in last}
            found |= {told_form(GIVEN, word, [*first, *last]) for word in first if word not in last}
    return frozenset(found)


def told_form(what: str, word: str, name: Iterable[str]) -> str:
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
        key=key,
        digests=frozenset(form_digest(key, form) for form in wanted),
        hints=hints(wanted, key),
        longest=longest(wanted),
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


def hint(key: bytes, word: str) -> int:
    """The first byte of the digest of *word*; without a *key* more of it, as then nobody need be kept from guessing."""
    return _first_byte(key, word) if key else crc32(word.encode())


@lru_cache(maxsize=65536)  # what a page says is read as it stands, without markup, and block by block
def _first_byte(key: bytes, word: str) -> int:
    return form_digest(key, word)[0]


def form_digest(key: bytes, form: str) -> bytes:
    """16 bytes that tell *form* to whoever has *key* and the form; without a *key*, of a list that is kept nowhere, the form."""
    if not key:
        return form.encode()
    return hashlib.blake2b(form.encode(), key=key, digest_size=16).digest()
