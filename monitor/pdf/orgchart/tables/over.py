"""What is named right over a table and heads its rows: « Le Maire : Mme Roy », « Direction générale des services : M. Bon »."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.ink import Box, bounds, median
from monitor.pdf.lines import Line
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.tables.tree import FOLLOWED, LOW, OVER, TORN, TableUnits
from monitor.pdf.orgchart.units.entries import entry_parts
from monitor.pdf.orgchart.units.legends import is_foot
from monitor.pdf.orgchart.units.written import written_in
from monitor.pdf.orgchart.vocabulary import folded, level, starts_like_unit
from monitor.pdf.orgchart.words.titles import titles_sheet
from monitor.pdf.orgchart.words.wording import open_ended, unbulleted

_NEXT_EM, _MOST_LINES, _LARGER = 4.0, 3, 1.4  # how near over a table its head is named, in how many lines, and how large
_FIRST, _HEAD = 1, 2  # how high the titles of a mayor and of an administration's head are by their words


def heads_over(table: TableUnits, lines: Sequence[Line], box: Box, page: int) -> tuple[list[Node], list[Line]]:
    """The units that are named right above a table, one of which heads all its rows, and the lines that name them.

    « Le Maire : Mme Roy », « Direction générale des services : M. Bon », each on a line or two of its own, are two units.
    """
    if not table.tops:
        return [], []
    usual = median(node.size for node in table.nodes)
    over = sorted((line for line in lines if line.angle == 0 and line.box.bottom <= box.top + 2), key=lambda line: line.base)
    block: list[Line] = []
    below: Line | None = None
    for line in reversed(over):
        if line.size > _LARGER * usual or titles_sheet(line.text) or (is_foot(line.text) and below is not None):
            break
        if (below.base if below else box.top + line.size) - line.base > _NEXT_EM * line.size:
            break
        below = line
        block = [] if is_foot(line.text) else [line, *block]  # « À jour au 15 janvier » may stand right over the table
    entries = _entries(block)
    if len(entries) < 2:
        whole = entries == [block[-1:]] and starts_like_unit(block[-1].text) and not open_ended(block[-2].text if block[1:] else "")
        block = block[-1:] if whole else block  # « Janvier 2025 – Mairie de Valmont » says nothing of whoever is named below
        entries = [block] if 0 < len(block) <= _MOST_LINES else []
    read = [(entry, _head(entry)) for entry in entries]
    rows = {folded(node.label) for node in table.nodes}  # what heads them may have its own
    if not read or any(said is None or folded(said[0]) in rows for _, said in read):
        return [], []
    if len(read) == 1 and read[0][1] is not None and level(read[0][1][0]) == _FIRST:
        return [], []  # « Président du CST : Mme Roy » alone signs the sheet
    nodes: list[Node] = []
    for entry, (label, people) in ((entry, said) for entry, said in read if said is not None):
        first = entry[0]
        node = Node(label=label, people=people, box=bounds([line.box for line in entry]), page=page, drawn=False, size=first.size)
        node.bold, node.indent = first.bold, box.x0 - 4 * first.size
        nodes.append(node)
    ranks = [level(node.label) for node in nodes]
    last = max(rank for rank in (-1, *ranks) if rank is not None and rank <= _HEAD)
    head = nodes[-1] if last < 0 else next(node for node, rank in zip(nodes[::-1], ranks[::-1], strict=True) if rank == last)
    # « Direction générale » over nothing but what words call poles, or less
    told = last == _HEAD and all((level(top.label) or 0) > _HEAD for top in table.tops)
    for top in table.tops:
        top.hang(head, "table", TORN if id(top) in table.torn else FOLLOWED if told else OVER)
    for node in nodes[1:] if ranks[0] == _FIRST else ():  # the mayor, above all others
        node.hang(nodes[0], "table", TORN)
    return nodes, [line for entry in entries for line in entry]


def hang_under_box_over(tabled: Sequence[Node], others: Sequence[Node]) -> None:
    """Hang the highest units of a table under the one box besides it, over it, of the head: « Direction générale des services »."""
    tops = [node for node in tabled if node.parent is None]
    roots = [node for node in others if node.parent is None]
    if not tops or len(roots) != 1 or level(roots[0].label) != _HEAD or roots[0].box.bottom > min(o.box.top for o in tabled) + 2:
        return
    told = all((level(top.label) or 0) > _HEAD for top in tops)
    for top in tops:
        top.hang(roots[0], "table", FOLLOWED if told else OVER)


def _entries(block: Sequence[Line]) -> list[list[Line]]:
    """The lines of each unit of a *block*: one that says title and person, or a title with the person on the next line."""
    entries: list[list[Line]] = []
    title: Line | None = None
    for line in block:
        label, people = entry_parts(line.text)
        whole = written_in([line])
        if label and people:
            entries.append([line])
            title = None
        elif title is not None and not whole.label and whole.people:
            entries.append([title, line])
            title = None
        else:
            title = line
    return entries if title is None else []


def _head(block: Sequence[Line]) -> tuple[str, list[Person]] | None:
    """The title and who is named beside it, where these are what heads something."""
    label, people = entry_parts(" ".join(unbulleted(line.text) or line.text for line in block))
    if not people:
        written = written_in(block)
        label, people = ("", []) if written.items or written.more else (written.label, list(written.people))
    if not label and len(people) == 1 and people[0].role:
        label, people = people[0].role, [replace(people[0], role=None)]  # « Secrétaire de mairie : Mme Roy »
    return (label, people) if label and (people or (level(label) or LOW) <= _HEAD) else None
