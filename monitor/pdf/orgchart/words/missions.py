"""What a unit does, and how it is reached: in its box, at it or below it, which are no units. Pure.

Under a caption (« Missions : … », « Contacts »), or listed without one (« Gérer le budget », « Suivi des travaux »).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, TypeAlias

from monitor.expressions import expression
from monitor.pdf.ink import Box, Grid
from monitor.pdf.lines import Line, same_look
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_role, says_how_run, says_who_comes, word_list, word_pattern
from monitor.pdf.orgchart.words.people import is_name
from monitor.pdf.orgchart.words.wording import is_contact, is_lighter, is_room, label_and_people, open_ended, unbulleted

_SURELY = word_pattern("captions of tasks, surely")
_REACHED = r"contacts?|coordonnees|nous contacter|horaires d'ouverture|kontakte?|contatti|contactos?|contatos?|contactgegevens"
_PERHAPS = word_pattern("captions of tasks, perhaps")
_MORE = r"(?:principales?|generales?|essentielles?|main|key|core|haupt)"
_CAPTION = re.compile(
    rf"(?:(?:les|ses|nos|leurs|its|our|{_MORE}) )?(?:(?P<surely>{_SURELY}|{_REACHED})|{_PERHAPS}|(?P<one>mission))"
    rf"(?: {_MORE})?(?: ?(?P<colon>:) ?(?P<text>.*))?"
)
_TASKS = rf"(?:{_SURELY}|{_PERHAPS}|mission|(?:kern|hoofd|haupt)(?:taken|aufgaben)|leistungen)"
_OF_COLUMN = re.compile(
    rf"(?:(?:les|ses|nos|its|our|{_MORE}) )?{_TASKS}(?: {_MORE})?(?:(?: (?:et|and|und|en|y|e) |/| / ){_TASKS})?"
)
_HOURS = expression(r"\d ?(?:[h:]|uhr)", re.IGNORECASE)
_TWICE = 2  # boxes with a caption that no colon ends
_SENTENCE = 3  # words: fewer may be a unit's name
_LARGER = 1.05  # times as large as the text: of another kind
_NEXT_EM, _FLUSH_EM = 1.7, 1.2  # between two lines of one text; how far the bullets of a list are set in


def said_of_units(boxes: Sequence[Box], said: Sequence[Sequence[Line]], free: Sequence[Line]) -> frozenset[int]:
    """The lines, by `id`, that say what units do or how they are reached; *said*: the lines of each of *boxes*, *free*: others.

    Such lines come after a caption, to the end of their box or to what is set like its title. A caption without a colon stands in
    several boxes, over more than one or two words a line; nobody is named below it: « Missions » over
    « Mission Europe – Mme Roy » is a unit.
    """
    grid = Grid((box, number) for number, box in enumerate(boxes) if said[number])
    found: list[list[Line]] = []
    for number, lines in enumerate(said):
        frame = any(n != number and boxes[number].encloses(boxes[n]) for n in grid.near(boxes[number])) if lines else True
        ordered = sorted(lines, key=lambda line: (round(line.base), line.frame.x0))
        places = [place for place, line in enumerate(() if frame else ordered) if _is_caption(line, titled=place > 0)]
        ends = [*places[1:], len(ordered)]
        found += [_text(ordered[at:end], ordered[0] if at else None) for at, end in zip(places, ends, strict=False)]
    down = sorted(free, key=lambda line: line.base)
    captions = (line for line in free if ":" in line.text and _is_caption(line, titled=False))
    found += [_text(list(_flush_below(line, down)), None) for line in captions]
    bare = Counter(
        folded(lines[0].text)
        for lines in found
        if ":" not in lines[0].text
        and any(unbulleted(one.text) or is_contact(one.text) or len(one.text.split()) >= _SENTENCE for one in lines[1:])
    )
    return frozenset(
        id(line)
        for lines in found
        if (":" in lines[0].text or bare[folded(lines[0].text)] >= _TWICE) and not any(_names(line.text) for line in lines)
        for line in lines
    )


def heads_tasks(heading: str) -> bool:
    """Whether a column of a table headed so, folded, says what units do: « Missions », « Aufgaben und Zuständigkeiten »."""
    return _OF_COLUMN.fullmatch(heading) is not None


def _is_caption(line: Line, *, titled: bool) -> bool:
    """Whether *line* heads what is said of a unit; *titled*: the unit's title stands above it."""
    told = _CAPTION.fullmatch(folded(unbulleted(line.text) or line.text).strip(" –—-")) if line.angle == 0 else None
    if told is None or is_role(told["text"] or ""):
        return False  # « Rôle : cheffe de projet »
    if told["one"]:  # « Mission : Europe » may be a unit
        return titled and told["colon"] is not None and unbulleted(line.text) is None
    return told["colon"] is not None or told["surely"] is not None


def _names(text: str) -> bool:
    """Whether *text*, an entry, names somebody, with the unit or post before the name."""
    bare = unbulleted(text) or text
    return is_name(bare) or bool(label_and_people(bare)[1])


def _text(lines: Sequence[Line], title: Line | None) -> list[Line]:
    """The caption that *lines* begin with, and its text below it, but for names that end it; *title*: of the caption's box.

    With words behind its colon a caption has these and what goes on from them; else all up to what is set like the title, tells of
    others, begins like a unit, or is bolder or larger than the text.
    """
    caption, told = lines[0], lines[0].text.partition(":")[2].strip()
    first = caption if told or len(lines) == 1 else lines[1]
    found, listed = [caption], unbulleted(told) is not None
    for line in lines[1:]:
        before, colon, text = line.text.partition(":")
        others = colon and (not text.strip() or is_role(before) or folded(before.strip()) in KINDS)
        like_title = title is not None and not same_look(first, title) and same_look(line, title)
        if others or like_title or _is_caption(line, titled=True) or (told and _names(line.text)):
            break
        bare, last = unbulleted(line.text), found[-1]
        runs_on = open_ended(last.text) and (told or last is not caption)
        if not (runs_on or is_contact(line.text) or _HOURS.search(line.text) or (is_room(line.text) and not told)):
            goes_on = line.text[:1].islower() if bare is None else listed
            heavier = line.bold > first.bold or line.size > _LARGER * first.size
            if folded(bare or line.text).partition(" ")[0] in KINDS or (not goes_on if told else heavier):
                break
        found.append(line)
        listed = listed or bare is not None
    while len(found) > 1 and is_name(found[-1].text):
        found.pop()
    return found


def _flush_below(caption: Line, down: Sequence[Line]) -> Iterator[Line]:
    """The *caption* and the lines right below it that begin where it does, to one that does not; *down*: all, by base."""
    yield caption
    last, size = caption, caption.size
    for line in down[bisect_right(down, caption.base, key=lambda line: line.base) :]:
        if line.base - last.base > _NEXT_EM * size:
            return
        if line.base > last.base and line.angle == 0:
            if abs(line.frame.x0 - caption.frame.x0) <= _FLUSH_EM * size and line.size <= _LARGER * size:
                yield line
                last = line
            elif line.frame.x0 < caption.frame.x1 and caption.frame.x0 < line.frame.x1:
                return


Sort: TypeAlias = Literal["verb", "task", "theme", "other"]

# Folded. Verbs for what offices do, before what they act on; « Habiter la ville », « Supporting families » are units' names.
_FR, _ES, _IT, _EN = ("|".join(word_list(f"{language} verbs of tasks")) for language in ("french", "spanish", "italian", "english"))
_ACTS = expression(
    rf"(?:(?:{_FR}) (?:les?|la|l'|une?|leurs?|ses|aux?|a|sur|avec|en)\b ?.|(?:{_ES}) (?:el|la|los|las)\b ."
    rf"|(?:{_IT}) (?:il|la|i|gli|le|lo|l')\b ?.|(?:{_EN})(?:e|es|s|ing)? (?:the|an?|all|our) .|(?:{_EN})e?s (?!and\b)[a-z])"
)
_ACTS_GERMAN = expression(
    r"[A-ZÄÖÜ][\w-]+(?: [\w-]+)* (?:erteilen|bearbeiten|prüfen|erstellen|durchführen|ausstellen|abrechnen|überwachen|vorbereiten"
    r"|organisieren|beraten|verwalten|einstellen|koordinieren|erarbeiten)"
)
_OF = r"(?:(?:et|ou|und|and) [a-z]+ )?(?:des?|du|d'|aux?|a la|of|for|von|der|del?|della|delle|dei)\b"
_TASK = expression(rf"(?:{word_pattern('nouns of tasks')}) {_OF}")
_THEME = expression(rf"(?:{word_pattern('nouns of tasks or themes')}) {_OF}")
_LEAST, _IN_ONE = 4, 3  # entries of the sheet's lists, of one list by itself
_MOSTLY, _WORDED, _OTHERS = 0.5, 0.6, 0.2  # of all entries: verbs, else such nouns; verbs of one list; the others beside nouns
_NEXT_ENTRY_EM = 1.75  # between two lines of one entry


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
    # The lists that entries with bullets among free lines form, flush below each other
    down = sorted((line for line in free if line.angle == 0), key=lambda line: line.base)
    begun: list[list[list[Line]]] = []  # lists that may go on
    for line in (line for line in down if unbulleted(line.text) is not None):
        begun = [entries for entries in begun if line.base - entries[-1][-1].base <= 2 * _NEXT_ENTRY_EM * line.size]
        flush = next((entries for entries in begun if abs(entries[0][0].frame.x0 - line.frame.x0) <= line.size), None)
        if flush is None:
            every.append(flush := [])
            begun.append(flush)
        flush.append(_entry(line, down))
    lists = []
    for entries in every:
        texts = [unbulleted(entry[0].text) or entry[0].text for entry in entries]
        named = any(is_name(text) or label_and_people(text)[1] for text in texts)
        of_units = not KINDS.isdisjoint(folded(text).partition(" ")[0].strip(".,;:") for text in texts)
        lists += [entries] if len(entries) > 1 and not (named or of_units) else []
    sorts = [[sort_of(" ".join(line.text for line in entry)) for entry in entries] for entries in lists]
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


def sort_of(text: str) -> Sort:
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


def _entry(line: Line, lines: Sequence[Line]) -> list[Line]:
    """The *line* that an entry begins with, and those of *lines*, by base, that go on from it in small letters."""
    entry = [line]
    for other in lines[bisect_right(lines, line.base, key=lambda one: one.base) :]:
        if other.base - entry[-1].base > _NEXT_ENTRY_EM * line.size:
            break
        near = other.base > entry[-1].base and abs(other.frame.cx - line.frame.cx) < line.frame.width
        if near and same_look(other, line) and other.text[:1].islower():
            entry.append(other)
    return entry


def without_how_run(lines: Sequence[Line]) -> list[Line]:
    """*lines* of a box without last ones that say how the unit is run, « Service mutualisé », below its title and who heads it.

    Nor with who will head it, and when: what is announced is a line of the unit, and nobody's name, nor a part of its title.

    With others behind it, it is the first entry of a list, « Régie »; where names stand over titles it is the unit's title.
    """
    named = [is_name(line.text) for line in lines]
    first = named.index(True) if True in named[1:] and not named[0] else len(lines)
    of_head = next((place for place in range(first, len(lines)) if not (named[place] or is_role(lines[place].text))), len(lines))
    return list(lines[:of_head] if all(says_how_run(o.text) or says_who_comes(o.text) for o in lines[of_head:]) else lines)
