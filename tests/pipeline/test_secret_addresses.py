"""`${NAME}` in addresses, from config.toml to the database: the name everywhere, the value only on the wire (DESIGN §6)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from monitor.records import chosen
from tests.command import monitor
from tests.pipeline.house import House, html, pdf
from tests.site import Page

TOKEN = "s3cr3t/jeton 42"
HIDDEN = quote(TOKEN, safe="")
UNDER = f"/{HIDDEN}/page"
RELATIVE = b'href="/media/organigramme-2025.pdf"'


def holding(folder: Path, *values: str) -> list[str]:
    """Where one of *values* stands: in a column of a table, or in the bytes of a file beside the database."""
    found = []
    with closing(sqlite3.connect(folder / "monitor.db")) as db, db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")]
        for table in tables:
            for row in db.execute(f'SELECT * FROM "{table}"'):
                found += [table for value in row if isinstance(value, str) and any(v in value for v in values)]
    for path in folder.iterdir():
        if path.name != "config.toml" and path.is_file() and any(v.encode() in path.read_bytes() for v in values):
            found.append(path.name)
    return found


def serve(house: House, path: str = UNDER, *, link: bytes = b"plan.pdf", resolved: str | None = None, new: bool = False) -> None:
    """The town's page at *path*, its org chart linked as *link* and served at *resolved*."""
    body = html().body.replace(RELATIVE, b'href="' + link + b'"')
    assert link in body
    if new:
        body = body.replace("efficacité".encode(), b"efficience")
    house.site.pages[path] = Page(body)
    house.site.pages[resolved or path.rpartition("/")[0] + "/plan.pdf"] = pdf(
        "organigramme-2026.pdf" if new else "organigramme-2025.pdf"
    )


@pytest.fixture
def secret(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house whose watch lies under a secret address."""
    monkeypatch.setenv("TOKEN", TOKEN)
    house.configure(house.site.url("/${TOKEN}/page"), after='\n[[alert]]\nto = "atom:feed.xml"\n')
    serve(house)
    return house


def test_the_value_is_nowhere_but_on_the_wire(secret: House) -> None:
    """Rows, sealed facts, documents, alerts, JSON: all of them hold the name (DESIGN §6, 7.7)."""
    first = secret.check()
    assert (first["outcome"], first["failure"]) == ("first", None)
    serve(secret, new=True)
    changed = secret.check()
    assert [c["change"] for c in changed["changes"]] == ["edited", "replaced"]
    shown = secret.show()
    assert shown["organigramme"]["url"] == secret.site.url("/${TOKEN}/plan.pdf")
    assert {a.path for a in secret.site.asked} >= {UNDER, f"/{HIDDEN}/plan.pdf"}
    assert holding(secret.folder, TOKEN, HIDDEN, "s3cr3t") == []
    assert holding(secret.folder, "${TOKEN}") != []
    assert "s3cr3t" not in json.dumps([first, changed, shown])


_READERS = (
    "show valmont", "history --json", "diff valmont --format html", "status --json", "alerts send", "alerts", "schedule",
    "coverage valmont", "search plan", "doctor",
)  # fmt: skip


def test_what_people_are_sent_and_read_holds_the_name(secret: House) -> None:
    """Feed, log, terminal and every command that tells of the watch."""
    environ = {"TOKEN": TOKEN}
    said = []
    for new in (False, True):
        serve(secret, new=new)
        done = monitor("check", "--log-format", "lines", "--json", cwd=secret.folder, env=environ)
        said.append(done.out + done.err)
    for command in _READERS:
        done = monitor(*command.split(), cwd=secret.folder, env=environ)
        said.append(done.out + done.err)
    said.append((secret.folder / "feed.xml").read_text(encoding="utf-8"))
    assert [text for text in said if "s3cr3t" in text] == []
    assert "${TOKEN}" in said[-1]


def test_a_value_that_changes_is_no_change_of_the_page(secret: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tomorrow's token: the same page, the same documents; none is `readdressed`, and the old one opens nothing (DESIGN 3.11)."""
    secret.check()
    monkeypatch.setenv("TOKEN", "autre-9jeton")
    serve(secret, "/autre-9jeton/page")
    secret.site.asked.clear()
    line = secret.check()
    assert (line["outcome"], line.get("cosmetic")) == ("unchanged", None)
    assert {a.path for a in secret.site.asked if "robots" not in a.path} == {"/autre-9jeton/page", "/autre-9jeton/plan.pdf"}


@pytest.mark.parametrize("absolute", [True, False], ids=["absolute", "relative"])
def test_a_server_that_repeats_the_value_does_not_get_it_kept(secret: House, absolute: bool) -> None:
    """In its redirect, its headers, its links and its text."""
    site = secret.site
    site.pages[UNDER] = Page(status=302, headers={"Location": f"/d/{HIDDEN}/ici?t={HIDDEN}", "X-Said": f"for {TOKEN}"})
    link = site.url(f"/d/{HIDDEN}/plan.pdf") if absolute else f"/d/{HIDDEN}/plan.pdf"
    serve(secret, f"/d/{HIDDEN}/ici?t={HIDDEN}", link=link.encode(), resolved=f"/d/{HIDDEN}/plan.pdf")
    body = site.pages[f"/d/{HIDDEN}/ici?t={HIDDEN}"].body
    site.pages[f"/d/{HIDDEN}/ici?t={HIDDEN}"] = Page(body.replace(b"</h2>", f"</h2><p>cle {HIDDEN}</p>".encode()))
    assert secret.check()["failure"] is None
    assert secret.show()["organigramme"]["url"] == site.url("/d/${TOKEN}/plan.pdf")
    assert holding(secret.folder, HIDDEN, TOKEN) == []
    serve(secret, f"/d/{HIDDEN}/ici?t={HIDDEN}", link=link.encode(), resolved=f"/d/{HIDDEN}/plan.pdf", new=True)
    assert secret.check()["outcome"] == "changed"


@pytest.mark.parametrize("status", [429, 503])
def test_a_failure_and_a_retry_after_name_no_value(secret: House, status: int) -> None:
    """Failures, holds and what the service shows of them (DESIGN 3.18)."""
    secret.site.pages[UNDER] = Page(status=status, headers={"Retry-After": "3000"})
    line = secret.check()
    assert line["failure"]["kind"] == "http_error"
    assert holding(secret.folder, HIDDEN, TOKEN) == []
    serve(secret)
    assert secret.check()["failure"]["detail"].startswith("Retry-After")
    with secret.store() as store:
        (past,) = store.pasts(chosen(secret.config, [])).values()
    assert past.held_until is not None


def test_an_address_that_is_a_value_as_a_whole(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its host stays, so that links, politeness and readers know where it is; documents beside it are found."""
    house.configure("${PAGE}")
    monkeypatch.setenv("PAGE", house.site.url("/s3cr3t-7/page?cle=abc123def"))
    serve(house, "/s3cr3t-7/page?cle=abc123def", link=b"plan.pdf?cle=abc123def", resolved="/s3cr3t-7/plan.pdf?cle=abc123def")
    assert house.check()["failure"] is None
    assert house.config.watches[0].url == house.site.url("/${PAGE}")
    assert house.show()["organigramme"]["url"] == house.site.url("/${PAGE:1}/plan.pdf?cle=${PAGE:cle}")
    assert house.check()["outcome"] == "unchanged"
    assert holding(house.folder, "s3cr3t-7", "abc123def") == []


def test_a_short_value_is_looked_for_at_its_place_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """One letter from the environment renames no other address."""
    monkeypatch.setenv("A", "a")
    house.configure(house.site.url("/${A}/a"))
    serve(house, "/a/a", link=b"/m/a/plan.pdf", resolved="/m/a/plan.pdf")
    assert house.check()["failure"] is None
    assert house.show()["organigramme"]["url"] == house.site.url("/m/a/plan.pdf")
    with house.store() as store:
        assert store.watches()[0].url == house.site.url("/${A}/a")


def test_headers_and_the_contact_leave_no_value(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The User-Agent and harmless headers are kept as evidence: without what comes from the environment."""
    monkeypatch.setenv("MAIL", "nom.prive@example.org")
    monkeypatch.setenv("REF", "fr")
    config = house.folder / "config.toml"
    house.configure(items='headers = {Referer = "https://r.example/${REF}/x7"}\n' + _ITEMS)
    config.write_text(config.read_text(encoding="utf-8").replace("mailto:test@example.org", "${MAIL}"), encoding="utf-8")
    assert house.check()["outcome"] == "first"
    assert "nom.prive" in house.site.asked[-1].headers["User-Agent"]
    assert holding(house.folder, "nom.prive", "nom%2Eprive", "r.example") == []


_ITEMS = """
[watch.sections.mutualisation]
heading = "La mutualisation des services"

[watch.documents.organigramme]
link = "Organigramme"
"""


def test_rows_that_hold_the_value_are_the_same_address(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of before: no change, no `readdressed`, validators still serve, a text that returns is known (DESIGN 7.7)."""
    serve(house, link=f"/{HIDDEN}/plan.pdf".encode())
    house.configure(house.site.url(UNDER))  # the same rows as versions wrote that kept the value
    house.check()
    serve(house, link=f"/{HIDDEN}/plan.pdf".encode(), new=True)
    house.check()
    monkeypatch.setenv("TOKEN", TOKEN)
    house.configure(house.site.url("/${TOKEN}/page"))
    line = house.check()
    assert (line["outcome"], line.get("cosmetic"), line["changes"]) == ("unchanged", None, [])
    done = monitor("diff", "valmont", "1", "2", "--json", cwd=house.folder, env={"TOKEN": TOKEN})
    assert '"readdressed"' not in done.out
    assert "s3cr3t" not in done.out
    serve(house, link=f"/{HIDDEN}/plan.pdf".encode())
    back = house.check()
    assert {c["item"]: c.get("returns_to") for c in back["changes"]} == {"mutualisation": 1, "organigramme": 1}
    assert monitor("verify", cwd=house.folder, env={"TOKEN": TOKEN}).status == 0
    done = monitor("doctor", "--offline", "--json", cwd=house.folder, env={"TOKEN": TOKEN})
    (said,) = [finding for finding in done.lines if finding["check"] == "secrets"]
    assert said["level"] == "warning" and "snapshots 2" in said["said"] and "s3cr3t" not in done.out


def test_a_document_that_is_the_address_keeps_its_label(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """`link = "self"`: the file's name is its label, the secret's is its name (DESIGN 3.7, 3.8)."""
    self_ = '[watch.documents.plan]\nlink = "self"\n'
    house.site.pages["/d/abc.pdf"] = pdf()
    house.configure(house.site.url("/d/abc.pdf"), items=self_)
    house.check()
    monkeypatch.setenv("FILE", "abc.pdf")
    house.configure(house.site.url("/d/${FILE}"), items=self_)
    assert house.check()["outcome"] == "unchanged"
    house.site.pages["/d/abc.pdf"] = pdf("organigramme-2026.pdf")
    house.check()
    assert (house.show()["plan"]["label"], house.show()["plan"]["url"]) == ("${FILE}", house.site.url("/d/${FILE}"))


def test_a_capture_names_no_value(secret: House, tmp_path: Path) -> None:
    """`import` takes addresses from a manifest, which knows the value (DESIGN 5.8)."""
    body = html().body.replace(RELATIVE, b'href="plan.pdf"')
    (captures := tmp_path / "captures").mkdir()
    (captures / "1.html").write_bytes(body)
    (captures / "1.pdf").write_bytes(pdf().body)
    url = secret.site.url(UNDER)
    plan = {"file": "1.pdf", "url": url.replace("/page", "/plan.pdf")}
    line = {"time": "2023-06-01T08:00:00Z", "page": {"file": "1.html", "url": url}, "documents": {"organigramme": [plan]}}
    (captures / "m.jsonl").write_text(json.dumps(line), encoding="utf-8")
    done = monitor("import", "valmont", str(captures / "m.jsonl"), "--json", cwd=secret.folder, env={"TOKEN": TOKEN})
    assert json.loads(done.out)["outcome"] == "first"
    assert secret.show()["organigramme"]["sha256"] is not None
    assert holding(secret.folder, HIDDEN, TOKEN) == []
