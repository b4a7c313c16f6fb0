"""A town on loopback and an installation that watches it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.house import House, stand
from tests.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def house(tmp_path: Path, site: Site) -> House:
    return stand(tmp_path, site)
