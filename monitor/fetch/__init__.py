"""Fetching over HTTP (DESIGN §14): `Fetcher.get` asks for one address and returns what came of it.

This room touches the network. Nothing of httpcore or httpx is imported before the first request.
"""

from monitor.fetch.client import Fetcher
from monitor.fetch.headers import meant_for
from monitor.fetch.politeness import MemoryRetryAfter, MemoryRobots, RetryAfterStore, RobotsCache, RobotsCopy
