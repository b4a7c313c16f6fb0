"""What an entry of a list says: the title of a unit, and who is named behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.name_forms import CIVILITY, PARTICLES
from monitor.pdf.orgchart.people import is_name, named_in
from monitor.pdf.orgchart.sheet_words import NO_WORDS, SheetWords, writes_surname_first
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_role, is_vacant
from monitor.pdf.orgchart.wording import people_in, posted_people

_FLUSH_EM, _SPACE_EM = 0.3, 0.2
_ROOMY = 0.08  # of the lines of a list, those that are longer than the widest that its entries may be
# What may stand between a title and the people after it.
_SEPARATORS = re.compile(r"\s+[–—|-]\s+|\s*:\s+|,\s+|\s*\((?=.*\)$)")
_BALANCED = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")
_BEHIND = re.compile(r"\((?P<bracket>[^()]+)\)$|(?:\s[–—-]|\s?:)\s+(?P<rest>[^():–—]+)$")
_NAMED_IN_BRACKETS = re.compile(r"(?P<title>\S.*?)\s*\((?P<head>[^()]+)\)(?:\s*[–—|,;:/-])?\s+(?P<others>[^()]+)")


def entry_parts(text: str, words: SheetWords = NO_WORDS) -> tuple[str, list[Person]]:
    """« Direction des sports – Directrice : Mme Roy » -> title and people, parted at the first mark that only they follow.

    « Direction des sports (Mme Roy) – adjoint : M. Bon » names two. *words*: how names are written in the list.
    """
    bracketed = _NAMED_IN_BRACKETS.fullmatch(text)
    if bracketed and (heads := _people(bracketed["head"], words)) and (others := _people(bracketed["others"], words)):
        return bracketed["title"], [*heads, *others]
    last: tuple[str, list[Person]] = (text, [])
    for mark in _SEPARATORS.finditer(text):
        label, rest = text[: mark.start()].strip(), text[mark.end() :].strip()
        rest = rest[:-1] if mark.group().endswith("(") else rest
        if not (_BALANCED.fullmatch(label) and _BALANCED.fullmatch(rest)):
            continue  # within brackets
        posted = posted_people(rest) if ":" in rest else []
        people = posted or _people(rest, words)
        if not people:  # « Cheffe de service : Mme Roy, adjointe »
            role, colon, names = rest.partition(" : ")
            people = [replace(person, role=person.role or role) for person in people_in(names)] if colon else []
        before = [p.role for p in people if p.role and not rest.endswith(p.role)]
        title_goes_on = any(not is_role(role) and any(map(is_chart_word, role.split())) for role in before)
        if title_goes_on:  # « DGA Éducation, Jeunesse et Sports : M. Roy »
            continue
        small = rest[:1].islower() and folded(rest.split()[0]) not in PARTICLES
        if not label or not people or (small and not (is_role(rest) or is_vacant(rest) or CIVILITY.match(rest))):
            continue
        last = label, people
        first, comma, _ = rest.partition(", ")
        if posted or not comma or not is_role(first) or named_in(first) is not None:
            break  # else « Le maire, président de la métropole, M. Roy »: the title goes on
    return last


def surname_below(whole: str, last: Line, line: Line, lines: Sequence[Line]) -> bool:
    """Whether a *line* is the rest of the name that an entry, *whole*, ends with: it had no room on the *last* line of that.

    « Hacienda – Dña. Elena Quintero », « Sanz ». Without a surname in the entry, room or none. *lines*: all of the list.
    """
    words, people = line.text.split(), entry_parts(whole)[1]
    if len(words) > 2 or len(people) != 1 or people[0].vacant or abs(line.frame.x0 - last.frame.x0) > _FLUSH_EM * line.size:
        return False
    if is_role(line.text) or is_name(line.text):
        return False
    if not all(word[:1].isupper() and not is_chart_word(word) for word in words):
        return False
    after = entry_parts(f"{whole} {line.text}")[1]
    if len(after) != 1 or after[0].role != people[0].role or not after[0].name.endswith(words[-1]):
        return False
    reach = last.frame.x1 + line.frame.width * len(words[0]) / len(line.text) + _SPACE_EM * line.size
    civility = CIVILITY.match(people[0].name)
    lacking = civility is not None and len(people[0].name[civility.end() :].split()) == 1
    return lacking or sum(o.frame.x1 >= reach for o in lines) <= max(1, _ROOMY * len(lines))


def custom_of(entries: Sequence[str]) -> SheetWords:
    """How a list writes its names, by what stands behind its titles: « (Sénéchal Dominique) », « : Roy Anne »."""
    behind = (_BEHIND.search(entry) for entry in entries)
    said = [found["bracket"] or found["rest"] for found in behind if found]
    return SheetWords(surname_first=writes_surname_first(said))


def _people(text: str, words: SheetWords) -> list[Person]:
    named = words.named_in(text)
    return people_in(text) or (list(named.people) if named is not None and named.sure else [])
