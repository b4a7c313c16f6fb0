"""`monitor docs`: the how-to pages, the man page and the completion of shells from the program itself (15.1)."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from monitor.cli import COMMANDS
from monitor.cli.docs import PAGES, SHELLS
from tests.command import ROOT, monitor


def test_each_page_is_listed_and_shown(tmp_path: Path) -> None:
    """In the language of the terminal, as they stand in docs/."""
    listed = monitor("docs", cwd=tmp_path).out
    assert re.findall(r"monitor docs (\w+)", listed) == list(PAGES)
    assert monitor("docs", "alerts", cwd=tmp_path).out == (ROOT / "docs/alerts.fr.md").read_text("utf-8")
    assert monitor("docs", "alerts", cwd=tmp_path, env={"LANG": "en"}).out == (ROOT / "docs/alerts.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("said", "page"), [("alertes", "alerts"), ("Courriels", "alerts"), ("bases de donnees", "database"), ("nouveautés", "changes")]
)
def test_a_page_is_found_by_its_french_name_and_nearly_so(tmp_path: Path, said: str, page: str) -> None:
    assert monitor("docs", said, cwd=tmp_path).out == monitor("docs", page, cwd=tmp_path).out
    unknown = monitor("docs", "bananes", cwd=tmp_path)
    assert unknown.status == 2
    assert unknown.says("il n’y a pas de page « bananes » ; il y a : readme, watching, alerts")


def test_a_built_wheel_would_have_them_all() -> None:
    """What pyproject.toml puts beside the package is what the command looks for."""
    import tomllib

    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    placed = built["force-include"]
    assert all((ROOT / source).is_file() for source in placed)
    assert {Path(target).name.split(".")[0] for target in placed.values()} == set(PAGES)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_man_page_names_every_command(tmp_path: Path, language: str) -> None:
    """groff takes it without a warning."""
    page = monitor("docs", "--man", cwd=tmp_path, env={"LANG": language}).out
    assert [c for c in COMMANDS if f".SH MONITOR {c.upper()}\n" not in page] == []
    if shutil.which("groff"):
        done = subprocess.run(
            ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"], input=page, capture_output=True, text=True, check=False
        )
        assert [line for line in done.stderr.splitlines() if "break" not in line and "adjust" not in line] == []


@pytest.mark.parametrize("shell", SHELLS)
def test_shells_complete_commands(tmp_path: Path, shell: str) -> None:
    source = monitor("docs", "--completion", shell, cwd=tmp_path).out
    assert "_MONITOR_COMPLETE" in source
    env = {"_MONITOR_COMPLETE": "bash_complete", "COMP_WORDS": "monitor ver", "COMP_CWORD": "1"}
    assert monitor(cwd=tmp_path, env=env).out.split() == ["plain,verify"]
