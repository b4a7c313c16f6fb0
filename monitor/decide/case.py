"""What every decision of one check looks at."""

from __future__ import annotations

from monitor.model import EXTRACTOR, Channel, CheckSource, Revision, Watch, WatchState
from monitor.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    state: WatchState
    watch: Watch
    channels: tuple[Channel, ...]
    source: CheckSource

    @property
    def last(self) -> Revision | None:
        return self.state.last

    @property
    def new_recipe(self) -> bool:
        """Whether the last revision was read under another recipe (DESIGN 3.19)."""
        return self.state.last is not None and self.state.last.recipe_hash != self.watch.recipe.hash

    @property
    def new_extractor(self) -> bool:
        """Whether the last revision was read by another version of our reading (DESIGN 3.19)."""
        return self.state.last is not None and self.state.extractor != EXTRACTOR

    @property
    def next_snapshot(self) -> int:
        return self.state.last.snapshot + 1 if self.state.last else 1

    def was_there(self, item: str) -> bool:
        """Whether the last revision holds *item*."""
        last = self.state.last
        return last is not None and (any(s.item == item for s in last.sections) or any(d.item == item for d in last.documents))

    def was_removed(self, item: str) -> bool:
        """Whether *item* is recorded as removed: then its absence is known."""
        state = self.state
        return any(s.item == item for s in state.removed_sections) or any(d.item == item for d in state.removed_documents)
