"""When what a search finds was seen, as `monitor search` and the pages say it."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.i18n.locale import Locale
from monitor.store import Store
from monitor.store.texts import Hit


def seen_when(store: Store, hits: Sequence[Hit], locale: Locale, timezone: str) -> dict[Hit, str]:
    """Between which visits each text was seen: the first with it, and the last good one before a version without it."""
    numbers: dict[str, set[int]] = {}
    for hit in hits:
        numbers.setdefault(hit.watch, set()).update({hit.first_snapshot, hit.last_snapshot or 0, (hit.last_snapshot or 0) + 1})
    taken = {name: store.taken_at(name, wanted) for name, wanted in numbers.items()}
    found = {}
    for hit in hits:
        versions = taken[hit.watch]
        after = versions.get(hit.last_snapshot + 1) if hit.last_snapshot else None
        until = store.last_good_before(hit.watch, after) if after else versions.get(hit.last_snapshot or 0)
        first, last = (locale.day(at, timezone) if at else "" for at in (versions.get(hit.first_snapshot), until))
        key = "hit_still" if hit.last_snapshot is None else "hit_once" if first == last else "hit_gone"
        values = {"first": first, "last": last} if key == "hit_gone" else {"first": first}
        found[hit] = locale.text(f"web.{key}_latest" if hit.at_latest else f"web.{key}", **values)
    return found
