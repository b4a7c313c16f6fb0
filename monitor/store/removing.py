"""What is taken out on purpose: names and addresses, old versions; what must not come back; what names may stand in (5.17, 7.5).

What takes it out is loaded when it is called: no check needs it (DESIGN §9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from monitor.store.reading import Archive
from monitor.store.seal import asked, reads
from monitor.store.standing import block_texts, facts_beside, printed_names, printed_titles, texts_holding, texts_with
from monitor.store.stops import KeptErasure, finish_erasures, kept_erasures, stop_lists
from monitor.store.texts import IN_STRETCH

if TYPE_CHECKING:
    from monitor.store.erasing import Erased, ReadsBytes
    from monitor.store.pruning import Pruned, PrunedUntil

Taken = TypeVar("Taken")


class _Undone(Exception):
    """A transaction that was only tried."""


class Removing(Archive):
    """What a store takes out of its database. Each is one transaction; `finish_erasures` has to follow."""

    _now: Callable[[], datetime]

    def erase(
        self,
        kind: Literal["person", "address"],
        forms: Iterable[str],
        read: ReadsBytes,
        *,
        dry_run: bool = False,
        keep: bool = False,
    ) -> Erased:
        """Take the *forms* (folded, see `erasure.forms`) out of everything, and keep them from coming back (DESIGN 5.17).

        *dry_run*: it is made and undone; what it returns is what would go. Else `finish_erasures` has to follow: until then the
        file's free pages and its log still hold what went. Forms that stand nowhere are put on the list only with *keep*.
        """
        return self._erased(read, forms=(kind, forms), dry_run=dry_run, keep=keep)

    def erase_again(self, known: Sequence[KeptErasure], read: ReadsBytes) -> Erased:
        """The same for erasures that another copy of the database knows of."""
        return self._erased(read, known=known, keep=True)

    def _erased(self, read: ReadsBytes, *, dry_run: bool = False, **asked: Any) -> Erased:
        from monitor.store.erasing import erased

        return self._taken_out(lambda: erased(self._db, self._blobs, read, self._now(), **asked), dry_run=dry_run)

    def prune(self, before: datetime, *, dry_run: bool = False) -> Pruned:
        """Take out what came before the versions that stood at *before* (DESIGN 5.17); else as `erase`."""
        from monitor.store.pruning import prune

        def taken() -> tuple[Pruned, bool]:
            found = prune(self._db, self._blobs, before, self._now())
            return found, bool(found)

        return self._taken_out(taken, dry_run=dry_run)

    def _taken_out(self, take: Callable[[], tuple[Taken, bool]], *, dry_run: bool) -> Taken:
        """What *take* says that it took out of the whole file; all is as before where it is only tried, or nothing went."""
        self._db.run("PRAGMA secure_delete = ON")
        found: Taken | None = None
        with suppress(_Undone), self._db.transaction():
            found, kept = take()
            if dry_run or not kept:
                raise _Undone
        self._blobs.forget()
        self._asked.clear()
        assert found is not None
        return found

    @reads
    def pruned_until(self, name: str) -> PrunedUntil | None:
        """How far a watch was pruned; None: never."""
        from monitor.store.pruning import pruned_until

        return pruned_until(self._db, self.watch_id(name))

    @reads
    def unpruned(self, name: str) -> tuple[int, ...]:
        """The versions of a watch that show what they showed."""
        sql = "SELECT number FROM snapshots WHERE watch_id = ? AND erased_at IS NULL ORDER BY number"
        return tuple(number for (number,) in self._db.tuples(sql, (self.watch_id(name),)))

    def is_erased(self, forms: Iterable[str]) -> bool:
        """Whether all *forms* are on the list of what was erased."""
        from monitor.store.erasing import is_erased

        return is_erased(self._db, forms)

    def texts_seen(self) -> Iterator[tuple[str, str | None, str | None, int | None]]:
        """Every distinct text, and where it stood first: watch, item, number."""
        sql = (
            "SELECT b.text, w.name, ifnull(t.item, g.item), min(ifnull(t.snapshot, g.first_snapshot)) FROM blocks b"
            f" LEFT JOIN stretches t ON {IN_STRETCH.format(block='b.id')} LEFT JOIN sightings g ON g.block_id = b.id"
            " LEFT JOIN watches w ON w.id = ifnull(t.watch_id, g.watch_id) GROUP BY b.id ORDER BY b.id"
        )
        yield from self._db.each(sql)

    def finish_erasures(self) -> None:
        """Write the file anew and empty its log, so that neither holds what was erased or pruned. Raises DatabaseBusy.

        What was interrupted is finished by whoever calls this next.
        """
        self._db.compact()
        with self._db.transaction():
            finish_erasures(self._db, self._now())
        self._db.compact(log_only=True)

    @reads
    def removals(self) -> object:
        """Equal to what it was before as long as nothing has been erased, pruned or put back since: else drop what was kept of it.

        The file is another one once restored, and written anew after whatever is taken out.
        """
        file = self._db.path.stat()
        written = self._db.value("PRAGMA schema_version"), self._db.value("SELECT count(*) FROM erasures")
        return file.st_dev, file.st_ino, *written, self._db.value("SELECT max(at) FROM redactions")

    erasures = asked(kept_erasures)
    stops = asked(stop_lists)

    # ------------------------------------------------------------------------------------------------- what names may stand in

    printed_names = asked(printed_names)

    def block_texts(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """The texts of all blocks; see `standing.block_texts`."""
        return block_texts(self._db, after)

    texts_with = asked(texts_with)
    texts_holding = asked(texts_holding)

    def facts_beside(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """What stands beside texts; see `standing.facts_beside`."""
        return facts_beside(self._db, after)

    printed_titles = asked(printed_titles)
