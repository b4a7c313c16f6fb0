"""What is shipped to install it: units that systemd takes, an image that is what the documents say (12.7)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

from tests.docs.pages import ROOT, parsed

UNITS = sorted((ROOT / "docs/systemd").iterdir())
SERVICES = [u for u in UNITS if u.suffix == ".service"]
PROGRAM = "/opt/city-page-monitor/bin/monitor"
MONITOR = "/app/bin/monitor"


@pytest.fixture(scope="module")
def analyze() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("no systemd-analyze here")
    return found


def this_python(folder: Path) -> Path:
    """A starter of this Python, wherever it lies: units and first lines of scripts take no path with a space."""
    starter = folder / "python"
    starter.write_text(f'#!/bin/sh\nexec {quote(sys.executable)} "$@"\n', "utf-8")
    starter.chmod(0o755)
    return starter


def test_systemd_takes_the_units(analyze: str, tmp_path: Path) -> None:
    """`systemd-analyze verify` is clean; the program stands where this machine has one."""
    program = str(this_python(tmp_path))
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text("utf-8").replace(PROGRAM, program), "utf-8")
    done = subprocess.run(
        [analyze, "verify", "--man=no", *(tmp_path / u.name for u in UNITS)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda u: u.name)
def test_the_services_are_confined(analyze: str, unit: Path) -> None:
    """The figure in docs/running.md; lower is better."""
    done = subprocess.run([analyze, "security", "--offline=true", unit], capture_output=True, text=True, check=False, timeout=60)
    level = re.search(r"Overall exposure level.*: ([\d.]+)", done.stdout)
    if level is None:
        pytest.skip("this systemd-analyze knows no --offline")
    assert float(level[1]) <= 1.5
    assert "rates it 1.2" in (ROOT / "docs/running.md").read_text("utf-8")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda u: u.name)
def test_the_services_start_what_the_program_has(unit: Path) -> None:
    text = unit.read_text("utf-8")
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    program, *arguments = line.split()
    assert program == PROGRAM
    command, _ = parsed(arguments)
    assert command == ("run" if "check" not in unit.name else "check")
    assert "User=city-page-monitor\n" in text and "TimeoutStopSec=15\n" in text


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order, continued lines joined."""
    text = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def test_the_image_is_small_hashed_and_not_root_s() -> None:
    found = instructions()
    assert [rest for name, rest in found if name == "FROM"] == ["python:3.13-slim AS build", "python:3.13-slim"]
    runs = [rest for name, rest in found if name == "RUN"]
    assert any("--require-hashes" in run and "-r /src/requirements.txt" in run for run in runs)
    assert [r for n, r in found if n == "USER"] == ["monitor"]
    assert [r for n, r in found if n == "VOLUME"] == ["/data"]
    last = [name for name, _ in found]
    assert last.index("USER") < last.index("HEALTHCHECK") < last.index("ENTRYPOINT") < last.index("CMD")


def test_the_image_starts_what_the_program_has_and_asks_where_it_listens() -> None:
    found = dict(instructions())
    arguments = [a.strip('" ') for a in found["CMD"].strip("[]").split(",")]
    assert found["ENTRYPOINT"] == '["monitor"]' and parsed(arguments)[0] == "run"
    assert f"http://{arguments[-1]}/healthz" in found["HEALTHCHECK"]


def test_the_starter_in_the_image_starts_the_program(tmp_path: Path) -> None:
    """The RUN step that writes it, with this Python instead of the image's."""
    (step,) = [rest for name, rest in instructions() if name == "RUN" and "printf" in rest]
    python = f"#!{this_python(tmp_path)}"
    writing = step.partition("&&")[0].replace("#!/app/bin/python", python).replace(MONITOR, str(tmp_path / "monitor"))
    subprocess.run(["sh", "-c", writing], check=True)
    (tmp_path / "monitor").chmod(0o755)
    done = subprocess.run(
        [tmp_path / "monitor", "--version"], env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("monitor, version ")


def test_nothing_secret_goes_into_the_image() -> None:
    """Everything is left out but what is copied."""
    rules = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    copied = [rest.split()[0] for name, rest in instructions() if name == "COPY" and not rest.startswith("--from")]
    assert sorted(rule[1:] for rule in rules if rule.startswith("!")) == sorted(copied)
    assert all((ROOT / source.rstrip("/")).exists() for source in copied)


def test_compose_starts_the_image_beside_a_mail_server() -> None:
    import yaml  # type: ignore[import-untyped]

    compose: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    monitor, mail = compose["services"]["veille"], compose["services"]["mailpit"]
    assert monitor["build"] == "." and monitor["read_only"] and monitor["cap_drop"] == ["ALL"]
    assert {v.partition(":")[2] for v in monitor["volumes"]} == {"/config:ro", "/data"}  # a folder: edits replace a file
    assert "data" in compose["volumes"]
    assert mail["ports"] == ["127.0.0.1:8025:8025"], "on this machine only"
