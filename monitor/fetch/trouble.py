"""What the world does wrong, on its way from where it is noticed to `Fetcher.get`, which returns it as a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from monitor.model import FailureKind


class Trouble(Exception):
    """One failure: its kind, its evidence, until when the server asked for peace, and whether it has been tried often enough."""

    def __init__(
        self,
        kind: FailureKind,
        detail: str,
        *,
        retry_after: datetime | None = None,
        holds: Literal["host", "address"] | None = None,
        final: bool = False,
    ) -> None:
        super().__init__(kind, detail)
        self.kind: FailureKind = kind
        self.detail = detail
        self.retry_after = retry_after
        self.holds = holds
        self.final = final


def stopped() -> Trouble:
    """The program is ending: what is under way is given up, and not tried again."""
    return Trouble("timeout", "stopped", final=True)


@contextmanager
def told_as_trouble(kinds: Mapping[type[Exception], FailureKind], subject: str) -> Iterator[None]:
    """Turn the exceptions of *kinds* (the first that fits) into `Trouble` about *subject*, the cause kept; let others pass."""
    try:
        yield
    except tuple(kinds) as error:
        kind = next(kind for type_, kind in kinds.items() if isinstance(error, type_))
        raise Trouble(kind, f"{subject}: {reason(error)}") from error


def reason(error: BaseException) -> str:
    """Return why in a few words: the system's own, from the innermost cause that has some."""
    innermost: BaseException = error
    while inner := innermost.__cause__ or innermost.__context__:
        innermost = inner
    strerror = getattr(innermost, "strerror", None) if isinstance(innermost, OSError) else None
    return (strerror or str(innermost) or type(innermost).__name__)[:160]
