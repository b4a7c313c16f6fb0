"""Charts with truths as what is learned from: every box of a page with its candidates, and which of them are right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from monitor.pdf.ink import Box
from monitor.pdf.orgchart.chart import read_page
from monitor.pdf.orgchart.choice.evidence import Ballot, Features, ballots
from monitor.pdf.orgchart.choice.parents import PageVotes
from monitor.pdf.orgchart.nodes import Node, PageNodes
from monitor.pdf.orgchart.readable import enlargement
from monitor.pdf.orgchart.several_pages import title_key
from monitor.pdf.orgchart.units.text_boxes import PageText, TableColumn
from monitor.pdf.pdfium import Limits, opened
from training.judging import FOUND, Json, likeness, paired
from training.score import Sheet


@dataclass
class Case:
    """A box: its ballot, and the places of the right candidates among it.

    `known`: whether the truth says where it hangs. Without a right place where it does, every choice is wrong.
    """

    ballot: Ballot
    right: frozenset[int]
    known: bool
    ruled: bool | None = None  # whether the parent that the rules give is right; None: not known
    bare: list[Features] = field(default_factory=list)  # of each candidate, before any weighing

    def __post_init__(self) -> None:
        self.bare = [candidate.features for candidate in self.ballot.candidates]


@dataclass
class Material:
    """One chart. `fold`: charts of one fold are left out together."""

    name: str
    fold: str
    real: bool
    maker: str
    pages: list[list[Case]] = field(default_factory=list)

    @property
    def cases(self) -> Iterator[Case]:
        return (case for page in self.pages for case in page)


def material(sheet: Sheet, fold: str, *, real: bool) -> Material:
    """What *sheet* teaches."""
    made = Material(sheet.name, fold, real, sheet.maker)
    read: list[tuple[PageNodes, PageVotes, PageText]] = []
    columns: list[TableColumn] = []
    boxes: dict[int, Box] = {}  # of each node, where it stands on the sheet
    for page in _pages(sheet):
        enlarged = enlargement(page)
        known = [column.enlarged(enlarged) for column in columns]
        read.append(read_page(page.enlarged(enlarged), listed=bool(read and read[-1][2].listed), columns=known))
        columns = [column.enlarged(1 / enlarged) for column in read[-1][2].columns]
        boxes.update((id(node), node.box.enlarged(1 / enlarged)) for node in read[-1][0].nodes)
    nodes = [node for found, _, _ in read for node in found.nodes]
    truth = _Truth(sheet.truth, nodes, boxes)
    for found, said, _ in read:
        made.pages.append([truth.case(ballot) for ballot in ballots(found, said)])
    return made


def _pages(sheet: Sheet) -> Iterable[Any]:
    with opened(sheet.file.read_bytes(), Limits()) as document:
        return [document.page(number) for number in range(1, document.pages + 1)]


class _Truth:
    """Which node is which true unit, and who hangs where."""

    def __init__(self, truth: Json, nodes: list[Node], boxes: Mapping[int, Box]) -> None:
        self._also: Mapping[str, Any] = truth.get("also") or {}
        self._units = list(truth["units"])
        ids = {id(node): number for number, node in enumerate(nodes)}
        given = [
            {
                "id": number,
                "title": node.label,
                "parent": ids.get(id(node.parent)),
                "page": node.page,
                "bbox": list(boxes[id(node)]),
            }
            for number, node in enumerate(nodes)
        ]
        pairs = paired(self._units, given, self._also.get("labels") or {})
        self._unit_of = {id(nodes[j]): self._units[i] for i, j in pairs.items()}
        self._node_of = {self._units[i]["id"]: nodes[j] for i, j in pairs.items()}
        self._partial = bool(truth.get("partial"))
        self._pages: dict[str, set[int]] = defaultdict(set)  # of each true unit's title, where the unit was found
        for node in self._node_of.values():
            self._pages[title_key(node.label)].add(node.page)

    def case(self, ballot: Ballot) -> Case:
        unit = self._unit_of.get(id(ballot.node))
        if unit is None:
            maybe = any(likeness(label, ballot.node.label) >= FOUND for label in self._also.get("units") or ())
            pages = self._pages[title_key(ballot.node.label)]
            again = bool(pages - {ballot.node.page})  # a unit of another page: the reader joins the two
            return Case(ballot, frozenset(), known=False, ruled=None if self._partial or maybe or again else False)
        labels = (self._also.get("parents") or {}).get(unit["label"], ())
        if "*" in labels:
            return Case(ballot, frozenset(), known=False)
        right = {place for place, c in enumerate(ballot.candidates) if self._is_right(unit, labels, c.parent, ballot)}
        ruled = any(ballot.candidates[place].parent is ballot.node.parent for place in right)
        return Case(ballot, frozenset(right), known=True, ruled=ruled)

    def _is_right(self, unit: Json, labels: Iterable[str], parent: Node | None, ballot: Ballot) -> bool:
        true = self._node_of.get(unit["parent"])
        elsewhere = true is not None and true.page != ballot.node.page
        if parent is None:
            alone = elsewhere and not any(self._is_it(unit, c.parent) for c in ballot.candidates if c.parent is not None)
            return unit["parent"] is None or "-" in labels or alone
        if true is parent or (elsewhere and self._is_it(unit, parent)):
            return True
        return any(label not in ("-", "*") and likeness(label, parent.label) >= FOUND for label in labels)

    def _is_it(self, unit: Json, parent: Node) -> bool:
        return likeness(unit.get("parent_label") or "", parent.label) >= FOUND
