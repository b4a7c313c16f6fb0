"""Old versions looked over a few a day; who mends is told of what is no longer what was written (DESIGN 7.5, 10.4)."""

from __future__ import annotations

import logging
from datetime import datetime

from monitor.alerts.service import notify_service
from monitor.errors import MonitorError
from monitor.i18n.locale import locale_of
from monitor.model import Config
from monitor.store import Store

log = logging.getLogger(__name__)


def look_over_some(store: Store, config: Config, now: datetime) -> None:
    """Look over what is due today; raises nothing: it keeps nobody from visiting and telling."""
    try:
        found = store.look_over(now)
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
