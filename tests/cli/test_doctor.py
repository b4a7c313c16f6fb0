"""`monitor doctor`: what an administrator would look at, and how to mend it (12.6)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from monitor.cli.doctor import _text, findings
from monitor.cli.examine import Finding, _to_mend
from monitor.i18n.locale import locale_of
from monitor.model import Moving
from monitor.observe.standing import Standing, standings
from monitor.report.layout import Terminal
from tests.cli.town import changed, started
from tests.command import monitor
from tests.configs import write_config
from tests.deliver.receivers import Hook, mail_server
from tests.site import Page, Site

SMTP = """
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
from = "a@example.org"
{more}

[[alert]]
to = "mailto:a@example.org"
"""
BROKEN = """
UPDATE blocks SET text = 'forged' WHERE id = 1;
UPDATE outbox SET created_at = '2026-01-01T00:00:00.000Z';
"""


@pytest.fixture(autouse=True)
def in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


def look(config: Path, *, offline: bool = False) -> dict[str, list[Finding]]:
    """By check; a remedy is there exactly where something is wrong."""
    found: dict[str, list[Finding]] = {}
    for finding in findings(config, offline=offline):
        assert bool(finding.remedy) == (finding.level != "ok"), finding
        assert locale_of("fr").has(f"doctor.names.{finding.check}")
        found.setdefault(finding.check, []).append(finding)
    return found


def levels(found: dict[str, list[Finding]], check: str) -> list[str]:
    return [f.level for f in found[check]]


def test_an_installation_that_is_well(tmp_path: Path, town: Site) -> None:
    """Nothing is written and nothing sent; each line for programs has the same keys."""
    with mail_server() as box:
        config = write_config(tmp_path, town.url(), after=SMTP.format(port=box.port, more=""))
        assert monitor("check", cwd=tmp_path).status == 0
        before, sent = kept(tmp_path), list(box.seen)
        town.asked.clear()
        done = monitor("doctor", "--json", cwd=tmp_path)
        assert (done.status, box.seen, kept(tmp_path)) == (0, sent, before), done.out
    assert {tuple(line) for line in done.lines} == {("level", "check", "said", "remedy")}
    assert {line["level"] for line in done.lines} == {"ok"}
    wanted = {"versions", "libraries", "locale", "config", "permissions", "writable", "disk", "integrity", "schedule", "alerts"}
    assert {line["check"] for line in done.lines} == wanted | {"page", "clock", "mail"}
    assert not [a for a in town.asked if "If-None-Match" in a.headers], "a 304 would say nothing about the items"
    assert config.exists()


def kept(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith(("-shm", "-wal"))}


def test_what_a_person_reads(tmp_path: Path, town: Site) -> None:
    """Offline nobody is asked; a warning is no error."""
    write_config(tmp_path, town.url())
    done = monitor("doctor", "--offline", cwd=tmp_path)
    assert (done.status, town.asked) == (0, [])
    assert "✓ disque        " in done.out and done.says("0 erreur, 1 avertissement.")
    assert done.says(f"! base {tmp_path}") and "\n                → monitor check\n" in done.out


def test_lines_that_move_are_all_named_and_the_line_to_copy_is_whole() -> None:
    """3.6, 12.6: what is to be written in config.toml is broken nowhere, however narrow the terminal."""
    moving = Moving(
        watch="orsenne",
        item="vie",
        lines=("Feuilleté par 153 flâneurs", "Rangé par 17 archivistes"),
        times=4,
        ignore=(r"Feuilleté par \d+ flâneurs au conseil municipal", r"Rangé par \d+ archivistes du dépôt communal"),
        is_new=False,
    )
    seen = Standing(watch="orsenne", url="", enabled=True, figures=None, next_at=None, overdue=None, moving=(moving,))
    (finding,) = _to_mend(seen)
    assert all(locale_of("fr").quoted(line) in finding.said for line in moving.lines)
    assert "rien d'autre dans ce texte" in finding.said.replace("’", "'")
    *said, line = _text(finding, Terminal(width=80)).splitlines()
    assert line.strip() == f"ignore=['/{moving.ignore[0]}/','/{moving.ignore[1]}/']"
    assert all(len(one) <= 80 for one in said) and "[watch.sections.vie]" in said[-1]


def test_public_pages_without_an_address_to_write_to_are_told(tmp_path: Path, town: Site) -> None:
    """5.15: who is named on them must know whom to ask; with `contact` nothing is said."""
    config = write_config(tmp_path, town.url())
    public = config.read_text(encoding="utf-8").replace("contact =", 'public_url = "https://veille.example.org"\ncontact =')
    config.write_text(public, encoding="utf-8")
    assert levels(look(config, offline=True), "config") == ["ok"]
    config.write_text(public.replace('contact = "mailto:test@example.org"\n', ""), encoding="utf-8")
    assert levels(look(config, offline=True), "config") == ["ok", "warning"]
    assert look(config, offline=True)["config"][1].remedy.endswith('\ncontact = "mailto:veille@example.org"')


def test_each_page_is_visited_and_every_item_looked_for(tmp_path: Path, town: Site) -> None:
    town.pages["/sans"] = Page(b"<html><main><h2>Autre chose</h2><p>" + b"Du texte. " * 40 + b"</p></main></html>")
    town.pages["/pdf"] = changed()
    del town.pages["/media/organigramme-2026.pdf"]
    config = write_config(tmp_path, town.url(), town.url("/absente"), town.url("/sans"), town.url("/pdf"))
    found = look(config)
    pages = [(f.level, f.said.partition(" — ")[0]) for f in found["page"]]
    assert pages == [("ok", "valmont"), ("error", "valmont-2"), *[("error", "valmont-3")] * 2, ("error", "valmont-4")]
    said = [f.said for f in found["page"]]
    assert "404" in said[1] and "mutualisation" in said[2] and "organigramme" in said[3] and "404" in said[4]
    assert found["database"][0].remedy == "monitor check" and levels(found, "channels") == ["warning"]
    assert not (tmp_path / "monitor.db").exists()


def test_of_a_page_in_maintenance_it_says_what_the_check_says(tmp_path: Path, town: Site) -> None:
    """12.6, 3.29: judged beside the last good page, as every visit is; nobody is sent to mend a recipe that is right."""
    config = write_config(tmp_path, town.url())
    assert monitor("check", cwd=tmp_path).status == 0
    tiles = "<p>" + "Les fours de la tuilerie chauffent, on revient quand ils ont refroidi. " * 3 + "</p>"
    town.pages["/"] = Page(f"<html><title>Pause</title><main><h1>Nous rangeons</h1>{tiles}</main></html>".encode())
    checked = monitor("check", cwd=tmp_path)
    (page,) = look(config)["page"]
    assert checked.says(page.said.partition(" — ")[2]) and checked.says("Nous rangeons")


def test_a_heading_that_is_no_more_on_the_page_is_told_with_the_one_that_is_followed(tmp_path: Path, town: Site) -> None:
    """12.6, 3.4: whoever wrote other words into config.toml believed that another section was watched."""
    config = write_config(tmp_path, town.url())
    assert monitor("check", cwd=tmp_path).status == 0
    assert [f.level for f in look(config)["page"]] == ["ok"]
    config.write_text(config.read_text("utf-8").replace("La mutualisation des services", "Les délibérations"), "utf-8")
    assert monitor("check", cwd=tmp_path).status == 0
    (told,) = (f for f in look(config)["page"] if f.level == "warning")
    assert "Les délibérations" in told.said and "La mutualisation des services" in told.said
    assert told.remedy.startswith('[watch.sections.mutualisation] heading = "La mutualisation des services"')


def test_secrets_that_others_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A literal password; one from the environment is no secret of the file."""
    more = 'user = "u"\npassword = "hush-hush"\n'
    config = write_config(tmp_path, "http://127.0.0.1:9/", after=SMTP.format(port=9, more=more))
    config.chmod(0o644)
    found = look(config, offline=True)
    assert levels(found, "permissions") == ["warning"] and "chmod 600" in found["permissions"][0].remedy
    assert "hush-hush" not in str(found)
    config.chmod(0o600)
    assert levels(look(config, offline=True), "permissions") == ["ok"]
    config.write_text(config.read_text("utf-8").replace("hush-hush", "${PW}"), "utf-8")
    config.chmod(0o644)
    monkeypatch.setenv("PW", "hush-hush")
    assert levels(look(config, offline=True), "permissions") == ["ok"]


def test_every_mistake_of_the_configuration_is_a_finding(tmp_path: Path) -> None:
    config = write_config(tmp_path, "ftp://valmont.example/", after='\n[[alert]]\nto = "${NOWHERE}"\n')
    found = look(config)
    assert levels(found, "config") == ["error", "error"] and "NOWHERE" in found["config"][1].said
    config.unlink()
    assert monitor("doctor", cwd=tmp_path).status == 1


def test_who_made_the_visits_that_came_in_time_is_not_guessed(tmp_path: Path, town: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.26: a service that has ended since may have made them, as well as cron."""
    config = write_config(tmp_path, town.url())
    assert monitor("check", cwd=tmp_path).status == 0
    in_time = "monitor.cli.examine.standings"
    monkeypatch.setattr(in_time, lambda *a, **k: tuple(replace(s, in_time=True) for s in standings(*a, **k)))
    (schedule,) = look(config, offline=True)["schedule"]
    assert schedule.level == "ok" and "dernière visite à l’heure prévue" in schedule.said and "cron" not in schedule.said


@pytest.mark.parametrize(("hours", "words"), [(-2.1, "avance de 2 heures"), (2.1, "retarde de 2 heures")])
def test_a_clock_that_is_far_off(tmp_path: Path, town: Site, hours: float, words: str) -> None:
    """By the Date of the answers; a page that cannot be read says the time as well."""
    town.date = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
    (clock,) = look(write_config(tmp_path, town.url("/absente")))["clock"]
    assert clock.level == "warning" and words in clock.said.replace("\u00a0", " ")


def test_a_mail_server_that_refuses_the_log_in(tmp_path: Path, town: Site) -> None:
    with mail_server(user="veille") as box:
        more = 'user = "veille"\npassword = "wrong-password"'
        found = look(write_config(tmp_path, town.url(), after=SMTP.format(port=box.port, more=more)))
    (mail,) = found["mail"]
    assert mail.level == "error" and "535" in mail.said and "[smtp]" in mail.remedy
    assert "wrong-password" not in str(found)


def test_a_mail_server_without_tls_is_said_in_french(tmp_path: Path, town: Site) -> None:
    with mail_server() as box:
        smtp = SMTP.format(port=box.port, more="").replace('"none"', '"starttls"')
        (mail,) = look(write_config(tmp_path, town.url(), after=smtp))["mail"]
    assert mail.level == "error" and "n’offre pas STARTTLS [STARTTLS extension" in mail.said and "security" in mail.remedy


def test_that_mails_leave_in_clear_is_said_in_words(tmp_path: Path, town: Site) -> None:
    """10.2: not by the word of the configuration."""
    with mail_server() as box:
        (mail,) = look(write_config(tmp_path, town.url(), after=SMTP.format(port=box.port, more="")))["mail"]
    assert mail.level == "ok" and mail.said.endswith("(sans chiffrement)")


def test_a_tag_that_no_page_bears_is_said_with_the_near_one(tmp_path: Path, town: Site) -> None:
    """An alert that leads nowhere would else be found out by its silence; `check` says it, too, and so does `run` (§6)."""
    alerts = '[[alert]]\nto = "atom:veille.xml"\ntags = ["Écol", "banane"]\n'
    config = write_config(tmp_path, town.url("/"), after=alerts)
    config.write_text(config.read_text("utf-8").replace("\nurl =", '\ntags = ["école"]\nurl =', 1), "utf-8")
    found = look(config, offline=True)
    assert [(f.level, f.said, f.remedy) for f in found["channel"]] == [
        (
            "warning",
            "atom:veille.xml\u00a0: aucune page ne porte l’étiquette «\u202fÉcol\u202f»",
            "dans config.toml, écrivez «\u202fécole\u202f», ou donnez cette étiquette à une page",
        ),
        (
            "warning",
            "atom:veille.xml\u00a0: aucune page ne porte l’étiquette «\u202fbanane\u202f»",
            "dans config.toml, donnez cette étiquette à une page (tags), ou ôtez-la",
        ),
    ]
    done = monitor("check", cwd=tmp_path)
    assert done.status == 0 and done.says("aucune page ne porte l’étiquette « Écol »")
    with started("run", cwd=tmp_path) as service:
        assert service.stderr is not None
        assert any("« Écol »" in line.replace("\u202f", " ") for line in iter(service.stderr.readline, ""))


def test_channels_that_lead_nowhere(tmp_path: Path, town: Site) -> None:
    hook = Hook()
    after = f'\n[[alert]]\nto = "{hook.url}"\n\n[[alert]]\nto = "https://nowhere.invalid/tok3n"\n'
    found = look(write_config(tmp_path, town.url(), after=after + SMTP.format(port=9, more="")))
    hook.close()
    assert levels(found, "channel") == ["ok", "error"] and hook.posted == []
    assert levels(found, "mail") == ["error"]
    assert "tok3n" not in str(found)


def test_a_feed_needs_a_folder(tmp_path: Path, town: Site) -> None:
    feeds = ("feed.xml", "new/feed.xml", "nowhere/at/feed.xml")
    after = "".join(f'\n[[alert]]\nto = "atom:{feed}"\n' for feed in feeds)
    found = look(write_config(tmp_path, town.url(), after=after))
    assert levels(found, "channel") == ["ok", "ok", "error"] and "nowhere" in found["channel"][2].said


def test_a_daily_stamp_that_does_not_come_is_told(tmp_path: Path, town: Site) -> None:
    """5.20: asked for daily, kept under the newest one's time."""
    config = write_config(tmp_path, town.url())
    assert monitor("check", cwd=tmp_path).status == 0
    assert "stamps" not in look(config, offline=True)
    config.write_text(
        config.read_text("utf-8").replace("[monitor]\n", '[monitor]\ntimestamp = "http://127.0.0.1:9/tsa"\n'), "utf-8"
    )
    assert levels(look(config, offline=True), "stamps") == ["ok"]
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as raw, raw:
        raw.execute("UPDATE snapshots SET recorded_at = '2026-01-01T00:00:00.000Z'")
    (found,) = look(config, offline=True)["stamps"]
    assert (found.level, "aucun horodatage depuis" in found.said) == ("warning", True)
    assert monitor("check", cwd=tmp_path).status == 0
    (found,) = look(config, offline=True)["stamps"]
    assert (found.level, "http://127.0.0.1:9/tsa" in found.said) == ("warning", True)


def test_a_damaged_database_and_alerts_that_stick(tmp_path: Path, town: Site) -> None:
    config = write_config(
        tmp_path, town.url(), after='\n[[alert]]\nto = "http://127.0.0.1:9/hook"\n', more="failure_alert_after = 1"
    )
    monitor("check", cwd=tmp_path)
    town.pages["/"] = Page(b"", 404)
    monitor("check", cwd=tmp_path)
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as db:
        db.executescript(BROKEN)
        assert db.execute("SELECT count(*) FROM outbox").fetchone() != (0,)
    found = look(config, offline=True)
    assert "error" in levels(found, "integrity") and levels(found, "alerts") == ["warning"]
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as db:
        db.executescript("UPDATE outbox SET failed_at = '2026-11-24T07:00:00.000Z', error = '404'")
    assert levels(look(config, offline=True), "alerts") == ["error"]
