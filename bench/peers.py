"""The programs that a bench sets side by side, each in an environment of its own under build/bench/.

A program is given addresses and what to watch of each, and makes one pass over them whenever it is run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import ROOT, Cost, cost

_ENVIRONMENTS = ROOT / "build" / "bench"


class Missing(Exception):
    """A program that is measured is not there and cannot be had."""


@dataclass(frozen=True, slots=True)
class Target:
    """One page to watch, and the part of it."""

    url: str
    selector: str


@dataclass(frozen=True, slots=True)
class Program:
    """*write* sets the program up in a folder for some targets and returns the arguments of a pass; *python*: that runs them."""

    name: str
    requirements: tuple[str, ...]
    write: Callable[[Path, Sequence[Target]], list[str]]

    def python(self) -> Path:
        """The interpreter of its environment, made where it is missing or was made for other requirements."""
        folder = _ENVIRONMENTS / self.name
        made_for, python = folder / "requirements", folder / "bin" / "python"
        wanted = "\n".join(self.requirements)
        if self.requirements[0] == "-r":
            wanted += Path(self.requirements[1]).read_text(encoding="utf-8")
        if not made_for.exists() or made_for.read_text(encoding="utf-8") != wanted:
            pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *self.requirements]
            try:
                subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
                subprocess.run(pip, check=True)
            except subprocess.CalledProcessError as failed:
                raise Missing(
                    f"{self.name} could not be installed into {folder}: {' '.join(self.requirements)}. Without a network, copy that"
                    " folder from a machine that has one, made by the same Python, and run the bench again."
                ) from failed
            made_for.write_text(wanted, encoding="utf-8")
        return python


@dataclass(frozen=True, slots=True)
class Installed:
    """A program set up for some targets in a folder of its own."""

    program: Program
    folder: Path
    command: tuple[str, ...]

    def run(self) -> Cost:
        """Make one pass, and say what it cost."""
        where = {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder), "XDG_CACHE_HOME": str(self.folder)}
        return cost(
            self.command, self.folder, environment={**where, "PYTHONPATH": str(ROOT) if self.program.name == MONITOR.name else ""}
        )

    def said(self) -> str:
        """What the newest pass printed."""
        return (self.folder / "said.log").read_text(encoding="utf-8", errors="replace")


def installed(program: Program, folder: Path, targets: Sequence[Target]) -> Installed:
    """Set *program* up in the empty *folder*."""
    folder.mkdir(parents=True)
    return Installed(program, folder, (str(program.python()), *program.write(folder, targets)))


def _monitor(folder: Path, targets: Sequence[Target]) -> list[str]:
    lines = [
        "[monitor]",
        'database = "monitor.db"',
        "allow_private_addresses = true",
        'pause = "0s"',
        "per_host = 8",
        "robots = false",
    ]
    for n, target in enumerate(targets):
        lines += ["[[watch]]", f'name = "page-{n}"', f'url = "{target.url}"']
        lines += ["[watch.sections.text]", f"css = {json.dumps(target.selector)}"]
    (folder / "config.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ["-m", "monitor", "check", "--json"]


def _urlwatch(folder: Path, targets: Sequence[Target]) -> list[str]:
    jobs = [
        {"name": f"page-{n}", "url": t.url, "filter": [{"css": t.selector}, {"html2text": "re"}]} for n, t in enumerate(targets)
    ]
    (folder / "urls.yaml").write_text("---\n".join(json.dumps(job) + "\n" for job in jobs), encoding="utf-8")
    (folder / "config.yaml").write_text(json.dumps({"report": {"stdout": {"enabled": True}}, "display": {"new": False}}))
    files = ["--urls", "urls.yaml", "--config", "config.yaml", "--cache", "cache.db", "--hooks", "hooks.py"]
    return ["-c", "from urlwatch.cli import main; main()", *files]


def _webchanges(folder: Path, targets: Sequence[Target]) -> list[str]:
    jobs = [
        {"name": f"page-{n}", "url": t.url, "filters": [{"css": t.selector}, {"html2text": {"method": "strip_tags"}}]}
        for n, t in enumerate(targets)
    ]
    (folder / "jobs.yaml").write_text("---\n".join(json.dumps(job) + "\n" for job in jobs), encoding="utf-8")
    config = {"report": {"stdout": {"enabled": True}, "browser": {"enabled": False}}, "display": {"new": False}}
    (folder / "config.yaml").write_text(json.dumps(config))
    files = ["--jobs", "jobs.yaml", "--config", "config.yaml", "--database", "snapshots.db"]
    return ["-c", "from webchanges.cli import main; main()", *files]


_FLOOR = """
import hashlib, re, sqlite3, sys
from concurrent.futures import ThreadPoolExecutor
import httpx
db = sqlite3.connect("floor.db")
db.execute("pragma journal_mode = wal")
db.execute("create table if not exists page (url primary key, digest, etag, body)")
known = {url: (digest, etag) for url, digest, etag in db.execute("select url, digest, etag from page")}
urls = open("urls.txt").read().split()
def ask(url):
    etag = known.get(url, (None, None))[1]
    return url, client.get(url, headers={"If-None-Match": etag} if etag else {})
with httpx.Client() as client, ThreadPoolExecutor(8) as pool:
    for url, answer in pool.map(ask, urls):
        if answer.status_code == 200:
            digest = hashlib.sha256(answer.content).hexdigest()
            if known.get(url, (None, None))[0] != digest:
                print("changed", url)
                db.execute("replace into page values (?, ?, ?, ?)", (url, digest, answer.headers.get("etag"), answer.content))
db.commit()
"""


def _floor(folder: Path, targets: Sequence[Target]) -> list[str]:
    (folder / "urls.txt").write_text("\n".join(t.url for t in targets), encoding="utf-8")
    return ["-c", _FLOOR]


MONITOR = Program("monitor", ("-r", str(ROOT / "requirements.txt")), _monitor)
URLWATCH = Program("urlwatch", ("urlwatch==2.29",), _urlwatch)
WEBCHANGES = Program("webchanges", ("webchanges==3.37.0",), _webchanges)
FLOOR = Program("httpx + sqlite3", ("httpx==0.28.1",), _floor)  # whole pages, nothing left out: the least a program could do
