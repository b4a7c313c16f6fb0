"""7.5: a search finds what stands in the texts, whatever became of the index and the sightings it goes by."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.store import Store, search_index
from monitor.store.connection import AT_ONCE, Connection, open_connection
from monitor.store.texts import MARK, keep_blocks, short_digest
from tests.store.town import HOUR, T0, edited, page, section, seen, watch

TEXTS = ("Le service commun des achats", "Un pôle des ressources humaines", "Une direction du numérique")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three versions, each with a sentence of its own; one that came back, one that changed in its typography alone."""
    path = tmp_path_factory.mktemp("written") / "monitor.db"
    with Store.open(path) as store:
        for number, said in enumerate((*TEXTS, TEXTS[0], "Le service commun des achats !", "Le  service commun des achats !"), 1):
            at = T0 + number * HOUR
            changes = () if number == 1 else (edited("a", "b"),)
            store.write(seen(number, at, "Organigramme", said, body=page(said, number), changes=changes), watch())
    return path


@pytest.fixture
def path(written: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copy(written, tmp_path))


def searched(path: Path, words: str) -> list[tuple[str, int, int | None]]:
    with Store.open(path, readonly=True) as store:
        return [(hit.text, hit.first_snapshot, hit.last_snapshot) for hit in store.search(words)]


def damaged(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for sql in commands:
            db.execute(sql)


def wrong(path: Path) -> list[str]:
    with Store.open(path, readonly=True) as store:
        return [f"{p.watch}@{p.snapshot} {p.detail}" for p in store.verify() if p.broken]


def test_the_index_of_a_database_that_was_moved_away_is_made_nowhere(path: Path, tmp_path: Path) -> None:
    """12.5: an empty file in its place would pass for a database without a history."""
    with closing(open_connection(path, create=False, readonly=True)) as db:
        path.rename(tmp_path / "away.db")
        assert not search_index.make_anew(db)
    assert not path.exists()


LESS: dict[str, tuple[str, ...]] = {
    "a text is left out": (
        "INSERT INTO search (search, rowid, text) SELECT 'delete', id, text FROM blocks WHERE text LIKE '%achats%'",
    ),
    "all texts are left out": ("INSERT INTO search (search) VALUES ('delete-all')",),
    "a text is another one": (
        "INSERT INTO search (search, rowid, text) SELECT 'delete', id, text FROM blocks WHERE text LIKE '%achats%'",
        "INSERT INTO search (rowid, text) SELECT id, 'rien' FROM blocks WHERE text LIKE '%achats%'",
    ),
}


@pytest.mark.parametrize("damage", LESS.values(), ids=LESS)
@pytest.mark.parametrize("may_write", [True, False], ids=["writable", "read only"])
def test_an_index_that_lost_something_hides_nothing(path: Path, damage: tuple[str, ...], may_write: bool) -> None:
    """The search says what it said; `verify` names the index until it is made anew, by the search itself where it may write."""
    sound = searched(path, "achats")
    assert sound
    damaged(path, *damage)
    (said,) = [one for one in wrong(path) if one.startswith("None@None the full-text index is not that of the texts: ")]
    assert "`monitor search`" in said and "`monitor check`" in said  # what mends it
    if not may_write:
        if os.geteuid() == 0:
            pytest.skip("root writes everywhere")
        path.chmod(0o400)
    assert searched(path, "achats") == sound
    assert bool(wrong(path)) is not may_write


def test_excerpts_are_taken_from_the_index_at_once(path: Path) -> None:
    """§9: going through the index costs the same for one hit as for all."""
    with Store.open(path, readonly=True) as store:
        asked: list[str] = []
        store._db.raw.set_trace_callback(asked.append)
        hits = store.search("un")
        plan = store._db.tuples("EXPLAIN QUERY PLAN " + next(sql for sql in asked if "snippet(" in sql))
    first, last = MARK
    assert {hit.excerpt for hit in hits} == {
        f"{first}Un{last} pôle des ressources humaines",
        f"{first}Une{last} direction du numérique",
    }
    assert sum("snippet(" in sql for sql in asked) == 1
    assert not any("=" in step[3] for step in plan if "search" in step[3]), plan


@pytest.fixture(scope="module")
def of_many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Sixty blocks of two words, mostly as good as many others; four of five of most stand nowhere any more."""
    path = tmp_path_factory.mktemp("many") / "monitor.db"
    with Store.open(path) as store:
        for number in range(1, 4):
            said = [f"Voirie {'eau ' * (n % 4)}{n % 5} {number}" for n in range(20)]
            changes = () if number == 1 else (edited("a", "b"),)
            for name in ("valmont", "ource"):
                texts = [text.replace("Voirie", "Eau") if name == "ource" else text for text in said]
                store.write(seen(number, T0 + number * HOUR, *texts, body=page(texts[0], number), changes=changes), watch(name))
    damaged(path, "DELETE FROM stretches", "DELETE FROM sightings WHERE block_id % 5 AND block_id > 8")
    with Store.open(path, readonly=True) as store:
        yield store


@given(st.sampled_from(("voirie", "eau", "e", "voirie eau", "2", "absent")), st.integers(1, 30), st.integers(0, 40), st.data())
def test_the_best_of_many_are_found_as_among_all(of_many: Store, words: str, limit: int, offset: int, data: st.DataObject) -> None:
    """§9: where a word stands shall be asked of the best blocks alone, which is what asking of all of them gives."""
    name = data.draw(st.sampled_from((None, "valmont", "ource")))
    every = of_many.search(words, watch=name, limit=1000)
    assert of_many.search(words, watch=name, limit=limit, offset=offset) == every[offset : offset + limit]


def test_a_busy_database_is_searched_all_the_same(path: Path) -> None:
    """Who may not make the index anew, because another program writes, does without it."""
    sound = searched(path, "achats")
    damaged(path, *LESS["a text is left out"])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert sorted(searched(path, "achats"), key=str) == sorted(sound, key=str)
        assert wrong(path)


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        ("1", 1),
        ("first_snapshot = 2", 2),
        ("last_snapshot IS NULL", 1),
        ("block_id IN (SELECT id FROM blocks WHERE kind = 'title')", None),
    ],
)
def test_a_sighting_that_is_gone_is_named(path: Path, rows: str, lost: int | None) -> None:
    """The sealed snapshots say what stood where."""
    assert wrong(path) == []
    with closing(sqlite3.connect(path)) as db, db:
        gone = db.execute(f"DELETE FROM sightings WHERE {rows}").rowcount
    said = wrong(path)
    assert bool(said) is bool(gone)
    if lost:
        assert f"valmont@{lost} no sighting tells of a text of mutualisation: a search does not find it" in said


def test_what_went_and_came_back_the_same_was_seen_each_time_it_stood(tmp_path: Path) -> None:
    """7.5: that nothing tells of it while it was gone is as it should be; what stood there before and after is looked for."""
    other = section("Autre", item="autre")
    with Store.open(tmp_path / "monitor.db") as store:
        for number, shown in enumerate(([section("Un"), other], [other], [section("Un"), other], [section("Un"), other]), 1):
            store.write(seen(number, T0 + number * HOUR, sections=tuple(shown)), watch())
    path = tmp_path / "monitor.db"
    assert wrong(path) == []
    damaged(path, "DELETE FROM sightings WHERE item = 'mutualisation' AND first_snapshot = 3")
    assert wrong(path) == ["valmont@3 no sighting tells of a text of mutualisation: a search does not find it"]


@pytest.mark.parametrize("more", [-1, 0, 1, AT_ONCE + 1])
def test_however_long_a_text_is_every_block_is_found(tmp_path: Path, more: int) -> None:
    """7.2: blocks are written many in a statement, and what is left one by one; the heading beside them (§9)."""
    texts = [f"Bureau numéro{n} de la mairie" for n in range(AT_ONCE + more)]
    with Store.open(tmp_path / "monitor.db") as store:
        store.write(seen(1, T0, *texts), watch())
        revision = store.revision("valmont", 1)
        assert [block.text for block in revision.sections[0].blocks] == texts
    for n in (0, len(texts) // 2, len(texts) - 1):
        assert searched(tmp_path / "monitor.db", f"numéro{n}") == [(texts[n], 1, None)]
    assert len(searched(tmp_path / "monitor.db", str(section("a").heading))) >= 1
    assert wrong(tmp_path / "monitor.db") == []


def test_of_checks_written_together_those_that_were_taken_back_are_not_found(tmp_path: Path) -> None:
    """7.1, 7.2: what a group of checks keeps is indexed once before its commit, of checks that went well alone."""
    path = tmp_path / "monitor.db"
    with Store.open(path) as store:
        with store.group():
            store.write(seen(1, T0, "Bureau des halles"), watch())
            with pytest.raises(sqlite3.IntegrityError), store._db.savepoint():
                keep_blocks(store._db, [("paragraph", "Bureau des quais")])
                raise sqlite3.IntegrityError
            store.write(seen(1, T0, "Bureau des ponts"), watch("ource"))
        with pytest.raises(KeyError), store.group():
            store.write(seen(1, T0, "Bureau des tours"), watch("tille"))
            raise KeyError
        store.write(seen(1, T0, "Bureau des lavoirs"), watch("vouge"))
    assert sorted(text for text, *_ in searched(path, "bureau")) == ["Bureau des halles", "Bureau des lavoirs", "Bureau des ponts"]
    assert wrong(path) == []


def unindexed(path: Path, *texts: str) -> None:
    """What a process of an earlier edition, which still runs, writes: it left the index to a trigger that is gone."""
    with closing(sqlite3.connect(path)) as db, db:
        rows = [("paragraph", text, short_digest(f"paragraph\n{text}")) for text in texts]
        db.executemany("INSERT INTO blocks (kind, text, digest) VALUES (?, ?, ?)", rows)


def indexed(path: Path, word: str) -> list[str]:
    """The blocks with *word*, by the index alone."""
    with closing(sqlite3.connect(path)) as db:
        sql = "SELECT b.text FROM search JOIN blocks b ON b.id = search.rowid WHERE search MATCH ? ORDER BY b.id"
        return [text for (text,) in db.execute(sql, (word,))]


def test_what_a_program_of_an_earlier_edition_left_out_is_put_in_by_the_next_to_write(path: Path) -> None:
    """7.2: it may go on through an upgrade; `verify` says what mends the index until somebody writes."""
    unindexed(path, "Bureau des quais", "Bureau des ponts")
    assert len(wrong(path)) == 1 and indexed(path, "bureau") == []
    with Store.open(path) as store:
        with pytest.raises(KeyError), store.group():
            raise KeyError  # what is taken back put nothing in
        assert indexed(path, "bureau") == []
        with store.group():
            pass
    assert indexed(path, "bureau") == ["Bureau des quais", "Bureau des ponts"]
    assert wrong(path) == []
    unindexed(path, "Bureau des tours")
    with Store.open(path) as store:
        store.write(seen(7, T0 + 7 * HOUR, "Organigramme", "Bureau des halles", changes=(edited("a", "b"),)), watch())
    assert indexed(path, "bureau")[2:] == ["Bureau des tours", "Bureau des halles"]
    assert wrong(path) == []


@pytest.mark.parametrize("by", ["DELETE FROM blocks WHERE text LIKE ?", "UPDATE blocks SET text = 'Autre' WHERE text LIKE ?"])
def test_what_is_not_indexed_yet_is_taken_out_all_the_same(path: Path, by: str) -> None:
    """5.17: FTS5 counts wrong for ever once something is taken out that it never had, whoever does it and wherever in a group."""
    unindexed(path, "Bureau des quais", "Bureau des ponts")
    damaged(path, by.replace("?", "'%quais'"))  # by the earlier edition itself
    with Store.open(path) as store, store.group():
        assert store._db.run(by, ("%ponts",)) == 1
        number, _ = keep_blocks(store._db, [("paragraph", "Bureau des tours"), ("paragraph", "Bureau des lavoirs")])
        assert store._db.run(by, ("%tours",)) == 1
        assert keep_blocks(store._db, [("paragraph", "Bureau des halles")]) > [number]
        with pytest.raises(sqlite3.IntegrityError), store._db.savepoint():
            store._db.run(by, ("%lavoirs",))
            raise sqlite3.IntegrityError
    assert indexed(path, "bureau") == ["Bureau des lavoirs", "Bureau des halles"]
    with Store.open(path, readonly=True) as store:
        assert search_index.is_whole(store._db)


def test_the_words_of_few_commits_are_not_merged_at_each_fourth(path: Path) -> None:
    """7.2, §9: an index of an earlier edition is told so, too, by the first who writes a text; who writes none writes nothing."""
    damaged(path, "DELETE FROM search_config WHERE k = 'automerge'")
    for text, merged_at in ((None, None), ("Bureau des tours", 16)):
        with Store.open(path) as store, store.group():
            if text:
                keep_blocks(store._db, [("paragraph", text)])
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("SELECT max(v) FROM search_config WHERE k = 'automerge'").fetchone() == (merged_at,)
    with Store.open(path, readonly=True) as store:
        assert search_index.is_whole(store._db)


def test_a_process_killed_before_its_texts_are_indexed_leaves_neither(path: Path, tmp_path: Path) -> None:
    """7.1: texts and index are of one commit."""
    copy = tmp_path / "killed.db"
    with Store.open(path) as store, store.group():
        keep_blocks(store._db, [("paragraph", f"Bureau {n} des quais") for n in range(500)])
        store._db.run("PRAGMA cache_spill = 1")
        store._db.run("PRAGMA cache_size = 1")  # so that pages of what is not committed stand in the log
        keep_blocks(store._db, [("paragraph", f"Bureau {n} des ponts") for n in range(500)])
        for end in ("", "-wal"):
            copy.with_name(copy.name + end).write_bytes(path.with_name(path.name + end).read_bytes())
    assert copy.with_name("killed.db-wal").stat().st_size
    assert (len(indexed(path, "bureau")), indexed(copy, "bureau"), wrong(copy)) == (1000, [], [])


def test_a_page_of_the_file_that_stands_twice_ends_no_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """12.1: of two pages that changed places SQLite may give the texts of one twice; `verify` tells what is damaged."""
    path = tmp_path / "monitor.db"
    with Store.open(path) as store:
        store.write(seen(1, T0, "La direction sert la ville."), watch())
    each = Connection.each

    def twice(self: Connection, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        return iter(list(each(self, sql, values)) * 2)

    monkeypatch.setattr(Connection, "each", twice)
    with closing(open_connection(path, create=False, readonly=True)) as db, search_index._aside(db) as aside:
        found = aside.execute("SELECT text FROM blocks ORDER BY id").fetchall()
    assert ("La direction sert la ville.",) in found and len(found) == len(set(found))


@pytest.mark.parametrize("words", ["l'achats", "d’achats", "L'ACHATS", "qu'achats", "dell'achats"])
def test_an_article_that_leans_on_a_word_is_not_looked_for(path: Path, words: str) -> None:
    """5.11: « l'urbanisme » is « Urbanisme »; a letter of a name is a word."""
    assert searched(path, words) == searched(path, "achats") != []
    assert searched(path, "x'achats") == searched(path, '"l\'achats"') == []
