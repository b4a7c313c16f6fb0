"""Whether a version still is what was written, asked when it is read: nothing damaged is shown as true (DESIGN 7.5)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from monitor.errors import Damaged
from monitor.i18n.locale import Text
from monitor.store.connection import Connection, Row
from monitor.store.rows import dumps
from monitor.store.seal import KINDS, DigestKind, digests, snapshot_hash

log = logging.getLogger(__name__)

RUBBISH = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError)
_CALLED: dict[str, Text] = {
    "item": Text("errors.store.item"),
    "change": Text("errors.store.change"),
    "blob": Text("errors.store.bytes"),
    "states": Text("errors.store.state_parts"),
}
_CHAIN = Text("errors.store.version_parts")
_ROWS = """
SELECT s.*, w.name, b.hash AS before FROM json_each(?) j JOIN snapshots s ON s.id = j.value JOIN watches w ON w.id = s.watch_id
LEFT JOIN snapshots b ON b.watch_id = s.watch_id AND b.number = s.number - 1 ORDER BY s.number
"""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _OfDatabase(Protocol):
    _db: Connection


_S = TypeVar("_S", bound=_OfDatabase)


def reads(question: Callable[Concatenate[_S, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
    """*question* of a database, whose rows may hold rubbish where JSON, times and references were written: that is Damaged."""

    @wraps(question)
    def asked(self: _S, /, *args: _P.args, **named: _P.kwargs) -> _T:
        try:
            return question(self, *args, **named)
        except RUBBISH as error:
            log.debug("unreadable question=%s", question.__name__, exc_info=error)
            raise Damaged(unreadable(self._db, error)) from error

    return asked


def unreadable(db: Connection, error: BaseException) -> Text:
    """What is said of rows that make no sense."""
    why = f"{type(error).__name__}: {error}"[:200]
    return Text("errors.store.damaged", path=db.path, why=why)


def ask_intact(db: Connection, snapshots: Iterable[int], kinds: Collection[DigestKind] = KINDS) -> None:
    """Raise Damaged, which names the first that is not what was hashed, unless all of *snapshots* (their ids) are.

    Asked are the hash of each, which vouches for its facts and the visits before it, and the digests of its things of *kinds*.
    """
    wanted = sorted(set(snapshots))
    rows = db.rows(_ROWS, (dumps(wanted),))
    for row in rows:
        found = next(differing(db, row, row["before"] or "", kinds), None)
        if found is not None:
            raise Damaged(Text("errors.store.version_damaged", name=row["name"], number=row["number"], what=found))
    if len(rows) != len(wanted):
        raise Damaged(Text("errors.store.version_missing", path=db.path))


def differing(db: Connection, row: Row, before: str, kinds: Collection[DigestKind] = KINDS) -> Iterator[Text]:
    """What of the snapshot *row* is no longer what was hashed. *before*: the hash of the one before it, "" for the first."""
    try:
        if snapshot_hash(db, row["id"], before=before) != row["hash"]:
            yield _CHAIN
        if row["salt"] is None:  # erased on purpose: there is nothing left to be true
            return
        stored = {
            (kind, place): digest
            for kind, place, digest in db.rows("SELECT kind, position, digest FROM digests WHERE snapshot_id = ?", (row["id"],))
            if kind in kinds
        }
        made: dict[tuple[Any, int], bytes] = {**digests(db, row, kinds)}
    except (Damaged, *RUBBISH) as error:
        yield Text("errors.store.unreadable", error=type(error).__name__)
        return
    for kind, place in sorted(stored.keys() | made.keys()):
        if stored.get((kind, place)) != made.get((kind, place)):
            yield Text("errors.store.numbered", what=_CALLED[kind], number=place + 1)
