"""Whether the sightings, by which a search says where a text stood, tell of all that the snapshots show (DESIGN 7.5)."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from monitor.normalize import tokens
from monitor.store.connection import Connection
from monitor.store.texts import short_digest, unrolled

_SHOWN = """
SELECT i.item, s.number, t.blocks, CASE WHEN i.kind = 'section' THEN i.heading ELSE i.label END AS title
FROM snapshots s JOIN items i ON i.snapshot_id = s.id LEFT JOIN contents c ON c.id = i.content_id
LEFT JOIN texts t ON t.id = coalesce(i.text_id, c.text_id)
WHERE s.watch_id = ? AND s.erased_at IS NULL ORDER BY i.item, s.number
"""


def unseen(db: Connection, watch_id: int) -> Iterator[tuple[str, int]]:
    """(item, number of a snapshot) where a text stood that no sighting tells of; of each item the first."""
    sightings: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for item, block, first, last in db.each(
        "SELECT item, block_id, first_snapshot, last_snapshot FROM sightings WHERE watch_id = ?", (watch_id,)
    ):
        sightings[item, block].append((first, sys.maxsize if last is None else last))
    for item, rows in groupby(db.each(_SHOWN, (watch_id,)), itemgetter(0)):
        known = _Known(db, {block: spans for (of, block), spans in sightings.items() if of == item})
        shown = ((number, frozenset((row[2], row[3]) for row in same)) for number, same in groupby(rows, itemgetter(1)))
        for said, stay in groupby(shown, itemgetter(1)):  # while an item says the same it is looked at once
            numbers = [number for number, _ in stay]
            if not all(known.covers(block, numbers[0], numbers[-1]) for block in _blocks(db, said)):
                yield item, numbers[0]
                break


class _Known:
    """The sightings of one item. One whose text changed in its typography alone goes on under the new text."""

    def __init__(self, db: Connection, by_block: dict[int, list[tuple[int, int]]]) -> None:
        self._db = db
        self._by_block = by_block
        self._by_words: dict[str, list[tuple[int, int]]] | None = None

    def covers(self, block: int | None, first: int, last: int) -> bool:
        """Whether *block* was seen in all snapshots from *first* to *last*; None is a block that was never stored."""
        if block is None:
            return False
        if _cover(self._by_block.get(block, ()), first, last):
            return True
        if self._by_words is None:
            self._by_words = defaultdict(list)
            for known, spans in self._by_block.items():
                self._by_words[self._words(known)] += spans
        return _cover(self._by_words.get(self._words(block), ()), first, last)

    def _words(self, block: int) -> str:
        return " ".join(tokens(self._db.value("SELECT text FROM blocks WHERE id = ?", (block,)) or ""))


def _cover(spans: Iterable[tuple[int, int]], first: int, last: int) -> bool:
    """Whether *spans*, each with both its ends, leave no number out from *first* to *last*."""
    for start, end in sorted(spans):
        if start <= first:
            first = max(first, end + 1)
    return first > last


def _blocks(db: Connection, said: frozenset[tuple[str | None, str | None]]) -> Iterator[int | None]:
    for blocks, title in said:
        yield from unrolled(blocks) if blocks else ()
        if title:
            yield db.value("SELECT id FROM blocks WHERE digest = ?", (short_digest(f"title\n{title}"),))
