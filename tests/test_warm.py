"""A command that is forked off the warm process says what one in a process of its own says, also where its process stays."""

from __future__ import annotations

from pathlib import Path

from tests import warm
from tests.command import monitor
from tests.configs import write_config


def staying() -> int | None:
    """The process that waits for the next command."""
    return next((process.pid for process in warm._staying.values()), None)


def test_a_process_stays_for_the_commands_of_one_folder_and_environment(tmp_path: Path) -> None:
    """16.3: each command has its own words, streams, status and folder; another environment or folder has another process."""
    (tmp_path / "other").mkdir()
    first = monitor("--version", cwd=tmp_path)
    pid = staying()
    assert pid and first.status == 0 and first.out and not first.err
    wrong = monitor("statsu", cwd=tmp_path)
    assert wrong.status == 2 and "status" in wrong.err and not wrong.out
    assert (monitor("--version", cwd=tmp_path), staying()) == (first, pid)
    assert "Usage" in monitor("status", "--help", cwd=tmp_path, env={"LANG": "en_GB.UTF-8"}).out
    assert staying() != pid
    monitor("init", cwd=tmp_path / "other")
    assert (tmp_path / "other" / "config.toml").exists() and not (tmp_path / "config.toml").exists()


def test_what_a_command_settles_is_settled_anew_for_the_next_one(tmp_path: Path) -> None:
    """16.3: where the environment names no language, each command speaks that of the configuration as it is then."""
    said = []
    for language in ("fr", "en"):
        write_config(tmp_path, "https://valmont.example/", language=language)
        said.append(monitor("status", cwd=tmp_path, env={"LANG": "C"}).out)
        assert staying() is None
    assert said[0] != said[1] and "valmont" in said[0]
