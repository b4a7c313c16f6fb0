"""A watch fails alone, from the first byte to the commit (11.1)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pkgutil import resolve_name
from sqlite3 import Row
from typing import Any

import pytest

from monitor.cli.check import command
from monitor.model import Reading
from monitor.pipeline.batch import check
from monitor.store.writing import Writing
from tests.pdf.pdfs import mapped
from tests.pipeline.house import PDF, House, html
from tests.site import Page, Site

HALF, WHOLE = "D83D", "D83DDE00"


@pytest.mark.parametrize(("code_points", "shown"), [(HALF, "\ufffd"), ("DE00", "\ufffd"), (WHOLE, "😀"), ("0000", None)])
def test_half_a_character_in_a_pdf_is_a_text_like_any_other(house: House, site: Site, code_points: str, shown: str | None) -> None:
    """11.1: no text that SQLite or UTF-8 can't hold enters the model."""
    site.pages[PDF] = Page(mapped(code_points, "un A ici"), content_type="application/pdf")
    line = house.check()
    assert (line["outcome"], line["failure"]) == ("first", None)
    said = house.show()["organigramme"]["text"]
    assert shown is None or shown in json.dumps(said, ensure_ascii=False)


@pytest.mark.parametrize("body", ["é &#xD800; &#55357; &#0; mot", "é \ud83d mot"])
def test_half_a_character_in_a_page_is_a_text_like_any_other(house: House, site: Site, body: str) -> None:
    """11.1: as a character reference, and as bytes that are no UTF-8."""
    edited = html().body.replace(b"efficacit\xc3\xa9", body.encode("utf-8", "surrogatepass"))
    house.check()
    site.pages["/"] = Page(edited)
    line = house.check()
    assert line["outcome"] == "changed" or line["failure"]["kind"] == "encoding"
    json.dumps(house.show(), ensure_ascii=False).encode()


def test_what_cannot_be_written_is_one_watchs_failure(
    house: House, site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """11.1: the others' visits are committed; the next visit of the broken one is compared with its last good text."""
    house.configure(site.url(), site.url("/autre"), site.url("/encore"))
    for path in ("/autre", "/encore"):
        site.pages[path] = html()
    assert [line["outcome"] for line in house.checks()] == ["first"] * 3
    for path in ("/", "/autre", "/encore"):
        site.pages[path] = html(None, ("efficacité", "qualité"))
    write = Writing.write

    def broken(self: Writing, plan: Any, watch: Any) -> Any:
        result = write(self, plan, watch)
        if watch.name == "valmont-2" and plan.changes:
            raise UnicodeEncodeError("utf-8", "\ud83d", 0, 1, "surrogates not allowed")
        return result

    monkeypatch.setattr(Writing, "write", broken)
    lines = house.checks()
    assert [line["outcome"] for line in lines] == ["changed", "failed", "changed"]
    assert lines[1]["failure"]["kind"] == "internal_error" and "Traceback" in caplog.text
    monkeypatch.undo()
    assert [line["outcome"] for line in house.checks()] == ["unchanged", "changed", "unchanged"]


def test_a_past_that_cannot_be_read_is_one_watchs_failure(house: House, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """11.1: reading what is known of a watch may meet a bug too."""
    house.configure(site.url(), site.url("/autre"))
    site.pages["/autre"] = html()
    house.checks()

    def broken(watch: Any, state: Any, *doors: Any) -> Any:
        if watch.name == "valmont":
            raise RecursionError("maximum recursion depth exceeded")
        return state

    monkeypatch.setattr("monitor.pipeline.batch.under_recipe", broken)
    site.pages["/"] = html(None, ("Quatorze communes", "Quinze communes"))
    assert [line["outcome"] for line in house.checks()] == ["failed", "unchanged"]


def test_what_waits_is_sent_whatever_happened_before(house: House, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """11.1: a bug that ends a whole run keeps nobody from hearing what was saved before it."""
    feed = house.folder / "feed.xml"
    house.configure(site.url(), site.url("/autre"), after='\n[[alert]]\nto = "atom:feed.xml"\n')
    site.pages["/autre"] = html()
    house.checks()
    site.pages["/"] = html(None, ("efficacité", "qualité"))

    def broken(watches: Any, doors: Any, **more: Any) -> Any:
        yield from check(watches[:1], doors)
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("monitor.cli.check.check", broken)
    with pytest.raises(ZeroDivisionError):
        command.main(["--config", str(house.folder / "config.toml")], standalone_mode=False)
    assert "qualité" in feed.read_text(encoding="utf-8")


def test_a_damaged_past_is_one_watchs_failure(house: House, site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """11.7: no change is told against words that nobody published; the others go on, and so does the watch once mended."""
    house.configure(site.url(), site.url("/autre"))
    site.pages["/autre"] = html()
    house.checks()
    for path in ("/", "/autre"):
        site.pages[path] = html(None, ("efficacité", "qualité"))
    with closing(sqlite3.connect(house.config.database)) as db, db:
        item, text = db.execute(
            "SELECT i.id, i.text_id FROM items i JOIN snapshots s ON s.id = i.snapshot_id JOIN watches w ON w.id = s.watch_id"
            " WHERE w.name = 'valmont' AND i.kind = 'section'"
        ).fetchone()
        (rotten,) = db.execute("INSERT INTO texts (blocks, digest) VALUES ('[1]', x'00') RETURNING id").fetchone()
        db.execute("UPDATE items SET text_id = ? WHERE id = ?", (rotten, item))
    lines = house.checks()
    assert [line["outcome"] for line in lines] == ["failed", "changed"]
    assert "version 1: damaged (item 1)" in lines[0]["failure"]["detail"] and "Traceback" not in caplog.text
    with closing(sqlite3.connect(house.config.database)) as db, db:
        db.execute("UPDATE items SET text_id = ? WHERE id = ?", (text, item))
    assert [line["outcome"] for line in house.checks()] == ["changed", "unchanged"]


def test_a_past_that_is_rubbish_is_one_watchs_failure(house: House, site: Site) -> None:
    """11.7: where the watch's own rows take nothing more, its failure is told all the same."""
    house.configure(site.url(), site.url("/autre"))
    site.pages["/autre"] = html()
    house.checks()
    with closing(sqlite3.connect(house.config.database)) as db, db:
        db.execute("UPDATE state SET known = '{' WHERE watch_id = (SELECT id FROM watches WHERE name = 'valmont')")
    site.pages["/autre"] = html(None, ("efficacité", "qualité"))
    assert [line["outcome"] for line in house.checks()] == ["failed", "changed"]


BUGS = (ZeroDivisionError("x"), MemoryError(), RecursionError("deep"), KeyError("k"), OverflowError("too large"), OSError(5, "EIO"))


@pytest.mark.few("its past", "the visit", "even the decision that it failed", "the snapshot", "its alerts", "the report")
@pytest.mark.parametrize(
    ("step", "kept"),
    [
        pytest.param("monitor.pipeline.batch.under_recipe", True, id="its past"),
        pytest.param("monitor.pipeline.batch.read", True, id="the visit"),
        pytest.param("monitor.pipeline.batch._looks_wanted", True, id="pictures"),
        pytest.param("monitor.pipeline.batch.with_past", True, id="its past read anew"),
        pytest.param("monitor.pipeline.batch.decide", True, id="the decision"),
        pytest.param("monitor.pipeline.batch.decide", True, id="even the decision that it failed"),
        pytest.param("monitor.store.writing.write_snapshot", True, id="the snapshot"),
        pytest.param("monitor.store.writing.count_check", True, id="the visit's row"),
        pytest.param("monitor.store.writing.put_alerts", True, id="its alerts"),
        pytest.param("monitor.store.writing.Writing._stand", True, id="its state"),
        pytest.param("monitor.cli.check.result_json", False, id="the report"),
    ],
)
def test_a_bug_at_any_step_is_one_watchs_failure(
    house: House, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], step: str, kept: bool
) -> None:
    """11.1: the others are committed, told and alerted; the next visit without it finds what the broken one did not record."""
    house.configure(site.url(), site.url("/autre"), site.url("/encore"), after='\n[[alert]]\nto = "atom:feed.xml"\n')
    for path in ("/autre", "/encore"):
        site.pages[path] = html()
    house.checks()
    for path in ("/", "/autre", "/encore"):
        site.pages[path] = html(None, ("efficacité", "qualité"))
    module, _, name = step.rpartition(".")
    holder = resolve_name(module)
    whole = getattr(holder, name)
    bug = BUGS[len(step) % len(BUGS)]

    def broken(*given: Any, **named: Any) -> Any:
        if _is_of(site.url("/autre"), "valmont-2", given, named):
            raise bug
        return whole(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(holder, name, broken)
        if step == "monitor.pipeline.batch.decide":
            patched.setattr("monitor.pipeline.batch.decide", broken)
        status = command.main(["--config", str(house.folder / "config.toml"), "--json"], standalone_mode=False)
    said = {line["watch"]: line["outcome"] for line in map(json.loads, capsys.readouterr().out.splitlines())}
    told = (house.folder / "feed.xml").read_text(encoding="utf-8").count("<entry")
    assert status == 1
    assert {n: o for n, o in said.items() if n != "valmont-2"} == {"valmont": "changed", "valmont-3": "changed"}
    assert said.get("valmont-2") == ("failed" if kept else None) and told == (2 if kept else 3)
    assert [line["outcome"] for line in house.checks()] == ["unchanged", "changed" if kept else "unchanged", "unchanged"]


def _is_of(url: str, name: str, given: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Whether a call is about the watch *name*, at *url*, by whatever it is told of it."""
    for one in (*given, *named.values()):
        watch = getattr(one, "watch", one)
        if name in (getattr(watch, "name", watch), getattr(getattr(one, "link", None), "item", None)):
            return True
        if isinstance(one, Reading) and one.http is not None and one.http.url == url:
            return True
        if isinstance(one, Row) and "name" in one.keys() and one["name"] == name:  # noqa: SIM118
            return True
    return False
