"""One cold check of an unchanged page, whole process, against the least a Python program could do for it."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from bench.measure import cpu_seconds
from monitor.demo.server import Town

_RUNS = 9
_FLOOR = """
import hashlib, sqlite3, sys
import httpx
url, path = sys.argv[1:]
db = sqlite3.connect(path)
db.execute("pragma journal_mode = wal")
db.execute("create table if not exists page (digest, etag)")
row = db.execute("select etag from page").fetchone()
with httpx.Client() as client:
    answer = client.get(url, headers={"If-None-Match": row[0]} if row else {})
if answer.status_code == 200:
    db.execute("insert into page values (?, ?)", (hashlib.sha256(answer.content).hexdigest(), answer.headers["etag"]))
db.commit()
"""
_CONFIG = """[monitor]
database = "monitor.db"
allow_private_addresses = true
pause = "0s"

[[watch]]
name = "valmont"
url = "{url}"

[watch.sections.mutualisation]
heading = "La mutualisation des services"
"""


def run(folder: Path) -> None:
    """Print the medians and their ratio; the two take turns, so that a machine that slows down slows both."""
    with Town() as town:
        (folder / "config.toml").write_text(_CONFIG.format(url=town.url), encoding="utf-8")
        ours = [sys.executable, "-m", "monitor", "check"]
        floor = [sys.executable, "-c", _FLOOR, town.url, str(folder / "floor.db")]
        for command in (ours, floor):
            cpu_seconds(command, folder)
        pairs = [(cpu_seconds(ours, folder), cpu_seconds(floor, folder)) for _ in range(_RUNS)]
    check, least = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"cold check of an unchanged page (304): {check:.3f} s CPU, httpx + sqlite3 alone {least:.3f} s, ratio {check / least:.2f}"
    )
