"""The daily time stamp: asked for once a day, retried with growing waits, never in the way of a visit (DESIGN 5.20)."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from monitor.alerts.service import notify_service
from monitor.errors import NotStamped, StoreError
from monitor.i18n.locale import Text
from monitor.model import Config
from monitor.store import Stamp, Store

log = logging.getLogger(__name__)

PATIENCE_S = 10.0  # for the authority to answer in: who asks daily can ask again
TOLD_AFTER = 3  # attempts that failed, or a day: one that is away for an hour is no news


def stamp_when_due(store: Store, config: Config, now: datetime) -> None:
    """Ask the authority of the configuration where that is due; keep what it answers, tell who mends where it will not.

    Raises nothing for what the world does: a stamp that cannot be had keeps nobody from visiting and telling.
    """
    if config.timestamp is None:
        return
    due = store.next_stamp_at(config.timezone)
    if due is None or due > now:
        return
    from monitor.proof.stamping import ask  # once a day (DESIGN §9)

    heads = store.heads()
    try:
        response = ask(heads.encode(), config.timestamp, within_s=PATIENCE_S)
        store.keep_stamp(Stamp(at=now, tsa=config.timestamp, heads=heads, response=response))
        log.info("stamped tsa=%s watches=%d", config.timestamp, heads.count("\n"))
    except NotStamped as error:
        log.warning("not stamped tsa=%s error=%s", config.timestamp, str(error))
        _failed(store, config, now, error.message)
    except StoreError:
        log.exception("not stamped tsa=%s", config.timestamp)


def _failed(store: Store, config: Config, now: datetime, error: str | Text) -> None:
    try:
        failing = store.stamp_failed(now, str(error)[:500])
    except StoreError:
        log.exception("not noted step=%s", "stamping")
        return
    if failing.count >= TOLD_AFTER or now - failing.since >= timedelta(days=1):
        notify_service(config, "not_stamped", error, now)
