"""The database as if only some watches had ever been visited: for a site of a part of them (DESIGN 5.16). Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from monitor.errors import NothingFound
from monitor.model import Figures
from monitor.store import Store
from monitor.store.reading import StoredChange, WatchSummary
from monitor.web.seen import Seen, newest_first


def part_of(seen: Seen, only: frozenset[str]) -> Seen:
    """*seen* with the watches *only*."""
    config = replace(seen.config, watches=tuple(w for w in seen.config.watches if w.name in only))
    return replace(seen, config=config, store=cast(Store, PartStore(seen.store, only)))


class PartStore:
    """*store* with the watches *only*; all else is asked of it."""

    def __init__(self, store: Store, only: frozenset[str]) -> None:
        self._store = store
        self._only = only

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def watches(self, name: str | None = None) -> tuple[WatchSummary, ...]:
        return tuple(one for one in self._store.watches(name) if one.name in self._only)

    def watch_id(self, name: str) -> int:
        if name not in self._only:
            raise NothingFound(name)
        return self._store.watch_id(name)

    def figures(self) -> Figures:
        found = self._store.figures()
        return replace(found, watches={name: one for name, one in found.watches.items() if name in self._only})

    def changes(self, name: str | None = None, *, limit: int | None = None, **asked: Any) -> tuple[StoredChange, ...]:
        names = self._only if name is None else {name} & self._only
        found = [one for each in names for one in self._store.changes(each, limit=limit, **asked)]
        return tuple(sorted(found, key=newest_first)[:limit])

    def named(self) -> Sequence[tuple[str, str, str, str]]:
        return [one for one in self._store.named() if one[0] in self._only]
