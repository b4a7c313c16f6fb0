"""Lines that read on as one: names over two lines, « M. Jean-Marc de », « La Tour »; entries of a list; remarks in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.pdf.ink import Box
from monitor.pdf.lines import Line, attached
from monitor.pdf.orgchart.people import CIVILITY_WITHIN, PARTICLES, named_in
from monitor.pdf.orgchart.vocabulary import FIRST_NAMES, INTERIM, folded, is_chart_word, is_role, is_vacant, starts_like_unit
from monitor.pdf.orgchart.wording import is_contact, open_ended, same_look, unbulleted

# A civility or an initial without its name.
_ENDS_OPEN = re.compile(
    r"(?<!\w)(?:(?:M|MM|Mme|Mmes|Mlle|Mr|Mrs|Ms|Herr|Frau|Hr|Fr|Dr)\.?|(?:[A-ZÀ-Þ]\.-?){1,3}|[A-ZÀ-Þ]-?[A-ZÀ-Þ]\.)$"
)
_MARKS = (" : ", " – ", ", ", " (")  # between a title and a name
_SURNAME = re.compile(r"^[^\W\d_]+(?:['’-][^\W\d_]+)*$")


def unbroken(lines: Sequence[Line], room: float = 0.0) -> list[Line]:
    """*lines* with names, entries of lists and brackets that were broken over several made one each; titles stay as they are.

    *room*: how wide a line may be there, where that is known.
    """
    whole: list[Line] = []
    for place, line in enumerate(lines):
        titled = len(whole) > 1 and not (same_look(whole[-2], whole[-1]) and whole[-2].colour == whole[-1].colour)
        titled = titled or (len(lines) == 2 and line.text.isupper())  # a cell that holds « Jean-Baptiste », « MARTIN »
        if whole and (
            _reads_on(whole[-1], line)
            or _goes_on(whole[-1], line, titled=titled)
            or (len(whole) > 1 and _leads_to_name(whole[-1], line))
            or _dashed_name(whole[-1], line)
            or _awaited_name(whole[-1], line)
            or (room and _rest_of_surname(whole[-1], line, room))
            or (place == 1 and _name_over_title(whole[-1], line, lines[2:3]))
            or ((titled or len(whole) == 1) and _surname_apart(whole[-1], line))
        ):
            last = whole[-1]
            frame = Box(min(last.frame.x0, line.frame.x0), last.frame.top, max(last.frame.x1, line.frame.x1), line.frame.bottom)
            whole[-1] = replace(last, text=_in_one(last, line), base=line.base, frame=frame)
        else:
            whole.append(line)
    return whole


def _reads_on(first: Line, second: Line) -> bool:
    """Whether the end of an entry, of somebody's function or of a remark in brackets stands on the line below."""
    near = 0.5 * first.size < second.base - first.base <= 1.75 * first.size and first.angle == second.angle
    text, after = first.text, second.text
    if not near or not same_look(first, second) or unbulleted(after) is not None:
        return False
    if text.count("(") > text.count(")"):
        return ")" in after or len(after) < 40
    if (folded(after).startswith("interim") and text.endswith(" par")) or is_vacant(f"{text} {after}"):
        return True
    entry = unbulleted(text) is not None
    if not entry and not _is_name(text) and not (after.startswith("(") and _is_name(_after_mark(text)[1])):
        return _ENDS_OPEN.search(text) is not None and _is_name(f"M. {after.split(' (')[0]}") and not is_contact(after)
    if is_contact(after) or CIVILITY_WITHIN.match(after):
        return entry and text.endswith((":", ","))
    if entry and _ENDS_OPEN.search(text) and _is_name(f"M. {after.split(' (')[0]}"):
        return True
    if named_in(after) is not None and not after.startswith("("):
        return entry and (open_ended(text) or _ENDS_OPEN.search(text) is not None)
    hangs = entry and second.frame.x0 >= first.frame.x0 + 0.3 * first.size
    return hangs or after[:1].islower() or after.startswith("(") or (entry and open_ended(text))


def _dashed_name(first: Line, second: Line) -> bool:
    """« Pôle mobilités », « – M. Roy »: the dash between title and name begins a line; an entry's title it hardly is."""
    near = 0.5 * first.size < second.base - first.base <= 1.75 * first.size
    if not near or second.text[:2] not in ("– ", "— ", "- ") or not same_look(first, second):
        return False
    if unbulleted(first.text) is not None and first.text[0] in "–—-":
        return False
    return named_in(first.text) is None and _is_name(second.text[2:])


def _awaited_name(first: Line, second: Line) -> bool:
    """« Jeunesse : », « Mme Roy »; « Entretien des », « écoles : Mme Roy »: title and name on two lines, the mark on either."""
    near = 0.5 * first.size < second.base - first.base <= 1.75 * first.size
    if not near or not same_look(first, second) or unbulleted(second.text) is not None or named_in(first.text) is not None:
        return False
    if first.text.endswith((" :", " –", " —", " -")) and first.text[0] not in "–—-" and not is_contact(first.text):
        return _is_name(second.text) or unfinished(second.text)
    before, name = _after_mark(second.text)
    if not before[:1].islower() or is_role(before) or is_role(first.text) or _after_mark(first.text)[0]:
        return False
    return open_ended(first.text) and (_is_name(name) or unfinished(name))


def _name_over_title(first: Line, second: Line, below: Sequence[Line]) -> bool:
    """« Claire », « DUBOIS » over « Direction des sports » in the same box: first name and surname on lines of their own."""
    near = 0.5 * first.size < second.base - first.base <= 1.75 * first.size
    name = f"{first.text} {second.text}"
    if not near or not below or first.colour != second.colour or not _only_first_name(f"M. {first.text}") or not _is_name(name):
        return False
    return below[0].colour != first.colour or not same_look(below[0], first) or starts_like_unit(below[0].text)


def _surname_apart(first: Line, second: Line) -> bool:
    """« Claire », « **DUBOIS** »: a first name, and beneath it the surname in another weight, as large and in the same colour."""
    near = 0.5 * first.size < second.base - first.base <= 1.75 * first.size and first.colour == second.colour
    alike = abs(first.size - second.size) <= 0.06 * first.size and first.bold != second.bold
    if not near or not alike or not _only_first_name(f"M. {first.text}") or is_role(second.text):
        return False
    return second.text[:1].isupper() and len(second.text.split()) <= 3 and _is_name(f"{first.text} {second.text}")


def _rest_of_surname(first: Line, second: Line, room: float) -> bool:
    """« Jean-Baptiste OULD », « AHMED »: a surname in capitals goes on with a word that had no room on its line."""
    near = 0.5 * first.size < second.base - first.base <= 1.75 * first.size
    words = second.text.split()
    if (
        not near
        or not same_look(first, second)
        or len(words) > 2
        or first.frame.width + second.frame.width + 0.3 * first.size <= room
    ):
        return False
    surname = all(_SURNAME.match(word) and word.isupper() and len(word) > 2 and not is_chart_word(word) for word in words)
    return surname and first.text.split()[-1].isupper() and _is_name(first.text) and _is_name(f"{first.text} {second.text}")


def _leads_to_name(first: Line, second: Line) -> bool:
    """« Directrice générale des », « services : Mme Roy »: a post that is broken before the mark at its end."""
    near = 0.5 * first.size < second.base - first.base <= 1.75 * first.size
    post, mark, name = second.text.partition(" : ")
    if not near or not mark or not same_look(first, second) or ":" in first.text or not is_role(first.text):
        return False
    if unbulleted(second.text) is not None or not (post[:1].islower() or open_ended(first.text)):
        return False
    named = named_in(name)
    return (named is not None and named.sure) or unfinished(name) or _ENDS_OPEN.search(name) is not None


def _is_name(text: str) -> bool:
    named = named_in(text)
    return named is not None and named.sure


def _in_one(first: Line, second: Line) -> str:
    """Two lines as one: a name keeps the hyphen that it is broken at."""
    return attached(first.text, second.text)


def _goes_on(first: Line, second: Line, *, titled: bool) -> bool:
    near = 0.5 * first.size < second.base - first.base <= 1.7 * first.size
    if near and first.text.endswith("-") and same_look(first, second):
        named = named_in(_after_mark(_in_one(first, second))[1])
        return named is not None and named.sure and len(named.people) == 1 and second.text[:1].isupper()
    if (
        not near
        or not same_look(first, second)
        or is_role(second.text)
        or (named_in(second.text) and not (second.text.isupper() and _only_first_name(f"M. {first.text}")))
        or unbulleted(second.text) is not None
    ):
        return False
    words = INTERIM.sub("", re.sub(r"\s*\([^()]*\)?$", "", _without_post(second.text))).split()
    if (
        not words
        or len(words) > 3
        or any(is_chart_word(word) for word in words)
        or not all(_SURNAME.match(w) for w in words)
        or not words[-1][0].isupper()
    ):
        return False
    alone = named_in(first.text)
    before, name = _after_mark(first.text)
    if alone is None and before:
        alone = named_in(name)
    named = named_in(f"{name} {' '.join(words)}")
    if named is None or not named.sure or len(named.people) != 1 or named.people[0].vacant:
        return False
    civil = CIVILITY_WITHIN.search(first.text) is not None
    if civil:
        bare = alone is None or not alone.sure or _only_first_name(alone.people[0].name)
        return bare or _ENDS_OPEN.search(first.text) is not None or _first_name_apart(first, second)
    if before and is_role(before) and len(name.split()) == 1 and second.text.isupper() and not name.isupper():
        return True  # « Directrice : Roselyne », « BERGER »
    if before:
        return unfinished(name) or (name.isupper() and _only_first_name(f"M. {second.text}"))
    return titled and unfinished(first.text) and named_in(first.text) is None


def _after_mark(text: str) -> tuple[str, str]:
    """What stands before and after the last mark that a name may follow; ("", text) without one."""
    before, mark, name = max((text.rpartition(mark) for mark in _MARKS), key=lambda parts: len(parts[0]))
    return (before, name) if mark else ("", text)


def _without_post(text: str) -> str:
    """« Gilbert, directeur » -> « Gilbert »."""
    name, _, post = text.partition(", ")
    return name if is_role(post) else text


def unfinished(name: str) -> bool:
    """« Claire », « Mme Claire », « Fatima Ben »: a first name, or a particle, wants a surname."""
    if CIVILITY_WITHIN.match(name):
        return _only_first_name(name)
    return _only_first_name(f"M. {name}") or (" " in name and folded(name.split()[-1]) in PARTICLES)


def _first_name_apart(first: Line, second: Line) -> bool:
    """« Mme DELAUNAY », « Françoise », or « Mme Solveig », « DELAUNAY »: only the surname is in capitals, on a line of its own."""
    name = CIVILITY_WITHIN.split(first.text)[-1].split()
    if len(name) != 1:
        return False
    return second.text.isupper() != name[0].isupper() and (second.text.isupper() or _only_first_name(f"M. {second.text}"))


def _only_first_name(name: str) -> bool:
    """« Mme Claire »: a civility and a first name want a surname."""
    words = name.split()
    return len(words) == 2 and all(part in FIRST_NAMES for part in folded(words[1]).split("-"))
