"""Whether words are somebody's name, by a civility, capitals, a first name, initials, their look; whose name an address spells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from monitor.expressions import expression, remembered
from monitor.i18n.particles import particles
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.vocabulary import (
    BY_POST,
    UNIT_WORDS,
    folded,
    is_chart_word,
    is_given,
    is_listed,
    is_listed_no_name,
    is_no_name,
    is_role,
    is_vacant,
    latin,
    starts_like_unit,
    word_list,
    word_pattern,
)

Form: TypeAlias = Literal["civility", "vacant", "capitals", "first name", "initials", "post", "look", "noun", "short"]
NO_SIGN: frozenset[Form | None] = frozenset((None, "look", "noun", "short"))
CIVILITY = latin(word_pattern("civilities"))
_PLAIN = expression(word_pattern("civilities, plain"))
CIVILITY_WITHIN = latin(word_pattern("civilities within"))
BORN_WORDS = frozenset(("nee", "ne", "epouse", "epse", "ep", "veuve", "vve", "geb", "geborene"))  # between two surnames of one
PARTICLES = BORN_WORDS | particles("usual", "rare")
_SMALL_PARTICLES = particles("small")
_AND_FAMILY = particles("between")  # before a second family name: « Núria Casals i Prat », but « Parcs i Jardins »
_AND = _AND_FAMILY | {"y", "e"}
_ARTICLES = frozenset(("Le", "La", "Les", "Du", "Des", "Aux"))
_SURNAMES_TOO = frozenset(("Le", "LE", "Do", "DO"))  # particles that are whole surnames, too: « Mme Thu Hà Le »
_SECOND_SURNAMES = frozenset(("van", "ben", "al", "di", "da", "ter"))  # behind another surname: « Bruno TRAN VAN »
_LETTERS = re.compile(r"^[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?$")
_ELIDED = re.compile(r"^(?:[dDlL]|Mc|O)'")
_INITIAL = latin(r"^[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)*$|^[A-ZÀ-Þ]-?[A-ZÀ-Þ]\.$|^(?:Ch|Chr|Fr|Ph|Th)\.$")
ABBREVIATED = latin(r"^(?:[A-ZÀ-Þ]\.){2,}$|^[^\W\d_]{2,6}\.$")
# « I.Durand », « PY.de La Tour »
_GLUED = latin(
    r"^((?:[A-ZÀ-Þ]\.-?){1,3}|[A-ZÀ-Þ]-?[A-ZÀ-Þ]\.|Mme\.?|Mlle\.?|Mr\.?|Dr\.?)(?=[A-ZÀ-Þ][\w'’]|(?:de|du|des|van|von|le|la|d['’])\b)"
)
_DEGREES = latin(r"(?:,\s*(?:[A-ZÀ-Þ][A-Za-z]?\.?){2,5}\.?)+$")  # « , MBA », « , C.P.A. »
_ACRONYM = 5  # letters of an acronym at most; longer capitals are a surname
_ABSTRACT = re.compile(r"(?:ions?|ances|ung|ungen|schaft|amt|heit|keit|verwaltung|dienste?|wesen)$")
_BESIDE_POST = re.compile(r"[:,;/(]|\s[–—-]\s")  # what may part a post from a name
_PATRONYMIC = expression(r"[а-яіїє]{3}(?:вич|вна|ична|ович)$")  # « Орлова Татьяна Павловна »
_IN_THE = re.compile(r"(?<=\s)[io]n (?='t\b|der\b|den\b|het\b)|(?<=\bvon )und (?=zu[mr]?\b)")  # « Roos in 't Veld », « von und zu »
_PLACES = frozenset(("house", "hall", "centre", "center", "park", "gardens", "court", "lodge", "haus", "platz"))
PLACE_WORDS = frozenset((*word_list("places called so"), "groupe scolaire"))  # of what is called after somebody
CALLED_AFTER = PLACE_WORDS.union(word_list("places called after somebody"))  # what a town calls after people, first of its name
CALLED_SOMETHING = frozenset(word_list("places that are called something"))  # what is no title alone
_NAMESAKES = frozenset(word_list("whom places are called after"))
_HOUSES = frozenset(word_list("houses of services"))
_LETTERED = frozenset(("aile", "batiment", "immeuble", "bloc", "escalier"))  # of which there is an A and a B
_COMPOUND = re.compile(r".{3,}(?:schule|halle|haus|heim|platz|strasse|saal|garten|kita|school|straat|plein|zaal|huis)$")
LIKE_PLACES = re.compile(r".{3,}(?:haus|heim|platz|saal|garten|huis)$")  # folded: surnames, too, « Veldhuis », « Oppenheim »
_RANKS_TOO = frozenset(("com.", "isp.", "sov.", "magg."))  # that may be abbreviations of anything
_WHERE = "nord sud est ouest north south east west norte sur este oeste sul leste oest ovest sued ost noord zuid oost"
_QUARTERS = frozenset(_WHERE.split())
_SAINTS = frozenset(("saint", "sainte", "st", "ste", "sankt"))
_SEVERAL = 3  # short surnames, or fewer, may be letters of units
_SHORT = 4  # letters: « Hung » ends like no noun


@remembered
def name_form(name: str, *, has_role: bool) -> Form | None:
    """What shows that *name* is one; None where nothing does."""
    if ", " in name:
        last, _, first = name.partition(", ")
        usual = last.isupper() and is_first_name(first)  # « MAIRE, Boris »
        may_be = UNIT_WORDS.isdisjoint(map(folded, _words(last))) if usual else not any(map(is_listed, _words(last)))
        # Behind « ÅKERMAN, », not « Åkerman, », a first name may be one that is unknown
        unknown = last.isupper() and not first.isupper() and len(first.split()) < 3 and _like_surname(_words(first))
        unknown = unknown and not any(map(is_no_name, first.split())) and not is_role(first)
        if (is_first_name(first.strip()) or unknown) and _like_surname(_words(last)) and may_be:
            # « Durand, Isabelle »; « Yvonne, Akosua » may be two people, unless others of the chart are written so
            return "look" if is_first_name(last) and not last.isupper() else "first name"
    bare = _DEGREES.sub("", name) if "," in name else name
    if glued := _GLUED.match(bare):
        bare = f"{glued[1]} {bare[glued.end() :]}"
    civility = CIVILITY.match(bare)
    words = _words(bare[civility.end() :] if civility else bare)
    is_joined = len(words) > 3 - bool(civility) and words[-2] in _AND_FAMILY
    words = [*words[:-2], words[-1]] if is_joined else words
    if len(words) > 2 and words[0] == "D." and is_first_name(words[1]) and _like_surname(words[1:]):
        return "civility"  # « D. Carlos Ruiz »
    if civility and civility.group().strip().lower() in _RANKS_TOO and not is_first_name(words[0]):
        return None  # « Com. Vito Esposito », but not « Com. Interna Esterna »
    if civility:
        other = CIVILITY_WITHIN.search(bare, civility.end())
        before = bare[civility.end() : other.start()].strip() if other else ""
        if other and before and not (other.group() == "M. " and is_first_name(before)):
            return None  # « Mme Roy M. Petit », but not « Mr John M. Smith »
        known = is_no_name if civility.group().strip().isupper() else is_listed_no_name
        whole = len(words) > 1 and (is_first_name(words[0]) or _INITIAL.match(words[0]))  # « Dr Anne Maire »
        if not _PLAIN.match(name) and any(known(word) for word in (words[1:-1] if whole else words)):
            return None  # « MD Finances »: a rank's letters may be an abbreviation of anything
        if is_by_post(bare):
            return None
        return "civility" if 1 <= sum(not is_particle(word) for word in words) <= 6 and _like_surname(words) else None
    parted = CIVILITY_WITHIN.split(bare)
    if len(parted) > 1 and not (is_first_name(words[0]) or _INITIAL.match(words[0])):
        if not all(map(is_first_name, parted[-1].split())):
            return None  # « LANDRÄTIN Frau Roy », « FINANCES M. Jean Roy », but not « ROY M. Jean »
        if len(parted[-1].split()) > 1 and " " not in parted[0].strip():
            return "look"  # « ENSEIGNEMENT Mme Anne Marie », but not « FINANCES ET MARCHÉS M. Jean Paul »
    if is_called_after(bare) and not (has_role and len(set(map(str.isupper, words))) == 1):
        return None  # but « Directrice : Porte Tiphanie »
    joins = len(words) > 2 and (words[1] in _AND or (words[1] == "Y" and all(map(str.isupper, words))))
    if (joins or " und " in bare) and not (is_first_name(words[0]) or is_first_name(words[-1])):
        return None  # « AGUA Y SANEAMIENTO »: a second family name stands behind a first name and another one; not « John E Smith »
    surname = len(words) == 2 and words[0].isupper() and not words[1].isupper() and is_first_name(words[1])  # « MAIRE Boris »
    if not 2 <= len(words) <= 6 or not _like_surname(words) or (is_role(name) and not surname):
        return None  # « Responsable de CENEVAL »
    if len(words) > 2 and folded(words[-1]) in _PLACES and not any(map(str.isupper, words)):
        return "noun"  # « Nelson Mandela House »
    letters = words[0].count(".") if words[0].isupper() else 0  # « M.J.C. Jacques Prévert »: no first name stands behind initials
    if letters > 2 and len(words) > 2 and is_first_name(words[1]):
        return None
    parts = [part for word in words for part in word.split("-")]
    if not any(is_no_name(part) for part in parts):
        form = _bare_form(words, has_role=has_role)
        weak = form == "look" and (is_joined or not _SMALL_PARTICLES.isdisjoint(words))  # « Ti an Dud », « Gent Gran i Igualtat »
        return "noun" if weak else form
    listed = [part for part in parts if is_no_name(part) and is_listed(part)]
    return _form_with_nouns(words, listed)


@remembered
def is_called_after(text: str) -> bool:
    """Whether *text* is a place with what it is called: « Salle Nelson MANDELA », « Aile M. »; no « PLACE Jean », « Pont A. »."""
    kind, *others = _words(text) or [""]
    if not others or any(mark in text for mark in ",(:") or not (folded(kind) in CALLED_AFTER or _COMPOUND.match(folded(kind))):
        return False
    if all(map(_INITIAL.match, others)):
        return not kind.isupper() and folded(kind) in _LETTERED
    if any(word.isupper() for word in others):
        return not kind.isupper() or (text.isupper() and not is_first_name(others[-1]))
    return not kind.isupper() and not is_first_name(others[-1])  # « Villa Gómez Rosa »


@remembered
def is_namesake(name: str) -> bool:
    """Whether *name* is that of whom schools and halls are called after: « Jules Ferry », but no « VEIL Simone »."""
    return folded(name).replace(" ", "-") in _NAMESAKES


@remembered
def may_be_called_after(title: str) -> bool:
    """Whether *title* begins or ends with a word for what is called after people: « Accueil périscolaire »; no « Service eau »."""
    words = folded(title).split()
    return any(word in CALLED_AFTER or word in _HOUSES for word in words[:1] + words[-1:])


def _form_with_nouns(words: list[str], listed: list[str]) -> Form | None:
    """« Boris MAIRE », « Cheikh Camara », « P. Maire »: one word of units, but none for a kind of them, may be a surname.

    « Prénom NOM » shows that it is; else only the other names of the page do. « Marc ROUSSEAUX », « ROUSSELOT Maïté »: words that
    only end like nouns, none of them *listed*, are names where the other one is seen to be one.
    """
    if not listed and _has_first_name(words):
        return "first name"
    if not listed:
        if any(
            _INITIAL.match(one) and not any(_ABSTRACT.search(folded(word)) for word in others)
            for one, others in ((words[0], words[1:]), (words[-1], words[:-1]))
        ):
            return "initials"  # « D. Braithwaite », « Rousseaux R. »
        others = [word for word in words if not word.isupper()]
        if is_first_name(words[-1]) and len(words) == 2 and not any(_ABSTRACT.search(folded(word)) for word in words):
            return "noun"  # « L’Hermite Élodie »
        if not has_capital_surname(words) or len(others) != 1:
            return None
        return "noun" if any(is_no_name(part) for part in others[0].split("-")) else "capitals"
    if len(listed) > 1 or len(words) > 3 or listed[0] == words[0] != words[0].upper():
        return None
    others = [word for word in words if word != listed[0]]
    if folded(listed[0]) in UNIT_WORDS:  # « Yacine Bureau », but no « Bureau Denis »
        return "noun" if len(words) == 2 and listed[0] == words[1] and is_first_name(words[0]) else None
    first = all(is_first_name(word) for word in others if not is_particle(word))
    if first and listed[0].isupper() and len(listed[0]) > 3 and not any(word.isupper() for word in others):
        return "first name"
    named = first or (_INITIAL.match(words[0]) is not None and len(words) == 2)
    return "noun" if named and listed[0] != words[0] else None


def begins_with_letters(words: list[str]) -> bool:
    """Whether a short surname may be a unit's letters: « CLAE Beaulieu », « CLAE Jules Ferry »; not « ROUX Paul », « MR Roux »."""
    first, others = words[0], [word for word in words[1:] if not is_particle(word)]
    short = first.isalpha() and first.isascii() and first.isupper() and 1 < len(first) <= _ACRONYM
    if not short or is_particle(first) or CIVILITY.match(f"{first.title()} {first.title()}"):
        return False
    return not any(map(str.isupper, others)) and not (others and all(map(is_first_name, others)))


def letters_of_units(boxes: Iterable[list[list[str]]], is_name: Callable[[str], bool]) -> Iterator[str]:
    """Capitals that lines of *boxes* begin with and most show to be of units: « CLAE Nord », « CLAE Jules Ferry »."""
    behind = defaultdict[str, dict[str, bool]](dict)
    for lines in boxes:
        for number, (first, *others) in enumerate(lines):
            if others and begins_with_letters([first]) and not any(map(str.isupper, others)):
                named = is_first_name(others[0]) and len(others) > 1 and not is_first_name(others[-1])
                headed = number == 0 and len(lines) > 1 and is_name(" ".join(lines[1]))
                behind[first][" ".join(others)] = named or headed or _is_of_place(others)
    for first, told in behind.items():
        if len(told) > 1 and 2 * sum(told.values()) >= len(told):
            yield first


def writes_short_surnames(names: Iterable[str], letters: Container[str]) -> bool:
    """Whether somebody among *names* has the surname first, in capitals, or several short ones, none of *letters*, begin them."""
    short, words = set[str](), [text.split() for text in names if " " in text and not CIVILITY_WITHIN.match(text)]
    for first, *others in words:
        if first not in letters and first.isupper() and len(first) > 1 and not others[-1].isupper() and first.isalpha():
            if is_first_name(others[-1]):
                return True
            short |= {first} if begins_with_letters([first, *others]) else set()
    return len(short) > _SEVERAL


def _is_of_place(words: list[str]) -> bool:
    """No first name is a quarter or a saint, nor begins in small letters: « Nord », « des Deux-Moulins », « Saint-Jean »."""
    parts = [part for word in words for part in folded(word).split("-")]
    return not _QUARTERS.isdisjoint(parts) or parts[0] in _SAINTS or (words[0].islower() and is_particle(words[0]))


def _bare_form(words: list[str], *, has_role: bool) -> Form | None:
    if _has_first_name(words):
        given = is_first_name(words[-1]) or not begins_with_letters(words)  # else « SAAD Pasteur », though « Saad » is a first name
        return "first name" if given else "noun"
    if has_capital_surname(words):
        # Of a surname in capitals, and a first name that is unknown
        others = [word for word in words if not word.isupper()]
        unknown = len(words) > 2 and words[0].isalpha() and not words[0].isupper() and words[-1].isupper()
        if unknown and is_first_name(words[1]):
            return "look"  # « Guinguette Maurice CHEVALIER »: a first name is unknown, another stands behind it
        placed = not _QUARTERS.isdisjoint(part for word in others for part in folded(word).split("-"))
        if placed or (words[0].isupper() and len(words) == len(others) + 1 and _is_of_place(others)):
            return None
        return "noun" if begins_with_letters(words) else "capitals"
    if _INITIAL.match(words[0]) or (
        _INITIAL.match(words[-1]) and not is_particle(words[-2]) and any(len(word) > 2 or not word.isascii() for word in words[:-1])
    ):
        return "initials"
    proper = [w for w in words if not is_particle(w)]
    if len(proper) > 1 and len(proper[0]) <= 2 and proper[0].isupper():
        proper = [proper[0].title() + "x", *proper[1:]]  # « GP de Wet »
    lettered = all(len(w) >= 2 and w[1:].replace("-", "").replace("'", "").isalpha() for w in proper)
    # A word in capitals of more than three letters is no abbreviation
    capitalised = (
        2 <= len(proper) <= 4
        and (not any(w.isupper() for w in proper) or all(w.isupper() and len(w) > 3 for w in proper))
        and lettered
    )
    return "look" if has_role or capitalised else None


def is_by_post(text: str) -> bool:
    """Whether *text* tells somebody by a post alone: « Monsieur le Maire », « Mme la Première adjointe », « Mme la Syndique »."""
    found = BY_POST.match(text)
    if found is None or _BESIDE_POST.search(text):
        return False
    return is_role(text) or (" la " in found.group() and " " not in text[found.end() :])


@remembered
def may_be_name(text: str) -> bool:
    """Whether *text* may be a name, though nothing shows one: « Braithwaite Callum », « Marsh, Barnaby »."""
    words = _words(text.replace(",", "", 1))
    proper = [word for word in words if not is_particle(word)]
    known = any(is_listed_no_name(word) or (len(word) > _SHORT and _ABSTRACT.search(folded(word))) for word in words)
    known = known or is_role(text) or is_vacant(text) or is_called_after(text)
    return 2 <= len(proper) <= 5 and not known and _like_surname(words)


@remembered
def is_particle(word: str) -> bool:
    """« de », « ’t »: what stands before a surname in lower case or capitals."""
    return word in _SMALL_PARTICLES or folded(word).strip("'.") in PARTICLES


def _words(name: str) -> list[str]:
    name = name.replace("’", "'")
    return (_IN_THE.sub("", name) if "n '" in name or "n d" in name or "n h" in name or "n u" in name else name).split()


def _like_surname(words: list[str]) -> bool:
    """All of it letters, capitals first but for particles, ending with no particle."""
    proper = [w for w in words if not is_particle(w)]
    *_, before, last = ["", "", *words]
    second = folded(last) in _SECOND_SURNAMES and before[:1].isupper() and last[:1].isupper() and before.isupper() == last.isupper()
    if last in _SURNAMES_TOO or (second and not (is_particle(before) or is_first_name(before) or _INITIAL.match(before))):
        proper.append(last)
    elif not proper or folded(words[-1]) in PARTICLES or words[-1] in _SMALL_PARTICLES:
        return False
    bare = [_ELIDED.sub("", w) if "'" in w else w for w in proper]
    return bool(bare) and all(w[:1].isupper() and (_LETTERS.match(w) or _INITIAL.match(w)) for w in bare)


def _has_first_name(words: list[str]) -> bool:
    named_after = len(words) == 3 and any(_PATRONYMIC.search(folded(word)) for word in words[1:])
    return is_first_name(words[0]) or (words[0].isupper() and is_first_name(words[-1])) or named_after


@remembered
def is_civility(text: str) -> bool:
    """Whether *text* is what stands before a name and nothing else: « Mme », « mgr inż. », « Dña. »."""
    found = CIVILITY.match(f"{text} Xyz")
    return found is not None and found.end() == len(text) + 1


@remembered
def is_first_name(word: str) -> bool:
    parts = folded(word).split("-")
    if " " in word:
        return False  # « Marie-Ange ROY » is a whole name
    if len(parts) > 1 and parts[0] in _SAINTS:
        return False  # « Saint-Jean »
    return all(map(is_given, parts)) or (len(parts) == 2 and any(map(is_given, parts)) and not any(map(is_chart_word, parts)))


def has_capital_surname(words: list[str]) -> bool:
    """« Prénom NOM » or « NOM Prénom »: one part in capitals, one not, and no abbreviation."""
    capitals = [w for w in words if len(w.strip(".")) >= 2 and w.isupper() and not ABBREVIATED.match(w)]
    others = [w for w in words if not w.isupper() and not is_particle(w)]
    if len(words) > 2 and words[0].isupper() and words[1] in _ARTICLES:
        return False  # « EHPAD Les Tilleuls »: no first name begins so
    short = words[0] in capitals and len(words[0]) <= _ACRONYM and words[0].isascii()
    if short and len(others) == len(words) - 1 > 1 and not any(map(is_first_name, others)):
        return False  # « SAVS Plein Sud », « EHPAD Belle Rive »: nor does any of them
    long = any(len(w) > 3 or not w.isascii() for w in capitals)  # an abbreviation has no accent: « VŨ Van Hung »
    return bool(others) and long and (words[0] in others or words[-1] in others)


_ADDRESS = re.compile(r"(?P<local>[\w.+-]*\w)@")
_BEHIND = expression(
    r"(?P<said>.*?\w\S*?)(?:\s*[–—|:;,·(<\[]\s*|\s+[-/]?\s*|\b(?:e-?mail|mail|courriel|m[èée]l)\b)+(?P<address>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)[\s>)\].;,]*",
    re.IGNORECASE,
)
_CAPTION = expression(word_pattern("captions of addresses"), re.IGNORECASE)
_PARTICLE = expression(r"^(?:d[eu]la|del?|du|des|d|van|von|le|la)(?=[a-z]{3})")
_LEAST = 3  # letters of a surname that an address spells
_WORDS, _MOST_WORDS = 2, 6  # of a whole name
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"})
_NO_GIVEN = frozenset(("saint", "sainte", "st", "ste", "san", "santa", "point"))  # that what is called after somebody begins with


def addresses_apart(lines: Sequence[Line]) -> list[Line]:
    """*lines* with each address behind other words on a line of its own: « Anne Roy – a.roy@ville.fr »."""
    found: list[Line] = []
    for line in lines:
        behind = _BEHIND.fullmatch(line.text) if "@" in line.text and line.angle == 0 else None
        said = behind["said"].strip() if behind else ""
        if behind is None or not said or "@" in said or _CAPTION.fullmatch(said) or sum(map(str.isdigit, said)) > _LEAST:
            found.append(line)
            continue
        found += line.cut(said, behind["address"])
    return found


def locals_in(texts: Iterable[str]) -> list[str]:
    """What the addresses in *texts* have before the @, in small letters."""
    return [found["local"].lower() for text in texts if "@" in text for found in _ADDRESS.finditer(text)]


def spelled_names(texts: Collection[str], titles: Container[str] = ()) -> Iterator[str]:
    """Those of *texts*, the lines of a sheet, that are names as an address among them spells them by an initial: « x.dukagjini ».

    Whole words tell nothing: « villa.rosa@… » is a villa's. *titles* are none, though theirs be « y.justice@… ».
    """
    by_part = defaultdict[str, set[str]](set)
    for local in set(locals_in(texts)):
        for part in re.findall(r"[a-z]{3,}", folded(local)):
            for form in (part, part[1:], part[2:], part[:-1], part[:-2], _PARTICLE.sub("", part), _PARTICLE.sub("", part[1:])):
                by_part[form].add(local)
    for text in dict.fromkeys(texts) if by_part else ():
        words = text.split()
        near = set[str]().union(*(by_part.get("".join(re.findall("[a-z]+", folded(word))), ()) for word in words))
        if not near or text in titles or "@" in text or len(words) > _MOST_WORDS:
            continue
        if starts_like_unit(text) or is_role(text) or is_called_after(text):
            continue
        told = {spells(local, text) for local in near}
        unlisted = not is_listed(words[0]) and not (len(words) == 1 and is_chart_word(text))
        if "initials" in told and "full" not in told and unlisted:
            yield text


@remembered
def spells(local: str, name: str) -> str | None:
    """How the part *local* of an address spells *name*: by "initials" and a surname, in "full", or not at all (None).

    « x.dukagjini », « jp.durand », « mruiz » of « María Ruiz Gil », « m.delatour »; « x.dukagjini » of « Dukagjini », too.
    """
    civility = CIVILITY.match(name)
    bare = name[civility.end() if civility else 0 :].replace(",", " ")
    letters = re.sub(r"[\W\d_]", "", folded(local))
    begin, mark, end = re.sub(r"\d", "", folded(local)).partition(".")
    if " " not in bare:
        alone = mark and bare[:1].isupper() and len(bare) > _LEAST and folded(bare) == end
        return "initials" if alone and (len(begin) < _LEAST or is_first_name(begin)) else None
    for written in (bare, bare.lower().translate(_UMLAUTS)):
        parts: list[tuple[list[str], str]] = []  # of each word but particles the pieces, and an expression for all of it
        before = ""
        for word in written.split():
            if is_particle(word):
                before += f"(?:{re.sub(r'[^a-z]', '', folded(word))})?"
                continue
            pieces = re.findall(r"[a-z]+", folded(word))
            parts.append((pieces, before + "".join(pieces)))
            before = ""
        if len(parts) < _WORDS or not all(pieces for pieces, _ in parts) or parts[0][0][0] in _NO_GIVEN:
            continue
        for given, family in [*((parts[:n], parts[n:]) for n in range(1, len(parts))), (parts[-1:], parts[:-1])]:
            firsts = [f"(?:{piece}|{piece[0]})" for pieces, _ in given for piece in pieces]
            first = firsts[0] + "".join(f"{one}?" for one in firsts[1:])
            last = family[0][1] + "".join(f"(?:{one})?" for _, one in family[1:])
            if len("".join(family[0][0])) >= _LEAST and re.fullmatch(f"{first}{last}|{last}{first}", letters):
                return "full" if given[0][0][0] in letters.replace("".join(family[0][0]), "", 1) else "initials"
    return None


def cases_of_name(name: str) -> set[bool]:
    """Whether the words of *name*, without the civility and the particles, are in capitals."""
    bare = CIVILITY_WITHIN.sub("", name).partition(",")[0].partition(" (")[0].split()
    return {word.isupper() for word in bare if len(word) > 1 and not is_particle(word) and not word.endswith(".")}
