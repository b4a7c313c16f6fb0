"""The command line as a user calls it: `python -m monitor …` in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON, an object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def says(self, words: str) -> bool:
        """Whether it printed *words*, wherever the width of a terminal or the length of a path broke the lines, or a word."""
        return "".join(words.split()) in "".join((self.out + self.err).split())


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """A terminal's environment that no test run changes: French, no colour, the package of this checkout."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "TMPDIR") or k.startswith("COVERAGE_")}
    return {**kept, "LANG": "fr_FR.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1", **(extra or {})}


def monitor(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None, timeout: float = 60) -> Done:
    """Run the command and return what it printed; no test expects a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *map(str, arguments)],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)
