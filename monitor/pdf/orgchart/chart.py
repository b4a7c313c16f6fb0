"""The pages of a PDF -> one org chart, with what it is sure of and what not; or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from monitor.model import OrgChart, Unit
from monitor.pdf.ink import PageInk
from monitor.pdf.orgchart.borderless import add_borderless, add_listed_below, add_names_beneath, join_cells
from monitor.pdf.orgchart.boxes import PageText, page_text
from monitor.pdf.orgchart.dashes import with_dashes_joined
from monitor.pdf.orgchart.drawing import Drawing, drawing_of
from monitor.pdf.orgchart.links import Net, nets_of
from monitor.pdf.orgchart.nodes import Node, PageNodes, nodes_of
from monitor.pdf.orgchart.pages import joined_pages
from monitor.pdf.orgchart.parents import set_parents
from monitor.pdf.orgchart.titles import chart_title, parted

_USUAL_SIZE = 9.0  # points: letters of a chart on A4; distances grow with larger ones
_LEAST_LETTERS = 30
_LEAST_UNITS = 3
_LEAST_SHARE = 0.4  # of all letters, those in boxes


@dataclass(frozen=True, slots=True)
class PageChart:
    """One page's nodes, its title as printed, and the other texts beside the chart."""

    nodes: list[Node]
    title: str | None
    beside: list[str]
    boxed: int  # letters in boxes
    letters: int


def read_chart(pages: Sequence[PageInk]) -> OrgChart:
    """Return the tree of *pages*. `structured` is False, with the reason, where there is none to be had (never a guess)."""
    reason = _why_unreadable(pages)
    if reason:
        return _unstructured(pages, reason)
    charts = [page_chart(page) for page in pages]
    nodes = joined_pages([chart.nodes for chart in charts], [chart.title for chart in charts])
    title, date = parted(next((c.title for c in charts if c.title), None), [text for c in charts for text in c.beside])
    reason = _why_no_tree(charts, nodes)
    if reason:
        return OrgChart(title=title, date=date, pages=len(pages), structured=False, reason=reason, units=())
    return OrgChart(title=title, date=date, pages=len(pages), structured=True, reason=None, units=_units(nodes))


def page_chart(page: PageInk) -> PageChart:
    """Read one page by itself."""
    drawing = drawing_of(page)
    drawing = replace(drawing, segments=with_dashes_joined(drawing.segments))
    text = page_text(page, drawing)
    scale = max(1.0, median([line.size for box in text.boxes for line in box.lines] or [_USUAL_SIZE]) / _USUAL_SIZE)
    join_cells(text)
    add_names_beneath(text)
    nets = _nets(drawing, text, scale)
    if add_borderless(text, nets):
        nets = _nets(drawing, text, scale)
    linked = frozenset(a.box for net in nets if len(net.attachments) > 1 for a in net.attachments)
    found = nodes_of(text, page.number, linked=linked)
    add_listed_below(found, page.number)
    set_parents(found, nets)
    free = sum(len(line.text) for line in found.free)
    boxed = sum(len(line.text) for box in text.boxes for line in box.lines) + sum(len(line.text) for line in text.free) - free
    return PageChart(found.nodes, chart_title(page, found.free, found.title_boxes), _beside(found), boxed, boxed + free)


def _nets(drawing: Drawing, text: PageText, scale: float) -> list[Net]:
    frames = frozenset(number for number, box in enumerate(text.boxes) if box.inner)
    return nets_of(drawing, [box.box for box in text.boxes], frames, empty=text.empty, scale=scale)


def _beside(found: PageNodes) -> list[str]:
    return [line.text for line in (*found.free, *found.notes)]


_ODD = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ")


def _why_unreadable(pages: Sequence[PageInk]) -> str | None:
    letters = "".join(letter.text for page in pages for letter in page.letters)
    inked = letters.replace(" ", "")
    if len(inked) < _LEAST_LETTERS:
        return _why_no_text(pages)
    words = _WORD.findall(letters.casefold())
    odd = len(_ODD.findall(letters)) > 0.08 * len(inked) + 10
    mute = sum(not _VOWELS.intersection(word) for word in words) > 0.3 * max(4, len(words))
    return "garbled text" if odd or mute else None


def _why_no_text(pages: Sequence[PageInk]) -> str:
    if any(picture.box.area > 0.3 * page.width * page.height for page in pages for picture in page.pictures):
        return "scan"
    return "outlined text" if sum(len(page.paths) for page in pages) > 100 else "no text"


def _why_no_tree(charts: Sequence[PageChart], nodes: Sequence[Node]) -> str | None:
    boxed, letters = sum(c.boxed for c in charts), sum(c.letters for c in charts)
    if len(nodes) < _LEAST_UNITS:
        return "no boxes"
    if boxed < _LEAST_SHARE * letters:
        return "most text outside boxes"
    if not any(node.parent is not None for node in nodes):
        return "no hierarchy"
    return None


def _unstructured(pages: Sequence[PageInk], reason: str) -> OrgChart:
    return OrgChart(title=None, date=None, pages=len(pages), structured=False, reason=reason, units=())


def _units(nodes: Sequence[Node]) -> tuple[Unit, ...]:
    """Units in the order of the tree, heads before their services, as they stand on the page."""
    children: dict[int, list[Node]] = {}
    for node in nodes:
        children.setdefault(id(node.parent) if node.parent else 0, []).append(node)
    order: list[Node] = []
    _walk(0, children, order)
    ids = {id(node): f"u{number}" for number, node in enumerate(order, 1)}
    return tuple(_unit(node, ids) for node in order)


def _walk(parent: int, children: dict[int, list[Node]], order: list[Node]) -> None:
    stack = _in_place(children.get(parent, []))[::-1]
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(_in_place(children.get(id(node), []))[::-1])


def _in_place(nodes: list[Node]) -> list[Node]:
    return sorted(nodes, key=lambda n: (n.page, round(n.box.top / 6), n.box.x0, n.box.top))


def _unit(node: Node, ids: dict[int, str]) -> Unit:
    x0, top, x1, bottom = (round(side, 1) for side in node.box)
    return Unit(
        id=ids[id(node)],
        title=node.label,
        people=tuple(node.people),
        parent=ids[id(node.parent)] if node.parent else None,
        confidence=round(node.confidence, 2) if node.parent else 1.0,
        page=node.page,
        bbox=(x0, top, x1, bottom),
    )
