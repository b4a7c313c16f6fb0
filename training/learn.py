"""Learns the weights by which a box's parent is chosen: python -m training.learn (make train).

From drawn charts, which everybody can draw, and the real ones in ../shared/orgcharts where that folder is present, with the
truths of training/truths for those that have none. A softmax over the candidates of each box, with an L2 penalty and signs that
are known beforehand, twice: the second weighing knows how the first one weighed the box's brothers, in charts that it was not
trained on. With --left-out: how well charts left out in turn are read.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from monitor.pdf.orgchart.choice.weighing import Model, chosen, set_chances, weigh_first
from training.judging import wilson
from training.material import Case, Material, material
from training.score import Sheet, drawn, sheets_of

SHARED = Path("../shared/orgcharts")
TYPED = Path(__file__).with_name("truths")  # typed here, for charts of SHARED/wild that came without
FILE = Path("monitor/pdf/orgchart/choice/weights.json")
CHARTS = 210  # drawn, ten of each layout
REAL_WEIGHT = 3.0
PENALTY = (0.0005, 0.0005)  # of the first and the second weighing
DRAWN_FOLDS = 5
_LEAST = 3  # boxes of which the truth knows the parent: a chart of fewer can't be read, or is none
_SMALLEST = 0.005  # weights below it are left out

FOR = frozenset(
    (
        "above", "alone", "arrows", "brothers in its row", "brothers in its stack", "brothers on its net", "by rules",
        "centred over", "children alike", "clear link", "code one longer", "contains", "head of its net", "heads others",
        "indented",
        "larger letters", "look hangs under look", "look under look", "nearest above", "nearest above further left",
        "nearest above in larger letters", "nearest above of a higher rank", "nearest above of another look",
        "nearest above, filled", "nearest above, wider", "none: at the foot", "none: brothers in its row",
        "none: brothers in its stack", "none: brothers on its net", "none: by rules", "none: height on the page",
        "none: highest", "none: look under look", "none: rank under rank", "one rank up", "only the parent bold",
        "only the parent filled", "other children", "overlap across", "rank under rank", "ranks up", "stroke ends near",
        "stroke leads here", "stroke of two", "taller", "titled above, alike", "wider",
    )
)  # fmt: skip
AGAINST = frozenset(
    (
        "a title between, alike", "another border", "another heads that net", "arrow at the parent", "below", "both turned",
        "child heads that net",
        "contains from outside", "dashed stroke", "distance aside", "distance down", "frame elsewhere", "is its brother",
        "is its child", "joined as brothers", "linked elsewhere", "lower rank", "next above, alike", "none: entry of a list",
        "none: in a frame", "none: linked", "only the child bold", "only the child filled", "other code", "other frame",
        "parent is an entry of a list", "parent is staff", "same look", "same rank", "same row", "stroke leads past another",
        "stroke passes behind", "strung as brothers",
    )
)  # fmt: skip


# ------------------------------------------------------------------------------------------------------------------ one weighing


@dataclass
class _Table:
    """The candidates of many boxes as rows of a sparse matrix."""

    rows: csr_matrix
    starts: np.ndarray[Any, Any]  # of each box, its first row
    right: np.ndarray[Any, Any]  # of each row
    weights: np.ndarray[Any, Any]  # of each box


def _table(materials: Iterable[Material], names: dict[str, int]) -> _Table:
    values: list[float] = []
    columns: list[int] = []
    ends, starts, right, weights = [0], [], [], []
    for chart in materials:
        cases = [c for c in chart.cases if c.known and not all(c.ballot.candidates[place].out for place in c.right)]
        weight = (REAL_WEIGHT if chart.real else 1.0) * (min(1.0, 40 / len(cases)) if cases else 0.0)
        for case in cases:
            starts.append(len(ends) - 1)
            weights.append(weight)
            for place, candidate in enumerate(case.ballot.candidates):
                if candidate.out:
                    continue
                for name, value in candidate.features.items():
                    columns.append(names.setdefault(name, len(names)))
                    values.append(value)
                ends.append(len(columns))
                right.append(place in case.right)
    matrix = csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(names)))
    return _Table(matrix, np.array(starts), np.array(right, dtype=bool), np.array(weights))


def _fit(materials: Sequence[Material], penalty: float, start: dict[str, float] | None = None) -> dict[str, float]:
    """The weights under which the right candidates of *materials* are the likeliest, within the signs."""
    names: dict[str, int] = {}
    table = _table(materials, names)
    matrix = csr_matrix((table.rows.data, table.rows.indices, table.rows.indptr), shape=(table.rows.shape[0], len(names)))
    sizes = np.diff(np.append(table.starts, matrix.shape[0]))
    total = table.weights.sum()

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        scores = matrix @ w
        scores -= np.repeat(np.maximum.reduceat(scores, table.starts), sizes)
        parts = np.exp(scores)
        chances = parts / np.repeat(np.add.reduceat(parts, table.starts), sizes)
        rightly = np.where(table.right, chances, 0.0)
        sums = np.add.reduceat(rightly, table.starts)
        wanted = rightly / np.repeat(np.maximum(sums, 1e-12), sizes)
        slope = matrix.T @ ((chances - wanted) * np.repeat(table.weights, sizes))
        value = -(table.weights * np.log(np.maximum(sums, 1e-12))).sum()
        return value / total + penalty * (w @ w), slope / total + 2 * penalty * w

    bounds = [_sign(name) for name in names]
    first = np.array([(start or {}).get(name, 0.0) for name in names])
    found = minimize(loss, first, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    return {name: float(found.x[at]) for name, at in names.items()}


def _sign(name: str) -> tuple[float | None, float | None]:
    """Between what the weight of a feature must lie."""
    return (0, None) if name in FOR or name.startswith("rule ") else (None, 0) if name in AGAINST else (None, None)


# ------------------------------------------------------------------------------------------------------------------ both weighings


class Learner:
    """Charts, and the weights learned from any part of them. The first weighing of each is done by what was learned without it."""

    def __init__(self, charts: Sequence[Material], penalty: tuple[float, float] = PENALTY) -> None:
        self._charts = charts
        self._penalty = penalty
        for case in (case for chart in charts for case in chart.cases):
            _strip(case)
        self.first = _fit(charts, penalty[0])
        folds = sorted({chart.fold for chart in charts})
        self.first_without = {fold: _fit(self._but(fold), penalty[0], self.first) for fold in folds}
        for chart in charts:
            self._weigh_first(chart, self.first_without[chart.fold])
        self.second = _fit(charts, penalty[1])

    def _but(self, fold: str) -> list[Material]:
        return [chart for chart in self._charts if chart.fold != fold]

    def _weigh_first(self, chart: Material, weights: dict[str, float]) -> None:
        for page in chart.pages:
            for case in page:
                _strip(case)
            weigh_first([case.ballot for case in page], weights)

    def model(self) -> Model:
        """What all charts teach."""
        return Model(_kept(self.first), _kept(self.second))

    def second_without(self, fold: str) -> dict[str, float]:
        """The second weights learned without that fold."""
        return _fit(self._but(fold), self._penalty[1], self.second)


def _strip(case: Case) -> None:
    """Take away what an earlier weighing added."""
    for candidate, features in zip(case.ballot.candidates, case.bare, strict=True):
        candidate.features, candidate.out = features, False


def _kept(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= _SMALLEST}


# ------------------------------------------------------------------------------------------------------------------ left out


@dataclass
class Told:
    """What was said of one box's parent."""

    confidence: float
    right: bool


@dataclass
class Left:
    """How well one chart's parents are chosen by what was learned without it; boxes of which the truth says where they hang."""

    chart: Material
    units: int
    ruled: int
    first: int
    second: int
    joint: int
    told: list[Told]


def left_out(learner: Learner, charts: Sequence[Material]) -> list[Left]:
    """Each of *charts* by what the others teach."""
    without: dict[str, dict[str, float]] = {}
    found = []
    for chart in charts:
        if chart.fold not in without:
            without[chart.fold] = learner.second_without(chart.fold)
        found.append(_left(chart, learner.first_without[chart.fold], without[chart.fold]))
    return found


def _left(chart: Material, first: dict[str, float], second: dict[str, float]) -> Left:
    known = [case for case in chart.cases if case.known]
    told = []
    for page in chart.pages:
        for case in page:
            _strip(case)
        weigh_first([case.ballot for case in page], first)
    alone = sum(_best(case) in case.right for case in known)
    for case in chart.cases:
        set_chances(case.ballot.candidates, second)
    both = sum(_best(case) in case.right for case in known)
    joint = 0
    for page in chart.pages:
        choices = chosen([case.ballot for case in page])
        for case, choice in zip(page, choices, strict=True):
            right = case.ballot.candidates.index(choice.candidate) in case.right
            joint += case.known and right
            if case.known or case.ruled is False:
                told.append(Told(choice.candidate.chance, right))
    return Left(chart, len(known), sum(bool(case.ruled) for case in known), alone, both, joint, told)


def _best(case: Case) -> int:
    return max(range(len(case.ballot.candidates)), key=lambda place: case.ballot.candidates[place].chance)


def table(left: Sequence[Left], by: Callable[[Left], str]) -> list[str]:
    """Rules beside learned, a line a group."""
    lines = [f"{'parents right':34} {'boxes':>6} {'rules':>6} {'first':>6} {'second':>6} {'joint':>6}   ≥ .9: right of given"]
    groups: dict[str, list[Left]] = defaultdict(list)
    for one in left:
        groups[by(one)].append(one)
    for name, members in [*sorted(groups.items()), ("ALL, pooled", list(left))]:
        units = max(1, sum(one.units for one in members))
        shares = (sum(getattr(one, kind) for one in members) / units for kind in ("ruled", "first", "second", "joint"))
        sure = [told for one in members for told in one.told if told.confidence >= 0.9]
        right = sum(told.right for told in sure)
        lines.append(f"{name[:34]:34} {units:6} " + " ".join(f"{share:6.3f}" for share in shares) + f"   {right} of {len(sure)}")
    means = (
        sum(getattr(one, kind) / one.units for one in left if one.units) / max(1, sum(one.units > 0 for one in left))
        for kind in ("ruled", "first", "second", "joint")
    )
    return [*lines, f"{'mean of charts':34} {'':6} " + " ".join(f"{share:6.3f}" for share in means)]


def reliability(left: Sequence[Left]) -> list[str]:
    """How many of the parents given with about that confidence are right."""
    told = [one for chart in left for one in chart.told]
    lines = []
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 1.01)):
        within = [one for one in told if low <= one.confidence < high]
        if within:
            mean, right = sum(o.confidence for o in within) / len(within), sum(o.right for o in within)
            share = right / len(within)
            lines.append(f"{low:4.2f} to {min(high, 1):4.2f}: {len(within):5} given, mean {mean:.3f}, right {share:.3f}")
    for least in (0.9, 0.7):
        sure = [one for one in told if one.confidence >= least]
        right = sum(one.right for one in sure)
        lines.append(
            f"≥ {least}: {right} of {len(sure)} right ({right / max(1, len(sure)):.3f}, bound {wilson(right, len(sure)):.3f}), "
            f"{len(sure) / max(1, len(told)):.3f} of all"
        )
    return lines


# ------------------------------------------------------------------------------------------------------------------ the script


def charts_of(folder: Path, *, drawn_charts: int, first: int, real: Sequence[Path]) -> list[Material]:
    """The drawn charts from seed *first* on, written into *folder*, and those of the *real* folders."""
    sheets, _ = drawn(drawn_charts, 0, first, folder)
    made = [material(sheet, f"drawn {_folded(sheet.group)}", real=False) for sheet in sheets]
    for place in real:
        made += [material(sheet, _fold_of(sheet), real=True) for sheet in sheets_of(place, None)]
        made += [material(sheet, _fold_of(sheet), real=True) for sheet in sheets_of(TYPED, place)]
    return [chart for chart in made if sum(case.known for case in chart.cases) >= _LEAST]


def _folded(family: str) -> int:
    return sum(family.encode()) % DRAWN_FOLDS


def _fold_of(sheet: Sheet) -> str:
    """Versions of one chart are left out together: « dta-1707a » with « dta-1802b », « 01-columns/v1 » with its v2."""
    return sheet.name.partition("/")[0] if "/" in sheet.name else sheet.name.partition("-")[0]


def main() -> None:
    """Write the weights; or print figures on charts left out."""
    parser = argparse.ArgumentParser(
        prog="python -m training.learn", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--charts", type=int, default=CHARTS, help="how many to draw")
    parser.add_argument("--seed", type=int, default=0, help="number of the first one drawn")
    parser.add_argument("--real", type=Path, nargs="*", help=f"folders of real charts with truths (default: those of {SHARED})")
    parser.add_argument("--left-out", action="store_true", help="tell how well charts left out are read; writes nothing")
    parser.add_argument("-o", type=Path, default=FILE, dest="out")
    asked = parser.parse_args()
    real = asked.real if asked.real is not None else [p for p in (SHARED / "real", SHARED / "wild") if p.exists()]
    with tempfile.TemporaryDirectory() as place:
        charts = charts_of(Path(place), drawn_charts=asked.charts, first=asked.seed, real=real)
    learner = Learner(charts)
    places = ", ".join(map(str, real)) or "nowhere"
    print(f"{asked.charts} drawn charts, {sum(chart.real for chart in charts)} real ones from {places}")
    if asked.left_out:
        for kind in (True, False):
            left = left_out(learner, [chart for chart in charts if chart.real is kind])
            print("\n".join(table(left, (lambda one: one.chart.name) if kind else (lambda one: one.chart.maker))))
            if kind:
                print("\n".join(table(left, lambda one: one.chart.maker)))
            print("\n".join(reliability(left)) + "\n")
        return
    model = learner.model()
    said = {
        "version": 1,
        "drawn": {"charts": asked.charts, "seed": asked.seed},
        "real": sorted(chart.name for chart in charts if chart.real),
        "first": model.first,
        "second": model.second,
    }
    asked.out.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    print(f"{asked.out}: {len(model.first)} and {len(model.second)} weights")


if __name__ == "__main__":
    main()
