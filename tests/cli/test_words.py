"""What people type in words is understood, or answered with the exact text to write (15.3, 4.1)."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from monitor.cli import COMMANDS
from monitor.cli.docs import PAGES
from tests.command import ROOT, environment, monitor
from tests.configs import write_config
from tests.pipeline.house import PDF, html, pdf
from tests.site import Site


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["ajouter", "https://www.valmont.example/"], "monitor add https://www.valmont.example/"),
        (["Vérifier", "valmont"], "monitor check valmont"),
        (["suprimer", "valmont"], "monitor remove valmont"),
        (["état"], "monitor status"),
        (["désinstaller"], "monitor uninstall"),
        (["list"], "monitor status"),
        (["chekc"], "monitor check"),
        (["test"], "monitor alerts test"),
        (["version"], "monitor --version"),
        (["mode-d’emploi"], "monitor docs"),
        (["monitor"], "monitor --help"),
        (["monitor", "--version"], "monitor --version"),
        (["monitor", "chek", "valmont"], "monitor check valmont"),
    ],
)
def test_a_command_in_other_words_is_answered_with_the_line_to_type(typed: list[str], answer: str, tmp_path: Path) -> None:
    done = monitor(*typed, cwd=tmp_path)
    assert done.status == 2
    assert done.err.rstrip().endswith(f"Écrivez\u00a0: {answer}"), done.err


def test_no_word_means_two_commands() -> None:
    told = tomllib.loads((ROOT / "monitor/cli/spoken.toml").read_text("utf-8"))
    for table, names in (("commands", COMMANDS), ("pages", PAGES)):
        words = [word for said in told[table].values() for word in said.split()]
        assert [word for word in words if words.count(word) > 1 or word in names] == []
        assert {name.split()[0] for name in told[table]} - {"--version"} <= set(names)


@pytest.mark.parametrize("word", ["help", "aide"])
def test_help_is_understood(word: str, tmp_path: Path) -> None:
    assert monitor(word, cwd=tmp_path).out == monitor("--help", cwd=tmp_path).out
    assert monitor(word, "rename", cwd=tmp_path).out == monitor("rename", "--help", cwd=tmp_path).out


def test_config_may_stand_before_the_command(tmp_path: Path) -> None:
    """As after it, where one stands there that wins."""
    write_config(tmp_path, "https://www.valmont.example/")
    (tmp_path / "config.toml").rename(tmp_path / "veille.toml")
    assert monitor("--config", "veille.toml", "schedule", cwd=tmp_path).status == 0
    assert monitor("--config", "veille.toml", "alerts", "test", cwd=tmp_path).says("aucun [[alert]]")
    assert monitor("--config", "nowhere.toml", "schedule", "--config", "veille.toml", cwd=tmp_path).status == 0
    assert monitor("--config", "nowhere.toml", "schedule", cwd=tmp_path).status == 2


def test_windows_is_told_where_it_runs(tmp_path: Path) -> None:
    """A clear message instead of a missing module."""
    code = "import shutil, sys, zoneinfo; sys.platform = 'win32'; from monitor.__main__ import main; main()"
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, cwd=tmp_path, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "WSL" in done.stderr and "Docker" in done.stderr and "Traceback" not in done.stderr


def test_a_schedule_in_words_is_taken_by_add(tmp_path: Path) -> None:
    """« tous les jours à 7h » is what it says; asked under the wrong option, the right one is written out."""
    with Site() as site:
        site.pages |= {"/": html(), PDF: pdf()}
        done = monitor("add", site.url(), "--yes", "--schedule", "tous les jours à 7h", cwd=tmp_path)
        assert done.status == 0, done.err
        assert 'schedule = "0 7 * * *"' in (tmp_path / "config.toml").read_text("utf-8")
        wrong = monitor("add", site.url(), "--yes", "--every", "le lundi à 9h", cwd=tmp_path)
        assert wrong.status == 2 and '--schedule "0 9 * * mon"' in wrong.err
