"""Marks behind the lines of a chart that a note explains: its titles and names are compared without them (DESIGN 3.12). Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from monitor.compare.alignment import Piece
from monitor.compare.blocks import edits_between
from monitor.compare.document_words import in_their_boxes, of_text
from monitor.model import DocumentContent, Edit
from monitor.normalize import canonical

_NOTED = re.compile(r"(?<=[\w)])\s*([*●■•▪◆▲]{1,4}|[(\[]\w{1,2}[)\]])$")
_SIGNS = frozenset("*●■•▪◆▲")  # an editor of charts puts and drops them before lines: of those alone nothing else is told


def noted_edits(old: DocumentContent, new: DocumentContent) -> list[Edit]:
    """Return the lines that bear a mark which they did not, or no longer do: a note explains it, « * service mutualisé ».

    Line by line where both texts have the same ones in the same order, with a mark that stands alone as that of the line before;
    else by what the lines say, if none stands alone: whose it is can't be told.
    """
    sides = [[Piece(n, b.text.strip()) for n, b in enumerate(side.text or ()) if b.text.strip()] for side in (old, new)]
    marks = [Counter(found[1] for piece in side if (found := _NOTED.search(piece.raw))) for side in sides]
    alone = [[piece for piece in side if set(piece.raw) <= _SIGNS] for side in sides]
    if not (any(marks) or any(alone)):
        return []
    bare = [[canonical(_NOTED.sub("", piece.raw)) for piece in side if piece not in alone[n]] for n, side in enumerate(sides)]
    if bare[0] == bare[1] and len(alone[0]) == len(alone[1]):
        rows = [_with_marks(side) for side in sides]
        pairs = [*zip(*rows, strict=True)]
    elif any(alone):
        return []
    else:
        runs = [defaultdict[str, list[Piece]](list), defaultdict[str, list[Piece]](list)]
        for side, texts, found_in in zip(sides, bare, runs, strict=True):
            for piece, text in zip(side, texts, strict=True):
                found_in[text].append(piece)
        told = [(one, runs[1][text]) for text, one in runs[0].items() if len(one) == len(runs[1].get(text, ()))]
        told = [(one, other) for one, other in told if len({tuple(sorted(p.raw for p in run)) for run in (one, other)}) > 1]
        pairs = [pair for one, other in told for pair in zip(one, other, strict=True)]
    moved = marks[0] == marks[1]  # else what came or went is told with the words, but for signs
    edits = [edit for one, other in pairs if _is_noted(one.raw, other.raw, moved=moved) for edit in edits_between([one], [other])]
    return in_their_boxes([of_text(edit) for edit in edits], old.orgchart, new.orgchart)


def _with_marks(side: Sequence[Piece]) -> list[Piece]:
    """*side*, each mark that stands alone behind the line before it."""
    rows: list[Piece] = []
    for piece in side:
        if not set(piece.raw) <= _SIGNS:
            rows.append(piece)
        elif rows:
            rows[-1] = Piece(rows[-1].at, f"{rows[-1].raw} {piece.raw}")
    return rows


def _is_noted(old: str, new: str, *, moved: bool) -> bool:
    """Whether one of two lines of the same words bears a mark that the other one does not."""
    found = [match[1] if (match := _NOTED.search(line)) else "" for line in (old, new)]
    return found[0] != found[1] and (moved or all(set(mark) <= _SIGNS for mark in found))
