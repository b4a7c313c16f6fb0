"""Units of which several are one now, or one is several: « Voirie » and « Propreté », « Voirie et propreté » (DESIGN 5.5). Pure.

The one title has all that the others say, nothing else, and what joins them: a word or a mark that none of them has. Without that
it is two titles that were read as one, or one that was read as two. Nor are services one that only share a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from monitor.compare.title_words import SIGN_OF_NAME, is_ragged, letters_key, telling_words
from monitor.expressions import expression
from monitor.model import Edit, OrgChart, Person, Unit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import canonical, key

_JOINING = expression(r"[/&+,;-]|(?<!\w)(?:et|and|und|y|e|ed|en|i|oraz|og|och)(?!\w)", re.IGNORECASE)
_MOST_PARTS = 5
_BETWEEN = expression(r"\s*[,;]\s+(?![^()]*\))")  # the parts of a paragraph
_MARKS = expression(r"[^\w\s]")
_BRACKETED = expression(r"(?P<title>[^()]+?)\s*\((?P<name>[^()]+)\)")
_LISTED, _WHOLE = 3, 4  # parts of a paragraph beside others, and of one alone
_READ_APART = 0.8  # how sure it is what a part is


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """A unit of one side, and those of the other that it is made of, in the order of its title."""

    whole: Unit
    parts: tuple[Unit, ...]


class Part(NamedTuple):
    """A part of a paragraph: the id of the unit that has the paragraph as its title, and what it says."""

    whole: str
    title: str


def mergers(wholes: Iterable[Unit], parts: Iterable[Unit]) -> Iterator[Merger]:
    """Return which of *wholes* are made of which of *parts*, each of which is part of one; both without a namesake."""
    left = [part for part in parts if telling_words(part.title)]
    usual = Counter(word for part in left for word in telling_words(part.title))
    by_word = defaultdict[str, list[Unit]](list)  # by the rarest word of each: what has all of them has that
    for part in left:
        by_word[min(telling_words(part.title), key=lambda word: (usual[word], word))].append(part)
    found: list[Merger] = []
    for whole in wholes:
        said = telling_words(whole.title)
        near = {part.id: part for word in said for part in by_word.get(word, ())}
        made = [part for part in near.values() if telling_words(part.title) < said]
        if not 2 <= len(made) <= _MOST_PARTS or frozenset[str]().union(*(telling_words(part.title) for part in made)) != said:
            continue
        times = Counter(word for part in made for word in telling_words(part.title))
        own = [[word for word in telling_words(part.title) if times[word] == 1] for part in made]
        if not all(own) or any(SIGN_OF_NAME.search(unit.title) or is_ragged(unit.title) for unit in (whole, *made)):
            continue
        if _joints(whole.title) > sum(_joints(part.title) for part in made):
            words = key(whole.title).split()
            places = [min((words.index(word) for word in mine if word in words), default=len(words)) for mine in own]
            in_order = sorted(zip(places, made, strict=True), key=lambda placed: placed[0])
            found.append(Merger(whole=whole, parts=tuple(part for _, part in in_order)))
    uses = Counter(part.id for merger in found for part in merger.parts)
    return (merger for merger in found if all(uses[part.id] == 1 for part in merger.parts))


def _joints(title: str) -> int:
    return len(_JOINING.findall(canonical(title)))


def with_parts_apart(chart: OrgChart, other: OrgChart) -> tuple[OrgChart, Mapping[str, Part]]:
    """*chart* with a unit for each part of the paragraphs that it has as one title, « A, B, C »; and whose part each is.

    Such a title names one by one what are units under one head on the *other* side, and are none on this. Of three it may be one
    service now, where no other title is like it: then it is no paragraph.
    """
    here = {letters_key(unit.title) for unit in chart.units}
    heads = defaultdict[str, set[str | None]](set)
    printed: dict[str, str] = {}  # « Dette » for « dette », which only stands behind a comma
    for unit in other.units:
        if letters_key(unit.title) not in here:
            heads[letters_key(unit.title)].add(unit.parent)
            printed[letters_key(unit.title)] = unit.title
    leaves = {unit.id for unit in chart.units} - {unit.parent for unit in chart.units}
    found: dict[str, list[Unit]] = {}
    for unit in chart.units:
        sure, parts = min(unit.confidence_title, _READ_APART), list[Unit]()
        for place, said in enumerate(_BETWEEN.split(unit.title.rstrip(" .,;")) if unit.id in leaves else ()):
            noted = _BRACKETED.fullmatch(said)  # who stands in brackets behind it; whoever heads all is no one's there
            people = (Person(name=noted["name"], confidence=_READ_APART),) if noted else ()
            title = noted["title"] if noted else said
            parts.append(replace(unit, id=f"{unit.id}.{place}", title=title, people=people, confidence_title=sure))
        known = Counter(head for part in parts for head in heads[letters_key(part.title)]).most_common(1)
        least = _LISTED if ";" not in unit.title else _LISTED - 1  # no title holds that mark
        if len(parts) >= least and known and known[0][1] > 1 and 2 * known[0][1] >= len(parts):
            found[unit.id] = [replace(part, title=printed.get(letters_key(part.title), part.title)) for part in parts]
    if len(found) == 1 and len(*found.values()) < _WHOLE:
        return chart, {}
    units = [part for unit in chart.units for part in found.get(unit.id, [unit])]
    by_id = {part.id: Part(whole, part.title) for whole, parts in found.items() for part in parts}
    return replace(chart, units=tuple(units)), by_id


def of_paragraphs(edits: Iterable[Edit], was_in: Mapping[str, Part], is_in: Mapping[str, Part]) -> Iterator[Edit]:
    """*edits* of parts of paragraphs with the ids of the units that these are the titles of: see `with_parts_apart`.

    Without those that say in words of the document what the parts say as units: a comma, or a small letter behind it, is no news.
    """
    titles = defaultdict[str, list[str]](list)
    for part in (*was_in.values(), *is_in.values()):
        titles[part.whole].append(part.title)
    listed = [", ".join(said) for said in titles.values()]
    paragraphs = [({*_MARKS.findall(said), ",", ";", "."}, {*key(said).split()}) for said in listed]
    for edit in edits:
        old, new = edit.facts.get("ids", (None, None))
        if old in was_in or new in is_in:
            ids = [was_in[old].whole if old in was_in else old, is_in[new].whole if new in is_in else new]
            yield replace(edit, facts={**edit.facts, "ids": ids})
            continue
        # Nothing but words and marks of one paragraph: no « Théâtre : budget, dette »
        texts = [({*_MARKS.findall(text)}, {*key(text).split()}) for text in (edit.before or "", edit.after or "")]
        if edit.facts.get("field") != "text" or not all(
            any(marks <= known and words <= said for known, said in paragraphs) for marks, words in texts
        ):
            yield edit
