"""What a receiver may do to an alert, each with a real one on loopback (10.2)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from monitor.deliver import mail as mail_room
from monitor.deliver import webhook
from monitor.model import Accepted, Cause, Later, Refused
from monitor.report.outbox import trouble
from tests.deliver.receivers import PEM, Hook, Mailbox, mail_server
from tests.deliver.sending import alert, changed, mail, sent, states
from tests.pipeline.house import House

ALL_REFUSED = {"redaction@valmont.example": "550 5.1.1 Inconnu"}


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What hangs is waited for less long."""
    monkeypatch.setattr(mail_room, "TIMEOUT_S", 0.3)
    monkeypatch.setattr(webhook, "TIMEOUT_S", 0.3)


def verdict(house: House) -> tuple[str, Cause | None, str]:
    """What came of the only alert: the kind of answer, why, and what became of the row."""
    (answer,) = sent(house)
    assert isinstance(answer, Later | Refused)
    ((state, attempts, error),) = states(house)
    assert (attempts, error) == (1, answer.reason)
    return type(answer).__name__, answer.cause, state


# ------------------------------------------------------------------------------------------------------------------------ mail


@pytest.mark.parametrize(
    ("answers", "sender", "refused", "expected"),
    [
        pytest.param(["451 Plus tard"], "", {}, ("Later", "busy", "pending"), id="4yz after DATA"),
        pytest.param(["452 Plein"], "", {}, ("Later", "busy", "pending"), id="no room"),
        pytest.param(["554 Indésirable"], "", {}, ("Refused", "content", "failed"), id="5yz after DATA"),
        pytest.param(["drop"], "", {}, ("Later", "dropped", "pending"), id="drops the connection after accepting"),
        pytest.param(["250 OK"], "421 Je ferme", {}, ("Later", "busy", "pending"), id="421"),
        pytest.param(["250 OK"], "550 Non", {}, ("Refused", "sender", "failed"), id="sender refused"),
        pytest.param(["250 OK"], "530 Identifiez-vous", {}, ("Refused", "login", "failed"), id="wants a log-in"),
        pytest.param(["250 OK"], "", ALL_REFUSED, ("Refused", "recipient", "failed"), id="550"),
        pytest.param(
            ["250 OK"], "", {"redaction@valmont.example": "450 Liste grise"}, ("Later", "busy", "pending"), id="greylisted"
        ),
        pytest.param(["250 OK"], "", {"redaction@valmont.example": "552 Trop"}, ("Later", "busy", "pending"), id="552 to RCPT"),
    ],
)
def test_what_a_mail_server_says_decides(
    house: House,
    mailbox: Mailbox,
    answers: list[str],
    sender: str,
    refused: dict[str, str],
    expected: tuple[str, str, str],
) -> None:
    """Item 2; RFC 5321 §4.2.1, §4.5.3.1.10: 4yz and silence are tried again, 5yz stops at once."""
    mailbox.answers, mailbox.sender, mailbox.refused = answers, sender, refused
    changed(house, mail(mailbox.port))
    assert verdict(house) == expected


def test_a_mail_server_that_hangs_is_later(house: House, mailbox: Mailbox, hurry: None) -> None:
    mailbox.answers = ["hang"]
    changed(house, mail(mailbox.port))
    assert verdict(house) == ("Later", "silent", "pending")


def test_what_comes_from_the_environment_is_in_no_reason(house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """§6: servers like to repeat whom they refuse."""
    monkeypatch.setenv("WHO", "source.secrete")
    mailbox.refused = {"source.secrete@valmont.example": "550 <source.secrete@valmont.example> inconnu"}
    changed(house, mail(mailbox.port, "${WHO}@valmont.example"))
    assert verdict(house) == ("Refused", "recipient", "failed")
    assert states(house)[0][2] == "recipient: 550 <…@valmont.example> inconnu"


@contextmanager
def greeting(line: bytes) -> Iterator[int]:
    """A server that says *line* to whoever comes, and closes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            while True:
                connection, _ = listener.accept()
                with connection:
                    connection.sendall(line)
        except OSError:
            return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


@pytest.mark.parametrize(
    ("line", "cause"), [(b"421 trop de monde\r\n", "busy"), (b"554 pas de service ici\r\n", "busy"), (b"", "dropped")]
)
def test_a_server_that_is_unwell_has_judged_no_message(house: House, line: bytes, cause: str) -> None:
    """RFC 5321 §3.1: 421 and 554 may greet; it may be well again within five days."""
    with greeting(line) as port:
        changed(house, mail(port))
        assert verdict(house) == ("Later", cause, "pending")


def test_a_server_that_is_not_there_is_later(house: House) -> None:
    with mail_server() as box:
        port = box.port
    changed(house, mail(port))
    assert verdict(house) == ("Later", "unreachable", "pending")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_goes_over_tls_to_a_server_that_is_who_it_says(house: House, security: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """§6: STARTTLS and TLS, with a log-in."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    with mail_server(user="veille", password="secret", security=security) as box:
        changed(house, mail(box.port, user="veille", host="localhost", security=security))
        assert sent(house) == [Accepted()]
        assert len(box.seen) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_wrong_certificate_gets_nothing_and_is_tried_again(
    house: House, security: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody vouches for it; or it is for another name. It may be renewed tomorrow."""
    if host != "localhost":
        monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    with mail_server(security=security) as box:
        changed(house, mail(box.port, host=host, security=security))
        assert verdict(house) == ("Later", "certificate", "pending")
        assert box.seen == []


def test_a_server_without_a_login_is_told_as_such(house: House, mailbox: Mailbox) -> None:
    changed(house, mail(mailbox.port, user="veille"))
    assert verdict(house) == ("Refused", "no_login", "failed")


def test_one_connection_serves_several_messages_to_one_recipient(house: House, mailbox: Mailbox) -> None:
    """And one that the server gave up in between is opened anew, without a repeat."""
    changed(house, mail(mailbox.port))
    for old, new in (("employés", "salariés"), ("Organigramme de la ville", "Organigramme communal")):
        page = house.site.pages["/"]
        house.site.pages["/"] = type(page)(page.body.replace(old.encode(), new.encode()))
        assert house.outcome() == "changed"
    assert sent(house) == [Accepted()] * 3
    assert (len(mailbox.seen), mailbox.connections) == (3, 1)
    assert len({message["Message-ID"] for _, message in mailbox.seen}) == 3


# --------------------------------------------------------------------------------------------------------------------- webhooks


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (408, ("Later", "busy", "pending")),
        (429, ("Later", "busy", "pending")),
        (503, ("Later", "busy", "pending")),
        (401, ("Refused", "unauthorized", "failed")),
        (403, ("Refused", "unauthorized", "failed")),
        (404, ("Refused", "gone", "failed")),
        (410, ("Refused", "gone", "failed")),
        (302, ("Refused", "moved", "failed")),
        (400, ("Refused", "rejected", "failed")),
    ],
)
def test_what_a_webhook_answers_decides(house: House, hook: Hook, status: int, expected: tuple[str, str, str]) -> None:
    hook.status = status
    changed(house, alert(hook.url))
    assert verdict(house) == expected


def test_a_webhook_that_hangs_is_later(house: House, hook: Hook, hurry: None) -> None:
    hook.waits.clear()
    changed(house, alert(hook.url))
    assert verdict(house) == ("Later", "silent", "pending")


def test_a_webhook_that_cuts_the_connection_is_later(house: House) -> None:
    with greeting(b"") as port:
        changed(house, alert(f"http://127.0.0.1:{port}/hook"))
        assert verdict(house) == ("Later", "dropped", "pending")


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_retry_after_is_honoured(house: House, hook: Hook, status: int, form: str) -> None:
    """Item 2, RFC 9110 §10.2.3: ten minutes instead of our own first one."""
    at = datetime.now(UTC) + timedelta(minutes=10)
    hook.status, hook.headers = status, {"Retry-After": "600" if form == "seconds" else format_datetime(at, usegmt=True)}
    changed(house, alert(hook.url))
    assert verdict(house) == ("Later", "busy", "pending")
    house.later(minutes=9)
    assert sent(house, everything=False) == []
    hook.status = 204
    house.later(minutes=2)
    assert sent(house, everything=False) == [Accepted()]


NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "until"),
    [
        (None, None),
        ("", None),
        ("bientôt", None),
        ("-5", None),
        ("120", NOW + timedelta(minutes=2)),
        ("Tue, 24 Nov 2026 07:05:00 GMT", NOW + timedelta(minutes=5)),
        ("Tue, 24 Nov 2026 06:00:00 GMT", NOW - timedelta(hours=1)),
        ("99999999999", NOW + timedelta(days=1)),
        ("Fri, 24 Nov 2056 07:05:00 GMT", NOW + timedelta(days=1)),
    ],
)
def test_a_retry_after_is_seconds_or_a_date_and_a_day_at_most(header: str | None, until: datetime | None) -> None:
    assert webhook.asked_until(header, NOW) == until


def test_a_receiver_down_for_days_gets_its_alert_and_after_five_it_is_given_up(house: House, hook: Hook) -> None:
    """RFC 5321 §4.5.4.1: growing waits for at least four to five days, the clock passed in."""
    hook.status = 500
    changed(house, alert(hook.url))
    tries = 0
    for _ in range(24 * 5 - 1):
        tries += len(sent(house, everything=False))
        house.later(hours=1)
    assert 20 < tries < 60
    assert states(house)[0][0] == "pending"
    house.later(hours=8)
    assert [type(v) for v in sent(house, everything=False)] == [Later]
    ((state, _, error),) = states(house)
    assert (state, error) == ("failed", "busy: HTTP 500")


def test_every_reason_is_said_in_both_languages_with_what_to_do() -> None:
    """Item 2: what, where in config.toml, what to do; what is tried again by itself asks for nothing."""
    from typing import get_args

    for cause in get_args(Cause):
        french, english = trouble(f"{cause}: 535 Non", "fr"), trouble(f"{cause}: 535 Non", "en")
        assert french.what != english.what
        assert french.what.endswith("(535 Non)")
        assert bool(french.to_do) == bool(english.to_do)
        assert ("monitor alerts retry" in french.to_do) == ("monitor alerts retry" in english.to_do)
        assert "'" not in french.what + french.to_do
        if "alerts retry" in english.to_do and cause != "content":
            assert ("config.toml" in english.what + english.to_do) or "docs/alerts.md" in english.to_do
    assert trouble("550 Inconnu", "fr").what == "550 Inconnu"  # as an older version kept it
