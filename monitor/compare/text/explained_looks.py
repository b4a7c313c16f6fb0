"""Lines whose look changed, of looks that a legend of both texts explains: « (en vert) Paie » (DESIGN 3.28). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from monitor.compare.text.alignment import Alignment
from monitor.compare.text.blocks import at
from monitor.compare.text.cells import place_of
from monitor.compare.text.pieces import Run, Step
from monitor.expressions import expression
from monitor.model import Edit
from monitor.model.frozen import replace
from monitor.normalize import canonical

_ALL = 3  # lines that get, or lose, one look at once with all others: the page is set otherwise
_PART = expression(r"[\n\t]")


def look_steps(alignment: Alignment, pairs: Sequence[tuple[Run, Run]]) -> Iterator[Step]:
    """Which lines have another look, of those that legends of both texts explain: « (en vert) Paie », as words put before it.

    Not what every line got at once, or lost: then the page is set otherwise; nor what became a heading, or was one.
    """
    if not any(piece.block and piece.block.looks for pair in pairs for run in pair for piece in run):
        return
    texts, steps = _texts(alignment), list[Step]()
    for pair in pairs:
        blocks = [piece.block for run in pair for piece in run if piece.block is not None]
        if len(blocks) != 2 or (blocks[0].kind == "heading") != (blocks[1].kind == "heading"):  # one block on each side
            continue
        explained = [[look if all(look in text for text in texts) else "" for look in block.looks] for block in blocks]
        # Of each part with another look: before, after and words, with its row and column if it is a cell
        piece, cell, parts = pair[1][0], 0, list[dict[str, Any]]()
        ends = [found[0] for found in _PART.finditer(piece.raw)]
        for n, part in enumerate(_PART.split(piece.raw)):
            was, now = (side[n] if n < len(side) else "" for side in explained)
            if was != now:
                signs = [(sign, f"({look}) ") for sign, look in (("-", was), ("+", now)) if look]
                before, after = (f"({look}) {part}" if look else part for look in (was, now))
                where = place_of(piece, cell) if "\t" in piece.raw else {}
                parts.append({**where, "before": before, "after": after, "words": (*signs, ("=", part))})
            cell += ends[n : n + 1] == ["\t"]
        if len(parts) == 1 and "\t" not in pair[1][0].raw and "\n" not in pair[1][0].raw:
            steps.append(((pair[1][0].at, 2, 0), Edit(op="replace", **parts[0], facts=at(*pair))))
        elif parts:
            before, after = (" ".join(part[side] for part in parts) for side in ("before", "after"))
            words = tuple(word for part in parts for word in part["words"])
            facts = {"parts": parts, **at(*pair)}
            steps.append(((pair[1][0].at, 2, 0), Edit(op="replace", before=before, after=after, words=words, facts=facts)))
    sides = alignment.old, alignment.new
    if len(steps) < _ALL or not any(map(_looks_alike, sides)):
        yield from steps


def _looks_alike(run: Run) -> bool:
    """Whether all lines of *run* have one look, but for headings and the legend that explains it."""
    blocks = [piece.block for piece in run if piece.block is not None and piece.block.kind != "heading"]
    looks = {look for block in blocks for look in block.looks}
    said = [canonical(block.text).lower() for block in blocks]
    return len(looks) == 1 and all(any(block.looks) or min(looks) in text for block, text in zip(blocks, said, strict=True))


def with_look(edit: Edit, alignment: Alignment) -> Edit:
    """*edit*; that a line came, with what the legends of both texts call its look."""
    place = (edit.facts.get("at") or (None, None))[1]
    if edit.op != "insert" or not place or place[1] - place[0] != 1 or not edit.after or _PART.search(edit.after):
        return edit
    block = next((piece.block for piece in alignment.new if piece.at == place[0]), None)
    look = "".join(block.looks) if block else ""
    if not look or not all(look in text for text in _texts(alignment)):
        return edit
    return replace(edit, after=f"({look}) {edit.after}", words=(("+", f"({look}) {edit.after}"),))


def _texts(alignment: Alignment) -> list[str]:
    return [" ".join(canonical("\n".join(piece.raw for piece in run)).lower().split()) for run in (alignment.old, alignment.new)]
