"""The parts of a file that is a zip of XML (OOXML, OpenDocument), unpacked under caps and parsed without entities.

Nothing is written anywhere, and no name within the file is ever a path: a part is asked for by its name.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    Element: TypeAlias = Any  # lxml's: its own types are in a package that is not kept up

MOST_PARTS = 20_000
MOST_UNPACKED = 120_000_000  # bytes of XML of one file, all parts together
_CHUNK = 1 << 20


class Unfit(Exception):
    """The file can't be read; the message is the short, neutral evidence."""


class Package:
    """An opened file: its parts by name."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._left = MOST_UNPACKED
        self._names = {info.filename: info for info in packed.infolist()}

    def names(self, wanted: Callable[[str], bool]) -> list[str]:
        """The parts whose names are *wanted*, sorted."""
        return sorted(filter(wanted, self._names))

    def has(self, name: str) -> bool:
        return name in self._names

    def xml(self, name: str) -> Element:
        """The root of the part *name*; raises Unfit where it is missing, broken or too large."""
        return parsed(self.bytes(name), name)

    def bytes(self, name: str) -> bytes:
        """What the part *name* holds, however much it claims to."""
        info = self._names.get(name)
        if info is None:
            raise Unfit(f"broken: no {name}")
        if info.flag_bits & 1:
            raise Unfit("encrypted")
        found = bytearray()
        try:
            with self._packed.open(info) as part:
                while chunk := part.read(_CHUNK):
                    found += chunk
                    if len(found) > self._left:
                        raise Unfit(f"more than {MOST_UNPACKED // 1_000_000} MB unpacked")
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as broken:
            raise Unfit(f"broken: {name}") from broken
        self._left -= len(found)
        return bytes(found)

    def checksum(self, name: str) -> str:
        """What tells the bytes of the part *name* from others; "" where there is none."""
        info = self._names.get(name)
        return f"{info.CRC:08x} {info.file_size}" if info else ""

    def contents(self) -> str:
        """A digest of all that is packed, whatever packed it and when."""
        each = sorted(f"{name}\0{info.CRC:08x}\0{info.file_size}" for name, info in self._names.items())
        return digest("\n".join(each))

    def pictures(self, is_picture: Callable[[str], bool]) -> str:
        """A digest of the pictures within: equal, they are the same, however they are called and packed."""
        seen = sorted(self.checksum(name) for name in self._names if is_picture(name))
        return digest("\n".join(seen))


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_PROGRAMS = (("docProps/app.xml", "Application"), ("meta.xml", "generator"))


def program_of(package: Package) -> str:
    """Which program saved *package*, without its version; "" where it does not say."""
    for name, said in _PROGRAMS:
        if package.has(name):
            found = next((e.text or "" for e in package.xml(name).iter() if local(e) == said), "")
            return re.split(r"[/$\d]", found)[0].strip()
    return ""


def worn(
    package: Package, drawn: str, is_picture: Callable[[str], bool], looks: Sequence[str], *, each: bool = False, places: str = ""
) -> str:
    """What a viewer sees beside words: digests of the program that saved it, of *drawn* and of the pictures within (3.31).

    Then those of *looks*, the colours and lines without the words that wear them: all, how many they are, and which. *each*: one
    more is another look, whatever words came with it. Two programs write one colour in two ways: colours are compared where one
    program saved both. At the end *places*, of the pictures (`placed.placed_digests`).
    """
    number = "" if each else str(len(looks))
    tallied = (str(sorted(Counter(looks).items())), number, str(sorted(set(looks))))
    return digest(program_of(package)) + digest(drawn) + package.pictures(is_picture) + "".join(map(digest, tallied)) + places


@contextmanager
def unpacked(data: bytes) -> Iterator[Package]:
    """Open *data*; raises Unfit for what is no sound zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if len(packed.infolist()) > MOST_PARTS:
                raise Unfit(f"{len(packed.infolist())} parts, {MOST_PARTS} allowed")
            yield Package(packed)
    except (zipfile.BadZipFile, ValueError, OverflowError, UnicodeError) as broken:
        raise Unfit("broken: no zip") from broken


def parsed(data: bytes, name: str, *, entities: bool = False) -> Element:
    """*data* as XML, with nothing from elsewhere; raises Unfit. *entities*: it may declare some; they are not put in."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise Unfit(f"broken: {name}") from broken
    document_type = root.getroottree().docinfo.internalDTD
    if not entities and document_type is not None and any(True for _ in document_type.iterentities()):
        raise Unfit(f"entities declared in {name}")
    if entities and next(root.iter(etree.Entity), None) is not None:  # what they say is not put in: a text would be cut short
        raise Unfit(f"entities declared in {name}")
    return root


def local(element: Element) -> str:
    """The name of *element* without its namespace; "" of what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that name, whatever its namespace; None: it has none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
