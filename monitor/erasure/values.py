"""What a visit found, without the names that must not be stored: every text of it, and whether its bytes may be kept. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from monitor.erasure.matching import blocks_without, place_without, without
from monitor.erasure.unpacked import names_in
from monitor.model import ERASED, Block, DocumentContent, DocumentReading, Fetched, Reading, StopList, Validators

Value = TypeVar("Value")
_EXACT = frozenset({"body", "sha256", "geometry", "recipe_hash", "digests"})


def reading_without(stops: Sequence[StopList], reading: Reading) -> Reading:
    """*reading* without the forms of *stops*; bytes that hold one, or from which one was read, are marked not to be kept."""
    if not stops:
        return reading
    page = reading.page
    if isinstance(page, Fetched) and _is_named(stops, page):
        page = replace(page, withheld=True)
    documents = tuple(_document(stops, document) for document in reading.documents)
    same = isinstance(page, Fetched) and page.withheld
    found = value_without(stops, replace(reading, page=page, documents=documents))
    return replace(found, glance=None) if same else found


def _document(stops: Sequence[StopList], document: DocumentReading) -> DocumentReading:
    fetched = document.fetched
    if fetched is None:
        return document
    content = value_without(stops, document.content)
    if content != document.content or mentions_erased(content) or _is_named(stops, fetched):
        return replace(document, content=content, fetched=replace(fetched, withheld=True))
    return document


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
        blocks = tuple(_block(stops, block, text) for block, text in zip(value, texts, strict=True))
        return value if all(a is b for a, b in zip(blocks, value, strict=True)) else blocks
    if isinstance(value, tuple | list):
        walked = [_walked(stops, one) for one in value]
        if all(a is b or a == b for a, b in zip(walked, value, strict=True)):
            return value
        return type(value)(*walked) if hasattr(value, "_fields") else type(value)(walked)
    if isinstance(value, Mapping):
        changed = {key: _walked(stops, one) for key, one in value.items()}
        return value if changed == value else changed
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in _EXACT}
    changes = {name: new for name, old in found.items() if (new := _walked(stops, old)) is not old and new != old}
    return replace(value, **changes) if changes else value


def _block(stops: Sequence[StopList], block: Block, text: str) -> Block:
    facts = {name: _walked(stops, getattr(block, name)) for name in ("links", "pictures", "frames", "columns", "above")}
    if text == block.text and all(facts[name] == getattr(block, name) for name in facts):
        return block
    return replace(block, text=text, struck=struck_without(stops, block.text, text, block.struck), **facts)


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
