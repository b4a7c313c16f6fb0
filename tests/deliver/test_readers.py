"""What readers get: titles and no names of config.toml, what is for whom, one message for what belongs together (§6, 10.3)."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from monitor.alerts.sending import send_due
from monitor.cli.doctor import findings
from monitor.wiring import working
from tests.configs import ITEMS
from tests.deliver.receivers import Hook, Mailbox
from tests.deliver.sending import EDIT, alert, mail
from tests.pipeline.house import NEW_PDF, PDF, House, html, pdf
from tests.site import Page

SLUGS = ITEMS.replace("sections.mutualisation", "sections.sec-mutu").replace("documents.organigramme", "documents.doc-orga")
NAMES = re.compile(r"\b(?:valmont(?:-\d)?|sec-mutu|doc-orga)\b(?!\.example)")  # of config.toml, as written there
COMMANDS = re.compile(r"\bmonitor (?:show|diff|history|check|outline|verify|alerts|run)\b")


def visited(house: House) -> None:
    """One run of `check`: the visits, then all that is due, at the house's time."""
    house.results()
    config = house.config
    with working(config, wait=timedelta(0), clock=house.now) as (_, store):
        send_due(store, config, clock=house.now, round_over=True)


def parts(message: EmailMessage) -> tuple[str, str]:
    """Text and HTML of a mail."""
    texts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return texts[0], texts[1]


def new_chart(house: House) -> None:
    """The page's section and its org chart change."""
    house.site.pages[NEW_PDF] = pdf("organigramme-2026.pdf")
    house.site.pages["/"] = html(None, EDIT, (PDF, NEW_PDF))


def to_mails(mailbox: Mailbox) -> list[EmailMessage]:
    return [message for _, message in mailbox.seen]


def test_readers_see_titles_and_where_the_document_is(house: House, mailbox: Mailbox) -> None:
    """§6: by default the page's title, the section's heading, the document's label; in the subject too, and no command."""
    house.configure(items=SLUGS, after=mail(mailbox.port))
    visited(house)
    new_chart(house)
    visited(house)
    welcome, change = to_mails(mailbox)
    for message in (welcome, change):
        text, rich = parts(message)
        shown = re.sub(r"https?://\S+|<style.*?</style>", "", " ".join((message["Subject"], text, rich)), flags=re.DOTALL)
        assert not NAMES.search(shown), NAMES.search(shown)
        assert not COMMANDS.search(shown)
        assert "mutualisation des services" in text and "L’organigramme ville et métropole" in " ".join(text.split())
    assert "organigramme ville et métropole" in change["Subject"]
    address = house.site.url(NEW_PDF)
    assert f"Le document\u00a0: {address}" in parts(change)[0]
    assert f'<a href="{address}"' in parts(change)[1]


def test_who_mends_is_told_what_a_renamed_document_is_looked_for_by(house: House, mailbox: Mailbox) -> None:
    """3.9, §6: the line to write, in the mail and by `doctor`; the others are told of the new label only."""
    admin = mail(mailbox.port, "admin@valmont.example") + "admin = true\n"
    items = ITEMS.replace('link = "Organigramme', 'link = "Organigramme de la ville')
    house.configure(items=items, after=admin + alert("mailto:redaction@valmont.example", 'on = ["minor"]'))
    visited(house)
    house.site.pages["/"] = html(None, ("Organigramme de la ville et de la métropole – juin 2025", "Qui fait quoi en mairie"))
    visited(house)
    by = {m["To"]: " ".join(parts(m)[0].split()) for m in to_mails(mailbox)[-2:]}
    line = 'link = "Qui fait quoi en mairie"'
    assert "[watch.documents.organigramme]" in by["admin@valmont.example"] and line in by["admin@valmont.example"]
    other = by["redaction@valmont.example"]
    assert "Qui fait quoi en mairie" in other and "config.toml" not in other and "link =" not in other
    (finding,) = (f for f in findings(house.folder / "config.toml", offline=True) if f.check == "page" and f.level != "ok")
    assert line in finding.remedy


def test_titles_of_the_configuration_come_first(house: House, hook: Hook, tmp_path: Path) -> None:
    """§6: in webhook and feed as in mails; programs still get the names."""
    items = 'title = "Valmont, qui dirige quoi"\n' + SLUGS.replace("heading =", 'title = "Les services communs"\nheading =')
    house.configure(items=items, after=alert(hook.url) + alert("atom:feed.xml"))
    visited(house)
    house.site.pages["/"] = html(None, EDIT)
    visited(house)
    change = json.loads(hook.posted[-1].body)
    assert change["subject"].startswith("Valmont, qui dirige quoi — Les services communs\u00a0: ")
    assert not NAMES.search(re.sub(r"https?://\S+", "", change["text"]))
    assert (change["watch"], change["changes"][0]["item"]) == ("valmont", "sec-mutu")
    feed = (house.folder / "feed.xml").read_text("utf-8")
    assert '<title type="text">Valmont, qui dirige quoi — Les services communs\u00a0: ' in feed
    assert not NAMES.search(re.sub(r"https?://[^<\s]+", "", feed))


def test_a_page_without_title_has_its_first_heading(house: House, hook: Hook) -> None:
    """§6: « <title> or h1 »."""
    body = re.sub(rb"<title>.*?</title>", b"", house.site.pages["/"].body, flags=re.DOTALL)
    house.site.pages["/"] = Page(body)
    house.configure(after=alert(hook.url))
    visited(house)
    welcome = json.loads(hook.posted[-1].body)
    assert welcome["welcome"][0]["title"] == "L’organigramme ville et métropole"


def test_each_hears_of_its_tags(house: House, hook: Hook) -> None:
    """§6: `tags` of an alert choose the watches that have one of them."""
    channels = alert(hook.url + "/culture", 'tags = ["Culture"]') + alert(hook.url + "/tout")
    house.configure(house.site.url(), house.site.url("/deux"), after=channels)
    config = house.folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace('name = "valmont-2"', 'name = "valmont-2"\ntags = ["culture"]'), "utf-8")
    house.site.pages["/deux"] = html()
    visited(house)
    house.site.pages["/"] = house.site.pages["/deux"] = html(None, EDIT)
    visited(house)
    told = [(p.path, said["watch"]) for p in hook.posted if "changes" in (said := json.loads(p.body))]
    assert sorted(told) == [("/hook/culture", "valmont-2"), ("/hook/tout", "valmont"), ("/hook/tout", "valmont-2")]


def test_who_looks_after_it_is_told_what_to_mend(house: House, mailbox: Mailbox) -> None:
    """§6: `admin = true`; the others are told what it means for them, without a word of config.toml."""
    admin = mail(mailbox.port, "admin@valmont.example") + "admin = true\n"
    house.configure(after=admin + alert("mailto:redaction@valmont.example"), more="failure_alert_after = 1")
    visited(house)
    mailbox.seen.clear()
    house.site.pages["/"] = Page(b"<h1>Page introuvable</h1>", 404)
    visited(house)
    by = {recipients[0]: parts(message)[0] for recipients, message in mailbox.seen}
    assert "Ce qu’il faut faire" in by["admin@valmont.example"]
    reader = by["redaction@valmont.example"]
    assert "Ce qu’il faut faire" not in reader and "config.toml" not in reader
    assert "Tant que cela dure, un changement de la page ne serait pas vu." in " ".join(reader.split())


@pytest.mark.few("2")
@pytest.mark.parametrize("others", [8, 2])
def test_a_round_is_one_message(house: House, mailbox: Mailbox, hook: Hook, others: int) -> None:
    """§6: all that one round of visits found, with each change's own sentence and the pictures of the charts."""
    pages = [f"/page-{n}" for n in range(others)]
    for path in pages:
        house.site.pages[path] = html()
    after = mail(mailbox.port) + 'digest = "round"\n' + alert(hook.url, 'digest = "round"')
    chart = ITEMS + 'kind = "orgchart"\n'
    house.configure(house.site.url(), *map(house.site.url, pages), items=chart, after=after, more="failure_alert_after = 1")
    visited(house)
    mailbox.seen.clear()
    hook.posted.clear()
    new_chart(house)
    for path in pages[:-1]:
        house.site.pages[path] = html(None, EDIT)
    house.site.pages[pages[-1]] = Page(b"<h1>Page introuvable</h1>", 404)
    visited(house)
    ((_, one),) = mailbox.seen
    text = " ".join(parts(one)[0].split())
    assert f"changements sur {others} pages, 1 page illisible" in re.sub(r"\s+", " ", one["Subject"])
    assert text.count(" • ") == others + 2  # a section and a chart of one page, a section of the others, a failure
    opening = text.partition("Dans le texte")[0].partition("—")[0]
    assert "efficience" in opening and "Direction des achats" in opening
    assert any(part.get_content_type() == "image/png" for part in one.walk())
    (posted,) = hook.posted
    said = json.loads(posted.body)
    assert [c["watch"] for c in said["checks"]] == ["valmont", *(f"valmont-{n + 2}" for n in range(others))]
    assert (said["watch"], "failure" in said["checks"][-1]) == (None, True)


def test_a_round_that_found_one_thing_reads_like_an_alert(house: House, hook: Hook) -> None:
    """§6: to a program it is a round all the same."""
    house.configure(after=alert(hook.url, 'digest = "round"'))
    visited(house)
    house.site.pages["/"] = html(None, EDIT)
    visited(house)
    said: dict[str, Any] = json.loads(hook.posted[-1].body)
    assert [c["watch"] for c in said["checks"]] == ["valmont"]
    assert "a changé" in said["text"] and "changes" not in said


def test_a_week_of_changes_goes_out_on_monday(house: House, hook: Hook) -> None:
    """§6: one message on Monday at 08:00, whatever the days between found."""
    house.later(days=(7 - house.now().weekday()) % 7 + 1)  # a Tuesday
    house.configure(after=alert(hook.url, 'digest = "weekly"'))
    visited(house)
    hook.posted.clear()
    house.site.pages["/"] = html(None, EDIT)
    visited(house)
    house.later(days=2)
    house.site.pages["/"] = html(None, EDIT, ("employés", "salariés"))
    visited(house)
    house.later(days=3)
    visited(house)
    assert hook.posted == []
    house.later(days=2)
    visited(house)
    (posted,) = hook.posted
    said = json.loads(posted.body)
    assert len(said["digest"]) == 2
    assert re.match(r"Veille du .* au .*: 2 changements sur 1 page", re.sub(r"\s", " ", said["subject"]))


KILLED = """
import os, signal, sys
import httpx
from monitor.__main__ import main

real = httpx.stream

def stream(*args, **kwargs):
    with real(*args, **kwargs) as answer:
        answer.status_code
    os.kill(os.getpid(), signal.SIGKILL)  # the receiver has it, and nobody knows

httpx.stream = stream
sys.argv = ["monitor", "check", "--config", sys.argv[1]]
main()
"""


def test_a_round_that_was_killed_while_sending_is_repeated_under_its_key(house: House, hook: Hook) -> None:
    """10.1, §6: a kill -9 between sending and noting it; what changes afterwards is another message, and nothing is lost."""
    house.configure(house.site.url(), house.site.url("/deux"), after=alert(hook.url, 'digest = "round"'))
    house.site.pages["/deux"] = html()
    visited(house)
    hook.posted.clear()
    house.site.pages["/"] = house.site.pages["/deux"] = html(None, EDIT)
    environ = {**os.environ, "NO_PROXY": "127.0.0.1"}
    run = [sys.executable, "-c", KILLED, str(house.folder / "config.toml")]
    assert subprocess.run(run, env=environ, capture_output=True, timeout=60).returncode == -signal.SIGKILL
    house.site.pages["/"] = html(None, EDIT, ("employés", "salariés"))
    visited(house)
    first, again, later = hook.posted
    assert first.headers["idempotency-key"] == again.headers["idempotency-key"] != later.headers["idempotency-key"]
    assert [[c["watch"] for c in json.loads(p.body)["checks"]] for p in (first, again, later)] == [
        ["valmont", "valmont-2"],
        ["valmont", "valmont-2"],
        ["valmont"],
    ]
