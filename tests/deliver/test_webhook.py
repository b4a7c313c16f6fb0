"""Webhooks and Apprise to a real receiver on loopback (DESIGN 5.12)."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import socket
import threading
import time

import pytest

from monitor.model import Accepted, Later, Refused
from monitor.report.alert import alert_message
from monitor.store import Store
from tests.deliver.receivers import Hook, Posted
from tests.deliver.sending import EDIT, alert, changed, sent, states
from tests.pipeline.house import PDF, House, html
from tests.site import Page


def is_signed(posted: Posted, secret: str) -> bool:
    """What a receiver would write, from DESIGN 5.12 alone."""
    parts = dict(part.split("=", 1) for part in posted.headers["monitor-signature"].split(","))
    fresh = abs(time.time() - int(parts["t"])) < 300
    expected = hmac.new(secret.encode(), f"{parts['t']}.".encode() + posted.body, hashlib.sha256).hexdigest()
    return fresh and hmac.compare_digest(parts["v1"], expected)


def test_the_body_is_the_contract(house: House, hook: Hook) -> None:
    """5.12: check's nouns, the language, subject and text; a key for repeats; a signature over time and body."""
    changed(house, alert(hook.url, 'secret = "s3cr3t"\nlanguage = "en"'))
    assert sent(house) == [Accepted()]
    (posted,) = hook.posted
    said = json.loads(posted.body)
    assert list(said) == ["watch", "checked_at", "snapshot", "changes", "language", "subject", "text"]
    assert (said["watch"], said["snapshot"], said["language"]) == ("valmont", 2, "en")
    assert [c["edits"][0]["op"] for c in said["changes"]] == ["replace"]
    assert "efficience" in said["text"]
    assert posted.headers["content-type"].startswith("application/json")
    assert len(posted.headers["idempotency-key"]) == 32
    assert is_signed(posted, "s3cr3t")
    assert not is_signed(posted, "autre")


def test_without_a_secret_nothing_is_signed(house: House, hook: Hook) -> None:
    changed(house, alert(hook.url))
    sent(house)
    assert "monitor-signature" not in hook.posted[0].headers


def test_failure_and_recovery_have_their_own_key(house: House, hook: Hook) -> None:
    """5.12, 3.18."""
    house.configure(after=alert(hook.url), more="failure_alert_after = 1")
    good = house.site.pages["/"]
    house.check()
    house.site.pages["/"] = Page(b"<h1>Non</h1>", 404)
    house.check()
    house.site.pages["/"] = good
    house.check()
    assert sent(house) == [Accepted(), Accepted()]
    failure, recovery = (json.loads(posted.body) for posted in hook.posted)
    assert (failure["failure"]["kind"], recovery["recovery"]["kind"]) == ("http_error", "http_error")
    assert "changes" not in failure | recovery


def test_a_change_found_after_one_failed_visit_says_that_it_may_be_older(house: House, hook: Hook) -> None:
    """3.18, 3.26: also where the failure was not yet told of; the program is told, too (5.12)."""
    house.configure(after=alert(hook.url))
    house.check()
    house.site.pages["/"] = Page(b"<h1>Non</h1>", 404)
    house.check()
    house.site.pages["/"] = html(None, EDIT)
    assert house.outcome() == "changed"
    assert sent(house) == [Accepted()]
    said = json.loads(hook.posted[0].body)
    assert list(said) == ["watch", "checked_at", "snapshot", "changes", "recovered", "language", "subject", "text"]
    text = re.sub(r"\s+", " ", said["text"])
    assert "peut être plus ancien : avant cette visite, la page n’a pas pu être lue." in text
    assert re.search(r"L’interruption a duré [^.:]+ : 1 échec depuis le", text)


def test_no_outage_is_told_where_the_failed_visits_had_read_what_is_told_now(house: House, hook: Hook) -> None:
    """3.15, 3.18: a notice that stayed a day is told as a change; the two visits that read it before lost nothing."""
    text = (
        "<p>La ville partage sept services avec l'agglomération depuis 2019.</p><p>Le comité se réunit quatre fois par an dans la "
        "salle du conseil municipal.</p><ul><li>commande publique</li><li>informatique</li></ul>"
    )
    rest = "<h2>Le marché</h2><p>Le marché a lieu chaque samedi matin sur la place, avec une trentaine de commerçants.</p>"
    told = [
        f"<main><h1>Vie de la commune</h1><h2>Services communs</h2>{said}{rest}</main>".encode()
        for said in (text, "<p>Cette page n'est plus tenue à jour.</p>")
    ]
    house.configure(items='[watch.sections.services]\nheading = "Services communs"\n', after=alert(hook.url))
    house.site.pages["/"] = Page(told[0])
    house.check()
    house.site.pages["/"] = Page(told[1])
    outcomes = []
    for _ in range(3):
        house.later(hours=24)
        outcomes.append(house.outcome())
    assert outcomes == ["failed", "failed", "changed"]
    assert sent(house) == [Accepted()]
    said = json.loads(hook.posted[0].body)
    assert "plus tenue à jour" in said["text"] and "recovered" not in said
    assert "interruption" not in said["text"] and "peut être plus ancien" not in said["text"]


@pytest.mark.parametrize(
    ("status", "verdict", "state"),
    [
        (200, Accepted, "delivered"),
        (500, Later, "pending"),
        (503, Later, "pending"),
        (429, Later, "pending"),
        (404, Refused, "failed"),
        (301, Refused, "failed"),
    ],
)
def test_the_status_says_what_becomes_of_it(house: House, hook: Hook, status: int, verdict: type, state: str) -> None:
    """Tried again where that may help; a redirect is not followed: it would carry page text elsewhere."""
    hook.status = status
    changed(house, alert(hook.url))
    assert [type(v) for v in sent(house)] == [verdict]
    assert states(house)[0][0] == state
    assert len(hook.posted) == 1


def test_a_repeat_has_the_same_key(house: House, hook: Hook) -> None:
    """§2: at least once, the same key on a repeat."""
    hook.status = 500
    changed(house, alert(hook.url))
    sent(house)
    hook.status = 204
    assert sent(house) == [Accepted()]
    assert len({posted.headers["idempotency-key"] for posted in hook.posted}) == 1


def test_nobody_there_is_later_and_hides_the_address(house: House) -> None:
    """§6: path and query of a webhook are its secret; they are in no error."""
    changed(house, alert("http://127.0.0.1:9/hook?token=t0k3n"))
    (verdict,) = sent(house)
    assert isinstance(verdict, Later)
    assert "t0k3n" not in str(states(house))


def test_one_dead_channel_stops_no_other(house: House, hook: Hook) -> None:
    """§2: and a channel that says "later" is asked once a run, not once an alert."""
    config = alert("http://127.0.0.1:9/a") + alert(hook.url)
    changed(house, config)
    house.site.pages["/"] = Page(house.site.pages["/"].body.replace("employés".encode(), "salariés".encode()))
    house.check()
    assert [type(v).__name__ for v in sent(house)] == ["Later", "Accepted", "Later", "Accepted"]
    assert len(hook.posted) == 2


@pytest.mark.parametrize("scheme", ["json", "form"])
def test_anything_else_goes_through_apprise(house: House, hook: Hook, scheme: str) -> None:
    """§6: an Apprise address."""
    changed(house, alert(f"{scheme}://127.0.0.1:{hook.port}/x"))
    assert sent(house) == [Accepted()]
    assert "efficience" in hook.posted[0].body.decode()
    hook.status = 500
    house.site.pages["/"] = Page(house.site.pages["/"].body.replace("employés".encode(), "salariés".encode()))
    house.check()
    assert [type(v) for v in sent(house)] == [Later]


def test_what_a_page_says_is_no_markup_and_no_newline_for_the_receiver(house: House, hook: Hook) -> None:
    """3.21: subject is one line; the text is as on the page."""
    changed(house, alert(hook.url), ("efficacité", "&lt;script&gt;alert(1)&lt;/script&gt;&#xD800;&#8238;"))
    assert sent(house) == [Accepted()]
    said = json.loads(hook.posted[0].body)
    assert re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", said["subject"]) is None
    assert "\u202e" not in said["text"]


def test_a_row_that_cannot_be_worded_holds_up_no_other(house: House, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    """10.2: a row that always fails must not block the queue."""
    changed(house, alert(hook.url))
    house.site.pages["/"] = Page(house.site.pages["/"].body.replace("employés".encode(), "salariés".encode()))
    house.check()

    def broken(result, **more):  # type: ignore[no-untyped-def]
        if result.snapshot == 2:
            raise ZeroDivisionError
        return alert_message(result, **more)

    monkeypatch.setattr("monitor.alerts.sending.alert_message", broken)
    assert [type(v) for v in sent(house)] == [Later, Accepted]
    monkeypatch.undo()
    assert sent(house) == [Accepted()]


def test_an_alert_of_a_watch_that_was_renamed_is_still_worded(house: House, hook: Hook) -> None:
    """§3: a name may be given anew; what waits is told under it."""
    changed(house, alert(hook.url))
    with Store.open(house.config.database) as store:
        store.rename("valmont", "valmont-sur-ource")
    assert sent(house) == [Accepted()]
    assert json.loads(hook.posted[0].body)["watch"] == "valmont-sur-ource"


def test_an_answer_without_end_holds_up_nobody(house: House) -> None:
    """The status says all: the rest of an answer is not waited for."""
    listener = socket.create_server(("127.0.0.1", 0))
    closing = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            closing.wait(120)

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    changed(house, alert(f"http://127.0.0.1:{listener.getsockname()[1]}/hook"))
    before = time.monotonic()
    assert sent(house) == [Accepted()]
    assert time.monotonic() - before < 15
    closing.set()
    thread.join()
    listener.close()


def test_a_file_of_which_only_the_bytes_differ_shows_their_digests(house: House, hook: Hook) -> None:
    """3.21: nothing else of it can be compared, and the reader sees what differs."""
    files = [bytes.fromhex("d0cf11e0a1b11ae1") + said for said in (b" ancien", b" nouveau")]
    house.site.pages["/"] = html(None, (PDF, "/media/organigramme.doc"), ("PDF", "DOC"))
    house.site.pages["/media/organigramme.doc"] = Page(files[0], content_type="application/msword")
    house.configure(after=alert(hook.url))
    house.check()
    house.site.pages["/media/organigramme.doc"] = Page(files[1], content_type="application/msword")
    assert house.outcome() == "changed"
    assert sent(house) == [Accepted()]
    before, after = (hashlib.sha256(f).hexdigest() for f in files)
    said = json.loads(hook.posted[0].body)
    assert f"[{before[:16]}… → {after[:16]}…]" in " ".join(said["text"].replace("\u00a0", " ").split())
    assert said["changes"][0]["sha256"] == [before, after]
