"""Damaged databases, command by command: a sentence and an exit status, and nothing damaged is shown as true (11.7)."""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from monitor.cli import command
from monitor.errors import MonitorError
from monitor.model import Alert
from monitor.store import Store
from monitor.terminal.output import error_text
from tests import sweeps
from tests.store.town import HOUR, T0, document, edited, failed, page, seen, unchanged, watch

PDF = b"%PDF-1.7 " + bytes(range(256)) * 20
CONFIG = """
[monitor]
database = "monitor.db"
pause = "0s"

[[watch]]
name = "valmont"
url = "http://127.0.0.1:9/"
[watch.sections.mutualisation]
heading = "Mutualisation"

[[watch]]
name = "autre"
url = "http://127.0.0.1:9/autre"
[watch.sections.mutualisation]
heading = "Mutualisation"
"""
SHOWS: tuple[tuple[str, ...], ...] = (  # these show what is sealed
    ("show", "valmont"),
    ("show", "valmont@1", "--json"),
    ("show", "valmont@2", "--json"),
    ("show", "autre", "--json"),
    ("diff", "valmont", "1", "3", "--json"),
    ("diff", "valmont", "2", "3", "--format", "unified"),
    ("history", "valmont"),
    ("history", "--json"),
)
OTHERS: tuple[tuple[str, ...], ...] = (
    ("search", "quatre", "--json"),
    ("coverage", "valmont", "--since", "2026-11-20"),
    ("status",),
    ("status", "--json"),
    ("schedule",),
    ("alerts",),
    ("doctor", "--offline"),
    ("backup", "copy.db"),
    ("rename", "autre", "ailleurs"),
    ("check",),
)
SAYS_SO = ("abîm", "damaged", "malformed", "illisible", "pas une base SQLite", "n’est plus", "verify", "manque", "pas encore")
TABLES = ("watches", "snapshots", "items", "texts", "blocks", "contents", "changes", "edits", "exchanges", "headers", "blobs",
          "digests", "checks", "state", "recipes", "outbox", "sightings", "episodes", "block_facts")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    status: int
    out: str
    err: str


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a configuration and three versions of one page, one of another, failures, unchanged visits, an alert."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    told = Alert(channel="mail-1", kind="change", key="k1", items=("mutualisation",))
    with Store.open(folder / "monitor.db") as store, store.group():
        for plan in (
            seen(1, T0, "Un", "Deux", body=page("Un Deux", 1), documents=((document(PDF), PDF),)),
            unchanged(T0 + HOUR, page("Un Deux", 2)),
            failed(T0 + 2 * HOUR, T0 + 2 * HOUR, 1),
            seen(2, T0 + 3 * HOUR, "Un", "Trois", body=page("Un Trois", 3), changes=(edited("a", "b"),)),
            unchanged(T0 + 4 * HOUR, page("Un Trois", 4)),
            seen(3, T0 + 5 * HOUR, "Un", "Quatre", body=page("Un Quatre", 5), changes=(edited("c", "d"),), alerts=(told,)),
            unchanged(T0 + 6 * HOUR, page("Un Quatre", 6)),
        ):
            store.write(plan, watch())
        store.write(seen(1, T0, "Ailleurs", name="autre"), watch("autre"))
    with closing(sqlite3.connect(folder / "monitor.db")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture(autouse=True)
def _in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    """SAYS_SO is French, whatever the terminal that runs the tests speaks."""
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


def run(folder: Path, *words: str) -> Told:
    """The command in this process; an error that is none of the program's own is a failure of the test."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = command.main([*words], standalone_mode=False)
        except MonitorError as error:
            return Told(error.exit_status, out.getvalue(), error_text(error))
        except click.ClickException as error:
            return Told(error.exit_code, out.getvalue(), error.format_message())
    return Told(status or 0, out.getvalue(), err.getvalue())


def pages_of(path: Path, table: str) -> list[int]:
    with closing(sqlite3.connect(path)) as db:
        try:
            return [n for (n,) in db.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,))]
        except sqlite3.OperationalError:  # SQLite without dbstat: the root alone
            return [n for (n,) in db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))]


def damages(path: Path) -> Iterator[tuple[str, Callable[[bytearray], None]]]:
    """Name and deed of each damage to the file's bytes, at places that a seed chooses."""
    size = path.stat().st_size
    for table in TABLES:
        for seed in range(sweeps.times(1, 2)):
            chance = random.Random(f"{table}{seed}")
            yield f"bits-{table}-{seed}", _flips(pages_of(path, table), chance, 8 if (seed + len(table)) % 2 else 1)
    for part in (0.03, 0.3, 0.6, 0.9, 0.99):
        yield f"cut-{part}", lambda data, part=part: data.__delitem__(slice(int(size * part), None))  # type: ignore[misc]
    for table in ("blocks", "edits", "snapshots", "items", "checks"):
        yield f"zero-{table}", _zeroed(pages_of(path, table)[0])
    for a, b in (("blocks", "texts"), ("edits", "changes"), ("items", "checks"), ("snapshots", "state")):
        yield f"swap-{a}-{b}", _swapped(pages_of(path, a)[0], pages_of(path, b)[0])
    yield "foreign", lambda data: data.__setitem__(slice(None), b"%PDF-1.7 nothing of SQLite" * 300)


def _flips(pages: list[int], chance: random.Random, count: int) -> Callable[[bytearray], None]:
    def flip(data: bytearray) -> None:
        for _ in range(count):
            first = (chance.choice(pages) - 1) * 4096
            held = [at for at in range(first, first + 4096) if data[at]]
            data[chance.choice(held or [first])] ^= 1 << chance.randrange(8)

    return flip


def _zeroed(number: int) -> Callable[[bytearray], None]:
    return lambda data: data.__setitem__(slice((number - 1) * 4096, number * 4096), bytes(4096))


def _swapped(a: int, b: int) -> Callable[[bytearray], None]:
    def swap(data: bytearray) -> None:
        one, other = slice((a - 1) * 4096, a * 4096), slice((b - 1) * 4096, b * 4096)
        data[one], data[other] = data[other], data[one]

    return swap


RUBBISH = {  # what SQLite itself finds nothing wrong with
    "text": "UPDATE blocks SET text = replace(text, 'Trois', 'Mille')",
    "title": "UPDATE items SET heading = 'Fermeture des services'",
    "order": "UPDATE texts SET blocks = '[[1,2000000000]]'",
    "no-json-order": "UPDATE texts SET blocks = 'nothing'",
    "missing-block": "DELETE FROM blocks WHERE text = 'Un'",
    "edit": "UPDATE edits SET edit = replace(edit, 'La ville', 'La mairie')",
    "no-json-edit": "UPDATE edits SET edit = '{'",
    "other-json-edit": "UPDATE edits SET edit = '[]'",
    "facts": "UPDATE changes SET facts = '7'",
    "significance": "UPDATE changes SET significance = 'minor'",
    "time": "UPDATE snapshots SET taken_at = '2020-01-01T00:00:00.000Z' WHERE number = 2",
    "no-time": "UPDATE snapshots SET taken_at = 'yesterday'",
    "number": "UPDATE snapshots SET number = 9 WHERE number = 3",
    "states": "UPDATE snapshots SET states = '{]'",
    "ignored": "UPDATE items SET ignored = '{'",
    "chart": "UPDATE contents SET orgchart = replace(orgchart, 'Aubépine', 'Épine')",
    "no-json-chart": "UPDATE contents SET orgchart = '[1]'",
    "failures": "UPDATE checks SET failures = '[{}]'",
    "cosmetic": "UPDATE checks SET cosmetic = '[3]'",
    "visit-time": "UPDATE checks SET first_at = 'noon'",
    "known": "UPDATE state SET known = '{'",
    "state-time": "UPDATE state SET newest_at = ''",
    "flapping": "UPDATE state SET flapping = '{}'",
    "payload": "UPDATE outbox SET payload = '{}'",
    "alert-items": "UPDATE outbox SET items = '8'",
    "alert-due": "UPDATE outbox SET created_at = 'soon'",
    "redirects": "UPDATE exchanges SET redirects = 'x', request_headers = 'y'",
    "bytes": "UPDATE blobs SET data = zeroblob(length(data))",
    "no-digests": "DELETE FROM digests",
    "schema": "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'text', 'txet') WHERE name = 'blocks'",
    "no-schema": "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE nothing' WHERE name = 'edits'",
    "no-table": "DROP TABLE edits",
    "no-bytes-of-text": "UPDATE headers SET value = CAST(x'ff61' AS TEXT)",
}


@pytest.fixture(scope="module")
def well(whole: Path) -> dict[tuple[str, ...], Told]:
    told = {words: run(whole, *words) for words in SHOWS}
    assert all(t.status == 0 and t.out for t in told.values())
    return told


def broken(whole: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "broken"
    shutil.copytree(whole, folder)
    return folder


def examined(folder: Path, well: dict[tuple[str, ...], Told], others: Sequence[tuple[str, ...]]) -> None:
    """Each output is that of the whole database, or says that there is damage; `verify` says so where any differs."""
    differs = False
    for words in SHOWS:
        told = run(folder, *words)
        if told != well[words]:
            differs = True
            assert told.status in (1, 2), (words, told)
            assert any(word in told.err for word in SAYS_SO), (words, told)
    verified = run(folder, "verify")
    assert not differs or verified.status, verified
    for words in others:
        run(folder, *words)


def test_damage_to_the_bytes_of_the_file(whole: Path, tmp_path: Path, well: dict[tuple[str, ...], Told]) -> None:
    """7.5: bits flipped in the pages of every table, a file that was cut, pages emptied or swapped, another file."""
    for name, damage in damages(whole / "monitor.db"):
        folder = broken(whole, tmp_path / name)
        data = bytearray((folder / "monitor.db").read_bytes())
        damage(data)
        (folder / "monitor.db").write_bytes(data)
        try:
            examined(folder, well, random.Random(name).sample(OTHERS, 1))
        except BaseException as error:
            error.add_note(name)
            raise


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_in_rows(name: str, whole: Path, tmp_path: Path, well: dict[tuple[str, ...], Told]) -> None:
    """7.5: what SQLite takes for well, and is not what was written."""
    folder = broken(whole, tmp_path)
    with closing(sqlite3.connect(folder / "monitor.db")) as db:
        db.executescript("PRAGMA foreign_keys = OFF;" + RUBBISH[name])
        db.commit()
    assert run(folder, "verify").status
    examined(folder, well, random.Random(name).sample(OTHERS, sweeps.times(1, len(OTHERS))))
