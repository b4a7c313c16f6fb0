"""A command that is forked off the warm process says what one in a process of its own says, also where its process stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import warm
from tests.command import environment, monitor
from tests.configs import write_config
from tests.pipeline.house import html
from tests.site import Site


def staying(env: Mapping[str, str] | None = None) -> int | None:
    """The process that waits for the next command in this environment."""
    process = warm._staying.get(tuple(sorted(environment(env).items())))
    return process.pid if process else None


def test_a_process_stays_for_the_commands_of_one_environment(tmp_path: Path) -> None:
    """16.3: each command has its own words, streams, status and folder; another environment has another process."""
    (tmp_path / "other").mkdir()
    first = monitor("--version", cwd=tmp_path)
    pid = staying()
    assert pid and first.status == 0 and first.out and not first.err
    wrong = monitor("statsu", cwd=tmp_path)
    assert wrong.status == 2 and "status" in wrong.err and not wrong.out
    assert (monitor("--version", cwd=tmp_path), staying()) == (first, pid)
    english = {"LANG": "en_GB.UTF-8"}
    assert "Usage" in monitor("status", "--help", cwd=tmp_path, env=english).out
    assert staying(english) not in (None, pid)
    monitor("init", cwd=tmp_path / "other")
    assert staying() == pid
    assert (tmp_path / "other" / "config.toml").exists() and not (tmp_path / "config.toml").exists()


def test_what_a_command_settles_is_settled_anew_for_the_next_one(tmp_path: Path) -> None:
    """16.3: where the environment names no language, each command speaks that of the configuration as it is then."""
    said = []
    for language in ("fr", "en"):
        write_config(tmp_path, "https://valmont.example/", language=language)
        said.append(monitor("status", cwd=tmp_path, env={"LANG": "C"}).out)
        assert staying({"LANG": "C"}) is None
    assert said[0] != said[1] and "valmont" in said[0]


@pytest.mark.parametrize("order", [("one", "other"), ("other", "one")], ids="-".join)
def test_nothing_that_a_folder_says_is_left_for_the_next_one(order: tuple[str, str], tmp_path: Path) -> None:
    """16.3: one process visits two towns by turns, whose configurations have another language, timezone and database.

    One in which a thread of a visit ends late does not stay; the next command has another then.
    """
    section = '[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n'
    summaries, hours = dict[str, str](), dict[str, list[str]]()
    with Site() as town:
        for name in order:
            (tmp_path / name).mkdir()
            path = write_config(tmp_path / name, town.url(), items=section, language="fr" if name == "one" else "en")
            if name == "other":
                said = path.read_text("utf-8").replace("monitor.db", "other.db").replace("Europe/Paris", "Asia/Tokyo")
                path.write_text(said, "utf-8")
        for town.pages["/"] in (html(), html(None, ("efficacité", "efficience"))):
            for name in order:
                (line,) = monitor("check", "--json", cwd=tmp_path / name).lines
                summaries[name] = "".join(change["summary"] for change in line["changes"])
                hours[name] = re.findall(r"\b\d\d[h:]\d\d\b|\b\d+\s?h\s?\d\d", monitor("history", cwd=tmp_path / name).out)
                assert staying()
    assert "modifi" in summaries["one"] and "modifi" not in summaries["other"] != "", summaries
    assert hours["one"] and len(hours["one"]) == len(hours["other"]) and not {*hours["one"]} & {*hours["other"]}, hours
    found = {name: {path.name for path in (tmp_path / name).glob("*.db")} for name in order}
    assert found == {"one": {"monitor.db"}, "other": {"other.db"}}


def test_few_environments_have_a_process_that_stays(tmp_path: Path) -> None:
    """16.3: the one that was asked longest ago goes."""
    asked = [{"HOME": str(tmp_path / str(number))} for number in range(warm._MOST_STAYING + 1)]
    for env in asked:
        monitor("--version", cwd=tmp_path, env=env)
    assert [staying(env) is not None for env in asked] == [False, *[True] * warm._MOST_STAYING]
