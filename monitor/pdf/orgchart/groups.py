"""Boxes that belong together by their looks and places, whoever heads them: rows and stacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.stacks import Columns, Look, alike, look, shared_width

Kind: TypeAlias = tuple[Look, int, bool]


def kind(node: Node) -> Kind:
    """How a box is drawn and its title set: boxes of one kind are mostly of one rank."""
    return look(node), round(2 * node.border), node.listed


def kinds_of(nodes: Sequence[Node]) -> dict[int, int]:
    """A number for the kind of each node, by its id, the same for the same kind: these are compared again and again."""
    numbers: dict[Kind, int] = {}
    return {id(node): numbers.setdefault(kind(node), len(numbers)) for node in nodes}


def rows_of(nodes: Sequence[Node]) -> dict[int, int]:
    """The number of the row of like boxes that each node is in; nodes alone in theirs are left out."""
    rows: dict[int, int] = {}
    kinds: dict[tuple[Kind, int], list[Node]] = defaultdict(list)
    for node in nodes:
        kinds[kind(node), id(node.outer)].append(node)
    runs: list[list[Node]] = []
    for members in kinds.values():
        members.sort(key=lambda n: n.box.top)
        run: list[Node] = []
        for node in members:
            if run and node.box.top - run[-1].box.top > 3:
                runs.append(run)
                run = []
            run.append(node)
        runs.append(run)
    for number, run in enumerate(run for run in runs if len(run) > 1):
        rows.update((id(node), number) for node in run)
    return rows


def stacks_of(nodes: Sequence[Node], columns: Columns) -> dict[int, int]:
    """The number of the stack of like boxes that each node is in."""
    stacks: dict[int, int] = {}
    number = 0
    for node in sorted(nodes, key=lambda n: n.box.top):
        above = columns.above(node)
        if above is not None and alike(above, node) and shared_width(above.box, node.box) > 0.6:
            if id(above) not in stacks:
                stacks[id(above)] = number
                number += 1
            stacks[id(node)] = stacks[id(above)]
    return stacks
