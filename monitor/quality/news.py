"""What somebody wrote in the place of a text: news of what that spoke of, of an office, a place or a day (DESIGN 3.14, 3.15). Pure.

`stand_ins` tells what programs put there. What is as short and speaks of the town is a text, and is told: « Le service commun est
dissous ». By words that were there before, by whom and what it names, and by what it does not speak of: pages and programs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from monitor.expressions import expression
from monitor.extract.elements.layout import words
from monitor.model.frozen import cached_property
from monitor.normalize import DAY, MONTHS, key
from monitor.quality.language import language, small_words
from monitor.quality.phrases import (
    CLOCK,
    after_cry,
    begins_with_none,
    could_not,
    is_at_fault,
    is_code,
    is_house_rule,
    is_of_nobody,
    is_of_offices,
    is_of_places,
    is_of_showing,
    is_of_town,
    is_rewritten,
    names_host,
    names_office,
    names_showing,
    names_way,
    said_of_showing,
    says_failed_besides,
    says_list_is_empty,
    tells_of_site,
    without_mild,
)

MOST = 45  # words: what a site says in the place of a text is short
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 5  # letters of a word that says what a text is about
_STEM = 6  # of its letters: « mutualisé » is about « mutualisation »
_ENTRY = re.compile(r"\w ?: ?\w")  # « Régie : Hector Grange »
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ABOUT = 0.3  # of its telling words: a line that shares so many with the text is about the same thing
_ABOUT_TO_YOU = 0.5  # the same of words to the reader
_PERSONS = frozenset(
    word
    for words in (
        "nous notre nos vous votre vos",
        "we our us you your",
        "wir uns unser unsere ihnen",
        "nosotros nuestro nuestra nuestros nuestras usted ustedes tu tus te",
        "wij ons onze u uw",
        "noi nostro nostra nostri voi vostro vostra tuo tua tuoi tue",
    )
    for word in words.split()
)
# Two of them say something else beside these words, which are Dutch and Portuguese alone: « te koop », « nos meses ».
_OTHERWISE = {
    "te": words("het een niet voor zijn is naar bij aan om wordt moet deze hoeft"),
    "nos": words("os as dos das do da ao aos em um uma nao sao pelo pela"),
}
# « Sie », « Ihre » amid a sentence are its reader, and so is whom a line begs: the rest of German has these words small.
_ADDRESSED = re.compile(r"(?<=[\w,;] )(?:Sie|Ihre?[mnrs]?|Ihnen)\b")
_BEGGED = expression(r"\b(?:please|bitte|alstublieft|s[’' ]il vous pla[iî]t|svp|por favor|per (?:favore|cortesia))\b", re.I)
# Italian, Spanish and Portuguese say « we » with the verb alone: « ci scusiamo ». What ends so and is none has its accent before
# (« últimos »), follows an article, a preposition or a plural (« los extremos »), or is a name. Verbs after « nos », « les » stay.
_WE = expression(
    r"(?<!(?<!\b[Nn]o)(?<!\b[Ll]e)s )(?<!\b[yoei] )(?<!\b(?i:de|di|en|in|il|un) )(?<!\b(?i:por|con|sin|del|sem|com) )"
    r"(?:\b[a-zç]|(?<![\w,;] )\b[A-Z])(?:[a-zçñ]+iamo|[a-zçñ]{2,}(?:[aei]|á(?:ba|va)?|ía)mos)\b"
)
CLAUSE_ENDS = expression(r"[,;:.!?…\n]\s*|\s[–—-]\s")
_SMALL = "".join(filter(str.islower, map(chr, range(0x2000))))  # letters of all alphabets that have two cases
_CAPITAL = rf"[^\W\d_{_SMALL}]"
_NAME = expression(rf"(?<=[\w,;] ){_CAPITAL}[\w-]+")  # written with a capital amid a sentence
# Two words in a row that are written so, or one after « M. », « Mrs »: who it is, wherever in a sentence.
_FULL_NAME = expression(rf"\b({_CAPITAL}[^\W\d_]+)(?=[ -]({_CAPITAL}[^\W\d_]+))")
_CIVIL = expression(
    rf"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Mr|Mrs|Ms|Herrn?|Frau|Sr\.?|Sra\.?|Sig\.?|Dhr\.?|Mevr\.?|Dr\.?"
    rf"|[Jj]uffrouw|[Mm]evrouw|[Mm]eneer|de heer|[Mm]eester|Dona|[Ss]enhora?|[Ss]ignora?|[Ss]eñora?"
    r"|[Dd]o[ck]te(?:u?r|ur)|[Dd]octora?|Doktor|[Dd]ottor(?:e|essa)?|[Dd]outora?|[Pp]rofess(?:eure?|ora?|oressa)|[Pp]rofesora?"
    rf") {_CAPITAL}"
)
# « réessayez », and no « diez », « juez », « rapidez » of the south
_ORDER = re.compile(r"\b(?!(?:chez|assez|di?ez|juez|(?:tal)?vez|nuez|xadrez|ajedrez|[a-z]+(?:idez|ustez))\b)[a-z]{2,}ez\b")
SENTENCES = expression(  # « am 9. Dezember » is one
    rf"(?<=[.!?…])(?<!\bM\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\b\d\.)(?<!\b\d\d\.)\s+(?={_CAPITAL})"
)
_WHOLE = 4  # words of a sentence that says who does what
_WORDS_PER_HINT = 12
_SAID_IN = 6  # words of a sentence that names what sites have, and is of something else
_PLAIN_SENTENCE = expression(rf"[^\W_{_SMALL}].*[^.]\.$", re.S)
_GOES_ON = re.compile(r"\ben cours\b")  # said of work as of loading, so beside news of an office it hints at nothing
_QUOTED = re.compile(r"[«“„‹\"]\s*([^«»“”„‹›\"]{2,99}?)\s*[»”“›\"]")
NUMBER = expression(r"(?<!\d)(?:\+\d{1,3}[ .]?)?0?\d(?:[ ./-]?\d\d){3,4}(?!\d)")  # to call
_OURS = expression(r"\b(?:nous|notre|nos|we|our|us|wir|uns|unser\w*|nuestr\w*|nosotros|nostr\w*|noi|ons|onze|wij)\b")
# A street with its name, as letters are addressed. German and Dutch write it in one word, with a capital.
_LINK = r"(?:(?:de la|de l[’']|du|des|de|d[’']|della?|dell[’']|delle|dei|degli|di|da|do|das|dos|del|de los|de las) ?)?"
STREET = expression(
    rf"\b(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Pp]lace|[Qq]uai|[Aa]llée|[Cc]hemin|[Rr]oute|[Ii]mpasse|[Cc]ours|[Ss]quare|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso"
    rf"|[Cc]alle|[Pp]laza|[Aa]venida|[Pp]aseo|[Rr]ua|[Pp]raça|[Ll]argo|[Tt]ravessa|[Ee]strada) {_LINK}{_CAPITAL}"
    rf"|(?:{_CAPITAL}[\w’'-]+ ){{1,3}}(?:Street|Lane|Road|Avenue|Square|Way|Row|Terrace|Hill|Close|Crescent|Drive|Quay|Gate)\b"
    rf"|\b{_CAPITAL}\w*(?:straße|strasse|gasse|allee|ufer|straat|laan|plein|kade|gracht|steenweg)\b"
    rf"|\b{_CAPITAL}\w*(?:platz|weg|markt) \d"
)
# Who is received elsewhere, and who moved: of a house, and of no web site.
_RECEIVED = expression(
    r"\b(?:re[cç]ue?s?|re[cç]oi\w+|recev\w+|accueilli\w*|accueil (?:se|est)|d[ée]m[ée]nag\w+|received|welcomed"
    r"|(?:are|is) seen|moved|meets?"
    r"|ontvang\w*|terecht"
    r"|verhuis\w*|empfangen|umgezogen|ricevut\w+|accolt\w+|trasferit\w+|atendid\w+|recebid\w+|acolhid\w+|traslad\w+|mud(?:ou|aram))\b",
    re.I,
)
_SITE = expression(r"\b(?:sites?|vestiging)\b(?! (?:web|internet|officiel))", re.I)
# What for: « pour continuer ».
GO_ON = expression(
    r"\b(?:pour|afin de|to|per|para|um|om)(?: \w+){0,2} (?:continu\w+|poursui\w+|acced\w+|lire|proceed|go on|read|view|see"
    r"|prosegu\w+|prossegu\w+|legg\w+"
    r"|ler|leer|seguir|fortzu\w+|weiterzu\w+|lesen|verder|gaan|lezen)\b"
)
_MONTH = expression(rf"\b(?:{MONTHS})\b")
_PAUSE = re.compile(
    r"(?:(?:scheduled|planned|emergency|urgent|technical|geplante?|geplant|gepland|the|an?|la|une?|de|el|en|uma?) )*"
    r"(?:maintenance|wartung\w*|manutenzione|mantenimiento|manutencao|onderhoud|panne|outage|storing|interruption|coupure)"
    r"\b(?! (?:de l|du|des|of|van|der|del|da|do)\b)"
)
_NAMED = re.compile(
    r"(?:the|an?|le|la|les|l|une?|der|die|das|el|los|las|il|lo|i|gli|o|os|as|de|het|een) "
    r"(?!scheduled|planned|program|geplant|gepland)"
)
_COUNTS = re.compile(r"\b(?:elle|il|qui) compte\b")  # no account to log in to
_APPOINTMENT = re.compile(r"\brendez vous\b(?! (?:a|au|aux|sur|dans|chez|en)\b)")


def is_news(lines: Sequence[str], texts: Sequence[str], *, to_reader: bool | None = None) -> bool:
    """Whether *lines* are news of what *texts* speak of: they share words that tell, or name a year, or say who is at work.

    A notice speaks to its reader, or of itself. So of words to « vous » (*to_reader*; None: by *texts*) more must be shared; a
    name or a noun alone is enough.
    """
    said, before = "\n".join(lines), "\n".join(texts)
    if any(map(_only_cries, lines)):
        return False
    entries = sum(_ENTRY.search(line) is not None and names_somebody(line) for line in lines)
    if (
        (YEAR.search(said) and not (CLOCK.search(said) or (could_not(said) and tells_of_site(said))))
        or is_rewritten(said)
        or (lines and all(map(is_house_rule, lines)))
        or (entries > 1 and 2 * entries > len(lines))  # a list of people, under a heading
    ):
        return True
    there = _stems(before)
    here = _stems(_BEGGED.sub(" ", said))
    # That both speak of the site, or of pages, tells nothing of what the page is about.
    shared = _stems(" ".join(word for word in _WORD.findall(key(said)) if not said_of_showing(word))) & here & there
    named = _stems(" ".join(_NAME.findall(said)))
    if named & there or _full_names(said) & _full_names(before):
        return True
    alike = {word[:_STEM] for word in {*_WORD.findall(key(said))} & {*_WORD.findall(key(before))}}
    if len(shared) == 1 and shared.isdisjoint(alike):  # another word of its stem, that stands once, is not what the page is about
        shared = shared if sum(not shared.isdisjoint(_stems(line)) for line in set(texts)) > 1 else set()
    if shared and any(map(tells_of_site, lines)):
        shared &= _stems(without_mild(said))  # « depuis », « demandé » stand in many a text
        if all(map(tells_of_site, lines)):  # « archived » and « archives », « public » and « publics » are met by chance
            shared &= {word[:_STEM] for word in {*_WORD.findall(key(said))} & {*_WORD.findall(key(before))}}
            shared = shared if len(shared) > 1 else set()
    speaks = speaks_to_reader(lines, texts) if to_reader is None else to_reader
    return len(shared) >= (_ABOUT_TO_YOU if speaks else _ABOUT) * len(here) > 0


def _only_cries(line: str) -> bool:
    """Whether *line* begins with a cry, and tells of nobody by name, of no day and of no office, or of pages and programs."""
    rest = after_cry(line)
    if rest is None:
        return False
    tells = _full_names(rest) or _CIVIL.search(rest) or YEAR.search(rest) or DAY.search(key(rest)) or is_of_offices(rest)
    return not tells or is_of_showing(rest)


def _full_names(text: str) -> set[tuple[str, str]]:
    """Words that stand in a row with a capital each; « Der Server » is no name."""
    pairs = {(key(first), key(last)) for first, last in _FULL_NAME.findall(text)}
    return {pair for pair in pairs if small_words().isdisjoint(pair)}


def words_of_names(text: str) -> set[str]:
    """The words of the full names in *text*."""
    return {word for pair in _full_names(text) for word in pair}


def names_somebody(line: str) -> bool:
    """Whether *line* holds a civility and a name, or a full name and no word of pages and programs: « Internal Server Error »."""
    return _CIVIL.search(line) is not None or (bool(_full_names(line)) and not said_of_showing(line))


def is_told_alone(lines: Sequence[str], texts: Sequence[str], *, doubted: bool = False) -> bool:
    """Whether *lines*, all that stands for a text on a page that is else as it was, tell of an office, or what came on a day, or at
    least two whole sentences tell of somebody or something with a name or a place.

    They share no word with *texts* and need not: « Le tribunal a annulé l'accord ». What is said to the reader tells nothing.
    *doubted*: something but their words speaks against them (`PageEvidence.doubts`); then a plain sentence about neither is none.
    """
    said = "\n".join(after_cry(line) or line for line in lines)
    if all(map(is_of_nobody, lines)):
        return bool(lines)
    if CLOCK.search(said) or any(map(_only_cries, lines)):
        return False
    dated = DAY.search(key(said)) is not None and not is_of_showing(said)
    if (dated or is_of_offices(said)) and not orders(lines, texts):
        return True
    parts = [part for line in lines for part in SENTENCES.split(line) if _WORD.search(part)]
    if _are_statements(parts, texts) and not (doubted or (len(parts) == 1 and says_list_is_empty(parts[0]))):
        return True
    if len(parts) < 2 or _is_account(parts, texts):
        return len(parts) > 1
    first, *rest = parts  # which tells of an office; to the reader the others speak of offices alone
    if orders([first], texts) or not is_of_offices(first):
        return False
    return all(is_of_offices(part) if orders([part], texts) else not is_of_showing(_GOES_ON.sub("", key(part))) for part in rest)


def is_told_of_town(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *lines*, on a page that is else as it was, say of a place what is said of sites, too: « Piscine en maintenance … ».

    Only where a clause does, and none speaks to the reader, gives a time of day or names a failure besides.
    """
    said = "\n".join(lines)
    if not lines or len(_WORD.findall(said)) > MOST or is_code(said) or CLOCK.search(said) or orders(lines, texts):
        return False
    clauses = [part for part in CLAUSE_ENDS.split(said) if _WORD.search(part)]
    if any(after_cry(line) is not None for line in lines) or any(map(says_failed_besides, clauses)):
        return False
    there = _stems("\n".join(texts))
    return any(
        is_of_town(part, dated=DAY.search(key(part)) is not None, known=not there.isdisjoint(_stems(part))) for part in clauses
    )


def is_of_world(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *lines* say something in which pages and programs have no part: « La chaudière est en panne. »

    A sentence does that names nothing that sites have, nor that something could not be done; two words or more are its own. Where
    it tells its reader what to do, or one beside it speaks of what breaks down in towns as well, servers and telephones, it names
    a day, a place, an office, somebody, a number to call, or what *texts* speak of. By a sentence of the site itself, « Notre site
    est en travaux », or a word of who runs it, « notre hébergeur », all is the site's.
    """
    lines = of_houses(lines)
    said = "\n".join(lines)
    if len(_WORD.findall(said)) > MOST or is_code(said) or any(map(_only_cries, lines)):
        return False
    parts = [part for line in lines for part in SENTENCES.split(line) if _WORD.search(part)]
    if any(map(tells_of_site, parts)) or names_host(said) or (len(parts) == 1 and says_list_is_empty(said)):
        return False
    # « The lift is under maintenance on 12 May; please … »: of a thing with its article, on a day.
    clauses = [part for part in CLAUSE_ENDS.split(said) if DAY.search(key(part)) and _NAMED.match(key(part))]
    if any(is_of_town(part, dated=True, known=False) and not orders([part], texts) for part in clauses):
        return True
    there = _stems(without_mild("\n".join(texts)))
    plain = not any(names_showing(part) and is_at_fault(part) for part in parts)
    return any(_is_of_world(part, texts, there, plain=plain) for part in parts)


def of_houses(lines: Sequence[str]) -> list[str]:
    """*lines* with « bâtiment » for a site that is a house: by its street, or one where people are received instead."""
    said = "\n".join(lines)
    if not _SITE.search(said) or not STREET.search(said):
        return list(lines)
    beside = any(_SITE.search(part) and STREET.search(part) for part in CLAUSE_ENDS.split(said))
    return [_SITE.sub("bâtiment", line) for line in lines] if beside or _RECEIVED.search(said) else list(lines)


def is_anchored(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *lines* name a street, a day, somebody or a number to call, or are plain sentences in which nothing fails."""
    parts = [part for line in lines for part in SENTENCES.split(line) if _WORD.search(part)]
    for part in parts:
        named = STREET.search(part) or names_somebody(part) or NUMBER.search(part) or names_way(part) or DAY.search(key(part))
        named = named or _MONTH.search(key(part))
        if _PAUSE.match(key(part)):
            continue  # « Scheduled maintenance on 12 May »
        if (named or is_of_places(part) or names_office(part)) and not (could_not(part) or tells_of_site(of_houses([part])[0])):
            return True
    return len(parts) > 1 and not any(map(is_at_fault, parts)) and _are_statements(parts, texts)


def tells_besides(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *lines* say of a thing with its article that it is shut, or one sentence beside another plainly tells something.

    Programs say so, too, of something that happened: that is told, to be checked.
    """
    parts = [part for line in lines for part in SENTENCES.split(line) if _WORD.search(part)]
    for part in parts:
        told = key(part)
        if names_showing(part) or could_not(part) or orders([part], texts):
            continue
        if _NAMED.match(told) and is_of_town(part, dated=False, known=True):
            return True
        own = {word for word in _WORD.findall(without_mild(part)) if len(word) >= _TELLING and word not in small_words()}
        if len(parts) > 1 and len(own) > 1 and len(_WORD.findall(told)) > _WHOLE and not (is_at_fault(part) or GO_ON.search(told)):
            return True
    return False


def hints_at_program(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether anything in *lines* is what programs say: that it fails or waits, to their reader, or for him to go on."""
    return any(could_not(line) or is_at_fault(line) or orders([line], texts) or GO_ON.search(key(line)) for line in lines)


def _is_of_world(part: str, texts: Sequence[str], there: Set[str], *, plain: bool) -> bool:
    """Whether the sentence *part* is such a one. *plain*: nothing beside it names what sites have."""
    words = _WORD.findall(key(part))
    telling = _WORD.findall(DAY.sub(" ", without_mild(part)))
    own = {word[:_STEM] for word in telling if len(word) >= _TELLING and word not in small_words()}
    if could_not(part) or (names_showing(part) and (is_at_fault(part) or len(words) < _SAID_IN)):
        return False
    ours = _OURS.search(key(part)) is not None
    told = orders_besides_ours([part], texts)
    if (
        plain
        and not told
        and len(words) > _WHOLE
        and len(own) >= 2 + ours
        and (not begins_with_none(part) or (names_way(part) and not says_list_is_empty(part)))
    ):
        return True
    if len(words) < _WHOLE - 1 or not own or not (plain or not (told or ours)):
        return False
    if is_of_places(part) or names_somebody(part) or NUMBER.search(part):
        return True
    shares = not there.isdisjoint(own)
    return len(own) > 1 and bool(shares or names_way(part) or DAY.search(key(part)) or (names_office(part) and not (told or ours)))


def _are_statements(parts: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *parts* are plain whole sentences, and none to the reader or of pages and programs: « Le bureau a fermé. »

    Where several sentences stand, one word among many may be of either.
    """
    said = " ".join(parts)
    words = len(_WORD.findall(said))
    whole = all(len(_WORD.findall(part)) >= _WHOLE - 1 and _PLAIN_SENTENCE.match(part.strip()) for part in parts)
    if not parts or not whole or words < _WHOLE * len(parts) or orders(parts, texts):
        return False
    return said_of_showing(said) <= (words // _WORDS_PER_HINT if len(parts) > 1 else 0)


def _is_account(parts: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *parts* are whole sentences with a name or who sits in an office or where it is, and none of a page."""
    said = " ".join(parts)
    whole = all(len(_WORD.findall(part)) >= _WHOLE and part.rstrip().endswith(".") for part in parts)
    if not whole or orders(parts, texts) or is_of_showing(_COUNTS.sub("", key(said))):
        return False
    names = language(said) not in (None, "de") and _NAME.search(said)  # in German every noun is written so
    return bool(names or is_of_places(said))


def orders(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *lines* speak to their reader, or tell him what to do; « sans rendez-vous » does not."""
    return speaks_to_reader(lines, texts) or any(_ORDER.search(_APPOINTMENT.sub(" ", key(_NAME.sub(" ", line)))) for line in lines)


def orders_besides_ours(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """The same where « our » is no word to anybody: « Nos excuses aux voisins »."""
    return orders([_OURS.sub(" ", key(line)) + line[-1:] for line in lines], texts)


def speaks_to_reader(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether *lines* say « vous » or « nous », beg or ask, as *texts* never did.

    Who first tells anybody of an office, or of what *texts* are about, in a clause of its own is no notice for what he adds to
    the reader: « The county now handles all permits, please write there. »
    """
    said, before = "\n".join(lines), _before(tuple(texts))
    each = [set(_APPOINTMENT.sub(" ", key(_BEGGED.sub(" ", line))).split()) for line in lines]
    persons = {word for plain in each for word in _PERSONS & plain if _OTHERWISE.get(word, frozenset()).isdisjoint(plain)}
    if (persons and persons - before.words) or any(line.rstrip().endswith("?") for line in lines):
        return True
    calls = [found.start() for way in (_ADDRESSED, _BEGGED, _WE) if (found := way.search(said)) and way not in before.ways]
    if not calls:
        return False
    first = [part for part in CLAUSE_ENDS.split(said[: min(calls)])[:-1] if len(_WORD.findall(part)) >= _WHOLE]
    return not any((is_of_offices(part) or _stems(part) & before.stems) and not said_of_showing(part) for part in first)


class _Before:
    """What texts said, found when it is asked for: a verdict asks of each line that came (§9).

    Kept of the two lists of texts asked about last, a section's and a page's: comparing them for each line takes a hundredth of
    looking through them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._said = "\n".join(texts)

    @cached_property
    def words(self) -> Set[str]:
        return set(key(self._said).split())

    @cached_property
    def ways(self) -> Sequence[re.Pattern[str]]:
        """Those in which they spoke to their reader."""
        return [way for way in (_ADDRESSED, _BEGGED, _WE) if way.search(self._said)]

    @cached_property
    def stems(self) -> Set[str]:
        return _stems(self._said)


_before = lru_cache(maxsize=2)(_Before)


def is_about(said: str, texts: Sequence[str]) -> bool:
    """Whether *said* has a telling word of *texts*, in whatever form."""
    return not telling(said).isdisjoint(_stems("\n".join(texts)))


def without_titles(lines: Sequence[str], titles: Sequence[str]) -> list[str]:
    """*lines* with « … » for what they quote of a page's *titles*: who names a text by its title tells nothing of it."""
    known = {key(title) for title in titles} if any(map(_QUOTED.search, lines)) else set[str]()
    return [_QUOTED.sub(lambda found: "« … »" if key(found[1]) in known else found[0], line) for line in lines]


def names_day(said: str) -> bool:
    """Whether *said* has a day of a month, or a month: programs count minutes."""
    return DAY.search(key(said)) is not None or _MONTH.search(key(said)) is not None


def without_days(said: str) -> str:
    return _MONTH.sub("", DAY.sub("", key(said)))


def telling(said: str) -> set[str]:
    """The beginnings of the words of *said* that say what it is about, those left out that beg."""
    return _stems(_BEGGED.sub(" ", said))


def _stems(text: str) -> set[str]:
    words = (word for word in _WORD.findall(key(text)) if len(word) >= _TELLING)
    return {word[:_STEM] for word in words if word not in small_words()}
