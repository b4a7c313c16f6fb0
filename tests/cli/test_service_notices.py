"""Notices about the watch itself go straight to the channels (10.4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.alerts.sending import send_due
from monitor.alerts.service import notify_service
from monitor.config import load
from monitor.model import Config
from monitor.report.notices import DAILY
from monitor.service.resident import ServiceNotices
from monitor.wiring import working
from tests.cli.town import until
from tests.command import monitor
from tests.configs import write_config
from tests.deliver.receivers import Hook, mail_server
from tests.deliver.sending import alert, mail
from tests.pipeline.house import stand
from tests.site import Site

T0 = datetime(2026, 11, 24, 7, tzinfo=UTC)


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.close()


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def config(folder: Path, after: str) -> Config:
    return load(write_config(folder, "http://127.0.0.1:9/", after=after), {})


def said(hook: Hook, path: str) -> list[dict[str, Any]]:
    return [json.loads(p.body) for p in hook.posted if p.path == path]


def test_every_channel_is_told_in_its_language_and_no_row_is_written(tmp_path: Path, hook: Hook) -> None:
    """One that hangs or refuses is no reason not to tell the others; an address in two [[alert]] is told once."""
    with mail_server() as box:
        twice = alert(hook.url + "/fr") + alert(hook.url + "/fr", 'language = "en"')
        after = mail(box.port) + alert("http://127.0.0.1:9/x") + alert(hook.url + "/en", 'language = "en"') + twice
        settings = config(tmp_path, after)
        assert notify_service(settings, "disk_full", "monitor.db: no room left", T0)
        assert [m["Subject"] for _, m in box.seen] == ["Veille à l’arrêt\u00a0: plus de place sur le disque"]
    (french,), (english,) = said(hook, "/hook/fr"), said(hook, "/hook/en")
    assert "Libérez de la place" in french["text"] and "monitor.db: no room left" in french["text"]
    assert english["subject"] == "The watch has stopped: no room left on the disk"
    assert english["service"] == {"kind": "disk_full", "detail": "monitor.db: no room left"}
    assert not settings.database.exists()


@pytest.mark.parametrize("kind", ["disk_full", "database", "outbox_stuck", "crashed_visits", "damaged"])
@pytest.mark.parametrize("remembered", [True, False])
def test_one_notice_of_a_kind_an_hour(tmp_path: Path, hook: Hook, kind: str, remembered: bool) -> None:
    """In memory by a process that stays, else by the time of a file; for a stuck channel and damage once a day is enough."""
    settings = config(tmp_path, alert(hook.url))
    memory: dict[str, datetime] | None = {} if remembered else None
    minutes = [0, 30, 59, 61, 100, 24 * 60 + 61]
    told = [notify_service(settings, kind, "x", T0 + timedelta(minutes=m), said=memory) for m in minutes]
    assert told == [True, False, False, kind not in DAILY, False, True]
    assert notify_service(settings, "other", "x", T0 + timedelta(minutes=1), said=memory)


def test_where_no_file_can_be_written_the_temporary_folder_remembers(tmp_path: Path, hook: Hook) -> None:
    settings = config(tmp_path, '\n[[alert]]\nto = "' + hook.url + '"\n')
    settings.path.write_text(settings.path.read_text().replace('"monitor.db"', '"missing/monitor.db"'))
    settings = load(settings.path, {})
    assert [notify_service(settings, "disk_full", "x", T0) for _ in range(2)] == [True, False]


def test_a_check_without_its_database_tells_the_channels_once(tmp_path: Path, town: Site, hook: Hook) -> None:
    write_config(tmp_path, town.url(), after=alert(hook.url))
    (tmp_path / "monitor.db").write_bytes(b"nothing of the kind" * 100)
    for _ in range(2):
        assert monitor("check", cwd=tmp_path).status == 2
    assert [m["service"]["kind"] for m in said(hook, "/hook")] == ["database"]


def test_what_run_has_seen_is_told_to_each_channel_in_its_language(
    tmp_path: Path, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the language of the machine that watches: an English service has French readers."""
    after = alert(hook.url + "/fr") + alert(hook.url + "/en", 'language = "en"')
    settings = load(write_config(tmp_path, "https://www.valmont.example/", after=after), {})
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    ServiceNotices().cannot_write(settings, "disk_full", "no room")
    until(lambda: len(hook.posted) == 2)
    (french,), (english,) = said(hook, "/hook/fr"), said(hook, "/hook/en")
    assert french["service"]["detail"].startswith("plus de place pour")
    assert english["service"]["detail"].startswith("no room left for")


def test_those_who_still_hear_us_are_told_of_who_does_not(tmp_path: Path, hook: Hook) -> None:
    """A channel that took nothing for a day, and why; not through itself."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(after=alert("http://127.0.0.1:9/x") + alert(hook.url))

        def sent() -> None:
            settings = house.config
            with working(settings, wait=timedelta(0), clock=house.now) as (_, store):
                send_due(store, settings, clock=house.now)

        house.check()
        sent()
        for _ in range(4):
            house.later(hours=7)
            sent()
    (notice,) = [m["service"] for m in said(hook, "/hook") if "service" in m]
    assert notice["kind"] == "outbox_stuck"
    assert notice["detail"].startswith("http://127.0.0.1:9/…\u00a0: le serveur ne répond pas")
