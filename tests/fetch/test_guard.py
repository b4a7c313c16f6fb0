"""No page, redirect or name server makes us ask the inside of a network (DESIGN §3 `blocked_address`, §6)."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from typing import Any

import pytest

from monitor.fetch.address import refusal, resolved
from monitor.fetch.errors import FetchError
from monitor.model import Fetched, FetchFailed
from tests.fetch.server import Server, reply
from tests.fetch.visitor import Visitor, says


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.8.9.1",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.100.100.200",
        ),
        *("168.63.129.16", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.0.192"),
        *(
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
        ),
        *("fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "100::1"),
    ],
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize(
    "address",
    ["9.9.9.9", "93.184.216.34", "2001:4860:4860::8888", "2a00:1450::1", "64:ff9b::909:909", "::ffff:9.9.9.9", "2002:909:909::"],
)
def test_a_public_address_may_be_asked(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"])
def test_loopback_in_any_spelling_is_not_asked(server: Server, visitor: Visitor, host: str) -> None:
    got = visitor.get(server.url(host=host), visiting=replace(visitor.visiting, allow_private_addresses=False))
    assert isinstance(got, FetchFailed)
    assert got.kind == "blocked_address"
    assert server.connections == 0


def test_a_connection_that_one_watch_may_have_serves_no_other(server: Server, visitor: Visitor) -> None:
    """Connections are kept open; the rule of a watch holds for those too."""
    url = says(server, reply(200, b"page"))
    assert isinstance(visitor.get(url), Fetched)
    got = visitor.get(url, visiting=replace(visitor.visiting, allow_private_addresses=False, robots=False))
    assert isinstance(got, FetchFailed)
    assert got.kind == "blocked_address"


def _names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let the system's resolver give *answers*, one a question, for names; return the names it was asked."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def fake(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if host[0].isdigit():
            return real(host, port, *args, **kwargs)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in answers[min(len(asked), len(answers)) - 1]]

    monkeypatch.setattr(socket, "getaddrinfo", fake)
    return asked


def test_the_address_that_was_judged_is_the_one_connected_to(
    server: Server, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second answer of the name server (DNS rebinding) is never asked for."""
    asked = _names(monkeypatch, ["127.0.0.1"], ["192.0.2.1"])
    server.says["/"] = [reply(200, b"page")]
    assert isinstance(visitor.get(server.url(host="valmont.example"), visiting=replace(visitor.visiting, robots=False)), Fetched)
    assert asked == ["valmont.example"]


def test_of_mixed_addresses_only_the_public_ones_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    _names(monkeypatch, ["10.0.0.1", "9.9.9.9"])
    assert resolved("valmont.example", 80, allow_private=False, timeout_s=1) == ["9.9.9.9"]


def test_the_second_address_serves_where_the_first_does_not_answer(
    server: Server, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _names(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    server.says["/"] = [reply(200, b"page")]
    assert isinstance(visitor.get(server.url(host="valmont.example")), Fetched)


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    given_up = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: given_up.wait(60) and [])
    with pytest.raises(FetchError, match="no answer"):
        resolved("valmont.example", 80, allow_private=False, timeout_s=0.05)
    given_up.set()


def test_behind_a_proxy_the_name_is_judged_and_the_proxy_itself_may_be_inside(visitor: Visitor) -> None:
    """The proxy resolves names itself; what our own resolver knows to be inside is not asked of it."""
    with Server() as proxy:
        behind = replace(visitor.visiting, allow_private_addresses=False, proxy=proxy.url(""), robots=False)
        proxy.says["http://mairie.valmont.invalid/"] = [reply(200, b"page")]
        assert isinstance(visitor.get("http://mairie.valmont.invalid/", visiting=behind), Fetched)
        got = visitor.get("http://127.0.0.1/", visiting=behind)
    assert isinstance(got, FetchFailed)
    assert got.kind == "blocked_address"
    assert len(proxy.asked) == 1
