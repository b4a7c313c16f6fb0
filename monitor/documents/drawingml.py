"""What Office draws in a text, a sheet or a slide: words of shapes, SmartArt as a tree (ECMA-376, part 1, 20 and 21)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from monitor.documents.marks import TextLine
from monitor.documents.packed import Package, local
from monitor.model import Block, ChartEntry
from monitor.pdf.struck import block_of, marked

DIAGRAM = re.compile(r"(?:ppt|word|xl)/diagrams/data\d*\.xml")
_CHART = re.compile(r"(?:word|xl)/charts/chart\d*\.xml")


def paragraphs(body: Any) -> Iterator[TextLine]:
    """The lines of a text body: paragraphs, broken where they are."""
    for paragraph in (e for e in body if local(e) == "p"):
        lines, bold = [""], False
        for run in paragraph:
            if local(run) == "br":
                lines.append("")
            elif local(run) in ("r", "fld") and not (run.get("type") or "").startswith(("slidenum", "datetime")):
                struck = any(local(e) == "rPr" and e.get("strike", "noStrike") != "noStrike" for e in run)
                lines[-1] += marked("".join(e.text or "" for e in run if local(e) == "t"), struck=struck)
                bold = bold or any(local(e) == "rPr" and e.get("b") in ("1", "true") for e in run)
        parts = [" ".join(part.split()) for line in lines for part in line.split("\v")]
        yield from (TextLine(part, bold=bold) for part in parts if part)


def smart_art(model: Any) -> Iterator[ChartEntry]:
    """The tree of a diagram's data model (21.4.2): points with words, connections from a head to what is under it."""
    points = {
        e.get("modelId", ""): e for e in model.iter() if local(e) == "pt" and e.get("type", "node") in ("node", "asst", "doc")
    }
    under: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for e in model.iter():
        if local(e) == "cxn" and e.get("type", "parOf") == "parOf":
            under[e.get("srcId", "")].append((int(e.get("srcOrd", "0") or 0), e.get("destId", "")))
    roots = [name for name, e in points.items() if e.get("type") == "doc"]
    waiting: list[tuple[str, int | None]] = [
        (name, None) for root in reversed(roots) for _, name in sorted(under[root], reverse=True)
    ]
    number, seen = 0, set[str]()
    while waiting:
        name, head = waiting.pop()
        if name in seen or name not in points:
            continue
        seen.add(name)
        lines = tuple(words.text for body in points[name] if local(body) == "t" for words in paragraphs(body))
        if lines:
            yield ChartEntry(lines, head)
        waiting += [(below, number if lines else head) for _, below in sorted(under[name], reverse=True)]
        number += bool(lines)


def is_hidden(element: Any) -> bool:
    """Whether the selection pane has a shape, a group or a connector switched off (20.1.2.2.8)."""
    abouts = (about for part in element if local(part).startswith("nv") for about in part if local(about) == "cNvPr")
    return any(about.get("hidden") in ("1", "true") for about in abouts)


def said_of(element: Any) -> str:
    """What an element of DrawingML says of colours and lines."""
    within = (said_of(child) for child in element if local(child) not in ("", "extLst"))
    return f"{local(element)}={element.get('val') or element.get('prst') or ''}({' '.join(within)})"


def diagram_blocks(package: Package) -> list[Block]:
    """The words of the SmartArt within, a block for each of its boxes."""
    trees = [smart_art(package.xml(name)) for name in package.names(lambda part: DIAGRAM.fullmatch(part) is not None)]
    return [block_of("list_item", "\n".join(entry.lines)) for tree in trees for entry in tree]


def drawn_beside(package: Package) -> str:
    """What diagrams and charts within show beside words: what hangs under what, figures."""
    trees = (smart_art(package.xml(name)) for name in package.names(lambda part: DIAGRAM.fullmatch(part) is not None))
    told = [f"{entry.head} {entry.lines}" for tree in trees for entry in tree]
    charts = (package.xml(name) for name in package.names(lambda part: _CHART.fullmatch(part) is not None))
    return "\n".join([*told, *(" ".join(e.text or "" for e in chart.iter() if local(e) in ("v", "t")) for chart in charts)])


def shape_blocks(parent: Any) -> Iterator[Block]:
    """The words of the shapes in a drawing, a block for each of them; of those that are hidden none."""
    for child in parent:
        if is_hidden(child):
            continue
        body = next((e for e in child if local(e) == "txBody"), None) if local(child) == "sp" else None
        if body is not None:
            lines = [line.text for line in paragraphs(body)]
            if lines:
                yield block_of("paragraph", "\n".join(lines))
        elif local(child) != "Fallback":
            yield from shape_blocks(child)
