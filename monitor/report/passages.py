"""A text with its edits in place: the lines that changed, and between them what did not. Pure.

And since when each sentence of a text stands on its page, told by the versions before (DESIGN 3.26).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from monitor.expressions import expression
from monitor.i18n.typography import clean
from monitor.model import Block, Edit, Language
from monitor.model.frozen import dataclass, replace
from monitor.normalize import canonical, tokens
from monitor.report.lines import MarkedLine, edit_lines

NEAR = 1  # unchanged blocks shown on either side of an edit; the others can be opened


@dataclass(frozen=True, slots=True)
class Passage:
    """Either a changed line, or unchanged blocks, of which the ones far from any edit are folded away.

    `move`: which of the moves the line tells of, counted from 1; `left`: it stands where that text stood before.
    """

    line: MarkedLine | None = None
    blocks: tuple[str, ...] = ()
    folded: bool = False
    rows: bool = False  # the blocks are rows of a table, all of them
    move: int = 0
    left: bool = False


def passages(
    edits: Sequence[Edit],
    before: Sequence[str],
    after: Sequence[str],
    language: Language,
    *,
    departures: bool = False,
    shown: Sequence[str] = (),
) -> tuple[Passage, ...]:
    """*edits* in their order, with the unchanged blocks of *after* around them. *before* places what was deleted.

    *shown*: the blocks of *after* as they are read, what is struck out said; (): as they are.

    An edit whose text is no block (a field, a unit) stands where the one before it stood. *departures*: what moved is told at both
    its places.
    """
    out: list[Passage] = []
    done, shown = 0, shown or after
    steps: list[tuple[Edit, int, bool]] = []  # each with its number among the moves, 0: it is none; whether its text left there
    for edit in edits:
        moves = 1 + sum(move > 0 for _, move, _ in steps) if departures and edit.op == "move" else 0
        steps.append((edit, moves, False))
    for edit, move, _ in [step for step in steps if step[1]]:  # each move once more, where its text stood before
        place = _left_at(edit, before, after)
        arrivals = (n for n, (other, _, left) in enumerate(steps) if not left and _place(other, before, after, 0) >= place)
        steps.insert(next(arrivals, len(steps)), (edit, move, True))
    for edit, move, left in steps:
        place = max(done, _left_at(edit, before, after)) if left else _place(edit, before, after, done)
        out += _context(shown[done:place], first=not out, last=False)
        # Its row's cells stand apart, as those of the rows around it: an edit's own text is on one line, without them
        said, block, told = canonical(edit.after or ""), canonical(after[place]) if place < len(after) else None, edit
        # An edit shows a block by its words, with its look before them, or cell by cell (3.28)
        at, looks = edit.facts.get("at"), edit.op in ("replace", "insert") and said.startswith("(")
        alone = isinstance(at, list | tuple) and len(at) == 2 and at[1] is not None and [*at[1]] == [place, place + 1]
        looks = looks and alone and (said.endswith(f") {block}") or "parts" in edit.facts)
        here = block is not None and (said == block or looks)
        if edit.op == "insert" and said == block:
            told = replace(edit, after=in_one_line(after[place]))
        elif edit.op == "delete" and (gone := _index(before, edit.before or "", 0, otherwise=-1)) >= 0:
            told = replace(edit, before=in_one_line(before[gone]))
        out += [Passage(line, move=move, left=left) for line in edit_lines(told, language, whole=True)]
        done = place + (here and edit.op != "delete" and not left)
    return (*out, *_context(shown[done:], first=not out, last=True))


def _left_at(edit: Edit, before: Sequence[str], after: Sequence[str]) -> int:
    """Where in *after* the text of a move would stand had it stayed: behind the nearest block before it that is still there."""
    at = edit.facts.get("at")
    old = at[0] if isinstance(at, list | tuple) and len(at) == 2 else None
    gone = int(old[0]) if isinstance(old, list | tuple) and old else _index(before, edit.before or "", 0, otherwise=0)
    places = (_index(after, text, 0, otherwise=-1) for text in reversed(before[:gone]))
    return next((place + 1 for place in places if place >= 0), 0)


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


def in_one_line(text: str) -> str:
    """The text of a block on one line, the cells of a row told apart."""
    return clean(" · ".join(cell for cell in text.split("\t") if cell.strip()))


def _index(texts: Sequence[str], text: str, start: int, *, otherwise: int) -> int:
    wanted = canonical(text)
    return next((i for i in range(start, len(texts)) if canonical(texts[i]) == wanted), otherwise)


def _context(blocks: Sequence[str], *, first: bool, last: bool) -> list[Passage]:
    """Unchanged blocks: those beside an edit shown, the rest folded where it is worth it."""
    texts = [in_one_line(b) for b in blocks]
    head = 0 if first else min(NEAR, len(texts))
    tail = 0 if last else min(NEAR, len(texts) - head)
    middle = texts[head : len(texts) - tail]
    if len(middle) < 2:
        return [Passage(blocks=tuple(texts))] if texts else []
    parts = (
        Passage(blocks=tuple(texts[:head])),
        Passage(blocks=tuple(middle), folded=True, rows=all("\t" in text for text in blocks[head : len(texts) - tail])),
        Passage(blocks=tuple(texts[len(texts) - tail :])),
    )
    return [p for p in parts if p.blocks]


# ------------------------------------------------------------------------------------------- since when a sentence stands (3.26)

# As `edits.split` cuts a folded text, for a text as it is shown.
_END = expression(
    r"(?<!\b\w)(?<!\bMme)(?<!\bart)(?<!\bcf)(?<!\bDr)(?<!\bMr)(?<!\bno)[.!?…]+[\s\u00a0\u202f]?[»”\")\]]*\s+"
    r"(?=[«“\"(]?\s*[^\W_a-zà-öø-ÿ])"
)
_ONE = ("heading", "table_row")  # kinds of blocks that are one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The version with which a sentence came; `at_least`: no earlier one could be looked at, it may be older."""

    version: int
    at_least: bool = False


def sentences(block: Block) -> list[str]:
    """The sentences of a block as it is shown; joined they are its text."""
    if block.kind in _ONE:
        return [block.text]
    ends = [0, *(found.end() for found in _END.finditer(block.text)), len(block.text)]
    return [block.text[a:b] for a, b in pairwise(ends) if b > a]


def sentence_key(sentence: str) -> str:
    """What two sentences that read the same have in common (DESIGN 3.10)."""
    return " ".join(tokens(sentence))


def put_in_place(edits: Iterable[Edit], before: Sequence[Block], after: Sequence[Block]) -> set[str]:
    """By `sentence_key`, what a change put where another text had stood; it may have stood elsewhere, as a name at another's post.

    A text that stands more than once afterwards is left out: its key says nothing of its places.
    """
    stands = Counter(sentence_key(sentence) for block in after for sentence in sentences(block))
    put: set[str] = set()
    for edit in edits:
        at = edit.facts.get("at")  # DESIGN 5.13; that of a chart is another
        if edit.op == "replace" and isinstance(at, list | tuple):
            old, new = at
            came, went = (
                {sentence_key(sentence) for block in blocks[slice(*at)] for sentence in sentences(block)}
                for blocks, at in ((after, new), (before, old))
            )
            put |= {one for one in came - went if stands[one] == 1}
    return put


def stands_since(
    blocks: Sequence[Block],
    past: Iterable[tuple[int, Sequence[Block] | None]],
    first: int,
    edits: Mapping[int, Sequence[Edit]] = MappingProxyType({}),
) -> dict[str, Since]:
    """By `sentence_key`, since which version it has stood without a break.

    *past*: newest first, each version at which the text changed, with the text before it; None: that one is not to be had. It may
    end early. *first*: the oldest version that was looked at, where nothing changed any more before it. *edits*: of those versions.
    """
    left = {sentence_key(sentence) for block in blocks for sentence in sentences(block)}
    found: dict[str, Since] = {}
    after = blocks
    for version, before in past:
        if not left:
            break
        if before is None:
            return found | dict.fromkeys(left, Since(version=version, at_least=True))
        stood = {sentence_key(sentence) for block in before for sentence in sentences(block)}
        stood -= put_in_place(edits.get(version, ()), before, after)
        found |= dict.fromkeys(left - stood, Since(version=version))
        left &= stood
        after = before
    return found | dict.fromkeys(left, Since(version=first, at_least=first > 1))
