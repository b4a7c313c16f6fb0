"""Channels: each a file with one function `send`; adding one touches nothing else than the table here."""

from __future__ import annotations

import importlib

from monitor.model import Channel, Config, Delivery, Message

CHANNELS = {
    "mail": "monitor.deliver.mail",
    "webhook": "monitor.deliver.webhook",
    "feed": "monitor.deliver.feed",
    "apprise": "monitor.deliver.chat",
}


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """Hand *message* to *channel* and return what it said. Never raises for what the world did.

    *key* goes along, so that a repeat is recognised: Message-ID, `Idempotency-Key`.
    """
    answer: Delivery = importlib.import_module(CHANNELS[channel.kind]).send(channel, message, key=key, config=config)
    return answer
