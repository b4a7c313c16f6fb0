"""What a unit does, listed below it without a caption: « Gérer le budget », « Suivi des travaux », which are no units. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, TypeAlias

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.people import is_name
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_role
from monitor.pdf.orgchart.wording import is_contact, is_lighter, label_and_people, same_look, unbulleted

Sort: TypeAlias = Literal["verb", "task", "theme", "other"]

# Folded. Verbs for what offices do, before what they act on; « Habiter la ville », « Supporting families » are units' names.
_FRENCH = """gerer assurer suivre etablir organiser elaborer preparer rediger instruire controler verifier coordonner piloter mettre
participer veiller tenir traiter delivrer conseiller accompagner definir concevoir realiser garantir produire repondre recevoir
proposer entretenir developper promouvoir executer encadrer superviser planifier recenser saisir recruter informer orienter mener"""
_SPANISH = "gestionar elaborar tramitar coordinar organizar realizar asegurar garantizar preparar controlar"
_ITALIAN = "gestire curare predisporre redigere assicurare coordinare organizzare verificare"
_ENGLISH = """manag maintain support advis organis organiz provid ensur handl overse prepar develop coordinat assist process review
answer respond administer pay promot implement produc draft deliver"""
_FR, _ES, _IT, _EN = ("|".join(words.split()) for words in (_FRENCH, _SPANISH, _ITALIAN, _ENGLISH))
_ACTS = re.compile(
    rf"(?:(?:{_FR}) (?:les?|la|l'|une?|leurs?|ses|aux?|a|sur|avec|en)\b ?.|(?:{_ES}) (?:el|la|los|las)\b ."
    rf"|(?:{_IT}) (?:il|la|i|gli|le|lo|l')\b ?.|(?:{_EN})(?:e|es|s|ing)? (?:the|an?|all|our) .|(?:{_EN})e?s (?!and\b)[a-z])"
)
_ACTS_GERMAN = re.compile(
    r"[A-ZÄÖÜ][\w-]+(?: [\w-]+)* (?:erteilen|bearbeiten|prüfen|erstellen|durchführen|ausstellen|abrechnen|überwachen|vorbereiten"
    r"|organisieren|beraten|verwalten|einstellen|koordinieren|erarbeiten)"
)
_OF = r"(?:(?:et|ou|und|and) [a-z]+ )?(?:des?|du|d'|aux?|a la|of|for|von|der|del?|della|delle|dei)\b"
_TASK = re.compile(  # nouns that no unit's title begins with: « Suivi des travaux », « Erarbeitung von Konzepten »
    r"(?:suivi|elaboration|etablissement|redaction|mise en (?:oeuvre|œuvre|place|page)|mise a (?:jour|disposition)|participation"
    r"|tenue|recensement|relecture|verification|saisie|envoi|recueil|definition|conception|montage|reponse|constitution|proposition"
    rf"|preparing|provision|oversight|drafting|handling|erstellung|erarbeitung|elaboracion|seguimiento|redazione) {_OF}"
)
_THEME = re.compile(  # and those that some do: « Gestion des déchets », « Collecte des déchets », « Délivrance des titres »
    r"(?:entretien|gestion|instruction|animation|coordination|accompagnement|controle|developpement|pilotage|accueil|maintenance"
    r"|surveillance|veille|promotion|conseil|appui|soutien|aide|preparation|organisation|realisation|delivrance|traitement|passation"
    rf"|collecte|execution|monitoring|management|delivery|betreuung|verwaltung|bearbeitung|organizacion|gestione|gestao) {_OF}"
)
_LEAST, _IN_ONE = 4, 3  # entries of the sheet's lists, of one list by itself
_MOSTLY, _WORDED, _OTHERS = 0.5, 0.6, 0.2  # of all entries: verbs, else such nouns; verbs of one list; the others beside nouns
_NEXT_EM = 1.75  # between two lines of one entry


def tasks_listed(boxes: Sequence[Box], said: Sequence[Sequence[Line]], free: Sequence[Line]) -> frozenset[int]:
    """The lines, by `id`, of lists of what units do; *said*: the lines of each of *boxes*, *free*: others, of lists with bullets.

    « Gestion des déchets » may be a service, « Suivi des travaux » hardly: a list counts by what the entries of all lists of the
    sheet are, or its own where most begin with a verb; what else stands in it speaks against that. One that
    names somebody, or has an entry that begins with a kind of unit, is none.
    """
    grid = Grid((box, number) for number, box in enumerate(boxes) if said[number])
    every = [
        found
        for number, lines in enumerate(said)
        if len(lines) > 2 and not any(n != number and boxes[number].encloses(boxes[n]) for n in grid.near(boxes[number]))
        for found in _lists_in(lines)
    ]
    lists = []
    for entries in (*every, *_lists_under(free)):
        texts = [unbulleted(entry[0].text) or entry[0].text for entry in entries]
        named = any(is_name(text) or label_and_people(text)[1] for text in texts)
        of_units = not KINDS.isdisjoint(folded(text).partition(" ")[0].strip(".,;:") for text in texts)
        lists += [entries] if len(entries) > 1 and not (named or of_units) else []
    sorts = [[_sort(" ".join(line.text for line in entry)) for entry in entries] for entries in lists]
    of_sheet = Counter(sort for told in sorts for sort in told)
    every_one, tasks = of_sheet.total(), of_sheet["verb"] + of_sheet["task"]
    whole = of_sheet["verb"] >= _MOSTLY * every_one or (tasks >= _MOSTLY * every_one and of_sheet["other"] <= _OTHERS * every_one)
    whole = whole and every_one >= _LEAST
    found = set[int]()
    for entries, told in zip(lists, sorts, strict=True):
        own = Counter(told)
        alone = len(entries) >= _IN_ONE and own["verb"] >= _WORDED * len(entries)
        mostly = own["verb"] + own["task"] >= _MOSTLY * len(entries) and (not own["other"] or own["verb"] >= _MOSTLY * len(entries))
        if alone or (whole and mostly):
            found |= {id(line) for entry in entries for line in entry}
    return frozenset(found)


def _sort(text: str) -> Sort:
    """What an entry begins with: a verb, a noun for what is done, one that may be a unit's theme, or something else."""
    bare = (unbulleted(text) or text).strip(" ;,.")
    words = folded(bare).replace("’", "'")
    if _ACTS.match(words) or _ACTS_GERMAN.fullmatch(bare):
        return "verb"
    return "task" if _TASK.match(words) else "theme" if _THEME.match(words) else "other"


def _lists_in(lines: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """The lists in one box, each its entries by their lines: of one bullet, or set lighter than the title at its head."""
    ordered = sorted((line for line in lines if line.angle == 0), key=lambda line: line.base)
    bulleted = [line for line in ordered if unbulleted(line.text) is not None]
    for mark in dict.fromkeys(line.text[0] for line in bulleted):
        yield [_entry(line, ordered) for line in bulleted if line.text[0] == mark]
    title = ordered[0] if ordered and not bulleted else None
    lighter = [line for line in ordered[1:] if title and is_lighter(line, title)]
    for plain, run in groupby(lighter, key=lambda line: not (is_name(line.text) or is_contact(line.text) or is_role(line.text))):
        entries: list[list[Line]] = []
        for line in run if plain else ():
            if entries and (line.text[:1].islower() or not same_look(entries[-1][0], line)):
                entries[-1].append(line)
            else:
                entries.append([line])
        yield entries


def _lists_under(free: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """The lists that entries with bullets among *free* lines form, flush below each other."""
    lists: list[list[list[Line]]] = []
    down = sorted((line for line in free if line.angle == 0), key=lambda line: line.base)
    begun: list[list[list[Line]]] = []  # lists that may go on
    for line in (line for line in down if unbulleted(line.text) is not None):
        begun = [entries for entries in begun if line.base - entries[-1][-1].base <= 2 * _NEXT_EM * line.size]
        entries = next((entries for entries in begun if abs(entries[0][0].frame.x0 - line.frame.x0) <= line.size), None)
        if entries is None:
            lists.append(entries := [])
            begun.append(entries)
        entries.append(_entry(line, down))
    yield from lists


def _entry(line: Line, lines: Sequence[Line]) -> list[Line]:
    """The *line* that an entry begins with, and those of *lines*, by base, that go on from it in small letters."""
    entry = [line]
    for other in lines[bisect_right(lines, line.base, key=lambda one: one.base) :]:
        if other.base - entry[-1].base > _NEXT_EM * line.size:
            break
        near = other.base > entry[-1].base and abs(other.frame.cx - line.frame.cx) < line.frame.width
        if near and same_look(other, line) and other.text[:1].islower():
            entry.append(other)
    return entry
