"""What the world does wrong, on its way from where it is noticed to `Fetcher.get`, which returns it as a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from monitor.errors import check_machine, innermost
from monitor.model import FailureKind


class FetchError(Exception):
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


def stopped() -> FetchError:
    """The program is ending: what is under way is given up, and not tried again."""
    return FetchError("timeout", "stopped", final=True)


@contextmanager
def as_fetch_error(kinds: Mapping[type[Exception], FailureKind], subject: str) -> Iterator[None]:
    """Turn the exceptions of *kinds* (the first that fits) into `FetchError` about *subject*, the cause kept; let others pass."""
    try:
        yield
    except tuple(kinds) as error:
        check_machine(error)
        kind = next(kind for type_, kind in kinds.items() if isinstance(error, type_))
        raise FetchError(kind, f"{subject}: {reason(error)}") from error


def reason(error: BaseException) -> str:
    """Return why in a few words: the system's own, from the innermost cause that has some."""
    cause = innermost(error)
    strerror = getattr(cause, "strerror", None) if isinstance(cause, OSError) else None
    return (strerror or str(cause) or type(cause).__name__)[:160]
