"""How a sentence takes up the label of a unit: article, elision, gender, number, place; and how units are counted. Pure."""

from __future__ import annotations

from monitor.i18n.locale import Locale
from monitor.i18n.typography import NARROW
from monitor.model.frozen import dataclass
from monitor.report.labels import is_english, is_post, noun_of, without_article

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
class Named:
    """A label with its words around it, in French « la », « de la », « à la », « dans la »; `label` is "" where a box has none."""

    label: str
    the: str
    of: str
    at: str
    within: str
    after: str = ""  # the closing quotation mark
    feminine: bool = False
    plural: bool = False


def named(label: str, locale: Locale) -> Named:
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


def _named_in_french(label: str) -> Named:
    """« la Direction des achats », « de l’École de musique », « à l’unité « Vie associative » »."""
    if not label:
        return Named(label="", the="une unité sans nom", of="d’une unité sans nom", at="à une unité sans nom",
                     within="dans une unité sans nom", feminine=True)  # fmt: skip
    bare = without_article(label)
    noun = noun_of(bare)
    if noun is None:
        opening, closing = _french_quotation(label)
        return _post(label, opening, closing) if is_post(label) else _unit(label, opening, closing)
    the = "les " if noun.plural else "l’" if noun.mute else "la " if noun.feminine else "le "
    of = "des " if noun.plural else "du " if the == "le " else f"de {the}"
    at = "aux " if noun.plural else "au " if the == "le " else f"à {the}"
    within = at if noun.word in _AT else f"dans {the}"
    return Named(label=bare, the=the, of=of, at=at, within=within, feminine=noun.feminine, plural=noun.plural)


def _french_quotation(label: str) -> tuple[str, str]:
    """The marks around *label*: none where it brings its own, others than those within it."""
    if label.startswith("«") and label.endswith("»"):
        return "", ""
    return ("“", "”") if "«" in label or "»" in label else (f"«{NARROW}", f"{NARROW}»")


def _unit(label: str, opening: str, closing: str) -> Named:
    noun = f"l’unité {opening}"
    return Named(
        label=label, the=noun, of=f"de {noun}", at=f"à {noun}", within=f"dans {noun}", after=closing, feminine=True
    )  # fmt: skip


def _post(label: str, opening: str, closing: str) -> Named:
    noun = f"poste {opening}"
    return Named(
        label=label, the=f"le {noun}", of=f"du {noun}", at=f"au {noun}", within=f"sous l’autorité du {noun}", after=closing
    )


def _named_in_english(label: str) -> Named:
    """ "the Direction des achats", "at the Parks Department"; what begins with no known noun stands in quotation marks."""
    if not label:
        return Named(label="", the="an unnamed unit", of="of an unnamed unit", at="at an unnamed unit", within="in an unnamed unit")
    bare = without_article(label)
    noun = noun_of(bare)
    if noun or is_english(bare):
        return Named(
            label=bare, the="the ", of="of the ", at="at the ", within="in the ", plural=bool(noun and noun.plural)
        )  # fmt: skip
    opening, closing = _english_quotation(label)
    if is_post(label):
        post = f"the post {opening}"
        return Named(label=label, the=post, of=f"of {post}", at=f"in {post}", within=f"under {post}", after=closing)
    return Named(label=label, the=opening, of=f"of {opening}", at=f"at {opening}", within=f"in {opening}", after=closing)


def _english_quotation(label: str) -> tuple[str, str]:
    """The marks around *label*: none where it brings its own, others than those within it."""
    if label.startswith(("“", "«")) and label.endswith(("”", "»")):
        return "", ""
    return ("‘", "’") if "“" in label or "”" in label else ("“", "”")
