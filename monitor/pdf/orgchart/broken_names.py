"""Names that stand on two lines, as one line: « M. Jean-Marc de », « La Tour »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.pdf.lines import Line
from monitor.pdf.orgchart.first_names import FIRST_NAMES
from monitor.pdf.orgchart.people import CIVILITY_WITHIN, PARTICLES, named_in
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_role
from monitor.pdf.orgchart.wording import same_look, unbulleted

_SURNAME = re.compile(r"^[^\W\d_]+(?:['’-][^\W\d_]+)*$")


def names_unbroken(lines: Sequence[Line]) -> list[Line]:
    """Lines with a name that was broken in two made one: « M. Jean-Marc de » and « La Tour »."""
    whole: list[Line] = []
    for line in lines:
        titled = len(whole) > 1 and not same_look(whole[-2], whole[-1])
        if whole and _goes_on(whole[-1], line, titled=titled):
            whole[-1] = replace(whole[-1], text=_in_one(whole[-1], line), base=line.base)
        else:
            whole.append(line)
    return whole


def _in_one(first: Line, second: Line) -> str:
    """A name broken at its hyphen or between two of its words."""
    return f"{first.text}{'' if first.text.endswith('-') else ' '}{second.text}"


def _goes_on(first: Line, second: Line, *, titled: bool) -> bool:
    near = 0.5 * first.size < second.base - first.base <= 1.7 * first.size
    if near and first.text.endswith("-") and same_look(first, second):
        named = named_in(_in_one(first, second))
        return named is not None and named.sure and len(named.people) == 1 and second.text[:1].isupper()
    if (
        not near
        or not same_look(first, second)
        or is_role(second.text)
        or named_in(second.text)
        or unbulleted(second.text) is not None
    ):
        return False
    words = second.text.split()
    if (
        len(words) > 3
        or any(is_chart_word(word) for word in words)
        or not all(_SURNAME.match(w) for w in words)
        or not words[-1][0].isupper()
    ):
        return False
    alone, named = named_in(first.text), named_in(f"{first.text} {second.text}")
    if named is None or not named.sure or len(named.people) != 1 or named.people[0].vacant:
        return False
    civil = CIVILITY_WITHIN.search(first.text) is not None
    if civil:
        return alone is None or not alone.sure or _only_first_name(alone.people[0].name) or _first_name_apart(first, second)
    role, found, name = first.text.partition(" : ")
    if found and is_role(role):
        return _unfinished(name) or (name.isupper() and _only_first_name(f"M. {second.text}"))
    return titled and alone is None and _unfinished(first.text)


def _unfinished(name: str) -> bool:
    """« Claire », « Fatima Ben »: a first name, or a particle, wants a surname."""
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
