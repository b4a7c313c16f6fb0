"""Many pages, passed over again and again as a watcher does it: what a page costs, and at most how much memory a pass.

`python -m bench passes`; `python -m bench.passes --pages 300 --repeat 3 --only 304 noise --programs monitor urlwatch` chooses. All
programs take turns at each pass in one run, the least of several runs counts, and figures are read as ratios to urlwatch's: two
processors that do something else as well make all of them slower.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.measure import Cost
from bench.pages import SELECTOR, Pass
from bench.peers import FLOOR, MONITOR, URLWATCH, WEBCHANGES, Installed, Program, Target, installed
from bench.server import Web, web

PROGRAMS = {program.name: program for program in (MONITOR, URLWATCH, WEBCHANGES, FLOOR)}
PASSES: tuple[Pass, ...] = ("first", "304", "same", "noise", "change")
AIMS = {"cold": 1.0, "first": 3.0, "304": 0.5, "same": 0.4, "noise": 0.6}  # times urlwatch, processor time
PEAK_MB = 120
_PAGES, _FEW, _REPEAT = 300, 60, 3


@dataclass(frozen=True, slots=True)
class Row:
    """What each program needed for one kind of pass over *pages* pages."""

    kind: str
    pages: int
    costs: Mapping[str, Cost]

    def ratio(self, name: str) -> float:
        """Of processor time, to urlwatch's."""
        return self.costs[name].cpu_s / self.costs[URLWATCH.name].cpu_s


def measured(
    folder: Path,
    programs: Sequence[Program],
    *,
    kinds: Sequence[Pass] = PASSES,
    pages: int = _PAGES,
    repeat: int = _REPEAT,
    maker: str = "bench.pages",
    selectors: Sequence[str] = (SELECTOR,),
) -> list[Row]:
    """The least of *repeat* runs of each kind of pass; *selectors*: of the pages, in turn. One cold check is first, as "cold"."""
    with web(maker) as town:
        rows = [_cold(folder, programs, town, selectors, repeat)]
        targets = [Target(town.url(n), selectors[n % len(selectors)]) for n in range(pages)]
        found: dict[str, dict[str, list[Cost]]] = {kind: {} for kind in kinds}
        for _ in range(repeat if "first" in kinds else 1):
            town.show("first", 0)
            ready = []
            for program in programs:
                shutil.rmtree(folder / program.name, ignore_errors=True)
                ready.append(installed(program, folder / program.name, targets))
                _note(found.setdefault("first", {}), ready[-1], ready[-1].run())
        for kind in kinds:
            if kind == "first":
                continue
            for visit in range(1, repeat + 1 + (kind == "304")):  # the first of the passes with validators is asked for them
                town.show(kind, visit)
                for one in ready:
                    cost = one.run()
                    if kind != "304" or visit > 1:
                        _note(found[kind], one, cost)
    rows += [Row(kind, pages, {name: _least(costs) for name, costs in found[kind].items()}) for kind in kinds]
    return rows


def _cold(folder: Path, programs: Sequence[Program], town: Web, selectors: Sequence[str], repeat: int) -> Row:
    """One page, unchanged: what it costs to be started for it."""
    town.show("304", 0)
    ready = [installed(p, folder / "cold" / p.name, [Target(town.url(0), selectors[0])]) for p in programs]
    found: dict[str, list[Cost]] = {}
    for again in range(3 * repeat + 2):
        for one in ready:
            cost = one.run()
            if again > 1:
                _note(found, one, cost)
    return Row("cold", 1, {name: _least(costs) for name, costs in found.items()})


def _note(found: dict[str, list[Cost]], one: Installed, cost: Cost) -> None:
    found.setdefault(one.program.name, []).append(cost)


def _least(costs: Sequence[Cost]) -> Cost:
    """The least of each figure but memory, of which the most counts."""
    return Cost(min(c.cpu_s for c in costs), max(c.peak_mb for c in costs))


def table(rows: Sequence[Row]) -> str:
    """*rows* as text: CPU milliseconds a page, times urlwatch, peak memory."""
    names = list(rows[0].costs)
    lines = [f"{'':8}" + "".join(f"{name:>28}" for name in names)]
    for row in rows:
        cells = [
            f"{row.costs[name].cpu_s * 1000 / row.pages:9.2f} ms {_times(row, name)} {row.costs[name].peak_mb:4.0f} MB".rjust(28)
            for name in names
        ]
        aim = f"   aim ≤ {AIMS[row.kind]:.1f} ×" if row.kind in AIMS else ""
        lines.append(f"{row.kind:8}" + "".join(cells) + aim)
    return "\n".join(lines)


def _times(row: Row, name: str) -> str:
    return f"{row.ratio(name):6.2f} ×" if URLWATCH.name in row.costs else ""


def run(folder: Path, *, quick: bool = False) -> list[dict[str, Any]]:
    """Print all of it; *quick*: of few pages, once."""
    rows = measured(folder, list(PROGRAMS.values()), pages=_FEW if quick else _PAGES, repeat=1 if quick else _REPEAT)
    print(table(rows))
    return [asdict(row) for row in rows]


def main() -> None:
    """What is asked for on the command line."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", type=int, default=_PAGES)
    asked.add_argument("--repeat", type=int, default=_REPEAT)
    asked.add_argument("--only", nargs="*", choices=PASSES, default=PASSES)
    asked.add_argument("--programs", nargs="*", choices=PROGRAMS, default=list(PROGRAMS))
    asked.add_argument("--maker", default="bench.pages", help="the module that makes the pages")
    asked.add_argument("--selectors", type=json.loads, default=[SELECTOR], help="of its pages, in turn, as JSON")
    asked.add_argument("--keep", type=Path, help="a folder in which databases stay")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as made:
        rows = measured(
            said.keep or Path(made),
            [PROGRAMS[name] for name in said.programs],
            kinds=said.only,
            pages=said.pages,
            repeat=said.repeat,
            maker=said.maker,
            selectors=said.selectors,
        )
    print(table(rows))


if __name__ == "__main__":
    main()
