"""A database damaged at random, command by command: what is printed is what the sound one prints, or a sentence and a status (7.5).

The database is made by the program: 30 captures imported with their PDFs, pages visited live that change, fail and are refused by
a mail server, alerts delivered and waiting. Each damage is one of: bits flipped, a page of the file emptied, two swapped, the end
cut off, rows deleted, columns altered, another schema, another file, and the same for a write-ahead log. A traceback is wrong, and
so is a line that the sound database did not print.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import random
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from monitor.cli import command
from monitor.demo.server import page, site_file
from monitor.errors import MonitorError
from monitor.terminal.output import error_text
from soak import Summary
from tests.command import monitor
from tests.configs import ITEMS, write_config
from tests.site import Page, Site

DAMAGES = 300
CAPTURES = 30
PAGE = 4096
URL = "http://127.0.0.1:9/"
AFTER = """
[[alert]]
to = "atom:feed.xml"

[smtp]
host = "127.0.0.1"
port = 9
security = "none"
from = "veille@valmont.example"

[[alert]]
to = "mailto:redaction@valmont.example"
"""
SEARCH = ("search", "ville", "--json", "--limit", "100000")  # a sighting that is gone is said by `verify` alone
SHOWS: tuple[tuple[str, ...], ...] = (  # the sound database prints the same at any time
    ("show", "valmont"),
    ("show", "valmont@1", "--json"),
    ("show", "valmont@{version}", "--json"),
    ("show", "valmont-2", "--json"),
    ("diff", "valmont", "1", "{version}", "--json"),
    ("diff", "valmont", "2", "3"),
    ("history", "valmont", "--json"),
    ("history", "valmont-2", "--all"),
    ("history", "--json"),
    SEARCH,
    ("coverage", "valmont", "--since", "2023-01-01", "--until", "2023-12-31", "--json"),
    ("coverage", "valmont-2", "--since", "2023-01-01", "--until", "2100-01-01", "--json"),
    ("alerts", "--json"),
)
SAYS: tuple[tuple[str, ...], ...] = (  # these tell the time, or work: they have to end well
    ("status",),
    ("schedule",),
    ("verify",),
    ("doctor", "--offline"),
    ("backup", "copy.db"),
    ("reread",),
    ("import", "valmont", "manifest.jsonl"),
    ("alerts", "send"),
    ("check", "--json"),
    ("verify", "--json"),
)
TABLES = ("watches", "snapshots", "items", "texts", "blocks", "contents", "changes", "edits", "exchanges", "headers", "blobs",
          "digests", "checks", "state", "recipes", "outbox", "sightings", "episodes", "holds", "robots", "readings")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a command printed. *status* None: it ended in a traceback, which is in *err*."""

    status: int | None
    out: str
    err: str


@dataclass(slots=True)
class Outcome:
    """What came of a trial. `wrong`: damage, command, and what was wrong with what it printed."""

    tried: Counter[str] = field(default_factory=Counter)
    noticed: int = 0  # by `verify`, or by not being a database any more
    shown: int = 0  # commands that printed what the sound database does not
    wrong: list[str] = field(default_factory=list)


def run(folder: Path, *words: str) -> Told:
    """One command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = command.main([*words], standalone_mode=False)
        except MonitorError as error:
            return Told(error.exit_status, out.getvalue(), error_text(error))
        except click.ClickException as error:
            return Told(error.exit_code, out.getvalue(), error.format_message())
        except Exception as bug:  # what a trial is there to find
            return Told(None, out.getvalue(), f"{type(bug).__name__}: {bug}")
    said = err.getvalue()
    return Told(None if "Traceback" in said else status or 0, out.getvalue(), said)


# ------------------------------------------------------------------------------------------------------------ a real database


def build(folder: Path, captures: int = CAPTURES) -> None:
    """Make the database in *folder*: imported history, live visits, failures, alerts that went and alerts that wait."""
    with Site() as site:
        address = site.url("/mairie")
        site.pages["/mairie"] = Page(page(noise=False, after=False))
        site.pages["/media/organigramme-2025.pdf"] = Page(site_file("organigramme-2025.pdf"), content_type="application/pdf")
        site.pages["/media/organigramme-2026.pdf"] = Page(site_file("organigramme-2026.pdf"), content_type="application/pdf")
        write_config(folder, URL, address, items=ITEMS, after=AFTER)
        _captures(folder, captures)
        _done(monitor("import", "valmont", "manifest.jsonl", cwd=folder, timeout=600))
        for noise, after in ((False, False), (True, False), (True, True)):
            site.pages["/mairie"] = Page(page(noise=noise, after=after))
            monitor("check", cwd=folder)
        site.pages["/mairie"] = Page(status=503)
        monitor("check", cwd=folder)
        with closing(sqlite3.connect(folder / "monitor.db")) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _done(done: object) -> None:
    assert getattr(done, "status", 1) == 0, done


def _captures(folder: Path, captures: int) -> None:
    """A manifest of as many captures, each with a sentence of its own and one of the two charts in turn."""
    for name in ("organigramme-2025.pdf", "organigramme-2026.pdf"):
        (folder / name).write_bytes(site_file(name))
    lines = []
    for number in range(captures):
        words = f"La ville compte {number + 12} services partagés".encode()
        shown = page(noise=number % 2 == 1, after=number % 3 == 2).replace(b"<p>", b"<p>" + words + b". ", 1 + number % 2)
        (folder / f"{number:02}.html").write_bytes(shown)
        chart = f"organigramme-{2025 + number // 4 % 2}.pdf"
        at = f"2023-{1 + number // 28:02}-{1 + number % 28:02}T08:00:00Z"
        lines.append({"time": at, "page": {"file": f"{number:02}.html"}, "documents": {"organigramme": [{"file": chart}]}})
    (folder / "manifest.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines))


# -------------------------------------------------------------------------------------------------------------------- damages


Deed = Callable[[Path, random.Random], None]


def _pages_of(path: Path, table: str) -> list[int]:
    with closing(sqlite3.connect(path)) as db:
        try:
            return [n for (n,) in db.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,))]
        except sqlite3.OperationalError:  # SQLite without dbstat: the root alone
            return [n for (n,) in db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))]


def _flip(path: Path, chance: random.Random, first: int, size: int, count: int) -> None:
    data = bytearray(path.read_bytes())
    held = [at for at in range(first, min(first + size, len(data))) if data[at]]
    for _ in range(count):
        data[chance.choice(held or [first])] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def flipped_in_a_table(path: Path, chance: random.Random) -> None:
    pages = _pages_of(path, chance.choice(TABLES))
    if pages:
        _flip(path, chance, (chance.choice(pages) - 1) * PAGE, PAGE, chance.choice([1, 1, 2, 8]))


def flipped_anywhere(path: Path, chance: random.Random) -> None:
    _flip(path, chance, chance.randrange(path.stat().st_size // PAGE) * PAGE, PAGE, 1)


def flipped_in_the_header(path: Path, chance: random.Random) -> None:
    _flip(path, chance, 0, 100, 1)


def emptied(path: Path, chance: random.Random) -> None:
    data, number = bytearray(path.read_bytes()), chance.randrange(path.stat().st_size // PAGE)
    data[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(data)


def swapped(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    a, b = (slice(n * PAGE, (n + 1) * PAGE) for n in chance.sample(range(1, len(data) // PAGE), 2))
    data[a], data[b] = data[b], data[a]
    path.write_bytes(data)


def cut(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * chance.random())])


def deleted(path: Path, chance: random.Random) -> None:
    table = chance.choice(TABLES)
    _executed(path, f"DELETE FROM {table} WHERE abs(random()) % {chance.choice([1, 2, 5])} = 0")


def altered(path: Path, chance: random.Random) -> None:
    """One value of one row, as a bit that flips in it would leave it: still a text, a number, a time."""
    table = chance.choice(TABLES)
    with closing(sqlite3.connect(path)) as db:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] not in ("id", "digest")]
        rows = db.execute(f"SELECT * FROM {table}").fetchall()
        names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    if not rows:
        return
    row, column = chance.choice(rows), chance.choice(columns)
    value = row[names.index(column)]
    where = " AND ".join(f"{name} IS ?" for name in names)
    _executed(path, f"UPDATE {table} SET {column} = ? WHERE {where}", (_otherwise(value, chance), *row))


def _otherwise(value: object, chance: random.Random) -> object:
    match value:
        case int() | float():
            return value + chance.choice([1, -1, 64, 1024])
        case str() if value:
            at = chance.randrange(len(value))
            other = chr(ord(value[at]) ^ (1 << chance.randrange(3)))
            return value[:at] + (other if other.isprintable() else "x") + value[at + 1 :]
        case bytes() if value:
            at = chance.randrange(len(value))
            return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
    return None


def _executed(path: Path, sql: str, values: tuple[object, ...] = ()) -> None:
    with closing(sqlite3.connect(path)) as db, db, contextlib.suppress(sqlite3.Error):
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(sql, values)


def another_schema(path: Path, chance: random.Random) -> None:
    table = chance.choice(TABLES)
    with closing(sqlite3.connect(path)) as db, db:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    column = chance.choice(columns)
    for sql in (f"ALTER TABLE {table} RENAME COLUMN {column} TO {column}_x", f"DROP TABLE {table}"):
        if chance.random() < 0.6:
            _executed(path, sql)


def another_file(path: Path, chance: random.Random) -> None:
    kind = chance.randrange(4)
    if kind == 0:
        path.write_bytes(chance.randbytes(20_000))
    elif kind == 1:
        path.write_bytes(b"")
    else:
        path.unlink()
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("CREATE TABLE watches (id INTEGER PRIMARY KEY, uuid TEXT)" if kind == 2 else "CREATE TABLE feeds (url TEXT)")
            db.execute("PRAGMA user_version = 7")


def torn_log(path: Path, chance: random.Random) -> None:
    """A write-ahead log that a crash left: whole, cut within a frame, with a flipped bit, of another database, or rubbish."""
    wal, shm = Path(f"{path}-wal"), Path(f"{path}-shm")
    aside = path.with_name("aside.db")
    shutil.copy(path, aside)
    with closing(sqlite3.connect(aside)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        if chance.random() < 0.25:
            db.execute("CREATE TABLE another (a)")
            db.execute("INSERT INTO another SELECT hex(randomblob(2000)) FROM blocks LIMIT 9")
        else:
            db.execute("UPDATE robots SET status = status")
            db.execute("DELETE FROM holds")
        db.commit()
        data = bytearray(Path(f"{aside}-wal").read_bytes())
    kind = chance.randrange(5)
    if kind == 0 and len(data) > 100:
        del data[chance.randrange(32, len(data)) :]
    elif kind == 1 and data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == 2:
        data = bytearray(chance.randbytes(9000))
    elif kind == 3:
        shm.write_bytes(chance.randbytes(32768))
    wal.write_bytes(data)
    for file in (aside, Path(f"{aside}-wal"), Path(f"{aside}-shm")):
        file.unlink(missing_ok=True)


UNCOVERED = ("due_at", "attempts", "error", "reason", "remedy")  # of an alert: when and how often it is tried has no digest


DEEDS: tuple[Deed, ...] = (flipped_in_a_table, flipped_in_a_table, flipped_anywhere, flipped_in_the_header, emptied, swapped, cut,
                           deleted, altered, altered, altered, another_schema, another_file, torn_log)  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------------- trial


def trial(folder: Path, seeds: Iterable[int], captures: int = CAPTURES, *, thorough: bool = True) -> Outcome:
    """Make a database in *folder* and damage a copy of it once for each of *seeds*.

    *thorough*: run the commands too whose output is another one at any time.
    """
    outcome, whole = Outcome(), folder / "whole"
    whole.mkdir()
    build(whole, captures)
    shows = [tuple(word.format(version=captures) for word in words) for words in SHOWS]
    sound = {words: _covered(run(whole, *words)) for words in shows}
    assert not (ill := [words for words, told in sound.items() if told.status or not told.out]), ill
    for seed in seeds:
        chance = random.Random(seed)
        deed = chance.choice(DEEDS)
        copy = folder / "copy"
        shutil.copytree(whole, copy)
        deed(copy / "monitor.db", chance)
        outcome.tried[deed.__name__] += 1
        _judge(copy, f"seed {seed}, {deed.__name__}", sound, chance, outcome, thorough=thorough)
        shutil.rmtree(copy)
    return outcome


def _covered(told: Told) -> Told:
    """*told* without what no digest covers."""
    if '"delivered_at"' not in told.out:
        return told
    lines = [{k: v for k, v in json.loads(line).items() if k not in UNCOVERED} for line in told.out.splitlines()]
    return replace(told, out="".join(json.dumps(line) + "\n" for line in lines))


def _judge(
    copy: Path, name: str, sound: dict[tuple[str, ...], Told], chance: random.Random, outcome: Outcome, *, thorough: bool
) -> None:
    differs = []
    for words, well in sound.items():
        told = _covered(run(copy, *words))
        if told == well:
            continue
        differs.append(words)
        if told.status is None:
            outcome.wrong.append(f"{name}: {' '.join(words)}: traceback: {told.err[-300:]}")
        elif extra := [line for line in told.out.splitlines() if line not in well.out.splitlines()]:
            outcome.shown += 1
            outcome.wrong.append(f"{name}: {' '.join(words)}: shown as true: {extra[0][:300]}")
        elif told.status == 0 and words != SEARCH:
            outcome.shown += 1
            outcome.wrong.append(f"{name}: {' '.join(words)}: less than there was, without a word")
    verified = run(copy, "verify")
    outcome.noticed += bool(verified.status)
    if differs and verified.status == 0:
        outcome.wrong.append(f"{name}: verify finds nothing, but {' '.join(differs[0])} differs")
    for words in (*chance.sample(SAYS[:-2], 3), *SAYS[-2:]) if thorough else ():
        if (told := run(copy, *words)).status is None:
            outcome.wrong.append(f"{name}: {' '.join(words)}: traceback: {told.err[-300:]}")
        elif told.status and not (told.err or told.out):
            outcome.wrong.append(f"{name}: {' '.join(words)}: status {told.status} without a word")


def main() -> Summary:
    """Print what came of `DAMAGES` damages."""
    first, before = random.randrange(10**6), time.monotonic()
    logging.getLogger().setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        outcome = trial(Path(folder), range(first, first + DAMAGES))
    print(json.dumps(outcome.tried, indent=2, sort_keys=True))
    print(f"seeds {first} to {first + DAMAGES - 1}: {outcome.noticed} found by verify, {time.monotonic() - before:.0f} s")
    return Summary(damages=outcome.tried.total(), shown=outcome.shown, wrong=outcome.wrong)
