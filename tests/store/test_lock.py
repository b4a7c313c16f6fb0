"""One instance: a lock that says who has it and dies with its process (DESIGN 4.3)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import Locked, StoreError
from monitor.store import InstanceLock, Store
from tests.store.town import T0, seen, watch

ROOT = Path(__file__).resolve().parent.parent.parent
HOLDER = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from monitor.store import InstanceLock
lock = InstanceLock(Path(sys.argv[1]), command="monitor run"); lock.acquire()
print("held", flush=True); sys.stdin.read(); lock.release()
"""


def holder(database: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()
    process.wait(30)


def test_a_second_instance_learns_who_holds_the_database(tmp_path: Path) -> None:
    """Exit 3."""
    process = holder(tmp_path / "m.db")
    with pytest.raises(Locked, match=f"monitor run.*process {process.pid}, since ") as caught:
        InstanceLock(tmp_path / "m.db").acquire()
    assert (caught.value.exit_status, bool(caught.value.remedy)) == (3, True)
    ended(process)
    with InstanceLock(tmp_path / "m.db"):
        pass


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    """The lock dies with its process, whatever stands in the file."""
    process = holder(tmp_path / "m.db")
    os.kill(process.pid, signal.SIGKILL)
    ended(process)
    assert "monitor run" in (tmp_path / "m.db.lock").read_text()
    with InstanceLock(tmp_path / "m.db", command="monitor check"):
        assert "monitor check" in (tmp_path / "m.db.lock").read_text()


def test_waiting_takes_the_lock_as_soon_as_it_is_free(tmp_path: Path) -> None:
    """Hand-off: no sleeping past the end, no error before it."""
    first = InstanceLock(tmp_path / "m.db")
    first.acquire()
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            first.release()

    with InstanceLock(tmp_path / "m.db", wait=timedelta(minutes=1), sleep=sleep):
        assert len(naps) == 3


def test_a_lock_file_moved_away_is_no_lock(tmp_path: Path) -> None:
    """Two processes never hold two files of one name without knowing."""
    with InstanceLock(tmp_path / "m.db"):
        (tmp_path / "m.db.lock").unlink()
        with InstanceLock(tmp_path / "m.db"), pytest.raises(Locked):
            InstanceLock(tmp_path / "m.db").acquire()


def test_a_fork_does_not_keep_the_lock(tmp_path: Path) -> None:
    """The reader of PDFs may outlive its parent by a moment."""
    lock = InstanceLock(tmp_path / "m.db")
    lock.acquire()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(read, 1)
        os._exit(0)
    lock.release()
    try:
        with InstanceLock(tmp_path / "m.db"):
            pass
    finally:
        os.write(write, b"x")
        os.waitpid(child, 0)
    os.close(read)
    os.close(write)


@pytest.mark.parametrize(
    ("command", "advice"), [("monitor run", "stop it, then start it"), ("monitor check", "wait until it ends")]
)
def test_nobody_is_told_to_wait_for_the_end_of_a_service(tmp_path: Path, command: str, advice: str) -> None:
    """4.3: it ends in years; what it does meanwhile is said."""
    with InstanceLock(tmp_path / "monitor.db", command=command), pytest.raises(Locked) as caught:
        InstanceLock(tmp_path / "monitor.db").acquire()
    assert advice in str(caught.value.remedy)


def test_readers_are_never_locked_out(tmp_path: Path) -> None:
    """4.3: another instance *writes*; show and history go on."""
    with InstanceLock(tmp_path / "m.db"), Store.open(tmp_path / "m.db") as store:
        store.write(seen(1, T0, "Un"), watch())
        with Store.open(tmp_path / "m.db", readonly=True) as reader:
            assert reader.snapshot("valmont").number == 1


def test_where_there_can_be_no_lock_file(tmp_path: Path) -> None:
    """A clear error."""
    (tmp_path / "snapshots").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        InstanceLock(tmp_path / "snapshots" / "m.db").acquire()


def test_a_full_disk_takes_the_signature_not_the_lock(tmp_path: Path) -> None:
    """12.3: no traceback; what cannot be written is the store's to say."""
    full = subprocess.run(
        [sys.executable, "-c", f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n{HOLDER}", tmp_path / "m.db"],
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (full.stdout, full.stderr, full.returncode) == ("held\n", "", 0)
