"""An outage of a host is one mail for all its pages, and so is its end; none of them is lost (10.3)."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from monitor.alerts.sending import send_due
from monitor.wiring import working
from tests.deliver.receivers import Hook, Mailbox
from tests.deliver.sending import alert, mail
from tests.deliver.test_readers import parts, visited
from tests.pipeline.house import House, html
from tests.site import Page

DOWN = Page(b"<h1>Erreur interne</h1>", 500)
PATHS = [f"/page-{n}" for n in range(3)]


def town(house: House, mailbox: Mailbox, *, more: str = "", language: str = "fr") -> None:
    """Three pages of one host and one of another are watched and were read."""
    for n, path in enumerate(("/", *PATHS)):
        house.site.pages[path] = html(None, ("Valmont", f"Valmont {n}"))
    urls = [house.site.url().replace("127.0.0.1", "localhost"), *map(house.site.url, PATHS)]
    house.configure(*urls, after=mail(mailbox.port) + more, more="failure_alert_after = 1", language=language)
    visited(house)
    mailbox.seen.clear()


def down(house: House, *paths: str) -> None:
    for path in paths:
        house.site.pages[path] = DOWN


def mails(mailbox: Mailbox) -> list[tuple[str, str]]:
    """Subject and text of each mail so far; then forgets them."""
    found = [(m["Subject"], " ".join(parts(m)[0].split())) for _, m in mailbox.seen]
    mailbox.seen.clear()
    return found


@pytest.mark.parametrize(
    ("language", "failing", "well"),
    [
        ("fr", "127.0.0.1 — 3 pages illisibles\u00a0: erreur du site", "127.0.0.1 — 3 pages de nouveau lisibles"),
        ("en", "127.0.0.1 — 3 pages unreadable: site error", "127.0.0.1 — 3 pages readable again"),
    ],
)
def test_an_outage_of_a_host_is_one_mail_and_so_is_its_end(
    house: House, mailbox: Mailbox, language: str, failing: str, well: str
) -> None:
    """10.3: it names the host and each page; what is the same of all is said once."""
    town(house, mailbox, language=language)
    before = dict(house.site.pages)
    down(house, *PATHS)
    visited(house)
    ((subject, text),) = mails(mailbox)
    assert subject == failing
    assert all(f"Valmont {n}" in text and f"page-{n - 1}" in text for n in (1, 2, 3)), text
    assert text.count("HTTP 500") == 1
    house.site.pages.update(before)
    house.later(hours=1)
    visited(house)
    ((subject, text),) = mails(mailbox)
    assert subject == well
    assert all(f"Valmont {n}" in text for n in (1, 2, 3)), text


def test_a_page_alone_and_a_page_of_another_host_are_told_apart(house: House, mailbox: Mailbox) -> None:
    """10.3: what is no outage of one host reads as ever."""
    town(house, mailbox)
    down(house, PATHS[0])
    visited(house)
    ((subject, _),) = mails(mailbox)
    assert "127.0.0.1" not in subject and subject.endswith("— illisible\u00a0: erreur du site"), subject
    down(house, "/", PATHS[1])
    visited(house)
    assert len(mails(mailbox)) == 2


def test_programs_get_a_message_for_each_page(house: House, mailbox: Mailbox, hook: Hook) -> None:
    """5.12: the body of a webhook stays what its reader was written for."""
    town(house, mailbox, more=alert(hook.url))
    hook.posted.clear()
    down(house, *PATHS)
    visited(house)
    posted = [json.loads(p.body) for p in hook.posted]
    assert sorted((body["watch"], "failure" in body) for body in posted) == [(f"valmont-{n}", True) for n in (2, 3, 4)]
    assert len(mails(mailbox)) == 1


def test_where_causes_differ_none_is_told_for_all(house: House, mailbox: Mailbox) -> None:
    """3.26"""
    town(house, mailbox)
    down(house, *PATHS[:2])
    house.site.pages[PATHS[2]] = Page(b"<h1>Page introuvable</h1>", 404)
    visited(house)
    ((subject, text),) = mails(mailbox)
    assert subject == "127.0.0.1 — 3 pages illisibles"
    assert "HTTP 500" in text and "HTTP 404" in text


def test_a_round_that_never_ends_holds_nothing_back_for_long(house: House, mailbox: Mailbox) -> None:
    """10.1, 10.3: half an hour, then what waits is told, in one mail all the same."""
    town(house, mailbox)
    down(house, *PATHS)
    house.results()
    sent: list[int] = []
    for minutes in (1, 28, 2):
        house.later(minutes=minutes)
        config = house.config
        with working(config, wait=timedelta(0), clock=house.now) as (_, store):
            send_due(store, config, clock=house.now)
        sent.append(len(mails(mailbox)))
    assert sent == [0, 0, 1]
    assert {state for state, _, _ in _states(house)} == {"delivered"}


def test_what_was_refused_is_repeated_in_the_same_mail(house: House, mailbox: Mailbox) -> None:
    """10.1: the same pages, under the same Message-ID, whatever fails in the meantime."""
    town(house, mailbox)
    mailbox.answers = ["451 Plus tard"]
    down(house, *PATHS[:2])
    visited(house)
    mailbox.answers = ["250 OK"]
    mailbox.seen.clear()
    house.later(hours=2)
    down(house, "/", PATHS[2])
    visited(house)
    found = mails(mailbox)
    assert [re.search(r"\d pages", subject) is not None for subject, _ in found] == [True, False, False]
    assert "2 pages illisibles" in found[0][0]


def _states(house: House) -> list[tuple[str, int, str | None]]:
    with house.store() as store:
        return [(row.state, row.attempts, row.error) for row in store.outbox.recent(100)]
