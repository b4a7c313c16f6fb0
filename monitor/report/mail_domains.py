"""E-mail addresses that all went to another domain are told in one: a town that changes its own changes every card. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.expressions import expression
from monitor.model import Edit

OP = "mail_domain"  # before, after: the domains; facts: `mailboxes`, what stands before the @ of each address
_ADDRESS = expression(r"(?<![\w.+-])([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)")


def in_one(edits: Sequence[Edit]) -> list[Edit]:
    """*edits*, those that differ by nothing but the same domain of their addresses as one, where the first of them stands."""
    moves = [_move(edit) for edit in edits]
    told = list[Edit]()
    for n, (edit, move) in enumerate(zip(edits, moves, strict=True)):
        if move is None or moves.count(move) == 1:
            told.append(edit)
        elif move not in moves[:n]:
            texts = [e.after or "" for e, other in zip(edits, moves, strict=True) if other == move]
            boxes = dict.fromkeys(box for text in texts for box, _ in _ADDRESS.findall(text))  # one in several cards is one
            told.append(Edit(op=OP, before=move[0], after=move[1], facts={"mailboxes": [*boxes]}))
    return told


def _move(edit: Edit) -> tuple[str, str] | None:
    """From which domain to which all addresses of *edit* went; None: something else changed, too."""
    if edit.op != "replace" or "@" not in (edit.after or ""):
        return None
    before, after = edit.before or "", edit.after or ""
    domains = set(zip(*([domain for _, domain in _ADDRESS.findall(text)] for text in (before, after)), strict=False))
    alike = _ADDRESS.sub(r"\1@", before) == _ADDRESS.sub(r"\1@", after)
    return domains.pop() if alike and len(domains) == 1 else None
