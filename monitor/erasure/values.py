"""What a visit found, without the names that must not be stored: every text of it, and whether its bytes may be kept. Pure.

Every text that bytes may hold is looked through (DESIGN 5.17): pages and texts in the usual encodings, entities and
percent-encoding undone, with markup and without; mail addresses that scripts put together; the streams and strings of PDFs;
what archives hold, office files among them; what pictures say of themselves. What a PDF writes in letters of its own fonts, its
reader tells; what a picture shows, nobody does.
"""

from __future__ import annotations

import binascii
import html
import io
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar
from urllib.parse import unquote_plus

from monitor.erasure.matching import blocks_without, holds, place_without, without
from monitor.model import ERASED, Block, DocumentContent, DocumentReading, Fetched, Reading, StopList, Validators
from monitor.model.frozen import rebuilt, replace

Value = TypeVar("Value")
_EXACT = frozenset({"body", "sha256", "geometry", "recipe_hash", "digests"})


def reading_without(stops: Sequence[StopList], reading: Reading) -> Reading:
    """*reading* without the forms of *stops*; bytes that hold one, or from which one was read, are marked not to be kept."""
    if not stops:
        return reading
    page = reading.page
    if isinstance(page, Fetched) and _is_named(stops, page):
        page = replace(page, withheld=True)
    documents = list[DocumentReading]()
    for document in reading.documents:
        fetched, content = document.fetched, document.content
        if fetched is not None:
            content = value_without(stops, content)
            if content != document.content or mentions_erased(content) or _is_named(stops, fetched):
                document = replace(document, content=content, fetched=replace(fetched, withheld=True))
        documents.append(document)
    same = isinstance(page, Fetched) and page.withheld
    found = value_without(stops, replace(reading, page=page, documents=tuple(documents)))
    return replace(found, glance=None) if same else found


def _is_named(stops: Sequence[StopList], fetched: Fetched) -> bool:
    return any(fetched.sha256 in stop.withheld for stop in stops) or names_in(stops, fetched.body)


def mentions_erased(content: DocumentContent | None) -> bool:
    """Whether something was taken out of *content*: then its bytes hold it."""
    if content is None:
        return False
    said = [block.text for block in content.text or ()]
    said += [p.name for unit in (content.orgchart.units if content.orgchart else ()) for p in unit.people]
    return any(ERASED in text for text in said)


def value_without(stops: Sequence[StopList], value: Value) -> Value:
    """*value* (texts, tuples, mappings, frozen values) without the forms of *stops*; the very same object where it holds none."""
    changed: Value = _walked(stops, value)
    return changed


def _walked(stops: Sequence[StopList], value: Any) -> Any:
    if isinstance(value, str):
        return without(stops, value)
    if isinstance(value, Validators):
        return value if _walked(stops, (value.etag, value.last_modified)) == (value.etag, value.last_modified) else Validators()
    if isinstance(value, tuple) and value and all(isinstance(one, Block) for one in value):
        texts = blocks_without(stops, [block.text for block in value])
        blocks = list[Block]()
        for block, text in zip(value, texts, strict=True):
            facts = {name: _walked(stops, getattr(block, name)) for name in ("links", "pictures", "frames", "columns", "above")}
            same = text == block.text and all(facts[name] == getattr(block, name) for name in facts)
            struck = () if same else struck_without(stops, block.text, text, block.struck)
            blocks.append(block if same else replace(block, text=text, struck=struck, **facts))
        return value if all(a is b for a, b in zip(blocks, value, strict=True)) else tuple(blocks)
    return rebuilt(value, lambda one, _: _walked(stops, one), _EXACT)


def struck_without(
    stops: Sequence[StopList], before: str, after: str, struck: Sequence[Sequence[int]]
) -> tuple[tuple[int, int], ...]:
    """The spans *struck* of the text *before* in the text *after*, which `blocks_without` made of it."""
    if after == ERASED:
        return ((0, len(ERASED)),) if struck else ()
    places = ((place_without(stops, before, i), place_without(stops, before, j)) for i, j in struck)
    return tuple((i, j if j > i else min(len(after), i + len(ERASED))) for i, j in places)


def texts_in(value: Any) -> Iterator[str]:
    """Every text in *value*, of JSON."""
    match value:
        case str():
            yield value
        case dict():
            yield from (text for one in value.values() for text in texts_in(one))
        case list():
            yield from (text for one in value for text in texts_in(one))


MOST = 300_000_000  # bytes unpacked of one file; what is beyond is not looked through
_DEEPEST = 3  # archives within each other
_MARKUP = re.compile(r"<[^<>]{0,4000}>")
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|cite|em|font|i|mark|small|span|strong|sub|sup|u)\b[^<>]{0,4000}>", re.I)
_BREAK = re.compile(r"<br\b[^<>]{0,200}>", re.I)
_APART = "\t"  # words on either side are no neighbours, but may be one name
_WITHIN = re.compile(r"[^\W\d_]<[^<>]{0,200}>[^\W\d_]")  # markup within a word
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_SCRAMBLED = re.compile(r"(?:data-cfemail=[\"']|email-protection#)([0-9a-fA-F]{6,600})")
_PACKED = re.compile(r";base64,\s*([A-Za-z0-9+/]{16,}={0,2})")  # a picture or a text within a page
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_STREAM = re.compile(rb"stream\r?\n")
_LITERAL = re.compile(rb"\(((?:\\.|[^\\()]){1,4000})\)", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,8000})>")
_OCTAL = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.S)
_SOFT_BREAK = re.compile(r"=\r?\n")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")


def names_in(stops: Sequence[StopList], data: bytes) -> bool:
    """Whether *data*, in whatever it is packed or written, holds a form of one of *stops*."""
    return any(holds(stops, text, loose=True) for text in texts_of(data)) if stops else False


def texts_of(data: bytes) -> Iterator[str]:
    """Every text that *data* may hold; several of them mostly say the same."""
    left = [MOST]
    yield from _texts(data, left, 0)


def _texts(data: bytes, left: list[int], depth: int) -> Iterator[str]:
    left[0] -= len(data)
    if left[0] < 0 or not data:
        return
    if data[:4] == b"PK\x03\x04" and depth < _DEEPEST:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for entry in archive.infolist():
                    yield entry.filename
                    if entry.file_size <= left[0]:
                        with suppress(zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
                            yield from _texts(archive.read(entry), left, depth + 1)
                yield archive.comment.decode("utf-8", "replace")
        except (zipfile.BadZipFile, ValueError, EOFError):
            for text in _decoded(data):
                yield from _read(text)
    elif data[:2] == b"\x1f\x8b" and depth < _DEEPEST:
        with suppress(zlib.error):
            yield from _texts(zlib.decompressobj(31).decompress(data, max(0, left[0])), left, depth + 1)
    elif b"%PDF-" in data[:1024]:
        # the bytes as they stand, and each stream that zlib unpacks
        yield from _strings(data)
        for begin in _STREAM.finditer(data):
            with suppress(zlib.error):
                unpacked = zlib.decompressobj().decompress(data[begin.end() :], max(0, min(left[0], 50_000_000)))
                left[0] -= len(unpacked)
                yield from _strings(unpacked)
    elif data[:8] == _PNG or data[:2] == _JPEG:
        for said in (_of_png if data[:8] == _PNG else _of_jpeg)(data):
            yield from _strings(said)
    else:
        for text in _decoded(data):
            yield from _read(text)
            for found in _PACKED.finditer(text) if depth < _DEEPEST else ():
                with suppress(binascii.Error):
                    yield from _texts(b64decode(found[1]), left, depth + 1)


def _of_png(data: bytes) -> Iterator[bytes]:
    """What a PNG says beside its picture: author, title, description, XMP, Exif (PNG 3rd ed. §11.3.3)."""
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        said = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind in (b"tEXt", b"eXIf"):
            yield said
        elif kind in (b"zTXt", b"iTXt"):
            yield said
            begin = said.find(b"\0") + (2 if kind == b"zTXt" else 3)
            packed = said[begin:] if kind == b"zTXt" else said[begin:].split(b"\0", 2)[-1]
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(packed, MOST)


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    """What a JPEG says beside its picture: comments, and the segments of Exif, XMP and IPTC (JPEG B.1.1)."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:  # there the picture begins
        size = int.from_bytes(data[at + 2 : at + 4])
        if data[at + 1] == 0xFE or 0xE1 <= data[at + 1] <= 0xEF:
            said = data[at + 4 : at + 2 + size]
            yield said
            yield said.replace(b"\0", b"")  # Windows writes author and title in UTF-16
        at += 2 + size


def _strings(data: bytes) -> Iterator[str]:
    """What *data*, of a PDF, says: as text, and the strings in it, which may be written in octal, in hex or in UTF-16."""
    for text in _decoded(data):
        yield from _read(text)
    octal = partial(_OCTAL.sub, lambda sign: bytes([int(sign[1], 8) & 0xFF]) if sign[1] else sign[2])
    said = [octal(found[1]) for found in _LITERAL.finditer(data)]
    for found in _HEX.finditer(data):
        digits = b"".join(found[1].split())
        said.append(bytes.fromhex(digits.decode() + "0" * (len(digits) % 2)))
    yield _APART.join(_string(one) for one in said)
    yield "".join(_string(one) for one in said)  # a line of text is often written in pieces


def _string(one: bytes) -> str:
    if one[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return one.decode("utf-16", "replace")
    return one.decode("utf-8") if _is_utf8(one) else one.decode("cp1252", "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes) -> Iterator[str]:
    """*data* in the encodings that it may be in."""
    if _is_utf8(data):
        yield data.decode("utf-8")
    else:
        yield data.decode("cp1252", "replace")
        yield data.decode("utf-8", "replace")
    if data[:2] in (b"\xfe\xff", b"\xff\xfe") or data.count(0) > len(data) // 8:
        yield data.decode("utf-16-le", "replace")
        yield data.decode("utf-16-be", "replace")
        yield data[1:].decode("utf-16-le", "replace")


def _read(text: str) -> Iterator[str]:
    """*text* as a browser, a mail reader or a script reads it."""
    plain = html.unescape(text) if "&" in text else text
    if "%" in plain:
        plain = unquote_plus(plain)
    if "\\" in plain:
        plain = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), plain)
    yield plain
    if "<" in text:
        yield html.unescape(_MARKUP.sub(_APART, _INLINE.sub(" ", _BREAK.sub("\n", text))))
        if _WITHIN.search(text):
            yield html.unescape(_MARKUP.sub("", text))
    for found in _SCRAMBLED.finditer(text):  # as Cloudflare hides mail addresses
        key, *letters = bytes.fromhex(found[1][: len(found[1]) // 2 * 2])
        yield bytes(letter ^ key for letter in letters).decode("utf-8", "replace")
    if "=" in text and _SOFT_BREAK.search(text):
        yield _QUOTED.sub(
            lambda found: bytes.fromhex(found[0].replace("=", "")).decode("utf-8", "replace"), _SOFT_BREAK.sub("", text)
        )
