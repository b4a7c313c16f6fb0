"""Channels: each a file with one function `send`; adding one touches nothing else than the table here.

A file whose channel is better asked several times in a row over one connection has a class `Transport` beside it.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Protocol

from monitor import __version__
from monitor.model import Channel, Config, Delivery, Message
from monitor.model.frozen import dataclass

AGENT = f"city-page-monitor/{__version__}"  # who we are to those whom we tell

CHANNELS = {
    "mail": "monitor.deliver.mail",
    "webhook": "monitor.deliver.webhook",
    "feed": "monitor.deliver.feed",
    "apprise": "monitor.deliver.chat",
}


class Transport(Protocol):
    """The way to one channel, used by one thread at a time."""

    def send(self, message: Message, *, key: str) -> Delivery:
        """What the channel said to *message*. Never raises for what the world did."""

    def close(self) -> None:
        """End the connection, if there is one."""


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    """Hand *message* to *channel*, with the *key* by which a repeat is known; returns what it said. Never raises for the world."""
    answer: Delivery = _module(channel).send(channel, message, key=key, config=config)
    return answer


def transport(channel: Channel, config: Config) -> Transport:
    """The way to *channel* for several messages. Loads what sending needs: threads that import at once see half a module."""
    module = _module(channel)
    if hasattr(module, "prepare"):
        module.prepare()
    opened: Transport = module.Transport(channel, config) if hasattr(module, "Transport") else _EachAlone(channel, config)
    return opened


def _module(channel: Channel) -> ModuleType:
    return importlib.import_module(CHANNELS[channel.kind])


@dataclass(frozen=True, slots=True)
class _EachAlone:
    """The transport of a channel that has no connection to keep."""

    channel: Channel
    config: Config

    def send(self, message: Message, *, key: str) -> Delivery:
        return send(self.channel, message, key=key, config=self.config)

    def close(self) -> None:
        """Nothing is held."""
