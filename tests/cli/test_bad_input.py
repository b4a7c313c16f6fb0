"""What bad input gets: a failure of its kind, in words and in JSON, history as it was, no traceback (DESIGN §3, 3.16, 4.3)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from monitor.demo.server import page, site_file
from monitor.store import Store
from tests.command import Done, monitor
from tests.configs import write_config
from tests.hostile import Hostile
from tests.pipeline.house import House
from tests.site import Page, Site

PDF = "/media/organigramme-2025.pdf"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.pages["/"] = Page(page(noise=False, after=False))
        site.pages[PDF] = Page(site_file("organigramme-2025.pdf"), content_type="application/pdf")
        yield site


def check(folder: Path) -> dict[str, Any]:
    done = monitor("check", "--json", cwd=folder)
    assert len(done.lines) == 1, done
    return done.lines[0]


MISBEHAVIOUR = {
    "reset_before": "connect",
    "reset_mid": "truncated",
    "short": "truncated",
    "broken_gzip": "truncated",
    "drip": "timeout",
    "silent": "timeout",
    "loop": "redirect_loop",
    "elsewhere": "blocked_address",  # a redirect to another scheme
    "nonsense": "connect",
}
NOBODY = {"http://valmont.invalid/": "dns", "http://127.0.0.1:9/": "connect"}


@pytest.fixture(scope="module")
def misbehaviour(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What one check says of them all, each a watch of its own, visited at the same time."""
    folder = tmp_path_factory.mktemp("misbehaviour")
    with Hostile() as hostile:
        urls = {**{behaviour: hostile.url(behaviour) for behaviour in MISBEHAVIOUR}, **{url: url for url in NOBODY}}
        at_once = f"per_host = {len(urls)}\nconcurrency = {len(urls)}"
        write_config(folder, *urls.values(), read_timeout="2s", visit_timeout="4s", more=at_once)
        done = monitor("check", "--json", cwd=folder)
    assert done.status == 1, done
    said = {line["watch"]: line for line in done.lines}
    return {name: said["valmont" if n == 1 else f"valmont-{n}"] for n, name in enumerate(urls, 1)}


@pytest.mark.parametrize(("behaviour", "kind"), [*MISBEHAVIOUR.items(), *NOBODY.items()])
def test_a_server_that_misbehaves_is_a_failure_of_its_kind(
    misbehaviour: dict[str, dict[str, Any]], behaviour: str, kind: str
) -> None:
    """DESIGN §3, failure kinds."""
    said = misbehaviour[behaviour]
    assert (said["outcome"], said["failure"]["kind"], said["snapshot"]) == ("failed", kind, None), said


def test_a_private_address_is_refused_unless_allowed(tmp_path: Path, site: Site) -> None:
    config = write_config(tmp_path, site.url())
    config.write_text(config.read_text().replace("allow_private_addresses = true", ""))
    assert check(tmp_path)["failure"]["kind"] == "blocked_address"
    assert site.asked == []


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        pytest.param(Page(b"<h1>Non</h1>", 404), "http_error", id="404"),
        pytest.param(Page(b"<h1>Non</h1>", 403), "http_error", id="403"),
        pytest.param(Page(b"", 503), "http_error", id="503"),
        pytest.param(Page(b"", 200), "empty", id="empty page"),
        pytest.param(Page(b"   \n ", 200), "empty", id="blank page"),
        pytest.param(
            Page(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8), "wrong_type", id="picture served as HTML"
        ),
        pytest.param(Page(b"%PDF-1.7\n" + bytes(range(256)) * 8), "wrong_type", id="PDF served as HTML"),
        pytest.param(Page(b"<html>" + b"x" * 200_000), "too_large", id="over the cap"),
    ],
)
def test_a_bad_answer_leaves_history_as_it_was(tmp_path: Path, site: Site, answer: Page, kind: str) -> None:
    """3.16: a failed visit changes no revision, ever; the next good one goes on from the last."""
    house = House(tmp_path, site)
    house.configure(more='max_page = "100 kB"')
    assert house.outcome() == "first"
    before = house.show()
    good, site.pages["/"] = site.pages["/"], answer
    said = house.check()
    assert (said["outcome"], said["failure"]["kind"], said["snapshot"], said["changes"]) == ("failed", kind, 1, [])
    assert house.show() == before
    site.pages["/"] = good
    assert house.outcome() == "unchanged"


def _encrypted() -> bytes:
    import io

    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(site_file("organigramme-2026.pdf"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(
            b"<!doctype html><html><body><h1>Introuvable</h1></body></html>", "document_unavailable", id="HTML behind a PDF link"
        ),
        pytest.param(b"", "document_unavailable", id="empty"),
        pytest.param(site_file("organigramme-2026.pdf")[:900], "document_unreadable", id="truncated"),
        pytest.param(_encrypted(), "document_unreadable", id="encrypted"),
        pytest.param(b"%PDF-1.7\n" + b"\x00" * 500, "document_unreadable", id="broken"),
    ],
)
def test_a_bad_document_hides_nothing_else(tmp_path: Path, site: Site, body: bytes, kind: str) -> None:
    """3.16: a document that can't be read does not hide what happened to the rest of the page."""
    house = House(tmp_path, site)
    house.configure()
    house.check()
    good, site.pages[PDF] = site.pages[PDF], Page(body, content_type="application/pdf")
    site.pages["/"] = Page(page(noise=False, after=False).replace("efficacité".encode(), b"efficience"))
    said = house.check()
    assert said["outcome"] == "changed"
    assert [c["item"] for c in said["changes"]] == ["mutualisation"]
    assert (said["failure"]["kind"], said["failure"]["item"]) == (kind, "organigramme")
    site.pages[PDF] = good
    assert (house.outcome(), house.check()["failure"]) == ("unchanged", None)


def test_a_document_that_is_gone_is_unavailable(tmp_path: Path, site: Site) -> None:
    write_config(tmp_path, site.url())
    check(tmp_path)
    del site.pages[PDF]
    assert check(tmp_path)["failure"] == check(tmp_path)["failure"] | {"kind": "document_unavailable", "consecutive": 1}


# ------------------------------------------------------------------------------------------------ the installation itself


def refused(done: Done, status: int, *words: str) -> None:
    """The error says what, where, and what to do."""
    assert done.status == status, done
    assert all(word in done.err for word in words), done.err
    assert "→" in done.err, done.err


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path, site: Site) -> None:
    """7.1: an applied migration that the program does not know means a newer schema."""
    write_config(tmp_path, site.url())
    check(tmp_path)
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as database, database:
        table = "_sqlite_migrations"
        migration_set = database.execute(f"select migration_set from {table}").fetchone()[0]
        database.execute(
            f"insert into {table} (migration_set, name, applied_at) values (?, 'm9999_later', '2030-01-01')", [migration_set]
        )
    database.close()
    refused(monitor("check", cwd=tmp_path), 2, "monitor.db")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, site: Site) -> None:
    write_config(tmp_path, site.url())
    (tmp_path / "monitor.db").write_text("Mes notes\n" * 500)
    refused(monitor("check", cwd=tmp_path), 2, "monitor.db")
    assert (tmp_path / "monitor.db").read_text() == "Mes notes\n" * 500


@pytest.mark.parametrize(
    ("database", "word"),
    [("nulle/part/monitor.db", "nulle"), ("/proc/monitor.db", "/proc"), ("config.toml/monitor.db", "config.toml")],
)
def test_a_folder_that_cannot_hold_the_database_is_said(tmp_path: Path, site: Site, database: str, word: str) -> None:
    config = write_config(tmp_path, site.url())
    config.write_text(config.read_text().replace('"monitor.db"', f'"{database}"'))
    refused(monitor("check", cwd=tmp_path), 2, word)


def test_an_unset_name_is_named(tmp_path: Path, site: Site) -> None:
    """DESIGN §6: an unset ${NAME} is an error."""
    write_config(tmp_path, site.url(), after='\n[[alert]]\nto = "https://example.org/hook"\nsecret = "${VALMONT_SECRET}"\n')
    refused(monitor("check", cwd=tmp_path), 2, "VALMONT_SECRET")


BY_NAME = [
    "check {0}",
    "status {0}",
    "schedule {0}",
    "history {0}",
    "show {0}",
    "diff {0}",
    "coverage {0}",
    "import {0} x",
    "search a --watch {0}",
    "rename {0} autre",
    "pause {0}",
    "resume {0}",
    "remove {0}",
]


@pytest.mark.few(8)
@pytest.mark.parametrize("database", [True, False], ids=["with-a-database", "before-any"])
@pytest.mark.parametrize("command", BY_NAME)
def test_an_unknown_watch_is_wrong_usage_and_suggested(tmp_path: Path, site: Site, command: str, database: bool) -> None:
    """4.3: exit 2 in every command, whatever else is wrong."""
    write_config(tmp_path, site.url())
    if database:
        Store.open(tmp_path / "monitor.db").close()
    refused(monitor(*command.format("valmot").split(), cwd=tmp_path), 2, "valmot", "valmont")
