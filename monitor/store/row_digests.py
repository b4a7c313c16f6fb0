"""A digest in each row that no snapshot's hash covers: what a bad disk alters there is found, and not shown as true (DESIGN 7.5).

`row_digest` is known to SQL on every connection of ours. A row is *sound* while its digest is that of its columns; rows of versions
that wrote none are taken for sound until they are altered. Altering a row that is not sound leaves its digest as it was, so that
damage is never signed. This tells of accidents, not of forgery: whoever writes to the file can make a digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from math import isfinite
from types import NoneType
from typing import Any

COLUMNS = {  # what the digest of a row covers; of an alert not when and how often it is tried
    "watches": ("name", "url", "first_at"),
    "checks": (
        "watch_id", "source", "outcome", "first_at", "last_at", "count", "longest_gap_s", "snapshot", "recipe", "cosmetic",
        "failures", "flapping",
    ),
    "episodes": ("watch_id", "item", "kind", "detail", "since", "consecutive", "alerted", "ended_at"),
    "state": (
        "watch_id", "visits", "open_check", "newest_at", "newest_live_at", "snapshot_id", "page", "page_type", "page_closed",
        "etag", "last_modified", "known", "flapping", "flapping_seen_at", "extractor", "timed", "seconds", "last_seconds",
    ),
    "outbox": (
        "key", "channel", "kind", "watch_id", "items", "payload", "hash", "created_at", "delivered_at", "failed_at",
    ),
    "holds": ("scope", "target", "until"),
    "robots": ("origin", "fetched_at", "status", "body"),
    "sightings": ("watch_id", "item", "block_id", "first_snapshot", "last_snapshot", "at_latest"),
    "stretches": ("first_block", "last_block", "watch_id", "item", "snapshot"),
    "removed": ("watch_id", "item_id"),
    "readings": ("snapshot_id", "position", "item", "extractor", "content_id", "problem"),
    "states_anew": ("snapshot_id", "recipe", "extractor", "states"),
    "chart_keys": ("watch_id", "item", "content_id", "number", "keys"),
    "page_titles": ("watch_id", "title"),
    "person_keys": ("watch_id", "name", "unit_key", "key"),
    "careers": ("watch_id", "item", "number", "read", "charts", "old", "gone"),
    "post_spells": (
        "watch_id", "item", "unit_key", "person_key", "name", "role", "unit", "path", "first", "last", "before", "after", "doubted",
        "certain",
    ),
    "unit_spells": (
        "watch_id", "item", "unit_key", "title", "parent_key", "parent", "path", "named", "first", "last", "before", "after",
        "doubted", "certain",
    ),
    "stamps": ("at", "tsa", "heads", "response"),
    "erasures": ("at", "kind", "key", "forms", "hints", "longest", "finished_at"),
    "tombstones": ("snapshot_id", "position", "sha256", "size", "at"),
    "redactions": ("snapshot_id", "at", "facts", "salt", "rest"),
}  # fmt: skip


_AT_LEAST = {
    "watches": " AND instr({0}url, '://')"
}  # what a row without a digest must be all the same: pages of a file change places


def row_digest(table: str, *values: object) -> bytes:
    """8 bytes that name what a row of *table* says: the beginning of SHA-256 over the JSON of both, in a list."""
    said = ",".join([_JSON_OF.get(type(value), _JSON)(value) for value in (table, *values)])
    return hashlib.sha256(f"[{said}]".encode()).digest()[:8]


_JSON: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# Every visit asks for several of these, a first one for hundreds: the encoder as a whole takes ten times as long (DESIGN §9).
_JSON_OF: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: repr,
    float: lambda value: repr(value) if isfinite(value) else _JSON(value),
    NoneType: lambda _: "null",
}


def sound(table: str, alias: str = "") -> str:
    """SQL: whether a row is what was written. *alias*: of the table in the query, with its dot; "" where it has none."""
    unsigned = f"{alias}digest IS NULL{_AT_LEAST.get(table, '').format(alias)}"
    return f"({unsigned} OR {alias}digest = row_digest('{table}', {', '.join(alias + c for c in COLUMNS[table])}))"


def signed(table: str, **values: str) -> str:
    """SQL: the digest of a row whose columns are *values*, or as they are."""
    return f"row_digest('{table}', {', '.join(values.get(c, c) for c in COLUMNS[table])})"


def inserted(table: str, *columns: str) -> str:
    """An INSERT of *columns*, from as many parameters, with the row's digest; the other columns are NULL."""
    values = numbered(columns)
    digest = signed(table, **(dict.fromkeys(COLUMNS[table], "NULL") | values))
    return f"INSERT INTO {table} ({', '.join(columns)}, digest) VALUES ({', '.join(values.values())}, {digest})"


def digested(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """*rows* of *columns*, each with its digest behind: as `inserted` has it, for many rows at once, told column by column."""
    told = []
    for values in zip(*rows, strict=True):
        kinds = {*map(type, values)}
        of_one = _JSON_OF.get(kinds.pop(), _JSON) if len(kinds) == 1 else None
        told.append(list(map(of_one, values)) if of_one else [_JSON_OF.get(type(value), _JSON)(value) for value in values])
    places = [columns.index(column) if column in columns else None for column in COLUMNS[table]]
    said = zip(*(["null"] * len(rows) if at is None else told[at] for at in places), strict=True) if rows else ()
    begins, sha256 = f"[{_JSON(table)},", hashlib.sha256
    return [(*row, sha256(f"{begins}{','.join(one)}]".encode()).digest()[:8]) for row, one in zip(rows, said, strict=True)]


def altered(table: str, **values: str) -> str:
    """What an UPDATE sets: the columns of *values* (SQL) and, where the row was sound, the digest that goes with them."""
    return _sets(values, f"iif({sound(table)}, {signed(table, **values)}, digest)")


def altered_sound(table: str, **values: str) -> str:
    """The same for a row that this transaction has found sound."""
    return _sets(values, signed(table, **values))


def _sets(values: Mapping[str, str], digest: str) -> str:
    return ", ".join(f"{column} = {value}" for column, value in {**values, "digest": digest}.items())


def numbered(columns: Iterable[str]) -> dict[str, str]:
    """A parameter for each of *columns*: the first ?1."""
    return {column: f"?{number}" for number, column in enumerate(columns, 1)}
