"""The material that judges the product from outside, where it lies beside the checkout; a fresh clone has none and skips."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def shared(name: str) -> Path:
    """The folder *name* of that material; skips the test where it is absent."""
    folder = SHARED / name
    if not folder.exists():
        pytest.skip(f"no {name} beside the checkout")
    return folder
