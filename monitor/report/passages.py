"""A text with its edits in place: the lines that changed, and between them what did not. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.i18n.typography import clean
from monitor.model import Edit, Language
from monitor.normalize import canonical
from monitor.report.lines import MarkedLine, edit_lines

NEAR = 1  # unchanged blocks shown on either side of an edit; the others can be opened


@dataclass(frozen=True, slots=True)
class Passage:
    """Either a changed line, or unchanged blocks, of which the ones far from any edit are folded away."""

    line: MarkedLine | None = None
    blocks: tuple[str, ...] = ()
    folded: bool = False


def passages(edits: Sequence[Edit], before: Sequence[str], after: Sequence[str], language: Language) -> tuple[Passage, ...]:
    """*edits* in their order, with the unchanged blocks of *after* around them. *before* places what was deleted.

    An edit whose text is no block (a field, a unit) stands where the one before it stood.
    """
    out: list[Passage] = []
    done = 0
    for edit in edits:
        place = _place(edit, before, after, done)
        out += _context(after[done:place], first=not out, last=False)
        out += [Passage(line) for line in edit_lines(edit, language)]
        done = place + (edit.op != "delete" and place < len(after) and canonical(after[place]) == canonical(edit.after or ""))
    return (*out, *_context(after[done:], first=not out, last=True))


def _place(edit: Edit, before: Sequence[str], after: Sequence[str], done: int) -> int:
    """Where in *after*, from *done* on, *edit* belongs."""
    at = edit.facts.get("at")  # DESIGN 5.13
    new = at[1] if isinstance(at, list | tuple) and len(at) == 2 else None
    if isinstance(new, list | tuple) and len(new) == 2 and int(new[1]) <= len(after):
        return max(done, int(new[0]))
    if edit.after is not None and edit.op != "link":
        return _index(after, edit.after, done, otherwise=done)
    gone = _index(before, edit.before or "", 0, otherwise=0)
    for text in reversed(before[:gone]):  # behind the nearest block before it that is still there
        place = _index(after, text, done, otherwise=-1)
        if place >= 0:
            return place + 1
    return done


def _index(texts: Sequence[str], text: str, start: int, *, otherwise: int) -> int:
    wanted = canonical(text)
    return next((i for i in range(start, len(texts)) if canonical(texts[i]) == wanted), otherwise)


def _context(blocks: Sequence[str], *, first: bool, last: bool) -> list[Passage]:
    """Unchanged blocks: those beside an edit shown, the rest folded where it is worth it."""
    texts = [clean(b) for b in blocks]
    head = 0 if first else min(NEAR, len(texts))
    tail = 0 if last else min(NEAR, len(texts) - head)
    middle = texts[head : len(texts) - tail]
    if len(middle) < 2:
        return [Passage(blocks=tuple(texts))] if texts else []
    parts = (
        Passage(blocks=tuple(texts[:head])),
        Passage(blocks=tuple(middle), folded=True),
        Passage(blocks=tuple(texts[len(texts) - tail :])),
    )
    return [p for p in parts if p.blocks]
