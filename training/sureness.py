"""Learns how likely titles and people are to be right: python -m training.sureness [FOLDER…] [--charts N] writes sureness.json.

Drawn charts, and the real ones of the folders (../shared/orgcharts where it is present), whose facts weigh as much again. Two
logistic regressions over the signs of `monitor.pdf.orgchart.choice.sureness`, with a penalty on each weight; the table it prints
is of charts that were left out, a fold at a time.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.pdf.orgchart.chart import ChartReader
from monitor.pdf.orgchart.choice import sureness
from monitor.pdf.orgchart.nodes import in_order
from monitor.pdf.pdfium import Limits, opened
from monitor.report.as_json import orgchart_json
from training.judging import Fact, judged, wilson
from training.score import Sheet, drawn, sheets_of

FILE = Path(sureness.__file__).with_name("sureness.json")
SHARED = Path("../shared/orgcharts")
TYPED = Path(__file__).with_name("truths")  # for charts of SHARED/wild that came without
PENALTY = 2.0
# What is known beforehand: such titles and names were read wrongly, and the better the reading, the fewer are left to learn from.
BEFORE: Mapping[Fact, Mapping[str, float]] = {
    "title": {"holds a name": -4.5, "begins in the middle": -4.5, "is a name": -4.0, "short": -4.0},
    "person": {"half a name": -3.5, "is the title": -3.0, "title holds a name": -3.0, "post like a title": -2.0},
}
FIRM = 20.0  # the penalty on leaving these
CAUTION = 0.7  # taken from the log of all odds: charts drawn in ways that nobody has learned from are read less well than these
FOLDS = 8
REAL = 2.0
STEPS = 25
FACTS: tuple[Fact, ...] = ("title", "person")
_Weights = dict[str, float]


@dataclass(frozen=True)
class Sample:
    """One fact that a reading gives: its signs, whether it is right, how much it weighs, and of which chart it is."""

    fact: Fact
    signs: frozenset[str]
    right: bool
    weight: float
    chart: str


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.sureness", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--charts", type=int, default=260)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    folders = asked.folders or [folder for folder in (SHARED / "real", SHARED / "wild") if folder.exists()]
    with tempfile.TemporaryDirectory() as scratch:
        sheets = drawn(asked.charts, 0, asked.seed, Path(scratch))[0]
        samples = [sample for sheet in sheets for sample in samples_of(sheet, 1.0)]
        real = [sheet for folder in folders for sheet in (*sheets_of(folder, None), *sheets_of(TYPED, folder))]
        samples += [sample for sheet in real for sample in samples_of(sheet, REAL)]
    print(f"{asked.charts} drawn charts from {asked.seed}, and {', '.join(folder.name for folder in folders) or 'no real ones'}")
    weights = {}
    for fact in FACTS:
        of_fact = [sample for sample in samples if sample.fact == fact]
        print(*table(fact, left_out(of_fact)), sep="\n")
        weights[fact] = {sign: round(weight, 2) for sign, weight in sorted(cautious(fitted(of_fact)).items())}
    keep(weights)


def keep(weights: Mapping[Any, _Weights], file: Path = FILE) -> None:
    """Write *weights*, by what they tell how sure it is, into *file*, beside what it has of others."""
    told = {**json.loads(file.read_text(encoding="utf-8")), **weights}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def samples_of(sheet: Sheet, weight: float) -> Iterator[Sample]:
    """The facts that a reading of *sheet* gives of which the truth says whether they are so."""
    reader = ChartReader()
    with opened(sheet.file.read_bytes(), Limits()) as document:
        for number in range(1, document.pages + 1):
            reader.take(document.page(number))
    chart = reader.chart()
    if not chart.structured:
        return
    nodes = in_order(reader.nodes())
    names, heads = sureness.names_in(nodes), {id(node.parent) for node in nodes}
    signs: list[list[str]] = []
    reading = orgchart_json(chart)
    for unit, node in zip(reading["units"], nodes, strict=True):  # a fact is known again by the number that it is given for its own
        unit["confidence_title"] = len(signs)
        signs.append(sureness.title_signs(node, heads))
        for said, person in zip(unit["people"], node.people, strict=True):
            said["confidence"] = len(signs)
            signs.append(list(sureness.person_signs(person, node, names)))
    for told in judged(sheet.truth, reading).told:
        if told.fact != "parent" and told.right is not None:
            yield Sample(told.fact, frozenset(signs[int(told.confidence)]), told.right, weight, sheet.name)


# ------------------------------------------------------------------------------------------------------------------ the fit


def fitted(samples: Sequence[Sample], *, before: Mapping[Fact, Mapping[str, float]] = BEFORE) -> _Weights:
    """The weights that make *samples* likeliest, less the penalty on leaving those known *before* (Newton's method)."""
    counts: dict[frozenset[str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for sample in samples:
        counts[sample.signs][sample.right] += sample.weight
    seen = Counter(sign for signs, (wrong, right) in counts.items() for sign in signs for _ in range(round(wrong + right)))
    held = {sign: weight for fact in {sample.fact for sample in samples} for sign, weight in before.get(fact, {}).items()}
    signs = ["always", *sorted({*held, *(sign for sign, number in seen.items() if number >= 5)})]
    place = {sign: number for number, sign in enumerate(signs)}
    rows = [([0, *(place[s] for s in group if s in place)], wrong, right) for group, (wrong, right) in counts.items()]
    meant = [held.get(sign, 0.0) for sign in signs]
    firm = [1e-6, *(FIRM if sign in held else PENALTY for sign in signs[1:])]
    weights = [0.0] * len(signs)
    for _ in range(STEPS):
        slope = [-hold * (w - m) for hold, w, m in zip(firm, weights, meant, strict=True)]
        bend = [[firm[n] if n == m else 0.0 for m in range(len(signs))] for n in range(len(signs))]
        for row, wrong, right in rows:
            chance = 1 / (1 + math.exp(-sum(weights[n] for n in row)))
            for n in row:
                slope[n] += right - (wrong + right) * chance
                for m in row:
                    bend[n][m] += (wrong + right) * chance * (1 - chance)
        weights = [w + step for w, step in zip(weights, _solved(bend, slope), strict=True)]
    return dict(zip(signs, weights, strict=True))


def cautious(weights: _Weights) -> _Weights:
    """*weights* with what is so of every fact less likely than in the charts learned from."""
    return {**weights, "always": weights["always"] - CAUTION}


def _solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """The solution of a system of linear equations (Gauss, with the largest pivot)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for column in range(size):
        best = max(range(column, size), key=lambda n: abs(rows[n][column]))
        rows[column], rows[best] = rows[best], rows[column]
        for n in range(size):
            if n != column and rows[n][column]:
                part = rows[n][column] / rows[column][column]
                rows[n] = [a - part * b for a, b in zip(rows[n], rows[column], strict=True)]
    return [row[-1] / row[place] for place, row in enumerate(rows)]


def left_out(samples: Sequence[Sample]) -> list[tuple[float, bool]]:
    """Of each fact the likelihood by weights that its chart had no part in, and whether it is right."""
    fold = {chart: number % FOLDS for number, chart in enumerate(sorted({sample.chart for sample in samples}))}
    told = []
    for out in range(FOLDS):
        weights = cautious(fitted([sample for sample in samples if fold[sample.chart] != out]))
        told += [(sureness.likelihood(list(s.signs), weights), s.right) for s in samples if fold[s.chart] == out]
    return told


def table(fact: Fact, told: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """How many facts are given with at least so much, and how many of them are right."""
    bands: Mapping[str, tuple[float, float]] = {
        "≥ .98": (0.98, 1.1),
        ".9–.98": (0.9, 0.98),
        ".7–.9": (0.7, 0.9),
        "< .7": (0.0, 0.7),
    }
    for name, (low, high) in bands.items():
        band = [(chance, right) for chance, right in told if low <= chance < high]
        sure, number = sum(right for _, right in band), max(1, len(band))
        mean = sum(chance for chance, _ in band) / number
        yield f"{fact:7} {name:7} {len(band):6} said {mean:.3f} right {sure / number:.3f} at least {wilson(sure, len(band)):.3f}"


if __name__ == "__main__":
    main()
