"""Addresses as requests say them: the same as httpx would, without importing it (decision record 0002)."""

from __future__ import annotations

import re

import httpx
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from monitor.fetch.address import wire_parts

_PATHS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FF, exclude_characters="\x7f"), max_size=40)
_DOTTED = re.compile(r"/\.{1,2}(?:$|[?#])")  # httpx loses the last slash there, against RFC 3986
_HOSTS = st.sampled_from(
    [
        "example.org",
        "EXAMPLE.org",
        "xn--exmple-cua.org",
        "exämple.org",
        "faß.de",
        "a_b.example.",
        "192.0.2.7",
        "[2001:DB8::1]",
        "日本.jp",
    ]
)


def _by_httpx(url: str) -> tuple[str, str, int | None, str]:
    known = httpx.URL(url)
    return known.scheme, known.raw_host.decode().lower(), known.port, known.raw_path.decode()


@given(_HOSTS, st.sampled_from(["", ":80", ":443", ":8080"]), _PATHS, st.sampled_from(["http", "https"]))
@example("example.org", "", "a/./b/../c/../d", "http")
@example("example.org", "", "../../x", "http")
@example("example.org", "", "é %C3%A9 %zz%?a=é&b=[1]|{`}#x?y", "https")
@example("example.org", "", "?", "http")
def test_an_address_is_asked_for_as_httpx_would(host: str, port: str, rest: str, scheme: str) -> None:
    url = f"{scheme}://{host}{port}/{rest}"
    assume(not _DOTTED.search(url))
    assert wire_parts(url) == _by_httpx(url)


@pytest.mark.parametrize(
    ("path", "said"), [("/a/b/..", "/a/"), ("/a//b/.", "/a//b/"), ("/..", "/"), ("/a/.b/..c", "/a/.b/..c"), ("/a/../..", "/")]
)
def test_dots_are_steps(path: str, said: str) -> None:
    """RFC 3986 §5.2.4."""
    assert wire_parts(f"http://example.org{path}")[3] == said


@pytest.mark.parametrize("rest", ["", "?a=b", "#top"])
def test_an_address_without_a_path_asks_for_the_root(rest: str) -> None:
    assert wire_parts(f"http://example.org{rest}") == _by_httpx(f"http://example.org{rest}")


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://exam ple.org/", id="space"),
        pytest.param("http://example.org\r\nX: y/", id="crlf"),
        pytest.param("http://exa%6dple.org/", id="percent"),
        pytest.param("http://example.org/\u202eabc\x00", id="control"),
        pytest.param("http://[::1%25eth0]/", id="zone"),
        pytest.param("http://[::zz]/", id="no-ipv6"),
        pytest.param("http://-‐.example/", id="no-idna"),
        pytest.param("http://example.org:99999/", id="port"),
        pytest.param("http://example.org/" + "a" * 70_000, id="long"),
    ],
)
def test_what_no_request_can_say_is_refused(url: str) -> None:
    """DESIGN §3, `blocked_address`: a name that two parsers read differently is asked for by neither."""
    with pytest.raises(ValueError):
        wire_parts(url)
