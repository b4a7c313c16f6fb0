"""The first noun of a unit's label, its gender and number: what a sentence about the unit has to agree with. Pure."""

from __future__ import annotations

import re

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
