"""What the fetcher makes of the answers of a real server (14.5; DESIGN §3, failure kinds)."""

from __future__ import annotations

import contextlib
import gzip
import socket
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import Fetched, FetchFailed, NotModified, Validators, Visiting
from tests.fetch.server import Reply, Server, close, drip, reply, reset
from tests.fetch.visitor import Visitor, says

PAGE = b"<h1>Mairie de Valmont-sur-Ource</h1><p>Organigramme des services</p>" * 40
ZIPPED = gzip.compress(PAGE, mtime=0)
GZIP = "Content-Encoding: gzip"


def test_a_good_answer_carries_body_facts_and_validators(server: Server, visitor: Visitor) -> None:
    """7.3: what can be proven about the exchange; headers in order and as received, duplicates kept."""
    url = says(
        server,
        reply(
            200,
            PAGE,
            'ETag: W/"a-1"',
            "Last-Modified: Mon, 05 Jan 2026 07:00:00 GMT",
            "Content-Type: text/html",
            "X-A: 1",
            "X-A: 2",
        ),
    )
    got = visitor.get(url)
    assert isinstance(got, Fetched)
    assert (got.body, got.cut, got.content_type) == (PAGE, None, "text/html")
    assert got.validators == Validators(etag='W/"a-1"', last_modified="Mon, 05 Jan 2026 07:00:00 GMT")
    assert (got.http.url, got.http.final_url, got.http.status, got.http.redirects) == (url, url, 200, ())
    assert got.http.response_headers[-2:] == (("X-A", "1"), ("X-A", "2"))
    assert dict(got.http.request_headers)["Accept-Encoding"] == "gzip"
    assert got.http.started_at <= got.http.finished_at


def test_we_say_who_we_are_and_what_we_want(server: Server, visitor: Visitor) -> None:
    """14.4: an honest User-Agent with the contact; gzip only; French first."""
    visitor.get(says(server, reply(200, PAGE)))
    sent = server.asked[-1].headers
    assert sent["user-agent"] == "city-page-monitor/0.1.0 (+mailto:veille@valmont.example)"
    assert sent["accept-encoding"] == "gzip"
    assert sent["accept-language"].startswith("fr")


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        pytest.param(reply(200, ZIPPED, GZIP), PAGE, id="gzip"),
        pytest.param(reply(200, ZIPPED + ZIPPED, GZIP), PAGE * 2, id="two members"),
        pytest.param(reply(200, ZIPPED + b"\0" * 40, GZIP), PAGE, id="padding behind"),
        pytest.param(reply(200, zlib.compress(PAGE), "Content-Encoding: deflate"), PAGE, id="deflate"),
        pytest.param(reply(200, zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate"), PAGE, id="deflate without header"),
        pytest.param(reply(200, PAGE, "Content-Encoding: none"), PAGE, id="no encoding, said badly"),
        pytest.param(reply(200, b"", GZIP), b"", id="nothing, zipped"),
        pytest.param(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"abc", id="chunked"),
        pytest.param(lambda c: c.sendall(b"HTTP/1.0 200 X\r\n\r\nuntil the end"), b"until the end", id="HTTP/1.0"),
    ],
)
def test_a_body_is_decoded(server: Server, visitor: Visitor, answer: Reply, body: bytes) -> None:
    got = visitor.get(says(server, answer))
    assert isinstance(got, Fetched)
    assert (got.body, got.cut) == (body, None)


def _then_close(data: bytes) -> Reply:
    def act(connection: socket.socket) -> None:
        connection.sendall(data)

    return act


@pytest.mark.parametrize(
    ("answer", "cut"),
    [
        pytest.param(_then_close(reply(200, PAGE[:100], length=10240)), "100/10240 bytes", id="short body"),
        pytest.param(reset(reply(200, PAGE[:100], length=10240)), "100/10240 bytes", id="reset mid-body"),
        pytest.param(
            _then_close(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n" + PAGE[:100]), "100/? bytes", id="chunked cut"
        ),
        pytest.param(reply(200, ZIPPED[:-20], GZIP), f"gzip: no end after {len(ZIPPED) - 20} bytes", id="gzip without its end"),
    ],
)
def test_a_cut_body_is_asked_for_again_and_kept_with_how_far_it_came(
    server: Server, visitor: Visitor, answer: Reply, cut: str
) -> None:
    """3.13: later rooms judge whether the wanted items are whole; `truncated` is theirs to say."""
    got = visitor.get(says(server, answer))
    assert isinstance(got, Fetched)
    assert got.body
    assert PAGE.startswith(got.body)
    assert got.cut == cut
    assert server.paths == ["/"] * 3


def test_a_body_that_is_whole_the_second_time_is_whole(server: Server, visitor: Visitor) -> None:
    """14.1: transient failures are retried."""
    got = visitor.get(says(server, _then_close(reply(200, PAGE[:9], length=99)), reply(200, PAGE)))
    assert isinstance(got, Fetched)
    assert (got.body, got.cut, visitor.clock.slept) == (PAGE, None, [0.5])


def test_of_several_cut_bodies_the_longest_is_kept(server: Server, visitor: Visitor) -> None:
    url = says(server, *(_then_close(reply(200, PAGE[:n], length=9999)) for n in (50, 80)), reset())
    got = visitor.get(url)
    assert isinstance(got, Fetched)
    assert (len(got.body), got.cut) == (80, "80/9999 bytes")


@pytest.mark.parametrize(
    ("answer", "kind", "detail"),
    [
        pytest.param(reset(), "connect", "127.0.0.1: Connection reset by peer", id="reset before headers"),
        pytest.param(close, "connect", "127.0.0.1: Server disconnected without sending a response.", id="closed before headers"),
        pytest.param(_then_close(b"SSH-2.0-OpenSSH\r\n\r\n"), "connect", "127.0.0.1: illegal status line", id="not HTTP"),
        pytest.param(_then_close(reply(200, b"", length=10240)), "truncated", "0/10240 bytes", id="no body at all"),
        pytest.param(
            reply(200, b"no gzip", GZIP),
            "truncated",
            "gzip: Error -3 while decompressing data: incorrect header check",
            id="no gzip",
        ),
        pytest.param(
            reply(200, ZIPPED[:-8] + b"\0" * 8, GZIP),
            "truncated",
            "gzip: Error -3 while decompressing data: incorrect data check",
            id="bad sum",
        ),
        pytest.param(reply(200, b"\x0b", "Content-Encoding: br"), "encoding", "Content-Encoding: br", id="brotli"),
        pytest.param(
            reply(200, ZIPPED, "Content-Encoding: gzip, zstd"), "encoding", "Content-Encoding: gzip, zstd", id="two encodings"
        ),
        pytest.param(reply(404, PAGE), "http_error", "HTTP 404", id="404"),
        pytest.param(reply(500, PAGE), "http_error", "HTTP 500", id="500"),
        pytest.param(reply(206, PAGE), "http_error", "HTTP 206", id="206"),
        pytest.param(reply(302, PAGE), "http_error", "HTTP 302", id="redirect without address"),
        pytest.param(b"HTTP/1.1 304 X\r\n\r\n", "http_error", "HTTP 304", id="304 nobody asked for"),
        pytest.param(reply(200, length=2_000_000), "too_large", "2000000 bytes, 1000000 allowed", id="announced too large"),
        pytest.param(reply(200, gzip.compress(b"\0" * 5_000_000), GZIP), "too_large", "1000000 bytes allowed", id="gzip bomb"),
    ],
)
def test_what_a_server_does_wrong_has_its_kind(server: Server, visitor: Visitor, answer: Reply, kind: str, detail: str) -> None:
    """DESIGN §3, failure kinds."""
    got = visitor.get(says(server, answer))
    assert isinstance(got, FetchFailed)
    assert got.kind == kind
    assert got.detail.startswith(detail)


@pytest.mark.parametrize("header", [b"X-%d: y\r\n", b"X: %d"], ids=["many", "long"])
def test_a_flood_of_headers_is_too_large(server: Server, visitor: Visitor, header: bytes) -> None:
    """11.6: a head without an end is given up at 100 KB, whoever sends it."""

    def flood(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"".join(header % n for n in range(60_000)))

    got = visitor.get(says(server, flood))
    assert isinstance(got, FetchFailed) and got.kind == "too_large", got


def test_a_stream_that_never_unpacks_to_anything_is_too_large(server: Server, visitor: Visitor) -> None:
    """Every cap is `too_large`: empty deflate blocks could go on for ever."""
    endless = b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\0\0\0\xff\xff" * 20_000
    unannounced = f"HTTP/1.1 200 X\r\n{GZIP}\r\nConnection: close\r\n\r\n".encode() + endless  # no length to judge it by
    got = visitor.get(says(server, unannounced), max_bytes=10_000)
    assert isinstance(got, FetchFailed) and got.kind == "too_large", got


@pytest.mark.parametrize(
    "head", [pytest.param(b"HTTP/1.1 200 X\r\n\r\n<p>", id="body"), pytest.param(b"HTTP/1.1 200 X\r\nX-Slow: ", id="headers")]
)
def test_a_slow_drip_ends_with_the_visit(server: Server, visitor: Visitor, head: bytes) -> None:
    """DESIGN §6: visit_timeout bounds the whole, read_timeout only the silence between bytes."""
    got = visitor.get(says(server, drip(head, 0.05)), within_s=0.4)
    assert isinstance(got, FetchFailed)
    assert (got.kind, got.detail) == ("timeout", "visit_timeout")


def test_silence_is_a_timeout_of_its_own(server: Server, visitor: Visitor) -> None:
    got = visitor.get(says(server, drip(b"", 5)), visiting=_patient(visitor, read_s=0.5))
    assert isinstance(got, FetchFailed)
    assert (got.kind, got.detail) == ("timeout", "read: 0.5 s")


def _patient(visitor: Visitor, *, read_s: float) -> Visiting:
    return replace(visitor.visiting, read_timeout=timedelta(seconds=read_s))


def test_a_closed_port_is_connect(visitor: Visitor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    got = visitor.get(f"http://127.0.0.1:{port}/")
    assert isinstance(got, FetchFailed)
    assert (got.kind, got.detail, got.http) == ("connect", "127.0.0.1: Connection refused", None)


def test_a_name_that_does_not_exist_is_dns(visitor: Visitor) -> None:
    got = visitor.get("http://mairie.valmont.invalid/")
    assert isinstance(got, FetchFailed)
    assert got.kind == "dns"


@pytest.mark.parametrize(
    "url", ["ftp://valmont.example/", "javascript:void(0)", "", "#", "http://", "http://[::1", "http://a:b/", "//x/y"]
)
def test_what_is_no_web_address_is_blocked(visitor: Visitor, url: str) -> None:
    got = visitor.get(url)
    assert isinstance(got, FetchFailed)
    assert got.kind == "blocked_address"


def test_validators_go_back_as_they_came_and_stay_where_a_304_repeats_none(server: Server, visitor: Visitor) -> None:
    """RFC 9110 §13.1: weak tags, odd quoting and odd dates are the server's own words."""
    held = Validators(etag='W/"é"x', last_modified="Lundi 5 janvier")
    got = visitor.get(says(server, b"HTTP/1.1 304 X\r\n\r\n"), validators=held)
    assert isinstance(got, NotModified)
    assert got.validators == held
    assert server.asked[-1].headers["if-none-match"] == 'W/"é"x'
    assert server.asked[-1].headers["if-modified-since"] == "Lundi 5 janvier"


@pytest.mark.parametrize(
    ("date", "changed", "kept"),
    [
        ("Mon, 05 Jan 2026 07:00:00 GMT", "Mon, 05 Jan 2026 07:00:00 GMT", False),
        ("Mon, 05 Jan 2026 07:00:00 GMT", "Mon, 05 Jan 2026 06:59:30 GMT", False),
        ("Mon, 05 Jan 2026 07:00:00 GMT", "Mon, 05 Jan 2026 07:00:09 GMT", False),
        ("Mon, 05 Jan 2026 07:00:00 GMT", "Mon, 05 Jan 2026 06:59:00 GMT", True),
        ("", "Mon, 05 Jan 2026 06:59:00 GMT", True),
        ("Mon, 05 Jan 2026 07:00:00 GMT", "lundi 5 janvier", True),
        ("Mon, 05 Jan 2026 07:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 -0100", True),
    ],
)
def test_a_page_changed_as_it_was_read_is_read_again(server: Server, visitor: Visitor, date: str, changed: str, kept: bool) -> None:
    """RFC 9110 §8.8.2.2: changed twice within a second, it would be « not modified » for ever; its tag is compared as ever."""
    got = visitor.get(
        says(server, reply(200, PAGE, 'ETag: "a"', f"Last-Modified: {changed}", *([f"Date: {date}"] if date else [])))
    )
    assert isinstance(got, Fetched)
    assert got.validators == Validators(etag='"a"', last_modified=changed if kept else None)


def test_a_304_with_a_new_tag_brings_it(server: Server, visitor: Visitor) -> None:
    got = visitor.get(says(server, b'HTTP/1.1 304 X\r\nETag: "b"\r\n\r\n'), validators=Validators(etag='"a"'))
    assert isinstance(got, NotModified)
    assert got.validators == Validators(etag='"b"')


def test_a_connection_serves_one_visit_after_the_other(server: Server, visitor: Visitor) -> None:
    """DESIGN §9: one client, connections kept; unread bodies of errors are small enough to be read off."""
    for answer in (reply(200, PAGE), reply(404, PAGE), reply(200, ZIPPED, GZIP)):
        visitor.get(says(server, answer))
    assert server.connections == 1


@pytest.mark.parametrize(
    ("status", "asked_times"),
    [pytest.param(s, n, id=str(s)) for s, n in ((500, 3), (502, 3), (503, 3), (504, 3), (404, 1), (403, 1), (429, 1))],
)
def test_only_what_may_pass_is_asked_again(server: Server, visitor: Visitor, status: int, asked_times: int) -> None:
    visitor.get(says(server, reply(status)))
    assert len(server.paths) == asked_times
    assert visitor.clock.slept == [0.5, 1.0][: asked_times - 1]


def test_retries_stay_inside_the_visit(server: Server, visitor: Visitor) -> None:
    """The wait that would end after the deadline is not begun."""
    visitor.get(says(server, reply(502)), within_s=0.4)
    assert server.paths == ["/"]


def test_times_are_those_of_the_clock_that_was_given(server: Server, visitor: Visitor) -> None:
    got = visitor.get(says(server, reply(200, PAGE)))
    assert isinstance(got, Fetched)
    assert got.http.started_at - datetime(2026, 11, 24, 7, tzinfo=UTC) < timedelta(minutes=1)
