"""A body as it comes in: gzip undone under a cap, and how it ended. Pure: bytes in, a `Body` out.

httpx's own decoders unpack a whole chunk before a cap can see it, and a few kilobytes become gigabytes; zlib has `max_length`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from monitor.fetch.errors import FetchError, reason
from monitor.model.frozen import dataclass, field

GZIP_MAGIC = b"\x1f\x8b"
_GZIP, _ZLIB, _RAW = 31, 15, -15  # wbits of the three containers
_NO_ENCODING = frozenset({"identity", "none", "utf-8", "utf8", "8bit", "binary"})  # said by misconfigured servers, meaning nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The decoded bytes. `cut` says how they ended too early, if they did."""

    data: bytes = field(repr=False)
    cut: str | None = None


class _Cut(Exception):
    """The compressed stream is broken here."""


class _Plain:
    """A body sent as it is."""

    whole = True

    def feed(self, data: bytes, room: int) -> bytes:
        return data[:room]


class _Inflated:
    """One or more gzip members, or deflate with or without its zlib header (RFC 9110 §8.4.1)."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._wbits = _GZIP if name == "gzip" else None  # None: deflate, the first bytes will tell
        self._stream = zlib.decompressobj(_GZIP)
        self._pending = b""
        self._fed = False

    @property
    def whole(self) -> bool:
        """Whether the stream came to its own end; nothing at all is whole too."""
        return self._stream.eof or not (self._fed or self._pending)

    def feed(self, data: bytes, room: int) -> bytes:
        """Return at most *room* bytes; those behind are dropped, for then the cap is reached."""
        data, self._pending, out = self._pending + data, b"", b""
        while data and len(out) < room:
            if self._stream.eof or self._wbits is None or not self._fed:
                if len(data) < 2:
                    self._pending = data
                    break
                if self._stream.eof and data[:2] != GZIP_MAGIC:
                    break  # padding behind the end, which gunzip ignores too
                if self._wbits is None:
                    zlib_header = data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
                    self._wbits = _ZLIB if zlib_header else _RAW
                self._stream, self._fed = zlib.decompressobj(self._wbits), True
            try:
                out += self._stream.decompress(data, room - len(out))
            except zlib.error as error:
                raise _Cut(f"{self._name}: {reason(error)}") from error
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        return out


def read_body(
    chunks: Iterable[bytes],
    *,
    encoding: str,
    length: int | None,
    max_bytes: int,
    cut_by: tuple[type[Exception], ...],
    may_cap: bool = False,
) -> Body:
    """Return what *chunks* hold, decoded by *encoding* (a Content-Encoding header) and at most *max_bytes* long.

    *length* is the announced number of bytes, None if unknown. An exception of *cut_by* while reading ends the body: it is returned
    with `cut`, as is a broken compressed stream. Raises `FetchError`: `encoding` for one that we never ask for, `too_large`, unless
    *may_cap*: then what fits is returned.
    """
    names = [n for n in (part.strip().lower() for part in encoding.split(",")) if n and n not in _NO_ENCODING]
    if len(names) > 1 or not {*names} <= {"gzip", "x-gzip", "deflate"}:
        raise FetchError("encoding", f"Content-Encoding: {encoding[:60]}")
    decoder = _Inflated("deflate" if names[0] == "deflate" else "gzip") if names else _Plain()
    if length is not None and length > max_bytes and not may_cap:
        raise FetchError("too_large", f"{length} bytes, {max_bytes} allowed")
    out, counted, cut = bytearray(), _Counted(chunks), None
    try:
        for chunk in counted:
            out += decoder.feed(chunk, max_bytes + 1 - len(out))
            # A compressed stream can go on for ever without unpacking to anything.
            if len(out) > max_bytes or counted.received > max_bytes + max_bytes // 100 + 4096:
                if not may_cap:
                    raise FetchError("too_large", f"{max_bytes} bytes allowed")
                return Body(data=bytes(out[:max_bytes]))
        cut = None if decoder.whole else f"{encoding}: no end after {counted.received} bytes"
    except _Cut as broken:
        cut = str(broken)
    except cut_by:
        cut = f"{counted.received}/{'?' if length is None else length} bytes"
    return Body(data=bytes(out), cut=cut)


class _Counted:
    """Iterates over chunks and knows how many bytes have come."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.received = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.received += len(chunk)
            yield chunk
