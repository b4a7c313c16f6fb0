"""Labels of units, whose first noun has a gender and number; and how a sentence takes one up: article, elision, place. Pure."""

from __future__ import annotations

import re

from monitor.i18n.locale import Locale
from monitor.i18n.typography import NARROW
from monitor.model.frozen import dataclass
from monitor.normalize import key

# As normalize.key folds them. A label that begins with none of these nouns is quoted behind a noun of our own, so that nothing
# has to be guessed.
_FEMININE = """direction dir dg dga dgs dgst dst drh dsi dsit daf mission cellule division div section unite regie delegation
    agence equipe coordination mediatheque bibliotheque ludotheque artotheque creche halte ecole police brigade maison mairie
    presidence inspection antenne plateforme commission cuisine structure filiere cite piscine patinoire metropole ville commune
    communaute ferme galerie fourriere dechetterie decheterie universite academie pepiniere cantine imprimerie blanchisserie
    epicerie fondation subdivision sousdirection soussection vicepresidence archives"""
_MASCULINE = """service serv svc sce pole bureau departement dept dpt secteur cabinet centre secretariat secr musee
    conservatoire atelier groupe comite observatoire laboratoire conseil office institut guichet domaine college theatre
    etablissement relais ccas cias magasin garage parc palais stade gymnase foyer ehpad reseau espace hotel complexe museum
    auditorium opera syndicat standard jardin camping crematorium soussecteur multiaccueil"""
_ALWAYS_PLURAL = frozenset({"archives"})
# A box may stand for a post: "le poste « Directeur général des services »".
# Patterns are compiled where they are first used: a check of an unchanged page needs none (DESIGN §9).
_POST = (
    r"(?:vice )?(?:direct(?:eur|rice)|chef(?:fe)?|responsable|adjointe?|chargee?|secretaire|assistante?|president|presidente|maire|"
    r"conseill(?:er|ere)|referente?|deleguee?|coord(?:i|on)nat(?:eur|rice)|collaborat(?:eur|rice))s?\b"
)
_ENGLISH_WORDS = """department directorate division office unit team service section board council branch bureau centre center
    committee school library museum agency secretariat"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_GENDERS = {**dict.fromkeys(_FEMININE.split(), True), **dict.fromkeys(_MASCULINE.split(), False)}
_PREFIXES = frozenset({"sous", "vice", "plate", "multi"})
_SPELLED = r"^(?:[a-z] )+[a-z]\b"  # "d g a ressources"
_ARTICLE = r"(?i)^(?:l[ea]s?\s+|l\s?['’‘ʼ]\s?)"
_COMMON_WORDS = "direction service pole mission cellule bureau departement secteur division section unite dga"
_COMMON = frozenset(_COMMON_WORDS.split())
_SHORT = {
    "dir": "direction",
    "serv": "service",
    "svc": "service",
    "sce": "service",
    "dept": "departement",
    "dpt": "departement",
    "div": "division",
}
_HIGH_WORDS = """direction dir dg dga dgs dgst dst drh dsi daf pole departement dept dpt delegation division div cabinet
    sousdirection department directorate"""
_ABOVE_SERVICES = frozenset(_HIGH_WORDS.split())


@dataclass(frozen=True, slots=True)
class Noun:
    """`word`: as folded, singular. `mute`: begins with a vowel sound, so that an article is elided."""

    word: str
    feminine: bool
    plural: bool
    mute: bool


def noun_of(label: str) -> Noun | None:
    """The noun that *label* begins with; None where it is none that a unit is known by."""
    word = _first_word(label)
    for singular in (word, word.removesuffix("s"), word.removesuffix("x")):
        if singular in _GENDERS:
            plural = singular != word or singular in _ALWAYS_PLURAL
            return Noun(singular, _GENDERS[singular], plural, singular[0] in "aeiou" or singular == "hotel")
    return None


def _first_word(label: str) -> str:
    words = re.sub(_SPELLED, lambda m: m[0].replace(" ", ""), key(label)).split()
    if len(words) > 1 and words[0] in _PREFIXES:
        return words[0] + words[1]
    return words[0] if words else ""


def without_article(label: str) -> str:
    """ "Le Service des sports" without its article, where a known noun follows."""
    bare = re.sub(_ARTICLE, "", label)
    return bare if bare != label and noun_of(bare) else label


def is_post(label: str) -> bool:
    """Whether *label* names a post and not a unit: « Directrice générale des services »."""
    return bool(re.match(_POST, key(label)))


def is_english(label: str) -> bool:
    """Whether *label* begins or ends with an English noun for a unit: « Parks Department », « Office of the Mayor »."""
    words = key(label).split()
    return bool(words) and not _ENGLISH.isdisjoint((words[0], words[-1]))


def kind_of(label: str) -> str:
    """What a count calls the unit: one of the common kinds, else "service"."""
    noun = noun_of(label)
    word = _SHORT.get(noun.word, noun.word) if noun else ""
    return word if word in _COMMON else "service"


def has_units_below(label: str) -> bool:
    """Whether a list of changes may be headed by *label*: a direction or what stands as high (« pôle », « DGA »)."""
    noun = noun_of(label)
    return (noun.word if noun else _first_word(label)) in _ABOVE_SERVICES


# Kinds of units as they are counted: singular, plural, agreement of a participle.
_FRENCH_NOUNS = {
    "direction": ("direction", "directions", "e"),
    "service": ("service", "services", ""),
    "pole": ("pôle", "pôles", ""),
    "dga": ("DGA", "DGA", "e"),
    "mission": ("mission", "missions", "e"),
    "cellule": ("cellule", "cellules", "e"),
    "bureau": ("bureau", "bureaux", ""),
    "departement": ("département", "départements", ""),
    "secteur": ("secteur", "secteurs", ""),
    "division": ("division", "divisions", "e"),
    "section": ("section", "sections", "e"),
    "unite": ("unité", "unités", "e"),
}
_AT = frozenset({"mairie", "ville", "commune", "metropole", "communaute"})  # one is « à la mairie », not in it
_FRENCH_PARTICIPLES = {"unit_added": "apparu", "unit_removed": "disparu", "unit_renamed": "renommé", "unit_moved": "déplacé"}
_ENGLISH_PARTICIPLES = {"unit_added": "appeared", "unit_removed": "gone", "unit_renamed": "renamed", "unit_moved": "moved"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InflectedLabel:
    """A label with its words around it, in French « la », « de la », « à la », « dans la »; `label` is "" where a box has none."""

    label: str
    the: str
    of: str
    at: str
    within: str
    after: str = ""  # the closing quotation mark
    feminine: bool = False
    plural: bool = False


def named(label: str, locale: Locale) -> InflectedLabel:
    """*label* as sentences take it up: « la Direction des achats », « à l’unité « Vie associative » »."""
    return _named_in_french(label) if locale.language == "fr" else _named_in_english(label)


def units(op: str, kind: str, number: int, locale: Locale, *, noun: bool) -> str:
    """ "2 directions créées"; not *noun*, where it was said just before: "2 créées"; *op* "": "2 directions"."""
    shown, one = locale.number(number), locale.is_singular(number)
    if locale.language == "fr":
        singular, plural, ending = _FRENCH_NOUNS[kind]
        done = f"{_FRENCH_PARTICIPLES[op]}{ending}{'' if one else 's'}" if op else ""
        return " ".join(part for part in (shown, (singular if one else plural) if noun else "", done) if part)
    return " ".join(
        part for part in (shown, ("unit" if one else "units") if noun else "", _ENGLISH_PARTICIPLES.get(op, "")) if part
    )


def _named_in_french(label: str) -> InflectedLabel:
    """« la Direction des achats », « de l’École de musique », « à l’unité « Vie associative » »."""
    if not label:
        return InflectedLabel(label="", the="une unité sans nom", of="d’une unité sans nom", at="à une unité sans nom",
                     within="dans une unité sans nom", feminine=True)  # fmt: skip
    bare = without_article(label)
    noun = noun_of(bare)
    if noun is None:
        # Without marks where it brings its own, with others than those within it.
        own, within_it = label.startswith("«") and label.endswith("»"), "«" in label or "»" in label
        opening, closing = ("", "") if own else ("“", "”") if within_it else (f"«{NARROW}", f"{NARROW}»")
        if is_post(label):
            post = f"poste {opening}"
            return InflectedLabel(
                label=label, the=f"le {post}", of=f"du {post}", at=f"au {post}", within=f"sous l’autorité du {post}", after=closing
            )
        unit = f"l’unité {opening}"
        return InflectedLabel(
            label=label, the=unit, of=f"de {unit}", at=f"à {unit}", within=f"dans {unit}", after=closing, feminine=True
        )
    the = "les " if noun.plural else "l’" if noun.mute else "la " if noun.feminine else "le "
    of = "des " if noun.plural else "du " if the == "le " else f"de {the}"
    at = "aux " if noun.plural else "au " if the == "le " else f"à {the}"
    within = at if noun.word in _AT else f"dans {the}"
    return InflectedLabel(label=bare, the=the, of=of, at=at, within=within, feminine=noun.feminine, plural=noun.plural)


def _named_in_english(label: str) -> InflectedLabel:
    """ "the Direction des achats", "at the Parks Department"; what begins with no known noun stands in quotation marks."""
    if not label:
        return InflectedLabel(
            label="", the="an unnamed unit", of="of an unnamed unit", at="at an unnamed unit", within="in an unnamed unit"
        )
    bare = without_article(label)
    noun = noun_of(bare)
    if noun or is_english(bare):
        return InflectedLabel(
            label=bare, the="the ", of="of the ", at="at the ", within="in the ", plural=bool(noun and noun.plural)
        )  # fmt: skip
    own, within_it = label.startswith(("“", "«")) and label.endswith(("”", "»")), "“" in label or "”" in label
    opening, closing = ("", "") if own else ("‘", "’") if within_it else ("“", "”")
    if is_post(label):
        post = f"the post {opening}"
        return InflectedLabel(label=label, the=post, of=f"of {post}", at=f"in {post}", within=f"under {post}", after=closing)
    return InflectedLabel(label=label, the=opening, of=f"of {opening}", at=f"at {opening}", within=f"in {opening}", after=closing)
