"""What a day asks for besides visits: a time stamp, and old versions looked over (DESIGN 5.20, 7.5, 10.4).

Both are in nobody's way: they raise nothing for what the world does, and who mends is told.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from monitor.alerts.service import notify_service
from monitor.errors import MonitorError, NotStamped, StoreError
from monitor.i18n.locale import locale_of
from monitor.model import Config
from monitor.store import Stamp, Store

log = logging.getLogger(__name__)

PATIENCE_S = 10.0  # for the authority to answer in: who asks daily can ask again
TOLD_AFTER = 3  # attempts that failed, or a day: one that is away for an hour is no news


def daily_work(store: Store, config: Config, now: datetime) -> None:
    """Do what of it is due now; asked for after each round, it mostly finds that it is done."""
    _stamp(store, config, now)
    try:
        found = store.look_over(now)  # a few versions a day
    except MonitorError as error:
        log.warning("not looked over error=%s", str(error.message))
        return
    except Exception:
        log.exception("bug step=%s", "looking over")
        return
    for one in found:
        log.error("damaged %s", one)
    if found:
        notify_service(config, "damaged", lambda language: "\n".join(map(locale_of(language).render, found[:10])), now)


def _stamp(store: Store, config: Config, now: datetime) -> None:
    """Ask the authority of the configuration, retried with growing waits, and keep what it answers."""
    if config.timestamp is None:
        return
    due = store.next_stamp_at(config.timezone)
    if due is None or due > now:
        return
    from monitor.proof.stamping import ask  # once a day (DESIGN §9)

    heads = store.heads()
    try:
        try:
            response = ask(heads.encode(), config.timestamp, within_s=PATIENCE_S)
            store.keep_stamp(Stamp(at=now, tsa=config.timestamp, heads=heads, response=response))
            log.info("stamped tsa=%s watches=%d", config.timestamp, heads.count("\n"))
        except NotStamped as error:
            log.warning("not stamped tsa=%s error=%s", config.timestamp, str(error))
            failing = store.stamp_failed(now, str(error)[:500])
            if failing.count >= TOLD_AFTER or now - failing.since >= timedelta(days=1):
                notify_service(config, "not_stamped", error.message, now)
    except StoreError as error:
        log.warning("not stamped tsa=%s error=%s", config.timestamp, str(error.message))
