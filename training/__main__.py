"""Writes charts with their truths: python -m training FOLDER [--charts N] [--pairs N] [--seed N] [--family NAME]."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.charts import Chart, chart, pair
from training.families import FAMILIES


def main() -> None:
    """Charts as NAME.pdf and NAME.json; pairs as folders with v1 and v2 and changes.json."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--charts", type=int, default=len(FAMILIES))
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0, help="number of the first chart")
    parser.add_argument("--family", choices=FAMILIES, help="only this layout")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for number in range(asked.seed, asked.seed + asked.charts):
        made = chart(number, family=asked.family)
        _write(made, asked.folder / made.name)
    for number in range(asked.seed, asked.seed + asked.pairs):
        both = pair(number)
        folder = asked.folder / both.name
        folder.mkdir(exist_ok=True)
        _write(both.old, folder / "v1")
        _write(both.new, folder / "v2")
        (folder / "changes.json").write_text(json.dumps(both.changes, ensure_ascii=False, indent=1), encoding="utf-8")


def _write(made: Chart, stem: Path) -> None:
    stem.with_name(f"{stem.name}.pdf").write_bytes(made.pdf)
    stem.with_name(f"{stem.name}.json").write_text(json.dumps(made.truth, ensure_ascii=False, indent=1), encoding="utf-8")


main()
