"""The history as JSON lines, a snapshot each, and as CSV, a row for each change (DESIGN 5.16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from monitor.erasure.withheld import PEOPLE, Withheld
from monitor.errors import NothingFound
from monitor.model import Language
from monitor.model.shapes import machine_time
from monitor.report.as_json import change_json, show_json
from monitor.report.careers import csv_of
from monitor.store import Store
from monitor.web.context import Seen
from monitor.web.words import Words

COLUMNS = (
    "watch", "snapshot", "taken_at", "id", "item", "item_kind", "label", "change", "significance", "summary", "edits", "suspect",
    "url", "hash",
)  # fmt: skip

_SAID = ("label", "summary", "suspect", "url")  # columns that pages wrote


def snapshots(store: Store, names: Iterable[str], newest_of: int | None = None) -> Iterator[tuple[str, int]]:
    """The name and number of every snapshot, oldest first, watch by watch; one that was erased too. *newest_of*: of each watch
    its newest ones, so many at most."""
    for name in names:
        try:
            newest = store.snapshot(name).number
        except NothingFound:
            continue  # never read well
        yield from ((name, number) for number in range(1 if newest_of is None else max(1, newest - newest_of + 1), newest + 1))


def json_rows(seen: Seen, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What `monitor show --json` prints of each snapshot, with its place in the chain and the changes that it recorded."""
    for name, number in snapshots(seen.store, names):
        facts = seen.store.snapshot(name, number)
        (entry,) = seen.store.history(name, before=number + 1, limit=1)
        changes = [
            {"id": one.id, **_with_people_counted(change_json(one.change, seen.words.language), seen.words, one.change.facts)}
            for one in entry.changes
        ]
        kept = {"source": facts.source, "hash": facts.hash, "changes": changes}
        if facts.erased_at is not None:
            shown = {"watch": name, "snapshot": number, "taken_at": machine_time(facts.taken_at), "url": facts.url, "items": []}
            yield _withheld({**shown, "erased_at": machine_time(facts.erased_at), **kept}, seen.withheld)
            continue
        redacted = {"redacted_at": machine_time(facts.redacted_at)} if facts.redacted_at else {}
        yield _withheld({**show_json(name, seen.revision(name, number)), **redacted, **kept}, seen.withheld)


def _with_people_counted(shape: dict[str, Any], words: Words, facts: Any) -> dict[str, Any]:
    """*shape* with the sentence about people in place of them, where they are withheld."""
    number = shape.pop(PEOPLE, facts.get(PEOPLE))
    if not number:
        return shape
    said = words.count("heads_withheld", number)
    return {**shape, "summary": said if not shape["edits"] else f"{shape['summary']}, {said}", PEOPLE: number}


def _withheld(row: dict[str, Any], withheld: Withheld | None) -> dict[str, Any]:
    if withheld is None:
        return row
    ours = {key: row[key] for key in ("watch", "hash", "taken_at", "snapshot")}
    return {**withheld.value(row), **ours}


def csv_text(seen: Seen, names: Sequence[str], newest_of: int | None = None) -> Iterator[str]:
    """The table in pieces: its head, then a change each, oldest first; *newest_of*: as of `snapshots`."""
    yield csv_of(COLUMNS, ())
    language: Language = seen.words.language
    for name, number in snapshots(seen.store, names, newest_of):
        (entry,) = seen.store.history(name, before=number + 1, limit=1)
        for one in entry.changes:
            shape = _with_people_counted(change_json(one.change, language), seen.words, one.change.facts)
            facts = {"watch": name, "snapshot": number, "taken_at": machine_time(one.taken_at), "id": one.id, "url": entry.url}
            cells = {**shape, **facts, "edits": len(shape["edits"]) + shape.get(PEOPLE, 0), "hash": entry.hash}
            if seen.withheld:
                cells |= {key: seen.withheld.text(cells[key]) for key in _SAID if cells.get(key)}
            row = ["" if cells.get(column) is None else str(cells[column]) for column in COLUMNS]
            yield csv_of((), [row]).partition("\r\n")[2]
