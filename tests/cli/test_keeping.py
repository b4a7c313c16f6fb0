"""Evidence handed on: verify, backup, rename, search, coverage (DESIGN §1 promise 3, 7.2, 7.4, 7.5)."""

from __future__ import annotations

import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from monitor.cli.backup import command as backup
from monitor.demo.server import page
from monitor.i18n.locale import locale_of
from monitor.store import Store
from tests.command import environment, monitor
from tests.configs import write_config
from tests.site import Page, Site


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two versions: « efficacité », then « efficience »."""
    folder = tmp_path_factory.mktemp("kept")
    with Site() as site:
        write_config(folder, site.url(), items='[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n')
        for content in (page(noise=False, after=False), page(noise=False, after=True)):
            site.pages["/"] = Page(content)
            assert monitor("check", cwd=folder).status == 0
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A copy for each test."""
    return Path(shutil.copytree(kept, tmp_path / "kept"))


def test_verify_says_that_all_is_as_written_and_the_newest_hash(folder: Path) -> None:
    """7.5: the newest hash shows a cut tail."""
    done = monitor("verify", "--json", cwd=folder)
    newest = done.lines[0]["newest"]["valmont"]
    assert (done.status, done.lines[0]["problems"], len(newest)) == (0, [], 64)
    assert monitor("verify", "--newest", f"valmont={newest}", cwd=folder).status == 0
    assert monitor("verify", "--newest", f"valmont={'0' * 64}", cwd=folder).status == 1


@pytest.mark.parametrize(("claim", "said"), [("valmont=zz", "64 chiffres"), (f"nulle={'0' * 64}", "pas de page « nulle »")])
def test_a_claim_that_none_can_be_is_wrong_usage_and_no_damage(folder: Path, claim: str, said: str) -> None:
    """4.3: of what is not a hash, or of no watch, nothing can have been cut off."""
    done = monitor("verify", "--newest", claim, cwd=folder)
    assert (done.status, done.says(said)) == (2, True), done.err


@pytest.mark.few("bytes")
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("update blocks set text = 'Trois agents.' where text like '%Deux agents%'", id="text"),
        pytest.param("update blobs set crc = crc + 1 where id = (select max(id) from blobs)", id="bytes"),
        pytest.param("update checks set count = 9 where watch_id = (select id from watches where name = 'autre')", id="visits"),
    ],
)
def test_verify_examines_the_watches_named_alone(damage: str, tmp_path: Path) -> None:
    """7.5: of a watch that is named its bytes, texts and visits are examined; what is wrong with another one is not said of it."""
    with Site() as site:
        site.pages["/"] = Page(page(noise=False, after=False))
        site.pages["/autre"] = Page(b"<html><body><main><h1>Services</h1><h2>Accueil</h2><p>Deux agents.</p></main></body></html>")
        write_config(tmp_path, site.url(), items='[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n')
        with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
            config.write(f'\n[[watch]]\nname = "autre"\nurl = "{site.url("/autre")}"\n')
            config.write('[watch.sections.accueil]\nheading = "Accueil"\n')
        assert [monitor("check", name, cwd=tmp_path).status for name in ("valmont", "autre")] == [0, 0]
    whole = monitor("verify", "autre", cwd=tmp_path)
    assert (whole.status, whole.says("De cette page, tout est comme écrit")) == (0, True)
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as database, database:
        assert database.execute(damage).rowcount == 1
    database.close()
    well, broken = (monitor("verify", name, "--json", cwd=tmp_path) for name in ("valmont", "autre"))
    assert (well.status, well.lines[0]["problems"], list(well.lines[0]["newest"])) == (0, [], ["valmont"])
    assert (broken.status, bool(broken.lines[0]["problems"]), list(broken.lines[0]["newest"])) == (1, True, ["autre"])
    assert monitor("verify", "nulle-part", cwd=tmp_path).status == 2


def test_verify_finds_an_edited_text(folder: Path) -> None:
    """7.5: a text edited by hand no longer fits its digest."""
    with closing(sqlite3.connect(folder / "monitor.db")) as database, database:
        assert database.execute("update blocks set text = replace(text, 'efficience', 'excellence')").rowcount > 0
    database.close()
    done = monitor("verify", cwd=folder)
    assert done.status == 1
    assert "✗" in done.out


def test_a_backup_is_a_whole_database_and_overwrites_nothing(folder: Path) -> None:
    """7.1: copied through SQLite, so that what lies in the WAL is in it."""
    assert monitor("backup", "copy.db", cwd=folder).status == 0
    assert [file.name for file in folder.glob("copy.db*")] == ["copy.db"]  # no log beside it that a copy would have to take along
    config = folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"monitor.db"', '"copy.db"'), encoding="utf-8")
    assert len(monitor("history", "--json", cwd=folder).lines) == 2
    before = (folder / "copy.db").read_bytes()
    refused = monitor("backup", "copy.db", cwd=folder)
    assert (refused.status, (folder / "copy.db").read_bytes() == before) == (2, True)


def test_a_copy_that_does_not_fit_is_no_damage(folder: Path) -> None:
    """11.3: as on a disk that takes no file of that size; nothing is left of it."""
    command = [sys.executable, "-m", "monitor", "backup", "copy.db"]
    limited = f"ulimit -f 100; exec {shlex.join(command)}"
    done = subprocess.run(["bash", "-c", limited], cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    said = done.stderr.replace("\u00a0", " ")
    assert (done.returncode, "cette taille n’y est pas admis" in said, "la base va bien" in said) == (2, True, True), said
    assert not [*folder.glob("*copy.db*")]


def test_what_of_a_backup_is_unfinished_is_called_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """7.5: a copy that a power cut left behind is taken for a backup by nobody, nor by a list of files that begin like one."""
    names: list[str] = []

    def cut(store: Store, target: Path) -> None:
        names.append(target.name)
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "backup", cut)
    assert backup.callback
    with pytest.raises(KeyboardInterrupt):
        backup.callback(target=folder / "copy.db", config_path=folder / "config.toml")
    assert names == [".copy.db.unfinished"]


def test_a_renamed_watch_keeps_its_history(folder: Path) -> None:
    """DESIGN §3: the name is the identity; renaming it moves what was kept. 4.3: a name that is gone is wrong usage."""
    done = monitor("rename", "valmont", "ource", cwd=folder)
    assert (done.status, 'name = "ource"' in (folder / "config.toml").read_text(encoding="utf-8")) == (0, True)
    assert {line["watch"] for line in monitor("history", "--json", cwd=folder).lines} == {"ource"}
    assert monitor("rename", "valmont", "ailleurs", cwd=folder).status == 2


def test_search_finds_what_is_gone_and_what_still_stands(folder: Path) -> None:
    """7.2: full-text search over the blocks of every version, accents folded."""
    gone = monitor("search", "efficacite", "--json", cwd=folder).lines
    assert [(hit["first_snapshot"], hit["last_snapshot"]) for hit in gone] == [(1, 1)]
    assert "[efficience]" in monitor("search", "efficience", cwd=folder).out
    with closing(sqlite3.connect(folder / "monitor.db")) as db, db:  # the first version, and the second
        days = [datetime.fromisoformat(at) for (at,) in db.execute("SELECT taken_at FROM snapshots ORDER BY number")]
    first, second = (locale_of("fr").day(day, "Europe/Paris") for day in days)
    assert monitor("search", "efficience", cwd=folder).says(f"version 2 et suivantes (depuis le {second}, encore là)")
    assert monitor("search", "efficacite", cwd=folder).says(f"version 1 (le {first})")
    for form in ((), ("--json",)):  # 4.3: nothing found, in either form
        nothing = monitor("search", "licorne", *form, cwd=folder)
        assert (nothing.status, nothing.out) == (1, "")


def test_diff_of_an_item_that_is_not_there_names_those_that_are(folder: Path) -> None:
    """4.3: as `show` does."""
    done = monitor("diff", "valmont", "--item", "nope", cwd=folder)
    assert (done.status, "mutualisation" in done.err) == (1, True), done.err


def test_a_search_speaks_the_language_of_the_configuration(folder: Path) -> None:
    """§6: as `history` and `show` beside it do, whatever the terminal speaks; without a word it is wrong usage (4.3)."""
    said = monitor("search", "efficience", cwd=folder, env={"LC_ALL": "C.UTF-8"})
    assert said.says("version 2 et suivantes") and not said.says("and later")
    assert [monitor("search", words, cwd=folder).status for words in ("", "…")] == [2, 2]


def test_coverage_counts_visits_failures_and_the_longest_gap(folder: Path) -> None:
    """7.4: the negative proven."""
    covered = monitor("coverage", "--json", cwd=folder).lines[0]
    assert (covered["checks"], covered["failed"], covered["changes"]) == (2, 0, 1)
    assert monitor("coverage", "inconnue", cwd=folder).status == 2


@pytest.mark.parametrize(
    "period", ["--since 2999-01-01", "--since 2999-01-01 --until 2999-02-01", "--since 2020-02-02 --until 2020-02-01"]
)
def test_a_period_that_ends_before_it_begins_is_wrong_usage(folder: Path, period: str) -> None:
    """4.3, 3.26: of what has not come yet nobody says that there was no visit."""
    done = monitor("coverage", *period.split(), cwd=folder)
    assert (done.status, done.out, done.says("la période est vide")) == (2, "", True)
