"""SQLite through sqlite-utils: what was seen, kept so that it can be shown, compared, proven and handed on (DESIGN §7).

`Store` is the door; the rest are the values that come out of it. snapshots/README.md explains the tables.
"""

from monitor.store.holds import Holds, RobotsFile, RobotsFiles
from monitor.store.lock import InstanceLock, holder, inherit_lock, last_service, running_service
from monitor.store.reading import Exchange, HistoryEntry, SnapshotFacts, StoredChange, WatchSummary
from monitor.store.stamps import Stamp
from monitor.store.store import Store
from monitor.store.texts import Hit
