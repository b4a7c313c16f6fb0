"""Chat, push and the rest, through Apprise."""

from __future__ import annotations

from typing import Any

from monitor.deliver.plain import tamed, within
from monitor.model import Accepted, Channel, Config, Delivery, Later, Message, Refused

# Our own name, and no icon: it would be fetched from somebody else's server whenever a message is read.
LOOKS: dict[str, Any] = {"app_id": "city-page-monitor", "app_desc": "city-page-monitor", "image_url_mask": "", "image_url_logo": ""}


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """Send subject and text. Apprise says only yes or no; its own reason, where it logs one, goes along."""
    import apprise

    target = apprise.Apprise(asset=apprise.AppriseAsset(**LOOKS))
    if not target.add(channel.to):
        return Refused(f"{channel.shown}: Apprise does not know this address")
    title, body = worded(message, channel.to, target)
    with apprise.LogCapture(level=apprise.logging.WARNING, fmt="%(message)s") as said:  # type: ignore[no-untyped-call]
        taken = target.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT)
        reason = " ".join(said.getvalue().split())
    return Accepted() if taken else Later(f"{channel.shown}: {reason.replace(channel.to, channel.shown) or 'not accepted'}"[:500])


def worded(message: Message, to: str, target: Any) -> tuple[str, str]:
    """Subject and text as the service will show them, no longer than it takes; `overflow=` in the address has the last word."""
    scheme = "" if "format=" in to.lower() else to.partition(":")[0]  # told otherwise, Apprise escapes by itself
    title, body = tamed(message.subject, scheme), tamed(message.text, scheme)
    if "overflow=" in to.lower():
        return title, body
    return title, within(body, min(server.body_maxlen for server in target) - len(title) - 2)
