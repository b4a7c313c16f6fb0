"""Datasette's pages under /data/: what they answer, what they refuse, and when they are not there (5.11, 5.17)."""

from __future__ import annotations

import gc
import json
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from monitor.store import Store
from monitor.web import site as site_module
from monitor.web.data import _QUERIES, _SHOWN
from tests import sweeps
from tests.cli.town import until
from tests.command import monitor
from tests.histories import captured, history
from tests.pipeline.house import House
from tests.site import Site
from tests.web.conftest import Visitor, served

README = Path(__file__).parents[2] / "snapshots" / "README.md"
EVIL = "<p>Le maire est &lt;script&gt;alert(2)&lt;/script&gt;&lt;img src=x onerror=alert(3)&gt; M. Paul Wroblewski.</p>"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("data")
    captured(folder, history(0, versions=6), sections=(EVIL, EVIL.replace("maire", "premier adjoint")))
    monitor("import", "valmont", "manifest.jsonl", cwd=folder, timeout=300)
    with Site() as site:
        yield House(folder, site)


@pytest.fixture(scope="module")
def visitor(town: House) -> Iterator[Visitor]:
    yield from served(town, prefix="/veille")


def asked(visitor: Visitor, sql: str) -> tuple[int, str]:
    """What a statement of the visitor's own is answered, as JSON."""
    answer = visitor.get(f"/veille/data/monitor.json?_shape=arrays&sql={quote(sql)}")
    return answer.status_code, answer.text


@pytest.mark.few("fr")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_tables_and_questions_are_pages_like_the_others(visitor: Visitor, language: str) -> None:
    """No script, no style in a page, the strict policy, each link leads to a page; what was received is text."""
    assert 'href="/veille/data/"' in visitor.get("/veille/", Accept_Language=language).text
    assert visitor.get("/veille/data/").text == visitor.get("/veille/data/monitor").text
    assert visitor.get("/veille/data").headers["location"] == "/veille/data/"
    seen, waiting = set[str](), ["/veille/data/"]
    while waiting:
        path = waiting.pop()
        if path in seen or len(seen) > sweeps.times(35, 60):
            continue
        seen.add(path)
        answer = visitor.client.get(path, headers={"Accept-Language": language}, follow_redirects=True)
        assert answer.status_code == 200, path
        assert answer.headers["content-security-policy"] == site_module.POLICY
        assert "set-cookie" not in answer.headers and answer.headers["cache-control"] == "no-cache"
        if "text/html" not in answer.headers["content-type"]:
            continue
        page = BeautifulSoup(answer.text, "lxml")
        assert page.html is not None and page.html["lang"] == language and len(page.find_all("h1")) == 1
        assert page.find_all(["script", "style", "img"]) == [] and page.find_all(style=True) == []
        assert not re.search(r"\{\{|data\.\w+\.\w+<", answer.text)
        waiting += [
            str(a["href"])
            for a in page.find_all("a")
            if str(a["href"]).startswith("/veille/data/") and "_sort" not in str(a["href"])
        ]
    assert len(seen) > 30
    assert "&lt;script&gt;alert(2)" in visitor.get("/veille/data/monitor/latest").text


@pytest.mark.parametrize("name", _QUERIES)
def test_each_question_answers(visitor: Visitor, name: str) -> None:
    """With what its places are filled with first, or with what this town has."""
    given = {"heads": "year=2024", "post": "unit=a", "between": "since=2024-01-01&until=2026", "words": "words=maire"}
    assert name not in _SHOWN, "a question would stand before the table"
    answer = visitor.get(f"/veille/data/monitor/{name}.json?_shape=array&{given.get(name, '')}").json()
    assert isinstance(answer, list) and (answer or name in ("vacant", "renamed", "unread"))


@pytest.mark.parametrize(("language", "heads", "place"), [
    ("fr", ["page", "unité", "personne", "fonction", "vu depuis", "vu jusqu’au", "pas encore le", "plus le", "certain"], "unité"),
    ("en", ["page", "unit", "person", "role", "seen since", "seen until", "not yet on", "no longer on", "certain"], "unit"),
])  # fmt: skip
def test_the_columns_of_a_question_are_headed_in_the_language(
    visitor: Visitor, language: str, heads: list[str], place: str
) -> None:
    """5.11: « absent_before » in English over a French page; a question of the reader's own keeps the names that it asks for."""
    asked = {"Accept-Language": language}
    page = BeautifulSoup(visitor.client.get("/veille/data/monitor/post?unit=a", headers=asked).text, "lxml")
    assert [th.get_text() for th in page.select("thead th")] == heads
    assert [label.get_text() for label in page.select("form.sql label")] == [place]
    own = "/veille/data/monitor?sql=select+first_seen+from+people"
    page = BeautifulSoup(visitor.client.get(own, headers=asked).text, "lxml")
    assert [th.get_text() for th in page.select("thead th")] == ["first_seen"]


@pytest.mark.parametrize(("language", "heads", "until"), [
    ("fr", ["page", "version", "reçue le", "dernière visite", "en échec"], "jusqu’au"),
    ("en", ["page", "version", "received on", "last visit", "failing"], "until"),
])  # fmt: skip
def test_the_columns_of_a_table_are_headed_in_the_language(visitor: Visitor, language: str, heads: list[str], until: str) -> None:
    """5.11: « confidence_parent » in English over a French page; addresses and filters keep the names of the database."""

    def page(path: str) -> BeautifulSoup:
        answer = visitor.client.get(f"/veille/data/monitor/{path}", headers={"Accept-Language": language})
        return BeautifulSoup(answer.text, "lxml")

    latest = page("latest").select("thead th")
    assert [th.get_text() for th in latest][:5] == heads
    assert [th["title"] for th in latest][:3] == ["watch", "snapshot", "taken_at"]
    assert [(o["value"], o.get_text()) for o in page("timeline").select("#c0 option")][2] == ("until", until)
    assert page("people?_sort=unit").select_one("th[title=unit] a")["href"].endswith("?_sort_desc=unit")  # type: ignore[index,union-attr]
    bare = {th.get_text() for table in _SHOWN for th in page(table).select("thead th") if th["title"] == th.get_text(strip=True)}
    assert language == "en" or bare <= {"id", "sha256", "format", "source", "certain"}


def test_a_table_is_called_and_read_as_people_do(visitor: Visitor) -> None:
    """5.11: its title and what filters ask in the visitor's language, moments to the minute, the units above one in another."""
    page = BeautifulSoup(visitor.get("/veille/data/monitor/people", Accept_Language="fr").text, "lxml")
    assert page.find("h1").get_text() == "Qui, à quel poste"  # type: ignore[union-attr]
    assert "contient" in [one.get_text() for one in page.select("#o0 option")]
    assert not re.search(r"\d\dT\d\d:\d\d|\[\"", page.select_one("table.rows-and-columns").get_text())  # type: ignore[union-attr]
    assert page.select_one("td time[title$='Z']") is not None
    assert "[" not in "".join(cell.get_text() for cell in page.select("td.col-path"))


def test_the_share_of_new_heads_is_what_the_documents_say(visitor: Visitor, town: House) -> None:
    """The question of snapshots/README.md: one query, the same here and there."""
    query = re.search(r"```sql\n(WITH heads.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert query is not None
    with closing(sqlite3.connect(town.config.database)) as db, db:
        known = db.execute(query[1]).fetchone()
    (answer,) = visitor.get("/veille/data/monitor/heads.json?_shape=arrays&year=2025").json()["rows"]
    assert tuple(answer) == known and known[0] > 0


@pytest.mark.parametrize(
    "sql",
    [
        "select * from outbox",
        "select key, forms from erasures",
        "select data from blobs",
        "select value from headers",
        "select request_headers from exchanges",
        "select etag from state",
        "select data from sqlite_dbpage",
        "select * from dbstat",
        "select block from search_data",
        "select text from search where search match 'maire'",
        "with people as (select * from outbox) select * from people",
        "with latest as (select * from erasures), people as (select * from latest) select * from people",
        "select count(*) from outbox",
        "select (select payload from outbox) from people",
        "select zeroblob(1999999) from blocks, blocks b",
        "select zeroblob(1000000000)",
        "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c",
        "select * from pragma_data_version",
        "select load_extension('x')",
    ],
)
def test_what_pages_do_not_show_no_statement_gets(visitor: Visitor, sql: str) -> None:
    """5.17: alerts, the stop list, bytes, HTTP headers, free pages of the file; nor what would take the memory of the machine."""
    status, text = asked(visitor, sql)
    assert status == 400 and json.loads(text).get("ok") is False, text


@pytest.mark.parametrize(
    "sql", ["attach database 'x' as y", "delete from watches", "pragma journal_mode", "vacuum", "drop view people"]
)
def test_nothing_is_written(visitor: Visitor, sql: str) -> None:
    assert asked(visitor, sql)[0] == 400
    assert visitor.client.post("/veille/data/monitor", data={"sql": sql}).status_code == 405


def test_the_file_itself_and_what_the_server_is_are_not_told(visitor: Visitor, town: House) -> None:
    for path in ("monitor.db", "monitor/outbox", "monitor/erasures", "monitor/blobs/1", "_internal", "_memory"):
        assert visitor.get(f"/veille/data/{path}").status_code in (403, 404), path
    for page in (
        "databases.json",
        "plugins",
        "metadata",
        "threads",
        "actor",
        "permissions",
        "allow-debug",
        "messages",
        "static/app.css",
    ):
        assert visitor.get(f"/veille/data/-/{page}").status_code == 404, page
    said = visitor.get("/veille/data/monitor.json").text + visitor.get("/veille/data/nowhere").text
    assert str(town.folder) not in said


def test_what_is_refused_is_not_in_the_log(visitor: Visitor, capfd: pytest.CaptureFixture[str]) -> None:
    """4.1: the page says it; whoever asks for nonsense fills no log, and no values of ours stand there."""
    assert visitor.get("/veille/data/monitor/nowhere").status_code == 404
    assert asked(visitor, "select nothing from nowhere")[0] == 400
    assert capfd.readouterr() == ("", "")


def test_salts_are_not_read(visitor: Visitor) -> None:
    """5.17: against a salted digest what was erased could be tried."""
    assert json.loads(asked(visitor, "select salt from snapshots limit 1")[1])["rows"] == [[None]]
    assert json.loads(
        asked(visitor, "select count(salt), count(digest) from (select s.salt, w.digest from snapshots s, watches w)")[1]
    )["rows"] == [[0, 0]]


def test_who_is_erased_is_gone_at_once(town: House, tmp_path: Path) -> None:
    """5.17: also for a server that runs meanwhile; a file that takes its place is read instead."""
    import shutil

    house = House(Path(shutil.copytree(town.folder, tmp_path / "here")), town.site)
    sql = "select count(*) from revisions where text like '%Wroblewski%'"
    for visitor in served(house, prefix="/veille"):
        assert json.loads(asked(visitor, sql)[1])["rows"] != [[0]]
        assert monitor("erase", "--person", "Paul Wroblewski", cwd=house.folder).status == 0
        assert json.loads(asked(visitor, sql)[1])["rows"] == [[0]]
        shutil.copy(town.config.database, tmp_path / "new.db")
        (tmp_path / "new.db").replace(house.config.database)
        assert json.loads(asked(visitor, sql)[1])["rows"] != [[0]]


@pytest.mark.parametrize("option", [{"without_names": True}, {"static": True}, {"only": frozenset(("valmont",))}])
def test_they_are_not_there_where_names_are_withheld_or_files_are_made(town: House, option: dict[str, object]) -> None:
    """5.16, 5.17."""
    for visitor in served(town, **option):
        assert "/data/" not in visitor.get("/").text
        assert {visitor.get(path).status_code for path in ("/data", "/data/", "/data/monitor", "/data/monitor/people.json")} == {
            404
        }


def test_they_are_not_there_where_datasette_is_not(town: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """An extra: nothing of it is needed for the rest, and nothing of it is loaded before somebody asks."""
    monkeypatch.setattr(site_module, "find_spec", lambda name: None)
    for visitor in served(town):
        assert "/data/" not in visitor.get("/").text and visitor.get("/data/").status_code == 404
    loaded = "import sys, monitor.web.site, monitor.service.page_worker; print('datasette' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout == "False\n"


def test_what_a_damaged_row_makes_fail_prints_no_traceback(visitor: Visitor, capsys: pytest.CaptureFixture[str]) -> None:
    """7.5: Datasette asks that errors in the functions of a statement be printed, for the whole process; ours are told in words."""
    assert visitor.get("/data/monitor").status_code == 200
    with closing(sqlite3.connect(":memory:")) as db:
        db.create_function("upper_case", 1, str.upper)
        with pytest.raises(sqlite3.Error):
            db.execute("SELECT upper_case(1)").fetchall()
    assert capsys.readouterr().err == ""


def test_an_outdated_or_absent_database_is_said_as_elsewhere(tmp_path: Path, town: House) -> None:
    house = House(tmp_path, town.site)
    house.configure(items="\n[watch.sections.x]\nheading = 'X'\n")
    for visitor in served(house):
        assert "Aucune visite" in visitor.get("/data/monitor").text
        with Store.open(house.config.database):
            pass
        assert visitor.get("/data/monitor").status_code == 200


def open_now() -> set[int]:
    """What connections of this process are open."""
    found = set[int]()
    for one in gc.get_objects():
        if isinstance(one, sqlite3.Connection):
            with suppress(sqlite3.ProgrammingError):  # closed
                assert one.total_changes >= 0
                found.add(id(one))
    return found


def test_nothing_of_it_is_left_once_it_is_closed(town: House) -> None:
    """5.11: neither a thread nor a connection, those to what Datasette has in memory included; another file has it made anew."""
    threads, opened = set(threading.enumerate()), open_now()
    for visitor in served(town):
        assert visitor.get("/data/monitor").status_code == 200
        assert len(open_now() - opened) > 2
    until(lambda: set(threading.enumerate()) <= threads)  # those of the server's pool end by themselves, a moment later
    assert open_now() - opened == set()
