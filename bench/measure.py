"""What a command costs as a whole process."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def how_many(usual: int) -> int:
    """How many versions or sites `make bench … N=20000` asks for; *usual* where it does not."""
    asked = os.environ.get("N") or str(usual)
    if not asked.isdecimal() or not int(asked):
        raise SystemExit(f"bench: N={asked} is no number of versions or sites; write for example N=20000")
    return int(asked)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process and those it started and waited for."""

    cpu_s: float  # user and system
    peak_mb: float  # the largest resident set of one of them


def output(command: Sequence[str], folder: Path) -> str:
    """What *command* prints, run in *folder* with this source tree. Raises CalledProcessError where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


def cpu_seconds(command: Sequence[str], folder: Path) -> float:
    """User and system time of *command*."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output(command, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cost(command: Sequence[str], folder: Path, *, environment: Mapping[str, str] | None = None, log: Path | None = None) -> Cost:
    """What *command* costs, run in *folder*; what it prints goes to *log*. Raises SystemExit where it fails."""
    said = log or folder / "said.log"
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}  # bytecode is kept, as ever
    with said.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, env={**known, **(environment or {})}, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)[:200]}: exit {process.returncode}\n{said.read_text(errors='replace')[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
