"""Redirects are followed by hand, recorded, and carry no secret away (14.2)."""

from __future__ import annotations

import pytest

from monitor.fetch import meant_for
from monitor.fetch.address import joined, may_carry_secrets, shown
from monitor.model import Fetched, FetchFailed, NotModified, Validators
from tests.fetch.server import Server, reply
from tests.fetch.visitor import Visitor, says


def _to(location: str, status: int = 302, *headers: str) -> bytes:
    return reply(status, b"", f"Location: {location}", *headers)


def test_every_hop_is_recorded_with_the_address_that_answered(server: Server, visitor: Visitor) -> None:
    says(server, _to("/b", 301), path="/a")
    says(server, _to("c?x=1", 307), path="/b")
    says(server, reply(200, b"page"), path="/c?x=1")
    got = visitor.get(server.url("/a"))
    assert isinstance(got, Fetched)
    assert (got.http.url, got.http.final_url, got.http.status) == (server.url("/a"), server.url("/c?x=1"), 200)
    assert got.http.redirects == ((301, server.url("/a")), (307, server.url("/b")))


def test_utf8_in_a_location_is_what_it_looks_like(server: Server, visitor: Visitor) -> None:
    """RFC 9110 §10.2.2 wants it percent-encoded; many servers send the bytes."""
    says(server, _to("/élus".encode().decode("latin-1")))
    says(server, reply(200, b"page"), path="/%C3%A9lus")
    assert isinstance(visitor.get(server.url()), Fetched)


@pytest.mark.parametrize(
    ("location", "kind", "detail"),
    [
        pytest.param("/", "redirect_loop", "1 redirects, to http://127.0.0.1", id="to itself"),
        pytest.param("ftp://valmont.example/x", "blocked_address", "redirect to ftp:", id="ftp"),
        pytest.param("file:///etc/passwd", "blocked_address", "redirect to file:", id="file"),
        pytest.param("javascript:void(0)", "blocked_address", "redirect to javascript:", id="javascript"),
        pytest.param("http://[", "blocked_address", "redirect to no", id="no address"),
    ],
)
def test_a_redirect_that_leads_nowhere_has_its_kind(
    server: Server, visitor: Visitor, location: str, kind: str, detail: str
) -> None:
    """DESIGN §3: a redirect to another scheme is `blocked_address`; http and https are both the web."""
    got = visitor.get(says(server, _to(location)))
    assert isinstance(got, FetchFailed)
    assert (got.kind, got.detail[: len(detail)]) == (kind, detail)
    assert got.http
    assert got.http.status == 302
    assert len(server.paths) == 1


def test_ten_redirects_are_followed_and_no_more(server: Server, visitor: Visitor) -> None:
    for n in range(12):
        says(server, _to(f"/{n + 1}"), path=f"/{n}")
    says(server, reply(200, b"page"), path="/12")
    got = visitor.get(server.url("/1"))
    assert isinstance(got, FetchFailed)
    assert (got.kind, len(server.paths)) == ("redirect_loop", 11)
    assert isinstance(visitor.get(server.url("/2")), Fetched)


def test_a_cookie_set_on_the_way_is_shown_on_the_way_and_then_forgotten(server: Server, visitor: Visitor) -> None:
    """Some sites redirect to themselves until their cookie comes back; the next visit starts without it."""
    url = says(server, _to("/", 302, "Set-Cookie: seen=1; Path=/"), reply(200, b"page"), reply(200, b"page"))
    assert isinstance(visitor.get(url), Fetched)
    assert [a.headers.get("cookie") for a in server.asked if a.path == "/"] == [None, "seen=1"]
    visitor.get(url)
    assert "cookie" not in server.asked[-1].headers


def test_configured_headers_stay_with_their_origin(server: Server, visitor: Visitor) -> None:
    """Only what is no secret goes along to another origin; the stored facts show no value of it either way."""
    secrets = {"Authorization": "Bearer s3cret", "X-Key": "s3cret", "Accept-Language": "de"}
    with Server({"/there": [reply(200, b"page")]}) as other:
        got = visitor.get(says(server, _to(other.url("/there"))), headers=secrets)
    assert isinstance(got, Fetched)
    assert server.asked[-1].headers["x-key"] == "s3cret"
    assert not {"authorization", "x-key"} & set(other.asked[-1].headers)
    assert other.asked[-1].headers["accept-language"] == "de"
    assert "s3cret" not in repr(got)


def test_secrets_that_were_sent_are_masked_in_the_facts(server: Server, visitor: Visitor) -> None:
    """§6: they never appear in the database."""
    got = visitor.get(says(server, reply(200, b"page")), headers={"Authorization": "Bearer s3cret", "X-Key": "s3cret"})
    assert isinstance(got, Fetched)
    assert dict(got.http.request_headers) | {"Authorization": "…", "X-Key": "…"} == dict(got.http.request_headers)


def test_a_user_in_the_address_becomes_a_header_and_stays_out_of_the_facts(server: Server, visitor: Visitor) -> None:
    """RFC 7617; addresses go into the database and onto pages."""
    got = visitor.get(says(server, reply(200, b"page")).replace("//", "//veille:mot%20de%20passe@"))
    assert isinstance(got, Fetched)
    assert server.asked[-1].headers["authorization"] == "Basic dmVpbGxlOm1vdCBkZSBwYXNzZQ=="
    assert (got.http.url, got.http.final_url) == (server.url(), server.url())
    assert "dmVpb" not in repr(got)


def test_only_an_etag_is_sent_on_behind_a_redirect(server: Server, visitor: Visitor) -> None:
    """A date would make a 304 of any older page that the redirect leads to today: a maintenance notice would pass for the page."""
    says(server, _to("/b"))
    says(server, b"HTTP/1.1 304 X\r\n\r\n", path="/b")
    held = Validators(etag='"a"', last_modified="Mon, 05 Jan 2026 07:00:00 GMT")
    assert isinstance(visitor.get(server.url(), validators=held), NotModified)
    assert "if-modified-since" not in server.asked[-1].headers
    assert isinstance(visitor.get(server.url(), validators=Validators(last_modified=held.last_modified)), FetchFailed)


@pytest.mark.parametrize(
    ("url", "target", "may"),
    [
        pytest.param("https://a.example/x", "https://a.example:443/y", True, id="same origin"),
        pytest.param("http://a.example/x", "https://a.example/x", True, id="moved to https"),
        pytest.param("https://a.example/x", "http://a.example/x", False, id="moved to http"),
        pytest.param("https://a.example/", "https://b.example/", False, id="other host"),
        pytest.param("https://a.example/", "https://a.example:8443/", False, id="other port"),
    ],
)
def test_secrets_travel_only_where_they_are_meant_to_go(url: str, target: str, may: bool) -> None:
    assert may_carry_secrets(url, target) is may


def test_a_fragment_survives_a_redirect_that_brings_none() -> None:
    """RFC 9110 §10.2.2."""
    assert joined("https://a.example/x#tab", "/y") == "https://a.example/y#tab"
    assert joined("https://a.example/x#tab", "/y#other") == "https://a.example/y#other"


def test_what_is_logged_holds_neither_user_nor_query() -> None:
    assert shown("https://me:pw@a.example/x?token=1#y") == "https://a.example/x?…"


def test_a_document_elsewhere_is_asked_without_the_page_s_secrets() -> None:
    """For those who ask for a link of a page with the headers of its watch."""
    headers = {"Cookie": "a=b", "Accept-Language": "de"}
    assert meant_for("https://a.example/", headers, "https://files.example/x.pdf") == {"Accept-Language": "de"}
    assert meant_for("https://a.example/", headers, "https://a.example/x.pdf") == headers
