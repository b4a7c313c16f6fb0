"""What `make bench` is told on the command line (§9)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench import country, growth, history


def test_each_part_that_grows_heeds_how_much_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """§9: `make bench ONLY=history N=20000` is of so many versions, as `growth` is and `country` of so many sites."""
    asked = list[Any]()

    def noted(_where: object, wanted: Any, _database: object = None) -> list[Any]:
        asked.append(wanted)
        return []

    monkeypatch.setenv("N", "120")
    monkeypatch.setattr(growth, "grown", noted)
    monkeypatch.setattr(growth, "measured", noted)
    monkeypatch.setattr(country, "measured", noted)
    monkeypatch.setattr(history, "measured", lambda _path: {})
    for part in (growth, country):
        monkeypatch.setattr(part, "table", lambda _rows: "")
    for run in (history.run, growth.run, country.run):
        run(tmp_path)
    assert asked == [120, [100, 120], 120]
    monkeypatch.setenv("N", "many")
    with pytest.raises(SystemExit, match="N=many"):
        history.run(tmp_path)
