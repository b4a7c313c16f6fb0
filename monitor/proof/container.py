"""The .zip that a proof is written to, read strictly: each byte is a file's, or a record's that can say one thing (DESIGN 5.21).

Files are stored as they are, for what is packed may be altered and still unpack to the same. This goes into the verify.py of every
proof, and verify.html does the same: the standard library only.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

_MOST_UNPACKED = 2_000_000_000  # bytes
_FACTS = struct.Struct("<5H3I2H")  # of both records of a file: version, flags, method, time, day; checksum, sizes; lengths
_PLACE = struct.Struct("<3H2I")  # of the one in the directory: nothing, twice nothing; mode, place of the other
_END = struct.Struct("<4s4H2IH")
# a record of the directory as `writing` makes it
_OURS = re.compile(rb"PK\x01\x02\x14\x03\x14\0\0[\0\x08]\0{4}\x21\0.{14}\0{10}\xa4\x01", re.DOTALL)


class BrokenZip(Exception):
    """Where a .zip is not as it was written. `file`: in which; "": of the .zip itself. `key`: of the sentence."""

    def __init__(self, file: str, key: str) -> None:
        super().__init__(file, key)
        self.file, self.key = file, key


def zipped_files(data: bytes) -> dict[str, bytes]:
    """The files of a .zip, whoever packed it: what is in them is checked afterwards. Raises BrokenZip."""
    stored = _stored_files(data)
    if stored is not None:
        return stored
    files: dict[str, bytes] = {}
    name = ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = [one for one in packed.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX/")]
            if sum(one.file_size for one in entries) > _MOST_UNPACKED:
                raise BrokenZip("", "proof.too_large")
            for one in entries:
                name = one.filename
                if name in files:
                    raise BrokenZip(name, "proof.twice")
                files[name] = packed.read(one)
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, struct.error) as error:
        raise BrokenZip(name, "proof.packed") from error
    return files


def _stored_files(data: bytes) -> dict[str, bytes] | None:
    """The files of a .zip as a proof is written to one; None: another tool packed it. Raises BrokenZip."""
    end = len(data) - _END.size
    sign, _, _, _, _, size, start, _ = _END.unpack(data[end:]) if end >= 0 else (b"", *(0,) * 7)
    if sign != b"PK\5\6" or start + size != end:
        raise BrokenZip("", "proof.packed")
    if not _OURS.search(data, start):
        return None
    files: dict[str, bytes] = {}
    at, place, last = 0, start, ""
    while at < start:
        # The file's record, its name and its bytes; the directory, which comes after all files, leaves room for one.
        held, named = *struct.unpack_from("<I", data, at + 18), *struct.unpack_from("<H", data, at + 26)
        raw, body = data[at + 30 : at + 30 + named], data[at + 30 + named : at + 30 + named + held]
        utf8 = 0 if raw.isascii() else 0x800
        facts = _FACTS.pack(20, utf8, 0, 0, 33, zlib.crc32(body), len(body), len(body), len(raw), 0)
        local = b"PK\3\4" + facts + raw
        if data[at : at + len(local)] != local:
            length = int.from_bytes(data[place + 28 : place + 30], "little")  # of the name in the directory's record
            raise BrokenZip(_shown(data[place + 46 : place + 46 + length]), "proof.record")
        name, other = _shown(raw), data[place + 46 : place + 46 + len(raw)]
        listed = b"PK\1\2\x14\3" + facts + _PLACE.pack(0, 0, 0, 0o644 << 16, at) + raw
        if data[place : place + len(listed)] != listed:
            # Of two names the right one is said more often, in the manifest and the sums, and so is its folder.
            cuts = {one: one.find(b"/") + 1 for one in (raw, other)}
            right = max(raw, other, key=lambda one: (data.count(one[cuts[one] :]), data.count(one[: cuts[one]])))
            raise BrokenZip(_shown(right), "proof.record")
        if name <= last:
            raise BrokenZip(name, "proof.twice" if name in files else "proof.record")
        files[name], last = body, name
        at, place = at + 30 + len(raw) + len(body), place + len(listed)
    if place != end or data[end:] != _END.pack(b"PK\5\6", 0, 0, len(files), len(files), size, start, 0):
        raise BrokenZip("", "proof.packed")
    return files


def _shown(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
