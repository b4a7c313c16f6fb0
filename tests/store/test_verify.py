"""Tampering is found (DESIGN 7.5); what the README says about the chain is what the program does."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import Damaged
from monitor.model import Alert
from monitor.store import Store
from monitor.store.row_digests import COLUMNS
from monitor.store.verify import Problem
from tests.store.town import HOUR, T0, document, edited, failed, page, seen, unchanged, watch

README = Path(__file__).resolve().parent.parent.parent / "snapshots" / "README.md"
PDF = b"%PDF-1.7 " + bytes(range(256)) * 20


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three snapshots of one watch, one of another, failures, unchanged visits, an alert."""
    told = Alert(channel="mail-1", kind="change", key="k1", items=("mutualisation",))
    plans = [
        seen(1, T0, "Un", "Deux", body=page("Un Deux", 1), documents=((document(PDF), PDF),)),
        unchanged(T0 + HOUR, page("Un Deux", 2)),
        failed(T0 + 2 * HOUR, T0 + 2 * HOUR, 1),
        seen(
            2,
            T0 + 3 * HOUR,
            "Un",
            "Trois",
            body=page("Un Trois", 3),
            changes=(edited("a", "b"),),
            documents=((document(PDF), b""),),
        ),
        unchanged(T0 + 4 * HOUR, page("Un Trois", 4)),
        seen(3, T0 + 5 * HOUR, "Un", "Quatre", body=page("Un Quatre", 5), changes=(edited("c", "d"),), alerts=(told,)),
        unchanged(T0 + 6 * HOUR, page("Un Quatre", 6)),
    ]
    path = tmp_path_factory.mktemp("written") / "monitor.db"
    with Store.open(path) as store, store.group():
        for plan in plans:
            store.write(plan, watch())
        store.write(seen(1, T0, "Ailleurs", name="autre"), watch("autre"))
    return path


@pytest.fixture
def path(written: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copy(written, tmp_path))


def problems(path: Path, **newest: str) -> list[Problem]:
    with Store.open(path, readonly=True) as store:
        return store.verify(newest)


def tamper(path: Path, sql: str, *parameters: Any) -> int:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA foreign_keys = OFF")
        return db.execute(sql, parameters).rowcount


def test_what_nobody_touched_verifies(path: Path) -> None:
    """7.5."""
    assert problems(path) == []


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        pytest.param("UPDATE blocks SET text = 'Tr0is' WHERE text = 'Trois'", "digest", id="a text"),
        pytest.param("UPDATE blocks SET kind = 'heading' WHERE text = 'Trois'", "digest", id="the kind of a text"),
        pytest.param("UPDATE texts SET blocks = json_array(1) WHERE id = 1", "digest", id="the order of a text"),
        pytest.param("UPDATE items SET heading = 'Autre' WHERE id = 1", "digest", id="a heading"),
        pytest.param("UPDATE items SET label = 'Autre' WHERE label IS NOT NULL", "digest", id="a label"),
        pytest.param("UPDATE items SET blob = NULL", "digest", id="the bytes of a document"),
        pytest.param("UPDATE contents SET orgchart = NULL", "digest", id="an org chart"),
        pytest.param("UPDATE edits SET edit = replace(edit, '\"b\"', '\"z\"') WHERE change_id = 1", "digest", id="an edit"),
        pytest.param("UPDATE changes SET significance = 'minor' WHERE id = 1", "digest", id="a change"),
        pytest.param("UPDATE snapshots SET states = '{}' WHERE number = 2", "digest", id="the states"),
        pytest.param("UPDATE snapshots SET salt = hex(randomblob(16)) WHERE number = 2", "digest", id="the salt"),
        pytest.param("UPDATE snapshots SET salt = NULL WHERE number = 2", "digest", id="the salt away, without a word"),
        pytest.param("UPDATE snapshots SET page = (SELECT max(id) FROM blobs) WHERE number = 1", "digest", id="another page"),
        pytest.param("UPDATE snapshots SET taken_at = '2026-11-24T10:00:03.121Z' WHERE number = 2", "chain", id="the time"),
        pytest.param(
            "UPDATE snapshots SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE number = 2", "chain", id="when it was recorded"
        ),
        pytest.param("UPDATE snapshots SET source = 'import' WHERE number = 2", "chain", id="live or imported"),
        pytest.param("UPDATE snapshots SET hash = substr(hash, 2) || 'x' WHERE number = 2", "chain", id="a hash"),
        pytest.param("UPDATE exchanges SET status = 404", "chain", id="a status"),
        pytest.param("UPDATE exchanges SET finished_at = started_at", "chain", id="the time of an answer"),
        pytest.param("UPDATE exchanges SET redirects = '[]'", "chain", id="redirects"),
        pytest.param("UPDATE exchanges SET response_headers = '[]' WHERE snapshot_id = 1", "chain", id="headers"),
        pytest.param("UPDATE headers SET value = 'image/png' WHERE name = 'Content-Type'", "chain", id="the value of a header"),
        pytest.param("UPDATE recipes SET hash = 'r9'", "chain", id="a recipe"),
        pytest.param("UPDATE checks SET last_at = first_at, count = count WHERE outcome = 'failed'", None, id="nothing at all"),
        pytest.param("UPDATE checks SET failures = '[]' WHERE outcome = 'failed'", "chain", id="a failure"),
        pytest.param(
            "UPDATE checks SET count = 9 WHERE sealed_by = 2 AND outcome = 'unchanged'", "chain", id="the visits of a sealed row"
        ),
        pytest.param("UPDATE checks SET count = 9 WHERE sealed_by IS NULL", "count", id="the visits of the newest row"),
        pytest.param("UPDATE blobs SET sha256 = substr(sha256, 2) || 'x' WHERE id = 1", "blob", id="the name of bytes"),
        pytest.param("UPDATE blobs SET size = size + 1 WHERE id = 1", "blob", id="the size of bytes"),
        pytest.param("UPDATE outbox SET hash = 'abc'", "alert", id="the hash in an alert"),
        pytest.param("DELETE FROM checks WHERE outcome = 'failed'", "chain", id="a visit away"),
        pytest.param("DELETE FROM checks WHERE sealed_by IS NULL", "count", id="the newest visits away"),
        pytest.param("DELETE FROM exchanges WHERE snapshot_id = 1 AND position = 1", "chain", id="an exchange away"),
        pytest.param("DELETE FROM digests WHERE snapshot_id = 2 AND kind = 'change'", "chain", id="a digest away"),
        pytest.param("DELETE FROM changes WHERE id = 1", "digest", id="a change away"),
        pytest.param("DELETE FROM items WHERE snapshot_id = 2", "digest", id="items away"),
        pytest.param("DELETE FROM blobs WHERE id = 1", "structure", id="bytes away"),
        pytest.param("DELETE FROM snapshots WHERE number = 2", "chain", id="a snapshot away"),
        pytest.param("DELETE FROM snapshots WHERE number = 3", "count", id="the last snapshot away, carelessly"),
        pytest.param("DELETE FROM watches WHERE name = 'autre'", "structure", id="a watch away"),
    ],
)
def test_tampering_is_found(path: Path, sql: str, kind: str | None) -> None:
    """7.5: editing a text, a time, a header; deleting a row."""
    assert tamper(path, sql) > 0
    found = problems(path)
    assert (kind in {p.kind for p in found}) if kind else not found
    assert all(p.broken for p in found)


@pytest.mark.parametrize(
    ("damage", "shown"),
    [
        pytest.param("UPDATE blocks SET text = 'Tr0is' WHERE text = 'Trois'", ("Trois",), id="a-block"),
        pytest.param("UPDATE blocks SET kind = 'list_item' WHERE text = 'Trois'", ("Trois",), id="its-kind"),
        pytest.param("UPDATE blocks SET text = CAST(x'54ff' AS TEXT) WHERE text = 'Trois'", ("Trois",), id="no-text-any-more"),
        pytest.param(
            "UPDATE blocks SET text = 'Tr0is' WHERE text = 'Trois'", ("Un", "Deux", "Trois"), id="a-block-of-the-same-text"
        ),
        pytest.param("UPDATE texts SET blocks = '[1]'", ("Un", "Deux", "Trois"), id="the-order"),
        pytest.param("UPDATE texts SET blocks = 'x'", ("Un", "Deux", "Trois"), id="no-order-any-more"),
        pytest.param("DELETE FROM blocks WHERE text = 'Trois'", ("Un", "Deux", "Trois"), id="a-block-that-went"),
    ],
)
def test_another_page_that_shows_a_text_that_a_bad_disk_altered_has_it_as_read(
    tmp_path: Path, damage: str, shown: tuple[str, ...]
) -> None:
    """7.5: a new version has what its visit read, and the next one is written; the damage stays told of the page that had it."""
    path = tmp_path / "monitor.db"
    with Store.open(path, now=lambda: T0) as store:
        store.write(seen(1, T0, "Un", "Deux", "Trois"), watch())
    assert tamper(path, damage) > 0
    with Store.open(path, now=lambda: T0) as store:
        store.write(seen(1, T0 + 9 * HOUR, *shown, name="tierce"), watch("tierce"))
        store.write(seen(2, T0 + 10 * HOUR, "Quatre", *shown, name="tierce"), watch("tierce"))
    assert {problem.watch for problem in problems(path) if problem.watch} == {"valmont"}


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE checks SET last_at = replace(last_at, '24T', '23T') WHERE sealed_by IS NULL", id="when a visit was"),
        pytest.param("UPDATE checks SET longest_gap_s = longest_gap_s + 4 WHERE sealed_by IS NULL", id="a gap"),
        pytest.param("UPDATE checks SET outcome = 'failed' WHERE sealed_by IS NULL", id="what a visit found"),
        pytest.param("UPDATE checks SET source = 'import' WHERE sealed_by IS NULL", id="whose a visit was"),
        pytest.param('UPDATE checks SET cosmetic = \'{"a":{"3.10":1}}\' WHERE sealed_by IS NULL', id="what was not told"),
        pytest.param("UPDATE state SET newest_at = replace(newest_at, '24T', '23T')", id="the newest visit"),
        pytest.param("UPDATE state SET etag = 'x'", id="a validator"),
        pytest.param("UPDATE state SET seconds = seconds + 1", id="how long visits took"),
        pytest.param("UPDATE episodes SET consecutive = consecutive + 8", id="failures in a row"),
        pytest.param("UPDATE outbox SET payload = replace(payload, 'La ville', 'La mairie')", id="the words of an alert"),
        pytest.param("UPDATE outbox SET delivered_at = created_at", id="that an alert was delivered"),
        pytest.param("UPDATE outbox SET channel = channel || 'x'", id="where an alert goes"),
        pytest.param("UPDATE sightings SET first_snapshot = first_snapshot + 1", id="since when a text is there"),
        pytest.param("UPDATE watches SET first_at = '2020-01-01T00:00:00.000Z'", id="the first visit"),
        pytest.param("UPDATE watches SET name = 'valmond' WHERE name = 'valmont'", id="a name"),
        pytest.param("UPDATE holds SET until = '2999-01-01T00:00:00.000Z'", id="how long a server is left alone"),
        pytest.param("UPDATE robots SET body = replace(body, 'Allow', 'Disallow')", id="what a server allows"),
    ],
)
def test_damage_to_what_no_hash_covers_is_found(path: Path, sql: str) -> None:
    """7.5: values that look like any other, in rows of the newest visits, alerts and manners."""
    with Store.open(path, now=lambda: T0) as store:
        store.write(failed(T0 + 9 * HOUR, T0 + 9 * HOUR, 1), watch())
        store.write(unchanged(T0 + 10 * HOUR, page("Un", 2), name="autre"), watch("autre"))
        store.holds.hold("host", "https://www.valmont-sur-ource.example/", T0 + HOUR)
        store.robots.put("https://www.valmont-sur-ource.example:443", T0, 200, "Allow: /")
    assert problems(path) == []
    assert tamper(path, sql) > 0
    assert "row" in {p.kind for p in problems(path)}


IN_ANOTHER_ORDER = (
    "UPDATE snapshots SET number = 9 WHERE number = 1 AND watch_id = 1",
    "UPDATE snapshots SET number = 1 WHERE number = 2 AND watch_id = 1",
    "UPDATE snapshots SET number = 2 WHERE number = 9",
)
ONE_TAKEN_OUT = (
    "DELETE FROM snapshots WHERE number = 2 AND watch_id = 1",
    "UPDATE snapshots SET number = 2 WHERE number = 3 AND watch_id = 1",
)
ONE_PUT_IN = (
    "UPDATE snapshots SET number = 4 WHERE number = 3 AND watch_id = 1",
    "UPDATE snapshots SET watch_id = 1, number = 3 WHERE recorded_as = 'autre'",
)


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        pytest.param(IN_ANOTHER_ORDER, {1: "was sealed as version 2", 2: "was sealed as version 1"}, id="reordered"),
        pytest.param(ONE_TAKEN_OUT, {2: "not those that were hashed"}, id="taken out, and the gap closed"),
        pytest.param(ONE_PUT_IN, {3: "was sealed as version 1", 4: "was sealed as version 3"}, id="put in"),
    ],
)
def test_what_was_done_to_the_chain_is_named(path: Path, statements: tuple[str, ...], named: dict[int, str]) -> None:
    """7.5: by somebody who makes the numbers fit again."""
    for sql in statements:
        assert tamper(path, sql) > 0
    found = {p.snapshot: p.detail for p in problems(path) if p.kind == "chain"}
    assert {number: said in found.get(number, "") for number, said in named.items()} == dict.fromkeys(named, True)


def test_rows_without_a_digest_are_well_and_get_one_when_they_are_altered(path: Path) -> None:
    """7.7: a database of the version before goes on."""
    for table in COLUMNS:
        tamper(path, f"UPDATE {table} SET digest = NULL")
    assert problems(path) == []
    with Store.open(path) as store:
        store.write(unchanged(T0 + 9 * HOUR, page("Un", 2)), watch())
    assert problems(path) == []
    assert tamper(path, "UPDATE state SET newest_at = replace(newest_at, '24T', '23T')") > 0
    assert [p.watch for p in problems(path) if p.kind == "row"] == ["valmont"]


def test_damage_is_never_signed(path: Path) -> None:
    """7.5: a visit that alters a damaged row leaves it to be found."""
    with Store.open(path) as store:
        store.write(unchanged(T0 + 9 * HOUR, page("Un", 2)), watch())
    tamper(path, "UPDATE checks SET count = count + 1, longest_gap_s = 9 WHERE sealed_by IS NULL AND watch_id = 1")
    with Store.open(path) as store:
        store.write(unchanged(T0 + 10 * HOUR, page("Un", 2)), watch())
    assert "row" in {p.kind for p in problems(path)}


def test_any_flipped_byte_of_a_blob_is_found(path: Path) -> None:
    """7.5: one bit, wherever in the stored bytes."""
    with closing(sqlite3.connect(path)) as db:
        stored = db.execute("SELECT id, data FROM blobs").fetchall()
    for blob, data in stored:
        for at in {0, 5, len(data) // 2, len(data) - 5, len(data) - 1}:
            flipped = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
            tamper(path, "UPDATE blobs SET data = ? WHERE id = ?", flipped, blob)
            assert "blob" in {p.kind for p in problems(path)}, (blob, at)
            tamper(path, "UPDATE blobs SET data = ? WHERE id = ?", data, blob)
    assert problems(path) == []


def cut_tail(path: Path) -> None:
    """What somebody does who knows the tables: the last snapshot and every trace of it."""
    for sql in (
        "DELETE FROM edits WHERE change_id IN (SELECT id FROM changes WHERE snapshot_id = 3)",
        "DELETE FROM changes WHERE snapshot_id = 3",
        "DELETE FROM digests WHERE snapshot_id = 3",
        "DELETE FROM exchanges WHERE snapshot_id = 3",
        "DELETE FROM items WHERE snapshot_id = 3",
        "UPDATE state SET visits = visits - (SELECT sum(count) FROM checks WHERE sealed_by = 3) WHERE watch_id = 1",
        "DELETE FROM checks WHERE sealed_by = 3",
        "UPDATE state SET snapshot_id = 2, digest = NULL WHERE watch_id = 1",
        "DELETE FROM snapshots WHERE id = 3",
        "DELETE FROM outbox",
        "UPDATE tallies SET written = 0 WHERE name = 'outbox'",
    ):
        tamper(path, sql)


def test_a_cut_tail_shows_against_a_hash_kept_elsewhere(path: Path) -> None:
    """7.5: the newest hash goes into every alert and export."""
    with Store.open(path, readonly=True) as store:
        hashes = {name: store.newest_hash(name) or "" for name in ("valmont", "autre")}
        assert store.outbox.pending()[0].hash == hashes["valmont"]
    assert problems(path, **hashes) == []
    cut_tail(path)
    assert problems(path) == []
    assert [(p.kind, p.watch) for p in problems(path, **hashes)] == [("tail", "valmont")]
    assert [(p.kind, p.watch) for p in problems(path, gone="abc")] == [("tail", "gone")]


def test_an_erased_snapshot_is_erased_not_broken(path: Path) -> None:
    """7.5: without salt and texts the chain still holds."""
    for sql in (
        "DELETE FROM items WHERE snapshot_id = 2",
        "DELETE FROM edits WHERE change_id = 1",
        "UPDATE exchanges SET blob = NULL WHERE snapshot_id = 2",
        "UPDATE snapshots SET page = NULL, salt = NULL, states = '{}', erased_at = '2026-12-01T00:00:00.000Z' WHERE number = 2",
    ):
        tamper(path, sql)
    found = problems(path)
    assert [(p.kind, p.watch, p.snapshot, p.broken) for p in found] == [("erased", "valmont", 2, False)]


def test_a_damaged_file_is_reported_not_thrown(path: Path) -> None:
    """7.5: bytes of the file itself; verify tells what it can."""
    with closing(sqlite3.connect(path)) as db:
        roots = db.execute("SELECT rootpage FROM sqlite_master WHERE name IN ('edits', 'headers', 'digests', 'blobs')").fetchall()
    data = bytearray(path.read_bytes())
    for (root,) in roots:
        data[(root - 1) * 4096 : (root - 1) * 4096 + 64] = b"\xa5" * 64
    path.write_bytes(data)
    assert any(p.broken for p in problems(path))


def test_the_readme_is_the_recipe(path: Path) -> None:
    """7.5, 7.2: a stranger with python3 and the README computes the same hashes and digests, and reads the same bytes."""
    scope: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S):
        exec(block, scope)
    chain = list(scope["chain"](path))
    assert [(watch_, number) for watch_, number, _, _ in chain] == [("autre", 1), ("valmont", 1), ("valmont", 2), ("valmont", 3)]
    assert all(stored == computed for _, _, stored, computed in chain)
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        for snapshot in db.execute("SELECT * FROM snapshots").fetchall():
            things = {"item": scope["items"](db, snapshot), "change": scope["changes"](db, snapshot)}
            computed = {
                (kind, n): scope["digest"](scope["salt_of"](snapshot, kind, n), thing)
                for kind, found in things.items()
                for n, thing in enumerate(found)
            }
            sql = "SELECT kind, position, digest FROM digests WHERE snapshot_id = ? AND kind IN ('item', 'change')"
            assert {(k, n): d for k, n, d in db.execute(sql, (snapshot["id"],))} == computed
        pages = [scope["read"](db, blob) for (blob,) in db.execute("SELECT page FROM snapshots ORDER BY watch_id, number")]
    assert pages[:3] == [page("Un Deux", 1), page("Un Trois", 3), page("Un Quatre", 5)]


def test_the_views_tell_a_stranger_what_happened(path: Path) -> None:
    """7.2: plain text, UTC times."""
    with closing(sqlite3.connect(path)) as db:
        latest = db.execute("SELECT watch, snapshot, visited_at, failing, item, heading, text FROM latest").fetchall()
        timeline = db.execute("SELECT at, visits, outcome, item, change, failure FROM timeline WHERE watch = 'valmont'").fetchall()
        revisions = db.execute("SELECT snapshot, item, label, text FROM revisions WHERE watch = 'valmont'").fetchall()
    assert latest == [
        ("autre", 1, "2026-11-24T07:00:03.120Z", 0, "mutualisation", "Mutualisation des services", "Ailleurs"),
        ("valmont", 3, "2026-11-24T13:00:03.120Z", 0, "mutualisation", "Mutualisation des services", "Un\nQuatre"),
    ]
    assert timeline[:4] == [
        ("2026-11-24T07:00:03.120Z", 1, "first", None, None, None),
        ("2026-11-24T08:00:03.120Z", 1, "unchanged", None, None, None),
        ("2026-11-24T09:00:03.120Z", 1, "failed", None, None, "http_error"),
        ("2026-11-24T10:00:03.120Z", 1, "changed", "mutualisation", "edited", None),
    ]
    assert revisions[1] == (1, "organigramme", "Organigramme - Ource Métropole", "Direction générale\nAnne Aubépine")


def test_an_alert_that_is_gone_is_named(path: Path) -> None:
    """No alert is ever deleted: a number between others that is not there is damage."""
    told = tuple(Alert(channel="mail-1", kind="change", key=f"k{n}", items=("mutualisation",)) for n in (2, 3, 4))
    with Store.open(path) as store:
        store.write(
            seen(4, T0 + 7 * HOUR, "Un", "Cinq", body=page("Un Cinq", 7), changes=(edited("e", "f"),), alerts=told), watch()
        )
        assert store.outbox.damaged(20) == ()
    tamper(path, "DELETE FROM outbox WHERE id IN (1, 3)")
    with Store.open(path, readonly=True) as store:
        assert (store.outbox.damaged(20), store.outbox.damaged(2)) == ((3, 1), (3,))
    assert {p.detail for p in problems(path)} == {
        "the alert 3 is unreadable",
        "the alert 1 is unreadable",
        "4 alerts were written, the database has 2",
    }


def test_rows_that_went_from_tables_that_only_grow_are_missed(path: Path) -> None:
    """7.5: nothing else would know of an alert that was never sent."""
    with Store.open(path, readonly=True) as store:
        assert store.outbox.missing() is None
    assert tamper(path, "DELETE FROM outbox") == 1
    with Store.open(path, readonly=True) as store:
        assert (store.outbox.damaged(20), str(store.outbox.missing())) == ((), "1 alert was written, the database has 0")
    assert [(p.kind, p.detail) for p in problems(path)] == [("alert", "1 alert was written, the database has 0")]


def test_a_version_that_went_is_named_by_the_visits(path: Path) -> None:
    tamper(path, "DELETE FROM snapshots WHERE number = 3")
    assert "the last snapshot is 2, it was 3" in {p.detail for p in problems(path) if p.kind == "count"}


def test_an_alert_keeps_the_name_of_a_watch_that_is_gone(path: Path) -> None:
    tamper(path, "DELETE FROM watches WHERE name = 'valmont'")
    with Store.open(path, readonly=True) as store:
        assert [row.watch for row in store.outbox.recent(5)] == ["valmont"]


@pytest.mark.parametrize("index", ["checks_watch", "checks_newest", "checks_sealed"])
def test_visits_that_their_index_lost_are_not_taken_for_none(path: Path, index: str) -> None:
    """7.5: an index that a page of the file was swapped in finds nothing, and the rows are all there."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = sql || ' WHERE count < 0' WHERE name = ?", (index,))
        db.execute("PRAGMA writable_schema = RESET")
        db.execute(f"REINDEX {index}")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, ' WHERE count < 0', '') WHERE name = ?", (index,))
    with Store.open(path, readonly=True) as store:
        for asked in (
            lambda: store.visits("valmont"),
            lambda: store.coverage("valmont", T0, T0 + 9 * HOUR),
        ):
            with pytest.raises(Damaged):
                asked()


def test_a_hold_without_a_time_holds_nobody_up(path: Path) -> None:
    """7.5: what a page of the file that was swapped in shows as a row may hold nothing where a time is wanted."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, 'until TEXT NOT NULL', 'until TEXT') WHERE name = 'holds'")
        db.execute("PRAGMA writable_schema = RESET")
        db.execute("INSERT INTO holds (scope, target, until) VALUES ('host', 'www.valmont.example:443', NULL)")
    with Store.open(path, readonly=True) as store:
        assert store.holds.until("https://www.valmont.example/") is None
        assert store.visits("valmont")
