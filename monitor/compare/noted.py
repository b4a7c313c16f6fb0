"""Marks behind the lines of a chart that a note explains: its titles and names are compared without them (DESIGN 3.12). Pure."""

from __future__ import annotations

import re
from collections import Counter

from monitor.compare.alignment import Piece, aligned
from monitor.compare.blocks import edits_between
from monitor.compare.document_words import in_their_boxes, of_text
from monitor.model import DocumentContent, Edit
from monitor.normalize import canonical

_NOTED = re.compile(r"(?<=[\w)])\s*([*●■•▪◆▲]{1,4}|[(\[]\w{1,2}[)\]])$")
_SIGNS = frozenset("*●■•▪◆▲")  # an editor of charts puts and drops them before lines: of those alone nothing else is told


def noted_edits(old: DocumentContent, new: DocumentContent) -> list[Edit]:
    """Return the lines that bear a mark which they did not, or no longer do: a note explains it, « * service mutualisé ».

    Of lines that stand on both sides, in whatever place. A mark in a line of its own is of a legend, or of who knows which line:
    one more or less is told as such, but where lines have as many less or more: then the file may only be written otherwise.
    """
    sides = [[Piece(n, b.text.strip()) for n, b in enumerate(side.text or ()) if b.text.strip()] for side in (old, new)]
    lines = [[piece for piece in side if not set(piece.raw) <= _SIGNS] for side in sides]
    marks = [Counter(found[1] for piece in side if (found := _NOTED.search(piece.raw))) for side in lines]
    alone = [[piece for piece in side if set(piece.raw) <= _SIGNS] for side in sides]
    if len(alone[0]) != len(alone[1]):
        more = [side[len(other) :] for side, other in zip(alone, reversed(alone), strict=True)]
        written = [marks[n].total() + len(alone[n]) for n in (0, 1)]
        return [of_text(edit) for edit in edits_between(*more)] if written[0] != written[1] else []
    if not any(marks):
        return []
    alignment = aligned(*([Piece(piece.at, _NOTED.sub("", piece.raw)) for piece in side] for side in lines))
    printed = [{piece.at: piece for piece in side} for side in lines]
    moved = marks[0] == marks[1]  # else what came or went is told with the words, but for signs
    edits = list[Edit]()
    for one, other in sorted({**alignment.placed, **alignment.moved}.items()):
        pair = printed[0][one], printed[1][other]
        if _is_noted(pair[0].raw, pair[1].raw, moved=moved):
            edits += edits_between(pair[:1], pair[1:])
    return in_their_boxes([of_text(edit) for edit in edits], old.orgchart, new.orgchart)


def _is_noted(old: str, new: str, *, moved: bool) -> bool:
    """Whether one of two lines of the same words bears a mark that the other one does not."""
    found = [match[1] if (match := _NOTED.search(line)) else "" for line in (old, new)]
    same = canonical(_NOTED.sub("", old)) == canonical(_NOTED.sub("", new))
    return same and found[0] != found[1] and (moved or all(set(mark) <= _SIGNS for mark in found))
