"""Tests side by side are told as one process would tell them, whatever becomes of the processes (tests/side_by_side.py)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CONFTEST = """
import pytest
from tests import side_by_side

@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    side_by_side.run(session, 2, lambda file: file)
    return True
"""
TESTS = """
import os
import time
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent

def wait_for(name):
    (FOLDER / __name__[-1]).touch()
    until = time.monotonic() + 60
    while not (FOLDER / name).exists():
        assert time.monotonic() < until
        time.sleep(0.01)

@pytest.fixture(scope="module")
def shared():
    yield os.getpid()
    (FOLDER / f"ended-{__name__[-1]}").touch()

def test_both_files_are_at_work(tmp_path, shared):
    assert [path for path in tmp_path.parent.iterdir() if not path.is_symlink()] == [tmp_path]
    wait_for("b" if __name__.endswith("a") else "a")

def test_of_a_file_run_in_one_process(shared):
    assert shared == os.getpid()

def test_dies():
    os.kill(os.getpid(), 9)

def test_after_it(tmp_path):
    assert tmp_path.is_dir()

def test_fails():
    print("what it printed")
    assert (1 + 1) == 3

def test_leaves():
    os._exit(0)

def test_is_skipped():
    pytest.skip("for a reason")

def test_raises(shared):
    raise LookupError("the last one")
"""


def told(folder: Path, *arguments: str) -> str:
    """What pytest says of two files of these tests."""
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "pytest.ini").write_text("[pytest]\n")
    for name in ("a", "b"):
        (folder / f"test_{name}.py").write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *arguments]
    command.append(f"--basetemp={folder / 'temporary'}")
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTEST_ADDOPTS": ""}
    return subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, text=True, timeout=120).stdout


def test_each_is_told_once_and_who_dies_ends_nothing_but_its_test(tmp_path: Path) -> None:
    said = told(tmp_path)
    assert said.splitlines()[-1].startswith("8 failed, 6 passed, 2 skipped in "), said
    for file in ("test_a.py", "test_b.py"):
        for name in ("both_files_are_at_work", "of_a_file_run_in_one_process", "after_it"):
            assert f"PASSED {file}::test_{name}\n" in said
        assert f"FAILED {file}::test_dies - the process that ran it ended meanwhile (-9)" in said
        assert f"FAILED {file}::test_fails - assert (1 + 1) == 3" in said
        assert f"FAILED {file}::test_leaves - the process that ran it ended meanwhile (0)" in said
        assert f"FAILED {file}::test_raises - LookupError: the last one" in said
    assert said.count("what it printed") == 4  # in the test, and as captured
    assert "EOFError" not in said
    assert (tmp_path / "ended-a").exists()
    assert (tmp_path / "ended-b").exists()


def test_the_first_failure_ends_all_where_that_is_asked(tmp_path: Path) -> None:
    said = told(tmp_path, "-x", "--deselect", "test_a.py::test_dies", "--deselect", "test_b.py::test_dies")
    assert said.count("FAILED") in (1, 2), said  # of each process the first
