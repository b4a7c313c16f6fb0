"""A store in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.store import Store
from tests.databases import put_new
from tests.store.town import T0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    put_new(tmp_path / "monitor.db")
    with Store.open(tmp_path / "monitor.db", now=lambda: T0) as opened:
        yield opened
