"""Databases of some ages: what a check costs, what a command costs that asks, how soon any version is at hand (§9).

The databases take turns, check by check and command by command: what else the machine does meanwhile slows none alone.
`make bench ONLY=growth N=20000` chooses the oldest. Each database is made by `bench.aged`, outside of what is measured, and kept
under build/bench/grown for the next run, as long as the program would make the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import aged
from bench.measure import ROOT, cost, how_many
from bench.peers import MONITOR
from bench.server import Web, web
from monitor.config import load
from monitor.model import Watch
from monitor.model.frozen import replace
from monitor.store import Store

AGES = (100, 10_000, 100_000)  # versions
KINDS = ("same", "noise", "change")  # of checks
YOUNG = 1000
NAME = "valmont"
NOTHING = "search, nothing"
COMMANDS = {
    "history": ("history", NAME),
    "show": ("show", NAME),
    "show, long ago": ("show", f"{NAME}@40"),
    "diff": ("diff", NAME),
    "diff, long ago": ("diff", NAME, "40", "60"),
    "search": ("search", "convention"),
    "search, rare": ("search", "1.1"),
    NOTHING: ("search", "hippopotame"),
    "careers": ("careers", NAME),
    "careers of one": ("careers", NAME, "--person", "Bruno"),
    "status": ("status",),
}
ASK_MS, VERSION_MS = 200, 20  # aims: a command from a cold start, any version
_ROUNDS, _RUNS = 15, 5
_KEPT = ROOT / "build" / "bench" / "grown"
_FEW = aged.CHART_EVERY + 10  # versions by which a database is told from one that is made otherwise: the chart is replaced once
# Columns of salts, of digests and keys made with them, and of when it was written.
_BY_CHANCE = {"applied_at", "recorded_at", "salt", "hash", "digest", "key", "keys", "unit_key", "person_key", "parent_key"}

_CHECKS = """
import json, sys, time, urllib.request
from pathlib import Path
from monitor.pipeline.batch import check
from monitor.wiring import read_config, working
port, version = int(sys.argv[1]), int(sys.argv[2])
def show(kind, version):
    urllib.request.urlopen(f"http://127.0.0.1:{port}/-/{kind}/{version}").read()
config = read_config(Path("config.toml"))
with working(config) as (doors, store):
    show("same", version)
    list(check(config.watches, doors))  # the server may have another port than the one that the past was seen at
    print("ready", flush=True)
    for kind in map(str.strip, sys.stdin):
        version += kind == "change"
        show(kind, version)
        start = time.process_time()
        (result,) = check(config.watches, doors)
        cost = time.process_time() - start
        assert result.outcome == ("changed" if kind == "change" else "unchanged"), (kind, result)
        print(json.dumps(1000 * cost), flush=True)
"""
_VERSIONS = """
import json, random, sys, time
from pathlib import Path
from monitor.store import Store
versions, name = int(sys.argv[1]), sys.argv[2]
with Store.open(Path("monitor.db"), readonly=True) as store:
    store.page_of(name, 1)
costs = []
for number in random.Random(7).sample(range(1, versions + 1), min(versions, 60)):
    least = float("inf")
    for _ in range(3):
        with Store.open(Path("monitor.db"), readonly=True) as store:
            start = time.process_time()
            store.page_of(name, number)
            least = min(least, time.process_time() - start)
    costs.append(least)
print(json.dumps(1000 * max(costs)))
"""


@dataclass(frozen=True, slots=True)
class Age:
    """A database of so many versions, in milliseconds of processor time."""

    versions: int
    checks: Mapping[str, float]  # by kind: the least of many of one process
    commands: Mapping[str, float]  # whole processes
    slowest: float  # version to read
    bytes: int


def measured(folder: Path, ages: Sequence[int] = AGES) -> list[Age]:
    """The databases, the youngest first."""
    with web("bench.aged") as server:
        homes = {folder / str(versions): versions for versions in ages}
        sizes = [_made(home, versions, server) for home, versions in homes.items()]
        commands = {name: _commands(homes, arguments, int(name == NOTHING)) for name, arguments in COMMANDS.items()}
        slowest = [slowest_version(home, versions) for home, versions in homes.items()]
        checks = _checks(homes, server)
    return [
        Age(versions, checks[n], {name: costs[n] for name, costs in commands.items()}, slowest[n], sizes[n])
        for n, versions in enumerate(ages)
    ]


def _made(folder: Path, versions: int, server: Web) -> int:
    """The bytes of the database that is made in *folder*."""
    folder.mkdir(parents=True)
    config = folder / "config.toml"
    config.write_text(aged.CONFIG.format(url=server.url(0)), encoding="utf-8")
    grown(load(config, {}).watches[0], versions, folder / "monitor.db")
    return (folder / "monitor.db").stat().st_size


def _checks(homes: Mapping[Path, int], server: Web) -> list[dict[str, float]]:
    """What a check of each kind costs in each of *homes*, by versions: the least of many, for which they take turns."""
    costs = [{kind: list[float]() for kind in KINDS} for _ in homes]
    with ExitStack() as ending:
        asked = list[subprocess.Popen[str]]()
        for home, versions in homes.items():
            asked.append(ending.enter_context(_process(home, _CHECKS, str(server.port), str(versions - 1), stdin=subprocess.PIPE)))
            assert asked[-1].stdout and asked[-1].stdout.readline() == "ready\n"  # the server shows one version at a time
        for kind in KINDS:
            for _ in range(_ROUNDS if kind == "change" else 4 * _ROUNDS):
                for process, own in zip(asked, costs, strict=True):
                    assert process.stdin and process.stdout
                    print(kind, file=process.stdin, flush=True)
                    own[kind].append(json.loads(process.stdout.readline()))
    return [{kind: min(found[2:]) for kind, found in own.items()} for own in costs]


def grown(watch: Watch, versions: int, database: Path) -> None:
    """Make *database* one of so many versions: that of an earlier run, else a new one, which is kept.

    One of which the making was broken off goes on from its last commit, another begins as the oldest younger one. Those that
    today's program would make otherwise are deleted.
    """
    _KEPT.mkdir(parents=True, exist_ok=True)
    mark = made_as(watch)
    for file in _KEPT.iterdir():
        if mark not in file.name:
            file.unlink()
    whole = {int(file.name.split("-")[0]): file for file in _KEPT.glob(f"*-{mark}.db")}
    if versions not in whole:
        whole[versions] = _KEPT / f"{versions}-{mark}.db"
        begun, copied = whole[versions].with_suffix(".begun"), whole[versions].with_suffix(".copied")
        younger = max((age for age in whole if age < versions), default=0)
        if younger and not begun.exists():
            shutil.copy(whole[younger], copied)
            copied.replace(begun)
        print(f"(a database of {versions:,} versions is made, once: some 6 ms each)", flush=True)
        with Store.open(begun) as store:
            aged.grow(store, watch, versions)
        begun.replace(whole[versions])
    shutil.copy(whole[versions], database)


def made_as(watch: Watch) -> str:
    """A digest of what a database of few versions says, but for what is drawn by chance or is of the moment: its name.

    It is of the schema, and of all that plans and writes versions, as far as that comes out otherwise: what a change of the program
    leaves as it is need not be made again.
    """
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        file = Path(folder) / "few.db"
        with Store.open(file) as store:
            aged.grow(store, replace(watch, url="http://127.0.0.1:9"), _FEW)
        with closing(sqlite3.connect(file)) as db:
            tables = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            said = [repr(tables), *(_rows(db, name) for name, _ in tables)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def _rows(db: sqlite3.Connection, table: str) -> str:
    columns = [name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,)) if name not in _BY_CHANCE]
    return repr(db.execute(f'SELECT {", ".join(columns)} FROM "{table}"').fetchall()) if columns else ""


def slowest_version(folder: Path, versions: int) -> float:
    """Milliseconds until the bytes of a version are at hand, the least of several times, of the slowest of some drawn at random."""
    with _process(folder, _VERSIONS, str(versions), NAME) as process:
        return float(json.loads(process.communicate()[0]))


def _commands(homes: Iterable[Path], arguments: Sequence[str], status: int) -> list[float]:
    """In each of *homes* the least of some runs, each of which ends with that *status*."""
    script = (
        f"import sys; sys.argv = {['monitor', *arguments]!r}; from monitor import __main__ as it; sys.exit(it._run() != {status})"
    )
    environment = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    command = str(MONITOR.python()), "-c", script
    rounds = [[cost(command, home, environment=environment).cpu_s for home in homes] for _ in range(_RUNS)]
    return [1000 * min(costs) for costs in zip(*rounds, strict=True)]


def _process(folder: Path, script: str, *arguments: str, stdin: int | None = None) -> subprocess.Popen[str]:
    command = [str(MONITOR.python()), "-c", script, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    return subprocess.Popen(command, cwd=folder, env=environment, stdin=stdin, stdout=subprocess.PIPE, text=True)


def table(ages: Sequence[Age]) -> str:
    """*ages* as text, each beside the youngest."""
    young = ages[0]
    lines = [f"{'ms CPU':16}" + "".join(f"{f'{age.versions:,} versions':>20}" for age in ages)]
    names = {"same": "check, same", "noise": "check, noise", "change": "check, change"}
    rows = [(names[kind], [age.checks[kind] for age in ages], "") for kind in young.checks]
    rows += [(name, [age.commands[name] for age in ages], f"   aim ≤ {ASK_MS}") for name in young.commands]
    rows.append(("any page", [age.slowest for age in ages], f"   aim ≤ {VERSION_MS}"))
    for name, values, aim in rows:
        cells = "".join(f"{value:12.1f} {value / values[0]:5.2f} ×" for value in values)
        lines.append(f"{name:16}{cells}{aim}")
    lines.append(f"{'bytes a version':16}" + "".join(f"{age.bytes / age.versions:12,.0f}        " for age in ages))
    return "\n".join(lines)


def run(folder: Path, *, quick: bool = False) -> list[dict[str, Any]]:
    """Print all of it; *quick*: of younger ones."""
    oldest = how_many(YOUNG if quick else AGES[-1])
    ages = measured(folder, [*(age for age in AGES if age < oldest), oldest])
    print(table(ages))
    return [asdict(age) for age in ages]
