"""Rows of tables in two documents of which some words stand in other rows (DESIGN 3.12). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.compare.documents.words import text_edits
from monitor.model import DocumentContent, Edit
from monitor.normalize import canonical, key


def row_edits(old: DocumentContent, new: DocumentContent, told: Sequence[Edit]) -> list[Edit]:
    """The rows of tables that hold other cells together than before, but what *told* says of them already.

    Rows and columns that stand in another order say the same.
    """
    rows = [
        Counter(tuple(sorted(map(canonical, block.text.split("\t")))) for block in side.text or () if block.kind == "table_row")
        for side in (old, new)
    ]
    if old.media_type != new.media_type or not all(rows) or rows[0] == rows[1]:
        return []
    known = {key(text) for edit in told for text in (edit.before, edit.after, *_texts([*edit.facts.values()])) if text}
    pairs = {(key(edit.before), key(edit.after)) for edit in told if edit.before and edit.after and "category" not in edit.facts}

    people = [(edit.facts.get("unit") or "", name) for edit in told if "person" in edit.op for name in (edit.before, edit.after)]
    heads = {(key(unit), key(name)) for unit, name in people if unit and name}

    def is_told(part: Mapping[str, str]) -> bool:
        row, before, after = (key(part.get(field) or "") for field in ("row", "before", "after"))
        return (
            known >= {row, before, after} - {""} or (before, after) in pairs or not heads.isdisjoint([(row, before), (row, after)])
        )

    edits = [edit for edit in text_edits(old, new) if edit.before and edit.after]
    return [
        edit
        for edit in edits
        if (key(edit.before or ""), key(edit.after or "")) not in pairs and not all(map(is_told, edit.facts.get("parts", ())))
    ]


def _texts(facts: Iterable[object]) -> Iterator[str]:
    for fact in facts:
        if isinstance(fact, str):
            yield fact
        elif isinstance(fact, (list, tuple)):
            yield from _texts(fact)
        elif isinstance(fact, Mapping):
            yield from _texts(fact.values())
