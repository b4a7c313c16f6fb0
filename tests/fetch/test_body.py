"""Bodies are decoded under a cap, however they are cut into pieces (14.3: httpx's decoders cannot keep one)."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch.body import read_body
from monitor.fetch.errors import FetchError
from tests import sweeps


def _pieces(data: bytes, size: int) -> list[bytes]:
    return [data[i : i + size] for i in range(0, len(data), size)]


@given(
    data=st.binary(max_size=3000),
    members=st.integers(0, 3),
    size=st.integers(1, 700),
    deflate=st.booleans(),
    tail=st.sampled_from([b"", b"\0"]),
)
@settings(max_examples=sweeps.times(50, 500), deadline=None)
def test_pieces_make_no_difference(data: bytes, members: int, size: int, deflate: bool, tail: bytes) -> None:
    if deflate:
        sent, whole, encoding = zlib.compress(data), data, "deflate"
    else:
        sent, whole, encoding = gzip.compress(data) * members + (tail if members else b""), data * members, "gzip"
    got = read_body(_pieces(sent, size), encoding=encoding, length=None, max_bytes=10_000, cut_by=())
    assert (got.data, got.cut) == (whole, None)


@given(data=st.binary(min_size=1, max_size=3000), keep=st.integers(min_value=1), size=st.integers(1, 700))
@settings(max_examples=sweeps.times(50, 500), deadline=None)
def test_a_stream_without_its_end_is_cut(data: bytes, keep: int, size: int) -> None:
    sent = gzip.compress(data)
    got = read_body(_pieces(sent[: 1 + keep % (len(sent) - 1)], size), encoding="gzip", length=None, max_bytes=10_000, cut_by=())
    assert got.cut
    assert data.startswith(got.data)


@given(st.binary(max_size=500))
@settings(max_examples=sweeps.times(50, 500), deadline=None)
def test_any_bytes_end_somehow(data: bytes) -> None:
    for encoding in ("gzip", "deflate", ""):
        read_body([data], encoding=encoding, length=None, max_bytes=10_000, cut_by=())


@pytest.mark.parametrize("size", [1_000_000, 1_000_001])
def test_the_cap_counts_decoded_bytes(size: int) -> None:
    sent = [gzip.compress(b"x" * size)]
    if size == 1_000_000:
        assert len(read_body(sent, encoding="gzip", length=None, max_bytes=1_000_000, cut_by=()).data) == size
    else:
        with pytest.raises(FetchError, match="too_large"):
            read_body(sent, encoding="gzip", length=None, max_bytes=1_000_000, cut_by=())


def test_a_bomb_is_never_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, compresslevel=1)
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="too_large"):
            read_body([bomb], encoding="gzip", length=None, max_bytes=1_000_000, cut_by=())
        assert tracemalloc.get_traced_memory()[1] < 12_000_000
    finally:
        tracemalloc.stop()


def test_what_may_be_capped_is_returned_as_far_as_it_goes() -> None:
    """RFC 9309 §2.5: of a robots.txt the first 500 KiB count."""
    got = read_body([b"x" * 99], encoding="", length=99, max_bytes=10, cut_by=(), may_cap=True)
    assert got.data == b"x" * 10
