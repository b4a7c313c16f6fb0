"""Chat, push and the rest, through Apprise."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

from monitor.deliver.plain import tamed, within
from monitor.model import Accepted, Channel, Config, Delivery, Later, Message, Refused

# Our own name, and no icon: it would be fetched from somebody else's server whenever a message is read.
LOOKS: dict[str, Any] = {"app_id": "city-page-monitor", "app_desc": "city-page-monitor", "image_url_mask": "", "image_url_logo": ""}
LOGGER = logging.getLogger("apprise")


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """Send subject and text. Apprise says only yes or no; its own reason, where it logs one, goes along."""
    import apprise

    target = apprise.Apprise(asset=apprise.AppriseAsset(**LOOKS))
    if not target.add(channel.to):
        return Refused("", "unknown_service", whole=True)
    title, body = worded(message, channel.to, target)
    with _said() as said:
        taken = target.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT)
    if taken:
        return Accepted()
    reason = " ".join(" ".join(said).split()).replace(channel.to, channel.shown)
    return Later(reason[:500], cause="not_taken")


def worded(message: Message, to: str, target: Any) -> tuple[str, str]:
    """Subject and text as the service will show them, no longer than it takes; `overflow=` in the address has the last word."""
    scheme = "" if "format=" in to.lower() else to.partition(":")[0]  # told otherwise, Apprise escapes by itself
    title, body = tamed(message.subject, scheme), tamed(message.text, scheme)
    if "overflow=" in to.lower():
        return title, body
    return title, within(body, min(server.body_maxlen for server in target) - len(title) - 2)


def prepare() -> None:
    """Load what sending needs."""
    import apprise  # noqa: F401


@contextmanager
def _said() -> Iterator[list[str]]:
    """What Apprise logs meanwhile in this thread: another channel's words may hold that channel's secrets."""
    said: list[str] = []
    thread = get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                said.append(record.getMessage())

    listener = Listener(logging.WARNING)
    LOGGER.addHandler(listener)
    try:
        yield said
    finally:
        LOGGER.removeHandler(listener)
