"""Addresses, and what of them may be seen (DESIGN §6)."""

from __future__ import annotations

import pytest

from monitor.config import addresses
from monitor.config.values import BadValue


@pytest.mark.parametrize(
    "url", ["https://www.valmont.example/a b".replace(" ", "%20"), "http://127.0.0.1:8080/", "HTTPS://é.example/ç?x=1#y"]
)
def test_a_page_is_http_or_https(url: str) -> None:
    assert addresses.page(url) == url


@pytest.mark.parametrize(
    ("url", "code"),
    [("www.valmont.example", "url_scheme"), ("ftp://x.example/", "url_scheme"), ("file:///etc/passwd", "url_scheme"),
     ("https:///x", "url"),
     ("https://x.example/a b", "url"), ("https://x.example:99999/", "url"), ("https://[::1/", "url"),
     ("https://u:p@x.example/", "url_password")],
)  # fmt: skip
def test_any_other_address_is_refused(url: str, code: str) -> None:
    """A password in the address would land in the database and in every report: refused, with headers as the way out."""
    with pytest.raises(BadValue, match=f"^{code}$"):
        addresses.page(url)


@pytest.mark.parametrize(
    ("to", "kind"),
    [("mailto:a@valmont.example", "mail"), ("mailto:a@x.example,b@y.example", "mail"), ("https://x.example/hook", "webhook"),
     ("http://127.0.0.1:9/h", "webhook"), ("ntfy://ntfy.sh/t", "apprise"), ("mailtos://u:p@x.example", "apprise"),
     ("MAILTO:a@x.example", "mail"), ("atom:flux/veille.xml", "feed"), ("atom:/srv/www/veille.xml", "feed")],
)  # fmt: skip
def test_the_scheme_says_what_kind_of_channel_it_is(to: str, kind: str) -> None:
    """§6: mailto: by [smtp], http(s): a webhook, anything else Apprise."""
    assert addresses.channel(to) == kind


@pytest.mark.parametrize(
    ("to", "code"),
    [("a@valmont.example", "to_mail"), ("valmont", "to_scheme"), ("", "to_scheme"), ("mailto:", "recipient"),
     ("mailto:a@x.example,b", "recipient"),
     ("slack:abc", "to_scheme"), ("mailto:a@x.example\nBcc: b@x.example", "to_scheme"), ("https://", "url"),
     ("atom:", "feed_file"), ("atom:flux/", "feed_file"), ("atom://x/y", "feed_file")],
)  # fmt: skip
def test_what_is_no_channel_is_refused(to: str, code: str) -> None:
    with pytest.raises(BadValue, match=f"^{code}$"):
        addresses.channel(to)


@pytest.mark.parametrize(
    ("written", "shown"),
    [("mailto:a@valmont.example", "a@valmont.example"), ("mailto:${WHO}@valmont.example", "…@valmont.example"),
     ("https://hooks.example.org/T0/B0/secret", "https://hooks.example.org/…"), ("https://u:p@example.org", "https://example.org"),
     ("https://example.org/?key=1", "https://example.org/…"), ("https://example.org?key=1", "https://example.org/…"),
     ("https://${HOST}/x", "https://…"), ("https://127.0.0.1:81/h", "https://127.0.0.1:81/…"),
     ("ntfy://ntfy.sh/topic", "ntfy://ntfy.sh/…"),
     ("tgram://123:abc/42", "tgram://…"), ("slack://A/B/${C}", "slack://…"), ("${ALL}", "…"), ("${S}://x", "…"),
     ("atom:flux/${TOWN}.xml", "atom:flux/….xml")],
)  # fmt: skip
def test_secrets_are_left_out_of_what_is_shown(written: str, shown: str) -> None:
    """§6: they never appear in logs, in the database or in an error."""
    assert addresses.shown(written) == shown


def test_the_key_of_a_channel_is_that_of_the_address_as_written() -> None:
    """A rotated token leaves the outbox where it was; a password in the address is no part of the key."""
    assert addresses.channel_key("webhook", "https://a:b@x.example/h") == addresses.channel_key("webhook", "https://c@x.example/h")
    assert addresses.channel_key("webhook", "https://x.example/h") != addresses.channel_key("webhook", "https://x.example/i")
    assert addresses.channel_key("mail", "mailto:a@x.example").startswith("mail-")


def test_apprise_is_asked_whether_it_knows_the_address() -> None:
    addresses.apprise_knows("ntfy://ntfy.sh/valmont")
    for address, code in (("ntyf://ntfy.sh/valmont", "apprise_scheme"), ("slack://x", "apprise")):
        with pytest.raises(BadValue, match=f"^{code}$"):
            addresses.apprise_knows(address)


@pytest.mark.parametrize(
    ("name", "loopback"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("mail.localhost", True), ("10.0.0.1", False), ("x", False)],
)
def test_loopback_is_this_machine(name: str, loopback: bool) -> None:
    assert addresses.is_loopback(name) is loopback


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("mailto:you@example.org", "mailto:you@example.org", id="as DESIGN §6 writes it"),
        pytest.param("you@example.org", "mailto:you@example.org", id="a bare address"),
        pytest.param("https://example.org/veille", "https://example.org/veille", id="a page"),
    ],
)
def test_the_contact_is_one_address(written: str, meant: str) -> None:
    """§6: it goes into the User-Agent as it is, never as "mailto:mailto:"."""
    assert addresses.contact(written) == meant


@pytest.mark.parametrize("written", ["mailto:mailto:you@example.org", "mailto:", "valmont", "ftp://example.org/"])
def test_what_reaches_nobody_is_no_contact(written: str) -> None:
    """§6."""
    with pytest.raises(BadValue):
        addresses.contact(written)
