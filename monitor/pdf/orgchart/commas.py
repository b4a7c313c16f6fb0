"""Units one behind the other in the paragraph that a box ends with, parted by commas, semicolons, or dots between blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from monitor.model.frozen import replace
from monitor.pdf.ink import bounds
from monitor.pdf.lines import Line, attached, same_look
from monitor.pdf.orgchart.name_forms import CALLED_AFTER
from monitor.pdf.orgchart.people import is_name, named_in
from monitor.pdf.orgchart.run_on import MARKS, follows, has_mark, is_of_people
from monitor.pdf.orgchart.vocabulary import KINDS, folded, is_chart_word, is_role, starts_like_unit
from monitor.pdf.orgchart.wording import is_contact, label_and_people, unbulleted

_HEADED = re.compile(r" \(([^():,]+)\)$")
_BETWEEN = (re.compile(r"(?<=;)\s+"), re.compile(r"(?<=\s[-–—/|·•])\s+"), re.compile(r"(?<=,)\s+"))  # titles, the surest mark first
_AT_END = re.compile(r"[;,]$|\s[-–—/|·•]$")
_JOINED = re.compile(r"\s(?:&|et|and|und|y|e|i|en|och|og|și)\s")
_FEW = 2  # so many titles without the word for a unit may be one: « Culture • Sports »


def commas_apart(boxes: Sequence[Sequence[Line]], headed: Container[int] = ()) -> dict[int, list[Line]]:
    """The lines of those boxes, by their numbers, that end with a paragraph of units parted by commas: with a line for each.

    « Budget, Dette (Mme Roy), Marchés » under a title, or under who heads it; so do semicolons, and dashes or strokes between
    blanks. Only where several boxes of the sheet end so, with three units or more, and capitals begin these, or names stand behind
    some: « Finances, commande publique et juridique » is one title. Commas in brackets part nothing.

    *headed*: the numbers of boxes whose title stands in another one, above: they are nothing but such a paragraph.
    """
    boxes = [_heads_first(lines) for lines in boxes]
    told = {number: said for number, lines in enumerate(boxes) if (said := _behind_commas(lines, headed=number in headed))}
    # Dots between, which prose has not, no larger nor bolder than what stands over them: three units somewhere, or words of units
    dotted = {n for n, (_, _, parts) in told.items() if any(has_mark(line) for _, line in parts)}
    worded = sum(any(map(is_chart_word, " ".join(text for text, _ in told[n][2]).split())) for n in dotted)
    several = len(dotted) > _FEW and (2 * worded >= len(dotted) or any(len(told[n][2]) > _FEW for n in dotted))
    firsts = {n: (boxes[n][0], boxes[n][told[n][1]]) for n in dotted if several}
    dotted = {n for n, (over, line) in firsts.items() if over.size >= line.size and over.bold >= line.bold}
    marks = Counter(mark for n, (mark, _, parts) in told.items() if len(parts) > _FEW or n in dotted)
    usual = max(marks, key=marks.__getitem__, default=None)
    found = {n: (begin, parts) for n, (mark, begin, parts) in told.items() if mark is usual or len(parts) > _FEW}
    headed = {number: sum(bool(label_and_people(text)[1]) for text, _ in parts) for number, (_, parts) in found.items()}
    custom = sum(headed.values()) > _FEW
    for number, (begin, parts) in list(found.items()):
        if not (custom and headed[number]):
            whole = _with_small_ones(parts, told[number][0])
            if len(whole) < _FEW or any(text[0].islower() for text, _ in whole):
                del found[number]
            else:
                found[number] = begin, whole
    known = {
        n for n, (_, parts) in found.items() if headed[n] or any(is_chart_word(word) for text, _ in parts for word in text.split())
    }
    if 4 * len(known) < 3 * len(found):  # « Lundi, Mardi », « Anglais, Espagnol », « Dijon, Talant » are no units
        found = {number: said for number, said in found.items() if number in known}
    if sum(len(parts) > _FEW or n in dotted for n, (_, parts) in found.items()) < _FEW:
        return {}
    found |= _of_one_entry(boxes, found) if dotted.issubset(found) and dotted else {}
    apart: dict[int, list[Line]] = {}
    for number, (begin, parts) in found.items():
        if custom:  # « Piscine (Claire Roy) » is no pool called so, where who heads it stands in brackets
            parts = [(_HEADED.sub(r" : \1", text) if not label_and_people(text)[1] else text, line) for text, line in parts]
        lines = boxes[number]
        sides = bounds([line.frame for line in lines[begin:]])
        left = sides.x0 + lines[begin].size
        frame = lines[begin].frame._replace(x0=left, x1=max(sides.x1, left))
        apart[number] = [*lines[:begin], *(replace(line, text=f"{MARKS[0]} {text}", frame=frame) for text, line in parts)]
    return apart


def _heads_first(lines: Sequence[Line]) -> Sequence[Line]:
    """*lines* with who is named at their end over a paragraph of three units or more, as who heads all: it stood right above."""
    stop = len(lines)
    while stop > 1 and is_of_people(lines[stop - 1].text) and follows(*lines[stop - 2 : stop]):
        stop -= 1
    begin = stop
    while begin > 1 and not is_of_people(lines[begin - 1].text) and (begin == stop or follows(*lines[begin - 1 : begin + 1])):
        begin -= 1
    said, titled = " ".join(line.text for line in lines[begin:stop]), begin > 0 and not is_role(lines[begin - 1].text)
    parted = any(len(mark.findall(said)) >= _FEW for mark in _BETWEEN) and folded(said.split()[-1]) not in CALLED_AFTER
    headed = parted and titled and folded(lines[begin - 1].text) not in KINDS and any(is_name(line.text) for line in lines[stop:])
    return [*lines[:begin], *lines[stop:], *lines[begin:stop]] if headed else lines


def _with_small_ones(parts: Sequence[tuple[str, Line]], mark: re.Pattern[str]) -> list[tuple[str, Line]]:
    """*parts* of a paragraph, each with those in small letters behind it, where a word that joins the last of these says so.

    « Paie, Recrutement, mobilité et compétences » are two, « Accueil, état civil, Élections » none that can be told.
    """
    whole: list[tuple[str, Line]] = []
    place = 0
    while place < len(parts):
        end = place + 1
        while end < len(parts) and parts[end][0][0].islower():
            end += 1
        goes_on = mark is _BETWEEN[-1] and not parts[place][0][0].islower() and _JOINED.search(parts[end - 1][0])
        own = [parts[place:end]] if goes_on else [[part] for part in parts[place:end]]
        whole += [(", ".join(text for text, _ in ones), ones[0][1]) for ones in own]
        place = end
    return whole


def _of_one_entry(
    boxes: Sequence[Sequence[Line]], lists: Mapping[int, tuple[int, list[tuple[str, Line]]]]
) -> dict[int, tuple[int, list[tuple[str, Line]]]]:
    """Where other boxes end with a line in the look of all *lists*, right under a title in another: it is a list of one entry.

    Under who heads a unit it may as well say where or when.
    """
    first, *others = [boxes[number][begin] for number, (begin, _) in lists.items()]
    found: dict[int, tuple[int, list[tuple[str, Line]]]] = {}
    for number, lines in enumerate(boxes) if all(same_look(first, other) for other in others) else ():
        alone = number not in lists and len(lines) > 1 and same_look(lines[-1], first) and not same_look(*lines[-2:])
        alone = alone and not is_of_people(lines[-2].text)
        text = lines[-1].text if alone else ""
        if alone and not any(same_look(line, first) for line in lines[:-1]) and text[0].isupper() and not is_of_people(text):
            found[number] = len(lines) - 1, [(text, lines[-1])]
    return found


def _behind_commas(lines: Sequence[Line], *, headed: bool) -> tuple[re.Pattern[str], int, list[tuple[str, Line]]] | None:
    """What parts the titles of the paragraph that a box ends with, which line begins it, and each title with its line.

    *headed*: whether all lines of the box may be of it.
    """
    begin = len(lines) - 1
    while begin > 0 and follows(*lines[begin - 1 : begin + 1]):
        above, below = lines[begin - 1].text, lines[begin].text
        if is_of_people(above) and above.count("(") <= above.count(")") and not below[:1].islower() and "," not in above:
            break  # who heads them, say
        begin -= 1
    if begin < (0 if headed else 1) or any(line.angle != 0 or unbulleted(line.text) is not None for line in lines):
        return None
    going_on = [line for upper, line in pairwise(lines[begin:]) if not _AT_END.search(upper.text)]
    if any(named_in(line.text) for line in going_on):  # « Éducation · Jeunesse », « Paul Henry »: the head of them both
        return None
    parts: list[tuple[str, Line]] = []
    depth = 0
    mark = next((mark for mark in _BETWEEN if any(mark.search(f"{line.text} ") for line in lines[begin:])), _BETWEEN[-1])
    for line in lines[begin:]:
        for place, piece in enumerate(mark.split(line.text)):
            if place == 0 and parts and not mark.search(f"{parts[-1][0]} "):
                parts[-1] = attached(parts[-1][0], piece), parts[-1][1]
            elif depth > 0:
                parts[-1] = f"{parts[-1][0]} {piece}", parts[-1][1]
            elif piece:
                parts.append((piece, line))
            depth += piece.count("(") - piece.count(")")
    titles = [(_AT_END.sub("", text.rstrip(" .")).rstrip(), line) for text, line in parts]
    named = [named_in(text) for text, _ in titles]
    titled = all(text[:1].isalnum() for text, _ in titles) and not any(one and one.sure for one in named)
    told = sum(is_role(text) or ":" in text or any(map(str.isdigit, text)) for text, _ in titles)  # « Budget : 3 M€ », « Étage 2 »
    titled = titled and 2 * told < len(titles)
    title = next((line.text for line in lines[:begin] if not is_of_people(line.text)), "")  # none: it is what somebody's says
    headed = begin == 0 or (bool(title) and (title == lines[0].text or starts_like_unit(title)))
    if not (len(titles) >= _FEW and titled and headed) or any(is_contact(text) for text, _ in titles):
        return None
    return mark, begin, titles
