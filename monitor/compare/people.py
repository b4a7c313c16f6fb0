"""Which lines of a list name people, and whether two of them are about one post (DESIGN 3.25). Pure.

A line names somebody by its shape: a civility and a capitalised word, or two capitalised words in a row. Two lines that name other
people are about one post where they share words that no other line of either list has together, or where the line beside them,
that names nobody, is the same and stands once. « adjoint », « Mme » or « conseiller municipal », on many lines, tell no post.

« La délégation aux finances passe de Mme Durand à M. Martin » is said of a line that is a post and a name, in either order, and
nothing else that differs (DESIGN 3.25).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from monitor.compare.orgchart_words import tells_function
from monitor.expressions import expression, remembered
from monitor.i18n.particles import particles
from monitor.model.frozen import cached_property, dataclass
from monitor.normalize import key

LONGEST = 240  # characters: a longer line is prose
_PROSE = 7  # words shared, from which on two lines are one sentence about somebody else
_MOST = 10_000  # pairs of lines looked through
_SHORT = 3  # letters: « Eau »
_SLIP = 0.9  # two first names as like as this are one, misspelt
_ALIKE = 0.75  # two surnames as like as this are one, misspelt or married

_CIVILITY_WORDS = "m mm mme mmes mlle mr mrs ms miss dr me pr prof monsieur madame mademoiselle sir dame herr frau cllr"
_CIVILITIES = frozenset(_CIVILITY_WORDS.split())
_PARTICLES = particles("usual")  # others are words of sentences, too
TOKEN = expression(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\d+|[^\w\s]|[\t\n|]")
# « 1er », « 1re », "2nd", « 3º »; not « secteur 1A », « lot 2b »
_OF_ORDINAL = expression(r"(?<=\d)(?:i?[eè]mes?|ers?|[eè]?res?|e|n?de|st|nd|rd|th|ste|te)(?!\w)|(?<=\d)[ºª]")
_ENDINGS = expression(r"(?:er|ric|eur|eus)$")
_NUMERAL = re.compile(r"[IVX]{1,4}")
_LABEL = expression(r"([^:\t|]{3,80}?)(?:\s*(?::|\t|\|)\s*|\s(?P<dash>[–—])\s)\S")
_IN_BRACKETS = expression(r"[(\[][^()\[\]]*[)\]]")  # a party, a count: no post


@dataclass(frozen=True, slots=True)
class _Line:
    """A line cut into words.

    `runs`: the words of each stretch that looks like a name; `joined`: first names of these that a hyphen joins; `outside`: stems
    of the other words.
    """

    runs: tuple[frozenset[str], ...]
    joined: frozenset[str]
    words: frozenset[str]
    stems: frozenset[str]
    outside: frozenset[str]

    @property
    def names(self) -> bool:
        return bool(self.runs)


class _Side:
    """One version of the list, and what is asked of its lines. *read*: lines that were cut into words already."""

    def __init__(self, texts: Mapping[int, str], read: dict[str, _Line]) -> None:
        self.texts = texts
        self._read = read

    def line(self, at: int) -> _Line:
        text = self.texts[at]
        if text not in self._read:
            self._read[text] = _line(text)
        return self._read[text]

    @cached_property
    def beside(self) -> dict[int, tuple[str | None, str | None]]:
        """The lines before and after each line, by its place."""
        lines = list(self.texts.values())
        around = zip([None, *lines[:-1]], [*lines[1:], None], strict=True)
        return dict(zip(self.texts, around, strict=True))

    @cached_property
    def functions(self) -> Counter[frozenset[str]]:
        """How many lines have just these words beside their names."""
        return Counter(self.line(at).outside for at in self.texts)

    @cached_property
    def having(self) -> dict[str, list[_Line]]:
        """The lines by each of their stems."""
        found: dict[str, list[_Line]] = defaultdict(list)
        for line in map(self.line, self.texts):
            for stem in line.stems:
                found[stem].append(line)
        return found

    @cached_property
    def times(self) -> Counter[str]:
        """How often each line stands there."""
        return Counter(map(key, self.texts.values()))

    @cached_property
    def labelled(self) -> dict[str, list[int]]:
        """The places of the lines by their labels: what stands before a colon or the first cell's end, folded."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, text in self.texts.items():
            said = _LABEL.match(text) if len(text) <= LONGEST else None
            label = said[1] if said and not (said["dash"] and name_of(said[1])) else ""  # « Luc Petit – Paie »
            if any(_labels(token) and _stem(token) not in _RANKS for token in TOKEN.findall(label)):  # it can tell a post
                found[key(label)].append(at)
        return found


class Roll:
    """Two versions of a list, line by line, each line by its place."""

    def __init__(self, old: Mapping[int, str], new: Mapping[int, str]) -> None:
        read: dict[str, _Line] = {}
        self._sides = _Side(old, read), _Side(new, read)
        self._found: dict[frozenset[str], tuple[list[_Line], list[_Line]]] = {}

    def apart(self, old: int, new: int) -> bool:
        """Whether two lines name other people and nothing tells that they hold one post: then neither became the other."""
        one, other = (side.line(at) for side, at in zip(self._sides, (old, new), strict=True))
        if not _other_people(one, other) or self._is_one_post(one, other):
            return False
        # Both stand alone between the same lines that name nobody, each of which stands once: these are the post's
        beside = [*zip(*(side.beside[at] for side, at in zip(self._sides, (old, new), strict=True)), strict=True)]
        labels = [a for a, b in beside if a is not None and b is not None and key(a) == key(b)]
        if not labels or not all(a is b is None or a in labels for a, b in beside):
            return True
        once = all(side.times[key(label)] == 1 for side in self._sides for label in labels)
        return not (once and all(not line.names and bool(line.stems - _RANKS) for line in map(_line, labels)))

    def names(self, side: int, at: int) -> bool:
        """Whether the line at that place, 0 in the old list, 1 in the new one, names somebody and is no prose."""
        return self._sides[side].line(at).names

    def successions(self, olds: Collection[int], news: Collection[int]) -> list[tuple[int, int]]:
        """Return the places of lines about one post, each once, in old order: somebody else is named there now, or nobody."""
        before = [o for o in olds if self.names(0, o)]
        after = [n for n in news if self.names(1, n)]
        if not (before or after) or len(before) * len(after) > _MOST:
            return []
        found = dict(self._under_one_label({*olds}, {*news}))
        taken = set(found.values())
        for old in before:
            for new in after if old not in found else ():
                one, other = self._sides[0].line(old), self._sides[1].line(new)
                if new not in taken and _other_people(one, other) and self._is_one_post(one, other):
                    found[old] = new
                    taken.add(new)
                    break
        return sorted(found.items())

    def _under_one_label(self, olds: set[int], news: set[int]) -> Iterator[tuple[int, int]]:
        """« Sports : poste vacant » and « Sports : M. Paul Martin »: under one label that stands once on either side.

        Of several lines under it, no rows, the one that is not as it was, where as many stand there in the same order.
        """
        before, after = (side.texts for side in self._sides)
        for label, old in self._sides[0].labelled.items():
            new = self._sides[1].labelled.get(label, [])
            if len(old) == len(new) == 1 and old[0] in olds and new[0] in news:
                yield from [(old[0], new[0])] if self.names(0, old[0]) or self.names(1, new[0]) else []
            old, new = [o for o in old if "\t" not in before[o]], [n for n in new if "\t" not in after[n]]
            pairs = zip(old, new, strict=True) if len(old) == len(new) > 1 else ()
            apart = [(o, n) for o, n in pairs if key(before[o]) != key(after[n])]
            for o, n in apart if len(apart) == 1 and apart[0][0] in olds and apart[0][1] in news else ():
                beside = (side.beside[at] for side, at in zip(self._sides, (o, n), strict=True))
                above, here = (next(filter(None, lines), "") for lines in beside)  # else below
                if key(above) == key(here) and self.names(0, o) and self.names(1, n):
                    yield o, n

    def _is_one_post(self, one: _Line, other: _Line) -> bool:
        """Whether the words beside the names are the same function, and nobody else's; nobody of both holds it on both sides."""
        shared = one.outside & other.outside
        if len(shared) >= _PROSE:
            return True
        if not shared - _RANKS:
            return False
        # The lines of either side that have all of the shared stems, of which there is one at least
        if shared not in self._found:
            rarest = [min((side.having.get(stem, []) for stem in shared), key=len) for side in self._sides]
            old, new = ([line for line in lines if shared <= line.stems] for lines in rarest)
            self._found[shared] = old, new
        holders = self._found[shared]
        if [len(lines) for lines in holders] == [1, 1]:
            return True
        if one.outside != other.outside or any(side.functions[shared] != 1 for side in self._sides):
            return False
        stay = any(run <= line.words for run in one.runs for line in holders[1]) or any(
            run <= line.words for run in other.runs for line in holders[0]
        )
        return not stay


def people_in(text: str) -> list[tuple[int, int]]:
    """Return where *text* names somebody, civility included, as half-open spans."""
    found = list(TOKEN.finditer(text))
    tokens = [match[0].strip(".") or match[0] for match in found]
    spans: list[tuple[int, int]] = []
    for start, end, titled in _runs(tokens):
        words = sum(_is_capital(tokens[n], titled) for n in range(start, end))
        words -= not titled and _NUMERAL.fullmatch(found[end - 1][0]) is not None  # « Dezernat I », « Pôle II »
        if words >= 2 or (titled and words):
            while start and key(tokens[start - 1]) in _CIVILITIES:
                start -= 1
            spans.append((found[start].start(), found[end - 1].end()))
    return spans


def is_civility(word: str) -> bool:
    """Whether *word* is one, as « Mme », "Dr." ."""
    return word[:1].isupper() and word_key(word.strip(".")) in _CIVILITIES


def other_people(one: str, other: str) -> bool:
    """Whether two lines name other people."""
    return _other_people(_line(one), _line(other))


def is_same_post(one: str, other: str) -> bool:
    """Whether *one* and *other* are one post, up to gender and number, and tell more than who sits there, or whose turn it is.

    « 200 places », « 3 étages » count something, and are none; « 1 directrice » is one.
    """
    return (
        post_words(one) == post_words(other)
        and not (OCCASION.match(key(one)) or is_count(one))
        and any(_labels(t) and _stem(t) not in _RANKS for t in TOKEN.findall(one))
    )


def is_count(text: str) -> bool:
    """Whether *text* counts something, as « 200 places » does, and not who holds a post."""
    return _COUNT.match(text) is not None and not tells_function(text)


def post_words(text: str) -> tuple[str, ...]:
    """The words of *text* up to gender and number: of « 1er adjoint » and « 1re adjointe » the same."""
    return tuple(_stem(token.strip(".")) for token in TOKEN.findall(_OF_ORDINAL.sub("", text)))


def _other_people(one: _Line, other: _Line) -> bool:
    """Whether each line has a name that the other has not."""
    left = [next((run - b.words for run in a.runs if run - b.words), None) for a, b in ((one, other), (other, one))]
    if left[0] is None or left[1] is None:
        return False
    from rapidfuzz import fuzz

    if left[0] & one.joined or left[1] & other.joined:  # « Jean » is not « Jean-Luc », who may be written « Jean Luc »
        parts = [sorted(part for word in words for part in word.split()) for words in (left[0], left[1])]
        if {*parts[0]} & {*parts[1]} and fuzz.ratio(" ".join(parts[0]), " ".join(parts[1])) < 100 * _SLIP:
            return True
    first, second = (" ".join(sorted(words)) for words in (left[0], left[1]))
    return not (first.startswith(second) or second.startswith(first) or fuzz.ratio(first, second) >= 100 * _ALIKE)


def _labels(token: str) -> bool:
    """Whether *token* tells a post where nothing else stands before the name: « Eau » does."""
    return tells(token) or (len(token) == _SHORT and token.isalpha() and word_key(token) not in _CIVILITIES | _PARTICLES)


@remembered
def word_key(token: str) -> str:
    """`key` of a word, which lists repeat."""
    return key(token)


_NOBODY = _Line((), *[frozenset[str]()] * 4)


def _line(text: str) -> _Line:
    return _short_line(text) if len(text) <= LONGEST else _NOBODY


@lru_cache(maxsize=1024)  # a line takes 3 kB, and a service stays for years; of one comparison `_read` holds them all
def _short_line(text: str) -> _Line:
    tokens = [token.strip(".") or token for token in TOKEN.findall(_IN_BRACKETS.sub(" ", text))]
    runs, joined, within = list[frozenset[str]](), set[str](), set[int]()
    for start, end, titled in _runs(tokens):
        words = [n for n in range(start, end) if _is_capital(tokens[n], titled)]
        while words and not titled and _stem(tokens[words[0]]) in _RANKS:
            words.pop(0)
        if len(words) >= 2 or (titled and words):
            runs.append(frozenset(word_key(tokens[n]) for n in words))
            # The first names that a hyphen joins: not in capitals where the family name is; where nothing is, in front
            plain = [n for n in words if not tokens[n].isupper()]
            first = plain if 0 < len(plain) < len(words) else words[:1] if len(words) > 1 else []
            joined.update(word_key(tokens[n]) for n in first if "-" in tokens[n])
            within.update(range(words[0], end))
    stems = [(n, _stem(token)) for n, token in enumerate(tokens) if tells(token)]
    return _Line(
        tuple(runs),
        frozenset(joined),
        frozenset(map(word_key, tokens)),
        frozenset(stem for _, stem in stems),
        frozenset(stem for n, stem in stems if n not in within),
    )


def _runs(tokens: list[str]) -> Iterator[tuple[int, int, bool]]:
    """Stretches of capitalised words, particles between them included, as (start, end, after a civility)."""
    n = 0
    while n < len(tokens):
        titled = False
        while n < len(tokens) and word_key(tokens[n]) in _CIVILITIES and tokens[n][0].isupper():
            titled, n = True, n + 1
        start = end = n
        while n < len(tokens) and (_is_capital(tokens[n], titled) or (n > start and word_key(tokens[n]) in _PARTICLES)):
            if word_key(tokens[n]) in _CIVILITIES and n > start:
                break
            n += 1
            end = n if _is_capital(tokens[n - 1], titled) else end
        if end > start:
            yield start, end, titled
        n = max(n, start + 1) if not titled or n > start else n


def _is_capital(token: str, titled: bool) -> bool:
    """Whether *token* is written as a part of a name; « d'Aubeterre » is one only behind a civility: else « Direction d'Appui »."""
    return token[0].isupper() or (titled and token[0] in "dl" and token[1:2] in ("'", "’") and token[2:3].isupper())


def tells(token: str) -> bool:
    """Whether *token* can tell a post: a word of four letters, or an acronym."""
    letters = sum(c.isalpha() for c in token)
    return (letters >= 4 or (letters >= 2 and token.isupper())) and word_key(token) not in _CIVILITIES


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """*word* without case, accents and the endings of gender and number."""
    folded = key(word)
    return _ENDINGS.sub("", folded.rstrip("s").rstrip("e")) if len(folded) > 4 else folded.rstrip("s")


# What says that somebody sits there, of one among many, and not which post is held.
_RANK_WORDS = """membre member adjoint conseiller councillor councilor council municipal délégué titulaire suppléant substitut
alderman élu agent collègue communautaire métropolitain départemental régional municipaux
départementaux régionaux majorité opposition"""
_RANKS = frozenset(map(_stem, _RANK_WORDS.split()))
_SAT = r"(?:(?:absent|excus|abwes|anwes|entschuld|ausent|assent|afwez|aanwez|apolog)\w*|(?:re)?presentee?s?|presents?)"
OCCASION = expression(  # how a turn or a state begins, « On leave »; who sat, or took the picture: no post
    r"(?:next|last|current(?:ly)?|prochaine?s?|derniere?s?|nachste\w?|letzte\w?|volgende|proxim[oa]s?|ultim[oa]s?|prossim[oa]"
    r"|on|in|at|en|au|a|im|auf|op|di|de) (?!charge\b)|(?:credits? )?(?:photo|foto|image)(?:s|graphies?)?(?: credits?)?\W*$"
    rf"|(?:\w+ )?{_SAT}(?: (?:\w{{1,3}} )?{_SAT})*\W*$"
)
_COUNT = expression(r"\d+(?:[ .,]\d+)*\s+(?!(?:er|re|e|[èe]me|n?de?|st|nd|rd|th)\b)[^\W\d]", re.I)
_BETWEEN = expression(r"\s*(?:[:\t\n,]|(?<=\s)[–—-](?=\s))\s*")
_ENDS = expression(r"[;\n]|[.](?=\s|$)(?<!\b\w\.)(?<!Mme\.)(?<!Mr\.)(?<!Dr\.)")
_OWN_POST = expression(r"\s*[,(]\s*(?=[a-zß-ÿ])([^,;.)]+)")
# Who reads of a post needs none of it.
_REACHED_BY = expression(r"\s*[,;–—-]\s*(?:t[ée]l\w*\W*)?(?:\+?\d[\d .()/-]{6,}\d|\S+@\S+)\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Succession:
    """`post` as the newer line has it; the names as they are printed."""

    post: str
    before: str
    after: str


def succession(old: str, new: str) -> Succession | None:
    """Return who held the post of a line, and who holds it now; None where the two lines say anything else, or may do so."""
    if max(len(old), len(new)) > LONGEST or _IN_BRACKETS.findall(old) != _IN_BRACKETS.findall(new):
        return None
    before, after = _post_and_name(old), _post_and_name(new)
    if before is None or after is None or not (is_titled(before[1]) or is_titled(after[1])):
        return None  # « Lieu : Salle Pierre » names nobody for sure
    if not other_people(before[1], after[1]) or not is_same_post(before[0], after[0]):
        return None
    return Succession(post=_REACHED_BY.sub("", after[0]), before=before[1], after=after[1])


def _post_and_name(text: str) -> tuple[str, str] | None:
    """A line's post and name; None where it is not these two alone."""
    line = " ".join(_IN_BRACKETS.sub(" ", text).split(" ")).strip()
    between = _BETWEEN.search(line)
    if between is None:
        return None
    sides = line[: between.start()].strip(), line[between.end() :].strip().rstrip(".;")
    names = [name_of(side) for side in sides]
    if all(names):  # « Pôle Solidarités : Mme Durand »: a civility tells
        names = [name if titled else None for name, titled in zip(names, map(is_titled, sides), strict=True)]
    if any(name is None and reaches(side) for side, name in zip(sides, names, strict=True)):
        return None
    match names:
        case [str(name), None] if not _ENDS.search(sides[1]):  # else another sentence follows
            return sides[1], name
        case [None, str(name)] if not _ENDS.search(sides[0]):
            return sides[0], name
        case _:
            return None


_PLACE = expression(
    r"\b(?:bureau|salle|pi[èe]ce|porte|guichet|b[âa]t(?:iment)?\.?|room|office|suite|floor|level|zimmer|raum|kamer|despacho|stanza|ufficio)"
    r"\s*(?:n[°o.]+\s*)?[a-z]?-?\d"
    r"|\b\d+\s*(?:bis|ter)?,?\s+(?:rue|avenue|av\.|place|quai|boulevard|bd|chemin|all[ée]e|impasse|cours|route|square)\b"
    r"|^\W*(?:rue|avenue|quai|boulevard|impasse|calle|via|piazza|plaza)\b|\w(?:straße|strasse|gasse|platz|straat)\s+\d"
    r"|\b(?:1er|premier|deuxi[èe]me|second|troisi[èe]me|\d+\s*(?:e|[èe]me|st|nd|rd|th)?|first|third|ground)\s+(?:[ée]tage|floor)\b"
    r"|\b\d+\s+\w+(?:\s\w+)?\s+(?:street|road|lane|avenue)\b",
    re.I,
)


def reaches(text: str) -> bool:
    """Whether *text* says where or how to reach somebody, which is no post: an address, a room, a number."""
    return _PLACE.search(text) is not None or _REACHED_BY.match(f", {text}") is not None


def name_of(text: str) -> str | None:
    """Return *text*, where it is one name and nothing else."""
    found = people_in(text)
    return text if len(found) == 1 and found[0] == (0, len(text)) else None


def is_titled(text: str) -> bool:
    """Whether *text* begins with a civility."""
    return is_civility(text.partition(" ")[0])


def stand_apart(gone: str, come: str, before: str, after: str) -> bool:
    """Whether *gone* and *come* are names of a list that runs on: one left and one came, and neither became the other.

    *before* and *after*: the newer text up to them, then from *come* on. Not where what stands beside the name is its own:
    its function behind it, or a label with no other name in its sentence.
    """
    if not (_are_names(gone) and _are_names(come)):
        return False
    at = len(before)
    rims = [(a, b) for a, b in people_in(before + after) if a < at + len(come) and at < b]
    if not rims or not all(map(is_civility, before[rims[0][0] : at].split())) or rims[-1][1] > at + len(come):
        return False  # a part of a name
    behind = _OWN_POST.match(after[len(come) :])
    if behind and not people_in(behind[1]):
        return False
    start = [m.end() for m in _ENDS.finditer(before)][-1:] or [0]
    end = _ENDS.search(after, len(come))
    sentence = before[start[0] :] + (after[: end.start()] if end else after)
    return len(people_in(sentence)) > 1


def _are_names(text: str) -> bool:
    """Whether *text* is capitalised words alone: a name, a part of it, or several."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    return bool(words) and all(word[0].isupper() or len(word) <= 3 for word in words) and not key(text).isdigit()
