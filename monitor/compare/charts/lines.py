"""Whose words the lines of a chart's document are: each is told of one unit, without its neighbours' words (DESIGN 3.24). Pure.

A line of the text of a PDF may run through several boxes. Titles, and names that stand in one unit only, tell whose the words
beside them are; labels over a name do where no unit was read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import eq

from monitor.compare.charts.owned import Home, Kind, kind_of, owned_by
from monitor.compare.charts.sheet import is_named
from monitor.compare.people import is_somebody, name_of, other_people, people_in
from monitor.compare.person_names import is_civility, same_person
from monitor.compare.text.pieces import Piece
from monitor.compare.title_words import is_function
from monitor.compare.words import text_of, word_diff
from monitor.expressions import expression
from monitor.model import DocumentContent, Edit, OrgChart, Unit
from monitor.model.frozen import dataclass, replace
from monitor.normalize import key, tokens

_PIECE = expression(r"\s*\S+|\s+")
SEPARATORS = " –—-:;,|•·"  # what parts a piece of a line from its neighbours
_REACHED = (*"+(0123456789", "Tél", "Tel", "☎")  # begins a telephone that is no one else's
_TELEPHONE = 8  # digits: no count has as many
_VACANCY = 4  # words: « Poste vacant » is no longer
_MOST_APART = 0.2  # of the lines of a sheet, those in which words changed places: where more differ it was laid out anew
_MOST_PAIRS = 2_500  # of lines that went and lines that came
_MOST_LINES = 60  # of one unit that went or came
_SAID, _REWORDED = 3, 0.7  # words of a line; the share of them that a line reworded keeps
_LABEL = 12  # words: no title is longer


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of an edit's words with the unit that it belongs to, "?": several of `homes`; of `sign` "=" one word."""

    sign: str
    text: str
    home: Home | None
    homes: frozenset[Home] = frozenset()


class Lines:
    """The lines of two documents with a chart, and what is told of whose."""

    def __init__(self, old: DocumentContent, new: DocumentContent, told: Sequence[Edit]) -> None:
        self._owned, self._units, pairs = owned_by(old, new)
        self._vacant: dict[Home, set[int]] = defaultdict(set)  # on which sides a post is vacant that an edit tells of
        self._whole = set[Home]()  # units that went or came, with their telephones and counts
        for edit in told:
            one, other = edit.facts.get("ids") or (None, None)
            home = other or pairs.get(one or "", f"-{one}")
            if edit.op == "person_replaced":
                self._vacant[home] |= {n for n, name in enumerate((edit.before, edit.after)) if not name}
            elif edit.op in ("unit_removed", "unit_added"):
                self._whole.add(home)
                units = enumerate(self._units.get(home, ()))
                self._vacant[home] |= {n for n, unit in units if unit and any(person.vacant for person in unit.people)}

    def apart(self, edit: Edit, left: tuple[Counter[str], Counter[str]]) -> Iterator[Edit]:
        """*edit* cut into what it tells of each unit, each piece with its `unit`; *left*: the words that nothing tells yet.

        A piece of which all is told is left out, so are the words that call a post vacant of which an edit tells.
        """
        runs = self._runs(edit)
        groups = _groups(runs)
        said = edit.before or edit.after or ""
        reach = sum(map(str.isdigit, said)) >= _TELEPHONE
        if edit.op != "replace" and [home for *_, home in groups] == [None] and runs:
            n = int(edit.op == "insert")  # a line of its own, said of whom it stands behind
            of_whom = self._owned[n].before if reach or is_function(key(said).split()) else self._owned[n].between
            groups = [(*groups[0][:2], of_whom(said, edit.facts["at"][n]))]
        if edit.op == "replace" and runs and [home for *_, home in groups] == [None]:
            reached = reach and said.startswith(_REACHED)
            sides = zip(self._owned, (said, edit.after or ""), edit.facts["at"], strict=True)
            homes = {(owned.before if reached else owned.between)(text, blocks) for owned, text, blocks in sides}
            home = homes.pop() if len(homes) == 1 else None
            if home and self._is_news(runs, None, left, marks=False):
                yield replace(edit, facts={**edit.facts, **self._named(home)})
                return
        marks = not any(map(str.isalnum, "".join(run.text for run in runs if run.sign != "=")))
        found = [group for group in groups if self._is_news(runs[group[0] : group[1]], group[2], left, marks=marks)]
        across = {home for run in runs if run.home == "?" for home in run.homes if self._vacant.get(home)}
        if not found and (across or any(home in self._vacant or home in self._whole for _, _, home in groups)):
            return
        if not found or not runs:
            yield edit
            return
        for start, end, home in found:
            yield self._piece(edit, runs, start, end, home)

    def named(self, edit: Edit) -> Edit:
        """*edit*, of one block at most on either side, with its `unit` where all words of both are of one."""
        sides = zip(self._owned, (edit.before or "", edit.after or ""), edit.facts["at"], strict=True)
        homes = {owned.home_of(place[0]) or owned.between(text, place) for owned, text, place in sides if place}
        return replace(edit, facts={**edit.facts, **self._named(homes.pop())}) if len(homes) == 1 else edit

    def _runs(self, edit: Edit) -> list[_Run]:
        """The words of *edit* with their units; [] where it is not known in which blocks it stands."""
        at = edit.facts.get("at")
        ranges = at if isinstance(at, list | tuple) and len(at) == 2 else (None, None)
        if any(text and not blocks for text, blocks in zip((edit.before, edit.after), ranges, strict=True)):
            return []
        homes = [
            owned.of(text or "", blocks) if blocks else []
            for owned, text, blocks in zip(self._owned, (edit.before, edit.after), ranges, strict=True)
        ]
        runs, places, inside = list[_Run](), [0, 0], [False, False]
        for sign, text in edit.words:
            sides = [n for n, other in enumerate("-+") if sign in ("=", other)]
            pieces = _PIECE.findall(text)
            cut = list[Home | None]()
            for piece in pieces:
                found = None
                for n in sides:
                    if piece[:1].isspace() and inside[n]:
                        places[n], inside[n] = places[n] + 1, False
                    if piece.isspace():
                        found = cut[-1] if cut else found
                    else:
                        found = homes[n][places[n]] if places[n] < len(homes[n]) and homes[n][places[n]] else found
                        inside[n] = True
                cut.append(found)
            if sign == "=":
                runs += (_Run(sign, piece, home) for piece, home in zip(pieces, cut, strict=True))
            else:
                known = {home for home in cut if home}
                runs.append(_Run(sign, text, next(iter(known), None) if len(known) < 2 else "?", frozenset(known)))
        return runs

    def _is_news(self, runs: Sequence[_Run], home: Home | None, left: tuple[Counter[str], Counter[str]], *, marks: bool) -> bool:
        """Whether something of what changed in *runs* is not told yet; of *marks* alone only where nothing else is there."""
        for n, sign in enumerate("-+"):
            rest = [word for run in runs if run.sign == sign for word in tokens(run.text) if left[n][word]]
            words = rest if marks else [word for word in rest if any(map(str.isalnum, word))]
            figures = sum(any(map(str.isdigit, word)) for word in words)
            homes = {home or "", *(one for run in runs if run.sign == sign for one in run.homes)}
            vacant = sum(n in self._vacant.get(one, ()) for one in homes)
            vacancy = len(words) <= _VACANCY * vacant and not figures
            if words and not (vacancy or (home in self._whole and len(words) <= 2 * figures)):
                return True
        return False

    def _piece(self, edit: Edit, runs: Sequence[_Run], start: int, end: int, home: Home | None) -> Edit:
        while start and runs[start - 1].sign == "=" and runs[start - 1].home == home:
            start -= 1
        while end < len(runs) and runs[end].sign == "=" and runs[end].home == home:
            end += 1
        words = [(sign, "".join(run.text for run in same)) for sign, same in groupby(runs[start:end], key=lambda run: run.sign)]
        words[0], words[-1] = (words[0][0], words[0][1].lstrip()), (words[-1][0], words[-1][1].rstrip())
        before, after = ("".join(text for sign, text in words if sign in ("=", side)).strip() for side in "-+")
        facts = {**edit.facts, **self._named(home)}
        op = "replace" if before and after else "delete" if before else "insert"
        kept = tuple((sign, text) for sign, text in words if text)
        if op != "replace" and any(map(str.isalnum, before or after)):
            before, after = before.strip(SEPARATORS), after.strip(SEPARATORS)
            kept = (("-", before) if before else ("+", after),)
        return replace(edit, op=op, before=before or None, after=after or None, words=kept, facts=facts)

    def _named(self, home: Home | None) -> dict[str, object]:
        units = self._units.get(home or "")
        if units is None:
            return {}
        boxes = {side: {"page": u.page, "bbox": list(u.bbox)} for side, u in zip(("before", "after"), units, strict=True) if u}
        titles = [unit.title for unit in units if unit]
        return {"unit": titles[-1], **({"boxes": boxes} if len(boxes) == len(units) else {})}


def _groups(runs: Sequence[_Run]) -> list[tuple[int, int, Home | None]]:
    """What changed, as half-open ranges of *runs*, neighbours of one unit together; one of all where a run is of several units."""
    changed = [n for n, run in enumerate(runs) if run.sign != "="]
    if not changed or any(runs[n].home == "?" for n in changed):
        return [(changed[0], changed[-1] + 1, None)] if changed else []
    clusters = list[list[int]]()
    for n in changed:
        if clusters and clusters[-1][1] == n:
            clusters[-1][1] = n + 1
        else:
            clusters.append([n, n + 1])
    groups = list[tuple[int, int, Home | None]]()
    for start, end in clusters:
        homes = {run.home for run in runs[start:end] if run.home}
        beside = runs[start - 1].home if start else None
        home = homes.pop() if len(homes) == 1 else beside if not homes else None
        if groups and groups[-1][2] == home and all(run.home in (home, None) for run in runs[groups[-1][1] : start]):
            groups[-1] = (groups[-1][0], end, home)
        else:
            groups.append((start, end, home))
    return groups


@dataclass(frozen=True, slots=True)
class _Line:
    """An edit that is a line which went or came, by its place among the edits, with what tells its twin."""

    at: int
    edit: Edit
    text: str
    kind: Kind | None
    name: str | None

    def is_twin_of(self, gone: _Line) -> bool:
        if gone.kind:
            return self.kind == gone.kind
        return bool(gone.name and self.name) and same_person(gone.text, self.text)


def with_twins(edits: Sequence[Edit]) -> list[Edit]:
    """*edits*, what went and came in a unit as one line that reads otherwise, a telephone, a name respelt; not of dozens."""
    homes = defaultdict[tuple[str, str], list[tuple[int, Edit]]](list)
    for at, edit in enumerate(edits):
        if edit.op in ("delete", "insert") and "unit" in edit.facts:
            homes[edit.facts["unit"], repr(edit.facts.get("boxes"))].append((at, edit))
    told = dict(enumerate(edits))
    for found in homes.values():
        if len(found) > _MOST_LINES or len({edit.op for _, edit in found}) < 2:
            continue
        texts = [edit.before or edit.after or "" for _, edit in found]
        lines = [_Line(*one, text, kind_of(text), name_of(text)) for one, text in zip(found, texts, strict=True)]
        for gone in [line for line in lines if line.edit.op == "delete"]:
            pair = [one for one in lines if one is gone or one.is_twin_of(gone)]
            if sorted(one.edit.op for one in pair) == ["delete", "insert"]:
                come = next(one for one in pair if one is not gone)
                line = _reworded(gone.edit, come.edit)
                told[gone.at] = replace(line, facts={**come.edit.facts, **line.facts})
                del told[come.at]
                lines = [one for one in lines if one not in (gone, come)]
    return list(told.values())


def with_roles(edits: Sequence[Edit]) -> list[Edit]:
    """*edits*, a line that came and only says who somebody is as the role of whom an edit tells as having come into its unit."""
    told = list(edits)
    for edit in edits:
        unit, text = edit.facts.get("unit"), edit.after or ""
        if edit.op == "insert" and unit and is_function(key(text).split()):
            came = [n for n, one in enumerate(told) if one.op == "person_added" and one.facts.get("unit") == unit]
            if len(came) == 1:
                told[came[0]] = replace(told[came[0]], facts={**told[came[0]].facts, "role": text})
                told.remove(edit)
    return told


def as_units_say(edit: Edit, old: DocumentContent, new: DocumentContent) -> Edit:
    """*edit*, of a post that passed as a line of the text alone where on either side its unit is known to have others."""
    for chart, holder in zip((old.orgchart, new.orgchart), edit.facts.get("holders", ()), strict=False):
        own = (unit for unit in (chart.units if chart else ()) if key(unit.title) == key(edit.facts["post"]))
        named = [person.name for unit in own for person in unit.people if person.name]
        if named and not any(same_person(name, holder) for name in named):
            return replace(edit, facts={name: fact for name, fact in edit.facts.items() if name not in ("post", "holders")})
    return edit


def without_written_on(edits: Sequence[Edit]) -> Iterator[Edit]:
    """*edits* without who went, or came, by a name that a line still holds: « Rose Garnier née Lefort » was read as nobody."""
    lines = [edit for edit in edits if edit.op == "replace" and edit.facts.get("field") == "text"]
    for edit in edits:
        name = {*key(edit.before or edit.after or "").split()} if edit.op in ("person_removed", "person_added") else set[str]()
        of_unit = (line for line in lines if name and line.facts.get("unit") == edit.facts["unit"])
        if not any(
            name <= {*key(text).split()} for line in of_unit for text in [line.after if edit.before else line.before] if text
        ):
            yield edit


# ------------------------------------------------------------------------------------------------ labels that are no unit


def heads_beside(old: DocumentContent, new: DocumentContent) -> Iterator[tuple[Edit, tuple[str, str]]]:
    """Who is named right under a label of which no unit was read, where it is somebody else now: an edit each, to be checked.

    With each edit the two lines that say so.

    Only where the same labels stand over the same lines but for those: in another order of reading each label has another line.
    """
    before, after = _labelled(old), _labelled(new)
    if before.keys() != after.keys():
        return
    for label, (name, old_line) in before.items():
        now, line = after[label]
        if other_people(name, now) and is_somebody(name) and is_somebody(now):  # « La Ville » is nobody
            role = key(line.replace(now, " ")).split()
            beside = {"role": line.replace(now, "").strip(" ,;:()–-")} if is_function(role) else {}
            facts = {"unit": label, "ids": [None, None], **beside, "uncertain": True}
            yield Edit(op="person_replaced", before=name, after=now, facts=facts), (old_line, line)


def _labelled(content: DocumentContent) -> dict[str, tuple[str, str]]:
    """Each label that stands once, with the name in the line under it, and that line; where no unit has the label or the name."""
    chart = content.orgchart
    units = chart.units if chart else ()
    titles = tuple(folded for unit in units if (folded := key(unit.title)))
    names = [key(person.name).split() for unit in units for person in unit.people if person.name]
    lines = [line for block in content.text or () for line in block.text.split("\n") if line.strip()]
    times = Counter(map(key, lines))
    found = {}
    for label, line in pairwise(lines):
        spans = people_in(line)
        if len(spans) != 1 or len(label.split()) > _LABEL or people_in(label) or times[key(label)] > 1:
            continue
        if len(line.split()) > _LABEL or line.endswith("."):
            continue  # a sentence
        words = {*key(line).split()}
        name = key(line[spans[0][0] : spans[0][1]])
        if key(label).startswith(titles) or any(words.issuperset(known) for known in names) or not is_named(label):
            continue  # of a unit that was read
        if key(line).startswith(titles) or any(title.startswith(name) for title in titles):
            continue  # « DGA Solidarités » is one
        if not is_function(key(label).split()):
            found[label] = line[spans[0][0] : spans[0][1]], line
    return found


def exchanged(before: Sequence[Piece], after: Sequence[Piece], chart: OrgChart | None) -> list[tuple[Piece, Piece]]:
    """The lines that differ where the same words changed places between lines that stayed: two counts, and not whole boxes."""
    if len(before) != len(after):
        return []
    apart = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one.keys != other.keys]
    words = (Counter(t for n in apart for t in side[n].keys) for side in (before, after))
    if next(words) != next(words):
        return []
    if len(apart) <= _MOST_APART * len(before) and _are_joined_anew(before, after):
        return [(before[n], after[n]) for n in apart]
    titles = tuple(key(unit.title).replace(" ", "") for unit in (chart.units if chart else ()))
    if any(_order(before[n], titles) != _order(after[n], titles) for n in apart):
        return []
    beside = {n for a, b in pairwise(apart) if b - a == 1 for n in (a, b)}
    boxes = {n for n in apart if key(before[n].text).replace(" ", "").startswith(titles)}
    # Most words stand where they stood: a line neither wrapped otherwise nor another one.
    kept = (
        len(one) == len(other) and 2 * sum(map(eq, one, other)) >= len(one)
        for one, other in ((before[n].keys, after[n].keys) for n in beside | boxes)
    )
    return [(before[n], after[n]) for n in apart] if all(kept) else []


def _are_joined_anew(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether words stand side by side in a line that stood apart, on either side, and not because lines end elsewhere now."""

    def joined(lines: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> bool:
        known = {pair for words in others for pair in pairwise(words)}
        ends, begins = ({words[place] for words in others if words} for place in (-1, 0))
        new = {pair for words in lines for pair in pairwise(words)} - known
        return any(not (first in ends and second in begins) for first, second in new)

    words = [[[key(word) for word in line.keys if word.isalnum()] for line in lines] for lines in (before, after)]
    sides = [[[word for word in line if not is_civility(word)] for line in side] for side in words]
    return joined(*sides) and joined(*reversed(sides))


def _order(line: Piece, titles: Sequence[str]) -> list[str]:
    """*titles* as they follow each other in *line*."""
    letters = key(line.text).replace(" ", "")
    return [title for _, title in sorted((letters.find(title), title) for title in {*titles} if title in letters)]


def turned_apart(edits: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Those of *edits* in whose sentence, of a text beside a chart, words only changed places, who lends to whom; and others."""
    turned, others = list[Edit](), list[Edit]()
    for edit in edits:
        before, after = tokens(edit.before or ""), tokens(edit.after or "")
        sentence = edit.op == "replace" and len(before) > _LABEL and Counter(before) == Counter(after)
        kept = sum(len(tokens(text)) for sign, text in edit.words if sign == "=") if sentence else 0
        ended = sentence and before[-1] == after[-1] == "."
        if ended and kept >= _REWORDED * len(before):
            turned.append(replace(edit, facts={"field": "text", **edit.facts}))
        else:
            others.append(edit)
    return turned, others


def with_reworded(edits: Sequence[Edit]) -> Iterator[Edit]:
    """*edits*, a line that went and one that came with nearly its words, wherever it is read now, as one reworded."""
    gone, come = ([edit for edit in edits if edit.op == op] for op in ("delete", "insert"))
    pairs: dict[int, Edit] = {}
    if 0 < len(gone) * len(come) <= _MOST_PAIRS:
        words = {
            id(edit): Counter(t for t in tokens(edit.before or edit.after or "") if any(map(str.isalnum, t)))
            for edit in (*gone, *come)
        }
        for one in gone:
            said, near = words[id(one)], list[Edit]()
            for other in [other for other in come if id(other) not in pairs]:
                least, most = sorted((said.total(), words[id(other)].total()))
                if least >= _SAID and (said & words[id(other)]).total() >= _REWORDED * most:
                    near.append(other)
            if len(near) == 1:
                pairs[id(one)] = pairs[id(near[0])] = _reworded(one, near[0])
    told = set[int]()
    for edit in edits:
        pair = pairs.get(id(edit))
        if id(pair or edit) not in told:
            told.add(id(pair or edit))
            yield pair or edit


def _reworded(one: Edit, other: Edit) -> Edit:
    _, _, words = word_diff(text_of(one.before or ""), text_of(other.after or ""))
    places = [(edit.facts.get("at") or (None, None))[side] for side, edit in enumerate((one, other))]
    return Edit(op="replace", before=one.before, after=other.after, words=words, facts={"at": places})


def in_their_boxes(edits: Sequence[Edit], old: OrgChart | None, new: OrgChart | None) -> list[Edit]:
    """*edits* of lines, each with the `boxes` of the units that it stands in on either side, where each is one unit's."""
    if not edits or old is None or new is None:
        return list(edits)
    sides = [
        [(unit, "\n".join(letters_of(tokens(text)) for text in written_of(unit))) for unit in chart.units] for chart in (old, new)
    ]
    wholes = ["\n".join(letters for _, letters in units) for units in sides]

    def boxes(edit: Edit) -> dict[str, object]:
        found: dict[str, object] = {}
        for side, text, units, whole in zip(("before", "after"), (edit.before, edit.after), sides, wholes, strict=True):
            letters = letters_of(tokens(text or ""))
            if letters and whole.count(letters) == 1:
                home = next(unit for unit, said in units if letters in said)
                found[side] = {"page": home.page, "bbox": list(home.bbox)}
        return found if len(found) == len(sides) else {}

    return [
        replace(edit, facts={**edit.facts, "boxes": at}) if "boxes" not in edit.facts and (at := boxes(edit)) else edit
        for edit in edits
    ]


def written_of(unit: Unit) -> Iterator[str]:
    """What is written of *unit*: its title, its label, its people and their roles."""
    yield from filter(None, (unit.title, unit.category))
    for person in unit.people:
        yield from filter(None, (person.name, person.role))


def letters_of(words: Iterable[str]) -> str:
    """Their letters and digits, with nothing between."""
    return "".join(letter for word in words for letter in word if letter.isalnum())
