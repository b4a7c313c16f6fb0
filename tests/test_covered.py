"""What the figure of `make test` counts (`tests.covered`): the lines of each run that was begun."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import covered

SOURCE = b'''"""A module."""
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from pathlib import Path
def asked(n):
    """What it returns."""
    if n:
        return 1
    elif n is None:
        n = 2
        return n
    for k in (1, 2):
        if k == 2:
            break
        n += k
    else:
        n = 3
    try:
        n += 1
    except ValueError:
        n = 4
    return n
'''


@pytest.mark.parametrize(
    ("given", "left"),
    [
        pytest.param([], {8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 22, 23}, id="never called"),
        pytest.param([1], {10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 22, 23}, id="left at once"),
        pytest.param([None, 0], {9, 18, 22}, id="both other ways"),
    ],
)
def test_a_line_counts_where_its_run_was_begun(
    given: list[Any], left: set[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The figure is of lines, and none counts that nobody could have come to."""
    monkeypatch.setattr(covered, "KEPT", tmp_path)
    runs = covered.Runs(SOURCE, "module.py")
    names: dict[str, Any] = {}
    exec(compile(runs.tree, "module.py", "exec"), names)
    for one in given:
        names["asked"](one)
    seen = (tmp_path / "module.py.marks").read_bytes()
    assert {line for run, is_seen in zip(runs.lines, seen, strict=True) if not is_seen for line in run} == left
