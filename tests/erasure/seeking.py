"""Names sought as bytes in every file of a folder, whatever packs them: no function of the program takes part."""

from __future__ import annotations

import html
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import zstandard


def needles(*forms: str) -> dict[bytes, str]:
    """*forms* as they may stand in bytes, by what each is, letters of ASCII in lower case."""
    found = {}
    for form in forms:
        entities = "".join(c if c.isascii() else f"&#{ord(c)};" for c in form)
        named = html.escape(form).encode("ascii", "xmlcharrefreplace").decode()
        for shown, text in (
            ("", form),
            ("entities ", entities),
            ("named ", named),
            ("percent ", quote(form)),
            ("nbsp ", form.replace(" ", "\u00a0")),
        ):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
                with suppress(UnicodeEncodeError):
                    found[text.encode(encoding).lower()] = f"{shown}{form} in {encoding}"
    return found


def held(folder: Path, wanted: dict[bytes, str]) -> list[str]:
    """Where something of *wanted* stands."""
    return sorted(
        {f"{path.name}{where}: {said}" for path in sorted(folder.rglob("*")) if path.is_file()
         for where, data in _unpacked(path.read_bytes()) for needle, said in wanted.items() if needle in data.lower()}
        | {f"{path.name}, a blob{where}: {said}" for path in sorted(folder.rglob("*.db"))
           for where, data in _blobs(path) for needle, said in wanted.items() if needle in data.lower()}
    )  # fmt: skip


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "", data
    for begin in re.finditer(rb"stream\r?\n", data):
        with suppress(zlib.error):
            yield ", a stream", zlib.decompressobj().decompress(data[begin.end() :])
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield f", {name}", archive.read(name)


def _blobs(path: Path) -> Iterator[tuple[str, bytes]]:
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT id, encoding, base, data FROM blobs ORDER BY id").fetchall()
    decoded: dict[int, bytes] = {}

    def read(number: int) -> bytes:
        if number not in decoded:
            _, encoding, base, data = next(row for row in rows if row[0] == number)
            words = zstandard.ZstdCompressionDict(read(base), dict_type=zstandard.DICT_TYPE_RAWCONTENT) if base else None
            unpacker = zstandard.ZstdDecompressor(dict_data=words, max_window_size=1 << 27)
            decoded[number] = data if encoding == "stored" else unpacker.decompress(data)
        return decoded[number]

    for row in rows:
        yield from _unpacked(read(row[0]))
