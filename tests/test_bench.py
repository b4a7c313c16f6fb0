"""What `make bench` is told on the command line (§9)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench import aged, country, growth, history
from monitor.config import load
from monitor.model import Watch
from monitor.pdf.read import read
from monitor.store import Store


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


_read, _grow = cache(read), aged.grow


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Watch:
    """The watch of databases of a few versions, told apart by two and kept below *tmp_path*."""
    monkeypatch.setattr(growth, "_KEPT", tmp_path / "grown")
    monkeypatch.setattr(growth, "_FEW", 2)
    monkeypatch.setattr(aged, "read", _read)
    (tmp_path / "config.toml").write_text(aged.CONFIG.format(url="http://127.0.0.1:9"), encoding="utf-8")
    return load(tmp_path / "config.toml", {}).watches[0]


def _kept(folder: Path) -> dict[str, int]:
    return {file.name.split("-")[0] + file.suffix: file.stat().st_mtime_ns for file in (folder / "grown").iterdir()}


def test_an_old_database_is_made_once(watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """§9: a database of 100,000 versions takes ten minutes to make; the next run finds it, and copies it."""
    for name, versions in (("young.db", 3), ("old.db", 6)):
        growth.grown(watch, versions, tmp_path / name)
    made = _kept(tmp_path)
    monkeypatch.setattr(aged, "grow", _few_only)
    growth.grown(watch, 6, tmp_path / "again.db")
    assert _kept(tmp_path) == made and set(made) == {"3.db", "6.db"}
    for name, versions in (("young.db", 3), ("old.db", 6), ("again.db", 6)):
        with Store.open(tmp_path / name, readonly=True) as store:
            assert store.snapshot(watch.name).number == versions
            assert not [*store.verify()]


def _few_only(store: Store, watch: Watch, versions: int) -> None:
    assert versions == 2, "what was kept is made again"
    _grow(store, watch, versions)


def test_a_making_that_was_broken_off_goes_on(watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """§9: what was committed before the machine was needed for something else is not made twice."""

    def broken_off(store: Store, watch: Watch, versions: int) -> None:
        _grow(store, watch, min(versions, 4))
        if versions > 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(aged, "grow", broken_off)
    with pytest.raises(KeyboardInterrupt):
        growth.grown(watch, 6, tmp_path / "old.db")
    assert set(_kept(tmp_path)) == {"6.begun"}
    begun = list[int]()

    def goes_on(store: Store, watch: Watch, versions: int) -> None:
        state = store.state(watch)
        begun.append(state.last.snapshot if state.last else 0)
        _grow(store, watch, versions)

    monkeypatch.setattr(aged, "grow", goes_on)
    growth.grown(watch, 6, tmp_path / "old.db")
    assert begun == [0, 4] and set(_kept(tmp_path)) == {"6.db"}  # the first: the few by which it is told apart


def test_a_database_that_would_be_made_otherwise_is_made_anew(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """§9: what is measured is what today's program writes; where that is the same, salts and keys apart, it is found again."""
    assert growth.made_as(watch) == growth.made_as(watch)
    growth.grown(watch, 3, tmp_path / "old.db")
    made = [*(tmp_path / "grown").iterdir()]
    monkeypatch.setattr(aged, "HTML", "text/html")  # which each version's HTTP facts hold
    growth.grown(watch, 3, tmp_path / "old.db")
    (anew,) = (tmp_path / "grown").iterdir()
    assert made != [anew] and anew.name.startswith("3-")
