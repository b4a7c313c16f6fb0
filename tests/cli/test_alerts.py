"""Alerts as a user meets them: sent by `check`, listed, sent again, and not lost by a crash (DESIGN §2, 5.12)."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from monitor.config import load
from tests.cli.town import EDIT, changed
from tests.command import environment, monitor
from tests.configs import ITEMS, write_config
from tests.deliver.receivers import Hook, mail_server
from tests.deliver.sending import mail
from tests.pipeline.house import html
from tests.site import Site

# `check`, killed as by a power cut when the first alert is about to be sent or, later, marked as sent.
KILLED = """
import os, signal, sys
from monitor.alerts import outbox
def cut(*anything, **more):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(outbox, sys.argv[1], cut)
sys.argv = ["monitor", "check"]
from monitor.__main__ import main
main()
"""


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.close()


def channel(to: str, more: str = "") -> str:
    return f'\n[[alert]]\nto = "{to}"\n{more}\n'


def listed(folder: Path) -> list[tuple[str, str]]:
    """State and kind of every alert but the first messages, newest first."""
    rows = monitor("alerts", "--json", cwd=folder).lines
    return [(row["state"], row["kind"]) for row in rows if row["kind"] != "welcome"]


def watched(folder: Path, hook: Hook) -> None:
    """The first visit and the channel's first message, which is forgotten."""
    monitor("check", cwd=folder)
    assert [list(json.loads(posted.body))[3] for posted in hook.posted] == ["welcome"] * len(hook.posted)
    hook.posted.clear()


def test_check_sends_what_it_found_and_alerts_lists_it(tmp_path: Path, town: Site, hook: Hook) -> None:
    """3.20: the first visit alerts nobody of changes; 4.2: what was sent is said on stderr."""
    write_config(tmp_path, town.url(), after=channel(hook.url))
    watched(tmp_path, hook)
    town.pages["/"] = html(None, EDIT)
    done = monitor("check", "--json", cwd=tmp_path)
    assert (len(done.lines), len(hook.posted)) == (1, 1)
    assert "1 alerte envoyée" in done.err
    assert listed(tmp_path) == [("delivered", "change")]
    assert "127.0.0.1" in monitor("alerts", cwd=tmp_path).out


@pytest.mark.few("mark")
@pytest.mark.parametrize("when", ["key_of", "mark"])
def test_a_crash_between_commit_and_mark_repeats_the_same_key(tmp_path: Path, town: Site, hook: Hook, when: str) -> None:
    """§2: the outbox row is in the transaction of the change; `alerts send` waits for no dead process's claim."""
    write_config(tmp_path, town.url(), after=channel(hook.url))
    watched(tmp_path, hook)
    town.pages["/"] = html(None, EDIT)
    done = subprocess.run([sys.executable, "-c", KILLED, when], cwd=tmp_path, env=environment(), check=False, capture_output=True)
    assert done.returncode == -9
    assert len(hook.posted) == (when == "mark")
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as db, db:
        sql = "SELECT key, (SELECT max(number) FROM snapshots) FROM outbox WHERE kind = 'change'"
        ((key, snapshot),) = db.execute(sql).fetchall()
    db.close()
    assert snapshot == 2
    assert monitor("alerts", "send", cwd=tmp_path).status == 0
    assert {posted.headers["idempotency-key"] for posted in hook.posted} == {key}
    assert listed(tmp_path) == [("delivered", "change")]
    assert monitor("check", cwd=tmp_path).status == 0
    assert len(hook.posted) == 1 + (when == "mark")


def test_what_was_refused_is_said_kept_and_sent_once_mended(tmp_path: Path, town: Site, hook: Hook) -> None:
    """Promise 1; 4.1: --config may stand before or after the subcommand."""
    path = write_config(tmp_path, town.url(), after=channel(hook.url))
    watched(tmp_path, hook)
    town.pages["/"] = html(None, EDIT)
    hook.status = 404
    done = monitor("check", cwd=tmp_path)
    assert (done.status, "monitor alerts retry" in done.err) == (0, True)
    assert listed(tmp_path) == [("failed", "change")]
    again = monitor("alerts", "send", cwd=tmp_path)
    assert (again.status, again.says("1 alerte refusée auparavant attend")) == (0, True), again.err
    refused = monitor("alerts", "retry", cwd=tmp_path).err.splitlines()
    assert [line[:4].isdigit() and " ERROR undeliverable " in line for line in refused if "undeliverable" in line] == [True]  # 12.6
    del hook.posted[1:]
    hook.status = 204
    (tmp_path / "ailleurs").mkdir()
    assert monitor("alerts", "--config", path, "send", cwd=tmp_path / "ailleurs").status == 0
    assert len(hook.posted) == 1
    assert monitor("alerts", "retry", "--config", path, cwd=tmp_path / "ailleurs").status == 0
    assert json.loads(hook.posted[1].body)["snapshot"] == 2
    assert listed(tmp_path) == [("delivered", "change")]


def test_an_alert_that_cannot_be_sent_now_is_status_1_of_send_only(tmp_path: Path, town: Site, hook: Hook) -> None:
    """4.3: the pages were read, so `check` is 0; who asks for sending is told."""
    write_config(tmp_path, town.url(), after=channel("http://127.0.0.1:9/hook"))
    watched(tmp_path, hook)
    town.pages["/"] = html(None, EDIT)
    assert monitor("check", cwd=tmp_path).status == 0
    done = monitor("alerts", "send", cwd=tmp_path)
    assert (done.status, "127.0.0.1:9" in done.err) == (1, True)
    assert listed(tmp_path) == [("pending", "change")]


@pytest.mark.parametrize("which", ["id = (SELECT max(id) FROM outbox)", "1"], ids=["the newest", "all"])
def test_rows_that_somebody_deleted_are_said_and_not_left_out(tmp_path: Path, town: Site, hook: Hook, which: str) -> None:
    """7.5: where no gap in the numbers tells it, the tally does; the rows that are there are shown all the same."""
    write_config(tmp_path, town.url(), after=channel(hook.url))
    watched(tmp_path, hook)
    town.pages["/"] = html(None, EDIT)
    monitor("check", cwd=tmp_path)
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as db, db:
        gone = db.execute(f"DELETE FROM outbox WHERE {which}").rowcount
    said = f"2 alertes ont été écrites, la base en a {2 - gone}"
    for form in ((), ("--json",)):
        told = monitor("alerts", *form, cwd=tmp_path)
        assert (told.status, said in told.err, "verify" in told.err) == (1, True, True), told.err
        assert len(told.lines if form else re.findall("127.0.0.1", told.out)) == 2 - gone
        assert bool(told.out.strip()) is (gone < 2)  # not « no alert » where there were some


def test_channels_hear_of_the_watches_and_kinds_they_asked_for(tmp_path: Path, town: Site, hook: Hook) -> None:
    """§6: watches and on."""
    after = channel(hook.url + "/a", 'watches = ["valmont-2"]') + channel(hook.url + "/b", 'on = ["minor"]')
    write_config(tmp_path, town.url(), town.url("/rien"), after=after + channel(hook.url + "/c", 'watches = ["val*"]'))
    watched(tmp_path, hook)
    town.pages["/"] = html(None, EDIT, ("3,4 ko", "3,5 ko"))
    monitor("check", cwd=tmp_path)
    said = {posted.path: [c["item"] for c in json.loads(posted.body)["changes"]] for posted in hook.posted}
    assert said == {"/hook/b": ["organigramme"], "/hook/c": ["mutualisation", "organigramme"]}


def test_show_says_what_was_or_will_be_sent(tmp_path: Path, town: Site, hook: Hook) -> None:
    """10.2: subject, recipient, state and text; the HTML; all of it as JSON."""
    write_config(tmp_path, town.url(), after=channel(hook.url, 'language = "en"'))
    watched(tmp_path, hook)
    town.pages["/"] = html(None, EDIT)
    hook.status = 404
    monitor("check", cwd=tmp_path)
    number = next(row["id"] for row in monitor("alerts", "--json", cwd=tmp_path).lines if row["kind"] == "change")
    shown = monitor("alerts", "show", number, cwd=tmp_path)
    assert re.search(r"^À\u00a0: http://127\.0\.0\.1:\d+/…$", shown.out, re.M)
    assert shown.says("État : refusée (il n’y a rien, ou plus rien, à cette adresse")
    assert shown.says("efficience") and not shown.says("Subject")
    page = monitor("alerts", "show", number, "--format", "html", cwd=tmp_path).out
    assert page.startswith("<!doctype html>") and "efficience" in page
    (said,) = monitor("alerts", "show", number, "--format", "json", cwd=tmp_path).lines
    assert (said["text"], said["html"]) == (json.loads(hook.posted[-1].body)["text"], page[:-1])
    assert said["payload"]["snapshot"] == 2
    assert said["attachments"] == []
    missing = monitor("alerts", "show", "99", cwd=tmp_path)
    assert (missing.status, "99" in missing.err) == (1, True)


@pytest.mark.few(0)
def test_show_names_what_a_mail_attaches_and_its_page_holds_it(tmp_path: Path, town: Site) -> None:
    """10.2."""
    items = ITEMS.replace('link = "Organigramme"', 'link = "Organigramme"\nkind = "orgchart"')
    with mail_server() as box:
        write_config(tmp_path, town.url(), items=items, after=mail(box.port))
        monitor("check", cwd=tmp_path)
        town.pages["/"] = changed()
        monitor("check", cwd=tmp_path)
    (sent,) = [message for _, message in box.seen if "organigramme" in message["Subject"]]
    number = next(row["id"] for row in monitor("alerts", "--json", cwd=tmp_path).lines if row["kind"] == "change")
    (said,) = monitor("alerts", "show", number, "--format", "json", cwd=tmp_path).lines
    names = [picture["name"] for picture in said["attachments"]]
    assert len(names) == len([part for part in sent.walk() if part.get_content_type() == "image/png"]) > 0
    assert monitor("alerts", "show", number, cwd=tmp_path).says(f"Jointes au courriel : {', '.join(names)}")
    page = monitor("alerts", "show", number, "--format", "html", cwd=tmp_path).out
    shown = [str(image["src"]).partition(",") for image in BeautifulSoup(page, "lxml").select("img")]
    assert [how for how, _, _ in shown] == ["data:image/png;base64"] * len(names)
    assert all(base64.b64decode(png, validate=True).startswith(b"\x89PNG") for _, _, png in shown), "a browser draws no other"
    assert "cid:" not in page


def test_retry_takes_up_those_named(tmp_path: Path, town: Site, hook: Hook) -> None:
    write_config(tmp_path, town.url(), after=channel(hook.url + "/a") + channel(hook.url + "/b"))
    watched(tmp_path, hook)
    town.pages["/"] = html(None, EDIT)
    hook.status = 404
    monitor("check", cwd=tmp_path)
    hook.status, before = 204, len(hook.posted)
    number = next(row["id"] for row in monitor("alerts", "--json", cwd=tmp_path).lines if row["kind"] == "change")
    assert monitor("alerts", "retry", number, cwd=tmp_path).status == 0
    assert len(hook.posted) == before + 1
    states = {row["id"]: row["state"] for row in monitor("alerts", "--json", cwd=tmp_path).lines if row["kind"] == "change"}
    assert sorted(states.values()) == ["delivered", "failed"]
    assert states[number] == "delivered"
    assert monitor("alerts", "retry", "99", cwd=tmp_path).status == 1


def test_a_number_that_names_nothing_to_send_is_said(tmp_path: Path, town: Site, hook: Hook) -> None:
    """10.2: never silence, never a trace."""
    write_config(tmp_path, town.url(), after=channel(hook.url))
    watched(tmp_path, hook)
    again = monitor("alerts", "retry", "1", cwd=tmp_path)
    assert (again.status, again.err, hook.posted) == (0, "l’alerte 1 est déjà remise\nrien à envoyer\n", [])
    for verb in ("show", "retry"):
        beyond = monitor("alerts", verb, "9" * 20, cwd=tmp_path)
        assert (beyond.status, "il faut un nombre" in beyond.err) == (2, True)


def test_a_channel_that_is_taken_out_and_put_back_gets_what_waited_for_it(tmp_path: Path, town: Site, hook: Hook) -> None:
    """Promise 1: an [[alert]] commented out for an afternoon loses nothing that was written before; once, without `retry`."""
    write_config(tmp_path, town.url(), after=channel(hook.url))
    watched(tmp_path, hook)
    town.pages["/"], hook.status = html(None, EDIT), 503
    monitor("check", cwd=tmp_path)
    write_config(tmp_path, town.url())
    assert "plus dans config.toml" in monitor("alerts", "send", cwd=tmp_path).err
    assert listed(tmp_path) == [("failed", "change")]
    write_config(tmp_path, town.url(), after=channel(hook.url))
    hook.status = 204
    hook.posted.clear()
    for _ in range(2):
        assert monitor("check", cwd=tmp_path).status == 0
    assert [list(json.loads(posted.body))[3] for posted in hook.posted] == ["changes"]
    assert listed(tmp_path) == [("delivered", "change")]


def test_a_sample_goes_to_every_channel_or_one_and_leaves_no_trace(tmp_path: Path, town: Site, hook: Hook) -> None:
    """10.2: clearly a test; each answer is said; 1 where one refuses."""
    with mail_server() as box:
        write_config(tmp_path, town.url(), after=mail(box.port, "a@valmont.example,b@valmont.example") + channel(hook.url))
        done = monitor("alerts", "test", cwd=tmp_path)
        assert (done.status, done.out.count("accepté")) == (0, 3)
        assert {recipients[0] for recipients, _ in box.seen} == {"a@valmont.example", "b@valmont.example"}
        assert box.seen[0][1]["Subject"].startswith("[essai]")
        assert json.loads(hook.posted[0].body)["test"] is True
        assert monitor("alerts", "test", "b@valmont.example", cwd=tmp_path).status == 0
        assert monitor("alerts", "test", hook.url, cwd=tmp_path).status == 0
        assert [recipients for recipients, _ in box.seen][2:] == [["b@valmont.example"]]
        hook.status = 403
        refused = monitor("alerts", "test", "3", cwd=tmp_path)
        assert (refused.status, "→ corrigez dans config.toml" in refused.out) == (1, True)
        unknown = monitor("alerts", "test", "c@valmont.example", cwd=tmp_path)
        assert (unknown.status, "1 a@valmont.example" in unknown.err) == (1, True)
    assert not (tmp_path / "monitor.db").exists()


def test_rows_of_a_database_whose_channels_had_several_recipients_reach_each(tmp_path: Path, town: Site) -> None:
    """10.1: the first under the key that the row had."""
    with mail_server() as box:
        path = write_config(tmp_path, town.url(), after=mail(box.port, "a@valmont.example,b@valmont.example"))
        monitor("check", cwd=tmp_path)
        town.pages["/"] = html(None, EDIT)
        monitor("check", cwd=tmp_path)
        box.seen.clear()
        with closing(sqlite3.connect(tmp_path / "monitor.db")) as db, db:
            columns = "kind, watch_id, items, payload, created_at, due_at, attempts"
            copied = f"SELECT 'old', ?, {columns} FROM outbox WHERE kind = 'change' LIMIT 1"
            db.execute(f"INSERT INTO outbox (key, channel, {columns}) {copied}", _old(path))
        db.close()
        assert monitor("alerts", "send", cwd=tmp_path).status == 0
        keys = {recipients[0]: message["Message-ID"] for recipients, message in box.seen}
        assert set(keys) == {"a@valmont.example", "b@valmont.example"}
        assert keys["a@valmont.example"] == "<old@valmont.example>"
        assert len(set(keys.values())) == 2


def _old(path: Path) -> tuple[str | None]:
    return (load(path, {}).channels[0].formerly,)


@pytest.mark.parametrize(
    ("asked", "meant"), [("list", "monitor alerts"), ("tester", "monitor alerts test"), ("smtp", "monitor alerts setup")]
)
def test_what_is_no_word_of_alerts_is_answered_with_the_one_that_is(tmp_path: Path, asked: str, meant: str) -> None:
    """15.3."""
    done = monitor("alerts", asked, cwd=tmp_path, env={"LC_ALL": "fr_FR.UTF-8"})
    assert done.status == 2 and done.err.rstrip().endswith(f"Écrivez\u00a0: {meant}"), done.err
