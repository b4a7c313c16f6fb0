"""Whose names texts hold, by what stands beside them: `erasure.withheld` has to know before anything is shown (DESIGN 5.17). Pure.

A civility, a post, a label, a verb, a column of a table, the beginning of a mail address say that a word is somebody's name; then
it is one wherever it stands. Words of services, words that texts also write in small letters and places are none unless a chart, a
column or a civility says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from monitor.compare.people import is_civility, people_in, word_key
from monitor.erasure.personal_words import (
    ADDRESS,
    AFTER_POST,
    AMID,
    AN_INITIAL,
    AND_CAPITAL,
    AND_NAME,
    BEFORE_POST,
    BEHIND_POST,
    BESIDE_PHONE,
    BETWEEN,
    BOTH_DO,
    BOXES,
    CENTRE,
    COUNTED,
    DOES,
    DOING,
    ENDS,
    GIVEN_FAMILY,
    HEADS,
    IN_CELL,
    INITIALLED,
    ITEM,
    LABELLED,
    LEAD_STEMS,
    LED,
    LETTER,
    MARKUP,
    NAME,
    NEAR,
    NO_NAMES,
    NOUN,
    PARTICLE,
    PARTICLES,
    PHONE,
    PLACE,
    PLACE_STEMS,
    POST,
    POST_STEMS,
    POSTAL,
    SMALL,
    STREET,
    WORD,
    whole_end,
)  # fmt: skip
from monitor.model import Block
from monitor.model.frozen import dataclass, field
from monitor.normalize import key
from monitor.pdf.orgchart.vocabulary import FIRST_NAMES, ROLE, UNIT_WORDS, is_chart_word, is_listed, is_role, is_vacant

_LOWER = re.compile(rf"{LETTER}+")
_WORDS = re.compile(WORD)
_MAIL_PARTS = re.compile(r"[._+\-\d]+")
_LEAST_OF_INITIAL = 5  # letters of a word that an initial beside it makes a name
_CELL = 60  # characters of a cell that is a name


# What a word of a text is a sign of: that a pattern may find something there. Patterns are slow, and most texts have few signs.
_POST, _LEAD, _PLACE, _CIVILITY, _AT, _GIVEN = 1, 2, 4, 8, 16, 32
_STEMS = ((_POST, POST_STEMS), (_LEAD, LEAD_STEMS), (_PLACE, PLACE_STEMS))


@lru_cache(maxsize=50_000)  # texts repeat their words
def _signs(word: str) -> int:
    """Of what *word*, in small letters, is a sign."""
    signs = sum(sign for sign, stems in _STEMS if word.startswith(stems))
    given = not FIRST_NAMES.isdisjoint(word_key(word).split())
    return signs + _CIVILITY * is_civility(word.title()) + _AT * (word == "at") + _GIVEN * given


def _beginnings(lowered: str, words: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    """Where *words* begin in *lowered*, in its order, each with what it is a sign of."""
    found = []
    for word, sign in words:
        start = lowered.find(word)
        while start >= 0:
            found.append((start, sign))
            start = lowered.find(word, start + 1)
    return sorted(found)


def _found(
    pattern: re.Pattern[str], text: str, at: list[tuple[int, int]] | None, sign: int, *, last: int = 0
) -> Iterator[re.Match[str]]:
    """What *pattern* finds in *text*, each beginning with a word of *sign* (0: anywhere); another may begin at group *last*."""
    end = 0
    if at is None or not sign:
        while found := pattern.search(text, end):
            yield found
            end = found.start(last) if last else found.end()
        return
    for start, signs in at:
        if signs & sign and start >= end and (found := pattern.match(text, start)):
            yield found
            end = found.start(last) if last else found.end()


@dataclass(slots=True)
class NameEvidence:
    """What texts said so far. `names`: as written; folded are `small`, words in small letters, and `places`, after « ville de »,
    a postal code, in the name of the site."""

    names: set[str] = field(default_factory=set)
    likely: set[str] = field(default_factory=set)  # by a rule that may err: not where the word is a place or also a small word
    small: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)  # behind an article
    cells: set[str] = field(default_factory=set)  # whole, of columns that name people
    _signless: set[str] = field(default_factory=set)  # words, in small letters, that are a sign of nothing
    _written: set[str] = field(default_factory=set)  # small words as written: texts repeat them

    def all_names(self) -> set[str]:
        """The names, and those likely ones of which no word is a common one or a place, a given name beside another word aside."""
        common = self.small | self.places
        told = ((name, list(_capital_words(name))) for name in self.likely)
        # A given name, which may also be a word, tells where it stands alone.
        sure = {name for name, words in told if common.isdisjoint([word for word in words if word not in FIRST_NAMES] or words)}
        return self.names | sure

    # ------------------------------------------------------------------------------------------------------------------- prose

    def read(self, text: str) -> None:
        """Learn from a text that stands by itself: a paragraph, a cell, a heading, a label."""
        text = unicodedata.normalize("NFC", text)
        lowered = text.lower()
        signs = 0
        telling = list[tuple[str, int]]()
        for word in set(_LOWER.findall(lowered)).difference(self._signless):
            if sign := _signs(word):
                signs |= sign
                telling.append((word, sign))
            else:
                self._signless.add(word)
        # Where such words begin; None: they have to be looked for. A letter that is two in small ones moves all behind it.
        at = _beginnings(lowered, telling) if len(lowered) == len(text) else None
        posts = bool(signs & _POST)
        amid = AMID.search(text) is not None
        after = {found.end() for found in _found(POST, text, at, _POST)} if posts else set()
        for found in SMALL.finditer(text) if not self._written.issuperset(SMALL.findall(text)) else ():
            if found[0] not in self._written and found.start() not in after and not found[0][0].isupper():
                self._written.add(found[0])
                self.small.add(word_key(found[0]))
        self.nouns.update(map(word_key, COUNTED.findall(text)))
        if signs & _PLACE:
            self.places.update(word_key(word) for found in _found(PLACE, text, at, _PLACE) for word in _WORDS.findall(found[1]))
            self.places.update(map(word_key, CENTRE.findall(text)))
        self.places.update(map(word_key, POSTAL.findall(text)))
        if signs & _CIVILITY:
            said = MARKUP.sub(" ", text)  # « M. <b>Eudes LAMIRAL</b> », printed so
            called = (said[start : whole_end(said, end)] for start, end in people_in(said))
            self.names.update(name for name in called if is_civility(name.split()[0]))
        led_anywhere = "c/o" in lowered or "délégation" in lowered  # they begin with a word that is no sign
        for pattern, sign in (
            *(((AFTER_POST, _POST),) if posts and amid else ()),
            *(((BEFORE_POST, 0), (BEHIND_POST, 0), (IN_CELL, 0)) if posts else ()),
            *(((LED, 0 if led_anywhere else _LEAD),) if amid and (signs & _LEAD or led_anywhere) else ()),
            *(((DOING, 0),) if DOES.search(text) else ()),
            *(((BESIDE_PHONE, 0),) if PHONE.search(text) else ()),
        ):
            for found in _found(pattern, text, at, sign):
                if self._keep(found[found.lastindex or 1], self.likely) and pattern is not LED:
                    self._beside(text, found.end(found.lastindex or 1))
        for found in BOTH_DO.finditer(text) if AND_CAPITAL.search(text) else ():
            if may_be_name(found[1]) and may_be_name(found[2]) and not key(found[1]).startswith("saint"):
                self.likely |= {found[1], found[2]}
        for found in LABELLED.finditer(text) if ":" in text else ():
            for item in BETWEEN.split(ENDS.split(found[1], maxsplit=1)[0]):
                whole = ITEM.match(item)
                if whole:
                    self._keep(whole[1], self.likely)
        for found in INITIALLED.finditer(text) if "." in text and AN_INITIAL.search(text) else ():
            self._keep(found[0], self.likely)
        if signs & _GIVEN:
            self._given(text, at)
        for found in ADDRESS.finditer(text) if "@" in text or signs & _AT else ():
            words = mail_words(found[1])
            if words and not all(len(word) < 2 for word in words):
                self.likely.add(" ".join(word.title() for word in words))

    def _given(self, text: str, at: list[tuple[int, int]] | None) -> None:
        """« Jean Hounkpati », « Paul (Urrutigoity) »: by the list of given names; not the name of a street or a school."""
        for found in _found(GIVEN_FAMILY, text, at, _GIVEN, last=2):  # a family name is tried as a given one too
            one, other = word_key(found[1]).split(" "), word_key(found[2]).split(" ")
            shouted = found[2].isupper() and not found[1].isupper()  # « Kévin LAMBERT », « Marie-Ange CUENOT »: capitals tell
            given = all(word in FIRST_NAMES for word in (one[:1] if shouted else one))
            if not given or STREET.search(text[max(0, found.start() - NEAR) : found.start()]):
                continue
            if (
                may_be_name(found[2])
                and (shouted or not all(word in FIRST_NAMES for word in other))
                and self._keep(found[0].replace("(", ""), self.names)
            ):
                self._beside(text, found.end())

    def _beside(self, text: str, at: int) -> None:
        """Who is named in one breath: « Jean Hounkpati et Iparraguirre »."""
        while found := AND_NAME.match(text, at):
            if not self._keep(found[1], self.likely):
                return
            at = found.end()

    def _keep(self, name: str, where: set[str]) -> bool:
        name = name.strip(" ()")
        if not may_be_name(name):
            return False
        where.add(name)
        return True

    def read_host(self, address: str) -> None:
        """Learn from the *address* of a page: a town's site is called as the town is, and nobody is called so for that."""
        host = urlsplit(address).hostname or ""
        self.places.update(word for word in re.split(r"[.\-]", host.rpartition(".")[0]) if len(word) > 3)

    # ----------------------------------------------------------------------------------------------------------- lines, tables

    def read_lines(self, blocks: Sequence[Block]) -> None:
        """Learn from what stands in order: a name above or below its post, the columns of tables."""
        for n, block in enumerate(blocks):
            near = [blocks[m].text for m in (n - 1, n + 1) if 0 <= m < len(blocks) and len(blocks[m].text) < _CELL]
            words = block.text.split() if block.kind == "paragraph" else []
            named = 0 < len(words) <= 3 and re.fullmatch(NAME, block.text) is not None and may_be_name(block.text)
            if named and any(map(is_role, near)) and not any(is_chart_word(word) or NOUN.search(key(word)) for word in words):
                self.likely.add(block.text)
        rows: list[str] = []
        for kind, text in [*((b.kind, b.text) for b in blocks), ("", "")]:
            if kind == "table_row":
                rows.append(text)
            elif rows:
                self._table([row.split("\t") for row in rows])
                rows = []

    def _table(self, rows: list[list[str]]) -> None:
        may_be_head = (all(len(cell) < _CELL and not any(map(str.isdigit, cell)) for cell in row) for row in rows)
        heads = list[int]()
        for n, (row, may_be) in enumerate(zip(rows, may_be_head, strict=True)):
            above = rows[heads[-1]] if heads else []  # « Présidente │ Ana Ruy │ Vesoul » below « Fonction │ Nom │ Ville » is a row
            held = any(names_people(head) and looks_named(cell) for head, cell in zip(above, row, strict=False))
            heads += [n] if may_be and not held and any(map(names_people, row)) else []
        for n, end in pairwise([*heads, len(rows)]):  # one section may hold several tables
            head = {column: key(cell) for column, cell in enumerate(rows[n]) if names_people(cell)}
            given = [c for c in head if "prenom" in head[c] or head[c] in ("first name", "given name")]
            family = [c for c in head if c not in given and set(head[c].split()) & {"nom", "noms", "name", "surname", "last"}]
            for row in rows[n + 1 : end]:
                self.cells.update(folded for c in head if c < len(row) and len(folded := key(row[c])) > 2)
                cells = {c: row[c].strip() for c in head if c < len(row) and _is_cell(row[c])}
                if given and family and max(given[0], family[0]) < len(row):
                    both = row[given[0]].strip(), row[family[0]].strip()
                    # Each is filled with a name, whatever else these words mean: « Rose Fontaine »
                    if all(
                        0 < len(re.findall(rf"{LETTER}+", half)) <= 4
                        and len(half) > 1
                        and half[0].isupper()
                        and not (is_vacant(half) or any(map(str.isdigit, half)))
                        for half in both
                    ):
                        self.names.add(" ".join(both))
                        cells.pop(given[0], None), cells.pop(family[0], None)
                apart = (one.strip() for name in cells.values() for one in BETWEEN.split(name))
                self.names.update(one for one in apart if one and _is_cell(one))

    def read_unit(self, title: str) -> None:
        """Learn from a unit's title that ends with who holds it: « Cabinet du maire Nguyenthi »."""
        words = title.split()
        if len(words) < 3 or key(words[0]) not in UNIT_WORDS or not _WORDS.fullmatch(words[-1]):
            return
        before = words[-2]
        if (
            before[0].islower()
            and len(before) > 3
            and before not in ("dans", "avec", "pour", "chez", "sous", "vers", "sans")
            and may_be_name(words[-1])
        ):
            self.likely.add(words[-1])


def names_people(head: str) -> bool:
    """Whether a column with that *head* holds names of people."""
    words = key(head).split()
    return bool(words) and all(word in HEADS for word in words) and any(len(word) > 2 for word in words)


def mail_words(local: str) -> list[str]:
    """The words of the part of a mail address before the @ that name somebody; [] of a mailbox that is nobody's."""
    words = [word for word in _MAIL_PARTS.split(key(local.replace(".", " ").replace("-", " ")).replace(" ", ".")) if word]
    if not words or all(
        word in BOXES or is_listed(word) or ROLE.match(word) or word in NO_NAMES for word in words if len(word) > 1
    ):
        return []
    return [word for word in words if word not in BOXES and not is_listed(word)]


def names_a_file(address: str, common: frozenset[str] = frozenset()) -> bool:
    """Whether the last step of *address*, or its query, is called by a given name and a further one,
    « organigramme-paul-martin.pdf », or by an initial and a word, « bilan-p-vauzelles.pdf », which is none of *common*, nor both
    what is left of one: « r-union »."""
    path, _, query = address.partition("?")
    step = path.rstrip("/").rpartition("/")[2]
    for part in (step.rpartition(".")[0] or step, query):
        words = [key(word) for word in re.findall(rf"{LETTER}+", unquote(part))]
        for n, (before, after) in enumerate(pairwise(words), 2):
            for one, other in ((before, after), (after, before)):
                # An initial is no word by itself, and nothing that a vowel made short (« l-eau »).
                letter = len(one) == 1 and one not in "aeouy" and not (one in "cdjlmnst" and other[:1] in "aeiouyh")
                initial = letter and len(other) >= _LEAST_OF_INITIAL and part != query and (one is before or n == len(words))
                if not (one in FIRST_NAMES or (initial and not {other, one + other} & common)):
                    continue
                if len(other) > 2 and not (other in NO_NAMES or is_chart_word(other) or ROLE.match(other) or NOUN.search(other)):
                    return True
    return False


def _capital_words(name: str) -> Iterator[str]:
    return (folded for word in _WORDS.findall(name) if (folded := word_key(word)) not in PARTICLES)


def looks_named(text: str, common: frozenset[str] = frozenset()) -> bool:
    """Whether *text* names somebody by its look: words with a capital, none a service's, a street's, an acronym, or *common*."""
    for start, end in people_in(text):
        name, said = text[start:end], text[start:end].split()
        if len(said) > 2 and said[1] in ("de", "du", "des") and key(said[0]) not in FIRST_NAMES and not is_civility(said[0]):
            name = " ".join(said[3:] if said[2] == "la" else said[2:])  # « Marché de Noël » is nobody
        if name and is_civility(name.split()[0]):
            return True
        words = list(_capital_words(name))
        given = any(word in FIRST_NAMES for word in words)
        ordinary = not given and (name.isupper() or any(word in common for word in words))
        led = text[max(0, start - NEAR) : start] + text[start:end].split()[0] + " "
        if " " in name and may_be_name(name) and not ordinary and not STREET.search(led):
            return True
    return False


def may_be_name(text: str) -> bool:
    """Whether *text*, capitalised words, may be somebody's name: none of its words is one of services, posts or sentences."""
    words = _WORDS.findall(text)
    told = [word for word in words if not is_civility(word) and word_key(word) not in PARTICLES]
    return bool(told) and not any(_is_other(word) for word in told) and not STREET.search(text)


@lru_cache(maxsize=50_000)
def _is_other(word: str) -> bool:
    folded = key(word)
    return (
        any(
            part in NO_NAMES or part in UNIT_WORDS or is_listed(part) or ROLE.match(part) is not None
            for part in {folded, *folded.split()}
        )
        or (len(word) < 3)
        or (word.isupper() and len(word) < 4)
    )


def _is_cell(cell: str) -> bool:
    cell = cell.strip()
    words = [word for word in re.findall(rf"{LETTER}+", cell) if len(word) > 1]
    if not words or len(cell) > _CELL or any(c.isdigit() for c in cell):
        return False
    shown = [word for word in words if not re.fullmatch(PARTICLE, word, re.I)]
    return bool(shown) and len(words) <= 6 and shown[0][0].isupper() and not any(_is_other(word) for word in shown)
