"""3.8: an address that is read the short way, as most are, is the one `urllib` would make of it."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.elements.addresses import absolute, split

PIECES = (
    *"/?#=&;:@[]~+-_ab",
    ".",
    "..",
    "é",
    "%20",
    " ",
    "http://",
    "https://",
    "HTTP://",
    "a.fr",
    "A.FR",
    ":80",
    "//",
    ".pdf",
    "mailto:",
)
BASES = ("https://a.fr", "HTTPS://A.fr:443/b/c.html?q#f", "http://u@a.fr/", "", "file:///", "/x", "//a.fr/x", "https://a.fr?x")
written = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(written)
def test_the_parts_are_those_of_urllib(url: str) -> None:
    """3.8: None only where it says that there are none."""
    expected: SplitResult | None
    try:
        expected = urlsplit(url)
    except ValueError:
        expected = None
    assert split(url) == expected


@given(written, st.sampled_from(BASES))
def test_a_relative_address_is_joined_as_by_urllib(raw: str, base: str) -> None:
    """3.8: None where it leads to no page of its own."""
    assert absolute(raw, base) == _by_urllib(raw.strip(), base)


@pytest.mark.parametrize(
    "raw", ["/f.pdf", "/a/b-c_d.html?x=1&y=2", "/a/", "/a//b", "/a/../b", "/.a", "/a;p", "/a?", "?a", "//b.fr/c", "b"]
)
def test_each_form_is_joined_as_by_urllib(raw: str) -> None:
    """3.8: the forms that pages have, plain and not."""
    for base in BASES:
        assert absolute(raw, base) == _by_urllib(raw, base)


def _by_urllib(raw: str, base: str) -> str | None:
    if not raw or raw.startswith("#"):
        return None
    try:
        url = urljoin(base, raw)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url.replace(" ", "%20") if parts.scheme in ("http", "https") and parts.netloc else None
