"""The figures of a run of all benches: set beside what is aimed at, and where they were measured."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import country, growth, history, passes, storage, words
from bench.measure import ROOT

FILE = ROOT / "build" / "bench" / "figures.json"
AGED = 1.15  # times the youngest database: what two runs of the same differ by
URLWATCH, WEBCHANGES, FLOOR, OURS = "urlwatch", "webchanges", "httpx + sqlite3", "monitor"


@dataclass(frozen=True, slots=True)
class Judged:
    """One figure beside its aim. `beside`: what others need, in the same unit, in the same run."""

    key: str
    value: float
    unit: str
    aim: float
    aim_unit: str  # "×": times urlwatch, git or the youngest database; else as `unit`
    beside: Mapping[str, float]
    ratio: float | None = None  # what is aimed at where `aim_unit` is "×"

    @property
    def kept(self) -> bool:
        """Whether the aim is reached."""
        return (self.value if self.ratio is None else self.ratio) <= self.aim


def figures_of(kept: Mapping[str, Any], part: str) -> Any:
    """What a part found; None: it was not run, or keeps nothing."""
    return kept[part]["figures"] if part in kept else None


def judged(kept: Mapping[str, Any]) -> Iterator[Judged]:
    """Every figure of §9 that the parts have, in its order."""
    yield from _passes(figures_of(kept, "passes") or ())
    if room := figures_of(kept, "storage"):
        for key, ours, git in (("raw", room["raw"], room["git_raw"]), ("whole", room["whole"], room["git_whole"])):
            yield Judged(key, ours / 1000, "kB", storage.AIMS[key], "×", {"git": git / 1000}, ours / git)
    if diff := figures_of(kept, "words"):
        yield Judged("words", diff["ms"], "ms", words.AIM_MS, "ms", {})
    yield from _growth(figures_of(kept, "growth") or ())
    yield from _country(figures_of(kept, "country") or ())
    if pages := figures_of(kept, "history"):
        aimed = [pages[name] for name in history.AIMED]
        yield Judged("pages_ms", max(ms for ms, _ in aimed), "ms", history.AIM_MS, "ms", {})
        yield Judged("pages_kb", max(kb for _, kb in aimed), "kB", history.AIM_KB, "kB", {})


def _passes(rows: Any) -> Iterator[Judged]:
    for row in rows:
        cpu = {name: 1000 * cost["cpu_s"] / row["pages"] for name, cost in row["costs"].items()}
        if row["kind"] in passes.AIMS and URLWATCH in cpu:
            ours = cpu.pop(OURS)
            yield Judged(row["kind"], ours, "ms", passes.AIMS[row["kind"]], "×", cpu, ours / cpu[URLWATCH])
    many = [row["costs"] for row in rows if row["kind"] != "cold"]
    if many:
        peak = {name: max(costs[name]["peak_mb"] for costs in many) for name in many[0]}
        yield Judged("peak", peak.pop(OURS), "MB", passes.PEAK_MB, "MB", peak)


def _growth(ages: Any) -> Iterator[Judged]:
    if not ages:
        return
    young, old = ages[0], ages[-1]
    for kind, cost in old["checks"].items():
        yield Judged(f"aged_{kind}", cost, "ms", AGED, "×", {"young": young["checks"][kind]}, cost / young["checks"][kind])
    yield Judged("asked", max(old["commands"].values()), "ms", growth.ASK_MS, "ms", {"young": max(young["commands"].values())})
    yield Judged("version", old["slowest"], "ms", growth.VERSION_MS, "ms", {})


def _country(rows: Any) -> Iterator[Judged]:
    if not rows:
        return
    quiet = next(row for row in rows if row["name"] == "again")
    yield Judged("quiet_cpu", 1000 * quiet["cost"]["cpu_s"] / quiet["sites"], "ms", country.AIMS["cpu_ms"], "ms", {})
    yield Judged("quiet_room", quiet["grown"] / quiet["sites"], "bytes", country.AIMS["bytes"], "bytes", {})
    yield Judged("country_peak", max(row["cost"]["peak_mb"] for row in rows), "MB", country.AIMS["peak_mb"], "MB", {})
    yield Judged("wrong", sum(row["missed"] + row["false"] + row["failed"] for row in rows), "", 0, "", {})
    yield Judged("rude", sum(row["rude"] for row in rows), "", 0, "", {})


NAMES = {
    "cold": "one cold check, unchanged", "first": "a first visit", "304": "answered 304", "same": "same bytes",
    "noise": "other bytes, nothing new", "peak": "memory of a pass", "raw": "bytes of all versions", "whole": "whole database",
    "words": "diff of 7,000 words", "aged_same": "same bytes, oldest database", "aged_noise": "noise, oldest database",
    "aged_change": "a change, oldest database", "asked": "slowest command, oldest database", "version": "any version's bytes",
    "quiet_cpu": "a quiet visit of a country", "quiet_room": "room for it", "country_peak": "memory of its passes",
    "wrong": "missed, false, failed", "rude": "requests too soon, as its server saw",
    "pages_ms": "home, watch, change: the slowest", "pages_kb": "home, watch, change: the heaviest",
}  # fmt: skip


def summary(kept: Mapping[str, Any]) -> str:
    """All aims in a table."""
    lines = []
    for one in judged(kept):
        value = f"{one.value:,.1f} {one.unit}" if one.ratio is None else f"{one.ratio:.2f} × ({one.value:,.1f} {one.unit})"
        aim = f"≤ {one.aim:g} {one.aim_unit}"
        lines.append(f"{NAMES[one.key]:34}{value:>24}   {aim:12} {'kept' if one.kept else 'MISSED'}")
    return "\n".join(lines)


def machine() -> dict[str, Any]:
    """What the figures were measured on, and what else it did."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines() if cpuinfo.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
    return {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "processor": model,
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
    }
