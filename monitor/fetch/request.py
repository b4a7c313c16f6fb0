"""What one call of `Fetcher.get` asks for, and the way it has gone through redirects so far. Values."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from monitor.fetch.address import is_web, joined, scheme, shown, without_user
from monitor.fetch.errors import FetchError
from monitor.fetch.headers import Accept, HeaderList, asked, evidence, meant_for
from monitor.fetch.wire import Answer
from monitor.model import HttpFacts, Validators, Visiting
from monitor.model.frozen import dataclass, field

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
        target = _target(self.url, location)
        cookies = self._cookies_after(answer)
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

    def _cookies_after(self, answer: Answer) -> Any:
        if answer.header("set-cookie") is None:
            return self.cookies
        import httpx

        cookies = httpx.Cookies(self.cookies)
        headers = [(n.encode("latin-1"), v.encode("latin-1")) for n, v in answer.headers]
        cookies.extract_cookies(httpx.Response(answer.status, headers=headers, request=httpx.Request("GET", self.url)))
        return cookies


def _target(url: str, location: str) -> str:
    """Where a Location header leads. Many servers put UTF-8 in it; RFC 9110 §10.2.2 wants it percent-encoded."""
    with suppress(UnicodeDecodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = joined(url, location)
    except ValueError as error:
        raise FetchError("blocked_address", "redirect to no address") from error
    if not is_web(target):
        raise FetchError("blocked_address", f"redirect to {scheme(target) or 'no address'}:")
    return without_user(target)
