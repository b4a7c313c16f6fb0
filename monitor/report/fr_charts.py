"""French: what is said of org charts. Phrases as (for one unit, for several), typed with ordinary spaces (see fr.py)."""

from __future__ import annotations

from monitor.report.labels import is_post, noun_of, without_article
from monitor.report.named import Named
from monitor.report.typography import NARROW

STATEMENTS = {
    # --- units
    "unit_added": ("{unit:the} apparaît dans l'organigramme", "{unit:the} apparaissent dans l'organigramme"),
    "unit_added_in": ("{unit:the} apparaît {parent:within}", "{unit:the} apparaissent {parent:within}"),
    "unit_added_many": ("", "{parent:within}, {count} apparaissent : {unit:bare}"),
    "parent_check": ("à vérifier : son rattachement {parent:at}", "à vérifier : leur rattachement {parent:at}"),
    "unit_removed": ("{unit:the} n'apparaît plus dans l'organigramme", "{unit:the} n'apparaissent plus dans l'organigramme"),
    "unit_removed_from": (
        "{unit:the}, qui relevait {parent:of}, n'apparaît plus dans l'organigramme",
        "{unit:the}, qui relevaient {parent:of}, n'apparaissent plus dans l'organigramme",
    ),
    "unit_removed_many": ("", "{count} qui relevaient {parent:of} n'apparaissent plus dans l'organigramme : {unit:bare}"),
    "until_now": (", jusque-là {origin:at}", ""),
    "with_units": (", avec {units}", ", avec {units}"),
    "without_units": (", pas plus que {units}", ", pas plus que {units}"),
    "entrusted": (", confié{e} à {people}", ", confié{e}s à {people}"),
    "entrusted_from": (", confié{e} à {people}, jusque-là {origin:at}", ", confié{e}s à {people}, jusque-là {origin:at}"),
    "is_entrusted": ("{it} est confié{e} à {people}", "{it} sont confié{e}s à {people}"),
    "is_entrusted_from": (
        "{it} est confié{e} à {people}, jusque-là {origin:at}",
        "{it} sont confié{e}s à {people}, jusque-là {origin:at}",
    ),
    "with_people": (", avec {people}", ", avec {people}"),
    "was_entrusted": ("{it} était confié{e} à {people}", "{it} étaient confié{e}s à {people}"),
    "is_with": ("{people} y figurent", "{people} y figurent"),
    "was_with": ("{people} y figuraient", "{people} y figuraient"),
    "it": ("il elle", "ils elles"),
    "e": ("e", ""),
    "numbers": ("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", ""),
    "unit_renamed": ("{old:the} devient {unit:the}", "{old:the} deviennent {unit:the}"),
    "unit_moved": (
        "{unit:the} figure désormais sous {after:the}, et non plus sous {before:the}",
        "{unit:the} figurent désormais sous {after:the}, et non plus sous {before:the}",
    ),
    "unit_moved_many": ("", "{count} figurent désormais sous {after:the}, et non plus sous {before:the} : {unit:bare}"),
    "unit_moved_to": (
        "{unit:the} est désormais rattaché{e} {after:at}",
        "{unit:the} sont désormais rattaché{e}s {after:at}",
    ),
    "unit_moved_top": ("{unit:the} n'est plus rattaché{e} {before:at}", "{unit:the} ne sont plus rattaché{e}s {before:at}"),
    "unit_moved_twin": (
        "{unit:the} figure désormais sous une autre unité nommée « {name} »",
        "{unit:the} figurent désormais sous une autre unité nommée « {name} »",
    ),
    "unit_moved_check": (
        "à vérifier : {unit:the} semble figurer désormais sous {after:the}, et non plus sous {before:the}",
        "à vérifier : {unit:the} semblent figurer désormais sous {after:the}, et non plus sous {before:the}",
    ),
    "renamed_and_moved": (
        "{old:the} devient {unit:the} et figure désormais sous {after:the}, et non plus sous {before:the}",
        "{old:the} deviennent {unit:the} et figurent désormais sous {after:the}, et non plus sous {before:the}",
    ),
    # --- people: first of their unit, then behind what was said of it
    "person_replaced": ("{unit:at}, {after} remplace {before}", ""),
    "person_replaced_there": ("{after} y remplace {before}", ""),
    "person_replaced_acting": ("{unit:at}, {after} remplace {before} par intérim", ""),
    "person_replaced_acting_there": ("{after} y remplace {before} par intérim", ""),
    "person_replaced_from": ("{after}, jusque-là {origin:at}, figure désormais {unit:at} et y remplace {before}", ""),
    "person_replaced_from_she": ("{after}, jusque-là {origin:at}, figure désormais {unit:at}, où elle remplace {before}", ""),
    "person_replaced_from_he": ("{after}, jusque-là {origin:at}, figure désormais {unit:at}, où il remplace {before}", ""),
    "person_replaced_from_there": ("{after}, jusque-là {origin:at}, y remplace {before}", ""),
    "person_vacant": ("{unit:at}, le poste qu'occupait {before} est désormais vacant", ""),
    "person_vacant_there": ("le poste qu'y occupait {before} est désormais vacant", ""),
    "person_filled": ("{unit:at}, {after} prend le poste, jusque-là vacant", ""),
    "person_filled_there": ("{after} y prend le poste, jusque-là vacant", ""),
    "person_filled_acting": ("{unit:at}, {after} assure l'intérim du poste, jusque-là vacant", ""),
    "person_filled_acting_there": ("{after} y assure l'intérim du poste, jusque-là vacant", ""),
    "person_filled_from": ("{after}, jusque-là {origin:at}, figure désormais {unit:at}, où le poste était vacant", ""),
    "person_filled_from_there": ("{after}, jusque-là {origin:at}, y prend le poste vacant", ""),
    "person_added": ("{after} figure désormais {unit:at}", ""),
    "person_added_there": ("{after} y figure désormais", ""),
    "person_added_acting": ("{after} figure désormais {unit:at}, par intérim", ""),
    "person_added_acting_there": ("{after} y figure désormais, par intérim", ""),
    "person_added_from": ("{after}, jusque-là {origin:at}, figure désormais {unit:at}", ""),
    "person_added_from_there": ("{after}, jusque-là {origin:at}, y figure désormais", ""),
    "person_removed": ("{before} ne figure plus {unit:at}", ""),
    "person_removed_there": ("{before} n'y figure plus", ""),
    "role_changed": ("{unit:at}, {person} figure désormais comme « {after} », et non plus comme « {before} »", ""),
    "role_changed_there": ("{person} y figure désormais comme « {after} », et non plus comme « {before} »", ""),
    "role_given": ("{unit:at}, {person} figure désormais comme « {after} »", ""),
    "role_given_there": ("{person} y figure désormais comme « {after} »", ""),
    "role_dropped": ("{unit:at}, {person} ne figure plus comme « {before} »", ""),
    "role_dropped_there": ("{person} n'y figure plus comme « {before} »", ""),
    "other": ("{unit:at} : {what}", ""),
    "check": ("à vérifier : {what}", ""),
    # --- the whole chart
    "redrawn": ("L'organigramme a été entièrement redessiné : les deux versions sont à comparer l'une à côté de l'autre.", ""),
    "title": ("titre du document : ", ""),
    "date": ("date du document : ", ""),
}

# Kinds of units as they are counted: singular, plural, agreement of a participle.
_COUNTED = {
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
_PARTICIPLES = {"unit_added": "apparu", "unit_removed": "disparu", "unit_renamed": "renommé", "unit_moved": "déplacé"}

COUNTS = {
    "unit_check": ("{n} rattachement à vérifier", "{n} rattachements à vérifier"),
    "person_moved": ("{n} changement de poste", "{n} changements de poste"),
    "person_added": ("{n} nom apparu", "{n} noms apparus"),
    "person_removed": ("{n} nom disparu", "{n} noms disparus"),
    "role_changed": ("{n} fonction modifiée", "{n} fonctions modifiées"),
    "to_check": ("{n} point à vérifier", "{n} points à vérifier"),
    "person_replaced": ("{n} responsable remplacé", "{n} responsables remplacés"),
    "person_replaced_she": ("{n} responsable remplacée", "{n} responsables remplacées"),
    "person_acting": ("{n} intérim", "{n} intérims"),
    "person_vacant": ("{n} poste devenu vacant", "{n} postes devenus vacants"),
    "person_filled": ("{n} poste pourvu", "{n} postes pourvus"),
    "units_new": ("{n} unité nouvelle", "{n} unités nouvelles"),
    "units_gone": ("{n} disparue", "{n} disparues"),
    "units_kept": ("{n} conservée", "{n} conservées"),
    "units_kept_none": ("aucune conservée", "aucune conservée"),
}


def counted(op: str, kind: str, number: str, *, one: bool, noun: bool) -> str:
    """ "2 directions apparues"; without its noun, where it was said just before, "2 apparues"; without *op* "2 directions"."""
    singular, plural, ending = _COUNTED[kind]
    done = f"{_PARTICIPLES[op]}{ending}{'' if one else 's'}" if op else ""
    return " ".join(part for part in (number, (singular if one else plural) if noun else "", done) if part)


def named(label: str) -> Named:
    """« la Direction des achats », « de l’École de musique », « à l’unité « Vie associative » »."""
    if not label:
        return Named(label="", the="une unité sans nom", of="d’une unité sans nom", at="à une unité sans nom",
                     within="dans une unité sans nom", feminine=True)  # fmt: skip
    bare = without_article(label)
    noun = noun_of(bare)
    if noun is None:
        opening, closing = _quotation(label)
        return _post(label, opening, closing) if is_post(label) else _unit(label, opening, closing)
    the = "les " if noun.plural else "l’" if noun.mute else "la " if noun.feminine else "le "
    of = "des " if noun.plural else "du " if the == "le " else f"de {the}"
    at = "aux " if noun.plural else "au " if the == "le " else f"à {the}"
    within = at if noun.word in _AT else f"dans {the}"
    return Named(label=bare, the=the, of=of, at=at, within=within, feminine=noun.feminine, plural=noun.plural)


def _quotation(label: str) -> tuple[str, str]:
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
