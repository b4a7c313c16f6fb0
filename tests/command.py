"""The command line as a user calls it: `python -m monitor …` in a process that begins warm, or has run another (`tests.warm`)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import warm

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
    done = Done(*warm.run([*map(str, arguments)], cwd=cwd, env=environment(env), timeout=timeout))
    assert "Traceback" not in done.err, done.err
    return done
