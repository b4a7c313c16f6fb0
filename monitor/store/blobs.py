"""Bytes by the SHA-256 of what they decode to, each stored once, as small as the version before allows (DESIGN 7.3).

A blob leans on the version before it: zstd with that version as dictionary. Every `STEPS` versions one leans on the blob `STEPS`
before instead of its neighbour, so that reading takes a few dozen short steps; a full key frame comes where the way would decode
more than `CHAIN_BYTES`, or as much as `CHAIN_LINKS` such blobs. Measured on 500 versions of 110 KB: 120 bytes a step, 780 a leap,
27 KB a key frame; the farthest is read in 5 ms. On 6,000 of 20 KB: 161 bytes a version, 4 ms.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import OrderedDict
from collections.abc import Collection, Iterator

from monitor.errors import Damaged, NothingFound
from monitor.i18n.locale import Foreign, Text
from monitor.model.frozen import dataclass
from monitor.store.connection import Connection, Row
from monitor.store.row_digests import altered
from monitor.store.rows import dumps

STEPS = 16
CHAIN_BYTES = 12_000_000  # to decode before a blob can be read: about 10 ms
CHAIN_LINKS = 100  # of as many bytes as the blob has: each costs a look-up and a hash, however short
SURELY_LESS = 25  # times: no page by itself is packed into so little
TINY = 200  # bytes: not worth a frame
CACHE_BYTES = 4_000_000  # decoded bytes kept at hand for the next version
KEY_LEVEL, DELTA_LEVEL = 1, 6
PASSING_LEVEL = 2  # of a delta that the next visit may throw away: a fifth larger, made in a third of the time
WELL_INDEXED = 2_000_000  # bytes of a dictionary that these levels' own tables find again


@dataclass(frozen=True, slots=True)
class _Encoded:
    encoding: str
    data: bytes
    base: int | None = None
    run: int = 0
    chain: int = 0


class Blobs:
    """The blobs of one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._decoded: OrderedDict[str, bytes] = OrderedDict()  # by sha256, so a rollback can't make it lie

    def id_of(self, sha256: str) -> int | None:
        """Where the bytes with that hex digest are, or None."""
        found: int | None = self._db.value("SELECT id FROM blobs WHERE sha256 = ?", (sha256,))
        return found

    def keep(self, data: bytes, sha256: str, *, before: int | None, passing: bool = False) -> int:
        """Store *data* unless it is there; returns its id. *before*: the last version's blob; *passing*: no version shows it."""
        if (known := self.id_of(sha256)) is not None:
            return known
        level = PASSING_LEVEL if passing else DELTA_LEVEL
        leaning = self._leaning(data, before, level) if before is not None and len(data) > TINY else None
        encoded = leaning if leaning and SURELY_LESS * len(leaning.data) < len(data) else _alone(data)
        if leaning and len(leaning.data) < len(encoded.data):
            encoded = leaning
        self._remember(sha256, data)
        return self._db.insert(
            "INSERT INTO blobs (sha256, size, encoding, base, run, chain, crc, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (sha256, len(data), encoded.encoding, encoded.base, encoded.run, encoded.chain, zlib.crc32(encoded.data), encoded.data),
        )

    def read(self, blob: int) -> bytes:
        """The bytes of *blob*. Raises Damaged where they are not those that were kept."""
        return self._decoded_of(self._row(blob))

    def _row(self, blob: int) -> Row:
        row = self._db.row("SELECT id, sha256, size, encoding, base, run, chain, data FROM blobs WHERE id = ?", (blob,))
        if row is None:
            raise NothingFound(Text("errors.store.no_blob", blob=blob, path=self._db.path))
        return row

    def _decoded_of(self, row: Row) -> bytes:
        sha256: str = row["sha256"]
        if (held := self._decoded.get(sha256)) is not None:
            self._decoded.move_to_end(sha256)
            return held
        base = b"" if row["base"] is None else self.read(row["base"])
        data = decode(row["encoding"], row["data"], size=row["size"], base=base)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged(Text("errors.store.blob_damaged", path=self._db.path, sha256=sha256))
        self._remember(sha256, data)
        return data

    def store_alone(self, blob: int) -> None:
        """Store *blob* so that it leans on no other; those that lean on it still do."""
        encoded = _alone(self.read(blob))
        self._db.run(
            "UPDATE blobs SET encoding = ?, base = ?, run = ?, chain = ?, crc = ?, data = ? WHERE id = ?",
            (encoded.encoding, encoded.base, encoded.run, encoded.chain, zlib.crc32(encoded.data), encoded.data, blob),
        )

    def drop_unused(self, blob: int | None) -> None:
        """Delete *blob* if nothing shows it and nothing leans on it."""
        if blob is not None:
            self._db.run(
                "DELETE FROM blobs WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM snapshots WHERE page = ?1)"
                " AND NOT EXISTS (SELECT 1 FROM exchanges WHERE blob = ?1) AND NOT EXISTS (SELECT 1 FROM blobs WHERE base = ?1)"
                " AND NOT EXISTS (SELECT 1 FROM state WHERE page = ?1) AND NOT EXISTS (SELECT 1 FROM items WHERE blob = ?1)",
                (blob,),
            )

    def forget(self) -> None:
        """Let go of decoded bytes; `verify` wants to read what is in the file."""
        self._decoded.clear()

    def _leaning(self, data: bytes, before: int, level: int) -> _Encoded | None:
        base = self._row(before)
        run = base["run"] + 1
        if run == STEPS:
            # Back to the blob at which the run of neighbours began.
            while base["run"] > 0 and base["base"] is not None:
                base = self._row(base["base"])
            run = 0
        chain = base["chain"] + len(data)
        if chain > max(min(CHAIN_BYTES, CHAIN_LINKS * len(data)), 2 * len(data)):
            return None
        return _Encoded("zstd", _compress(data, self._decoded_of(base), level), base=base["id"], run=run, chain=chain)

    def _remember(self, sha256: str, data: bytes) -> None:
        self._decoded[sha256] = data
        while sum(map(len, self._decoded.values())) > CACHE_BYTES and len(self._decoded) > 1:
            self._decoded.popitem(last=False)


def _alone(data: bytes) -> _Encoded:
    size = len(data)
    if size <= TINY:
        return _Encoded("stored", data, chain=size)
    packed = _compress(data, b"", KEY_LEVEL)
    return _Encoded("zstd", packed, chain=size) if len(packed) < size else _Encoded("stored", data, chain=size)


def _compress(data: bytes, base: bytes, level: int) -> bytes:
    import zstandard

    span = len(data) + len(base)
    sizes = {"window_log": min(27, max(10, span.bit_length()))}
    if len(base) > WELL_INDEXED:  # zstd indexes no more of a dictionary than 8 << hash_log bytes: its end
        sizes["hash_log"] = sizes["chain_log"] = len(base).bit_length() - 1
    parameters = zstandard.ZstdCompressionParameters.from_level(level, source_size=span, **sizes)
    dictionary = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if base else None
    return zstandard.ZstdCompressor(dict_data=dictionary, compression_params=parameters).compress(data)


def decode(encoding: str, data: bytes, *, size: int, base: bytes) -> bytes:
    """*data* decoded to exactly *size* bytes, never more in memory. Raises Damaged where it is no such thing."""
    if encoding != "zstd" and len(data) == size:
        return data
    import zstandard

    try:
        promised = zstandard.get_frame_parameters(data).content_size if encoding == "zstd" else len(data)
        if promised != size:  # what decompress() would allocate
            raise ValueError(f"{promised} bytes instead of {size}")
        dictionary = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if base else None
        return zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=1 << 27).decompress(data)
    except (ValueError, MemoryError, zstandard.ZstdError) as error:
        raise Damaged(Text("errors.store.blob_undecodable", error=Foreign(str(error)))) from error


# ------------------------------------------------------------------------------- bytes taken out on purpose (DESIGN 7.3, 7.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Bytes of a version. `item` None: the page; `snapshot` None: the newest page, which no version shows."""

    watch: str
    snapshot: int | None
    item: str | None
    sha256: str
    size: int


_SHOWN = """
SELECT w.name, s.number, NULL, b.sha256, b.size FROM snapshots s JOIN blobs b ON b.id = s.page
JOIN json_each(?1) j ON j.value = b.id JOIN watches w ON w.id = s.watch_id
UNION SELECT w.name, s.number, i.item, b.sha256, b.size FROM items i JOIN blobs b ON b.id = i.blob
JOIN json_each(?1) j ON j.value = b.id JOIN snapshots s ON s.id = i.snapshot_id JOIN watches w ON w.id = s.watch_id
UNION SELECT w.name, NULL, NULL, b.sha256, b.size FROM state st JOIN blobs b ON b.id = st.page
JOIN json_each(?1) j ON j.value = b.id JOIN watches w ON w.id = st.watch_id
WHERE NOT EXISTS (SELECT 1 FROM snapshots x WHERE x.page = b.id) ORDER BY 1, 2, 3
"""


def shown_by(db: Connection, blobs: Collection[int]) -> Iterator[Dropped]:
    """What *blobs* are bytes of, version by version."""
    for watch, snapshot, item, sha256, size in db.tuples(_SHOWN, (dumps(sorted(blobs)),)):
        yield Dropped(watch=watch, snapshot=snapshot, item=item, sha256=sha256, size=size)


def drop_blobs(db: Connection, blobs: Blobs, gone: Collection[int]) -> None:
    """Delete the blobs with the ids *gone*, whatever shows them; those that lean on them are stored alone first."""
    if not gone:
        return
    listed = dumps(sorted(gone))
    for (blob,) in db.tuples("SELECT id FROM blobs WHERE base IN (SELECT value FROM json_each(?)) ORDER BY id", (listed,)):
        if blob not in gone:
            blobs.store_alone(blob)
    chosen = "IN (SELECT value FROM json_each(?1))"
    db.run(f"UPDATE snapshots SET page = NULL WHERE page {chosen}", (listed,))
    db.run(f"UPDATE exchanges SET blob = NULL WHERE blob {chosen}", (listed,))
    db.run(f"UPDATE items SET blob = NULL WHERE blob {chosen}", (listed,))
    db.run(f"UPDATE state SET {altered('state', page='NULL')} WHERE page {chosen}", (listed,))
    db.run(f"UPDATE blobs SET base = NULL WHERE id {chosen}", (listed,))
    db.run(f"DELETE FROM blobs WHERE id {chosen}", (listed,))
    blobs.forget()
