"""An outage of a host is one mail for all its pages, and so is its end; none of them is lost (10.3)."""

from __future__ import annotations

import json
import re
import socket
from datetime import datetime, timedelta
from typing import Any

import pytest

from monitor.alerts.sending import close_rounds, send_due
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


# ---------------------------------------------------------------------------------------------- this machine's own network (10.3)

TOWNS = [f"ville-{n}.example" for n in range(5)]


@pytest.fixture
def unknown(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of towns that no resolver knows at the moment; the others lead to this machine."""
    gone, real = set[str](), socket.getaddrinfo

    def resolved(host: Any, *more: Any, **how: Any) -> Any:
        if host in gone:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return real("127.0.0.1" if str(host).endswith(".example") else host, *more, **how)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return gone


def region(house: House, mailbox: Mailbox, *, towns: int = 5, after: str = "", language: str = "fr", more: str = "") -> None:
    """A page of each of so many towns is watched and was read."""
    for n in range(towns):
        house.site.pages[f"/{n}"] = html(None, ("Valmont", f"Ville {n}"))
    urls = [house.site.url(f"/{n}").replace("127.0.0.1", TOWNS[n]) for n in range(towns)]
    house.configure(*urls, after=f"{mail(mailbox.port)}{more}\n{after}", more="failure_alert_after = 1", language=language)
    visited(house)
    mailbox.seen.clear()
    house.later(hours=1)


@pytest.mark.parametrize(
    ("language", "failing", "well"),
    [
        (
            "fr",
            (
                "Aucun serveur ne répond\u00a0: 5 pages illisibles",
                "aucun des serveurs visités n’a répondu",
                "le réseau de la machine",
            ),
            ("Les serveurs répondent de nouveau\u00a0: 5 pages lisibles", "quand aucun serveur ne répondait, le sont de nouveau"),
        ),
        (
            "en",
            ("No server answers: 5 pages unreadable", "none of the servers visited answered", "the network of the machine that"),
            ("Servers answer again: 5 pages readable", "could not be read while no server answered"),
        ),
    ],
)
def test_without_a_network_one_mail_says_so_and_one_that_it_is_back(
    house: House,
    mailbox: Mailbox,
    unknown: set[str],
    language: str,
    failing: tuple[str, ...],
    well: tuple[str, ...],
) -> None:
    """10.3, 3.26: it names each page, says what was seen, from when to when, and that the rest is likely; and once what to do."""
    region(house, mailbox, language=language)
    unknown.update(TOWNS)
    visited(house)
    ((subject, text),) = mails(mailbox)
    assert subject == failing[0] and all(words in text for words in failing[1:]), text
    assert all(f"Ville {n}" in text for n in range(5)), text
    assert text.count("DNS") == 1, text
    unknown.clear()
    house.later(hours=1)
    visited(house)
    ((subject, text),) = mails(mailbox)
    assert subject == well[0] and all(words in text for words in well[1:]), text
    assert all(f"Ville {n}" in text for n in range(5)), text


@pytest.mark.parametrize(
    ("out", "answer", "expected"),
    [
        pytest.param((0, 1, 2, 3), None, 4, id="one server answers"),
        pytest.param((0, 1, 2, 3), DOWN, 4, id="one server answers by an error"),
        pytest.param((0, 1), None, 2, id="two servers of five"),
    ],
)
def test_while_a_server_answers_it_is_no_outage_of_the_network(
    house: House, mailbox: Mailbox, unknown: set[str], out: tuple[int, ...], answer: Page | None, expected: int
) -> None:
    """3.26: that no server answered is never said where one did, well or not."""
    region(house, mailbox)
    unknown.update(TOWNS[n] for n in out)
    if answer is not None:
        house.site.pages["/4"] = answer
    visited(house)
    told = mails(mailbox)
    assert len(told) == expected + (answer is not None)
    assert not any("Aucun serveur" in subject for subject, _ in told)


def test_two_servers_alone_are_told_each_by_itself(house: House, mailbox: Mailbox, unknown: set[str]) -> None:
    """3.26: two may be down by chance."""
    region(house, mailbox, towns=2)
    unknown.update(TOWNS)
    visited(house)
    assert len(mails(mailbox)) == 2


def test_a_page_that_fails_for_itself_since_before_is_told_apart(house: House, mailbox: Mailbox, unknown: set[str]) -> None:
    """3.26: of it the other servers' answers are evidence: it is not counted in."""
    region(house, mailbox)
    text = (house.folder / "config.toml").read_text("utf-8").replace("failure_alert_after = 1", "failure_alert_after = 2")
    (house.folder / "config.toml").write_text(text, "utf-8")
    unknown.add(TOWNS[0])
    visited(house)
    house.later(hours=1)
    unknown.update(TOWNS)
    house.checks("valmont-2", "valmont-3", "valmont-4", "valmont-5")
    house.later(hours=1)
    visited(house)
    told = sorted(subject for subject, _ in mails(mailbox))
    assert [("Aucun serveur ne répond" in subject, "4 pages" in subject) for subject in told] == [(True, True), (False, False)]


def test_who_does_not_mend_is_told_without_what_to_do(house: House, mailbox: Mailbox, unknown: set[str]) -> None:
    """§6: readers learn that nothing could be read, the operator also what to check."""
    region(house, mailbox, after='\n[[alert]]\nto = "mailto:admin@example.org"\nadmin = true\n')
    unknown.update(TOWNS)
    visited(house)
    told = {str(m["To"]): parts(m)[0] for _, m in mailbox.seen}
    assert len(told) == len(mailbox.seen) == 2
    assert {"DNS" in text for to, text in told.items() if "admin@" in to} == {True}
    assert {"DNS" in text for to, text in told.items() if "admin@" not in to} == {False}


def test_a_page_that_stays_away_when_the_network_is_back_is_named(house: House, mailbox: Mailbox, unknown: set[str]) -> None:
    """10.1: it was told of with the others; nobody is to take it for well."""
    region(house, mailbox)
    unknown.update(TOWNS)
    visited(house)
    mails(mailbox)
    unknown.clear()
    house.site.pages["/2"] = DOWN
    house.later(hours=1)
    visited(house)
    ((subject, text),) = mails(mailbox)
    assert "4 pages lisibles" in subject
    _, _, still = text.partition("Encore illisibles")
    assert "Ville 2" in still.partition("Où regarder")[0] and "HTTP 500" in still, text
    house.site.pages["/2"] = html(None, ("Valmont", "Ville 2"))
    house.later(hours=1)
    visited(house)
    assert [("de nouveau lisible" in subject, "Aucun" in subject) for subject, _ in mails(mailbox)] == [(True, False)]


def test_programs_get_a_message_for_each_page_of_it(house: House, mailbox: Mailbox, hook: Hook, unknown: set[str]) -> None:
    """5.12"""
    region(house, mailbox, after=alert(hook.url))
    hook.posted.clear()
    unknown.update(TOWNS)
    visited(house)
    assert len([p for p in hook.posted if "failure" in json.loads(p.body)]) == 5
    assert len(mails(mailbox)) == 1


def test_an_outage_in_the_rounds_of_a_service_is_one_mail(house: House, mailbox: Mailbox, unknown: set[str]) -> None:
    """10.3: pages that are visited one after the other over two hours are told of together, with `digest = "round"` too."""
    region(house, mailbox, more='digest = "round"')
    text = (house.folder / "config.toml").read_text("utf-8").replace("failure_alert_after = 1", "failure_alert_after = 2")
    (house.folder / "config.toml").write_text(text, "utf-8")
    told = {"once": rounds(house, mailbox)}
    unknown.update(TOWNS)
    told |= {"out": rounds(house, mailbox), "third": rounds(house, mailbox)}
    unknown.clear()
    told["back"] = rounds(house, mailbox)
    silent, one = [0] * 5, [0, 0, 0, 0, 1]
    assert told == {"once": silent, "out": silent, "third": one, "back": one}


def rounds(house: House, mailbox: Mailbox) -> list[int]:
    """Each page visited by itself within two hours, as a service does it: how many mails went after each; then a day later."""
    names, sent = [watch.name for watch in house.config.watches], []
    for n, name in enumerate(names):
        house.checks(name)
        coming = {other: house.now() + timedelta(minutes=25 * k) for k, other in enumerate(names[n + 1 :], 1)}
        coming |= dict.fromkeys(names[: n + 1], house.now() + timedelta(days=1))
        sent.append(_sent(house, mailbox, coming))
        house.later(minutes=25)
    house.later(hours=22)
    return sent


def _sent(house: House, mailbox: Mailbox, coming: dict[str, datetime]) -> int:
    """How many mails go after a round of a service, the next visits of which are *coming*."""
    config = house.config
    with working(config, wait=timedelta(0), clock=house.now) as (_, store):
        close_rounds(store, config, house.now(), over=True, coming=coming)
        send_due(store, config, clock=house.now)
    return len(mails(mailbox))


def _states(house: House) -> list[tuple[str, int, str | None]]:
    with house.store() as store:
        return [(row.state, row.attempts, row.error) for row in store.outbox.recent(100)]
