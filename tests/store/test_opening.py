"""Opening the database: what it guarantees, what it refuses, what it costs (DESIGN 7.1, 7.2)."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from monitor.errors import NewerSchema, NotADatabase, NothingFound, StoreError
from monitor.store import Store, connection
from monitor.store.migrating import create, migrate
from monitor.store.row_digests import row_digest
from monitor.store.schema import NAMES, SET
from tests.databases import create_known
from tests.store.town import HOUR, T0, seen, unchanged, watch

ROOT = Path(__file__).resolve().parent.parent.parent


def schema(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    """A fresh clone runs."""
    path = tmp_path / "snapshots" / "monitor.db"
    with Store.open(path) as store:
        assert store.watches() == ()
    assert path.exists()


def test_every_open_sets_what_sqlite_forgets(tmp_path: Path) -> None:
    """7.1: WAL, synchronous=FULL, foreign keys on at every open; SQLite itself waits shortly, so that Ctrl-C is heard."""
    path = tmp_path / "monitor.db"
    for _ in range(2):
        with Store.open(path) as store:
            names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            assert [store._db.value(f"PRAGMA {name}") for name in names] == ["wal", 2, 1, 500]


def test_every_table_is_strict(tmp_path: Path) -> None:
    """7.1."""
    path = tmp_path / "monitor.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        loose = db.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE '%sqlite_%'"
        ).fetchall()
    assert loose == []


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    """7.1: migrations run once."""
    path = tmp_path / "monitor.db"
    Store.open(path).close()
    before = schema(path), path.read_bytes()
    Store.open(path).close()
    assert (schema(path), path.read_bytes()) == before


def test_two_openers_of_a_new_file_make_its_tables_once(tmp_path: Path) -> None:
    """7.1: no half-made schema whoever comes first."""
    path, errors = tmp_path / "monitor.db", []

    def open_it() -> None:
        try:
            Store.open(path).close()
        except Exception as error:  # collected: a thread's error would be lost
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with closing(sqlite3.connect(path)) as db:
        applied = [name for (name,) in db.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
    assert (errors, applied) == ([], list(NAMES))


def test_each_migration_is_a_file_and_each_file_a_migration() -> None:
    """7.1: one that is not named would never be applied."""
    folder = ROOT / "monitor" / "store" / "migrations"
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.sql" for name in NAMES)


def test_a_new_file_is_what_migrating_makes_of_an_empty_one(tmp_path: Path) -> None:
    """7.1, §9: byte for byte but for the times, without what a migration asks of sqlite_utils."""
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    Store.open(made).close()
    with closing(sqlite3.connect(migrated, isolation_level=None)) as db:
        db.execute("BEGIN")
        migrate(db, SET, NAMES)
        db.execute("COMMIT")
    everything = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master ORDER BY rowid"
    rows = "SELECT id, migration_set, name, length(applied_at) FROM _sqlite_migrations ORDER BY id"
    with closing(sqlite3.connect(made)) as one, closing(sqlite3.connect(migrated)) as other:
        assert one.execute(everything).fetchall() == other.execute(everything).fetchall()
        assert one.execute(rows).fetchall() == other.execute(rows).fetchall()


def test_what_tests_begin_with_is_what_a_new_file_holds() -> None:
    """7.1: the tables that commands under test find made, by fewer statements; the same in all but the times."""
    held = []
    for make in (create, create_known):
        with closing(sqlite3.connect(":memory:")) as db:
            db.create_function("row_digest", -1, row_digest, deterministic=True)
            make(db, SET, NAMES)
            db.execute("UPDATE _sqlite_migrations SET applied_at = ''")
            held.append([*db.iterdump(), *db.execute("PRAGMA user_version")])
    assert held[0] == held[1]


@pytest.mark.few(9)
@pytest.mark.parametrize("applied", range(len(NAMES)))
def test_a_database_of_any_earlier_schema_is_brought_up_to_date(
    tmp_path: Path, applied: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """7.1: forward from every released schema."""
    path, fresh = tmp_path / "old.db", tmp_path / "new.db"
    Store.open(fresh).close()
    with monkeypatch.context() as old:
        old.setattr(connection, "NAMES", NAMES[:applied])
        connection.open_connection(path, create=True, readonly=False).close()
    Store.open(path).close()
    assert schema(path) == schema(fresh)


def test_a_newer_schema_is_refused_with_the_way_back(tmp_path: Path) -> None:
    """7.1: an applied migration that the program does not know."""
    path = tmp_path / "monitor.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', 'm9999_future', '2030')")
    before = path.read_bytes()
    with pytest.raises(NewerSchema, match="m9999_future") as caught:
        Store.open(path)
    assert "backup" in str(caught.value.remedy)
    assert path.read_bytes() == before


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE recipes_of_cakes (name TEXT)")


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        pytest.param(
            lambda p: p.write_text("bonjour, ceci est un texte\n" * 99), NotADatabase, "not a SQLite database", id="a text"
        ),
        pytest.param(
            lambda p: p.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4080), StoreError, "monitor.db", id="a header and rubbish"
        ),
        pytest.param(other_program, NotADatabase, "another program", id="another program's database"),
        pytest.param(lambda p: p.mkdir(), StoreError, "is a folder", id="a folder"),
    ],
)
def test_a_file_that_is_no_database_of_ours_is_refused(tmp_path: Path, make, error, says) -> None:  # type: ignore[no-untyped-def]
    """A clear error with its remedy, no traceback, and the file is left alone."""
    path = tmp_path / "monitor.db"
    make(path)
    with pytest.raises(error, match=says) as caught:
        Store.open(path)
    assert caught.value.remedy


def test_a_folder_in_place_of_the_database_is_answered_with_what_to_write(tmp_path: Path) -> None:
    """4.3: « donnez le droit de lire le fichier » helped nobody."""
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path)
    assert f'database = "{tmp_path}/monitor.db"' in str(caught.value.remedy)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """The parent is a file."""
    (tmp_path / "snapshots").write_text("")
    with pytest.raises(StoreError, match="snapshots/x cannot be made") as caught:
        Store.open(tmp_path / "snapshots" / "x" / "monitor.db")
    assert caught.value.remedy


def test_a_folder_missing_further_up_is_not_made(tmp_path: Path) -> None:
    """More likely a typing error, or a disk that is not mounted."""
    with pytest.raises(StoreError, match="snapshots does not exist") as caught:
        Store.open(tmp_path / "snapshots" / "deep" / "monitor.db")
    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_without_create_a_missing_file_stays_missing(tmp_path: Path) -> None:
    """`show` and `history` make no empty database."""
    for readonly in (False, True):
        with pytest.raises(StoreError, match="no database"):
            Store.open(tmp_path / "none" / "monitor.db", create=False, readonly=readonly)
    assert list(tmp_path.iterdir()) == []


def as_anyone(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run *code* without what lets root write everywhere: its capabilities, for another user may not even reach a test's folder."""
    none = "(ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()"  # capset(2): version 3, this process; none of any kind
    drop = f"import ctypes, os\nif os.getuid() == 0:\n    assert ctypes.CDLL(None).capset({none}) == 0\n"
    path = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    imports = path + "from pathlib import Path\nfrom monitor.store import Store\nimport sqlite_utils\n"
    return subprocess.run(
        [sys.executable, "-c", imports + drop + code, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("kind", ["file and folder", "folder"])
def test_what_cannot_be_written_says_so_and_can_still_be_read(tmp_path: Path, kind: str) -> None:
    """A read-only folder or file: StoreError with its remedy for a writer, answers for a reader."""
    folder = tmp_path / "snapshots"
    with Store.open(folder / "monitor.db") as store:
        store.write(seen(1, T0, "Un"), watch())
    (folder / "monitor.db").chmod(0o444 if kind == "file and folder" else 0o666)
    folder.chmod(0o555)
    write = (
        "try:\n    s = Store.open(Path(sys.argv[1])); s.rename('valmont', 'new')\n"
        "except Exception as e: print(type(e).__name__, '|', e, '|', e.remedy)"
    )
    read = "s = Store.open(Path(sys.argv[1]), readonly=True); print(s.revision('valmont').sections[0].blocks[0].text)"
    wrote, seen_ = as_anyone(write, str(folder / "monitor.db")), as_anyone(read, str(folder / "monitor.db"))
    folder.chmod(0o755)
    assert wrote.stdout.startswith("StoreError |") and "writable" in wrote.stdout, wrote
    assert seen_.stdout == "Un\n", seen_


def test_the_path_of_an_unchanged_check_imports_no_sqlite_utils(tmp_path: Path) -> None:
    """DESIGN §9: 100 ms that an unchanged check does not need; nor zstandard, nor what follows units where no chart is kept."""
    path = tmp_path / "monitor.db"
    with Store.open(path) as store:
        store.write(seen(1, T0, "Un"), watch())
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom monitor.store import Store\n"
        "from tests.store.town import *\n"
        f"with Store.open(Path({str(path)!r})) as s:\n"
        "    s.state(watch()); s.pasts([watch()]); s.write(unchanged(T0 + HOUR), watch()); s.all_read()\n"
        "print(sorted({'sqlite_utils', 'zstandard', 'click', 'httpx', 'monitor.compare.charts.careers'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


def test_a_reader_leaves_no_trace(tmp_path: Path) -> None:
    """readonly: nothing is written, not even a newer schema."""
    path = tmp_path / "monitor.db"
    with Store.open(path) as store:
        store.write(seen(1, T0, "Un"), watch())
    before = path.read_bytes()
    with Store.open(path, readonly=True) as reader:
        assert reader.snapshot("valmont").number == 1
        with pytest.raises(StoreError, match="writ"):
            reader.write(unchanged(T0 + HOUR), watch())
    assert path.read_bytes() == before


def test_an_unknown_watch_is_nothing_found(tmp_path: Path) -> None:
    """Exit 1, with what to do."""
    with Store.open(tmp_path / "monitor.db") as store:
        for ask in (store.revision, store.snapshot, store.history, store.newest_hash):
            with pytest.raises(NothingFound):
                ask("nowhere")
        assert store.state(watch()).last is None
        assert store.newest_page("nowhere") is None


def test_the_readme_explains_every_table_and_column(tmp_path: Path) -> None:
    """7.2: the database makes sense to a stranger."""
    path = tmp_path / "monitor.db"
    Store.open(path).close()
    readme = (ROOT / "snapshots" / "README.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", readme, re.S | re.M))
    with closing(sqlite3.connect(path)) as db:
        names = [
            n
            for (n,) in db.execute(
                "SELECT name FROM pragma_table_list WHERE type IN ('table', 'view', 'virtual') AND schema = 'main'"
            )
        ]
        ours = [n for n in names if "sqlite_" not in n]
        columns = {n: [c for (c,) in db.execute("SELECT name FROM pragma_table_info(?)", (n,))] for n in ours}
    missing = [(n, c) for n, found in columns.items() for c in found if f"`{c}`" not in parts.get(n, "")]
    assert missing == []


ANOTHER = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from monitor.store import Store
Store.open(Path(sys.argv[1])).close()
"""


def test_a_second_process_that_closes_takes_nothing_from_the_first(tmp_path: Path) -> None:
    """7.1, https://sqlite.org/howtocorrupt.html 2.2.1: a process that opens its file twice keeps its locks, and so its log."""
    with Store.open(tmp_path / "m.db") as store:
        store.robots.get("https://example.org")
        subprocess.run([sys.executable, "-c", ANOTHER, tmp_path / "m.db"], check=True)
        store.write(seen(1, T0, "Un"), watch())
        with Store.open(tmp_path / "m.db", readonly=True) as reader:
            assert reader.snapshot("valmont").number == 1
