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
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_chart_word, is_role
from monitor.pdf.orgchart.wording import is_contact, is_lighter, label_and_people, same_look, unbulleted

Sort: TypeAlias = Literal["verb", "task", "theme", "other"]

# Folded. An infinitive before what it acts on, in French and the languages beside it; « Bescheide erteilen » ends with one.
_ACTS = re.compile(
    r"(?:(?:ne )?(?P<verb>[a-z]{2,}(?:er|ir|oir|dre|ire|uire|vre|mettre))|[a-z]{3,}[aei]r(?= (?:el|los|las|una?|os|as|al|con) )"
    r"|[a-z]{3,}[aei]re(?= (?:il|i|gli|le|lo|la|l') ?))"
    r" (?:le|la|les|l'|un|une|leurs?|ses|aux?|sur|avec|el|los|las|una|os|as|al|con|il|i|gli|lo)\b ?."
    r"|(?:manag|maintain|support|advis|organis|organiz|provid|ensur|handl|oversee|overs|deliver|prepar|develop|coordinat|assist"
    r"|process|review|answer|respond|administer|pay|promot|implement|produc|draft)(?:es?|s|ing)? (?!services?$|teams?$|units?$)\w"
)
_ACTS_GERMAN = re.compile(r"[A-ZÄÖÜ][\w-]+(?: [\w-]+)* [a-zäöü]{3,}(?:en|ern|eln)")
_NO_VERBS = frozenset(("foyer", "courrier", "loyer", "cadre", "ordre", "pouvoir", "avoir", "savoir", "livre", "autre", "loisir"))
_OF = r"(?:(?:et|ou|und|and) [a-z]+ )?(?:des?|du|d'|aux?|a la|of|for|von|der|del?|della|delle|dei)\b"
_TASK = re.compile(  # nouns that hardly any unit's title begins with: « Suivi des travaux », « Erstellung von Bescheiden »
    r"(?:suivi|elaboration|preparation|etablissement|redaction|mise en (?:oeuvre|œuvre|place|page)|mise a (?:jour|disposition)"
    r"|participation|organisation|realisation|delivrance|tenue|traitement|recensement|relecture|verification|saisie|envoi|recueil"
    r"|definition|conception|montage|passation|collecte|execution|reponse|constitution|proposition"
    r"|preparing|provision|oversight|review|drafting|handling"
    r"|erstellung|bearbeitung|durchfuhrung|vorbereitung|erarbeitung|erteilung|prufung|uberwachung|ausstellung"
    r"|elaboracion|seguimiento|tramitacion|realizacion|redaccion|predisposizione|redazione|rilascio|tenuta|verifica"
    rf") {_OF}"
)
_THEME = re.compile(  # and those that some do: « Gestion des déchets »
    r"(?:entretien|gestion|instruction|animation|coordination|accompagnement|controle|developpement|pilotage|accueil|maintenance"
    r"|surveillance|veille|promotion|conseil|appui|soutien|aide|monitoring|management|delivery|betreuung|verwaltung|organizacion|gestione|gestao"
    rf") {_OF}"
)
_LEAST, _IN_ONE = 4, 3  # entries of the sheet's lists, of one list by itself
_ACTING, _TASKS, _WORDED = 0.5, 1 / 3, 0.6  # of all entries: those with a verb, else such nouns, and nouns with those that may be
_NEXT_EM = 1.75  # between two lines of one entry


def tasks_listed(boxes: Sequence[Box], said: Sequence[Sequence[Line]], free: Sequence[Line]) -> frozenset[int]:
    """The lines, by `id`, of lists of what units do; *said*: the lines of each of *boxes*, *free*: others, of lists with bullets.

    « Gestion des déchets » may be a service, « Suivi des travaux » hardly: a list counts by what the entries of all lists of the
    sheet are, or its own where most begin with a verb. One that names somebody, or has an entry that begins with a kind of unit, is
    none.
    """
    grid = Grid((box, number) for number, box in enumerate(boxes) if said[number])
    every = [
        found
        for number, lines in enumerate(said)
        if len(lines) > 2 and not any(n != number and boxes[number].encloses(boxes[n]) for n in grid.near(boxes[number]))
        for found in _lists_in(lines)
    ]
    lists = [entries for entries in (*every, *_lists_under(free)) if len(entries) > 1 and _may_be_tasks(entries)]
    sorts = [[_sort(" ".join(line.text for line in entry)) for entry in entries] for entries in lists]
    of_sheet = Counter(sort for told in sorts for sort in told)
    whole = of_sheet.total() >= _LEAST and _are_tasks(of_sheet)
    found = set[int]()
    for entries, told in zip(lists, sorts, strict=True):
        own = Counter(told)
        alone = len(entries) >= _IN_ONE and own["verb"] >= _WORDED * len(entries)
        if alone or (whole and own["other"] <= min(len(entries) / 2, own["verb"] + own["task"])):
            found |= {id(line) for entry in entries for line in entry}
    return frozenset(found)


def _are_tasks(of: Counter[Sort]) -> bool:
    """Whether entries of so many sorts tell what units do."""
    told, every = of["verb"] + of["task"], of.total()
    return of["verb"] >= _ACTING * every or (told >= _TASKS * every and told + of["theme"] >= _WORDED * every)


def _sort(text: str) -> Sort:
    """What an entry begins with: a verb, a noun for what is done, one that may be a unit's theme, or something else."""
    bare = (unbulleted(text) or text).strip(" ;,.")
    words = folded(bare).replace("’", "'")
    acts = _ACTS.match(words)
    if acts and not (acts["verb"] and (acts["verb"] in _NO_VERBS or is_chart_word(acts["verb"]) or is_role(bare))):
        return "verb"
    if _ACTS_GERMAN.fullmatch(bare):
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


def _may_be_tasks(entries: Sequence[Sequence[Line]]) -> bool:
    """Whether no entry names somebody or begins with a kind of unit."""
    texts = [unbulleted(entry[0].text) or entry[0].text for entry in entries]
    named = any(is_name(text) or label_and_people(text)[1] for text in texts)
    return not named and KINDS.isdisjoint(folded(text).partition(" ")[0].strip(".,;:") for text in texts)
