"""`monitor status` on a real installation (12.6)."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.town import started, until
from tests.command import monitor
from tests.configs import write_config
from tests.pipeline.house import html
from tests.site import Site


def test_before_the_first_visit_nothing_is_an_error(tmp_path: Path, town: Site) -> None:
    write_config(tmp_path, town.url())
    done = monitor("status", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.says("jamais") and done.says("aucune visite encore") and done.says("pas encore créée")
    assert not done.says("tout va bien")
    assert not (tmp_path / "monitor.db").exists()


def test_it_shows_what_is_read_what_fails_and_what_runs(tmp_path: Path, town: Site) -> None:
    write_config(tmp_path, town.url(), town.url("/absente"))
    assert monitor("check", cwd=tmp_path).status == 1
    done = monitor("status", cwd=tmp_path)
    assert done.says("1 en difficulté") and done.says("✗ valmont-2") and done.says("pas en marche")
    with started("run", cwd=tmp_path) as process:
        until(lambda: f'"pid": {process.pid},' in _text(tmp_path / "monitor.db.lock"))  # what prepares signed before it
        (status,) = monitor("status", "--json", cwd=tmp_path).lines
        assert status["service"]["pid"] == process.pid
    assert status["watches"][0]["visits"] == {"first": 1}
    assert [f["kind"] for f in status["watches"][1]["failures"]] == ["http_error"]
    assert json.loads(monitor("status", "valmont", "--json", cwd=tmp_path).out)["watches"][0]["watch"] == "valmont"


def test_a_database_that_was_moved_away_under_the_service_is_no_good_state(tmp_path: Path, town: Site) -> None:
    """12.5 and 12.6: status and doctor say that it is gone, not that there is none yet."""
    write_config(tmp_path, town.url())
    with started("run", cwd=tmp_path):
        until(lambda: bool(town.asked))
        (tmp_path / "monitor.db").rename(tmp_path / "away.db")
        status, doctor = monitor("status", cwd=tmp_path), monitor("doctor", "--offline", cwd=tmp_path)
    assert status.says("1 en difficulté") and status.says("disparue") and not status.says("tout va bien")
    assert doctor.status == 1 and doctor.says("a disparu")


def test_a_document_under_another_name_keeps_its_line_to_write(tmp_path: Path, town: Site) -> None:
    """3.9 and 12.6: what the alert said once, status and doctor repeat until config.toml looks for the new name."""
    link = '[watch.documents.organigramme]\nlink = "Organigramme de la ville"\n'
    write_config(tmp_path, town.url(), items=link)
    assert monitor("check", cwd=tmp_path).status == 0
    town.pages["/"] = html(None, ("Organigramme", "Qui fait quoi"))
    assert monitor("check", cwd=tmp_path).says("Qui fait quoi")
    line = f'{link.splitlines()[0]} : link = "Qui fait quoi'
    for command in (("status",), ("doctor", "--offline")):
        assert " ".join(monitor(*command, cwd=tmp_path).out.split()).replace("\u202f", " ").count(line) == 1, command
    write_config(tmp_path, town.url(), items=link.replace("Organigramme", "Qui fait quoi"))
    assert "link =" not in monitor("status", cwd=tmp_path).out


def test_a_page_has_the_name_that_readers_know_in_the_data_too(tmp_path: Path, town: Site) -> None:
    """§6: where nobody gave it one, that is what the page calls itself; null where it calls itself nothing."""
    write_config(tmp_path, town.url(), town.url("/absente"))
    monitor("check", cwd=tmp_path)
    (status,) = monitor("status", "--json", cwd=tmp_path).lines
    assert [one["title"] for one in status["watches"]] == ["L’organigramme ville et métropole – Valmont-sur-Ource", None]
    assert monitor("status", cwd=tmp_path).says(status["watches"][0]["title"])


def test_pages_that_call_themselves_the_same_are_told_apart_wherever_they_are_named(tmp_path: Path, town: Site) -> None:
    """10.8: by their site, or by their name where that has several; in what a terminal, a mail and a feed say alike."""
    town.pages["/autre"] = town.pages["/"]
    write_config(
        tmp_path,
        town.url(),
        town.url("/autre"),
        town.url().replace("127.0.0.1", "localhost"),
        after='[[alert]]\nto = "atom:feed.xml"\n',
    )
    monitor("check", cwd=tmp_path)
    town.pages["/"] = town.pages["/autre"] = html(None, ("Les agents restent", "Tous les agents restent"))
    title = "L’organigramme ville et métropole – Valmont-sur-Ource"
    names = [f"{title} ({apart})" for apart in ("valmont", "valmont-2", "localhost")]
    told = monitor("check", cwd=tmp_path)
    feed = (tmp_path / "feed.xml").read_text("utf-8")
    (status,) = monitor("status", "--json", cwd=tmp_path).lines
    assert [one["title"] for one in status["watches"]] == names
    assert all(told.says(name) and name in feed for name in names), (told.out, feed)


def test_a_name_that_is_not_there_is_said(tmp_path: Path, town: Site) -> None:
    write_config(tmp_path, town.url())
    done = monitor("status", "valmnt", cwd=tmp_path)
    assert done.status == 2 and "valmont" in done.err


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
