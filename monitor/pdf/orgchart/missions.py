"""What a unit does, and how it is reached: « Missions : … », « Contacts » in its box or at it, which are no units. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.people import is_name
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_role
from monitor.pdf.orgchart.wording import is_contact, is_room, label_and_people, open_ended, same_look, unbulleted

_SURELY = (  # folded
    r"missions|attributions|competences|responsabilites|domaines? d'intervention|champs? d'intervention|responsibilities|duties"
    r"|remit|aufgaben(?:gebiete?|bereiche?)?|zustandigkeiten|competencias|compiti|competenze|atribuicoes|bevoegdheden"
    r"|verantwoordelijkheden"
)
_REACHED = r"contacts?|coordonnees|nous contacter|horaires d'ouverture|kontakte?|contatti|contactos?|contatos?|contactgegevens"
_PERHAPS = (  # with a colon
    r"activites|roles?|fonctions|objectifs?|taches|perimetre|prestations|horaires|domaines? (?:d'activites?|de competences?)"
    r"|champs? (?:d'action|de competences?)|tasks|functions|zustandig fur|tatigkeiten|funciones|tareas|funzioni|attivita|funcoes"
    r"|atividades|taken"
)
_MORE = r"(?:principales?|generales?|essentielles?|main|key|core|haupt)"
_CAPTION = re.compile(
    rf"(?:(?:les|ses|nos|leurs|its|our|{_MORE}) )?(?:(?P<surely>{_SURELY}|{_REACHED})|{_PERHAPS}|(?P<one>mission))"
    rf"(?: {_MORE})?(?: ?(?P<colon>:) ?(?P<text>.*))?"
)
_TASKS = rf"(?:{_SURELY}|{_PERHAPS}|mission|(?:kern|hoofd|haupt)(?:taken|aufgaben)|leistungen)"
_OF_COLUMN = re.compile(
    rf"(?:(?:les|ses|nos|its|our|{_MORE}) )?{_TASKS}(?: {_MORE})?(?:(?: (?:et|and|und|en|y|e) |/| / ){_TASKS})?"
)
_HOURS = re.compile(r"\d ?(?:[h:]|uhr)", re.IGNORECASE)
_TWICE = 2  # boxes with a caption that no colon ends
_SENTENCE = 3  # words: fewer may be a unit's name
_LARGER = 1.05  # times as large as the text: of another kind
_NEXT_EM, _FLUSH_EM = 1.7, 1.2  # between two lines of one text; how far the bullets of a list are set in


def said_of_units(boxes: Sequence[Box], said: Sequence[Sequence[Line]], free: Sequence[Line]) -> frozenset[int]:
    """The lines, by `id`, that say what units do or how they are reached; *said*: the lines of each of *boxes*, *free*: others.

    Such lines come after a caption, to the end of their box or to what is set like its title. A caption without a colon stands in
    several boxes, over more than one or two words a line; nobody is named below it: « Missions » over « Mission Europe – Mme Roy »
    is a unit.
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
