"""The database as somebody reads it who may not see all of it: without names (DESIGN 5.17), or some watches alone, as if no others
had ever been visited (5.16). One door each, so that no page can forget it. Reads only.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any, Literal, cast

from monitor.erasure.named import NameEvidence
from monitor.erasure.values import texts_in
from monitor.erasure.withheld import Withheld
from monitor.errors import NothingFound
from monitor.model import Called, Config, Figures, Revision, Spell, Watch
from monitor.model.frozen import replace
from monitor.store import Store
from monitor.store.reading import HistoryEntry, StoredChange, WatchSummary
from monitor.store.standing import SeenWatch
from monitor.web.context import Seen, newest_first


class KnownNames:
    """All names that the database knows, kept from one request to the next; only what is new is read."""

    def __init__(self) -> None:
        self._named = NameEvidence()
        self._block = self._content = self._facts = 0
        self._made = Withheld(())
        self._titles: set[str] = set()
        self._is_stale = False  # the list has to be made anew
        self._lock = threading.Lock()

    def learn(self, config: Config) -> None:
        """Learn from the titles that *config* gives, too: « Agenda de Prénom Nom » may stand nowhere on the page."""
        given = {title for watch in config.watches for title in (watch.title, *watch.titles.values()) if title}
        with self._lock:
            for title in given - self._titles:
                self._named.read(title)
                self._named.read_unit(title)
                self._is_stale = True
            self._titles |= given

    def of(self, store: Store) -> Withheld:
        """What withholds every name in *store*."""
        with self._lock:
            printed, content = store.printed_names(self._content)
            texts, facts = list(store.block_texts(self._block)), list(store.facts_beside(self._facts))
            if content == self._content and not texts and not facts and not self._is_stale:
                return self._made
            named = self._named
            named.names |= printed
            for _, text in texts:
                named.read(text)
            for blocks in store.texts_with(self._block) if texts else ():
                named.read_lines(blocks)
            for number, listed in facts:
                self._facts = number
                for said in texts_in(json.loads(listed)):
                    named.read(said)
            for watch in store.watches():
                named.read_host(watch.url)
            for title in store.printed_titles(self._content):
                named.read(title)
                named.read_unit(title)
            self._is_stale = False
            self._block, self._content = max([self._block, *(number for number, _ in texts)]), content
            known = map(frozenset[str], (named.small, named.cells, named.places, named.nouns))
            self._made = Withheld(named.all_names(), *known)
            return self._made


def withholding(seen: Seen, known: KnownNames) -> Seen:
    """*seen* without people."""
    known.learn(seen.config)
    withheld = known.of(seen.store)
    return replace(seen, store=cast(Store, WithheldStore(seen.store, withheld)), withheld=withheld)


class WithheldStore:
    """*store* without people: what it says of them is withheld, what was received is not there. All else is asked of *store*."""

    def __init__(self, store: Store, withheld: Withheld) -> None:
        self.whole = store  # for comparing, of which the result is withheld
        self._withheld = withheld

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole, name)

    def revision(self, name: str, number: int | None = None, *, newest: bool = False) -> Revision:
        return self._withheld.revision(self.whole.revision(name, number, newest=newest))

    def history(self, name: str, **asked: Any) -> tuple[HistoryEntry, ...]:
        found = self.whole.history(name, **asked)
        return tuple(replace(one, changes=tuple(self._stored(stored) for stored in one.changes)) for one in found)

    def changes(self, name: str | None = None, **asked: Any) -> tuple[StoredChange, ...]:
        return tuple(self._stored(one) for one in self.whole.changes(name, **asked))

    def change(self, change_id: int) -> StoredChange:
        return self._stored(self.whole.change(change_id))

    def change_after(self, change_id: int, *, item: str | None = None) -> StoredChange | None:
        found = self.whole.change_after(change_id, item=item)
        return self._stored(found) if found else None

    def standings(self, names: Sequence[str]) -> tuple[SeenWatch, ...]:
        return tuple(
            replace(one, items=tuple(replace(i, title=self._withheld.text(i.title) if i.title else i.title) for i in one.items))
            for one in self.whole.standings(names)
        )

    def called(self, name: str, watch: Watch | None, *, items: bool = True) -> Called:
        found, text = self.whole.called(name, watch, items=items), self._withheld.text
        return replace(found, page=text(found.page), items={item: text(title) for item, title in found.items.items()})

    def kept(self, sha256: str) -> None:
        return None

    def is_kept(self, sha256: str) -> bool:
        return False

    def kept_size(self, sha256: str) -> None:
        return None

    def page_of(self, name: str, number: int) -> None:
        return None

    def search(self, query: str, **asked: Any) -> tuple[()]:
        return ()

    def named(self) -> tuple[()]:
        return ()

    def sheets(self, found: Sequence[Spell]) -> Mapping[Spell, str]:
        return {spell: self._withheld.text(label) for spell, label in self.whole.sheets(found).items()}

    def spells(
        self, view: Literal["people", "units"], name: str | None = None, wanted: Mapping[str, Set[str]] = MappingProxyType({})
    ) -> tuple[Spell, ...]:
        if view == "people":
            return ()
        text = self._withheld.text
        return tuple(
            replace(s, unit=text(s.unit), parent=text(s.parent) if s.parent else None, path=tuple(map(text, s.path)))
            for s in self.whole.spells(view, name, wanted)
        )

    def _stored(self, stored: StoredChange) -> StoredChange:
        return replace(stored, change=self._withheld.change(stored.change))


# ---------------------------------------------------------------------------------------------------- some watches alone


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

    def figures(self, name: str | None = None) -> Figures:
        found = self._store.figures(name)
        return replace(found, watches={name: one for name, one in found.watches.items() if name in self._only})

    def changes(self, name: str | None = None, *, limit: int | None = None, **asked: Any) -> tuple[StoredChange, ...]:
        names = self._only if name is None else {name} & self._only
        found = [one for each in names for one in self._store.changes(each, limit=limit, **asked)]
        return tuple(sorted(found, key=newest_first)[:limit])

    def named(self) -> Sequence[tuple[str, str, str, str, str]]:
        return [one for one in self._store.named() if one[0] in self._only]
