"""A backup is consistent whoever writes, and goes back whole or not at all; what was erased since stays erased (7.5, 5.17)."""

from __future__ import annotations

import os
import pty
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from monitor.store import InstanceLock
from tests.cli.test_erase import ITEMS, NAME, NEEDLES, watched
from tests.cli.town import serve
from tests.command import environment, monitor
from tests.configs import write_config
from tests.erasure.seeking import held
from tests.pdf.orgchart.charts import Box, Style, tree
from tests.pipeline.house import PDF, html
from tests.site import Page, Site

__all__ = ["watched"]


@pytest.fixture
def town(watched: tuple[Site, Path], tmp_path: Path) -> tuple[Site, Path]:
    """Two versions that name her, a backup of them outside, and a folder that may be changed."""
    site, folder = watched
    shutil.copytree(folder, tmp_path / "here")
    (tmp_path / "backups").mkdir()
    assert monitor("backup", tmp_path / "backups" / "old.db", cwd=tmp_path / "here").status == 0
    return site, tmp_path / "here"


def numbers(folder: Path) -> list[int]:
    return [line["snapshot"] for line in monitor("history", "--json", cwd=folder).lines]


def test_a_backup_goes_back_and_the_old_file_is_kept(town: tuple[Site, Path]) -> None:
    _, folder = town
    before = numbers(folder)
    assert monitor("prune", "--before", "2999-01-01", cwd=folder).status == 2
    with closing(sqlite3.connect(folder / "monitor.db")) as raw, raw:
        raw.execute("UPDATE edits SET edit = '{}'")
    raw.close()
    assert monitor("verify", cwd=folder).status == 1
    done = monitor("restore", folder.parent / "backups" / "old.db", cwd=folder)
    assert done.status == 0, done.err
    assert monitor("verify", cwd=folder).status == 0
    assert numbers(folder) == before
    (aside,) = folder.glob("monitor.db.replaced-*")
    with closing(sqlite3.connect(aside)) as raw, raw:
        assert {edit for (edit,) in raw.execute("SELECT edit FROM edits")} == {"{}"}
    raw.close()
    assert done.says(aside.name)
    assert monitor("check", "--json", cwd=folder).lines[0]["outcome"] == "unchanged"
    assert sorted(path.name for path in folder.glob("*restoring*")) == []


def test_what_was_erased_since_the_backup_is_erased_again(town: tuple[Site, Path]) -> None:
    _, folder = town
    assert monitor("erase", "--person", NAME, cwd=folder).status == 0
    done = monitor("restore", folder.parent / "backups" / "old.db", cwd=folder)
    assert done.status == 0, done.err
    assert done.says("effacé de nouveau") or done.says("l’a été de nouveau")
    assert held(folder, NEEDLES) == []
    assert held(folder.parent / "backups", NEEDLES) != []
    (line,) = monitor("check", "--json", cwd=folder).lines
    assert (line["outcome"], line["changes"]) == ("unchanged", [])
    assert held(folder, NEEDLES) == []
    assert monitor("verify", cwd=folder).status == 0


def test_a_backup_that_is_not_whole_changes_nothing(town: tuple[Site, Path]) -> None:
    _, folder = town
    backups = folder.parent / "backups"
    with closing(sqlite3.connect(backups / "old.db")) as raw, raw:
        raw.execute("UPDATE blocks SET text = text || '!'")
    raw.close()
    (backups / "torn.db").write_bytes((folder / "monitor.db").read_bytes()[:40_000])
    (backups / "text.db").write_text("no database", "utf-8")
    before = (folder / "monitor.db").read_bytes()
    for name in ("old.db", "torn.db", "text.db", "missing.db"):
        done = monitor("restore", backups / name, cwd=folder)
        assert done.status in (1, 2), (name, done.err)
    assert monitor("restore", "monitor.db", cwd=folder).status in (1, 2)
    assert (folder / "monitor.db").read_bytes() == before
    assert sorted(path.name for path in folder.glob("*re[ps]*")) == []


def test_what_holds_no_table_of_ours_is_no_backup(town: tuple[Site, Path]) -> None:
    """7.5: an empty file is a database to SQLite."""
    _, folder = town
    backups = folder.parent / "backups"
    (backups / "empty.db").touch()
    for name, table in (
        ("bare.db", "PRAGMA user_version = 1"),
        ("other.db", "CREATE TABLE _sqlite_migrations (migration_set, name, id)"),
    ):
        with closing(sqlite3.connect(backups / name)) as raw, raw:
            raw.execute(table)
        raw.close()
    before = (folder / "monitor.db").read_bytes()
    done = monitor("restore", folder / "config.toml", cwd=folder)
    assert done.status == 2 and done.says("une sauvegarde est un fichier que monitor backup a écrit"), done.err
    for name in ("empty.db", "bare.db", "other.db"):
        done = monitor("restore", backups / name, cwd=folder)
        assert done.status == 2, (name, done.err)
        assert done.says("n’est pas une sauvegarde"), done.err
    assert (folder / "monitor.db").read_bytes() == before
    assert sorted(path.name for path in folder.glob("*re[ps]*")) == []


OTHERS = ("Paul MARTIN-DURAND", "Jean-Paul MARTIN", "Jean Marie MARTIN", "Anne-Claire DUPONT")


def test_whose_name_holds_the_words_of_who_is_erased_stays_and_goes_back(tmp_path: Path) -> None:
    """5.17, 7.5: a key keeps the words of « Jean-Paul MARTIN » as jean martin paul."""
    folder = tmp_path / "here"
    folder.mkdir()
    first, *below = (*OTHERS, "Paul MARTIN", "Claire DUPONT", "Marie MARTIN")
    head = Box("Direction générale des services", f"M. {first}")
    units = ("Service paie", "Direction du logement", "Service familles", "Cellule audit", "Service des eaux", "Mission égalité")
    head.below = [Box(title, f"M. {name}") for title, name in zip(units, below, strict=True)]
    with Site() as site:
        serve(site)
        site.pages["/"] = html(None, ("Les agents restent", f"{', '.join(OTHERS[:2])} : les agents restent"))
        site.pages[PDF] = Page(tree(head, Style()), content_type="application/pdf")
        write_config(folder, site.url(), items=ITEMS)
        assert monitor("check", cwd=folder).status == 0
        assert monitor("backup", tmp_path / "old.db", cwd=folder).status == 0
        with closing(sqlite3.connect(folder / "monitor.db")) as raw, raw:
            known = {name.lower() for (name,) in raw.execute("SELECT name FROM person_keys")}
            assert {"jean martin paul", "durand martin paul"} <= known
        raw.close()
        for name in ("Paul Martin", "Claire Dupont"):
            done = monitor("erase", "--person", name, cwd=folder)
            assert done.status == 0, done.err
            assert done.says("un trait d’union y ajoute un mot")
        for _ in range(2):
            shown = {row["person"].removeprefix("M. ") for row in monitor("careers", "--json", cwd=folder).lines}
            assert shown == {*OTHERS, "[effacé]", "Marie MARTIN"}
            assert monitor("verify", cwd=folder).status == 0
            done = monitor("restore", tmp_path / "old.db", cwd=folder)
            assert done.status == 0, done.err
        site.pages["/"] = html(None, ("Les agents restent", f"{', '.join((*OTHERS, 'Paul Martin'))} : les agents restent"))
        (line,) = monitor("check", "--json", cwd=folder).lines
        assert line["outcome"] == "changed"
        (said,) = {edit["after"] for change in line["changes"] for edit in change["edits"]}
        assert f"{', '.join(OTHERS)}, [effacé] :" in said


def test_while_the_service_writes_it_is_refused(town: tuple[Site, Path]) -> None:
    _, folder = town
    backup = folder.parent / "backups" / "old.db"
    with InstanceLock(folder / "monitor.db", command="monitor run"):
        done = monitor("restore", backup, cwd=folder)
        assert done.status == 3
        assert monitor("erase", "--person", NAME, cwd=folder).status == 3
        assert monitor("prune", "--before", "2020-01-01", cwd=folder).status == 3
    assert sorted(path.name for path in folder.glob("*replaced*")) == []


def test_what_a_killed_restore_left_is_gone_with_the_next_command(town: tuple[Site, Path]) -> None:
    """7.5: half a copy beside the database holds what it holds, and is nobody's."""
    _, folder = town
    left = [folder / f"monitor.db{end}" for end in (".restoring", ".restoring-wal", ".before-m0004_seconds-20261124.db.part")]
    kept = [folder / "monitor.db.before-m0004_seconds-20261124.db", folder / "other.db.restoring"]
    for path in (*left, *kept):
        shutil.copy(folder / "monitor.db", path)
    assert monitor("check", cwd=folder).status == 0
    assert [path for path in (*left, *kept) if path.exists()] == kept


def test_where_nothing_was_it_is_said_that_what_was_erased_is_not_known(town: tuple[Site, Path]) -> None:
    _, folder = town
    (folder / "monitor.db").unlink()
    done = monitor("restore", folder.parent / "backups" / "old.db", cwd=folder)
    assert done.status == 0, done.err
    assert done.says("aucune base ne s’y trouvait")


def test_a_database_that_cannot_be_read_is_set_aside_and_that_is_said(town: tuple[Site, Path]) -> None:
    _, folder = town
    (folder / "monitor.db").write_bytes(os.urandom(50_000))
    done = monitor("restore", folder.parent / "backups" / "old.db", cwd=folder)
    assert done.status == 0, done.err
    assert done.says("n’a pas pu être lue")
    assert monitor("verify", cwd=folder).status == 0


WRITER = """
import sys
from datetime import timedelta
from pathlib import Path
from monitor.store import Store
from tests.store.town import T0, HOUR, document, seen, unchanged, watch
with Store.open(Path("monitor.db"), now=lambda: T0) as store:
    print("ready", flush=True)
    for n in range(1, 100_000):
        at = T0 + n * 2 * HOUR
        data = str(n).encode() * 9000
        store.write(seen(n, at, f"Texte {n} " * 200, documents=((document(data), data),)), watch())
        store.write(unchanged(at + HOUR), watch())
        print(n, flush=True)
"""


def test_a_backup_is_whole_while_somebody_writes(tmp_path: Path) -> None:
    """Each copy is verified whole, its chain included, before it is called one."""
    folder = tmp_path / "busy"
    folder.mkdir()
    write_config(folder, "https://www.example.org/")
    writer = subprocess.Popen([sys.executable, "-c", WRITER], cwd=folder, env=environment(), stdout=subprocess.PIPE)
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        counts = list[int]()
        for n in range(4):
            done = monitor("backup", f"copy-{n}.db", cwd=folder)
            assert done.status == 0, done.err
            with closing(sqlite3.connect(folder / f"copy-{n}.db")) as copy:
                counts += copy.execute("SELECT count(*) FROM snapshots").fetchone()
            while int(writer.stdout.readline()) <= counts[-1]:  # as many as it wrote: the next copy has more
                assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    assert counts == sorted({*counts})


@pytest.mark.few("enter", "yes")
@pytest.mark.parametrize(
    ("typed", "more", "status"),
    [("n", (), 1), ("", (), 1), ("y", (), 0), ("n", ("--yes",), 0)],
    ids=["no", "enter", "yes", "--yes"],
)
def test_at_a_terminal_it_asks_first(town: tuple[Site, Path], typed: str, more: tuple[str, ...], status: int) -> None:
    """5.17: as `erase` and `prune` do; a script, which has no terminal, is never asked."""
    _, folder = town
    there, here = pty.openpty()
    os.write(there, f"{typed}\n".encode())
    call = [sys.executable, "-m", "monitor", "restore", str(folder.parent / "backups" / "old.db"), *more]
    done = subprocess.run(call, cwd=folder, env=environment({}), stdin=here, capture_output=True, timeout=60, check=False)
    os.close(there)
    os.close(here)
    assert done.returncode == status, done.stderr
    assert len(list(folder.glob("monitor.db.replaced-*"))) == (0 if status else 1)
