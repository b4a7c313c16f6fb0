"""Whether a version still is what was written, asked when it is read: nothing damaged is shown as true (DESIGN 7.5)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from monitor.errors import Damaged, Said
from monitor.store.connection import Connection, Row
from monitor.store.rows import dumps
from monitor.store.seal import KINDS, DigestKind, digests, snapshot_hash

log = logging.getLogger(__name__)

RUBBISH = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError)
_CALLED: dict[str, Said] = {
    "item": Said(fr="élément", en="item"),
    "change": Said(fr="changement", en="change"),
    "blob": Said(fr="octets", en="bytes"),
    "states": Said(fr="empreintes d’état", en="digests of its state"),
}
_CHAIN = Said(fr="faits, visites ou version d’avant", en="facts, visits or the version before")
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


def unreadable(db: Connection, error: BaseException) -> Said:
    """What is said of rows that make no sense."""
    why = f"{type(error).__name__}: {error}"[:200]
    return Said(fr=f"{db.path} est abîmé ({why})", en=f"{db.path} is damaged ({why})")


def ask_intact(db: Connection, snapshots: Iterable[int], kinds: Collection[DigestKind] = KINDS) -> None:
    """Raise Damaged, which names the first that is not what was hashed, unless all of *snapshots* (their ids) are.

    Asked are the hash of each, which vouches for its facts and the visits before it, and the digests of its things of *kinds*.
    """
    wanted = sorted(set(snapshots))
    rows = db.rows(_ROWS, (dumps(wanted),))
    for row in rows:
        found = next(differing(db, row, row["before"] or "", kinds), None)
        if found is not None:
            raise Damaged(_of_version(row, found))
    if len(rows) != len(wanted):
        raise Damaged(Said(fr=f"{db.path} est abîmé (une version manque)", en=f"{db.path} is damaged (a version is missing)"))


def differing(db: Connection, row: Row, before: str, kinds: Collection[DigestKind] = KINDS) -> Iterator[Said]:
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
        yield Said(fr=f"illisible, {type(error).__name__}", en=f"unreadable, {type(error).__name__}")
        return
    for kind, place in sorted(stored.keys() | made.keys()):
        if stored.get((kind, place)) != made.get((kind, place)):
            called = _CALLED[kind]
            yield Said(fr=f"{called.fr} {place + 1}", en=f"{called.en} {place + 1}")


def _of_version(row: Row, what: Said) -> Said:
    return Said(
        fr=f"{row['name']}, version {row['number']} : abîmée ({what.fr})",
        en=f"{row['name']}, version {row['number']}: damaged ({what.en})",
    )
