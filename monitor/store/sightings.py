"""From which snapshot to which one each block stood in an item, which is what a search tells of it (DESIGN 3.19, 7.2).

A row of `sightings` is one block. What a first version brings is mostly new from its first block to its last: all of these stand
there since then, and are one row of `stretches` until something is to be said of one of them. No two stretches have a block in
common, for each holds only what was written for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from monitor.model import Plan, Revision
from monitor.store.connection import Connection
from monitor.store.row_digests import altered, digested, inserted, signed, sound
from monitor.store.rows import dumps
from monitor.store.schema import SIGHTING, unfolded
from monitor.store.texts import IN_STRETCH, as_searched, keep_blocks, stretches, unrolled

_TOGETHER = 8  # blocks from which on they are one row
_STRETCH = inserted("stretches", "first_block", "last_block", "watch_id", "item", "snapshot")
# A row that is no longer what was written makes none that are.
_UNFOLDED = unfolded(f"iif({sound('stretches', 't.')}, {signed('sightings', **SIGHTING)}, t.digest)")


def newest_block(db: Connection) -> int:
    """The id of the newest block, 0 where there is none: what is written from now on has higher ones."""
    return db.value("SELECT max(id) FROM blocks") or 0


def unfold(db: Connection, watch_id: int) -> None:
    """Let each block that stands in a stretch of a page have a row of its own: it gets a further version."""
    db.run(f"{_UNFOLDED} t.watch_id = ?", (watch_id,))
    db.run("DELETE FROM stretches WHERE watch_id = ?", (watch_id,))


def unfold_around(db: Connection, block: int) -> None:
    """The same for the stretch in which *block* stands."""
    for (first,) in db.tuples(f"SELECT t.first_block FROM stretches t WHERE {IN_STRETCH.format(block='?1')}", (block,)):
        db.run(f"{_UNFOLDED} t.first_block = ?", (first,))
        db.run("DELETE FROM stretches WHERE first_block = ?", (first,))


def follow_sightings(db: Connection, watch_id: int, plan: Plan, revision: Revision, snapshot: int, newest: int) -> None:
    """Note which blocks came and which went, for the search; *newest*: the newest block before what *snapshot* shows was written.

    What reads the same but for typography goes on; what stood on the page before, for a new reading alone to see, came now at the
    latest (DESIGN 3.10, 3.19).
    """
    number = revision.snapshot
    rows = db.rows("SELECT item, block_id FROM sightings WHERE watch_id = ? AND last_snapshot IS NULL", (watch_id,))
    held, listed = {(row[0], row[1]) for row in rows}, _shown(db, revision, snapshot)
    if not held and not plan.reread:
        taken = set[int]()  # by a stretch, of what was written for this version: what two items show stands in one only
        for item, blocks in sorted(listed.items()):
            for first, last in stretches(sorted(block for block in blocks if block > newest and block not in taken)):
                if last - first + 1 >= _TOGETHER:
                    db.run(_STRETCH, (first, last, watch_id, item, number))
                    together = range(first, last + 1)
                    taken.update(together)
                    blocks.difference_update(together)
    shown = {(item, block) for item, blocks in listed.items() for block in blocks}
    gone, come = sorted(held - shown), sorted(shown - held)
    if come:
        anew = {(item, as_searched(text)) for item, text in _texts(plan.reread)} if plan.reread else set[tuple[str, str]]()
        # Each block's text as compared, where there is something to compare it with: a first visit has none.
        compared = dumps(sorted({block for _, block in (*gone, *come)})) if gone or anew else None
        told = "SELECT b.id, b.text FROM json_each(?) j JOIN blocks b ON b.id = j.value"
        words = {block: as_searched(text) for block, text in (db.tuples(told, (compared,)) if compared else ())}
        before = {(item, words[block]): block for item, block in gone}
        same = {(item, block): old for item, block in (come if gone else ()) if (old := before.pop((item, words[block]), None))}
        db.run_many(
            f"UPDATE OR REPLACE sightings SET {altered('sightings', block_id='?1')}"
            " WHERE watch_id = ?2 AND item = ?3 AND block_id = ?4 AND last_snapshot IS NULL",
            [(block, watch_id, item, old) for (item, block), old in same.items()],
        )
        columns = ("watch_id", "item", "block_id", "first_snapshot", "at_latest")
        fresh = [
            (watch_id, item, block, number, int(bool(anew) and (item, words[block]) in anew))
            for item, block in come
            if (item, block) not in same
        ]
        db.insert_many("sightings", (*columns, "digest"), digested("sightings", columns, fresh))
        gone = [(item, block) for item, block in gone if block not in {old for (i, _), old in same.items() if i == item}]
    db.run_many(
        f"UPDATE sightings SET {altered('sightings', last_snapshot='?1')}"
        " WHERE watch_id = ?2 AND item = ?3 AND block_id = ?4 AND last_snapshot IS NULL",
        [(number - 1, watch_id, item, block) for item, block in gone],
    )


def _texts(revision: Revision) -> Iterator[tuple[str, str]]:
    """(item, text) of every block, heading and label."""
    for section in revision.sections:
        yield from ((section.item, block.text) for block in section.blocks)
    for document in revision.documents:
        yield from ((document.item, block.text) for block in (document.content and document.content.text) or ())
    yield from _titles(revision)


def _titles(revision: Revision) -> Iterator[tuple[str, str]]:
    """(item, heading or label) of the items that have one."""
    yield from ((section.item, section.heading) for section in revision.sections if section.heading)
    yield from ((document.item, document.link.label) for document in revision.documents if document.link.label)


def _shown(db: Connection, revision: Revision, snapshot: int) -> dict[str, set[int]]:
    """The blocks of everything the snapshot shows, headings and labels included, by items."""
    rows = db.tuples(
        "SELECT i.item, t.blocks FROM items i LEFT JOIN contents c ON c.id = i.content_id"
        " JOIN texts t ON t.id = coalesce(i.text_id, c.text_id) WHERE i.snapshot_id = ?",
        (snapshot,),
    )
    shown: defaultdict[str, set[int]] = defaultdict(set)
    for item, order in rows:
        shown[item].update(unrolled(order))
    titles = list(_titles(revision))
    for (item, _), block in zip(titles, keep_blocks(db, [("title", text) for _, text in titles]), strict=True):
        shown[item].add(block)
    return shown
