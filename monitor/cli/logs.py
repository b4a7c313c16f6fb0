"""Logging, set up once, to stderr (CRAFT §7)."""

from __future__ import annotations

import logging
import sys


def set_up(level: int = logging.WARNING) -> None:
    """Lines of *level* and above; httpx logs whole addresses at INFO, and addresses of webhooks are secrets."""
    logging.basicConfig(level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("httpx", "httpcore", "apscheduler", "apprise"):
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
