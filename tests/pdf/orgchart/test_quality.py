"""The quality gate: figures on charts with typed or generated truth, with floors that nobody lowers silently."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from monitor.compare.charts.edits import compare_charts
from monitor.model import DocumentContent, OrgChart
from monitor.pdf.read import read
from monitor.report.as_json import edit_json, orgchart_json
from tests.shared import shared

# chart -> floors: F1 (None: the truth is partial), exact labels, parents, people
REAL: dict[str, tuple[str, float | None, float, float, float]] = {
    "pankow-kultur": ("pankow-kultur.pdf", 1.0, 1.0, 1.0, 1.0),
    "senias": ("senias.pdf", 1.0, 1.0, 1.0, 1.0),
    "steglitz": ("steglitz.pdf", None, 1.0, 1.0, 1.0),
    "lichtenberg": ("lichtenberg-v1.pdf", 1.0, 1.0, 1.0, 1.0),
}
SYNTHETIC = (
    "01-columns-mixed", "02-columns-metadata-only", "03-stacks-restyled", "04-office-head", "05-dot-moved", "06-tree-page-size",
    "08-frames-services",
)  # fmt: skip


def judge() -> ModuleType:
    """The scoring that the product is judged by."""
    spec = importlib.util.spec_from_file_location("orgchart_scores", shared("check") / "orgcharts.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def chart_of(path: Path) -> OrgChart:
    content = read(path.read_bytes(), kind="orgchart")
    assert isinstance(content, DocumentContent) and content.orgchart
    return content.orgchart


def truth(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", REAL)
def test_real_charts_keep_their_figures(name: str) -> None:
    folder = shared("orgcharts") / "real"
    file, f1, exact, parents, people = REAL[name]
    score = judge().score_tree(truth(folder / f"{name}.json"), orgchart_json(chart_of(folder / file)))
    assert f1 is None or score["f1"] >= f1
    assert (score["recall"], score["exact_label"] >= exact, score["parent"] >= parents, score["person"] >= people) == (
        1,
        True,
        True,
        True,
    )


@pytest.mark.parametrize("case", SYNTHETIC)
def test_generated_charts_are_read_whole_and_compared_exactly(case: str) -> None:
    folder = shared("orgcharts") / "synthetic" / case
    old, new = chart_of(folder / "v1.pdf"), chart_of(folder / "v2.pdf")
    for version, chart in (("v1", old), ("v2", new)):
        score = judge().score_tree(truth(folder / f"{version}.json"), orgchart_json(chart))
        assert (score["f1"], score["exact_label"], score["parent"], score["person"]) == (1.0, 1.0, 1.0, 1.0)
    edits = {"edits": [edit_json(edit) for edit in compare_charts(old, new)]}
    assert judge().score_diff(truth(folder / "changes.json"), edits)["exact"]


def test_a_scan_claims_no_structure() -> None:
    assert chart_of(shared("orgcharts") / "synthetic" / "07-scan" / "v1.pdf").reason == "scan"
