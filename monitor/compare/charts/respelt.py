"""Titles and names that stay and are written otherwise: in capitals, with a hyphen, one word more (DESIGN 3.10, 3.12). Pure.

Matching folds all of that (13.5), and the words of a sheet taken together may not show it: a name that one unit's head took may
stand in another one's box as well. So each title and each name is set against its own.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from monitor.compare.charts.forms import accents_of
from monitor.compare.charts.match import Side, twins_of
from monitor.compare.person_names import has_civility, person_key, same_form, same_person
from monitor.compare.title_words import letters_key, lost_letters, same_but_for_lost_letters
from monitor.compare.words import text_of, word_diff
from monitor.expressions import expression
from monitor.model import SURE, DocumentContent, Edit, OrgChart, Person, Unit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import canonical, key

_FEW = 3  # titles, or names, that are written in one new way, and as many others that are not: each is told
_MOST = 8  # of one way: with more of them it is how the sheet now writes
_STILL = 0.7  # of the lines of the sheet that has fewer, those that stand on both
_AROUND_MARKS = expression(r"\s*([^\w\s])\s*")
_BULLETS = "-•·▪■□●○◦∙*▸► "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    before: str
    after: str
    unit: Unit | None
    twin: Unit | None
    is_sure: bool = True

    @property
    def way(self) -> tuple[bool, ...]:
        """In which respects the two are written otherwise; none: they are the same."""
        one, other = _spelt(self.before), _spelt(self.after)
        if one.replace(" ", "") == other.replace(" ", "") or one.replace("-", "") == other.replace("-", ""):
            return ()  # in spaces, in a hyphen within a word
        if same_but_for_lost_letters(one, other) or lost_letters(one, other):
            return ()
        bare = (unicodedata.normalize("NFKD", text) for text in (one, other))
        if len({"".join(letter for letter in text if not unicodedata.combining(letter)) for text in bare}) == 1:
            return ()  # in accents alone (13.5)
        words = [key(text).split() for text in (one, other)]
        return (
            one.casefold() == other.casefold() or (one.isupper(), one.islower()) != (other.isupper(), other.islower()),
            sorted(words[0]) == sorted(words[1]) and words[0] != words[1],
            sorted(words[0]) != sorted(words[1]),
        )


def respelt(old: DocumentContent, new: DocumentContent, told: Sequence[Edit]) -> Iterator[Edit]:
    """Titles and lines that are written otherwise, beside *told*: each a line of its unit, if it is one's.

    Not in the way in which most of the sheet is now. The text of both has to say so as well: where one reading took a word less for
    the title, nothing was written otherwise.
    """
    if old.orgchart is None or new.orgchart is None:
        return
    twins = twins_of(old.orgchart, new.orgchart)
    # Titles that are the same to the matching of units; of others an edit of the tree tells
    alike = [(unit, twin) for unit, twin in twins if letters_key(unit.title) == letters_key(twin.title)]
    titles = [_Pair(before=unit.title, after=twin.title, unit=unit, twin=twin) for unit, twin in alike]
    of_units = [(_letters(pair.before), _letters(pair.after)) for pair in (*titles, *_names(twins)) if pair.way]
    yield from map(_line, _news(titles, old, new, told))
    if all(edit.op != "redrawn" for edit in told):
        for pair in _news([*_lines(old, new)], old, new, told):
            gone, come = _letters(pair.before), _letters(pair.after)
            if not any(one in gone and other in come for one, other in of_units):
                yield _line(pair)


def renamed_people(old: DocumentContent, new: DocumentContent, told: Sequence[Edit]) -> Iterator[Edit]:
    """Who stays in a unit under another name: married, with an accent, a hyphen, the first name behind; `person`: the new name.

    Beside *told*, where few are written in that way, and both texts say so. A civility is told as a line (3.12); so are two names
    of which one stands as often, or more, on the other sheet: in another unit, that is.
    """
    if old.orgchart is None or new.orgchart is None:
        return
    pairs, accents = [*_names(twins_of(old.orgchart, new.orgchart))], accents_of(old, new)
    apart = [pair for pair in pairs if not pair.way and accents.differ(pair.before, pair.after)]
    few = len(apart) <= min(_MOST, max(_FEW, len(pairs) - len(apart)))
    charts = (old.orgchart, new.orgchart)
    printed = [Counter(letters_key(p.name) for unit in chart.units for p in unit.people if p.name) for chart in charts]
    for pair in (*_news([pair for pair in pairs if pair not in apart], old, new, told), *(apart if few else ())):
        gone, come = letters_key(pair.before), letters_key(pair.after)
        elsewhere = gone != come and (printed[1][gone] >= printed[0][gone] or printed[0][come] >= printed[1][come])
        one = pair.is_sure and not elsewhere  # « Marc Antoine » is elsewhere now, where « Antoine Marc » came: they may be two
        yield of_person(_line(pair), pair.unit, pair.twin) if one else _line(pair)


def of_person(line: Edit, unit: Unit | None, twin: Unit | None) -> Edit:
    """*line*, a name that is written otherwise, with whose it is and in which unit it stands before and after."""
    if unit is None or twin is None:
        return line
    at = {name: {"page": one.page, "bbox": list(one.bbox)} for name, one in (("before", unit), ("after", twin))}
    place = {"page": twin.page, "bbox": twin.bbox, "at": at, "ids": [unit.id, twin.id]}
    return replace(line, facts={**line.facts, "person": line.after, **place})


def _news(pairs: Sequence[_Pair], old: DocumentContent, new: DocumentContent, told: Sequence[Edit]) -> Iterator[_Pair]:
    """Those of *pairs* that are written in a way of few, as both texts have it, of which *told* says nothing."""
    printed = [_letters(" ".join(block.text for block in content.text or ())) for content in (old, new)]
    words = list[Counter[str]]()  # of each side, without those that *told* says of people and units that came or went
    for n, content in enumerate((old, new)):
        words.append(Counter(key(" ".join(block.text for block in content.text or ())).split()))
        for edit in told:
            text = (edit.before, edit.after)[n]
            if edit.op == ("unit_removed", "unit_added")[n]:
                text = " ".join(filter(None, (edit.facts["unit"], *edit.facts.get("people", ()))))
            words[n].subtract(key(text or "").split() if "field" not in edit.facts else ())
    said = [(_letters(edit.before or ""), _letters(edit.after or "")) for edit in told]
    ways, of_levels = Counter(pair.way for pair in pairs), {*_set_by_levels(pairs, new.orgchart)}
    for pair in pairs:
        way, gone, come = pair.way, _letters(pair.before), _letters(pair.after)
        if not way or ways[way] > _MOST or ways[way] > max(_FEW, ways[()]) or pair in of_levels:
            continue
        if printed[1].count(come) <= printed[0].count(come) and printed[0].count(gone) <= printed[1].count(gone):
            continue
        if any(gone in one and come in other for one, other in said):
            continue
        # Words that only one of the two has, where they stand on the other sheet as often, were read on another line there
        names = [Counter(key(text).split()) for text in (pair.before, pair.after)]
        if not any(words[1 - n][word] >= words[n][word] for n in (0, 1) for word in names[n] - names[1 - n]):
            yield pair


def _set_by_levels(pairs: Sequence[_Pair], chart: OrgChart | None) -> Iterator[_Pair]:
    """Those of *pairs* of which only the capitals differ, as of most titles, or names, of their level: so that is set now.

    What heads the whole sheet is set as the level below it is; what has no small letters either way says nothing.
    """
    side = Side(chart) if chart else None
    levels = defaultdict[int, list[_Pair]](list)
    for pair in pairs:
        if side and pair.twin and not (pair.before == pair.after and pair.after.isupper()):
            levels[len(side.path(pair.twin))].append(pair)
    if len(levels[1]) == 1:
        levels[2] += levels.pop(1)
    for level in levels.values():
        loud = [pair for pair in level if pair.way and pair.before.casefold() == pair.after.casefold()]
        if len(loud) > max(1, len(level) / 2):
            yield from loud


def _names(twins: Sequence[tuple[Unit, Unit]]) -> Iterator[_Pair]:
    """The names of who stays in a unit, whole ones; an initial that is written out, or a civility, is told as a line (3.12)."""
    for unit, twin in twins:
        left = [person for person in twin.people if person.name]
        for person in unit.people:
            same = next((other for other in left if _is_the_same(person, other)), None)
            if person.name and same is not None and same.name:
                left.remove(same)
                sure = min(person.confidence, same.confidence) >= SURE
                yield _Pair(before=person.name, after=same.name, unit=unit, twin=twin, is_sure=sure)


def _lines(old: DocumentContent, new: DocumentContent) -> Iterator[_Pair]:
    """Lines that stand once on either side, in the same words: of what no unit or person says, too."""
    sides = [Counter(line for block in side.text or () for line in block.text.split("\n")) for side in (old, new)]
    if old.media_type != new.media_type or (sides[0] & sides[1]).total() < _STILL * min(side.total() for side in sides):
        return  # laid out or marked anew: where a line ends, and what stands around a name, is how that hand writes
    found = [defaultdict[str, list[str]](list) for _ in sides]
    for by_words, here in zip(found, sides, strict=True):
        for line in here:
            by_words[key(line)].append(line)
    for words, lines in found[0].items():
        others = found[1].get(words, ())
        if words and len(lines) == len(others) == 1:
            yield _Pair(before=lines[0], after=others[0], unit=None, twin=None)


def _is_the_same(one: Person, other: Person) -> bool:
    if not one.name or not other.name or has_civility(one.name) != has_civility(other.name):
        return False
    if same_form(one.name, other.name):
        return True
    words = [{*person_key(name)} for name in (one.name, other.name)]
    return same_person(one.name, other.name) and (words[0] <= words[1] or words[1] <= words[0])


def _spelt(text: str) -> str:
    """*text* as compared, without spaces beside punctuation, nor bullets and what closes a line."""
    return _AROUND_MARKS.sub(r"\1", canonical(text).strip(_BULLETS).rstrip(" :,;."))


def _letters(text: str) -> str:
    return canonical(text).replace(" ", "")


def _line(pair: _Pair) -> Edit:
    before, after, words = word_diff(text_of(pair.before), text_of(pair.after))
    boxes = {side: {"page": u.page, "bbox": list(u.bbox)} for side, u in (("before", pair.unit), ("after", pair.twin)) if u}
    facts = {"field": "text", **({"unit": pair.twin.title, "boxes": boxes} if pair.twin else {})}
    return Edit(op="replace", before=before, after=after, words=words, facts=facts)
