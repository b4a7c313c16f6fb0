"""Which lines of a list name people, and whether two of them are about one post (DESIGN 3.25). Pure.

A line names somebody by its shape: a civility and a capitalised word, or two capitalised words in a row. Two lines that name other
people are about one post where they share words that no other line of either list has together, or where the line beside them,
that names nobody, is the same and stands once. « adjoint », « Mme » or « conseiller municipal », on many lines, tell no post.

« La délégation aux finances passe de Mme Durand à M. Martin » is said of a line that is a post and a name, in either order, and
nothing else that differs (DESIGN 3.25).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from monitor.compare.title_words import SIGN_OF_NAME, tells_function
from monitor.expressions import expression, remembered
from monitor.i18n.first_names import first_names
from monitor.i18n.particles import particles
from monitor.model.frozen import dataclass
from monitor.normalize import key

LONGEST = 240  # characters: a longer line is prose
_SHORT = 3  # letters: « Eau »
_SLIP = 0.9  # two first names as like as this are one, misspelt
_ALIKE = 0.75  # two surnames as like as this are one, misspelt or married

_CIVILITY_WORDS = "m mm mme mmes mlle mr mrs ms miss dr me pr prof monsieur madame mademoiselle sir dame herr frau cllr"
_CIVILITIES = frozenset(_CIVILITY_WORDS.split())
_PARTICLES = particles("usual")  # others are words of sentences, too
TOKEN = expression(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\d+|[^\w\s]|[\t\n|]")
# « 1er », « 1re », "2nd", « 3º »; not « secteur 1A », « lot 2b »
_OF_ORDINAL = expression(r"(?<=\d)(?:i?[eè]mes?|ers?|[eè]?res?|e|n?de|st|nd|rd|th|ste|te)(?!\w)|(?<=\d)[ºª]")
_RANKED = expression(r"(?<!\d)(?P<number>\d{1,2})(?:i?[eè]mes?|ers?|[eè]?res?|e|n?de?|st|nd|rd|th|[ºª.])?\s+(?P<word>[^\W\d_]{4,})")
_ENDINGS = expression(r"(?:er|ric|eur|eus)$")
_NUMERAL = expression(r"[IVX]{1,4}")
_IN_BRACKETS = expression(r"[(\[][^()\[\]]*[)\]]")  # a party, a count: no post


@dataclass(frozen=True, slots=True)
class PostLine:
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


def people_in(text: str) -> list[tuple[int, int]]:
    """Return where *text* names somebody, civility included, as half-open spans."""
    return [*_people_in_line(text)] if len(text) <= LONGEST else _people_in(text)


@lru_cache(maxsize=1024)  # a line is asked of by each that compares it
def _people_in_line(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_people_in(text))


def _people_in(text: str) -> list[tuple[int, int]]:
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
    return are_others(line_of(one), line_of(other))


def is_same_post(one: str, other: str) -> bool:
    """Whether *one* and *other* are one post, up to gender and number, and tell more than who sits there, or whose turn it is.

    « 200 places », « 3 étages » count something, and are none; « 1 directrice » is one.
    """
    return (
        post_words(one) == post_words(other)
        and not (OCCASION.match(key(one)) or is_count(one))
        and any(can_label(t) and stem(t) not in RANKS for t in TOKEN.findall(one))
    )


def is_rank(post: str) -> bool:
    """Whether *post* says that its holder sits there, as one of many, and no more: « 3e adjointe », « Conseiller municipal »."""
    words = {stem(token) for token in TOKEN.findall(post) if can_label(token)} - _ORDINALS
    return bool(words) and words <= RANKS and not is_count(post)  # « 12 agents »


def is_count(text: str) -> bool:
    """Whether *text* counts something, as « 200 places » does, and not who holds a post."""
    return _COUNT.match(text) is not None and not tells_function(text)


def post_words(text: str) -> tuple[str, ...]:
    """The words of *text* up to gender and number: of « 1er adjoint » and « 1re adjointe » the same."""
    return tuple(stem(token.strip(".")) for token in TOKEN.findall(_OF_ORDINAL.sub("", text)))


def rank_in(text: str) -> tuple[str, str] | None:
    """The number and the word of the first rank that *text* names: « 1re adjointe » is ("1", the stem of « adjoint »)."""
    found = ((match["number"], stem(match["word"])) for match in _RANKED.finditer(text))
    return next((rank for rank in found if rank[1] in RANKS), None)


def are_others(one: PostLine, other: PostLine) -> bool:
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


def can_label(token: str) -> bool:
    """Whether *token* tells a post where nothing else stands before the name: « Eau » does."""
    return tells(token) or (len(token) == _SHORT and token.isalpha() and word_key(token) not in _CIVILITIES | _PARTICLES)


@remembered
def word_key(token: str) -> str:
    """`key` of a word, which lists repeat."""
    return key(token)


_NOBODY = PostLine((), *[frozenset[str]()] * 4)


def line_of(text: str) -> PostLine:
    return _short_line(text) if len(text) <= LONGEST else _NOBODY


@lru_cache(maxsize=1024)  # a line takes 3 kB, and a service stays for years; of one comparison `_read` holds them all
def _short_line(text: str) -> PostLine:
    tokens = [token.strip(".") or token for token in TOKEN.findall(_IN_BRACKETS.sub(" ", text))]
    runs, joined, within = list[frozenset[str]](), set[str](), set[int]()
    for start, end, titled in _runs(tokens):
        words = [n for n in range(start, end) if _is_capital(tokens[n], titled)]
        while words and not titled and stem(tokens[words[0]]) in RANKS:
            words.pop(0)
        if len(words) >= 2 or (titled and words):
            runs.append(frozenset(word_key(tokens[n]) for n in words))
            # The first names that a hyphen joins: not in capitals where the family name is; where nothing is, in front
            plain = [n for n in words if not tokens[n].isupper()]
            first = plain if 0 < len(plain) < len(words) else words[:1] if len(words) > 1 else []
            joined.update(word_key(tokens[n]) for n in first if "-" in tokens[n])
            within.update(range(words[0], end))
    stems = [(n, stem(token)) for n, token in enumerate(tokens) if tells(token)]
    return PostLine(
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
def stem(word: str) -> str:
    """*word* without case, accents and the endings of gender and number."""
    folded = key(word)
    return _ENDINGS.sub("", folded.rstrip("s").rstrip("e")) if len(folded) > 4 else folded.rstrip("s")


# What says that somebody sits there, of one among many, and not which post is held.
_RANK_WORDS = """membre member adjoint conseiller councillor councilor council municipal délégué titulaire suppléant substitut
alderman élu agent collègue communautaire métropolitain départemental régional municipaux
départementaux régionaux majorité opposition
beigeordneter beigeordnete stadtrat stadträtin gemeinderat gemeinderätin ratsmitglied mitglied
raadslid gemeenteraadslid schepen schepenen wethouder lid concejal concejala edil
assessore assessora consigliere consigliera comunale"""
RANKS = frozenset(map(stem, _RANK_WORDS.split()))
_ORDINAL_WORDS = """premier première deuxième second seconde troisième quatrième cinquième sixième first third fourth fifth sixth
erster erste zweiter zweite dritter dritte vierter vierte fünfter fünfte eerste tweede derde vierde vijfde
primer primera segundo segunda tercer tercera cuarto cuarta primo prima secondo seconda terzo terza quarto quarta"""
_ORDINALS = frozenset(map(stem, _ORDINAL_WORDS.split()))
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

# « a.roy@ville.fr », « a.roy [at] ville.fr », « www.ville.fr », « ville.fr/roy », « 03 84 21 10 11 »
_WAY = expression(
    r"\S+@\S+|\S+\s?[\[(](?:at|arobase)[\])]\s?\S+|(?:https?://|www\.)\S+|^[a-z\d-]+(?:\.[a-z\d-]+)+(?:/\S*)?$"
    r"|(?:\+|\b0)\d[\d .()/-]{6,}\d"
)


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
    return _PLACE.search(text) is not None or is_number(text)


def is_reached_by(text: str) -> bool:
    """Whether *text* begins with an address of mail or of the web, or with a telephone number, or says hardly more: no post."""
    return _WAY.match(text) is not None or (
        _WAY.search(text) is not None and not any(map(tells, TOKEN.findall(_WAY.sub("", text))))
    )


def is_number(text: str) -> bool:
    """Whether *text* is a telephone number or an address of mail, with no more than « Tél. » before it."""
    return _REACHED_BY.match(f", {text}") is not None


def name_of(text: str) -> str | None:
    """Return *text*, where it is one name and nothing else."""
    found = people_in(text)
    return text if len(found) == 1 and found[0] == (0, len(text)) else None


def is_titled(text: str) -> bool:
    """Whether *text* begins with a civility."""
    return is_civility(text.partition(" ")[0])


def is_somebody(name: str) -> bool:
    """Whether *name* has a civility, an initial, a family name in capitals beside another word, or a first name that is known."""
    return SIGN_OF_NAME.search(name) is not None or not first_names().isdisjoint(re.split(r"\W+", key(name)))


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
