"""The way out to the web: one call an address, and a value back whatever the world does (DESIGN 14.5)."""

from __future__ import annotations

import hashlib
import logging
import random
from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from monitor.fetch.address import host, is_web, joined, resolved, scheme, shown, without_user
from monitor.fetch.errors import FetchError
from monitor.fetch.headers import Accept, HeaderList, asked, evidence, meant_for, user_agent
from monitor.fetch.politeness import (
    ATTEMPTS,
    LONGEST,
    MAX_BYTES,
    ROBOTS_REDIRECTS,
    HostThrottle,
    MemoryRetryAfter,
    MemoryRobots,
    RetryAfterStore,
    RobotsCache,
    RobotsCopy,
    RobotsRules,
    better,
    http_date,
    is_transient,
    retry_at,
    wait_before,
)
from monitor.fetch.wire import Answer, Wire
from monitor.model import Fetched, FetchFailed, FetchOutcome, HttpFacts, NotModified, Validators, Visiting
from monitor.model.frozen import dataclass, field, replace

MAX_REDIRECTS = 10
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """One call, as it was made; `max_redirects`, `may_cap` and `obeys_robots` differ for robots.txt itself."""

    url: str
    visiting: Visiting
    deadline: datetime
    max_bytes: int
    accept: Accept = "page"
    validators: Validators = field(default_factory=Validators)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    ignore_holds: bool = False
    max_redirects: int = MAX_REDIRECTS
    may_cap: bool = False
    obeys_robots: bool = True
    as_typed: bool = False  # a private address may be asked for at the host and port of `url` alone, whatever `visiting` allows

    def visiting_at(self, url: str) -> Visiting:
        """How *url*, at which a redirect may have arrived, is visited."""
        if not self.as_typed:
            return self.visiting
        here, typed = urlsplit(url), urlsplit(self.url)
        return replace(self.visiting, allow_private_addresses=(here.hostname, here.port) == (typed.hostname, typed.port))


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectChain:
    """Where an ask stands: the address to ask next, with what, and who answered before."""

    url: str
    headers: Mapping[str, str] = field(repr=False)  # those of the configuration that may go to `url`
    validators: Validators
    redirects: tuple[tuple[int, str], ...] = ()
    cookies: Any = field(default=None, repr=False)  # httpx.Cookies set on the way: some sites loop without them
    seen: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def start(cls, ask: FetchRequest) -> RedirectChain:
        """Begin at the address asked for, its user and password turned into the header they mean."""
        parts, headers = urlsplit(ask.url), dict(ask.headers)
        if parts.username:  # RFC 7617
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers = {"Authorization": "Basic " + b64encode(pair.encode()).decode(), **headers}
        return cls(url=without_user(ask.url), headers=headers, validators=ask.validators)

    def request_headers(self, agent: str, accept: Accept) -> HeaderList:
        sent = asked(agent=agent, accept=accept, extra=self.headers, validators=self.validators)
        cookie = self._cookie()
        return (*sent, ("Cookie", cookie)) if cookie else sent

    def followed(self, answer: Answer, ask: FetchRequest) -> RedirectChain | None:
        """The chain one redirect further; None where *answer* is none. Raises `FetchError`: `redirect_loop`, `blocked_address`.

        Secrets stay with the origin they are meant for. A date stays behind too: the target of today may be another than the one it
        was received from, and older; an ETag tells them apart.
        """
        location = answer.header("location")
        if answer.status not in REDIRECTS or not location:
            return None
        # Where a Location header leads. Many servers put UTF-8 in it; RFC 9110 §10.2.2 wants it percent-encoded
        with suppress(UnicodeDecodeError):
            location = location.encode("latin-1").decode("utf-8")
        try:
            target = joined(self.url, location)
        except ValueError as error:
            raise FetchError("blocked_address", "redirect to no address") from error
        if not is_web(target):
            raise FetchError("blocked_address", f"redirect to {scheme(target) or 'no address'}:")
        target = without_user(target)
        cookies = self.cookies
        if answer.header("set-cookie") is not None:
            import httpx

            cookies = httpx.Cookies(cookies)
            headers = [(n.encode("latin-1"), v.encode("latin-1")) for n, v in answer.headers]
            cookies.extract_cookies(httpx.Response(answer.status, headers=headers, request=httpx.Request("GET", self.url)))
        chain = replace(
            self,
            url=target,
            headers=meant_for(self.url, self.headers, target),
            validators=Validators(etag=self.validators.etag),
            redirects=(*self.redirects, (answer.status, self.url)),
            cookies=cookies,
            seen=self.seen | {(self.url.partition("#")[0], self._cookie())},
        )
        if (target.partition("#")[0], chain._cookie()) in chain.seen or len(chain.redirects) > ask.max_redirects:
            raise FetchError("redirect_loop", f"{len(chain.redirects)} redirects, to {shown(target)}")
        return chain

    def facts(self, ask: FetchRequest, answer: Answer) -> HttpFacts:
        return HttpFacts(
            url=without_user(ask.url),
            final_url=self.url,
            status=answer.status,
            request_headers=evidence(answer.sent, self.headers),
            response_headers=answer.headers,
            redirects=self.redirects,
            started_at=answer.started_at,
            finished_at=answer.finished_at,
        )

    def _cookie(self) -> str:
        """The Cookie header for `url`, "" for none."""
        if self.cookies is None:
            return ""
        import httpx

        request = httpx.Request("GET", self.url)
        with suppress(UnicodeError):  # a cookie outside ASCII, which httpx does not send
            self.cookies.set_cookie_header(request)
        return str(request.headers.get("cookie", ""))


log = logging.getLogger(__name__)


class Fetcher(AbstractContextManager["Fetcher"]):
    """Asks the web, politely. Shared by all threads; connections live as long as it does.

    *contact* goes into the User-Agent. *holds* and *robots* remember between runs; without them nothing is remembered beyond this
    object. *now* gives aware UTC times, *sleep* and *chance* (0 to 1) come in for tests.
    """

    def __init__(
        self,
        *,
        contact: str | None = None,
        holds: RetryAfterStore | None = None,
        robots: RobotsCache | None = None,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._agent = user_agent(contact)
        self._holds = holds or MemoryRetryAfter()
        self._robots = RobotsRules(robots or MemoryRobots(), now=now)
        self._throttle = HostThrottle(now=now, sleep=sleep)
        self._wire = Wire(now=now)
        self._now, self._sleep, self._chance = now, sleep, chance

    def __exit__(self, *error: object) -> None:
        """Close all connections; visits still under way in other threads end at once, failed, so that Ctrl-C is not waited for."""
        self._throttle.close()
        self._wire.close()

    def get(
        self,
        url: str,
        *,
        visiting: Visiting,
        validators: Validators = Validators(),
        headers: Mapping[str, str] | None = None,
        max_bytes: int,
        deadline: datetime,
        accept: Accept = "page",
        ignore_holds: bool = False,
        as_typed: bool = False,
    ) -> FetchOutcome:
        """Return what came of asking for *url*; never raises for what the world did.

        *deadline* ends the whole visit: waiting for a turn, robots.txt, redirects, retries, body. *headers* are secrets of the
        origin of *url* and go to no other. With *validators* the answer may be `NotModified`. *max_bytes* counts decoded bytes. A
        body that was cut three times is `Fetched` with `cut`. *ignore_holds*: ask even where a Retry-After holds (DESIGN 4.4).
        *as_typed*: a person typed *url*, which may be private; where it redirects to must be on the same host and port, or public.
        """
        ask = FetchRequest(
            url=url,
            visiting=visiting,
            deadline=deadline,
            max_bytes=max_bytes,
            accept=accept,
            validators=validators,
            headers=headers or {},
            ignore_holds=ignore_holds,
            obeys_robots=visiting.robots,
            as_typed=as_typed,
        )
        return self._patiently(ask)

    def _patiently(self, ask: FetchRequest) -> FetchOutcome:
        """Ask, and ask again while that may help and the visit has time."""
        came, again = self._once(ask)
        for attempt in range(2, ATTEMPTS + 1):
            wait = wait_before(attempt, self._chance())
            if not again or self._now() + timedelta(seconds=wait) >= ask.deadline:
                break
            log.info(
                "asking again url=%s attempt=%d wait_s=%.1f reason=%s",
                shown(ask.url),
                attempt,
                wait,
                came.detail if isinstance(came, FetchFailed) else str(getattr(came, "cut", "")),
            )
            self._sleep(wait)
            newer, again = self._once(ask)
            came = better(came, newer)
        return came

    def _once(self, ask: FetchRequest) -> tuple[FetchOutcome, bool]:
        """One attempt, redirects followed; and whether another may help."""
        facts: HttpFacts | None = None
        try:
            url = ask.url
            if not is_web(url):
                raise FetchError("blocked_address", "no address" if scheme(url) in ("", "http", "https") else f"{scheme(url)}:")
            chain = RedirectChain.start(ask)
            while True:
                answer = self._answer(ask, chain)
                facts = chain.facts(ask, answer)
                further = chain.followed(answer, ask)
                if further is None:
                    came = outcome(answer, facts, chain.validators)
                    # A Retry-After in it is noted for everybody, one that is over is forgotten (DESIGN 3.18, 4.4)
                    if ask.ignore_holds and not isinstance(came, FetchFailed):
                        self._holds.lift(came.http.url, self._now())
                        self._holds.lift(came.http.final_url, self._now())
                    if isinstance(came, FetchFailed) and came.holds and came.retry_after and came.http:
                        self._holds.hold(came.holds, came.http.final_url, came.retry_after)
                        log.info("held scope=%s url=%s until=%s", came.holds, shown(came.http.final_url), iso(came.retry_after))
                    return came, is_transient(came)
                chain = further
        except FetchError as error:
            failed = FetchFailed(
                kind=error.kind, detail=error.detail, at=self._now(), retry_after=error.retry_after, holds=error.holds, http=facts
            )
            return failed, is_transient(failed) and not error.final

    def _answer(self, ask: FetchRequest, chain: RedirectChain) -> Answer:
        """The answer at one address: 1. is it allowed, 2. wait for our turn, 3. was somebody told to wait meanwhile, 4. ask."""
        visiting = ask.visiting_at(chain.url)
        if visiting.proxy and not visiting.allow_private_addresses:
            # Judge a name that the proxy will resolve, as far as our own resolver knows it.
            limit = min(ask.visiting.connect_timeout, ask.deadline - self._now()).total_seconds()
            try:
                resolved(urlsplit(chain.url).hostname or "", 0, allow_private=False, timeout_s=max(limit, 0.0))
            except FetchError as error:
                if error.kind != "dns":
                    raise
        self._check_hold(ask, chain.url)
        delay = self._robots.delay(chain.url, lambda url: self._robots_copy(url, ask)) if ask.obeys_robots else timedelta(0)
        pause = max(visiting.pause, delay)
        with self._throttle.turn(host(chain.url), per_host=visiting.per_host, pause=pause, deadline=ask.deadline):
            self._check_hold(ask, chain.url)
            return self._wire.exchange(
                chain.url,
                chain.request_headers(self._agent, ask.accept),
                visiting=visiting,
                deadline=ask.deadline,
                max_bytes=ask.max_bytes,
                may_cap=ask.may_cap,
            )

    def _check_hold(self, ask: FetchRequest, url: str) -> None:
        until, now = None if ask.ignore_holds else self._holds.until(url), self._now()
        if until and now < until <= now + LONGEST:  # a later one was noted while the clock was wrong
            raise FetchError("http_error", f"Retry-After {iso(until)}", retry_after=until)

    def _robots_copy(self, url: str, ask: FetchRequest) -> RobotsCopy:
        """Ask for a robots.txt with the patience of *ask*. `FetchError` where it says neither yes nor no (RFC 9309 §2.3.1)."""
        own = FetchRequest(
            url=url,
            visiting=ask.visiting_at(url),
            deadline=ask.deadline,
            max_bytes=MAX_BYTES,
            ignore_holds=ask.ignore_holds,
            max_redirects=ROBOTS_REDIRECTS,
            may_cap=True,
            obeys_robots=False,
            as_typed=ask.as_typed and ask.visiting_at(url).allow_private_addresses,
        )
        return robots_copy(self._patiently(own), self._now())


_HOLDS: dict[int, Literal["host", "address"]] = {429: "host", 503: "address"}  # DESIGN 3.18
_OF_THE_HOST = ("dns", "connect", "tls", "blocked_address")  # what robots.txt met, the page would have met


def outcome(answer: Answer, facts: HttpFacts, sent: Validators) -> FetchOutcome:
    """Return what *answer* comes to. *sent*: the validators it was asked with; a 304 that nobody asked for is a failure."""
    if answer.status == 304 and sent != Validators():
        return NotModified(http=facts, validators=_validators(answer, sent))
    if answer.body is None:
        # Everything but 2xx; a 429 or 503 may name the time to come back.
        scope = _HOLDS.get(answer.status)
        until = retry_at(answer.header("retry-after"), answer.finished_at) if scope else None
        return FetchFailed(
            kind="http_error",
            detail=f"HTTP {answer.status}",
            at=answer.finished_at,
            retry_after=until,
            holds=scope if until else None,
            http=facts,
        )
    if answer.body.cut and not answer.body.data:
        return FetchFailed(kind="truncated", detail=answer.body.cut, at=answer.finished_at, http=facts)
    return Fetched(
        http=facts,
        body=answer.body.data,
        sha256=hashlib.sha256(answer.body.data).hexdigest(),
        content_type=answer.header("content-type") or "",
        validators=_of_page(answer),
        cut=answer.body.cut,
    )


def robots_copy(answered: FetchOutcome, now: datetime) -> RobotsCopy:
    """Return what a robots.txt says (RFC 9309 §2.3.1). Raises `FetchError` where it says neither yes nor no: then nothing is asked.

    Not found, forbidden or redirected for ever: everything is allowed. A server error, a host that cannot be reached or that asks
    for patience: the failure the page would have met, `robots.txt: …` as its evidence; the site has forbidden nothing.
    """
    if isinstance(answered, Fetched) and answered.cut is None:
        return RobotsCopy(fetched_at=now, status=answered.http.status, text=answered.body.decode("utf-8-sig", "replace"))
    if isinstance(answered, Fetched):
        raise FetchError("truncated", f"robots.txt: {answered.cut}", final=True)
    assert isinstance(answered, FetchFailed)  # no validators are sent
    status = answered.http.status if answered.http else 0
    if answered.kind == "redirect_loop" or (answered.kind == "http_error" and 400 <= status < 500 and status != 429):
        return RobotsCopy(fetched_at=now, status=status)
    detail = answered.detail if answered.kind in _OF_THE_HOST else f"robots.txt: {answered.detail}"
    raise FetchError(answered.kind, detail, retry_after=answered.retry_after, holds=answered.holds, final=True)


def iso(time: datetime) -> str:
    """*time* in UTC to the second, as evidence shows it."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _validators(answer: Answer, sent: Validators) -> Validators:
    """Those of the answer, byte for byte; a 304 that repeats none leaves those that were sent (RFC 9110 §15.4.5)."""
    received = Validators(etag=answer.header("etag"), last_modified=answer.header("last-modified"))
    return received if received != Validators() else sent


def _of_page(answer: Answer) -> Validators:
    """The validators to ask with next time, without a `Last-Modified` of just now.

    It counts whole seconds: a page changed again within that second would be « not modified » for ever (RFC 9110 §8.8.2.2, whose
    forerunner RFC 7232 asks for these 60 seconds, as the clocks of a server may differ).
    """
    validators = _validators(answer, Validators())
    changed = http_date(validators.last_modified or "")
    if changed is None:
        return validators
    answered = http_date(answer.header("date") or "") or answer.finished_at
    return validators if answered - changed >= _SETTLED else Validators(etag=validators.etag)


_SETTLED = timedelta(seconds=60)
