"""Chat, push and the rest, through Apprise."""

from __future__ import annotations

from monitor.model import Accepted, Channel, Config, Delivery, Later, Message, Refused


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """Send subject and text. Apprise says only yes or no; its own reason, where it logs one, goes along."""
    import apprise

    target = apprise.Apprise()
    if not target.add(channel.to):
        return Refused(f"{channel.shown}: Apprise does not know this address")
    with apprise.LogCapture(level=apprise.logging.WARNING, fmt="%(message)s") as said:  # type: ignore[no-untyped-call]
        taken = target.notify(title=message.subject, body=message.text, body_format=apprise.NotifyFormat.TEXT)
        reason = " ".join(said.getvalue().split())
    return Accepted() if taken else Later(f"{channel.shown}: {reason.replace(channel.to, channel.shown) or 'not accepted'}"[:500])
