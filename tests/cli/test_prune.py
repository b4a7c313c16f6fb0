"""Old versions go; what stands, what comes after it and the chain stay (5.17, 7.5)."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.command import monitor
from tests.pipeline.house import House, html, stand
from tests.site import Site

WORDS = ("efficacité", "efficience", "sobriété", "souplesse")
KEYS = ("kind", "snapshot")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Path, list[str]]]:
    """Four versions, ten days apart, the page's words and then the chart's names of each differ; the days between them."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("kept"), site)
        house.configure(items='\n[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n')
        house.offset = -timedelta(days=45)
        days = []
        for n, word in enumerate(WORDS):
            site.pages["/"] = html(None, (WORDS[0], word)) if n else html()
            assert house.outcome() == ("changed" if n else "first")
            house.later(days=5)
            days.append(house.now().date().isoformat())
            assert house.outcome() == "unchanged"
            house.later(days=5)
        yield house, house.folder, days


@pytest.fixture
def old(kept: tuple[House, Path, list[str]], tmp_path: Path) -> tuple[House, Path, list[str]]:
    """The same, to be changed."""
    house, folder, days = kept
    shutil.copytree(folder, tmp_path / "here")
    return House(tmp_path / "here", house.site, house.offset), tmp_path / "here", days


def test_what_was_replaced_before_that_day_goes_and_the_chain_holds(old: tuple[House, Path, list[str]]) -> None:
    house, folder, days = old
    before = (folder / "monitor.db").stat().st_size
    done = monitor("prune", "--before", days[2], "--json", cwd=folder)
    assert done.status == 0, done.err
    assert done.lines[0]["watches"] == [{"watch": "valmont", "versions": [1, 2], "kept": [], "oldest": 3}]
    data = b"".join(path.read_bytes() for path in folder.glob("monitor.db*"))
    assert [word for word in WORDS if word.encode() in data] == list(WORDS[1:])  # the second as what the third replaced
    assert (folder / "monitor.db").stat().st_size <= before
    verified = monitor("verify", "--json", cwd=folder)
    assert verified.status == 0, verified.out
    assert [[p[key] for key in KEYS] for p in verified.lines[0]["problems"]] == [["erased", 1], ["erased", 2]]
    assert monitor("show", "valmont@2", cwd=folder).status == 1
    assert "souplesse" in monitor("show", "valmont", cwd=folder).out
    changed = monitor("diff", "valmont", "3", "4", cwd=folder)
    assert "souplesse" in changed.out
    assert house.outcome() == "unchanged"


def test_what_comes_back_within_a_month_is_still_recognised(old: tuple[House, Path, list[str]]) -> None:
    """3.17: the states of that time stay, whatever else goes."""
    house, folder, days = old
    assert monitor("prune", "--before", days[3], cwd=folder).status == 0
    house.site.pages["/"] = html(None, (WORDS[0], WORDS[2]))
    (line,) = house.checks()
    assert [change["returns_to"] for change in line["changes"]] == [3]


def test_history_careers_and_pages_say_that_earlier_is_pruned(old: tuple[House, Path, list[str]], tmp_path: Path) -> None:
    _, folder, days = old
    assert monitor("prune", "--before", days[2], cwd=folder).status == 0
    lines = monitor("history", "--json", cwd=folder).lines
    assert [bool(line.get("pruned_at")) for line in lines if line["outcome"] != "unchanged"] == [False, False, True, True]
    assert monitor("history", cwd=folder).says("ce qui a changé a été élagué")
    assert monitor("careers", cwd=folder).says("a été élagué")
    for form, name in (("json", "x.jsonl"), ("csv", "x.csv"), ("git", "repository"), ("site", "site")):
        done = monitor("export", "--format", form, "-o", tmp_path / name, cwd=folder)
        assert done.status == 0, done.err
    exported = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    assert ["erased_at" in one for one in exported] == [True, True, False, False]


def test_over_pruned_time_nothing_is_proven(old: tuple[House, Path, list[str]], tmp_path: Path) -> None:
    _, folder, days = old
    assert monitor("prune", "--before", days[2], cwd=folder).status == 0
    asked = ("--unchanged", "--from", days[0], "--to", days[0])
    done = monitor("export", "--format", "bundle", *asked, "-o", tmp_path / "proof", cwd=folder)
    assert done.status == 1
    assert not (tmp_path / "proof").exists()


def test_a_trial_says_what_goes_and_changes_nothing(old: tuple[House, Path, list[str]]) -> None:
    _, folder, days = old
    before = (folder / "monitor.db").read_bytes()
    tried = monitor("prune", "--before", days[2], "--dry-run", "--json", cwd=folder)
    assert (folder / "monitor.db").read_bytes() == before
    done = monitor("prune", "--before", days[2], "--json", cwd=folder)
    assert {**tried.lines[0], "dry_run": False} == done.lines[0]
    again = monitor("prune", "--before", days[2], cwd=folder)
    assert again.status == 1
    assert again.says("rien n’a été changé")


def test_what_a_restore_brings_back_is_said_with_the_command_that_prunes_it_again(
    old: tuple[House, Path, list[str]], tmp_path: Path
) -> None:
    _, folder, days = old
    assert monitor("backup", tmp_path / "old.db", cwd=folder).status == 0
    assert monitor("prune", "--before", days[2], cwd=folder).status == 0
    done = monitor("restore", tmp_path / "old.db", cwd=folder)
    assert done.status == 0, done.err
    assert done.says("est revenu (valmont : 1–2)")
    (again,) = re.findall(r"prune --before (\S+)", done.err)
    pruned = monitor("prune", "--before", again, "--json", cwd=folder)
    assert [watch["versions"] for watch in pruned.lines[0]["watches"]] == [[1, 2]]
    assert not monitor("restore", folder / "nothing.db", cwd=folder).says("est revenu")


def test_which_day_it_was_is_said_as_in_the_readers_zone(old: tuple[House, Path, list[str]]) -> None:
    """7.5: half an hour before midnight in UTC it is the next day in Paris."""
    _, folder, days = old
    assert monitor("prune", "--before", days[2], cwd=folder).status == 0
    with closing(sqlite3.connect(folder / "monitor.db")) as raw, raw:
        raw.execute("UPDATE snapshots SET erased_at = '2026-11-27T23:30:00.000Z' WHERE erased_at IS NOT NULL")
    assert monitor("show", "valmont@2", cwd=folder).says("élaguée le 28 novembre 2026")
    assert monitor("verify", cwd=folder).says("valmont@2: élaguée le 28 novembre 2026")


def test_a_day_to_come_is_wrong_usage(old: tuple[House, Path, list[str]]) -> None:
    assert monitor("prune", "--before", "2999-01-01", cwd=old[1]).status == 2
    assert monitor("prune", "--before", "hier", cwd=old[1]).status == 2
    assert monitor("prune", cwd=old[1]).status == 2
