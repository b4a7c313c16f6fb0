"""What this machine lacks is told as such, and no page is blamed: room, a free database, open files (11.3; 4.3)."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import DiskFull, Exhausted
from monitor.fetch.errors import FetchError, as_fetch_error
from monitor.pipeline.visit import of_bug
from monitor.store import Store
from tests import sweeps
from tests.cli.test_run_faults import Log
from tests.cli.town import serve, started, until
from tests.command import ROOT, environment, monitor
from tests.configs import write_config
from tests.observe.town import watch
from tests.site import Site

HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(f"PRAGMA locking_mode = {sys.argv[2]}")
db.execute("BEGIN EXCLUSIVE")
db.execute("CREATE TABLE IF NOT EXISTS held (x)")
print("held", flush=True)
sys.stdin.read()
db.rollback()
"""
# Loaded by each process of the service: it gives up a locked database in a tenth of the time, and goes on as it would.
HURRY = """
from monitor.store import connection
def patiently(action, patience, waiting=connection.patiently):
    return waiting(action, patience / 10)
connection.patiently = patiently
"""


@contextmanager
def held(database: Path, mode: str = "EXCLUSIVE") -> Iterator[int]:
    """Another program has *database* locked; yields its process id. *mode* "NORMAL": one may still read."""
    command = [sys.executable, "-c", HOLD, str(database), mode]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None and program.stdin is not None
        assert program.stdout.readline() == "held\n"
        try:
            yield program.pid
        finally:
            program.stdin.close()
            program.wait()


@pytest.mark.few("en-EXCLUSIVE", "fr-NORMAL")
@pytest.mark.parametrize(("language", "mode"), [("fr", "EXCLUSIVE"), ("en", "EXCLUSIVE"), ("fr", "NORMAL")])
def test_a_database_that_another_program_has_locked_is_status_3(tmp_path: Path, language: str, mode: str) -> None:
    """4.3: after --wait, with who it is."""
    with Site() as site:
        serve(site, "/")
        write_config(tmp_path, site.url(), language=language)
        assert monitor("check", cwd=tmp_path).status == 0
        with held(tmp_path / "monitor.db", mode) as pid:
            done = monitor("check", "--wait", "1s", cwd=tmp_path, env={"LANG": f"{language}.UTF-8"})
        said = done.err.replace("\n", " ")
        assert (done.status, f"({pid})" in said, "Traceback" in said) == (3, True, False), done.err
        assert {"fr": "verrouillée", "en": "is locked"}[language] in said
        assert monitor("check", cwd=tmp_path).status == 0


def test_the_service_waits_for_a_locked_database(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """4.3: `run` says so and goes on when the other program lets go; it never ends for it."""
    folder = tmp_path_factory.mktemp("hurry")
    (folder / "sitecustomize.py").write_text(HURRY)
    path = os.pathsep.join([str(folder), str(ROOT)])
    monkeypatch.setattr("tests.cli.town.environment", lambda: environment({"PYTHONPATH": path}))
    with Site() as site:
        serve(site, "/")
        write_config(tmp_path, site.url())
        monitor("check", cwd=tmp_path)
        config = tmp_path / "config.toml"
        config.write_text(config.read_text().replace('schedule = "0 7 * * *"', 'every = "1s"'))
        with held(tmp_path / "monitor.db"):
            begun = started("run", cwd=tmp_path)
            process = begun.__enter__()
            log = Log(process)
            until(lambda: log.says("verrouillée"))
            assert process.poll() is None
        until(lambda: log.says("outcome=unchanged"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        begun.__exit__(None, None, None)


@pytest.mark.parametrize("code", ["SQLITE_IOERR_SHMSIZE", "SQLITE_FULL"])
def test_a_full_disk_is_one_however_sqlite_says_it(code: str) -> None:
    """11.3: at the -shm file SQLite speaks of an input/output error."""
    import sqlite3

    from monitor.store.errors import trouble

    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = getattr(sqlite3, code)
    assert isinstance(trouble(error, Path("monitor.db")), DiskFull)


def on_a_small_disk(disk: Path, size: str, script: str, *command: str) -> subprocess.CompletedProcess[str]:
    """A shell *script*, done, in which `"$@"` is `monitor COMMAND` and *disk* a file system of *size* that it alone sees."""
    alone = ["unshare", "--mount", "--map-root-user", "sh", "-c", f'mount -t tmpfs -o size={size} none "{disk}" || exit; {script}']
    done = subprocess.run(
        [*alone, "sh", sys.executable, "-m", "monitor", *command],
        env=environment({"LANG": "en_GB.UTF-8"}), capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("no file system can be mounted here")
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_a_disk_that_is_full_before_the_database_is_opened_is_status_1(tmp_path: Path) -> None:
    """11.3: the -shm file that opening makes finds no room; nothing is lost, and it works again when there is some."""
    (disk := tmp_path / "disk").mkdir()
    config = write_config(tmp_path, "http://127.0.0.1:9/", visit_timeout="1s")  # no second try
    config.write_text(config.read_text().replace('"monitor.db"', '"disk/monitor.db"'))
    script = f'"$@"; head -c 10m /dev/zero > "{disk}/filler"; "$@"; echo "status $?"; rm "{disk}/filler"; "$@"; echo "status $?"'
    done = on_a_small_disk(disk, "2m", script, "check", "--config", str(config))
    assert done.stdout.count("status 1") == 2, done.stdout + done.stderr  # full; then room again, but the page is out of reach
    assert done.stderr.count("no room") == 1, done.stderr


def test_an_export_that_finds_no_room_is_status_1_and_leaves_nothing(tmp_path: Path) -> None:
    """4.3 and 5.16: whole or not at all, in every form that is one file or a folder of files."""
    (disk := tmp_path / "disk").mkdir()
    with Site() as site:
        serve(site, "/")
        config = write_config(tmp_path, site.url())
        assert monitor("check", cwd=tmp_path).status == 0
    proof = f"--format bundle --unchanged -o {disk}/proof.zip"
    forms = [f"--format json -o {disk}/all.jsonl", f"--format csv -o {disk}/all.csv", f"--format site -o {disk}/site", proof]
    forms = forms[:: sweeps.times(3, 1)]
    each = "".join(f'"$@" {form}; echo "status $?"; ' for form in forms)
    script = f'head -c 1m /dev/zero > "{disk}/filler"; {each}ls -A "{disk}"'
    done = on_a_small_disk(disk, "64k", script, "export", "--config", str(config))
    assert done.stdout.splitlines() == [*["status 1"] * len(forms), "filler"], done.stdout + done.stderr
    assert done.stderr.count("disk is full") == len(forms), done.stderr


@pytest.mark.parametrize("lack", [errno.EMFILE, errno.ENFILE, errno.ENOMEM])
def test_what_the_machine_lacks_is_no_failure_of_a_page(lack: int) -> None:
    """11.3: where a socket can't be made, no server was asked."""
    with pytest.raises(Exhausted, match=os.strerror(lack)), as_fetch_error({OSError: "connect"}, "valmont.example"):
        raise OSError(lack, os.strerror(lack))
    with pytest.raises(FetchError), as_fetch_error({OSError: "connect"}, "valmont.example"):
        raise OSError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))
    bug = ImportError("a module that is loaded late")
    bug.__cause__ = OSError(lack, os.strerror(lack))
    with pytest.raises(Exhausted, match=os.strerror(lack)):
        of_bug(watch("valmont"), datetime(2026, 1, 5, tzinfo=UTC), bug)
    bug.__cause__ = OSError(errno.EIO, os.strerror(errno.EIO))
    assert of_bug(watch("valmont"), datetime(2026, 1, 5, tzinfo=UTC), bug).failure is not None


def test_a_check_without_open_files_records_nothing_against_the_pages(tmp_path: Path) -> None:
    """11.3: exit 1, said as what it is; the pages' histories are as before."""
    with Site() as site:
        serve(site, "/")
        write_config(tmp_path, *[site.url()] * 8, more="per_host = 8\nconcurrency = 8")
        assert monitor("check", cwd=tmp_path).status == 0
        few = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (11,) * 2); "
        code = few + "import sys; sys.argv[0] = 'monitor'; from monitor.__main__ import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "check", "--config", str(tmp_path / "config.toml")],
            env=environment({}), capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        with Store.open(tmp_path / "monitor.db", readonly=True) as store:
            standings = store.standings([w.name for w in store.watches()])
        assert (done.returncode, [s.failures for s in standings if s.failures]) == (1, []), done.stderr
