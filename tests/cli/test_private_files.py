"""Files that hold a history are for their user alone, whatever the umask; nothing is written through somebody's link (7.7)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.files import create, create_anew, make
from tests.cli.town import serve
from tests.command import monitor
from tests.configs import write_config
from tests.site import Site


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_everything_beside_the_database_is_private(tmp_path: Path, umask: int) -> None:
    """11.5: database, its log, lock, cache and backup are 0600 whatever the umask."""
    with Site() as site:
        serve(site, "/")
        write_config(tmp_path, site.url())
        before = os.umask(umask)
        try:
            assert monitor("check", cwd=tmp_path).status == 0
            assert monitor("backup", "copy.db", cwd=tmp_path).status == 0
        finally:
            os.umask(before)
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (*tmp_path.glob("monitor.db*"), tmp_path / "copy.db")}
    assert {"monitor.db", "monitor.db.lock", "copy.db"} <= modes.keys() and set(modes.values()) == {"0o600"}, modes


def test_existing_files_keep_their_mode_and_doctor_says_so(tmp_path: Path) -> None:
    """7.7"""
    with Site() as site:
        serve(site, "/")
        write_config(tmp_path, site.url())
        monitor("check", cwd=tmp_path)
        assert "chmod 600" not in monitor("doctor", "--offline", "--json", cwd=tmp_path).out
        (tmp_path / "monitor.db").chmod(0o644)
        monitor("check", cwd=tmp_path)
        assert (tmp_path / "monitor.db").stat().st_mode & 0o777 == 0o644
        assert f"chmod 600 {tmp_path / 'monitor.db'}" in monitor("doctor", "--offline", "--json", cwd=tmp_path).out


@pytest.mark.parametrize("make_file", [create, create_anew, make])
def test_a_link_that_lies_there_is_not_followed(tmp_path: Path, make_file: object) -> None:
    """11.5: temporary files are created exclusively."""
    (tmp_path / "link").symlink_to(tmp_path / "victim")
    try:
        made = make_file(tmp_path / "link")  # type: ignore[operator]
    except FileExistsError:
        made = None
    if isinstance(made, int):
        os.close(made)
    assert not (tmp_path / "victim").exists()
