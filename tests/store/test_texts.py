"""Texts as distinct blocks (DESIGN 7.2, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.model import Block, Link
from monitor.store.connection import Connection, open_connection
from monitor.store.texts import facts_of, keep_blocks, keep_facts, with_facts

ROOMS = [("paragraph", f"Salle {n} : le bureau des halles") for n in range(200)]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    connection = open_connection(tmp_path / "monitor.db", readonly=False, create=True)
    try:
        with connection.transaction():
            yield connection
    finally:
        connection.close()


@pytest.mark.parametrize(
    "known",
    [
        pytest.param([], id="none of them"),
        pytest.param(ROOMS, id="all of them"),
        pytest.param(ROOMS[:30], id="those at the front"),
        pytest.param(ROOMS[150:], id="those at the end"),
        pytest.param(ROOMS[::7], id="some amid the others"),
        pytest.param(ROOMS[199:] + ROOMS[70:71] + ROOMS[4:5], id="few, in another order"),
    ],
)
def test_what_is_there_is_not_stored_again_wherever_it_stands(db: Connection, known: list[tuple[str, str]]) -> None:
    """7.2: each text once, whether the blocks around it are new or not; what comes twice is one, too."""
    before = dict(zip(known, keep_blocks(db, known), strict=True))
    listed = [*ROOMS, ROOMS[3], ("heading", ROOMS[3][1])]
    ids = keep_blocks(db, listed)
    stored = {number: (kind, text) for number, kind, text in db.tuples("SELECT id, kind, text FROM blocks")}
    assert [stored[number] for number in ids] == listed
    assert sorted(stored.values()) == sorted({*listed})
    assert {block: number for number, block in zip(ids, listed, strict=True) if block in before} == before
    assert keep_blocks(db, listed) == ids


@pytest.mark.parametrize("place", [2, 120, 199])
@pytest.mark.parametrize("known", [range(200), (2, 120, 199)], ids=["all were there", "few were there"])
def test_one_that_a_bad_disk_altered_is_stored_anew(db: Connection, place: int, known: list[int]) -> None:
    """7.5: what showed it before shows what is left of it; wherever it stands, it vouches for nothing else."""
    before = dict(zip(known, keep_blocks(db, [ROOMS[n] for n in known]), strict=True))
    db.run("UPDATE blocks SET text = 'Salle' WHERE id = ?", (before[place],))
    ids = keep_blocks(db, ROOMS)
    assert ids[place] not in before.values()
    assert db.value("SELECT text FROM blocks WHERE id = ?", (ids[place],)) == ROOMS[place][1]
    assert db.value("SELECT text FROM blocks WHERE id = ?", (before[place],)) == "Salle"
    assert keep_blocks(db, ROOMS) == ids
    assert len(set(ids)) == 200


def test_facts_of_many_blocks_are_each_stored_once_and_found_again(db: Connection) -> None:
    """7.2: more than are looked for at once, some of several blocks, some there before."""
    linked = [Block("list_item", f"Salle {n}", links=(Link("Plan", f"https://v.example/{n % 120}"),)) for n in range(150)]
    listed = tuple(one for b in linked for one in (b, Block("paragraph", b.text), Block("heading", b.text, depth=1)))
    before = keep_facts(db, listed[:30])
    said = keep_facts(db, listed)
    plain = tuple(Block(block.kind, block.text) for block in listed)
    assert with_facts(plain, said, facts_of(db, [said])) == listed
    assert said.startswith(before.removesuffix("]"))
    assert db.value("SELECT count(*) FROM block_facts") == 120 + 1
    assert keep_facts(db, listed) == said
