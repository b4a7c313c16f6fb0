"""Whether the service does its work: what /healthz answers. A page that fails is no fault of the service. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from monitor.observe.standing import Standing

Reason = dict[str, Any]


def reasons(standings: Sequence[Standing], *, database: str | None, scheduler: str | None) -> list[Reason]:
    """Why all is not well; [] where it is. *database*, *scheduler*: what is wrong with them, None where nothing is."""
    return [
        *([{"reason": "scheduler", "detail": scheduler}] if scheduler else []),
        *([{"reason": "database", "detail": database}] if database else []),
        *({"reason": "overdue", "watch": s.watch, "overdue_s": s.overdue.total_seconds()} for s in standings if s.overdue),
    ]
