"""Lines beside titles and names that stand at another unit than before: a telephone, a count (DESIGN 3.11, 3.12, 3.23). Pure.

Two documents may have the same words and not say the same. A line is the unit's whose title, or somebody named there, stands right
before it. As long as boxes, titles and names are where they were, any such line tells that moves alone. Else lines with figures do
that change places, each for another, among units whose words stand together, where most such lines stayed: others may be titles
that were not read, or stand before another box's words in the text than the page shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from monitor.compare.charts.boxes import SAME_PLACE
from monitor.compare.charts.lines import SEPARATORS, written_of
from monitor.compare.charts.match import Side, matched
from monitor.compare.charts.owned import anchored, owned_roles
from monitor.compare.charts.sheet import as_compared
from monitor.compare.people import people_in
from monitor.compare.person_names import is_civility
from monitor.compare.title_words import is_function, is_generic
from monitor.compare.words import text_of, word_diff
from monitor.model import DocumentContent, Edit, OrgChart, Unit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key

_BELOW = 3  # lines below a title or a name that may be its unit's
_VACANCY = 4  # words: « Poste vacant » is no longer
_FEW = 2  # of the lines below many units, however few these are
_STAYED = 0.6  # of the lines with figures of a sheet whose words are read in another order
_ELSEWHERE = 0.15  # of the lines of a sheet, those that moved: where more stand elsewhere it was laid out anew
_SHARED = "?"  # the home of a title or a name that several units have


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line of the text says beside titles, names and roles, and whose it is: the id in the new chart, "" unknown."""

    text: str
    home: str
    block: int

    @property
    def sign(self) -> tuple[str, str]:
        return key(self.text), self.home


def moved_lines(old: DocumentContent, new: DocumentContent, *, alone: bool = False) -> list[Edit]:
    """Return what stands at another unit now, unit by unit of the new chart, each with its `unit` and the `boxes` of that.

    Of lines that stand as often in both texts: what came, or went, is told as such elsewhere. *alone*: nothing else is told of the
    two; what was read as units of one title, without people or units of their own, are lines then, « Ville » below each service.
    """
    if not (old.orgchart and new.orgchart and old.orgchart.structured and new.orgchart.structured):
        return []
    charts = as_compared(old.orgchart), as_compared(new.orgchart)
    (again, bare), (also, others) = map(_bare, charts) if alone else ((set(), set()), (set(), set()))
    said = bare & others if again & also else set[str]()
    charts = _without(charts[0], said), _without(charts[1], said)
    pairs = matched(Side(charts[0]), Side(charts[1]))
    back = {other: one for one, other in pairs.items()}
    # The titles, labels and roles of charts, folded: as lines they are none of the others
    both = [unit for chart in charts for unit in chart.units]
    known = {key(text or "") for unit in both for text in (unit.title, *(person.role for person in unit.people))}
    known |= {key(text) for unit in both if unit.category for text in (unit.category, unit.category.partition(" – ")[0])}
    sides = (
        _Text.of(old, charts[0], {unit.id: pairs.get(unit.id, f"-{unit.id}") for unit in charts[0].units}, known),
        _Text.of(new, charts[1], {unit.id: unit.id for unit in charts[1].units}, known),
    )
    still = sides[0].order(sides[1]) == sides[1].order(sides[0])
    # The lines that stand as often in one text as in the other, each at a unit of both charts; where the text is read in another
    # order, only of units whose words stand together.
    times = [Counter(key(line.text) for line in side.lines) for side in sides]
    own = {*back} if still else {*back} & sides[0].together() & sides[1].together()
    kept = {text for text, count in times[0].items() if count == times[1][text]}
    kept -= {key(line.text) for side in sides for line in side.lines if line.home not in own}
    kept = {text for text in kept if text in said or not (is_generic(text.split()) or is_function(text.split()))}
    ends = {unit.id for unit in charts[1].units if unit.people} - {unit.parent for unit in charts[1].units}
    lines = [[n for n in side.lines if (text := key(n.text)) in kept and (text not in said or n.home in ends)] for side in sides]
    signs = [Counter(line.sign for line in side) for side in lines]
    gone, come = signs[0] - signs[1], signs[1] - signs[0]
    stays = len({n.block for side, left in zip(lines, (gone, come), strict=True) for n in side if left[n.sign]}) == 1
    # Each box is one of both sheets, in the column it was in: a line more makes room below
    units = [chart.by_id() for chart in charts]
    twins = [(units[0][one], units[1][other]) for one, other in pairs.items()]
    in_place = len(twins) == len(units[0]) == len(units[1]) and all(
        one.page == other.page and abs(one.bbox[0] - other.bbox[0]) <= SAME_PLACE for one, other in twins
    )
    if not (still and gone.total() == 1 and in_place) or stays:  # who stands before it is another one
        # The lines with figures, or with what stands below many, that units have in exchange for as many others
        loose = {text for text, _ in gone if not (any(map(str.isdigit, text)) or (still and in_place and text in said))}
        while True:
            gone, come = (Counter({sign: n for sign, n in side.items() if sign[0] not in loose}) for side in (gone, come))
            numbers = [Counter(place for _, place in side.elements()) for side in (gone, come)]
            loose = {text for side in (gone, come) for text, place in side if numbers[0][place] != numbers[1][place]}
            if not loose:
                break
    if not gone or ((said or not still) and gone.total() > max(_FEW * bool(said), (1 - _STAYED) * signs[0].total())):
        return []
    edits = list[Edit]()
    for home, unit in units[1].items():
        here = [[n for n in side if n.home == home and left[n.sign]] for side, left in zip(lines, (gone, come), strict=True)]
        if any(here):
            edits += _edits_of(here[0], here[1], units[0][back[home]], unit)
    return [e for e in edits if e.op == "replace" or key(e.before or e.after or "") not in said - (again & also)]


def _bare(chart: OrgChart) -> tuple[set[str], set[str]]:
    """The titles, folded, of units in which nobody and no unit is: those that two or more have, and those that stand among them."""
    heads = {unit.parent for unit in chart.units}
    bare = [unit for unit in chart.units if not unit.people and unit.id not in heads]
    times, of_bare = Counter(key(unit.title) for unit in chart.units), Counter(key(unit.title) for unit in bare)
    again = {title for title, count in of_bare.items() if times[title] == count > 1}
    lists = {unit.parent for unit in bare if key(unit.title) in again}
    return again, {title for unit in bare if unit.parent in lists and times[title := key(unit.title)] == of_bare[title]}


def _without(chart: OrgChart, titles: Collection[str]) -> OrgChart:
    return replace(chart, units=tuple(unit for unit in chart.units if key(unit.title) not in titles))


def lines_elsewhere(old: DocumentContent, new: DocumentContent, told: Sequence[Edit] = ()) -> Iterator[Edit]:
    """A few lines that follow others now than before, each as one that moved, to be checked, beside what is *told* already.

    Of sheets of whose tree nobody is sure, by the lines that stand as often in both texts: a new date leaves the others what they
    were, but a page's number may stand behind other words. Where many stand elsewhere, or on more sheets, it was laid out anew.
    """
    if old.pages != new.pages:
        return
    sides = [[line for block in content.text or () for line in block.text.split("\n") if key(line)] for content in (old, new)]
    times = [Counter(map(key, side)) for side in sides]
    sides = [[line for line in side if times[0][key(line)] == times[1][key(line)]] for side in sides]
    said = {key(text) for edit in told for text in (edit.before, edit.after, edit.facts.get("unit")) if isinstance(text, str)}
    units = [unit for content in (old, new) if content.orgchart for unit in content.orgchart.units]
    said |= {key(text) for unit in units if key(unit.title) in said for text in written_of(unit)}
    if times[0] != times[1]:
        figures = {text for text in times[1] if any(map(str.isdigit, text))}
        said |= figures - {key(text) for unit in units for text in written_of(unit)}
    before, after = ([key(line) for line in side] for side in sides)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = {n for block in blocks for n in range(block.b, block.b + block.size)}
    if len(sides[1]) - len(stayed) > _ELSEWHERE * len(sides[1]):
        return
    for n, line in enumerate(sides[1]):
        if n not in stayed and key(line) not in said:
            yield Edit(op="move", before=line, after=line, words=(("=", line),), facts={"field": "text", "uncertain": True})


@dataclass(frozen=True, slots=True)
class _Text:
    """A document as titles and names, each with the unit's id in the new chart, and the lines beside them."""

    anchors: tuple[tuple[str, str], ...]
    lines: tuple[_Line, ...]

    @classmethod
    def of(cls, content: DocumentContent, chart: OrgChart, home: Mapping[str, str], known: Collection[str]) -> _Text:
        parts = ((n, re.split(r"[\n\t]", block.text)) for n, block in enumerate(content.text or ()))
        texts = [(n, part) for n, lines in parts for part in lines]
        words = [(at, n, word) for at, (n, part) in enumerate(texts) for word in part.split()]
        stream = [(folded, place) for place, (_, _, word) in enumerate(words) for folded in key(word).split()]
        said = [folded for folded, _ in stream]
        homes = anchored(said, chart, home, shared=_SHARED)
        anchors = [(one, folded) for one, folded in zip(homes, said, strict=True) if one and one != _SHARED]
        owned_roles(homes, said, chart, home)
        owners: list[str | None] = [None] * len(words)
        for (_, place), one in zip(stream, homes, strict=True):
            owners[place] = owners[place] or one
        vacant = {home[unit.id] for unit in chart.units if any(person.vacant for person in unit.people)}
        lines, last, last_at = list[_Line](), "", 0  # stretches of words that are of no title, name or role, and whose they are
        for at, found in groupby(range(len(words)), key=lambda place: words[place][0]):
            line = list(found)
            of_line = [owner for place in line if (owner := owners[place])]
            if of_line:
                last, last_at = (of_line[0] if len({*of_line}) == 1 else ""), at
            for owner, run in groupby(line, key=lambda place: owners[place]):
                if owner:
                    last = owner
                    continue
                places = list(run)
                text = " ".join(words[place][2] for place in places).strip(SEPARATORS)
                own = last if last != _SHARED and at - last_at <= _BELOW else ""
                folded = key(text).split()
                if not folded or key(text) in known or people_in(text) or is_function(folded) or all(map(is_civility, folded)):
                    continue  # it names somebody, a unit or a role
                if own not in vacant or len(folded) > _VACANCY or any(map(str.isdigit, text)):  # else it says that a post is vacant
                    lines.append(_Line(text, own, words[places[0]][1]))
        return cls(tuple(anchors), tuple(lines))

    def order(self, other: _Text) -> list[tuple[str, str]]:
        """The words of titles and names that the *other* text has at the same unit, as they follow each other."""
        shared = {*self.anchors} & {*other.anchors}
        return [anchor for anchor in self.anchors if anchor in shared]

    def together(self) -> set[str]:
        """The units whose titles and names follow each other, without another's between them."""
        times = Counter(home for home, _ in groupby(self.anchors, key=lambda anchor: anchor[0]))
        return {home for home, count in times.items() if count == 1}


def _edits_of(gone: Sequence[_Line], come: Sequence[_Line], old: Unit, new: Unit) -> Iterator[Edit]:
    """What one unit no longer has, and has now: in its place where it is as much."""
    boxes = {side: {"page": unit.page, "bbox": list(unit.bbox)} for side, unit in (("before", old), ("after", new))}
    whole = len(gone) == len(come)
    pairs = list(zip(gone, come, strict=True)) if whole else [*((line, None) for line in gone), *((None, line) for line in come)]
    for one, other in pairs:
        _, _, words = word_diff(text_of(one.text if one else ""), text_of(other.text if other else ""))
        yield Edit(
            op="replace" if one and other else "delete" if one else "insert",
            before=one.text if one else None,
            after=other.text if other else None,
            words=words,
            facts={
                "field": "text",
                "at": [[line.block, line.block + 1] if line else None for line in (one, other)],
                "unit": new.title,
                "boxes": boxes,
            },
        )
