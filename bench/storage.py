"""Five hundred versions of a page and its chart: what they take beside git, and how soon any is at hand (§9)."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import aged, growth
from monitor.config import load
from monitor.store import Store

VERSIONS, FEWER = 500, 250
AIMS = {"raw": 1.0, "whole": 6.0}  # times git


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes. `raw`: what the bytes of all versions take; `whole`: with texts, changes, search, facts, hashes."""

    versions: int
    received: int
    raw: int
    whole: int
    git_raw: int  # the pack
    git_whole: int  # .git
    slowest_ms: float  # to read the bytes of any version


def measured(folder: Path, versions: int = VERSIONS) -> Room:
    """The same bytes kept by both."""
    ours = folder / "ours"
    ours.mkdir(parents=True)
    (ours / "config.toml").write_text(aged.CONFIG.format(url="http://127.0.0.1:9/0"), encoding="utf-8")
    with Store.open(ours / "monitor.db") as store:
        aged.grow(store, load(ours / "config.toml", {}).watches[0], versions, noisy=True)
    with closing(sqlite3.connect(ours / "monitor.db")) as db:
        received, raw = db.execute("SELECT sum(size), sum(length(data)) FROM blobs").fetchone()
    pack, whole = _git(folder / "git", versions)
    return Room(
        versions=versions,
        received=received,
        raw=raw,
        whole=(ours / "monitor.db").stat().st_size,
        git_raw=pack,
        git_whole=whole,
        slowest_ms=growth.slowest_version(ours, versions),
    )


def _git(folder: Path, versions: int) -> tuple[int, int]:
    """The bytes of the pack and of the whole repository after `git gc --aggressive`."""
    folder.mkdir()
    environment = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "bench",
        "GIT_AUTHOR_EMAIL": "bench@example.org", "GIT_COMMITTER_NAME": "bench", "GIT_COMMITTER_EMAIL": "bench@example.org",
    }  # fmt: skip

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)

    git("init", "--quiet")
    git("config", "gc.auto", "0")
    for version in range(versions):
        (folder / "page.html").write_bytes(aged.page(version, nonce=version))
        (folder / "organigramme.pdf").write_bytes(aged.chart_file(version))
        git("add", ".")
        git("commit", "--quiet", "-m", str(version))
    git("gc", "--aggressive", "--prune=now", "--quiet")
    files = [file for file in (folder / ".git").rglob("*") if file.is_file() and "hooks" not in file.parts]
    return sum(f.stat().st_size for f in files if f.suffix == ".pack"), sum(f.stat().st_size for f in files)


def table(room: Room) -> str:
    """*room* as text."""
    kept = ("bytes kept", room.raw, room.git_raw, "raw"), ("whole database", room.whole, room.git_whole, "whole")
    lines = [f"{room.versions} versions, {room.received / 1e6:.1f} MB received"]
    lines += [
        f"{name:15} {ours / 1e3:6.0f} kB, git {git / 1e3:6.0f} kB, {ours / git:5.2f} ×   aim ≤ {AIMS[aim]:.0f} ×"
        for name, ours, git, aim in kept
    ]
    return "\n".join([*lines, f"any version     {room.slowest_ms:6.1f} ms   aim ≤ {growth.VERSION_MS}"])


def run(folder: Path, *, quick: bool = False) -> dict[str, Any]:
    """Print all of it; *quick*: of fewer versions."""
    room = measured(folder, FEWER if quick else VERSIONS)
    print(table(room))
    return asdict(room)
