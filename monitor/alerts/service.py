"""Notices about the watch itself, straight to the channels: when it cannot write, an outbox is no help (10.4)."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Collection, MutableMapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from monitor.deliver import Transport, transport
from monitor.files import make
from monitor.i18n.locale import Text, locale_of
from monitor.model import Accepted, Channel, Config, Language, Message
from monitor.report.notices import DAILY, service_message

log = logging.getLogger(__name__)

QUIET = timedelta(hours=1)  # between two notices of one kind
QUIETER = dict.fromkeys(DAILY, timedelta(days=1))  # they may last
Detail: TypeAlias = str | Text | Callable[[Language], str]
PATIENCE_S = 20.0  # for all channels together


def notify_service(
    config: Config,
    kind: str,
    detail: Detail,
    now: datetime,
    *,
    said: MutableMapping[str, datetime] | None = None,
    but: Collection[str] = (),
) -> bool:
    """Tell those who mend it, feeds left out, all at once, that something is wrong with the watch itself; whether they were told.

    *kind*: see `report.service`. *detail*: what was seen, told to each channel in its language; a function is asked for it.
    *said*: when each kind was told of, for a process that stays; None: files beside the database remember it, or in the folder for
    temporary files where that is full.
    *but*: keys of channels that are left out. Never raises for what the world did; what channels say is logged.
    """
    if not _may(config, kind, now, said):
        return False
    told = [c for c in reversed(config.channels) if c.key not in but and c.kind != "feed"]
    channels = {
        c.to: c for c in [c for c in told if config.mends(c)] or told
    }.values()  # an admin who cannot be reached mends nothing
    threads = []  # one channel that hangs must not keep the others from being told
    for channel in channels:
        said_so = detail(channel.language) if callable(detail) else locale_of(channel.language).render(detail)
        message = service_message(kind, said_so, language=channel.language, timezone=config.timezone, now=now)
        key = hashlib.sha256(f"service\n{kind}\n{channel.key}\n{now:%Y-%m-%dT%H}".encode()).hexdigest()[:32]
        work = (transport(channel, config), channel, message, key)
        threads.append(threading.Thread(target=_send, args=work, daemon=True))
        threads[-1].start()
    over = time.monotonic() + PATIENCE_S
    for thread in threads:
        thread.join(max(0.0, over - time.monotonic()))
    return bool(threads)


def _send(way: Transport, channel: Channel, message: Message, key: str) -> None:
    try:
        verdict = way.send(message, key=key)
        if isinstance(verdict, Accepted):
            log.info("notified channel=%s subject=%s", channel.key, message.subject)
        else:
            log.error("not notified channel=%s reason=%s", channel.key, verdict.reason)
    except Exception:  # nobody else would hear of it
        log.exception("not notified channel=%s", channel.key)
    finally:
        way.close()


# ------------------------------------------------------------------------------------------------------------------- how often


def _may(config: Config, kind: str, now: datetime, said: MutableMapping[str, datetime] | None) -> bool:
    """Whether the last notice of *kind* is long enough ago; if so, this one is noted."""
    last = said.get(kind) if said is not None else None
    for file in _files(config, kind) if said is None else ():
        with suppress(OSError):
            found = file.lstat()
            if found.st_uid == os.getuid():  # in the folder for temporary files anybody may leave one of that name
                noted = datetime.fromtimestamp(found.st_mtime, UTC)
                last = noted if last is None else max(last, noted)
    if last is not None and timedelta(0) <= now - last < QUIETER.get(kind, QUIET):
        return False
    if said is not None:
        said[kind] = now
        return True
    for file in _files(config, kind):
        with suppress(OSError):
            make(file)
            os.utime(file, (now.timestamp(), now.timestamp()), follow_symlinks=False)
            break
    return True


def _files(config: Config, kind: str) -> tuple[Path, Path]:
    """Whose time of change says when *kind* was told of. Empty: they need no room, as long as there is any for a name."""
    import tempfile

    place = hashlib.sha256(str(config.database).encode()).hexdigest()[:12]
    return (
        config.database.with_name(f"{config.database.name}.told-{kind}"),
        Path(tempfile.gettempdir()) / f"monitor-{os.getuid()}-{place}.told-{kind}",
    )
