"""Entries of lists without bullets: which lines are one, and the title and people in each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Person
from monitor.pdf.ink import Box
from monitor.pdf.joining import attached
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.broken_names import unfinished
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.vocabulary import is_role, is_vacant, starts_like_unit
from monitor.pdf.orgchart.wording import open_ended, people_in

# What may stand between a title and the people after it.
_SEPARATORS = re.compile(r"\s+[–—-]\s+|\s*:\s+|,\s+|\s*\((?=.*\)$)")


def whole_entries(lines: Sequence[Line], widest: float) -> list[Line]:
    """*lines* of a list, each entry that is broken over several as one; *widest*: how wide the longest line is there."""
    entries: list[Line] = []
    last: Line | None = None
    for line in lines:
        if last is not None and goes_on(entries[-1], last, line, widest):
            entries[-1] = in_one(entries[-1], line)
        else:
            entries.append(line)
        last = line
    return entries


def goes_on(entry: Line, last: Line, line: Line, widest: float) -> bool:
    """Whether an entry goes on with *line*: it can't end where it does, or the line's first word had no room there."""
    if line.text[:1].islower() or line.text.startswith("("):
        return True
    if open_ended(entry.text) or entry.text.count("(") > entry.text.count(")"):
        return True
    if unfinished(re.split(r",\s+|\s:\s|\s[–—-]\s|\(", entry.text)[-1]):
        return True
    if entry_parts(entry.text)[1] and not is_role(line.text):
        return False
    word = line.frame.width * len(line.text.split()[0]) / max(1, len(line.text))
    full = last.frame.width > 0.7 * widest and last.frame.width + word + 0.3 * line.size > widest
    return full and not starts_like_unit(line.text) and _in_capitals(entry.text)


def _in_capitals(text: str) -> bool:
    """Whether each word of two or more begins with a capital: then a line that does may go on with it."""
    words: list[str] = re.findall(r"[^\W\d_]{4,}", text)
    return len(words) > 1 and all(word[0].isupper() for word in words)


def in_one(a: Line, b: Line) -> Line:
    """An entry with the line that it goes on with."""
    frame = Box(min(a.frame.x0, b.frame.x0), a.frame.top, max(a.frame.x1, b.frame.x1), b.frame.bottom)
    return replace(a, text=attached(a.text, b.text), base=b.base, frame=frame)


def entry_parts(text: str) -> tuple[str, list[Person]]:
    """« Direction des sports – Directrice : Mme Roy » -> title and people, parted at the first mark that only they follow."""
    last: tuple[str, list[Person]] = (text, [])
    for mark in _SEPARATORS.finditer(text):
        label, rest = text[: mark.start()].strip(), text[mark.end() :].strip()
        rest = rest[:-1] if mark.group().endswith("(") else rest
        people = people_in(rest) or _after_role(rest)
        if not label or not people or (rest[:1].islower() and not is_role(rest) and not is_vacant(rest)):
            continue
        last = label, people
        first, comma, _ = rest.partition(", ")
        if not comma or not is_role(first) or named_in(first) is not None:
            break  # else « Le maire, président de la métropole, M. Roy »: the title goes on
    return last


def _after_role(text: str) -> list[Person]:
    """« Cheffe de service : Mme Roy, adjointe »."""
    role, mark, names = text.partition(" : ")
    named = named_in(text)
    if named is not None and named.sure:
        return list(named.people)
    people = people_in(names) if mark else []
    return [replace(person, role=person.role or role) for person in people]
