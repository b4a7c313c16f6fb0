"""Which words each picture within an office file stands by: two that change places are another file (DESIGN 3.30, 3.31).

In a text these are the words of its paragraph, or of the last one that has any; on a slide those of the nearest shape. A picture
is told by its bytes: of one packed anew it is what it shows that is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any

from monitor.documents.packed import Package, attribute, digest, local
from monitor.normalize import key

_MOST = 300  # pictures of a file: a logo on each of a thousand slides says little
_PART = 8  # hexadecimal digits: of a place, of a picture

Placed = tuple[str, str]  # words, the part that holds the picture


def relations(package: Package, part: str) -> dict[str, str]:
    """By their identity the parts that *part* leads to."""
    folder, _, name = part.rpartition("/")
    about = f"{folder}/_rels/{name}.rels"
    if not package.has(about):
        return {}
    targets = ((e.get("Id", ""), e.get("Target", "")) for e in package.xml(about))
    return {one: normpath(target.lstrip("/") if target.startswith("/") else join(dirname(part), target)) for one, target in targets}


def picture_in(element: Any) -> str:
    """What the first picture in *element* is called there: the name of a relation, in OpenDocument of a part; "" of none."""
    for one in element.iter():
        if local(one) == "blip" or (local(one) == "image" and attribute(one, "href")):
            return attribute(one, "embed") or attribute(one, "href") or ""
    return ""


def in_text(body: Any, parts: Mapping[str, str]) -> Iterator[Placed]:
    """The pictures of a text in their order; *parts*: by what they are called there, where that is not the part itself."""
    words = ""
    if next(body.iter("{*}blip", "{*}image"), None) is None:  # as in most: a walk takes its time
        return
    for one in _shown(body):
        match local(one):
            case "p" | "h":
                within = (e for e in _shown(one) if local(e) not in ("instrText", "delText"))
                said = "".join(f"{e.text or ''}{'' if e is one else e.tail or ''}" for e in within)
                words = key(said).replace(" ", "") or words
            case "blip" | "image":
                name = attribute(one, "embed") or attribute(one, "href") or ""
                if part := parts.get(name, name):
                    yield words, part
            case _:
                continue


def _shown(element: Any) -> Iterator[Any]:
    """*element* and what is in it, of two ways to write the same the newer one."""
    yield element
    for child in element:
        if local(child) != "Fallback":
            yield from _shown(child)


def placed_digests(package: Package, found: Iterable[Placed]) -> str:
    """*found* as it is kept with the digests of a file's look: of each the words, and which of these by them, then its bytes."""
    times = Counter[str]()
    kept: list[str] = []
    for words, part in found:
        if (bytes_ := package.checksum(part)) and len(kept) < _MOST:
            times[words] += 1
            kept.append(digest(f"{words} {times[words]}")[:_PART] + digest(bytes_)[:_PART])
    return "".join(kept)
