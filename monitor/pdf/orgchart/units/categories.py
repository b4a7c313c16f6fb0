"""Whose each unit is, said by a short label that comes again beside the titles of a sheet: « Ville », « Commun », « Métropole ».

It is of the unit it stands in or at, and neither a unit itself, nor a part of a title, nor a post.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from monitor.expressions import expression, remembered
from monitor.pdf.ink import SIDE, Box, Colour, Grid, runs_of
from monitor.pdf.lines import LEVEL_EM, Line, joined
from monitor.pdf.orgchart.nodes import Node, PageNodes
from monitor.pdf.orgchart.units.legends import Sample, explained_in, glossary, sample_by, sign_in
from monitor.pdf.orgchart.units.text_boxes import PageText, TextBox
from monitor.pdf.orgchart.vocabulary import folded, is_role, is_vacant, says_how_run, word_pattern
from monitor.pdf.orgchart.words.name_forms import is_civility
from monitor.pdf.orgchart.words.rows import names_somebody
from monitor.pdf.orgchart.words.titles import names_body
from monitor.pdf.orgchart.words.wording import is_cut_off, open_ended

_BODY = word_pattern("bodies by one word")
_WHOSE = expression(rf"{_BODY}(?:\s*(?:[+/&,–-]|et|und|and|y|e|en)\s*(?:la |l'|le )?{_BODY})*")  # folded: « Ville + Métropole »
_SHARED = expression(word_pattern("words for who has a unit"))
_SIGN = expression(r"(.*[^\s])\s*[(\[]([A-ZÀ-Þ][\w+&/-]{0,3})[)\]]")  # behind a title
_ALONE = expression(r"[(\[]([A-ZÀ-Þ][\w+&/-]{0,3})[)\]]\s*[:=]?\s*(\S.*)")  # « (SC) : service commun », at the foot
_PALE, _AS_LARGE = 250, 0.25  # of 255: white; of its side, by how much a dot is larger or smaller than the sample
_AROUND = " ()[]:–—-"
_FEWEST = 3  # units that have a label
_VALUES = 2 / 3  # of the units that have one, how many different labels there may be
_TWICE = 0.2  # of the boxes with such labels, those that have several: more, and the labels are what the boxes list
_HIGH, _WIDE = 0.7, 0.8  # times as high and wide as its box, a label at its edge at most
_NEXT, _BESIDE_EM = 4.0, 2.0  # points between a label outside and its box; times its letters between it and what explains it
_MOST = 0.6  # of the boxes that stand as low, those beside which words in no box have a label
_UNKNOWN = 0.5  # times as many as labels that are known, others that look the same
_LONGEST = 3  # words of one of these
_LEADING_EM = 1.6  # lines of one cell stand no further apart

_Way = Literal["box", "line", "free"]


class _Label(NamedTuple):
    """A line that says something of *unit*; *box*: the small box around it; *laid*: across the edge of that of the unit."""

    way: _Way
    line: Line
    unit: TextBox
    box: TextBox | None = None
    laid: bool = False

    @property
    def value(self) -> str:
        return folded(self.line.text).strip(_AROUND)


def take_categories(text: PageText, marks: Sequence[tuple[Box, str]]) -> None:
    """Take out of the boxes and lines of *text* the labels that say whose its units are; `text.categories` keeps them.

    Three boxes or more have one, which has one of a few values; so have no lists of partners, and a bar over a column heads it.
    Where there is none, *marks* that a legend explains, letters that were in small discs, say it, or the look of units.
    """
    signs = {sign: said for sign, said in _glossary([*text.free, *text.notes]).items() if _SHARED.search(folded(said))}
    ways = _in_boxes(text, signs), _in_lines(text.boxes), _beside(text)
    found = [label for way in ways for label in _that_come_again(list(way), signs)]
    owned = Counter(id(label.unit) for label in found)
    found = [label for label in found if owned[id(label.unit)] == 1]
    if not found:
        legend = _legend(text)
        shared = any(_SHARED.search(folded(said)) for _, said in legend)
        marked = _by_marks(text, marks, legend)
        first = marked if any(_SHARED.search(folded(said)) for _, said in marked) else []  # of whom units are, before all else
        text.categories = first or (shared and (_by_dots(text, legend) or _by_looks(text, legend))) or marked
        return
    gone = {id(label.line) for label in found}
    chips = {id(label.box) for label in found if label.box is not None}
    for box in text.boxes:
        box.lines = [line for line in box.lines if id(line) not in gone]
        box.inner = [inner for inner in box.inner if id(inner) not in chips]
    text.boxes = [box for box in text.boxes if id(box) not in chips]
    text.take(label.line for label in found)
    text.aside += [label.line for label in found]
    _put_legend_aside(text, {(o.line.text, o.box.fill, round(o.box.box.height)) for o in found if o.box is not None})
    said = ((label.unit.box, label.line.text.strip(_AROUND)) for label in found)
    text.categories = [(box, f"{word} – {signs[word]}" if word in signs else word) for box, word in said]


def _put_legend_aside(text: PageText, chips: Container[tuple[str, Colour | None, int]]) -> None:
    """Make notes of what reads, looks and is as high as *chips* on cards, though on none, and of the words that explain it."""
    alone = [box for box in text.boxes if len(box.lines) == 1 and not box.inner and box.outer is None]
    samples = [box for box in alone if (box.lines[0].text, box.fill, round(box.box.height)) in chips]
    beside = [
        line
        for line in text.free
        if any(0 <= line.box.x0 - o.box.x1 <= _BESIDE_EM * line.size and o.box.top < line.box.cy < o.box.bottom for o in samples)
    ]
    text.take(beside)
    text.notes += [*(line for box in samples for line in box.lines), *beside]
    text.boxes = [box for box in text.boxes if box not in samples]


def give_categories(found: PageNodes, text: PageText) -> None:
    """Give the nodes of a page the labels taken from it: of those that hold the box of a label's unit the smallest one.

    So where titles end with signs in brackets that a legend explains, « Achats (SC) »: these are no words of theirs.
    """
    _give_by_columns(found.tabled, text)
    signs = _glossary([*text.free, *text.notes, *found.free, *found.notes])
    for node in found.nodes if any(_SHARED.search(folded(said)) for said in signs.values()) else ():
        if (sign := _SIGN.fullmatch(node.label)) and sign[2] in signs:
            node.label, node.category = sign[1], f"{sign[2]} – {signs[sign[2]]}"
    places = [(text.boxes[number].box, node) for number, node in found.by_box.items()]
    held = {id(node) for _, node in places}
    places += [(node.box, node) for node in (*found.nodes, *found.tabled) if id(node) not in held]
    for unit, said in text.categories:
        owners = [(box.area, n) for n, (box, _) in enumerate(places) if 2 * box.overlap(unit) > min(unit.area, box.area)]
        if owners:
            places[min(owners)[1]][1].category = said


def _legend(text: PageText) -> list[tuple[Sample, str]]:
    """The samples of the legend, each with its words."""
    grid = Grid((sample.box, sample) for sample in text.samples)
    found = [(sample_by(line, grid), line.text) for line in text.notes]
    return [(sample, said) for sample, said in found if sample is not None]


def _by_marks(text: PageText, marks: Sequence[tuple[Box, str]], legend: Sequence[tuple[Sample, str]]) -> list[tuple[Box, str]]:
    """The boxes of units with a mark, and what it says of them: « V+A » is of two, « M » of whatever no line explains.

    Letters that nothing explains are none where half of them begin a word in or about their boxes: they stand for portraits.
    """
    lines = [*text.free, *text.notes]
    meanings = explained_in(lines, {sign for _, sign in marks}) | _glossary(lines)
    own = {box: said for box, _ in marks for sample, said in legend if sample.box.overlap(box)}
    meanings |= {sign: own[box] for box, sign in marks if box in own}
    told = [(box, sign.split("+")) for box, sign in marks if box not in own]
    known = _of_units(text, [(box, _explained(signs, meanings)) for box, signs in told if meanings.keys() >= {*signs}])
    bare = _of_units(text, [(box, sign) for box, (sign, *more) in told if not more and sign not in meanings and sign.isalpha()])
    words = [line for line in (*text.free, *(line for box in text.boxes for line in box.lines)) if bare]
    grid = Grid((line.box, {folded(word)[:1] for word in line.text.split() if not is_civility(word)}) for line in words)
    begun = sum(any(folded(sign) in letters for letters in grid.near(unit, unit.height / 2)) for unit, sign in bare)
    return [*known, *(bare if 2 * begun < len(bare) else ())]


def _explained(signs: Sequence[str], meanings: Mapping[str, str]) -> str:
    return f"{'+'.join(signs)} – {' + '.join(meanings[sign] for sign in signs)}"


def _glossary(lines: Sequence[Line]) -> dict[str, str]:
    """The signs that *lines* explain, with their words."""
    alone = {found[1]: found[2] for line in lines if (found := _ALONE.fullmatch(line.text.strip()))}
    alone |= dict(one for line in lines if (one := sign_in(line.text)) and _SHARED.search(folded(one[1])))
    return alone | {sign: said for line in lines for sign, said in glossary(line.text).items()}


def _by_dots(text: PageText, legend: Sequence[tuple[Sample, str]]) -> list[tuple[Box, str]]:
    """The boxes of units with a dot that looks like a sample of the legend and is as large."""
    own, found = {sample.box for sample, _ in legend}, list[tuple[Box, str]]()
    for dot in text.samples:
        said = [
            words
            for sample, words in legend
            if sample.look == dot.look
            and abs(sample.box.width - dot.box.width) <= _AS_LARGE * sample.box.width
            and abs(sample.box.height - dot.box.height) <= _AS_LARGE * sample.box.height
        ]
        found += [(dot.box, said[0])] if len(said) == 1 and dot.box not in own else []
    return _of_units(text, found)


def _by_looks(text: PageText, legend: Sequence[tuple[Sample, str]]) -> list[tuple[Box, str]]:
    """The boxes of units that look like one sample of the legend: in fill, else in outline, too; they are given one look."""
    for look in (_fill, lambda o: (_fill(o), o.dashed), lambda o: (_fill(o), o.dashed, o.stroke)):
        looks = {look(sample): said for sample, said in legend}
        if len(looks) == len(legend) and (len(legend) > 1 or _fill(legend[0][0]) is not None):
            told = [(box, looks[look(box)]) for box in text.boxes if box.lines and look(box) in looks]
            for box, _ in told:  # what says whose a unit is says nothing of its rank
                box.fill, box.dashed = legend[0][0].fill, legend[0][0].dashed
            return [(box.box, said) for box, said in told]
    return []


def _fill(shape: Sample | TextBox) -> Colour | None:
    return None if shape.fill is None or min(shape.fill) >= _PALE else shape.fill


def _give_by_columns(rows: Sequence[Node], text: PageText) -> None:
    """Give the units of a table, *rows*, what the column says that tells of most whose they are: the lowest one in its row."""
    for x0, x1, holds, *_ in text.columns:
        lines = [line for line in text.tabled if line.angle == 0 and x0 <= line.box.cx <= x1]
        own_lines = runs_of(sorted(lines, key=lambda line: line.base), _goes_on) if holds == "aside" else []
        cells = [(own, joined(own).strip()) for own in own_lines]
        told = [said for _, said in cells if is_whose(said)]
        if len(told) < _FEWEST or len(told) < _MOST * len(cells) or len({said for _, said in cells}) > _VALUES * len(told):
            continue
        for own, said in cells:
            level = [o for o in rows if o.box.top <= own[0].box.cy <= o.box.bottom and o.box.x0 < x0]
            if level:
                min(level, key=lambda node: (node.box.height, -node.box.x0)).category = said


def _goes_on(above: Line, line: Line) -> bool:
    """Whether *line* is of the cell of a column that *above* begins, or goes on: « Communauté de », « communes »."""
    return line.base - above.base <= _LEADING_EM * line.size and is_cut_off(above.text, line.text)


def _of_units(text: PageText, signs: Sequence[tuple[Box, str]]) -> list[tuple[Box, str]]:
    """The boxes with words that have one of *signs* each: in them, across their edges or right beside them."""
    grid = Grid((box.box, box.box) for box in text.boxes if box.lines)
    found = defaultdict[Box, list[str]](list)
    for box, said in signs:
        near = sorted(grid.near(box, _NEXT), key=lambda unit: (not unit.overlap(box), unit.area))
        if near:
            found[near[0]].append(said)
    return [(unit, said[0]) for unit, said in found.items() if len(said) == 1]


@remembered
def is_whose(text: str) -> bool:
    """Whether *text* says who has a unit, or who shares it: « Ville », « Ville de Valmont », « Service commun », « Stadt »."""
    said = folded(text).strip(_AROUND)
    return _WHOSE.fullmatch(said) is not None or says_how_run(text) or names_body(text)


def _that_come_again(labels: Sequence[_Label], signs: Container[str]) -> list[_Label]:
    """Of *labels* of one way those of units that have one each, if there are enough of few values; *signs* a line explains."""
    owned = Counter(id(label.unit) for label in labels)
    alone = [label for label in labels if owned[id(label.unit)] == 1]
    known = [label for label in alone if is_whose(label.line.text) or label.line.text.strip(_AROUND) in signs]
    laid = [label for label in alone if label.laid and not (label.unit.inner or is_role(label.line.text))]
    if len(known) < _FEWEST <= len(laid) and 2 < 2 * len({label.value for label in laid}) <= len(laid):
        return laid  # no unit is called like another one and set on the edge of a box, whatever it says
    looks = {(label.line.look, round(label.box.box.height) if label.box else 0) for label in known}
    like = [o for o in alone if o.box is not None and (o.line.look, round(o.box.box.height)) in looks and o not in known]
    kept = [*known, *(like if len(like) <= _UNKNOWN * len(known) else ())]
    values = {label.value for label in kept}
    several = sum(times > 1 for times in owned.values()) <= _TWICE * len(owned)
    enough = len(kept) >= _FEWEST and len(values) <= _VALUES * len(kept)
    return kept if several and (enough or all(o.laid and not o.unit.inner and says_how_run(o.line.text) for o in kept)) else []


def _in_boxes(text: PageText, signs: Container[str]) -> Iterator[_Label]:
    """The small boxes of one line that lie in, across the edge of, or right beside one larger box with words."""
    small = [box for box in text.boxes if len(box.lines) == 1 and not box.inner and _may_be_label(box.lines[0])]
    chips = {id(box) for box in small if is_whose(box.lines[0].text) or box.lines[0].text.strip(_AROUND) in signs}
    grid = Grid((box.box, box) for box in text.boxes if box.lines and id(box) not in chips)
    for chip in small:
        near = [o for o in grid.near(chip.box, _NEXT) if o is not chip and chip.box.height <= _HIGH * o.box.height]
        within = [o for o in near if o.box.encloses(chip.box, SIDE)]
        astride = [o for o in near if 0 < o.box.overlap(chip.box) < chip.box.area and o not in within]
        units = sorted(within, key=lambda o: o.box.area)[:1] or astride or near
        for unit in units if len(units) == 1 else ():
            is_foot = chip.box.is_flush_with(unit.box, SIDE) and abs(chip.box.top - unit.box.bottom) <= SIDE  # a strip as wide
            if is_foot or unit in within or chip.box.width <= _WIDE * unit.box.width:
                yield _Label("box", chip.lines[0], unit, chip, unit in astride)


def _in_lines(boxes: Iterable[TextBox]) -> Iterator[_Label]:
    """The lines of boxes with others that do not go on from the line before: set otherwise, below a name, or beside the title."""
    for box in boxes:
        lines = [line for line in box.lines if line.angle == 0]
        if len(lines) < 2 or len(lines) < len(box.lines):
            continue
        if len(several := [line for line in lines if is_whose(line.text)]) > 1:
            yield from (_Label("line", line, box) for line in several)
            continue
        if is_whose(lines[0].text) and lines[0].style != lines[1].style and lines[0].size <= lines[1].size:
            yield _Label("line", lines[0], box)
        for before, line in pairwise(lines):
            if not is_whose(line.text) or open_ended(before.text):
                continue
            level = abs(line.base - before.base) <= LEVEL_EM * line.size and line.frame.x0 > before.frame.x1
            below_name = names_somebody(before.text) or is_vacant(before.text)
            if level or below_name or (line.style != before.style and line.size <= before.size):
                yield _Label("line", line, box)


def _beside(text: PageText) -> list[_Label]:
    """The lines in no box that stand right at one, if most boxes of such a size have one: else they may head what is below."""
    units = [box for box in text.boxes if box.lines and not box.inner]
    grid = Grid((box.box, box) for box in units)
    found = list[_Label]()
    for line in text.free:
        if line.angle == 0 and is_whose(line.text):
            near = [o for o in grid.near(line.frame, _NEXT) if line.frame.height <= _HIGH * o.box.height]
            found += [_Label("free", line, near[0])] if len(near) == 1 else []
    highest = max((label.unit.box.height for label in found), default=0.0)
    alike = [box for box in units if box.box.height <= highest + SIDE]
    return found if len(found) >= _MOST * len(alike) else []


def _may_be_label(line: Line) -> bool:
    said = line.text
    plain = len(said.split()) <= _LONGEST and not any(map(str.isdigit, said)) and not names_somebody(said) and not is_vacant(said)
    return line.angle == 0 and (is_whose(said) or plain)
