"""The pages of a PDF -> one org chart, with what it is sure of and what not; or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from monitor.model import Explanation, OrgChart, Unit
from monitor.pdf.ink import PageInk
from monitor.pdf.orgchart.borderless import add_borderless, add_listed_below, add_names_beneath, join_cells
from monitor.pdf.orgchart.boxes import PageText, page_text
from monitor.pdf.orgchart.dashes import with_dashes_joined
from monitor.pdf.orgchart.drawing import Drawing, drawing_of
from monitor.pdf.orgchart.evidence import ballots
from monitor.pdf.orgchart.explaining import explanations
from monitor.pdf.orgchart.guides import without_guides
from monitor.pdf.orgchart.links import Net, nets_of
from monitor.pdf.orgchart.nodes import Node, PageNodes, nodes_of
from monitor.pdf.orgchart.open_layout import add_open_layout, open_text
from monitor.pdf.orgchart.outline import outline_in
from monitor.pdf.orgchart.pages import joined_pages
from monitor.pdf.orgchart.parents import Said, set_parents
from monitor.pdf.orgchart.prose import is_cv, running_letters, unit_share
from monitor.pdf.orgchart.said import hang_as_said
from monitor.pdf.orgchart.sureness import set_sureness
from monitor.pdf.orgchart.titles import chart_title, parted
from monitor.pdf.orgchart.weighing import Choice, chosen, hang, learned, weigh

_USUAL_SIZE = 8  # points: letters of a chart on A4; every length below is told for such a chart
_ROW_EM = 0.6  # boxes of one row begin no further below each other
_LEAST_LETTERS = 30
_UNSURE, _MOST_UNSURE = 0.7, 0.5  # a confidence below which a unit is unsure; the share of them that a tree bears (DESIGN 3.27)
_LEAST_UNITS = 3
_LEAST_SHARE = 0.4  # of all letters, those in boxes
_MOST_RUNNING = 0.3  # of all letters, those of running text
_LEAST_LIKE = 0.5  # of titles without a box, those worded like one


@dataclass(frozen=True, slots=True)
class PageChart:
    """One page's nodes, its title as printed, and the other texts beside the chart."""

    nodes: list[Node]
    title: str | None
    beside: list[str]
    boxed: int  # letters in boxes
    letters: int
    running: int = 0  # of them, those of running text, on a page whose units have no boxes
    loose: int = 0  # units that have none
    listed: bool = False  # they are an indented list
    choices: tuple[Choice, ...] = ()  # what its parents were chosen from, where that is to be explained


class ChartReader:
    """Takes the pages of a document one after the other, and keeps of each its nodes and what tells whether it can be read.

    *explaining*: keeps all evidence, too; `explained` has it, by the id of the unit, once `chart` was called.
    """

    def __init__(self, *, explaining: bool = False) -> None:
        self.explained: dict[str, Explanation] = {}
        self._explaining = explaining
        self._signs: list[_Signs] = []
        self._charts: list[PageChart] = []

    def take(self, page: PageInk) -> None:
        """Read *page*, which follows those taken before."""
        self._signs.append(_signs(page))
        listed = bool(self._charts) and self._charts[-1].listed
        self._charts.append(page_chart(page, listed=listed, explaining=self._explaining))

    def chart(self) -> OrgChart:
        """The tree of all pages. `structured` is False, with the reason, where there is none to be had (never a guess)."""
        reason, count, charts = _why_unreadable(self._signs), len(self._charts), self._charts
        if reason:
            return OrgChart(title=None, date=None, pages=count, structured=False, reason=reason, units=())
        nodes = self.nodes()
        title, date = parted(next((c.title for c in charts if c.title), None), [text for c in charts for text in c.beside])
        reason = _why_no_tree(charts, nodes)
        order = [] if reason else _settled(nodes)
        units = _units(order)
        if self._explaining:
            self.explained = explanations(order, [unit.id for unit in units], [c for chart in charts for c in chart.choices])
        if is_unsure(units):
            reason = "unsure"  # the units stay: they are compared by title and person
        return OrgChart(title=title, date=date, pages=count, structured=reason is None, reason=reason, units=units)

    def nodes(self) -> list[Node]:
        """The nodes of all pages, joined."""
        return joined_pages([chart.nodes for chart in self._charts], [chart.title for chart in self._charts])


def read_chart(pages: Sequence[PageInk]) -> OrgChart:
    """The tree of *pages*: `ChartReader` at once."""
    reader = ChartReader()
    for page in pages:
        reader.take(page)
    return reader.chart()


def page_chart(page: PageInk, *, listed: bool = False, explaining: bool = False) -> PageChart:
    """Read one page; *listed*: whether the page before ended with an indented list; *explaining*: keep the choices."""
    enlarged = enlargement(page)
    page = page.enlarged(enlarged)
    found, said, text = read_page(page, listed=listed)
    weighed = ballots(found, said)
    weigh(weighed, learned())
    choices = chosen(weighed)
    hang(choices)
    hang_as_said(found, [box.box for box in text.boxes], page.links)
    for node in found.nodes:
        node.enlarge(1 / enlarged)
    free = sum(len(line.text) for line in found.free)
    in_boxes = [line for box in text.boxes for line in box.lines]
    boxed = sum(len(line.text) for line in (*in_boxes, *text.listed, *text.free)) - free
    running = running_letters([*found.free, *in_boxes, *text.listed]) if found.open else 0
    title = chart_title(page, found.free, found.title_boxes)
    kept = tuple(choices) if explaining else ()
    return PageChart(found.nodes, title, _beside(found), boxed, boxed + free, running, len(found.open), bool(text.listed), kept)


def enlargement(page: PageInk) -> float:
    """How many times larger *page* must be for its letters to have the usual size: a chart reads the same at any size."""
    sizes = [letter.size for letter in page.letters if letter.size > 0 and not letter.text.isspace()]
    return _USUAL_SIZE / median(sizes) if sizes else 1.0


def read_page(page: PageInk, *, listed: bool = False) -> tuple[PageNodes, Said, PageText]:
    """The nodes of a page with the parents that the rules give them, what each rule said, and the boxes.

    The letters of *page* are of the usual size: see `enlargement`.
    """
    drawing = drawing_of(page)
    strokes = without_guides(with_dashes_joined(drawing.segments), drawing.shapes)
    drawing = replace(drawing, segments=strokes)
    text = page_text(page, drawing)
    join_cells(text)
    add_names_beneath(text)
    body = open_text(text)
    entries = outline_in(body, page.number, continued=listed)
    if entries:
        text.listed = body
        text.free = [line for line in text.free if line not in body]
    freed = [] if entries or not body else add_open_layout(page, drawing, text, body)
    nets = _nets(drawing, text)
    if add_borderless(text, nets):
        nets = _nets(drawing, text)
    linked = frozenset(a.box for net in nets if len(net.attachments) > 1 for a in net.attachments)
    found = nodes_of(text, page.number, linked=linked)
    found.open = list(dict.fromkeys(found.by_box[n] for n, box in enumerate(text.boxes) if box in freed and n in found.by_box))
    found.open += entries
    found.nodes += entries
    add_listed_below(found, page.number)
    return found, set_parents(found, nets), text


def _nets(drawing: Drawing, text: PageText) -> list[Net]:
    frames = frozenset(number for number, box in enumerate(text.boxes) if box.inner)
    return nets_of(drawing, [box.box for box in text.boxes], frames, empty=text.empty)


def _beside(found: PageNodes) -> list[str]:
    return [line.text for line in (*found.free, *found.notes)]


_ODD = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ")


class _Signs(NamedTuple):
    """What tells whether a page can be read: counts, and whether one picture fills it."""

    inked: int  # letters, without spaces
    odd: int  # of them, those that mean nothing
    words: int
    mute: int  # of them, those without a vowel
    paths: int
    pictured: bool


def _signs(page: PageInk) -> _Signs:
    letters = "".join(letter.text for letter in page.letters)
    words = _WORD.findall(letters.casefold())
    return _Signs(
        inked=len(letters.replace(" ", "")),
        odd=len(_ODD.findall(letters)),
        words=len(words),
        mute=sum(not _VOWELS.intersection(word) for word in words),
        paths=len(page.paths),
        pictured=any(picture.box.area > 0.3 * page.width * page.height for picture in page.pictures),
    )


def _why_unreadable(signs: Sequence[_Signs]) -> str | None:
    inked, odd, words, mute = (sum(s[n] for s in signs) for n in range(4))
    if inked < _LEAST_LETTERS:
        return _why_no_text(signs)
    return "garbled text" if odd > 0.08 * inked + 10 or mute > 0.3 * max(4, words) else None


def _why_no_text(signs: Sequence[_Signs]) -> str:
    if any(s.pictured for s in signs):
        return "scan"
    return "outlined text" if sum(s.paths for s in signs) > 100 else "no text"


def _why_no_tree(charts: Sequence[PageChart], nodes: Sequence[Node]) -> str | None:
    boxed, letters = sum(c.boxed for c in charts), sum(c.letters for c in charts)
    if sum(c.running for c in charts) > _MOST_RUNNING * letters:
        return "mostly prose"
    if len(nodes) < _LEAST_UNITS:
        return "no boxes"
    if is_cv(nodes):
        return "a CV"
    if 2 * sum(c.loose for c in charts) > len(nodes) and unit_share(nodes) < _LEAST_LIKE:
        return "no units"
    if boxed < _LEAST_SHARE * letters:
        return "most text outside boxes"
    if not any(node.parent is not None for node in nodes):
        return "no hierarchy"
    return None


def _settled(nodes: Sequence[Node]) -> list[Node]:
    set_sureness(nodes)
    return in_order(nodes)


def _units(order: Sequence[Node]) -> tuple[Unit, ...]:
    ids = {id(node): f"u{number}" for number, node in enumerate(order, 1)}
    return tuple(_unit(node, ids) for node in order)


def in_order(nodes: Sequence[Node]) -> list[Node]:
    """*nodes* in the order of the tree, heads before their services, as they stand on the page."""
    children: dict[int, list[Node]] = {}
    for node in nodes:
        children.setdefault(id(node.parent) if node.parent else 0, []).append(node)
    order: list[Node] = []
    _walk(0, children, order)
    return order


def _walk(parent: int, children: dict[int, list[Node]], order: list[Node]) -> None:
    stack = _in_place(children.get(parent, []))[::-1]
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(_in_place(children.get(id(node), []))[::-1])


def _in_place(nodes: list[Node]) -> list[Node]:
    """*nodes* from page to page, row by row, each row from left to right."""
    rows: list[list[Node]] = []
    for node in sorted(nodes, key=lambda n: (n.page, n.box.top, n.box.x0)):
        first = rows[-1][0] if rows else None
        if first is None or node.page != first.page or node.box.top > first.box.top + _ROW_EM * first.size:
            rows.append([])
        rows[-1].append(node)
    return [node for row in rows for node in sorted(row, key=lambda n: (n.box.x0, n.box.top))]


def is_unsure(units: Sequence[Unit]) -> bool:
    """Whether more of *units* are doubtful than a tree bears (DESIGN 3.27)."""
    return sum(unit.confidence < _UNSURE for unit in units) > _MOST_UNSURE * len(units)


def _parent_chance(node: Node) -> float:
    """That it hangs where it was chosen to, and that both are units."""
    sure = node.title_confidence if node.parent is None else min(node.title_confidence, node.parent.title_confidence)
    return min(node.confidence, sure)


def _unit(node: Node, ids: dict[int, str]) -> Unit:
    x0, top, x1, bottom = (round(side, 1) for side in node.box)
    return Unit(
        id=ids[id(node)],
        title=node.label,
        people=tuple(node.people),
        parent=ids[id(node.parent)] if node.parent else None,
        confidence_parent=round(_parent_chance(node), 2),
        confidence_title=round(node.title_confidence, 2),
        page=node.page,
        bbox=(x0, top, x1, bottom),
    )
