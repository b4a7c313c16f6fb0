"""What a unit does, and how it is reached: « Missions : … », « Contacts » in its box or at it, which are no units. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.grid import Grid
from monitor.pdf.orgchart.people import is_name
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_role
from monitor.pdf.orgchart.wording import label_and_people, same_look, unbulleted

_SURELY = (  # folded
    r"missions|attributions|competences|responsabilites|domaines? d'intervention|champs? d'intervention|responsibilities|duties"
    r"|remit|aufgaben(?:gebiete?|bereiche?)?|zustandigkeiten|competencias|compiti|competenze|atribuicoes|bevoegdheden"
    r"|verantwoordelijkheden"
    r"|contacts?|coordonnees|nous contacter|horaires d'ouverture|kontakte?|contatti|contactos?|contatos?|contactgegevens"
)
_PERHAPS = (  # with a colon
    r"activites|roles?|fonctions|objectifs?|taches|perimetre|prestations|horaires|domaines? (?:d'activites?|de competences?)"
    r"|champs? (?:d'action|de competences?)|tasks|functions|zustandig fur|tatigkeiten|funciones|tareas|funzioni|attivita|funcoes"
    r"|atividades|taken"
)
_MORE = r"(?:principales?|generales?|essentielles?|main|key|core|haupt)"
_CAPTION = re.compile(
    rf"(?:(?:les|ses|nos|leurs|its|our|{_MORE}) )?(?:(?P<surely>{_SURELY})|{_PERHAPS}|(?P<one>mission))"
    rf"(?: {_MORE})?(?: ?(?P<colon>:) ?(?P<text>.*))?"
)
_TWICE = 2  # boxes with a caption that no colon ends
_NEXT_EM, _FLUSH_EM = 1.7, 1.2  # between two lines of one text; how far the bullets of a list are set in


def said_of_units(boxes: Sequence[Box], said: Sequence[Sequence[Line]], free: Sequence[Line]) -> frozenset[int]:
    """The lines, by `id`, that say what units do or how they are reached; *said*: the lines of each of *boxes*, *free*: others.

    Such lines come after a caption, to the end of their box or to what is set like its title. A caption without a colon stands in
    several boxes; nobody is named below it: « Missions » over « Mission Europe – Mme Roy » is a unit.
    """
    grid = Grid((box, number) for number, box in enumerate(boxes) if said[number])
    found: list[list[Line]] = []
    for number, lines in enumerate(said):
        frame = any(n != number and boxes[number].encloses(boxes[n]) for n in grid.near(boxes[number])) if lines else True
        ordered = sorted(lines, key=lambda line: (round(line.base), line.frame.x0))
        places = [place for place, line in enumerate(() if frame else ordered) if _is_caption(line, titled=place > 0)]
        found += [list(_below(ordered, places[0]))] if places else []
    found += [list(_flush_below(line, free)) for line in free if ":" in line.text and _is_caption(line, titled=False)]
    bare = Counter(folded(lines[0].text) for lines in found if ":" not in lines[0].text and len(lines) > 1)
    return frozenset(
        id(line)
        for lines in found
        if (":" in lines[0].text or bare[folded(lines[0].text)] >= _TWICE) and not any(_names(line.text) for line in lines)
        for line in lines
    )


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


def _below(lines: Sequence[Line], place: int) -> Iterator[Line]:
    """The caption at *place* in a box with its text: all *lines* below it up to what is set like the title, or tells of others.

    Names that end the box are none of it.
    """
    caption, title, end = lines[place], lines[0], len(lines)
    while end > place + 1 and is_name(lines[end - 1].text):
        end -= 1
    yield caption
    for line in lines[place + 1 : end]:
        before, colon, text = line.text.partition(":")
        others = colon and (not text.strip() or is_role(before) or folded(before.strip()) in KINDS)
        like_title = place and not same_look(lines[place + 1], title) and same_look(line, title)
        if not _is_caption(line, titled=True) and (others or like_title):
            return
        yield line


def _flush_below(caption: Line, free: Sequence[Line]) -> Iterator[Line]:
    """The *caption* with its text: the lines below it, one right under the other, that begin where it does."""
    yield caption
    last = caption
    for line in sorted(free, key=lambda line: line.base):
        size = caption.size
        level = 0 < line.base - last.base <= _NEXT_EM * size and line.size <= 1.05 * size and line.angle == 0
        if level and abs(line.frame.x0 - caption.frame.x0) <= _FLUSH_EM * size:
            yield line
            last = line
