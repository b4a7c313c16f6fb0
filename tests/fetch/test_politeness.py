"""Turns, pauses, Retry-After and robots.txt (14.4; DESIGN 3.18, §6 pause, per_host, robots; RFC 9309)."""

from __future__ import annotations

import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.fetch.errors import FetchError
from monitor.fetch.politeness import LONGEST, HostThrottle, RobotsCopy, retry_at
from monitor.model import Fetched, FetchFailed
from tests.fetch.server import Reply, Server, close, drip, reply
from tests.fetch.visitor import T0, Clock, Visitor, says

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("120", NOW + timedelta(seconds=120), id="seconds"),
        pytest.param("0", NOW, id="at once"),
        pytest.param("Tue, 24 Nov 2026 08:00:00 GMT", NOW + timedelta(hours=1), id="date"),
        pytest.param("Tuesday, 24-Nov-26 08:00:00 GMT", NOW + timedelta(hours=1), id="date of RFC 850"),
        pytest.param("Mon, 23 Nov 2026 08:00:00 GMT", NOW, id="date gone by"),
        pytest.param("99999999999999999999", NOW + LONGEST, id="for ever"),
        pytest.param("Thu, 01 Jan 2099 00:00:00 GMT", NOW + LONGEST, id="date far away"),
        *(pytest.param(v, None, id=repr(v)) for v in (None, "", "soon", "-5", "1.5", "١٢")),
    ],
)
def test_retry_after_in_both_forms(value: str | None, expected: datetime | None) -> None:
    """RFC 9110 §10.2.3, capped at 31 days."""
    assert retry_at(value, NOW) == expected


def test_a_429_holds_its_host_and_a_503_its_address(server: Server, visitor: Visitor) -> None:
    """3.18: and nobody else."""
    says(server, reply(503, b"", "Retry-After: 60"), path="/busy")
    says(server, reply(200, b"page"), path="/well")
    busy = visitor.get(server.url("/busy"))
    assert isinstance(busy, FetchFailed)
    assert (busy.detail, busy.holds) == ("HTTP 503", "address")
    assert busy.retry_after
    assert timedelta(seconds=59) < busy.retry_after - T0 < timedelta(seconds=70)
    assert isinstance(visitor.get(server.url("/well")), Fetched)
    says(server, reply(429, b"", "Retry-After: 60"), path="/much")
    much = visitor.get(server.url("/much"))
    assert isinstance(much, FetchFailed)
    assert (much.detail, much.holds) == ("HTTP 429", "host")
    held = visitor.get(server.url("/well"))
    assert isinstance(held, FetchFailed)
    assert (held.kind, held.retry_after, held.holds) == ("http_error", much.retry_after, None)
    assert held.detail.startswith("Retry-After 2026-11-24T07:01:")
    assert server.paths == ["/busy", "/well", "/much"]
    with Server({"/": [reply(200, b"page")]}) as other:
        assert isinstance(visitor.get(other.url()), Fetched)


def test_a_hold_ends_by_itself_and_is_not_asked_where_the_user_named_the_watch(server: Server, visitor: Visitor) -> None:
    """4.4."""
    url = says(server, reply(429, b"", "Retry-After: 60"), reply(200, b"page"))
    visitor.get(url)
    assert isinstance(visitor.get(url), FetchFailed)
    assert isinstance(visitor.get(url, ignore_holds=True), Fetched)
    visitor.clock.sleep(61)
    assert isinstance(visitor.get(url), Fetched)
    assert list(visitor.holds.made) == [("host", f"127.0.0.1:{server.port}")]


def test_an_address_that_answers_a_user_who_named_it_is_held_no_more(server: Server, visitor: Visitor) -> None:
    """3.18, 4.4: a 503 that is over by what we saw ourselves is no reason to fail for another hour."""
    url = says(server, reply(503, b"", "Retry-After: 3600"), reply(200, b"page"), reply(200, b"page"))
    visitor.get(url)
    assert isinstance(visitor.get(url, ignore_holds=True), Fetched)
    assert isinstance(visitor.get(url), Fetched)


def test_a_hold_noted_by_a_clock_that_ran_ahead_holds_nobody(server: Server, visitor: Visitor) -> None:
    """RFC 9110 §10.2.3: no server can have asked for more than the cap."""
    url = says(server, reply(200, b"page"))
    visitor.holds.hold("host", url, T0 + LONGEST + timedelta(days=1))
    assert isinstance(visitor.get(url), Fetched)


def test_other_failures_hold_nobody(server: Server, visitor: Visitor) -> None:
    """3.18: a 503 or 429 that names no time, a 500 that names one."""
    for answer in (reply(503), reply(429), reply(500, b"", "Retry-After: 60")):
        visitor.get(says(server, answer))
    assert visitor.holds.made == {}


def test_between_two_requests_to_one_host_is_a_pause() -> None:
    """14.4, §6 pause: from the end of one to the start of the next, whatever came of it; another host waits for nothing."""
    clock = Clock()
    throttle = HostThrottle(now=clock.now, sleep=clock.sleep)
    for host in ("a", "a", "b", "a"):
        with throttle.turn(host, per_host=1, pause=timedelta(seconds=5), deadline=T0 + timedelta(seconds=90)):
            clock.sleep(2)  # so long it lasts
    assert [round(s) for s in clock.slept] == [2, 5, 2, 2, 3, 2]


def test_where_several_may_be_under_way_the_pause_counts_from_the_start_of_the_newest() -> None:
    """§6 per_host: an older one that ends meanwhile holds up nobody."""
    clock = Clock()
    throttle = HostThrottle(now=clock.now, sleep=clock.sleep)
    patient = {"per_host": 2, "pause": timedelta(seconds=5), "deadline": T0 + timedelta(seconds=90)}
    older = throttle.turn("a", **patient)  # type: ignore[arg-type]
    older.__enter__()
    with throttle.turn("a", **patient):  # type: ignore[arg-type]
        clock.sleep(3)
        older.__exit__(None, None, None)
        with throttle.turn("a", **patient):  # type: ignore[arg-type]
            pass
    assert [round(s) for s in clock.slept] == [5, 3, 2]


class _Held(Server):
    """Sees the first page it is asked for late, as one on a crowded machine does."""

    def _next(self, head: bytes) -> Reply:
        if not self.paths and b"robots.txt" not in head:
            time.sleep(0.3)
        return super()._next(head)


def test_a_request_that_is_held_up_on_its_way_has_no_other_at_its_heels() -> None:
    """14.4: the pause is kept as the server sees it, with threads that want to ask at once."""

    class RealClock(Clock):
        def sleep(self, seconds: float) -> None:
            time.sleep(seconds)

    one, pause_s = Visitor(RealClock()), 0.1
    with _Held({"/": [reply(200, b"page")]}) as server, one.fetcher, ThreadPoolExecutor(4) as pool:
        patient = replace(one.visiting, pause=timedelta(seconds=pause_s))
        got = list(pool.map(lambda _: one.get(server.url(), visiting=patient), range(4)))
        seen = [asked.at for asked in server.asked]
    assert all(isinstance(g, Fetched) for g in got)
    assert len(seen) == 5
    assert min(b - a for a, b in itertools.pairwise(seen)) >= pause_s - 0.001  # clocks of a machine differ by so much


@pytest.mark.parametrize("per_host", [1, 2])
def test_no_more_than_per_host_are_under_way_in_the_order_they_came(per_host: int) -> None:
    """§6 per_host; first come, first served."""
    throttle = HostThrottle(now=lambda: T0, sleep=lambda s: None)
    under_way, most, order, lock = [0], [0], list[int](), threading.Lock()

    def one(n: int) -> None:
        with throttle.turn("a", per_host=per_host, pause=timedelta(0), deadline=T0 + timedelta(seconds=9)):
            with lock:
                order.append(n)
                under_way[0] += 1
                most[0] = max(most[0], under_way[0])
            time.sleep(0.02)
            with lock:
                under_way[0] -= 1

    with ThreadPoolExecutor(8) as pool:
        for n in range(8):
            pool.submit(one, n)
            while len(order) + len(throttle._queues["a"].waiting if throttle._queues else ()) <= n:
                time.sleep(0.001)  # until it stands in line, or is past it
    assert most[0] == per_host
    assert all(abs(n - place) < per_host for place, n in enumerate(order)), order  # two that go in together may say so in any order


def test_a_turn_that_would_come_too_late_is_not_waited_for() -> None:
    throttle = HostThrottle(now=lambda: T0, sleep=lambda s: pytest.fail("slept"))
    late = {"per_host": 1, "pause": timedelta(seconds=5), "deadline": T0 + timedelta(seconds=3)}
    with throttle.turn("a", **late):  # type: ignore[arg-type]
        pass
    with pytest.raises(FetchError, match="no turn"), throttle.turn("a", **late):  # type: ignore[arg-type]
        pass


def test_many_threads_share_a_fetcher_and_ask_for_robots_once(server: Server, visitor: Visitor) -> None:
    url = says(server, reply(200, b"page" * 1000))
    several = replace(visitor.visiting, per_host=4)
    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(lambda _: visitor.get(url, visiting=several), range(24)))
    assert all(isinstance(g, Fetched) for g in got)
    assert [a.path for a in server.asked].count("/robots.txt") == 1
    assert server.connections <= 4


def _robots(text: str, status: int = 200) -> Reply:
    return reply(status, text.encode())


@pytest.mark.parametrize(
    ("robots", "kind", "detail"),
    [
        pytest.param(_robots("User-agent: *\nDisallow: /"), "robots", "robots.txt: Disallow /page", id="everybody"),
        pytest.param(
            _robots("User-agent: city-page-monitor\nDisallow: /p\n\nUser-agent: *\nAllow: /"), "robots", "robots.txt: D", id="us"
        ),
        pytest.param(
            _robots("\ufeffUser-agent: *\r\nDisallow: /pag*\r\n"), "robots", "robots.txt: Disallow /page", id="BOM, CRLF, *"
        ),
        pytest.param(reply(503), "http_error", "robots.txt: HTTP 503", id="server error"),
        pytest.param(reply(503, b"", "Retry-After: 9"), "http_error", "robots.txt: HTTP 503", id="later"),
        pytest.param(reply(429, b"", "Retry-After: 9"), "http_error", "robots.txt: HTTP 429", id="too many"),
        pytest.param(close, "connect", "127.0.0.1: Server disconnected", id="no server"),
        pytest.param(lambda c: c.sendall(reply(200, b"User", length=99)), "truncated", "robots.txt: 4/99 bytes", id="cut"),
    ],
)
def test_a_page_that_robots_txt_does_not_allow_is_not_asked(
    server: Server, visitor: Visitor, robots: Reply, kind: str, detail: str
) -> None:
    """RFC 9309 §2.3.1: without a file to read nothing is asked; the site, which forbade nothing, fails as its own page would."""
    says(server, robots, path="/robots.txt")
    got = visitor.get(says(server, reply(200, b"page"), path="/page"))
    assert isinstance(got, FetchFailed)
    assert (got.kind, got.detail[: len(detail)]) == (kind, detail)
    assert server.paths == []
    assert isinstance(
        visitor.get(server.url("/page"), visiting=replace(visitor.visiting, robots=False), ignore_holds=True), Fetched
    )


@pytest.mark.parametrize(
    "robots",
    [
        pytest.param(reply(404), id="none"),
        pytest.param(reply(403), id="forbidden"),
        pytest.param(_robots("<!doctype html><html><title>Accueil</title>"), id="a web page"),
        pytest.param(_robots("User-agent: *\nDisallow:\n"), id="nothing disallowed"),
        pytest.param(_robots("User-agent: *\nDisallow: /\n\nUser-agent: City-Page-Monitor\nAllow: /"), id="all but us"),
        pytest.param(_robots("User-agent: *\nDisallow: /page/private\n"), id="another path"),
        pytest.param(reply(302, b"", "Location: /robots.txt"), id="loop"),
        pytest.param(_robots("#" * 600_000 + "\nUser-agent: *\nDisallow: /"), id="behind 500 KiB"),
        pytest.param(reply(200, b"\0\xff\xfe\x80" * 99), id="noise"),
    ],
)
def test_a_page_that_robots_txt_allows_is_asked(server: Server, visitor: Visitor, robots: Reply) -> None:
    says(server, robots, path="/robots.txt")
    assert isinstance(visitor.get(says(server, reply(200, b"page"), path="/page")), Fetched)


def test_robots_txt_is_kept_for_a_day(server: Server, visitor: Visitor) -> None:
    """RFC 9309 §2.4; one that can't be had then does not forbid what an older copy allows (§2.3.1.4)."""
    url = says(server, reply(200, b"page"))
    for wait_h, asked in ((0, 1), (23, 1), (2, 2)):
        visitor.clock.sleep(wait_h * 3600)
        assert isinstance(visitor.get(url), Fetched)
        assert [a.path for a in server.asked].count("/robots.txt") == asked
    says(server, close, path="/robots.txt")
    visitor.clock.sleep(25 * 3600)
    assert isinstance(visitor.get(url), Fetched)
    assert isinstance(visitor.get(url), Fetched)
    assert [a.path for a in server.asked].count("/robots.txt") == 2 + 3  # three attempts, then not again for an hour
    visitor.clock.sleep(31 * 24 * 3600)
    assert isinstance(visitor.get(url), FetchFailed)


def test_a_copy_from_the_future_is_asked_for_anew(server: Server, visitor: Visitor) -> None:
    """RFC 9309 §2.4: a copy that a clock running ahead has dated would else be kept for years."""
    copy = RobotsCopy(fetched_at=T0 + timedelta(days=900), status=200, text="User-agent: *\nDisallow: /")
    visitor.robots.keep(server.url(""), copy)
    url = says(server, reply(200, b"page"))
    assert isinstance(visitor.get(url), Fetched)


def test_a_copy_from_an_earlier_run_is_used(server: Server, visitor: Visitor) -> None:
    visitor.robots.keep(server.url(""), RobotsCopy(fetched_at=T0, status=200, text="User-agent: *\nDisallow: /"))
    got = visitor.get(says(server, reply(200, b"page")))
    assert isinstance(got, FetchFailed)
    assert (got.kind, server.asked) == ("robots", [])


def test_where_a_redirect_leads_its_own_robots_txt_is_asked(server: Server, visitor: Visitor) -> None:
    with Server({"/robots.txt": [_robots("User-agent: *\nDisallow: /")]}) as other:
        got = visitor.get(says(server, reply(302, b"", f"Location: {other.url('/x')}")))
    assert isinstance(got, FetchFailed)
    assert (got.kind, [a.path for a in other.asked]) == ("robots", ["/robots.txt"])


def test_a_crawl_delay_lengthens_the_pause_within_reason(server: Server, visitor: Visitor) -> None:
    says(server, _robots("User-agent: *\nCrawl-delay: 3600"), path="/robots.txt")
    visitor.get(says(server, reply(200, b"page")))
    assert [round(s) for s in visitor.clock.slept] == [10]


def test_visits_under_way_end_when_the_program_does(server: Server, visitor: Visitor) -> None:
    """Ctrl-C must not wait for a server that says nothing, nor for a turn behind it."""
    url = says(server, drip(b"HTTP/1.1 200 X\r\n\r\n", 60))
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        visits = [pool.submit(visitor.get, url) for _ in range(2)]
        while "/" not in server.paths:
            time.sleep(0.01)
        visitor.fetcher.__exit__(None, None, None)
        ended = [v.result() for v in visits]
    assert time.monotonic() - began < 20
    assert sorted(e.detail for e in ended if isinstance(e, FetchFailed))[-1] == "stopped"


def test_waiting_for_a_drip_ends_with_the_deadline_for_the_next_in_line_too(server: Server, visitor: Visitor) -> None:
    """Two visits to one host, the first of which hangs."""
    url = says(server, drip(b"HTTP/1.1 200 X\r\n\r\n", 0.05))
    with ThreadPoolExecutor(2) as pool:
        kinds = [g.kind for g in pool.map(lambda _: visitor.get(url, within_s=0.3), range(2)) if isinstance(g, FetchFailed)]
    assert kinds == ["timeout", "timeout"]
