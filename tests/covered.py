"""Which lines of the program the tests reach: with `-p tests.covered` pytest says how many, with `--uncovered` which it does not.

Lines of which none is left for another place make a run, with one mark that is set where it begins: a line behind one that raised
counts as reached. A module's marks are a file that all processes map: those of the tests, and what the warm one forks, however it
ends. Python's hooks for tracing take as long again as the tests; calls put into the bytecode are counted by tests that count calls.
"""

from __future__ import annotations

import ast
import json
import mmap
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from itertools import groupby
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "covered"  # of each module: its runs of lines, its code with marks, and its marks, a byte for each run
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)


class Runs:
    """A module's tree with a mark where each run of lines begins, and the lines of each."""

    def __init__(self, source: bytes, name: str) -> None:
        self.tree = ast.parse(source)
        self.lines: list[list[int]] = []
        body, _ = self._marked(self.tree.body)
        at = next((n for n, one in enumerate(body) if not _is_no_code(one)), 0)
        opened = ast.parse(f"_reached_ = __import__('tests.covered', fromlist=['marks']).marks({name!r}, {len(self.lines)})").body
        self.tree.body = [*body[:at], *opened, *body[at:]] if self.lines else body

    def _marked(self, suite: Sequence[ast.stmt]) -> tuple[list[ast.stmt], bool]:
        """*suite* with its marks, and whether something in it may leave it for another place than what follows."""
        found: list[ast.stmt] = []
        run: list[int] | None = None
        leaves = False
        for one in suite:
            if _is_no_code(one):
                found.append(one)
                continue
            if run is None:
                run = []
                mark = ast.parse(f"_reached_[{len(self.lines)}] = 1").body[0]
                for node in ast.walk(mark):
                    ast.copy_location(node, one)
                found.append(mark)
                self.lines.append(run)
            run.append(one.lineno)
            found.append(one)
            if self._within(one):
                run, leaves = None, True
        return found, leaves

    def _within(self, one: ast.stmt) -> bool:
        leaves = isinstance(one, _LEAVING)
        for holder in (one, *getattr(one, "handlers", ()), *getattr(one, "cases", ())):
            for part in ("body", "orelse", "finalbody"):
                if suite := getattr(holder, part, None):
                    marked, left = self._marked(suite)
                    setattr(holder, part, marked)
                    leaves |= left
        return leaves and not isinstance(one, _SCOPES)


def _is_no_code(one: ast.stmt) -> bool:
    """Whether *one* is a docstring or "...", what only type checkers run, or stands before all code."""
    if isinstance(one, ast.If):
        return isinstance(one.test, ast.Name) and one.test.id == "TYPE_CHECKING" and not one.orelse
    return (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)) or (
        isinstance(one, ast.ImportFrom) and one.module == "__future__"
    )


def marks(name: str, number: int) -> Any:
    """The marks of a module, *number* bytes that all processes share; of this one alone where it may write no file."""
    try:
        fd = os.open(KEPT / f"{name}.marks", os.O_RDWR | os.O_CREAT)
        try:
            os.ftruncate(fd, number)
            return mmap.mmap(fd, number)
        finally:
            os.close(fd)
    except OSError:
        return bytearray(number)


class _Loader(SourceFileLoader):
    """Loads a module with marks, whose code is kept as Python keeps that without."""

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        name = str(Path(path).relative_to(ROOT))
        runs = Runs(data, name)
        kept = KEPT / f"{name}.json"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(runs.lines))
        code: CodeType = compile(runs.tree, path, "exec", dont_inherit=True, optimize=_optimize)
        return code

    def get_data(self, path: str) -> bytes:
        return super().get_data(_kept(path) if path.endswith(".pyc") else path)

    def _cache_bytecode(self, source_path: str, bytecode_path: str, data: Any) -> None:
        self.set_data(_kept(bytecode_path), data)


def _kept(path: str) -> str:
    return str(KEPT / Path(path).relative_to(ROOT))


class _Finder(PathFinder):
    """Finds the modules of the program."""

    @classmethod
    def find_spec(cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname.partition(".")[0] == "monitor" else None
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


sys.meta_path.insert(0, _Finder)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--uncovered", action="store_true", help="say which lines of the program no test reaches")


def pytest_load_initial_conftests() -> None:
    """A new run: nothing is reached yet."""
    for kept in KEPT.rglob("*.marks"):
        kept.unlink()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    every = reached = 0
    listed = []
    for file in sorted((ROOT / "monitor").rglob("*.py")):
        name = str(file.relative_to(ROOT))
        kept, read = KEPT / f"{name}.json", KEPT / f"{name}.marks"
        runs = json.loads(kept.read_text()) if read.exists() else Runs(file.read_bytes(), name).lines
        seen = read.read_bytes() if read.exists() else bytes(len(runs))
        left = {line for run, is_seen in zip(runs, seen, strict=False) if not is_seen for line in run}
        left -= {line for run, is_seen in zip(runs, seen, strict=False) if is_seen for line in run}
        number = len({line for run in runs for line in run})
        every, reached = every + number, reached + number - len(left)
        if left:
            listed.append(f"{name}: {', '.join(_spans(sorted(left)))}")
    if config.getoption("uncovered"):
        for line in listed:
            terminalreporter.write_line(line)
    share = f"coverage: {100 * reached / every:.1f} % of {every:,} lines"
    terminalreporter.write_line(share if config.getoption("uncovered") else f"{share} (make coverage says which)")


def _spans(lines: Sequence[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(lines), lambda at: at[1] - at[0]):
        first, *rest = [line for _, line in group]
        yield f"{first}-{rest[-1]}" if rest else str(first)
