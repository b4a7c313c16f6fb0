"""What a channel hears besides alerts: a first message, a day's digest, a sign of life (10.3)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

from monitor.alerts.sending import send_due
from monitor.wiring import working
from tests.deliver.receivers import Hook, Mailbox
from tests.deliver.sending import EDIT, alert, mail, states
from tests.pipeline.house import House, html
from tests.site import Page


def visited(house: House) -> None:
    """One run of `check`: the visit, then what is due, at the house's time."""
    house.check()
    config = house.config
    with working(config, wait=timedelta(0), clock=house.now) as (_, store):
        send_due(store, config, clock=house.now, round_over=True)


def swap(house: House, old: str, new: str) -> None:
    body = house.site.pages["/"].body
    assert old.encode() in body
    house.site.pages["/"] = Page(body.replace(old.encode(), new.encode()))


def said(hook: Hook, path: str = "/hook") -> list[dict[str, Any]]:
    return [json.loads(posted.body) for posted in hook.posted if posted.path == path]


def test_a_new_channel_hears_first_what_is_watched(house: House, hook: Hook) -> None:
    """Pages, items, the date of the newest version, the next visit; once."""
    house.configure(after=alert(hook.url))
    visited(house)
    visited(house)
    (first,) = said(hook)
    assert [w["watch"] for w in first["welcome"]] == ["valmont"]
    assert [i["item"] for i in first["welcome"][0]["items"]] == ["mutualisation", "organigramme"]
    assert "La mutualisation des services" in first["text"]
    assert "Version 1, enregistrée le" in first["text"] and "première lecture" not in first["text"]
    assert "Prochaine visite" in first["text"]


def test_a_channel_that_comes_later_gets_no_old_changes(house: House, hook: Hook) -> None:
    """No flood: rows are of the channels that there are; then the first message, then what happens."""
    house.configure(after=alert(hook.url + "/old"))
    visited(house)
    hook.status = 503
    house.site.pages["/"] = html(None, EDIT)
    visited(house)
    house.configure(after=alert(hook.url + "/old") + alert(hook.url + "/new"))
    hook.status = 204
    swap(house, "employés", "salariés")
    visited(house)
    new = said(hook, "/hook/new")
    assert [list(m)[3] for m in new] == ["welcome", "changes"]
    assert [m["snapshot"] for m in new] == [None, 3]


def test_a_first_message_waits_until_all_pages_were_visited(house: House, hook: Hook) -> None:
    house.configure(house.site.url(), house.site.url("/rien"), after=alert(hook.url))
    config = house.config
    house.results("valmont")
    with working(config, wait=timedelta(0), clock=house.now) as (_, store):
        send_due(store, config, clock=house.now)
    assert said(hook) == []
    house.results()
    with working(config, wait=timedelta(0), clock=house.now) as (_, store):
        send_due(store, config, clock=house.now)
    (first,) = said(hook)
    assert "Pas encore lue\u00a0: " in first["text"]


def at_nine(house: House) -> None:
    """Move the clock to nine in Paris, whatever the summer does."""
    house.later(hours=(33 - (house.now() + timedelta(hours=1)).hour) % 24 + 24)


def test_a_day_of_changes_is_one_message(house: House, mailbox: Mailbox, hook: Hook) -> None:
    """One sentence each, then each one's list; failures are not digested; all rows are delivered by the one message (10.3).

    That it is about one page is said once: where the first sentence names it.
    """
    at_nine(house)
    after = mail(mailbox.port) + 'digest = "daily"\n' + alert(hook.url)
    house.configure(after=after, more="failure_alert_after = 1")
    visited(house)
    mailbox.seen.clear()
    for old, new in (EDIT, ("employés", "salariés")):
        swap(house, old, new)
        visited(house)
    assert (len(mailbox.seen), len(said(hook))) == (0, 3)
    good, house.site.pages["/"] = house.site.pages["/"], Page(b"<h1>Non</h1>", 404)
    visited(house)
    assert len(mailbox.seen) == 1  # the failure, at once
    house.site.pages["/"] = good
    house.later(hours=24)
    visited(house)
    ((_, digest),) = [seen for seen in mailbox.seen if "2 changements" in seen[1]["Subject"]]
    text, rich = (re.sub(r"\s+", " ", part.get_content()) for part in digest.iter_parts())
    for words in ("efficience", "salariés", "et un autre changement depuis le dernier résumé"):
        assert words in text and words in rich
    assert text.count(" • ") == 2
    assert {state for state, _, _ in states(house)} == {"delivered"}


def test_a_digest_that_is_repeated_has_the_same_key(house: House, hook: Hook) -> None:
    at_nine(house)
    house.configure(after=alert(hook.url, 'digest = "daily"'))
    visited(house)
    for old, new in (EDIT, ("employés", "salariés")):
        swap(house, old, new)
        visited(house)
    hook.status = 503
    house.later(hours=24)
    swap(house, "salariés", "agents")
    visited(house)
    hook.status = 204
    house.later(minutes=5)
    visited(house)
    first, second = (p for p in hook.posted if b'"digest"' in p.body)
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert [len(json.loads(p.body)["digest"]) for p in (first, second)] == [2, 2]


def test_a_sign_of_life_says_how_long_nobody_looked(house: House, hook: Hook) -> None:
    """3.26, 10.3: visits that were due were not made, as the machine was off; a page that is new was not due before."""
    house.configure(after=alert(hook.url))
    visited(house)
    house.later(days=84)
    house.site.pages["/b"] = html()
    house.configure(house.site.url(), house.site.url("/b"), after=alert(hook.url))
    visited_both = [line["outcome"] for line in house.checks()]
    house.later(hours=1)
    with working(house.config, wait=timedelta(0), clock=house.now) as (_, store):
        send_due(store, house.config, clock=house.now)
    beat = said(hook)[-1]
    assert visited_both == ["unchanged", "first"]
    assert [round(w.get("gap_s", 0) / 86400) for w in beat["heartbeat"]["watches"]] == [84, 0]
    text = re.sub(r"\s+", " ", beat["text"])
    assert "mais le plus long intervalle sans bonne visite a été de 84 jours" in text
    assert "rien n’a changé" not in text


def test_once_a_month_comes_a_sign_of_life(house: House, hook: Hook) -> None:
    """Checks, failures, last change, next visit; and again a month later."""
    house.configure(after=alert(hook.url, 'language = "en"'))
    visited(house)
    for _ in range(30):
        house.later(days=1)
        visited(house)
    first, beat = said(hook)
    assert beat["heartbeat"]["watches"][0]["checks"] == 30
    assert (beat["heartbeat"]["watches"][0]["failed"], beat["subject"][:15]) == (0, "Still watching:")
    assert "nothing has changed since" in beat["text"]
    assert "30 checks, no failures." in beat["text"].replace("\n", " ")
    assert "Next visit:" in beat["text"]
    house.site.pages["/"] = html(None, EDIT)
    for _ in range(4):
        house.later(days=8)
        visited(house)
    again = said(hook)[-1]
    assert "last change seen on" in again["subject"]
    assert len([m for m in said(hook) if "heartbeat" in m]) == 2
    assert "welcome" in first


def test_who_does_not_ask_for_a_sign_of_life_gets_none(house: House, hook: Hook) -> None:
    house.configure(after=alert(hook.url, 'on = ["change"]'))
    visited(house)
    house.later(days=40)
    visited(house)
    assert len(said(hook)) == 1
